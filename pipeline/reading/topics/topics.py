"""What a stretch of a sentence is about: mentions gathered into topics, one per noun phrase."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import lru_cache

from pipeline import vocabulary
from pipeline.reading.topics.circumstances import circumstance_of
from pipeline.reading.topics.joining import join
from pipeline.reading.topics.phrases import Topic, continues, settle, sizes
from pipeline.reading.topics.unmeant import NAMES_NONE, beside_another, carries, rides
from pipeline.reading.words.mentions import TOPIC_KINDS, Mention, Sentence, possessive, word_behind
from pipeline.reading.words.telling import TOLD

_VEHICLES = frozenset({"commodity", "other_topic"})
_ORDINALS = {
    "the former": 0,
    "the latter": -1,
    "the last": -1,
    "the first": 0,
    "the second": 1,
    "the third": 2,
    "the first-named": 0,
    "the last-named": -1,
    "the last-mentioned": -1,
    "the one": 0,
    "the other": -1,
}


def topics(sentence: Sentence) -> list[Topic]:
    """The topics of a sentence, in order, none overlapping another; gathered once as long as its mentions stay what they are."""
    if sentence.topics is None:
        sentence.topics = _gathered(sentence)
    return list(sentence.topics)


def _gathered(sentence: Sentence) -> list[Topic]:
    found: list[Topic] = []
    firms = _counted_firms(sentence)
    closing = circumstance_of(sentence)
    current: Topic | None = None
    previous: Mention | None = None
    for mention in sentence.mentions:
        if closing and current is not None and current.first < closing < mention.first:
            current = None  # "Hit by a shortage of chips, car exports"
        carrier = mention.means("transport") if mention.meanings else None
        if carrier is not None and (
            carries(sentence, mention)
            or rides(sentence, mention)
            or (
                mention.kind in _VEHICLES and beside_another(sentence, mention)
            )  # "rail carried 3 billion and lorries 2"
        ):
            mention = replace(mention, kind="transport", code=carrier.code, grade="")
        if mention.grade == "customs":
            continue  # the office that reports, not what it reports on
        if mention.kind not in TOPIC_KINDS:
            if mention.kind != "anaphor":
                ends = mention.kind in _ENDING and not sizes(sentence, mention.first)
            elif _one_by_one(sentence, mention):
                if mention.code in _ORDINALS and not _counts(sentence, mention):
                    found.append(Topic(mention.first, mention.last, ordinal=_ORDINALS[mention.code]))
                ends = mention.code not in _GOING_ON
            else:
                ends = False
            if ends:
                current = None
            continue
        names_none = NAMES_NONE.get(mention.kind)
        if names_none is not None and names_none(sentence, mention, previous):
            continue
        if current is not None and continues(sentence, current, previous, mention):
            join(sentence, current, previous, mention)
            current.last = mention.last
        else:
            current = Topic(mention.first, mention.last)
            join(sentence, current, None, mention)
            found.append(current)
        if (
            firms is not None
            and mention.kind == "flow"
            and mention.grade == "verb"
            and mention.first >= firms
            and not ("commodity" in current.codes and current.first > firms and _is_clause(sentence, current))
        ):
            current.blocked = current.blocked or "a count of companies"
        current.mentions.append(mention)
        previous = mention
    for topic in found:
        if len(topic.codes.get("commodity", ())) > 1:
            _without_examples(sentence, topic)
        if sentence.low[topic.last : topic.last + 1] == [")"] and "(" in sentence.low[topic.first : topic.last]:
            topic.last += 1  # "the Association of Southeast Asian Nations (ASEAN)"
    _take_over(sentence, found)
    return [settle(sentence, t) for t in found if not t.empty()]


def _is_clause(sentence: Sentence, topic: Topic) -> bool:
    """Whether goods begin a clause: ", and hair products exported through cross-border e-commerce were worth 3.6 billion yuan"."""
    return sentence.low[topic.first - 2 : topic.first] in ([",", "and"], [",", "while"])


def _counts(sentence: Sentence, mention: Mention) -> bool:
    """Whether an ordinal only counts years or falls: "2023 was the first down year for Chinese exports since 2016"."""
    return not _COUNTED.isdisjoint(sentence.words(mention.last, mention.last + 3))


_COUNTED = frozenset(
    "year month quarter time half day week decline drop fall contraction rise increase gain expansion growth surplus deficit".split()
)
_ENDING = frozenset({"quantity", "direction", "share", "basis"})
_GOING_ON = frozenset({"its", "their", "that", "which", "those"})


def _take_over(sentence: Sentence, found: list[Topic]) -> None:
    """Give a region that only owns what was spoken of its flow: "China's foreign trade crept ahead by 0.2 percent, Zhejiang's rose
    4.8 percent"."""
    for before, topic in itertools.pairwise(found):
        if (
            topic.codes.keys() != {"region"}
            or topic.flows
            or topic.blocked
            or not before.flows
            or before.has_breakdown()
        ):
            continue
        if not possessive(sentence.low, topic.last):
            continue
        if any(m.first == topic.last + 1 and m.graded("verb") for m in sentence.of("direction")):
            topic.flows = list(before.flows)


@lru_cache(maxsize=256)
def group_of(goods: tuple[str, ...]) -> str | None:
    """The group of goods that a list names member by member, and perhaps itself behind them, None where it names none, or not all of it.

    >>> group_of(("batteries", "solar_cells", "electric_vehicles"))
    'new_three'
    >>> group_of(("batteries", "solar_cells", "electric_vehicles", "new_three"))
    'new_three'
    >>> group_of(("solar_cells", "electric_vehicles", "ships"))
    >>> group_of(("mobile_phones", "laptops", "mechanical_electrical"))
    """
    known = vocabulary.codes("commodity")
    if len(goods) > 3 and goods[-1] == group_of(goods[:-1]):
        return goods[-1]
    for group in (c for c in known if known[c].kind == "group"):
        members = [c for c in known if group in known[c].parents]
        if (
            len(members) == len(goods) > 2
            and all(sum(m == good or vocabulary.within(m, good) for good in goods) == 1 for m in members)
            and all(any(m == good or vocabulary.within(m, good) for m in members) for good in goods)
        ):
            return group
    return None


