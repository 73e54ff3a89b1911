"""raw/ -> published warehouse: every step in order, in one process."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.warehouse import corrections, frames, pages
from pipeline.warehouse.checks import CheckResult
from pipeline.warehouse.publish import CACHE, BuildFile, NotPublished

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
class PageRows:
    """The rows of the tables that come from pages, by name, with the register applied; how the pages were come by, as in
    ``pages.Readings``; the register entries whose release is not in ``raw/``."""

    rows: dict[str, pd.DataFrame]
    read: int
    cached: int
    duplicates: int
    unused_corrections: list[str]


def reference_frames() -> dict[str, pd.DataFrame]:
    """The frames that do not come from pages: the code lists, the memberships of partner groups, and ``readme``."""
    return {name: frames.frame(table) for name, table in (frames.code_lists() | {"readme": frames.examples()}).items()}


def page_rows(
    raw_dir: Path,
    warehouse: Path,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    full: bool = False,
    extract: pages.Extract | None = None,
    register: Path = corrections.REGISTER,
    progress: pages.Progress | None = None,
) -> PageRows:
    """Read the pages of ``raw_dir``, with the cache of ``warehouse``, whose lock the caller holds; arguments and errors are those
    of ``build``."""
    readings = pages.read_pages(
        raw_dir,
        cache_dir=warehouse / CACHE,
        full=full,
        workers=workers,
        executor=executor,
        extract=extract,
        progress=progress,
    )
    if readings.read + readings.cached == 0 and readings.frames["unreadable_pages"].empty:
        raise NotPublished(f"{raw_dir}: no pages")
    corrected = corrections.apply(readings.frames, corrections.load(register))
    return PageRows(corrected.frames, readings.read, readings.cached, readings.duplicates, corrected.unused)


def build(
    raw_dir: Path,
    warehouse: Path,
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    full: bool = False,
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
    with BuildFile(warehouse, waiting=waiting) as file:
        found = page_rows(
            raw_dir,
            warehouse,
            workers=workers,
            executor=executor,
            full=full,
            extract=extract,
            register=register,
            progress=progress,
        )
        for name, rows in (found.rows | reference_frames()).items():
            file.write_table(name, rows)
        file.create_views()
        results = file.audit()
        try:
            published = file.publish()
        except NotPublished as refusal:
            if not refusal.results:
                raise
            published = None
        numbers = found.rows["numbers"]
        unreadable = found.rows["unreadable_pages"]
        return Summary(
            releases=len(found.rows["releases"]),
            figures=len(found.rows["observations"]),
            unread=int((numbers["outcome"] == "unread").sum()),
            read=found.read,
            cached=found.cached,
            duplicates=found.duplicates,
            unreadable=dict(zip(unreadable["path"], unreadable["cause"], strict=True)),
            corrections=len(found.rows["corrections"]),
            unused_corrections=found.unused_corrections,
            checks=results,
            published=published,
            seconds=time.monotonic() - started,
        )
