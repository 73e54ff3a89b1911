"""Whether a period that stands behind a figure is the figure's: "recorded in 2024", "5.2 billion in May, 4 in June"."""

from __future__ import annotations

import itertools

from pipeline.reading.frames.comparators import is_comparator
from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.held_against import IN_PERIOD, PRONOUNS
from pipeline.reading.frames.placing import Work, clause, quantity_between
from pipeline.reading.measures.earlier_rates import EXTENDING
from pipeline.reading.times.base_months import REVERSING
from pipeline.reading.words.mentions import Mention, possessive

_RECORDED = frozenset(
    "recorded registered posted reported seen achieved logged set reached hit touched struck notched in for during over the".split()
)
_FELL = frozenset({"fell", "came", "arrived", "was", "were"})
_BALANCES = (["surplus"], ["deficit"], ["gap"], ["shortfall"])
_PACE = frozenset({"pace", "rate", "clip"})


def told_of(work: Work, mention: Mention, right: Mention) -> bool:
    """Whether a period stands right behind a level: "the 674.15 billion yuan recorded in 2024", "36.1 million over the four months"."""
    between = work.words[mention.last : right.first]
    if mention.quantity.kind == "percent":
        level = _level_led_to(work, mention)
        if level is not None and level.last <= right.first and told_of(work, level, right):
            return True
        if not between and work.words[right.first : right.last] in _NEXT_YEAR:
            return True  # "rebounded by 21.8 percent the year after, to 386.63 billion yuan"
        if between[1:] in (["in"], ["of"]) and any(
            m.first == mention.last and m.graded("noun") for m in work.sentence.of("direction")
        ):
            return right.period.kind == "period"  # "reversing a 3.2-percent drop in October"
        if _change_in_flow(work, mention, right):
            return True  # "a 7.1% advance in exports in January and February combined"
        if between[-1:] == ["in"] and between[0] in _PACE and len(between) <= 3 and _RECORDED.issuperset(between[1:]):
            return True  # "short of the 3.0% pace set in October"
        if (not between or _in_terms(between)) and right.period.kind in ("last", "this_year", "ytd"):
            # "Overseas sales fell 7.5% in dollar terms last month from a year earlier to $279.7 billion"
            return True  # "fell 1.9 percent in April before bouncing 10.4 percent last month", "has grown 3.6 per cent this year"
        return (
            len(between) < 3
            and set(between) <= {"in", "during", "the"}
            and bool({"in", "during", "between"} & {*between, work.words[right.first]})
        )
    if mention.quantity.kind not in ("money", "physical"):
        return False
    if between[:1] in _BALANCES and between[1:] in (["in"], ["for"]):
        return right.period.kind == "period"  # "a forecast of $39 billion and a $45.34 billion surplus in April"
    if not between and (right.period.kind == "ytd" or right.period.year == "last"):
        # "They have reached 67.98 million tonnes since January", "hit a record 1.88 trillion yuan last year"
        return True
    if right.period.kind == "ytd" and between[:1] in (["have"], ["has"]) and _SENT.issuperset(between[1:]):
        return True  # "5.24 million tonnes have gone out since January, a rise of 28.4%"
    if between == ["("]:
        return right.period.kind == "period" and work.words[right.last : right.last + 1] == [")"]
    if between == ["of"] and not any(t.first <= right.last < t.last or t.first == right.last for t in work.named):
        return True  # "the record 2.92 million tonnes of April 2025"
    if between == ["of", "the"] and work.words[right.last : right.last + 1] in (
        ["trade"],
        ["total"],
        ["exports"],
        ["imports"],
    ):
        return True  # "158.75 billion yuan of the nine-month trade"
    if len(between) == 2 and between[0] in _FELL and between[1] == "in":
        # "41.2 billion yuan in the half-year, of which 8.9 billion yuan fell in June"
        return work.words[mention.first - 2 : mention.first] == ["of", "which"]
    if between[-4:] == ["left", "the", "country", "in"] and len(between) <= _OF_THEM:
        return True  # "7,742 tonnes of them left the country in June"
    led = between[-1:] or [work.words[right.first]]
    return (
        len(between) <= 3
        and set(between) <= _RECORDED
        and (bool({"in", "for", "during", "over", "between"} & {*between, *led}))
    )


def _in_terms(between: list[str]) -> bool:
    """Whether words only say in which money a rate is counted: "in dollar terms"."""
    return 3 <= len(between) <= 4 and between[0] == "in" and between[-1] == "terms"


