"""Where the article is on its page: the headline, and the elements that hold its text. lxml alone, for its speed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from pipeline.model import UnreadablePage
from pipeline.page.furniture import named
from pipeline.page.text import count_han

MAX_ELEMENTS = 30_000
MAX_DEPTH = 2_000  # libxml2 stops reading the page at 2,048

_NOT_TEXT = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "embed",
    "svg",
    "canvas",
    "select",
    "textarea",
    "button",
    "input",
    "option",
    "dialog",
    "audio",
    "map",
    "math",
)
_NOT_ARTICLE = ("nav", "aside", "footer", "menu")
_ROLES = ("dialog", "navigation", "complementary", "contentinfo", "banner")
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
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HIDING_RULE = re.compile(r"(?:^|[}/])\s*([.#])([\w-]+)\s*\{[^{}]*display\s*:\s*none[^{}]*\}", re.I)
_SENTENCE = re.compile(r"[.,;:!?。，；：！？、]")
_DOMINANT = 0.75  # a child with this much of the prose is where the article is
_ANCHORED = 0.3  # ... or with this much, and the headline
_HEADED = 0.2  # ... even beside one with more


@dataclass
class Place:
    """The article's elements in the order of the page: those between the headline and the body, and the body's."""

    lead: list[etree._Element]
    body: list[etree._Element]


def parse(text: str) -> etree._Element:
    """The page's tree. Raises ``UnreadablePage`` for a tree too large or too deep to be an article's."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        root = None
    if root is None:
        raise UnreadablePage("no HTML element in the file")
    return root


def body_of(root: etree._Element) -> etree._Element:
    body = root.find("body")
    return root if body is None else body


def prune_hidden(root: etree._Element, body: etree._Element) -> None:
    """Takes out what a reader of the page does not see."""
    rules = {(kind, name) for style in root.iter("style") for kind, name in _hiding(style.text or "")}
    doomed = []
    for count, element in enumerate(body.iter(etree.Element)):
        if count > MAX_ELEMENTS:
            raise UnreadablePage(f"more than {MAX_ELEMENTS:,} elements")
        if element.tag in _NOT_TEXT or _is_hidden(element, rules):
            doomed.append(element)
    for element in doomed:
        _remove(element)


def _hiding(css: str) -> list[tuple[str, str]]:
    """Class and id names that a style sheet hides everywhere: rules inside @media and the like hold only there."""
    if len(css) > 200_000 or "none" not in css:
        return []
    top = re.sub(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "}", css)
    return [(kind, name) for kind, name in _HIDING_RULE.findall(top)]


def _is_hidden(element: etree._Element, rules: set[tuple[str, str]]) -> bool:
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    if style and _HIDDEN.search(style):
        return True
    if not rules:
        return False
    return ("#", attributes.get("id", "")) in rules or any(
        (".", name) in rules for name in attributes.get("class", "").split()
    )


def _remove(element: etree._Element) -> None:
    """Takes an element out and leaves the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


class Prose:
    """How much running text each element holds: sentences outside links, in characters (a Han character counts double)."""

    def __init__(self, body: etree._Element) -> None:
        self.order = list(body.iter(etree.Element))
        self.weight: dict[etree._Element, int] = dict.fromkeys(self.order, 0)
        depth: dict[etree._Element, int] = {}
        linked: set[etree._Element] = set()
        for element in self.order:
            parent = element.getparent() if element is not body else None
            depth[element] = depth.get(parent, 0) + 1
            if depth[element] > MAX_DEPTH:
                raise UnreadablePage(f"elements nested more than {MAX_DEPTH:,} deep")
            if element.tag == "a" or parent in linked:
                linked.add(element)
            else:
                self.weight[element] += _prose(element.text)
            if parent is not None and parent not in linked:
                self.weight[parent] += _prose(element.tail)
        for element in reversed(self.order):
            parent = element.getparent() if element is not body else None
            if parent is not None:
                self.weight[parent] += self.weight[element]

    def __getitem__(self, element: etree._Element) -> int:
        return self.weight.get(element, 0)


def _prose(text: str | None) -> int:
    if not text or len(text) < 10:
        return 0
    text = text.strip()
    size = len(text) + count_han(text)
    return size if size >= 60 or (size >= 25 and _SENTENCE.search(text)) else 0


def prune_furniture(body: etree._Element, prose: Prose, headline: etree._Element | None) -> None:
    """Takes out navigation, comments, adverts and the rest that elements' tags, roles and names give away.

    A name is not believed where the elements of that name hold more of the page's prose than such elements can.
    """
    kept = set() if headline is None else {headline, *headline.iterancestors()}
    held: dict[tuple[str, str], int] = {}
    suspects = []
    for element in prose.order:
        if element in kept or element is body or element.tag == "article":
            continue
        share = _furniture_share(element)
        if share:
            make = (element.tag, _make(element))
            held[make] = held.get(make, 0) + prose[element]
            suspects.append((element, share, make))
    total = prose[body] or 1
    for element, share, make in suspects:
        if max(prose[element], held[make] if make[1] else 0) <= share * total:
            _remove(element)


def _furniture_share(element: etree._Element) -> float:
    """How much of the page's prose an element may hold and still be taken for furniture; 0 where nothing suggests it."""
    if element.tag in _NOT_ARTICLE:
        return 0.7
    names, role = f"{element.get('class', '')} {element.get('id', '')}", element.get("role")
    if names == " " and not role:
        return 0
    if named(names, "comments"):
        return 1
    if role in _ROLES or named(names, "never"):
        return 0.6
    return 0.2 if element.tag == "header" or named(names, "seldom") else 0


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
    return sum(1 for e in element.iter(etree.Element) if _prose(e.text) >= 60 or any(_prose(c.tail) >= 60 for c in e))


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
    make = _make(node)
    return [
        s
        for s in node.itersiblings(etree.Element)
        if (s.tag == node.tag and _make(s) == make and prose[s]) or _has_figures(s)
    ]


def _make(element: etree._Element) -> str:
    return re.sub(r"\d+", "", element.get("class") or "")


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
