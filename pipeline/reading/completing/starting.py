"""What a topic adds to: where it starts that goes on about the topic before it, or about nothing in its sentence."""

from __future__ import annotations

from pipeline.reading.completing.firms import A_COMPANY, says_of_itself, sold_by_firm
from pipeline.reading.completing.going_on import partner_of_another_way
from pipeline.reading.completing.parting import (
    beside_those,
    clause_of_its_own,
    closing_total,
    conceded,
    explained,
    left_with,
    owner_deals,
    partner_of_all,
    pushed,
    summed_up,
    taken_off,
)
from pipeline.reading.frames.frames import OTHER_SIDE, Context, Frame, altered
from pipeline.reading.frames.owners import owned_by
from pipeline.reading.frames.placing import Work, quantity_between, region_of, reporter_only
from pipeline.reading.topics.phrases import Topic

_SUBORDINATE = frozenset({"including", "which", "these", "this", "them", "that"})


def _outset(work: Work, topic: Topic, region: str | None) -> Frame:
    """Where a topic starts that leans on nothing: at the reporter's whole trade, or at what the text is about."""
    everybodys = topic.flows in (["total"], []) or (bool(work.base().enterprise) and "region" in topic.codes)
    owned = region is not None and everybodys and not topic.has_breakdown()
    if work.context.sure and not topic.flows:
        owned = False  # "Chinese deliveries consist of machines", in a release that is all about one partner
    base = work.whole() if owned else work.base()
    if topic.flows == ["balance"] and not topic.has_breakdown() and (partner := _dealt_with(work)) is not None:
        base = altered(base, partner=partner)
    return _within(work, topic, region, base)


def _dealt_with(work: Work) -> str | None:
    """The partner with which the paragraph has just told exports and imports, whose balance follows: "Exports to the continent reached 622
    billion yuan. Imports from it came to 341.21 billion yuan. China's surplus, 280.79 billion yuan, is"."""
    spoken = work.context.paragraph
    partner = spoken.partner if spoken is not None and work.context.opened else None
    told = {f.flow for f in work.context.pair or () if f.breakdown() == {"partner": partner}}
    return partner if told >= {"export", "import"} else None


def start_at(
    work: Work, topic: Topic, region: str | None, anaphoric: bool, previous: Frame, previous_topic: Topic | None
) -> Frame:
    """The frame to which a topic adds, ``previous`` where it goes on about the topic before it."""
    broken = topic.has_breakdown()
    if previous.blocked == A_COMPANY and sold_by_firm(work, topic):
        return previous
    if not broken and says_of_itself(work, topic):
        return altered(previous, blocked=A_COMPANY)
    if topic.weak_flow and not topic.codes and previous.blocked and previous_topic is not None and not topic.flows:
        between = work.words[previous_topic.last : topic.first]
        if len(between) < 3 and _PARTING.isdisjoint(between):
            return previous  # "Offshore duty-free shops booked sales of 43.76 billion yuan"
    if anaphoric and previous_topic is not None and owner_deals(work, topic, previous_topic):
        # "The province traded 450.6 billion yuan; its exports rose", in a release of a city there
        return altered(_outset(work, topic, previous.region), region=previous.region)
    if topic.flows and not broken and region is None and (there := _turned_to(work, previous, previous_topic, topic)):
        return altered(_outset(work, topic, there), region=there)
    if topic.flows and not broken:
        keeps = region is None or anaphoric or region == previous.region or _by_way_of(work, previous_topic, topic)
        sided = topic.flows == ["total"] and previous.flow in ("export", "import") and previous.commodity is not None
        reset = (
            not anaphoric
            and (sided or topic.mentions[0].kind in ("region", "home"))
            and not {"total", "overall"}.isdisjoint(work.words[max(0, topic.first - 2) : topic.last])
        )
        goes_on = (
            keeps
            and not reset
            and not (previous.blocked and "value" in work.words[max(0, topic.first - 3) : topic.first])
            and not (previous.blocked and _place_between(work, previous_topic, topic))
            and not (previous.blocked and has_no_trade(previous.blocked))
            and not (
                previous.blocked and topic.flows == ["total"] and "foreign" in work.words[topic.first : topic.last]
            )
            and not taken_off(work, topic)
            and not closing_total(work, previous_topic, topic)
            and not left_with(work, previous_topic, topic)
            and not summed_up(work, previous_topic, topic)
            and not conceded(work, topic)
            and not pushed(work, previous_topic, topic)
            and not explained(work, topic)
        )
    elif not topic.flows:
        goes_on = not previous.blocked or (previous.blocked == A_COMPANY and (not broken or sold_by_firm(work, topic)))
        if (
            goes_on
            and (previous.commodity or (previous.regime and "regime" not in topic.codes))
            and its_own(work, topic)
        ):
            return _outset(work, topic, previous.region)
        if goes_on and topic.codes.keys() == {"regime"} and beside_those(work, previous_topic, topic):
            return altered(previous, partner=None)
        if goes_on and previous_topic is not None:
            if partner_of_all(work, topic):
                goes_on = False
            elif apart := clause_of_its_own(work, previous_topic, topic):
                return altered(previous, **apart)
    else:
        lead = work.words[max(0, topic.first - 3) : topic.first]
        goes_on = (anaphoric or not _SUBORDINATE.isdisjoint(lead)) and not previous.blocked
        if lead[-2:] == [",", "with"] and not previous.blocked and _goods_before(previous_topic, topic):
            return altered(previous, flow_sign="")  # "Rapeseed oil did better, with imports from Russia surging"
        if not previous.blocked and _goods_before(previous_topic, topic) and _tells_of_it(work, previous_topic, topic):
            return altered(previous, flow_sign="")
        if lead[-1:] in (["total"], ["overall"]) and "commodity" not in topic.codes:
            goes_on = False  # "integrated circuits, an advance that lifted total imports from the country"
        if not goes_on and region is None and _among_them(work):
            return altered(work.context.last, flow_sign="")
    return previous if goes_on else _outset(work, topic, region)


