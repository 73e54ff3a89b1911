"""Chinese releases whose figures are known by construction, in the manner of ``planted``.

A release is a headline, a lead that fixes reporter and period, and one paragraph of a named construction, which draws its
wording, period, breakdown, numbers and signs from a seeded generator.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from planted import Part, Planted, PlantedRelease, Span, Topic, default_whole

from pipeline.model import Passage, Release

REPORTERS = (
    ("CN-CQ", "重庆", "全市"), ("CN-CQ", "重庆市", "我市"), ("CN-SC", "四川", "全省"), ("CN-GD", "广东省", "全省"), ("CN-ZJ", "浙江", "我省"),
    ("CN-YN", "云南省", "全省"), ("CN-SH", "上海", "全市"), ("CN-GX", "广西", "全区"), ("CN-GD/Shenzhen", "深圳", "全市"),
    ("CN-JS/Suzhou", "苏州市", "全市"), ("CN", "我国", "我国"),
)  # fmt: skip
PARTNERS = {
    "ASEAN": "东盟", "EU": "欧盟", "US": "美国", "JP": "日本", "KR": "韩国", "HK": "中国香港", "TW": "中国台湾", "VN": "越南", "DE": "德国",
    "RU": "俄罗斯", "AU": "澳大利亚", "BR": "巴西", "BRI": "“一带一路”沿线国家", "RCEP": "RCEP其他成员国", "AFRICA": "非洲", "LATAM": "拉美",
    "CENTRAL_ASIA": "中亚五国",
}  # fmt: skip
EXPORTED = {
    "laptops": "笔记本电脑", "mobile_phones": "手机", "mechanical_electrical": "机电产品", "high_tech": "高新技术产品", "ships": "船舶",
    "labor_intensive": "劳动密集型产品", "integrated_circuits": "集成电路", "automobiles": "汽车", "electric_vehicles": "电动汽车",
    "lithium_batteries": "锂电池", "solar_cells": "太阳能电池", "motorcycles": "摩托车", "furniture": "家具", "toys": "玩具", "steel": "钢材",
}  # fmt: skip
IMPORTED = {
    "integrated_circuits": "集成电路", "crude_oil": "原油", "iron_ore": "铁矿砂", "coal": "煤炭", "soybeans": "大豆", "natural_gas": "天然气",
    "fruits": "水果", "meat": "肉类", "cosmetics": "化妆品", "consumer_goods": "消费品", "agricultural_products": "农产品",
}  # fmt: skip
ENTERPRISES = {"private": "民营企业", "foreign_invested": "外商投资企业", "state_owned": "国有企业"}
REGIMES = {"general": "一般贸易", "processing": "加工贸易", "bonded_logistics": "保税物流"}
FLOWS = {
    "total": ("进出口", "进出口总值", "外贸进出口", "进出口总额"),
    "export": ("出口", "出口总值", "出口额"),
    "import": ("进口", "进口总值", "进口额"),
}
UP = ("增长", "同比增长", "比去年同期增长", "较上年同期增加", "大增", "上升", "攀升")
DOWN = ("下降", "同比下降", "比去年同期下降", "较去年同期减少", "下滑", "回落", "萎缩")
SCALES = {"亿": 8, "万亿": 12, "万": 4}
HAN = "零一二三四五六七八九十"


@dataclass
class Writer:
    """The choices behind one release: reporter, period, publication date, and draws of everything else."""

    rng: random.Random
    used: set = field(default_factory=set)

    def __post_init__(self) -> None:
        self.region, self.name, self.home = self.rng.choice(REPORTERS)
        year, last = self.rng.randint(2016, 2025), self.rng.randint(2, 12)
        self.lead = Span(year, 1, last)
        self.published = date(year + last // 12, last % 12 + 1, self.rng.randint(8, 24))

    def one(self, *options):
        return self.rng.choice(options[0] if len(options) == 1 and not isinstance(options[0], str) else options)

    def some(self, table: dict[str, str], count: int) -> list[tuple[str, str]]:
        return self.rng.sample(sorted(table.items()), count)

    def sign(self) -> int:
        return self.one([1, 1, -1])

    def number(self, low: int, high: int, decimals: tuple[int, ...]) -> str:
        while True:
            places = self.one(decimals)
            value = Decimal(self.rng.randint(low * 10**places, high * 10**places)).scaleb(-places)
            if value > 0 and value not in self.used:
                self.used.add(value)
                return f"{value:f}"

    # ------------------------------------------------------------ figures

    def figure(
        self, text: str, measure: str, value: Decimal, step: Decimal, unit: str, topic: Topic, span: Span, **more
    ) -> Planted:
        coordinates = {
            n: getattr(topic, n) for n in ("flow", "partner", "commodity", "regime", "enterprise", "transport")
        }
        region = more.pop("region", self.region)
        return Planted(text, measure, value, step, unit, region, span.start, span.end, **coordinates, **more)

    def level(self, topic: Topic, span: Span, unit: str = "亿元", **more) -> Planted:
        scale = unit.rstrip("元美人民币")
        digits = self.number(1, 40, (1, 2)) if scale == "万亿" else self.number(2, 990, (0, 1, 1, 2))
        power, step = Decimal(10) ** SCALES[scale], Decimal(1).scaleb(SCALES[scale] - len(digits.partition(".")[2]))
        return self.figure(
            digits + unit, "level", Decimal(digits) * power, step, "USD" if "美" in unit else "CNY", topic, span, **more
        )

    def percent(self, measure: str, topic: Topic, span: Span, sign: int = 1, **more) -> Planted:
        digits = self.number(2, 60, (0, 1, 1))
        more |= (
            {"basis": more.get("basis", "yoy")}
            if measure == "growth"
            else {"whole": more.get("whole") or default_whole(topic)}
        )
        return self.figure(f"{digits}%", measure, sign * Decimal(digits), _step(digits), "%", topic, span, **more)

    def growth(self, topic: Topic, span: Span, sign: int, **more) -> Planted:
        return self.percent("growth", topic, span, sign, **more)

    def points(self, topic: Topic, span: Span, sign: int) -> Planted:
        digits = self.number(0, 9, (1,))
        more = {"basis": "yoy", "whole": default_whole(topic)}
        return self.figure(
            f"{digits}个百分点", "share_change", sign * Decimal(digits), _step(digits), "pp", topic, span, **more
        )

    # ------------------------------------------------------------ words

    def moved(self, sign: int) -> str:
        return self.one(UP if sign > 0 else DOWN)

    def bare(self, sign: int) -> str:
        return "增长" if sign > 0 else "下降"

    def when(self) -> tuple[str, Span]:
        """The release's own period as words, or its last month alone."""
        last = self.lead.last
        if self.rng.random() < 0.3:
            return self.one(f"{last}月当月，", f"{last}月份，", f"{last}月，"), replace(self.lead, first=last)
        return self.one("", self.year_to_date() + "，"), self.lead

    def year_to_date(self) -> str:
        last = self.lead.last
        forms = [f"1至{last}月", f"1-{last}月", f"1—{last}月份", f"前{last}个月"]
        forms += {3: ["一季度"], 6: ["上半年"], 9: ["前三季度"], 12: ["全年"]}.get(last, [])
        forms += [f"前{HAN[last]}个月"] if last <= 10 else []
        return self.one(forms)

    def flow(self, flow: str) -> str:
        return self.one(FLOWS[flow])

    def topic(self, kind: str | None = None) -> Topic:
        """A topic with the words that name it, reporter left out."""
        kind = kind or self.one("plain", "partner", "export", "import", "enterprise", "regime")
        if kind == "plain":
            flow = self.one("total", "export", "import")
            return Topic(flow, words=self.flow(flow))
        if kind == "partner":
            (code, name), flow = self.some(PARTNERS, 1)[0], self.one("total", "export", "import")
            return Topic(flow, partner=code, words=f"{'自' if flow == 'import' else '对'}{name}{self.flow(flow)}")
        if kind in ("export", "import"):
            code, name = self.some(EXPORTED if kind == "export" else IMPORTED, 1)[0]
            word = {"export": "出口", "import": "进口"}[kind]
            return Topic(kind, commodity=code, words=self.one(f"{word}{name}", f"{name}{word}"))
        table, field_name = (ENTERPRISES, "enterprise") if kind == "enterprise" else (REGIMES, "regime")
        code, name = self.some(table, 1)[0]
        return Topic("total", words=f"{name}进出口", **{field_name: code})


