"""What a company does by itself, which is nobody's trade: "A toy maker in Shantou exported 3 million toys, up 5 percent"."""

from __future__ import annotations

import itertools

from pipeline.reading.frames.placing import Work
from pipeline.reading.topics.phrases import Topic

A_COMPANY = "a company"
_TRADED = frozenset({"imported", "exported"})  # "which sold 2,300 imported vehicles"
_TURNING = frozenset({";", "while", "whereas", "but", "and", "although", "though"})


def sold_by_firm(work: Work, topic: Topic) -> bool:
    """Whether goods are what a company named before them in the clause sold."""
    if topic.codes.keys() != {"commodity"} or (topic.flows and work.words[topic.first] not in _TRADED):
        return False
    firm = _last_firm(work, topic)
    if firm is None:
        return False
    between = work.words[firm : topic.first]
    return _TURNING.isdisjoint(between) or _speaks(between)


def says_of_itself(work: Work, topic: Topic) -> bool:
    """Whether a company that a sentence opens with says something of itself: "Chery, the group that has led car exports, says it sold
    255,000 vehicles"."""
    firm = _last_firm(work, topic)
    if firm is None or not (topic.weak_flow or topic.flows):
        return False
    return work.sentence.mentions[0].code == A_COMPANY and _speaks(work.words[firm : topic.first])


def _last_firm(work: Work, topic: Topic) -> int | None:
    """The position behind the company named last before a topic."""
    return max(
        (m.last for m in work.sentence.of("other_topic") if m.code == A_COMPANY and m.last <= topic.first), default=None
    )


_SAYING = frozenset({"says", "said", "that", "reported", "reports"})
_ITSELF = frozenset({"it", "they", "its", "their"})


def _speaks(between: list[str]) -> bool:
    """Whether words between a company and something say that it is the company's: "..., says it sold"."""
    return any(a in _SAYING and b in _ITSELF for a, b in itertools.pairwise(between))
