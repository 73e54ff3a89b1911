"""The asset that asks the web: what each address came to, and a check for each source."""

from datetime import timedelta

import dagster as dg
import pyarrow as pa
from pydantic import Field

from pipeline import metadata, raw
from pipeline.fetching import run as fetching
from pipeline.fetching.report import FetchReport, What
from pipeline.fetching.sources import Sources
from pipeline.runs import RunBuild

FETCHED = "fetched_pages"
RETRIES = 2


class FetchConfig(dg.Config):
    """``sources``: names of those to ask, the enabled ones if empty. ``patient``: when no source answers at all, try
    again later as the retry policy says."""

    sources: list[str] = Field(default_factory=list)
    patient: bool = False


def fetched_pages(sources: Sources, retry_delay: float = 60) -> dg.AssetsDefinition:
    """The asset that asks the sources, with a check for each of them that fails while the others go on.

    Checks of sources that a run does not ask are left as they were. A check that is run alone asks its source and
    stores nothing. ``retry_delay`` is the pause, in seconds, before a patient fetch that nobody answered is tried
    again; it doubles.
    """
    checks = {
        source.name: dg.AssetCheckSpec(
            check_name(source.name),
            asset=FETCHED,
            description=f"{source.publisher} answers: every page and listing of it could be fetched",
        )
        for source in sources.sources
    }

    @dg.multi_asset(
        name=FETCHED,
        specs=[
            dg.AssetSpec(
                FETCHED,
                group_name="raw",
                kinds={"html"},
                description=(
                    "Releases of the sources in raw/sources.toml, as they are on the web. A page whose text is new is "
                    "stored under raw/. Fresh means that the sources were asked lately; whether they answered is what "
                    "the checks say."
                ),
                freshness_policy=_freshness(sources),
            )
        ],
        check_specs=list(checks.values()),
        can_subset=True,  # or Dagster wants a result for the sources, too, that are not asked
        retry_policy=dg.RetryPolicy(max_retries=RETRIES, delay=retry_delay, backoff=dg.Backoff.EXPONENTIAL),
    )
    def fetch(context: dg.AssetExecutionContext, config: FetchConfig, build: dg.ResourceParam[RunBuild]):
        stores = bool(context.selected_asset_keys)
        chosen = {key.name for key in context.selected_asset_check_keys}
        names = config.sources if stores else [name for name in checks if check_name(name) in chosen]
        with metadata.step(build):
            report = fetching.fetch(
                build.raw_dir,
                names,
                dry_run=not stores,
                on_outcome=lambda outcome: context.log.info(_outcome(outcome)),
            )
            fingerprint = raw.fingerprint(build.raw_dir)
        failed = {outcome.what for outcome in report.outcomes}
        if config.patient and failed == {What.FAILED} and context.retry_number < RETRIES:
            raise dg.Failure(f"none of {len(report.outcomes)} addresses could be fetched", metadata=_fetched(report))
        for source in sorted({outcome.source for outcome in report.outcomes}):
            if source in checks and check_name(source) in chosen:
                yield _source_check(source, report)
        if stores:
            yield dg.MaterializeResult(FETCHED, metadata=_fetched(report), data_version=dg.DataVersion(fingerprint))

    return fetch


def check_name(source: str) -> str:
    """Name of the check of a source.

    >>> check_name("peoples-daily-online")
    'peoples_daily_online_answers'
    """
    return f"{source.replace('-', '_')}_answers"


def _freshness(sources: Sources) -> dg.FreshnessPolicy:
    """Fresh until a look of the schedule has been missed, stale once two have been."""
    days = max((_days(cron) for cron in sources.by_cron()), default=1)
    slack = timedelta(hours=2)
    return dg.FreshnessPolicy.time_window(
        warn_window=timedelta(days=days) + slack, fail_window=timedelta(days=2 * days) + slack
    )


def _days(cron: str) -> int:
    """Days between two looks, at most, of a cron line for a day of the month, a weekday or every day."""
    _, _, day, month, weekday = cron.split()
    if (day, month) != ("*", "*"):
        return 31
    return 1 if weekday == "*" else 7


def _outcome(outcome) -> str:
    return " ".join(filter(None, (f"{outcome.source}: {outcome.what.value}:", outcome.url, outcome.path, outcome.note)))


def _fetched(report: FetchReport) -> dict[str, dg.MetadataValue | str | int]:
    names = ("source", "what", "url", "path", "note")
    rows = {name: [str(getattr(outcome, name) or "") for outcome in report.outcomes] for name in names}
    return {
        "stored": len(report.stored),
        "outcomes": ", ".join(f"{count} {what}" for what, count in report.counts.items()) or "no source is enabled",
        "addresses": dg.MetadataValue.md(metadata.markdown_table(pa.table(rows), cell=200)),
    }


def _source_check(source: str, report: FetchReport) -> dg.AssetCheckResult:
    problems = report.problems.get(source, ())
    rows = {name: [str(getattr(outcome, name) or "") for outcome in problems] for name in ("what", "url", "note")}
    asked = sum(outcome.source == source for outcome in report.outcomes)
    return dg.AssetCheckResult(
        check_name=check_name(source),
        passed=not problems,
        severity=dg.AssetCheckSeverity.ERROR,
        description=f"{source}: {len(problems)} of {asked} addresses could not be fetched"
        if problems
        else f"{source}: {asked} addresses answered",
        metadata={"addresses": dg.MetadataValue.md(metadata.markdown_table(pa.table(rows), cell=200))}
        if problems
        else {},
    )
