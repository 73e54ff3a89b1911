"""One address -> its bytes, as a guest should ask: robots.txt obeyed, one request at a time per host with a pause
between two, few retries, every redirect judged anew, and nothing read beyond the limits."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx
from protego import Protego
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt

from pipeline.fetching import bodies
from pipeline.fetching.addresses import ForbiddenAddress, GuardedTransport, Resolver, resolve
from pipeline.fetching.sources import Settings

HTML = "text/html,application/xhtml+xml;q=0.9"
_ROBOTS_BYTES = 512_000  # RFC 9309 asks for at least 500 KiB to be read
_REDIRECTS = (301, 302, 303, 307, 308)
_TRY_AGAIN = (408, 425, 429, 500, 502, 503, 504)


class Refused(Exception):
    """A request that we do not make, or an answer that we do not take; the message says why."""


class Failed(Exception):
    """A request that the other side, or the way to it, did not answer properly; the message says how."""


class _TryAgain(Failed):
    """A failure that may pass, and how many seconds the other side asks us to wait."""

    def __init__(self, reason: str, after: float = 0.0) -> None:
        super().__init__(reason)
        self.after = after


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered. ``url`` is where the redirects led; ``body`` is unpacked, and empty unless ``status``
    is 200. ``etag`` and ``last_modified`` are for the next conditional request."""

    url: str
    status: int
    body: bytes = b""
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    location: str | None = None


