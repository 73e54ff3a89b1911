"""What a Chinese clause hands on to the next, and a sentence to the sentence behind it."""

from __future__ import annotations

import re

from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.topics.phrases import BREAKDOWNS, OF_TRADE
from pipeline.reading.words.mentions import Mention
from pipeline.reading.zh.asides import opens_cause
from pipeline.reading.zh.starting import start_of
from pipeline.reading.zh.subjects import SUMMING, compile_subject, frames_of, list_of
from pipeline.reading.zh.unknown import unknown_goods
from pipeline.reading.zh.walk import PRICES, Walk

_SUBJECT_OPENS = frozenset({"filler", "terms", "approx", "period", "basis", "date", "customs"})
_MOSTLY = ("多为", "多是", "主要是", "主要为", "大多", "多半", "以")  # 进口茶叶5.28万吨，多为做奶茶的红茶原料；
_TITLES = (
    "贸易伙伴",
    "来源地",
    "来源国",
    "目的地",
    "市场",
    "老朋友",
    "近邻",
    "邻居",
    "邻国",
    "老客户",
    "大客户",
    "老伙伴",
    "新伙伴",
    "主角",
    "主力",
    "老大",
    "大户",
)
_ONLY = ("仅", "仅有", "只有", "唯有", "唯独", "当数", "首推")
_AMONG = ("之中", "当中", "中", "里", "之内", "内部", "成员中", "国家中", "各国中")
_COPULAS = frozenset({"是", "为", "系", "成为"})
_AIMED_AT = ("市场", "等")
_ADVERB = re.compile(
    "倒是?|反倒是?|反而|却是|就?连|尤其是?|特别是|但是|然而|眼下|如今|唯独|单是|光是?|单单|数|当数|首推|要数"
)
# 边城崇左是主阵地，对越进出口912.7亿元
_KIND_OF_PLACE = re.compile(
    "(?:边|港|山|江|省|古|水|侨|小)城|首府|省会|侨乡|水乡|边陲小城|(?:口岸|边境|沿边|沿海|省会|首府|重点|节点)城市|工业重镇|外贸大市"
)
_ACTING = re.compile("开拓|拓展|深耕|布局|抢抓|培育|加强|推动|推进|支持|面向|受|扩大|瞄准|帮助")
_POINTING = frozenset(
    {
        "具体到",
        "放眼",
        "纵观",
        "环顾",
        "具体",
        "至于",
        "再看",
        "单看",
        "说到",
        "聚焦",
        "论",
        "若只看",
        "只看",
        "若单看",
        "如果只看",
        "光看",
        "仅看",
        "若仅看",
    }
)
_RANKS = frozenset({"是", "为", "当属", "属"})
_SUPERLATIVE = re.compile("最[快高大猛多强低慢小]的$")
_FRAMING = re.compile("(?:方面|来看|看|中|里|上|分|统计|而言|来说|方式|例)$")


# 在昆明斗南，我见过花农给玫瑰装箱；花卉出口6.3亿元: where somebody stood is not what the figures behind are of.
_SEEN = re.compile("(?:我|笔者|记者)(?:们)?(?:曾|也)?(?:看到|看见|见到|见过|遇到|遇见|听到)")


def end_clause(walk: Walk, position: int, strong: bool) -> None:
    """Leave a clause at the sign at ``position``: what it names is handed on, or not."""
    walk.compared = walk.shared = False
    walk.held = []
    if walk.figure_in_clause:
        walk.dropped, walk.framed_basis, walk.framed_share = [], None, None
        if len({m.code for m in walk.framed_moves}) < 2:
            walk.framed_moves = []  # but 一升一降，分别为A和B，幅度为… waits for its rates
    else:
        mentions = walk.between(walk.clause_start, position)
        said = {m.kind: m for m in mentions}
        if not said.keys() & {"gap", "contribution", "share", "other_topic"}:
            walk.framed_moves = [m for m in mentions if m.kind == "direction"]
        walk.framed_basis = said.get("basis", walk.framed_basis)
        walk.framed_share = said.get("share")
        walk.stranger = unknown_goods(walk, position) or walk.stranger
    if strong and not walk.figure_in_clause and len(walk.placed) > walk.part_starts:
        # 家具41.9亿元，南康家具走进欧美家庭；稀土8.7亿元
        left = {"region", "other_topic"}
        if walk.tokens[walk.clause_start].text.startswith(_MOSTLY):
            left.add("commodity")
        walk.buffer = [(m, c) for m, c in walk.buffer if c != walk.clause or m.kind not in left]
    if walk.buffer and any(c == walk.clause for _, c in walk.buffer):
        _carry_topics(walk, position)
    if strong:
        if walk.part_starts == len(walk.placed) and any(_SEEN.match(t.text) for t in walk.tokens[:position]):
            walk.buffer.clear()
        _end_aside_of_time(walk)
        walk.projected, walk.without, walk.besides = False, None, False
        walk.strong = True
        home = walk.ground.region
        of_nation = not walk.home and any(f.measure.measure == "level" for f in walk.placed)
        if walk.frames and walk.frames[0].region == "CN" != home and not of_nation:
            walk.frames = walk.home or [altered(f, region=home) for f in walk.frames]
        if walk.before_part:
            walk.frames = walk.before_part
    walk.clause += 1
    walk.clause_start = walk.window = position + 1
    walk.figure_in_clause = False


