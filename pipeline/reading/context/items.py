"""Items of a list that name nothing but a partner, a kind of firm or a way of trading: what the first of them was told of."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.reading.frames.frames import SIDES, Context, Frame, altered
from pipeline.reading.frames.placing import Placed
from pipeline.reading.topics.phrases import BREAKDOWNS, WITH_WHOM_AND_HOW, Topic
from pipeline.reading.topics.topics import topics
from pipeline.reading.words.mentions import Sentence

_FIRST = 2  # tokens before a label at most


class Listed(NamedTuple):
    """What the items of a list are told of beside what labels each: exports of cars, for "European Union – 2.37 billion yuan"."""

    label: str
    rest: Frame


def listed_by(sentences: list[Sentence], figures: list[Placed]) -> Listed | None:
    """What an item says of its list, where it is labelled and names a flow or a good besides: "Middle East – Anhui's car exports there
    reached 4.46 billion yuan"."""
    first = next((f for f in figures if f.outcome == "read" and f.measure.measure == "level"), None)
    label = _label(sentences)
    if first is None or label is None or first.frame is None or first.frame.blocked or first.frame.flow not in SIDES:
        return None
    codes = {d: c for d, c in first.frame.breakdown().items() if d != label}
    rest = Frame(flow=first.frame.flow).with_codes(codes)
    return Listed(label, rest) if getattr(first.frame, label) is not None else None


def enter_item(context: Context, listed: Listed | None, sentences: list[Sentence]) -> Frame | None:
    """Let a further item that is labelled alike, and names nothing else before its first figure, be of what the first was told of; the
    section around it, None where it is not."""
    if listed is None or not _only_labelled(listed, sentences):
        return None
    section, rest = context.section, listed.rest
    context.section = altered(section, **rest.breakdown(), flow=rest.flow)
    context.last = altered(context.base(), flow=rest.flow)
    return section


def _only_labelled(listed: Listed, sentences: list[Sentence]) -> bool:
    if len(sentences) != 1 or _label(sentences) != listed.label:
        return False
    figure = next(iter(sentences[0].of("quantity")), None)
    if figure is None:
        return False
    before = [t for t in topics(sentences[0]) if t.first < figure.first]
    return len(before) == 1 and _plain(before[0]) and before[0].codes.keys() == {listed.label}


def _label(sentences: list[Sentence]) -> str | None:
    """The breakdown that an item opens with."""
    about = topics(sentences[0]) if sentences else []
    if not about or about[0].first > _FIRST or not _plain(about[0]):
        return None
    codes = [d for d in about[0].codes if d in BREAKDOWNS]
    return codes[0] if len(codes) == 1 and codes[0] in WITH_WHOM_AND_HOW else None


def _plain(topic: Topic) -> bool:
    return not (topic.flows or topic.weak_flow or topic.blocked)
