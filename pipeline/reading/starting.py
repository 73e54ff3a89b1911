"""What a topic adds to: where it starts that goes on about the topic before it, or about nothing in its sentence."""

from __future__ import annotations

from pipeline.reading.frames import OTHER_SIDE, Frame, altered
from pipeline.reading.phrases import Topic
from pipeline.reading.placing import Work, quantity_between, reporter_only

_SUBORDINATE = frozenset({"including", "which", "these", "this", "them", "that"})


def _outset(work: Work, topic: Topic, region: str | None) -> Frame:
    """Where a topic starts that leans on nothing: at the reporter's whole trade, or at what the text is about."""
    owned = region is not None and topic.flows in (["total"], []) and not topic.has_breakdown()
    return _within(work, topic, region, work.whole() if owned else work.base())


def start_at(
    work: Work, topic: Topic, region: str | None, anaphoric: bool, previous: Frame, previous_topic: Topic | None
) -> Frame:
    """The frame to which a topic adds, ``previous`` where it goes on about the topic before it."""
    broken = topic.has_breakdown()
    if topic.weak_flow and not topic.codes and previous.blocked and previous_topic is not None and not topic.flows:
        between = work.words[previous_topic.last : topic.first]
        if len(between) < 3 and _PARTING.isdisjoint(between):
            return previous  # "Offshore duty-free shops booked sales of 43.76 billion yuan"
    if anaphoric and previous_topic is not None and _owner_deals(work, topic, previous_topic):
        return _outset(work, topic, previous.region)
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
            and not _taken_off(work, topic)
            and not _closing_total(work, previous_topic, topic)
            and not _left_with(work, previous_topic, topic)
            and not _summed_up(work, previous_topic, topic)
            and not _conceded(work, topic)
            and not _pushed(work, previous_topic, topic)
            and not _explained(work, topic)
        )
    elif not topic.flows:
        goes_on = not previous.blocked or (previous.blocked == "a company" and not broken)
        if goes_on and previous.commodity and its_own(work, topic):
            return _outset(work, topic, previous.region)
        if goes_on and topic.codes.keys() == {"regime"} and _beside_those(work, previous_topic, topic):
            return altered(previous, partner=None)
        if goes_on and previous_topic is not None:
            if _partner_of_all(work, topic):
                goes_on = False
            elif apart := _clause_of_its_own(work, previous_topic, topic):
                return altered(previous, **apart)
    else:
        lead = work.words[max(0, topic.first - 3) : topic.first]
        goes_on = (anaphoric or not _SUBORDINATE.isdisjoint(lead)) and not previous.blocked
        if lead[-1:] in (["total"], ["overall"]) and "commodity" not in topic.codes:
            goes_on = False  # "integrated circuits, an advance that lifted total imports from the country"
        if not goes_on and region is None and _among_them(work):
            return altered(work.context.last, flow_sign="")
    return previous if goes_on else _outset(work, topic, region)


def _place_between(work: Work, before: Topic | None, topic: Topic) -> bool:
    """Whether a place stands between, so that it is the place's trade: "Her firm is a small version of what happened to Chongqing, when
    trade rose"."""
    return before is not None and any(reporter_only(t) and before.last <= t.first < topic.first for t in work.named)


def its_own(work: Work, topic: Topic) -> bool:
    """Whether a way of trading is the region's, after a good: "circuits made up 58.4 pct of exports, while its processing trade was"."""
    return topic.codes.keys() == {"regime"} and work.words[topic.first - 1 : topic.first] == ["its"]


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


def _owner_deals(work: Work, topic: Topic, before: Topic) -> bool:
    """Whether "its" is of the place that dealt in a good: "the city has exported laptops worth ...; its imports rose"."""
    if "its" not in work.words[max(0, topic.first - 2) : topic.last] or "commodity" in topic.codes:
        return False
    subject = (
        before.home is not None
        or "region" in before.codes
        or any(reporter_only(t) and 0 <= before.first - t.last <= 2 for t in work.topics)
    )
    return subject and before.verb and before.codes.keys() <= {"region", "commodity"}


def _beside_those(work: Work, before: Topic | None, topic: Topic) -> bool:
    """Whether a semicolon stands between a way of trading and a part told before: "those with ASEAN were 183.5 billion yuan; border
    trade reached 79 billion yuan"."""
    if before is None or before.flows or before.codes.keys() != {"partner"}:
        return False
    return (
        "those" in work.words[max(0, before.first - 3) : before.first] and ";" in work.words[before.last : topic.first]
    )


