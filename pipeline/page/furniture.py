"""What is on a page beside its article: names of elements, lines and sections, from ``furniture.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINTS = re.compile(r"[\s_.:-]+")
_LONGEST_NAMES = 400
_ASKS_OR_STATES = re.compile(r"[?？!！。]['\"”’)）】\]]*$")


@cache
def _lists() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files(__package__).joinpath("furniture.toml").read_text(encoding="utf-8"))


def words(section: str, key: str) -> list[str]:
    """A list of ``furniture.toml`` as it stands there."""
    return _lists()[section][key]


@cache
def _pattern(section: str, key: str) -> re.Pattern[str]:
    choices = "|".join(_lists()[section][key])
    return re.compile(rf"(?:^|-)(?:{choices})(?=-|$)" if section == "names" else rf"(?:{choices})", re.I)


@cache
def _told() -> list[tuple[str, re.Pattern[str]]]:
    return [(word, re.compile(pattern, re.I)) for word, pattern in _lists()["lines"]["told"].items()]


@lru_cache(maxsize=8192)
def named(names: str, kind: str) -> bool:
    """Whether a class or id attribute has a word of the kind: never, seldom, caption, heading, ...

    >>> named("lft-art RelatedNews", "never"), named("entry-content", "never")
    (True, False)
    """
    pattern = _pattern("names", kind)
    names = names[:_LONGEST_NAMES]
    return any(pattern.search(_JOINTS.sub("-", _HUMP.sub("-", name)).lower()) for name in names.split())


def is_notice(line: str) -> bool:
    """Whether a whole line is a share bar, an advert, a legal notice or the like.

    >>> is_notice("Also read: China exports 2.53 million cars, up 68%"), is_notice("Share: 36.2%")
    (True, False)
    """
    if len(line) >= 400:
        return False
    small = line.lower()
    return (
        any(word in small for word in words("lines", "legal"))
        or any(word in small and pattern.fullmatch(line) is not None for word, pattern in _told())
        or _pattern("lines", "notices").fullmatch(line) is not None
    )


def is_credit(line: str) -> bool:
    """Whether a whole line says who wrote or edited the article, or where it comes from.

    >>> is_credit("(Web editor: Cai, Du)"), is_credit("Reporter: How did exports do?")
    (True, False)
    """
    return (
        len(line) < 160
        and len(line.split()) < 25
        and not _ASKS_OR_STATES.search(line)
        and _pattern("lines", "credits").fullmatch(line) is not None
    )


def is_edge(line: str) -> bool:
    """Whether a line at the article's edge is a byline; within the article it might be a heading.

    >>> is_edge("By LUO MIN in Chongqing"), is_edge("By partner, Kazakhstan came first")
    (True, False)
    """
    return len(line) < 160 and _pattern("lines", "edges").fullmatch(line) is not None


_MARKS = re.compile(r"^[\W_]+|[\W_]+$")  # around the words of a heading


def skips(heading: str) -> bool:
    """Whether a heading opens a section of links: related stories, most read.

    >>> skips("—— 往期精选 ——"), skips("▍推荐阅读"), skips("More than half")
    (True, True, False)
    """
    return len(heading) < 60 and _pattern("sections", "skip").fullmatch(_MARKS.sub("", heading)) is not None


def ends(heading: str) -> bool:
    """Whether the article is over where this heading stands: readers' comments."""
    return len(heading) < 200 and _pattern("sections", "end").fullmatch(heading.rstrip(" :：>»")) is not None


def without_tail(text: str) -> str:
    """The paragraph without the wire's mark of the end."""
    mark = None if len(text) < 40 else _pattern("lines", "tails").search(text, len(text) - 16)
    return text[: mark.start()] if mark and mark.end() == len(text) else text
