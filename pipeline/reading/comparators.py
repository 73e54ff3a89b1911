"""Which periods of a sentence are only there for comparison."""

from __future__ import annotations

import itertools

from pipeline.reading.mentions import Mention, Sentence
from pipeline.reading.placing import Work

_BEATING = frozenset(
    (
        "surpassed surpassing topped topping exceeded exceeding beat beats beating outdid outdoing undershot "
        "undershooting outstripped trailed matched"
    ).split()
)

_AMOUNT = frozenset({"volume", "value", "amount", "level", "figure", "total"})
_MULTIPLES = frozenset({"double", "twice", "triple", "times", "treble"})
FIGURE_OF = (["figure"], ["level"], ["total"], ["value"], ["number"], ["tally"])

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
        and words[mention.last : mention.last + 1] in FIGURE_OF
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
