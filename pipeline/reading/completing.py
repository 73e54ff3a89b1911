"""A frame for each topic of a sentence, completed from the topic before it and from what the text spoke of before."""

from __future__ import annotations

import itertools

from pipeline.reading.directions import over_to, own_dealing, ranks, role_of, those, told_of, way_of
from pipeline.reading.frames import Frame, altered, fill_flow
from pipeline.reading.pairs import one_of_those
from pipeline.reading.phrases import BREAKDOWNS, Topic
from pipeline.reading.placing import Work, is_adjunct, quantity_between, region_of, reporter_only
from pipeline.reading.pronouns import OF_ITS_OWN, between_two, counts_them, leans, of_this_kind, other_side, points_back
from pipeline.reading.topics import group_of

_ALL_OVER = frozenset({"citywide", "city-wide", "provincewide", "province-wide", "regionwide"})
_OF_THESE = (["of", "these"], ["of", "those"], ["of", "them"], ["of", "it"], ["of", "this"])
FLOW_SIDES = frozenset({"total", "export", "import"})
_SUBORDINATE = frozenset({"including", "which", "these", "this", "them", "that"})
# "The nationwide figure was ...": the same quantity of another reporter.
_STANDS_FOR = frozenset(
    ["figure", "total", "tally", "value", "volume", "growth", "increase", "rate", "number", "pace", "level", "decline"]
)


def complete_topics(work: Work) -> None:
    """A frame for each topic, left to right, each leaning on the topic before it in the sentence where it must."""
    previous: Frame | None = None
    previous_topic: Topic | None = None
    for number, topic in enumerate(work.topics):
        frame = _complete(work, topic, previous, previous_topic)
        goods = topic.codes.get("commodity", ())
        if len(goods) > 2 and (group := group_of(tuple(goods))) is not None:
            frame = altered(frame, commodity=group)
        work.frames[number] = frame
        if not is_adjunct(topic, work.context):
            work.subjects.append(number)
            previous, previous_topic = frame, topic
    _give_to_subject(work)


_RUNNING_IN = frozenset({",", "now", "and", "but", "still", "yet", "today", "meanwhile", "again", "so"})
_OPENING = frozenset({"with", "at"})
_ARTICLES = frozenset({"the", "a", "its", "their"})


def _give_to_subject(work: Work) -> None:
    """Figures of an opening "with" are the subject's behind it: "With 283.34 billion yuan in imports and exports, private
    enterprises stand for 54.4 percent"."""
    words = work.words
    if _OPENING.isdisjoint(words[:4]):
        return
    start = next((p for p, w in enumerate(words[:4]) if w not in _RUNNING_IN), 0)
    if words[start] not in _OPENING:
        return
    opening = []
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
    if region is None and not topic.codes.get("region") and (work.context.article.region or "").startswith("CN/"):
        region = _only_member(work)
    if (found := _spoken_again(work, topic, region, previous)) is not None:
        return found
    broken = topic.has_breakdown()
    plain = bool(topic.flows) and not broken
    anaphoric = leans(work, topic, plain, previous)
    if plain and of_this_kind(work, topic):
        anaphoric, previous = True, None
    if not broken and (topic.flows or topic.weak_flow) and points_back(work, topic):
        anaphoric = True
        previous = previous if previous is not None and previous.partner else None
    if region is None and "whose" in work.words[max(0, topic.first - 3) : topic.first]:
        region = next(
            (
                r
                for t in reversed(work.named)
                if t.last <= topic.first and (r := region_of(t, work.context)) is not None
            ),
            None,
        )
    if previous is not None:
        base = _start_at(work, topic, region, anaphoric, previous, previous_topic)
    else:
        base = _start_afresh(work, topic, region, anaphoric)
    if plain and between_two(work, topic):
        context = work.context
        spoken = context.last.partner if context.last is not None and not context.last.blocked else None
        base = altered(work.whole(), partner=other_side(work, topic) or spoken or context.country)
    lifts = (
        broken
        or (region is not None and not anaphoric)
        or (base.blocked or "").startswith("a count")
        or "goods" in work.words[max(0, topic.first - 2) : topic.last]
    )
    if "there" in work.said and "partner" not in topic.codes and _went_there(work):
        base = altered(base, partner=base.partner or work.context.last.partner)
    base = _widened(work, topic, base, anaphoric, previous)
    if (
        region is None
        and previous is not None
        and previous.region
        and not previous.blocked
        and base is not previous
        and not anaphoric
    ):
        base = altered(base, region=previous.region)
    frame = altered(base, **_stated(topic, region, lifts))
    if topic.flows:
        return frame
    return _with_flow(work, topic, frame, base, anaphoric, previous, previous_topic)


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


