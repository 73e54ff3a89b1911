"""A run of Chinese figures: which ones belong together, and where their topics stand if not before them."""

from __future__ import annotations

import re

from pipeline import vocabulary
from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import Placed
from pipeline.reading.words.mentions import Mention
from pipeline.reading.zh.bearing import subject_of
from pipeline.reading.zh.dealing import deal
from pipeline.reading.zh.origins import came_from
from pipeline.reading.zh.subjects import TOPICS, compile_subject, frames_of
from pipeline.reading.zh.walk import FIGURES, PRICES, RUN_ON, Walk

_GROUP = {"times": "percent", "growth_word": "percent"}
_ORDER = re.compile("(?:海外)?(?:单子|订单|大单|货款|货$)")
_RUN_KINDS = frozenset({"direction", "approx", "filler", "basis", "reach"})
_NUMBER = "a number of "
_PEOPLE_AND_THINGS = frozenset(
    "家 户 列 票 人次 标箱 标准箱 单 架次 趟 批 份 人 亿标箱 箱 TEU 条 班 批次 航次 小时 分钟".split()
)


def take_figures(walk: Walk, position: int, mention: Mention) -> int:
    """Read the run of figures that starts at ``position``; the position behind it."""
    if mention.quantity.kind not in FIGURES:
        return _count(walk, position, mention)
    run, after = _gather(walk, position)
    origin = came_from(walk, run, after)
    if origin is None:
        after = _goods_behind(walk, run, _behind(walk, run, after))
        after = _bound_for(walk, run, after)
        _ordered(walk, run)
    frames = subject_of(walk, run) if origin is None else origin
    if run[0].quantity.kind == "physical" and _of_nothing_told(walk):
        frames = [altered(f, commodity=None) for f in frames]
    if run[0].quantity.kind == "physical":
        frames = _counted_so(walk, run[0], frames)
    deal(walk, run, frames)
    if len(run) == len(frames) == 1:
        frames = _within_whole(walk.placed[-1], frames)
    if run[0].quantity.kind == "physical" and frames[0].commodity is None and not frames[0].blocked:
        frames = [altered(f, blocked="freight") for f in frames]
    if walk.company:
        frames = [altered(f, blocked=f.blocked or "a company") for f in frames]
    if len(frames) > 1 and all(f == frames[0] for f in frames):
        frames = frames[:1]  # told in yuan and in dollars
    walk.frames = frames
    if frames[0].blocked != PRICES:
        walk.unpriced = frames
    elif goods := [m for m, _ in walk.buffer if m.kind == "commodity"]:  # 大豆进口均价下跌9%，进口量增长2.5%
        priced = compile_subject(walk.sentence, goods)
        walk.unpriced = frames_of(priced, altered(walk.ground.whole(), period=walk.period, flow=None))
    if not walk.within:
        walk.head = walk.head or frames
    fresh = [f for f in frames if f not in walk.members and not f.blocked]
    walk.members += fresh
    if len(frames) == 2:
        walk.pair = frames
    elif fresh and len(walk.members) > 1:
        walk.pair = walk.members[-2:]  # 出口A、进口B，前者…
    if frames[0].region == walk.ground.reporter():
        walk.home = frames
    walk.within = walk.ground.within = False
    walk.periods.clear()
    levels = run[0].quantity.kind in ("money", "physical")
    own = [m for m, _ in walk.buffer if m.kind == "enterprise"]
    numbered = (frames[0].blocked or "").startswith(_NUMBER)  # 民营企业7.6万家，增加6.9%；合计进出口…
    walk.counted = own or (walk.counted if numbered else []) if frames[0].blocked else []
    # 巴西那边不顺，每公斤0.78美元的反倾销税没取消，出口量掉了21.5%: behind a price goes on what the clauses before it are about
    walk.buffer = [(m, c) for m, c in walk.buffer if c != walk.clause] if frames[0].blocked == PRICES else []
    walk.told = walk.told + [frames[min(i, len(frames) - 1)] for i in range(len(run))] if levels else []
    walk.shared = walk.shared and _other_whole(walk, run)
    walk.joint = walk.compared = walk.dealt = False
    walk.together = walk.together and "loose"  # 三市合计进出口9800亿元，增长4.2%，占全省的90%
    walk.summoned = False
    if walk.kept_period is not None:
        walk.period, walk.kept_period = walk.kept_period, None
        walk.frames = [f.during(walk.period) for f in frames]
    walk.wholes = []
    walk.window = run[-1].last
    walk.figure_in_clause = True
    return max(after, run[-1].last)


