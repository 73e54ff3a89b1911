"""The words that the reader knows, as a trie over stemmed tokens, and the mentions found with it."""

from __future__ import annotations

import gc
from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import NamedTuple

import tomli

from pipeline import vocabulary
from pipeline.reading.words.tokens import Token, stem, tokenize

# Where two meanings claim the same words, the earlier kind wins; equal words within one kind are a vocabulary defect.
_KIND_ORDER = (
    "terms",
    "respectively",
    "flow",
    "other_topic",
    "zone",
    "regime",
    "enterprise",
    "partner",
    "region",
    "home",
    "commodity",
    "transport",
    "share",
    "direction",
    "approx",
    "projection",
    "anaphor",
)
_VOWELS = "aeiou"


THE_ZONE = "@"  # the zone last named

# Articles and quotation marks may stand inside a form: "countries along the "Belt and Road"".
_PASSED_OVER = frozenset({"the", '"', "“", "”", "'", "‘", "’"})
_LED_PAST = _PASSED_OVER | {"&"}  # which stands for "and"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a surface form says: a kind ("flow", "partner", "direction" ...), a code, and its grade.

    ``grade`` is "" for a plain form, "weak" for one that means it only in a fitting place, "adjective" for a demonym,
    "customs" for an office that stands for its region, or the part of speech ("verb", "noun", "adjective").
    """

    kind: str
    code: str
    grade: str = ""


class _Entry(NamedTuple):
    words: tuple[str, ...]
    meaning: Meaning
    cased: bool  # whether some word has to be written as the vocabulary writes it


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    entries: list[_Entry] = field(default_factory=list)  # best kind first
    meanings: tuple[Meaning, ...] = ()  # of the entries
    cased: bool = False  # whether one of them is

    def add(self, entry: _Entry) -> None:
        insort(self.entries, entry, key=lambda e: _rank(e.meaning))
        self.meanings = tuple([e.meaning for e in self.entries])
        self.cased = self.cased or entry.cased


def inflections(base: str, irregular: dict[str, list[str]]) -> list[str]:
    """All forms of a verb, its particle kept in place.

    >>> inflections("edge up", {})
    ['edge up', 'edges up', 'edged up', 'edging up']
    >>> inflections("drop", {"drop": ["drops", "dropped", "dropping"]})
    ['drop', 'drops', 'dropped', 'dropping']
    """
    verb, _, particle = base.partition(" ")
    if verb in irregular:
        forms = [verb, *irregular[verb]]
    elif verb.endswith("e"):
        forms = [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        forms = [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    elif verb.endswith(("ch", "sh", "s", "x")):
        forms = [verb, verb + "es", verb + "ed", verb + "ing"]
    else:
        forms = [verb, verb + "s", verb + "ed", verb + "ing"]
    return [f"{form} {particle}".strip() for form in forms]


class Lexicon:
    """Longest-match search for known words over tokens."""

    def __init__(self, forms: Iterator[tuple[str, Meaning]]) -> None:
        self._root = _Node()
        for surface, meaning in forms:
            self._add(surface, meaning)

    def _add(self, surface: str, meaning: Meaning) -> None:
        words = tuple(t.text for t in tokenize(surface))
        node = self._root
        for word in words:
            node = node.children.setdefault(stem(word), _Node())
        entry = _Entry(words, meaning, any(not w.islower() and w[0].isalpha() for w in words))
        if entry not in node.entries:
            node.add(entry)

    def find(self, tokens: list[Token], taken: set[int]) -> list[tuple[int, int, tuple[Meaning, ...]]]:
        """Stretches of tokens, half-open, with all their meanings, best kind first: leftmost longest, in text order, none
        overlapping another; none enters a token position in ``taken``."""
        found = []
        root = self._root.children
        free = 0
        for position, node in enumerate([root.get(token.stem) for token in tokens]):
            if node is None or position < free or position in taken:
                continue
            if not node.entries and position + 1 < len(tokens):
                following = tokens[position + 1]
                if following.stem not in node.children and following.low not in _LED_PAST:
                    continue  # of the words that longer forms begin with, most begin none where they stand
            best = _longest(node, tokens, position, taken)
            if best is not None and tokens[position].low == "the" and best[1] > position + 1:
                # "the zones under customs supervision" are no zone that was named before, "the countries along the routes" no reporter
                further = _longest(root.get(tokens[position + 1].stem), tokens, position + 1, taken)
                longer = further is not None and further[1] > best[1] and further[2][0].kind in _NAMED_BEHIND_THE
                best = further if longer else best
            if best is not None:
                found.append(best)
                free = best[1]
        return found


_NAMED_BEHIND_THE = frozenset({"zone", "partner"})


def _longest(
    node: _Node | None, tokens: list[Token], position: int, taken: set[int]
) -> tuple[int, int, tuple[Meaning, ...]] | None:
    """The longest known stretch that begins at a position, where ``node`` is that of its first word."""
    best = None
    at, count = position, len(tokens)
    while node is not None:
        at += 1
        if node.entries:
            meanings = node.meanings
            if node.cased:
                meanings = tuple(
                    [m for words, m, cased in node.entries if not cased or _case_fits(words, tokens, position)]
                )
            if meanings:
                best = position, at, meanings
        if not node.children or at >= count or at in taken:
            break
        token = tokens[at]
        following = node.children.get("and" if token.text == "&" else token.stem)
        while following is None and token.low in _PASSED_OVER and at + 1 < count and at + 1 not in taken:
            at += 1
            token = tokens[at]
            following = node.children.get(token.stem)
        node = following
    return best


def _rank(meaning: Meaning) -> tuple[bool, int]:
    return meaning.grade == "weak", _KIND_ORDER.index(meaning.kind)


def _case_fits(words: tuple[str, ...], tokens: list[Token], position: int) -> bool:
    for offset, word in enumerate(words):
        while offset and tokens[position + offset].low in _PASSED_OVER and stem(word) != tokens[position + offset].stem:
            position += 1
        text = tokens[position + offset].text
        if word == text or word.islower() or not word[0].isalpha():
            continue
        if word.isupper() and len(word) > 1:
            bare = text[:-1] if text.endswith("s") and not text.isupper() else text
            if bare != word:
                return False
        elif word[0].isupper() and not text[0].isupper():
            return False
    return True


def _language_forms(language: str) -> Iterator[tuple[str, Meaning]]:
    """The grammar's own words, from ``language_<language>.toml``."""
    data = tomli.loads(
        resources.files("pipeline.vocabulary").joinpath(f"language_{language}.toml").read_text(encoding="utf-8")
    )
    irregular = data["irregular"]

    def verbs(bases: list[str], kind: str, code: str) -> Iterator[tuple[str, Meaning]]:
        for base in bases:
            for form in inflections(base, irregular):
                yield form, Meaning(kind, code, "verb")

    for code in ("total", "export", "import"):
        words = data["flow"][code]
        for form in words["nouns"]:
            yield form, Meaning("flow", code, "noun")
        yield from verbs(words["verbs"], "flow", code)
        for form in words.get("phrases", ()):
            yield form, Meaning("flow", code, "verb")
        for form in words["weak"]:
            yield form, Meaning("flow", code, "weak")
    for sign, forms in data["flow"]["balance"].items():
        for form in forms:
            yield form, Meaning("flow", "balance", sign)
    for code, words in data["direction"].items():
        yield from verbs(words.get("verbs", []), "direction", code)
        for part, grade in (("nouns", "noun"), ("adjectives", "adjective")):
            for form in words.get(part, ()):
                yield form, Meaning("direction", code, grade)
    yield from verbs(data["share"]["verbs"], "share", "share")
    for form in data["share"]["nouns"]:
        yield form, Meaning("share", "share", "noun")
    for code, sign in (("about", "~"), ("over", ">"), ("under", "<")):
        for form in data["approx"][code]:
            yield form, Meaning("approx", sign)
    for form in data["zone_home"]["words"]:
        yield form, Meaning("zone", THE_ZONE)
    for code, forms in data["terms"].items():
        for form in forms:
            yield form, Meaning("terms", code)
    for code in data["terms"]:
        for form in data["currency"][code]:
            if form.isascii() and form[0].isalpha():
                for pattern in ("in {}", "in {} terms", "in {}s", "in {}-denominated terms"):
                    yield pattern.format(form), Meaning("terms", code)
    for code, forms in data["home"].items():
        for form in forms:
            yield form, Meaning("home", code)
    for form in data["other_topic"]["nouns"]:
        yield form, Meaning("other_topic", form)
    for kind, key in (("projection", "words"), ("anaphor", "words"), ("respectively", "words")):
        for form in data[kind][key]:
            yield form, Meaning(kind, form)


