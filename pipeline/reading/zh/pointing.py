"""What a Chinese clause points at: whom 其 means, which of two, whose capital, the goods behind their prices."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline import vocabulary
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


_NUMERALS = "零一两三四五六七八九十"
_MEMBERS = re.compile("(?:前|上述|以上|这)?(([两三四五六七八九十])(?:省|市|区|地|州|县))")


def all_of_cluster(walk: Walk, mention: Mention) -> Mention | None:
    """六省合计进出口4万亿元: the cluster that was named last, or reports, where it has as many members, and no others were listed."""
    cluster = vocabulary.codes("region").get(walk.ground.cluster or walk.ground.region or "")
    counted = _MEMBERS.match(walk.tokens[mention.first].text)
    if cluster is None or counted is None:
        return None
    members = {m.code for m in cluster.members}
    # 大湾区内地九市, whose members are not listed
    named = any(form.surface.endswith(counted[1]) for form in cluster.forms)
    listed = {m.code for m, _ in walk.buffer if m.kind == "region"}
    if not (named or _NUMERALS.index(counted[2]) == len(members)) or not listed <= members:
        return None
    return replace(mention, kind="region", code=cluster.code, grade="")


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
    """越南、泰国买得最多, 俄罗斯仍是老大，进口安岳柠檬1.1万吨: what partners buy is exported to them, while 自越南买进 is imported from there."""
    if flow.code != "import":
        return flow
    if ours_bought(walk, flow):
        return replace(flow, code="export")
    if not walk.tokens[flow.first].text.startswith("买"):
        return flow
    buyers = [m for m, c in walk.buffer if m.kind == "partner" and c == walk.clause]
    if not buyers or any(walk.tokens[m.first - 1].text in _TOWARDS for m in buyers if m.first > walk.clause_start):
        return flow
    return replace(flow, code="export")


def ours_bought(walk: Walk, flow: Mention) -> bool:
    """Whether a partner that the sentence is about imports what bears the reporter's name: 进口安岳柠檬, where no word leads to another."""
    ours, good = walk.at.get(flow.last), walk.at.get(flow.last + 1)
    named = ours is not None and ours.kind == "region" and ours.code == walk.ground.region != "CN"
    buyers = [m for m, _ in walk.buffer if m.kind == "partner"]
    led = any(m.first and walk.tokens[m.first - 1].text in _TOWARDS for m in buyers)
    other = any(m.kind in ("region", "home") for m, _ in walk.buffer)
    return named and good is not None and good.kind == "commodity" and bool(buyers) and not (led or other)
