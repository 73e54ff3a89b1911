"""Names of places that mean one only in a release of its province: 鼓楼区 is a district of four cities, 德化 a county or a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from pipeline import vocabulary
from pipeline.reading.words.lexicon import Meaning
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.zh.zones import of_province, one_of_them

_COUNTY = re.compile("(?<=..)(?:自治[县旗]|[县市区旗])$")


def short_names(sentences: Iterable[Sentence], text: str) -> dict[str, tuple[Meaning, ...]]:
    """What the counties that are named in full are called for short elsewhere in the text, 安吉, where 安吉县 is told of; those of
    the cities told of whose trade is told by that name alone: 石狮进出口49.3亿元, in a text about 泉州; the one whose name a text that
    says 全县 has again and again; 新区, for the only one told of; and 西永一家, a zone of several, where 西永综保区 is told of."""
    found: dict[str, tuple[Meaning, ...]] = {}
    new_areas: dict[str, tuple[Meaning, ...]] = {}
    zones: dict[str, tuple[Meaning, ...]] = {}
    regions = vocabulary.codes("region")
    cities: set[str] = set()
    for sentence in sentences:
        for mention in sentence.of("zone"):
            for name in one_of_them(sentence.tokens[mention.first].text, text):
                zones[name] = mention.meanings
        for mention in (*sentence.of("region"), *sentence.of("place")):
            if "/" not in mention.code:
                continue
            if (full := sentence.tokens[mention.first].text).endswith(_NEW_AREA):
                new_areas[full] = mention.meanings
            if regions[mention.code].kind != "county":
                cities.add(mention.code)
                continue
            short = _COUNTY.sub("", full)
            if short != full and short not in found and text.count(short) > text.count(full):
                found[short] = mention.meanings
    for city in cities:
        for short, code in _counties_of(city):
            if short not in found and any(short + word in text for word in _TRADE):
                found[short] = (Meaning("region", code, ""),)
        while named := _named_before(_counties_of(city), found, text):
            found |= named
    if not found and (county := _county_told(text)) is not None:
        found[county[0]] = (Meaning("region", county[1], ""),)
    if len(new_areas) == 1 and _only_that(text, *new_areas):
        found[_NEW_AREA] = next(iter(new_areas.values()))
    return found | zones


def _named_before(
    counties: tuple[tuple[str, str], ...], found: dict[str, tuple[Meaning, ...]], text: str
) -> dict[str, tuple[Meaning, ...]]:
    """The further counties that a text names in one list with those found, before them: 海门、如皋出口分别增长16.4%和9.8%."""
    return {
        short: (Meaning("region", code, ""),)
        for short, code in counties
        if short not in found and any(f"{short}{sign}{other}" in text for other in found for sign in "、和及与")
    }


_OFTEN = 3  # times that a county's short name stands in a text about it


def _county_told(text: str) -> tuple[str, str] | None:
    """The one county whose trade a text tells by its short name, which it has in its first line and again and again, and its code:
    安吉一季度外贸进出口突破百亿元…全县…安吉出口33.4亿元; or that opens the headline of one that says 全县: 海盐去年外贸稳中有升."""
    title = text.partition("\n")[0]
    counties = _all_counties()
    if "全县" in text:
        told = {
            (short, code)
            for short, code in counties.items()
            if short in title and text.count(short) >= _OFTEN and any(short + word in text for word in _TRADE)
        }
        if told:
            return told.pop() if len(told) == 1 else None
    start = len(_DATED.match(title)[0])
    when = _WHEN.search(title, start)
    opening = title[start : when.start()] if when is not None else ""
    code = counties.get(opening)
    return (opening, code) if code is not None and _says_whole(code, text) else None


def _says_whole(code: str, text: str) -> bool:
    """Whether a text says 全县 or 我县 of a county, 全区 of a district, 全市 of a city that is a county."""
    region = vocabulary.codes("region")[code]
    kind = "区" if region.kind == "district" else region.name_zh[-1]
    return f"全{kind}" in text or f"我{kind}" in text


_DATED = re.compile(r"(?:去年|今年|\d{4}年)?(?:上半年|前?[一二三四\d]个?季度|(?:前|\d+[-—–~至])?\d+个?月份?)?")
_WHEN = re.compile(r"去年|今年|前[\d一二三四五六七八九十]|上半年|[一二三四\d]季度|\d|外贸|进出口|出口|进口")


@cache
def _all_counties() -> dict[str, str]:
    """All counties and districts by what they are called for short, where no other place is."""
    regions = vocabulary.codes("region").values()
    counts = Counter(_COUNTY.sub("", r.name_zh) for r in regions)
    named = [(_COUNTY.sub("", r.name_zh), r.code) for r in regions if r.kind in ("county", "district")]
    return {short: code for short, code in named if len(short) > 1 and counts[short] == 1}


_NEW_AREA = "新区"
_ANY_AREA = re.compile("(?<!高)新区")
_AREA_ALONE = re.compile(r"[\W\d]|[年月日度在占的该全个来是]")


def _only_that(text: str, full: str) -> bool:
    """Whether 新区 stands for the one that is named in full wherever it stands alone: 2018年，新区进出口1932.6亿元."""
    alone = [m.start() for m in _ANY_AREA.finditer(text) if not text.endswith(full, 0, m.end())]
    return bool(alone) and all(_AREA_ALONE.match(text[start - 1 : start] or " ") for start in alone)


_FLOWS = ("进出口", "出口", "进口", "外贸")
_TRADE = (
    *_FLOWS,
    *(verb + flow for verb in ("实现", "完成", "累计", "共实现") for flow in _FLOWS),
)  # 海盐实现进出口总额11.86亿美元


@cache
def _counties_of(city: str) -> tuple[tuple[str, str], ...]:
    """The counties of a city, by what they are called for short; but those whose short name is that of another place."""
    regions = vocabulary.codes("region").values()
    other = {_COUNTY.sub("", r.name_zh) for r in regions if r.kind != "county"}
    named = [(_COUNTY.sub("", r.name_zh), r.code) for r in regions if r.kind == "county" and city in r.parents]
    return tuple((short, code) for short, code in named if len(short) > 1 and short not in other)


def settle_places(sentences: Iterable[Sentence], reporter: str | None) -> bool:
    """Read the names of the sentences that the reporter's province makes plain; whether there were any.

    Those that stay a "place" name nothing that is known.

    >>> from pipeline.reading.zh.scan import scan
    >>> said = [scan("鼓楼区出口2亿元", 0, 9) for _ in range(3)]
    >>> [settle_places(s, code) for s, code in zip(said, ("CN-FJ", "CN-JS/Xuzhou", "CN-JS"))]
    [True, True, False]
    >>> [s[0].mentions[0].code for s in said[:2]]
    ['CN-FJ/Gulou', 'CN-JS/Xuzhou Gulou']
    """
    settled = False
    for sentence in sentences:
        if "zone" in sentence.kinds and reporter is not None and reporter.startswith("CN-"):
            _settle_zones(sentence, reporter)
        if "place" not in sentence.kinds:
            continue
        mentions: list[Mention] = []
        for mention in sentence.mentions:
            if mention.kind == "place":
                mention = _settled(mention, mentions, reporter)
                settled = settled or mention.kind == "region"
            mentions.append(mention)
        sentence.hold(mentions)
    return settled


def _settle_zones(sentence: Sentence, reporter: str) -> None:
    """重庆综合保税区, where Chongqing reports, is no zone of that name but all of them."""
    own = of_province(reporter.partition("/")[0])
    if any(m.code == own for m in sentence.kinds["zone"]):
        sentence.hold(replace(m, code="customs_supervised") if m.code == own else m for m in sentence.mentions)


def _settled(mention: Mention, before: list[Mention], reporter: str | None) -> Mention:
    city = next((m.code for m in reversed(before) if m.kind == "region" and m.code != "CN"), None)
    beside = city if city is not None and before[-1].kind == "region" and before[-1].last == mention.first else None
    for within in (beside, reporter, city if city and reporter and city.startswith(reporter) else None):
        found = _bearers(mention, within)
        if len(found) == 1:
            return Mention("region", found[0], "local", mention.first, mention.last, meanings=mention.meanings)
    other = next((m for m in mention.meanings if m.grade != "local"), None)
    if other is not None and other.kind == "region":  # 江北区, which is one of Chongqing's too
        return Mention("region", other.code, other.grade, mention.first, mention.last, meanings=mention.meanings)
    return mention


def _bearers(mention: Mention, within: str | None) -> list[str]:
    """The counties of that name in a city, else in its province."""
    if within is None or within == "CN":
        return []
    codes = [m.code for m in mention.meanings if m.grade == "local"]
    regions = vocabulary.codes("region")
    nearest = [c for c in codes if within in regions[c].parents]
    return nearest or [c for c in codes if c.partition("/")[0] == within.partition("/")[0]]


def county_of_site(site: str, city: str | None) -> str | None:
    """The county whose name that of a site, or a headline, has in it, of a ``city`` or of them all, where there is one: what
    我县 is there.

    >>> county_of_site("竹乡安吉政务服务台", "CN-ZJ/Huzhou"), county_of_site("湖州在线", "CN-ZJ/Huzhou")
    ('CN-ZJ/Anji', None)
    >>> county_of_site("安吉外贸增长一成", None)
    'CN-ZJ/Anji'
    """
    counties = [
        r
        for r in vocabulary.codes("region").values()
        if r.kind in ("county", "district") and (city is None or city in r.parents)
    ]
    named = [r.code for r in counties if len(short := _COUNTY.sub("", r.name_zh)) > 1 and short in site]
    return named[0] if len(named) == 1 else None


def city_of(code: str) -> str | None:
    """The city that a region is or belongs to.

    >>> city_of("CN-FJ/Dehua"), city_of("CN-FJ/Quanzhou"), city_of("CN-BJ/Haidian")
    ('CN-FJ/Quanzhou', 'CN-FJ/Quanzhou', None)
    """
    entry = vocabulary.codes("region").get(code)
    if entry is None or entry.kind != "county":
        return code if "/" in code else None
    return entry.parents[0] if "/" in entry.parents[0] else None
