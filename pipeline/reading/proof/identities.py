"""What the identities say for figures being of a frame: sums, parts within wholes, shares, twins in another currency.

Bounds are half a unit of the last printed digit, so that "holds" means within printed rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from pipeline.reading.frames.frames import SIDES, Frame
from pipeline.reading.frames.of_size import off_by
from pipeline.reading.proof.books import (
    GROWTH,
    SHARE,
    UNDIVIDED,
    Book,
    Books,
    Bounds,
    Group,
    Page,
    Place,
    place_of,
    put,
    take,
)
from pipeline.reading.words.mentions import Sentence

# What an identity that holds, or does not, says for a reading. Four digits agree by chance once in thousands of cases, three
# once in hundreds; "less than the whole" is no proof, but "more than the whole" is.
_SUM, _SHARE, PART, TWICE, _TWIN = 4.0, 3.0, 3.0, 2.0, 2.0
_HEARSAY = 1.0
PROOF = 2.0  # that a rival has to have for itself: what speaks against the bound frame does not say which other one
RATES = (5.5, 8.7)  # yuan to the dollar since 1994
_TWINS = {"CNY": "USD", "USD": "CNY"}
_ALIKE = 4  # levels of one thing that are tried
_BLANK: Page = {}


@lru_cache(maxsize=2_000)
def _wholes_of(place: Place) -> tuple[Place, ...]:
    """The wholes of a part: without each of its breakdowns, and without all of them."""
    broken = [n for n in range(1, len(place)) if place[n] is not None]
    outer = [(*place[:n], None, *place[n + 1 :]) for n in broken] if len(broken) > 1 else []
    return (*outer, (place[0], *UNDIVIDED)) if broken else ()


def _whole_of_share(place: Place, whole: Frame | None) -> Place:
    """Where a share's whole is, as the release says it or else the region's trade, not broken down."""
    if whole is None:
        return (place[0], *UNDIVIDED)
    return (whole.region or place[0], *whole.codes())


def places_bearing(group: Group) -> Iterator[Place]:
    """All places of which something can be said for the group, or against it."""
    yield group.place
    yield from _wholes_of(group.place)
    for _, whole in group.shares:
        yield _whole_of_share(group.place, whole)


_ROUGH = 0.2  # of an amount, what the others of its sum may leave open


def worth(group: Group, frame: Frame, books: Books) -> float:
    """What the identities say for the group's figures being of ``frame``, the group itself left out of the books."""
    book = books.get(frame.period)
    return worth_in(book, group, frame) if book else 0.0


def worth_together(block: list[Group], book_of: Callable[[Group], Book], worth_of: Callable[[Group], float]) -> float:
    """What the identities say for groups put into books together, each by what it is worth without itself; the books are left
    without them."""
    if len(block) == 1:
        return worth_of(block[0]) if block[0].decidable() else 0.0
    booked = [(group, book_of(group)) for group in block]
    for group, book in booked:
        put(group, book)
    told = 0.0
    for group, book in booked:
        if group.decidable():
            take(group, book)
            told += worth_of(group)
            put(group, book)
    for group, book in booked:
        take(group, book)
    return told


def worth_in(book: Book, group: Group, frame: Frame) -> float:
    """What the identities say for the group's figures being of ``frame``, by the book of its months."""
    place, flow = place_of(frame), frame.flow
    score = -PART if group.sized and off_size(group, frame) else 0.0
    if page := book.get(place):
        for unit, bounds in group.values.items():
            if entries := page.get((flow, unit)):
                if unit == GROWTH:
                    entries = [e for e in entries if group.grows_like(e[0])]
                score += _repeats([e for e in entries if e[0].sentence is not group.sentence], bounds)
            if unit != GROWTH:
                score += _sums(page, flow, unit, bounds) + _twins(page, flow, unit, bounds)
                score += _by_share(book, page, place, flow, unit, bounds)
    for whole in _wholes_of(place):
        if page := book.get(whole):
            score += _within(page, flow, group.values)
    for share, of in group.shares:
        score += _share(book, group, frame, share, of)
    return score


def off_size(group: Group, frame: Frame, anyway: bool = False) -> int | None:
    """1 where an amount of a group is too large for a frame, -1 where one is too small, 0 where they are of its size; None where
    nothing is known of that, or the release's amounts are not of known sizes, unless it is asked ``anyway``."""
    known = None
    if not (group.sized or anyway):
        return None
    for unit, (low, high) in group.values.items():
        if unit != GROWTH and (off := off_by(frame, unit, (low + high) / 2)) is not None:
            if off:
                return off
            known = 0
    return known


def _levels_of(page: Page, flow: str | None, unit: str) -> list[Bounds]:
    """All levels said of one thing: of those that a sum does not fit, some may be of another."""
    entries = page.get((flow, unit))
    return [bounds for _, bounds in entries[:_ALIKE]] if entries is not None else []


def _repeats(entries: Iterable[tuple[Group, Bounds]], ours: Bounds) -> float:
    """One thing has one value; another that was bound to nothing in its own sentence may be of something else."""
    low, high = ours
    return sum([0.5 if low <= b and a <= high else -_HEARSAY if g.leaning else -TWICE for g, (a, b) in entries])


