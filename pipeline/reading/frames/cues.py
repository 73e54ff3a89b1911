"""The words around a number that say what it measures, and the measure that they make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.quantities import Quantity

# Of what "a third of exports" says how much.
FRACTIONS = frozenset(
    "half third thirds quarter quarters fifth fifths sixth sixths seventh eighth eighths ninth tenth tenths twelfth".split()
)
WHY = frozenset({"as", "because", "since"})  # with which a clause of cause begins
# With what "the automobile part of that bill" goes into what was told.
PORTIONS = frozenset({"part", "component", "portion", "element"})
VERSUS = frozenset({"against", "versus", "vs", "compared"})  # with what one figure is held against another
UNSAID = "no word says what the percentage measures"
# What ends the clause that it stands behind, a comma left aside.
CLAUSE_ENDS = frozenset({";", ":", "--", "—", "–", "while", "whereas", "but", "though", "although"})
MOVED_ALONE = "a rate that moved to this, of nothing named"


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


def excuse(measures: dict[int, Measure], index: int, rule: str) -> None:
    """Let the quantity at ``index`` be no figure in scope, which ``rule`` says the reason of."""
    measures[index] = replace(measures[index], measure=None, rule=rule, role="")


def growth(quantity: Quantity, sign: int, rule: str, cue: Mention | None = None, doubt: str | None = None) -> Measure:
    """The growth that a percentage is, with the sign of what says so."""
    return Measure("growth", rule, quantity.value * sign, quantity.step, "%", doubt=doubt, cue=cue)


def share(quantity: Quantity, rule: str, cue: Mention | None = None) -> Measure:
    """The share that a percentage is."""
    return Measure("share", rule, quantity.value, quantity.step, "%", cue=cue)


def share_change(quantity: Quantity, rule: str, cue: Mention) -> Measure:
    """The points by which a share moved, with the sign of the word of direction ``cue``."""
    return Measure("share_change", rule, quantity.value * sign_of(cue), quantity.step, "pp", cue=cue)


def neighbours(sentence: Sentence, index: int) -> tuple[int, int]:
    """Token positions where the neighbouring quantities end and begin."""
    quantity = sentence.mentions[index]
    left, right = 0, len(sentence.tokens)
    for mention in sentence.of("quantity"):
        if mention.quantity.kind == "bare":
            continue
        if mention.last <= quantity.first:
            left = mention.last
        elif mention.first >= quantity.last:
            right = mention.first
            break
    return left, right


def sign_of(mention: Mention) -> int:
    """-1, 0 or 1: the way a word of direction points."""
    return -1 if mention.code == "down" else 0 if mention.code == "flat" else 1


def cue_left(sentence: Sentence, left: int, first: int) -> Mention | None:
    """The nearest direction or share word between ``left`` and ``first``; words that only soften the number do not count."""
    for mention in reversed(sentence.mentions):
        if mention.last > first:
            continue
        if mention.first < left:
            break  # and so does all that stands before it
        kind = mention.kind
        if kind == "share" or (kind == "flow" and mention.means("direction")):
            return mention
        if kind == "direction" and not _softens(sentence, mention, left, first):
            return mention
    return None


def _softens(sentence: Sentence, direction: Mention, left: int, first: int) -> bool:
    """Whether a word of direction before the number at ``first`` says no way that anything went."""
    word = sentence.low[direction.first]
    if direction.grade == "verb" and not _MOMENTUM.isdisjoint(sentence.words(direction.last, direction.last + 2)):
        return True  # "with exports losing momentum at 2.3%"
    if direction.last == first:
        if direction.grade == "adjective" and word in _SOFTENING:
            return True
    elif (
        word in ("less", "more")
        and sentence.low[direction.last] != "than"
        and sentence.tokens[direction.last].kind == "word"
    ):
        return True  # "the rise is a less dramatic 19.1%"
    if word in _SIZES and any(
        m.graded("noun") and direction.first - m.last <= 2 and m.last < direction.first
        for m in sentence.of("direction")
    ):
        return True  # "the decline was larger, 15.6 percent"
    if word in _DEGREES and sentence.low[first - 1] == "by" and first - direction.last <= 2:
        moved = [m for m in sentence.of("direction") if left <= m.first and m.last <= direction.first]
        if moved and moved[-1].grade != "noun" and _APART.isdisjoint(sentence.words(moved[-1].last, direction.first)):
            return True  # "the value rose much less, by 2.4 percent", "the bill has gone down a good deal more, by 15.9 percent"
    if word == "up" and sentence.low[direction.first - 1 : direction.first] == ["runner"]:
        return True  # "steel was a distant runner-up on 9.1 percent"
    return (
        sentence.low[direction.last - 1] in ("pace", "rate")
        and "at" in sentence.words(direction.first - 4, direction.first)
        and any(left <= m.first and m.last <= direction.first for m in sentence.of("direction"))
    )  # "shrank at a similar pace, 25.6 percent and 24.2 percent"


_MOMENTUM = frozenset({"momentum", "steam", "speed", "pace"})
_DEGREES = frozenset({"more", "less", "further", "faster", "slower"})
_SIZES = frozenset({"larger", "smaller", "bigger", "greater", "lower", "higher", "slower", "faster"})
_SOFTENING = frozenset({"over", "above", "below", "under", "more", "less", "about", "behind"})
_APART = frozenset(
    ", ; : ( ) and to while -- — – . but that which who after following despite amid before against".split()
)  # "rose 2.1 percent after three months of decline"


def cue_right(sentence: Sentence, last: int, right: int) -> tuple[Mention, int] | None:
    """A direction or share word that follows the number closely, and how many words stand between."""
    for mention in sentence.mentions:
        if mention.first < last:
            continue
        if mention.first >= right or mention.first - last > 4:
            return None
        between = sentence.low[last : mention.first]
        if not _APART.isdisjoint(between):
            return None
        if mention.kind in ("direction", "share"):
            return mention, len(between)
        if (
            mention.kind == "approx"
            and not between
            and (word := sentence.low[mention.first]) in ("more", "less", "above", "below", "under")
        ):
            return replace(
                mention,
                kind="direction",
                code="down" if word in ("less", "below", "under") else "up",
                grade="adjective",
            ), 0
    return None


def share_follows(sentence: Sentence, position: int) -> bool:
    """Whether "in its share", "in the proportion" and the like follow: the change named before is one of share."""
    if sentence.low[position : position + 1] not in (["in"], ["of"]):
        return False
    return any(m.grade == "noun" and position < m.first <= position + 4 for m in sentence.of("share"))


def signed_as(reading: Measure, before: Measure) -> Decimal:
    """The value of a rate with the sign of another one, that it is held against."""
    return -abs(reading.value) if before.value < 0 else abs(reading.value)
