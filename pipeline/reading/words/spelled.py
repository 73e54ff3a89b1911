"""Numbers in words before a unit: "Forty-five percent of the trade", "two billion yuan"."""

from __future__ import annotations

from collections.abc import Sequence

_ONES = {w: n for n, w in enumerate("one two three four five six seven eight nine".split(), 1)}
_TEENS = {
    w: n
    for n, w in enumerate("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 10)
}
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}

NUMBER_WORDS = frozenset({*_ONES, *_TEENS, *_TENS})


def spelled(words: Sequence[str]) -> tuple[int, int] | None:
    """The number that words in lower case begin with, and how many of them it takes; None where they begin with no number.

    >>> spelled(["forty", "five", "percent"]), spelled(["two", "billion"]), spelled(["some"])
    ((45, 2), (2, 1), None)
    """
    first = words[0]
    if first in _TENS:
        ones = _ONES.get(words[1]) if len(words) > 1 else None
        return (_TENS[first], 1) if ones is None else (_TENS[first] + ones, 2)
    value = _ONES.get(first) or _TEENS.get(first)
    return None if value is None else (value, 1)
