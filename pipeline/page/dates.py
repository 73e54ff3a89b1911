"""The day of publication: what the page states, from the surest place to the least sure. No clock, no guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.page.head import Head

_MONTHS = {m: n for n, names in enumerate(("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1) for m in names.split()}
_MONTH = r"(?P<{0}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_FORMS = re.compile(
    r"(?<!\d)(?:"
    r"(?P<y1>(?:19|20)\d\d)(?P<sep>[-/.]|\s?年\s?)(?P<m1>\d{1,2})(?:(?P=sep)|\s?月\s?)(?P<d1>\d{1,2})(?!\d)"
    rf"|{_MONTH.format('m2')}\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<y2>(?:19|20)\d\d)(?!\d)"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH.format('m3')}[\s,-]*(?P<y3>(?:19|20)\d\d)(?!\d)"
    r"|(?P<a>\d{1,2})(?P<sep4>[-/.])(?P<b>\d{1,2})(?P=sep4)(?P<y4>(?:19|20)\d\d)(?!\d)"
    r"|(?P<y5>[〇零○一二三四五六七八九]{4})年(?P<m5>[一二三四五六七八九十]{1,2})月(?P<d5>[一二三四五六七八九十]{1,3})日"
    r")",
    re.I,
)
_COMPACT = re.compile(r"^\s*((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{4,6})?\s*$")
_UTC = re.compile(r"T[\d:.]+(?:Z|[+-]00:?00)$")
_PUBLISHED = ("article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished", "og:release_date", "bytedance:published_time", "publishdate", "publish-date", "publish_date", "publishtime", "publish_time", "pubdate", "pub_date", "publicationdate", "publication_date", "published", "published_time", "published-date", "releasedate", "release_date", "firstpublishedtime", "firstpublishdate", "dc.date.issued", "dcterms.issued", "dc.date.published", "citation_publication_date", "citation_date", "citation_online_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "ptime", "shenma:pubdate", "weibo:article:create_at", "article:create_at", "originalpublicationdate", "displaydate", "rnews:datepublished", "dcterms.date", "dc.date", "dc.date.created", "dcterms.created", "datecreated", "article.created", "article_date_original", "article.published", "date", "pagedate", "createdate", "create_time", "dc.date.submitted")
_MODIFIED = ("og:updated_time", "article:modified_time", "datemodified", "lastmod", "last-modified", "modified", "dc.date.modified", "dcterms.modified", "updated", "updatetime")
_LABEL = re.compile(
    r"(?P<published>(?:first\s+)?(?:published|posted|released?|issued|created)(?:\s+(?:on|at|date|time))?|(?:release|publish(?:ing|ed)?|publication|post|pub)[\s-]*(?:date|time)|pub\s?date|date\s+of\s+(?:publication|release)"
    r"|发布时间|发布日期|发布于|发表于|发文日期|成文日期|发表时间|发稿时间|上传时间|公布日期|生成日期)"
    r"|(?P<plain>\b(?:date|time)\b|日期|时间)"
    r"|(?P<updated>(?:last\s+)?(?:updated?|modified|revised)(?:\s+(?:on|at|date|time))?|更新时间|更新日期|更新于|修改时间)",
    re.I,
)
_URL_DATES = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)[/_-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)/(\d\d)-?(\d\d)(?!\d)"),
    re.compile(r"(?<![0-9])t?((?:19|20)\d\d)(\d\d)(\d\d)(?=[_/.-]|$)"),
)
_DATELINE = re.compile(rf"^\W{{0,3}}[A-Z][\w.'’ ,/()-]{{1,60}}?,\s*{_MONTH.format('m')}\s*(?P<d>\d{{1,2}})\b(?!\s*,?\s*\d{{4}})", re.I)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_COPYRIGHT = re.compile(r"(?:©|copyright|\(c\)|版权所有)[^\d]{0,40}(?:(?:19|20)\d\d\s*[-–—~至]\s*)?((?:19|20)\d\d)(?!\d)", re.I)
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text; two where its day and month could be read either way."""

    dates: tuple[date, ...]
    start: int
    end: int


