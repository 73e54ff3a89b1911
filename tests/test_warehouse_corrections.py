"""The register of corrections: it changes observations, never statements, and stops once its source has changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import labelled
import pytest

from pipeline.warehouse import corrections, pages, publish
from pipeline.warehouse.build import build

URL = "https://www.ichongqing.info/2020/10/23/growth/"
ENTRY = """
[[correction]]
release = "{release}"
quote = "120%"
action = "override"
expect = {{ partner = "HK", value = "120", step = "1" }}
set = {{ partner = "MO", value = "12.0", step = "0.1" }}
reason = "The page was corrected the next day"
reviewer = "A. Reader"
date = 2020-10-24
"""
REJECTION = """
[[correction]]
release = "{release}"
quote = "4.5%"
occurrence = 2
action = "reject"
expect = {{ commodity = "integrated_circuits" }}
reason = "Not comparable"
reviewer = "A. Reader"
date = 2020-10-25
"""


@pytest.fixture
def with_address(raw_dir: Path) -> Path:
    """The seed's raw/ with a manifest row for its page."""
    version(raw_dir, "2020-10-23_growth", labelled.seed_page(), 1)
    return raw_dir


def version(raw_dir: Path, name: str, content: bytes, day: int) -> None:
    from datetime import UTC, datetime

    from pipeline import raw

    path = f"ichongqing/{name}.html"
    (raw_dir / path).write_bytes(content)
    known = [page for page in raw.read_manifest(raw_dir) if page.path != path]
    digest = raw.hashes(raw_dir)[path]
    known.append(raw.RawPage(path=path, url=URL, retrieved_at=datetime(2021, 1, day, tzinfo=UTC), sha256=digest))
    (raw_dir / raw.MANIFEST).write_text(raw.manifest_text(known), encoding="utf-8")


def build_with(raw_dir: Path, text: str):
    register = raw_dir.parent / "corrections.toml"
    register.write_text(text, encoding="utf-8")
    return build(raw_dir, raw_dir.parent / "warehouse", extract=labelled.extract, register=register)


def query(raw_dir: Path, sql: str) -> list[tuple]:
    with publish.open_published(raw_dir.parent / "warehouse") as connection:
        return connection.execute(sql).fetchall()


def test_the_shipped_register_is_sound():
    assert isinstance(corrections.load(), list)


def test_the_example_in_the_shipped_register_is_an_entry(tmp_path):
    lines = corrections.REGISTER.read_text(encoding="utf-8").splitlines()
    example = lines[lines.index("# [[correction]]") :]
    register = tmp_path / "corrections.toml"
    register.write_text("\n".join(line.removeprefix("# ") for line in example), encoding="utf-8")
    (entry,) = corrections.load(register)
    assert entry.changes == {"partner": "KR"} and entry.date == date(2021, 5, 10)


def test_an_override_changes_the_observation_and_keeps_the_statement(with_address):
    summary = build_with(with_address, ENTRY.format(release=URL))
    assert summary.clean and summary.corrections == 3
    assert query(with_address, "select partner, value, correction from statements where quote = '120%'") == [
        (
            "HK",
            Decimal("120"),
            "overridden (partner, value, step): The page was corrected the next day (A. Reader, 2020-10-24)",
        )
    ]
    assert query(
        with_address,
        "select partner, value, value_low, value_high from observations"
        " where statement_id in (select statement_id from statements where quote = '120%')",
    ) == [("MO", Decimal("12"), Decimal("11.95"), Decimal("12.05"))]
    assert query(with_address, "select field, value_read, value_corrected from corrections order by field") == [
        ("partner", "HK", "MO"),
        ("step", "1", "0.1"),
        ("value", "120", "12.0"),
    ]
    assert query(with_address, "select count(*) from statements where correction is not null") == [(1,)]


def applied(raw_dir: Path, text: str) -> corrections.Corrected:
    register = raw_dir.parent / "corrections.toml"
    register.write_text(text, encoding="utf-8")
    read = pages.read_pages(raw_dir, extract=labelled.extract)
    return corrections.apply(read.frames, corrections.load(register))


