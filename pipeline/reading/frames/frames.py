"""Where a figure belongs: the coordinates that a topic states, completed from what the text spoke of before."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, fields
from operator import attrgetter

from pipeline import vocabulary
from pipeline.reading.frames.cues import Measure
from pipeline.reading.topics.phrases import BREAKDOWNS, Topic
from pipeline.reading.words.months import Months


@dataclass(slots=True, eq=False)
class Frame:
    """Coordinates of a figure; None is not known yet. ``blocked`` names what else the text speaks of, if not goods trade.

    Two are equal where all their coordinates are. None is ever changed once it is made: ``altered`` and ``merge`` make another.
    """

    region: str | None = None
    period: Months | None = None
    flow: str | None = None
    flow_sign: str = ""
    partner: str | None = None
    commodity: str | None = None
    regime: str | None = None
    enterprise: str | None = None
    zone: str | None = None
    transport: str | None = None
    blocked: str | None = None
    period_named: bool = False  # the figure's own period is already settled

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        # Those in which frames differ most often come first.
        return (
            isinstance(other, Frame)
            and self.commodity == other.commodity
            and self.flow == other.flow
            and self.partner == other.partner
            and self.period == other.period
            and self.region == other.region
            and self.enterprise == other.enterprise
            and self.regime == other.regime
            and self.zone == other.zone
            and self.transport == other.transport
            and self.blocked == other.blocked
            and self.flow_sign == other.flow_sign
            and self.period_named == other.period_named
        )

    def __hash__(self) -> int:
        return hash((self.region, self.flow, self.partner, self.commodity))

    def breakdown(self) -> dict[str, str]:
        """The code of each breakdown that is stated, in the order of ``BREAKDOWNS``."""
        if not self.is_broken_down():
            return {}
        return {d: v for d, v in zip(BREAKDOWNS, self.codes(), strict=True) if v is not None}

    def is_broken_down(self) -> bool:
        """Whether a breakdown is stated at all."""
        return (
            self.partner is not None
            or self.commodity is not None
            or self.enterprise is not None
            or self.regime is not None
            or self.zone is not None
            or self.transport is not None
        )

    def codes(self) -> tuple[str | None, ...]:
        """The codes of all ``BREAKDOWNS``, in their order."""
        return (self.partner, self.commodity, self.regime, self.enterprise, self.zone, self.transport)

    def place(self) -> tuple[str | None, ...]:
        """The region and the codes of all ``BREAKDOWNS``."""
        return (self.region, *self.codes())

    def bare(self) -> Frame:
        """The same reporter and period, nothing else."""
        return Frame(self.region, self.period)

    def undivided(self) -> Frame:
        """The same without any breakdown."""
        return Frame(
            self.region,
            self.period,
            self.flow,
            self.flow_sign,
            blocked=self.blocked,
            period_named=self.period_named,
        )

    def during(self, period: Months | None, named: bool | None = None) -> Frame:
        """The same of other months, ``named`` by the figure itself or not, as before where nothing is said of it."""
        other = self.copied()
        other.period = period
        if named is not None:
            other.period_named = named
        return other

    def with_codes(self, codes: dict[str, str]) -> Frame:
        return altered(self, **codes)

    def copied(self) -> Frame:
        """One that is equal."""
        return Frame(
            self.region,
            self.period,
            self.flow,
            self.flow_sign,
            self.partner,
            self.commodity,
            self.regime,
            self.enterprise,
            self.zone,
            self.transport,
            self.blocked,
            self.period_named,
        )


OTHER_SIDE = {"export": "import", "import": "export"}
REACHED = {"to": "export", "from": "import"}  # the way of what goes there or comes from there
SIDES = ("export", "import")
_ONE_WAY = (frozenset({"export"}), frozenset({"import"}))
FLOWS = ("total", *SIDES)  # but a balance


@dataclass(slots=True)
class Context:
    """What the text has been speaking of, from the outside in.

    ``article`` is the reporter, period and theme of the whole release; ``section`` what the heading adds; ``paragraph``
    the last figure of the paragraph so far; ``last`` the last figure or subject at all; ``subject`` the first topic of
    the sentence before.
    """

    article: Frame
    section: Frame
    period: Months | None = None  # of the release: what a figure covers where nothing else is said
    published_month: int = 0  # year * 12 + month - 1 of the month after the last that a figure can cover
    goods_flow: str | None = None  # the way that the goods of a list went so far: that of those which name none
    led: Frame | None = None  # what the line above a list says of each of its items
    # What the bare percentages of a list measure, and their sign, by the line above it.
    listed: tuple[str, int] | None = None
    ways: frozenset[str] = frozenset()  # the flows of all figures told so far
    goods_before: str | None = None  # the way that goods went in the paragraphs before
    rubric: Frame | None = None  # of the passage: what a word or two before its first sentence name ("Laptops. ...")
    paragraph: Frame | None = None
    last: Frame | None = None
    outset: Frame | None = None  # the first figure of the paragraph: what a ranking goes on with
    paragraph_period: Months | None = None
    settled: Months | None = None  # the longer span, up to the release's month, that the paragraphs are at by now
    kept: Months | None = None  # at which the paragraph before closed, in a release of one good
    month: Months | None = None  # that the paragraph has told of alone: what "that month" is
    article_flow: str | None = None
    year_named: Months | None = None  # by the sentence before: what "that year" is
    previous_period: Months | None = None  # of the paragraph before, for "of it" and "of that sum"
    before_heading: Months | None = None  # of the last figure above the heading, where none beneath it was told yet
    theme: Frame | None = None
    good: Frame | None = None  # the one good that the whole release tells of, and its way, by several partners
    traded: str | None = None  # the good whose trade both ways the first sentence speaks of
    sure: bool = False  # whether the sizes of its amounts say that the release is of its theme
    aside: bool = False  # whether the text has left its theme for the reporter's trade as a whole
    left: bool = False  # whether it ever has: a section that does not name the theme is of the whole again
    left_here: bool = False  # whether it has only in the section that is being read
    headed: bool = False  # whether no figure has been told since the last heading
    everybody: bool = False  # whether the section tells of all firms in a release that is about some
    abroad: str | None = None  # the country whose own statistics the release tells of
    nowhere: bool = False  # whether nothing says that "the country" is China
    region: str | None = None  # that the paragraph speaks of
    arrived: bool = False  # whether the sentence before, without figures, turned to another place: whose "its" then is
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()  # coordinated lists of the sentence before: dimension, codes
    measures: tuple[str, ...] = ()  # of the figures in the list item before
    spans: tuple[Months, ...] = ()  # of the figures of the paragraph so far, each time that they change
    dates: tuple[Months | None, ...] = ()  # of the figures of the sentence before
    places: frozenset[str] = frozenset()  # whose figures the paragraph told
    figures: tuple[Measure, ...] = ()  # what those of the sentence before measure, in order
    pair: tuple[Frame | None, ...] | None = None  # what "the former" and "the latter" stand for
    flows: tuple[str | None, ...] = ()  # of the figures of the sentence before, each once, in order
    told: tuple[Frame, ...] = ()  # what the figures of the sentence before were told of, each once, in order
    zone: str | None = None  # the zone last named: what "the zone" is
    zones_named: dict[str, str] = field(
        default_factory=dict
    )  # the code of each bonded zone, by the first word of its name
    makers: str | None = None  # the good whose makers the sentence before was about
    zones: bool = False  # whether the text told of the bonded zones together: what "the zones" are
    regime: str | None = None  # the way of trading last named: what "the scheme" is
    bloc: str | None = None  # the group of partners last named: what "the bloc" is
    country: str | None = None  # the partner country last named: what "that country" is
    ahead: str | None = None  # the partner that "the two countries" only name behind: who the other one is
    currency: str | None = None  # that the paragraph counts in
    article_currency: str | None = None  # that the whole release counts in, where it names one only
    unit: tuple[str, str | None] | None = None  # kind and unit of the last amount of the paragraph
    weighed: tuple[str, str | None] | None = None  # that of the last amount of goods in the release
    part: bool = False  # whether the last figures are only of a part of what the paragraph is at
    host: bool = False  # whether the sentence before was about a partner, whose dealing "it bought" then is
    of_whole: Frame | None = None  # that the sentence before closed with, to tell a share of it: what "those" are
    noted: Frame | None = None  # the subject with a breakdown of the sentence before, which told no figure
    levied: Frame | None = None  # the goods that a sentence about duties or prices named
    latest: Frame | None = None  # of the last level of the sentence before: what "that" is
    heads: dict[str, str] = field(default_factory=dict)  # the good last named in full by its last word: "panel"
    paced: bool = False  # whether the sentence before spoke of a pace without telling it
    falling: bool = False  # whether it was a fall
    monthly: bool = False  # whether the text has told a change from the month before
    measured: str | None = None  # what the last figure of the paragraph measures
    city: str | None = None  # the last city named: what "the city" is in a province's release
    province: str | None = None
    cluster: str | None = None  # of provinces or cities, named last: what "the delta" is
    recent: list[Frame | None] = field(default_factory=list)  # spoken of last, the latest at the end
    quotations: tuple[tuple[int, int], ...] = ()  # characters in quotation marks, where a tradesman speaks
    tradesman: bool = False  # whether somebody speaks in the paragraph who runs a business of their own
    firm: bool = False  # whether the sentence before was about a company
    office_abroad: int | None = (
        None  # where an office of another country stands in the sentence that it tells; -1: before it
    )
    of_firm: bool = False  # whether the sentence goes on about that company
    plural: bool = False  # whether the sentence before said "they" or "their" of what it was about
    opened: bool = False  # whether a sentence of the paragraph has been read
    beside: tuple | None = None  # what was spoken of before a sentence that told nothing of trade

    def held(self) -> tuple:
        """What it speaks of by now, to ``return_to``."""
        return _SPOKEN_OF(self)

    def return_to(self, held: tuple) -> None:
        """Speak of what was ``held`` again, as if nothing had been read since."""
        for name, spoken_of in zip(_KEPT, held, strict=True):
            setattr(self, name, spoken_of)

    def base(self) -> Frame:
        """Where a sentence starts that leans on nothing before it."""
        outer, theme = self.article, self.theme
        if theme is not None and not self.aside:
            outer = merge(outer, theme if theme.flow is None else altered(theme, flow=None))
        inner = merge(outer, self.section)
        return self._there(inner if self.rubric is None else merge(inner, self.rubric))

    def reporter(self) -> str | None:
        """The region of ``base``."""
        label = self.rubric.region if self.rubric is not None else None
        theme = self.theme.region if self.theme is not None and not self.aside else None
        return self.region or label or self.section.region or theme or self.article.region

    def goods_partner(self) -> str | None:
        """The partner of the goods that the paragraph set out with, where it is still at trade with that partner."""
        first, now = self.outset, self.paragraph
        if first is None or first.blocked or first.commodity is None or now is None or now.partner != first.partner:
            return None
        return first.partner

    def theme_partner(self) -> str | None:
        """The partner that the release is about, if any."""
        return self.theme.partner if self.theme is not None else None

    def whole(self) -> Frame:
        """The reporter's trade as a whole, whatever the release is mostly about."""
        return self._there(merge(self.article, self.section))

    def _there(self, frame: Frame) -> Frame:
        return frame if self.region in (None, frame.region) else altered(frame, region=self.region)


