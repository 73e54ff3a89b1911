"""The period that a figure covers, and how exact it claims to be."""

from __future__ import annotations

import itertools

from pipeline.reading import months
from pipeline.reading.asides import in_apposition
from pipeline.reading.bases import IN_PERIOD, PRONOUNS, compared_with, had_been, in_earlier
from pipeline.reading.cues import Measure
from pipeline.reading.frames import Context, Frame
from pipeline.reading.placing import Work, clause, quantity_between
from pipeline.reading.scan import Mention

_BEFORE_NUMBER = frozenset({"a", "the", "by", "to", "(", "at", "of", "$"})


_NOW = frozenset({"now", "today"})


def names_months(work: Work) -> bool:
    """Whether the sentence says of which months it speaks, bases of comparison left aside."""
    if work.months_named is None:
        periods = work.sentence.of("period")
        work.months_named = any(not _lasting(work, m) and not compared_with(work, m) for m in periods)
    return work.months_named


def period_of(work: Work, mention: Mention, frame: Frame, reading: Measure) -> months.Months | None:
    """The months that a figure covers: stated in its sentence, before it or behind it, else those that the text is at."""
    if frame.period_named:
        return frame.period
    context = work.context
    if reading.measure in ("level", "share") and _said_now(work, mention):
        return context.section.period or context.period
    period = running = _running(work, frame)
    chosen, right = _periods_around(work, mention) if work.sentence.of("period") else (None, None)
    if right is not None and reading.role == "prior" and _told_before(work, mention):
        right = None
    if right is not None and _told_behind(work, mention, chosen, right, reading):
        chosen = right
    if chosen is not None:
        period = _months_of(work, mention, chosen, running, reading)
    own = chosen is not None and 0 <= chosen.first - mention.last <= 2
    if reading.role == "prior" and chosen is not None and running is not None and period is not None:
        own = own or chosen is right or (period.last < running.last and not _told_before(work, mention))
    if period is not None and chosen is None and _changed_before(work, mention, reading):
        return period.shifted(-12)
    if period is not None and (reading.measure in ("level", "share") or reading.role == "prior") and not own:
        period = _earlier(work, mention, period, reading)
    if period is not None and reading.measure == "growth" and in_earlier(work, mention) == period.length:
        period = period.shifted(-period.length)
    return period


def _said_now(work: Work, mention: Mention) -> bool:
    """Whether "now" or "today" stands beside a figure: "It was 16.5% in 2019 and is 17.2% now", "is now 17.2%"."""
    if _NOW.isdisjoint(work.said):
        return False
    beside = (*work.words[max(0, mention.first - 2) : mention.first], *work.words[mention.last : mention.last + 1])
    return not _NOW.isdisjoint(beside)


def _running(work: Work, frame: Frame) -> months.Months | None:
    """The months that the text is at."""
    context = work.context
    running = (
        frame.period
        or context.paragraph_period
        or _of_paragraph(context, frame)
        or context.section.period
        or (context.settled if context.paragraph is None or context.paragraph.period == context.settled else None)
        or context.period
    )
    if work.words[0] in ("now", "today", "currently"):
        running = context.period or running  # "34.1% in the same months of last year. Now they are 28.9%."
    if frame.period is None and context.paragraph_period is None and _of_that(work):
        before = context.paragraph
        running = (before and before.period) or context.previous_period or running
    return running


def _told_behind(work: Work, mention: Mention, left: Mention | None, right: Mention, reading: Measure) -> bool:
    """Whether a period behind a figure is the figure's, whatever stands before it."""
    return _told_of(work, mention, right) or (
        clause(work, mention.last, right.first)
        and (_closes_sentence(work, mention, right) or _reaches_back(work, mention, left, right, reading))
    )


def _months_of(
    work: Work, mention: Mention, chosen: Mention, running: months.Months | None, reading: Measure
) -> months.Months | None:
    """The months that the period chosen for a figure means, where the text is at those of ``running``."""
    context, said = work.context, chosen.period
    near = said.kind in ("same", "ytd", "this_year") or said.year == "the"
    spoken = _named_before(work, chosen) if said.kind == "same" else None
    again = said.kind == "same" and "same" in work.words[chosen.first : chosen.last]
    if again and spoken is None and said.count is None and not context.opened:
        spoken = context.previous_period  # of a new paragraph: "Over the same period, trade with ..."
    period = months.resolve(said, work.published, spoken or (running if near else context.period)) or running
    if (
        reading.measure in ("growth", "share_change")
        and running is not None
        and _over_base(work, mention, period, running)
    ):
        return running
    return period


