"""The commands, as a person or a script calls them: data on standard output, everything else on standard error."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import labelled
import pyarrow.parquet
import pytest
from frictionless import Package
from pysdmx.io import read_sdmx
from typer.testing import CliRunner

from pipeline import cli
from pipeline.cli import warehouse as commands  # noqa: F401 - registers the commands
from pipeline.warehouse import dictionary, export, publish, schema
from pipeline.warehouse.build import build
from pipeline.warehouse.explain import NoSuchFigure, explain


@pytest.fixture
def published(seed_warehouse: Path) -> Path:
    """The warehouse folder of the seed."""
    return seed_warehouse


def trade(*arguments: object, stdin: str | None = None):
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=stdin)


# sql


def test_sql_prints_a_table_and_nothing_else(published):
    result = trade(
        "sql", "select value, unit, of from statements order by char_start limit 2", "--warehouse", published
    )
    assert result.exit_code == 0 and result.stderr == ""
    heading, _, first, second = result.stdout.splitlines()
    assert heading.split() == ["value", "unit", "of"]
    assert first.split() == ["461390000000", "CNY"] and second.split() == ["11.4", "%"]


def test_sql_writes_csv_and_json_with_exact_numbers(published):
    query = "select quote, value, approx, published_on from statements join releases using (release_id) order by char_start limit 2"
    text = trade("sql", query, "--format", "csv", "--warehouse", published).stdout
    assert list(csv.reader(io.StringIO(text)))[1:] == [
        ["461.39 billion yuan", "461390000000", "", "2020-10-23"],
        ["11.4%", "11.4", "", "2020-10-23"],
    ]
    text = trade("sql", query, "--format", "json", "--warehouse", published).stdout
    assert '"value": 11.4,' in text
    assert [row["value"] for row in json.loads(text)] == [461390000000, 11.4]
    assert (
        json.loads(trade("sql", "select 1 as one where false", "--format", "json", "--warehouse", published).stdout)
        == []
    )


def test_sql_writes_parquet_to_a_file(published, tmp_path):
    output = tmp_path / "statements.parquet"
    assert (
        trade("sql", "from statements", "--format", "parquet", "--output", output, "--warehouse", published).exit_code
        == 0
    )
    assert pyarrow.parquet.read_table(output).num_rows == 58


def test_sql_takes_a_query_that_begins_with_a_comment_or_comes_from_standard_input(published):
    query = "-- how many?\nselect count(*) as figures from observations"
    assert trade("sql", query, "--format", "csv", "--warehouse", published).stdout == "figures\n58\n"
    assert trade("sql", "-", "--format", "csv", "--warehouse", published, stdin=query).stdout == "figures\n58\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["sql", "selec 1"], "syntax error"),
        (["sql", "delete from observations"], "read-only"),
        (["sql", "select 1", "--format", "xml"], "no format 'xml'"),
        (["explain", "ffffffffffffffff"], "no statement or observation has an id that begins with"),
        (["explain", "'; drop table"], "is no id"),
    ],
)
def test_a_wrong_question_gets_one_message_and_status_1(published, arguments, message):
    result = trade(*arguments, "--warehouse", published)
    assert result.exit_code == 1 and result.stdout == ""
    assert result.stderr.startswith("trade: ") and message in result.stderr


@pytest.mark.parametrize("arguments", [["sql", "select 1"], ["check"], ["explain", "00ff"], ["export", "somewhere"]])
def test_without_a_published_file_each_command_says_what_to_do(tmp_path, arguments):
    if arguments[0] == "export":
        arguments = ["export", tmp_path / "out"]
    result = trade(*arguments, "--warehouse", tmp_path / "none")
    assert result.exit_code == 1 and "run trade build" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["sql", "select 1"], ["check"], ["explain", "00ff"], ["export"]])
def test_a_file_that_is_no_warehouse_gets_a_message(tmp_path, arguments):
    (tmp_path / publish.PUBLISHED).write_bytes(b"not a database" * 1000)
    if arguments == ["export"]:
        arguments = ["export", tmp_path / "out"]
    result = trade(*arguments, "--warehouse", tmp_path)
    assert result.exit_code == 1 and result.stderr.startswith("trade: ") and "trade.duckdb" in result.stderr


# build and check


def test_build_with_the_real_reading_publishes_and_sums_up(tmp_path):
    """In a process of its own, from the pages of the repository, as make run does it."""
    root = Path(cli.__file__).parents[2]
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "build", "--warehouse", str(tmp_path)]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, env=os.environ | {"COLUMNS": "200"})
    assert result.returncode == 0, result.stderr
    assert result.stdout == ""
    assert "checks passed" in result.stderr and "Next: trade sql" in result.stderr
    assert f"published {tmp_path}/trade.duckdb" in result.stderr
    assert_readme_shows_what_is_printed((root / "README.md").read_text(encoding="utf-8"), tmp_path)


def assert_readme_shows_what_is_printed(readme: str, warehouse: Path) -> None:
    """Each example that the README names is followed by what its query answers; so is each call of trade explain."""
    shown = dict(re.findall(r"\(`(\w+)\.sql`\)\n\n```text\n(.*?)\n```", readme, re.DOTALL))
    assert len(shown) == 5
    shown |= dict(re.findall(r"examples/(\w+)\.sql\)\"\n(.*?)\n```", readme, re.DOTALL))
    for name, answer in shown.items():
        printed = trade("sql", schema.sql(name, "examples"), "--warehouse", warehouse).stdout
        assert [line.rstrip() for line in printed.splitlines()] == answer.splitlines(), name
    ((figure, answer),) = re.findall(r"trade explain (\w+)\n(.*?)\n```", readme, re.DOTALL)
    assert trade("explain", figure, "--warehouse", warehouse).stdout.splitlines() == answer.splitlines()


def test_build_refuses_what_is_not_there(tmp_path):
    result = trade("build", "--raw", tmp_path / "none", "--warehouse", tmp_path)
    assert result.exit_code == 1 and "no such folder" in result.stderr
    (tmp_path / "raw").mkdir()
    result = trade("build", "--raw", tmp_path / "raw", "--warehouse", tmp_path / "warehouse")
    assert result.exit_code == 1 and "no pages" in result.stderr
    assert not (tmp_path / "warehouse" / publish.PUBLISHED).exists()
    (tmp_path / "raw" / "manifest.csv").write_text("path\n", encoding="utf-8")
    result = trade("build", "--raw", tmp_path / "raw", "--warehouse", tmp_path / "warehouse")
    assert result.exit_code == 1 and "manifest.csv" in result.stderr and "Traceback" not in result.stderr


def test_build_names_each_unreadable_page_in_a_line_and_publishes_the_rest(tmp_path):
    raw_dir = tmp_path / "raw"
    raw_dir.mkdir()
    (raw_dir / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (raw_dir / "empty.html").write_bytes(b"")
    seed = next((Path(cli.__file__).parents[2] / "raw" / "ichongqing").glob("*.html"))
    (raw_dir / "seed.html").write_bytes(seed.read_bytes())
    result = trade("build", "--raw", raw_dir, "--warehouse", tmp_path / "warehouse")
    assert result.exit_code == 1 and result.stdout == ""
    lines = result.stderr.splitlines()
    assert sum(line.startswith("trade: empty.html: ") for line in lines) == 1
    assert sum(line.startswith("trade: picture.html: ") for line in lines) == 1
    assert any(line.startswith("1 release, 58 figures") for line in lines)
    assert any(line.startswith("published ") for line in lines)


def test_check_shows_each_check_and_the_rows_that_break_one(published, tmp_path):
    result = trade("check", "--warehouse", published)
    assert result.exit_code == 0
    assert all(name in result.stderr for name in schema.check_names())
    broken = tmp_path / publish.PUBLISHED
    broken.write_bytes((published / publish.PUBLISHED).read_bytes())
    with duckdb.connect(str(broken)) as connection:
        connection.execute("update statements set quote = '11.5%' where value = 11.4")
    result = trade("check", "--warehouse", tmp_path)
    assert result.exit_code == 1
    assert "quotes_equal_their_spans: 1 of 58 rows break it" in result.stderr and "11.5%" in result.stderr


def test_each_query_of_the_readme_table_runs_as_an_argument(published):
    """A query that began with a comment would be taken for an option by other command lines."""
    with publish.open_published(published) as connection:
        queries = connection.execute("select question, query, grain from readme").fetchall()
        for question, query, grain in queries:
            assert question.endswith("?") and grain and query.startswith(("select", "with"))
            assert connection.execute(query).description
    assert len(queries) == len(schema.example_names())


# explain


def test_explain_goes_back_to_the_sentence_and_on_to_the_identities(published):
    with publish.open_published(published) as connection:
        ((figure, observation),) = connection.execute(
            "select statement_id, observation_id from observations where enterprise = 'private' and measure = 'share'"
        ).fetchall()
    by_statement = trade("explain", figure, "--warehouse", published).stdout
    assert trade("explain", observation, "--warehouse", published).stdout == by_statement
    assert trade("explain", figure[:10], "--warehouse", published).stdout == by_statement
    first = by_statement.splitlines()[0]
    assert first.startswith("From January to September, Chongqing’s foreign trade for private enterprises rose 27.2%")
    assert "accounting for «36.2%» of the overall foreign trade volume" in first
    for expected in (
        "release       iChongqing Title",
        "raw/ichongqing/2020-10-23_growth.html, characters ",
        "Chongqing (CN-CQ), January to September 2020, total trade, enterprise Private enterprises (private), share",
        "36.2 %",
        "36.15 to 36.25, from 36.2 % as printed",
        "enterprise=all",
        "holds: ",
    ):
        assert expected in by_statement, expected


def test_explain_wants_one_figure(published):
    with publish.open_published(published) as connection:
        with pytest.raises(NoSuchFigure, match="4 to 16 digits"):
            explain(connection, "abc")
        ((text,),) = connection.execute("select list(statement_id) from statements").fetchall()
        found = explain(connection, text[0].upper())
        assert found.statement["statement_id"] == text[0]


# diff


def variant(folder: Path, *changes: tuple[bytes, bytes]) -> Path:
    """The published file of the seed with something in its page replaced."""
    content = labelled.seed_page()
    for old, new in changes:
        assert old in content
        content = content.replace(old, new)
    page = folder / "raw" / "ichongqing" / "2020-10-23_growth.html"
    page.parent.mkdir(parents=True)
    page.write_bytes(content)
    return build(folder / "raw", folder / "warehouse", extract=labelled.extract).published


def test_diff_goes_by_what_a_figure_is_about_and_not_by_where_it_stands(published, tmp_path):
    old = published / publish.PUBLISHED
    title = (b"Across-The-Board Growth", b"Growth Across The Board, Again")
    moved_and_changed = variant(tmp_path / "one", title, (b"18.1", b"18.2"))
    result = trade("diff", old, moved_and_changed, "--format", "json")
    (row,) = json.loads(result.stdout)
    assert (row["change"], row["partner"], row["measure"], row["old"], row["new"]) == (
        "changed",
        "ASEAN",
        "share",
        [18.1],
        [18.2],
    )
    assert result.stderr.strip() == "0 added, 0 removed, 1 changed"
    recoded = variant(tmp_path / "two", (b'"partner": "JP"', b'"partner": "KR"'))
    result = trade("diff", old, recoded, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert sorted((row["change"], row["partner"], row["measure"]) for row in rows) == [
        ("added", "KR", "growth"),
        ("added", "KR", "level"),
        ("removed", "JP", "growth"),
        ("removed", "JP", "level"),
    ]
    assert result.stderr.strip() == "2 added, 2 removed, 0 changed"
    assert json.loads(trade("diff", old, old, "--format", "json").stdout) == []


def test_diff_needs_two_warehouses(published, tmp_path):
    (tmp_path / "text").write_text("no database", encoding="utf-8")
    for other in (tmp_path / "none", tmp_path / "text"):
        result = trade("diff", published / publish.PUBLISHED, other)
        assert result.exit_code == 1 and result.stderr.startswith("trade: ")


# export


def test_export_is_a_valid_data_package_with_the_same_rows_in_parquet(published, tmp_path):
    result = trade("export", tmp_path, "--warehouse", published)
    assert result.exit_code == 0 and result.stdout == ""
    package = Package(str(tmp_path / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["name", "type", "note"])
    assert sorted(package.resource_names) == sorted([*schema.table_names(), *schema.view_names()])
    for resource in package.resources:
        parquet = pyarrow.parquet.read_table(tmp_path / resource.custom["parquet"])
        with (tmp_path / resource.path).open(encoding="utf-8", newline="") as file:
            assert parquet.num_rows == sum(1 for _ in csv.reader(file)) - 1
        assert parquet.column_names == resource.schema.field_names
        assert resource.description and all(field.description for field in resource.schema.fields)
    rows = package.get_resource("observations").read_rows()
    assert str(rows[0]["value"]) == "461390000000"
    assert package.get_resource("observations").schema.primary_key == ["observation_id"]


def test_two_exports_have_the_same_bytes(published, tmp_path):
    for name in ("one", "two"):
        with publish.open_published(published) as connection:
            export.export(connection, tmp_path / name)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert all((tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes() for file in files)


def test_the_sdmx_file_is_read_by_an_sdmx_library(published, tmp_path):
    with publish.open_published(published) as connection:
        export.export(connection, tmp_path)
    (dataset,) = read_sdmx(tmp_path / export.SDMX_FILE, validate=True).data
    assert dataset.short_urn == "Dataflow=TRADE_RELEASES:OBSERVATIONS(1.0)"
    assert len(dataset.data) == 58
    assert set(dataset.data["TIME_PERIOD"]) == {"2020-01-01/P9M", "2020-09", "2020-Q1", "2020-Q2", "2020-Q3"}
    keys = [
        "REF_AREA",
        "FLOW",
        "COUNTERPART_AREA",
        "COMMODITY",
        "REGIME",
        "ENTERPRISE",
        "ZONE",
        "MEASURE",
        "TIME_PERIOD",
    ]
    assert not dataset.data.duplicated(keys).any()


# dictionary


def test_the_data_dictionary_in_docs_is_the_one_that_the_comments_give():
    assert dictionary.DICTIONARY.read_text(encoding="utf-8") == trade("dictionary").stdout, (
        "run: trade dictionary > docs/data_dictionary.md"
    )
