"""Goods that are said to go abroad or to come from there, by no verb of trade: "found their way abroad", "trucked to foreign markets",
"foreign markets took 3.1 billion yuan of its goods"."""

from __future__ import annotations

from pipeline.reading.words.mentions import Mention, Sentence

_FOREIGN = frozenset({"foreign", "overseas", "international", "other", "distant"})
_PARTIES = frozenset(
    "market markets customers buyers clients consumers shoppers shores destinations countries lands importers users".split()
)
_SUPPLIERS = frozenset("suppliers sellers producers farms mines factories origins".split())
_TOWARDS = frozenset({"to", "for", "into", "onto", "on", "towards"})
_WENT = frozenset(
    (
        "way ways went go goes going gone travelled traveled moved headed hauled trucked railed carried flown ferried flowed "
        "marketed bound destined placed rolled departed left leave"
    ).split()
)
_TAKING = frozenset("took take takes taken absorbed absorb absorbs ordered order orders paid pay imported".split())
_CUES = frozenset({"abroad", "overseas", "foreign", "borders", "shores", "countries", "world"})
_NEAR = 9  # tokens


def name_abroad(sentence: Sentence) -> None:
    """Read as exports what goes to foreign markets or is taken by them, and as imports what comes from abroad, in a sentence with a
    figure and no other word of trade."""
    if _CUES.isdisjoint(sentence.said) or "quantity" not in sentence.kinds or "other_topic" in sentence.kinds:
        return
    if "flow" in sentence.kinds or "balance" in sentence.kinds:
        return
    if not any(m.quantity.kind in ("money", "physical") for m in sentence.of("quantity")):
        return
    held = {p for m in sentence.mentions if m.kind != "anaphor" for p in range(m.first, m.last)}
    for place in range(len(sentence.low)):
        found = _taken_abroad(sentence, place) or _sent(sentence, place) or _came(sentence, place)
        if found is not None and held.isdisjoint(range(found.first, found.last)):
            sentence.add([found])
            return


def _parties(words: list[str], place: int, nouns: frozenset[str]) -> int:
    """Where buyers or sellers abroad that begin at a position end; 0 where none do: "foreign markets", "the rest of the world"."""
    place += words[place : place + 1] in (["the"], ["its"], ["their"])
    if words[place : place + 1] and words[place] in _FOREIGN:
        end = place + 2 if words[place + 1 : place + 2] and words[place + 1] in nouns else place + 3
        return end if words[end - 1 : end] and words[end - 1] in nouns else 0
    if words[place : place + 4] == ["rest", "of", "the", "world"]:
        return place + 4
    return 0


def _sent(sentence: Sentence, place: int) -> Mention | None:
    """ "Were trucked to foreign markets", "found their way abroad", "beyond China's borders"."""
    words = sentence.low
    lead = words[max(0, place - _NEAR) : place]
    if words[place] in ("abroad", "overseas") and not _WENT.isdisjoint(lead) and "from" not in lead[-1:]:
        if words[place] == "overseas" and words[place + 1 : place + 2] and words[place + 1].isalpha():
            return None
        return Mention("flow", "export", "verb", place, place + 1)
    if words[place] in _TOWARDS and not _WENT.isdisjoint(lead):
        end = _parties(words, place + 1, _PARTIES)
        return Mention("flow", "export", "verb", place, end) if end else None
    return None


def _taken_abroad(sentence: Sentence, place: int) -> Mention | None:
    """ "Foreign markets took"."""
    words = sentence.low
    end = _parties(words, place, _PARTIES) if words[place] in _FOREIGN else 0
    if end and words[end : end + 1] and words[end] in _TAKING:
        return Mention("flow", "export", "verb", place, end + 1)
    return None


_ARRIVED = frozenset(
    "came come comes arrived arrive arriving entered entering reached landed brought flowed got".split()
)


def _came(sentence: Sentence, place: int) -> Mention | None:
    """ "Come in from other countries", "arriving from abroad"."""
    words = sentence.low
    if words[place] != "from" or _ARRIVED.isdisjoint(words[max(0, place - _NEAR) : place]):
        return None
    if words[place + 1 : place + 2] in (["abroad"], ["overseas"]) and words[place + 2 : place + 3] in (
        [],
        [","],
        ["."],
    ):
        return Mention("flow", "import", "verb", place, place + 2)
    end = _parties(words, place + 1, _PARTIES | _SUPPLIERS)
    return Mention("flow", "import", "verb", place, end) if end else None
