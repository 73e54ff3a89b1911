"""What a Chinese release is about, before its first sentence is read: its reporter, its months, its theme."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline import vocabulary
from pipeline.model import Release
from pipeline.reading.context.resized import AS_IT_IS, Reopening
from pipeline.reading.frames.frames import SIDES, Frame, altered
from pipeline.reading.frames.placing import AUTONOMOUS, MUNICIPALITIES, is_district
from pipeline.reading.frames.spans import first_open_month
from pipeline.reading.reporter.weighing import cities_told_of, nation_by_currency, of_letterhead
from pipeline.reading.topics.phrases import BREAKDOWNS
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.months import Months
from pipeline.reading.zh.ground import ALL_ZONES, Ground
from pipeline.reading.zh.lexicon import abbreviations
from pipeline.reading.zh.places import city_of, county_of_site, settle_places
from pipeline.reading.zh.scan import scan
from pipeline.reading.zh.subjects import city_around
from pipeline.reading.zh.zones import place_of

_TOLD = frozenset({"flow", "region", "quantity", *BREAKDOWNS})
_NATIONAL = frozenset({"中国外贸", "海关总署", "国家海关总署", "中国海关", "中国海关总署", "国新办", "国务院新闻办"})

_FAR_MORE = 4  # times as much is told of a city as of its province, where the city reports
_OPENING = 6  # sentences in which a text about a place calls it its own
_CAUGHT = re.compile("(?:海关)?(?:缉私|[^，。]{0,4}(?:查获|查扣|破获|截获|检出|查处))")


def open_ground(release: Release, scanned: list[list[Sentence]], known: Reopening = AS_IT_IS) -> Ground:
    """The ground on which the first sentence stands, with what is ``known`` of the release."""
    body = [s for p, ss in zip(release.passages, scanned, strict=True) if p.is_prose for s in ss]
    title = [
        s for p, ss in zip(release.passages, scanned, strict=True) if p.kind == "heading" and p.level == 1 for s in ss
    ]
    headline = [*title, *(scanned[1] if _has_second_line(release) else ())]
    reporter = known.region or _reporter(headline, body)
    if settle_places((s for sentences in scanned for s in sentences), reporter):
        reporter = known.region or _reporter(headline, body)  # a county may be in the headline under a name of several
    if reporter in (None, "CN"):
        rows = [s for p, ss in zip(release.passages, scanned, strict=True) if p.kind == "table_row" for s in ss]
        reporter = _around_all(rows, (*title, *body)) or (None if _is_local((*title, *body)) else reporter)
    if reporter is None:
        reporter = _of_publisher(release)  # 我市, on the site of 昆山统计
    if known.region is None:
        reporter = _of_its_office(release, reporter, title, body) or _only_county(scanned)
    ground = Ground(reporter, None, release.published_on, first_open_month(release.published_on))
    ground.of_port = reporter is not None and reporter == _of_port((*title, *body))
    headed = next((n for n, p in enumerate(release.passages) if p.kind == "heading" and p.level != 1 and n), None)
    lead = [s for ss in scanned[:headed] for s in ss] if headed else []
    ground.period = known.period or _period(title, body, ground, lead)
    titled = [m for s in title for m in s.mentions]
    flows = _flows(title)
    spoken = _flows(body[:3])
    if len(flows) == 1 and flows <= {"export", "import"} and spoken <= flows:
        ground.flow = next(iter(flows))
    services = next((m.code for m in titled if m.kind == "other_topic" and "服务" in m.code), None)
    ground.blocked = services if services and not flows else None
    partners = {m.code for m in titled if m.kind == "partner"}
    ground.titled = partners.pop() if len(partners) == 1 else None
    zones = {m.code for m in titled if m.kind == "zone"}
    if len(zones) == 1 and (zone := zones.pop()).endswith(_BONDED):
        _name_zone((s for sentences in scanned for s in sentences), zone)
    ground.theme = _theme(titled, [s for s in body if not _repeats(release, s)])
    ground.good, ground.way = _one_good(titled, body)
    if not ground.theme.is_broken_down() and (dealt := _one_partner(titled, body)) is not None:
        ground.theme, ground.aside = altered(ground.theme, partner=dealt), True
    if known.partner is not None:
        ground.theme = altered(ground.theme, partner=known.partner)
    return ground


def _has_second_line(release: Release) -> bool:
    """Whether the passage behind the headline is its second line, which names the place: ——杭州跨境电商这一年."""
    second = release.passages[1] if len(release.passages) > 1 else None
    return (
        second is not None
        and second.kind == "heading"
        and release.quote(second.char_start, second.char_end).lstrip().startswith("—")
    )


def _of_publisher(release: Release) -> str | None:
    """The region that the name of the publisher names."""
    return of_letterhead(scan(release.publisher, 0, len(release.publisher))) if release.publisher else None


def _of_its_office(release: Release, reporter: str | None, title: list[Sentence], body: list[Sentence]) -> str | None:
    """The county or city within a ``reporter`` found that headline or publisher name, where the text calls one its own."""
    owner = _first_owner(body)
    if _is_of_county((*title, *body)):
        if reporter in (None, "CN"):
            unnamed = None if owner == "county" else reporter
            reporter = county_of_site(release.title, None) or unnamed  # 我县, under 安吉外贸…
            if reporter is None and release.publisher:
                reporter = county_of_site(release.publisher, None)  # 全县, on the site of 德清统计
        elif release.publisher:
            reporter = county_of_site(release.publisher, reporter) or reporter  # 我县, on the site of 安吉
    if owner == "city" and (letterhead := _of_publisher(release) or "").startswith(f"{reporter}/"):
        return letterhead  # 据合肥海关统计，全市…, from 合肥市统计局: that office is of all Anhui
    return reporter


def _only_county(scanned: Iterable[list[Sentence]]) -> str | None:
    """The one county that a text names, which has no other reporter and says 全县: 新昌县主要出口市场, above a table."""
    sentences = [s for ss in scanned for s in ss]
    places = (m.code for s in sentences for m in (*s.of("region"), *s.of("place")))
    named = {code for code in places if city_around(code) is not None}
    return named.pop() if _is_of_county(sentences) and len(named) == 1 else None


def _is_local(said: Sequence[Sentence]) -> bool:
    """Whether a text calls a place its own, 全市 or 我县, and speaks nowhere of the nation: whose trade it is another must say."""
    homes = {m.code for s in said for m in s.of("home")}
    national = any(m.code == "CN" for s in said for m in (*s.of("region"), *s.of("customs")))
    return not (national or _tells_of_nation(said)) and not homes.isdisjoint(("city", "province", "county", "region"))


_BESIDE_NATION = ("占", "占到", "比", "于", "较", "占了", "占同期")


def _tells_of_nation(said: Sequence[Sentence]) -> bool:
    """Whether a text speaks of 全国 or 我国 other than as what a share or a rate is held against: 占全国进出口总值的6.1%."""
    return any(
        m.code == "nation" and not (m.first and s.tokens[m.first - 1].text.endswith(_BESIDE_NATION))
        for s in said
        for m in s.of("home")
    )


def _around_all(rows: Sequence[Sentence], said: Sequence[Sentence]) -> str | None:
    """The province or city in which all places of a table lie, where a text says 全省 or 全市 and names neither it nor the nation."""
    homes = {m.code for s in (*rows, *said) for m in s.of("home")}
    places = {m.code for s in rows for m in s.of("region")}
    if _tells_of_nation((*rows, *said)) or len(places) < 2 or any(m.code == "CN" for s in said for m in s.of("region")):
        return None
    if "province" in homes:
        around: set[str | None] = {code.split("/")[0] for code in places}
    else:
        around = {city_around(code) for code in places} if "city" in homes else set()
    return around.pop() if len(around) == 1 else None


_BONDED = ("_bonded_zone", "_bonded_port_zone", "_export_processing_zone")
_SEVERAL = ("全省", "全市", "全国", "全区", "各", "个", "等", "其他", "两", "三", "四", "五")


def _name_zone(sentences: Iterable[Sentence], zone: str) -> None:
    """综保区, in a release about one of that kind, is that one; not 全省综保区 or 7个综保区. So is 北京天竺综合保税区, where 天竺综保区 heads
    it."""
    for sentence in sentences:
        for number, mention in enumerate(sentence.mentions):
            before = sentence.tokens[mention.first - 1].text if mention.first else ""
            if (mention.kind == "zone" and mention.code == ALL_ZONES and not before.endswith(_SEVERAL)) or (
                mention.kind == "zone" and mention.code.endswith(f"_{zone}")
            ):
                sentence.correct(number, replace(mention, code=zone, meanings=()))


def _is_of_county(sentences: Sequence[Sentence]) -> bool:
    """Whether a text calls a county its own: 我县, 全县."""
    return any(m.code == "county" for s in sentences for m in s.of("home"))


def _flows(sentences: list[Sentence]) -> set[str]:
    return {m.code for s in sentences for m in s.of("flow") if m.grade != "weak"}


def _theme(titled: list, body: list[Sentence]) -> Frame:
    """The one breakdown of each dimension that the headline names and the first sentence with a figure of trade too; of a good and a
    partner the good, where others trade in it (对欧光伏出口腰斩, 对日本出口太阳能电池…)."""
    order, first = next(((n, at) for n, s in enumerate(body) if (at := _trade_told(s)) is not None), (None, 0))
    if order is None:
        return Frame()
    opening = body[order]
    told = [m for m in opening.mentions if m.first < first]
    if order and "quantity" not in body[order - 1].kinds and _begins_bare(opening):
        told += body[order - 1].mentions  # 先看一个数：对俄罗斯。2023年是2103.9亿元，占全省进出口总值的70.6%
    said = {(m.kind, m.code) for m in told if m.kind in BREAKDOWNS}
    named: dict[str, set[str]] = {}
    for mention in titled:
        if mention.kind in BREAKDOWNS:
            named.setdefault(mention.kind, set()).add(mention.code)
    shared = {d: c for d, codes in named.items() if len(codes) == 1 for c in codes if (d, c) in said}
    if shared.keys() >= {"commodity", "partner"}:
        others = {m.code for s in body if s.of("flow") for m in s.of("partner")} - {shared["partner"]}
        if len(others) > 1:
            del shared["partner"]
    return Frame().with_codes(shared)


_OF_ONE = 5  # sentences with figures in which a text of one good names it, at least
_NAMED_ALSO = 3  # the same of a good or partner that the headline names
_FEW_OTHERS = 4  # times as many, at least, as name others


def _one_good(titled: list[Mention], body: list[Sentence]) -> tuple[str | None, str | None]:
    """The one good that a text is of, and the way that it goes: which the headline names, or its kind (一朵香菇的远行), and nearly all
    sentences with figures that name goods and a single flow."""
    told = [(s, {m.code for m in s.of("commodity")}, _flows([s])) for s in body if "quantity" in s.kinds]
    told = [(s, goods, flows) for s, goods, flows in told if goods and len(flows) < 2]
    counts = Counter(code for _, goods, _ in told for code in goods)
    named = {m.code for m in titled if m.kind == "commodity"}
    good, count = next(iter(counts.most_common(1)), ("", 0))
    kin = {code for code in {*counts, *named} if code == good or vocabulary.related(code, good)}
    others = sum(not kin & goods for _, goods, _ in told)
    if count < (_NAMED_ALSO if named else _OF_ONE) or others * _FEW_OTHERS > count or named - kin:
        return None, None
    if any(named & goods - {good} for _, goods, flows in told if flows):
        return None, None  # 新能源汽车出口翻番, of a text that tells of 汽车 and of these
    ways = Counter(flow for _, goods, flows in told if good in goods for flow in flows)
    way, most = next(iter(ways.most_common(1)), (None, 0))
    return (good, way) if way in SIDES and most * _FEW_OTHERS >= 3 * ways.total() else (None, None)


def _one_partner(titled: list[Mention], body: list[Sentence]) -> str | None:
    """The one partner whose trade a text is about from where it first names it, behind the trade with all: which the headline names and no
    other thing (黑龙江对俄贸易述评), and nearly all sentences with figures that name partners."""
    named = {(m.kind, m.code) for m in titled if m.kind in BREAKDOWNS}
    told = [{m.code for m in s.of("partner")} for s in body if "quantity" in s.kinds]
    flows = [m for m in titled if m.kind == "flow"]
    partner = next((m for m in titled if m.kind == "partner"), None)
    if partner is None or len(named) > 1 or any(m.kind == "quantity" for m in titled):
        return None
    if len(flows) != 1 or flows[0].first != partner.last:
        return None  # 对俄贸易带动我省外贸增长
    own = sum(partner.code in codes for codes in told)
    others = sum(bool(codes) and partner.code not in codes for codes in told)
    return partner.code if own >= _NAMED_ALSO and others * _FEW_OTHERS <= own else None


def _begins_bare(sentence: Sentence) -> bool:
    """Whether a sentence tells an amount before it names anything that could be traded, or a flow."""
    first = next((m for m in sentence.mentions if m.kind in _TOLD), None)
    return first is not None and first.kind == "quantity" and first.quantity.kind == "money"


def _repeats(release: Release, sentence: Sentence) -> bool:
    """Whether a line above the article has the headline in it once more."""
    return release.title in release.body_text[sentence.start : sentence.end]


def _trade_told(sentence: Sentence) -> int | None:
    """Where the first figure stands that a flow was named before, None where there is none."""
    flow = next((m.last for m in sentence.of("flow") if m.grade != "weak"), None)
    if flow is None:
        return None
    return next((m.first for m in sentence.of("quantity") if m.quantity.kind != "bare" and m.first >= flow), None)


def _reporter(title: list[Sentence], body: list[Sentence]) -> str | None:
    """The region that the release reports on: named in the headline, or owner of a flow in the opening, or most spoken of."""
    weights: Counter[str] = Counter()
    order: dict[str, int] = {}
    homes: set[str] = set()
    owners: set[str] = set()
    announcing: list[str] = []  # whose customs offices speak

    def count(sentences: list[Sentence], owning: int, named: int) -> None:
        for sentence in sentences:
            mentions = sentence.mentions
            for i, mention in enumerate(mentions):
                if mention.kind in ("customs", "region") and _policing(sentence, mention):
                    continue
                if mention.kind == "customs":
                    announcing.append(mention.code)
                    weights[mention.code] += 2 if named > 1 else 1
                    order.setdefault(mention.code, len(order))
                elif mention.kind == "home":
                    homes.add(mention.code)
                    if mention.code == "nation":
                        weights["CN"] += 1
                        order.setdefault("CN", len(order))
                elif mention.kind == "region" and _of_customs(sentence, mention):
                    announcing.append(mention.code)
                    weights[mention.code] += min(named, 2)
                elif mention.grade == "short" and sentence.tokens[mention.first].text.startswith("中"):
                    weights["CN"] += 1  # 中俄双边贸易额
                    order.setdefault("CN", len(order))
                elif mention.grade == "short" and (own := abbreviations().get(sentence.tokens[mention.first].text[0])):
                    weights[own[0].code] += owning  # 粤港贸易额
                    order.setdefault(own[0].code, len(order))
                    owners.add(own[0].code)
                elif mention.kind == "region" and not (i and _held_up(mentions[i - 1], mention)):
                    owns = _owns_flow(mentions[i + 1 :])
                    owners.update([mention.code] if owns else ())
                    weights[mention.code] += owning if owns else named
                    order.setdefault(mention.code, len(order))

    count(title, 14, 10)
    count(body[:4], 6, 3)
    count(body[4:], 1, 1)
    in_title = [m.code for s in title for m in s.of("region") if m.code != "CN" and not _first_of(s, m)]
    first = _first_owner(body)
    own = dict(weights)
    for city, province in cities_told_of(own, in_title):
        if first == "city" and city_around(city) is None:
            continue  # 全市进出口…: a city's release, whatever it tells of the province
        if city != first or own[city] < _FAR_MORE * own[province]:  # but 许昌, in whose release 河南省 is named once
            weights[province] += own[city]
    local = homes & {"city", "province", "region", "county"}
    if in_title:
        found = _of_title(in_title, title)
        around = found.split("/")[0]
        if found not in owners and around in owners and first in (around, "province", None) and not _flows(title):
            return around  # 从金乡蒜田到海外餐桌: a story from there, of 山东省's trade
        return found
    if _national(title, body) or _nation_above_all(body):
        return "CN"
    if first == "city" and (only := _only_city({*owners, *announcing}, announcing, body)) is not None:
        return only
    if first == "county" and len(counties := {code for code in weights if city_around(code) is not None}) == 1:
        return counties.pop()  # 据丽水海关统计，全县出口…, in a text that names 缙云县 and 浙江
    if first == "region" and (district := _district_told_of(body)) is not None:
        return district
    if (port := _of_port(body)) is not None:
        return port
    if local or any(c != "CN" and w >= 6 for c, w in weights.items()):
        weights["CN"] = min(weights["CN"], 1)
    if "city" in homes and (first == "city" or "province" not in homes):
        for code in weights:
            weights[code] += 4 if "/" in code or code in MUNICIPALITIES else 0
    weights = Counter({c: w for c, w in weights.items() if w})
    if not weights:
        place = _place_of_zone((*title, *body))
        if place is not None and "province" in homes and not homes & {"city", "county"}:
            return place.split("/")[0]  # 我省, and 洋浦经济开发区
        return place or nation_by_currency((*title, *body))
    found = min(weights, key=lambda c: (-weights[c], c == "CN", order.get(c, len(order))))
    if "province" in homes and not homes & {"city", "county"} and found.split("/")[0] != found:
        found = found.split("/")[0]  # 我省, in a text that names only a zone or a city of it
    if first == "city" and not homes & {"county", "region"} and (wider := _around_found(found, weights)) is not None:
        return wider  # 全市完成进出口…, in a text that names only the city's counties
    if first is not None and first in weights and city_of(first) == found != first:
        found = first  # a county's release, which holds it against its city
    alone = next(iter(owners - {"CN"}), "") if len(owners - {"CN"}) == 1 else ""
    if found not in owners and alone.startswith(f"{found}/") and not homes & {"province", "region"}:
        found = alone  # 据杭州海关统计，金华市进出口…, in a text in which the province owns nothing
    if found not in owners and announcing and found not in announcing:
        found = announcing[0]  # 据重庆海关统计，全市…, in a text that tells of something in Xuzhou as well
    offices = any(s.of("customs") for s in (*title, *body))
    if found not in owners and not (local or offices or owners - {"CN"}):
        # 沧州黄骅港的翻车机: where something only stands, in a text that calls no place its own
        return nation_by_currency((*title, *body)) or found
    return found


def _district_told_of(body: Sequence[Sentence]) -> str | None:
    """The district that the opening names with its 区 before any other place, in a text that goes on about 全区: 这是江津区今年上半年的
    外贸成绩单。1至6月全区出口…; None in an autonomous region."""
    code = next((m.code for s in body[:_AT_FIRST] for m in s.of("region")), None)
    return code if is_district(code) and "/" in code and code.split("/")[0] not in AUTONOMOUS else None


_AT_FIRST = 3  # sentences
_AT_PORT = re.compile("(?:公路|铁路|陆路|边境|国际)?口岸")
_PORTS_TRADE = re.compile("(?:^|[，。：；、季月年度])口岸(?:货物)?(?:进出口|出口|进口)")


def _of_port(body: Sequence[Sentence]) -> str | None:
    """The one town with a border port in a text that goes on about 口岸's trade: 霍尔果斯公路口岸的栏杆还没抬起…口岸进出口货值872.6亿元."""
    ports = {
        m.code
        for s in body
        for m in s.of("region")
        if "/" in m.code and _AT_PORT.match("".join(t.text for t in s.tokens[m.last : m.last + 2]))
    }
    if len(ports) != 1:
        return None
    told = sum(_PORTS_TRADE.search(s.text()) is not None or _trades_at_port(s) for s in body)
    return ports.pop() if told >= _MOST_OFTEN else None


