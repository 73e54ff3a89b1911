"""Where words leave two readings, the release's own arithmetic decides: it picks among readings, never a number.

Bounds come from printed digits, half a unit of the last one, so that "agrees" means within printed rounding.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import Placed

_HALF = Decimal("0.5")


def _bounds(figure: Placed) -> tuple[float, float]:
    value, half = float(figure.measure.value), float(figure.measure.step * _HALF)
    return value - half, value + half


def _key(frame: Frame | None) -> tuple:
    return (frame.region, frame.period, frame.flow, *frame.codes())


def _whole_keys(frame: Frame | None) -> list[tuple]:
    """Coordinates of the possible wholes: the same flow with each breakdown left out, all left out last."""
    stated = list(frame.breakdown())
    keys = [_key(altered(frame, **{d: None})) for d in stated]
    keys.append(_key(altered(frame, **dict.fromkeys(stated))))
    return keys


def decide_share_changes(figures: list[Placed]) -> None:
    """Settle each percentage said after a share: points of share, or growth of the part.

    The part's level and growth and those of its whole give the change of its share; where the printed percentage
    agrees with that within rounding it is points. Without the parts of that sum, a growth already stated for the same
    part leaves only points.
    """
    doubtful = [f for f in figures if f.outcome == "read" and f.measure.doubt == "share_change"]
    if not doubtful:
        return
    by_key: dict[tuple, dict[str, Placed]] = {}
    for figure in figures:
        if figure.outcome == "read" and figure.measure.doubt is None and figure.measure.measure in ("level", "growth"):
            unit = figure.measure.unit if figure.measure.measure == "level" else "%"
            by_key.setdefault(_key(figure.frame), {}).setdefault(f"{figure.measure.measure} {unit}", figure)
    for figure in doubtful:
        part = by_key.get(_key(figure.frame), {})
        decided = None
        for key in _whole_keys(figure.frame):
            computed = _share_change(part, by_key.get(key, {}))
            if computed is not None:
                low, high = _bounds(figure)
                if computed[0] <= high and low <= computed[1]:
                    decided = "share_change.arithmetic"
                    break
        if decided is None and "growth %" in part:
            decided = "share_change.growth_already_stated"
        if decided:
            reading = figure.measure
            figure.measure = replace(reading, measure="share_change", unit="pp", doubt=None, rule=decided)
            figure.decided_by = "change of share = share now - share then" if decided.endswith("arithmetic") else None
            figure.rule = f"{decided}/{figure.rule.partition('/')[2]}"


def _base(level: float, growth: float) -> float:
    return level / (1 + growth / 100)


def _share_change(part: dict[str, Placed], whole: dict[str, Placed]) -> tuple[float, float] | None:
    """Bounds of the change in share, in points, from levels and growths of part and whole."""
    needed = ("level CNY", "growth %")
    if not all(n in part and n in whole for n in needed):
        return None
    (p_low, p_high), (w_low, w_high) = _bounds(part["level CNY"]), _bounds(whole["level CNY"])
    (pg_low, pg_high), (wg_low, wg_high) = _bounds(part["growth %"]), _bounds(whole["growth %"])
    if min(p_low, w_low) <= 0 or min(pg_low, wg_low) <= -100:
        return None
    now_low, now_high = 100 * p_low / w_high, 100 * p_high / w_low
    then_low = 100 * _base(p_low, pg_high) / _base(w_high, wg_low)
    then_high = 100 * _base(p_high, pg_low) / _base(w_low, wg_high)
    return now_low - then_high, now_high - then_low
