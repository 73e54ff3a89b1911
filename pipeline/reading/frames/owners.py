"""Whose trade a sentence tells of: a nation by its adjective, a country abroad, Beijing as the nation or as the city."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from pipeline.reading.topics.phrases import Topic
from pipeline.reading.topics.topics import topics
from pipeline.reading.words.mentions import Mention, Sentence, possessive

_COUNTED = frozenset({"money", "percent", "physical", "times"})
STATEMENTS = 3  # sentences with a figure that tell whose figures they are, wherever they stand

_CAPITAL = "CN-BJ"
_CITY_WORDS = frozenset({"city", "municipality", "municipal", "citywide"})
_NATION_WORDS = frozenset({"chinese", "china", "nation", "nationwide", "country", "administration", "gacc", "gac"})
_OTHER_CAPITALS = frozenset(
    ["washington", "brussels", "tokyo", "moscow", "canberra", "seoul", "hanoi", "pyongyang", "delhi", "paris", "berlin"]
)


def name_nation(title: list[Sentence], body: list[Sentence]) -> None:
    """Read "Beijing" as the nation where it only stands for its government: "That left Beijing a bilateral surplus".

    It does where the nation is spoken of, or another capital, and nothing of the city: no municipality, no customs office
    of its own, no trade of its own in the headline, no other region of the country beside it.
    """
    sentences = [*title, *body]
    ours = [s for s in sentences if _CAPITAL in [m.code for m in s.of("region")]]
    if not ours:
        return
    national = named = False
    for sentence in sentences:
        words, regions = sentence.said, sentence.of("region")
        national = national or not words.isdisjoint(_NATION_WORDS) or not words.isdisjoint(_OTHER_CAPITALS)
        named = named or sentence is ours[0]
        if named and (not words.isdisjoint(_CITY_WORDS) or _the_capital(sentence)):
            return
        if any(m.code.startswith(_CAPITAL) and m.grade == "customs" for m in regions):
            return
        if any(m.code == _CAPITAL for m in regions) and any(
            m.code != "CN" and (m.code != _CAPITAL or _municipal(sentence, m)) for m in regions
        ):
            return
    if not national or any(t.flows and _CAPITAL in t.codes.get("region", ()) for s in title for t in topics(s)):
        return
    for sentence in ours:
        sentence.hold(
            replace(m, code="CN", meanings=()) if m.kind == "region" and m.code == _CAPITAL else m
            for m in sentence.mentions
        )


def _the_capital(sentence: Sentence) -> bool:
    """Whether a sentence speaks of the capital, and not of some firm or of money: "said the chief economist at Lantau Capital"."""
    return any(sentence.words(p - 1, p) in (["the"], ["'s"], ["’s"], ["national"]) for p in sentence.places("capital"))


def _municipal(sentence: Sentence, mention: Mention) -> bool:
    return mention.last - mention.first > 1


def other_country(title: list[Sentence], body: list[Sentence]) -> str | None:
    """The country whose own statistics a release tells of: it owns the first flow with a figure, and China owns none.

    "Vietnamese exporters and importers together did business worth $668.5 billion, the General Statistics Office said."
    """
    told = list(islice((s for s in body if "flow" in s.kinds and has_figure(s)), STATEMENTS))
    if not told:
        return None
    for sentence in (*title, *told):
        if (
            is_chinese(sentence)
            or any(m.code != "CN" for m in sentence.of("home"))
            or any(m.code != "CN" or not _towards(sentence, m) for m in sentence.of("region"))
        ):
            return None
    return owner_abroad(told[0])


def _towards(sentence: Sentence, mention: Mention) -> bool:
    return sentence.words(mention.first - 1, mention.first) in (["to"], ["from"], ["with"], ["by"]) and not possessive(
        sentence.low, mention.last
    )


_TRADERS = frozenset({"exporters", "importers", "exports", "export", "trade"})


def owner_abroad(sentence: Sentence) -> str | None:
    """The country that stands as owner of the first flow of a sentence: "Thailand's exports", "South Korean exporters"."""
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "flow":
            return None
        if mention.kind != "partner":
            continue
        if sentence.words(mention.first - 1, mention.first) in (["to"], ["from"], ["with"], ["by"], ["and"], ["of"]):
            return None
        owned = next((m for m in sentence.mentions[index + 1 :] if m.kind == "flow"), None)
        owns = possessive(sentence.low, mention.last)
        near = owned is not None and owned.first - mention.last <= 1 + 2 * owns
        word = sentence.low[owned.first] if near else ""
        own = owns or word in _TRADERS or (owned is not None and owned.grade == "verb")
        return mention.code if near and own else None
    return None


def has_figure(sentence: Sentence) -> bool:
    """Whether a sentence has an amount, a percentage or a count of goods."""
    quantities = sentence.of("quantity")
    if not _COUNTED.isdisjoint([m.quantity.kind for m in quantities]):
        return True
    if not quantities:
        return False
    goods = {m.first for m in sentence.of("commodity")}
    return any(m.last in goods for m in quantities)


def is_chinese(sentence: Sentence) -> bool:
    """ "Chinese exports of rare earth magnets": the nation owns the flow."""
    return (
        "chinese" in sentence.said
        and any("chinese" in sentence.words(m.first - 2, m.first) for m in sentence.of("flow"))
        and has_figure(sentence)
    )


def owned_by(words: list[str], topic: Topic) -> frozenset[str]:
    """The words among which a topic is "its" or "their": "their total value of imports and exports"."""
    first = max(0, topic.first - 2)
    while first > 0 and words[first] in _VALUE:
        first -= 1
    return frozenset(words[first : topic.last])


_VALUE = frozenset({"total", "value", "volume", "amount", "of", "overall", "combined"})
