"""Runs that ended without saying so: their process was killed together with the one that watches it.

Dagster goes on counting such a run as under way, and since one run is under way at a time, all others would wait for it
for ever. Each run therefore holds a lock that ends with its process, however that ends, and a sensor looks at the locks.
"""

import time
from pathlib import Path

import dagster as dg

from pipeline.resources import Folders
from pipeline.runs import RUNS, is_held

LOOK_EVERY_SECONDS = 30
# A run without a lock may only just have started.
STARTING_SECONDS = 120
UNDER_WAY = (dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING)


@dg.sensor(
    name="abandoned_runs",
    minimum_interval_seconds=LOOK_EVERY_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Marks runs as failed whose process is gone, so that the runs in the queue need not wait for them.",
)
def abandoned_runs(context: dg.SensorEvaluationContext, folders: Folders) -> dg.SkipReason:
    warehouse, instance = Path(folders.warehouse), context.instance
    records = instance.get_run_records(dg.RunsFilter(statuses=list(UNDER_WAY)))
    under_way = {record.dagster_run.run_id: record for record in records}
    locks = {path.name for path in (warehouse / RUNS).glob("*")}
    failed = []
    for run_id in sorted(locks | under_way.keys()):
        if run_id not in locks:
            alive = time.time() - (under_way[run_id].start_time or time.time()) < STARTING_SECONDS
        else:
            alive = is_held(warehouse, run_id)
        # A run says how it ended before its process ends, so what it says now is final.
        run = instance.get_run_by_id(run_id)
        if not alive and run is not None and run.status in UNDER_WAY:
            instance.report_run_failed(run, "The process of this run is gone; what it had built is not published.")
            failed.append(run_id)
    return dg.SkipReason(f"marked as failed: {', '.join(failed)}" if failed else "the process of every run is there")
