"""What stands behind a figure and joins the frame of its subject: partners, places, the flow of a verb."""

from __future__ import annotations

from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.directions import own_dealing
from pipeline.reading.frames.frames import SIDES, Frame, altered
from pipeline.reading.frames.outdone import both_amounts
from pipeline.reading.frames.placing import Work, clause, quantity_between, region_of, reporter_only
from pipeline.reading.topics.phrases import BREAKDOWNS, DETERMINING, Topic
from pipeline.reading.topics.unmeant_flows import GOODS, VALUED
from pipeline.reading.words.mentions import Mention, past_bracket


def with_left(work: Work, number: int, left: list[int]) -> Frame:
    """The frame of a topic right of the figure, with the flow of a verb left of it ("shipped 203,000 cars")."""
    frame, topic = work.frames[number], work.topics[number]
    if left and not topic.flows:
        verb = work.frames[left[-1]]
        if work.topics[left[-1]].flows and not topic.weak_flow:
            frame = altered(frame, flow=verb.flow)
        elif _dealt_in(work, work.topics[left[-1]], topic):
            # "The ASEAN countries bought 3.11 billion yuan worth of vehicles": who buys of us is sold to
            partner = "partner" in work.topics[left[-1]].codes and own_dealing(work, work.topics[left[-1]])
            dealt = (
                verb.flow if verb.partner is not None and verb.flow in SIDES else None
            )  # "..., which bought 4.2 billion yuan worth of"
            frame = altered(frame, flow=partner or dealt or work.topics[left[-1]].weak_flow)
            if topic.members() == 1:
                work.bind_to(number, frame)
        if verb.blocked == "a company":
            return verb
    if not topic.flows:
        after = [
            n
            for n in range(number + 1, len(work.topics))
            if work.topics[n].verb
            and clause(work, topic.last, work.topics[n].first)
            and not quantity_between(work, topic.last, work.topics[n].first)
        ]
        if after:
            frame = altered(frame, flow=work.topics[after[0]].flows[0])
        elif (passive := _bought(work, topic, number)) is not None:
            frame = altered(frame, flow=passive)
    return frame


def _bought(work: Work, topic: Topic, number: int) -> str | None:
    """The flow of goods that a verb of trade right behind them tells: "1.52 million tonnes of sulfur were purchased"."""
    behind = work.topics[number + 1 : number + 2]
    if (
        not behind
        or behind[0].codes
        or behind[0].weak_flow not in ("export", "import")
        or "commodity" not in topic.codes
    ):
        return None
    between = work.words[topic.last : behind[0].first]
    return behind[0].weak_flow if between in (["were"], ["was"], ["had", "been"], ["have", "been"]) else None


def goods_that(work: Work, mention: Mention, right: list[int]) -> Frame | None:
    """The flow of goods that are worth an amount, of the verb behind it: "were sent abroad, and goods worth 53.54 billion yuan were
    brought in"."""
    if not right or work.words[mention.first - 2 : mention.first - 1] == []:
        return None
    topic = work.topics[right[0]]
    flow = topic.flows[0] if len(topic.flows) == 1 else topic.weak_flow
    valued = next(
        (p for p in range(mention.first - 1, max(-1, mention.first - 3), -1) if work.words[p] in VALUED), None
    )
    if valued is None or flow is None or topic.has_breakdown() or work.words[valued - 1] not in GOODS:
        return None
    if work.words[mention.last : topic.first] not in ([], ["were"], ["was"], ["had", "been"], ["have", "been"]):
        return None
    return altered(work.frames[right[0]], flow=flow, flow_sign="", commodity=None, blocked=None)


def _dealt_in(work: Work, dealer: Topic, goods: Topic) -> bool:
    """Whether goods are those of the dealing told before them, and not of one of their own in a further clause: "were agricultural
    products brought in"."""
    if dealer.weak_flow not in SIDES or not goods.codes.get("commodity"):
        return False
    return goods.weak_flow not in SIDES or clause(work, dealer.last, goods.first)


