"""The same figure in brackets or between dashes, and what stands behind them."""

from __future__ import annotations

from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import Placed, Work, is_dashed
from pipeline.reading.topics.phrases import DASHES
from pipeline.reading.words.mentions import Mention

_ENCLOSING = DASHES | {"("}


def twin(work: Work, mention: Mention) -> Frame | None:
    """The frame of the figure right before the brackets that this one stands in, when no topic stands in them."""
    if _ENCLOSING.isdisjoint(work.said):
        return None
    opening = next((p for p in range(mention.first - 1, -1, -1) if work.words[p] in ("(", ")")), None)
    if opening is None or work.words[opening] == ")" or ")" not in work.words[mention.last :]:
        opening = mention.first - 1
        if (
            opening < 0
            or not is_dashed(work.words, opening)
            or work.words[mention.last : mention.last + 1] != [work.words[opening]]
        ):
            return None
    if any(opening < t.first < mention.first for t in work.topics):
        return None
    before = [p for p in work.placed if p.mention.last <= opening and opening - p.mention.last <= 2]
    if before and any(before[-1].mention.last <= t.first < opening for t in work.topics):
        return None  # "exports increased by 10.1%, imports (199.67 billion yuan) by 37.4%"
    if before and before[-1].mention.quantity.kind == "bare":
        return altered(work.base(), blocked="a count of things")
    before = [p for p in before if p.frame is not None]
    if before and mention.quantity.kind == "percent" and _is_base(work, before[-1]):
        return _held(work, before[-1]) or before[-1].frame
    return before[-1].frame if before else None


_TIMES = frozenset({"double", "twice", "triple", "times", "quadruple", "half"})


def _is_base(work: Work, level: Placed) -> bool:
    """Whether an amount is only what another is held against: "more than double April's 6.08 million (up 128.9 percent)"."""
    lead = work.words[max(0, level.mention.first - 5) : level.mention.first]
    return level.measure.role == "prior" or (not _TIMES.isdisjoint(lead) and "of" not in lead[-1:])


def _held(work: Work, base: Placed) -> Frame | None:
    """What an amount of an earlier time is held against, which a change in brackets behind it is of: "13.92 million tonnes, against 6.08
    million in April (up 128.9 percent)"."""
    told = [p.frame for p in work.placed if p.measure.measure == "level" and p is not base]
    frame = told[-1] if told else work.context.paragraph
    if frame is None or frame.period is None or base.frame.period is None or frame.blocked:
        return None
    alike = frame.codes() == base.frame.codes() and frame.flow == base.frame.flow
    return frame if alike and base.frame.period.last < frame.period.first else None


def past_twin(work: Work, mention: Mention) -> int:
    """The position behind a figure and the same amount in brackets: "221.43 billion yuan (32.9 billion U.S. dollars) of imports"."""
    if work.words[mention.last : mention.last + 1] != ["("] or ")" not in work.words[mention.last :]:
        return mention.last
    closing = work.words.index(")", mention.last)
    inside = [m for m in work.sentence.of("quantity") if mention.last < m.first < closing]
    alone = len(inside) == 1 and inside[0].quantity.kind == mention.quantity.kind
    return closing + 1 if alone and closing - inside[0].last <= 1 else mention.last


_GOING_ON = frozenset({"were", "was", "went", "came", "headed", "is", "are"})


def past_share(work: Work, start: int) -> int:
    """The position behind a share between commas that the verb follows: "worth 23.5 billion yuan, or 34 percent of the total, were sold to"."""
    if work.words[start : start + 2] != [",", "or"]:
        return start
    closing = next((p for p in range(start + 2, min(start + _CLOSE, len(work.words))) if work.words[p] == ","), None)
    return closing + 1 if closing is not None and work.words[closing + 1] in _GOING_ON else start


_CLOSE = 12  # tokens
