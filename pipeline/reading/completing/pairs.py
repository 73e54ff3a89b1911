"""What "the former", "the latter" and "the third" stand for: the members of a list, or two things that a sentence holds apart."""

from __future__ import annotations

from pipeline.reading.completing.overall import of_all
from pipeline.reading.frames.frames import REACHED, Frame, altered
from pipeline.reading.frames.placing import Work, quantity_between
from pipeline.reading.topics.phrases import BREAKDOWNS, Topic
from pipeline.reading.words.mentions import possessive
from pipeline.reading.words.telling import TOLD

_COUNTING = frozenset(
    {"first", "second", "third", "named", "mentioned"}
)  # of all that was told, not only of the two last held apart
_LEADING_TO = (["into"], ["for"], ["to"], ["from"], ["with"], ["of"], ["by"])


def pair_named(found: list[Topic], frames: dict[int, Frame], before: int) -> tuple[Frame, ...] | None:
    """What a coordinated topic left of a position names, in order."""
    for number in sorted(frames, reverse=True):
        topic = found[number]
        if topic.first >= before:
            continue
        for dimension, codes in topic.codes.items():
            if len(codes) > 1:
                return tuple(altered(frames[number], **{dimension: c}) for c in codes)
        if len(topic.flows) == 2:
            return tuple(altered(frames[number], flow=f) for f in topic.flows)
    return None


_SIDES = {"exports": "export", "export": "export", "imports": "import", "import": "import"}


def sides_told(work: Work, before: int) -> tuple[Frame, ...] | None:
    """The two flows that make the name of trade both ways left of a position, in their order, where each has an amount: "Exports and
    imports were 738.6 billion and 503.3 billion yuan, the former up"."""
    for number in sorted(work.frames, reverse=True):
        topic = work.topics[number]
        if topic.last > before or topic.flows != ["total"]:
            continue
        amounts = [m for m in work.sentence.of("quantity") if topic.last <= m.first < before]
        sides = [_SIDES[w] for w in work.words[topic.first : topic.last] if w in _SIDES]
        if len(sides) == 2 and len(amounts) > 1 and work.words[amounts[0].last : amounts[1].first] in _DEALT:
            return tuple(altered(work.frames[number], flow=f) for f in sides)
        return None
    return None


_DEALT = (["and"], [",", "and"])


def _coordinates(frame: Frame) -> tuple[str | None, ...]:
    return (frame.region, frame.flow, *frame.codes())


def contrasted(frames: list[Frame]) -> tuple[Frame, ...] | None:
    """The last two frames of a sentence, when they differ in one coordinate only: "purchases from abroad dwarf sales". The
    balance that two flows leave is none of two things."""
    if len(frames) < 2 or len(frames := [f for f in frames if f.flow != "balance"]) < 2:
        return None
    one, other = frames[-2:]
    if one.blocked or other.blocked or one is other:
        return None
    differing = [(a, b) for a, b in zip(_coordinates(one), _coordinates(other), strict=True) if a != b]
    if len(differing) != 1 or None in differing[0]:
        return None
    return tuple(altered(f, period=None, flow_sign="", period_named=False) for f in (one, other))


def turned_to(work: Work, told: Frame, last: int) -> Frame | None:
    """What a clause behind the figures turns to, of the kind that they were told of, and goes on about without a figure: "State firms traded
    293 billion yuan, but the momentum is with private ones. Their exports"; ``last`` is where the last figure ends."""
    turn = next((p for p in range(last, len(work.words)) if work.words[p] in _TURNING), None)
    if turn is None or told.blocked:
        return None
    found = [t for t in work.topics if t.first > turn and (t.codes or t.flows)]
    if len(found) != 1 or found[0].flows or found[0].members() > 1 or found[0].blocked:
        return None
    codes = found[0].first_codes()
    if len(codes) != 1 or not _NO_TURN.isdisjoint(work.words[found[0].first - 2 : found[0].first]):
        return None
    ((dimension, code),) = codes.items()
    return told.with_codes(codes) if getattr(told, dimension, None) not in (None, code) else None


_TURNING = frozenset({"but", "though", "although", "yet", "while", "whereas"})
_NO_TURN = frozenset("than of from like unlike behind over against to as into after before ahead above below".split())


