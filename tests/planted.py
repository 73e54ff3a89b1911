"""Releases whose figures are known by construction.

A release is a headline, a lead that fixes reporter and period, and one paragraph (or table) of a named construction.
Each construction is a function that draws wording, period, breakdown, number format and sign from a seeded generator and
writes its sentences as parts: plain text, and figures that carry their truth. Characters are counted while the parts are
joined, so spans need no searching. The same construction and seed always give the same release.
"""

from __future__ import annotations

import calendar
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from pipeline.model import Cell, Passage, Release
from pipeline.reading.frames.frames import Frame
from pipeline.reading.frames.of_size import off_by
from pipeline.reading.words.months import Months

MONTHS = tuple(calendar.month_name)[1:]
REPORTERS = (
    ("CN-CQ", "Chongqing", "the city"),
    ("CN-CQ", "Chongqing", "the municipality"),
    ("CN-SC", "Sichuan", "the province"),
    ("CN-GD", "Guangdong", "the province"),
    ("CN-ZJ", "Zhejiang", "the province"),
    ("CN-YN", "Yunnan", "the province"),
    ("CN-HI", "Hainan", "the province"),
    ("CN-SN", "Shaanxi", "the province"),
    ("CN-SH", "Shanghai", "the city"),
    ("CN-TJ", "Tianjin", "the municipality"),
    ("CN-XJ", "Xinjiang", "the region"),
    ("CN-GX", "Guangxi", "the autonomous region"),
    ("CN-GD/Shenzhen", "Shenzhen", "the city"),
    ("CN-JS/Suzhou", "Suzhou", "the city"),
    ("CN", "China", "the country"),
)
PARTNERS = {
    "ASEAN": ("ASEAN", "the ASEAN countries", "the Association of Southeast Asian Nations"),
    "EU": ("the European Union", "the EU"),
    "US": ("the United States", "the US"),
    "JP": ("Japan",),
    "KR": ("South Korea", "the Republic of Korea"),
    "HK": ("Hong Kong", "China's Hong Kong"),
    "TW": ("Taiwan", "the Taiwan region"),
    "VN": ("Vietnam",),
    "DE": ("Germany",),
    "RU": ("Russia",),
    "AU": ("Australia",),
    "GB": ("the United Kingdom", "the UK"),
    "BR": ("Brazil",),
    "BRI": ("Belt and Road countries", "countries along the Belt and Road"),
    "RCEP": ("RCEP members", "RCEP member countries"),
    "AFRICA": ("Africa", "African countries"),
    "LATAM": ("Latin America",),
    "CENTRAL_ASIA": ("Central Asia", "Central Asian countries"),
    "MIDDLE_EAST": ("the Middle East",),
}
EXPORTED = {
    "laptops": ("laptops", "notebook computers"),
    "mobile_phones": ("mobile phones",),
    "mechanical_electrical": ("mechanical and electrical products",),
    "high_tech": ("high-tech products",),
    "labor_intensive": ("labor-intensive products",),
    "integrated_circuits": ("integrated circuits",),
    "automobiles": ("automobiles",),
    "electric_vehicles": ("electric vehicles",),
    "lithium_batteries": ("lithium batteries", "lithium-ion batteries"),
    "solar_cells": ("solar cells",),
    "motorcycles": ("motorcycles",),
    "ships": ("ships",),
    "furniture": ("furniture",),
    "toys": ("toys",),
    "home_appliances": ("home appliances", "household appliances"),
    "auto_parts": ("auto parts",),
    "steel": ("steel products",),
}
IMPORTED = {
    "integrated_circuits": ("integrated circuits",),
    "high_tech": ("high-tech products",),
    "crude_oil": ("crude oil",),
    "iron_ore": ("iron ore",),
    "coal": ("coal",),
    "soybeans": ("soybeans",),
    "natural_gas": ("natural gas",),
    "fruits": ("fruit", "fruits"),
    "meat": ("meat",),
    "cosmetics": ("cosmetics",),
    "consumer_goods": ("consumer goods",),
    "agricultural_products": ("agricultural products", "farm produce"),
    "medicines": ("medicines",),
    "copper_ore": ("copper ore",),
}
ENTERPRISES = {
    "private": ("private enterprises", "private companies", "private firms"),
    "foreign_invested": ("foreign-invested enterprises", "foreign-funded companies"),
    "state_owned": ("state-owned enterprises", "state-owned companies"),
}
REGIMES = {
    "general": ("general trade",),
    "processing": ("processing trade",),
    "bonded_logistics": ("bonded logistics",),
    "cross_border_ecommerce": ("cross-border e-commerce",),
}
UP = [
    "rose",
    "grew",
    "increased",
    "climbed",
    "expanded",
    "jumped",
    "surged",
    "soared",
    "gained",
    "advanced",
    "edged up",
    "went up",
]
DOWN = [
    "fell",
    "dropped",
    "declined",
    "decreased",
    "contracted",
    "shrank",
    "slumped",
    "dipped",
    "slid",
    "plunged",
    "edged down",
]
UP_NOUNS = ("an increase of", "a rise of", "a growth of", "a gain of", "an expansion of")
DOWN_NOUNS = ("a decrease of", "a decline of", "a drop of", "a fall of", "a reduction of")
REACHED = ("reached", "totaled", "stood at", "hit", "came to", "amounted to", "was", "came in at", "was valued at")
# Currency, form with the number and a scale, and the scales that it is printed with.
MONEY = (
    ("CNY", "{n} {s} yuan", ("billion", "million", "trillion", "bln", "mln", "bn")),
    ("CNY", "{n} {s} yuan", ("billion",)),
    ("CNY", "RMB {n} {s}", ("billion", "million")),
    ("CNY", "RMB{n} {s}", ("billion",)),
    ("CNY", "¥{n} {s}", ("billion", "million")),
    ("CNY", "{n} {s} RMB", ("billion",)),
    ("CNY", "{n} {s} renminbi", ("billion",)),
    ("USD", "US${n} {s}", ("billion", "million")),
    ("USD", "${n} {s}", ("billion", "mln")),
    ("USD", "{n} {s} U.S. dollars", ("billion", "million")),
    ("USD", "{n} {s} US dollars", ("billion",)),
    ("USD", "USD {n} {s}", ("billion",)),
)
SCALES = {"trillion": 12, "billion": 9, "bln": 9, "bn": 9, "million": 6, "mln": 6}
PERCENT = ("{n}%", "{n} percent", "{n} per cent", "{n} pct")
POINTS = ("{n} percentage points", "{n} percentage points", "{n} pct points")
COORDINATES = ("region", "flow", "partner", "commodity", "regime", "enterprise", "zone", "transport")


@dataclass(frozen=True)
class Topic:
    """A flow with its breakdown, and the noun phrase that names it (without the reporter)."""

    flow: str = "total"
    partner: str = "world"
    commodity: str = "all"
    regime: str = "all"
    enterprise: str = "all"
    transport: str = "all"
    words: str = "foreign trade"


@dataclass(frozen=True)
class Planted:
    """A figure as it was planted; ``char_start`` and ``char_end`` are counted when the release is laid out."""

    text: str
    measure: str
    value: Decimal
    step: Decimal
    unit: str
    region: str
    period_start: date
    period_end: date
    flow: str
    partner: str = "world"
    commodity: str = "all"
    regime: str = "all"
    enterprise: str = "all"
    zone: str = "all"
    transport: str = "all"
    basis: str | None = None
    approx: str | None = None
    whole: str | None = None
    char_start: int = -1
    char_end: int = -1


Part = str | Planted


@dataclass(frozen=True)
class PlantedRelease:
    """A release, its planted figures in text order, and where what was planted after the lead begins."""

    construction: str
    seed: int
    release: Release
    figures: tuple[Planted, ...]
    body_start: int


