"""An adjective alone that makes a narrower good with the noun above it: "of which electric", beneath "Motor vehicles"."""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline import vocabulary
from pipeline.reading.frames.frames import Context, Frame, altered
from pipeline.reading.words.mentions import Sentence
from pipeline.reading.words.tokens import tokenize

_OPENING = (
    ("of", "which"),
    ("of", "these"),
    ("of", "those"),
    ("of", "them"),
    ("of", "that"),
    ("among", "them"),
    ("among", "these"),
    ("thereof",),
    ("including",),
)
_LONGEST = 8  # tokens of such a line
_ADJECTIVE = 3
_CLOSING = frozenset({"ones", "only", "alone", "."})


@lru_cache(maxsize=512)
def splits(line: str) -> tuple[str, ...]:
    """The adjective of a line that only says what part of the goods above it is told of.

    >>> splits("of which: fully electric ones"), splits("of which Vietnam rose"), splits("electric")
    (('fully', 'electric'), ('vietnam', 'rose'), ())
    """
    if len(line) > 60 or not any(words[0] in line.lower() for words in _OPENING):
        return ()
    low = tuple(token.low for token in tokenize(line.strip(" -–—•")))
    opening = next((words for words in _OPENING if low[: len(words)] == words), None)
    if opening is None or len(low) > _LONGEST:
        return ()
    rest = [w for w in low[len(opening) :] if w not in (":", ",", "the", "-", "–", "—")]
    while rest and rest[-1] in _CLOSING:
        rest.pop()
    return tuple(rest) if len(rest) <= _ADJECTIVE else ()


@cache
def _surfaces() -> dict[str, str]:
    """The code of a good by its form, its words parted by spaces."""
    return {
        surface.lower().replace("-", " "): code
        for use in ("weak", "name")
        for surface, dimension, code in vocabulary.forms("en", use)
        if dimension == "commodity"
    }


@cache
def narrower(adjective: tuple[str, ...], good: str) -> str | None:
    """The good within another that an adjective makes with one of its names, None where there is none.

    >>> narrower(("electric",), "automobiles"), narrower(("frozen",), "food"), narrower(("electric",), "fruits")
    ('electric_vehicles', 'frozen_food', None)
    """
    known = vocabulary.codes("commodity").get(good)
    for form in known.forms if known is not None and adjective else ():
        if form.language == "en":
            code = _surfaces().get(" ".join((*adjective, form.surface.lower().replace("-", " "))))
            if code is not None and vocabulary.within(code, good):
                return code
    return None


def narrowed(line: str, good: str | None) -> str | None:
    """The good that a line splits off another: electric vehicles, for "of which electric" beneath automobiles."""
    return narrower(splits(line), good) if good is not None else None


def stay_within(context: Context, sentences: list[Sentence], line: str, outer: Frame) -> None:
    """Go on in the section above, of ``outer``, with what a heading splits off its good: "Of which: electric", beneath "Car exports"."""
    good = narrowed(line, outer.commodity) if len(sentences) == 1 else None
    if good is not None:
        context.section = altered(outer, commodity=good)
        context.last = altered(context.base(), flow=outer.flow or "total")
