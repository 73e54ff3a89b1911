"""The orchestrator's side: what it shows is what the SQL says, and what it publishes is whole or nothing."""

import shutil
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipeline import assets, charts
from pipeline.definitions import PROJECT, definitions
from pipeline.fetched import FETCHED, fetched_pages
from pipeline.fetching.sources import Sources
from pipeline.freshness import Unpublished, table_inputs, unpublished
from pipeline.runs import RunBuild
from pipeline.warehouse import schema
from pipeline.warehouse.build import build
from pipeline.warehouse.checks import load
from pipeline.warehouse.publish import BUILD, PUBLISHED, BuildLock, NotPublished, open_published

SEED = "ichongqing/2020-10-23_across-the-board-growth-in-chongqings-foreign-trade.html"


def execute(folder: Path, instance: dg.DagsterInstance, *names: str, **options):
    """A run of the named assets, in this process; of all but the fetch when none is named."""
    known = definitions(folder / "raw", folder / "warehouse")
    keys = [key for key in known.resolve_all_asset_keys() if key != dg.AssetKey(FETCHED)]
    job = known.resolve_implicit_global_asset_job_def()
    selection = [dg.AssetKey(name) for name in names] or keys
    return job.execute_in_process(instance=instance, asset_selection=selection, raise_on_error=False, **options)


def version(folder: Path) -> tuple[int, int]:
    stat = (folder / "warehouse" / PUBLISHED).stat()
    return stat.st_ino, stat.st_mtime_ns


def ask(folder: Path, query: str) -> list[tuple]:
    with open_published(folder / "warehouse") as connection:
        return connection.execute(query).fetchall()


def debris(folder: Path) -> list[Path]:
    return sorted((folder / "warehouse").glob(f"{BUILD}*"))


def described(result, name: str) -> dict[str, object]:
    (event,) = [e for e in result.get_asset_materialization_events() if e.asset_key == dg.AssetKey(name)]
    return {key: value.value for key, value in event.materialization.metadata.items()}


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The project's first day: its own page, everything materialized once."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "raw" / SEED).parent.mkdir(parents=True)
    for name in (SEED, "manifest.csv"):
        shutil.copyfile(PROJECT / "raw" / name, folder / "raw" / name)
    instance = dg.DagsterInstance.ephemeral()
    return folder, instance, execute(folder, instance)


@pytest.fixture
def folder(first, tmp_path):
    """A copy of that day to go on from."""
    return Path(shutil.copytree(first[0], tmp_path / "project"))


def add_page(folder: Path) -> None:
    page = (folder / "raw" / SEED).read_text(encoding="utf-8")
    page = page.replace("www.ichongqing.info/2020/10/23", "www.example.org/2020/10/24")
    (folder / "raw" / "dropped.html").write_text(page.replace("461.39 billion", "461.40 billion"), encoding="utf-8")


# What Dagster is told


@pytest.fixture(scope="module")
def graph():
    known = definitions(PROJECT / "raw", PROJECT / "warehouse")
    dg.Definitions.validate_loadable(known)
    return known.resolve_asset_graph()


def test_the_lineage_of_the_views_is_that_of_their_sql(graph):
    for name in schema.view_names():
        parents = {key.to_user_string() for key in graph.get(dg.AssetKey(name)).parent_keys}
        assert parents == schema.depends_on(name), name
        assert graph.get(dg.AssetKey(name)).group_name == "views"


def test_every_table_and_view_is_an_asset_that_leads_to_the_published_file(graph):
    names = {key.to_user_string() for key in graph.get_all_asset_keys()}
    objects = set(schema.table_names()) | set(schema.view_names())
    assert names == objects | {FETCHED, assets.PAGES, assets.WAREHOUSE}
    upstream, reached = {dg.AssetKey(assets.WAREHOUSE)}, set()
    while upstream - reached:
        reached |= upstream
        upstream = {parent for key in upstream for parent in graph.get(key).parent_keys}
    assert {key.to_user_string() for key in reached} == names
    groups = {graph.get(dg.AssetKey(name)).group_name for name in names}
    assert groups == {"raw", "releases", "statements", "observations", "code_lists", "guide", "views", "published"}
    assert all(graph.get(dg.AssetKey(name)).description for name in names)


def test_every_check_stands_on_an_asset_that_it_reads_and_stops_the_run_if_it_is_an_error(graph):
    found = {key.name: key.asset_key.to_user_string() for key in graph.asset_check_keys}
    for name in schema.check_names():
        about = found[name]
        check = load(name)
        assert about in schema.sources(check.query + "\n" + check.looked_at) or about == assets.WAREHOUSE
        spec = graph.get_check_spec(dg.AssetCheckKey(dg.AssetKey(about), name))
        assert spec.blocking == (check.severity == "error")
        assert spec.description == check.why
    assert found["quotes_equal_their_spans"] == "statements"
    assert found["codes_are_listed"] == "observations"
    assert found["identities_hold"] == "reconciliation"