def _step(digits: str) -> Decimal:
    return Decimal(1).scaleb(-len(digits.partition(".")[2]))


CONSTRUCTIONS: dict[str, Callable[[Writer], list[Part]]] = {}


def construction(make: Callable[[Writer], list[Part]]) -> Callable[[Writer], list[Part]]:
    CONSTRUCTIONS[make.__name__] = make
    return make


@construction
def level_and_growth(w: Writer) -> list[Part]:
    (when, span), topic, sign = w.when(), w.topic(), w.sign()
    owner = w.one(w.name, w.home)
    return [
        f"{when}{owner}{topic.words}",
        w.level(topic, span),
        f"，{w.moved(sign)}",
        w.growth(topic, span, sign),
        "。",
    ]


@construction
def growth_to_level(w: Writer) -> list[Part]:
    (when, span), topic, sign = w.when(), w.topic(), w.sign()
    reached = w.one("，达", "，为", "至", "，达到")
    return [
        f"{when}{w.name}{topic.words}{w.moved(sign)}",
        w.growth(topic, span, sign),
        reached,
        w.level(topic, span),
        "。",
    ]


@construction
def of_which_flows(w: Writer) -> list[Part]:
    (when, span), parts = w.when(), []
    for flow, joint in (("total", "。其中，"), ("export", "；"), ("import", "。")):
        topic, sign = Topic(flow), w.sign()
        name = f"{when}{w.home}{w.flow(flow)}" if flow == "total" else w.flow(flow)
        parts += [name, w.level(topic, span), f"，{w.bare(sign)}", w.growth(topic, span, sign), joint]
    return parts


