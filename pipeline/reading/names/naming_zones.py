"""Zones by less than their names: "the zone", "the zones", "the Jiangjin zone", "Lianglu-Guoyuangang" in a row of them."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.reading.frames.frames import Context, Frame, altered
from pipeline.reading.topics.unmeant_places import is_office
from pipeline.reading.words.lexicon import THE_ZONE
from pipeline.reading.words.mentions import Mention, Sentence, as_a_whole, possessive

_ALL = frozenset({"all", "these", "together"})


def _name_area(sentence: Sentence) -> None:
    """ "The Qingdao area", in a text of a pilot zone that lies in several cities, is what of the zone lies there."""
    covered = sentence.covered()
    found = [
        Mention("zone", _PILOT, "", m.last, m.last + 1)
        for m in sentence.of("region")
        if "/" in m.code and sentence.words(m.last, m.last + 1) == ["area"] and m.last not in covered
    ]
    if found:
        sentence.add(found)


def name_zone(sentence: Sentence, context: Context) -> None:
    """ "The zone", and the first word of its name, stand for the zone last named, "the zones" for the bonded zones told of together."""
    if context.zone is None and not context.zones and not sentence.of("zone"):
        return
    if context.zone is None or context.zone in _KINDS:
        context.zone = kind_told(sentence) or context.zone
    if any(m.code == _BONDED for m in sentence.of("zone")) and not _SEVERAL.isdisjoint(sentence.said):
        context.zones = True
    elif context.zones and not _SEVERAL.isdisjoint(sentence.said):
        _name_counted(sentence)
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "zone" and mention.grade == "named":
            if is_office(sentence, mention):
                continue
            context.zone = mention.code
            if context.section.zone == _BONDED and "bonded" in mention.code:
                # "A bonded zone that punches above its weight" heads what is told of the one that is named
                context.section = altered(context.section, zone=mention.code)
        elif mention.code == _PILOT and context.zone is None and sentence.low[mention.last - 1] == "zone":
            context.zone = _PILOT
        elif (
            mention.code == THE_ZONE
            and sentence.low[mention.last - 1] == "zones"
            and ("bonded" in sentence.said or context.zones)
        ):
            sentence.correct(index, replace(mention, code=_BONDED))  # "The bonded zones did 90 billion yuan"
            context.zones = True
        elif context.zone is not None and (mention.code == THE_ZONE or _is_the_one(sentence, mention, context.zone)):
            sentence.correct(index, replace(mention, code=context.zone))
        elif (
            mention.kind == "region"
            and context.zone is not None
            and mention.last - mention.first == 1
            and sentence.low[mention.first] == context.zone.split("_")[0]
            and "/" not in mention.code
            and not (mention.code == context.article.region and _owns_flow(sentence, mention))
            and not as_a_whole(sentence.low, mention.last)
        ):
            sentence.correct(index, replace(mention, kind="zone", code=context.zone, meanings=()))
    if context.zone == _PILOT and "area" in sentence.said:
        _name_area(sentence)
    if context.zone is not None and "bonded" in context.zone and "zones" in sentence.said:
        covered = sentence.covered()
        extra = [
            Mention("zone", "customs_supervised", "", n, n + 1)
            for n in sentence.places("zones")
            if n not in covered and not _ALL.isdisjoint(sentence.words(n - 3, n))
        ]
        if extra:  # "All six zones together traded 428.1 billion yuan"
            sentence.add(extra)
    if any(m.code == THE_ZONE for m in sentence.of("zone")):
        sentence.hold([m for m in sentence.mentions if m.code != THE_ZONE])
    if context.zone in _KINDS:
        return
    if context.zone is not None and (name := context.zone.split("_")[0]) in sentence.said:
        covered = sentence.covered()
        extra = [
            Mention("zone", context.zone, "", n, n + 1)
            for n, t in enumerate(sentence.tokens)
            if t.low == name and t.text[0].isupper() and n not in covered
        ]
        if extra:
            sentence.add(extra)


_SEVERAL = frozenset({"zones", "areas"})
_COUNTS = frozenset("two three four five six seven eight nine ten eleven twelve dozen both such these".split())


def _name_counted(sentence: Sentence) -> None:
    """Zones that are only counted are the bonded ones told of: "Comprehensive bonded zones were a bright spot. Trade by the
    province's three zones"."""
    covered = sentence.covered()
    extra = [
        Mention("zone", _BONDED, "", n, n + 1)
        for n, word in enumerate(sentence.low)
        if n and word in _SEVERAL and n not in covered and _counted(sentence.low[n - 1])
    ]
    if extra:
        sentence.put(extra)


def _counted(word: str) -> bool:
    return word in _COUNTS or (word.isdigit() and len(word) < 3)


# Kinds of zones of which a region has one that goes by its kind: "Zhejiang's free trade zone turns five. The zone's foreign trade ..."
_KINDS = frozenset({"free_trade_zone", "free_trade_port"})


def kind_told(sentence: Sentence) -> str | None:
    """The kind of the one zone that a sentence names by its kind alone, "the China (Zhejiang) Pilot Free Trade Zone"."""
    named = [m for m in sentence.of("zone") if m.code in _KINDS and sentence.low[m.last - 1] in ("zone", "port", "ftz")]
    return named[0].code if len(named) == 1 else None