_VEHICLES = ("辆", "艘", "架")  # what only goods of one kind are counted in


def _counted_so(walk: Walk, figure: Mention, frames: list[Frame]) -> list[Frame]:
    """商品车10.8万辆…。出口哈萨克斯坦的5.6万辆: so many of the good that was counted so before, where a partner of theirs is named."""
    unit = walk.tokens[figure.last - 1].text[-1:]
    if unit not in _VEHICLES or frames[0].blocked:
        return frames
    good, told = frames[0].commodity, walk.ground.counted_so.get(unit)
    if good is not None and (told is None or not vocabulary.within(good, told)):
        walk.ground.counted_so[unit] = good
    elif good is None and told is not None and frames[0].partner is not None:
        return [altered(f, commodity=told) for f in frames]
    return frames


def _of_nothing_told(walk: Walk) -> bool:
    """车上装的是18吨, at the head of a paragraph that has named no good: not of the one that the release is about."""
    return not (walk.buffer or walk.frames or walk.ground.spoken or walk.ground.lead)


def _within_whole(share: Placed, frames: list[Frame]) -> list[Frame]:
    """机电产品占江苏对欧盟出口总值的66.5%，出口额2668.3亿元: what has a share in the trade with a partner is gone on about as that; and so is
    what has one in the trade of zones, or by rail."""
    frame = share.frame
    if share.measure.measure != "share" or frame is None or frame == frames[0]:
        return frames
    within = altered(frames[0], partner=frame.partner, zone=frame.zone, transport=frame.transport)
    return [frame] if frame == within else frames


def _other_whole(walk: Walk, run: list[Mention]) -> bool:
    """占全国的3.3%、全省的26.7%: behind a share stands another whole with a share of its own."""
    at = run[-1].last
    if at + 3 >= len(walk.tokens) or walk.tokens[at].text not in ("、", "和", "及"):
        return False
    whole, share = walk.at.get(at + 1), walk.at.get(at + 3)
    return (
        whole is not None
        and whole.kind in ("home", "region")
        and walk.tokens[at + 2].text == "的"
        and share is not None
        and share.kind == "quantity"
        and share.quantity.kind == "percent"
    )


def _count(walk: Walk, position: int, mention: Mention) -> int:
    """A number of firms, trains or papers: what is said next in the sentence is said of them."""
    unit = mention.quantity.unit
    other = next((m for m, c in reversed(walk.buffer) if c == walk.clause and m.kind == "other_topic"), None)
    if other is not None and mention.quantity.kind == "bare" and other.last == mention.first:
        walk.frames = [Frame(blocked=other.code)]  # 动力电池装车量339.7GWh，增长31.4%
        walk.buffer.clear()
        return position + 1
    if unit in _PEOPLE_AND_THINGS and walk.tokens[position - 1].text[-1:] != "第" and not walk.shared:
        walk.frames = [Frame(blocked=f"{_NUMBER}{unit}")]
        named = [m for m, _ in walk.buffer if m.kind in ("enterprise", "regime", "zone")]
        walk.counted = named or walk.counted  # 民营企业4126家，增加318家，进出口…
        walk.within = False
        walk.buffer.clear()
    return position + 1


