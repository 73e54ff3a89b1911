"""Patterns of times that run with the text: "so far this year", "the period", "last month", "this year"."""

from __future__ import annotations

import re

from pipeline.reading.words.months import PeriodMention
from pipeline.reading.words.period_making import (
    date,
    past_years,
    relative_month,
    same,
    that_year,
    whole_year,
    year_after,
    year_beside,
    years_later,
)
from pipeline.reading.words.period_words import MONTH, NUMBER, YEAR, Pattern

COUNTED_YEARS = ("three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SO_FAR = ("arrivals", "cumulative", "total", "haul", "tally", "intake")
_OF_THE_YEAR = tuple(f"year&year{of} {word}" for of in ("", "'s", "’s") for word in _SO_FAR)
_MADE_KNOWN = ("said", "reported", "announced", "released", "published", "disclosed")
_SHOWING = "show|shows|showed|suggest|suggests|indicate|indicates|reveal|reveals|confirm|put"
_BEHIND_LAST = ("before", "in which", "when", "without", "of normal", "of free", "of peace")
# What stands in the words of longer spans: when a customs office told ("the city's customs reported in October, which is 1.3 percent
# less"), "the last month of the year", "the last year before the reform", which is not the one before this.
TOLD: list[Pattern] = [
    (
        tuple(f"{verb}&{verb} in" for verb in _MADE_KNOWN),
        re.compile(rf"\b(?:{'|'.join(_MADE_KNOWN)})\sin\s{MONTH}\b(?=\s?[,.;)]|\s(?:{_SHOWING})\b)", re.I),
        date,
    ),
    (
        tuple(
            f"{noun}&{noun}{on} in" for noun in ("figures", "numbers", "data", "statistics") for on in ("", " on it")
        ),
        re.compile(
            rf"\b(?:put|gave|issued|released|published|unveiled|presented)\s(?:\w+\s){{0,3}}(?:figures|numbers|data|statistics)(?:\son\sit)?\s(?P<d>in\s{MONTH})\b",
            re.I,
        ),
        lambda m: PeriodMention("date", m.start("d"), m.end("d")),  # "The customs office put figures on it in January"
    ),
    (
        ("month&month of the year", "month&last month", "month&final month", "month&closing month"),
        re.compile(
            r"\b(?:(?:the|its)\s(?:last|final|closing)\smonth\sof\sthe\syear|the\syear['’]s\s(?:last|final|closing)\smonth)\b",
            re.I,
        ),
        lambda m: PeriodMention("period", m.start(), m.end(), 12, 12),
    ),
    (
        tuple(f"last&{unit} {behind}" for unit in ("year", "month", "quarter") for behind in _BEHIND_LAST),
        re.compile(
            rf"\bthe\slast\s(?:full\s|whole\s)?(?:year|month|quarter)(?=\s(?:{'|'.join(_BEHIND_LAST)})\b)", re.I
        ),
        date,
    ),
]
RUNNING: list[Pattern] = [
    (
        (
            "so&so far",
            "year&to date",
            "year&to-date",
            "since",
            "counting&counting from",
            "cumulative",
            "cumulatively",
            *_OF_THE_YEAR,
        ),
        re.compile(
            r"\b(?=[csty])(?:so\sfar\s(?:this|in\sthe)\syear|the\syear\sso\sfar|(?:this\s)?year[\s-]to[\s-]date|since\s(?:the\s)?(?:start|beginning|turn)\sof\sthe\syear|(?:since|counting\sfrom)\sJanuary|th(?:is|e)\syear['’]s\s(?=arrivals|cumulative|total|haul|tally|intake)|this\syear\s(?=arrivals|cumulative|total)|cumulative(?:ly\b|\s(?=(?:[a-z]+\s){0,2}(?:trade|imports?|exports?|shipments|arrivals|figure|total|tally|volume|value)\b)))",
            re.I,
        ),
        lambda m: PeriodMention("ytd", m.start(), m.end(), year="the" if m[0][:8].lower() == "the year" else None),
    ),
    (
        ("years&years later", "years&years earlier", "years&years before"),
        re.compile(
            rf"(?:(?<=[.;?!]\s)|(?<=\n)|(?<=,\sand\s)|(?<=,\s))(?P<n>{NUMBER})\syears\s(?P<way>later|earlier|before(?=,))\b",
            re.I,
        ),
        years_later,
    ),
    (
        ("year&year after", "year&following year", "year&next year", "year&year later"),
        re.compile(
            r"\b(?:the\s(?P<way>year\safter|following\syear|next\syear)|(?:a|one)\syear\slater)(?=\s?[,.;:]|\s(?:it|they|exports?|imports?|trade|to|and|by|when|saw|brought)\b)",
            re.I,
        ),
        year_after,
    ),
    (
        tuple(
            f"years&{lead} {number} years"
            for lead in ("the", "past", "last", "these", "those")
            for number in COUNTED_YEARS
        ),
        re.compile(
            rf"\b(?:(?:over|in|during|across|for|within)\s)?(?:the|these|those)\s(?:past\s|last\s)?(?P<n>{'|'.join(COUNTED_YEARS)})\syears\b(?!\s(?:ago|earlier|later|before|since|old|to\b|of\s(?:age|decline|growth|losses|falling)))",
            re.I,
        ),
        past_years,
    ),
    (("19&(19", "20&(20"), re.compile(rf"(?<=\()(?P<year>{YEAR})(?=\))"), year_beside),
    (("last&last year",), re.compile(r"\b(?P<year>last\syear)(?=['’]s|\b)", re.I), whole_year),
    (
        (
            "entire&that entire year",
            "whole&that whole year",
            "full&that full year",
            "all&all of that year",
            "whole&whole of that year",
        ),
        re.compile(r"\bthat\s(?:entire|whole|full)\syear\b|\b(?:all|(?:the\s)?whole)\sof\sthat\syear\b", re.I),
        that_year,
    ),
    (
        ("calendar&calendar year",),
        re.compile(r"\b(?:the\s)?(?P<year>(?:past|last|previous)\scalendar\syear)\b", re.I),
        whole_year,
    ),
    (
        ("year&this year", "year&the new year"),
        re.compile(r"\b(?P<year>(?i:this\syear)|[Tt]he\snew\syear)\b"),
        lambda m: PeriodMention("this_year", m.start(), m.end()),
    ),
    (
        ("month&last month",),
        re.compile(
            r"\b(?:said|says|reported|announced|released|published|showed|disclosed|told|issued|revealed)\s(?:\w+\s)?(?P<r>last\smonth)\b",
            re.I,
        ),
        date,
    ),
    (
        ("month&last month", "month&this month"),
        re.compile(r"\b(?P<r>last\smonth|this\smonth)\b", re.I),
        relative_month,
    ),
    (
        ("period", "month", "quarter", "half", "stretch", "span", "year"),
        re.compile(
            r"\b(?=[its])(?:in\sthe\scourse\sof\s)?(?:the|that|this|same)\s(?!(?!latter|former)\w+er\shalf)(?!(?:import|export|western|eastern|northern|southern)\shalf)(?:\w+\s)?(?P<u>period|month|quarter|half|stretch|span|year)\b(?!\s(?:earlier|before|ago)|-end\b|-(?:m|b|tr)illion)",
            re.I,
        ),
        same,
    ),
    (
        ("festival", "year&new year", *(f":&{digit}:" for digit in "0123456789")),
        re.compile(r"\b(?:Spring\sFestival|Lunar\sNew\sYear|New\sYear's\sDay|\d{1,2}:\d\d(?::\d\d)?)\b"),
        date,
    ),
]
