"""The pages on disk and their manifest: what is found, what is refused, and when the cursor moves."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline import raw

PAGE = b"<html><body><p>Exports grew 4 percent.</p></body></html>"


def stored(raw_dir: Path, path: str, content: bytes = PAGE, **fields) -> raw.RawPage:
    file = raw_dir / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    page = raw.RawPage(path=path, sha256=hashlib.sha256(content).hexdigest(), **fields)
    rows = [row for row in raw.read_manifest(raw_dir) if row.path != path]
    (raw_dir / raw.MANIFEST).write_text(raw.manifest_text([*rows, page]), encoding="utf-8")
    return page


FULL = {
    "url": 'https://example.org/a,b?c="d"',
    "publisher": "重庆海关",
    "published_on": date(2020, 10, 23),
    "retrieved_at": datetime(2026, 1, 31, 8, 0, 5, tzinfo=UTC),
    "status": 200,
    "etag": 'W/"abc"',
    "last_modified": "Fri, 23 Oct 2020 02:00:00 GMT",
}


def test_manifest_rows_and_dropped_files_come_back_sorted_by_path(tmp_path):
    row = stored(tmp_path, "b/2020-10-23_growth.html", **FULL)
    dropped = tmp_path / "a" / "found.HTM"
    dropped.parent.mkdir()
    dropped.write_bytes(b"x")
    (tmp_path / "a" / ".half.html").write_bytes(b"half written")
    (tmp_path / "a" / "notes.txt").write_bytes(b"not a page")
    assert raw.pages(tmp_path) == [raw.RawPage(path="a/found.HTM", sha256=hashlib.sha256(b"x").hexdigest()), row]


def test_no_folder_and_no_manifest_mean_no_pages(tmp_path):
    assert raw.pages(tmp_path / "nowhere") == []
    assert raw.pages(tmp_path) == []


def test_a_file_that_was_edited_is_flagged_and_not_read(tmp_path):
    edited = stored(tmp_path, "s/edited.html")
    sound = stored(tmp_path, "s/sound.html")
    (tmp_path / "s/edited.html").write_bytes(PAGE.replace(b"4", b"5"))
    flagged, other = raw.pages(tmp_path)
    assert "s/edited.html: its bytes differ from manifest.csv" in flagged.problem
    assert other == sound
    assert raw.read_page(tmp_path, other) == PAGE
    with pytest.raises(raw.RawError, match=r"edited\.html: its bytes differ"):
        raw.read_page(tmp_path, flagged)
    with pytest.raises(raw.RawError, match="changed while it was being read"):
        raw.read_page(tmp_path, edited)


def test_an_edit_that_keeps_size_and_time_is_still_found(tmp_path):
    stored(tmp_path, "s/page.html")
    assert raw.pages(tmp_path)[0].problem is None
    file = tmp_path / "s/page.html"
    times = file.stat()
    file.write_bytes(PAGE.replace(b"4", b"5"))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert "differ" in raw.pages(tmp_path)[0].problem


def test_a_row_without_its_file_is_flagged(tmp_path):
    stored(tmp_path, "s/lost.html")
    (tmp_path / "s/lost.html").unlink()
    (page,) = raw.pages(tmp_path)
    assert page.problem.endswith("in manifest.csv but not on disk")


def test_a_file_that_cannot_be_read_is_flagged_and_costs_the_others_nothing(tmp_path):
    sound = stored(tmp_path, "s/sound.html")
    (tmp_path / "s/dangling.html").symlink_to(tmp_path / "nowhere.html")
    (tmp_path / "s/circle.html").symlink_to(tmp_path / "s/circle.html")
    (tmp_path / "s/folder.html").mkdir()
    circle, dangling, other = raw.pages(tmp_path)
    assert [page.problem for page in (circle, dangling)] == [
        f"{tmp_path / 's/circle.html'}: cannot be read",
        f"{tmp_path / 's/dangling.html'}: cannot be read",
    ]
    assert other == sound


@pytest.mark.parametrize(
    ("column", "value", "complaint"),
    [
        ("path", "../outside.html", "not one inside raw/"),
        ("path", "/etc/passwd", "not one inside raw/"),
        ("path", "a\\..\\b.html", "not one inside raw/"),
        ("path", "", "not one inside raw/"),
        ("sha256", "abc", "64 lower-case hex digits"),
        ("published_on", "23/10/2020", "23/10/2020"),
        ("retrieved_at", "2026-01-31T08:00:00", "no time zone"),
        ("status", "ok", "ok"),
    ],
)
def test_a_bad_row_is_refused_with_file_line_and_cause(tmp_path, column, value, complaint):
    good = {"path": "s/a.html", "sha256": "0" * 64}
    cells = [(good | {column: value}).get(name, "") for name in raw.COLUMNS]
    (tmp_path / raw.MANIFEST).write_text(",".join(raw.COLUMNS) + "\n" + ",".join(cells) + "\n", encoding="utf-8")
    with pytest.raises(raw.RawError) as error:
        raw.pages(tmp_path)
    assert str(error.value).startswith(f"{tmp_path / raw.MANIFEST}:2: ")
    assert complaint in str(error.value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (b"path,url\n", "no column publisher"),
        (b"\xff\xfe\x00", "UTF-8"),
        ((",".join(raw.COLUMNS) + "\na.html\n").encode(), "9 columns expected"),
        ((",".join(raw.COLUMNS) + 2 * ("\na.html" + "," * 8 + "0" * 64)).encode(), "second row for a.html"),
    ],
)
def test_a_broken_manifest_is_refused(tmp_path, text, complaint):
    (tmp_path / raw.MANIFEST).write_bytes(text)
    with pytest.raises(raw.RawError, match=complaint):
        raw.pages(tmp_path)


def test_the_manifest_survives_a_round_trip(tmp_path):
    page = stored(tmp_path, "s/a.html", **FULL)
    assert raw.read_manifest(tmp_path) == [page]


def test_the_fingerprint_moves_with_what_a_build_would_see_and_with_nothing_else(tmp_path):
    page = stored(tmp_path, "s/a.html", **FULL)
    first = raw.fingerprint(tmp_path)
    assert raw.fingerprint(tmp_path) == first

    def manifest(changed: raw.RawPage) -> str:
        (tmp_path / raw.MANIFEST).write_text(raw.manifest_text([changed]), encoding="utf-8")
        return raw.fingerprint(tmp_path)

    assert manifest(replace(page, etag="new", last_modified="later")) == first
    assert manifest(replace(page, status=404)) != first
    assert manifest(replace(page, published_on=date(2020, 10, 24))) != first
    assert manifest(page) == first
    os.utime(tmp_path / "s/a.html", (1, 1))
    assert raw.fingerprint(tmp_path) == first
    (tmp_path / "s/b.html").write_bytes(b"b")
    second = raw.fingerprint(tmp_path)
    assert second != first
    (tmp_path / "s/b.html").write_bytes(b"c")
    assert raw.fingerprint(tmp_path) not in (first, second)
    (tmp_path / "s/b.html").unlink()
    assert raw.fingerprint(tmp_path) == first


def test_the_shipped_pages_are_those_of_the_manifest():
    raw_dir = Path(__file__).parents[1] / "raw"
    shipped = raw.pages(raw_dir)
    assert shipped
    assert [page.problem for page in shipped if page.problem] == []
    assert all(page.url and page.publisher and page.retrieved_at for page in shipped)
