"""Bytes to characters: what decodes counts for more than what is declared."""

from __future__ import annotations

import pytest

from pipeline.model import UnreadablePage
from pipeline.page.encoding import MAX_BYTES, decode

CHINESE = "据重庆海关统计，前三季度全市进出口总值4613.9亿元，同比增长11.4%。其中，出口2910.1亿元，进口1703.8亿元。" * 3
ENGLISH = "Exports rose 3% \u2013 the customs said \u201cslowly\u201d, it\u2019s the third caf\u00e9 \u2026 " * 3


def html(text: str, declared: str = "") -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    return f"<html><head>{meta}<title>T</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "gbk", "gb18030", "iso-8859-1", "big5", "no-such-charset"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_whatever_is_declared(encoding: str, declared: str) -> None:
    assert decode(html(CHINESE, declared).encode(encoding)) == html(CHINESE, declared)


@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1", "windows-1252", "gb2312"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_english_with_curly_quotes_whatever_is_declared(encoding: str, declared: str) -> None:
    assert decode(html(ENGLISH, declared).encode(encoding)) == html(ENGLISH, declared)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_byte_order_marks_and_wide_characters(encoding: str) -> None:
    assert decode(html(CHINESE, "gb2312").encode(encoding)) == html(CHINESE, "gb2312")


def test_declared_encodings_beyond_the_two_usual_ones() -> None:
    text = "據重慶海關統計，前三季度全市進出口總值增長，其中出口與進口均有增長，貿易夥伴包括東盟與歐盟。" * 3
    assert decode(html(text, "big5").encode("big5")) == html(text, "big5")


def test_gb18030_characters_outside_gb2312() -> None:
    text = CHINESE + "朱镕基、深圳与€的𠀀"
    assert decode(html(text, "gb2312").encode("gb18030")) == html(text, "gb2312")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_cut_within_a_character_loses_that_character_alone(encoding: str) -> None:
    whole = html(CHINESE, "").partition("</p>")[0]
    cut = decode(whole.encode(encoding)[:-1])
    assert cut.rstrip("\ufffd") == whole[:-1]


def test_a_pasted_line_in_another_encoding_costs_that_line_alone() -> None:
    page = html(CHINESE * 20).encode() + "<p>同比</p>".encode("gb18030")
    assert CHINESE in decode(page)


def test_nuls_are_left_out() -> None:
    assert decode(b"<p>1\x002.5%</p>") == "<p>12.5%</p>"


@pytest.mark.parametrize(
    ("page", "cause"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t ", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR<p>", "a PNG picture, not an HTML page"),
        (b"%PDF-1.7\n<html>", "a PDF document, not an HTML page"),
        (b"\x1f\x8b\x08<html>", "gzip-compressed data, not an HTML page"),
        (bytes(range(32)) * 40 + b"<p>", "binary data, not an HTML page"),
        (b"\x00" * 500, "binary data, not an HTML page"),
        (b"Exports rose 3%.", "no HTML markup in the file"),
        (b"<p>" + b"1" * MAX_BYTES, f"{MAX_BYTES + 3:,} bytes; a page of more than {MAX_BYTES:,} bytes is not read"),
    ],
)
def test_what_is_no_page_is_refused_with_its_cause(page: bytes, cause: str) -> None:
    with pytest.raises(UnreadablePage) as error:
        decode(page)
    assert str(error.value) == cause
