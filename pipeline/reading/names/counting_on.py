"""Bare numbers that count the goods told before once more: in brackets, of other months, or a part of them that went somewhere."""

from __future__ import annotations

from pipeline.reading.frames.frames import SIDES, Context
from pipeline.reading.words.mentions import Mention, Sentence

FEW = 100  # units of a good that a release would not count
_MANY = 1_000  # so few ships wait, and so few trucks queue
_BESIDE_TRADE = frozenset({"projection", "other_topic"})
UNITS: tuple[str, str | None] = ("physical", "units")


def again_in_brackets(sentence: Sentence, mention: Mention) -> bool:
    """Whether a number is the same count of other months: "42,600 finished vehicles shipped abroad (July: 39,800)"."""
    lead = sentence.words(mention.first - 4, mention.first)
    if lead[-1:] != [":"] or "(" not in lead or sentence.words(mention.last, mention.last + 1) != [")"]:
        return False
    before = [m.quantity for m in sentence.of("quantity") if m.last <= mention.first - 3]
    counted = bool(before) and (before[-1].kind, before[-1].unit) == UNITS
    return counted and any(0 < mention.first - m.last <= 2 for m in sentence.of("period"))


_WENT = (["went", "to"], ["came", "from"], ["headed", "to"], ["headed", "for"])


def went_on(sentence: Sentence, index: int) -> tuple[str, str | None] | None:
    """The unit of a number that is a part of the goods counted before, which went somewhere: "12,000 excavators, of which 3,000 went
    to Russia and 1,500 to Indonesia", "Of the 99.41 million tonnes of soybeans, 69.95 million came from Brazil"."""
    mention = sentence.mentions[index]
    counted = [
        m.quantity.unit for m in sentence.mentions[:index] if m.kind == "quantity" and m.quantity.kind == "physical"
    ]
    if not counted or mention.quantity.value < FEW or not (counted[-1] == "units" or mention.quantity.scaled):
        return None
    part = "physical", counted[-1]
    following = sentence.words(mention.last, mention.last + 2)
    if following in _WENT:
        return part
    towards = following[:1] in (["to"], ["from"]) and sentence.words(mention.first - 1, mention.first) == ["and"]
    return part if towards and any(0 < m.first - mention.last <= 2 for m in sentence.of("partner")) else None


_OF_THEM = (["of", "them"], ["of", "these"], ["of", "those"])
_NO_NOUN = tuple(
    [w] for w in ", . ; to in on abroad overseas from off were went out and for around by with there across".split()
)
_SENDING = frozenset(
    "put puts sent sends loaded loads dispatched dispatches forwarded forwards moved packed rolled hauled ferried trucked flew".split()
)


_TAKING = frozenset({"took", "bought", "received", "got", "absorbed", "ordered", "imported"})


def sent_off(sentence: Sentence, mention: Mention, context: Context) -> bool:
    """Whether a number is so many "of them", of goods that the sentence tells the trade of, or that were counted before and are said to be
    sent: "The city put 588,000 of them on their way", "Of these, Dongying loaded 120 million"."""
    behind = sentence.words(mention.last, mention.last + 2) in _OF_THEM and (
        sentence.low[mention.last + 1] == "them" or sentence.words(mention.last + 2, mention.last + 3) in _NO_NOUN
    )  # but "2,000 of these trains"
    if mention.quantity.value < FEW or not (behind or sentence.words(0, 2) in _OF_THEM):
        return False
    if behind and any(m.kind in ("flow", "commodity") or m.means("flow") for m in sentence.mentions):
        return True
    last = context.last
    if last is None or last.commodity is None or last.flow not in SIDES or UNITS not in (context.unit, context.weighed):
        return False
    lead = sentence.words(mention.first - 4, mention.first)
    taken = not _TAKING.isdisjoint(lead) and any(m.last <= mention.first for m in sentence.of("partner"))
    return taken or not _SENDING.isdisjoint(lead)  # "Mexico took 381,000 of them"


_HOLDING = frozenset({"than", "from", "against", "with", "to", "above", "below", "over", "after"})


