"""The frames that a run of Chinese figures is about, one for all or one for each."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline import vocabulary
from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.topics.phrases import BREAKDOWNS, group_named
from pipeline.reading.words.mentions import Mention
from pipeline.reading.words.months import Months
from pipeline.reading.zh.starting import frames_for, lean, start_of
from pipeline.reading.zh.subjects import Subject, common, compile_subject, frames_of
from pipeline.reading.zh.unknown import unknown_name
from pipeline.reading.zh.walk import UNKNOWN, Walk

_BETWEEN_TWO = ("双边", "双方", "两国", "两地", "彼此")
AN_EXAMPLE = frozenset({"以", "为", "例"})
_VEHICLES = ("86", "87", "88", "89")  # chapters of the Harmonized System
_OTHERS = re.compile("(?:另外|其余|其他|余下|剩下|另)的?[两二三四五]")
_WITH = frozenset({"与", "同", "和", "跟"})


def subject_of(walk: Walk, run: list[Mention]) -> list[Frame]:
    """The frames that a run of figures is about: one for all of them, or one for each."""
    mentions = _heard(walk, run[0].quantity.kind == "physical")
    if mentions and walk.counted and all(m.kind == "flow" for m in mentions):
        mentions = [*walk.counted, *mentions]
    if len(run) == 1 and (walk.ground.partner or walk.ground.titled):
        mentions = _mutual(walk, mentions)
    subject = compile_subject(walk.sentence, mentions)
    unknown = walk.stranger or unknown_name(walk, run[0], mentions)
    walk.stranger = None
    if unknown:
        return [altered(start_of(walk, subject), blocked=UNKNOWN + unknown)]
    if walk.together == "loose" and mentions:
        walk.together = ""  # 两者相抵，贸易顺差…
    if not mentions or not (subject.codes or subject.flows or subject.homes or subject.blocked or subject.weak_flow):
        frames = walk.frames or lean(walk)
    else:
        if len(run) == 1 and subject.wider:
            subject.codes |= {d: [c] for d, c in subject.wider.items()}
        frames = frames_for(walk, subject)
    if len(run) > 1 and len(frames) != len(run):
        if walk.summoned and walk.dealt and len(walk.members) >= len(run):
            frames = walk.members[-len(run) :]
        elif run[0].quantity.kind == "points" and (shares := _last_shares(walk, len(run))):
            frames = shares  # 占全省的80.2%，出口占81.6%，比重提高1.9和1.7个百分点
        elif not mentions and walk.dealt and len(walk.told) >= len(run):
            # 出口A，进口B，分别增长…: over the levels that were told one by one
            frames = walk.told[-len(run) :]
            if all(f == frames[0] for f in frames) and periods_for(walk, len(run)):
                frames = frames[:1]
        elif not mentions and _at_other_time(walk, run):
            frames = walk.members
        elif rest := _others(walk, run):
            frames = rest
        elif walk.soft_mentions:
            frames = _soft_list(walk, subject, frames, len(run))
        elif len(frames) == 1 and walk.dealt and not (_respects(walk, run) > 1 or periods_for(walk, len(run))):
            listed = walk.ground.listed  # 对这三国分别进出口…
            frames = frames_of(listed, frames[0]) if listed and listed.length() == len(run) else frames
    if len(run) == 1:
        frames = _as_group(frames)
    frames = [_weighed(walk, f, run[0]) for f in frames]
    frames = [f.during(walk.period) for f in frames]
    return (
        frames
        if _fits(walk, run, frames)
        else [altered(frames[0], blocked=UNKNOWN + "a list and figures of different lengths")]
    )


def _as_group(frames: list[Frame]) -> list[Frame]:
    """电动载人汽车、锂电池、太阳能电池合计出口1013.9亿元: goods told of together that are all the members of one group are that group."""
    goods = {f.commodity for f in frames}
    if len(goods) < 2 or len({altered(f, commodity=None) for f in frames}) > 1:
        return frames
    group = group_named("commodity", frozenset(goods))
    return frames if group is None else [altered(frames[0], commodity=group)]


def _weighed(walk: Walk, frame: Frame, figure: Mention) -> Frame:
    """对非洲出口茶叶20.4万吨，其中，对摩洛哥出口5.98万吨: what is weighed is of the good that 其中 goes into, or that was told of before."""
    if figure.quantity.kind != "physical" or frame.commodity or frame.blocked:
        return frame
    within = walk.within or walk.before_part
    inner = common((walk.before_part or walk.ground.last) if within else (walk.frames or walk.ground.spoken) or [frame])
    alike = frame.flow in (None, inner.flow) and inner.flow in ("export", "import")
    if not alike or not _counted_so(figure, inner.commodity):
        return frame
    return altered(frame, flow=inner.flow, commodity=inner.commodity)


def _counted_so(figure: Mention, good: str | None) -> bool:
    """Whether a good may be counted as a figure counts: 15.3万辆 are no integrated circuits."""
    known = vocabulary.codes("commodity").get(good or "")
    if known is None or not known.hs or not figure.quantity.unit_text.endswith(("辆", "艘", "架")):
        return True
    return any(heading.startswith(_VEHICLES) for heading in known.hs)


def _fits(walk: Walk, run: list[Mention], frames: list[Frame]) -> bool:
    """Whether a run of figures can be dealt out over the frames: one to each, or all said of one in several respects."""
    if len(run) == 1 or len(frames) == len(run):
        return True
    if len(frames) > 1:
        return False
    if walk.compared and run[0].quantity.kind == "points":
        return True  # 增速比全国、全省分别高7.8个、8.1个百分点
    if wholes_of(walk, run):
        return True
    if periods_for(walk, len(run)) or (not walk.dealt and run[0].quantity.kind not in ("money", "physical")):
        return True
    return _respects(walk, run) == len(run)


def wholes_of(walk: Walk, run: list[Mention]) -> list[list[Mention]]:
    """占全国、全省的2.9%和29.9%: what names the whole of each share of a run, where as many places are named; empty elsewhere."""
    places = [m for m in walk.wholes if m.kind in ("home", "region")]
    if len(run) < 2 or len(places) != len(run) or run[0].quantity.kind != "percent":
        return []
    return [[place, *(m for m in walk.wholes if m not in places)] for place in places]


def _respects(walk: Walk, run: list[Mention]) -> int:
    """In how many respects the run speaks of one subject: 数量、金额, or comparison bases."""
    start = max(walk.window, walk.clause_start)
    said = walk.between(start, run[0].first)
    named = len({m.code for m in said if m.kind == "terms" and m.code in ("quantity", "amount")})
    return max(named, sum(1 for m in said if m.kind == "basis"))


def period_list(walk: Walk) -> list[Months]:
    """The periods of a list right before the figures: 7月、8月、9月分别增长."""
    listed: list[Months] = []
    # 2019年和2020年，全年对欧盟进出口分别为…
    told = [(m, months) for m, months in walk.periods if walk.tokens[m.first].text != "全年" or len(walk.periods) < 3]
    for order, (mention, months) in enumerate(told):
        between = walk.tokens[told[order - 1][0].last : mention.first] if order else []
        if not (between and all(t.text in ("、", "和", "及", "与") for t in between)):
            listed.clear()
        listed.append(months)
    return listed


def _at_other_time(walk: Walk, run: list[Mention]) -> bool:
    """出口增长8.7%，进口增长0.5%，上月分别为7%和7.2%: whether the rates are those of all that the sentence has told of, in months of their own."""
    named = any(m.kind == "period" for m in walk.between(walk.clause_start, run[0].first))
    rated = {f.frame for f in walk.placed if f.measure.measure == "growth"}
    alike = run[0].quantity.kind == "percent" and len(walk.members) == len(run)
    return named and walk.dealt and alike and all(f in rated for f in walk.members)


def _others(walk: Walk, run: list[Mention]) -> list[Frame]:
    """鞋、服装、眼镜出口…，其中仅眼镜增长2.7%，另外两样分别下降9.4%、5.8%: all that were told of but the one told of last."""
    said = "".join(t.text for t in walk.tokens[walk.clause_start : run[0].first])
    if not walk.placed or walk.placed[-1].joint or not _OTHERS.search(said):
        return []
    rest = [f for f in walk.members if f != walk.placed[-1].frame]
    return rest if len(rest) == len(run) else []


def _last_shares(walk: Walk, count: int) -> list[Frame]:
    """The frames of the last ``count`` figures, where all of them are shares of different things."""
    last = walk.placed[-count:]
    if len(last) < count or any(figure.measure.measure != "share" or figure.frame is None for figure in last):
        return []
    frames = [figure.frame for figure in last if figure.frame is not None]
    return frames if all(f not in frames[:at] for at, f in enumerate(frames)) else []


def periods_for(walk: Walk, count: int) -> list[Months]:
    """The periods that ``count`` figures are dealt out over, if they are: a list, the quarters or months of 前三个季度, or
    those of the figures before."""
    listed = period_list(walk)
    if len(listed) == count:
        return listed
    again = walk.spread if not listed and len(walk.spread) == count else []
    if not walk.dealt:
        return again  # 三、四季度规模分别是A、B，增速22.3%、18.3%
    if len(listed) == 1:
        whole, said = listed[0], walk.tokens[walk.periods[-1][0].first].text
        each = 3 if said.endswith("季度") else 1 if said.endswith("月") else 0
        if each and whole.length == count * each:
            return [Months(first, first + each - 1) for first in range(whole.first, whole.last + 1, each)]
    return again


def _mutual(walk: Walk, mentions: list[Mention]) -> list[Mention]:
    """东盟连续18年居首。双方贸易额…, 两国农产品贸易额…, 日本依旧是老大，与辽宁的贸易额…: trade between two, one of whom was named before."""
    if any(m.kind in ("partner", "other_topic") for m in mentions):
        return mentions
    for mention in mentions:
        said = walk.tokens[mention.first].text
        before = walk.tokens[mention.first - 1].text if mention.first else ""
        if (
            (mention.kind == "flow" and said.startswith(_BETWEEN_TWO))
            or (mention.kind in ("flow", "commodity") and before.endswith(_BETWEEN_TWO))
            or (mention.kind in ("region", "home") and mention.first >= walk.clause_start and before in _WITH)
        ):
            partner = walk.ground.partner or walk.ground.titled
            return [replace(mention, kind="partner", code=partner, grade=""), *mentions]
    return mentions


_OUT_OF = frozenset("从由经")  # 光是圣诞用品，前11个月就从义乌出口了22.4亿元


def _heard(walk: Walk, counted: bool) -> list[Mention]:
    """The topics that make the subject: of an earlier clause only what this one leaves open, as the good of which things are ``counted``."""
    own = [m for m, c in walk.buffer if c == walk.clause]
    if any(m.kind in ("region", "home") and walk.tokens[m.first - 1].text[-1:] not in _OUT_OF for m in own):
        if walk.sentence.said >= AN_EXAMPLE and any(m.kind == "region" and c != walk.clause for m, c in walk.buffer):
            return [
                m for m, _ in walk.buffer if m.kind != "home"
            ]  # 以河北为例，全省…: of the one that the clause before named
        if walk.sentence.said >= AN_EXAMPLE and any(m.kind in BREAKDOWNS and c != walk.clause for m, c in walk.buffer):
            return [m for m, _ in walk.buffer]  # 以铁矿砂为例，前5个月宁波进口823.5万吨
        bought = any(m.kind == "flow" and (walk.tokens[m.first].text.startswith("买") or _turned(walk, m)) for m in own)
        kept = {"flow"} | ({"partner"} if bought else set())  # 美国是最大买家，去年从中山买走41.2亿元灯具
        if counted and not any(m.kind == "commodity" for m in own):
            kept.add("commodity")  # 笔记本电脑是“一号单品”：前七个月全市出口2683.5万台
        if not any(m.kind == "flow" for m, _ in walk.buffer):
            kept.add("other_topic")  # 从GDP看，湖北2021年突破5万亿元
        return [m for m, c in walk.buffer if c == walk.clause or m.kind in kept]
    return [m for m, _ in walk.buffer]


def _turned(walk: Walk, flow: Mention) -> bool:
    """Whether imports are a partner's, and have become the reporter's exports: 俄罗斯仍是老大，进口安岳柠檬1.1万吨."""
    return flow.code == "export" and walk.tokens[flow.first].text.startswith("进口")


def _soft_list(walk: Walk, subject: Subject, frames: list[Frame], length: int) -> list[Frame]:
    """东盟、欧盟、美国位列前三，进出口值分别为…: the list stands in a clause of its own."""
    listed = compile_subject(walk.sentence, [*walk.soft_mentions, *(m for m, _ in walk.buffer if m.kind == "flow")])
    codes = {d: c for d, c in listed.codes.items() if len(c) == length}
    if len(codes) != 1:
        return frames
    start = altered(common(frames), **dict.fromkeys((d for d in codes if d != "region"), None))
    return [
        altered(f, flow=f.flow or start.flow)
        for f in frames_of(Subject(codes=codes, flows=subject.flows[:1], signs=subject.signs[:1]), start)
    ]
