"""Which topic a single figure belongs to."""

from __future__ import annotations

import itertools

from pipeline.reading.completing import BE
from pipeline.reading.cues import Measure
from pipeline.reading.frames import Frame, altered
from pipeline.reading.phrases import BREAKDOWNS, Topic
from pipeline.reading.placing import (
    Placed,
    Work,
    clause,
    is_adjunct,
    is_dashed,
    opens_that,
    quantity_between,
    region_of,
    reporter_only,
)
from pipeline.reading.scan import Mention
from pipeline.reading.topics import PEOPLE

_WORTH = frozenset(
    (
        "of in worth for 's ’s ' ’ goods products merchandise total the all a overall their its combined such were was"
    ).split()
)


# "60 million tonnes of business": what a port or a railway handles.
_HANDLED = frozenset({"business", "cargo", "cargoes", "freight", "throughput", "traffic"})


def bind(work: Work, index: int, reading: Measure) -> tuple[Frame | None, str]:
    """The frame of the topic that a single figure belongs to, and how it was found."""
    mention = work.sentence.mentions[index]
    bracketed = _twin(work, mention)
    if bracketed is not None:
        return bracketed, "bracket"
    if (
        mention.quantity.kind == "physical"
        and work.words[mention.last + 1 : mention.last + 2]
        and (work.words[mention.last] == "of" and work.words[mention.last + 1] in _HANDLED)
    ):
        return altered(work.context.base(), blocked="freight"), "count"
    before = work.placed[-1] if work.placed else None
    if before is not None and before.bound is not None and _goes_on(work, before, mention, reading):
        return before.bound, "beside"
    if before is not None and _of_a_count(work, before, mention, reading):
        return altered(work.context.base(), blocked="a count of things"), "beside"
    said_of = _which(work, mention)
    if reading.measure == "level" and said_of is not None:
        region = region_of(said_of, work.context)
        codes = {d: c[0] for d, c in said_of.codes.items() if d != "region" and len(c) == 1}
        frame = altered(work.context.whole().with_codes(codes), flow=said_of.flows[0], blocked=None)
        return frame if region is None else altered(frame, region=region), "whole"
    if reading.measure == "level" and (_out_of_total(work, mention) or _total_which(work, mention)):
        return altered(work.context.whole(), flow="total", blocked=None), "whole"
    if reading.measure == "level" and before is not None and _of_its_whole(work, before, mention):
        flow = before.bound.flow if before.bound is not None else None
        return altered(work.context.whole(), flow=flow or "total", blocked=None), "whole"
    subjects = [n for n, t in enumerate(work.topics) if not is_adjunct(t, work.context)]
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
            work.frames[left[-1]] = altered(work.frames[left[-1]], commodity=spoken.commodity, blocked=None)
            return work.frames[left[-1]], "carried"
        if left:
            return work.frames[left[-1]], "carried"
        last = work.context.last
        if last is not None and not last.blocked:
            after = (t for t in work.topics if t.first >= mention.last and not t.has_breakdown())
            told = next((f for t in after for f in t.flows), None)
            return altered(last, flow=told or last.flow or work.context.article_flow), "context"
    right = [n for n in subjects if work.topics[n].first >= mention.last]
    part = _part_of_that(work, mention, right) if not left else None
    if part is not None:
        return part, "part"
    if left and work.topics[left[-1]].blocked and work.topics[left[-1]].last == mention.first:
        return work.frames[left[-1]], "subject"
    if right:
        topic = work.topics[right[0]]
        between = work.words[_past_twin(work, mention) : topic.first]
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
            and (topic.verb or topic.weak_flow or (topic.flows and _is_what(work, mention, topic)))
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
    if right and reading.unit == "%" and _said_for(work, mention, right[0]):
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
    if not left and work.context.last is not None and _pronoun(work, mention, right):
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
    near = [n for n in left if clause(work, work.topics[n].last, mention.first) and not _ranked(work, work.topics[n])]
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
        and not _set_beside(work, mention, work.topics[n])
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
    if last is not None and last.blocked and reading.measure == "level" and _worth_of_goods(work, mention):
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


_SUMS = frozenset(["growth", "total", "tally", "expansion", "increase", "decline", "pace", "surplus", "deficit"])


_IS = frozenset({"is", "was", "represents", "represented", "means", "meant"})
_BESIDE = frozenset(", or an a about some nearly almost just only which itself was is up down".split())
_GREATER = frozenset(["more", "less", "higher", "lower", "larger", "smaller", "fewer", "greater", "up", "down"])


