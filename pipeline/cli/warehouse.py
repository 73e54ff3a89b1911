"""Commands of `trade`: warehouse."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import app

RawDir = Annotated[Path, typer.Option("--raw", help="Folder of pages and their manifest.")]
Warehouse = Annotated[Path, typer.Option("--warehouse", help="Folder of the published file.")]
RAW = Path("raw")
WAREHOUSE = Path("warehouse")


def note(message: str) -> None:
    """Say something to the person at the terminal; standard output is for data."""
    typer.echo(message, err=True)


def fail(message: object) -> typer.Exit:
    """The exit, with status 1, of a command that could not do what it was asked; ``message`` says why in one line."""
    note(f"trade: {message}")
    return typer.Exit(1)


def first_line(error: object) -> str:
    """The first line of a message that has several."""
    return str(error).splitlines()[0]


@app.command()
def build(
    raw: RawDir = RAW,
    warehouse: Warehouse = WAREHOUSE,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that read pages; one per core if left out.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Read every page again, also unchanged ones.")] = False,
    accept_losses: Annotated[
        bool, typer.Option("--accept-losses", help="Publish also when pages lose figures that are published now.")
    ] = False,
) -> None:
    """Build the warehouse from raw/, check it, and publish it."""
    import duckdb
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from pipeline.raw import RawError
    from pipeline.warehouse.build import build as run
    from pipeline.warehouse.corrections import CorrectionError
    from pipeline.warehouse.publish import NotPublished

    if not raw.is_dir():
        raise fail(f"{raw}: no such folder")
    columns = (TextColumn("reading pages"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("read", total=None)
        try:
            summary = run(
                raw,
                warehouse,
                workers=workers,
                full=full,
                accept_losses=accept_losses,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
                waiting=lambda: note("another build is running; waiting for it to end"),
            )
        except (RawError, CorrectionError, NotPublished, OSError) as error:
            raise fail(error) from None
        except duckdb.Error as error:
            raise fail(f"{first_line(error)}; if it is the cache that is damaged, --full makes it again") from None
    from pipeline.cli.report import print_summary

    print_summary(summary)
    if not summary.clean:
        raise typer.Exit(1)


@app.command(context_settings={"ignore_unknown_options": True})  # a query may start with a comment: -- which ...
def sql(
    query: Annotated[str, typer.Argument(help="SQL to run; - reads it from standard input.")],
    format: Annotated[str, typer.Option(help="table, csv, json or parquet.")] = "table",
    output: Annotated[Path | None, typer.Option(help="File to write; standard output if left out.")] = None,
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Run a query on the published warehouse, read-only."""
    import duckdb

    from pipeline.cli.output import FORMATS, write
    from pipeline.warehouse.publish import open_published

    if format not in FORMATS:
        raise fail(f"no format {format!r}; there are {', '.join(FORMATS)}")
    if format == "parquet" and output is None and sys.stdout.isatty():
        raise fail("parquet is not for terminals; name a file with --output")
    text = sys.stdin.read() if query == "-" else query
    try:
        with open_published(warehouse) as connection:
            result = connection.execute(text).to_arrow_table()
    except (duckdb.Error, OSError) as error:
        raise fail(error) from None
    write(result, format, output)


@app.command()
def check(warehouse: Warehouse = WAREHOUSE) -> None:
    """Run the checks on the published warehouse and show the rows that break them."""
    import duckdb

    from pipeline.cli.report import print_checks
    from pipeline.warehouse.checks import run_all
    from pipeline.warehouse.publish import PREVIOUS, open_published

    try:
        with open_published(warehouse) as connection:
            results = run_all(connection, previous=warehouse / PREVIOUS)
    except (duckdb.Error, OSError) as error:
        raise fail(error) from None
    print_checks(results)
    if any(result.blocks for result in results):
        raise typer.Exit(1)


@app.command()
def explain(
    figure_id: Annotated[str, typer.Argument(metavar="ID", help="Statement or observation, by its first digits.")],
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Trace a figure back to its sentence, page and rule, and to the identities that it takes part in."""
    import duckdb

    from pipeline.cli.report import explanation_text
    from pipeline.warehouse.explain import NoSuchFigure
    from pipeline.warehouse.explain import explain as trace
    from pipeline.warehouse.publish import open_published

    try:
        with open_published(warehouse) as connection:
            explanation = trace(connection, figure_id)
    except (duckdb.Error, OSError, NoSuchFigure) as error:
        raise fail(error) from None
    typer.echo(explanation_text(explanation), nl=False)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="Published file, the earlier one.")],
    new: Annotated[Path, typer.Argument(help="Published file, the later one.")],
    format: Annotated[str, typer.Option(help="table, csv, json or parquet.")] = "table",
    output: Annotated[Path | None, typer.Option(help="File to write; standard output if left out.")] = None,
) -> None:
    """Compare two published files: figures added, removed and changed."""
    import duckdb

    from pipeline.cli.output import FORMATS, write
    from pipeline.warehouse.diff import diff as compare

    if format not in FORMATS:
        raise fail(f"no format {format!r}; there are {', '.join(FORMATS)}")
    try:
        changes = compare(old, new)
    except (duckdb.Error, OSError) as error:
        raise fail(error) from None
    write(changes, format, output)
    kinds = changes.column("change").to_pylist()
    note(", ".join(f"{kinds.count(kind)} {kind}" for kind in ("added", "removed", "changed")))


@app.command()
def export(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder to write; files of an earlier export are replaced.")
    ],
    warehouse: Warehouse = WAREHOUSE,
) -> None:
    """Write every table and view as Parquet and CSV with a data package, and the observations as SDMX-CSV."""
    import duckdb

    from pipeline.warehouse.export import export as write_files
    from pipeline.warehouse.publish import open_published

    try:
        with open_published(warehouse) as connection:
            files = write_files(connection, folder)
    except (duckdb.Error, OSError) as error:
        raise fail(error) from None
    note(f"{len(files)} files written to {folder}; datapackage.json describes them")


@app.command()
def dictionary() -> None:
    """Print the data dictionary (docs/data_dictionary.md) as the comments in sql/ have it."""
    from pipeline.warehouse.dictionary import markdown

    typer.echo(markdown(), nl=False)
