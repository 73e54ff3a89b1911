"""Periods, comparison bases and dates in English text."""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter

from pipeline.reading import ordinals
from pipeline.reading.months import PeriodMention
from pipeline.reading.tokens import letters, locate

_MONTHS = {
    m: i for i, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_COUNTS = {
    w: i
    for i, w in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
_ORDINALS = ordinals.PLACES | {"opening": 1, "closing": 4}
_M = r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_N = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_Y = r"(?:19[89]\d|20[0-4]\d)"
_WHEN = rf"(?:,?\s(?:of\s|in\s)?(?P<year>{_Y}(?!\d)|this\syear|last\syear|the\s(?:previous|same|current|preceding)\syear|the\syear|that\syear)(?!-))?"
_SAME_UNIT = r"(?:period|months?|quarters?|half|halves|stretch|time|term|span|timeframe|season|interval|year)"
_LAST_YEAR = rf"(?:last\syear|the\s(?:previous|preceding|prior)\syear|a\syear\s(?:ago|earlier|before|previously)|the\syear\s(?:before|earlier)|(?P<year>{_Y}))"


def _month(text: str) -> int:
    return _MONTHS[text[:3].lower()]


def _count(text: str) -> int:
    return _COUNTS.get(text.lower()) or int(text)


def _year(text: str | None) -> int | str | None:
    if text is None:
        return None
    if text[:2].isdigit():
        return int(text)
    low = text.lower()
    if "last" in low or "previous" in low or "preceding" in low:
        return "last"
    return "this" if "this" in low or "current" in low else "the"


def _basis(name: str | None):
    def make(m: re.Match) -> PeriodMention:
        year = m.groupdict().get("year")
        return PeriodMention("basis", m.start(), m.end(), year=_year(year), basis=None if year else name)

    return make


# "Jumped 157.5% between May and June": two months that are compared, not a span.
_CHANGED = re.compile(r"(?:%|\bper\s?cent|\bpct|\bpoints?|\bfold|\btimes|\bdoubled|\btrebled|\btripled)\s$", re.I)


def _range(m: re.Match) -> PeriodMention | None:
    first, last = _month(m["a"]), _month(m["b"])
    year = _year(m["year"]) or (int(m["ya"]) if m["ya"] else None)
    if (
        first > 1
        and last in (first, first + 1)
        and m[0][:1] in "bBfF"
        and _CHANGED.search(m.string, max(0, m.start() - 12), m.start())
    ):
        return None
    return PeriodMention("period", m.start(), m.end(), first, last, year)


def _to_month(m: re.Match) -> PeriodMention:
    last, count = _month(m["b"]), _count(m["n"])
    return PeriodMention("period", m.start(), m.end(), last - count + 1, last, _year(m["year"]))


def _first_n(m: re.Match) -> PeriodMention | None:
    count = _count(m["n"]) * (3 if m["u"].lower().startswith("quarter") else 1)
    return PeriodMention("period", m.start(), m.end(), 1, count, _year(m["year"])) if 1 <= count <= 12 else None


# "The smallest surplus in three months": how far back a record goes is no period.
_RECORD = re.compile(
    r"\b(?:\w+est|best|worst|most|least|low|high|record|first|time)\b[^,.;:]{0,40}\b(?:in|for)\s(?:over\s|nearly\s|almost\s)?$",
    re.I,
)


def _n_months(m: re.Match) -> PeriodMention | None:
    if _RECORD.search(m.string, max(0, m.start() - 70), m.start("n")):
        return None
    count = _count(m["n"]) * (3 if m["u"].lower().startswith("quarter") else 1)
    if not 1 < count <= 12:
        return None
    year = _year(m.groupdict().get("year"))
    return (
        PeriodMention("period", m.start(), m.end(), 1, count, year)
        if year
        else PeriodMention("same", m.start(), m.end(), 1, count, count=count)
    )


def _adjective_months(m: re.Match) -> PeriodMention | None:
    count = _count(m["n"])
    return PeriodMention("period", m.start(), m.end(), 1, count) if 1 < count <= 12 else None


def _quarter(m: re.Match) -> PeriodMention:
    number = int(m["q"]) if m["q"].isdigit() else _ORDINALS[m["q"].lower()]
    return PeriodMention("period", m.start(), m.end(), number * 3 - 2, number * 3, _year(m["year"]))


def _quarter_range(m: re.Match) -> PeriodMention:
    return PeriodMention("period", m.start(), m.end(), int(m["a"]) * 3 - 2, int(m["b"]) * 3, _year(m["year"]))


def _half(m: re.Match) -> PeriodMention:
    number = int(m["h"]) if m["h"].isdigit() else min(_ORDINALS[m["h"].lower()], 2)
    return PeriodMention("period", m.start(), m.end(), number * 6 - 5, number * 6, _year(m["year"]))


_PREVIOUS = re.compile(r"\bthe\s(?:previous|preceding|prior)\s$", re.I)


def _one_month(m: re.Match) -> PeriodMention:
    number = _month(m["b"])
    year = _year(m["year"])
    if year is None and _PREVIOUS.search(m.string, max(0, m.start() - 16), m.start()):
        year = "previous"
    return PeriodMention("period", m.start(), m.end(), number, number, year, alone=bool(m["alone"]))


def _ytd_end(m: re.Match) -> PeriodMention:
    return PeriodMention("period", m.start(), m.end(), 1, _month(m["b"]), _year(m["year"]))


def _whole_year(m: re.Match) -> PeriodMention:
    return PeriodMention("period", m.start(), m.end(), 1, 12, _year(m["year"]))


_AMOUNT = re.compile(
    r"(?:yuan|dollars?|euros?|RMB|USD|billion|million|trillion|bn|tn|tonnes|tons|units|%|per\s?cent)\s\($", re.I
)


def _year_beside(m: re.Match) -> PeriodMention | None:
    """The year of the amount before the brackets: "413.3 billion yuan (2016)"."""
    return _whole_year(m) if _AMOUNT.search(m.string, max(0, m.start() - 14), m.start()) else None


def _same(m: re.Match) -> PeriodMention:
    word = m["u"].lower()
    return PeriodMention("same", m.start(), m.end(), count={"month": 1, "quarter": 3, "half": 6, "year": 12}.get(word))


def _relative_month(m: re.Match) -> PeriodMention:
    return PeriodMention("last_month" if m["r"].lower().startswith("last") else "same", m.start(), m.end(), count=1)


def _date(m: re.Match) -> PeriodMention:
    return PeriodMention("date", m.start(), m.end())


def _years(m: re.Match) -> PeriodMention:
    return PeriodMention("years", m.start(), m.end(), 1, 12, int(m["a"]), year_to=int(m["b"]))


_BARE_BASIS = r"(?:(?:than|from|over|on|against|versus|vs\.?|compared\s(?:with|to)|relative\sto|above|below)\s(?:that\s|those\s|the\slevels?\s|the\sfigures?\s)?(?:(?:in|of|for|at|from)\s)?)?(?:(?:the|those|its|their)\s)?(?:levels?\s(?:of\s|in\s)?)?"
# Each with what its matches cannot do without, so that most patterns need not run at all: a whole word (or a sign, or the
# digits of a century) in lower case, and behind an "&" a string that must stand in the text as well. One key has to hold.
_MONTH_FORMS = {
    form: month
    for month, names in {
        "jan": "january",
        "feb": "february",
        "mar": "march",
        "apr": "april",
        "may": "",
        "jun": "june",
        "jul": "july",
        "aug": "august",
        "sep": "sept september",
        "oct": "october",
        "nov": "november",
        "dec": "december",
    }.items()
    for form in (month, *names.split())
}
_MONTH_KEYS = tuple(_MONTH_FORMS)
_SECOND_MONTH = tuple(
    f"{form}&{joint}{month}"
    for form, month in _MONTH_FORMS.items()
    for sign in ("-", "–", "—", "−", "~", "/", "to", "of", "through", "till", "until", "and")
    for joint in (sign, sign + " ")
)
_DAY_FIRST = tuple(
    f"{form}&{end} {month}"
    for form, month in _MONTH_FORMS.items()
    for end in (*"0123456789", "st", "nd", "rd", "th", "of")
)
_SECOND_YEAR = tuple(
    f"{century}&{joint}{century}"
    for century in ("19", "20")
    for sign in ("-", "–", "—", "to", "and", "through")
    for joint in (sign, sign + " ")
)
_TO_MONTH = tuple(
    f"{word}&{unit} {to} "
    for word in ("month", "months")
    for unit in (word, "period")
    for to in ("to", "through", "ending", "ended", "until", "up to")
)
_SAME = ("same", "corresponding", "comparable", "equivalent", "equal", "year&year-", "like", "matching", "prior")


def _ago(unit: str) -> tuple[str, ...]:
    """What must stand where the unit of time before this one is named."""
    behind = [f"{unit}&{unit} {word}" for word in ("earlier", "ago", "before", "previously", "prior")]
    return *behind, *(f"{word}&{word} {unit}" for word in ("previous", "preceding", "prior"))


def _on(unit: str) -> tuple[str, ...]:
    """What must stand where a unit of time is compared with the one before: "month on month", "on-month"."""
    return tuple(f"{unit}&{word}{joint}{unit}" for word in ("on", "over") for joint in " -")


_FIRST_WORDS = ("first", "opening", "initial")
_HALF_WORDS = tuple(
    f"{word}&{half}" for word in ("first", "second", "st", "nd", "opening") for half in ("half", "six-month")
)
_SO_FAR = ("arrivals", "cumulative", "total", "haul", "tally", "intake")
_OF_THE_YEAR = tuple(f"year&year{of} {word}" for of in ("", "'s", "’s") for word in _SO_FAR)
_PATTERNS: list[tuple[tuple[str, ...], re.Pattern, object]] = [
    # Comparison bases, before the periods that they contain.
    (
        _SAME,
        re.compile(
            rf"\b{_BARE_BASIS}(?:same|corresponding|comparable|equivalent|equal|year-earlier|year-ago|like|matching|prior-year|previous-year)\s(?:{_N}[\s-])?(?:\S+\s)?{_SAME_UNIT}(?:\s(?:(?:of|in|from|as)\s)?{_LAST_YEAR})",
            re.I,
        ),
        _basis("yoy"),
    ),
    (
        _SAME,
        re.compile(
            rf"\b(?:than|from|on|against|versus|compared\s(?:with|to)|above|below|relative\sto)\s(?:that\s|those\s)?(?:(?:in|of|for)\s)?(?:the\s)?(?:same|corresponding|comparable|equivalent|year-earlier|year-ago|like|prior-year)\s(?:\S+\s)?(?:{_SAME_UNIT}|levels?|figures?|mark)(?!\sof\sthis)",
            re.I,
        ),
        _basis("yoy"),
    ),
    (
        (
            *(*_on("year"), "year&to year", "year&to-year", "year&on the year"),
            *("y&y/y", "yoy", "y&y-o-y", "annual", "annually", "yearly"),
        ),
        re.compile(
            r"\b(?:year[\s-]on[\s-]year|year[\s-]over[\s-]year|yoy|y-o-y|y/y|year[\s-]to[\s-]year|on\sthe\syear|on[\s-]year|on\san?\s(?:annual|yearly|year-on-year)\sbasis|annually)\b",
            re.I,
        ),
        _basis("yoy"),
    ),
    (
        (
            *("year&earlier", "year&ago", "year&before", "year&prior", "year&previously"),
            *("months&earlier", "months&ago", "months&before", "prior", "previous", "preceding"),
        ),
        re.compile(
            r"\b(?:(?:than|from|over|on|against|above|below|compared\s(?:with|to)|that\sof|those\sof|of|the)\s)*(?:levels?\s(?:of\s)?)?(?:(?:a|one|the)\syear\s(?:earlier|ago|before|previously|prior)|(?:twelve|12)\smonths\s(?:earlier|ago|before)|(?:the\s)?year-(?:earlier|ago)(?:\s(?:period|level|month|figure|mark))?|the\s(?:previous|preceding|prior)\syear(?!'s|’s)(?:\slevels?)?)",
            re.I,
        ),
        _basis("yoy"),
    ),
    (
        (*_on("month"), "month&on the month", "mom", "m&m/m", "m&m-o-m"),
        re.compile(
            r"\b(?:month[\s-]on[\s-]month|month[\s-]over[\s-]month|mom|m-o-m|m/m|on[\s-]month|on\sthe\smonth)\b", re.I
        ),
        _basis("mom"),
    ),
    (
        _ago("month"),
        re.compile(
            r"\b(?:(?:than|from|over|on|against|above|below|compared\s(?:with|to)|that\sof|of|in)\s)*(?:(?:a|one|the)\smonth\s(?:earlier|ago|before|previously|prior)|the\s(?:previous|preceding|prior)\smonth(?:['’]s)?(?:\slevels?)?)",
            re.I,
        ),
        _basis("mom"),
    ),
    (
        (*_on("quarter"), "qoq", "q&q/q", "q&q-o-q"),
        re.compile(
            r"\b(?:quarter[\s-]on[\s-]quarter|quarter[\s-]over[\s-]quarter|qoq|q-o-q|q/q|on[\s-]quarter)\b", re.I
        ),
        _basis("qoq"),
    ),
    (
        _ago("quarter"),
        re.compile(
            r"\b(?:(?:than|from|over|on|against|above|below|compared\s(?:with|to)|that\sof|of|in)\s)*(?:(?:a|one|the)\squarter\s(?:earlier|ago|before)|the\s(?:previous|preceding|prior)\squarter)",
            re.I,
        ),
        _basis("qoq"),
    ),
    (
        ("months&three months",),
        re.compile(
            r"\b(?:than|from|over|on|against|above|below|compared\s(?:with|to))\s(?:in\s)?(?:the\s)?three\smonths\s(?:before|earlier|prior|previously)(?:\s(?:it|that))?\b",
            re.I,
        ),
        _basis("qoq"),
    ),
    (
        ("next&to the next",),
        re.compile(r"\bfrom\s(?:the\s)?one\s(?P<u>quarter|month)\sto\sthe\snext\b", re.I),
        lambda m: PeriodMention("basis", m.start(), m.end(), basis="qoq" if m["u"].lower() == "quarter" else "mom"),
    ),
    # Periods.
    (
        _SECOND_MONTH,
        re.compile(
            rf"(?:\b(?:[Ff]rom|[Bb]etween)\s)?\b(?P<a>{_M})(?:,?\s(?P<ya>{_Y}))?\s?(?:\bto\s(?:the\send\sof\s)?|\bthrough\s|\btill\s|\buntil\s|(?<=\s)and\s|-|–|—|−|~|/)\s?(?P<b>{_M})(?!\s\d{{1,2}}\b(?!\d)){_WHEN}(?:[\s-](?:period|stretch))?"
        ),
        _range,
    ),
    (
        ("quarter&quarter to ", "quarter&quarter through ", "quarter&quarter end"),
        re.compile(
            rf"\b(?:the\s)?quarter\s(?:to|through|ending|ended)\s(?:in\s)?(?:the\send\sof\s|end-)?(?P<b>{_M}){_WHEN}",
            re.I,
        ),
        lambda m: PeriodMention("period", m.start(), m.end(), _month(m["b"]) - 2, _month(m["b"]), _year(m["year"])),
    ),
    (
        _TO_MONTH,
        re.compile(
            rf"\b(?:the\s)?(?:first\s)?(?P<n>{_N})[\s-]months?(?:\speriod)?\s(?:to|through|ending|ended|until|up\sto)\s(?:in\s)?(?:the\send\sof\s|end-|late\s)?(?P<b>{_M}){_WHEN}",
            re.I,
        ),
        _to_month,
    ),
    (
        tuple(f"{first}&{unit}" for first in _FIRST_WORDS for unit in ("month", "quarter")),
        re.compile(
            rf"\b(?:the\s)?(?:year'?s\s)?(?:first|opening|initial)\s(?P<n>{_N})[\s-](?P<u>months?|quarters?)(?:\speriod)?{_WHEN}",
            re.I,
        ),
        _first_n,
    ),
    (
        ("q&q1", "q&q2", "q&q3"),
        re.compile(rf"\b(?:from\s)?Q(?P<a>[1-4])\s?(?:to|through|-|–|—)\s?Q(?P<b>[1-4]){_WHEN}"),
        _quarter_range,
    ),
    (("q&q1", "q&q2", "q&q3", "q&q4"), re.compile(rf"\bQ(?P<q>[1-4])\b{_WHEN}"), _quarter),
    (
        ("quarter", "quarters"),
        re.compile(
            rf"\b(?:the\s)?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th|last|final|closing|opening)[\s-]quarters?\b{_WHEN}",
            re.I,
        ),
        _quarter,
    ),
    (("h&h1", "h&h2"), re.compile(rf"\bH(?P<h>[12])\b{_WHEN}"), _half),
    (
        _HALF_WORDS,
        re.compile(
            rf"\b(?:the\s)?(?P<h>first|second|1st|2nd|opening)[\s-](?:half[\s-]year|half|six-month\speriod){_WHEN}(?!\sof\sthe\smonth)",
            re.I,
        ),
        _half,
    ),
    (_HALF_WORDS, re.compile(rf"\b(?P<h>first|1st)[\s-]semester{_WHEN}", re.I), _half),
    (
        ("month&-month",),
        re.compile(
            r"\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|[2-9]|1[012])-month(?!\s(?:high|low|lows|highs|peak|streak|run))\b",
            re.I,
        ),
        _adjective_months,
    ),
    (
        ("half&half-year",),
        re.compile(r"\bhalf-year\b(?P<year>)", re.I),
        lambda m: PeriodMention("period", m.start(), m.end(), 1, 6),
    ),
    (
        ("months", "quarters"),
        re.compile(
            rf"\b(?:(?:all|over|during|in|for)\s)?(?:the\ssame\s|the\s|these\s|those\s|all\s|its\s)?(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1?\d)\s(?P<u>months|quarters)(?:\s(?:of|in)\s(?P<year>{_Y}|this\syear|last\syear|the\syear))?\b(?!\s(?:ago|earlier|later|in\sa\srow|running|straight|before|after|old|with|left|to\sgo|of\s(?:the|its|all|total|their|that|it)\b(?!\syear)))",
            re.I,
        ),
        _n_months,
    ),
    (
        ("end",),
        re.compile(
            rf"\b(?:[Aa]s\sof|[Bb]y|[Aa]t|until|up\sto|through|since\sthe\sstart\sof\sthe\syear\sto)\s(?:the\s)?end(?:-|\sof\s|\s)(?P<b>{_M}){_WHEN}"
        ),
        _ytd_end,
    ),
    (
        ("through&through ",),
        re.compile(rf"\bThrough\s(?:late\s|mid-)?(?P<b>{_M})(?!\s\d{{1,2}}\b(?!\d)){_WHEN}"),
        _ytd_end,
    ),
    # Calendar dates.
    (("19&-", "20&-"), re.compile(rf"\b{_Y}-\d{{1,2}}-\d{{1,2}}\b"), _date),
    (
        _MONTH_KEYS,
        re.compile(rf"\b{_M}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?![\d,.]*\d)(?:,?\s{_Y}\b)?(?:\s?[-–]\s?\d{{1,2}}\b)?"),
        _date,
    ),
    (_DAY_FIRST, re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_M}(?:,?\s{_Y}\b)?"), _date),
    (
        _MONTH_KEYS,
        re.compile(rf"\b(?P<b>{_M})(?P<alone>\s(?:alone|itself|on\sits\sown|by\sitself))?{_WHEN}"),
        _one_month,
    ),
    (
        _SECOND_YEAR,
        re.compile(rf"\b(?:from\s|between\s)?(?P<a>{_Y})\s?(?:to|and|through|-|–|—)\s?(?P<b>{_Y})\b"),
        _years,
    ),
    (
        tuple(
            f"{word}&{century}" for word in ("whole", "full", "entire", "all", "calendar") for century in ("19", "20")
        ),
        re.compile(
            rf"\b(?:the\s)?(?:whole|full|entire|all|calendar)(?:\sof|\syear|\syear\sof|-year)?\s(?:of\s)?(?P<year>{_Y})\b",
            re.I,
        ),
        _whole_year,
    ),
    (
        ("19", "20"),
        re.compile(
            rf"(?<![\d.,$¥€£-])\b(?P<year>{_Y})\b(?![\d,.]*\d)(?!-)(?!\s(?:tonnes?|tons?|units?|companies|enterprises|firms|trains?|yuan|million|billion|people|workers|percent|km|hectares|vehicles|cars|sets))(?!%)"
        ),
        _whole_year,
    ),
    (
        tuple(f"{word}&{word}{joint}year" for word in ("whole", "full", "entire") for joint in " -"),
        re.compile(r"\b(?:the\s)?(?:whole|full|entire)[\s-](?P<year>year)\b", re.I),
        lambda m: PeriodMention("period", m.start(), m.end(), 1, 12, "the"),
    ),
    (
        ("so&so far", "year&to date", "year&to-date", "since", *_OF_THE_YEAR),
        re.compile(
            r"\b(?:so\sfar\s(?:this|in\sthe)\syear|the\syear\sso\sfar|(?:this\s)?year[\s-]to[\s-]date|since\s(?:the\s)?(?:start|beginning|turn)\sof\sthe\syear|since\sJanuary|th(?:is|e)\syear['’]s\s(?=arrivals|cumulative|total|haul|tally|intake)|this\syear\s(?=arrivals|cumulative|total))",
            re.I,
        ),
        lambda m: PeriodMention("ytd", m.start(), m.end()),
    ),
    (("19&(19", "20&(20"), re.compile(rf"(?<=\()(?P<year>{_Y})(?=\))"), _year_beside),
    (("last&last year",), re.compile(r"\b(?P<year>last\syear)(?=['’]s|\b)", re.I), _whole_year),
    (
        ("year&this year",),
        re.compile(r"\b(?P<year>this\syear)\b", re.I),
        lambda m: PeriodMention("this_year", m.start(), m.end()),
    ),
    (
        ("month&last month", "month&this month"),
        re.compile(r"\b(?P<r>last\smonth|this\smonth)\b", re.I),
        _relative_month,
    ),
    (
        ("period", "month", "quarter", "half", "stretch", "span", "year"),
        re.compile(
            r"\b(?:the|that|this|same)\s(?:\w+\s)?(?P<u>period|month|quarter|half|stretch|span|year)\b(?!\s(?:earlier|before|ago))",
            re.I,
        ),
        _same,
    ),
    (
        ("festival", "year&new year", *(f":&{digit}:" for digit in "0123456789")),
        re.compile(r"\b(?:Spring\sFestival|Lunar\sNew\sYear|New\sYear's\sDay|\d{1,2}:\d\d(?::\d\d)?)\b"),
        _date,
    ),
]

_SIGNS = ("19", "20", ":")  # that keys begin with and that are no words
_NUMBERED = frozenset({"first", "second", "third", "fourth", "last", "final", "st", "nd", "rd", "th"})
_DIVIDED = frozenset({"quarter", "quarters", "half", "halves"})
_ORDINALS_ALONE = ("the first", "the second", "the third", "the fourth", "the last", "the final", "second one")


@cache
def _needed_by() -> dict[str, list[tuple[str, int]]]:
    """By what is before the "&" of a key: what else has to stand, if anything, and the patterns whose key it is, as bits."""
    needed: dict[str, list[tuple[str, int]]] = {}
    for key in dict.fromkeys(key for keys, _, _ in _PATTERNS for key in keys):
        first, _, other = key.partition("&")
        places = sum(1 << place for place, (keys, _, _) in enumerate(_PATTERNS) if key in keys)
        needed.setdefault(first, []).append((other, places))
    return needed


def _likely(low: str, words: frozenset[str]) -> int:
    """The patterns that may match in a text of lower case with these words, as bits."""
    needed = _needed_by()
    likely = 0
    for first in (*(needed.keys() & words), *(sign for sign in _SIGNS if sign in low)):
        for other, places in needed[first]:
            if other in low:
                likely |= places
    return likely


def find(text: str, start: int, end: int, words: frozenset[str] | None = None) -> list[PeriodMention]:
    """Time mentions in ``text[start:end]``, in order, none overlapping another; ``words`` are its runs of letters in lower
    case, where they are known.

    >>> text = "From January to September 2020 exports rose 3% from a year earlier; in September alone, 5% from August."
    >>> [(m.kind, text[m.start:m.end]) for m in find(text, 0, len(text))]
    [('period', 'From January to September 2020'), ('basis', 'from a year earlier'), ('period', 'September alone'), ('period', 'August')]
    """
    if words is None:
        words = letters(frozenset([token.low for token in locate(text, start, end)[0]]))
    low = text[start:end].lower()
    likely = _likely(low, words)
    numbered = not words.isdisjoint(_NUMBERED)
    found = ordinals.listed(text, start, end) if numbered and not words.isdisjoint(_DIVIDED) else []
    while likely:
        _, pattern, make = _PATTERNS[(likely & -likely).bit_length() - 1]
        likely &= likely - 1
        for match in pattern.finditer(text, start, end):
            if _is_free(match.start(), match.end(), found) and (mention := make(match)) is not None:
                found.append(mention)
    if numbered and any([ordinal in low for ordinal in _ORDINALS_ALONE]):
        taken = found[:]
        found += [m for m in ordinals.alone(text, start, end) if _is_free(m.start, m.end, taken)]
    found.sort(key=_START)
    return found


_START = attrgetter("start")


def _is_free(start: int, end: int, found: list[PeriodMention]) -> bool:
    """Whether a span overlaps none of the mentions."""
    return not any([start < mention.end and mention.start < end for mention in found])