def _goes_on(work: Work, before: Placed, mention: Mention, reading: Measure) -> bool:
    """Whether a figure goes on about what the one before it counts, whatever else is named around: "836,000, or 25.1 percent
    more"; "12.8 percent of the province's exports, up 0.4 points"; "the city's total of 398.2 billion yuan, which itself was 2.4
    percent higher"."""
    between = work.words[before.mention.last : mention.first]
    if before.rule.endswith("/whole"):
        return (
            not any(before.mention.last <= t.first < mention.first for t in work.topics) and reading.measure == "growth"
        )
    if reading.measure == "growth" and before.measure.measure == "level" and before.mention.quantity.kind != "bare":
        return (
            bool(between)
            and "or" in between
            and set(between) <= _BESIDE
            and bool(_GREATER & set(work.words[mention.last : mention.last + 2]))
        )
    if reading.measure == "share" and before.measure.measure == "share_change":
        return between == ["to"]
    if reading.measure == "level" and before.measure.measure == "level" and before.mention.quantity.kind == "physical":
        return mention.quantity.kind == "money" and "," in between and bool(_VALUED & set(between[-3:]))
    if before.rule.endswith("/context") and reading.rule == before.measure.rule == "growth.comparative":
        return bool({"though", "but", "and", "yet"} & set(between[:4])) and not any(
            before.mention.last <= t.first < mention.first for t in work.topics
        )
    if reading.measure == "share_change" and before.measure.measure == "share":
        if "it" in between and ";" in between:
            between = between[between.index("it") :]  # "which was 50.9 percent ...; it had risen by 2.3 points"
            return len(between) <= 5 and not any(before.mention.last <= t.first < mention.first for t in work.topics)
        return (
            len(between) <= 14
            and any(w in between for w in ("up", "down", "or"))
            and not any(before.mention.last <= t.first < mention.first for t in work.topics)
        )
    return False


def _of_its_whole(work: Work, before: Placed, mention: Mention) -> bool:
    """Whether a level is the whole that the share before it is taken of: "65.5 per cent of the city's 800.06 billion yuan in trade"."""
    if before.measure.measure != "share":
        return False
    between = work.words[before.mention.last : mention.first]
    if between[:1] != ["of"] or len(between) > 9 or {",", ";", "or", "and"} & set(between):
        return False
    named = any(t.has_breakdown() and before.mention.last <= t.first < mention.first for t in work.named)
    return not named and (between[-1] in ("'s", "’s", "of") or between[-1] in ("total", "whole"))


def _said_for(work: Work, mention: Mention, number: int) -> bool:
    """Whether a rate is said of what stands right behind it: "13.2 percent, against 5.1 percent for imports"."""
    topic = work.topics[number]
    between = work.words[mention.last : topic.first]
    return bool(topic.flows) and not topic.verb and between in (["for"], ["for", "the"], ["for", "its"])


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
_GOODS = frozenset({"goods", "merchandise", "commodities", "products"})
_VALUED = frozenset({"worth", "valued", "value"})


def _worth_of_goods(work: Work, mention: Mention) -> bool:
    """ "Merchandise worth 90.18 billion yuan crossed the quays": goods, whatever was spoken of before."""
    lead = set(work.words[max(0, mention.first - 6) : mention.first])
    after = set(work.words[mention.last : mention.last + 4])
    return bool((_GOODS & lead and _VALUED & lead) or (_GOODS & after and "worth" in after))


def _of_a_count(work: Work, before: Placed, mention: Mention, reading: Measure) -> bool:
    """Whether a change is one of the count before it: "the number of enterprises exceeded 120,000, an increase of 11.4 percent"."""
    if before.mention.quantity.kind != "bare" or reading.measure != "growth":
        return False
    between = work.words[before.mention.last : mention.first]
    named = any(before.mention.last <= t.first < mention.first for t in work.topics)
    if between and between[0] in _COUNTED:
        return (
            len(between) <= 8 or between[-1:] == [","]
        ) and not named  # "6.72 million customers in 2021, 49.8 percent more"
    return between[:1] == [","] and len(between) <= 6 and not named and "number" in work.words[: before.mention.first]


_COUNTED = PEOPLE | {"companies", "firms", "enterprises", "businesses", "traders"}


def _out_of_total(work: Work, mention: Mention) -> bool:
    """ "... out of a Chinese total of 16.77 trillion yuan"."""
    lead = work.words[max(0, mention.first - 8) : mention.first]
    return lead[-2:] == ["total", "of"] and any(a == "out" and b == "of" for a, b in itertools.pairwise(lead))


_RANKS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "top"}
)


def _ranked(work: Work, place: Topic) -> bool:
    """Whether a place only says among whom something ranks, or which way it goes: "ranking first in the country and making
    up 21.7 percent", "trade by rail through Guangxi"."""
    before = work.words[max(0, place.first - 2) : place.first]
    return reporter_only(place) and (
        before[-1:] in (["through"], ["via"]) or (before[-1:] == ["in"] and before[0] in _RANKS)
    )


