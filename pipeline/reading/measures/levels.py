"""Amounts and quantities: levels, or changes, prices and thresholds that are none."""

from __future__ import annotations

import itertools
from dataclasses import replace

from pipeline.reading.frames.cues import Measure, cue_left, neighbours
from pipeline.reading.frames.frames import OTHER_SIDE, SIDES
from pipeline.reading.frames.outdone import both_amounts
from pipeline.reading.words.mentions import Mention, Sentence, past_bracket

_PER = frozenset(
    (
        "tonne ton kilogram kg barrel unit piece head person share day hour month container teu litre liter watt "
        "set pair bushel gallon ounce gram kilo box feu mmbtu jin night week crate carton bag bottle"
    ).split()
)


_MORE_OR_LESS = frozenset({"more", "larger", "higher", "less", "lower", "smaller", "bigger", "greater", "fewer"})
_ROUNDING = frozenset("about around nearly some almost roughly approximately over a the an just only or record".split())
_WEIGHING = frozenset({"weighs", "weigh"})
_SMALLEST = 100_000  # no region's trade is less: "of every 100 yuan", "tickets from 3,880 yuan"


def money(sentence: Sentence, index: int) -> Measure:
    """What an amount of money measures: a level, an average, or a difference from a base."""
    mention = sentence.mentions[index]
    quantity = mention.quantity
    left, right = neighbours(sentence, index)
    level = Measure("level", "level", quantity.value, quantity.step, quantity.unit or "")
    after = sentence.words(mention.last, min(mention.last + 4, right))
    yearly = quantity.kind == "physical" and after[1:2] == ["year"]
    if (
        after[:1] in (["a"], ["per"])
        and after[1:2]
        and (after[1] in _PER or yearly)
        and not any(m.first == mention.last for m in sentence.of("basis"))  # "$30.75 billion a month earlier"
    ):
        return replace(level, measure=None, rule="price or rate")
    if (
        quantity.kind == "money"
        and not quantity.scaled
        and quantity.value < _SMALLEST * (1000 if after[:2] == ["a", "year"] else 1)
    ):
        return replace(level, measure=None, rule="price or rate")
    if (
        quantity.kind == "money"
        and _asked(sentence, mention.first)
        and ((not quantity.scaled and quantity.value < _DEAREST) or _of_one(sentence, mention.first))
    ):
        return replace(level, measure=None, rule="price or rate")
    if quantity.kind == "money" and not _PRICED.isdisjoint(sentence.said) and _of_works(sentence, mention.first):
        return replace(level, measure=None, rule="investment")
    if sentence.words(mention.first - 2, mention.first) in (["of", "every"], ["for", "every"]):
        return replace(level, measure=None, rule="count of things")  # "Of every 100 kilos, nearly 47 were Brazilian"
    if after[:1] in (["d"], ["day"]) and sentence.tokens[mention.last].glue == "-":
        return replace(level, measure=None, rule="price or rate")  # "70mn m³/d"
    if after[:2] == ["to", "the"] and after[2:3] and after[2] in _PER:
        return replace(level, measure=None, rule="price or rate")  # "7.3 barrels to the tonne"
    if after[:1] and _hyphened(sentence, mention) and _sizes(sentence, mention.last):
        # "its new 500-million-yuan site", "a 30,000-ton berth"
        return replace(level, measure=None, rule="investment" if quantity.kind == "money" else "count of things")
    if quantity.kind == "money" and after[:1] in _APART_BY:
        return replace(level, measure=None, rule=_CHANGE)  # "Shanghai was US$21.3 billion behind"
    if after[:1] == ["into"] and not _PUT.isdisjoint(sentence.words(mention.first - 3, mention.first)):
        return replace(level, measure=None, rule="investment")
    if _told_of_each(sentence.words(mention.first - 6, mention.first)) or after[:1] in (["each"], ["apiece"]):
        return replace(level, measure=None, rule="count of things")
    if ((after and after[0] in _MORE_OR_LESS) or (after[:1] == ["up"] and after[1:2] == ["on"])) and not (
        after[0] not in ("fewer", "up") and after[1:2] == ["and"] and "than" not in " ".join(after)
    ):
        if after[0] in ("more", "less") and _than_bought(sentence, mention.first, mention.last):
            return replace(level, role="balance", rule="level.more_than")
        return replace(level, measure=None, rule=_CHANGE)
    lead = sentence.words(mention.first - 4, mention.first)
    while lead and lead[-1] in _ROUNDING:
        lead.pop()
    led = lead[-1] if lead else ""
    if led == "to" and lead[-2:-1] == ["rounded"]:
        return replace(
            level, measure=None, rule="what figures are rounded to"
        )  # "Values are rounded to 0.1 billion yuan"
    if quantity.kind == "money" and "lost" in lead[-3:] and _LOSING.issuperset(lead[lead.index("lost") + 1 :]):
        return replace(level, measure=None, rule=_CHANGE)  # "lost a combined Rmb 28.1bn on their steel business"
    if led in _WEIGHING:
        return replace(level, measure=None, rule="price or rate")  # "a Chromebook weighs just 1.3 kg"
    cue = cue_left(sentence, left, mention.first)
    margin = led == "by" or lead[-4:] == ["by", "a", "margin", "of"]
    if margin and (rule := _exceeding(sentence, left, mention.first)):
        return replace(level, measure=None, rule=rule) if rule == _CHANGE else replace(level, role="balance", rule=rule)
    if led == "by" and cue is not None and cue.kind == "direction":
        return replace(level, measure=None, rule=_CHANGE)
    if (
        led == "of"
        and cue is not None
        and cue.kind == "direction"
        and cue.graded("noun")
        and cue.last >= mention.first - 3
        and cue.code in ("up", "down")
    ):
        return replace(level, measure=None, rule=_CHANGE)
    if (
        cue is not None
        and cue.kind == "direction"
        and cue.grade == "adjective"
        and cue.last == mention.first
        and sentence.low[cue.first] in ("up", "down")
    ):
        return replace(level, measure=None, rule=_CHANGE)
    if (led == "from" and _moved(sentence, index)) or _held_against(sentence, index):
        return replace(level, role="prior", rule="level.prior")
    return level


