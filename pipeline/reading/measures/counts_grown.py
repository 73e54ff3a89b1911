"""Changes of what was only counted: "as many as 4,012 enterprises had trade records, 21.3 percent more"."""

from __future__ import annotations

import itertools

from pipeline.reading.frames.cues import CLAUSE_ENDS, Measure, excuse
from pipeline.reading.words.mentions import Mention, Sentence

A_COUNT = "count of things"
# What may stand between the comma behind a count and its change, and behind that.
_LEADING = frozenset(
    (
        "up down by an a increase decrease rise fall drop growth gain jump decline of about some nearly almost over around more than or "
        "which was is itself growing rising increasing falling and"
    ).split()
)
_MORE = frozenset({"more", "fewer", "less", "higher", "lower", "above", "below", "up", "down", "over"})
# Whom goods go to and come from, when it was, how often: "exports to the 14 countries, up 5 percent".
_NO_THINGS = frozenset(
    (
        "countries country regions region economies members member nations nation provinces cities markets partners states month months year "
        "years quarter quarters week weeks day days consecutive straight times points percent per billion trillion mark threshold barrier milestone line"
    ).split()
)
_WITH = frozenset({"with", "to", "from", "among", "of", "by", "in", "across", "between", "for", "against", "than"})
_SOFTENING = frozenset(
    "the all some about over more than nearly almost only a total of these those its their as many".split()
)


_RUNNING = frozenset({"ran", "run", "sailed", "departed", "operated", "flew"})  # "trains ran 869 times, up 112 percent"


def excuse_grown_counts(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """Excuse each change that stands right behind a count of things that are no goods: "issued 18,700 certificates of origin, 37.4
    percent more"."""
    for one, other in itertools.pairwise(quantities):
        if measures[other].measure == "growth" and _counts(sentence, one) and _of_the_count(sentence, one, other):
            excuse(measures, other, A_COUNT)


def _counts(sentence: Sentence, index: int) -> bool:
    """Whether a number counts things, and not those that trade is with or goes through."""
    mention = sentence.mentions[index]
    if mention.quantity.kind == "times":
        return not _RUNNING.isdisjoint(sentence.words(mention.first - 1, mention.first))
    if mention.quantity.kind != "bare":
        return False
    behind = sentence.tokens[mention.last : mention.last + 1]
    if (
        not behind
        or behind[0].kind != "word"
        or not _NO_THINGS.isdisjoint(sentence.words(mention.last, mention.last + 3))
    ):
        return False  # "of which 248,000, up 76.5%, were electric"
    if sentence.words(mention.first - 1, mention.first) in _QUOTED or _in_aside(sentence.low, mention.first):
        return False
    place = mention.first - 1
    while place > 0 and sentence.low[place] in _SOFTENING:
        place -= 1
    if place >= 0 and sentence.low[place] in _WITH:
        return False
    return not any(m.first <= mention.first < m.last for m in sentence.of("partner"))


_QUOTED = (['"'], ["“"], ["'"], ["no"])
_RELATIVE = frozenset({"which", "who", "whose", "where", "when", "home"})


def _in_aside(words: list[str], place: int) -> bool:
    """Whether a position stands in a clause that only says more of a subject: "The zone, which houses 312 firms, grew"."""
    comma = next((p for p in range(place - 1, -1, -1) if words[p] == ","), None)
    return comma is not None and words[comma + 1] in _RELATIVE


def _of_the_count(sentence: Sentence, one: int, other: int) -> bool:
    """Whether a change has nothing but a count before it in its clause to be of, right behind the comma."""
    count, change = sentence.mentions[one], sentence.mentions[other]
    between = sentence.low[count.last : change.first]
    if not CLAUSE_ENDS.isdisjoint(between):
        return False
    comma = next((n for n in range(len(between) - 1, -1, -1) if between[n] in (",", "(")), None)
    if comma is None or not _LEADING.issuperset(between[comma + 1 :]):
        return False
    if between[comma + 1 :] == [] and change.quantity.kind == "times":
        return _alone(sentence, count)  # "412,000 people crossed, 2.3 times the figure for last year"
    if between[comma + 1 :] in ([], ["or"], ["about"], ["some"], ["nearly"]) and _MORE.isdisjoint(
        sentence.words(change.last, change.last + 1)
    ):
        return False
    return _alone(sentence, count)


def _alone(sentence: Sentence, count: Mention) -> bool:
    """Whether no trade is told of before a count in its clause that what follows may be of; not "the council for trade issued"."""
    start = next((p for p in range(count.first - 1, -1, -1) if sentence.low[p] in CLAUSE_ENDS), -1)
    return not any(
        start < m.first < count.first
        and m.grade != "weak"
        and sentence.words(m.last, m.last + 1) not in _HAVING_TRADED
        and _ISSUING.isdisjoint(sentence.words(m.last, count.first))
        for m in sentence.of("flow")
    )


_HAVING_TRADED = (["records"], ["record"], ["performance"])  # "firms with trade records stood at 543,000"
_ISSUING = frozenset(
    (
        "issued issues handled processed granted approved registered cleared drew attracted received counted hired employs employed has have "
        "had numbered welcomed hosted trained opened signed inspected checked saw recorded ran operated"
    ).split()
)
