"""The account of a release's numbers: each one read, repeated, part of a date, out of scope, or unread with a reason."""

from __future__ import annotations

import re
import sys
from itertools import islice
from operator import attrgetter

from pipeline.model import Number, Passage, Reading, Release, UnreadablePage
from pipeline.reading.statements import Fate
from pipeline.reading.words.mentions import Sentence

# The points of decimals are also wide and raised in Chinese: "１７．４％", "2·1%".
_NUMBER = re.compile(r"\d(?:\d{0,2}(?:,\d{3})+(?:[.．·]\d+)?(?!\d)|\d*(?:[.．·]\d+)?)")
MOST_NUMBERS = 20_000
MOST_TOKENS = 600  # of a sentence: beyond it the text is no prose, and the cost of reading grows with the square
LONGEST = 20_000  # characters of a paragraph
_BY_KIND = {"caption": "in a picture caption", "heading": "in a heading"}


def ledger(release: Release, scanned: list[list[Sentence]], fates: dict[tuple[int, int], Fate]) -> list[Number]:
    """Every number of ``release.body_text`` in order, with what became of it."""
    spans = sorted(fates.items())
    dated = sorted(
        [s.span(m) for sentences in scanned for s in sentences for kind in _TIMES for m in s.kinds.get(kind, ())]
    )
    # Numbers said in a word ("doubled") are accounted for like the others.
    text = release.body_text
    numbers = [_fated(text, *span, fate) for span, fate in spans if not _has_digit(text, *span)]
    spans.append(_END)
    dated.append(_END[0])
    at = time = 0
    (first, last), fate = spans[0]
    since, until = dated[0]
    for number, passage in enumerate(release.passages):
        for match in _NUMBER.finditer(text, passage.char_start, passage.char_end):
            begin, end = match.span()
            while last <= begin:
                at += 1
                (first, last), fate = spans[at]
            while until <= begin:
                time += 1
                since, until = dated[time]
            if first <= begin and end <= last:
                before = numbers[-1] if numbers else None
                if (
                    before is not None
                    and first <= before.char_start < before.char_end <= begin
                    and _is_one(text, before, begin)
                ):
                    begin = before.char_start  # "1 202" in a table
                    numbers.pop()
                numbers.append(_fated(text, begin, end, fate))
                continue
            hint = None
            if since <= begin:
                outcome, reason = "date", "part of a date or period"
            elif passage.is_prose and _too_long(passage, scanned[number], begin):
                outcome, reason, hint = "unread", "a sentence too long to be prose", "split the paragraph"
            else:
                outcome, reason = "out_of_scope", _BY_KIND.get(passage.kind, "count of things, not of a trade flow")
            numbers.append(Number(begin, end, match.group(), outcome, reason, hint))
    return sorted(numbers, key=attrgetter("char_start"))


_TIMES = ("period", "basis", "date")
_END = (sys.maxsize, sys.maxsize), Fate("", "")  # behind the last of the spans


def _fated(text: str, begin: int, end: int, fate: Fate) -> Number:
    return Number(begin, end, text[begin:end], fate.outcome, fate.reason, fate.hint, fate.statement)


def _has_digit(text: str, begin: int, end: int) -> bool:
    return text[begin].isdecimal() or any(map(str.isdecimal, text[begin:end]))


def _is_one(text: str, before: Number, begin: int) -> bool:
    """Whether only a blank between thousands parts a number from the one before it."""
    return begin - before.char_end == 1 and text[before.char_end].isspace()


def _too_long(passage: Passage, sentences: list[Sentence], position: int) -> bool:
    """Whether the number stands in a paragraph or a sentence that was not read for its length."""
    if not sentences:
        return passage.char_end > passage.char_start
    return any(s.start <= position < s.end and len(s.tokens) > MOST_TOKENS for s in sentences)


def refuse_data_dump(release: Release) -> None:
    """Raise ``UnreadablePage`` for a text with more numbers than any release has; counting stops there."""
    if len(release.body_text) <= MOST_NUMBERS:
        return
    count = sum(1 for _ in islice(_NUMBER.finditer(release.body_text), MOST_NUMBERS + 1))
    if count > MOST_NUMBERS:
        raise UnreadablePage(f"more than {MOST_NUMBERS:,} numbers in the text: a data dump, not a release")


def unread_all(release: Release, reason: str) -> Reading:
    """A reading without statements, every number unread for one reason."""
    numbers = tuple(
        Number(
            m.start(),
            m.end(),
            m.group(),
            "unread",
            reason,
            "a language file in pipeline/vocabulary and its grammar in pipeline/reading",
        )
        for p in release.passages
        for m in _NUMBER.finditer(release.body_text, p.char_start, p.char_end)
    )
    return Reading((), numbers)
