"""Ways of trading that are named by less than their name: "processing", "online", "the same channel"."""

from __future__ import annotations

from pipeline.reading.frames.frames import Context
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.telling import TOLD

_REGIME_VERBS = (TOLD - {"is", "are"}).union(
    ", at remained remains stayed stays accounted accounts made makes kept keeps brought brings held holds took takes still".split()
)


def name_regime(sentence: Sentence, context: Context) -> None:
    """ "Processing was the only one to recede", after general trade or at the head of a sentence: short for processing trade; "online
    sales to customers abroad" are cross-border e-commerce."""
    if not _NET.isdisjoint(sentence.said):
        _name_online(sentence)
    if "same" in sentence.said and not _ROUTES.isdisjoint(sentence.said):
        _name_same_regime(sentence, context)
    if not _CHANNELS.isdisjoint(sentence.said) and not sentence.of("regime"):
        _name_channel(sentence, context)
    if sentence.of("regime"):
        context.regime = sentence.of("regime")[-1].code
    if "processing" not in sentence.said:
        return
    told = context.last is not None and context.last.regime is not None
    covered = sentence.covered()
    extra = [
        Mention("regime", "processing", "", n, n + 1)
        for n in sentence.places("processing")
        if (told or n == 0) and n not in covered and not _REGIME_VERBS.isdisjoint(sentence.words(n + 1, n + 2))
    ]
    if extra:
        sentence.add(extra)


_ROUTES = frozenset("channel scheme mode model regime arrangement method way route kind form manner system".split())
_BY = frozenset({"through", "under", "by", "via", "in", "of", "using", "with"})


def _name_same_regime(sentence: Sentence, context: Context) -> None:
    """ "Guangdong recorded 645.4 billion yuan through the same channel": the regime named last, in this sentence or before it."""
    for place in sentence.places("same"):
        if sentence.low[place - 1] != "the" or _ROUTES.isdisjoint(sentence.words(place + 1, place + 2)):
            continue
        named = [m.code for m in sentence.of("regime") if m.last < place]
        spoken = context.last.regime if context.last is not None and not context.last.blocked else None
        code = named[-1] if named else spoken
        opens = place == 1 or not _BY.isdisjoint(sentence.words(place - 2, place - 1))
        opens = opens or sentence.low[place + 1] in ("channel", "scheme", "regime", "arrangement")
        if code is not None and opens:
            sentence.add([Mention("regime", code, "", place, place + 2)])


_CHANNELS = frozenset({"channel", "scheme", "mode", "regime", "arrangement", "route", "model"})
_POINTING = frozenset({"the", "this", "that"})


def _name_channel(sentence: Sentence, context: Context) -> None:
    """ "Exports through the channel grew": the regime told of last, also where a sentence about none stands between."""
    spoken = context.last.regime if context.last is not None and not context.last.blocked else None
    code = spoken or next((f.regime for f in reversed(context.recent) if f.regime is not None), None) or context.regime
    if code is None:
        return
    for place in (p for word in _CHANNELS for p in sentence.places(word)):
        led = sentence.words(place - 2, place)
        routed = len(led) == 2 and led[0] in ("through", "via", "under", "by") and led[1] in _POINTING
        if routed and any(0 <= place - 2 - m.last <= 1 and m.graded("noun") for m in sentence.of("flow")):
            sentence.add([Mention("regime", code, "", place - 1, place + 1)])


_NET = frozenset({"online", "internet"})
_ABROAD = frozenset({"abroad", "overseas", "foreign"})


def _name_online(sentence: Sentence) -> None:
    """Exports, imports, and sales abroad that are made online: "Goods sold online to buyers overseas"."""
    covered = sentence.covered()
    dealt = [m for m in sentence.of("flow") if m.grade != "weak" or not _ABROAD.isdisjoint(sentence.said)]
    extra = []
    for n in (n for word in _NET for n in sentence.places(word)):
        first = n - 2 if sentence.words(n - 2, n) in (["over", "the"], ["via", "the"]) else n
        if n not in covered and any(m.first == n + 1 or first - 1 <= m.last <= first for m in dealt):
            extra.append(Mention("regime", "cross_border_ecommerce", "", n, n + 1))
    if extra:
        sentence.add(extra)
