"""Goods that are said to move, without a word for trade: "the stream of goods from the continent to China", "Russian goods fetched"."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter

from pipeline.reading.frames.frames import OTHER_SIDE, Context
from pipeline.reading.topics.unmeant import ABOARD
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.places import PLACES

_FIRST = attrgetter("first")
_GOODS = frozenset({"goods", "merchandise", "wares", "cargo", "cargoes", "freight"})
_STOPS = frozenset({",", ";", ":", "(", "and", "but", "while", "which", "that"})
_ARTICLES = frozenset({"the", "its", "all", "of"})
_INTO = frozenset({"to", "into", "for"})
_SOLD_IN = frozenset({"on", "in", "by", "into", "to"})
_FAR = 14  # tokens


def name_crossing(sentence: Sentence, context: Context) -> None:
    """Read goods that go from a partner to the reporter as imports, those that go the other way as exports: "the flow of goods from
    China to Africa", "African goods to China", "Russian goods fetched 75 billion dollars on the Chinese market"."""
    if _GOODS.isdisjoint(sentence.said) or "partner" not in sentence.kinds:
        return
    if any(m.grade != "weak" and m.code != "balance" and not _turn(sentence, m) for m in sentence.of("flow")):
        return
    ours = {context.article.region, context.region}
    held = sentence.covered()
    for place, word in enumerate(sentence.low):
        if word not in _GOODS or place in held or _traded(sentence, place):
            continue
        flow = _way(sentence, place, ours)
        if flow is not None:
            sold = [
                m for m in sentence.of("flow") if m.grade == "weak" and m.code != flow and _of_it(sentence, place, m)
            ]
            kept = [m for m in sentence.mentions if m not in sold]
            sentence.hold(sorted([*kept, Mention("flow", flow, "", place, place + 1)], key=_FIRST))
            return


_SAW = frozenset({"saw", "sees"})


def name_arriving(sentence: Sentence) -> None:
    """Read goods that a time or a place saw arrive as imports: "December by itself saw 98,000 tonnes arrive"."""
    if "arrive" not in sentence.said or _SAW.isdisjoint(sentence.said):
        return
    place = sentence.low.index("arrive")
    seen = next((p for p in range(place) if sentence.low[p] in _SAW), place)
    if any(m.quantity.kind == "physical" and seen < m.first < place for m in sentence.of("quantity")):
        sentence.put([Mention("flow", "import", "weak", place, place + 1)])


_LOADING = frozenset({"put", "loaded", "packed", "placed", "load", "loads", "puts"})
_CARRIERS = frozenset(
    "ship ships train trains boat boats vessel vessels freighter freighters plane planes truck trucks lorries".split()
)


def name_loaded(sentence: Sentence) -> None:
    """Read goods that are put on board as exports: "From January to July they put 2.58 million bikes on ships and trains"."""
    if _LOADING.isdisjoint(sentence.said) or _CARRIERS.isdisjoint(sentence.said) or "commodity" not in sentence.kinds:
        return
    low, held = sentence.low, sentence.covered()
    for verb in (p for p, word in enumerate(low) if word in _LOADING and p not in held):
        counted = next((m for m in sentence.of("quantity") if 0 <= m.first - verb - 1 <= 2), None)
        if counted is None:
            continue
        aboard = next((p for p in range(counted.last, min(counted.last + 7, len(low))) if low[p] in ABOARD), None)
        if aboard is None or not any(counted.last <= m.first < aboard for m in sentence.of("commodity")):
            continue
        end = aboard + 1
        while end < len(low) and (low[end] in _CARRIERS or low[end] in ("and", "or", "the", "freight", "cargo")):
            end += 1
        if end == aboard + 1:
            continue
        kept = [m for m in sentence.mentions if not aboard < m.first < end]
        sentence.hold(sorted([*kept, Mention("flow", "export", "verb", verb, verb + 1)], key=_FIRST))
        return


def name_both_ways(sentence: Sentence) -> None:
    """Read an amount that arrives as imports where another of the sentence left, and the other way round: "418.75 billion yuan left the
    city, and 232.59 billion yuan arrived"."""
    if len(sentence.of("quantity")) < 2:
        return
    if not _PASSING.keys().isdisjoint(sentence.said):
        _name_passing(sentence)
    flows = sentence.of("flow")
    if len(flows) < 2:
        return
    moving = [m for m in flows if m.code in OTHER_SIDE and _follows_amount(sentence, m)]
    strong = {m.code for m in moving if m.graded("verb")}
    for index, mention in enumerate(sentence.mentions):
        if mention.grade == "weak" and strong == {OTHER_SIDE.get(mention.code)} and mention in moving:
            sentence.correct(index, replace(mention, grade="verb", meanings=()))


