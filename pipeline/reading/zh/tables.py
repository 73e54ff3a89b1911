"""Rows of a Chinese table: each cell read with its row and column headers, its unit and the caption."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.model import Cell, Passage, Release
from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import Placed
from pipeline.reading.tables.cells import NUMBER, cell_measure, text_of
from pipeline.reading.topics.phrases import BREAKDOWNS
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.months import Months
from pipeline.reading.words.quantities import Quantity
from pipeline.reading.words.tokens import Token
from pipeline.reading.zh.ground import Ground
from pipeline.reading.zh.places import settle_places
from pipeline.reading.zh.quantities import SCALES
from pipeline.reading.zh.scan import scan
from pipeline.reading.zh.subjects import TOPICS, Subject, compile_subject, home_region

_TOPICS = frozenset({"region", *BREAKDOWNS})
_VALUE = re.compile(rf"(?P<sign>[+\-−–▲▼↑↓增降]\s?)?{NUMBER}(?P<percent>\s?(?:%|个?百分点))?")
_SHARE = re.compile("占比|比重|占总|份额|占全|占[^比]{0,8}(?:比|%)|构成")
_GROWTH = re.compile("同比|环比|增长|增速|增幅|±|增减|升降|比上年|比去年|较上年|较去年|涨幅|变化")
_POINTS = re.compile("百分点")
_AIM = re.compile("目标|任务|计划|进度")  # 完成全年目标: no months of the columns beside it
# 4月主要商品出口金额同比（%，美元计价）: a table of rates by its caption
_RATES_ALONE = re.compile("(?:同比|增速|增幅|增长率|涨跌幅)[^（(]{0,4}[（(][^（）()]*%")
_RANK = re.compile("排名|位次|名次|序号|家数|户数|个数")
_COORDINATES = frozenset({"flow", "region", *BREAKDOWNS})
_CHAIN = re.compile("环比|比上月|较上月")
_UNIT = re.compile(
    "(?P<scale>万亿|千亿|百亿|亿|千万|百万|万|千)?(?P<unit>元人民币|元|人民币|美元|美金|吨|千克|公斤|台|辆|艘|架|件|套|双|个|只|部|桶|立方米|千瓦时)"
)
_APART = re.compile(
    "(?P<currency>人民币|美元)[（(：:/]\\s*(?P<scale>万亿|千亿|百亿|亿|千万|百万|万|千)\\s*(?:(?P=currency)|元|美元)?[）)]?$"
)
_SPACED = re.compile("(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:\\s+[\u4e00-\u9fff])+(?![\u4e00-\u9fff])")
_YEAR = re.compile("(?:19|20)\\d\\d")
_CODES = {
    "元人民币": "CNY", "元": "CNY", "人民币": "CNY", "美元": "USD", "美金": "USD", "吨": "tonnes", "千克": "kilograms", "公斤": "kilograms",
    "双": "pairs", "桶": "barrels", "立方米": "cubic metres", "千瓦时": "kilowatt-hours",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Unit:
    code: str
    factor: Decimal
    text: str


def read_table_row(release: Release, text: str, passage: Passage, ground: Ground) -> list[tuple[Placed, Sentence]]:
    """Every number in the data cells of a row, placed by the headers that govern it."""
    caption = ""
    if passage.table_caption is not None:
        above = release.passages[passage.table_caption]
        caption = text[above.char_start : above.char_end]
        if above.kind == "paragraph" and (len(caption) > 60 or "。" in caption):
            # A paragraph of prose before a table says its unit at most, or announces it at its end: 6月更猛，看表：
            announced = re.split("[。；]", caption.strip())[-1]
            units = next((p for p in re.findall("[（(][^（）()]*[）)]", caption) if "单位" in p), "")
            caption = announced if announced.endswith(("：", ":")) and len(announced) <= 30 else units
    _note_stub(text, passage, ground)
    unit_cell = next(
        (
            u
            for c in passage.cells
            if not re.search(r"\d", text_of(text, c)) and len(text_of(text, c)) < 12 and (u := _unit(text_of(text, c)))
        ),
        None,
    )
    found = []
    column_flow: str | None = None  # of the columns so far, for a column of growth or share that names none
    current: Months | None = None  # of the columns so far: what a column of growth beside them covers
    levels = 1  # columns of levels since the last one of growth, and one
    for cell in passage.cells:
        if cell.is_header or not re.search(r"\d", text_of(text, cell)):
            continue
        columns = [text[a:b] for a, b in cell.column_headers]
        own = [m.period for t in columns if not _AIM.search(t) for s in _scanned(t) for m in s.of("period")]
        relative = any(_relative(t) for t in columns)
        if own and (found_period := ground.months(own[-1], ground.period)) is not None:
            # Of this year's and last year's columns side by side the growth behind them is this year's.
            rivals = [current] if current is not None and levels > 1 and current.shifted(-12) == found_period else []
            current = max([found_period, *rivals], key=lambda p: p.last)
        levels = 1 if relative else levels + 1
        beside = current if not own and relative else None
        flows = {m.code for t in columns for s in _scanned(_tight(t)) for m in s.of("flow")}
        if flows and not any(_SHARE.search(t) for t in columns):
            column_flow = flows.pop() if len(flows) == 1 else None
        flow = column_flow if relative and not flows else None
        found.extend(_read_cell(text, cell, caption, unit_cell, ground, beside, flow, passage.table))
    headers = _row_headers(text, passage)
    scanned = [q for t in headers for q in _scanned(t, ground.region)] if found else []
    rows = [m for q in scanned for m in q.mentions]
    if not _tells_of_above(headers):
        codes: dict[str, str] = {}
        for sentence in scanned:
            said = compile_subject(sentence, [m for m in sentence.mentions if m.kind in _TOPICS])
            codes |= {d: c[0] for d, c in said.codes.items() if len(c) == 1}
        ground.row_codes = (passage.table, codes)
    flows = {m.code for m in rows if m.kind == "flow" and m.grade != "weak"}
    if len(flows) == 1:
        ground.row_flow = (passage.table, flows.pop())
    return found


def _note_stub(text: str, passage: Passage, ground: Ground) -> None:
    """Keep the months that stand above the names of the rows: 6月 | 规模（亿元） | 同比增速."""
    if passage.cells and all(cell.is_header for cell in passage.cells):
        named = [m.period for s in _scanned(text_of(text, passage.cells[0])) for m in s.of("period")]
        ground.stub = (passage.table, ground.months(named[-1], ground.period) if named else None)


@lru_cache(maxsize=1024)
def _relative(header: str) -> bool:
    """Whether a header names growth or a share."""
    return _GROWTH.search(header) is not None or _SHARE.search(header) is not None


@lru_cache(maxsize=1024)
def _tight(header: str) -> str:
    """A header without the blanks that only spread its characters out; a year alone is called one.

    >>> _tight("进 出 口 (亿元)"), _tight("2019")
    ('进出口 (亿元)', '2019年')
    """
    if _YEAR.fullmatch(header.strip()):
        return f"{header.strip()}年"
    return _SPACED.sub(lambda match: "".join(match[0].split()), header)


def _tells_of_above(headers: list[str]) -> bool:
    """Whether a row only says how the one above it moves: 同比（%） below 机电产品出口（亿元）."""
    named = any(not _COORDINATES.isdisjoint(s.kinds) for t in headers for s in _scanned(t))
    return not named and any(_relative(t) for t in headers)


def _row_headers(text: str, passage: Passage) -> list[str]:
    return list(dict.fromkeys(_tight(text[a:b]) for cell in passage.cells for a, b in cell.row_headers))


@lru_cache(maxsize=512)
def _unit(header: str) -> _Unit | None:
    """The unit that a header names.

    >>> [(u.code, int(u.factor)) for u in map(_unit, ("金额（亿元）", "人民币（亿元）", "美元（亿）"))]
    [('CNY', 100000000), ('CNY', 100000000), ('USD', 100000000)]
    """
    for match in _APART.finditer(header):  # 人民币（亿元）, 美元（亿）
        scale = Decimal(10) ** SCALES[match["scale"]]
        return _Unit(_CODES[match["currency"]], scale, match.group())
    for match in _UNIT.finditer(header):
        if (
            match["unit"] in ("个", "件", "部", "套", "台", "只", "架")
            and not match["scale"]
            and not re.search("[（(/，:：]" + match["unit"] + "|^" + match["unit"] + "$", header)
        ):
            continue
        factor = Decimal(10) ** SCALES.get(match["scale"] or "", 0)
        return _Unit(_CODES.get(match["unit"], "units"), factor, match.group())
    return None


def _read_cell(
    text: str,
    cell: Cell,
    caption: str,
    unit_cell: _Unit | None,
    ground: Ground,
    beside: Months | None,
    column_flow: str | None,
    table: int | None,
) -> list[tuple[Placed, Sentence]]:
    columns = [_tight(text[a:b]) for a, b in cell.column_headers]
    rows = [_tight(text[a:b]) for a, b in cell.row_headers]
    header = "；".join(columns)
    frame = _frame(columns, rows, caption, ground, table, column_flow)
    if beside is not None:
        frame = altered(frame, period=beside)
    cell_text = text_of(text, cell)
    found = []
    for order, match in enumerate(_VALUE.finditer(cell_text)):
        start, end = cell.char_start + match.start(), cell.char_start + match.end()
        bracketed = cell_text[: match.start()].rstrip().endswith(("(", "（"))
        own = _unit(cell_text[match.end() : match.end() + 8]) if not match["percent"] else None
        unit = own or next((u for t in reversed(columns) if (u := _unit(t))), None) or unit_cell
        unit = unit or next((u for t in [*reversed(rows), caption, ground.unit_note] if (u := _unit(t))), None)
        kind = _kind(header, rows, match, bracketed and order > 0, unit)
        if kind == "level" and _RATES_ALONE.search(caption) and not any(_unit(t) for t in (*columns, *rows)):
            kind = "growth"
        falls = (match["sign"] or "").strip() in ("-", "−", "–", "▼", "↓", "降")
        reading = cell_measure(kind, match["number"], falls, unit)
        said = text[start:end]
        physical = kind == "level" and unit is not None and unit.code not in ("CNY", "USD")
        quantity = Quantity(
            "physical" if physical else "money" if kind == "level" else "percent", reading.value, reading.step, reading.unit, 0, 1,
            match["number"], unit.text if unit and kind == "level" else (match["percent"] or "").strip(),
        )  # fmt: skip
        mention = Mention("quantity", quantity.kind, "", 0, 1, quantity=quantity)
        basis = None
        if kind == "growth" and _CHAIN.search(header):
            basis = "qoq" if frame.period is not None and frame.period.length == 3 else "mom"
        placed = Placed(mention, reading, frame, basis=basis, rule=f"{kind}/table.cell")
        if kind == "share":
            if frame.breakdown() == {} and frame.flow == "total" and frame.region == ground.region:
                placed.outcome, placed.reason = "out_of_scope", "the whole itself"
            elif frame.breakdown() == {} and frame.region == ground.region:
                placed.whole = Frame(flow="total")
            elif frame.breakdown() == {} and frame.region != "CN":
                placed.whole = Frame(region=ground.region, flow=frame.flow)  # a city's part of the province's trade
            if "全国" in header:
                placed.whole = Frame(region="CN", flow=frame.flow)
        found.append((placed, Sentence([Token("num", said, said, said, "")], [start], [mention], start, end)))
    return found


def _kind(header: str, rows: list[str], match: re.Match, bracketed: bool, unit: _Unit | None) -> str:
    if bracketed:
        return "growth"
    if match["percent"] and "百分点" in match["percent"]:
        return "share_change"
    for text in (header, "；".join(rows)):
        if _RANK.search(text) and not unit:
            return "count of things"
        if _SHARE.search(text):
            return "share_change" if _POINTS.search(text) else "share"
        if _GROWTH.search(text):
            return "growth"
    if match["percent"] or ("%" in header and not _unit(header)):
        return "growth"
    return "level"


@lru_cache(maxsize=1024)
def _scanned(text: str, reporter: str | None = None) -> tuple[Sentence, ...]:
    """The sentences of a header, with the places that a release of ``reporter`` means."""
    sentences = tuple(scan(text, 0, len(text)))
    settle_places(sentences, reporter)
    return sentences


@lru_cache(maxsize=1024)
def _subjects(header: str, reporter: str | None) -> tuple[Subject, ...]:
    """What each sentence of a header is about, to be read only: it is the same for all cells that the header governs."""
    return tuple(compile_subject(s, [m for m in s.mentions if m.kind in TOPICS]) for s in _scanned(header, reporter))


_NOTHING = Subject()


def _frame(
    columns: list[str], rows: list[str], caption: str, ground: Ground, table: int | None, column_flow: str | None
) -> Frame:
    """Coordinates from caption, row headers and column headers, the nearer to the cell the stronger."""
    frame = ground.base()
    if ground.stub is not None and ground.stub[0] == table and ground.stub[1] is not None:
        frame = altered(frame, period=ground.stub[1])
    flow = of_all = None
    for text in [caption, *rows, *columns]:
        for sentence, told in zip(_scanned(text, ground.region), _subjects(text, ground.region), strict=True):
            subject = _NOTHING if text in columns and _SHARE.search(text) else told
            if subject is not told and told.flows in (["export"], ["import"]):
                flow, of_all = told.flows[0], None  # 占全市出口比重: a part of exports is exported
            codes: dict[str, str | None] = {d: c[0] for d, c in subject.codes.items() if len(c) == 1}
            if text is caption:
                told_of = {d: c for d, c in codes.items() if not (d == "region" and c in ("CN", ground.region))}
                whose = len(subject.codes) - len(codes) + len(told_of)
                codes = told_of if whose == 1 else {}  # 2024年上半年黑龙江省自俄罗斯进口主要商品: the partner
            elif subject.homes:
                codes["region"] = home_region(subject.homes[-1], ground.region)
            frame = altered(frame, **codes)
            if subject.blocked and not subject.flows:
                frame = altered(frame, blocked=subject.blocked)
            if len(subject.flows) == 1 and not (flow in ("export", "import") and subject.flows[0] == "total"):
                flow = subject.flows[0]
                of_all = flow if text is caption else None  # which the column before it leaves
                frame = altered(frame, flow_sign=subject.signs[0] if flow == "balance" else "")
            for mention in sentence.of("period"):
                if (found := ground.months(mention.period, frame.period)) is not None:
                    frame = altered(frame, period=found)
    if _tells_of_above(rows) and ground.row_codes is not None and ground.row_codes[0] == table:
        frame = altered(frame, **ground.row_codes[1])
        flow = flow or (ground.row_flow[1] if ground.row_flow and ground.row_flow[0] == table else None)
    if frame.period is None:
        frame = altered(frame, period=ground.period)
    above = ground.row_flow[1] if ground.row_flow and ground.row_flow[0] == table else None
    return altered(
        frame,
        flow=(flow if of_all is None else None)
        or column_flow
        or flow
        or ground.section.flow
        or ((above if above in ("export", "import") else ground.flow) if frame.commodity else "total"),
    )
