"""Figures of several at once: one for a list together, each told member by member, the share of all told before."""

from __future__ import annotations

import itertools

from pipeline.reading.binding.lists_before import NUMBERS
from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import Work
from pipeline.reading.names.naming_partners import is_bloc
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.words.spelled import NUMBER_WORDS


def jointly(work: Work, frame: Frame | None) -> tuple[Frame | None, bool]:
    """One figure for a coordinated list: two commodities make a code of their own, selling and buying is trade ("sent out and
    took in 198.62 billion yuan of merchandise"), other lists have none."""
    for number, known in work.frames.items():
        if known is frame:
            topic = work.topics[number]
            break
    else:
        return frame, False
    if topic.members() == 1:
        return frame, False
    several = {d: c for d, c in topic.codes.items() if len(c) > 1}
    if set(several) == {"commodity"} and len(several["commodity"]) == 2:
        return altered(frame, commodity="_and_".join(several["commodity"])), False
    if set(several) == {"commodity"} and frame.commodity not in several["commodity"][:-1]:
        return frame, False  # the group that the list names
    if not several and topic.verb and set(topic.flows) == {"export", "import"}:
        return altered(frame, flow="total"), False
    if not several and "both" in work.words:
        return frame, True
    if set(several) == {"region"} and _only_where(work, topic):
        home = work.base().region
        return altered(frame, region=home) if home is None or _all_in(several["region"], home) else frame, False
    if set(several) == {"zone"} and frame.commodity and not topic.flows and work.words[topic.first - 1] in _INTO:
        return altered(frame, zone=None), False  # "aircraft imported for repair in the Yangpu and Haikou bonded zones"
    return frame, bool(several)


_INTO = frozenset({"in", "into", "through", "via", "at", "the"})


def _only_where(work: Work, topic: Topic) -> bool:
    """Whether a list of places only says where goods passed or were made: "car exports through Suifenhe and Heihe", "mills at Anshan
    and Benxi shipped"."""
    first = next(m.first for m in topic.mentions if m.kind == "region")
    lead = work.words[max(0, first - 5) : first]
    if not _THROUGH.isdisjoint(lead):
        return True
    return lead[-1:] in (["in"], ["at"], ["around"], ["near"], ["of"]) and lead[-2:-1] != [] and lead[-2] in _MAKERS


_THROUGH = frozenset({"through", "via"})
_MAKERS = frozenset(
    (
        "mills factories plants smelters refineries mines foundries shipyards yards workshops farms growers makers "
        "farmers producers weavers exporters traders ports crossings docks quays wharves"
    ).split()
)


def _all_in(places: list[str], home: str) -> bool:
    """Whether places lie in the province of a reporter."""
    return all(code.split("/")[0] == home.split("/")[0] for code in places)


