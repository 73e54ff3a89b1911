"""What other countries say of their own exports, told in half a clause: "South Korea, a bellwether, recorded export growth of 11.7%"."""

from __future__ import annotations

from pipeline.reading.frames.placing import Placed
from pipeline.reading.words.mentions import Mention, Sentence, possessive

_POSTING = frozenset("posted posts recorded records logged registered saw suffered published reported reports".split())
_ALREADY = frozenset({"has", "had", "have", "earlier", "also", "already", "just", "itself"})
_COUNTING = frozenset({"ministry", "statistics", "customs", "office", "bureau", "department", "council"})
_AHEAD = frozenset(
    {"of", "past", "behind", "than", "overtook", "overtaking", "overtaken", "outselling", "passing", "passed"}
)
_SENT = frozenset({"shipped", "exported", "sold", "built", "made", "sent", "delivered"})
_MOVES = frozenset(
    {"fall", "drop", "rise", "decline", "slump", "plunge", "gain", "jump", "increase", "growth", "contraction", "surge"}
)


def tells_its_own(figure: Placed, sentence: Sentence) -> bool:
    """Whether a partner before a figure is one whose own exports are told."""
    before = [m for m in sentence.of("partner") if m.last <= figure.mention.first]
    if not before or any(m.quantity.unit == "CNY" for m in sentence.of("quantity")):
        return False
    asked = [tells for words, tells in _BY_WORD if not words.isdisjoint(sentence.said)]
    return any(tells(sentence, mention, figure) for mention in before for tells in asked)


def _behind(sentence: Sentence, mention: Mention) -> int:
    """The position of the verb behind a subject, a few words between commas passed over."""
    low, place = sentence.low, mention.last
    if low[place : place + 1] == [","]:
        closing = next((p for p in range(place + 2, min(place + 14, len(low))) if low[p] == ","), None)
        place = closing + 1 if closing is not None else place
    return place


def _posts(sentence: Sentence, mention: Mention, figure: Placed) -> bool:
    """ "South Korea, a bellwether, recorded export growth of 11.7 percent"."""
    place = _behind(sentence, mention)
    if mention.first > 1 and sentence.low[mention.first - 1] not in (",", "and", ";", "while"):
        return False
    while sentence.words(place, place + 1) and sentence.low[place] in _ALREADY:
        place += 1
    if sentence.words(place, place + 1)[:1] == [] or sentence.low[place] not in _POSTING:
        return False
    if any(not mention.last < m.first < place for kind in ("region", "home") for m in sentence.of(kind)):
        return False  # but "Vietnam, which competes with southern China, had earlier reported May exports of $30.9 billion"
    return any(place < m.first <= place + 4 and m.graded("noun") for m in sentence.of("flow"))


def _to_us(sentence: Sentence, mention: Mention, figure: Placed) -> bool:
    """ "Taiwan's exports fell 7.3 percent and Germany's to China by 12 percent"."""
    last = mention.last
    return possessive(sentence.low, last) and sentence.words(last + 1, last + 3) in (["to", "china"], ["from", "china"])


def _counts(sentence: Sentence, mention: Mention, figure: Placed) -> bool:
    """ "..., the Thai commerce ministry says", "Norway's seafood council said it had exported"."""
    after = sentence.words(mention.last, mention.last + 4)
    if mention.grade != "adjective" and not possessive(after, 0):
        return False
    return not _COUNTING.isdisjoint(after[1:])


def _ahead(sentence: Sentence, mention: Mention, figure: Placed) -> bool:
    """ "That puts the country ahead of Japan, which shipped 4.42 million"."""
    lead, low = sentence.words(mention.first - 1, mention.first), sentence.low
    if not lead or lead[0] not in _AHEAD or (lead[0] == "of" and low[mention.first - 2] != "ahead"):
        return False
    return low[mention.last : mention.last + 2] == [",", "which"] and not _SENT.isdisjoint(
        low[mention.last + 2 : mention.last + 5]
    )