def _told_before(work: Work, mention: Mention) -> bool:
    """Whether a level is told of an earlier time by a base right behind it: "from 6.1 million tonnes a year before"."""
    return any(0 <= m.first - mention.last <= 3 for m in work.sentence.of("basis"))


def _named_before(work: Work, same: Mention) -> months.Months | None:
    """What "the month" and "the period" stand for in a sentence that has named one: "September was strong: trade for the month ..."."""
    named = [
        m for m in work.sentence.of("period") if m.last <= same.first and m.period.kind in ("period", "last_month")
    ]
    if not named or compared_with(work, named[-1]):
        return None
    return months.resolve(named[-1].period, work.published, work.context.period)


def _of_paragraph(context: Context, frame: Frame) -> months.Months | None:
    """The months that the sentence before in the paragraph covers; a single month, and a time that is only looked back at,
    for figures of the same breakdown alone."""
    before = context.paragraph
    if before is None or before.period is None:
        return None
    back = context.period is not None and before.period.last < context.period.first
    alike = frame.codes() == before.codes() or (
        before.period.length > 1 and before.is_broken_down() and frame.breakdown().keys() == before.breakdown().keys()
    )
    return before.period if alike or (before.period.length > 1 and not back) else None


_RECORDED = frozenset("recorded registered posted reported seen achieved logged set in for during over the".split())


def _told_of(work: Work, mention: Mention, right: Mention) -> bool:
    """Whether a period stands right behind a level: "the 674.15 billion yuan recorded in 2024", "36.1 million over the four months"."""
    between = work.words[mention.last : right.first]
    if mention.quantity.kind == "percent":
        if between[1:] == ["in"] and any(
            m.first == mention.last and m.graded("noun") for m in work.sentence.of("direction")
        ):
            return right.period.kind == "period"  # "reversing a 3.2-percent drop in October"
        return (
            len(between) < 3
            and set(between) <= {"in", "during", "the"}
            and bool({"in", "during", "between"} & {*between, work.words[right.first]})
        )
    if mention.quantity.kind not in ("money", "physical"):
        return False
    if between == ["("]:
        return right.period.kind == "period" and work.words[right.last : right.last + 1] == [")"]
    if between == ["of"] and not any(t.first <= right.last < t.last or t.first == right.last for t in work.named):
        return True  # "the record 2.92 million tonnes of April 2025"
    led = between[-1:] or [work.words[right.first]]
    return (
        len(between) <= 3 and set(between) <= _RECORDED and (bool({"in", "for", "during", "over"} & {*between, *led}))
    )


def _over_base(work: Work, mention: Mention, period: months.Months, running: months.Months) -> bool:
    """Whether a change is measured from the level of an earlier period told before it in the sentence: "in the first half
    of 2023 it had been 18.29 billion yuan, so the business has swollen by 35.9 percent"."""
    if period.length != running.length or period.last >= running.last:
        return False
    return any(
        p.measure.role == "prior"
        and not had_been(work, p, mention)
        and p.mention.last <= mention.first
        and p.frame is not None
        and p.frame.period == period
        for p in work.placed
    )


_THAT = frozenset({"it", "that", "this"})
_OF_THAT = frozenset({("of", "it"), ("of", "that"), ("of", "this"), ("that", "sum"), ("this", "sum")})


def _of_that(work: Work) -> bool:
    """Whether the sentence splits up what was said before: "Exports made up 463.11 billion yuan of it"."""
    if work.of_that is None:
        work.of_that = not (_THAT.isdisjoint(work.said) or _OF_THAT.isdisjoint(itertools.pairwise(work.words)))
    return work.of_that