def two_named(found: list[Topic], frames: dict[int, Frame]) -> tuple[Frame, ...] | None:
    """The two of a kind that a sentence names apart, each with what is last said of it: "Timber is what the town imports, and
    vegetables are what it exports"."""
    if len(frames) < 2 or len([number for number in frames if found[number].has_breakdown()]) < 2:
        return None
    ordered = sorted(frames.items())
    for dimension in BREAKDOWNS:
        told: dict[str, Frame] = {}
        for number, frame in ordered:
            code = getattr(frame, dimension)
            named = dimension in found[number].codes
            if named and found[number].members() > 1:
                return None
            if code is not None and not frame.blocked and (named or code in told):
                told[code] = frame
        if len(told) == 2:
            return tuple(altered(f, period=None, flow_sign="", period_named=False) for f in told.values())
    return None


def lately(recent: list[Frame]) -> tuple[Frame, ...] | None:
    """Three or more members of one dimension that the text told of last, one by one: "State-owned firms ... Foreign-invested: 625.3
    billion. Private: 483.5 billion. The first two rose"."""
    for count in (5, 4, 3):
        last = recent[-count:]
        for dimension in BREAKDOWNS:
            codes = {getattr(f, dimension) for f in last}
            alike = {altered(f.during(None, False), **{dimension: None}) for f in last}
            if len(codes) == count and None not in codes and len(alike) == 1:
                return tuple(f.during(None, False) for f in last)
    return None


def _sides_named(work: Work, before: int) -> tuple[Frame, ...] | None:
    """The two flows that a sentence only holds against each other: "Its imports rose faster than its exports: the former were up"."""
    told = [t for t in work.named if t.last <= before and t.flows in (["export"], ["import"]) and not t.has_breakdown()]
    if len(told) != 2 or told[0].flows == told[1].flows or not work.frames:
        return None
    frame = work.frames[min(work.frames)].during(None, False)
    return tuple(altered(frame, flow=t.flows[0], flow_sign="") for t in told)


def _names(found: Topic, before: int) -> bool:
    """Whether a topic left of a position names something: "it sold 3.1 billion yuan of the former and bought 8.8 of the latter" does not."""
    return found.first < before and (
        found.has_breakdown() or "region" in found.codes or bool(found.flows and not found.verb)
    )


def _spoken(work: Work, before: int) -> list[Frame]:
    """What the sentence spoke of, in order, a flow that only heads its parts left out: "Coal and, at 1.87 billion yuan, copper ore head
    the list of imports; the latter rose 7.5 percent"."""
    frames = [f for n, f in sorted(work.frames.items()) if _names(work.topics[n], before)]
    return [f for n, f in enumerate(frames) if not n or f != frames[n - 1]]


