"""Books of what a release says: levels, growths and shares of each place, flow and unit, for one span of months each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.frames import SIDES, Frame
from pipeline.reading.frames.placing import Placed
from pipeline.reading.topics.phrases import BREAKDOWNS
from pipeline.reading.words.months import Months

UNDIVIDED = (None,) * len(BREAKDOWNS)

Bounds = tuple[float, float]
Place = tuple[str | None, ...]  # region and the codes of all breakdowns
GROWTH = "growth"  # in the place of a level's unit
SHARE = "share"  # the same, of the region's flow as a whole
_CURRENCIES = frozenset({"CNY", "USD"})
_FAR = 99.0  # beyond all that words say against a frame


@dataclass(slots=True)
class Group:
    """The figures that one sentence says of one frame."""

    frame: Frame
    figures: list[Placed]
    passage: Any = None
    sentence: Any = None
    untold: bool = False  # the months were taken over from the text before
    values: dict[str, Bounds] = field(default_factory=dict)  # of levels by their unit, and of growth
    shares: list[tuple[Bounds, Frame | None]] = field(default_factory=list)
    place: Place = field(init=False)
    number: int = 0  # in the text
    again: bool = False  # whether its sentence tells another amount of the same before
    leaning: bool = False  # bound to nothing but what the text was at
    physical: bool = False  # whether a level is told in tonnes or pieces
    sized: bool = False  # whether the sizes of its release's amounts say anything
    currency: str | None = None  # that its growth is measured in, where its sentence says so
    open: list[Placed] = field(default_factory=list)  # that are points or growth, which is decided last

    def __post_init__(self) -> None:
        self.place = place_of(self.frame)

    def entries(self) -> dict[str, Bounds]:
        """What a book holds of the group: its values, and the share that its frame has of the region's flow as a whole."""
        if not self.shares or not self.frame.is_broken_down():
            return self.values
        flows = (None, self.frame.flow)
        told = next((b for b, w in self.shares if w is None or (w.flow in flows and not w.is_broken_down())), None)
        return self.values if told is None else {**self.values, SHARE: told}

    def decidable(self) -> bool:
        """Whether identities say anything of it: of growth alone they do not."""
        return bool(self.shares) or len(self.values) > (GROWTH in self.values)

    def of_one_way(self) -> bool:
        """Whether a share of it is one of exports, or of imports."""
        return any(whole is not None and whole.flow in SIDES for _, whole in self.shares)

    def grows_like(self, other: Group) -> bool:
        """Whether its rate of growth has to be that of another group of the same thing: one "in dollar terms" is not that in yuan,
        and that of tonnes not that of their value."""
        if self.currency is None or other.currency is None:
            return not (self.physical or other.physical) or self.currency is other.currency
        return self.currency == other.currency

    def rivals(self) -> dict[Frame, float]:
        """Other frames in the group's months, each with the least that the words say against it."""
        found: dict[Frame, float] = {}
        period = self.frame.period
        for ask in dict.fromkeys([figure.rivals for figure in self.figures]):
            for frame, cost in ask().items():
                rival = frame if frame.period == period else frame.during(period)
                if cost < found.get(rival, _FAR):
                    found[rival] = cost
        return found


# What is said of one place, by flow and unit, with whoever says it, in text order; a book holds that for one span of months.
Page = dict[tuple[str | None, str], list[tuple[Group, Bounds]]]
Book = dict[Place, Page]
Books = dict[Months | None, Book]  # by the months that they are of
EMPTY: Book = {}


def move(group: Group, frame: Frame) -> None:
    """Give the figures of a group another frame, and say what decided it."""
    group.frame, group.place = frame, place_of(frame)
    for figure in (*group.figures, *group.open):
        if figure.measure.measure == "share" and figure.whole is not None and figure.whole == frame.during(None):
            continue  # "7.7 percent of the trade of China, at 4.62 trillion dollars": nothing has a share in itself
        figure.frame = frame
        figure.decided_by = "sums, shares and parts of the release"
        figure.rule = f"{figure.rule}/arithmetic"


