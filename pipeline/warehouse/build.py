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


def reference_frames() -> dict[str, pd.DataFrame]:
    """The frames that do not come from pages: the code lists, the memberships of partner groups, and ``readme``."""
    return {name: frames.frame(table) for name, table in (frames.code_lists() | {"readme": frames.examples()}).items()}


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
        for name, rows in (corrected.frames | reference_frames()).items():
            file.write_table(name, rows)
        file.create_views()
        results = file.audit()
        try:
            published = file.publish()
        except NotPublished as refusal:
            if not refusal.results:
                raise
            published = None
        numbers = corrected.frames["numbers"]
        unreadable = corrected.frames["unreadable_pages"]
        return Summary(
            releases=len(corrected.frames["releases"]),
            figures=len(corrected.frames["observations"]),
            unread=int((numbers["outcome"] == "unread").sum()),
            read=readings.read,
            cached=readings.cached,
            duplicates=readings.duplicates,
            unreadable=dict(zip(unreadable["path"], unreadable["cause"], strict=True)),
            corrections=len(corrected.frames["corrections"]),
            unused_corrections=corrected.unused,
            checks=results,
            published=published,
            seconds=time.monotonic() - started,
        )
