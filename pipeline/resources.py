"""What the runs of the orchestrator share: where things lie, and the build that the steps of one run work on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from pipeline.runs import RunBuild, hold


class Folders(dg.ConfigurableResource):
    """Where pages lie and where the warehouse is published."""

    raw: str
    warehouse: str


@dg.resource(required_resource_keys={"folders"})
@contextmanager
def build(context: dg.InitResourceContext) -> Iterator[RunBuild]:
    """The build that the steps of a run share; gone when the run ends, however it ends."""
    folders = context.resources.folders
    waiting = "another build is running; waiting for it to end"
    if context.run is not None:
        hold(Path(folders.warehouse), context.run.run_id)
    with RunBuild(Path(folders.raw), Path(folders.warehouse), waiting=lambda: context.log.info(waiting)) as run:
        yield run
