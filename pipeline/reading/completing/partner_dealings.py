"""What partners do of their own: "Mexico's purchases grew", "the best customer: it bought", "Germany ... Its trade with China"."""

from __future__ import annotations

import itertools

from pipeline.reading.frames.frames import OTHER_SIDE, Frame, altered
from pipeline.reading.frames.placing import Work
from pipeline.reading.names.totals import opens_with_way
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.words.mentions import Mention

_POSSESSIVE = (["'s"], ["’s"], ["'"], ["’"])
_OWN_DEALING = frozenset({"sales", "purchases", "deliveries", "supplies", "shipments", "orders", "procurement"})
_ROLES = frozenset(
    {"customer", "customers", "buyer", "buyers", "market", "destination", "supplier", "source", "seller"}
)
_STANDING = frozenset({"it", "which", "who", "that", "they"})
_WORLDWIDE = frozenset({"worldwide", "globally"})
_AS_ONE = frozenset({"taken", "together", "combined", "also", "alone"})
_APART = frozenset({";", ".", "while", "but"})


def own_weak(work: Work, topic: Topic) -> str | None:
    """The reporter's flow that a partner's own sales or purchases are: "Mexico's purchases grew", "Russia's sales of LNG"."""
    partner = next((m for m in topic.mentions if m.kind == "partner"), None)
    if partner is None or topic.flows:
        return None
    told = next((m for m in topic.mentions if m.kind == "flow" and m.first > partner.last), None)
    if partner.grade == "adjective" and told is not None and _to_us(work, told):
        return OTHER_SIDE.get(told.code)  # "Russian soybean deliveries to China"
    if work.words[partner.last : partner.last + 1] not in _POSSESSIVE:
        return None
    told = next((m for m in topic.mentions if m.kind == "flow" and m.first > partner.last), None)
    return OTHER_SIDE.get(told.code) if told is not None and work.words[told.first] in _OWN_DEALING else None


def _to_us(work: Work, flow: Mention) -> bool:
    """Whether what was delivered or bought went to the reporter, or came from it."""
    way = {"export": ["to"], "import": ["from"]}.get(flow.code)
    if way is None or work.words[flow.first] not in _OWN_DEALING or work.words[flow.last : flow.last + 1] != way:
        return False
    return any(
        0 < m.first - flow.last <= 2 and (m.kind == "home" or m.code == work.context.article.region)
        for m in (*work.sentence.of("home"), *work.sentence.of("region"))
    )


_BUYING = frozenset({"customer", "buyer", "market", "client", "supplier", "source", "seller"})


def it_dealt(work: Work, topic: Topic, previous: Frame | None, before: Topic | None) -> str | None:
    """The reporter's flow where "it" is the partner that the sentence is about: "The Philippines was the best customer: it bought"."""
    if previous is None or previous.partner is None or before is None or before.flows:
        return None
    if topic.weak_flow not in OTHER_SIDE:
        return None
    if _bought_here(work, topic, before):
        return "export"
    if topic.codes:
        return None
    between = work.words[before.last : topic.first]
    if before.first < 2 and before.codes.keys() == {"partner"} and _AS_ONE.issuperset(between):
        return OTHER_SIDE[topic.weak_flow]  # "Belt and Road countries taken together bought 16.3% more from it"
    own = work.words[topic.first] in _OWN_DEALING
    if (
        own
        and work.words[topic.first - 2 : topic.first] == [",", "with"]
        and not _BUYING.isdisjoint(work.words[before.first : topic.first])
    ):
        return OTHER_SIDE[topic.weak_flow]  # "The EU is the best customer, with purchases of 33.1 billion yuan"
    whose = work.words[topic.first - 1] == "whose" and own
    if work.words[topic.first - 1] not in _STANDING and not whose:
        return None
    ranked = not _ROLES.isdisjoint(work.words[before.first : before.last]) or before.codes.keys() == {"partner"}
    return OTHER_SIDE[topic.weak_flow] if ranked and _APART.isdisjoint(work.words[before.last : topic.first]) else None


_OF_IT = frozenset({"its", "with"})


def _bought_here(work: Work, topic: Topic, before: Topic) -> bool:
    """Whether the partner that opens the sentence bought from the reporter: "Russia bucked the trend, with purchases from China soaring"."""
    told = next((m for m in topic.mentions if m.kind == "flow"), None)
    if told is None or before.first > 1 or before.codes.keys() != {"partner"} or topic.codes.keys() - {"region"}:
        return False
    if work.words[told.first - 1 : told.last] in _BUYING_FROM and _from_us(work, told):
        return True  # "The United States was the largest market, buying US$5.94 billion of goods from Foshan"
    return told.code == "import" and _to_us(work, told) and work.words[told.first - 1] in _OF_IT


