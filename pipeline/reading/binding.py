"""Which topic a single figure belongs to."""

from __future__ import annotations

from pipeline.reading.beside import (
    goes_on,
    is_what,
    of_a_count,
    of_its_whole,
    out_of_total,
    part_of_that,
    past_twin,
    pronoun,
    ranked,
    said_for,
    set_beside,
    total_which,
    twin,
    which,
    worth_of_goods,
)
from pipeline.reading.cues import Measure
from pipeline.reading.directions import BE
from pipeline.reading.frames import Frame, altered
from pipeline.reading.phrases import BREAKDOWNS, Topic
from pipeline.reading.placing import (
    Work,
    clause,
    quantity_between,
    region_of,
    reporter_only,
)
from pipeline.reading.scan import Mention

_WORTH = frozenset(
    (
        "of in worth for 's ’s ' ’ goods products merchandise total the all a overall their its combined such were was"
    ).split()
)


# "60 million tonnes of business": what a port or a railway handles.
_HANDLED = frozenset({"business", "cargo", "cargoes", "freight", "throughput", "traffic"})


_SUMS = frozenset(["growth", "total", "tally", "expansion", "increase", "decline", "pace", "surplus", "deficit"])
_IS = frozenset({"is", "was", "represents", "represented", "means", "meant"})


