"""The region that a release does not name as its own: by the name of a zone, by the people of whom it tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline import vocabulary
from pipeline.reading.frames.owners import owner_abroad
from pipeline.reading.words.lexicon import lexicon
from pipeline.reading.words.mentions import Sentence


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


_PEOPLE = frozenset(
    (
        "factories factory firms companies enterprises businesses manufacturers makers producers exporters importers "
        "traders shippers sellers buyers refiners refineries mills smelters crushers ports customs economy trade consumers "
        "demand farmers industry officials authorities"
    ).split()
)


def nation_by_people(told: Sequence[Sentence]) -> str | None:
    """The nation, where a release that names no region tells of its people: "Chinese factories rushed goods to ports"."""
    if any(m.code == "nation" and s.low[m.first] == "world" for s in told for m in s.of("home")):
        return "CN"  # "Shipments from the world's biggest trading nation"
    if any(
        not _PEOPLE.isdisjoint(s.words(place + 1, place + 3)) for s in told for place in s.places("chinese")
    ) and not any(owner_abroad(s) for s in told):
        return "CN"
    return None
