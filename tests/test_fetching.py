"""From the web into raw/: what is new, what changed, what is gone, and what is not taken."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from web import SETTINGS, Reply, article, following, serve

from pipeline import raw
from pipeline.fetching.report import What
from pipeline.fetching.run import add, fetch
from pipeline.fetching.sources import Listing, PageToFollow, Sources, SourcesError

PATH = "test/2024-04-18_trade-is-up.html"


@pytest.fixture
def site():
    with serve() as site:
        yield site


def fetch_one(raw_dir, url, **options):
    """The only outcome of a fetch that follows one address."""
    (outcome,) = fetch(raw_dir, sources=following(url), **options).outcomes
    return outcome


def files(raw_dir):
    return {path: (raw_dir / path).read_bytes() for path in raw.hashes(raw_dir)}


def test_a_new_page_is_stored_byte_for_byte_with_its_row(site, tmp_path):
    page = article().encode() + b"\r\n<!-- \xff -->"
    url = site.answer("/2024/trade-is-up/", Reply(page, headers={"ETag": '"1"', "Last-Modified": "then"}))
    outcome = fetch_one(tmp_path, url)
    assert (outcome.source, outcome.what, outcome.path, outcome.note) == ("test", What.NEW, PATH, None)
    assert files(tmp_path) == {PATH: page}
    (row,) = raw.pages(tmp_path)
    assert (row.path, row.url, row.publisher, row.status, row.etag, row.last_modified, row.problem) == (
        PATH, url, "Test News", 200, '"1"', "then", None,
    )  # fmt: skip
    assert row.published_on is None  # the page says it itself
    assert row.retrieved_at is not None and row.retrieved_at.microsecond == 0
    assert [file.name for file in tmp_path.rglob(".*")] == []


def test_an_unchanged_page_costs_a_304_and_moves_nothing(site, tmp_path):
    url = site.answer(
        "/trade-is-up", Reply(article(), headers={"ETag": '"1"', "Last-Modified": "then"}), Reply(status=304)
    )
    fetch_one(tmp_path, url)
    before, cursor = (tmp_path / raw.MANIFEST).read_bytes(), raw.fingerprint(tmp_path)
    assert fetch_one(tmp_path, url).what is What.UNCHANGED
    assert (tmp_path / raw.MANIFEST).read_bytes() == before
    assert raw.fingerprint(tmp_path) == cursor
    first, second = site.asked("/trade-is-up")
    assert "if-none-match" not in first
    assert (second["if-none-match"], second["if-modified-since"]) == ('"1"', "then")


def test_changed_ads_are_no_new_version(site, tmp_path):
    url = site.answer(
        "/trade-is-up",
        Reply(article(ads="Buy tea"), headers={"ETag": '"1"'}),
        Reply(article(ads="Buy cars"), headers={"ETag": '"2"'}),
    )
    fetch_one(tmp_path, url)
    before, cursor = files(tmp_path), raw.fingerprint(tmp_path)
    outcome = fetch_one(tmp_path, url)
    assert (outcome.what, outcome.path) == (What.CHANGED_ADS, PATH)
    assert files(tmp_path) == before
    assert raw.fingerprint(tmp_path) == cursor
    assert raw.pages(tmp_path)[0].etag == '"2"'  # asks with the validator of what the site has now


def test_changed_text_is_a_new_version_and_the_old_one_stays(site, tmp_path):
    texts = [
        article("Exports came to 90 billion yuan in the first quarter of 2024."),
        article("Exports came to 91 billion yuan in the first quarter of 2024."),
    ]
    url = site.answer(
        "/trade-is-up",
        *(
            Reply(text)
            for text in [*texts, texts[1], article("Exports came to 92 billion yuan in the first quarter of 2024.")]
        ),
    )
    outcomes = [fetch_one(tmp_path, url) for _ in range(4)]
    second, third = (PATH.replace(".html", f".v{number}.html") for number in (2, 3))
    assert [(outcome.what, outcome.path) for outcome in outcomes] == [
        (What.NEW, PATH), (What.CHANGED_TEXT, second), (What.UNCHANGED, second), (What.CHANGED_TEXT, third),
    ]  # fmt: skip
    assert files(tmp_path)[PATH] == texts[0].encode()
    assert files(tmp_path)[second] == texts[1].encode()
    rows = {row.path: row for row in raw.pages(tmp_path)}
    assert {row.url for row in rows.values()} == {url}
    assert rows[PATH].retrieved_at < rows[second].retrieved_at < rows[third].retrieved_at


def test_a_page_that_goes_back_to_an_earlier_text_makes_that_version_current(site, tmp_path):
    old, new = (
        article("Exports came to 90 billion yuan in the first quarter of 2024."),
        article("Exports came to 91 billion yuan in the first quarter of 2024."),
    )
    url = site.answer("/trade-is-up", Reply(old), Reply(new), Reply(old))
    outcomes = [fetch_one(tmp_path, url) for _ in range(3)]
    assert (outcomes[2].what, outcomes[2].path) == (What.CHANGED_TEXT, PATH)
    rows = {row.path: row for row in raw.pages(tmp_path)}
    assert len(rows) == 2
    assert rows[PATH].retrieved_at > rows[PATH.replace(".html", ".v2.html")].retrieved_at


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_flagged_and_kept(site, tmp_path, status):
    url = site.answer("/trade-is-up", Reply(article()), Reply(status=status), Reply(status=status), Reply(article()))
    fetch_one(tmp_path, url)
    report = fetch(tmp_path, sources=following(url))
    assert [(outcome.what, outcome.path) for outcome in report.outcomes] == [(What.GONE, PATH)]
    assert report.problems == {}
    (row,) = raw.pages(tmp_path)
    assert (row.status, row.problem, list(files(tmp_path))) == (status, None, [PATH])
    assert fetch_one(tmp_path, url).what is What.GONE
    assert fetch_one(tmp_path, url).what is What.UNCHANGED
    assert raw.pages(tmp_path)[0].status == 200


def test_a_page_that_never_was_there_is_a_failure(site, tmp_path):
    outcome = fetch_one(tmp_path, site.url("/nowhere"))
    assert (outcome.what, outcome.note) == (What.FAILED, "404, and never stored")
    assert raw.pages(tmp_path) == []


@pytest.mark.parametrize(
    ("reply", "note"),
    [
        (Reply(b"%PDF-1.7", headers={"Content-Type": "application/pdf"}), "application/pdf, not a page"),
        (Reply("<html><body>Are you a robot?</body></html>"), "no release in it: "),
        (Reply(b""), "no release in it: "),
    ],
)
def test_what_is_no_release_is_not_stored_and_does_not_replace_one(site, tmp_path, reply, note):
    url = site.answer("/trade-is-up", reply, Reply(article()), reply)
    for _ in range(3):
        outcome = fetch_one(tmp_path, url)
        if outcome.what is not What.NEW:
            assert outcome.what is What.REFUSED
            assert outcome.note.startswith(note)
    assert list(files(tmp_path)) == [PATH]


def test_a_page_that_lost_its_end_does_not_replace_the_whole_one(site, tmp_path):
    whole = article(
        "Exports came to 90 billion yuan in the first quarter of 2024.",
        "Imports came to 80 billion yuan in the first quarter of 2024.",
    )
    cut = whole[: whole.index("Imports")]
    url = site.answer("/trade-is-up", Reply(whole), Reply(cut))
    fetch_one(tmp_path, url)
    outcome = fetch_one(tmp_path, url)
    assert outcome.what is What.FAILED
    assert "cut short" in outcome.note
    assert files(tmp_path) == {PATH: whole.encode()}


def test_an_article_that_leads_to_the_front_page_is_a_failure(site, tmp_path):
    site.answer("/", Reply(article(title="All the news")))
    url = site.answer("/trade-is-up", Reply(status=302, headers={"Location": "/"}))
    assert fetch_one(tmp_path, url).note == f"leads to the site's front page, {site.url('/')}"


def test_a_wrong_charset_does_not_touch_the_bytes(site, tmp_path):
    page = article("重庆外贸进出口1702亿元，增长4.5%。").replace("utf-8", "gb18030").encode("gb18030")
    url = site.answer("/trade-is-up", Reply(page, headers={"Content-Type": "text/html; charset=iso-8859-1"}))
    assert fetch_one(tmp_path, url).what is What.NEW
    assert files(tmp_path) == {PATH: page}


@pytest.mark.parametrize(
    "path",
    [
        "/..%2f..%2f..%2fetc%2fpasswd-of-trade",
        "/%2e%2e/%2e%2e/outside-of-raw",
        "/a%00b/trade%00news.html",
        "/trade-news.html/",
        "/" + "trade-news-" * 30,
        "/con",
        "/C:%5Ctrade%5Cnews",
        "/?file=../../etc/passwd",
        "/%E9%87%8D%E5%BA%86",
        "/.trade-news",
    ],
)
def test_file_names_stay_inside_raw_whatever_the_address_says(site, tmp_path, path):
    raw_dir = tmp_path / "deep" / "raw"
    site.answer(path, Reply(article()))
    outcome = fetch_one(raw_dir, site.url(path))
    assert outcome.what is What.NEW, outcome
    assert re.fullmatch(r"test/2024-04-18_[a-z0-9-]{3,100}\.html", outcome.path)
    assert [file.relative_to(raw_dir).as_posix() for file in tmp_path.rglob("*.html")] == [outcome.path]


def test_two_pages_that_want_one_name_are_told_apart(site, tmp_path):
    one = site.answer("/a/trade-is-up", Reply(article("Exports came to 1 billion yuan in the first quarter of 2024.")))
    two = site.answer("/b/trade-is-up", Reply(article("Exports came to 2 billion yuan in the first quarter of 2024.")))
    for _ in range(2):
        outcomes = fetch(tmp_path, sources=following(one, two)).outcomes
    assert [outcome.what for outcome in outcomes] == [What.UNCHANGED] * 2
    assert len({outcome.path for outcome in outcomes}) == len(files(tmp_path)) == 2


def test_a_dry_run_says_what_would_happen_and_writes_nothing(site, tmp_path):
    url = site.answer(
        "/trade-is-up",
        Reply(article("Exports came to 90 billion yuan in the first quarter of 2024.")),
        Reply(article("Exports came to 91 billion yuan in the first quarter of 2024.")),
    )
    assert fetch_one(tmp_path / "raw", url, dry_run=True).path == PATH
    assert not (tmp_path / "raw").exists()
    site.answer(
        "/trade-is-up",
        Reply(article("Exports came to 90 billion yuan in the first quarter of 2024.")),
        Reply(article("Exports came to 91 billion yuan in the first quarter of 2024.")),
    )
    fetch_one(tmp_path, url)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    outcome = fetch_one(tmp_path, url, dry_run=True)
    assert (outcome.what, outcome.path) == (What.CHANGED_TEXT, PATH.replace(".html", ".v2.html"))
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_a_failing_source_costs_the_others_nothing(site, tmp_path):
    good = following(site.answer("/trade-is-up", Reply(article())), name="good").sources[0]
    bad = following(site.answer("/down", Reply(status=500)), name="bad").sources[0]
    off = replace(following(site.answer("/off", Reply(article())), name="off").sources[0], enabled=False)
    sources = Sources((bad, good, off), SETTINGS)
    seen = []
    report = fetch(tmp_path, sources=sources, on_outcome=seen.append)
    assert [(outcome.source, outcome.what) for outcome in report.outcomes] == [
        ("bad", What.FAILED), ("good", What.NEW),
    ]  # fmt: skip
    assert list(report.problems) == ["bad"]
    assert report.counts == {"new": 1, "failed": 1}
    assert [outcome.source for outcome in report.stored] == ["good"]
    assert sorted(seen) == list(report.outcomes)
    assert fetch(tmp_path, ["off"], sources=sources).counts == {"new": 1}  # asked for by name
    with pytest.raises(SourcesError, match=r"no source 'odd' .*known: bad, good, off"):
        fetch(tmp_path, ["odd"], sources=sources)


def test_an_edited_file_is_neither_trusted_nor_overwritten(site, tmp_path):
    url = site.answer("/trade-is-up", Reply(article(), headers={"ETag": '"1"'}))
    fetch_one(tmp_path, url)
    (tmp_path / PATH).write_bytes(b"edited")
    outcome = fetch_one(tmp_path, url)
    assert (outcome.what, outcome.note) == (
        What.FAILED, f"{PATH} was edited: restore its bytes, or remove it and its row",
    )  # fmt: skip
    assert files(tmp_path) == {PATH: b"edited"}
    assert "if-none-match" not in site.asked("/trade-is-up")[1]


def test_a_file_that_was_lost_comes_back(site, tmp_path):
    url = site.answer("/trade-is-up", Reply(article(), headers={"ETag": '"1"'}))
    fetch_one(tmp_path, url)
    (tmp_path / PATH).unlink()
    outcome = fetch_one(tmp_path, url)
    assert (outcome.what, outcome.note) == (What.UNCHANGED, "its file was missing")
    assert [page.problem for page in raw.pages(tmp_path)] == [None]


def test_a_date_that_the_sources_file_states_reaches_the_manifest_also_later(site, tmp_path):
    undated = article().replace("article:published_time", "x")
    url = site.answer("/trade-is-up", Reply(undated, headers={"ETag": '"1"'}))
    assert fetch_one(tmp_path, url).note.startswith("no release in it: ")
    sources = following(url)
    for day in (date(2024, 4, 17), date(2024, 4, 18)):
        dated = replace(sources.sources[0], pages=(PageToFollow(url, day),))
        (outcome,) = fetch(tmp_path, sources=replace(sources, sources=(dated,))).outcomes
        assert outcome.path == PATH.replace("18", "17")
        assert raw.pages(tmp_path)[0].published_on == day


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><link>{one}</link><pubDate>Wed, 17 Apr 2024 23:30:00 GMT</pubDate></item>
<item><link>{other}#comments</link></item><item><link>mailto:news@example.org</link></item>
<item><link>{sport}</link></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><link href="{one}"/><published>2024-04-18T07:30:00+08:00</published></entry>
<entry><link href="{other}"/></entry><entry><link href="{sport}"/></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>{one}</loc><lastmod>2024-04-18T07:30:00+08:00</lastmod></url><url><loc>{sport}</loc></url>
<url><loc>{other}</loc></url></urlset>"""
INDEX = """<html><base href="/trade/"><body><a href="one">One</a> <a href="/trade/other#top">Other</a> <a>none</a>
<a href="javascript:void(0)">x</a> <a href="one">One again</a> <a href="{sport}">Sport</a></body></html>"""