def _turned_to(work: Work, previous: Frame, before: Topic | None, topic: Topic) -> str | None:
    """Another place, which a further clause turns to behind the breakdown of one: "Dongguan depends on processing trade for 58.7 per cent of
    its total, and Guangzhou owed much of its advance to exports, which gained"."""
    if before is None or not reporter_only(before) or not previous.is_broken_down() or previous.blocked:
        return None
    place, there = before, region_of(before, work.context)
    if quantity_between(work, place.last, topic.first) or not quantity_between(work, 0, place.first):
        return None
    lead = place.first - 1 - (work.words[place.first - 1] == "the")
    return there if work.words[lead] in _FURTHER and work.words[lead - 1] in (",", ";") else None


_FURTHER = frozenset({"and", "while", "whereas", "but"})
_OF_THE_ECONOMY = (
    "gdp", "gross", "econom", "retail", "consumer", "industrial", "fixed-asset", "tourism", "fiscal", "tax revenue", "inflation", "cpi",
    "currency", "a currency", "the yuan ", "the dollar ", "the renminbi ", "exchange rate", "weaker yuan", "stronger yuan",
    "ppi", "unemployment", "disposable income", "fdi", "foreign direct", "foreign investment", "foreign capital", "population", "lending",
)  # fmt: skip


def has_no_trade(topic: str) -> bool:
    """Whether another topic is of the whole economy, so that flows told beside it are not its own: "GDP grew by 5 percent and exports by
    6.9 percent"; those beside services or containers are.

    >>> [has_no_trade(topic) for topic in ("GDP", "economy grew", "services trade", "container throughput")]
    [True, True, False, False]
    """
    return topic.lower().startswith(_OF_THE_ECONOMY) or topic.endswith("economy")


def _goods_before(before: Topic | None, topic: Topic) -> bool:
    """Whether a good alone is the subject that a clause without a good goes on about."""
    return (
        before is not None
        and before.codes.keys() == {"commodity"}
        and not before.flows
        and "commodity" not in topic.codes
    )


def _tells_of_it(work: Work, goods: Topic, topic: Topic) -> bool:
    """Whether a colon leads from a good to what it tells of it: "Crude oil still flows in at a steady rate: 17.52 million tonnes were
    imported from Russia"."""
    colon = next((p for p in range(topic.first - 1, goods.last, -1) if work.words[p] == ":"), None)
    return colon is not None and not quantity_between(work, 0, colon)


def _place_between(work: Work, before: Topic | None, topic: Topic) -> bool:
    """Whether a place stands between, so that it is the place's trade: "Her firm is a small version of what happened to Chongqing, when
    trade rose"."""
    return before is not None and any(reporter_only(t) and before.last <= t.first < topic.first for t in work.named)


