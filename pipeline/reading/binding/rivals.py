"""Where else the words would let a figure belong: readings beside the one that was bound, for arithmetic to choose among.

A coordinate that the figure's own sentence names stays; one that was taken over from the text before may have been taken
over wrongly, from the wrong place or at all. Arithmetic asks for few of them, so that each is made when it does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pipeline.reading.binding.one_way import against_its_way
from pipeline.reading.frames.frames import FLOWS, SIDES, Frame, altered
from pipeline.reading.frames.placing import Around, Placed, Work
from pipeline.reading.topics.phrases import BREAKDOWNS

REMEMBERED = 6  # frames


def rivals(work: Work, placed: Placed) -> Callable[[], dict[Frame, float]]:
    """How to ask for the other frames of a placed figure, each with how far the words speak against it (the bound one has 0)."""
    frame = placed.frame
    if frame is None or frame.blocked or placed.joint or frame.flow == "balance":
        return dict
    named, said = _flow_said(work, placed)
    asked = work.rivals.get((frame, named, said))
    if asked is None:
        if work.around is None:
            topics, frames = [work.topics[n] for n in work.subjects], [work.frames[n] for n in work.subjects]
            work.around = Around(work.named, topics, frames, work.context.last, work.context.recent)
        good = work.context.good.commodity if work.context.good is not None else None
        theme = work.context.theme if work.context.aside else None
        asked = work.rivals[frame, named, said] = partial(_beside, frame, work.around, good, theme, named, said)
    return asked


def _flow_said(work: Work, placed: Placed) -> tuple[bool, str | None]:
    """Whether the nearest topic before a figure that says which way goods went names the flow of its frame outright, and the flow that
    it only hints at: "the goods that it sent"."""
    before = (t for t in reversed(work.topics) if t.last <= placed.mention.first and (t.flows or t.weak_flow))
    nearest = next(before, None)
    if nearest is None:
        return False, None
    return nearest.flows == [placed.frame.flow], None if nearest.flows else nearest.weak_flow


def _beside(
    frame: Frame, around: Around, good: str | None, theme: Frame | None, named: bool, said: str | None
) -> dict[Frame, float]:
    told = around.told()
    taken_over = [d for d, code in frame.breakdown().items() if (d, code) not in told.codes]
    own = altered(frame, **dict.fromkeys(taken_over)) if taken_over else frame
    found: dict[Frame, float] = {}

    def add(candidate: Frame, cost: float) -> None:
        if candidate.commodity is None:
            if good is not None and frame.commodity == good:
                return  # of a release that is all about a good
        elif against_its_way(candidate):
            return
        if candidate != frame and cost < found.get(candidate, 99.0):
            found[candidate] = cost

    if taken_over:
        add(own, 1.0)
        for dimension in taken_over if len(taken_over) > 1 else ():
            add(altered(frame, **{dimension: None}), 1.5)
    kept = own.codes()
    for distance, spoken in enumerate(told.spoken):
        if (codes := spoken.codes()) == kept:
            continue
        both = zip(BREAKDOWNS, codes, kept, strict=True)
        extra = {d: code for d, code, ours in both if ours is None and code is not None}
        if extra:
            added = own.with_codes(extra)
            add(added, 1.0 + 0.3 * distance)
            if frame.flow not in told.flows and spoken.flow in FLOWS:
                add(altered(added, flow=spoken.flow), 1.5 + 0.3 * distance)
                add(altered(frame, flow=spoken.flow), 1.4 + 0.3 * distance)
    if theme is not None and (back := {d: c for d, c in theme.breakdown().items() if getattr(own, d) is None}):
        add(own.with_codes(back), 1.5)  # the text has left what it is about, as far as that was seen
    for other in told.subjects:
        there = other.during(frame.period, frame.period_named)
        turned = named and frame.flow in SIDES and there.flow not in (None, frame.flow)
        add(there if there.flow else altered(there, flow=frame.flow), 3.0 if turned else 2.0)
    if frame.flow not in told.flows:
        for flow in FLOWS:
            add(altered(frame, flow=flow), 2.0)
    elif said is not None and said != frame.flow:
        add(altered(frame, flow=said), 2.0)
    return found
