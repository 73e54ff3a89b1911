"""Dates in a text: full dates in English and Chinese, date lines, dates in addresses. A year of two digits makes none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.page.text import SENTENCE_END

_MONTHS = {
    m: n for n, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_MONTH = r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
MONTH_DAY = re.compile(rf"{_MONTH.format('month')}\s*(?P<day>\d{{1,2}})\b", re.I)
DAY_MONTH = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format('month')}", re.I)
# "重庆9月18日电": a Chinese dateline.
WIRED = re.compile(r"^\W{0,3}[^\W\d]{2,20}\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日\s?(?=[电讯])")
MONTH_NAMES = tuple(_MONTHS)
# "9月17日 14:06", "17 Sept, 14:06": a day without a year, in a line about the article.
DAY_ALONE = re.compile(r"(?<!\d)(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日")
_FORMS = re.compile(
    r"(?<!\d)(?:"
    r"(?P<y1>(?:19|20)\d\d)(?P<sep>[-/.]|\s?年\s?)(?P<m1>\d{1,2})(?:(?P=sep)|\s?月\s?)(?P<d1>\d{1,2})(?!\d)"
    rf"|{_MONTH.format('m2')},?\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<y2>(?:19|20)\d\d)(?!\d)"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH.format('m3')}[\s,-]*(?P<y3>(?:19|20)\d\d)(?!\d)"
    r"|(?P<a>\d{1,2})(?P<sep4>[-/.])(?P<b>\d{1,2})(?P=sep4)(?P<y4>(?:19|20)\d\d)(?!\d)"
    r"|(?<![年\d])(?P<m7>\d{1,2})\s?月\s?(?P<d7>\d{1,2})\s?日[\s/|,]{1,3}(?P<y7>(?:19|20)\d\d)(?![\d年.])"
    r"|(?P<y6>(?:19|20)\d\d)\s*(?P<m6>\d\d)/(?P<d6>\d\d)(?=\s*\d\d:\d\d)"
    r"|(?P<y5>[〇零○一二三四五六七八九]{4})年(?P<m5>[一二三四五六七八九十]{1,2})月(?P<d5>[一二三四五六七八九十]{1,3})日"
    r")",
    re.I,
)
_COMPACT = re.compile(r"^\s*((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{4,6})?\s*$")
_URL_DATES = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)[/_-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)/(\d\d)-?(\d\d)(?!\d)"),
    re.compile(r"(?<![0-9])t?((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{4}|\d{6})?(?=[_/.-]|$)"),
)
_DAY = re.compile(
    rf"{_MONTH.format('m')}\s*\d{{1,2}}\b|\b\d{{1,2}}\s+{_MONTH.format('n')}|(?<!\d)\d{{1,2}}-\d{{1,2}}(?=\s+\d{{1,2}}:\d\d)|\d{{1,2}}\s?月\s?\d{{1,2}}\s?日",
    re.I,
)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]m)?|\d+\s*min(?:ute)?s?(?: read)?", re.I)
_ABOUT = re.compile(
    r"%|\b(?:table|figure|to|until|percent|billion|million|trillion|yuan|up|down|as of)\b|表\s*\d|截至|亿|万", re.I
)
_COVER_PRICE = re.compile(
    r"(?<![\d.])\d{1,2}(?:\.\d\d?)? yuan\b", re.I
)  # of a paper, beside the day and number of its issue
_COUNTED = re.compile(
    r"(?:阅读|浏览|点击|收听|播放|观看)[量数次]{0,2}\s*[:：]?\s*\d[\d.,]*\s*万?\+?次?"
)  # by whom it was read
_READING_TIME = re.compile(r"\d+\s*min(?:ute)?s?(?: read)?", re.I)
_DIGIT = re.compile(r"\d")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text; two where its day and month could be read either way."""

    dates: tuple[date, ...]
    start: int
    end: int


