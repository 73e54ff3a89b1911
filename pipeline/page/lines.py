"""Where on a page a date may stand: the lines about the headline, ``time`` elements, and the end of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.page.dates import Lines
from pipeline.page.furniture import named
from pipeline.page.text import SENTENCE_END, squeeze

_NEAR = 80  # elements after the headline
_ABOVE = 25  # elements before it
_PROSE = 160  # a line of this length, or of half with a sentence's end, begins the article
_TAIL = 3000
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "big",
        "em",
        "font",
        "i",
        "small",
        "span",
        "strong",
        "time",
        "u",
        "label",
        "cite",
        "bdi",
        "sup",
        "sub",
    )
)


def date_lines(order: list[etree._Element], headline: etree._Element | None) -> Lines:
    """Of the body's elements in order: lines from the headline to the article's first (all lines where no headline is
    shown), the few above the headline, the dates of ``time`` and the like elements there, and the page's last characters."""
    start = order.index(headline) if headline is not None else 0
    near = []
    if headline is not None:
        deck = False  # whether a line or two in full sentences has stood beneath the headline
        for line in _lines(order, start, len(order)):
            if _is_prose(line):
                if deck or len(line) >= _PROSE:
                    break
                deck = True
            if len(near) > _NEAR:
                break
            near.append(line)
        near = near[1:]  # the headline itself
    else:
        near = [line for line in _lines(order, 0, len(order)) if not _is_prose(line)]
    close = max(0, start - _ABOVE)
    masthead = [*_lines(order, 0, min(_ABOVE, close)), *_lines(order, close, start)]  # of the page, of the article
    above = [part for line in masthead for part in _BARS.split(line) if len(part) < 60]
    stamped = [
        e for e in (*order[start : start + _NEAR], *reversed(order[max(0, start - _ABOVE) : start])) if _is_stamped(e)
    ]
    times = [(value, _is_change(e)) for e in stamped if (value := _value(e))]
    return Lines(tuple(near), tuple(reversed(above)), tuple(times), "".join(order[0].itertext())[-_TAIL:])


_BARS = re.compile(r"\s[|·•]\s")  # "Trade Monitor | Issue 29 | Friday 18 July 2025 | View in browser"


def _is_prose(line: str) -> bool:
    return len(line) >= _PROSE or (len(line) >= _PROSE / 2 and SENTENCE_END.search(line) is not None)


def _lines(order: list[etree._Element], start: int, stop: int) -> Iterator[str]:
    """The lines of a run of elements in the order of the page: inline elements do not end a line, the others do."""
    pieces: list[str] = []
    opened: list[etree._Element] = []

    def line() -> Iterator[str]:
        text = squeeze("".join(pieces))
        pieces.clear()
        if text:
            yield text

    for element in order[start:stop]:
        parent = element.getparent()
        while opened and opened[-1] is not parent:
            closed = opened.pop()
            if closed.tag not in _INLINE:
                yield from line()
            pieces.append(closed.tail or "")
        if element.tag not in _INLINE:
            yield from line()
        if element.tag != "figcaption":
            pieces.append(element.text or "")
        opened.append(element)
    while opened:
        closed = opened.pop()
        if closed.tag not in _INLINE:
            yield from line()
        pieces.append(closed.tail or "")
    yield from line()


def _is_stamped(element: etree._Element) -> bool:
    return (
        element.tag == "time"
        or (element.get("itemprop") or "").lower() in ("datepublished", "datemodified", "datecreated")
        or (element.tag == "abbr" and re.search(r"\b(?:published|updated)\b", element.get("class") or "") is not None)
    )


def _is_change(element: etree._Element) -> bool:
    names = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
    return "modified" in names or ("updated" in names and not named(element.get("class", ""), "published"))


def _value(element: etree._Element) -> str:
    return (
        element.get("datetime")
        or element.get("content")
        or element.get("title")
        or squeeze("".join(element.itertext()))
    )
