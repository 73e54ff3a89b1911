"""Normalization: bounds from printed digits, wholes of shares, ids from content."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import labelled
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import normalize
from pipeline.model import PageSource, UnreadablePage


@pytest.fixture(scope="module")
def release():
    return labelled.extract(labelled.seed_page(), PageSource()).release


@pytest.fixture(scope="module")
def statement():
    return labelled.extract(labelled.seed_page(), PageSource()).reading.statements[0]


@pytest.mark.parametrize(
    ("measure", "value", "step", "approx", "low", "high"),
    [
        ("level", "461390000000", "10000000", None, "461385000000", "461395000000"),
        ("level", "461390000000", "10000000", "~", "461385000000", "461395000000"),
        ("level", "4000000000", "1000000000", ">", "4000000000", "5000000000"),
        ("level", "4000000000", "1000000000", "<", "3000000000", "4000000000"),
        ("growth", "11.4", "0.1", None, "11.35", "11.45"),
        ("growth", "-14.2", "0.1", None, "-14.25", "-14.15"),
        ("growth", "-14", "1", ">", "-15", "-14"),
        ("growth", "-14", "1", "<", "-14", "-13"),
        ("growth", "200", "1", None, "195", "205"),
        ("growth", "200", "10", None, "195", "205"),
        ("growth", "200.0", "0.1", None, "199.95", "200.05"),
        ("growth", "210", "1", ">", "210", "220"),
        ("growth", "115", "1", None, "114.5", "115.5"),
        ("growth", "90", "1", None, "89.5", "90.5"),
        ("growth", "-100", "1", None, "-105", "-95"),
        ("growth", "0", "0.1", ">", "0.0", "0.1"),
        ("share", "100", "1", None, "99.5", "100.5"),
        ("level", "0", "1", None, "-0.5", "0.5"),
    ],
)
def test_bounds_follow_from_what_is_printed(release, statement, measure, value, step, approx, low, high):
    figure = replace(statement, measure=measure, value=Decimal(value), step=Decimal(step), approx=approx)
    observation = normalize.observation(release, figure)
    assert (observation.value_low, observation.value_high) == (Decimal(low), Decimal(high))
    assert observation.approx == approx


@given(
    value=st.decimals(min_value=-(10**14), max_value=10**14, places=4),
    step=st.sampled_from([Decimal(10) ** power for power in range(-5, 12)]),
    approx=st.sampled_from([None, "~", ">", "<"]),
)
def test_bounds_contain_the_value_and_are_one_step_apart(value, step, approx):
    low, high = normalize.bounds(value, step, approx)
    assert low <= value <= high
    assert high - low == step


@pytest.mark.parametrize(
    ("fields", "whole"),
    [
        ({"partner": "ASEAN"}, "partner=world"),
        ({"enterprise": "private", "flow": "export"}, "enterprise=all"),
        ({"commodity": "laptops", "partner": "US"}, "partner=world;commodity=all"),
        ({"flow": "export"}, "flow=total"),
        ({"of": "region=CN"}, "region=CN"),
        ({"of": "commodity=mechanical_electrical;flow=export"}, "flow=export;commodity=mechanical_electrical"),
        ({"of": "the province's foreign trade"}, "the province's foreign trade"),
        ({"of": "imports = all; less re-imports"}, "imports   all, less re-imports"),
        ({}, "not stated"),
    ],
)
@pytest.mark.parametrize("measure", ["share", "share_change"])
def test_the_whole_of_a_share(statement, fields, whole, measure):
    assert normalize.whole_of(replace(statement, measure=measure, **fields)) == whole


def test_levels_and_growth_have_no_whole(statement):
    assert normalize.whole_of(replace(statement, measure="level", partner="ASEAN")) is None
    assert normalize.whole_of(replace(statement, measure="growth", of="region=CN")) is None


@pytest.mark.parametrize("value", ["1e22", "-1e30", "0.0000001", "NaN", "Infinity"])
def test_a_value_that_the_warehouse_cannot_hold_exactly_is_refused(release, statement, value):
    with pytest.raises(UnreadablePage, match="more digits than a trade figure can have"):
        normalize.observation(release, replace(statement, value=Decimal(value)))


def test_every_figure_has_its_own_id_and_a_rebuild_gives_the_same(release, seed_extraction):
    statements = seed_extraction.reading.statements
    ids = [normalize.statement_id(release, statement) for statement in statements]
    again = [normalize.statement_id(release, statement) for statement in statements]
    observed = [observation.observation_id for observation in seed_extraction.observations]
    assert ids == again == [observation.statement_id for observation in seed_extraction.observations]
    assert len({*ids, *observed}) == 2 * len(statements)


def test_one_span_may_carry_two_figures(release, statement):
    """'Exports and imports both grew 5%': same characters, same measure."""
    exports, imports = replace(statement, flow="export"), replace(statement, flow="import")
    assert normalize.statement_id(release, exports) != normalize.statement_id(release, imports)
