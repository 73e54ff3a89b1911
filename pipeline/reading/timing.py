"""The period that a figure covers, the base that it is compared with, and how exact it claims to be."""

from __future__ import annotations

import itertools

from pipeline.reading import months
from pipeline.reading.cues import Measure
from pipeline.reading.frames import Context, Frame
from pipeline.reading.placing import Placed, Work, clause, quantity_between
from pipeline.reading.scan import Mention, Sentence

_BEFORE_NUMBER = frozenset({"a", "the", "by", "to", "(", "at", "of", "$"})


_BEATING = frozenset(
    [
        "surpassed",
        "surpassing",
        "topped",
        "topping",
        "exceeded",
        "exceeding",
        "beat",
        "beats",
        "beating",
        "outdid",
        "outdoing",
        "undershot",
        "undershooting",
        "outstripped",
        "trailed",
        "matched",
    ]
)


_LEADING = frozenset({"in", "to", "and", "between", "for", "during", "through", "until", "from", "on", "over"})
_HELD_AGAINST = frozenset({"from", "than", "off"})
_PRONOUNS = frozenset({"it", "they"})
_IN_PERIOD = frozenset({"in", "for", "during", "over", "between", "from", "by", "through", "throughout"})


def _of_record(words: list[str], mention: Mention) -> bool:
    """Whether a superlative reaches back to the period: "the quickest rate since the start of the year"."""
    return any(
        (w.endswith("est") and len(w) > 4) or w in ("record", "first", "best", "worst", "low", "high")
        for w in words[max(0, mention.first - 7) : mention.first]
    )


def is_comparator(sentence: Sentence, words: list[str], mention: Mention) -> bool:
    """Whether a period mention is what a change is measured against: "from September", "than in 2020", "on March"."""
    if mention.kind == "basis":
        return True
    if mention.kind != "period":
        return False
    if words[max(0, mention.first - 1) : mention.first] == ["of"] and mention.period.kind in ("ytd", "this_year"):
        return _of_record(words, mention)  # "the strongest performance of the year so far"
    if "since" in words[mention.first - 1 if mention.first else 0 : mention.first + 1] and _of_record(words, mention):
        return True
    if words[max(0, mention.first - 3) : mention.first - 1] == ["so", "far"] and _of_record(words, mention):
        return True  # "the best monthly result so far in 2020"
    if mention.period.kind not in ("period", "last_month"):
        return False
    lead = words[max(0, mention.first - 5) : mention.first]
    if (
        lead[-1:] in (["between"], ["from"])
        and words[mention.last : mention.last + 1] in (["and"], ["to"])
        and any(m.kind == "period" and m.first == mention.last + 1 for m in sentence.mentions)
    ):
        return True  # "jumped 157.5% between May and June"
    owner = words[mention.last : mention.last + 1] in (["'s"], ["’s"])
    if owner and words[mention.last + 1 : mention.last + 2] in (["by"], ["and"], [","], ["."], []):
        return True
    if lead and lead[-1] in _BEATING and (owner or words[mention.last : mention.last + 1] in (["by"], ["("])):
        return True
    if lead[-2:] in (["level", "of"], ["levels", "of"], ["figure", "of"], ["total", "of"]) and words[
        mention.last : mention.last + 1
    ] == ["by"]:
        return (
            True  # "surpassed June's 766.8 billion yuan by 1.9 percent and the level of July last year by 6.2 percent"
        )
    if lead[-2:] in (["those", "of"], ["that", "of"], ["those", "in"], ["that", "in"]):
        return True
    while lead and lead[-1] in (
        "the",
        "in",
        "of",
        "that",
        "those",
        "for",
        "level",
        "levels",
        "figure",
        "figures",
        "total",
        "recorded",
        "seen",
        "whole",
    ):
        last = lead.pop()
        if (
            last in ("in", "of", "for")
            and lead
            and lead[-1]
            in (
                "that",
                "those",
                "than",
                "from",
                "over",
                "compared",
                "against",
                "with",
                "to",
                "on",
                "above",
                "below",
                "level",
                "levels",
                "figure",
            )
        ):
            continue
    if not lead:
        return False
    word = lead[-1]
    near = words[max(0, mention.first - 7) : mention.first]
    if any(a in ("what", "than", "as") and b in _PRONOUNS for a, b in itertools.pairwise(near)):
        return True  # "3.9 times what they had been in 2022"
    if word == "as" and lead[-2:-1] in (["much"], ["many"], ["large"], ["high"], ["big"]):
        return True
    if word in ("ahead", "behind", "short", "shy") and words[mention.first - 1] == "of":
        return True
    if word in ("than", "off", "against", "versus", "vs", "above", "below"):
        return True
    if word in ("with", "to") and lead[-2:-1] in (["compared"], ["relative"], ["comparison"]):
        return True
    if (
        word.isalpha()
        and word not in _LEADING
        and mention.period.kind == "period"
        and words[mention.first] not in _IN_PERIOD
    ):
        # "27.5% more than in pandemic-hit 2020", "2.7 percent off the record April"
        held = next((p for p in range(mention.first - 2, mention.first - 6, -1) if words[p] in _HELD_AGAINST), -1)
        amounts = [m for m in sentence.mentions if m.kind == "quantity" and m.first < mention.first]
        based = any(
            m.kind == "basis" and held < m.last <= mention.first for m in sentence.mentions
        )  # "from a year ago in May"
        if held > 0 and amounts and amounts[-1].last <= held and held - amounts[-1].last <= 2 and not based:
            return True
    if word in ("from", "on", "over"):
        if (
            word == "over"
            and mention.period.kind == "period"
            and mention.period.first != mention.period.last
            and mention.period.last - mention.period.first < 11
        ):
            return False
        return any(
            m.kind in ("quantity", "direction") and m.last <= mention.first and mention.first - m.last <= 6
            for m in sentence.mentions
        )
    return False


