"""The article's blocks, read with BeautifulSoup: lines as the page breaks them, with what their markup says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from bs4.builder import LXMLTreeBuilder

from pipeline.page.furniture import named
from pipeline.page.tables import Table, read_table
from pipeline.page.text import silence, squeeze

LEAD = "data-before-body"  # an attribute that marks what stands between the headline and the body

_BLOCKS = frozenset(
    (
        "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hr html li main menu ol p pre section summary table tbody td tfoot "
        "th thead tr ul"
    ).split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PICTURES = frozenset(("img", "picture", "video"))
_BOLD = frozenset(("b", "strong", "u"))
_ITALIC = frozenset(("i", "em", "cite"))
_GREY = re.compile(r"gr[ae]y|#(?:666|777|888|999|aaa|666666|777777|888888|999999|aaaaaa)", re.I)
_APART = -1  # a picture with an empty line behind it
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_SMALL_STYLE = re.compile(
    r"font-size\s*:\s*(?:1[0-3]px|0?\.\d+r?em|9pt|10(?:\.5)?pt|small|x-small|smaller)|(?<![\w-])color\s*:\s*(?:#[6-9a][0-9a-f]{2}\b|#(?:[6-9a][0-9a-f]){3}\b|gr[ae]y)",
    re.I,
)
_CENTRED_STYLE = re.compile(r"text-align\s*:\s*center", re.I)
_SENTENCE_END = re.compile(r"[.!?。！？：:;；”\"’'…)）\]]\s*$")
# "Guangdong: 33.81 billion yuan", a line of a list that only breaks part.
_ENTRY = re.compile(r"\s*[A-Z][\w .,'’&()/-]{1,40}:\s+[+−-]?(?:(?:US)?\$|RMB|[¥€])?\s?\d")
_NOTE = re.compile(
    r"\[?(?:\d{1,2}|[a-z*†‡])\]?"
)  # the mark of a footnote, where it is a link, in brackets or behind a stop
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
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
    italic: bool = False
    small: bool = False
    centred: bool = False
    standfirst: bool = False
    lead: bool = False  # between the headline and the body
    tag: str = ""  # of the innermost block element
    linked: float = 0.0  # the part of its characters that is link text
    after_picture: bool = False
    beside_picture: bool = False  # the picture is in the same element
    list_id: int | None = None
    table: Table | None = None


class _State(NamedTuple):
    """What holds for the text inside an element."""

    kind: str = "paragraph"
    bold: bool = False
    italic: bool = False
    small: bool = False
    centred: bool = False
    link: bool = False
    standfirst: bool = False
    lead: bool = False
    list_id: int | None = None
    block: int = 0  # which block element is innermost
    tag: str = ""


class _Line:
    """The pieces of one line, and what holds for all of them."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.bold = self.italic = self.small = True
        self.size = self.linked = 0

    def add(self, text: str, state: _State | None = None) -> None:
        """Adds text in its state, or white space in none."""
        self.pieces.append(text)
        if state is not None:
            size = len(text.strip())
            self.size += size
            self.linked += size if state.link else 0
            self.bold = self.bold and state.bold
            self.italic = self.italic and state.italic
            self.small = self.small and state.small


def read_blocks(fragment: str) -> list[Block]:
    """The lines of a fragment of HTML in order; tables of data as one block each."""
    soup = BeautifulSoup(fragment, builder=_Builder, multi_valued_attributes=None, attribute_dict_class=dict)
    if 'role="' in fragment:
        _name_tables(soup)
    reader = _Reader()
    reader.read(soup)
    return reader.blocks


class _Builder(LXMLTreeBuilder):
    """Beautiful Soup's builder on lxml with a shorter way for what an article is mostly of: elements without attributes."""

    def start(self, tag: str, attrib: dict[str, str], nsmap: dict[str, str] = {}) -> None:  # noqa: B006  as in the library
        if attrib:
            super().start(tag, attrib, nsmap)
        else:
            self.soup.handle_starttag(tag, None, None, {})

    def end(self, tag: str) -> None:
        self.soup.handle_endtag(tag)


_TABLE_ROLES = {
    "table": "table",
    "grid": "table",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "th",
}