def _set_beside(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether what follows is only told beside: "growth of 9.3 percent, with exports up 6.2 percent and imports 13.7 percent"."""
    between = work.words[mention.last : topic.first]
    return any(a == "," and b == "with" for a, b in itertools.pairwise(between))


def _total_which(work: Work, mention: Mention) -> bool:
    """ "They made up 61.1% of the total, which came to 154.96 billion yuan"."""
    lead = work.words[max(0, mention.first - 8) : mention.first]
    if "which" not in lead:
        return False
    which = mention.first - len(lead) + lead.index("which")
    return work.words[max(0, which - 4) : which] == ["of", "the", "total", ","] and not quantity_between(
        work, which, mention.first
    )


def _which(work: Work, mention: Mention) -> Topic | None:
    """The whole of a share that a relative clause goes on about: "84.7 percent of Yiwu's exports, which came to 588 billion yuan"."""
    for topic in work.named:
        if (
            topic.whole
            and topic.flows
            and topic.last < mention.first
            and work.words[topic.last : topic.last + 2] in ([",", "which"], [",", "whose"])
            and not quantity_between(work, topic.last, mention.first)
        ):
            return topic
    return None


_SUMMING = frozenset({"put", "taken", "added", "counted"})


def _is_what(work: Work, mention: Mention, topic: Topic) -> bool:
    """ "3.54 trillion yuan was exports and 3.21 trillion yuan imports": the flow is said of the figure before it."""
    ends = work.words[topic.last : topic.last + 1]
    return mention.quantity.kind == "money" and topic.flows[0] != "total" and ends in ([","], ["and"], ["."], [";"], [])


def _pronoun(work: Work, mention: Mention, right: list[int]) -> bool:
    """Whether a pronoun is the subject: before the figure ("They jumped 5 percent") or between it and any topic ("At 9 billion, it ...")."""
    limit = work.topics[right[0]].first if right else len(work.words)
    for candidate in work.sentence.mentions:
        if (
            candidate.kind == "anaphor"
            and (
                candidate.code in ("it", "they", "these", "those", "this")
                or (candidate.code == "that" and candidate.first <= 1)
            )
            and candidate.first < limit
            and not opens_that(work.words, candidate.first, mention.first)
            and clause(work, min(candidate.last, mention.last), max(candidate.first, mention.first))
        ):
            return candidate.first < mention.first or not quantity_between(work, mention.last, candidate.first)
    return False


def _part_of_that(work: Work, mention: Mention, right: list[int]) -> Frame | None:
    """The part of what was told before that is named behind its figure: "Of that, 1.62 billion yuan was for electric cars"."""
    last = work.context.last
    if not right or last is None or last.blocked:
        return None
    of = next((p for p, w in enumerate(work.words[:5]) if w == "of"), None)  # "Of that", "a third of it"
    if of is None or of >= mention.first or work.words[of + 1] not in _POINTING:
        return None
    topic = work.topics[right[0]]
    if _LINKING.isdisjoint(work.words[max(mention.last, topic.first - 4) : topic.first]) or topic.blocked:
        return None
    codes = {d: c[0] for d, c in topic.codes.items() if d in BREAKDOWNS and len(c) == 1}
    frame = last.with_codes(codes)
    return altered(frame, flow=topic.flows[0]) if topic.flows else frame


_POINTING = frozenset({"that", "this", "these", "those", "it"})
_LINKING = frozenset({"was", "were", "went", "came", "is", "are"})


def _twin(work: Work, mention: Mention) -> Frame | None:
    """The frame of the figure right before the brackets that this one stands in, when no topic stands in them."""
    opening = next((p for p in range(mention.first - 1, -1, -1) if work.words[p] in ("(", ")")), None)
    if opening is None or work.words[opening] == ")" or ")" not in work.words[mention.last :]:
        opening = mention.first - 1
        if (
            opening < 0
            or not is_dashed(work.words, opening)
            or work.words[mention.last : mention.last + 1] != [work.words[opening]]
        ):
            return None
    if any(opening < t.first < mention.first for t in work.topics):
        return None
    before = [p for p in work.placed if p.mention.last <= opening and opening - p.mention.last <= 2]
    if before and any(before[-1].mention.last <= t.first < opening for t in work.topics):
        return None  # "exports increased by 10.1%, imports (199.67 billion yuan) by 37.4%"
    if before and before[-1].mention.quantity.kind == "bare":
        return altered(work.context.base(), blocked="a count of things")
    before = [p for p in before if p.frame is not None]
    return before[-1].frame if before else None


def _past_twin(work: Work, mention: Mention) -> int:
    """The position behind a figure and the same amount in brackets: "221.43 billion yuan (32.9 billion U.S. dollars) of imports"."""
    if work.words[mention.last : mention.last + 1] != ["("] or ")" not in work.words[mention.last :]:
        return mention.last
    closing = work.words.index(")", mention.last)
    inside = [m for m in work.sentence.mentions if m.kind == "quantity" and mention.last < m.first < closing]
    alone = len(inside) == 1 and inside[0].quantity.kind == mention.quantity.kind
    return closing + 1 if alone and closing - inside[0].last <= 1 else mention.last


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
