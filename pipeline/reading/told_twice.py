"""Two amounts told of one thing: one of them is of something narrower, which its own sentence names and the reading passed over."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.reading.books import EMPTY, GROWTH, Book, Bounds, Group
from pipeline.reading.frames import SIDES, Frame, altered
from pipeline.reading.mentions import Mention
from pipeline.reading.months import Months
from pipeline.reading.phrases import BREAKDOWNS

_AT_ONCE, _ONE_BY_ONE = (
    0.5,
    0.8,
)  # what the words speak against a frame that takes all that was passed over, or a part of it


def contradicted(group: Group, books: dict[Months | None, Book]) -> str | None:
    """Whether a level is told elsewhere of just what a group is of: "larger" where it is more than the group's, "smaller", or None."""
    page = books.get(group.frame.period, EMPTY).get(group.place, {})
    found = None
    for unit, (low, high) in group.values.items():
        if unit == GROWTH:
            continue
        for other, (least, most) in page.get((group.frame.flow, unit), ()):
            if other is group:
                continue
            if least > high:
                return "larger"
            if most < low:
                found = "smaller"
    return found


def passed_over(group: Group, against: str) -> dict[Frame, float]:
    """The frames of what is named right before a group's amount, as far as the group is not of it; of the larger of two amounts the
    total, where the flow is only named behind it."""
    frame = group.frame
    if against == "smaller":
        whole = altered(frame, flow="total")
        undivided = frame.flow in SIDES and frame.commodity is None and not _flow_before(group)
        return {whole: _ONE_BY_ONE} if undivided else {}  # "$4.38 billion in total, $2.19 billion in exports"
    named: dict[str, set[str]] = {}
    for mention in _before(group):
        named.setdefault(mention.kind, set()).add(mention.code)
    behind = _behind(group)
    added = {}
    for dimension, codes in named.items():
        code = getattr(frame, dimension)
        if len(codes) == 1 and code not in codes | behind:  # but "by road, and 80.2 billion yuan by rail"
            added[dimension] = codes.pop()
    if not added:
        return {}
    found = {altered(frame, **added): _AT_ONCE}
    for dimension, code in added.items() if len(added) > 1 else ():
        found[altered(frame, **{dimension: code})] = _ONE_BY_ONE
    return found


def _flow_before(group: Group) -> bool:
    """Whether the sentence names the flow of a group before its amount."""
    return any(m.code == group.frame.flow and m.first < _amount(group) for m in group.sentence.of("flow"))


def _before(group: Group) -> Iterator[Mention]:
    """The breakdowns and places between the amount of a group and the figure of another thing before it."""
    own = {id(figure.mention) for figure in group.figures}
    start, end = 0, _amount(group)
    for quantity in group.sentence.of("quantity"):
        if quantity.first >= end:
            break
        if id(quantity) not in own and quantity.quantity.kind != "bare":
            start = quantity.last
    for mention in group.sentence.mentions:
        if start <= mention.first < end and mention.kind in _NARROWING:
            yield mention


def _behind(group: Group) -> set[str]:
    """The codes named right behind the amount of a group: "by rail", "with the EU"."""
    end = next(f.mention.last for f in group.figures if f.measure.measure == "level")
    return {m.code for m in group.sentence.mentions if 0 <= m.first - end <= 2 and m.kind in _NARROWING}


def _amount(group: Group) -> int:
    """Where the first amount of a group stands in its sentence."""
    return min(f.mention.first for f in group.figures if f.measure.measure == "level")


_NARROWING = frozenset({"region", *BREAKDOWNS})
