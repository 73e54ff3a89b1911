"""Tables of data: a grid of cells with the headers that govern each, and tables that only lay a page out told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from bs4 import Tag

from pipeline.page.text import squeeze

MAX_SPAN = 60
MAX_CELLS = 20_000
_SAMPLE_ROWS, _SAMPLE_CELLS = 400, 600  # what a table is judged by

_NUMERIC = re.compile(
    r"[\s(（\[+\-−–—±<>≈~*$¥￥€£▲▼△▽↑↓增降]*(?:US\$|RMB)?\s*\d[\d,.\s]*(?:%|％|pct|pp|percent|个百分点|倍|(?:万亿|[亿万千])?(?:元|美元|吨|台|辆|个|件|双|艘|公斤)?)?[\s)）\]*]*(?:[(（\[][^)）\]]{0,30}[)）\]])?[\s*]*"
)
_BLANK = re.compile(r"[\s\-−–—―…/.*·]*|n\.?/?a\.?|nil", re.I)
_SERIAL = re.compile(r"\d{1,3}[.、]?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年)?")
_INDENT = re.compile(r"^[ \t\r\n]*((?:\xa0|\u3000|\u2002|\u2003)+)")
_FULL_STOP = re.compile(r"[.!?][\"'”’)]*$")
_SENTENCE = re.compile(r"[.!?。！？](?:\s|$)")
_LETTER = re.compile(r"[^\W\d_]")
_PADDING = re.compile(r"(?:padding-left|text-indent|margin-left)\s*:\s*([\d.]+)")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with text; headers are (row, position in the row) of the cells that govern it, outermost first."""

    text: str
    is_header: bool
    row_headers: tuple[tuple[int, int], ...] = ()
    column_headers: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    rows: tuple[tuple[GridCell, ...], ...]


class _Source(NamedTuple):
    """A cell of the page with its text: as it stands, and with spaces between the elements in it."""

    tag: Tag
    raw: str
    spaced: str


@dataclass
class _Raw:
    text: str
    header: bool  # a th, or in a thead
    numeric: bool  # a number, and no header
    row: int
    columns: int
    rows: int
    column: int = 0
    indent: int = 0
    place: tuple[int, int] = (0, 0)  # row and position among the row's cells with text
    is_header: bool = False

    @property
    def blank(self) -> bool:
        return bool(_BLANK.fullmatch(self.text))

    @property
    def is_figure(self) -> bool:
        """Whether the cell holds a number that is no year."""
        return self.numeric and not _YEAR.fullmatch(self.text)


def read_table(table: Tag) -> Table | None:
    """The caption and rows of a table of data, None for one that lays out the page.

    Spanned cells stand once, where they begin; empty cells are left out.
    """
    elements = _elements(table)
    if elements is None:
        return None
    rows = [element for element in elements if element.name == "tr"]
    cells = [_cells(row) for row in rows]
    if sum(map(len, cells[:_SAMPLE_ROWS])) < 4:
        return None
    caption = next((element for element in elements if element.name == "caption"), None)
    sources = _sources(cells[:_SAMPLE_ROWS])
    if not _holds_data(sources, caption is not None or any(element.name == "th" for element in elements)):
        return None
    sources += _sources(cells[_SAMPLE_ROWS:])
    title = squeeze(caption.get_text(" " if _is_broken(caption) else "")) if caption is not None else ""
    return _table(title, _grid(rows, sources))


def _elements(table: Tag) -> list[Tag] | None:
    """The elements in a table, None where another table is among them."""
    found: list[Tag] = []
    for node in table.descendants:
        if isinstance(node, Tag):
            if node.name == "table":
                return None
            found.append(node)
    return found


def _cells(row: Tag) -> list[Tag]:
    return [child for child in row.contents if isinstance(child, Tag) and child.name in ("td", "th")]


def _sources(rows: list[list[Tag]]) -> list[list[_Source]]:
    return [[_source(cell) for cell in row] for row in rows]