@construction
def breakdown_of_which_flows(w: Writer) -> list[Part]:
    span = w.lead
    code, name = w.some(PARTNERS, 1)[0]
    parts: list[Part] = [f"{w.home}对{name}进出口"]
    for flow, joint in (("total", "。其中，出口"), ("export", w.one("，进口", "；进口")), ("import", "。")):
        topic, sign = Topic(flow, partner=code), w.sign()
        parts += [w.level(topic, span), f"，{w.bare(sign)}", w.growth(topic, span, sign), joint]
    return parts


def _respectively(w: Writer, topics: list[Topic], span: Span) -> list[Part]:
    """Levels and then growths dealt out over topics."""
    parts: list[Part] = []
    for order, topic in enumerate(topics):
        joint = "" if not order else w.one("、", "和") if order == len(topics) - 1 else "、"
        parts += [joint, w.level(topic, span)]
    mixed, sign = w.rng.random() < 0.4, w.sign()
    parts.append("，分别" + ("" if mixed else w.bare(sign)))
    for order, topic in enumerate(topics):
        joint = "" if not order else w.one("、", "和") if order == len(topics) - 1 else "、"
        sign = w.sign() if mixed else sign
        parts += [joint + (w.bare(sign) if mixed else ""), w.growth(topic, span, sign)]
    return [*parts, "。"]


def _names(w: Writer, names: list[str]) -> str:
    return "、".join(names[:-1]) + w.one("、", "和", "及") + names[-1]


@construction
def list_of_partners(w: Writer) -> list[Part]:
    chosen, flow = w.some(PARTNERS, w.one([2, 3, 4])), w.one("total", "export")
    topics = [Topic(flow, partner=code) for code, _ in chosen]
    word = FLOWS[flow][0]
    lead = f"{w.name}对{_names(w, [n for _, n in chosen])}" + w.one(f"分别{word}", f"{word}分别为", f"{word}额分别达")
    return [lead, *_respectively(w, topics, w.lead)]


@construction
def list_of_enterprises(w: Writer) -> list[Part]:
    chosen = w.some(ENTERPRISES, w.one([2, 3]))
    topics = [Topic("total", enterprise=code) for code, _ in chosen]
    return [
        f"{w.one('', '从企业性质看，')}{_names(w, [n for _, n in chosen])}分别进出口",
        *_respectively(w, topics, w.lead),
    ]


@construction
def list_of_goods(w: Writer) -> list[Part]:
    flow = w.one("export", "import")
    chosen = w.some(EXPORTED if flow == "export" else IMPORTED, w.one([2, 3]))
    topics = [Topic(flow, commodity=code) for code, _ in chosen]
    word = {"export": "出口", "import": "进口"}[flow]
    return [
        f"{_names(w, [n for _, n in chosen])}{w.one(f'分别{word}', f'{word}额分别为')}",
        *_respectively(w, topics, w.lead),
    ]


