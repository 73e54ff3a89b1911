"""Goods that only exemplify the group told of just before: "Farm produce stood out. Tomato paste and the like earned"."""

from __future__ import annotations

from pipeline import vocabulary
from pipeline.reading.frames.frames import Context
from pipeline.reading.words.mentions import Mention, Sentence

_SIGNS = frozenset({"like", "so", "etc", "such", "suchlike", "others", "other", "similar", "kind", "sort"})
_NOUNS = frozenset(
    "goods products items commodities articles things wares kinds lines merchandise stuff produce".split()
)
_LISTING = frozenset({",", "and", "or", "&"})
_MORE = (
    ("and", "the", "like"),
    ("or", "the", "like"),
    ("and", "so", "on"),
    ("and", "so", "forth"),
    ("and", "such", "like"),
    ("and", "suchlike"),
    ("and", "others"),
    ("among", "others"),
    (",", "etc", "."),
    (",", "etc"),
    ("etc", "."),
    ("etc",),
)
_KINDS = frozenset({"kind", "sort", "type"})


def name_exemplified(sentence: Sentence, context: Context) -> None:
    """ "Sunflower seeds, tomato paste and the like", behind farm produce, are farm produce; "such goods as apples" too."""
    if "commodity" not in sentence.kinds or _SIGNS.isdisjoint(sentence.said):
        return
    last = context.last
    told = [last.commodity if last is not None and not last.blocked else None, context.base().commodity]
    for listed in _lists(sentence):
        first = _opened(sentence, listed[0].first)
        closed = _closed(sentence, listed[-1].last)
        if first is None and closed is None:
            continue
        group = next((g for g in told if g is not None and all(_within(m.code, g) for m in listed)), None)
        if group is not None:
            begin, end = (listed[0].first if first is None else first), (closed or listed[-1].last)
            sentence.put([Mention("commodity", group, "", begin, end)])
            return


def _within(code: str, group: str) -> bool:
    return code != group and vocabulary.within(code, group)


def _lists(sentence: Sentence) -> list[list[Mention]]:
    """The goods of the sentence, those together that only commas and an "and" stand between."""
    found: list[list[Mention]] = []
    for mention in sentence.of("commodity"):
        if found and _LISTING.issuperset(sentence.words(found[-1][-1].last, mention.first)):
            found[-1].append(mention)
        else:
            found.append([mention])
    return found


def _closed(sentence: Sentence, place: int) -> int | None:
    """Where words end that say that a list closing at ``place`` is not all of its kind: "and so on", "and other such goods"."""
    behind = tuple(sentence.words(place, place + 7))
    for more in _MORE:
        if behind[: len(more)] == more:
            return place + len(more)
    if behind[:1] not in (("and",), ("or",)) or len(behind) < 3:
        return None
    if behind[1] == "similar" and behind[2] in _NOUNS:
        return place + 3
    if behind[1] == "other" and (behind[2] == "such" or behind[2] == "similar") and behind[3:4] and behind[3] in _NOUNS:
        return place + 4
    named = 3 if behind[1] == "other" and behind[2] in _NOUNS else 2 if behind[1] in _NOUNS else 0
    if named and behind[named : named + 2] in (("like", "these"), ("like", "them"), ("like", "that")):
        return place + named + 2
    if named and behind[named : named + 1] == ("of",) and len(behind) > named + 2 and behind[named + 2] in _KINDS:
        return place + named + 3
    return None


def _opened(sentence: Sentence, place: int) -> int | None:
    """Where words begin that say that what stands behind them are examples: "such goods as", "things like"."""
    before = sentence.words(place - 3, place)
    if len(before) == 3 and before[0] == "such" and before[1] in _NOUNS and before[2] == "as":
        return place - 3
    if len(before) == 3 and before[0] in _NOUNS and before[1:] == ["such", "as"]:
        return place - 3
    return place - 2 if len(before) > 1 and before[-2] in _NOUNS and before[-1] == "like" else None
