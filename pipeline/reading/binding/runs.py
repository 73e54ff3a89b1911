"""Figures of one kind that stand side by side, to be dealt out over a list."""

from __future__ import annotations

from pipeline.reading.frames.cues import Measure
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.quantities import Quantity


def runs_of(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> list[list[int]]:
    """Figures of one kind separated by nothing but commas, "and" and softening words stand together."""
    runs: list[list[int]] = []
    for index in quantities:
        mention = sentence.mentions[index]
        if mention.quantity.kind == "bare":
            runs.append([index])
            continue
        if runs:
            last = sentence.mentions[runs[-1][-1]]
            if _of_one_kind(last.quantity, mention.quantity) and _side_by_side(sentence, last, mention):
                runs[-1].append(index)
                continue
        runs.append([index])
    return runs


_JOINTS = frozenset({",", "and"})
_SOFTENING = frozenset("about around nearly some over by to a an the of increase up down plus minus then".split())
_QUARTERS = frozenset({"quarter", "quarters"})
_MULTIPLES = frozenset({"percent", "times"})


def _of_one_kind(one: Quantity, other: Quantity) -> bool:
    if one.kind == other.kind:
        return one.kind != "money" or one.unit == other.unit
    return {one.kind, other.kind} == _MULTIPLES


def _side_by_side(sentence: Sentence, last: Mention, mention: Mention) -> bool:
    """Whether commas and "and" stand between two numbers, and else only what softens or turns the second."""
    between = sentence.low[last.last : mention.first]
    if between == ["to"] and not _QUARTERS.isdisjoint(sentence.said):
        return (
            sentence.low[last.first - 1] == "from"
        )  # "from quarter to quarter, from 1.3 percent to 4.5 and 6 percent"
    if _JOINTS.isdisjoint(between):
        return False
    turns = {p for m in sentence.of("direction") for p in range(m.first, m.last)}
    plain = {w for p, w in enumerate(between, last.last) if w not in _SOFTENING and p not in turns}
    return bool(plain) and plain <= _JOINTS
