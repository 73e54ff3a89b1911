"""Percentages of an earlier time that another is held against: "cooled to 4.7% from 13.2%", "well down on November's 31.7%"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.reading.frames.cues import Measure, signed_as
from pipeline.reading.measures.share_signs import HOLDERS
from pipeline.reading.words.mentions import Mention, Sentence, possessive

BARE = "growth.prior_of_no_time"  # the rule of a rate beside which no time stands
_INTRODUCING = frozenset("the a an its their about growth of some around nearly both one twice double triple".split())
_AGAINST = frozenset({"from", "against", "versus", "vs", "than"})
_COMPARED = tuple([verb, word] for verb in ("compared", "compares", "compare") for word in ("with", "to"))
_CLOSING = frozenset({",", ".", ";", ")", "and", "but", "while", "--", "—", "–", "as"})
_PACES = frozenset(
    "faster slower quicker deeper steeper weaker stronger milder lower higher better worse gentler".split()
)


def as_earlier(sentence: Sentence, index: int, reading: Measure, before: Measure | None) -> Measure | None:
    """A percentage that is told of the base of the one ``before``, with its role "prior": "to 31.6 percent from 28.0 percent in
    2011", "than the 7.9% suffered a month earlier", "a gain of 28.1% after 36.7%"; None for any other."""
    mention = sentence.mentions[index]
    if (
        reading.measure == "growth"
        and not _TURNS.isdisjoint(sentence.said)
        and _turned_from(sentence, mention, reading)
    ):
        return _prior(reading)
    if before is None or before.measure != reading.measure:
        return None
    if reading.measure == "share":
        return _earlier_share(sentence, mention, reading)
    if _set_against_owned(sentence, mention, reading):
        return replace(reading, value=signed_as(reading, before), doubt=None)
    if _multiple_of_owned(sentence, mention):
        own = reading.cue is not None and reading.cue.first >= mention.last
        return _prior(reading if own else replace(reading, value=signed_as(reading, before)))
    if _and_another(sentence, mention, before):
        return _prior(replace(reading, value=signed_as(reading, before)))
    start, lead = _lead(sentence, mention)
    if lead[-1:] == ["reversing"] and _own_word(sentence, reading, start):
        return _prior(reading)  # "gained 30.1%, reversing a 1.1% fall"
    if not _holds(lead) and not _comes_after(lead) and not _with_another(sentence, mention, lead):
        if reading.cue is None or sentence.low[reading.cue.first] not in ("above", "below") or reading.cue.last > start:
            return None
        return replace(reading, value=signed_as(reading, before))  # "rose 4.4%, below both the 5.0% forecast and ..."
    timed = _timed(sentence, mention)
    if not (timed or _bare(sentence, mention, reading, lead)):
        return None
    moved = sentence.words(mention.last, mention.last + 1) == ["to"]  # "the fall eased from 8.6 percent to 1.2 percent"
    value = reading.value if moved or _own_word(sentence, reading, start) else signed_as(reading, before)
    return replace(reading, value=value, role="prior", rule="growth.prior" if timed or moved else BARE, doubt=None)


def _prior(reading: Measure) -> Measure:
    """The reading as that of an earlier time."""
    return replace(reading, role="prior", rule="growth.prior", doubt=None)


_TURNS = frozenset(
    (
        "reversal turnaround turnabout slowdown deceleration acceleration improvement rebound recovery swing pickup upturn downturn "
        "comedown step"
    ).split()
)


def _turned_from(sentence: Sentence, mention: Mention, reading: Measure) -> bool:
    """Whether a rate is what a noun of turning looks back at: "a sharp reversal from the 8.3 per cent growth seen in September", "an
    improvement on the 18.8 percent fall recorded a month earlier"."""
    start, lead = _lead(sentence, mention)
    turned = lead[-1:] in (["from"], ["on"], ["over"]) and not _TURNS.isdisjoint(lead[-3:-1])
    return turned and _timed(sentence, mention) and _own_word(sentence, reading, start)


def _comes_after(lead: list[str]) -> bool:
    """Whether a rate is said to come after another: "on top of an 18.7-percent surge in March", "extending the 1.4 percent decline seen a
    month earlier"."""
    return (bool(lead) and lead[-1] in EXTENDING) or lead[-2:] in (["on", "top"], ["building", "on"], ["adding", "to"])


