"""Whose trade the first sentence with a figure tells of, where it says no more than "the city's" or "the province's"."""

from __future__ import annotations

from pipeline.reading.frames.owners import has_figure
from pipeline.reading.frames.placing import MUNICIPALITIES
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.topics.topics import topics
from pipeline.reading.words.mentions import Mention, Sentence, as_a_whole, possessive

_FAR = 6  # sentences


def lead_of(body: list[Sentence]) -> Sentence | None:
    """The first sentence that tells a figure of a flow, None where the text is well under way before it does."""
    return next((s for s in body[:_FAR] if _tells_trade(s) and has_figure(s) and not _abroad(s)), None)


def _tells_trade(sentence: Sentence) -> bool:
    """Whether a sentence names a flow, or trade under a customs regime: "China's cross-border e-commerce trade reached"."""
    return "flow" in sentence.kinds or ("regime" in sentence.kinds and "trade" in sentence.said)


def _abroad(sentence: Sentence) -> bool:
    """Whether a sentence tells of another country's own flow, and of no place in China: "South Korea's exports hit $14.5 billion"."""
    if sentence.of("region") or sentence.of("home"):
        return False
    return any(possessive(sentence.low, m.last) and m.first <= 1 for m in sentence.of("partner"))


def owner_of(lead: Sentence) -> str | None:
    """The region that owns a flow of the lead: "Yunnan's eight-month trade"."""
    about = topics(lead)
    for number, topic in enumerate(about):
        codes = topic.codes.get("region", ())
        if (
            (topic.flows or "regime" in topic.codes or has_flow(lead, about, number))
            and len(codes) == 1
            and not topic.blocked
            and not lies_in(lead, topic)
            and not in_whole(lead, topic)
        ):
            return codes[0]
    return None


def has_flow(sentence: Sentence, about: list[Topic], number: int) -> bool:
    """Whether a place is said to have had a flow: "The nine mainland cities of the Greater Bay Area posted foreign trade of"."""
    topic, following = about[number], about[number + 1 : number + 2]
    if not following or not following[0].flows or "region" in following[0].codes:
        return False
    between = sentence.low[topic.last : following[0].first]
    return bool(between) and between[0] in _HAVING and _PARTING.isdisjoint(between)


_PARTING = frozenset({",", ";", ":", "and", "but"})
SEATS = frozenset({"capital", "city", "hub", "port", "town", "centre", "center", "county", "district", "seat"})


def lies_in(lead: Sentence, topic: Topic) -> bool:
    """Whether a topic names a region only to say where a place lies: "the small-commodity capital of Zhejiang traded ..."."""
    place = next(m for m in topic.mentions if m.kind == "region")
    before = lead.words(place.first - 3, place.first)
    if any(m.kind == "flow" and lead.words(m.last, place.first) in _THERE for m in topic.mentions):
        return False  # "Foreign trade in Hebei totaled 310 billion yuan"
    if "/" in place.code or place.code in MUNICIPALITIES:
        return "in" in before[-2:]  # "the city of Guangzhou" is Guangzhou
    return (before[-1:] in (["of"], ["on"]) and not SEATS.isdisjoint(before)) or "in" in before[-2:]


_THERE = (["in"], ["in", "the"])


def in_whole(lead: Sentence, topic: Topic) -> bool:
    """Whether a topic names a region only as the one whose goods a share is of: "37.4 percent of all the motorcycles that China exported"."""
    place = next((m for m in topic.mentions if m.kind == "region"), None)
    if lead.words(topic.first - 1, topic.first) == ["of"] and any(
        m.last == topic.first - 1 and m.quantity.kind == "percent" for m in lead.of("quantity")
    ):
        return True  # "12 percent of China's foreign trade"
    if place is None or lead.words(place.first - 1, place.first) not in (["that"], ["which"]):
        return False
    return any(
        0 < place.first - m.last <= 8 and m.quantity.kind == "percent" and lead.low[m.last] == "of"
        for m in lead.of("quantity")
    )


