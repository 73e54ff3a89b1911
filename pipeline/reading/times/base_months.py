"""Figures that are told of the base itself: "from 3.83 million tonnes the month before"."""

from __future__ import annotations

import itertools

from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.frames import Frame
from pipeline.reading.frames.placing import Work, clause, quantity_between
from pipeline.reading.measures.earlier_rates import BARE
from pipeline.reading.topics.unmeant_places import in_aside
from pipeline.reading.words import months
from pipeline.reading.words.mentions import Mention, possessive

_IT_WAS = (["it", "was"], ["it", "had"], ["they", "had"], ["they", "were"], ["it", "stood"])


def months_of_base(
    work: Work, mention: Mention, period: months.Months, reading: Measure, frame: Frame
) -> months.Months:
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
        return period.shifted(-_distance(near, period))
    if reading.rule == BARE and period.length > 1:
        return period  # "against 15.2%": as likely that of something else
    if prior:
        mom = any(m.period.basis == "mom" for m in bases)
        if reading.measure == "growth" and period.length == 3:
            return period.shifted(-3)
        return period.shifted(-1 if period.length == 1 and (mom or _month_on_month(work, reading, frame)) else -12)
    return period


def _distance(base: Mention, period: months.Months) -> int:
    """How many months lie between a period and its base: 36 for "in the same period of 2020", told of months of 2023."""
    year = base.period.year
    if isinstance(year, int) and (back := period.last // 12 - year) > 0:
        return 12 * back
    return {"mom": 1, "qoq": 3}.get(base.period.basis or "", 12)


_AGAINST = frozenset("on than below above from against over with beyond of".split())


def owned_back(work: Work, mention: Mention) -> months.Months | None:
    """The months of a level that an earlier time owns, and that another is held against: "11.6 percent up on last year's 34.4 billion",
    "from the 394,000 tonnes of the same month last year"; the ones before those of the other."""
    told = next(
        (p.frame.period for p in reversed(work.placed) if p.frame is not None and p.measure.role != "prior"), None
    )
    if told is None:
        return None
    for basis in work.sentence.of("basis"):
        behind = basis.first == mention.last + 1 and work.words[mention.last] == "of"
        if (_owns(work, basis, mention) or behind) and (back := _DISTANCES.get(basis.period.basis or "")):
            return told.shifted(-back)
    for year in work.sentence.of("period"):
        named = work.words[year.first : year.first + 2] == ["last", "year"]
        if named and _owns(work, year, mention) and work.words[year.first - 1] in _AGAINST:
            return told.shifted(-12)
    return None


_DISTANCES = {"yoy": 12, "mom": 1, "qoq": 3}


def _owns(work: Work, time: Mention, mention: Mention) -> bool:
    """Whether a time is the owner of the figure right behind it."""
    return (time.last == mention.first - 1 and possessive(work.words, time.last)) or (
        time.last == mention.first and possessive(work.words, time.last - 1)
    )


def _month_on_month(work: Work, reading: Measure, frame: Frame) -> bool:
    """Whether what a single month is held against, of no time that is named, is the month before: a rate of growth ("after 36.7%"), a
    balance of the nation ("narrowed to $28.47 billion from $41.99 billion"), as all wires tell it, and what goes on about changes
    from month to month ("saw volumes drop 50% month on month. ... down 15.6% from 5,666 tonnes")."""
    if reading.measure == "growth":
        return True
    change = work.placed[-1] if work.placed else None
    if change is not None and change.basis == "mom" and change.measure.measure == "growth":
        return True  # "up 12.4% from 42.34 million tonnes", behind what it was on the year
    if work.sentence.of("basis"):
        return False
    return frame.region == "CN" and (frame.flow == "balance" or work.context.monthly)


def _based_behind(work: Work, mention: Mention, basis: Mention, prior: bool) -> bool:
    """Whether a base stands right behind the level that is told of it: "18.29 billion yuan a year earlier"."""
    if not 0 <= basis.first - mention.last <= 3 or not clause(work, mention.last, basis.first):
        return False
    if any(mention.last <= m.first < basis.first for m in work.sentence.of("quantity")):
        return False  # "climbed to 64.5 percent from 62.1 percent a year ago"
    if any(mention.last <= m.first < basis.first for m in work.sentence.of("period")):
        return False  # "from 3.79 trillion yuan in 2013, the year before its coordinated development was made"
    said = work.words[basis.first + (work.words[basis.first] == "of")]
    if _in_the_same(work, basis) and not any(
        m.last <= mention.first
        for m in (*work.sentence.of("direction"), *work.sentence.of("quantity"), *work.sentence.of("basis"))
    ):
        return True  # "It ran a surplus of 19.5 billion yuan in the same period of 2015"
    return prior or (
        said in ("a", "one", "the", "twelve", "12")
        and work.words[basis.last - 1] in ("earlier", "ago", "before", "previously")
    )


def _in_the_same(work: Work, basis: Mention) -> bool:
    """Whether a base is the same time of another year, "in" which something was."""
    named = work.words[basis.first : basis.last]
    return "in" in (named[0], work.words[basis.first - 1]) and not _SAME.isdisjoint(named)


_SAME = frozenset({"same", "corresponding"})


def _based_before(work: Work, mention: Mention, basis: Mention) -> bool:
    """Whether a base stands before the level that is told of it, and is not that of a change: "A year earlier it was ..."."""
    words, sentence = work.words, work.sentence
    if not 0 <= mention.first - basis.last <= (12 if basis.first == 0 else 5):
        return False
    between = words[basis.last : mention.first]
    if between[:2] == [",", "when"] and not quantity_between(work, basis.last, mention.first):
        return True  # "17.4% more than in the same period last year, when 911,000 tonnes went out"
    if words[max(0, basis.first - 2) : basis.first] == ["same", "as"]:
        return False  # "roughly the same as the year before, with exports of 485.7 billion yuan"
    if "to" in between or not _STOPS.isdisjoint(between[1:]):
        return False
    if between[:1] == [","] and (in_aside(sentence, basis) or _admitted(work, basis)):
        return False  # "The EU, which had been in front a year earlier, ended the period at 70.2 billion yuan"
    if between[:1] == ["and"] and words[basis.first] in _COMPARED:
        return False  # "leapt compared with the same month of 2022 and came in at 6.9 billion yuan"
    if any(m.last == basis.first and m.quantity.kind in ("money", "physical") for m in sentence.of("quantity")):
        return False  # "having been 41.5 billion yuan a year earlier, exports hit 52.3 billion yuan"
    if any(basis.last <= m.first < mention.first for m in (*sentence.of("quantity"), *sentence.of("direction"))):
        return False
    if words[basis.first - 1] in _FRONTING or words[basis.last : basis.last + 2] in _IT_WAS:
        return True
    return not any(
        m.first < basis.first and basis.first - m.last <= 4 and m.quantity.kind in _RATES
        for m in sentence.of("quantity")
    ) and not any(0 <= basis.first - m.last <= 3 for m in sentence.of("direction"))


def _admitted(work: Work, basis: Mention) -> bool:
    """Whether a base only says when something was done to what the sentence is about: "The Philippines, admitted a year ago, supplied"."""
    words = work.words
    opening = next((p for p in range(basis.first - 1, 0, -1) if words[p] == ","), None)
    if opening is None or not words[opening + 1].endswith("ed") or words[opening + 1] in _COMPARED:
        return False
    return not any(
        opening < m.first < basis.first and m.kind in ("quantity", "direction") for m in work.sentence.mentions
    )


def set_back(work: Work, mention: Mention) -> int:
    """By how many months a clause is set back that opens with a base and goes on with "had": "A year earlier it had shrunk 48.7
    percent"; 0 where none is."""
    if "had" not in work.said:
        return 0
    for basis in work.sentence.of("basis"):
        opens = basis.first - (work.words[basis.first - 1 : basis.first] in (["in"], ["just"], ["only"]))
        if opens > 0 and work.words[opens - 1] not in _OPENERS:
            continue
        between = work.words[basis.last : mention.first]
        if "had" in between and _ONWARDS.isdisjoint(between) and clause(work, basis.last, mention.first):
            return {"yoy": 12, "mom": 1, "qoq": 3}.get(basis.period.basis or "", 0)
    return 0


def closed_back(work: Work, mention: Mention) -> int:
    """By how many months a rate of a time before is set back that closes a clause: "Imports, which had been down 6.2% the month before, grew
    3.0%", "It had fallen 4.7 percent in the same period of last year"; 0 elsewhere."""
    if _LOOKING_BACK.isdisjoint(work.said):
        return 0
    for basis in work.sentence.of("basis"):
        if _following(work, mention, basis):
            return 1
        if basis.first == mention.last and basis.period.basis == "mom" and _had(work.words, mention.first):
            return 1
        lead = work.words[mention.last : basis.first + 1][:2]
        if lead == ["in", "the"] and basis.first == mention.last + 1 and _had(work.words, mention.first):
            return 12 * _years_back(work, basis)  # "It had fallen 4.7 percent in the same period of 2023"
    return 0


_LOOKING_BACK = frozenset({"had", "having", "followed", "follows", "following"})


def _following(work: Work, mention: Mention, basis: Mention) -> bool:
    """Whether a rate is that of the month before, which this one's only followed: "and followed a 1.4% decline the month before"."""
    if basis.period.basis != "mom" or work.words[basis.last - 1] not in ("before", "month"):
        return False
    lead = work.words[max(0, mention.first - 3) : mention.first]
    moved = (m.last for m in work.sentence.of("direction") if m.first == mention.last and m.graded("noun"))
    end = next(moved, mention.last)
    return bool({"followed", "follows", "following"} & set(lead)) and basis.first in (end, end + 1)


def _years_back(work: Work, basis: Mention) -> int:
    """How many years before the months of the release a base lies: 1 for "the same period of last year"."""
    year, period = basis.period.year, work.context.period
    if isinstance(year, int) and period is not None:
        return max(period.year - year, 0)
    return int(basis.period.basis in ("yoy", None))


def _had(words: list[str], place: int) -> bool:
    """Whether "had" stands before a rate in its own clause."""
    lead = words[max(0, place - 6) : place]
    while "," in lead:
        lead = lead[lead.index(",") + 1 :]
    return not {"had", "having"}.isdisjoint(lead)


def when_back(work: Work, mention: Mention, chosen: Mention | None) -> int:
    """By how many months a clause is set back that says what had been at the base before it: "29.9 percent lower than a year earlier,
    when it had soared by 38.6 percent to 174.5 billion yuan"; 0 where none is, or where it names months of its own."""
    if "when" not in work.said:
        return 0
    for basis in work.sentence.of("basis"):
        opening = basis.last + (work.words[basis.last : basis.last + 1] == [","])
        if opening >= mention.first or work.words[opening] != "when" or (chosen is not None and chosen.first > opening):
            continue
        between = work.words[opening : mention.first]
        parted = any(a == "," and b in ("and", "so") for a, b in itertools.pairwise(between))
        parted = parted or between[-2:] in CLOSING
        if _PARTING.isdisjoint(between) and not parted:
            return {"yoy": 12, "mom": 1, "qoq": 3}.get(basis.period.basis or "", 0)
    return 0


CLOSING = ([",", "at"], [",", "to"], [",", "reaching"], [",", "totaling"])  # end a clause of "when"
_PARTING = frozenset({";", ":", "while", "but", "whereas", "now"})
_OPENERS = frozenset({";", ":", "but", "and", "while", "whereas", "—", "–"})
_ONWARDS = frozenset({"now", "since", "so", "which", "this", "than"})
_STOPS = frozenset({",", ";"})
_COMPARED = frozenset({"compared", "than", "from", "against", "versus", "on", "over"})
_FRONTING = frozenset({";", ":", "—", "–"})
_RATES = frozenset({"percent", "points", "times", "growth_word"})


def _whole_sentence_back(work: Work, mention: Mention) -> Mention | None:
    """The base behind a share that nothing is said to have changed: "34.1% of exports in the same ten months of last year"."""
    behind = [m for m in work.sentence.of("basis") if m.first >= mention.last]
    if not behind or work.sentence.of("direction") or any(m is not mention for m in work.sentence.of("quantity")):
        return None
    return behind[0] if len(behind) == 1 and "than" not in work.words[mention.last : behind[0].first + 1] else None


REVERSING = frozenset({"reversing", "after", "following", "reversed"})


def changed_before(work: Work, mention: Mention, reading: Measure) -> bool:
    """Whether a change is one of the year before, which another turned round: "reversing a fall of 9.8 per cent a year earlier"."""
    if reading.measure != "growth" or work.words[mention.first - 1 : mention.first] != ["of"]:
        return False
    based = any(m.first == mention.last and m.period.basis == "yoy" for m in work.sentence.of("basis"))
    return based and not REVERSING.isdisjoint(work.words[max(0, mention.first - 6) : mention.first - 2])


_SAME = frozenset({"number", "figure", "total", "sum", "tally", "amount"})
_AGO = frozenset({"ago", "earlier", "before"})


def _long_ago(work: Work) -> bool:
    """Whether a sentence only says what the same number was years ago: "A decade ago, in 2015, the number was 122.5 billion yuan"."""
    opening = work.words[:3]
    if opening[-1:] == [] or opening[-1] not in _AGO or opening[1] not in ("decade", "years"):
        return False
    return not _SAME.isdisjoint(work.words[3:9]) and len(work.sentence.of("quantity")) == 1


def _comes_back(work: Work, before: Frame | None) -> bool:
    """Whether a sentence closes with a change in the months that the paragraph is at: "In 2015 it was 1.738 million tonnes, so we are looking
    at a drop of 11.9 percent"."""
    last = work.placed[-1] if work.placed else None
    if before is None or last is None or last.frame is None or last.measure.measure != "growth":
        return False
    return len(work.placed) == 2 and "so" in work.said and last.frame.period == before.period is not None


def looked_back(work: Work, first: Frame) -> Frame:
    """The frame of a first figure, in the months that the paragraph is at where the sentence only looks back: "July had brought a fall
    of 8.6 percent"."""
    before = work.context.paragraph
    base = next(iter(work.sentence.of("basis")), None)
    opens = (
        base is not None and base.first <= 1 and base.period.basis == "yoy"
    )  # "A year ago the number was 23.05 billion yuan"
    opens = opens or _long_ago(work) or _comes_back(work, before)
    if not ("had" in work.said or opens) or before is None or before.period is None or first.period is None:
        return first
    return first.during(before.period) if first.period.last < before.period.last else first
