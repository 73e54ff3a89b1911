"""The one good, or the one partner, that a whole release is about, where its headline does not say so: "Brazilian beans crowd out US
supplies", "New port shortens the road from Lima to Shanghai"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline import vocabulary
from pipeline.reading.frames.owners import has_figure
from pipeline.reading.topics.topics import topics
from pipeline.reading.words.mentions import Sentence

_OFTEN = 3  # sentences with figures that tell of the good


def of_one_good(sentences: Iterable[Sentence], good: str) -> bool:
    """Whether the figures of a text are nearly all of a good, and none is of a region's trade as a whole."""
    told: Counter[bool] = Counter()
    for sentence in sentences:
        if not has_figure(sentence):
            continue
        if of_a_place(sentence) and not _is_counted(sentence):
            return False
        goods = {m.code for m in sentence.of("commodity")}
        goods |= {meaning.code for m in sentence.of("commodity") for meaning in m.meanings}  # "bikes", of motorcycles
        if goods:
            told[any(code == good or vocabulary.related(code, good) for code in goods)] += 1
    return told[True] >= _OFTEN and told[True] > 2 * told[False]


def _is_counted(sentence: Sentence) -> bool:
    """Whether a sentence tells a weight or a number of pieces, or an amount "of it", which is of no trade as a whole: "Guangdong exported
    638,000 units"."""
    return any(
        m.quantity.kind == "physical" or sentence.words(m.last, m.last + 2) in _OF_IT for m in sentence.of("quantity")
    )


_OF_IT = (["of", "it"], ["of", "them"], ["of", "these"])


def of_one_partner(sentences: Iterable[Sentence], partner: str) -> bool:
    """Whether the figures of a text are nearly all of trade with a partner, and none is of a region's trade as a whole."""
    told: Counter[bool] = Counter()
    for sentence in sentences:
        if not has_figure(sentence):
            continue
        partners = {m.code for m in sentence.of("partner")}
        if partners:
            told[partner in partners] += 1
        elif of_a_place(sentence):
            return False
    return told[True] >= _OFTEN and told[True] > 2 * told[False]


def of_one_way(sentences: Iterable[Sentence], dimension: str, code: str) -> bool:
    """Whether a text names one way of trading, or of carrying, again and again, and hardly another."""
    named = Counter(m.code for s in sentences for m in {m.code: m for m in s.of(dimension)}.values())
    return named[code] >= _OFTEN and named.total() - named[code] < 2


def of_a_place(sentence: Sentence) -> bool:
    """Whether a sentence tells a flow of a place and nothing narrower, and no share of it: "the city's foreign trade", "China's exports
    rose"."""
    for topic in topics(sentence):
        owned = topic.home or topic.codes.get("region")
        if (
            topic.flows
            and owned
            and not topic.has_breakdown()
            and sentence.words(topic.first - 1, topic.first) != ["of"]
        ):
            return True
    return False
