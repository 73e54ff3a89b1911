"""What a pattern of time has matched, as a mention: which months of which year."""

from __future__ import annotations

import itertools
import re

from pipeline.reading.words import ordinals
from pipeline.reading.words.months import PeriodMention
from pipeline.reading.words.period_words import MONTH, YEAR, count_of, month_of, year_of

_MONTH = re.compile(MONTH)
_YEAR = re.compile(rf"\b{YEAR}\b")
_ORDINALS = ordinals.PLACES | {"opening": 1, "closing": 4}
_HALVES = {"1": 1, "2": 2, "front": 1, "back": 2, "latter": 2, "final": 2}

# "Jumped 157.5% between May and June": two months that are compared, not a span.
_CHANGED = re.compile(r"(?:%|\bper\s?cent|\bpct|\bpoints?|\bfold|\btimes|\bdoubled|\btrebled|\btripled)\s$", re.I)


def _year(m: re.Match) -> int | str | None:
    """The year beside a quarter or half, in two digits too: "1H24"."""
    short = m.groupdict().get("short")
    return 2000 + int(short) if short else year_of(m["year"])


def month_range(m: re.Match) -> PeriodMention | None:
    """The months from one to another: "from January to September"; None where two are only compared."""
    first, last = month_of(m["a"]), month_of(m["b"])
    year = year_of(m["year"]) or (int(m["ya"]) if m["ya"] else None)
    if (
        first > 1
        and last in (first, first + 1)
        and m[0][:1] in "bBfF"
        and _CHANGED.search(m.string, max(0, m.start() - 12), m.start())
    ):
        return None
    if m["ya"] and m["year"] and isinstance(year, int):
        first -= 12 * (year - int(m["ya"]))  # "from April 2017 to March 2018"
    elif first > last and isinstance(year, int):
        first -= 12  # "from October to March 2018"
    return PeriodMention("period", m.start(), m.end(), first, last, year)


def listed_months(m: re.Match) -> PeriodMention | None:
    """Months named one by one, as the span that they make: "July, August and September"; None where they make none."""
    named = [month_of(name) for name in _MONTH.findall(m[0])]
    if [b - a for a, b in itertools.pairwise(named)] != [1] * (len(named) - 1):
        return None
    return PeriodMention("period", m.start(), m.end(), named[0], named[-1], year_of(m["year"]))


def to_month(m: re.Match) -> PeriodMention:
    """So many months up to one: "the three months to June"."""
    last, count = month_of(m["b"]), count_of(m["n"])
    return PeriodMention("period", m.start(), m.end(), last - count + 1, last, year_of(m["year"]))


def from_month(m: re.Match) -> PeriodMention | None:
    """So many months from one on: "the seven months from January"; None where they end in another year."""
    first = month_of(m["b"])
    last = first + count_of(m["n"]) - 1
    return PeriodMention("period", m.start(), m.end(), first, last, year_of(m["year"])) if last <= 12 else None


def first_n(m: re.Match) -> PeriodMention | None:
    """The first months or quarters of a year: "the first seven months"; None for more than it has."""
    count = count_of(m["n"]) * (3 if m["u"].lower().startswith("quarter") else 1)
    return PeriodMention("period", m.start(), m.end(), 1, count, year_of(m["year"])) if 1 <= count <= 12 else None


MONTH_PLACES = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
} | {"opening": 1, "last": 12, "final": 12, "closing": 12}


def nth_month(m: re.Match) -> PeriodMention:
    """One month of a year by its place: "the last month of 2021"."""
    number = MONTH_PLACES[m["o"].lower()]
    return PeriodMention("period", m.start(), m.end(), number, number, year_of(m["year"]))


def last_n(m: re.Match) -> PeriodMention | None:
    """The last months of a year: "the closing three months of 2017"; None for all that it has, or more."""
    count = count_of(m["n"] or m["m"])
    year = year_of(m["year"] or m["y"])
    return PeriodMention("period", m.start(), m.end(), 13 - count, 12, year) if count < 12 else None


# "The smallest surplus in three months": how far back a record goes is no period.
_RECORD = re.compile(
    r"\b(?:\w+est|best|worst|most|least|low|high|record|first|time)\b[^,.;:]{0,40}\b(?:in|for)\s(?:over\s|nearly\s|almost\s)?$"
    r"|\b(?:run|streak|string|series|spell|sequence)\b[^,.;:]{0,40}\b(?:to|of|for|at)\s(?:over\s|nearly\s|almost\s)?$",
    re.I,
)


