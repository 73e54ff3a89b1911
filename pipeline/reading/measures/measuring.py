"""What each quantity of a sentence measures, beside the others of the sentence and after the sentence before."""

from __future__ import annotations

from dataclasses import replace

from pipeline.reading.frames.cues import MOVED_ALONE, UNSAID, Measure, signed_as
from pipeline.reading.frames.frames import SIDES, Context
from pipeline.reading.measures.asked_and_cleared import excuse_beside_trade
from pipeline.reading.measures.counts_grown import excuse_grown_counts
from pipeline.reading.measures.doers import excuse_doers
from pipeline.reading.measures.earlier_rates import against_last, opens_with_change
from pipeline.reading.measures.levels import excuse_prices
from pipeline.reading.measures.measures import measure
from pipeline.reading.measures.other_doings import excuse_doings
from pipeline.reading.measures.rate_signs import elsewhere_at
from pipeline.reading.measures.shares import (
    brackets_alike,
    share_again,
    share_comparative,
    share_cues,
    share_list,
    share_moved_on,
    shares_past_asides,
)
from pipeline.reading.measures.taken_out import excuse_without_part
from pipeline.reading.measures.thresholds import excuse_conditions, excuse_thresholds
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.telling import AMOUNTED


def _like(sentence: Sentence, index: int, measures: dict[int, Measure]) -> Measure | None:
    """What the figure measures whose unit a number leaves out: "Vietnam's share was 18.4 percent, up 3.2 points; Myanmar's 20.9"."""
    like = sentence.mentions[index].quantity.like
    return next((r for i, r in measures.items() if sentence.mentions[i].first == like), None) if like >= 0 else None


_SLOWING = frozenset(
    "slowed eased slackened moderated quickened accelerated cooled rate pace picked rebounded recovered bounced climbed".split()
)


def _slowed_to(sentence: Sentence, index: int, reading: Measure) -> bool:
    """Whether a rate moved to a percentage, and nothing in the sentence says of what: "In the fourth quarter it slowed to 9.8 percent"."""
    if reading.rule not in (MOVED_ALONE, UNSAID) or _SLOWING.isdisjoint(sentence.said):
        return False
    first = sentence.mentions[index].first
    return sentence.mentions[index].quantity.kind == "percent" and "to" in sentence.words(first - 2, first)


def measured(sentence: Sentence, quantities: list[int], context: Context) -> dict[int, Measure]:
    """What each quantity measures, by its index."""
    measures: dict[int, Measure] = {}
    if not quantities:
        return measures
    before: Measure | None = None
    bracketed = "(" in sentence.said
    for index in quantities:
        result = measure(sentence, index, _like(sentence, index, measures) or before)
        if result.rule in (UNSAID, "growth.parenthesis"):
            result = share_again(sentence, index, result, context)
            if result.measure is None and before is None and context.paced and _it_was(sentence.low):
                # "The pace had moderated. It was 21.3 percent in the first quarter"
                result = replace(result, measure="growth", rule="growth.rate")
            if result.measure is None and before is None and context.measured in ("growth", "share"):
                result = _as_last(sentence, index, result, context)
        if before is None and ((changed := opens_with_change(sentence)) or context.measured in ("growth", "level")):
            grown = next((m for m in reversed(context.figures) if m.measure == "growth"), None)
            if changed or grown is not None:
                falling = grown is not None and grown.value < 0
                result = against_last(sentence, index, result, falling) or result
        if result.rule == MOVED_ALONE:
            result = share_moved_on(sentence, index, result, before, context)
        if result.rule == "share.of" and _of_things(sentence, index, context):
            result = replace(result, measure=None, rule="count of things")
        if result.rule == UNSAID and context.listed is not None and before is None:
            listed, sign = context.listed
            result = replace(result, measure=listed, rule=f"{listed}.listed", value=sign * result.value, unit="%")
        if result.measure is None and context.measured == "growth" and _slowed_to(sentence, index, result):
            # "Trade was growing at 21.6 percent in the third quarter. In the fourth it slowed to 9.8 percent"
            value = -abs(result.value) if context.falling else abs(result.value)
            result = replace(result, measure="growth", rule="growth.rate_moved_to", value=value, unit="%")
        measures[index] = result
        if sentence.mentions[index].quantity.kind in ("percent", "points", "times") and not (
            bracketed and before is not None and _in_brackets(sentence.low, sentence.mentions[index].first)
        ):
            before = result
    if bracketed:
        brackets_alike(sentence, quantities, measures)
    share_cues(sentence, quantities, measures)
    if len(quantities) > _TWO:
        shares_past_asides(sentence, quantities, measures)
    excuse_conditions(sentence, quantities, measures)
    excuse_doings(sentence, quantities, measures)
    excuse_doers(sentence, quantities, measures)
    excuse_beside_trade(sentence, quantities, measures)
    excuse_without_part(sentence, quantities, measures)
    if len(quantities) > 1:
        excuse_grown_counts(sentence, quantities, measures)
        excuse_thresholds(sentence, quantities, measures)
        excuse_prices(sentence, quantities, measures)
    if len(measures) > 1 and UNSAID in [r.rule for r in measures.values()]:
        share_list(sentence, quantities, measures)
        share_comparative(sentence, quantities, measures)
    return measures


_TWO = 2  # figures: a share and a growth told in passing