def home_of_lead(lead: Sentence, body: list[Sentence]) -> str | None:
    """The region that "the city", "the province" or "the region" of a lead is which names none: that of the customs office that
    published the figures, or of the place where the story was filed.

    >>> from pipeline.reading.words.scan import scan
    >>> text = "DONGGUAN -- Huangpu Customs put the city's first-quarter foreign trade at 325.7 billion yuan."
    >>> lead = scan(text, 0, len(text))
    >>> home_of_lead(lead[0], lead)
    'CN-GD/Dongguan'
    """
    filed = [s.filed for s in body[:2] if s.filed is not None]
    for place in lead.of("region"):
        seat = not SEATS.isdisjoint(lead.words(place.last, place.last + 3))
        if seat and lead.words(place.first - 1, place.first) in (["this"], ["the"]):
            # "DANDONG -- ... the foreign trade of this Liaoning border city"
            return next((code for code in filed if code.startswith(place.code + "/")), None)
    if "this" in lead.said and any(
        w == "this" and not SEATS.isdisjoint(lead.words(n + 1, n + 5)) for n, w in enumerate(lead.low)
    ):
        below = next((code for code in filed if "/" in code), None)
        if below is not None and all(f"{below}".startswith(m.code.split("/")[0]) for m in lead.of("region")):
            return (
                below  # "ZHANGJIAGANG -- Foreign trade of this county-level city, part of Suzhou in Jiangsu province"
            )
    spoken = [s for s in body[:_FAR] if s.start <= lead.start]
    found = next(
        ((s, m) for s in reversed(spoken) for m in s.of("home") if m.code in BELOW_NATION and not _held(s, m)), None
    )
    if found is None:
        return None
    home = found[1].code
    places = [m for m in lead.of("region") if m.grade != "customs"]
    if places and (home != "city" or found[0] is not lead or places[0].first < found[1].first):
        return None
    offices = [m for m in lead.of("region") if m.grade == "customs" and m.code != "CN"]
    named = [*(m.code for m in offices), *filed]
    if home == "city":
        return next((code for code in named if "/" in code or code in MUNICIPALITIES), None)
    provinces = dict.fromkeys(code.split("/")[0] for code in named)
    return next((code for code in provinces if code != "CN" and code not in MUNICIPALITIES), None)


BELOW_NATION = frozenset({"city", "province", "region"})


def _held(sentence: Sentence, home: Mention) -> bool:
    """Whether another's figure is only held against that of a home: "up 6.8%, faster than that of the province"."""
    return not {"that", "those", "than"}.isdisjoint(sentence.words(home.first - 3, home.first))


def province_in_lead(city: str, lead: Sentence | None, body: list[Sentence]) -> str | None:
    """The region that a lead tells of, where that is the province of the city which a headline names, or another city there: "Guiyang:
    tea, tyres and phosphates. Guizhou's foreign trade stood at ..."."""
    if lead is None or "/" not in city:
        return None
    owner = owner_of(lead) or home_of_lead(lead, body)
    if owner is None or ("/" in owner and owner_of(lead) is None):
        # "The city's trade, Xiamen Customs said" is that of the city in the headline.
        owner = of_province(lead, city, body)
    named = {m.code for m in lead.of("region") if m.grade != "customs"}
    if owner is None or city in named:
        return None
    told = next((m for m in lead.of("region") if m.code == owner), None)
    if told is not None and as_a_whole(lead.low, told.last):
        return None  # "Shaanxi as a whole traded", beside the city's own
    return owner if owner.split("/")[0] == city.split("/")[0] else None


def of_province(lead: Sentence, city: str, body: list[Sentence]) -> str | None:
    """The province around a city that the text has not named yet, where the lead says that a flow is the province's, or that the
    province had it: "Dalian leads Liaoning's comeback. ... the province's foreign trade was larger", "Jiangsu saw foreign trade rise"."""
    province = city.split("/")[0]
    spoken = (s for s in body if s.start < lead.start)
    if any(m.code == city and m.grade != "customs" for s in spoken for m in s.of("region")):
        return None
    about = topics(lead)
    for place, topic in enumerate(about):
        following = about[place + 1] if place + 1 < len(about) else None
        if topic.flows:
            return province if topic.home == "province" else None
        owns = possessive(lead.low, topic.last)  # "Zhejiang's capital had exports"
        if topic.codes.get("region") == [province] and following is not None and following.flows and not owns:
            return province if not _HAVING.isdisjoint(lead.low[topic.last : following.first]) else None
    return None


_HAVING = frozenset("saw does did traded had recorded registered posted reported booked achieved logged".split())
