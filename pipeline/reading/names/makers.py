"""Makers of goods that stand for what they make: "the toymakers", and "they" in the sentence behind them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from pipeline import vocabulary
from pipeline.reading.frames.frames import Context
from pipeline.reading.words.lexicon import lexicon
from pipeline.reading.words.mentions import Mention, Sentence, is_counted, possessive
from pipeline.reading.words.tokens import tokenize

_MAKERS = ("makers", "builders", "growers", "smelters", "brewers")
_OF_GOODS = frozenset({"makers", "producers", "manufacturers", "growers", "exporters", "farmers", "factories", "mills"})
_LEADING = frozenset("the only but even for its our and yet while now not all most many local".split())
_THEY = frozenset({"they", "their"})


def name_makers(sentence: Sentence, context: Context) -> None:
    """Read "the shoemakers" as their shoes where what they traded is told, and so "they" behind a sentence about them that tells no
    figure: "Only the toymakers had something to celebrate. They sold goods worth 14.6 billion yuan to foreign buyers"."""
    before, context.makers = context.makers, None
    told = "quantity" in sentence.kinds and "flow" in sentence.kinds
    if before is not None and told and not sentence.of("enterprise"):
        place = next((n for n, word in enumerate(sentence.low[:4]) if word in _THEY), None)
        wider = [m for m in sentence.of("commodity") if m.code == "machinery" or vocabulary.within(before, m.code)]
        if place is not None and len(wider) == len(list(sentence.of("commodity"))):
            for index, mention in enumerate(sentence.mentions) if wider else ():
                if mention in wider:  # "They sold machines worth 9.7 billion yuan", of motorcycle makers
                    sentence.correct(index, replace(mention, code=before, grade="", meanings=()))
            if not wider:
                sentence.put([Mention("commodity", before, "", place, place + 1)])
            return
    found = _makers(sentence)
    if found is None:
        return
    if not told:
        context.makers = found.code if "quantity" not in sentence.kinds else None
    elif found not in sentence.mentions and not is_counted(sentence, found):
        sentence.put([found])


def _makers(sentence: Sentence) -> Mention | None:
    """The makers that a sentence opens with, as a mention of their goods."""
    first = sentence.mentions[0] if sentence.mentions else None
    start = first.last if first is not None and first.first == 0 and first.kind in ("home", "region") else 0
    start += possessive(sentence.low, start) if start else 0
    while start < len(sentence.low) and sentence.low[start] in _LEADING:
        start += 1
    word = sentence.low[start] if start < len(sentence.low) else ""
    if word.endswith(_MAKERS) and word not in _MAKERS:
        code = _goods(word.removesuffix(next(w for w in _MAKERS if word.endswith(w))))
        return Mention("commodity", code, "", start, start + 1) if code is not None else None
    if _OF_GOODS.isdisjoint(sentence.said):
        return None
    goods = next((m for m in sentence.of("commodity") if m.first == start), None)
    return (
        goods
        if goods is not None
        and sentence.words(goods.last, goods.last + 1)[:1]
        and sentence.low[goods.last] in _OF_GOODS
        else None
    )


@lru_cache(maxsize=256)
def _goods(word: str) -> str | None:
    """The good that a word names, as the first part of another: "toy", of toymakers."""
    found = lexicon("en").find(tokenize(word), set())
    meaning = next((m for m in found[0][2] if m.kind == "commodity"), None) if found else None
    return meaning.code if meaning is not None else None