def find(text: str) -> list[Found]:
    """The full dates in a text, in order. A year of two digits makes no date.

    >>> [str(f.dates[0]) for f in find("Updated: 10-22-2024; 15:18, October 28, 2022; 10 Sep 2024; 二〇一三年十二月二十四日")]
    ['2024-10-22', '2022-10-28', '2024-09-10', '2013-12-24']
    >>> [len(f.dates) for f in find("09-10-2024")], find("22-10-24")
    ([2], [])
    """
    found = []
    for match in _FORMS.finditer(text):
        dates = tuple(dict.fromkeys(_readings(match)))
        if dates:
            found.append(Found(dates, match.start(), match.end()))
    return found


def _readings(match: re.Match[str]) -> Iterator[date]:
    part = match.groupdict()
    if part["y1"]:
        orders = [(part["y1"], part["m1"], part["d1"])]
    elif part["y2"]:
        orders = [(part["y2"], _MONTHS[part["m2"].lower()], part["d2"])]
    elif part["y3"]:
        orders = [(part["y3"], _MONTHS[part["m3"].lower()], part["d3"])]
    elif part["y4"]:
        orders = [(part["y4"], part["a"], part["b"]), (part["y4"], part["b"], part["a"])]
    else:
        orders = [("".join(str(_DIGITS[c]) for c in part["y5"]), _han(part["m5"]), _han(part["d5"]))]
    for order in orders:
        day = _day(*order)
        if day:
            yield day


def _han(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS[tens] if tens else 1 if ten else 0) * 10 + (_DIGITS[ones] if ones else 0) if len(tens) < 2 and len(ones) < 2 else 0


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def stamp(text: str) -> date | None:
    """The one day that a machine-written value names, None where it names none or could name two.

    >>> str(stamp("20240910")), str(stamp("2021-08-04T01:35:12+00:00")), stamp("05/06/2024")
    ('2024-09-10', '2021-08-04', None)
    """
    compact = _COMPACT.match(text)
    if compact:
        return _day(*compact.groups())
    found = find(text[:100])
    return found[0].dates[0] if found and len(found[0].dates) == 1 else None


def in_url(url: str) -> date | None:
    """The day in an address's path.

    >>> str(in_url("https://a.example/n/202003/19/WS5e73.html")), str(in_url("/xj/202211/t20221111_88120.html"))
    ('2020-03-19', '2022-11-11')
    """
    path = re.sub(r"^[a-z]+://[^/]*", "", url.lower()).partition("?")[0]
    return next((day for form in _URL_DATES for m in form.finditer(path) if (day := _day(*m.groups()))), None)


@dataclass(frozen=True, slots=True)
class Lines:
    """Texts of a page where a date may stand: lines about the headline, the ``time`` elements there, the article, the rest."""

    near: tuple[str, ...]
    times: tuple[tuple[str, bool], ...]  # value, whether it is a time of change
    article: tuple[str, ...]
    after: tuple[str, ...]


def published(head: Head, lines: Lines, urls: Iterable[str]) -> tuple[date, str] | None:
    """The day of publication and where it was found; None where the page leaves it open."""
    urls = [*urls]
    shown = visible(lines.near)
    for name in _PUBLISHED:
        for value in head.meta.get(name, ()):
            day = stamp(value)
            if day:
                return _local(day, value, shown, lines), f"meta {name}"
    for key in ("datePublished", "dateCreated", "uploadDate"):
        for value in head.linked_values(key):
            day = stamp(value)
            if day:
                return _local(day, value, shown, lines), f"JSON-LD {key}"
    for value, changed in lines.times:
        day = stamp(value)
        if day and not changed:
            return _local(day, value, shown, lines), "time element"
    address = next((day for url in urls if (day := in_url(url))), None)
    for text, where in ((lines.near, "visible line"), (lines.after, "line after the article")):
        choice = visible(text, labelled=text is lines.after)
        if choice:
            days, label = choice
            day = _settle(days, address, lines)
            if day:
                return day, f"{where}{label}"
    if address:
        return address, "address"
    for name in _MODIFIED:
        day = stamp(head.first(name) or "")
        if day:
            return day, f"meta {name}"
    for value in head.linked_values("dateModified"):
        day = stamp(value)
        if day:
            return day, "JSON-LD dateModified"
    for value, _ in lines.times:
        day = stamp(value)
        if day:
            return day, "time element (changed)"
    return _from_dateline(lines, urls)


