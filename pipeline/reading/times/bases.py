"""What a change is measured against, as the code of its base."""

from __future__ import annotations

from pipeline.reading.frames.comparators import FIGURE_OF, is_comparator, owns_rate, since_record
from pipeline.reading.frames.held_against import likened
from pipeline.reading.frames.placing import Placed, Work, clause, quantity_between
from pipeline.reading.topics.unmeant_places import in_aside
from pipeline.reading.words import months
from pipeline.reading.words.mentions import Mention, possessive
from pipeline.reading.words.telling import AMOUNTED


def of_base(work: Work, mention: Mention, period: months.Months, basis: str | None) -> months.Months:
    """The months of a change whose base says how long they are: month on month, or "from June", is of a single month."""
    length = {"mom": 1, "qoq": 3}.get(basis or "", 0)
    for candidate in work.sentence.of("period"):
        if (
            not length
            and candidate.period.kind == "period"
            and candidate.period.first == candidate.period.last
            and (
                0 <= candidate.first - mention.last <= 6
                or 0 <= mention.first - candidate.last <= 3
                or _opens_with(work, candidate, mention)
            )
            and is_comparator(work.sentence, candidate)
        ):
            base = months.resolve(candidate.period, work.published, work.context.period)
            length = 1 if base is not None and period.last - base.last in (1, 12) else 0
    if length and length < period.length and (period.last + 1) % length == 0:
        return months.Months(period.last - length + 1, period.last)
    return period


def _opens_with(work: Work, base: Mention, change: Mention) -> bool:
    """Whether a sentence opens with the base of a change: "Measured against October last year the figure is still 5.5% higher"."""
    return base.first <= _LEADING and base.last <= change.first and not quantity_between(work, 0, change.first)


_LEADING = 3  # tokens


def in_earlier(work: Work, mention: Mention) -> int:
    """The length in months of the span before, where a rate is told of it: "they had risen 5.5% in the prior month"; 0 else."""
    for candidate in work.sentence.of("basis"):
        if candidate.first == mention.last and work.words[candidate.first] == "in":
            return {"mom": 1, "qoq": 3}.get(candidate.period.basis or "", 0)
    return 0


def _opens_comparison(work: Work, mention: Mention, base: Mention) -> bool:
    """Whether a base opens a further clause with a change of its own: "added 4.6 percent, and compared with March they were up
    9.8 percent"."""
    lead = work.words[max(mention.last, base.first - 4) : base.first + 1]
    place = next((n for n, w in enumerate(lead) if w in ("compared", "against", "relative")), 0)
    return (
        place > 0
        and lead[place - 1] in ("and", "but", "while")
        and any(m.first >= base.last and m.quantity.kind in ("percent", "times") for m in work.sentence.of("quantity"))
    )


def basis_for(work: Work, mention: Mention, period: months.Months) -> str:
    """The code of the base that a change of ``period`` is measured against: the year before where nothing else is said."""
    sentence = work.sentence
    if not sentence.of("basis") and not sentence.of("period"):
        told = _base_behind(work, mention, period) or _base_told(work, mention, period)
        return told or _than_the_other(work, mention, period) or "yoy"
    if in_earlier(work, mention):
        return "yoy"
    return (
        _attributive(work, mention)
        or _behind_noun(work, mention, period)
        or _following(work, mention, period)
        or _base_behind(work, mention, period)
        or _preceding(work, mention, period)
        or _opening_basis(work, mention, period)
        or _base_told(work, mention, period)
        or "yoy"
    )


