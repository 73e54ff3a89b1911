"""Publishing under fire: readers in other processes, killed builds, builds side by side, a log left behind."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import labelled
import pytest

from pipeline.warehouse import checks, pages
from pipeline.warehouse.build import build
from pipeline.warehouse.publish import BUILD, BuildFile, NotPublished, open_published

HERE = Path(__file__).parent

# Opens the file again and again; every answer must be from one build: all its figures carry the same number.
QUERY = (
    "select count(*), min(value), max(value), any_value(body_text) from observations join releases using (release_id)"
)
READER = f"""
import os, sys, time, duckdb
path, stop = sys.argv[1:]
print("ready", flush=True)
seen = set()
while not os.path.exists(stop):
    with duckdb.connect(path, read_only=True) as connection:
        count, low, high, text = connection.execute("{QUERY}").fetchone()
    assert count == 3 and low == high and f"{{low:.0f}} yuan" in text, (count, low, high)
    seen.add(low)
    time.sleep(0.01)
print(len(seen))
"""
# A program that keeps the file open, as BI tools do, goes on with the build that it opened.
HOLDER = f"""
import os, sys, time, duckdb
path, stop = sys.argv[1:]
with duckdb.connect(path, read_only=True) as connection:
    first = connection.execute("{QUERY}").fetchone()
    print("ready", flush=True)
    while not os.path.exists(stop):
        assert connection.execute("{QUERY}").fetchone() == first
        time.sleep(0.01)
print(1)
"""

# Builds for ever; what is published alternates.
BUILDER = """
import sys, pathlib
sys.path.insert(0, sys.argv[1])
import labelled, test_publish
from pipeline.warehouse.build import build
folder = pathlib.Path(sys.argv[2])
rounds = int(sys.argv[3])
for number in range(rounds):
    test_publish.set_page(folder, 100 + number)
    if number == 0:
        print("ready", flush=True)
    summary = build(folder / "raw", folder / "warehouse", extract=labelled.extract)
    assert summary.published, summary.failed
