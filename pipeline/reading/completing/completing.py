"""A frame for each topic of a sentence, completed from the topic before it and from what the text spoke of before."""

from __future__ import annotations

import itertools

from pipeline import vocabulary
from pipeline.reading.asides.interposed import is_outdone, subject_before
from pipeline.reading.completing.firms import sold_by_firm
from pipeline.reading.completing.going_on import turns
from pipeline.reading.completing.goods_kept import without_goods
from pipeline.reading.completing.members import only_member
from pipeline.reading.completing.overall import all_of_it, of_all, opens_as_a_whole, widened
from pipeline.reading.completing.own_places import bears_name, has_own, owns, takes_part
from pipeline.reading.completing.pairs import one_of_those
from pipeline.reading.completing.partner_dealings import its_trade_with_us, keep_partner, to_the_world
from pipeline.reading.completing.pronouns import between_two, bill_of_it, leans, of_this_kind, other_side, points_back
from pipeline.reading.completing.reasons import reason_before
from pipeline.reading.completing.same_again import beside_its_zone, spoken_again
from pipeline.reading.completing.starting import start_afresh, start_at
from pipeline.reading.completing.telling_flow import with_flow
from pipeline.reading.frames.directions import dealt_with_us, of_the_other
from pipeline.reading.frames.frames import OTHER_SIDE, SIDES, Frame, altered
from pipeline.reading.frames.owners import owned_by
from pipeline.reading.frames.placing import Work, is_adjunct, quantity_between, region_of, reporter_only
from pipeline.reading.topics.circumstances import admitted
from pipeline.reading.topics.phrases import BREAKDOWNS, Topic
from pipeline.reading.topics.topics import group_of
from pipeline.reading.words.telling import AMOUNTED


def complete_topics(work: Work) -> None:
    """A frame for each topic, left to right, each leaning on the topic before it in the sentence where it must."""
    previous: Frame | None = None
    previous_topic: Topic | None = None
    turn = admitted(work.words)
    for number, topic in enumerate(work.topics):
        if turn and previous_topic is not None and previous_topic.first < turn < topic.first:
            previous = previous_topic = None
        if number > 1 and (subject := subject_before(work, number)) is not None:
            previous, previous_topic = work.frames[subject], work.topics[subject]
        if previous_topic is not None and (reason := reason_before(work, topic, previous_topic)) is not None:
            told = next((n for n in reversed(work.subjects) if work.topics[n].last <= reason), None)
            previous = None if told is None else work.frames[told]
            previous_topic = None if told is None else work.topics[told]
        frame = _complete(work, topic, previous, previous_topic)
        goods = topic.codes.get("commodity", ())
        if len(goods) > 2 and (group := group_of(tuple(goods))) is not None:
            frame = altered(frame, commodity=group)
        work.frames[number] = frame
        if (
            previous is not None
            and work.words[topic.first - 1 - (work.words[topic.first - 1] == "the")] == "among"
            and not topic.flows
            and topic.has_breakdown()
        ):
            continue  # "Pork was the exception among farm goods: inbound shipments surged"
        if previous is not None and _is_one_of(work, topic, previous):
            continue  # "Solar cells are the laggard of the new three, having slid by 11.7%"
        if previous is not None and beside_its_zone(work, topic, previous):
            work.frames[number] = altered(previous, zone=None)
            work.subjects.append(number)
        elif not is_adjunct(topic, work.context) or takes_part(work, topic, previous) or has_own(work, topic, previous):
            work.subjects.append(number)
            held = topic.home == "nation" and reporter_only(topic) and _only_holds_against(work, topic)
            if not held and not (previous is not None and is_outdone(work, topic)):
                previous, previous_topic = frame, topic
    _give_to_subject(work)
    _give_place_left(work)
    keep_partner(work)


