"""What a page's head says of it: meta elements, JSON-LD, title and addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from pipeline.page.text import squeeze

_ARTICLE_TYPES = frozenset(
    (
        "article",
        "newsarticle",
        "blogposting",
        "report",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "socialmediaposting",
        "pressrelease",
    )
)
_LONGEST = 1_000  # characters of a title or a meta element's content


@dataclass
class Head:
    """Meta contents by name in lower case (name, property, itemprop and http-equiv alike), and JSON-LD objects."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    linked: list[dict] = field(default_factory=list)
    title: str = ""
    canonical: str | None = None
    language: str = ""

    def first(self, *names: str) -> str | None:
        """The first content that is not empty, names in order of preference."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), None)

    @cached_property
    def articles(self) -> list[dict]:
        """JSON-LD objects of an article's type."""
        return [node for node in self.linked if _types(node) & _ARTICLE_TYPES]

    def linked_values(self, key: str) -> list[str]:
        """The strings under a key of the JSON-LD articles; of any other object only where there is no article."""
        nodes = self.articles or self.linked
        return [value for node in nodes if isinstance(value := node.get(key), str) and value.strip()]

    @property
    def publisher(self) -> str | None:
        """The name that the site gives itself."""
        linked = (node.get("publisher") for node in self.articles)
        names = (node.get("name") for node in linked if isinstance(node, dict))
        return self.first("og:site_name", "sitename") or next((n for n in names if isinstance(n, str) and n), None)

    def urls(self) -> list[str]:
        """Addresses that the page gives for itself."""
        stated: list = [
            self.canonical,
            self.first("og:url"),
            self.first("url", "twitter:url", "al:web:url", "identifier"),
        ]
        for node in self.articles:
            main = node.get("mainEntityOfPage")
            stated += [node.get("url"), main.get("@id") if isinstance(main, dict) else main]
        return [url for url in stated if isinstance(url, str) and url]


def read_head(root: etree._Element) -> Head:
    """The metadata of a parsed page whose scripts are still in it. Broken JSON-LD is left out."""
    found = Head(language=(root.get("lang") or "").lower())
    for element in root.iter("meta", "title", "link", "script"):
        if element.tag == "meta":
            content = squeeze((element.get("content") or "")[:_LONGEST])
            for attribute in ("name", "property", "itemprop", "http-equiv"):
                name = element.get(attribute)
                if name:
                    found.meta.setdefault(name.strip().lower(), []).append(content)
        elif element.tag == "title" and not found.title:
            found.title = squeeze("".join(element.itertext())[:_LONGEST])
        elif element.tag == "link" and (element.get("rel") or "").lower() == "canonical":
            found.canonical = found.canonical or element.get("href")
        elif element.tag == "script" and "ld+json" in (element.get("type") or "").lower():
            found.linked.extend(_objects(element.text or ""))
    return found


def _objects(text: str) -> Iterator[dict]:
    try:
        waiting = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:  # no recursion: a page decides how deep this is
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            yield value
            waiting.extend(
                v for k, v in value.items() if k in ("@graph", "mainEntity", "hasPart") and isinstance(v, (list, dict))
            )


def _types(node: dict) -> set[str]:
    kinds = node.get("@type")
    return {k.rpartition("/")[2].lower() for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)}
