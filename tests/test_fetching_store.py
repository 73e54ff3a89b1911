"""Crashes, full disks and two fetches at once: raw/ stays whole."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import text
from web import Reply, article, send, serve

from pipeline import raw
from pipeline.fetching import disk, names
from pipeline.fetching.report import What
from pipeline.fetching.store import Fetched, Store

URL = "https://news.example/trade-is-up"
PATH = "test/2024-04-18_trade-is-up.html"
SECOND, THIRD = (PATH.replace(".html", f".v{number}.html") for number in (2, 3))
ROOT = Path(__file__).parents[1]

# A process that keeps one page and dies when it is about to put a file in its place, or has just done so.
DYING = """
import os, sys
from pathlib import Path
from pipeline.fetching.store import Fetched, Store
put, done = os.replace, []
def dying(source, target):
    done.append(target)
    if len(done) == abs(int(sys.argv[2])):
        if sys.argv[2].startswith("-"):
            put(source, target)
        os._exit(9)
    put(source, target)
os.replace = dying
Store(Path(sys.argv[1])).keep(Fetched("test", sys.stdin.buffer.read(), url="https://news.example/trade-is-up"))
"""

# A process that fetches and may not write any file beyond a size, as on a disk that is full.
FETCHING = """
import resource, signal, sys
from dataclasses import replace
from datetime import date
from pathlib import Path
sys.path.insert(0, "tests")
from web import following
from pipeline.fetching.run import fetch
limit = int(sys.argv[2])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
for outcome in fetch(Path(sys.argv[1]), sources=following(*sys.argv[3:])).outcomes:
    print(outcome.what, outcome.path, outcome.note, sep="|")
