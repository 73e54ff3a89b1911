"""What goods trade comes to in a year, from ``magnitudes.toml``: orders of magnitude, no statistics."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import tomli

from pipeline.vocabulary import VocabularyError, codes

FILE = "magnitudes.toml"
YUAN = "CNY"
_BILLION = 1e9
_LISTS = {
    "region": "region",
    "partner": "partner",
    "import": "commodity",
    "export": "commodity",
}  # with their code lists
_LONG = 4  # years in which trade may double

Years = tuple[tuple[int, float], ...]


@cache
def magnitudes() -> Mapping[tuple[str, str, str], Years]:
    """The years, in order, with what trade came to, by list (region, partner, import, export), code and unit.

    Raises ``VocabularyError`` for a code that is not listed, or what is neither a year nor an amount.
    """
    try:
        lists = tomli.loads((Path(__file__).parent / FILE).read_text(encoding="utf-8"))
    except tomli.TOMLDecodeError as error:
        raise VocabularyError(f"{FILE}: {error}") from error
    if unknown := lists.keys() - _LISTS.keys():
        raise VocabularyError(f"{FILE}: no list {min(unknown)!r}; there are {', '.join(_LISTS)}")
    found = {}
    for name, tables in lists.items():
        known, counted = codes(_LISTS[name]), _LISTS[name] == "commodity"
        for code, table in tables.items():
            amounts = {year: amount for year, amount in table.items() if year != "unit"}
            if code not in known:
                raise VocabularyError(f"{FILE}: no {_LISTS[name]} {code!r}")
            if ("unit" in table) != counted or not amounts or not all(map(_is_year, amounts, amounts.values())):
                raise VocabularyError(f"{FILE}: [{name}.{code}] needs years with amounts{', and a unit' * counted}")
            scale = 1.0 if counted else _BILLION
            found[name, code, table.get("unit", YUAN)] = tuple((int(y), a * scale) for y, a in sorted(amounts.items()))
    return MappingProxyType(found)


def _is_year(year: str, amount: object) -> bool:
    return year.isdigit() and isinstance(amount, int | float) and amount > 0


@lru_cache(maxsize=5_000)
def annual(name: str, code: str, year: int, unit: str = YUAN) -> float | None:
    """What a region's trade, the nation's with a partner, or its imports or exports of a good come to in a year, about; None for
    what is not listed, and for times long before the first year of the list.

    >>> annual("region", "CN-JS/Suzhou", 2021), annual("partner", "US", 2020), annual("region", "CN-SD/Laizhou", 2021)
    (2530000000000.0, 4060000000000.0, None)
    >>> annual("import", "crude_oil", 2016, "tonnes")
    381000000.0
    """
    told = magnitudes().get((name, code, unit))
    if told is None or year < told[0][0] - _LONG:
        return None
    if year <= told[0][0]:
        return told[0][1] * 2.0 ** ((year - told[0][0]) / _LONG)
    for (before, low), (after, high) in pairwise(told):
        if year <= after:
            return low + (high - low) * (year - before) / (after - before)
    return told[-1][1]
