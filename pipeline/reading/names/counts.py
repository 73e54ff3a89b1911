"""Bare numbers that take their meaning from the sentence: counts of goods, units shared with the number before."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from pipeline import vocabulary
from pipeline.reading.frames.frames import Context
from pipeline.reading.names.by_the_piece import by_the_piece
from pipeline.reading.names.counted_goods import (
    BILLION,
    amount_before,
    counts_goods,
    grown_to,
    noun_follows,
    passed_the_border,
    shipped,
)
from pipeline.reading.names.counting_on import (
    FEW,
    UNITS,
    again_in_brackets,
    counts_others,
    held_against,
    it_was,
    led,
    next_in_line,
    sent_off,
    weighed_again,
    went_on,
)
from pipeline.reading.words.mentions import TOPIC_KINDS, Mention, Sentence
from pipeline.reading.words.telling import AMOUNTED

_PEOPLED = frozenset(
    {"province", "city", "country", "nation", "region", "municipality", "county", "town", "metropolis"}
)


def convert_counts(sentence: Sentence, context: Context) -> None:
    """A bare number right before a commodity counts its units ("203,000 vehicles"); a bare scaled number takes the unit
    of the number before it ("170.38 billion yuan ... to 47.31 billion")."""
    if not sentence.of("quantity") and not sentence.of("terms"):
        return
    currency = context.currency or context.article_currency
    in_money = ("money", currency) if currency else None
    last_unit = context.unit or in_money
    begun = apart = False  # whether the sentence has named a unit, or counted what is no trade
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "terms":
            context.currency = mention.code
            last_unit = context.unit = ("money", mention.code)
            begun = True
        if mention.kind != "quantity":
            continue
        quantity = mention.quantity
        if quantity.kind == "money" and begun and _converted(sentence, mention, context):
            continue
        if quantity.kind in ("money", "physical"):
            last_unit = context.unit = (quantity.kind, quantity.unit)
            if quantity.kind == "physical" and not _of_another_good(sentence, context):
                context.weighed = last_unit
            begun = True
            if quantity.kind == "money":
                context.currency = quantity.unit
        if quantity.kind != "bare" or _glued(sentence, mention) or _known(sentence, mention):
            continue  # "COVID-19 vaccines", "5,500-kcal coal"
        apart = apart or any(m.first == mention.last for m in sentence.of("other_topic"))
        if apart and not begun:
            continue  # "Hong Kong handled 14.4 million containers and Singapore 39 million"
        counted = last_unit
        if last_unit == UNITS and in_money is not None and (not begun or _is_value(sentence, mention)):
            counted = in_money if quantity.value >= BILLION else last_unit
        meant = _unit_meant(sentence, index, context, currency, counted)
        if meant is not None:
            kind, unit = meant
            last_unit = meant if meant == UNITS and sentence.low[0] == "of" else last_unit
            if meant == UNITS and (counts_goods(sentence, index, context) or sent_off(sentence, mention, context)):
                context.weighed = UNITS
            sentence.correct(index, replace(mention, quantity=replace(quantity, kind=kind, unit=unit), code=kind))


def _converted(sentence: Sentence, mention: Mention, context: Context) -> bool:
    """Whether an amount only converts the one before it, in whose currency the text goes on: "435.1 billion yuan (about $61 billion)"."""
    before = [m for m in sentence.of("quantity") if m.last <= mention.first]
    if not before or before[-1].quantity.kind != "money" or mention.quantity.unit == context.currency:
        return False
    between = sentence.words(before[-1].last, mention.first)
    return between[:1] == ["("] or between[:2] == [",", "or"] or between[:1] == ["or"]


def _glued(sentence: Sentence, mention: Mention) -> bool:
    """Whether a hyphen joins a number to a word."""
    behind = sentence.tokens[mention.last : mention.last + 1]
    return sentence.tokens[mention.first].glue == "-" or (bool(behind) and behind[0].glue == "-")


def _known(sentence: Sentence, mention: Mention) -> bool:
    """Whether things are only referred to, in a sentence about no flow: "cleared the 35 lorries within an hour"."""
    lead = sentence.words(mention.first - 1, mention.first)
    if lead == ["numbered"] and sentence.kinds.keys().isdisjoint(("flow", "commodity")):
        return True  # "Registered trademarks numbered 4.9 million"
    return mention.quantity.value < FEW and lead in _REFERRING and all(m.grade == "weak" for m in sentence.of("flow"))


_REFERRING = (["the"], ["these"], ["those"], ["his"], ["her"], ["their"], ["our"], ["my"])


def _past_number(sentence: Sentence, index: int) -> int:
    """The token behind the number before a number, 0 where it is the first of its sentence."""
    return max((m.last for m in sentence.mentions[:index] if m.kind == "quantity"), default=0)


def _said_in_units(sentence: Sentence, index: int, context: Context) -> bool:
    """Whether the clause says that it counts, or a good is the subject of what was done with so many: "In units, the count was 18.24
    million", "Of the notebooks put together in the city, 25.728 million were exported"."""
    mention = sentence.mentions[index]
    goods = [m for m in sentence.of("commodity") if m.last <= mention.first]
    if not goods and (context.last is None or context.last.commodity is None):
        return False
    start = _past_number(sentence, index)
    if any(a in _BY and b in _COUNTED for a, b in pairwise(sentence.low[_past_rate(sentence, index) : mention.first])):
        return True
    lead = sentence.low[max(start, mention.first - 6) : mention.first]
    if lead[-1:] == ["numbered"]:
        return True  # "They numbered 71,000"
    if any(a in ("the", "their") and (b == "count" or (b == "number" and "of" not in lead)) for a, b in pairwise(lead)):
        return mention.quantity.value < BILLION or "number" in lead
    return (
        mention.quantity.value < BILLION
        and bool(goods)
        and not amount_before(sentence, index)
        and passed_the_border(sentence, mention, context)
    )


