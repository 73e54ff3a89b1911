"""Whether a topic keeps the goods of the text before, or is of all goods."""

from __future__ import annotations

from pipeline.reading.completing.overall import any_goods
from pipeline.reading.frames.frames import SIDES, Frame, altered
from pipeline.reading.frames.placing import Work
from pipeline.reading.topics.phrases import Topic


def without_goods(work: Work, topic: Topic, base: Frame, plain: bool) -> Frame:
    """A base without the good that trade in any goods, or both ways, is not of."""
    if plain and base.commodity is not None and _both_ways(work, base):
        base = altered(base, commodity=None)
    if plain and base.commodity is not None and any_goods(work, topic):
        base = altered(base, commodity=work.context.section.commodity)
    if topic.flows == ["total"] and (_of_the_theme(work, base) or _of_the_heading(work, topic, base)):
        base = altered(base, commodity=None)
    return base


def _both_ways(work: Work, base: Frame) -> bool:
    """Whether a sentence tells exports and imports, and names no good, beneath a heading of one: goods go one way."""
    if base.commodity != work.context.section.commodity or any("commodity" in t.codes for t in work.named):
        return False
    flows = {t.flows[0] for t in work.topics if len(t.flows) == 1 and not t.has_breakdown()}
    return {"export", "import"} <= flows


def _of_the_theme(work: Work, base: Frame) -> bool:
    """Whether the good of a frame was only taken over from a theme that goes one way, which trade both ways is not about: "The United
    States, where most of the phones end up, is the biggest partner: trade with it jumped 46.9 percent"."""
    theme = work.context.theme
    if theme is None or theme.commodity is None or theme.flow not in SIDES or base.commodity != theme.commodity:
        return False
    return not any("commodity" in t.codes for t in work.topics)


def _of_the_heading(work: Work, topic: Topic, base: Frame) -> bool:
    """Whether the good of a frame is only in the heading, where trade both ways with a partner is told: "ASEAN is the biggest trading
    partner, with imports and exports of 71.28 billion yuan", beneath "The trade behind the fruit"."""
    good = work.context.section.commodity
    if good is None or base.commodity != good or any("commodity" in t.codes for t in work.topics):
        return False
    last = work.context.last
    told = last is not None and last.commodity == good and last.flow == "total"
    return not told and (base.partner is not None or any("partner" in t.codes for t in work.named))
