"""Among readings that the words allow, the release's own arithmetic chooses; it never makes or changes a number.

The figures that one sentence says of one thing are a group, with the frame that was bound and its rivals. A frame is worth
what the identities say with all other figures where they are: exports + imports = total, share = part / whole, parts within
wholes, a dollar figure beside its yuan twin, one value for one quantity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import Placed
from pipeline.reading.proof.books import EMPTY, Books, Group, groups_of, move, place_of, put, take
from pipeline.reading.proof.choosing_months import choose_months
from pipeline.reading.proof.choosing_proof import choose_pairs, choose_proved
from pipeline.reading.proof.choosing_regions import choose_regions, names_other
from pipeline.reading.proof.choosing_size import choose_size
from pipeline.reading.proof.identities import PART, PROOF, TWICE, worth
from pipeline.reading.proof.told_twice import contradicted, passed_over
from pipeline.reading.topics.phrases import BREAKDOWNS
from pipeline.reading.words.mentions import Sentence, sentences_before

_MARGIN = 1.0  # by which a rival has to win
_AT_HOME = 1.5  # what speaks against the reporter, where another region was read


def choose(
    figures: Iterable[tuple[Placed, Any, Any]],
    passages: Iterable[tuple[object, list[Sentence]]] = (),
    home: str | None = None,
    sized: bool = False,
) -> None:
    """Move groups of figures, given with their sentences and passages, to the rival frame that the identities want; ``passages`` are
    all of the release's, with their sentences, where a figure may be of what its sentence only names, and ``home`` is its reporter;
    ``sized`` says whether its amounts are of the sizes that are known."""
    groups = groups_of(figures)
    for group in groups:
        group.leaning, group.sized = all(["/context" in f.rule for f in group.figures]), sized
    before = sentences_before(passages)
    books: Books = {}
    for group in groups:
        put(group, books.setdefault(group.frame.period, {}))
    choose_months(groups, books)
    if home is not None:
        choose_regions(groups, books, home)
    for number in sorted(range(len(groups)), key=lambda n: not groups[n].again):
        group = groups[number]
        if not group.decidable():
            continue
        against = contradicted(group, books) if passages else None
        narrower = passed_over(group, against, before.get(id(group.sentence))) if against is not None else {}
        rivals = group.rivals() | narrower
        if home is not None and group.frame.region not in (None, home) and not names_other(group, home):
            rivals.setdefault(altered(group.frame, region=home), _AT_HOME)
        if not rivals:
            continue
        take(group, books[group.frame.period])
        ours = worth(group, group.frame, books)
        best, gain = None, _MARGIN
        for frame, cost in rivals.items():
            # What is impossible of the bound frame is of the same thing without what was taken over, at least; and what is told
            # of another thing is of that which was passed over.
            enough = 0.0 if (ours <= -PART and cost <= 1.0) or frame in narrower else PROOF
            if frame.flow is None or (group.physical and frame.commodity is None):
                continue  # what goes no way is no trade, and tonnes are always of something
            if frame.flow == "total" and (frame.commodity is not None or group.of_one_way()):
                continue  # goods go one way, and what has a share of the exports is exported
            if enough and not group.shares and place_of(frame) not in books.get(frame.period, EMPTY):
                continue  # nothing is said of the like that could prove it
            theirs = worth(group, frame, books)
            bettered = theirs - cost - (min(ours, -TWICE) if frame in narrower else ours)
            if theirs >= enough and bettered > gain:
                best, gain = frame, bettered
        bound = group.frame
        if best is not None:
            move(group, best)
        put(group, books.setdefault(group.frame.period, {}))
        if best is not None:
            _lead(bound, best, _leaning(groups, number), books)
            _lead(bound, best, _going_along(groups, number, bound, best), books)
    choose_pairs(groups, books)
    choose_proved(groups, books, before)
    choose_size(groups, books)


def _leaning(groups: list[Group], number: int) -> Iterator[Group]:
    """The groups right behind one in its passage that were bound to nothing but what the text was at: "They took up 4.7 percent"."""
    for group in groups[number + 1 :]:
        if group.passage is not groups[number].passage or not group.leaning:
            return
        yield group


def _going_along(groups: list[Group], number: int, bound: Frame, best: Frame) -> Iterator[Group]:
    """The groups behind one in its sentence that took over what it has lost: "general trade rose 25.4 percent to 221.9 billion yuan;
    processing trade dropped 6.7 percent", in a release of private firms that trade less than that."""
    lost = {d: None for d in BREAKDOWNS if getattr(bound, d) != getattr(best, d)}
    if any(getattr(best, d) is not None for d in lost):
        return
    along = {bound.codes()}
    for group in groups[number + 1 :]:
        if group.passage is not groups[number].passage:
            return
        if group.sentence is groups[number].sentence:
            along.add(group.frame.codes())
        elif group.frame.codes() not in along:
            continue  # but "Private firms grew by 9.3%", in the next sentence, of what was moved itself
        if not group.leaning and altered(group.frame, **lost) in group.rivals():
            yield group


def _lead(bound: Frame, best: Frame, leaning: Iterable[Group], books: Books) -> None:
    """Take along to another breakdown what leaned on a group, where nothing said of it contradicts."""
    moved = [d for d in BREAKDOWNS if getattr(bound, d) != getattr(best, d)]
    for group in leaning:
        if any(getattr(group.frame, d) != getattr(bound, d) for d in moved):
            return
        frame = altered(group.frame, **{d: getattr(best, d) for d in moved})
        take(group, books[group.frame.period])
        if frame != group.frame and worth(group, frame, books) >= min(0.0, worth(group, group.frame, books)):
            move(group, frame)
        put(group, books.setdefault(group.frame.period, {}))
