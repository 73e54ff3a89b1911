"""A frame for each topic of a sentence, completed from the topic before it and from what the text spoke of before."""

from __future__ import annotations

import itertools

from pipeline.reading.directions import over_to, own_dealing, ranks, role_of, those, told_of, way_of
from pipeline.reading.frames import Frame, altered, fill_flow
from pipeline.reading.phrases import BREAKDOWNS, Topic
from pipeline.reading.placing import Work, is_adjunct, opens_that, quantity_between, region_of, reporter_only
from pipeline.reading.topics import group_of

_PLACES = frozenset(
    (
        "it them there bloc island country group grouping market continent peninsula neighbor neighbour region "
        "territory nation kingdom republic two three"
    ).split()
)
_ALL_OVER = frozenset({"citywide", "city-wide", "provincewide", "province-wide", "regionwide", "everything"})
_OF_THESE = (["of", "these"], ["of", "those"], ["of", "them"], ["of", "it"], ["of", "this"])
FLOW_SIDES = frozenset({"total", "export", "import"})
_POSSESSIVE = frozenset({"its", "their", "whose"})
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
        if is_adjunct(topic, work.context):
            work.adjuncts.add(number)
        else:
            previous, previous_topic = frame, topic
    _give_to_subject(work)


_RUNNING_IN = frozenset({",", "now", "and", "but", "still", "yet", "today", "meanwhile", "again", "so"})
_ARTICLES = frozenset({"the", "a", "its", "their"})


def _give_to_subject(work: Work) -> None:
    """Figures of an opening "with" are the subject's behind it: "With 283.34 billion yuan in imports and exports, private
    enterprises stand for 54.4 percent"."""
    words = work.words
    start = next((p for p, w in enumerate(words[:4]) if w not in _RUNNING_IN), 0)
    if words[start : start + 1] not in (["with"], ["at"]):
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


def _between_two(work: Work, topic: Topic) -> bool:
    """Whether trade is said to be between two sides, of which one was named before: "Bilateral trade climbed 11.1 percent"."""
    lead = work.words[max(0, topic.first - 2) : topic.last]
    said = "bilateral" in lead or ("two", "way") in itertools.pairwise(lead)
    return (
        said
        and "partner" not in topic.codes
        and (_other_side(work, topic) is not None or not any("partner" in t.codes for t in work.topics))
    )


def _other_side(work: Work, topic: Topic) -> str | None:
    """The partner that the sentence is about where it goes on about both sides: "ASEAN has pulled away from other partners:
    two-way trade is 16.9 percent higher"."""
    if ":" not in work.words[: topic.first]:
        return None
    before = (t for t in work.topics if t.last <= topic.first and len(t.codes.get("partner", ())) == 1 and not t.flows)
    return next((t.codes["partner"][0] for t in before if t.codes["partner"][0] != "OTHER"), None)


def _points_back(work: Work, topic: Topic) -> bool:
    """Whether the partner is named by a pronoun or a general noun: "exports to it", "we traded 5 billion yuan with it"."""
    words = work.words
    if topic.weak_flow and words[topic.last : topic.last + 1] in (["them"], ["there"]):
        return True
    towards = ("with", "to", "from")
    for position in range(topic.first, min(topic.last + 8, len(words) - 1)):
        if words[position] == "between":
            towards = ("and",)  # "imports and exports between Guangxi and it"
        elif position >= topic.last and words[position] in towards:
            pointing = words[position + 1] in ("the", "its", "that", "this")
            named = words[position + 2] if pointing and position + 2 < len(words) else words[position + 1]
            return named in _PLACES and (pointing or named in ("it", "them", "there"))
        elif position >= topic.last and words[position] in (",", ";", "and", "while"):
            return False
    return False


def _counts_them(work: Work, topic: Topic) -> bool:
    """Whether the figure behind a verb of trade is "of them" or was paid "for them"."""
    for mention in work.sentence.mentions:
        if mention.kind == "quantity" and mention.first >= topic.last:
            following = work.words[mention.last : mention.last + 2]
            return following[:1] in (["of"], ["for"]) and following[1:] in (["them"], ["these"], ["it"])
    return False


def pair_named(found: list[Topic], frames: dict[int, Frame], before: int) -> tuple[Frame, ...] | None:
    """What a coordinated topic left of a position names, in order."""
    for number in sorted(frames, reverse=True):
        topic = found[number]
        if topic.first >= before:
            continue
        for dimension, codes in topic.codes.items():
            if len(codes) > 1:
                return tuple(altered(frames[number], **{dimension: c}) for c in codes)
        if len(topic.flows) == 2:
            return tuple(altered(frames[number], flow=f) for f in topic.flows)
    return None


