"""Stretches of words compared where they stand: what ``translating`` puts in the place of ``words[first:last] == [...]`` in what is
compiled, since that makes two lists only to compare them. In the interpreter those are faster than a call."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

TO_THE_END = 1 << 40


def is_stretch(words: Sequence[str], first: int, last: int, told: list[str]) -> bool:
    """Whether ``words[first:last] == told``.

    >>> [is_stretch(["up", "by", "3"], *ends, ["by", "3"]) for ends in ((1, 3), (-2, TO_THE_END), (1, 2), (0, 2))]
    [True, True, False, False]
    """
    if not isinstance(words, list):
        return words[first:last] == told
    count = len(words)
    begin, end = _place(first, count), _place(last, count)
    length = len(told)
    if (end - begin if end > begin else 0) != length:
        return False
    for offset in range(length):  # noqa: SIM110
        if words[begin + offset] != told[offset]:
            return False
    return True


def is_one_of(words: Sequence[str], first: int, last: int, several: tuple[list[str], ...]) -> bool:
    """Whether ``words[first:last] in several``.

    >>> is_one_of(["up", "by", "3"], 0, 2, (["up", "by"], ["up"])), is_one_of(["up"], -2, -1, (["up"], ["by"]))
    (True, False)
    """
    if not isinstance(words, list):
        return words[first:last] in several
    count = len(words)
    begin, end = _place(first, count), _place(last, count)
    length = end - begin if end > begin else 0
    for told in several:
        if len(told) == length:
            same = True
            for offset in range(length):
                if words[begin + offset] != told[offset]:
                    same = False
                    break
            if same:
                return True
    return False


def has_word(words: Sequence[str], first: int, last: int, word: str) -> bool:
    """Whether ``word in words[first:last]``.

    >>> has_word(["up", "by", "3"], 0, 2, "by"), has_word(["up", "by", "3"], -1, TO_THE_END, "by"), has_word("say so", 0, 3, "ay")
    (True, False, True)
    """
    if not isinstance(words, list):
        return word in words[first:last]
    count = len(words)
    at, end = _place(first, count), _place(last, count)
    while at < end:
        if words[at] == word:
            return True
        at += 1
    return False


def has_none(words: Sequence[str], first: int, last: int, known: AbstractSet[str]) -> bool:
    """Whether ``known.isdisjoint(words[first:last])``.

    >>> has_none(["up", "by", "3"], 0, 2, {"by"}), has_none(["up", "by", "3"], 2, 9, {"by"})
    (False, True)
    """
    if not isinstance(words, list):
        return known.isdisjoint(words[first:last])
    count = len(words)
    at, end = _place(first, count), _place(last, count)
    while at < end:
        if words[at] in known:
            return False
        at += 1
    return True


def has_only(words: Sequence[str], first: int, last: int, known: AbstractSet[str]) -> bool:
    """Whether ``known.issuperset(words[first:last])``.

    >>> has_only(["up", "by", "3"], 0, 2, {"by"}), has_only(["up", "by", "3"], 1, 2, {"by"}), has_only([], 0, 1, {"by"})
    (False, True, True)
    """
    if not isinstance(words, list):
        return known >= set(words[first:last])
    count = len(words)
    at, end = _place(first, count), _place(last, count)
    while at < end:
        if words[at] not in known:
            return False
        at += 1
    return True


def _place(bound: int, count: int) -> int:
    """Where in a list of ``count`` the bound of a slice is.

    >>> _place(2, 5), _place(-2, 5), _place(-9, 5), _place(9, 5)
    (2, 3, 0, 5)
    """
    if bound < 0:
        bound += count
        return bound if bound > 0 else 0
    return bound if bound < count else count


def from_start(bound: int) -> int:
    """The bound as ``Sentence.words`` takes it: none counts from the end."""
    return bound if bound > 0 else 0
