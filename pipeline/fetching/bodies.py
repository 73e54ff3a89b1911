"""Response bodies within limits: what comes over the wire is counted, and what it unpacks to as it unpacks."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Iterator
from typing import Protocol

import brotli

ACCEPT_ENCODING = "gzip, br"
_GZIP_MAGIC = b"\x1f\x8b"
_STEP = 65_536


class BadBody(Exception):
    """A body that is cut short or packed in a way that is not understood; the message says which."""


class TooLarge(BadBody):
    """A body beyond the limits, on the wire or unpacked."""


async def read(chunks: AsyncIterator[bytes], encoding: str, max_wire: int, max_page: int) -> bytes:
    """The bytes that ``chunks`` carry, unpacked from ``encoding`` (a Content-Encoding header; empty for none).

    Unpacking is bounded: a small body that would unpack to more than ``max_page`` bytes costs at most that much memory.
    Raises ``BadBody``.
    """
    unpacker = _unpacker(encoding)
    wire, page = 0, bytearray()
    async for chunk in chunks:
        wire += len(chunk)
        if wire > max_wire:
            raise TooLarge(f"more than {max_wire:,} bytes")
        _extend(page, unpacker.feed(chunk), max_page)
    unpacker.finish()
    return bytes(page)


def gunzip(content: bytes, max_page: int) -> bytes:
    """``content`` unpacked where it is a gzip file (sitemaps often are), else as it is. Raises ``BadBody``."""
    if not content.startswith(_GZIP_MAGIC):
        return content
    unpacker, page = _Zlib(gzip=True), bytearray()
    _extend(page, unpacker.feed(content), max_page)
    unpacker.finish()
    return bytes(page)


def _extend(page: bytearray, pieces: Iterator[bytes], max_page: int) -> None:
    for piece in pieces:
        if len(page) + len(piece) > max_page:
            raise TooLarge(f"unpacks to more than {max_page:,} bytes")
        page += piece


class _Unpacker(Protocol):
    def feed(self, chunk: bytes) -> Iterator[bytes]: ...

    def finish(self) -> None: ...


def _unpacker(encoding: str) -> _Unpacker:
    match encoding.strip().lower():
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            return _Zlib(gzip=True)
        case "deflate":
            return _Zlib(gzip=False)
        case "br":
            return _Brotli()
        case other:
            raise BadBody(f"Content-Encoding {other!r} was not asked for")


class _Plain:
    def feed(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk

    def finish(self) -> None:
        pass


class _Zlib:
    """gzip, with as many members as there are, or deflate, with its zlib header or (as some servers send it) without."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._open = zlib.decompressobj(wbits=31) if gzip else None

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        if self._open is None:  # RFC 1950: method 8 in the low half of the first byte
            self._open = zlib.decompressobj(wbits=15 if chunk[:1] and chunk[0] & 0x0F == 8 else -15)
        while chunk:
            if self._open.eof:
                if not self._gzip or not chunk.startswith(_GZIP_MAGIC[: len(chunk)]):
                    return  # padding after the end, which gunzip ignores too
                self._open = zlib.decompressobj(wbits=31)
            try:
                yield self._open.decompress(chunk, _STEP)
            except zlib.error as error:
                raise BadBody(f"not what its Content-Encoding says ({error})") from error
            chunk = self._open.unused_data if self._open.eof else self._open.unconsumed_tail

    def finish(self) -> None:
        if self._open is None or not self._open.eof:
            raise BadBody("the packed body is cut short")


class _Brotli:
    def __init__(self) -> None:
        self._open = brotli.Decompressor()

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        try:
            # Output may be waiting although the input is all taken: ask until there is none.
            while not self._open.is_finished():
                piece = self._open.process(chunk, output_buffer_limit=_STEP)
                if not piece:
                    return
                yield piece
                chunk = b""
        except brotli.error as error:
            raise BadBody(f"not what its Content-Encoding says ({error})") from error

    def finish(self) -> None:
        if not self._open.is_finished():
            raise BadBody("the packed body is cut short")
