"""Page bytes to ``Release``: the pages of the collections, what every release must hold, and pages meant to break it."""

from __future__ import annotations

import hashlib
import json
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled_pages import collected
from webpages import DAY, GIVEN, PARAGRAPHS, PROSE, TITLE, article, page, read

from pipeline.model import PageSource, Release, UnreadablePage
from pipeline.page.text import skeleton
from pipeline.release import read_release

TESTS = Path(__file__).parent
SEED = next((TESTS.parent / "raw" / "ichongqing").glob("2020-10-23_*.html"))
COLLECTED = collected()
# Words that stand on pages of the collections only outside of their articles.
OUTSIDE = ("cookie", "all rights reserved", "most read", "unsubscribe", "版权所有", "icp")


def check(release: Release) -> None:
    """What holds for every release, whatever its page."""
    text = release.body_text
    assert release.title and release.passages[0].kind == "heading" and release.passages[0].level == 1
    assert release.quote(release.passages[0].char_start, release.passages[0].char_end) == release.title
    assert "\n".join(release.quote(p.char_start, p.char_end) for p in release.passages) == text
    for number, passage in enumerate(release.passages):
        quote = release.quote(passage.char_start, passage.char_end)
        assert quote and quote == " ".join(quote.split())
        assert passage.kind in ("heading", "paragraph", "list_item", "table_row", "caption")
        assert passage.level == (0 if passage.kind != "heading" else 2 if number else 1)
        assert passage.heading is None if number == 0 else release.passages[passage.heading].kind == "heading"
        assert number == 0 or passage.heading < number
        assert (passage.table is not None) == (passage.kind == "table_row") == bool(passage.cells)
        assert passage.table_caption is None or passage.table_caption < number
        for cell in passage.cells:
            assert passage.char_start <= cell.char_start < cell.char_end <= passage.char_end
            for start, end in cell.row_headers + cell.column_headers:
                assert 0 <= start < end <= len(text) and "\n" not in text[start:end]


def attempt(content: bytes) -> Release | None:
    """The release of a page that may be beyond reading, which is said in one line."""
    try:
        release = read_release(content, GIVEN)
    except UnreadablePage as error:
        assert str(error) and "\n" not in str(error)
        return None
    check(release)
    return release


# The head's title begins with the name of the site, which stands alone above the headline too.
TITLED_AS_SITE = {"r79-08"}


@pytest.mark.parametrize("path", COLLECTED, ids=lambda p: p.stem)
def test_title_and_date_of_collected_pages(path: Path, request: pytest.FixtureRequest) -> None:
    if path.stem in TITLED_AS_SITE:
        request.applymarker(pytest.mark.xfail(strict=True, reason="the name of the site is taken for the headline"))
    meta = json.loads(path.with_suffix(".meta.json").read_text(encoding="utf-8"))
    release = read_release(path.read_bytes())
    check(release)
    assert (release.published_on, release.language) == (date.fromisoformat(meta["published"]), meta["language"])
    assert skeleton(release.title) == skeleton(meta["title"])
    assert [word for word in OUTSIDE if word in release.body_text.lower()] == []


def test_the_seed_page() -> None:
    release = read_release(SEED.read_bytes(), PageSource(path="ichongqing/x.html"))
    check(release)
    source = (TESTS / "seed" / "across-the-board-growth.txt").read_text(encoding="utf-8")
    body, _, _ = source.partition("A Tour in Chongqing")
    lines = [line.strip().removeprefix("1. ") for line in body.splitlines() if line.strip()]
    assert release.body_text.split("\n") == lines[1:]  # the first line is the site's title
    kinds = [p.kind for p in release.passages]
    assert kinds.count("heading") == 8 and kinds.count("caption") == 3
    assert (release.published_on, release.date_source) == (date(2020, 10, 23), "meta article:published_time")
    assert (release.publisher, release.language, release.path) == ("iChongqing", "en", "ichongqing/x.html")
    assert release.url == "https://www.ichongqing.info/2020/10/23/across-the-board-growth-in-chongqings-foreign-trade/"
    assert release.release_id == hashlib.sha256(SEED.read_bytes()).hexdigest()[:16]


def test_a_newsletter_is_headed_by_its_article_and_dated_by_its_masthead() -> None:
    content = f"""<html><head><title>Yu Trade Monitor #29: Half a year of trade, digested</title></head><body><table><tr><td>
    <p>Yu Trade Monitor | Issue 29 | Friday 18 July 2025 | <a href="#">View in browser</a></p><h1>Yu Trade Monitor</h1>
    <h2>Half a year of trade, digested</h2>{PROSE}</td></tr></table></body></html>""".encode()
    release = read_release(content, PageSource())
    assert (release.title, release.published_on) == ("Half a year of trade, digested", date(2025, 7, 18))


