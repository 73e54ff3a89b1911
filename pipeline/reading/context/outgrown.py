"""Months of a release that its own figures contradict: a total of no month that is twice that of the one month it is read for."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pipeline.reading.frames.frames import FLOWS, Frame
from pipeline.reading.frames.placing import Placed
from pipeline.reading.words.months import Months

_FAR_MORE = Decimal("1.8")  # no revision or rounding makes so much of the same month


def outgrown(figures: Iterable[Placed], home: Frame, period: Months | None) -> Months | None:
    """The year to date, where a release is read as one of a single month, and an amount whose sentence names no months is far more than
    what another sentence tells of the same for that month: "opened its books: 2.53 trillion yuan ... December contributed 245.6 billion";
    None elsewhere."""
    if period is None or period.length != 1 or period.first % 12 == 0:
        return None
    named: dict[tuple[str, str], Decimal] = {}
    unnamed: dict[tuple[str, str], Decimal] = {}
    for figure in figures:
        frame = figure.frame
        if frame is None or figure.outcome != "read" or figure.measure.measure != "level" or frame.flow not in FLOWS:
            continue
        if frame.period != period or frame.region != home.region or frame.is_broken_down() or figure.measure.role:
            continue
        amounts = unnamed if figure.untold else named
        key = (frame.flow, figure.measure.unit)
        amounts[key] = max(amounts.get(key, Decimal(0)), figure.measure.value)
    if not any(unnamed.get(key, Decimal(0)) > _FAR_MORE * value for key, value in named.items()):
        return None
    return Months(period.year * 12, period.last)
