"""Where else the words would let a figure belong: readings beside the one that was bound, for arithmetic to choose among.

A coordinate that the figure's own sentence names stays; one that was taken over from the text before may have been taken
over wrongly, from the wrong place or at all.
"""

from __future__ import annotations

from pipeline.reading.frames import Frame, altered
from pipeline.reading.phrases import BREAKDOWNS
from pipeline.reading.placing import Placed, Work, is_adjunct, reporter_only

_SIDES = ("total", "export", "import")
REMEMBERED = 6  # frames


def rivals(work: Work, placed: Placed) -> dict[Frame, float]:
    """Other frames for a placed figure, each with how far the words speak against it (the bound one has 0)."""
    frame = placed.frame
    if frame is None or frame.blocked or placed.joint or frame.flow == "balance":
        return {}
    if frame not in work.rivals:
        work.rivals[frame] = _beside(work, frame)
    return work.rivals[frame]


def _beside(work: Work, frame: Frame) -> dict[Frame, float]:
    said = {(d, c) for t in work.named for d, codes in t.codes.items() for c in codes}
    flows = {f for t in work.named for f in (*t.flows, t.weak_flow)}
    taken_over = [d for d in BREAKDOWNS if (v := getattr(frame, d)) is not None and (d, v) not in said]
    own = altered(frame, **dict.fromkeys(taken_over))
    found: dict[Frame, float] = {}

    def add(candidate: Frame, cost: float) -> None:
        if candidate != frame and cost < found.get(candidate, 99.0):
            found[candidate] = cost

    if taken_over:
        add(own, 1.0)
        for dimension in taken_over if len(taken_over) > 1 else ():
            add(altered(frame, **{dimension: None}), 1.5)
    subject = work.context.last
    subjects = [subject] if subject is not None and not subject.blocked and subject not in work.context.recent else []
    for distance, spoken in enumerate([*subjects, *reversed(work.context.recent)]):
        extra = {d: v for d, v in spoken.breakdown().items() if getattr(own, d) is None}
        if extra:
            add(own.with_codes(extra), 1.0 + 0.3 * distance)
            if frame.flow not in flows and spoken.flow in _SIDES:
                add(altered(own.with_codes(extra), flow=spoken.flow), 1.5 + 0.3 * distance)
    for number, topic in enumerate(work.topics):
        other = work.frames[number]
        if (
            other.blocked
            or other.flow == "balance"
            or topic.members() > 1
            or reporter_only(topic)
            or is_adjunct(topic, work.context)
        ):
            continue
        add(altered(other, period=frame.period, flow=other.flow or frame.flow, period_named=frame.period_named), 2.0)
    if frame.flow not in flows:
        for flow in _SIDES:
            add(altered(frame, flow=flow), 2.0)
    return found