@construction
def list_of_flows(w: Writer) -> list[Part]:
    when, span = w.when()
    return [f"{when}{w.home}出口、进口分别为", *_respectively(w, [Topic("export"), Topic("import")], span)]


@construction
def list_in_a_clause_of_its_own(w: Writer) -> list[Part]:
    chosen = w.some(PARTNERS, 3)
    topics = [Topic("total", partner=code) for code, _ in chosen]
    return [f"{_names(w, [n for _, n in chosen])}位列前三，进出口值分别为", *_respectively(w, topics, w.lead)]


@construction
def former_and_latter(w: Writer) -> list[Part]:
    a, b = w.sign(), w.sign()
    topics = [Topic("export"), Topic("import")]
    return [
        "出口、进口分别为", w.level(topics[0], w.lead), "和", w.level(topics[1], w.lead), f"，前者{w.bare(a)}",
        w.growth(topics[0], w.lead, a), f"，后者{w.bare(b)}", w.growth(topics[1], w.lead, b), "。",
    ]  # fmt: skip


@construction
def told_one_by_one(w: Writer) -> list[Part]:
    topics, sign = [Topic("export"), Topic("import")], w.sign()
    return [
        "其中，出口", w.level(topics[0], w.lead), "，进口", w.level(topics[1], w.lead), f"，{w.one('', '同比')}分别{w.bare(sign)}",
        w.growth(topics[0], w.lead, sign), w.one("、", "和"), w.growth(topics[1], w.lead, sign), "。",
    ]  # fmt: skip


@construction
def share_of_the_whole(w: Writer) -> list[Part]:
    topic, sign = w.topic(w.one("partner", "enterprise", "regime", "export", "import")), w.sign()
    whole = {"total": ("外贸总值", "进出口总值"), "export": ("出口总值",), "import": ("进口总值",)}[topic.flow]
    said = w.one(f"，占{w.one('', '同期')}{w.home}{w.one(whole)}的", "，占", "，占比", "，占比达")
    return [
        topic.words,
        w.level(topic, w.lead),
        f"，{w.bare(sign)}",
        w.growth(topic, w.lead, sign),
        said,
        w.percent("share", topic, w.lead),
        "。",
    ]


@construction
def share_and_change(w: Writer) -> list[Part]:
    topic, sign = w.topic(w.one("partner", "enterprise", "regime")), w.sign()
    moved = ("提升", "提高", "上升") if sign > 0 else ("下降", "回落", "降低")
    said = w.one("，比重较去年同期", "，较去年同期", "，占比同比", "，比去年同期") + w.one(moved)
    return [
        topic.words,
        w.level(topic, w.lead),
        "，占外贸总值的" if topic.flow == "total" else "，占",
        w.percent("share", topic, w.lead),
        said,
        w.points(topic, w.lead, sign),
        "。",
    ]


@construction
def share_first(w: Writer) -> list[Part]:
    topic, sign = w.topic(w.one("enterprise", "regime")), w.sign()
    name = topic.words.removesuffix("进出口")
    return [
        f"{name}占{w.home}进出口总值的", w.percent("share", topic, w.lead), "；金额为", w.level(topic, w.lead), f"，{w.moved(sign)}",
        w.growth(topic, w.lead, sign), "。",
    ]  # fmt: skip


@construction
def subject_then_figures(w: Writer) -> list[Part]:
    (code, name), sign = w.some(PARTNERS, 1)[0], w.sign()
    topic = Topic("total", partner=code)
    said = w.one("为第一大贸易伙伴", "是最大贸易伙伴", "继续保持第一大贸易伙伴地位")
    return [
        f"{name}{said}，{w.one('', w.year_to_date())}{w.one('进出口', '双边贸易额')}",
        w.level(topic, w.lead),
        f"，{w.bare(sign)}",
        w.growth(topic, w.lead, sign),
        "。",
    ]


@construction
def month_on_month(w: Writer) -> list[Part]:
    last = w.lead.last
    span, topic, a, b = replace(w.lead, first=last), w.topic("plain"), w.sign(), w.sign()
    return [
        f"{last}月{w.one('当月', '份', '单月')}，{w.name}{topic.words}", w.level(topic, span), f"，同比{w.bare(a)}", w.growth(topic, span, a),
        w.one("，环比", "、环比", "，较上月") + w.bare(b), w.growth(topic, span, b, basis="mom"), "。",
    ]  # fmt: skip


