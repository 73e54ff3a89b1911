"""What is on a page beside its article: names of elements, lines and sections, from ``furniture.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINTS = re.compile(r"[\s_.:-]+")


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files(__package__).joinpath("furniture.toml").read_text(encoding="utf-8"))


@cache
def _pattern(section: str, key: str) -> re.Pattern[str]:
    choices = "|".join(_lists()[section][key])
    return re.compile(rf"(?:^|-)(?:{choices})(?=-|$)" if section == "names" else rf"(?:{choices})", re.I)


@lru_cache(maxsize=8192)
def named(names: str, kind: str) -> bool:
    """Whether a class or id attribute has a word of the kind: never, seldom, caption, heading, ...

    >>> named("lft-art RelatedNews", "never"), named("entry-content", "never")
    (True, False)
    """
    pattern = _pattern("names", kind)
    return any(pattern.search(_JOINTS.sub("-", _HUMP.sub("-", name)).lower()) for name in names.split())


def is_furniture(line: str) -> bool:
    """Whether a whole line is a byline, a date line, a share bar, an advert or the like.

    >>> is_furniture("Updated: 10-22-2024 Source: Central Plains Bulletin"), is_furniture("Exports rose 3%.")
    (True, False)
    """
    return len(line) < 400 and _pattern("lines", "drop").fullmatch(line) is not None


def skips(heading: str) -> bool:
    """Whether a heading opens a section of links: related stories, most read."""
    return len(heading) < 60 and _pattern("sections", "skip").fullmatch(heading.rstrip(" :：>»")) is not None


def ends(heading: str) -> bool:
    """Whether the article is over where this heading stands: readers' comments."""
    return len(heading) < 200 and _pattern("sections", "end").fullmatch(heading.rstrip(" :：>»")) is not None


def without_tail(text: str) -> str:
    """The paragraph without the wire's mark of the end."""
    return re.sub(rf"(?:{_pattern('lines', 'tails').pattern})$", "", text, flags=re.I) if len(text) > 40 else text
