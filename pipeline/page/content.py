"""Where the article is on its page: the elements that hold its text. lxml alone, for its speed."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pipeline.page.furniture import named
from pipeline.page.tree import Prose, in_pieces, make_of, prose_of

_LEAVES = frozenset(
    (
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "a",
        "span",
        "b",
        "strong",
        "i",
        "em",
        "dd",
        "dt",
        "caption",
        "figcaption",
        "figure",
        "ul",
        "ol",
        "dl",
        "tr",
        "tbody",
    )
)
_COLUMNS = ("td", "th")
_DRESSING = ("font", "span")  # elements that only say how their text looks
_RUNNING = 60  # characters of prose
_DOMINANT = 0.75  # a child with this much of the prose is where the article is
_ANCHORED = 0.3  # ... or with this much, and the headline
_HEADED = 0.2  # ... even beside one with more


@dataclass
class Place:
    """The article's elements in the order of the page: those between the headline and the body, and the body's."""

    lead: list[etree._Element]
    body: list[etree._Element]


def locate(body: etree._Element, prose: Prose, headline: etree._Element | None) -> Place:
    """The elements of the article: the smallest that holds its prose, with its standfirst and its further sections."""
    start = _start(body, prose, headline)
    above = set() if headline is None else {headline, *headline.iterancestors()}
    node = start
    while (inner := _inner(node, prose, above)) is not None:
        node = inner
    while node.tag in ("tr", "tbody", "thead", "table") and node is not body:
        node = node.getparent()
    further = _further(node, start, prose)
    if headline is None or node in above:
        return Place([], [node, *further])
    return Place(_between(headline, node, above), [node, *further])


def _inner(node: etree._Element, prose: Prose, above: set[etree._Element]) -> etree._Element | None:
    """The child to look for the article in: the one with nearly all of the prose, or the column that the headline heads."""
    children = [child for child in node if prose[child] and _holds_blocks(child)]
    if not children:
        return None
    best = max(children, key=prose.__getitem__)
    headed = next((child for child in children if child in above), None)
    if headed is not None and headed is not best and prose[headed] >= _HEADED * prose[node] and _paragraphs(headed) > 1:
        return headed
    if best.tag in _DRESSING and sum(prose_of(child.tail) for child in node) >= _RUNNING:
        return None  # a picture's block has ended it early: the text goes on beside it
    if prose[best] >= _DOMINANT * prose[node]:
        return best
    if headed is not None and prose[headed] >= _ANCHORED * prose[node] and _paragraphs(headed) > 1:
        return headed
    others = [child for child in children if child is not best]
    if (
        others
        and all(_is_side(child) for child in others)
        and not _is_side(best)
        and len(children) == sum(1 for c in node if prose[c])
    ):
        return best
    return None


def _paragraphs(element: etree._Element) -> int:
    """How many elements below have running text of their own."""
    return sum(
        1
        for e in element.iter(etree.Element)
        if prose_of(e.text) >= _RUNNING or any(prose_of(c.tail) >= _RUNNING for c in e) or in_pieces(e) >= _RUNNING
    )


def _is_side(element: etree._Element) -> bool:
    return element.tag in _COLUMNS or named(f"{element.get('class', '')} {element.get('id', '')}", "side")


def _start(body: etree._Element, prose: Prose, headline: etree._Element | None) -> etree._Element:
    """The element that the page itself marks as the article, where that is plausible."""
    marked = [
        e for e in prose.order if e.tag == "article" or e.get("itemprop") == "articleBody" or e.get("role") == "article"
    ]
    if not marked:
        return body
    inside = set() if headline is None else set(headline.iterancestors())
    best = max(marked, key=lambda e: prose[e] * (2 if e in inside else 1))
    return best if prose[best] >= (0.3 if best in inside else 0.5) * prose[body] and prose[best] else body


def _holds_blocks(element: etree._Element) -> bool:
    """Whether an element can hold an article: it has blocks or line breaks in it, and is no block of text itself."""
    if element.tag in _LEAVES:
        return element.tag in ("tbody", "tr", "blockquote") or any(c.tag in ("p", "div") for c in element)
    return any(
        c.tag
        in (
            "p",
            "div",
            "br",
            "table",
            "tr",
            "tbody",
            "td",
            "section",
            "article",
            "ul",
            "ol",
            "font",
            "span",
            "center",
            "h2",
            "h3",
            "main",
        )
        for c in element
    )


def _between(headline: etree._Element, node: etree._Element, above: set) -> list[etree._Element]:
    """Elements after the headline and before the body, in order: the standfirst is among them."""
    common = next((a for a in node.iterancestors() if a in above), None)
    if common is None:
        return []
    found = []
    element = headline
    while element is not common and element.getparent() is not common:
        if element.tag not in _COLUMNS:
            found.extend(element.itersiblings(etree.Element))
        element = element.getparent()
    path = {node, *node.iterancestors()}
    if element is not common:
        for sibling in element.itersiblings(etree.Element):
            if sibling in path:
                return found + _before(sibling, node, path)
            found.append(sibling)
    return []


def _before(top: etree._Element, node: etree._Element, path: set) -> list[etree._Element]:
    found = []
    while top is not node:
        step = next(c for c in top if c in path)
        if step.tag not in _COLUMNS:
            found.extend(reversed(list(step.itersiblings(etree.Element, preceding=True))))
        top = step
    return found


def _further(node: etree._Element, limit: etree._Element, prose: Prose) -> list[etree._Element]:
    """Sections of the article after its main element: siblings of the same make."""
    if node is limit or node.tag in _COLUMNS:
        return []
    make = make_of(node)
    return [
        s
        for s in node.itersiblings(etree.Element)
        if (s.tag == node.tag and make_of(s) == make and prose[s]) or _has_figures(s)
    ]


def _has_figures(element: etree._Element) -> bool:
    """Whether an element holds a table of numbers and no links to speak of."""
    tables = [element] if element.tag == "table" else list(element.iter("table"))
    return any(
        len(
            t.xpath(
                ".//td[number(translate(normalize-space(.), ',%+', '')) = number(translate(normalize-space(.), ',%+', ''))]"
            )
        )
        >= 4
        and not t.xpath(".//a")
        for t in tables
    )
