"""Wholes that a part is taken out of, which no coordinates describe: "Excluding phones, exports rose by 9.8 percent"."""

from __future__ import annotations

from pipeline.reading.frames.cues import CLAUSE_ENDS, Measure, excuse
from pipeline.reading.words.mentions import Mention, Sentence

WITHOUT_A_PART = "of a whole that a part is taken out of"
_PARTS = frozenset({"commodity", "partner", "enterprise", "regime", "zone", "region", "transport"})
_WITHOUT = frozenset({"excluding", "except", "excepting", "minus", "barring", "discounting", "ignoring", "without"})
# Neither word decides alone: "other than", "not counting", "leaving out".
_IN_TWO = frozenset(
    {("other", "than"), ("not", "counting"), ("not", "including")}
    | {
        (verb, particle)
        for verb in ("leaving", "leave", "stripping", "strip", "taking")
        for particle in ("out", "aside")
    }
    | {("setting", "aside"), ("except", "for"), ("exclusive", "of")}
)
_PERHAPS = frozenset({("apart", "from"), ("aside", "from")})
_OPENING = 3  # tokens
_EXCLUDED = frozenset({"excluded", "excepted"})
_APART = frozenset({"out", "away", "aside"})
_OUT = frozenset({"left", "stripped", "taken", "set", "leave", "strip", "take"})
_LED_BY = frozenset({"if", "once", "with", "when", "after"})
_WORDS = _WITHOUT | _EXCLUDED | _APART | {"than", "counting", "including", "exclusive", "apart"}


def excuse_without_part(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """Excuse each number of a clause that tells of a whole without one of its parts."""
    if _WORDS.isdisjoint(sentence.said):
        return
    for first in _taken_out(sentence):
        last = next((p for p in range(first, len(sentence.low)) if sentence.low[p] in CLAUSE_ENDS), len(sentence.low))
        for index in quantities:
            if first <= sentence.mentions[index].first < last and measures[index].measure is not None:
                excuse(measures, index, WITHOUT_A_PART)


def _taken_out(sentence: Sentence) -> list[int]:
    """The positions behind the parts that are taken out."""
    low = sentence.low
    found = []
    for part in (m for m in sentence.mentions if m.kind in _PARTS and not _in_brackets(low, m)):
        lead = low[max(0, part.first - 3) : part.first]
        while lead and lead[-1] in ("the", "its", "all"):
            lead.pop()
        before = tuple(lead[-2:])
        if (
            before in _IN_TWO
            or (not _WITHOUT.isdisjoint(lead[-1:]) and _opens(sentence, part, lead[-1]))
            or _put_aside(sentence, part)
            or (before in _PERHAPS and _all_but(sentence, part))
        ):
            found.append(part.last)
    return found


def _in_brackets(low: list[str], part: Mention) -> bool:
    """Whether the part closes a bracket, which only says what a name stands for: "trade with the EU (excluding the UK)"."""
    return low[part.last : part.last + 1] == [")"]


def _all_but(sentence: Sentence, part: Mention) -> bool:
    """Whether the rest of a sentence names no other part: "Apart from phones, exports rose", but "Apart from phones, exports of shoes rose"."""
    if part.first > _OPENING:
        return False
    figure = next((m.first for m in sentence.of("quantity") if m.first > part.last), 0)
    return not any(part.last <= m.first < figure and m.kind in _PARTS for m in sentence.mentions)


def _opens(sentence: Sentence, part: Mention, word: str) -> bool:
    """Whether the part ends what the sentence opens with, where the word before it has other uses: "Without phones, exports fell", but
    "visitors without visas"."""
    return word != "without" or (part.first <= 2 and sentence.low[part.last : part.last + 1] == [","])


def _put_aside(sentence: Sentence, part: Mention) -> bool:
    """Whether words behind the part take it out: "Phones aside, exports rose", "If phones are left out, exports rose"."""
    behind = sentence.low[part.last : part.last + 4]
    if part.first <= 1 and behind[:2] == ["aside", ","]:
        return True
    if not part.first or sentence.low[part.first - 1] not in _LED_BY:
        return False
    if behind[:1] in (["is"], ["are"]):
        behind = behind[1:]
    if not _EXCLUDED.isdisjoint(behind[:1]):
        return True
    return not (_OUT.isdisjoint(behind[:1]) or _APART.isdisjoint(behind[1:2]))