def _source(cell: Tag) -> _Source:
    strings = list(cell.strings)
    return _Source(cell, "".join(strings), squeeze(" ".join(strings)))


def _holds_data(rows: list[list[_Source]], headed: bool) -> bool:
    """Whether rows hold figures under headers; those of a table that lays out a page hold blocks, or no grid of numbers."""
    if sum(len(row) >= 2 for row in rows) < 2:
        return False
    texts = [cell.spaced for row in rows for cell in row][:_SAMPLE_CELLS]
    if any(len(t) > 400 for t in texts) or sum(len(t) > 120 and bool(_SENTENCE.search(t)) for t in texts) > 0.2 * len(
        texts
    ):
        return False
    if 2 * sum(any(_is_prose(cell.spaced) for cell in row) for row in rows) > len(rows):
        return False  # numbered items, each a paragraph in a cell of its own
    numbers = sum(_NUMERIC.fullmatch(t) is not None and not _YEAR.fullmatch(t) for t in texts)
    words = sum(_LETTER.search(t) is not None for t in texts)
    return words >= 2 and (numbers >= 1 if headed else numbers >= 2 and numbers >= 0.15 * len(texts))


def _is_prose(text: str) -> bool:
    """Whether a cell holds a sentence: words up to a full stop at its end.

    >>> _is_prose("The parts. Exports, RMB313.5bn, +11.9%."), _is_prose("Exports, bn yuan"), _is_prose("Excl. re-exports.")
    (True, False, False)
    """
    return _FULL_STOP.search(text) is not None and len(text.split()) >= 5


def _table(title: str, grid: list[list[_Raw]]) -> Table:
    width = max((c.column + c.columns for row in grid for c in row), default=0)
    rows = [[c for c in row if c.text] for row in grid]
    heading_rows = _heading_rows(grid, width)
    title_rows: set[int] = set()
    for number in range(heading_rows):
        if (
            len(rows[number]) == 1
            and not title
            and not title_rows
            and heading_rows > 1
            and rows[number][0].columns >= width > 1
        ):
            title, title_rows = rows[number][0].text, {number}
    kept = [number for number in range(len(rows)) if rows[number] and number not in title_rows]
    for place, number in enumerate(kept):
        for position, cell in enumerate(rows[number]):
            cell.place = (place, position)
            cell.is_header = cell.header or number < heading_rows
    columns: dict[int, list[_Raw]] = {}
    for number in range(heading_rows):
        if number in title_rows:
            continue
        for cell in rows[number]:
            for column in range(cell.column, cell.column + cell.columns):
                columns.setdefault(column, []).append(cell)
    return Table(title, tuple(_rows([rows[n] for n in kept], width, columns)))


def _grid(rows: list[Tag], sources: list[list[_Source]]) -> list[list[_Raw]]:
    """Rows of cells with their columns, row and column spans worked out."""
    taken: set[tuple[int, int]] = set()
    grid: list[list[_Raw]] = []
    count = 0
    for number, (row, cells_of_row) in enumerate(zip(rows, sources, strict=True)):
        in_head = row.parent is not None and row.parent.name == "thead"
        column, cells = 0, []
        for source in cells_of_row:
            while (number, column) in taken:
                column += 1
            cell = _cell(source, number, in_head)
            cell.column = column
            count += cell.columns * cell.rows
            if count > MAX_CELLS:
                return grid
            for r in range(number, number + cell.rows):
                for c in range(column, column + cell.columns):
                    taken.add((r, c))
            column += cell.columns
            cells.append(cell)
        grid.append(cells)
    return grid


def _cell(source: _Source, row: int, in_head: bool) -> _Raw:
    tag = source.tag
    indent = _INDENT.match(source.raw)
    padding = _PADDING.search(str(tag.get("style", "")))
    depth = (
        len(indent[1])
        if indent
        else round(float(padding[1]))
        if padding and padding[1].count(".") < 2 and padding[1] != "."
        else 0
    )
    text = source.spaced if _is_broken(tag) else squeeze(source.raw)
    header = tag.name == "th" or in_head
    numeric = not header and _NUMERIC.fullmatch(text) is not None
    return _Raw(text, header, numeric, row, _span(tag, "colspan"), _span(tag, "rowspan"), indent=depth)