def bind(work: Work, index: int, reading: Measure) -> tuple[Frame | None, str]:
    """The frame of the topic that a single figure belongs to, and how it was found."""
    mention = work.sentence.mentions[index]
    bracketed = twin(work, mention)
    if bracketed is not None:
        return bracketed, "bracket"
    if (
        mention.quantity.kind == "physical"
        and work.words[mention.last + 1 : mention.last + 2]
        and (work.words[mention.last] == "of" and work.words[mention.last + 1] in _HANDLED)
    ):
        return altered(work.context.base(), blocked="freight"), "count"
    before = work.placed[-1] if work.placed else None
    if before is not None and before.bound is not None and goes_on(work, before, mention, reading):
        return before.bound, "beside"
    if before is not None and of_a_count(work, before, mention, reading):
        return altered(work.context.base(), blocked="a count of things"), "beside"
    said_of = which(work, mention)
    if reading.measure == "level" and said_of is not None:
        region = region_of(said_of, work.context)
        codes = {d: c[0] for d, c in said_of.codes.items() if d != "region" and len(c) == 1}
        frame = altered(work.context.whole().with_codes(codes), flow=said_of.flows[0], blocked=None)
        return frame if region is None else altered(frame, region=region), "whole"
    if reading.measure == "level" and (out_of_total(work, mention) or total_which(work, mention)):
        return altered(work.context.whole(), flow="total", blocked=None), "whole"
    if reading.measure == "level" and before is not None and of_its_whole(work, before, mention):
        flow = before.bound.flow if before.bound is not None else None
        return altered(work.context.whole(), flow=flow or "total", blocked=None), "whole"
    subjects = work.subjects()
    left = [n for n in subjects if work.topics[n].first < mention.first]
    worth = work.words[mention.last : mention.last + 1] == ["worth"]
    if work.words[mention.last + worth : mention.last + worth + 1] == ["of"] and work.words[
        mention.last + worth + 1 : mention.last + worth + 2
    ] in (
        ["it"],
        ["them"],
        ["these"],
        ["those"],
    ):
        # "1.06 million tonnes of it arrived": of what stands before, whatever follows.
        spoken = work.context.last
        if worth and left and spoken is not None and spoken.commodity and not work.frames[left[-1]].commodity:
            named = altered(work.frames[left[-1]], commodity=spoken.commodity, blocked=None)
            return work.bind_to(left[-1], named), "carried"
        if left:
            return work.frames[left[-1]], "carried"
        last = work.context.last
        if last is not None and not last.blocked:
            after = (t for t in work.topics if t.first >= mention.last and not t.has_breakdown())
            told = next((f for t in after for f in t.flows), None)
            return altered(last, flow=told or last.flow or work.context.article_flow), "context"
    right = [n for n in subjects if work.topics[n].first >= mention.last]
    part = part_of_that(work, mention, right) if not left else None
    if part is not None:
        return part, "part"
    if left and work.topics[left[-1]].blocked and work.topics[left[-1]].last == mention.first:
        return work.frames[left[-1]], "subject"
    if right:
        topic = work.topics[right[0]]
        between = work.words[past_twin(work, mention) : topic.first]
        if (
            reading.measure == "level"
            and between == ["from"]
            and (topic.flows or "commodity" in topic.codes)
            and not topic.reach
        ):
            return _with_left(work, right[0], left), "worth"
        if (
            reading.measure == "level"
            and topic.has_breakdown() is False
            and (topic.verb or topic.weak_flow or (topic.flows and is_what(work, mention, topic)))
            and (len(between) <= 2 or between[:2] in (["of", "it"], ["of", "this"], ["of", "that"]))
            and set(between) - {"it", "this", "that"} <= BE
        ):
            return _with_left(work, right[0], left), "passive"
        if (
            reading.measure == "level"
            and len(between) <= 5
            and set(between) <= _WORTH
            and not reporter_only(topic)
            and (between or mention.quantity.kind == "physical")
            and (between[:1] != ["in"] or topic.flows or topic.blocked)
        ):
            return _with_left(work, right[0], left), "worth"
        if reading.cue is not None and reading.cue.kind == "direction" and reading.cue.first >= mention.last:
            after = work.words[reading.cue.last : topic.first]
            noun = reading.cue.graded("noun")
            if noun and len(after) <= 5 and after and after[0] in ("in", "of", "for") and not reporter_only(topic):
                return _with_left(work, right[0], left), "change_in"
    if right and reading.unit == "%" and said_for(work, mention, right[0]):
        return _with_left(work, right[0], left), "for"
    if right and work.topics[right[0]].blocked and work.topics[right[0]].first == mention.last:
        return work.frames[right[0]], "subject_after"
    if not left and reading.measure == "growth" and work.words[0] in ("that", "this") and work.words[1] in _IS:
        latest, last = work.context.latest, work.context.last
        if (
            latest is not None
            and last is not None
            and altered(latest, period=last.period, period_named=last.period_named) == last
            and not work.placed
        ):
            return (
                latest,
                "context",
            )  # the same thing of a later period: "... in the third quarter, when it rose to 82.15 billion"
    if not left and work.context.last is not None and pronoun(work, mention, right):
        return _elsewhere(work, mention, work.context.last), "context"
    if (
        reading.measure == "share"
        and right
        and "partner" in work.topics[right[0]].codes
        and work.words[work.topics[right[0]].first - 1] in ("to", "from", "the")
        and work.topics[right[0]].first - mention.last <= 3
        and {"to", "from"} & set(work.words[mention.last : work.topics[right[0]].first])
    ):
        flow = "export" if "to" in work.words[mention.last : work.topics[right[0]].first] else "import"
        return altered(work.frames[right[0]], flow=flow), "went_to"
    if reading.measure == "share":
        for number in right:
            lead = work.words[work.topics[number].first - 6 : work.topics[number].first]
            if "partner" in work.topics[number].codes and "or" in lead and {"from", "to"} <= set(lead):
                return altered(work.frames[number], flow="total"), "went_to"  # "came from or went to Russia"
    near = [n for n in left if clause(work, work.topics[n].last, mention.first) and not ranked(work, work.topics[n])]
    if (
        len(near) > 1
        and reporter_only(work.topics[near[-1]])
        and not quantity_between(work, work.topics[near[-2]].last, work.topics[near[-1]].first)
    ):
        # A place named after the subject ("trains reached Chengdu") is part of it, not another subject.
        subject, place = work.frames[near[-2]], region_of(work.topics[near[-1]], work.context)
        if subject.blocked:
            return subject, "subject"
        return _elsewhere(work, mention, altered(subject, region=place or subject.region)), "subject"
    if near:
        topic = work.topics[near[-1]]
        if (
            not topic.flows
            and right
            and clause(work, mention.last, work.topics[right[0]].first)
            and not quantity_between(work, mention.last, work.topics[right[0]].first)
            and topic.codes.keys() <= {"region"}
            and not topic.blocked
            and work.topics[right[0]].verb
        ):
            return _with_left(work, right[0], near), "passive"
        return _trailing(work, mention, near[-1], right), "subject"
    near_right = [
        n
        for n in right
        if clause(work, mention.last, work.topics[n].first)
        and not set_beside(work, mention, work.topics[n])
        and not (reporter_only(work.topics[n]) and _COMPARED & set(work.words[mention.last : work.topics[n].first]))
    ]
    if not left and reading.measure != "share" and (spoken := _period_alone(work, mention)) is not None:
        return spoken, "period"
    if near_right and not (left and _elliptic_clause(work, mention)):
        return work.frames[near_right[0]], "subject_after"
    if left:
        return work.frames[left[-1]], "carried"
    if near_right:
        return work.frames[near_right[0]], "subject_after"
    if right and not quantity_between(work, work.topics[right[0]].last, len(work.words)):
        between = work.words[mention.last : work.topics[right[0]].first]
        if ":" in between or "—" in between or "--" in between:
            return work.frames[
                right[0]
            ], "subject_after"  # "14.93 billion yuan ...: those are the figures for Mongolia"
    context = work.context
    if (
        context.last is not None
        and not context.last.blocked
        and work.words[1:2] == ["together"]
        and work.words[0] in _SUMMING
    ):
        return altered(context.last, flow="total"), "context"
    pointing = any(
        m.kind == "anaphor" and not m.code.startswith("the ") and m.first < mention.first
        for m in work.sentence.mentions
    )
    leaning = pointing or context.opened
    last = context.last
    before = work.placed[-1] if work.placed else None
    if before is not None and before.rule.endswith(("/article", "/worth_of_goods")) and before.bound is not None:
        return before.bound, "article"
    if last is not None and last.blocked and reading.measure == "level" and worth_of_goods(work, mention):
        return altered(context.base(), flow=context.section.flow or context.article_flow or "total"), "worth_of_goods"
    counted = last is not None and (last.blocked or "").startswith("a count")
    if counted and mention.quantity.kind == "money" and not pointing:
        last = altered(context.base(), flow=context.section.flow or context.article_flow or "total")
    if last is not None and (leaning or last.blocked) and last.flow != "balance":
        if before is not None and before.measure.measure == "share" and before.rule.endswith("/context"):
            bound = before.bound
            if bound is not None and bound.codes() == last.codes() and before.whole is not None:
                return altered(last, flow=bound.flow), "context"  # "80.9 percent of exports: 186.3 billion yuan"
        return last, "context"
    if (
        context.last is not None
        and mention.quantity.kind == "physical"
        and context.last.commodity
        and not context.last.blocked
    ):
        return context.last, "context"
    if context.last is not None:
        return altered(context.base(), flow=context.section.flow or context.article_flow or "total"), "article"
    if context.theme is not None and context.theme.breakdown():
        return altered(context.base(), flow=context.article_flow or "total"), "theme"
    if mention.quantity.kind != "physical" and not _SUMS.isdisjoint(work.words) and not work.named:
        # "By quarter, growth ran as follows: ..." under a heading that names nothing: of the release's trade.
        return altered(context.base(), flow=context.section.flow or context.article_flow or "total"), "article"
    return None, "none"