def _trades_at_port(sentence: Sentence) -> bool:
    """Whether trade is said to be that of a town's port: 二连浩特口岸进出口187.4亿元."""
    return any(
        _AT_PORT.match("".join(t.text for t in sentence.tokens[m.last : m.last + 2]))
        and any(0 < f.first - m.last <= 2 for f in sentence.of("flow"))
        for m in sentence.of("region")
    )


_NEAREST = 3  # mentions behind a region, but goods and small words, among which the flow is that it owns
_PASSED = frozenset({"commodity", "filler", "terms"})


def _owns_flow(behind: Sequence[Mention]) -> bool:
    """Whether a region owns a flow that stands behind it: 宁波冰箱、洗衣机及空调合计出口120.3亿元, 重庆各综合保税区共进出口812.4亿元."""
    near = [m for m in behind if m.kind not in _PASSED][:_NEAREST]
    return any(m.kind == "flow" for m in near)


def _only_city(speaking: Iterable[str], announcing: Sequence[str], body: list[Sentence]) -> str | None:
    """The one city that owns a flow or whose office speaks, whose trade is 全市's: 据晋江海关统计，全市出口…, beside 福建出口…; not where
    it only opens a text that tells of 全省's."""
    cities = {city_around(code) or code for code in speaking if not code.startswith("CN/")}
    cities = {code for code in cities if "/" in code or code in MUNICIPALITIES}
    regions, office = vocabulary.codes("region"), cities.intersection(announcing)
    if len(office) == 1:  # 据重庆海关统计，全市…, beside 成都
        cities = {code for code in cities if code in office or not office.isdisjoint(regions[code].parents)}
    cities -= {code for code in cities if not cities.isdisjoint(regions[code].parents)}  # 昆山, beside 苏州
    own = cities.issubset(announcing) or all(_first_owner([s]) != "province" for s in body)
    return cities.pop() if own and len(cities) == 1 else None


