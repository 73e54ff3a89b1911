"""Bare numbers that take their meaning from the sentence: counts of goods, units shared with the number before."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from pipeline.reading.by_the_piece import by_the_piece
from pipeline.reading.counting_on import (
    FEW,
    UNITS,
    again_in_brackets,
    counts_others,
    held_against,
    led,
    weighed_again,
    went_on,
)
from pipeline.reading.frames import Context
from pipeline.reading.mentions import TOPIC_KINDS, Mention, Sentence
from pipeline.reading.unmeant import CARRIERS, PEOPLE

_PEOPLED = frozenset(
    {"province", "city", "country", "nation", "region", "municipality", "county", "town", "metropolis"}
)
_AFTER_NUMBER = frozenset(
    (
        "in to from by for and or as at with on over during while which that than but after before was were is "
        "are compared a the up down"
    ).split()
)


def convert_counts(sentence: Sentence, context: Context) -> None:
    """A bare number right before a commodity counts its units ("203,000 vehicles"); a bare scaled number takes the unit
    of the number before it ("170.38 billion yuan ... to 47.31 billion")."""
    if not sentence.of("quantity") and not sentence.of("terms"):
        return
    currency = context.currency or context.article_currency
    in_money = ("money", currency) if currency else None
    last_unit = context.unit or in_money
    begun = False  # whether the sentence has named a unit
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "terms":
            context.currency = mention.code
            last_unit = context.unit = ("money", mention.code)
            begun = True
        if mention.kind != "quantity":
            continue
        quantity = mention.quantity
        if quantity.kind in ("money", "physical"):
            last_unit = context.unit = (quantity.kind, quantity.unit)
            begun = True
            if quantity.kind == "money":
                context.currency = quantity.unit
        if quantity.kind != "bare" or sentence.tokens[mention.first].glue == "-":
            continue  # "COVID-19 vaccines"
        counted = last_unit
        if last_unit == UNITS and in_money is not None and (not begun or _is_value(sentence, mention)):
            counted = in_money if quantity.value >= _BILLION else last_unit
        meant = _unit_meant(sentence, index, context, currency, counted)
        if meant is not None:
            kind, unit = meant
            last_unit = meant if meant == UNITS and sentence.low[0] == "of" else last_unit
            sentence.correct(index, replace(mention, quantity=replace(quantity, kind=kind, unit=unit), code=kind))


def _said_in_units(sentence: Sentence, index: int, context: Context) -> bool:
    """Whether the clause says that it counts, or a good is the subject of what was done with so many: "In units, the count was 18.24
    million", "Of the notebooks put together in the city, 25.728 million were exported"."""
    mention = sentence.mentions[index]
    goods = [m for m in sentence.of("commodity") if m.last <= mention.first]
    if not goods and (context.last is None or context.last.commodity is None):
        return False
    start = max((m.last for m in sentence.mentions[:index] if m.kind == "quantity"), default=0)
    if any(a == "in" and b in _COUNTED for a, b in pairwise(sentence.low[start : mention.first])):
        return True
    lead = sentence.low[max(start, mention.first - 6) : mention.first]
    if any(a == "the" and (b == "count" or (b == "number" and "of" not in lead)) for a, b in pairwise(lead)):
        return mention.quantity.value < _BILLION
    return (
        mention.quantity.value < _BILLION
        and bool(goods)
        and not _amount_before(sentence, index)
        and _passed_the_border(sentence, mention, context)
    )


_COUNTED = frozenset({"units", "numbers", "unit"})


def _is_value(sentence: Sentence, mention: Mention) -> bool:
    """Whether a number is said to be a value: "43.15 million sets were exported, with a value of 87.2 billion"."""
    return "value" in sentence.words(mention.first - 4, mention.first)


_GRADES = frozenset("kcal seat seater person member room berth bed day hour year storey story mu acre hectare".split())
_BY_NUMBER = (["by", "number", "to"], ["in", "number", "to"], ["unit", "terms", "to"])


