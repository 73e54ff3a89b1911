"""Chinese words for time -> mentions of periods, dates and comparison bases."""

from __future__ import annotations

import re

from pipeline.reading.words.months import PeriodMention

_N = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二两三四五六七八九])"
_Y = "(?:(?:(?:19|20)\\d\\d|二[〇零○][〇零○一二三][〇零○一二三四五六七八九])年度?的?|今年的?|去年的?|上年的?|前年的?|本年的?|当年的?)?"
_TO = "(?:[-—–－~～至到]{1,2})"
_PATTERNS = (
    (
        "date",
        rf"{_Y}{_N}月[0-3]?\d[日号]|(?<![\d.])[0-3]?\d日(?![均元本])|(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?|{_Y}{_N}月(?:[初上中下]旬|初|以来|起)|(?:(?:19|20)\d\d年|[去上前]年|上一年)(?:[上下]半年|第?[一二三四]季度)?以来",
    ),
    ("plan", "[“\"'‘]?十[一二三四]五[”\"'’]?(?:规划)?(?:期间|时期|五年间)"),
    (
        "past_years",
        "(?:过去|近|这|最近)?[三四五六七八九十]年(?:间|以来|来|累计)|(?:过去|近|最近)[三四五六七八九十]年(?=[，,])|(?<![续第去])[两三四五六七八九十]年(?=翻|增[长加]|扩大|下降)",
    ),
    ("years", rf"(?:19|20)\d\d年?{_TO}(?:19|20)\d\d年"),
    ("over_years", rf"(?:(?:19|20)\d\d年|去年|上年|前年){_N}月份?{_TO}(?:(?:19|20)\d\d年|今年|去年|本年){_N}月份?"),
    ("until", rf"(?:截至|截止|截止到|到|至){_Y}{_N}月[底末]"),
    ("month_end", rf"{_Y}{_N}月[底末]"),
    ("quarter_range", rf"{_Y}第?[一二三四1-4](?:季度)?{_TO}第?[一二三四1-4]季度"),
    ("quarters", rf"(?<![续近])[三四]个季度(?=依次|分别|进出口|出口|进口|[的外])|{_Y}[前头首][一二两三123]个?季度?"),
    ("first", rf"{_Y}[前头首]{_N}个?月份?"),
    ("range", rf"{_Y}{_N}(?:月份?)?{_TO}{_N}月份?"),
    ("half", rf"{_Y}[上下]半年"),
    ("quarter_listed", "第?[一二三四1-4](?=(?:[、和][一二三四1-4])*[、和][一二三四1-4]季度)"),
    ("month_listed", rf"{_Y}(?<![\d.]){_N}(?=(?:[、和]{_N})*[、和]{_N}月(?!\d))"),
    ("quarter", rf"{_Y}(?:第?[一二三四1-4]季度|首季度?)"),
    ("month", rf"{_Y}(?<![\d续])(?!两){_N}月(?:份|当月|单月)*"),
    (
        "prior",
        "(?:去年|上年|上一年|前一年|上年度|前年|(?:19|20)\\d\\d年)(?:的)?(?:同期|同月|同季|这个时候|这时候|这会儿|此时)",
    ),
    ("last_month", "上个?月|前一个月|前值"),
    ("last_quarter", "上个?季度|前一季度"),
    ("year", "(?:19|20)\\d\\d年度?(?:全年)?|(?:去年|上年|上一年|前年)(?:全年)?"),
    ("ytd", "今年(?:全年)?(?:以来)?|年内|本年度?|年初以来"),
    ("whole_year", "全年"),
    ("single", "当月|单月|本月|当季|该月|同月"),
    ("same", "同期|同一时期|同一期间|期内|当期|此间|(?:在此|在这|这一?|这段|此)期间|这一时期|这段时间|这段时期"),
)
# The characters that a mention can begin with keep the search from trying every pattern everywhere.
_BEGIN = "(?=[0-9一二两三四五六七八九十今去上前头首本当第截到至同期单全年下该此这在过近最“\"'‘])"
_ANY = re.compile(_BEGIN + "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS) + ")")
_NUMERAL = {n: i for i, n in enumerate("零一二三四五六七八九十")} | {"两": 2, "十一": 11, "十二": 12, "首": 1}
_HAN_DIGIT = {n: str(i) for i, n in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_YEAR = re.compile(
    "((?:19|20)\\d\\d|二[〇零○][〇零○一二三][〇零○一二三四五六七八九])年|今年|去年|上年|上一年|前一年|前年|本年|当年"
)
_NUMBERS = re.compile("1[0-2]|0?[1-9]|十[一二]?|[一二两三四五六七八九]")
_HELD_AGAINST = re.compile("(?:[高低快慢好弱强优多少大小逊]于|不及|不如|不敌|超过|超出|超越|赶上|追平|逼近|超)$")
_LED_TO = re.compile("(?:与|同|和|跟)[^，。；、\\d]{2,5}的$")  # 跟疫情前的2019年比
_OWN_FIGURE = re.compile("的?(?:近|约|逾)?\\d")
_COMPARED = re.compile("(?:的[^，。；]{0,4}?(?:基数|水平|数据|规模))?(?:相比|比|基本持平|持平|大体持平)(?!重)")


_HEIGHT = re.compile("的?(?:高位|高点|高基数|低位|低点|低谷|低基数|峰值|谷底)")


def _number(text: str) -> int:
    return _NUMERAL[text] if text in _NUMERAL else int(text)


def _year(text: str) -> tuple[int | str | None, str]:
    """The year that a mention begins with, and what is left of its text."""
    match = _YEAR.match(text)
    if match is None:
        return None, text
    rest = text[match.end() :].removeprefix("度").removeprefix("的")
    if match[1]:
        digits = "".join(_HAN_DIGIT.get(c, c) for c in match[1])
        return int(digits), rest
    word = match[0]
    return {"今年": "this", "本年": "this", "当年": "the", "前年": "before"}.get(word, "last"), rest


def find(text: str, start: int, end: int) -> list[tuple[PeriodMention, bool]]:
    """Mentions of time in ``text[start:end]`` in order, each with whether it stands as the base of a comparison.

    >>> [(m.kind, m.first, m.last, m.year, base) for m, base in find("2020年前三季度，比去年同期增长", 0, 16)]
    [('period', 1, 9, 2020, False), ('basis', 0, 0, None, True)]
    >>> [(m.kind, m.first, m.last) for m, _ in find("1—11月、9月当月和上半年", 0, 14)]
    [('period', 1, 11), ('period', 9, 9), ('period', 1, 6)]
    >>> [m.kind for m, _ in find("油价低于去年，超过去年同期的3万吨", 0, 17)]
    ['date', 'basis']
    >>> [base for _, base in find("增长7%，比一季度和去年四季度分别高2个", 0, 20)]
    [True, True]
    """
    found: list[tuple[PeriodMention, bool]] = []
    for match in _ANY.finditer(text, start, end):
        mention = _mention(match.lastgroup, match.group(), match.start(), match.end())
        if mention is None:
            continue
        if match.lastgroup == "whole_year":
            mention.year = _year_told(found)
        base = mention.kind != "date" and (
            _is_base(text, match.start(), match.end(), start, end) or _beside_base(text, found, match.start())
        )
        if mention.kind != "date" and _HELD_AGAINST.search(text, max(start, match.start() - 3), match.start()):
            base = _OWN_FIGURE.match(text, match.end(), end) is not None
            if not base:  # 油价低于去年: no figure is of those months
                mention = PeriodMention("date", match.start(), match.end())
        found.append((_as_base(mention, match.lastgroup) if base else mention, base))
    return found


def _year_told(found: list[tuple[PeriodMention, bool]]) -> int | str | None:
    """The year of 全年 behind one that the sentence names: 而在2018年，泉州全年进出口, 2014年11月首列班列发车时，义乌全年进出口."""
    mention, base = found[-1] if found else (None, True)
    named = not base and ((mention.first, mention.last) == (1, 12) or isinstance(mention.year, int))
    return mention.year if named else None


def _beside_base(text: str, found: list[tuple[PeriodMention, bool]], start: int) -> bool:
    """Whether the months that begin at ``start`` stand in a list behind others that something is compared with."""
    return bool(found) and found[-1][1] and text[found[-1][0].end : start] in ("和", "、", "与", "及")


def _mention(kind: str, said: str, start: int, end: int) -> PeriodMention | None:
    if kind in ("date", "month_end"):
        return PeriodMention("date", start, end)
    if kind == "plan":
        begins = 2001 + 5 * "一二三四".index(said.lstrip("“\"'‘")[1]) + 5
        return PeriodMention("years", start, end, year=begins, year_to=begins + 4)
    if kind == "past_years":
        return PeriodMention("past_years", start, end, count=_number(_NUMBERS.search(said)[0]))
    if kind == "years":
        first, last = re.findall(r"\d{4}", said)
        return PeriodMention("years", start, end, year=int(first), year_to=int(last))
    if kind == "over_years":
        return _over_years(said, start, end)
    if kind in ("single", "same"):
        count = 3 if said == "当季" else 1 if kind == "single" else None
        return PeriodMention("same", start, end, count=count)
    if kind == "prior":
        return PeriodMention("prior", start, end, year=_year(said)[0])
    if kind in ("last_month", "last_quarter"):
        return PeriodMention(kind, start, end)
    if kind == "ytd":
        return PeriodMention("ytd", start, end, year="this")
    if kind == "whole_year":
        return PeriodMention("period", start, end, 1, 12, None)
    if kind == "until":
        said = re.sub("^(?:截至|截止到?|到|至)", "", said)
    year, rest = _year(said)
    numbers = [_number(n) for n in _NUMBERS.findall(rest)]
    if kind == "year":
        return PeriodMention("period", start, end, 1, 12, year)
    if kind == "quarters":
        return PeriodMention("period", start, end, 1, 3 * (numbers[0] if numbers else 1), year)
    if kind in ("first", "until"):
        return PeriodMention("period", start, end, 1, numbers[0], year)
    if kind == "range":
        return PeriodMention("period", start, end, numbers[0], numbers[1], year) if numbers[0] <= numbers[1] else None
    if kind == "quarter_range":
        first, last = numbers[0], numbers[-1]
        return PeriodMention("period", start, end, 3 * first - 2, 3 * last, year) if first < last else None
    if kind == "half":
        return PeriodMention("period", start, end, *((1, 6) if "上" in rest else (7, 12)), year)
    if kind in ("quarter", "quarter_listed"):
        quarter = numbers[0] if numbers else 1
        return PeriodMention("period", start, end, 3 * quarter - 2, 3 * quarter, year)
    return PeriodMention("period", start, end, numbers[0], numbers[0], year)


def _over_years(said: str, start: int, end: int) -> PeriodMention | None:
    """Months from one year into another, the next where one of the two has no number: 2020年6月至今年4月."""
    (since, opening), (until, closing) = (
        (_year(part)[0], _number(_NUMBERS.search(_year(part)[1])[0])) for part in re.split(_TO, said, maxsplit=1)
    )
    apart = until - since if isinstance(since, int) and isinstance(until, int) else 1
    if apart == 0 and opening <= closing:
        return PeriodMention("period", start, end, opening, closing, until)
    return PeriodMention("period", start, end, opening - 12 * apart, closing, until) if apart > 0 else None


def _is_base(text: str, first: int, last: int, start: int, end: int) -> bool:
    """Whether 比, 较 or 与 … 相比 stand around the mention."""
    before = text[max(start, first - 2) : first]
    if before == "环比":
        return True  # 环比2月多出34.5%
    if before[-1:] in ("比", "较"):
        return before not in ("占比", "同比", "环比")
    if before in ("对比", "较于", "基于"):
        return True
    if before[-1:] == "从" and _HEIGHT.match(text, last, end) is not None:
        return True  # 从去年同期的高位掉了8.1%
    led = before[-1:] in ("与", "同", "和", "跟") or _LED_TO.search(text, max(start, first - 8), first) is not None
    return led and _COMPARED.match(text, last, min(end, last + 12)) is not None


def _as_base(mention: PeriodMention, kind: str) -> PeriodMention:
    if kind == "last_month":
        return PeriodMention("basis", mention.start, mention.end, basis="mom")
    if kind == "last_quarter":
        return PeriodMention("basis", mention.start, mention.end, basis="qoq")
    if kind in ("prior", "year"):
        if isinstance(mention.year, int) or mention.year == "before":
            return PeriodMention("basis", mention.start, mention.end, year=mention.year)
        return PeriodMention("basis", mention.start, mention.end, basis="yoy")
    return mention
