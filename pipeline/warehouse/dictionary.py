"""The data dictionary: every table, view and column in the words of the database's own comments."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipeline.warehouse import checks, schema

DICTIONARY = Path(__file__).resolve().parents[2] / "docs" / "data_dictionary.md"

_HEAD = """\
# Data dictionary

Written by `trade dictionary` from the comments in `sql/`; the same comments are in the published file
(`select * from duckdb_columns()`). Tables hold what releases say, views what follows from it, checks what must hold.
"""

_CHECKS = """\
Each is a query in `sql/checks/` for the rows that break a claim. A failed check of severity error keeps the build from being
published; warn is shown. A check also says how many rows it looked at and how many call for it: one that looked at nothing
though there was something to look at fails.
"""


def markdown() -> str:
    """The dictionary as Markdown, from the SQL files alone: tables, views with what they read, and checks."""
    with duckdb.connect() as connection:
        for name in (*schema.table_names(), *schema.view_names()):
            connection.execute(schema.sql(name))
        sections = [_HEAD, "## Tables"]
        sections += [_object(connection, name) for name in schema.table_names()]
        sections.append("## Views")
        sections += [_object(connection, name) for name in sorted(schema.view_names())]
    sections += ["## Checks", _CHECKS, _checks()]
    return "\n".join(section.rstrip() + "\n" for section in sections)


def _object(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    (comment,) = connection.execute(
        f"""
        select comment from duckdb_tables() where table_name = '{name}'
        union all
        select comment from duckdb_views() where view_name = '{name}'
        """
    ).fetchone()
    columns = connection.execute(
        f"select column_name, data_type, comment from duckdb_columns() where table_name = '{name}' order by column_index"
    ).fetchall()
    lines = [f"### {name}", "", f"{comment}.", ""]
    if reads := sorted(schema.depends_on(name)):
        lines += [f"Reads {', '.join(f'[{source}](#{source})' for source in reads)}.", ""]
    lines += ["| column | type | meaning |", "| --- | --- | --- |"]
    lines += [f"| {column} | {kind.lower()} | {_cell(text)} |" for column, kind, text in columns]
    return "\n".join(lines)


def _checks() -> str:
    lines = ["| check | severity | why |", "| --- | --- | --- |"]
    for name in schema.check_names():
        check = checks.load(name)
        lines.append(f"| {name} | {check.severity} | {_cell(check.why)} |")
    return "\n".join(lines)


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|")
