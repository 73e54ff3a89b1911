"""The build: exact frames, the same rows whatever the order, the workers or the cache, and pages that cost only themselves."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import labelled
import pandas as pd
import pyarrow as pa
import pytest

from pipeline import raw
from pipeline.warehouse import cache, frames, pages, publish, schema
from pipeline.warehouse.build import build

TABLES = (*frames.READ_TABLES, "unreadable_pages", "corrections", "readme", *frames.CODE_LISTS, "partner_members")


def rows(warehouse: Path, name: str) -> list[tuple]:
    with publish.open_published(warehouse) as connection:
        return connection.execute(f"from {name}").fetchall()


def contents(warehouse: Path) -> dict[str, list[tuple]]:
    """All rows of a published file, sorted: the rows of a table have no order but that of their ids and places."""
    return {name: sorted(rows(warehouse, name), key=repr) for name in (*TABLES, *schema.view_names())}


def read(raw_dir: Path, **options) -> pages.Readings:
    return pages.read_pages(raw_dir, **({"extract": labelled.extract, "workers": 1} | options))


def unreadable(readings: pages.Readings) -> dict[str, str]:
    frame = readings.frames["unreadable_pages"]
    return dict(zip(frame["path"], frame["cause"], strict=True))


def build_of(raw_dir: Path, warehouse: Path, **options):
    return build(raw_dir, warehouse, **({"extract": labelled.extract, "workers": 1} | options))


def add_page(raw_dir: Path, name: str, number: int, **row: object) -> Path:
    """A page with a level, a growth and a share that depend on ``number``; with a manifest row if ``row`` says anything."""
    text = (
        f"Trade {number}\nTrade with Japan was {number}.5 billion yuan, up {number % 50}.5%, or {number % 90}% of all."
    )
    figures = [
        labelled.label(f"{number}500000000", partner="JP"),
        labelled.label(f"{number % 50}.5", "growth", partner="JP"),
        labelled.label(f"{number % 90}", "share", partner="JP"),
    ]
    path = raw_dir / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(labelled.page(text, figures))
    if row:
        known = raw.read_manifest(raw_dir)
        digest = raw.hashes(raw_dir)[name]
        known.append(raw.RawPage(path=name, sha256=digest, **row))
        (raw_dir / raw.MANIFEST).write_text(raw.manifest_text(known), encoding="utf-8")
    return path


# Frames


def test_the_frames_of_the_seed_have_the_columns_of_their_tables_and_exact_decimals(seed_extraction):
    for name, table in frames.tables([seed_extraction]).items():
        frame = frames.frame(table)
        assert table.schema == frames.columns(name)
        assert all(isinstance(kind, pd.ArrowDtype) for kind in frame.dtypes), name
    observations = frames.frame(frames.tables([seed_extraction])["observations"])
    assert observations["value"].dtype == pd.ArrowDtype(pa.decimal128(28, 6))
    assert observations["value"].iloc[0] == Decimal("461390000000")
    assert Decimal("11.4") in set(observations["value"])


def test_a_value_that_its_column_cannot_hold_exactly_is_refused():
    with pytest.raises(pa.ArrowInvalid):
        frames.arrow("statements", [{"value": Decimal("0.1234567")}])
    with pytest.raises(ValueError, match="has no column colour"):
        frames.arrow("statements", [{"colour": "red"}])


def test_the_frames_are_what_duckdb_has(raw_dir, tmp_path):
    summary = build_of(raw_dir, tmp_path / "warehouse")
    assert (summary.releases, summary.figures, summary.unread, summary.clean) == (1, 58, 0, True)
    expected = pages.read_pages(raw_dir, extract=labelled.extract, workers=1).frames
    with publish.open_published(tmp_path / "warehouse") as connection:
        for name, frame in expected.items():
            stored = connection.execute(f"from {name}").to_arrow_table()
            assert stored.to_pylist() == pa.Table.from_pandas(frame, preserve_index=False).to_pylist(), name


# Whatever the order, the workers, the cache


def fill(raw_dir: Path, count: int) -> Path:
    """raw/ with some pages beside the seed, and one that is unreadable."""
    for number in range(count):
        add_page(raw_dir, f"customs/page-{number:03}.html", number)
    (raw_dir / "customs" / "empty.html").write_bytes(b"")
    return raw_dir


@pytest.fixture
def many(raw_dir: Path) -> Path:
    """raw/ with enough pages for a pool of processes."""
    return fill(raw_dir, pages.FEW_PAGES)


@pytest.fixture
def several(raw_dir: Path) -> Path:
    """raw/ with enough pages for more than one chunk."""
    return fill(raw_dir, pages.SERIAL_CHUNK)


def test_workers_and_executors_make_no_difference(many):
    expected = read(many).frames
    with ThreadPoolExecutor(3) as executor:
        others = [read(many, workers=2).frames, read(many, executor=executor).frames]
    for other in others:
        for name, frame in expected.items():
            pd.testing.assert_frame_equal(other[name], frame)
    assert len(expected["releases"]) == pages.FEW_PAGES + 1
    assert list(expected["unreadable_pages"]["path"]) == ["customs/empty.html"]


def test_an_incremental_build_is_the_full_build(several, tmp_path):
    warehouse = tmp_path / "warehouse"
    first = build_of(several, warehouse)
    assert (first.read, first.cached) == (12, 0)
    # A new page, a changed one, one that is gone, and one that moved.
    add_page(several, "customs/new.html", 700)
    add_page(several, "customs/page-001.html", 701)
    (several / "customs" / "page-002.html").unlink()
    (several / "customs" / "page-003.html").rename(several / "customs" / "moved.html")
    second = build_of(several, warehouse)
    assert (second.read, second.cached) == (3, 9)
    build_of(several, tmp_path / "full", full=True)
    assert contents(warehouse) == contents(tmp_path / "full")
    again = read(several, cache_dir=warehouse / publish.CACHE)
    assert (again.read, again.cached) == (0, 12)
    forgotten = read(several, cache_dir=warehouse / publish.CACHE, full=True)
    assert (forgotten.read, forgotten.cached) == (12, 0)


def test_what_the_manifest_says_of_a_page_counts_as_part_of_it(raw_dir, tmp_path):
    name = "ichongqing/2020-10-23_growth.html"
    read(raw_dir, cache_dir=tmp_path)
    digest = raw.hashes(raw_dir)[name]
    known = raw.RawPage(path=name, sha256=digest, publisher="iChongqing", url="https://a.example/1")
    (raw_dir / raw.MANIFEST).write_text(raw.manifest_text([known]), encoding="utf-8")
    again = read(raw_dir, cache_dir=tmp_path)
    assert (again.read, again.cached) == (1, 0)
    (release,) = again.frames["releases"].to_dict("records")
    assert (release["publisher"], release["url"]) == ("iChongqing", "https://a.example/1")


def test_another_version_of_the_code_reads_again(tmp_path):
    page = raw.RawPage(path="a.html", sha256="0" * 64)
    keyed = {cache.page_key(page): page}
    with cache.ReadingCache(tmp_path, "one") as readings:
        readings.add([page], frames.tables([]), {"a.html": "empty"})
        assert readings.missing(keyed) == []
    with cache.ReadingCache(tmp_path, "one") as readings:
        assert readings.missing(keyed) == []
        assert readings.keep(keyed) == {"a.html": "empty"}
    with cache.ReadingCache(tmp_path, "two") as readings:
        assert readings.missing(keyed) == [page]
    assert [path.name for path in tmp_path.iterdir()] == ["readings-two.duckdb"]


def test_the_code_version_covers_every_module_that_reads(tmp_path, monkeypatch):
    package = tmp_path / "pipeline"
    shutil.copytree(cache.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(cache, "PACKAGE", package)
    versions = {cache.code_version.__wrapped__()}
    for changed in ("normalize.py", "model.py", "extract.py", "vocabulary/partners.toml", "reading/__init__.py"):
        with (package / changed).open("a", encoding="utf-8") as file:
            file.write("\n# changed\n")
        versions.add(cache.code_version.__wrapped__())
    assert len(versions) == 6


def test_a_broken_cache_is_made_again(raw_dir, tmp_path):
    read(raw_dir, cache_dir=tmp_path)
    (stored,) = tmp_path.glob("*.duckdb")
    stored.write_bytes(b"not a database")
    again = read(raw_dir, cache_dir=tmp_path)
    assert (again.read, len(again.frames["observations"])) == (1, 58)


# Pages that cannot be read


def test_a_page_that_cannot_be_read_costs_nothing_else(raw_dir, tmp_path):
    (raw_dir / "ichongqing" / "broken.html").write_bytes(b"\xff\xfe")
    (raw_dir / "ichongqing" / "defect.html").write_bytes(b"a defect")
    twice = labelled.page("T\nUp 5%.", [labelled.label("5", "growth")])
    (raw_dir / "ichongqing" / "long.html").write_bytes(twice.replace(b'"CN-CQ"', b"7"))
    ratio = labelled.page("T\nUp 5%.", [labelled.label("5", "growth") | {"measure": "ratio"}])
    (raw_dir / "ichongqing" / "ratio.html").write_bytes(ratio)
    summary = build_of(raw_dir, tmp_path)
    assert summary.published is not None and not summary.clean
    assert summary.figures == 58
    refused = summary.unreadable.pop("ichongqing/ratio.html")
    assert refused.startswith("reading failed with ConstraintException: ")
    assert summary.unreadable == {
        "ichongqing/broken.html": "not a page",
        "ichongqing/defect.html": "reading failed with KeyError: 'partner'",
        "ichongqing/long.html": "reading failed with TypeError: sequence item 4: expected str instance, int found",
    }
    assert [result.name for result in summary.failed] == ["pages_are_readable"]
    again = build_of(raw_dir, tmp_path)
    assert again.read == 3, "what the reading failed on is tried again, what is no page is not"


def test_a_page_that_kills_its_reader_costs_nothing_else(many):
    (many / "customs" / "killer.html").write_bytes(b"kill the reader")
    readings = read(many, workers=2)
    assert unreadable(readings) == {
        "customs/empty.html": "not a page",
        "customs/killer.html": "the process that read it died",
    }
    assert len(readings.frames["releases"]) == pages.FEW_PAGES + 1


def test_a_page_that_differs_from_its_manifest_row_is_not_read(raw_dir):
    path = add_page(
        raw_dir, "customs/a.html", 1, url="https://a.example/", retrieved_at=datetime(2021, 1, 1, tzinfo=UTC)
    )
    path.write_bytes(labelled.page("Edited\nTrade was 9 billion yuan.", [labelled.label("9000000000")]))
    readings = read(raw_dir)
    (cause,) = unreadable(readings).values()
    assert "differ from manifest.csv" in cause
    assert list(readings.frames["releases"]["path"]) == ["ichongqing/2020-10-23_growth.html"]


# Versions


def test_the_latest_retrieved_version_of_an_address_is_current(raw_dir):
    url = "https://a.example/"
    for day, number in ((2, 20), (3, 30), (1, 10)):
        at = datetime(2021, 1, day, tzinfo=UTC)
        add_page(raw_dir, f"customs/v{day}.html", number, url=url, retrieved_at=at, status=200)
    add_page(raw_dir, "customs/other.html", 40, url="https://b.example/", status=404)
    releases = read(raw_dir).frames["releases"].sort_values("path")
    found = [
        (row["path"], row["is_current"], row["http_status"], row["fetched_at"])
        for row in releases.astype(object).where(releases.notna(), None).to_dict("records")
    ]
    assert found == [
        ("customs/other.html", True, 404, None),
        ("customs/v1.html", False, 200, datetime(2021, 1, 1)),
        ("customs/v2.html", False, 200, datetime(2021, 1, 2)),
        ("customs/v3.html", True, 200, datetime(2021, 1, 3)),
        ("ichongqing/2020-10-23_growth.html", True, None, None),
    ]


def test_two_files_with_the_same_bytes_are_one_release(raw_dir):
    shutil.copy(raw_dir / "ichongqing" / "2020-10-23_growth.html", raw_dir / "ichongqing" / "a-copy.html")
    readings = read(raw_dir)
    assert list(readings.frames["releases"]["path"]) == ["ichongqing/2020-10-23_growth.html"]
    assert readings.duplicates == 1


# Schema


def test_every_object_and_column_has_a_comment_and_the_file_works_after_it_is_copied(seed_warehouse, tmp_path):
    copy = tmp_path / "elsewhere.db"
    shutil.copy(seed_warehouse / publish.PUBLISHED, copy)
    with duckdb.connect(str(copy), read_only=True) as connection:
        for name in (*schema.table_names(), *schema.view_names()):
            connection.execute(f"from {name}").fetchall()
        assert connection.execute(
            "select count(*) from duckdb_columns() where not internal and comment is null"
        ).fetchone() == (0,)


def test_lineage_comes_from_the_sql():
    assert schema.depends_on("releases") == set()
    assert schema.depends_on("citations") >= {"observations", "statements", "releases", "passages"}
    order = schema.view_names()
    for name in order:
        for source in schema.depends_on(name) - set(schema.table_names()):
            assert order.index(source) < order.index(name)
    assert set(schema.downstream("observations")) <= set(order)
    assert "citations" in schema.downstream("passages")
    assert schema.sources("select a, releases from observations o, statements as s left join x on 'from numbers'") == {
        "observations",
        "statements",
    }


def test_each_example_query_answers_on_the_seed(seed_warehouse):
    with publish.open_published(seed_warehouse) as connection:
        stored = connection.execute("select example, question, query from readme").fetchall()
        assert [example for example, _, _ in stored] == schema.example_names()
        for example, question, query in stored:
            assert question.endswith("?"), example
            assert connection.execute(query).fetchall(), f"{example} has no rows"


def test_code_lists_are_those_of_the_vocabulary(seed_warehouse):
    with publish.open_published(seed_warehouse) as connection:
        names = connection.execute("select name_en, name_zh from partners where code = 'JP'").fetchall()
        left = connection.execute(
            "select member_until from partner_members where partner = 'EU' and member = 'GB'"
        ).fetchall()
    assert names == [("Japan", "日本")]
    assert [str(day) for (day,) in left] == ["2020-02-01"]
