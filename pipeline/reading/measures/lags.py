"""What is left of a fall just told of, under another name: "the gap had closed to 5.3 percent"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.reading.frames.frames import Context
from pipeline.reading.words.mentions import Mention, Sentence

_LAGS = frozenset({"gap", "shortfall", "loss", "losses", "lag", "deficit", "minus"})
_LESSENED = frozenset(
    "closed narrowed shrunk shrank reduced cut trimmed halved closing narrowing shrinking lessened down eased".split()
)


def name_lag(sentence: Sentence, context: Context) -> None:
    """A gap that has lessened to a percentage is the fall that the text was at, no balance: "Trade was 22.4 percent below that of
    2019. By the end of June the gap had closed to 5.3 percent"."""
    if not context.falling or _LAGS.isdisjoint(sentence.said) or _LESSENED.isdisjoint(sentence.said):
        return
    if not any(m.quantity.kind == "percent" and _reached(sentence, m) for m in sentence.of("quantity")):
        return
    for index, mention in enumerate(sentence.mentions):
        if mention.code == "balance" and sentence.low[mention.last - 1] in _LAGS:
            sentence.correct(index, replace(mention, kind="direction", code="down", grade="noun", meanings=()))
            return
    place = next(n for n, word in enumerate(sentence.low) if word in _LAGS)
    if place not in sentence.covered() and "flow" not in sentence.kinds:
        sentence.add([Mention("direction", "down", "noun", place, place + 1)])


def _reached(sentence: Sentence, rate: Mention) -> bool:
    return "to" in sentence.words(rate.first - 2, rate.first)
