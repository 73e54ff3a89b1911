"""The period that a figure covers, and how exact it claims to be."""

from __future__ import annotations

import itertools

from pipeline.reading.frames.comparators import RUNNING, is_comparator
from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.frames import Context, Frame
from pipeline.reading.frames.one_good import months_at
from pipeline.reading.frames.placing import Work, clause, quantity_between
from pipeline.reading.times.base_months import (
    changed_before,
    closed_back,
    months_of_base,
    owned_back,
    set_back,
    when_back,
)
from pipeline.reading.times.bases import had_been, in_earlier
from pipeline.reading.times.period_candidates import over_year_before, passing, periods_around, stands_aside
from pipeline.reading.times.periods_behind import closes_sentence, reaches_back, told_of
from pipeline.reading.words import months
from pipeline.reading.words.mentions import Mention, possessive

_BEFORE_NUMBER = frozenset({"a", "the", "by", "to", "(", "at", "of", "$"})

_NOW = frozenset({"now", "today"})


def names_months(work: Work, mention: Mention) -> bool:
    """Whether the sentence says of which months it speaks before the ";" that closes a figure's part of it, bases of comparison left aside."""
    if work.months_named is None:
        work.months_named = [
            m
            for m in work.sentence.of("period")
            if not passing(work, m) and not is_comparator(work.sentence, m) and not over_year_before(work, m)
        ]
    if not work.months_named:
        return False
    first = work.months_named[0].first
    return first < mention.last or ";" not in work.words[mention.last : first]


def period_of(work: Work, mention: Mention, frame: Frame, reading: Measure) -> months.Months | None:
    """The months that a figure covers: stated in its sentence, before it or behind it, else those that the text is at."""
    if frame.period_named:
        return frame.period
    context = work.context
    if reading.measure in ("level", "share") and _said_now(work, mention):
        return context.section.period or context.period
    if reading.measure == "growth" and work.placed and _has_since(work, mention):
        return context.section.period or context.period
    if reading.measure == "level" and work.placed and (back := owned_back(work, mention)) is not None:
        return back
    if reading.measure == "level" and (worth := _of_weight(work, mention)) is not None:
        return worth
    period = running = _running(work, frame)
    chosen, right = periods_around(work, mention) if work.sentence.of("period") else (None, None)
    if right is not None and reading.role == "prior" and _told_before(work, mention):
        right = None
    if right is not None and _told_behind(work, mention, chosen, right, reading):
        chosen = right
    if chosen is not None:
        period = _months_of(work, mention, chosen, running, reading)
        if period is not None and reading.measure == "level" and _fallen_by(work, mention, chosen):
            period = months.Months(period.last, period.last)
        elif reading.rule.endswith("moved_to") and _moved_since(work, mention, chosen):
            period = running
    if chosen is not None and period is not None and period == running and _swung_from(work, mention, chosen):
        period = period.shifted(-1)
    own = chosen is not None and 0 <= chosen.first - mention.last <= 2
    if reading.role == "prior" and chosen is not None and running is not None and period is not None:
        own = (
            own
            or (chosen is right and not _moved_on(work, mention, right))
            or (period.last < running.last and not (_told_before(work, mention) or _of_change(work, mention, chosen)))
        )
    if period is not None and (earlier := when_back(work, mention, chosen)):
        return period.shifted(-earlier)
    if period is not None and (earlier := closed_back(work, mention)):
        return period.shifted(-earlier)
    apart = chosen is None or ";" in work.words[chosen.last : mention.first]
    if period is not None and apart and (earlier := set_back(work, mention)):
        return period.shifted(-earlier)
    if period is not None and chosen is None and changed_before(work, mention, reading):
        return period.shifted(-12)
    if period is not None and (reading.measure in ("level", "share") or reading.role == "prior") and not own:
        period = months_of_base(work, mention, period, reading, frame)
    told = period is not None and reading.measure == "growth" and reading.role != "prior"
    if told and in_earlier(work, mention) == period.length:
        period = period.shifted(-period.length)
    return period


def _moved_since(work: Work, mention: Mention, chosen: Mention) -> bool:
    """Whether months are those of what a share was, told between commas, before what it moved to: "The U.S. share, at 34.4 percent in 2017,
    sank to 18.9 percent"."""
    before = work.placed[-1].mention if work.placed else None
    if before is None or not before.last <= chosen.first <= before.last + 2:
        return False
    opening = next((p for p in range(before.first - 1, max(-1, before.first - 4), -1) if work.words[p] == ","), None)
    return opening is not None and work.words[chosen.last : chosen.last + 1] == [","]


