"""Words that can name what figures are about, where they name none: "an export manager", "by rail", "the car show"."""

from __future__ import annotations

import itertools

from pipeline.reading.mentions import Mention, Sentence, word_before, word_behind
from pipeline.reading.unmeant_places import in_aside, no_partner, no_region, no_reporter, no_zone


def _no_transport(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether it is only spoken of: "rail" is a mode of transport after "by", and where it carried something."""
    return (
        mention.grade == "weak"
        and mention.first > 0
        and not beside_another(sentence, mention)
        and word_before(sentence, mention) not in ("by", "via", "through")
        and not carries(sentence, mention)
        and not any(m.first == mention.last and m.grade == "noun" for m in sentence.of("flow"))  # "rail trade"
    )


def carries(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mode of transport is said to have carried something: "rail handled", not "freight trains made 13,000 trips"."""
    behind = word_behind(sentence, mention)
    return behind in _CARRYING and (behind != "made" or sentence.words(mention.last + 1, mention.last + 2) == ["up"])


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


def _no_flow(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether a word for trading, in its place, tells of none."""
    following = word_behind(sentence, mention)
    if (
        following in _POSTS
        or following in ("partner", "partners")
        or (following in _TRADING and mention.grade == "verb")
    ):
        return True  # "an export manager", "the top three trading partners of Chongqing"
    if following in _TRADERS and mention.code == "total" and mention.grade == "noun":
        # "Foreign trade enterprises in Xiamen shipped goods worth 35.8 billion yuan abroad"
        return any(m.first > mention.last and m.grade in ("verb", "weak") for m in sentence.of("flow"))
    if (
        sentence.low[mention.last - 1] == ":"
        and mention.code != "balance"
        and not (previous is not None and previous.kind == "commodity" and previous.last == mention.first)
    ):
        return True  # "Cars out: 31.65 billion yuan" labels an export; "what stands out:" does not
    if mention.grade == "weak" and sentence.low[mention.last - 1] in _BUYERS and _foremost(sentence, mention):
        return True  # "the intake of the world's top buyer"
    if mention.grade == "weak" and (
        _brought_in(sentence, mention) or _makes_up(sentence, mention) or _counts_people(sentence, mention)
    ):
        return True
    if sentence.low[mention.last - 1] == "exchange" and "the" in sentence.words(mention.first - 4, mention.first):
        return True  # "cotton on the Zhengzhou exchange"
    return _filled(sentence, mention) or _went_otherwise(sentence, mention)


_BUYERS = frozenset({"buyer", "importer", "purchaser", "seller", "exporter", "supplier"})


def _foremost(sentence: Sentence, mention: Mention) -> bool:
    """Whether it only says what place a country has in the world."""
    return "world" in sentence.words(mention.first - 4, mention.first) and not sentence.of("partner")


_TRADING = frozenset(
    {
        "city",
        "cities",
        "hub",
        "hubs",
        "nation",
        "nations",
        "power",
        "powers",
        "town",
        "towns",
        "post",
        "posts",
        "house",
        "houses",
    }
)
_TRADERS = frozenset({"enterprises", "companies", "firms", "businesses"})


def _went_otherwise(sentence: Sentence, mention: Mention) -> bool:
    """Whether "the other way" is only how a flow went: "Baoji's trade went the other way", not "coal worth 3 billion went the
    other way", "while 7.7 billion yuan went the other way"."""
    if sentence.low[mention.last - 1] not in ("way", "direction"):
        return False
    named = any(m.kind in ("quantity", "commodity") and m.last <= mention.first for m in sentence.mentions)
    if not named and not sentence.low[0].endswith("ing") and mention.first:
        return "what" not in sentence.low[: mention.first]  # "Earnings went the other way"
    told = max((m.last for m in sentence.of("flow") if m.last <= mention.first and m.grade != "weak"), default=0)
    if told == 0 or ";" in sentence.words(told, mention.first):
        return False
    return not any(
        told <= m.first < mention.first and m.quantity.kind == "money" and sentence.low[m.first - 1] in _OPENING
        for m in sentence.of("quantity")
    )


_OPENING = frozenset({"while", "and", "but", ";", ","})


def _no_other_topic(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether it only gives a reason: "because the barrel got cheaper we paid 9.8% less for it"."""
    if mention.code == "stocks" and not _TAKING.isdisjoint(sentence.words(mention.first - 1, mention.first)):
        return True  # "customs has taken stock of business with Latin America"
    if mention.code == "train" and _aboard(sentence, mention):
        return True
    if sentence.words(mention.first - 2, mention.first) == ["free", "of"]:
        return True  # "may enter the mainland free of duty"
    if sentence.low[mention.last - 1] == "spent" and sentence.words(mention.last, mention.last + 1) == ["on"]:
        return any(
            0 < m.first - mention.last <= 4 for m in sentence.of("commodity")
        )  # "was spent on integrated circuits"
    if mention.code == "turned out" and word_behind(sentence, mention) in ("that", "to"):
        return True  # "it turned out that trade had grown"
    if sentence.words(mention.first - 1, mention.first) == ["for"] and not _DONE.isdisjoint(
        sentence.words(mention.first - 3, mention.first)
    ):
        return True  # "the increase of 6 per cent in volume did nothing for revenue"
    return mention.code in _PRICED and not _takes_figure(sentence, mention)


_ABOARD = frozenset({"on", "onto", "aboard", "into"})


def _aboard(sentence: Sentence, mention: Mention) -> bool:
    """Whether trains only carry goods counted before: "loaded 3,000 cars on trains", "put 2.58 million bikes on ships and trains"."""
    lead = sentence.words(mention.first - 3, mention.first)
    led = lead[-1:] != [] and (lead[-1] in _ABOARD or (lead[-1] == "and" and lead[0] in _ABOARD))
    return led and any(m.last <= mention.first and m.quantity.kind != "bare" for m in sentence.of("quantity"))


_TAKING = frozenset({"taken", "take", "takes", "took", "taking"})
_DONE = frozenset({"nothing", "little", "much", "wonders", "less", "more"})


def _no_goods(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether a word that can name a good names a place, or what carries goods: "What most of the trucks at the pass carry is
    booked as border trade"."""
    if mention.code in CARRIERS and "regime" in sentence.kinds and _FIGURED.isdisjoint(sentence.kinds):
        return True
    lead = sentence.words(mention.first - 5, mention.first)
    if mention.code in CARRIERS and "to" in lead and not _SUPPLIED.isdisjoint(lead):
        return True  # "marine fuel supplied to ocean-going vessels"
    if lead[-2:] == ["demand", "for"] and not _POOR.isdisjoint(lead):
        return True  # "dragged by sluggish demand for electronics"
    behind = word_behind(sentence, mention)
    if "period" in sentence.kinds and in_aside(sentence, mention):
        return True  # "The second quarter, when lorries were held up for weeks, ended with"
    if behind in ("was", "were", "is", "are") and sentence.words(mention.last + 1, mention.last + 2) in _BUILT:
        return True  # "where one in every eight of the world's laptops was built"
    if sentence.low[mention.first] == "tap" and behind in ("on", "into"):
        return True  # "buyers tap on durians with wooden sticks"
    if mention.code == "engines" and sentence.low[mention.last - 1] == "engine" and _FIGURED.isdisjoint(sentence.kinds):
        return True  # "The private engine", a heading
    if mention.code == "engines" and behind in ("of", "behind"):
        return True  # "one of the engines of Jiangsu's foreign trade"
    if behind in _PRODUCERS and _their_trade(sentence, mention):
        return False
    return behind in _PLACES_OF_TRADE or (mention.grade == "weak" and _ordinary_word(sentence, mention))


_BUILT = (["built"], ["assembled"], ["manufactured"])
_POOR = frozenset(
    {"sluggish", "weak", "weaker", "lower", "slow", "slack", "soft", "softer", "falling", "tepid", "poor"}
)
_SUPPLIED = frozenset({"supplied", "delivered", "provided"})
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


_FIGURED = frozenset({"quantity", "flow", "direction"})
# By kind, whether a mention names nothing that figures could be about.
NAMES_NONE = {
    "transport": _no_transport,
    "home": no_reporter,
    "flow": _no_flow,
    "other_topic": _no_other_topic,
    "commodity": _no_goods,
    "partner": no_partner,
    "region": no_region,
    "zone": no_zone,
}

# "Its small-commodity bazaar", "the car show": a place or an event, not the goods.
_PLACES_OF_TRADE = frozenset(
    (
        "bazaar fair hub expo show town capital museum dealer giant price prices carrier carriers dealers "
        "dealership showroom cut cuts outage outages shortage shortages rationing maker makers plant plants "
        "factory factories owners worker workers driver drivers crew crews stall stalls park parks shop shops outlet outlets yard yards "
        "warehouse warehouses depot depots orchard orchards farm farms plantation plantations"
    ).split()
)
_POSTS = frozenset(
    "manager managers desk department licence license licences licenses permit director hub base bases rebate".split()
)
CARRIERS = frozenset({"trucks", "ships", "aircraft"})
_CARRYING = frozenset(
    "gained carried accounted handled moved took made transport transportation hauled transported".split()
)
_SAID_OF = ([], ["is"], ["was"], ["are"], ["the"], ["for"], [","], ["."], ["out"])
_DETERMINERS = frozenset(
    {"a", "an", "its", "their", "his", "her", "my", "our", "one", "main", "growth", "key", "biggest", "chief"}
)

_PRICED = frozenset({"cheaper", "dearer", "costlier", "pricier"})

PEOPLE = frozenset({"customers", "buyers", "shoppers", "consumers", "exporters", "importers", "suppliers"})


def _counts_people(sentence: Sentence, mention: Mention) -> bool:
    """Whether traders are only counted: "6.72 million customers"."""
    return sentence.low[mention.last - 1] in PEOPLE and any(m.last == mention.first for m in sentence.of("quantity"))


def _brings(sentence: Sentence, mention: Mention) -> bool:
    """Whether a place brings in goods: "Guangxi brought in 11.9 billion yuan worth of durians", "The city exported 19.7 billion yuan of
    them and brought in 22.6 billion"."""
    if sentence.words(mention.first - 1, mention.first) == ["and"]:
        return any(m.grade == "verb" and m.code == "export" and m.last < mention.first for m in sentence.of("flow"))
    owner = any(m.kind in ("region", "home") and m.last == mention.first for m in sentence.mentions)
    figure = next((m for m in sentence.of("quantity") if m.first >= mention.last), None)
    if not owner or figure is None or figure.quantity.kind != "money":
        return False
    return sentence.words(figure.last, figure.last + 2) == ["worth", "of"] and any(
        0 < m.first - figure.last <= 4 for m in sentence.of("commodity")
    )


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


def _makes_up(sentence: Sentence, mention: Mention) -> bool:
    """Whether a verb of delivery only tells a share: "it still supplies 46.1% of the total"."""
    if mention.grade != "weak" or not sentence.tokens[mention.last - 1].low.endswith(("ied", "ies", "ered", "ers")):
        return False
    return any(
        m.quantity.kind == "percent"
        and 0 <= m.first - mention.last <= 2
        and sentence.words(m.last, m.last + 1) == ["of"]
        for m in sentence.of("quantity")
    )


def _filled(sentence: Sentence, mention: Mention) -> bool:
    """Whether "the gap" is only something to be filled."""
    if sentence.low[mention.last - 1] != "gap" or mention.last - mention.first > 1:
        return False
    return bool(
        {"fill", "filling", "filled", "fills", "close", "closing", "bridge", "bridging"}
        & set(sentence.words(mention.first - 5, mention.first))
    )


_VALUED = frozenset({"worth", "valued", "value"})
_GOODS = frozenset({"goods", "merchandise", "products", "commodities"})


def _goods_were(sentence: Sentence, mention: Mention) -> bool:
    """Whether it is goods of so much that were brought in, or arrived: "goods worth 53.54 billion yuan were brought in"."""
    if sentence.words(mention.first - 1, mention.first) == ["those"]:
        return True  # "those brought in, 3.79 trillion yuan, were up 1.4 percent"
    amount = next((m for m in sentence.of("quantity") if 0 <= mention.first - m.last <= 1), None)
    if amount is None or amount.quantity.kind != "money":
        return False
    lead = sentence.words(amount.first - 4, amount.first)
    return not _VALUED.isdisjoint(lead) and not _GOODS.isdisjoint(lead)


def _brought_in(sentence: Sentence, mention: Mention) -> bool:
    """Whether "brought in" only means earned, or "arrived" travelled: it is importing when goods in tonnes or units go with it, or
    come from somewhere."""
    if mention.grade != "weak" or sentence.tokens[mention.first].low not in ("brought", "arrived", "came"):
        return False
    if _goods_were(sentence, mention):
        return False
    told = any(m.last == mention.first and m.quantity.kind == "money" for m in sentence.of("quantity"))
    if told and sentence.low[mention.last - 1] == "in" and any(m.code == "export" for m in sentence.of("flow")):
        return False  # "7.21 trillion yuan went out and 5.93 trillion yuan came in"
    if sentence.tokens[mention.first].low != "brought":  # "14,800 tonnes arrived"; trains and visitors do, too
        return not any(
            m.quantity.kind == "physical" and 0 <= mention.first - m.last <= 4 for m in sentence.of("quantity")
        )
    if _brings(sentence, mention):
        return False
    behind = sentence.low[mention.last :]
    if any(
        m.code == "export" and sentence.words(min(m.last, mention.last), max(m.first, mention.first)) == ["and"]
        for m in sentence.of("flow")
    ):
        return False  # "brought in and sold abroad goods worth 9.82 trillion yuan"
    if behind[:1] == ["from"] and any(m.last == mention.first for m in sentence.of("commodity")):
        return False  # "were agricultural products brought in from the same bloc"
    if any(a == "from" and b in ("abroad", "overseas") for a, b in itertools.pairwise(behind)):
        return False  # "brought in cosmetics worth 5.2 billion yuan from overseas"
    if any(
        m.first == mention.last and sentence.words(m.last, m.last + 1) == ["worth"] for m in sentence.of("commodity")
    ):
        return False  # "brought in cosmetics worth 14.2 billion yuan"
    return not any(
        m.quantity.kind == "physical" and m.first >= mention.last for m in sentence.of("quantity")
    ) and not any(
        "from" in sentence.words(m.first - 3, m.first) and m.first >= mention.last for m in sentence.of("partner")
    )
