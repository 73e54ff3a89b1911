"""Shares whose part stands behind them: 进出口总值的49.8%出自西安出口加工区, 四成以上（41.2%）的出口来自民营企业."""

from __future__ import annotations

import re

from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.words.mentions import Mention
from pipeline.reading.zh.subjects import TOPICS, compile_subject, frames_of
from pipeline.reading.zh.walk import Walk

_OPENS_PART = re.compile(
    "[则就都也均]?(?:是|为|以|由|靠|依靠|经|通过|属|出自|来自|源自|源于|销往|流向|去往|产自|集中在)"
)
_TENTHS = re.compile("[两二三四五六七八九]成半?")


def came_from(walk: Walk, run: list[Mention], after: int) -> list[Frame] | None:
    """The frames of the part that a percentage is of, where its whole stands before it or right behind, and the part behind both."""
    if len(run) != 1 or run[0].quantity.kind != "percent" or after >= len(walk.tokens):
        return None
    before, after = _around(walk, run[0].first - 1, after)
    if before >= 0 and walk.before_part and walk.tokens[before].text == "其中" and not walk.buffer:
        return _of_what_was_told(walk, after)
    if before >= 0 and walk.tokens[before].text == "的" and walk.buffer:
        wholes, at = [m for m, _ in walk.buffer], after
    else:
        wholes, at = _whole_behind(walk, run[0], after)
    if not wholes or at >= len(walk.tokens) or not _OPENS_PART.match(walk.tokens[at].text):
        return None
    if any(m.kind == "other_topic" for m in wholes):
        return None  # 农民纯收入的60%来自香菇产业
    subject = compile_subject(walk.sentence, _part(walk, at))
    here = _this_place(walk, at)
    if not (here or subject.codes or subject.flows):
        return None
    walk.wholes = wholes
    flows = compile_subject(walk.sentence, wholes).flows
    walk.origin = True
    start = altered(walk.ground.whole(), period=walk.period, flow=flows[0] if flows else "total")
    return [altered(start, region=here)] if here else frames_of(subject, start)


_THIS_PLACE = re.compile("[^，。；]{1,3}这(?:座|个|片)[^，。；]*(?:[市城县区镇乡]|之[都城])[，。；]?")


def _this_place(walk: Walk, at: int) -> str | None:
    """The city or county that reports, or was named last, where a description stands for it: 来自这座人口不足百万的县级市."""
    said = "".join(token.text for token in walk.tokens[at:])
    if _THIS_PLACE.match(said) is None:
        return None
    reporter = walk.ground.reporter() or ""
    return reporter if "/" in reporter else walk.ground.city


def _of_what_was_told(walk: Walk, at: int) -> list[Frame] | None:
    """浙江跨境电商进出口4222.8亿元，其中28.5%来自杭州: the part of the trade just told of."""
    if at >= len(walk.tokens) or not _OPENS_PART.match(walk.tokens[at].text):
        return None
    subject = compile_subject(walk.sentence, _part(walk, at))
    if not subject.codes:
        return None
    walk.origin = True
    return frames_of(subject, walk.before_part[0])


def _around(walk: Walk, before: int, after: int) -> tuple[int, int]:
    """What stands before and behind a percentage, and behind the tenths that it makes exact: 出口的七成以上（71.2%）是."""
    tokens = walk.tokens
    if before >= 0 and tokens[before].text == "（" and after < len(tokens) and tokens[after].text == "）":
        before, after = before - 1, after + 1
        while before >= 0 and (_TENTHS.fullmatch(tokens[before].text) or _approximate(walk, before)):
            before -= 1
    while before >= 0 and _approximate(walk, before):
        before -= 1
    return before, after


def _approximate(walk: Walk, at: int) -> bool:
    mention = walk.at.get(at)
    return mention is not None and mention.kind == "approx"


def _whole_behind(walk: Walk, figure: Mention, after: int) -> tuple[list[Mention], int]:
    """The flow of 61.3%的全市出口由民营企业完成, with whose it is, and the position behind it."""
    said = walk.between(max(walk.window, walk.clause_start), figure.first)
    if (
        walk.buffer
        or after >= len(walk.tokens)
        or walk.tokens[after].text != "的"
        or any(m.kind in ("direction", "share") for m in said)
    ):
        return [], after
    found = []
    at = after + 1
    while (mention := walk.at.get(at)) is not None and mention.kind in ("home", "region", "flow"):
        found.append(mention)
        at = mention.last
        if mention.kind == "flow":
            return found, at
    return [], at


def _part(walk: Walk, at: int) -> list[Mention]:
    """The topics from a position to the end of its clause."""
    part = []
    for position in range(at, len(walk.tokens)):
        if walk.tokens[position].kind == "punct" and walk.tokens[position].text in "，。；：":
            break
        mention = walk.at.get(position)
        if mention is not None and mention.kind in TOPICS:
            part.append(mention)
    return part
