"""What figures took over from what the text is about, and cannot be of: no part is larger than its whole.

"Private firms' imports and exports swelled to 190.36 billion yuan. ... Exports: 250.86 billion" are not those of private firms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from decimal import Decimal

from pipeline.model import Passage
from pipeline.reading.frames.frames import FLOWS, Frame, altered
from pipeline.reading.frames.of_size import off_by
from pipeline.reading.frames.placing import Placed
from pipeline.reading.proof.identities import RATES
from pipeline.reading.words.mentions import Sentence
from pipeline.reading.words.months import Months

_DIMENSIONS = ("enterprise", "regime", "zone", "transport", "partner")
_Key = tuple[str, str | None, str | None, Months | None, str]  # code, good, reporter, months, unit


def unburden(
    told: Iterable[tuple[Placed, Sentence, Passage]],
    passages: Collection[tuple[Passage, list[Sentence]]],
    partner: str | None = None,
) -> bool:
    """Take off what figures took over, from where an amount is larger than the whole that the text told of it, in passages that do
    not name it; ``passages`` are all of the release's, with their sentences, and ``partner`` is the one that it is known to be about.
    Whether anything was taken off."""
    told = [e for e in told if e[0].frame is not None and e[0].outcome == "read" and e[0].frame.is_broken_down()]
    if not told:
        return False
    taken_off = False
    dimensions = [d for d in _DIMENSIONS if any(getattr(figure.frame, d) is not None for figure, _, _ in told)]
    named = {
        (p.char_start, d, m.code) for p, sentences in passages for s in sentences for d in dimensions for m in s.of(d)
    }
    headlines = {p.char_start for p, _ in passages if p.kind == "heading" and p.level == 1}
    for dimension in dimensions:
        wholes = _wholes(told, dimension, named)
        if not wholes:
            continue
        titled = {c for p, d, c in named if d == dimension == "partner" and p in headlines} | {partner}
        over: set[str] = set()
        ever: set[str] = set()
        at = None
        for number, (figure, sentence, passage) in enumerate(told):
            if passage is not at:
                at, over = passage, over - titled  # a text comes back to the partner that it is about
            code = getattr(figure.frame, dimension)
            if code is None or (passage.char_start, dimension, code) in named:
                continue
            if (
                code not in over
                and _is_larger(figure, dimension, code, wholes)
                and not _has_its_size(figure, dimension)
            ):
                over.add(code)
                ever.add(code)
                for before, where, _ in told[:number]:
                    if where is sentence and before.frame == figure.frame:
                        _take_off(before, dimension)
            crossed = (
                code in ever
                and code != partner
                and (figure.frame.enterprise is not None or figure.frame.regime is not None)
            )
            if code in over or crossed:
                taken_off = True
                _take_off(figure, dimension)
    return taken_off


def _has_its_size(figure: Placed, dimension: str) -> bool:
    """Whether an amount is of the size that it should have with what it took over, and not of that without."""
    unit, value, frame = figure.measure.unit, float(figure.measure.value), figure.frame
    return off_by(frame, unit, value) == 0 and bool(off_by(altered(frame, **{dimension: None}), unit, value))


def _take_off(figure: Placed, dimension: str) -> None:
    figure.alter(**{dimension: None})


def _wholes(
    told: list[tuple[Placed, Sentence, Passage]], dimension: str, named: set[tuple[int, str, str]]
) -> dict[_Key, dict[str | None, Decimal]]:
    """The largest amount of each flow that a passage tells of a code by its name, and of nothing narrower."""
    found: dict[_Key, dict[str | None, Decimal]] = defaultdict(dict)
    for figure, _, passage in told:
        code = getattr(figure.frame, dimension)
        if code is None or not _is_amount(figure, dimension):
            continue
        if (passage.char_start, dimension, code) in named:
            amounts = found[_key(figure.frame, code, figure.measure.unit)]
            amounts[figure.frame.flow] = max(amounts.get(figure.frame.flow, Decimal(0)), figure.measure.value)
    return found


def _is_amount(figure: Placed, dimension: str) -> bool:
    """Whether a figure is an amount of a flow, or of a good's, broken down by nothing else than the dimension."""
    frame = figure.frame
    return (
        figure.measure.measure == "level"
        and figure.mention.quantity.kind in ("money", "physical")
        and frame.flow in FLOWS
        and frame.period is not None
        and frame.breakdown().keys() <= {dimension, "commodity"}
    )


def _is_larger(figure: Placed, dimension: str, code: str, wholes: dict[_Key, dict[str | None, Decimal]]) -> bool:
    """Whether an amount is more than the total of what it is said to be a part of, told in its own or the other currency."""
    if not _is_amount(figure, dimension):
        return False
    frame, unit, least = figure.frame, figure.measure.unit, figure.measure.value - figure.measure.step
    for told_in, rate in ((unit, 1), *_OTHER_CURRENCY.get(unit, ())):
        told = wholes.get(_key(frame, code, told_in), {})
        whole = told.get("total", told.get(frame.flow))
        if whole is not None and least > whole * rate:
            return True
    return False


# The most that a unit of the other currency has been worth since 1994.
_OTHER_CURRENCY = {
    "CNY": (("USD", Decimal(str(RATES[1]))),),
    "USD": (("CNY", 1 / Decimal(str(RATES[0]))),),
}


def _key(frame: Frame | None, code: str, unit: str) -> _Key:
    return code, frame.commodity, frame.region, frame.period, unit