def _is_one_of(work: Work, group: Topic, previous: Frame) -> bool:
    """Whether goods are only the group that the good spoken of is said to be one of."""
    codes = group.codes.get("commodity", ())
    if group.flows or group.codes.keys() != {"commodity"} or len(codes) != 1 or previous.commodity in (None, codes[0]):
        return False
    lead = [
        w for w in work.words[max(0, group.first - 4) : group.first] if w not in ("the", '"', "“", "so", "called", "-")
    ]
    return (
        lead[-1:] == ["of"]
        and lead[-2:-1] != []
        and lead[-2] in _ONE_OF
        and vocabulary.within(previous.commodity, codes[0])
    )


_ONE_OF = frozenset(
    "laggard leader star strongest weakest best worst first last largest smallest biggest fastest slowest".split()
)
_RATES = frozenset({"pace", "rate", "average"})


_RANKS = frozenset({"first", "second", "third", "top", "largest", "biggest", "fastest", "no", "highest"})


def _only_holds_against(work: Work, topic: Topic) -> bool:
    """Whether the nation is only what a rate or a rank is held against: "the national pace of 22.2 percent", "first in the country"."""
    ranked = work.words[topic.first - 1] == "in" and not _RANKS.isdisjoint(
        work.words[max(0, topic.first - 5) : topic.first]
    )
    return ranked or not _RATES.isdisjoint(work.words[topic.last : topic.last + 1])


_RELATIVE = frozenset({"whose", "where"})


def _owner_before(work: Work, topic: Topic) -> str | None:
    """The place that a relative clause is about: "the trade of Zhejiang, where exports rose 12.6%"."""
    if _RELATIVE.isdisjoint(work.words[max(0, topic.first - 3) : topic.first]):
        return None
    row = next((t for t in reversed(work.named) if t.last == topic.first - 2), None)
    if row is not None and row.codes.keys() == {"region"} and row.members() > 1 and not row.flows:
        return row.codes["region"][-1]  # "It overtook Xiamen and Qingdao, whose trade grew 2.5 per cent"
    before = (t for t in reversed(work.named) if t.last <= topic.first and not _home_to(work, t))
    return next((r for t in before if (r := region_of(t, work.context)) is not None), None)


def _home_to(work: Work, topic: Topic) -> bool:
    """Whether a place is only in what another is home to: "Jinhua, home to the Yiwu market, where the total climbed"."""
    lead = work.words[topic.first - 3 : topic.first]
    return ["home", "to"] in (lead[1:], lead[:2])


def _its_owner(work: Work, topic: Topic, previous: Frame | None) -> str | None:
    """The place that "its" trade is of where the sentence is about it: "The southern metropolis saw its foreign trade swell"."""
    if "its" not in work.said or "its" not in owned_by(work.words, topic):
        return None
    before = [t for t in work.named if t.last <= topic.first]
    if previous is not None:
        return region_of(before[-1], work.context) if before and _opens_clause(work, before[-1], topic) else None
    return region_of(before[0], work.context) if len(before) == 1 and reporter_only(before[0]) else None


def _said_to_be(work: Work, topic: Topic, goods: Topic | None) -> bool:
    """Whether a zone's flow is only what goods are said to be: "Integrated circuits were the FTZ's top import, at 214.6 billion yuan"."""
    if goods is None or topic.codes.keys() != {"zone"} or topic.flows not in (["export"], ["import"]):
        return False
    return _BEING.issuperset(work.words[goods.last : topic.first]) and goods.last < topic.first


_BEING = frozenset({"was", "were", "is", "are", "remained", "remain", "became", "the", "still"})


def _opened_in(work: Work, topic: Topic) -> str | None:
    """The place that a sentence opens with, behind what was told of the nation: "In Zhejiang they are the backbone: private exporters
    sold 993.9 billion yuan of goods"."""
    last, first = work.context.last, work.named[0]
    if last is None or last.region != "CN" or work.words[0] != "in" or topic.home or not topic.has_breakdown():
        return None
    opens = first.first == 1 and reporter_only(first) and not quantity_between(work, first.last, topic.first)
    return region_of(first, work.context) if opens else None


