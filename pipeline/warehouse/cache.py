"""What was read from pages that have not changed since, so that they need not be read again.

One DuckDB file per version of the code that reads; the rows in it are those that the warehouse's tables get, so that a
build from the cache and a build from the pages cannot differ. Only a build that holds the warehouse's lock opens it.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.normalize import content_id
from pipeline.raw import RawPage
from pipeline.warehouse import frames, schema

PACKAGE = Path(__file__).resolve().parents[1]
# What a reading depends on: these modules and folders of the package, and the libraries that they stand on.
READERS = (
    "model.py",
    "release.py",
    "page",
    "vocabulary",
    "reading",
    "normalize.py",
    "extract.py",
    "warehouse/frames.py",
)
LIBRARIES = ("beautifulsoup4", "lxml", "htmldate", "charset-normalizer", "py3langid", "pycountry", "babel")

_PAGE_COLUMNS = pa.schema([("page_key", pa.string()), ("release_id", pa.string()), ("cause", pa.string())])


@cache
def code_version() -> str:
    """A hash of everything but the page that a reading depends on; another one means that all pages are read again."""
    digest = hashlib.sha256(f"python {platform.python_version()}\n".encode())
    for library in LIBRARIES:
        digest.update(f"{library} {importlib.metadata.version(library)}\n".encode())
    for name in READERS:
        top = PACKAGE / name
        files = [top] if top.is_file() else sorted(p for p in top.rglob("*") if p.suffix in (".py", ".toml", ".txt"))
        for file in files:
            digest.update(f"{file.relative_to(PACKAGE).as_posix()}\n".encode() + file.read_bytes())
    for table in frames.READ_TABLES:
        digest.update(schema.sql(table, "tables").encode())
    return digest.hexdigest()[:16]


def page_key(page: RawPage) -> str:
    """What names a reading in the cache: the page's bytes and all that the reading is told about it."""
    return content_id(page.sha256, page.path, page.url, page.publisher, page.published_on)


class ReadingCache:
    """Rows read from pages, in ``folder/readings-<version>.duckdb``, or in memory when ``folder`` is None.

    A cache of another version is removed: its rows were read by other code. Use as a context manager.
    """

    def __init__(self, folder: Path | None, version: str = "", forget: bool = False) -> None:
        self._path = None
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            self._path = folder / f"readings-{version}.duckdb"
            for file in folder.glob("readings-*"):
                if forget or not file.name.startswith(self._path.name):
                    file.unlink()
        self._connection = self._open()

    def __enter__(self) -> ReadingCache:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def _open(self) -> duckdb.DuckDBPyConnection:
        if self._path is None:
            connection = duckdb.connect()
        else:
            try:
                connection = duckdb.connect(str(self._path))
                connection.execute("from duckdb_tables()")
            except duckdb.Error:
                # Not a database any more (a disk that filled up, a file cut short): it is only a cache.
                self._path.unlink(missing_ok=True)
                self._path.with_name(self._path.name + ".wal").unlink(missing_ok=True)
                connection = duckdb.connect(str(self._path))
        connection.execute("create table if not exists pages (page_key varchar, release_id varchar, cause varchar)")
        for name in frames.READ_TABLES:
            empty = frames.columns(name).empty_table()
            connection.register("empty", empty)
            connection.execute(f"create table if not exists {name} as from empty")
            connection.unregister("empty")
        return connection

    def missing(self, pages: Sequence[RawPage]) -> list[RawPage]:
        """The pages that the cache does not have, in the order given."""
        known = {key for (key,) in self._connection.execute("select page_key from pages").fetchall()}
        return [page for page in pages if page_key(page) not in known]

    def add(self, pages: Sequence[RawPage], tables: dict[str, pa.Table], causes: dict[str, str]) -> None:
        """Keep what was read from some pages, in one transaction; ``causes`` says by path which could not be read."""
        rows = [
            {"page_key": page_key(page), "release_id": page.sha256[:16], "cause": causes.get(page.path)}
            for page in pages
        ]
        connection = self._connection
        connection.register("new_pages", pa.Table.from_pylist(rows, schema=_PAGE_COLUMNS))
        connection.execute("begin")
        if connection.execute("select count(*) from pages semi join new_pages using (release_id)").fetchone() != (0,):
            # The same bytes under another path or address replace what they gave before.
            for name in ("pages", *frames.READ_TABLES):
                connection.execute(f"delete from {name} where release_id in (select release_id from new_pages)")
        connection.execute("insert into pages by name from new_pages")
        for name, table in tables.items():
            connection.register("new_rows", table)
            connection.execute(f"insert into {name} by name from new_rows")
            connection.unregister("new_rows")
        connection.execute("commit")
        connection.unregister("new_pages")

    def load(self, pages: Sequence[RawPage]) -> tuple[dict[str, pa.Table], dict[str, str]]:
        """The tables of these pages in the warehouse's row order, and by path why a page could not be read.

        Rows of pages that are not asked for any more are dropped from the cache.
        """
        connection = self._connection
        wanted = {page_key(page): page.path for page in pages}
        connection.register("wanted", pa.table({"page_key": pa.array(wanted, type=pa.string())}))
        connection.execute("create or replace temp table kept as from pages semi join wanted using (page_key)")
        if connection.execute("select count(*) from pages anti join wanted using (page_key)").fetchone() != (0,):
            for name in ("pages", *frames.READ_TABLES):
                connection.execute(f"delete from {name} where release_id not in (select release_id from kept)")
        loaded = {name: connection.execute(_in_row_order(name)).to_arrow_table() for name in frames.READ_TABLES}
        failed = connection.execute("select page_key, cause from kept where cause is not null").fetchall()
        connection.unregister("wanted")
        return loaded, {wanted[key]: cause for key, cause in failed}


def _in_row_order(name: str) -> str:
    places = "join (select statement_id, char_start, char_end from statements) using (statement_id)"
    return (
        f"select {', '.join(frames.columns(name).names)} from {name} "
        f"{places if name == 'observations' else ''} order by {', '.join(frames.ROW_ORDER[name])}"
    )
