"""A figure back to its sentence, page, rule and normalization, and to the identities that it takes part in."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.normalize import UNDIVIDED

if TYPE_CHECKING:
    import duckdb

LEAST_PREFIX = 4
LISTS = {
    "partner": "partners",
    "commodity": "commodities",
    "regime": "regimes",
    "enterprise": "enterprises",
    "zone": "zones",
    "transport": "transports",
}

_ID = re.compile(r"[0-9a-f]{4,16}")


class NoSuchFigure(LookupError):
    """An id that names no figure, or several; the message says which."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One row of the view ``reconciliation`` that a figure takes part in."""

    identity: str
    stated: Decimal | None
    computed: Decimal | None
    difference: Decimal | None
    rounding_allowance: Decimal | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that the warehouse knows about one figure.

    ``before`` and ``after`` are the rest of its sentence. ``statement``, ``release`` and ``observation`` are rows as
    dicts by column name; ``observation`` is None for a rejected statement. ``coordinates`` says in words what the figure is about.
    """

    before: str
    quote: str
    after: str
    heading: str | None
    statement: dict
    release: dict
    observation: dict | None
    coordinates: str
    corrections: list[dict]
    identities: list[Identity]


def explain(connection: duckdb.DuckDBPyConnection, figure_id: str) -> Explanation:
    """What is known about a statement or an observation, named by its id or the first digits of it.

    Raises ``NoSuchFigure`` for an id that fits none or several figures.
    """
    statement = _statement(connection, figure_id.strip().lower())
    key = statement["statement_id"]
    (release,) = _rows(connection, f"from releases where release_id = '{statement['release_id']}'")
    observations = _rows(connection, f"from observations where statement_id = '{key}'")
    observation = observations[0] if observations else None
    before, after, heading = _sentence(connection, statement, release["body_text"])
    return Explanation(
        before=before,
        quote=statement["quote"],
        after=after,
        heading=heading,
        statement=statement,
        release=release,
        observation=observation,
        coordinates=_in_words(connection, observation or statement),
        corrections=_rows(connection, f"from corrections where statement_id = '{key}' order by field"),
        identities=_identities(connection, key),
    )


def period_in_words(start: date, end: date) -> str:
    """A period as people write it.

    >>> period_in_words(date(2020, 1, 1), date(2020, 9, 30)), period_in_words(date(2020, 9, 1), date(2020, 9, 30))
    ('January to September 2020', 'September 2020')
    """
    first, last = calendar.month_name[start.month], calendar.month_name[end.month]
    if (start.year, start.month) == (end.year, end.month):
        return f"{last} {end.year}"
    return f"{first} to {last} {end.year}" if start.year == end.year else f"{first} {start.year} to {last} {end.year}"


def _statement(connection: duckdb.DuckDBPyConnection, prefix: str) -> dict:
    if not _ID.fullmatch(prefix):
        raise NoSuchFigure(f"{prefix!r} is no id: {LEAST_PREFIX} to 16 digits 0-9 and a-f")
    found = _rows(
        connection,
        f"""
        from statements
        where starts_with(statement_id, '{prefix}')
            or statement_id in (select statement_id from observations where starts_with(observation_id, '{prefix}'))
        order by statement_id
        limit 6
        """,
    )
    if not found:
        raise NoSuchFigure(f"no statement or observation has an id that begins with {prefix}")
    if len(found) > 1:
        some = ", ".join(f"{row['statement_id']} ({row['quote']})" for row in found[:5])
        raise NoSuchFigure(f"several figures have an id that begins with {prefix}: {some}")
    return found[0]


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict]:
    return connection.execute(query).to_arrow_table().to_pylist()


def _sentence(connection: duckdb.DuckDBPyConnection, statement: dict, text: str) -> tuple[str, str, str | None]:
    """What stands before and after a figure in its sentence, and the heading above."""
    found = _rows(
        connection,
        f"""
        select sentences.char_start, sentences.char_end, passages.heading
        from sentences
        join passages using (release_id, passage_number)
        where sentences.statement_id = '{statement["statement_id"]}'
        """,
    )
    sentence = found[0] if found else {"char_start": 0, "char_end": len(text), "heading": None}
    before = text[sentence["char_start"] : statement["char_start"]]
    return before, text[statement["char_end"] : sentence["char_end"]].rstrip(), sentence["heading"]


def _in_words(connection: duckdb.DuckDBPyConnection, figure: dict) -> str:
    parts = [
        _name(connection, "regions", figure["region"]),
        period_in_words(figure["period_start"], figure["period_end"]),
        {"total": "total trade", "export": "exports", "import": "imports", "balance": "balance"}[figure["flow"]],
    ]
    parts += [
        f"{name} {_name(connection, LISTS[name], figure[name])}"
        for name, code in UNDIVIDED.items()
        if figure[name] != code
    ]
    measure = figure["measure"].replace("_", " ")
    parts.append(f"{measure} ({figure['basis']})" if figure["basis"] else measure)
    return ", ".join(parts)


def _name(connection: duckdb.DuckDBPyConnection, table: str, code: str) -> str:
    quoted = code.replace("'", "''")
    found = connection.execute(f"select name_en from {table} where code = '{quoted}'").fetchone()
    return f"{found[0]} ({code})" if found else code


def _identities(connection: duckdb.DuckDBPyConnection, key: str) -> list[Identity]:
    rows = _rows(
        connection,
        f"""
        select identity, stated, computed, difference, rounding_allowance, verdict
        from reconciliation
        where list_contains(statements, '{key}')
        order by verdict <> 'violated', verdict <> 'holds', identity, stated, computed
        """,
    )
    return [Identity(**row) for row in rows]
