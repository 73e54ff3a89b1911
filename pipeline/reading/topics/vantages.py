"""Places from which another one is only seen, or measured: "Seen from Fuzhou, the city", "two hours down the river from Hefei", "the
richest rock in Asia"."""

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
    end = mention.last + 2 * (words[mention.last : mention.last + 1] == ["by"])  # "from Shanghai by road,"
    if len(lead) > _OPENING or "from" not in lead or words[end : end + 1] not in _CLOSED:
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


_AMONG = frozenset({"in", "outside", "of", "within", "throughout", "across"})
_NEARER = frozenset({"nearer", "nearest", "closer", "closest", "near", "close", "next"})
_ANYONE = frozenset({"anyone", "anybody", "anywhere", "any", "else", "other"})
_HIGHEST = 7  # tokens between a superlative and the place where it holds
_BEING = frozenset(
    {"is", "are", "was", "were", "came", "comes", "lies", "lie", "went", "go", "goes", "seen", "recorded"}
)


def holds_there(sentence: Sentence, mention: Mention) -> bool:
    """Whether a country or continent is only where something is the most of its kind, or near to what: "Guizhou sits on some of the
    richest phosphate rock in Asia", "the most modern shipyards outside Korea", "ships more than anyone in Asia"."""
    words = sentence.low
    place = mention.first - 1 - (words[mention.first - 1] == "the")
    if place < 1:
        return False
    if words[place] == "to" and words[place - 1] in _NEARER and "than" in words[mention.last : mention.last + 1]:
        return True
    if words[place] not in _AMONG:
        return False
    if words[place - 1] in _ANYONE and "than" in words[place - 4 : place - 1]:
        return True
    first = next((p for p in range(place - 1, max(-1, place - _HIGHEST), -1) if _is_highest(words, p)), None)
    if first is None or not _BEING.isdisjoint(words[first:place]) or not _ENDS.isdisjoint(words[first:place]):
        return False
    return not any(first <= m.first < place and m.kind in ("flow", "quantity", "direction") for m in sentence.mentions)


_ENDS = frozenset({",", ";", ":", "(", ")"})
_NO_SUPERLATIVE = frozenset(
    {"interest", "forest", "harvest", "request", "invest", "southwest", "northwest", "protest", "guest", "honest"}
)


def _is_highest(words: list[str], place: int) -> bool:
    word = words[place]
    if word == "most":
        return words[place + 1 : place + 2] not in (["of"], ["in"])
    return word.endswith("est") and len(word) > 4 and word not in _NO_SUPERLATIVE