def n_months(m: re.Match) -> PeriodMention | None:
    """A number of months or quarters: "the nine months"; None where it only says how far back a record goes, or how long a run is."""
    if _RECORD.search(m.string, max(0, m.start() - 70), m.start("n")):
        return None
    count = count_of(m["n"]) * (3 if m["u"].lower().startswith("quarter") else 1)
    if not 1 < count <= 12:
        return None
    year = year_of(m.groupdict().get("year"))
    if year is None and (up_to_now := _UP_TO_NOW.search(m.string, max(0, m.start() - 20), m.start())):
        return PeriodMention("past_months", up_to_now.start(), m.end(), count=count)
    return (
        PeriodMention("period", m.start(), m.end(), 1, count, year)
        if year
        else PeriodMention("same", m.start(), m.end(), 1, count, count=count)
    )


_UP_TO_NOW = re.compile(r"\b(?:(?:over|during|in|for)\s)?(?:the\s)?(?:last|past|latest)\s$", re.I)


def adjective_months(m: re.Match) -> PeriodMention | None:
    """The months that a noun is of: "the six-month total"."""
    count = count_of(m["n"])
    return PeriodMention("period", m.start(), m.end(), 1, count) if 1 < count <= 12 else None


def quarter(m: re.Match) -> PeriodMention:
    """A quarter: "the third quarter", "Q3"."""
    year = _year(m)
    if year is None and m[0].lower() == "last quarter":
        return PeriodMention(
            "last", m.start(), m.end(), count=3
        )  # the one before the release, whatever "the last quarter" is
    number = int(m["q"]) if m["q"].isdigit() else _ORDINALS[m["q"].lower()]
    return PeriodMention("period", m.start(), m.end(), number * 3 - 2, number * 3, year)


def quarter_to(m: re.Match) -> PeriodMention:
    """Quarters or half a year up to a month: "the quarter to June", "the three quarters to September", "the half-year to June"."""
    last, count = month_of(m["b"]), 2 if m["u"].lower().startswith("half") else count_of(m["n"] or "one")
    return PeriodMention("period", m.start(), m.end(), last - 3 * count + 1, last, year_of(m["year"]))


def quarter_range(m: re.Match) -> PeriodMention:
    """Quarters from one to another: "Q1-Q3"."""
    return PeriodMention("period", m.start(), m.end(), int(m["a"]) * 3 - 2, int(m["b"]) * 3, year_of(m["year"]))


def half(m: re.Match) -> PeriodMention:
    """A half of a year: "the first half", "H1"."""
    number = _HALVES.get(m["h"].lower()) or min(_ORDINALS[m["h"].lower()], 2)
    return PeriodMention("period", m.start(), m.end(), number * 6 - 5, number * 6, _year(m))


_PREVIOUS = re.compile(r"\bthe\s(?:previous|preceding|prior)\s$", re.I)


_SO_FAR = re.compile(r"\b(?:since|counting\sfrom)\s$", re.I)


def one_month(m: re.Match) -> PeriodMention | None:
    """A month: "September alone", "the previous December"; None for the start of the year so far ("since January")."""
    number = month_of(m["b"])
    year = year_of(m["year"])
    if number == 1 and year is None and _SO_FAR.search(m.string, max(0, m.start() - 14), m.start()):
        return None  # the year so far
    if year is None and _PREVIOUS.search(m.string, max(0, m.start() - 16), m.start()):
        year = "previous"
    return PeriodMention("period", m.start(), m.end(), number, number, year, alone=bool(m["alone"]))


def month_reached(m: re.Match) -> PeriodMention:
    """What had come about by a month: "had by July clawed its way back"."""
    number = month_of(m["b"])
    return PeriodMention("period", m.start(), m.end(), number, number, "by")


def ytd_end(m: re.Match) -> PeriodMention:
    """The year up to the end of a month: "by the end of May"."""
    return PeriodMention("period", m.start(), m.end(), 1, month_of(m["b"]), year_of(m["year"]))


_START = re.compile(r"\b(?:at|with|after)\sthe\s(?:very\s)?(?:start|beginning|outset)\sof\s$", re.I)


def whole_year(m: re.Match) -> PeriodMention | None:
    """A year from its first month to its last: "2019", "last year"; None for "at the start of 2016"."""
    first = m.start()
    if m.string[max(0, first - 3) : first - 1].lower() == "of" and _START.search(m.string, max(0, first - 30), first):
        return None
    return PeriodMention("period", first, m.end(), 1, 12, year_of(m["year"]))


_BACK = 400  # characters


