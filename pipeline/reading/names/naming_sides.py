"""The sides of China by their shortest names: "the west", "the northeast", "the three provinces of the northeast"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reading.words.mentions import Mention, Sentence, possessive
from pipeline.reading.words.telling import TOLD

_SIDES = {"east": "CN/Eastern", "west": "CN/Western", "northeast": "CN/Northeast China"}
_NAMED_BY = frozenset({*_SIDES.values(), "CN/Central", "CN/Central and Western China"})
_MEMBERS = frozenset({"provinces", "regions"})
_LONGEST = 6  # tokens of "the 12 provincial-level regions of"
_DOING = TOLD | {
    "managed",
    "posted",
    "did",
    "had",
    "turned",
    "saw",
    "recorded",
    "registered",
    "traded",
    "accounted",
    "still",
    "also",
    "does",
}


def name_sides(sentences: Sequence[Sentence]) -> None:
    """Let "the west" be the western region, and "the east" and "the northeast" theirs, in a text that tells of such regions by name;
    with the provinces that it counts in them: "Trade by the 12 provincial-level regions of the west jumped".

    >>> from pipeline.reading.words.scan import scan
    >>> text = "The central region fell. The west's share rose."
    >>> name_sides(said := scan(text, 0, len(text)))
    >>> [m.code for m in said[1].of("region")]
    ['CN/Western']
    """
    if not any(m.code in _NAMED_BY and m.grade != "weak" for s in sentences for m in s.of("region")):
        return
    for sentence in sentences:
        found = [
            Mention("region", code, "", _first(sentence, place - 1), place + 1)
            for word, code in _SIDES.items()
            if word in sentence.said
            for place in sentence.places(word)
            if place and sentence.low[place - 1] == "the" and _ends_name(sentence, place)
        ]
        if found:
            sentence.put(found)


_RIVERS = ("belt", "basin")


def name_belts(sentences: Sequence[Sentence]) -> None:
    """Let "the belt" be the economic belt that a text names in full, but for that of "the Belt and Road".

    >>> from pipeline.reading.words.scan import scan
    >>> text = "The Yangtze River Economic Belt grew. The belt's exports rose."
    >>> name_belts(said := scan(text, 0, len(text)))
    >>> [m.code for m in said[1].of("region")]
    ['CN/Yangtze River Economic Belt']
    """
    for word in _RIVERS:
        saying = [s for s in sentences if word in s.said]
        named = {
            m.code for s in saying for m in s.of("region") if s.low[m.last - 1] == word and m.code.startswith("CN/")
        }
        if len(named) != 1:
            continue
        (code,) = named
        for sentence in saying:
            covered = sentence.covered()
            found = [
                Mention("region", code, "", place - 1, place + 1)
                for place in sentence.places(word)
                if place not in covered and sentence.low[place - 1 : place] == ["the"] and _closes(sentence, place)
            ]
            if found:
                sentence.add(found)


def _closes(sentence: Sentence, place: int) -> bool:
    """Whether a word ends its noun phrase: not "the Belt and Road"."""
    return sentence.words(place + 1, place + 2) not in (["and"], ["&"])


def _ends_name(sentence: Sentence, place: int) -> bool:
    """Whether nothing belongs to a word that goes on from it: not of "the west coast", "the east of the province"."""
    behind = sentence.tokens[place + 1 : place + 2]
    return (
        not behind
        or behind[0].kind == "punct"
        or behind[0].low in _DOING
        or possessive(sentence.low, place + 1)
        or any(m.first == place + 1 for m in sentence.of("direction"))
    )


def _first(sentence: Sentence, place: int) -> int:
    """Where a name begins that counts the provinces of the side which is named from ``place`` on."""
    if sentence.words(place - 1, place) != ["of"] or _MEMBERS.isdisjoint(sentence.words(place - 2, place - 1)):
        return place
    start = max(0, place - _LONGEST)
    return next((n for n in range(place - 1, start - 1, -1) if sentence.low[n] == "the"), place)
