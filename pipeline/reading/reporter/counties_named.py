"""Counties by their bare names, in a text that goes on about "the county" and names the province that it lies in."""

from __future__ import annotations

from collections import Counter
from functools import cache

from pipeline import vocabulary
from pipeline.reading.frames.placing import MUNICIPALITIES
from pipeline.reading.reporter.districts import by_name
from pipeline.reading.words.mentions import Mention, Sentence, possessive

_OFTEN = 3  # times that a name has to stand in the text
_SHORTEST = 5  # letters, for shorter names are those of people as well
# "Jinxiang Port", "a Qinghe mill": what is there, not the county.
_THERE = frozenset({"plant", "factory", "mill", "port", "airport", "station", "road", "street", "bay", "river"})


@cache
def _codes() -> dict[str, list[str]]:
    """The counties and districts outside the municipalities by their names in English."""
    return {
        name: outside
        for name, codes in by_name().items()
        if len(name) >= _SHORTEST and (outside := [c for c in codes if c.split("/")[0] not in MUNICIPALITIES])
    }


def name_counties(title: list[Sentence], body: list[Sentence]) -> None:
    """Read the bare names of counties that a text names again and again, and calls a county: "Jinxiang grows garlic ... the county's
    exports", where it names their province too; those of cities, in a text that speaks of county-level ones; and that of the only one that
    a headline names as having trade, or that the text names in full."""
    sentences = [*title, *body]
    if (only := _headlined(title, body) or _in_full(sentences)) is not None:
        for sentence in sentences:
            found = [
                Mention("region", only, "", at, at + 1) for at, code in _named(sentence, {only[:5]}) if code == only
            ]
            if found:
                sentence.add(found)
        return
    leveled = any(
        "county" in s.said and any(s.words(p + 1, p + 2) == ["level"] for p in s.places("county")) for s in sentences
    )
    if not leveled and not any("county" in s.said and _trades_itself(s) for s in sentences):
        return
    provinces = {m.code[:5] for s in sentences for m in s.of("region")}
    counts = Counter(code for s in sentences for _, code in _named(s, provinces))
    often = {code for code, count in counts.items() if count >= _OFTEN}
    if leveled:
        often |= {code for code in counts if vocabulary.codes("region")[code].name_zh.endswith("市")}
    for sentence in sentences if often else ():
        found = [
            Mention("region", code, "bare" if counts[code] < _OFTEN else "", at, at + 1)
            for at, code in _named(sentence, provinces)
            if code in often
        ]
        if found:
            sentence.add(found)


def _headlined(title: list[Sentence], body: list[Sentence]) -> str | None:
    """The county that owns trade in the headline, where the text calls a place "the county" or "the district" and names its province:
    "Yongqing's foreign trade grows", where "the county's imports and exports" were told by Hebei's customs."""
    if not any(_trades_itself(s, kind) for s in body for kind in ("county", "district", "city") if kind in s.said):
        return None
    provinces = {m.code[:5] for s in (*title, *body) for m in s.of("region")}
    named = {
        code
        for s in title
        for at, code in _named(s, provinces)
        if possessive(s.low, at + 1) and any(m.first == at + 2 and m.grade == "noun" for m in s.of("flow"))
    }
    return named.pop() if len(named) == 1 else None


def _in_full(sentences: list[Sentence]) -> str | None:
    """The county that is the only place that a text names in full, "Zouping County", and again without."""
    named = {m.code for s in sentences for m in s.of("region")}
    code = named.pop() if len(named) == 1 else ""
    if not code or vocabulary.codes("region")[code].kind not in ("county", "district"):
        return None
    return code if any(found == code for s in sentences for _, found in _named(s, {code[:5]})) else None


def _trades_itself(sentence: Sentence, kind: str = "county") -> bool:
    """Whether a sentence is about the trade of "the county", or place of another kind: "the county's exports", "the county shipped"."""
    flows = sentence.of("flow")
    return any(
        sentence.low[at - 1] == "the"
        and any(0 <= m.first - at - 1 - possessive(sentence.low, at + 1) <= 1 for m in flows)
        for at in sentence.places(kind)
        if at
    )


def _named(sentence: Sentence, provinces: set[str]) -> list[tuple[int, str]]:
    """The positions and codes of counties of some provinces whose names stand in a sentence and are nothing else there."""
    known, covered = _codes(), None
    found = []
    for at, token in enumerate(sentence.tokens):
        codes = [c for c in known.get(token.text, ()) if c[:5] in provinces]
        if len(codes) != 1:
            continue
        covered = covered or sentence.covered()
        if at not in covered and _THERE.isdisjoint(sentence.words(at + 1, at + 2)):
            found.append((at, codes[0]))
    return found