def _change_in_flow(work: Work, mention: Mention, right: Mention) -> bool:
    """Whether a change of which the noun stands behind the rate is one in a flow in the months behind it, and no more."""
    change = next((m for m in work.sentence.of("direction") if m.first == mention.last and m.graded("noun")), None)
    if change is None or work.words[change.last : change.last + 1] not in (["in"], ["of"]):
        return False
    flow = next((m for m in work.sentence.of("flow") if 0 <= m.first - change.last - 1 <= 1), None)
    return flow is not None and work.words[flow.last : right.first] in (["in"], ["for"], ["over"], ["during"])


_SENT = frozenset(
    "been gone out left the country shipped exported imported sold sent bought abroad arrived landed entered come in taken".split()
)
_OF_THEM = 6  # tokens
_NEXT_YEAR = (["the", "year", "after"], ["the", "following", "year"], ["the", "next", "year"], ["a", "year", "later"])


def _level_led_to(work: Work, change: Mention) -> Mention | None:
    """The level that a change led to, in an elliptic clause or behind "after": "and by 22 percent to 167.2 billion yuan in 2020", "after a
    1.5 percent dip, 54.84 billion yuan in 2024"."""
    words, at = work.words, change.last
    if words[at : at + 1] == ["to"] and words[change.first - 1] in ("by", "and", ","):
        at += 1
    elif "after" in words[max(0, change.first - 2) : change.first] and words[at + 1 : at + 2] == [","]:
        at += 2
    else:
        return None
    return next((m for m in work.sentence.of("quantity") if m.first == at and m.quantity.kind == "money"), None)


def closes_sentence(work: Work, mention: Mention, right: Mention) -> bool:
    """Whether a sentence's only period stands behind all its figures and so holds for each of them."""
    if not _held_behind(work, right) and any(
        m.first >= right.last and m.quantity.kind != "bare" for m in work.sentence.of("quantity")
    ):
        return False
    if any(m is not right and not is_comparator(work.sentence, m) for m in work.sentence.of("period")):
        return False
    led = IN_PERIOD & {*work.words[max(0, right.first - 2) : right.first], work.words[right.first]}
    if _reversed(work, mention, right):
        return False
    if _within_running(work, mention, right):
        return False
    joined = further_clause(work, mention.last, right.first) if right.period.kind == "same" else None
    if joined is not None and mention.quantity.kind != "percent" and _new_subject(work, joined, right.first):
        return False  # "a surplus of $15.43 billion, and exports there rose 14.8 percent in the quarter"
    if _explained(work, mention.last, right.first) or _opens_clause(work, right):
        return False
    if _of_rate_before(work, mention, right):
        return False
    that = work.words[right.first : right.last] == [
        "that",
        "year",
    ]  # "traded 70.1 billion yuan worth of goods that year"
    alone = that or right.period.kind == "last" or right.period.year == "last"
    return (bool(led) or alone) and not is_held_against(work, right)


def _held_behind(work: Work, right: Mention) -> bool:
    """Whether what stands behind a period is only what the figure before it is held against: "10.2% of exports went to the US last
    month, compared with 15.2% a year earlier"."""
    behind = work.words[right.last + (work.words[right.last : right.last + 1] == [","]) :][:2]
    figures = [m for m in work.sentence.of("quantity") if m.first >= right.last and m.quantity.kind != "bare"]
    return (
        behind in _COMPARED and len(figures) == 1 and any(m.first >= figures[0].last for m in work.sentence.of("basis"))
    )


_COMPARED = (
    ["compared", "with"],
    ["compared", "to"],
    ["against", "the"],
    ["versus", "the"],
    ["down", "from"],
    ["up", "from"],
)


def _of_rate_before(work: Work, mention: Mention, right: Mention) -> bool:
    """Whether a period is that of the rate with which a figure is compared: "soared 30.6%, slower than the 60.6% jump logged for January
    and February together"."""
    if "than" not in work.said:
        return False
    behind = (m for m in work.sentence.of("quantity") if mention.last <= m.first < right.first)
    rate = next((m for m in behind if "than" in work.words[max(m.first - 3, mention.last) : m.first]), None)
    if rate is None or rate.quantity.kind != "percent" or right.first - rate.last > _NEAR:
        return False
    if work.words[rate.first - 2 : rate.first] in _MORE_THAN:
        return False  # "totaled 717 million yuan, down more than 17 percent last year"
    return _BREAKS.isdisjoint(work.words[rate.last : right.first]) and not quantity_between(
        work, rate.last, right.first
    )


_MORE_THAN = (["more", "than"], ["less", "than"])
_NEAR = 6  # tokens
_BREAKS = frozenset({",", ";", "and", "but"})