@pytest.mark.parametrize(("kind", "text"), [("feed", FEED), ("feed", ATOM), ("sitemap", SITEMAP), ("index", INDEX)])
def test_listings_name_pages_to_follow(site, tmp_path, kind, text):
    one = site.answer(
        "/trade/one", Reply(article("Exports came to 1 billion yuan in the first quarter of 2024.", title="Trade one"))
    )
    other = site.answer(
        "/trade/other",
        Reply(article("Exports came to 2 billion yuan in the first quarter of 2024.", title="Trade other")),
    )
    sport = site.answer("/sport", Reply(article("Chongqing won two to one in the last minute of the game.")))
    body = text.format(one=one, other=other, sport=sport)
    listing = Listing(site.answer("/list", Reply(body)), kind, re.compile(r".*/trade/\w+"))
    report = fetch(tmp_path, sources=following(listing=listing))
    assert [(outcome.url, outcome.what, outcome.note) for outcome in report.outcomes] == [
        (site.url("/list"), What.LISTED, "2 pages"), (one, What.NEW, None), (other, What.NEW, None),
    ]  # fmt: skip
    capped = fetch(tmp_path, sources=following(listing=replace(listing, max_pages=1)))
    assert [(outcome.url, outcome.note) for outcome in capped.outcomes] == [
        (site.url("/list"), "2 pages, the first 1 followed"), (one, None),
    ]  # fmt: skip
    assert site.asked("/sport") == []


