"""Which periods of a sentence are only there for comparison."""

from __future__ import annotations

import itertools

from pipeline.reading.frames.held_against import held_against_by, than_it_was
from pipeline.reading.words.mentions import Mention, Sentence, possessive
from pipeline.reading.words.telling import AMOUNTED

_BEATING = frozenset(
    (
        "surpassed surpassing topped topping exceeded exceeding beat beats beating outdid outdoing undershot "
        "undershooting outstripped trailed matched"
    ).split()
)
_ITS = frozenset({"its", "a", "an", "the", "their"})
_WITHIN = (
    ["had"],
    ["has"],
    ["enjoyed"],
    ["saw"],
    ["in"],
    ["for"],
    ["through"],
    ["during"],
    ["over"],
    ["of"],
    ["after"],
)
_YEARS = frozenset({"whole", "full", "year", "entire", "calendar", "end", "of", "in", "to"})
_REACHING = (["to"], ["than"], ["past"], ["beyond"], ["near"], ["above"], ["below"], ["of"])
_TALLIES = frozenset({"total", "tally", "level", "figure", "mark", "sum"})
_MATCHING = frozenset({"match", "matched", "matching", "rival", "rivalled", "equal", "equalled", "equaled"})
_AMOUNT = frozenset({"volume", "value", "amount", "level", "figure", "total"})
_MULTIPLES = frozenset({"double", "twice", "triple", "times", "treble"})
FIGURE_OF = (
    ["figure"],
    ["level"],
    ["total"],
    ["value"],
    ["number"],
    ["tally"],
    ["amount"],
    ["sum"],
    ["volume"],
    ["result"],
    ["count"],
    ["haul"],
    ["intake"],
    ["reading"],
    ["mark"],
)


def _of_record(words: list[str], mention: Mention) -> bool:
    """Whether a superlative reaches back to the period: "the quickest rate since the start of the year"."""
    return any(
        (w.endswith("est") and len(w) > 4) or w in ("record", "first", "best", "worst", "low", "high")
        for w in words[max(0, mention.first - 7) : mention.first]
    )


_REACHING_BACK = frozenset({"going", "dating", "stretching", "reaching", "goes", "go", "running"})
_EACH = frozenset({"every", "any", "each", "all", "no"})
RUNNING = frozenset({"ytd", "this_year"})
_RANKED = RUNNING | {"same"}
_BACK = frozenset({"since", "back", "so"})
_ENDING: tuple[list[str], ...] = (["by"], ["and"], [","], ["."], [])
_CLOSED = frozenset({"ended", "finished", "closed", "ending", "finishing", "closing"})
_LEVEL_OF = tuple(
    [what, of]
    for what in ("level", "levels", "figure", "total", "sum", "tally", "value", "result")
    for of in ("of", "for", "in")
)
_THOSE_OF = (["those", "of"], ["that", "of"], ["those", "in"], ["that", "in"])
_SAYING = frozenset(
    {"said", "says", "noted", "added", "stated", "announced", "reported", "show", "showed", "means", "meant"}
)
_AGAINST = frozenset({"than", "from", "of", "on", "over", "against", "below", "above"})
_HOLDING = _AGAINST | _BEATING | {"with", "to", "as", "beyond", "double", "twice", "triple", "times", "half"}
_INTRODUCING = frozenset(
    (
        "the one in of that those for level levels figure figures total sum tally value volume "
        "amount result recorded seen whole both almost nothing none next early late mid "
        "spring summer autumn winter middle start beginning end opening "
        "pre epidemic pandemic covid outbreak crisis"
    ).split()
)


def _amount_before(sentence: Sentence, place: int) -> bool:
    """Whether an amount, and no change, stands right before a position."""
    return any(m.last == place and m.quantity.kind == "money" for m in sentence.of("quantity")) and not any(
        m.last <= place and m.quantity.kind == "percent" for m in sentence.of("quantity")
    )


def is_comparator(sentence: Sentence, mention: Mention) -> bool:
    """Whether a period mention is what a change is measured against: "from September", "than in 2020", "on March"; found out once
    as long as the sentence's mentions stay what they are."""
    known = sentence.comparators.get(mention.first)
    if known is None:
        known = sentence.comparators[mention.first] = _is_comparator(sentence, sentence.low, mention)
    return known


