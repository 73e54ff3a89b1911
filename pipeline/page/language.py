"""The language of a text: by its script, by its small words, and by a model only where these leave it open."""

from __future__ import annotations

import re

from pipeline.page.text import count_han

_SAMPLE = 1_500
_ENGLISH = frozenset("the of and to in a that for with from by on was were is are its at as up than".split())
_ENGLISH_ALL_THE_SAME = {"pcm": "en"}  # a list of figures has so few small words that the model hears Pidgin
_LETTER = re.compile(r"[^\W\d_]")
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7af]")


def language_of(text: str) -> str:
    """ISO 639-1 code, und where there is not one letter.

    >>> language_of("前三季度，重庆进出口4613.9亿元"), language_of("Exports of the city grew by 10% in May")
    ('zh', 'en')
    """
    text = text[:_SAMPLE]
    han, other = count_han(text), 0 if text.isascii() else len(_KANA_OR_HANGUL.findall(text))
    words = text.lower().split()
    if not other and han < 0.02 * len(text) and sum(map(_ENGLISH.__contains__, words)) >= 0.15 * len(words) > 0:
        return "en"
    letters = len(_LETTER.findall(text))
    if han >= 0.25 * letters > 0 and other < 0.1 * han:
        return "zh"
    if not letters:
        return "und"
    from py3langid import classify

    return _ENGLISH_ALL_THE_SAME.get(code := classify(text)[0], code)
