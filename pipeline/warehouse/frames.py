"""Records as the frames that travel between the reading, DuckDB and people.

A frame is a pandas DataFrame whose columns are those of its table in ``sql/tables``, in that order, Arrow-backed and of
the type that the table declares; decimals are ``decimal128(28, 6)`` and never Python objects, whose type DuckDB would
guess from a sample. Workers send Arrow tables, which pickle without copying text; pandas is imported when one is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from pipeline.model import Number, Observation, Passage, Release, Statement
from pipeline.normalize import statement_id
from pipeline.warehouse import schema

if TYPE_CHECKING:
    import pandas as pd

# What one page gives. unreadable_pages, corrections, readme and the code lists come from elsewhere.
READ_TABLES = ("releases", "passages", "statements", "observations", "numbers")
# The order of rows in the warehouse: by content, never by which worker was first.
ROW_ORDER = {
    "releases": ("release_id",),
    "passages": ("release_id", "passage_number"),
    "statements": ("release_id", "char_start", "char_end", "measure"),
    "observations": ("release_id", "char_start", "char_end", "measure"),  # of their statements
    "numbers": ("release_id", "char_start"),
}
CODE_LISTS = {
    "regions": "region",
    "partners": "partner",
    "commodities": "commodity",
    "regimes": "regime",
    "enterprises": "enterprise",
    "zones": "zone",
    "transports": "transport",
}

REFERENCE_TABLES = (*CODE_LISTS, "partner_members", "readme")  # those that do not come from pages


@cache
def columns(table: str) -> pa.Schema:
    """Names and Arrow types of a table's columns, taken from its file in ``sql/tables``."""
    with duckdb.connect() as connection:
        connection.execute(schema.sql(table, "tables"))
        return connection.execute(f"from {table} limit 0").to_arrow_table().schema


def arrow(table: str, rows: Sequence[Mapping]) -> pa.Table:
    """Rows (dicts by column name; a column that a row lacks is null) as an Arrow table with the table's columns.

    Raises ``pyarrow.ArrowInvalid`` for a value that the declared type cannot hold exactly, ``ValueError`` for a column
    that the table does not have.
    """
    declared = columns(table)
    unknown = {name for row in rows for name in row} - set(declared.names)
    if unknown:
        raise ValueError(f"table {table} has no column {', '.join(sorted(unknown))}")
    arrays = [pa.array([row.get(field.name) for row in rows], type=field.type) for field in declared]
    return pa.Table.from_arrays(arrays, schema=declared)


def frame(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as a pandas DataFrame that keeps its Arrow columns."""
    import pandas as pd

    return table.to_pandas(types_mapper=pd.ArrowDtype)


def tables(extractions: Iterable) -> dict[str, pa.Table]:
    """The ``READ_TABLES`` of some extractions (objects with ``release``, ``reading`` and ``observations``).

    Columns of ``releases`` that the page itself does not settle wait for the manifest: fetched_at and http_status are
    null, is_current is true.
    Raises ``ValueError`` for a figure that one page gives twice.
    """
    rows: dict[str, list[dict]] = {name: [] for name in READ_TABLES}
    for extraction in extractions:
        release, reading = extraction.release, extraction.reading
        ids = [statement_id(release, statement) for statement in reading.statements]
        if len(set(ids)) < len(ids):
            twice = next(s.quote for s, key in zip(reading.statements, ids, strict=True) if ids.count(key) > 1)
            raise ValueError(f"figure {twice!r} is read twice in the same way")
        rows["releases"].append(_release_row(release))
        rows["passages"] += _passage_rows(release)
        rows["statements"] += (
            _statement_row(release, statement, key) for statement, key in zip(reading.statements, ids, strict=True)
        )
        rows["observations"] += (_fields(observation, Observation) for observation in extraction.observations)
        rows["numbers"] += (_number_row(release, number, ids) for number in reading.numbers)
    return {name: arrow(name, rows[name]) for name in READ_TABLES}


def proved(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables unchanged, once DuckDB has taken them with the constraints of ``sql/tables``.

    Done where a page is read, so that a row that breaks a constraint costs that page and not the build. Raises
    ``duckdb.ConstraintException``.
    """
    with duckdb.connect() as connection:
        for name, table in tables.items():
            connection.execute(schema.sql(name, "tables"))
            connection.register("new_rows", table)
            connection.execute(f"insert into {name} by name from new_rows")
    return tables


def code_lists() -> dict[str, pa.Table]:
    """The code lists and the memberships of partner groups as tables, from the vocabulary."""
    from pipeline.vocabulary import codes

    lists = {table: [_code_row(table, code) for code in codes(name).values()] for table, name in CODE_LISTS.items()}
    lists["partner_members"] = [
        {"partner": code.code, "member": spell.code, "member_from": spell.since, "member_until": spell.until}
        for code in codes("partner").values()
        for spell in code.members
    ]
    return {table: arrow(table, rows) for table, rows in lists.items()}


def examples() -> pa.Table:
    """The table ``readme``: the queries of ``sql/examples``; their first comment line is the question, the others the grain.

    The query itself is without them: one that begins with a comment is taken for an option by command lines.
    """
    rows = []
    for name in schema.example_names():
        lines = schema.sql(name, "examples").strip().splitlines()
        question, *grain = [line.removeprefix("--").strip() for line in takewhile(_is_comment, lines)]
        query = "\n".join(dropwhile(_is_comment, lines))
        rows.append({"example": name, "question": question, "grain": " ".join(grain), "query": query})
    return arrow("readme", rows)


def _is_comment(line: str) -> bool:
    return line.startswith("--")


@cache
def _names(record: type) -> tuple[str, ...]:
    return tuple(record.__dataclass_fields__)


def _fields(record: object, kind: type) -> dict:
    return {name: getattr(record, name) for name in _names(kind)}


def _release_row(release: Release) -> dict:
    row = _fields(release, Release)
    del row["passages"]
    return row | {"is_current": True}


def _passage_rows(release: Release) -> Iterator[dict]:
    for number, passage in enumerate(release.passages):
        heading: Passage | None = None if passage.heading is None else release.passages[passage.heading]
        yield {
            "release_id": release.release_id,
            "passage_number": number,
            "kind": passage.kind,
            "level": passage.level,
            "heading_number": passage.heading,
            "heading": heading and release.quote(heading.char_start, heading.char_end),
            "table_number": passage.table,
            "caption_number": passage.table_caption,
            "char_start": passage.char_start,
            "char_end": passage.char_end,
        }


def _statement_row(release: Release, statement: Statement, key: str) -> dict:
    return {"statement_id": key, "release_id": release.release_id, **_fields(statement, Statement)}


def _number_row(release: Release, number: Number, ids: Sequence[str]) -> dict:
    return {
        "release_id": release.release_id,
        "char_start": number.char_start,
        "char_end": number.char_end,
        "text": number.text,
        "outcome": number.outcome,
        "reason": number.reason,
        "hint": number.hint,
        "statement_id": None if number.statement is None else ids[number.statement],
    }


def _code_row(table: str, code) -> dict:
    row = {
        "code": code.code,
        "name_en": code.name_en,
        "name_zh": code.name_zh,
        "kind": code.kind,
        "parents": list(code.parents),
    }
    return row | {"hs": list(code.hs)} if table == "commodities" else row
