"""Whether a bare number counts a good: "203,000 vehicles", "shipped 203,000", "Cars did well: 97,000 left for other countries"."""

from __future__ import annotations

from pipeline.reading.frames.frames import BOUGHT, Context
from pipeline.reading.names.counting_on import FEW
from pipeline.reading.topics.unmeant import CARRIERS
from pipeline.reading.topics.unmeant_flows import PEOPLE
from pipeline.reading.words.mentions import Mention, Sentence

_AFTER_NUMBER = frozenset(
    (
        "in to from by for and or as at with on over during while which that than but after before was were is "
        "are compared a the up down"
    ).split()
)


_RANKING = frozenset({"no", "no.", "number", "nr", "#"})  # "the No. 1 oil supplier"


def counts_goods(sentence: Sentence, index: int, context: Context) -> bool:
    """Whether a commodity stands right behind a number: "203,000 vehicles"."""
    mention = sentence.mentions[index]
    behind = [
        m for m in sentence.mentions[index + 1 : index + 3] if m.kind != "anaphor"
    ]  # "19.6 million of these computers"
    following = behind[0] if behind else None
    lead = sentence.words(mention.first - 2, mention.first)
    return (
        following is not None
        and (lead == ["number", ","] or _RANKING.isdisjoint(lead))  # "By number, 1.773 million cars were exported"
        and following.kind == "commodity"
        and following.first - mention.last <= 2
        and _FIRMS.isdisjoint(sentence.words(following.last - 1, following.last + 1))
        and sentence.words(following.last, following.last + 2)
        not in (["a", "day"], ["per", "day"], ["every", "day"], ["a", "week"], ["a", "month"])
        and _of_trade(sentence, mention, context, following.code)
        and _plain_words(sentence, mention.last, following.first)
    )


def shipped(sentence: Sentence, index: int, last_unit: tuple[str, str] | None) -> bool:
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
        and not (quantity.scaled and amount_before(sentence, index))
        and not (quantity.value >= BILLION and last_unit is not None and last_unit[0] == "money")
    )


_MANY = 10_000  # of a good at the head of a paragraph whose sentence names no flow
BILLION = 1_000_000_000  # so many units of a good are never counted


def _of_trade(sentence: Sentence, mention: Mention, context: Context, good: str) -> bool:
    """Whether goods that a number counts are traded: their sentence names a flow, or the text is at one ("170 trucks stood in
    line"); what carries goods is traffic, unless it is what was spoken of ("the bridge was crossed by 290 trucks")."""
    if sentence.words(mention.first - 1, mention.first) == ["of"] and not _ONE.isdisjoint(
        sentence.words(mention.first - 2, mention.first - 1)
    ):
        return False  # "Zhang Wei checks the last of 300 sedans before they leave for Kazakhstan"
    if sentence.words(mention.first - 2, mention.first) == ["of", "the"] and not any(
        m.kind == "flow" and m.grade != "weak" for m in sentence.mentions
    ):
        return False  # "Most of the 640 machines waiting here last week were built in Xuzhou"
    last = context.last
    traffic = good in CARRIERS and last is not None and last.commodity != good
    if traffic and last.commodity and last.commodity in BOUGHT and not _traded(sentence, mention):
        return False  # "ship agents show 71 vessels with China written next to them", of soybeans
    if "for" in sentence.said and not _ROOM.isdisjoint(sentence.words(mention.first - 4, mention.first)):
        return False  # "She has just rented space for another 150 vehicles"
    if any(m.kind == "flow" or m.means("flow") for m in sentence.mentions):
        return True
    if traffic:
        return False
    least = FEW if context.opened else _MANY
    return last is not None and last.flow in ("export", "import") and mention.quantity.value >= least


_ONE = frozenset({"last", "first", "one", "each"})
_ROOM = frozenset("space room parking berths slots capacity bays stalls storage places".split())


def _traded(sentence: Sentence, mention: Mention) -> bool:
    """Whether a word of trade stands close to what a number counts: "exported 71 ships", "71 ships were exported"."""
    return any(mention.first - m.last <= _NEAR and m.first - mention.last <= _NEAR for m in sentence.of("flow"))


_NEAR = 3  # tokens
_FIRMS = frozenset(
    (
        "enterprises companies firms producers makers manufacturers exporters dealers factories plants shops stores outlets "
        "showrooms growers farms workers stations mines refineries orchards workshops stalls fairs sellers buyers packers breeders"
    ).split()
)  # "7,300 coffee shops"