_LOSING = frozenset({"a", "an", "combined", "total", "of", "another", "further", "some", "together"})


_APART_BY = (["behind"], ["ahead"], ["adrift"])


def _told_of_each(lead: list[str]) -> bool:
    """Whether an amount is told of each of several: "each bought 3 million yuan", but not "as much as each other: 621.5 billion"."""
    return "each" in lead and lead[lead.index("each") + 1 :][:1] != ["other"]


_DEAREST = 5_000_000
_ASKING = frozenset(
    (
        "sells sell sold costs cost costing priced fetches fetched quoted goes going rents rent rented retails starts changing changes "
        "charges charged paid pays pay asks asking"
    ).split()
)


def _hyphened(sentence: Sentence, mention: Mention) -> bool:
    """Whether hyphens join a number and its unit to one word: "600-million-yuan", but not "102 billion kilowatt-hours"."""
    last = sentence.tokens[mention.last - 1]
    if last.kind == "word" and last.glue != "-":
        return False
    joined = [t.glue for t in sentence.tokens[mention.first : mention.last] if t.kind == "word"]
    return bool(joined) and joined.count("-") == len(joined)


# What a flow may cross: "the 5-trillion-yuan threshold".
_LINES = frozenset({"mark", "line", "threshold", "barrier", "milestone", "level", "club", "target"})


def _sizes(sentence: Sentence, behind: int) -> bool:
    """Whether a measure that hyphens join says how big the thing behind it is; but "a 5.6-billion-yuan surplus" is one of trade."""
    if not _LINES.isdisjoint(sentence.words(behind, behind + 2)):
        return False
    named = [m for m in sentence.mentions if behind <= m.first <= behind + 2 and m.grade != "weak"]
    return not any(m.kind in ("flow", "direction", "share") or m.means("flow") for m in named)


def _asked(sentence: Sentence, first: int) -> bool:
    """Whether an amount is what one of something costs: "a standard SUV now sells for 112,000 yuan"."""
    lead = sentence.words(first - 4, first)
    while lead and (lead[-1] in _ROUNDING or lead[-1] in ("for", "at", "from", "hands")):
        lead.pop()
    return lead[-1:] != [] and lead[-1] in _ASKING


_COSTING = frozenset("costs cost priced fetches fetched quoted retails".split())
_CHANGING_HANDS = frozenset({"sells", "sold", "goes", "went"})  # "for", or "at"
_ONE = frozenset({"a", "an", "each", "every", "one"})
_BEGINNING = frozenset({",", ";", ":", "and", "but", "while", "where", "when", "yet", "so"})
_NO_PIECE = frozenset(
    "year month week decade day total record few third half quarter fifth tenth group batch fleet lot consignment".split()
)


