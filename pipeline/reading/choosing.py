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
from functools import lru_cache

from pipeline.reading.cues import Measure
from pipeline.reading.frames import Frame, altered
from pipeline.reading.months import Months
from pipeline.reading.phrases import BREAKDOWNS
from pipeline.reading.placing import Placed

# What an identity that holds, or does not, says for a reading. Four digits agree by chance once in thousands of cases, three
# once in hundreds; "less than the whole" is no proof, but "more than the whole" is.
_SUM, _SHARE, _PART, _TWICE, _TWIN = 4.0, 3.0, 3.0, 2.0, 2.0
_HEARSAY = 1.0
_MARGIN = 1.0  # by which a rival has to win
_PROOF = 2.0  # that it has to have for itself: what speaks against the bound frame does not say which other one
_RATES = (5.5, 8.7)  # yuan to the dollar since 1994
_TWINS = {"CNY": "USD", "USD": "CNY"}
_SIDES = ("export", "import")
_ALIKE = 4  # levels of one thing that are tried
_UNDIVIDED = (None,) * len(BREAKDOWNS)

Bounds = tuple[float, float]
Place = tuple[str | None, ...]  # region and the codes of all breakdowns
_GROWTH = "growth"  # in the place of a level's unit


@dataclass(slots=True)
class _Group:
    """The figures that one sentence says of one frame."""

    frame: Frame
    figures: list[Placed]
    passage: object = None
    untold: bool = False  # the months were taken over from the text before
    values: dict[str, Bounds] = field(default_factory=dict)  # of levels by their unit, and of growth
    shares: list[tuple[Bounds, Frame | None]] = field(default_factory=list)
    place: Place = field(init=False)
    leaning: bool = False  # bound to nothing but what the text was at

    def __post_init__(self) -> None:
        self.place = _place(self.frame)

    def decidable(self) -> bool:
        """Whether identities say anything of it: of growth alone they do not."""
        return bool(self.shares) or len(self.values) > (_GROWTH in self.values)

    def rivals(self) -> dict[Frame, float]:
        """Other frames in the group's months, each with the least that the words say against it."""
        found: dict[Frame, float] = {}
        period = self.frame.period
        for ask in dict.fromkeys(figure.rivals for figure in self.figures):
            for frame, cost in ask().items():
                rival = frame if frame.period == period else frame.during(period)
                found[rival] = min(cost, found.get(rival, cost))
        return found


# What is said of one place, by flow and unit, with whoever says it, in text order; a book holds that for one span of months.
_Page = dict[tuple[str | None, str], list[tuple[_Group, Bounds]]]
_Book = dict[Place, _Page]
_BLANK: _Page = {}
_EMPTY: _Book = {}


def choose(figures: Iterable[tuple[Placed, object, object]]) -> None:
    """Move groups of figures, given with their sentences and passages, to the rival frame that the identities want."""
    groups = _groups(figures)
    for group in groups:
        group.leaning = all("/context" in f.rule for f in group.figures)
    books: dict[Months | None, _Book] = {}
    for group in groups:
        _put(group, books.setdefault(group.frame.period, {}))
    _choose_months(groups, books)
    for number, group in enumerate(groups):
        rivals = group.rivals() if group.decidable() else {}
        if not rivals:
            continue
        _take(group, books[group.frame.period])
        ours = _worth(group, group.frame, books)
        best, gain = None, _MARGIN
        for frame, cost in rivals.items():
            # What is impossible of the bound frame is of the same thing without what was taken over, at least.
            enough = 0.0 if ours <= -_PART and cost <= 1.0 else _PROOF
            if enough and not group.shares and _place(frame) not in books.get(frame.period, _EMPTY):
                continue  # nothing is said of the like that could prove it
            theirs = _worth(group, frame, books)
            if theirs >= enough and theirs - cost - ours > gain:
                best, gain = frame, theirs - cost - ours
        bound = group.frame
        if best is not None:
            _move(group, best)
        _put(group, books.setdefault(group.frame.period, {}))
        if best is not None:
            _lead(bound, best, _leaning(groups, number), books)


def _leaning(groups: list[_Group], number: int) -> Iterator[_Group]:
    """The groups right behind one in its passage that were bound to nothing but what the text was at: "They took up 4.7 percent"."""
    for group in groups[number + 1 :]:
        if group.passage is not groups[number].passage or not group.leaning:
            return
        yield group


