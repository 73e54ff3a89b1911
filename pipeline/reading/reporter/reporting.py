"""Who reports: the region whose trade a release tells of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline import vocabulary
from pipeline.reading.frames.leads import (
    BELOW_NATION,
    home_of_lead,
    in_whole,
    lead_of,
    lies_in,
    of_province,
    owner_of,
    province_in_lead,
)
from pipeline.reading.frames.owners import STATEMENTS, has_figure, is_chinese
from pipeline.reading.frames.placing import MUNICIPALITIES
from pipeline.reading.reporter.reporters_implied import city_of_zone, nation_by_people, owner_implied, place_of_zone
from pipeline.reading.reporter.weighing import cities_told_of, nation_by_currency, tells_price
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.topics.topics import topics
from pipeline.reading.words.mentions import Mention, Sentence, word_behind

_WHERE = frozenset(
    {"in", "at", "near", "from", "of", "outside", "around", "to", "into", "inside", "through", "on", "by"}
)
_NATION_BESIDE = 9  # what the nation's name weighs at most beside a region's, unless it stands in the headline
_LAST = 1_000  # the place in order of a region that only its customs stand for
_IMPLIED = 4  # what a region weighs that the first figures are only let understand to be of
# "Main economic indicators of Jiaxing", "inside Hangzhou's online trade experiment", in a headline.
_OF = frozenset({"of", "inside"})
_NEAR = 18  # tokens, an aside among them: "the circle, by which officials mean ..., traded"


def _statements_of(body: list[Sentence]) -> list[Sentence]:
    """The first sentences that tell a figure of a named place's trade, after the first four of the text."""
    found: list[Sentence] = []
    for sentence in body[4:]:
        if len(found) == STATEMENTS:
            break
        kinds = sentence.kinds
        if "flow" in kinds and ("region" in kinds or "chinese" in sentence.said) and has_figure(sentence):
            found.append(sentence)
    return found


@dataclass(slots=True)
class _Weights:
    """What speaks for each region that is named."""

    of: Counter[str] = field(default_factory=Counter)
    owned: Counter[str] = field(default_factory=Counter)  # of which by owning a flow
    order: dict[str, int] = field(default_factory=dict)  # of the first mention
    homes: Counter[str] = field(default_factory=Counter)  # "the city", "the province"

    def add(self, code: str, weight: int) -> None:
        self.of[code] += weight
        self.order.setdefault(code, len(self.order))

    def add_owner(self, code: str, weight: int) -> None:
        self.owned[code] += weight
        self.add(code, weight)