def _of_one(sentence: Sentence, first: int) -> bool:
    """Whether a clause has one piece for its subject, so that an amount is its price, however large: "An LNG carrier, of which one yard
    finished nine, costs about $260 million"."""
    low = sentence.low
    verb = next(
        (
            p
            for p in range(first - 1, max(first - 5, 0), -1)
            if low[p] in _COSTING or (low[p] in _CHANGING_HANDS and low[p + 1] in ("for", "at"))
        ),
        None,
    )
    if verb is None:
        return False
    one = next(
        (
            p
            for p in range(verb - 1, -1, -1)
            if low[p] in _ONE and low[p + 1 : p + 2] != ["of"] and (p == 0 or low[p - 1] in _BEGINNING) and p + 1 < verb
        ),
        None,
    )
    if one is None or not _NO_PIECE.isdisjoint(sentence.words(one + 1, min(one + 4, verb))):
        return False
    return not any(one < m.first < verb for m in sentence.of("flow")) and not any(
        one < m.first < verb and m.quantity.kind in ("money", "percent") for m in sentence.of("quantity")
    )


_WORKS = frozenset(
    (
        "bridge railway line tunnel plant factory terminal port airport road highway expressway motorway pipeline dam canal hall tower berth "
        "dock stadium museum complex campus project depot warehouse hub building viaduct crossing refinery smelter"
    ).split()
)
_PRICED = frozenset({"cost", "costs", "costing", "priced", "tag"})


def _of_works(sentence: Sentence, first: int) -> bool:
    """Whether an amount is what it cost to build something: "The new bridge at Dandong cost $350m", but not "ore for the plant cost"."""
    low = sentence.low
    verb = next((p for p in range(first - 1, max(first - 5, 0), -1) if low[p] in _PRICED), None)
    if verb is None or (low[verb] == "cost" and low[verb + 1] == "of"):
        return False
    start = next((p + 1 for p in range(verb - 2, -1, -1) if low[p] in _BEGINNING and low[p] != ","), 0)
    if not any(low[p] in _WORKS for p in range(start, verb)):
        return False
    if low[verb - 1] in ("that", "which") and low[verb - 2] in _WORKS:
        return True  # "tests keyboards on a line that cost 60 million yuan"
    return not any(m.kind in ("commodity", "flow") and start <= m.first < verb for m in sentence.mentions)


# "Foreign businesses put 14.53 billion yuan into the city": what is invested.
_PUT = frozenset(
    "put puts putting poured pouring pumped pumping injected injecting ploughed plowed sank invested channelled".split()
)


