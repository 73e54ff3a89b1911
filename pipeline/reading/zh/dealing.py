"""A run of Chinese figures dealt out over its frames, each with measure, comparison base, approximation and whole."""

from __future__ import annotations

from functools import partial

from pipeline import vocabulary
from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.frames import SIDES, Frame, altered
from pipeline.reading.frames.placing import Placed
from pipeline.reading.topics.phrases import BREAKDOWNS
from pipeline.reading.words.mentions import Mention
from pipeline.reading.words.months import basis_of
from pipeline.reading.zh.bearing import AN_EXAMPLE, period_list, periods_for, wholes_of
from pipeline.reading.zh.measures import OF_WIDER, RATES, measure, rate_of_wider
from pipeline.reading.zh.starting import contains
from pipeline.reading.zh.subjects import compile_subject, home_region
from pipeline.reading.zh.walk import Walk

_SHARED = frozenset({"share", "direction", *BREAKDOWNS})
_MEASURED = frozenset({"direction", "share", "gap", "contribution", *BREAKDOWNS})


def deal(walk: Walk, run: list[Mention], frames: list[Frame]) -> None:
    """Place the figures of a run over ``frames``."""
    listed = period_list(walk)
    walk.spread = periods_for(walk, len(run)) if len(run) > 1 and len(frames) == 1 else []
    if walk.spread:
        frames = [frames[0].during(p) for p in walk.spread]
    joint = len(run) == 1 and (len(frames) > 1 or len(listed) > 1 or bool(walk.together))
    start = max(walk.window, walk.clause_start)
    first_window = [m for m in walk.between(start, run[0].first) if m.first not in walk.asides]
    bases = [m for m in first_window if m.kind == "basis"]
    if walk.framed_share is not None and not any(m.kind in _SHARED for m in first_window):
        first_window = [walk.framed_share, *first_window]
    moves = _framed_moves(walk, run, first_window)
    wholes = wholes_of(walk, run)
    window = first_window
    for order, mention in enumerate(run):
        if order:
            window = walk.between(run[order - 1].last, mention.first)
        if len(moves) > 1 or (moves and not order):
            window = [moves[order], *window]
        reading = measure(walk.sentence, window, mention, walk.before)
        if walk.origin:
            walk.origin = False
            reading = Measure("share", "share.origin", mention.quantity.value, mention.quantity.step, "%")
        frame = frames[order] if len(frames) == len(run) else frames[0]
        if reading.measure in ("level", "growth"):
            frame = _of_base(walk, window, mention, frame)
        if reading.rule == OF_WIDER and (wider := rate_of_wider(walk.sentence, mention)) is not None:
            frame = altered(frame, region=home_region(wider, walk.ground.region))
        base = (
            bases[order]
            if len(bases) == len(run) > 1
            else next((m for m in reversed(window) if m.kind == "basis"), None)
        )
        if base is None:
            base = bases[-1] if bases else walk.framed_basis
        figure = Placed(mention, reading, frame, rule=f"{reading.rule}/{_way(walk, run, frames)}")
        figure.basis = _basis(walk, base, frame)
        figure.approx = _approx(walk, mention)
        figure.joint = joint
        figure.untold = not walk.period_named
        if walk.company:
            figure.frame = altered(figure.frame, blocked=figure.frame.blocked or "a company")
        if walk.without is not None or (walk.besides and not frame.is_broken_down()):
            figure.outcome, figure.reason = "out_of_scope", "of a whole that a part is taken out of"
        if reading.measure == "growth" and base is None and frame.period is not None and frame.period.length > 12:
            figure.outcome, figure.reason = "out_of_scope", "change over several years"  # 五年间增长1.5倍
        if walk.projected:
            figure.outcome, figure.reason = "out_of_scope", "forecast, target or plan"
        if walk.other is not None and not frame.blocked and len(run) == 1 and walk.other.region == frame.region:
            rival = altered(walk.other, period=frame.period, flow=frame.flow, flow_sign=frame.flow_sign)
            figure.rivals = partial(dict, {rival: 1.0})
        if reading.measure in ("share", "share_change"):
            figure.whole = _whole(walk, frame, wholes[order] if wholes else walk.wholes) or _around(walk, frame)
            if (alike := _of_the_like(walk, figure)) is not None:
                figure.whole, figure.frame = alike, altered(figure.frame, flow=alike.flow)
            _of_the_nation(walk, figure)
            _with_its_zone(walk, figure)
            _with_its_partner(walk, figure)
            _with_its_flow(walk, figure)
        walk.placed.append(figure)
        walk.before = reading
    return


