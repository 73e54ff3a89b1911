"""``raw/sources.toml``: the releases to follow, as pages and as listings that name more, and how to fetch them.

docs/sources.md shows how to add one.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipeline.fetching.toml_table import SourcesError, Table

FILE = "sources.toml"
DEFAULT_CRON = "0 6 * * *"
LISTING_KINDS = ("index", "feed", "sitemap")
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_REGION = re.compile(r"[A-Z]{2}(?:-[A-Z]{2})?(?:/[A-Za-z' ]+)?")
_CRON_FIELD = re.compile(r"(?:\*|\d+(?:-\d+)?)(?:/\d+)?(?:,(?:\*|\d+(?:-\d+)?)(?:/\d+)?)*")
_CRON_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))


@dataclass(frozen=True, slots=True)
class Settings:
    """How to fetch; each field is a key of ``[fetching]``, times in seconds, sizes in bytes.

    ``delay_seconds`` is the pause between two requests to one host, longer where its robots.txt asks for more.
    ``attempts`` counts the first; ``backoff_seconds`` is the first pause between attempts and doubles; no pause,
    whoever asks for it, is longer than ``max_wait_seconds``. ``allow_addresses`` are networks that may be reached
    although they are not public (``127.0.0.0/8``); none by default.
    """

    user_agent: str = "trade-releases/0.1 (archives published trade statistics; obeys robots.txt)"
    delay_seconds: float = 2.0
    hosts_at_once: int = 8
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 90.0
    max_redirects: int = 5
    max_wire_bytes: int = 10_000_000
    max_page_bytes: int = 20_000_000
    attempts: int = 3
    backoff_seconds: float = 2.0
    max_wait_seconds: float = 120.0
    allow_addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageToFollow:
    """One page; ``published_on`` where it is known better than the page itself says it."""

    url: str
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that names others: ``kind`` is index (an HTML page), feed (RSS or Atom) or sitemap.

    The addresses that it names are followed when ``link_pattern`` matches them whole, the first ``max_pages`` of them.
    """

    url: str
    kind: str
    link_pattern: re.Pattern[str]
    max_pages: int = 30
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher's releases; ``name`` is also the folder under ``raw/``. ``cron`` says when to look (None: default)."""

    name: str
    publisher: str
    region: str
    pages: tuple[PageToFollow, ...]
    listings: tuple[Listing, ...]
    cron: str
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Sources:
    """The whole file: sources in the order of their names, the ``cron`` of those that name none, and its time zone."""

    sources: tuple[Source, ...] = ()
    settings: Settings = Settings()
    timezone: str = "Asia/Shanghai"
    cron: str = DEFAULT_CRON

    def named(self, name: str) -> Source:
        """The source called ``name``. Raises ``SourcesError`` listing the names that there are."""
        for source in self.sources:
            if source.name == name:
                return source
        known = ", ".join(source.name for source in self.sources) or "none"
        raise SourcesError(f"no source {name!r} in {FILE} (known: {known})")

    def by_cron(self) -> dict[str, tuple[str, ...]]:
        """Names of the enabled sources by the cron line that says when to fetch them."""
        lines: dict[str, tuple[str, ...]] = {}
        for source in self.sources:
            if source.enabled:
                lines[source.cron] = (*lines.get(source.cron, ()), source.name)
        return lines


def load(raw_dir: Path) -> Sources:
    """The sources of ``raw_dir/sources.toml``; none, with default settings, when there is no such file.

    Raises ``SourcesError`` for anything in the file that is not understood: nothing is ignored in silence.
    """
    file = raw_dir / FILE
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Sources()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourcesError(f"{file}: {error}") from error
    top = Table(content, str(file), "")
    settings = _settings(top.table("fetching"))
    schedule = top.table("schedule")
    cron = _cron(schedule, DEFAULT_CRON)
    timezone = schedule.text("timezone", "Asia/Shanghai")
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        schedule.refuse("timezone", f"{timezone!r} is no IANA time zone")
    schedule.end()
    entries = top.table("sources")
    sources: list[Source] = []
    followed: dict[str, str] = {}
    alike: dict[str, str] = {}
    for name in sorted(entries.content):
        table = entries.table(name)
        if alike.setdefault(name.replace("-", "_"), name) != name:
            first = alike[name.replace("-", "_")]
            table.refuse("", f"the name differs from sources.{first} in - and _ only: their checks would have one name")
        sources.append(_source(name, table, cron))
        for entry in (*sources[-1].pages, *sources[-1].listings):
            if entry.url in followed:
                table.refuse("", f"{entry.url} is followed already, by sources.{followed[entry.url]}")
            followed[entry.url] = name
    top.end()
    return Sources(tuple(sources), settings, timezone, cron)


def _source(name: str, table: Table, default_cron: str) -> Source:
    if not _NAME.fullmatch(name) or len(name) > 60:
        table.refuse("", "a source's name is a folder: lower-case letters and digits, with - or _ between them")
    region = table.text("region")
    if not _REGION.fullmatch(region):
        table.refuse("region", f"{region!r} is no region code (CN, CN-CQ, CN-GD/Shenzhen)")
    source = Source(
        name=name,
        publisher=table.text("publisher"),
        region=region,
        pages=tuple(_page(entry) for entry in table.tables("pages")),
        listings=tuple(_listing(entry) for entry in table.tables("listings")),
        cron=_cron(table, default_cron),
        enabled=table.flag("enabled"),
    )
    if not source.pages and not source.listings:
        table.refuse("", "a source needs pages or listings")
    table.end()
    return source


def _page(table: Table) -> PageToFollow:
    page = PageToFollow(url=table.url(), published_on=table.day("published"))
    table.end()
    return page


def _listing(table: Table) -> Listing:
    kind = table.text("kind")
    if kind not in LISTING_KINDS:
        table.refuse("kind", f"{kind!r} is none of {', '.join(LISTING_KINDS)}")
    try:
        pattern = re.compile(table.text("link_pattern"))
    except re.error as error:
        table.refuse("link_pattern", f"not a regular expression ({error})")
    listing = Listing(
        url=table.url(),
        kind=kind,
        link_pattern=pattern,
        max_pages=int(table.number("max_pages", 30, whole=True)),
        enabled=table.flag("enabled"),
    )
    table.end()
    return listing


def _settings(table: Table) -> Settings:
    values: dict[str, object] = {}
    for field in fields(Settings):
        table.asked.add(field.name)
        if field.name not in table.content:
            continue
        if field.name == "user_agent":
            values["user_agent"] = table.text("user_agent")
        elif field.name == "allow_addresses":
            values["allow_addresses"] = table.networks("allow_addresses")
        else:
            whole = isinstance(field.default, int)
            values[field.name] = table.number(field.name, field.default, whole=whole, zero=not whole)
    table.end()
    return Settings(**values)


def _cron(table: Table, default: str) -> str:
    line = table.text("cron", default)
    parts = line.split()
    if len(parts) != 5 or not all(map(_is_cron_field, parts, _CRON_RANGES)):
        table.refuse("cron", f"{line!r} is no cron line of five fields (minute hour day month weekday, in numbers)")
    return " ".join(parts)


def _is_cron_field(part: str, bounds: tuple[int, int]) -> bool:
    if not _CRON_FIELD.fullmatch(part):
        return False
    return all(bounds[0] <= int(number) <= bounds[1] for number in re.findall(r"(?<!/)\b\d+", part))