def _of_weight(work: Work, mention: Mention) -> months.Months | None:
    """The months of the weight before, where an amount is what that was worth: "had ebbed to 17,900 tonnes, worth US$54 million"."""
    before = work.placed[-1] if work.placed else None
    if before is None or before.frame is None or before.mention.quantity.kind != "physical":
        return None
    between = work.words[before.mention.last : mention.first]
    return before.frame.period if between in ([",", "worth"], ["worth"]) else None


def _fallen_by(work: Work, mention: Mention, chosen: Mention) -> bool:
    """Whether an amount had fallen to this by a month, which that of a year so far cannot: "By December, imports had ebbed to 17,900 tonnes"."""
    if work.words[chosen.first] != "by" or work.words[mention.first - 1] != "to":
        return False
    return any(
        m.code == "down" and m.grade == "verb" and chosen.last <= m.first and m.last == mention.first - 1
        for m in work.sentence.of("direction")
    )


def _swung_from(work: Work, mention: Mention, told: Mention) -> bool:
    """Whether a rate is only where a change began: "fell 0.6 percent, swinging from a 3.0 percent jump last month", which is the one
    before the month that is told of."""
    if told.period.kind != "last" or told.period.count != 1:
        return False
    lead = work.words[max(0, mention.first - 4) : mention.first]
    return any(a in _SWINGING and b == "from" for a, b in itertools.pairwise(lead))


_SWINGING = frozenset(
    "swinging slowing easing quickening accelerating worsening improving narrowing rebounding recovering reversing slipping".split()
)


def _said_now(work: Work, mention: Mention) -> bool:
    """Whether "now" or "today" stands beside a figure: "It was 16.5% in 2019 and is 17.2% now", "is now 17.2%"."""
    if _NOW.isdisjoint(work.said):
        return False
    first = next(iter(work.sentence.of("period")), None)
    if first is not None and first.first <= 2 and not quantity_between(work, first.last, mention.first):
        return False  # "For the eleven months to the end of November, the total now reads 433.6 billion yuan"
    beside = (*work.words[max(0, mention.first - 2) : mention.first], *work.words[mention.last : mention.last + 1])
    return not _NOW.isdisjoint(beside)


def _has_since(work: Work, mention: Mention) -> bool:
    """Whether a change leads from the level before it to the present: "In 2019 the tally was 1.76 million tonnes, so volume has gone up by
    26.5%"."""
    between = work.words[work.placed[-1].mention.last : mention.first]
    return "so" in between and not _HAVING.isdisjoint(between) and not _STARTING.isdisjoint(between[:2])


# "so we are looking at a drop of 11.9 percent", "so the month-on-month rise was 19.2%"
_HAVING = frozenset("has have looking rise increase gain growth drop decline fall change".split())
_STARTING = frozenset({"so", "and", ";"})


def _running(work: Work, frame: Frame) -> months.Months | None:
    """The months that the text is at."""
    context = work.context
    running = (
        frame.period
        or context.paragraph_period
        or months_at(context, frame)
        or _of_paragraph(context, frame)
        or _of_part(work, frame)
        or context.section.period
        or (context.settled if _still_settled(work) else None)
        or context.period
    )
    if work.words[0] in ("now", "today", "currently"):
        running = context.period or running  # "34.1% in the same months of last year. Now they are 28.9%."
    if frame.period is None and context.paragraph_period is None and _of_that(work):
        before = context.paragraph
        told = (
            context.dates[0]
            if len(set(context.dates)) == 1 and ("of", "that") in itertools.pairwise(work.words)
            else None
        )
        running = (before and before.period) or told or context.previous_period or running
    return running


def _still_settled(work: Work) -> bool:
    """Whether a sentence stays with the longer span that the paragraphs are at: not where it holds a month against another ("copper
    imports edged down to 420,000 tonnes from 452,000 tonnes a month earlier", "narrowed to $14.7 billion from $27.3 billion in
    January")."""
    settled, paragraph = work.context.settled, work.context.paragraph
    if settled is None or (paragraph is not None and paragraph.period != settled):
        return False
    if any(m.period.basis == "mom" for m in work.sentence.of("basis")):
        return False
    for mention in work.sentence.of("period"):
        span = months.resolve(mention.period, work.published, settled)
        if span is not None and span.length == 1 and settled.first <= span.first < settled.last:
            return False
    return True


