"""What a heading, or an unfinished line, says of all that stands beneath it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from pipeline.model import Passage, Release
from pipeline.reading.context.headings import names_whole
from pipeline.reading.frames.comparators import is_comparator
from pipeline.reading.frames.cues import sign_of
from pipeline.reading.frames.directions import dealing_of
from pipeline.reading.frames.frames import OTHER_SIDE, Context, Frame, altered
from pipeline.reading.frames.of_size import off_by
from pipeline.reading.frames.owners import has_figure
from pipeline.reading.frames.placing import is_city, is_of_several
from pipeline.reading.names.naming import name_direction, own_good
from pipeline.reading.topics.phrases import BREAKDOWNS, Topic
from pipeline.reading.topics.topics import topics
from pipeline.reading.words import months
from pipeline.reading.words.lexicon import THE_ZONE
from pipeline.reading.words.mentions import Sentence

_ENDS = frozenset({".", "!", "?", "”", '"', ")"})
_BULLETS = frozenset("-–—•·*")


def is_listed(release: Release, passage: Passage) -> bool:
    """Whether a passage is a member of a list."""
    return passage.kind == "list_item" or (
        passage.kind == "paragraph" and release.body_text[passage.char_start : passage.char_end][:1] in _BULLETS
    )


def led_in(sentences: list[Sentence], published: date, running: months.Months | None) -> Frame | None:
    """What an unfinished line without figures says of the list behind it: "In the first three quarters the country imported", "For the
    period January to September, customs data give the following picture:"."""
    if not sentences or sentences[-1].low[-1:] == [] or sentences[-1].low[-1] in _ENDS:
        return None
    about = [t for t in topics(sentences[-1]) if _OUTSIDE.isdisjoint(sentences[-1].words(t.first - 3, t.first))]
    flows = {f for t in about for f in t.flows or ([t.weak_flow] if t.weak_flow else [])}
    if len(flows) > 1 or "quantity" in sentences[-1].kinds or any(t.blocked for t in about):
        return None
    codes = {d: c[0] for t in about for d, c in t.codes.items() if d in BREAKDOWNS and len(c) == 1}
    told = [m for m in sentences[-1].of("period") if not is_comparator(sentences[-1], m)]  # not "the change from 2021"
    named = [m for m in told if m.period.kind == "period"]
    span = months.resolve(named[0].period, published, running) if len(named) == 1 else None
    if not flows:
        return Frame(period=span) if span is not None and sentences[-1].low[-1] == ":" and not codes else None
    return Frame(flow=flows.pop(), period=span).with_codes(codes)


_OF_PARTNERS = frozenset(
    "destination destinations market markets country countries buyer buyers origin source supplier".split()
)


def led_by_partner(led: Frame, sentences: list[Sentence], told: Frame | None) -> Frame:
    """What such a line leads to, with the good that the paragraph has told, where it only says that partners follow: "EV exports came to
    342,000 units. By destination, in 2025:"."""
    if led.flow is not None or led.is_broken_down() or _OF_PARTNERS.isdisjoint(sentences[-1].said):
        return led
    if len(sentences) < 2 or told is None or told.blocked or told.partner or not told.commodity:
        return led
    return altered(led, flow=told.flow, commodity=told.commodity)


_OUTSIDE = frozenset({"outside", "excluding", "except"})  # what a list is without: "exports outside the food trade"


def listed_measure(sentences: list[Sentence]) -> tuple[str, int] | None:
    """What the line above a list says of its bare percentages, and their sign: "Change in exports by destination, year on year:"."""
    if not sentences:
        return None
    line = sentences[-1]
    if any(m.graded("noun") for m in line.of("share")):
        return "share", 1
    moved = [m for m in line.of("direction") if m.graded("noun") or line.low[m.first] in _CHANGE]
    return ("growth", sign_of(moved[0])) if moved else None


_CHANGE = frozenset({"change", "changes"})
_NUMBER_WORDS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])

_VEHICLES = frozenset(
    [
        "ship",
        "ships",
        "train",
        "trains",
        "plane",
        "planes",
        "truck",
        "trucks",
        "rail",
        "rails",
        "road",
        "roads",
        "boat",
        "boats",
        "sea",
        "air",
        "water",
    ]
)


