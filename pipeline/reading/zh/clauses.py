"""One Chinese sentence, clause by clause: each figure bound to the subject that stands, with its period, base and measure.

The walk goes over the tokens once. Topics gather until a figure comes and make its subject; what a clause leaves out it takes
from the clause before (比去年同期增长11.4%), 其中 opens parts of what was spoken of, and a run of figures is dealt out over a list
of the same length.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.reading.cues import Measure
from pipeline.reading.frames import Frame, altered
from pipeline.reading.months import Months, basis_of
from pipeline.reading.phrases import BREAKDOWNS
from pipeline.reading.placing import Placed
from pipeline.reading.scan import Mention, Sentence
from pipeline.reading.zh.ground import Ground
from pipeline.reading.zh.measures import measure
from pipeline.reading.zh.subjects import TOPICS, Subject, common, compile_subject, frames_of, home_region

UNKNOWN = "unknown: "  # marks a frame about a name that the vocabulary lacks
_FIGURES = frozenset({"money", "physical", "percent", "times", "growth_word", "points"})
_GROUP = {"times": "percent", "growth_word": "percent"}
_RUN_ON = frozenset({"、", "和", "及", "与", "以及", "，", ","})
_RUN_KINDS = frozenset({"direction", "approx", "filler", "basis", "reach"})
_PEOPLE_AND_THINGS = frozenset({"家", "户", "列", "票", "人次", "标箱", "标准箱", "单", "架次", "趟", "批", "份", "人", "亿标箱", "箱", "TEU", "条", "班", "批次", "航次"})
_SUBJECT_OPENS = frozenset({"filler", "terms", "approx", "period", "basis", "date", "customs"})
_FRAMING = re.compile("(?:方面|来看|看|中|里|上|分|统计|而言|来说|方式)$")
# What stands around a flow and names no good: "出口则", "进口仍", "货物出口".
_EMPTY = re.compile("[的了则也又仍还就只有仅已较之其中等共总达约为是在均都各到至于呈当增速保持实现完成累计全部首次继续不过但而且并另外同样整体总体规模值额量贸易货物商品产品外贸当月单月同比方面市场表现：“”…]+")
_GENERIC = frozenset({"产品", "商品", "等", "类", "等产品", "等商品", "的", "货物", "”"})
_GOODS_END = frozenset("件机器具品料材配剂膜板块")
_FRESH_FLOWS = ("export", "import")


class Walk:
    """The reading of one sentence; ``placed`` are its figures in order."""

    def __init__(self, sentence: Sentence, ground: Ground) -> None:
        self.sentence, self.ground = sentence, ground
        self.tokens = sentence.tokens
        self.at = {m.first: m for m in sentence.mentions}
        self.placed: list[Placed] = []
        self.period: Months | None = ground.now()
        self.period_named = False
        self.periods: list[tuple[Mention, Months]] = []
        self.opening_period: Months | None = None
        self.frames: list[Frame] = []
        self.head: list[Frame] = []
        self.before_part: list[Frame] = []  # what 其中 went into
        self.home: list[Frame] = []  # the last frames of the reporter itself
        self.buffer: list[tuple[Mention, int]] = []
        self.soft: list[Frame] | None = None
        self.soft_mentions: list[Mention] = []
        self.within = ground.within
        self.pair: list[Frame] = []
        self.clause = 0
        self.clause_start = 0
        self.window = 0
        self.compared = self.shared = self.company = self.joint = self.strong = self.projected = self.dealt = self.origin = self.together = False
        self.wholes: list[Mention] = []
        self.before: Measure | None = None
        self.other: Frame | None = None
        self.figure_in_clause = False
        self.framed_share: Mention | None = None  # 比重首次超过四成，为41.9%
        self.framed_basis: Mention | None = None  # 与2019年同期相比， holds for the clause behind it
        self.stranger: str | None = None  # an unknown part of a known whole
        self.dropped: list[Mention] = []  # topics of a clause that were not taken over
        self.counted: list[Mention] = []  # whose number was given: 民营企业7.5万家，进出口额…
        self.told: list[Frame] = []  # the frames of the levels since the last figure that was none
        self.kept_period: Months | None = None  # that holds again after a figure of the year before

    # ------------------------------------------------------------ the walk

    def run(self) -> list[Placed]:
        position, count = 0, len(self.tokens)
        while position < count:
            mention = self.at.get(position)
            if mention is None:
                token = self.tokens[position]
                position = self._sign(position) if token.kind == "punct" else position + 1
            elif mention.kind == "quantity":
                position = self._quantity(position, mention)
            else:
                self._word(mention)
                position += 1
        self._leave()
        return self.placed

    def _word(self, mention: Mention) -> None:
        kind = mention.kind
        if kind in TOPICS:
            if kind == "other_topic" and mention.code == "a company":
                self.company = True
            elif self.shared:
                self.wholes.append(mention)
            elif not self.compared:
                self.buffer.append((mention, self.clause))
                if kind == "zone":
                    self.ground.zone = mention.code
                elif kind == "region" and "/" in mention.code:
                    self.ground.city = mention.code
        elif kind == "period":
            self._time(mention)
        elif kind == "share" and mention.grade == "verb":
            self.shared, self.wholes = True, []
        elif kind == "share" and self.tokens[mention.first - 1].text in ("中", "里") and mention.first:
            self._share_in(mention)
        elif kind == "gap":
            self.compared = True
        elif kind == "projection":
            self.projected = True
        elif kind == "terms":
            self._term(mention)

    def _share_in(self, share: Mention) -> None:
        """自主品牌在高技术产品出口中占比: what stands between 在 and 中 is the whole."""
        opened = next((at for at in range(share.first - 2, self.clause_start, -1) if self.tokens[at].text == "在"), None)
        if opened is None:
            return
        self.wholes = [m for m, _ in self.buffer if m.first > opened]
        self.buffer = [(m, c) for m, c in self.buffer if m.first < opened]
        if (named := self._named(opened - 1)) and not any(c == self.clause for _, c in self.buffer):
            self.stranger = named

    def _term(self, mention: Mention) -> None:
        code = mention.code
        if code == "within":
            self.within = True
            self.before_part = self.frames or self.before_part
            self.buffer.clear()
            self.shared = self.compared = False
        elif code in ("former", "latter") and len(self.pair) == 2:
            self.frames = [self.pair[code == "latter"]]
            self.buffer.clear()
        elif code == "joint":
            self.joint = True
        elif code == "that_zone" and self.ground.zone is not None and not (self.shared or self.compared):
            self.buffer.append((replace(mention, kind="zone", code=self.ground.zone), self.clause))
        elif code == "together":
            self.joint = True
            if not self.buffer and len(self.frames) < 2:
                self.together = True  # 上述三者合计: members that another sentence named
        elif code == "respectively":
            self.dealt = True
        elif code == "cumulative" and self.ground.period is not None and self.period is not None:
            if self.period.length == 1 and self.ground.period.length > 1 and not self.period_named:
                self.period = self.ground.period

    def _time(self, mention: Mention) -> None:
        if self.compared or self.shared or self._multiplied(mention):
            return
        resolved = self.ground.months(mention.period, self.period)
        if resolved is None:
            return
        if self.projected and self.placed and resolved.last < self.ground.published_month:
            self.projected = False  # 目标3000亿元，前三季度已完成…
        if mention.first and self.tokens[mention.first - 1].text in ("由", "从"):
            self.kept_period = self.kept_period or self.period
        elif mention.period.kind == "prior":
            if self.buffer or self.figure_in_clause or mention.first > self.clause_start:
                self.kept_period = self.kept_period or self.period
        else:
            self.kept_period = None
        self.periods.append((mention, resolved))
        self.period = resolved
        self.period_named = True
        if self.opening_period is None and not self.placed and not self.buffer and mention.period.kind not in ("same", "prior"):
            self.opening_period = resolved

    def _multiplied(self, mention: Mention) -> bool:
        """是去年全年的1.3倍: the period is only what the multiple is counted in."""
        after = self.at.get(mention.last + 1)
        return self.tokens[mention.last : mention.last + 1][0:1] != [] and self.tokens[mention.last].text == "的" and (
            after is not None and after.kind == "quantity" and after.quantity.kind == "times"
        )

    def _sign(self, position: int) -> int:
        text = self.tokens[position].text
        if text in "（(【[":
            return self._bracket(position)
        if text in "，,：:":
            self._end_clause(position, strong=False)
        elif text in "；;":
            self._end_clause(position, strong=True)
        elif text in "）)】]":
            self.window = position + 1
        return position + 1

    def _bracket(self, position: int) -> int:
        """Past a bracket that holds no figure; into one that does."""
        for at in range(position + 1, len(self.tokens)):
            if self.tokens[at].text in "）)】]":
                if not any(self._figure(i) for i in range(position, at)):
                    return at + 1
                break
        else:
            return position + 1
        if not any(m.kind == "share" for m in self._between(max(self.window, self.clause_start), position)):
            self.window = position + 1  # but 占了近九成（84.3%） is a share within its bracket
        return position + 1

    def _figure(self, position: int) -> bool:
        mention = self.at.get(position)
        return mention is not None and mention.kind == "quantity" and mention.quantity.kind in _FIGURES

    def _between(self, first: int, last: int) -> list[Mention]:
        return [mention for at in range(first, last) if (mention := self.at.get(at)) is not None]

    # ------------------------------------------------------------ clauses

    def _end_clause(self, position: int, strong: bool) -> None:
        self.compared = self.shared = False
        if self.figure_in_clause:
            self.dropped, self.framed_basis, self.framed_share = [], None, None
        else:
            said = {m.kind: m for m in self._between(self.clause_start, position)}
            self.framed_basis = said.get("basis", self.framed_basis)
            self.framed_share = said.get("share")
        if self.buffer and any(c == self.clause for _, c in self.buffer):
            self._carry_topics(position)
        if strong:
            self.projected = False
            self.strong = True
            home = self.ground.region
            if self.frames and self.frames[0].region == "CN" != home:
                self.frames = self.home or [altered(f, region=home) for f in self.frames]
            if self.before_part:
                self.frames = self.before_part
        self.clause += 1
        self.clause_start = self.window = position + 1
        self.figure_in_clause = False

    def _carry_topics(self, position: int) -> None:
        """What a clause without a figure hands on: its subject, or all of it where it only frames ("从贸易方式看")."""
        mine = [m for m, c in self.buffer if c == self.clause]
        older = [(m, c) for m, c in self.buffer if c != self.clause]
        framing = _FRAMING.search(self.tokens[position - 1].text) is not None
        kept = mine if framing else self._subject_of_clause(mine)
        if len(kept) < len(mine):
            self.dropped = [m for m in mine if m.kind not in ("flow", "other_topic", "home", "region")]
        if len(mine) > 1:
            listed = compile_subject(self.sentence, mine)
            if listed.length() > 1 and not listed.blocked:
                self.soft_mentions = mine
                if listed.length() == 2:
                    self.pair = [altered(f, flow=f.flow or "total") for f in frames_of(listed, self._start(listed))]
        self.buffer = older + [(m, self.clause) for m in kept]

    def _subject_of_clause(self, mine: list[Mention]) -> list[Mention]:
        first = mine[0].first
        for at in range(self.clause_start, first):
            token, mention = self.tokens[at], self.at.get(at)
            if token.kind == "gap" or (mention is not None and mention.kind not in _SUBJECT_OPENS):
                return self._predicate(mine)
        kept = [mine[0]]
        for mention in mine[1:]:
            between = range(kept[-1].last, mention.first)
            if any(self.tokens[at].kind == "gap" or self._breaks(at) for at in between):
                break
            kept.append(mention)
        return [m for m in kept if m.kind != "other_topic"]

    def _predicate(self, mine: list[Mention]) -> list[Mention]:
        """拉动增长的主力仍是机电产品， names at its end what the next clause is about."""
        last = mine[-1]
        ends = last.last >= len(self.tokens) or self.tokens[last.last].kind == "punct"
        is_said = last.first and self.tokens[last.first - 1].text in ("是", "为", "属", "当属")
        return [last] if ends and is_said and last.kind not in ("flow", "home", "region", "other_topic") else []

    def _breaks(self, at: int) -> bool:
        mention = self.at.get(at)
        return mention is not None and mention.kind in ("skip", "direction", "reach", "weak")

    # ------------------------------------------------------------ figures

    def _quantity(self, position: int, mention: Mention) -> int:
        if mention.quantity.kind not in _FIGURES:
            return self._count(position, mention)
        run, after = self._gather(position)
        origin = self._came_from(run, after)
        if origin is None:
            after = self._behind(run, after)
        frames = self._subject(run) if origin is None else origin
        self._deal(run, frames)
        if run[0].quantity.kind == "physical" and frames[0].commodity is None and not frames[0].blocked:
            frames = [altered(f, blocked="freight") for f in frames]
        self.frames = frames
        if not self.within:
            self.head = self.head or frames
        if len(frames) == 2:
            self.pair = frames
        if frames[0].region == (self.ground.section.region or self.ground.region):
            self.home = frames
        self.within = self.ground.within = False
        self.periods.clear()
        levels = run[0].quantity.kind in ("money", "physical")
        self.counted = [m for m, _ in self.buffer if m.kind == "enterprise"] if frames[0].blocked else []
        self.buffer.clear()
        self.told = self.told + [frames[min(i, len(frames) - 1)] for i in range(len(run))] if levels else []
        self.joint = self.shared = self.compared = self.dealt = self.together = False
        if self.kept_period is not None:
            self.period, self.kept_period = self.kept_period, None
            self.frames = [altered(f, period=self.period) for f in frames]
        self.wholes = []
        self.window = run[-1].last
        self.figure_in_clause = True
        return max(after, run[-1].last)

    def _count(self, position: int, mention: Mention) -> int:
        """A number of firms, trains or papers: what is said next in the sentence is said of them."""
        unit = mention.quantity.unit
        if unit in _PEOPLE_AND_THINGS and self.tokens[position - 1].text[-1:] != "第" and not self.shared:
            self.frames = [Frame(blocked=f"a number of {unit}")]
            self.counted = [m for m, _ in self.buffer if m.kind in ("enterprise", "regime", "zone")]
            self.within = False
            self.buffer.clear()
        return position + 1

    def _gather(self, position: int) -> tuple[list[Mention], int]:
        """The run of figures of one kind that starts here, and the position behind it."""
        run = [self.at[position]]
        group = _group(run[0])
        at = position + 1
        wanted = self._listed_length()
        while at < len(self.tokens):
            token, mention = self.tokens[at], self.at.get(at)
            if mention is not None and mention.kind == "quantity":
                between = self.tokens[run[-1].last : at]
                joined = any(t.text in _RUN_ON for t in between)
                comma = any(t.text in "，," for t in between)
                if _group(mention) != group or not joined or (comma and len(run) >= wanted):
                    break
                run.append(mention)
            elif not (token.text in _RUN_ON or (mention is not None and mention.kind in _RUN_KINDS)):
                break
            at += 1
        return run, run[-1].last

    def _listed_length(self) -> int:
        subject = compile_subject(self.sentence, [m for m, _ in self.buffer]).length()
        return max(subject, len(self.frames) if not self.buffer else 0)

    def _came_from(self, run: list[Mention], after: int) -> list[Frame] | None:
        """全省进出口总值的49.8%出自西安出口加工区: the whole stands before the figure, the part behind it."""
        following = self.at.get(after)
        if len(run) != 1 or run[0].quantity.kind != "percent" or following is None or not self.buffer:
            return None
        if following.kind != "terms" or following.code != "came_from" or self.tokens[run[0].first - 1].text != "的":
            return None
        part = []
        for at in range(after + 1, len(self.tokens)):
            mention = self.at.get(at)
            if self.tokens[at].kind == "punct" and self.tokens[at].text in "，。；：":
                break
            if mention is not None and mention.kind in TOPICS:
                part.append(mention)
        subject = compile_subject(self.sentence, part)
        if not subject.codes:
            return None
        self.wholes = [m for m, _ in self.buffer]
        flows = compile_subject(self.sentence, self.wholes).flows
        start = altered(self.ground.whole(), period=self.period, flow=flows[0] if flows else "total")
        self.origin = True
        return frames_of(subject, start)

    def _behind(self, run: list[Mention], after: int) -> int:
        """1.04亿美元的贸易逆差: the flow stands right behind the figure and its 的."""
        if after >= len(self.tokens) or self.tokens[after].text != "的" or any(m.kind == "flow" for m, _ in self.buffer):
            return after
        behind = []
        for at in range(after + 1, min(after + 5, len(self.tokens))):
            mention = self.at.get(at)
            if mention is None or mention.kind not in TOPICS:
                break
            behind.append(mention)
        if behind and any(m.kind == "flow" for m in behind):
            self.buffer += [(m, self.clause) for m in behind]
            return behind[-1].last
        return after

    # ------------------------------------------------------------ subjects

    def _subject(self, run: list[Mention]) -> list[Frame]:
        mentions = self._heard()
        if mentions and self.counted and all(m.kind == "flow" for m in mentions):
            mentions = [*self.counted, *mentions]
        subject = compile_subject(self.sentence, mentions)
        unknown = self.stranger or self._unknown(run[0], mentions)
        self.stranger = None
        if unknown:
            return [altered(self._start(subject), blocked=UNKNOWN + unknown)]
        self.together = self.together and not mentions
        if not mentions or not (subject.codes or subject.flows or subject.homes or subject.blocked or subject.weak_flow):
            frames = self.frames or self._lean()
        else:
            if len(run) == 1 and subject.wider:
                subject.codes |= {d: [c] for d, c in subject.wider.items()}
            frames = self._frames(subject)
        if len(run) > 1 and len(frames) != len(run):
            if not mentions and self.dealt and len(self.told) == len(run):
                # 出口A，进口B，分别增长…: over the levels that were told one by one
                frames = self.told
            elif self.soft_mentions:
                frames = self._soft_list(subject, frames, len(run))
        frames = [altered(f, period=self.period) for f in frames]
        return frames if self._fits(run, frames) else [altered(frames[0], blocked=UNKNOWN + "a list and figures of different lengths")]

    def _fits(self, run: list[Mention], frames: list[Frame]) -> bool:
        """Whether a run of figures can be dealt out over the frames: one to each, or all said of one in several respects."""
        if len(run) == 1 or len(frames) == len(run):
            return True
        if len(frames) > 1:
            return False
        if len(self._period_list()) == len(run) or not self.dealt and run[0].quantity.kind not in ("money", "physical"):
            return True
        return self._respects(run) == len(run)

    def _respects(self, run: list[Mention]) -> int:
        """In how many respects the run speaks of one subject: 数量、金额, or comparison bases."""
        start = max(self.window, self.clause_start)
        said = self._between(start, run[0].first)
        named = len({m.code for m in said if m.kind == "terms" and m.code in ("quantity", "amount")})
        return max(named, sum(1 for m in said if m.kind == "basis"))

    def _heard(self) -> list[Mention]:
        """The topics that make the subject: of an earlier clause only what this one leaves open."""
        own = [m for m, c in self.buffer if c == self.clause]
        if any(m.kind in ("region", "home") for m in own):
            return [m for m, c in self.buffer if c == self.clause or m.kind == "flow"]
        return [m for m, _ in self.buffer]

    def _frames(self, subject: Subject) -> list[Frame]:
        self.other = None
        if subject.blocked and not self.company:
            return [altered(self.ground.whole(), blocked=subject.blocked, period=self.period)]
        if not subject.codes and not subject.homes and subject.flows and len(subject.flows) == 1:
            listed = self.before_part if self.within else self.frames
            if len(listed) > 1 and len({f.flow for f in listed}) == 1:
                # 其中出口分别…: each member of the list before, in another flow
                return [frames_of(subject, f)[0] for f in listed]
        start = self._start(subject)
        frames = frames_of(subject, start)
        if self.dropped and not subject.codes and not subject.homes and len(frames) == 1 and not start.breakdown():
            beside = compile_subject(self.sentence, self.dropped)
            if beside.length() == 1:
                self.other = frames_of(beside, frames[0])[0]
        if not subject.flows:
            frames = [altered(f, flow=self._flow(subject, f)) for f in frames]
        return frames

    def _start(self, subject: Subject) -> Frame:
        ground, broken = self.ground, set(subject.breakdown())
        if subject.placed():
            return self._start_at_region(subject, broken)
        if self.within:
            return self._start_within(subject, broken)
        if broken:
            if self.frames and not self.strong and not self.frames[0].blocked:
                here = common(self.frames)
                if broken < set(here.breakdown()):
                    return here
            return altered(ground.whole(), region=self._region())
        if self.frames:
            here = common(self.frames)
            if here.blocked and not self.company and ("服务" not in here.blocked or subject.goods):
                return ground.base()
            return here
        return self._lean()[0]

    def _region(self) -> str | None:
        """The reporter that a breakdown is of, where it names none: that of the sentence, unless it was only a comparison."""
        ground = self.ground
        if self.frames and self.frames[0].region not in (None, "CN") and not self.strong and len({f.region for f in self.frames}) == 1:
            return self.frames[0].region
        return ground.section.region or ground.region

    def _start_at_region(self, subject: Subject, broken: set[str]) -> Frame:
        region = (subject.codes.get("region") or [None])[0]
        if region is None:
            region = home_region(subject.homes[-1], self.ground.section.region or self.ground.region, self.ground.city)
        flow = None
        if self.within and not subject.flows:
            flow = common(self.before_part or self.ground.last or [Frame()]).flow
        blocked = "a company" if self.company and not subject.flows else self.ground.blocked
        return Frame(region=region, period=self.period, flow=flow, blocked=blocked)

    def _start_within(self, subject: Subject, broken: set[str]) -> Frame:
        ground = self.ground
        inner = self.before_part
        if not inner:
            inner = ground.last or [ground.base()]
            if not broken and subject.flows and common(inner).flow != "total" and ground.head and common(ground.head).flow == "total":
                inner = ground.head
            if not self.period_named and not ground.opened and common(inner).period is not None:
                self.period = common(inner).period
        start = common(inner)
        if start.blocked and subject.flows and broken and start.blocked != "a company" and "服务" not in start.blocked:
            start = ground.whole()
        if broken and start.commodity and "commodity" not in broken:
            start = altered(start, commodity=None)
        if start.region == "CN" != ground.region and ground.region:
            start = altered(start, region=ground.region)
            inner = [altered(f, region=ground.region) for f in inner]
        self.before_part = inner
        return start

    def _lean(self) -> list[Frame]:
        """What a sentence goes on with that opens without a subject."""
        ground = self.ground
        before = ground.spoken
        if len(before) == 1 and before[0].region is not None:
            if before[0].breakdown() or before[0].region != ground.region or before[0].blocked:
                if not before[0].blocked:
                    self.other = ground.whole()
                return before
        return [altered(ground.base(), flow=ground.flow or ground.base().flow or "total")]

    def _flow(self, subject: Subject, frame: Frame) -> str | None:
        ground = self.ground
        whole = compile_subject(self.sentence, self.wholes).flows if self.wholes else []
        here = self.frames[0].flow if self.frames and not self.frames[0].blocked else None
        if "commodity" in subject.codes or frame.commodity:
            if frame.flow in _FRESH_FLOWS:
                return frame.flow
            if whole and whole[0] in _FRESH_FLOWS:
                return whole[0]
            before = ground.head[0] if ground.head else None
            candidates = (
                here, ground.section.flow, before.flow if before is not None and before.commodity else None, ground.flow,
                ground.spoken[0].flow if ground.spoken else None,
            )  # fmt: skip
            return next((f for f in candidates if f in _FRESH_FLOWS), None) or self._only_flow()
        if frame.flow:
            return frame.flow
        if here and here != "balance" and self.frames[0].breakdown().keys() >= subject.breakdown().keys():
            return here
        return whole[0] if whole else ground.section.flow or ground.flow or "total"

    def _only_flow(self) -> str | None:
        """The one direction that the sentence names anywhere, also inside a longer term: 出口主力, 第一大出口商品."""
        named = {m.code for m in self.sentence.mentions if m.kind == "flow" and m.code in _FRESH_FLOWS}
        for mention in self.sentence.mentions:
            if mention.kind == "skip":
                said = self.tokens[mention.first].text
                if "进出口" not in said:
                    named |= {code for word, code in (("出口", "export"), ("进口", "import")) if word in said}
        return named.pop() if len(named) == 1 else None

    def _soft_list(self, subject: Subject, frames: list[Frame], length: int) -> list[Frame]:
        """东盟、欧盟、美国位列前三，进出口值分别为…: the list stands in a clause of its own."""
        listed = compile_subject(self.sentence, [*self.soft_mentions, *(m for m, _ in self.buffer if m.kind == "flow")])
        codes = {d: c for d, c in listed.codes.items() if len(c) == length}
        if len(codes) != 1:
            return frames
        start = altered(common(frames), **dict.fromkeys((d for d in codes if d != "region"), None))
        return [
            altered(f, flow=f.flow or start.flow)
            for f in frames_of(Subject(codes=codes, flows=subject.flows[:1], signs=subject.signs[:1]), start)
        ]

    def _unknown(self, quantity: Mention, mentions: list[Mention]) -> str | None:
        """The name that the vocabulary lacks, where one stands right beside the flow: 出口榨菜5.2亿元, 榨菜出口5.2亿元."""
        flow = next((m for m in reversed(mentions) if m.kind == "flow" and m.first >= self.clause_start), None)
        if flow is None or flow.first > quantity.first:
            return self._unknown_good(quantity, mentions)
        if flow.code in _FRESH_FLOWS and (behind := self._named(flow.first + 1)) and flow.first + 1 < quantity.first:
            if not any(m.first > flow.first for m in mentions):
                return behind
        last = flow.first - 1
        while last > self.clause_start and self.tokens[last].text in _GENERIC:
            last -= 1
        before = self._named(last)
        if before and last >= self.clause_start:
            opener = self.at.get(last - 1)
            if self.at.get(last) is not None:
                return before
            if opener is not None and opener.kind == "commodity" and before[-1] in _GOODS_END:
                return self.tokens[last - 1].text + before  # 电脑零附件 is no computer
            own = [m for m in mentions if m.first >= self.clause_start and m.kind in BREAKDOWNS]
            return None if own else before
        return None

    def _unknown_good(self, quantity: Mention, mentions: list[Mention]) -> str | None:
        """光电技术产品增长11.5%: a good that opens the clause, or follows one that is part of its name, and no flow behind it."""
        start = max(self.window, self.clause_start)
        while start < quantity.first and self.tokens[start].text in _RUN_ON:
            start += 1
        for at in range(start, quantity.first):
            mention = self.at.get(at)
            if mention is not None and mention.kind in ("direction", "share", "reach", "quantity"):
                return None
            if (named := self._named(at)) and mention is None:
                before = self.at.get(at - 1) if at > start else None
                ended = named[-1] in _GOODS_END or (at + 1 < len(self.tokens) and self.tokens[at + 1].text in ("产品", "商品"))
                first = at == start and not any(m.first >= start for m in mentions)
                if ended and (first or (before is not None and before.kind == "commodity")):
                    return (self.tokens[at - 1].text if not first else "") + named
        return None

    def _named(self, position: int) -> str | None:
        if not 0 <= position < len(self.tokens):
            return None
        mention = self.at.get(position)
        if mention is not None and mention.kind == "weak" and mention.meanings[0].kind == "commodity":
            return self.tokens[position].text
        if self.tokens[position].kind != "gap":
            return None
        rest = _EMPTY.sub("", self.tokens[position].text)
        return self.tokens[position].text if len(rest) > 1 else None

    # ------------------------------------------------------------ dealing out

    def _deal(self, run: list[Mention], frames: list[Frame]) -> None:
        listed = self._period_list()
        if len(run) > 1 and len(frames) == 1 and len(listed) == len(run):
            frames = [altered(frames[0], period=p) for p in listed]
        joint = len(run) == 1 and (len(frames) > 1 or len(listed) > 1 or self.together)
        start = max(self.window, self.clause_start)
        first_window = self._between(start, run[0].first)
        bases = [m for m in first_window if m.kind == "basis"]
        if self.framed_share is not None and not any(m.kind in ("share", "direction", *BREAKDOWNS) for m in first_window):
            first_window = [self.framed_share, *first_window]
        window = first_window
        for order, mention in enumerate(run):
            if order:
                window = self._between(run[order - 1].last, mention.first)
            reading = measure(self.sentence, window, mention, self.before)
            if self.origin:
                self.origin = False
                reading = Measure("share", "share.origin", mention.quantity.value, mention.quantity.step, "%")
            frame = frames[order] if len(frames) == len(run) else frames[0]
            base = bases[order] if len(bases) == len(run) > 1 else next((m for m in reversed(window) if m.kind == "basis"), None)
            if base is None:
                base = bases[-1] if bases else self.framed_basis
            figure = Placed(mention, reading, frame, rule=f"{reading.rule}/{self._way(run, frames)}")
            figure.basis = self._basis(base, frame)
            figure.approx = self._approx(mention)
            figure.joint = joint
            if self.company:
                figure.frame = altered(figure.frame, blocked=figure.frame.blocked or "a company")
            if self.projected:
                figure.outcome, figure.reason = "out_of_scope", "forecast, target or plan"
            if self.other is not None and not frame.blocked and len(run) == 1 and self.other.region == frame.region:
                rival = altered(self.other, period=frame.period, flow=frame.flow, flow_sign=frame.flow_sign)
                figure.rivals[rival] = 1.0
            if reading.measure in ("share", "share_change"):
                figure.whole = self._whole(frame)
            self.placed.append(figure)
            self.before = reading
        return

    def _period_list(self) -> list[Months]:
        """The periods of a list right before the figures: 7月、8月、9月分别增长."""
        listed: list[Months] = []
        for order, (mention, months) in enumerate(self.periods):
            between = self.tokens[self.periods[order - 1][0].last : mention.first] if order else []
            if not (between and all(t.text in ("、", "和", "及", "与") for t in between)):
                listed.clear()
            listed.append(months)
        return listed

    def _way(self, run: list[Mention], frames: list[Frame]) -> str:
        if len(run) > 1 and len(frames) == len(run):
            return "list"
        return "subject" if self.buffer else "clause" if self.figure_in_clause or self.frames else "context"

    def _basis(self, base: Mention | None, frame: Frame) -> str | None:
        if base is None or frame.period is None:
            return None
        if base.period is None:
            return "yoy" if base.code == "yoy" else "qoq" if frame.period.length == 3 else "mom"
        if base.period.kind == "basis" and base.period.year == "before":
            return f"vs:{self.ground.published.year - 2}"
        return basis_of(base.period, frame.period, self.ground.published, frame.period)

    def _approx(self, mention: Mention) -> str | None:
        for at in (mention.first - 1, mention.last):
            other = self.at.get(at)
            if other is not None and other.kind == "approx" and not (at == mention.last and other.code == "~" and self.tokens[at].text not in ("左右", "上下")):
                return other.code
        return ">" if mention.quantity.unit_text and "多" in self.tokens[mention.first].text else None

    def _whole(self, frame: Frame) -> Frame | None:
        if not self.wholes:
            return None
        subject = compile_subject(self.sentence, self.wholes)
        region = (subject.codes.get("region") or [None])[0]
        if region is None and subject.homes:
            region = home_region(subject.homes[-1], self.ground.region)
        if region is None:
            region = self.ground.region if frame.region and "/" in frame.region else frame.region
        codes = {d: c[0] for d, c in subject.breakdown().items()}
        flow = subject.flows[0] if subject.flows else None
        return Frame(region=region, flow=flow).with_codes(codes)

    # ------------------------------------------------------------ what the next sentence stands on

    def _leave(self) -> None:
        ground = self.ground
        if self.opening_period is not None and self.placed:
            ground.paragraph_period = self.opening_period
        if self.placed:
            ground.head, ground.last = self.head or self.frames, self.frames
            ground.spoken = ground.head
        else:
            if self.opening_period is not None and not ground.opened:
                ground.paragraph_period = self.opening_period
            self._leave_subject()
        ground.within = self.within and not self.placed
        ground.opened = True

    def _leave_subject(self) -> None:
        """东盟仍是第一大贸易伙伴。 names what the next sentence goes on about."""
        mine = [m for m, c in self.buffer if c == self.clause] if self.clause == 0 else [m for m, _ in self.buffer]
        if self.clause == 0 and mine:
            mine = self._subject_of_clause(mine)
        subject = compile_subject(self.sentence, mine)
        if len(subject.codes) == 1 and subject.breakdown() and not subject.blocked and subject.length() == 1:
            start = altered(self.ground.whole(), flow=subject.flows[0] if subject.flows else None)
            self.ground.head = self.ground.last = self.ground.spoken = [
                altered(f, flow=f.flow or (None if f.commodity else "total")) for f in frames_of(subject, start)
            ]
        elif mine:
            # A sentence about several things, or about the whole, leaves nothing narrower for 其中 to go into.
            flow = subject.flows[0] if len(subject.flows) == 1 else None
            self.ground.head = self.ground.last = [altered(self.ground.whole(), flow=flow or "total")]


def _group(mention: Mention) -> str:
    kind = mention.quantity.kind
    return _GROUP.get(kind, kind)