def contrasted(frames: list[Frame]) -> tuple[Frame, ...] | None:
    """The last two frames of a sentence, when they differ in one coordinate only: "purchases from abroad dwarf sales"."""
    if len(frames) < 2 or any(f.blocked for f in frames[-2:]):
        return None
    one, other = frames[-2:]
    differing = [d for d in ("region", "flow", *BREAKDOWNS) if getattr(one, d) != getattr(other, d)]
    if len(differing) != 1 or not getattr(one, differing[0]) or not getattr(other, differing[0]):
        return None
    return tuple(altered(f, period=None, flow_sign="", period_named=False) for f in (one, other))


def _complete(work: Work, topic: Topic, previous: Frame | None, previous_topic: Topic | None) -> Frame:
    context = work.context
    if topic.ordinal is not None:
        if previous is not None and previous.blocked and work.words[topic.first - 1 : topic.first] == ["of"]:
            return previous  # "the average price of the latter"
        pair = (
            pair_named(work.topics, work.frames, topic.first)
            or contrasted([f for n, f in sorted(work.frames.items()) if work.topics[n].ordinal is None])
            or context.pair
        )
        if pair is None or not -len(pair) <= topic.ordinal < len(pair):
            pair = context.told if len(context.told) > 1 else pair
        if not pair or not -len(pair) <= topic.ordinal < len(pair):
            listed = next((entry for entry in context.lists if topic.ordinal < len(entry[1])), None)
            if listed is None:
                return altered(context.base(), blocked="unclear reference")
            spoken = context.last or context.base()
            return altered(spoken, flow=spoken.flow or "total", **{listed[0]: listed[1][topic.ordinal]})
        if previous is not None and work.words[topic.first - 1 : topic.first] == ["in"]:
            return altered(previous, region=pair[topic.ordinal].region)
        if previous is not None and previous.flow and work.words[topic.last : topic.last + 1] in (["'s"], ["’s"]):
            return altered(
                pair[topic.ordinal], flow=previous.flow
            )  # "the former's imports rose 6.4 percent, the latter's 11.3"
        return pair[topic.ordinal]
    if topic.blocked and not topic.flows:
        return altered(context.base(), blocked=topic.blocked)
    if (
        topic.weak_flow in ("export", "import")
        and not topic.codes
        and not topic.flows
        and previous is None
        and work.words[topic.last : topic.last + 2] in _OF_THESE
        and context.last is not None
        and context.last.commodity
        and not context.last.blocked
    ):
        # "Electrical goods account for 60.4% of exports. Sales of these came to 3.7 trillion yuan"
        told = context.last.flow if context.last.flow in ("export", "import") else topic.weak_flow
        return altered(context.last, flow=told, flow_sign="")
    region = region_of(topic, context)
    if (
        reporter_only(topic)
        and region is not None
        and work.words[topic.last : topic.last + 1]
        and work.words[topic.last] in _STANDS_FOR
        and context.last is not None
    ):
        return altered(context.last, region=region)
    if (
        reporter_only(topic)
        and region is not None
        and previous is None
        and context.last is not None
        and {"its", "their"} & set(work.words[topic.last : topic.last + 4])
    ):
        return altered(context.last, region=region)
    if (
        reporter_only(topic)
        and region is not None
        and region != context.base().region
        and previous is None
        and context.last is not None
        and not context.last.blocked
        and context.opened
    ):
        flow = context.last.flow if context.last.flow in FLOW_SIDES else "total"
        return altered(context.base(), region=region, flow=flow, blocked=None)
    if (
        region is not None
        and topic.flows
        and not topic.has_breakdown()
        and not topic.blocked
        and work.words[topic.last : topic.last + 3] == ["as", "a", "whole"]
    ):
        whole = altered(context.whole(), flow=topic.flows[0], flow_sign=topic.flow_sign, region=region, blocked=None)
        return altered(whole, **dict.fromkeys(BREAKDOWNS))
    owned = region is not None and not topic.has_breakdown() and topic.flows in (["total"], [])
    base = _within(work, topic, region, context.whole() if owned else context.base())
    lead = work.words[max(0, topic.first - 3) : topic.first]
    anaphoric = bool(_POSSESSIVE & set(work.words[max(0, topic.first - 2) : topic.last]) - {"whose"}) or (
        previous is None
        and any(
            word in ("it", "they", "them") and not opens_that(work.words, position, topic.first)
            for position, word in enumerate(work.words[: topic.first])
        )
    )
    if topic.flows and not topic.has_breakdown() and previous is None:
        anaphoric = anaphoric or bool({"them", "these"} & set(work.words[topic.last : topic.last + 9]))
    if (
        topic.weak_flow in ("export", "import")
        and not topic.has_breakdown()
        and context.last is not None
        and context.last.commodity
        and _counts_them(work, topic)
    ):
        # "In cars the roles are reversed. Chongqing sold 36.9 billion yuan of them abroad."
        found = altered(context.last, flow=topic.weak_flow, flow_sign="", blocked=None)
        return found if region is None else altered(found, region=region)
    if topic.flows and not topic.has_breakdown() and _of_this_kind(work, topic):
        anaphoric = True
        previous = None
    if (topic.flows or topic.weak_flow) and not topic.has_breakdown() and _points_back(work, topic):
        anaphoric = True
        previous = None if previous is not None and not previous.partner else previous
    if region is None and "whose" in lead:
        region = next(
            (r for t in reversed(work.named) if t.last <= topic.first and (r := region_of(t, context)) is not None),
            None,
        )
    subordinate = {"including", "which", "these", "this", "them", "that"} & set(lead)
    sentence_flow = None
    if previous is not None:
        sentence_flow = previous.flow
        if topic.flows and not topic.has_breakdown():
            keeps = region is None or anaphoric or region == previous.region
            reset = (
                {"total", "overall"} & set(work.words[max(0, topic.first - 2) : topic.last])
                and topic.mentions[0].kind in ("region", "home")
                and not anaphoric
            )
            if keeps and not reset and not _left_with(work, previous_topic, topic):
                base = previous
        elif not topic.flows:
            if not previous.blocked or (previous.blocked == "a company" and not topic.has_breakdown()):
                base = previous
        elif anaphoric or subordinate:
            base = previous if not previous.blocked else base
    elif anaphoric and context.last is not None:
        base = altered(context.last, flow_sign="")
        own = "its" in work.words[max(0, topic.first - 2) : topic.last]
        if own and base.breakdown() and (topic.has_breakdown() or topic.flows == ["total"] or not context.opened):
            # "Its trade with Taiwan", after private companies: "its" is the region's; of what came before only a zone owns trade.
            base = altered(
                context.base(), region=base.region, zone=base.zone or context.base().zone, blocked=base.blocked
            )
    elif topic.flows and not topic.has_breakdown() and region is None:
        before = context.paragraph
        if context.article.blocked and (before is None or before.blocked):
            base = altered(base, blocked=context.article.blocked)
        elif (
            before is not None
            and not before.blocked
            and before.breakdown()
            and before.flow in ("total", None)
            and topic.flows[0] != "total"
        ) or (before is not None and not before.blocked and not (before.flow == topic.flows[0] or before.commodity)):
            base = altered(before, flow=None)
    elif not topic.flows and topic.has_breakdown():
        before = context.paragraph
        if before is not None and before.region and region is None:
            base = altered(base, region=before.region)
    if topic.flows and not topic.has_breakdown() and _between_two(work, topic):
        spoken = context.last.partner if context.last is not None and not context.last.blocked else None
        base = altered(context.whole(), partner=_other_side(work, topic) or spoken or context.country)
    lifts = (
        (base.blocked or "").startswith("a count")
        or topic.has_breakdown()
        or (region is not None and not anaphoric)
        or "goods" in work.words[max(0, topic.first - 2) : topic.last]
    )
    if (
        topic.flows == ["total"]
        and not anaphoric
        and not topic.has_breakdown()
        and any(t.home == "nation" and reporter_only(t) and t.first < topic.first for t in work.topics)
    ):
        base = altered(context.whole(), region="CN")
    elif (
        topic.flows == ["total"]
        and not topic.has_breakdown()
        and (_all_over(work.words) or work.words[topic.last : topic.last + 3] == ["as", "a", "whole"])
    ):
        base = context.whole()
        if _of_this_kind(work, topic) and context.last is not None:
            # "Cross-border e-commerce is sprinting. City-wide, such imports and exports amounted to": of the theme no more.
            theme = context.theme.breakdown() if context.theme is not None else {}
            base = base.with_codes({d: v for d, v in context.last.breakdown().items() if theme.get(d) != v})
    elif topic.has_breakdown() and previous is None and _across(work):
        base = altered(context.whole(), **dict.fromkeys(BREAKDOWNS), flow=base.flow)
    if (
        region is None
        and previous is not None
        and previous.region
        and not previous.blocked
        and base is not previous
        and not anaphoric
    ):
        base = altered(base, region=previous.region)
    frame = altered(base, blocked=None) if lifts else base
    if topic.flows:
        frame = altered(frame, flow=topic.flows[0], flow_sign=topic.flow_sign)
    frame = frame.with_codes({d: c[0] for d, c in topic.codes.items() if d != "region"})
    if region is not None:
        frame = altered(frame, region=region)
    if topic.blocked:
        frame = altered(frame, blocked=topic.blocked)
    if not topic.flows:
        if anaphoric and base.partner and topic.weak_flow in ("export", "import") and _points_back(work, topic):
            return altered(frame, flow=topic.weak_flow)
        if previous_topic is not None and topic.weak_flow and not topic.codes and "partner" in previous_topic.codes:
            dealt = own_dealing(work, previous_topic)
            if dealt is not None:
                return altered(frame, flow=dealt)
        keep = previous.flow if base is previous and previous is not None else frame.flow if anaphoric else None
        frame = altered(frame, flow=keep or (base.flow if base is context.last else None))
        if "partner" in topic.codes and (dealt := own_dealing(work, topic)) is not None:
            return altered(frame, flow=dealt)
        if topic.weak_flow in ("export", "import") and (told_of(work, topic) or over_to(work, topic)):
            return altered(frame, flow=topic.weak_flow)
        if topic.weak_flow == "export" and previous_topic is not None and previous_topic.weak_flow == "import":
            return altered(frame, flow="export")  # "bought 221.8 billion yuan of goods and sold 76.03 billion"
        if "partner" in topic.codes and (role := role_of(work, topic)) is not None:
            return altered(frame, flow=role)
        if "partner" in topic.codes and (goods := those(work, topic)) is not None:
            return altered(frame, flow=goods)
        if previous is None and topic.codes.keys() == {"partner"} and not topic.weak_flow and ranks(work):
            before = context.paragraph
            if before is not None and before.partner and before.flow in ("export", "import") and not before.blocked:
                # "India, to which the city exported ... The United States was next, at 12.98 billion yuan"
                return altered(frame, flow=before.flow)
        way = way_of(work) if "commodity" in topic.codes else None
        if way is not None:
            return altered(frame, flow=way)
        window = work.words[max(0, topic.first - 8) : topic.last + 8]
        named = (
            {f for t in work.topics for f in t.flows if f in ("export", "import")}
            if not any(t.members() > 1 and t.flows for t in work.topics)
            else set()
        )
        if not named and topic.codes.keys() & {"commodity"}:
            # "Machinery, which made up 87.4 percent of exports, was down 1.2 percent": of what it is a part of.
            named = {f for t in work.named if t.whole for f in t.flows[:1] if f in ("export", "import")}
        frame = fill_flow(frame, topic, window, context, sentence_flow, named)
    return frame


