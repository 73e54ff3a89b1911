"""Table rows: each cell read with its row and column headers, its unit cell and the table's caption."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.model import Cell, Passage, Release
from pipeline.reading.frames.frames import Context, Frame
from pipeline.reading.frames.placing import Placed, is_of_several
from pipeline.reading.names.narrower import splits
from pipeline.reading.tables.cells import NUMBER, cell_measure, text_of
from pipeline.reading.tables.header_units import HeaderUnit, scale_of, unit_of
from pipeline.reading.tables.headers import frame_of, names_something
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.quantities import Quantity
from pipeline.reading.words.tokens import locate

_VALUE = re.compile(rf"(?P<sign>[+\-−–▲▼↑↓]\s?)?{NUMBER}(?P<percent>\s?(?:%|percent\b|pct\b|pp\b))?")
_TAKEN_IN = re.compile(r"\([^()]*\bincluding\b[^()]*\)", re.I)  # "(all grades, including lignite)"
_MONEY_COLUMN = re.compile(r"\b(?:value|amount|turnover)\b", re.I)
_QUANTITY_COLUMN = re.compile(r"\b(?:quantity|volume|weight|number)\b", re.I)
_SHARE = re.compile(r"\bshare\b|\bproportion\b|\bportion\b|\bweight in\b|% of\b|percent of\b|\bstructure\b", re.I)
_GROWTH = re.compile(
    r"\bchange\b|\bgrowth\b|y/y|\byoy\b|year[\s-]on[\s-]year|\bincrease\b|±|\brate\b|\brise\b|m/m|\bmom\b|month[\s-]on[\s-]month|\+/-|\bup/down\b|\bchg\b|\by-o-y\b|\bm-o-m\b|\bon (?:the )?(?:year|month)\b|\bannual\b|Δ",
    re.I,
)
# "vs July", "on Aug 2015": a column of changes, whether it says so or not.
_HELD = re.compile(r"^\W*(?:vs\b|versus|against|on|over|from|than|compared\s(?:with|to))\b\.?\s*(?=\S)", re.I)
_POINTS = re.compile(r"percentage points?|\bpp\b|pct points?", re.I)
_PERCENT = re.compile(r"%|\bpercent\b|\bpct\b|\bper cent\b", re.I)
_OF_THE_NATION = re.compile(r"\bof\s+(?:the\s+)?(?:nation|country|china|national)", re.I)
_EXPECTED = re.compile(
    r"\b(?:consensus|forecasts?|polls?|expected|expectations?|estimates?|targets?|projected|outlook)\b", re.I
)
_RANK = re.compile(r"\brank(?:ing)?\b|\bno\.|\bnumber of\b|\bserial\b", re.I)


def read_table_row(
    release: Release, passage: Passage, context: Context, first_row: Passage, above: list[str]
) -> list[tuple[Placed, Sentence, Passage]]:
    """Every number in the data cells of a row, placed by the headers that govern it and by the corner of the table, which ``first_row`` opens.

    ``above`` are the headers of the last row whose headers name something; they hold for a row that only says "change" beneath it.
    """
    text = release.body_text
    caption = ""
    if passage.table_caption is not None:
        titled = release.passages[passage.table_caption]
        caption = _TAKEN_IN.sub("", text[titled.char_start : titled.char_end])
    corner = ""
    if first_row is not passage and first_row.cells and first_row.cells[0].is_header:
        # What stands over the row headers holds for all of the table: a unit, or the months ("Jan-Mar").
        first = first_row.cells[0]
        if not any((first.char_start, first.char_end) in c.column_headers for c in passage.cells):
            corner = text_of(text, first)
    row_unit = next(
        (
            u
            for c in passage.cells
            if not re.search(r"\d", text_of(text, c).replace("10,000", "").replace("100 million", ""))
            and (u := unit_of(text_of(text, c)))
            and len(text_of(text, c)) < 30
        ),
        None,
    )
    found = []
    beside: list[str] = []
    named = False
    before: tuple = ()
    for cell in passage.cells:
        if cell.is_header:
            continue
        # A header over two columns, of which the second has the changes: "Exports | 310.44 | +6.4".
        changes = bool(cell.column_headers) and cell.column_headers == before and _changes(text, cell, caption)
        before = cell.column_headers
        columns = [text[a:b] for a, b in cell.column_headers]
        about = any(names_something(header, release.language) for header in columns)
        if about:
            beside = [] if named else columns  # of several side by side it would be anyone's
        else:
            changes = changes or (bool(columns) and _is_held_against(columns[-1]))
        named = about
        if re.search(r"\d", text_of(text, cell)):
            # "Exports ($bn) | m/m": a column that names nothing goes with the one beside it.
            outer = [] if about else beside
            rows = [_of_corner(text[a:b], corner) for a, b in cell.row_headers]
            rows = _of_group(rows)
            if rows and above and (_only_measures(rows, release.language) or _only_splits(rows, release.language)):
                rows = [*above, *rows]
            found.extend(_read_cell(release, passage, cell, rows, (caption, corner), outer, row_unit, context, changes))
    return found


def _of_corner(header: str, corner: str) -> str:
    """The header of a row with the noun that the corner has for all of them: "First", beneath "Quarter", is the first quarter."""
    of_quarter = corner.strip().lower() == "quarter" and header.strip().lower() in _ORDINALS
    return f"{header} quarter" if of_quarter else header


def _of_group(rows: list[str]) -> list[str]:
    """The headers of a row with what "Other" is, beneath a line that says by what the rows are told: "By customs regime"."""
    group = _REGIME.search(rows[0]) if len(rows) > 1 else None
    if group is None or (named := _OTHER.get(rows[-1].strip().lower())) is None:
        return rows
    return [*rows[:-1], named]


_REGIME = re.compile(r"\b(?:regimes?|trade modes?|modes? of trade|trading modes?)\b|贸易方式", re.I)
_OTHER = {"other": "Other regimes", "others": "Other regimes", "其他": "其他贸易方式"}
_ORDINALS = frozenset({"first", "second", "third", "fourth", "1st", "2nd", "3rd", "4th"})


def naming_headers(release: Release, passage: Passage) -> list[str]:
    """The headers of a table row, if they name something beside what they measure."""
    text = release.body_text
    spans = dict.fromkeys(span for cell in passage.cells for span in cell.row_headers)
    rows = [text[a:b] for a, b in spans]
    return rows if any(names_something(header, release.language) for header in rows) else []


def _only_measures(rows: list[str], language: str) -> bool:
    """Whether the headers of a row say what is measured, and not of what: "change, %", beneath "Exports"."""
    return any(_named(header)[1] for header in rows) and not any(names_something(header, language) for header in rows)


def _only_splits(rows: list[str], language: str) -> bool:
    """Whether the header of a row says what part of the goods above it is told of, and no more: "of which electric"."""
    return bool(splits(rows[-1])) and not any(names_something(header, language) for header in rows)


def _is_held_against(header: str) -> bool:
    """Whether a column only says what its changes are measured from: "vs July"."""
    return _HELD.match(header) is not None and unit_of(header) is None


def _changes(text: str, cell: Cell, caption: str) -> bool:
    """Whether the second cell under one header tells a change: its sign is printed, or the caption speaks of percent."""
    signed = text_of(text, cell).lstrip()[:1] in "+−-–▲▼↑↓"
    return signed or bool(_PERCENT.search(caption) and _GROWTH.search(caption))


def _read_cell(
    release: Release,
    passage: Passage,
    cell: Cell,
    rows: list[str],
    over: tuple[str, str],
    beside: list[str],
    row_unit: HeaderUnit | None,
    context: Context,
    changes: bool = False,
) -> list[tuple[Placed, Sentence, Passage]]:
    """Every number of a cell, with the frame that its headers give it."""
    text = release.body_text
    columns = [text[a:b] for a, b in cell.column_headers]
    header = " ; ".join(columns)
    frame, basis = frame_of(release, [*beside, *columns], rows, over, context)
    default = _unit_stated(columns, rows, over, row_unit, context)
    cell_text = text_of(text, cell)
    printed = list(_VALUE.finditer(cell_text))
    several = len(printed) > 1
    negative = cell_text.startswith("(") and cell_text.endswith(")") and not several
    out = []
    for order, match in enumerate(printed):
        bracketed = cell_text[: match.start()].rstrip().endswith(("(", "（"))
        unit = unit_of(cell_text[match.end() : match.end() + 20]) if not match["percent"] else None
        unit = unit or default
        kind = "growth" if changes else _kind(header, rows, match, bracketed, order, unit, several)
        falls = negative or bool(match["sign"] and match["sign"].strip() in "-−–▼↓")
        reading = cell_measure(kind, match["number"], falls, unit)
        start, end = cell.char_start + match.start(), cell.char_start + match.end()
        tokens, starts = locate(text, start, end)
        quantity = Quantity(
            "money" if kind == "level" else "percent",
            reading.value,
            reading.step,
            reading.unit,
            0,
            len(tokens),
            match["number"],
            unit.text if unit and kind == "level" else (match["percent"] or "").strip(),
        )
        mention = Mention("quantity", quantity.kind, "", 0, len(tokens), quantity=quantity)
        placed = Placed(mention, reading, frame, basis=basis, rule=f"{kind}/table.cell")
        if not columns and _names_nothing(release, passage, rows, over):
            placed.outcome, placed.reason = "out_of_scope", "a row that names nothing traded"
        if kind == "share":
            _say_whole(placed, frame, header, context.article.region)
        if _EXPECTED.search(header):
            placed.outcome, placed.reason = "out_of_scope", "forecast, target or plan"
        out.append((placed, Sentence(tokens, starts, [mention], start, end), passage))
    return out


def _names_nothing(release: Release, passage: Passage, rows: list[str], over: tuple[str, str]) -> bool:
    """Whether nothing over a row or before it names what is traded, as in one of market quotes behind a paragraph: "CSI 300 | 3,529"."""
    titled = passage.table_caption
    prose = titled is not None and release.passages[titled].kind == "paragraph"
    above = over[1:] if prose and over[0].rstrip()[-1:] == "." else over
    return bool(rows) and not any(names_something(text, release.language) for text in (*rows, *above))


def _unit_stated(
    columns: list[str], rows: list[str], over: tuple[str, str], row_unit: HeaderUnit | None, context: Context
) -> HeaderUnit | None:
    """The unit of a cell that prints none: its column's, its row's, or what stands ``over`` the table."""
    named = [u for t in (*reversed(columns), *reversed(rows), *reversed(over)) if (u := unit_of(t))]
    if row_unit is not None:
        named.insert(sum(unit_of(t) is not None for t in columns), row_unit)
    wrong = _kept_out(" ; ".join(columns))
    default = next((u for u in named if u.kind != wrong), None)
    if default is None and wrong != "money" and context.article_currency:
        # "Jan-Apr, bn", in a release that counts in one currency only
        default = next(
            (u for t in reversed(columns + list(over)) if (u := scale_of(t, context.article_currency))), None
        )
    if default is not None and default.kind == "physical":
        # "Automobiles (units)" in a column of tonnes
        default = next((u for t in reversed(rows) if (u := unit_of(t[t.find("(") + 1 :] if "(" in t else ""))), default)
    return default


def _say_whole(placed: Placed, frame: Frame, header: str, home: str | None) -> None:
    """Note of what a share is a share: the total, the ``home`` region's where the row is a part of it, or the nation's same flow
    where the header says so."""
    below = frame.region is not None and home is not None and frame.region not in (home, "CN")
    part = below and (is_of_several(home) or frame.region.startswith(home + "/"))
    if part and not frame.breakdown():
        placed.whole = Frame(region=home, flow=frame.flow)
    elif frame.breakdown() == {} and frame.flow == "total":
        placed.outcome, placed.reason = "out_of_scope", "the whole itself"
    elif frame.breakdown() == {}:
        placed.whole = Frame(flow="total")
    if _OF_THE_NATION.search(header):
        placed.whole = Frame(region="CN", flow=frame.flow)


def _kind(
    header: str, rows: list[str], match: re.Match, bracketed: bool, order: int, unit: HeaderUnit | None, several: bool
) -> str:
    if bracketed and order:
        return "growth"
    if several and not match["percent"] and unit_of(header) and _GROWTH.search(header):
        return "level"  # "Value, bn yuan (change, %)": "21.3 (+5.2)"
    for text in (header, " ; ".join(rows)):
        ranks, measure = _named(text)
        if ranks and not unit:
            return "count of things"
        if measure is not None:
            return measure
    if match["percent"] or (_PERCENT.search(header) and not unit_of(header)):
        return "growth"
    return "level"


@lru_cache(maxsize=512)
def _named(text: str) -> tuple[bool, str | None]:
    """Whether headers name a rank, and the measure of which they have a word."""
    measures = {"share_change": _POINTS, "share": _SHARE, "growth": _GROWTH}
    measure = next((measure for measure, word in measures.items() if word.search(text)), None)
    return _RANK.search(text) is not None, measure


@lru_cache(maxsize=512)
def _kept_out(header: str) -> str | None:
    """The kind of unit that a column cannot be counted in, where its header says what it holds."""
    return "physical" if _MONEY_COLUMN.search(header) else "money" if _QUANTITY_COLUMN.search(header) else None