def _around_found(found: str, weights: Counter[str]) -> str | None:
    """The city that a county or district lies in, or a county-level city with others of that city beside it in the text."""
    if (around := city_around(found)) is not None:
        return around
    regions = vocabulary.codes("region")
    above = {regions[code].parents[:1] for code in weights if "/" in code and code in regions}
    city = next(iter(above), ())[:1] if len(above) == 1 else ()
    beside = sum("/" in code for code in weights)
    return city[0] if city and "/" in city[0] and beside > 1 else None


def _place_of_zone(sentences: Sequence[Sentence]) -> str | None:
    """Where the first zone lies, where its name says so: 成都高新综合保税区, in a text that names no other place."""
    named = ((s, m) for s in sentences for m in s.of("zone"))
    places = (place_of("".join(t.text for t in s.tokens[m.first : m.last])) for s, m in named)
    return next((place for place in places if place is not None), None)


def _of_customs(sentence: Sentence, region: Mention) -> bool:
    """Whether a region only says which customs office speaks: 湖州海关25日提供的数据."""
    if region.kind != "region":
        return False
    following = sentence.tokens[region.last : region.last + 1]
    return bool(following) and following[0].text.startswith("海关")


def _policing(sentence: Sentence, office: Mention) -> bool:
    """Whether a customs office only catches smugglers: 长春海关缉私局日前破获一起走私案."""
    following = "".join(token.text for token in sentence.tokens[office.last : office.last + 3])
    return _CAUGHT.match(following) is not None