def test_steps_share_one_process():
    known = definitions(PROJECT / "raw", PROJECT / "warehouse")
    jobs = [known.resolve_implicit_global_asset_job_def(), *map(known.resolve_job_def, ("reingestion", "ingestion"))]
    assert {job.executor_def.name for job in jobs} == {"in_process"}


def test_broken_sources_do_not_keep_the_rest_from_loading(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "sources.toml").write_text("[sources.customs]\nregion = 'CN-CQ'", encoding="utf-8")
    dg.Definitions.validate_loadable(definitions(tmp_path / "raw", tmp_path / "warehouse"))
    result = execute(tmp_path, dg.DagsterInstance.ephemeral(), FETCHED)
    assert not result.success
    assert "sources.customs" in result.failure_data_for_node(FETCHED).user_failure_data.description


# Runs


def test_everything_is_materialized_checked_and_published(first):
    folder, _, result = first
    assert result.success
    evaluations = {e.check_name: e for e in result.get_asset_check_evaluations()}
    assert {name for name, e in evaluations.items() if not e.passed} == set()
    assert evaluations.keys() >= set(schema.check_names())
    assert ask(folder, "select count(*) from observations") == [(58,)]
    assert debris(folder) == []


def test_the_orchestrator_publishes_what_trade_build_does(first, tmp_path):
    folder, _, _ = first
    build(folder / "raw", tmp_path / "warehouse")
    for name in (*schema.table_names(), *schema.view_names()):
        query = f'select * from "{name}" order by all'
        with open_published(tmp_path / "warehouse") as connection:
            assert ask(folder, query) == connection.execute(query).fetchall(), name


def test_an_asset_shows_its_rows_columns_sql_evidence_and_chart(first):
    _, _, result = first
    found = described(result, "indicators")
    assert found["dagster/row_count"] > 20
    columns = {column.name: column for column in found["dagster/column_schema"].columns}
    assert "statement" in columns["level_statement_id"].description.lower()
    assert "| region |" in found["preview"] and found["preview"].count("\n") == 11
    assert schema.sql("indicators").strip() in found["sql"]
    assert "«" in found["evidence"] and f"raw/{SEED}".replace("_", r"\_") in found["evidence"]
    assert found["chart"].startswith("![indicators](data:image/svg+xml;base64,")
    assert described(result, "numbers")["unread"] == "every number is accounted for"
    assert described(result, assets.WAREHOUSE)["figures"] == 58


def test_one_table_is_made_again_and_nothing_published(folder):
    before = version(folder)
    add_page(folder)
    result = execute(folder, dg.DagsterInstance.ephemeral(), "statements")
    assert result.success
    assert described(result, "statements")["dagster/row_count"] == 116
    assert version(folder) == before and debris(folder) == []


def downstream(folder: Path, name: str) -> list[str]:
    known = definitions(folder / "raw", folder / "warehouse")
    keys = dg.AssetSelection.assets(name).downstream().resolve(known.resolve_asset_graph())
    return [key.to_user_string() for key in keys]


def test_a_view_with_its_downstream_takes_the_tables_over(first):
    folder, instance, everything = first
    before = version(folder)
    names = downstream(folder, "quarterly")
    assert assets.WAREHOUSE in names and not set(names) & set(schema.table_names())
    result = execute(folder, instance, *names)
    assert result.success
    assert version(folder) != before
    noted, published = (described(run, assets.WAREHOUSE) for run in (everything, result))
    assert "pages read" in noted and "pages read" not in published
    assert published["inputs"] == noted["inputs"]
    assert ask(folder, "select count(*) from observations") == [(58,)]


def test_a_view_with_its_downstream_is_published_with_the_pages_that_are_there_now(folder):
    add_page(folder)
    result = execute(folder, dg.DagsterInstance.ephemeral(), *downstream(folder, "quarterly"))
    assert result.success
    assert ask(folder, "select count(*) from releases") == [(2,)]
    assert all(evaluation.passed for evaluation in result.get_asset_check_evaluations())


def test_some_tables_are_published_with_all_others_of_the_same_reading(folder):
    """Whichever tables are chosen, a published file never mixes two readings."""
    add_page(folder)
    assert execute(folder, dg.DagsterInstance.ephemeral(), "observations", assets.WAREHOUSE).success
    counts = ask(folder, "select count(*), count(distinct release_id) from statements")
    assert counts == ask(folder, "select count(*), count(distinct release_id) from observations") == [(116, 2)]