def test_the_day_of_a_feed_is_the_day_in_china_and_only_helps_out(site, tmp_path):
    undated = site.answer(
        "/trade/one",
        Reply(
            article("Exports came to 1 billion yuan in the first quarter of 2024.").replace(
                "article:published_time", "x"
            )
        ),
    )
    dated = site.answer(
        "/trade/other", Reply(article("Exports came to 2 billion yuan in the first quarter of 2024.", day="2024-04-30"))
    )
    body = FEED.format(one=undated, other=dated, sport="")
    listing = Listing(site.answer("/list", Reply(body)), "feed", re.compile(r".*/trade/\w+"))
    report = fetch(tmp_path, sources=following(listing=listing))
    days = {outcome.url: outcome.path.partition("/")[2][:10] for outcome in report.outcomes if outcome.path}
    assert days == {undated: "2024-04-18", dated: "2024-04-30"}


def test_sitemap_indexes_and_packed_sitemaps_are_read(site, tmp_path):
    import gzip

    one = site.answer("/trade/one", Reply(article("Exports came to 1 billion yuan in the first quarter of 2024.")))
    packed = gzip.compress(SITEMAP.format(one=one, other=one, sport=one).encode())
    site.answer("/map.xml.gz", Reply(packed, headers={"Content-Type": "application/gzip"}))
    index = f"<sitemapindex><sitemap><loc>{site.url('/map.xml.gz')}</loc></sitemap></sitemapindex>"
    listing = Listing(site.answer("/index.xml", Reply(index)), "sitemap", re.compile(r".*/trade/\w+"))
    assert fetch(tmp_path, sources=following(listing=listing)).counts == {"new": 1, "listed": 1}


