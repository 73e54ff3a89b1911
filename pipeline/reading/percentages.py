"""Percentages: growth, share or change of share, with their sign."""

from __future__ import annotations

from dataclasses import replace

from pipeline.reading.cues import (
    UNSAID,
    Measure,
    cue_left,
    cue_right,
    growth,
    neighbours,
    share,
    share_change,
    share_follows,
    sign_of,
)
from pipeline.reading.mentions import Mention, Sentence
from pipeline.reading.moved import directed, share_noun
from pipeline.reading.quantities import Quantity
from pipeline.reading.rate_signs import (
    anothers_rate,
    behind_number,
    growth_behind,
    moved_between,
    outdone,
    paced,
    than_another,
)
from pipeline.reading.share_signs import (
    after_fraction,
    after_growth_and_level,
    of_land,
    share_earlier,
    share_told,
    taken,
    told_share,
)

_FIRMS = frozenset(
    "firms companies enterprises businesses exporters importers respondents orders factories workers people".split()
)


def percent(sentence: Sentence, index: int, before: Measure | None) -> Measure:
    """The measure of a percentage; one that another is only held against has the role "prior"."""
    reading = _percent(sentence, index, before)
    if (
        reading.measure == "growth"
        and before is not None
        and before.measure in ("share", "share_change")
        and sentence.words(sentence.mentions[index].first - 2, sentence.mentions[index].first)
        in (["down", "from"], ["up", "from"])
    ):
        # "51.8% of the city's trade, down from 54.6% a year ago"
        reading = replace(reading, measure="share", value=abs(reading.value), doubt=None)
        before = replace(before, measure="share")
    if reading.measure in ("share", "growth") and _held_against(sentence, index, reading, before):
        return replace(reading, role="prior", rule=f"{reading.measure}.prior", doubt=None)
    return reading


_DASHES = frozenset({"—", "--", "–", "-"})
_MORE = ("more", "higher", "above", "larger", "less", "lower", "below", "smaller", "fewer")
_INTRODUCING = frozenset({"the", "a", "an", "its", "their", "about", "growth", "of", "some", "around", "nearly"})
_AGAINST = frozenset({"from", "against", "versus", "vs", "than"})


def _held_against(sentence: Sentence, index: int, reading: Measure, before: Measure | None) -> bool:
    """Whether a percentage is told of the base: "to 31.6 percent from 28.0 percent in 2011", "than the 7.9% suffered a month earlier"."""
    mention = sentence.mentions[index]
    if before is None or before.measure != reading.measure:
        return False
    lead = sentence.words(mention.first - 5, mention.first)
    while lead and lead[-1] in _INTRODUCING:
        lead.pop()
    if not lead or (
        lead[-1] not in _AGAINST
        and lead[-2:] not in (["compared", "with"], ["compared", "to"])
        and (lead[-1] not in ("after", "following") or reading.measure != "growth")
    ):
        return False
    if reading.measure == "share":
        return lead[-1] != "than" and sentence.words(mention.last, mention.last + 1) != ["of"]
    return any(
        m.kind in ("period", "basis") and 0 <= m.first - mention.last <= 4 and m.last - m.first > 0
        for m in sentence.mentions
    )


def _percent(sentence: Sentence, index: int, before: Measure | None) -> Measure:
    mention = sentence.mentions[index]
    quantity = mention.quantity
    if quantity.sign:
        return growth(quantity, -1 if quantity.sign == "-" else 1, "growth.printed_sign")
    left, right = neighbours(sentence, index)
    after = sentence.words(mention.last, min(mention.last + 6, right))
    if after[:1] == ["by"] and after[1:2] in _COUNTED_BY:
        after = after[2:]  # "41.3 percent by value went to the European Union"
    if after[:2] == ["against", "the"] and not _CURRENCIES.isdisjoint(after[2:4]):
        return Measure(None, "price or rate", quantity.value, quantity.step, "%")  # "lost 4 percent against the dollar"
    lead = sentence.words(mention.first - 5, mention.first)
    cue = cue_left(sentence, left, mention.first)
    if (found := _of_something(sentence, mention, cue, after)) is not None:
        return found
    close = cue_right(sentence, mention.last, right)
    if (found := _by_words_behind(sentence, index, cue, close, lead, after)) is not None:
        return found
    if lead[-1:] == ["("] and cue is not None and cue.grade == "adjective" and than_another(sentence, cue, mention):
        return growth(quantity, 1, "growth.parenthesis")
    if (
        cue is not None
        and lead[-1:] in (["of"], ["at"])
        and cue.grade == "adjective"
        and than_another(sentence, cue, mention)
    ):
        return growth(
            quantity, 1, "growth.rate_of_another"
        )  # "2.0 points lower than the national average of 9.9 percent"
    if cue is None and lead[-1:] == ["by"] and (sign := outdone(sentence, mention, left)):
        return growth(quantity, sign, "growth.exceeded")
    if close is not None and (found := _by_cue_behind(sentence, mention, cue, *close)) is not None:
        return found
    if cue is None:
        return _without_cue(sentence, index, before, lead)
    if cue.kind != "share":
        return directed(sentence, mention, cue, left)
    return share_noun(sentence, mention, cue) if cue.grade == "noun" else share(quantity, "share.verb", cue)


