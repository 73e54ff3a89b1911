"""Amounts that contradict another of the very same thing: the one that leaned on the text before is left unread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.reading.frames.placing import Placed
from pipeline.reading.words.mentions import Sentence

_APART = 1.1  # times, beyond any rounding and any revision
_LEANING = ("/context", "/article", "/carried", "/worth_of_goods", "/theme")


def leave_contradicted(told: Sequence[tuple[Placed, Sentence]]) -> None:
    """Leave unread what a sentence tells of an amount that is another than the one told of the same before, where the sentence names
    no flow and the other's does: "It is spending 740 million yuan on a second dock", behind trade of 5.92 billion with Chile."""
    amounts: dict[tuple, list[tuple[Placed, Sentence]]] = defaultdict(list)
    for figure, sentence in told:
        if figure.outcome == "read" and figure.measure.measure == "level" and not figure.approx:
            frame = figure.frame
            of = (frame.region, frame.period, frame.flow, *frame.codes(), figure.measure.unit)
            amounts[of].append((figure, sentence))
    for alike in amounts.values():
        if len(alike) < 2:
            continue
        named = [(f, s) for f, s in alike if _names_flow(s)]
        for figure, sentence in alike:
            if _names_flow(sentence) or not figure.rule.endswith(_LEANING):
                continue
            before = ((f, s) for f, s in named if s.start < sentence.start)
            if any(_differ(f, figure) for f, _ in before):
                _leave(figure, sentence, told)


def _names_flow(sentence: Sentence) -> bool:
    return any(m.grade != "weak" for m in sentence.of("flow"))


def _differ(one: Placed, other: Placed) -> bool:
    low, high = sorted((abs(one.measure.value), abs(other.measure.value)))
    return not low or float(high / low) > _APART


def _leave(figure: Placed, sentence: Sentence, told: Sequence[tuple[Placed, Sentence]]) -> None:
    """Leave a figure unread, and what its sentence says of the same."""
    for other, where in told:
        if where is sentence and other.frame == figure.frame and other.outcome == "read":
            other.outcome, other.reason = "unread", "contradicts an amount that is told of the same"
            other.hint = "a form for what it is of in pipeline/vocabulary"
