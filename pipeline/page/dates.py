"""The day of publication: what the page states, from the surest place to the least sure. No clock, no guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.page.head import Head

_MONTHS = {
    m: n
    for n, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for m in names.split()
}
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
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "og:release_date",
    "bytedance:published_time",
    "publishdate",
    "publish-date",
    "publish_date",
    "publishtime",
    "publish_time",
    "pubdate",
    "pub_date",
    "publicationdate",
    "publication_date",
    "published",
    "published_time",
    "published-date",
    "releasedate",
    "release_date",
    "firstpublishedtime",
    "firstpublishdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.published",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "ptime",
    "shenma:pubdate",
    "weibo:article:create_at",
    "article:create_at",
    "originalpublicationdate",
    "displaydate",
    "rnews:datepublished",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "dcterms.created",
    "datecreated",
    "article.created",
    "article_date_original",
    "article.published",
    "date",
    "pagedate",
    "createdate",
    "create_time",
    "dc.date.submitted",
)
_MODIFIED = (
    "og:updated_time",
    "article:modified_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "modified",
    "dc.date.modified",
    "dcterms.modified",
    "updated",
    "updatetime",
)
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
_DATELINE = re.compile(
    rf"^\W{{0,3}}[A-Z][\w.'’ ,/()-]{{1,60}}?,\s*{_MONTH.format('m')}\s*(?P<d>\d{{1,2}})\b(?!\s*,?\s*\d{{4}})", re.I
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_COPYRIGHT = re.compile(
    r"(?:©|copyright|\(c\)|版权所有)[^\d]{0,40}(?:(?:19|20)\d\d\s*[-–—~至]\s*)?((?:19|20)\d\d)(?!\d)", re.I
)
_SENTENCE_END = re.compile(r"[.!?。！？]['\"”’)）]*$")
_DAY = re.compile(
    rf"{_MONTH.format('m')}\s*\d{{1,2}}\b|\b\d{{1,2}}\s+{_MONTH.format('n')}|(?<!\d)\d{{1,2}}-\d{{1,2}}(?=\s+\d{{1,2}}:\d\d)|\d{{1,2}}月\d{{1,2}}日",
    re.I,
)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]m)?|\d+\s*min(?:ute)?s?(?: read)?", re.I)
_ABOUT = re.compile(
    r"%|\b(?:table|figure|to|until|percent|billion|million|trillion|yuan|up|down|as of)\b|表\s*\d|截至|亿|万", re.I
)
_READING_TIME = re.compile(r"\d+\s*min(?:ute)?s?(?: read)?", re.I)
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
    return (
        (_DIGITS[tens] if tens else 1 if ten else 0) * 10 + (_DIGITS[ones] if ones else 0)
        if len(tens) < 2 and len(ones) < 2
        else 0
    )


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def stamp(text: str) -> tuple[date, ...]:
    """The day that a machine-written value names: none, one, or two where day and month could be read either way.

    >>> [[str(day) for day in stamp(text)] for text in ("20240910", "2021-08-04T01:35:12+00:00", "05/06/2024", "now")]
    [['2024-09-10'], ['2021-08-04'], ['2024-05-06', '2024-06-05'], []]
    """
    compact = _COMPACT.match(text)
    if compact:
        day = _day(*compact.groups())
        return (day,) if day else ()
    found = find(text[:100])
    return found[0].dates if found else ()


def is_stamp(line: str) -> bool:
    """Whether a line is a date with at most a source and a name beside it.

    >>> is_stamp("Western Economic Online) 15:18, October 28, 2022"), is_stamp("Tamsin Oduya • 26 March 2024 • 3 min")
    (True, True)
    >>> is_stamp("Table 1. Exports, 1 January to 30 June 2024"), is_stamp("Exports rose on October 28, 2022.")
    (False, False)
    """
    if len(line) > 160 or _SENTENCE_END.search(line):
        return False
    found = find(line)
    spans = [(f.start, f.end) for f in found] or [m.span() for m in _DAY.finditer(line)]
    if not spans:
        return _READING_TIME.fullmatch(line) is not None
    rest = line[: spans[0][0]] + line[spans[-1][1] :]
    if not found and len(rest.split()) > 6:
        return False
    rest = _CLOCK.sub(" ", rest)
    return not _ABOUT.search(rest) and len(rest.split()) <= 14 and len(rest) <= 100


def in_url(url: str) -> date | None:
    """The day in an address's path.

    >>> str(in_url("https://a.example/n/202003/19/WS5e73.html")), str(in_url("/xj/202211/t20221111_88120.html"))
    ('2020-03-19', '2022-11-11')
    """
    path = re.sub(r"^[a-z]+://[^/]*", "", url.lower()).partition("?")[0]
    return next((day for form in _URL_DATES for m in form.finditer(path) if (day := _day(*m.groups()))), None)


@dataclass(frozen=True, slots=True)
class Lines:
    """Texts of a page where a date may stand: lines under the headline and above it, values of ``time`` elements with
    whether they are of a change, and the end of the page."""

    near: tuple[str, ...]
    above: tuple[str, ...]
    times: tuple[tuple[str, bool], ...]
    tail: str


def published(head: Head, lines: Lines, article: Sequence[str], urls: Iterable[str]) -> tuple[date, str] | None:
    """The day of publication and where it was found; None where the page leaves it open. ``article`` is the article's
    blocks, ``urls`` the addresses that the page is known by."""
    urls = [*urls]
    address = next((day for url in urls if (day := in_url(url))), None)
    shown = visible(lines.near)
    for days, where in _candidates(head, lines, shown, address):
        day = _settle(days, [*lines.near, *article], address)
        if day:
            return day, where
    return _from_dateline(lines, article, urls)


def _candidates(
    head: Head, lines: Lines, shown: tuple[tuple[date, ...], str] | None, address: date | None
) -> Iterator[tuple[tuple[date, ...], str]]:
    """Dates and where they were found, the surest first."""
    for name in _PUBLISHED:
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
    for name in _MODIFIED:
        for value in head.meta.get(name, ()):
            yield stamp(value), f"meta {name}"
    for value in head.linked_values("dateModified"):
        yield stamp(value), "JSON-LD dateModified"
    for value, _ in lines.times:
        yield stamp(value), "time element (changed)"


def _local(
    days: tuple[date, ...], value: str, shown: tuple[tuple[date, ...], str] | None, lines: Lines
) -> tuple[date, ...]:
    """The day as the page shows it where the stamp is in universal time and the two are a day apart."""
    if len(days) != 1 or not _UTC.search(value.strip()):
        return days
    others = [stamp(v) for v, changed in lines.times if not changed and not _UTC.search(v.strip())]
    if shown and "updated" not in shown[1]:
        others.append(shown[0])
    return next((other for other in others if len(other) == 1 and abs((other[0] - days[0]).days) == 1), days)


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
            if (labelled and kind is None) or (kind is None and not is_stamp(line)):
                continue
            rank = {"published": 0, "plain": 1, None: 2, "updated": 3}[kind]
            if best is None or rank < best[0]:
                best = (rank, found.dates, f" ({kind})" if kind in ("published", "updated") else "")
    return best and (best[1], best[2])


def _settle(days: tuple[date, ...], texts: Sequence[str], address: date | None) -> date | None:
    """The one reading of a date such as 09-10-2024 that something else on the page bears out."""
    if len(days) < 2:
        return days[0] if days else None
    sure = {found.dates[0] for text in texts for found in find(text) if len(found.dates) == 1} | {address}
    agreed = [day for day in days if day in sure] or [day for day in days if _names_day(" ".join(texts), day)]
    return agreed[0] if len(agreed) == 1 else None


def _names_day(text: str, day: date) -> bool:
    """Whether a text speaks of the day, or of one of the three before it, by month and number."""
    for match in re.finditer(rf"{_MONTH.format('m')}\s*(?P<d>\d{{1,2}})\b", text, re.I):
        spoken = _day(day.year, _MONTHS[match["m"].lower()], match["d"])
        if spoken and 0 <= (day - spoken).days <= 3:
            return True
    return False


def _from_dateline(lines: Lines, article: Sequence[str], urls: list[str]) -> tuple[date, str] | None:
    """KUNMING, Oct. 20: the day from the dateline, the year from the address, a full date in the article or the imprint."""
    match = next((m for text in article[:4] if (m := _DATELINE.match(text))), None)
    if match is None:
        return None
    month, number = _MONTHS[match["m"].lower()], match["d"]
    years = [(int(year), "address") for url in urls for year in _YEAR.findall(url)]
    for found in (f for text in article for f in find(text) if len(f.dates) == 1):
        day = _day(found.dates[0].year, month, number)
        if day and 0 <= (day - found.dates[0]).days <= 60:
            years.append((day.year, "a date in the article"))
    years += [(int(year), "imprint") for year in _COPYRIGHT.findall(lines.tail)]
    return next(
        ((day, f"dateline, year from {whence}") for year, whence in years if (day := _day(year, month, number))), None
    )
