"""Spans of whole months, mentions of time, and the months that a mention means.

Words are relative to the publication date and to the period that the text has been speaking of; a month without a year
is the latest one that had ended, or was about to, when the release came out.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple


class Months(NamedTuple):
    """A span of whole months, both ends included, counted as ``year * 12 + month - 1``."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    @property
    def year(self) -> int:
        return self.last // 12

    def shifted(self, months: int) -> Months:
        return Months(self.first + months, self.last + months)

    def dates(self) -> tuple[date, date]:
        """First day of the first month and last day of the last."""
        return _dates(self.first, self.last)


@lru_cache(maxsize=5_000)
def _dates(first: int, last: int) -> tuple[date, date]:
    year, month = divmod(last, 12)
    return date(first // 12, first % 12 + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def months(year: int, first: int, last: int) -> Months:
    """The months ``first`` to ``last`` (1 to 12) of a year."""
    return Months(year * 12 + first - 1, year * 12 + last - 1)


@dataclass(slots=True)
class PeriodMention:
    """A stretch of text that speaks of time.

    ``kind`` is period (``first``..``last`` are months of ``year``, which is a number, a word like "last" or None), years, past_years and
    past_months ("the last three months": ``count`` of them, up to the one that is told of), same (the period already spoken of, ``count``
    months long where it says), last ("last month", "last quarter": the ``count`` months before the release), basis (``basis`` is yoy, mom,
    qoq, or None when a stated period decides), or date.
    """

    kind: str
    start: int
    end: int
    first: int = 0
    last: int = 0
    year: int | str | None = None
    count: int | None = None
    basis: str | None = None
    alone: bool = False
    year_to: int | None = None


def resolve(mention: PeriodMention, published: date, context: Months | None) -> Months | None:
    """The months that a mention means for a release of ``published`` that has been speaking of ``context``.

    >>> from pipeline.reading.words.periods import find
    >>> m = find("the first two months", 0, 20)[0]
    >>> [d.isoformat() for d in resolve(m, date(2020, 3, 19), None).dates()]
    ['2020-01-01', '2020-02-29']
    """
    kind = mention.kind
    if kind in ("date", "basis"):
        return None
    if kind == "last":
        count = mention.count or 1
        now = (published.year * 12 + published.month - 1) // count * count
        return Months(now - count, now - 1)  # "last month", "last quarter"
    if kind == "past_years":
        year = context.year if context is not None and context.length == 12 else published.year - 1
        return Months((year - mention.count + 1) * 12, year * 12 + 11)
    if kind == "past_months":
        latest = context.last if context is not None else published.year * 12 + published.month - 2
        return Months(latest - mention.count + 1, latest)
    if kind == "years":
        return Months(mention.year * 12, mention.year_to * 12 + 11)
    if kind == "same":
        return _spoken_of(mention, published, context)
    if mention.year == "the" and kind == "ytd" and context is not None and context.length == 12:
        return context  # "the year's total", told of the whole year before
    if kind in ("ytd", "this_year"):
        return _so_far(published, context)
    return _of_year(mention, published, context)


def _spoken_of(mention: PeriodMention, published: date, context: Months | None) -> Months | None:
    """The months of "the period", "the quarter" or "the six months"."""
    count = mention.count
    if isinstance(mention.year, int) and context is not None:
        return context.shifted(12 * (mention.year - context.year))  # "in the same quarter of 2020"
    if context is None:
        if count == 12:
            return months(published.year - 1, 1, 12)
        if count == 1:  # "for the month", in a release that names none: the last one that had ended
            now = published.year * 12 + published.month - 1
            return Months(now - 1, now - 1)
        return months(published.year, 1, count) if count else None
    if count is None or count == context.length:
        return context
    if count == 1:
        return Months(context.last, context.last)
    if count == context.last % 12 + 1:
        return Months(context.last - count + 1, context.last)  # "for the seven months", said of July
    if mention.first:
        return months(context.year, 1, count)
    if count == 12 and context.year < published.year:
        return months(context.year, 1, 12)  # "in that year", said of August 1992
    if 12 % count == 0 and context.last % count == count - 1:
        return Months(context.last - count + 1, context.last)  # "the quarter", said of March
    return None


def _so_far(published: date, context: Months | None) -> Months | None:
    """The year of publication as far as the text has spoken of it, or else up to the month before."""
    if context is not None and context.year == published.year:
        return context if context.first % 12 == 0 else Months(context.year * 12, context.last)
    return Months(published.year * 12, published.year * 12 + published.month - 2) if published.month > 1 else None


def _of_year(mention: PeriodMention, published: date, context: Months | None) -> Months:
    """The months named, of the year that is stated or meant."""
    year, first, last = mention.year, mention.first, mention.last
    now = published.year * 12 + published.month - 1
    if isinstance(year, int):
        return months(year, first, last)
    if year == "last":
        return months(published.year - 1, first, last)
    if year == "this":
        return months(published.year, first, last)
    if year == "previous":
        # "The previous December": the last one before the months spoken of.
        end = (context.last if context is not None else now) - 1
        month = end - (end - (last - 1)) % 12
        return Months(month, month)
    if year == "by" and context is not None and context.first % 12 == 0 and context.last % 12 == last - 1:
        return context  # "had by July reached", where January to July is spoken of
    if year == "the" and context is not None:
        return months(context.year, first, last)
    if year == "apart":  # "five years before"
        spoken = context.year if context is not None else published.year - 1
        return months(spoken + mention.count, first, last)
    # No year: the latest such period that had ended, or nearly so, by the publication date.
    candidate = months(published.year, max(first, -11), last)
    ended = candidate.last < now or (candidate.last == now and published.day >= 26)
    if not ended:
        candidate = candidate.shifted(-12)
    if last < first:
        candidate = Months(candidate.first - 12, candidate.last)
    return candidate


def basis_of(mention: PeriodMention, period: Months, published: date, context: Months | None) -> str | None:
    """The code of a comparison base for a figure of ``period``: yoy, mom, qoq or vs:YYYY."""
    if mention.kind == "basis" and mention.basis:
        return mention.basis
    if mention.kind == "basis":
        year = mention.year if isinstance(mention.year, int) else period.year - 1
        return "yoy" if year == period.year - 1 else f"vs:{year}"
    base = resolve(mention, published, period if mention.year == "previous" else context)
    if base is None:
        return None
    if base.length == 1 and period.length == 1 and mention.year is None and base.last % 12 == (period.last - 1) % 12:
        return "mom"
    distance = period.last - base.last
    if base.length == period.length == 1 and distance == 1:
        return "mom"
    if base.length == period.length == 3 and distance == 3:
        return "qoq"
    if base.year == period.year - 1:
        return "yoy"
    return f"vs:{base.year}" if base.year < period.year else None
