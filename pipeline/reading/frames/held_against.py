"""Whether the words that lead to a period hold something against it: "than in", "compared with", "from"."""

from __future__ import annotations

import itertools

from pipeline.reading.words.mentions import Mention, Sentence

_LEADING = frozenset({"in", "to", "and", "between", "for", "during", "through", "until", "from", "on", "over"})
_HELD_AGAINST = frozenset({"from", "than", "off"})
PRONOUNS = frozenset({"it", "they"})
IN_PERIOD = frozenset({"in", "for", "during", "over", "between", "from", "by", "through", "throughout"})


def held_against_by(sentence: Sentence, words: list[str], mention: Mention, lead: list[str]) -> bool:
    """Whether the last of the words that lead to a period holds something against it: "than in", "compared with", "from"."""
    word, period = lead[-1], mention.period
    if than_it_was(words, mention):
        return True
    if word == "as" and lead[-2:-1] in (["much"], ["again"], ["many"], ["large"], ["high"], ["big"], ["same"]):
        return True  # "as much as in 2022", "basically the same as last year"
    if likened(words, mention):
        return True
    if word in ("ahead", "behind", "short", "shy") and "of" in words[max(0, mention.first - 5) : mention.first]:
        return True  # "fell 38.1% short of the level in June last year"
    if word in ("than", "off", "against", "versus", "vs", "above", "below"):
        return True
    if word in ("with", "to") and lead[-2:-1] in (["compared"], ["relative"], ["comparison"], ["level"], ["par"]):
        return True
    if word.isalpha() and _compared_at_distance(sentence, lead):
        return True
    if (
        word.isalpha()
        and word not in _LEADING
        and period.kind == "period"
        and words[mention.first] not in IN_PERIOD
        and _held_at_distance(sentence, words, mention)
    ):
        return True
    if word not in ("from", "on", "over"):
        return False
    if _rise_over(sentence, mention):
        return True
    if word == "over" and period.kind == "period" and 0 != period.last - period.first < 11:
        return _grown_over(sentence, mention)
    return any(
        m.kind in ("quantity", "direction") and m.last <= mention.first and mention.first - m.last <= 6
        for m in sentence.mentions
    )


def likened(words: list[str], mention: Mention) -> bool:
    """Whether it is only said to have been the same in a period: "at the same rate as in September", "grew 2.4 percent, as in September",
    "as they had in September"."""
    lead = words[max(0, mention.first - 5) : mention.first]
    lead = lead[:-1] if lead[-1:] == ["in"] else lead
    if lead[-1:] and lead[-1] in _HAD and not PRONOUNS.isdisjoint(lead[-2:-1]):
        lead = lead[:-2]
    if lead[-1:] != ["as"] or lead[-3:-1] == ["as", "much"]:
        return False  # "two and a half times as much as May's"
    return lead[-2:-1] in ([], [","], ["much"]) or lead[-3:-2] == ["same"]


_HAD = frozenset({"had", "did", "were", "was"})


def _compared_at_distance(sentence: Sentence, lead: list[str]) -> bool:
    """Whether only words that describe a period stand between it and "compared with": "Compared with holiday-shortened February"."""
    held = next((n for n in range(len(lead) - 2, 0, -1) if lead[n - 1] == "compared" and lead[n] == "with"), None)
    return held is not None and all(w.isalpha() and w not in _NO_ADJECTIVE for w in lead[held + 1 :])


_NO_ADJECTIVE = frozenset("in during the a an for of and those that what it their its exports imports trade".split())


def than_it_was(words: list[str], mention: Mention) -> bool:
    """Whether something is held against what it was then: "3.9 times what they had been in 2022", "larger than it was at the same
    time last year"."""
    near = words[max(0, mention.first - 7) : mention.first]
    if ":" in near:
        near = near[near.index(":") :]  # "The year ended more quietly than it began: December's total was"
    return not PRONOUNS.isdisjoint(near) and any(
        a in ("what", "than", "as") and b in PRONOUNS for a, b in itertools.pairwise(near)
    )


_RISE_OF = frozenset({"growth", "increase", "rise", "gain", "improvement", "decrease", "decline", "fall", "drop"})


_CHANGED = frozenset({"percent", "times"})


def _grown_over(sentence: Sentence, mention: Mention) -> bool:
    """Whether what changed "over" several months is held against them: "growth of 8.9% over the first half of 2014", and where the
    sentence has named its own: "put trade between April and June at 141.3 billion, ... 20.4% over the first three months"."""
    change = next((m for m in reversed(sentence.of("quantity")) if m.last <= mention.first), None)
    if change is None or change.quantity.kind not in _CHANGED or mention.first - change.last > 2:
        return False
    if mention.period.year == "last":
        return True  # "an increase of 1.9 times over the first eight months of last year"
    if isinstance(mention.period.year, int) and _up_behind_amount(sentence, change):
        return True
    if isinstance(mention.period.year, int) and sentence.low[change.first - 1] == "of":
        return sentence.low[change.first - 2] in _RISE_OF
    return any(m.last <= change.first and m.period.kind in ("period", "last") for m in sentence.of("period"))


def _up_behind_amount(sentence: Sentence, change: Mention) -> bool:
    """Whether a change is told behind its amount by "up" or "down", of one or in a row: "at 4.64 million tons and US$17.55 billion, up
    3.5% and 12.8% respectively over the first half of 2017"."""
    sign = next((m for m in reversed(sentence.of("direction")) if m.last <= change.first), None)
    if sign is None or not sign.graded("adjective") or change.first - sign.last > 4:
        return False
    return any(m.last <= sign.first and m.quantity.kind in ("money", "physical") for m in sentence.of("quantity"))


_RISES = frozenset(
    "increase rise gain improvement advance jump leap surge climb hike decrease decline fall drop dip loss slump plunge".split()
)


def _rise_over(sentence: Sentence, mention: Mention) -> bool:
    """Whether a year or months of one that is named are what a noun of change right before them is measured from: "puts the increase
    over the first eight months of 2024 at 21.4 percent"; but "growth over the first half of 2024" may be that of these months."""
    place = mention.first - 1 - (sentence.low[mention.first - 1] == "the")
    named = isinstance(mention.period.year, int) or mention.period.year in ("last", "previous")
    return named and place > 0 and sentence.low[place - 1] in _RISES


_ABROAD = frozenset({"overseas", "abroad", "elsewhere", "there"})


def _held_at_distance(sentence: Sentence, words: list[str], mention: Mention) -> bool:
    """Whether words of its own stand between a period and what holds an amount against it: "27.5% more than in pandemic-hit
    2020", "2.7 percent off the record April"."""
    held = next((p for p in range(mention.first - 2, max(mention.first - 6, -1), -1) if words[p] in _HELD_AGAINST), -1)
    if held <= 0:
        return False
    if words[held] == "from" and (
        words[held + 1] in _ABROAD
        or any(m.kind in _PLACES and held < m.first < mention.first for m in sentence.mentions)
    ):
        return False  # "bought 3.26 billion dollars of goods from Dalian in the first five months", "from overseas in"
    amounts = [m for m in sentence.of("quantity") if m.first < mention.first]
    if not amounts or not 0 <= held - amounts[-1].last <= 2:
        return False
    # "from a year ago in May"
    return not any(held < m.last <= mention.first for m in sentence.of("basis"))


_PLACES = frozenset({"region", "partner", "home", "zone"})