@construction
def against_an_earlier_year(w: Writer) -> list[Part]:
    topic, a, b = w.topic("plain"), w.sign(), w.sign()
    year = w.lead.year - 2
    return [
        f"{w.name}{topic.words}", w.level(topic, w.lead), f"，{w.moved(a)}", w.growth(topic, w.lead, a),
        f"，{w.one('较', '比')}{year}年同期{w.bare(b)}", w.growth(topic, w.lead, b, basis=f"vs:{year}"), "。",
    ]  # fmt: skip


@construction
def multiples(w: Writer) -> list[Part]:
    topic = w.topic()
    digits = w.number(1, 9, (0, 1, 1))
    step = Decimal(100) * _step(digits)
    grown = w.figure(f"{digits}倍", "growth", Decimal(digits) * 100, step, "%", topic, w.lead, basis="yoy")
    return [f"{w.home}{topic.words}", w.level(topic, w.lead), w.one("，增长", "，同比增长"), grown, "。"]


@construction
def growth_in_brackets(w: Writer) -> list[Part]:
    chosen, parts = w.some(PARTNERS, 3), [f"{w.name}进出口的主要市场中，"]
    for order, (code, name) in enumerate(chosen):
        topic = Topic("total", partner=code)
        parts += [f"{name}（增长", w.growth(topic, w.lead, 1), "）" + ("、" if order < 2 else "表现突出。")]
    return parts


@construction
def surplus(w: Writer) -> list[Part]:
    sign, gap = w.sign(), w.one(["顺差", "逆差"])
    topic = Topic("balance")
    level = w.level(topic, w.lead)
    level = level if gap == "顺差" else replace(level, value=-level.value)
    moved = "扩大" if sign > 0 else "收窄"
    return [f"{w.one('实现', '累计')}贸易{gap}", level, f"，{moved}", w.growth(topic, w.lead, sign), "。"]


@construction
def dollar_twin(w: Writer) -> list[Part]:
    topic = w.topic("plain")
    return [
        f"{w.name}{topic.words}",
        w.level(topic, w.lead),
        "（约合",
        w.level(topic, w.lead, "亿美元", approx="~"),
        "）。",
    ]


@construction
def against_the_nation(w: Writer) -> list[Part]:
    topic, a = w.topic("plain"), w.sign()
    return [
        f"{w.name}{topic.words}{w.moved(a)}",
        w.growth(topic, w.lead, a),
        f"，{w.one('高于全国', '增速高出全国', '较全国增速低')}{w.number(0, 9, (1,))}个百分点。",
    ]


@construction
def other_topics(w: Writer) -> list[Part]:
    topic, a = w.topic("plain"), w.sign()
    other = w.one("地区生产总值", "社会消费品零售总额", "实际使用外资", "固定资产投资", "服务贸易进出口")
    return [
        f"{w.home}{other}{w.number(1, 999, (1,))}亿元，增长{w.number(1, 30, (1,))}%。{w.name}{topic.words}", w.level(topic, w.lead),
        f"，{w.bare(a)}", w.growth(topic, w.lead, a), "。",
    ]  # fmt: skip


def plant(construction: str, seed: int) -> PlantedRelease:
    """The release of a construction and a seed: always the same."""
    w = Writer(random.Random(f"{construction}/{seed}"))
    body = CONSTRUCTIONS[construction](w)
    sign = w.sign()
    lead = [
        f"据海关统计，{w.lead.year}年{w.year_to_date()}，{w.name}外贸进出口总值", w.level(Topic("total"), w.lead), f"，比去年同期{w.bare(sign)}",
        w.growth(Topic("total"), w.lead, sign), "。",
    ]  # fmt: skip
    texts, passages, figures, at = [], [], [], 0
    body_start = 0
    for order, parts in enumerate([[f"{w.name}外贸观察"], lead, body]):
        start, text = at, ""
        body_start = start
        for part in parts:
            if isinstance(part, Planted):
                figures.append(replace(part, char_start=at + len(text), char_end=at + len(text) + len(part.text)))
            text += part if isinstance(part, str) else part.text
        kind = "paragraph" if order else "heading"
        passages.append(Passage(kind, start, start + len(text), level=0 if order else 1, heading=0 if order else None))
        texts.append(text)
        at += len(text) + 1
    release = Release("planted", texts[0], w.published, "given", "zh", "\n".join(texts), tuple(passages))
    return PlantedRelease(construction, seed, release, tuple(figures), body_start)
