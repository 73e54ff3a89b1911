"""What a stretch of a sentence is about: mentions gathered into topics, one per noun phrase."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import lru_cache

from pipeline import vocabulary
from pipeline.reading.asides import opening_circumstance
from pipeline.reading.phrases import Topic, continues, join, settle
from pipeline.reading.scan import TOPIC_KINDS, Mention, Sentence

_ORDINALS = {
    "the former": 0,
    "the latter": -1,
    "the first": 0,
    "the second": 1,
    "the third": 2,
    "the one": 0,
    "the other": -1,
}


def topics(sentence: Sentence) -> list[Topic]:
    """The topics of a sentence, in order, none overlapping another; gathered once as long as its mentions stay what they are."""
    if sentence.topics is None:
        sentence.topics = _gathered(sentence)
    return list(sentence.topics)


def _gathered(sentence: Sentence) -> list[Topic]:
    found: list[Topic] = []
    firms = _counted_firms(sentence)
    closing = opening_circumstance(sentence.low, [m.first for m in sentence.of("quantity")])
    current: Topic | None = None
    previous: Mention | None = None
    for mention in sentence.mentions:
        if closing and current is not None and current.first < closing < mention.first:
            current = None  # "Hit by a shortage of chips, car exports"
        if _following(sentence, mention) in _CARRYING and (carrier := mention.means("transport")) is not None:
            mention = replace(mention, kind="transport", code=carrier.code, grade="")
        if mention.grade == "customs":
            continue  # the office that reports, not what it reports on
        if mention.kind not in TOPIC_KINDS:
            if mention.kind != "anaphor":
                ends = mention.kind in _ENDING
            elif _one_by_one(sentence, mention):
                if mention.code in _ORDINALS:
                    found.append(Topic(mention.first, mention.last, ordinal=_ORDINALS[mention.code]))
                ends = mention.code not in _GOING_ON
            else:
                ends = False
            if ends:
                current = None
            continue
        names_none = _NAMES_NONE.get(mention.kind)
        if names_none is not None and names_none(sentence, mention, previous):
            continue
        if current is not None and continues(sentence, current, previous, mention):
            join(sentence, current, previous, mention)
            current.last = mention.last
        else:
            current = Topic(mention.first, mention.last)
            join(sentence, current, None, mention)
            found.append(current)
        if firms is not None and mention.kind == "flow" and mention.grade == "verb" and mention.first >= firms:
            current.blocked = current.blocked or "a count of companies"
        current.mentions.append(mention)
        previous = mention
    for topic in found:
        if len(topic.codes.get("commodity", ())) > 1:
            _without_examples(sentence, topic)
        if sentence.low[topic.last : topic.last + 1] == [")"] and "(" in sentence.low[topic.first : topic.last]:
            topic.last += 1  # "the Association of Southeast Asian Nations (ASEAN)"
    _take_over(sentence, found)
    return [settle(t) for t in found if not t.empty()]


_ENDING = frozenset({"quantity", "direction", "share", "basis"})
_GOING_ON = frozenset({"its", "their", "that", "which", "those"})


def _before(sentence: Sentence, mention: Mention) -> str:
    """The word before a mention, "" where it opens the sentence."""
    return sentence.low[mention.first - 1] if mention.first else ""


def _following(sentence: Sentence, mention: Mention) -> str:
    """The word behind a mention, "" where it closes the sentence."""
    return sentence.low[mention.last] if mention.last < len(sentence.low) else ""


def _no_transport(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether it is only spoken of: "rail" is a mode of transport after "by", and where it carried something."""
    return (
        mention.grade == "weak"
        and mention.first > 0
        and _before(sentence, mention) not in ("by", "via", "through")
        and _following(sentence, mention) not in _CARRYING
    )


