"""Typed mentions over the tokens of a sentence."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

from pipeline.reading.words import months
from pipeline.reading.words.lexicon import Meaning
from pipeline.reading.words.quantities import Quantity
from pipeline.reading.words.tokens import Token

TOPIC_KINDS = frozenset(
    {"flow", "region", "home", "partner", "commodity", "regime", "enterprise", "zone", "transport", "other_topic"}
)


_FIRST = attrgetter("first")


@dataclass(slots=True)  # built by the thousand: a frozen one costs three times as much to make
class Mention:
    """A typed span of tokens, half-open. ``meaning`` is the first of its meanings; ``meanings`` all of them."""

    kind: str
    code: str
    grade: str
    first: int
    last: int
    meanings: tuple[Meaning, ...] = ()
    quantity: Quantity | None = None
    period: months.PeriodMention | None = None

    def graded(self, grade: str) -> bool:
        """Whether one of the readings of the word has the grade: "increase" is a verb and a noun."""
        return self.grade == grade or grade in [m.grade for m in self.meanings if m.kind == self.kind]

    def means(self, kind: str) -> Meaning | None:
        for meaning in self.meanings:
            if meaning.kind == kind:
                return meaning
        return None


@dataclass(slots=True)
class Sentence:
    """Tokens of one sentence and its mentions in order; token positions are counted within the sentence.

    What the readers ask of a sentence again and again is worked out once: ``low``, the tokens in lower case; ``said``, the set
    of them; ``kinds``, the mentions of each kind that there is; ``comparators``, of a period by its position, whether it is only
    compared with. Mentions change only by ``correct`` and ``hold``, which keep these true.
    """

    tokens: list[Token]
    starts: list[int]  # of each token, in the text
    mentions: Sequence[Mention]
    start: int
    end: int
    low: list[str] = field(init=False, repr=False, compare=False)
    said: frozenset[str] = field(init=False, repr=False, compare=False)
    kinds: dict[str, list[Mention]] = field(init=False, repr=False, compare=False)
    topics: list | None = field(init=False, repr=False, compare=False)  # once they are gathered
    doers: list[int] | None = field(init=False, repr=False, compare=False)  # once they are looked for
    comparators: dict[int, bool] = field(init=False, repr=False, compare=False)  # as far as it was asked
    scanned: Sequence[Mention] = field(default=(), repr=False, compare=False)  # the mentions before any was corrected
    opened: int | None = field(default=None, init=False, repr=False, compare=False)  # where its circumstance ends
    run_on: str | None = field(
        default=None, init=False, repr=False, compare=False
    )  # its tokens, once they were asked for
    theirs: str | None = field(
        default=None, init=False, repr=False, compare=False
    )  # how others may count, once it was asked
    filed: str | None = field(
        default=None, repr=False, compare=False
    )  # the region of the dateline that stood before it

    def __post_init__(self) -> None:
        self.low = [t.low for t in self.tokens]
        self.said = frozenset(self.low)
        self.hold(self.mentions)

    def afresh(self) -> Sentence:
        """The sentence as it was scanned, to be read once more."""
        return Sentence(self.tokens, self.starts, self.scanned, self.start, self.end, self.scanned, self.filed)

    def hold(self, mentions: Iterable[Mention]) -> None:
        """Take these mentions, in order, for those of the sentence."""
        self.mentions = tuple(mentions)
        self.topics = self.doers = self.theirs = None
        self.comparators = {}
        kinds: dict[str, list[Mention]] = {}
        self.kinds = kinds
        for mention in self.mentions:
            if mention.kind in kinds:
                kinds[mention.kind].append(mention)
            else:
                kinds[mention.kind] = [mention]

    def add(self, mentions: Iterable[Mention]) -> None:
        """Take these mentions as well, each where it stands."""
        self.hold(sorted([*self.mentions, *mentions], key=_FIRST))

    def put(self, mentions: Sequence[Mention]) -> None:
        """Take these mentions in the place of those that they overlap."""
        taken = {place for m in mentions for place in range(m.first, m.last)}
        kept = [m for m in self.mentions if taken.isdisjoint(range(m.first, m.last))]
        self.hold(sorted([*kept, *mentions], key=_FIRST))

    def text(self) -> str:
        """The tokens of the sentence in one, without what stands between them."""
        if self.run_on is None:
            self.run_on = "".join([token.text for token in self.tokens])
        return self.run_on

    def covered(self) -> set[int]:
        """The positions of the tokens that some mention holds."""
        return {place for m in self.mentions for place in range(m.first, m.last)}

    def correct(self, index: int, mention: Mention) -> None:
        """Put a mention in the place of the one with this index."""
        self.hold((*self.mentions[:index], mention, *self.mentions[index + 1 :]))

    def of(self, kind: str) -> Sequence[Mention]:
        """The mentions of a kind, in order.

        >>> from pipeline.reading.words.scan import scan
        >>> sentence = scan("Exports rose 3% to Japan, imports fell", 0, 38)[0]
        >>> [m.code for m in sentence.of("flow")], sentence.of("zone")
        (['export', 'import'], ())
        """
        return self.kinds.get(kind, ())

    def places(self, word: str) -> Sequence[int]:
        """The positions of a word in lower case."""
        if word not in self.said:
            return ()
        first = self.low.index(word)
        if self.low.count(word) == 1:
            return [first]
        return [n for n in range(first, len(self.low)) if self.low[n] == word]

    def span(self, mention: Mention) -> tuple[int, int]:
        """The characters of the text that a mention takes."""
        last = mention.last - 1
        return self.starts[mention.first], self.starts[last] + len(self.tokens[last].text)

    def words(self, first: int, last: int) -> list[str]:
        return self.low[first if first > 0 else 0 : last if last > 0 else 0]


def word_behind(sentence: Sentence, mention: Mention) -> str:
    """The word behind a mention, "" where it closes the sentence."""
    return sentence.low[mention.last] if mention.last < len(sentence.low) else ""


def word_before(sentence: Sentence, mention: Mention) -> str:
    """The word before a mention, "" where it opens the sentence."""
    return sentence.low[mention.first - 1] if mention.first else ""


def is_counted(sentence: Sentence, mention: Mention) -> bool:
    """Whether a number stands right before a mention: "268,000 cars"."""
    return any(m.last == mention.first for m in sentence.of("quantity"))


_TURN_CLOSES = frozenset({".", ";", ")"})


def deals_out(sentence: Sentence) -> bool:
    """Whether a sentence deals its figures out in order: "respectively", "in that order", "..., in turn."."""
    if "respectively" in sentence.said:
        return True
    return any(
        (sentence.low[m.last - 1] in ("order", "sequence") and m.last - m.first > 2)
        or m.last >= len(sentence.low)
        or sentence.low[m.last] in _TURN_CLOSES
        for m in sentence.of("respectively")
    )


def named_last(sentence: Sentence, kinds: Container[str]) -> Mention | None:
    """The last mention of one of the kinds, where the sentence names no other of its kind."""
    named = [m for m in sentence.mentions if m.kind in kinds]
    alone = named and len({m.code for m in named if m.kind == named[-1].kind}) == 1
    return named[-1] if alone else None


def sentences_before(passages: Iterable[tuple[object, list[Sentence]]]) -> dict[int, Sentence]:
    """The sentence right before each one in its passage, by the ``id`` of that."""
    return {id(sentence): before for _, sentences in passages for before, sentence in pairwise(sentences)}


def as_a_whole(words: list[str], place: int) -> bool:
    """Whether what ends at a position is told of "as a whole".

    >>> as_a_whole("exports of the city as a whole rose".split(), 4)
    True
    """
    return words[place : place + 3] == _AS_A_WHOLE


_AS_A_WHOLE = ["as", "a", "whole"]


def past_bracket(words: list[str], place: int) -> int:
    """The position behind a bracket of a few words that opens at a position ("335.1 billion yuan (up 4.9%) for Ningbo"), or the position."""
    if words[place : place + 1] != ["("]:
        return place
    return next((p + 1 for p in range(place, min(place + _BRACKET, len(words))) if words[p] == ")"), place)


_BRACKET = 12  # tokens


def possessive(words: Sequence[str], place: int) -> bool:
    """Whether a word in lower case is an apostrophe and s, printed either way."""
    return 0 <= place < len(words) and words[place] in ("'s", "’s")
