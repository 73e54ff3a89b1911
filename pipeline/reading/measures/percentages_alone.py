"""Percentages that no word of share or direction stands before: what they measure by what is around them, or by the figure before."""

from __future__ import annotations

from dataclasses import replace

from pipeline.reading.frames.cues import UNSAID, Measure, growth, share, sign_of
from pipeline.reading.measures.moved import past_relative
from pipeline.reading.measures.rate_signs import anothers_rate, growth_behind, moved_between, paced, runs_on
from pipeline.reading.measures.share_signs import (
    after_fraction,
    after_growth_and_level,
    of_its_amount,
    share_earlier,
    share_told,
    taken,
    told_share,
)
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.quantities import Quantity

MORE = ("more", "higher", "above", "larger", "less", "lower", "below", "smaller", "fewer")
# Words that say which way something went, whatever verb it went by: "exports crawled ahead 0.8%", "a 12.1% step forward".
WAYS = dict.fromkeys("ahead forward upward upwards uphill".split(), 1) | dict.fromkeys(
    "backward backwards downward downwards downhill".split(), -1
)
_PARTS = frozenset({"part", "majority", "bulk", "portion", "most"})


def told_exactly(lead: list[str]) -> bool:
    """Whether a percentage only says exactly what part was meant: "the greater part, 73 percent, was general trade", "equal to 31.5
    percent", "half of it, or to be exact 49.5 percent"."""
    if lead[-1:] == [","] and lead[-2:-1] and lead[-2] in _PARTS:
        return True
    return lead[-2:] in (["equal", "to"], [",", "precisely"], [",", "exactly"]) or lead[-3:] in (
        ["that", "is", ","],
        ["to", "be", "exact"],
        ["to", "be", "precise"],
    )


def _of_an_amount(sentence: Sentence, mention: Mention) -> bool:
    """Whether an amount out of a whole stands before it: "accounted for 263.7 billion yuan of the year's imports and exports, which is
    58.5 percent"."""
    before = [m for m in sentence.of("quantity") if m.last <= mention.first]
    return (
        bool(before) and before[-1].quantity.kind == "money" and "of" in sentence.words(before[-1].last, mention.first)
    )


_OFF = (["off", "by"], ["off", "just"], ["off", "only"], ["off", "about"], ["off", "some"])