def its_own(work: Work, topic: Topic) -> bool:
    """Whether a way of trading, or who trades, is the region's, after a good or another way: "circuits made up 58.4 pct of exports, while its
    processing trade was"."""
    return topic.codes.keys() in ({"regime"}, {"enterprise"}) and work.words[topic.first - 1 : topic.first] == ["its"]


def _by_way_of(work: Work, before: Topic | None, topic: Topic) -> bool:
    """Whether the topic before only opens the sentence with the way that a place's trade went: "Through market procurement, Yiwu
    sent out 204.6 billion yuan"."""
    if before is None or before.flows or before.first > 3 or before.codes.keys() - _WHO_AND_HOW - {"partner", "zone"}:
        return False
    led = not _WAYS.isdisjoint(work.words[: before.first]) or work.words[before.first] in _WAYS
    between = work.words[before.last : topic.first]
    return led and between[not _METHODS.isdisjoint(between[:1]) :] in ([","], [",", "the"])


_METHODS = frozenset({"scheme", "model", "mode", "method", "arrangement", "arrangements", "channel", "proper"})
_WAYS = frozenset({"through", "via", "by", "under", "in", "to", "from", "with", "using"})


def _among_them(work: Work) -> bool:
    """Whether a whole sentence splits up what was spoken of: "Among them, the import of crude oil was 33.7 billion yuan, while the import
    of soybeans was 0.84 billion yuan"."""
    last = work.context.last
    return work.words[0] in ("among", "of") and work.words[1] in _THEM and last is not None and not last.blocked


_THEM = frozenset({"them", "these", "those", "this", "that", "it"})


def start_afresh(work: Work, topic: Topic, region: str | None, anaphoric: bool) -> Frame:
    """The frame to which a topic adds that no topic of its sentence stands before."""
    context = work.context
    broken = topic.has_breakdown()
    if anaphoric and context.last is not None:
        counted = (context.last.blocked or "").startswith("a count")
        if counted and topic.verb and work.words[topic.first - 1 : topic.first] == ["it"]:
            return (
                work.base()
            )  # "There are 60,000 private firms in Shenzhen. Of all the goods that it imported and exported"
        return _leaning(work, topic)
    if region is None and broken and topic.flows and _among_them(work):
        return altered(context.last, flow_sign="")
    base = _outset(work, topic, region)
    if _among_items(work, topic):
        return altered(base, partner=None)
    if (
        broken
        and "partner" not in topic.codes
        and not _ALL.isdisjoint(work.words[max(0, topic.first - 1) : topic.first + 1])
    ):
        base = altered(base, partner=None)  # "Overall exports of rare earths", in a release about the US
    before = context.paragraph
    if region is not None:
        return base
    if not broken and before is not None and not before.blocked and _against_theme(work, topic, before):
        # "China brought in rubber. August arrivals, 664,000 tons", in a text of tires
        return altered(before, partner=None)
    if topic.flows and not broken:
        if context.article.blocked and (before is None or before.blocked):
            return altered(base, blocked=context.article.blocked)
        if before is None or before.blocked:
            return base
        turned = before.flow in OTHER_SIDE and topic.flows[0] == OTHER_SIDE[before.flow]
        if before.partner and turned and len({f.partner for f in context.told}) > 1:
            return base  # "Shipments to ASEAN leapt 35 percent, to the EU 3.4 percent. Imports slipped 1.4 percent"
        side = before.is_broken_down() and before.flow in ("total", None) and topic.flows[0] != "total"
        if side or not (before.flow == topic.flows[0] or before.commodity):
            return altered(before, flow=None)
    elif before is not None and before.partner and work.words[topic.last : topic.last + 1] == ["elsewhere"]:
        return altered(before, partner=None)  # "Buyers elsewhere made up for some of the loss"
    elif not topic.flows and broken and before is not None and before.region:
        if not (context.arrived and _lies_outside(context)):
            base = altered(base, region=before.region)
        if _goods_beside(work, topic):
            base = altered(base, partner=context.goods_partner())
        if _sent_elsewhere(topic, before):
            base = altered(base, commodity=before.commodity)
    if base.partner is None and (partner := partner_of_another_way(work, topic)) is not None:
        return altered(base, partner=partner)
    return base


