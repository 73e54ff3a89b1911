"""What the number of a table cell measures, in any language, once its headers have told its kind and its unit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Protocol

from pipeline.model import Cell
from pipeline.reading.frames.cues import Measure
from pipeline.reading.words.quantities import plain

# A printed number; of "Table 1 2022" no part is one in thousands.
NUMBER = r"(?P<number>\d{1,3}(?:[,\s]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"


def text_of(text: str, cell: Cell) -> str:
    """What a cell prints, out of the text of its release."""
    return text[cell.char_start : cell.char_end]


class Unit(Protocol):
    """A unit as headers give it: its code and what one of it is worth."""

    code: str
    factor: Decimal


def cell_measure(kind: str, number: str, falls: bool, unit: Unit | None) -> Measure:
    """The reading of a cell's printed ``number``; its measure is None where it is no figure in scope.

    >>> cell_measure("growth", "1,012.5", True, None).value
    Decimal('-1012.5')
    """
    digits = re.sub(r"[,\s]", "", number)
    value = Decimal(digits) * (-1 if falls else 1)
    step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    if kind == "level" and unit is not None:
        return Measure("level", "level", plain(value * unit.factor), plain(step * unit.factor), unit.code)
    if kind in ("growth", "share", "share_change"):
        return Measure(kind, kind, value, step, "pp" if kind == "share_change" else "%")
    return Measure(None, "table cell without a unit" if kind == "level" else kind)