def _unit_meant(
    sentence: Sentence, index: int, context: Context, currency: str | None, last_unit: tuple[str, str] | None
) -> tuple[str, str] | None:
    """Kind and unit of a bare number, None where it is no more than a number."""
    mention = sentence.mentions[index]
    quantity = mention.quantity
    if _percent_again(sentence, index):
        return "percent", "%"
    following = sentence.low[mention.last : mention.last + 2]
    if following and sentence.tokens[mention.last].glue == "-" and not quantity.scaled and following[0] in _GRADES:
        return None  # "spot 5,500-kcal coal"
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
    lead = sentence.words(mention.first - 2, mention.first)
    if lead[:1] != [] and lead[0] in _PEOPLED and lead[1:] == ["of"]:
        return None  # "a province of 66 million"
    if lead in (["in", "pieces"], ["in", "units"]) or (
        lead[-1:] == ["numbered"]
        and quantity.value >= FEW
        and any(m.kind == "commodity" and m.last < mention.first for m in sentence.mentions)
    ):
        return UNITS  # "car exports numbered 294,000"
    if sentence.words(mention.first - 3, mention.first) in _BY_NUMBER:
        return UNITS
    if weighed_again(sentence, index):
        return last_unit
    again = quantity.value >= FEW and (again_in_brackets(sentence, mention) or _said_in_units(sentence, index, context))
    if again or by_the_piece(sentence, mention):
        return UNITS
    if (
        _counts_goods(sentence, index, context)
        or (_shipped(sentence, index, last_unit) and not _noun_follows(sentence, mention.last))
        or (lead == ["of", "which"] and _passed_the_border(sentence, mention, context))
        or held_against(sentence, index)
        or _grown_to(sentence, index, context)
    ):
        return UNITS
    if (parted := went_on(sentence, index)) is not None:
        return parted
    if (
        (quantity.scaled or (last_unit == UNITS and quantity.value >= FEW and led(sentence, mention)))
        and last_unit is not None
        and not _noun_follows(sentence, mention.last)
    ):
        return last_unit
    if (
        following == ["of", "them"]
        and quantity.value >= FEW
        and any(m.kind in ("flow", "commodity") or m.means("flow") for m in sentence.mentions)
    ) or _passed_the_border(sentence, mention, context):
        return UNITS
    return None


_RANKING = frozenset({"no", "no.", "number", "nr", "#"})  # "the No. 1 oil supplier"


def _counts_goods(sentence: Sentence, index: int, context: Context) -> bool:
    """Whether a commodity stands right behind a number: "203,000 vehicles"."""
    mention = sentence.mentions[index]
    following = sentence.mentions[index + 1] if index + 1 < len(sentence.mentions) else None
    return (
        following is not None
        and _RANKING.isdisjoint(sentence.words(mention.first - 2, mention.first))
        and following.kind == "commodity"
        and following.first - mention.last <= 2
        and _FIRMS.isdisjoint(sentence.words(following.last, following.last + 1))
        and sentence.words(following.last, following.last + 2)
        not in (["a", "day"], ["per", "day"], ["every", "day"], ["a", "week"])
        and _of_trade(sentence, mention, context, following.code)
        and _plain_words(sentence, mention.last, following.first)
    )


def _shipped(sentence: Sentence, index: int, last_unit: tuple[str, str] | None) -> bool:
    """Whether a number stands right behind a verb of trade: "shipped 203,000"."""
    mention = sentence.mentions[index]
    quantity = mention.quantity
    before = sentence.mentions[index - 1] if index else None
    return (
        before is not None
        and before.last == mention.first
        and before.kind == "flow"
        and before.grade in ("verb", "weak")
        and quantity.value >= FEW
        and not (quantity.scaled and _amount_before(sentence, index))
        and not (quantity.value >= _BILLION and last_unit is not None and last_unit[0] == "money")
    )


_BILLION = 1_000_000_000  # so many units of a good are never counted