def enter_section(context: Context, sentences: list[Sentence], published: date) -> None:
    """What a heading says of the section beneath it: single codes, a flow, a period; a list of several says nothing."""
    section = Frame()
    flows: set[str | None] = set()
    codes: dict[str, set[str]] = {}
    for sentence in sentences:
        name_direction(sentence, context)
    named = [topics(sentence) for sentence in sentences]
    if is_of_several(context.article.region) and is_place(sentences):
        named = [named[0][:1]]  # "Zhejiang: private firms carry the load", in a text of several places
    for sentence, about in zip(sentences, named, strict=True):
        listed = _of_other_kinds(sentence, about)
        for topic in about:
            flows.update(topic.flows)
            if topic in listed:
                continue
            if (
                sentence.words(topic.first - 1, topic.first)
                and sentence.words(topic.first - 1, topic.first)[0] in _NUMBER_WORDS
            ):
                continue  # "Four engines" counts something
            if len(_VEHICLES & sentence.said) > 1:
                continue  # "By ship, train and plane": how goods travel
            for dimension, found in topic.codes.items():
                known = [code for code in found if code != THE_ZONE]  # "Kunshan and the Park" names none by itself
                codes.setdefault(dimension, set()).update(known)
        for mention in sentence.of("period"):
            if mention.period.kind == "period" and not is_comparator(sentence, mention):
                span = months.resolve(mention.period, published, context.period)
                if span is not None and span.first <= published.year * 12 + published.month - 1 < span.last:
                    span = None  # "The start of 2019", told of in that year
                section = altered(section, period=span)
    single = {d: next(iter(c)) for d, c in codes.items() if len(c) == 1 and d in BREAKDOWNS}
    if "commodity" in single:
        single["commodity"] = own_good(single["commodity"], context) or single["commodity"]
    if len(codes.get("region", ())) == 1:
        single["region"] = next(iter(codes["region"]))
        if not flows and single["region"] != context.article.region and _opens(sentences[0], single["region"]):
            single.pop("partner", None)  # "Shanghai leans on Europe", over "In Shanghai, imports and exports slipped"
    if not flows and not codes and any(names_whole(s) for s in sentences):
        flows = {"total"}
    if not flows and "commodity" in codes and (way := _dealt_with(sentences[0])) is not None:
        flows = {way} if way in (context.article_flow, context.theme and context.theme.flow) else set()
    if not flows and codes.keys() <= _DEALERS and sentences:
        flows = _dealt_in(sentences[0], {t.weak_flow for about in named for t in about} & OTHER_SIDE.keys())
    section = altered(section, flow=next(iter(flows)) if len(flows) == 1 else None).with_codes(single)
    context.left_here = False
    if context.last is not None and context.last.period is not None:
        context.before_heading = context.last.period
    context.headed, context.everybody = True, False
    if context.article.region == "CN":
        context.settled = (
            None  # the nation's releases come back to their month; those of a region go on with the year so far
        )
    if context.sure:
        context.aside = False
    elif context.left and context.theme is not None:
        context.aside = not any(
            code in found for code in context.theme.breakdown().values() for found in codes.values()
        )
    context.section = section
    context.lists = tuple((d, tuple(c)) for about in named for t in about for d, c in t.codes.items() if len(c) > 1)
    context.pair = None
    context.paragraph = context.kept = None
    context.last = altered(context.base(), flow=section.flow or "total") if single or flows == {"total"} else None
    context.paragraph_period = context.region = None


def _opens(heading: Sentence, region: str) -> bool:
    """Whether a heading opens with a place, and goes on to say what it does."""
    first = heading.mentions[0] if heading.mentions else None
    return first is not None and first.kind == "region" and first.code == region and not first.first


def _of_other_kinds(sentence: Sentence, about: list[Topic]) -> list[Topic]:
    """The topics of a heading that only lists what the section tells of, things of one kind and another: "Chips, screens and bonded zones"."""
    found: list[Topic] = []
    for one, other in pairwise(about):
        between = sentence.words(one.last, other.first)
        joined = between[:1] in ([","], ["and"]) and between[-1:] in ([","], ["and"]) and len(between) <= _LISTED
        apart = one.has_breakdown() and other.has_breakdown() and one.codes.keys().isdisjoint(other.codes)
        if joined and apart and not one.flows and not other.flows:
            found += [one, other]
    return found


_LISTED = 3  # tokens between two members


def _dealt_with(heading: Sentence) -> str | None:
    """The way of what a heading asks who dealt in, the reporter's partners being meant: "Who took the steel", "Who sells the beans"."""
    asked = heading.low[:1] == ["who"] and len(heading.low) <= _NUMBERED + _LISTED
    return dealing_of(heading.low[1]) if asked and heading.low[1:] else None


_DEALERS = {"region", "partner"}
_NUMBERED = 3  # tokens of "3. What China sells" in which it opens
_DEALT = frozenset({"purchases", "sales", "buying", "selling", "deliveries", "shipments"})


