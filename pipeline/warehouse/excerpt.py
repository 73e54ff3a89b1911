"""A warehouse in memory that holds the rows of some releases: where what depends on them alone is worked out.

A file of ``sql/views`` that makes a table, and a file of ``sql/checks``, may say in its header what settles its rows:

    -- Within: release

``release``: each row follows from the rows of the one release that it names. ``region and year``: each follows from the
observations of one region whose periods end in one year, and from the rows of the releases that state them. What says
so is worked out again for the releases, or the regions and years, that changed, and stays as it was for all others. What
says nothing is always worked out on everything.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import duckdb
import pyarrow as pa

from pipeline.warehouse import schema
from pipeline.warehouse.frames import READ_TABLES

EXCERPT = "excerpt"
RELEASE = "release"
REGION_AND_YEAR = "region and year"

# What changed, in temporary tables: releases (new, changed and removed ones), the regions and years of the observations
# that they have or had, and the releases that state anything of those.
CHANGED = "changed_releases"
GROUPS = "changed_groups"
NEIGHBOURS = "neighbours"

_GROUP = "row(region, year(period_end))"
_CONDITIONS = {
    RELEASE: f"release_id in (select release_id from {CHANGED})",
    REGION_AND_YEAR: f"{_GROUP} in (select row(region, year) from {GROUPS})",
    NEIGHBOURS: f"release_id in (select release_id from {NEIGHBOURS})",
}
_PLACED = re.compile(r"^comment on column \w+\.period_end is ", re.MULTILINE)
_WITHIN = re.compile(r"^-- [Ww]ithin: (.+?)\.?$", re.MULTILINE)


class WithinError(ValueError):
    """A header that names something else than ``release`` or ``region and year``."""


def within(text: str, name: str) -> str | None:
    """What the header of a SQL file says that its rows are settled by; None where it says nothing."""
    found = _WITHIN.search(text)
    if found and found[1] not in (RELEASE, REGION_AND_YEAR):
        raise WithinError(f"{name}: within must be {RELEASE} or {REGION_AND_YEAR}, not {found[1]!r}")
    return found and found[1]


def condition(what: str) -> str:
    """The condition that a row is settled by what changed (``within``), or that its release is a neighbour."""
    return _CONDITIONS[what]


def is_table(view: str) -> bool:
    """Whether a file of ``sql/views`` makes a table, built once."""
    return bool(re.search(rf"^create or replace table {view}\b", schema.sql(view, "views"), re.MULTILINE))


@cache
def settled_tables() -> dict[str, str]:
    """The tables of ``sql/views`` whose rows are settled by a release, or a region and year, each after those that it reads:
    they say so, and so does every table of ``sql/views`` that they stand on."""
    found: dict[str, str] = {}
    for name in schema.view_names():
        what = within(schema.sql(name, "views"), name) if is_table(name) else None
        if what and stands_on_settled(schema.depends_on(name), found):
            found[name] = what
    return found


def stands_on_settled(names: Collection[str], settled: Mapping[str, str]) -> bool:
    """Whether the tables of ``sql/views`` among some objects, and behind the views among them, are all settled."""
    views = set(names) - set(schema.table_names())
    return all(
        name in settled if is_table(name) else stands_on_settled(schema.depends_on(name), settled) for name in views
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """The releases whose rows changed, and the regions and years of the observations that they have or had."""

    releases: pa.Table
    groups: pa.Table


def note_changed(connection: duckdb.DuckDBPyConnection, releases: Collection[str]) -> None:
    """Make the temporary tables, of the releases that change and of what they state before they do."""
    _note(connection, pa.table({"release_id": pa.array(sorted(releases), pa.string())}), CHANGED)
    connection.execute(f"create or replace temp table {GROUPS} (region varchar, year bigint)")
    note_groups(connection)


def note_groups(connection: duckdb.DuckDBPyConnection) -> Changed:
    """Add the regions and years of what the changed releases state now, and find the neighbours again."""
    observed = "select distinct region, year(period_end) as year from observations"
    connection.execute(
        f"insert into {GROUPS} {observed} where {_CONDITIONS[RELEASE]} except select region, year from {GROUPS}"
    )
    _note_neighbours(connection)
    return Changed(*(connection.execute(f"from {name}").to_arrow_table() for name in (CHANGED, GROUPS)))


def note_again(connection: duckdb.DuckDBPyConnection, changed: Changed) -> None:
    """Make the temporary tables on another connection, to the file after the change."""
    _note(connection, changed.releases, CHANGED)
    _note(connection, changed.groups, GROUPS)
    _note_neighbours(connection)


def _note(connection: duckdb.DuckDBPyConnection, rows: pa.Table, name: str) -> None:
    connection.register("noted", rows)
    connection.execute(f"create or replace temp table {name} as from noted")
    connection.unregister("noted")


def _note_neighbours(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        f"create or replace temp table {NEIGHBOURS} as select release_id from {CHANGED} "
        f"union select release_id from observations where {_CONDITIONS[REGION_AND_YEAR]}"
    )


@contextmanager
def excerpt(connection: duckdb.DuckDBPyConnection, rows: Mapping[str, str]) -> Iterator[None]:
    """Have the connection work on an excerpt of its file, with all tables and views of ``sql``.

    ``rows`` says by table which rows the excerpt has: ``condition``; a table that it does not name is there with all of
    them, and a table of ``sql/views`` that it does not name is worked out from the others.
    """
    (file,) = connection.execute("select current_database()").fetchone()
    connection.execute(f"attach ':memory:' as {EXCERPT}")
    try:
        connection.execute(f"use {EXCERPT}")
        for name in schema.table_names():
            connection.execute(schema.definition(name))
            kept = f"where {rows[name]}" if name in rows else ""
            connection.execute(f'insert into {name} from "{file}".main.{name} {kept}')
        for name in schema.view_names():
            if name in rows:
                connection.execute(f'create table {name} as from "{file}".main.{name} where {rows[name]}')
            else:
                connection.execute(schema.definition(name))
        yield
    finally:
        connection.execute(f'use "{file}"')
        connection.execute(f"detach {EXCERPT}")


def rows_for_checks(what: str) -> dict[str, str]:
    """By table, the rows that a check of ``what`` (``within``) looks at, as the file has them: what the views of an excerpt
    then say of the changed releases, or regions and years, is what those of the file say."""
    if what == RELEASE:
        return dict.fromkeys([*READ_TABLES, *settled_tables()], condition(RELEASE))
    placed = [name for name in settled_tables() if _PLACED.search(schema.sql(name, "views"))]
    rows = dict.fromkeys([*READ_TABLES, *settled_tables()], condition(NEIGHBOURS))
    return rows | dict.fromkeys(["observations", *placed], condition(REGION_AND_YEAR))
