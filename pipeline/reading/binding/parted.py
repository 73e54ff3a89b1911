"""Parts that a sentence tells of its own figure: "19.18 billion yuan, of which 49.3 percent, or 9.46 billion yuan, was chips"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import Work
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.words.mentions import Mention, Sentence

_POINTING = frozenset({"which", "that", "this", "it"})
_KINDS = frozenset({"percent", "money", "physical"})
_SOFTENING = frozenset("about around some nearly almost over roughly just only more than fully a an the".split())
_AGAIN = frozenset({",", "or", "(", "that", "is", "i.e", "i.e."}) | _SOFTENING
_CLOSING = frozenset({",", ")"})
_BE = frozenset({"was", "were", "is", "are"})
_VERBS = _BE | frozenset("went came consisted consists fell stemmed originated passed moved".split())
_LINKING = _VERBS | frozenset(
    "to from of for the by through via under with mainly mostly its chinese all done made up".split()
)
_FAR = 5  # words between a figure and the part that it is told of


@dataclass(frozen=True, slots=True)
class Parted:
    """The topics of whole and part, and the indices of the figures that are told of the part."""

    whole: Topic | None
    part: Topic
    figures: tuple[int, ...]


def find_parted(sentence: Sentence, found: list[Topic]) -> Parted | None:
    """The part that is told of a figure behind "of which", or before "of that", None where there is none."""
    if "of" not in sentence.said or _POINTING.isdisjoint(sentence.said):
        return None
    low, mentions = sentence.low, sentence.mentions
    for place in (n for n, word in enumerate(low) if n > 1 and word in _POINTING and low[n - 1] == "of"):
        figures = [n for n, m in enumerate(mentions) if m.kind == "quantity" and m.quantity.kind in _KINDS]
        amount = next((n for n in figures if mentions[n].last == place - 1), None)  # "49.3 percent of which"
        if amount is None and (low[place] != "which" or low[place - 2] not in (",", "(")):
            continue
        told = [n for n in figures if mentions[n].first > place]
        first = amount if amount is not None else _next(sentence, told, place + 1, _SOFTENING)
        if first is None or not any(n < first and mentions[n].quantity.kind != "percent" for n in figures):
            continue
        end = max(mentions[first].last, place + 1)
        again = _next(sentence, told, end, _AGAIN)
        parted = (first,) if again is None or again == first else (first, again)
        part = _part(sentence, found, max(end, mentions[parted[-1]].last))
        if part is not None and not _lists_on(sentence, part):
            whole = next((t for t in reversed(found) if t.flows and t.last <= mentions[first].first), None)
            if part.flows and (whole is None or whole.flows != ["total"]):
                continue
            return Parted(whole, part, parted)
    return None


def _lists_on(sentence: Sentence, part: Topic) -> bool:
    """Whether further parts follow, each behind its figure: "of which 3,000 went to Russia and 1,500 to Indonesia"."""
    behind = sentence.words(part.last, part.last + 2)
    begin = part.last + (2 if behind == [",", "and"] else 1)
    return behind[:1] in (["and"], [","]) and any(m.first == begin for m in sentence.of("quantity"))


def _next(sentence: Sentence, figures: list[int], place: int, between: frozenset[str]) -> int | None:
    """The first figure from a position on, where only words of a kind stand before it."""
    index = next((n for n in figures if sentence.mentions[n].first >= place), None)
    if index is None or not between.issuperset(sentence.words(place, sentence.mentions[index].first)):
        return None
    return index


def _part(sentence: Sentence, found: list[Topic], place: int) -> Topic | None:
    """The topic that a figure closing at a position is said to be of."""
    while sentence.words(place, place + 1) != [] and sentence.low[place] in _CLOSING:
        place += 1
    topic = next((t for t in found if t.first >= place), None)
    if topic is None or topic.blocked:
        return None
    link = sentence.words(place, topic.first)
    if not topic.codes and topic.flows in (["export"], ["import"]) and not topic.verb:
        return topic if len(link) == 1 and link[0] in _BE else None  # "of which more than 83% was imports"
    if topic.flows or not topic.has_breakdown() or topic.members() > 1:
        return None
    return topic if 0 < len(link) <= _FAR and link[0] in _VERBS and _LINKING.issuperset(link) else None


def as_part(reading: Measure, mention: Mention) -> Measure:
    """A percentage of what was told just before is a share, unless a word calls it a change."""
    if reading.unit != "%" and mention.quantity.kind != "percent":
        return reading
    if reading.cue is not None and reading.measure == "growth" and not reading.rule.endswith("carried"):
        return reading
    value = abs(mention.quantity.value)
    return replace(reading, measure="share", value=value, unit="%", rule="share.part", doubt=None, role="", cue=None)


def part_frame(work: Work, parted: Parted) -> Frame | None:
    """The frame of the figure before with what the part names, also that of what is told of the part behind it."""
    before = next((p for p in reversed(work.placed) if p.measure.measure == "level" and p.bound is not None), None)
    if before is None or before.bound.blocked or before.joint or parted.part not in work.topics:
        return None
    frame = before.bound.with_codes(parted.part.first_codes())
    if parted.part.flows:
        frame = altered(frame, flow=parted.part.flows[0])
    return work.bind_to(work.topics.index(parted.part), frame)
