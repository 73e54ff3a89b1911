"""What Dagster loads: the assets, checks, jobs, schedules and the sensor of this project, and what their runs share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from pipeline import abandoned, assets, checks, schedules
from pipeline.fetching.sources import Sources, SourcesError, load
from pipeline.runs import RunBuild

PROJECT = Path(__file__).resolve().parents[1]


@dg.resource(required_resource_keys={"folders"})
@contextmanager
def build(context: dg.InitResourceContext) -> Iterator[RunBuild]:
    """The build that the steps of a run share; gone when the run ends, however it ends."""
    folders = context.resources.folders
    waiting = "another build is running; waiting for it to end"
    if context.run is not None:
        abandoned.hold(Path(folders.warehouse), context.run.run_id)
    with RunBuild(Path(folders.raw), Path(folders.warehouse), waiting=lambda: context.log.info(waiting)) as run:
        yield run


def definitions(raw_dir: Path, warehouse: Path) -> dg.Definitions:
    """Everything that Dagster knows of the project, for the pages of ``raw_dir`` and a warehouse in ``warehouse``."""
    try:
        sources = load(raw_dir)
    except SourcesError:
        sources = Sources()  # whoever asks the sources gets the message; the rest works without them
    return dg.Definitions(
        assets=assets.all_assets(sources),
        asset_checks=checks.all_checks(),
        jobs=[schedules.reingestion, schedules.ingestion],
        schedules=schedules.schedules(sources),
        sensors=[schedules.pages_in_raw, abandoned.abandoned_runs],
        resources={"folders": assets.Folders(raw=str(raw_dir), warehouse=str(warehouse)), "build": build},
        # Steps share one build file, and DuckDB lets one process write: nobody ever waits for a lock this way.
        executor=dg.in_process_executor,
    )


defs = definitions(PROJECT / "raw", PROJECT / "warehouse")