def _of_the_nation(walk: Walk, share: Placed) -> None:
    """上半年欧洲占我国组件出口的42.7%, told from a place: a partner has a part of the nation's trade, and no place does."""
    frame, whole = share.frame, share.whole
    if whole is None or whole.region != "CN" or frame.region in (None, "CN") or frame.partner is None or frame.blocked:
        return
    bare = any(
        m.code == frame.partner
        and m.grade != "short"
        and (not m.first or walk.tokens[m.first - 1].text[-1:] not in "对自从与同向")
        and any(s.first == m.last for s in walk.sentence.of("share"))
        for m in walk.sentence.of("partner")
    )
    if bare:
        share.frame = altered(
            frame, region="CN", commodity=frame.commodity or whole.commodity, flow=whole.flow or frame.flow
        )
        share.whole = None


def _alter_alike(walk: Walk, share: Placed, **changes: str | None) -> None:
    """Alter the frame of a share, and with it that of all figures of its sentence, and of what goes on from it, that have the same."""
    frame = share.frame
    for figure in (*walk.placed, share):
        if figure.frame == frame:
            figure.frame = altered(frame, **changes)
    walk.frames = [altered(f, **changes) if f == frame else f for f in walk.frames]
    walk.head = [altered(f, **changes) if f == frame else f for f in walk.head]


def _with_its_partner(walk: Walk, share: Placed) -> None:
    """机电产品46.4亿元，占对俄出口总值的26.9%: goods that are a part of the trade with a partner are traded with that partner, and so
    is what was told of them before."""
    whole, frame = share.whole, share.frame
    if whole is not None and not frame.is_broken_down() and whole.region != frame.region and not frame.blocked:
        share.frame = frame.with_codes(whole.breakdown())  # 龙江占了全国对俄进出口总值的14.5%
        return
    if whole is None or whole.partner is None or whole.commodity or frame.partner or frame.commodity is None:
        return
    if whole.flow not in (None, frame.flow):
        return
    _alter_alike(walk, share, partner=whole.partner)


def _with_its_zone(walk: Walk, share: Placed) -> None:
    """对东盟进出口312.8亿元，占广西综保区进出口总值的60%: what is a part of the trade of zones is traded in them, and what is one of the
    trade by rail goes by rail: 防疫物资占义乌铁路出口的35.1%."""
    whole, frame = share.whole, share.frame
    if whole is None or frame.blocked or not frame.is_broken_down():
        return
    if whole.zone is not None and not frame.zone:
        _alter_alike(walk, share, zone=whole.zone)
    elif whole.transport is not None and not frame.transport:
        _alter_alike(walk, share, transport=whole.transport)


def _with_its_flow(walk: Walk, share: Placed) -> None:
    """消费品551.7亿元，占全省进口总值的42.9%: goods that are a part of the imports are imported, whatever way the goods before them went."""
    whole, frame = share.whole, share.frame
    if whole is None or whole.flow not in SIDES or frame.flow not in SIDES or frame.commodity is None or frame.blocked:
        return
    named = any(m.code == frame.flow and m.first < share.mention.first for m in walk.sentence.of("flow"))
    if whole.flow == frame.flow or named:
        return
    _alter_alike(walk, share, flow=whole.flow)


def _framed_moves(walk: Walk, run: list[Mention], window: list[Mention]) -> list[Mention]:
    """How the rates of ``run`` move, where only the clause before says so: one for all, or one each (一增一减)."""
    moves = walk.framed_moves
    if not moves:
        return []
    silent = not any(m.kind in _MEASURED for m in window)
    if not silent or run[0].quantity.kind != "percent" or run[0].quantity.sign or walk.figure_in_clause:
        return []
    rated = walk.tokens[moves[0].first].text.endswith(RATES)
    plain = [m for m in moves if not walk.tokens[m.first].text.endswith(RATES)]
    if len(plain) == len(run) > 1 and len({m.code for m in plain}) > 1:
        return plain
    return moves[:1] if rated or len(moves) == 1 else []