def _good_opened_with(work: Work, topic: Topic) -> str | None:
    """The good that a sentence opens with, right before its trade: "In traditional Chinese medicine, total trade was US$6.17 billion"."""
    first = work.topics[0]
    opens = (
        work.words[0] in ("in", "for") and first.first == 1 and first.codes.keys() == {"commodity"} and not first.flows
    )
    if not opens or first.members() > 1 or work.words[first.last : first.last + 1] != [","]:
        return None
    between = work.words[first.last + 1 : topic.first]
    return first.codes["commodity"][0] if all(w in _WHOLE for w in between) else None


_WHOLE = frozenset({"total", "the", "its", "overall", "combined"})


def _opens_clause(work: Work, place: Topic, topic: Topic) -> bool:
    """Whether a place begins the clause right before a flow, in which no figure is told: "China's exports were off 5.6 percent, and the
    province did not escape: its exports dropped"."""
    lead = place.first - 1 - (work.words[place.first - 1] in _ARTICLES)
    opens = lead > 0 and work.words[lead] in _JOINING and work.words[lead - 1] in (",", ";")
    return opens and reporter_only(place) and not quantity_between(work, place.last, topic.first)


_JOINING = frozenset({"and", "but", "while", "whereas", "yet"})
_RUNNING_IN = frozenset({",", "now", "and", "but", "still", "yet", "today", "meanwhile", "again", "so"})


_OPENING = frozenset({"with", "at"})


_ARTICLES = frozenset({"the", "a", "its", "their"})


_LEAVING = frozenset({"left", "leaving", "leave"})


def _give_place_left(work: Work) -> None:
    """Goods that left a place are its exports: "Lithium batteries worth 83.6 billion yuan left Ningde for foreign markets, up"."""
    if _LEAVING.isdisjoint(work.said):
        return
    for number, topic in enumerate(work.topics[1:], 1):
        place = next((m for m in topic.mentions if m.kind == "region"), None)
        goods = work.topics[number - 1]
        if place is None or work.words[place.first - 1] not in _LEAVING or goods.codes.keys() != {"commodity"}:
            continue
        if goods.flows in ([], ["export"]) and topic.flows in ([], ["export"]) and not work.frames[number - 1].blocked:
            told = altered(work.frames[number - 1], region=place.code, flow="export")
            behind = {d: code for d, code in work.frames[number].breakdown().items() if d != "commodity"}
            work.frames[number - 1], work.frames[number] = told, told.with_codes(behind)


def _give_to_subject(work: Work) -> None:
    """Figures of an opening "with" are the subject's behind it: "With 283.34 billion yuan in imports and exports, private
    enterprises stand for 54.4 percent"."""
    words = work.words
    if _OPENING.isdisjoint(words[:4]):
        return
    start = next((p for p, w in enumerate(words[:4]) if w not in _RUNNING_IN), 0)
    if words[start] not in _OPENING:
        return
    opening: list[int] = []
    for number, topic in enumerate(work.topics):
        before = topic.first - 1 - (words[topic.first - 1] in _ARTICLES)
        if words[before : before + 1] == [","] and not topic.flows and not topic.weak_flow and topic.has_breakdown():
            codes = {d: c[0] for d, c in topic.codes.items() if d in BREAKDOWNS and len(c) == 1}
            if topic.members() > 1 or topic.blocked or not quantity_between(work, start, topic.first):
                return
            if words[topic.last : topic.last + 1] in ([","], ["and"], ["'s"], ["’s"], []):
                return
            for earlier in opening:
                work.frames[earlier] = work.frames[earlier].with_codes(codes)
            return
        if topic.codes or topic.home or topic.blocked or not topic.flows:
            return  # "With Chinese trade expanding by 30%, the EU's portion slid"
        opening.append(number)


