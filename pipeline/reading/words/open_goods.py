"""Goods that no list names, where only a good can stand: "exports of walnut kernels rose"."""

from __future__ import annotations

from pipeline.reading.words.lexicon import Meaning
from pipeline.reading.words.mentions import Mention
from pipeline.reading.words.telling import TOLD
from pipeline.reading.words.tokens import Token

_SHIPMENTS = frozenset({"export", "import", "shipment", "purchase", "sale", "arrival", "tonne", "ton"})
SHIPPED = _SHIPMENTS | {f"{word}s" for word in _SHIPMENTS} | {"exported", "imported", "exporting", "importing"}
_NO_NOUN = frozenset(
    (
        "the a an this that these those its their his her our all both other such some more most many much goods products "
        "product material materials stuff output cargoes merchandise items services trade value volume which what whom whose "
        "and or but to from in by for with on at of as than into over under via through between among cargo freight mail "
        "parcels carbon waste it them last be been being had has have remained accounted made making worth valued up down about "
        "around nearly almost only just barely merely roughly close well also while whereas during since until each every new major main key foreign overseas "
        "domestic either neither finished firms companies enterprises businesses exporters importers traders factories producers "
        "residents there here alone too again now then today so kind kinds sort sorts type types"
    ).split()
).union(TOLD)


def open_goods(tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """A good that no list names, in the slots where only a good can stand: "exports of walnut kernels rose", "exported 5.3 billion yuan
    worth of books"."""
    slots = [
        position + 2
        for position, token in enumerate(tokens[:-2])
        if token.stem in _SHIPMENTS and tokens[position + 1].low == "of"
    ]
    slots += _behind_worth(tokens, mentions)
    slots += _behind_those(tokens, mentions)
    slots += _before_worth(tokens, mentions)
    if not slots:
        return []
    covered = {p for m in mentions for p in range(m.first, m.last) if m.code not in _BOX}
    places = {m.first for m in mentions if m.kind == "region"}  # "the imports and exports of western China"
    found = []
    for slot in slots:
        last = slot
        while last < len(tokens) and last - slot < 4 and last not in covered and _may_name(tokens[last]):
            last += 1
        if last > slot and last not in places and not _is_freight(tokens, slot, last):
            slug, grade, last = _named(tokens, mentions, slot, last)
            found.append(Mention("commodity", slug, grade, slot, last, (Meaning("commodity", slug, grade),)))
    return found


# What is done to goods of one kind.
_STATES = frozenset("fresh chilled frozen dried raw live salted smoked cooked canned processed new used".split())


def _named(tokens: list[Token], mentions: list[Mention], first: int, last: int) -> tuple[str, str, int]:
    """The slug of an open good, its grade and where it ends, together with the good of a list right behind it: "dried garlic", and "fresh or
    chilled garlic", which is garlic."""
    words = "_".join(t.low for t in tokens[first:last])
    both = [t.low for t in tokens[last : last + 2]]
    either = both[:1] in (["or"], ["and"]) and _STATES.issuperset({words, *both[1:]})
    known = next((m for m in mentions if m.kind == "commodity" and m.first == last + 2 * either), None)
    if known is None or known.code in _BOX:
        return words, "open", last
    return (known.code, "", known.last) if either else (f"{words}_{known.code}", "open", known.last)


_FREIGHT = frozenset("freight cargo cargoes traffic parcels mail throughput containers boxes".split())
# What goods are as they pass: no good is called that.
_PASSING = frozenset({"cross", "border", "transit", "bonded", "inbound", "outbound", "transshipment", "transhipment"})


def _is_freight(tokens: list[Token], first: int, last: int) -> bool:
    """Whether words only say what kind of freight it was: "4.2 million tonnes of cross-border freight"."""
    behind = [t.low for t in tokens[last : last + 1]]
    if behind and behind[0] in _FREIGHT:
        return True
    return behind == ["goods"] and _PASSING.issuperset(t.low for t in tokens[first:last])


_BOX = frozenset({"container", "train"})  # what carries goods, and is one where it is itself exported
_TRADED = frozenset({"export", "import"})


_AND = frozenset({"and", ",", "while", "but"})
_NO_GOODS = frozenset("neighbors neighbours neighboring neighbouring rivals peers competitors".split())


def _behind_those(tokens: list[Token], mentions: list[Mention]) -> list[int]:
    """Where a further good stands, behind one whose trade was told: "Eyewear exports grew 3.8 percent, and those of locks 9.6 percent"."""
    goods = [m.first for m in mentions if m.kind == "commodity"]
    if not goods:
        return []
    return [
        position + 2
        for position in range(1, len(tokens) - 3)
        if tokens[position].low == "those"
        and tokens[position + 1].low == "of"
        and tokens[position - 1].low in _AND
        and tokens[position + 2].low not in _NO_GOODS
        and any(first < position for first in goods)
    ]


def _behind_worth(tokens: list[Token], mentions: list[Mention]) -> list[int]:
    """Where a good stands behind the amount that a verb of trade has: "exported 5.3 billion yuan worth of"."""
    amounts = [m for m in mentions if m.kind == "quantity" and m.code == "money"]
    if not amounts:
        return []
    verbs = [m.last for m in mentions if m.kind == "flow" and m.grade == "verb" and m.code in _TRADED]
    slots = []
    for amount in amounts:
        behind = amount.last + (amount.last < len(tokens) and tokens[amount.last].low == "worth")
        if behind + 1 < len(tokens) and tokens[behind].low == "of" and any(0 <= amount.first - v <= 2 for v in verbs):
            slots.append(behind + 1)
    return slots


WORTH = frozenset({"worth", "valued"})
_GENERIC = frozenset({"products", "goods", "items", "articles", "materials"})
_LONGEST = 3  # words of such a good


def _before_worth(tokens: list[Token], mentions: list[Mention]) -> list[int]:
    """Where a good stands between a verb of trade and what it is worth: "exported tantalum products worth 410 million yuan"."""
    covered = {m.first for m in mentions}
    slots = []
    for verb in mentions:
        if verb.kind != "flow" or verb.grade != "verb" or verb.code not in _TRADED:
            continue
        last = verb.last
        while last < len(tokens) and last - verb.last < _LONGEST and last not in covered and _may_name(tokens[last]):
            last += 1
        last += last > verb.last and last < len(tokens) and tokens[last].low in _GENERIC
        if last > verb.last and [t.low in WORTH for t in tokens[last : last + 1]] == [True]:
            slots.append(verb.last)
    return slots


def _may_name(token: Token) -> bool:
    return token.kind == "word" and token.text.islower() and token.low not in _NO_NOUN and not token.low.endswith("ly")
