"""Goods that are told by the piece where no unit is named: "exports of electric cars jumped 67.1 percent to 1.77 million"."""

from __future__ import annotations

from pipeline import vocabulary
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.telling import AMOUNTED

_BY_THE_PIECE = ("automobiles", "motorcycles")
_FEWEST, _MOST = 100, 50_000_000
_LEADING = AMOUNTED | {"to", "at"}
_ABOUT = frozenset({"about", "some", "around", "nearly", "almost", "over", "roughly", "a", "record"})
_IN_MONEY = frozenset({"value", "worth", "valued", "earned", "earning", "earnings", "bill", "cost", "revenue", "paid"})
_STOPS = frozenset({",", ";", ":", "and", "while", "whereas"})


def by_the_piece(sentence: Sentence, mention: Mention) -> bool:
    """Whether a bare number that a verb leads to counts the vehicles that are its clause's subject."""
    value = mention.quantity.value
    if not _FEWEST <= value <= _MOST or (not mention.quantity.scaled and value < 3000 and value == int(value)):
        return False  # a year
    lead = sentence.words(mention.first - 3, mention.first)
    while lead and lead[-1] in _ABOUT:
        lead.pop()
    if not lead or lead[-1] not in _LEADING or not _IN_MONEY.isdisjoint(sentence.low[: mention.first]):
        return False
    goods = [m for m in sentence.of("commodity") if m.last <= mention.first]
    if not goods or not any(
        goods[-1].code == kind or vocabulary.within(goods[-1].code, kind) for kind in _BY_THE_PIECE
    ):
        return False
    flows = [m for m in sentence.of("flow") if m.first < mention.first and m.grade != "balance"]
    if not flows or flows[-1].last > goods[-1].last + 3:
        return False
    between = sentence.low[goods[-1].last : mention.first]
    parted = [n for n, word in enumerate(between, goods[-1].last) if word in _STOPS]
    return all(any(m.kind == "quantity" and m.last == n for m in sentence.mentions) for n in parted) and not any(
        m.quantity.kind == "money" and m.first >= goods[-1].last and m.last <= mention.first
        for m in sentence.of("quantity")
    )
