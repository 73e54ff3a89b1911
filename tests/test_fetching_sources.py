"""The sources file: what is understood, and that nothing else passes in silence."""

from __future__ import annotations

import ipaddress
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from pipeline.fetching.addresses import is_public, permitted
from pipeline.fetching.sources import Settings, SourcesError, load

ROOT = Path(__file__).parents[1]
SOURCE = """
[sources.customs]
publisher = "Customs"
region = "CN-CQ"
"""
PAGE = SOURCE + '[[sources.customs.pages]]\nurl = "https://example.org/a"\n'
LISTING = (
    SOURCE + '[[sources.customs.listings]]\nkind = "feed"\nurl = "https://example.org/feed"\nlink_pattern = ".*"\n'
)


def loaded(tmp_path, text):
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    return load(tmp_path)


def test_a_whole_file(tmp_path):
    sources = loaded(
        tmp_path,
        """
        [schedule]
        cron = "30 7 * * 1-5"
        timezone = "Asia/Chongqing"
        [fetching]
        delay_seconds = 0.5
        attempts = 1
        allow_addresses = ["10.1.0.0/16", "::1"]
        [sources.b]
        publisher = "海关总署"
        region = "CN"
        cron = "0 */6 * * *"
        enabled = false
        [[sources.b.pages]]
        url = "https://example.org/b"
        published = 2024-04-18
        [sources.a]
        publisher = "A"
        region = "CN-GD/Shenzhen"
        [[sources.a.listings]]
        kind = "sitemap"
        url = "http://example.org:8080/map.xml"
        link_pattern = '.*/trade/.*'
        max_pages = 5
        enabled = false
        """,
    )
    a, b = sources.sources
    assert (a.name, a.cron, a.enabled, b.name, b.cron, b.enabled) == (
        "a", "30 7 * * 1-5", True, "b", "0 */6 * * *", False,
    )  # fmt: skip
    assert (b.publisher, b.pages[0].published_on) == ("海关总署", date(2024, 4, 18))
    (listing,) = a.listings
    assert (listing.kind, listing.max_pages, listing.enabled) == ("sitemap", 5, False)
    assert sources.settings == Settings(delay_seconds=0.5, attempts=1, allow_addresses=("10.1.0.0/16", "::1/128"))
    assert sources.by_cron() == {"30 7 * * 1-5": ("a",)}
    assert sources.timezone == "Asia/Chongqing"


