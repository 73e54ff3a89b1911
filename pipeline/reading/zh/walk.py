"""The state of the walk over one Chinese sentence: what was heard, what stands, what was placed."""

from __future__ import annotations

from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.frames import Frame
from pipeline.reading.frames.placing import Placed
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.months import Months
from pipeline.reading.zh.ground import Ground

UNKNOWN = "unknown: "  # marks a frame about a name that the vocabulary lacks
FIGURES = frozenset({"money", "physical", "percent", "times", "growth_word", "points"})
PRICES = "prices"  # marks a frame about what goods cost
RUN_ON = frozenset({"、", "和", "及", "与", "以及", "，", ","})  # between what is named or told in a row


class Walk:
    """One sentence as it is being read; ``placed`` are its figures in order."""

    def __init__(self, sentence: Sentence, ground: Ground) -> None:
        self.sentence, self.ground = sentence, ground
        self.tokens = sentence.tokens
        self.at = {m.first: m for m in sentence.mentions}
        self.placed: list[Placed] = []
        self.period: Months | None = ground.now()
        self.period_named = False
        self.periods: list[tuple[Mention, Months]] = []
        self.opening_period: Months | None = None
        self.event: Months | None = None  # when what is told of began: 4月封关运行的义乌综合保税区
        self.frames: list[Frame] = []
        self.unpriced: list[Frame] = []  # the last frames that were not of prices: 价格下跌11.2%，货值391.4亿元
        self.head: list[Frame] = []
        self.before_part: list[Frame] = []  # what 其中 went into
        self.home: list[Frame] = []  # the last frames of the reporter itself
        self.buffer: list[tuple[Mention, int]] = []
        self.soft: list[Frame] | None = None
        self.soft_mentions: list[Mention] = []
        self.within = ground.within
        self.pair: list[Frame] = []  # what 前者 and 后者 mean
        self.members: list[Frame] = []  # all that figures were given of, in order: 二者比重分别为…
        self.clause = 0
        self.clause_start = 0
        self.part_starts = 0  # with which figure the part of the sentence up to the next semicolon begins
        self.window = 0
        self.company = ground.speech  # somebody speaks of their own firm
        self.compared = self.shared = self.joint = self.strong = self.projected = self.dealt = self.origin = False
        self.besides = False  # 除手机外，: a part was left out
        self.without: int | None = (
            None  # the clause of 剔除笔记本电脑，进出口增长…: a whole of its own, which no coordinates describe
        )
        self.of_it: int | None = None  # the clause that tells of a part by 其中 as its object
        self.summoned = False  # 二者, 三者: the members so far are spoken of again
        self.together = ""  # firm or loose, where 三者合计 speaks of members named elsewhere
        self.wholes: list[Mention] = []
        self.before: Measure | None = None
        self.other: Frame | None = None
        self.figure_in_clause = False
        self.framed_share: Mention | None = None  # 比重首次超过四成，为41.9%
        self.framed_moves: list[Mention] = []  # 降幅扩大，依次是6%、7.2%; 一增一减，幅度各为22.7%、5.4%
        self.framed_basis: Mention | None = None  # 与2019年同期相比， holds for the clause behind it
        self.stranger: str | None = None  # an unknown part of a known whole
        self.asides: set[int] = set()  # where topics stand that are named in passing
        self.dropped: list[Mention] = []  # topics of a clause that were not taken over
        self.spread: list[Months] = []  # the periods that the last figures were dealt out over
        self.counted: list[Mention] = []  # whose number was given: 民营企业7.5万家，进出口额…
        self.told: list[Frame] = []  # the frames of the levels since the last figure that was none
        self.held: list[Frame] = []  # the frames that hold again behind a bracket with the rate of another place
        self.outside: Months | None = None  # the period that holds again behind the bracket
        self.kept_period: Months | None = None  # that holds again after a figure of the year before

    def between(self, first: int, last: int) -> list[Mention]:
        return [mention for at in range(first, last) if (mention := self.at.get(at)) is not None]

    def figure(self, position: int) -> bool:
        mention = self.at.get(position)
        return mention is not None and mention.kind == "quantity" and mention.quantity.kind in FIGURES
