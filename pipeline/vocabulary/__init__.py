"""Code lists and the words for them, read from the TOML files beside this module.

One file per dimension, one table per code; the key is the code, as in ``statements`` and ``observations``:

    [laptops]
    en = "Laptop computers"
    zh = "笔记本电脑"
    hs = ["847130"]
    parent = "computers"
    forms.en = ["laptop", "{notebook|portable} computer"]

Braces hold alternatives, the empty one included: ``{notebook|portable} computer`` is two forms.

Conventions for English forms: singular; lower case unless a proper noun or acronym, and capitals in a form must stand in
the text too (``US`` is not ``us``); no article, no possessive; a hyphen also stands for a space and ``and`` for ``&``.
Who matches forms in text supplies plurals and apostrophes. docs/vocabulary.md shows how to add to the lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import tomli  # the compiled twin of tomllib: a third of its time on these files

FILES = {
    "region": "regions.toml",
    "partner": "partners.toml",
    "commodity": "commodities.toml",
    "regime": "regimes.toml",
    "enterprise": "enterprises.toml",
    "zone": "zones.toml",
    "transport": "transports.toml",
}
LANGUAGES = ("en", "zh")

# What a word for a code may be used as:
#   name       stands for the code wherever it occurs
#   adjective  a partner's adjective ("Vietnamese"), a name only before a noun
#   weak       stands for the code only where the sentence asks for one ("exports of cars"), else an ordinary word
#   shared     a name that another code bears first (two cities called Taizhou); context chooses
#   customs    a customs office, named for the region whose figures it publishes ("Zhengzhou Customs")
USES = ("name", "adjective", "weak", "shared", "customs")

_TOML_KEYS = {"forms": "name", "adjective": "adjective", "weak": "weak", "shared": "shared", "customs": "customs"}
_OTHER_KEYS = {"en", "zh", "kind", "parent", "hs", "members"}
_NAMES_ARE_FORMS = {"economy", "nation", "province", "city"}  # kinds whose display names prose uses as they are
_KIND = {"region": "city", "partner": "economy"}  # kind of a code that states none; elsewhere the dimension's name
_BRACES = re.compile(r"\{([^{}]*)\}")


class VocabularyError(ValueError):
    """A vocabulary file that breaks its format; the message names file, code and cause."""


class Form(NamedTuple):
    """A word or phrase for a code: the surface as written in the data, its language (en, zh) and its use."""

    surface: str
    language: str
    use: str = "name"


class Membership(NamedTuple):
    """A member of a group from ``since`` up to, not including, ``until``; None leaves that side open."""

    code: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list.

    ``parents`` are the codes of the same dimension that contain this one, so that overlapping figures are never summed;
    ``hs`` are HS 2022 prefixes (chapter, heading or subheading); ``members`` are a group's members with their dates.
    """

    code: str
    dimension: str
    name_en: str
    name_zh: str
    kind: str
    parents: tuple[str, ...] = ()
    hs: tuple[str, ...] = ()
    members: tuple[Membership, ...] = ()
    forms: tuple[Form, ...] = ()


@cache
def codes(dimension: str) -> Mapping[str, Code]:
    """The code list of a dimension (region, partner, commodity, regime, enterprise, zone, transport), in file order.

    Raises ``VocabularyError`` for an unknown dimension or a file that breaks the format.

    >>> laptops = codes("commodity")["laptops"]
    >>> laptops.name_en, laptops.hs, laptops.parents
    ('Laptop computers', ('847130',), ('computers',))
    """
    if dimension not in FILES:
        raise VocabularyError(f"no dimension {dimension!r}; there are {', '.join(FILES)}")
    path = Path(__file__).parent / FILES[dimension]
    try:
        tables = tomli.loads(path.read_text(encoding="utf-8"))
        return MappingProxyType({code: _code(code, dimension, table) for code, table in tables.items()})
    except (tomli.TOMLDecodeError, VocabularyError) as error:
        raise VocabularyError(f"{path.name}: {error}") from error