def _end_aside_of_time(walk: Walk) -> None:
    """玉米全年进口1364万吨，12月仅34.1万吨；大麦1424.1万吨: a month within the time told of, named once its figure was told, ends with its
    part of the sentence where the next names another thing."""
    told = [figure.frame for figure in walk.placed[walk.part_starts :] if figure.frame is not None]
    walk.part_starts = len(walk.placed)
    if len(told) < 2 or told[0].period is None or walk.period is None:
        return
    first, last = told[0].period, walk.period
    if last.last < first.first and first.length == last.length == 1 and told[-1].period == last:
        walk.period = first  # 4月对美国出口下降21%，而3月为增长9.1%；自美国进口则下降13.8%
        walk.frames = [f.during(first) for f in walk.frames]
        return
    aside = any(token.text.startswith("而") for token in walk.tokens[walk.clause_start : walk.window])
    if aside and last.last < first.first and told[-1].period == last:
        walk.period = first  # 占出口总值的44.7%，而2015年还只占28.9%；纺织服装出口245.7亿元
        walk.frames = [f.during(first) for f in walk.frames]
        return
    if told[0].commodity is None:
        return
    if first.length > last.length and first.first <= last.first and last.last <= first.last:
        walk.period = first
        walk.frames = [f.during(first) for f in walk.frames]


def _carry_topics(walk: Walk, position: int) -> None:
    """What a clause without a figure hands on: its subject, or all of it where it only frames ("从贸易方式看")."""
    mine = [m for m, c in walk.buffer if c == walk.clause]
    older = [(m, c) for m, c in walk.buffer if c != walk.clause]
    framing = _FRAMING.search(walk.tokens[position - 1].text) is not None
    opening = [t.text for t in walk.tokens[walk.clause_start : walk.clause_start + 2]]
    framing = framing or not _POINTING.isdisjoint((opening[0], "".join(opening)))  # 具体到河北，
    kept = mine if framing or _bare_figure(walk, mine, position + 1) else _subject_of_clause(walk, mine)
    if all(m.code == PRICES for m in mine) and opens_cause(walk, mine[0]):
        kept = []  # 由于价格回落，减少9.4%
    elif any(m.kind == "other_topic" for m in mine) and not any(m.kind in OF_TRADE for m in mine):
        kept = mine  # 经济总量连跨5个台阶，去年达到10.4万亿元
    if framing and len(kept) == 1 and kept[0].code == "市场主体":
        kept = []  # 再看市场主体，民营企业521.4亿元: by which kind of firm the trade is told
    _note_partner(walk, kept)
    if len(kept) < len(mine):
        walk.dropped = [m for m in mine if m.kind not in ("flow", "other_topic", "home", "region")]
    if len(mine) > 1:
        listed = compile_subject(walk.sentence, mine)
        if listed.length() > 1 and not listed.blocked:
            walk.soft_mentions = mine
            if listed.length() == 2:
                walk.pair = [altered(f, flow=f.flow or "total") for f in frames_of(listed, start_of(walk, listed))]
    walk.buffer = older + [(m, walk.clause) for m in kept]


def _note_partner(walk: Walk, kept: list[Mention]) -> None:
    """缅甸是云南最大的东盟伙伴，双边贸易额…: whom a clause is about, not who else it names, is the one that the paragraph speaks of."""
    walk.ground.partner = next((m.code for m in kept if m.kind == "partner"), walk.ground.partner)


