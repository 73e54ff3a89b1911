"""Each check is shown to fail: the seed's warehouse passes them all, and then something in it is broken."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipeline.warehouse import checks, schema
from pipeline.warehouse.publish import PUBLISHED

ONE = "(select min(statement_id) from statements where {where})"


def one(where: str = "true") -> str:
    """The id of one statement, the same in every run."""
    return ONE.format(where=where)


def in_place_of(view: str, select: str) -> str:
    """SQL that puts another query in a view's place; ``original`` in it is the view as it was."""
    # A view that was built once is a table in the file.
    kind = "table" if "create or replace table" in schema.sql(view, "views") else "view"
    return f"alter {kind} {view} rename to original; create view {view} as {select}"


UNCOMMENTED = {"objects_are_commented"}  # a view that was replaced has lost its comments

# By check: what to do to a sound warehouse, and which other checks may notice too.
MUTATIONS: dict[str, list[tuple[str, set[str]]]] = {
    "citations_quote_every_observation": [
        (in_place_of("citations", "from original where rule <> 'label'"), UNCOMMENTED),
        (in_place_of("citations", "select * replace ('Trade grew.' as sentence) from original"), UNCOMMENTED),
        (in_place_of("citations", "from original union all from original"), UNCOMMENTED),
    ],
    "identities_hold": [
        (
            in_place_of(
                "reconciliation",
                "select * replace (if(identity = 'exports + imports = total', 'violated', verdict) as verdict) from original",
            ),
            UNCOMMENTED,
        )
    ],
    "identities_keep_to_one_currency": [
        (
            "update observations set unit = 'USD' where measure = 'level' and flow = 'export'",
            {"observations_agree_with_statements"},
        )
    ],
    "indicators_show_every_quantity": [
        (in_place_of("indicators", "select * replace (null as share) from original"), UNCOMMENTED),
        (in_place_of("indicators", "from original where partner <> 'JP'"), UNCOMMENTED),
        (in_place_of("indicators", "from original union all from original"), UNCOMMENTED),
    ],
    "latest_has_one_figure_per_quantity": [
        (in_place_of("latest", "from original where partner <> 'JP'"), UNCOMMENTED),
        (in_place_of("latest", "from original union all from original where partner = 'JP'"), UNCOMMENTED),
    ],
    "parts_stay_within_wholes": [
        (
            "update observations set value = value + 5e11, value_low = value_low + 5e11, value_high = value_high + 5e11"
            " where partner = 'JP' and measure = 'level'",
            {"observations_agree_with_statements"},
        ),
        (
            "update observations set value = value * 2, value_low = value_low * 2, value_high = value_high * 2"
            " where (flow, measure, partner, commodity) = ('export', 'level', 'world', 'all')",
            {"observations_agree_with_statements"},
        ),
    ],
    "revisions_contradict": [
        (
            in_place_of(
                "revisions",
                "from original union all by name select 'restated' as kind, 5 as value, 4.5 as value_low, 5.5 as value_high,"
                " 5.4::double as revised_value, 5.35::double as revised_low, 5.45::double as revised_high",
            ),
            UNCOMMENTED,
        )
    ],
    "verdicts_are_given": [
        (in_place_of("monthly", "select * replace ('perhaps' as verdict) from original"), UNCOMMENTED),
        (in_place_of("reconciliation", "select * replace ('' as why) from original"), UNCOMMENTED),
    ],
    "view_bounds_contain_their_values": [
        (in_place_of("baselines", "select * replace (baseline * 2 as baseline_low) from original"), UNCOMMENTED),
        (
            in_place_of("shares", "select * replace (share_high as share_low, share_low as share_high) from original"),
            UNCOMMENTED,
        ),
    ],
    "views_answer": [
        (in_place_of("monthly", "from original where false"), UNCOMMENTED),
        (in_place_of("baselines", "from original where false"), UNCOMMENTED),
        (in_place_of("contributions", "from original where false"), UNCOMMENTED),
    ],
    "views_point_at_statements": [
        (in_place_of("indicators", "select * replace ('x' as level_statement_id) from original"), UNCOMMENTED),
        (
            in_place_of("reconciliation", "select * replace (['x'] as statements) from original"),
            {*UNCOMMENTED, "identities_keep_to_one_currency"},
        ),
    ],
    "addresses_have_one_current_version": [
        ("update releases set url = 'https://a.example', is_current = false", set())
    ],
    "bounds_contain_the_value": [
        (
            f"update observations set value_low = value + 1 where statement_id = {one()}",
            {"observations_agree_with_statements"},
        ),
        ("update observations set value_low = value, value_high = value", {"observations_agree_with_statements"}),
    ],
    "codes_are_listed": [
        ("update observations set partner = 'XX' where partner = 'JP'", {"observations_agree_with_statements"}),
        ("update observations set region = 'CN-QC'", {"observations_agree_with_statements"}),
        ("update observations set region = 'CN-QC/Wanzhou'", {"observations_agree_with_statements"}),
        (
            "update observations set commodity = 'Meat and offal' where commodity = 'meat'",
            {"observations_agree_with_statements"},
        ),
        (
            "update observations set regime = 'processed' where regime = 'processing'",
            {"observations_agree_with_statements"},
        ),
    ],
    "currencies_match_the_print": [
        ("update statements set unit = 'USD' where unit = 'CNY'", {"observations_agree_with_statements"})
    ],
    "digits_belong_to_numbers": [
        ("delete from numbers where outcome = 'out_of_scope'", set()),
        ("update releases set body_text = concat(body_text, ' 7')", set()),
    ],
    "falls_end_at_zero": [
        (
            f"update observations set value = -114, value_low = -114.05, value_high = -113.95 where statement_id = {one('value = -14.2')}",
            {"observations_agree_with_statements"},
        )
    ],
    "levels_are_not_negative": [
        (
            "update observations set value = -value, value_low = -value_high, value_high = -value_low where measure = 'level'",
            {"observations_agree_with_statements"},
        )
    ],
    "number_texts_equal_their_spans": [
        ("update numbers set text = '3' where text = '2'", set()),
        ("update numbers set char_end = char_end + 1 where outcome = 'out_of_scope'", set()),
    ],
    "numbers_are_read": [("update numbers set outcome = 'unread' where outcome = 'out_of_scope'", set())],
    "objects_are_commented": [
        ("comment on column observations.value is null", set()),
        ("comment on table numbers is ''", set()),
        ("create view uncommented as select 1 as one; comment on column uncommented.one is 'one'", set()),
    ],
    "observations_agree_with_statements": [
        (f"update observations set partner = 'KR' where statement_id = {one()}", set()),
        (f"update observations set value_low = value_low - 3 where statement_id = {one()}", set()),
    ],
    "one_value_per_key_and_release": [
        (
            "update observations set partner = 'JP' where partner = 'HK'; update statements set partner = 'JP' where partner = 'HK'",
            set(),
        )
    ],
    "newer_versions_keep_most_figures": [
        (
            "update releases set url = 'https://a.example'; insert into releases select * replace ('x' as release_id,"
            " 'new.html' as path, false as is_current) from releases; update releases set is_current = not is_current",
            {"digits_belong_to_numbers", "addresses_have_one_current_version"},
        )
    ],
    "pages_are_readable": [("insert into unreadable_pages values ('a.html', '00', null, 'empty')", set())],
    "pages_keep_most_figures": [
        (
            "delete from statements; delete from observations; update numbers set outcome = 'unread', statement_id = null",
            {"published_figures_are_still_read", "numbers_are_read"},
        ),
        (
            "insert into unreadable_pages select 'a.html', release_id || repeat('0', 48), null, 'empty' from releases;"
            " delete from releases; delete from passages; delete from statements; delete from numbers; delete from observations",
            {"published_figures_are_still_read", "pages_are_readable", "some_page_is_readable"},
        ),
    ],
    "passages_lie_in_order_in_the_text": [
        ("update passages set char_end = char_end + 5 where passage_number = 3", set()),
        (
            "update releases set body_text = body_text[:2000]",
            {"digits_belong_to_numbers", "quotes_equal_their_spans", "number_texts_equal_their_spans"},
        ),
    ],
    "periods_are_whole_months": [
        ("update observations set period_start = period_start + 14", {"observations_agree_with_statements"}),
        (
            f"update observations set period_start = period_end + 1 where statement_id = {one()}",
            {"observations_agree_with_statements"},
        ),
    ],
    "periods_precede_publication": [
        ("update releases set published_on = '2020-08-31'", {"observations_agree_with_statements"}),
    ],
    "published_figures_are_still_read": [
        (
            f"delete from observations where statement_id = {one()}; update numbers set outcome = 'unread', statement_id = null"
            f" where statement_id = {one()}; delete from statements where statement_id = {one()}",
            {"numbers_are_read"},
        ),
    ],
    "quotes_equal_their_spans": [
        (f"update statements set quote = '11.5%' where statement_id = {one()}", set()),
        (f"update statements set char_start = char_start + 1 where statement_id = {one()}", set()),
    ],
    "rows_have_their_parents": [
        (
            "update releases set release_id = 'ffffffffffffffff'",
            {
                "digits_belong_to_numbers",
                "quotes_equal_their_spans",
                "number_texts_equal_their_spans",
                "passages_lie_in_order_in_the_text",
                "periods_precede_publication",
                "observations_agree_with_statements",
            },
        ),
        ("insert into partner_members values ('ASEAN', 'QQ', null, null)", set()),
    ],
    "shares_lie_between_0_and_100": [
        (
            "update observations set value = value + 100, value_low = value_low + 100, value_high = value_high + 100 where measure = 'share'",
            {"observations_agree_with_statements"},
        )
    ],
    "some_page_is_readable": [
        (
            "insert into unreadable_pages values ('a.html', '00', null, 'empty'); delete from releases; delete from passages;"
            " delete from statements; delete from numbers; delete from observations",
            {"pages_are_readable", "published_figures_are_still_read"},
        )
    ],
    "statements_do_not_overlap": [
        (
            "insert into statements by name select * replace ('x' as statement_id, 'other' as rule, 'total' as flow) from statements"
            f" where statement_id = {one()}",
            {"statements_have_one_observation", "statements_have_their_number"},
        ),
        (
            "update statements set char_end = char_end + 100 where value = 461390000000",
            {"quotes_equal_their_spans"},
        ),
    ],
    "statements_have_one_observation": [
        (f"delete from observations where statement_id = {one()}", set()),
        (
            "insert into observations by name select * replace ('x' as observation_id) from observations"
            f" where statement_id = {one()}",
            set(),
        ),
    ],
    "statements_have_their_number": [
        (f"update numbers set outcome = 'repeat' where statement_id = {one()}", set()),
        (f"update numbers set statement_id = null where statement_id = {one()}", set()),
        ("update numbers set statement_id = (select min(statement_id) from statements) where text = '461.39'", set()),
    ],
    "units_fit_measures": [
        (
            "update observations set unit = 'pp' where measure = 'share'; update statements set unit = 'pp' where measure = 'share'",
            set(),
        ),
        (
            "update observations set basis = null where measure = 'growth'; update statements set basis = null where measure = 'growth'",
            set(),
        ),
        ("update observations set whole = null where measure = 'share_change'", set()),
    ],
    "values_are_multiples_of_their_step": [
        (
            "update statements set value = value + 0.00001 where measure = 'growth'",
            {"observations_agree_with_statements"},
        ),
        ("update statements set step = step * 10 where measure = 'level'", {"observations_agree_with_statements"}),
    ],
}


