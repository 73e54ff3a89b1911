"""Whose trade an amount is, and of which months, where it is not of the size of what it was bound to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.reading.books import Book, Group, move, put, take
from pipeline.reading.frames import Frame, altered
from pipeline.reading.identities import off_size
from pipeline.reading.months import Months


def choose_size(groups: list[Group], books: dict[Months | None, Book]) -> None:
    """Move groups to the one region that their sentence names, or the one span of months that the text tells of, of whose size they
    are; what the sentence tells of the same months and region goes along.

    What is too large can be of more months. What is too small is of a month only where its sentence says so: mostly it is of
    something narrower.
    """
    spans = [g.frame.period for g in groups if g.frame.period is not None]
    for group in groups:
        off = off_size(group, group.frame)
        if not off:
            continue
        period = group.frame.period
        rivals = [_regions(group)]
        if off > 0:
            so_far = Months(period.last // 12 * 12, period.last)
            rivals += [_longer(group, spans), _longer(group, [so_far])]
        elif any(m.period.kind == "same" and m.period.count == 1 for m in group.sentence.of("period")):
            rivals.append([group.frame.during(Months(period.last, period.last))])  # "to 61.24 billion yuan that month"
        for frames in rivals:
            fitting = [f for f in dict.fromkeys(frames) if f != group.frame and off_size(group, f) == 0]
            if len(fitting) == 1:
                _move_along(groups, group, fitting[0], books)
                break


def _regions(group: Group) -> Iterator[Frame]:
    """The group's frame for the other regions that its sentence names, the nation among them by its word."""
    for mention in group.sentence.of("region"):
        yield altered(group.frame, region=mention.code)
    if any(mention.code == "nation" for mention in group.sentence.of("home")):
        yield altered(group.frame, region="CN")


def _longer(group: Group, spans: Iterable[Months]) -> Iterator[Frame]:
    """The group's frame in each of some spans that holds its own months and more."""
    period = group.frame.period
    for span in spans:
        if span.first <= period.first and period.last <= span.last and span != period:
            yield group.frame.during(span)


def _move_along(groups: list[Group], group: Group, frame: Frame, books: dict[Months | None, Book]) -> None:
    """Move a group to a frame, and what its sentence tells of the same region and months to those of the frame."""
    bound = group.frame
    for other in groups:
        if other.sentence is not group.sentence or other.frame[:2] != bound[:2]:
            continue
        there = altered(other.frame, region=frame.region).during(frame.period)
        if other is group or not off_size(other, there):
            take(other, books[other.frame.period])
            move(other, there)
            put(other, books.setdefault(there.period, {}))
