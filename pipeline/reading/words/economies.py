"""What words say together that they do not say alone: an economy that does something itself ("The economy swelled by 3.9 percent last quarter"),
trade both ways with one partner ("imports from and deliveries to Africa"), the number of those who trade, markets of the world."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from pipeline.reading.words.mentions import Mention
from pipeline.reading.words.tokens import Token

_BETWEEN = frozenset(
    "has had have is was also itself still again only as a whole which that now then overall , meanwhile just at large".split()
)
_TURNS = ("verb", "adjective")
_FAR = 5  # tokens
_BEFORE = frozenset(
    ", ; : . ( — – -- and but or while whereas when as because since though although if where that after before once until".split()
)


def economies(tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """The economies whose growth is told; not "Exports to the world's largest economy fell", where it is a partner's name."""
    taken = {place for m in mentions if m.kind == "other_topic" for place in range(m.first, m.last)}
    turns = {m.first for m in mentions if m.kind == "direction" and any(m.graded(grade) for grade in _TURNS)}
    return [
        Mention("other_topic", "the economy", "", place, place + 1)
        for place, token in enumerate(tokens)
        if token.low == "economy" and place not in taken and _turn(tokens, place + 1) in turns and _opens(tokens, place)
    ]


_DOERS = frozenset(
    (
        "buyers merchants firms companies enterprises exporters importers traders factories sellers visitors tourists customers shops stores "
        "warehouses businesses manufacturers suppliers clients users businesspeople entrepreneurs residents outlets"
    ).split()
)


def numbers_of(tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """The mentions, with one of another topic for each number of those who trade, which is no trade: "The number of foreign buyers rose
    by 14%"."""
    for place, token in enumerate(tokens):
        if token.low != "number" or place + 1 >= len(tokens) or tokens[place + 1].low != "of":
            continue
        end = place + 2
        while end < min(len(tokens), place + 2 + _FAR) and tokens[end].low not in _BEFORE:
            end += 1
            if tokens[end - 1].low in _DOERS:
                if any(m.kind == "enterprise" and place < m.first < end for m in mentions):
                    break  # "The number of private enterprises that trade reached 5,947. Their exports"
                kept = [m for m in mentions if m.last <= place or m.first >= end]
                mentions = [*kept, Mention("other_topic", "number of firms", "", place, end)]
                break
    return mentions


_WORLD = frozenset({"global", "world", "worldwide"})
_OF_IT = frozenset("that which was is worth of shrank grew shrinks grows has had contracted expanded".split())


def world_markets(tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """The mentions, with one of another topic for each market of the world that something is told of: "a global smartphone market that
    shrank by 11 percent"."""
    for place in range(2, len(tokens) - 1):
        opens = tokens[place].low == "market" and tokens[place - 2].low in _WORLD
        if opens and tokens[place + 1].low in _OF_IT:
            kept = [m for m in mentions if m.last <= place - 2 or m.first > place]
            mentions = [*kept, Mention("other_topic", "the world market", "", place - 2, place + 1)]
    return mentions


def _turn(tokens: list[Token], place: int) -> int:
    """Where what an economy does begins, behind its auxiliary."""
    end = min(len(tokens), place + _FAR)
    while place < end and tokens[place].low in _BETWEEN:
        place += 1
    return place


def _opens(tokens: list[Token], place: int) -> bool:
    """Whether an economy and the few words that describe it open a clause."""
    for before in range(place - 1, max(-1, place - 2 - _FAR), -1):
        if tokens[before].low in _BEFORE:
            return True
        if not (tokens[before].text.isalpha() or tokens[before].kind == "poss") or tokens[before].low in _LED:
            return False
    return place <= _FAR + 1


def named_twice(mentions: list[Mention]) -> list[Mention]:
    """The mentions, with a partner that owns its own name as one: "South-East Asia's ASEAN bloc"."""
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        if before is not None and (before.kind, before.code, before.last + 1) == (
            "partner",
            mention.code,
            mention.first,
        ):
            found[-1] = replace(mention, first=before.first)
        else:
            found.append(mention)
    return found


def both_ways(tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """The mentions with trade both ways where one partner is named for the two: "imports from and deliveries to Africa", "exports bound for
    and imports from Germany"."""
    out = mentions[:]
    flows = [m for m in mentions if m.kind == "flow"]
    for one, other in pairwise(flows):
        between = [t.low for t in tokens[one.last : other.first]]
        if between[-1:] != ["and"] or {one.code, other.code} != {"import", "export"}:
            continue
        behind = next(
            (lead for lead in _TO[other.code] if [t.low for t in tokens[other.last : other.last + len(lead)]] == lead),
            None,
        )
        if behind is not None and between[:-1] in _TO[one.code]:
            last = other.last + len(behind)
            out = [m for m in out if not one.first <= m.first < last]
            out.append(Mention("flow", "total", "noun", one.first, last))
    return out


_TO = {
    "export": (
        ["to"],
        ["bound", "for"],
        ["destined", "for"],
        ["headed", "for"],
        ["heading", "for"],
        ["going", "to"],
        ["sent", "to"],
    ),
    "import": (["from"], ["coming", "from"], ["originating", "in"], ["originating", "from"]),
}
_LED = frozenset("to from with of in for by on at into against than over".split())
