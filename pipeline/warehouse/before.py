"""What the build before had published, beside the build that is checked: so that checks can see what is not read any more.

Two things tell of the build before: while a build is audited, the published file, whose place it is to take; afterwards
``previous.duckdb``, which is the file that it replaced. On a first build, and where a file cannot be read (damaged, or of a
version with other tables), nothing was published before and nothing can have been lost.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

# A temporary table for the checks: one row per release and printed value that the build before had.
TABLE = "published_before"

_COLUMNS = pa.schema(
    [("release_id", pa.string()), ("page", pa.string()), ("value_text", pa.string()), ("figures", pa.int64())]
)
_QUERY = """
    select
        statements.release_id,
        any_value(coalesce(releases.url, releases.path)) as page,
        statements.value_text,
        count(*) as figures,
    from statements
    join releases using (release_id)
    where {where}
    group by statements.release_id, statements.value_text
"""


def note(connection: duckdb.DuckDBPyConnection, file: Path | None, only: pa.Array | None = None) -> None:
    """Make ``published_before`` on a connection, of a published file, of all releases or ``only`` of some; without rows
    for None.

    Columns: release_id, page (address, else path), value_text as printed, and how many figures print it.
    """
    connection.register("noted_before", _published(file, only))
    connection.execute(f"create or replace temp table {TABLE} as from noted_before")
    connection.unregister("noted_before")


def _published(file: Path | None, only: pa.Array | None) -> pa.Table:
    if file is not None and file.exists():
        where = "true" if only is None else "statements.release_id in (select unnest($only))"
        parameters = {} if only is None else {"only": only.to_pylist()}
        try:
            with duckdb.connect(str(file), read_only=True) as connection:
                return connection.execute(_QUERY.format(where=where), parameters).to_arrow_table()
        except duckdb.Error:
            pass
    return _COLUMNS.empty_table()
