"""Words for trading that tell of none in their place: "an export manager", "the gap was filled", "brought in" that only means earned."""

from __future__ import annotations

import itertools

from pipeline.reading.topics.unmeant_places import in_aside
from pipeline.reading.words.mentions import Mention, Sentence, is_counted, word_before, word_behind

_WENT = frozenset({"region", "partner", "home", "commodity", "enterprise"})
_GONE = (["went", "the", "other", "way"], ["went", "the", "opposite", "direction"], ["goes", "the", "other", "way"])
_GOING = frozenset(words[0] for words in _GONE)


def no_flow(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether a word for trading, in its place, tells of none."""
    led, following = word_before(sentence, mention), word_behind(sentence, mention)
    if (
        led in _GOING
        and sentence.words(mention.first - 1, mention.last) in _GONE
        and any(m.last == mention.first - 1 and m.kind in _WENT for m in sentence.mentions)
    ):
        return True  # "Fuling went the other way, with a 2.7% decline"
    if led == "on" and sentence.words(mention.first, mention.last) == ["arrival"]:
        return True  # "the average tonne cost US$4,773 on arrival"
    if (
        following in _POSTS
        or following in ("partner", "partners")
        or (following in _TRADING and mention.grade == "verb")
    ):
        return True  # "an export manager", "the top three trading partners of Chongqing"
    if (
        led == "of"
        and sentence.low[mention.first - 2] in _OFFICES
        and following != ":"  # whose spokesman speaks: his turn begins anew, with trade
    ):
        return True  # "the ministry of commerce expects"
    if following in _TRADERS and mention.code == "total" and mention.grade == "noun":
        # "Foreign trade enterprises in Xiamen shipped goods worth 35.8 billion yuan abroad"
        return any(m.first > mention.last and m.grade in ("verb", "weak") for m in sentence.of("flow"))
    if (
        sentence.low[mention.last - 1] == ":"
        and mention.code != "balance"
        and not (previous is not None and previous.kind == "commodity" and previous.last == mention.first)
    ):
        return True  # "Cars out: 31.65 billion yuan" labels an export; "what stands out:" does not
    supplying = mention.grade == "weak" and sentence.low[mention.first] in _MONTHS_DO
    if supplying and any(m.last == mention.first for m in sentence.of("period")):
        return True  # "July supplied 421.6 billion yuan of it"
    if mention.grade == "weak" and led == "net":
        return True  # "The island is still a net buyer"
    if mention.grade == "weak" and sentence.low[mention.last - 1] in _BUYERS and _foremost(sentence, mention):
        return True  # "the intake of the world's top buyer"
    if mention.grade == "weak" and sentence.low[mention.last - 1] in _THOSE_WHO_BUY and _then_buys(sentence, mention):
        return True  # "buyers brought in 3.1 million tonnes of it"
    if sentence.words(mention.last - 2, mention.last) == ["took", "in"] and _took_money(sentence, mention):
        return True
    if mention.grade == "weak" and _makes_part(sentence, mention, previous):
        return True
    if mention.grade == "weak" and (
        _brought_in(sentence, mention) or _makes_up(sentence, mention) or _counts_people(sentence, mention)
    ):
        return True
    if mention.grade in ("verb", "weak") and in_aside(sentence, mention, ()):
        return True  # "Hong Kong, through which many goods are shipped on"
    if sentence.low[mention.last - 1] in ("traded", "trading") and following in ("at", "around", "near"):
        return any(
            m.quantity.kind == "money" and not m.quantity.scaled and 0 < m.first - mention.last <= 3
            for m in sentence.of("quantity")
        )  # "copper in London traded at $8,620 a tonne"
    if sentence.low[mention.last - 1] == "trading" and following == "on":
        return True  # "Shares closed 4 percent higher in Shenzhen trading on Thursday"
    if (
        led == "to"
        and following in ("at", "between", "around")
        and sentence.words(mention.first, mention.last) == ["trade"]
    ):
        return True  # "expects the yuan to trade between 6.6 and 6.9 to the dollar"
    if sentence.low[mention.last - 1] == "exchange" and "the" in sentence.words(mention.first - 4, mention.first):
        return True  # "cotton on the Zhengzhou exchange"
    return _filled(sentence, mention) or _went_otherwise(sentence, mention) or _defines(sentence, mention)


_SUPPLYING = frozenset({"supplied", "provided", "delivered", "supply", "supplies", "provides", "provide"})
_OF_IT = (["of", "the"], ["of", "that"], ["of", "this"], ["of", "it"], ["of", "all"], ["of", "its"])


def _makes_part(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether goods only make up a part of what was told: "Mechanical and electrical goods supplied 12.07 trillion yuan of the sum"."""
    if sentence.low[mention.last - 1] not in _SUPPLYING or previous is None or previous.kind != "commodity":
        return False
    if previous.last != mention.first or any(m.last <= previous.first for m in sentence.of("partner")):
        return False
    figure = next((m for m in sentence.of("quantity") if m.first >= mention.last), None)
    if figure is None or figure.first - mention.last > 2:
        return False
    another = sentence.words(mention.last, mention.last + 1) == ["another"]
    return another or sentence.words(figure.last, figure.last + 2) in _OF_IT


_BY = frozenset({"by", "under", "in", "through"})


def _defines(sentence: Sentence, mention: Mention) -> bool:
    """Whether it only says what a way of trading is: "Processing trade, by which foreign parts are put together and sent abroad again, was
    the largest item"."""
    if mention.grade == "noun" or "which" not in sentence.said:
        return False
    low = sentence.low
    begin = next((n for n in range(mention.first - 1, 0, -1) if low[n] == ","), None)
    if begin is None or low[begin + 1] not in _BY or low[begin + 2] != "which":
        return False
    end = next((n for n in range(mention.last, len(low)) if low[n] == ","), None)
    return end is not None and not any(begin < m.first < end for m in sentence.of("quantity"))


_THOSE_WHO_BUY = frozenset({"buyers", "customers"})


def _then_buys(sentence: Sentence, mention: Mention) -> bool:
    """Whether those who buy are the subject of a verb of buying, which then says the way that goods went; not where they are abroad, or
    buy from the reporter."""
    if sentence.of("partner") or sentence.words(mention.first - 1, mention.first) in _ABROAD:
        return False
    verb = next((m for m in sentence.of("flow") if m.first == mention.last), None)
    return verb is not None and verb.code == "import"


_ABROAD = (["foreign"], ["overseas"], ["its"], ["these"])
_BUYERS = frozenset({"buyer", "importer", "purchaser", "seller", "exporter", "supplier"})


def _foremost(sentence: Sentence, mention: Mention) -> bool:
    """Whether it only says what place a country has in the world."""
    return "world" in sentence.words(mention.first - 4, mention.first) and not sentence.of("partner")


_MONTHS_DO = frozenset({"supplied", "delivered", "sold", "took"})
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
    if sentence.words(mention.last, mention.last + 1) == [","] and any(
        m.first == mention.last + 1 and sentence.low[m.first].endswith("ing") for m in sentence.of("direction")
    ):
        return True  # "Steel went the other way, dropping 6.6% by value"
    if (
        sentence.low[0] == "in"
        and mention.first == 1
        and len(sentence.of("flow")) == 1
        and _amount_came(sentence, mention)
    ):
        return False  # "In the other direction came 37.16 billion yuan's worth"
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


def _amount_came(sentence: Sentence, mention: Mention) -> bool:
    """Whether an amount stands behind a verb of moving right behind a mention: "came 37.16 billion yuan's worth"."""
    amount = next((m for m in sentence.of("quantity") if m.quantity.kind == "money"), None)
    between = sentence.words(mention.last, amount.first) if amount is not None else []
    return between[:1] in _MOVED and len(between) <= 3


_MOVED = (["came"], ["went"], ["flowed"], ["moved"], ["travelled"], ["traveled"], ["come"], ["go"])
_OPENING = frozenset({"while", "and", "but", ";", ","})


_POSTS = frozenset(
    "manager managers desk department licence license licences licenses permit director hub base bases rebate".split()
)
_OFFICES = frozenset("ministry minister department bureau chamber office commission secretary college".split())
PEOPLE = frozenset({"customers", "buyers", "shoppers", "consumers", "exporters", "importers", "suppliers"})


def _counts_people(sentence: Sentence, mention: Mention) -> bool:
    """Whether traders are only counted, or do something without a figure: "6.72 million customers", "importers were stocking up"."""
    if sentence.low[mention.last - 1] not in PEOPLE:
        return False
    if "quantity" not in sentence.kinds and mention.code != "export":
        return not _BEING.isdisjoint(sentence.words(mention.last, mention.last + 5))
    return is_counted(sentence, mention)


_BEING = frozenset({"was", "were", "is", "are", "have", "had"})


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
    """Whether "the gap" is only something to be filled, or that of two places in a flow: "On the buying side the gap is smaller, at 335.1
    billion yuan for Ningbo versus 279.3 billion for Qingdao"."""
    if sentence.low[mention.last - 1] != "gap" or mention.last - mention.first > 1:
        return False
    if not _FILLING.isdisjoint(sentence.words(mention.first - 5, mention.first)):
        return True
    if _HELD_AGAINST.isdisjoint(sentence.said) or len({m.code for m in sentence.of("region")}) < 2:
        return False
    return any(m.code in ("export", "import") and m.last <= mention.first for m in sentence.of("flow"))


_HELD_AGAINST = frozenset({"against", "versus", "vs"})
_FILLING = frozenset({"fill", "filling", "filled", "fills", "close", "closing", "bridge", "bridging"})


VALUED = frozenset({"worth", "valued", "value"})
GOODS = frozenset({"goods", "merchandise", "products", "commodities"})


def _took_money(sentence: Sentence, mention: Mention) -> bool:
    """Whether what was taken in is money and no goods: "Fujian, with mere 8,900 tons of tea, took in $103 million"."""
    amount = next((m for m in sentence.of("quantity") if 0 <= m.first - mention.last <= 2), None)
    if amount is None or amount.quantity.kind != "money":
        return False
    if any(m.code == "export" and m.last <= mention.first for m in sentence.of("flow")):
        return False  # "it sent 110.3 billion yuan of goods abroad, and took in 35.3 billion yuan"
    return VALUED.isdisjoint(sentence.words(amount.last, amount.last + 1)) and sentence.words(
        amount.last, amount.last + 1
    ) != ["of"]


def _goods_were(sentence: Sentence, mention: Mention) -> bool:
    """Whether it is goods of so much that were brought in, or arrived: "goods worth 53.54 billion yuan were brought in"."""
    if sentence.words(mention.first - 1, mention.first) == ["those"]:
        return True  # "those brought in, 3.79 trillion yuan, were up 1.4 percent"
    goods = next((m for m in reversed(sentence.of("commodity")) if m.last < mention.first), None)
    if goods is not None and sentence.words(goods.last, mention.first) in _WERE:
        # "55.41 million tons of crude was brought in"
        return any(m.quantity.kind == "physical" and 0 < goods.first - m.last <= 2 for m in sentence.of("quantity"))
    amount = next((m for m in sentence.of("quantity") if 0 <= mention.first - m.last <= 1), None)
    if amount is None or amount.quantity.kind != "money":
        return False
    lead = sentence.words(amount.first - 4, amount.first)
    named = any(0 < amount.first - m.last <= 2 for m in sentence.of("commodity"))
    passive = sentence.words(mention.first - 1, mention.first) in _WERE
    # "Integrated circuits worth 30.7 billion yuan were brought in"
    return not VALUED.isdisjoint(lead) and (not GOODS.isdisjoint(lead) or (named and passive))


_WERE = (["was"], ["were"], ["had", "been"], ["have", "been"], ["has", "been"])
_SO_MUCH_OF = (
    ["number", "of"],
    ["volume", "of"],
    ["value", "of"],
    ["amount", "of"],
    ["quantity", "of"],
    ["tonnage", "of"],
)


def _brought_in(sentence: Sentence, mention: Mention) -> bool:
    """Whether "brought in" only means earned, or "arrived" travelled: it is importing when goods in tonnes or units go with it, or
    come from somewhere."""
    if mention.grade != "weak" or sentence.tokens[mention.first].low not in ("brought", "arrived", "came"):
        return False
    if _goods_were(sentence, mention):
        return False
    goods = next((m for m in sentence.of("commodity") if m.last == mention.first), None)
    if goods is not None and sentence.words(goods.first - 2, goods.first) in _SO_MUCH_OF:
        return False  # "the number of integrated circuits brought in during the first 10 months fell"
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
