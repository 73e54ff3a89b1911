"""Sentences that open with a whole and tell its part behind the figure: "Of the quarter's trade, 79.86 billion yuan went by water"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.reading.cues import UNSAID, Measure
from pipeline.reading.frames import Frame, altered
from pipeline.reading.mentions import Sentence
from pipeline.reading.phrases import Topic

_SHARED = frozenset("half third thirds quarter quarters fifth fifths tenth tenths most bulk majority part".split())
_FIGURES = frozenset({"money", "percent", "physical"})
_BREAKS = frozenset({";", ":", "while", "but", "whereas"})
_COUNTED = frozenset({"firms", "companies", "enterprises", "businesses", "traders"})  # "of the firms that trade abroad"
_NEAR = 9  # tokens from the start of a sentence to its whole, and from a figure to its part


@dataclass(frozen=True, slots=True)
class Part:
    """The topics of whole and part, and the indices of the figures that are told of the part."""

    whole: Topic
    part: Topic
    figures: tuple[int, ...]

    def frame(self, frame: Frame) -> Frame:
        """The part's frame with the whole's flow, where the part names none."""
        return (
            frame if self.part.flows or not self.whole.flows else altered(frame, flow=self.whole.flows[0], flow_sign="")
        )


def find_part(sentence: Sentence, found: list[Topic], quantities: list[int]) -> Part | None:
    """The part that a sentence tells of the whole it opens with, None where it does not."""
    whole = next((t for t in found if t.flows), None)
    if (
        whole is None
        or (whole.has_breakdown() and whole.codes.keys() != {"partner"})
        or whole.verb
        or not 0 < whole.first <= _NEAR
    ):
        return None
    lead = sentence.low[: whole.first]
    shared = any(w in _SHARED and "of" in lead[n + 1 : n + 3] for n, w in enumerate(lead))
    if (lead[0] != "of" and not shared) or not _COUNTED.isdisjoint(lead):
        return None
    figures = [
        i
        for i in quantities
        if sentence.mentions[i].first >= whole.last and sentence.mentions[i].quantity.kind in _FIGURES
    ]
    part = next((t for t in found if t.first >= whole.last and t is not whole), None)
    told = tuple(i for i in figures if part is not None and sentence.mentions[i].last <= part.first)
    if part is None or not told or not part.has_breakdown() or part.members() > 1 or part.flows or part.blocked:
        return None
    if whole.has_breakdown() and part.codes.keys() != {"partner"}:
        return None
    last = sentence.mentions[told[-1]].last
    if part.first - last > _NEAR or _BREAKS & set(sentence.words(whole.last, part.first)):
        return None
    turns = any(m.kind == "direction" and whole.last <= m.first < part.first for m in sentence.mentions)
    return None if turns else Part(whole, part, told)


def as_share(reading: Measure) -> Measure:
    """A percentage of the whole that no other word explains is the part's share."""
    if reading.unit == "%" and reading.rule in (UNSAID, "growth.parenthesis", "growth.carried"):
        return replace(reading, measure="share", rule="share.part")
    return reading
