"""Patterns of periods and dates, those before others that would match a part of what they match."""

from __future__ import annotations

import re

from pipeline.reading.words.months import PeriodMention
from pipeline.reading.words.period_making import (
    MONTH_PLACES,
    adjective_months,
    date,
    first_months,
    first_n,
    from_month,
    full_year,
    half,
    last_n,
    listed_months,
    month_range,
    month_reached,
    n_months,
    nth_month,
    one_month,
    plan_years,
    quarter,
    quarter_range,
    quarter_to,
    to_month,
    whole_year,
    years,
    ytd_end,
)
from pipeline.reading.words.period_running import RUNNING, TOLD
from pipeline.reading.words.period_words import (
    MONTH,
    MONTH_FORMS,
    NO_AMOUNT,
    NO_DAY,
    NUMBER,
    SHORT_YEAR,
    WHEN,
    YEAR,
    Pattern,
    year_of,
)

_MONTH_KEYS = tuple(MONTH_FORMS)
_SECOND_MONTH = tuple(
    f"{form}&{joint}{month}"
    for form, month in MONTH_FORMS.items()
    for sign in "- – — − ~ / to of through till until and plus + & end- end -to-".split()
    for joint in ((sign + " ",) if sign.isalpha() else (sign, sign + " "))
)
_DAY_FIRST = tuple(
    f"{form}&{end} {month}"
    for form, month in MONTH_FORMS.items()
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

_FROM = ("from", "since", "beginning", "starting", "that began", "that started")
_FIRST_WORDS = ("first", "opening", "initial")
_HALVES = ("first", "second", "opening", "closing", "final", "front", "back", "latter", "st", "nd")
_HALF_WORDS = tuple(f"{word}&{half}" for word in _HALVES for half in ("half", "six-month", "semester"))
PERIODS: list[Pattern] = [
    *TOLD,
    (
        tuple(f"{form}&and {month}" for form, month in MONTH_FORMS.items()),
        re.compile(rf"\b{MONTH}(?:,\s{MONTH})+,?\sand\s{MONTH}{NO_DAY}{WHEN}"),
        listed_months,
    ),
    (
        _SECOND_MONTH,
        re.compile(
            rf"\b(?=[ADFJMNOSBbf])(?:(?:[Ff]rom|[Bb]etween)\s)?(?P<a>{MONTH})(?:,?\s(?P<ya>{YEAR}))?\s?(?:(?:\bto|\bthrough|\btill|\buntil|\bup\sto|(?<=\s)and|(?<=\s)plus)\s(?:the\send\sof\s|end[-\s](?:of\s)?)?|-to-|-|–|—|−|~|/|\+|&)\s?(?P<b>{MONTH}){NO_DAY}(?:[\s-](?:period|stretch|quarter|half))?{WHEN}(?:[\s-](?:period|stretch|quarter|half))?"
        ),
        month_range,
    ),
    (
        tuple(
            f"{word}&{unit} {to}"
            for word, unit in (
                ("quarter", "quarter"),
                ("quarters", "quarters"),
                ("half", "half"),
                ("half", "half-year"),
                ("half", "half year"),
            )
            for to in ("to ", "through ", "end")
        ),
        re.compile(
            rf"\b(?:the\s)?(?:first\s)?(?:(?P<n>{NUMBER})\s)?(?P<u>quarters?|half(?:[\s-]year)?)\s(?:to|through|ending|ended)\s(?:in\s)?(?:the\send\sof\s|end-)?(?P<b>{MONTH}){WHEN}",
            re.I,
        ),
        quarter_to,
    ),
    (
        _TO_MONTH,
        re.compile(
            rf"\b(?=[efnost\d])(?:the\s)?(?:first\s)?(?P<n>{NUMBER})[\s-]months?(?:\speriod)?\s(?:to|through|ending|ended|until|up\sto)\s(?:in\s)?(?:the\send\sof\s|end-|late\s)?(?P<b>{MONTH}){WHEN}",
            re.I,
        ),
        to_month,
    ),
    (
        tuple(f"months&months {f}" for f in _FROM),
        re.compile(
            rf"\b(?=[efnost\d])(?:the\s)?(?:first\s)?(?P<n>{NUMBER})\smonths\s(?:{'|'.join(_FROM)})\s(?:in\s|with\s)?(?P<b>{MONTH})(?!\s(?:to|through|until|till)\b|\s?[-–—]){NO_DAY}{WHEN}",
            re.I,
        ),
        from_month,
    ),
    (
        tuple(f"{first}&{unit}" for first in _FIRST_WORDS for unit in ("month", "quarter")),
        re.compile(
            rf"\b(?=[fioty])(?:the\s)?(?:(?<!last\s)(?<!this\s)year['’]?s\s)?(?:first|opening|initial)\s(?P<n>{NUMBER})[\s-](?P<u>months?|quarters?)(?:\speriod)?{WHEN}",
            re.I,
        ),
        first_n,
    ),
    (
        ("months&months into",),
        re.compile(rf"\b(?P<n>{NUMBER})\s(?P<u>months)\sinto\s(?P<year>{YEAR}|this\syear|the\syear)\b", re.I),
        first_n,
    ),
    (
        ("months&final", "months&closing", "months&last"),
        re.compile(
            rf"\b(?:the\s)?(?:(?:final|closing)\s(?P<n>{NUMBER})\smonths{WHEN}|last\s(?P<m>{NUMBER})\smonths\sof\s(?P<y>{YEAR}|last\syear|the\syear))",
            re.I,
        ),
        last_n,
    ),
    (
        ("month&month of",),
        re.compile(
            rf"\b(?:the\s)?(?:(?P<o>{'|'.join(MONTH_PLACES)})\smonth\sof\s(?P<year>{YEAR}(?!\d)|last\syear|this\syear))",
            re.I,
        ),
        nth_month,
    ),
    (
        ("q&q1", "q&q2", "q&q3"),
        re.compile(rf"\b(?:from\s)?Q(?P<a>[1-4])\s?(?:to|through|-|–|—)\s?Q(?P<b>[1-4]){WHEN}"),
        quarter_range,
    ),
    (
        ("q&q1", "q&q2", "q&q3", "q&q4"),
        re.compile(rf"(?<!quarter\s\()\bQ(?P<q>[1-4])\b(?:{SHORT_YEAR}|{WHEN})"),
        quarter,
    ),
    (("q&1q", "q&2q", "q&3q", "q&4q"), re.compile(rf"\b(?P<q>[1-4])Q(?:{SHORT_YEAR}|{WHEN})(?![A-Za-z\d])"), quarter),
    (
        ("quarter", "quarters"),
        re.compile(
            rf"\b(?=[cflost1-4])(?:the\s)?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th|last|final|closing|opening)[\s-]quarters?\b(?:\s\(Q[1-4]\))?{WHEN}",
            re.I,
        ),
        quarter,
    ),
    (("h&h1", "h&h2"), re.compile(rf"(?<!half\s\()\bH(?P<h>[12])\b(?:{SHORT_YEAR}|{WHEN})"), half),
    (("h&1h", "h&2h"), re.compile(rf"\b(?P<h>[12])H(?:{SHORT_YEAR}|{WHEN})(?![A-Za-z\d])"), half),
    (
        ("m&9m", "m&10m", "m&11m", "m&7m", "m&8m"),
        re.compile(rf"\b(?P<n>[789]|1[01])M(?:\s?(?P<year>{YEAR})|{SHORT_YEAR})(?!\d)"),
        first_months,
    ),
    (
        _HALF_WORDS,
        re.compile(
            rf"\b(?=[bcflost12])(?:the\s)?(?P<h>first|second|1st|2nd|opening|closing|final|front|back|latter)[\s-](?:half[\s-]year|half|six-month\speriod|semester)(?:\s\(H[12]\))?{WHEN}(?!\sof\sthe\smonth)",
            re.I,
        ),
        half,
    ),
    (
        ("month&-month",),
        re.compile(
            r"\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|[2-9]|1[012])-month(?!\s(?:high|low|lows|highs|peak|streak|run))\b",
            re.I,
        ),
        adjective_months,
    ),
    (
        (
            "mid&mid-year",
            "midyear",
            "mid&mid-point",
            "half&half-way",
            *(f"{w}&{w}" for w in ("halfway", "midpoint", "midway")),
        ),
        re.compile(
            rf"\b(?:(?:at|by|as\sof)\smid-?year|mid-?year(?=\s(?:count|tally|total|figure|number|score|sum|account))|(?:half-?way|mid-?(?:point|way))(?:\s(?:mark|point|stage|line))?\s(?:of|in|through|into)\s(?P<year>the\syear|this\syear|{YEAR}))\b",
            re.I,
        ),
        lambda m: PeriodMention("period", m.start(), m.end(), 1, 6, year_of(m["year"])),
    ),
    (
        ("half&half-year", "half&half year"),
        re.compile(r"\b(?:half-year|(?<=the\s)half\syear)\b(?P<year>)", re.I),
        lambda m: PeriodMention("period", m.start(), m.end(), 1, 6),
    ),
    (
        ("monthly&the monthly",),
        re.compile(
            r"\b[Tt]he\smonthly(?=\s(?:(?:foreign\s)?trade\s)?(?:surplus|deficit|total|exports?|imports?|trade)\b)"
        ),
        lambda m: PeriodMention("same", m.start(), m.end(), count=1),
    ),
    (
        ("months", "quarters"),
        re.compile(
            rf"\b(?=[adefinost\d])(?:(?:all|over|during|in|for)\s)?(?:the\ssame\s|the\s|these\s|those\s|all\s|its\s)?(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1?\d)\s(?P<u>months|quarters)(?:\s(?:of|in)\s(?P<year>{YEAR}|this\syear|last\syear|the\syear))?\b(?!\s(?:ago|earlier|later|in\sa\srow|running|straight|before|after|old|with|left|to\sgo|ahead\b|in\sadvance|away|apart|prior|notice|into\b|without|of\s(?:the|its|all|total|their|that|it|this|these|those|what|loss(?:es)?|falls?|falling|declines?|declining|drops?|decreases?|contractions?|shrinking|growth|gains?|rises?|increases?|expansion)\b(?!\syear)))",
            re.I,
        ),
        n_months,
    ),
    (
        ("up&up to ", "end", "start", "beginning", "year&year to ", "year&year-to-", "cumulative", "cumulatively"),
        re.compile(
            rf"\b(?=[AaBbCcFfSsTtUuYy])(?:(?:[Aa]s\s(?:of|at)|[Bb]y|[Aa]t|[Uu]ntil|[Tt]ill|(?:[Uu]p\s)?[Tt]o|[Tt]hrough)\s(?:the\s)?end(?:-|\sof\s|\s)"
            rf"|[Uu]p\sto\s(?={MONTH})"
            rf"|(?:(?:[Ff]rom|[Ss]ince)\sthe\s(?:start|beginning)\sof\sth(?:e|is)\syear|[Tt]h(?:e|is)\syear|(?:[Tt]he\s|[Tt]his\s)?[Yy]ear[\s-]to[\s-]date|[Cc]umulative(?:ly)?)\s(?:up\s)?(?:to|through|until|till)\s(?:the\send\sof\s|end-|late\s)?)"
            rf"(?P<b>{MONTH}){NO_DAY}{WHEN}"
        ),
        ytd_end,
    ),
    (
        ("through&through ",),
        re.compile(rf"\b[Tt]hrough\s(?:late\s|mid-)?(?P<b>{MONTH}){NO_DAY}{WHEN}"),
        ytd_end,
    ),
    (
        tuple(f"{form}&by {form}" for form in MONTH_FORMS),
        re.compile(rf"\b[Bb]y\s(?P<b>{MONTH})(?!\s\d|,?\s{YEAR})"),
        month_reached,
    ),
    (
        ("year&five-year plan",),
        re.compile(
            rf"\b(?:during|in|over|throughout|across)\sthe\s(?P<n>\d\d?)th\sFive-Year\sPlan(?:\speriod|\syears)?(?:\s\({YEAR}\s?[-–—]\s?{YEAR}\))?",
            re.I,
        ),
        plan_years,
    ),
    # Calendar dates.
    (  # "the last Friday of June", "one Monday in May", "the first week of July"
        ("day of", "days of", "day in", "week of", "weekend of", "weekend in", "morning of", "evening of", "night of"),
        re.compile(
            rf"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)?days?|week|weekend|morning|evening|night)\s(?:of|in)\s{MONTH}(?:,?\s{YEAR}\b)?(?!\s?\d)",
            re.I,
        ),
        date,
    ),
    (  # "on an October morning"
        ("morning", "afternoon", "evening", "night", "weekend"),
        re.compile(rf"\b{MONTH}\s(?:morning|afternoon|evening|night|weekend)\b"),
        date,
    ),
    (("19&-", "20&-"), re.compile(rf"\b{YEAR}-\d{{1,2}}-\d{{1,2}}\b"), date),
    (
        _MONTH_KEYS,
        re.compile(
            rf"\b{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?![\d,.]*\d){NO_AMOUNT}(?:,?\s{YEAR}\b)?(?:\s?[-–]\s?\d{{1,2}}\b)?"
        ),
        date,
    ),
    (_DAY_FIRST, re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}(?:,?\s{YEAR}\b)?"), date),
    (
        ("january&january on",),
        re.compile(r"\bfrom\sJanuary\son(?:wards?)?\b", re.I),
        lambda m: PeriodMention("ytd", m.start(), m.end()),
    ),
    (
        _MONTH_KEYS,
        re.compile(rf"\b(?P<b>{MONTH})(?P<alone>\s(?:alone|itself|on\sits\sown|by\sitself))?{WHEN}"),
        one_month,
    ),
    (
        _SECOND_YEAR,
        re.compile(rf"\b(?:from\s|between\s)?(?P<a>{YEAR})\s?(?:to|and|through|-|–|—)\s?(?P<b>{YEAR})\b"),
        years,
    ),
    (
        tuple(
            f"{word}&{century}" for word in ("whole", "full", "entire", "all", "calendar") for century in ("19", "20")
        ),
        re.compile(
            rf"\b(?:the\s)?(?:whole|full|entire|all|calendar)(?:\sof|\syear|\syear\sof|-year)?\s(?:of\s)?(?P<year>{YEAR})\b",
            re.I,
        ),
        whole_year,
    ),
    (
        ("19", "20"),
        re.compile(
            rf"\b(?=[t12])(?<![\d.,$¥€£-])(?:the\syear\s(?:of\s)?)?(?P<year>{YEAR})\b(?![\d,.]*\d)(?!-)(?!\s(?:tonnes?|tons?|units?|companies|enterprises|firms|trains?|yuan|million|billion|people|workers|percent|km|hectares|vehicles|cars|sets))(?!%)"
        ),
        whole_year,
    ),
    (
        tuple(f"{word}&{word}{joint}year" for word in ("whole", "full", "entire") for joint in " -"),
        re.compile(r"\b(?<!\bthat\s)(?:the\s)?(?:whole|full|entire)[\s-](?P<year>year)\b", re.I),
        full_year,
    ),
    *RUNNING,
]
