"""What the runs of the orchestrator share: where things lie, and the build that the steps of one run work on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from pipeline.runs import RunBuild, hold
from pipeline.warehouse.publish import PUBLISHED, file_version

WAREHOUSE = "published_warehouse"


class Folders(dg.ConfigurableResource):
    """Where pages lie and where the warehouse is published."""

    raw: str
    warehouse: str


@dg.resource(required_resource_keys={"folders"})
@contextmanager
def build(context: dg.InitResourceContext) -> Iterator[RunBuild]:
    """The build that the steps of a run share; gone when the run ends, however it ends."""
    folders = context.resources.folders
    instance = context.instance
    waiting = "another build is running; waiting for it to end"
    if context.run is not None:
        hold(Path(folders.warehouse), context.run.run_id)
    with RunBuild(
        Path(folders.raw),
        Path(folders.warehouse),
        published_tables=lambda: recorded(instance, Path(folders.warehouse)).get("table inputs"),
        waiting=lambda: context.log.info(waiting),
    ) as run:
        yield run


def recorded(instance: dg.DagsterInstance, warehouse: Path) -> dict[str, object]:
    """What was noted of the published file when it was published; nothing where another program has published since."""
    event = instance.get_latest_materialization_event(dg.AssetKey(WAREHOUSE))
    if event is None or event.asset_materialization is None:
        return {}
    noted = {key: value.value for key, value in event.asset_materialization.metadata.items()}
    return noted if noted.get("file version") == file_version(warehouse / PUBLISHED) else {}
