"""Cities and counties of one name in two provinces: Taizhou is Jiangsu's in a text about Jiangsu, Zhejiang's elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

from pipeline import vocabulary
from pipeline.reading.words import counties
from pipeline.reading.words.mentions import Mention, Sentence


@cache
def _bearers() -> dict[str, list[str]]:
    """The codes of the cities that share a name, by the name.

    >>> sorted(_bearers()["Taizhou"]), sorted(_bearers()["Yulin"])
    (['CN-JS/Taizhou', 'CN-ZJ/Taizhou'], ['CN-GX/Yulin', 'CN-SN/Yulin'])
    """
    found: dict[str, list[str]] = {}
    for use in ("name", "shared"):
        for surface, dimension, code in vocabulary.forms("en", use):
            if dimension == "region" and (use == "shared" or "/" in code):
                found.setdefault(surface, []).append(code)
    shared = {surface for surface, dimension, _ in vocabulary.forms("en", "shared") if dimension == "region"}
    return {surface: codes for surface, codes in found.items() if surface in shared}


@cache
def _in_lower_case() -> frozenset[str]:
    return frozenset(map(str.lower, _bearers()))


def tell_namesakes(sentences: list[Sentence]) -> None:
    """Read a name that two cities bear as that of the one in whose province, and beside whose cities, most of the text is."""
    bearers, low = _bearers(), _in_lower_case()
    said = [s for s in sentences if not low.isdisjoint(s.said)]
    of_counties = [s for s in sentences if not counties.KINDS.isdisjoint(s.said)]
    if of_counties:
        _tell_counties(of_counties, {m.code[:5] for s in sentences for m in s.of("region") if m.code[:3] == "CN-"})
    if not said:
        return
    told = Counter(
        m.code.split("/")[0] for s in sentences for m in s.of("region") if not _is_shared(s, m) and m.code != "CN"
    )
    for sentence in said:
        for place, token in enumerate(sentence.tokens):
            codes = bearers.get(token.text)
            if codes is None:
                continue
            # One of those that the text is about, the first bearer where it is about neither, or goes through many provinces.
            best = max(codes, key=lambda code: told[code.split("/")[0]])
            if told[best.split("/")[0]] > (len(told) > _MANY):
                _read_as(sentence, place, best)


_MANY = 4  # provinces that a text tells of; each is then named more than once where it is told of for itself


def _tell_counties(sentences: list[Sentence], provinces: set[str]) -> None:
    """Read "Longchuan County" as the one that lies in one of the ``provinces`` that the text names, where only one does."""
    for sentence in sentences:
        held = {place for m in sentence.of("region") for place in range(m.first, m.last)}
        told = {found for p in provinces for found in counties.find(sentence.tokens, [(-1, p)])}
        bearers = Counter((first, last) for first, last, _ in told)
        sentence.put(
            [
                Mention("region", code, "", first, last)
                for first, last, code in sorted(told)
                if bearers[first, last] == 1 and held.isdisjoint(range(first, last))
            ]
        )


def namesake_within(name: str, code: str, province: str | None) -> str:
    """The city of a ``province`` that bears a name which stands alone, as in a row of its table, else the one of ``code``.

    >>> namesake_within("Taizhou", "CN-ZJ/Taizhou", "CN-JS"), namesake_within("Taizhou", "CN-ZJ/Taizhou", "CN")
    ('CN-JS/Taizhou', 'CN-ZJ/Taizhou')
    """
    codes = _bearers().get(name.strip(), ()) if province not in (None, "CN") else ()
    return next((c for c in codes if c.startswith(f"{province}/")), code)


def _is_shared(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention is nothing but a name that two cities bear."""
    return mention.last == mention.first + 1 and sentence.tokens[mention.first].text in _bearers()


def _read_as(sentence: Sentence, place: int, code: str) -> None:
    """Take the name at a position for that of a city."""
    for index, mention in enumerate(sentence.mentions):
        if mention.first <= place < mention.last:
            if mention.kind == "region" and _is_shared(sentence, mention) and mention.code != code:
                sentence.correct(index, replace(mention, code=code, meanings=()))
            return
    sentence.add([Mention("region", code, "", place, place + 1)])
