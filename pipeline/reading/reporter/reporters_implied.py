"""The region that a release does not name as its own: by the name of a zone, by the people of whom it tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline import vocabulary
from pipeline.reading.frames.owners import has_figure, owner_abroad
from pipeline.reading.reporter.weighing import tells_price
from pipeline.reading.words.lexicon import lexicon
from pipeline.reading.words.mentions import Mention, Sentence


def city_of_zone(title: list[Sentence], province: str) -> str | None:
    """The city of the zone that a headline is about: "Zhengzhou Xinzheng Comprehensive Bonded Zone holds its own"."""
    for sentence in title:
        for zone in sentence.of("zone")[:1]:
            code = f"{province}/{zone.code.partition('_')[0].capitalize()}"
            if zone.grade == "named" and code in vocabulary.codes("region"):
                return code
    return None


def place_of_zone(sentences: Iterable[Sentence]) -> str | None:
    """The region whose name a zone's own begins with, where a release names no other: "Zhengzhou Xinzheng Comprehensive Bonded Zone"."""
    for sentence in sentences:
        for zone in sentence.of("zone"):
            if zone.grade != "named":
                continue
            for first, _, meanings in lexicon("en").find(sentence.tokens[zone.first : zone.last], set()):
                if first == 0 and meanings[0].kind == "region":
                    return meanings[0].code
    return None


_KNOWN = frozenset({"known", "famous", "famed", "noted", "renowned", "celebrated"})
_PRIDE = frozenset({"pride", "speciality", "specialty", "mainstay", "trademark"})
_LEADS = frozenset({"in", "at", "near", "from", "of", "to", "outside", "around", "into", "on", "by", "with"})


def owner_implied(body: Sequence[Sentence]) -> str | None:
    """The region that a text without an owner lets own its first figures: the one that is known for the goods whose trade they tell
    ("Toy exports, for which Shantou is known"), or the subject of the sentence before, where theirs goes on with "it" or "the province"
    ("Nor is Jiangxi, her province, a place for pots. In the first quarter it sent 110.3 billion yuan of goods abroad")."""
    for number, sentence in enumerate(body):
        if not has_figure(sentence) or not sentence.of("flow") or tells_price(sentence):
            continue
        places = {m.code for m in sentence.of("region")}
        if len(places) == 1 and any(_is_known(sentence, m) for m in sentence.of("region")):
            return places.pop()
        return _gone_on_about(body[number - 1], sentence) if number and not places else None
    return None


def _is_known(sentence: Sentence, place: Mention) -> bool:
    """Whether a place is only said to be known for what a sentence tells: "for which Shantou is known", "the pride of Zhongshan"."""
    low = sentence.low
    behind = low[place.last : place.last + 4]
    if "which" in low[max(0, place.first - 2) : place.first] and not _KNOWN.isdisjoint(behind):
        return True
    return low[place.first - 1] == "of" and low[place.first - 2] in _PRIDE and behind[:1] == [","]


def _gone_on_about(before: Sentence, sentence: Sentence) -> str | None:
    """The region that opens the sentence before, which tells no figure, and that ``sentence`` goes on about."""
    places = [m for m in before.of("region") if m.grade != "customs"]
    if len({m.code for m in places}) != 1 or "CN" in (m.code for m in places) or before.of("flow"):
        return None
    first = places[0]
    if any(m.quantity.kind != "bare" for m in before.of("quantity")) or first.first > _OPENING:
        return None
    if before.low[first.first - 1 : first.first] and before.low[first.first - 1] in _LEADS and first.first > 1:
        return None
    homes = {m.code for m in sentence.of("home")}
    if homes:
        kind = "city" if "/" in first.code else "province"
        return first.code if homes <= {kind, "region"} else None
    return first.code if not _IT.isdisjoint(sentence.low[: _OPENING + 4]) else None


_OPENING = 4  # tokens
_IT = frozenset({"it", "its"})


_PEOPLE = frozenset(
    (
        "factories factory firms companies enterprises businesses manufacturers makers producers exporters importers "
        "traders shippers sellers buyers refiners refineries mills smelters crushers ports customs economy trade consumers "
        "demand farmers industry officials authorities"
    ).split()
)


_OURS = frozenset({"world", "mainland"})


def nation_by_people(told: Sequence[Sentence]) -> str | None:
    """The nation, where a release that names no region tells of its people: "Chinese factories rushed goods to ports"."""
    if any(m.code == "nation" and not _OURS.isdisjoint(s.low[m.first : m.last]) for s in told for m in s.of("home")):
        return "CN"  # "Shipments from the world's biggest trading nation", "the imports of the mainland"
    if any(
        not _PEOPLE.isdisjoint(s.words(place + 1, place + 3)) for s in told for place in s.places("chinese")
    ) and not any(owner_abroad(s) for s in told):
        return "CN"
    return None
