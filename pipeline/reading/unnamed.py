"""Sentences that name nothing a figure of trade could be about, and lean on nothing: "Foreign reserves inched back above $3 trillion"."""

from __future__ import annotations

from pipeline.reading.mentions import Sentence

_SUBJECTS = frozenset({"flow", "partner", "commodity", "regime", "enterprise", "zone", "transport", "anaphor", "terms"})
_PLACES = ("region", "home")
_WHERE = frozenset("in at from near inside outside around to through across off on for".split())
# What stands for something told before, or for all of it.
_LEANING = frozenset(
    (
        "it its they their theirs them that this these those which such he she we our us i you both each all either neither one "
        "two three four five six former latter others another rest remainder remaining combined together also alone goods "
        "respectively nationwide nationally water"
    ).split()
)
# What figures of trade are called without saying of what.
_MEASURES = frozenset(
    (
        "value values volume volumes bill figure figures tally count sum amount total totals number numbers weight receipts "
        "proceeds takings earnings plus minus pace rate rates proportion proportions percentage slide slump rebound recovery "
        "trend balance gap quarter quarters half months month year years trade"
    ).split()
)


def names_nothing(sentence: Sentence) -> bool:
    """Whether the figures of a sentence have no subject that is known, and none that was: no flow, place, partner or good, no pronoun,
    no measure, no months that open it.

    >>> from pipeline.reading.scan import scan
    >>> said = ("Foreign reserves inched back above $3 trillion.", "The value rose 3 percent.", "May brought 3.2 billion yuan.")
    >>> [names_nothing(scan(t, 0, len(t))[0]) for t in said]
    [True, False, False]
    """
    kinds = sentence.kinds
    if (
        not _SUBJECTS.isdisjoint(kinds)
        or not _LEANING.isdisjoint(sentence.said)
        or not _MEASURES.isdisjoint(sentence.said)
    ):
        return False
    if any(word.partition("’")[0].partition("'")[0] in ("we", "i", "you") for word in sentence.said):
        return False  # "we're talking about 174.5 billion yuan"
    for kind in _PLACES:
        if any(not m.first or sentence.low[m.first - 1] not in _WHERE for m in sentence.of(kind)):
            return False
    if any(m.first <= 3 for m in sentence.of("period")) or any(m.first <= 1 for m in sentence.of("basis")):
        return False
    if any(m.graded("noun") or not m.first for kind in ("direction", "share") for m in sentence.of(kind)):
        return False
    first = next(iter(sentence.of("quantity")), None)
    return first is not None and first.first > 1 and sentence.low[first.first - 1] != ":"
