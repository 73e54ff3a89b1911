"""Paragraphs of one sentence each, put together as a reader does who sees that the page prints every sentence so."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from pipeline import vocabulary
from pipeline.model import Passage, Release
from pipeline.reading.words.mentions import Mention, Sentence


def put_together(release: Release, scanned: list[list[Sentence]]) -> tuple[Release, list[list[Sentence]]]:
    """The release with each paragraph that goes on with the one before as a part of that, and the sentences of its passages, where the
    page prints every sentence as a paragraph of its own."""
    if not _one_by_one(release.passages, scanned):
        return release, scanned
    text, titled = release.body_text, _titled(release.passages, scanned)
    passages: list[Passage] = []
    said: list[list[Sentence]] = []
    place: dict[int | None, int | None] = {None: None}
    for number, (passage, sentences) in enumerate(zip(release.passages, scanned, strict=True)):
        before = passages[-1] if passages else None
        if (
            before is not None
            and before.kind == passage.kind == "paragraph"
            and said[-1]
            and sentences
            and _goes_on(text[before.char_start : before.char_end], said[-1], sentences[0], titled)
        ):
            passages[-1] = replace(before, char_end=passage.char_end)
            said[-1] = [*said[-1], *sentences]
        else:
            known = {"heading": place[passage.heading], "table_caption": place[passage.table_caption]}
            passages.append(replace(passage, **known))
            said.append(sentences)
        place[number] = len(passages) - 1
    return replace(release, passages=tuple(passages)), said


_MOST = 0.75
_FEWEST = 6


def _one_by_one(passages: Sequence[Passage], scanned: list[list[Sentence]]) -> bool:
    """Whether nearly every paragraph of a page is of one sentence."""
    counts = [
        len(said) for passage, said in zip(passages, scanned, strict=True) if passage.kind == "paragraph" and said
    ]
    return len(counts) >= _FEWEST and counts.count(1) >= _MOST * len(counts)


def _titled(passages: Sequence[Passage], scanned: list[list[Sentence]]) -> frozenset[str]:
    """The places that the headline names."""
    headline = [s for p, sentences in zip(passages, scanned, strict=True) if p.level == 1 for s in sentences]
    return frozenset(m.code for s in headline for m in s.of("region"))


_CLOSED = '.!?”"’)'
_QUOTES = '"“”'
_ASKED = 4  # tokens of a question, at most, that the text puts to itself: "Those to ASEAN?"
_LEANING = frozenset("they them their theirs it its this that these those he she his her such".split())
_BY_THEN = 3  # tokens


def _goes_on(text: str, said: list[Sentence], sentence: Sentence, titled: Container[str]) -> bool:
    """Whether a sentence is of the same paragraph as what was ``said`` right before, in ``text``: it leans on that, or tells a figure
    and turns to nothing else. One without figures opens a paragraph, as do a question and a quotation."""
    line = text.rstrip()
    if (
        line[-1] not in _CLOSED
        or sentence.low[-1] not in _CLOSED
        or any(s.low[-1] == "?" and len(s.tokens) > _ASKED for s in (said[-1], sentence))
    ):
        return False
    if line.count('"') % 2 or line.count("“") > line.count("”"):
        return True
    if sentence.low[0] in _QUOTES or (line[0] in _QUOTES and line[-1] in _QUOTES):
        return False
    if not _LEANING.isdisjoint(sentence.low[:_BY_THEN]):
        return True
    return "quantity" in sentence.kinds and not _turns(said, sentence, titled)


_PARTS = frozenset({"partner", "commodity", "enterprise", "regime", "zone", "transport"})
_SUBJECTS = _PARTS | {"flow", "home", "region"}
_OPENING = 6  # tokens
_WHOLE = frozenset("total overall altogether told combined entire whole".split())


def _turns(said: list[Sentence], sentence: Sentence, titled: Container[str]) -> bool:
    """Whether a sentence turns to another matter than what was ``said``: to another place, or to a part of trade of another kind ("ASEAN
    was the largest partner", behind private firms; but not within what is told of a place that the headline does not name), to trade
    as a whole, in months of its own or behind its parts, or, behind parts, to other months or another currency."""
    if _sided(sentence):
        return True
    subject = next((m for m in sentence.mentions if m.kind in _SUBJECTS), None)
    if subject is None:
        return False
    told = {m.kind for s in said for m in s.mentions}
    if subject.kind == "commodity" and "quantity" not in said[-1].kinds and _of_other_goods(said[-1], subject):
        return True
    if subject.kind in _PARTS and subject.kind not in told:
        return _at_home(said, titled)
    time = next(iter(sentence.of("period")), None)
    if time is not None and _of_whole(sentence, subject, time):
        return True
    if _PARTS.isdisjoint(told):
        return False
    if "partner" in told and time is not None and any(m.first == time.last for m in sentence.of("flow")):
        return True  # "November exports were up 9.7 percent"
    summed = not _WHOLE.isdisjoint(sentence.low[:_OPENING])
    return summed or _in_other_terms(sentence)


def _of_other_goods(before: Sentence, good: Mention) -> bool:
    """Whether a sentence only spoke of goods that are others than one: "In Anqiu ginger is washed for 40 markets. Crude oil imports"."""
    named = [m.code for m in before.of("commodity")]
    return named != [] and not any(vocabulary.related(code, good.code) for code in named)


def _at_home(said: list[Sentence], titled: Container[str]) -> bool:
    """Whether what was said tells no figures, or of no place but one that the headline names."""
    if not titled or all("quantity" not in s.kinds for s in said):
        return True
    return all(m.code in titled for s in said for m in s.of("region") if m.first < _OPENING)


_SOON = 2  # tokens
_LATE = 8


def _of_whole(sentence: Sentence, subject: Mention, time: Mention) -> bool:
    """Whether a sentence is of trade as a whole in months that it names: "Total trade over the same six months shrank 3.2%"."""
    flows = {m.code for m in sentence.of("flow")}
    if time.first <= _SOON and ("total" in flows or {"export", "import"} <= flows):
        return True
    return subject.code == "total" and not any(m.kind in _PARTS or m.kind == "region" for m in _up_to(sentence, _LATE))


def _up_to(sentence: Sentence, place: int) -> list[Mention]:
    return [m for m in sentence.mentions if m.first < place]


_COUNTED = frozenset({("measured", "in"), ("counted", "in"), ("expressed", "in")})


def _in_other_terms(sentence: Sentence) -> bool:
    """Whether a sentence opens with the currency that it counts in: "In yuan terms", "Measured in dollars"."""
    opening = sentence.low[:_OPENING]
    return tuple(opening[:2]) in _COUNTED or "terms" in opening


_SIDED = re.compile(
    r"[\d.]+ (?:percent |% )?: |by [a-z ]+ : |as (?:for|to|regards) |by [a-z ]+ , |(?:on|in terms of|of) (?:the |what |all )[a-z ]*"
    r"(?:side|direction|sold|bought|exports|imports|goods)[a-z ]* , |[a-z]+(?: [a-z]+)? : "
)


def _sided(sentence: Sentence) -> bool:
    """Whether a sentence opens with the matter that it turns to: "As for motorcycles", "On the import side", "By enterprise", "Zones:"."""
    return _SIDED.match(" ".join(sentence.low[:_LATE])) is not None
