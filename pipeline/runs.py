"""One run of the orchestrator: the build that its assets share, and whether there is anything to build at all.

The steps of a run make tables and views in one build file, under the warehouse's lock, and nobody else sees it. A run
that ends without publishing, however it ends, leaves the published file as it was.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import raw
from pipeline.normalize import content_id
from pipeline.warehouse import corrections, pages, schema
from pipeline.warehouse.build import reference_frames
from pipeline.warehouse.cache import code_version
from pipeline.warehouse.checks import CheckResult
from pipeline.warehouse.publish import CACHE, PUBLISHED, BuildFile, NotPublished, open_published

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows of every table by its name, how the pages were come by (as in ``pages.Readings``), register entries
    whose release is not in ``raw/``, and what all of it was made from (``inputs_of``)."""

    rows: dict[str, pd.DataFrame]
    read: int
    cached: int
    duplicates: int
    unused_corrections: list[str]
    inputs: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A published build: its file, the outcome of every check on it, and what it was built from (``inputs``), None
    where its tables were taken over from the file before."""

    path: Path
    results: list[CheckResult]
    inputs: str | None


@dataclass(frozen=True, slots=True)
class Unpublished:
    """How ``raw/`` and the published file differ: paths of pages that the file lacks, and of pages in it that ``raw/``
    does not have any more."""

    added: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)

    def __str__(self) -> str:
        """
        >>> str(Unpublished(added=("customs/a.html", "customs/b.html"), removed=()))
        '2 pages added (customs/a.html, customs/b.html)'
        """
        parts = [
            f"{len(paths)} page{'s' if len(paths) > 1 else ''} {what} ({', '.join(paths[:3])}{', ...' if len(paths) > 3 else ''})"
            for what, paths in (("added", self.added), ("removed", self.removed))
            if paths
        ]
        return ", ".join(parts) or "no page added or removed"


class RunBuild:
    """What the assets of one run work on. Use as a context manager; nothing is opened before it is needed.

    All tables of a run come from one reading of ``raw_dir``, whichever of them were asked for, so that no view and no
    check ever sees a new table beside an old one. A run that only makes views works on a copy of the published file
    and keeps its tables. ``waiting`` is called when another build has to be waited for; the rest is as for ``build``.
    """

    def __init__(
        self,
        raw_dir: Path,
        warehouse: Path,
        *,
        extract: pages.Extract | None = None,
        register: Path = corrections.REGISTER,
        waiting: Callable[[], None] | None = None,
    ) -> None:
        self.raw_dir = raw_dir
        self.warehouse = warehouse
        self.reading: Reading | None = None
        self._extract = extract
        self._register = register
        self._waiting = waiting
        self._file: BuildFile | None = None
        self._reader: duckdb.DuckDBPyConnection | None = None
        self._from_raw = False
        self._tables: set[str] = set()
        self._views: set[str] = set()
        self._reads: dict[str, set[str]] = {}

    def __enter__(self) -> RunBuild:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write_table(self, name: str) -> None:
        """Write a table of the build, and read ``raw/`` for it if that has not been done yet.

        Raises ``RawError`` for a manifest and ``CorrectionError`` for a register that cannot be used, ``NotPublished``
        when there is no page at all.
        """
        file = self._open(copy=False)
        self._from_raw = True
        file.write_table(name, self._read().rows[name])
        self._tables.add(name)
        self._views.clear()  # a view that holds rows of its own is out of date now

    def make_view(self, name: str) -> None:
        """Make a view of the build, and before it those that it reads and that are not there yet.

        Raises ``NotPublished`` for SQL that fails, and like ``write_table``.
        """
        self._open(copy=True)
        self._complete_tables()
        self._make({name})

    def provide(self, names: Collection[str]) -> duckdb.DuckDBPyConnection:
        """The ``connection`` with these tables and views in it; a build under way gets those that it lacks."""
        connection = self.connection
        if self._file is not None:
            self._make(set(names) & set(self._order()) - self._there())
        return connection

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """What checks and previews look at: the build under way, else the published file.

        Raises ``FileNotFoundError`` where there is neither.
        """
        if self._file is not None:
            self._complete_tables()
            return self._file.connection
        if self._reader is None:
            self._reader = open_published(self.warehouse)
        return self._reader

    def publish(self) -> Publication:
        """Make what the build still lacks, audit it, and put it in the published file's place.

        A run that has made views and nothing else keeps the tables of the published file; any other publishes ``raw/``
        as it is now. Raises ``NotPublished`` like ``BuildFile.publish``, and like ``write_table``; the published file is
        then as it was.
        """
        file = self._open(copy=False)
        self._complete_tables()
        file.create_views(made=self._views)
        results = file.audit()
        publication = Publication(file.publish(), results, self._read().inputs if self._from_raw else None)
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
        self._from_raw = False
        self._tables.clear()
        self._views.clear()

    def _open(self, *, copy: bool) -> BuildFile:
        if self._file is None:
            self.close()
            self._file = BuildFile(self.warehouse, copy=copy, waiting=self._waiting)
            # An empty build has no tables to keep.
            self._from_raw = not (copy and self._file.published.exists())
        return self._file

    def _there(self) -> set[str]:
        """Tables and views of the build file that are up to date with the tables of this run."""
        if self._from_raw:
            return self._tables | self._views
        query = "select table_name from information_schema.tables where table_schema = 'main'"
        return {name for (name,) in self._file.connection.execute(query).fetchall()}

    def _make(self, wanted: set[str]) -> None:
        """Make some views, each after those that it reads and that are not there yet."""
        there = self._there()
        for view in self._order():
            if view in wanted or (view not in there and any(view in self._reads[name] for name in wanted)):
                self._file.create_view(view)
                self._views.add(view)

    def _order(self) -> list[str]:
        """Names of the views, each after those that it reads; notes what each of them reads, also through others."""
        for view in schema.view_names() if not self._reads else ():
            direct = schema.depends_on(view)
            self._reads[view] = direct.union(*(self._reads[name] for name in direct if name in self._reads))
        return list(self._reads)

    def _read(self) -> Reading:
        """The rows of all tables; reads the pages the first time, which needs the lock that ``_open`` takes."""
        if self.reading is None:
            inputs = inputs_of(self.raw_dir, self._register)  # before the reading: what changes meanwhile is read again
            readings = pages.read_pages(self.raw_dir, cache_dir=self.warehouse / CACHE, extract=self._extract)
            if readings.read + readings.cached == 0 and readings.frames["unreadable_pages"].empty:
                raise NotPublished(f"{self.raw_dir}: no pages")
            corrected = corrections.apply(readings.frames, corrections.load(self._register))
            self.reading = Reading(
                rows=corrected.frames | reference_frames(),
                read=readings.read,
                cached=readings.cached,
                duplicates=readings.duplicates,
                unused_corrections=corrected.unused,
                inputs=inputs,
            )
        return self.reading

    def _complete_tables(self) -> None:
        """Write the tables that nobody asked for, so that all of them come from the same reading."""
        if self._from_raw and self._file is not None:
            for name in sorted(set(schema.table_names()) - self._tables):
                self._file.write_table(name, self._read().rows[name])
                self._tables.add(name)
                self._views.clear()


def inputs_of(raw_dir: Path, register: Path = corrections.REGISTER) -> str:
    """A hash of all that a published file is made of: pages, manifest, register, the code that reads, and the SQL.

    Raises ``RawError`` for a manifest that cannot be read.
    """
    files = [
        schema.sql(name, kind)
        for kind, names in (
            ("tables", schema.table_names()),
            ("views", schema.view_names()),
            ("checks", schema.check_names()),
            ("examples", schema.example_names()),
        )
        for name in names
    ]
    rules = register.read_text(encoding="utf-8") if register.exists() else ""
    return content_id(raw.fingerprint(raw_dir), code_version(), rules, *files)


def file_version(published: Path) -> str | None:
    """What tells a published file from any other that took or takes its place; None when there is none."""
    try:
        stat = os.stat(published)
    except FileNotFoundError:
        return None
    return f"{stat.st_ino}-{stat.st_size}-{stat.st_mtime_ns}"


def unpublished(raw_dir: Path, warehouse: Path) -> Unpublished:
    """How ``raw_dir`` and the published file of ``warehouse`` differ. Raises ``RawError`` like ``raw.pages``."""
    there = {page.sha256[:16]: page.path for page in raw.pages(raw_dir)}
    known: dict[str, str] = {}
    if (warehouse / PUBLISHED).exists():
        query = "select release_id, path from releases union all select left(sha256, 16), path from unreadable_pages"
        with open_published(warehouse) as connection:
            known = dict(connection.execute(query).fetchall())
    return Unpublished(
        added=tuple(sorted(there[key] for key in there.keys() - known.keys())),
        removed=tuple(sorted(known[key] for key in known.keys() - there.keys())),
    )