EXTENDING = frozenset("after following extending prolonging continuing deepening snapping".split())


def _holds(lead: list[str]) -> bool:
    return (bool(lead) and lead[-1] in _AGAINST) or lead[-2:] in _COMPARED


def _set_against_owned(sentence: Sentence, mention: Mention, reading: Measure) -> bool:
    """Whether a comparative only sets another rate against the one that a month owns: "well down on November's 31.7%"."""
    month = _owner(sentence, mention)
    if reading.cue is None or month is None:
        return False
    held = sentence.words(reading.cue.last, month.first)
    return held == ["from"] or (held in (["on"], ["than"]) and reading.cue.grade == "adjective")


def _owner(sentence: Sentence, mention: Mention) -> Mention | None:
    """The month that a percentage is said to be of, right before it: "November's 31.7%"."""
    if not possessive(sentence.low, mention.first - 1):
        return None
    return next((m for m in sentence.of("period") if m.last == mention.first - 1), None)


def _and_another(sentence: Sentence, mention: Mention, before: Measure) -> bool:
    """Whether a rate is the second of two of an earlier time: "against 7.9 percent and 7.3 percent the year before"."""
    if before.role != "prior" or before.measure != "growth" or not _timed(sentence, mention):
        return False
    first = next((m for m in reversed(sentence.of("quantity")) if m.last < mention.first), None)
    return first is not None and sentence.words(first.last, mention.first) == ["and"]


def _multiple_of_owned(sentence: Sentence, mention: Mention) -> bool:
    """Whether a rate is the one of the month before that another is a multiple of: "nearly double the previous month's 6.8% contraction"."""
    base = next(
        (m for m in sentence.of("basis") if m.last == mention.first and possessive(sentence.low, m.last - 1)), None
    )
    return base is not None and not _MULTIPLES.isdisjoint(sentence.words(base.first - 2, base.first + 1))


_MULTIPLES = frozenset({"double", "triple", "twice", "half", "than", "quadruple"})


def _with_another(sentence: Sentence, mention: Mention, lead: list[str]) -> bool:
    """Whether a rate is the second that one is held against: "below both the 5.0% forecast and the 7.2% of July"."""
    if lead[-1:] != ["and"] or sentence.low[mention.first - 1] != "the":
        return False
    other = next((m for m in reversed(sentence.of("quantity")) if m.last < mention.first), None)
    return other is not None and "both" in sentence.words(other.first - 4, other.first)


def _earlier_share(sentence: Sentence, mention: Mention, reading: Measure) -> Measure | None:
    """A share that another is held against: "to 31.6 percent from 28.0 percent"."""
    lead = sentence.words(mention.first - 5, mention.first)
    while lead and lead[-1] in _INTRODUCING:
        lead.pop()
    if not _holds(lead) or lead[-1] == "than" or sentence.words(mention.last, mention.last + 1) == ["of"]:
        return None
    if _of_another(sentence, mention):
        return None
    return replace(reading, role="prior", rule="share.prior", doubt=None)


def _of_another(sentence: Sentence, mention: Mention) -> bool:
    """Whether a share is said to be another's: "responsible for 60.8 percent of the total, against 22.7 percent for processing trade",
    "compared with 60 percent for China's"."""
    behind = sentence.words(mention.last, mention.last + 2)
    if behind[:1] in (["nationwide"], ["nationally"]):
        return True
    if behind[:1] not in (["for"], ["by"], ["in"], ["at"]):
        return False
    start = mention.last + 1 + (behind[1:] in (["the"], ["its"]))
    held = [m for m in sentence.mentions if m.first in (start, mention.last + 1) and m.kind in _HAVING_SHARES]
    return bool(held) and not any(m.first >= mention.last for m in (*sentence.of("period"), *sentence.of("basis")))


_HAVING_SHARES = HOLDERS | {"commodity", "region", "home"}


