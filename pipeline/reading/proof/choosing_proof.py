"""What the identities prove a figure to be, beyond what its words were read to say: the other flow, all goods, what stands beside it.

Only for amounts and shares that nothing told elsewhere bears out, and only for a frame that an identity holds for to the last
printed digit; of several, the one that is named nearest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from pipeline.reading.binding.one_way import against_its_way
from pipeline.reading.frames.frames import FLOWS, SIDES, Frame, altered
from pipeline.reading.proof.books import EMPTY, GROWTH, UNDIVIDED, Books, Group, Page, move, place_of, put, take
from pipeline.reading.proof.identities import worth
from pipeline.reading.topics.phrases import BREAKDOWNS
from pipeline.reading.words.mentions import Sentence
from pipeline.reading.words.months import Months

_PROOF = 3.0  # a sum or a share that holds
_UNDIVIDED, _NAMED, _TOLD, _OTHER_MONTHS = 1.5, 1.5, 1.7, 1.7  # what speaks against each kind of frame
_FARTHER = 0.1  # for each name that stands nearer
_MARGIN = 1.0
_DIGITS = 0.001  # of a level, the width of the last of four digits
_RUNNING = frozenset({"same", "ytd", "this_year"})


def choose_proved(groups: list[Group], books: Books, before: Mapping[int, Sentence]) -> None:
    """Move groups that no identity bears out to the frame that one proves them to be of; ``before`` has the sentence right before
    each one, by its ``id``."""
    for group in groups:
        if (
            group.frame.period is None
            or group.frame.blocked
            or group.physical
            or not (group.shares or _is_exact(group))
        ):
            continue
        take(group, books[group.frame.period])
        ours = worth(group, group.frame, books)
        best, gain = None, _MARGIN
        for frame, cost in _beside(group, books, before.get(id(group.sentence))) if ours <= 0 else ():
            if not group.shares and place_of(frame) not in books.get(frame.period, EMPTY):
                continue  # nothing is said of the like that could prove it
            if _is_taken(group, frame, books):
                continue
            theirs = worth(group, frame, books)
            if theirs >= _PROOF and theirs - cost - ours > gain:
                best, gain = frame, theirs - cost - ours
        if best is not None:
            move(group, best)
        put(group, books.setdefault(group.frame.period, {}))


def _is_taken(group: Group, frame: Frame, books: Books) -> bool:
    """Whether another amount is told of a frame already: what fits a share as well as that does not unseat it."""
    page: Page = books.get(frame.period, EMPTY).get(place_of(frame), EMPTY)
    for unit, (low, high) in group.values.items():
        told = [bounds for _, bounds in page.get((frame.flow, unit), ())] if unit != GROWTH else []
        if told and not any(low <= top and bottom <= high for bottom, top in told):
            return True
    return False


def choose_pairs(groups: list[Group], books: Books) -> None:
    """Give two amounts of a sentence the two flows that it named before them, where their sum is the total told, or what stands between
    them the balance: "Imports outweigh exports by far: 82.17 billion yuan against 36.84 billion yuan"."""
    exact = [
        g for g in groups if _is_exact(g) and g.frame.period is not None and not g.frame.blocked and not g.physical
    ]
    for one, other in pairwise(exact):
        if one.sentence is not other.sentence or one.frame.region != other.frame.region:
            continue
        first = min(figure.mention.first for figure in one.figures)
        sides = [m.code for m in one.sentence.of("flow") if m.last <= first and m.code in SIDES]
        if len(sides) != 2 or sides[0] == sides[1] or [one.frame.flow, other.frame.flow] == sides:
            continue
        whole = altered(one.frame.undivided(), flow_sign="")
        take(one, books[one.frame.period])
        take(other, books[other.frame.period])
        if _add_up(one, other, books[whole.period].get((whole.region, *UNDIVIDED), {})):
            for group, flow in zip((one, other), sides, strict=True):
                move(group, altered(whole, flow=flow))
        put(one, books.setdefault(one.frame.period, {}))
        put(other, books.setdefault(other.frame.period, {}))


def _add_up(one: Group, other: Group, page: Page) -> bool:
    """Whether two amounts make the total that a page tells, or differ by its balance."""
    for unit, (low, high) in one.values.items():
        if unit == GROWTH or unit not in other.values:
            continue
        least, most = other.values[unit]
        totals = [bounds for _, bounds in page.get(("total", unit), ())]
        balances = [bounds for _, bounds in page.get(("balance", unit), ())]
        summed = any(low + least <= top and bottom <= high + most for bottom, top in totals)
        apart = (min(abs(low - most), abs(high - least)), max(abs(low - most), abs(high - least)))
        if summed or any(apart[0] <= top and bottom <= apart[1] for bottom, top in balances):
            return True
    return False


def _beside(group: Group, books: Books, before: Sentence | None) -> Iterator[tuple[Frame, float]]:
    """The frames that a group may prove to be of, each with what speaks against it."""
    frame = group.frame
    whole = altered(frame.undivided(), flow_sign="")
    if _is_exact(group):
        flows = FLOWS if frame.is_broken_down() else [flow for flow in FLOWS if flow != frame.flow]
        yield from ((altered(whole, flow=flow), _UNDIVIDED) for flow in flows)
        yield from ((told, _TOLD) for told in _parts_told(whole, books) if told != frame)
        if not frame.is_broken_down() and _leaves_months(group):
            yield from ((frame.during(span), _OTHER_MONTHS) for span in books if _is_told(span, frame, books))
    named = [m for s in (group.sentence, before) if s is not None for m in reversed(s.mentions) if m.kind in BREAKDOWNS]
    flows = [flow for flow in FLOWS if flow in (frame.flow, "total")]
    for nearness, mention in enumerate(named):
        part = altered(whole, **{mention.kind: mention.code})
        for flow in flows:
            told = altered(part, flow=flow)
            if (mention.kind == "commodity" and flow == "total") or against_its_way(told) or told == frame:
                continue
            yield told, _NAMED + _FARTHER * nearness


def _parts_told(whole: Frame, books: Books) -> Iterator[Frame]:
    """The flows of partners, zones and the like of which two others are told for the same months, so that they add up or do not."""
    for place, page in books[whole.period].items():
        if (
            place[0] == whole.region
            and place[1:] != UNDIVIDED
            and len({flow for flow, unit in page if unit != GROWTH}) > 1
        ):
            part = altered(whole, **dict(zip(BREAKDOWNS, place[1:], strict=True)))
            if part.commodity is None:
                yield from (altered(part, flow=flow) for flow in FLOWS)


def _is_exact(group: Group) -> bool:
    """Whether a level is printed with four digits, which add up by chance once in thousands of cases."""
    for unit, (low, high) in group.values.items():  # noqa: SIM110 - asked often: a generator takes longer
        if unit != GROWTH and high - low <= _DIGITS * abs(low):
            return True
    return False


def _leaves_months(group: Group) -> bool:
    """Whether the sentence names no months but such as "the month" or "the period"."""
    return all(m.period.kind in _RUNNING for m in group.sentence.of("period"))


def _is_told(span: Months | None, frame: Frame, books: Books) -> bool:
    return span is not None and span != frame.period and (frame.region, *UNDIVIDED) in books[span]
