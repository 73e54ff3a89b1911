"""Views against given and expected rows: tests/views/VIEW/CASE/expect.csv, from the given_TABLE.csv beside it or, where a
case serves several views, from tests/views/given/CASE/.

Given files hold the columns that matter; the rest take the defaults below. ``step`` is one unit of the last printed
digit, from which the bounds follow as they do in the pipeline. Expected files hold the columns of interest of every row.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path

import duckdb
import pytest

from pipeline import normalize
from pipeline.warehouse import frames, schema

FOLDER = Path(__file__).parent / "views"
CASES = sorted(path.parent for path in FOLDER.glob("*/*/expect.csv"))
WHOLE_YEAR = {"period_start": "2020-01-01", "period_end": "2020-12-31"}

OBSERVATION = {
    "release_id": "r1",
    "region": "CN-CQ",
    **WHOLE_YEAR,
    "flow": "total",
    "partner": "world",
    "commodity": "all",
    "regime": "all",
    "enterprise": "all",
    "zone": "all",
    "transport": "all",
    "measure": "level",
}
RELEASE = {
    "title": "Foreign trade",
    "published_on": "2021-01-20",
    "date_source": "manifest",
    "language": "en",
    "body_text": "Foreign trade",
    "path": "page.html",
    "is_current": "true",
}
STATEMENT = {"quote": "figure", "rule": "given", "value_text": "1", "unit_text": "yuan", "step": "1"}
CODE = {"name_en": "name", "kind": "given", "parents": "[]", "hs": "[]"}
UNITS = {"level": "CNY", "growth": "%", "share": "%", "share_change": "pp"}


def test_every_view_has_a_case() -> None:
    assert {case.parent.name for case in CASES} == set(schema.view_names())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_view_gives_the_expected_rows(case: Path) -> None:
    view = case.parent.name
    given = case if any(case.glob("given_*.csv")) else FOLDER / "given" / case.name
    with warehouse(read_given(given), [view]) as connection:
        expected_file = f"read_csv('{case / 'expect.csv'}', all_varchar = true, nullstr = '')"
        columns = [row[0] for row in connection.execute(f"describe from {expected_file}").fetchall()]
        kinds = dict(connection.execute(f"select column_name, column_type from (describe {view})").fetchall())
        typed = ", ".join(f"cast({column} as {kinds[column]}) as {column}" for column in columns)
        expected = connection.execute(f"select {typed} from {expected_file} order by all").fetchall()
        found = connection.execute(f"select {', '.join(columns)} from {view} order by all").fetchall()
        if view == "reconciliation":
            assert_verdicts_follow_from_allowance(connection)
    assert found == expected


def assert_verdicts_follow_from_allowance(connection: duckdb.DuckDBPyConnection) -> None:
    """Where nothing is open-ended, a verdict is the comparison of the two columns that a reader sees."""
    rows = connection.execute(
        """
        select identity, difference, rounding_allowance, verdict
        from reconciliation
        where verdict <> 'not testable' and rounding_allowance is not null
        """
    ).fetchall()
    for identity, difference, allowance, verdict in rows:
        apart = -difference if "within" in identity else abs(difference)
        assert (apart <= allowance + 1e-6) == (verdict == "holds"), identity


def test_objects_and_columns_are_commented() -> None:
    with warehouse({}) as connection:
        names = schema.view_names()
        comments = connection.execute(
            """
            select table_name, null, comment from duckdb_tables()
            union all
            select view_name, null, comment from duckdb_views() where not internal
            union all
            select table_name, column_name, comment from duckdb_columns() where not internal
            """
        ).fetchall()
    ours = [row for row in comments if row[0] in names]
    assert {name for name, column, _ in ours if column is None} == set(names)
    assert [row for row in ours if not row[2]] == []


def test_views_answer_in_a_copied_and_renamed_file(tmp_path: Path) -> None:
    built = tmp_path / "trade.duckdb"
    with warehouse(read_given(FOLDER / "given" / "seed"), database=built) as connection:
        rows = {view: connection.execute(f"select count(*) from {view}").fetchone() for view in schema.view_names()}
        connection.execute("checkpoint")
    renamed = built.rename(tmp_path / "another name.duckdb")
    with duckdb.connect(str(renamed), read_only=True) as connection:
        assert rows == {view: connection.execute(f"select count(*) from {view}").fetchone() for view in rows}


@pytest.mark.parametrize("case", ["ambiguous_growth", "revised"])
def test_rows_do_not_depend_on_the_order_of_loading(case: str) -> None:
    given = read_given(FOLDER / "given" / case)
    named = [
        {"observation_id": f"o{number}", "statement_id": f"s{number}", "char_start": 100 * number} | row
        for number, row in enumerate(given["observations"], 1)
    ]
    answers = []
    for observations in (named, named[::-1]):
        with warehouse(given | {"observations": observations}) as connection:
            answers.append(
                {
                    view: connection.execute(f"select * from {view} order by all").fetchall()
                    for view in schema.view_names()
                }
            )
    assert answers[0] == answers[1]


def test_bounds_are_the_extremes_of_the_rounding() -> None:
    """Share, share change, contribution and growth of a sum: their bounds are what the corners of the intervals give."""
    generator = random.Random(20201023)
    releases = [figures_of_a_release(generator) for _ in range(60)]
    observations = [
        observation
        for number, figures in enumerate(releases)
        for flow, (level, growth) in figures.items()
        for observation in (
            {"release_id": f"r{number}", "flow": flow, "value": level[0], "step": level[1]},
            {"release_id": f"r{number}", "flow": flow, "measure": "growth", "value": growth[0], "step": growth[1]},
        )
    ]
    with warehouse({"observations": observations}) as connection:
        shares = rows_by_release(connection, "share_low, share_high, share_change_low, share_change_high from shares")
        points = rows_by_release(connection, "contribution_low, contribution_high, 0, 0 from contributions")
        sums = rows_by_release(
            connection,
            "computed_low, computed_high, 0, 0 from reconciliation"
            " where identity = 'growth of total = growth of exports + imports'",
            by_flow=False,
        )
    for number, figures in enumerate(releases):
        total, exports, imports = (corners(*figures[flow]) for flow in ("total", "export", "import"))
        pairs = list(product(exports, total))
        expect(shares["export", number][:2], [100 * x / t for (x, _), (t, _) in pairs])
        expect(shares["export", number][2:], [100 * x / t * (1 - (1 + gt) / (1 + gx)) for (x, gx), (t, gt) in pairs])
        expect(points["export", number][:2], [100 * (x - x / (1 + gx)) / (t / (1 + gt)) for (x, gx), (t, gt) in pairs])
        expect(
            sums["total", number][:2],
            [100 * ((x + m) / (x / (1 + gx) + m / (1 + gm)) - 1) for (x, gx), (m, gm) in product(exports, imports)],
        )


def figures_of_a_release(generator: random.Random) -> dict[str, tuple[tuple[str, str], tuple[str, str]]]:
    """Level and growth, each with its step, of total, exports and imports: small, large, falling, several hundred percent."""

    def level() -> tuple[str, str]:
        digits = generator.choice([1, 2, 3])
        step = Decimal(10) ** generator.randint(0, 3)
        return str(generator.randint(10 ** (digits - 1), 10**digits) * step), str(step)

    def growth() -> tuple[str, str]:
        step = generator.choice(["0.1", "1"])
        return str(Decimal(generator.choice([-95, -14, 0, 3, 11, 45, 370])) + Decimal(step)), step

    return {flow: (level(), growth()) for flow in ("total", "export", "import")}


def corners(level: tuple[str, str], growth: tuple[str, str]) -> list[tuple[Fraction, Fraction]]:
    """The four corners of a level and its growth (as a fraction) within their rounding."""
    levels = normalize.bounds(Decimal(level[0]), Decimal(level[1]), None)
    growths = normalize.bounds(Decimal(growth[0]), Decimal(growth[1]), None)
    return [(Fraction(x), Fraction(g) / 100) for x, g in product(levels, growths)]


def expect(bounds: Sequence[float], values: list[Fraction]) -> None:
    assert bounds == pytest.approx([float(min(values)), float(max(values))], abs=1e-6, rel=1e-12)


def rows_by_release(connection: duckdb.DuckDBPyConnection, query: str, by_flow: bool = True) -> dict:
    rows = connection.execute(f"select flow, release_id, {query}").fetchall()
    found = {(flow, int(release[1:])): values for flow, release, *values in rows}
    assert len(found) == len(rows) >= (60 if by_flow else 1)
    return found


def read_given(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Rows by table name, from the given_TABLE.csv files of a case; an empty field is null."""
    given = {}
    for path in sorted(folder.glob("given_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            given[path.stem.removeprefix("given_")] = [
                {name: text for name, text in row.items() if text != ""} for row in csv.DictReader(file)
            ]
    assert given, f"{folder} has no given_*.csv"
    return given


def warehouse(
    given: dict[str, list[dict]], views: Sequence[str] = (), database: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """A connection to tables with the given rows and the named views with all that they read (every view for none)."""
    connection = duckdb.connect(str(database) if database else ":memory:")
    for table in schema.table_names():
        connection.execute(schema.sql(table, "tables"))
    for table, rows in with_defaults(given).items():
        names = sorted({name for row in rows for name in row})
        values = ", ".join("(" + ", ".join(literal(row.get(name)) for name in names) + ")" for row in rows)
        connection.execute(f"insert into {table} ({', '.join(names)}) values {values}")
    wanted = set(views or schema.view_names())
    for name in schema.view_names():
        if name in wanted or wanted & set(schema.downstream(name)):
            connection.execute(schema.sql(name, "views"))
    return connection


def literal(value: object) -> str:
    return "null" if value is None else "'" + str(value).replace("'", "''") + "'"


def with_defaults(given: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """The given rows with every column that a table insists on; releases and statements for the observations."""
    code_lists = {"commodities", "partners", "regimes", "enterprises", "zones", "transports", "regions"}
    tables = {}
    for table, rows in given.items():
        known = {name for name in frames.columns(table).names}
        default = RELEASE if table == "releases" else CODE if table in code_lists else {}
        tables[table] = [{name: text for name, text in (default | row).items() if name in known} for row in rows]
    published = {row["release_id"]: row["published_on"] for row in tables.get("releases", ())}
    observations = list(whole_observations(given.get("observations", ()), published))
    for release in sorted({row["release_id"] for row in observations} - published.keys()):
        tables.setdefault("releases", []).append(RELEASE | {"release_id": release})
    if observations:
        stated = frames.columns("statements").names
        tables["statements"] = [
            {name: text for name, text in (STATEMENT | row).items() if name in stated} for row in observations
        ]
        kept = frames.columns("observations").names
        tables["observations"] = [{name: text for name, text in row.items() if name in kept} for row in observations]
    return {table: rows for table, rows in tables.items() if rows}


def whole_observations(rows: Sequence[dict], published: dict[str, str]) -> Iterator[dict]:
    for number, row in enumerate(rows, 1):
        row = OBSERVATION | {"observation_id": f"o{number}", "statement_id": f"s{number}"} | row
        row.setdefault("unit", UNITS[row["measure"]])
        row.setdefault("published_on", published.get(row["release_id"], RELEASE["published_on"]))
        row["char_start"] = int(row.get("char_start", 100 * number))
        row["char_end"] = int(row.get("char_end", row["char_start"] + 10))
        if row["measure"] in ("growth", "share_change"):
            row.setdefault("basis", "yoy")
        value = Decimal(row["value"])
        step = normalize.printed_step(row["measure"], value, Decimal(row["step"]))
        row["value_low"], row["value_high"] = normalize.bounds(value, step, row.get("approx"))
        row["period_start"], row["period_end"] = (
            date.fromisoformat(row["period_start"]),
            date.fromisoformat(row["period_end"]),
        )
        yield row