def _left_out(sentence: Sentence, mention: Mention, figure: Placed) -> bool:
    """ "South Korea's, a good early indicator, rose 16.7 percent", behind what China's exports did."""
    place = mention.last + 1
    if mention.first > 1 or not possessive(sentence.low, mention.last):
        return False
    return sentence.low[place : place + 1] == [","] or any(
        m.first == place and m.graded("verb") for m in sentence.of("direction")
    )


def _which_sent(sentence: Sentence, mention: Mention, figure: Placed) -> bool:
    """ "Brazil, which shipped 36 million bags, could not fill the hole"."""
    if mention.first > 1 or sentence.low[mention.last : mention.last + 2] != [",", "which"] or sentence.of("region"):
        return False
    verb = mention.last + 2
    closing = next((p for p in range(verb, len(sentence.low)) if sentence.low[p] == ","), 0)
    here = "to" in sentence.low[verb:closing] or "here" in sentence.low[verb:closing]
    return sentence.low[verb] in _SENT and figure.mention.last <= closing and not here


_CLOSED = frozenset({"closed", "ended", "finished", "closes", "ends", "finishes"})


def _closed_with(sentence: Sentence, mention: Mention, figure: Placed) -> bool:
    """ "Spain closed 2013 with exports of 318 million square metres"."""
    low = sentence.low
    if mention.first > 1 or _CLOSED.isdisjoint(low[mention.last : mention.last + 1]):
        return False
    flow = next((m for m in sentence.of("flow") if mention.last < m.first <= mention.last + 6), None)
    return (
        flow is not None
        and low[flow.first - 1] == "with"
        and flow.graded("noun")
        and low[flow.last : flow.last + 1] == ["of"]
    )


_ITS = (["to", "its"], ["to", "their"])


def _by_its_own_count(sentence: Sentence, mention: Mention, figure: Placed) -> bool:
    """ "Japan shipped 2.02 million vehicles, according to its carmakers' association"."""
    if mention.first > 1 or _SENT.isdisjoint(sentence.words(mention.last, mention.last + 1)):
        return False
    return any(sentence.words(p + 1, p + 3) in _ITS for p in sentence.places("according"))


def _and_anothers(sentence: Sentence, mention: Mention, figure: Placed) -> bool:
    """ "South Korea's exports shrank by 12.6 percent and Vietnam's by nearly 12 percent"."""
    if not possessive(sentence.low, mention.last) or sentence.words(mention.last + 1, mention.last + 2) != ["by"]:
        return False
    before = [m for m in sentence.of("partner") if m.last <= mention.first and possessive(sentence.low, m.last)]
    sold = (
        figure.frame.flow == "export"
    )  # "America's purchases went up 5.4 percent, ASEAN's by 14.2 percent" are what they bought here
    return any(
        0 < f.first - m.last <= 2 and not (sold and f.grade == "weak" and f.code == "import")
        for m in before
        for f in sentence.of("flow")
    )


def _likewise(sentence: Sentence, mention: Mention, figure: Placed) -> bool:
    """ "Taiwan, whose exports had dropped 13.1 percent, and South Korea, with a fall of 14 percent"."""
    others = (m for m in sentence.of("partner") if m.last <= mention.first)
    if not any(sentence.words(m.last, m.last + 3) == [",", "whose", "exports"] for m in others):
        return False
    behind = sentence.words(mention.last, figure.mention.first)
    return "with" in behind[:2] and not _MOVES.isdisjoint(behind)


_OWNING = frozenset({"'s", "’s"})
# Of each way to tell it, words of which it takes one.
_BY_WORD = (
    (_POSTING, _posts),
    (frozenset({"china"}), _to_us),
    (_COUNTING, _counts),
    (frozenset({"which"}), _ahead),
    (frozenset({"whose"}), _likewise),
    (_OWNING, _left_out),
    (frozenset({"which"}), _which_sent),
    (_OWNING, _and_anothers),
    (frozenset({"according"}), _by_its_own_count),
    (_CLOSED, _closed_with),
)