def _lies_outside(context: Context) -> bool:
    """Whether the place that the text has turned to is no part of the reporter's: "In Qingdao the order is different. ASEAN leads with", in a
    text of Ningbo; not "Officials in Guiyang issued 266 certificates", in one of Guizhou."""
    return not (context.region or "").startswith(f"{context.article.region}/")


def _against_theme(work: Work, topic: Topic, before: Frame) -> bool:
    """Whether a flow goes the other way than the good of the release, as that of another good just told of does."""
    theme = work.context.theme
    if theme is None or theme.commodity is None or before.commodity in (None, theme.commodity):
        return False
    way = topic.flows[0] if topic.flows else topic.weak_flow
    return way == before.flow == OTHER_SIDE.get(theme.flow or "")


def _goods_beside(work: Work, topic: Topic) -> bool:
    """Whether further goods stand beside those that a paragraph has told trade with one partner in."""
    if topic.codes.keys() != {"commodity"} or topic.weak_flow:
        return False
    if any(t.whole for t in work.named):
        return False  # "Mechanical and electrical products made up 53.2% of the province's exports"
    return work.context.goods_partner() is not None


def _sent_elsewhere(topic: Topic, before: Frame) -> bool:
    """Whether goods go to another partner than those just told of: "Solar cell exports to the EU dropped 20.3 percent. Shipments to Pakistan
    more than doubled"."""
    if topic.codes.keys() != {"partner"} or before.blocked or not (before.commodity and before.partner):
        return False
    return topic.weak_flow == before.flow and before.partner not in topic.codes["partner"]


def _leaning(work: Work, topic: Topic) -> Frame:
    """The frame to which a topic adds that a pronoun leads back to what was spoken of last."""
    context = work.context
    base = altered(context.last, flow_sign="")
    closing = context.latest
    if (
        closing is not None
        and closing.flow == "balance"
        and work.words[topic.first - 2 : topic.first] == ["with", "the"]
    ):
        return closing.during(
            None, False
        )  # "so that the surplus shrank to $13.84 billion. With the US it was $21.01 billion"
    home = context.article.region or ""
    if (
        home.startswith("CN/")
        and len(context.places) != 1
        and "their" in owned_by(work.words, topic)
        and not base.is_broken_down()
    ):
        return altered(base, region=home)  # of the members told one by one: "Hebei was up 7.4 percent. Their exports"
    own = "its" in owned_by(work.words, topic)
    if own and base.breakdown().keys() == {"regime"} and context.noted == context.last and not topic.has_breakdown():
        return base  # "Cross-border e-commerce is a bright spot. Its imports and exports"
    if own and context.part and context.paragraph is not None:
        return altered(context.paragraph, flow_sign="")  # "98.7 billion of it came from Russia. Its exports were"
    if (
        own
        and base.is_broken_down()
        and (
            topic.has_breakdown() or topic.flows == ["total"] or not context.opened or context.plural or context.arrived
        )
    ):
        # "Its trade with Taiwan", after private companies: "its" is the region's; of what came before only a zone owns trade.
        theme = context.theme.flow if context.theme is not None else None
        other = topic.flows and theme is not None and theme not in topic.flows  # "Its exports", of imported perfume
        outset = work.whole() if other else work.base()
        return altered(outset, region=base.region, zone=base.zone or work.base().zone, blocked=base.blocked)
    return base


_ALL = frozenset({"overall", "total", "worldwide", "global"})
_PARTING = frozenset({",", ";", "and", "as", "but", "while", "of", "that", "to"})


def _of_other_firms(work: Work, topic: Topic) -> bool:
    """Whether a release that began with one kind of firms has told of another, and a paragraph goes on about goods or partners: "Private
    ones traded 1.42 trillion yuan. ¶ Consumer goods imports slid", under a headline of foreign firms."""
    context = work.context
    if context.led is not None and context.led.enterprise is not None:
        return False
    kinds = {f.enterprise for f in context.recent} - {None, context.theme.enterprise}
    told = context.paragraph is not None and context.paragraph.enterprise is not None
    return bool(kinds) and not told and "enterprise" not in topic.codes


_WHAT_AND_HOW = frozenset({"commodity", "transport"})
_WHO_AND_HOW = frozenset({"enterprise", "regime", "transport"})


_ITEMS = frozenset({"items", "goods", "products", "commodities", "categories"})


def _among_items(work: Work, topic: Topic) -> bool:
    """Whether a sentence turns to goods of all origins: "Among the larger import items, aircraft were up 64.9 percent"."""
    return work.words[0] == "among" and "partner" not in topic.codes and not _ITEMS.isdisjoint(work.words[2:7])


