"""The account of a release's numbers: each one read, repeated, part of a date, out of scope, or unread with a reason."""

from __future__ import annotations

import re
from itertools import islice
from operator import attrgetter

from pipeline.model import Number, Passage, Reading, Release, UnreadablePage
from pipeline.reading.scan import Sentence
from pipeline.reading.statements import Fate

_NUMBER = re.compile(r"\d(?:\d{0,2}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d*(?:\.\d+)?)")
MOST_NUMBERS = 20_000
MOST_TOKENS = 600  # of a sentence: beyond it the text is no prose, and the cost of reading grows with the square
LONGEST = 20_000  # characters of a paragraph
_PROSE = frozenset({"paragraph", "list_item"})
_DATED = ("period", "basis", "date")
_BY_KIND = {"caption": "in a picture caption", "heading": "in a heading"}


def ledger(release: Release, scanned: list[list[Sentence]], fates: dict[tuple[int, int], Fate]) -> list[Number]:
    """Every number of ``release.body_text`` in order, with what became of it."""
    spans = sorted(fates.items())
    dated = sorted(s.span(m) for sentences in scanned for s in sentences for kind in _DATED for m in s.of(kind))
    numbers: list[Number] = []
    printed: set[int] = set()  # of the spans, those in which digits stand
    at = time = 0
    for number, passage in enumerate(release.passages):
        for match in _NUMBER.finditer(release.body_text, passage.char_start, passage.char_end):
            begin, end = match.span()
            while at < len(spans) and spans[at][0][1] <= begin:
                at += 1
            while time < len(dated) and dated[time][1] <= begin:
                time += 1
            if at < len(spans) and spans[at][0][0] <= begin and end <= spans[at][0][1]:
                fate = spans[at][1]
                printed.add(at)
                numbers.append(Number(begin, end, match.group(), fate.outcome, fate.reason, fate.hint, fate.statement))
            elif time < len(dated) and dated[time][0] <= begin:
                numbers.append(Number(begin, end, match.group(), "date", "part of a date or period"))
            elif passage.kind in _PROSE and _too_long(passage, scanned[number], begin):
                numbers.append(
                    Number(
                        begin, end, match.group(), "unread", "a sentence too long to be prose", "split the paragraph"
                    )
                )
            elif passage.kind in _BY_KIND:
                numbers.append(Number(begin, end, match.group(), "out_of_scope", _BY_KIND[passage.kind]))
            else:
                numbers.append(
                    Number(begin, end, match.group(), "out_of_scope", "count of things, not of a trade flow")
                )
    # Numbers said in a word ("doubled") are accounted for like the others.
    for place, ((begin, end), fate) in enumerate(spans):
        text = release.body_text[begin:end]
        if place not in printed and not _NUMBER.search(text):
            numbers.append(Number(begin, end, text, fate.outcome, fate.reason, fate.hint, fate.statement))
    return sorted(numbers, key=attrgetter("char_start"))


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
