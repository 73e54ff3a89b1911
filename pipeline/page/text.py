"""Canonical text: what is done to characters, and nothing else is."""

from __future__ import annotations

import re

# Characters without width or meaning in running text: control characters, soft hyphen, zero-width spaces and joiners,
# marks of direction, byte order mark, halves of surrogate pairs. White space is left to ``squeeze``.
_SILENT = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ud800-\udfff\ufeff\ufffe\uffff]+"
)
SENTENCE_END = re.compile(r"[.!?。！？]['\"”’)）】\]]*\s*$")
_NOT_BONES = re.compile(r"[\W_]+")
_HAN = re.compile("[\u3400-\u9fff〇\U00020000-\U0003134f]")


_LINE_IN_HAN = re.compile("(?<=[\u3400-\u9fff，、；：）”])[^\\S\\n]*\\n\\s*(?=[\u3400-\u9fff（“])")


def squeeze(text: str) -> str:
    """The text with each run of white space (no-break and ideographic spaces too) as one space, trimmed; none where a line of the page's
    source ends amid Chinese.

    >>> squeeze("\\u3000\\u3000up 11.4%\\xa0\\n year on\\u200b year "), squeeze("进出口总\\n  值增长")
    ('up 11.4% year on year', '进出口总值增长')
    """
    text = " ".join((_LINE_IN_HAN.sub("", text) if "\n" in text else text).split())
    return text if text.isprintable() else " ".join(silence(text).split())


def silence(text: str) -> str:
    """The text without characters that have neither width nor meaning; white space stays as it is."""
    return text if text.isprintable() else _SILENT.sub("", text)


def skeleton(text: str) -> str:
    """Letters and digits alone, case folded: what two printings of one headline have in common.

    >>> skeleton("China’s trade up 6%") == skeleton("China's Trade Up 6%")
    True
    """
    bones = "".join(text.casefold().split())
    return bones if bones.isalnum() else _NOT_BONES.sub("", bones)


def count_han(text: str) -> int:
    """How many Chinese characters a text has.

    >>> count_han("进出口增长11.4%")
    5
    """
    return 0 if text.isascii() else len(_HAN.findall(text))
