"""Figures told in an order that only the text before says: of the quarters one by one, of another month the flows just told."""

from __future__ import annotations

from dataclasses import replace

from pipeline.reading.binding.binding import bind
from pipeline.reading.frames.cues import UNSAID, Measure
from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import Work
from pipeline.reading.words.mentions import Mention
from pipeline.reading.words.months import Months, resolve

_QUARTERS = frozenset({"quarter", "quarters", "quarterly"})
_BEING = frozenset(
    {":", "was", "were", "had", "been", "saw", "'s", "’s", "in", "for", "the", "figures", "numbers", "rates"}
)


def quarters_in_order(work: Work, run: list[int]) -> list[Frame] | None:
    """A quarter each, for as many figures as the months that the text is at have quarters: "Growth quickened by the quarter: 1.3, 4.5
    and 6 percent", "The growth rates of the four quarters were, in order, ..."."""
    span = work.context.period
    if _QUARTERS.isdisjoint(work.said) or span is None or span.first % 12 or span.length != 3 * len(run):
        return None
    named = [m for m in work.sentence.of("period") if m.period.kind != "same"]
    if any(m.period.last - m.period.first == 2 for m in named):
        return None  # which of them is said
    each = len(run) == 4 and "respectively" in work.said and work.words[:4] == ["in", "the", "four", "quarters"]
    if not each and all(
        w not in _QUARTERS or any(m.first <= p < m.last for m in named) for p, w in enumerate(work.words)
    ):
        return None  # "in the first three quarters" names the months that the figures are of together
    frame, _ = bind(work, run[0], Measure("growth", "growth.rate"))
    if frame is None:
        return None
    starts = range(span.first, span.last, 3)
    return [altered(frame, period=Months(m, m + 2), period_named=True) for m in starts]


def of_another_month(work: Work, quantities: list[int], measures: dict[int, Measure]) -> dict[int, Frame]:
    """What the sentence before told of, one by one, where another month alone is the subject: "Exports rose 7.6% and imports 1.8%.
    April: 1.5% and 8.4%"; ``measures`` become rates where nothing calls them that."""
    told, context = work.context.told, work.context
    if work.named or len(told) != len(quantities) or len(told) < 2 or len({f.flow for f in told}) != len(told):
        return {}
    kinds = {
        work.sentence.mentions[i].quantity.kind for i, f in zip(quantities, told, strict=True) if f.flow != "balance"
    }
    if len(kinds) > 1:
        return {}  # "April on its own: 3.64 trillion yuan, up 8 percent"
    month = _opening_month(work, work.sentence.mentions[quantities[0]].first)
    span = resolve(month.period, work.published, context.period) if month is not None else None
    if span is None or context.period is None or span.length != context.period.length or span == context.period:
        return {}
    for index in quantities:
        reading = measures[index]
        if reading.measure is None and reading.rule == UNSAID and context.measured == "growth":
            measures[index] = replace(reading, measure="growth", rule="growth.rate")
    return {i: altered(f, period=span, period_named=True) for i, f in zip(quantities, told, strict=True)}


def _opening_month(work: Work, first: int) -> Mention | None:
    """The period before the first figure, with nothing but a verb of being beside it."""
    periods = [m for m in work.sentence.of("period") if m.last <= first and m.period.kind == "period"]
    if len(periods) != 1:
        return None
    rest = [*work.words[: periods[0].first], *work.words[periods[0].last : first]]
    return periods[0] if _BEING.issuperset(rest) else None
