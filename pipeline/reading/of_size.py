"""Whether an amount is of the size of a region's trade in some months: what no month, city or part can come to.

A month is no year, and Wenzhou is not the nation: "exports of 1.22 trillion yuan in July" are not Wenzhou's. The sizes are orders of
magnitude (``pipeline/vocabulary/magnitudes.toml``), so that only what is off by a factor of two or more is told apart.
"""

from __future__ import annotations

from pipeline.reading.frames import Frame
from pipeline.reading.months import Months
from pipeline.vocabulary.magnitudes import annual_trade

# How far months stray from a twelfth of the year that the list gives, by all labelled releases: 0.45 to 2.0 for the total.
_LEAST, _MOST = 0.4, 2.2
_MOST_OF_PART = 1.6  # of the total, for one way of trading, a balance, or what is broken down
_BILLION = 1e9
_YUAN = {"CNY": 1.0, "USD": 7.0}  # within a fifth since 2005, which is near enough here


def off_by(frame: Frame, unit: str, value: float) -> int | None:
    """1 for an amount that is too large for a frame, -1 for one too small for the region's trade as a whole, 0 for one of its size;
    None where nothing is known of the region, or the unit is no currency.

    >>> july = Months(2016 * 12 + 6, 2016 * 12 + 6)
    >>> [off_by(Frame(region, july, "export"), "CNY", 1.22e12) for region in ("CN-ZJ/Wenzhou", "CN", "CN-SD/Laizhou")]
    [1, 0, None]
    """
    period, rate = frame.period, _YUAN.get(unit)
    if frame.region is None or period is None or rate is None:
        return None
    whole = usual(frame.region, period)
    if whole is None:
        return None
    times = abs(value) * rate / _BILLION / whole
    if frame.flow != "total" or frame.is_broken_down():
        return int(times > _MOST_OF_PART)
    return 1 if times > _MOST else -int(times < _LEAST)


def usual(region: str, period: Months) -> float | None:
    """Billions of yuan that a region trades in so many months of that year, about; None where nothing is known of it."""
    annual = annual_trade(region, period.year)
    return None if annual is None else annual * period.length / 12