BILLION_LAUGHS = (
    "<!DOCTYPE urlset [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{10 * f'&{chr(97 + n)};'}'>" for n in range(9))
    + "]><urlset><url><loc>&j;</loc></url></urlset>"
)


@pytest.mark.parametrize(
    ("kind", "body", "note"),
    [
        ("feed", "<html><body>No feed here</body></html>", "neither RSS nor Atom"),
        ("sitemap", "<urlset><url>", "not XML"),
        ("sitemap", "<html/>", "not a sitemap"),
        ("sitemap", BILLION_LAUGHS, ""),
        ("index", "", "not an HTML page"),
        ("index", "<html><a href='/other'>Other</a></html>", "no link in it matches link_pattern"),
    ],
)
def test_a_listing_that_lists_nothing_is_a_failure(site, tmp_path, kind, body, note):
    listing = Listing(site.answer("/list", Reply(body)), kind, re.compile(r".*/trade/\w+"))
    (outcome,) = fetch(tmp_path, sources=following(listing=listing)).outcomes
    assert outcome.what is What.FAILED
    assert outcome.note.startswith(note)


def test_a_listing_cannot_make_its_reader_open_something_else(site, tmp_path):
    """A feed that is nothing but the name of a file, which feedparser would open, or an address; and a sitemap with an
    entity from a file."""
    page = site.answer("/trade/from-a-file", Reply(article()))
    feed = tmp_path / "feed.xml"
    feed.write_text(FEED.format(one=page, other=page, sport=page), encoding="utf-8")
    for body in (str(feed), feed.as_uri(), site.answer("/trade/elsewhere", Reply(feed.read_bytes()))):
        elsewhere = Listing(site.answer("/feed", Reply(body)), "feed", re.compile(r".*/trade/.*"))
        assert fetch(tmp_path, sources=following(listing=elsewhere)).outcomes[0].note == "neither RSS nor Atom"
    assert site.asked("/trade/elsewhere") == []
    local = tmp_path / "local.txt"
    local.write_text(page, encoding="utf-8")
    text = f"<!DOCTYPE urlset [<!ENTITY local SYSTEM '{local}'>]><urlset><url><loc>&local;</loc></url></urlset>"
    sitemap = Listing(site.answer("/map.xml", Reply(text)), "sitemap", re.compile(r".*/trade/.*"))
    (outcome,) = fetch(tmp_path, sources=following(listing=sitemap)).outcomes
    assert outcome.what is What.FAILED
    assert site.asked("/trade/from-a-file") == []


