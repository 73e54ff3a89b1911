"""What Dagster loads: the assets, checks, jobs, schedules and the sensors of this project."""

from pathlib import Path

import dagster as dg

from pipeline import abandoned, assets, checks, resources, schedules
from pipeline.fetching.sources import Sources, SourcesError, load

PROJECT = Path(__file__).resolve().parents[1]


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
        resources={
            "folders": resources.Folders(raw=str(raw_dir), warehouse=str(warehouse)),
            "build": resources.build,
        },
        # Steps share one build file, and DuckDB lets one process write: nobody ever waits for a lock this way.
        executor=dg.in_process_executor,
    )


defs = definitions(PROJECT / "raw", PROJECT / "warehouse")
