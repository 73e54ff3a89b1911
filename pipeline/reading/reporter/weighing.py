"""What weighing who reports has in common in all languages."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from pipeline.reading.words.mentions import Sentence


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


_OF_MARKETS = frozenset({"exchange", "traded", "trading"})  # "copper in London traded at $8,620 a tonne"
_DEAREST = 100_000  # of anything that is quoted by the tonne or the barrel


def tells_price(sentence: Sentence) -> bool:
    """Whether a sentence quotes a price, and tells of no trade: "Coal at Qinhuangdao was quoted at 965 yuan a tonne". Where a price
    is paid says nothing of whose release it is."""
    if "quantity" not in sentence.kinds:
        return False
    for flow in sentence.of("flow"):
        if flow.grade != "weak" and sentence.low[flow.last - 1] not in _OF_MARKETS:
            return False
    money = [m.quantity for m in sentence.of("quantity") if m.quantity.kind == "money"]
    return bool(money) and all(not q.scaled and q.value < _DEAREST for q in money)


def of_letterhead(letterhead: Iterable[Sentence]) -> str | None:
    """The region that the name of a site names, the inmost of several that hold one another: "Yubei District, Chongqing", 宁波市商务局."""
    named = {m.code for s in letterhead for m in s.of("region")}
    inmost = max(named, key=len, default=None)
    return inmost if all(f"{inmost}/".startswith(f"{code}/") for code in named) else None


def names_china(said: Iterable[Sentence]) -> bool:
    """Whether a text names China or a place there, or counts in yuan: "the central region" alone may lie anywhere."""
    return any(
        "chinese" in s.said
        or any(m.quantity.unit == "CNY" for m in s.of("quantity"))
        or any(
            not m.code.startswith("CN/") or any(t.text[0].isupper() for t in s.tokens[m.first : m.last])
            for m in s.of("region")
        )
        for s in said
    )


def nation_by_currency(sentences: Iterable[Sentence]) -> str | None:
    """The nation, where a release that names no region counts its trade in yuan."""
    yuan = any(m.quantity.unit == "CNY" for s in sentences for m in s.of("quantity"))
    return "CN" if yuan else None