def _no_reporter(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether it is a partner: "trade with the country"."""
    return _before(sentence, mention) in ("with", "from", "to")


def _no_flow(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether a word for trading, in its place, tells of none."""
    following = _following(sentence, mention)
    if following in _POSTS or following in ("partner", "partners"):
        return True  # "an export manager", "the top three trading partners of Chongqing"
    if sentence.low[mention.last - 1] == ":" and not (
        previous is not None and previous.kind == "commodity" and previous.last == mention.first
    ):
        return True  # "Cars out: 31.65 billion yuan" labels an export; "what stands out:" does not
    if mention.grade == "weak" and (
        _brought_in(sentence, mention) or _makes_up(sentence, mention) or _counts_people(sentence, mention)
    ):
        return True
    return _filled(sentence, mention)


def _no_other_topic(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether it only gives a reason: "because the barrel got cheaper we paid 9.8% less for it"."""
    return mention.code in _PRICED and not _takes_figure(sentence, mention)


def _no_goods(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether a word that can name a good names a place, or what carries goods: "What most of the trucks at the pass carry is
    booked as border trade"."""
    if mention.code in _CARRIERS and "regime" in sentence.kinds and _FIGURED.isdisjoint(sentence.kinds):
        return True
    return _following(sentence, mention) in _PLACES_OF_TRADE or (
        mention.grade == "weak" and _ordinary_word(sentence, mention)
    )


_FIGURED = frozenset({"quantity", "flow", "direction"})
# By kind, whether a mention names nothing that figures could be about.
_NAMES_NONE = {
    "transport": _no_transport,
    "home": _no_reporter,
    "flow": _no_flow,
    "other_topic": _no_other_topic,
    "commodity": _no_goods,
}


def _take_over(sentence: Sentence, found: list[Topic]) -> None:
    """Give a region that only owns what was spoken of its flow: "China's foreign trade crept ahead by 0.2 percent, Zhejiang's rose
    4.8 percent"."""
    for before, topic in itertools.pairwise(found):
        if (
            topic.codes.keys() != {"region"}
            or topic.flows
            or topic.blocked
            or not before.flows
            or before.has_breakdown()
        ):
            continue
        if sentence.low[topic.last : topic.last + 1] not in (["'s"], ["’s"]):
            continue
        if any(m.first == topic.last + 1 and m.graded("verb") for m in sentence.of("direction")):
            topic.flows = list(before.flows)


@lru_cache(maxsize=256)
def group_of(goods: tuple[str, ...]) -> str | None:
    """The group of goods that a list names member by member, None where it names none, or not all of it.

    >>> group_of(("batteries", "solar_cells", "electric_vehicles"))
    'new_three'
    >>> group_of(("solar_cells", "electric_vehicles", "ships"))
    """
    known = vocabulary.codes("commodity")
    for group in (c for c in known if known[c].kind == "group"):
        members = [c for c in known if group in known[c].parents]
        if len(members) == len(goods) > 2 and all(
            sum(m == good or vocabulary.within(m, good) for good in goods) == 1 for m in members
        ):
            return group
    return None


_EXAMPLES = frozenset({"including", "such", "like", "namely", "notably"})


def _without_examples(sentence: Sentence, topic: Topic) -> None:
    """Leave the group where goods only exemplify it: "labor-intensive products, textiles, toys and so on"."""
    goods = [m for m in topic.mentions if m.kind == "commodity"]
    opened = _EXAMPLES & set(sentence.words(goods[0].last, goods[1].first))
    closed = tuple(sentence.words(topic.last, topic.last + 3))
    closed = closed in _AND_MORE or closed[:1] == ("etc",)
    codes = topic.codes["commodity"]
    if (opened or closed) and all(vocabulary.within(code, codes[0]) for code in codes[1:]):
        topic.codes["commodity"] = codes[:1]
    elif closed:
        known = vocabulary.codes("commodity")
        first = known[codes[0]].parents if codes[0] in known else ()
        shared = [p for p in first if all(c in known and p in known[c].parents for c in codes)]
        if len(shared) == 1:
            topic.codes["commodity"] = shared  # "gasoline, jet fuel and the like"


_AND_MORE = frozenset({("and", "so", "on"), ("and", "the", "like"), ("and", "so", "forth")})


# "Its small-commodity bazaar", "the car show": a place or an event, not the goods.
_PLACES_OF_TRADE = frozenset(
    (
        "bazaar fair hub expo show town capital museum dealer giant price prices carrier carriers dealers "
        "dealership showroom cut cuts outage outages shortage shortages rationing maker makers plant plants "
        "factory factories owners worker workers"
    ).split()
)
_POSTS = frozenset(
    "manager managers desk department licence license licences licenses permit director hub base bases rebate".split()
)
_FIRMS = frozenset("firms companies enterprises businesses traders operators exporters importers sellers shops".split())
_CARRIERS = frozenset({"trucks", "ships", "aircraft"})
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


def _takes_figure(sentence: Sentence, mention: Mention) -> bool:
    """Whether a figure stands right beside a word for a change of price: "6.5 percent cheaper", "cheaper by 3 percent"."""
    return any(
        0 <= mention.first - m.last <= 1
        or m.first == mention.last
        or (m.first == mention.last + 1 and sentence.low[mention.last] in ("by", "at"))
        for m in sentence.of("quantity")
    )


def _counted_firms(sentence: Sentence) -> int | None:
    """The position after a count of companies, whose doings are no flow: "Some 506,000 Chinese firms traded abroad"."""
    if _FIRMS.isdisjoint(sentence.said):
        return None
    for mention in sentence.of("quantity"):
        if mention.quantity.kind == "bare" and not _FIRMS.isdisjoint(sentence.words(mention.last, mention.last + 3)):
            return mention.last
    return None


def _ordinary_word(sentence: Sentence, mention: Mention) -> bool:
    """Whether a word that can name a good is used for something else: "their tool is market procurement"."""
    last = sentence.tokens[mention.last - 1]
    before = sentence.words(mention.first - 1, mention.first)
    if before == ["to"] and last.low == last.stem and sentence.words(mention.last, mention.last + 1) in _SAID_OF:
        return True  # "the part to watch is exports"
    if any(m.first == mention.last for m in sentence.of("flow")):
        return False  # "its crude imports"
    return last.low == last.stem and bool(_DETERMINERS & set(before))


def _one_by_one(sentence: Sentence, mention: Mention) -> bool:
    """ "The one ... the other" number the two before them only together."""
    if mention.code in ("the first", "the second", "the third") and _names_its_noun(sentence, mention):
        return False
    if mention.code not in ("the one", "the other"):
        return True
    return {"the one", "the other"} <= {m.code for m in sentence.of("anaphor")}


_VERBAL = frozenset(
    ["was", "were", "is", "are", "had", "has", "with", "by", "at", "to", "and", "of", "came", "two", "three", "on"]
)


def _names_its_noun(sentence: Sentence, mention: Mention) -> bool:
    """ "The first" of a noun of its own numbers that, not what was spoken of: "for the first time", "the second such rise"."""
    following = sentence.tokens[mention.last : mention.last + 1]
    if not following or following[0].kind != "word" or following[0].low in _VERBAL:
        return False
    return not any(m.first == mention.last and m.kind in ("direction", "share", "flow") for m in sentence.mentions)


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


def _brought_in(sentence: Sentence, mention: Mention) -> bool:
    """Whether "brought in" only means earned, or "arrived" travelled: it is importing when goods in tonnes or units go with it, or
    come from somewhere."""
    if mention.grade != "weak" or sentence.tokens[mention.first].low not in ("brought", "arrived"):
        return False
    if sentence.tokens[mention.first].low == "arrived":  # "14,800 tonnes arrived"; trains and visitors do, too
        return not any(
            m.quantity.kind == "physical" and 0 <= mention.first - m.last <= 4 for m in sentence.of("quantity")
        )
    return not any(
        m.quantity.kind == "physical" and m.first >= mention.last for m in sentence.of("quantity")
    ) and not any(
        "from" in sentence.words(m.first - 3, m.first) and m.first >= mention.last for m in sentence.of("partner")
    )