def groups_of(figures: Iterable[tuple[Placed, Any, Any]]) -> list[Group]:
    """The figures by sentence and frame, in text order, those left out of which nothing can be said yet."""
    groups: list[Group] = []
    found: dict[tuple[int, Frame | None], Group] = {}
    doubted: list[tuple[Placed, Any]] = []
    for figure, sentence, passage in figures:
        if figure.outcome != "read" or figure.frame is None:
            continue
        if figure.measure.doubt is not None:
            doubted.append((figure, sentence))
            continue
        group = found.get((id(sentence), figure.frame))
        again = group is not None and _told_otherwise(group, figure)
        if group is None or again:
            begun = [] if group is None else _behind_level(group)
            group = found[id(sentence), figure.frame] = Group(figure.frame, [], passage, sentence, figure.untold)
            terms = sentence.of("terms")
            group.currency = terms[0].code if terms else None
            for other in begun:
                _enter(group, other)
            group.again, group.number = again, len(groups)
            groups.append(group)
        _enter(group, figure)
    for figure, sentence in doubted:
        if (group := found.get((id(sentence), figure.frame))) is not None:
            group.open.append(figure)
    return groups


def _told_otherwise(group: Group, figure: Placed) -> bool:
    """Whether a level is another one than that which the sentence tells of the same before."""
    if figure.measure.measure != "level" or figure.approx or figure.measure.unit not in group.values:
        return False
    (low, high), (least, most) = group.values[figure.measure.unit], _bounds(figure.measure)
    return low > most or least > high


def _behind_level(group: Group) -> list[Placed]:
    """The rate that a group ends with, taken out of it, where it has another: it is of the level to come."""
    rates = [f for f in group.figures if f.measure.measure == "growth"]
    if len(rates) < 2 or group.figures[-1] is not rates[-1]:
        return []
    group.figures.remove(rates[-1])
    return [rates[-1]]


def _enter(group: Group, figure: Placed) -> None:
    """Add a figure to a group, and what it says."""
    group.figures.append(figure)
    reading = figure.measure
    if reading.measure == "level" and not figure.approx:
        group.values.setdefault(reading.unit, _bounds(reading))
        group.physical = group.physical or reading.unit not in _CURRENCIES
        if group.currency is None and reading.unit in _CURRENCIES:
            group.currency = reading.unit
    elif reading.measure == "growth" and figure.basis in (None, "yoy"):
        group.values.setdefault(GROWTH, _bounds(reading))
    elif reading.measure == "share" and not figure.approx:
        group.shares.append((_bounds(reading), figure.whole))


def _bounds(reading: Measure) -> Bounds:
    value, half = float(reading.value), float(reading.step) / 2
    return value - half, value + half


place_of = Frame.place  # where a frame stands in a book


def _in_text(entry: tuple[Group, Bounds]) -> int:
    return entry[0].number


def put(group: Group, book: Book) -> None:
    """Enter the levels and growth of a group in a book, and its shares of the region's trade as a whole."""
    if told := group.entries() if group.shares else group.values:
        flow, page = group.frame.flow, book.setdefault(group.place, {})
        for unit, bounds in told.items():
            entries = page.setdefault((flow, unit), [])
            entries.append((group, bounds))
            if len(entries) > 1 and entries[-2][0].number > group.number:
                entries.sort(key=_in_text)


def take(group: Group, book: Book) -> None:
    """Take the entries of a group out of a book."""
    if told := group.entries() if group.shares else group.values:
        flow, page = group.frame.flow, book[group.place]
        for unit in told:
            entries = page.pop((flow, unit))
            if len(entries) > 1:
                page[flow, unit] = [entry for entry in entries if entry[0] is not group]
        if not page:
            del book[group.place]


def rebook(group: Group, frame: Frame, books: Books) -> None:
    """Move a group to a frame, and its entries to the book of the frame's months."""
    take(group, books[group.frame.period])
    move(group, frame)
    put(group, books.setdefault(frame.period, {}))