def _count(quantity: Quantity) -> Measure:
    return Measure(None, "count of things", quantity.value, quantity.step, "%")


_COUNTED_BY = (["value"], ["volume"], ["weight"], ["tonnage"])
_CURRENCIES = frozenset({"dollar", "greenback", "yuan", "renminbi", "rmb", "euro", "yen"})
_NO_CHANGE = frozenset({"growth", "increase", "decline"})
_OF_TRADE = frozenset({"'s", "’s", "'", "’", "trade", "exports", "imports"})


def _of_something(sentence: Sentence, mention: Mention, cue: Mention | None, after: list[str]) -> Measure | None:
    """A percentage that "of" follows: a share, unless of firms or land, or the change of what follows; or one held against a
    base right behind it."""
    quantity = mention.quantity
    if after[:2] == [")", "of"] and sentence.words(mention.first - 1, mention.first) == ["("]:
        return share(quantity, "share.of")  # "half (50.8 percent) of Guangxi's trade"
    if after[:1] == ["of"] or after[:2] == ["out", "of"]:
        if after[1:3] == ["those", "who"] or (_FIRMS & set(after[1:6]) and not _OF_TRADE & set(after)):
            return _count(quantity)
        if of_land(sentence, mention):
            return _count(quantity)
        changed = (
            cue is not None
            and cue.kind == "direction"
            and (cue.graded("noun") or cue.grade == "verb")
            and cue.last >= mention.first - 2
            and sentence.low[mention.first - 1] != "to"  # "has retreated to 64.6 per cent of the total"
        )
        if not changed and not (len(after) > 1 and after[1] in _NO_CHANGE):
            return share(quantity, "share.of")
    if after[:1] in (["above"], ["below"]):
        basis = next((m for m in sentence.of("basis") if m.first == mention.last), None)
        if basis is not None:
            return growth(quantity, 1 if after[0] == "above" else -1, "growth.comparative", basis)
    return None


_WENT = frozenset({"went", "goes", "go", "came", "comes", "headed", "flowed"})


def _by_words_behind(
    sentence: Sentence,
    index: int,
    cue: Mention | None,
    close: tuple[Mention, int] | None,
    lead: list[str],
    after: list[str],
) -> Measure | None:
    """What "or" before a percentage or the words right behind it make it: "12 percent went to Japan", "3 percent ahead of"."""
    mention = sentence.mentions[index]
    quantity = mention.quantity
    if lead[-1:] == ["or"] and not (close is not None and close[0].kind == "direction" and close[1] == 0):
        previous = next((m for m in reversed(sentence.mentions[:index]) if m.kind == "quantity"), None)
        if (
            previous is not None
            and previous.quantity.kind in ("money", "physical")
            and previous.last >= mention.first - 16
        ):
            return share(quantity, "share.or")
        if previous is not None and previous.quantity.kind == "bare" and previous.last >= mention.first - 3:
            return _count(quantity)
    if not after:
        return None
    word, following = after[0], after[1:2]
    if word in _WENT and following in (["to"], ["from"]):
        return share(quantity, "share.went")
    if sentence.low[0] == "of" and word in ("are", "is", "were") and _FIRMS.isdisjoint(sentence.low[1:8]):
        return None  # "Of its exports, 60 percent were cars"
    if word in ("are", "is", "were") and following != ["of"] and not (cue is not None and cue.graded("noun")):
        return _count(quantity)
    if word in _DASHES and following and following[0] in _MORE:
        # "a sliver—0.3%—more than in 2022"
        return growth(quantity, 1 if following[0] in _MORE[:4] else -1, "growth.comparative")
    if word in ("ahead", "short", "behind", "shy", "off", "better", "worse"):
        return growth(quantity, 1 if word in ("ahead", "better") else -1, "growth.comparative")
    return None