def excuse_prices(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """A change that ends at a price is one of that price: "rebar in Shanghai fell 0.6% to 3,355 yuan"; so is what it had been: "168,000
    yuan a tonne, from nearly 600,000 yuan last November"."""
    for index, following in itertools.pairwise(quantities):
        if measures[index].rule == "price or rate" and _price_before(sentence, following):
            measures[following] = replace(measures[following], measure=None, rule="price or rate")
        if measures[following].rule != "price or rate" or measures[index].measure != "growth":
            continue
        if sentence.words(sentence.mentions[index].last, sentence.mentions[following].first) in (["to"], [",", "to"]):
            measures[index] = replace(measures[index], measure=None, rule="price or rate")


def _price_before(sentence: Sentence, index: int) -> bool:
    """Whether an amount, behind a price, is what the price was."""
    mention = sentence.mentions[index]
    if mention.quantity.kind != "money" or mention.quantity.scaled:
        return False
    lead = sentence.words(mention.first - 4, mention.first)
    while lead and lead[-1] in _SOFTENING:
        lead.pop()
    return lead[-1:] in (["from"], ["against"], ["with"], ["than"])


_CHANGE = "absolute change"
_EXCEEDING = frozenset(
    (
        "exceeded exceeding exceed outstripped outstripping surpassed surpassing outweighed outpaced topped outran dwarfed overtook"
    ).split()
)
_TRAILING = frozenset({"trailed", "trailing", "lagged", "undershot"})


def _exceeding(sentence: Sentence, left: int, first: int) -> str | None:
    """The rule of a balance, where one flow exceeds the other by the amount: "exports outstripped imports by 1.52 trillion yuan",
    "imports, at 547.9 billion yuan, outweighed exports of 220.5 billion yuan by 327.4 billion yuan"; of an absolute change, where a
    flow exceeds what it was."""
    told = next((m for m in sentence.of("quantity") if m.last == left == first - 1), None)
    if told is not None and sentence.low[told.first - 1] in ("of", "at"):
        left = max((m.last for m in sentence.of("quantity") if m.last <= told.first), default=0)
    for place in range(left, first):
        word = sentence.low[place]
        if word in _EXCEEDING or word in _TRAILING:
            sides = {m.code for m in sentence.of("flow") if place < m.first and m.last < first}
            if sides.isdisjoint({"export", "import"}):
                return _CHANGE
            return "level.exceeded" if word in _EXCEEDING else "level.trailed"
    return None


_SALES = frozenset({"sold", "exported", "shipped", "sells", "exports"})
_PURCHASES = frozenset({"bought", "imported", "purchased", "buys", "imports"})


def _than_bought(sentence: Sentence, first: int, last: int) -> bool:
    """Whether sales are held against purchases: "the city sold 24.89 billion U.S. dollars more than it bought"."""
    lead, behind = set(sentence.words(first - 5, first)), sentence.words(last, last + 12)
    if "than" not in behind:
        return False
    other = set(behind[behind.index("than") :])
    return bool((_SALES & lead and _PURCHASES & other) or (_PURCHASES & lead and _SALES & other))


_SOFTENING = frozenset(
    ["about", "around", "nearly", "some", "almost", "just", "only", "its", "their", "record", "a", "the"]
)
_MARKS = frozenset({"mark", "threshold", "barrier", "milestone", "line"})
_OUTDOING = frozenset(
    (
        "outdoing outstripping surpassing exceeding beating topping outdid outstripped surpassed beat topped "
        "overtaking undershot"
    ).split()
)


_YEAR_BEFORE = (["the", "previous", "year", "'s"], ["the", "year", "before", "'s"], ["the", "prior", "year", "'s"])
_ON = frozenset({"on", "over", "from", "above", "below", "than", "against"})


def _of_year_before(sentence: Sentence, first: int) -> bool:
    """Whether an amount is the year before's that a change is measured from: "a 6.8% increase on the previous year's 136.3bn"."""
    if "year" not in sentence.said:
        return False
    lead = [w.replace("’", "'") for w in sentence.words(first - 5, first)]
    return lead[1:] in _YEAR_BEFORE and lead[0] in _ON


def _held_against(sentence: Sentence, index: int) -> bool:
    """Whether a level is only there to be compared with: "compared with 434.25 billion yuan in 2020", "it had been 18.29 billion yuan"."""
    first, last = sentence.mentions[index].first, sentence.mentions[index].last
    lead = sentence.words(first - 7, first)
    if not _MARKS.isdisjoint(sentence.words(last, last + 1)):
        return False  # "topped the 200-billion-yuan mark"
    if _HOLDING.isdisjoint(lead):
        return False
    if (pair := both_amounts(sentence)) is not None and pair[1] == index:
        return False
    definite = False
    while lead and lead[-1] in _SOFTENING:
        definite = definite or lead[-1] in ("the", "its", "their")
        lead.pop()
    if lead[-1:] == ["of"] and lead[-2:-1] in (["surplus"], ["deficit"]):
        lead = lead[:-2]  # "as against a surplus of 10.76 billion yuan in the same period of 2015"
        while lead and lead[-1] in _SOFTENING:
            lead.pop()
    if lead[-2:] in (["compared", "with"], ["compared", "to"], ["compares", "with"], ["compares", "to"]) and (
        _said_for_another(sentence, index)
    ):
        return False
    if lead[-2:] in (
        ["compared", "with"],
        ["compared", "to"],
        ["compares", "with"],
        ["up", "against"],
        ["set", "against"],
    ):
        return not _told_of_another(sentence, index)
    if lead[-1:] in (["against"], ["versus"], ["vs"]):
        other = _said_for_another(sentence, index) or _told_of_another(sentence, index) or _on_a_side(sentence, last)
        return not (other or _dealt_otherwise(sentence, index))
    if lead[-2:] == ["had", "been"] or _of_year_before(sentence, first):
        return True
    if lead[-2:] == [",", "after"]:
        one = sentence.mentions[index].quantity
        earlier = (m.quantity for m in sentence.of("quantity") if m.last < first)
        return one.kind == "money" and any((q.kind, q.unit) == (one.kind, one.unit) for q in earlier)
    if not definite:
        return False
    if lead[-1:] in _APART and any(
        m.quantity.kind == "percent" and m.last == first - 2 for m in sentence.of("quantity")
    ):
        return True  # "32% above the 5,865 tonnes which left the country in May"
    return lead[-1:] == ["than"] or lead[-2:] == ["short", "of"] or (bool(lead) and lead[-1] in _OUTDOING)


_APART = (["above"], ["below"])
# Of which the words before a level that is held against another take one.
_HOLDING = frozenset("compared compares against versus vs had year after above below than short".split()) | _OUTDOING


def _on_a_side(sentence: Sentence, last: int) -> bool:
    """Whether a level is that of the other flow: "against 7.57 billion yuan and 33.5 percent on the import side"."""
    behind = sentence.words(last, last + 9)
    return any(behind[n : n + 2] == ["on", "the"] and behind[n + 3 : n + 4] == ["side"] for n in range(len(behind) - 3))


def _told_of_another(sentence: Sentence, index: int) -> bool:
    """Whether a level is that of another region, told of the same time: "compares with 3.06 trillion yuan of exports for Guangdong"."""
    last = past_bracket(sentence.low, sentence.mentions[index].last)
    place = next((m for m in sentence.of("region") if 0 < m.first - last <= 5), None)
    if place is None or sentence.low[place.first - 1] not in ("for", "in", "of"):
        return False
    return not _time_behind(sentence, last)


def _dealt_otherwise(sentence: Sentence, index: int) -> bool:
    """Whether a level is what was dealt the other way: "sold goods worth 22.6 billion yuan there, against the 8.3 billion that it bought"."""
    first, last = sentence.mentions[index].first, sentence.mentions[index].last
    verb = next((m for m in sentence.of("flow") if 0 < m.first - last <= _SUBJECT), None)
    if verb is None or verb.graded("noun") or not _CLAUSES.isdisjoint(sentence.words(last, verb.first)):
        return False
    before = {m.code for m in sentence.of("flow") if m.last <= first}
    told = {OTHER_SIDE[code] for code in before if code in OTHER_SIDE} or set(SIDES)
    own = any(last <= m.first < verb.first for m in (*sentence.of("region"), *sentence.of("home")))
    return (own or verb.code in told) and not _time_behind(sentence, last)


def _time_behind(sentence: Sentence, last: int) -> bool:
    """Whether a time is named behind a position."""
    return any(last <= m.first for m in (*sentence.of("basis"), *sentence.of("period")))


_SUBJECT = 3  # tokens: "that Dongguan bought", "it imported"
_CLAUSES = frozenset({",", ";", ":", "(", "and"})


def _said_for_another(sentence: Sentence, index: int) -> bool:
    """Whether a level is that of something else now, not of this before: "against 78.15 billion yuan for the EU"."""
    last = sentence.mentions[index].last
    if sentence.words(last, last + 1) == ["("]:  # "against 31.9 billion yuan (down 1.1 percent) for the EU"
        last = next((p + 1 for p in range(last, min(last + 9, len(sentence.low))) if sentence.low[p] == ")"), last)
    named = next(
        (m for m in sentence.mentions if m.first >= last and m.kind not in ("quantity", "approx", "anaphor")), None
    )
    if named is None or named.kind not in ("partner", "commodity", "enterprise", "regime", "flow"):
        return False
    between = sentence.words(last, named.first)
    if between and between[0] in _SPENT:
        return between[-1] in ("on", "for", "by", "from") and len(between) <= 4  # "1.85 trillion yuan spent on imports"
    return between in _FOR_ANOTHER


_SPENT = frozenset({"spent", "paid", "earned", "taken", "made", "laid", "that", "which"})
_FOR_ANOTHER = (
    ["for"],
    ["for", "the"],
    ["with"],
    ["with", "the"],
    ["in"],
    ["of"],
    ["to"],
    ["to", "the"],
    ["from"],
    ["from", "the"],
    ["in", "the", "case", "of"],
)


def _moved(sentence: Sentence, index: int) -> bool:
    """Whether "from <level>" is where a change started: a change or another level stands in the sentence before it, or "to" after it."""
    mention = sentence.mentions[index]
    if any(m.first < mention.first for m in sentence.of("direction")) or any(
        m.quantity.kind == "growth_word" for m in sentence.mentions[:index] if m.kind == "quantity"
    ):
        return True
    before = sentence.mentions[index - 1] if index else mention
    if before.kind == "quantity" and sentence.words(before.last, mention.first) == ["from"]:
        return sentence.words(before.first - 1, before.first) == [
            "to"
        ]  # "took the surplus to $97.44 billion from $95.72 billion"
    return "to" in sentence.words(mention.last, mention.last + 3)
