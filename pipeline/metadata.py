"""What a person sees of a table or view on its page in the orchestrator: rows, columns, SQL, evidence, a chart."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING

import dagster as dg
import pyarrow as pa

from pipeline import charts
from pipeline.fetching.sources import SourcesError
from pipeline.raw import RawError
from pipeline.runs import RunBuild
from pipeline.warehouse import schema
from pipeline.warehouse.checks import CheckResult
from pipeline.warehouse.corrections import CorrectionError
from pipeline.warehouse.publish import NotPublished

if TYPE_CHECKING:
    import duckdb

PREVIEW_ROWS = 10
EVIDENCE_ROWS = 5
CELL = 90  # characters shown of a cell
AROUND = 70  # characters of text shown on each side of a figure

_STATEMENT_COLUMN = re.compile(r"(?:\w+_)?statement(?:_id|s)")
_STATEMENT_ID = re.compile(r"\b[0-9a-f]{16}\b")


def of_table(build: RunBuild, name: str) -> dict[str, dg.MetadataValue]:
    """The metadata of a table or view of a build."""
    connection = build.provide({name})
    count, rows = _first_rows(connection, name)
    quotes = evidence(build, rows)
    return {
        "dagster/row_count": dg.MetadataValue.int(count),
        "dagster/column_schema": dg.MetadataValue.table_schema(columns(connection, name)),
        **of_chart(build, name),
        "preview": dg.MetadataValue.md(markdown_table(rows)),
        **({"evidence": dg.MetadataValue.md(quotes)} if quotes else {}),
        "sql": dg.MetadataValue.md(f"```sql\n{schema.sql(name).strip()}\n```"),
    }


def of_chart(build: RunBuild, name: str) -> dict[str, dg.MetadataValue]:
    """The chart that an asset's page shows; nothing where it has none or there is nothing to draw."""
    if name not in charts.CHARTS:
        return {}
    chart = charts.CHARTS[name]
    svg = chart.draw(build.provide(schema.sources(chart.query)))
    return {"chart": dg.MetadataValue.md(charts.markdown_image(svg, name))} if svg else {}


@contextmanager
def step(build: RunBuild) -> Iterator[None]:
    """A step of a run: errors that a person can do something about become one line on its page."""
    try:
        with build.step():
            yield
    except NotPublished as error:
        tables = {result.name: failure_table(result) for result in error.results}
        raise dg.Failure(str(error), metadata=tables, allow_retries=False) from None
    except (RawError, SourcesError, CorrectionError, FileNotFoundError) as error:
        raise dg.Failure(str(error), allow_retries=False) from None


def failure_table(result: CheckResult) -> dg.MetadataValue:
    """The outcome of a check with its offending rows."""
    return dg.MetadataValue.md("\n\n".join(filter(None, (result.message, markdown_table(result.table)))))


def columns(connection: "duckdb.DuckDBPyConnection", name: str) -> dg.TableSchema:
    """Columns of a table or view with their types and their comments."""
    found = connection.execute(
        "select column_name, data_type, comment, is_nullable from duckdb_columns() "
        "where database_name = current_database() and schema_name = 'main' and table_name = ? order by column_index",
        [name],
    )
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                column,
                data_type.lower(),
                description=comment,
                constraints=dg.TableColumnConstraints(nullable=is_nullable),
            )
            for column, data_type, comment, is_nullable in found.fetchall()
        ]
    )


def evidence(build: RunBuild, rows: pa.Table) -> str:
    """The figures behind the first of some rows, each in its text, with the page and the characters; may be empty."""
    wanted: list[str] = []
    for row in rows.to_pylist():
        for column, value in row.items():
            if _STATEMENT_COLUMN.fullmatch(column):
                wanted += (key for key in _STATEMENT_ID.findall(str(value)) if key not in wanted)
    if not wanted:
        return ""
    found = build.provide({"statements", "releases"}).execute(
        """
        select
            statement_id,
            quote,
            substr(body_text, greatest(char_start - $around, 0) + 1, least(char_start, $around))
            || '«' || quote || '»'
            || substr(body_text, char_end + 1, $around) as in_its_text,
            'raw/' || path || ', characters ' || char_start || ' to ' || char_end as page,
            url as address,
        from statements
        inner join releases using (release_id)
        where statement_id in (select unnest($wanted))
        order by list_position($wanted, statement_id)
        """,
        {"around": AROUND, "wanted": wanted[:EVIDENCE_ROWS]},
    )
    return markdown_table(found.to_arrow_table(), cell=4 * AROUND)


def unread(build: RunBuild) -> dg.MetadataValue:
    """The numbers that nobody has placed yet, with reasons, those of the latest releases first."""
    found = (
        build.provide({"numbers", "releases"})
        .execute(
            f"""
        select
            numbers.text as number,
            numbers.reason,
            numbers.hint,
            substr(body_text, greatest(char_start - {AROUND}, 0) + 1, char_end - char_start + 2 * {AROUND}) as around_it,
            releases.path,
        from numbers
        inner join releases using (release_id)
        where outcome = 'unread'
        order by releases.published_on desc, releases.path, char_start
        limit {PREVIEW_ROWS}
        """
        )
        .to_arrow_table()
    )
    return dg.MetadataValue.md(markdown_table(found) if found.num_rows else "every number is accounted for")


def markdown_table(rows: pa.Table, cell: int = CELL) -> str:
    """Rows as a Markdown table whose cells cannot break it.

    >>> print(markdown_table(pa.table({"partner": ["JP"], "shares": [[Decimal("4.500000"), Decimal("5")]]})))
    | partner | shares |
    | --- | --- |
    | JP | 4.5, 5 |
    """
    if not rows.num_columns:
        return ""
    lines = [rows.column_names, ["---"] * rows.num_columns]
    lines += ([_cell(value, cell) for value in row.values()] for row in rows.to_pylist())
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return text if rows.num_rows else f"{text}\n\nno rows"


def _first_rows(connection: "duckdb.DuckDBPyConnection", name: str) -> tuple[int, pa.Table]:
    """How many rows there are, and the first of them; a view is evaluated once for both."""
    if name in schema.table_names():
        rows = connection.execute(f'from "{name}" limit {PREVIEW_ROWS}').to_arrow_table()
        return connection.execute(f'select count(*) from "{name}"').fetchone()[0], rows
    count, first = 0, []
    reader = connection.execute(f'from "{name}"').to_arrow_reader()
    for batch in reader:
        if count < PREVIEW_ROWS:
            first.append(batch.slice(0, PREVIEW_ROWS - count))
        count += batch.num_rows
    return count, pa.Table.from_batches(first, schema=reader.schema)


def _cell(value: object, width: int) -> str:
    text = " ".join(_text(value).split())
    text = text if len(text) <= width else text[: width - 1] + "…"
    return re.sub(r"([\\`*_\[\]<>|~])", r"\\\1", text)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        whole, _, rest = f"{value:f}".partition(".")
        return f"{whole}.{rest.rstrip('0')}".rstrip(".")
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return str(value)