def _past_rate(sentence: Sentence, index: int) -> int:
    """The token behind the number before a number and the rate that led to this: "in units they were up 6.2% to 217.1 billion"."""
    before = [m for m in sentence.mentions[:index] if m.kind == "quantity"]
    if not before:
        return 0
    led = sentence.words(before[-1].last, sentence.mentions[index].first) in (["to"], [",", "to"], ["at"])
    if led and before[-1].quantity.kind == "percent":
        before.pop()
    return before[-1].last if before else 0


_BY = frozenset({"in", "by"})
_COUNTED = frozenset({"units", "numbers", "unit", "number", "pieces", "count"})


def _is_value(sentence: Sentence, mention: Mention) -> bool:
    """Whether a number is said to be a value: "43.15 million sets were exported, with a value of 87.2 billion"."""
    return "value" in sentence.words(mention.first - 4, mention.first)


_COUNTED_IN = {
    "pairs": ("physical", "pairs"),
    "tonnes": ("physical", "tonnes"),
    "tons": ("physical", "tonnes"),
    "barrels": ("physical", "barrels"),
    "units": UNITS,
    "pieces": UNITS,
    "sets": UNITS,
}
_BY_NUMBER = (["by", "number", "to"], ["in", "number", "to"], ["unit", "terms", "to"])


