"""Runs that start by themselves: what asks for them, what they do when nothing changed, and what happens to lost ones."""

import os
import subprocess
import sys
import time
from pathlib import Path

import dagster as dg
import pytest
from web import Reply, article, serve

from pipeline import assets, raw
from pipeline.abandoned import abandoned_runs
from pipeline.definitions import definitions
from pipeline.fetched import FETCHED, fetched_pages
from pipeline.fetching.sources import load
from pipeline.freshness import inputs_of
from pipeline.resources import Folders, recorded
from pipeline.resources import build as run_build
from pipeline.runs import is_held
from pipeline.schedules import SCHEDULE, pages_in_raw, schedules
from pipeline.warehouse.build import build
from pipeline.warehouse.publish import PUBLISHED, open_published

SENTENCE = "Chongqing's imports and exports came to {} billion yuan in the first quarter of 2024."


@pytest.fixture
def site():
    with serve() as site:
        yield site


@pytest.fixture
def project(tmp_path) -> Path:
    (tmp_path / "raw").mkdir()
    return tmp_path


def follow(project: Path, schedule: str = "", **addresses: str) -> None:
    """Sources of one page each, on a web that only a test may reach."""
    text = (
        f'[schedule]\n{schedule}\n[fetching]\ndelay_seconds = 0.0\nattempts = 1\nallow_addresses = ["127.0.0.1/32"]\n'
    )
    for name, url in addresses.items():
        text += f'[sources.{name}]\npublisher = "{name}"\nregion = "CN-CQ"\n[[sources.{name}.pages]]\nurl = "{url}"\n'
    (project / "raw" / "sources.toml").write_text(text, encoding="utf-8")


def folders(project: Path) -> Folders:
    return Folders(raw=str(project / "raw"), warehouse=str(project / "warehouse"))


def drop(project: Path, name: str, number: str, age: float = 60.0) -> Path:
    """A page put into raw/ some time ago."""
    page = project / "raw" / name
    page.write_text(article(SENTENCE.format(number)), encoding="utf-8")
    os.utime(page, times=(time.time() - age,) * 2)
    return page


def levels(project: Path) -> list[int]:
    with open_published(project / "warehouse") as connection:
        return [int(value) for (value,) in connection.execute("select value from observations order by 1").fetchall()]


# Schedule


def test_the_schedule_is_off_and_asks_the_sources_at_the_times_of_their_file(project):
    follow(project, 'cron = "30 7 * * 1-5"\ntimezone = "Europe/Berlin"', customs="http://example.org/a")
    known = definitions(project / "raw", project / "warehouse")
    (schedule,) = known.schedules
    assert (schedule.name, schedule.cron_schedule, schedule.execution_timezone) == (
        SCHEDULE,
        "30 7 * * 1-5",
        "Europe/Berlin",
    )
    assert schedule.default_status == dg.DefaultScheduleStatus.STOPPED
    (request,) = schedule.evaluate_tick(dg.build_schedule_context()).run_requests
    assert "customs" in request.tags[assets.REASON_TAG]
    job = known.resolve_job_def(schedule.job_name)
    assert dg.validate_run_config(job, request.run_config)["ops"][FETCHED]["config"]["sources"] == ["customs"]


def test_a_source_with_a_time_of_its_own_has_a_schedule_of_its_own(project):
    follow(project, customs="http://example.org/a", weekly="http://example.org/b")
    file = project / "raw" / "sources.toml"
    file.write_text(file.read_text().replace("[sources.weekly]\n", '[sources.weekly]\ncron = "0 9 * * 1"\n'))
    found = {schedule.name: schedule for schedule in schedules(load(project / "raw"))}
    assert found.keys() == {SCHEDULE, "reingestion_of_weekly"}
    assert (found[SCHEDULE].cron_schedule, found["reingestion_of_weekly"].cron_schedule) == ("0 6 * * *", "0 9 * * 1")
    (request,) = found["reingestion_of_weekly"].evaluate_tick(dg.build_schedule_context()).run_requests
    assert request.run_config["ops"][FETCHED]["config"]["sources"] == ["weekly"]
    policy = fetched_pages(load(project / "raw")).specs_by_key[dg.AssetKey(FETCHED)].freshness_policy
    assert policy.warn_window.to_timedelta().days == 7