def reporter(title: list[Sentence], body: list[Sentence]) -> str | None:
    """The region that the release reports on, None where nothing says whose trade it is.

    A region named in the headline weighs most, then one that owns a flow in the opening or in the first sentences with a
    figure, then mentions anywhere; the place where something stands or is said ("on the quay at Taicang", "came out of
    Beijing") weighs least. "The city" or "the province" in the text rules the nation out.
    """
    weights = _Weights()
    whole, body = body, [s for s in body if not tells_price(s)]
    opening = body[:4]
    _weigh(weights, title, _OWNS_TITLE, 10)
    _weigh(weights, opening, 6, 3)
    told = _statements_of(body)
    _weigh(weights, told, 4, 2)
    counted = {id(s) for s in told}
    for sentence in body[4:]:
        if id(sentence) in counted:
            continue
        for mention in sentence.of("home"):
            weights.homes[mention.code] += 1
        for mention in sentence.of("region"):
            weights.add(mention.code, 1)
    _gather(weights.of, weights.owned, weights.order)
    if not +weights.owned and (implied := owner_implied(body)) is not None:
        weights.add_owner(implied, _IMPLIED)
    title_codes = {meaning.code for s in title for m in s.mentions if (meaning := m.means("region"))}
    _give_to_provinces(weights, title_codes)
    if any(t.home == "region" for s in title for t in topics(s)):
        for code in weights.of:
            weights.of[code] += 20 if code.startswith("CN/") else 0
    named = _named_in(title)
    lead = lead_of(body)
    # whatever province a chapter of it tells of: "Harbin Customs reported that the province's commerce with its neighbour amounted to"
    all_national = weights.owned["CN"] >= 8 and set(+weights.owned) == {"CN"}
    national = all_national and (lead is None or owner_of(lead) == "CN")
    if named and national and BELOW_NATION.isdisjoint(weights.homes):
        return "CN"  # "The container barber of Ningbo has a point": a story told there, of the nation's trade
    if weights.owned["CN"] and (_two_apart(title) or _of_its_places(title)):
        return "CN"
    if lead is not None and _told_as_nations(title, lead):
        return "CN"
    if named:
        return _cluster_of(named[0], title, opening) or _wider_than(named[0], title, lead, body) or named[0]
    if lead is not None and (home := home_of_lead(lead, body)) is not None:
        return home
    if _opens_as_chinas(title, body):
        return "CN"
    most = max((weight for code, weight in weights.owned.items() if code != "CN"), default=0)
    if lead is None and weights.owned["CN"] >= max(8, 2 * most):
        return "CN"  # a story told from a place, whose figures are the nation's above all
    if lead is not None and national:
        return "CN"  # the first sentences with figures are all the nation's, whatever place the story is told from
    owner = owner_of(lead) if lead is not None else None
    if owner is not None and owner.startswith("CN/") and not any(weights.owned[c] for c in _before(weights, owner)):
        return owner  # "The nine mainland cities of the Greater Bay Area posted", however often its members are told of
    if not weights.of:
        if not BELOW_NATION.isdisjoint(weights.homes):
            return None  # "the region's imports and exports", of a region that only the letterhead names
        return (
            place_of_zone((*title, *body)) or nation_by_currency((*title, *whole)) or nation_by_people((*title, *whole))
        )
    if lead is not None and owner_of(lead) == "CN" and "CN" in weights.of and not weights.homes.keys() & BELOW_NATION:
        weights.of["CN"] += 3  # the first trade that is told
    found = min(
        weights.of, key=lambda c: (-weights.of[c], c == "CN", -weights.owned[c], weights.order.get(c, _LAST), c)
    )
    if (city := city_of_zone(title, found)) is not None:
        return city
    below = weights.homes["city"] or weights.homes["province"]  # "the region" may be that of a bloc
    if (
        found == "CN"
        and owner != "CN"
        and not all_national
        and below > weights.homes["nation"]
        and (office := _only_office((*title, *whole)))
    ):
        return _province_or_city(weights, office, lead, body)  # "Chongqing Customs put out ... of the municipality"
    if _only_passed(weights, found, title_codes, (*title, *whole)):
        offices = _offices((*title, *whole))
        if len(offices) == 1:
            return _province_or_city(
                weights, offices.pop(), lead, body
            )  # "the trade returns compiled by Zhoushan Customs"
        if not offices and (place := place_of_zone((*title, *body))) is not None:
            return place
        if not offices and BELOW_NATION.isdisjoint(+weights.homes) and _of_china(weights, (*title, *whole)):
            return "CN"
    return _province_or_city(weights, found, lead, body)


def _two_apart(title: list[Sentence]) -> bool:
    """Whether a headline tells of two cities of different provinces together: "Changsha and Xuzhou ride the export wave", "Shanghai keeps
    its crown, and Shenzhen closes in"."""
    return any(
        sentence.words(a.last, b.first)[-1:] == ["and"]
        and (b.first == a.last + 1 or (a.first == 0 and sentence.low[b.first - 2] == ","))
        and a.code.partition("/")[0] != b.code.partition("/")[0]
        and not a.code.startswith("CN/")
        and all("/" in m.code or m.code in MUNICIPALITIES for m in (a, b))
        for sentence in title
        for a, b in pairwise(sentence.of("region"))
    )


_PLACES = frozenset({"cities", "provinces", "counties", "ports"})


def _of_its_places(title: list[Sentence]) -> bool:
    """Whether a headline names no place but China, whose cities or provinces it tells of: "China's ten biggest trading cities"."""
    named = [(s, m) for s in title for m in s.of("region")]
    return (
        len(named) == 1
        and named[0][1].code == "CN"
        and not _PLACES.isdisjoint(named[0][0].words(named[0][1].last, named[0][1].last + 5))
    )


def _told_as_nations(title: list[Sentence], lead: Sentence) -> bool:
    """Whether the headline tells of the nation's trade and of no other region's, and the first figure is the nation's, whatever places the
    text goes on to: "Hebei mills look abroad as China's steel exports ease", above "China began the year by exporting 9.74 Mt"."""
    owners = {c for s in title for t in topics(s) if t.flows or t.weak_flow for c in t.codes.get("region", ())}
    titled = {m.code for s in title for m in s.of("region")}
    if owners != {"CN"} and not (titled == {"CN"} and not owners):
        return False
    named = [m.code for m in lead.mentions if m.kind in ("region", "home")]
    if named[:1] in (["CN"], ["nation"]):
        return owners == {"CN"}
    # "the factories of Chongqing, Jiangmen and Taizhou sent more machines abroad than ever: 13.38 million motorcycles left China"
    return titled == {"CN"} and "CN" in named and len({*named} - {"CN"}) > 1