_BEFORE_PERIOD = frozenset({"only", "in", "as", "for", "even", "but", "and", "so", "the", "month", "of", "just"})


def _period_alone(work: Work, mention: Mention) -> Frame | None:
    """Trade as a whole, of which a sentence tells whose subject is a month or a quarter: "June on its own was only 9.8 percent
    down, with imports up 3.6 percent". What the sentence before told of, where it was not both flows."""
    first = work.sentence.mentions[0]
    if first.kind != "period" or first.period.kind not in ("period", "last_month") or first.first > 3:
        return None
    if not _BEFORE_PERIOD.issuperset(work.words[: first.first]) or first.last > mention.first:
        return None
    if any(m.kind == "quantity" and m.quantity.kind == "physical" for m in work.sentence.mentions):
        return None
    context = work.context
    flows = {f.flow for f in context.told}
    both = len({f.codes() for f in context.told}) == 1 and {"export", "import"} <= flows
    told = context.paragraph is not None
    if (told and not both) or any(t.has_breakdown() for t in work.topics):
        return None
    spoken = context.told[0] if told else context.base()
    return altered(spoken, flow="total", flow_sign="", blocked=None, period=None, period_named=False)


_COMPARED = frozenset(
    {"exceeded", "exceeding", "outpaced", "outpacing", "than", "above", "below", "surpassed", "beat", "trailed"}
)


