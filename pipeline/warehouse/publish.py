"""Write, audit, publish: a build is made in a file of its own and takes the published one's place in one rename.

Nothing is ever written at the published path. Readers keep the file that they opened; who opens it later gets a whole
build. A crash leaves the published file as it was and a hidden folder that the next build removes.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from pipeline.warehouse import checks, excerpt, schema

if TYPE_CHECKING:
    import pandas as pd

PUBLISHED = "trade.duckdb"
PREVIOUS = "previous.duckdb"  # what was published before
DATABASE = "trade"  # as DuckDB names the file
LOCK = ".lock"
BUILD = ".build-"
CACHE = ".cache"


class NotPublished(RuntimeError):
    """A build that must not be published; ``results`` are the checks that stopped it, if any did."""

    def __init__(self, message: str, results: list[checks.CheckResult] | None = None) -> None:
        super().__init__(message)
        self.results = results or []


class BuildLock:
    """The right to build in a warehouse folder: held by one process at a time, given up when that process ends, however
    it ends."""

    def __init__(self, warehouse: Path, waiting: Callable[[], None] | None = None) -> None:
        warehouse.mkdir(parents=True, exist_ok=True)
        self._file = open(warehouse / LOCK, "w", encoding="utf-8")  # noqa: SIM115 - stays open as long as the lock
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if waiting:
                waiting()
            fcntl.flock(self._file, fcntl.LOCK_EX)

    def release(self) -> None:
        self._file.close()


class BuildFile:
    """A warehouse under construction, under the folder's lock until it is closed. Use as a context manager.

    It starts empty, with the tables of ``sql/tables``, or with ``copy`` as a copy of the published file, of which single
    tables and views are then replaced. ``publish`` audits it and puts it in place; closing it without that leaves the
    published file untouched. With ``accept_losses`` it is not held against what is published now, so that figures which
    are not read any more stop nothing. ``waiting`` is called once when another build has to be waited for.
    """

    def __init__(
        self,
        warehouse: Path,
        *,
        copy: bool = False,
        accept_losses: bool = False,
        waiting: Callable[[], None] | None = None,
    ) -> None:
        self.warehouse = warehouse
        self.published = warehouse / PUBLISHED
        self.previous = None if accept_losses else self.published  # what the build is held against
        self._lock = BuildLock(warehouse, waiting)
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._results: list[checks.CheckResult] | None = None
        self.changed: excerpt.Changed | None = None
        # The lock is ours, so every build folder that lies here belongs to a process that is gone.
        for folder in warehouse.glob(f"{BUILD}*"):
            shutil.rmtree(folder, ignore_errors=True)
        self._folder = warehouse / f"{BUILD}{os.getpid()}-{secrets.token_hex(4)}"
        self.path = self._folder / PUBLISHED
        try:
            self._folder.mkdir()
            if copy and self.published.exists():
                self.start_from_published()
            for name in sorted(set(schema.table_names()) - self.present()):
                self.connection.execute(schema.sql(name, "tables"))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> BuildFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The connection that writes the build file."""
        if self._connection is None:
            self._connection = duckdb.connect(str(self.path))
        return self._connection

    def present(self) -> set[str]:
        """Names of the tables and views in the build file."""
        found = self.connection.execute("select table_name from information_schema.tables where table_schema = 'main'")
        return {name for (name,) in found.fetchall()}

    def start_from_published(self) -> None:
        """Start again, from a copy of the published file."""
        self._results = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            self.path.unlink(missing_ok=True)
            log_of(self.path).unlink(missing_ok=True)
        _copy(self.published, self.path)

    def write_table(self, name: str, rows: pd.DataFrame | pa.Table | pa.RecordBatchReader) -> None:
        """Replace all rows of a table.

        The columns must be the table's, by name. Raises ``duckdb.Error`` for a row that breaks a constraint.
        """
        self._results = None
        connection = self.connection
        connection.execute("begin")
        connection.execute(schema.sql(name, "tables"))
        self._insert(name, rows)
        connection.execute("commit")

    def replace_rows(self, name: str, condition: str, rows: pd.DataFrame | pa.Table | pa.RecordBatchReader) -> None:
        """Replace the rows of a table that meet a condition, in two steps: a key that was deleted in a transaction may
        count as taken until it ends. ``rows`` may come from this connection, whatever database it uses."""
        self._results = None
        rows = pa.Table.from_batches(rows, rows.schema) if isinstance(rows, pa.RecordBatchReader) else rows
        self.connection.execute(f"delete from {DATABASE}.main.{name} where {condition}")
        self._insert(name, rows)

    def _insert(self, name: str, rows: pd.DataFrame | pa.Table | pa.RecordBatchReader) -> None:
        self.connection.register("new_rows", rows)
        self.connection.execute(f"insert into {DATABASE}.main.{name} by name from new_rows")
        self.connection.unregister("new_rows")

    def create_view(self, name: str) -> None:
        """Create or replace a view; those that it reads must be there. Raises ``NotPublished`` for SQL that fails.

        A file in ``sql/views`` may make a table instead, where a view would take too long to answer.
        """
        self._results = None
        self._drop(name)
        try:
            self.connection.execute(schema.sql(name, "views"))
        except duckdb.Error as error:
            raise NotPublished(f"sql/views/{name}.sql: {error}") from None

    def create_views(self, made: Collection[str] = ()) -> None:
        """Create every view but those ``made`` before, in the order that their SQL asks for; what has no file any more goes."""
        wanted = schema.view_names()
        for name in self.present() - set(wanted) - set(schema.table_names()):
            self._drop(name)
        for name in wanted:
            if name not in made:
                self.create_view(name)

    def run_check(self, name: str) -> checks.CheckResult:
        """The outcome of one check on the build so far."""
        return checks.run(self.connection, checks.load(name), previous=self.previous)

    def audit(self) -> list[checks.CheckResult]:
        """The outcome of every check on the file as it lies on disk, in the order of their names.

        The file is written out and opened again read-only, so what is checked is what readers will get. Of a file that
        started from the published one, which passed, checks that say what settles their rows look at what changed.
        """
        self._settle()
        with duckdb.connect() as connection:  # in memory, so that it can hold an excerpt
            connection.execute(f"attach {_quoted(self.path)} as {DATABASE} (read_only)")
            connection.execute(f"use {DATABASE}")
            if self.changed is not None:
                excerpt.note_again(connection, self.changed)
            self._results = checks.run_all(connection, previous=self.previous, only_changed=self.changed is not None)
        return self._results

    def publish(self) -> Path:
        """Put the build in the published file's place, and keep that as ``previous.duckdb``; its path.

        Audits it first unless nothing changed since the last audit. Raises ``NotPublished``, with the results, when a
        check of severity error fails, and when another program is writing into the published file.
        """
        results = self._results if self._results is not None else self.audit()
        if blocking := [result for result in results if result.blocks]:
            raise NotPublished(f"{len(blocking)} checks failed: {', '.join(r.name for r in blocking)}", blocking)
        self._settle()
        _remove_stale_log(self.published)
        _sync(self.path)
        self._keep_previous()
        os.replace(self.path, self.published)
        _sync(self.warehouse)
        return self.published

    def _keep_previous(self) -> None:
        """Give what is published now a second name, under which checks and people find it afterwards."""
        previous = self.warehouse / PREVIOUS
        if self.previous is None or not self.previous.exists():
            previous.unlink(missing_ok=True)
            return
        linked = self._folder / PREVIOUS
        try:
            os.link(self.previous, linked)
        except OSError:  # a file system without links
            _copy(self.previous, linked)
        os.replace(linked, previous)

    def close(self) -> None:
        """Give up the build folder and the lock."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        shutil.rmtree(self._folder, ignore_errors=True)
        self._lock.release()

    def _drop(self, name: str) -> None:
        kinds = "select table_type from information_schema.tables where table_schema = 'main' and table_name = "
        for (kind,) in self.connection.execute(f"{kinds}'{name}'").fetchall():
            self.connection.execute(f'drop {"view" if kind == "VIEW" else "table"} "{name}"')

    def _settle(self) -> None:
        """Write everything into the one file and let go of it."""
        if self._connection is not None:
            self._connection.execute("checkpoint")
            self._connection.close()
            self._connection = None
        if log_of(self.path).exists():
            raise NotPublished(f"{self.path} could not be written out completely")


def open_published(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published file.

    Raises ``FileNotFoundError`` where nothing has been published, saying what to do.
    """
    path = warehouse / PUBLISHED
    if not path.exists():
        raise FileNotFoundError(f"{path}: nothing has been published yet; run trade build")
    return duckdb.connect(str(path), read_only=True)