@pytest.fixture(scope="module")
def sound(seed_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the seed, in a folder of its own."""
    copy = tmp_path_factory.mktemp("sound") / PUBLISHED
    shutil.copyfile(seed_warehouse / PUBLISHED, copy)
    return copy


def test_the_sound_warehouse_passes_every_check_and_each_looked_at_something(sound):
    with duckdb.connect(str(sound), read_only=True) as connection:
        results = checks.run_all(connection, previous=sound)
    assert [result.message for result in results if not result.passed] == []
    # The seed is one version of one page and restates nothing that another release published.
    assert [result.name for result in results if result.looked_at == 0] == [
        "newer_versions_keep_most_figures",
        "revisions_contradict",
    ]


def test_every_check_has_a_mutation():
    assert set(MUTATIONS) == set(schema.check_names())


@pytest.fixture(scope="module")
def breakable(sound: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the sound warehouse, open for writing; who breaks it rolls back."""
    copy = sound.with_name("copy.duckdb")
    shutil.copyfile(sound, copy)
    with duckdb.connect(str(copy)) as connection:
        yield connection


@pytest.fixture(scope="module")
def checks_of_tables() -> set[str]:
    """The checks that read no view."""
    return {name for name in schema.check_names() if not checks.subjects(name) & set(schema.view_names())}


@pytest.mark.parametrize(
    ("name", "damage", "also"), [(name, *case) for name, cases in MUTATIONS.items() for case in cases]
)
def test_a_broken_warehouse_fails_the_check(name, damage, also, sound, breakable, checks_of_tables):
    breakable.execute("begin")
    try:
        breakable.execute(damage)
        # Beside the check itself those of the tables alone: what views make of broken tables is no claim of theirs.
        wanted = [checks.load(other) for other in sorted({name, *checks_of_tables})]
        results = [checks.run(breakable, check, previous=sound) for check in wanted]
    finally:
        breakable.execute("rollback")
    failed = {result.name: result for result in results if not result.passed}
    assert name in failed
    assert failed[name].offending > 0 and failed[name].problem is None
    assert set(failed) - {name} <= also


def test_a_check_that_lost_its_subject_fails(sound):
    check = checks.load("shares_lie_between_0_and_100")
    mistyped = replace(check, looked_at=check.looked_at.replace("'share'", "'shrae'").replace("'share_change'", "'x'"))
    with duckdb.connect(str(sound), read_only=True) as connection:
        result = checks.run(connection, mistyped)
    assert result.offending == 0 and not result.passed and result.blocks
    assert "looked at nothing" in result.message


def test_a_check_whose_sql_does_not_run_fails(sound):
    with duckdb.connect(str(sound), read_only=True) as connection:
        result = checks.run(connection, replace(checks.load("numbers_are_read"), query="select from nowhere"))
    assert not result.passed and "could not be run" in result.message


@pytest.mark.parametrize(
    "text",
    [
        "select 1",
        "-- severity: fatal\n-- why: w\n-- looked at: select 1\n-- out of: select 1\nselect 1",
        "-- severity: warn\n-- why: w\n-- looked at: select 1\nselect 1",
        "-- why: w\n-- severity: warn\n-- looked at: select 1\n-- out of: select 1\nselect 1",
    ],
)
def test_a_check_file_without_its_header_is_refused(text):
    with pytest.raises(checks.CheckFileError, match=r"sql/checks/claim\.sql"):
        checks.parse("claim", text)