_FIRST = 3  # sentences with figures


def _opens_as_chinas(title: list[Sentence], body: list[Sentence]) -> bool:
    """Whether the first figures are of no place within China and one of them, or the headline, of Chinese goods or of China, whatever
    provinces are told of behind them: "American buyers spent 13.24 billion dollars on Chinese batteries. ... Fujian was the leading
    province of origin"."""
    titled = any("chinese" in s.said for s in title) and not any(s.of("region") for s in title)
    first = _FIRST - titled  # under "Chinese tile exporters earn more", one fewer
    told = [s for s in body if "flow" in s.kinds and has_figure(s)][:first]
    if len(told) < first or not any("chinese" in s.said or _names_nation(s) for s in (*title, *told)):
        return False
    return not any(
        (m.kind == "region" and m.code != "CN") or (m.kind == "home" and m.code in BELOW_NATION)
        for s in told
        for m in s.mentions
    )


def _names_nation(sentence: Sentence) -> bool:
    """Whether a sentence names China, and not only its customs, or speaks of "the nation"."""
    return any(m.code == "CN" and m.grade != "customs" for m in sentence.of("region")) or any(
        m.code == "nation" for m in sentence.of("home")
    )


def _offices(said: Iterable[Sentence]) -> set[str]:
    """The regions of the customs offices that a text names."""
    return {m.code for s in said for m in s.of("region") if m.grade == "customs"}


def _only_office(said: Iterable[Sentence]) -> str | None:
    """The region of the customs offices that a text names, where that is one and not the nation."""
    offices = _offices(said) - {"CN"}
    return offices.pop() if len(offices) == 1 else None


def _before(weights: _Weights, code: str) -> list[str]:
    """The regions that a text names before another."""
    order = weights.order
    return [c for c in order if order[c] < order.get(code, _LAST)]


def _only_passed(weights: _Weights, found: str, in_title: set[str], said: Sequence[Sentence]) -> bool:
    """Whether a place is only where somebody is met or something stands: "said the owner of a zipper plant in Wenzhou"."""
    if found.startswith("CN/") or found == "CN" or weights.owned[found] or found in in_title:
        return False
    if any(weights.owned[code] for code in weights.owned if code != "CN"):
        return False
    # but for "In 2024 Sichuan shipped laptops"
    named = [(s, m) for s in said for m in s.of("region") if m.code == found and m.grade != "customs"]
    if any(word_behind(s, m) == "customs" for s, m in named):
        return False  # "the trade returns compiled by Zhoushan Customs"
    return bool(named) and all(not _trades(s) or _stands_there(s, m) for s, m in named)


def _trades(sentence: Sentence) -> bool:
    """Whether a sentence is about trade: not one that only signs contracts to supply."""
    strong = any(m.grade != "weak" for m in sentence.of("flow"))
    return strong or ("flow" in sentence.kinds and "other_topic" not in sentence.kinds)


def _of_china(weights: _Weights, said: Sequence[Sentence]) -> bool:
    """Whether a text speaks of China or of "the country", or counts in yuan."""
    return (
        "CN" in weights.of
        or bool(weights.homes["nation"])
        or any("chinese" in s.said for s in said)
        or nation_by_currency(said) is not None
    )


def _stands_there(sentence: Sentence, place: Mention) -> bool:
    """Whether a place is only where something is: "in Wenzhou", "outside the city of Zibo"."""
    lead = sentence.words(place.first - 2, place.first)
    return not _WHERE.isdisjoint(lead) and lead[-1].isalpha()  # not "In 2024 Sichuan shipped"


def _named_in(title: list[Sentence]) -> list[str]:
    """The regions that a headline names as what it is about; before a city the province whose trade it moves ("Wuhu's car carriers
    pull Anhui's first-quarter trade to 252.3b yuan")."""
    named = [
        (c, bool(t.flows) and any(m.first >= t.last for m in s.of("quantity")))
        for s in title
        for t in topics(s)
        for c in t.codes.get("region", [])[:1]
        if c != "CN"
        and (t.flows or not _is_where(s, t, _OF))
        and not lies_in(s, t)
        and _EVENTS.isdisjoint(s.words(t.last, t.last + 1))
    ]
    if named and not named[0][1]:
        owner = next((c for c, told in named if told and named[0][0].startswith(f"{c}/")), None)
        return [*([owner] if owner is not None else []), *(c for c, _ in named)]
    return [c for c, _ in named]


