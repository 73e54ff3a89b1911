"""The sources' pages and listings -> ``raw/``, and a report of what happened; one page from anywhere -> ``raw/``."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pipeline import raw
from pipeline.fetching import listings
from pipeline.fetching.addresses import Resolver, resolve
from pipeline.fetching.names import folder
from pipeline.fetching.report import FetchReport, Outcome, What
from pipeline.fetching.sources import Listing, Settings, Source, Sources, load
from pipeline.fetching.store import Fetched, Kept, Store
from pipeline.fetching.web import HTML, Answer, Failed, Refused, Web, canonical_url

OnOutcome = Callable[[Outcome], None]
_PAGE_TYPES = ("", "text/html", "application/xhtml+xml")


def fetch(
    raw_dir: Path,
    names: Sequence[str] = (),
    *,
    dry_run: bool = False,
    sources: Sources | None = None,
    on_outcome: OnOutcome | None = None,
    resolver: Resolver = resolve,
) -> FetchReport:
    """Fetch the enabled sources, or those of ``names`` whether enabled or not, into ``raw_dir``.

    What goes wrong with an address is an outcome in the report and costs the others nothing. A dry run asks the web but
    writes nothing. ``on_outcome`` is called with each outcome as it comes. ``sources`` default to the file in
    ``raw_dir``. Raises ``SourcesError`` and ``raw.RawError`` before anything is asked when the sources file or the
    manifest cannot be read.
    """
    sources = load(raw_dir) if sources is None else sources
    chosen = [sources.named(name) for name in dict.fromkeys(names)] or [
        source for source in sources.sources if source.enabled
    ]
    raw.read_manifest(raw_dir)
    store = Store(raw_dir, dry_run=dry_run)
    store.tidy()

    async def run() -> FetchReport:
        async with Web(sources.settings, resolver) as web:
            run = _Run(web, store, ZoneInfo(sources.timezone), on_outcome or (lambda outcome: None))
            found = await asyncio.gather(*(run.source(source) for source in chosen))
        return FetchReport.of(outcome for outcomes in found for outcome in outcomes)

    return asyncio.run(run())


def add(
    raw_dir: Path,
    page: str,
    *,
    published_on: date | None = None,
    publisher: str | None = None,
    resolver: Resolver = resolve,
) -> Outcome:
    """Put one page into ``raw_dir``: ``page`` is an http or https address, else a file.

    A page that a source follows goes to that source's folder, another to one named for its publisher or its host. The
    outcome may be a refusal or a failure. Raises ``SourcesError`` and ``raw.RawError`` like ``fetch``.
    """
    sources = load(raw_dir)
    raw.read_manifest(raw_dir)
    store = Store(raw_dir)
    store.tidy()
    if "://" not in page:
        name = folder(publisher) if publisher else "added"
        fetched = Fetched(name, b"", publisher=publisher, published_on=published_on)
        return asyncio.run(_outcome(name, page, lambda: _file(store, fetched, Path(page), sources.settings)))

    async def run() -> Outcome:
        async with Web(sources.settings, resolver) as web:
            fetched = _as_followed(sources, store, page, publisher, published_on)
            ask = _Run(web, store, ZoneInfo(sources.timezone), lambda outcome: None)
            return await _outcome(fetched.source, page, lambda: ask.page(fetched))

    return asyncio.run(run())


class _Run:
    """A fetch under way."""

    def __init__(self, web: Web, store: Store, zone: ZoneInfo, on_outcome: OnOutcome) -> None:
        self.web, self.store, self.zone, self.on_outcome = web, store, zone, on_outcome
        self.followed: set[str] = set()

    async def source(self, source: Source) -> list[Outcome]:
        """The outcomes of a source: its pages and its listings, and the pages that these name."""
        stated = [
            Fetched(source.name, b"", url=page.url, publisher=source.publisher, published_on=page.published_on)
            for page in source.pages
        ]
        enabled = [listing for listing in source.listings if listing.enabled]
        found = await asyncio.gather(self.pages(stated), *(self.listing(source, listing) for listing in enabled))
        return [outcome for outcomes in found for outcome in outcomes]

    async def pages(self, wanted: Iterable[Fetched]) -> list[Outcome]:
        """The outcomes of pages; one that was asked for in this run already is not asked for again."""
        tasks = []
        for fetched in wanted:
            url = canonical_url(fetched.url or "")
            if url not in self.followed:
                self.followed.add(url)
                tasks.append(self._reported(fetched.source, url, self.page, replace(fetched, url=url)))
        return list(await asyncio.gather(*tasks))

    async def listing(self, source: Source, listing: Listing) -> list[Outcome]:
        """The outcome of a listing, then those of the pages that it names."""
        links: list[listings.Link] = []

        async def read() -> Kept:
            links.extend(await self._links(listing))
            if not links:
                raise Failed("no link in it matches link_pattern")
            left = f", the first {listing.max_pages} followed" if len(links) > listing.max_pages else ""
            return Kept(What.LISTED, "", f"{len(links)} pages{left}")

        own = await self._reported(source.name, listing.url, read)
        is_feed = listing.kind == "feed"
        wanted = [
            Fetched(source.name, b"", url=link.url, publisher=source.publisher, listed_on=link.day if is_feed else None)
            for link in links[: listing.max_pages]
        ]
        return [own, *await self.pages(wanted)]

    async def page(self, wanted: Fetched) -> Kept:
        """One page, asked for with the validators of its stored version, and stored if its text is new."""
        url = canonical_url(wanted.url or "")
        etag, last_modified = await asyncio.to_thread(self.store.validators, wanted)
        answer = await self.web.get(url, HTML, etag, last_modified)
        if answer.status == 304:
            return await asyncio.to_thread(self.store.unchanged, url)
        if answer.status in (404, 410):
            return await asyncio.to_thread(self.store.gone, url, answer.status)
        if answer.content_type not in _PAGE_TYPES:
            raise Refused(f"{answer.content_type}, not a page")
        if _is_front_page(answer.url) and not _is_front_page(url):
            raise Failed(f"leads to the site's front page, {answer.url}")
        fetched = replace(wanted, url=url, content=answer.body, etag=answer.etag, last_modified=answer.last_modified)
        return await asyncio.to_thread(self.store.keep, fetched)

    async def _links(self, listing: Listing) -> list[listings.Link]:
        answer = await self._list(listing.url, listing.kind)
        limit = self.web.settings.max_page_bytes
        if listing.kind != "sitemap":
            return listings.links(listing.kind, answer.body, answer.url, listing.link_pattern, self.zone)
        bodies = [(answer.url, answer.body)]
        children = listings.children(answer.body, answer.url, limit)
        if children:
            if len(children) > listing.max_pages:
                raise Failed(f"an index of {len(children)} sitemaps: name the one to follow")
            answers = [await self._list(child, "sitemap") for child in children]
            bodies = [(answer.url, answer.body) for answer in answers]
        found = [
            link
            for base, body in bodies
            for link in listings.links("sitemap", body, base, listing.link_pattern, self.zone, limit)
        ]
        return listings.latest_first(found)

    async def _list(self, url: str, kind: str) -> Answer:
        answer = await self.web.get(url, listings.ACCEPT[kind])
        if answer.status != 200:
            raise Failed(f"{answer.status}, and it is a listing")
        return answer

    async def _reported(self, source: str, url: str, ask: Callable[..., Awaitable[Kept]], *args: object) -> Outcome:
        outcome = await _outcome(source, url, lambda: ask(*args))
        self.on_outcome(outcome)
        return outcome


async def _outcome(source: str, url: str, ask: Callable[[], Awaitable[Kept]]) -> Outcome:
    """What ``ask`` came to. One address must not cost the others anything, so any error becomes an outcome here."""
    try:
        kept = await ask()
    except Refused as error:
        return Outcome(source, url, What.REFUSED, note=raw.cause(error))
    except (Failed, listings.BadListing, raw.RawError) as error:
        return Outcome(source, url, What.FAILED, note=raw.cause(error))
    except OSError as error:
        return Outcome(source, url, What.FAILED, note=f"{error.filename or 'raw/'}: {error.strerror or error}")
    except Exception as error:
        return Outcome(source, url, What.FAILED, note=f"defect, {type(error).__name__}: {raw.cause(error)}")
    return Outcome(source, url, kept.what, kept.path or None, kept.note)


async def _file(store: Store, fetched: Fetched, file: Path, settings: Settings) -> Kept:
    if file.stat().st_size > settings.max_page_bytes:
        raise Refused(f"more than {settings.max_page_bytes:,} bytes")
    return store.keep(replace(fetched, content=file.read_bytes()))


def _as_followed(sources: Sources, store: Store, url: str, publisher: str | None, published_on: date | None) -> Fetched:
    """What is known of a page before it is asked for: from its stored version, else from a source that follows it."""
    try:
        url = canonical_url(url)
    except Refused:
        return Fetched(folder(publisher or "added"), b"", url=url)  # asking for it will say what is wrong
    known = store.current(url)
    if known is not None:
        name = known.path.partition("/")[0]
        return Fetched(name, b"", url=url, publisher=publisher or known.publisher, published_on=published_on)
    for source in sources.sources:
        stated = {canonical_url(page.url): page for page in source.pages}
        if url in stated or any(listing.link_pattern.fullmatch(url) for listing in source.listings):
            day = published_on or (stated[url].published_on if url in stated else None)
            return Fetched(source.name, b"", url=url, publisher=publisher or source.publisher, published_on=day)
    host = urlsplit(url).hostname or ""
    return Fetched(folder(publisher or host), b"", url=url, publisher=publisher, published_on=published_on)


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
