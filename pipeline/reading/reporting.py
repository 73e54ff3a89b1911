"""Who reports: the region, or another country, whose trade a release tells of."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice

from pipeline import vocabulary
from pipeline.reading.phrases import Topic
from pipeline.reading.scan import Mention, Sentence
from pipeline.reading.topics import topics

_COUNTED = frozenset({"money", "percent", "physical", "times"})
_WHERE = frozenset(
    {"in", "at", "near", "from", "of", "outside", "around", "to", "into", "inside", "through", "on", "by"}
)
_NATION_BESIDE = 9  # what the nation's name weighs at most beside a region's, unless it stands in the headline
_LAST = 1_000  # the place in order of a region that only its customs stand for
_NEAR = 18  # tokens, an aside among them: "the circle, by which officials mean ..., traded"
_STATEMENTS = 3  # sentences with a figure that tell whose figures they are, wherever they stand


def statements_of(body: list[Sentence]) -> list[Sentence]:
    """The first sentences that tell a figure of a named place's trade, after the first four of the text."""
    found = []
    for sentence in body[4:]:
        if len(found) == _STATEMENTS:
            break
        kinds = sentence.kinds
        if "flow" in kinds and ("region" in kinds or "chinese" in sentence.said) and _has_figure(sentence):
            found.append(sentence)
    return found


def reporter(
    title: list[Sentence], body: list[Sentence], titled: list[list[Topic]], opening: list[list[Topic]]
) -> str | None:
    """The region that the release reports on; ``titled`` and ``opening`` are the topics of the title's and the first sentences.

    A region named in the headline weighs most, then one that owns a flow in the opening or in the first sentences with a
    figure, then mentions anywhere; the place where something stands or is said ("on the quay at Taicang", "came out of
    Beijing") weighs least. "The city" or "the province" in the text rules the nation out.
    """
    weights: Counter[str] = Counter()
    owned: Counter[str] = Counter()  # of which by owning a flow
    order: dict[str, int] = {}
    homes: Counter[str] = Counter()

    def count(sentences: list[Sentence], found: list[list[Topic]], owning: int, named: int) -> None:
        for sentence, about in zip(sentences, found, strict=True):
            for mention in sentence.of("region"):
                if mention.grade == "customs":
                    for code in (mention.code, _seat(sentence, mention)):
                        if code is not None:
                            weights[code] += min(named, 2)
            if _chinese(sentence):
                weights["CN"] += owning
                owned["CN"] += owning
                order.setdefault("CN", len(order))
            for number, topic in enumerate(about):
                if topic.home:
                    homes[topic.home] += 1
                codes = topic.codes.get("region", [])
                for code in codes:
                    if len(codes) == 1 and (topic.flows or _deals(sentence, about, number)):
                        weights[code] += owning
                        owned[code] += owning
                    elif len(codes) == 1:
                        weights[code] += 1 if _is_where(sentence, topic) else named
                    else:
                        weights[code] += 1
                    order.setdefault(code, len(order))

    count(title, titled, 14, 10)
    count(body[:4], opening, 6, 3)
    told = statements_of(body)
    count(told, [topics(s) for s in told], 4, 2)
    counted = {id(s) for s in told}
    for sentence in body[4:]:
        if id(sentence) in counted:
            continue
        for mention in sentence.of("home"):
            homes[mention.code] += 1
        for mention in sentence.of("region"):
            weights[mention.code] += 1
            order.setdefault(mention.code, len(order))
    _gather(weights, owned, order)
    in_title = {meaning.code for s in title for m in s.mentions if (meaning := m.means("region"))}
    for code in list(weights):
        parent = code.split("/")[0]
        if (
            "/" in code
            and not code.startswith("CN/")
            and parent in weights
            and (code not in in_title or parent in in_title)
            and not (
                owned[code] > owned[parent]
                and homes["city"] + (order.get(code, _LAST) < order.get(parent, _LAST))
                > homes["province"]  # of as many, the one named first
            )
        ):
            weights[parent] += weights[code]
        if code == "CN" and (homes["city"] or homes["province"] or weights[code] < 14):
            weights[code] = min(weights[code], 5 if homes["city"] or homes["province"] else _NATION_BESIDE)
    if any(t.home == "region" for found in titled for t in found):
        for code in weights:
            weights[code] += 20 if code.startswith("CN/") else 0
    named = [
        c
        for s, found in zip(title, titled, strict=True)
        for t in found
        for c in t.codes.get("region", [])[:1]
        if c != "CN" and (t.flows or not _is_where(s, t))
    ]
    if named:
        return _cluster_of(named[0], titled, opening) or named[0]
    if not weights:
        # Trade counted in yuan by a release that names no region is the nation's.
        yuan = any(m.quantity.unit == "CNY" for s in (*title, *body) for m in s.of("quantity"))
        return "CN" if yuan else None
    return min(weights, key=lambda c: (-weights[c], c == "CN", order.get(c, _LAST), c))


