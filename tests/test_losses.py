"""Figures that were published and are not read any more: what stops a build, what is shown, what is no loss at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import labelled
import pytest
from typer.testing import CliRunner

from pipeline import cli, raw
from pipeline.cli import warehouse as commands  # noqa: F401 - registers the commands
from pipeline.model import PageSource, Reading
from pipeline.runs import RunBuild
from pipeline.warehouse import checks
from pipeline.warehouse.build import Summary, build
from pipeline.warehouse.publish import PREVIOUS, PUBLISHED, NotPublished, open_published

BULK, SINGLE, VERSIONS = (
    "pages_keep_most_figures",
    "published_figures_are_still_read",
    "newer_versions_keep_most_figures",
)
REJECTION = """
[[correction]]
release = "{release}"
quote = "41 billion yuan"
action = "reject"
expect = {{ measure = "level" }}
reason = "Seen on paper"
reviewer = "A. Reader"
date = 2021-06-01
"""


def content(number: int, figures: int = 3) -> bytes:
    flows = ("total", "export", "import")[:figures]
    labels = [labelled.label(f"{number + n}000000000", flow=flow) for n, flow in enumerate(flows)]
    stated = ", ".join(f"{number + n} billion yuan" for n in range(figures))
    return labelled.page(f"Trade {number}\nIt was {stated}.", labels)


def keeping(figures: int):
    """A reading that finds the first figures of a page."""

    def extract(page: bytes, source: PageSource) -> labelled.Extraction:
        found = labelled.extract(page, source)
        statements = found.reading.statements[:figures]
        numbers = [
            number
            if number.statement is None or number.statement < figures
            else replace(number, outcome="unread", reason="no rule", statement=None)
            for number in found.reading.numbers
        ]
        return replace(
            found, reading=Reading(statements, tuple(numbers)), observations=found.observations[: len(statements)]
        )

    extract.__qualname__ = f"keeping_{figures}"  # another version of the code that reads
    return extract


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project of two pages, published."""
    write(tmp_path, "customs/a.html", content(40))
    write(tmp_path, "customs/b.html", content(60))
    summary = run(tmp_path)
    assert summary.published and failed(summary) == {}
    assert not (tmp_path / "warehouse" / PREVIOUS).exists()
    return tmp_path


def write(folder: Path, path: str, page: bytes) -> None:
    (folder / "raw" / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / "raw" / path).write_bytes(page)


def run(folder: Path, extract=labelled.extract, **options) -> Summary:
    register = folder / "corrections.toml"
    return build(folder / "raw", folder / "warehouse", extract=extract, workers=1, register=register, **options)


def failed(summary: Summary) -> dict[str, list[dict]]:
    """Offending rows by failed check, of the checks on lost figures."""
    return {r.name: r.table.to_pylist() for r in summary.failed if r.name in (BULK, SINGLE, VERSIONS)}


def figures(folder: Path, file: str = PUBLISHED) -> int:
    with duckdb.connect(str(folder / "warehouse" / file), read_only=True) as connection:
        return connection.execute("select count(*) from observations").fetchone()[0]


@pytest.mark.parametrize("kept", [0, 1])
def test_a_page_that_gives_less_than_half_of_its_figures_stops_the_build(folder, kept):
    before = (folder / "warehouse" / PUBLISHED).read_bytes()
    summary = run(folder, keeping(kept))
    assert summary.published is None
    assert failed(summary)[BULK] == [
        {"path": f"customs/{name}.html", "published": 3, "kept": kept, "cause": None} for name in "ab"
    ]
    assert [r.name for r in summary.failed if r.blocks] == [BULK]
    assert (folder / "warehouse" / PUBLISHED).read_bytes() == before


def test_a_page_that_cannot_be_read_any_more_stops_the_build(folder):
    def extract(page: bytes, source: PageSource) -> labelled.Extraction:
        return labelled.extract(page if source.path == "customs/a.html" else b"\xff", source)

    (row,) = failed(run(folder, extract))[BULK]
    assert (row["path"], row["kept"], row["cause"]) == ("customs/b.html", 0, "not a page")


def test_a_page_that_the_manifest_has_and_the_disk_has_not_stops_the_build(folder):
    write(folder, "portal/c.html", content(80))
    manifest(folder, "portal/c.html", 1)
    assert run(folder).published
    (folder / "raw/portal/c.html").unlink()
    (row,) = failed(run(folder))[BULK]
    assert row["path"] == "portal/c.html" and "not on disk" in row["cause"]
    manifest(folder)  # withdrawn for good: its row goes too
    summary = run(folder)
    assert summary.published and list(failed(summary)) == [SINGLE]