def test_a_correction_changes_nothing_else(with_address):
    before = applied(with_address, "").frames
    after = applied(with_address, ENTRY.format(release=URL)).frames
    changed = before["observations"].compare(after["observations"], align_axis=0)
    assert len(changed) == 2 and set(changed.columns) == {"partner", "value", "value_low", "value_high"}
    kept = before["statements"].drop(columns="correction")
    assert kept.equals(after["statements"].drop(columns="correction"))
    assert after["observations"].dtypes.equals(before["observations"].dtypes)
    assert after["statements"].dtypes.equals(before["statements"].dtypes)


def test_a_rejected_statement_gives_no_observation(with_address):
    summary = build_with(with_address, REJECTION.format(release=URL))
    assert (summary.clean, summary.figures, summary.corrections) == (True, 57, 1)
    assert query(with_address, "select measure, correction from statements where correction is not null") == [
        ("share_change", "rejected: Not comparable (A. Reader, 2020-10-25)")
    ]


def test_a_correction_stops_the_build_once_the_page_has_changed(with_address):
    build_with(with_address, ENTRY.format(release=URL))
    version(
        with_address,
        "v2",
        labelled.seed_page().replace(b"120%", b"130%").replace(b'"value": 120,', b'"value": 130,'),
        2,
    )
    with pytest.raises(corrections.CorrectionError, match="does not fit any more: no such quote"):
        build_with(with_address, ENTRY.format(release=URL))
    assert query(with_address, "select count(*) from releases") == [(1,)], "the published file is as it was"


def test_a_correction_stops_the_build_once_the_reading_has_changed(with_address):
    with pytest.raises(corrections.CorrectionError, match="expected partner 'JP', read HK"):
        build_with(with_address, ENTRY.format(release=URL).replace('"HK"', '"JP"'))


def test_a_release_id_names_one_version_and_an_address_all_that_fit(with_address):
    version(with_address, "v2", labelled.seed_page().replace(b"Across-The-Board", b"Broad"), 2)
    by_address = applied(with_address, ENTRY.format(release=URL)).frames
    assert len(by_address["corrections"]) == 6
    releases = by_address["releases"]
    (old,) = releases[~releases["is_current"]]["release_id"]
    assert len(applied(with_address, ENTRY.format(release=old)).frames["corrections"]) == 3


def test_a_correction_of_a_release_that_is_not_here_is_named(with_address):
    assert applied(with_address, ENTRY.format(release="https://a.example/")).unused == [
        "correction 1 ('120%' in https://a.example/)"
    ]


def test_two_corrections_of_one_statement_are_refused(with_address):
    entry = ENTRY.format(release=URL)
    with pytest.raises(corrections.CorrectionError, match="corrected twice"):
        build_with(with_address, entry + entry)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('reason = "The page was corrected the next day"', "", "correction 1: reason missing"),
        ('reviewer = "A. Reader"', 'reviewer = " "', "reason and reviewer must be text"),
        ("date = 2020-10-24", 'date = "yesterday"', "date a date"),
        ('action = "override"', 'action = "drop"', "action must be one of override, reject"),
        ('action = "override"', 'action = "reject"', "a rejection must not have it"),
        ('expect = { partner = "HK", value = "120", step = "1" }', "expect = {}", "expect must say what is read today"),
        ("expect = { partner", 'expect = { quote = "x", partner', "no field quote"),
        ("set = { partner", 'set = { flow = "export", partner', "for every field in set"),
        ('value = "12.0"', 'value = "twelve"', "value cannot be 'twelve'"),
        ('quote = "120%"', "quote = 120%", "corrections.toml: "),
        ('quote = "120%"', 'quote = "120%"\ncolour = "red"', "unknown key colour"),
        ("[[correction]]", "[[corrections]]", "unknown key 'corrections'"),
    ],
)
def test_a_broken_register_is_refused(tmp_path, old, new, message):
    register = tmp_path / "corrections.toml"
    register.write_text(ENTRY.format(release=URL).replace(old, new), encoding="utf-8")
    with pytest.raises(corrections.CorrectionError, match=message):
        corrections.load(register)
