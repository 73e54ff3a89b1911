"""The article's blocks, read with BeautifulSoup: lines as the page breaks them, with what their markup says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, NavigableString, Tag

from pipeline.page.furniture import named
from pipeline.page.tables import Table, is_data_table, read_table
from pipeline.page.text import silence, squeeze

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main menu ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PICTURES = frozenset(("img", "picture", "video", "figure"))
_BOLD = frozenset(("b", "strong", "u"))
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_SMALL_STYLE = re.compile(r"font-size\s*:\s*(?:1[0-3]px|0?\.\d+r?em|9pt|10(?:\.5)?pt|small|x-small|smaller)|(?<![\w-])color\s*:\s*(?:#[6-9a][0-9a-f]{2}\b|#(?:[6-9a][0-9a-f]){3}\b|gr[ae]y)", re.I)
_CENTRED_STYLE = re.compile(r"text-align\s*:\s*center", re.I)
_SENTENCE_END = re.compile(r"[.!?。！？：:;；”\"’'…)）\]]\s*$")
_INDENT = re.compile(r"^(?:[ \t\r\n]*)[\u3000\xa0\u2002\u2003]{2,}")


@dataclass
class Block:
    """A line of the article before it is judged. ``kind`` is heading, paragraph, list_item, caption or table.

    ``after_picture``: nothing but a picture stands between it and the block before. ``lists`` identifies the list that
    an item is of, ``items`` counts that list's items.
    """

    kind: str
    text: str
    bold: bool = False
    small: bool = False
    centred: bool = False
    linked: float = 0.0  # the part of its characters that is link text
    after_picture: bool = False
    beside_picture: bool = False  # the picture is in the same element
    list_id: int | None = None
    table: Table | None = None


@dataclass
class _Line:
    """Pieces of one line: text, and whether it is bold, small, a link."""

    pieces: list[tuple[str, bool, bool, bool]] = field(default_factory=list)

    def add(self, text: str, bold: bool, small: bool, link: bool) -> None:
        self.pieces.append((text, bold, small, link))

    def raw(self) -> str:
        return "".join(p[0] for p in self.pieces)

    def all(self, mark: int) -> bool:
        return all(p[mark] for p in self.pieces if p[0].strip())


@dataclass(frozen=True)
class _State:
    """What holds for the text inside an element."""

    kind: str = "paragraph"
    bold: bool = False
    small: bool = False
    centred: bool = False
    link: bool = False
    list_id: int | None = None
    block: int = 0  # which block element is innermost


def read_blocks(fragment: str) -> list[Block]:
    """The lines of a fragment of HTML in order; tables of data as one block each."""
    soup = BeautifulSoup(fragment, "lxml")
    reader = _Reader()
    reader.read(soup)
    return reader.blocks


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.line = _Line()
        self.state = _State()
        self.breaks = 0  # line breaks seen since the last text
        self.picture: int | None = None  # the block element of a picture that no text has followed yet
        self.count = 0

    def read(self, soup: Tag) -> None:
        """Walks the tree with a stack of its own: a page may be nested deeper than Python recurses."""
        waiting: list[tuple[str, object, _State]] = [("open", soup, self.state)]
        while waiting:
            step, node, state = waiting.pop()
            if step == "close":
                if state.block != self._block_of(node, state):
                    self.flush()
                self.close(node, state)
                continue
            if isinstance(node, NavigableString):
                if type(node) is NavigableString:
                    self.text(node, state)
                continue
            if node.name == "br":
                self.brk(state)
                continue
            if node.name == "table" and is_data_table(node):
                self.flush()
                self.blocks.append(Block("table", "", table=read_table(node), after_picture=False))
                self.picture = None
                continue
            inner = self.enter(node, state)
            waiting.append(("close", node, state))
            waiting.extend(("open", child, inner) for child in reversed(node.contents))
        self.flush()

    def _block_of(self, node: Tag, state: _State) -> int:
        return -1 if node.name in _BLOCKS else state.block

    def close(self, node: Tag, state: _State) -> None:
        if node.name in _BLOCKS:
            self.flush()

    def enter(self, node: Tag, state: _State) -> _State:
        name, attributes = node.name, node.attrs
        kind, bold, small, centred, link = state.kind, state.bold, state.small, state.centred, state.link
        list_id, block = state.list_id, state.block
        if name in _BLOCKS:
            self.flush()
            self.count += 1
            block = self.count
            if name in _HEADINGS:
                kind = "heading"
            elif name in ("figcaption", "caption"):
                kind = "caption"
            elif name in ("li", "dd", "dt"):
                kind = "list_item" if kind not in ("caption",) else kind
            elif name in ("ul", "ol", "dl"):
                list_id = self.count
            elif name == "p" and kind == "list_item":
                kind = "list_item"
            centred = centred or name == "center" or attributes.get("align") in ("center", "middle")
        if name in _PICTURES and name != "figure":
            self.flush()
            self.picture = block
        if name in _BOLD:
            bold = True
        elif name == "a":
            link = bool(attributes.get("href"))
        elif name == "small" or (name == "font" and str(attributes.get("size", "")) in ("1", "2", "-1", "-2")):
            small = True
        style = attributes.get("style")
        if style:
            bold = bold or bool(_BOLD_STYLE.search(style))
            small = small or bool(_SMALL_STYLE.search(style))
            centred = centred or bool(_CENTRED_STYLE.search(style))
        if name == "font" and str(attributes.get("color", "")).lower() in ("gray", "grey", "#666", "#888", "#999", "#666666", "#777777", "#888888", "#999999"):
            small = True
        names = _names(attributes)
        if names:
            if kind == "paragraph" and named(names, "caption"):
                kind = "caption"
            elif kind == "paragraph" and named(names, "table_title"):
                kind = "caption"
            elif kind == "paragraph" and name not in ("span", "font") and named(names, "heading"):
                kind = "heading"
        return _State(kind, bold, small, centred, link, list_id, block)

    def text(self, node: NavigableString, state: _State) -> None:
        text = silence(str(node))
        if not text.strip():
            if self.line.pieces and text:
                self.line.add(text, False, False, False)
            return
        if self.breaks:
            self._decide_break(text, state)
        if state != self.state and self.line.pieces and (state.block != self.state.block or state.kind != self.state.kind):
            self.flush()
        self.state = state
        self.line.add(text, state.bold, state.small, state.link)

    def brk(self, state: _State) -> None:
        self.breaks += 1

    def _decide_break(self, text: str, state: _State) -> None:
        """A break ends the paragraph where it is doubled, indents what follows, or stands after a whole sentence or a bold line."""
        before = self.line.raw()
        ends = self.breaks > 1 or bool(_INDENT.match(text)) or bool(_SENTENCE_END.search(before)) or (self.line.all(1) and not state.bold)
        self.breaks = 0
        if not self.line.pieces:
            return
        if ends:
            self.flush()
        else:
            self.line.add(" ", False, False, False)

    def flush(self) -> None:
        line, state = self.line, self.state
        self.line, self.breaks = _Line(), 0
        text = squeeze(line.raw())
        if not text:
            return
        size = sum(len(p[0].strip()) for p in line.pieces) or 1
        linked = sum(len(p[0].strip()) for p in line.pieces if p[3]) / size
        self.blocks.append(
            Block(
                state.kind,
                text,
                bold=line.all(1),
                small=line.all(2),
                centred=state.centred,
                linked=linked,
                after_picture=self.picture is not None,
                beside_picture=self.picture is not None and self.picture == state.block,
                list_id=state.list_id if state.kind == "list_item" else None,
            )
        )
        self.picture = None


def _names(attributes: dict) -> str:
    names = attributes.get("class") or ""
    names = " ".join(names) if isinstance(names, list) else names
    identity = attributes.get("id")
    return f"{names} {identity}" if identity else names


