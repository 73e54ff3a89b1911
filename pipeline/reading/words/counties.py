"""Counties and districts in English: "Dehua County", "Beilun District", "the county of Anxi", never the name alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from pipeline import vocabulary
from pipeline.reading.words.tokens import Token

KINDS = frozenset({"county", "district", "city"})
# In these regions names are rarely written in pinyin.
_OTHERWISE_WRITTEN = frozenset({"CN-NM", "CN-XJ", "CN-XZ", "CN-QH"})
_TAILS = {"县": "county", "区": "district", "市": "city"}


@cache
def _codes() -> dict[tuple[str, str], list[str]]:
    """The codes of a name and kind: ("Gulou", "district") are four."""
    found: dict[tuple[str, str], list[str]] = {}
    for code, entry in vocabulary.codes("region").items():
        kind = "district" if entry.kind == "district" else _TAILS.get(entry.name_zh[-1])
        if entry.kind not in ("county", "district") or kind is None or code[:5] in _OTHERWISE_WRITTEN:
            continue
        name = entry.name_en.removesuffix(" County").removesuffix(" District").rpartition(" ")[2]
        found.setdefault((name, kind), []).append(code)
    return found


def find(tokens: Sequence[Token], regions: Iterable[tuple[int, str]]) -> list[tuple[int, int, str]]:
    """Counties that a sentence names: first token, end, code. ``regions`` are the positions and codes of its other regions.

    A name that several places bear counts where one of them lies in the only province that the sentence names.

    >>> from pipeline.reading.words.tokens import tokenize
    >>> find(tokenize("the county of Anxi"), []), find(tokenize("Gulou District"), []), find(tokenize("Dehua ceramics"), [])
    ([(1, 4, 'CN-FJ/Anxi')], [], [])
    >>> find(tokenize("Gulou District, Fuzhou"), [(3, "CN-FJ/Fuzhou")])
    [(0, 2, 'CN-FJ/Gulou')]
    """
    found = []
    for at, token in enumerate(tokens):
        if token.low not in KINDS:
            continue
        first, last, name = at - 1, at + 1, tokens[at - 1].text if at else ""
        if [t.low for t in tokens[at + 1 : at + 2]] == ["of"] and at + 2 < len(tokens):
            first, last, name = at, at + 3, tokens[at + 2].text
        codes = _codes().get((name, token.low), [])
        if len(codes) > 1:
            around = {code[:5] for position, code in regions if code != "CN" and position != first}
            codes = [c for c in codes if around == {c[:5]}]
        if len(codes) == 1:
            found.append((first, last, codes[0]))
    return found
