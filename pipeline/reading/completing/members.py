"""The one member that a sentence of a release of several provinces is about."""

from __future__ import annotations

from pipeline.reading.frames.placing import Work, region_of
from pipeline.reading.topics.phrases import Topic


def only_member(work: Work) -> str | None:
    """The one province or city that a sentence names, in a release of several: "Belt and Road countries accounted for 30.5 percent
    of the province's trade, having increased their dealings with it by 20.3 percent"."""
    named = {
        r
        for t in work.named
        if (r := region_of(t, work.context)) is not None and r.startswith("CN-") and not _why(work, t)
    }
    code = named.pop() if len(named) == 1 else None
    within = code is not None and work.context.region is not None and code.startswith(work.context.region + "/")
    return None if within else code  # "imports of car parts for the plants in Changchun", where Jilin is spoken of


_CAUSES = frozenset({"as", "because", "since", "after", "thanks", "when"})


def _why(work: Work, topic: Topic) -> bool:
    """Whether a place stands in a clause that only says why the figures before it moved: "car exports advanced 31.3 percent as plants
    in Baoding turned to Russia"."""
    told = [m.last for m in work.sentence.of("quantity") if m.quantity.kind != "bare"]
    if not told or told[-1] > topic.first or topic.flows:
        return False
    return not _CAUSES.isdisjoint(work.words[told[-1] : topic.first])
