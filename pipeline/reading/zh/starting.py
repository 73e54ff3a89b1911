"""Where the coordinates of a Chinese subject start: at the reporter, within what was spoken of, or at the clause before."""

from __future__ import annotations

import re

from pipeline import vocabulary
from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import is_of_several
from pipeline.reading.topics.phrases import BREAKDOWNS
from pipeline.reading.words.months import Months
from pipeline.reading.zh.subjects import (
    AUTONOMOUS,
    Subject,
    city_around,
    common,
    compile_subject,
    frames_of,
    home_region,
)
from pipeline.reading.zh.walk import UNKNOWN, Walk

_BEARERS = frozenset({"enterprise", "zone"})  # whose trade it is: 民营企业对拉美进出口…；对中东进出口…
_DEALT = frozenset({"partner", "regime"})  # with whom and how goods are traded, one after another
_FRESH_FLOWS = ("export", "import")


def frames_for(walk: Walk, subject: Subject) -> list[Frame]:
    """The frames that a subject's topics make, one for each member of its list."""
    walk.other = None
    if subject.blocked and not walk.company:
        return [altered(walk.ground.whole(), blocked=subject.blocked, period=walk.period)]
    if not subject.codes and not subject.homes and subject.flows and len(subject.flows) == 1:
        listed = walk.before_part if walk.within else walk.frames
        if len(listed) > 1 and len({f.flow for f in listed}) == 1:
            # 其中出口分别…: each member of the list before, in another flow
            return [frames_of(subject, f)[0] for f in listed]
    start = start_of(walk, subject)
    frames = frames_of(subject, start)
    own = not subject.homes or frames[0].region == walk.ground.reporter()
    if walk.dropped and not subject.codes and own and len(frames) == 1 and not start.breakdown():
        beside = compile_subject(walk.sentence, walk.dropped)
        if beside.length() == 1:
            walk.other = frames_of(beside, frames[0])[0]
    if not subject.flows:
        frames = [altered(f, flow=_flow(walk, subject, f)) for f in frames]
    return frames


def start_of(walk: Walk, subject: Subject) -> Frame:
    """The frame that a subject adds its topics to."""
    ground, broken = walk.ground, set(subject.breakdown())
    if subject.placed():
        return _start_at_region(walk, subject, broken)
    if walk.within:
        return _start_within(walk, subject, broken)
    if broken:
        if walk.frames and not walk.frames[0].blocked:
            here = common(walk.frames)
            beside = set(here.breakdown()) - broken
            alike = not walk.strong or beside <= _BEARERS or not subject.flows  # 对拉美出口家电97.3亿元；对中东84.6亿元
            # 对东盟出口机电产品1187.2亿元；出口劳密产品398.4亿元, 以市场采购方式对东盟出口57.3亿元；对非洲出口46.1亿元
            goods, partners = broken == {"commodity"}, broken == {"partner"}
            alike = alike or (goods and beside <= _DEALT) or (partners and beside == {"regime"})
            # 以一般贸易方式出口自行车36.78亿元；以加工贸易方式出口2.31亿元
            alike = alike or (broken == {"regime"} and beside == {"commodity"} and subject.flows == [here.flow])
            # 其中，对越南、泰国分别出口5.6亿美元和3.9亿美元；对缅甸出口1.5亿美元, of ASEAN's
            # 对中国香港出口集成电路3102.6亿元，占集成电路出口总值的41%；对东盟出口1386.2亿元
            again = partners and beside == {"commodity"} and subject.flows == [here.flow]
            alike = alike or (again and _named_again(walk, here))
            alike = alike or (bool(walk.before_part) and _of_its_bloc(subject, common(walk.before_part)))
            if broken < set(walk.frames[0].breakdown()) and alike:
                return here
            if again and (walk.before_part or _same_before(walk, here)) and _told_with_good(walk, here):
                return here
            if _spoken_again(walk, subject, here) or _of_that_good(walk, subject, here):
                return here
        if _further_part(walk, subject, broken):
            return altered(ground.whole(), blocked=_PART_OF_SUM)
        # 昆山对美国出口96.7亿美元；对欧盟出口78.2亿美元, in a release about laptops
        told = bool(walk.frames) and not walk.frames[0].blocked
        alone = told and walk.frames[0].breakdown().keys() == broken
        themed = ground.whole() if alone else _themed(walk, subject, broken)
        again = told and walk.frames[0].region == "CN" and subject.codes.get("partner") == [walk.frames[0].partner]
        # 我国对非出口1645亿美元，自非进口1175亿美元, in a province's release
        region = "CN" if again else _region(walk, "zone" in broken)
        if alone and len(broken) == 1 and (city := _goes_on(walk.frames[0], subject)):
            region = city
        return altered(themed, region=region)
    if walk.frames:
        here = common(walk.frames)
        if walk.joint and (here.blocked or "").startswith("a number of"):
            return here  # 12家企业…，合计进出口2800亿元
        if here.blocked and not walk.company and ("服务" not in here.blocked or subject.goods):
            return ground.base()
        return altered(here, commodity=None) if _by_the_train(walk) else here
    here = lean(walk, named=True)[0]
    return altered(here, commodity=None) if _by_the_train(walk) else here