def _bare_figure(walk: Walk, mine: list[Mention], position: int) -> bool:
    """首府南宁直追其后，352.1亿元: a level that stands alone is said of what the clause before it named."""
    if len({m.code for m in mine}) > len({m.kind for m in mine}):
        return False  # 民营企业首次超越外资企业，
    while (mention := walk.at.get(position)) is not None and mention.kind in ("approx", "period"):
        position += 1
    return mention is not None and mention.kind == "quantity" and mention.quantity.kind in ("money", "physical")


def _subject_of_clause(walk: Walk, mine: list[Mention]) -> list[Mention]:
    if _only_where(walk, mine[-1]):
        return mine[-1:]
    first = mine[0].first
    for at in range(walk.clause_start, first) if not _described(walk, first) else ():
        token, mention = walk.tokens[at], walk.at.get(at)
        if (token.kind == "gap" and not (_ADVERB.fullmatch(token.text) or _KIND_OF_PLACE.fullmatch(token.text))) or (
            mention is not None and mention.kind not in _SUBJECT_OPENS
        ):
            return _predicate(walk, mine) or _attributed(walk, mine)
    kept = [mine[0]]
    for mention in mine[1:]:
        between = range(kept[-1].last, mention.first)
        said = "".join(walk.tokens[at].text for at in between)
        alike = kept[-1].kind == "region" and mention.kind in ("region", "home")  # 武汉仍是湖北的重心
        if (alike or kept[-1].kind in BREAKDOWNS) and not _COPULAS.isdisjoint(walk.tokens[at].text for at in between):
            kept += _partnered_in(walk, kept, mine)
            break  # 缅甸是云南最大的东盟伙伴
        summed = kept[-1].kind == mention.kind and len(kept) > 1 and SUMMING.fullmatch(said) is not None
        if mention.kind == kept[-1].kind and said.startswith(_AMONG):
            kept[-1] = mention  # 东盟十国之中又数越南分量最重，
            continue
        if not (summed or _COUNTED.fullmatch(said)) and any(
            walk.tokens[at].kind == "gap" or _breaks(walk, at) for at in between
        ):
            break
        kept.append(mention)
    if all(m.kind in ("flow", "region", "home") for m in kept):
        kept += _predicate(walk, mine)  # 出口的大头是机电产品
    return [m for m in kept if m.kind != "other_topic"]


def _only_where(walk: Walk, last: Mention) -> bool:
    """Whether a clause only says where something is, by a place with what it is known for before it: 在民企重镇泉州，进出口仍增长2.7%."""
    ends = last.last >= len(walk.tokens) or walk.tokens[last.last].kind == "punct"
    return last.kind == "region" and ends and walk.tokens[walk.clause_start].text == "在"


_COUNTED = re.compile(
    "等?(?:这)?[两二三四五六七八九十]个?(?:市|省|县|区|国|地|州|城|盟)"
)  # 青岛、烟台两市农产品出口居前，


def _partnered_in(walk: Walk, kept: list[Mention], mine: list[Mention]) -> list[Mention]:
    """韩国是无锡集成电路第一大贸易伙伴: the good of which a partner is said to be a buyer or seller; and the region whose partners several
    are, in a section about another: 美国、东盟、欧盟为四川前三大贸易伙伴，前三季度分别进出口."""
    goods = [m for m in mine if m.kind == "commodity"]
    places = [m for m in mine if m.kind == "region"]
    if len(kept) > 1 and {m.kind for m in kept} == {"partner"} and len(places) == 1 and walk.ground.section.region:
        behind = "".join(token.text for token in walk.tokens[places[0].last :])
        return places if _PARTNER_OF.match(behind) else []
    if [m.kind for m in kept] != ["partner"] or len(goods) != 1:
        return []
    behind = "".join(token.text for token in walk.tokens[goods[0].last :])
    return goods if _PARTNER_OF.match(behind) else []


_PARTNER_OF = re.compile(
    "(?:的|进出口|出口|进口)?(?:第|前)?[一二三四五六七八九十]?大?(?:最大)?的?(?:贸易伙伴|出口市场|进口来源[地国]|出口目的[地国])"
)