def names_months(work: Work) -> bool:
    """Whether the sentence says of which months it speaks, bases of comparison left aside."""
    return any(m.kind == "period" and not is_comparator(work.sentence, work.words, m) for m in work.sentence.mentions)


def period_of(work: Work, mention: Mention, frame: Frame, reading: Measure) -> months.Months | None:
    """The months that a figure covers: stated in its sentence, before it or behind it, else those that the text is at."""
    context = work.context
    if frame.period_named:
        return frame.period
    running = (
        frame.period
        or context.paragraph_period
        or _of_paragraph(context, frame)
        or context.section.period
        or context.period
    )
    if frame.period is None and context.paragraph_period is None and _of_that(work):
        running = context.previous_period or running
    chosen, right = _periods_around(work, mention)
    if right is not None and reading.role == "prior" and _told_before(work, mention):
        right = None
    if (right is not None and _told_of(work, mention, right)) or (
        right is not None
        and clause(work, mention.last, right.first)
        and (_closes_sentence(work, mention, right) or _reaches_back(work, mention, chosen, right, reading))
    ):
        chosen = right
    period = running
    if chosen is not None:
        near = chosen.period.kind in ("same", "ytd", "this_year") or chosen.period.year == "the"
        spoken = _named_before(work, chosen) if chosen.period.kind == "same" else None
        period = (
            months.resolve(chosen.period, work.published, spoken or (running if near else context.period)) or running
        )
        if (
            reading.measure in ("growth", "share_change")
            and running is not None
            and _over_base(work, mention, period, running)
        ):
            period = running
    own = chosen is not None and 0 <= chosen.first - mention.last <= 2
    if reading.role == "prior" and chosen is not None and running is not None and period is not None:
        own = own or chosen is right or (period.last < running.last and not _told_before(work, mention))
    if period is not None and (reading.measure in ("level", "share") or reading.role == "prior") and not own:
        period = _earlier(work, mention, period, reading)
    return period


def _told_before(work: Work, mention: Mention) -> bool:
    """Whether a level is told of an earlier time by a base right behind it: "from 6.1 million tonnes a year before"."""
    return any(m.kind == "basis" and 0 <= m.first - mention.last <= 3 for m in work.sentence.mentions)