def interleaved(work: Work, quantities: list[int]) -> dict[int, Frame]:
    """Frames for figures that are told member by member: "the values for the US and the EU shrank by 1.9% to 148.31 billion yuan
    and by 3.4% to 128.96 billion yuan"."""
    found: dict[int, Frame] = {}
    mentions = work.sentence.mentions
    for number, topic in enumerate(work.topics):
        members = topic.members()
        if members < 2:
            continue
        beside = _with_trade(work, number, quantities)
        following = number + 1 if beside is None else number + 2
        end = work.topics[following].first if following < len(work.topics) else len(work.words)
        told = [i for i in quantities if topic.last <= mentions[i].first < end and mentions[i].quantity.kind != "bare"]
        each, rest = divmod(len(told), members)
        kinds = [mentions[i].quantity.kind for i in told]
        if rest or each < 2 or len(set(kinds[:each])) < 2 or kinds != kinds[:each] * members:
            continue
        codes = {d: c for d, c in topic.codes.items() if len(c) == members}
        for place, index in enumerate(told):
            member = {d: c[place // each] for d, c in codes.items()}
            if not codes:
                member = {"flow": topic.flows[place // each]}
            elif beside is not None:
                member["flow"] = beside
            found[index] = altered(work.frames[number], **member)
    return found


def _with_trade(work: Work, number: int, quantities: list[int]) -> str | None:
    """The flow that is told of a list behind it: "The EU and the US came second and third, with trade of 17.6 billion yuan (up
    11.5%) and 8.9 billion yuan (up 19.8%)"."""
    if number + 1 == len(work.topics):
        return None
    topic, beside = work.topics[number], work.topics[number + 1]
    if _saw_their(work, topic, beside):
        return beside.flows[0]
    led = work.words[beside.first - 1] == "with" and work.words[beside.last : beside.last + 1] == ["of"]
    between = any(topic.last <= work.sentence.mentions[i].first < beside.first for i in quantities)
    if not led or between or topic.flows or beside.codes or len(beside.flows) != 1:
        return None
    return beside.flows[0]


def _saw_their(work: Work, topic: Topic, beside: Topic) -> bool:
    """Whether it is the trade of a list that is told: "Kazakhstan and Mongolia saw their trade with the province increase by"."""
    between = work.words[topic.last : beside.first]
    saw = any(a == "saw" and b == "their" for a, b in itertools.pairwise(between))
    return saw and len(beside.flows) == 1 and beside.codes.keys() <= {"region"} and not topic.flows


_TOGETHER = frozenset({"combined", "together", "jointly", "collectively", "altogether", "between"})
_NUMBERED = [[number] for number in NUMBERS.values()]
_EACH = frozenset({"markets", "partners", "countries", "economies", "products", "goods", "categories", "destinations"})


def of_these(work: Work, index: int) -> bool:
    """Whether a figure is of several told one by one before: "exports to these three markets made up 27.4 percent"."""
    if "these" not in work.said:
        return False
    last, recent = work.context.last, work.context.recent
    if "these" not in work.said or last is None or len(recent) < 2 or (last.partner and is_bloc(last.partner)):
        return False
    words = work.words[: work.sentence.mentions[index].first]
    return any(
        a == "these" and b in NUMBERS.values() and c in _EACH
        for a, b, c in zip(words, words[1:], words[2:], strict=False)
    )


_PLACES = frozenset(
    "cities prefectures provinces counties districts regions municipalities towns countries markets partners economies".split()
)
_PAST = frozenset(
    {"over", "more", "above", "least", "exceeding", "exceeded", "topped", "topping", "below", "under", "less"}
)
_POINTING = frozenset({"the", "these", "those", "all", "its", "their"})


def each_of_several(work: Work, index: int, reading: Measure) -> bool:
    """Whether a rate is a mark that so many places or partners passed, each by itself: "There were 11 cities whose growth rates were over
    10%", "Seven prefectures saw their trade grow by more than 20%"."""
    if reading.measure != "growth" or _PLACES.isdisjoint(work.said) or not _TOGETHER.isdisjoint(work.said):
        return False
    words, figure = work.words, work.sentence.mentions[index]
    if _PAST.isdisjoint(words[max(0, figure.first - 3) : figure.first]):
        return False
    for place in range(figure.first - 1, -1, -1):
        if words[place] in _PLACES:
            break
    else:
        return False
    number = next(
        (n for n in range(place - 1, max(-1, place - 4), -1) if words[n].isdigit() or words[n] in NUMBER_WORDS), None
    )
    if number is None or words[number - 1 : number] in ([w] for w in _POINTING):
        return False
    return not any(
        number <= m.first < figure.first
        for kind in ("region", "partner", "quantity")
        for m in work.sentence.of(kind)
        if m.quantity is None or m.quantity.kind != "bare"
    )


def summed(work: Work, index: int, reading: Measure) -> bool:
    """Whether a share is that of all that the sentence before told of: "Combined, they made up 92.3 percent of the total"."""
    first = work.sentence.mentions[index].first
    lead = work.words[:first]
    if reading.measure == "level":
        # "With the two countries together, it traded 289.9 billion yuan"
        if lead[:2] in (["together", "they"], ["combined", "they"]) and len({f.codes() for f in work.context.told}) > 1:
            return True
        return "together" in lead and any(
            a == "with" and b == "the" and c in NUMBERS.values()
            for a, b, c in zip(lead, lead[1:], lead[2:], strict=False)
        )
    if reading.measure not in ("share", "share_change"):
        return False
    if len({(f.region, f.codes()) for f in work.context.told}) < 2:
        # "Japan came second, with 8.8 billion yuan. Together the two made up 42.7 percent of the total"
        both = lead[:2] == ["both", "together"] or (lead[:2] == ["together", "the"] and lead[2:3] in _NUMBERED)
        return len(work.context.recent) > 1 and both
    if any("region" in t.codes for t in work.topics if t.last <= first):
        return False  # "the three provinces", of the northeast
    return not _TOGETHER.isdisjoint(lead) or any(
        a == "the" and (b in NUMBERS.values() or b == "pair") for a, b in itertools.pairwise(lead)
    )


_ADDED = (["between", "them"], ["combined", ","], ["together", "they"], ["together", ","], ["taken", "together"])


def summed_here(work: Work, index: int, reading: Measure) -> bool:
    """Whether a further clause adds up what its sentence has told of several: "Brazil supplied ore worth 11.3 billion yuan and Saudi Arabia
    crude worth 9.7 billion yuan; between them they were behind 51 percent of the import bill"."""
    if reading.measure not in ("share", "share_change"):
        return False
    words, first = work.words, work.sentence.mentions[index].first
    place = next((p for p in range(1, first - 1) if words[p - 1] in _BREAKING and words[p : p + 2] in _ADDED), None)
    if place is None:
        return False
    told = {p.frame.codes() for p in work.placed if p.frame is not None and p.mention.last <= place}
    return len(told) > 1 and not any(t.has_breakdown() for t in work.topics if place < t.first < first)


_BREAKING = frozenset({";", ",", ":", "and", "—", "–", "--"})