def _is_comparator(sentence: Sentence, words: list[str], mention: Mention) -> bool:
    if mention.kind == "basis":
        return True
    if mention.kind != "period":
        return False
    first, kind = mention.first, mention.period.kind
    if kind in RUNNING and words[max(0, first - 1) : first] == ["of"]:
        return _of_record(words, mention)  # "the strongest performance of the year so far"
    if since_record(words, mention):
        return True
    if words[max(0, first - 1) : first] == ["over"] and _amount_before(sentence, first - 1):
        return False  # "amounted to 212.4 billion yuan over 2022"
    if words[max(0, first - 2) : first] == ["dates", "from"]:
        return False  # "The all-time high of 3.5 trillion yuan dates from 2021"
    if kind in RUNNING:
        if words[max(0, first - 2) : first] == ["first", "time"]:
            return True  # "up for the first time this year, by 1.1%"
        # "the highest monthly figure this year"
        lead = words[max(0, first - 4) : first]
        return lead[-1:] == ["most"] or any(len(w) > 4 and w.endswith("est") for w in lead)
    if kind == "same" and than_it_was(words, mention):
        return True
    if (
        kind == "period"
        and mention.period.first == mention.period.last
        and words[first - 1] in _CLOSED
        and words[mention.last : mention.last + 1] == ["at"]
    ):
        return True  # "climbed by 12.4% and ended July at 137.05 billion yuan"
    if kind not in ("period", "last"):
        return False
    lead = words[max(0, first - 5) : first]
    if lead[-1:] == ["this"]:
        lead.pop()  # "32.9 percent above this February"
    if mention.period.year == "the" and not _EACH.isdisjoint(lead[-2:]):
        return True  # "already outstripping every previous full year"
    if (
        lead[-1:] in (["between"], ["from"])
        and words[mention.last : mention.last + 1] in (["and"], ["to"])
        and any(m.kind == "period" and m.first == mention.last + 1 for m in sentence.mentions)
    ):
        return True  # "jumped 157.5% between May and June"
    if _owns_what_is_held(sentence, words, mention, lead):
        return True
    if (
        words[first - 1] == "and"
        and words[mention.last : mention.last + 1] == ["by"]
        and not _OUTDOING.isdisjoint(words[max(0, first - 9) : first])
    ):
        return True  # "beats May by 7.8% and June 2024 by 9.6%"
    if mention.period.year == "previous" and not _AGAINST.isdisjoint(lead):
        return True  # "40.1 percent smaller than those of the previous December"
    if (
        lead[-2:] in _THOSE_OF
        and not _goes_on(sentence, mention)
        and (lead[-2] == "those" or not _says_that(sentence, words, mention, lead))
    ):
        return True
    if lead and _INTRODUCING.issuperset(lead):
        lead = words[max(0, first - _FARTHEST) : first]  # "far above those of the spring of 2020"
    while lead and (lead[-1] in _INTRODUCING or (lead[-1] in _LASTING and lead[-2:-1] in (["than"], ["as"]))):
        lead.pop()  # "3.5 percent more than over the first four months of last year"
    return bool(lead) and held_against_by(sentence, words, mention, lead)


def _goes_on(sentence: Sentence, mention: Mention) -> bool:
    """Whether "those in" these months open a clause of their own: "and those in the second quarter were up 9.4 percent"."""
    behind = sentence.words(mention.last, mention.last + 1)
    opens = mention.first < 3 or sentence.low[mention.first - 3] in _CLAUSE
    return (
        opens
        and bool(behind)
        and (
            behind[0] in AMOUNTED or any(m.first == mention.last and m.graded("verb") for m in sentence.of("direction"))
        )
    )


_CLAUSE = frozenset({"and", "while", "but", ",", ";", "whereas"})
_LASTING = frozenset({"during", "over", "for", "throughout", "through", "at", "across", "within"})
_FARTHEST = 8  # tokens


def _says_that(sentence: Sentence, words: list[str], mention: Mention, lead: list[str]) -> bool:
    """Whether "that in" opens what somebody says, and holds nothing against a period: "It is learned from Dalian Customs that in the
    first three quarters of this year, trade was"."""
    if not _SAYING.isdisjoint(lead[:-2]):
        return True
    if lead[-1] != "in":
        return False  # "It exceeded that of October 2024"
    place = mention.first - 2
    if not _HOLDING.isdisjoint(words[max(0, place - 2) : place]):
        return False  # "far above that in 2019"
    return not any(m.kind in ("quantity", "direction") and m.last <= place for m in sentence.mentions)


_OUTDOING = frozenset(
    {"beats", "beat", "beating", "exceeds", "exceeded", "tops", "topped", "surpassed", "surpasses", "outdid"}
)


def since_record(words: list[str], mention: Mention) -> bool:
    """Whether a period only says how far back a record goes: "the best monthly result so far in 2020"."""
    ranked = mention.period is not None and mention.period.kind in _RANKED
    if not ranked and _BACK.isdisjoint(words[max(0, mention.first - 4) : mention.first + 1]):
        return False
    if words[max(0, mention.first - 4) : mention.first - 2] == ["since", "records"]:
        return True  # "the highest since records began in 1950"
    if (
        words[max(0, mention.first - 2) : mention.first] == ["back", "to"]
        and words[mention.first - 3] in _REACHING_BACK
    ):
        return True  # "the biggest in figures going back to 1990"
    since = "since" in words[mention.first - 1 if mention.first else 0 : mention.first + 1]
    so_far = words[max(0, mention.first - 3) : mention.first - 1] == ["so", "far"]
    if ranked and _best_month(words, mention):
        return True
    return (since or so_far) and _of_record(words, mention)