def _complete(work: Work, topic: Topic, previous: Frame | None, previous_topic: Topic | None) -> Frame:
    """The frame of a topic, where ``previous`` is that of the topic before it."""
    if topic.ordinal is not None:
        return one_of_those(work, topic, previous)
    if topic.blocked and not topic.flows:
        return altered(work.base(), blocked=topic.blocked)
    region = region_of(topic, work.context)
    if region is None and topic.flows and (topic.first < 2 or _at_nation(work)) and _of_china(work, topic):
        region = "CN"
    if region is None and not topic.codes.get("region") and (work.context.article.region or "").startswith("CN/"):
        region = only_member(work)
    if region is not None and reporter_only(topic) and previous is not None and previous.blocked and owns(work, topic):
        return altered(previous, region=region)  # "Liaoning's economy grew 4.2 percent, Jilin's 5.3"
    if (found := spoken_again(work, topic, region, previous)) is not None:
        return altered(found, partner=work.base().partner) if opens_as_a_whole(work, topic) else found
    if previous is not None and previous.blocked and previous_topic and _counted_there(work, previous_topic, topic):
        return previous  # "Total Chinese output was 22.1 million motorcycles"
    broken = topic.has_breakdown()
    plain = bool(topic.flows) and not broken
    if plain and previous is not None and previous.blocked in _EXPLAINED and _behind_colon(work, topic):
        previous = None
    if previous_topic is not None and topic.flows and _stand_there(work, previous_topic, topic):
        previous = previous_topic = None
    anaphoric, other_way = leans(work, topic, plain, previous), False
    if plain and bill_of_it(work, topic, previous):
        anaphoric, previous = True, previous if previous is not None and previous.commodity else None
    if plain and of_this_kind(work, topic) and not _way_named(work, topic):
        anaphoric, previous = True, None
    back = not broken and bool(topic.flows or topic.weak_flow) and points_back(work, topic)
    if back:
        anaphoric = True
        previous = previous if previous is not None and (previous.partner or _from_there(work, topic)) else None
        other_way = turns(work, topic)
    region = region or _owner_before(work, topic) or _its_owner(work, topic, previous) or _opened_in(work, topic)
    if plain and (of_all(work, topic) or (anaphoric and previous is None and _beside_goods(work, topic))):
        base = _whole_of(work, topic, region, previous if previous is not None or not anaphoric else work.context.last)
    elif previous is not None:
        base = start_at(work, topic, region, anaphoric, previous, previous_topic)
    else:
        base = start_afresh(work, topic, region, anaphoric)
    if back and base.partner and base.blocked:
        base = altered(base, blocked=None)  # "Investment from Germany goes back to the 1980s. Trade with it"
    if base.zone and base.commodity and anaphoric and "zone" not in topic.codes and _of_the_place(work, topic, region):
        base = altered(base, zone=None)
    if other_way:
        base = altered(base, commodity=work.base().commodity)
    if plain and between_two(work, topic):
        base = _of_two_sides(work, topic)
    lifts = (region is not None and not anaphoric) or _of_goods(work, topic, base)
    if "there" in work.said and "partner" not in topic.codes and _went_there(work):
        base = altered(base, partner=base.partner or work.context.last.partner)
    if (
        previous is not None
        and previous.partner
        and work.words[topic.last : topic.last + 1] == ["there"]
        and topic.flows
    ):
        base = altered(
            base, partner=previous.partner
        )  # "Latin America bought most, with the value of appliance exports there rising"
    if plain and base.zone is None and (zone := _of_firms_there(work, topic)) is not None:
        base = altered(base, zone=zone)
    base = widened(work, topic, base, anaphoric, previous)
    if (
        region is None
        and previous is not None
        and previous.region
        and not previous.blocked
        and base is not previous
        and not anaphoric
    ):
        base = altered(base, region=previous.region)
    if not broken and "which" in work.said and (goods := _of_which(work, topic)) is not None:
        base, lifts = altered(base, commodity=goods), True
    if plain and (good := _good_opened_with(work, topic)) is not None:
        base = altered(base, commodity=good)
    if (there := _where(work, topic)) is not None:
        base = altered(base, partner=there)
    base = without_goods(work, topic, base, plain)
    if previous is not None and previous.commodity and not base.commodity and _said_to_be(work, topic, previous_topic):
        base = altered(base, commodity=previous.commodity)
    if "zone" in topic.codes and bears_name(work, topic, base.region):
        base = altered(base, region=work.context.article.region)
    frame = its_trade_with_us(work, topic, altered(base, **_stated(topic, region, lifts)), previous)
    if frame.regime is None and not _BY_WAY.isdisjoint(work.said):
        if (regime := _under_it(work, topic)) is not None:
            frame = altered(frame, regime=regime)
        elif topic.flows and work.words[topic.last : topic.last + 3] in _UNDER_POLICY:
            frame = altered(frame, blocked="trade under a policy")  # "Imports under the policy were 3.1 billion yuan"
    if frame.partner is not None and to_the_world(work, topic):
        frame = altered(frame, partner=None)
    if topic.flows:
        if (dealt := dealt_with_us(work, topic, frame)) is not None:
            return dealt
        if (way := _way_of_trade(work, topic)) is not None:
            return altered(frame, flow=way)
        return altered(frame, flow=OTHER_SIDE[topic.flows[0]]) if of_the_other(work, topic, frame) else frame
    return _its_one_way(with_flow(work, topic, frame, base, anaphoric, previous, previous_topic))


