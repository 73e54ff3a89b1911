"""The language of a text: by its script, by its small words, and by a model only where these leave it open."""

from __future__ import annotations

import re

from pipeline.page.text import is_han

_SAMPLE = 20_000
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "that",
        "for",
        "with",
        "from",
        "by",
        "on",
        "was",
        "were",
        "is",
        "are",
        "its",
        "at",
        "as",
        "up",
        "than",
    ]
)
_WORD = re.compile(r"[a-z]+")


def language_of(text: str) -> str:
    """ISO 639-1 code.

    >>> language_of("前三季度，重庆进出口4613.9亿元"), language_of("Exports of the city grew by 10% in May")
    ('zh', 'en')
    """
    text = text[:_SAMPLE]
    han = sum(map(is_han, text))
    kana = sum("\u3040" <= c <= "\u30ff" or "\uac00" <= c <= "\ud7af" for c in text)
    letters = sum(c.isalpha() for c in text)
    if han and han >= 0.25 * letters and kana < 0.1 * han:
        return "zh"
    words = _WORD.findall(text.lower())
    if (
        not kana
        and words
        and sum(w in _ENGLISH for w in words) >= 0.15 * len(words)
        and sum(map(len, words)) >= 0.7 * letters
    ):
        return "en"
    if not letters:
        return "und"
    from py3langid import classify

    return classify(text)[0]
