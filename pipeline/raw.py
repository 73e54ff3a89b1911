"""The pages on disk: what lies under ``raw/`` and what ``raw/manifest.csv`` says of it.

A page is never edited. Its manifest row holds the SHA-256 of the bytes that were fetched, so a file that was touched
since is found here, before its figures are read.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path, PurePosixPath

MANIFEST = "manifest.csv"
PAGE_SUFFIXES = (".html", ".htm")
# A file changed this recently may change again within the clock's tick and keep size and time: hash it again.
RACY_NS = 2_000_000_000


class RawError(ValueError):
    """A manifest or a page on disk that cannot be trusted; the message names the file and the cause in one line."""


def cause(error: Exception) -> str:
    """What an error says, in one line; its type when it says nothing.

    >>> cause(ValueError("no column\\n  sha256")), cause(ValueError())
    ('no column sha256', 'ValueError')
    """
    return " ".join(str(error).split()) or type(error).__name__


@dataclass(frozen=True, slots=True)
class RawPage:
    """One stored version of a page.

    ``path`` is relative to ``raw/`` with forward slashes. ``retrieved_at`` is when these bytes were first seen as the
    page's content (UTC); ``status`` is the last HTTP status of ``url`` while this was its latest version (404 or 410:
    the page is gone, its release stays); ``etag`` and ``last_modified`` are what the next conditional request sends. A file that someone dropped
    into ``raw/`` has no row: only ``path`` and ``sha256`` are known. ``problem`` says in one line why the file must
    not be read (it differs from its row, or is not there); None when all is well.
    """

    path: str
    url: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    retrieved_at: datetime | None = None
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: str = ""
    problem: str | None = None


COLUMNS = tuple(field.name for field in fields(RawPage) if field.name != "problem")


def pages(raw_dir: Path) -> list[RawPage]:
    """Every page under ``raw_dir``, sorted by path: the manifest's rows, then the files that have none.

    A row whose file is missing or whose bytes differ from its ``sha256`` comes back with ``problem`` set; the others
    are unaffected. Raises ``RawError`` when the manifest itself cannot be read.
    """
    on_disk = hashes(raw_dir)
    rows = {page.path: page for page in read_manifest(raw_dir)}
    found = {path: RawPage(path=path, sha256=digest) for path, digest in on_disk.items()}
    for path, page in rows.items():
        if path not in on_disk:
            page = replace(page, problem=f"{raw_dir / path}: in {MANIFEST} but not on disk")
        elif on_disk[path] != page.sha256:
            shown = f"sha256 {on_disk[path][:16]}..., expected {page.sha256[:16]}..."
            page = replace(page, problem=f"{raw_dir / path}: its bytes differ from {MANIFEST} ({shown})")
        found[path] = page
    for path, digest in on_disk.items():
        if not digest:
            found[path] = replace(found[path], problem=f"{raw_dir / path}: cannot be read")
    return [found[path] for path in sorted(found)]


def read_page(raw_dir: Path, page: RawPage) -> bytes:
    """The bytes of ``page``, proved against its ``sha256``. Raises ``RawError`` when they are not those any more."""
    if page.problem:
        raise RawError(page.problem)
    try:
        content = (raw_dir / page.path).read_bytes()
    except OSError as error:
        raise RawError(f"{raw_dir / page.path}: {error.strerror}") from error
    if hashlib.sha256(content).hexdigest() != page.sha256:
        raise RawError(f"{raw_dir / page.path}: its bytes changed while it was being read")
    return content


def fingerprint(raw_dir: Path) -> str:
    """A cursor of all that the warehouse is built from: equal exactly when a rebuild would see the same pages.

    It covers each page's path, bytes and manifest row, but not ``etag`` and ``last_modified``, which only steer the
    next request. 64 hex digits. Raises ``RawError`` like ``pages``.
    """
    on_disk = hashes(raw_dir)
    facts = {page.path: _facts(page) for page in read_manifest(raw_dir)}
    digest = hashlib.sha256()
    for path in sorted(on_disk.keys() | facts.keys()):
        digest.update(f"{path}\0{on_disk.get(path)}\0{facts.get(path)}\n".encode())
    return digest.hexdigest()


def read_manifest(raw_dir: Path) -> list[RawPage]:
    """The rows of ``raw_dir/manifest.csv``, sorted by path; none when there is no manifest yet.

    Raises ``RawError`` naming file and line for a missing column, a path that leaves ``raw/``, a date or status that
    is none, a SHA-256 that is none, or two rows for one path.
    """
    manifest = raw_dir / MANIFEST
    try:
        content = manifest.read_bytes()
    except FileNotFoundError:
        return []
    digest = hashlib.sha256(content).digest()
    if _parsed.get(manifest, (b"", []))[0] != digest:
        try:
            _parsed[manifest] = digest, _parse(content.decode("utf-8-sig"), manifest)
        except (UnicodeDecodeError, csv.Error) as error:
            raise RawError(f"{manifest}: not a CSV file in UTF-8 ({error})") from error
    return list(_parsed[manifest][1])


def expect_manifest(raw_dir: Path, text: str, rows: list[RawPage]) -> None:
    """Spare the next ``read_manifest`` the parsing if the file then holds ``text``, the ``manifest_text`` of ``rows``."""
    _parsed[raw_dir / MANIFEST] = hashlib.sha256(text.encode()).digest(), sorted(rows, key=lambda page: page.path)


# The rows of each manifest as last read, with the SHA-256 of its text: hashing is forty times faster than parsing.
_parsed: dict[Path, tuple[bytes, list[RawPage]]] = {}


def _parse(text: str, manifest: Path) -> list[RawPage]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise RawError(f"{manifest}: no column {', '.join(missing)}")
    rows: dict[str, RawPage] = {}
    for row in reader:
        page = _from_row(row, f"{manifest}:{reader.line_num}")
        if page.path in rows:
            raise RawError(f"{manifest}:{reader.line_num}: a second row for {page.path}")
        rows[page.path] = page
    return [rows[path] for path in sorted(rows)]


def manifest_text(rows: list[RawPage]) -> str:
    """The manifest of ``rows`` as CSV text, sorted by path: what ``read_manifest`` reads back unchanged."""
    return ",".join(COLUMNS) + "\n" + "".join(_line(page) for page in sorted(rows, key=lambda page: page.path))


def is_inside(path: str) -> bool:
    """Whether a manifest path stays under ``raw/``: relative, forward slashes, no step up.

    >>> is_inside("ichongqing/2020-10-23_growth.html"), is_inside("../etc/passwd"), is_inside("/tmp/a.html")
    (True, False, False)
    """
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and not set(path) & set("\\\0\r\n:")


def hashes(raw_dir: Path) -> dict[str, str]:
    """SHA-256 of each page file under ``raw_dir`` by its relative path.

    Hidden files and folders (half-written ones among them) are not pages. A file is hashed again only when its size,
    times or inode changed since this process last did, so repeating this costs a walk, not a read. A file that cannot
    be read has an empty hash.
    """
    root = os.path.abspath(raw_dir)
    found = {}
    for path in _page_files(root):
        digest = _hash(f"{root}/{path}")
        if digest is not None:
            found[path] = digest
    return found


# By file: what told its version when it was hashed, and its hash.
Hashes = dict[str, tuple[str, str]]
_known_hashes: Hashes = {}


def recall_hashes(hashes: Hashes) -> None:
    """Take hashes over that ``known_hashes`` gave to an earlier process; a file that has changed since is hashed again."""
    for name, known in hashes.items():
        _known_hashes.setdefault(name, known)


def known_hashes(raw_dir: Path, pages: Iterable[RawPage]) -> Hashes:
    """The hashes of the files of ``pages`` that this process knows, for ``recall_hashes`` of another."""
    root = os.path.abspath(raw_dir)
    names = (f"{root}/{page.path}" for page in pages)
    return {name: _known_hashes[name] for name in names if name in _known_hashes}


def forget_hashes() -> None:
    """Hash every file again when it is asked for next, whatever its size and times say."""
    _known_hashes.clear()


def _hash(name: str) -> str | None:
    """The hash of a file, empty for one that cannot be read, None for what is no file (any more)."""
    try:
        found = os.stat(name)
        if not stat.S_ISREG(found.st_mode):
            return None
        version = f"{found.st_ino}-{found.st_size}-{found.st_mtime_ns}-{found.st_ctime_ns}"
        known = _known_hashes.get(name)
        if known is not None and known[0] == version:
            return known[1]
        with open(name, "rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "" if os.path.lexists(name) else None
    if time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) > RACY_NS:
        _known_hashes[name] = (version, digest)
    return digest


def _page_files(root: str, below: str = "") -> Iterator[str]:
    try:
        entries = list(os.scandir(f"{root}/{below}"))
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _page_files(root, f"{below}{entry.name}/")
        elif entry.name.lower().endswith(PAGE_SUFFIXES):
            yield below + entry.name


@lru_cache(maxsize=1 << 18)
def _line(page: RawPage) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(_as_row(page))
    return line.getvalue()


@lru_cache(maxsize=1 << 18)
def _facts(page: RawPage) -> str:
    """What a build takes from the row of ``page``."""
    return _line(replace(page, etag=None, last_modified=None))


def _as_row(page: RawPage) -> list[str]:
    row = []
    for column in COLUMNS:
        value = getattr(page, column)
        if isinstance(value, datetime):
            value = value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        row.append("" if value is None else str(value))
    return row


def _from_row(row: dict[str | None, str | None], where: str) -> RawPage:
    """A manifest row as a page; ``where`` names file and line in the errors."""
    if None in row or None in row.values():
        raise RawError(f"{where}: {len(COLUMNS)} columns expected")
    text = {column: (row[column] or "").strip() for column in COLUMNS}
    if not is_inside(text["path"]):
        raise RawError(f"{where}: path {text['path']!r} is not one inside raw/")
    if len(text["sha256"]) != 64 or not set(text["sha256"]) <= set("0123456789abcdef"):
        raise RawError(f"{where}: sha256 {text['sha256']!r} is not 64 lower-case hex digits")
    try:
        return RawPage(
            path=text["path"],
            url=text["url"] or None,
            publisher=text["publisher"] or None,
            published_on=date.fromisoformat(text["published_on"]) if text["published_on"] else None,
            retrieved_at=_instant(text["retrieved_at"]) if text["retrieved_at"] else None,
            status=int(text["status"]) if text["status"] else None,
            etag=text["etag"] or None,
            last_modified=text["last_modified"] or None,
            sha256=text["sha256"],
        )
    except ValueError as error:
        raise RawError(f"{where}: {error}") from error


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"retrieved_at {text!r} has no time zone (write 2026-01-31T08:00:00Z)")
    return instant.astimezone(UTC)