def _named_before(work: Work, same: Mention) -> months.Months | None:
    """What "the month" and "the period" stand for in a sentence that has named one: "September was strong: trade for the month ..."."""
    named = [
        m
        for m in work.sentence.mentions
        if m.kind == "period" and m.last <= same.first and m.period.kind in ("period", "last_month")
    ]
    if not named or is_comparator(work.sentence, work.words, named[-1]):
        return None
    return months.resolve(named[-1].period, work.published, work.context.period)


def _of_paragraph(context: Context, frame: Frame) -> months.Months | None:
    """The months that the sentence before in the paragraph covers; a single month only for figures of the same breakdown."""
    before = context.paragraph
    if before is None or before.period is None:
        return None
    return before.period if before.period.length > 1 or frame.breakdown() == before.breakdown() else None


_RECORDED = frozenset(
    [
        "recorded",
        "registered",
        "posted",
        "reported",
        "seen",
        "achieved",
        "logged",
        "set",
        "in",
        "for",
        "during",
        "over",
        "the",
    ]
)


def _told_of(work: Work, mention: Mention, right: Mention) -> bool:
    """Whether a period stands right behind a level: "the 674.15 billion yuan recorded in 2024", "36.1 million over the four months"."""
    between = work.words[mention.last : right.first]
    if mention.quantity.kind == "percent":
        return (
            len(between) < 3
            and set(between) <= {"in", "during", "the"}
            and bool({"in", "during", "between"} & {*between, work.words[right.first]})
        )
    if mention.quantity.kind not in ("money", "physical"):
        return False
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
        and not _had_been(work, p, mention)
        and p.mention.last <= mention.first
        and p.frame is not None
        and p.frame.period == period
        for p in work.placed
    )


def _had_been(work: Work, level: Placed, mention: Mention) -> bool:
    """Whether a change is said of an earlier level itself: "between January and March it had been 451 billion, a decrease of 9.5 percent"."""
    between = work.words[level.mention.last : mention.first]
    said = work.words[max(0, level.mention.first - 2) : level.mention.first] == ["had", "been"]
    return said and between[:1] == [","] and len(between) <= 5 and "so" not in between


_OF_THAT = frozenset({("of", "it"), ("of", "that"), ("of", "this"), ("that", "sum"), ("this", "sum")})


def _of_that(work: Work) -> bool:
    """Whether the sentence splits up what was said before: "Exports made up 463.11 billion yuan of it"."""
    return not _OF_THAT.isdisjoint(zip(work.words, work.words[1:], strict=False))


def _periods_around(work: Work, mention: Mention) -> tuple[Mention | None, Mention | None]:
    """The nearest periods before and behind a figure that are not there for comparison."""
    left = right = None
    for candidate in work.sentence.mentions:
        if candidate.kind != "period":
            continue
        possessed = (
            candidate.last <= mention.first
            and mention.first - candidate.last <= 3
            and work.words[candidate.last : candidate.last + 1] in (["'s"], ["’s"])
            and work.words[candidate.last + 1] not in ("and", "by", "level", "levels", "figure", ",")
        )
        bracketed = work.words[candidate.last : mention.first] in (["("], ["(", "$"], ["(", "RMB"])
        if is_comparator(work.sentence, work.words, candidate) and not possessed and not bracketed:
            if _when(work, candidate, mention):
                left = candidate
            continue
        if candidate.last <= mention.first:
            if _in_aside(work, candidate, mention) or _lasting(work, candidate) or _of_change(work, candidate, mention):
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
    opening = next((p for p in range(candidate.first - 1, -1, -1) if words[p] in (",", ";")), None)
    if opening is None or words[opening] != "," or words[opening + 1] not in ("which", "who", "whose", "where", "that"):
        return False
    closing = next((p for p in range(candidate.last, mention.first) if words[p] == ","), None)
    return closing is not None and not quantity_between(work, opening, closing)


def _lasting(work: Work, candidate: Mention) -> bool:
    """Whether a period only says since when something lasts: "despite the fighting on the border since October"."""
    return candidate.period.kind == "period" and "since" in work.words[max(0, candidate.first - 2) : candidate.first]


