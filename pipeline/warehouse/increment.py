"""A build that starts from the published file and changes only what the changed pages settle.

The result has the same rows as a build from nothing. The published file must be by the same code, SQL and DuckDB
(``made_by``), and still the file that was put there (``cache.changed_since``); what its rows were made from is then known
release by release. Rows of releases that changed are replaced; tables of ``sql/views`` are worked out again for what
changed, as their headers say (see ``excerpt``), or in full.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import duckdb

from pipeline.warehouse import excerpt, frames, schema
from pipeline.warehouse.pages import Found
from pipeline.warehouse.publish import BuildFile, file_version, log_of

# With more changed releases than this share of all, everything is worked out again: it takes no longer.
LARGEST_SHARE = 0.1


@cache
def made_by() -> str:
    """A hash of everything but the pages and the code that reads them that a published file depends on."""
    digest = hashlib.sha256(f"duckdb {duckdb.__version__}\n".encode())
    files = [*Path(__file__).parent.glob("*.py"), *schema.SQL.rglob("*.sql")]
    for file in sorted(files):
        digest.update(f"{file.parent.name}/{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def changed(found: Found, published: Path, corrected: set[str]) -> set[str] | None:
    """Ids of the releases whose rows in the published file may not be what they have to be: those that changed, and those
    that the register names or named. None when the file cannot be started from, or too much has changed."""
    releases = found.cache.changed_since(file_version(published), made_by())
    if releases is None or log_of(published).exists():  # somebody has written into it, or still does
        return None
    try:
        with duckdb.connect(str(published), read_only=True) as connection:
            noted = "select release_id from statements where correction is not null"
            releases |= corrected.union(key for (key,) in connection.execute(noted).fetchall())
            (count,) = connection.execute("select count(*) from releases").fetchone()
    except duckdb.Error:
        return None
    return releases if len(releases) <= LARGEST_SHARE * count else None


def apply(file: BuildFile, found: Found, releases: set[str]) -> set[str]:
    """Bring a copy of the published file up to date, but for the tables of ``sql/views`` that say nothing of what settles
    them; the names of the tables and views that need not be made any more."""
    connection = file.connection
    excerpt.note_changed(connection, releases)
    for name in frames.READ_TABLES:
        file.replace_rows(name, excerpt.condition(excerpt.RELEASE), found.cache.rows(name, releases))
    file.changed = excerpt.note_groups(connection)
    tables = excerpt.settled_tables()
    with excerpt.excerpt(connection, dict.fromkeys(frames.READ_TABLES, excerpt.condition(excerpt.NEIGHBOURS))):
        for name, within in tables.items():
            settled = excerpt.condition(within)
            file.replace_rows(name, settled, connection.execute(f"from {name} where {settled}").to_arrow_reader())
    return set(tables) | {name for name in schema.view_names() if not excerpt.is_table(name)}