def test_a_gazette_is_headed_by_its_article_where_the_head_names_only_the_issue() -> None:
    content = f"""<html><head><title>Qilu Gazette - No. 3 (2019) - Communiques</title></head><body><table><tr><td>
    <p align="center"><b>The Scale of Foreign Trade Hits a New Record</b></p><p align="center">January 21, 2019</p>{PROSE}
    </td></tr></table></body></html>""".encode()
    assert read_release(content, PageSource()).title == "The Scale of Foreign Trade Hits a New Record"


def test_what_the_caller_knows_wins_over_the_page() -> None:
    source = PageSource("a/b.html", "https://b.example/n", "Bureau", date(2021, 2, 3))
    release = read_release(SEED.read_bytes(), source)
    assert (release.path, release.url, release.publisher, release.published_on, release.date_source) == (
        "a/b.html",
        "https://b.example/n",
        "Bureau",
        date(2021, 2, 3),
        "given",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "iso-8859-1"])
def test_a_chinese_page_with_a_right_or_wrong_declaration(encoding: str, declared: str) -> None:
    text = "据重庆海关统计，前三季度全市进出口总值4613.9亿元，同比增长11.4%，规模创历史同期新高。"
    markup = f"<html><head><meta charset={declared}><title>重庆外贸增长11.4%</title></head><body><h1>重庆外贸增长11.4%</h1><p>{text}</p></body></html>"
    release = read_release(markup.encode(encoding), GIVEN)
    assert (release.body_text, release.language) == (f"重庆外贸增长11.4%\n{text}", "zh")


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "a PNG picture, not an HTML page"),
        (b"just text, 12.5 percent", "no HTML markup in the file"),
        (b"<!DOCTYPE html>", "no HTML element in the file"),
        (page("<nav>Home</nav>").encode(), "no article text on the page"),
        (page("<script>var a = 1;</script>").encode(), "no article text on the page"),
        (f"<div>{PARAGRAPHS}</div>".encode(), "no title on the page"),
        (page(f"<h1>{TITLE}</h1>{PARAGRAPHS}").encode(), "no publication date on the page; give one with --published"),
        (page("<div>" * 5000 + PARAGRAPHS).encode(), "elements nested more than 2,000 deep"),
        (page("<b>1</b>" * 40_000).encode(), "more than 30,000 elements"),
    ],
)
def test_a_page_that_cannot_become_a_release_says_why(content: bytes, cause: str) -> None:
    with pytest.raises(UnreadablePage) as error:
        read_release(content)
    assert str(error.value) == cause


def test_elements_left_open_in_their_hundreds_are_read() -> None:
    release = read(page(f"<h1>{TITLE}</h1>" + "".join(f"<font><b><p>{text}" for text in PROSE * 60)))
    assert len(release.passages) == 1 + 60 * len(PROSE)


HUGE = {
    "digits and commas": f"<p>{'1,234' * 200_000}</p>",
    "commas": f"<p>{',.' * 500_000}</p>",
    "white space": f"<p>a{' &nbsp;' * 150_000}b</p>",
    "dates": f"<p>{'2020-10-23 ' * 90_000}</p>",
    "line breaks": "1,2<br>" * 14_000,
    "classes": f"<p class='{'related ' * 120_000}'>a</p>",
    "style rules": f"<style>{'.a{display:none}' * 60_000}</style>",
    "open rules": f"<style>{'@media{' * 150_000}</style>",
    "brackets": f"<p>{'(' * 500_000}{')' * 500_000}</p>",
    "notices": f"<p>{'all rights reserved ' * 50_000}</p>",
    "title": f"<title>{'a - ' * 250_000}</title>",
    "metadata": "<meta name=pubdate content=soon>" * 30_000,
    "nested data": f"<script type='application/ld+json'>{'[' * 500_000}</script>",
    "spans": "<table><tr><th>a<th>b" + "<tr><td colspan=999 rowspan=9999>1<td>2" * 5_000 + "</table>",
    "ampersands": "&" * 1_000_000,
}


@pytest.mark.parametrize("markup", HUGE.values(), ids=HUGE)
def test_a_megabyte_of_one_thing_is_read_or_refused(markup: str) -> None:
    attempt(page(f"{markup}<h1>{TITLE}</h1>{PARAGRAPHS}").encode())


