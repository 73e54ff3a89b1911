"""Patterns of comparison bases: "from a year earlier", "than in the same period of 2019", "month on month"."""

from __future__ import annotations

import re

from pipeline.reading.words.months import PeriodMention
from pipeline.reading.words.period_words import NUMBER, YEAR, Pattern, year_of

_SAME_UNIT = r"(?:period|months?|quarters?|half|halves|stretch|stage|point|time|term|span|timeframe|season|interval|part|portion|window|year)"
_LAST_YEAR = rf"(?:last\syear|the\s(?:previous|preceding|prior)\syear|a\syear\s(?:ago|earlier|before|previously)|the\syear\s(?:before|earlier)|(?P<year>{YEAR}))"


def _basis(name: str | None):
    def make(m: re.Match) -> PeriodMention:
        year = m.groupdict().get("year")
        return PeriodMention("basis", m.start(), m.end(), year=year_of(year), basis=None if year else name)

    return make


_BARE_BASIS = r"(?:(?:than|from|over|on|against|versus|vs\.?|compared\s(?:with|to)|relative\sto|above|below)\s(?:that\s|those\s|the\slevels?\s|the\sfigures?\s)?(?:(?:in|of|for|at|from)\s)?)?(?:(?:the|those|its|their)\s)?(?:levels?\s(?:of\s|in\s)?)?"
_SAME = ("same", "corresponding", "comparable", "equivalent", "equal", "year&year-", "like", "matching", "prior")


def _ago(unit: str) -> tuple[str, ...]:
    """What must stand where the unit of time before this one is named."""
    behind = [f"{unit}&{unit} {word}" for word in ("earlier", "ago", "before", "previously", "prior")]
    return *behind, *(f"{word}&{word} {unit}" for word in ("previous", "preceding", "prior"))


def _on(unit: str) -> tuple[str, ...]:
    """What must stand where a unit of time is compared with the one before: "month on month", "on-month"."""
    return tuple(f"{unit}&{word}{joint}{unit}" for word in ("on", "over") for joint in " -")


_CHANGES = ("rise", "increase", "gain", "jump", "leap", "growth", "decline", "decrease", "drop", "fall", "dip", "slump")

BASES: list[Pattern] = [
    (
        tuple(f"{word}&{word}" for word in ("point", "stage")),
        re.compile(
            r"\b(?:last\syear\sat\sth(?:is|e\ssame)\s(?:point|stage)|(?:at|by)\sth(?:is|e\ssame)\s(?:point|stage)\s(?:last\syear|(?:a|one)\syear\s(?:ago|earlier)|of\slast\syear))\b",
            re.I,
        ),
        _basis("yoy"),
    ),
    (
        _SAME,
        re.compile(
            rf"\b(?=[a-cefilmopr-tvy]){_BARE_BASIS}(?:same|corresponding|comparable|equivalent|equal|year-earlier|year-ago|like|matching|prior-year|previous-year)\s(?:{NUMBER}[\s-])?(?:\S+\s)?{_SAME_UNIT}(?:\s(?:(?:of|in|from|as)\s)?{_LAST_YEAR})",
            re.I,
        ),
        _basis("yoy"),
    ),
    (
        _SAME,
        re.compile(
            rf"\b(?=[abcfortv])(?:than|from|on|against|versus|compared\s(?:with|to)|above|below|relative\sto)\s(?:that\s|those\s)?(?:(?:in|of|for)\s)?(?:the\s)?(?:same|corresponding|comparable|equivalent|year-earlier|year-ago|like|prior-year)\s(?:\S+\s)?(?:{_SAME_UNIT}|levels?|figures?|mark)(?!\sof\sthis)",
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
            r"\b(?=[aoy])(?:year[\s-]on[\s-]year|year[\s-]over[\s-]year|yoy|y-o-y|y/y|year[\s-]to[\s-]year|on\sthe\syear|on[\s-]year|on\san?\s(?:annual|yearly|year-on-year)\sbasis|annually)\b",
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
            r"\b(?=[abcfloty1])(?:(?:than|from|over|on|against|above|below|compared\s(?:with|to)|that\sof|those\sof|of|the)\s)*(?:levels?\s(?:of\s)?)?(?:(?:a|one|the)\syear\s(?:earlier|ago|before|previously|prior)|(?:twelve|12)\smonths\s(?:earlier|ago|before)|(?:the\s)?year-(?:earlier|ago)(?:\s(?:period|level|month|figure|mark))?|the\s(?:previous|preceding|prior)\syear(?!'s|’s)(?:\slevels?)?)",
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
            r"\b(?=[abcfiot])(?:(?:than|from|over|on|against|above|below|compared\s(?:with|to)|that\sof|of|in)\s)*(?:(?:a|one|the)\smonth\s(?:earlier|ago|before|previously|prior)|the\s(?:previous|preceding|prior)\smonth(?:['’]s)?(?:\slevels?)?)",
            re.I,
        ),
        _basis("mom"),
    ),
    (
        tuple(f"monthly&monthly {noun}" for noun in _CHANGES),
        re.compile(rf"(?<=\ba\s)monthly(?=\s(?:{'|'.join(_CHANGES)})\b)", re.I),
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
            r"\b(?=[abcfiot])(?:(?:than|from|over|on|against|above|below|compared\s(?:with|to)|that\sof|of|in)\s)*(?:(?:a|one|the)\squarter\s(?:earlier|ago|before)|the\s(?:previous|preceding|prior)\squarter)",
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
]