def _of_any_partner(work: Work, topic: Topic) -> bool:
    """Whether goods are told of in a paragraph that has not spoken of the partner in the heading above: "On the import side, Shanxi took
    in 3.3 million tons of iron ore", beneath one of the United States."""
    context = work.context
    partner, spoken = context.section.partner, context.paragraph
    if partner is None or _WHAT_AND_HOW.isdisjoint(topic.codes) or "partner" in topic.codes:
        return False
    if context.theme_partner() == partner or (context.led is not None and context.led.partner == partner):
        return False  # "The province's main exports to South Korea in January-June:", above a list of goods
    return spoken is None or spoken.partner != partner


def _way_of_all(work: Work, topic: Topic) -> bool:
    """Whether a way of trading is told of that goods of all kinds go by: "With so many phones on the conveyor belt, processing trade
    dominates", in a release of phones."""
    return topic.codes.keys() == {"regime"} and not topic.flows and not any("commodity" in t.codes for t in work.topics)


def _way_just_told(work: Work, topic: Topic, theme: Frame) -> bool:
    """Whether the sentence before told by what other way the release's good went: "Exports under general trade made up 47.8 per cent of toy
    exports. Processing trade was left with 42.6 per cent"."""
    last = work.context.last
    if last is None or not work.context.opened or last.blocked or last.commodity != theme.commodity:
        return False
    return last.regime is not None and last.regime not in topic.codes["regime"]


def _within(work: Work, topic: Topic, region: str | None, base: Frame) -> Frame:
    """What of the heading and the theme holds for a topic that leans on no sentence before it.

    A heading that names who trades, or how, is not about a topic with a breakdown or an owner of its own ("Private exporters hold
    their ground: ... Processing trade, by contrast, came to"); a theme told of one flow is not about trade as a whole.
    """
    context = work.context
    if topic.has_breakdown() or region is not None:
        led = context.led.breakdown() if context.led is not None else ()  # "Trade of private firms by partner:"
        dropped = [d for d in _WHO_AND_HOW if getattr(context.section, d) and d not in topic.codes and d not in led]
        if region is not None and topic.has_breakdown() and topic.flows and context.section.partner:
            dropped.append("partner")  # "the province's exports of cars", under a heading of Russia
        if (
            region is not None
            and region == context.article.region
            and context.section.zone
            and "zone" not in topic.codes
        ):
            dropped.append("zone")  # "The city exported 19.6 million of these computers", under "Bonded zones"
        if _of_any_partner(work, topic):
            dropped.append("partner")
        if (
            "region" in topic.codes
            and region == context.article.region
            and base.zone
            and context.theme is not None
            and base.zone == context.theme.zone
            and "zone" not in topic.codes
        ):
            dropped.append("zone")  # "imports of cosmetics into Hainan", in a release of a zone there
        if dropped:
            base = altered(base, **dict.fromkeys(dropped))
    if (
        context.section.commodity
        and context.section.flow is None
        and "commodity" not in topic.codes
        and ("regime" in topic.codes or (topic.flows in ([], ["total"]) and "zone" in topic.codes))
    ):
        # "processing trade went up 52.7 percent", under a heading of laptops; "cross-border e-commerce exports", of parcels and pickups
        base = altered(base, commodity=None)
    if (
        context.section.commodity
        and topic.flows == ["total"]
        and "overall" in work.words[max(0, topic.first - 1) : topic.last]
    ):
        base = altered(base, commodity=None)  # "overall trade with Mongolia", under a heading of coal
    theme = context.theme
    if (
        theme is not None
        and theme.commodity
        and base.commodity == theme.commodity
        and _way_of_all(work, topic)
        and not _way_just_told(work, topic, theme)
    ):
        base = altered(base, commodity=None, flow=None)
    if theme is not None and theme.enterprise == base.enterprise is not None and _of_other_firms(work, topic):
        base = altered(base, enterprise=None)
    if (
        theme is not None
        and theme.commodity
        and theme.flow in ("export", "import")
        and len(topic.flows) == 1
        and topic.flows[0] != theme.flow
        and (topic.flows[0] == "total" or context.paragraph is None or "partner" in topic.codes)
        and base.commodity == theme.commodity
        and "commodity" not in topic.codes
    ):
        base = altered(base, commodity=None)
    return base
