"""Which topic a single figure belongs to."""

from __future__ import annotations

from pipeline.reading.beside import (
    goes_on,
    is_what,
    led_by_figure,
    of_a_count,
    of_a_price,
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
from pipeline.reading.directions import BE, own_dealing
from pipeline.reading.frames import Frame, altered
from pipeline.reading.phrases import BREAKDOWNS, Topic
from pipeline.reading.placing import (
    Placed,
    Work,
    clause,
    quantity_between,
    region_of,
    reporter_only,
)
from pipeline.reading.scan import Mention

_WORTH = frozenset(
    (
        "of in worth for 's ’s ' ’ goods products merchandise total the all a overall their its combined such were was chinese"
    ).split()
)


# "60 million tonnes of business": what a port or a railway handles.
_HANDLED = frozenset({"business", "cargo", "cargoes", "freight", "throughput", "traffic"})


_SUMS = frozenset(["growth", "total", "tally", "expansion", "increase", "decline", "pace", "surplus", "deficit"])
_IS = frozenset({"is", "was", "represents", "represented", "means", "meant"})
Bound = tuple[Frame | None, str]  # the frame of a topic, and how it was found


def bind(work: Work, index: int, reading: Measure) -> Bound:
    """The frame of the topic that a single figure belongs to, and how it was found."""
    mention = work.sentence.mentions[index]
    before = work.placed[-1] if work.placed else None
    found = _by_neighbour(work, mention, reading, before) or (
        _of_whole(work, mention, before) if reading.measure == "level" else None
    )
    if found is not None:
        return found
    topics = work.topics
    left = [n for n in work.subjects if topics[n].first < mention.first]
    right = [n for n in work.subjects if topics[n].first >= mention.last]
    if (found := _of_it(work, mention, left, right)) is not None:
        return found
    if left and right and reading.measure == "level" and led_by_figure(work, mention, right):
        return work.frames[right[0]], "subject_after"
    if not left and (part := part_of_that(work, mention, right)) is not None:
        return part, "part"
    if left and topics[left[-1]].blocked and topics[left[-1]].last == mention.first:
        return work.frames[left[-1]], "subject"
    if right and (found := _by_words_behind(work, mention, reading, left, right[0])) is not None:
        return found
    if not left and (found := _gone_on_about(work, mention, reading, right)) is not None:
        return found
    if right and reading.measure == "share" and (found := _went_to(work, mention, right)) is not None:
        return found
    if (found := _to_the_left(work, mention, left, right)) is not None:
        return found
    if not left and reading.measure != "share" and (spoken := _period_alone(work, mention)) is not None:
        return spoken, "period"
    near_right = _near_right(work, mention, right)
    if near_right is not None and not (left and _elliptic_clause(work, mention)):
        return work.frames[near_right], "subject_after"
    if left:
        return work.frames[left[-1]], "carried"
    if right and not quantity_between(work, topics[right[0]].last, len(work.words)):
        between = work.words[mention.last : topics[right[0]].first]
        if not _SETTING_OFF.isdisjoint(between):
            # "14.93 billion yuan ...: those are the figures for Mongolia"
            return work.frames[right[0]], "subject_after"
    return _by_context(work, mention, reading, before)


_SETTING_OFF = frozenset({":", "—", "--"})


def _by_neighbour(work: Work, mention: Mention, reading: Measure, before: Placed | None) -> Bound | None:
    """The frame of the figure that this one goes on about or repeats in brackets; none where it counts no trade."""
    words = work.words
    bracketed = twin(work, mention)
    if bracketed is not None:
        return bracketed, "bracket"
    if (
        mention.quantity.kind == "physical"
        and words[mention.last : mention.last + 1] == ["of"]
        and words[mention.last + 1 : mention.last + 2]
        and words[mention.last + 1] in _HANDLED
    ):
        return altered(work.base(), blocked="freight"), "count"
    if before is None:
        return None
    if before.bound is not None and goes_on(work, before, mention, reading):
        return before.bound, "beside"
    if of_a_count(work, before, mention, reading):
        return altered(work.base(), blocked="a count of things"), "beside"
    if of_a_price(work, before, mention, reading):
        return altered(work.base(), blocked="price"), "beside"
    return None


def _of_whole(work: Work, mention: Mention, before: Placed | None) -> Bound | None:
    """The whole of a share, where a level is told of it."""
    said_of = which(work, mention)
    if said_of is not None:
        region = region_of(said_of, work.context)
        codes = {d: c[0] for d, c in said_of.codes.items() if d != "region" and len(c) == 1}
        frame = altered(work.whole().with_codes(codes), flow=said_of.flows[0], blocked=None)
        return frame if region is None else altered(frame, region=region), "whole"
    if out_of_total(work, mention) or total_which(work, mention):
        return altered(work.whole(), flow="total", blocked=None), "whole"
    if before is not None and of_its_whole(work, before, mention):
        flow = before.bound.flow if before.bound is not None else None
        return altered(work.whole(), flow=flow or "total", blocked=None), "whole"
    return None


_ITS_GOODS = (["it"], ["them"], ["these"], ["those"])


def _of_it(work: Work, mention: Mention, left: list[int], right: list[int]) -> Bound | None:
    """What stands before, whatever follows, where a figure is "of it": "1.06 million tonnes of it arrived"."""
    words, last = work.words, work.context.last
    worth = words[mention.last : mention.last + 1] == ["worth"]
    of = mention.last + worth
    if words[of : of + 1] != ["of"] or words[of + 1 : of + 2] not in _ITS_GOODS:
        return None
    if worth and left:
        _give_goods(work, mention, left[-1], weak=True)
    if worth and left and last is not None and last.commodity and not work.frames[left[-1]].commodity:
        named = altered(work.frames[left[-1]], commodity=last.commodity, blocked=None)
        return work.bind_to(left[-1], named), "carried"
    if left:
        agent = work.topics[left[-1]]
        if agent.weak_flow in ("export", "import") and not agent.flows and last is not None and last.commodity:
            # "Private enterprises shipped 786.5 billion yuan of these products"
            named = altered(work.frames[left[-1]], flow=agent.weak_flow, commodity=last.commodity)
            work.bind_to(left[-1], named)
        _give_goods(work, mention, left[-1])
        return _trailing(work, mention, left[-1], right), "carried"
    if last is not None and not last.blocked:
        after = [n for n, t in enumerate(work.topics) if t.first >= mention.last and not t.has_breakdown()]
        told = next((f for n in after for f in work.topics[n].flows), None)
        carried = altered(last, flow=told or last.flow or work.context.article_flow)
        if after and work.topics[after[0]].verb and work.topics[after[0]].flows == [told]:
            work.bind_to(after[0], carried)  # "424.87 billion yuan of these products were sold overseas, up 24.3%"
        return carried, "context"
    return None


def _give_goods(work: Work, mention: Mention, number: int, weak: bool = False) -> None:
    """Let a verb of trade be of the good named before it: "led by iron ore for the mills: the province took in 112 million
    tonnes of it"."""
    topic = work.topics[number]
    if not (topic.verb or (weak and topic.weak_flow)) or work.frames[number].commodity:
        return
    before = (t for t in reversed(work.named) if t.last <= mention.first and "commodity" in t.codes)
    goods = next((t.codes["commodity"] for t in before), [])
    if len(goods) == 1:
        work.bind_to(number, altered(work.frames[number], commodity=goods[0]))


def _by_words_behind(work: Work, mention: Mention, reading: Measure, left: list[int], number: int) -> Bound | None:
    """The first topic behind a figure, where the words between say that the figure is its."""
    topic = work.topics[number]
    if reading.measure == "level" and (how := _of_level(work, mention, topic)) is not None:
        return _with_left(work, number, left), how
    cue = reading.cue
    if cue is not None and cue.kind == "direction" and cue.first >= mention.last:
        after = work.words[cue.last : topic.first]
        if 0 < len(after) <= 5 and after[0] in ("in", "of", "for") and cue.graded("noun") and not reporter_only(topic):
            return _with_left(work, number, left), "change_in"
    if reading.unit == "%" and said_for(work, mention, number):
        return _with_left(work, number, left), "for"
    if topic.blocked and topic.first == mention.last:
        return work.frames[number], "subject_after"
    return None


def _of_level(work: Work, mention: Mention, topic: Topic) -> str | None:
    """How a topic behind a level says that it is worth that, None where it does not."""
    between = work.words[past_twin(work, mention) : topic.first]
    if between == ["from"] and (topic.flows or "commodity" in topic.codes) and not topic.reach:
        return "worth"
    if (
        (len(between) <= 2 or between[:2] in (["of", "it"], ["of", "this"], ["of", "that"]))
        and (topic.verb or topic.weak_flow or (topic.flows and is_what(work, mention, topic)))
        and not topic.has_breakdown()
        and set(between) - {"it", "this", "that"} <= BE
    ):
        return "passive"
    if (
        len(between) <= 5
        and _WORTH.issuperset(between)
        and not reporter_only(topic)
        and (between or mention.quantity.kind == "physical")
        and (between[:1] != ["in"] or topic.flows or topic.blocked or topic.codes.keys() == {"commodity"})
    ):
        return "worth"
    return None


def _gone_on_about(work: Work, mention: Mention, reading: Measure, right: list[int]) -> Bound | None:
    """What was spoken of last, where a pronoun before the figure stands for it."""
    latest, last = work.context.latest, work.context.last
    if last is None:
        return None
    if (
        reading.measure == "growth"
        and work.words[0] in ("that", "this")
        and work.words[1] in _IS
        and latest is not None
        and altered(latest, period=last.period, period_named=last.period_named) == last
        and not work.placed
    ):
        # the same thing of a later period: "... in the third quarter, when it rose to 82.15 billion"
        return latest, "context"
    if pronoun(work, mention, right):
        return _elsewhere(work, mention, last), "context"
    return None


def _went_to(work: Work, mention: Mention, right: list[int]) -> Bound | None:
    """The partner behind a share that goods went to, or came from."""
    words, topic = work.words, work.topics[right[0]]
    between = words[mention.last : topic.first]
    if (
        "partner" in topic.codes
        and words[topic.first - 1] in ("to", "from", "the")
        and len(between) <= 3
        and ("to" in between or "from" in between)
    ):
        return altered(work.frames[right[0]], flow="export" if "to" in between else "import"), "went_to"
    for number in right:
        topic = work.topics[number]
        lead = words[topic.first - 6 : topic.first]
        if "partner" in topic.codes and "or" in lead and "from" in lead and "to" in lead:
            return altered(work.frames[number], flow="total"), "went_to"  # "came from or went to Russia"
    return None


def _to_the_left(work: Work, mention: Mention, left: list[int], right: list[int]) -> Bound | None:
    """The nearest topic before a figure in its clause."""
    topics = work.topics
    near: list[int] = []  # the nearest, and the one before it
    for number in reversed(left):
        if clause(work, topics[number].last, mention.first) and not ranked(work, topics[number]):
            near.append(number)
            if len(near) == 2:
                break
    if not near:
        return None
    topic = topics[near[0]]
    if len(near) > 1 and reporter_only(topic) and not quantity_between(work, topics[near[1]].last, topic.first):
        # A place named after the subject ("trains reached Chengdu") is part of it, not another subject.
        subject, place = work.frames[near[1]], region_of(topic, work.context)
        if subject.blocked:
            return subject, "subject"
        return _elsewhere(work, mention, altered(subject, region=place or subject.region)), "subject"
    if (
        right
        and topics[right[0]].verb
        and not topic.flows
        and not topic.blocked
        and topic.codes.keys() <= {"region"}
        and clause(work, mention.last, topics[right[0]].first)
        and not quantity_between(work, mention.last, topics[right[0]].first)
    ):
        return _with_left(work, right[0], near[:1]), "passive"
    return _trailing(work, mention, near[0], right), "subject"


def _near_right(work: Work, mention: Mention, right: list[int]) -> int | None:
    """The nearest topic behind a figure in its clause that is not only told beside or compared with."""
    for number in right:
        topic = work.topics[number]
        if (
            clause(work, mention.last, topic.first)
            and not set_beside(work, mention, topic)
            and not (reporter_only(topic) and not _COMPARED.isdisjoint(work.words[mention.last : topic.first]))
        ):
            return number
    return None


def _by_context(work: Work, mention: Mention, reading: Measure, before: Placed | None) -> Bound:
    """What the text spoke of before the sentence, where nothing in it is what the figure is of."""
    context, last = work.context, work.context.last
    if last is not None and not last.blocked and work.words[1:2] == ["together"] and work.words[0] in _SUMMING:
        return altered(last, flow="total"), "context"
    if before is not None and before.rule.endswith(("/article", "/worth_of_goods")) and before.bound is not None:
        return before.bound, "article"
    goods = context.goods_flow if context.rubric is not None and context.rubric.commodity else None
    plain = context.section.flow or context.article_flow or goods or "total"
    pointing = any(m.first < mention.first and not m.code.startswith("the ") for m in work.sentence.of("anaphor"))
    if last is not None and not pointing and reading.measure == "level" and worth_of_goods(work, mention):
        return altered(work.base(), flow=plain), "worth_of_goods"
    counted = last is not None and (last.blocked or "").startswith("a count")
    if counted and mention.quantity.kind == "money" and not pointing:
        last = altered(work.base(), flow=plain)
    if last is not None and (pointing or context.opened or last.blocked) and last.flow != "balance":
        if before is not None and before.measure.measure == "share" and before.rule.endswith("/context"):
            bound = before.bound
            if bound is not None and bound.codes() == last.codes() and before.whole is not None:
                return altered(last, flow=bound.flow), "context"  # "80.9 percent of exports: 186.3 billion yuan"
        return last, "context"
    if context.last is not None:
        if mention.quantity.kind == "physical" and context.last.commodity and not context.last.blocked:
            return context.last, "context"
        return altered(work.base(), flow=plain), "article"
    if context.theme is not None and context.theme.is_broken_down():
        return altered(work.base(), flow=context.article_flow or "total"), "theme"
    if mention.quantity.kind != "physical" and not _SUMS.isdisjoint(work.said) and not work.named:
        # "By quarter, growth ran as follows: ..." under a heading that names nothing: of the release's trade.
        return altered(work.base(), flow=plain), "article"
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
    if any(m.quantity.kind == "physical" for m in work.sentence.of("quantity")):
        return None
    context = work.context
    flows = {f.flow for f in context.told}
    both = len({f.codes() for f in context.told}) == 1 and {"export", "import"} <= flows
    told = context.paragraph is not None
    if (told and not both) or any(t.has_breakdown() for t in work.topics):
        return None
    spoken = context.told[0] if told else work.base()
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
            # "The ASEAN countries bought 3.11 billion yuan worth of vehicles": who buys of us is sold to
            partner = "partner" in work.topics[left[-1]].codes and own_dealing(work, work.topics[left[-1]])
            frame = altered(frame, flow=partner or work.topics[left[-1]].weak_flow)
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


_PLACING = frozenset({"for", "in", "across", "the"})


def _elsewhere(work: Work, mention: Mention, frame: Frame) -> Frame:
    """The frame moved to the reporter named right behind the figure: "8.6 percent for China as a whole"."""
    if _PLACING.isdisjoint(work.words[mention.last : mention.last + 1]):
        return frame
    adjunct = next((t for t in work.topics if t.first >= mention.last), None)
    if adjunct is None or not reporter_only(adjunct) or not 0 < adjunct.first - mention.last <= 3:
        return frame
    if _PLACING.issuperset(work.words[mention.last : adjunct.first]):
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
