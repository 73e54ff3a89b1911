"""Amounts and percentages whose words were not understood, and that the release's own arithmetic proves to be of its trade.

Exports and imports that make the total to the fourth digit, and percentages that are one amount out of another to the third: what
no word was read to say, the numbers say. None is made or changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.reading.frames.cues import MOVED_ALONE, UNSAID
from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import Placed
from pipeline.reading.words.mentions import Sentence
from pipeline.reading.words.months import Months

Told = Sequence[tuple[Placed, Sentence]]
_Bounds = tuple[Decimal, Decimal]
_Key = tuple[str | None, Months | None, str]  # region, months, unit
_Wholes = dict[_Key, dict[str | None, _Bounds]]  # by flow

_OUT_OF_TRADE = frozenset({"price or rate", "amount in another currency", "in a picture caption"})
_UNTOLD = frozenset({UNSAID, MOVED_ALONE, "count of things", "a share of a trade in itself: of what is not named"})
_GUESSED = frozenset({"growth.carried", "growth.parenthesis"})  # growths that no word of change says
_DECIDED = "sums, shares and parts of the release"
_FOUR_DIGITS = Decimal("0.001")  # of an amount, the width of its last digit
_THREE_DIGITS = Decimal("0.01")
_DEALT_OUT = ("partner", "regime", "enterprise")
_NEAR = 4  # figures between a share and its part


def recover(told: Told) -> None:
    """Read what was left out, where the amounts that were read prove what it is."""
    _recover_flows(told)
    _recover_shares(told)


def _wholes(told: Told) -> _Wholes:
    """The amounts told first of each flow as a whole."""
    wholes: _Wholes = defaultdict(dict)
    for figure, _ in told:
        if _is_level(figure) and not figure.frame.is_broken_down():
            wholes[_key(figure)].setdefault(figure.frame.flow, _bounds(figure))
    return wholes


def _recover_flows(told: Told) -> None:
    """Read an amount that is the one of exports, imports, their total and their balance that the release has not told yet."""
    left_out = [f for f, _ in told if f.outcome != "read" and f.reason not in _OUT_OF_TRADE and _is_amount(f)]
    flows = _wholes(told) if left_out else {}
    for figure in left_out:
        for (region, period, unit), known in flows.items():
            if unit != figure.mention.quantity.unit:
                continue
            for flow, (low, high) in _missing(known):
                least, most = _bounds(figure)
                if least <= abs(high) and abs(low) <= most:
                    sign = "deficit" if low < 0 else "surplus" if flow == "balance" else ""
                    frame = Frame(region=region, period=period, flow=flow, flow_sign=sign)
                    _take(figure, frame, "level", "level.proved", unit)
                    known[flow] = (least, most)
                    break
            if figure.outcome == "read":
                break


def _missing(known: dict[str, _Bounds]) -> Iterator[tuple[str, _Bounds]]:
    """The flow that follows from two others, with its bounds."""
    both, out, back = (known.get(flow) for flow in ("total", "export", "import"))
    if both and out and not back:
        yield "import", (both[0] - out[1], both[1] - out[0])
    if both and back and not out:
        yield "export", (both[0] - back[1], both[1] - back[0])
    if out and back and not both:
        yield "total", (out[0] + back[0], out[1] + back[1])
    if out and back and "balance" not in known:
        low, high = out[0] - back[1], out[1] - back[0]
        yield "balance", (low, high) if low * high > 0 else (Decimal(0), Decimal(0))


def _recover_shares(told: Told) -> None:
    """Read a percentage that is an amount told beside it out of the whole of its flow, and the points by which that moved behind it."""
    possible = [
        n for n, (figure, sentence) in enumerate(told) if _may_be_share(figure) and not _led_to(figure, sentence)
    ]
    wholes = _wholes(told) if possible else {}
    for number in possible:
        figure, sentence = told[number]
        carried = figure.outcome == "read"
        found = (
            next(_parts(told, number, wholes, 1 if carried else _NEAR), None)
            or next(_within(told, number), None)
            or _of_good(told, number)
        )
        if found is None:
            continue
        frame, whole = found
        _take(figure, frame, "share", "share.proved", "%")
        figure.whole = whole
        behind = told[number + 1] if number + 1 < len(told) else None
        if behind is not None and behind[1] is sentence and _moved(behind[0], figure):
            _take(behind[0], frame, "share_change", "share_change.proved", "pp")
            behind[0].basis = "yoy"


def _led_to(figure: Placed, sentence: Sentence) -> bool:
    """Whether an amount is said to be what a percentage led to, which is then a change: "Sichuan's, 15.9 percent to 186.3 billion yuan"."""
    behind = figure.mention.last
    amounts = (m.first for m in sentence.of("quantity") if m.quantity.kind in ("money", "physical"))
    return sentence.words(behind, behind + 1) == ["to"] and behind + 1 in amounts


def _may_be_share(figure: Placed) -> bool:
    quantity = figure.mention.quantity
    if quantity.kind != "percent" or quantity.sign or quantity.step > _THREE_DIGITS * quantity.value:
        return False
    untold = figure.outcome != "read" and (figure.reason in _UNTOLD or figure.measure.rule in _UNTOLD)
    return untold or (figure.outcome == "read" and figure.measure.rule in _GUESSED)


def _parts(told: Told, number: int, wholes: _Wholes, far: int) -> Iterator[tuple[Frame | None, Frame]]:
    """The frames of which a percentage is the share, with their wholes, of the amounts up to ``far`` figures before it, the nearest
    first, and of the one behind it."""
    figure, sentence = told[number]
    least, most = _bounds(figure)
    near = [*reversed(told[max(0, number - far) : number]), *told[number + 1 : number + 2]]
    for part, where in near:
        if not _is_level(part) or (where is not sentence and where.start > sentence.start):
            continue
        low, high = _bounds(part)
        frame = part.frame
        for region in dict.fromkeys((frame.region, (frame.region or "").partition("/")[0], "CN")):
            if region == frame.region and not frame.is_broken_down():
                continue
            bounds = wholes.get((region, frame.period, part.measure.unit), {}).get(frame.flow)
            if bounds is None or bounds[0] <= 0 or low >= bounds[0]:
                continue
            if 100 * low / bounds[1] <= most and least <= 100 * high / bounds[0]:
                yield frame, Frame(region=region, flow=frame.flow)


def _of_good(told: Told, number: int) -> tuple[Frame | None, Frame | None] | None:
    """The partner, place, regime or kind of firm of which a percentage right behind an amount of a good is the share in all of that good:
    "crude imports were 44.7 million tonnes ... Saudi Arabia: 6.5 million (14.5 percent)"."""
    figure, sentence = told[number]
    part, where = told[number - 1] if number else (None, None)
    if part is None or where is not sentence or part.measure.measure != "level" or part.frame is None or part.approx:
        return None
    frame = part.frame
    if part.outcome != "read" or frame.commodity is None or frame.period is None:
        return None
    wholes = set(_wider(frame.during(frame.period, False)))
    least, most = _bounds(figure)
    low, high = _bounds(part)
    for whole, _ in told[:number] if wholes else ():
        if whole.outcome != "read" or whole.measure.measure != "level" or whole.measure.unit != part.measure.unit:
            continue
        if whole.frame.during(whole.frame.period, False) in wholes:
            smallest, largest = _bounds(whole)
            if low < smallest and 100 * low / largest <= most and least <= 100 * high / smallest:
                return frame, whole.frame
    return None


def _wider(frame: Frame) -> Iterator[Frame]:
    """The frames of all of a good that one of its parts is in: of all partners, the region around, all regimes, all firms."""
    yield from (altered(frame, **{name: None}) for name in _DEALT_OUT if getattr(frame, name) is not None)
    for region in dict.fromkeys(((frame.region or "").partition("/")[0], "CN")):
        if region and region != frame.region:
            yield altered(frame, region=region)


def _within(told: Told, number: int) -> Iterator[tuple[Frame | None, Frame]]:
    """The place that has a percentage of the region's trade told in its sentence: "Jiangsu's trade was 5.21 trillion yuan, of which the
    provincial capital provided 12.2 percent"."""
    figure, sentence = told[number]
    least, most = _bounds(figure)
    around = [f for f, where in told if where is sentence and _is_level(f) and not f.frame.is_broken_down()]
    for whole in around:
        inside = f"{whole.frame.region}/"
        for part, _ in told:
            if not _is_level(part) or not (part.frame.region or "").startswith(inside) or part.frame.is_broken_down():
                continue
            if part.frame.flow != whole.frame.flow or _key(part)[1:] != _key(whole)[1:]:
                continue
            (low, high), (smallest, largest) = _bounds(part), _bounds(whole)
            if 100 * low / largest <= most and least <= 100 * high / smallest:
                yield part.frame, Frame(region=whole.frame.region, flow=whole.frame.flow)