def _described(walk: Walk, first: int) -> bool:
    """Whether the name at ``first`` has a description before it: 去年才封关的万州综保区, 第一大贸易伙伴东盟."""
    if first <= walk.clause_start or any(t.text in _AIMED_AT for t in walk.tokens[first + 1 : first + 2]):
        return False
    before = walk.tokens[first - 1].text
    if before.endswith(_TITLES) or before.endswith(_ONLY):
        return True
    return before.endswith("的") and not _ACTING.search("".join(t.text for t in walk.tokens[walk.clause_start : first]))


def _predicate(walk: Walk, mine: list[Mention]) -> list[Mention]:
    """拉动增长的主力仍是机电产品, 增长最快的是对越南出口, names at its end what the next clause is about."""
    if ranked := _ranked(walk, mine):
        return ranked
    last = mine[-1]
    ends = last.last >= len(walk.tokens) or walk.tokens[last.last].kind == "punct"
    is_said: object = last.first and walk.tokens[last.first - 1].text in ("是", "为", "属", "当属")
    is_said = is_said or _LIES_IN.search("".join(t.text for t in walk.tokens[walk.clause_start : last.first]))
    if not (ends and is_said) or last.kind in ("flow", "home", "region", "other_topic"):
        return []
    return [*(m for m in mine if m.kind == "flow" and m.first > mine[0].first), last]


# 秘密在太原武宿综保区：一个区进出口1214.6亿元
_LIES_IN = re.compile("(?:秘密|奥秘|密码|底气|关键|亮点|看点|答案|支撑|原因|动力|功劳|重头|大头)[都就还也]?在于?$")


def _attributed(walk: Walk, mine: list[Mention]) -> list[Mention]:
    """做了几十年来料加工的加工贸易, is what stands behind all that is said of it, and ends the clause."""
    last = mine[-1]
    ends = last.last >= len(walk.tokens) or walk.tokens[last.last].kind == "punct"
    before = "".join(token.text for token in walk.tokens[walk.clause_start : last.first])
    if not ends or len(mine) > 2 or last.kind not in ("regime", "enterprise") or not before.endswith("的"):
        return []
    return [] if _ACTING.search(before) else [last]


def _ranked(walk: Walk, mine: list[Mention]) -> list[Mention]:
    """The topics behind 最快的是 up to the end of their clause, whatever they are: 增速最快的是博州."""
    at = next((at for at in range(mine[0].first - 1, walk.clause_start, -1) if walk.tokens[at].text in _RANKS), None)
    if at is None or _SUPERLATIVE.search("".join(t.text for t in walk.tokens[walk.clause_start : at])) is None:
        return []
    return [] if any(t.kind == "gap" for t in walk.tokens[at + 1 : mine[-1].last]) else mine


def _breaks(walk: Walk, at: int) -> bool:
    mention = walk.at.get(at)
    return mention is not None and mention.kind in ("skip", "direction", "reach", "weak")


_EXCEPT = ("除", "除了", "除去", "剔除", "不含")


def _note_theme(walk: Walk) -> None:
    """The text leaves its theme where it tells the reporter's trade as a whole, and is back at it where it names it again."""
    ground = walk.ground
    theme = ground.theme.breakdown()
    alike = [m for m in walk.sentence.mentions if m.kind in theme]
    named = [m for m in alike if theme[m.kind] == m.code]
    beside = {m.kind for m in alike} <= {
        m.kind for m in alike if m not in named
    }  # one of several that are gone through
    if not beside and any(not walk.tokens[m.first - 1].text.endswith(_EXCEPT) for m in named):
        ground.aside = False
    elif walk.placed and (walk.head or walk.frames):
        frame = (walk.head or walk.frames)[0]
        whole = frame.region == ground.region and frame.flow == "total" and not frame.is_broken_down()
        ground.aside = ground.aside or (bool(theme) and whole and not frame.blocked and not _held_beside(walk))


def _held_beside(walk: Walk) -> bool:
    """同期，北京地区进出口3.04万亿元: the whole is only set beside the zone that the release is about."""
    return _opens_same(walk) and walk.ground.theme.zone is not None


def _opens_same(walk: Walk) -> bool:
    """Whether a sentence only sets something beside what was told before it: 同期，成都进出口7489.8亿元."""
    first = next(iter(walk.sentence.mentions), None)
    return first is not None and first.kind == "period" and first.period.kind == "same" and not first.first


def _set_beside(walk: Walk, region: str | None) -> bool:
    """Whether a sentence only sets another place beside the reporter: 同期，成都进出口7489.8亿元, in a release of Chongqing; not the
    province around the reporter."""
    around = walk.ground.region or "CN"
    return _opens_same(walk) and around != "CN" and (region or "").split("/")[0] != around.split("/")[0]


