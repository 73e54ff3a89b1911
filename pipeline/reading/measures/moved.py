"""Percentages behind a word of direction or a noun of share: growth, or where a share stands and by how much it moved."""

from __future__ import annotations

import itertools
from dataclasses import replace

from pipeline.reading.frames.cues import MOVED_ALONE, Measure, growth, share, share_change, share_follows, sign_of
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.quantities import Quantity


def share_noun(sentence: Sentence, mention: Mention, cue: Mention) -> Measure:
    """A percentage behind a noun of share: where it stands, where it stood, or by how much it moved."""
    direction = next(
        (m for m in sentence.mentions if cue.last <= m.first < mention.first and m.kind == "direction"), None
    )
    prior = sentence.words(mention.first - 1, mention.first)
    if direction is not None and prior == ["by"]:
        return share_change(mention.quantity, "share_change.by", direction)
    if prior == ["from"]:
        return replace(share(mention.quantity, "share.prior", cue), role="prior")
    return share(mention.quantity, "share.subject", cue)


def _counted_share(sentence: Sentence, noun: Mention, cue: Mention) -> bool:
    """Whether a share was only told of a subject that then moves itself: "with a 17.2% share of the total, but it grew just 2.9%", or in
    brackets, before another does: "(a 59.0% share), whereas private companies added 16.4%"."""
    between = sentence.words(noun.last, cue.first)
    told = any(m.kind == "quantity" and m.last == noun.first for m in sentence.mentions)
    return told and (bool({"it", "they", "trade"} & set(between[-3:])) or between[:2] == [")", ","])


def directed(sentence: Sentence, mention: Mention, cue: Mention, left: int) -> Measure:
    """A percentage after a word of direction: growth, unless a share is what moves."""
    quantity = mention.quantity
    between = sentence.words(cue.last, mention.first)
    earlier = [m for m in sentence.mentions if m.last <= cue.first]
    shares = [m for m in sentence.of("share") if m.last <= cue.first and m.grade == "noun" and m.first >= left - 30]
    moving = shares[-1] if shares else None
    if moving is not None and _is_what_moves(sentence, moving, cue, earlier):
        if "to" in between[-2:]:
            return share(quantity, "share.moved_to", moving)
        if between[-1:] == ["from"]:
            return replace(share(quantity, "share.prior", moving), role="prior")
        if between in (["at"], [",", "at"]) and cue.grade == "adjective":
            return share(quantity, "share.noun", moving)  # "but their share is lower at 67%"
        return share_change(quantity, "share_change.moved", cue)
    if between[-1:] == ["from"] and cue.grade == "verb" and _rate_behind(sentence, mention):
        told = next(
            (m for m in reversed(earlier) if m.kind == "quantity" or (m.kind == "direction" and m.graded("noun"))), None
        )
        falling = told is not None and told.code == "down"
        return replace(growth(quantity, -1 if falling else 1, "growth.rate_moved_from", cue), role="prior")
    if between[-2:-1] == ["to"] and (compared := sentence.words(mention.last, mention.last + 1)) in _COMPARED:
        # "managed to trade 5.6 percent more with the world than in 2017"
        return growth(quantity, 1 if compared == ["more"] else -1, "growth.comparative")
    if between[-2:] in _EQUALS and cue.graded("noun") and sentence.words(cue.first - 1, cue.first) in _ARTICLES:
        return growth(quantity, sign_of(cue), "growth.noun", cue)  # "The drop against July came to 1.4 percent"
    if "to" in between[-3:] and cue.grade == "verb":
        return _moved_to(sentence, quantity, cue, earlier, moving)
    previous = next((m for m in reversed(earlier) if m.kind == "quantity" and m.quantity.kind != "bare"), None)
    doubt = None
    if (
        previous is not None
        and previous.quantity.kind == "percent"
        and previous.last >= cue.first - 14
        and cue.grade == "adjective"
        and ";" not in sentence.words(previous.last, cue.first)
    ):
        doubt = "after_share"
    if cue.grade == "noun" and share_follows(sentence, mention.last + 1):
        return share_change(quantity, "share_change.noun", cue)
    return growth(quantity, sign_of(cue), f"growth.{cue.grade or 'word'}", cue, doubt)


_EQUALS = (["came", "to"], ["comes", "to"], ["amounted", "to"], ["amounts", "to"], ["added", "to"], ["equal", "to"])
_COMPARED = (["more"], ["less"], ["fewer"])


def _rate_behind(sentence: Sentence, mention: Mention) -> bool:
    """Whether a rate moves to another: "That of imports did the opposite, sliding from 33.1 percent to 17.6 percent"."""
    month = next((m.last for m in sentence.of("period") if 0 <= m.first - mention.last <= 1), mention.last)
    moved = sentence.words(month, month + 1) == ["to"]
    return moved and any(m.first == month + 1 and m.quantity.kind == "percent" for m in sentence.of("quantity"))


