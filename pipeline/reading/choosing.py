"""Among readings that the words allow, the release's own arithmetic chooses; it never makes or changes a number.

The figures that one sentence says of one thing are a group, with the frame that was bound and its rivals. A frame is worth
what the identities say with all other figures where they are: exports + imports = total, share = part / whole, parts within
wholes, a dollar figure beside its yuan twin, one value for one quantity.
Bounds are half a unit of the last printed digit, so that "holds" means within printed rounding.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.reading.frames import Frame
from pipeline.reading.months import Months
from pipeline.reading.phrases import BREAKDOWNS
from pipeline.reading.placing import Placed

# What an identity that holds, or does not, says for a reading. Four digits agree by chance once in thousands of cases, three
# once in hundreds; "less than the whole" is no proof, but "more than the whole" is.
_SUM, _SHARE, _PART, _TWICE, _TWIN = 4.0, 3.0, 3.0, 2.0, 2.0
_MARGIN = 1.0  # by which a rival has to win
_PROOF = 2.0  # that it has to have for itself: what speaks against the bound frame does not say which other one
_RATES = (5.5, 8.7)  # yuan to the dollar since 1994
_TWINS = {"CNY": "USD", "USD": "CNY"}
_SIDES = ("export", "import")
_ALIKE = 4  # levels of one thing that are tried

_NEVER = Months(-1, -1)
Bounds = tuple[float, float]
Key = tuple


@dataclass(slots=True)
class _Group:
    """The figures that one sentence says of one frame."""

    frame: Frame
    figures: list[Placed]
    passage: object = None
    untold: bool = False  # the months were taken over from the text before
    levels: dict[str, Bounds] = field(default_factory=dict)
    growth: Bounds | None = None
    shares: list[tuple[Bounds, Frame | None]] = field(default_factory=list)

    def rivals(self) -> dict[Frame, float]:
        """Other frames in the group's months, each with the least that the words say against it."""
        found: dict[Frame, float] = {}
        period = self.frame.period
        for ask in dict.fromkeys(figure.rivals for figure in self.figures):
            for frame, cost in ask().items():
                rival = frame if frame.period == period else frame.during(period)
                found[rival] = min(cost, found.get(rival, cost))
        return found


def choose(figures: Iterable[tuple[Placed, object, object]]) -> None:
    """Move groups of figures, given with their sentences and passages, to the rival frame that the identities want."""
    groups = list(_groups(figures))
    index = _Index(groups)
    _choose_months(groups, index)
    for group in groups:
        rivals = group.rivals() if group.levels or group.shares else {}
        if not rivals:
            continue
        index.take(group)
        ours = index.worth(group, group.frame)
        best, gain = None, _MARGIN
        for frame, cost in rivals.items():
            theirs = index.worth(group, frame)
            # What is impossible of the bound frame is of the same thing without what was taken over, at least.
            enough = 0.0 if ours <= -_PART and cost <= 1.0 else _PROOF
            if theirs >= enough and theirs - cost - ours > gain:
                best, gain = frame, theirs - cost - ours
        if best is not None:
            _move(group, best)
        index.put(group)


def _choose_months(groups: list[_Group], index: _Index) -> None:
    """Move the figures of a passage that names no months for them to the months that the identities want.

    A month, a quarter and the year to date that end together are rivals. What two passages or more are moved from, and
    none is confirmed in, was the wrong default of the release.
    """
    spans = {g.frame.period for g in groups if not g.untold and g.frame.period is not None}
    blocks: dict[tuple[int, Months], list[_Group]] = defaultdict(list)
    for group in groups:
        if group.untold and group.frame.period is not None:
            blocks[id(group.passage), group.frame.period].append(group)
    told = {(id(g.passage), g.frame.period) for g in groups if not g.untold}
    moves: Counter[tuple[Months, Months]] = Counter()
    confirmed: set[Months] = set()
    undecided = []
    for (passage, period), block in blocks.items():
        rivals = [span for span in spans if span.last == period.last and span != period]
        if not rivals:
            continue
        # What the figures say of one another holds in whatever months they are.
        among = index.worth_in(block, _NEVER)
        ours = index.worth_in(block, period) - among
        best, gain = None, _PROOF
        for span in rivals:
            theirs = index.worth_in(block, span) - among
            if theirs >= _PROOF and theirs - ours > gain:
                best, gain = span, theirs - ours
        index.shift(block, period)
        if best is not None:
            moves[period, best] += 1
            _move_months(index, block, best)
        elif ours >= _PROOF:
            confirmed.add(period)
        elif (passage, period) not in told:
            undecided.append((period, block))
    wrong = {a: b for (a, b), count in moves.items() if count > 1 and a not in confirmed}
    for period, block in undecided:
        if period in wrong:
            _move_months(index, block, wrong[period])