def _following(work: Work, mention: Mention, period: months.Months) -> str | None:
    """The base that stands behind the change, before another one: "rose 5 percent from a year earlier"."""
    for candidate in work.sentence.mentions:
        if candidate.first < mention.last:
            continue
        if (
            candidate.kind == "quantity"
            and candidate.quantity.kind in ("percent", "times", "points")
            and not _list_follows(work, mention, candidate)
        ):
            return None
        if candidate.first - mention.last > 14 or ";" in work.words[mention.last : candidate.first]:
            return None
        if _pace_from(work, mention, candidate) or _of_change_before(work, candidate):
            continue
        if candidate.kind == "basis" and _belied(work, mention, candidate):
            continue
        if candidate.kind == "basis" and owns_rate(work.sentence, candidate):
            continue  # "nearly double the previous month's 6.8% contraction"
        if candidate.kind == "period" and (
            owns_rate(work.sentence, candidate)
            or _than_the_rate(work, mention, candidate)
            or likened(work.words, candidate)
            or since_record(work.words, candidate)  # "jumped 38.1%, the fastest since February 2017"
        ):
            continue
        if candidate.kind in ("basis", "period") and is_comparator(work.sentence, candidate):
            if _opens_comparison(work, mention, candidate):
                return None
            after = work.words[candidate.last : candidate.last + 2]
            owned = possessive(after, 0) or after[:1] in FIGURE_OF or after[:1] == ["one"]
            if "by" in (after[:1], after[1:])[owned] and {"and", "but"} & set(
                work.words[mention.last : candidate.first]
            ):
                return None  # "topped April's by 6.3 percent and those of May last year by 3.9 percent"
            if _beaten_further(work, mention, candidate):
                return None
            code = months.basis_of(candidate.period, period, work.published, work.context.period)
            if code:
                return code
    return None


def _belied(work: Work, mention: Mention, base: Mention) -> bool:
    """Whether a change cannot be one from the amount that a base dates, held against the one that it led to: "leapt 37.6 percent to 24.44
    million tonnes, compared with 26.59 million tonnes a month before"."""
    amounts = [m for m in work.sentence.of("quantity") if mention.last <= m.first < base.first][-2:]
    if len(amounts) < 2 or mention.quantity.kind != "percent" or amounts[1].last != base.first:
        return False
    now, before = (m.quantity for m in amounts)
    if now.kind not in ("money", "physical") or now.unit != before.unit or not before.value:
        return False
    changed = abs(100 * now.value / before.value - 100)
    return abs(changed - abs(mention.quantity.value)) > _ROUNDED


_ROUNDED = 2  # percentage points between a change and what rounded amounts make of it


def _of_change_before(work: Work, base: Mention) -> bool:
    """Whether a base only says when something had changed, of which no rate is told: "after a small decline in the month before"."""
    start = base.first - (work.words[base.first - 1] == "in")
    change = next((m for m in work.sentence.of("direction") if m.last == start and m.graded("noun")), None)
    if change is None:
        return False
    lead = work.words[max(0, change.first - 4) : change.first]
    return "after" in lead and not any(0 <= change.first - m.last <= 1 for m in work.sentence.of("quantity"))


def _beaten_further(work: Work, mention: Mention, period: Mention) -> bool:
    """Whether a further period is held against by a figure of its own: "beat 2020 by 16.5 percent and that of 2019, before the
    epidemic, by 19.7 percent"."""
    between = work.words[mention.last : period.first]
    if not {"and", "but"} & set(between) or not {"that", "those", "the"} & set(between):
        return False
    figure = next((m for m in work.sentence.of("quantity") if m.first >= period.last), None)
    return (
        figure is not None
        and work.words[mention.first - 1] == work.words[figure.first - 1] == "by"
        and figure.quantity.kind == mention.quantity.kind
        and not any(mention.last <= m.first < figure.first for m in work.sentence.of("direction"))
    )