PIECES = st.sampled_from(
    [
        *(
            f"<{tag}>"
            for tag in (
                "p",
                "div",
                "b",
                "font size=2",
                "table",
                "tr",
                "td rowspan=2",
                "th colspan=3",
                "ul",
                "ol",
                "li",
                "h1",
                "h2",
                "br",
                "span class=caption",
                "img src=a",
                "figure",
                "center",
                "a href=/x",
                "article",
                "aside",
                "pre",
                "form",
                "caption",
                "thead",
                "dl",
                "dd",
            )
        ),
        *(
            f"</{tag}>"
            for tag in (
                "p",
                "div",
                "b",
                "font",
                "table",
                "tr",
                "td",
                "th",
                "ul",
                "ol",
                "li",
                "h1",
                "h2",
                "span",
                "a",
                "article",
                "aside",
                "html",
                "body",
                "head",
            )
        ),
        *(
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<style>",
            "]]>",
            "<![CDATA[",
            "&#0;",
            "&#xD800;",
            "&nbsp;",
            "\x00",
            "\ufffe",
            "\u200b",
            "\u3000",
            "<",
            ">",
            "\r\n",
            "'",
            '"',
        ),
        *(
            "Exports rose 3.1 percent to 45.2 billion yuan in May, customs said on Friday in the city.",
            "同比增长11.4%。",
            "12.5",
            "1,234",
            "By Li",
            "Related",
            "Updated: 2020-10-23",
            "3 comments",
            TITLE,
        ),
    ]
)
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FUZZ
@given(st.lists(PIECES, max_size=60))
def test_markup_in_any_order_is_read_or_refused(pieces: list[str]) -> None:
    attempt("".join(pieces).encode("utf-8", "replace"))
    attempt(article("".join(pieces)).encode("utf-8", "replace"))


@FUZZ
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    attempt(content)
    attempt(b"<html><title>T of the day</title><body><p>" + content + PARAGRAPHS.encode())


def test_control_characters_behind_what_is_left_out_cost_nothing() -> None:
    damaged = b"<html><title>T of the day</title><body><nav>Home</nav>\x01 and &#2; <p>One</p><footer>F</footer>\x03"
    release = read_release(damaged + PARAGRAPHS.encode(), GIVEN)
    assert "\x01" not in release.body_text and "\x03" not in release.body_text


@FUZZ
@given(st.integers(0, 2**32), st.sampled_from(COLLECTED or [SEED]))
def test_damaged_pages_are_read_or_refused(seed: int, path: Path) -> None:
    content, chance = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(content) + 1)
        damage = chance.choice((b"", b"<", b">", b"\x00", b"\xff", b"</div>", b"<table>", b"<!--", chance.randbytes(4)))
        content[at : at + chance.choice((0, 1, 40, 2000))] = damage
    attempt(bytes(content[: chance.choice((len(content), chance.randrange(len(content) + 1)))]))


@FUZZ
@given(
    st.lists(
        st.lists(
            st.sampled_from(["12.5", "-3.1%", "Exports", "", "2021", "Unit: yuan", "10.8 (8%)", "--"]),
            min_size=1,
            max_size=5,
        ),
        min_size=1,
        max_size=8,
    ),
    st.data(),
)
def test_tables_of_any_shape_keep_their_cells(cells: list[list[str]], data: st.DataObject) -> None:
    span = st.sampled_from(["", " rowspan=2", " colspan=2", " rowspan=3 colspan=4"])
    body = "".join(
        "<tr>"
        + "".join(f"<{(tag := data.draw(st.sampled_from(['td', 'th'])))}{data.draw(span)}>{c}</{tag}>" for c in row)
        + "</tr>"
        for row in cells
    )
    release = attempt(article(f"<table>{body}</table>").encode())
    assert release is not None
    printed = sorted(release.quote(c.char_start, c.char_end) for p in release.passages for c in p.cells)
    if printed:  # a table of data: each cell once, but for a title row, which is the caption
        title = [release.quote(p.char_start, p.char_end) for p in release.passages if p.kind == "caption"]
        assert sorted(printed + title) == sorted(c for row in cells for c in row if c)


@FUZZ
@given(
    st.lists(
        st.tuples(st.integers(1, 999), st.sampled_from(["billion yuan", "percent", "亿元"])), min_size=1, max_size=6
    )
)
def test_a_planted_figure_is_found_where_it_was_planted(figures: list[tuple[int, str]]) -> None:
    sentences = [
        f"In part {n} of the report the value came to {number}.{n} {unit} in all, customs said."
        for n, (number, unit) in enumerate(figures)
    ]
    release = read(page(f"<h1>{TITLE}</h1><div>{'<br><br>'.join(sentences)}</div>"))
    assert [release.quote(p.char_start, p.char_end) for p in release.passages[1:]] == sentences
    assert release.published_on == DAY


def test_the_same_bytes_give_the_same_release() -> None:
    content = SEED.read_bytes()
    assert read_release(content) == read_release(content)
    assert read_release(content + b"\n").release_id != read_release(content).release_id
