"""What a Chinese clause names only in passing: what moved its figures, and those among whom a rank is held."""

from __future__ import annotations

import re

from pipeline.reading.words.mentions import Mention
from pipeline.reading.zh.walk import Walk

_OPENS = re.compile("(?:受|受到|因|由于|受益于|得益于|在)$")
_CAUSE = re.compile("靠|受|因|由于|随着|得益于|受益于|尽管|虽然|虽")
_MOVED_BY = "(?:影响|拖累|带动|拉动|推动|提振|支撑|驱动|冲击|制约|刺激|助推|牵引|低迷|疲软|疲弱|不振|偏低|低位|高企|承压|走俏|热销|畅销|走红|紧俏)"
_MOVES = re.compile(_MOVED_BY)
_MOVES_UNDER = re.compile(_MOVED_BY + "(?:作用|效应)?之?下")
_LITTLE = re.compile("以(?:不到|不足|仅占|占|约占|约|近)[^，。；]*(?:面积|人口|土地|国土|版图|耕地)$")
_AMONG = re.compile("(?:中|里|之内|内)(?!国|部|方)")


def in_passing(walk: Walk, mention: Mention) -> bool:
    """Whether a topic only says what moved the figure behind it (大庆受原油拖累下降4.2%, 在手机拉动下增长), among whom something
    ranks (增速在东盟十国中居首), or how little had been needed (以不到全市十分之一的面积，贡献了…)."""
    if _with_how_little(walk, mention):
        return True
    opener = _opener(walk, mention)
    if not opener:
        return False
    said, figure = _behind(walk, mention)
    if opener != "在":
        moves = [m for m in walk.between(mention.last, figure) if m.kind == "direction"] if figure else []
        return _MOVES.search(said) is not None or len(moves) > 1  # 因原油价格走低下降3.7%
    if _MOVES_UNDER.search(said):
        return True
    among = _AMONG.search(said)
    return among is not None and figure is None and among.end() < len(said)


def _with_how_little(walk: Walk, mention: Mention) -> bool:
    """Whether a topic stands in a clause that tells the land or people that something is done with."""
    if "以" not in walk.sentence.text():
        return False
    start = walk.clause_start
    ends = (at for at in range(mention.last, len(walk.tokens)) if walk.tokens[at].text in ("，", "。", "；", "："))
    end = next(ends, len(walk.tokens))
    found = _LITTLE.search("".join(t.text for t in walk.tokens[start:end]))
    if found is None or any(walk.figure(at) for at in range(start, end)):
        return False
    return found.start() < len("".join(t.text for t in walk.tokens[start : mention.first]))


def opens_cause(walk: Walk, mention: Mention) -> bool:
    """Whether a clause begins, before its topic, with the word of a cause or of what did not hinder: 靠单价提升, 尽管价格回落."""
    return _CAUSE.search("".join(t.text for t in walk.tokens[walk.clause_start : mention.first])) is not None


def causing(walk: Walk, mention: Mention) -> bool:
    """Whether works of no name stand in a clause without figures that only tells of a cause: 得益于东南亚工厂开工，对东盟出口增长8.5%."""
    if not walk.tokens[mention.first].text.endswith(("企业", "工厂", "厂家")):
        return False
    opener = _opener(walk, mention)
    return bool(opener) and opener != "在" and _behind(walk, mention)[1] is None


def _opener(walk: Walk, mention: Mention) -> str:
    """The word before a topic in its clause that may open an aside; empty if there is none."""
    for at in range(mention.first - 1, walk.clause_start - 1, -1):
        if walk.figure(at):
            break
        other = walk.at.get(at)
        if (other is None or other.kind == "filler") and (found := _OPENS.search(walk.tokens[at].text)):
            return found[0]
    return ""


def _behind(walk: Walk, mention: Mention) -> tuple[str, int | None]:
    """The text behind a topic up to the next figure or the end of its clause, and where that figure, or its word of sharing, stands."""
    said = ""
    for at in range(mention.last, len(walk.tokens)):
        other = walk.at.get(at)
        if walk.figure(at):
            return said, at
        if walk.tokens[at].kind == "punct" and walk.tokens[at].text in "，。；：":
            break
        if other is not None and other.kind == "share":
            return said, at
        said += walk.tokens[at].text
    return said, None