def _preceding(work: Work, mention: Mention, period: months.Months) -> str | None:
    """The base that stands before the change, behind any other figure: "compared with March, 3 percent more"."""
    for candidate in reversed(work.sentence.mentions):
        if candidate.last > mention.first:
            continue
        if candidate.kind == "quantity" and candidate.quantity.kind != "bare":
            return None
        if mention.first - candidate.last > 8 or _flow_between(work, candidate, mention):
            return None
        closed = ";" in work.words[candidate.last : mention.first]
        if closed and work.words[candidate.first] in ("the", "a", "in", "than", "from"):
            return None  # "after falling 3.8% the month before; those to the European Union rose 5.6%"
        if candidate.kind == "basis" and (_closes_had(work, candidate) or in_aside(work.sentence, candidate)):
            return None  # "Imports, which had stagnated in the month before, were up 4.1%"
        if candidate.kind == "basis" and (candidate.period.basis or isinstance(candidate.period.year, int)):
            return months.basis_of(candidate.period, period, work.published, work.context.period)
        if candidate.kind != "period" or since_record(work.words, candidate) or likened(work.words, candidate):
            continue
        beaten = possessive(work.words, candidate.last) and "by" in work.words[candidate.last : mention.first]
        if beaten or is_comparator(work.sentence, candidate):
            code = months.basis_of(candidate.period, period, work.published, work.context.period)
            if code:
                return code
    return None


def _flow_between(work: Work, base: Mention, change: Mention) -> bool:
    """Whether a further clause tells a flow of its own: "up 4.3 percent on November, and exports that month gained 11.4 percent"."""
    told = next((m for m in work.sentence.of("flow") if base.last < m.first < change.first and m.grade == "noun"), None)
    return told is not None and work.words[base.last : told.first] in (
        [",", "and"],
        [",", "while"],
        [",", "but"],
        ["and"],
    )


def _closes_had(work: Work, base: Mention) -> bool:
    """Whether a base closes a clause that looks back: "Imports, which had also been down 6.2% the month before, grew 3.0%"."""
    rate = next((m for m in work.sentence.of("quantity") if m.last == base.first), None)
    if rate is None or work.words[base.last : base.last + 1] != [","]:
        return False
    opening = next((p for p in range(rate.first - 1, -1, -1) if work.words[p] == ","), None)
    return opening is not None and "had" in work.words[opening : rate.first]


_RATES = frozenset(
    {
        "drop",
        "fall",
        "decline",
        "decrease",
        "slump",
        "rise",
        "gain",
        "increase",
        "growth",
        "pace",
        "rate",
        "clip",
        "one",
    }
)


def _pace_from(work: Work, mention: Mention, period: Mention) -> bool:
    """Whether a rate is only said to be another than that of a period: "rose 2.3 percent in June, accelerating from May"."""
    start = period.first - (
        work.words[period.first] != "from"
    )  # a base holds the word itself: "from the previous month"
    return work.words[start] == "from" and work.words[start - 1] in _PACING and mention.last < start - 1


_PACING = frozenset(
    "accelerating accelerated quickening quickened slowing slowed easing eased moderating moderated cooling cooled improving".split()
)


def _than_the_rate(work: Work, mention: Mention, period: Mention) -> bool:
    """Whether a change is only said to be of another size than that of a period: "down 1.2%, a much smaller drop than in the first"."""
    words = work.words[mention.last : period.first]
    return "than" in words and words[words.index("than") - 1] in _RATES and words.index("than") > 1


def _attributive(work: Work, mention: Mention) -> str | None:
    """The base that stands before the noun of the change: "a year-on-year increase of 3.9% and a month-on-month one of 2.6%"."""
    for candidate in work.sentence.of("basis"):
        if candidate.period.basis and 1 < mention.first - candidate.last <= 4:
            noun = any(m.first == candidate.last for m in work.sentence.of("direction"))
            if noun and work.words[mention.first - 1] in ("of", "at", "by"):
                return candidate.period.basis
    return None


_COUPLING = AMOUNTED | {"at", "of", "to", "by"}


def _behind_noun(work: Work, mention: Mention, period: months.Months) -> str | None:
    """The base that stands between the noun of a change and the figure: "The fall on July was 1.4 percent and the gain on August 2024
    8 percent"."""
    for candidate in reversed(work.sentence.of("period")):
        if candidate.last > mention.first:
            continue
        if not _COUPLING.issuperset(work.words[candidate.last : mention.first]):
            return None
        nouns = [m for m in work.sentence.of("direction") if m.graded("noun") and 1 <= candidate.first - m.last <= 2]
        if nouns and is_comparator(work.sentence, candidate):
            return months.basis_of(candidate.period, period, work.published, work.context.period)
        return None
    return None


