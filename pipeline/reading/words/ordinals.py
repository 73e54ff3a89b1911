"""Quarters and halves of a year that are named by their ordinals alone, or several in a row."""

from __future__ import annotations

import re

from pipeline.reading.words.months import PeriodMention
from pipeline.reading.words.period_words import NUMBER, count_of
from pipeline.reading.words.telling import TOLD

PLACES: dict[str, int] = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": 4,
    "final": 4,
}
_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_UNIT = re.compile(r"\b(?:(?P<quarter>quarters?|Q[1-4])|half|halves)\b", re.I)
# "Two different quarters make up Fujian's first half."
_SEVERAL = re.compile(r"(?<!\bthree\s)(?<!\bfirst\stwo\s)\b(?:(?P<quarter>quarters)|halves)\b", re.I)
# "In the first, second and third quarters of 2014" names three.
_LISTED = re.compile(
    rf"\b{_ORDINAL}(?:(?:,|,?\s(?:and|or))\s(?:in\s)?(?:the\s)?{_ORDINAL})+[\s-](?P<unit>quarters?|halves|half)\b(?:,?\s(?:of\s|in\s)?(?P<year>(?:19|20)\d\d)\b)?",
    re.I,
)
_EACH = re.compile(rf"\b(?P<q>{_ORDINAL})\b", re.I)
# What stands behind an ordinal whose noun is left out.
_TOLD = "|".join(sorted(TOLD))
_ENDS = rf"(?=\s?[,.;:()]|\s(?:(?:and|but|by|or|had|saw|brought|at|it|they|as|{_TOLD})\b|of\s(?:about\s|some\s|nearly\s)?[\d$¥€RU]|[\d$¥€])|\s?$)"
# "40 billion in the first quarter and 49 billion in the second": the unit is said once.
_ALONE = re.compile(
    rf"(?:\b(?:in|during|than|above|below|over|on|from|after|beat|beats|by|of|topped)\s(?P<a>the\s(?:{_ORDINAL}|last|final)(?:\sone)?)|\b(?P<b>(?:a|the)\s(?:{_ORDINAL}|last|final)\sone))"
    rf"{_ENDS}"
    # "The first quarter brought 20.6 billion yuan and the second 24.3 billion"
    rf"|(?:\b(?:and|while|but)\s|[,;]\s|(?<=[.!?,;]\s)|^)(?P<c>the\s(?:{_ORDINAL}|last|final))(?=\s(?:had|saw|brought|yielded|made|did|{_TOLD}|an?|about|some|nearly|US|RMB)\b|,?\s(?:with\s|at\s)?(?:US|RMB\s)?[\d$¥€])"
    # "The first quarter had shown growth of 60 percent, the second of 30 percent": only of quarters that are told one by one
    rf"|(?:\b(?:and|while|but)\s|[,;]\s|(?<=[.!?,;]\s)|^)(?P<d>the\s(?:{_ORDINAL}|last|final))(?=\s(?:showed|posted|recorded|registered|gave|delivered|fell|rose|grew|shrank|jumped|dipped|slowed|ended|closed|turned|managed|reached|one\sof)\b|\s(?:of|by|up|down)\s[\d$¥€])",
    re.I,
)
# "24.9 percent in the first ten months, from 26.2 percent in the first nine".
_MONTHS_ALONE = re.compile(
    rf"\b(?:in|during|than|above|below|over|on|from|after|beat|by|of|for|topped)\s(?P<a>the\sfirst\s(?P<n>{NUMBER})){_ENDS}",
    re.I,
)
_MONTHS_NAMED = re.compile(r"\bfirst\s\w+\smonths\b", re.I)


def listed(text: str, start: int, end: int) -> list[PeriodMention]:
    """The members of lists such as "the first and second quarters", each a mention of its own.

    >>> text = "Trade was 5.8, 6.6 and 7.0 trillion in the first, second and third quarter."
    >>> [(m.first, m.last) for m in listed(text, 0, len(text))]
    [(1, 3), (4, 6), (7, 9)]
    """
    found = []
    for match in _LISTED.finditer(text, start, end):
        size = 6 if match["unit"].lower().startswith("hal") else 3
        year = int(match["year"]) if match["year"] else None
        members = list(_EACH.finditer(text, match.start(), match.end()))
        for member in members:
            place = PLACES[member["q"].lower()]
            stop = match.end() if member is members[-1] else member.end()
            found.append(PeriodMention("period", member.start(), stop, (place - 1) * size + 1, place * size, year))
    return found


def alone(text: str, start: int, end: int) -> list[PeriodMention]:
    """Ordinals whose unit stands elsewhere in the sentence, or in the one before it in the paragraph.

    >>> text = "The first quarter brought 40 billion yuan, and in the second, 49 billion."
    >>> [(text[m.start:m.end], m.first, m.last) for m in alone(text, 0, len(text))]
    [('the second', 4, 6)]
    """
    found = []
    paragraph = text.rfind("\n", 0, start) + 1
    units = list(_UNIT.finditer(text, max(paragraph, start - 120), end))
    for match in _ALONE.finditer(text, start, end) if units else ():
        said = units[-1].start() >= start
        size = 3 if ((not said and _SEVERAL.search(text, units[0].start(), start)) or units[-1])["quarter"] else 6
        group = next(g for g in "abcd" if match[g])
        if group == "d" and units[-1].group().lower() != "quarter":
            continue
        words = match[group].lower().split()
        place = min(PLACES[words[1]], 12 // size)
        found.append(
            PeriodMention("period", match.start(group), match.end(group), (place - 1) * size + 1, place * size)
        )
    return found + _months_alone(text, start, end)


def _months_alone(text: str, start: int, end: int) -> list[PeriodMention]:
    """The first months of a year where the sentence says "months" of others.

    >>> text = "It slowed to 24.9 percent in the first ten months from 26.2 percent in the first nine."
    >>> [(text[m.start:m.end], m.first, m.last) for m in _months_alone(text, 0, len(text))]
    [('the first nine', 1, 9)]
    """
    low = text[start:end].lower()
    if low.count("first") < 2 or "months" not in low or _MONTHS_NAMED.search(text, start, end) is None:
        return []
    return [
        PeriodMention("period", match.start("a"), match.end("a"), 1, count_of(match["n"]))
        for match in _MONTHS_ALONE.finditer(text, start, end)
    ]
