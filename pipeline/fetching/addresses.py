"""Which machines may be talked to, and a transport that talks to no other.

A host name is resolved here, each address is judged, and the connection is made to an address that was judged: between
the check and the connection there is no second look-up that could answer differently.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from typing import Any

import httpcore
import httpx

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver = Callable[[str, int], Awaitable[list[str]]]

# RFC 6052: IPv4 addresses wear this prefix behind a NAT64 gateway, private ones too.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class ForbiddenAddress(Exception):
    """A host that resolves to no address that may be connected to; the message says which and why."""


def is_public(address: IPAddress) -> bool:
    """Whether an address is one of the open internet, also when an IPv4 address hides in an IPv6 one.

    >>> [is_public(ipaddress.ip_address(text)) for text in ("1.1.1.1", "10.0.0.1", "169.254.169.254", "::1")]
    [True, False, False, False]
    >>> is_public(ipaddress.ip_address("::ffff:127.0.0.1")), is_public(ipaddress.ip_address("64:ff9b::a00:1"))
    (False, False)
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else address.ipv4_mapped
        if inner is not None:
            return is_public(inner)
        if address.is_site_local or (address.sixtofour and not is_public(address.sixtofour)):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved and not address.is_unspecified


def permitted(text: str, allowed: Sequence[IPNetwork]) -> bool:
    """Whether the address in ``text`` may be connected to: it is public, or in a network of ``allowed``."""
    address = ipaddress.ip_address(text.partition("%")[0])
    return is_public(address) or any(address.version == network.version and address in network for network in allowed)


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of ``host`` in the system's order of preference. Raises ``OSError`` when it has none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(entry[4][0] for entry in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens TCP connections to permitted addresses only, and to exactly the address that was judged."""

    def __init__(self, allow: Iterable[str], resolver: Resolver) -> None:
        self._allowed = [ipaddress.ip_network(network) for network in allow]
        self._resolver = resolver
        self._tcp = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                found = await self._resolver(host, port)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(f"no answer from DNS about {host}") from error
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} is not known to DNS") from error
        open_to_us = [address for address in found if permitted(address, self._allowed)]
        if not open_to_us:
            known = host if found == [host] else f"{host} ({', '.join(found) or 'no address'})"
            raise ForbiddenAddress(f"{known} is not a public address")
        for address in open_to_us[:-1]:
            try:
                return await self._tcp.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._tcp.connect_tcp(open_to_us[-1], port, timeout, local_address, socket_options)

    async def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore.AsyncNetworkStream:
        raise ForbiddenAddress("sockets in the file system are not the web")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class GuardedTransport(httpx.AsyncBaseTransport):
    """An httpx transport over a ``GuardedBackend``; proxies from the environment do not apply to it.

    Bodies come through as sent, not decompressed. Errors are httpx's own, and ``ForbiddenAddress``.
    """

    def __init__(self, allow: Iterable[str] = (), resolver: Resolver = resolve) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            keepalive_expiry=5.0,
            network_backend=GuardedBackend(allow, resolver),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        try:
            answer = await self._pool.handle_async_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        except Exception as error:
            raise _as_httpx(error, request) from error
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer, request), extensions=answer.extensions
        )

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Stream(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response, request: httpx.Request) -> None:
        self._answer, self._request = answer, request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._answer.aiter_stream():
                yield chunk
        except Exception as error:
            raise _as_httpx(error, self._request) from error

    async def aclose(self) -> None:
        await self._answer.aclose()


def _as_httpx(error: Exception, request: httpx.Request) -> Exception:
    """The httpx exception that bears the same name as httpcore's; any other exception as it is."""
    if type(error).__module__.startswith("httpcore"):
        return getattr(httpx, type(error).__name__, httpx.TransportError)(str(error), request=request)
    return error