# A paragraph of other things still explains the way of trading that the next one tells.
_KEPT = [kept.name for kept in fields(Context) if kept.name != "regime"]
_SPOKEN_OF = attrgetter(*_KEPT)


def altered(frame: Frame, **changes: object) -> Frame:
    """``frame`` with other values in some fields."""
    other = frame.copied()
    for name, value in changes.items():
        setattr(other, name, value)
    return other


def merge(outer: Frame, inner: Frame) -> Frame:
    """``outer`` with everything that ``inner`` states."""
    return Frame(
        inner.region or outer.region,
        inner.period or outer.period,
        inner.flow or outer.flow,
        outer.flow_sign if inner.flow is None else inner.flow_sign,
        inner.partner or outer.partner,
        inner.commodity or outer.commodity,
        inner.regime or outer.regime,
        inner.enterprise or outer.enterprise,
        inner.zone or outer.zone,
        inner.transport or outer.transport,
        inner.blocked or outer.blocked,
        outer.period_named,
    )


def weak_flow(topic: Topic, words: list[str], context_flow: str | None) -> str | None:
    """The flow that a word such as "sales" or "purchases" stands for here, if it does."""
    flow = topic.weak_flow
    if flow is None:
        return None
    if flow == "total":
        return "total" if "partner" in topic.codes or topic.codes.keys() & {"enterprise", "regime", "zone"} else None
    abroad = {
        "abroad",
        "overseas",
        "foreign",
        "outside",
        "border",
        "world",
        "globally",
        "international",
        "countries",
    } & set(words)
    if {"exporter", "exporters"} & set(words) and flow == "export":
        return "export"
    if flow == "export" and topic.verb and ("out", "of") in itertools.pairwise(words[topic.last : topic.last + 12]):
        return "export"  # "Private companies shipped 288.3 billion yuan of goods out of Fujian"
    if topic.reach == "to" or abroad:
        return "import" if flow == "import" else "export"
    if topic.reach == "from":
        return "import"
    if flow == "import":
        return "import"
    return (
        "export"
        if context_flow == "export"
        or "partner" in topic.codes
        or {"outbound", "outgoing", "outward", "shipments", "shipment", "purchases"} & set(words)
        else context_flow
    )