_TRAIN_WAYS = ("去程", "回程", "返程")


def _by_the_train(walk: Walk) -> bool:
    """机电产品出口96.8亿元。回程货少得多，加起来91.3亿元: whether all that trains bring back is told of, behind a good that they took out."""
    return any(m.kind == "flow" and walk.tokens[m.first].text.startswith(_TRAIN_WAYS) for m, _ in walk.buffer)


def _same_before(walk: Walk, here: Frame) -> bool:
    """对欧盟出口咖啡4.2亿元。…对越南出口咖啡8620万元；对美国出口4012万元: the sentence before was of the good and a partner as well."""
    before = walk.ground.spoken[0] if walk.ground.spoken else None
    return before is not None and before.commodity == here.commodity and before.partner is not None


def _told_with_good(walk: Walk, here: Frame) -> bool:
    """其中，自巴西进口5767.5万吨；自美国进口1701.4万吨: the part before was of the good as well, with a partner."""
    told = walk.placed[-1].frame if walk.placed else None
    return told is not None and told.partner is not None and told.commodity == here.commodity


def _named_again(walk: Walk, here: Frame) -> bool:
    """Whether a sentence names one good alone, and names it again as the whole of a share."""
    named = [m.code for m in walk.sentence.of("commodity")]
    return len(named) > 1 and set(named) == {here.commodity}


def _spoken_again(walk: Walk, subject: Subject, here: Frame) -> bool:
    """自俄罗斯进口原油7149万吨，俄罗斯是最大的原油来源国；进口额378.9亿美元: a clause without a figure only said more of what stands."""
    heard_here = any(c == walk.clause and m.kind in BREAKDOWNS for m, c in walk.buffer)
    known = here.breakdown()
    again = all(codes == [known.get(dimension)] for dimension, codes in subject.breakdown().items())
    return again and not heard_here and subject.flows in ([], [here.flow])


def _of_that_good(walk: Walk, subject: Subject, here: Frame) -> bool:
    """碳酸锂出口3.2亿元，对韩国出口1.8亿元: the sentence is about the good, and goes on to whom it went."""
    if walk.strong or subject.breakdown().keys() != {"partner"} or subject.flows != [here.flow]:
        return False
    if walk.of_it is not None and walk.of_it >= walk.clause - 1:
        return True
    goods = {m.last for m in walk.sentence.of("commodity") if m.code == here.commodity}
    return here.breakdown().keys() == {"commodity"} and any(m.first in goods for m in walk.sentence.of("flow"))


def _bought_of_it(walk: Walk, subject: Subject, broken: set[str]) -> bool:
    """日韩市场一冷一热：对韩国出口3.1亿元, in a text of one good: whether a partner is told of as one of its buyers or sellers, and not behind
    the trade in all goods; 沙特一个工地要38台 is no trade."""
    ground = walk.ground
    if ground.good is None or broken != {"partner"} or subject.flows not in ([], [ground.way]):
        return False
    counted = (m for m in walk.sentence.of("quantity") if m.first >= max(walk.window, walk.clause_start))
    weighed = next((m.quantity.kind == "physical" for m in counted), False)
    return all(f.is_broken_down() for f in walk.frames or ground.spoken) and not (weighed and not subject.flows)


