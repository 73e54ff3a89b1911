"""Two amounts told of one thing: one of them is of something narrower, which its own sentence names and the reading passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.reading.frames.frames import SIDES, Frame, altered
from pipeline.reading.frames.owners import has_figure
from pipeline.reading.proof.books import EMPTY, GROWTH, Books, Group
from pipeline.reading.topics.phrases import BREAKDOWNS
from pipeline.reading.words.mentions import Mention, Sentence, named_last
from pipeline.reading.words.months import Months, months

# What the words speak against a frame that takes all that was passed over, or a part of it.
_AT_ONCE, _ONE_BY_ONE = 0.5, 0.8


def contradicted(group: Group, books: Books) -> str | None:
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


def passed_over(group: Group, against: str, before: Sentence | None) -> dict[Frame, float]:
    """The frames of what is named right before a group's amount, or else in the sentence ``before``, as far as the group is not of
    it; of the larger of two amounts the total, where the flow is only named behind it."""
    frame = group.frame
    if against == "smaller":
        whole = altered(frame, flow="total")
        undivided = frame.flow in SIDES and frame.commodity is None and not _flow_before(group)
        around = {altered(frame, region=code): _ONE_BY_ONE for code in (_wider(group) if group.leaning else ())}
        # "$4.38 billion in total, $2.19 billion in exports"
        return around | ({whole: _ONE_BY_ONE} if undivided else {})
    added = _added(group, _before(group))
    if not added and (span := _shorter_span(group)) is not None:
        # "There were signs of improvement in September, when trade grew 6.1 percent to 2.31 billion yuan"
        return {frame.during(span): _AT_ONCE}
    if not added and before is not None and not has_figure(before):
        # "Sorghum took it on the chin as well. Imports came to 3.65 million tonnes"
        added = _added(group, _subject(before))
    cost = _AT_ONCE
    if not added:
        added, cost = _added(group, _after(group)), _ONE_BY_ONE
    if not added and before is not None and not frame.is_broken_down():
        # "Half of it is done with ASEAN. It was worth 113.93 billion yuan", the smaller of two totals
        last = named_last(before, BREAKDOWNS)
        added = _added(group, [last] if last is not None else [])
    if not added:
        return {}
    found = {altered(frame, **added): cost}
    for dimension, code in added.items() if len(added) > 1 else ():
        found[altered(frame, **{dimension: code})] = _ONE_BY_ONE
    return found


_OPENING = 3  # tokens


def _subject(sentence: Sentence) -> list[Mention]:
    """The breakdown that a sentence opens with."""
    told = [m for m in sentence.mentions if m.kind in BREAKDOWNS or m.kind == "region"]
    return [m for m in told[:1] if m.kind in BREAKDOWNS and m.first < _OPENING]


def _added(group: Group, mentions: Iterable[Mention]) -> dict[str, str]:
    """What is named of breakdowns and places that the group is not of, one of each."""
    named: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.kind in _NARROWING:
            named.setdefault(mention.kind, set()).add(mention.code)
    behind = _behind(group)
    added = {}
    for dimension, codes in named.items():
        code = getattr(group.frame, dimension)
        if len(codes) == 1 and code not in codes | behind:  # but "by road, and 80.2 billion yuan by rail"
            added[dimension] = codes.pop()
    return added


def _wider(group: Group) -> list[str]:
    """The regions around a group's that its sentence names before the amount: "its share in the foreign trade of Henan, which itself grew
    to 665.48 billion yuan", of Zhengzhou's 494.64 billion."""
    own = group.frame.region or ""
    return [
        m.code for m in _before(group) if m.kind == "region" and (own.startswith(f"{m.code}/") or m.code == "CN" != own)
    ]


def _flow_before(group: Group) -> bool:
    """Whether the sentence names the flow of a group before its amount."""
    return any(m.code == group.frame.flow and m.first < _amount(group) for m in group.sentence.of("flow"))


def _shorter_span(group: Group) -> Months | None:
    """The months that a sentence names before an amount, where they are a part of those that it was given."""
    given = group.frame.period
    if given is None:
        return None
    for mention in reversed(group.sentence.of("period")):
        told = mention.period
        if (
            mention.first > _amount(group)
            or told.kind != "period"
            or not told.first
            or told.year not in (None, given.year)
        ):
            continue
        span = months(given.year, told.first, told.last)
        if given.first <= span.first and span.last <= given.last and span != given:
            return span
    return None


def _before(group: Group) -> Iterator[Mention]:
    """What is named between the amount of a group and the figure of another thing before it."""
    own = {id(figure.mention) for figure in group.figures}
    start, end = 0, _amount(group)
    for quantity in group.sentence.of("quantity"):
        if quantity.first >= end:
            break
        if id(quantity) not in own and quantity.quantity.kind != "bare":
            start = quantity.last
    for mention in group.sentence.mentions:
        if start <= mention.first < end:
            yield mention


def _after(group: Group) -> Iterator[Mention]:
    """What is named between the amount of a group and the next figure: "worth about 410 million yuan left Chongqing by rail"."""
    start = _amount(group)
    end = min((m.first for m in group.sentence.of("quantity") if m.first > start), default=len(group.sentence.tokens))
    for mention in group.sentence.mentions:
        if start < mention.first < end and not _LED.isdisjoint(
            group.sentence.words(mention.first - 2, mention.first + 1)
        ):
            yield mention


_LED = frozenset({"by", "on", "in", "with", "to", "from", "via", "through", "at", "aboard"})


def _behind(group: Group) -> set[str]:
    """The codes named right behind the amount of a group: "by rail", "with the EU"."""
    end = next(f.mention.last for f in group.figures if f.measure.measure == "level")
    return {m.code for m in group.sentence.mentions if 0 <= m.first - end <= 2 and m.kind in _NARROWING}


def _amount(group: Group) -> int:
    """Where the first amount of a group stands in its sentence."""
    return min(f.mention.first for f in group.figures if f.measure.measure == "level")


_NARROWING = frozenset({"region", *BREAKDOWNS})