def _of_change(work: Work, candidate: Mention, mention: Mention) -> bool:
    """Whether a period belongs to a change that is only referred to: "reversed the decline of August (-2.1%) and rose 6.1%"."""
    if work.words[candidate.first - 1 : candidate.first] not in (["of"], ["in"]):
        return False
    changed = any(
        m.kind == "direction" and m.graded("noun") and m.last == candidate.first - 1 for m in work.sentence.mentions
    )
    return changed and candidate.first > 2 and quantity_between(work, candidate.last, mention.first)


def _closes_sentence(work: Work, mention: Mention, right: Mention) -> bool:
    """Whether a sentence's only period stands behind all its figures and so holds for each of them."""
    for other in work.sentence.mentions:
        if other.kind == "quantity" and other.first >= right.last and other.quantity.kind != "bare":
            return False
        if other.kind == "period" and other is not right and not is_comparator(work.sentence, work.words, other):
            return False
    led = _IN_PERIOD & {*work.words[max(0, right.first - 2) : right.first], work.words[right.first]}
    if _SUBORDINATING & set(work.words[mention.last : right.first]) or _opens_clause(work, right):
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
        and not (left.period.kind in ("ytd", "this_year") and _joined(work, left.last, mention.first))
    ):
        return False
    if (reading.role != "prior" and _compared(work, right)) or _opens_clause(work, right):
        return False
    if _SUBORDINATING & set(work.words[mention.last : right.first]):
        return False
    between = [
        m
        for m in work.sentence.mentions
        if m.kind == "quantity"
        and mention.last <= m.first < right.first
        and m.quantity.kind != "bare"
        and not (m.quantity.kind == "money" and m.quantity.unit != mention.quantity.unit)
    ]
    if any(m.quantity.kind == mention.quantity.kind for m in between):
        return False
    if (between and "," in work.words[mention.last : right.first]) or _new_subject(work, mention.last, right.first):
        return False
    led = _IN_PERIOD | ({"of"} if reading.role == "prior" else set())
    if right.period.kind == "last_month" and not between and right.first - mention.last <= 1:
        return True  # "rose 2.1 percent last month to 1.17 trillion yuan"
    return bool(led & {*work.words[max(0, right.first - 2) : right.first], work.words[right.first]})


# What a clause that explains a figure opens with: its time is not the figure's.
_SUBORDINATING = frozenset(
    [
        "after",
        "following",
        "because",
        "owing",
        "due",
        "amid",
        "thanks",
        "when",
        "since",
        "unlike",
        "despite",
        "where",
        "bringing",
        "taking",
        "putting",
    ]
)


def _opens_clause(work: Work, period: Mention) -> bool:
    """Whether a period opens a further clause: "down 18.4%, and in the fourth quarter they were less than half"."""
    before = work.words[max(0, period.first - 3) : period.first]
    while before and (before[-1] in _IN_PERIOD or before[-1] == "the"):
        before.pop()
    return before[-2:] in ([",", "and"], [",", "but"]) or before[-1:] == [";"]


def _compared(work: Work, candidate: Mention) -> bool:
    """Whether a period belongs to a figure that is only held against: "compares with 43.9 million tonnes in April"."""
    for figure in work.sentence.mentions:
        gap = candidate.first - figure.last
        if figure.kind == "quantity" and (
            0 <= gap <= 2 or (0 < gap <= 4 and work.words[figure.last] in _PRONOUNS)
        ):  # "compares with 43.9 million tonnes in April", "as many as the 162,000 it took in 2022"
            before = set(work.words[max(0, figure.first - 3) : figure.first])
            if "with" in before and not any(w.startswith("compar") for w in work.words[: figure.first]):
                before.discard("with")  # "bounced back with a 20.7% growth in Q2"
            return bool({"with", "from", "against", "than"} & before) or (gap > 2 and "as" in before)
    return False


_WORTH = frozenset({"'", "’", "'s", "’s", "worth", "of", "in"})


def _joined(work: Work, first: int, last: int) -> bool:
    """Whether a further clause begins in the token range: ", and Qingdao's trade ..."."""
    words = work.words[first:last]
    return any(a == "," and b in ("and", "but", "while", "so") for a, b in itertools.pairwise(words))


