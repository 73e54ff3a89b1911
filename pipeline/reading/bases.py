"""What a change is measured against: which periods are only there for comparison, and the code of the base."""

from __future__ import annotations

import itertools

from pipeline.reading import months
from pipeline.reading.placing import Placed, Work, clause
from pipeline.reading.scan import Mention, Sentence

_BEATING = frozenset(
    (
        "surpassed surpassing topped topping exceeded exceeding beat beats beating outdid outdoing undershot "
        "undershooting outstripped trailed matched"
    ).split()
)


_AMOUNT = frozenset({"volume", "value", "amount", "level", "figure", "total"})
_MULTIPLES = frozenset({"double", "twice", "triple", "times", "treble"})
_FIGURE_OF = (["figure"], ["level"], ["total"], ["value"], ["number"], ["tally"])


_LEADING = frozenset({"in", "to", "and", "between", "for", "during", "through", "until", "from", "on", "over"})


_HELD_AGAINST = frozenset({"from", "than", "off"})


PRONOUNS = frozenset({"it", "they"})


IN_PERIOD = frozenset({"in", "for", "during", "over", "between", "from", "by", "through", "throughout"})


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
    if mention.period.kind in ("ytd", "this_year"):
        # "the highest monthly figure this year"
        return any(len(w) > 4 and w.endswith("est") for w in words[max(0, mention.first - 4) : mention.first])
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
    if (
        lead[-2:-1]
        and lead[-2] in _BEATING
        and lead[-1] == "the"
        and words[mention.last : mention.last + 1] in _FIGURE_OF
    ):
        return True  # "exceeded the May figure by 11.2 percent"
    if lead[-1:] == ["of"] and lead[-2:-1] and lead[-2] in _AMOUNT and not _MULTIPLES.isdisjoint(lead[:-2]):
        return True  # "more than double the volume of 2022"
    if lead[-2:] in (["level", "of"], ["levels", "of"], ["figure", "of"], ["total", "of"]) and words[
        mention.last : mention.last + 1
    ] == ["by"]:
        return (
            True  # "surpassed June's 766.8 billion yuan by 1.9 percent and the level of July last year by 6.2 percent"
        )
    if mention.period.year == "previous" and {"than", "from", "of", "on", "over", "against", "below", "above"} & set(
        lead
    ):
        return True  # "40.1 percent smaller than those of the previous December"
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
    if any(a in ("what", "than", "as") and b in PRONOUNS for a, b in itertools.pairwise(near)):
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
        and words[mention.first] not in IN_PERIOD
    ):
        # "27.5% more than in pandemic-hit 2020", "2.7 percent off the record April"
        held = next(
            (p for p in range(mention.first - 2, max(mention.first - 6, -1), -1) if words[p] in _HELD_AGAINST), -1
        )
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


def compared_with(work: Work, mention: Mention) -> bool:
    """``is_comparator`` of a period or base of the sentence, found out once."""
    known = work.comparators.get(mention.first)
    if known is None:
        known = work.comparators[mention.first] = is_comparator(work.sentence, work.words, mention)
    return known


def of_base(work: Work, mention: Mention, period: months.Months, basis: str | None) -> months.Months:
    """The months of a change whose base says how long they are: month on month, or "from June", is of a single month."""
    length = {"mom": 1, "qoq": 3}.get(basis or "", 0)
    for candidate in work.sentence.of("period"):
        if (
            not length
            and candidate.period.kind == "period"
            and candidate.period.first == candidate.period.last
            and (0 <= candidate.first - mention.last <= 6 or 0 <= mention.first - candidate.last <= 3)
            and compared_with(work, candidate)
        ):
            base = months.resolve(candidate.period, work.published, work.context.period)
            length = 1 if base is not None and period.last - base.last in (1, 12) else 0
    if length and length < period.length and (period.last + 1) % length == 0:
        return months.Months(period.last - length + 1, period.last)
    return period


def in_earlier(work: Work, mention: Mention) -> int:
    """The length in months of the span before, where a rate is told of it: "they had risen 5.5% in the prior month"; 0 else."""
    for candidate in work.sentence.of("basis"):
        if candidate.first == mention.last and work.words[candidate.first] == "in":
            return {"mom": 1, "qoq": 3}.get(candidate.period.basis or "", 0)
    return 0


def _opens_comparison(work: Work, mention: Mention, base: Mention) -> bool:
    """Whether a base opens a further clause with a change of its own: "added 4.6 percent, and compared with March they were up
    9.8 percent"."""
    lead = work.words[max(mention.last, base.first - 4) : base.first]
    place = next((n for n, w in enumerate(lead) if w in ("compared", "against", "relative")), 0)
    return (
        place > 0
        and lead[place - 1] in ("and", "but", "while")
        and any(m.first >= base.last and m.quantity.kind in ("percent", "times") for m in work.sentence.of("quantity"))
    )


