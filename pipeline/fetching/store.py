"""A fetched page -> its file and its manifest row, or nothing where the article's text is unchanged.

The manifest is written last, so it lists whole files only; a file that it does not list yet, because a crash came
between, is adopted when its page is fetched again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pipeline import raw
from pipeline.fetching import disk, names
from pipeline.fetching.report import What
from pipeline.fetching.web import Failed, Refused
from pipeline.model import PageSource, Release, UnreadablePage


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came, and what is known of it: ``published_on`` where it was stated by someone other than the page,
    ``listed_on`` the day that a feed gives for it, which counts only where the page names none."""

    source: str
    content: bytes
    url: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    listed_on: date | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a page: the outcome, the file that holds its text, and a remark."""

    what: What
    path: str
    note: str | None = None


class Store:
    """``raw/`` as the place where fetched pages go. With ``dry_run`` it says what it would do and writes nothing."""

    def __init__(self, raw_dir: Path, *, dry_run: bool = False) -> None:
        self.raw_dir = raw_dir
        self.dry_run = dry_run

    def current(self, url: str) -> raw.RawPage | None:
        """The latest version of the page at ``url``; None for a page that was never stored."""
        versions = _versions(raw.read_manifest(self.raw_dir), url)
        return versions[-1] if versions else None

    def tidy(self) -> None:
        """Remove what writes that were killed left behind; no reader ever sees it."""
        if not self.dry_run:
            disk.tidy(self.raw_dir)

    def validators(self, wanted: Fetched) -> tuple[str | None, str | None]:
        """ETag and Last-Modified to ask with whether a page changed; none where its file is not there and whole, or
        where something else is stated of it now, which "unchanged" would not bring into the manifest."""
        page = self.current(wanted.url) if wanted.url else None
        if page is None or self._state(page) != "sound":
            return None, None
        if wanted.publisher not in (None, page.publisher) or wanted.published_on not in (None, page.published_on):
            return None, None
        return page.etag, page.last_modified

    def keep(self, fetched: Fetched) -> Kept:
        """Store ``fetched`` if its text is new.

        Raises ``Refused`` for a page in which there is no release, ``Failed`` where the stored versions or the new one
        cannot be trusted, ``raw.RawError`` for a broken manifest, ``OSError`` when the disk does not take it. The
        stored pages are then as they were.
        """
        release = _release(fetched)
        with self._lock():
            rows = raw.read_manifest(self.raw_dir)
            versions = _versions(rows, fetched.url) if fetched.url else []
            if not versions:
                return self._keep_first(fetched, release, rows)
            current = versions[-1]
            state = self._state(current)
            if state == "altered":
                raise Failed(f"{current.path} was edited: restore its bytes, or remove it and its row")
            digest = _sha256(fetched.content)
            seen = _seen(current, fetched)
            if digest == current.sha256:
                if state == "missing":
                    self._write(current.path, fetched.content)
                self._save(rows, current, seen)
                return Kept(What.UNCHANGED, current.path, "its file was missing" if state == "missing" else None)
            if state == "sound":
                stored = raw.read_page(self.raw_dir, current)
                if _text(replace(fetched, content=stored)) == release.body_text:
                    self._save(rows, current, seen)
                    return Kept(What.CHANGED_ADS, current.path)
                if _is_cut_short(stored, fetched.content):
                    raise Failed("the page is cut short: it has no </html>, and the stored version has one")
            for version in versions[:-1]:
                if version.sha256 == digest and self._state(version) == "sound":
                    now = _now(after=current.retrieved_at)
                    self._save(rows, version, replace(_seen(version, fetched), retrieved_at=now))
                    return Kept(What.CHANGED_TEXT, version.path, "back to an earlier version")
            return self._keep_version(fetched, rows, versions)

    def gone(self, url: str, status: int) -> Kept:
        """Flag the page at ``url`` with 404 or 410; its versions stay. Raises ``Failed`` for one never stored."""
        return self._flag(url, status, What.GONE, f"{status}, and never stored")

    def unchanged(self, url: str) -> Kept:
        """Note that the page at ``url`` is still what is stored (304)."""
        return self._flag(url, 200, What.UNCHANGED, "304 for a page that is not stored")

    def _flag(self, url: str, status: int, what: What, cause: str) -> Kept:
        with self._lock():
            rows = raw.read_manifest(self.raw_dir)
            versions = _versions(rows, url)
            if not versions:
                raise Failed(cause)
            self._save(rows, versions[-1], replace(versions[-1], status=status))
            return Kept(what, versions[-1].path)

    def _keep_first(self, fetched: Fetched, release: Release, rows: list[raw.RawPage]) -> Kept:
        digest = _sha256(fetched.content)
        path = names.first_path(fetched.source, release.published_on, fetched.url, release.title)
        taken = {row.path for row in rows}
        if fetched.url is None:  # a file from somewhere: its bytes are its only identity
            for known, known_digest in raw.hashes(self.raw_dir).items():
                if known_digest == digest:
                    row = next((row for row in rows if row.path == known), raw.RawPage(path=known, sha256=digest))
                    saved = self._save(rows, row, _seen(row, fetched))
                    return Kept(What.UNCHANGED, known, "its manifest row was brought up to date" if saved else None)
        if path in taken or (fetched.url is None and (self.raw_dir / path).exists()):
            path = names.told_apart(path, fetched.url or digest)
        orphan = self._orphan(path, taken)
        if orphan is not None and orphan.sha256 != digest:
            # Written by a fetch that did not live to list it, or put here by hand: the page's first version.
            orphan = replace(orphan, url=fetched.url, publisher=fetched.publisher, published_on=fetched.published_on)
            rows = self._listed(rows, orphan)
            if _text(replace(fetched, content=raw.read_page(self.raw_dir, orphan))) == release.body_text:
                self._save(rows, orphan, _seen(orphan, fetched))
                return Kept(What.CHANGED_ADS, path, "a file that was not listed yet")
            return self._keep_version(fetched, rows, [orphan])
        return self._add(fetched, path, rows, What.NEW, is_there=orphan is not None)

    def _keep_version(self, fetched: Fetched, rows: list[raw.RawPage], versions: Sequence[raw.RawPage]) -> Kept:
        current = versions[-1]
        taken = {row.path for row in rows}
        number = max(names.version_of(version.path) for version in versions) + 1
        while True:
            path = names.version_path(versions[0].path, number)
            orphan = self._orphan(path, taken)
            if orphan is not None and orphan.sha256 == _sha256(fetched.content):
                return self._add(fetched, path, rows, What.CHANGED_TEXT, is_there=True, after=current.retrieved_at)
            if orphan is not None:  # a version between the listed one and this
                current = replace(current, path=path, sha256=orphan.sha256, etag=None, last_modified=None)
                current = replace(current, retrieved_at=_now(after=versions[-1].retrieved_at, at=orphan.retrieved_at))
                rows = self._listed(rows, current)
            elif path not in taken:
                return self._add(fetched, path, rows, What.CHANGED_TEXT, is_there=False, after=current.retrieved_at)
            number += 1

    def _add(
        self,
        fetched: Fetched,
        path: str,
        rows: list[raw.RawPage],
        what: What,
        *,
        is_there: bool,
        after: datetime | None = None,
    ) -> Kept:
        if not is_there:
            self._write(path, fetched.content)
        page = raw.RawPage(path=path, sha256=_sha256(fetched.content), retrieved_at=_now(after=after))
        self._save(rows, None, _seen(page, fetched))
        return Kept(what, path, "its file was there, not listed yet" if is_there else None)

    def _lock(self) -> AbstractContextManager[None]:
        return nullcontext() if self.dry_run else disk.locked(self.raw_dir)

    def _write(self, path: str, content: bytes) -> None:
        if not self.dry_run:
            disk.put(self.raw_dir, path, content)

    def _orphan(self, path: str, taken: set[str]) -> raw.RawPage | None:
        """The file at ``path`` if the manifest does not list it; its time of change stands for when it was fetched."""
        file = self.raw_dir / path
        if path in taken or not file.is_file():
            return None
        changed = datetime.fromtimestamp(int(file.stat().st_mtime), UTC)
        return raw.RawPage(path=path, sha256=_sha256(file.read_bytes()), retrieved_at=changed)

    def _state(self, page: raw.RawPage) -> str:
        file = self.raw_dir / page.path
        if not file.is_file():
            return "missing"
        return "sound" if _sha256(file.read_bytes()) == page.sha256 else "altered"

    def _listed(self, rows: list[raw.RawPage], page: raw.RawPage) -> list[raw.RawPage]:
        self._save(rows, None, page)
        return [*rows, page]

    def _save(self, rows: list[raw.RawPage], old: raw.RawPage | None, new: raw.RawPage) -> bool:
        """Write the manifest with ``new`` in the place of ``old``; whether that changed it."""
        if new in rows:
            return False
        changed = [*(row for row in rows if row != old), new]
        text = raw.manifest_text(changed)
        self._write(raw.MANIFEST, text.encode())
        if not self.dry_run:
            raw.expect_manifest(self.raw_dir, text, changed)
        return True


def _release(fetched: Fetched) -> Release:
    """The release in a page. Raises ``Refused`` when there is none, which is also how a page looks that only says
    "access denied" or asks for a robot test."""
    from pipeline.release import read_release

    days = [fetched.published_on]
    if fetched.published_on is None and fetched.listed_on is not None:
        days.append(fetched.listed_on)
    for day in days:
        try:
            return read_release(
                fetched.content, PageSource(url=fetched.url, publisher=fetched.publisher, published_on=day)
            )
        except UnreadablePage as error:
            cause = error
    raise Refused(f"no release in it: {cause}")


def _text(fetched: Fetched) -> str | None:
    """The canonical text of a page; None where it has none, which equals no other text."""
    try:
        return _release(fetched).body_text
    except Refused:
        return None


def _seen(page: raw.RawPage, fetched: Fetched) -> raw.RawPage:
    """The row of ``page`` after ``fetched`` was seen to have its text."""
    return replace(
        page,
        url=fetched.url or page.url,
        publisher=fetched.publisher or page.publisher,
        published_on=fetched.published_on or page.published_on,
        retrieved_at=page.retrieved_at or _now(),
        status=200 if fetched.url else page.status,
        etag=fetched.etag if fetched.url else page.etag,
        last_modified=fetched.last_modified if fetched.url else page.last_modified,
    )


def _versions(rows: Sequence[raw.RawPage], url: str) -> list[raw.RawPage]:
    """The rows of ``url``, the latest last: the order in which ``releases.is_current`` sees them."""
    earliest = datetime.min.replace(tzinfo=UTC)
    return sorted((row for row in rows if row.url == url), key=lambda row: (row.retrieved_at or earliest, row.path))


def _now(after: datetime | None = None, at: datetime | None = None) -> datetime:
    """``at`` or now, in whole seconds, but later than ``after``: versions keep their order when the clock does not."""
    instant = at or datetime.now(UTC).replace(microsecond=0)
    return max(instant, after + timedelta(seconds=1)) if after else instant


def _is_cut_short(stored: bytes, fetched: bytes) -> bool:
    return b"</html" in stored[-4096:].lower() and b"</html" not in fetched[-4096:].lower()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
