"""One run of the orchestrator: the build that its assets share, and whether there is anything to build at all.

The steps of a run make tables and views in one build file, under the warehouse's lock, and nobody else sees it. A run
that ends without publishing, however it ends, leaves the published file as it was.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import duckdb

from pipeline.freshness import table_inputs, with_views
from pipeline.warehouse import corrections, pages, schema
from pipeline.warehouse.build import Filled, fill, reference_frames
from pipeline.warehouse.checks import CheckResult
from pipeline.warehouse.frames import REFERENCE_TABLES
from pipeline.warehouse.publish import PREVIOUS, PUBLISHED, BuildFile, NotPublished, open_published

if TYPE_CHECKING:
    import pandas as pd

RUNS = ".runs"


@dataclass(frozen=True, slots=True)
class Publication:
    """A published build: its file, the outcome of every check on it, and what it was made from (``table_inputs``,
    ``inputs``)."""

    path: Path
    results: list[CheckResult]
    table_inputs: str
    inputs: str


class RunBuild:
    """What the assets of one run work on. Use as a context manager; nothing is opened before it is needed.

    All tables of a run come from one reading of ``raw_dir``, whichever of them were asked for, so that no view and no
    check ever sees a new table beside an old one. A run that only makes views takes the tables over from the published
    file if ``published_tables`` says that they were made from what is there now (its ``table_inputs``; None: not
    known). ``waiting`` is called when another build has to be waited for; the rest is as for ``build``.
    """

    def __init__(
        self,
        raw_dir: Path,
        warehouse: Path,
        *,
        extract: pages.Extract | None = None,
        register: Path = corrections.REGISTER,
        published_tables: Callable[[], str | None] = lambda: None,
        waiting: Callable[[], None] | None = None,
    ) -> None:
        self.raw_dir = raw_dir
        self.warehouse = warehouse
        self.reading: Filled | None = None
        self._extract = extract
        self._register = register
        self._published_tables = published_tables
        self._waiting = waiting
        self._file: BuildFile | None = None
        self._reader: duckdb.DuckDBPyConnection | None = None
        self._keeps_tables = False
        self._table_inputs = ""
        self._failed = False
        self._made: set[str] = set()  # tables written and views made since the build file was opened
        self._reference: dict[str, pd.DataFrame] = {}
        self._reads: dict[str, set[str]] = {}  # by view: the tables and views that it reads, also through others

    def __enter__(self) -> RunBuild:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def step(self) -> Iterator[None]:
        """Around each step of the run: once one has failed or was interrupted, this run does not publish any more.

        The orchestrator would go on with steps that do not hang on the failed one.
        """
        try:
            yield
        except BaseException:
            self._failed = True
            raise

    def write_table(self, name: str) -> None:
        """Write a table of the build, and read ``raw/`` for it if that has not been done yet.

        Raises ``RawError`` for a manifest and ``CorrectionError`` for a register that cannot be used, ``NotPublished``
        when there is no page at all.
        """
        self._open(copy=False)
        if self._keeps_tables:
            self._keeps_tables = False
            self._made.clear()  # views may hold rows of the tables that were there
        self._make({name})

    def make_view(self, name: str) -> None:
        """Make a view of the build, and before it what it reads and what is not there yet.

        Raises ``NotPublished`` for SQL that fails, and like ``write_table``.
        """
        self._open(copy=True)
        self._make({name}, again=name)

    def provide(self, names: Collection[str]) -> duckdb.DuckDBPyConnection:
        """What checks and previews look at: the build under way, with these tables and views in it, else the published file.

        Raises ``FileNotFoundError`` where there is neither, and like ``make_view``.
        """
        if self._file is not None:
            self._make(set(names))
            return self._file.connection
        if self._reader is None:
            self._reader = open_published(self.warehouse)
        return self._reader

    @property
    def previous(self) -> Path:
        """What checks hold the build under way against, or without one the published file."""
        return self.warehouse / (PREVIOUS if self._file is None else PUBLISHED)

    def publish(self) -> Publication:
        """Make what the build still lacks, audit it, and put it in the published file's place.

        Whatever the run has made, what is published is ``raw/`` as it is now. Raises ``NotPublished`` like
        ``BuildFile.publish``, and like ``write_table``; the published file is then as it was.
        """
        if self._failed:
            raise NotPublished("a step of this run failed")
        file = self._open(copy=False)
        self._make(set(schema.table_names()))
        file.create_views(made=self._made)
        results = file.audit()
        inputs = with_views(self._table_inputs)
        publication = Publication(file.publish(), results, self._table_inputs, inputs)
        if self.reading is not None:
            self.reading.note_published(publication.path)
        self.close()
        return publication

    def close(self) -> None:
        """Give up the build and the lock; the published file stays."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        if self._file is not None:
            self._file.close()
            self._file = None
        self._keeps_tables = False
        self._made.clear()

    def _open(self, *, copy: bool) -> BuildFile:
        if self._file is None:
            self.close()
            self._table_inputs = table_inputs(
                self.raw_dir, self._register
            )  # what changes from now on is for the next run
            self._file = BuildFile(self.warehouse, copy=copy, waiting=self._waiting)
            self._keeps_tables = (
                copy and self._file.published.exists() and self._published_tables() == self._table_inputs
            )
        return self._file

    def _make(self, wanted: set[str], again: str | None = None) -> None:
        """Make what is wanted and what that reads, unless it is there; ``again`` unless this run has made it."""
        there = self._made
        if self._keeps_tables:
            there = self._made | self._file.present() - {again}
        views = self._views()
        missing = wanted.union(*(self._reads[name] for name in wanted if name in self._reads)) - there
        tables = missing.intersection(schema.table_names())
        if tables - set(REFERENCE_TABLES):
            self._fill()
        else:
            for name in sorted(tables):
                self._file.write_table(name, self._reference_rows(name))
                self._made.add(name)
        for name in views:
            if name in missing - self._made:
                self._file.create_view(name)
                self._made.add(name)

    def _fill(self) -> None:
        """Write all tables, which come from one reading of the pages, and what can be made with them."""
        self.reading = fill(self._file, self.raw_dir, extract=self._extract, register=self._register)
        self._made = set(schema.table_names()) | self.reading.made

    def _views(self) -> list[str]:
        """Names of the views, each after those that it reads; notes what they read."""
        for view in schema.view_names() if not self._reads else ():
            direct = schema.depends_on(view)
            self._reads[view] = direct.union(*(self._reads[name] for name in direct if name in self._reads))
        return list(self._reads)

    def _reference_rows(self, name: str) -> pd.DataFrame:
        self._reference = self._reference or reference_frames()
        return self._reference[name]


_held: dict[str, TextIO] = {}


def hold(warehouse: Path, run_id: str) -> None:
    """Take the lock of a run, for as long as this process lives: a run is over after its process has said so."""
    (warehouse / RUNS).mkdir(parents=True, exist_ok=True)
    _held[run_id] = _lock_of(warehouse / RUNS / run_id)


def is_held(warehouse: Path, run_id: str) -> bool:
    """Whether the process of a run is alive; the lock of one that is not is removed."""
    path = warehouse / RUNS / run_id
    try:
        _lock_of(path).close()
    except BlockingIOError:
        return True
    path.unlink(missing_ok=True)
    return False


def _lock_of(path: Path) -> TextIO:
    file = open(path, "w", encoding="utf-8")  # noqa: SIM115 - stays open as long as the lock
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise
    return file
