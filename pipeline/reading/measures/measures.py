"""What a quantity measures: level, growth, share or change of share, with its sign, from the words around it.

What is no figure of trade (an absolute change, a gap between growth rates, a contribution to growth) is answered with the
reason.
"""

from __future__ import annotations

from pipeline.reading.frames.cues import Measure
from pipeline.reading.measures.levels import money
from pipeline.reading.measures.multiples import growth_word, points, times
from pipeline.reading.measures.percentages import percent
from pipeline.reading.words.mentions import Sentence


def measure(sentence: Sentence, index: int, before: Measure | None) -> Measure:
    """The measure of the quantity ``sentence.mentions[index]``; ``before`` is that of the percentage or points before it
    in the same sentence, from which an ellipsis ("imports 3.2 percent") takes its reading."""
    mention = sentence.mentions[index]
    kind = mention.quantity.kind
    if kind == "money":
        return money(sentence, index)
    if kind == "physical":
        return money(sentence, index)
    if kind == "percent":
        return percent(sentence, index, before)
    if kind == "points":
        return points(sentence, index, before)
    if kind == "times":
        return times(sentence, index)
    if kind == "growth_word":
        return growth_word(sentence, index)
    return Measure(None, "count of things")
