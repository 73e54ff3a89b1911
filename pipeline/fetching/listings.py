"""Index pages, feeds and sitemaps -> the pages that they list."""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from pipeline.fetching import bodies
from pipeline.fetching.web import Refused, canonical_url

if TYPE_CHECKING:
    from lxml.etree import _Element

ACCEPT = {
    "index": "text/html,application/xhtml+xml;q=0.9",
    "feed": "application/rss+xml,application/atom+xml,application/xml;q=0.9,text/xml;q=0.9",
    "sitemap": "application/xml,text/xml,application/gzip;q=0.9",
}


class BadListing(ValueError):
    """A listing that is not what its kind says; the message says why."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a listing names, and the day it gives for it: published in a feed, changed in a sitemap."""

    url: str
    day: date | None = None


def links(
    kind: str, body: bytes, base: str, pattern: re.Pattern[str], zone: ZoneInfo, max_bytes: int = 20_000_000
) -> list[Link]:
    """The pages in a listing whose whole address ``pattern`` matches, each once, in the listing's order.

    ``base`` is the listing's address, which its relative links start from; ``zone`` says when a day begins; a packed
    sitemap may unpack to ``max_bytes``. Raises ``BadListing`` when ``body`` is no listing of that ``kind``.
    """
    match kind:
        case "index":
            found = _anchors(body, base)
        case "feed":
            found = _entries(body, zone)
        case "sitemap":
            found = _locations(body, max_bytes)
        case _:
            raise ValueError(f"no kind of listing: {kind!r}")
    by_url: dict[str, Link] = {}
    for address, day in found:
        try:
            url = canonical_url(urljoin(base, address))
        except (Refused, ValueError):
            continue  # mailto:, javascript: and other links that no pattern is meant for
        if pattern.fullmatch(url):
            by_url.setdefault(url, Link(url, day))
    return list(by_url.values())


def latest_first(found: Iterable[Link]) -> list[Link]:
    """The links of sitemaps, which have no order of their own, the latest changed first."""
    return sorted(set(found), key=lambda link: (-(link.day or date.min).toordinal(), link.url))


def children(body: bytes, base: str, max_bytes: int) -> list[str]:
    """The sitemaps that a sitemap index names; none when ``body`` is a plain sitemap. Raises ``BadListing``."""
    root = _xml(body, max_bytes)
    if _local(root.tag) != "sitemapindex":
        return []
    return [urljoin(base, (node.text or "").strip()) for node in root.iter() if _local(node.tag) == "loc"]


def _anchors(body: bytes, base: str) -> Iterable[tuple[str, date | None]]:
    from lxml import etree, html

    try:
        tree = html.document_fromstring(body)
    except (etree.ParserError, ValueError) as error:
        raise BadListing(f"not an HTML page ({error})") from error
    tree.make_links_absolute(base, handle_failures="ignore")  # knows <base href>
    return [(node.get("href", ""), None) for node in tree.iter("a") if node.get("href")]


def _entries(body: bytes, zone: ZoneInfo) -> Iterable[tuple[str, date | None]]:
    import feedparser

    # A stream, not the bytes: those feedparser takes for the name of a local file first, and reads that.
    feed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not feed.version:
        raise BadListing("neither RSS nor Atom")
    return [(entry.get("link", ""), _day(entry, zone)) for entry in feed.entries if entry.get("link")]


def _day(entry: Mapping[str, Any], zone: ZoneInfo) -> date | None:
    parsed = entry.get("published_parsed")  # in UTC, a day too early for a morning in China
    return datetime.fromtimestamp(calendar.timegm(parsed), zone).date() if parsed else None


def _locations(body: bytes, max_bytes: int) -> Iterable[tuple[str, date | None]]:
    root = _xml(body, max_bytes)
    if _local(root.tag) != "urlset":
        raise BadListing("not a sitemap")
    for url in root:
        parts = {_local(node.tag): (node.text or "").strip() for node in url}
        if parts.get("loc"):
            yield parts["loc"], _iso_day(parts.get("lastmod", ""))


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _xml(body: bytes, max_bytes: int) -> _Element:
    """The root of an XML body, without entities, DTDs or anything fetched for it."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(bodies.gunzip(body, max_bytes), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadListing(f"not XML ({error})") from error
    except bodies.BadBody as error:
        raise BadListing(str(error)) from error


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