def _sums(page: Page, flow: str | None, unit: str, ours: Bounds) -> float:
    """Exports and imports add up to the total and differ by the balance, or do not."""
    low, high = ours
    if flow == "total":
        out, back = (_levels_of(page, side, unit) for side in SIDES)
        if not out or not back:
            return -PART if any(s[0] > high for s in (*out[:1], *back[:1])) else 0.0
        fitting = [(a, b) for a in out for b in back if a[0] + b[0] <= high and low <= a[1] + b[1]]
        return _proof(fitting, low) if fitting else -_SUM
    if flow == "balance":
        return _balances(page, unit, ours)
    if flow not in SIDES or not (total := _levels_of(page, "total", unit)):
        return 0.0
    other = _levels_of(page, "import" if flow == "export" else "export", unit)
    if not other:
        return -PART if low > total[0][1] else 0.0
    fitting = [(t, b) for t in total for b in other if low + b[0] <= t[1] and t[0] <= high + b[1]]
    return _proof(fitting, low) if fitting else -_SUM


def _proof(fitting: list[tuple[Bounds, Bounds]], amount: float) -> float:
    """What a sum says that holds: nothing where its other two terms are printed so roughly that much else would do ("$2 trillion")."""
    slack = min((a[1] - a[0]) + (b[1] - b[0]) for a, b in fitting)
    return _SUM if slack <= _ROUGH * abs(amount) else 0.0


def _balances(page: Page, unit: str, ours: Bounds) -> float:
    """A balance is what exports have over imports, or does not."""
    low, high = ours
    out, back = (_levels_of(page, side, unit) for side in SIDES)
    if not out or not back:
        return 0.0
    return _SUM if any(a[0] - b[1] <= high and low <= a[1] - b[0] for a in out for b in back) else -TWICE


def _within(page: Page, flow: str | None, values: dict[str, Bounds]) -> float:
    """A part is no larger than its whole."""
    score = 0.0
    for unit, (low, _) in values.items():
        told = _levels_of(page, flow, unit) if unit != GROWTH else []
        if told and low > max(most for _, most in told):
            score -= PART
    return score


def _twins(page: Page, flow: str | None, unit: str, ours: Bounds) -> float:
    """A dollar figure is its yuan twin at some rate of exchange."""
    others = [o for o in _levels_of(page, flow, _TWINS[unit]) if o[0] > 0] if unit in _TWINS else []
    if not others or ours[0] <= 0:
        return 0.0
    pairs = [(ours, other) if unit == "CNY" else (other, ours) for other in others]
    fits = any(y[0] / d[1] <= RATES[1] and RATES[0] <= y[1] / d[0] for y, d in pairs)
    return _TWIN if fits else -_TWIN


def _share(book: Book, group: Group, frame: Frame, share: Bounds, whole: Frame | None) -> float:
    """A share is its part divided by its whole."""
    here = place_of(frame)
    there = _whole_of_share(here, whole)
    flow = whole.flow if whole is not None and whole.flow else frame.flow
    if there == here and flow == frame.flow:
        return 0.0
    unit = next((unit for unit in group.values if unit != GROWTH), "CNY")
    own = group.values.get(unit)
    parts = [own] if own is not None else _levels_of(book.get(here, _BLANK), frame.flow, unit)
    totals = [t for t in _levels_of(book.get(there, _BLANK), flow, unit) if t[0] > 0]
    if not parts:
        return 0.0
    if not totals or not _fits(share, parts, totals):
        within = _nested(book, here, there, frame.flow, unit) if whole is None or not whole.is_broken_down() else []
        return _SHARE if _fits(share, parts, within) else -_SHARE if totals else 0.0
    taken = _taken_over(group, frame)
    if taken and not _says_all(group.sentence):
        # "accounted for 53 percent of exports", in a release about Russia: of those to Russia, were the part one of them
        inner = tuple(code or own for code, own in zip(there, taken, strict=True))
        among = [t for t in _levels_of(book.get(inner, _BLANK), flow, unit) if t[0] > 0] if inner != here else []
        if among and not _fits(share, parts, among):
            return -_SHARE
    return _SHARE


def _by_share(book: Book, page: Page, place: Place, flow: str | None, unit: str, ours: Bounds) -> float:
    """What has a share of the region's flow as a whole is as much as the share says: "held 61.1 percent of the city's imports and
    exports, which translates into 318.9 billion yuan"."""
    if (told := page.get((flow, SHARE))) is None:
        return 0.0
    shares = [share for group, share in told if not group.leaning]
    totals = [t for t in _levels_of(book.get((place[0], *UNDIVIDED), _BLANK), flow, unit) if t[0] > 0] if shares else []
    return _SHARE if any(_fits(share, [ours], totals) for share in shares) else 0.0


def _nested(book: Book, part: Place, whole: Place, flow: str | None, unit: str) -> list[Bounds]:
    """The levels of what holds a part and is itself a part of the whole: of farm exports to RCEP members, those of farm exports."""
    between = [place for place in _wholes_of(part) if place != whole and any(place[1:])]
    return [t for place in between for t in _levels_of(book.get(place, _BLANK), flow, unit) if t[0] > 0]


def _fits(share: Bounds, parts: list[Bounds], wholes: list[Bounds]) -> bool:
    return any(100 * p[0] / w[1] <= share[1] and share[0] <= 100 * p[1] / w[0] for p in parts for w in wholes)


def _taken_over(group: Group, frame: Frame) -> Place:
    """The place of what a frame has of the text before, nothing where the group's sentence names it all."""
    said = {m.code for m in group.sentence.mentions}
    taken = tuple(None if code in said else code for code in frame.codes())
    return (None, *taken) if any(taken) else ()


_ALL = frozenset({"total", "all", "overall", "whole", "everything"})


def _says_all(sentence: Sentence) -> bool:
    """Whether a sentence says whose trade a share is of, or that it is all of it."""
    return bool(sentence.of("region") or sentence.of("home")) or not _ALL.isdisjoint(sentence.said)