def _within_running(work: Work, mention: Mention, right: Mention) -> bool:
    """Whether a month closes a further clause that names its owner anew, where the paragraph is at the longer span that ends with
    it: "trade grew 1.6 per cent to 171.9 billion yuan, and that city's exports jumped 14.6 per cent in May"."""
    before = work.context.paragraph
    if before is None or before.period is None or before.period.length < 2 or right.period.last != right.period.first:
        return False
    joined = further_clause(work, mention.last, right.first)
    if joined is None or right.period.kind != "period" or before.period.last % 12 + 1 != right.period.last:
        return False
    return any(
        t.flows
        and joined < t.first < right.first
        and (t.home or "region" in t.codes or possessive(work.words, t.first - 1))
        for t in work.topics
    )


def _reversed(work: Work, mention: Mention, right: Mention) -> bool:
    """Whether a period is that of an earlier change that the figure's own turned round: "fell 0.6%, reversing a 3.0% climb in
    October", "were down 2.7 per cent, having risen 14.2 per cent in March"; so is that of what was before: "provided 44,000 tonnes,
    having supplied 50,300 tonnes in 2023"."""
    if _BALANCES_HELD.issubset(work.said) and any(
        mention.last < m.first < right.first
        and work.words[m.last : right.first] in (["surplus", "in"], ["deficit", "in"])
        for m in work.sentence.of("quantity")
    ):
        return True  # "a surplus of $68.1 billion, compared with a forecast for $58 billion and a $56.4 billion surplus in October"
    return not _EARLIER.isdisjoint(work.said) and any(
        mention.last < m.first < right.first
        and m.quantity.kind in ("percent", mention.quantity.kind)
        and not _EARLIER.isdisjoint(work.words[max(mention.last, m.first - 4) : m.first])
        for m in work.sentence.of("quantity")
    )


_EARLIER = REVERSING | EXTENDING | {"having", "building"}
_BALANCES_HELD = frozenset({"compared", "and"})


def reaches_back(work: Work, mention: Mention, left: Mention | None, right: Mention, reading: Measure) -> bool:
    """Whether a period behind the figure is this figure's, with others in the sentence: "5.2 billion in May, 4 in June"."""
    if left is not None and _each_its_own(work, mention, left, right):
        return True
    if (
        left is not None
        and clause(work, left.last, mention.first)
        and reading.role != "prior"
        and not (
            left.period.kind in ("ytd", "this_year", "same")
            and (
                further_clause(work, left.last, mention.first) is not None or _with_more(work, left.last, mention.first)
            )
        )
    ):
        return False
    if (reading.role != "prior" and is_held_against(work, right)) or _opens_clause(work, right):
        return False
    if _of_rate_before(work, mention, right):
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
    if between and reading.measure == "growth" and _short_of(work, mention, between[0]):
        return False  # "fell 4.8 percent short of the monthly record of 54.98 million tonnes set in November"
    if (between and "," in work.words[mention.last : right.first]) or _new_subject(work, mention.last, right.first):
        return False
    if work.words[right.first - 1] == "and" and any(
        m.last == right.first - 1 and is_comparator(work.sentence, m) for m in work.sentence.of("period")
    ):
        return True  # "jumped 157.5% between May and June"
    led = IN_PERIOD | ({"of"} if reading.role == "prior" else set())
    if right.period.kind == "last" and not between and right.first - mention.last <= 1:
        return True  # "rose 2.1 percent last month to 1.17 trillion yuan"
    return bool(led & {*work.words[max(0, right.first - 2) : right.first], work.words[right.first]})


def _short_of(work: Work, change: Mention, mark: Mention) -> bool:
    """Whether a change is how far another amount was missed or passed by."""
    between = work.words[change.last : mark.first]
    return between[:1] != [] and between[0] in _HELD and between[-1] not in ("at", "to")


_HELD = frozenset(
    {"short", "shy", "above", "below", "ahead", "off", "over", "under", "more", "less", "higher", "lower"}
)


def _each_its_own(work: Work, mention: Mention, left: Mention, right: Mention) -> bool:
    """Whether both periods stand right behind rates: "Imports, down 2.9 percent from January to March, lost 9.7 percent from April to
    June"; but not "the third 13.6 percent and the fourth 14.4 percent"."""
    if mention.first - left.last <= _BESIDE and "," not in work.words[left.last : mention.first]:
        return False
    if right.first - mention.last > 1 or right.period.kind != "period" or mention.quantity.kind != "percent":
        return False
    return any(0 <= left.first - m.last <= 1 and m.quantity.kind == "percent" for m in work.sentence.of("quantity"))