def _themed(walk: Walk, subject: Subject, broken: set[str]) -> Frame:
    """The reporter's trade, in the good or with the partner that the release is about: 对南非出口1.05亿美元, in one about solar cells."""
    ground = walk.ground
    told = {} if ground.aside else ground.theme.breakdown()
    theme: dict[str, str | None] = {d: c for d, c in told.items() if d not in broken and d in _THEMES}
    before = ground.spoken[0] if ground.spoken else None
    if broken == {"partner"} and before is not None and before.commodity and before.partner and _by_partner(walk):
        theme["commodity"] = (
            before.commodity
        )  # 对“一带一路”国家出口工程机械344.15亿美元。分国别看，对俄罗斯出口60.2亿美元
    if _bought_of_it(walk, subject, broken):
        theme["commodity"] = theme.get("commodity") or ground.good
    if "partner" in theme:
        theme["partner"] = ground.section.partner or theme["partner"]  # a section on Germany, in a release about the EU
    if "commodity" in theme and _sum_of_goods(walk, ground.spoken):
        return altered(ground.whole(), blocked=_PART_OF_SUM)
    return ground.whole().with_codes(theme) if theme else ground.whole()


_PART_OF_SUM = UNKNOWN + "a part of several goods together"


def _sum_of_goods(walk: Walk, told: list[Frame]) -> bool:
    """自行车、电动自行车及零部件出口50.3亿美元。出口中，一般贸易方式为45.2亿美元: whether one figure was told of several goods together."""
    joint = walk.placed[-1].joint if walk.placed else walk.ground.joint
    return joint and len({f.commodity for f in told}) > 1


def _goes_on(before: Frame, subject: Subject) -> str | None:
    """苏州对美国出口600亿元；对欧盟出口700亿元: the city that the part before was told of, where this one is told in the same respect, going
    the same way or of the same partner."""
    same = subject.breakdown() == {d: [code] for d, code in before.breakdown().items()}
    # 常州则是欧盟第一，231.2亿元；美国218.9亿元
    same = same or (not subject.flows and subject.breakdown().keys() == before.breakdown().keys())
    city = before.region is not None and "/" in before.region and not before.region.startswith("CN/")
    return before.region if city and (same or subject.flows == [before.flow]) else None


def _further_part(walk: Walk, subject: Subject, broken: set[str]) -> bool:
    """其中，一般贸易方式出口45.2亿元；民营企业出口40亿元, of several goods together: a part of the same, told in another respect."""
    part = walk.placed[-1].frame if walk.placed else None
    same = part is not None and part.blocked == _PART_OF_SUM and subject.flows in ([], [part.flow])
    return same and "commodity" not in broken


_BY_PARTNER = re.compile("(?:分|按|从)(?:国别|市场|国家|地区|目的地|来源地|出口市场)")


def _by_partner(walk: Walk) -> bool:
    """Whether a sentence opens by dividing up what the one before it told of: 分国别看."""
    return _BY_PARTNER.match("".join(token.text for token in walk.tokens[:4])) is not None


_THEMES = frozenset({"commodity", "partner", "regime", "zone"})


def _region(walk: Walk, zoned: bool = False) -> str | None:
    """The reporter that a breakdown is of, where it names none: that of the sentence, unless it was only a comparison."""
    ground = walk.ground
    if zoned:
        # 洋浦保税港区 under 洋浦跑得最快, in a release of the province; 武宿综保区 behind 山西, in one of several provinces
        around = ground.province if (ground.region or "").startswith("CN/") else None
        return ground.spoken_region or around or ground.region
    if (
        walk.frames
        and walk.frames[0].region not in (None, "CN")
        and not (walk.strong and walk.frames[0].region != ground.region and not _within_it(walk))
        and len({f.region for f in walk.frames}) == 1
    ):
        return walk.frames[0].region
    return ground.reporter()


def _within_it(walk: Walk) -> bool:
    """Whether a part of the sentence is still of the region that it told of: 内蒙古进出口773.4亿元；其中对俄罗斯158.6亿元，对蒙古国192.7亿元; of a
    province, in a text of several: 山西进口80.2亿美元；机电产品出口39.8亿美元."""
    region = walk.frames[0].region or ""
    if any(f.frame is not None and f.frame.region == region for f in walk.placed[walk.part_starts :]):
        return True  # 天津8004.7亿元；重庆7137.4亿元，下降10.7%，但汽车出口368亿元
    return bool(walk.before_part) or (is_of_several(walk.ground.region) and "/" not in region)