def _cluster_of(named: str, titled: list[list[Topic]], opening: list[list[Topic]]) -> str | None:
    """The cluster whose trade the text opens with, where the headline only names a member and no flow of its: "Hebei sets the
    pace as capital region's trade grows"."""
    if any(t.flows and named in t.codes.get("region", ()) for found in titled for t in found):
        return None
    first = next((t.codes["region"] for found in opening for t in found if t.flows and "region" in t.codes), [])
    if len(first) != 1 or not first[0].startswith("CN/"):
        return None
    return first[0] if named in [m.code for m in vocabulary.codes("region")[first[0]].members] else None


_CAPITAL = "CN-BJ"
_CITY_WORDS = frozenset({"city", "municipality", "municipal", "citywide", "capital"})
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
    ours = [s for s in sentences if any(m.code == _CAPITAL for m in s.of("region"))]
    if not ours:
        return
    national = named = False
    for sentence in sentences:
        words, regions = sentence.said, sentence.of("region")
        national = national or not words.isdisjoint(_NATION_WORDS) or not words.isdisjoint(_OTHER_CAPITALS)
        named = named or sentence is ours[0]
        if named and not words.isdisjoint(_CITY_WORDS):
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


def _municipal(sentence: Sentence, mention: Mention) -> bool:
    return mention.last - mention.first > 1


def other_country(title: list[Sentence], body: list[Sentence]) -> str | None:
    """The country whose own statistics a release tells of: it owns the first flow with a figure, and China owns none.

    "Vietnamese exporters and importers together did business worth $668.5 billion, the General Statistics Office said."
    """
    told = list(islice((s for s in body if "flow" in s.kinds and _has_figure(s)), _STATEMENTS))
    if not told:
        return None
    for sentence in (*title, *told):
        if (
            _chinese(sentence)
            or any(m.code != "CN" for m in sentence.of("home"))
            or any(m.code != "CN" or not _towards(sentence, m) for m in sentence.of("region"))
        ):
            return None
    return _owner_abroad(told[0])


def _towards(sentence: Sentence, mention: Mention) -> bool:
    return sentence.words(mention.first - 1, mention.first) in (["to"], ["from"], ["with"], ["by"]) and sentence.words(
        mention.last, mention.last + 1
    ) not in (["'s"], ["’s"])


_TRADERS = frozenset({"exporters", "importers", "exports", "export", "trade"})


def _owner_abroad(sentence: Sentence) -> str | None:
    """The country that stands as owner of the first flow of a sentence: "Thailand's exports", "South Korean exporters"."""
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "flow":
            return None
        if mention.kind != "partner":
            continue
        if sentence.words(mention.first - 1, mention.first) in (["to"], ["from"], ["with"], ["by"], ["and"], ["of"]):
            return None
        owned = next((m for m in sentence.mentions[index + 1 :] if m.kind == "flow"), None)
        possessive = sentence.words(mention.last, mention.last + 1) in (["'s"], ["’s"])
        near = owned is not None and owned.first - mention.last <= 1 + 2 * possessive
        word = sentence.low[owned.first] if near else ""
        own = possessive or word in _TRADERS or (owned is not None and owned.grade == "verb")
        return mention.code if near and own else None
    return None


def _gather(weights: Counter[str], owned: Counter[str], order: dict[str, int]) -> None:
    """A cluster of which every member is named is what the text is about, unless a member's trade is told of first."""
    regions = vocabulary.codes("region")
    first = next(iter(owned), None)
    for code in [c for c in weights if c.startswith("CN/")]:
        members = [m.code for m in regions[code].members] if code in regions else []
        if len(members) > 1 and first not in members and all(m in weights for m in members):
            weights[code] += max(weights[m] for m in members)
            order[code] = -1


def _has_figure(sentence: Sentence) -> bool:
    """Whether a sentence has an amount, a percentage or a count of goods."""
    quantities = sentence.of("quantity")
    if any(m.quantity.kind in _COUNTED for m in quantities):
        return True
    goods = {m.first for m in sentence.of("commodity")}
    return any(m.last in goods for m in quantities)


def _chinese(sentence: Sentence) -> bool:
    """ "Chinese exports of rare earth magnets": the nation owns the flow."""
    return (
        "chinese" in sentence.said
        and any("chinese" in sentence.words(m.first - 2, m.first) for m in sentence.of("flow"))
        and _has_figure(sentence)
    )


def _deals(sentence: Sentence, about: list[Topic], number: int) -> bool:
    """Whether a place is the subject of a verb of trade, with a figure: "By the end of July Qingdao had imported and exported"."""
    topic = about[number]
    if _is_where(sentence, topic) or not _has_figure(sentence):
        return False
    if topic.weak_flow:
        return True
    following = about[number + 1 :]
    return any(t.verb and "region" not in t.codes and t.first - topic.last <= _NEAR for t in following[:2])


def _is_where(sentence: Sentence, topic: Topic) -> bool:
    """Whether a topic only names the place of something: "at Taicang", "out of Beijing"."""
    place = next((m.first for m in topic.mentions if m.kind == "region"), topic.first)
    return not topic.flows and bool(_WHERE & set(sentence.words(place - 1, place)))


def _seat(sentence: Sentence, office: Mention) -> str | None:
    """The city that a customs office is named after, where the figures that it publishes are a province's."""
    name = sentence.tokens[office.first].text
    code = f"{office.code}/{name}"
    return code if "/" not in office.code and code in vocabulary.codes("region") else None