_ONLY = frozenset({"only", "just", "about", "some", "nearly", "almost", "around", "roughly", "barely"})


def had_been(work: Work, level: Placed, mention: Mention) -> bool:
    """Whether a change is said of an earlier level itself: "between January and March it had been 451 billion, a decrease of 9.5 percent"."""
    between = work.words[level.mention.last : mention.first]
    lead = level.mention.first - (work.words[level.mention.first - 1] in _ONLY)
    said = work.words[max(0, lead - 2) : lead] == ["had", "been"]
    return said and between[:1] == [","] and len(between) <= 5 and "so" not in between


def _base_behind(work: Work, mention: Mention, period: months.Months) -> str | None:
    """The base whose level stands right behind the change: "4.9 percent short of the 71.24 billion yuan of September"."""
    if _SHORT_OF.isdisjoint(work.said):
        return None
    level = next((m for m in work.sentence.of("quantity") if m.first >= mention.last), None)
    if level is None or level.quantity.kind not in ("money", "physical"):
        return None
    mark = work.words[level.first - 1] == "of" and work.words[level.first - 2] in _MARKS
    if level.first - mention.last > (9 if mark else 5):
        return None  # "6.1 percent less than the seven-month high of 6,146 tonnes reached in August"
    if _SHORT_OF.isdisjoint(work.words[mention.last : level.first]):
        return None
    if period.length == 1 and work.words[level.first - 1] == "from" and _from_month(work, level):
        return "mom"
    for candidate in work.sentence.mentions:
        reach = 6 if work.words[level.last : level.last + 1] in _THAT else 3  # "the 5,865 tonnes that went out in May"
        if candidate.kind in ("period", "basis") and 0 <= candidate.first - level.last <= reach:
            return months.basis_of(candidate.period, period, work.published, work.context.period)
    return None


_THAT = (["that"], ["which"])


def _from_month(work: Work, level: Mention) -> bool:
    """Whether a level of no time is that of the month before: in a text that has told changes from month to month ("saw volumes drop
    50% month on month. ... were down 15.6% from 5,666 tonnes"), or behind the change on the year ("down 7% on the year and up 12.4%
    from 42.34 million tonnes")."""
    if any(m.kind in ("period", "basis") and 0 <= m.first - level.last <= 3 for m in work.sentence.mentions):
        return False
    if not work.sentence.of("basis") and not work.sentence.of("period"):
        return work.context.monthly
    before = work.placed[-1] if work.placed else None
    return before is not None and before.basis == "yoy" and before.measure.measure == "growth"


_MARKS = frozenset({"high", "low", "record", "peak", "trough"})
_SHORT_OF = frozenset({"than", "short", "above", "below", "off", "from"})


def _base_told(work: Work, mention: Mention, period: months.Months) -> str | None:
    """The base that a level right before the change tells: "1.36 billion yuan, as against 1.4 billion yuan in September, a dip of 2.9 percent"."""
    before = work.placed[-1] if work.placed else None
    if before is None or before.frame is None or before.frame.period is None or before.measure.measure != "level":
        return None
    if had_been(work, before, mention):
        return None
    held = work.words[before.mention.last : mention.first]
    if (apart := _moved_between(work, before, mention)) is not None:
        return {1: "mom", 3: "qoq"}.get(apart) if apart == period.length else None
    inside = "(" in held and ")" not in held  # "against 6.08 million in April (up 128.9 percent)"
    if before.measure.role != "prior" and held not in (["by"], [")", "by"]) and not inside:
        return None
    if not (inside or clause(work, before.mention.last, mention.first)):
        return None
    if before.frame.period.length != period.length:
        return None
    apart = period.last - before.frame.period.last
    return {1: "mom", 3: "qoq"}.get(apart) if apart == period.length else None