def without_cue(sentence: Sentence, index: int, before: Measure | None, lead: list[str]) -> Measure:
    """A percentage with no word of share or direction before it, by what stands around it or else by the figure ``before``."""
    mention = sentence.mentions[index]
    quantity = mention.quantity
    if lead[-1:] == ["to"] and share_earlier(sentence, mention, before):
        return share(quantity, "share.moved_to")
    if lead[-1:] == ["by"] and (ahead := [w for w in lead[-3:-1] if w != ","])[-1:] in (["ahead"], ["behind"]):
        return growth(quantity, 1 if ahead[-1] == "ahead" else -1, "growth.comparative")  # "still ahead, by 6.1%"
    if lead[-1:] == ["by"] and _after_multiple(sentence, index):
        told = next(m for m in reversed(sentence.mentions[:index]) if m.kind == "quantity")
        return growth(quantity, -1 if told.quantity.value < 0 else 1, "growth.verb")  # "halved, by 52 percent"
    way = lead[:-1] if lead[-1:] == ["by"] else lead
    if len(way) > 1 and way[-1] in WAYS and way[-2].isalpha():
        return growth(quantity, WAYS[way[-1]], "growth.way")
    if lead[-1:] == ["by"] and "red" in lead:
        return growth(quantity, -1, "growth.comparative")  # "the two remained in the red, by 7.5% and 24.1%"
    if lead[-1:] == ["by"] and lead[-2:-1] and lead[-2] in MORE:
        return growth(quantity, 1 if lead[-2] in MORE[:4] else -1, "growth.comparative")  # "(less by 3.3 percent)"
    off = lead[:-1] if lead[-2:] in _OFF else lead
    if off[-1:] == ["off"] and (
        off[-2:-1] in _STANDING or _named_before(sentence, mention.first - 1 - len(lead) + len(off))
    ):
        return growth(quantity, -1, "growth.comparative")
    if lead[-1:] == ["by"] and (moved := moved_between(sentence, mention)) is not None:
        return growth(quantity, sign_of(moved), "growth.verb", moved)
    if told_exactly(lead) or (
        lead[-3:] in ([",", "which", "is"], [",", "that", "is"]) and _of_an_amount(sentence, mention)
    ):
        return share(quantity, "share.beside")
    if paced(sentence, lead) or runs_on(sentence, mention):
        return growth(quantity, 1, "growth.rate")
    if _is_how_much(sentence, mention) or lead[-3:] == ["a", "part", "of"]:
        return share(quantity, "share.how_much")
    if told_share(sentence, index):
        return share(quantity, "share.beside")
    if taken(sentence, mention):
        return share(quantity, "share.taken")
    if lead[-1:] == [":"] and after_fraction(sentence, mention):
        return share(quantity, "share.fraction")  # "Mobile phones were three fifths of the exports: 60.4 percent"
    if past_relative(sentence, mention):
        return share(quantity, "share.subject")
    between = lead[-1:] == sentence.words(mention.last, mention.last + 1) and not _DASHES.isdisjoint(lead[-1:])
    if between and after_fraction(sentence, mention):
        return share(quantity, "share.fraction")  # "four fifths of the province's exports -- 81.2 percent -- came"
    if "(" in lead[-2:] and (after_fraction(sentence, mention) or after_growth_and_level(sentence, index)):
        return share(quantity, "share.fraction")
    if _behind_bracketed_rate(sentence, index):
        return share(quantity, "share.beside")
    if before is not None and before.measure in ("growth", "share", "share_change"):
        if lead[-1:] in (["was"], ["is"]) and of_its_amount(sentence, index):
            return share(quantity, "share.subject")
        if before.measure == "share_change" and _stands_at(lead):
            return share(quantity, "share.moved_to")
        if before.measure == "share_change" and lead[-1:] == ["from"]:
            return replace(share(quantity, "share.prior"), role="prior")  # "down by 3.9 percentage points, from 65.7%"
        return _carried(
            quantity, before, by=lead[-1:] == ["by"]
        )  # "down by a third (-33.8 percent) and by 4.6 percent"
    if lead[-1:] in (["was"], ["is"]) and share_told(sentence, index):
        return share(quantity, "share.subject")
    if lead[-1:] == ["at"] and mention.first < 4 and (rate := _rate_behind(sentence, mention)) is not None:
        if rate.kind == "share":
            return share(quantity, "share.noun_after", rate)
        return growth(quantity, sign_of(rate), "growth.noun_after", rate)
    if not lead and _share_behind_colon(sentence, mention):
        return share(quantity, "share.labelled")
    if not lead and (rate := _told_behind_colon(sentence, index)) is not None:
        if rate.kind == "share":
            return share(quantity, "share.noun_after", rate)
        return growth(quantity, sign_of(rate), "growth.noun_after", rate)
    if anothers_rate(sentence, index):
        return growth(quantity, 1, "growth.rate_of_another")
    if "(" in lead[-2:]:
        if growth_behind(sentence, index):
            return share(quantity, "share.parenthesis")
        below = sentence.words(mention.last, mention.last + 1) == [")"] and not _BELOW.isdisjoint(
            sentence.words(mention.last + 1, mention.last + 2)
        )
        return growth(quantity, -1 if below else 1, "growth.parenthesis")
    return Measure(None, UNSAID, quantity.value, quantity.step, "%")


def _behind_bracketed_rate(sentence: Sentence, index: int) -> bool:
    """Whether a percentage follows an amount whose growth stands in brackets: "close behind with RMB 139 billion (+3.6%) and 17.3%"."""
    told = [m for m in sentence.mentions[:index] if m.kind == "quantity"][-2:]
    if len(told) < 2 or told[0].quantity.kind != "money" or told[1].quantity.kind != "percent":
        return False
    first = sentence.mentions[index].first
    joined = sentence.words(told[1].last, first) in _JOINED
    return joined and sentence.words(told[0].last, told[0].last + 1) == ["("] and "respectively" not in sentence.said


_JOINED = ([")", "and"], [")", "or"], [")", ",", "or"], [")", ",", "and"], [")", ","], [")", "-", "or"])
_DASHES = frozenset({"--", "—", "–"})
_SET_OFF = frozenset({":", ",", "—", "–", "--"})
_THAT = frozenset({"that", "this", "it", "which"})
_PARTED = (["how", "much", "of"], ["the", "part", "of"], ["the", "share", "of"], ["the", "portion", "of"])


def _is_how_much(sentence: Sentence, mention: Mention) -> bool:
    """Whether a clause behind a percentage says that it is a part: "72.7 percent: that is how much of it was business with Russia",
    "58 percent, which is the part that private firms have in the total"."""
    behind = sentence.words(mention.last, mention.last + 6)
    if len(behind) < 6 or behind[0] not in _SET_OFF or behind[1] not in _THAT or behind[2] not in ("is", "was"):
        return False
    owned = any(m.graded("noun") and 3 <= m.first - mention.last <= 7 for m in sentence.of("share"))
    return owned or behind[3:6] in _PARTED or behind[3:6] == ["the", "part", "that"]