def one_of_those(work: Work, topic: Topic, previous: Frame | None) -> Frame:
    """What "the former", "the latter" and "the third" stand for."""
    context = work.context
    before = min((t.first for t in work.topics if t.ordinal is not None), default=topic.first)
    held = pair_named(work.topics, work.frames, before) or contrasted(_spoken(work, before))
    if previous is not None and not previous.blocked and _of_figures(work, topic, held):
        return previous  # "18,400 cars worth 2.36 billion yuan, the latter figure being 84.2 percent higher"
    if previous is not None and previous.blocked and work.words[topic.first - 1 : topic.first] == ["of"]:
        return previous  # "the average price of the latter"
    # "Private firms overtook foreign ones: the former had exports of 6 billion yuan, the latter 5 billion": named before "the former"
    pair = held or _sides_named(work, before) or sides_told(work, before) or context.pair
    counted = work.words[topic.last - 1] in _COUNTING and len(context.told) > 2
    if len(pair or ()) < 3 and not counted and work.words[topic.last - 1] in _COUNTING:
        pair = lately(context.recent) or pair
    if pair is None or (counted and len(context.told) > len(pair)) or not -len(pair) <= topic.ordinal < len(pair):
        pair = context.told if len(context.told) > 1 else pair
    if not pair or not -len(pair) <= topic.ordinal < len(pair):
        listed = next((entry for entry in context.lists if topic.ordinal < len(entry[1])), None)
        if listed is None and previous is not None and previous.flow and not previous.blocked:
            named = (t.codes for t in reversed(work.named) if t.last <= topic.first and t.has_breakdown())
            codes = {d: c[0] for d, c in next(named, {}).items() if d in BREAKDOWNS}
            if codes or previous.is_broken_down():
                return previous.with_codes(codes)  # "on the back of crude oil: arrivals of the latter were up"
        if listed is None:
            return altered(work.base(), blocked="unclear reference")
        spoken = context.last or work.base()
        return altered(spoken, flow=spoken.flow or "total", **{listed[0]: listed[1][topic.ordinal]})
    way = REACHED.get(work.words[topic.first - 1])
    dealt = next((t for t in reversed(work.topics) if t.last <= topic.first), None)
    if way is not None and dealt is not None and dealt.weak_flow in ("export", "import") and not dealt.flows:
        return altered(pair[topic.ordinal], flow=way, blocked=None)  # "Sales to the former are up 24.5 percent"
    if way is not None and pair[0].partner != pair[-1].partner and pair[topic.ordinal].flow in (None, "total"):
        return altered(
            pair[topic.ordinal], flow=way, blocked=None
        )  # "To the former, they rose 14.8 percent, to the latter 12"
    if previous is not None and work.words[topic.first - 1 : topic.first] == ["in"]:
        return altered(previous, region=pair[topic.ordinal].region)
    apart = pair[0].flow != pair[-1].flow and not pair[0].is_broken_down()  # "Growth was 21.5 percent for the latter"
    if (
        previous is not None
        and previous.flow
        and not apart
        and work.words[topic.first - 1 : topic.first] in _LEADING_TO
    ):
        # "Exports to the first fell 9.8 percent, to the second they rose 17.4", "exports of the latter"
        led = next((t for t in reversed(work.topics) if t.last <= topic.first), None)
        if led is not None and of_all(work, led):
            return altered(
                previous, partner=pair[topic.ordinal].partner
            )  # "Across all goods, exports to the latter fell"
        return altered(pair[topic.ordinal], flow=previous.flow, blocked=None)
    if previous is not None and previous.flow and possessive(work.words, topic.last):
        # "the former's imports rose 6.4 percent, the latter's 11.3"
        return altered(pair[topic.ordinal], flow=previous.flow)
    if previous is not None and previous.flow and _told_of_other(work, topic):
        return altered(pair[topic.ordinal], flow=previous.flow, blocked=None)
    return pair[topic.ordinal] or context.base()


_AMOUNTS = frozenset({"figure", "sum", "amount", "number", "value"})


def _of_figures(work: Work, topic: Topic, named: tuple[Frame, ...] | None) -> bool:
    """Whether it is two figures of the sentence that are held apart, not what they are of, as two amounts of two partners are."""
    kinds = [m.quantity.kind for m in work.sentence.of("quantity") if m.last <= topic.first]
    kinds = [kind for kind in kinds if kind != "percent"]
    if len(kinds) < 2 or _AMOUNTS.isdisjoint(work.words[topic.last - 1 : topic.last + 1]):
        return False
    return named is None or kinds[0] != kinds[1]


def _told_of_other(work: Work, topic: Topic) -> bool:
    """Whether the verb of the one is said of the other, too: "The former exported 570.9 billion yuan, the latter 516.8 billion"."""
    between = [t for t in work.topics if t.last <= topic.first]
    one = next((n for n, t in enumerate(between) if t.ordinal is not None), None)
    if one is None or not any(t.flows and t.verb for t in between[one:]):
        return False
    return any(m.first == topic.last for m in work.sentence.of("quantity"))


def the_two(work: Work, first: int, count: int) -> list[Frame] | None:
    """What "the two" are, alone or as subject of a verb, each with a figure: "For the quarter, the two were up 8.2% and 24%"."""
    pair = work.context.pair
    if pair is None or len(pair) != count or {"two", "pair"}.isdisjoint(work.said):
        return None
    for position in range(first - 1, 0, -1):
        if work.words[position] in ("two", "pair") and work.words[position - 1] == "the":
            if work.words[position - 2] in _TOWARDS or work.words[position + 1] not in _VERBS:
                return None  # "imports from the two were 61.5 billion yuan and 52.7 billion yuan"
            if quantity_between(work, position, first):
                return None
            return [f.during(None, False) for f in pair]
    return None


_TOWARDS = frozenset({"to", "from", "with", "of", "between", "for"})
_VERBS = TOLD | {"had", "have", "remained"}