def _best_month(words: list[str], mention: Mention) -> bool:
    """Whether a month is only ranked within what has passed of the year: "July was the best month this year so far"."""
    lead = words[max(0, mention.first - 4) : mention.first]
    if mention.period.kind == "same" and lead[-1:] == ["of"] and lead[-2:-1] != [] and lead[-2].endswith("est"):
        return True  # "March was the strongest of the three months"
    return any(
        (a in ("best", "worst", "record") or (a.endswith("est") and len(a) > 4)) and b in _RANKED_TIMES
        for a, b in itertools.pairwise(lead)
    )


_RANKED_TIMES = frozenset({"month", "quarter", "monthly", "quarterly", "result", "reading", "tally"})


_UNDOING = frozenset(
    "reversing reversed reverses replacing replaced replaces erasing erased undoing undid ending ended turning turned from".split()
)
_BALANCES = (["deficit"], ["surplus"], ["shortfall"], ["trade"], ["decline"], ["fall"], ["drop"], ["slump"], ["loss"])


_FRACTIONS = (["half"], ["third"], ["thirds"], ["quarter"], ["quarters"], ["fraction"], ["tenth"])
_OWN = frozenset({"its", "their"})
_HELD = (["above"], ["below"], ["than"], ["over"], ["beyond"], ["against"])


def _owns_what_is_held(sentence: Sentence, words: list[str], mention: Mention, lead: list[str]) -> bool:
    """Whether a period owns the level that another is held against: "topped April's by", "more than double the volume of 2022"."""
    behind = words[mention.last : mention.last + 1]
    owner = possessive(words, mention.last)
    if mention.period.year == "the" and possessive(words, mention.first - 1):
        # "has already come close to last year's full-year total"
        past = next((m for m in sentence.of("period") if m.last == mention.first - 1), None)
        return past is not None and is_comparator(sentence, past)
    if owner and words[mention.last + 1 : mention.last + 2] in _ENDING:
        return True
    if owner and lead[-1:] in _REACHING and not _TALLIES.isdisjoint(words[mention.last + 1 : mention.last + 5]):
        return True  # "has already come close to last year's full-year total"
    if owner and not _UNDOING.isdisjoint(lead[-1:]) and words[mention.last + 1 : mention.last + 2] in _BALANCES:
        return True  # "a surplus of 7.42 billion yuan, reversing last year's deficit"
    if owner and lead[-1:] in (["after"], ["following"]):
        return True  # "down 7.5% after April's +8.5%, and imports at US$217.7bn"
    if not lead:
        return False
    if lead[-1] in _BEATING and (owner or behind in (["by"], ["("])):
        return True
    if lead[-1] in _MULTIPLES and owner:
        return True  # "more than double April's 6.08 million tons"
    if owner and lead[-1] == "of" and lead[-2:-1] in _FRACTIONS:
        return True  # "barely more than half of January's US$ 63.3 billion"
    if lead[-1] in _MATCHING:
        return True  # "could not match November 2022"
    if (
        mention.period.last - mention.period.first == 11
        and lead[-2:-1]
        and lead[-2] in _ITS
        and (lead[-3:-2] not in _WITHIN or lead[-4:-2] == ["up", "for"])
    ):
        return (
            lead[-1].isalpha() and lead[-1] not in _YEARS
        )  # "made up for its poor 2021: its exports gained 64.9 percent"
    if lead[-1] in _OWN and lead[-2:-1] in _HELD and behind in FIGURE_OF:
        return True  # "17.4 percent above its 2019 result and 43.3 percent of all the city's trade"
    if lead[-1] == "the" and behind in FIGURE_OF and not _BEATING.isdisjoint(lead[-2:-1]):
        return True  # "exceeded the May figure by 11.2 percent"
    if lead[-1] == "of" and not _AMOUNT.isdisjoint(lead[-2:-1]) and not _MULTIPLES.isdisjoint(lead[:-2]):
        return True  # "more than double the volume of 2022"
    # "surpassed June's 766.8 billion yuan by 1.9 percent and the level of July last year by 6.2 percent"
    return lead[-2:] in _LEVEL_OF and behind == ["by"]


def owns_rate(sentence: Sentence, period: Mention, past: int = 0) -> bool:
    """Whether months own the rate behind them, ``past`` so many words at most; they are no base then, and of no figure before: "a much
    milder decline than October's 18.8 percent", "declined 1.1%, swinging from September's 8.3% gain", "nearly double the previous month's
    6.8% contraction"."""
    at = period.last if period.kind == "basis" else period.last + 1  # the words of a base have the ending among them
    return possessive(sentence.low, at - 1) and any(
        0 <= m.first - at <= past and m.quantity.kind == "percent" for m in sentence.of("quantity")
    )