_BUYING_FROM = ([",", "buying"], [",", "purchasing"], [",", "importing"], [",", "taking"])


def _from_us(work: Work, flow: Mention) -> bool:
    """Whether the reporter is named behind "from", with no other figure before it than what was bought."""
    place = next(
        (
            m
            for m in (*work.sentence.of("home"), *work.sentence.of("region"))
            if m.first > flow.last and (m.kind == "home" or m.code == work.context.article.region)
        ),
        None,
    )
    return place is not None and "from" in work.words[place.first - 2 : place.first]


def its_trade_with_us(work: Work, topic: Topic, frame: Frame, previous: Frame | None) -> Frame:
    """``frame`` with the partner whose trade with the reporter it is: "Germany is in a class of its own. Its trade with China was"."""
    spoken = previous if previous is not None else work.context.last
    if (
        "region" not in topic.codes
        or "partner" in topic.codes
        or spoken is None
        or spoken.blocked
        or spoken.partner is None
    ):
        return frame
    words = work.words[max(0, topic.first - 1) : topic.last]
    return altered(frame, partner=spoken.partner) if words[:1] == ["its"] and "with" in words else frame


def sent_from_us(work: Work, topic: Topic, frame: Frame) -> Frame:
    """``frame`` as exports, to the one partner that the release is about, where goods are said to come from the reporter: "Deliveries
    from China soared 46.9 percent"."""
    place = next((m for m in topic.mentions if m.kind in ("region", "home")), None)
    if topic.weak_flow != "export" or topic.flows or place is None or work.words[place.first - 1] != "from":
        return frame
    context = work.context
    spoken = context.last.partner if context.last is not None and not context.last.blocked else None
    # but for "shipments from the city" of another place
    told = context.country if frame.region in (None, context.article.region) else None
    return altered(frame, flow="export", partner=frame.partner or spoken or told, blocked=None)


def to_the_world(work: Work, topic: Topic) -> bool:
    """Whether a flow is told of all partners: "They sold goods to the value of 481.2 billion yuan to the world"."""
    if "partner" in topic.codes:
        return False
    if work.words[0] in _WORLDWIDE and work.words[1:2] == [","]:
        return True  # "Worldwide, Chinese exports of the magnets came to 3,188 tonnes"
    if "all" in work.said and _of_all_partners(work.words):
        return True  # "From all its suppliers together the province imported 117.6 billion yuan worth of crude"
    if "world" not in work.said:
        return False
    place = next((p for p in work.sentence.places("world") if p > topic.first), None)
    return (
        place is not None
        and work.words[place - 2 : place] == ["to", "the"]
        and work.words[place + 1 : place + 2] != ["'s"]
    )


_TOWARDS_ALL = frozenset({("from", "all"), ("to", "all"), ("with", "all"), ("across", "all")})
_OWN = frozenset({"its", "their", "the", "our"})
_PARTNERS = frozenset(
    "partners suppliers sources origins destinations markets buyers customers countries directions".split()
)
_NARROWED = (["in"], ["of"], ["along"], ["except"], ["but"])


def _of_all_partners(words: list[str]) -> bool:
    """Whether a sentence speaks of trade with all partners, and does not say of which: "to all destinations"."""
    for place in (n for n, pair in enumerate(itertools.pairwise(words)) if pair in _TOWARDS_ALL):
        noun = place + 2 + (not _OWN.isdisjoint(words[place + 2 : place + 3]))
        if not _PARTNERS.isdisjoint(words[noun : noun + 1]) and words[noun + 1 : noun + 2] not in _NARROWED:
            return True
    return False


def keep_partner(work: Work) -> None:
    """Give what goes the other way than the goods told of just before the same partner: "Chips worth 226.8 billion yuan came from ASEAN.
    In the opposite direction, 89.7 billion yuan of chips went to assembly plants"."""
    if _WAYS.isdisjoint(work.said) or not opens_with_way(work.sentence, work.context):
        return
    last = work.context.last
    elsewhere = any("partner" in t.codes for t in work.named)
    for number, frame in work.frames.items():
        if frame.blocked or work.topics[number].flows:
            continue
        partner = frame.partner if elsewhere else last.partner or frame.partner
        work.frames[number] = altered(frame, partner=partner, flow=OTHER_SIDE[last.flow])


_WAYS = frozenset({"way", "direction"})