def _goes_on_behind(work: Work, topic: Topic) -> bool:
    """Whether what follows a topic behind a comma only says how the figure before it changed: "..., an increase of 5.2 percent"."""
    if work.words[topic.last : topic.last + 2] in ([",", "or"], [",", "up"], [",", "down"]):
        return True
    following = next(
        (m for m in work.sentence.mentions if m.first >= topic.last and m.kind not in ("basis", "approx")), None
    )
    return (
        work.words[topic.last : topic.last + 1] == [","]
        and work.words[topic.last + 1 : topic.last + 2] in (["an"], ["a"])
        and following is not None
        and following.kind == "direction"
    )


_OF_THOSE = (["of", "those", ","], ["of", "these", ","], ["of", "that", ","], ["of", "this", ","], ["of", "it", ","])
_CAME = frozenset({"came", "from", "was", "were", "originated", "in", "by"})
_PLACING = frozenset({"for", "in", "across", "throughout", "the"})
_POSTED = frozenset({"seen", "recorded", "posted", "reported", "registered", "achieved", "traded", "had", "saw"})
_WIDE = frozenset({"nationwide", "countrywide", "nationally", "citywide", "provincewide"})


def elsewhere(work: Work, mention: Mention, frame: Frame) -> Frame:
    """The frame moved to the reporter named right behind the figure: "8.6 percent for China as a whole", "a 9.7-percent rise
    nationwide"."""
    if "of" in work.said and (
        work.words[mention.first - 2 : mention.first] == ["of", "which"] or work.words[:3] in _OF_THOSE
    ):
        place = next((t for t in work.named if t.first >= mention.last), None)
        if place is not None and reporter_only(place) and _CAME.issuperset(work.words[mention.last : place.first]):
            # "of which 171.4 billion yuan came from Dalian"
            return altered(frame, region=region_of(place, work.context) or frame.region)
    changes = [m.last for m in work.sentence.of("direction") if m.first == mention.last and m.graded("noun")]
    last = changes[0] if changes else mention.last
    if mention.quantity.kind != "percent":
        last = past_bracket(work.words, last)
    if mention.quantity.kind == "percent" and work.words[last : last + 1] == ["to"]:
        reached = next((m.last for m in work.sentence.of("quantity") if m.first == last + 1), None)
        if reached is not None and work.words[reached : reached + 1] == ["in"]:
            last = reached  # "Trade slipped 1.9 per cent to RMB 13.5 billion in Guilin"
    following, leading = work.words[last : last + 1], _PLACING
    if work.words[last - 2 : last - 1] != ["of"] and following and following[0] in _POSTED:
        # "better than the 9.7 percent recorded by China as a whole"
        placing = work.words[last + 1 : last + 2]
        if placing in (["by"], ["in"], ["for"]) or not _WIDE.isdisjoint(placing):
            last, following, leading = last + 1, placing, _PLACING | {"by"}
    if following == ["that"]:
        owner = next((t for t in work.named if t.first in (last + 1, last + 2)), None)
        if (
            owner is not None
            and reporter_only(owner)
            and not _POSTED.isdisjoint(work.words[owner.last : owner.last + 4])
        ):
            # "over half of the 144.9 billion yuan that Hubei province as a whole recorded"
            return altered(frame, region=region_of(owner, work.context) or frame.region)
    wide = not _WIDE.isdisjoint(following)
    if not wide and leading.isdisjoint(following):
        return frame
    if following and following[0] in ("in", "for"):
        for number, topic in enumerate(work.topics):
            if topic.ordinal is not None and topic.first == last + 1:
                return altered(frame, region=work.frames[number].region)  # "592.3 billion yuan in the first city"
    adjunct = next((t for t in work.named if t.first >= last), None)
    if adjunct is None or not reporter_only(adjunct) or not (wide or 0 < adjunct.first - last <= 3):
        return frame
    if leading.issuperset(work.words[last : adjunct.first]):
        region = region_of(adjunct, work.context)
        zone = (
            None if "for" in work.words[last : adjunct.first] else frame.zone
        )  # "against 18.3 percent for the city as a whole"
        return frame if region is None else altered(frame, region=region, zone=zone)
    return frame