def _of_base(walk: Walk, window: list[Mention], mention: Mention, frame: Frame) -> Frame:
    """较上年同期的3756.1吨增长44.5%, 降幅比上半年的7.6%收窄: what stands right behind the base of a comparison is its months' own."""
    base = next((m for m in reversed(window) if m.kind == "basis" and m.period is not None), None)
    if base is None or frame.period is None or mention.first - base.last != 1 or walk.tokens[base.last].text != "的":
        return frame
    walk.kept_period = walk.kept_period or walk.period
    if base.period.kind == "period":
        return altered(frame, period=walk.ground.months(base.period, frame.period) or frame.period)
    if base.period.basis in ("mom", "qoq"):
        return frame.during(frame.period.shifted(-frame.period.length))
    if base.period.basis == "yoy":
        return frame.during(frame.period.shifted(-12))
    if isinstance(base.period.year, int):
        return frame.during(frame.period.shifted(12 * (base.period.year - frame.period.year)))
    return frame


def _way(walk: Walk, run: list[Mention], frames: list[Frame]) -> str:
    if len(run) > 1 and len(frames) == len(run):
        return "list"
    return "subject" if walk.buffer else "clause" if walk.figure_in_clause or walk.frames else "context"


def _basis(walk: Walk, base: Mention | None, frame: Frame) -> str | None:
    if base is None or frame.period is None:
        return None
    if base.period is None:
        return "yoy" if base.code == "yoy" else "qoq" if frame.period.length == 3 else "mom"
    if base.period.kind == "basis" and base.period.year == "before":
        return f"vs:{walk.ground.published.year - 2}"
    return basis_of(base.period, frame.period, walk.ground.published, frame.period)


def _approx(walk: Walk, mention: Mention) -> str | None:
    for at in (mention.first - 1, mention.last):
        other = walk.at.get(at)
        if (
            other is not None
            and other.kind == "approx"
            and not (at == mention.last and other.code == "~" and walk.tokens[at].text not in ("左右", "上下"))
        ):
            return other.code
    said = walk.tokens[mention.first].text
    if mention.quantity.kind == "growth_word" and not _NEARLY.isdisjoint(said):
        return "~"  # 增长近一倍（97.3%）
    return ">" if mention.quantity.unit_text and "多" in said else None


_NEARLY = frozenset("近约")


def _around(walk: Walk, frame: Frame) -> Frame | None:
    """沪苏浙皖三省一市进出口7.9万亿元，安徽占5.9%: the whole of a region's share is the one around it that the sentence just told of."""
    before = walk.placed[-1].frame if walk.placed else None
    if before is None or before.region == frame.region or frame.breakdown() != before.breakdown():
        return None
    if before.region is None or frame.region is None:
        return None
    entry = vocabulary.codes("region").get(before.region)
    inside = entry is not None and (
        any(m.code == frame.region for m in entry.members) or contains(before.region, frame.region)
    )
    return Frame(region=before.region, flow=frame.flow).with_codes(before.breakdown()) if inside else None


def _of_the_like(walk: Walk, share: Placed) -> Frame | None:
    """我国锂电池出口1103.6亿元，福建占全国的26%: the whole of a share that a place has of what was just told of the region around it."""
    before, frame, whole = walk.placed[-1] if walk.placed else None, share.frame, share.whole
    if before is None or before.frame is None or before.frame.blocked or not before.frame.is_broken_down():
        return None
    around = before.frame
    if frame.is_broken_down() or frame.blocked or frame.region is None or around.region in (None, frame.region):
        return None
    if whole is not None and (whole.region != around.region or whole.is_broken_down() or whole.flow is not None):
        return None
    if any(m.kind == "flow" for m in walk.between(before.mention.last, share.mention.first)):
        return None
    inside = around.region == "CN" or contains(around.region, frame.region)
    return Frame(region=around.region, flow=around.flow).with_codes(around.breakdown()) if inside else None


def _whole(walk: Walk, frame: Frame, named: list[Mention]) -> Frame | None:
    if not named:
        return None
    subject = compile_subject(walk.sentence, named)
    region = next(iter(subject.codes.get("region", ())), None)
    if region is None and subject.homes:
        example = walk.sentence.said >= AN_EXAMPLE and subject.homes[-1] != "nation"  # 以河北为例，…占全省的57.4%
        region = frame.region if example else home_region(subject.homes[-1], walk.ground.region)
    if region is None:
        region = walk.ground.region if frame.region and "/" in frame.region else frame.region
    codes = {d: c[0] for d, c in subject.breakdown().items()}
    flow = subject.flows[0] if subject.flows else None
    return Frame(region=region, flow=flow).with_codes(codes)
