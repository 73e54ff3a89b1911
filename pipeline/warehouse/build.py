"""raw/ -> published warehouse: every step in order, in one process."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from pipeline.warehouse import corrections, frames, increment, pages
from pipeline.warehouse.cache import ReadingCache
from pipeline.warehouse.checks import CheckResult
from pipeline.warehouse.publish import CACHE, BuildFile, NotPublished, file_version

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did. ``published`` is None when a check of severity error failed; ``unreadable`` has cause by path;
    ``unused_corrections`` names register entries whose release is not in raw/."""

    releases: int
    figures: int
    unread: int
    read: int
    cached: int
    duplicates: int
    unreadable: dict[str, str]
    corrections: int
    unused_corrections: list[str]
    checks: list[CheckResult]
    published: Path | None
    seconds: float

    @property
    def failed(self) -> list[CheckResult]:
        """The checks that failed, errors first."""
        return sorted((r for r in self.checks if not r.passed), key=lambda r: (r.severity != "error", r.name))

    @property
    def clean(self) -> bool:
        """Whether everything in raw/ was read and the result is published."""
        return self.published is not None and not self.unreadable


@dataclass(frozen=True, slots=True)
class Filled:
    """What the tables of a build file were made from: how the pages were come by, as in ``pages.Readings``; the register
    entries whose release is not in ``raw/``; the tables and views that are made."""

    read: int
    cached: int
    duplicates: int
    unused_corrections: list[str]
    made: set[str]
    cache: tuple[Path, str]  # folder and version

    def note_published(self, published: Path) -> None:
        """Keep what the published file was made from, so that the next build can start from it."""
        with ReadingCache(*self.cache) as readings:
            readings.publish(file_version(published), increment.made_by())


def reference_frames() -> dict[str, pd.DataFrame]:
    """The frames that do not come from pages: the code lists, the memberships of partner groups, and ``readme``."""
    return {name: frames.frame(table) for name, table in (frames.code_lists() | {"readme": frames.examples()}).items()}


def fill(
    file: BuildFile,
    raw_dir: Path,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    full: bool = False,
    extract: pages.Extract | None = None,
    register: Path = corrections.REGISTER,
    progress: pages.Progress | None = None,
) -> Filled:
    """Read the pages of ``raw_dir`` and write the tables of a build file; arguments and errors are those of ``build``.

    Where the published file can be started from, the build file becomes a copy of it in which what changed is replaced,
    and most of what ``sql/views`` makes is made as well.
    """
    folder = file.warehouse / CACHE
    options = {"full": full, "workers": workers, "executor": executor, "extract": extract, "progress": progress}
    with pages.reading(raw_dir, cache_dir=folder, **options) as found:
        if found.read + found.cached == 0 and found.unreadable.num_rows == 0:
            raise NotPublished(f"{raw_dir}: no pages")
        entries = corrections.load(register)
        named = found.cache.releases_at([entry.release for entry in entries])
        corrected = corrections.apply(found.frames(only=named), entries)
        found.cache.correct(named, {name: corrected.frames[name] for name in corrections.CORRECTED_TABLES})
        changed = None if full else increment.changed(found, file.published, named)
        if changed is None:
            for name, rows in reference_frames().items():
                file.write_table(name, rows)
            for name in frames.READ_TABLES:
                file.write_table(name, found.cache.rows(name))
            made = set()
        else:
            file.start_from_published()
            made = increment.apply(file, found, changed)
        file.write_table("corrections", corrected.frames["corrections"])
        file.write_table("unreadable_pages", found.unreadable)
        return Filled(found.read, found.cached, found.duplicates, corrected.unused, made, (folder, found.version))


def build(
    raw_dir: Path,
    warehouse: Path,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    full: bool = False,
    accept_losses: bool = False,
    extract: pages.Extract | None = None,
    register: Path = corrections.REGISTER,
    progress: pages.Progress | None = None,
    waiting: Callable[[], None] | None = None,
) -> Summary:
    """Build the warehouse of ``raw_dir`` and publish it in ``warehouse`` if no check of severity error fails.

    Arguments are those of ``pages.read_pages`` and ``publish.BuildFile``; ``register`` is the register of corrections.
    Raises ``pipeline.raw.RawError`` for a manifest that cannot be read, ``corrections.CorrectionError`` for a register
    that does not fit what was read, ``publish.NotPublished`` when there is no page at all or another program writes
    into the published file. The published file is then as it was.
    """
    started = time.monotonic()
    with BuildFile(warehouse, accept_losses=accept_losses, waiting=waiting) as file:
        filled = fill(
            file,
            raw_dir,
            workers=workers,
            executor=executor,
            full=full,
            extract=extract,
            register=register,
            progress=progress,
        )
        file.create_views(made=filled.made)
        results = file.audit()
        counts = _counts(file)
        try:
            published = file.publish()
        except NotPublished as refusal:
            if not refusal.results:
                raise
            published = None
        else:
            filled.note_published(published)
        return Summary(
            **counts,
            read=filled.read,
            cached=filled.cached,
            duplicates=filled.duplicates,
            unused_corrections=filled.unused_corrections,
            checks=results,
            published=published,
            seconds=time.monotonic() - started,
        )


def _counts(file: BuildFile) -> dict[str, object]:
    """What a build has, for its ``Summary``."""
    with duckdb.connect(str(file.path), read_only=True) as connection:
        releases, figures, unread, corrected = connection.execute(
            "select (select count(*) from releases), (select count(*) from observations),"
            " (select count(*) from numbers where outcome = 'unread'),"
            " (select count(*) from corrections)"
        ).fetchone()
        unreadable = dict(connection.execute("select path, cause from unreadable_pages order by path").fetchall())
    return {
        "releases": releases,
        "figures": figures,
        "unread": unread,
        "corrections": corrected,
        "unreadable": unreadable,
    }