def _start_at_region(walk: Walk, subject: Subject, broken: set[str]) -> Frame:
    region = next(iter(subject.codes.get("region", ())), None)
    zone = walk.ground.theme.zone
    around: str | None = walk.ground.region or ""
    if (
        region is None
        and zone
        and subject.homes[-1] == "region"
        and around not in AUTONOMOUS
        and not city_around(around)
    ):
        return Frame(region=walk.ground.region, period=walk.period).with_codes(
            {"zone": zone}
        )  # 全区进出口总值, of a zone
    if region is None:
        around = walk.ground.section.region or walk.ground.region
        if around == "CN" and subject.homes[-1] in ("province", "region"):
            around = walk.ground.province or around
        region = home_region(subject.homes[-1], around, walk.ground.city)
    flow, bearer = None, {}
    if walk.within:
        inner = common(walk.before_part or walk.ground.last or [Frame()])
        flow = None if subject.flows else inner.flow
        if not broken and not inner.blocked and inner.partner and inner.region == region and subject.flows:
            bearer = inner.breakdown()  # 2021年，中国与海合会国家进出口2328.8亿美元，其中中国出口875.4亿美元
        elif (
            not (broken or subject.flows or inner.blocked)
            and inner.commodity
            and contains(inner.region or "", region or "")
        ):
            bearer = inner.breakdown()  # 漳州市出口水产品19.6亿美元，其中东山县11.3亿美元
        elif not broken and not inner.blocked and inner.region and region and contains(inner.region, region):
            bearer = {d: c for d, c in inner.breakdown().items() if d in _BEARERS}  # 其中义乌一地…
    if not (walk.within or broken) and walk.frames and (good := _same_good(walk, subject, region)):
        bearer = {"commodity": good}
    if not (walk.within or broken or subject.flows) and walk.frames and _of_one_province(walk.frames[0].region, region):
        bearer = walk.frames[0].breakdown()  # 牡丹江对俄进出口217.6亿元；哈尔滨为168.3亿元
    blocked = "a company" if walk.company and not subject.flows else walk.ground.blocked or _other_matter(walk, subject)
    return Frame(region=region, period=walk.period, flow=flow, blocked=blocked).with_codes(bearer)


def _of_one_province(told: str | None, region: str | None) -> bool:
    """Whether two places are cities or counties of one province."""
    if told is None or region is None or told == region:
        return False
    return "/" in told and "/" in region and told.split("/")[0] == region.split("/")[0]


def _other_matter(walk: Walk, subject: Subject) -> str | None:
    """三地实现地区生产总值10.4万亿元，北京、天津、河北分别增长…: what the places before it were told of, where that is no trade."""
    before = walk.frames or walk.before_part
    if subject.flows or subject.breakdown() or not before or before[0].blocked == "a company":
        return None
    return before[0].blocked


def _same_good(walk: Walk, subject: Subject, region: str | None) -> str | None:
    """无锡太阳能电池出口6.2亿美元；苏州出口5.8亿美元: the good of the place before, in a release that is about it."""
    before = walk.frames[0]
    if before.commodity is None or before.region in (None, region):
        return None
    if region is None or subject.flows != [before.flow]:
        return None
    cities = _of_one_province(before.region, region)
    provinces = walk.ground.region == "CN" and "CN" not in (region, before.region) and "/" not in region + before.region
    themed = before.commodity == walk.ground.theme.commodity
    # 南通船舶出口152.3亿元；扬州出口98.7亿元, but of provinces only in a release about the good
    alone = before.breakdown().keys() == {"commodity"}
    return before.commodity if (cities and (themed or (alone and walk.strong))) or (provinces and themed) else None


def contains(whole: str, part: str) -> bool:
    """Whether a region lies in another: a city or county in its province, a county in its city."""
    entry = vocabulary.codes("region").get(part)
    return part == whole or part.startswith(whole + "/") or (entry is not None and whole in entry.parents)


def _start_within(walk: Walk, subject: Subject, broken: set[str]) -> Frame:
    ground = walk.ground
    inner = walk.before_part
    if not inner:
        inner = ground.last or [ground.base()]
        if (
            not broken
            and subject.flows
            and common(inner).flow != "total"
            and ground.head
            and common(ground.head).flow == "total"
        ):
            inner = ground.head
        months = common(inner).period
        if months is not None and not walk.period_named and (not ground.opened or _later_year(months, walk.period)):
            walk.period = months
    start = common(inner)
    if start.blocked and subject.flows and broken and start.blocked != "a company" and "服务" not in start.blocked:
        start = ground.whole()
    # 出口发制品52.4亿元，其中对非洲出口28.1亿元
    sold_on = walk.placed and broken == {"partner"} and subject.flows in ([], [start.flow])
    if broken and start.commodity and "commodity" not in broken and not (sold_on or _of_its_bloc(subject, start)):
        start = altered(start, commodity=None)
    told = walk.placed[-1].frame if walk.placed else None
    of_nation = told is not None and told.region == "CN" and told.flow == "total" and not broken
    # 2019年我国水产品进出口总额393.59亿美元。其中，出口额206.58亿美元
    of_nation = of_nation or (told is None and bool(ground.head) and all(f.region == "CN" for f in ground.head))
    if start.region == "CN" != ground.region and ground.region and not of_nation:
        start = altered(start, region=ground.region)
        inner = [altered(f, region=ground.region) for f in inner]
    walk.before_part = inner
    of_sum = broken and "commodity" not in broken and _sum_of_goods(walk, inner)
    return altered(start, blocked=_PART_OF_SUM) if of_sum else start