def _spoken_again(work: Work, topic: Topic, region: str | None, previous: Frame | None) -> Frame | None:
    """The frame of what was spoken of last where a topic says no more than that it is another reporter's, or traded."""
    context, words, last = work.context, work.words, work.context.last
    before = context.paragraph
    if (
        previous is None
        and before is not None
        and before.partner
        and before.flow in ("export", "import")
        and not before.blocked
        and topic.codes.keys() == {"partner"}
        and topic.members() == 1
        and not topic.weak_flow
        and ranks(work)
    ):
        # "India, to which the city exported cars worth ... The United States was next, at 12.98 billion yuan"
        return altered(before, partner=topic.codes["partner"][0], period=None, period_named=False)
    sided = topic.weak_flow in ("export", "import")
    traded = sided and last is not None and last.commodity
    if (
        traded
        and not topic.codes
        and not topic.flows
        and previous is None
        and words[topic.last : topic.last + 2] in _OF_THESE
        and not last.blocked
    ):
        # "Electrical goods account for 60.4% of exports. Sales of these came to 3.7 trillion yuan"
        told = last.flow if last.flow in ("export", "import") else topic.weak_flow
        return altered(last, flow=told, flow_sign="")
    if region is not None and last is not None and reporter_only(topic):
        following = words[topic.last : topic.last + 4]
        if following and following[0] in _STANDS_FOR:
            return altered(last, region=region)
        if previous is None and not OF_ITS_OWN.isdisjoint(following):
            return altered(last, region=region)
        if previous is None and region != work.base().region and not last.blocked and context.opened:
            spoken = last.flow in FLOW_SIDES and last.commodity == work.base().commodity
            flow = last.flow if spoken else "total"
            return altered(work.base(), region=region, flow=flow, blocked=None)
    if (
        region is not None
        and topic.flows
        and not topic.blocked
        and words[topic.last : topic.last + 3] == ["as", "a", "whole"]
        and not topic.has_breakdown()
    ):
        whole = altered(work.whole(), flow=topic.flows[0], flow_sign=topic.flow_sign, region=region, blocked=None)
        return altered(whole, **dict.fromkeys(BREAKDOWNS))
    if traded and not topic.has_breakdown() and counts_them(work, topic):
        # "In cars the roles are reversed. Chongqing sold 36.9 billion yuan of them abroad."
        found = altered(last, flow=topic.weak_flow, flow_sign="", blocked=None)
        return found if region is None else altered(found, region=region)
    return None


def _outset(work: Work, topic: Topic, region: str | None) -> Frame:
    """Where a topic starts that leans on nothing: at the reporter's whole trade, or at what the text is about."""
    owned = region is not None and topic.flows in (["total"], []) and not topic.has_breakdown()
    return _within(work, topic, region, work.whole() if owned else work.base())


def _start_at(
    work: Work, topic: Topic, region: str | None, anaphoric: bool, previous: Frame, previous_topic: Topic | None
) -> Frame:
    """The frame to which a topic adds, ``previous`` where it goes on about the topic before it."""
    broken = topic.has_breakdown()
    if topic.flows and not broken:
        keeps = region is None or anaphoric or region == previous.region
        reset = (
            not anaphoric
            and topic.mentions[0].kind in ("region", "home")
            and not {"total", "overall"}.isdisjoint(work.words[max(0, topic.first - 2) : topic.last])
        )
        goes_on = keeps and not reset and not _left_with(work, previous_topic, topic)
    elif not topic.flows:
        goes_on = not previous.blocked or (previous.blocked == "a company" and not broken)
    else:
        lead = work.words[max(0, topic.first - 3) : topic.first]
        goes_on = (anaphoric or not _SUBORDINATE.isdisjoint(lead)) and not previous.blocked
    return previous if goes_on else _outset(work, topic, region)


def _start_afresh(work: Work, topic: Topic, region: str | None, anaphoric: bool) -> Frame:
    """The frame to which a topic adds that no topic of its sentence stands before."""
    context = work.context
    broken = topic.has_breakdown()
    if anaphoric and context.last is not None:
        base = altered(context.last, flow_sign="")
        own = "its" in work.words[max(0, topic.first - 2) : topic.last]
        if own and base.is_broken_down() and (broken or topic.flows == ["total"] or not context.opened):
            # "Its trade with Taiwan", after private companies: "its" is the region's; of what came before only a zone owns trade.
            return altered(work.base(), region=base.region, zone=base.zone or work.base().zone, blocked=base.blocked)
        return base
    base = _outset(work, topic, region)
    before = context.paragraph
    if region is not None:
        return base
    if topic.flows and not broken:
        if context.article.blocked and (before is None or before.blocked):
            return altered(base, blocked=context.article.blocked)
        if before is None or before.blocked:
            return base
        side = before.is_broken_down() and before.flow in ("total", None) and topic.flows[0] != "total"
        if side or not (before.flow == topic.flows[0] or before.commodity):
            return altered(before, flow=None)
    elif not topic.flows and broken and before is not None and before.region:
        return altered(base, region=before.region)
    return base


