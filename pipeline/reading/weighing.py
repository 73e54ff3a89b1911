"""What weighing who reports has in common in all languages."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from pipeline.reading.mentions import Sentence


def cities_told_of(weights: Iterable[str], in_title: Container[str]) -> Iterator[tuple[str, str]]:
    """The cities among ``weights``, each with its province, whose weight may be the province's: where that is named as well, and
    the headline does not name the city alone.

    >>> list(cities_told_of(["CN-SD/Jinan", "CN-SD", "CN-ZJ/Yiwu", "CN/Yangtze River Delta"], set()))
    [('CN-SD/Jinan', 'CN-SD')]
    """
    named = dict.fromkeys(weights)
    for code in named:
        province = code.split("/")[0]
        if (
            "/" in code
            and not code.startswith("CN/")
            and province in named
            and (code not in in_title or province in in_title)
        ):
            yield code, province


def nation_by_currency(sentences: Iterable[Sentence]) -> str | None:
    """The nation, where a release that names no region counts its trade in yuan."""
    yuan = any(m.quantity.unit == "CNY" for s in sentences for m in s.of("quantity"))
    return "CN" if yuan else None
