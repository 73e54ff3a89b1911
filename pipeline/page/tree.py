"""The tree of a page, without what its reader does not see and what its elements' names give away. lxml alone, for its speed."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.model import UnreadablePage
from pipeline.page.furniture import named
from pipeline.page.text import count_han

MAX_ELEMENTS = 30_000
MAX_DEPTH = 2_000  # libxml2 stops reading the page at 2,048
_NOT_TEXT = frozenset(
    (
        "script style noscript template iframe object embed svg canvas select textarea button input option dialog audio "
        "map math"
    ).split()
)
_NOT_ARTICLE = ("nav", "aside", "footer", "menu")
_ROLES = ("dialog", "navigation", "complementary", "contentinfo", "banner")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HIDING_RULE = re.compile(r"(?:^|[}/])\s*([.#])([\w-]+)\s*\{[^{}]*display\s*:\s*none[^{}]*\}", re.I)
_SENTENCE = re.compile(r"[.,;:!?。，；：！？、]")


def parse(text: str) -> etree._Element:
    """The page's tree. Raises ``UnreadablePage`` where there is no element."""
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
    """Takes out what a reader of the page does not see. Raises ``UnreadablePage`` for more elements than an article's page has."""
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
    attributes = element.keys()
    if not attributes:
        return False
    if "hidden" in attributes or ("aria-hidden" in attributes and element.get("aria-hidden") == "true"):
        return True
    if "style" in attributes and _HIDDEN.search(element.get("style")):
        return True
    if not rules:
        return False
    return ("#", element.get("id", "")) in rules or any(
        (".", name) in rules for name in element.get("class", "").split()
    )


def _remove(element: etree._Element) -> None:
    """Takes an element out and leaves the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = _storable((parent.text or "") + element.tail)
        else:
            before.tail = _storable((before.tail or "") + element.tail)
    parent.remove(element)


# lxml hands out control characters that a page holds, and takes none back.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _storable(text: str) -> str:
    return _NOT_XML.sub(" ", text)


_VALUE = re.compile(r"\d[万亿]+(?:元|美元)|\d\s(?:million|billion|trillion)\s(?:yuan|dollars|RMB)\b")
_RATE = re.compile(r"\d\s?(?:%|倍|percent\b)")


class Prose:
    """How much running text each element holds: sentences outside links, in characters (a Han character counts double).

    Raises ``UnreadablePage`` for a tree that is deeper than the parser follows.
    """

    def __init__(self, body: etree._Element) -> None:
        self.order = list(body.iter(etree.Element))
        self.weight: dict[etree._Element, int] = dict.fromkeys(self.order, 0)
        weight = self.weight
        parents = [None, *(element.getparent() for element in self.order[1:])]
        if len(parents) > MAX_DEPTH:
            _check_depth(self.order, parents)
        linked: set[etree._Element] = set()
        for element, parent in zip(self.order, parents, strict=True):
            if element.tag == "a" or parent in linked:
                linked.add(element)
            elif text := element.text:
                weight[element] += prose_of(text)
            if parent is not None and parent not in linked and (text := element.tail):
                weight[parent] += prose_of(text)
        for element in self.order:
            if element not in linked:
                weight[element] += in_pieces(element)
        for element, parent in zip(reversed(self.order), reversed(parents), strict=True):
            if parent is not None and (size := weight[element]):
                weight[parent] += size

    def __getitem__(self, element: etree._Element) -> int:
        return self.weight.get(element, 0)


def in_pieces(element: etree._Element) -> int:
    """How much running text an element holds in sentences that inline elements cut up into pieces that are none: "其中出口<b>1561.8</b>亿元"."""
    if not len(element) or element.tag in _INLINE:
        return 0  # what stands in an inline element is weighed with the one around it
    size, pieces = 0, [element.text]
    for child in (*element, None):
        if child is not None and child.tag in _INLINE and (inside := _pieces(child)) is not None:
            pieces += [*inside, child.tail]
            continue
        if len(pieces) > 1 and not any(map(prose_of, pieces)):
            size += prose_of("".join(filter(None, pieces)))
        pieces = [child.tail] if child is not None else []
    return size


def _pieces(element: etree._Element, depth: int = 12) -> list[str | None] | None:
    """The texts in an inline element, None where anything else is in it, or elements nested deeper than ``depth``."""
    pieces = [element.text]
    for child in element:
        inside = _pieces(child, depth - 1) if depth and child.tag in _INLINE else None
        if inside is None:
            return None
        pieces += [*inside, child.tail]
    return pieces


_INLINE = frozenset({"span", "b", "strong", "em", "i", "font", "u", "big", "small", "mark", "sub", "sup"})


def _check_depth(order: list[etree._Element], parents: list[etree._Element | None]) -> None:
    depth: dict[etree._Element | None, int] = {None: 0}
    for element, parent in zip(order, parents, strict=True):
        depth[element] = depth[parent] + 1
        if depth[element] > MAX_DEPTH:
            raise UnreadablePage(f"elements nested more than {MAX_DEPTH:,} deep")


def prose_of(text: str | None) -> int:
    if not text or len(text) < 10:
        return 0
    text = text.strip()
    size = len(text) + count_han(text)
    return size if size >= 60 or (size >= 25 and _SENTENCE.search(text)) else 0


def prune_furniture(body: etree._Element, prose: Prose, headline: etree._Element | None) -> Prose:
    """Takes out navigation, comments, adverts and the rest that elements' tags, roles and names give away. Returns what
    prose there is without them.

    A name is not believed where the elements of that name hold more of the page's prose than such elements can.
    """
    kept = set() if headline is None else {headline, *headline.iterancestors()}
    held: dict[tuple[str, str], int] = {}
    suspects = []
    for element in prose.order:
        share = _furniture_share(element)
        if share and not (element in kept or element is body or element.tag == "article"):
            make = (element.tag, make_of(element))
            held[make] = held.get(make, 0) + prose[element]
            suspects.append((element, share, make))
    total = prose[body] or 1
    furniture = [e for e, share, make in suspects if max(prose[e], held[make] if make[1] else 0) <= share * total]
    for element in furniture:
        _remove(element)
    return Prose(body) if furniture else prose


def _furniture_share(element: etree._Element) -> float:
    """How much of the page's prose an element may hold and still be taken for furniture; 0 where nothing suggests it."""
    if element.tag in _NOT_ARTICLE:
        return 0.7
    if not element.keys():
        return 0
    names, role = f"{element.get('class', '')} {element.get('id', '')}", element.get("role")
    if names == " " and not role:
        return 0
    if named(names, "comments"):
        return 1
    if role in _ROLES or named(names, "never"):
        return 0.6
    if element.tag == "header" or named(names, "seldom") or (named(names, "cards") and not _sets_out_figures(element)):
        return 0.2
    return 0


def _sets_out_figures(element: etree._Element) -> bool:
    """Whether an element holds figures of value and growth, or a table of them, and no link to anything."""
    text = "".join(element.itertext())
    valued = _VALUE.search(text) or next(element.iter("table"), None) is not None
    return bool(valued and _RATE.search(text)) and next(element.iter("a"), None) is None


def make_of(element: etree._Element) -> str:
    """An element's class without its digits: siblings of one make are of one kind."""
    return re.sub(r"\d+", "", element.get("class") or "")