def _name_tables(soup: BeautifulSoup) -> None:
    """Gives the elements of a table that is one by its roles alone the names that tables have, and its label as a caption."""
    for table in soup.find_all(role=("table", "grid")):
        if table.name == "table":
            continue
        for element in (table, *table.find_all(role=list(_TABLE_ROLES))):
            element.name = _TABLE_ROLES[element["role"]]
        label = squeeze(table.get("aria-label", ""))
        if label and table.find("caption") is None:
            caption = soup.new_tag("caption")
            caption.string = label
            table.insert(0, caption)


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.line = _Line()
        self.state = _State()
        self.breaks = 0  # line breaks seen since the last text
        self.picture: int | None = None  # the block element of a picture that no text has followed yet
        self.count = 0
        self.entry = False  # whether the line is an entry of a list that only breaks part

    def read(self, soup: Tag) -> None:
        """Walks the tree with a stack of its own: a page may be nested deeper than Python recurses."""
        waiting: list[tuple[PageElement | None, _State]] = [(soup, self.state)]  # None where a block element ends
        while waiting:
            node, state = waiting.pop()
            if type(node) is NavigableString:
                self.text(node, state)
            elif node is None:
                self.flush()
            elif isinstance(node, Tag):
                name = node.name
                if name == "br":
                    self.breaks += 1
                elif name == "table" and (table := read_table(node)) is not None:
                    self.flush()
                    self.blocks.append(Block("table", "", table=table))
                    self.picture = None
                elif name != "sup" or not _is_note(node):
                    inner = self.enter(node, state)
                    if name in _BLOCKS:
                        waiting.append((None, state))
                    waiting.extend([(child, inner) for child in reversed(node.contents)])
        self.flush()

    def enter(self, node: Tag, state: _State) -> _State:
        """The state inside an element; a block element and a picture end the line before them."""
        name, attributes = node.name, node.attrs
        kind, bold, italic, small, centred, link, standfirst, lead, list_id, block, tag = state
        if name in _BLOCKS:
            self.flush()
            self.count += 1
            block, tag = self.count, name
            if name in _HEADINGS:
                kind = "heading"
            elif name in ("figcaption", "caption"):
                kind = "caption"
            elif name in ("li", "dd", "dt") and kind != "caption":
                kind = "list_item"
            elif name in ("ul", "ol", "dl"):
                list_id = block
            if name == "center" or attributes.get("align") in ("center", "middle"):
                centred = True
        elif name in _PICTURES:
            self.flush()
            self.picture = state.block
        elif name in _BOLD:
            bold = True
        elif name in _ITALIC:
            italic = True
        elif name == "a" and attributes.get("href"):
            link = True
        elif name == "small" or (
            name == "font"
            and (attributes.get("size") in ("1", "2", "-1", "-2") or _GREY.fullmatch(attributes.get("color", "")))
        ):
            small = True
        if attributes:
            if LEAD in attributes:
                lead = True
            style = attributes.get("style")
            if style:
                bold = bold or _BOLD_STYLE.search(style) is not None
                small = small or _SMALL_STYLE.search(style) is not None
                centred = centred or _CENTRED_STYLE.search(style) is not None
            names = _names(attributes)
            if names and kind in ("paragraph", "list_item", "heading"):
                standfirst = standfirst or named(names, "standfirst")
                if kind != "heading" and (named(names, "caption") or named(names, "table_title")):
                    kind = "caption"
                elif kind == "paragraph" and name in _BLOCKS and named(names, "heading"):
                    kind = "heading"
        return _State(kind, bold, italic, small, centred, link, standfirst, lead, list_id, block, tag)

    def text(self, node: NavigableString, state: _State) -> None:
        if node.isspace():
            if self.line.pieces:
                self.line.add(node)
            return
        text = silence(str(node))
        if state.tag == "pre" and _EMPTY_LINE.search(text.strip()):
            for part in _EMPTY_LINE.split(text):
                self.flush()
                self.piece(part, state)
        else:
            self.piece(text, state)

    def piece(self, text: str, state: _State) -> None:
        if not text.strip():
            if self.line.pieces:
                self.line.add(text)
            return
        if state.block != self.state.block:
            self.entry = False
        if self.breaks:
            self.entry = state.kind == "paragraph" and self.breaks == 1 and _ENTRY.match(text) is not None
            self._decide_break(text, state)
        if self.entry:
            state = state._replace(kind="list_item", list_id=state.block)
        if self.line.pieces and (state.block != self.state.block or state.kind != self.state.kind):
            self.flush()
        self.state = state
        self.line.add(text, state)

    def _decide_break(self, text: str, state: _State) -> None:
        """A break ends the paragraph where it is doubled, indents what follows, stands after a whole sentence or a bold line, or before an
        entry of a list."""
        if self.line.pieces:
            if (
                self.breaks > 1
                or _INDENT.match(text)
                or self.entry
                or _SENTENCE_END.search(self.line.pieces[-1])
                or (self.line.bold and not state.bold)
            ):
                self.flush()
            else:
                self.line.add(" ")
        elif self.breaks > 1 and self.picture == state.block:
            self.picture = _APART
        self.breaks = 0

    def flush(self) -> None:
        line, state = self.line, self.state
        if not line.size:
            line.pieces.clear()
            return
        self.line, self.breaks = _Line(), 0
        self.blocks.append(
            Block(
                state.kind,
                squeeze("".join(line.pieces)),
                bold=line.bold,
                italic=line.italic,
                small=line.small,
                centred=state.centred,
                standfirst=state.standfirst,
                lead=state.lead,
                tag=state.tag,
                linked=line.linked / line.size,
                after_picture=self.picture is not None,
                beside_picture=self.picture == state.block,
                list_id=state.list_id if state.kind == "list_item" else None,
            )
        )
        self.picture = None


def _names(attributes: dict[str, str]) -> str:
    names = " ".join(attributes.get("class", "").split())
    identity = attributes.get("id")
    return f"{names} {identity}" if identity else names


_STOPS = frozenset('.,;:)”’"。，；：）')


def _is_note(sup: Tag) -> bool:
    """Whether a raised text is the mark of a footnote: in brackets, linked, or behind the end of a sentence or a clause ("for
    2025.<sup>1</sup>"), where no exponent stands."""
    text, before = sup.get_text(), sup.previous_sibling
    if _NOTE.fullmatch(squeeze(text)) is None:
        return False
    return "[" in text or sup.find("a") is not None or (isinstance(before, str) and before[-1:] in _STOPS)
