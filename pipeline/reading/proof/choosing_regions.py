"""Whose trade the passages tell that name no region, where the identities want the reporter."""

from __future__ import annotations

from collections import defaultdict

from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import is_city
from pipeline.reading.proof.books import Books, Group, move, place_of, put, take
from pipeline.reading.proof.identities import PART, PROOF, worth, worth_together


def choose_regions(groups: list[Group], books: Books, home: str) -> None:
    """Give the figures of a passage that names no region back to the reporter, where the identities want that: some prove it, or what
    is told is more than the region of the passage before trades; and with them those of the passages behind it, until one names the
    region again."""
    blocks: dict[tuple[int, str], list[Group]] = defaultdict(list)
    named: set[tuple[int, str]] = set()
    for group in groups:
        if group.frame.region in (None, home):
            continue
        key = id(group.passage), group.frame.region
        if any(m.code == group.frame.region for m in group.sentence.of("region")):
            named.add(key)
        block = blocks[key]
        if not _names_region(group, home):
            block.append(group)
    left: set[str] = set()  # regions of which the text has been found to speak no more
    for (passage, region), block in blocks.items():
        if (passage, region) in named:
            left.discard(region)
        if not any(group.decidable() for group in block):
            continue
        for group in block:
            take(group, books[group.frame.period])
        ours, theirs = (_worth_together(block, code, books) for code in (region, home))
        enough = 0.0 if ours <= -PART else PROOF
        proved = theirs >= enough and theirs - ours > PROOF
        wanted = proved or (region in left and theirs >= ours)
        if proved and (passage, region) not in named:
            left.add(region)
        for group in block:
            if wanted:
                move(group, altered(group.frame, region=home))
            put(group, books.setdefault(group.frame.period, {}))


def _names_region(group: Group, home: str) -> bool:
    """Whether the sentence of a group names whose trade it tells, or the group is of a table."""
    named = bool(group.sentence.of("region")) or getattr(group.passage, "kind", "") == "table_row"
    return named or names_other(group, home)


def names_other(group: Group, home: str) -> bool:
    """Whether the sentence of a group tells of a city as "the city" in a province's release, or of a city's province as "the province"."""
    other = "province" if is_city(home) else "city"
    return is_city(group.frame.region) != is_city(home) and any(m.code == other for m in group.sentence.of("home"))


def _worth_together(block: list[Group], region: str, books: Books) -> float:
    """What the identities say for groups being of a region, beyond what they say of one another; the books are left without them."""
    bound = [group.frame for group in block]
    for group, frame in zip(block, bound, strict=True):
        _be(group, altered(frame, region=region))
    alone: Books = {}
    told = _sum(block, books) - (_sum(block, alone) if len(block) > 1 else 0.0)
    for group, frame in zip(block, bound, strict=True):
        _be(group, frame)
    return told


def _sum(block: list[Group], books: Books) -> float:
    return worth_together(
        block,
        lambda group: books.setdefault(group.frame.period, {}),
        lambda group: worth(group, group.frame, books),
    )


def _be(group: Group, frame: Frame) -> None:
    group.frame, group.place = frame, place_of(frame)