def _way_of_trade(work: Work, topic: Topic) -> str | None:
    """The way of the trade in a good, in a text that has told of goods going one way only: "In money terms the car trade was worth $142.4
    billion", of exports."""
    if topic.flows != ["total"] or topic.codes.keys() != {"commodity"} or work.words[topic.last - 1] != "trade":
        return None
    told = work.context.ways
    way = next(iter(told)) if len(told) == 1 else None
    return way if way in SIDES and "both" not in work.said and "two" not in work.said else None


def _its_one_way(frame: Frame) -> Frame:
    """A frame with the way that a way of trading goes, where it goes one way only: goods leave by market procurement, and none come."""
    if frame.regime is None or frame.flow != "total" or frame.blocked or frame.breakdown().keys() != {"regime"}:
        return frame
    way = vocabulary.codes("regime")[frame.regime].way
    return frame if way is None else altered(frame, flow=way)


_BY_WAY = frozenset({"under", "through", "via"})


_THROUGH_IT = (["through", "it"], ["via", "it"])


_SCHEMES = frozenset(
    {"scheme", "model", "mode", "regime", "arrangement", "system", "procedure", "format", "heading", "label"}
)


_THIS = frozenset({"the", "this", "that"})


_UNDER_POLICY = [
    ["under", this, what] for this in ("the", "this") for what in ("policy", "policies", "programme", "program")
]


def _under_it(work: Work, topic: Topic) -> str | None:
    """The regime spoken of before, where a flow is "under it" or "under this scheme"."""
    spoken, words = work.context.last, work.words
    if spoken is None or spoken.regime is None or not topic.flows:
        return None
    if words[topic.last : topic.last + 2] in _THROUGH_IT:
        return spoken.regime  # "Exports through it were 33.1 billion yuan"
    place = next((p for p in range(topic.last, min(topic.last + 4, len(words))) if words[p] == "under"), None)
    behind = words[place + 1 : place + 3] if place is not None else []
    named = behind[:1] == ["it"] or (len(behind) == 2 and behind[0] in _THIS and behind[1] in _SCHEMES)
    return spoken.regime if named else None


def _at_nation(work: Work) -> bool:
    """Whether the text is at the nation's trade, its own or what a region's is held against."""
    last = work.context.last
    return work.context.article.region == "CN" or (last is not None and last.region == "CN" and not last.blocked)


def _of_china(work: Work, topic: Topic) -> bool:
    """Whether a flow is said to be Chinese, whatever place was named before: "Lockdowns in Shanghai took the wind out of Chinese exports"."""
    return "chinese" in work.words[max(0, topic.first - 1) : topic.last]