def _periods_around(work: Work, mention: Mention) -> tuple[Mention | None, Mention | None]:
    """The nearest periods before and behind a figure that are not there for comparison."""
    left = right = None
    for candidate in work.sentence.of("period"):
        gap = mention.first - candidate.last
        possessed = (
            0 <= gap <= 3
            and work.words[candidate.last] in ("'s", "’s")
            and work.words[candidate.last + 1] not in ("and", "by", "level", "levels", "figure", ",")
        )
        bracketed = 1 <= gap <= 2 and work.words[candidate.last : mention.first] in (["("], ["(", "$"], ["(", "RMB"])
        if compared_with(work, candidate) and not possessed and not bracketed:
            if _when(work, candidate, mention):
                left = candidate
            continue
        if gap >= 0:
            if work.words[candidate.last : candidate.last + 2] == [",", "when"] and _when(work, candidate, mention):
                left = candidate
                continue
            if (
                _in_aside(work, candidate, mention)
                or _in_passing(work, candidate, mention)
                or _lasting(work, candidate)
                or _of_change(work, candidate, mention)
            ):
                continue
            if possessed or bracketed or not _compared(work, candidate):
                left = candidate
        elif right is None:
            right = candidate
    return left, right


def _when(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a figure is told of the period before "when": "less than in November, when 940 million yuan went through"."""
    if candidate.last > mention.first:
        return False
    between = work.words[candidate.last : mention.first]
    return "when" in between[:9] and not quantity_between(work, candidate.last, mention.first)


def _in_aside(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a period stands in a relative clause without figures: ", which hardly existed before 2009, soared ..."."""
    words = work.words
    if in_apposition(words, candidate.first, candidate.last) and not quantity_between(work, 0, candidate.first):
        return True
    opening = next((p for p in range(candidate.first - 1, -1, -1) if words[p] in (",", ";")), None)
    if opening == candidate.first - 1 and words[candidate.last : candidate.last + 1] in (["'s"], ["’s"]):
        # "ASEAN, last year's favourite, managed 30.26 billion"
        closing = next((p for p in range(candidate.last, mention.first) if words[p] == ","), None)
        return closing is not None and closing - candidate.last <= 5 and not quantity_between(work, opening, closing)
    if opening is not None and words[opening + 1] in ("after", "following", "against"):
        # "after a decline of 3.7 percent in November, and the drop in imports eased to 4 percent"
        closing = next((p for p in range(candidate.last, mention.first) if words[p] in (",", ";")), None)
        return closing is not None and closing - candidate.last <= 1
    if opening is None or words[opening] != "," or words[opening + 1] not in ("which", "who", "whose", "where", "that"):
        return False
    closing = next((p for p in range(candidate.last, mention.first) if words[p] == ","), None)
    return closing is not None and not quantity_between(work, opening, closing)


def _in_passing(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a period long past belongs to a clause without figures that a further one follows: "electronics routed through
    Yunnan in 2022 vanished, and the total collapsed by 33.6%"."""
    joint = _joined(work, candidate.last, mention.first)
    if candidate.first < 4 or joint is None or quantity_between(work, 0, joint):
        return False
    span = months.resolve(candidate.period, work.published, work.context.period)
    return span is not None and work.context.period is not None and span.last < work.context.period.first


def _lasting(work: Work, candidate: Mention) -> bool:
    """Whether a period only says since when something lasts: "despite the fighting on the border since October"."""
    return candidate.period.kind == "period" and "since" in work.words[max(0, candidate.first - 2) : candidate.first]


def _of_change(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a period belongs to a change that is only referred to: "reversed the decline of August (-2.1%) and rose 6.1%"."""
    if work.words[candidate.first - 1 : candidate.first] not in (["of"], ["in"]):
        return False
    changed = any(m.last == candidate.first - 1 and m.graded("noun") for m in work.sentence.of("direction"))
    return changed and candidate.first > 2 and quantity_between(work, candidate.last, mention.first)


def _closes_sentence(work: Work, mention: Mention, right: Mention) -> bool:
    """Whether a sentence's only period stands behind all its figures and so holds for each of them."""
    if any(m.first >= right.last and m.quantity.kind != "bare" for m in work.sentence.of("quantity")):
        return False
    if any(m is not right and not compared_with(work, m) for m in work.sentence.of("period")):
        return False
    led = IN_PERIOD & {*work.words[max(0, right.first - 2) : right.first], work.words[right.first]}
    if _explained(work, mention.last, right.first) or _opens_clause(work, right):
        return False
    return (bool(led) or right.period.kind == "last_month" or right.period.year == "last") and not _compared(
        work, right
    )


def _reaches_back(work: Work, mention: Mention, left: Mention | None, right: Mention, reading: Measure) -> bool:
    """Whether a period behind the figure is this figure's, with others in the sentence: "5.2 billion in May, 4 in June"."""
    if (
        left is not None
        and clause(work, left.last, mention.first)
        and reading.role != "prior"
        and not (left.period.kind in ("ytd", "this_year") and _joined(work, left.last, mention.first) is not None)
    ):
        return False
    if (reading.role != "prior" and _compared(work, right)) or _opens_clause(work, right):
        return False
    if _explained(work, mention.last, right.first):
        return False
    between = [
        m
        for m in work.sentence.of("quantity")
        if mention.last <= m.first < right.first
        and m.quantity.kind != "bare"
        and not (m.quantity.kind == "money" and m.quantity.unit != mention.quantity.unit)
    ]
    if any(m.quantity.kind == mention.quantity.kind for m in between):
        return False
    if (between and "," in work.words[mention.last : right.first]) or _new_subject(work, mention.last, right.first):
        return False
    if work.words[right.first - 1] == "and" and any(
        m.last == right.first - 1 and compared_with(work, m) for m in work.sentence.of("period")
    ):
        return True  # "jumped 157.5% between May and June"
    led = IN_PERIOD | ({"of"} if reading.role == "prior" else set())
    if right.period.kind == "last_month" and not between and right.first - mention.last <= 1:
        return True  # "rose 2.1 percent last month to 1.17 trillion yuan"
    return bool(led & {*work.words[max(0, right.first - 2) : right.first], work.words[right.first]})


# What a clause that explains a figure opens with: its time is not the figure's.
_SUBORDINATING = frozenset("after following because owing due amid thanks when since unlike despite where".split())


_NO_CLAUSE = frozenset({"of", "compared", "against", "much", "many", "well", "a", "the", "in"})


def _explained(work: Work, first: int, last: int) -> bool:
    """Whether a clause of cause, time or result opens in the token range: "because ...", "taking the year's total to ..."."""
    words = work.words[first:last]
    if "as" in words and any(
        first <= m.last < last - 1 and work.words[m.last] == "as" and work.words[m.last + 1] not in _NO_CLAUSE
        for m in work.sentence.of("quantity")
    ):
        return True  # "up 9.8 percent as factories worked through orders held over from February"
    return not _SUBORDINATING.isdisjoint(words) or any(
        (a in ("taking", "bringing") and b in ("the", "its", "their", "total")) or (a == "," and b == "as")
        for a, b in itertools.pairwise(words)
    )


def _opens_clause(work: Work, period: Mention) -> bool:
    """Whether a period opens a further clause: "down 18.4%, and in the fourth quarter they were less than half"."""
    before = work.words[max(0, period.first - 3) : period.first]
    while before and (before[-1] in IN_PERIOD or before[-1] == "the"):
        before.pop()
    return before[-2:] in ([",", "and"], [",", "but"]) or before[-1:] == [";"]


def _compared(work: Work, candidate: Mention) -> bool:
    """Whether a period belongs to a figure that is only held against: "compares with 43.9 million tonnes in April"."""
    for figure in work.sentence.of("quantity"):
        gap = candidate.first - figure.last
        if 0 <= gap <= 2 or (0 < gap <= 4 and work.words[figure.last] in PRONOUNS):
            # "compares with 43.9 million tonnes in April", "as many as the 162,000 it took in 2022"
            before = set(work.words[max(0, figure.first - 3) : figure.first])
            if "with" in before and not any(w.startswith("compar") for w in work.words[: figure.first]):
                before.discard("with")  # "bounced back with a 20.7% growth in Q2"
            return bool({"with", "from", "against", "than", "versus", "vs"} & before) or (gap > 2 and "as" in before)
    return False


_WORTH = frozenset({"'", "’", "'s", "’s", "worth", "of", "in"})


def _joined(work: Work, first: int, last: int) -> int | None:
    """Where in the token range a further clause begins: ", and Qingdao's trade ..."."""
    for place in range(first, last - 1):
        if work.words[place] == "," and work.words[place + 1] in ("and", "but", "while", "so"):
            return place
    return None


def _new_subject(work: Work, first: int, last: int) -> bool:
    """Whether another topic with a flow stands between, so that a period further on is not this figure's."""
    return any(
        t.flows and first <= t.first < last and not set(work.words[first : t.first]) <= _WORTH for t in work.topics
    )


_IT_WAS = (["it", "was"], ["it", "had"], ["they", "had"], ["they", "were"], ["it", "stood"])


def _earlier(work: Work, mention: Mention, period: months.Months, reading: Measure) -> months.Months:
    """The base period, when a level is told of it: "from 3.83 million tonnes the month before"."""
    bases = work.sentence.of("basis")
    prior = reading.role == "prior"
    near = None
    for basis in bases:
        if _based_behind(work, mention, basis, prior) or (not prior and _based_before(work, mention, basis)):
            near = basis
    if near is None and reading.measure == "share":
        near = _whole_sentence_back(work, mention)
    if near is not None:
        distance = {"yoy": 12, "mom": 1, "qoq": 3}.get(near.period.basis or "yoy", 12)
        return period.shifted(-distance)
    if prior:
        mom = any(m.period.basis == "mom" for m in bases)
        return period.shifted(-1 if mom and period.length == 1 else -12)
    return period


def _based_behind(work: Work, mention: Mention, basis: Mention, prior: bool) -> bool:
    """Whether a base stands right behind the level that is told of it: "18.29 billion yuan a year earlier"."""
    if not 0 <= basis.first - mention.last <= 3 or not clause(work, mention.last, basis.first):
        return False
    said = work.words[basis.first + (work.words[basis.first] == "of")]
    return prior or (
        said in ("a", "one", "the", "twelve", "12")
        and work.words[basis.last - 1] in ("earlier", "ago", "before", "previously")
    )


def _based_before(work: Work, mention: Mention, basis: Mention) -> bool:
    """Whether a base stands before the level that is told of it, and is not that of a change: "A year earlier it was ..."."""
    words, sentence = work.words, work.sentence
    if not 0 <= mention.first - basis.last <= (12 if basis.first == 0 else 5):
        return False
    between = words[basis.last : mention.first]
    if "to" in between or not _STOPS.isdisjoint(between[1:]):
        return False
    if any(basis.last <= m.first < mention.first for m in (*sentence.of("quantity"), *sentence.of("direction"))):
        return False
    if words[basis.first - 1] in _FRONTING or words[basis.last : basis.last + 2] in _IT_WAS:
        return True
    return not any(
        m.first < basis.first and basis.first - m.last <= 4 and m.quantity.kind in _RATES
        for m in sentence.of("quantity")
    ) and not any(0 <= basis.first - m.last <= 3 for m in sentence.of("direction"))


_STOPS = frozenset({",", ";"})
_FRONTING = frozenset({";", ":", "—", "–"})
_RATES = frozenset({"percent", "points", "times", "growth_word"})


def _whole_sentence_back(work: Work, mention: Mention) -> Mention | None:
    """The base behind a share that nothing is said to have changed: "34.1% of exports in the same ten months of last year"."""
    behind = [m for m in work.sentence.of("basis") if m.first >= mention.last]
    if not behind or work.sentence.of("direction") or any(m is not mention for m in work.sentence.of("quantity")):
        return None
    return behind[0] if len(behind) == 1 and "than" not in work.words[mention.last : behind[0].first + 1] else None


_TURNING = frozenset({"reversing", "after", "following", "reversed"})


def _changed_before(work: Work, mention: Mention, reading: Measure) -> bool:
    """Whether a change is one of the year before, which another turned round: "reversing a fall of 9.8 per cent a year earlier"."""
    if reading.measure != "growth" or work.words[mention.first - 1 : mention.first] != ["of"]:
        return False
    based = any(m.first == mention.last and m.period.basis == "yoy" for m in work.sentence.of("basis"))
    return based and not _TURNING.isdisjoint(work.words[max(0, mention.first - 6) : mention.first - 2])


def approximation(work: Work, mention: Mention) -> str | None:
    """How exact the figure claims to be: ~ for about, > for over, < for under, None for the number itself."""
    for candidate in work.sentence.mentions:
        if candidate.first >= mention.first:
            break
        gap = mention.first - candidate.last
        if not 0 <= gap <= 1 or (meaning := candidate.means("approx")) is None:
            continue
        if gap == 1 and any(m.last == candidate.first for m in work.sentence.of("quantity")):
            continue  # "3.1 percent less than the 423 billion yuan of August"
        if gap == 0 or (candidate.kind != "direction" and work.words[candidate.last] in _BEFORE_NUMBER):
            return meaning.code
    return None