def _dealt_in(heading: Sentence, flows: set[str | None]) -> set[str | None]:
    """What the heading of a list of goods says of their way: "What is sold", "China's purchases", "Goods sold by China"; nothing where "they" do ("What they
    bought", under "Who bought"), and the other way where the world or a partner does ("What foreigners buy", "What Peru sells to China")."""
    dealer = next((m for m in heading.mentions if m.kind in ("region", "home", "partner")), None)
    asked = "what" in heading.low[:_NUMBERED]
    owned = dealer is not None and (
        (dealer.first < 2 and heading.low[-1] in _DEALT) or heading.low[dealer.first - 1 : dealer.first] == ["by"]
    )
    if "they" in heading.said or "," in heading.said or not (asked or owned):
        return set()  # "What the city sells, and how"
    theirs = dealer is not None and dealer.kind == "partner" and not (asked and dealer.first > 1)
    return {OTHER_SIDE[flow] for flow in flows} if theirs or not _BUYERS.isdisjoint(heading.said) else flows


_BUYERS = frozenset(
    "world foreigners customers buyers clients neighbours neighbors outsiders markets partners countries others".split()
)
_OF_TRADE = frozenset({"flow", "regime"})


def is_place(sentences: list[Sentence]) -> bool:
    """Whether a heading is nothing but the name of a place, or what is said of it behind a colon: "Zhejiang", "Anhui: cars to the fore"."""
    named = sentences[0].of("region")[:1] if len(sentences) == 1 else ()
    return bool(named) and named[0].first == 0 and sentences[0].low[named[0].last : named[0].last + 1] in ([], [":"])


def bears(place: str | None, below: Iterable[tuple[Passage, list[Sentence]]], context: Context) -> bool:
    """Whether the first amounts beneath a heading, among the passages ``below``, can be those of the place that it names: not "High-tech
    exports rose to 5.25 trillion yuan", beneath "Ningde"."""
    whole = Frame(region=place, period=context.period, flow="total")
    for passage, sentences in below:
        if passage.kind == "heading":
            break
        for sentence in sentences:
            amounts = [q for m in sentence.of("quantity") if (q := m.quantity).kind == "money" or q.scaled]
            if amounts:
                units = [q.unit if q.kind == "money" else context.article_currency for q in amounts]
                return all(
                    u is None or off_by(whole, u, float(q.value)) != 1 for q, u in zip(amounts, units, strict=True)
                )
    return True


def owned_beneath(
    place: str | None, below: Iterable[tuple[Passage, list[Sentence]]], home: str | None, in_turn: bool
) -> bool:
    """Whether the first figure beneath a heading, among the passages ``below``, is told of the place that the heading names, in the
    release of the nation or of a cluster, which is "the region" there; the places of a story ("Ningde", "The man from Baoding") only
    head its chapters, but for those of places told of ``in_turn``, of which a figure is that names no other."""
    if place is None:
        return True
    for passage, sentences in below:
        if passage.kind == "heading":
            return in_turn  # "Total 511.84 billion (+3.8%)" is all that is told beneath "Sichuan"
        for sentence in sentences:
            if not _OF_TRADE.isdisjoint(sentence.kinds) and has_figure(sentence):
                if any(m.code == place for m in sentence.of("region")):
                    return True
                if in_turn and not sentence.of("region") and not sentence.of("home"):
                    return True  # "H1 total 2.73 trillion, +6.6%", beneath "Zhejiang" and before "Sichuan"
                national = any(m.code == "CN" for m in sentence.of("region"))  # "the vehicles that China exported"
                return not national and any(m.code != "region" or home == "CN" for m in sentence.of("home"))
    return in_turn


def told_of_wider(place: str | None, home: str | None, below: Iterable[tuple[Passage, list[Sentence]]]) -> bool:
    """Whether the first figure beneath the heading of a city, among the passages ``below``, is told of the province that reports: "The
    province exported automobiles worth 47.2 billion yuan", under "Cars from Wuhu"."""
    if home is None or not is_city(place) or is_city(home) or not home.startswith("CN-"):
        return False
    for passage, sentences in below:
        if passage.kind == "heading":
            return False
        for sentence in sentences:
            if "flow" in sentence.kinds and has_figure(sentence):
                first = min(m.first for m in sentence.of("quantity"))
                named = [m for m in sentence.mentions if m.kind in ("home", "region") and m.last <= first]
                told = any(m.code == home or (m.kind == "home" and m.code in _AROUND) for m in named)
                return told and all(m.code != place for m in named)
    return False


_AROUND = frozenset({"region", "province"})
