"""Whether a published file is of what is there now: what it was made from, and which pages it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline import raw
from pipeline.normalize import content_id
from pipeline.warehouse import corrections, schema
from pipeline.warehouse.cache import code_version
from pipeline.warehouse.publish import open_published


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


def table_inputs(raw_dir: Path, register: Path = corrections.REGISTER) -> str:
    """A hash of all that the tables are made of: pages, manifest, register, the code that reads, and the tables' SQL.

    Raises ``RawError`` for a manifest that cannot be read.
    """
    rules = register.read_text(encoding="utf-8") if register.exists() else ""
    return content_id(raw.fingerprint(raw_dir), code_version(), rules, *_texts("tables", "examples"))


def inputs_of(raw_dir: Path, register: Path = corrections.REGISTER) -> str:
    """A hash of all that a published file is made of: the ``table_inputs``, and the SQL of views and checks.

    Raises ``RawError`` like ``table_inputs``.
    """
    return with_views(table_inputs(raw_dir, register))


def with_views(table_inputs: str) -> str:
    return content_id(table_inputs, *_texts("views", "checks"))


def _texts(*kinds: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for kind in kinds for path in sorted((schema.SQL / kind).glob("*.sql"))]


def unpublished(raw_dir: Path, warehouse: Path) -> Unpublished:
    """How ``raw_dir`` and the published file of ``warehouse`` differ. Raises ``RawError`` like ``raw.pages``."""
    there = {page.sha256[:16]: page.path for page in raw.pages(raw_dir)}
    query = "select release_id, path from releases union all select left(sha256, 16), path from unreadable_pages"
    try:
        with open_published(warehouse) as connection:
            known = dict(connection.execute(query).fetchall())
    except (FileNotFoundError, duckdb.Error):  # nothing there, or nothing that this code has published
        known = {}
    return Unpublished(
        added=tuple(sorted(there[key] for key in there.keys() - known.keys())),
        removed=tuple(sorted(known[key] for key in known.keys() - there.keys())),
    )
