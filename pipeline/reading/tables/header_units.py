"""The units and scales that the headers of a table name: "Value (100 million yuan)", "Jan-Apr, bn"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_SCALE = {
    "trillion": 12,
    "trn": 12,
    "trln": 12,
    "tln": 12,
    "tn": 12,
    "billion": 9,
    "bln": 9,
    "bn": 9,
    "million": 6,
    "mln": 6,
    "mn": 6,
    "m": 6,
    "thousand": 3,
    "'000": 3,
    "000": 3,
}
_FACTOR = r"1(?:0{1,3}|0?0?,000|0 ?000)|hundred|ten thousand"
_LARGE = r"trillions?|trln|trn|tln|billions?|bln|bn|millions?|mln|mn"  # that mean nothing but a scale
_SCALED = rf"{_LARGE}|tn|thousands?|'000|000|m(?=\W|$)"
_UNIT = re.compile(
    rf"(?:(?<!\d)(?P<factor>{_FACTOR})[\s-]?)?(?:(?<![A-Za-z,.])(?P<scale>{_SCALED})(?:\sof)?)?[\s-]*"
    r"(?P<unit>(?<![A-Za-z])(?:yuan|RMB|CNY|renminbi|US\$|USD|U\.?S\.? dollars?|dollars?|\$|¥|metric tons?|tonnes?|tons?|(?<=[\s(])t(?=\W|$)|units(?=\W|$)(?!:)|sets?\b|pieces?|vehicles?|barrels?|pairs?|kilograms?|cubic met(?:er|re)s?))"
    rf"(?:[\s,(-]*(?:in\s)?(?:(?P<factor_after>{_FACTOR})[\s-])?(?P<after>{_SCALED})(?!\w))?",
    re.I,
)
_UNIT_CODE = {
    "yuan": "CNY",
    "rmb": "CNY",
    "cny": "CNY",
    "renminbi": "CNY",
    "¥": "CNY",
    "us$": "USD",
    "usd": "USD",
    "$": "USD",
    "dollar": "USD",
    "t": "tonnes",
    "ton": "tonnes",
    "tonne": "tonnes",
    "unit": "units",
    "set": "units",
    "piece": "units",
    "vehicle": "units",
    "barrel": "barrels",
    "pair": "pairs",
    "kilogram": "kilograms",
}


@dataclass(frozen=True, slots=True)
class HeaderUnit:
    """A unit as a header gives it: its code, what one of it is worth, the words, and whether it counts money or things."""

    code: str
    factor: Decimal
    text: str
    kind: str


@lru_cache(maxsize=512)
def unit_of(text: str) -> HeaderUnit | None:
    """The unit that a header names, with the factor to its base.

    >>> u = unit_of("Value (100 million yuan)"); u.code, int(u.factor)
    ('CNY', 100000000)
    >>> [(u.code, int(u.factor)) for u in map(unit_of, ("RMB trillion", "RMB 100 million", "2018, mln t", "$m", "'000 tonnes"))]
    [('CNY', 1000000000000), ('CNY', 100000000), ('tonnes', 1000000), ('USD', 1000000), ('tonnes', 1000)]
    """
    for match in _UNIT.finditer(text):
        word = (
            match["unit"]
            .lower()
            .replace("u.s.", "us")
            .replace("us dollars", "dollar")
            .replace("us dollar", "dollar")
            .replace("metric ", "")
            .replace("dollars", "dollar")
        )
        code = (
            _UNIT_CODE.get(word)
            or _UNIT_CODE.get(word.rstrip("s"))
            or ("cubic metres" if word.startswith("cubic") else None)
        )
        if code is None:
            continue
        scale = (match["scale"] or match["after"] or "").lower()
        factor = Decimal(10) ** _SCALE.get(scale, _SCALE.get(scale.rstrip("s"), 0))
        lead = (match["factor"] or match["factor_after"] or "").lower().replace(",", "").replace(" ", "")
        factor *= {"hundred": 100, "tenthousand": 10_000}.get(lead) or (Decimal(lead) if lead.isdigit() else 1)
        return HeaderUnit(
            code, Decimal(factor), match.group().strip(), "money" if code in ("CNY", "USD") else "physical"
        )
    return None


_SCALE_ONLY = re.compile(rf"(?<![\w.])(?P<scale>{_LARGE})(?!\w)", re.I)


@lru_cache(maxsize=512)
def scale_of(text: str, currency: str) -> HeaderUnit | None:
    """The scale that a header names without a unit, of amounts in ``currency``.

    >>> u = scale_of("Jan-Apr, bn", "CNY"); u.code, int(u.factor)
    ('CNY', 1000000000)
    """
    match = _SCALE_ONLY.search(text)
    if match is None:
        return None
    scale = match["scale"].lower()
    return HeaderUnit(currency, Decimal(10) ** _SCALE.get(scale, _SCALE.get(scale.rstrip("s"), 0)), match[0], "money")