def _gather(walk: Walk, position: int) -> tuple[list[Mention], int]:
    """The run of figures of one kind that starts here, and the position behind it."""
    run = [walk.at[position]]
    group = _group(run[0])
    at = position + 1
    while at < len(walk.tokens):
        token, mention = walk.tokens[at], walk.at.get(at)
        if mention is not None and mention.kind == "quantity":
            between = walk.tokens[run[-1].last : at]
            joined = any(t.text in RUN_ON for t in between)
            comma = any(t.text in "，," for t in between)
            if _group(mention) != group or not joined or (comma and len(run) >= _listed_length(walk)):
                break
            run.append(mention)
        elif not (token.text in RUN_ON or (mention is not None and mention.kind in _RUN_KINDS)):
            break
        at += 1
    return run, run[-1].last


def _listed_length(walk: Walk) -> int:
    subject = compile_subject(walk.sentence, [m for m, _ in walk.buffer]).length()
    return max(subject, len(walk.frames) if not walk.buffer else 0)


def _behind(walk: Walk, run: list[Mention], after: int) -> int:
    """1.04亿美元的贸易逆差: the flow stands right behind the figure and its 的."""
    if after >= len(walk.tokens) or walk.tokens[after].text != "的" or any(m.kind == "flow" for m, _ in walk.buffer):
        return after
    behind = []
    for at in range(after + 1, min(after + 5, len(walk.tokens))):
        mention = walk.at.get(at)
        if mention is None or mention.kind not in TOPICS:
            break
        behind.append(mention)
    if behind and any(m.kind == "flow" for m in behind):
        walk.buffer += [(m, walk.clause) for m in behind]
        return behind[-1].last
    return after


def _ordered(walk: Walk, run: list[Mention]) -> None:
    """叫停了1200万元的货, 35万美元的单子: one order or load is nobody's trade statistics."""
    at = run[-1].last
    if run[0].quantity.kind != "money" or at + 1 >= len(walk.tokens) or walk.tokens[at].text not in ("的", "的货"):
        return
    behind = walk.tokens[at].text.removeprefix("的") or walk.tokens[at + 1].text
    if _ORDER.match(behind) and not any(m.kind == "flow" for m, _ in walk.buffer):
        walk.company = True


def _goods_behind(walk: Walk, run: list[Mention], after: int) -> int:
    """40.2万辆汽车销往海外, 买走41.2亿元灯具: the good that is counted stands right behind its unit, a flow perhaps behind the good."""
    if (
        len(run) != 1
        or run[0].quantity.kind not in ("money", "physical")
        or any(m.kind == "commodity" for m, _ in walk.buffer)
    ):
        return after
    at = after + (after < len(walk.tokens) and walk.tokens[after].text == "的")
    good = walk.at.get(at)
    if good is None or good.kind != "commodity":
        return after
    walk.buffer.append((good, walk.clause))
    flow = walk.at.get(good.last)
    if flow is not None and flow.kind == "flow" and not any(m.kind == "flow" for m, _ in walk.buffer):
        walk.buffer.append((flow, walk.clause))
        return flow.last
    return good.last


def _bound_for(walk: Walk, run: list[Mention], after: int) -> int:
    """7.54万吨去了摩洛哥: where the goods went stands right behind their amount."""
    if len(run) != 1 or run[0].quantity.kind not in ("money", "physical") or after + 1 >= len(walk.tokens):
        return after
    at = next(
        (n for n in range(after, min(after + 3, len(walk.tokens))) if walk.at.get(n, run[0]).kind == "partner"), after
    )
    if at == after or "".join(t.text for t in walk.tokens[after:at]) not in _BOUND_FOR:
        return after
    partner = walk.at[at]
    if any(m.kind == "partner" for m, _ in walk.buffer):
        return after
    walk.buffer.append((partner, walk.clause))
    return partner.last


_BOUND_FOR = frozenset("去了 去往 运往 运到 销往 发往 流向 进了 到了 卖到 卖给 输往 卖往".split())


def _group(mention: Mention) -> str:
    kind = mention.quantity.kind
    return _GROUP.get(kind, kind)