"""


def keep(raw_dir: Path, text: str) -> tuple[What, str]:
    kept = Store(raw_dir).keep(Fetched("test", text.encode(), url=URL))
    return kept.what, kept.path


def die(raw_dir: Path, text: str, step: int) -> None:
    """Keep ``text`` in a process that dies before (or, for a negative one, right after) its ``step``-th rename."""
    died = subprocess.run(
        [sys.executable, "-c", DYING, str(raw_dir), str(step)], input=text.encode(), cwd=ROOT, capture_output=True
    )
    assert died.returncode == 9, died.stderr.decode()


def contents(raw_dir: Path) -> dict[str, str]:
    """The text of every page that the manifest lists, each proved against its SHA-256."""
    return {row.path: raw.read_page(raw_dir, row).decode() for row in raw.read_manifest(raw_dir)}


ONE, TWO, THREE = (
    article(f"Exports came to {number} billion yuan in the first quarter of 2024.") for number in (1, 2, 3)
)


@pytest.mark.parametrize(
    ("step", "outcome"),
    [
        (1, What.NEW),  # the page is written beside its place, not yet in it
        (-1, What.NEW),  # the page is in its place, the manifest knows nothing
        (2, What.NEW),  # the manifest is written beside its place
        (-2, What.UNCHANGED),  # all is done
    ],
)
def test_a_crash_while_a_page_is_stored_is_made_good_by_the_next_fetch(tmp_path, step, outcome):
    die(tmp_path, ONE, step)
    assert all(page.problem is None for page in raw.pages(tmp_path))
    assert all(raw.read_page(tmp_path, page).decode() == ONE for page in raw.pages(tmp_path))
    Store(tmp_path).tidy()
    assert list(tmp_path.rglob(".*")) == []
    assert keep(tmp_path, ONE) == (outcome, PATH)
    assert contents(tmp_path) == {PATH: ONE}
    assert len(raw.pages(tmp_path)) == 1


def test_a_page_that_changed_after_a_crash_keeps_both_versions(tmp_path):
    die(tmp_path, ONE, -1)
    assert keep(tmp_path, TWO) == (What.CHANGED_TEXT, SECOND)
    assert contents(tmp_path) == {PATH: ONE, SECOND: TWO}
    die(tmp_path, THREE, -1)
    assert keep(tmp_path, ONE.replace(" 1 ", " 4 ")) == (What.CHANGED_TEXT, PATH.replace(".html", ".v4.html"))
    assert list(contents(tmp_path)) == [PATH, SECOND, THIRD, PATH.replace(".html", ".v4.html")]
    times = [row.retrieved_at for row in raw.read_manifest(tmp_path)]
    assert times == sorted(set(times))
    assert {row.url for row in raw.read_manifest(tmp_path)} == {URL}


def test_a_version_written_before_a_crash_is_adopted(tmp_path):
    keep(tmp_path, ONE)
    die(tmp_path, TWO, 2)
    assert [page.url for page in raw.pages(tmp_path)] == [URL, None]
    assert keep(tmp_path, TWO) == (What.CHANGED_TEXT, SECOND)
    assert contents(tmp_path) == {PATH: ONE, SECOND: TWO}


def test_a_file_that_someone_dropped_is_adopted_when_its_page_is_fetched(tmp_path):
    (tmp_path / "test").mkdir()
    (tmp_path / PATH).write_text(ONE, encoding="utf-8")
    assert keep(tmp_path, ONE.replace('class="ads">', 'class="ads">Buy tea')) == (What.CHANGED_ADS, PATH)
    assert contents(tmp_path) == {PATH: ONE}


def run(raw_dir: Path, limit: int, *urls: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", FETCHING, str(raw_dir), str(limit), *urls]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def outcomes(process: subprocess.Popen[str]) -> list[list[str]]:
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return [line.split("|") for line in out.splitlines()]


def test_a_page_that_the_disk_does_not_take_leaves_no_trace_and_costs_the_others_nothing(tmp_path):
    big = article(*(f"Exports to market {number} were {number} billion yuan." for number in range(500)))
    with serve() as site:
        urls = [site.answer("/big-trade", Reply(big)), site.answer("/small-trade", Reply(ONE))]
        failed, stored = outcomes(run(tmp_path, 8_000, *urls))
        assert failed[0] == What.FAILED
        assert failed[2].endswith("File too large")
        assert stored[0] == What.NEW
        assert list(contents(tmp_path)) == [stored[1]]
        assert len(raw.pages(tmp_path)) == 1
        assert list(tmp_path.rglob(".*")) == []
        assert [line[0] for line in outcomes(run(tmp_path, 0, *urls))] == [What.NEW, What.UNCHANGED]


def test_a_manifest_that_the_disk_does_not_take_stays_as_it_was(tmp_path):
    rows = [raw.RawPage(path=f"old/{number}.html", sha256="0" * 64) for number in range(100)]
    before = raw.manifest_text(rows)
    (tmp_path / raw.MANIFEST).write_text(before, encoding="utf-8")
    assert len(before) > 8_000 > len(ONE)
    with serve() as site:
        url = site.answer("/trade-is-up", Reply(ONE))
        ((what, _, note),) = outcomes(run(tmp_path, 8_000, url))
        assert (what, note.endswith("File too large")) == (What.FAILED, True)
        assert (tmp_path / raw.MANIFEST).read_text(encoding="utf-8") == before
        ((what, path, note),) = outcomes(run(tmp_path, 0, url))
    assert (what, path, note) == (What.NEW, PATH, "its file was there, not listed yet")
    assert len(raw.read_manifest(tmp_path)) == 101


def test_two_fetches_at_once_lose_nothing_and_double_nothing(tmp_path):
    both = threading.Barrier(2, timeout=30)

    def together(handler):
        both.wait()
        send(handler, Reply(status=404))

    with serve() as site:
        site.answer("/robots.txt", together)  # the first thing that each process asks for
        urls = [
            site.answer(
                f"/trade-{n}-up", Reply(article(f"Exports came to {n} billion yuan in the first quarter of 2024."))
            )
            for n in range(12)
        ]
        first, second = run(tmp_path, 0, *urls[:8]), run(tmp_path, 0, *urls[4:])
        done = outcomes(first) + outcomes(second)
    assert sorted(line[0] for line in done) == [What.NEW] * 12 + [What.UNCHANGED] * 4
    rows = raw.read_manifest(tmp_path)
    assert sorted(row.url for row in rows) == sorted(urls)
    assert len(contents(tmp_path)) == len(raw.pages(tmp_path)) == 12


def test_nothing_is_written_outside_raw(tmp_path):
    raw_dir = tmp_path / "raw"
    for path in ("../outside.html", "/outside.html", "a/../../outside.html"):
        with pytest.raises(raw.RawError, match="would leave"):
            disk.put(raw_dir, path, b"x")
    fetched = Fetched("../../outside", ONE.encode(), url=URL)
    assert Store(raw_dir).keep(fetched).path.startswith("outside/")
    assert Store(raw_dir).keep(replace(fetched, url=None, content=TWO.encode())).path.startswith("outside/")
    assert [file.name for file in tmp_path.iterdir()] == ["raw"]


@given(text())
def test_a_slug_is_plain_whatever_it_is_made_of(words):
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", names.slug(words))
    assert len(names.slug(words)) <= 80
    path = names.first_path(words, date(2024, 4, 18), f"https://news.example/{words}", words)
    assert re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*/2024-04-18_[a-z0-9]+(?:-[a-z0-9]+)*\.html", path)
    assert raw.is_inside(path)