def find(text: str) -> list[Found]:
    """The full dates in a text, in order. A year of two digits makes no date.

    >>> [str(f.dates[0]) for f in find("Updated: 10-22-2024; 15:18, October 28, 2022; 10 Sep 2024; May, 19 2013; 二〇一三年十二月二十四日")]
    ['2024-10-22', '2022-10-28', '2024-09-10', '2013-05-19', '2013-12-24']
    >>> str(find("安吉县融媒体中心 4月24日 2025 阅读 1.3万+")[0].dates[0]), is_stamp("客户端 二〇二三年二月六日 收听 1.2万")
    ('2025-04-24', True)
    >>> [len(f.dates) for f in find("09-10-2024")], find("22-10-24")
    ([2], [])
    >>> str(find("202509/1817:26:41")[0].dates[0])  # year, day and time in boxes of their own
    '2025-09-18'
    """
    found: list[Found] = []
    if not ("20" in text or "19" in text or "年" in text):
        return found  # there is one of these in every form
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
        orders = [(part["y2"], month_number(part["m2"]), part["d2"])]
    elif part["y3"]:
        orders = [(part["y3"], month_number(part["m3"]), part["d3"])]
    elif part["y4"]:
        orders = [(part["y4"], part["a"], part["b"]), (part["y4"], part["b"], part["a"])]
    elif part["y7"]:
        orders = [(part["y7"], part["m7"], part["d7"])]
    elif part["y6"]:
        orders = [(part["y6"], part["m6"], part["d6"])]
    else:
        orders = [("".join(str(_DIGITS[c]) for c in part["y5"]), _han(part["m5"]), _han(part["d5"]))]
    for order in orders:
        day = day_of(*order)
        if day:
            yield day


def month_number(name: str) -> int:
    """1 to 12 for an English month's name, whole or cut, or for its number."""
    return int(name) if name.isdigit() else _MONTHS[name[:3].lower()]


def _han(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    return (
        (_DIGITS[tens] if tens else 1 if ten else 0) * 10 + (_DIGITS[ones] if ones else 0)
        if len(tens) < 2 and len(ones) < 2
        else 0
    )


def day_of(year: str | int, month: str | int, day: str | int) -> date | None:
    """The day, None where the calendar has none such."""
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
        day = day_of(*compact.groups())
        return (day,) if day else ()
    found = find(text[:100])
    return found[0].dates if found else ()


def is_stamp(line: str) -> bool:
    """Whether a line is a date with at most a source and a name beside it.

    >>> is_stamp("Western Economic Online) 15:18, October 28, 2022"), is_stamp("Tamsin Oduya • 26 March 2024 • 3 min")
    (True, True)
    >>> is_stamp("By Shao Peng in Tianjin | The North China Courier | Friday, September 17, 2021, Page 14")
    True
    >>> is_stamp("Wednesday, November 18, 2015 Issue 612 2 yuan"), is_stamp("Imports on November 18, 2015: 2 billion yuan")
    (True, False)
    >>> is_stamp("Table 1. Exports, 1 January to 30 June 2024"), is_stamp("Exports rose on October 28, 2022.")
    (False, False)
    """
    if len(line) > 160 or SENTENCE_END.search(line):
        return False
    found = find(line)
    if not found and not _DIGIT.search(line):
        return False
    spans = [(f.start, f.end) for f in found] or [m.span() for m in _DAY.finditer(line)]
    if not spans:
        return _READING_TIME.fullmatch(line) is not None
    rest = line[: spans[0][0]] + line[spans[-1][1] :]
    if not found and len(rest.split()) > 6:
        return False
    rest = _CLOCK.sub(" ", rest)
    said = [word for word in rest.split() if any(map(str.isalnum, word))]
    return not _ABOUT.search(_COUNTED.sub(" ", _COVER_PRICE.sub(" ", rest))) and len(said) <= 14 and len(rest) <= 100


def in_url(url: str) -> date | None:
    """The day in an address's path.

    >>> str(in_url("https://a.example/n/202003/19/WS5e73.html")), str(in_url("/xj/202211/t20221111_88120.html"))
    ('2020-03-19', '2022-11-11')
    """
    path = re.sub(r"^[a-z]+://[^/]*", "", url.lower()).partition("?")[0]
    return next((day for form in _URL_DATES for m in form.finditer(path) if (day := day_of(*m.groups()))), None)
