"""What figures took over from what the text is about, and cannot be of: no part is larger than its whole.

"Private firms' imports and exports swelled to 190.36 billion yuan. ... Exports: 250.86 billion" are not those of private firms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from pipeline.model import Passage
from pipeline.reading.frames import Frame, altered
from pipeline.reading.mentions import Sentence
from pipeline.reading.months import Months
from pipeline.reading.placing import Placed

_DIMENSIONS = ("enterprise", "regime", "zone", "transport", "partner", "commodity")
_Key = tuple[str, Months, str]  # code, months, unit


def unburden(told: Iterable[tuple[Placed, Sentence, Passage]]) -> None:
    """Take off what figures took over, from where an amount is larger than the whole that the text told of it, in passages that do
    not name it."""
    told = [entry for entry in told if entry[0].frame is not None and entry[0].outcome == "read"]
    for dimension in _DIMENSIONS:
        wholes = _wholes(told, dimension)
        if not wholes:
            continue
        named: set[tuple[int, str]] = set()
        over: set[str] = set()
        for figure, sentence, passage in told:
            named.update((passage.char_start, m.code) for m in sentence.of(dimension))
            code = getattr(figure.frame, dimension)
            if code is None or (passage.char_start, code) in named:
                continue
            if code not in over and _is_larger(figure, dimension, code, wholes):
                over.add(code)
            if code in over:
                figure.frame = altered(figure.frame, **{dimension: None})
                figure.bound = figure.bound and altered(figure.bound, **{dimension: None})


def _wholes(told: list[tuple[Placed, Sentence, Passage]], dimension: str) -> dict[_Key, dict[str, Decimal]]:
    """The largest amount of each flow that a sentence tells of a code by its name, and of nothing narrower."""
    found: dict[_Key, dict[str, Decimal]] = defaultdict(dict)
    for figure, sentence, _ in told:
        code = getattr(figure.frame, dimension)
        if code is None or not _is_amount(figure, figure.frame, dimension):
            continue
        if any(m.code == code for m in sentence.of(dimension)) or "/context" not in figure.rule:
            amounts = found[code, figure.frame.period, figure.measure.unit]
            amounts[figure.frame.flow] = max(amounts.get(figure.frame.flow, Decimal(0)), figure.measure.value)
    return found


def _is_amount(figure: Placed, frame: Frame, dimension: str) -> bool:
    """Whether a figure is an amount of money of a flow, broken down by nothing but the dimension."""
    return (
        figure.measure.measure == "level"
        and figure.mention.quantity.kind == "money"
        and frame.flow in ("total", "export", "import")
        and frame.period is not None
        and frame.breakdown().keys() <= {dimension}
    )


def _is_larger(figure: Placed, dimension: str, code: str, wholes: dict[_Key, dict[str, Decimal]]) -> bool:
    """Whether an amount is more than the total of what it is said to be a part of."""
    if not _is_amount(figure, figure.frame, dimension):
        return False
    told = wholes.get((code, figure.frame.period, figure.measure.unit), {})
    return "total" in told and figure.measure.value - figure.measure.step > told["total"]
