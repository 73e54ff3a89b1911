"""Labelled pages of every kind at once, through the real reading into a published warehouse."""

from __future__ import annotations

import shutil

import duckdb
import pytest
from labelled_pages import collected

from pipeline.warehouse.build import build

PAGES = collected()[::6]  # every sixth one is enough, and takes a sixth of the time


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The warehouse of these pages; that it was published says that every error-level check held."""
    folder = tmp_path_factory.mktemp("collection")
    site = folder / "raw" / "site"
    site.mkdir(parents=True)
    for page in PAGES:
        shutil.copy(page, site)
    build(folder / "raw", folder / "warehouse", workers=2)
    with duckdb.connect(str(folder / "warehouse" / "trade.duckdb"), read_only=True) as connection:
        yield connection


def count(warehouse: duckdb.DuckDBPyConnection, query: str) -> int:
    return warehouse.execute(query).fetchone()[0]


def test_every_page_is_a_release_and_every_number_has_its_end(warehouse) -> None:
    assert count(warehouse, "select count(*) from releases") == len(PAGES)
    assert count(warehouse, "select count(*) from numbers where outcome = 'read'") >= 1900
    unread = count(
        warehouse,
        "select count(*) from numbers join releases using (release_id) where outcome = 'unread' and language in ('en', 'zh')",
    )
    read = count(warehouse, "select count(*) from numbers where outcome = 'read'")
    assert unread / (unread + read) < 0.05


def test_quotes_stand_where_they_say(warehouse) -> None:
    wrong = """
        select count(*) from statements join releases using (release_id)
        where substr(body_text, char_start + 1, char_end - char_start) <> quote
    """
    assert count(warehouse, wrong) == 0


def test_most_identities_hold(warehouse) -> None:
    tested = "select count(*) from reconciliation where verdict in ('holds', 'violated')"
    violated = "select count(*) from reconciliation where verdict = 'violated'"
    assert count(warehouse, tested) > 500
    assert count(warehouse, violated) / count(warehouse, tested) < 0.05
