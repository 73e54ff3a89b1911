"""The day of publication: what the page states, from the surest place to the least sure. No clock, no guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.page.datetext import (
    DAY_ALONE,
    DAY_MONTH,
    MONTH_DAY,
    MONTH_NAMES,
    WIRED,
    day_of,
    find,
    in_url,
    is_stamp,
    month_number,
    stamp,
)
from pipeline.page.furniture import words
from pipeline.page.head import Head
from pipeline.page.text import squeeze

_UTC = re.compile(r"T[\d:.]+(?:Z|[+-]00:?00)$")
_LABEL = re.compile(
    r"(?P<published>(?:first\s+)?(?:published|posted|released?|issued|created)(?:\s+(?:on|at|date|time))?"
    r"|(?:release|publish(?:ing|ed)?|publication|post|pub)[\s-]*(?:date|time)|date\s+of\s+(?:publication|release)"
    r"|发布时间|发布日期|发布于|发表于|发文日期|成文日期|发表时间|发稿时间|上传时间|公布日期|生成日期)"
    r"|(?P<plain>\b(?:date|time)\b|日期|时间)"
    r"|(?P<updated>(?:last\s+)?(?:updated?|modified|revised)(?:\s+(?:on|at|date|time))?|更新时间|更新日期|更新于|修改时间)",
    re.I,
)
_LABEL_REACH = 30  # characters between the start of a label and its date
_DATELINE = re.compile(r"\W{0,3}[A-Z][\w.'’ ,/()-]{1,60}?,\s*$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_COPYRIGHT = re.compile(
    r"(?:©|copyright|\(c\)|版权所有)\D{0,40}(?:(?:19|20)\d\d\s*[-–—~至]\s*)?((?:19|20)\d\d)(?!\d)", re.I
)

Days = tuple[date, ...]  # the readings of one printed date: none, one, or two where day and month could change places


@dataclass(frozen=True, slots=True)
class Lines:
    """Texts of a page where a date may stand: lines under the headline and above it, values of ``time`` elements with
    whether they are of a change, and the end of the page as it stands there."""

    near: tuple[str, ...]
    above: tuple[str, ...]
    times: tuple[tuple[str, bool], ...]
    ending: str

    @property
    def tail(self) -> str:
        return squeeze(self.ending)


def published(
    head: Head, lines: Lines, article: Sequence[str], urls: Iterable[str], page: str
) -> tuple[date, str] | None:
    """The day of publication and where it was found; None where the page leaves it open.

    ``article`` is the article's blocks, ``urls`` the addresses that the page is known by, ``page`` its HTML, for the search
    of last resort.
    """
    urls = [*urls]
    address = next((day for url in urls if (day := in_url(url))), None)
    shown = visible(lines.near)
    for days, where in _candidates(head, lines, shown, address):
        day = _settle(days, [*lines.near, *article], address)
        if day:
            return day, where
    return _from_dateline(lines, article, urls) or _searched(page)


def _candidates(
    head: Head, lines: Lines, shown: tuple[Days, str] | None, address: date | None
) -> Iterator[tuple[Days, str]]:
    """Dates and where they were found, the surest first."""
    for name in words("dates", "published"):
        for value in head.meta.get(name, ()):
            yield _local(stamp(value), value, shown, lines), f"meta {name}"
    for key in ("datePublished", "dateCreated", "uploadDate"):
        for value in head.linked_values(key):
            yield _local(stamp(value), value, shown, lines), f"JSON-LD {key}"
    for value, changed in lines.times:
        if not changed:
            yield _local(stamp(value), value, shown, lines), "time element"
    for choice, where in ((shown, "line at the headline"), (visible(lines.above), "line above the headline")):
        if choice:
            yield choice[0], f"{where}{choice[1]}"
    if address:
        yield (address,), "address"
    if choice := visible([lines.tail], labelled=True):
        yield choice[0], f"line at the end{choice[1]}"
    for name in words("dates", "modified"):
        for value in head.meta.get(name, ()):
            yield stamp(value), f"meta {name}"
    for value in head.linked_values("dateModified"):
        yield stamp(value), "JSON-LD dateModified"
    for value, _ in lines.times:
        yield stamp(value), "time element (changed)"
    # 桂海时报数字报-2024年09月19日-第05版: an e-paper has its day nowhere else
    if len(dated := list(find(head.title))) == 1:
        yield dated[0].dates, "title element"


def _local(days: Days, value: str, shown: tuple[Days, str] | None, lines: Lines) -> Days:
    """The day as the page shows it where the stamp is in universal time and the two are a day apart."""
    if len(days) != 1 or not _UTC.search(value.strip()):
        return days
    others = [stamp(v) for v, changed in lines.times if not changed and not _UTC.search(v.strip())]
    if shown and "updated" not in shown[1]:
        others.append(shown[0])
    return next((other for other in others if len(other) == 1 and abs((other[0] - days[0]).days) == 1), days)


def visible(lines: Iterable[str], labelled: bool = False) -> tuple[Days, str] | None:
    """The date that lines about an article show, and its label: one of publication first, then a line that is a date
    and little else, then an update. ``labelled``: a date without a label does not count.

    >>> visible(["By Ma Yulan", "Posted on April 21, 2020 | Updated: 2020-04-23"])
    ((datetime.date(2020, 4, 21),), ' (published)')
    """
    best: tuple[int, Days, str] | None = None
    for line in lines:
        end = 0
        for found in find(line):
            label = None
            for label in _LABEL.finditer(line, max(end, found.start - _LABEL_REACH), found.start):  # noqa: B007
                pass  # the last one before the date
            end = found.end
            kind = label.lastgroup if label else None
            if kind is None and (labelled or not is_stamp(line)):
                continue
            rank = {"published": 0, "plain": 1, None: 2, "updated": 3}[kind]
            if best is None or rank < best[0]:
                best = (rank, found.dates, f" ({kind})" if kind in ("published", "updated") else "")
    return best and (best[1], best[2])


def _settle(days: Days, texts: Sequence[str], address: date | None) -> date | None:
    """The one reading of a date such as 09-10-2024 that something else on the page bears out."""
    if len(days) < 2:
        return days[0] if days else None
    sure = {found.dates[0] for text in texts for found in find(text) if len(found.dates) == 1} | {address}
    agreed = [day for day in days if day in sure] or [day for day in days if _speaks_of(" ".join(texts), day)]
    return agreed[0] if len(agreed) == 1 else None


def _speaks_of(text: str, day: date) -> bool:
    """Whether a text names the day, or one of the three before it, by month and number."""
    named = (day_of(day.year, month_number(m["month"]), m["day"]) for m in MONTH_DAY.finditer(text))
    return any(spoken and 0 <= (day - spoken).days <= 3 for spoken in named)


def _from_dateline(lines: Lines, article: Sequence[str], urls: list[str]) -> tuple[date, str] | None:
    """KUNMING, Oct. 20, 重庆9月18日电: the day from the dateline, the year from the address, a full date in the article or the imprint."""
    match, where = _in_dateline(article), "dateline"
    if match is None:
        match, where = _beside_headline(lines), "line at the headline"
    if match is None:
        return None
    month, number = month_number(match["month"]), match["day"]
    for year, whence in _years_for(month, number, lines, article, urls):
        if (day := day_of(year, month, number)) is not None:
            return day, f"{where}, year from {whence}"
    return None


def _in_dateline(article: Sequence[str]) -> re.Match[str] | None:
    """The month and day in the dateline that one of the first blocks opens with."""
    for text in article[:_OPENING]:
        for form in (MONTH_DAY, DAY_MONTH):
            found = form.search(text[:90])
            if found is not None and _DATELINE.match(text[: found.start()]):
                return found
    return next((m for text in article[:_OPENING] if (m := WIRED.match(text))), None)


def _beside_headline(lines: Lines) -> re.Match[str] | None:
    """The month and day that a line at the headline is, if it is little else."""
    stamps = [line for line in lines.near if is_stamp(line)]
    return next((m for line in stamps if (m := DAY_ALONE.search(line) or MONTH_DAY.search(line))), None)


def _years_for(
    month: int, number: str, lines: Lines, article: Sequence[str], urls: list[str]
) -> Iterator[tuple[int, str]]:
    """The years that a day without one can be of, each with where it was found, the surest first."""
    for url in urls:
        for year in _YEAR.findall(url):
            yield int(year), "address"
    for found in (f for text in article for f in find(text) if len(f.dates) == 1):
        day = day_of(found.dates[0].year, month, number)
        if day and 0 <= (day - found.dates[0]).days <= 60:
            yield day.year, "a date in the article"
    for year in _COPYRIGHT.findall(lines.tail):
        yield int(year), "imprint"
    if (year := _year_told(article[:_OPENING], month)) is not None:
        yield year, "the months told of"


_OPENING = 4  # blocks
_MONTHS_TOLD = re.compile(r"(?<![\d月])(\d{1,2})\s?个?月(?!\d)|\b(" + "|".join(MONTH_NAMES) + r")[a-z]*\b", re.I)


def _year_told(opening: Sequence[str], month: int) -> int | None:
    """The year of a day in ``month`` that comes right after the months that the opening of an article tells of: the last one named, or
    the next where those months are of the year before.

    >>> _year_told(["2025年前8个月，宁波进出口9688.2亿元。"], 9), _year_told(["Trade grew 3% in December, and 5% in the whole of 2024."], 1)
    (2025, 2025)
    """
    text = " ".join(opening)
    named = [int(year) for year in _YEAR.findall(text)]
    if not named:
        return None
    told = [month_number(m[1] or m[2]) for m in _MONTHS_TOLD.finditer(text)]
    return max(named) + (month <= _SOON and (not told or max(told) > month))


_SOON = 3  # months of a new year in which the one before is told of


def _searched(page: str) -> tuple[date, str] | None:
    """What htmldate finds in the page's markup; its extensive search, which guesses from any number, stays off."""
    from htmldate import find_date

    found = find_date(page, extensive_search=False, original_date=True, outputformat="%Y-%m-%d", max_date="2100-01-01")
    return (date.fromisoformat(found), "htmldate") if found else None