def held_against(sentence: Sentence, index: int) -> bool:
    """Whether the count of another time is only held against that of goods counted before: "632,000 of them were exported, 28.5 percent
    more than the 492,000 of 2024"."""
    mention = sentence.mentions[index]
    counted = any(m.quantity.unit == "units" for m in sentence.mentions[:index] if m.kind == "quantity")
    if not counted or mention.quantity.value < _MANY or not _BESIDE_TRADE.isdisjoint(sentence.kinds):
        return False  # not "His company expects to export 260,000 bikes, up from 215,000 in 2022"
    lead = sentence.words(mention.first - 2, mention.first)
    held = lead[-1:] != [] and (lead[-1] in _HOLDING or (lead[-1] == "the" and lead[0] in _HOLDING))
    return held and any(0 <= m.first - mention.last <= 2 for kind in ("period", "basis") for m in sentence.of(kind))


def led(sentence: Sentence, mention: Mention) -> bool:
    """Whether a bare number is what someone took or had of the goods counted before: "Mexico was second with 415,000"; "Russia
    received 341,000 and Mexico 145,000"."""
    lead = sentence.words(mention.first - 3, mention.first)
    return bool({"with", "took", "bought", "received", "at", "by", "than", "the"} & set(lead)) or any(
        m.last == mention.first for m in sentence.of("partner")
    )


def next_in_line(sentence: Sentence, mention: Mention, context: Context) -> bool:
    """Whether a number is so much of the goods that the sentence before counted for another: "taking 909,000 Chinese vehicles. Mexico came
    next with 415,000"."""
    spoken = context.latest
    if context.weighed != UNITS or spoken is None or spoken.commodity is None or spoken.blocked:
        return False
    if mention.quantity.value < _MANY or mention.quantity.scaled or _RANKS.isdisjoint(sentence.said):
        return False
    return led(sentence, mention) and any(m.last <= mention.first for m in sentence.of("partner"))


_RANKS = frozenset({"next", "second", "third", "fourth", "fifth", "followed", "behind"})


def it_was(sentence: Sentence, index: int, context: Context) -> bool:
    """Whether a number is the count of another time: "in 2019 the count had stood at 104,000 vehicles; in 2021 it was 310,000", "In 2012 the city
    exported 21.6 million of them. By 2020 it was 53.5 million"."""
    mention = sentence.mentions[index]
    told = [m.quantity for m in sentence.mentions[:index] if m.kind == "quantity" and m.quantity.kind in _AMOUNTS]
    if mention.quantity.value < _MANY or sentence.words(mention.first - 2, mention.first) not in _IT_WAS:
        return False
    if not any(m.last < mention.first and m.period.year is not None for m in sentence.of("period")):
        return False
    if told:
        return (told[-1].kind, told[-1].unit) == UNITS
    spoken = context.latest
    return context.weighed == UNITS and spoken is not None and spoken.commodity is not None and not spoken.blocked


_IT_WAS = (["it", "was"], ["they", "were"], ["it", "is"])


def weighed_again(sentence: Sentence, index: int) -> bool:
    """Whether a number is part of what the number before it weighs: "Of the 90.44 million tonnes of iron ore, 61.2 million came from
    Australia", "Australia sent 61.2 million"."""
    mention = sentence.mentions[index]
    if not mention.quantity.scaled or sentence.words(mention.last, mention.last + 1)[:1] not in _GOING_ON:
        return False
    before = [m.quantity for m in sentence.mentions[:index] if m.kind == "quantity" and m.quantity.kind in _AMOUNTS]
    return bool(before) and before[-1].kind == "physical" and before[-1].unit != "units"


_AMOUNTS = frozenset({"money", "physical"})
_GOING_ON = [[word] for word in "came come went arrived were was left headed and , . ; to from".split()]


def counts_others(sentence: Sentence, mention: Mention) -> bool:
    """Whether the number of something that is no good is told: "The number of registered businesses has passed 1.2 million"."""
    if "number" not in sentence.said:
        return False
    place = next((n for n in reversed(sentence.places("number")) if n < mention.first), None)
    if place is None or mention.first - place > 14 or sentence.low[place + 1 : place + 2] != ["of"]:
        return False
    return not any(
        place < m.first < mention.first and m.grade != "weak" and _FIRMS.isdisjoint(sentence.words(m.last, m.last + 1))
        for kind in ("commodity", "quantity", "flow")
        for m in sentence.of(kind)
    )


_FIRMS = frozenset(
    {"firms", "companies", "enterprises", "businesses", "traders"}
)  # "the number of foreign trade firms"
