"""Claims about a build: SQL files that return the rows that break them.

Each file of ``sql/checks`` starts with a header of comment lines and goes on with one query for the offending rows:

    -- severity: error
    -- why: a share above 100 percent is a misread figure
    -- looked at: select count(*) from observations where measure = 'share'
    -- out of: select count(*) from statements where unit = '%' and basis is null

``severity`` is error (blocks publishing) or warn (is shown). ``why`` says what a reader should know when the claim does not
hold. ``looked at`` counts the rows that the claim was tried on and ``out of`` those that call for it, put another way: a
check that looked at nothing though there was something to look at has lost its subject (a renamed code, a typo) and fails.

A fifth line may say what settles the rows of the query, ``-- within: release`` or ``-- within: region and year`` (see
``excerpt``). A build that starts from a published file, for which every check of severity error held, then looks for
offending rows where something changed: it finds one exactly when there is one in the whole file.

Beside the tables and views of the file a check may read ``published_before`` (see ``before``): what the build before had.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.warehouse import before, excerpt, schema

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

HEADER = ("severity", "why", "looked at", "out of")
SEVERITIES = ("error", "warn")
SHOWN_ROWS = 100  # offending rows that a result carries; its count is of all

_LINE = re.compile(r"-- ([a-z ]+): (.+)")


class CheckFileError(ValueError):
    """A file in ``sql/checks`` that does not follow the convention; the message names it and what it lacks."""


@dataclass(frozen=True, slots=True)
class Check:
    """A claim, parsed from its file."""

    name: str
    severity: str
    why: str
    looked_at: str
    out_of: str
    query: str
    within: str | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What became of a claim: how many rows break it (the first ``SHOWN_ROWS`` of them in ``table``), how many it was
    tried on and how many called for it."""

    name: str
    severity: str
    why: str
    offending: int
    table: pa.Table
    looked_at: int
    out_of: int
    problem: str | None = None  # why the check could not be run

    @property
    def lost_its_subject(self) -> bool:
        return self.out_of > 0 and self.looked_at == 0

    @property
    def passed(self) -> bool:
        return self.offending == 0 and not self.lost_its_subject and self.problem is None

    @property
    def blocks(self) -> bool:
        return not self.passed and self.severity == "error"

    @property
    def rows(self) -> pd.DataFrame:
        """The offending rows as a frame."""
        from pipeline.warehouse.frames import frame

        return frame(self.table)

    @property
    def message(self) -> str:
        """The outcome in one line."""
        if self.problem:
            return f"{self.name}: could not be run; {self.problem}"
        if self.lost_its_subject:
            return f"{self.name}: looked at nothing, though {self.out_of} rows call for it"
        if self.passed:
            return f"{self.name}: holds for {self.looked_at} rows"
        return f"{self.name}: {self.offending} of {self.looked_at} rows break it; {self.why}"


def parse(name: str, text: str) -> Check:
    """The check in a file's text. Raises ``CheckFileError`` for a header that is not the convention's."""
    lines = text.splitlines()
    values = []
    for key, line in zip(HEADER, lines, strict=False):
        found = _LINE.fullmatch(line.strip())
        if not found or found[1] != key:
            raise CheckFileError(f"sql/checks/{name}.sql: expected '-- {key}: ...' as line {len(values) + 1}")
        values.append(found[2].strip())
    if len(values) < len(HEADER) or values[0] not in SEVERITIES:
        raise CheckFileError(f"sql/checks/{name}.sql: severity must be one of {', '.join(SEVERITIES)}, with four lines")
    within = excerpt.within(text, f"sql/checks/{name}.sql")
    query = "\n".join(lines[len(HEADER) + bool(within) :]).strip().rstrip(";")
    return Check(name, *values, query, within=within)


def load(name: str) -> Check:
    """The check of a name. Raises ``KeyError`` where there is none, ``CheckFileError`` for a broken file."""
    return parse(name, schema.sql(name, "checks"))


def subjects(name: str) -> set[str]:
    """Tables and views that a check reads."""
    check = load(name)
    return schema.sources("\n".join((check.query, check.looked_at, check.out_of)))


def run(connection: duckdb.DuckDBPyConnection, check: Check, *, previous: Path | None = None) -> CheckResult:
    """The outcome of a check on an open database, ``previous`` being what was published before it; one whose SQL does
    not run there has failed."""
    if before.TABLE in check.query:
        before.note(connection, previous)
    return _result(connection, check)


def run_all(
    connection: duckdb.DuckDBPyConnection, *, previous: Path | None = None, only_changed: bool = False
) -> list[CheckResult]:
    """The outcome of every check, by name; ``previous`` is as for ``run``.

    With ``only_changed``, checks of severity error look for offending rows among what changed (``excerpt.note_again``)
    if they say what settles them; all others, and what is counted, are of the whole file. Views that several checks read are
    worked out once: for the rest of the connection a temporary table of the same name stands before the view.
    """
    if only_changed:  # what did not change is a copy of what was there before
        changed = connection.execute(f"select release_id from {excerpt.CHANGED}").to_arrow_table()
        before.note(connection, previous, only=changed.column("release_id"))
    else:
        before.note(connection, previous)
    every = [load(name) for name in schema.check_names()]
    narrowed = _among_changed(connection, every) if only_changed else {}
    whole = [check for check in every if check.name not in narrowed]
    readers = Counter(subject for check in whole for subject in subjects(check.name))
    views = connection.execute(
        "select view_name from duckdb_views() where database_name = current_database() and not internal and not temporary"
    ).fetchall()
    for (view,) in sorted(views):
        if readers[view] > 1:
            _work_out(connection, view)
    return [_result(connection, check, narrowed.get(check.name)) for check in every]


def _result(connection: duckdb.DuckDBPyConnection, check: Check, offending: pa.Table | None = None) -> CheckResult:
    import duckdb

    try:
        if offending is None:
            offending = connection.execute(check.query).to_arrow_table()
        counts = [connection.execute(count).fetchone()[0] for count in (check.looked_at, check.out_of)]
    except duckdb.Error as error:
        problem = str(error).splitlines()[0]
        return CheckResult(check.name, check.severity, check.why, 0, pa.table({}), 0, 0, problem)
    shown = offending.slice(0, SHOWN_ROWS)
    return CheckResult(check.name, check.severity, check.why, offending.num_rows, shown, *counts)


def _among_changed(connection: duckdb.DuckDBPyConnection, every: list[Check]) -> dict[str, pa.Table]:
    """The offending rows among what changed, by name of each check that can look there alone."""
    import duckdb

    found: dict[str, pa.Table] = {}
    settled = excerpt.settled_tables()
    every = [check for check in every if excerpt.stands_on_settled(subjects(check.name), settled)]
    for within in (excerpt.RELEASE, excerpt.REGION_AND_YEAR):
        with excerpt.excerpt(connection, excerpt.rows_for_checks(within)):
            for check in every:
                if check.within == within and check.severity == "error":
                    with suppress(duckdb.Error):  # run on everything, it says what is wrong
                        found[check.name] = connection.execute(check.query).to_arrow_table()
    return found


def _work_out(connection: duckdb.DuckDBPyConnection, view: str) -> None:
    import duckdb

    (file,) = connection.execute("select current_database()").fetchone()
    try:
        connection.execute(f'create temp table if not exists {view} as from "{file}".main.{view}')
    except duckdb.Error:
        return  # the checks that read it say so