def _told_behind(work: Work, mention: Mention, left: Mention | None, right: Mention, reading: Measure) -> bool:
    """Whether a period behind a figure is the figure's, whatever stands before it."""
    if reading.measure == "share" and work.words[mention.last : right.first] == ["of", "the"]:
        return True  # "made up 43.6% of the January-August total, at 31.3 million tonnes"
    return told_of(work, mention, right) or (
        clause(work, mention.last, right.first)
        and (closes_sentence(work, mention, right) or reaches_back(work, mention, left, right, reading))
    )


def _months_of(
    work: Work, mention: Mention, chosen: Mention, running: months.Months | None, reading: Measure
) -> months.Months | None:
    """The months that the period chosen for a figure means, where the text is at those of ``running``."""
    context, said = work.context, chosen.period
    near = said.kind in ("same", "ytd", "this_year") or said.year == "the"
    spoken = _named_before(work, chosen) if said.kind == "same" else None
    named = work.words[chosen.first : chosen.last]
    if spoken is None and named[-1] == "month":
        spoken = (
            context.month
        )  # "In March alone, exports were 9.7 billion yuan. Those to Kyrgyzstan more than doubled that month"
    before = context.previous_period or context.before_heading
    several = (
        named[-2:] == ["the", "period"] and before is not None and before.length > (context.period or before).length
    )
    again = said.kind == "same" and ("same" in named or several)
    if spoken is None and said.count == 12 and "that" in named and context.year_named is not None:
        return (
            context.year_named
        )  # "When the first train left in 2017, few took notice. They traded 70.1 billion yuan that year"
    told = context.paragraph.period if context.paragraph is not None else None
    if said.kind == "same" and spoken is None and "those" in named and told is not None and told.length == said.count:
        return told  # "The second quarter was the busiest. Trade in those three months was 20.7 percent higher"
    if again and spoken is None and said.count is None and not context.opened:
        spoken = before  # of a new paragraph: "Over the same period, trade with ..."
    if said.kind == "ytd" and running is not None and context.period is not None and running.last < context.period.last:
        near = False  # "In July it was 588,000 tonnes. For the year so far the total is 4.35 million", in a release of August
    if (
        said.kind == "same"
        and context.period is not None
        and running is not None
        and _counts_release(said, context.period, running)
    ):
        near = False
    period = months.resolve(said, work.published, spoken or (running if near else context.period)) or running
    if (
        reading.measure in ("growth", "share_change")
        and running is not None
        and _over_base(work, mention, period, running)
    ):
        return running
    return period


def _counts_release(said: months.PeriodMention, period: months.Months, running: months.Months) -> bool:
    """Whether "the seven months" are those of the release, behind what was told of a whole year: "up 291 percent in 2023. Exports of
    machinery stood at 353.1 billion yuan in the seven months"."""
    return (said.count or 0) > 1 and said.count == period.length != running.length and running.length == 12


def _moved_on(work: Work, mention: Mention, right: Mention) -> bool:
    """Whether the level that a change led to stands before the period behind: "from 12.4 to 13.9 billion yuan in the first five months"."""
    return any(
        mention.last <= m.first < right.first and m.quantity.kind == mention.quantity.kind
        for m in work.sentence.of("quantity")
    )


def _told_before(work: Work, mention: Mention) -> bool:
    """Whether a level is told of an earlier time by a base right behind it: "from 6.1 million tonnes a year before"."""
    behind = [m for m in work.sentence.mentions if m.kind in ("period", "basis") and m.first >= mention.last]
    # but "from 3.79 trillion yuan in 2013, the year before its coordinated development was made a national strategy"
    return bool(behind) and behind[0].kind == "basis" and behind[0].first - mention.last <= 3


def _of_change(work: Work, mention: Mention, chosen: Mention) -> bool:
    """Whether months are those of the change before, and a level that it started from is older: "cut the total by 14.8 percent in 2009, from
    $106.84 billion to $91.07 billion"."""
    before = work.placed[-1] if work.placed else None
    changed = before is not None and before.measure.measure == "growth" and before.mention.last == chosen.first - 1
    return changed and work.words[chosen.last : mention.first] == [",", "from"]


def _named_before(work: Work, same: Mention) -> months.Months | None:
    """What "the month" and "the period" stand for in a sentence that has named one: "September was strong: trade for the month ..."."""
    named = [
        m
        for m in work.sentence.of("period")
        if m.last <= same.first
        and not _owns_earlier(work, m)
        and not stands_aside(
            work, m, same
        )  # "The zone, which was approved in September 2013, is new; in the nine months its trade was"
        and not passing(
            work, m
        )  # "the leading trade city since 2015, managed 2.1 trillion yuan over the same six months"
        and (m.period.kind in ("period", "last") or (m.period.kind in RUNNING and not is_comparator(work.sentence, m)))
    ]
    if work.words[same.last - 1] == "month":  # not "a two-month lockdown", where "In May 2022" was said too
        at, published = work.context.period, work.published
        spans = [months.resolve(m.period, published, at) for m in named]
        named = [m for m, span in zip(named, spans, strict=True) if span is not None and span.length == 1] or named
    if not named or is_comparator(work.sentence, named[-1]):
        return None
    return months.resolve(named[-1].period, work.published, work.context.period)