# What exports told behind it have nothing to do with: "helped by a currency 13% weaker, exports grew 7.0%".
_BESIDE_TRADE = ("a count", "a currency", "the pound ", "the yuan ", "the dollar ", "the renminbi ", "the euro ")


def _way_named(work: Work, topic: Topic) -> bool:
    """Whether "that way" is the one that the sentence opens with: "Cross-border e-commerce is a lively channel: cosmetics were imported
    that way"."""
    return any(t.last <= topic.first and not _WAYS.isdisjoint(t.codes) for t in work.topics)


_WAYS = frozenset({"regime", "transport"})
_EXPLAINED = frozenset({"revenue", "income", "price", "unit price", "average price"})


def _counted_there(work: Work, before: Topic, topic: Topic) -> bool:
    """Whether so many goods are what the topic before came to."""
    number = next((m for m in work.sentence.of("quantity") if m.last == topic.first), None)
    if number is None or topic.flows or topic.codes.keys() != {"commodity"}:
        return False
    between = work.words[before.last : number.first]
    return bool(between) and between[0] in AMOUNTED and "," not in between


def _stand_there(work: Work, place: Topic, topic: Topic) -> bool:
    """Whether a city is only where those stand whom the release's trade moves: "Copper smelters in Tongling paid more for less: imports of
    copper ore fell"."""
    where = next((m for m in place.mentions if m.kind == "region"), None)
    if where is None or place.flows or place.weak_flow or not where.code.startswith(f"{work.context.article.region}/"):
        return False
    return where.first > 1 and work.words[where.first - 1] == "in" and ":" in work.words[place.last : topic.first]


def _behind_colon(work: Work, topic: Topic) -> bool:
    """Whether a flow opens what explains the words before a colon: "Revenue went up faster than numbers did: the exports were valued at"."""
    return work.words[topic.first - 1 : topic.first] == [":"] or work.words[topic.first - 2 : topic.first] == [
        ":",
        "the",
    ]


def _of_goods(work: Work, topic: Topic, base: Frame) -> bool:
    """Whether a topic is goods trade, whatever was spoken of before it."""
    if base.blocked and sold_by_firm(work, topic):
        return False
    return (
        topic.has_breakdown()
        or (base.blocked or "").startswith(_BESIDE_TRADE)
        or "goods" in work.words[max(0, topic.first - 2) : topic.last]
        or (topic.verb and base.blocked is not None and _amount_of_goods(work, topic))
    )


def _beside_goods(work: Work, topic: Topic) -> bool:
    """Whether imports and exports are those that goods are held against, which went one way: "the province exported 770 million yuan's worth
    of flowers. They hardly register beside 234.6 billion yuan of imports and exports"."""
    last = work.context.last
    if topic.flows != ["total"] or "and" not in work.words[topic.first : topic.last] or work.words[0] not in _THEY:
        return False
    return last is not None and last.commodity is not None and last.flow in SIDES and not last.blocked


_THEY = frozenset({"they", "it", "that", "this"})


def _amount_of_goods(work: Work, topic: Topic) -> bool:
    """Whether what a verb of trade tells is so much of goods: "The island enjoys low duties and has imported 48 billion yuan of goods"."""
    amount = next((m for m in work.sentence.of("quantity") if 0 <= m.first - topic.last <= 2), None)
    return amount is not None and "goods" in work.words[amount.last : amount.last + 4]


def _of_two_sides(work: Work, topic: Topic) -> Frame:
    """Trade between the reporter and the partner that is the other side, or was spoken of: "trade between the two sides"."""
    context = work.context
    spoken = context.last.partner if context.last is not None and not context.last.blocked else None
    theme = context.theme.partner if context.theme is not None and context.paragraph is None else None
    spoken = other_side(work, topic) or theme or spoken or work.base().partner
    return altered(work.whole(), partner=spoken or context.ahead or context.country or context.bloc)


def _whole_of(work: Work, topic: Topic, region: str | None, spoken: Frame | None) -> Frame:
    """All of the trade of the reporter spoken of: "Shandong shipped out cars, and its total exports grew 5.4 percent"."""
    base = all_of_it(work, topic)
    if region is not None or spoken is None or spoken.region is None or spoken.blocked:
        return base
    return altered(base, region=spoken.region)


