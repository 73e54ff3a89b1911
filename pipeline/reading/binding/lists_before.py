"""Lists that a run of figures takes up again: what the sentence told before the run, or the sentence before it."""

from __future__ import annotations

import itertools

from pipeline.reading.binding.binding import bind
from pipeline.reading.completing.pairs import lately, pair_named
from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import Work
from pipeline.reading.topics.phrases import BREAKDOWNS
from pipeline.reading.words.mentions import Mention, deals_out


def placed_before(work: Work, opening: Mention, left: list[int], count: int) -> list[Frame] | None:
    """What as many figures before the run were told of, or a list that is no subject names; ``opening`` is its first figure."""
    first, placed = opening.first, work.placed
    told = [p.frame for p in placed if p.measure.measure == "level" and p.frame is not None]
    if len(told) == count and len({f.during(None) for f in told}) == count:
        goods = {f.commodity for f in told} - {None}
        if count == 2 and len(goods) == 1 and placed[0].mention.quantity.kind == "physical":
            return [
                altered(f, commodity=next(iter(goods))) for f in told
            ]  # "598,000 vehicles worth 68.35 billion yuan"
        return told
    if deals_out(work.sentence):
        if len(told) == count and len(set(told)) == count:
            return [altered(f, period_named=True) for f in told]  # a month each
        for topic in reversed(work.named):
            lists = {d: c for d, c in topic.codes.items() if len(c) == count and d != "region"}
            if lists and topic not in work.topics and topic.last <= first and left:
                # "the "new three" -- electric vehicles, batteries and solar cells -- grew by ... respectively"
                return [altered(work.frames[left[-1]], **{d: c[n] for d, c in lists.items()}) for n in range(count)]
    shared = [p.frame for p in placed if p.measure.measure == "share" and p.frame is not None]
    if (
        len(shared) == count == len(placed)
        and len({f.during(None) for f in shared}) == count
        and (opening.quantity.kind == "money" or _changes_follow(work, placed[-1].mention.last, first))
        and not any(placed[-1].mention.last <= t.first < first for t in work.topics)
    ):
        return shared  # "by sea accounted for 58.9 percent and by air for 37.2 percent, worth 2.16 trillion and 1.37 trillion yuan"
    grown = [p.frame for p in placed if p.measure.measure == "growth" and p.frame is not None]
    if (
        len(grown) == count == len(placed)
        and len({f.during(None) for f in grown}) == count
        and opening.quantity.kind == "money"
        and {"to", "at"} & set(work.words[placed[-1].mention.last : first])
        and not any(placed[-1].mention.last <= t.first < first for t in work.topics)
    ):
        return grown  # "Exports grew by 17.7 percent and imports by 12.6 percent, to 339.53 billion yuan and 182.73 billion yuan"
    return None


def _changes_follow(work: Work, last: int, first: int) -> bool:
    """Whether a noun of change leads to a run behind shares: "Laptops were 20.7 percent of them and chips 17.9, with growth of 4.1 and
    12.8 percent"."""
    between = [m for m in work.sentence.of("direction") if last <= m.first < first]
    return (any(m.graded("noun") for m in between) or "changes" in work.words[last:first]) and first - last <= 6


_HELD = frozenset({"against", "after", "from", "following", "versus", "compared"})


def rates_before(work: Work, opening: Mention, count: int) -> list[Frame] | None:
    """What as many rates before the run were told of, against which its own are held: "Exports dropped 3.2% and imports 8.5%, against
    declines in August of 1% and 5.6%"."""
    grown = {p.bound.during(None): None for p in work.placed if p.measure.measure == "growth" and p.bound is not None}
    if len(grown) != count or opening.quantity.kind != "percent":
        return None
    lead = work.words[work.placed[-1].mention.last : opening.first]
    named = any(work.placed[-1].mention.last <= t.first < opening.first for t in work.topics)
    return None if named or _HELD.isdisjoint(lead) else list(grown)


def other_two(work: Work) -> list[Frame] | None:
    """What "the other two" of the list before are."""
    last = work.context.last
    if last is None or not any(m.code == "the other two" for m in work.sentence.of("anaphor")):
        return None
    named = {c for t in work.topics for codes in t.codes.values() for c in codes}
    for dimension, codes in work.context.lists:
        others = [c for c in codes if c not in named]
        others = others if len(others) == 2 else list(codes[1:]) if len(codes) == 3 else []
        if others:
            return [altered(last, flow=last.flow or "total", **{dimension: c}) for c in others]
    return None


_THEM = frozenset({"their", "they", "them", "these"})


def listed_before(work: Work, run: list[int], first: int) -> list[Frame] | None:
    """The members of a list of the sentence before, or of the heading, that "they" or "the three" stand for."""
    words, count = work.words[:first], len(run)
    for dimension, codes in work.context.lists:
        if len(codes) == count and (
            not _THEM.isdisjoint(words) or ("the", NUMBERS.get(count)) in list(itertools.pairwise(words))
        ):
            frame, _ = bind(work, run[0], Measure("level", "level"))
            if frame is not None:
                # A heading of who trades, or how, does not hold for what has a breakdown of its own.
                section = work.context.section
                kinds = ("enterprise", "regime", "transport")
                frame = altered(frame, **{d: None for d in kinds if getattr(section, d)})
                return [altered(frame, **{dimension: code}) for code in codes]
    return None