def _moved(figure: Placed, share: Placed) -> bool:
    """Whether points right behind a share say by how much it moved: "51.2 percent, up 4 percentage points"."""
    near = 0 <= figure.mention.first - share.mention.last <= _NEAR
    return near and figure.mention.quantity.kind == "points" and figure.outcome != "read"


def _is_level(figure: Placed) -> bool:
    return (
        figure.outcome == "read"
        and figure.measure.measure == "level"
        and not figure.approx
        and figure.mention.quantity.kind == "money"
        and figure.frame.period is not None
    )


def _is_amount(figure: Placed) -> bool:
    quantity = figure.mention.quantity
    exact = quantity.value > 0 and quantity.step <= _FOUR_DIGITS * quantity.value
    return quantity.kind == "money" and quantity.unit != "other" and exact and not figure.approx


def _bounds(figure: Placed) -> _Bounds:
    quantity = figure.mention.quantity
    return quantity.value - quantity.step / 2, quantity.value + quantity.step / 2


def _key(figure: Placed) -> _Key:
    return figure.frame.region, figure.frame.period, figure.measure.unit


def _take(figure: Placed, frame: Frame | None, measure: str, rule: str, unit: str) -> None:
    """Read a figure as one of a frame."""
    quantity = figure.mention.quantity
    value = -quantity.value if measure == "share_change" and figure.measure.value < 0 else quantity.value
    figure.measure = replace(
        figure.measure, measure=measure, rule=rule, value=value, step=quantity.step, unit=unit, role="", doubt=None
    )
    figure.frame = figure.bound = frame
    figure.rule = f"{rule}/arithmetic"
    figure.outcome, figure.reason, figure.hint, figure.decided_by = "read", "", None, _DECIDED
