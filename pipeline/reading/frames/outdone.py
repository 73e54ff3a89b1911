"""Two amounts that stand behind two that are held against each other: "ASEAN was ahead of the EU, at 62.9 billion yuan against 57.8"."""

from __future__ import annotations

from itertools import pairwise

from pipeline.reading.words.mentions import Sentence

_OUTDOING = frozenset(
    (
        "ahead above below behind than overtook overtaking overtaken exceeded exceeds exceeding topped surpassed surpassing outstripped "
        "outweighed outdid outnumbered passed past led trailed trailing eclipsed leading over under"
    ).split()
)
_AGAINST = frozenset({"against", "versus", "vs", "to", "compared"})
_BETWEEN = (["against"], ["versus"], ["vs"], ["to"], ["compared", "with"], ["compared", "to"], ["as", "against"])
_LEADING = frozenset(
    {"at", "with", "by", "reaching", "about", "some", "nearly", "roughly", "around", "just", "trade", "of"}
)
_BREAKDOWNS = frozenset({"partner", "commodity", "regime", "enterprise", "region", "flow", "transport", "zone"})


def both_amounts(sentence: Sentence) -> tuple[int, int, int] | None:
    """The positions among the mentions of the amount of what outdoes and of what is outdone, and the word that says so; None where
    the sentence has no such pair, or holds the second amount against a time.

    >>> from pipeline.reading.words.scan import scan
    >>> said = "Processing trade was ahead of general trade, at 263 billion yuan against 257 billion yuan."
    >>> both_amounts(scan(said, 0, len(said))[0])
    (2, 3, 3)
    """
    if _AGAINST.isdisjoint(sentence.said) or _OUTDOING.isdisjoint(sentence.said):
        return None
    amounts = [n for n, m in enumerate(sentence.mentions) if m.kind == "quantity" and m.quantity.kind != "percent"]
    for one, other in pairwise(amounts):
        first, second = sentence.mentions[one], sentence.mentions[other]
        if first.quantity.kind not in ("money", "physical") or not _beside(sentence, first.last, second.first):
            continue
        if second.quantity.kind not in (first.quantity.kind, "bare") or _of_a_time(sentence, second.last):
            continue
        word = _outdoing(sentence, first.first)
        if word is not None:
            return one, other, word
    return None


def _beside(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing but the first amount's own change stands between two: "$44.6 billion, up 15.2%, against $43.9 billion"."""
    between = sentence.low[start:end]
    if between[:1] == [","] and any(m.kind == "direction" and m.first == start + 1 for m in sentence.of("direction")):
        between = next((between[p + 1 :] for p in range(len(between) - 1, 1, -1) if between[p] == ","), [])
    return between in _BETWEEN


def _outdoing(sentence: Sentence, first: int) -> int | None:
    """Where the word stands that holds what is named right before an amount against what is named before the word."""
    close = first
    while close and sentence.low[close - 1] in _LEADING:
        close -= 1
    if sentence.low[close - 1 : close] not in ([","], [":"], ["—"], ["–"], ["("]):
        return None
    word = next((p for p in range(close - 2, max(-1, close - 13), -1) if sentence.low[p] in _OUTDOING), None)
    if word is None or any(word < m.first < first for m in sentence.of("quantity")):
        return None
    outdone = {m.kind for m in sentence.mentions if word < m.first < close} & _BREAKDOWNS
    before = {m.kind for m in sentence.mentions if m.last <= word}
    return word if outdone & before else None


def _of_a_time(sentence: Sentence, last: int) -> bool:
    """Whether an amount is that of a time named behind it: "against 256.8 billion yuan a year earlier"."""
    return any(0 <= m.first - last <= 3 for m in (*sentence.of("basis"), *sentence.of("period")))
