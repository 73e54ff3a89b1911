"""Pages in ``raw/`` -> the frames of what they state, over any ``concurrent.futures`` executor.

Reading a page is a pure function of its bytes and of what the manifest says of it, so it may run anywhere and more than
once. Rows come back in content order whatever the number of workers and whoever was first.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait as wait_for_any
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline import raw
from pipeline.model import PageSource, UnreadablePage
from pipeline.normalize import content_id
from pipeline.warehouse import frames
from pipeline.warehouse.cache import ReadingCache, code_version, page_key

if TYPE_CHECKING:
    import pandas as pd

# Below this many pages a pool of processes takes longer to start than they take to read.
FEW_PAGES = 48
SERIAL_CHUNK = 10
LARGEST_CHUNK = 200
IN_FLIGHT = 64  # chunks that a foreign executor holds at a time

Extract = Callable[[bytes, PageSource], object]
Progress = Callable[[int, int], None]
Pages = Sequence[raw.RawPage]


@dataclass(frozen=True, slots=True)
class Readings:
    """What the pages state: the frames of ``frames.READ_TABLES`` and ``unreadable_pages``, and how many pages were read
    now, taken from the cache, or left out because another page has the same bytes."""

    frames: dict[str, pd.DataFrame]
    read: int
    cached: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class Found:
    """Every page read, its rows in ``cache``, which is of ``version``: the table ``unreadable_pages``, and the numbers of
    ``Readings``."""

    cache: ReadingCache
    version: str
    unreadable: pa.Table
    read: int
    cached: int
    duplicates: int

    def frames(self, only: Collection[str] | None = None) -> dict[str, pd.DataFrame]:
        """The frames of ``frames.READ_TABLES``, of all releases or ``only`` of some."""
        return {name: frames.frame(self.cache.rows(name, only).read_all()) for name in frames.READ_TABLES}


@dataclass(frozen=True, slots=True)
class Chunk:
    """What a worker sends back: rows, causes by path of the pages that no code could read, and causes of pages on which
    the reading itself failed, which are tried again by the next build."""

    tables: dict[str, pa.Table]
    causes: dict[str, str]
    defects: dict[str, str]


Result = tuple[Pages, Chunk]


def read_pages(raw_dir: Path, **options) -> Readings:
    """Everything that the pages under ``raw_dir`` state; the options are those of ``reading``."""
    with reading(raw_dir, **options) as found:
        loaded = found.frames() | {"unreadable_pages": frames.frame(found.unreadable)}
        return Readings(loaded, found.read, found.cached, found.duplicates)


@contextmanager
def reading(
    raw_dir: Path,
    *,
    cache_dir: Path | None = None,
    full: bool = False,
    workers: int | None = None,
    executor: Executor | None = None,
    extract: Extract | None = None,
    progress: Progress | None = None,
) -> Iterator[Found]:
    """Read the pages under ``raw_dir``; what they state is at hand as long as this is open.

    Pages that ``cache_dir`` knows are not read again unless ``full``, and files that have the size, times and inode that they
    had are not hashed again. Reading runs on ``executor``, else on ``workers`` processes (one per core by default), else,
    for few pages, right here. ``progress`` is called with pages done and pages to do. A page that cannot be read becomes
    a row of ``unreadable_pages`` and costs nothing else. Raises ``pipeline.raw.RawError`` for a manifest that cannot be
    read.
    """
    if extract is None:
        from pipeline.extract import extract_page as extract

    version = content_id(code_version(), extract.__module__, extract.__qualname__)
    with ReadingCache(cache_dir, version, forget=full) as cache:
        pages = _pages(raw_dir, cache, full)
        failures = {page.path: page.problem for page in pages if page.problem}
        distinct = {page_key(page): page for page in _distinct(page for page in pages if not page.problem)}
        missing = cache.missing(distinct)
        done = 0
        for chunk, result in _results(missing, raw_dir, extract, workers, executor):
            cache.add([page for page in chunk if page.path not in result.defects], result.tables, result.causes)
            failures |= result.defects
            done += len(chunk)
            if progress:
                progress(done, len(missing))
        failures |= cache.keep(distinct)
        readable = sum(page.problem is None for page in pages)
        yield Found(
            cache=cache,
            version=version,
            unreadable=_unreadable(raw_dir, pages, failures),
            read=len(missing),
            cached=len(distinct) - len(missing),
            duplicates=readable - len(distinct),
        )


def _pages(raw_dir: Path, cache: ReadingCache, full: bool) -> list[raw.RawPage]:
    """The pages on disk, with the hashes that an earlier build knew."""
    if full:
        raw.forget_hashes()
    before = cache.known_hashes()
    raw.recall_hashes(before)
    pages = raw.pages(raw_dir)
    known = raw.known_hashes(raw_dir, pages)
    if known != before:
        cache.remember_hashes(known)
    return pages


def _unreadable(raw_dir: Path, pages: Sequence[raw.RawPage], failures: dict[str, str]) -> pa.Table:
    by_path = {page.path: page for page in pages if page.path in failures}
    return frames.arrow(
        "unreadable_pages",
        [
            {
                "path": path,
                "sha256": by_path[path].sha256,
                "url": by_path[path].url,
                "cause": failures[path].removeprefix(f"{raw_dir / path}: ").removeprefix(f"{path}: "),
            }
            for path in sorted(failures)
        ],
    )


def read_chunk(extract: Extract, raw_dir: Path, pages: Sequence[raw.RawPage]) -> Chunk:
    """Some pages, read one after the other; the unit of work that an executor gets."""
    extractions, causes, defects = {}, {}, {}
    for page in pages:
        source = PageSource(page.path, page.url, page.publisher, page.published_on)
        try:
            extractions[page.path] = extract(raw.read_page(raw_dir, page), source)
        except UnreadablePage as error:
            causes[page.path] = raw.cause(error)
        except raw.RawError as error:
            defects[page.path] = raw.cause(error)
        except Exception as error:  # a defect of the reading on one page must not cost the others
            defects[page.path] = _defect(error)
    try:
        return Chunk(frames.proved(frames.tables(extractions.values())), causes, defects)
    except Exception:  # some page gave a record that its table does not take: find it
        return _one_by_one(extractions, causes, defects)


def _one_by_one(extractions: dict[str, object], causes: dict[str, str], defects: dict[str, str]) -> Chunk:
    parts = [frames.tables([])]
    for path, extraction in extractions.items():
        try:
            parts.append(frames.proved(frames.tables([extraction])))
        except Exception as error:
            defects = defects | {path: _defect(error)}
    return Chunk({name: pa.concat_tables(part[name] for part in parts) for name in parts[0]}, causes, defects)


def _results(
    pages: list[raw.RawPage], raw_dir: Path, extract: Extract, workers: int | None, executor: Executor | None
) -> Iterator[Result]:
    """Each chunk of pages with what was read from it, as soon as it is there."""
    workers = workers or os.cpu_count() or 1
    if executor is None and (workers == 1 or len(pages) < FEW_PAGES):
        for start in range(0, len(pages), SERIAL_CHUNK):
            chunk = pages[start : start + SERIAL_CHUNK]
            yield chunk, read_chunk(extract, raw_dir, chunk)
        return
    size = max(1, min(LARGEST_CHUNK, len(pages) // (4 * workers)))
    chunks = deque(pages[start : start + size] for start in range(0, len(pages), size))
    work = partial(read_chunk, extract, raw_dir)
    if executor is not None:
        yield from _on(executor, chunks, work, IN_FLIGHT, lost=None)
        return
    while chunks:
        lost: list[raw.RawPage] = []
        with _pool(workers) as pool:
            yield from _on(pool, chunks, work, 2 * workers, lost)
        yield from _one_page_at_a_time(lost, work)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Not fork: the parent has threads of Arrow and DuckDB, whose locks a forked child would inherit.
    context = multiprocessing.get_context("forkserver")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """End this worker when the build ends, also when that was killed and could not say so."""

    def watch() -> None:
        wait_for_any([multiprocessing.parent_process().sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _on(
    executor: Executor,
    chunks: deque[Pages],
    work: Callable[[Pages], Chunk],
    in_flight: int,
    lost: list[raw.RawPage] | None,
) -> Iterator[Result]:
    """Results of chunks on an executor, never more than ``in_flight`` of them under way.

    When a worker dies and takes the executor with it, the pages that were under way go to ``lost`` and the chunks that
    were not stay in ``chunks``; without ``lost`` it raises ``BrokenExecutor``.
    """
    futures: dict[Future, Pages] = {}
    while (chunks or futures) and not lost:
        try:
            while chunks and len(futures) < in_flight:
                futures[executor.submit(work, chunks[0])] = chunks[0]
                chunks.popleft()
        except BrokenExecutor:  # what was under way says so below
            if lost is None:
                raise
            if not futures:
                return
        done, _ = wait(futures, return_when=FIRST_COMPLETED)
        for future in done:
            try:
                result = future.result()
            except BrokenExecutor:
                if lost is None:
                    raise
                lost += futures.pop(future)
            else:
                yield futures.pop(future), result
    for chunk in futures.values():
        lost += chunk


def _one_page_at_a_time(pages: list[raw.RawPage], work: Callable[[Pages], Chunk]) -> Iterator[Result]:
    """Pages whose worker died, each alone in a process, so that only the one that kills its reader is left out."""
    waiting = deque([page] for page in pages)
    while waiting:
        lost: list[raw.RawPage] = []
        with _pool(1) as pool:
            yield from _on(pool, waiting, work, 1, lost)
        for page in lost:
            yield [page], Chunk(frames.tables([]), {}, {page.path: "the process that read it died"})


def _distinct(pages: Iterator[raw.RawPage]) -> list[raw.RawPage]:
    """One page for each content: a fetched one before a dropped one, then the first path."""
    chosen: dict[str, raw.RawPage] = {}
    for page in sorted(pages, key=lambda page: (page.url is None, page.path)):
        chosen.setdefault(page.sha256, page)
    return sorted(chosen.values(), key=lambda page: page.sha256)


def _defect(error: Exception) -> str:
    return f"reading failed with {type(error).__name__}: {raw.cause(error)}"