def canonical_url(url: str) -> str:
    """``url`` in the one spelling that tells pages apart: scheme and host in lower case, no fragment, no default port.

    >>> canonical_url("HTTPS://News.Example.ORG:443/a/B?x=1#top")
    'https://news.example.org/a/B?x=1'

    Raises ``Refused`` for what is no plain http or https address.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Refused(f"not an address: {url!r} ({error})") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise Refused(f"only http and https are fetched, not {parts.scheme or 'a bare name'}: {url!r}")
    if not host or parts.username is not None or parts.password is not None:
        raise Refused(f"an address needs a host and no user name: {url!r}")
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != {"http": 80, "https": 443}[parts.scheme.lower()]:
        netloc += f":{port}"
    return urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", parts.query, ""))


class Web:
    """The web, as an asynchronous context manager; robots.txt and the hosts' turns are remembered while it is open."""

    def __init__(self, settings: Settings, resolver: Resolver = resolve) -> None:
        self.settings = settings
        self._client = httpx.AsyncClient(
            transport=GuardedTransport(settings.allow_addresses, resolver),
            headers={"User-Agent": settings.user_agent, "Accept-Encoding": bodies.ACCEPT_ENCODING},
            timeout=httpx.Timeout(settings.read_seconds, connect=settings.connect_seconds, pool=None),
            follow_redirects=False,
            trust_env=False,
        )
        self._hosts: dict[str, _Host] = {}
        self._robots: dict[str, asyncio.Task[Protego | Refused | Failed]] = {}
        self._slots = asyncio.Semaphore(settings.hosts_at_once)

    async def __aenter__(self) -> Web:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._robots.values():
            task.cancel()
        await self._client.aclose()

    async def get(
        self, url: str, accept: str = HTML, etag: str | None = None, last_modified: str | None = None
    ) -> Answer:
        """What ``url`` answers, redirects followed; a 304 when the validators given still hold.

        Raises ``Refused`` (robots.txt, address, size, scheme) and ``Failed`` (no proper answer after the retries).
        Status codes other than 200, 304, 404 and 410 are failures.
        """
        headers = {"Accept": accept}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        url = canonical_url(url)
        answer = await self._follow(url, headers, obey_robots=True)
        if answer.status not in (200, 304, 404, 410):
            raise Failed(_status_line(answer.status))
        return answer

    async def _follow(self, url: str, headers: Mapping[str, str], *, obey_robots: bool) -> Answer:
        seen = [url]
        while True:
            if obey_robots:
                await self._obey_robots(url)
            answer = await self._retried(url, headers)
            if answer.status not in _REDIRECTS:
                return answer
            if not answer.location:
                raise Failed(f"{_status_line(answer.status)} without a Location")
            url = canonical_url(urljoin(url, answer.location))
            if url in seen:
                raise Failed(f"redirects in a circle, back to {url}")
            if len(seen) > self.settings.max_redirects:
                raise Failed(f"more than {self.settings.max_redirects} redirects")
            seen.append(url)

    async def _retried(self, url: str, headers: Mapping[str, str]) -> Answer:
        retrying = AsyncRetrying(
            stop=stop_after_attempt(self.settings.attempts),
            retry=retry_if_exception_type(_TryAgain),
            wait=self._pause,
            reraise=True,
        )
        async for attempt in retrying:
            with attempt:
                return await self._once(url, headers)
        raise AssertionError("tenacity gives up by raising")

    def _pause(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.after if isinstance(error, _TryAgain) else 0.0
        own = self.settings.backoff_seconds * 2 ** (state.attempt_number - 1) * random.uniform(1.0, 1.25)
        return min(max(own, asked), self.settings.max_wait_seconds)

    async def _once(self, url: str, headers: Mapping[str, str]) -> Answer:
        """One request, in its host's turn. Failures that may pass come as ``_TryAgain``."""
        async with self._turn(url):
            try:
                async with asyncio.timeout(self.settings.total_seconds):
                    async with self._client.stream("GET", url, headers=headers) as response:
                        return await self._read(url, response)
            except ForbiddenAddress as error:
                raise Refused(str(error)) from error
            except bodies.BadBody as error:
                raise _TryAgain(str(error)) from error
            except TimeoutError as error:
                raise _TryAgain(f"no complete answer within {self.settings.total_seconds:g} s") from error
            except httpx.ConnectTimeout as error:
                raise _TryAgain(f"no connection within {self.settings.connect_seconds:g} s") from error
            except httpx.TimeoutException as error:
                raise _TryAgain(f"silent for {self.settings.read_seconds:g} s") from error
            except httpx.InvalidURL as error:
                raise Refused(f"not an address: {url!r} ({error})") from error
            except httpx.TransportError as error:
                raise _TryAgain(str(error) or type(error).__name__) from error

    async def _read(self, url: str, response: httpx.Response) -> Answer:
        status, headers = response.status_code, response.headers
        if status in _TRY_AGAIN:
            after = _seconds(headers.get("Retry-After", ""))
            if after > self.settings.max_wait_seconds:
                raise Failed(f"{_status_line(status)}, to be tried again after {after:g} s")
            raise _TryAgain(_status_line(status), after)
        body = b""
        if status == 200:
            limit = self.settings.max_wire_bytes
            declared = headers.get("Content-Length", "")
            if declared.isdigit() and int(declared) > limit:
                raise Refused(f"{int(declared):,} bytes announced, more than {limit:,}")
            try:
                body = await bodies.read(
                    response.aiter_raw(), headers.get("Content-Encoding", ""), limit, self.settings.max_page_bytes
                )
            except bodies.TooLarge as error:
                raise Refused(str(error)) from error
        return Answer(
            url=url,
            status=status,
            body=body,
            content_type=headers.get("Content-Type", "").partition(";")[0].strip().lower(),
            etag=headers.get("ETag"),
            last_modified=headers.get("Last-Modified"),
            location=headers.get("Location"),
        )

    @asynccontextmanager
    async def _turn(self, url: str) -> AsyncIterator[None]:
        host = self._hosts.setdefault(urlsplit(url).hostname or "", _Host(self.settings.delay_seconds))
        async with host.lock:
            await asyncio.sleep(max(0.0, host.not_before - time.monotonic()))
            async with self._slots:
                try:
                    yield
                except _TryAgain as error:
                    host.not_before = time.monotonic() + max(host.delay, error.after)
                    raise
                finally:
                    host.not_before = max(host.not_before, time.monotonic() + host.delay)

    async def _obey_robots(self, url: str) -> None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = asyncio.create_task(self._ask_robots(origin))
        rules = await asyncio.shield(self._robots[origin])
        if isinstance(rules, Exception):
            raise rules
        agent = self.settings.user_agent.partition("/")[0]
        if not rules.can_fetch(url, agent):
            raise Refused("robots.txt asks us not to")
        asked = min(rules.crawl_delay(agent) or 0.0, self.settings.max_wait_seconds)
        host = self._hosts[parts.hostname or ""]
        host.delay = max(host.delay, asked)

    async def _ask_robots(self, origin: str) -> Protego | Refused | Failed:
        """The rules of ``origin``, or why there can be none: as RFC 9309 has it, a missing robots.txt allows all,
        one that cannot be had allows nothing."""
        try:
            answer = await self._follow(f"{origin}/robots.txt", {"Accept": "text/plain"}, obey_robots=False)
        except Refused as error:
            return Refused(f"robots.txt cannot be had: {error}")
        except Failed as error:
            return Failed(f"robots.txt cannot be had: {error}")
        if answer.status != 200 and not 400 <= answer.status < 500:
            return Failed(f"robots.txt cannot be had: {_status_line(answer.status)}")
        return Protego.parse(answer.body[:_ROBOTS_BYTES].decode("utf-8", "replace"))


class _Host:
    """A host's queue: who holds ``lock`` may ask it, not earlier than ``not_before``."""

    def __init__(self, delay: float) -> None:
        self.lock = asyncio.Lock()
        self.delay = delay
        self.not_before = 0.0


def _seconds(retry_after: str) -> float:
    """A Retry-After header, in seconds or as a date, as seconds from now; 0 for what is neither."""
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