def _move_months(index: _Index, block: list[_Group], span: Months) -> None:
    index.shift(block, span)
    for group in block:
        _move(group, group.frame)


def _move(group: _Group, frame: Frame) -> None:
    group.frame = frame
    for figure in group.figures:
        figure.frame = frame
        figure.decided_by = "sums, shares and parts of the release"
        figure.rule = f"{figure.rule}/arithmetic"


def _groups(figures: Iterable[tuple[Placed, object]]) -> Iterator[_Group]:
    found: dict[tuple[int, Frame], _Group] = {}
    for figure, sentence, passage in figures:
        if figure.outcome != "read" or figure.frame is None or figure.measure.doubt is not None:
            continue
        group = found.get((id(sentence), figure.frame))
        if group is None:
            group = found[id(sentence), figure.frame] = _Group(figure.frame, [], passage, figure.untold)
        group.figures.append(figure)
        reading = figure.measure
        value, half = float(reading.value), float(reading.step) / 2
        bounds = (value - half, value + half)
        if reading.measure == "level" and not figure.approx:
            group.levels.setdefault(reading.unit, bounds)
        elif reading.measure == "growth" and figure.basis in (None, "yoy") and group.growth is None:
            group.growth = bounds
        elif reading.measure == "share" and not figure.approx:
            group.shares.append((bounds, figure.whole))
    return iter(found.values())


def _key(frame: Frame) -> Key:
    return (*frame[:3], *frame.codes())  # region, period, flow without its sign


def _with(key: Key, place: int, value: object) -> Key:
    return (*key[:place], value, *key[place + 1 :])


