"""Shares of a region's whole trade in itself: what has them was not read, so that they are left unread."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.reading.mentions import Sentence
from pipeline.reading.placing import Placed

_SHARES = frozenset({"share", "share_change"})


def leave_shares_of_itself(told: Iterable[tuple[Placed, Sentence]]) -> None:
    """Leave unread the shares that a region's trade as a whole would have in the trade of the same region, where its sentence names no
    other, and those of the nation's, which is a part of nothing: "The three together made up 49.7 percent of the city's total"."""
    for figure, sentence in told:
        frame = figure.frame
        if frame is None or figure.outcome != "read" or figure.measure.measure not in _SHARES:
            continue
        if frame.flow != "total" or frame.is_broken_down():
            continue
        itself = figure.whole is not None and figure.whole.region == frame.region
        if frame.region == "CN" or (itself and not any(m.code == "nation" for m in sentence.of("home"))):
            figure.outcome, figure.reason = "unread", "a share of a trade in itself: of what is not named"
            figure.hint = "a form for what has the share in pipeline/vocabulary"
