"""A build that starts from the published file has the rows of a build from nothing, whatever happened in between."""

from __future__ import annotations

import copy
import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import labelled
import pytest
from test_warehouse import contents

from pipeline import raw
from pipeline.runs import RunBuild
from pipeline.warehouse import excerpt, increment, schema
from pipeline.warehouse.build import Summary, build

REGIONS = ("CN-CQ", "CN")
PARTNERS = ("JP", "VN", "ASEAN")
ENTRY = """
[[correction]]
release = "{release}"
quote = "{quote}"
action = "{action}"
expect = {{ measure = "level", flow = "total", partner = "world" }}
{changes}
reason = "Seen on paper"
reviewer = "A. Reader"
date = 2021-06-01
"""


class Project:
    """A raw/ that changes at random, with a register of corrections; small numbers, so that releases contradict."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.raw = folder / "raw"
        self.register = folder / "corrections.toml"
        self.random = random.Random(seed)
        self.made = 0
        self.raw.mkdir(parents=True)
        for _ in range(12):
            self.add()

    def copied(self, folder: Path) -> Project:
        """The same raw/ and warehouse/ elsewhere, to be changed and built alone."""
        other = copy.copy(self)
        other.raw, other.register, other.random = folder / "raw", folder / "corrections.toml", random.Random(self.made)
        shutil.copytree(self.raw.parent, folder, dirs_exist_ok=True)
        return other

    def paths(self) -> list[str]:
        return sorted(raw.hashes(self.raw))

    def any_path(self) -> str:
        return self.random.choice(self.paths())

    def content(self) -> bytes:
        pick = self.random.choice
        year, last = pick((2019, 2020)), pick((2, 3))
        first = pick((1, 1, last))
        place = {"region": pick(REGIONS), "period": f"{year}-{first:02}/{year}-{last:02}"}
        total, export, import_ = (self.random.randint(3, 6) for _ in range(3))
        labels = [
            labelled.label(f"{total}000000000", **place),
            labelled.label(f"{export}000000000", flow="export", **place),
            labelled.label(f"{import_}000000000", flow="import", **place),
            labelled.label(f"{total}", "growth", **place),
            labelled.label("2000000", partner=pick(PARTNERS), **place),
            labelled.label("7", "share", partner=pick(PARTNERS), **place),
            labelled.label("8", "share", flow="export", commodity="integrated_circuits", **place),
            labelled.label("1000000000", **place, unit="USD"),
        ]
        self.made += 1
        text = (
            f"Trade {self.made}\nIt was {total} billion yuan, exports {export} billion yuan, imports {import_} billion yuan,"
            f" up {total}%. With some 2 million yuan, or 7% and 8% of all, or 1 billion dollars."
        )
        return labelled.page(text, labels, f"{year + (last > 9)}-{(last + 1) % 12:02}-{pick((10, 20))}")

    def write(self, path: str, content: bytes) -> None:
        (self.raw / path).parent.mkdir(parents=True, exist_ok=True)
        (self.raw / path).write_bytes(content)

    def manifest(self, change: Callable[[list[raw.RawPage]], list[raw.RawPage]]) -> None:
        rows = change(raw.read_manifest(self.raw))
        (self.raw / raw.MANIFEST).write_text(raw.manifest_text(rows), encoding="utf-8")

    def add(self) -> None:
        self.write(f"customs/{self.made:03}.html", self.content())

    def add_version(self) -> None:
        """A page of one of a few addresses: the latest is current."""
        path = f"portal/{self.made:03}.html"
        self.write(path, self.content())
        row = raw.RawPage(
            path=path,
            url=f"https://a.example/{self.random.randint(1, 2)}",
            retrieved_at=datetime(2021, 1, self.random.randint(1, 28), tzinfo=UTC),
            sha256=raw.hashes(self.raw)[path],
            status=200,
        )
        self.manifest(lambda rows: [*rows, row])

    def remove(self) -> None:
        path = self.any_path()
        (self.raw / path).unlink()
        self.manifest(lambda rows: [row for row in rows if row.path != path])

    def change(self) -> None:
        """New bytes under an old name; one that the manifest knows is refused from now on."""
        self.write(self.any_path(), self.content())

    def move(self) -> None:
        path = self.any_path()
        (self.raw / path).rename(self.raw / f"moved-{self.made}.html")
        self.made += 1
        self.manifest(lambda rows: [row for row in rows if row.path != path])

    def spoil(self) -> None:
        self.write(f"customs/broken-{self.made}.html", b"\xff")

    def copy(self) -> None:
        path = self.any_path()
        self.write(f"a-copy-{path.replace('/', '-')}", (self.raw / path).read_bytes())

    def ask_again(self) -> None:
        """The manifest says something else of pages that have not changed."""
        status = self.random.choice((200, 404, None))
        self.manifest(
            lambda rows: [_with(row, status=status) if number % 2 else row for number, row in enumerate(rows)]
        )

    def correct(self) -> None:
        """Another register: nothing, an override or a rejection of the first figure of a page."""
        path = self.random.choice([path for path in self.paths() if "broken" not in path])
        content = (self.raw / path).read_bytes()
        text = content.decode().split("It was ")[1].split(",")[0]
        release = raw.hashes(self.raw)[path][:16]
        override = 'set = { flow = "export" }'
        entry = self.random.choice(
            [
                "",
                ENTRY.format(release=release, quote=text, action="override", changes=override),
                ENTRY.format(release=release, quote=text, action="reject", changes=""),
            ]
        )
        self.register.write_text(entry, encoding="utf-8")

    def step(self) -> list[str]:
        """Some changes; their names."""
        changes = [self.add, self.add_version, self.remove, self.change, self.move, self.spoil, self.copy]
        chosen = self.random.choices(
            [*changes, self.ask_again, self.correct, lambda: None], k=self.random.randint(1, 3)
        )
        for change in chosen:
            change()
        return [change.__name__ for change in chosen]


def _with(row: raw.RawPage, **changes: object) -> raw.RawPage:
    return replace(row, **changes)


def outcomes(summary: Summary) -> list[tuple]:
    return [(r.name, r.offending, r.looked_at, r.out_of, r.problem, r.table.to_pylist()) for r in summary.checks]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """For each build since: the releases that it replaced in a copy of the published file. However many they are."""
    found: list[set[str]] = []
    apply = increment.apply
    monkeypatch.setattr(increment, "LARGEST_SHARE", 1.0)
    monkeypatch.setattr(increment, "apply", lambda file, pages, ids: found.append(ids) or apply(file, pages, ids))
    return found


def run(project: Project, warehouse: Path, **options) -> Summary:
    """A build; what changes at random also loses pages, which is not the point here."""
    options = {"accept_losses": True} | options
    return build(project.raw, warehouse, extract=labelled.extract, workers=1, register=project.register, **options)


# One sequence in every run of the tests; TRADE_SEEDS="1 2 3 ..." tries more.
@pytest.mark.parametrize("seed", [int(seed) for seed in os.environ.get("TRADE_SEEDS", "1").split()])
def test_any_sequence_of_changes_gives_what_a_build_from_nothing_gives(seed, tmp_path, started):
    project = Project(tmp_path, seed)
    warehouse = tmp_path / "warehouse"
    run(project, warehouse)
    steps = 2
    for number in range(steps):
        done = project.step()
        try:
            summary = run(project, warehouse)
        except Exception as error:  # the register does not fit any more: both say so
            with pytest.raises(type(error)):
                run(project, tmp_path / f"full-{number}")
            project.register.write_text("", encoding="utf-8")
            summary = run(project, warehouse)
        full = run(project, tmp_path / f"full-{number}", full=True)
        assert summary.published and full.published, (done, [result.message for result in summary.failed])
        assert contents(warehouse) == contents(tmp_path / f"full-{number}"), done
        assert outcomes(summary) == outcomes(full), done
        counted = [(s.releases, s.figures, s.unread, s.corrections, s.unreadable) for s in (summary, full)]
        assert counted[0] == counted[1], done
    assert len(started) >= steps


def test_an_unchanged_raw_replaces_nothing_and_one_page_little(tmp_path, started):
    project = Project(tmp_path, 7)
    run(project, tmp_path / "warehouse")
    run(project, tmp_path / "warehouse")
    project.add()
    run(project, tmp_path / "warehouse")
    assert [len(ids) for ids in started] == [0, 1]


@pytest.fixture(scope="module")
def once(tmp_path_factory) -> Project:
    """A project with one build in its warehouse/, to be copied."""
    project = Project(tmp_path_factory.mktemp("once"), 8)
    assert run(project, project.raw.parent / "warehouse").published
    return project


@pytest.mark.parametrize("other", ["code", "sql", "file", "full", "much"])
def test_what_was_not_made_alike_is_made_anew(other, tmp_path, started, once, monkeypatch):
    project = once.copied(tmp_path)
    warehouse = tmp_path / "warehouse"
    if other == "code":
        monkeypatch.setattr("pipeline.warehouse.pages.code_version", lambda: "another")
    elif other == "sql":
        monkeypatch.setattr(increment, "made_by", lambda: "another")
    elif other == "file":
        with duckdb.connect(str(warehouse / "trade.duckdb")) as connection:  # somebody wrote into it
            connection.execute("delete from figures")
    elif other == "much":
        monkeypatch.setattr(increment, "LARGEST_SHARE", 0.01)
        project.add()
    assert run(project, warehouse, full=other == "full").published
    assert started == []
    if other == "much":
        run(project, tmp_path / "full")
        assert contents(warehouse) == contents(tmp_path / "full")
    else:
        assert contents(warehouse) == contents(once.raw.parent / "warehouse")


def test_every_file_that_makes_the_rows_counts(tmp_path, monkeypatch):
    sql = tmp_path / "sql"
    monkeypatch.setattr(schema, "SQL", sql)
    versions = set()
    for kind in ("tables", "views", "checks", "examples"):
        (sql / kind).mkdir(parents=True)
        (sql / kind / "some.sql").write_text("select 1", encoding="utf-8")
        versions.add(increment.made_by.__wrapped__())
    assert len(versions) == 4


def test_a_run_of_the_orchestrator_starts_from_the_published_file_too(tmp_path, started):
    project = Project(tmp_path, 9)
    warehouse = tmp_path / "warehouse"
    run(project, warehouse)
    project.add()
    project.remove()
    with RunBuild(project.raw, warehouse, extract=labelled.extract, register=project.register) as build_of_run:
        for name in (*schema.table_names(), *schema.view_names()):
            build_of_run.write_table(name) if name in schema.table_names() else build_of_run.make_view(name)
        publication = build_of_run.publish()
    full = run(project, tmp_path / "full", full=True)
    assert len(started) == 1
    assert contents(warehouse) == contents(tmp_path / "full")
    # A first build has nothing to be held against.
    history = {"pages_keep_most_figures", "published_figures_are_still_read"}
    outcomes_of = [
        [r.message for r in results if r.name not in history] for results in (publication.results, full.checks)
    ]
    assert outcomes_of[0] == outcomes_of[1]
    run(project, warehouse)
    assert len(started) == 2 and started[1] == set()


# What says that it is settled by a release, or a region and year


def test_what_says_so_stands_on_tables_that_say_so():
    settled = excerpt.settled_tables()
    says = {name for name in schema.view_names() if excerpt.within(schema.sql(name, "views"), name)}
    assert says == set(settled) >= {"figures", "grown_levels", "parts", "shares"}
    assert all(excerpt.is_table(name) for name in settled)
    assert not excerpt.stands_on_settled({"latest"}, {}), "figures stands behind it"


def test_a_header_that_names_something_else_is_refused():
    with pytest.raises(excerpt.WithinError, match="within must be release or region and year, not 'a day'"):
        excerpt.within("-- Within: a day\n", "sql/views/some.sql")


# Hashes of files that have not changed


def test_a_file_is_hashed_again_only_when_it_has_changed(tmp_path, monkeypatch):
    project = Project(tmp_path, 10)
    for path in project.paths():  # long enough ago for the clock's tick
        os.utime(project.raw / path, (1e9, 1e9))
    monkeypatch.setattr(raw, "RACY_NS", -(10**18))
    run(project, tmp_path / "warehouse")
    changed, pages = project.paths()[3], len(project.paths())
    raw.forget_hashes()  # another process
    hashed: list[str] = []
    digest = raw.hashlib.file_digest
    monkeypatch.setattr(raw.hashlib, "file_digest", lambda file, kind: hashed.append(file.name) or digest(file, kind))
    before = os.stat(project.raw / changed)
    content = (project.raw / changed).read_bytes()
    (project.raw / changed).write_bytes(content.replace(b"Trade 4", b"Trade 9"))
    os.utime(project.raw / changed, ns=(before.st_atime_ns, before.st_mtime_ns))  # size and time as they were
    summary = run(project, tmp_path / "warehouse")
    assert [Path(name).name for name in hashed] == [Path(changed).name]
    assert summary.read == 1
    run(project, tmp_path / "warehouse", full=True)
    assert len(hashed) == 1 + pages