_PARTNERING = frozenset({"with", "to", "from", "which", "whom"})
_ROLES = frozenset({"partner", "market", "customer", "supplier", "buyer", "destination", "country", "bloc", "source"})


def _partner_of_all(work: Work, topic: Topic) -> bool:
    """Whether a partner is told to be the one with which so much of all is traded: "durians one way and car parts the other have made
    Vietnam the partner with which Guangxi does 39.2 percent of its trade"."""
    behind = work.words[topic.last : topic.last + 8]
    role = next((n for n, w in enumerate(behind) if w in _ROLES), None)
    return topic.codes.keys() == {"partner"} and role is not None and _PARTNERING.issuperset(behind[role + 1 : role + 3])


_WAYS = frozenset({"regime", "enterprise", "transport"})  # a zone has partners of its own


def _clause_of_its_own(work: Work, before: Topic, topic: Topic) -> dict[str, None]:
    """What of the topic before does not hold for another subject in a clause of its own, once its figures are told: "border trade
    brought 31.2 billion yuan, and road transport handled 96.3 billion"; nothing where it goes on."""
    if before.flows or not before.codes.keys() <= _WAYS or topic.members() > 1 or topic.weak_flow or topic.blocked:
        return {}
    if not topic.codes.keys().isdisjoint(before.codes) or not topic.has_breakdown():
        return {}
    if "commodity" in topic.codes and work.words[topic.last : topic.last + 1] != ["for"]:
        return {}  # but "and electrical goods for 67.7 percent of exports", behind the share of private firms
    start = topic.first - (work.words[topic.first - 1] == "the")
    opens = work.words[start - 1] in _CLAUSES and work.words[start - 2] in (",", ";")
    if not (opens or work.words[start - 1] == ";") or not quantity_between(work, before.last, topic.first):
        return {}
    says = work.words[topic.last : topic.last + 1]
    if not says or says[0] in _NO_VERB or not quantity_between(work, topic.last, len(work.words)):
        return {}
    return dict.fromkeys(before.codes)


_CLAUSES = frozenset({"and", "while", "whereas", "but"})
_NO_VERB = frozenset({",", ";", ".", "and", "(", ")", "'s", "’s", "or"})


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
        own = "its" in work.words[max(0, topic.first - 2) : topic.last]
        if own and context.part and context.paragraph is not None:
            return altered(context.paragraph, flow_sign="")  # "98.7 billion of it came from Russia. Its exports were"
        if (
            own
            and base.is_broken_down()
            and (broken or topic.flows == ["total"] or not context.opened or context.plural or context.arrived)
        ):
            # "Its trade with Taiwan", after private companies: "its" is the region's; of what came before only a zone owns trade.
            theme = context.theme.flow if context.theme is not None else None
            other = topic.flows and theme is not None and theme not in topic.flows  # "Its exports", of imported perfume
            outset = work.whole() if other else work.base()
            return altered(outset, region=base.region, zone=base.zone or work.base().zone, blocked=base.blocked)
        return base
    if region is None and broken and topic.flows and _among_them(work):
        return altered(context.last, flow_sign="")
    base = _outset(work, topic, region)
    before = context.paragraph
    if region is not None:
        return base
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
    elif not topic.flows and broken and before is not None and before.region:
        return altered(base, region=before.region)
    return base


_PARTING = frozenset({",", ";", "and", "as", "but", "while", "of", "that", "to"})
_CONCEDING = frozenset({"despite", "although", "though", "notwithstanding", "amid"})


def _conceded(work: Work, topic: Topic) -> bool:
    """Whether the sentence only opened with something else, before a reporter's own flow: "Despite a 15.8 percent fall in sales to
    the United States, Dongguan's exports rose 4.3 percent"."""
    if work.words[0] not in _CONCEDING or topic.mentions[0].kind not in ("region", "home"):
        return False
    return work.words[topic.first - 1] == "," or work.words[topic.first - 2 : topic.first] == [",", "the"]


def _left_with(work: Work, before: Topic | None, topic: Topic) -> bool:
    """Whether the topic before only brought this one about: "A slump in border trade left Guangxi with 221.43 billion yuan of trade"."""
    between = work.words[before.last : topic.first] if before is not None and topic.flows != ["balance"] else []
    if between and not before.flows and topic.mentions[0].kind in ("region", "home") and _MOVING.issuperset(between):
        return True  # "The instruments helped lift Zunyi's overseas sales to 2.14 billion yuan"
    return "with" in between and not {"left", "leaves", "leaving"}.isdisjoint(between[: between.index("with")])


_PUSHING = frozenset(
    {"pushed", "pushing", "lifted", "lifting", "boosted", "boosting", "dragged", "dragging", "propelled", "drove"}
)