def test_a_schedule_without_sources_says_so(project):
    (schedule,) = schedules(load(project / "raw"))
    assert "no source" in schedule.evaluate_tick(dg.build_schedule_context()).skip_message


# Fetching


def fetch(project: Path, instance: dg.DagsterInstance, **config: object):
    return dg.materialize(
        [fetched_pages(load(project / "raw"), retry_delay=0.01)],
        resources={"folders": folders(project), "build": run_build},
        run_config={"ops": {FETCHED: {"config": config}}},
        instance=instance,
        raise_on_error=False,
    )


def test_a_source_that_fails_is_a_failed_check_and_the_others_go_on(site, project):
    up, down = site.answer("/up", Reply(article())), site.answer("/down", Reply(status=500))
    follow(project, customs=up, mirror=down)
    result = fetch(project, dg.DagsterInstance.ephemeral())
    assert result.success
    found = {evaluation.check_name: evaluation for evaluation in result.get_asset_check_evaluations()}
    assert {name: evaluation.passed for name, evaluation in found.items()} == {
        "customs_answers": True,
        "mirror_answers": False,
    }
    assert (
        "mirror" in found["mirror_answers"].description and "500" in found["mirror_answers"].metadata["addresses"].value
    )
    assert [page.publisher for page in raw.pages(project / "raw")] == ["customs"]


def test_sources_that_are_not_asked_keep_the_outcome_of_their_check(site, project):
    up = site.answer("/up", Reply(article()))
    follow(project, customs=up, mirror=site.url("/down"), resting=site.url("/resting"))
    file = project / "raw" / "sources.toml"
    file.write_text(file.read_text().replace("[sources.resting]\n", "[sources.resting]\nenabled = false\n"))
    result = fetch(project, dg.DagsterInstance.ephemeral(), sources=["customs"])
    assert result.success
    assert [evaluation.check_name for evaluation in result.get_asset_check_evaluations()] == ["customs_answers"]
    assert site.asked("/down") == site.asked("/resting") == []


def test_a_check_of_a_source_alone_asks_it_and_stores_nothing(site, project):
    follow(project, customs=site.answer("/up", Reply(article())), mirror=site.url("/down"))
    known = definitions(project / "raw", project / "warehouse")
    key = dg.AssetCheckKey(dg.AssetKey(FETCHED), "customs_answers")
    job = known.resolve_implicit_global_asset_job_def().get_subset(asset_selection=set(), asset_check_selection={key})
    result = job.execute_in_process(instance=dg.DagsterInstance.ephemeral())
    assert [evaluation.passed for evaluation in result.get_asset_check_evaluations()] == [True]
    assert result.get_asset_materialization_events() == []
    assert raw.pages(project / "raw") == [] and site.asked("/down") == []


def test_when_nobody_answers_a_patient_fetch_tries_again(site, project):
    url = site.answer("/late", Reply(status=500), Reply(status=500), Reply(article()))
    follow(project, customs=url)
    result = fetch(project, dg.DagsterInstance.ephemeral(), patient=True)
    assert result.success and all(evaluation.passed for evaluation in result.get_asset_check_evaluations())
    assert [event.event_type_value for event in result.all_events].count("STEP_UP_FOR_RETRY") == 2
    assert len(raw.pages(project / "raw")) == 1


def test_when_nobody_ever_answers_the_fetch_ends_with_failed_checks(site, project):
    follow(project, customs=site.answer("/down", Reply(status=500)))
    result = fetch(project, dg.DagsterInstance.ephemeral(), patient=True)
    assert len(site.asked("/down")) == 3
    assert [evaluation.passed for evaluation in result.get_asset_check_evaluations()] == [False]