def _led_by(work: Work, topic: Topic, prepositions: set[str]) -> bool:
    """Whether a preposition leads to a topic, with nothing but determiners between: "to the six Gulf states"."""
    place = topic.first - 1
    while place > topic.first - 4 and work.words[place] in DETERMINING:
        place -= 1
    return work.words[place] in prepositions


_FURTHER = frozenset({",", "because", "as", "since", "after", "thanks"})


def trailing(work: Work, mention: Mention, number: int, right: list[int]) -> Frame:
    """A partner or other breakdown named after the figure ("rose 5 percent with ASEAN") joins the subject's frame."""
    frame = work.frames[number]
    subject = work.topics[number]
    frame = elsewhere(work, mention, frame)
    if right:
        topic = work.topics[right[0]]
        if (
            not topic.flows
            and not topic.blocked
            and topic.codes.keys() & set(BREAKDOWNS)
            and topic.members() == 1
            and set(topic.codes) & set(subject.codes)
            and topic.first - mention.last <= 3
            and work.words[mention.last : mention.last + 1]
            and work.words[mention.last] in ("by", "with", "to", "from", "via", "through", "under")
            # "of trade with Africa and 14.8 billion yuan with Latin America, up 5.3% and 6.2%"
            and (work.words[mention.first - 1] == "and" or not quantity_between(work, topic.last, len(work.words)))
        ):
            return frame.with_codes(topic.first_codes())
        prepositions = {"with", "to", "from", "by", "through", "via", "under"}
        if (
            not topic.flows
            and not topic.blocked
            and topic.has_breakdown()
            and not topic.weak_flow
            and (
                _led_by(work, topic, prepositions)
                or work.words[topic.first] in prepositions  # "by sea"
                or work.words[max(0, topic.first - 3) : topic.first] == ["by", "way", "of"]
            )
            and clause(work, mention.last, topic.first)
            and _FURTHER.isdisjoint(work.words[mention.last : topic.first])
            and (not quantity_between(work, topic.last, len(work.words)) or _goes_on_behind(work, topic))
            and not quantity_between(work, mention.last, topic.first)
        ):
            extra = {
                d: c[0] for d, c in topic.codes.items() if d in BREAKDOWNS and d not in subject.codes and len(c) == 1
            }
            frame = frame.with_codes(extra)
    return frame


def outdoing(work: Work, mention: Mention) -> Frame | None:
    """What outdoes something, or what is outdone, for its amount of the two behind both: "processing trade was ahead of general trade,
    at 262.7 billion yuan against 256.8 billion yuan"."""
    pair = both_amounts(work.sentence)
    if pair is None:
        return None
    one, other, word = pair
    first = work.sentence.mentions[one].first
    if mention.first not in (first, work.sentence.mentions[other].first):
        return None
    ahead = next((n for n in reversed(range(len(work.topics))) if work.topics[n].last <= word), None)
    behind = next((n for n, t in enumerate(work.topics) if word < t.first and t.last <= first), None)
    if ahead is None or behind is None or work.topics[ahead].codes.keys() != work.topics[behind].codes.keys():
        return None
    flow = work.frames[ahead].flow
    if mention.first == first:
        told = work.topics[behind].flows if not work.topics[ahead].flows else []
        # "Private firms overtook foreign-invested ones in exports: $44.6 billion against $43.9 billion"
        return altered(work.frames[ahead], flow=work.frames[behind].flow) if told else work.frames[ahead]
    return work.frames[behind] if work.topics[behind].flows else altered(work.frames[behind], flow=flow)


def held_against_level(work: Work, mention: Mention, reading: Measure) -> Frame | None:
    """The frame of the amount that an earlier one is held against: "took in 47.5 million tons of crude oil, but down from 51.3 million
    tons in July, and 100.4 million tons of iron ore"."""
    if reading.measure != "level" or work.words[mention.first - 2 : mention.first] not in (
        ["down", "from"],
        ["up", "from"],
    ):
        return None
    said = mention.quantity
    for placed in reversed(work.placed):
        amount = placed.mention.quantity
        if placed.frame is not None and placed.measure.measure == "level" and amount.kind == said.kind:
            return altered(placed.frame, period=None, period_named=False) if amount.unit == said.unit else None
    return None