def _of_which(work: Work, topic: Topic) -> str | None:
    """The good of a relative clause: "helped by chips, of which it shipped 38.6 billion yuan", "thanks to automobiles, exports of which
    shot up 164.3 percent"."""
    if (
        topic.flows
        and work.words[topic.first - 1] == ","
        and work.words[topic.last : topic.last + 2] == ["of", "which"]
    ):
        led = [t.codes["commodity"] for t in work.named if t.last == topic.first - 1 and "commodity" in t.codes]
        return led[0][0] if led and len(led[0]) == 1 else None
    if not topic.verb and topic.weak_flow not in ("export", "import"):
        return None
    for position in range(max(1, topic.first - 4), topic.first):
        if work.words[position - 1 : position + 1] == ["of", "which"]:
            comma = position - 1 - (work.words[position - 2] == ",")
            goods = [t.codes["commodity"] for t in work.named if t.last == comma and "commodity" in t.codes]
            return goods[0][0] if goods and len(goods[0]) == 1 else None
    return None


def _from_there(work: Work, topic: Topic) -> bool:
    """Whether what went abroad is from the place just told of: "Zhongshan, whose trade dropped; exports from there were"."""
    out = topic.flows == ["export"] or (topic.weak_flow == "export" and not topic.flows)
    return out and work.words[topic.last : topic.last + 2] == ["from", "there"]


_WENT = frozenset({"went", "go", "goes", "sold", "shipped", "exported", "sent"})


def _went_there(work: Work) -> bool:
    """Whether goods went where the text was at: "Saudi Arabia was the biggest customer. Vehicles worth 2.36 billion yuan went there"."""
    last = work.context.last
    return (
        last is not None
        and last.partner is not None
        and not last.blocked
        and any(b == "there" and a in _WENT for a, b in itertools.pairwise(work.words))
    )


_OF_FIRMS = frozenset({"of", "by", "the", "companies", "firms", "enterprises", "businesses"})


def _of_firms_there(work: Work, topic: Topic) -> str | None:
    """The zone spoken of, where trade is that of firms there: "You end up at the bonded zone. Imports and exports of companies there
    amounted to"."""
    place = next((p for p in work.sentence.places("there") if p >= topic.last), None)
    context = work.context
    last = context.last
    if place is None or last is None or last.blocked or not _OF_FIRMS.issuperset(work.words[topic.last : place]):
        return None
    return last.zone or (context.zone if context.opened and context.paragraph is None else None)


def _of_the_place(work: Work, topic: Topic, region: str | None) -> bool:
    """Whether it is the release's own place that dealt in the goods of a zone spoken of: "Much of what passes through the zone is
    notebooks. The city exported 19.6 million of these computers"."""
    return bool(topic.flows) and topic.mentions[0].kind in ("region", "home") and region == work.context.article.region


def _where(work: Work, topic: Topic) -> str | None:
    """The partner right before a relative clause: "thanks to ASEAN, where deliveries were up 19.7 percent"."""
    if work.words[topic.first - 2 : topic.first] != [",", "where"] or topic.codes:
        return None
    named = next((t for t in work.named if t.last == topic.first - 2), None)
    partners = named.codes.get("partner", ()) if named is not None else ()
    return partners[0] if len(partners) == 1 else None


def _stated(topic: Topic, region: str | None, lifts: bool) -> dict[str, str | None]:
    """What a topic says itself; ``lifts`` where it is goods trade, whatever was spoken of."""
    said: dict[str, str | None] = {d: codes[0] for d, codes in topic.codes.items()}
    said.pop("region", None)
    if region is not None:
        said["region"] = region
    if topic.flows:
        said["flow"], said["flow_sign"] = topic.flows[0], topic.flow_sign
    if topic.blocked or lifts:
        said["blocked"] = topic.blocked or None
    return said