def _local(day: date, value: str, shown: tuple[tuple[date, ...], str] | None, lines: Lines) -> date:
    """The day as the page shows it where the stamp is in universal time and the two are a day apart."""
    if not _UTC.search(value.strip()):
        return day
    days = [d for v, changed in lines.times if not changed and not _UTC.search(v.strip()) and (d := stamp(v))]
    days += [shown[0][0]] if shown and len(shown[0]) == 1 and "updated" not in shown[1] else []
    return next((d for d in days if abs((d - day).days) == 1), day)


def visible(lines: Iterable[str], labelled: bool = False) -> tuple[tuple[date, ...], str] | None:
    """The date that lines about an article show: one labelled as publication first, then one without, then an update."""
    best: tuple[int, tuple[date, ...], str] | None = None
    for line in lines:
        end = 0
        for found in find(line):
            label = None
            for label in _LABEL.finditer(line, end, found.start):  # noqa: B007  the last one before the date
                pass
            end = found.end
            kind = label.lastgroup if label else None
            if labelled and kind is None:
                continue
            rank = {"published": 0, "plain": 1, None: 2, "updated": 3}[kind]
            if best is None or rank < best[0]:
                best = (rank, found.dates, f" ({kind})" if kind in ("published", "updated") else "")
    return best and (best[1], best[2])


def _settle(days: tuple[date, ...], address: date | None, lines: Lines) -> date | None:
    """The one reading of a date such as 09-10-2024 that something else on the page bears out."""
    if len(days) == 1:
        return days[0]
    sure = {f.dates[0] for line in (*lines.near, *lines.article) for f in find(line) if len(f.dates) == 1} | {address}
    agreed = [d for d in days if d in sure]
    if len(agreed) == 1:
        return agreed[0]
    text = " ".join(lines.article)
    named = [d for d in days if _names_day(text, d)]
    return named[0] if len(named) == 1 else None


def _names_day(text: str, day: date) -> bool:
    """Whether a text speaks of the day, or of one of the three before it, by month and number."""
    for match in re.finditer(rf"{_MONTH.format('m')}\s*(?P<d>\d{{1,2}})\b", text, re.I):
        spoken = _day(day.year, _MONTHS[match["m"].lower()], match["d"])
        if spoken and 0 <= (day - spoken).days <= 3:
            return True
    return False


def _from_dateline(lines: Lines, urls: list[str]) -> tuple[date, str] | None:
    """KUNMING, Oct. 20: the day from the dateline, the year from the address, a full date in the article or the imprint."""
    match = next((m for line in lines.article[:3] if (m := _DATELINE.match(line))), None)
    if match is None:
        return None
    month, number = _MONTHS[match["m"].lower()], match["d"]
    years = [(int(y), "address") for url in urls for y in _YEAR.findall(url)]
    for line in lines.article:
        for found in find(line):
            if len(found.dates) == 1:
                day = _day(found.dates[0].year, month, number)
                if day and 0 <= (day - found.dates[0]).days <= 60:
                    years.append((day.year, "date in the article"))
    years += [(int(y), "imprint") for line in lines.after for y in _COPYRIGHT.findall(line)]
    for year, whence in years:
        day = _day(year, month, number)
        if day:
            return day, f"dateline, year from {whence}"
    return None