def _after_multiple(sentence: Sentence, index: int) -> bool:
    """Whether a percentage only says exactly by how much something multiplied: "more than doubled, by 112.4%"."""
    first = sentence.mentions[index].first
    before = next((m for m in reversed(sentence.mentions[:index]) if m.kind == "quantity"), None)
    if before is None or before.quantity.kind not in _MULTIPLES:
        return False
    if sentence.low[first - 2] == "," and first - before.last < _NEAR_MULTIPLE:
        told = {p for m in sentence.mentions if m.kind in _MULTIPLIED for p in range(m.first, m.last)} | {first - 2}
    else:
        told = {p for m in sentence.of("period") for p in range(m.first, m.last)}
    return all(p in told or sentence.low[p] in _TO_RATE for p in range(before.last, first))


# "more than doubled their imports and exports, by 104.4 percent"
_MULTIPLIED = frozenset({"period", "flow", "commodity", "partner", "region", "home", "anaphor"})
_NEAR_MULTIPLE = 12  # tokens
_TO_RATE = frozenset(", by in -- — – its their the of to with from total overall combined value volume".split())
_MULTIPLES = frozenset({"times", "growth_word"})


def _rate_behind(sentence: Sentence, figure: Mention) -> Mention | None:
    """The rate, or share, that a sentence's opening figure is: "At 28.7 percent, Anhui's growth in goods trade trumped the national pace"."""
    if sentence.low[figure.last : figure.last + 1] != [","]:
        return None
    noun = next(
        (m for m in sentence.mentions if m.first > figure.last and m.kind in ("direction", "share", "quantity")), None
    )
    near = noun is not None and noun.kind != "quantity" and noun.graded("noun") and noun.first - figure.last <= 8
    return noun if near else None


_PART_IS = 4  # words from the colon to the word for a share, at most


def _share_behind_colon(sentence: Sentence, mention: Mention) -> bool:
    """Whether a figure is labelled as a share: "52.9 percent: ASEAN's share", "31.2 percent: the share of private firms"."""
    if sentence.words(mention.last, mention.last + 1) != [":"] or mention.first > 2:
        return False
    told = next(
        (m for m in sentence.mentions if m.first > mention.last and m.kind in ("direction", "share", "quantity")), None
    )
    return told is not None and told.kind == "share" and told.graded("noun") and told.first - mention.last <= _PART_IS


def _told_behind_colon(sentence: Sentence, index: int) -> Mention | None:
    """The rate that the figures before a sentence's colon are: "1.3 percent, then 4.5 percent: quarter after quarter, the growth of
    China's foreign trade has quickened", "8.7 percent: that is how much exports fell"."""
    if ":" not in sentence.said:
        return None
    colon = sentence.places(":")[0]
    figures = [m for m in sentence.of("quantity") if m.first < colon]
    held = {p for m in figures for p in range(m.first, m.last)}
    if any(p not in held and w not in _BETWEEN for p, w in enumerate(sentence.low[:colon])):
        return None
    told = next(
        (m for m in sentence.mentions if m.first > colon and m.kind in ("direction", "share", "quantity")), None
    )
    if told is not None and told.kind == "share":
        return told if told.graded("noun") else None  # "63 percent: the share of private firms"
    return told if told is not None and told.kind == "direction" and not told.graded("adjective") else None


_BETWEEN = frozenset({",", "then", "and", "finally", "plus", "minus", "about", "nearly", "over", "a"})


def _carried(quantity: Quantity, before: Measure, by: bool = False) -> Measure:
    """A percentage that means what the figure before it means: "rose by 5 percent and 3 percent"."""
    printed = before.rule == "growth.printed_sign" and not by
    carried = quantity.value * (-1 if before.value < 0 and not printed else 1)
    if before.measure == "share_change" and before.unit == "pp":
        return Measure("growth", "growth.carried", carried, quantity.step, "%", cue=before.cue)
    return replace(
        before,
        value=carried if before.measure == "growth" else quantity.value,
        step=quantity.step,
        rule=f"{before.measure}.carried",
        doubt=None,
        role="",
    )


_AT = frozenset("is are was were reached reaches hit hits touched became makes made stands stood".split())
_NEARLY = frozenset({"now", "already", "then", "about", "nearly", "almost", "some", "over", "just", "at", "a"})


def _stands_at(lead: list[str]) -> bool:
    """Whether a share that moved is said to be so much now: "rose by 12 percentage points and is now 69.8 percent"."""
    words = [w for w in lead if w not in _NEARLY]
    return bool(words) and words[-1] in _AT


_NAMING = frozenset({"flow", "commodity", "partner", "region", "home", "enterprise", "regime"})


def _named_before(sentence: Sentence, place: int) -> bool:
    """Whether what is told of stands right before a word: "with garment exports off 26.9%, shoes off 37.6%"."""
    return any(m.last == place and m.kind in _NAMING for m in sentence.mentions)


_STANDING = ([","], ["was"], ["were"], ["is"], ["are"], ["and"], ["but"])


_BELOW = frozenset(
    {"below", "under", "short", "lower", "less", "down", "behind", "shy"}
)  # "a touch (0.6 percent) below"