def test_single_figures_that_are_lost_are_shown(folder):
    summary = run(folder, keeping(2))
    assert summary.published and figures(folder) == 4
    assert [(row["page"], row["lost"], row["why"]) for row in failed(summary)[SINGLE]] == [
        ("customs/a.html", ["42"], "the page is read differently"),
        ("customs/b.html", ["62"], "the page is read differently"),
    ]
    assert figures(folder, PREVIOUS) == 6
    result = CliRunner().invoke(cli.app, ["check", "--warehouse", str(folder / "warehouse")])
    assert result.exit_code == 0 and f"warn   {SINGLE}: 2 of 2 rows break it" in result.stderr
    assert failed(run(folder, keeping(2))) == {}, "what was lost has been shown"


def test_what_is_accepted_is_published_and_what_comes_after_is_held_against_it(folder):
    summary = run(folder, keeping(0), accept_losses=True)
    assert summary.published and failed(summary) == {} and figures(folder) == 0
    assert CliRunner().invoke(cli.app, ["check", "--warehouse", str(folder / "warehouse")]).exit_code == 0
    assert failed(run(folder, keeping(0))) == {}


def test_a_page_that_was_taken_out_of_raw_is_shown(folder):
    (folder / "raw/customs/b.html").unlink()
    summary = run(folder)
    assert summary.published
    ((row,),) = failed(summary).values()
    assert (row["page"], row["lost"], row["why"]) == (
        "customs/b.html",
        ["60", "61", "62"],
        "the page is not in raw/ any more",
    )


def test_moved_and_rejected_figures_are_not_lost(folder):
    (folder / "raw/customs/b.html").rename(folder / "raw/moved.html")
    release = raw.hashes(folder / "raw")["customs/a.html"][:16]
    (folder / "corrections.toml").write_text(REJECTION.format(release=release), encoding="utf-8")
    summary = run(folder)
    assert summary.published and summary.corrections == 1 and figures(folder) == 5
    assert failed(summary) == {}


def test_a_newer_version_without_its_figures_is_shown_as_long_as_it_is_current(folder):
    write(folder, "portal/old.html", content(80))
    manifest(folder, "portal/old.html", 1)
    assert failed(run(folder)) == {}
    write(folder, "portal/new.html", content(90, figures=1))
    manifest(folder, "portal/old.html", 1, "portal/new.html", 2)
    for _ in range(2):
        summary = run(folder)
        assert summary.published
        ((row,),) = failed(summary).values()
        assert (row["path"], row["figures"], row["older_path"], row["older_figures"]) == (
            "portal/new.html",
            1,
            "portal/old.html",
            3,
        )


def manifest(folder: Path, *versions: str | int) -> None:
    """A manifest with versions of one address: path and day."""
    rows = [
        raw.RawPage(
            path=path,
            url="https://a.example/1",
            retrieved_at=datetime(2021, 1, day, tzinfo=UTC),
            sha256=raw.hashes(folder / "raw")[path],
            status=200,
        )
        for path, day in zip(versions[::2], versions[1::2], strict=True)
    ]
    (folder / "raw" / raw.MANIFEST).write_text(raw.manifest_text(rows), encoding="utf-8")


@pytest.mark.parametrize("damage", ["no database", "other tables"])
def test_a_published_file_that_cannot_be_read_is_replaced(folder, damage):
    published = folder / "warehouse" / PUBLISHED
    if damage == "no database":
        published.write_bytes(b"not a database" * 1000)
    else:
        with duckdb.connect(str(published)) as connection:
            connection.execute("alter table statements rename column value_text to printed")
    assert run(folder, keeping(1)).published


def test_a_run_of_the_orchestrator_is_held_against_the_published_file(folder):
    options = {"register": folder / "corrections.toml"}
    with RunBuild(folder / "raw", folder / "warehouse", extract=keeping(0), **options) as run_build:
        run_build.write_table("statements")
        connection = run_build.provide(checks.subjects(BULK))
        result = checks.run(connection, checks.load(BULK), previous=run_build.previous)
        assert (result.offending, result.looked_at) == (2, 2) and result.blocks
        with pytest.raises(NotPublished, match=BULK):
            run_build.publish()
    with RunBuild(folder / "raw", folder / "warehouse", **options) as run_build:
        assert checks.run(run_build.provide(()), checks.load(BULK), previous=run_build.previous).passed
    with open_published(folder / "warehouse") as connection:
        assert connection.execute("select count(*) from observations").fetchone() == (6,)
