"""A reporter that the release's own sentences contradict: they name another region as the one whose trade they tell of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

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
        if any(m.code == frame.region for m in sentence.of("region")):
            named.setdefault(frame.region, set()).add(id(sentence))
    least = max(_OFTEN, _TIMES * len(named.get(home, ())))
    around = [code for code, where in named.items() if len(where) >= least and _hold_one_another(code, home)]
    if around:
        return max(around, key=lambda code: len(named[code]))
    if "/" in home or home in MUNICIPALITIES:
        return None
    cities = Counter(f.region for f, _ in read if f.region.startswith(f"{home}/") and not f.is_broken_down())
    if not cities or not _is_of_city(said):
        return None
    city, times = cities.most_common(1)[0]
    return city if times >= _TIMES * (cities.total() - times) else None


def _is_of_city(said: Iterable[Sentence]) -> bool:
    """Whether a text says "the city" more often than "the province" or "the region"."""
    homes = Counter(m.code for sentence in said for m in sentence.of("home"))
    return homes["city"] >= _AGAIN and homes["city"] > homes["province"] + homes["region"]


def _hold_one_another(code: str, home: str) -> bool:
    """Whether one of two regions lies in the other, or the first is a cluster."""
    return code != home and (code.startswith(("CN/", f"{home}/")) or home.startswith(f"{code}/"))
