"""A reporter that the release's own sentences contradict: they name another region as the one whose trade they tell of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.reading.frames.frames import FLOWS, Frame
from pipeline.reading.frames.leads import BELOW_NATION
from pipeline.reading.frames.placing import MUNICIPALITIES, Placed
from pipeline.reading.words.mentions import Sentence

_OFTEN = 3  # sentences
_AGAIN = 2  # times: "the city of Zunyi" is only a part of the province
_TIMES = 2  # as many as name the reporter


def owner_elsewhere(told: list[tuple[Placed, Sentence]], said: Iterable[Sentence], home: str | None) -> str | None:
    """The region within the reporter, or around it, that a release is about after all: the one that far more sentences with figures of
    its own name, or the city of a province of which by far most is told where the text says "the city" more often than "the
    province"; None where nothing speaks against the reporter, or it is a cluster, whose members are told of one by one."""
    if home is None or home.startswith("CN/"):
        return None
    read = [(f.frame, s) for f, s in told if f.frame is not None and f.frame.region is not None and f.outcome == "read"]
    named: dict[str, set[int]] = {}
    for frame, sentence in read:
        if _names(sentence, frame.region):
            named.setdefault(frame.region, set()).add(id(sentence))
    least = max(_OFTEN, _TIMES * len(named.get(home, ())))
    around = [code for code, where in named.items() if len(where) >= least and _hold_one_another(code, home)]
    if around:
        return max(around, key=lambda code: len(named[code]))
    if home == "CN" and (first := _first_owner(read) or _only_owner(named, read)) is not None:
        return first
    if home != "CN" and named and next(iter(named)) == "CN" and not _of_place(home, read, said):
        return "CN"
    if "/" in home or home in MUNICIPALITIES:
        return None
    cities = Counter(f.region for f, _ in read if f.region.startswith(f"{home}/") and not f.is_broken_down())
    if not cities or not is_of_city(said, _AGAIN):
        return None
    city, times = cities.most_common(1)[0]
    return city if times >= _TIMES * (cities.total() - times) else None


def _first_owner(read: list[tuple[Frame, Sentence]]) -> str | None:
    """The region that the first sentence with a figure of a whole flow names, where none names the nation and no more than a few go
    before it: "It is easy to feel that the whole region is leaning west. From January to June Xinjiang did 145.93 billion yuan of
    foreign trade"."""
    whole = [(f, s) for f, s in read if f.flow in FLOWS and not f.is_broken_down()]
    if not whole or _of_nation(whole[0][1]) or any(_names(s, "CN") for f, s in whole if f.region == "CN"):
        return None
    frame, sentence = whole[0]
    before = {id(s) for _, s in read[: read.index(whole[0])]} - {id(sentence)}
    if len(before) >= _OFTEN or any(_names(s, "CN") for f, s in read if f.region == "CN" and id(s) in before):
        return None  # "China shipped 230,000 motorcycles there. ... Chongqing accounted for 42.1% of national exports"
    return frame.region if frame.region != "CN" and _names(sentence, frame.region) else None


def _of_nation(sentence: Sentence) -> bool:
    """Whether a sentence speaks of the nation beside a region: "Hebei accounted for 31.3% of the country's exports"."""
    return any(m.code == "nation" for m in sentence.of("home")) or _names(sentence, "CN")


def _only_owner(named: dict[str, set[int]], read: list[tuple[Frame, Sentence]]) -> str | None:
    """The one region that sentences with figures name as whose trade they tell of, where none speaks of the nation."""
    if len(named) != 1 or any("chinese" in s.said or any(m.code == "nation" for m in s.of("home")) for _, s in read):
        return None
    return next(iter(named)) if "CN" not in named else None


def _of_place(home: str, read: list[tuple[Frame, Sentence]], said: Iterable[Sentence]) -> bool:
    """Whether a sentence with a figure names a place, or one in it, or a text speaks of "the city", "the province"."""
    if any(m.code == home or m.code.startswith(f"{home}/") for _, s in read for m in s.of("region")):
        return True
    return any(m.code in BELOW_NATION for s in said for m in s.of("home"))


def _names(sentence: Sentence, region: str) -> bool:
    """Whether a sentence names a region."""
    return region in [m.code for m in sentence.of("region")]


def is_of_city(said: Iterable[Sentence], least: int = 1) -> bool:
    """Whether a text says "the city" ``least`` times, and more often than "the province" or "the region"."""
    homes = Counter(m.code for sentence in said for m in sentence.of("home"))
    return homes["city"] >= least and homes["city"] > homes["province"] + homes["region"]


def _hold_one_another(code: str, home: str) -> bool:
    """Whether one of two regions lies in the other, or the first is a cluster."""
    return code != home and (code.startswith(("CN/", f"{home}/")) or home.startswith(f"{code}/"))
