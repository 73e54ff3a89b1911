"""Multiples said in words: "doubled", "a threefold increase", "twice as much as a year before", "half as much again as in May"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.reading.words.period_words import MONTH_FORMS

_WORD_MULTIPLES = {"double": 1, "triple": 2, "treble": 2, "quadruple": 3, "quintuple": 4, "sextuple": 5}
_FOLD_WORDS = {
    "twofold": 2,
    "threefold": 3,
    "fourfold": 4,
    "fivefold": 5,
    "sixfold": 6,
    "sevenfold": 7,
    "eightfold": 8,
    "ninefold": 9,
    "tenfold": 10,
}


def growth_told(low: Sequence[str], position: int) -> int | None:
    """The growth in percent that the word at a position tells of words in lower case, None where it tells none there.

    >>> growth_told("exports more than doubled".split(), 3), growth_told("in the first half as much".split(), 3)
    (100, None)
    """
    word = low[position]
    if word == "half":
        if not _half_again(low[position + 1 : position + 7]):
            return None
    elif word == "twice" or word in _WORD_MULTIPLES:
        held = _holds_against(low, position)
        if not held and (word == "twice" or not _stands_as_verb(low, position)):
            return None
    return growth_words()[word]


def _half_again(words: Sequence[str]) -> bool:
    """Whether what follows "half" makes it a growth: "as much again as in May"; not "as high again as exports"."""
    again = words[2:4] in (["again", "as"], ["more", "as"])
    return words[:1] == ["as"] and again and words[1] in _AS_MUCH and _is_earlier(words[4:])


@cache
def growth_words() -> dict[str, int]:
    """The growth in percent that a word tells.

    >>> [growth_words().get(w) for w in ("doubled", "tripling", "threefold", "halved", "triples")]
    [100, 200, 200, -50, None]
    """
    growths = {word: (times - 1) * 100 for word, times in _FOLD_WORDS.items()}
    for word, times in _WORD_MULTIPLES.items():
        growths |= dict.fromkeys((word, word + "d", word[:-1] + "ing"), times * 100)
    return growths | {"halved": -50, "twice": 100, "half": 50}


_AS_MUCH = frozenset({"much", "high", "large", "big"})
_AMOUNTS = frozenset({"amount", "value", "volume", "figure", "level", "total", "sum", "number", "tally"})
_EARLIER = frozenset({"last", "in", "during", *MONTH_FORMS})
_OF_BEFORE = _EARLIER | frozenset("a an one the same that those at".split())


def _holds_against(low: Sequence[str], position: int) -> bool:
    """Whether a multiple is told of an earlier time: "twice as much as a year before", "double the amount of last year"."""
    words = low[position + 1 : position + 6]
    if words[:1] == ["as"] and words[1:2] and words[1] in _AS_MUCH:
        return words[2:3] == ["as"] and not _OF_BEFORE.isdisjoint(words[3:4]) and words[4:] != []
    if words[:1] == ["the"] and words[1:2] and words[1] in _AMOUNTS:
        return words[2:3] in (["of"], ["in"], ["a"], ["from"]) and (words[2] == "a" or words[3:4] != [])
    if words[:1] != [] and words[0] in _EARLIER and words[1:2] in (["'s"], ["’s"]):
        return True  # "twice April's 2,550kg"
    return words[:1] in (["that"], ["those"]) and words[1:2] in (["of"], ["in"])


def of_earlier(words: Sequence[str]) -> bool:
    """Whether what follows a multiple in words holds it against an earlier time: "as much as in May", "that of last year"; not "four
    times a week", "three times as large as imports"."""
    if words[:1] == ["as"] and words[2:3] == ["as"]:
        return words[1] in _AS_MUCH and _is_earlier(words[3:])
    return words[:2] in (["that", "of"], ["those", "of"]) and _is_earlier(words[2:])


def _is_earlier(words: Sequence[str]) -> bool:
    """Whether words begin with an earlier time: "a year before", "in May", "last year's"."""
    if words[:1] in (["a"], ["one"]):
        return words[1:2] in (["year"], ["month"], ["quarter"], ["decade"])
    return words[:1] != [] and words[0] in _EARLIER


def _stands_as_verb(low: Sequence[str], position: int) -> bool:
    """Whether "double" is what the trade did, not an adjective: "saw imports double to 8.34 billion"."""
    before = low[position - 1] if position else ""
    after = low[position + 1] if position + 1 < len(low) else "."
    return before in ("to", "than", "nearly", "almost", "did") or after in ("to", "from", "in", ",", ".")