TRIES = 40


def _frame(figure: Planted) -> Frame:
    """The coordinates of a figure as the reading holds them."""
    codes = {name: getattr(figure, name) for name in COORDINATES}
    first, last = (day.year * 12 + day.month - 1 for day in (figure.period_start, figure.period_end))
    return Frame(period=Months(first, last), **{n: None if c in ("all", "world") else c for n, c in codes.items()})


@dataclass(frozen=True)
class Span:
    """Whole months of one year."""

    year: int
    first: int
    last: int

    @property
    def start(self) -> date:
        return date(self.year, self.first, 1)

    @property
    def end(self) -> date:
        return date(self.year, self.last, calendar.monthrange(self.year, self.last)[1])


@dataclass
class Writer:
    """The choices behind one release: reporter, period and publication date, and draws of everything else."""

    rng: random.Random
    region: str = ""
    name: str = ""
    home: str = ""
    lead: Span = Span(2020, 1, 9)
    published: date = date(2020, 10, 23)
    trailing: bool = False  # a sentence's period stands at its end
    used: set = field(default_factory=set)

    def __post_init__(self) -> None:
        self.region, self.name, self.home = self.rng.choice(REPORTERS)
        year, last = self.rng.randint(2016, 2025), self.rng.randint(2, 12)
        self.lead = Span(year, 1, last)
        self.published = date(year + last // 12, last % 12 + 1, self.rng.randint(8, 24))

    def one(self, *options):
        return self.rng.choice(options[0] if len(options) == 1 and not isinstance(options[0], str) else options)

    # ------------------------------------------------------------ figures

    def number(self, low: int, high: int, decimals: Sequence[int]) -> str:
        """Digits as printed, never the same twice in a release."""
        while True:
            places = self.rng.choice(decimals)
            value = Decimal(self.rng.randint(low * 10**places, high * 10**places)).scaleb(-places)
            if value > 0 and value not in self.used:
                self.used.add(value)
                return f"{value:,f}" if value < 1000 or self.rng.random() < 0.8 else f"{value:f}"

    def level(self, topic: Topic, span: Span, currency: str | None = None, **more) -> Planted:
        """An amount that the region can have traded in the span, where the list of sizes has it."""
        for _ in range(TRIES):
            figure = self._any_level(topic, span, currency, **more)
            if not off_by(_frame(figure), figure.unit, float(figure.value)):
                break
        return figure

    def _any_level(self, topic: Topic, span: Span, currency: str | None, **more) -> Planted:
        drawn = currency or self.one("CNY", "CNY", "CNY", "USD")
        code, form, scales = self.one([m for m in MONEY if m[0] == drawn])
        scale = self.one(scales)
        if scale == "trillion":
            digits = self.number(1, 40, (1, 2))
        elif scale in ("million", "mln"):
            digits = self.number(11, 9800, (0, 1))
        else:
            digits = self.number(1, 990, (0, 1, 1, 2, 2, 3))
        value, step = _exact(digits, SCALES[scale])
        return self._figure(form.format(n=digits, s=scale), "level", value, step, code, topic, span, **more)

    def growth(
        self, topic: Topic, span: Span, sign: int, basis: str = "yoy", form: str | None = None, **more
    ) -> Planted:
        digits = self.number(0, 60, (0, 1, 1, 1))
        value, step = _exact(digits, 0)
        text = (form or self.one(PERCENT)).format(n=digits)
        return self._figure(text, "growth", sign * value, step, "%", topic, span, basis=basis, **more)

    def share(self, topic: Topic, span: Span, whole: str | None = None, **more) -> Planted:
        digits = self.number(2, 95, (0, 1, 1))
        value, step = _exact(digits, 0)
        more["whole"] = whole or default_whole(topic)
        return self._figure(self.one(PERCENT).format(n=digits), "share", value, step, "%", topic, span, **more)

    def points(self, topic: Topic, span: Span, sign: int, whole: str | None = None) -> Planted:
        digits = self.number(0, 9, (1, 1, 2))
        value, step = _exact(digits, 0)
        text = self.one(POINTS).format(n=digits)
        more = {"basis": "yoy", "whole": whole or default_whole(topic)}
        return self._figure(text, "share_change", sign * value, step, "pp", topic, span, **more)

    def _figure(self, text, measure, value, step, unit, topic: Topic, span: Span, **more) -> Planted:
        coordinates = {name: getattr(topic, name) for name in COORDINATES if hasattr(topic, name)}
        coordinates["region"] = more.pop("region", self.region)
        return Planted(
            text, measure, value, step, unit, period_start=span.start, period_end=span.end, **coordinates, **more
        )

    # ------------------------------------------------------------ words

    def sign(self) -> int:
        return self.one([1, 1, -1])

    def verb(self, sign: int) -> str:
        return self.one(UP if sign > 0 else DOWN)

    def updown(self, sign: int) -> str:
        return "up" if sign > 0 else "down"

    def noun(self, sign: int) -> str:
        return self.one(UP_NOUNS if sign > 0 else DOWN_NOUNS)

    def whose(self) -> str:
        return self.one(f"{self.name}'s ", f"{self.home}'s ", "its ")

    def topic(self, *kinds: str, flow: str | None = None) -> Topic:
        """A topic of one of the kinds: plain, partner, commodity, commodity_partner, enterprise, regime, transport."""
        kind = self.one(kinds or ("plain", "partner", "commodity", "commodity_partner", "enterprise", "regime"))
        if kind == "plain":
            flow = flow or self.one("total", "export", "import")
            return Topic(flow, words=self.flow_words(flow))
        if kind == "partner":
            flow = flow or self.one("total", "export", "import")
            code = self.one(sorted(PARTNERS))
            return Topic(flow, partner=code, words=f"{self.short(flow)} {_link(flow)} {self.one(PARTNERS[code])}")
        if kind in ("commodity", "commodity_partner"):
            flow = flow if flow in ("export", "import") else self.one("export", "import")
            table = EXPORTED if flow == "export" else IMPORTED
            code = self.one(sorted(table))
            words = f"{flow}s of {self.one(table[code])}"
            if kind == "commodity":
                return Topic(flow, commodity=code, words=words)
            partner = self.one(sorted(PARTNERS))
            return Topic(flow, partner, code, words=f"{words} {_link(flow)} {self.one(PARTNERS[partner])}")
        if kind == "enterprise":
            flow = flow or self.one("total", "export", "import")
            code = self.one(sorted(ENTERPRISES))
            who = self.one(ENTERPRISES[code])
            words = self.one(f"{self.short(flow)} by {who}", f"{self.short(flow)} of {who}")
            return Topic(flow, enterprise=code, words=words)
        if kind == "regime":
            code = self.one(sorted(REGIMES))
            word = self.one(REGIMES[code])
            if "trade" in word and flow in (None, "total") and self.rng.random() < 0.5:
                return Topic("total", regime=code, words=word)
            flow = flow or self.one("total", "export", "import")
            return Topic(flow, regime=code, words=f"{self.short(flow)} {self.one('under', 'through', 'via')} {word}")
        mode, words = self.one([("rail", "by rail"), ("air", "by air"), ("water", "by sea"), ("road", "by road")])
        flow = flow or self.one("total", "export", "import")
        return Topic(flow, transport=mode, words=f"{self.short(flow)} {words}")

    def flow_words(self, flow: str) -> str:
        if flow == "total":
            return self.one(
                "foreign trade", "total foreign trade", "imports and exports", "foreign trade volume", "goods trade"
            )
        return self.one(f"{flow}s", f"total {flow}s", f"{flow} value")

    def short(self, flow: str) -> str:
        return self.one("trade", "foreign trade", "imports and exports") if flow == "total" else f"{flow}s"

    def subject(self, topic: Topic, owned: bool = True) -> str:
        return (self.whose() if owned and self.rng.random() < 0.7 else "") + topic.words

    # ------------------------------------------------------------ time

    def year_to_date(self, span: Span) -> str:
        last, month = span.last, MONTHS[span.last - 1]
        options = [
            f"in the first {_count(last)} months",
            f"in the first {_count(last)} months of {span.year}",
            f"in the first {_count(last)} months of this year"
            if self.published.year == span.year
            else f"in the first {_count(last)} months of {span.year}",
            f"from January to {month}",
            f"between January and {month} {span.year}",
            f"in the January-{month} period",
            f"from January through {month}",
        ]
        if last == 12:
            options = [
                f"in {span.year}",
                f"in the whole of {span.year}",
                f"from January to December {span.year}",
                "last year",
            ]
        if last == 9:
            options += ["in the first three quarters", f"in the first three quarters of {span.year}", "from Q1 to Q3"]
        if last == 6:
            options += ["in the first half of the year", f"in the first half of {span.year}"]
        if last == 3:
            options += ["in the first quarter", f"in the first quarter of {span.year}"]
        return self.one(options)

    def when(self, kind: str | None = None) -> tuple[str, Span]:
        """A period expression ("" to inherit the lead's period) and what it means."""
        lead = self.lead
        kinds = ["none", "none", "same", "ytd", "month", "alone", "quarter", "half", "previous"]
        kind = kind or self.one(kinds)
        if kind == "quarter" and lead.last >= 3 and lead.last != 12:
            number = self.rng.randint(1, lead.last // 3)
            words = ("first", "second", "third")[number - 1]
            return self.one(f"in the {words} quarter", f"in Q{number}", f"in the {words} quarter of {lead.year}"), Span(
                lead.year, number * 3 - 2, number * 3
            )
        if kind == "half" and 6 <= lead.last < 12:
            return self.one("in the first half of the year", f"in the first half of {lead.year}"), Span(lead.year, 1, 6)
        if kind in ("month", "alone"):
            month, span = MONTHS[lead.last - 1], Span(lead.year, lead.last, lead.last)
            if kind == "alone":
                return f"in {month} alone", span
            return self.one(f"in {month}", f"in {month} {lead.year}", "last month"), span
        if kind == "previous" and lead.last < 12:
            return self.one("last year", f"in {lead.year - 1}"), Span(lead.year - 1, 1, 12)
        if kind == "same":
            return self.one("in the period", "during the period", "over the period"), lead
        if kind == "ytd":
            return self.year_to_date(lead), lead
        return "", lead

    def base(self, span: Span) -> tuple[str, str]:
        """Words of comparison with a space before them ("" for none) and the basis that they mean."""
        options = [
            ("", "yoy"),
            (" year on year", "yoy"),
            (" year-on-year", "yoy"),
            (" from a year earlier", "yoy"),
            (" from a year ago", "yoy"),
        ]
        if span.year == self.published.year:
            options += [(" over the same period last year", "yoy"), (" compared with the same period last year", "yoy")]
            options += [(" from the same period of the previous year", "yoy")]
        options += [(f" from the same period of {span.year - 1}", "yoy")]
        if span.year >= 2021:
            options += [
                (" compared with the same period of 2019", "vs:2019"),
                (" from the same period in 2019", "vs:2019"),
            ]
        return self.one(options)

    def framed(self, when: str, *parts: Part) -> list[Part]:
        """The clause as a sentence, its period (if any) before it or, where ``trailing`` asks for that, after it."""
        if not when:
            return _capital([*parts, "."])
        if self.trailing:
            return _capital([*parts, " ", when, "."])
        return _capital([when, ", ", *parts, "."])


def _exact(digits: str, scale: int) -> tuple[Decimal, Decimal]:
    places = len(digits.partition(".")[2])
    value = Decimal(digits.replace(",", "")) * 10**scale
    return value, Decimal(1).scaleb(scale - places)


def _count(n: int) -> str:
    return (["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])[n - 1]


def _link(flow: str) -> str:
    return {"total": "with", "export": "to", "import": "from"}[flow]


def _capital(parts: Sequence[Part]) -> list[Part]:
    first, *rest = parts
    return [first[:1].upper() + first[1:], *rest] if isinstance(first, str) else [first, *rest]


def _series(parts: Sequence[Sequence[Part]], oxford: bool = False) -> list[Part]:
    """Items joined with commas and "and"."""
    out: list[Part] = []
    for index, item in enumerate(parts):
        if index:
            last = index == len(parts) - 1
            out.append((", and " if oxford and len(parts) > 2 else " and ") if last else ", ")
        out.extend(item)
    return out


def default_whole(topic: Topic) -> str:
    """The whole of a share where nothing else is said: the same flow, not broken down."""
    undivided = {"partner": "world", "commodity": "all", "regime": "all", "enterprise": "all", "transport": "all"}
    parts = [f"{name}={code}" for name, code in undivided.items() if getattr(topic, name) != code]
    return ";".join(parts) or "flow=total"


# ---------------------------------------------------------------- constructions

CONSTRUCTIONS: dict[str, Callable[[Writer], list]] = {}


def construction(make: Callable[[Writer], list]) -> Callable[[Writer], list]:
    CONSTRUCTIONS[make.__name__] = make
    return make


@construction
def verb_by_to(w: Writer):
    """Exports to Japan rose by 3.2% year on year to 12.1 billion yuan."""
    topic, (when, span), sign = w.topic(), w.when(), w.sign()
    base, basis = w.base(span)
    growth, level = w.growth(topic, span, sign, basis), w.level(topic, span)
    return w.framed(when, w.subject(topic), f" {w.verb(sign)} by ", growth, base, " to ", level)


@construction
def verb_to(w: Writer):
    """Exports rose 3.2 percent from a year earlier to 12.1 billion yuan."""
    topic, (when, span), sign = w.topic(), w.when(), w.sign()
    base, basis = w.base(span)
    growth, level = w.growth(topic, span, sign, basis), w.level(topic, span)
    return w.framed(when, w.subject(topic), f" {w.verb(sign)} ", growth, base, " to ", level)


@construction
def verb_only(w: Writer):
    """Imports of coal fell 4.1 percent."""
    topic, (when, span), sign = w.topic(), w.when(), w.sign()
    base, basis = w.base(span)
    return w.framed(
        when, w.subject(topic), f" {w.verb(sign)} ", w.one("", "by "), w.growth(topic, span, sign, basis), base
    )


@construction
def reached_up(w: Writer):
    """Trade with ASEAN reached 83.59 billion yuan, up 6% year on year."""
    topic, (when, span), sign = w.topic(), w.when(), w.sign()
    base, basis = w.base(span)
    level, growth = w.level(topic, span), w.growth(topic, span, sign, basis)
    return w.framed(
        when, w.subject(topic), f" {w.one(REACHED)} ", level, f", {w.updown(sign)} ", w.one("", "by "), growth, base
    )


@construction
def reached_increase_of(w: Writer):
    """Trade with ASEAN reached 83.59 billion yuan, an increase of 6% over the same period last year."""
    topic, (when, span), sign = w.topic(), w.when(), w.sign()
    base, basis = w.base(span)
    level, growth = w.level(topic, span), w.growth(topic, span, sign, basis)
    return w.framed(
        when,
        w.subject(topic),
        f" {w.one(REACHED)} ",
        level,
        f", {w.one('', 'representing ', 'marking ')}{w.noun(sign)} ",
        growth,
        base,
    )


@construction
def reached_yoy_increase_of(w: Writer):
    """Exports totaled 12 billion yuan, a year-on-year decrease of 6%."""
    topic, (when, span), sign = w.topic(), w.when(), w.sign()
    level, growth = w.level(topic, span), w.growth(topic, span, sign)
    noun = w.noun(sign).partition(" ")[2]
    return w.framed(
        when,
        w.subject(topic),
        f" {w.one(REACHED)} ",
        level,
        f", {w.one('', 'with ', 'representing ')}a year-on-year {noun} ",
        growth,
    )


@construction
def more_than_a_year_earlier(w: Writer):
    """Imports of meat came to 1.2 billion yuan, 3.4% more than a year earlier."""
    topic, (when, span), sign = w.topic(), w.when(), w.sign()
    level, growth = w.level(topic, span), w.growth(topic, span, sign)
    word = w.one("more", "higher") if sign > 0 else w.one("less", "lower")
    return w.framed(
        when,
        w.subject(topic),
        f" {w.one(REACHED)} ",
        level,
        ", ",
        growth,
        f" {word} than {w.one('a year earlier', 'a year ago', 'in the same period a year earlier')}",
    )


@construction
def growth_in_parentheses(w: Writer):
    """Exports reached 12 billion yuan (up 3.2% year on year)."""
    topic, (when, span), sign = w.topic(), w.when(), w.sign()
    level = w.level(topic, span)
    if w.rng.random() < 0.4:
        growth = w.growth(topic, span, sign, form="+{n}%" if sign > 0 else "-{n}%")
        inside = [growth]
    else:
        base, basis = w.base(span)
        inside = [f"{w.updown(sign)} ", w.growth(topic, span, sign, basis), base]
    return w.framed(when, w.subject(topic), f" {w.one(REACHED)} ", level, " (", *inside, ")")


@construction
def saw_growth_to(w: Writer):
    """Trade with Japan saw a 12% growth year on year to 19.36 billion yuan."""
    topic, (when, span), sign = w.topic(), w.when(), w.sign()
    growth, level = w.growth(topic, span, sign), w.level(topic, span)
    noun = w.one("growth", "increase", "rise") if sign > 0 else w.one("decline", "decrease", "drop")
    return w.framed(
        when,
        w.subject(topic),
        f" {w.one('saw', 'registered', 'recorded', 'posted')} a ",
        growth,
        f" {noun} year on year to ",
        level,
    )


@construction
def registered_growth_of(w: Writer):
    """Exports of toys registered a year-on-year growth of 3%."""
    topic, (when, span), sign = w.topic(), w.when(), w.sign()
    noun = w.one("growth of", "increase of") if sign > 0 else w.one("decline of", "drop of")
    return w.framed(
        when,
        w.subject(topic),
        f" {w.one('registered', 'posted', 'saw')} {w.one('a', 'a year-on-year')} {noun} ",
        w.growth(topic, span, sign),
    )


@construction
def rose_to_up(w: Writer):
    """Exports climbed to 12 billion yuan, up 3% year on year."""
    topic, (when, span), sign = w.topic(), w.when(), w.sign()
    base, basis = w.base(span)
    level, growth = w.level(topic, span), w.growth(topic, span, sign, basis)
    return w.framed(when, w.subject(topic), f" {w.verb(sign)} to ", level, f", {w.updown(sign)} ", growth, base)


@construction
def rose_to_from_level(w: Writer):
    """Exports rose to 12 billion yuan from 11 billion yuan a year earlier."""
    topic, (when, span), sign = w.topic(), w.when(), w.sign()
    before = replace(span, year=span.year - 1)
    currency = w.one("CNY", "USD")
    level, earlier = w.level(topic, span, currency), w.level(topic, before, currency)
    return _capital(
        [
            *([when, ", "] if when else []),
            w.subject(topic),
            f" {w.verb(sign)} to ",
            level,
            " from ",
            earlier,
            " a year earlier.",
        ]
    )


@construction
def noun_first(w: Writer):
    """A 3.2% rise in exports to Japan was recorded."""
    topic, (when, span), sign = w.topic(), w.when(), w.sign()
    noun = w.one("rise", "increase", "growth") if sign > 0 else w.one("fall", "drop", "decline")
    growth = w.growth(topic, span, sign)
    opening = w.one("customs recorded a ", "customs data showed a ", "there was a ")
    return w.framed(when, opening, growth, f" {w.one('', 'year-on-year ')}{noun} in ", w.subject(topic))


@construction
def worth_of(w: Writer):
    """The city exported 3 billion yuan worth of toys to Japan, up 3%."""
    flow, sign, (when, span) = w.one("export", "import"), w.sign(), w.when()
    table = EXPORTED if flow == "export" else IMPORTED
    code = w.one(sorted(table))
    partner = w.one(["world", *sorted(PARTNERS)])
    topic = Topic(flow, partner, code)
    link = "" if partner == "world" else f" {_link(flow)} {w.one(PARTNERS[partner])}"
    base, basis = w.base(span)
    level, growth = w.level(topic, span), w.growth(topic, span, sign, basis)
    return w.framed(
        when,
        f"{w.one(w.name, w.home)} {flow}ed ",
        level,
        f" worth of {w.one(table[code])}{link}, {w.updown(sign)} ",
        growth,
        base,
    )


@construction
def exported_commodity_worth(w: Writer):
    """The city exported laptops worth 3 billion yuan, up 3%."""
    flow, sign, (when, span) = w.one("export", "import"), w.sign(), w.when()
    table = EXPORTED if flow == "export" else IMPORTED
    code = w.one(sorted(table))
    topic = Topic(flow, commodity=code)
    base, basis = w.base(span)
    level, growth = w.level(topic, span), w.growth(topic, span, sign, basis)
    return w.framed(
        when,
        f"{w.one(w.name, w.home)} {flow}ed {w.one(table[code])} worth ",
        level,
        f", {w.updown(sign)} ",
        growth,
        base,
    )


@construction
def of_which(w: Writer):
    """Of the total, exports were 3 billion yuan, up 3%, and imports 2 billion yuan, down 4%."""
    (when, span), signs = w.when("none"), (w.sign(), w.sign())
    export, imports = Topic("export"), Topic("import")
    opening = w.one("of the total, ", "of this, ", "among them, ", "specifically, ")
    return w.framed(
        when, opening, f"exports {w.one('were', 'reached', 'totaled')} ", w.level(export, span), f", {w.updown(signs[0])} ",
        w.growth(export, span, signs[0]), ", and imports ", w.one("", "were ", "reached "), w.level(imports, span),
        f", {w.updown(signs[1])} ", w.growth(imports, span, signs[1]),
    )  # fmt: skip


@construction
def imports_ellipsis(w: Writer):
    """Exports rose 3 percent and imports 4 percent."""
    (when, span), sign, basis = w.when(), w.sign(), "yoy"
    base = w.one("", " year on year", " from a year earlier")
    first, second = w.one([("export", "import"), ("import", "export")])
    a, b = Topic(first), Topic(second)
    join = w.one(" and ", " while ", ", and ")
    return w.framed(
        when,
        w.whose(),
        f"{first}s {w.verb(sign)} ",
        w.growth(a, span, sign, basis),
        base,
        f"{join}{second}s ",
        w.growth(b, span, sign, basis),
    )


@construction
def exports_while_imports(w: Writer):
    """Exports rose 3 percent to 3 billion yuan, while imports fell 4 percent to 2 billion yuan."""
    (when, span), signs = w.when(), (w.sign(), w.sign())
    partner = w.one(["world", "world", *sorted(PARTNERS)])
    first, second = w.one([("export", "import"), ("import", "export")])
    a, b = Topic(first, partner), Topic(second, partner)
    link = "" if partner == "world" else f" {_link(first)} {w.one(PARTNERS[partner])}"
    base, basis = w.one("", " year on year", " from a year earlier"), "yoy"
    return w.framed(
        when, w.whose(), f"{first}s{link} {w.verb(signs[0])} ", w.growth(a, span, signs[0], basis), base, " to ", w.level(a, span),
        w.one(", while ", ", and ", "; "), f"{second}s {w.verb(signs[1])} ", w.growth(b, span, signs[1], "yoy"), " to ", w.level(b, span),
    )  # fmt: skip


@construction
def that_of(w: Writer):
    """Trade with ASEAN rose 3%, while that with the EU fell 4%."""
    (when, span), signs, flow = w.when(), (w.sign(), w.sign()), w.one("total", "export", "import")
    codes = w.rng.sample(sorted(PARTNERS), 2)
    a, b = Topic(flow, codes[0]), Topic(flow, codes[1])
    short = w.short(flow)
    pronoun = "that" if short.endswith("trade") else "those"
    return w.framed(
        when, w.whose(), f"{short} {_link(flow)} {w.one(PARTNERS[codes[0]])} {w.verb(signs[0])} ", w.growth(a, span, signs[0]), " year on year",
        f", while {pronoun} {_link(flow)} {w.one(PARTNERS[codes[1]])} {w.verb(signs[1])} ", w.growth(b, span, signs[1]),
    )  # fmt: skip


def _listed(w: Writer) -> tuple[list[Topic], str]:
    """Two to six members of one list as topics, and the noun phrase that names them all."""
    count = w.one([2, 2, 3, 3, 4, 5, 6])
    oxford = w.rng.random() < 0.4
    if w.rng.random() < 0.6:
        flow = w.one("total", "export", "import")
        codes = w.rng.sample(sorted(PARTNERS), count)
        names = "".join(_series([[w.one(PARTNERS[c])] for c in codes], oxford))
        return [Topic(flow, partner=c) for c in codes], f"{w.short(flow)} {_link(flow)} {names}"
    flow = w.one("export", "import")
    table = EXPORTED if flow == "export" else IMPORTED
    codes = w.rng.sample(sorted(table), count)
    names = "".join(_series([[w.one(table[c])] for c in codes], oxford))
    return [Topic(flow, commodity=c) for c in codes], f"{flow}s of {names}"


def _growths(w: Writer, topics: list[Topic], span: Span, sign: int, shared: bool, oxford: bool) -> list[Part]:
    if not shared:
        form = w.one(PERCENT)
        return _series([[w.growth(t, span, sign, form=form)] for t in topics], oxford)
    figures = [w.growth(t, span, sign, form="{n}") for t in topics]
    last = replace(figures[-1], text=w.one(PERCENT).format(n=figures[-1].text))
    return _series([[f] for f in (*figures[:-1], last)], oxford)


def _list_of_growths(w: Writer, shared_unit: bool):
    topics, words = _listed(w)
    (when, span), sign = w.when(), w.sign()
    parts = _growths(w, topics, span, sign, shared_unit, w.rng.random() < 0.4)
    return w.framed(
        when,
        w.whose(),
        words,
        f" {w.verb(sign)} {w.one('', 'by ')}",
        *parts,
        w.one("", " year on year"),
        w.one(" respectively", ", respectively"),
    )


@construction
def list_of_growths(w: Writer):
    """Exports to A, B and C rose by 3%, 4% and 5% respectively."""
    return _list_of_growths(w, shared_unit=False)


@construction
def list_of_growths_shared_unit(w: Writer):
    """Exports to A, B and C rose by 3, 4 and 5 percent respectively."""
    return _list_of_growths(w, shared_unit=True)


@construction
def list_of_levels_and_growths(w: Writer):
    """Trade with A, B and C reached 3, 4 and 5 billion yuan, up 3%, 4% and 5% year on year respectively."""
    topics, words = _listed(w)
    (when, span), sign, oxford = w.when(), w.sign(), w.rng.random() < 0.4
    levels = _series([[w.level(t, span, "CNY")] for t in topics], oxford)
    parts = _growths(w, topics, span, sign, w.rng.random() < 0.3, oxford)
    return w.framed(
        when,
        w.whose(),
        words,
        f" {w.one(REACHED[:6])} ",
        *levels,
        f", {w.updown(sign)} ",
        *parts,
        w.one("", " year on year"),
        w.one(" respectively", ", respectively"),
    )


@construction
def list_of_growths_to_levels(w: Writer):
    """Imports of A, B and C grew by 3%, 4% and 5% year on year to 3, 4 and 5 billion yuan respectively."""
    topics, words = _listed(w)
    (when, span), sign, oxford = w.when(), w.sign(), w.rng.random() < 0.4
    parts = _growths(w, topics, span, sign, w.rng.random() < 0.3, oxford)
    levels = _series([[w.level(t, span, "CNY")] for t in topics], oxford)
    return w.framed(
        when,
        w.whose(),
        words,
        f" {w.verb(sign)} {w.one('', 'by ')}",
        *parts,
        w.one("", " year on year"),
        " to ",
        *levels,
        w.one(" respectively", ", respectively"),
    )


@construction
def list_with_mixed_signs(w: Writer):
    """Trade with A and B reached 3 billion yuan and 4 billion yuan, up 3% and down 4% respectively."""
    topics, words = _listed(w)
    (when, span), oxford = w.when(), w.rng.random() < 0.4
    levels = _series([[w.level(t, span, "CNY")] for t in topics], oxford)
    growths = []
    for topic in topics:
        sign = w.sign()
        growths.append([f"{w.updown(sign)} ", w.growth(topic, span, sign)])
    return w.framed(
        when,
        w.whose(),
        words,
        f" {w.one(REACHED[:6])} ",
        *levels,
        ", ",
        *_series(growths, oxford),
        w.one(" respectively", ", respectively"),
    )


@construction
def list_of_pairs(w: Writer):
    """Exports to A reached 3 billion yuan, up 3%; exports to B 4 billion yuan, down 4%; and exports to C ..."""
    flow, count = w.one("total", "export", "import"), w.one([2, 3, 4])
    (when, span) = w.when()
    short, clauses = w.short(flow), []
    for code in w.rng.sample(sorted(PARTNERS), count):
        topic, sign = Topic(flow, code), w.sign()
        verb = f" {w.one(REACHED[:5])} "
        clauses.append(
            [
                f"{short} {_link(flow)} {w.one(PARTNERS[code])}{verb}",
                w.level(topic, span),
                f", {w.updown(sign)} ",
                w.growth(topic, span, sign),
            ]
        )
    parts: list[Part] = []
    for index, clause in enumerate(clauses):
        parts += [*(["; and " if index == count - 1 else "; "] if index else []), *clause]
    return _capital([*([when, ", "] if when else []), *parts, "."])


@construction
def partners_after_colon(w: Writer):
    """The top markets were A (3 billion yuan, up 3%), B (4 billion yuan, down 4%) and C (...)."""
    flow = w.one("export", "import")
    span, items = w.lead, []
    for code in w.rng.sample(sorted(PARTNERS), w.one([2, 3, 4])):
        topic, sign = Topic(flow, code), w.sign()
        items.append(
            [
                f"{w.one(PARTNERS[code])} (",
                w.level(topic, span),
                f", {w.updown(sign)} ",
                w.growth(topic, span, sign),
                ")",
            ]
        )
    opening = "the top export markets were " if flow == "export" else "the top sources of imports were "
    return w.framed("", opening, *_series(items))


@construction
def accounting_for_share(w: Writer):
    """Trade with ASEAN reached 83 billion yuan, accounting for 18.1% of the city's total foreign trade."""
    topic, (when, span) = w.topic("partner", "enterprise", "regime", "commodity"), w.when()
    verb = w.one("accounting for", "making up", "representing", "taking up")
    whole = w.one("the total", f"{w.home}'s total", _whole_words(w, topic))
    return w.framed(
        when,
        w.subject(topic),
        f" {w.one(REACHED)} ",
        w.level(topic, span),
        f", {verb} ",
        w.share(topic, span),
        f" of {whole}",
    )


@construction
def growth_and_share(w: Writer):
    """Trade with ASEAN rose 6% to 83 billion yuan, accounting for 18.1% of the total, up 2.1 percentage points."""
    topic, (when, span), signs = w.topic("partner", "enterprise", "regime", "commodity"), w.when(), (w.sign(), w.sign())
    whole = w.one("the total", f"{w.home}'s total", _whole_words(w, topic))
    tail = w.one("", " year on year", " from a year earlier")
    return _capital([
        *([when, ", "] if when else []), w.subject(topic), f" {w.verb(signs[0])} ", w.growth(topic, span, signs[0]), " year on year to ", w.level(topic, span),
        ", accounting for ", w.share(topic, span), f" of {whole}, {w.updown(signs[1])} ", w.points(topic, span, signs[1]), tail, ".",
    ])  # fmt: skip


@construction
def share_rose_by_points_to(w: Writer):
    """The share of private enterprises in the city's foreign trade rose by 2.1 percentage points to 36.2%."""
    topic, (when, span), sign = w.topic("partner", "enterprise", "regime", flow="total"), w.when(), w.sign()
    name = topic.words
    if topic.partner != "world":
        name = w.one(PARTNERS[topic.partner])
    elif topic.enterprise != "all":
        name = w.one(ENTERPRISES[topic.enterprise])
    else:
        name = w.one(REGIMES[topic.regime])
    verb = w.one("rose", "increased", "climbed") if sign > 0 else w.one("fell", "dropped", "declined")
    return w.framed(
        when,
        f"the {w.one('share', 'proportion')} of {name} in {w.home}'s {w.one('total foreign trade', 'foreign trade', 'imports and exports')} {verb} ",
        w.one("", "by "),
        w.points(topic, span, sign),
        " to ",
        w.share(topic, span),
    )


@construction
def share_up_from_the_same_period(w: Writer):
    """Private enterprises accounted for 36.2% of the total, 2.1 percentage points higher than a year earlier."""
    topic, (when, span), sign = w.topic("partner", "enterprise", flow="total"), w.when(), w.sign()
    name = w.one(PARTNERS[topic.partner]) if topic.partner != "world" else w.one(ENTERPRISES[topic.enterprise])
    word = "higher" if sign > 0 else "lower"
    return w.framed(
        when,
        f"{name} accounted for ",
        w.share(topic, span),
        f" of {w.home}'s {w.one('total foreign trade', 'foreign trade')}, ",
        w.points(topic, span, sign),
        f" {word} than a year earlier",
    )


def _whole_words(w: Writer, topic: Topic) -> str:
    owner = w.one(f"{w.home}'s ", f"{w.name}'s ", "the ")
    if topic.flow == "total":
        return owner + w.one("total foreign trade", "total imports and exports", "foreign trade")
    return owner + w.one(f"total {topic.flow}s", f"{topic.flow} total")


@construction
def commodity_partner_enterprise(w: Writer):
    """Exports of laptops to ASEAN by private enterprises rose 3% to 3 billion yuan."""
    base_topic, (when, span), sign = w.topic("commodity_partner"), w.when(), w.sign()
    code = w.one(sorted(ENTERPRISES))
    topic = replace(base_topic, enterprise=code, words=f"{base_topic.words} by {w.one(ENTERPRISES[code])}")
    base, basis = w.base(span)
    growth, level = w.growth(topic, span, sign, basis), w.level(topic, span)
    return w.framed(when, w.subject(topic), f" {w.verb(sign)} {w.one('', 'by ')}", growth, base, " to ", level)


@construction
def commodity_regime_partner(w: Writer):
    """Exports of toys to Japan under general trade reached 3 billion yuan, up 3%."""
    base_topic, (when, span), sign = w.topic("commodity_partner"), w.when(), w.sign()
    code = w.one("general", "processing")
    topic = replace(base_topic, regime=code, words=f"{base_topic.words} {w.one('under', 'via')} {w.one(REGIMES[code])}")
    return w.framed(
        when,
        w.subject(topic),
        f" {w.one(REACHED)} ",
        w.level(topic, span),
        f", {w.updown(sign)} ",
        w.growth(topic, span, sign),
    )


@construction
def by_transport(w: Writer):
    """Exports by rail rose 3% to 3 billion yuan."""
    topic, (when, span), sign = w.topic("transport"), w.when(), w.sign()
    return w.framed(
        when,
        w.subject(topic),
        f" {w.verb(sign)} ",
        w.growth(topic, span, sign),
        " year on year to ",
        w.level(topic, span),
    )


@construction
def nested_share(w: Writer):
    """Private enterprises' trade with ASEAN reached 3 billion yuan, or 40.8% of the province's trade with ASEAN."""
    flow, (when, span) = w.one("total", "export", "import"), w.when("none")
    partner = w.one(sorted(PARTNERS))
    enterprise = w.one(sorted(ENTERPRISES))
    topic = Topic(flow, partner, enterprise=enterprise)
    short, name = ("trade" if flow == "total" else f"{flow}s"), w.one(PARTNERS[partner])
    subject = w.one(
        f"{short} {_link(flow)} {name} by {w.one(ENTERPRISES[enterprise])}",
        f"private enterprises' {short} {_link(flow)} {name}"
        if enterprise == "private"
        else f"{w.one(ENTERPRISES[enterprise])}' {short} {_link(flow)} {name}",
    )
    return w.framed(
        when,
        subject,
        f" {w.one(REACHED[:5])} ",
        w.level(topic, span),
        w.one(", or ", ", accounting for "),
        w.share(topic, span, "enterprise=all"),
        f" of {w.home}'s {short} {_link(flow)} {name}",
    )


@construction
def share_of_the_nation(w: Writer):
    """The city's exports of laptops reached 3 billion yuan, accounting for 40.8% of the country's laptop exports."""
    while w.region == "CN":
        w.region, w.name, w.home = w.one(REPORTERS)
    topic, (when, span) = w.topic("plain"), w.when("none")
    words = {"total": "total foreign trade", "export": "total exports", "import": "total imports"}[topic.flow]
    return w.framed(
        when,
        w.name,
        "'s ",
        topic.words,
        f" {w.one(REACHED)} ",
        w.level(topic, span),
        ", accounting for ",
        w.share(topic, span, "region=CN"),
        f" of {w.one('the national total', 'the country’s ' + words, 'China’s ' + words)}",
    )


@construction
def surplus(w: Writer):
    """The trade surplus reached 3 billion yuan, up 3%."""
    (when, span), sign, topic = w.when(), w.sign(), Topic("balance")
    base, basis = w.base(span)
    return w.framed(
        when,
        w.one("the ", w.whose()),
        f"trade surplus {w.one('reached', 'totaled', 'stood at', 'was')} ",
        w.level(topic, span),
        f", {w.updown(sign)} ",
        w.growth(topic, span, sign, basis),
        base,
    )


@construction
def resulting_in_surplus(w: Writer):
    """Exports rose 3% to 3 billion yuan and imports fell 4% to 2 billion yuan, resulting in a trade surplus of 1 billion yuan."""
    (when, span), signs = w.when(), (w.sign(), w.sign())
    deficit = w.rng.random() < 0.3
    a, b = Topic("export"), Topic("import")
    level = w.level(Topic("balance"), span)
    if deficit:
        level = replace(level, value=-level.value)
    parts = [
        f"exports {w.verb(signs[0])} ", w.growth(a, span, signs[0]), " to ", w.level(a, span), f" and imports {w.verb(signs[1])} ",
        w.growth(b, span, signs[1]), " to ", w.level(b, span), f", {w.one('resulting in', 'leaving', 'with')} a trade {'deficit' if deficit else 'surplus'} of ", level,
    ]  # fmt: skip
    return _capital([*([when, ", "] if when else []), *parts, "."])


@construction
def dollar_twin(w: Writer):
    """Exports rose 3% to 30 billion yuan (about 4 billion U.S. dollars)."""
    topic, (when, span), sign = w.topic(), w.when(), w.sign()
    about = w.one("about ", "around ", "")
    twin = w.level(topic, span, "USD", approx="~" if about else None)
    level = w.level(topic, span, "CNY")
    if w.rng.random() < 0.5:
        return w.framed(
            when,
            w.subject(topic),
            f" {w.one(REACHED)} ",
            level,
            f" ({about}",
            twin,
            f"), {w.updown(sign)} ",
            w.growth(topic, span, sign),
            " year on year",
        )
    return w.framed(
        when,
        w.subject(topic),
        f" {w.verb(sign)} ",
        w.growth(topic, span, sign),
        " year on year to ",
        level,
        f" ({about}",
        twin,
        ")",
    )


@construction
def month_on_month(w: Writer):
    """In September, exports rose 3% month on month."""
    topic, (when, span), sign = w.topic("plain", "partner", "commodity"), w.when("month"), w.sign()
    tail = w.one(" month on month", " month-on-month", " from the previous month", " from a month earlier")
    return w.framed(when, w.subject(topic), f" {w.verb(sign)} ", w.growth(topic, span, sign, "mom"), tail)


@construction
def year_and_month(w: Writer):
    """In September, exports reached 3 billion yuan, up 3% year on year and down 4% month on month."""
    topic, (when, span), signs = w.topic("plain", "partner", "commodity"), w.when("month"), (w.sign(), w.sign())
    parts = [
        w.subject(topic), f" {w.one(REACHED)} ", w.level(topic, span), f", {w.updown(signs[0])} ", w.growth(topic, span, signs[0]), " year on year and ",
        f"{w.updown(signs[1])} ", w.growth(topic, span, signs[1], "mom"), w.one(" month on month", " from the previous month"),
    ]  # fmt: skip
    return _capital([when, ", ", *parts, "."])


@construction
def alone(w: Writer):
    """In September alone, exports reached 3 billion yuan, up 3%; the sentence after it speaks of the whole period again."""
    topic, (when, span), signs = w.topic(), w.when("alone"), (w.sign(), w.sign())
    other = w.topic()
    first = w.framed(
        when,
        w.subject(topic),
        f" {w.one(REACHED)} ",
        w.level(topic, span),
        f", {w.updown(signs[0])} ",
        w.growth(topic, span, signs[0]),
        " year on year",
    )
    again = f"In the first {_count(w.lead.last)} months, " if w.lead.last < 12 else f"In {w.lead.year}, "
    return [
        *first,
        " ",
        again,
        w.subject(other),
        f" {w.verb(signs[1])} ",
        w.growth(other, w.lead, signs[1]),
        " to ",
        w.level(other, w.lead),
        ".",
    ]


@construction
def against_the_nation(w: Writer):
    """Nationwide, exports rose 3 percent to 3 trillion yuan."""
    while w.region == "CN":
        w.region, w.name, w.home = w.one(REPORTERS)
    (when, span), sign = w.when("none"), w.sign()
    flow = w.one("total", "export", "import")
    topic = Topic(flow, words=w.flow_words(flow))
    nation, opening = {"region": "CN"}, w.one("nationwide, ", "China's ", "the country's ", "nationally, ")
    return w.framed(
        when,
        opening,
        topic.words,
        f" {w.verb(sign)} ",
        w.growth(topic, span, sign, **nation),
        " year on year to ",
        w.level(topic, span, **nation),
    )


@construction
def approximate(w: Writer):
    """Exports exceeded 3 billion yuan, up about 3%."""
    topic, (when, span), sign = w.topic(), w.when(), w.sign()
    words, code = w.one(
        [
            ("exceeded", ">"),
            ("topped", ">"),
            ("reached nearly", "~"),
            ("totaled about", "~"),
            ("reached more than", ">"),
            ("was over", ">"),
        ]
    )
    about, approx = w.one([("about ", "~"), ("nearly ", "~"), ("more than ", ">"), ("", None), ("over ", ">")])
    growth = w.growth(topic, span, sign, approx=approx)
    return w.framed(
        when,
        w.subject(topic),
        f" {words} ",
        w.level(topic, span, approx=code),
        f", {w.updown(sign)} {about}",
        growth,
        " year on year",
    )


@construction
def multiples(w: Writer):
    """Exports to Japan doubled to 3 billion yuan."""
    topic, (when, span) = w.topic(), w.when()
    text, value = w.one([("doubled", 100), ("tripled", 200), ("quadrupled", 300)])
    figure = w._figure(text, "growth", Decimal(value), Decimal(10), "%", topic, span, basis="yoy")
    return w.framed(when, w.subject(topic), " ", figure, w.one("", " year on year"), " to ", w.level(topic, span))


@construction
def pronoun_after(w: Writer):
    """Trade with ASEAN reached 3 billion yuan, up 3%. Exports to the bloc rose 4% to 2 billion yuan, and imports from it fell 5%."""
    span = w.lead
    partner = w.one("ASEAN", "EU")
    signs = [w.sign() for _ in range(3)]
    t, e, i = Topic("total", partner), Topic("export", partner), Topic("import", partner)
    return [
        f"{_capital([w.whose()])[0]}trade with {w.one(PARTNERS[partner])} reached ", w.level(t, span), f", {w.updown(signs[0])} ", w.growth(t, span, signs[0]),
        f". Exports to the bloc {w.verb(signs[1])} ", w.growth(e, span, signs[1]), " to ", w.level(e, span),
        f", {w.one('while', 'and')} imports from it {w.verb(signs[2])} ", w.growth(i, span, signs[2]), " to ", w.level(i, span), ".",
    ]  # fmt: skip


@construction
def other_topics(w: Writer):
    """GDP, passengers and trains are no trade figures."""
    w.rng.random()
    first, second = w.number(2, 900, (0, 1)), w.number(1, 30, (1,))
    return [w.one(
        f"The city's GDP rose {second} percent to {first} billion yuan.",
        f"Retail sales of consumer goods reached {first} billion yuan, up {second} percent year on year.",
        f"The port handled {first} million TEUs of containers, up {second} percent.",
        f"A total of {first.replace('.', '')} freight trains ran on the route, up {second} percent year on year.",
        f"Foreign direct investment totaled {first} billion yuan, down {second} percent from a year earlier.",
        f"Industrial output grew {second} percent, and fixed-asset investment reached {first} billion yuan.",
        f"The city aims to lift its foreign trade to {first} billion yuan by the end of next year.",
        f"Analysts expect exports to grow {second} percent in the coming quarter.",
    )]  # fmt: skip


@construction
def colon_list(w: Writer):
    """Exports: 3 billion yuan, up 3%; imports: 2 billion yuan, down 4%."""
    span, signs = w.lead, (w.sign(), w.sign())
    a, b = Topic("export"), Topic("import")
    return [
        "Exports: ",
        w.level(a, span),
        f", {w.updown(signs[0])} ",
        w.growth(a, span, signs[0]),
        "; imports: ",
        w.level(b, span),
        f", {w.updown(signs[1])} ",
        w.growth(b, span, signs[1]),
        ".",
    ]


@construction
def relative_clause(w: Writer):
    """Private enterprises, whose imports and exports rose 3% to 3 billion yuan, accounted for 50% of the total."""
    span, sign = w.lead, w.sign()
    code = w.one(sorted(ENTERPRISES))
    topic = Topic("total", enterprise=code)
    return w.framed(
        "",
        f"{w.one(ENTERPRISES[code])}, whose {w.one('imports and exports', 'foreign trade')} {w.verb(sign)} ",
        w.growth(topic, span, sign),
        " to ",
        w.level(topic, span),
        ", accounted for ",
        w.share(topic, span),
        f" of {w.home}'s total foreign trade",
    )


@construction
def with_participle(w: Writer):
    """Trade grew 3% to 3 billion yuan, with exports rising 4% and imports falling 5%."""
    (when, span), signs = w.when(), [w.sign() for _ in range(3)]
    t, e, i = Topic("total"), Topic("export"), Topic("import")
    ing = {1: ("rising", "increasing", "growing", "climbing"), -1: ("falling", "dropping", "declining", "decreasing")}
    parts = [
        w.whose(), f"foreign trade {w.verb(signs[0])} ", w.growth(t, span, signs[0]), " to ", w.level(t, span), f", with exports {w.one(ing[signs[1]])} ",
        w.growth(e, span, signs[1]), f" and imports {w.one(ing[signs[2]])} ", w.growth(i, span, signs[2]),
    ]  # fmt: skip
    return _capital([*([when, ", "] if when else []), *parts, "."])


@construction
def physical(w: Writer):
    """The city imported 3.2 million tonnes of crude oil worth 3 billion yuan."""
    (when, span) = w.when()
    code, name, unit, words, flow = w.one([
        ("crude_oil", "crude oil", "tonnes", w.one("tonnes", "tons", "metric tons"), "import"), ("soybeans", "soybeans", "tonnes", "tonnes", "import"),
        ("coal", "coal", "tonnes", "tonnes", "import"), ("automobiles", "automobiles", "units", "units", "export"), ("steel", "steel products", "tonnes", "tons", "export"),
    ])  # fmt: skip
    topic, digits = Topic(flow, commodity=code), w.number(1, 400, (1, 2))
    value, step = _exact(digits, 6)
    volume = w._figure(f"{digits} million {words}", "level", value, step, unit, topic, span)
    if w.rng.random() < 0.5:
        return w.framed(when, f"{w.one(w.name, w.home)} {flow}ed ", volume, f" of {name} worth ", w.level(topic, span))
    return w.framed(when, w.whose(), f"{flow}s of {name} reached ", volume)


def _table(w: Writer) -> tuple[str, list[list[Part]]]:
    """A caption and the rows of a table: partners or commodities against flows, levels and changes."""
    span = w.lead
    flow = w.one("export", "import")
    codes = w.rng.sample(sorted(PARTNERS), w.one([3, 4, 5]))
    period = f"January-{MONTHS[span.last - 1]} {span.year}"
    header = [
        "Partner",
        f"{flow.capitalize()}s (billion yuan)",
        w.one("Change y/y (%)", "Growth (%)", "Year-on-year change (%)"),
    ]
    rows: list[list[Part]] = [header]
    for code in codes:
        topic, sign, digits = Topic(flow, code), w.sign(), w.number(1, 900, (1, 2))
        value, step = _exact(digits, 9)
        level = w._figure(digits, "level", value, step, "CNY", topic, span)
        growth = w.growth(topic, span, sign, form=("-{n}" if sign < 0 else w.one("{n}", "+{n}")))
        rows.append([w.one(PARTNERS[code]), level, growth])
    return f"{w.name}'s {flow}s by trading partner, {period}", rows


@construction
def table_by_partner(w: Writer):
    """A table with partners in rows, level and change in columns."""
    return _table(w)


@construction
def table_by_flow(w: Writer):
    """A table with flows in rows, level and change in columns."""
    span, rows = w.lead, [["Item", "Value (billion yuan)", "Change y/y (%)"]]
    for name, flow in (("Imports and exports", "total"), ("Exports", "export"), ("Imports", "import")):
        topic, sign, digits = Topic(flow), w.sign(), w.number(1, 900, (1, 2))
        value, step = _exact(digits, 9)
        level = w._figure(digits, "level", value, step, "CNY", topic, span)
        rows.append([name, level, w.growth(topic, span, sign, form="-{n}" if sign < 0 else "{n}")])
    return f"Foreign trade of {w.name}, January-{MONTHS[span.last - 1]} {span.year}", rows


# ---------------------------------------------------------------- laying out


def plant(construction: str, seed: int, trailing: bool = False) -> PlantedRelease:
    """The release of a construction and a seed; ``trailing`` puts periods at the end of their sentences."""
    return plant_all((construction,), seed, trailing)


def plant_all(constructions: Sequence[str], seed: int, trailing: bool = False) -> PlantedRelease:
    """A release with one paragraph (or table) per construction, all of one reporter and period."""
    name = "+".join(constructions)
    writer = Writer(random.Random(f"{name}/{seed}"), trailing=trailing)
    # A construction that needs a province draws another reporter, so bodies are written before the lead; those written
    # before such a draw would speak of the old one.
    reporter = writer.region
    bodies = [CONSTRUCTIONS[c](writer) for c in constructions]
    if len(constructions) > 1 and writer.region != reporter:
        return plant_all(constructions, seed + 100_000, trailing)
    page = _Page()
    page.add("heading", [f"{writer.name}'s foreign trade in focus"], level=1)
    page.add("paragraph", _lead(writer))
    body_start = page.position
    for body in bodies:
        if isinstance(body, tuple):
            page.table(*body)
        else:
            page.add("paragraph", body)
    text = "\n".join(page.texts)
    release = Release(
        release_id="planted",
        title=page.texts[0],
        published_on=writer.published,
        date_source="given",
        language="en",
        body_text=text,
        passages=tuple(page.passages),
    )
    return PlantedRelease(name, seed, release, tuple(page.figures), body_start)


def _lead(w: Writer) -> list[Part]:
    topic, when = Topic("total"), w.year_to_date(w.lead)
    sign = w.sign()
    level, growth = w.level(topic, w.lead, "CNY"), w.growth(topic, w.lead, sign)
    return [
        f"{w.name}'s foreign trade reached ",
        level,
        f" {when}, {w.updown(sign)} ",
        growth,
        " year on year, customs data showed.",
    ]


@dataclass
class _Page:
    """Text and figures laid out so far; ``position`` is where the next passage begins."""

    texts: list[str] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    figures: list[Planted] = field(default_factory=list)
    position: int = 0

    def add(self, kind: str, parts: Sequence[Part], level: int = 0, **more) -> None:
        start = self.position
        text = self._write(parts, start)
        heading = None if level == 1 else 0
        self.passages.append(Passage(kind, start, start + len(text), level=level, heading=heading, **more))
        self.texts.append(text)
        self.position = start + len(text) + 1

    def _write(self, parts: Sequence[Part], start: int) -> str:
        text = ""
        for part in parts:
            if isinstance(part, Planted):
                begin = start + len(text)
                self.figures.append(replace(part, char_start=begin, char_end=begin + len(part.text)))
            text += part.text if isinstance(part, Planted) else part
        return text

    def table(self, caption: str, rows: list[list[Part]]) -> None:
        self.add("caption", [caption])
        captioned = len(self.passages) - 1
        columns: list[tuple[int, int]] = []
        for number, row in enumerate(rows):
            spans, at = [], self.position
            for cell in row:
                size = len(cell.text if isinstance(cell, Planted) else cell)
                spans.append((at, at + size))
                at += size + len(" | ")
            columns = columns or spans
            cells = tuple(
                Cell(*span, is_header=number == 0 or column == 0, row_headers=(spans[0],) if number and column else (), column_headers=(columns[column],) if number else ())
                for column, span in enumerate(spans)
            )  # fmt: skip
            parts: list[Part] = []
            for column, cell in enumerate(row):
                parts += [" | ", cell] if column else [cell]
            self.add("table_row", parts, cells=cells, table=0, table_caption=captioned)
