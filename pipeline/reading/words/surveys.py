"""Those who were asked what they expected, told of by what was made of their answers."""

from __future__ import annotations

from pipeline.reading.words.mentions import Mention
from pipeline.reading.words.tokens import Token

ASKED = frozenset({"survey", "surveys", "median", "panel", "canvass", "estimates", "predictions", "projections"})
_LOOKING_AHEAD = frozenset(
    "economists analysts forecasters strategists watchers estimates forecasts predictions projections".split()
)
_LED = frozenset({"of", "in", "from", "among", "by"})
_MADE = frozenset({"gathered", "collected", "compiled", "polled", "collated", "surveyed"})
_FAR = 5  # tokens


def surveys(tokens: list[Token]) -> list[Mention]:
    """What stands for expectations asked for: "a survey of 36 economists", "the median of 20 estimates", "estimates gathered by"."""
    low = [t.low for t in tokens]
    found = []
    for place, word in enumerate(low):
        if word not in ASKED or low[place + 1 : place + 2] == []:
            continue
        asked = low[place + 1] in _LED and not _LOOKING_AHEAD.isdisjoint(low[place + 2 : place + 2 + _FAR])
        if asked or (word in _LOOKING_AHEAD and low[place + 1] in _MADE):
            found.append(Mention("projection", "survey", "", place, place + 1))
    return found
