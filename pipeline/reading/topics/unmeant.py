"""Words that can name what figures are about, where they name none: "an export manager", "by rail", "the car show"."""

from __future__ import annotations

import itertools
from operator import attrgetter

from pipeline.reading.topics.unmeant_flows import no_flow
from pipeline.reading.topics.unmeant_places import in_aside, no_partner, no_region, no_reporter, no_zone
from pipeline.reading.topics.vantages import is_vantage
from pipeline.reading.words.mentions import Mention, Sentence, deals_out, word_before, word_behind


def _no_transport(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether it is only spoken of: "rail" is a mode of transport after "by", and where it carried something; "the pipeline" is one line."""
    if mention.code == "water" and word_before(sentence, mention) in ("above", "hot"):
        return True  # "to keep the delta above water"
    if mention.code == "pipeline" and "the" in sentence.words(mention.first, mention.last):
        return True  # "Through the pipeline from Skovorodino to Daqing, 14.37 million tonnes of crude were imported"
    if not _DISTANT.isdisjoint(sentence.words(mention.first - 1, mention.first)):
        return True  # "South Korea, an hour and a half away by plane"
    if word_behind(sentence, mention) == "from" and any(
        is_vantage(sentence, m) for m in sentence.of("region") if 0 < m.first - mention.last <= 2
    ):
        return True  # "An hour by train from Hangzhou, the port lives by the sea"
    return _one_of_several(sentence, mention) or (
        mention.grade == "weak"
        and mention.first > 0
        and not beside_another(sentence, mention)
        and not _joined(sentence, mention)
        and word_before(sentence, mention) not in ("by", "via", "through")
        and not carries(sentence, mention)
        and not any(m.first == mention.last and m.grade == "noun" for m in sentence.of("flow"))  # "rail trade"
    )


_DISTANT = frozenset({"away", "hour", "hours", "minutes", "distant"})


def _one_of_several(sentence: Sentence, mention: Mention) -> bool:
    """Whether goods came by this way and by another, so that their amount is of neither: "11.74 million tonnes of Russian coal arrived by
    truck and rail"."""
    if ("partner" not in sentence.kinds and "commodity" not in sentence.kinds) or _dealt_out(sentence):
        return False
    lead = sentence.words(mention.first - 3, mention.first)
    if lead[-1:] == ["and"] and lead[-2:-1] in (["them"], ["it"]) and lead[0] in _BY:
        return True  # "through them and by rail"
    return _joined(sentence, mention)


def _joined(sentence: Sentence, mention: Mention) -> bool:
    """Whether a way is one of two that goods came by: "by truck and rail", "via sea and via air"."""
    for other in sentence.mentions:
        if other.first == mention.first or other.means("transport") is None:
            continue
        between = sentence.words(min(mention.last, other.last), max(mention.first, other.first))
        if "and" in between and len(between) <= 3 and _JOINING.issuperset(between):
            first = min(mention, other, key=_FIRST)
            by = {sentence.low[first.first], *sentence.words(first.first - 1, first.first)}
            return not _BY.isdisjoint(by)
    return False


def _dealt_out(sentence: Sentence) -> bool:
    """Whether a list of amounts is told of a list: "by sea and by air came to 31 and 2 billion yuan"."""
    return deals_out(sentence) or any(
        set(sentence.words(a.last, b.first)) <= {",", "and"} and a.quantity.kind == b.quantity.kind
        for a, b in itertools.pairwise(sentence.of("quantity"))
    )


_FIRST = attrgetter("first")
_BY = frozenset({"by", "via", "through", "over"})
_JOINING = frozenset({"and", "by", "via", "through", ","})


def carries(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mode of transport is said to have carried something: "rail handled", not "freight trains made 13,000 trips"."""
    behind = word_behind(sentence, mention)
    if sentence.words(mention.first - 2, mention.first) == ["of", "which"] and mention.means("commodity") is not None:
        return False  # "machinery, of which ships accounted for"
    further = sentence.words(mention.last + 1, mention.last + 2)
    if behind == "brought" and further == ["in"]:
        return False  # "Aircraft brought in from overseas were worth"
    return behind in _CARRYING and (behind != "made" or further == ["up"])


def beside_another(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mode of transport has a figure as another had before: "Road transport carried 318.7 billion yuan and rail 79.5 billion"."""
    others = (
        m
        for m in sentence.mentions
        if m.last < mention.first
        and m.means("transport") is not None
        and ((m.kind == "transport" and m.grade != "weak") or carries(sentence, m))
    )
    return (
        word_before(sentence, mention) in ("and", ",", "while", ";")
        and any(others)
        and any(m.first == mention.last for m in sentence.of("quantity"))
    )


def rides(sentence: Sentence, mention: Mention) -> bool:
    """Whether goods are told to have travelled on it: "8 billion yuan came in on trucks", not "was spent on trucks"."""
    if sentence.words(mention.first - 1, mention.first) not in _RIDING:
        return False
    return not _TRAVELLED.isdisjoint(sentence.words(mention.first - 5, mention.first - 1))


_RIDING = (["on"], ["aboard"], ["onto"])
_TRAVELLED = frozenset(
    "crossed travelled traveled travels travel came arrived left moved carried transported went".split()
)


def _of_a_relative(sentence: Sentence, mention: Mention) -> bool:
    """Whether it only describes a place that closes the sentence: "made up 48.3 percent of the foreign trade of Jiangsu, whose gross
    domestic product exceeds Mexico's"."""
    if sentence.words(mention.first - 1, mention.first) != ["whose"] or not sentence.of("quantity"):
        return False
    return not any(m.first >= mention.last and m.quantity.kind != "bare" for m in sentence.of("quantity"))


def _of_trade(sentence: Sentence, turnover: Mention) -> bool:
    """Whether turnover is that of the sales told of before, or of a month that the sentence is about."""
    behind = sentence.words(turnover.last, turnover.last + 3)
    if behind[:2] in (["from", "those"], ["from", "these"]) and behind[-1] in ("sales", "exports", "shipments"):
        return True
    month = next(iter(sentence.of("period")), None)
    opens = month is not None and month.first == 0 and month.period.first == month.period.last
    return opens and word_before(sentence, turnover) == "its"


def _no_other_topic(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether it only gives a reason: "because the barrel got cheaper we paid 9.8% less for it"; or is what was sold abroad: "Turnover from
    those sales", "December was the best month: its turnover was up 21.2 percent"."""
    if mention.code == "turnover" and _of_trade(sentence, mention):
        return True
    if in_aside(sentence, mention):
        return True  # "Processing trade, on which the city was built, tumbled"
    if "whose" in sentence.said and _of_a_relative(sentence, mention):
        return True
    if mention.code.endswith("economy") and _its_backbone(sentence.words(mention.first - 6, mention.first)):
        return True
    if mention.code == "global trade" and sentence.words(mention.last, mention.last + 1) in (["surplus"], ["deficit"]):
        return True  # "The country's global trade surplus swelled to $58.9 billion"
    if mention.code == "that produced" and mention.first == 0:
        return True  # "That produced a surplus of $27.91 billion"
    if mention.code == "stocks" and not _TAKING.isdisjoint(sentence.words(mention.first - 1, mention.first)):
        return True  # "customs has taken stock of business with Latin America"
    if mention.code == "premium" and any(m.first == mention.last for m in sentence.of("commodity")):
        return True  # "exports of premium steel"
    if mention.code == "train" and _aboard(sentence, mention):
        return True
    if sentence.words(mention.first - 2, mention.first) == ["free", "of"]:
        return True  # "may enter the mainland free of duty"
    if sentence.low[mention.last - 1] == "spent" and sentence.words(mention.last, mention.last + 1) == ["on"]:
        it = sentence.words(mention.last + 1, mention.last + 2) in (["it"], ["them"], ["these"])
        told = it and any(m.last <= mention.first for m in sentence.of("commodity"))
        # "was spent on integrated circuits", "Coal was the other big item: 31.5 billion yuan was spent on it"
        return told or any(0 < m.first - mention.last <= 4 for m in sentence.of("commodity"))
    if mention.code in PRICES and _at_prices(sentence, mention):
        return True  # "at current prices that cost 30.8 billion yuan"
    if mention.code == "price" and sentence.words(mention.last, mention.last + 2) == ["tag", "of"]:
        return True  # "arrived, with a price tag of $37.9 billion"
    if mention.code == "turned out" and word_behind(sentence, mention) in ("that", "to"):
        return True  # "it turned out that trade had grown"
    if sentence.words(mention.first - 1, mention.first) == ["for"] and not _DONE.isdisjoint(
        sentence.words(mention.first - 3, mention.first)
    ):
        return True  # "the increase of 6 per cent in volume did nothing for revenue"
    if "quantity" not in sentence.kinds and _comes_to(sentence.words(mention.first - 5, mention.first)):
        return True  # "importers were stocking up ahead of possible tariffs"
    if mention.code in PRICES and _value_told(sentence, mention):
        return True
    if sentence.words(mention.last, mention.last + 1) in _MEANT and any(
        m.first > mention.last for m in sentence.of("quantity")
    ):
        return True  # "lower harvests meant that only 5.12 billion yuan worth was exported"
    if mention.code in _IMPOSED and _dates(sentence, mention):
        return True
    if mention.code in _FACTORS and not _WITHOUT.isdisjoint(sentence.words(mention.first - 4, mention.first)):
        return True  # "the increase, after deduction of exchange rate effects, was 8.6%"
    return mention.code in _PRICED and not _takes_figure(sentence, mention)


def _its_backbone(lead: list[str]) -> bool:
    """Whether words lead up to an economy that something else is only the mainstay of: "the backbone of the city's economy"."""
    return any(a in _MAINSTAYS and b in ("of", "for", "to", "in") for a, b in itertools.pairwise(lead))


_MAINSTAYS = frozenset(
    (
        "backbone pillar pillars mainstay lifeblood engine engines heart core driver drivers motor cornerstone anchor bedrock foundation "
        "basis lifeline ballast part feature strength strengths spine bread vital important central crucial key"
    ).split()
)


def _comes_to(lead: list[str]) -> bool:
    """Whether words lead up to what is only awaited, feared or the reason: "ahead of possible", "because of new"."""
    return any(pair in _AWAITED for pair in itertools.pairwise(lead))


_AWAITED = {
    ("ahead", "of"),
    ("because", "of"),
    ("fear", "of"),
    ("fears", "of"),
    ("threat", "of"),
    ("in", "anticipation"),
}
_FACTORS = frozenset({"price", "inflation", "exchange rate", "currency"})
_WITHOUT = frozenset(
    "net excluding deducting deduction stripped stripping adjusted adjusting adjustment discounting leaving disregarding ignoring".split()
)
_MEANT = (["meant"], ["means"])
_IMPOSED = frozenset({"tariff", "duties", "import duty"})
_DATING = frozenset({"before", "since", "until"})


def _dates(sentence: Sentence, mention: Mention) -> bool:
    """Whether duties only say when something was: "in the last year before the tariffs", "Since the 10% tariffs, exports ..."."""
    lead = sentence.words(mention.first - 4, mention.first)
    place = next((n for n in range(len(lead) - 1, -1, -1) if lead[n] in _DATING), None)
    if place is None or not all(w.isalpha() or w[0].isdigit() or w in ("'s", "’s", "%") for w in lead[place:]):
        return False
    behind = sentence.words(mention.last, mention.last + 1)
    return behind == [] or behind[0] in _ENDING


_ENDING = frozenset(", . ; : ) — – began came started bit".split())
PRICES = frozenset({"price", "unit price", "average price"})


def _at_prices(sentence: Sentence, mention: Mention) -> bool:
    """Whether prices only say how an amount is reckoned: "at today's prices", "at the prices of 2020"."""
    if sentence.low[mention.last - 1] != "prices":
        return False
    lead = sentence.words(mention.first - 4, mention.first)
    place = next((n for n, w in enumerate(lead) if w in ("at", "in")), None)
    return place is not None and (len(lead) - place == 2 or "'s" in lead or "’s" in lead or "year" in lead)


_EARNING = frozenset({"earned", "fetched", "brought", "yielded", "cost"})


def _still_earned(sentence: Sentence, mention: Mention) -> bool:
    """Whether a further clause says what the goods brought, for all that their prices did."""
    if _EARNING.isdisjoint(sentence.said) or any(
        m.last > mention.first and m.quantity.kind == "percent" for m in sentence.of("quantity")
    ):
        return False
    return any(
        mention.last < n < place
        and sentence.low[n] in ("it", "they")
        and sentence.low[n - 1] in ("so", "but", "yet", ",")
        for place, word in enumerate(sentence.low)
        if word in _EARNING
        for n in range(max(mention.last + 1, place - 3), place)
    )


_WORTH = ("value", "bill", "receipts", "proceeds", "earnings")


def _value_told(sentence: Sentence, mention: Mention) -> bool:
    """Whether prices only say why the value of the goods did what a further clause tells: "they fetched better prices: their value went up"."""
    if _still_earned(sentence, mention):
        return True  # "Prices have gone through the roof, so it still earned 2.94 billion yuan"
    value = next((n for word in _WORTH for n in sentence.places(word) if n > mention.last), None)
    if value is None or sentence.low[value - 1] not in ("their", "its", "the"):
        return False
    if any(mention.last <= m.first < value for m in sentence.of("quantity")):
        return False
    return not {":", ";", ","}.isdisjoint(sentence.words(mention.last, value))


ABOARD = frozenset({"on", "aboard", "onto"})


def _aboard(sentence: Sentence, mention: Mention) -> bool:
    """Whether trains only are what goods were put on: "put 2.58 million bikes on ships and trains"."""
    lead = sentence.words(mention.first - 3, mention.first)
    told = any(m.last < mention.first for m in sentence.of("commodity")) and "quantity" in sentence.kinds
    return told and (lead[-1:] != [] and (lead[-1] in ABOARD or (lead[-1] in ("and", "or") and lead[0] in ABOARD)))


_TAKING = frozenset({"taken", "take", "takes", "took", "taking"})
_DONE = frozenset({"nothing", "little", "much", "wonders", "less", "more"})


def _no_goods(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether a word that can name a good names a place, or what carries goods: "What most of the trucks at the pass carry is
    booked as border trade"."""
    if (
        mention.code == "paper"
        and word_before(sentence, mention) == "on"
        and not word_behind(sentence, mention).isalpha()
    ):
        return True  # "A record on paper"
    if word_behind(sentence, mention) in _LAND_AND_WATER and sentence.tokens[mention.last].text[0].isupper():
        return True  # "at the mouth of the Pearl River"
    if mention.code in CARRIERS and "regime" in sentence.kinds and _FIGURED.isdisjoint(sentence.kinds):
        return True
    lead = sentence.words(mention.first - 5, mention.first)
    if mention.code == "transport_equipment" and lead[-1:] in _WAY_OF:
        return True  # "By means of transport", a heading
    if mention.code in CARRIERS and "to" in lead and not _SUPPLIED.isdisjoint(lead):
        return True  # "marine fuel supplied to ocean-going vessels"
    if lead[-1:] == ["on"] and lead[-2:-1] in (["dependent"], ["reliant"]) and _behind_aside(sentence, mention):
        return True  # "Jiangsu, more dependent on panels, recorded 196.5 billion yuan"
    if mention.code == "mobile_phones" and word_behind(sentence, mention) in ("caller", "callers", "call", "calls"):
        return True
    if lead[-2:] in _NAMED_FOR:
        return True  # "The 'capital of power batteries' posted growth of 27.5 percent"
    if lead[-2:] == ["demand", "for"] and not _POOR.isdisjoint(lead):
        return True  # "dragged by sluggish demand for electronics"
    if lead[-2:] == ["behind", "the"] and previous is not None and previous.kind == "commodity":
        return True  # "The wood behind the sofas is partly imported"
    if lead[-2:] in _YEAR_FOR and sentence.words(mention.first - 4, mention.first - 2)[:1] in (
        ["a"],
        ["good"],
        ["bad"],
    ):
        return True  # "shrank 4.7 per cent in a bad year for laptops"
    behind = word_behind(sentence, mention)
    if "period" in sentence.kinds and in_aside(sentence, mention):
        return True  # "The second quarter, when lorries were held up for weeks, ended with"
    if behind in ("was", "were", "is", "are") and sentence.words(mention.last + 1, mention.last + 2) in _BUILT:
        return True  # "where one in every eight of the world's laptops was built"
    if sentence.low[mention.first] == "tap" and behind in ("on", "into"):
        return True  # "buyers tap on durians with wooden sticks"
    if mention.code == "engines" and sentence.low[mention.last - 1] == "engine" and _FIGURED.isdisjoint(sentence.kinds):
        return True  # "The private engine", a heading
    if mention.code == "engines" and (
        behind in ("of", "behind", "fired", ":")
        or lead[-1:] == ["export"]
        or lead[-2:] in _BEING_THE
        or lead[-1:] in _HOW_MANY
    ):
        return True  # "one of the engines of Jiangsu's foreign trade", "Both engines fired: exports rose"
    if behind in _PRODUCERS and _their_trade(sentence, mention):
        return False
    if behind == "and" and not _WORKS.isdisjoint(sentence.words(mention.last + 2, mention.last + 3)):
        return (
            sentence.tokens[mention.last - 1].low == sentence.tokens[mention.last - 1].stem
        )  # "battery and car plants"
    if behind in ("mill", "mills") and mention.first > 1:
        return True  # "Iron ore tells of slower steel mills", but "Steel mills shipped 7.93 million tonnes"
    if behind == "show" and sentence.low[mention.last - 1].endswith("s"):
        return False  # "Soybeans show where the tariffs bit"
    return behind in _PLACES_OF_TRADE or (mention.grade == "weak" and _ordinary_word(sentence, mention))


def _behind_aside(sentence: Sentence, mention: Mention) -> bool:
    """Whether a comma closes, right behind a mention, what one not far before it opened."""
    return sentence.words(mention.last, mention.last + 1) == [","] and "," in sentence.words(
        mention.first - 6, mention.first
    )


_NAMED_FOR = (["capital", "of"], ["kingdom", "of"], ["hometown", "of"])
_LAND_AND_WATER = frozenset(
    "river bay island islands lake county strait mountain road street square plaza tower coast beach hill valley town district".split()
)
_BEING_THE = (["was", "the"], ["were", "the"], ["is", "the"], ["are", "the"], ["as", "the"], ["remained", "the"])
_HOW_MANY = (["both"], ["twin"], ["growth"], ["main"], ["new"])
_WAY_OF = (["by"], ["different"], ["which"], ["what"])
_BUILT = (["built"], ["assembled"], ["manufactured"])
_POOR = frozenset(
    {"sluggish", "weak", "weaker", "lower", "slow", "slack", "soft", "softer", "falling", "tepid", "poor"}
)
_SUPPLIED = frozenset({"supplied", "delivered", "provided"})
_WORKS = frozenset({"plants", "factories", "plant", "factory", "makers", "maker", "workshops"})
_PRODUCERS = frozenset({"maker", "makers", "plant", "plants", "factories"})


def _their_trade(sentence: Sentence, mention: Mention) -> bool:
    """Whether what is told is what the makers of a good traded: "Bicycle makers saw their exports increase", "tire makers did better,
    with exports of"."""
    flow = next((m for m in sentence.of("flow") if m.first > mention.last), None)
    if any(m.first < mention.first for m in sentence.of("enterprise")):
        return False  # "foreign-invested enterprises, most of them laptop makers, saw their trade fall"
    if flow is None or any(mention.last <= m.first < flow.first for m in sentence.of("commodity")):
        return False
    if flow.grade == "verb" and mention.first == 0:
        return True  # "Tyre factories in Dongying exported goods worth 23.7 billion yuan"
    return not {"their", "with"}.isdisjoint(sentence.words(flow.first - 2, flow.first))


_YEAR_FOR = tuple([span, "for"] for span in ("year", "month", "quarter", "half", "season"))
_FIGURED = frozenset({"quantity", "flow", "direction"})
# By kind, whether a mention names nothing that figures could be about.
NAMES_NONE = {
    "transport": _no_transport,
    "home": no_reporter,
    "flow": no_flow,
    "other_topic": _no_other_topic,
    "commodity": _no_goods,
    "partner": no_partner,
    "region": no_region,
    "zone": no_zone,
}

# "Its small-commodity bazaar", "the car show": a place or an event, not the goods.
_PLACES_OF_TRADE = frozenset(
    (
        "bazaar fair hub expo show auction auctions town capital museum dealer giant price prices carrier carriers dealers "
        "dealership showroom cut cuts outage outages shortage shortages rationing maker makers plant plants "
        "factory factories designer designers owners worker workers driver drivers crew crews stall stalls park parks shop shops outlet outlets yard yards "
        "warehouse warehouses depot depots orchard orchards farm farms plantation plantations"
    ).split()
)
CARRIERS = frozenset({"trucks", "ships", "aircraft"})
_CARRYING = frozenset(
    "gained carried accounted handled moved took made brought bring transport transportation hauled transported".split()
)
_SAID_OF: tuple[list[str], ...] = (
    [],
    ["is"],
    ["was"],
    ["are"],
    ["the"],
    ["for"],
    [","],
    ["."],
    ["out"],
    [":"],
    [";"],
    ["in"],
)
_DETERMINERS = frozenset(
    {"a", "an", "its", "their", "his", "her", "my", "our", "one", "main", "growth", "key", "biggest", "chief"}
)

_PRICED = frozenset({"cheaper", "dearer", "costlier", "pricier"})


def _takes_figure(sentence: Sentence, mention: Mention) -> bool:
    """Whether a figure stands right beside a word for a change of price: "6.5 percent cheaper", "cheaper by 3 percent"."""
    return any(
        0 <= mention.first - m.last <= 1
        or m.first == mention.last
        or (m.first == mention.last + 1 and sentence.low[mention.last] in ("by", "at"))
        for m in sentence.of("quantity")
    )


def _ordinary_word(sentence: Sentence, mention: Mention) -> bool:
    """Whether a word that can name a good is used for something else: "their tool is market procurement"."""
    last = sentence.tokens[mention.last - 1]
    before = sentence.words(mention.first - 1, mention.first)
    if before == ["to"] and last.low == last.stem and sentence.words(mention.last, mention.last + 1) in _SAID_OF:
        return True  # "the part to watch is exports"
    if any(m.first == mention.last for m in sentence.of("flow")):
        return False  # "its crude imports"
    return last.low == last.stem and bool(_DETERMINERS & set(before))
