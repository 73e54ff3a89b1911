"""The checks of ``sql/checks`` as asset checks: one each, on the asset that its claim is about, with the offending rows."""

import dagster as dg

from pipeline import assets, metadata
from pipeline.freshness import unpublished
from pipeline.runs import RunBuild
from pipeline.warehouse import checks, schema
from pipeline.warehouse.checks import Check


def subject(check: Check, order: list[str]) -> str:
    """The asset that a check is shown on: of the tables and views that its claim is about, the last in the order of the
    data; the published file for a claim about the file itself."""
    about = schema.sources(f"{check.query}\n{check.looked_at}")
    return max(about, key=order.index) if about else assets.WAREHOUSE


def sql_check(name: str, order: list[str]) -> dg.AssetChecksDefinition:
    """The asset check of a file in ``sql/checks``; one of severity error keeps the run from going on downstream."""
    check = checks.load(name)
    about = subject(check, order)
    before = order[: order.index(about)] if about in order else []
    is_error = check.severity == "error"

    @dg.asset_check(
        asset=about,
        name=name,
        description=check.why,
        blocking=is_error,
        additional_deps=sorted(checks.subjects(name).intersection(before) - set(schema.table_names())),
    )
    def run(build: dg.ResourceParam[RunBuild]) -> dg.AssetCheckResult:
        with metadata.step(build):
            result = checks.run(build.provide(checks.subjects(name)), check, previous=build.previous)
        return dg.AssetCheckResult(
            passed=result.passed,
            severity=dg.AssetCheckSeverity.ERROR if is_error else dg.AssetCheckSeverity.WARN,
            description=result.message,
            metadata={
                "offending rows": result.offending,
                "rows looked at": result.looked_at,
                **({"rows": metadata.failure_table(result)} if not result.passed else {}),
                "sql": dg.MetadataValue.md(f"```sql\n{check.query}\n```"),
            },
        )

    return run


@dg.asset_check(
    asset=assets.WAREHOUSE,
    name="published_file_has_the_pages_of_raw",
    description="What is under raw/ now is what users find in the published file",
)
def has_the_pages_of_raw(build: dg.ResourceParam[RunBuild]) -> dg.AssetCheckResult:
    difference = unpublished(build.raw_dir, build.warehouse)
    return dg.AssetCheckResult(
        passed=not difference, severity=dg.AssetCheckSeverity.WARN, description=f"since it was published: {difference}"
    )


def all_checks() -> list[dg.AssetChecksDefinition]:
    """Every check of ``sql/checks``, and the one of the published file against ``raw/``."""
    order = [*assets.tables(), *schema.view_names()]
    return [*(sql_check(name, order) for name in schema.check_names()), has_the_pages_of_raw]