_BESIDE = 2  # tokens: "the third one of"

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
    if any(
        trio[0] == "," and trio[1] == "which" and trio[2] in _BEING
        for trio in zip(words, words[1:], words[2:], strict=False)
    ):
        return (
            True  # "narrowed to 2.33 trillion yuan, which is just what a government that held a fair in November wants"
        )
    return not _SUBORDINATING.isdisjoint(words) or any(
        (a in ("taking", "bringing") and b in ("the", "its", "their", "total"))
        or (a, b) in ((",", "as"), ("on", "top"))
        for a, b in itertools.pairwise(words)
    )


_BEING = frozenset({"is", "was", "would", "may", "might"})


def _opens_clause(work: Work, period: Mention) -> bool:
    """Whether a period opens a further clause: "down 18.4%, and in the fourth quarter they were less than half"; "were 28.8 billion
    yuan and in September 2016 they were 25.9 billion"."""
    before = work.words[max(0, period.first - 3) : period.first]
    while before and (before[-1] in IN_PERIOD or before[-1] == "the"):
        before.pop()
    if before[-1:] == ["and"] and period.last < len(work.words) and work.words[period.last] in PRONOUNS:
        return True
    return before[-2:] in ([",", "and"], [",", "but"]) or before[-1:] == [";"]


_TOLD_IN = frozenset(
    {"brought", "bought", "sold", "shipped", "recorded", "posted", "seen", "taken", "imported", "exported"}
)
_CHANGES = frozenset({"growth", "rise", "increase", "gain", "decline", "fall", "drop", "decrease", "jump", "surge"})
_NAMING = frozenset({"surplus", "deficit", "of", "high", "low", "record"})


def _lead(words: list[str], first: int) -> list[str]:
    """The words before a level that say how it is meant, its own description left out: "compared with a surplus of", "than the
    abnormally high"."""
    start = first
    while start and words[start - 1] in _NAMING:
        start -= 1
    if start < first or words[max(0, first - 3)] == "the":
        return words[max(0, start - 4) : start]
    return words[max(0, first - 3) : first]


def is_held_against(work: Work, candidate: Mention) -> bool:
    """Whether a period belongs to a figure that is only held against: "compares with 43.9 million tonnes in April"."""
    for figure in work.sentence.of("quantity"):
        gap = candidate.first - figure.last
        if gap > 0 and work.words[figure.last] == ";":
            continue
        between = work.words[figure.last : candidate.first] if 2 < gap <= 4 else []
        told = not _TOLD_IN.isdisjoint(between) or (
            bool(between) and between[0] in _CHANGES and between[1] in IN_PERIOD
        )
        if 0 <= gap <= 2 or told or (0 < gap <= 4 and work.words[figure.last] in PRONOUNS):
            # "compares with 43.9 million tonnes in April", "as many as the 162,000 it took in 2022"
            before = set(_lead(work.words, figure.first))
            if "the" in before and not before.isdisjoint(("below", "above", "off")):
                return True  # "51% below the 5,359 tonnes of March"
            if "with" in before and not any(w.startswith("compar") for w in work.words[: figure.first]):
                before.discard("with")  # "bounced back with a 20.7% growth in Q2"
            if "to" in before and "compared" in work.words[max(0, figure.first - 4) : figure.first]:
                return True  # "leapt 49.4%, compared to a 6.4% drop in March"
            if figure.quantity.kind == "growth_word" and work.words[figure.first - 2 : figure.first] == [
                "more",
                "than",
            ]:
                before.discard("than")  # "more than doubled that month"
            return bool({"with", "from", "against", "than", "versus", "vs"} & before) or (gap > 2 and "as" in before)
    return False


def _with_more(work: Work, first: int, last: int) -> bool:
    """Whether ", with" goes on to figures of their own: "the year still looks good, with trade up 5.9 percent in the 11 months"."""
    return any(a == "," and b == "with" for a, b in itertools.pairwise(work.words[first:last]))


_UNDERWENT = frozenset({"was", "were", "been", "being", "got"})
_WORTH = frozenset({"'", "’", "'s", "’s", "worth", "of", "in"})


def further_clause(work: Work, first: int, last: int) -> int | None:
    """Where in the token range a further clause begins: ", and Qingdao's trade ..."."""
    for place in range(first, last - 1):
        if work.words[place] == "," and work.words[place + 1] in ("and", "but", "while", "so"):
            return place
    return None


def _new_subject(work: Work, first: int, last: int) -> bool:
    """Whether another topic with a flow stands between, so that a period further on is not this figure's; what a figure's own subject
    underwent is none ("34.87 billion yuan worth were sold overseas from January to September")."""
    return any(
        t.flows
        and first <= t.first < last
        and not set(work.words[first : t.first]) <= _WORTH
        and not (t.verb and work.words[t.first - 1] in _UNDERWENT and not quantity_between(work, first, t.first))
        for t in work.topics
    )