def test_adding_a_page_by_address_puts_it_where_its_source_is(site, tmp_path):
    (tmp_path / "sources.toml").write_text(
        f"""
        [fetching]
        allow_addresses = ["127.0.0.1/32"]
        delay_seconds = 0
        [sources.customs]
        publisher = "Customs"
        region = "CN-CQ"
        [[sources.customs.pages]]
        url = "{site.url("/trade-is-up")}"
        """,
        encoding="utf-8",
    )
    site.answer("/trade-is-up", Reply(article()))
    site.answer("/other", Reply(article(title="Other news")))
    followed = add(tmp_path, site.url("/trade-is-up"))
    assert (followed.what, followed.path) == (What.NEW, "customs/2024-04-18_trade-is-up.html")
    assert add(tmp_path, site.url("/trade-is-up")).what is What.UNCHANGED
    assert add(tmp_path, site.url("/other")).path == "127-0-0-1/2024-04-18_other-news.html"
    named = add(tmp_path, site.url("/other"), publisher="Other News", published_on=date(2024, 4, 17))
    assert named.what is What.UNCHANGED
    rows = {row.url: row for row in raw.pages(tmp_path)}
    assert rows[site.url("/trade-is-up")].publisher == "Customs"
    assert (rows[site.url("/other")].publisher, rows[site.url("/other")].published_on) == (
        "Other News", date(2024, 4, 17),
    )  # fmt: skip
    assert add(tmp_path, "gopher://example.org/").what is What.REFUSED


