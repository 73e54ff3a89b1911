"""Districts of a municipality or a city by their bare names, in a release that says that they are districts."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from functools import cache

from pipeline import vocabulary
from pipeline.reading.frames.placing import MUNICIPALITIES
from pipeline.reading.words.mentions import Mention, Sentence, possessive
from pipeline.reading.words.telling import AMOUNTED

_WORDS = frozenset({"district", "districts", "county", "counties"})
_FAR = 8  # tokens from a name to the word for what it is: "Jiangjin, a riverside district"
# "The Yubei plant", "Jiangbei Airport": what is there, not the district.
_THERE = frozenset({"plant", "factory", "campus", "base", "port", "airport", "station", "hub"})


@cache
def by_name() -> dict[str, list[str]]:
    """All districts and counties, by their names in English."""
    found: dict[str, list[str]] = {}
    for code, entry in vocabulary.codes("region").items():
        if entry.kind in ("district", "county"):
            found.setdefault(entry.name_en, []).append(code)
    return found


@cache
def _codes() -> dict[str, list[str]]:
    """The districts and counties of municipalities and of cities, by name."""
    within = {name: [c for c in codes if _around(c) is not None] for name, codes in by_name().items()}
    return {name: codes for name, codes in within.items() if codes}


@cache
def _around(code: str) -> str | None:
    """The municipality that a district or county is of, or the city that a district is of; None for all else, of which stories are told
    under the city's figures ("Jinxiang's white gold").

    >>> _around("CN-CQ/Yubei"), _around("CN-GD/Nanhai"), _around("CN-GD/Foshan")
    ('CN-CQ', 'CN-GD/Foshan', None)
    """
    home, entry = code.split("/")[0], vocabulary.codes("region")[code]
    if home in MUNICIPALITIES or not (entry.kind == "district" or (entry.name_zh or "").endswith("区")):
        return home if home in MUNICIPALITIES else None
    return _city(code)


def name_districts(title: list[Sentence], body: list[Sentence], letterhead: list[Sentence]) -> None:
    """Read the bare names of districts that headline or text call districts of a municipality or city named there or by the publisher, and
    "the district" where there is one only."""
    sentences = [*title, *body]
    _put_areas(sentences)
    named = {m.code for s in (*sentences, *letterhead) for m in s.of("region")}
    homes = {c.split("/")[0] for c in named} & MUNICIPALITIES | {c for c in named if "/" in c and _around(c) is None}
    if not homes:
        return
    called = dict(_with_a_share(sentences, homes)) | dict(_recording(sentences, homes))
    if any(not _WORDS.isdisjoint(s.said) for s in sentences) or _owners(sentences):
        called |= dict(_called(title, sentences, homes)) or _only_one(sentences, homes)
    if called:
        for sentence in sentences:
            _put(sentence, called)
        _put_others(sentences, called)


def district_within(name: str, home: str | None) -> str | None:
    """The district of a municipality or city ``home`` that bears a name which stands alone, as in a row of its table.

    >>> district_within("Nanhai", "CN-GD/Foshan"), district_within("Nanhai", "CN-GD")
    ('CN-GD/Nanhai', None)
    """
    codes = [c for c in _codes().get(name.strip(), ()) if _around(c) == home]
    return codes[0] if len(codes) == 1 else None


def _put_areas(sentences: list[Sentence]) -> None:
    """Read the first word of a new area that a text names in full as its name: "Liangjiang provided 42.2 percent of it"."""
    named = {
        s.tokens[m.first].text: m.code
        for s in sentences
        for m in s.of("region")
        if s.words(m.first + 1, m.last) == ["new", "area"]
    }
    for sentence in sentences if named else ():
        covered = sentence.covered()
        found = [
            Mention("region", named[token.text], "", place, place + 1)
            for place, token in enumerate(sentence.tokens)
            if token.text in named and place not in covered and _THERE.isdisjoint(sentence.words(place + 1, place + 2))
        ]
        if found:
            sentence.add(found)


def _only_one(sentences: list[Sentence], homes: set[str]) -> dict[str, str]:
    """The one district of a municipality that a release names which goes on about "the district"."""
    if not any("district" in s.said and ("the", "district") in itertools.pairwise(s.low) for s in sentences):
        return {}
    known = _codes()
    near = homes & MUNICIPALITIES
    named = {(t.text, c) for s in sentences for t in s.tokens for c in known.get(t.text, ()) if _around(c) in near}
    return dict(named) if len(named) == 1 else {}


def _called(title: list[Sentence], sentences: list[Sentence], homes: set[str]) -> Iterable[tuple[str, str]]:
    """The names that are said to be those of districts, or label several items, with their codes."""
    known = _codes()
    labels = {s.tokens[0].text for s in sentences if s.words(1, 2) and s.low[1] in _BEHIND_LABEL}
    told = [(name, c) for name in sorted(labels) for c in known.get(name, ()) if _around(c) in homes]
    if len(told) > 1:
        yield from told  # "Yubei. Airport, bonded port, more laptops", under "Which district trades the most?"
    for sentence in sentences:
        in_title = any(sentence is s for s in title)
        for place, token in enumerate(sentence.tokens):
            if token.text not in known:
                continue
            codes = [c for c in known[token.text] if _around(c) in homes]
            if len(codes) != 1:
                continue
            if (
                in_title
                or _owns_trade(sentence, place)
                or "districts" in sentence.said
                or not _WORDS.isdisjoint(sentence.words(place - 3, place + _FAR))
            ):
                yield token.text, codes[0]


def _owners(sentences: list[Sentence]) -> bool:
    """Whether the bare name of a district owns trade somewhere."""
    known = _codes()
    return any(
        t.text in known and _owns_trade(s, place)
        for s in sentences
        if "flow" in s.kinds and "quantity" in s.kinds
        for place, t in enumerate(s.tokens)
    )


def _owns_trade(sentence: Sentence, place: int) -> bool:
    """Whether a name owns trade of which a figure is told, or opens the sentence as what has it: "Jiangjin's foreign trade grew 31.2%",
    "Jiulongpo, with its motorcycle belt, saw trade climb 15.1%"."""
    if place + 1 >= len(sentence.low) or "quantity" not in sentence.kinds:
        return False
    if possessive(sentence.low, place + 1):
        return any(m.first == place + 2 and m.grade == "noun" for m in sentence.of("flow"))
    verb = _past_aside(sentence, place + 1)
    if place or not verb or sentence.low[verb] not in _SEEING:
        return False
    return any(verb < m.first <= verb + _NEAR and m.grade == "noun" for m in sentence.of("flow"))


def _recording(sentences: list[Sentence], homes: set[str]) -> Iterable[tuple[str, str]]:
    """The counties of a city that open a sentence as what recorded trade both ways: "Jiaozhou itself recorded imports and exports of"."""
    for sentence in sentences:
        verb = 1 + (sentence.words(1, 2) in (["itself"], ["alone"]))
        if sentence.words(verb, verb + 1) and sentence.low[verb] in _SEEING and "quantity" in sentence.kinds:
            traded = any(m.first == verb + 1 and m.code == "total" and m.grade == "noun" for m in sentence.of("flow"))
            named = by_name().get(sentence.tokens[0].text, ()) if traded else ()
            codes = [c for c in named if vocabulary.codes("region")[c].kind == "county" and _city(c) in homes]
            if len(codes) == 1:
                yield sentence.tokens[0].text, codes[0]


def _city(code: str) -> str | None:
    """The city that a county or district is of."""
    return next((p for p in vocabulary.codes("region")[code].parents if "/" in p), None)


_SEEING = frozenset({"saw", "recorded", "posted", "registered", "reported", "had", "achieved", "booked"})
_NEAR = 4  # tokens from the verb to the trade


def _past_aside(sentence: Sentence, place: int) -> int:
    """The position behind what is said of a name between commas, or the position where nothing is; 0 where no comma closes it."""
    if sentence.words(place, place + 1) != [","]:
        return place
    return next(
        (p + 1 for p in range(place + 1, min(place + _ASIDE, len(sentence.low) - 1)) if sentence.low[p] == ","), 0
    )


_ASIDE = 12  # tokens


def _with_a_share(sentences: list[Sentence], homes: set[str]) -> Iterable[tuple[str, str]]:
    """The names that open a sentence about their share in the municipality: "Pudong accounted for 59.9 percent of Shanghai's trade"."""
    known = _codes()
    for sentence in sentences:
        share = next(iter(sentence.of("share")), None)
        codes = [c for c in known.get(sentence.tokens[0].text, ()) if _around(c) in homes]
        whole = any(m.kind in ("region", "home") for m in sentence.mentions)
        if len(codes) == 1 and whole and share is not None and share.first == _past_aside(sentence, 1):
            yield sentence.tokens[0].text, codes[0]


_BEHIND_LABEL = frozenset({".", ":", "–", "—", "--"})
_BEFORE = frozenset({",", ";", "and", "while", "whereas", "but", "by", "for", "with"})
_TELLING = frozenset(
    (
        "with had did went recorded handled traded exported imported accounted followed saw posted "
        "registered booked contributed made managed ranked where alone shipped sold sent bought"
    ).split()
).union(AMOUNTED, _SEEING)


def _put_others(sentences: list[Sentence], called: dict[str, str]) -> None:
    """Read the names of further districts of the same municipality, of which sentences with an amount tell, beside those that are called so:
    "Shapingba district did 341.7 billion yuan. Yubei followed with 218.6 billion, Jiangbei with 61.2 billion"."""
    home = {_around(code) for code in called.values()}
    known = _codes()
    for sentence in sentences:
        if "quantity" not in sentence.kinds or "zone" in sentence.kinds:
            continue
        covered = sentence.covered()
        extra = []
        for place, token in enumerate(sentence.tokens):
            codes = [c for c in known.get(token.text, ()) if _around(c) in home]
            behind = sentence.tokens[place + 2 : place + 3]
            pair = sentence.words(place + 1, place + 2) == ["and"] and bool(behind) and behind[0].text in known
            if len(codes) == 1 and place not in covered and _is_subject(sentence, place + 2 * pair, place):
                extra.append(Mention("region", codes[0], "", place, place + 1))
        if extra:
            sentence.add(extra)


def _is_subject(sentence: Sentence, place: int, first: int) -> bool:
    """Whether a name, or the pair that it closes, opens a clause at ``first``, and a figure, a verb or what it owns or is follows: "Yubei
    came to", "dwarfed by Shapingba, where", "Fuling and Changshou posted", "In Wanzhou, 250 km to the east, trade doubled"."""
    if first and sentence.low[first - 1] == "little" and sentence.words(first - 2, first - 1) in ([","], []):
        first -= 1  # "Out west, little Bishan managed 3.7 billion yuan"
    if first and sentence.low[first - 1] not in _BEFORE:
        return first == 1 and sentence.low[0] == "in" and sentence.words(place + 1, place + 2) == [","]
    behind = sentence.words(place + 1, place + 2)
    if not behind or not _THERE.isdisjoint(behind):
        return False
    return (
        behind[0] in _TELLING
        or behind[0] in ("'s", "’s", ",")
        or any(
            m.first == place + 1 for m in (*sentence.of("quantity"), *sentence.of("direction"), *sentence.of("share"))
        )
    )


def _put(sentence: Sentence, called: dict[str, str]) -> None:
    """Add mentions of the districts that a sentence names."""
    covered = sentence.covered()
    only = next(iter(called.values())) if len(called) == 1 else None
    extra = []
    for place, token in enumerate(sentence.tokens):
        if place in covered:
            continue
        code = called.get(token.text)
        if code is not None:
            behind = sentence.words(place + 1, place + 2)
            last = place + 1 + (behind in (["district"], ["county"]))
            if _THERE.isdisjoint(behind) and covered.isdisjoint(range(place, last)):
                extra.append(Mention("region", code, "", place, last))
        elif only is not None and token.low == "district" and sentence.words(place - 1, place) == ["the"]:
            extra.append(Mention("region", only, "", place, place + 1))
    if extra:
        sentence.add(extra)
