"""Page bytes to characters: what decodes without an error counts for more than what a page declares."""

from __future__ import annotations

import codecs
import re

from pipeline.model import UnreadablePage

MAX_BYTES = 10 * 1024 * 1024  # a page of an article has less, pictures inlined in it included

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF file"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_TAG = re.compile(r"<[A-Za-z!/]")
_CONTROL = bytes((*range(0x00, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
_HIGH = re.compile(rb"[\x80-\xff]")
_GB2312_PAIR = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
_SAMPLE = 1 << 16


def decode(page: bytes) -> str:
    """The page's characters, U+FFFD where a byte belongs to none and no NULs.

    Raises ``UnreadablePage`` for nothing at all, for binary data, for text without markup and for more than ``MAX_BYTES``.
    """
    if len(page) > MAX_BYTES:
        raise UnreadablePage(f"{len(page):,} bytes; a page of more than {MAX_BYTES:,} bytes is not read")
    if not page.strip():
        raise UnreadablePage("the file is empty")
    for signature, what in _SIGNATURES:
        if page.startswith(signature):
            raise UnreadablePage(f"{what}, not an HTML page")
    text = _characters(page).replace("\0", "")
    if not _TAG.search(text):
        raise UnreadablePage("no HTML markup in the file")
    return text


def _characters(page: bytes) -> str:
    for bom, encoding in _BOMS:
        if page.startswith(bom):
            return page.decode(encoding, "replace")
    wide = _wide(page)
    if wide:
        return page.decode(wide, "replace")
    head = page[:_SAMPLE]
    controls = len(head) - len(head.translate(None, _CONTROL)) - head.count(0)
    if controls > 0.02 * len(head) or head.count(0) > 0.3 * len(head):
        raise UnreadablePage("binary data, not an HTML page")
    if b"\0" in page:
        page = page.replace(b"\0", b"")
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(page, error)


def _wide(page: bytes) -> str | None:
    """The UTF-16 that a page without a byte order mark is in: markup is ASCII, so every other byte of it is NUL."""
    head = page[:100]  # markup, as yet without text in other scripts
    if head.count(0) < 0.3 * len(head):
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return "utf-16-be" if even > 4 * odd else "utf-16-le" if odd > 4 * even else None


def _not_utf8(page: bytes, error: UnicodeDecodeError) -> str:
    high = len(_HIGH.findall(page))
    declared = _declared(page)
    # A few bad bytes in UTF-8 (a cut multi-byte character, one pasted paragraph) leave the rest what it was.
    if len(page) - error.start < 4 or _damage(page) < 0.02 * high:
        return page.decode("utf-8", "replace")
    if _is_gb18030(page, high):
        return page.decode("gb18030", "replace")
    if declared and declared not in ("utf-8", "ascii"):
        text = page.decode(declared, "replace")
        if text.count("\ufffd") <= 0.02 * high:
            return text
    if high < 0.02 * len(page):
        return page.decode("cp1252", "replace")  # the odd curly quote or accent
    if declared == "utf-8" and _damage(page) < 0.2 * high:
        return page.decode("utf-8", "replace")
    return _guessed(page)


def _damage(page: bytes) -> int:
    return page.decode("utf-8", "replace").count("\ufffd")


def _declared(page: bytes) -> str | None:
    """The codec that the page names, as Python calls it; GB2312 and GBK pages hold characters that only GB18030 has."""
    match = _DECLARED.search(page[:8192])
    if not match:
        return None
    name = match[1].decode("ascii").lower()
    if name in ("gb2312", "gbk", "gb_2312-80", "x-gbk", "chinese"):
        return "gb18030"
    if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii"):
        return "cp1252"  # what browsers take it for
    try:
        b"".decode(name)  # a LookupError, too, for a codec that gives no text
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return None


def _is_gb18030(page: bytes, high: int) -> bool:
    """Whether the bytes are valid GB18030 (but for a cut end or a pasted line) and its pairs are those of written Chinese.

    Validity alone says little: a curly quote of Windows before a letter is a valid pair too, a rare one.
    """
    text = page.decode("gb18030", "replace")
    if text.count("\ufffd") > 0.02 * high:
        return False
    common = 2 * len(_GB2312_PAIR.findall(page))
    return common >= 0.8 * high


def _guessed(page: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(page[: 4 * _SAMPLE]).best()
    return page.decode(best.encoding if best else "cp1252", "replace")
