"""The account of a release's numbers: each one read, repeated, part of a date, out of scope, or unread with a reason."""

from __future__ import annotations

import re

from pipeline.model import Number, Reading, Release
from pipeline.reading.scan import Sentence
from pipeline.reading.statements import Fate

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?")
_BY_KIND = {"caption": "in a picture caption", "heading": "in a heading"}


def ledger(release: Release, scanned: list[list[Sentence]], fates: dict[tuple[int, int], Fate]) -> list[Number]:
    """Every number of ``release.body_text`` in order, with what became of it."""
    spans = sorted(fates.items())
    dated = sorted(
        (s.tokens[m.first].start, s.tokens[m.last - 1].end)
        for sentences in scanned
        for s in sentences
        for m in s.mentions
        if m.kind in ("period", "basis", "date")
    )
    numbers: list[Number] = []
    at = time = 0
    for passage in release.passages:
        for match in _NUMBER.finditer(release.body_text, passage.char_start, passage.char_end):
            begin, end = match.span()
            while at < len(spans) and spans[at][0][1] <= begin:
                at += 1
            while time < len(dated) and dated[time][1] <= begin:
                time += 1
            if at < len(spans) and spans[at][0][0] <= begin and end <= spans[at][0][1]:
                fate = spans[at][1]
                numbers.append(Number(begin, end, match.group(), fate.outcome, fate.reason, fate.hint, fate.statement))
            elif time < len(dated) and dated[time][0] <= begin:
                numbers.append(Number(begin, end, match.group(), "date", "part of a date or period"))
            elif passage.kind in _BY_KIND:
                numbers.append(Number(begin, end, match.group(), "out_of_scope", _BY_KIND[passage.kind]))
            else:
                numbers.append(
                    Number(begin, end, match.group(), "out_of_scope", "count of things, not of a trade flow")
                )
    return numbers


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
