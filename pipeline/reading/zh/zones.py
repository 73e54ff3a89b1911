"""Supervised zones with names of their own: 西安高新综合保税区, made of names that are known and of what kind of zone it is."""

from __future__ import annotations

import re
from functools import cache

from pipeline import vocabulary
from pipeline.reading.words.lexicon import Meaning
from pipeline.reading.zh.lexicon import PROVINCIAL, data

_MOST_PARTS = 3
_JOINERS = frozenset("、和及与")
_TAIL = re.compile("(?<=..)(?:[县区市旗])$")


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile("|".join(sorted(data()["zone_kind"], key=len, reverse=True)))


@cache
def _names() -> dict[str, str]:
    """What may stand before a kind of zone -> its slug: the listed names of zones, then cities, provinces and counties."""
    names = dict(data()["zone_name"])
    counties: dict[str, str] = {}
    for region in vocabulary.codes("region").values():
        if region.kind == "county":
            counties.setdefault(_TAIL.sub("", region.name_zh), slug(region.code.partition("/")[2].split(" ")[-1]))
        elif region.kind in ("city", "province"):
            plain = PROVINCIAL.sub("", region.name_zh) if region.kind == "province" else region.name_zh
            names.setdefault(plain, slug(region.name_en))
    return counties | names


@cache
def _provinces() -> frozenset[str]:
    """The names of provinces without what kind they are."""
    return frozenset(PROVINCIAL.sub("", r.name_zh) for r in vocabulary.codes("region").values() if r.kind == "province")


@cache
def _longest() -> int:
    return max(map(len, _names()))


def slug(name: str) -> str:
    """A name in English as part of a code.

    >>> slug("Xi'an")
    'xian'
    """
    return re.sub("[^a-z]+", "_", name.lower().replace("'", "").replace("’", "")).strip("_")


def find(text: str, start: int, end: int) -> list[tuple[int, int, tuple[Meaning, ...]]]:
    """Zones that are named in ``text[start:end]``; a province at the front is left to be seen as the place that it is.

    >>> said = "陕西西咸空港综合保税区和全省综保区"
    >>> [(said[a:b], m[0].code) for a, b, m in find(said, 0, len(said))]
    [('西咸空港综合保税区', 'shaanxi_xixian_airport_comprehensive_bonded_zone')]
    >>> said = "钦州、南宁综保区"
    >>> [(said[a:b], m[0].code) for a, b, m in find(said, 0, len(said))]
    [('钦州', 'qinzhou_comprehensive_bonded_zone'), ('南宁综保区', 'nanning_comprehensive_bonded_zone')]
    """
    found: list[tuple[int, int, tuple[Meaning, ...]]] = []
    for kind in _kinds().finditer(text, start, end):
        named = data()["zone_kind"][kind.group()]
        first, parts = _named_before(text, start, kind.start())
        zones = [(first, kind.end(), parts)] if parts else []
        while zones and len(zones[0][2]) == 1 and text[zones[0][0] - 1 : zones[0][0]] in _JOINERS:
            last = zones[0][0] - 1
            first, parts = _named_before(text, start, last)
            if not parts or text[first:last] in _provinces():
                break
            zones.insert(0, (first, last, parts))
        found += [(a, b, (Meaning("zone", "_".join((*parts, named))),)) for a, b, parts in zones]
    return found


def _named_before(text: str, start: int, end: int) -> tuple[int, list[str]]:
    """The parts of the name that ends right before ``end``, and where it begins, after a province at its front."""
    parts: list[str] = []
    first = at = end
    while len(parts) < _MOST_PARTS and (length := _name_before(text, start, at)):
        at -= length
        parts.insert(0, _names()[text[at : at + length]])
        first = at if not parts[1:] or text[at : at + length] not in _provinces() else first
    return first, parts


def _name_before(text: str, start: int, end: int) -> int:
    """The length of the longest known name that ends right before ``end``; 0 if there is none."""
    for length in range(min(_longest(), end - start), 1, -1):
        if text[end - length : end] in _names():
            return length
    return 0


@cache
def _cities() -> dict[str, str]:
    """The codes of cities and municipalities by their names."""
    known = vocabulary.codes("region").values()
    return {PROVINCIAL.sub("", r.name_zh): r.code for r in known if r.kind in ("city", "municipality", "province")}


_ONE_OF_THEM = ("一家", "一区", "一园")


def one_of_them(zone: str, text: str) -> list[str]:
    """How a text calls a zone as one of several, without what kind of zone it is.

    >>> one_of_them("西永综合保税区", "西永综合保税区进出口705.6亿元，全市1012.4亿元中西永一家就占了69.7%")
    ['西永一家']
    """
    kind = next(_kinds().finditer(zone), None)
    return [name for word in _ONE_OF_THEM if kind is not None and (name := zone[: kind.start()] + word) in text]


def place_of(zone: str) -> str | None:
    """The city or province whose name that of a zone begins with.

    >>> place_of("成都高新综合保税区"), place_of("西永综合保税区")
    ('CN-SC/Chengdu', None)
    """
    return next((_cities()[zone[:n]] for n in range(min(_longest(), len(zone)), 1, -1) if zone[:n] in _cities()), None)


def of_province(province: str) -> str:
    """The code of 重庆综合保税区: in a release of the province all its zones together.

    >>> of_province("CN-CQ")
    'chongqing_comprehensive_bonded_zone'
    """
    return slug(vocabulary.codes("region")[province].name_en) + "_comprehensive_bonded_zone"
