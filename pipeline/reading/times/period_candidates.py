"""Which of the periods that a sentence names could be those of a figure."""

from __future__ import annotations

from itertools import pairwise

from pipeline.reading.asides.interposed import verb_at
from pipeline.reading.frames.comparators import is_comparator, owns_rate
from pipeline.reading.frames.placing import Work, quantity_between
from pipeline.reading.times.base_months import CLOSING
from pipeline.reading.times.months_of_events import of_event
from pipeline.reading.times.periods_behind import further_clause, is_held_against
from pipeline.reading.topics.circumstances import COMMAS, OPENING_TIME, in_apposition, opened
from pipeline.reading.words import months
from pipeline.reading.words.mentions import Mention, possessive


def periods_around(work: Work, mention: Mention) -> tuple[Mention | None, Mention | None]:
    """The nearest periods before and behind a figure that are not there for comparison."""
    left = right = None
    for candidate in work.sentence.of("period"):
        gap = mention.first - candidate.last
        possessed = (
            0 <= gap <= 3
            and possessive(work.words, candidate.last)
            and work.words[candidate.last + 1] not in ("and", "but", "by", "level", "levels", "figure", ",")
        ) or (3 < gap <= 9 and _own_record(work.words[candidate.last : mention.first]))
        bracketed = (
            1 <= gap <= 2
            and not _larger_than(work, candidate)
            and work.words[candidate.last : mention.first] in (["("], ["(", "$"], ["(", "RMB"])
        )
        if is_comparator(work.sentence, candidate) and not possessed and not bracketed:
            if _when(work, candidate, mention):
                left = candidate
            continue
        if over_year_before(work, candidate):
            continue
        if gap >= 0:
            if work.words[candidate.last : candidate.last + 2] == [",", "when"] and _when(work, candidate, mention):
                left = candidate
                continue
            if (
                ("(" in work.said and _in_brackets_before(work, candidate, mention))
                or stands_aside(work, candidate, mention)
                or _in_passing(work, candidate, mention)
                or passing(work, candidate)
                or (gap > 3 and _of_its_rate(work, candidate))
                or _of_change(work, candidate, mention)
            ):
                continue
            if left is not None and left.period.kind == "years" and work.words[candidate.first] == "cumulative":
                continue  # "over the 2016-2020 period, cumulative imports and exports came to"
            if possessed or bracketed or not is_held_against(work, candidate):
                left = candidate
        elif right is None and not (
            _of_other_matter(work, candidate, mention)
            or _of_cause(work, candidate, mention)
            or of_event(work, candidate)
            or owns_rate(work.sentence, candidate, past=1)  # "September's revised 8.3% gain"
            or _in_apposition_behind(work, candidate, mention)
            or _of_next_clause(work, candidate, mention)
            or _of_what_lacked(work, candidate, mention)
            or _of_imagined(work, candidate, mention)
            or _of_far_cry(work, candidate, mention)
        ):
            right = candidate
    if right is not None and left is not None and _in_circumstance(work, left, mention):
        left = None  # "With a tariff looming in January, firms sent 15.6% more abroad in October"
    return left, right


def over_year_before(work: Work, candidate: Mention) -> bool:
    """Whether a change is measured over the months of the release a year before: "up 22 percent over the first eight months of 2018", in a
    release of those of 2019."""
    at, period = candidate.first - 1, work.context.period
    if period is None or not isinstance(candidate.period.year, int) or "over" not in work.said:
        return False
    at -= work.words[at] == "the"
    if work.words[at : at + 1] != ["over"]:
        return False
    changed = any(m.last == at and m.quantity.kind in ("percent", "times") for m in work.sentence.of("quantity"))
    return changed and months.resolve(candidate.period, work.published, None) == period.shifted(-12)


