"""Clauses that only give the reason of a figure, which the clause behind them does not lean on."""

from __future__ import annotations

from pipeline.reading.frames.cues import WHY
from pipeline.reading.frames.placing import Work, quantity_between
from pipeline.reading.topics.phrases import Topic

_JOINING = frozenset({"and", "but", "while", "whereas"})
_REACH = 14  # tokens of such a clause


def reason_before(work: Work, topic: Topic, previous: Topic) -> int | None:
    """Where a clause begins that names the topic before a flow only to say why a figure moved, where the flow opens the clause behind
    it: "Imports fell 3 percent because soybeans cost less, and exports rose 4 percent"."""
    if WHY.isdisjoint(work.said) or not topic.flows or topic.verb or topic.home:
        return None
    words, place = work.words, topic.first - 1
    if words[place] in ("the", "its", "their"):
        place -= 1
    if place < 1 or words[place] not in _JOINING or words[place - 1] not in (",", ";") or previous.last > place:
        return None
    start = next((p for p in range(previous.first - 1, max(-1, place - _REACH), -1) if words[p] in WHY), None)
    if start is None or words[start + 1] in _NO_CLAUSE or quantity_between(work, start, place) or previous.flows:
        return None
    told = start - 1 if words[start - 1] in (",", "--", "—", "–") else start
    figures = [m.last for m in work.sentence.of("quantity") if m.quantity.kind != "bare"]
    return start if told in figures and quantity_between(work, topic.last, len(words)) else None


_NO_CLAUSE = frozenset({"well", "of", "for", "to"})  # "as well as toys", "since"