def file_version(published: Path) -> str | None:
    """What tells a published file from any other that took or takes its place; None when there is none."""
    try:
        stat = os.stat(published)
    except FileNotFoundError:
        return None
    return f"{stat.st_ino}-{stat.st_size}-{stat.st_mtime_ns}"


def log_of(file: Path) -> Path:
    """Where DuckDB keeps what it has not yet written into a file."""
    return file.with_name(file.name + ".wal")


def _copy(source: Path, target: Path) -> None:
    """Copy a file, within the file system where it can share the blocks."""
    with open(source, "rb") as read, open(target, "wb") as write:
        left = os.fstat(read.fileno()).st_size
        try:
            while left and (copied := os.copy_file_range(read.fileno(), write.fileno(), left)):
                left -= copied
        except (AttributeError, OSError):  # not on this system, or not between these files
            shutil.copyfile(source, target)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _remove_stale_log(published: Path) -> None:
    """Remove a write-ahead log beside the published file, which DuckDB would replay into the new one.

    Somebody wrote into the published file. If that program is gone its log is void with the file that it belongs to; if
    it still runs, the build waits for nobody and is not published.
    """
    log = log_of(published)
    if not log.exists():
        return
    with open(published, "rb") as file:
        try:
            # DuckDB holds a POSIX write lock as long as it has a file open for writing, and a read lock otherwise.
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            raise NotPublished(f"another program is writing into {published}; close it and build again") from None
        log.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