class _Index:
    """Levels, growths and shares of all groups by their coordinates."""

    def __init__(self, groups: list[_Group]) -> None:
        self._levels: dict[tuple[Key, str], list[tuple[_Group, Bounds]]] = defaultdict(list)
        self._growths: dict[Key, list[tuple[_Group, Bounds]]] = defaultdict(list)
        for group in groups:
            self.put(group)

    def put(self, group: _Group) -> None:
        key = _key(group.frame)
        for unit, bounds in group.levels.items():
            self._levels[key, unit].append((group, bounds))
        if group.growth is not None:
            self._growths[key].append((group, group.growth))

    def take(self, group: _Group) -> None:
        key = _key(group.frame)
        for unit in group.levels:
            self._levels[key, unit] = [e for e in self._levels[key, unit] if e[0] is not group]
        if group.growth is not None:
            self._growths[key] = [e for e in self._growths[key] if e[0] is not group]

    def shift(self, block: list[_Group], span: Months) -> None:
        """Put groups under other months."""
        for group in block:
            self.take(group)
            group.frame = group.frame.during(span)
            self.put(group)

    def worth_in(self, block: list[_Group], span: Months) -> float:
        """What the identities say for groups under the months to which they are moved."""
        self.shift(block, span)
        worth = 0.0
        for group in block:
            if group.levels or group.shares:
                self.take(group)
                worth += self.worth(group, group.frame)
                self.put(group)
        return worth

    def _level(self, key: Key, unit: str) -> Bounds | None:
        entries = self._levels.get((key, unit))
        return entries[0][1] if entries else None

    def _levels_of(self, key: Key, unit: str) -> list[Bounds]:
        """All levels said of one thing: of those that a sum does not fit, some may be of another."""
        return [bounds for _, bounds in self._levels.get((key, unit), ())][:_ALIKE]

    def worth(self, group: _Group, frame: Frame) -> float:
        """What the identities say for the group's figures being of ``frame``, the group itself left out of the index."""
        key = _key(frame)
        flow = frame.flow
        score = 0.0
        for unit, (low, high) in group.levels.items():
            for _, (a, b) in self._levels.get((key, unit), ()):
                score += 0.5 if low <= b and a <= high else -_TWICE
            score += self._sums(key, flow, unit, low, high)
            score += self._wholes(key, flow, unit, low, high)
            score += self._twins(key, unit, low, high)
        if group.growth is not None:
            low, high = group.growth
            for _, (a, b) in self._growths.get(key, ()):
                score += 0.5 if low <= b and a <= high else -_TWICE
        for bounds, whole in group.shares:
            score += self._shares(group, frame, key, bounds, whole)
        return score

    def _sums(self, key: Key, flow: str | None, unit: str, low: float, high: float) -> float:
        """Exports and imports add up to the total, or do not."""
        if flow == "total":
            out, back = (self._levels_of(_with(key, 2, side), unit) for side in _SIDES)
            if not out or not back:
                return -_PART if any(s[0] > high for s in (*out[:1], *back[:1])) else 0.0
            return _SUM if any(a[0] + b[0] <= high and low <= a[1] + b[1] for a in out for b in back) else -_SUM
        if flow not in _SIDES:
            return 0.0
        total = self._levels_of(_with(key, 2, "total"), unit)
        if not total:
            return 0.0
        other = self._levels_of(_with(key, 2, "import" if flow == "export" else "export"), unit)
        if not other:
            return -_PART if low > total[0][1] else 0.0
        return _SUM if any(low + b[0] <= t[1] and t[0] <= high + b[1] for t in total for b in other) else -_SUM

    def _wholes(self, key: Key, flow: str | None, unit: str, low: float, high: float) -> float:
        """A part is no larger than its wholes."""
        score = 0.0
        broken = [place for place in range(3, 9) if key[place] is not None]
        outer = [_with(key, place, None) for place in broken] if len(broken) > 1 else []
        if broken:
            outer.append((*key[:3], None, None, None, None, None, None))
        for whole in outer:
            bounds = self._level(whole, unit)
            if bounds is not None and low > bounds[1]:
                score -= _PART
        return score

    def _twins(self, key: Key, unit: str, low: float, high: float) -> float:
        """A dollar figure is its yuan twin at some rate of exchange."""
        other = self._level(key, _TWINS[unit]) if unit in _TWINS else None
        if other is None or other[0] <= 0 or low <= 0:
            return 0.0
        yuan, dollars = ((low, high), other) if unit == "CNY" else (other, (low, high))
        return _TWIN if yuan[0] / dollars[1] <= _RATES[1] and _RATES[0] <= yuan[1] / dollars[0] else -_TWIN

    def _shares(self, group: _Group, frame: Frame, key: Key, share: Bounds, whole: Frame | None) -> float:
        """A share is its part divided by its whole."""
        unit = next(iter(group.levels), "CNY")
        part = group.levels.get(unit) or self._level(key, unit)
        if part is None:
            return 0.0
        if whole is not None and whole.breakdown():
            of = (
                whole.region or frame.region,
                frame.period,
                whole.flow or frame.flow,
                *(getattr(whole, d) for d in BREAKDOWNS),
            )
        else:
            region = whole.region if whole is not None and whole.region else frame.region
            flow = whole.flow if whole is not None and whole.flow else frame.flow
            of = (region, frame.period, flow, None, None, None, None, None, None)
        total = self._level(of, unit)
        if total is None or of == key or total[0] <= 0:
            return 0.0
        low, high = 100 * part[0] / total[1], 100 * part[1] / total[0]
        return _SHARE if low <= share[1] and share[0] <= high else -_SHARE