def _moved_between(work: Work, level: Placed, mention: Mention) -> int | None:
    """How many months lie between two levels that a change right behind them leads from and to: "went from 46 tonnes in May to 353 tonnes
    in June, an increase of 660 percent"; None where it is no change between them."""
    prior = work.placed[-2] if len(work.placed) > 1 else None
    if prior is None or prior.measure.role != "prior" or prior.frame is None or prior.frame.period is None:
        return None
    alike = prior.frame.codes() == level.frame.codes() and prior.measure.unit == level.measure.unit
    if not alike or not prior.measure.value or not clause(work, prior.mention.last, level.mention.first):
        return None
    rate = 100 * abs(float(level.measure.value / prior.measure.value) - 1)
    told = float(mention.quantity.value)
    near = mention.quantity.kind == "percent" and abs(rate - told) <= max(1.0, 0.03 * rate)
    return level.frame.period.last - prior.frame.period.last if near else None


_OTHER = frozenset({"former", "first", "latter", "second"})


def _than_the_other(work: Work, mention: Mention, period: months.Months) -> str | None:
    """The base where the same was told of two spans, and one is held against the other: "9.72 trillion yuan between January and March
    and 10.38 trillion yuan between April and June. The latter was 6.8 percent more than the former"."""
    pair = work.context.pair
    behind = work.words[mention.last : mention.last + 5]
    if pair is None or len(pair) != 2 or _SHORT_OF.isdisjoint(behind) or _OTHER.isdisjoint(behind):
        return None
    one, other = (f.period for f in pair)
    if one is None or other is None or pair[0].during(other) != pair[1].during(other):
        return None
    apart = period.last - (one if period == other else other).last
    return {1: "mom", 3: "qoq", 12: "yoy"}.get(apart) if apart in (period.length, 12) else None


def _opens(work: Work, base: Mention) -> bool:
    """Whether a base stands alone before the sentence: "Month on month, ...", "On a month-on-month basis, ..."."""
    behind = work.words[base.last : base.last + 2]
    alone = behind[:1] in ([","], ["the"]) or behind == ["basis", ","]  # "M/m the two fell by 1.6% and 2%"
    return _OPENING.issuperset(work.words[: base.first]) and alone


_OPENING = frozenset({'"', "“", "on", "a", "an", "the", "measured"})
_SET_AGAINST = frozenset({"compared", "against", "relative", "versus"})


def _opening_basis(work: Work, mention: Mention, period: months.Months) -> str | None:
    """The base that the whole sentence is held against: "Compared with October, exports were 0.8% lower and imports 6.1% higher"."""
    first = next(iter(work.sentence.of("basis")), None)
    if first is not None and first.period.basis and _opens(work, first):
        return first.period.basis  # "Month on month, exports rose 2.7% and imports 0.8%"
    if _SET_AGAINST.isdisjoint(work.words[:3]):
        return None
    for candidate in work.sentence.mentions:
        if candidate.kind == "quantity" or candidate.first > 6 or candidate.last > mention.first:
            return None
        if candidate.kind == "basis":
            return months.basis_of(candidate.period, period, work.published, work.context.period)
        if candidate.kind == "period" and is_comparator(work.sentence, candidate):
            return months.basis_of(candidate.period, period, work.published, work.context.period)
    return None


_BY_ITSELF = frozenset({"more", "less", "higher", "lower", "fewer", "above", "below", "up", "down"})


def _list_follows(work: Work, mention: Mention, other: Mention) -> bool:
    between = set(work.words[mention.last : other.first])
    if (other.quantity.kind == "points") != (mention.quantity.kind == "points"):
        return False
    if not _BY_ITSELF.isdisjoint(work.words[other.last : other.last + 1]) and any(
        0 <= mention.first - m.last <= 1 for m in work.sentence.of("direction")
    ):
        return False  # "up by 2.6%, and 3.4% more than in March"
    return bool(between) and between <= {",", "and", "up", "down", "by", "or"}
