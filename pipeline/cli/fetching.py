"""Commands that bring pages in: ``trade fetch`` and ``trade add``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import app
from pipeline.cli.warehouse import RAW, WAREHOUSE, RawDir, Warehouse, fail, note

if TYPE_CHECKING:
    from pipeline.fetching.report import Outcome

Format = Annotated[str, typer.Option(help="table, csv, json or parquet.")]

_FIGURES = """
    select
        observations.observation_id,
        observations.region,
        strftime(observations.period_start, '%Y-%m') || '/' || strftime(observations.period_end, '%Y-%m') as period,
        observations.flow,
        concat_ws(
            ' ',
            nullif(observations.partner, 'world'),
            nullif(observations.commodity, 'all'),
            nullif(observations.regime, 'all'),
            nullif(observations.enterprise, 'all'),
            nullif(observations.zone, 'all'),
            nullif(observations.transport, 'all')
        ) as breakdown,
        observations.measure,
        observations.basis,
        observations.value,
        observations.unit,
        observations.approx,
        statements.quote,
    from observations
    join statements using (statement_id)
    where observations.release_id = ?
    order by statements.char_start, observations.observation_id
"""


@app.command()
def fetch(
    source: Annotated[
        list[str] | None, typer.Option("--source", metavar="NAME", help="Only this source; may be repeated.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Ask the web, but write nothing.")] = False,
    raw: RawDir = RAW,
    format: Format = "table",
) -> None:
    """Fetch the sources of raw/sources.toml into raw/, and print what happened to each address."""
    from rich.console import Console

    from pipeline.fetching.run import fetch as run
    from pipeline.fetching.sources import SourcesError, load
    from pipeline.raw import RawError

    _known_format(format)
    try:
        sources = load(raw)
        if not sources.sources:
            raise fail(f"{raw}: no sources.toml, or none in it; docs/sources.md says how to write one")
        with Console(stderr=True).status("fetching") as status:
            done = 0

            def show(outcome: Outcome) -> None:
                nonlocal done
                done += 1
                status.update(f"fetching: {done} done, last {outcome.source}")

            report = run(raw, source or (), dry_run=dry_run, sources=sources, on_outcome=show)
    except (SourcesError, RawError) as error:
        raise fail(error) from None
    _print(report.outcomes, format)
    counts = ", ".join(f"{count} {what}" for what, count in report.counts.items()) or "no source is enabled"
    note(f"{counts}{' (dry run: nothing was written)' if dry_run else ''}")
    for name, outcomes in report.problems.items():
        for outcome in outcomes:
            note(f"trade: {name}: {outcome.url}: {outcome.what}: {outcome.note}")
    if report.stored and not dry_run:
        note("Next: trade build")
    if report.problems:
        raise typer.Exit(1)


@app.command()
def add(
    page: Annotated[str, typer.Argument(metavar="URL-or-FILE", help="An http or https address, or a file.")],
    published: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day of publication, where the page states none or a wrong one."),
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    raw: RawDir = RAW,
    warehouse: Warehouse = WAREHOUSE,
    format: Format = "table",
) -> None:
    """Put one page into raw/, build the warehouse, and print the page's figures."""
    import hashlib

    from pipeline.cli.output import write
    from pipeline.cli.warehouse import build
    from pipeline.fetching.report import PROBLEMS
    from pipeline.fetching.run import add as run
    from pipeline.fetching.sources import SourcesError
    from pipeline.raw import RawError
    from pipeline.warehouse.publish import open_published

    _known_format(format)
    try:
        outcome = run(raw, page, published_on=published.date() if published else None, publisher=publisher)
    except (SourcesError, RawError) as error:
        raise fail(error) from None
    if outcome.what in PROBLEMS or outcome.path is None:
        raise fail(f"{page}: {outcome.what}: {outcome.note}")
    note(f"{outcome.what}: {raw / outcome.path}" + (f" ({outcome.note})" if outcome.note else ""))
    clean = True
    try:
        build(raw, warehouse)
    except (
        typer.Exit
    ):  # another page in raw/, or a check, has a problem; the figures of this one may be in all the same
        clean = False
    release_id = hashlib.sha256((raw / outcome.path).read_bytes()).hexdigest()[:16]
    try:
        with open_published(warehouse) as connection:
            known = connection.execute("select count(*) from releases where release_id = ?", [release_id]).fetchone()
            figures = connection.execute(_FIGURES, [release_id]).to_arrow_table()
    except FileNotFoundError as error:
        raise fail(error) from None
    if known == (0,):
        raise fail(f"{page}: its figures are not in the published warehouse")
    write(figures, format)
    if not clean:
        raise typer.Exit(1)


def _known_format(format: str) -> None:
    from pipeline.cli.output import FORMATS

    if format not in FORMATS:
        raise fail(f"no format {format!r}; there are {', '.join(FORMATS)}")


def _print(outcomes: Sequence[Outcome], format: str) -> None:
    import pyarrow as pa

    from pipeline.cli.output import write

    columns = {
        "source": [outcome.source for outcome in outcomes],
        "outcome": [outcome.what.value for outcome in outcomes],
        "url": [outcome.url for outcome in outcomes],
        "path": [outcome.path for outcome in outcomes],
        "note": [outcome.note for outcome in outcomes],
    }
    write(pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()}), format)
