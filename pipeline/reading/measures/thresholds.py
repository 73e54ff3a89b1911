"""Numbers that are no figures: what a rule asks for, and round marks that an amount passed, beside the amount itself: "exceeded 30
trillion yuan for the first time: 30.51 trillion yuan"."""

from __future__ import annotations

from pipeline.reading.frames.cues import Measure, excuse
from pipeline.reading.topics.unmeant_places import allows
from pipeline.reading.words.mentions import Mention, Sentence

_PASSING = frozenset(
    (
        "exceeded exceeding exceeds exceed surpassed surpassing surpasses surpass topped topping tops top crossed crossing "
        "crosses cross passed passing passes pass broke breaking broken breached breaching past above over beyond cleared clearing"
    ).split()
)
_SOFTENING = frozenset({"the", "a", "through", "mark", "of", "us"})


def excuse_thresholds(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """Excuse the mark where the same sentence tells the amount exactly, and nothing else between: "hit 20.1 trillion yuan, the first
    time that it exceeded 20 trillion yuan"."""
    levels = [i for i in quantities if measures[i].measure == "level" and sentence.mentions[i].quantity.scaled]
    if len(levels) < 2 or _PASSING.isdisjoint(sentence.said):
        return
    for one in levels:
        mark = sentence.mentions[one]
        if not _passed(sentence, mark):
            continue
        if _set_before(sentence, mark, [sentence.mentions[other] for other in levels]):
            excuse(measures, one, "what a rule allows")
            continue
        if any(_tells(sentence, mark, sentence.mentions[other]) for other in levels if other != one):
            excuse(measures, one, "rounded restatement of the figure that follows")


_RELATIVE = frozenset({"where", "which", "whose", "that"})


def excuse_conditions(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """Excuse what a rule asks for: "the port area, where goods processed to add 30% in value may enter the mainland free of duty,"."""
    if not allows(sentence, 0, len(sentence.low)):
        return
    for index in quantities:
        mention = sentence.mentions[index]
        opening = next((p for p in range(mention.first - 1, -1, -1) if sentence.low[p] == ","), None)
        closing = next((p for p in range(mention.last, len(sentence.low)) if sentence.low[p] == ","), len(sentence.low))
        if opening is None or sentence.low[opening + 1] not in _RELATIVE:
            continue
        if allows(sentence, opening, closing):
            excuse(measures, index, "what a rule allows")


def _passed(sentence: Sentence, mark: Mention) -> bool:
    lead = sentence.words(mark.first - 4, mark.first)
    while lead and lead[-1] in _SOFTENING:
        lead.pop()
    return bool(lead) and lead[-1] in _PASSING


_MARKS = frozenset({"mark", "target", "goal", "threshold", "milestone", "line"})


def _set_before(sentence: Sentence, mark: Mention, amounts: list[Mention]) -> bool:
    """Whether an amount only names the mark that a larger one passed: "rose to $240.11 billion, passing the mark of $200 billion that
    the two governments had set"."""
    lead = sentence.words(mark.first - 3, mark.first)
    if _MARKS.isdisjoint(lead) or lead[-1] != "of":
        return False
    rough = mark.quantity
    same = (m.quantity for m in amounts if m is not mark)
    return any((q.kind, q.unit) == (rough.kind, rough.unit) and q.value >= rough.value for q in same)


def _tells(sentence: Sentence, mark: Mention, amount: Mention) -> bool:
    """Whether an amount is what passed the mark: of one unit, told more exactly, less than one unit of the mark's last digit above
    it, with no other flow named between."""
    rough, exact = mark.quantity, amount.quantity
    if (rough.kind, rough.unit) != (exact.kind, exact.unit) or rough.step <= exact.step:
        return False
    if not 0 <= exact.value - rough.value < rough.step:
        return False
    first, last = sorted((mark, amount), key=lambda m: m.first)
    return not any(first.last <= m.first < last.first for m in sentence.of("flow"))
