"""Whose trade an amount is, and of which months, where it is not of the size of what it was bound to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.proof.books import Books, Group, rebook
from pipeline.reading.proof.identities import off_size
from pipeline.reading.words.months import Months


def choose_size(groups: list[Group], books: Books) -> None:
    """Move groups to the one region that their sentence names, or the one span of months that the text tells of, of whose size they
    are; what the sentence tells of the same months and region goes along.

    What is too large can be of more months. What is too small is of a month only where its sentence says so: mostly it is of
    something narrower.
    """
    _of_the_month(groups, books)
    spans = [g.frame.period for g in groups if g.frame.period is not None]
    for group in groups:
        if off_size(group, group.frame, anyway=True) == 1 and _to_one(groups, group, _regions(group), books):
            continue  # a sentence that names both whose amount it is, and whose it cannot be
        off = off_size(group, group.frame)
        if not off:
            continue
        period = group.frame.period
        rivals = [_regions(group)] if off < 0 else []
        if off > 0:
            so_far = Months(period.last // 12 * 12, period.last)
            rivals += [_told_before(groups, group), _longer(group, spans), _longer(group, [so_far])]
        elif any(m.period.kind == "same" and m.period.count == 1 for m in group.sentence.of("period")):
            rivals.append([group.frame.during(Months(period.last, period.last))])  # "to 61.24 billion yuan that month"
        any(_to_one(groups, group, frames, books) for frames in rivals)


def _to_one(groups: list[Group], group: Group, frames: Iterable[Frame], books: Books) -> bool:
    """Move a group to the one of some frames of whose size it is; whether there is just one."""
    fitting = [f for f in dict.fromkeys(frames) if f != group.frame and off_size(group, f, anyway=True) == 0]
    if len(fitting) != 1:
        return False
    _move_along(groups, group, fitting[0], books)
    return True


def _of_the_month(groups: list[Group], books: Books) -> None:
    """Move a passage that names no months to the last month of those it was given, where amounts of several flows are too small for
    these and of that month's size: "Was June a good month? For exporters, yes: they too were up, at 1.46 trillion yuan. But imports"."""
    passages: dict[tuple[int, Months], list[Group]] = defaultdict(list)
    for group in groups:
        if group.untold and group.frame.period is not None and group.frame.period.length > 1:
            passages[id(group.passage), group.frame.period].append(group)
    for (_, period), told in passages.items():
        month = Months(period.last, period.last)
        small = [g for g in told if not g.frame.is_broken_down() and off_size(g, g.frame) == -1]
        if len({g.frame.flow for g in small}) < 2 or any(off_size(g, g.frame.during(month)) for g in small):
            continue
        for group in told:
            rebook(group, group.frame.during(month), books)


def _regions(group: Group) -> Iterator[Frame]:
    """The group's frame for the other regions that its sentence names, the nation among them by its word."""
    for mention in group.sentence.of("region"):
        yield altered(group.frame, region=mention.code)
    if any(mention.code == "nation" for mention in group.sentence.of("home")):
        yield altered(group.frame, region="CN")


def _told_before(groups: list[Group], group: Group) -> Iterator[Frame]:
    """The group's frame for the nation, where its passage told of it before: "China imported and exported goods worth 8.42 trillion yuan.
    ... For April, customs recorded growth of 16.2 percent in total trade, which amounted to 2.22 trillion yuan"."""
    before = (g for g in groups if g.passage is group.passage and g.number < group.number)
    if not group.sentence.of("region") and any(g.frame.region == "CN" for g in before):
        yield altered(group.frame, region="CN")


def _longer(group: Group, spans: Iterable[Months]) -> Iterator[Frame]:
    """The group's frame in each of some spans that holds its own months and more."""
    period = group.frame.period
    for span in spans:
        if span.first <= period.first and period.last <= span.last and span != period:
            yield group.frame.during(span)


def _move_along(groups: list[Group], group: Group, frame: Frame, books: Books) -> None:
    """Move a group to a frame, what its sentence tells of the same region and months to those of the frame, and what the passage goes
    on to tell of the same region without naming one."""
    bound = group.frame
    for other in groups:
        if other.passage is not group.passage or other.frame.region != bound.region:
            continue
        beside = other.sentence is group.sentence
        if beside and other.frame.period == bound.period:
            there = altered(other.frame, region=frame.region).during(frame.period)
        elif not beside and other.number > group.number and not other.sentence.of("region"):
            there = altered(other.frame, region=frame.region)
        else:
            continue
        if other is group or not off_size(other, there, anyway=True):
            rebook(other, there, books)
