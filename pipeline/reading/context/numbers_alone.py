"""Figures that stand as headings, where the text beneath says what they are: "53%", then "Private firms' share of the city's trade"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.reading.frames.cues import Measure, growth, share, sign_of
from pipeline.reading.frames.frames import Context, Frame, altered
from pipeline.reading.frames.placing import Placed
from pipeline.reading.topics.topics import topics
from pipeline.reading.words.mentions import Mention, Sentence

_CURRENCIES = {"yuan": "CNY", "rmb": "CNY", "renminbi": "CNY", "dollars": "USD", "dollar": "USD", "greenbacks": "USD"}
_PARTS = frozenset({"part", "slice", "piece"})
_LEAST = Decimal(1_000_000)  # of an amount


def alone(sentences: list[Sentence]) -> Mention | None:
    """The quantity that is all there is of a passage, None where it says anything else.

    >>> from pipeline.reading.words.scan import scan
    >>> [alone(scan(t, 0, len(t))) is not None for t in ("53%", "799.1 billion", "Up 53%", "2024")]
    [True, True, False, False]
    """
    if len(sentences) != 1 or len(sentences[0].mentions) != 1:
        return None
    mention = sentences[0].mentions[0]
    whole = mention.kind == "quantity" and mention.first == 0 and mention.last == len(sentences[0].tokens)
    told = whole and (mention.quantity.kind in ("percent", "money") or mention.quantity.scaled)
    return mention if told else None


def told_beneath(number: Mention, sentence: Sentence, figures: list[Placed], context: Context) -> Placed | None:
    """A figure that stands as a heading, placed by the first sentence beneath it, with its ``figures``; None where that does not say
    what it is."""
    reading = _measure(number, sentence)
    frame = figures[0].frame if figures and figures[0].outcome == "read" else context.last
    if frame is None or frame.blocked:
        frame = _first_named(sentence, context)
    if frame is None or frame.flow is None or reading is None:
        return None
    if number.quantity.kind == "bare":
        number = replace(number, quantity=replace(number.quantity, kind="money", unit=reading.unit))
    frame = frame.during(frame.period or context.section.period or context.period, False)
    basis = "yoy" if reading.measure == "growth" else None
    return Placed(number, reading, frame, basis=basis, rule=f"{reading.rule}/heading", bound=frame, untold=True)


def _first_named(sentence: Sentence, context: Context) -> Frame | None:
    """The frame of the first trade that a sentence names: "The value, in yuan, of trade with ASEAN, Chongqing's No. 1 partner"."""
    about = next((t for t in topics(sentence) if t.flows and not t.blocked), None)
    if about is None:
        return None
    return altered(context.base(), flow=about.flows[0], blocked=None).with_codes(about.first_codes())


def _measure(number: Mention, sentence: Sentence) -> Measure | None:
    """What a number measures, by the words before the first figure beneath it."""
    quantity = number.quantity
    end = next((m.first for m in sentence.of("quantity")), len(sentence.low))
    if quantity.kind == "percent":
        if any(m.graded("noun") and m.first < end for m in sentence.of("share")) or not _PARTS.isdisjoint(
            sentence.words(0, end)
        ):
            return share(quantity, "share.noun")
        moved = next((m for m in sentence.of("direction") if m.first < end), None)
        return None if moved is None else growth(quantity, sign_of(moved), "growth.verb", moved)
    unit = quantity.unit if quantity.kind == "money" else None
    unit = unit or next((_CURRENCIES[w] for w in sentence.words(0, end) if w in _CURRENCIES), None)
    if unit is None or quantity.value < _LEAST:
        return None
    return Measure("level", "level", quantity.value, quantity.step, unit)