def amount_before(sentence: Sentence, index: int) -> bool:
    """Whether an amount of money stands earlier in the sentence: "bought 221.8 billion yuan of goods and sold 76.03 billion"."""
    return any(m.kind == "quantity" and m.quantity.kind == "money" for m in sentence.mentions[:index])


def passed_the_border(sentence: Sentence, mention: Mention, context: Context) -> bool:
    """Whether a bare number counts the good spoken of, as it was traded: "A total of 1,126, mostly German, were imported"."""
    known = any(m.kind == "commodity" and m.last <= mention.first for m in sentence.mentions)
    known = known or (context.last is not None and context.last.commodity is not None)
    if not known or mention.quantity.value < FEW or noun_follows(sentence, mention.last):
        return False
    verb = next(
        (m for m in sentence.mentions if m.first >= mention.last and m.kind in ("flow", "quantity", "commodity")), None
    )
    of_which = sentence.words(mention.last, mention.last + 2) == ["of", "which"]
    if verb is not None and verb.kind == "flow" and verb.grade != "weak" and verb.first == mention.last + 2 * of_which:
        return True  # "Cars did well: 97,000 left for other countries", "97,000 of which left the city for foreign markets"
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


def grown_to(sentence: Sentence, index: int, context: Context) -> bool:
    """Whether a bare number is the count that a rate led to: "Their exports more than doubled in number, growing 118.6 percent to 74,000"."""
    mention, quantity = sentence.mentions[index], sentence.mentions[index].quantity
    before = next((m for m in reversed(sentence.mentions[:index]) if m.kind == "quantity"), None)
    if before is None or before.quantity.kind != "percent" or quantity.value < FEW:
        return False
    if quantity.scaled and not _of_a_number(sentence, before):
        return False
    goods = any(m.last <= mention.first for m in sentence.of("commodity"))
    goods = goods or (context.last is not None and context.last.commodity is not None)
    return goods and sentence.words(before.last, mention.first) == ["to"] and not noun_follows(sentence, mention.last)


def _of_a_number(sentence: Sentence, rate: Mention) -> bool:
    """Whether a rate is that of how many there were of a good: "the number of integrated circuits brought in falling 13.2 percent"."""
    goods = {m.first for m in sentence.of("commodity")}
    return any(
        sentence.words(n - 1, n + 1) == ["number", "of"] and not goods.isdisjoint(range(n + 1, n + 4))
        for n in sentence.places("of")
        if n < rate.first
    )


_NO_ADJECTIVES = frozenset(
    (
        "and or in to from by for have has had keep fly run kinds types sorts varieties models brands categories "
        "styles lines"  # "90 kinds of hand tools"
    ).split()
)


def _plain_words(sentence: Sentence, first: int, last: int) -> bool:
    if sentence.words(first + 1, first + 2) == ["of"]:
        return False  # "21,700 hectares of goji", "90 containers of plastic flowers"
    return all(t.kind == "word" and t.low not in _NO_ADJECTIVES for t in sentence.tokens[first:last])


# "11.2 billion of those were toys", "251.7 billion spent on imports": no noun of its own.
_OF_WHAT = tuple([word] for word in "that it this which those these".split())
_SUMS = frozenset({"total", "sum", "whole", "amount"})
_DONE = frozenset({"spent", "earned", "paid", "left", "went"})


def _timed(sentence: Sentence, position: int) -> bool:
    """Whether a year or a month stands at a position: "less than the 95.9 billion of 2022"."""
    return any(m.first == position for kind in ("period", "basis") for m in sentence.of(kind))


def noun_follows(sentence: Sentence, position: int) -> bool:
    """Whether a noun of its own stands right after a number ("2.1 million passengers")."""
    words = sentence.tokens[position : position + 1]
    if words and words[0].low in PEOPLE:
        return True  # "6.72 million customers"
    following = sentence.words(position, position + 2)
    if following[:1] == ["of"] and (following[1:] in _OF_WHAT or _timed(sentence, position + 1)):
        return False
    if following in (["of", "the"], ["of", "a"]) and not _SUMS.isdisjoint(sentence.words(position + 2, position + 3)):
        return False  # "the private sector there accounted for 2.55 trillion of the total"
    if following[:1] != [] and following[0] in _DONE:
        return False
    return (
        bool(words)
        and words[0].kind == "word"
        and words[0].low not in _AFTER_NUMBER
        and not any(m.first == position for m in sentence.mentions)
    )