def that_year(m: re.Match) -> PeriodMention | None:
    """The year named last: "36.1 percent more than in the same period of 2021 and more than the 199.5 billion yuan of that entire year"."""
    named = _YEAR.findall(m.string, max(0, m.start() - _BACK), m.start())
    return PeriodMention("period", m.start(), m.end(), 1, 12, int(named[-1])) if named else None


def full_year(m: re.Match) -> PeriodMention | None:
    """The year spoken of, or the one just named: "the mark set in 2021, when the full year brought in 123.84 billion yuan"."""
    if m.string.endswith(", when ", 0, m.start()):
        return that_year(m)
    return PeriodMention("period", m.start(), m.end(), 1, 12, "the")


def years_later(m: re.Match) -> PeriodMention | None:
    """So many years after the one named last, or before it: "In 2017 it was 386.63 billion yuan. Two years later it was 469.47 billion
    yuan", "8.32 million cars in 2025. Five years earlier the count was 1.08 million"."""
    apart = count_of(m["n"])
    return _from_named(m, apart if m["way"].lower() == "later" else -apart)


def year_after(m: re.Match) -> PeriodMention | None:
    """The year after the one named last: "in 2016 it slipped to 317.4 billion yuan. It rebounded by 21.8 percent the year after"."""
    return _from_named(m, 1)


_RANKED = re.compile(r"\b(?:\w+est|record|best|worst|first|time|low|high|peak|most|least)\b[^,.;:]{0,30}$", re.I)


def past_years(m: re.Match) -> PeriodMention:
    """So many whole years: "over the past five years", but for those that something is only ranked within."""
    ranked = _RANKED.search(m.string, max(0, m.start() - _AROUND), m.start()) is not None
    return PeriodMention("date" if ranked else "past_years", m.start(), m.end(), count=count_of(m["n"]))


_AROUND = 60  # characters


def _from_named(m: re.Match, apart: int) -> PeriodMention | None:
    named = list(_YEAR.finditer(m.string, max(0, m.start() - _BACK), m.start()))
    if named and m.string.endswith(_HELD_AGAINST, 0, named[-1].start()):
        # "Last year ..., 2.6 percentage points higher than in 2020; five years before, it stood at"
        return PeriodMention("period", m.start(), m.end(), 1, 12, "apart", count=apart)
    return PeriodMention("period", m.start(), m.end(), 1, 12, int(named[-1][0]) + apart) if named else None


_HELD_AGAINST = ("than in ", "than ", "against ", "from ", "over ")


_AMOUNT = re.compile(
    r"(?:yuan|dollars?|euros?|RMB|USD|billion|million|trillion|bn|tn|tonnes|tons|units|%|per\s?cent)\s\($", re.I
)


def year_beside(m: re.Match) -> PeriodMention | None:
    """The year of the amount before the brackets: "413.3 billion yuan (2016)"."""
    return whole_year(m) if _AMOUNT.search(m.string, max(0, m.start() - 14), m.start()) else None


def same(m: re.Match) -> PeriodMention:
    """What was spoken of before: "the period", "the quarter"."""
    word = m["u"].lower()
    return PeriodMention("same", m.start(), m.end(), count={"month": 1, "quarter": 3, "half": 6, "year": 12}.get(word))


def relative_month(m: re.Match) -> PeriodMention:
    """The month before the release, or the one spoken of: "last month", "this month"."""
    return PeriodMention("last" if m["r"].lower().startswith("last") else "same", m.start(), m.end(), count=1)


def date(m: re.Match) -> PeriodMention:
    """A day or a time of day, which no figure covers."""
    return PeriodMention("date", m.start(), m.end())


def first_months(m: re.Match) -> PeriodMention:
    """The first months of a year as analysts write them: "9M24", "11M 2023"."""
    return PeriodMention("period", m.start(), m.end(), 1, int(m["n"]), _year(m))


def plan_years(m: re.Match) -> PeriodMention:
    """The five years of a national plan by its number: "during the 13th Five-Year Plan", 2016 to 2020."""
    first = 2016 + 5 * (int(m["n"]) - 13)
    return PeriodMention("years", m.start(), m.end(), 1, 12, first, year_to=first + 4)


def years(m: re.Match) -> PeriodMention | None:
    """Several years: "from 2016 to 2020"; None for two that are only listed ("in 2023 and 2022")."""
    if int(m["a"]) >= int(m["b"]):
        return None
    return PeriodMention("years", m.start(), m.end(), 1, 12, int(m["a"]), year_to=int(m["b"]))
