"""One Chinese sentence, clause by clause: each figure bound to the subject that stands, with its period, base and measure.

The walk goes over the tokens once. Topics gather until a figure comes and make its subject; what a clause leaves out it takes
from the clause before (比去年同期增长11.4%), 其中 opens parts of what was spoken of, and a run of figures is dealt out over a list
of the same length.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.reading.frames.frames import SIDES, Frame, altered
from pipeline.reading.frames.placing import Placed
from pipeline.reading.topics.phrases import BREAKDOWNS
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.months import Months
from pipeline.reading.zh.asides import causing, in_passing, opens_cause
from pipeline.reading.zh.carrying import end_clause, leave
from pipeline.reading.zh.figures import take_figures
from pipeline.reading.zh.ground import ALL_ZONES, Ground
from pipeline.reading.zh.lexicon import data
from pipeline.reading.zh.places import city_of
from pipeline.reading.zh.pointing import (
    CAPITAL,
    all_of_cluster,
    bought_by_them,
    capital,
    one_of_two,
    partner_again,
    past_prices,
    with_them,
)
from pipeline.reading.zh.subjects import TOPICS, common
from pipeline.reading.zh.unknown import unknown_at
from pipeline.reading.zh.walk import Walk

_RECORD = re.compile(
    "(?:的)?第[一二三四五六七八九十\\d]+(?:位|名)|(?:以来|同期|当月|单月|月度|单季|季度|历史|的|之|各月)*(?:次?新高|次?最高|新低|最低|峰值|高点|最好水平|最大值)"
)
_COMPARED = frozenset({"region", "enterprise", "regime", "partner", "commodity"})

_TOOK = frozenset("了 占 占了 占到 占到了 占据 占据了 买走 买走了 拿下 拿下了 贡献了 吸纳 吸纳了 消化了".split())


def read_sentence(sentence: Sentence, ground: Ground) -> list[Placed]:
    """The figures of a sentence in order, and ``ground`` made ready for the next one."""
    walk = Walk(sentence, ground)
    position, count = 0, len(walk.tokens)
    while position < count:
        mention = walk.at.get(position)
        if mention is None:
            token = walk.tokens[position]
            if token.text == "一个":
                one_of_two(walk, position)
            position = _sign(walk, position) if token.kind == "punct" else position + 1
        elif mention.kind == "quantity":
            position = take_figures(walk, position, mention)
        else:
            _word(walk, mention)
            position += 1
    leave(walk)
    return walk.placed


_TO = ("给", "向", "跟", "对", "让", "告诉", "提供给")


def _told_us(walk: Walk, mention: Mention) -> bool:
    """海关的同志给我们发来了去年的账: whether 我们 are only those who are told."""
    return walk.tokens[mention.first].text == "我们" and walk.tokens[mention.first - 1].text.endswith(_TO)


def _works(walk: Walk, mention: Mention) -> bool:
    """Whether a clause without figures is about factories in general: 2月工厂放假，进出口…"""
    if walk.tokens[mention.first].text not in ("工厂", "厂家") or walk.buffer:
        return False
    before = walk.between(walk.clause_start, mention.first)
    alone = mention.first == walk.clause_start + len(before) and all(m.kind == "period" for m in before)
    ends = next((i for i in range(mention.last, len(walk.tokens)) if walk.tokens[i].kind == "punct"), mention.last)
    return alone and not any(m.kind in ("flow", "quantity") for m in walk.between(mention.last, ends))


def _speaks_for_all(walk: Walk, mention: Mention) -> bool:
    """Whether 我们 is the nation or the place of an official who tells the figures: 我们对美国出口1.38万亿元, 局长：我们的规模占全省的16.8%."""
    ours = walk.ground.region == "CN" or walk.ground.official
    return walk.tokens[mention.first].text == "我们" and ours and not walk.ground.speech


_EPITHET = re.compile("之[乡都城国镇州]")
_RANKED = re.compile("首[个家批座]|第一[个家批座]|唯一|最[大早]|重要")


def _only_ranked_in(walk: Walk, mention: Mention) -> bool:
    """Whether a place is only where what is told of is the first of its kind: 作为全国首个封关运作的出口加工区，昆山综合保税区…"""
    led = mention.first > 0 and walk.tokens[mention.first - 1].text == "作为"
    return led and _RANKED.match(_behind(walk, mention)) is not None


# What a place has given its name to.
_WORKS = re.compile(
    "(?:[—–-]+[\u4e00-\u9fff]{2,3})?(?:(?:[原成]?品?[油气]|输[油气]|天然气|石油)?(?:管道|管线)|(?:公路|铁路|界河|跨[江海])?大桥)"
)
_OUTSIDE = re.compile("(?:以|之)外(?!，)")
_LEFT_OUT = re.compile("(?:以|之)?外，")


def _behind(walk: Walk, mention: Mention) -> str:
    return "".join(t.text for t in walk.tokens[mention.last : mention.last + 3])


def _left_out(walk: Walk, mention: Mention) -> bool:
    """Whether a clause only leaves a part out of what the next tells of: 除手机外，出口增长8.8%, where that names no other part."""
    if "除" not in walk.sentence.text():
        return False
    led = any(walk.tokens[at].text.endswith("除") for at in range(walk.clause_start, mention.first))
    return led and _LEFT_OUT.match(_behind(walk, mention)) is not None


def _word(walk: Walk, mention: Mention) -> None:
    kind = mention.kind
    if kind in TOPICS:
        behind = _behind(walk, mention) if kind in BREAKDOWNS or kind in ("home", "region") else ""
        if walk.without == walk.clause:
            pass  # what is taken out is no subject
        elif kind == "commodity" and _EPITHET.match(behind):
            pass  # 慈溪，这个家电之乡
        elif kind in ("home", "region") and (_only_ranked_in(walk, mention) or _WORKS.match(behind)):
            pass  # 大庆管道运来的原油2710万吨
        elif kind in BREAKDOWNS and _OUTSIDE.match(behind) and not opens_cause(walk, mention):
            walk.without = walk.clause  # 对美国以外市场出口增长15%
        elif kind in BREAKDOWNS and _left_out(walk, mention):
            walk.besides = True
        elif in_passing(walk, mention):
            walk.asides.add(mention.first)
        elif kind == "other_topic" and mention.code == "a company":
            aside = (
                _told_us(walk, mention)
                or _works(walk, mention)
                or _speaks_for_all(walk, mention)
                or causing(walk, mention)
            )
            walk.company = walk.company or not aside
        elif walk.shared:
            walk.wholes.append(mention)
        elif not _held_against(walk, mention):
            if kind == "flow" and mention.grade != "weak":
                past_prices(walk)
                mention = bought_by_them(walk, mention)
            if mention.grade == "short" and walk.ground.region != "CN" and walk.tokens[mention.first].text[0] == "中":
                nation = replace(mention, kind="region", code="CN", grade="", meanings=())
                walk.buffer.append((nation, walk.clause))  # 2023年中俄贸易额2401.1亿美元, in a province's release
            if (
                kind == "home"
                and (named := walk.ground.city_named)
                and walk.tokens[mention.first].text.startswith("这座")
            ):
                mention = replace(mention, kind="region", code=named, grade="", meanings=())
            if kind == "zone" and mention.code == ALL_ZONES:
                mention = _zone_again(walk, mention)
            walk.buffer.append((mention, walk.clause))
            if kind == "zone":
                walk.ground.zone = mention.code
                walk.ground.zone_named = mention.code if mention.code != ALL_ZONES else None
            elif kind == "region" and mention.code.startswith("CN/"):
                walk.ground.cluster = mention.code
            elif kind == "region" and "/" in mention.code:
                walk.ground.city = city_of(mention.code)
                if mention is next(iter(walk.sentence.of("region")), None):
                    walk.ground.city_named = mention.code  # 金华离厦门只差一步。而2022年，这座城市…
            elif kind == "region" and mention.code.startswith("CN-"):
                walk.ground.province = mention.code
            elif kind == "partner":
                walk.ground.partner = mention.code
            elif kind == "regime":
                walk.ground.regime = mention.code
    elif kind == "customs" and mention.code != "CN":
        walk.ground.province = mention.code.split("/")[0]  # 杭州海关统计，同期全省出口…, in the nation's release
    elif kind == "period":
        _time(walk, mention)
    elif kind == "share" and (inside := _inside(walk, mention)) is not None:
        _share_in(walk, inside)
    elif kind == "share" and mention.grade == "verb":
        walk.shared, walk.wholes = True, []
    elif kind == "gap":
        walk.compared = True
        _place_in_gap(walk, mention)
    elif kind == "projection":
        aim = walk.tokens[mention.first].text == "瞄准"  # 瞄准大宗商品保税业务，一季度进口…
        walk.projected = walk.projected or not aim or any(walk.figure(at) for at in _clause_behind(walk, mention))
    elif kind == "terms":
        _term(walk, mention)
    elif kind == "filler" and mention.code in CAPITAL:
        capital(walk, mention)
    elif kind == "filler" and mention.code == "其" and with_them(walk, mention):
        partner_again(walk, mention)


_BONDED = frozenset({"综保区", "综合保税区"})


def _zone_again(walk: Walk, mention: Mention) -> Mention:
    """涪陵综合保税区支撑有力。1—9月，综保区实现进出口额43.1亿元: the one zone that the paragraph has named, where nothing stands before it."""
    named = walk.ground.zone_named
    alone = all(m.kind == "period" for m in walk.between(walk.clause_start, mention.first))
    bare = mention.first == walk.clause_start or (alone and walk.at.get(mention.first - 1) is not None)
    if not (named and named.endswith("comprehensive_bonded_zone") and bare and walk.ground.opened):
        return mention
    return replace(mention, code=named) if walk.tokens[mention.first].text in _BONDED else mention


_PLACES = {form: code for code, forms in data()["home"].items() for form in forms}


def _place_in_gap(walk: Walk, gap: Mention) -> None:
    """低于全市平均（7.1%）: the place that the words of a comparison have in them is told of, where its own rate stands in brackets."""
    place = _PLACES.get(walk.tokens[gap.first].text[-2:])
    if place is not None and _rate_in_bracket(walk, gap.last):
        walk.buffer.append((replace(gap, kind="home", code=place, grade=""), walk.clause))


_OF_A_RATE = frozenset({*TOPICS, "direction"})
_ON_AVERAGE = frozenset({"平均", "平均水平", "整体", "总体"})
_THAN = re.compile("(?<![占同环])[比较]$")


def _rate_in_bracket(walk: Walk, at: int) -> bool:
    """Whether a rate stands in brackets behind the rest of a name that goes on at ``at``: 高于宁波全市出口增幅（1.1%）."""
    while at < len(walk.tokens) and walk.tokens[at].text != "（":
        mention = walk.at.get(at)
        if walk.tokens[at].text not in _ON_AVERAGE and (mention is None or mention.kind not in _OF_A_RATE):
            return False
        at += 1
    return walk.figure(at + 1)


def _held_against(walk: Walk, mention: Mention) -> bool:
    """Whether a topic is only what another is compared with, or lies in: 高于全国, 比绵阳高3.2个百分点, 首次超过外资企业; not where its own
    rate stands in brackets."""
    if mention.kind == "zone" and "".join(t.text for t in walk.tokens[mention.last : mention.last + 2]).startswith(
        "所在"
    ):
        return True  # 西永综合保税区所在的沙坪坝区进出口1246.3亿元
    before = "".join(t.text for t in walk.tokens[max(walk.clause_start, mention.first - 2) : mention.first])
    if walk.compared or (mention.kind in _COMPARED and _THAN.search(before.rstrip("对自从与同"))):
        return not _rate_in_bracket(walk, mention.last)
    approx = walk.at.get(mention.first - 1)
    return approx is not None and approx.kind == "approx" and approx.code == ">" and mention.kind in _COMPARED


def _inside(walk: Walk, share: Mention) -> int | None:
    """Where 在 opens the whole that 中 or 里 ends right before ``share``, or that is only a region: 在全省的比重."""
    at = share.first - 1
    if at > walk.clause_start and walk.tokens[at].text == "的":
        at -= 1
    whole = walk.at.get(at)
    if (
        whole is not None
        and whole.kind in ("home", "region")
        and at > walk.clause_start
        and walk.tokens[at - 1].text == "在"
    ):
        return at - 1
    if at < walk.clause_start or not walk.tokens[at].text.endswith(("中", "里")):
        return None
    return next((i for i in range(at - 1, walk.clause_start - 1, -1) if walk.tokens[i].text == "在"), None)


def _share_in(walk: Walk, opened: int) -> None:
    """自主品牌在高技术产品出口中占比: what stands between 在 and 中 is the whole."""
    walk.wholes = [m for m, _ in walk.buffer if m.first > opened]
    walk.buffer = [(m, c) for m, c in walk.buffer if m.first < opened]
    if (named := unknown_at(walk, opened - 1)) and not any(c == walk.clause for _, c in walk.buffer):
        walk.stranger = named


def _term(walk: Walk, mention: Mention) -> None:
    code = mention.code
    if code == "within" and _are_among(walk, mention):
        walk.within = True  # 越南、泰国是其中两个大户，分别为13.4亿元和8.9亿元
        walk.before_part = walk.frames or walk.before_part
    elif code == "within" and mention.first > walk.clause_start and _is_object(walk, mention):
        walk.of_it = walk.clause  # 地市当中，牡丹江…; 俄罗斯买走了其中六成，61.2亿元
    elif code == "within":
        walk.within = True
        walk.before_part = _turned_flow(walk) or walk.frames or walk.before_part
        walk.buffer.clear()
        walk.shared = walk.compared = False
    elif code == "without":
        walk.without = walk.clause
        walk.buffer = [(m, c) for m, c in walk.buffer if c != walk.clause]
    elif code == "counted":
        walk.counted = walk.counted or walk.ground.counted
    elif code in ("former", "latter") and len(pair := walk.pair or walk.ground.pair) == 2:
        beside = walk.members[2:3] if code == "latter" and walk.frames == walk.members[:2] else []
        walk.frames = beside or [pair[code == "latter"]]  # 前两者分别下降12.1%、8.4%，后者增长2.2%
        walk.buffer.clear()
    elif code in ("first_two", "last_two") and len(walk.members) > 2:
        walk.frames = walk.members[:2] if code == "first_two" else walk.members[-2:]
        walk.buffer.clear()
    elif code in ("amount", "quantity"):
        past_prices(walk)
    elif code == "joint":
        walk.joint = True
    elif code == "that_zone" and walk.ground.zone is not None and not (walk.shared or walk.compared):
        walk.buffer.append((replace(mention, kind="zone", code=walk.ground.zone), walk.clause))
    elif code == "that_regime" and walk.ground.regime is not None and not (walk.shared or walk.compared):
        walk.buffer.append((replace(mention, kind="regime", code=walk.ground.regime), walk.clause))
    elif code == "that_partner":
        partner_again(walk, mention)
    elif code == "that_group" and len(walk.ground.partner or "") > 2 and not (walk.shared or walk.compared):
        walk.buffer.append((replace(mention, kind="partner", code=walk.ground.partner), walk.clause))
    elif code == "together" and (whole := all_of_cluster(walk, mention)) is not None:
        walk.buffer.append((whole, walk.clause))
    elif code == "together":
        walk.joint = walk.summoned = True
        if not walk.buffer and len(walk.frames) < 2:
            walk.together = (
                "firm" if walk.tokens[mention.first].text.endswith("合计") else "loose"
            )  # 上述三者合计: members that another sentence named
    elif code == "respectively":
        walk.dealt = True
    elif code == "cumulative" and walk.period is not None and walk.period.length == 1 and not walk.period_named:
        walk.period = walk.ground.period or walk.period


def _are_among(walk: Walk, mention: Mention) -> bool:
    """Whether what a clause has named is said to be among what was told of: 越南、泰国是其中两个大户."""
    copula = mention.first > walk.clause_start and walk.tokens[mention.first - 1].text in (
        "是",
        "便是",
        "就是",
        "正是",
        "都是",
        "算是",
    )
    named = any(m.kind in BREAKDOWNS and c == walk.clause for m, c in walk.buffer)
    ends = _clause_behind(walk, mention)
    return copula and named and not any(walk.figure(at) for at in ends)


def _turned_flow(walk: Walk) -> list[Frame]:
    """进口以木材、肉类居多，其中木材8.2亿元, behind the exports: the part is of the flow that the clause before turned to without a figure."""
    turned = [m for m, c in walk.buffer if m.kind == "flow" and m.grade != "weak" and c == walk.clause - 1]
    told = {f.flow for f in walk.frames}
    if len(turned) != 1 or len(told) != 1 or walk.figure_in_clause or not told | {turned[0].code} <= set(SIDES):
        return []
    if turned[0].code in told or walk.frames[0].blocked:
        return []
    return [altered(common(walk.frames), flow=turned[0].code, commodity=None)]


def _is_object(walk: Walk, mention: Mention) -> bool:
    """Whether 其中 ends what the clause says of the topic before it, and opens no part."""
    said = walk.tokens[mention.first].text
    return said == "当中" or (said in ("其中", "其中的") and walk.tokens[mention.first - 1].text in _TOOK)


def _time(walk: Walk, mention: Mention) -> None:
    moved_from = mention.first > 0 and walk.tokens[mention.first - 1].text in ("由", "从")
    # 占外贸总值的比重由上年同期的38.4%提高到40%, but 占上半年出口的四成
    if walk.compared or (walk.shared and not moved_from) or _multiplied(walk, mention) or _of_record(walk, mention):
        return
    if _in_cause(walk, mention) or _left_behind(walk, mention):
        return
    current = walk.period
    if mention.period.kind == "same" and mention.period.count is None and not (walk.periods or walk.placed):
        current = walk.ground.last_period() or _year_before(walk, current) or _opened_before(walk) or current
    resolved = walk.ground.months(mention.period, current)
    if resolved is None:
        return
    if _of_event(walk, mention):
        walk.event = resolved
        return
    resolved = _since_event(walk, mention, resolved)
    meant = any(m.kind == "projection" for m in walk.between(walk.clause_start, mention.first))  # 力争上半年增长5%
    if walk.projected and walk.placed and resolved.last < walk.ground.published_month and not meant:
        walk.projected = False  # 目标3000亿元，前三季度已完成…
    if moved_from and not _looked_at(walk, mention):
        resolved = _not_itself(walk, mention, resolved, current)  # 2018年，…比重由上年的38.4%提高到40%
        walk.kept_period = walk.kept_period or walk.period
    elif between := _year_between(walk, mention, resolved, current):
        walk.kept_period, resolved = walk.kept_period or walk.period, between
    elif mention.period.kind == "past_years" and (walk.placed or _changed_behind(walk, mention)):
        # 到2023年…5.03万亿元，十年间扩大34.5%，占全国的12%; 锂电池出口三年增长5倍，达181.2亿元
        walk.kept_period = walk.kept_period or walk.period
    elif mention.period.kind == "prior":
        if walk.buffer or walk.figure_in_clause or mention.first > walk.clause_start:
            walk.kept_period = walk.kept_period or walk.period
    else:
        walk.kept_period = None
    walk.periods.append((mention, resolved))
    walk.period = resolved
    walk.period_named = True
    if (
        walk.opening_period is None
        and not walk.placed
        and (
            not walk.buffer
            or (not walk.ground.opened and all(c < walk.clause for _, c in walk.buffer))
            or _opens_longer(walk, mention, resolved)
        )
        and mention.period.kind not in ("same", "prior")
    ):  # 从市场看，欧盟是第一大贸易伙伴，前三季度进出口6127.3亿元
        walk.opening_period = resolved


def _not_itself(walk: Walk, mention: Mention, resolved: Months, current: Months | None) -> Months:
    """The year before the one that the text is at, where 上年 would be that one itself, as it is early in the next."""
    early = resolved == current and resolved.length == 12 and walk.tokens[mention.first].text.startswith("上")
    return resolved.shifted(-12) if early else resolved


def _year_between(walk: Walk, mention: Mention, resolved: Months, current: Months | None) -> Months | None:
    """The year before, of a level between that of a year and its growth: 去年6003.9亿元，前年4863.2亿元，增长23.5%; 486.1亿元，上一年331.8亿元，增长46.5%."""
    current = current or walk.ground.now()
    if current is None or not walk.told or mention.first != walk.clause_start:
        return None
    resolved = _not_itself(walk, mention, resolved, current)
    clause = _clause_behind(walk, mention)
    figures = [m for at in clause if (m := walk.at.get(at)) is not None and m.kind == "quantity"]
    if resolved != current.shifted(-12) or len(figures) != 1 or figures[0].quantity.kind not in ("money", "physical"):
        return None
    sign = clause.stop
    if figures[0].last != sign or sign >= len(walk.tokens) or walk.tokens[sign].text != "，":
        return None
    said = [m for at in _clause_from(walk, sign + 1) if (m := walk.at.get(at)) is not None]
    rates = [m for m in said if m.kind == "quantity" and m.quantity.kind in ("percent", "points", "times")]
    return resolved if rates and all(m.kind != "period" for m in said) else None


def _opens_longer(walk: Walk, mention: Mention, told: Months) -> bool:
    """Whether the first figures of a paragraph are of one whole year, in a release of less: 东盟去年从金乡买走24.3万吨, in January."""
    now = walk.ground.now()
    if walk.ground.figured or now is None or told.length != 12 or now.length >= 12:
        return False
    alone = len(walk.sentence.of("period")) == 1
    return alone and any(walk.figure(at) for at in _clause_behind(walk, mention))


def _changed_behind(walk: Walk, mention: Mention) -> bool:
    """Whether a change stands right behind its years: 三年增长5倍, 四年翻了一番."""
    behind = walk.at.get(mention.last)
    return behind is not None and behind.kind in _CHANGES


_CHANGES = frozenset({"direction", "quantity"})


_OF_EVENT = re.compile(
    "[^，。；\\d]{0,2}(?:封关|开关|开通|开园|投运|投用|启用|运营|运行|启动|挂牌)(?:运行|运营|运作|后)?的|因[^，。；\\d]{1,8}的(?!影响)"
)


def _of_event(walk: Walk, mention: Mention) -> bool:
    """4月封关运行的义乌综合保税区, 去年因口罩走俏的纺织品: months of what once happened to what is told of, not of its figures."""
    return _OF_EVENT.match("".join(t.text for t in walk.tokens[mention.last : mention.last + 7])) is not None


def _since_event(walk: Walk, mention: Mention, resolved: Months) -> Months:
    """截至9月底累计进出口9.4亿元, of a zone that opened in April: what adds up to the end of a month begins with the opening."""
    until = walk.tokens[mention.first].text.startswith(("截", "至", "到"))
    opened = walk.event if until and _behind(walk, mention).startswith("累计") else None
    return resolved if opened is None or opened.length > 1 else Months(opened.first, resolved.last)


def _year_before(walk: Walk, current: Months | None) -> Months | None:
    """The whole year that the paragraph before ended with, where this one opens with 同期 and names no months."""
    before = walk.ground.previous_period
    opening = not walk.ground.opened and before is not None and before.length == 12
    return before if opening and current is not None and before.last < current.last else None


def _opened_before(walk: Walk) -> Months | None:
    """The months that the paragraph before opened with, where this one names none: 今年1—6月…。 before 放进大盘子，铁路还是配角。同期全市….

    A single month is mostly told at the end of those that the release is of, and 同期 goes on about these.
    """
    before, last = walk.ground.opened_with, walk.ground.previous_period
    if before is None or (last is not None and last.first > before.last):
        return None  # 2010年出口只有15亿元…今年前三季度占全市的19.3%。 before 同一时期全国出口钢材…
    return before if before.length > 1 and walk.ground.paragraph_period is None else None


def _clause_behind(walk: Walk, mention: Mention) -> range:
    """The positions behind a mention up to the sign that ends its clause."""
    return _clause_from(walk, mention.last)


def _clause_from(walk: Walk, start: int) -> range:
    """The positions from ``start`` up to the sign that ends its clause."""
    ends = (at for at in range(start, len(walk.tokens)) if walk.tokens[at].text in ("，", "。", "；", "："))
    return range(start, next(ends, len(walk.tokens)))


def _looked_at(walk: Walk, mention: Mention) -> bool:
    """从3月份当月看: the months that what follows is of, and none that a movement starts from."""
    behind = _clause_behind(walk, mention)
    return bool(behind) and walk.tokens[behind[-1]].text.endswith(("看", "来讲", "来说", "而言", "观察"))


def _in_cause(walk: Walk, mention: Mention) -> bool:
    """受去年高基数影响, 因2020年疫情冲击: months of what moved the figures behind the clause, which has none itself."""
    opened = any(walk.tokens[at].text.endswith(_CAUSES) for at in range(walk.clause_start, mention.first))
    return opened and not any(walk.figure(at) for at in _clause_behind(walk, mention))


_CAUSES = ("受", "因", "由于", "鉴于", "考虑到", "尽管", "虽然")


def _left_behind(walk: Walk, mention: Mention) -> bool:
    """由5月份的下降转为增长2.1%: months whose movement is told without its figure, before that of those that the text is at."""
    if not mention.first or walk.tokens[mention.first - 1].text[-1:] not in ("由", "从"):
        return False
    for at in _clause_behind(walk, mention):
        if walk.figure(at):
            return False
        if any(word in walk.tokens[at].text for word in ("转", "变为", "变成", "改为")):
            return True
    return False


def _of_record(walk: Walk, mention: Mention) -> bool:
    """创年内新高, 为2019年以来同期最高: the period is only that of the record."""
    following = "".join(t.text for t in walk.tokens[mention.last : mention.last + 4])
    return _RECORD.match(following) is not None


def _multiplied(walk: Walk, mention: Mention) -> bool:
    """是去年全年的1.3倍: the period is only what the multiple is counted in."""
    after = walk.at.get(mention.last + 1)
    return (
        walk.tokens[mention.last : mention.last + 1][0:1] != []
        and walk.tokens[mention.last].text == "的"
        and (after is not None and after.kind == "quantity" and after.quantity.kind == "times")
    )


def _sign(walk: Walk, position: int) -> int:
    text = walk.tokens[position].text
    if text in "（([" or (text == "【" and position > walk.clause_start):
        return _bracket(walk, position)
    if text in "，,：:":
        end_clause(walk, position, strong=False)
    elif text in "；;" or text == "【":
        end_clause(walk, position, strong=True)  # 【进口】集成电路96.8亿元 opens with what it is about
    elif text in "）)】]":
        walk.window = position + 1
        walk.frames = walk.held or walk.frames
        if walk.outside is not None:
            walk.period, walk.outside = walk.outside, None
    return position + 1


def _than(said: list[Mention]) -> Mention | None:
    """What says that the place behind it is one that another is held against: 高于成都（1.1%）, 低于苏州（增长5%）."""
    places = {m.first for m in said if m.kind in ("region", "home")}
    told = (m for m in reversed(said) if m.kind == "gap" or (m.kind == "approx" and m.last in places))
    return next(told, None)


def _bracket(walk: Walk, position: int) -> int:
    """Past a bracket that holds no figure; into one that does."""
    for at in range(position + 1, len(walk.tokens)):
        if walk.tokens[at].text in "）)】]":
            if not any(walk.figure(i) for i in range(position, at)):
                return at + 1
            break
    else:
        return position + 1
    said = walk.between(max(walk.window, walk.clause_start), position)
    before = {m.kind for m in said}
    inside = walk.at.get(position + 1)
    rate = inside is not None and inside.kind == "quantity" and inside.quantity.kind == "percent"
    if (than := _than(said)) is not None:
        walk.held = walk.held or walk.frames  # 高于成都（1.1%），进口下降3%: what is held against another goes on
        walk.window = than.last
    if "share" not in before and not (rate and "direction" in before):
        walk.outside = walk.period
        walk.window = position + 1  # but 占了近九成（84.3%） is a share within its bracket, 少了两成（19.9%） a growth
    return position + 1
