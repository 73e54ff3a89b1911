"""Bonded zones by their short names, where a text goes on from all of them to one after the other: "Xiyong, the largest, traded"."""

from __future__ import annotations

import re

from pipeline.reading.frames.frames import Context
from pipeline.reading.measures.doers import OFFICIALS
from pipeline.reading.names.naming_zones import is_name, zone_called
from pipeline.reading.words.mentions import Mention, Sentence, possessive
from pipeline.reading.words.telling import TOLD

_NAMES = 3  # words of a short name at most
_BEFORE = frozenset({",", ";", "and", "while", "whereas", "but", "with", "as", "by"})
_RENAMING = frozenset({"the", "a", "an", "home", "which", "where", "whose", "opened", "sealed", "still", "now", "once"})
_ALONE = frozenset({"alone", "itself"})
_TELLING = frozenset(
    (
        "had did recorded handled accounted followed saw posted booked logged "
        "contributed brought made went remained managed ranked ended achieved took chipped added"
    ).split()
).union(TOLD)
_THE_ONE = (["the", "one", "at"], ["the", "one", "in"])  # "The one at Donghu stood out"
_RANKS = frozenset({"largest", "biggest", "first", "next", "second", "third", "fourth", "smallest", "busiest"})
_MOVING = frozenset({"flow", "direction", "share"})
_SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ue|ui|uo|er|a|e|i|o|u))"
)
_CHINESE = re.compile(rf"{_SYLLABLE}(?:['’]?{_SYLLABLE})+", re.IGNORECASE)  # "Xiyong", as no English word is spelt
_NO_NAMES = frozenset("here more some since one none home made sale range change before we".split())


def name_zones_told(sentence: Sentence, context: Context) -> None:
    """The short names of bonded zones, each with a figure or a rank among them, in a sentence behind one that told of the zones together
    or of one of them: "Jiangjin traded 16.7 billion yuan", "Mianyang's 2.3 billion", "Xiyong is the giant among them"."""
    if not context.zones or not any(_bonded(f.zone) for f in (*context.told, context.last) if f is not None):
        return
    if "quantity" not in sentence.kinds and {"among", "of"}.isdisjoint(sentence.said):
        return
    places = {m.first: m for m in sentence.of("region") if m.grade != "customs"}
    held = {
        p
        for m in sentence.mentions
        if m.first not in places and m.code != "high_tech"  # "Wuxi Hi-tech"
        for p in range(m.first, m.last)
    }
    found: list[Mention] = []
    row = bool(sentence.of("zone"))
    for first in range(len(sentence.low)):
        if first and sentence.low[first - 1] not in _BEFORE and sentence.low[:first] not in _THE_ONE:
            continue
        last = first
        while last - first < _NAMES and last < len(sentence.low) and last not in held and _part(sentence, last):
            last += 1
        if last > first and _told(sentence, first, last, places.get(first), row or bool(found), context):
            found.append(zone_called(sentence, first, last, last, context, None))
            context.zones_named.setdefault(sentence.low[first], found[-1].code)
    if found:
        sentence.put(found)
        context.zone = found[-1].code


def name_zones_headed(heading: list[Sentence], beneath: list[Sentence], context: Context) -> None:
    """The bonded zone that a heading is nothing but the short name of, where the text has told of all zones and goes on about "the zone"
    beneath it: "Xiyong", then "Trade here rose 12.4%"; the names of several are noted."""
    if not context.zones or len(heading) != 1 or not any("zone" in s.said for s in beneath):
        return
    sentence = heading[0]
    if any(m.kind != "region" for m in sentence.mentions):
        return
    names = [(first, last) for first, last in _parted(sentence) if first < last <= first + _NAMES]
    if sum(last - first for first, last in names) + len(names) - 1 != len(sentence.tokens):
        return
    if not all(_CHINESE.fullmatch(sentence.tokens[first].text) for first, _ in names):
        return
    named = [zone_called(sentence, first, last, last, context, None) for first, last in names]
    for mention in named:
        context.zones_named.setdefault(sentence.low[mention.first], mention.code)
    if len(named) == 1:
        sentence.put(named)
        context.zone = named[0].code


def _parted(sentence: Sentence) -> list[tuple[int, int]]:
    """The stretches between the commas and the "and" of a list."""
    ends = [p for p, word in enumerate(sentence.low) if word in (",", "and")]
    starts = [0, *(p + 1 for p in ends)]
    return list(zip(starts, [*ends, len(sentence.low)], strict=True))


def _bonded(zone: str | None) -> bool:
    return zone is not None and (zone == "customs_supervised" or "bonded" in zone)


_LEADING_IN = frozenset(
    "and but while yet so the its besides beside after with for at by like unlike behind while beyond in from of among".split()
)


def _part(sentence: Sentence, place: int) -> bool:
    if place == 0:
        return sentence.tokens[0].kind == "word" and sentence.low[0] not in _LEADING_IN
    return is_name(sentence, place) or sentence.tokens[place].glue == "-"


def _told(sentence: Sentence, first: int, last: int, place: Mention | None, row: bool, context: Context) -> bool:
    """Whether the words of a name are the subject of what a figure tells, or have it right behind them."""
    known = sentence.low[first] in context.zones_named
    if not known and last - first == 1 and first == 0 and not _CHINESE.fullmatch(sentence.tokens[0].text):
        return False  # "Demand was 3 percent lower"
    if sentence.low[first] in _NO_NAMES:
        return False
    owns = possessive(sentence.low, last)
    behind = last + owns
    figure = any(m.first == behind for m in sentence.of("quantity"))
    verb = sentence.words(behind, behind + 1)
    tells = bool(verb) and (
        verb[0] in _TELLING or any(m.first == behind and m.kind in _MOVING for m in sentence.mentions)
    )
    if place is not None and place.last >= last:  # not "Jinan Zhangjin"
        # a city may be told of for itself: not where only its own is spoken of, nor within a row of zones
        home = context.article.region or ""
        if f"{home}/".startswith(f"{place.code}/") or "/" not in place.code:
            return False
        if known and owns:
            return True  # "Kunshan's exports", once its zone was told of
        ranked = tells and not _RANKS.isdisjoint(sentence.words(behind + 1, behind + 4))
        return ranked or ((row or owns) and (figure or (tells and not _flow_noun(sentence, behind))))
    if figure:
        return row
    if owns:
        return tells
    renaming = sentence.words(last + 1, last + 2) if verb == [","] else []
    aside = bool(renaming) and (
        renaming[0] in _RENAMING or renaming[0].endswith("ed")
    )  # "Wanzhou, fenced only since 2021,"
    aside = aside and OFFICIALS.isdisjoint(sentence.words(last + 2, last + 5))  # "Wu Lan, a researcher with"
    return tells or aside or bool(verb and verb[0] in _ALONE)


def _flow_noun(sentence: Sentence, place: int) -> bool:
    return any(m.first == place and m.grade == "noun" for m in sentence.of("flow"))