def test_adding_a_file(tmp_path):
    file, raw_dir = tmp_path / "found.html", tmp_path / "raw"
    file.write_text(article(), encoding="utf-8")
    first = add(raw_dir, str(file), publisher="Customs Office")
    assert (first.what, first.path) == (
        What.NEW, "customs-office/2024-04-18_chongqings-foreign-trade-grows.html",
    )  # fmt: skip
    again = add(raw_dir, str(file), published_on=date(2024, 4, 17))
    assert (again.what, again.path, again.note) == (
        What.UNCHANGED, first.path, "its manifest row was brought up to date",
    )  # fmt: skip
    (row,) = raw.pages(raw_dir)
    assert (row.url, row.status, row.publisher, row.published_on) == (
        None, None, "Customs Office", date(2024, 4, 17),
    )  # fmt: skip
    file.write_text(article("Exports came to 77 billion yuan in the first quarter of 2024."), encoding="utf-8")
    other = add(raw_dir, str(file), publisher="Customs Office")
    assert other.what is What.NEW
    assert other.path.startswith(first.path.removesuffix(".html") + "-")
    assert add(raw_dir, str(tmp_path / "none.html")).note == f"{tmp_path / 'none.html'}: No such file or directory"
    file.write_bytes(b"")
    assert add(raw_dir, str(file)).what is What.REFUSED
    assert len(files(raw_dir)) == 2
