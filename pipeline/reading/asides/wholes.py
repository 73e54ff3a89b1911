"""What a share is a share of, and what a figure is only compared with: topics that are no subjects."""

from __future__ import annotations

import re

from pipeline.reading.frames.cues import FRACTIONS, PORTIONS, Measure
from pipeline.reading.frames.frames import OTHER_SIDE
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.words.mentions import Mention, Sentence, as_a_whole
from pipeline.reading.words.period_words import MONTH_FORMS

_COMPARING = frozenset(
    (
        "than outpacing outrunning outstripping outperforming beating exceeding above below versus against faster "
        "slower higher lower deeper average"
    ).split()
)
_OF_WORDS = frozenset(
    "of in the all its our their those total overall entire out combined whole 's ’s everything gross value goods merchandise wares chinese national "
    "provincial regional municipal".split()
)

_OWNED = frozenset({"'s", "’s", "'", "’"})  # "Thailand's share of China's durian imports"
_SET_OFF = frozenset({"--", "—", "–", ","})
_FRACTIONS = FRACTIONS | {"most", "bulk"}


def mark_wholes(
    sentence: Sentence,
    found: list[Topic],
    quantities: list[int],
    measures: dict[int, Measure],
    words: list[str],
    said: frozenset[str],
) -> dict[int, Topic]:
    """Topics that say what a share is a share of, or that a figure is only compared with, are no subjects."""
    wholes = {}
    for index in quantities:
        if measures[index].measure in ("share", "share_change"):
            whole = _whole_of(sentence, found, sentence.mentions[index], measures[index].cue, words)
            if whole is None and measures[index].rule in _EXACTLY:
                whole = _of_fraction(sentence, found, sentence.mentions[index], words)
            if whole is not None:
                wholes[index] = whole
                if not whole.flows and whole.weak_flow in OTHER_SIDE and _what_was(words, whole):
                    whole.flows = [whole.weak_flow]
    if not _FRACTIONS.isdisjoint(said):
        _mark_fractions(found, words)
    if not PORTIONS.isdisjoint(said):
        _mark_parted(found, words)
    if not _ONE_OF.isdisjoint(said):
        _mark_driven(found, words)
    if not _COMPARING.isdisjoint(said):
        _mark_compared(found, [sentence.mentions[i] for i in quantities], words)
    return wholes


def _whole_of(
    sentence: Sentence, found: list[Topic], mention: Mention, cue: Mention | None, words: list[str]
) -> Topic | None:
    """What a share is a share of; whatever else could be is marked as well."""
    told = None
    closed = words[mention.last : mention.last + 1] if words[mention.last + 1 : mention.last + 2] == ["of"] else []
    apart = bool(closed) and closed == words[mention.first - 1 : mention.first] and closed[0] in _SET_OFF
    apart = apart and not _FRACTIONS.isdisjoint(words[max(0, mention.first - 3) : mention.first])
    anchor = mention.last + (
        apart or closed == [")"]
    )  # "half (50.8 percent) of the trade", "half -- 46.5 percent -- of"
    if cue is not None and cue.kind == "share" and cue.grade == "noun":
        anchor = cue.last if cue.first > mention.first else anchor
        before = _topic_after(found, words, cue.last)
        if (
            before is not None
            and before.last <= mention.first
            and (not before.has_breakdown() or _anothers(found, before, cue, words))
        ):
            before.whole = True
            told = before
    whole = _topic_after(found, words, anchor) or _contributed_to(found, words, mention)
    if whole is not None and holds_against(whole, mention, words):
        return told
    worth = _worth_of_whole(sentence, found, mention) if whole is None or not whole.flows else None
    if worth is not None:
        worth.whole = True
        told = worth
    if whole is not None and not (
        whole.verb
        and not whole.codes
        and words[whole.first - 1] not in ("the", "all", "total")
        and not _what_was(words, whole)
    ):
        whole.whole = True
        told = worth or whole
    for share in sentence.of("share"):
        if share.grade == "noun" and (share.first >= mention.first or _alone(sentence, share, mention)):
            inner = _topic_after(found, words, share.last)
            owned = inner is not None and words[share.first - 1] in _OWNED and "partner" not in inner.codes
            if inner is not None and (owned or not inner.has_breakdown() or _anothers(found, inner, share, words)):
                inner.whole = True
                told = told or inner
    return told


_EXACTLY = frozenset({"share.fraction", "share.beside"})  # that a fraction told before them is