def _later_year(told: Months, current: Months | None) -> bool:
    """Whether the sentence before went on from one year to a later one: 2018年只有182.3亿元，2022年达到556.7亿元。其中，出口…"""
    return current is not None and told.length == current.length == 12 and told.last > current.last


def _of_its_bloc(subject: Subject, start: Frame) -> bool:
    """对东盟出口农产品12.4亿美元。其中，对越南、泰国分别出口…: whether the partners are of the bloc that the good was told of with."""
    bloc = vocabulary.codes("partner").get(start.partner or "")
    members = {m.code for m in bloc.members} if bloc is not None else set()
    return subject.breakdown().keys() == {"partner"} and bool(members) and members.issuperset(subject.codes["partner"])


def lean(walk: Walk, named: bool = False) -> list[Frame]:
    """What a sentence goes on with that opens without a subject."""
    ground = walk.ground
    before = ground.spoken
    if named and before and before[0].blocked not in (None, "a company"):
        before = []  # a flow that is named anew is not what kept the figures before it out
    if len(before) == 1 and before[0].region is not None:
        first = before[0]
        if first.blocked:
            return before
        if first.breakdown() or first.region != ground.region or ground.lead is not None:
            walk.other = ground.whole()
            return before
    return [altered(ground.base(), flow=ground.flow or ground.base().flow or "total")]


def _flow(walk: Walk, subject: Subject, frame: Frame) -> str | None:
    ground = walk.ground
    whole = compile_subject(walk.sentence, walk.wholes).flows if walk.wholes else []
    here = walk.frames[0].flow if walk.frames and not walk.frames[0].blocked else None
    if "commodity" in subject.codes or frame.commodity:
        if frame.flow in _FRESH_FLOWS:
            return frame.flow
        if whole and whole[0] in _FRESH_FLOWS:
            return whole[0]
        before = ground.head[0] if ground.head else None
        candidates = (
            here, _only_flow(walk), ground.way if frame.commodity == ground.good else None, ground.lead.flow if ground.lead is not None else None, ground.section.flow, before.flow if before is not None and before.commodity else None, ground.flow,
            ground.spoken[0].flow if ground.spoken else None,
        )  # fmt: skip
        return next((f for f in candidates if f in _FRESH_FLOWS), None)
    if frame.flow:
        return frame.flow
    if here and here != "balance" and walk.frames[0].breakdown().keys() >= subject.breakdown().keys():
        return here
    led = ground.lead.flow if ground.lead is not None else None
    return whole[0] if whole else led or ground.section.flow or ground.flow or _flow_before(walk, subject) or "total"


def _flow_before(walk: Walk, subject: Subject) -> str | None:
    """对欧盟出口156.7亿元；俄罗斯只剩21.6亿元。非洲是意外之喜，达到48.9亿元: the one way that all partners went that the sentence before told of."""
    told = [*walk.ground.spoken, *walk.ground.last]
    flows = {f.flow for f in told}
    named = not walk.ground.spoken or any(m.kind == "flow" for m in walk.sentence.mentions)
    if named or subject.breakdown().keys() != {"partner"} or any(f.breakdown().keys() != {"partner"} for f in told):
        return None
    return flows.pop() if len(flows) == 1 and flows <= set(_FRESH_FLOWS) else None


def _only_flow(walk: Walk) -> str | None:
    """The one direction that the sentence names anywhere, also inside a longer term: 出口主力, 第一大出口商品."""
    named = {m.code for m in walk.sentence.mentions if m.kind == "flow" and m.code in _FRESH_FLOWS}
    for mention in walk.sentence.mentions:
        if mention.kind == "skip":
            said = walk.tokens[mention.first].text
            if "进出口" not in said:
                named |= {code for word, code in (("出口", "export"), ("进口", "import")) if word in said}
    return named.pop() if len(named) == 1 else None
