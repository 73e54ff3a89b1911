"""One figure of several breakdowns at once: who traded what with whom, told around a single amount."""

from __future__ import annotations

from pipeline.reading.binding.brackets import past_share, past_twin
from pipeline.reading.frames.frames import altered
from pipeline.reading.frames.placing import Placed, Work, quantity_between
from pipeline.reading.names.naming_partners import is_bloc
from pipeline.reading.topics.phrases import BREAKDOWNS, Topic

_LEADING = frozenset({"to", "from", "with", "by", "through", "via", "of", "on", "under"})
_BEFORE_NOUN = frozenset({"the", "its", "their", "other", "chinese"})
_APART = frozenset(
    (
        ", ; : ( ) as because after since while and but thanks despite when than against including like which who "
        "where that amid before until although though"
    ).split()
)


def compose(work: Work) -> None:
    """Give each amount, and what the sentence goes on to say of it, all the breakdowns that its part of the clause names: "742,000
    tonnes of soybeans were bought from Russian growers", "private firms handled 575.43 billion yuan of the trade with Africa"."""
    for amount in work.placed:
        if amount.measure.measure != "level" or not _open(amount) or amount.rule.endswith("/whole"):
            continue
        if not (named := _named(work, amount)):
            continue
        bound = amount.frame
        extra = {
            d: c
            for d, c in named.items()
            if getattr(bound, d) is None
            or (d == "partner" and _within(work, bound.partner, c))
            or (d == "commodity" and not _is_named(work, bound.commodity))
        }
        if not extra:
            continue
        for other in _listed_with(work, amount):
            other.frame = altered(other.frame, **{d: c for d, c in extra.items() if getattr(other.frame, d) is None})
        for placed in work.placed:
            if _open(placed) and placed.frame.codes() == bound.codes() and placed.mention.first >= amount.mention.first:
                placed.frame = altered(placed.frame, **extra)
                placed.rule = f"{placed.rule}/composed"


def _listed_with(work: Work, amount: Placed) -> list[Placed]:
    """The other amounts of a list that an amount opens or closes: "they took vehicles worth 3.12 billion, 2.48 billion and 2.2 billion
    yuan", "took 4.1 billion yuan and 3.6 billion yuan worth of laptops"."""
    if not amount.rule.endswith("/list"):
        return []
    place = next(n for n, placed in enumerate(work.placed) if placed is amount)
    listed = []
    for beside in (work.placed[place + 1 :], work.placed[:place][::-1]):
        last = amount
        for placed in beside:
            first, second = sorted((last.mention, placed.mention), key=lambda m: m.first)
            if not _BETWEEN.issuperset(work.words[first.last : second.first]):
                break
            if not placed.rule.endswith("/list") or not _open(placed):
                break
            listed.append(placed)
            last = placed
    return listed


_BETWEEN = frozenset({",", "and", "us", "$", "us$"})


def _open(placed: Placed) -> bool:
    return placed.frame is not None and not placed.frame.blocked and not placed.joint


def _within(work: Work, bloc: str | None, partner: str) -> bool:
    """Whether a partner is named where only the text is about a group: "bought fruits worth 2.6 billion yuan from Kenya", of Africa."""
    return is_bloc(bloc) and not is_bloc(partner) and not any(bloc in t.codes.get("partner", ()) for t in work.named)


def _is_named(work: Work, good: str | None) -> bool:
    """Whether the sentence names a good itself: "What of the durian? Integrated circuits worth 11.24 billion yuan were imported"."""
    return any(good in t.codes.get("commodity", ()) for t in work.named)


def _named(work: Work, amount: Placed) -> dict[str, str]:
    """The breakdowns around an amount that a preposition leads to, that are worth it, or of the traders whose trade it is; a
    dimension of which two codes are named is left as it was bound."""
    found: dict[str, set[str]] = {}
    for topic in work.topics:
        if topic.blocked or topic.members() > 1 or topic.ordinal is not None:
            continue
        behind = amount.mention.last
        if topic.first > behind:
            behind = past_share(work, past_twin(work, amount.mention))
        first, last = min(topic.last, behind), max(topic.first, amount.mention.first)
        if not _APART.isdisjoint(work.words[first:last]) or quantity_between(work, first, last):
            continue
        traders = topic.codes.keys() == {"enterprise"} and topic.last <= amount.mention.first
        if _led(work, topic) or traders or work.words[topic.last : topic.last + 1] == ["worth"]:
            for dimension, codes in topic.codes.items():
                found.setdefault(dimension, set()).update(codes)
    return {d: next(iter(c)) for d, c in found.items() if d in BREAKDOWNS and len(c) == 1} if found else {}


def _led(work: Work, topic: Topic) -> bool:
    """Whether a preposition leads to a topic, or opens it: "to the Russian Far East", "on the rail-sea trains", "by road"."""
    if work.words[topic.first] in _LEADING:
        return True
    before = topic.first - 1
    while before > 0 and work.words[before] in _BEFORE_NOUN:
        before -= 1
    if before > 0 and work.words[before] == "for" and "partner" in topic.codes:
        return work.words[before - 1] in _LEAVING  # "exports of 101 billion yuan left for Vietnam"
    return before > 0 and work.words[before] in _LEADING


_LEAVING = frozenset(
    "left leaving bound headed heading destined departed departing sailed off out meant embarked rolled".split()
)
