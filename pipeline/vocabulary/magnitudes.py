"""What a region's goods trade comes to in a year, from ``magnitudes.toml``: orders of magnitude, no statistics."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import tomli

from pipeline.vocabulary import VocabularyError, codes

FILE = "magnitudes.toml"
_LONG = 4  # years in which trade may double


@cache
def magnitudes() -> Mapping[str, tuple[tuple[int, float], ...]]:
    """Of each region that is listed the years, in order, with billions of yuan of goods trade.

    Raises ``VocabularyError`` for a region without a code, or what is neither a year nor an amount.
    """
    try:
        tables = tomli.loads((Path(__file__).parent / FILE).read_text(encoding="utf-8"))
    except tomli.TOMLDecodeError as error:
        raise VocabularyError(f"{FILE}: {error}") from error
    known = codes("region")
    for region, amounts in tables.items():
        if region not in known:
            raise VocabularyError(f"{FILE}: no region {region!r}")
        if not amounts or not all(y.isdigit() and isinstance(a, int | float) and a > 0 for y, a in amounts.items()):
            raise VocabularyError(f"{FILE}: [{region}] needs years with billions of yuan")
    return MappingProxyType({r: tuple(sorted((int(y), float(a)) for y, a in t.items())) for r, t in tables.items()})


@lru_cache(maxsize=5_000)
def annual_trade(region: str, year: int) -> float | None:
    """Billions of yuan that a region's exports and imports come to in a year, about; None for a region that is not listed, and for
    times long before its first year.

    >>> annual_trade("CN-JS/Suzhou", 2021), annual_trade("CN-CQ", 2013), annual_trade("CN-SD/Laizhou", 2021)
    (2530.0, 461.0, None)
    """
    told = magnitudes().get(region)
    if told is None or year < told[0][0] - _LONG:
        return None
    if year <= told[0][0]:
        return told[0][1]
    for (before, low), (after, high) in pairwise(told):
        if year <= after:
            return low + (high - low) * (year - before) / (after - before)
    return told[-1][1]
