"""Sentences about a record of another time, which the text only looks at: "The record of 95.53 million tonnes, set in 2017, held"."""

from __future__ import annotations

from pipeline.reading.frames.placing import Placed
from pipeline.reading.words.mentions import Sentence
from pipeline.reading.words.months import Months

_RECORDS = frozenset({"record", "high", "peak", "low", "trough", "maximum", "best"})
_BEHIND = frozenset("of was is set reached remains remained stands stood still dates for in from , ( at came".split())
_LEADING = frozenset({"the", "its", "their", "that", "this", "but", "and", "yet", "still"})
_REACH = 5  # words before it at most: "But the old all-time high of"


def tells_record(sentence: Sentence) -> bool:
    """Whether a sentence has a record for its subject.

    >>> from pipeline.reading.words.scan import scan
    >>> said = "The all-time high of 3.5 trillion yuan dates from 2021."
    >>> tells_record(scan(said, 0, len(said))[0])
    True
    """
    if _RECORDS.isdisjoint(sentence.said) or sentence.low[0] not in _LEADING:
        return False
    place = next((n for n, word in enumerate(sentence.low[:_REACH]) if word in _RECORDS), None)
    return place is not None and sentence.low[place + 1] in _BEHIND


def looks_at_record(sentence: Sentence, figures: list[Placed], running: Months | None) -> bool:
    """Whether all that a sentence tells is a record of a time before the one that the text is at, which goes on behind it."""
    if running is None or not figures or not tells_record(sentence):
        return False
    return all(
        p.frame is not None and p.frame.period is not None and p.frame.period.last < running.first for p in figures
    )
