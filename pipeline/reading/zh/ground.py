"""What a Chinese sentence stands on: the reporter, period and theme of the release, its section, and the sentences before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pipeline.reading.frames.frames import Frame, altered, merge
from pipeline.reading.words import months
from pipeline.reading.words.mentions import Mention
from pipeline.reading.words.months import Months, PeriodMention
from pipeline.reading.zh.subjects import Subject

ALL_ZONES = "customs_supervised"


class Lead(NamedTuple):
    """What a paragraph that ends in a colon leaves for every item of the list beneath it."""

    frames: list[Frame]
    within: bool
    period: Months | None
    flow: str | None = None  # the one flow that it names


@dataclass(slots=True)
class Ground:
    """``head`` are the frames of the first subject of the sentence before, ``last`` those of its last; ``spoken`` the
    same, where that sentence is of this paragraph; ``opened`` tells whether a sentence of the paragraph has been read."""

    region: str | None
    period: Months | None
    published: date
    published_month: int
    blocked: str | None = None  # services trade, where the headline announces it
    flow: str | None = None  # that the headline alone speaks of
    theme: Frame = field(default_factory=Frame)
    good: str | None = None  # the one that the whole text is of
    way: str | None = None  # which it goes
    of_port: bool = False  # the release is of what passes a port, which may be more than its town trades
    aside: bool = False  # the text has left its theme for the reporter's trade as a whole
    section: Frame = field(default_factory=Frame)
    paragraph_period: Months | None = None
    head: list[Frame] = field(default_factory=list)
    last: list[Frame] = field(default_factory=list)
    spoken: list[Frame] = field(default_factory=list)
    spoken_region: str | None = None  # another province or cluster, where the paragraph opens with its trade
    figured: bool = False  # a figure of the paragraph has been read
    joint: bool = False  # the last one was of several things together
    within: bool = False  # the sentence before was "其中：" alone
    opened: bool = False
    previous_period: Months | None = None  # of the last figure of the paragraph before
    opened_with: Months | None = None  # the months that the paragraph before named first
    zone: str | None = None
    zone_named: str | None = None  # the one that the paragraph named last, by a name of its own
    partner: str | None = None  # that the paragraph spoke of last
    titled: str | None = None  # the one partner that the headline names: of 双方 where the paragraph names none
    regime: str | None = None  # the same: 以这一方式出口
    # What 前者 and 后者 of the paragraph mean, where a sentence names no two.
    pair: list[Frame] = field(default_factory=list)
    listed: Subject | None = None  # the last list that the paragraph named without figures: 对这三国分别…
    counted: list[Mention] = field(default_factory=list)  # whose number the sentence before gave
    counted_so: dict[str, str] = field(default_factory=dict)  # the good last counted in a unit: 辆
    speech: bool = False  # the sentence is what somebody says who is no official, or tells of such a person
    official: bool = False  # the paragraph is what an official answers: 局长：我们的规模…
    unit_note: str = ""  # "单位：亿元" anywhere on the page, for tables that name no unit
    lead: Lead | None = None  # of the list that is being read
    city: str | None = None
    city_named: str | None = None  # that a sentence of the paragraph named first: 这座城市
    cluster: str | None = None  # that the text named last: 中部…。六省合计
    province: str | None = None  # that the paragraph named last: 福建走的是另一条路。全省…, in the nation's release
    stub: tuple[int | None, Months | None] | None = None  # the last table and the months above the names of its rows
    row_codes: tuple[int | None, dict[str, str]] | None = None  # the table and codes of the last row that named any
    row_flow: tuple[int | None, str] | None = None  # the table and flow of the last row that named one

    def open_paragraph(self, item: bool) -> None:
        """Make ready for the first sentence of a paragraph, or of an ``item`` of a list that a lead announced."""
        self.previous_period, self.opened_with = self.last_period(), self.paragraph_period
        self.opened, self.figured, self.joint, self.paragraph_period, self.spoken = False, False, False, None, []
        self.spoken_region, self.partner, self.listed, self.counted = None, None, None, []
        self.regime, self.pair, self.province, self.zone_named = None, [], None, None
        self.city_named = None
        if self.theme.zone != ALL_ZONES:
            self.zone = self.theme.zone or self.zone  # 园区, in a release about one
        if not item:
            self.lead = None
        elif self.lead is not None:
            self.head = self.last = self.spoken = self.lead.frames
            self.within, self.paragraph_period = self.lead.within, self.lead.period

    def reporter(self) -> str | None:
        """Whose trade it is where no region is named: that of the paragraph, the section or the release."""
        return self.spoken_region or self.section.region or self.region

    def goes_on_about(self, region: str | None, part: bool = False) -> bool:
        """Whether a paragraph that opens with a region's trade goes on about it: a province or cluster, not a city of the
        reporter's, nor the nation that it is held against, but where a ``part`` of the nation's trade is told of; or the reporter's own
        trade, under the heading of one of its cities."""
        if region == "CN" and part:
            return self.region != "CN"
        if region == self.region and region != "CN":
            return self.section.region not in (None, region)
        return region not in (None, "CN", self.region) and (self.region == "CN" or region.split("/")[0] != self.region)

    def whole(self) -> Frame:
        """The reporter's trade as a whole, or that of the region of the section."""
        return Frame(region=self.reporter(), period=self.now(), blocked=self.blocked)

    def base(self) -> Frame:
        """What a figure is about where nothing else is said: the theme of the release, then of the section."""
        theme = Frame() if self.aside else self.theme
        return merge(merge(self.whole(), theme), altered(self.section, period=None, region=None))

    def last_period(self) -> Months | None:
        """The months of the last figure of the paragraph: what 同期 means at the head of a sentence."""
        return self.last[0].period if self.figured and self.last else None

    def now(self) -> Months | None:
        return self.paragraph_period or self.section.period or self.period

    def months(self, mention: PeriodMention, current: Months | None) -> Months | None:
        """The months that a mention means while the text speaks of ``current``.

        A month without a year is the latest that had ended when the release came out.
        """
        if mention.kind == "prior":
            return current.shifted(-12) if current is not None else None
        if mention.kind == "past_years":  # 五年间, up to the year that is told of
            year = current.year if current is not None and current.length == 12 else self.published.year - 1
            return Months(12 * (year - mention.count + 1), 12 * year + 11)
        if mention.kind in ("last_month", "last_quarter"):
            return current.shifted(-current.length) if current is not None and current.length in (1, 3) else None
        if mention.kind == "ytd":
            return (
                self.period
                if self.period is not None and self.period.year == self.published.year
                else months.resolve(mention, self.published, self.period)
            )
        if mention.kind == "period" and mention.year is None and (mention.first, mention.last) == (1, 12):
            told = self.period
            if current is not None and current.length == 12:
                return current  # 2021年，家电出口…。轴承全年出口38.7亿元
            if told is not None and told.year == self.published.year and told.last % 12 < 11:
                return months.months(told.year, 1, 12)  # 全年站上4800亿元: the year that is still running
        if mention.kind == "period" and mention.year == "before":
            return months.months(self.published.year - 2, mention.first, mention.last)
        return months.resolve(mention, self.published, current or self.period)
