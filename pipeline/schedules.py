"""When a run starts without a person: sources are asked on a schedule, and a page that appears in raw/ is taken in."""

import json
import time
from pathlib import Path

import dagster as dg

from pipeline import assets, raw
from pipeline.fetched import FETCHED
from pipeline.fetching.sources import Sources
from pipeline.freshness import unpublished
from pipeline.resources import Folders

SCHEDULE = "daily_reingestion"
SENSOR = "pages_in_raw"
LOOK_EVERY_SECONDS = 10
# A file that is younger may still be written.
SETTLED_SECONDS = 2.0

reingestion = dg.define_asset_job(
    "reingestion",
    selection=dg.AssetSelection.assets(FETCHED).downstream(),
    description="Asks the sources, then rebuilds what depends on pages if any of them changed.",
)
ingestion = dg.define_asset_job(
    "ingestion",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets(FETCHED),
    description="Builds the warehouse from the pages under raw/, if any of them changed.",
)


def schedules(sources: Sources) -> list[dg.ScheduleDefinition]:
    """``daily_reingestion`` for the sources that name no time of their own, and one for each other time; all are off
    until somebody turns them on."""
    by_cron = sources.by_cron()
    default = by_cron.pop(sources.cron, ())
    found = [_schedule(SCHEDULE, sources.cron, default, sources.timezone)]
    for cron, names in sorted(by_cron.items()):
        found.append(_schedule(f"reingestion_of_{names[0].replace('-', '_')}", cron, names, sources.timezone))
    return found


def _schedule(name: str, cron: str, sources: tuple[str, ...], timezone: str) -> dg.ScheduleDefinition:
    what = ", ".join(sources) or "no source"

    @dg.schedule(
        name=name,
        job=reingestion,
        cron_schedule=cron,
        execution_timezone=timezone,
        default_status=dg.DefaultScheduleStatus.STOPPED,
        description=f"Asks {what} at {cron} ({timezone}) and rebuilds what changed. The times are those of raw/sources.toml.",
    )
    def look(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        if not sources:
            return dg.SkipReason(f"no source in raw/sources.toml is enabled at {cron}")
        return dg.RunRequest(
            run_config={
                "ops": {
                    FETCHED: {"config": {"sources": list(sources), "patient": True}},
                    assets.PAGES: {"config": {"only_changes": True}},
                }
            },
            tags={assets.REASON_TAG: f"time to look at {what}: {cron} {timezone}"},
        )

    return look


@dg.sensor(
    name=SENSOR,
    job=ingestion,
    minimum_interval_seconds=LOOK_EVERY_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Builds the warehouse when a page or the manifest under raw/ is added, changed or removed.",
)
def pages_in_raw(context: dg.SensorEvaluationContext, folders: Folders) -> dg.RunRequest | dg.SkipReason:
    raw_dir, warehouse = Path(folders.raw), Path(folders.warehouse)
    try:
        fingerprint = raw.fingerprint(raw_dir)
        seen = json.loads(context.cursor) if context.cursor else {"fingerprint": None, "change": 0}
        if fingerprint == seen["fingerprint"]:
            return dg.SkipReason("raw/ is as it was")
        if _seconds_since_a_change(raw_dir) < SETTLED_SECONDS:
            return dg.SkipReason("a file in raw/ has just changed; it may still be written")
        difference = unpublished(raw_dir, warehouse)
    except (raw.RawError, FileNotFoundError) as error:  # a file that went away between two looks at it
        return dg.SkipReason(str(error))
    # A state of raw/ may come back; the number tells its visits apart where the fingerprint cannot.
    change = seen["change"] + 1
    context.update_cursor(json.dumps({"fingerprint": fingerprint, "change": change}))
    return dg.RunRequest(
        run_key=f"{change}-{fingerprint}",
        run_config={"ops": {assets.PAGES: {"config": {"only_changes": True}}}},
        tags={assets.REASON_TAG: f"raw/ changed: {difference}"},
    )


def _seconds_since_a_change(raw_dir: Path) -> float:
    changes = (path.stat().st_mtime for path in (*raw_dir.rglob("*.htm*"), *raw_dir.glob(raw.MANIFEST)))
    return time.time() - max(changes, default=0.0)