def _left_with(work: Work, before: Topic | None, topic: Topic) -> bool:
    """Whether the topic before only brought this one about: "A slump in border trade left Guangxi with 221.43 billion yuan of trade"."""
    between = work.words[before.last : topic.first] if before is not None else []
    return "with" in between and not {"left", "leaves", "leaving"}.isdisjoint(between[: between.index("with")])


def _all_over(words: list[str]) -> bool:
    """Whether something is said of all of the reporter: "citywide", "city-wide"."""
    return not _ALL_OVER.isdisjoint(words) or any(
        b == "wide" and a in ("city", "province", "region") for a, b in itertools.pairwise(words)
    )


def _of_this_kind(work: Work, topic: Topic) -> bool:
    """Whether trade is of the kind just spoken of: "such imports and exports", "exports of this kind"."""
    return work.words[topic.first - 1 : topic.first] == ["such"] or work.words[topic.last : topic.last + 3] in (
        ["of", "this", "kind"],
        ["of", "this", "type"],
        ["of", "this", "sort"],
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


def _across(work: Work) -> bool:
    """Whether the sentence speaks of all of the reporter's trade: "reached 118.4 billion yuan across the city"."""
    places = {"city", "province", "municipality", "region", "country", "nation", "island"}
    return _all_over(work.words) or any(
        a == "across" and b == "the" and c in places
        for a, b, c in zip(work.words, work.words[1:], work.words[2:], strict=False)
    )