def _of_fraction(sentence: Sentence, found: list[Topic], share: Mention, words: list[str]) -> Topic | None:
    """What the fraction is of that a share tells exactly: "almost half of the province's exports (46.3 percent) went through Suzhou", "a
    quarter of what Zhejiang sells abroad: 25 percent"."""
    told = max((m.last for m in sentence.of("quantity") if m.last <= share.first), default=0)
    place = next((n for n in range(share.first - 2, told, -1) if words[n] == "of" and words[n - 1] in FRACTIONS), None)
    if place is None:
        return None
    topic = next((t for t in found if place < t.first and t.last <= share.first), None)
    if topic is None or topic.has_breakdown() or not (topic.flows or topic.weak_flow):
        return None
    if not all(word in _OF_WORDS or word == "what" for word in words[place : topic.first]):
        return None
    topic.whole = True
    return topic


_HOMES = frozenset({"province", "city", "region", "country", "nation", "municipality", "county", "area", "island"})
_GIVING = frozenset("contributed contributes contributing contribute added adds adding add".split())


def _contributed_to(found: list[Topic], words: list[str], share: Mention) -> Topic | None:
    """What a share was contributed to: "Electric vehicles contributed 11.22 billion yuan, or 14.4 percent, to the province's car exports"."""
    to = share.last + (words[share.last : share.last + 1] == [","])
    if words[to : to + 1] != ["to"] or _GIVING.isdisjoint(words[max(0, share.first - 9) : share.first]):
        return None
    topic = next((t for t in found if t.first > to), None)
    if topic is None or not topic.flows or not all(w in _OF_WORDS | _HOMES for w in words[to + 1 : topic.first]):
        return None
    return topic


def _anothers(found: list[Topic], whole: Topic, cue: Mention, words: list[str]) -> bool:
    """Whether the share of a good's trade is that of somebody named right before it: "Vietnam's share of the region's fruit imports"."""
    owner = next((t for t in reversed(found) if t.last <= cue.first), None)
    if owner is None or owner.flows or owner.weak_flow or not owner.codes.keys() <= _OWNING or not owner.codes:
        return False
    between = words[owner.last : cue.first]
    return between in _BY_HIM and not any(owner.codes.get(d) == c for d, c in whole.codes.items())


_OWNING = frozenset({"partner", "commodity", "enterprise", "regime", "region", "zone", "transport"})
_BY_HIM: tuple[list[str], ...] = ([], ["'s"], ["’s"], ["'"], ["’"])


def holds_against(holder: Topic, mention: Mention, words: list[str]) -> bool:
    """Whether a share is what another has, with which it is compared: "39.2 percent, well below the 43.9 percent of general trade"."""
    if words[mention.first - 1] != "the" or holder.flows or not holder.has_breakdown() or "commodity" in holder.codes:
        return False
    return words[mention.first - 2] in _COMPARING or words[mention.first - 3 : mention.first - 1] == ["ahead", "of"]


def _what_was(words: list[str], whole: Topic) -> bool:
    """Whether a whole is all that was shipped or bought: "78.8 percent of what the city shipped", "of everything that Suzhou sells"."""
    if words[whole.last : whole.last + 1] in (["and"], ["or"]):
        return False  # "everything the municipality buys and sells abroad"
    lead = [w for w in words[max(0, whole.first - 3) : whole.first] if w not in ("that", "which", "it", "the")]
    return lead[-1:] in (["what"], ["everything"], ["all"], ["goods"])


def _worth_of_whole(sentence: Sentence, found: list[Topic], share: Mention) -> Topic | None:
    """The flow behind its amount that a share is of: "35.6 percent of the region's 109.4 billion yuan in foreign trade"."""
    words, amount = sentence.low, next((m for m in sentence.of("quantity") if m.first >= share.last), None)
    if amount is None or amount.quantity.kind != "money" or words[share.last] != "of" or amount.first - share.last > 4:
        return None
    topic = next((t for t in found if t.first >= amount.last), None)
    if (
        topic is None
        or not topic.flows
        or topic.verb
        or topic.has_breakdown()
        or words[amount.first - 1] not in _OWNERS
    ):
        return None
    return topic if words[amount.last : topic.first] in _WORTH else None


_OWNERS = frozenset({"'s", "’s", "its", "their"})
_WORTH = (["in"], ["of"], ["worth", "of"], ["in", "total"], ["of", "total"])