_PASSING = {"left": "export", "entered": "import"}


def _name_passing(sentence: Sentence) -> None:
    """Read amounts that left as exports and such that entered as imports where both are told: "288.3 billion yuan left and 122.8
    billion yuan arrived", "130 billion entered it"."""
    held = sentence.covered()
    passing = [
        Mention("flow", _PASSING[word], "verb", place, place + 1)
        for place, word in enumerate(sentence.low)
        if word in _PASSING and place not in held
    ]
    passing = [verb for verb in passing if _follows_amount(sentence, verb)]
    told = {verb.code for verb in passing} | {m.code for m in sentence.of("flow") if _follows_amount(sentence, m)}
    if passing and told == {"export", "import"}:
        sentence.hold(sorted([*sentence.mentions, *passing], key=_FIRST))


def _follows_amount(sentence: Sentence, verb: Mention) -> bool:
    """Whether an amount of money stands right before a verb."""
    return any(m.quantity.kind == "money" and 0 <= verb.first - m.last <= 1 for m in sentence.of("quantity"))


def _turn(sentence: Sentence, flow: Mention) -> bool:
    """Whether a flow is "the other direction", which says nothing else than the goods do."""
    return sentence.low[flow.last - 1] in ("direction", "way")


def _of_it(sentence: Sentence, place: int, verb: Mention) -> bool:
    """Whether a verb tells what became of the goods at a position: "merchandise from the continent was sold in China"."""
    return verb.first > place and _STOPS.isdisjoint(sentence.words(place, verb.first))


def _traded(sentence: Sentence, place: int) -> bool:
    """Whether a verb of trade stands before the goods in their clause: "sent goods from Shenzhen to Vietnam"."""
    opening = next((p for p in range(place - 1, -1, -1) if sentence.low[p] in _STOPS), -1)
    return any(opening < m.first < place for m in sentence.of("flow"))


def _way(sentence: Sentence, place: int, ours: set[str | None]) -> str | None:
    """The flow of the goods at a position, None where nothing says who sent them and who received them."""
    before = next((m for m in sentence.mentions if m.last == place), None)
    origin = "ours" if _chinese(sentence, place - 1, ours) else _side(before, ours)
    target = None
    behind = range(place + 1, min(place + 1 + _FAR, len(sentence.low)))
    for position in behind:
        word = sentence.low[position]
        if word in _STOPS:
            break
        if word == "from" or word in _INTO:
            side = _side(_named_at(sentence, position + 1), ours)
            if word == "from":
                origin = origin or side
            else:
                target = target or side
    if origin == "theirs" and target is None:
        target = _sold_to(sentence, place, ours)
    if origin == "ours" and target == "theirs":
        return "export"
    return "import" if origin == "theirs" and target == "ours" else None


def _named_at(sentence: Sentence, position: int) -> Mention | None:
    """The mention right behind a preposition, articles left aside."""
    while sentence.words(position, position + 1) and sentence.low[position] in _ARTICLES:
        found = next((m for m in sentence.mentions if m.first == position and m.kind in PLACES), None)
        if found is not None:
            return found
        position += 1
    return next((m for m in sentence.mentions if m.first == position), None)


def _side(mention: Mention | None, ours: set[str | None]) -> str | None:
    """Whether somebody named is the reporter or a partner."""
    if mention is None:
        return None
    if mention.kind == "partner":
        return "theirs"
    return "ours" if mention.kind == "home" or (mention.kind == "region" and mention.code in ours) else None


def _sold_to(sentence: Sentence, place: int, ours: set[str | None]) -> str | None:
    """Whether a partner's goods end up with the reporter: "fetched 75 billion dollars on the Chinese market"."""
    named = [m.first for m in sentence.mentions if m.first > place and _side(m, ours) == "ours"]
    for position in (*named, *(p for p in sentence.places("chinese") if p > place and _chinese(sentence, p, ours))):
        before = position - 1 - (sentence.low[position - 1] == "the")
        if sentence.low[before] in _SOLD_IN:
            return "ours"
    return None


def _chinese(sentence: Sentence, position: int, ours: set[str | None]) -> bool:
    """Whether the nation's own is spoken of in a release of it: "the Chinese market"."""
    return sentence.words(position, position + 1) == ["chinese"] and "CN" in ours
