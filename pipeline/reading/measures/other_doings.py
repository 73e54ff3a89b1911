"""Numbers of other doings than trade, told beside it: what plants made, what a market paid, what a firm put in, how much of the
world's goods it makes."""

from __future__ import annotations

from pipeline.reading.frames.cues import CLAUSE_ENDS, Measure, excuse
from pipeline.reading.words.mentions import Mention, Sentence

PRICE = "price or rate"
_OUTPUT = "output"
_INVESTMENT = "investment"
_OF_A_MARKET = "share of a market, not of trade"

_AVERAGE = "average over a period"

_ENDS = CLAUSE_ENDS | {"as", "because"}
_SOFTENING = frozenset(
    "about around nearly some almost roughly approximately over a an the just only or record more than another as many perhaps maybe".split()
)


def excuse_doings(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """Excuse each number that its own clause says to be of something else: "smelters produced 1.95 million tonnes of it, 11% more",
    "the contract closed 0.2% up at 69,730 yuan", "firms invested $16.3 billion in the region"."""
    if not _MAKING.isdisjoint(sentence.said):
        for index in quantities:
            counted = sentence.mentions[index].quantity.kind == "bare"
            if (measures[index].measure is not None or counted) and _made(sentence, sentence.mentions[index]):
                _excuse_clause(sentence, index, quantities, measures, _OUTPUT)
    if not _PAYING.isdisjoint(sentence.said) or "cost" in sentence.said:
        for index in quantities:
            if measures[index].measure is not None and _paid(sentence, sentence.mentions[index]):
                _excuse_clause(sentence, index, quantities, measures, _INVESTMENT)
    if PRICE in [measures[i].rule for i in quantities]:
        _excuse_moves(sentence, quantities, measures)
    if not _MOVERS.isdisjoint(sentence.said) and _mover_moves(sentence):
        for index in quantities:
            if measures[index].measure == "growth" and _of_a_mover(sentence, sentence.mentions[index]):
                excuse(measures, index, PRICE)
    if not _ONE_UNIT.isdisjoint(sentence.said):
        for index in quantities:
            if measures[index].measure == "growth" and _for_each(sentence, sentence.mentions[index]):
                excuse(measures, index, PRICE)
    if not _DAYS.isdisjoint(sentence.said):
        for index in quantities:
            if measures[index].measure == "level" and _each_day(sentence, sentence.mentions[index]):
                excuse(measures, index, _AVERAGE)
    if "of" in sentence.said:
        for index in quantities:
            if measures[index].unit == "%" and measures[index].measure and _of_a_market(sentence, index):
                _excuse_clause(sentence, index, quantities, measures, _OF_A_MARKET)


def _excuse_clause(
    sentence: Sentence, index: int, quantities: list[int], measures: dict[int, Measure], rule: str
) -> None:
    """Excuse a number, and what its clause goes on to tell of it: "assembled 1.79 million vehicles, up 7.9 percent"."""
    excuse(measures, index, rule)
    first = sentence.mentions[index].last
    for other in quantities:
        mention = sentence.mentions[other]
        if mention.first < first or measures[other].measure is None:
            continue
        if _parted(sentence, first, mention.first) or (mention.quantity.kind == "money" and rule == _OUTPUT):
            return
        excuse(measures, other, rule)


def _parted(sentence: Sentence, first: int, last: int) -> bool:
    """Whether another clause, or a flow or a topic of its own, begins between two positions."""
    if not _ENDS.isdisjoint(sentence.words(first, last)):
        return True
    return any(first <= m.first < last for kind in ("flow", "other_topic") for m in sentence.of(kind))


# ---------------------------------------------------------------- what changes hands each day
_DAYS = frozenset({"daily", "nightly", "day", "night", "morning", "week", "hour", "shift"})
_OF_DATE = (["to"], ["ended"], ["ending"], ["through"], ["of"])
_EVERY = frozenset({"a", "an", "per", "each", "every"})
_AGO = frozenset({"ago", "earlier", "before", "later", "after"})


def _each_day(sentence: Sentence, mention: Mention) -> bool:
    """Whether goods are only counted by the day or week: "a market where 4,000 tonnes of fruit change hands daily", "net sales of 248,000
    tons in the week to April 9"; barrels a day are a unit."""
    if mention.quantity.kind != "physical" or mention.quantity.unit.startswith("barrel"):
        return False
    behind = sentence.words(mention.last, mention.last + 9)
    for place, word in enumerate(behind):
        if word in _ENDS or word == "," or word[:1].isdigit():
            return False
        each = word.endswith("ly") or (place > 0 and behind[place - 1] in _EVERY)
        if word == "week" and behind[place - 1 : place] == ["the"] and behind[place + 1 : place + 2] in _OF_DATE:
            return True
        if word in _DAYS and each:
            return _AGO.isdisjoint(behind[place + 1 : place + 2])
    return False


# ---------------------------------------------------------------- what was made
_MAKING = frozenset(
    (
        "poured pours made makes make produced produces produce crushed crush milled mill processed process raised raise mined refined "
        "ran run stitched sewed sewn wove spun smelted yielded yield picked pick harvested harvests harvest harvesting reaped grew pumped generated fed installed "
        "packed brewed cast rolled registered felled caught landed hatched slaughtered bottled knitted knit knits worked gave gives stores stored forged assembled "
        "manufactured built launched turned churned commissioned producing mining refining smelting crushing milling"
    ).split()
)
_MAKERS = frozenset(
    (
        "plants plant mills mill pits pit mines mine miners smelters smelter refiners refiner refineries refinery wells fields dairies "
        "growers grower farmers farms farm orchards plantations yards yard shipyards shipbuilders carmakers automakers "
        "shoemakers makers factories factory campus foundry foundries lines kilns furnaces crushers breeders utilities parks hectares trees orchards "
        "manufacturers producers steelmakers sawmills brands industry turbines workshops companies firms province city "
        "county country region china domestic it they"
    ).split()
)
_PARTICLES = (["out"], ["up"], ["through"])


def _made(sentence: Sentence, mention: Mention) -> bool:
    """Whether a verb of making stands right before a quantity of goods: "its dairies processed 7.3 million tonnes of milk"."""
    compared = mention.quantity.kind == "percent" and sentence.words(mention.last, mention.last + 1) in _COMPARED
    if mention.quantity.kind not in ("physical", "bare") and not compared:
        return False
    place = mention.first - 1
    while place > 0 and sentence.low[place] in _SOFTENING and sentence.low[place] not in _MAKING:
        place -= 1
    if sentence.words(place, place + 1) in _PARTICLES:
        place -= 1
    if place < 1 or sentence.low[place] not in _MAKING:
        return False
    passive = sentence.low[place - 1] in _PASSIVE and not _past_aside(sentence, place - 1)
    if passive and not sentence.low[place].endswith("ing"):
        return False  # but "Brazil is harvesting 169 million tonnes"
    if any(m.last == place and m.grade == "noun" for m in sentence.of("flow")):
        return False  # "China's durian imports registered 1.43 million tonnes"
    if sentence.low[place] == "landed":
        # but "China landed 953 million tonnes of iron ore"
        return not _FISHERS.isdisjoint(sentence.words(place - 6, place))
    if compared or sentence.low[place] in _ONLY_OF_MAKERS:
        return not _MAKERS.isdisjoint(sentence.words(place - 6, place))
    return not any(m.first <= place < m.last for kind in ("flow", "share") for m in sentence.of(kind))


def _past_aside(sentence: Sentence, comma: int) -> bool:
    """Whether a comma only closes what is said of who makes: "The mine, controlled by a Chinese group, produced 385,000 tonnes"."""
    if sentence.low[comma] != ",":
        return False
    opening = next((p for p in range(comma - 1, 0, -1) if sentence.low[p] == ","), 0)
    return not _MAKERS.isdisjoint(sentence.low[max(0, opening - 1) : opening])


_COMPARED = (["more"], ["less"], ["fewer"])  # "State refiners processed 8.1% less crude"
_PASSIVE = frozenset({"is", "are", "was", "were", "be", "been", "being", ","})
# Said of much else: "exports grew 5 million tonnes".
_ONLY_OF_MAKERS = frozenset(
    "worked gave gives raised raise ran run grew make makes process processed launched rolled packed registered caught".split()
)


_FISHERS = frozenset("fishermen fishers fisheries boats trawlers vessels fleet fishing farms farmers crews".split())


# ---------------------------------------------------------------- what was paid
_PAYING = frozenset(
    (
        "invested invest fined fine seized confiscated borrowed lent granted earmarked allocated pledged raised won recouped "
        "donated subsidised subsidized taxed compensated ploughed levied budgeted approved"
    ).split()
)


def _paid(sentence: Sentence, mention: Mention) -> bool:
    """Whether a clause is about money that bought no goods: "invested $16.3 billion in the region", "fined 37 companies a total of
    86 million yuan", "seized smuggled goods worth 1.2 billion yuan", "has taxed $250 billion of Chinese goods"."""
    if mention.quantity.kind != "money":
        return False
    if sentence.words(mention.first - 4, mention.first) == ["at", "a", "cost", "of"]:
        return not _bought(sentence, mention)  # "is adding a third line at a cost of 120 million yuan"
    first = next((p for p in range(mention.first - 1, -1, -1) if sentence.low[p] in _PAYING), None)
    if first is None or mention.first - first > 8 or sentence.tokens[first].glue == "-":
        return False
    if sentence.low[first] in ("won", "raised") and not _raised_money(sentence, first, mention):
        return False
    return not _parted(sentence, first + 1, mention.first) and "," not in sentence.words(first, mention.first)


def _bought(sentence: Sentence, mention: Mention) -> bool:
    """Whether a cost is that of goods: "imported 513,000 tons of copper ore, 5.5 percent more, at a cost of 7.64 billion yuan"."""
    goods = any(m.quantity.kind == "physical" and m.last < mention.first for m in sentence.of("quantity"))
    return goods or any(m.grade != "weak" and m.last < mention.first for m in sentence.of("flow"))


def _raised_money(sentence: Sentence, verb: int, mention: Mention) -> bool:
    """Whether a verb has money itself for its object: "raised 3 billion yuan", "won contracts of $21 billion"; not "raised its exports
    to 3 billion yuan"."""
    between = sentence.words(verb + 1, mention.first)
    return _SOFTENING.issuperset(between) or not _AWARDS.isdisjoint(between)


_AWARDS = frozenset({"contracts", "contract", "orders", "projects", "loans", "funds", "capital", "tenders"})


# ---------------------------------------------------------------- what a market did
def _excuse_moves(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """Excuse a change told in the clause of a price, where that tells no trade: "settled 1.3 per cent lower at $10.11 a bushel"."""
    for index in quantities:
        if measures[index].rule != PRICE or sentence.mentions[index].quantity.kind != "money":
            continue
        first, last = _clause_around(sentence, sentence.mentions[index])
        inside = [i for i in quantities if first <= sentence.mentions[i].first < last]
        if _tells_trade(sentence, first, last) or any(measures[i].measure == "level" for i in inside):
            continue
        for other in inside:
            if measures[other].measure in ("growth", "share_change"):
                excuse(measures, other, PRICE)


_MOVERS = frozenset("yuan renminbi dollar euro yen rouble ruble pound composite index shares stocks bonds".split())


def _mover_moves(sentence: Sentence) -> bool:
    """Whether a word of direction stands right behind a currency or an index, as one has to where that is what changed."""
    return any(not _MOVERS.isdisjoint(sentence.words(m.first - 2, m.first)) for m in sentence.of("direction"))


def _of_a_mover(sentence: Sentence, mention: Mention) -> bool:
    """Whether the subject of a change is a currency or an index of shares: "the yuan firmed 0.3 percent to 7.18 to the dollar"."""
    first = _clause_start(sentence, mention)
    start = first + (sentence.words(first, first + 1) in (["and"], ["the"]))
    subject = next((p for p in range(start, min(start + 4, mention.first)) if sentence.low[p] in _MOVERS), None)
    if subject is None or any(m.first <= subject < m.last for m in sentence.mentions if m.kind != "other_topic"):
        return False  # "in yuan terms, exports climbed 8 percent"
    if not any(m.first - subject in (1, 2) for m in sentence.of("direction")):
        return False
    last = _clause_end(sentence, mention)
    return not any(first <= m.first < last for m in sentence.of("flow"))


_PRONOUNS = frozenset({"it", "they", "this", "that", "these"})


def _clause_around(sentence: Sentence, mention: Mention) -> tuple[int, int]:
    """The positions between which a clause lies."""
    return _clause_start(sentence, mention), _clause_end(sentence, mention)


def _clause_start(sentence: Sentence, mention: Mention) -> int:
    low, first = sentence.low, mention.first
    while first and low[first - 1] not in _ENDS and not (low[first - 1] == "and" and low[first - 2] == ","):
        first -= 1
    return first


def _clause_end(sentence: Sentence, mention: Mention) -> int:
    low, last = sentence.low, mention.last
    while last < len(low) and low[last] not in _ENDS and not (low[last] == "and" and low[last - 1] == ","):
        last += 1
    return last


def _tells_trade(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a clause names a flow, or what was spoken of before: not "a simple model sells for 380 yuan"."""
    if not _PRONOUNS.isdisjoint(sentence.words(first, first + 2)):
        return True
    return any(
        first <= m.first < last
        and sentence.low[m.last - 1] != "exchange"
        and not (m.grade == "weak" and sentence.low[m.last : m.last + 1] in (["for"], ["at"]))
        for m in sentence.of("flow")
    )


_ONE_UNIT = frozenset({"tonne", "ton", "barrel", "kilogram", "kilo", "kg", "piece", "unit"})
_EACH = (["per"], ["a"], ["for", "each"], ["for", "every"], ["for", "a"], ["on", "each"])


def _for_each(sentence: Sentence, mention: Mention) -> bool:
    """Whether a change is of what one unit costs: "paying on average 23.4 per cent less for each tonne"."""
    if sentence.words(mention.last, mention.last + 1) not in (["more"], ["less"]):
        return False
    behind = sentence.words(mention.last + 1, mention.last + 4)
    return any(
        behind[: len(each)] == each and not _ONE_UNIT.isdisjoint(behind[len(each) : len(each) + 1]) for each in _EACH
    )


# ---------------------------------------------------------------- shares of a market
_OTHERS = frozenset("market markets tunnel tunnels bridge bridges earthworks roadbed".split())
_PAYMENTS = frozenset("settlement settlements payments invoices deposits loans".split())
_WORLD = frozenset({"world", "global", "worldwide"})


def _of_a_market(sentence: Sentence, index: int) -> bool:
    """Whether a percentage is of what a market takes or the world makes: "7.4 percent of the European market", "28 percent of the
    world's tablet screens"."""
    mention = sentence.mentions[index]
    if sentence.words(mention.last, mention.last + 1) != ["of"]:
        return False
    behind = sentence.words(mention.last + 1, mention.last + 5)
    behind = behind[: next((n for n, w in enumerate(behind) if w in _STOPS), len(behind))]
    if not _PAYMENTS.isdisjoint(behind):
        return True  # "the yuan made up 36 percent of settlements for the country's exports"
    if _sold_there(sentence, mention):
        return True
    flows = any(mention.last < m.first <= mention.last + 5 for m in sentence.of("flow"))
    if flows:
        return False
    if not _ALL_THAT.isdisjoint(behind):
        return False  # "72.8 percent of all that the trains took abroad"
    others = (m for m in sentence.of("other_topic") if m.code not in _OF_TRADE)
    if any(mention.last < m.first <= mention.last + 1 + len(behind) and m.first - mention.last <= 4 for m in others):
        return True  # "handles about 20% of the port's boxes"
    return not _OTHERS.isdisjoint(behind) or not _WORLD.isdisjoint(behind[:2])


_SOLD = frozenset({"sold", "registered", "bought", "delivered"})
_HERE = frozenset({"region", "home"})


def _sold_there(sentence: Sentence, mention: Mention) -> bool:
    """Whether a percentage is of what is sold in another country: "49 percent of new cars sold there were Chinese"."""
    reach = range(mention.last, min(mention.last + 7, len(sentence.low)))
    place = next((p for p in reach if sentence.low[p] in _SOLD), None)
    if place is None or any(m.kind in _HERE and m.first < place for m in sentence.mentions):
        return False
    if not any(mention.last <= m.first < place for m in sentence.of("commodity")):
        return False  # "Laptops made up 30.6% of the goods sold there"
    if sentence.words(place + 1, place + 2) == ["there"]:
        return True
    abroad = next((m.first for m in sentence.of("partner") if m.first > place), None)
    return abroad is not None and sentence.words(place + 1, abroad) in (["in"], ["in", "the"])


_ALL_THAT = frozenset({"all", "that", "what", "everything", "those", "these", "it"})
_OF_TRADE = frozenset({"turnover", "revenue", "income", "output", "production", "a company", "parcel", "fund"})


_STOPS = frozenset({",", ";", ".", "(", ")", "and", "in", "for", "to", "from", "with", "which"})
