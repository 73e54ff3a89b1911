"""The assets: one for what is fetched, one for the pages on disk, one for each table and view, one for the published file.

Each reads, calls, writes and says what came of it. Their groups follow the data; the lineage of the views is taken from
their SQL. The steps of a run share its ``RunBuild``, so a run must stay in one process.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import dagster as dg
import pyarrow as pa
from pydantic import Field

from pipeline import metadata, raw
from pipeline.fetching import run as fetching
from pipeline.fetching.report import FetchReport, What
from pipeline.fetching.sources import Sources, SourcesError
from pipeline.runs import Publication, RunBuild, file_version, inputs_of
from pipeline.warehouse import schema
from pipeline.warehouse.cache import code_version
from pipeline.warehouse.checks import CheckResult
from pipeline.warehouse.corrections import CorrectionError
from pipeline.warehouse.frames import CODE_LISTS
from pipeline.warehouse.publish import PUBLISHED, NotPublished

FETCHED, PAGES, WAREHOUSE = "fetched_pages", "raw_pages", "published_warehouse"
REASON_TAG = "trade/reason"
OUTCOME_TAG = "trade/outcome"

# Tables in the order in which the data reaches them: group, and what each comes from. A table that is not here is
# reference data, which comes from the vocabulary and not from pages.
LINEAGE = {
    "releases": ("releases", [PAGES]),
    "unreadable_pages": ("releases", [PAGES]),
    "passages": ("releases", ["releases"]),
    "statements": ("statements", ["passages"]),
    "numbers": ("statements", ["passages", "statements"]),
    "corrections": ("observations", ["statements"]),
    "observations": ("observations", ["statements", "corrections"]),
}


class FetchConfig(dg.Config):
    """``sources``: names of those to ask, the enabled ones if empty. ``patient``: when no source answers at all, try
    again later as the retry policy says."""

    sources: list[str] = Field(default_factory=list)
    patient: bool = False


class PagesConfig(dg.Config):
    """``only_changes``: go on to what is downstream only when something has changed since the published file."""

    only_changes: bool = False


class Folders(dg.ConfigurableResource):
    """Where pages lie and where the warehouse is published."""

    raw: str
    warehouse: str


def tables() -> list[str]:
    """Names of the tables, each after those that it comes from; reference data first."""
    return [name for name in schema.table_names() if name not in LINEAGE] + list(LINEAGE)


def fetched_pages(sources: Sources, retry_delay: float = 60) -> dg.AssetsDefinition:
    """The asset that asks the sources, with a check for each of them that fails while the others go on.

    ``retry_delay`` is the pause, in seconds, before a patient fetch that nobody answered is tried again; it doubles.
    """
    checks = {
        source.name: dg.AssetCheckSpec(
            check_name(source.name),
            asset=FETCHED,
            description=f"{source.publisher} answers: every page and listing of it could be fetched",
        )
        for source in sources.sources
    }

    @dg.asset(
        name=FETCHED,
        group_name="raw",
        kinds={"html"},
        description="Releases of the sources in raw/sources.toml, as they are on the web. A page whose text is new is stored under raw/.",
        check_specs=list(checks.values()),
        retry_policy=dg.RetryPolicy(
            max_retries=2, delay=retry_delay, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS
        ),
        freshness_policy=_freshness(sources),
    )
    def fetch(context: dg.AssetExecutionContext, config: FetchConfig, build: dg.ResourceParam[RunBuild]):
        with failures():
            report = fetching.fetch(
                build.raw_dir, config.sources, on_outcome=lambda outcome: context.log.info(_outcome(outcome))
            )
            fingerprint = raw.fingerprint(build.raw_dir)
        failed = {outcome.what for outcome in report.outcomes}
        if config.patient and failed == {What.FAILED} and context.retry_number < fetch.op.retry_policy.max_retries:
            raise dg.Failure(f"none of {len(report.outcomes)} addresses could be fetched", metadata=_fetched(report))
        for source in {outcome.source for outcome in report.outcomes} & checks.keys():
            yield _source_check(source, report)
        yield dg.MaterializeResult(metadata=_fetched(report), data_version=dg.DataVersion(fingerprint))

    return fetch


@dg.asset(
    name=PAGES,
    group_name="raw",
    deps=[FETCHED],
    kinds={"html"},
    description="Pages under raw/, as fetched or as dropped there by hand, with what the manifest says of them.",
    output_required=False,
)
def raw_pages(context: dg.AssetExecutionContext, config: PagesConfig, build: dg.ResourceParam[RunBuild]):
    with failures():
        pages = raw.pages(build.raw_dir)
        fingerprint = raw.fingerprint(build.raw_dir)
        inputs = inputs_of(build.raw_dir)
    if config.only_changes and is_published(context.instance, build, inputs):
        why = f"nothing changed: {WAREHOUSE} already has all {len(pages)} pages, read by the same code"
        context.log.info(why)
        context.log_event(dg.AssetObservation(PAGES, description=why, metadata={"fingerprint": fingerprint}))
        context.instance.add_run_tags(context.run_id, {OUTCOME_TAG: "nothing changed"})
        return
    latest = sorted(pages, key=lambda page: (str(page.retrieved_at or ""), page.path), reverse=True)
    shown = latest[: metadata.PREVIEW_ROWS]
    yield dg.MaterializeResult(
        data_version=dg.DataVersion(fingerprint),
        metadata={
            "dagster/row_count": len(pages),
            "not in the manifest": sum(page.retrieved_at is None for page in pages),
            "not to be read": sum(page.problem is not None for page in pages),
            "preview": dg.MetadataValue.md(
                metadata.markdown_table(
                    pa.table(
                        {name: [str(getattr(page, name) or "") for page in shown] for name in (*raw.COLUMNS, "problem")}
                    )
                )
            ),
            "fingerprint": fingerprint,
        },
    )


def table_asset(name: str) -> dg.AssetsDefinition:
    """The asset of a table."""
    group, upstream = LINEAGE.get(name, ("code_lists" if name in (*CODE_LISTS, "partner_members") else "guide", []))

    @dg.asset(
        name=name,
        group_name=group,
        deps=upstream,
        kinds={"duckdb", "table"},
        description=description(name),
        code_version=code_version(),
    )
    def table(context: dg.AssetExecutionContext, build: dg.ResourceParam[RunBuild]) -> dg.MaterializeResult:
        with failures():
            build.write_table(name)
            found = metadata.of_table(build, name)
            if name == "numbers":
                found["unread"] = metadata.unread(build)
        return dg.MaterializeResult(metadata=found)

    return table


def view_asset(name: str) -> dg.AssetsDefinition:
    """The asset of a view; what it depends on is what its SQL reads."""

    @dg.asset(
        name=name,
        group_name="views",
        deps=sorted(schema.depends_on(name)),
        kinds={"duckdb", "view"},
        description=description(name),
        code_version=hashlib.sha256(schema.sql(name).encode()).hexdigest()[:16],
    )
    def view(context: dg.AssetExecutionContext, build: dg.ResourceParam[RunBuild]) -> dg.MaterializeResult:
        with failures():
            build.make_view(name)
            found = metadata.of_table(build, name)
        return dg.MaterializeResult(metadata=found)

    return view


def published_warehouse() -> dg.AssetsDefinition:
    """The asset of the published file, which is what users open. It depends on every view, and on the tables that
    lead to nothing else."""
    read = {upstream for name in schema.view_names() for upstream in schema.depends_on(name)}
    read |= {upstream for _, names in LINEAGE.values() for upstream in names}

    @dg.asset(
        name=WAREHOUSE,
        group_name="published",
        deps=[*(name for name in tables() if name not in read), *schema.view_names()],
        kinds={"duckdb"},
        description=(
            "The file that users open, warehouse/trade.duckdb: a build whose checks of severity error all hold, put in "
            "place in one rename. When one fails, the file stays as it was."
        ),
    )
    def publish(context: dg.AssetExecutionContext, build: dg.ResourceParam[RunBuild]) -> dg.MaterializeResult:
        with failures():
            publication = build.publish()
        return dg.MaterializeResult(metadata=_published(build, publication))

    return publish


def all_assets(sources: Sources) -> list[dg.AssetsDefinition]:
    """Every asset, in the order of the data."""
    return [
        fetched_pages(sources),
        raw_pages,
        *(table_asset(name) for name in tables()),
        *(view_asset(name) for name in schema.view_names()),
        published_warehouse(),
    ]


def description(name: str) -> str:
    """What heads the file of a table or view: its question, its grain and its caveats."""
    lines: list[str] = []
    for line in schema.sql(name).splitlines():
        if not line.startswith("--"):
            break
        text = line.removeprefix("--").strip()
        lines.append(f"\n{text}" if text.startswith(("Grain:", "Caveat:")) else text)
    return "\n".join(lines)


def check_name(source: str) -> str:
    """Name of the check of a source.

    >>> check_name("peoples-daily-online")
    'peoples_daily_online_answers'
    """
    return f"{source.replace('-', '_')}_answers"


def is_published(instance: dg.DagsterInstance, build: RunBuild, inputs: str) -> bool:
    """Whether the published file is the one that was last published from here, and from these very inputs."""
    event = instance.get_latest_materialization_event(dg.AssetKey(WAREHOUSE))
    if event is None or event.asset_materialization is None:
        return False
    recorded = {key: value.value for key, value in event.asset_materialization.metadata.items()}
    here = {"inputs": inputs, "file version": file_version(build.warehouse / PUBLISHED)}
    return all(recorded.get(key) == value for key, value in here.items())


@contextmanager
def failures() -> Iterator[None]:
    """Turns the errors that a person can do something about into one line on the page of the run."""
    try:
        yield
    except NotPublished as error:
        tables = {result.name: failure_table(result) for result in error.results}
        raise dg.Failure(str(error), metadata=tables, allow_retries=False) from None
    except (raw.RawError, SourcesError, CorrectionError, FileNotFoundError) as error:
        raise dg.Failure(str(error), allow_retries=False) from None


def failure_table(result: CheckResult) -> dg.MetadataValue:
    """The outcome of a check with its offending rows."""
    return dg.MetadataValue.md("\n\n".join(filter(None, (result.message, metadata.markdown_table(result.table)))))


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


def _published(build: RunBuild, publication: Publication) -> dict[str, dg.MetadataValue | str | int]:
    connection = build.provide(())
    counts = dict(
        connection.execute(
            "select 'releases', count(*) from releases union all select 'figures', count(*) from observations "
            "union all select 'numbers unread', count(*) from numbers where outcome = 'unread' "
            "union all select 'pages unreadable', count(*) from unreadable_pages"
        ).fetchall()
    )
    failed = [result for result in publication.results if not result.passed]
    found = {
        "file": dg.MetadataValue.path(str(publication.path)),
        "bytes": publication.path.stat().st_size,
        **counts,
        "checks": f"{len(publication.results) - len(failed)} of {len(publication.results)} passed",
        "newest release": str(connection.execute("select max(published_on) from releases").fetchone()[0]),
        "unread": metadata.unread(build),
        **{f"check {result.name}": failure_table(result) for result in failed},
        **metadata.of_chart(build, WAREHOUSE),
        "inputs": publication.inputs or "tables of the file published before",
        "file version": file_version(publication.path) or "",
    }
    if build.reading is not None and publication.inputs:
        found |= {"pages read": build.reading.read, "pages unchanged": build.reading.cached}
        if build.reading.unused_corrections:
            found["corrections of releases that are not in raw/"] = "; ".join(build.reading.unused_corrections)
    return found
