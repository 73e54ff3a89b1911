"""A published file as a folder for other tools: Parquet and CSV with a Frictionless data package, and SDMX-CSV."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.warehouse.frames import REFERENCE_TABLES, ROW_ORDER

# Frictionless types of DuckDB types; decimals are numbers, lists are text in CSV.
_TYPES = {
    "VARCHAR": "string",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "BOOLEAN": "boolean",
    "DOUBLE": "number",
    "FLOAT": "number",
}
SDMX_FILE = "observations.sdmx.csv"
STRUCTURE_ID = "TRADE_RELEASES:OBSERVATIONS(1.0)"

# SDMX-CSV 2.0: dimensions, then the observation value, then attributes. _Z is SDMX's code for "does not apply".
_SDMX = """
    select
        'dataflow' as STRUCTURE,
        '{structure}' as STRUCTURE_ID,
        'I' as ACTION,
        region as REF_AREA,
        flow as FLOW,
        partner as COUNTERPART_AREA,
        commodity as COMMODITY,
        regime as REGIME,
        enterprise as ENTERPRISE,
        zone as ZONE,
        transport as TRANSPORT,
        measure as MEASURE,
        coalesce(basis, '_Z') as BASIS,
        coalesce(whole, '_Z') as WHOLE,
        unit as UNIT_MEASURE,
        observations.release_id as RELEASE,
        case
            when period_end = last_day(period_start) then strftime(period_start, '%Y-%m')
            when month(period_start) % 3 = 1 and period_end = last_day((period_start + interval 2 month)::date)
                then concat(year(period_start), '-Q', quarter(period_start))
            when month(period_start) = 1 and period_end = last_day((period_start + interval 11 month)::date)
                then concat(year(period_start), '-A1')
            else concat(period_start, '/P', datediff('month', period_start, period_end) + 1, 'M')
        end as TIME_PERIOD,
        {value} as OBS_VALUE,
        {value_low} as VALUE_LOW,
        {value_high} as VALUE_HIGH,
        coalesce(approx, '') as APPROX,
        statement_id as STATEMENT_ID,
        observations.published_on as PUBLISHED_ON,
        coalesce(releases.url, '') as SOURCE_URL,
    from observations
    join releases using (release_id)
    order by published_on, release_id, TIME_PERIOD, statement_id
"""


@dataclass(frozen=True, slots=True)
class _Object:
    name: str
    comment: str
    columns: list[tuple[str, str, str, bool]]  # name, type, comment, nullable
    primary_key: list[str]


def export(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """Write every table and view of an open published file to ``folder``; the files written, sorted.

    ``csv/<name>.csv`` and ``parquet/<name>.parquet`` hold the same rows; ``datapackage.json`` describes the CSV files
    (types, keys, comments, sizes, hashes); ``observations.sdmx.csv`` has the observations in SDMX-CSV 2.0. Decimals are
    written with all their digits and without padding; a list in CSV is text with semicolons.
    """
    for below in ("csv", "parquet"):
        (folder / below).mkdir(parents=True, exist_ok=True)
    resources, written = [], []
    for item in _objects(connection):
        csv, parquet = folder / "csv" / f"{item.name}.csv", folder / "parquet" / f"{item.name}.parquet"
        columns = ", ".join(f'{_as_text(_quoted(name), kind)} as "{name}"' for name, kind, _, _ in item.columns)
        rows = _in_order(item.name)
        _copy(connection, f"select {columns} from {rows}", csv, "format csv, header")
        _copy(connection, f"from {rows}", parquet, "format parquet, compression zstd")
        resources.append(_resource(item, csv, parquet))
        written += [csv, parquet]
    sdmx = folder / SDMX_FILE
    values = {name: _as_text(name, "DECIMAL") for name in ("value", "value_low", "value_high")}
    _copy(connection, _SDMX.format(structure=STRUCTURE_ID, **values), sdmx, "format csv, header")
    package = folder / "datapackage.json"
    package.write_text(json.dumps(_package(resources), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return sorted([*written, sdmx, package])


def _in_order(name: str) -> str:
    """What to select from, for rows in an order that depends on nothing but them: those of pages as in the text, code lists as
    they are listed, everything else by all columns."""
    if name in ROW_ORDER:
        places = "(select statement_id, char_start, char_end from statements)"
        joined = f"join {places} using (statement_id)" if name == "observations" else ""
        columns = ", ".join(ROW_ORDER[name])
        return f"(select rows.* from {name} as rows {joined} order by {columns})"
    return f'"{name}"' if name in REFERENCE_TABLES else f'(from "{name}" order by all)'


def _objects(connection: duckdb.DuckDBPyConnection) -> list[_Object]:
    named = connection.execute(
        """
        select table_name, comment from duckdb_tables() where database_name = current_database() and not internal
        union all
        select view_name, comment from duckdb_views() where database_name = current_database() and not internal
        order by all
        """
    ).fetchall()
    keys = dict(
        connection.execute(
            """
            select table_name, constraint_column_names
            from duckdb_constraints()
            where database_name = current_database() and constraint_type = 'PRIMARY KEY'
            """
        ).fetchall()
    )
    columns = connection.execute(
        """
        select table_name, column_name, data_type, comment, is_nullable
        from duckdb_columns()
        where database_name = current_database() and not internal
        order by table_name, column_index
        """
    ).fetchall()
    return [
        _Object(
            name,
            comment,
            [tuple(rest) for table, *rest in columns if table == name],
            list(keys.get(name, [])),
        )
        for name, comment in named
    ]


def _resource(item: _Object, csv: Path, parquet: Path) -> dict:
    content = csv.read_bytes()
    schema = {
        "fields": [
            {"name": name, "type": _type(kind), "description": comment}
            # An empty list is written as empty text, which the package format takes for a missing value.
            | ({} if nullable or kind.endswith("[]") else {"constraints": {"required": True}})
            for name, kind, comment, nullable in item.columns
        ],
        "missingValues": [""],
    }
    if item.primary_key:
        schema["primaryKey"] = item.primary_key
    return {
        "name": item.name,
        "description": item.comment,
        "type": "table",
        "path": f"csv/{csv.name}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
        "parquet": f"parquet/{parquet.name}",
    }


def _package(resources: list[dict]) -> dict:
    return {
        "name": "trade-releases",
        "title": "Foreign trade of Chinese regions, as their releases state it",
        "description": "Every figure with the characters that it was read from, and what follows from the figures",
        "resources": resources,
    }


def _type(kind: str) -> str:
    if kind.endswith("[]"):
        return "string"
    if kind.startswith("DECIMAL"):
        return "number"
    return _TYPES.get(kind, "integer" if "INT" in kind else "string")


def _as_text(column: str, kind: str) -> str:
    """SQL that writes a column the way the files have it."""
    if kind.endswith("[]"):
        return f"array_to_string({column}, ';')"
    if kind.startswith("DECIMAL") and not kind.endswith(",0)"):
        return f"rtrim(rtrim({column}::varchar, '0'), '.')"
    if kind == "TIMESTAMP":
        return f"strftime({column}, '%Y-%m-%dT%H:%M:%SZ')"
    return column


def _quoted(name: str) -> str:
    return f'"{name}"'


def _copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path, options: str) -> None:
    quoted = str(path).replace("'", "''")
    connection.execute(f"copy ({query}) to '{quoted}' ({options})")