def leave(walk: Walk) -> None:
    """What the next sentence stands on."""
    ground = walk.ground
    mine = [m for m, c in walk.buffer if c == walk.clause] or walk.soft_mentions
    if not walk.placed and (listed := list_of(walk.sentence, mine)):
        ground.listed = compile_subject(walk.sentence, listed)
    if walk.opening_period is not None and walk.placed and not (walk.company or _looks_back(walk)):
        ground.paragraph_period = walk.opening_period  # not 上半年我们往欧洲发了2300多万元的货
    _note_theme(walk)
    if walk.placed:
        # 大豆进口8851.1万吨；均价为每吨399.3美元。其中，自巴西进口5767.5万吨
        last = walk.unpriced if walk.frames[0].blocked == PRICES and walk.unpriced else walk.frames
        ground.head, ground.last = walk.head or walk.frames, last
        ground.spoken = ground.head
        told = ground.head[0]
        part = told.commodity is not None  # 那一年，我国出口茶叶32.58万吨。2020年出口34.88万吨
        opens = not (ground.figured or told.blocked or _set_beside(walk, told.region))
        if opens and ground.goes_on_about(told.region, part):
            ground.spoken_region = told.region
        ground.figured, ground.joint = True, walk.placed[-1].joint
        ground.counted = []
    else:
        if walk.opening_period is not None and not ground.opened:
            ground.paragraph_period = walk.opening_period
        _leave_subject(walk)
        ground.counted = walk.counted
    ground.within = walk.within and not walk.placed
    ground.pair = walk.pair or ground.pair
    ground.opened = True


_ONLY_THEN = re.compile("只有|仅|才|刚|尚|不足|不到")


def _looks_back(walk: Walk) -> bool:
    """Whether a sentence only tells how little there was in a year before: 2017年只有551.3亿元, in a paragraph of 2023."""
    now = walk.ground.now()
    if not walk.ground.figured or now is None or walk.opening_period.last >= now.first:
        return False
    return _ONLY_THEN.search("".join(t.text for t in walk.tokens[: walk.placed[0].mention.first])) is not None


_TURNING = re.compile(
    "(?:那么?|而|再看|来看|再说|再来看|接着看|看)?，?R(?:全[省市区县州])?(?:呢|这边|方面|怎么样|怎样|又?如何|又怎么样)?[？。]"
)


def _turned_to(walk: Walk) -> str | None:
    """The place that a sentence does nothing but turn to: 上海呢？ before 4.27万亿元，增长1.3%."""
    places = walk.sentence.of("region")
    if len(places) != 1 or len(walk.tokens) > 5:
        return None
    said = "".join("R" if at == places[0].first else token.text for at, token in enumerate(walk.tokens))
    return places[0].code if _TURNING.fullmatch(said) else None


def _leave_subject(walk: Walk) -> None:
    """东盟仍是第一大贸易伙伴。 names what the next sentence goes on about."""
    mine = [m for m, c in walk.buffer if c == walk.clause] if walk.clause == 0 else [m for m, _ in walk.buffer]
    if (place := _turned_to(walk)) is not None:
        if walk.ground.goes_on_about(place):
            walk.ground.spoken_region = place
        walk.ground.head = walk.ground.last = walk.ground.spoken = [
            Frame(region=place, flow="total", period=walk.ground.now())
        ]
        return
    if walk.clause == 0 and mine:
        mine = _subject_of_clause(walk, mine)
        _note_partner(walk, mine)
    subject = compile_subject(walk.sentence, mine)
    own = subject.codes.get("region", [walk.ground.region]) == [walk.ground.region]
    if own and len(subject.breakdown()) == 1 and not subject.blocked and subject.length() == 1:
        start = altered(walk.ground.whole(), flow=subject.flows[0] if subject.flows else None)
        walk.ground.head = walk.ground.last = walk.ground.spoken = [
            altered(f, flow=f.flow or (None if f.commodity else "total")) for f in frames_of(subject, start)
        ]
    elif mine:
        # A sentence about several things, or about the whole, leaves nothing narrower for 其中 to go into.
        flow = subject.flows[0] if len(subject.flows) == 1 else None
        walk.ground.head = walk.ground.last = [altered(walk.ground.whole(), flow=flow or "total")]