"""


def set_page(folder: Path, number: int) -> None:
    """One page whose three figures are all the same number."""
    text = f"Trade\nTrade was {number} yuan, exports {number} yuan and imports {number} yuan."
    labels = [labelled.label(str(number), flow=flow) for flow in ("total", "export", "import")]
    page = folder / "raw" / "customs" / "page.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.with_suffix(".new").write_bytes(labelled.page(text, labels))
    page.with_suffix(".new").replace(page)


def make(folder: Path, number: int = 1) -> Path:
    set_page(folder, number)
    published = build(folder / "raw", folder / "warehouse", extract=labelled.extract).published
    assert published is not None
    return published


def start(script: str, *args: object) -> subprocess.Popen:
    command = [sys.executable, "-c", script, *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=HERE.parent)


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "waited for 30 s"
        time.sleep(0.05)


def debris(warehouse: Path) -> list[Path]:
    return sorted(warehouse.glob(f"{BUILD}*"))


def test_readers_never_see_an_error_or_half_a_build(tmp_path):
    published = make(tmp_path)
    stop = tmp_path / "stop"
    readers = [start(script, published, stop) for script in (READER, READER, HOLDER)]
    assert [reader.stdout.readline() for reader in readers] == ["ready\n"] * 3
    for number in range(2, 5):
        make(tmp_path, number)
    stop.touch()
    builds_seen = []
    for reader in readers:
        output, errors = reader.communicate(timeout=60)
        assert reader.returncode == 0, errors
        builds_seen.append(int(output))
    assert min(builds_seen[:2]) > 1, "a reader saw one build only"


def test_a_killed_build_leaves_the_published_file_whole_and_the_next_one_clean(tmp_path):
    published = make(tmp_path)
    chance = random.Random(7)
    left_behind = 0
    for _ in range(4):
        builder = start(BUILDER, HERE, tmp_path, 1000)
        assert builder.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.0, 0.8))
        builder.send_signal(signal.SIGKILL)
        builder.communicate()
        left_behind += bool(debris(tmp_path / "warehouse"))
        assert not published.with_name(published.name + ".wal").exists()
        with open_published(tmp_path / "warehouse") as connection:
            assert [r.message for r in checks.run_all(connection) if not r.passed] == []
    assert left_behind, "no kill hit a build"
    make(tmp_path, 7)
    assert debris(tmp_path / "warehouse") == []


def test_the_workers_of_a_killed_build_end_too(tmp_path):
    workers = tmp_path / "workers"
    workers.mkdir()
    (tmp_path / "raw").mkdir()
    for number in range(pages.FEW_PAGES * 4):
        (tmp_path / "raw" / f"{number}.html").write_bytes(f"take your time {number} {workers}".encode())
    script = BUILDER.replace("extract=", "workers=2, extract=").replace(
        "test_publish.set_page(folder, 100 + number)", ""
    )
    builder = start(script, HERE, tmp_path, 1)
    wait_until(lambda: len(list(workers.iterdir())) == 2)
    builder.kill()
    builder.communicate()
    wait_until(lambda: not any(Path("/proc", worker.name).exists() for worker in workers.iterdir()))


def test_builds_side_by_side_queue(tmp_path):
    folders = [tmp_path / "a", tmp_path / "b"]
    script = BUILDER.replace('folder / "warehouse"', 'folder.parent / "warehouse"')
    builders = [start(script, HERE, folder, 2) for folder in folders]
    for builder in builders:
        _, errors = builder.communicate(timeout=60)
        assert builder.returncode == 0, errors
    with open_published(tmp_path / "warehouse") as connection:
        assert connection.execute("select distinct value from observations").fetchall() == [(101,)]
    assert debris(tmp_path / "warehouse") == []


def test_a_failed_check_leaves_the_published_file_and_says_which_rows(tmp_path):
    published = make(tmp_path)
    before = published.read_bytes()
    page = tmp_path / "raw" / "customs" / "page.html"
    page.write_bytes(labelled.page("Trade\nIts share was 136.2%.", [labelled.label("136.2", "share", partner="JP")]))
    summary = build(tmp_path / "raw", tmp_path / "warehouse", extract=labelled.extract)
    assert summary.published is None and not summary.clean
    blocking = {result.name: result for result in summary.failed if result.blocks}
    assert list(blocking) == ["shares_lie_between_0_and_100"]
    assert [float(value) for value in blocking["shares_lie_between_0_and_100"].rows["value"]] == [136.2]
    assert published.read_bytes() == before
    assert debris(tmp_path / "warehouse") == []


def test_an_exception_in_a_build_leaves_the_published_file(tmp_path):
    published = make(tmp_path)
    before = published.read_bytes()
    with pytest.raises(duckdb.CatalogException), BuildFile(tmp_path / "warehouse") as file:
        file.connection.execute("from nowhere")
    assert published.read_bytes() == before
    assert debris(tmp_path / "warehouse") == []


WRITER = """
import sys, duckdb, time
connection = duckdb.connect(sys.argv[1])
connection.execute("pragma disable_checkpoint_on_shutdown; create table scribble as select 1 as one")
print("ready", flush=True)
time.sleep(60)
"""


def test_the_log_of_a_program_that_wrote_into_the_published_file(tmp_path):
    published = make(tmp_path)
    log = published.with_name(published.name + ".wal")
    writer = start(WRITER, published)
    assert writer.stdout.readline() == "ready\n"
    assert log.exists()
    set_page(tmp_path, 2)
    with pytest.raises(NotPublished, match="another program is writing"):
        build(tmp_path / "raw", tmp_path / "warehouse", extract=labelled.extract)
    writer.kill()
    writer.communicate()
    assert log.exists(), "a killed writer leaves its log behind"
    make(tmp_path, 2)
    assert not log.exists()
    with open_published(tmp_path / "warehouse") as connection:
        assert connection.execute("select distinct value from observations").fetchall() == [(2,)]
        assert connection.execute("from duckdb_tables() where table_name = 'scribble'").fetchall() == []


def test_one_view_can_be_made_again_on_a_copy(tmp_path):
    published = make(tmp_path)
    with BuildFile(tmp_path / "warehouse", copy=True) as file:
        assert file.connection.execute("select count(*) from observations").fetchone() == (3,)
        file.create_view("citations")
        assert file.run_check("quotes_equal_their_spans").passed
        assert file.publish() == published
    with open_published(tmp_path / "warehouse") as connection:
        assert connection.execute("select count(*) from citations").fetchone() == (3,)


def test_an_audit_is_of_the_file_that_is_published(tmp_path):
    """A change after an audit is audited again."""
    make(tmp_path)
    with BuildFile(tmp_path / "warehouse", copy=True) as file:
        assert not [result for result in file.audit() if not result.passed]
        statements = file.connection.execute("from statements").to_arrow_table()
        file.write_table("statements", statements.slice(1))
        with pytest.raises(NotPublished, match="rows_have_their_parents"):
            file.publish()


def test_there_is_nothing_to_open_before_the_first_build(tmp_path):
    with pytest.raises(FileNotFoundError, match="run trade build"):
        open_published(tmp_path)