def test_a_run_asks_builds_and_stops_where_nothing_changed(site, project):
    url = site.answer("/release", Reply(article(SENTENCE.format("170.2"))))
    follow(project, customs=url)
    instance = dg.DagsterInstance.ephemeral()
    known = definitions(project / "raw", project / "warehouse")
    (schedule,) = known.schedules
    (request,) = schedule.evaluate_tick(dg.build_schedule_context()).run_requests

    def run():
        return known.resolve_job_def("reingestion").execute_in_process(instance=instance, run_config=request.run_config)

    assert run().success
    assert levels(project) == [170_200_000_000]
    published = (project / "warehouse" / PUBLISHED).stat()

    second = run()
    assert second.success
    made = {event.asset_key.to_user_string() for event in second.get_asset_materialization_events()}
    assert made == {FETCHED}
    assert instance.get_run_by_id(second.run_id).tags[assets.OUTCOME_TAG] == "nothing changed"
    assert (project / "warehouse" / PUBLISHED).stat() == published

    # A file that somebody else published may hold anything: it is not what the last run left.
    assert recorded(instance, project / "warehouse")["inputs"] == inputs_of(project / "raw")
    assert build(project / "raw", project / "warehouse").published
    assert recorded(instance, project / "warehouse") == {}


# Sensor


def look(project: Path, cursor: str | None):
    """What the sensor says, and its next cursor."""
    context = dg.build_sensor_context(
        instance=dg.DagsterInstance.ephemeral(), cursor=cursor, resources={"folders": folders(project)}
    )
    found = pages_in_raw(context)
    return found, context.cursor


def test_the_sensor_asks_for_a_run_when_a_page_appears_and_says_why(project):
    drop(project, "first.html", "170.2")
    first, cursor = look(project, None)
    assert isinstance(first, dg.RunRequest)
    assert first.tags == {assets.REASON_TAG: "raw/ changed: 1 page added (first.html)"}
    assert first.run_config["ops"][assets.PAGES]["config"] == {"only_changes": True}
    again, cursor = look(project, cursor)
    assert isinstance(again, dg.SkipReason)

    page = drop(project, "second.html", "180.4")
    second, cursor = look(project, cursor)
    assert second.tags == {assets.REASON_TAG: "raw/ changed: 2 pages added (first.html, second.html)"}
    page.unlink()
    without, cursor = look(project, cursor)
    drop(project, "second.html", "180.4")
    back, cursor = look(project, cursor)
    # The same bytes come back: another run, since between the two the page was gone.
    assert len({first.run_key, second.run_key, without.run_key, back.run_key}) == 4


def test_a_page_that_may_still_be_written_is_left_for_the_next_look(project):
    drop(project, "first.html", "170.2", age=0.0)
    skipped, cursor = look(project, None)
    assert "still be written" in skipped.skip_message and cursor is None


def test_a_manifest_that_cannot_be_read_is_named(project):
    (project / "raw" / raw.MANIFEST).write_text("path,url\n", encoding="utf-8")
    skipped, _ = look(project, None)
    assert raw.MANIFEST in skipped.skip_message


# Runs whose process is gone

HOLDER = """
import sys, time, pathlib
from pipeline.runs import hold
hold(pathlib.Path(sys.argv[1]), sys.argv[2])
print("held", flush=True)
time.sleep(60)
"""


def test_a_run_whose_process_was_killed_is_marked_as_failed(project):
    instance = dg.DagsterInstance.ephemeral()
    job = definitions(project / "raw", project / "warehouse").resolve_job_def("ingestion")
    run = instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED)
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, project / "warehouse", run.run_id], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    context = dg.build_sensor_context(instance=instance, resources={"folders": folders(project)})
    abandoned_runs(context)
    assert instance.get_run_by_id(run.run_id).status == dg.DagsterRunStatus.STARTED
    process.kill()
    process.communicate()
    assert run.run_id in abandoned_runs(context).skip_message
    assert instance.get_run_by_id(run.run_id).status == dg.DagsterRunStatus.FAILURE
    assert list((project / "warehouse" / ".runs").iterdir()) == []


def test_a_run_holds_its_lock(project):
    instance = dg.DagsterInstance.ephemeral()
    drop(project, "first.html", "170.2")
    known = definitions(project / "raw", project / "warehouse")
    result = known.resolve_implicit_global_asset_job_def().execute_in_process(
        instance=instance, asset_selection=[dg.AssetKey(assets.PAGES)]
    )
    assert is_held(project / "warehouse", result.run_id)