def _lead(bound: Frame, best: Frame, leaning: Iterable[_Group], books: dict[Months | None, _Book]) -> None:
    """Take along to another breakdown what leaned on a group, where nothing said of it contradicts."""
    moved = [d for d in BREAKDOWNS if getattr(bound, d) != getattr(best, d)]
    for group in leaning:
        if any(getattr(group.frame, d) != getattr(bound, d) for d in moved):
            return
        frame = altered(group.frame, **{d: getattr(best, d) for d in moved})
        _take(group, books[group.frame.period])
        if frame != group.frame and _worth(group, frame, books) >= min(0.0, _worth(group, group.frame, books)):
            _move(group, frame)
        _put(group, books.setdefault(group.frame.period, {}))


def _choose_months(groups: list[_Group], books: dict[Months | None, _Book]) -> None:
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
        for group in block:
            _take(group, books[period])
        gains = _gains(block, {span: books[span] for span in (period, *rivals)})
        ours = gains[period]
        best, gain = None, _PROOF
        for span in rivals:
            if gains[span] >= _PROOF and gains[span] - ours > gain:
                best, gain = span, gains[span] - ours
        for group in block:
            _put(group, books[period])
        if best is not None:
            moves[period, best] += 1
            _move_months(books, block, best)
        elif ours >= _PROOF:
            confirmed.add(period)
        elif (passage, period) not in told:
            undecided.append((period, block))
    wrong = {a: b for (a, b), count in moves.items() if count > 1 and a not in confirmed}
    for period, block in undecided:
        if period in wrong:
            _move_months(books, block, wrong[period])


def _gains(block: list[_Group], books: dict[Months, _Book]) -> dict[Months, float]:
    """What the identities say for groups being of each span, beyond what they say of one another in whatever months they are."""
    bearing = {place for group in block if group.decidable() for place in _bearing(group)}
    telling = [span for span, book in books.items() if not bearing.isdisjoint(book)]
    among = _worth_together(block, {}) if telling else 0.0
    gains = dict.fromkeys(books, 0.0)
    gains.update((span, _worth_together(block, books[span]) - among) for span in telling)
    return gains


def _worth_together(block: list[_Group], book: _Book) -> float:
    """What the identities say for groups put into a book, which is left without them."""
    for group in block:
        _put(group, book)
    worth = 0.0
    for group in block:
        if group.decidable():
            _take(group, book)
            worth += _worth_in(book, group, group.frame)
            _put(group, book)
    for group in block:
        _take(group, book)
    return worth


def _move_months(books: dict[Months | None, _Book], block: list[_Group], span: Months) -> None:
    for group in block:
        _take(group, books[group.frame.period])
        _move(group, group.frame.during(span))
        _put(group, books[span])


def _move(group: _Group, frame: Frame) -> None:
    group.frame, group.place = frame, _place(frame)
    for figure in group.figures:
        figure.frame = frame
        figure.decided_by = "sums, shares and parts of the release"
        figure.rule = f"{figure.rule}/arithmetic"


def _groups(figures: Iterable[tuple[Placed, object, object]]) -> list[_Group]:
    found: dict[tuple[int, Frame], _Group] = {}
    for figure, sentence, passage in figures:
        if figure.outcome != "read" or figure.frame is None or figure.measure.doubt is not None:
            continue
        group = found.get((id(sentence), figure.frame))
        if group is None:
            group = found[id(sentence), figure.frame] = _Group(figure.frame, [], passage, figure.untold)
        group.figures.append(figure)
        reading = figure.measure
        if reading.measure == "level" and not figure.approx:
            group.values.setdefault(reading.unit, _bounds(reading))
        elif reading.measure == "growth" and figure.basis in (None, "yoy"):
            group.values.setdefault(_GROWTH, _bounds(reading))
        elif reading.measure == "share" and not figure.approx:
            group.shares.append((_bounds(reading), figure.whole))
    return list(found.values())


def _bounds(reading: Measure) -> Bounds:
    value, half = float(reading.value), float(reading.step) / 2
    return value - half, value + half


def _place(frame: Frame) -> Place:
    return (frame.region, *frame.codes())


@lru_cache(maxsize=2_000)
def _wholes_of(place: Place) -> tuple[Place, ...]:
    """The wholes of a part: without each of its breakdowns, and without all of them."""
    broken = [n for n in range(1, len(place)) if place[n] is not None]
    outer = [(*place[:n], None, *place[n + 1 :]) for n in broken] if len(broken) > 1 else []
    return (*outer, (place[0], *_UNDIVIDED)) if broken else ()


def _whole_of_share(place: Place, whole: Frame | None) -> Place:
    """Where a share's whole is, as the release says it or else the region's trade, not broken down."""
    if whole is None:
        return (place[0], *_UNDIVIDED)
    return (whole.region or place[0], *whole.codes())


def _bearing(group: _Group) -> Iterator[Place]:
    """All places of which something can be said for the group, or against it."""
    yield group.place
    yield from _wholes_of(group.place)
    for _, whole in group.shares:
        yield _whole_of_share(group.place, whole)


