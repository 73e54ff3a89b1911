"""Canonical text: what is done to characters, and nothing else is."""

from __future__ import annotations

# Characters without width or meaning in running text: zero-width spaces and joiners, marks of direction, soft hyphen,
# byte order mark, control characters and halves of surrogate pairs. White space is left to ``squeeze``.
_SILENT = dict.fromkeys(
    [
        *(c for c in range(0x20) if c not in (0x09, 0x0A, 0x0B, 0x0C, 0x0D)),
        *range(0x7F, 0xA0),
        0xAD,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0xD800, 0xE000),
        0xFEFF,
        0xFFFE,
        0xFFFF,
    ]
)


def squeeze(text: str) -> str:
    """The text with each run of white space (no-break and ideographic spaces too) as one space, trimmed.

    >>> squeeze("\\u3000\\u3000up 11.4%\\xa0\\n year on\\u200b year ")
    'up 11.4% year on year'
    """
    return " ".join(silence(text).split())


def silence(text: str) -> str:
    """The text without characters that have neither width nor meaning; white space stays as it is."""
    return text if text.isascii() and text.isprintable() else text.translate(_SILENT)


def skeleton(text: str) -> str:
    """Letters and digits alone, case folded: what two printings of one headline have in common.

    >>> skeleton("China’s trade up 6%") == skeleton("China's Trade Up 6%")
    True
    """
    return "".join(c for c in text.casefold() if c.isalnum())


def is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003134f" or character == "〇"
