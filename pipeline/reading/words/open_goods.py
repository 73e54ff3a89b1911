"""Goods that no list names, where only a good can stand: "exports of walnut kernels rose"."""

from __future__ import annotations

from pipeline.reading.words.lexicon import Meaning
from pipeline.reading.words.mentions import Mention
from pipeline.reading.words.tokens import Token

_SHIPMENTS = frozenset({"export", "import", "shipment", "purchase", "sale", "arrival", "tonne", "ton"})
SHIPPED = _SHIPMENTS | {f"{word}s" for word in _SHIPMENTS}
_NO_NOUN = frozenset(
    (
        "the a an this that these those its their his her our all both other such some more most many much goods "
        "products merchandise items services trade value volume which what whom whose and or but to from in by "
        "for with on at of as than into over under via through between among cargo freight mail parcels carbon "
        "waste it them last was were is are be been being had has have rose fell grew dropped increased decreased "
        "reached totaled totalled hit came stood amounted went surged jumped climbed soared declined slid slipped "
        "contracted shrank expanded gained advanced edged remained accounted made making worth valued up down "
        "about around nearly almost only also while whereas during since until each every new major main key "
        "foreign overseas domestic either neither firms companies enterprises businesses exporters importers traders "
        "factories producers residents there here alone too again now then today so kind kinds sort sorts type types"
    ).split()
)


def open_goods(tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """A good that no list names, in the one slot where only a good can stand: "exports of walnut kernels rose"."""
    slots = [
        position
        for position, token in enumerate(tokens[:-2])
        if token.stem in _SHIPMENTS and tokens[position + 1].low == "of"
    ]
    if not slots:
        return []
    covered = {p for m in mentions for p in range(m.first, m.last)}
    found = []
    for position in slots:
        if position + 2 in covered:
            continue
        last = position + 2
        while last < len(tokens) and last - position < 6 and last not in covered and _may_name(tokens[last]):
            last += 1
        if last > position + 2:
            slug = "_".join(t.low for t in tokens[position + 2 : last])
            found.append(Mention("commodity", slug, "open", position + 2, last, (Meaning("commodity", slug, "open"),)))
    return found


def _may_name(token: Token) -> bool:
    return token.kind == "word" and token.text.islower() and token.low not in _NO_NOUN and not token.low.endswith("ly")