def _unit_meant(
    sentence: Sentence, index: int, context: Context, currency: str | None, last_unit: tuple[str, str | None] | None
) -> tuple[str, str | None] | None:
    """Kind and unit of a bare number, None where it is no more than a number."""
    mention = sentence.mentions[index]
    quantity = mention.quantity
    if _percent_again(sentence, index):
        return "percent", "%"
    following = sentence.low[mention.last : mention.last + 2]
    if counts_others(sentence, mention):
        return None
    if quantity.scaled and currency and following[:1] == ["worth"]:
        return "money", currency  # "sent 22.7 billion worth of goods across the river"
    if (
        quantity.scaled
        and currency
        and following[:1] == ["of"]
        and any(m.first == mention.last + 1 and m.grade == "noun" for m in sentence.of("flow"))
    ):
        return "money", currency  # "48.2 billion yuan: 32.1 billion of exports and 16.1 billion of imports"
    if (
        sentence.low[0] == "in"
        and sentence.low[2:3] == [","]
        and quantity.value >= FEW
        and sentence.low[1] in _COUNTED_IN
    ):
        return _COUNTED_IN[sentence.low[1]]  # "In pairs, it sent out 1.12 billion"
    lead = sentence.words(mention.first - 2, mention.first)
    if lead[:1] != [] and lead[0] in _PEOPLED and lead[1:] == ["of"]:
        return None  # "a province of 66 million"
    if lead == ["there", "were"] and quantity.value >= FEW and context.last is not None and context.last.commodity:
        return UNITS  # "Of all kinds of cars there were 5.22 million"
    if lead in (["in", "pieces"], ["in", "units"]) or (
        lead[-1:] == ["numbered"]
        and quantity.value >= FEW
        and any(m.kind == "commodity" and m.last < mention.first for m in sentence.mentions)
    ):
        return UNITS  # "car exports numbered 294,000"
    if sentence.words(mention.first - 3, mention.first) in _BY_NUMBER:
        return UNITS
    if following[:1] in (["exported"], ["imported"]) and any(
        m.first == mention.last + 1 and sentence.low[m.last - 1].endswith("s") for m in sentence.of("commodity")
    ):
        return UNITS  # "customs counted 5.28 million exported automobiles"
    if "tonnage" in sentence.words(mention.first - 4, mention.first):
        return "physical", "tonnes"  # "their tonnage was 3.4 million"
    if context.good is not None and quantity.value < BILLION and _numbered(sentence, index):
        return UNITS
    if quantity.value < BILLION and _number_of(sentence, index):
        return UNITS
    if context.good is not None and _of_the_good(sentence, mention, context, last_unit):
        return context.weighed
    if weighed_again(sentence, index):
        return last_unit
    again = quantity.value >= FEW and (again_in_brackets(sentence, mention) or _said_in_units(sentence, index, context))
    if again or by_the_piece(sentence, mention):
        return UNITS
    if (
        counts_goods(sentence, index, context)
        or (shipped(sentence, index, last_unit) and not noun_follows(sentence, mention.last))
        or (lead == ["of", "which"] and passed_the_border(sentence, mention, context))
        or held_against(sentence, index)
        or grown_to(sentence, index, context)
    ):
        return UNITS
    if not noun_follows(sentence, mention.last) and (
        next_in_line(sentence, mention, context) or it_was(sentence, index, context)
    ):
        return UNITS
    if (parted := went_on(sentence, index)) is not None:
        return parted
    if quantity.scaled and _of_things(sentence, mention):
        return UNITS
    if (
        (quantity.scaled or (last_unit == UNITS and quantity.value >= FEW and led(sentence, mention)))
        and last_unit is not None
        and not noun_follows(sentence, mention.last)
    ):
        return last_unit
    if sent_off(sentence, mention, context) or passed_the_border(sentence, mention, context):
        again = quantity.scaled and context.weighed is not None and not sentence.of("commodity")
        return (
            context.weighed if again else UNITS
        )  # "it took 16.64 million tonnes. The year before, ... supplied 32.85 million"
    return None


def _of_another_good(sentence: Sentence, context: Context) -> bool:
    """Whether a sentence of a text of one good is about others only: "8.03 million tonnes of rubber tyres", in one of cars."""
    good = context.good.commodity if context.good is not None else None
    others = [m.code for m in sentence.of("commodity")]
    return good is not None and bool(others) and not any(c == good or vocabulary.related(c, good) for c in others)