def _in_apposition_behind(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a period behind is only in what a further noun is said to be: "slipped 7%, and even ASEAN, a pillar of strength in the first
    quarter, took less"."""
    between = work.words[mention.last : candidate.first]
    return between.count(",") > 1 and in_apposition(work.words, candidate.first, candidate.last)


def _of_next_clause(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a period behind is in a clause that goes on by a pronoun: "26.7% above the total for January-November 2022, and it leaves
    behind what was reached in the whole of last year"."""
    words = work.words
    return any(
        words[p] == "," and words[p + 1] in ("and", "but", "while") and words[p + 2] in _GOING_ON
        for p in range(mention.last, candidate.first - 2)
    )


_GOING_ON = frozenset({"it", "they", "this", "that"})


def _of_what_lacked(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a period behind is only when nothing came of a part: "dropped to 3.65 million tonnes, with none from the U.S. in the last
    quarter"."""
    words = work.words
    lacked = (
        p for p in range(mention.last + 1, candidate.first) if words[p - 1] == "," and words[p : p + 2] in _LACKING
    )
    begin = next(lacked, None)
    return begin is not None and not quantity_between(work, begin, candidate.first)


def _of_far_cry(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a period behind is that of an amount that others are far from: "slid to 601 million square metres, a far cry from the 1.28
    billion shipped at the peak in 2013"."""
    before = [m for m in work.sentence.of("quantity") if mention.last <= m.first < candidate.first]
    if not before or work.words[before[-1].first - 1] != "the":
        return False
    return not _FAR_FROM.isdisjoint(work.words[before[-1].first - 4 : before[-1].first - 1])


_FAR_FROM = frozenset({"cry", "away", "removed"})


def _of_imagined(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a period behind is that of what would have been: "to US$12.6 billion, an amount that would have been laughed at in 2005"."""
    return "would" in work.said and "would" in work.words[mention.last : candidate.first]


_LACKING = tuple(["with", what] for what in ("none", "nothing", "no", "not", "hardly", "almost", "few"))


def _of_cause(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a period behind is that of what moved the figure: "gained 0.5 percent, helped by a second half in which they grew"."""
    words = work.words
    cause = next(
        (p for p in range(mention.last, candidate.first - 1) if words[p] == "," and words[p + 1] in _MOVED_BY), None
    )
    return cause is not None and not quantity_between(work, cause, candidate.first)


_MOVED_BY = frozenset(
    "helped aided boosted lifted buoyed driven supported spurred propelled hurt dragged hit depressed thanks despite".split()
)


def _of_other_matter(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a period behind is that of a rate of something else than trade: "surged 84.6 percent, helped by prices that nearly doubled
    between May and October"."""
    other = next((m for m in work.sentence.of("other_topic") if mention.last <= m.first < candidate.first), None)
    return other is not None and any(other.last <= m.first < candidate.first for m in work.sentence.of("quantity"))


_RECORDS = frozenset({"high", "low", "record", "peak", "total", "tally", "haul", "volume", "value", "figure"})


def _own_record(between: list[str]) -> bool:
    """Whether a level is said to be the mark that a period set: "less than October's nine-year high of 11.18 million tonnes"."""
    return possessive(between, 0) and between[-1] == "of" and between[-2] in _RECORDS and "," not in between


def _of_its_rate(work: Work, candidate: Mention) -> bool:
    """Whether a period owns a rate told before, and no more: "extending November's 8.7 percent decline, and imports 7.5 percent"."""
    if not possessive(work.words, candidate.last):
        return False
    return any(m.first == candidate.last + 1 and m.quantity.kind == "percent" for m in work.sentence.of("quantity"))


_LARGER = frozenset({"larger", "smaller", "higher", "lower", "more", "less", "bigger"})


def _larger_than(work: Work, candidate: Mention) -> bool:
    """Whether an amount is held against that of a period: "slightly larger than last year (+0.8 percent)", "barely more than in
    2021 (0.1 percent)", "half as much again as in 2020 (51.2 percent)"."""
    lead = work.words[max(0, candidate.first - 4) : candidate.first]
    while lead and lead[-1] in _OF_ITS:
        lead.pop()
    if lead[-1:] == ["as"]:
        return not _AS_MUCH.isdisjoint(lead[:-1])
    return lead[-1:] == ["than"] and lead[-2:-1] != [] and lead[-2] in _LARGER


_OF_ITS = frozenset({"in", "during", "for", "the", "at"})
_AS_MUCH = frozenset({"much", "again", "many", "same", "as"})


_TURNING = frozenset({"but", "whereas", "yet"})


def _when(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a figure is told of the period before "when": "less than in November, when 940 million yuan went through"."""
    if candidate.last > mention.first:
        return False
    before = [m for m in work.sentence.of("quantity") if candidate.last <= m.first < mention.first]
    if before and work.words[before[-1].last : mention.first - 1] == ["and"]:
        flow = any(m.last == mention.first and m.graded("noun") for m in work.sentence.of("flow"))
        return flow and _when(
            work, candidate, before[-1]
        )  # "when exports had climbed 16.4 percent and imports 20.3 percent"
    between = work.words[candidate.last : mention.first]
    if not _TURNING.isdisjoint(between):
        return False  # "5.4 percent below August 2022, when energy was dear, but 1.2 percent above July"
    if further_clause(work, candidate.last, mention.first) is not None:
        return False  # "16.8 percent more than in April 2022, when much stood still, while imports slipped 0.8 percent"
    if between[-2:] in CLOSING:
        return False  # "higher than in April last year, when the war had frozen payments, at US$9.62 billion"
    if any(a == "time" and b == "when" for a, b in pairwise(between)):
        return False  # "16 percent on the first half of 2022, at a time when the country's total, 20.1 trillion yuan, grew"
    return "when" in between[:9] and ";" not in between and not quantity_between(work, candidate.last, mention.first)


def _in_brackets_before(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a period is that of another figure in brackets: "up 0.9% (October: -6.1%), at $293.1bn"."""
    words = work.words
    opening = next((p for p in range(candidate.first - 1, -1, -1) if words[p] in ("(", ")")), None)
    if opening is None or words[opening] == ")":
        return False
    closing = next((p for p in range(candidate.last, mention.first) if words[p] == ")"), None)
    return closing is not None and any(opening < m.first < closing for m in work.sentence.of("quantity"))


def stands_aside(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a period stands in a relative clause without figures: ", which hardly existed before 2009, soared ..."."""
    words = work.words
    if in_apposition(words, candidate.first, candidate.last):
        begin = next(p for p in range(candidate.first - 1, -1, -1) if words[p] in COMMAS)
        if not quantity_between(work, begin, candidate.first):
            return True  # "even ASEAN, a pillar of strength in the first quarter, took 15.9% less"
    opening = next((p for p in range(candidate.first - 1, -1, -1) if words[p] in (",", ";")), None)
    if _held_after(work, candidate, opening or 0):
        return True
    if opening == candidate.first - 1 and possessive(words, candidate.last):
        # "ASEAN, last year's favourite, managed 30.26 billion"
        closing = next((p for p in range(candidate.last, mention.first) if words[p] == ","), None)
        return closing is not None and closing - candidate.last <= 5 and not quantity_between(work, opening, closing)
    if opening is not None and (
        words[opening + 1] in _HOLDING or words[opening + 1 : opening + 3] in (["up", "from"], ["down", "from"])
    ):
        # "after a decline of 3.7 percent in November, and the drop in imports eased to 4 percent"
        closing = next((p for p in range(candidate.last, mention.first) if words[p] in (",", ";")), None)
        return closing is not None and closing - candidate.last <= 1
    if opening is None or words[opening] != ",":
        return False
    if (
        words[opening + 1].endswith("ed")
        and words[candidate.last : candidate.last + 1] == [","]
        and verb_at(work, candidate.last + 1)
    ):
        return not quantity_between(
            work, opening, candidate.first
        )  # "Air cargo, used for the first crop in March, was good for"
    if words[opening + 1] in _LEADING and words[opening + 2] in ("which", "whom"):
        opening += 1  # "Tires, on which Washington put new duties in February, were up 5.1 percent"
    elif words[opening + 1] not in ("which", "who", "whose", "where", "that"):
        return False
    closing = next((p for p in range(candidate.last, mention.first) if words[p] == ","), None)
    # "imports, which had sunk 6.1 percent in July, came back"
    past = words[opening + 2] == "had" and closing is not None and closing - candidate.last <= 1
    if closing is not None and closing == candidate.last and verb_at(work, closing + 1):
        return True  # "the EU, whose economy shrank 0.1 percent in the third quarter, were 12.6 percent lower"
    return closing is not None and (past or not quantity_between(work, opening, closing))


def _held_after(work: Work, candidate: Mention, opening: int) -> bool:
    """Whether a period is that of what came before, told without a comma: "declined 3.2 per cent in September after a fall of 1 per cent in
    August, and imports slumped"."""
    words = work.words
    if words[candidate.last : candidate.last + 1] not in ([","], [";"]):
        return False
    near = range(candidate.first - 1, max(opening, candidate.first - _NEAR), -1)
    after = next((p for p in near if words[p] in _AFTER), None)
    return after is not None and quantity_between(work, after, candidate.first)


_AFTER = frozenset({"after", "following"})
_NEAR = 10  # tokens
_LEADING = frozenset({"to", "on", "for", "from", "in", "with", "by", "through", "against", "over", "under"})
_HOLDING = frozenset({"after", "following", "against", "compared", "versus", "vs", "reversing", "from", "having"})


def _in_passing(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a period long past belongs to a clause without figures that a further one follows: "electronics routed through
    Yunnan in 2022 vanished, and the total collapsed by 33.6%"."""
    joint = further_clause(work, candidate.last, mention.first)
    if _in_circumstance(work, candidate, mention) and work.words[0] != "with":
        joint = candidate.last  # "inflated by false invoices in early 2013, trade with the territory plunged"
    elif candidate.first < 4 or joint is None or quantity_between(work, 0, joint):
        return False
    span = months.resolve(candidate.period, work.published, work.context.period)
    return span is not None and work.context.period is not None and span.last < work.context.period.first


def _in_circumstance(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a period stands in the clause that opens the sentence and only says what moved its subject; "In 2020, with half the world's
    counters closed," opens with the figures' own."""
    if candidate.first < 2 and work.words[0] in OPENING_TIME and work.words[candidate.last] == ",":
        return False
    return candidate.last <= opened(work.sentence) < mention.first


_LASTING = frozenset({"since", "until", "till"})
_IN_FORCE = (["in"], ["on"])


def passing(work: Work, candidate: Mention) -> bool:
    """Whether a period is nobody's months: it only says since when something lasts, or when something happened that moved trade."""
    known = work.passing.get(candidate.first)
    if known is None:
        known = work.passing[candidate.first] = lasting(work, candidate) or of_event(work, candidate)
    return known


def lasting(work: Work, candidate: Mention) -> bool:
    """Whether a period only says since or until when something lasts: "despite the fighting on the border since October", "shut
    out until January", "the policy that took effect in December 2020"; or what it came before: "stocking up before January"."""
    if candidate.period.kind != "period":
        return False
    lead = work.words[max(0, candidate.first - 2) : candidate.first]
    if lead[-1:] == ["before"] or lead == ["ahead", "of"]:
        return True
    if _for_so_long(work, candidate):
        return True
    return not _LASTING.isdisjoint(lead) or (lead[-1:] in _IN_FORCE and lead[0] in ("effect", "force"))


def _for_so_long(work: Work, candidate: Mention) -> bool:
    """Whether a period only says when something was that lasted for so long: "shut the malls for several weeks from August", "closed from
    July to September"."""
    if any(
        m.period.kind == "same" and m.period.count == 1 and m.first > candidate.last for m in work.sentence.of("period")
    ):
        return False  # "closed for ten days in August, but exports for that month edged up"
    lead = work.words[max(0, candidate.first - 5) : candidate.first]
    if lead[-1:] != [] and lead[-1] in _SHUT and work.words[candidate.last : candidate.last + 1] == [","]:
        return True
    unit = next((n for n in range(len(lead) - 2, len(lead) - 4, -1) if n > 0 and lead[n] in _WHILES), None)
    return unit is not None and "for" in lead[:unit] and not _FROM.isdisjoint(lead[unit + 1 :])


_WHILES = frozenset({"hours", "days", "weeks", "months", "while", "time", "week", "month"})
_FROM = frozenset({"from", "in", "since", "beginning", "starting", "through", "during"})
_SHUT = frozenset("closed shut suspended halted idle idled blocked banned sealed quarantined grounded".split())


def _of_change(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a period belongs to a change that is only referred to: "reversed the decline of August (-2.1%) and rose 6.1%"."""
    if work.words[candidate.first - 1 : candidate.first] not in (["of"], ["in"]):
        return False
    if work.words[candidate.last : candidate.last + 1] == ["of"] and not _apart(work, candidate.last, mention.first):
        return False  # "against declines in August of 1% and 5.6%"
    if any(m.last == candidate.first - 1 and _fell_before(work, m) for m in work.sentence.of("direction")):
        return True  # "declined 3.2 per cent in September after a 1 per cent fall in August, and imports slumped"
    changed = any(
        m.last == candidate.first - 1
        and m.graded("noun")
        and work.words[m.first - 1] != "to"  # "returned to growth in 2017"
        for m in work.sentence.of("direction")
    )
    return changed and candidate.first > 2 and quantity_between(work, candidate.last, mention.first)


def _fell_before(work: Work, noun: Mention) -> bool:
    """Whether a change with a rate of its own is only what another came after: "after a 1 per cent fall"."""
    rate = next((m for m in work.sentence.of("quantity") if m.last == noun.first), None)
    if rate is None or not noun.graded("noun"):
        return False
    return not _HOLDING.isdisjoint(work.words[max(0, rate.first - 3) : rate.first])


def _apart(work: Work, first: int, last: int) -> bool:
    """Whether more than figures and what joins them stands in the token range."""
    held = {p for m in work.sentence.of("quantity") for p in range(m.first, m.last)}
    return any(p not in held and work.words[p] not in ("of", "and", ",") for p in range(first, last))
