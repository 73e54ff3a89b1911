"""Places from which another one is only seen, or measured: "Seen from Fuzhou, the city", "two hours down the river from Hefei"."""

from __future__ import annotations

from pipeline.reading.words.mentions import Mention, Sentence

_SEEING = frozenset({"seen", "viewed", "measured", "judged", "watched", "observed", "regarded", "considered"})
_FAR = frozenset(
    (
        "far away kilometers kilometres km miles hour hours minutes minute upstream downstream upriver downriver halfway remote distant "
        "removed apart"
    ).split()
)
_ALONG = frozenset({"down", "up", "along", "across", "over", "off"})
_WAYS = frozenset(
    "road river coast line street bay strait water delta gulf estuary canal lake highway motorway".split()
)
_VIEWS = frozenset({"view", "viewpoint", "perspective", "standpoint", "vantage", "angle"})
_OPENING = 9  # tokens between the start of such a phrase and its place


def is_vantage(sentence: Sentence, mention: Mention) -> bool:
    """Whether a place only tells from where another one is seen or how far off that is, in a phrase that a comma closes or opens:
    "Far from Nanchang, the city has found its own way", "Wuhu, two hours down the river from Hefei, exported"."""
    if "from" not in sentence.said:
        return False
    words = sentence.low
    start = next(
        (p + 1 for p in range(mention.first - 1, max(-1, mention.first - _OPENING - 1), -1) if words[p] in _PARTING), 0
    )
    lead = words[start : mention.first]
    if len(lead) > _OPENING or "from" not in lead or words[mention.last : mention.last + 1] not in _CLOSED:
        return False
    place = start + lead.index("from")
    if any(start <= m.first < mention.first and m.kind in ("flow", "commodity") for m in sentence.mentions):
        return False
    before, behind = words[start:place], words[place + 1 : mention.first]
    if not _VIEWS.isdisjoint(behind) and behind[-1] == "of":
        return True
    if len(behind) > 1 and behind[-1] != "of":
        return False
    if before[-1:] != [] and before[-1] in _SEEING:
        return True
    way = any(
        a in _ALONG and b == "the" and c in _WAYS for a, b, c in zip(before, before[1:], before[2:], strict=False)
    )
    return way or not _FAR.isdisjoint(before)


_PARTING = frozenset({",", ";", "(", "—", "–", "--", "and", "but"})
_CLOSED = ([","], ["and"], [")"], ["—"], ["–"], ["or"])
