"""A reporter that the release's own sentences contradict: they name another region as the one whose trade they tell of."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.reading.frames.placing import Placed
from pipeline.reading.words.mentions import Sentence

_OFTEN = 3  # sentences
_TIMES = 2  # as many as name the reporter


def owner_elsewhere(told: Iterable[tuple[Placed, Sentence]], home: str | None) -> str | None:
    """The region around the reporter, or within it, that far more sentences with figures of its own name: Yiwu, of a story about "a
    place in the hills of central Zhejiang" that goes on to tell of "Yiwu's exports"; None where the reporter is named as often, or
    is a cluster, whose members are told of one by one."""
    if home is None or home.startswith("CN/"):
        return None
    named: dict[str, set[int]] = {}
    for figure, sentence in told:
        region = figure.frame.region if figure.frame is not None and figure.outcome == "read" else None
        if region is not None and any(m.code == region for m in sentence.of("region")):
            named.setdefault(region, set()).add(id(sentence))
    least = max(_OFTEN, _TIMES * len(named.get(home, ())))
    around = [code for code, where in named.items() if len(where) >= least and _hold_one_another(code, home)]
    return max(around, key=lambda code: len(named[code]), default=None)


def _hold_one_another(code: str, home: str) -> bool:
    """Whether one of two regions lies in the other, or the first is a cluster."""
    return code != home and (code.startswith(("CN/", f"{home}/")) or home.startswith(f"{code}/"))
