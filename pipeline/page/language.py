"""The language of a text: by its script, by its small words, and by a model only where these leave it open."""

from __future__ import annotations

import re

from pipeline.page.text import count_han

_SAMPLE = 1_500
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
_LETTER = re.compile(r"[^\W\d_]")
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7af]")


def language_of(text: str) -> str:
    """ISO 639-1 code, und where there is not one letter.

    >>> language_of("前三季度，重庆进出口4613.9亿元"), language_of("Exports of the city grew by 10% in May")
    ('zh', 'en')
    """
    text = text[:_SAMPLE]
    han, other, letters = count_han(text), len(_KANA_OR_HANGUL.findall(text)), len(_LETTER.findall(text))
    if han and han >= 0.25 * letters and other < 0.1 * han:
        return "zh"
    words = _WORD.findall(text.lower())
    if (
        not other
        and sum(w in _ENGLISH for w in words) >= 0.15 * len(words)
        and sum(map(len, words)) >= max(1, 0.7 * letters)
    ):
        return "en"
    if not letters:
        return "und"
    from py3langid import classify

    return classify(text)[0]
