"""File names for fetched pages: short, plain, the same for the same page, and never outside ``raw/``."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from urllib.parse import unquote, urlsplit

_LONGEST = 80
_VERSION = re.compile(r"\.v(\d+)\.html$")


def slug(text: str) -> str:
    """``text`` in lower-case ASCII letters and digits with single hyphens between words, at most 80 characters.

    >>> slug("Chongqing's exports: +11.4% in Q1")
    'chongqings-exports-11-4-in-q1'
    >>> slug("../../etc/passwd"), slug("重庆外贸"), slug("a\\x00b")
    ('etc-passwd', '', 'a-b')
    """
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", text)).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    return words


def page_slug(url: str | None, title: str) -> str:
    """What to call a page: the last part of its address where that says something, else its title, else its address.

    >>> page_slug("https://example.org/2020/10/23/across-the-board-growth/", "Growth")
    'across-the-board-growth'
    >>> page_slug("http://example.org/nd.jsp?id=25", "Handsets soar, notebooks sag")
    'handsets-soar-notebooks-sag'
    >>> page_slug("http://example.org/nd.jsp?id=25", "手机大增")
    'example-org-nd-jsp-id-25'
    """
    parts = urlsplit(url or "")
    last = re.sub(r"\.[A-Za-z]{2,5}$", "", unquote(parts.path).rstrip("/").rpartition("/")[2])
    words = re.findall(r"[a-z]{2,}", slug(last))
    if len(words) >= 2:
        return slug(last)
    whole = unquote(f"{parts.hostname or ''} {parts.path} {parts.query}")
    return slug(title) or slug(whole) or "page"


def folder(source: str) -> str:
    """The folder under ``raw/`` for a source, a publisher or a host.

    >>> folder("www.example.org"), folder("Hua Long Wang / 华龙网"), folder("..")
    ('www-example-org', 'hua-long-wang', 'other')
    """
    plain = len(source) <= _LONGEST and re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", source)
    return source if plain else slug(source) or "other"


def first_path(source: str, published_on: date, url: str | None, title: str) -> str:
    """Where a page's first version goes: ``<source>/<date>_<slug>.html``.

    >>> first_path("ichongqing", date(2020, 10, 23), "https://example.org/2020/10/23/trade-is-up/", "Trade is up")
    'ichongqing/2020-10-23_trade-is-up.html'
    """
    return f"{folder(source)}/{published_on.isoformat()}_{page_slug(url, title)}.html"


def told_apart(path: str, key: str) -> str:
    """``path`` with a mark of ``key`` (an address, or a content hash), for when another page has the name already."""
    return f"{path.removesuffix('.html')}-{hashlib.sha256(key.encode()).hexdigest()[:8]}.html"


def version_path(path: str, version: int) -> str:
    """The name of another version of the page whose first is at ``path``.

    >>> version_path("a/2020-10-23_growth.html", 2), version_path("a/2020-10-23_growth.v2.html", 3)
    ('a/2020-10-23_growth.v2.html', 'a/2020-10-23_growth.v3.html')
    """
    stem = _VERSION.sub("", path) if _VERSION.search(path) else re.sub(r"\.html?$", "", path, flags=re.IGNORECASE)
    return f"{stem}.v{version}.html"


def version_of(path: str) -> int:
    """The version that a path's name says; 1 for a name that says none."""
    match = _VERSION.search(path)
    return int(match[1]) if match else 1