_EVENTS = frozenset(
    {"fair", "expo", "forum", "summit", "conference", "meeting", "exhibition"}
)  # "Ningbo fair puts spotlight on"


def _province_or_city(weights: _Weights, found: str, lead: Sentence | None, body: list[Sentence]) -> str:
    """The province of the city that was found, or the city of the province, where "the province" or "the city" is all that is said."""
    province = found.partition("/")[0]
    if (
        "/" in found
        and province != "CN"
        and weights.homes["province"] > weights.homes["city"]
        and (not weights.owned[found] or (lead is not None and of_province(lead, found, body) is not None))
    ):
        return province  # "the province" all along, and the one city that is named only a part of it
    first = weights.order.get(found, _LAST)
    owning = [c for c in weights.owned if weights.owned[c] and c.startswith(found + "/") and weights.order[c] < first]
    if found not in MUNICIPALITIES and len(owning) == 1 and not (weights.owned[found] or weights.homes["province"]):
        return owning[0]  # "Zhoushan's foreign trade had grown", in a story that names other cities of Zhejiang
    if (
        "/" not in found
        and found not in MUNICIPALITIES
        and weights.homes["city"]
        and not (weights.homes["province"] or weights.homes["region"])
    ):
        seats = {code for s in body for m in s.of("region") if m.grade == "customs" and (code := _seat(s, m))}
        cities = [c for c in weights.order if c.startswith(found + "/") and c not in seats]
        if len(cities) == 1 and (not weights.owned[found] or weights.order[cities[0]] < weights.order[found]):
            return cities[0]  # "ZHOUSHAN, made up of islands off the Zhejiang coast ... the city's imports and exports"
    return found


def _wider_than(named: str, title: list[Sentence], lead: Sentence | None, body: list[Sentence]) -> str | None:
    """The province that the lead is about, where the headline only names a city of it and no flow of the city's."""
    for sentence in title:
        for place in sentence.of("region"):
            if place.code == named and any(
                _OWNING.issuperset(sentence.words(place.last, m.first))
                for m in sentence.of("flow")
                if m.first >= place.last
            ):
                return None  # "Guiyang's foreign trade", "Guiyang exports"
    around = named.partition("/")[0]
    if lead is not None and around != named and _owns_in(title, around):
        homes = {m.code for m in lead.of("home")} | {m.code for m in lead.of("region")}
        if named not in homes and not homes.isdisjoint(("province", around)):
            return around  # "Xi'an's chip makers keep Shaanxi's trade humming"
    return province_in_lead(named, lead, body)


def _owns_in(title: list[Sentence], region: str) -> bool:
    """Whether a headline names a flow of a region."""
    return any(t.flows and t.codes.get("region") == [region] for s in title for t in topics(s))


_OWNING = frozenset({"'s", "’s", "foreign", "total", "goods", "overall"})


def _weigh(weights: _Weights, sentences: list[Sentence], owning: int, named: int) -> None:
    """Add what sentences say: ``owning`` for a region that owns a flow, ``named`` for one that is only named."""
    for sentence in sentences:
        about = topics(sentence)
        for mention in sentence.of("region"):
            if mention.grade == "customs":
                for code in (mention.code, _seat(sentence, mention)):
                    if code is not None:
                        weights.of[code] += min(named, 2)
        if is_chinese(sentence):
            weights.add_owner("CN", owning)
        for number, topic in enumerate(about):
            if topic.home:
                weights.homes[topic.home] += 1
            codes = topic.codes.get("region", [])
            for code in codes:
                city = next((c for c in weights.order if c.startswith(code + "/")), None)
                if city is not None and lies_in(sentence, topic):
                    # "Yiwu ... the county-level city in Zhejiang sold"
                    weights.add_owner(city, owning if topic.flows or _deals(sentence, about, number) else named)
                    continue
                if "/" not in code and code not in MUNICIPALITIES and not topic.flows and lies_in(sentence, topic):
                    weights.add(code, 1)  # "Hardware city in central Zhejiang ships to 200 markets"
                elif in_whole(sentence, topic):
                    weights.add(code, 1)
                elif (
                    len(codes) == 1
                    and (topic.flows or _deals(sentence, about, number))
                    and not lies_in(sentence, topic)
                ):
                    weights.add_owner(code, owning)
                else:
                    weights.add(code, 1 if len(codes) > 1 or _is_where(sentence, topic) else named)


