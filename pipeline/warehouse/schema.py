"""The SQL files of the warehouse: one object per file, file name = object name, order and lineage from the SQL itself."""

from __future__ import annotations

import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

SQL = Path(__file__).resolve().parents[2] / "sql"

_COMMENT_OR_TEXT = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", re.DOTALL)
# Names after from and join, and after the commas of "from a, b as c".
_KEYWORD = r"(?:join|left|right|full|inner|outer|cross|semi|anti|asof|positional|natural|lateral|on|using|where|group|order|union)"
_ITEM = rf"\w+(?:\s+as\s+\w+|\s+(?!{_KEYWORD}\b)\w+)?"
_SOURCES = re.compile(rf"\b(?:from|join)\s+({_ITEM}(?:\s*,\s*{_ITEM})*)", re.IGNORECASE)


@cache
def _files(kind: str) -> dict[str, Path]:
    return {path.stem: path for path in sorted((SQL / kind).glob("*.sql"))}


def table_names() -> list[str]:
    """Names of the tables, sorted."""
    return list(_files("tables"))


def view_names() -> list[str]:
    """Names of the views, each after the views that it reads."""
    views = _files("views")
    graph = {name: sorted(depends_on(name) & views.keys()) for name in views}
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    order: list[str] = []
    while sorter.is_active():  # level by level, sorted within one, so that the order never depends on hashing
        ready = sorted(sorter.get_ready())
        order += ready
        sorter.done(*ready)
    return order


def check_names() -> list[str]:
    """Names of the checks, sorted."""
    return list(_files("checks"))


def example_names() -> list[str]:
    """Names of the example queries, sorted."""
    return list(_files("examples"))


def sql(name: str, kind: str | None = None) -> str:
    """Text of the file of an object; ``kind`` is tables, views, checks or examples, or None for a table or a view.

    Raises ``KeyError`` for a name that has no file.
    """
    for folder in (kind,) if kind else ("tables", "views"):
        if name in _files(folder):
            return _files(folder)[name].read_text(encoding="utf-8")
    raise KeyError(f"no {kind or 'table or view'} named {name!r} in sql/")


def definition(name: str) -> str:
    """What makes a table or view, without the comments on it and its columns, where nobody will read them."""
    return sql(name).partition("\ncomment on ")[0]


def sources(text: str) -> set[str]:
    """Tables and views that a piece of SQL reads: names after ``from`` and ``join`` that have a file.

    >>> sorted(sources("with totals as (select value from observations) select * from totals join releases using (release_id)"))
    ['observations', 'releases']
    """
    bare = _COMMENT_OR_TEXT.sub(" ", text)
    known = _files("tables").keys() | _files("views").keys()
    names = (item.split()[0].lower() for found in _SOURCES.findall(bare) for item in found.split(","))
    return {name for name in names if name in known}


def depends_on(name: str) -> set[str]:
    """Tables and views that a view reads directly; empty for a table."""
    if name in _files("tables"):
        return set()
    return sources(sql(name, "views")) - {name}


def downstream(name: str) -> list[str]:
    """Views that read a table or view, directly or through others, each after those that it reads."""
    reached = {name}
    order = [view for view in view_names() if depends_on(view) & reached and not reached.add(view)]
    return [view for view in order if view != name]
