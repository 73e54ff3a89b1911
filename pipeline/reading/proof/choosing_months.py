"""The months of passages that name none, where the identities want others than those that were taken over."""

from __future__ import annotations

from collections import Counter, defaultdict

from pipeline.reading.proof.books import Book, Books, Group, put, rebook, take
from pipeline.reading.proof.identities import PART, PROOF, places_bearing, worth_in, worth_together
from pipeline.reading.words.months import Months


def choose_months(groups: list[Group], books: Books) -> None:
    """Move the figures of a passage that names no months for them to the months that the identities want.

    A month, a quarter and the year to date that end together are rivals. What two passages or more are moved from, and
    none is confirmed in, was the wrong default of the release.
    """
    spans = {g.frame.period for g in groups if not g.untold and g.frame.period is not None}
    blocks: dict[tuple[int, Months], list[Group]] = defaultdict(list)
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
            take(group, books[period])
        gains = _gains(block, {span: books[span] for span in (period, *rivals)})
        ours = gains[period]
        best, gain = None, PROOF
        for span in rivals:
            # What is more than the whole of its months is of longer ones, even where nothing else proves them.
            enough = 0.0 if ours <= -PART and period.length < span.length <= 12 else PROOF
            if gains[span] >= enough and gains[span] - ours > gain:
                best, gain = span, gains[span] - ours
        for group in block:
            put(group, books[period])
        if best is not None:
            moves[period, best] += 1
            _move_months(books, block, best)
        elif ours >= PROOF:
            confirmed.add(period)
        elif (passage, period) not in told:
            undecided.append((period, block))
    wrong = {a: b for (a, b), count in moves.items() if count > 1 and a not in confirmed}
    for period, block in undecided:
        if period in wrong:
            _move_months(books, block, wrong[period])


def _gains(block: list[Group], books: dict[Months, Book]) -> dict[Months, float]:
    """What the identities say for groups being of each span, beyond what they say of one another in whatever months they are."""
    bearing = {place for group in block if group.decidable() for place in places_bearing(group)}
    telling = [span for span, book in books.items() if not bearing.isdisjoint(book)]
    among = _worth_together(block, {}, None) if telling and len(block) > 1 else 0.0
    gains = dict.fromkeys(books, 0.0)
    gains.update((span, _worth_together(block, books[span], span) - among) for span in telling)
    return gains


def _worth_together(block: list[Group], book: Book, span: Months | None) -> float:
    """What the identities say for groups put into the book of a span, which is left without them."""
    return worth_together(block, lambda _: book, lambda group: worth_in(book, group, group.frame.during(span)))


def _move_months(books: Books, block: list[Group], span: Months) -> None:
    for group in block:
        rebook(group, group.frame.during(span), books)