def _by_cue_behind(
    sentence: Sentence, mention: Mention, cue: Mention | None, word: Mention, gap: int
) -> Measure | None:
    """What the word of share or direction makes a percentage that stands ``gap`` words behind it: "a 3 percent increase"."""
    quantity = mention.quantity
    if word.kind == "share" and (word.graded("noun") or sentence.tokens[word.first].low in ("share",)):
        return share(quantity, "share.noun", word)
    noun = word.graded("noun")
    if word.kind != "direction" or not (noun or word.graded("adjective")):
        return None
    if (
        gap
        and word.grade == "adjective"
        and set(sentence.words(mention.last, word.first)) & {"in", "of", "with", "from"}
    ):
        return None
    if noun and share_follows(sentence, word.last):
        return share_change(quantity, "share_change.noun", word)
    # "dropped 12 percent more slowly" keeps the verb's sign; a comparative otherwise has its own.
    settled = (
        cue is not None
        and cue.kind == "direction"
        and cue.last >= mention.first - 2
        and not behind_number(sentence, cue)
    )
    if noun or not settled or sentence.words(word.last, word.last + 1) == ["than"]:
        return growth(quantity, sign_of(word), "growth.noun_after" if noun else "growth.comparative", word)
    return None


def _without_cue(sentence: Sentence, index: int, before: Measure | None, lead: list[str]) -> Measure:
    """A percentage with no word of share or direction before it, by what stands around it or else by the figure ``before``."""
    mention = sentence.mentions[index]
    quantity = mention.quantity
    if lead[-1:] == ["to"] and share_earlier(sentence, mention, before):
        return share(quantity, "share.moved_to")
    if lead[-1:] == ["by"] and (ahead := [w for w in lead[-3:-1] if w != ","])[-1:] in (["ahead"], ["behind"]):
        return growth(quantity, 1 if ahead == ["ahead"] else -1, "growth.comparative")  # "still ahead, by 6.1%"
    if lead[-1:] == ["by"] and "red" in lead:
        return growth(quantity, -1, "growth.comparative")  # "the two remained in the red, by 7.5% and 24.1%"
    off = lead[:-1] if lead[-2:] == ["off", "by"] else lead
    if off[-1:] == ["off"] and off[-2:-1] in _STANDING:
        return growth(quantity, -1, "growth.comparative")
    if lead[-1:] == ["by"] and (moved := moved_between(sentence, mention)) is not None:
        return growth(quantity, sign_of(moved), "growth.verb", moved)
    if paced(sentence, lead):
        return growth(quantity, 1, "growth.rate")
    if told_share(sentence, index):
        return share(quantity, "share.beside")
    if taken(sentence, mention):
        return share(quantity, "share.taken")
    if "(" in lead[-2:] and (after_fraction(sentence, mention) or after_growth_and_level(sentence, index)):
        return share(quantity, "share.fraction")
    if before is not None and before.measure in ("growth", "share", "share_change"):
        return _carried(quantity, before)
    if lead[-1:] in (["was"], ["is"]) and share_told(sentence, index):
        return share(quantity, "share.subject")
    if anothers_rate(sentence, index):
        return growth(quantity, 1, "growth.rate_of_another")
    if "(" in lead[-2:]:
        if growth_behind(sentence, index):
            return share(quantity, "share.parenthesis")
        return growth(quantity, 1, "growth.parenthesis")
    return Measure(None, UNSAID, quantity.value, quantity.step, "%")


def _carried(quantity: Quantity, before: Measure) -> Measure:
    """A percentage that means what the figure before it means: "rose by 5 percent and 3 percent"."""
    carried = quantity.value * (-1 if before.value < 0 and before.rule != "growth.printed_sign" else 1)
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


_STANDING = ([","], ["was"], ["were"], ["is"], ["are"], ["and"], ["but"])
