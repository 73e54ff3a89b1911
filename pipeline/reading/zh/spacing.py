"""Blanks that a Chinese page sets around numbers and Latin words: 进出口 512.6 亿元 is read as 进出口512.6亿元 is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Cell, Passage, Reading, Release

_HAN = "\u3400-\u9fff"
_SIGNS = "，。、；：？！（）“”‘’《》【】％%‰—–~～"
# Blanks, but no ends of lines, between a Chinese character or sign and a number or a Latin word, either way; before a sign of percent.
_SET_APART = re.compile(rf"(?<=[{_HAN}{_SIGNS}])[^\S\n]+(?=[\dA-Za-z+\-±])|(?<=[\dA-Za-z])[^\S\n]+(?=[{_HAN}{_SIGNS}])")


def closed_up(release: Release) -> tuple[Release, list[int] | None]:
    """A release without those blanks, and where each character of its text stood; the release as it is, and None, where there are
    none.

    >>> import datetime
    >>> text = "出口 3.5 亿元"
    >>> told = Release("", text, datetime.date(2024, 1, 1), "", "zh", text, (Passage("paragraph", 0, 8),))
    >>> closed, places = closed_up(told)
    >>> closed.body_text, closed.passages[0].char_end, places
    ('出口3.5亿元', 6, [0, 1, 3, 4, 5, 7, 8])
    """
    blanks = [match.span() for match in _SET_APART.finditer(release.body_text)]
    if not blanks:
        return release, None
    text = release.body_text
    places: list[int] = []
    at = 0
    for start, end in blanks:
        places.extend(range(at, start))
        at = end
    places.extend(range(at, len(text)))

    closed = replace(
        release,
        title=_SET_APART.sub("", release.title),
        body_text="".join(text[place] for place in places),
        passages=tuple(_moved(passage, places) for passage in release.passages),
    )
    return closed, places


def _moved(passage: Passage, places: Sequence[int]) -> Passage:
    start, end = _closer((passage.char_start, passage.char_end), places)
    cells = tuple(_moved_cell(cell, places) for cell in passage.cells)
    return replace(passage, char_start=start, char_end=end, cells=cells)


def _moved_cell(cell: Cell, places: Sequence[int]) -> Cell:
    start, end = _closer((cell.char_start, cell.char_end), places)
    rows = tuple(_closer(span, places) for span in cell.row_headers)
    columns = tuple(_closer(span, places) for span in cell.column_headers)
    return replace(cell, char_start=start, char_end=end, row_headers=rows, column_headers=columns)


def _closer(span: tuple[int, int], places: Sequence[int]) -> tuple[int, int]:
    return bisect_left(places, span[0]), bisect_left(places, span[1])


def spread_out(reading: Reading, release: Release, places: Sequence[int]) -> Reading:
    """What was read of a release ``closed_up``, where it stands in the release as it is."""

    statements, numbers = [], []
    for told in reading.statements:
        start, end = places[told.char_start], places[told.char_end - 1] + 1
        statements.append(replace(told, char_start=start, char_end=end, quote=release.quote(start, end)))
    for number in reading.numbers:
        start, end = places[number.char_start], places[number.char_end - 1] + 1
        numbers.append(replace(number, char_start=start, char_end=end, text=release.quote(start, end)))
    return Reading(tuple(statements), tuple(numbers))