_THEM = (["of", "them"], ["of", "these"], ["of", "those"])
_DONE = frozenset({"are", "were", "is", "was", "have", "had", "has"})
_NAMED = frozenset({"flow", "commodity", "partner", "enterprise", "regime", "zone", "transport"})


def _of_things(sentence: Sentence, index: int, context: Context) -> bool:
    """Whether a share is one of things that were counted or named, where no goods were: "A declaration made in Shijiazhuang is good in
    Tianjin; 86 percent of them are cleared without an officer's touch"."""
    last = sentence.mentions[index].last
    if sentence.words(last, last + 2) not in _THEM or _DONE.isdisjoint(sentence.words(last + 2, last + 3)):
        return False
    spoken = context.last if ";" not in sentence.low[: sentence.mentions[index].first] else None
    if spoken is not None and (spoken.is_broken_down() or spoken.flow in SIDES) and not spoken.blocked:
        return False
    return _NAMED.isdisjoint(sentence.kinds)


def _as_last(sentence: Sentence, index: int, reading: Measure, context: Context) -> Measure:
    """The measure of the figure before for a rate elsewhere: "... up 3 percent. The national figure was 2.1 percent"; and for what somebody
    else "did" or "had" of what a share was told of: "5.8 percent of Shandong's trade was the city's. Qingdao did 26.8 percent"."""
    if sentence.mentions[index].quantity.kind != "percent":
        return reading
    did = _did(sentence, sentence.mentions[index], context.measured) or _came_to(sentence, sentence.mentions[index])
    if not did and not elsewhere_at(sentence, sentence.mentions[index]):
        return reading
    if context.measured == "share":
        return replace(reading, measure="share", rule="share.again")
    value = -abs(reading.value) if context.falling else abs(reading.value)
    return replace(reading, measure="growth", rule="growth.rate_elsewhere", value=value, unit="%")


_DID = {
    "share": frozenset(
        "did had has took takes handled held got gets provided supplied contributed has claimed".split()
    ),
    "growth": frozenset({"did", "achieved", "posted", "recorded", "managed"}),
}
_OWNERS = frozenset({"region", "partner", "enterprise", "regime", "zone"})
_TOLD = frozenset({"flow", "direction", "share", "other_topic", "commodity", "basis"})
_CLOSING: tuple[list[str], ...] = (["."], [","], [";"], ["and"], ["while"], [])


def _did(sentence: Sentence, mention: Mention, measured: str | None) -> bool:
    """Whether a sentence says no more of a percentage than who did or had it: "Qingdao had 26.8 percent and Yantai 13.1 percent"."""
    made_do = measured == "growth" and sentence.words(mention.first - 3, mention.first) == ["made", "do", "with"]
    verb = mention.first - (3 if made_do else 1)
    lead = sentence.words(verb, verb + 1)
    if (
        not lead
        or (lead[0] not in _DID[measured] and not made_do)
        or sentence.words(mention.last, mention.last + 1) not in _CLOSING
    ):
        return False
    if not _TOLD.isdisjoint(sentence.kinds) or any(m.quantity.kind != "percent" for m in sentence.of("quantity")):
        return False
    return any(m.kind in _OWNERS and 0 <= verb - m.last <= 1 for m in sentence.mentions)


def _came_to(sentence: Sentence, mention: Mention) -> bool:
    """Whether a sentence says no more of a percentage than what "it" was in some months: "In the third quarter it reached 13.2%"."""
    lead = sentence.words(mention.first - 4, mention.first)
    while lead and lead[-1] in _SOFTLY:
        lead.pop()
    if len(lead) < _TWO or lead[-1] not in AMOUNTED or lead[-2] != "it":
        return False
    return not any(m.kind in _TOLD and m.last <= mention.first for m in sentence.mentions)


_SOFTLY = frozenset({"to", "at", "already", "only", "just", "even", "a"})


def _in_brackets(words: list[str], position: int) -> bool:
    """Whether a position stands in brackets, so that what follows them goes on with what stood before: "exports fell 24.2 percent
    (forecast: 12.5) and imports 13.6 percent"."""
    return next((word for word in reversed(words[:position]) if word in ("(", ")")), None) == "("


def _it_was(words: list[str]) -> bool:
    opening = [w for w in words[:3] if w.isalpha()]
    return opening[:1] in (["it"], ["that"]) and opening[1:2] in (["was"], ["is"], ["stood"])


def measured_alike(run: list[int], measures: dict[int, Measure]) -> None:
    """ "2.8 percent and 9.1 percent lower", "equivalent to 57 percent and 43 percent of the total": what stands behind the last of a run is
    said of each."""
    last = measures[run[-1]]
    if len(run) > 1 and last.rule == "share.of":
        for index in run[:-1]:
            if measures[index].rule == UNSAID and measures[index].unit == "%":
                measures[index] = replace(last, value=measures[index].value, step=measures[index].step)
        return
    if len(run) < 2 or last.rule not in ("growth.comparative", "growth.noun_after"):
        return
    for index in run[:-1]:
        reading = measures[index]
        if reading.unit == "%" and (
            reading.measure is None or reading.rule.endswith((".carried", "share.taken", "share.or"))
        ):
            value = signed_as(reading, last)
            measures[index] = replace(last, value=value, step=reading.step)