_EXAMPLES = frozenset({"including", "such", "like", "namely", "notably"})


def _without_examples(sentence: Sentence, topic: Topic) -> None:
    """Leave the group where goods only exemplify it: "labor-intensive products, textiles, toys and so on"."""
    goods = [m for m in topic.mentions if m.kind == "commodity"]
    opened = _EXAMPLES & set(sentence.words(goods[0].last, goods[1].first))
    behind = tuple(sentence.words(topic.last, topic.last + 3))
    closed = behind in _AND_MORE or behind[:1] == ("etc",)
    codes = topic.codes["commodity"]
    if _counted_in(sentence, topic, goods):
        topic.codes["commodity"] = codes[:1]
        return
    if (opened or closed) and all(vocabulary.within(code, codes[0]) for code in codes[1:]):
        topic.codes["commodity"] = codes[:1]
    elif closed:
        known = vocabulary.codes("commodity")
        first = known[codes[0]].parents if codes[0] in known else ()
        shared = [p for p in first if all(c in known and p in known[c].parents for c in codes)]
        if len(shared) == 1:
            topic.codes["commodity"] = shared  # "gasoline, jet fuel and the like"


def _counted_in(sentence: Sentence, topic: Topic, goods: list[Mention]) -> bool:
    """Whether all goods but the first are only said to be counted in it, or to stand out: "textiles, masks included, were worth"."""
    between = sentence.words(goods[0].last, goods[1].first)
    if between[:1] != [","]:
        return False
    behind = sentence.words(topic.last, topic.last + 2)
    return between[1:] == ["including"] or behind[:1] == ["included"] or tuple(behind) in _COUNTED_IN


_COUNTED_IN = frozenset({("among", "them"), ("among", "others"), ("above", "all"), ("in", "particular")})
_AND_MORE = frozenset({("and", "so", "on"), ("and", "the", "like"), ("and", "so", "forth")})
_FIRMS = frozenset("firms companies enterprises businesses traders operators exporters importers sellers shops".split())


def _counted_firms(sentence: Sentence) -> int | None:
    """The position after a count of companies, whose doings are no flow: "Some 506,000 Chinese firms traded abroad"."""
    if _FIRMS.isdisjoint(sentence.said):
        return None
    for mention in sentence.of("quantity"):
        if "home" in sentence.words(mention.first - 5, mention.first):
            continue  # "Quanzhou, home to more than 2,000 German firms, traded goods worth 15.4 billion dollars"
        if mention.quantity.kind == "bare" and not _FIRMS.isdisjoint(sentence.words(mention.last, mention.last + 3)):
            return mention.last
    return None


def _one_by_one(sentence: Sentence, mention: Mention) -> bool:
    """ "The one ... the other" number the two before them only together."""
    behind = sentence.words(mention.last, mention.last + 2)
    if behind[:1] in (["is"], ["was"]) and behind[1:] in (["that"], ["how"], ["why"], ["about"]):
        return False  # "The third is that private enterprises are strong"
    if mention.code in ("the first", "the second", "the third", "the last") and _names_its_noun(sentence, mention):
        noun = sentence.words(mention.last, mention.last + 1)
        return noun[0] in _KINDS and {"the first", "the second"} <= {m.code for m in sentence.of("anaphor")}
    led = mention.first < 2 or sentence.low[mention.first - 1] in _LEADING
    if mention.code == "the last" and led and sentence.words(mention.last, mention.last + 2) in _OF_THEM:
        of_what = sentence.words(mention.last + 1, mention.last + 3)
        # "Only the last of these shrank", "trade with the last of the three"
        return of_what[:1] != ["the"] or not _NUMBERS.isdisjoint(of_what[1:])
    if mention.code == "the last" and word_behind(sentence, mention) == "of":
        return False  # "the last of these"
    if mention.code not in ("the one", "the other"):
        return True
    return {"the one", "the other"} <= {m.code for m in sentence.of("anaphor")}


_LEADING = frozenset({"with", "to", "from", "by", "in"})
_NUMBERS = frozenset({"two", "three", "four", "five", "six"})
_OF_THEM = (["of", "these"], ["of", "them"], ["of", "those"], ["of", "the"])
_KINDS = frozenset({"city", "province", "region", "market", "country", "bloc", "group", "partner"})
_VERBAL = frozenset(
    [
        "they",
        "it",
        "had",
        "has",
        "with",
        "by",
        "at",
        "to",
        "and",
        "of",
        "two",
        "three",
        "on",
    ]
).union(TOLD)


def _names_its_noun(sentence: Sentence, mention: Mention) -> bool:
    """ "The first" of a noun of its own numbers that, not what was spoken of: "for the first time", "the second such rise"."""
    following = sentence.tokens[mention.last : mention.last + 1]
    if not following or following[0].kind != "word" or following[0].low in _VERBAL:
        return False
    if any(m.first == mention.last and m.graded("noun") for m in sentence.of("direction")):
        return sentence.words(mention.last + 1, mention.last + 2) in (
            ["since"],
            ["in"],
        )  # "the first fall since May 2020"
    return not any(m.first == mention.last and m.kind in ("direction", "share", "flow") for m in sentence.mentions)