def _of_trade(sentence: Sentence, mention: Mention, context: Context, good: str) -> bool:
    """Whether goods that a number counts are traded: their sentence names a flow, or the text is at one ("170 trucks stood in
    line"); what carries goods is traffic, unless it is what was spoken of ("the bridge was crossed by 290 trucks")."""
    if any(m.kind == "flow" or m.means("flow") for m in sentence.mentions):
        return True
    last = context.last
    if good in CARRIERS and last is not None and last.commodity != good:
        return False
    return last is not None and last.flow in ("export", "import") and mention.quantity.value >= FEW


_FIRMS = frozenset(
    (
        "enterprises companies firms producers makers manufacturers exporters dealers factories plants shops stores outlets "
        "showrooms growers farms workers stations mines refineries"
    ).split()
)  # "7,300 coffee shops"


def _amount_before(sentence: Sentence, index: int) -> bool:
    """Whether an amount of money stands earlier in the sentence: "bought 221.8 billion yuan of goods and sold 76.03 billion"."""
    return any(m.kind == "quantity" and m.quantity.kind == "money" for m in sentence.mentions[:index])


def _passed_the_border(sentence: Sentence, mention: Mention, context: Context) -> bool:
    """Whether a bare number counts the good spoken of, as it was traded: "A total of 1,126, mostly German, were imported"."""
    known = any(m.kind == "commodity" and m.last <= mention.first for m in sentence.mentions)
    known = known or (context.last is not None and context.last.commodity is not None)
    if not known or mention.quantity.value < FEW or _noun_follows(sentence, mention.last):
        return False
    verb = next(
        (m for m in sentence.mentions if m.first >= mention.last and m.kind in ("flow", "quantity", "commodity")), None
    )
    if verb is not None and verb.kind == "flow" and verb.grade == "verb" and verb.first == mention.last:
        return True  # "Cars did well: 97,000 left for other countries"
    if verb is not None and verb.first == mention.last and sentence.low[verb.first] in _SHIPPED:
        return True  # "Tablets did better, with 15.2 million shipped"
    return (
        verb is not None
        and verb.kind == "flow"
        and verb.grade in ("verb", "weak")
        and sentence.words(verb.first - 1, verb.first) in (["were"], ["was"])
        and verb.first - mention.last <= 8
    )


_SHIPPED = frozenset({"shipped", "exported", "sold", "dispatched", "delivered", "imported", "bought"})


def _grown_to(sentence: Sentence, index: int, context: Context) -> bool:
    """Whether a bare number is the count that a rate led to: "Their exports more than doubled in number, growing 118.6 percent to 74,000"."""
    mention, quantity = sentence.mentions[index], sentence.mentions[index].quantity
    before = next((m for m in reversed(sentence.mentions[:index]) if m.kind == "quantity"), None)
    if before is None or before.quantity.kind != "percent" or quantity.scaled or quantity.value < FEW:
        return False
    goods = any(m.last <= mention.first for m in sentence.of("commodity"))
    goods = goods or (context.last is not None and context.last.commodity is not None)
    return goods and sentence.words(before.last, mention.first) == ["to"] and not _noun_follows(sentence, mention.last)


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
        (named or turn or lead == ["by"])
        and not _noun_follows(sentence, mention.last)
        and mention.quantity.value < 1000
    )


_NO_ADJECTIVES = frozenset(
    (
        "and or in to from by for have has had keep fly run kinds types sorts varieties models brands categories "
        "styles lines"  # "90 kinds of hand tools"
    ).split()
)


def _plain_words(sentence: Sentence, first: int, last: int) -> bool:
    return all(t.kind == "word" and t.low not in _NO_ADJECTIVES for t in sentence.tokens[first:last])


def _noun_follows(sentence: Sentence, position: int) -> bool:
    """Whether a noun of its own stands right after a number ("2.1 million passengers")."""
    words = sentence.tokens[position : position + 1]
    if words and words[0].low in PEOPLE:
        return True  # "6.72 million customers"
    if sentence.words(position, position + 2) in (["of", "that"], ["of", "it"], ["of", "this"]):
        return False
    return (
        bool(words)
        and words[0].kind == "word"
        and words[0].low not in _AFTER_NUMBER
        and not any(m.first == position for m in sentence.mentions)
    )