def _new_subject(work: Work, first: int, last: int) -> bool:
    """Whether another topic with a flow stands between, so that a period further on is not this figure's."""
    return any(
        t.flows and first <= t.first < last and not set(work.words[first : t.first]) <= _WORTH for t in work.topics
    )


_IT_WAS = (["it", "was"], ["it", "had"], ["they", "had"], ["they", "were"], ["it", "stood"])


def _earlier(work: Work, mention: Mention, period: months.Months, reading: Measure) -> months.Months:
    """The base period, when a level is told of it: "from 3.83 million tonnes the month before"."""
    near = None
    for candidate in work.sentence.mentions:
        if candidate.kind == "basis" and candidate.period.kind == "basis":
            fronted = (
                work.words[candidate.first - 1] in (";", ":", "—", "–")
                or work.words[candidate.last : candidate.last + 2] in _IT_WAS
            )
            said = work.words[candidate.first + (work.words[candidate.first] == "of")]
            if (
                0 <= candidate.first - mention.last <= 3
                and clause(work, mention.last, candidate.first)
                and (
                    reading.role == "prior"
                    or (
                        said in ("a", "one", "the", "twelve", "12")
                        and work.words[candidate.last - 1] in ("earlier", "ago", "before", "previously")
                    )
                )
            ):
                near = candidate
            if (
                reading.role != "prior"
                and candidate.last <= mention.first
                and mention.first - candidate.last <= 5
                and not any(
                    m.kind == "quantity" and candidate.last <= m.first < mention.first for m in work.sentence.mentions
                )
                and not any(
                    not fronted
                    and m.kind == "quantity"
                    and m.first < candidate.first
                    and candidate.first - m.last <= 4
                    and m.quantity.kind in ("percent", "points", "times", "growth_word")
                    for m in work.sentence.mentions
                )
                and not any(
                    not fronted
                    and m.kind == "direction"
                    and m.last <= candidate.first
                    and candidate.first - m.last <= 3
                    for m in work.sentence.mentions
                )
                and not any(
                    m.kind == "direction" and candidate.last <= m.first < mention.first for m in work.sentence.mentions
                )
            ):
                near = candidate
    if near is not None:
        distance = {"yoy": 12, "mom": 1, "qoq": 3}.get(near.period.basis or "yoy", 12)
        return period.shifted(-distance)
    if reading.role == "prior":
        mom = any(m.kind == "basis" and m.period.basis == "mom" for m in work.sentence.mentions)
        return period.shifted(-1 if mom and period.length == 1 else -12)
    return period


def basis_for(work: Work, mention: Mention, period: months.Months) -> str:
    mentions = work.sentence.mentions
    if (attributive := _attributive(work, mention)) is not None:
        return attributive
    for candidate in mentions:
        if candidate.first < mention.last:
            continue
        if (
            candidate.kind == "quantity"
            and candidate.quantity.kind in ("percent", "times", "points")
            and not _list_follows(work, mention, candidate)
        ):
            break
        if candidate.first - mention.last > 14:
            break
        if candidate.kind in ("basis", "period") and is_comparator(work.sentence, work.words, candidate):
            after = work.words[candidate.last : candidate.last + 2]
            if "by" in (after[:1], after[1:])[after[:1] in (["'s"], ["’s"])] and {"and", "but"} & set(
                work.words[mention.last : candidate.first]
            ):
                break  # "topped April's by 6.3 percent and those of May last year by 3.9 percent"
            code = months.basis_of(candidate.period, period, work.published, work.context.period)
            if code:
                return code
    for candidate in reversed(mentions):
        if candidate.last > mention.first:
            continue
        if candidate.kind == "quantity" and candidate.quantity.kind != "bare":
            break
        if mention.first - candidate.last > 8:
            break
        if candidate.kind == "basis" and candidate.period.basis:
            return candidate.period.basis
        beaten = (
            work.words[candidate.last : candidate.last + 1] in (["'s"], ["’s"])
            and "by" in work.words[candidate.last : mention.first]
        )
        if candidate.kind == "period" and (beaten or is_comparator(work.sentence, work.words, candidate)):
            code = months.basis_of(candidate.period, period, work.published, work.context.period)
            if code:
                return code
    return (
        _base_behind(work, mention, period)
        or _opening_basis(work, mention, period)
        or _base_told(work, mention, period)
        or "yoy"
    )


