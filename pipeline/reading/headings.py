"""Words before a text that say what it is about."""

from __future__ import annotations

from pipeline.reading.frames import Frame
from pipeline.reading.phrases import BREAKDOWNS
from pipeline.reading.scan import Sentence
from pipeline.reading.topics import topics

_LABEL = 6  # tokens
_NO_LABEL = frozenset({"quantity", "direction", "share", "projection", "period", "anaphor", "other_topic"})


_WHOLE = frozenset("the total totals overall overview headline all in : . bottom line big picture".split())


def names_whole(sentence: Sentence) -> bool:
    """Whether a heading or label announces trade as a whole.

    >>> from pipeline.reading.scan import scan
    >>> [names_whole(scan(label, 0, len(label))[0]) for label in ("The total.", "All in all", "The partners.")]
    [True, True, False]
    """
    return _WHOLE.issuperset(sentence.low)


def rubric(sentence: Sentence) -> Frame | None:
    """What a label of a few words says of the text behind it ("Laptops.", "Central Asia."), None for a real sentence.

    >>> from pipeline.reading.scan import scan
    >>> label = "Lithium batteries."
    >>> rubric(scan(label, 0, len(label))[0]).commodity
    'lithium_batteries'
    """
    if len(sentence.tokens) > _LABEL or sentence.low[-1:] == ["?"]:
        return None
    if not _NO_LABEL.isdisjoint(sentence.kinds):
        return None
    found = topics(sentence)
    if len(found) != 1 or found[0].flows or found[0].weak_flow:
        return None
    codes = found[0].codes
    if not found[0].has_breakdown() or any(len(c) > 1 for c in codes.values()):
        return None
    if found[0].last - found[0].first < len([t for t in sentence.tokens if t.kind == "word"]) - 1:
        return None
    return Frame().with_codes({d: c[0] for d, c in codes.items() if d in BREAKDOWNS})
