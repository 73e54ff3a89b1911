"""The currency of amounts that are printed without one: 出口18.9亿, among amounts in dollars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.zh.quantities import SCALES


def settle_currency(sentences: Sequence[Sentence]) -> None:
    """Give amounts without a currency, read as yuan, that of the other amounts of their sentence, else of the text, where it is one.

    >>> from pipeline.reading.zh.scan import scan
    >>> text = "深圳出口18.9亿，东莞出口7.1亿美元。珠海出口3亿。广州出口20亿，合126亿元。"
    >>> told = scan(text, 0, len(text))
    >>> settle_currency(told)
    >>> [[m.quantity.unit for m in s.of("quantity")] for s in told]
    [['USD', 'USD'], ['CNY'], ['CNY', 'CNY']]
    """
    of_text = _currency(sentences)
    for sentence in sentences:
        for number, mention in enumerate(sentence.mentions):
            if mention.kind != "quantity" or not _is_bare(mention):
                continue
            currency = _currency([sentence]) or of_text
            if currency is not None and currency != mention.quantity.unit:
                sentence.correct(number, replace(mention, quantity=replace(mention.quantity, unit=currency)))


def _is_bare(mention: Mention) -> bool:
    return mention.quantity.kind == "money" and mention.quantity.unit_text in SCALES


def _currency(sentences: Iterable[Sentence]) -> str | None:
    """The one currency in which all amounts are that say theirs."""
    said = {
        m.quantity.unit for s in sentences for m in s.of("quantity") if m.quantity.kind == "money" and not _is_bare(m)
    }
    return said.pop() if len(said) == 1 else None