def _of_things(sentence: Sentence, mention: Mention) -> bool:
    """Whether things stand right behind a number that names no currency: "A total of 549.2 billion integrated circuits in 2024"."""
    goods = next((m for m in sentence.of("commodity") if m.first == mention.last), None)
    plural = goods is not None and sentence.low[goods.last - 1].endswith("s")
    return plural and not any(m.first == goods.last for m in sentence.of("flow"))


_PIECES = frozenset({"number", "numbers", "pieces", "units", "unit", "sets"})


def _numbered(sentence: Sentence, index: int) -> bool:
    """Whether it is a number of pieces: "The number of machines was 41.3 million", "In pieces: 37.2 million"."""
    mention = sentence.mentions[index]
    start = _past_number(sentence, index)
    lead = sentence.low[max(start, mention.first - 6) : mention.first]
    return (
        mention.quantity.value >= _LEAST and not _PIECES.isdisjoint(lead) and not noun_follows(sentence, mention.last)
    )


_BEING = AMOUNTED | {"at", "to"}


def _number_of(sentence: Sentence, index: int) -> bool:
    """Whether it is how many there were of a good: "The number of notebook computers shipped abroad in the period was 31.9 million"."""
    mention = sentence.mentions[index]
    start = _past_number(sentence, index)
    if mention.quantity.value < _LEAST or sentence.low[mention.first - 1] not in _BEING:
        return False
    goods = {m.first for m in sentence.of("commodity")}
    return any(
        sentence.words(n - 1, n + 1) == ["number", "of"] and not goods.isdisjoint(range(n + 1, n + 4))
        for n in sentence.places("of")
        if start < n < mention.first
    )


_TELLING = frozenset({"partner", "flow", "commodity", "period", "basis", "quantity"})


def _of_the_good(sentence: Sentence, mention: Mention, context: Context, last_unit: tuple[str, str] | None) -> bool:
    """Whether a number is so much of the one good that the text tells of, in the unit that it was told in: "Argentina shipped 1.04 million
    tonnes, up from 420,000", "Mexico took 415,000"."""
    quantity = mention.quantity
    if context.weighed is None or quantity.value < _LEAST or "other_topic" in sentence.kinds:
        return False
    if last_unit is not None and last_unit[0] == "money" and (quantity.scaled or _is_value(sentence, mention)):
        return False
    if not quantity.scaled and "," not in sentence.tokens[mention.first].text:
        return False  # a year
    if any(a in _EACH and b in _WEIGHED for a, b in pairwise(sentence.low)):
        return False  # "got 8,680 yuan for a tonne a year ago and is now getting 4,940"
    following = sentence.words(mention.last, mention.last + 2)
    again = following[:1] == ["of"] and (
        following[1:] == ["them"] or any(m.first == mention.last + 1 for m in sentence.of("period"))
    )  # "more than double the 2.9 million of August 2022"
    return (again or not noun_follows(sentence, mention.last)) and _TELLING.intersection(sentence.kinds) != {"quantity"}


_EACH = frozenset({"a", "per", "each"})
_WEIGHED = frozenset({"tonne", "ton", "kilo", "kilogram", "kg", "barrel", "unit", "piece", "head", "bushel"})
_LEAST = 1_000  # of a good told by weight, or by the piece


def _percent_again(sentence: Sentence, index: int) -> bool:
    """Whether a number leaves out the percent said before: "exports were up by 7.6 percent and imports by 13.9"."""
    mention = sentence.mentions[index]
    before = [m.quantity.kind for m in sentence.mentions[:index] if m.kind == "quantity"]
    if "percent" not in before[-2:] or "." not in mention.quantity.value_text:
        return False
    lead = sentence.words(mention.first - 1, mention.first)
    named = before[-1] == "percent" and any(
        m.last == mention.first and m.kind in TOPIC_KINDS for m in sentence.mentions
    )
    turn = lead == ["of"] and any(m.kind == "direction" and m.last == mention.first - 1 for m in sentence.mentions)
    return (
        (named or turn or lead == ["by"]) and not noun_follows(sentence, mention.last) and mention.quantity.value < 1000
    )