def basis_for(work: Work, mention: Mention, period: months.Months) -> str:
    sentence, mentions = work.sentence, work.sentence.mentions
    if not sentence.of("basis") and not sentence.of("period"):
        return _base_told(work, mention, period) or "yoy"
    if in_earlier(work, mention):
        return "yoy"
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
        if candidate.first - mention.last > 14 or ";" in work.words[mention.last : candidate.first]:
            break
        if candidate.kind == "period" and _has_rate(work, candidate):
            continue
        if candidate.kind in ("basis", "period") and compared_with(work, candidate):
            if _opens_comparison(work, mention, candidate):
                break
            after = work.words[candidate.last : candidate.last + 2]
            owned = after[:1] in (["'s"], ["’s"]) or after[:1] in _FIGURE_OF
            if "by" in (after[:1], after[1:])[owned] and {"and", "but"} & set(
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
        if candidate.kind != "period":
            continue
        beaten = (
            work.words[candidate.last : candidate.last + 1] in (["'s"], ["’s"])
            and "by" in work.words[candidate.last : mention.first]
        )
        if beaten or compared_with(work, candidate):
            code = months.basis_of(candidate.period, period, work.published, work.context.period)
            if code:
                return code
    return (
        _base_behind(work, mention, period)
        or _opening_basis(work, mention, period)
        or _base_told(work, mention, period)
        or "yoy"
    )


def _has_rate(work: Work, period: Mention) -> bool:
    """Whether a period owns a rate, which is no base: "a much milder decline than October's 18.8 percent"."""
    return work.words[period.last : period.last + 1] in (["'s"], ["’s"]) and any(
        m.first == period.last + 1 and m.quantity.kind == "percent" for m in work.sentence.of("quantity")
    )


def _attributive(work: Work, mention: Mention) -> str | None:
    """The base that stands before the noun of the change: "a year-on-year increase of 3.9% and a month-on-month one of 2.6%"."""
    for candidate in work.sentence.of("basis"):
        if candidate.period.basis and 1 < mention.first - candidate.last <= 4:
            noun = any(m.first == candidate.last for m in work.sentence.of("direction"))
            if noun and work.words[mention.first - 1] in ("of", "at", "by"):
                return candidate.period.basis
    return None


def had_been(work: Work, level: Placed, mention: Mention) -> bool:
    """Whether a change is said of an earlier level itself: "between January and March it had been 451 billion, a decrease of 9.5 percent"."""
    between = work.words[level.mention.last : mention.first]
    said = work.words[max(0, level.mention.first - 2) : level.mention.first] == ["had", "been"]
    return said and between[:1] == [","] and len(between) <= 5 and "so" not in between


def _base_behind(work: Work, mention: Mention, period: months.Months) -> str | None:
    """The base whose level stands right behind the change: "4.9 percent short of the 71.24 billion yuan of September"."""
    level = next((m for m in work.sentence.of("quantity") if m.first >= mention.last), None)
    if level is None or level.quantity.kind not in ("money", "physical") or level.first - mention.last > 5:
        return None
    if _SHORT_OF.isdisjoint(work.words[mention.last : level.first]):
        return None
    for candidate in work.sentence.mentions:
        if candidate.kind in ("period", "basis") and 0 <= candidate.first - level.last <= 2:
            return months.basis_of(candidate.period, period, work.published, work.context.period)
    return None


_SHORT_OF = frozenset({"than", "short", "above", "below", "off"})


def _base_told(work: Work, mention: Mention, period: months.Months) -> str | None:
    """The base that a level right before the change tells: "1.36 billion yuan, as against 1.4 billion yuan in September, a dip of 2.9 percent"."""
    before = work.placed[-1] if work.placed else None
    if before is None or before.frame is None or before.frame.period is None or before.measure.measure != "level":
        return None
    if had_been(work, before, mention):
        return None
    held = work.words[before.mention.last : mention.first]
    if before.measure.role != "prior" and held not in (["by"], [")", "by"]):
        return None
    if not clause(work, before.mention.last, mention.first) or before.frame.period.length != period.length:
        return None
    apart = period.last - before.frame.period.last
    return {1: "mom", 3: "qoq"}.get(apart) if apart == period.length else None


_SET_AGAINST = frozenset({"compared", "against", "relative", "versus"})


def _opening_basis(work: Work, mention: Mention, period: months.Months) -> str | None:
    """The base that the whole sentence is held against: "Compared with October, exports were 0.8% lower and imports 6.1% higher"."""
    if _SET_AGAINST.isdisjoint(work.words[:3]):
        return None
    for candidate in work.sentence.mentions:
        if candidate.kind == "quantity" or candidate.first > 6 or candidate.last > mention.first:
            return None
        if candidate.kind == "basis":
            return months.basis_of(candidate.period, period, work.published, work.context.period)
        if candidate.kind == "period" and compared_with(work, candidate):
            return months.basis_of(candidate.period, period, work.published, work.context.period)
    return None


def _list_follows(work: Work, mention: Mention, other: Mention) -> bool:
    between = set(work.words[mention.last : other.first])
    if (other.quantity.kind == "points") != (mention.quantity.kind == "points"):
        return False
    return bool(between) and between <= {",", "and", "up", "down", "by", "or"}