def _owns_flow(sentence: Sentence, place: Mention) -> bool:
    """Whether a place has a flow, so that it is the place: "Shaanxi's foreign trade", behind the Shaanxi Pilot Free Trade Zone."""
    owned = place.last + (possessive(sentence.low, place.last))
    return any(m.first == owned for m in sentence.of("flow"))


_BONDED = "customs_supervised"
_PILOT = "free_trade_zone"
_ONE_ZONE = frozenset({"zone", "area", "port", "park"})


def _is_the_one(sentence: Sentence, mention: Mention, zone: str) -> bool:
    """Whether bonded zones in the singular are the one that was named: "the bonded port area's portion of the municipal total"."""
    return (
        mention.code == _BONDED
        and "bonded" in zone
        and sentence.low[mention.last - 1] in _ONE_ZONE
        and sentence.words(mention.first - 1, mention.first) in (["the"], ["this"])
    )


_KIND = re.compile(r"_((?:comprehensive_)?(?:integrated_)?bonded_\w+|free_trade_port\w*|export_processing_zone)$")
_USUAL = "comprehensive_bonded_zone"  # what most bonded zones are, and have become
_NAMES = 3  # words of a zone's name at most
_BEFORE_NAME = frozenset({",", ";", "and", "while", "from", "in", "with", "by"})


def name_short_zones(sentence: Sentence, context: Context) -> None:
    """ "The Jiangjin zone" and, in a row of zones, "Lianglu-Guoyuangang 51.7 billion yuan" are zones of the kind that was named, where
    the text tells of bonded zones."""
    named = [m for m in sentence.of("zone") if m.grade == "named" and _KIND.search(m.code)]
    for mention in named:
        context.zones_named[mention.code.split("_")[0]] = mention.code
    if not (context.zones or context.zones_named):
        return
    found = [*_before_zone(sentence, context)]
    if named:
        found += _in_a_row(sentence, context, named)
    if found:
        sentence.put(found)


def _before_zone(sentence: Sentence, context: Context) -> list[Mention]:
    """Zones that a name before the bare word for them makes: "the younger Jiangjin zone", "Jiangjin's zone"."""
    held = {p for m in sentence.mentions if m.kind not in ("region", "home") for p in range(m.first, m.last)}
    found = []
    for place in sentence.places("zone"):
        last = place - (possessive(sentence.low, place - 1))
        first = _name_before(sentence, last, held)
        if place not in held and first < last:
            found.append(zone_called(sentence, first, last, place + 1, context, None))
    return found


def _in_a_row(sentence: Sentence, context: Context, named: list[Mention]) -> list[Mention]:
    """Zones of a row after a named one, each with its figure: "The Xiyong Comprehensive Bonded Zone handled 98.2 billion yuan,
    Lianglu-Guoyuangang 51.7 billion"."""
    held = sentence.covered()
    found = []
    for figure in sentence.of("quantity"):
        first = _name_before(sentence, figure.first, held)
        after = [m for m in named if m.last <= first]
        if first == figure.first or not after or sentence.low[first - 1] not in _BEFORE_NAME:
            continue
        found.append(zone_called(sentence, first, figure.first, figure.first, context, after[-1].code))
    return found


def _name_before(sentence: Sentence, last: int, held: set[int]) -> int:
    """Where the capitalized words begin that end before a position; the position itself where there are none."""
    first = last
    while last - first < _NAMES and first and first - 1 not in held and is_name(sentence, first - 1):
        first -= 1
    return first


def is_name(sentence: Sentence, place: int) -> bool:
    token = sentence.tokens[place]
    return token.kind == "word" and token.text[0].isupper() and token.low not in ("the", "its") and place > 0


def zone_called(sentence: Sentence, first: int, last: int, end: int, context: Context, like: str | None) -> Mention:
    """The zone of a name, of the kind that another one is ``like``."""
    words = sentence.low[first:last]
    told = context.zones_named.get(words[0])
    if told is not None and (len(words) == 1 or told.startswith("_".join(words))):
        return Mention("zone", told, "", first, end)  # but "Hefei Airport" is not Hefei's
    kind = _KIND.search(like or context.zone or "")
    slug = re.sub(r"['’]", "_", "_".join([*words, kind[1] if kind else _USUAL]))  # "Ma'anshan"
    return Mention("zone", slug, "named", first, end)


def of_the_release(frame: Frame, context: Context, named: set[str | None]) -> Frame:
    """A zone's figures are told in the release of its province, where its section names only the place in the zone's own name ("Yangpu
    takes the lead. The Yangpu Economic Development Zone handled 54.21 billion yuan"), or only the text before told of a city ("Chengdu
    traded 560 billion yuan. The Chengdu Hi-tech Comprehensive Bonded Zone handled 330 billion yuan")."""
    home, place = context.article.region, frame.region
    if frame.zone is None or home is None or place is None or not place.startswith(f"{home}/"):
        return frame
    if context.section.region is None and place not in named and frame.zone not in _GENERAL:
        return altered(frame, region=home)
    if context.section.region != place or not frame.zone.startswith(place.partition("/")[2].lower() + "_"):
        return frame
    return altered(frame, region=home)


_GENERAL = _KINDS | {_BONDED}
