"""The records that travel from a page to the warehouse: plain, frozen, picklable.

Character positions are half-open and count Python characters of ``Release.body_text``:
``body_text[char_start:char_end] == quote`` holds for every record that has them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


class UnreadablePage(ValueError):
    """A page that cannot become a release; the message names the cause in one line."""


@dataclass(frozen=True, slots=True)
class PageSource:
    """What is known about a page before it is read: where it came from and what the caller says of it."""

    path: str = ""
    url: str | None = None
    publisher: str | None = None
    published_on: date | None = None  # stated by the caller or the manifest; wins over what the page says


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its text's span, and the spans of the header cells that govern it, outermost first."""

    char_start: int
    char_end: int
    is_header: bool = False
    row_headers: tuple[tuple[int, int], ...] = ()
    column_headers: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the canonical text.

    ``kind`` is heading, paragraph, list_item, table_row or caption; ``level`` is 1 for the headline, 2 for the
    headings below it and 0 for the rest; ``heading`` is the index in ``Release.passages`` of the heading that the
    passage stands under. For a table row ``table`` numbers the tables of the page from 0 and ``table_caption`` is the
    index of the passage that captions it (a caption, or the paragraph right before).
    """

    kind: str
    char_start: int
    char_end: int
    level: int = 0
    heading: int | None = None
    cells: tuple[Cell, ...] = ()
    table: int | None = None
    table_caption: int | None = None

    @property
    def is_prose(self) -> bool:
        """Whether it is read sentence by sentence: a paragraph, or an item of a list."""
        return self.kind in ("paragraph", "list_item")


@dataclass(frozen=True, slots=True)
class Release:
    """One fetched version of a page, as text.

    ``body_text`` joins the passages with a newline; the headline is its first passage. ``release_id`` is the first 16
    hex digits of the SHA-256 of the page's bytes. ``date_source`` says where ``published_on`` was found.
    """

    release_id: str
    title: str
    published_on: date
    date_source: str
    language: str
    body_text: str
    passages: tuple[Passage, ...]
    url: str | None = None
    publisher: str | None = None
    path: str = ""

    def quote(self, char_start: int, char_end: int) -> str:
        return self.body_text[char_start:char_end]


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure as the release states it, with the coordinates that the reading settled for it.

    ``value_text`` and ``unit_text`` are as printed; ``value`` is the exact number in ``unit``'s base (yuan, percent,
    points, tonnes), signed by its verb; ``step`` is one unit of the last printed digit in the same base, from which
    rounding bounds follow (10 for a growth printed as a rounded multiple). ``basis`` is yoy, mom, qoq, vs:YYYY or None.
    ``of`` names the whole of a share where it is not the region's same flow. ``decided_by`` names the arithmetic that
    chose between close readings, where some did. ``char_start``/``char_end`` span the value with its unit.
    """

    char_start: int
    char_end: int
    quote: str
    rule: str
    measure: str  # level, growth, share, share_change
    value_text: str
    unit_text: str
    value: Decimal
    step: Decimal
    unit: str  # CNY, USD, %, pp, or a physical unit
    region: str
    period_start: date  # first day of the first month
    period_end: date  # last day of the last month
    flow: str  # total, export, import, balance
    partner: str = "world"
    commodity: str = "all"
    regime: str = "all"
    enterprise: str = "all"
    zone: str = "all"
    transport: str = "all"
    basis: str | None = None
    approx: str | None = None  # ~ > <
    of: str | None = None
    decided_by: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a release's text and what became of it.

    ``outcome`` is read, repeat (the figure was already read elsewhere), date (part of a date or period),
    out_of_scope or unread. ``reason`` is the rule that says so; ``hint`` is what a person could do about an unread
    one. ``statement`` is the index of the statement in the same reading for read and repeat.
    """

    char_start: int
    char_end: int
    text: str
    outcome: str
    reason: str
    hint: str | None = None
    statement: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one release: statements in text order, and every number of the text."""

    statements: tuple[Statement, ...]
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """A normalized figure: coded, dated, in base units, with the bounds that its printed digits leave.

    ``whole`` codes what a share is a share of: ``flow=total;partner=world;...`` with the dimensions that differ from the
    part's, or free words where the release names something that has no code; None for the other measures.
    ``key`` is the natural key: two observations with the same key state the same quantity.
    """

    observation_id: str
    statement_id: str
    release_id: str
    region: str
    period_start: date
    period_end: date
    flow: str
    partner: str
    commodity: str
    regime: str
    enterprise: str
    zone: str
    transport: str
    measure: str
    basis: str | None
    whole: str | None
    value: Decimal
    value_low: Decimal
    value_high: Decimal
    unit: str
    approx: str | None
    published_on: date