def _is_what_moves(sentence: Sentence, moving: Mention, cue: Mention, earlier: list[Mention]) -> bool:
    """Whether a share is the subject of a word of direction, and not something that is told beside."""
    subject = next(m for m in reversed(earlier) if m.kind in ("direction", "share", "quantity"))
    again = sentence.words(max(subject.last, moving.last), cue.first)
    if subject.kind == "quantity" and ("that", "of") in itertools.pairwise(again[:4]) and cue.grade == "verb":
        return True  # "Brazil's share rose to 70 percent, while that of the US slid from 32 percent to 24 percent"
    if subject is not moving or cue.grade not in ("verb", "adjective") or in_relative(sentence, moving, cue):
        return False
    if _enclosed(sentence, moving, cue):
        return False
    return not _counted_share(sentence, moving, cue) and not _trade_moves(sentence, moving, cue)


def _enclosed(sentence: Sentence, share: Mention, cue: Mention) -> bool:
    """Whether a share is only told of in a clause between the subject and its verb: "Imports, which always carry far more weight in a
    city of headquarters, climbed by 30.4 percent"."""
    commas = [p for p in sentence.places(",") if p < cue.first]
    opening = next((p for p in reversed(commas) if p < share.first), None)
    return opening is not None and sentence.low[opening + 1] in _RELATIVE and commas[-1] == cue.first - 1


def in_relative(sentence: Sentence, share: Mention, cue: Mention) -> bool:
    """Whether trade is what moves in a clause beside a share: "the slice of private companies, whose trade climbed 8.3 percent"."""
    opening = next((n for n in range(cue.first - 1, share.last, -1) if sentence.low[n] in _RELATIVE), None)
    if opening is None or "," in sentence.low[opening : cue.first]:
        return False
    if opening == cue.first - 1:
        told = [m for m in sentence.of("quantity") if m.first >= cue.last][:2]
        amount = told[-1] if told[1:] else None  # "of general trade, which gained 3.1 percent to 480 billion yuan"
        return amount is not None and amount.quantity.kind == "money" and sentence.low[amount.first - 1] == "to"
    return any(opening < m.first < cue.first and m.graded("noun") for m in sentence.of("flow"))


def past_relative(sentence: Sentence, mention: Mention) -> bool:
    """Whether a percentage is a share whose noun a clause parts from it: "the slice of private firms, whose trade climbed 8.3 percent
    to 1.26 trillion yuan, is now 25 percent"."""
    place = mention.first - 1
    while place > 0 and sentence.low[place] in _SOFTLY:
        place -= 1
    if place < 1 or sentence.low[place] not in _STANDING or sentence.low[place - 1] != ",":
        return False
    nouns = [m for m in sentence.of("share") if m.grade == "noun" and m.last < place]
    return bool(nouns) and not _RELATIVE.isdisjoint(sentence.low[nouns[-1].last : place])


_STANDING = frozenset(
    {"is", "was", "stood", "stands", "reached", "reaches", "came", "hit", "remained", "remains", "amounted"}
)
_SOFTLY = frozenset(
    {"now", "at", "to", "about", "nearly", "only", "already", "today", "almost", "some", "still", "thus"}
)
_RELATIVE = frozenset({"whose", "which", "whom"})
_JOINING = frozenset({"with", "but", "and", "while", "though", "although", "yet"})


def _trade_moves(sentence: Sentence, moving: Mention, cue: Mention) -> bool:
    """Whether a further clause has trade for its subject: "has the biggest weight, but its trade fell 2.2 percent"."""
    joint = next(
        (
            n
            for n in range(cue.first - 1, moving.last, -1)
            if sentence.low[n] in _JOINING and sentence.low[n - 1] in (",", ";")
        ),
        None,
    )
    return joint is not None and any(
        joint < m.first and m.graded("noun") and sentence.words(m.last, cue.first) in ([], ["there"], ["itself"])
        for m in sentence.of("flow")
    )


def _stands_as_noun(sentence: Sentence, mention: Mention) -> bool:
    """Whether a word that is noun and verb is the noun: "the decline", "the year-on-year decline", "the city's decline"."""
    before = sentence.words(mention.first - 1, mention.first)
    return before in (["the"], ["'s"], ["’s"], ["its"]) or any(m.last == mention.first for m in sentence.of("basis"))


_ARTICLES = (["the"], ["a"], ["its"])


def _moved_to(
    sentence: Sentence, quantity: Quantity, cue: Mention, earlier: list[Mention], share_before: Mention | None
) -> Measure:
    """What moved to a percentage: "growth slowed to 3.2 percent", "the decline narrowed to 5 percent": the noun gives the sign."""
    noun = next(
        (
            m
            for m in reversed(earlier)
            if m.kind == "direction" and (m.grade == "noun" or (m.graded("noun") and _stands_as_noun(sentence, m)))
        ),
        None,
    )
    if noun is None and cue.graded("noun") and sentence.words(cue.first - 1, cue.first) in _ARTICLES:
        noun = cue  # "the decline was limited to 0.8 percent"
    if noun is not None:
        return growth(quantity, sign_of(noun), "growth.rate_moved_to", noun)
    if share_before is not None or any(m.kind == "quantity" and m.quantity.kind == "points" for m in earlier):
        return share(quantity, "share.moved_to", share_before)
    return Measure(None, MOVED_ALONE, quantity.value, quantity.step, "%")
