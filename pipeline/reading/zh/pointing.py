"""What a Chinese clause points at: whom 其 means, which of two, whose capital, the goods behind their prices."""

from __future__ import annotations

from dataclasses import replace

from pipeline.reading.frames.placing import CAPITALS
from pipeline.reading.words.mentions import Mention
from pipeline.reading.zh.walk import PRICES, Walk

CAPITAL = frozenset({"首府", "省会", "省会城市"})
_ALONE = ("一地", "一市", "一城", "独占", "就占", "便占", "占", "进出口", "出口", "进口", "外贸")
_TOWARDS = frozenset({"对", "与", "自", "从", "向", "同", "和"})


def one_of_two(walk: Walk, position: int) -> None:
    """出口A，进口B，一个增长2.1%，一个下降3.2%: first the former of the two, then the latter."""
    following = walk.at.get(position + 1)
    if following is not None and following.kind == "direction" and len(walk.pair) == 2:
        again = any(token.text == "一个" for token in walk.tokens[:position])
        walk.frames = [walk.pair[again]]


def with_them(walk: Walk, mention: Mention) -> bool:
    """Whether 其 is whom a trade is with: 东盟居首，前4个月我国对其进出口…."""
    if mention.first == walk.clause_start or walk.tokens[mention.first - 1].text not in _TOWARDS:
        return False
    at = mention.last
    while (other := walk.at.get(at)) is not None and other.kind in ("filler", "terms"):
        at = other.last
    return other is not None and other.kind in ("flow", "commodity")


def partner_again(walk: Walk, mention: Mention) -> None:
    """The partner that the paragraph spoke of last, where a pronoun stands for it."""
    if walk.ground.partner is not None and not (walk.shared or walk.compared):
        walk.buffer.append((replace(mention, kind="partner", code=walk.ground.partner, grade=""), walk.clause))


def past_prices(walk: Walk) -> None:
    """进口大豆920.5万吨，价格下跌11.2%，货值391.4亿元; 靠单价提升，金额还是涨了1.8%: behind prices comes what the goods were worth again."""
    if not any(m.code == PRICES for m, c in walk.buffer if c == walk.clause):
        walk.buffer = [(m, c) for m, c in walk.buffer if m.code != PRICES]
    if walk.frames and walk.frames[0].blocked == PRICES and walk.unpriced:
        walk.frames = walk.unpriced


def capital(walk: Walk, mention: Mention) -> None:
    """首府一地便占全区的41.7%: the capital of the reporter's province, where its name does not stand beside the word."""
    following = "".join(token.text for token in walk.tokens[mention.last : mention.last + 2])
    capital = CAPITALS.get((walk.ground.region or "").partition("/")[0])
    if (
        capital is not None
        and following.startswith(_ALONE)
        and not any(m.kind == "region" for m, c in walk.buffer if c == walk.clause)
    ):
        walk.buffer.append((replace(mention, kind="region", code=capital, grade=""), walk.clause))


def bought_by_them(walk: Walk, flow: Mention) -> Mention:
    """越南、泰国买得最多: what partners buy is exported to them, while 自越南买进 is imported from there."""
    if flow.code != "import" or not walk.tokens[flow.first].text.startswith("买"):
        return flow
    buyers = [m for m, c in walk.buffer if m.kind == "partner" and c == walk.clause]
    if not buyers or any(walk.tokens[m.first - 1].text in _TOWARDS for m in buyers if m.first > walk.clause_start):
        return flow
    return replace(flow, code="export")
