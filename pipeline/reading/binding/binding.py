"""Which topic a single figure belongs to."""

from __future__ import annotations

from pipeline.reading.asides.interposed import past_interposed
from pipeline.reading.asides.wholes import holds_against
from pipeline.reading.binding.adjoining import elsewhere, goods_that, held_against_level, outdoing, trailing, with_left
from pipeline.reading.binding.behind import by_words_behind, from_them, near_right, went_to
from pipeline.reading.binding.beside import (
    goes_on,
    of_a_count,
    of_a_price,
    of_its_whole,
    of_wider_rate,
    part_of_another,
    ranked,
    share_of_it,
    which,
)
from pipeline.reading.binding.brackets import twin
from pipeline.reading.binding.figure_first import led_by_figure, named_behind, with_which
from pipeline.reading.binding.of_it import of_it, volume_beside_price
from pipeline.reading.binding.parts import apportioned, of_opening, share_elsewhere
from pipeline.reading.binding.portions import (
    another_part,
    how_much,
    of_the_place,
    part_behind,
    part_of_that,
    part_which,
    parted_before,
)
from pipeline.reading.binding.spoken import both_added, by_context, gone_on_about, period_alone, said_again, the_value
from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import Bound, Placed, Work, clause, quantity_between, region_of, reporter_only
from pipeline.reading.frames.sums import out_of_total, sum_of_both, sum_of_members, total_which, whole_behind_colon
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.words.mentions import Mention

# "60 million tonnes of business": what a port or a railway handles.
_HANDLED = frozenset(
    {
        "business",
        "cargo",
        "cargoes",
        "freight",
        "throughput",
        "traffic",
        "refining",
        "capacity",
        "output",
        "demand",
        "production",
    }
)