def _pushed(work: Work, before: Topic | None, topic: Topic) -> bool:
    """Whether the topic before only moved trade as a whole: "New phones were launched late, which pushed November exports up"."""
    if before is None or before.flows or _PUSHING.isdisjoint(work.said):
        return False
    between = work.words[before.last : topic.first]
    return "which" in between and not _PUSHING.isdisjoint(between)


def _explained(work: Work, topic: Topic) -> bool:
    """Whether what was told before only accounts for how a place's flow went: "Vaccines explain much of the city's export growth of
    24.3 percent"."""
    if _EXPLAINING.isdisjoint(work.said) or topic.mentions[0].kind not in ("region", "home"):
        return False
    lead = work.words[max(0, topic.first - 7) : topic.first]
    place = next((n for n, w in enumerate(lead) if w in _EXPLAINING), None)
    return place is not None and not quantity_between(work, topic.first - len(lead) + place, topic.first)


_EXPLAINING = frozenset({"explain", "explains", "explained", "explaining", "behind", "underlie", "underpinned"})
_MOVING = frozenset(
    (
        "helped help to lift lifted lifting boost boosted push pushed pushing drive drove raise raised swell swelled "
        "drag dragged dragging pull pulled depress depressed up down"
    ).split()
)


def _closing_total(work: Work, before: Topic | None, topic: Topic) -> bool:
    """Whether a list of goods closes with their total: "; soybeans, 0.38 million tonnes; total imports, 31.7 billion yuan"."""
    lead = work.words[max(0, topic.first - 3) : topic.first]
    return (
        lead[-1:] in (["total"], ["overall"])
        and ";" in lead
        and before is not None
        and before.codes.keys() == {"commodity"}
        and (not before.flows or lead[-2] == ";")
    )


def _taken_off(work: Work, topic: Topic) -> bool:
    """Whether something took a rate off a flow, and is no part of it: "cheaper oil knocked 21.4 percent off Beijing's import bill"."""
    place = topic.first - 1 - (work.words[topic.first - 1] in ("the", "its"))
    return work.words[place] == "off" and any(m.last == place for m in work.sentence.of("quantity"))


def _summed_up(work: Work, before: Topic | None, topic: Topic) -> bool:
    """Whether a colon stands between, and behind it the owner of the flow: "Tyres, baijiu and sulphur: Guizhou did 14.96 billion
    yuan of foreign trade"."""
    if before is None or ":" not in work.said:
        return False
    colon = next((p for p in reversed(work.sentence.places(":")) if before.last <= p < topic.first), None)
    if colon is not None and (topic.home or "region" in topic.codes) and "of" in work.words[:colon]:
        return not _PORTIONS.isdisjoint(work.words[before.last : colon])  # "Food is only a small part of the whole: Shandong's exports"
    return colon is not None and any(t.first > colon and t.last <= topic.first and reporter_only(t) for t in work.named)


_PORTIONS = frozenset("part fraction sliver share slice piece drop portion bit fragment sideline whole".split())


_WHO_AND_HOW = frozenset({"enterprise", "regime", "transport"})


def _within(work: Work, topic: Topic, region: str | None, base: Frame) -> Frame:
    """What of the heading and the theme holds for a topic that leans on no sentence before it.

    A heading that names who trades, or how, is not about a topic with a breakdown or an owner of its own ("Private exporters hold
    their ground: ... Processing trade, by contrast, came to"); a theme told of one flow is not about trade as a whole.
    """
    context = work.context
    if topic.has_breakdown() or region is not None:
        dropped = [d for d in _WHO_AND_HOW if getattr(context.section, d) and d not in topic.codes]
        if region is not None and topic.has_breakdown() and topic.flows and context.section.partner:
            dropped.append("partner")  # "the province's exports of cars", under a heading of Russia
        if dropped:
            base = altered(base, **dict.fromkeys(dropped))
    if (
        context.section.commodity
        and context.section.flow is None
        and topic.flows in ([], ["total"])
        and "commodity" not in topic.codes
        and not {"regime", "zone"}.isdisjoint(topic.codes)
    ):
        base = altered(base, commodity=None)  # "processing trade went up 52.7 percent", under a heading of laptops
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
        and theme.flow in ("export", "import")
        and len(topic.flows) == 1
        and topic.flows[0] != theme.flow
        and (topic.flows[0] == "total" or context.paragraph is None or "partner" in topic.codes)
        and base.commodity == theme.commodity
        and "commodity" not in topic.codes
    ):
        base = altered(base, commodity=None)
    return base