def _widened(work: Work, topic: Topic, base: Frame, anaphoric: bool, previous: Frame | None) -> Frame:
    """The whole of the reporter's trade, or the nation's, where the sentence speaks of all of it; else ``base``."""
    context = work.context
    if topic.has_breakdown():
        if previous is None and _across(work):
            return altered(work.whole(), **dict.fromkeys(BREAKDOWNS), flow=base.flow)
        return base
    if topic.flows != ["total"]:
        return base
    if not anaphoric and any(t.home == "nation" and t.first < topic.first and reporter_only(t) for t in work.topics):
        return altered(work.whole(), region="CN")
    if _all_over(work) or work.words[topic.last : topic.last + 3] == ["as", "a", "whole"]:
        if of_this_kind(work, topic) and context.last is not None:
            # "Cross-border e-commerce is sprinting. City-wide, such imports and exports amounted to": of the theme no more.
            theme = context.theme.breakdown() if context.theme is not None else {}
            return work.whole().with_codes({d: v for d, v in context.last.breakdown().items() if theme.get(d) != v})
        return work.whole()
    return base


def _with_flow(
    work: Work,
    topic: Topic,
    frame: Frame,
    base: Frame,
    anaphoric: bool,
    previous: Frame | None,
    previous_topic: Topic | None,
) -> Frame:
    """``frame`` with the flow of a topic that names none."""
    sided = topic.weak_flow in ("export", "import")
    if anaphoric and base.partner and sided and points_back(work, topic):
        return altered(frame, flow=topic.weak_flow)
    if previous_topic is not None and topic.weak_flow and not topic.codes and "partner" in previous_topic.codes:
        dealt = own_dealing(work, previous_topic)
        if dealt is not None:
            return altered(frame, flow=dealt)
    kept = previous.flow if base is previous and previous is not None else frame.flow if anaphoric else None
    told = _told_flow(work, topic, sided, previous, previous_topic)
    if told is not None:
        return altered(frame, flow=told)
    window = work.words[max(0, topic.first - 8) : topic.last + 8]
    named = (
        {f for t in work.topics for f in t.flows if f in ("export", "import")}
        if not any(t.flows and t.members() > 1 for t in work.topics)
        else set()
    )
    if not named and "commodity" in topic.codes:
        # "Machinery, which made up 87.4 percent of exports, was down 1.2 percent": of what it is a part of.
        named = {f for t in work.named if t.whole for f in t.flows[:1] if f in ("export", "import")}
    frame = altered(frame, flow=kept or (base.flow if base is work.context.last else None))
    return fill_flow(frame, topic, window, work.context, previous.flow if previous is not None else None, named)


def _told_flow(
    work: Work, topic: Topic, sided: bool, previous: Frame | None, previous_topic: Topic | None
) -> str | None:
    """The flow that the words around a topic tell: who took, sent, bought or supplies it."""
    partner = "partner" in topic.codes
    if partner and (dealt := own_dealing(work, topic)) is not None:
        return dealt
    if sided and (told_of(work, topic) or over_to(work, topic)):
        return topic.weak_flow
    if topic.weak_flow == "export" and previous_topic is not None and previous_topic.weak_flow == "import":
        return "export"  # "bought 221.8 billion yuan of goods and sold 76.03 billion"
    if partner and (told := role_of(work, topic) or those(work, topic)) is not None:
        return told
    return way_of(work) if "commodity" in topic.codes else None


def _only_member(work: Work) -> str | None:
    """The one province or city that a sentence names, in a release of several: "Belt and Road countries accounted for 30.5 percent
    of the province's trade, having increased their dealings with it by 20.3 percent"."""
    named = {r for t in work.named if (r := region_of(t, work.context)) is not None and r.startswith("CN-")}
    return named.pop() if len(named) == 1 else None


def _left_with(work: Work, before: Topic | None, topic: Topic) -> bool:
    """Whether the topic before only brought this one about: "A slump in border trade left Guangxi with 221.43 billion yuan of trade"."""
    between = work.words[before.last : topic.first] if before is not None else []
    return "with" in between and not {"left", "leaves", "leaving"}.isdisjoint(between[: between.index("with")])


def _all_over(work: Work) -> bool:
    """Whether something is said of all of the reporter: "citywide", "city-wide"."""
    return not _ALL_OVER.isdisjoint(work.said) or (
        "wide" in work.said
        and any(b == "wide" and a in ("city", "province", "region") for a, b in itertools.pairwise(work.words))
    )


_WHO_AND_HOW = ("enterprise", "regime", "transport")


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
        and topic.flows == ["total"]
        and base.commodity == theme.commodity
    ):
        base = altered(base, commodity=None)
    return base


_WHOLE_PLACES = frozenset({"city", "province", "municipality", "region", "country", "nation", "island"})


def _across(work: Work) -> bool:
    """Whether the sentence speaks of all of the reporter's trade: "reached 118.4 billion yuan across the city"."""
    return _all_over(work) or (
        "across" in work.said
        and any(
            a == "across" and b == "the" and c in _WHOLE_PLACES
            for a, b, c in zip(work.words, work.words[1:], work.words[2:], strict=False)
        )
    )