def _sold_abroad(context: Context) -> bool:
    """Whether the paragraph already speaks of exports, so that "sales" are that."""
    before = context.paragraph
    return before is not None and not before.blocked and before.flow in ("export", "import", "total") and context.opened


# What the nation buys by the million tonnes, and hardly sells: "COAL: 40.68 million tonnes", "the volumes were large: ...".
BOUGHT = frozenset({"coal", "crude_oil", "iron_ore", "copper_ore", "soybeans", "natural_gas", "liquefied_natural_gas"})


def _of_one_good(frame: Frame, topic: Topic, context: Context) -> str | None:
    """The flow of a partner in a text that is about one flow of one good: "Germany, the biggest buyer, saw volumes drop", of magnet
    exports; that of the paragraph, where it has turned to the other."""
    theme, before = context.theme, context.paragraph
    if theme is None or theme.commodity is None or frame.commodity != theme.commodity:
        return None
    if topic.codes.keys() != {"partner"} or topic.weak_flow:
        return None
    side = before.flow if before is not None and before.commodity == theme.commodity else None
    return frame.flow or side or theme.flow


_LEAD = 8  # words that ``fill_flow`` is given before a topic


def _grown_here(topic: Topic, words: list[str], frame: Frame) -> str | None:
    """Exports, where goods of no way are said to be a region's own: "Its tea came to 1.2 billion yuan", "the city's bamboo goods"."""
    goods = topic.codes["commodity"]
    known = vocabulary.codes("commodity").get(goods[0])
    if frame.region in (None, "CN") or goods[0] in BOUGHT or (known is not None and known.way == "import"):
        return None
    owned = topic.home is not None or "region" in topic.codes or words[min(_LEAD, topic.first) - 1] == "its"
    return "export" if owned and topic.first else None