def _give_to_provinces(weights: _Weights, in_title: set[str]) -> None:
    """Count cities for their provinces where the text is not the city's, and the nation for little beside a region."""
    of, owned, order, homes = weights.of, weights.owned, weights.order, weights.homes
    for city, province in cities_told_of(of, in_title):
        earlier = order.get(city, _LAST) < order.get(province, _LAST)  # of as many, the one named first
        told = owned[city] > owned[province] or (owned[city] == owned[province] > 0 and earlier)
        if not (told and homes["city"] + earlier >= homes["province"]):
            of[province] += of[city]
    local = homes["city"] + homes["province"]
    if local == 1 and owned["CN"] >= _OWNS_TITLE and not any(c != "CN" for c in in_title):
        return  # "Provincial customs offices have so far published", under "China commodity trade: September round-up"
    if "CN" in of and (local or of["CN"] < _OWNS_TITLE):
        of["CN"] = min(of["CN"], 5 if local else _NATION_BESIDE)


_OWNS_TITLE = 14  # the weight of a region that owns a flow in the headline


def _cluster_of(named: str, title: list[Sentence], opening: list[Sentence]) -> str | None:
    """The cluster whose trade the text opens with, where the headline only names a member and no flow of its ("Hebei sets the
    pace as capital region's trade grows"), or that the text opens with at all, where the headline names several members."""
    regions = vocabulary.codes("region")
    titled = {m.code for s in title for m in s.of("region")}
    for cluster in (m.code for s in opening[:2] for m in s.of("region") if m.code.startswith("CN/")):
        if cluster in regions and len(titled & {m.code for m in regions[cluster].members}) > 1:
            return cluster  # "Two of three: Tianjin and Hebei grow", above "Take the Beijing-Tianjin-Hebei cluster"
    if any(t.flows and named in t.codes.get("region", ()) for s in title for t in topics(s)):
        return None
    own = (t for s in opening for t in topics(s) if t.flows or t.weak_flow)  # "harm to the business of the nine cities"
    first = next((t.codes["region"] for t in own if "region" in t.codes), [])
    if len(first) != 1 or not first[0].startswith("CN/"):
        return None
    return first[0] if named in [m.code for m in regions[first[0]].members] else None


def _gather(weights: Counter[str], owned: Counter[str], order: dict[str, int]) -> None:
    """A cluster of which every member is named is what the text is about, unless a member's trade is told of before it is named."""
    regions = vocabulary.codes("region")
    first = next(iter(owned), None)
    for code in [c for c in weights if c.startswith("CN/")]:
        members = [m.code for m in regions[code].members] if code in regions else []
        later = first in members and order[first] < order[code]
        if len(members) > 1 and not later and all(m in weights for m in members):
            weights[code] += max(weights[m] for m in members)
            order[code] = -1


def _deals(sentence: Sentence, about: list[Topic], number: int) -> bool:
    """Whether a place is the subject of a verb of trade, with a figure: "By the end of July Qingdao had imported and exported"."""
    topic = about[number]
    if not has_figure(sentence):
        return False
    if "other_topic" in sentence.kinds and all(m.grade == "weak" for m in sentence.of("flow")):
        return False  # "CRRC Zhuzhou signed a contract worth 2.3 billion yuan to supply metro trains"
    if "left" in sentence.words(topic.first - 1, topic.first):
        return True  # "Lithium batteries worth 83.6 billion yuan left Ningde for foreign markets"
    if _is_where(sentence, topic):
        return False
    if topic.weak_flow:
        return True
    following = about[number + 1 :]
    return any(t.verb and "region" not in t.codes and t.first - topic.last <= _NEAR for t in following[:2])


def _is_where(sentence: Sentence, topic: Topic, but: frozenset[str] = frozenset()) -> bool:
    """Whether a topic only names the place of something: "at Taicang", "out of Beijing"."""
    place = next((m.first for m in topic.mentions if m.kind == "region"), topic.first)
    cluster = topic.codes["region"][0].startswith("CN/") if "region" in topic.codes else False
    # "at the Horgos dry port"
    before = place - 1 if sentence.words(place - 1, place) == ["the"] and not cluster else place
    return not topic.flows and bool((_WHERE - but) & set(sentence.words(before - 1, before)))


def _seat(sentence: Sentence, office: Mention) -> str | None:
    """The city that a customs office is named after, where the figures that it publishes are a province's."""
    name = sentence.tokens[office.first].text
    code = f"{office.code}/{name}"
    return code if "/" not in office.code and code in vocabulary.codes("region") else None