def test_no_file_means_no_sources(tmp_path):
    assert load(tmp_path).sources == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[sources", "Expected"),
        ("[source.customs]", "source: unknown key (known: fetching, schedule, sources)"),
        (SOURCE, "sources.customs: a source needs pages or listings"),
        (SOURCE.replace("publisher", "pubilsher"), "sources.customs.publisher: missing"),
        (PAGE + "titel = 'x'", "sources.customs.pages[0].titel: unknown key (known: published, url)"),
        (PAGE.replace('"Customs"', '""'), "sources.customs.publisher: a line of text is expected"),
        (PAGE.replace('"Customs"', "7"), "sources.customs.publisher: a line of text is expected"),
        (PAGE.replace('"Customs"', '"a\\nb"'), "sources.customs.publisher: a line of text is expected"),
        (PAGE.replace("CN-CQ", "Chongqing"), "sources.customs.region: 'Chongqing' is no region code"),
        (PAGE.replace("sources.customs", 'sources."../x"'), "sources.../x: a source's name is a folder"),
        (PAGE.replace("https:", "ftp:"), "sources.customs.pages[0].url: 'ftp://example.org/a' is no http or https"),
        (PAGE.replace("example", "user:secret@example"), "is no http or https address"),
        (PAGE.replace("https://example.org", ""), "is no http or https address"),
        (PAGE + 'published = "2024-04-18"', "pages[0].published: a date without quotes is expected"),
        (PAGE + "published = 2024-04-18T08:00:00Z", "pages[0].published: a date without quotes is expected"),
        (PAGE + PAGE.partition("CN-CQ")[2][2:], "https://example.org/a is followed already, by sources.customs"),
        (
            PAGE + PAGE.replace("customs", "others"),
            "sources.others: https://example.org/a is followed already, by sources.customs",
        ),
        (
            PAGE.replace("customs", "a-b") + PAGE.replace("customs", "a_b").replace("org/a", "org/b"),
            "sources.a_b: the name differs from sources.a-b in - and _ only",
        ),
        (SOURCE + "pages = 'https://example.org/a'", "sources.customs.pages: a list of tables is expected"),
        (SOURCE + "pages = ['https://example.org/a']", "sources.customs.pages[0]: a table is expected"),
        (SOURCE + "cron = 'daily'", "sources.customs.cron: 'daily' is no cron line of five fields"),
        ("[schedule]\ncron = '0 25 * * *'", "schedule.cron: '0 25 * * *' is no cron line"),
        ("[schedule]\ntimezone = 'Chongqing'", "schedule.timezone: 'Chongqing' is no IANA time zone"),
        ("[schedule]\ntimezone = '../etc/passwd'", "is no IANA time zone"),
        (LISTING.replace("feed", "blog", 1), "sources.customs.listings[0].kind: 'blog' is none of index, feed"),
        (LISTING.replace(".*", "(", 1), "sources.customs.listings[0].link_pattern: not a regular expression"),
        (LISTING + "max_pages = 0", "sources.customs.listings[0].max_pages: a whole number above 0"),
        (LISTING + "enabled = 'no'", "sources.customs.listings[0].enabled: true or false is expected"),
        ("[fetching]\ndelay_seconds = -1", "fetching.delay_seconds: a number of at least 0 is expected"),
        ("[fetching]\nattempts = 2.5", "fetching.attempts: a whole number above 0 is expected"),
        ("[fetching]\nattempts = true", "fetching.attempts: a whole number above 0 is expected"),
        ("[fetching]\ndelay_seconds = nan", "fetching.delay_seconds: a number of at least 0 is expected"),
        ("[fetching]\nallow_addresses = ['example.org']", "fetching.allow_addresses: networks such as"),
        ("[fetching]\nallow_addresses = '::1'", "fetching.allow_addresses: networks such as"),
        ("[fetching]\ndelay = 2", "fetching.delay: unknown key (known: allow_addresses, attempts"),
        ("fetching = 2", "fetching: a table is expected"),
    ],
)
def test_a_mistake_is_told_with_file_and_key(tmp_path, text, complaint):
    with pytest.raises(SourcesError) as error:
        loaded(tmp_path, text)
    message = str(error.value)
    assert message.startswith(f"{tmp_path / 'sources.toml'}: ")
    assert complaint in message
    assert "\n" not in message


def test_the_shipped_sources_are_well_formed_and_their_unverified_listings_off():
    sources = load(ROOT / "raw")
    assert {source.region for source in sources.sources} == {"CN-CQ"}
    assert all(source.pages for source in sources.sources)
    listings = [listing for source in sources.sources for listing in source.listings]
    assert listings and not any(listing.enabled for listing in listings)
    seed = "https://www.ichongqing.info/2020/10/23/across-the-board-growth-in-chongqings-foreign-trade/"
    assert seed in [page.url for page in sources.named("ichongqing").pages]
    assert all(listing.link_pattern.fullmatch(seed) for listing in listings)
    assert sources.settings.allow_addresses == ()


def test_the_document_names_every_key():
    text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    keys = [field.name for field in fields(Settings)]
    keys += [
        "cron",
        "timezone",
        "publisher",
        "region",
        "enabled",
        "url",
        "published",
        "kind",
        "link_pattern",
        "max_pages",
    ]
    assert [key for key in keys if f"`{key}`" not in text] == []


@pytest.mark.parametrize(
    "text",
    [
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:192.168.1.1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "64:ff9b::127.0.0.1",
        "64:ff9b:1::1",
        "2001:0:7f00:1::",
    ],
)
def test_addresses_that_are_not_of_the_open_internet(text):
    assert not permitted(text, [])


@pytest.mark.parametrize("text", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_open_internet(text):
    assert is_public(ipaddress.ip_address(text))


def test_an_allowed_network_is_no_wider_than_it_says():
    allowed = [ipaddress.ip_network("127.0.0.1/32"), ipaddress.ip_network("fd00::/16")]
    assert [permitted(text, allowed) for text in ("127.0.0.1", "127.0.0.2", "fd00::1", "::ffff:127.0.0.1", "::1")] == [
        True, False, True, False, False,
    ]  # fmt: skip
