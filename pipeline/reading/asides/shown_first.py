"""What a sentence only shows before it tells its figures: "Air fryers from Cixi, freezers from Qingdao: in 2024 China exported", "No
other province sells as much food; 21.3 percent of farm exports come from here"."""

from __future__ import annotations

from pipeline.reading.topics.topics import topics
from pipeline.reading.words.mentions import Sentence

_TELLING = frozenset({"quantity", "direction", "share", "flow", "other_topic", "anaphor", "enterprise", "regime"})
_JOINING = frozenset({",", "and", "or", "&", "from", "of", "in", "for", "the", "a", "an", "some", "made", "by", "even"})
_PARTS = frozenset({",", "and", "or"})
_AGAIN = frozenset("them these those such it they their both two three four".split())


def leave_shown(sentence: Sentence) -> None:
    """Take out the goods, and where they are from, that are only shown before a colon, the trade of a place in others, or in all,
    being told behind it."""
    _leave_others(sentence)
    if ":" not in sentence.said or "commodity" not in sentence.kinds:
        return
    colon = sentence.low.index(":")
    if not any(m.first < colon for m in sentence.of("commodity")) or not _lists(sentence, colon):
        return
    figure = next((m.first for m in sentence.of("quantity") if m.first > colon), len(sentence.low))
    told = [
        t for t in topics(sentence) if colon < t.first < figure
    ]  # but "Furniture: 9.6 billion yuan of the city's exports"
    owned = any(t.home or "region" in t.codes for t in told)
    if not owned or not any(t.flows or t.weak_flow for t in told) or not _AGAIN.isdisjoint(sentence.low[colon:]):
        return  # "Cars and chips: the city sold 30 billion yuan of them"
    if not _PARTS.isdisjoint(sentence.low[:colon]) or any("commodity" in t.codes for t in told):
        sentence.hold([m for m in sentence.mentions if m.first > colon or m.kind not in ("commodity", "region")])


_NOBODY = (["no", "other"], ["no", "one"], ["few", "other"], ["nobody", "else"], ["nowhere", "else"])
_CLOSING = frozenset({";", ":", "—", "--", "–"})


def _leave_others(sentence: Sentence) -> None:
    """Take out what an opening clause without a figure says that no other does: "No other province sells as much food; "."""
    if sentence.low[:2] not in _NOBODY:
        return
    closing = next((n for n, word in enumerate(sentence.low) if word in _CLOSING), None)
    if closing is None or any(m.first < closing for m in sentence.of("quantity")):
        return
    if any(m.first < closing for m in sentence.of("commodity")):
        sentence.hold([m for m in sentence.mentions if m.first > closing])


def _lists(sentence: Sentence, colon: int) -> bool:
    """Whether nothing but a list of nouns stands before a colon."""
    covered: set[int] = set()
    for mention in sentence.mentions:
        if mention.first < colon:
            if mention.kind in _TELLING:
                return False
            covered.update(range(mention.first, mention.last))
    low = sentence.low
    for place in range(colon):
        if place in covered or low[place] in _JOINING:
            continue
        alone = (place == 0 or low[place - 1] in _PARTS) and (low[place + 1] in _JOINING or place + 1 == colon)
        if not alone:
            return False  # but "fans from Zhongshan"
    return True
