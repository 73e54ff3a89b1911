"""What a clause between a subject and its verb tells of something else: "Processing trade, squeezed by wages that went up 11 percent,
slipped 2.1 percent"."""

from __future__ import annotations

from pipeline.reading.frames.cues import VERSUS
from pipeline.reading.frames.placing import Work, quantity_between, reporter_only
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.words.mentions import Mention
from pipeline.reading.words.telling import AMOUNTED

_OPENING = frozenset({"which", "whose", "where"})
_LEADING = frozenset({"to", "on", "for", "from", "in", "with", "by", "through", "against", "over"})
_COMING = frozenset(
    {
        "accounted",
        "took",
        "bought",
        "supplied",
        "still",
        "nevertheless",
    }
).union(AMOUNTED)


def past_interposed(work: Work, mention: Mention, left: list[int]) -> list[int]:
    """The topics before a figure, without those of another matter that a clause with its own figure puts between a subject and the
    verb of the figure."""
    if len(left) < 2:
        return left
    other = work.topics[left[-1]]
    if _held_against(work, other, mention) or _outdone_before(work, other, mention):
        return left[:-1]
    if not other.blocked and (subject := _past_clause(work, mention, left)) is not None:
        return left[: left.index(subject) + 1]
    if other.blocked:
        subject = next((n for n in reversed(left) if not work.topics[n].blocked and _described(work, n)), None)
    else:  # "machinery, helped by exports of cars, which grew 2.4 times to 4.87 billion yuan, amounted to 27.3 billion"
        subject = left[-2]
        behind = work.topics[subject].last + 1
        if work.words[other.first - 1] != "including" and work.words[behind : behind + 1] not in _HELPED:
            return left
    if subject is None or work.topics[subject].last >= len(work.words):
        return left
    words = work.words
    opening = work.topics[subject].last
    if words[other.first - 2 : other.first] == [",", "including"]:
        opening = other.first - 2  # "Fruit imports from the region, including durians worth 780 million yuan, came to"
    if words[opening] != "," or not (_describes(words, opening + 1) or words[opening + 1] == "including"):
        return left
    closing = next((p for p in range(other.last, mention.first) if words[p] == "," and _goes_on(work, p + 1)), None)
    if closing is None or not quantity_between(work, opening, closing):
        return left
    return left[: left.index(subject) + 1]


def _past_clause(work: Work, mention: Mention, left: list[int]) -> int | None:
    """The subject before a clause of another matter that ends with a place or partner: "Tires, hit by duties of up to 42 percent in
    Europe, were down 6.4 percent"."""
    words, last = work.words, work.topics[left[-1]].last
    for place, number in enumerate(left[:-1]):
        opening = work.topics[number].last
        if work.topics[number].blocked or words[opening] != "," or not _describes(words, opening + 1):
            continue
        closing = next((p for p in range(last, mention.first) if words[p] == "," and verb_at(work, p + 1)), None)
        told = closing is not None and quantity_between(work, opening, closing)
        if told and any(work.topics[n].blocked for n in left[place + 1 : -1]):
            return number
    return None


def _held_against(work: Work, place: Topic, mention: Mention) -> bool:
    """Whether a place only had a rate of its own behind "than", before a comma and the figure: "trade expanded by 27.1 percent, 23.1
    percentage points more than the national growth rate of 4 percent, to reach 628.4 billion yuan"."""
    if not reporter_only(place) or "than" not in work.words[max(0, place.first - 3) : place.first]:
        return False
    rates = [m for m in work.sentence.of("quantity") if place.last <= m.first < mention.first]
    if not rates or rates[0].quantity.kind != "percent" or mention.quantity.kind != "money":
        return False
    return work.words[rates[0].last : rates[0].last + 2] in ([",", "to"], [",", "reaching"], [",", "and"])


def _outdone_before(work: Work, other: Topic, mention: Mention) -> bool:
    """Whether a topic is only what the subject of a figure is held against: "Exports grew faster than imports, by 5.7 percent to 506
    billion yuan"; those behind "versus" are the other's again."""
    if not is_outdone(work, other):
        return False
    between = work.words[other.last : mention.first]
    return VERSUS.isdisjoint(between) or not quantity_between(work, other.last, mention.first)


def is_outdone(work: Work, topic: Topic) -> bool:
    """Whether a topic stands behind "than" or a word like "outpaced", and its clause ends with it: "better than imports, rising"."""
    words = work.words
    before = topic.first - 1
    while before > 0 and words[before] in _OWNED:
        before -= 1
    if words[before] not in _OUTDOING or before < 1 or topic.blocked:
        return False
    closing = topic.last + (words[topic.last : topic.last + 1] == ["ones"])
    return words[closing : closing + 1] in _CLOSED and _OF_ITS_OWN.isdisjoint(words[closing + 1 : closing + 2])


_OUTDOING = frozenset(
    (
        "than outpaced outpacing outstripped outstripping outperformed outperforming outdid outdoing outshone outran outrunning "
        "overtook overtaking trailed trailing lagged lagging"
    ).split()
)
_OWNED = frozenset({"the", "its", "their", "those", "that", "of", "for", "with", "to", "from", "in", "did"})
_CLOSED = ([","], [":"], [";"], ["--"], ["—"], ["–"])
_OF_ITS_OWN = frozenset({"which", "whose", "where", "who"})


_HELPED = (["helped"], ["driven"], ["led"], ["lifted"], ["boosted"], ["supported"], ["dragged"], ["pulled"])


def subject_before(work: Work, number: int) -> int | None:
    """The subject of a verb of trade behind a clause that tells of something else: "Brazil, where a record crop had pushed prices down
    6 percent, shipped 4.8 million tonnes"."""
    topic, words = work.topics[number], work.words
    if not topic.weak_flow or topic.codes or words[topic.first - 1] != ",":
        return None
    for place in range(number - 1, -1, -1):
        subject = work.topics[place]
        if "partner" in subject.codes and not subject.blocked:
            described = words[subject.last] == "," and _describes(words, subject.last + 1)
            return place if described and place < number - 1 else None
        if subject.flows or subject.weak_flow:
            return None
    return None


def _described(work: Work, number: int) -> bool:
    """Whether a clause behind a comma goes on about a topic."""
    behind = work.topics[number].last
    return (
        work.words[behind : behind + 1] == [","] and behind + 1 < len(work.words) and _describes(work.words, behind + 1)
    )


def _describes(words: list[str], position: int) -> bool:
    """Whether a clause that only says something of the noun before it begins at a position: ", squeezed by", ", whose prices"."""
    word, following = words[position], words[position + 1 : position + 3]
    if word in _LEADING and following[:1] in (["which"], ["whom"]):
        return True  # "Exports of solar cells, to which the United States applied duties of 50 percent, plunged"
    if word == "facing" or (word == "subject" and following[:1] == ["to"]):
        return True  # "Steel, subject to American tariffs of 25 percent, fell"
    return word in _OPENING or (word.endswith(("ed", "t")) and "by" in following)


_AGAIN = frozenset({"they", "it", "these", "those"})


def _goes_on(work: Work, position: int) -> bool:
    """Whether the verb of the subject before a clause stands at a position, or a pronoun with it: "To the United States, which has imposed
    tariffs of 25 percent, they were"."""
    return verb_at(work, position + (work.words[position] in _AGAIN))


def verb_at(work: Work, position: int) -> bool:
    """Whether the verb of a change, or of being so much, stands at a position."""
    if work.words[position : position + 1] and work.words[position] in _COMING:
        return True
    return any(m.first == position and m.graded("verb") for m in work.sentence.of("direction"))