def totals_before(work: Work, left: list[int], count: int) -> list[Frame] | None:
    """Trade both ways with, or of, the members of a list of the sentence before: "The Lianglu-Cuntan port area and the Xiyong zone were
    closed. Their imports and exports were 8.9 billion and 16.3 billion dollars respectively"."""
    topic = work.topics[left[-1]] if left else None
    if topic is None or topic.flows != ["total"] or topic.has_breakdown() or not deals_out(work.sentence):
        return None
    if work.words[topic.first - 1 : topic.last] != ["their", "imports", "and", "exports"]:
        return None
    listed = next(((d, codes) for d, codes in work.context.lists if len(codes) == count), None)
    if listed is None:
        return None
    total = altered(work.frames[left[-1]], flow="total")
    return [altered(total, **{listed[0]: code}) for code in listed[1]]


_KINDS = frozenset(
    (
        "groups types kinds categories modes markets partners products sectors zones neighbours neighbors countries "
        "economies blocs goods"
    ).split()
)
_BALANCES = frozenset({"deficits", "surpluses"})


def told_again(work: Work, left: list[int], count: int) -> list[Frame] | None:
    """What the sentence before told one by one, of another flow: "Its exports to them were far smaller, at 69.4 billion and 158.2
    billion yuan", "the deficits were thus 191.9 and 140.4 billion"."""
    told = work.context.told
    if len(left) != 1 or len(told) != count or len({f.codes() for f in told}) != count:
        return None
    topic, frame = work.topics[left[0]], work.frames[left[0]]
    if len(topic.flows) != 1 or topic.has_breakdown() or topic.blocked:
        return None
    them = work.words[topic.last + 1 : topic.last + 2] in (["them"], ["these"])
    if not them and _BALANCES.isdisjoint(work.words[topic.first : topic.last]):
        return None
    owner = (
        frame.region if topic.codes.get("region") else None
    )  # "Zhejiang's exports to these three", behind what the nation's trade was
    return [altered(f, flow=frame.flow, flow_sign=frame.flow_sign, region=owner or f.region) for f in told]


def spoken_of(work: Work, first: int, count: int) -> list[Frame] | None:
    """The last members of one dimension that were told of one by one: "The three groups took up 50.9, 42.5 and 6.5 percent", "The three
    account for 18.7, 18.4 and 15.6 percent"."""
    words = work.words[:first]
    place = next((n for n, w in enumerate(words) if w == NUMBERS.get(count) and words[n - 1 : n] == ["the"]), None)
    if place is None:
        # "Right behind were the United States with 89.45 billion yuan and ASEAN with 84.78 billion. The increases were 12.6%, 9.7% and 26.2%"
        if count < 3 or work.placed or any(t.last <= first for t in work.named) or not speaks_of_all(work, first):
            return None
        place = first
    elif (place > 1 or not (words[place + 1] in _DID or _turns(work, place + 1))) and _KINDS.isdisjoint(
        words[place + 1 : place + 3]
    ):
        return None
    told = [p for p in work.placed if p.frame is not None and p.mention.last <= place]
    recent = [p.frame for p in told] if len(told) >= count else work.context.recent
    since = told[-1].mention.last if told else 0
    plain = [n for n, t in enumerate(work.topics) if t.flows and not t.has_breakdown() and since <= t.first < place]
    flow = (
        work.topics[plain[0]].flows[0] if plain else None
    )  # "imports from the two neighbours fell 5.2 and 1.7 percent"
    # "Zhejiang's exports to these three came to", behind what they traded with the nation
    owner = work.frames[plain[0]].region if plain and work.topics[plain[0]].codes.get("region") else None
    for dimension in BREAKDOWNS:
        members: dict[str, Frame] = {}
        for frame in reversed(recent):
            code = getattr(frame, dimension)
            if code is None or len(members) == count:
                break
            members.setdefault(code, frame)
        if len(members) == count:
            frames = reversed(members.values())
            return [
                altered(f, flow=flow or f.flow, region=owner or f.region, period=None, period_named=False)
                for f in frames
            ]
    return None


def _turns(work: Work, place: int) -> bool:
    """Whether a verb of rising or falling stands at a position: "The three rose"."""
    return any(m.first == place and m.graded("verb") for m in work.sentence.of("direction"))


_DID = frozenset(
    "account accounted take took make made have had represent represented contribute contributed hold held".split()
)


def first_of_more(work: Work, first: int) -> list[Frame] | None:
    """What "the first two" and "the former two" before the position stand for, of three or more listed before."""
    for position in range(first - 3, -1, -1):
        if work.words[position] == "the" and work.words[position + 1 : position + 3] in (
            ["first", "two"],
            ["former", "two"],
        ):
            pair = pair_named(work.topics, work.frames, position) or work.context.pair
            pair = pair if pair and len(pair) > 2 else lately(work.context.recent)
            return list(pair[:2]) if pair and len(pair) > 2 else None
    return None


NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five"}
_ALL_OF_THEM = frozenset(
    "these they those their them declines increases rises falls gains rates changes figures advances absolute".split()
)


def speaks_of_all(work: Work, first: int) -> bool:
    """Whether figures are dealt out over what the sentence before told: "These were, respectively, 11.3, 8.8 and 9.6 per cent more"."""
    return bool(_ALL_OF_THEM & set(work.words[:first])) or (not work.topics and deals_out(work.sentence))
