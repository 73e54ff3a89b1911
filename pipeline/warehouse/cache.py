"""What was read from pages that have not changed since, so that they need not be read again.

One DuckDB file per version of the code that reads; the rows in it are those that the warehouse's tables get, so that a
build from the cache and a build from the pages cannot differ. Only a build that holds the warehouse's lock opens it.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from pipeline import raw
from pipeline.normalize import content_id
from pipeline.raw import RawPage
from pipeline.warehouse import frames, schema

if TYPE_CHECKING:
    import pandas as pd

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
ROWS_AT_ONCE = 100_000
LIBRARIES = ("beautifulsoup4", "lxml", "htmldate", "charset-normalizer", "py3langid", "pycountry", "babel")

_PAGE_COLUMNS = pa.schema([("page_key", pa.string()), ("release_id", pa.string()), ("cause", pa.string())])
_ASKED_COLUMNS = pa.schema(
    [
        ("page_key", pa.string()),
        ("path", pa.string()),
        ("fetched_at", pa.timestamp("us")),
        ("http_status", pa.int16()),
    ]
)
_FILE_COLUMNS = pa.schema([(name, pa.string()) for name in ("name", "version", "sha256")])
# What a release's rows follow from, beside the code: compared with what the published file was made from.
_VERSION = "release_id varchar, page_key varchar, fetched_at timestamp, http_status smallint, is_current boolean"


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
        self._corrected: tuple[set[str], set[str]] = set(), set()  # releases, names of tables
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
        connection.execute("create table if not exists files (name varchar, version varchar, sha256 varchar)")
        connection.execute(f"create table if not exists versions ({_VERSION})")
        connection.execute(f"create table if not exists published_versions ({_VERSION})")
        connection.execute("create table if not exists published (file varchar, made_by varchar)")
        for name in frames.READ_TABLES:
            empty = frames.columns(name).empty_table()
            connection.register("empty", empty)
            connection.execute(f"create table if not exists {name} as from empty")
            connection.unregister("empty")
        return connection

    def known_hashes(self) -> raw.Hashes:
        """Hashes of page files as ``remember_hashes`` was given them."""
        rows = self._connection.execute("from files").fetchall()
        return {name: (version, digest) for name, version, digest in rows}

    def remember_hashes(self, hashes: raw.Hashes) -> None:
        """Keep hashes of page files in place of those kept before."""
        columns = [list(hashes), *zip(*hashes.values(), strict=True)] if hashes else [[], [], []]
        self._connection.register("new_files", pa.table(columns, schema=_FILE_COLUMNS))
        self._connection.execute("create or replace table files as from new_files")
        self._connection.unregister("new_files")

    def missing(self, pages: Mapping[str, RawPage]) -> list[RawPage]:
        """Of pages by their ``page_key`` those that the cache does not have, in the order given."""
        known = {key for (key,) in self._connection.execute("select page_key from pages").fetchall()}
        return [page for key, page in pages.items() if key not in known]

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

    def keep(self, pages: Mapping[str, RawPage]) -> dict[str, str]:
        """Drop what is kept of other pages than these (by their ``page_key``), and settle which version of an address is
        current; by path, why a page could not be read.

        Current is the latest retrieved version; a dropped file counts as older than a fetched one, and among those the
        later publication and then the later path decide. A page without an address is always current.
        """
        connection = self._connection
        rows = [
            [key, page.path, page.retrieved_at and page.retrieved_at.replace(tzinfo=None), page.status]
            for key, page in pages.items()
        ]
        asked = pa.table(list(zip(*rows, strict=True)) or [[]] * len(_ASKED_COLUMNS), schema=_ASKED_COLUMNS)
        connection.register("asked", asked)
        connection.execute("begin")
        if connection.execute("select count(*) from pages anti join asked using (page_key)").fetchone() != (0,):
            connection.execute("delete from pages where page_key not in (select page_key from asked)")
            for name in frames.READ_TABLES:
                connection.execute(f"delete from {name} where release_id not in (select release_id from pages)")
        connection.execute("delete from versions")
        connection.execute(
            """
            insert into versions
            select
                release_id,
                page_key,
                asked.fetched_at,
                asked.http_status,
                url is null or row_number() over (
                    partition by url
                    order by asked.fetched_at desc nulls last, published_on desc, asked.path desc
                ) = 1 as is_current,
            from pages
            join asked using (page_key)
            join releases using (release_id)
            where cause is null
            """
        )
        connection.execute("commit")
        failed = connection.execute("select page_key, cause from pages where cause is not null").fetchall()
        connection.unregister("asked")
        return {pages[key].path: cause for key, cause in failed}

    def correct(self, releases: Collection[str], corrected: Mapping[str, pd.DataFrame]) -> None:
        """Have ``rows`` give these rows of these releases in place of those that were read."""
        connection = self._connection
        self._corrected = set(releases), set(corrected)
        for name, rows in corrected.items():
            connection.register("new_rows", rows)
            connection.execute(f"create or replace temp table corrected_{name} as from new_rows")
            connection.unregister("new_rows")

    def rows(self, name: str, only: Collection[str] | None = None) -> pa.RecordBatchReader:
        """The rows of one of ``frames.READ_TABLES`` in the warehouse's row order, of all releases that ``keep`` left or
        ``only`` of some. To be read before the cache is asked for anything else."""
        columns = frames.columns(name).names
        releases, corrected = self._corrected
        parameters: dict[str, list[str]] = {}
        source = joins = where = ""
        if name in corrected:
            parameters["corrected"] = sorted(releases)
            source = f"(from {name} where release_id not in (select unnest($corrected)) union all by name from corrected_{name}) as "
        if name == "observations":
            joins = "join (select statement_id, char_start, char_end from statements) using (statement_id)"
        if name == "releases":
            settled = ("fetched_at", "http_status", "is_current")
            columns = [f"{'versions' if column in settled else name}.{column}" for column in columns]
            joins = "join versions using (release_id)"
        if only is not None:
            parameters["only"] = sorted(only)
            where = "where release_id in (select unnest($only))"
        order = ", ".join(frames.ROW_ORDER[name])
        query = f"select {', '.join(columns)} from {source}{name} {joins} {where} order by {order}"
        return self._connection.execute(query, parameters).to_arrow_reader(ROWS_AT_ONCE)

    def releases_at(self, names: Collection[str]) -> set[str]:
        """Ids of the releases that have one of these ids or addresses."""
        wanted = "list_contains($names, release_id) or list_contains($names, url)"
        found = self._connection.execute(f"select release_id from releases where {wanted}", {"names": list(names)})
        return {key for (key,) in found.fetchall()} if names else set()

    def changed_since(self, file: str | None, made_by: str) -> set[str] | None:
        """Ids of the releases whose rows are not those of the published file: new ones, those that are gone, and those
        whose page, reading, version or manifest row has changed. None when that is not known: the last ``publish`` was
        of another file, or by other code.
        """
        connection = self._connection
        if file is None or connection.execute("from published").fetchall() != [(file, made_by)]:
            return None
        found = connection.execute(
            """
            select release_id from (from versions except from published_versions)
            union
            select release_id from (from published_versions except from versions)
            """
        )
        return {key for (key,) in found.fetchall()}

    def publish(self, file: str, made_by: str) -> None:
        """Note that what ``keep`` left is what the published file was made from."""
        connection = self._connection
        connection.execute("begin")
        connection.execute("create or replace table published_versions as from versions")
        connection.execute("delete from published")
        connection.execute("insert into published values (?, ?)", [file, made_by])
        connection.execute("commit")