def bind(work: Work, index: int, reading: Measure) -> Bound:
    """The frame of the topic that a single figure belongs to, and how it was found."""
    mention = work.sentence.mentions[index]
    before = work.placed[-1] if work.placed else None
    found = _by_neighbour(work, mention, reading, before) or (
        _of_whole(work, mention, before, reading) if reading.measure in ("level", "growth") else None
    )
    if found is not None:
        return found
    if (part := part_of_another(work, mention, reading)) is not None:
        return part, "beside"
    if reading.measure == "share" and (there := share_elsewhere(work, mention)) is not None:
        return there, "part"
    if reading.measure == "level" and (named := outdoing(work, mention)) is not None:
        return named, "part"
    topics = work.topics
    left = past_interposed(work, mention, [n for n in work.subjects if topics[n].first < mention.first])
    right = [n for n in work.subjects if topics[n].first >= mention.last]
    if not left and reading.measure == "level" and (part := part_behind(work, mention, right)) is not None:
        return part, "part"
    if reading.measure == "level" and (part := of_the_place(work, mention, left, right)) is not None:
        return part, "part"
    if parted_before(work, mention) and (part := another_part(work, mention, right)) is not None:
        return part, "part"
    if reading.measure == "level" and (part := part_which(work, mention, before, right)) is not None:
        return part, "part"
    if (found := of_it(work, mention, left, right)) is not None:
        return found
    if (goods := volume_beside_price(work, mention, left)) is not None:
        return goods, "carried"
    if reading.measure == "level" and (portion := apportioned(work, mention, left, right)) is not None:
        return portion, "part"
    if right and reading.measure == "level" and with_which(work, mention, topics[right[0]]):
        return work.frames[right[0]], "subject_after"
    if left and right and reading.measure == "level" and led_by_figure(work, mention, right):
        return work.frames[right[0]], "subject_after"
    if not left and (part := part_of_that(work, mention, right)) is not None:
        return part, "part"
    if not left and reading.measure == "level" and (value := the_value(work, mention)) is not None:
        return value, "context"
    if not left and (summed := both_added(work)) is not None:
        return summed, "context"
    if left and topics[left[-1]].blocked and topics[left[-1]].last == mention.first:
        return work.frames[left[-1]], "subject"
    if left and topics[left[-1]].blocked and work.words[mention.first - 1] == "on" and reading.measure == "level":
        return work.frames[left[-1]], "subject"  # "higher levies of its own on $60 billion of American products"
    if right and not left and named_behind(work, mention, topics[right[0]]):
        return work.frames[right[0]], "subject_after"
    if left and (held := held_against_level(work, mention, reading)) is not None:
        return held, "subject"
    if right and (found := by_words_behind(work, mention, reading, left, right[0])) is not None:
        return found
    if not left and (part := how_much(work, reading, right)) is not None:
        return part, "subject_after"
    if not left and (found := gone_on_about(work, mention, reading, right)) is not None:
        return found
    if reading.measure == "share" and not left and (found := from_them(work, mention)) is not None:
        return found
    if right and reading.measure == "share" and (found := went_to(work, mention, right)) is not None:
        return found
    if right and reading.measure == "share" and holds_against(topics[right[0]], mention, work.words):
        return work.frames[right[0]], "subject_after"
    if reading.measure == "level" and (told := goods_that(work, mention, right)) is not None:
        return told, "passive"
    if left and right and reading.measure == "growth" and _with_its_level(work, mention, topics[right[0]]):
        return work.frames[right[0]], "subject_after"
    if (found := _to_the_left(work, mention, left, right)) is not None:
        return found
    if not left and reading.measure != "share" and (spoken := period_alone(work, mention)) is not None:
        return spoken, "period"
    if left and right and (number := said_again(work, mention, left)) is not None:
        return work.frames[number], "carried"
    near = near_right(work, mention, right)
    if near is not None and not (left and (_elliptic_clause(work, mention) or _told_when(work, mention, topics[near]))):
        return work.frames[near], "subject_after"
    if left:
        return work.frames[left[-1]], "carried"
    if right and not quantity_between(work, topics[right[0]].last, len(work.words)):
        between = work.words[mention.last : topics[right[0]].first]
        if not _SETTING_OFF.isdisjoint(between):
            # "14.93 billion yuan ...: those are the figures for Mongolia"
            return work.frames[right[0]], "subject_after"
    return by_context(work, mention, reading, before)


