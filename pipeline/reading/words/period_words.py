"""Words and pieces of patterns of which the naming of months, quarters, halves and years is made."""

from __future__ import annotations

import re

# Each with what its matches cannot do without, so that most patterns need not run at all: a whole word (or a sign, or the
# digits of a century) in lower case, and behind an "&" a string that must stand in the text as well. One key has to hold. Patterns that
# often run look for the first letter of what they match before anything else: "(?=[its])".
Pattern = tuple[tuple[str, ...], re.Pattern, object]
_MONTHS = {
    m: i for i, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
COUNTS = {
    w: i
    for i, w in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
# By each form of a month's name, in lower case, the three letters with which all of them begin.
MONTH_FORMS = {
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
# In capitals too ("JAN-OCT 2012"), but for what is a verb there.
_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_IN_CAPITALS = _FULL.upper().replace("|MAY", ""), _SHORT.upper()
# The first letters first: most words begin with none of them, and need not be held against every name.
MONTH = rf"(?=[ADFJMNOS])(?:(?:{_FULL}|{_IN_CAPITALS[0]})\b|(?:{_SHORT}|{_IN_CAPITALS[1]})\b\.?)"
NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
# Behind a month, no day of it: not "to March 5", but "From January to September 47.26 million notebooks were exported".
NO_AMOUNT = r"(?![.,]\d|%|\s(?:thousand|million|billion|trillion|percent|per\scent)\b)"
NO_DAY = rf"(?!\s(?:[12]?\d|3[01])(?:st|nd|rd|th)?\b{NO_AMOUNT})"
YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
WHEN = rf"(?:,?\s(?:of\s|in\s)?(?:(?:the\s)?year\s(?={YEAR}))?(?P<year>{YEAR}(?!\d)|this\syear|last\syear|the\s(?:previous|same|current|preceding)\syear|the\syear|that\syear)(?!-))?"

SHORT_YEAR = r"(?:\s?['’]|)(?P<short>\d\d)\b"  # "Q1'24", "1H24"


def month_of(text: str) -> int:
    """The number of a month."""
    return _MONTHS[text[:3].lower()]


def count_of(text: str) -> int:
    """The number that a numeral or a word for one means."""
    return COUNTS.get(text.lower()) or int(text)


def year_of(text: str | None) -> int | str | None:
    """The year named, or "this", "last" or "the" where a word stands for it; None where none is named."""
    if text is None:
        return None
    if text[:2].isdigit():
        return int(text)
    low = text.lower()
    if any(word in low for word in ("last", "past", "previous", "preceding")):
        return "last"
    return "this" if "this" in low or "current" in low else "the"