def _held_up(before: Mention, region: Mention) -> bool:
    """Whether a region is only the whole of a share, or what another is held against: 占江苏全省进出口总值的45.7%, 高于浙江."""
    return before.last == region.first and (before.kind == "gap" or (before.kind, before.grade) == ("share", "verb"))


def _national(title: list[Sentence], body: list[Sentence]) -> bool:
    """Whether the nation owns the first trade that is given a value, and headline or the nation's customs speak of it: a
    feature may open in a town (义乌国际商贸城) and still tell of 我国货物贸易."""
    said = [(s, m) for s in (*title, *body) for m in s.mentions if m.kind == "customs" or _of_customs(s, m)]
    offices = {m.code.split("/")[0] for s, m in said if not _policing(s, m)}
    local = len(offices - {"CN"}) == 1  # of several provinces, in a text that goes through them
    spoken = any(not _NATIONAL.isdisjoint(s.said) for s in (*title, *body))
    at_home = any(m.code != "nation" for s in body[:_OPENING] for m in s.of("home"))
    return (spoken or not at_home) and not local and _first_owner(body) in ("CN", "nation")


def _nation_above_all(body: list[Sentence]) -> bool:
    """Whether a story is told from a place, and the trade of the nation: 我国 and 全国 own the first trade, and twice as much as any place."""
    if _first_owner(body) not in ("CN", "nation"):
        return False
    owners = Counter(_first_owner([s]) for s in body)
    nation = owners["CN"] + owners["nation"]
    return nation >= _MOST_OFTEN and nation >= 2 * sum(
        n for owner, n in owners.items() if owner not in ("CN", "nation", None)
    )


