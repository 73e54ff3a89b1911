"""Periods, comparison bases and dates in English text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from operator import attrgetter

from pipeline.reading.words import ordinals
from pipeline.reading.words.base_patterns import BASES
from pipeline.reading.words.months import PeriodMention
from pipeline.reading.words.period_patterns import PERIODS
from pipeline.reading.words.tokens import letters, locate

# Comparison bases before the periods that they contain.
_PATTERNS = (*BASES, *PERIODS)
# What keys begin with and is no word.
_SIGNS = ("19", "20", ":")
_NUMBERED = frozenset({"first", "second", "third", "fourth", "last", "final", "st", "nd", "rd", "th"})
_DIVIDED = frozenset({"quarter", "quarters", "half", "halves"})
_ORDINALS_ALONE = ("the first", "the second", "the third", "the fourth", "the last", "the final", "second one")


_LAST_WORD = re.compile(r"(?:[a-z]+|\d+)?$")
# Of some patterns, as bits: what else has to stand, any of it, by the word that it ends with and what may come before that.
_Others = list[tuple[int, list[tuple[str, tuple[str, ...]]]]]


@cache
def _needed_by() -> dict[str, tuple[int, _Others]]:
    """By what is before the "&" of a key: the patterns that it is enough for, as bits, and those that need something else as well."""
    alone: dict[str, int] = {}
    needed: dict[str, dict[int, dict[str, list[str]]]] = {}
    for key in dict.fromkeys(key for keys, _, _ in _PATTERNS for key in keys):
        first, _, other = key.partition("&")
        places = sum(1 << place for place, (keys, _, _) in enumerate(_PATTERNS) if key in keys)
        if not other:
            alone[first] = places
            continue
        word = _LAST_WORD.search(other).group() or other
        needed.setdefault(first, {}).setdefault(places, {}).setdefault(word, []).append(other.removesuffix(word))
    return {
        first: (
            alone.get(first, 0),
            [
                (places, [(word, tuple(led)) for word, led in others.items()])
                for places, others in needed.get(first, {}).items()
            ],
        )
        for first in alone.keys() | needed.keys()
    }


@cache
def _needing() -> frozenset[str]:
    """The words by which ``_needed_by`` tells the patterns."""
    return frozenset(_needed_by())


def _likely(low: str, words: frozenset[str]) -> int:
    """The patterns that may match in a text of lower case with these words, as bits."""
    needed = _needed_by()
    likely = 0
    absent: set[str] = set()  # words that were looked for, as most are for more than one pattern
    for first in [*(_needing() & words), *[sign for sign in _SIGNS if sign in low]]:
        enough, further = needed[first]
        likely |= enough
        for places, others in further:
            if places & ~likely:
                for word, led in others:
                    if word in absent:
                        continue
                    if word not in low:
                        absent.add(word)
                    elif _stands(low, word, led):
                        likely |= places
                        break
    return likely


def _stands(low: str, word: str, led: tuple[str, ...]) -> bool:
    """Whether a word stands somewhere in a text with one of these before it.

    >>> _stands("may and june", "june", ("- ", "and ")), _stands("may and june", "may", ("and ",))
    (True, False)
    """
    at = low.find(word)
    while at >= 0:
        if low.endswith(led, 0, at):
            return True
        at = low.find(word, at + 1)
    return False


def find(text: str, start: int, end: int, words: frozenset[str] | None = None) -> list[PeriodMention]:
    """Time mentions in ``text[start:end]``, in order, none overlapping another; ``words`` are its runs of letters in lower
    case, where they are known.

    >>> text = "From January to September 2020 exports rose 3% from a year earlier; in September alone, 5% from August."
    >>> [(m.kind, text[m.start:m.end]) for m in find(text, 0, len(text))]
    [('period', 'From January to September 2020'), ('basis', 'from a year earlier'), ('period', 'September alone'), ('period', 'August')]
    """
    if words is None:
        words = letters(frozenset([token.low for token in locate(text, start, end)[0]]))
    low = text[start:end].lower()
    likely = _likely(low, words)
    numbered = not words.isdisjoint(_NUMBERED)
    found = ordinals.listed(text, start, end) if numbered and not words.isdisjoint(_DIVIDED) else []
    while likely:
        _, pattern, make = _PATTERNS[(likely & -likely).bit_length() - 1]
        likely &= likely - 1
        for match in pattern.finditer(text, start, end):
            if _is_free(match.start(), match.end(), found) and (mention := make(match)) is not None:
                found.append(mention)
    if numbered and any([ordinal in low for ordinal in _ORDINALS_ALONE]):
        taken = found[:]
        found += [m for m in ordinals.alone(text, start, end) if _is_free(m.start, m.end, taken)]
    found.sort(key=_START)
    if len(found) > 1 and ("'s " in low or "’s " in low):
        found = _of_their_years(text, found)
    if found and _opens_with_base(text, start, found[0]):
        found[0].kind = "same"
    if len(found) > 1 and _is_described(text, start, *found[:2]):
        found[0].kind = "date"
        found[1].year = found[0].year
    return found


_POSSESSIVE = re.compile(r"['’]s\s")


def _of_their_years(text: str, found: list[PeriodMention]) -> list[PeriodMention]:
    """The time mentions, with the months that a year owns as one of that year: "2021's first ten months"."""
    kept = found[:1]
    for mention in found[1:]:
        year = kept[-1]
        whole = year.kind == "period" and (year.first, year.last) == (1, 12) and year.year is not None
        if (
            whole
            and mention.kind == "period"
            and mention.year is None
            and _POSSESSIVE.fullmatch(text, year.end, mention.start)
        ):
            kept[-1] = replace(mention, start=year.start, year=year.year)
        else:
            kept.append(mention)
    return kept


# "(On the whole) 2023 has been a year to forget for traders in Jiangxi, whose exports".
_DESCRIBED = re.compile(
    r"['’]?s?\s?(?:has|had|was|is|proved|proves|turned\sout|remains|remained|looks?|promised|went\sdown)\b(?![^,;:—–]*\d)[^,;:—–]*(?:[,;:—–]|\d)"
)
_LED_TO = re.compile(r"(?:^|[-–—,]\s|\b(?:on the whole|on balance|all in all|by and large)\s(?:the\s)?)$", re.I)


def _is_described(text: str, start: int, year: PeriodMention, span: PeriodMention) -> bool:
    """Whether a year is only said to be what it was, before the months of it that the figures are of."""
    if not isinstance(year.year, int) or year.last - year.first < 11 or year.kind != "period":
        return False
    if span.kind != "period" or span.first > 1 or not 1 < span.last < 12 or span.year not in (None, year.year):
        return False
    lead = text[start : year.start + (len("the whole ") if text.startswith("the whole ", year.start) else 0)]
    told = _DESCRIBED.match(text, year.end) if _LED_TO.search(lead) else None
    return told is not None and told.end() <= span.end


_OPENING = re.compile(r"(?:But\s|And\s|Yet\s)?(?:[Ii]n|[Dd]uring|[Ff]or)\s")


def _opens_with_base(text: str, start: int, first: PeriodMention) -> bool:
    """Whether a sentence tells of the base itself: "In the same quarter of 2020, when Wuhan was sealed off, trade had tumbled"."""
    if first.kind != "basis" or not isinstance(first.year, int):
        return False
    return _OPENING.fullmatch(text, start, first.start) is not None or text.startswith("Over the same", start)


_START = attrgetter("start")


def _is_free(start: int, end: int, found: list[PeriodMention]) -> bool:
    """Whether a span overlaps none of the mentions."""
    for mention in found:  # noqa: SIM110 - asked often: a generator takes longer
        if start < mention.end and mention.start < end:
            return False
    return True