def _lead(sentence: Sentence, mention: Mention) -> tuple[int, list[str]]:
    """The words before a percentage up to what it is held against with, and where they end: "from a surprise", "after rising"."""
    start = mention.first
    lead = sentence.words(start - 5, start)
    turns = {
        m.last: m.last - m.first
        for m in sentence.of("direction")
        if m.graded("noun") or sentence.low[m.first].endswith("ing") or sentence.low[m.first - 1] in ("had", "having")
    }
    while lead and (lead[-1] in _INTRODUCING or start in turns):
        length = turns.get(start, 1)  # "edging up" are two
        del lead[-length:]
        start -= length
    if lead[-1:] in (["had"], ["having"]):
        lead = lead[: -2 if lead[-2:-1] in (["it"], ["they"]) else -1]  # "after they had dropped 0.6%"
    if (
        lead[-2:-1] in (["a"], ["the"])
        and lead[-1].isalpha()
        and not any(m.first < start <= m.last for m in sentence.mentions)
    ):
        return start - 2, lead[:-2]  # "from a surprise 14.8%", "than the revised 7.1%"
    return start, lead


def _timed(sentence: Sentence, mention: Mention) -> bool:
    """Whether a time stands right behind a percentage."""
    return any(m.kind in ("period", "basis") and 0 <= m.first - mention.last <= 4 for m in sentence.mentions)


def _bare(sentence: Sentence, mention: Mention, reading: Measure, lead: list[str]) -> bool:
    """Whether a rate stands alone behind the word that holds the other against it: "compared with 1.0%", "after a 7.3% fall"."""
    if lead[-1] == "from" and sentence.words(mention.last, mention.last + 1) == ["to"]:
        return any(m.first == mention.last + 1 and m.quantity.kind == "percent" for m in sentence.of("quantity"))
    last = mention.last if reading.cue is None else max(mention.last, reading.cue.last)
    closed = _CLOSING.issuperset(sentence.words(last, last + 1))
    return closed and (lead[-1] != "than" or lead[-2:-1] == [] or lead[-2] in _PACES)


def _own_word(sentence: Sentence, reading: Measure, start: int) -> bool:
    """Whether a rate has a sign of its own, printed or said behind what it is held against with: "after falling 0.6%"."""
    return reading.rule == "growth.printed_sign" or (reading.cue is not None and reading.cue.first >= start)


_PRONOUNS = frozenset({"that", "this", "it"})
# "The fall reversed a 9.1% increase in March"
_UNDOING = frozenset({"reversed", "reverses", "followed", "follows", "erased", "undid", "extended", "deepened"})
_NOUNS = frozenset("pace rate growth increase rise gain drop decline fall expansion contraction figure reading".split())


def opens_with_change(sentence: Sentence) -> bool:
    """Whether a sentence opens with a change that undoes another, or follows it, or with its pace: "The fall reversed a 9.1% increase in
    March", "The pace was slower than the 21.7% logged in September"."""
    low = sentence.low
    if low[:2] == ["the", "pace"] and low[2:3] in (["was"], ["is"]):
        return True
    return low[0] == "the" and low[1:2] != [] and low[1] in _NOUNS and not _UNDOING.isdisjoint(low[2:4])


def against_last(sentence: Sentence, index: int, reading: Measure, falling: bool) -> Measure | None:
    """The rate of an earlier time that a sentence only holds the one of the sentence before against, ``falling`` or not: "That compared
    with 3.8% in April", "The pace was slower than April's 3.7%"; None for any other."""
    mention, low = sentence.mentions[index], sentence.low
    spoken = low[0] in _PRONOUNS or (low[0] in ("the", "such") and not _NOUNS.isdisjoint(low[1:4]))
    if not spoken or mention.quantity.kind != "percent":
        return None
    if any(
        m.kind not in ("anaphor", "direction", "period", "basis", "approx", "filler") for m in sentence.mentions[:index]
    ):
        return None
    month = _owner(sentence, mention)
    start, lead = (
        _lead(sentence, mention) if month is None else (month.first, sentence.words(month.first - 5, month.first))
    )
    against = _holds(lead) or (bool(lead) and lead[-1] in _UNDOING)
    if not against or (month is None and not _timed(sentence, mention)):
        return None
    own = reading.measure == "growth" and _own_word(sentence, reading, start)
    value = reading.value if own else -abs(reading.value) if falling else abs(reading.value)
    return replace(
        reading, measure="growth", rule="growth.held_against", value=value, unit="%", role="prior", doubt=None
    )
