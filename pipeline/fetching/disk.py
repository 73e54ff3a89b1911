"""Writes under ``raw/``: one writer at a time, and each file whole or not at all, whatever moment a crash picks."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline import raw

_HALF_WRITTEN = ".tmp-"


@contextmanager
def locked(raw_dir: Path) -> Iterator[None]:
    """The right to write under ``raw_dir``, held by one thread of one process at a time; the folder is made if need be.

    Two fetches at once take turns page by page, so neither loses the other's manifest rows.
    """
    raw_dir.mkdir(parents=True, exist_ok=True)
    folder = os.open(raw_dir, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def put(raw_dir: Path, path: str, content: bytes) -> None:
    """Put ``content`` at ``path`` below ``raw_dir``, and see it on the disk before this returns.

    It is written beside its place, flushed, and renamed into it. Raises ``RawError`` for a path that would leave
    ``raw_dir``, ``OSError`` when the disk does not take it; what was there is then as it was.
    """
    if not raw.is_inside(path):
        raise raw.RawError(f"{path!r} would leave {raw_dir}")
    file = raw_dir / path
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.parent / f"{_HALF_WRITTEN}{file.name}"
    try:
        with open(half, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        os.replace(half, file)
    except OSError:
        half.unlink(missing_ok=True)
        raise
    for folder in {file.parent, raw_dir}:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def tidy(raw_dir: Path) -> None:
    """Remove what writes that were killed left behind."""
    if raw_dir.is_dir():
        with locked(raw_dir):
            for half in raw_dir.rglob(_HALF_WRITTEN + "*"):
                half.unlink(missing_ok=True)