def test_an_error_keeps_yesterdays_file_and_shows_the_rows(folder):
    before = version(folder)
    (folder / "raw" / SEED).write_bytes(b"")  # no longer what the manifest says, and no page left to read
    instance = dg.DagsterInstance.ephemeral()
    result = execute(folder, instance, "unreadable_pages", assets.WAREHOUSE)
    assert not result.success
    (failed,) = [e for e in result.get_asset_check_evaluations() if e.check_name == "some_page_is_readable"]
    assert not failed.passed and failed.severity == dg.AssetCheckSeverity.ERROR
    assert SEED.replace("_", r"\_")[:40] in failed.metadata["rows"].value
    assert assets.WAREHOUSE not in {event.step_key for event in result.all_events if event.is_step_start}
    assert version(folder) == before and debris(folder) == []

    alone = execute(folder, instance, assets.WAREHOUSE)
    failure = alone.failure_data_for_node(assets.WAREHOUSE).user_failure_data
    assert not alone.success and "some_page_is_readable" in failure.description
    assert SEED.replace("_", r"\_")[:40] in failure.metadata["some_page_is_readable"].value
    assert version(folder) == before and debris(folder) == []


def test_a_check_alone_looks_at_the_published_file_and_waits_for_no_build(folder):
    known = definitions(folder / "raw", folder / "warehouse")
    key = dg.AssetCheckKey(dg.AssetKey("statements"), "quotes_equal_their_spans")
    job = known.resolve_implicit_global_asset_job_def().get_subset(asset_selection=set(), asset_check_selection={key})
    lock = BuildLock(folder / "warehouse")
    try:
        result = job.execute_in_process(instance=dg.DagsterInstance.ephemeral())
    finally:
        lock.release()
    (evaluation,) = result.get_asset_check_evaluations()
    assert evaluation.passed and evaluation.metadata["rows looked at"].value == 58


# One run's build


def test_a_view_over_nothing_published_is_made_from_raw(folder):
    (folder / "warehouse" / PUBLISHED).unlink()
    with RunBuild(folder / "raw", folder / "warehouse") as run:
        run.make_view("latest")
        assert run.provide({"latest"}).execute("select count(*) > 50 from latest").fetchone() == (True,)


def test_a_view_that_holds_rows_is_made_again_after_a_table(folder):
    """``figures`` is a table behind its view's name: it must not outlive the rows that it was made from."""
    assert "create or replace table" in schema.sql("figures")
    query = "select count(distinct release_id) from figures"
    known = table_inputs(folder / "raw")
    with RunBuild(folder / "raw", folder / "warehouse", published_tables=lambda: known) as run:
        run.make_view("figures")
        assert run.reading is None
        assert run.provide({"figures"}).execute(query).fetchone() == (1,)
        add_page(folder)
        run.write_table("statements")
        assert run.provide({"figures"}).execute(query).fetchone() == (2,)


def test_a_code_list_is_made_without_reading_pages(folder):
    with RunBuild(folder / "raw", folder / "warehouse") as run:
        run.write_table("partners")
        assert run.provide({"partners"}).execute("select count(*) > 200 from partners").fetchone() == (True,)
        assert run.reading is None


def test_a_run_in_which_a_step_failed_publishes_nothing(folder):
    """Dagster goes on with what does not hang on the failed step, and after a run was terminated, too."""
    before = version(folder)
    with RunBuild(folder / "raw", folder / "warehouse") as run:
        with pytest.raises(KeyboardInterrupt), run.step():
            run.write_table("statements")
            raise KeyboardInterrupt
        run.make_view("latest")
        with pytest.raises(NotPublished, match="a step of this run failed"):
            run.publish()
    assert version(folder) == before and debris(folder) == []


def test_nothing_to_look_at_is_said(tmp_path):
    with RunBuild(tmp_path / "raw", tmp_path / "warehouse") as run, pytest.raises(FileNotFoundError):
        run.provide({"latest"})


def test_what_is_not_published_yet_is_named(folder):
    assert not unpublished(folder / "raw", folder / "warehouse")
    add_page(folder)
    (folder / "raw" / SEED).unlink()
    (folder / "raw" / "manifest.csv").unlink()
    assert unpublished(folder / "raw", folder / "warehouse") == Unpublished(added=("dropped.html",), removed=(SEED,))
    (folder / "warehouse" / PUBLISHED).unlink()
    assert unpublished(folder / "raw", folder / "warehouse").added == ("dropped.html",)


def test_a_chart_of_a_warehouse_without_figures_is_left_out():
    with duckdb.connect() as connection:
        for name in schema.table_names():
            connection.execute(schema.sql(name, "tables"))
        assert charts.breakdowns(connection) is None


def test_sources_give_each_a_check():
    fetch = fetched_pages(Sources())
    assert list(fetch.check_specs) == []
