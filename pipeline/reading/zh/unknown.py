"""Names that the vocabulary lacks, where one stands as the subject of Chinese figures."""

from __future__ import annotations

import re

from pipeline.reading.topics.phrases import BREAKDOWNS
from pipeline.reading.words.mentions import Mention
from pipeline.reading.zh.subjects import TOPICS
from pipeline.reading.zh.walk import RUN_ON, Walk

# What stands around a flow and names no good: "出口则", "进口仍", "货物出口".
_EMPTY = re.compile(
    "[的了则也又仍还就只有仅已虽然却较之其中等共总达约为是在均都各到至于呈当增速保持实现完成累计全部首次继续不过但而且并另外同样整体总体规模值额量贸易货物商品产品外贸当月单月同比方面市场表现：“”…]+"
)
_GENERIC = frozenset({"产品", "商品", "等", "类", "等产品", "等商品", "的", "货物", "”"})
_GOODS_END = frozenset("件机器具品料材配剂膜板块")
_PLACE = re.compile("[\u4e00-\u9fff]{1,6}(?:区|县|市|旗|镇|自治州|开发区)")
# 牡丹江、黑河两个边境市: how many of a kind a list has named.
_COUNTED = re.compile(
    "(?:[一二两三四五六七八九十]|\\d+)个[一-鿿]{0,6}(?:市|省|州|县|区|旗|国家|省份|口岸)$|^(?:这|上述)?[两二三四](?:地|国|市|省|县)$"
)
_FRESH_FLOWS = ("export", "import")


def unknown_name(walk: Walk, quantity: Mention, mentions: list[Mention]) -> str | None:
    """The name that the vocabulary lacks, where one stands right beside the flow: 出口榨菜5.2亿元, 榨菜出口5.2亿元."""
    flow = next((m for m in reversed(mentions) if m.kind == "flow" and m.first >= walk.clause_start), None)
    if flow is None or flow.first > quantity.first:
        return _unknown_good(walk, quantity, mentions)
    after = flow.first + 1
    if flow.code in _FRESH_FLOWS and after < quantity.first and not any(m.first > flow.first for m in mentions):
        behind = unknown_at(walk, after)
        if behind:
            return behind
    last = flow.first - 1
    while last > walk.clause_start and walk.tokens[last].text in _GENERIC:
        last -= 1
    before = unknown_at(walk, last)
    if before and last >= walk.clause_start:
        opener = walk.at.get(last - 1)
        if walk.at.get(last) is not None:
            return before
        if opener is not None and opener.kind == "commodity" and before[-1] in _GOODS_END:
            return walk.tokens[last - 1].text + before  # 电脑零附件 is no computer
        own = [m for m in mentions if m.first >= walk.clause_start and m.kind in BREAKDOWNS]
        return None if own else before
    return None


def _unknown_good(walk: Walk, quantity: Mention, mentions: list[Mention]) -> str | None:
    """光电技术产品增长11.5%: a good that opens the clause, or follows one that is part of its name, and no flow behind it."""
    start = max(walk.window, walk.clause_start)
    while start < quantity.first and walk.tokens[start].text in RUN_ON:
        start += 1
    for at in range(start, quantity.first):
        mention = walk.at.get(at)
        if mention is not None and mention.kind in ("direction", "share", "reach", "quantity"):
            return None
        if (named := unknown_at(walk, at)) and mention is None:
            before = walk.at.get(at - 1) if at > start else None
            ended = named[-1] in _GOODS_END or (
                at + 1 < len(walk.tokens) and walk.tokens[at + 1].text in ("产品", "商品")
            )
            first = at == start and not any(m.first >= start for m in mentions)
            if first and at + 1 == quantity.first and _PLACE.fullmatch(named):
                return named
            if ended and (first or (before is not None and before.kind == "commodity")):
                return (walk.tokens[at - 1].text if not first else "") + named
    return None


_GOODS_TOLD = re.compile("(?!这|该|此|那|其|上述|以上|同类)[^，。；：]{2,16}?(?:产品|商品|制品)")
_BEFORE_FIGURE = frozenset({"approx", "filler", "period", "reach"})


def unknown_goods(walk: Walk, end: int) -> str | None:
    """黑蒜、蒜油一类深加工产品盘子还小，只有2400万美元: goods of no known name that a clause is about, of which the next tells an amount alone."""
    at = end + 1
    while (figure := walk.at.get(at)) is not None and figure.kind in _BEFORE_FIGURE:
        at += 1
    alone = figure is not None and figure.kind == "quantity" and figure.quantity.kind in ("money", "physical")
    opening = walk.at.get(walk.clause_start)
    if not alone or (opening is not None and opening.kind != "weak"):
        return None
    if any(m.kind in TOPICS for m in walk.between(walk.clause_start, end)):
        return None
    told = _GOODS_TOLD.match("".join(token.text for token in walk.tokens[walk.clause_start : end]))
    return told[0] if told is not None else None


def unknown_at(walk: Walk, position: int) -> str | None:
    """The text at ``position``, where it is more than the words that may stand around a flow."""
    if not 0 <= position < len(walk.tokens):
        return None
    mention = walk.at.get(position)
    if mention is not None and (
        mention.kind == "place" or (mention.kind == "weak" and mention.meanings[0].kind == "commodity")
    ):
        return walk.tokens[position].text
    if walk.tokens[position].kind != "gap":
        return None
    if _COUNTED.search(walk.tokens[position].text):
        return None
    rest = _EMPTY.sub("", walk.tokens[position].text)
    return walk.tokens[position].text if len(rest) > 1 else None