_SUMMING = frozenset({"put", "taken", "added", "counted"})


def _with_left(work: Work, number: int, left: list[int]) -> Frame:
    """The frame of a topic right of the figure, with the flow of a verb left of it ("shipped 203,000 cars")."""
    frame, topic = work.frames[number], work.topics[number]
    if left and not topic.flows:
        verb = work.frames[left[-1]]
        if work.topics[left[-1]].flows and not topic.weak_flow:
            frame = altered(frame, flow=verb.flow)
        elif work.topics[left[-1]].weak_flow in ("export", "import") and topic.codes.get("commodity"):
            frame = altered(frame, flow=work.topics[left[-1]].weak_flow)
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
    return frame


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


def _elliptic_clause(work: Work, mention: Mention) -> bool:
    """Whether the figure's clause opens with a figure that continues the clause before ("..., up 3 percent")."""
    return work.words[max(0, mention.first - 3) : mention.first][:1] == [","]


def _elsewhere(work: Work, mention: Mention, frame: Frame) -> Frame:
    """The frame moved to the reporter named right behind the figure: "8.6 percent for China as a whole"."""
    adjunct = next((t for t in work.topics if t.first >= mention.last), None)
    if adjunct is None or not reporter_only(adjunct) or not 0 < adjunct.first - mention.last <= 3:
        return frame
    if set(work.words[mention.last : adjunct.first]) <= {"for", "in", "across", "the"}:
        region = region_of(adjunct, work.context)
        return frame if region is None else altered(frame, region=region)
    return frame


def _trailing(work: Work, mention: Mention, number: int, right: list[int]) -> Frame:
    """A partner or other breakdown named after the figure ("rose 5 percent with ASEAN") joins the subject's frame."""
    frame = work.frames[number]
    subject = work.topics[number]
    frame = _elsewhere(work, mention, frame)
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
            and not quantity_between(work, topic.last, len(work.words))
        ):
            return frame.with_codes({d: c[0] for d, c in topic.codes.items() if d in BREAKDOWNS})
        prepositions = {"with", "to", "from", "by", "through", "via", "under"}
        if (
            not topic.flows
            and not topic.blocked
            and topic.has_breakdown()
            and not topic.weak_flow
            and (
                (
                    work.words[topic.first - 1] in prepositions | {"the"}
                    and prepositions & set(work.words[max(0, topic.first - 2) : topic.first])
                )
                or work.words[max(0, topic.first - 3) : topic.first] == ["by", "way", "of"]
            )
            and clause(work, mention.last, topic.first)
            and "," not in work.words[mention.last : topic.first]
            and (not quantity_between(work, topic.last, len(work.words)) or _goes_on_behind(work, topic))
            and not quantity_between(work, mention.last, topic.first)
        ):
            extra = {
                d: c[0] for d, c in topic.codes.items() if d in BREAKDOWNS and d not in subject.codes and len(c) == 1
            }
            frame = frame.with_codes(extra)
    return frame