def _attributive(work: Work, mention: Mention) -> str | None:
    """The base that stands before the noun of the change: "a year-on-year increase of 3.9% and a month-on-month one of 2.6%"."""
    for candidate in work.sentence.mentions:
        if candidate.kind == "basis" and candidate.period.basis and 1 < mention.first - candidate.last <= 4:
            noun = any(m.kind == "direction" and m.first == candidate.last for m in work.sentence.mentions)
            if noun and work.words[mention.first - 1] in ("of", "at", "by"):
                return candidate.period.basis
    return None


def _base_behind(work: Work, mention: Mention, period: months.Months) -> str | None:
    """The base whose level stands right behind the change: "4.9 percent short of the 71.24 billion yuan of September"."""
    level = next((m for m in work.sentence.mentions if m.kind == "quantity" and m.first >= mention.last), None)
    if level is None or level.quantity.kind not in ("money", "physical") or level.first - mention.last > 5:
        return None
    if {"than", "short", "above", "below", "off"}.isdisjoint(work.words[mention.last : level.first]):
        return None
    for candidate in work.sentence.mentions:
        if candidate.kind in ("period", "basis") and 0 <= candidate.first - level.last <= 2:
            return months.basis_of(candidate.period, period, work.published, work.context.period)
    return None


def _base_told(work: Work, mention: Mention, period: months.Months) -> str | None:
    """The base that a level right before the change tells: "1.36 billion yuan, as against 1.4 billion yuan in September, a dip of 2.9 percent"."""
    before = work.placed[-1] if work.placed else None
    if before is None or before.frame is None or before.frame.period is None or before.measure.measure != "level":
        return None
    if _had_been(work, before, mention):
        return None
    held = work.words[before.mention.last : mention.first]
    if before.measure.role != "prior" and held not in (["by"], [")", "by"]):
        return None
    if not clause(work, before.mention.last, mention.first) or before.frame.period.length != period.length:
        return None
    apart = period.last - before.frame.period.last
    return {1: "mom", 3: "qoq"}.get(apart) if apart == period.length else None


def _opening_basis(work: Work, mention: Mention, period: months.Months) -> str | None:
    """The base that the whole sentence is held against: "Compared with October, exports were 0.8% lower and imports 6.1% higher"."""
    if not {"compared", "against", "relative", "versus"} & set(work.words[:3]):
        return None
    for candidate in work.sentence.mentions:
        if candidate.kind == "quantity" or candidate.first > 6 or candidate.last > mention.first:
            return None
        if candidate.kind == "basis" and candidate.period.basis:
            return candidate.period.basis
        if candidate.kind == "period" and is_comparator(work.sentence, work.words, candidate):
            return months.basis_of(candidate.period, period, work.published, work.context.period)
    return None


def _list_follows(work: Work, mention: Mention, other: Mention) -> bool:
    between = set(work.words[mention.last : other.first])
    if (other.quantity.kind == "points") != (mention.quantity.kind == "points"):
        return False
    return bool(between) and between <= {",", "and", "up", "down", "by", "or"}


def approximation(work: Work, mention: Mention) -> str | None:
    """How exact the figure claims to be: ~ for about, > for over, < for under, None for the number itself."""
    for candidate in work.sentence.mentions:
        gap = mention.first - candidate.last
        if gap not in (0, 1) or (meaning := candidate.means("approx")) is None:
            continue
        if gap == 1 and any(m.kind == "quantity" and m.last == candidate.first for m in work.sentence.mentions):
            continue  # "3.1 percent less than the 423 billion yuan of August"
        if gap == 0 or (candidate.kind != "direction" and work.words[candidate.last] in _BEFORE_NUMBER):
            return meaning.code
    return None