def _is_broken(cell: Tag) -> bool:
    """Whether there are line breaks or blocks in a cell."""
    return any(isinstance(node, Tag) and node.name in ("br", "p", "div") for node in cell.descendants)


def _span(tag: Tag, name: str) -> int:
    value = str(tag.get(name, "1")).strip()
    return max(1, min(int(value), MAX_SPAN)) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _heading_rows(grid: list[list[_Raw]], width: int) -> int:
    """How many rows at the top are headers: no figure in them but years, up to the first row that has one."""
    for number, row in enumerate(grid):
        if all(c.header for c in row if c.text) and any(c.text for c in row) and len(row) > 1:
            continue
        if any(c.is_figure for c in row):
            return number
        if any(_YEAR.fullmatch(c.text) for c in row) and number > 0 and any(c.is_figure for c in grid[number - 1]):
            return number
        # A row of one cell across the table, right above figures and below other headers, opens a section.
        if (
            number > 0
            and len([c for c in row if c.text]) == 1
            and row[0].columns >= width > 1
            and len([c for c in grid[number - 1] if c.text]) > 1
        ):
            return number
    return 0


@dataclass
class _Above:
    """Row headers that still hold: the section's, cells that span rows, and less indented rows."""

    section: list[_Raw] = field(default_factory=list)
    spanning: list[_Raw] = field(default_factory=list)
    outer: list[_Raw] = field(default_factory=list)


def _rows(rows: list[list[_Raw]], width: int, columns: dict[int, list[_Raw]]) -> list[tuple[GridCell, ...]]:
    above = _Above()
    out = []
    top = {id(c) for cells in columns.values() for c in cells}
    for row in rows:
        if len(row) == 1 and row[0].column == 0 and width > 1 and not row[0].numeric:
            # A row of nothing but a name, below the headers, opens a section.
            if id(row[0]) not in top:
                above = _Above(section=[row[0]])
            out.append((GridCell(row[0].text, True),))
            continue
        if all(c.is_header for c in row):
            out.append(tuple(GridCell(c.text, True) for c in row))
            continue
        first = int(_is_serial(row))
        lead = _lead(row, first)
        number = row[0].row
        above.spanning = [c for c in above.spanning if c.row + c.rows > number]
        names = row[first:lead]
        if names:
            indent = names[-1].indent
            above.outer = [c for c in above.outer if c.indent < indent]
        governing = [*above.section, *above.outer, *above.spanning]
        cells = []
        for position, cell in enumerate(row):
            is_header = position < lead
            heads = [] if is_header else [*governing, *names]
            over = [] if is_header else list(dict.fromkeys(h.place for h in columns.get(cell.column, ())))
            cells.append(GridCell(cell.text, is_header, tuple(dict.fromkeys(h.place for h in heads)), tuple(over)))
        out.append(tuple(cells))
        above.spanning += [c for c in names if c.rows > 1]
        if names and names[-1].rows == 1:
            above.outer.append(names[-1])
    return out


def _is_serial(row: list[_Raw]) -> bool:
    """Whether a row begins with its number or rank, before its name: "3 | Wenling | 34.19 | 16.8"."""
    return (
        len(row) > 2
        and row[0].column == 0
        and _SERIAL.fullmatch(row[0].text) is not None
        and not (row[1].numeric or row[1].blank)
        and row[2].numeric
    )


def _lead(row: list[_Raw], first: int) -> int:
    """Where the cells end that name a row from its ``first`` on: words before the first figure, one cell at least."""
    lead = first
    for cell in row[first:]:
        if cell.header or not (cell.numeric or cell.blank):
            lead += 1
        else:
            break
    return max(lead, 1) if row and row[0].column == 0 and not row[0].is_figure else lead
