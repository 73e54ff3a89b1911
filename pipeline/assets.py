"""The assets: one for the pages on disk, one for each table and view, one for the published file.

Each reads, calls, writes and says what came of it. Their groups follow the data; the lineage of the views is taken from
their SQL. The steps of a run share its ``RunBuild``, so a run must stay in one process.
"""

import hashlib

import dagster as dg
import pyarrow as pa

from pipeline import metadata, raw
from pipeline.fetched import FETCHED, fetched_pages
from pipeline.fetching.sources import Sources
from pipeline.freshness import inputs_of
from pipeline.resources import WAREHOUSE, recorded
from pipeline.runs import Publication, RunBuild
from pipeline.warehouse import schema
from pipeline.warehouse.cache import code_version
from pipeline.warehouse.frames import CODE_LISTS
from pipeline.warehouse.publish import file_version

PAGES = "raw_pages"
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


class PagesConfig(dg.Config):
    """``only_changes``: go on to what is downstream only when something has changed since the published file."""

    only_changes: bool = False


def tables() -> list[str]:
    """Names of the tables, each after those that it comes from; reference data first."""
    return [name for name in schema.table_names() if name not in LINEAGE] + list(LINEAGE)


@dg.asset(
    name=PAGES,
    group_name="raw",
    deps=[FETCHED],
    kinds={"html"},
    description="Pages under raw/, as fetched or as dropped there by hand, with what the manifest says of them.",
    output_required=False,
)
def raw_pages(context: dg.AssetExecutionContext, config: PagesConfig, build: dg.ResourceParam[RunBuild]):
    with metadata.step(build):
        pages = raw.pages(build.raw_dir)
        fingerprint = raw.fingerprint(build.raw_dir)
        inputs = inputs_of(build.raw_dir)
    if config.only_changes and recorded(context.instance, build.warehouse).get("inputs") == inputs:
        why = f"nothing changed: {WAREHOUSE} already has all {len(pages)} pages, read by the same code"
        context.log.info(why)
        context.log_event(dg.AssetObservation(PAGES, description=why, metadata={"fingerprint": fingerprint}))
        context.instance.add_run_tags(context.run.run_id, {OUTCOME_TAG: "nothing changed"})
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
        with metadata.step(build):
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
        with metadata.step(build):
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
        with metadata.step(build):
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
        **{f"check {result.name}": metadata.failure_table(result) for result in failed},
        **metadata.of_chart(build, WAREHOUSE),
        "table inputs": publication.table_inputs,
        "inputs": publication.inputs,
        "file version": file_version(publication.path) or "",
    }
    if build.reading is not None:
        found |= {"pages read": build.reading.read, "pages unchanged": build.reading.cached}
        if build.reading.unused_corrections:
            found["corrections of releases that are not in raw/"] = "; ".join(build.reading.unused_corrections)
    return found