def _with_its_level(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether a rate opens an elliptic clause, with the level that it led to and a partner behind it: "rose 10.8 per cent to US$57.9 billion
    with the EU, and 12.2 per cent to US$46.8 billion with Taiwan"."""
    if work.words[mention.last : mention.last + 1] != ["to"] or work.words[mention.first - 1] not in ("and", ",", "by"):
        return False
    level = next((m for m in work.sentence.of("quantity") if m.first == mention.last + 1), None)
    if level is None or level.quantity.kind != "money" or topic.codes.keys() != {"partner"}:
        return False
    return topic.first - level.last in (1, 2) and work.words[level.last] in ("with", "from", "to")


def _told_when(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether what stands behind a figure only says what it is made up of or, with a figure of its own, at what time that was: "Exports did best: 76 billion yuan,
    in a year when imports edged up 0.6 percent"."""
    between = work.words[mention.last : topic.first]
    if not _MADE_UP_OF.isdisjoint(between[-_NEAR:]):
        return True  # "Imports were a trifle: 1.1 billion yuan, chiefly scrap and machine parts"
    return "when" in between[-_NEAR:] and quantity_between(work, topic.last, topic.last + 2 * _NEAR)


_MADE_UP_OF = frozenset({"chiefly", "mainly", "mostly", "largely", "primarily", "principally"})
_NEAR = 3  # tokens
_SETTING_OFF = frozenset({":", "—", "--", "–", "-"})


def _by_neighbour(work: Work, mention: Mention, reading: Measure, before: Placed | None) -> Bound | None:
    """The frame of the figure that this one goes on about or repeats in brackets; none where it counts no trade."""
    words = work.words
    bracketed = twin(work, mention)
    if bracketed is not None:
        return bracketed, "bracket"
    if mention.quantity.kind == "physical" and _is_freight(work, mention.last):
        return altered(work.base(), blocked="freight"), "count"
    if before is None:
        return None
    if (
        reading.measure == "growth"
        and before.rule.endswith("/article")
        and words[before.mention.last : mention.first] == [","]
    ):
        return before.bound, "article"  # "$2.48 billion, 10.2% more than in 2011, nearly all of it exports"
    if (
        reading.measure == "growth"
        and before.rule.endswith("/part")
        and outdoing(work, before.mention) is not None
        and words[before.mention.last : mention.first] in ([","], [",", "up"], [",", "down"])
    ):
        return before.bound, "beside"  # "at $44.6 billion, up 15.2%, against $43.9 billion, down 2.3%"
    if before.bound is not None and (
        goes_on(work, before, mention, reading) or _held_behind(work, before, mention, reading)
    ):
        return before.bound, "beside"
    if (
        reading.measure == "growth"
        and before.mention.quantity.kind == "physical"
        and before.bound is not None
        and before.bound.commodity is None
        and work.context.good is None
        and not any(t.flows or t.codes for t in work.topics if before.mention.last <= t.first < mention.first)
    ):
        # "The port handled 160 million tonnes, up 6.1 percent": tonnes of what is not said, and no trade
        return altered(before.bound, blocked="freight"), "beside"
    if (
        reading.measure == "growth"
        and before.bound is not None
        and before.bound.blocked == "freight"
        and not any(before.mention.last <= t.first < mention.first for t in work.topics)
    ):
        return before.bound, "beside"  # "handled 72,000 tonnes of cargo in November, a growth of 26.5 percent"
    if (
        reading.measure == "growth"
        and before.bound is not None
        and before.bound.blocked
        and _made(work, before, mention)
    ):
        return before.bound, "beside"  # "home fields pumped 208 million tonnes of crude, up 2 percent"
    if reading.measure == "growth" and before.bound is not None and _of_firm_too(work, before, mention):
        return before.bound, "beside"  # "A carmaker in the north exported 12,000 cars, 40 percent more"
    if (
        before.bound is not None
        and reading.measure == "level"
        and words[mention.first - 3 : mention.first] in _THESE_WERE
    ):
        return before.bound, "beside"  # "22.4 percent went to the US; these were worth 107.8 billion yuan"
    if before.bound is not None and before.bound.blocked and share_of_it(work, before, mention, reading):
        return before.bound, "beside"
    if before.bound is not None and before.bound.blocked and of_wider_rate(work, before, mention, reading):
        return before.bound, "beside"
    if of_a_count(work, before, mention, reading):
        return altered(work.base(), blocked="a count of things"), "beside"
    if of_a_price(work, before, mention, reading):
        return altered(work.base(), blocked="price"), "beside"
    return None


_SHORT = 5  # tokens


def _is_freight(work: Work, of: int) -> bool:
    """Whether what an amount is "of" is nothing but what a port or a railway handles: "4.2 million tonnes of cross-border freight"."""
    if work.words[of : of + 1] != ["of"] or _HANDLED.isdisjoint(work.said):
        return False
    place = next((p for p in range(of + 1, min(of + _SHORT, len(work.words))) if work.words[p] in _HANDLED), None)
    if place is None or (place > of + 1 and not _CLAUSE.isdisjoint(work.words[of:place])):
        return False
    return not any(of < m.first < place for m in work.sentence.of("commodity"))


_CLAUSE = frozenset({",", ";", ":", "(", "to", "from", "in", "at", "by", "with", "for", "as"})


def _held_behind(work: Work, before: Placed, mention: Mention, reading: Measure) -> bool:
    """Whether a level is the one that the change right before it started from, or a change the next one of the same: "32% more than the
    5,865 tonnes that went out in May and 60.3% more than in June 2024"."""
    if before.measure.role == "prior" and reading.measure == "growth" and before.rule.endswith("/beside"):
        return work.words[mention.first - 1] == "and"  # "... and 60.3% more than in June 2024"
    if reading.role != "prior" or before.measure.measure != "growth":
        return False
    return _THAN_THE.issuperset(work.words[before.mention.last : mention.first])


_THAN_THE = frozenset(
    {"more", "less", "fewer", "higher", "lower", "above", "below", "than", "the", "up", "down", "from"}
)
_THESE_WERE = (["these", "were", "worth"], ["those", "were", "worth"], ["they", "were", "worth"])


def _of_firm_too(work: Work, before: Placed, mention: Mention) -> bool:
    """Whether nothing but a comma and the goods that a company's amount is of stands between that and its change."""
    last = before.mention.last
    if before.bound.blocked != "a company" or not 0 < mention.first - last <= _SHORT:
        return False
    between = work.words[last : mention.first]
    return (
        "," in between
        and ";" not in between
        and not any(t.flows for t in work.topics if last <= t.first < mention.first)
    )


def _made(work: Work, before: Placed, mention: Mention) -> bool:
    """Whether nothing but the goods that the amount before is "of" stands between it and its change."""
    last = before.mention.last
    between = [t for t in work.topics if last <= t.first < mention.first]
    return (
        before.mention.quantity.kind == "physical"
        and work.words[last] == "of"
        and len(between) == 1
        and between[0].codes.keys() == {"commodity"}
        and between[0].first - last <= 3
        and work.words[between[0].last] == ","
        and not between[0].flows
    )


def _of_whole(work: Work, mention: Mention, before: Placed | None, reading: Measure) -> Bound | None:
    """The whole of a share, where a level is told of it, or a change behind "which"."""
    if (opening := of_opening(work, mention)) is not None:
        return opening, "whole"
    if "which" in work.said and (nation := _rate_which(work, mention, before)) is not None:
        return nation, "whole"
    said_of = which(work, mention)
    if said_of is not None:
        region = region_of(said_of, work.context)
        codes = {d: c[0] for d, c in said_of.codes.items() if d != "region" and len(c) == 1}
        own = [t for t in work.named if t.flows and t.last <= mention.first and work.words[t.first - 1] == "whose"]
        frame = altered(work.whole().with_codes(codes), flow=(own or [said_of])[-1].flows[0], blocked=None)
        return frame if region is None else altered(frame, region=region), "whole"
    if reading.measure != "level":
        return None
    if out_of_total(work, mention) or total_which(work, mention):
        return altered(work.whole(), flow="total", blocked=None), "whole"
    if ":" in work.said and (whole := whole_behind_colon(work, mention)) is not None:
        return whole, "whole"
    if (both := sum_of_both(work, mention)) is not None:
        return both, "sum"
    if (several := sum_of_members(work, mention)) is not None:
        return several, "sum"
    if (divided := _divided(work, mention)) is not None:
        return divided, "whole"
    if before is not None and of_its_whole(work, before, mention):
        flow = before.bound.flow if before.bound is not None else None
        if before.joint and before.whole is not None:
            flow = before.whole.flow  # "Together they made up 33.7 percent of Zhejiang's trade of 3.63 trillion yuan"
        goods = before.bound.commodity if before.bound is not None and mention.quantity.kind == "physical" else None
        whole = altered(work.whole(), flow=flow or "total", blocked=None)
        owner = next((t for t in reversed(work.named) if before.mention.last <= t.first < mention.first), None)
        region = region_of(owner, work.context) if owner is not None and reporter_only(owner) else None
        if region is None and before.joint and before.whole is not None:
            region = before.whole.region
        return altered(whole, commodity=goods or whole.commodity, region=region or whole.region), "whole"
    return None


_RATES = frozenset({"rate", "average", "pace", "figure", "growth", "one"})


def _rate_which(work: Work, mention: Mention, before: Placed | None) -> Frame | None:
    """The nation's, where its rate was only held against another and is told behind "which": "11.9 percentage points above the national
    rate, which was 2.9 percent"."""
    if before is None or before.bound is None or before.bound.blocked:
        return None
    for topic in work.named:
        behind = work.words[topic.last : topic.last + 4]
        rate = 1 if behind[:1] and behind[0] in _RATES else 0
        closing = (
            behind[rate : rate + 2] == [",", "which"] and topic.last + rate + 2 < mention.first <= topic.last + rate + 5
        )
        if topic.home == "nation" and not topic.flows and closing:
            return altered(before.bound, region="CN")
    return None


def _divided(work: Work, mention: Mention) -> Frame | None:
    """Trade of both directions, where one is said to be a part of it that was told of before: "exports fell 69.7 percent, and what was
    left came to 12.4 billion yuan, of which exports were just 5.2 billion"."""
    if work.words[mention.last : mention.last + 3] != [",", "of", "which"]:
        return None
    left = next((n for n in reversed(work.subjects) if work.topics[n].last <= mention.first), None)
    right = next((t for t in work.topics if t.first >= mention.last), None)
    if left is None or right is None or right.has_breakdown() or right.flows not in (["export"], ["import"]):
        return None
    spoken = work.frames[left]
    return altered(spoken, flow="total") if spoken.flow == right.flows[0] and not spoken.is_broken_down() else None


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
    if len(near) > 1 and _only_there(work, topic, topics[near[1]]):
        return work.frames[near[1]], "subject"
    if len(near) > 1 and _sells_itself(work, topic, topics[near[1]]):
        return work.frames[near[1]], "subject"
    if len(near) > 1 and reporter_only(topic) and not quantity_between(work, topics[near[1]].last, topic.first):
        # A place named after the subject ("trains reached Chengdu") is part of it, not another subject.
        subject, place = work.frames[near[1]], region_of(topic, work.context)
        if subject.blocked:
            return subject, "subject"
        return elsewhere(work, mention, altered(subject, region=place or subject.region)), "subject"
    if (
        right
        and topics[right[0]].verb
        # not "the fastest growth at 33.7 per cent, importing ores"
        and not work.words[topics[right[0]].first].endswith("ing")
        and not topic.flows
        and not topic.blocked
        and topic.codes.keys() <= {"region"}
        and clause(work, mention.last, topics[right[0]].first)
        and not quantity_between(work, mention.last, topics[right[0]].first)
        and "and" not in work.words[mention.last : topics[right[0]].first]
    ):
        return with_left(work, right[0], near[:1]), "passive"
    return trailing(work, mention, near[0], right), "subject"


def _only_there(work: Work, place: Topic, before: Topic) -> bool:
    """Whether partners are only where the other matter spoken of is: "investment in 59 Belt and Road countries stood at $14.36 billion"."""
    if not before.blocked or before.flows or place.codes.keys() != {"partner"} or place.flows or place.weak_flow:
        return False
    between = work.words[before.last : place.first]
    return between[:1] == ["in"] and len(between) <= 3 and "," not in between


def _sells_itself(work: Work, sales: Topic, before: Topic) -> bool:
    """Whether sales are those of what stands before them, which is no trade: "The duty-free shops rang up sales of 60.17 billion yuan"."""
    if not before.blocked or before.flows or sales.flows or sales.codes or sales.weak_flow is None:
        return False
    between = work.words[before.last : sales.first]
    return len(between) <= 4 and "," not in between and not quantity_between(work, before.last, sales.first)


def _elliptic_clause(work: Work, mention: Mention) -> bool:
    """Whether the figure's clause opens with a figure that continues the clause before ("..., up 3 percent")."""
    return work.words[max(0, mention.first - 3) : mention.first][:1] == [","]