def _put(group: _Group, book: _Book) -> None:
    if group.values:
        flow, page = group.frame.flow, book.setdefault(group.place, {})
        for unit, bounds in group.values.items():
            page.setdefault((flow, unit), []).append((group, bounds))


def _take(group: _Group, book: _Book) -> None:
    if group.values:
        flow, page = group.frame.flow, book[group.place]
        for unit in group.values:
            entries = page.pop((flow, unit))
            if len(entries) > 1:
                page[flow, unit] = [entry for entry in entries if entry[0] is not group]
        if not page:
            del book[group.place]


def _worth(group: _Group, frame: Frame, books: dict[Months | None, _Book]) -> float:
    """What the identities say for the group's figures being of ``frame``, the group itself left out of the books."""
    book = books.get(frame.period)
    return _worth_in(book, group, frame) if book else 0.0


def _worth_in(book: _Book, group: _Group, frame: Frame) -> float:
    place, flow = _place(frame), frame.flow
    score = 0.0
    if page := book.get(place):
        for unit, bounds in group.values.items():
            score += _repeats(page.get((flow, unit), ()), bounds)
            if unit != _GROWTH:
                score += _sums(page, flow, unit, bounds) + _twins(page, flow, unit, bounds)
    for whole in _wholes_of(place):
        if page := book.get(whole):
            score += _within(page, flow, group.values)
    for share, whole in group.shares:
        score += _share(book, group, frame, share, whole)
    return score


def _level(page: _Page, flow: str | None, unit: str) -> Bounds | None:
    entries = page.get((flow, unit))
    return entries[0][1] if entries else None


def _levels_of(page: _Page, flow: str, unit: str) -> list[Bounds]:
    """All levels said of one thing: of those that a sum does not fit, some may be of another."""
    return [bounds for _, bounds in page.get((flow, unit), ())[:_ALIKE]]


def _repeats(entries: Iterable[tuple[_Group, Bounds]], ours: Bounds) -> float:
    """One thing has one value; another that was bound to nothing in its own sentence may be of something else."""
    low, high = ours
    return sum([0.5 if low <= b and a <= high else -_HEARSAY if g.leaning else -_TWICE for g, (a, b) in entries])


def _sums(page: _Page, flow: str | None, unit: str, ours: Bounds) -> float:
    """Exports and imports add up to the total, or do not."""
    low, high = ours
    if flow == "total":
        out, back = (_levels_of(page, side, unit) for side in _SIDES)
        if not out or not back:
            return -_PART if any(s[0] > high for s in (*out[:1], *back[:1])) else 0.0
        return _SUM if any(a[0] + b[0] <= high and low <= a[1] + b[1] for a in out for b in back) else -_SUM
    if flow not in _SIDES or not (total := _levels_of(page, "total", unit)):
        return 0.0
    other = _levels_of(page, "import" if flow == "export" else "export", unit)
    if not other:
        return -_PART if low > total[0][1] else 0.0
    return _SUM if any(low + b[0] <= t[1] and t[0] <= high + b[1] for t in total for b in other) else -_SUM


def _within(page: _Page, flow: str | None, values: dict[str, Bounds]) -> float:
    """A part is no larger than its whole."""
    score = 0.0
    for unit, (low, _) in values.items():
        bounds = _level(page, flow, unit) if unit != _GROWTH else None
        if bounds is not None and low > bounds[1]:
            score -= _PART
    return score


def _twins(page: _Page, flow: str | None, unit: str, ours: Bounds) -> float:
    """A dollar figure is its yuan twin at some rate of exchange."""
    other = _level(page, flow, _TWINS[unit]) if unit in _TWINS else None
    if other is None or other[0] <= 0 or ours[0] <= 0:
        return 0.0
    yuan, dollars = (ours, other) if unit == "CNY" else (other, ours)
    return _TWIN if yuan[0] / dollars[1] <= _RATES[1] and _RATES[0] <= yuan[1] / dollars[0] else -_TWIN


def _share(book: _Book, group: _Group, frame: Frame, share: Bounds, whole: Frame | None) -> float:
    """A share is its part divided by its whole."""
    here, there = _place(frame), _whole_of_share(_place(frame), whole)
    flow = whole.flow if whole is not None and whole.flow else frame.flow
    if there == here and flow == frame.flow:
        return 0.0
    unit = next((unit for unit in group.values if unit != _GROWTH), "CNY")
    part = group.values.get(unit) or _level(book.get(here, _BLANK), frame.flow, unit)
    total = _level(book.get(there, _BLANK), flow, unit)
    if part is None or total is None or total[0] <= 0:
        return 0.0
    low, high = 100 * part[0] / total[1], 100 * part[1] / total[0]
    return _SHARE if low <= share[1] and share[0] <= high else -_SHARE