_BOTH_WAYS = frozenset("trade trading partner partners bilateral both two business commerce dealings turnover".split())


def _gone_one_way(frame: Frame, topic: Topic, words: list[str], context: Context) -> str | None:
    """The flow of a partner in a text that has told of one way so far: "Shenzhen's exports came to 1.89 trillion yuan. ¶ Hong Kong, from
    where much of it travels on, took 701.4 billion"."""
    if topic.codes.keys() != {"partner"} or topic.weak_flow or frame.flow is not None:
        return None
    return _only_way(context) if _BOTH_WAYS.isdisjoint(words) else None


def _only_way(context: Context) -> str | None:
    """The one way that all trade told of so far went: "Dongguan exported 512.3 billion yuan. ¶ Toys rose 6.2 percent"."""
    return next(iter(context.ways)) if context.ways in _ONE_WAY else None


_SALES = frozenset({"sales", "sale", "sold", "selling"})


def _set_against_imports(topic: Topic, words: list[str], context: Context) -> bool:
    """Whether sales are those abroad, the sentence before having told what was bought there: "Purchases were 1.87 trillion yuan, sales
    644.7 billion yuan. But it is the sales that are gaining"."""
    if topic.weak_flow != "export" or topic.codes or _SALES.isdisjoint(words[topic.first : topic.last]):
        return False
    return any(f.flow == "import" and not f.commodity and not f.partner for f in context.told)