@cache
def within(code: str, group: str) -> bool:
    """Whether a commodity belongs to a group of commodities, at any depth.

    >>> within("laptops", "mechanical_electrical"), within("mechanical_electrical", "laptops")
    (True, False)
    """
    known = codes("commodity")
    found, waiting = set(), [code]
    while waiting:
        entry = known.get(waiting.pop())
        for parent in entry.parents if entry is not None else ():
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return group in found


def forms(language: str, use: str = "name") -> Iterator[tuple[str, str, str]]:
    """Every (surface, dimension, code) of a language and use, dimension by dimension in file order.

    >>> [(surface, code) for surface, dimension, code in forms("en", "adjective") if code == "VN"]
    [('Vietnamese', 'VN')]
    """
    if language not in LANGUAGES or use not in USES:
        raise VocabularyError(f"no forms of language {language!r} and use {use!r}")
    for dimension in FILES:
        for code in codes(dimension).values():
            for form in code.forms:
                if form.language == language and form.use == use:
                    yield form.surface, dimension, code.code


def members(group: str, on: date) -> frozenset[str]:
    """Codes of the group's members on a day: of a partner group, else of a cluster of regions.

    Empty where the list gives none, as for BRI, whose membership is contested. Raises ``VocabularyError`` for a code that
    is not listed.

    >>> "GB" in members("EU", date(2020, 1, 31)), "GB" in members("EU", date(2020, 2, 1))
    (True, False)
    """
    found = codes("partner").get(group) or codes("region").get(group)
    if found is None:
        raise VocabularyError(f"no partner or region {group!r}")
    return frozenset(
        m.code for m in found.members if (m.since is None or m.since <= on) and (m.until is None or on < m.until)
    )


def _code(code: str, dimension: str, table: dict) -> Code:
    if dimension == "region":  # a city's name and parent are in its code, a province's parent is the nation
        above, slash, below = code.partition("/")
        table = {"en": below, "parent": above if slash else "CN" if code != "CN" else ()} | table
    unknown = table.keys() - _TOML_KEYS.keys() - _OTHER_KEYS
    if unknown or not table.get("en") or not table.get("zh"):
        raise VocabularyError(f"[{code}]: unknown key {min(unknown)!r}" if unknown else f"[{code}]: needs en and zh")
    kind = table.get("kind") or _KIND.get(dimension, dimension)
    parent = table.get("parent", ())
    return Code(
        code=code,
        dimension=dimension,
        name_en=table["en"],
        name_zh=table["zh"],
        kind=kind,
        parents=(parent,) if isinstance(parent, str) else tuple(parent),
        hs=tuple(table.get("hs", ())),
        members=tuple(_memberships(table.get("members", ()))),
        forms=tuple(_forms(kind, table)),
    )


def _memberships(entries: list) -> Iterator[Membership]:
    """Members listed as plain codes, or as ``{codes = [...], since = date, until = date}``."""
    for entry in entries:
        if isinstance(entry, str):
            yield Membership(entry)
        else:
            for code in entry["codes"]:
                yield Membership(code, entry.get("since"), entry.get("until"))


def _forms(kind: str, table: dict) -> Iterator[Form]:
    if kind in _NAMES_ARE_FORMS:
        for language in LANGUAGES:
            if table[language] not in table.get("shared", {}).get(language, ()):
                yield Form(table[language], language)
    for key, use in _TOML_KEYS.items():
        for language, patterns in table.get(key, {}).items():
            for pattern in patterns:
                for surface in expand(pattern):
                    yield Form(surface, language, use)


def expand(pattern: str) -> Iterator[str]:
    """Every form that a pattern with alternatives in braces stands for.

    >>> list(expand("{private|non-state} {firm|company}{| group}"))[:3]
    ['private firm', 'private firm group', 'private company']
    """
    if "{" not in pattern:
        yield pattern
        return
    pieces = _BRACES.split(pattern)  # text and alternatives by turns
    for choice in product(*(piece.split("|") if i % 2 else (piece,) for i, piece in enumerate(pieces))):
        yield " ".join("".join(choice).split())