def code_forms(language: str) -> Iterator[tuple[str, Meaning]]:
    """Every spelling of every code in a language, with what it means; as the vocabulary orders them."""
    for use in vocabulary.USES:
        for surface, dimension, code in vocabulary.forms(language, use):
            if use == "shared" and dimension != "commodity":
                continue  # of goods, the one that is spoken of is meant ("bikes"); of places, the first bearer
            if dimension == "region" and use in ("weak", "adjective"):
                continue  # "the country", "Chinese": [home] of the language file says when they name a reporter
            yield surface, Meaning(dimension, _stated_code(dimension, code), "" if use == "name" else use)


# A release's breakdown by regime, enterprise or transport is coded at the level at which customs publishes it.
_PUBLISHED = frozenset({"regime", "enterprise", "transport"})


def _stated_code(dimension: str, code: str) -> str:
    """The code that a figure gets: small-scale border trade is border trade."""
    if dimension not in _PUBLISHED:
        return code
    entry = vocabulary.codes(dimension)[code]
    while entry.parents:
        entry = vocabulary.codes(dimension)[entry.parents[0]]
    return entry.code


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, built once per process."""

    def forms() -> Iterator[tuple[str, Meaning]]:
        yield from _language_forms(language)
        yield from code_forms(language)

    built = Lexicon(forms())
    gc.freeze()  # a hundred thousand objects that live as long as the process: the collector need not walk them again and again
    return built