def fill_flow(
    frame: Frame, topic: Topic, words: list[str], context: Context, sentence_flow: str | None, named: set[str]
) -> Frame:
    """``frame`` with a flow, where the topic states none; ``named`` are the flows that the sentence names anywhere."""
    if frame.flow is not None and not (topic.weak_flow and not topic.flows):
        return frame
    if _comes_in_as_well(topic, context):
        return altered(frame, flow="import")
    if topic.weak_flow == "total" and words[topic.last : topic.last + 1] == ["with"]:
        return altered(frame, flow="total")  # "Japan is the customer that everyone knows. Business with it grew"
    flow = weak_flow(topic, words, sentence_flow or context.section.flow or context.article_flow)
    if flow != "export" and _set_against_imports(topic, words, context):
        flow = "export"
    if flow is None and topic.weak_flow == "export" and frame.partner:
        flow = "export"  # to the partner that the section is about
    if flow is None and "commodity" in topic.codes:
        if topic.reach == "to":
            flow = "export"
        elif topic.reach == "from":
            flow = "import"
        elif len(named) == 1 and sentence_flow is None:
            flow = next(iter(named))
        elif frame.region == "CN" and sentence_flow is None and BOUGHT.issuperset(topic.codes["commodity"]):
            flow = frame.flow or context.section.flow or "import"
        else:
            flow = (
                sentence_flow
                or frame.flow
                or (context.last.flow if _of_it(words, topic) and context.last is not None else None)
                or (context.section.flow if context.section.flow in OTHER_SIDE else None)
                or (context.last.flow if context.last and context.last.flow in OTHER_SIDE else None)
                or context.section.flow
                or context.article_flow
                or context.goods_flow
                or _only_way(context)
                or _grown_here(topic, words, frame)
            )
    if flow is None and topic.weak_flow == "export" and not named.isdisjoint(("export", "import")):
        flow = "export"  # "shipped goods worth US$10.42 billion, while buying abroad for US$4.98 billion", "The capital city shipped 29.5 billion yuan of those exports"
    if (
        flow is None
        and topic.weak_flow == "export"
        and not topic.codes
        and frame.flow is None
        and sentence_flow is None
        and not _sold_abroad(context)
    ):
        if _to_the_world(words, topic):
            return altered(frame, flow="export")
        return altered(frame, blocked="sales that nothing places abroad")
    if flow is None and frame.flow is None and frame.commodity and "partner" in topic.codes:
        flow = REACHED.get(topic.reach or "")  # "2.9 million of them went to Europe"
    if flow is None:
        flow = _of_one_good(frame, topic, context) or _gone_one_way(frame, topic, words, context)
    if flow is None:
        flow = frame.flow or sentence_flow or context.section.flow or (None if "commodity" in topic.codes else "total")
    return altered(frame, flow=flow)


OF_IT = frozenset({("of", "it"), ("of", "that"), ("of", "this")})


def _of_it(words: list[str], topic: Topic) -> bool:
    """Whether goods open a sentence that tells how much they are of what was told last: "Trade was 28.6 billion yuan. Hair products made up
    20.7 billion yuan of that"."""
    opens = topic.first < 2 and topic.codes.keys() == {"commodity"}
    return opens and not OF_IT.isdisjoint(itertools.pairwise(words[topic.last :]))


def _comes_in_as_well(topic: Topic, context: Context) -> bool:
    """Whether shipments are of a good just turned to, behind another that comes in: "China took 3.88 million tonnes of ore from Chile.
    Refined copper tells another story. Shipments fell 14.2%"."""
    told = context.rubric is not None and context.rubric.commodity is not None and context.goods_flow == "import"
    return told and topic.weak_flow == "export" and not (topic.codes or topic.flows or topic.reach or topic.home)


_WORLDS = (["the", "rest"], ["the", "outside"], ["the", "world"], ["the", "wider"], ["other", "countries"])


def _to_the_world(words: list[str], topic: Topic) -> bool:
    """Whether goods are said to be sold to the world: "sold goods worth $31.52 billion to the rest of the world"."""
    behind = words[topic.last :]
    return any(behind[p] == "to" and behind[p + 1 : p + 3] in _WORLDS for p in range(len(behind)))