_MOST_OFTEN = 3  # sentences


def _first_owner(body: list[Sentence]) -> str | None:
    """Whose trade the first one is that is given a value."""
    for sentence in body:
        owner = None
        traded = False
        for mention in sentence.mentions:
            if mention.kind == "region" and _of_customs(sentence, mention):
                continue
            if mention.kind == "region" or (mention.kind == "home" and not _same_place(sentence, mention)):
                owner = mention.code
            elif mention.kind == "other_topic":
                traded = False
            elif mention.kind == "flow" and mention.grade != "weak":
                traded = True
            elif mention.kind == "quantity" and mention.quantity.kind in ("money", "physical") and traded:
                return owner
    return None


def _same_place(sentence: Sentence, home: Mention) -> bool:
    """Whether 全市 or 全省 stands right behind the region that it is: 义乌全市."""
    return any(m.last == home.first for m in sentence.of("region"))


_FIRST = re.compile(
    "的?(?:外贸|进出口|出口|进口|开放|经济)?(?:第[一二三]|最大|头号|首个|[大强][省市县]|龙头|明珠|门户|桥头堡|高地)"
)


def _first_of(sentence: Sentence, region: Mention) -> bool:
    """Whether a group of provinces is only named for what one of them is in it: 西部外贸第一省重回快车道：四川进口为何大增."""
    behind = "".join(token.text for token in sentence.tokens[region.last : region.last + 5])
    return region.code.startswith("CN/") and _FIRST.match(behind) is not None


