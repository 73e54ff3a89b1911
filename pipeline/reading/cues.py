"""The words around a number that say what it measures, and the measure that they make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.reading.scan import Mention, Sentence

UNSAID = "no word says what the percentage measures"


@dataclass(slots=True)  # built by the thousand: a frozen one costs three times as much to make
class Measure:
    """The reading of one quantity before it is placed.

    ``measure`` is None when the quantity is no figure in scope, and ``rule`` then says why. ``value`` carries the sign.
    ``role`` is "prior" for the level that a change started from. ``doubt`` is "share_change" when a percentage said after a
    share may be points or growth, which arithmetic has to decide. ``cue`` is the mention that decided, if one did.
    """

    measure: str | None
    rule: str
    value: Decimal = Decimal(0)
    step: Decimal = Decimal(0)
    unit: str = ""
    role: str = ""
    doubt: str | None = None
    cue: Mention | None = None


def neighbours(sentence: Sentence, index: int) -> tuple[int, int]:
    """Token positions where the neighbouring quantities end and begin."""
    quantity = sentence.mentions[index]
    left, right = 0, len(sentence.tokens)
    for mention in sentence.mentions:
        if mention.kind == "quantity" and mention.last <= quantity.first and mention.quantity.kind != "bare":
            left = mention.last
        if mention.kind == "quantity" and mention.first >= quantity.last and mention.quantity.kind != "bare":
            right = mention.first
            break
    return left, right


def sign_of(mention: Mention) -> int:
    return -1 if mention.code == "down" else 0 if mention.code == "flat" else 1


def cue_left(sentence: Sentence, left: int, first: int) -> Mention | None:
    """The nearest direction or share word between ``left`` and ``first``; words that only soften the number do not count."""
    for mention in reversed(sentence.mentions):
        if mention.last > first or mention.first < left:
            continue
        if (
            mention.kind == "direction"
            and mention.grade == "adjective"
            and mention.last == first
            and sentence.tokens[mention.first].low
            in ("over", "above", "below", "under", "more", "less", "about", "short of", "behind")
        ):
            continue
        if (
            mention.kind == "direction"
            and mention.last < first
            and sentence.tokens[mention.first].low in ("less", "more")
            and sentence.tokens[mention.last].low != "than"
            and sentence.tokens[mention.last].kind == "word"
        ):
            continue  # "the rise is a less dramatic 19.1%"
        if (
            mention.kind == "direction"
            and mention.grade == "adjective"
            and sentence.words(mention.first - 1, mention.first) == ["much"]
            and any(
                m.kind == "direction" and m.grade == "verb" and m.last == mention.first - 1 for m in sentence.mentions
            )
        ):
            continue  # "the value rose much less, by 2.4 percent"
        if (
            mention.kind == "direction"
            and sentence.tokens[mention.last - 1].low in ("pace", "rate")
            and "at" in sentence.words(mention.first - 4, mention.first)
            and any(m.kind == "direction" and left <= m.first and m.last <= mention.first for m in sentence.mentions)
        ):
            continue  # "shrank at a similar pace, 25.6 percent and 24.2 percent"
        if mention.kind in ("direction", "share") or (mention.kind == "flow" and mention.means("direction")):
            return mention
    return None


def cue_right(sentence: Sentence, last: int, right: int) -> tuple[Mention, int] | None:
    """A direction or share word that follows the number closely, and how many words stand between."""
    for mention in sentence.mentions:
        if mention.first < last:
            continue
        if mention.first >= right or mention.first - last > 4:
            return None
        between = sentence.words(last, mention.first)
        if any(w in (",", ";", ":", "(", ")", "and", "to", "while", "--", "—", "–", ".", "but") for w in between):
            return None
        if mention.kind in ("direction", "share"):
            return mention, len(between)
        if (
            mention.kind == "approx"
            and sentence.tokens[mention.first].low in ("more", "less", "above", "below")
            and not between
        ):
            word = sentence.tokens[mention.first].low
            return replace(
                mention,
                kind="direction",
                code="down" if word in ("less", "below", "under") else "up",
                grade="adjective",
            ), 0
    return None


def share_follows(sentence: Sentence, position: int) -> bool:
    """Whether "in its share", "in the proportion" and the like follow: the change named before is one of share."""
    words = sentence.words(position, position + 1)
    if words not in (["in"], ["of"]):
        return False
    following = [m for m in sentence.mentions if position < m.first <= position + 4]
    return any(m.kind == "share" and m.grade == "noun" for m in following)