def _mark_fractions(found: list[Topic], words: list[str]) -> None:
    """Mark what a fraction is of: "Jinchang handled half of the province's foreign trade, 18.92 billion yuan"."""
    for topic in found[1:]:
        lead = words[max(0, topic.first - 3) : topic.first]
        fraction = next((n for n, w in enumerate(lead) if w in _FRACTIONS), None)
        if (
            fraction is not None
            and lead[fraction + 1 : fraction + 2] == ["of"]
            and not lead[fraction - 1 if fraction else 0].startswith("explain")
            and topic.flows
            and not topic.has_breakdown()
        ):
            topic.whole = True


_POINTING = frozenset({"this", "that", "these", "those"})


def _mark_parted(found: list[Topic], words: list[str]) -> None:
    """Mark the trade that something is a part of: "The squid component of this trade was 820 million yuan"."""
    for topic in found[1:]:
        lead = words[max(0, topic.first - 3) : topic.first]
        if len(lead) == 3 and lead[0] in PORTIONS and lead[1] == "of" and lead[2] in _POINTING and not topic.codes:
            topic.whole = True


def _mark_compared(found: list[Topic], figures: list[Mention], words: list[str]) -> None:
    """Mark reporters that a figure is only compared with, and that tell none of their own: "faster than the nation"."""
    for topic in found:
        if topic.whole or topic.flows or not (topic.home or topic.codes.keys() == {"region"}):
            continue
        told = max((f.last for f in figures if f.last <= topic.first), default=0)
        lead = words[max(told, topic.first - 4) : topic.first]  # not "versus 3.9 percent nationwide"
        if (
            not _COMPARING.isdisjoint(lead)
            and not any(f.first >= topic.first and _tells(words[topic.last : f.first]) for f in figures)
            and (topic.home or "average" in words[topic.first : topic.last + 3] or "than" in lead)
        ):
            topic.whole = True


def _tells(between: list[str]) -> bool:
    """Whether a figure is the place's that stands so near before it: "the country as a whole (3.1 percent)", ", where it was 2 percent"."""
    behind = between[3:] if as_a_whole(between, 0) else between
    return len(behind) <= 3 or (behind[:2] == [",", "where"] and "," not in behind[2:] and len(behind) <= 8)


_ONE_OF = frozenset(
    {"engines", "engine", "drivers", "driver", "pillars", "pillar", "motors", "motor", "mainstay", "backbone"}
)


def _mark_driven(found: list[Topic], words: list[str]) -> None:
    """Mark the trade that something is only said to drive: "Ship exports were one of the engines of Jiangsu's foreign trade"."""
    for topic in found[1:]:
        lead = words[max(0, topic.first - 4) : topic.first]
        if (
            not _ONE_OF.isdisjoint(lead)
            and lead[-1] in ("of", "the", "behind", "its")
            and topic.flows
            and not topic.has_breakdown()
        ):
            topic.whole = True


def _alone(sentence: Sentence, share: Mention, figure: Mention) -> bool:
    """Whether no other number stands between a word for share and its figure."""
    return not any(share.last <= m.first < figure.first for m in sentence.of("quantity"))


def _topic_after(found: list[Topic], words: list[str], anchor: int) -> Topic | None:
    """The topic that "of ..." or "in ..." right after ``anchor`` introduces."""
    if words[anchor - 1 : anchor + 1] == ["contribution", "to"]:
        anchor += 1  # "the region's contribution to China's overall foreign trade stood at 12 percent"
    elif words[anchor : anchor + 1] not in (["of"], ["in"], ["out"]):
        return None
    for topic in found:
        if topic.first >= anchor:
            if words[anchor : anchor + 2] == ["of", "what"] and topic.first - anchor <= 3:
                return topic  # "of what the city shipped"
            between = words[anchor : topic.first]
            if between[-1:] in (["that"], ["which"]) and between[-2] in _ALL_OF_IT:
                between = between[:-2]  # "61.3 percent of all that Yunnan exports is Kunming's"
            return topic if all(w in _OF_WORDS or w in _OF_TIMES or _YEAR.fullmatch(w) for w in between) else None
    return None


# "37.4 percent of last year's furniture exports", "of the 2023 exports", "of September's shipments"
_OF_TIMES = frozenset(
    (
        "last this same year month quarter half annual monthly quarterly first second third fourth first-half second-half first-quarter "
        "second-quarter third-quarter fourth-quarter full-year"
    ).split()
).union(MONTH_FORMS)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ALL_OF_IT = frozenset({"all", "everything", "anything", "goods", "products", "merchandise"})