def _of_title(codes: list[str], title: list[Sentence]) -> str:
    """The first region that the headline names before a flow, else the first; 浙江金华 is the city."""
    owner = next(
        (
            mention.code
            for sentence in title
            for i, mention in enumerate(sentence.mentions)
            if mention.kind == "region"
            and mention.code != "CN"
            and not _first_of(sentence, mention)
            and any(m.kind == "flow" for m in sentence.mentions[i + 1 : i + 4])
        ),
        codes[0],
    )
    return next((c for c in codes if c.startswith(owner + "/") and codes.index(c) == codes.index(owner) + 1), owner)


def _period(title: list[Sentence], body: list[Sentence], ground: Ground, lead: list[Sentence]) -> Months | None:
    """The months that the release reports on: of those that headline and opening name, the longest that ends last; the year so far
    instead of its last month, where the ``lead`` above the first section ends with that."""
    everywhere = _named_periods([s for s in body if _tells(s)], ground)
    fresh = any(p.last >= ground.published_month - _STALE for p in everywhere)
    opening = _named_periods([*title, *(s for s in body[:3] if _tells(s))], ground)
    stale = all(p.last < ground.published_month - _STALE for p in opening)
    if fresh and stale and not _named_periods(title, ground) and not _mostly(opening, everywhere):
        opening = []  # 去年这时候还不到3000美元, says somebody before any figure is told
    first = next((s for s in body if _trade_told(s) is not None), None)
    spans = _spans_told(body, everywhere, ground)
    for named in (opening, spans, everywhere):
        if named:
            latest = max(p.last for p in named)
            found = max((p for p in named if p.last == latest), key=lambda p: p.length)
            longer = Months(latest // 12 * 12, latest)
            told = _named_periods([s for s in lead if _tells(s)], ground) if found.length == 1 else []
            if found.length == 3 and first is not None:
                told = _named_periods([first], ground)  # 最新发布的三季度数据, then 前三季度进出口
            return longer if longer in told else found
    return None


def _mostly(opening: list[Months], everywhere: list[Months]) -> bool:
    """Whether a year that a text opens with is named twice as often as any months behind it: 2021年…, and 一季度… in its last section."""
    years = [p for p in opening if p.length == 12]
    last = max(years, key=lambda p: p.last, default=None)
    behind = max((everywhere.count(p) for p in everywhere if last is not None and p.last > last.last), default=0)
    return last is not None and everywhere.count(last) >= 2 * behind


def _spans_told(body: list[Sentence], everywhere: list[Months], ground: Ground) -> list[Months]:
    """The spans of several months among those of a text, where the first trade told of late ones is of such: 今年1—6月, before 7月当月…, and
    behind 2011年全县出口只有1.2亿美元."""
    late = ground.published_month - _STALE
    told = (_named_periods([s], ground) for s in body if _trade_told(s) is not None)
    fresh = ([p for p in named if p.last >= late] for named in told)
    leading = [p for p in next((named for named in fresh if named), []) if p.length > 1]
    spans = [p for p in everywhere if p.length > 1]
    if not leading:
        return []
    later = max((spans.count(p) for p in spans if p.last > leading[0].last), default=0)
    return leading[:1] if spans.count(leading[0]) >= 2 * later else spans  # 去年…, and 头两个月… at the end


_STALE = 4  # months after which a release is of others than those that ended then, where it names any


def _tells(sentence: Sentence) -> bool:
    return not sentence.kinds.keys().isdisjoint(("flow", "customs"))


def _named_periods(sentences: list[Sentence], ground: Ground) -> list[Months]:
    """The months that sentences name, as far as they had ended when the release came out; 九月的北滘, said in September, is no month of
    the year before."""
    running = ground.published.month
    named = [
        ground.months(m.period, None)
        for s in sentences
        for m in s.of("period")
        if m.period.kind == "period" and not (m.period.year is None and m.period.first == m.period.last == running)
    ]
    return [months for months in named if months is not None and months.last < ground.published_month]
