"""Whether an amount is of the size of a trade in some months: what no month, city or partner can come to.

A month is no year, and Wenzhou is not the nation: "exports of 1.22 trillion yuan in July" are not Wenzhou's. The sizes are orders of
magnitude (``pipeline/vocabulary/magnitudes.toml``), so that only what is off by a factor of two or more is told apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pipeline.reading.frames.frames import Frame
from pipeline.vocabulary.magnitudes import YUAN, annual

# How far months stray from a twelfth of the year that the list gives, by all labelled releases: 0.45 to 2.0.
_LEAST, _MOST = 0.4, 2.2
# Of the total, for exports or imports; those of a city can be next to nothing.
_LEAST_SIDE, _LEAST_SIDE_OF_PROVINCE = 0.2, 0.015
_MOST_OF_PART = 1.6  # of the whole, for one way of trading, a balance, or what is broken down further
_MOST_OF_REGIONS = (
    0.95  # of the nation's trade, for a group of its provinces: the eastern ones have close to nine tenths
)
_MOST_OF_UNLISTED = 0.7  # of its province's trade, for a place that is not listed
_NATION = "CN"
_YUAN_OF = {YUAN: 1.0, "USD": 7.0}  # within a fifth since 2005, which is near enough here


@lru_cache(maxsize=2_000)  # of one figure it is asked several times
def off_by(frame: Frame, unit: str, value: float) -> int | None:
    """1 for an amount that is too large for a frame, -1 for one that is too small, 0 for one of its size; None where nothing is known
    of the like.

    >>> from pipeline.reading.words.months import Months
    >>> july = Months(2016 * 12 + 6, 2016 * 12 + 6)
    >>> [off_by(Frame(region, july, "export"), "CNY", 1.22e12) for region in ("CN-ZJ/Wenzhou", "CN", "CN/Western")]
    [1, 0, None]
    >>> [off_by(Frame("CN", july, "import", commodity="crude_oil"), "tonnes", amount) for amount in (31.1e6, 220e6)]
    [0, 1]
    """
    if frame.region is None or frame.period is None:
        return None
    rate = _YUAN_OF.get(unit)
    amount, known = abs(value) * (rate or 1.0), None
    for whole, least, most in _wholes(frame, YUAN if rate else unit):
        times = amount / (whole * frame.period.length / 12)
        if times > most:
            return 1
        if times < least:
            return -1
        known = 0
    return _beyond_province(frame, amount) if known is None and rate else known


def _beyond_province(frame: Frame, yuan: float) -> int | None:
    """1 for more than a place that is not listed can have of its province's trade; None for what it can have."""
    around = annual("region", frame.region.partition("/")[0], frame.period.year)
    if around is None or "/" not in frame.region:
        return None
    most = _MOST_OF_REGIONS if frame.region.startswith(f"{_NATION}/") else _MOST_OF_UNLISTED
    return 1 if yuan > most * around * frame.period.length / 12 else None


def _wholes(frame: Frame, unit: str) -> Iterator[tuple[float, float, float]]:
    """What a year's trade that holds a frame comes to, with the least and the most of it that the frame can be."""
    year, broken, national = frame.period.year, frame.breakdown(), frame.region == _NATION
    alone, part = (_LEAST, _MOST), (0.0, _MOST_OF_PART)
    if unit != YUAN:
        if frame.commodity is not None and frame.flow is not None:
            goods = annual(frame.flow, frame.commodity, year, unit)
            if goods is not None:
                yield goods, *(alone if national and len(broken) == 1 else part)
        return
    trade = annual("region", frame.region, year)
    if trade is not None:
        if broken or frame.flow == "balance":
            yield trade, *part
        elif frame.flow == "total":
            yield trade, *alone
        else:
            least = _LEAST_SIDE if national else 0.0 if "/" in frame.region else _LEAST_SIDE_OF_PROVINCE
            yield trade, least, _MOST_OF_PART
    if frame.partner is not None and (trade := annual("partner", frame.partner, year)) is not None:
        yield trade, *(alone if frame.flow == "total" and national and len(broken) == 1 else part)