def _owns_earlier(work: Work, period: Mention) -> bool:
    """Whether a period owns a level that another is held against: "eased to $28.09 billion in July from June's record $28.97 billion"."""
    owner = possessive(work.words, period.last)
    return owner and work.words[period.first - 1] in ("from", "than", "against", "with")


def _of_paragraph(context: Context, frame: Frame) -> months.Months | None:
    """The months that the sentence before in the paragraph covers; a single month, and a time that is only looked back at,
    for figures of the same breakdown alone."""
    before = context.paragraph
    if before is None or before.period is None or before.period.last >= context.published_month:
        return None  # what is aimed at by 2035 says nothing of the months that follow
    if before.blocked and not frame.blocked:
        return None  # "The company posted sales of 8.1 billion yuan in the first nine months. Exports of tyres totaled"
    back = context.period is not None and before.period.last < context.period.first
    alike = frame.codes() == before.codes() or (
        before.period.length > 1 and before.is_broken_down() and frame.breakdown().keys() == before.breakdown().keys()
    )
    return before.period if alike or (before.period.length > 1 and not back) else None


def _of_part(work: Work, frame: Frame) -> months.Months | None:
    """The months of the good that the sentence before told of, where this one singles out who took most of it: "Tea exports in 2021 came
    to 369,400 tonnes. Morocco alone took 74,500 tonnes"."""
    before = work.context.paragraph
    if before is None or before.commodity is None or before.partner is not None or frame.partner is None:
        return None
    if work.words[1:2] != ["alone"] and work.words[2:3] != ["alone"]:
        return None
    return before.period if (frame.commodity, frame.region) == (before.commodity, before.region) else None


def _over_base(work: Work, mention: Mention, period: months.Months, running: months.Months) -> bool:
    """Whether a change is measured from the level of an earlier period told before it in the sentence: "in the first half
    of 2023 it had been 18.29 billion yuan, so the business has swollen by 35.9 percent"."""
    if period.length != running.length or period.last >= running.last:
        return False
    return any(
        p.measure.role == "prior"
        and p.measure.measure != "growth"
        and not had_been(work, p, mention)
        and p.mention.last <= mention.first
        and p.frame is not None
        and p.frame.period == period
        for p in work.placed
    )


_THAT = frozenset({"it", "that", "this", "those", "these"})
_OF_THAT = frozenset(
    {("of", "those"), ("of", "these"), ("of", "it"), ("of", "that"), ("of", "this"), ("that", "sum"), ("this", "sum")}
)


def _of_that(work: Work) -> bool:
    """Whether the sentence splits up what was said before: "Exports made up 463.11 billion yuan of it"."""
    if work.of_that is None:
        work.of_that = not (_THAT.isdisjoint(work.said) or _OF_THAT.isdisjoint(itertools.pairwise(work.words)))
    return work.of_that


def approximation(work: Work, mention: Mention) -> str | None:
    """How exact the figure claims to be: ~ for about, > for over, < for under, None for the number itself."""
    near = mention.first - 1
    if work.approximate is None:
        meant = [(m, m.means("approx")) for m in work.sentence.mentions if m.meanings]
        work.approximate = [(m, meaning) for m, meaning in meant if meaning is not None]
    for candidate, meaning in work.approximate:
        gap = mention.first - candidate.last
        if candidate.last < near or candidate.first >= mention.first or gap < 0:
            continue
        if work.words[candidate.first] == "over" and work.words[candidate.first - 1] in _TURNED:
            continue  # "Private businesses turned over 184.6 billion yuan"
        if gap == 1 and any(m.last == candidate.first for m in work.sentence.of("quantity")):
            continue  # "3.1 percent less than the 423 billion yuan of August"
        if gap == 1 and work.words[near - 1 : near + 1] == ["than", "the"]:
            continue  # "rose 2.3%, less than the 5.7% recorded for the first half"
        if gap == 0 or (candidate.kind != "direction" and work.words[candidate.last] in _BEFORE_NUMBER):
            return meaning.code
    return None


_TURNED = frozenset({"turned", "turn", "turning", "turns"})
