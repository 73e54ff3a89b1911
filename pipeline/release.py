"""Page bytes to ``Release``: title, day of publication, language and the article's text in passages."""

from __future__ import annotations

import hashlib
from datetime import date

from lxml import etree

from pipeline.model import Cell, PageSource, Passage, Release, UnreadablePage
from pipeline.page import dates, tree
from pipeline.page.article import judge
from pipeline.page.blocks import LEAD, Block, read_blocks
from pipeline.page.content import locate
from pipeline.page.encoding import decode
from pipeline.page.head import Head, read_head
from pipeline.page.headline import find_headline, site_of_footer, site_of_title, text_of
from pipeline.page.language import language_of
from pipeline.page.lines import date_lines
from pipeline.page.tables import Table
from pipeline.page.text import skeleton, squeeze

_CELLS = " | "  # between the cells of a table row


def read_release(page: bytes, source: PageSource = PageSource()) -> Release:  # noqa: B008  frozen
    """The release on a page. Raises ``UnreadablePage`` when there is no article, no title or no date to be had."""
    html = decode(page)
    root = tree.parse(html)
    head = read_head(root)
    body = tree.body_of(root)
    tree.prune_hidden(root, body)
    headline, title = find_headline(body, head)
    prose = tree.Prose(body)
    lines = date_lines(prose.order, headline)
    ran_by = None if source.publisher or head.publisher else site_of_footer(body)
    prose = tree.prune_furniture(body, prose, headline)
    place = locate(body, prose, headline)
    headlines = {skeleton(title)} if headline is None else {skeleton(title), skeleton(text_of(headline))}
    lead = f"<div {LEAD}>{_html(place.lead)}</div>" if place.lead else ""
    blocks = judge(read_blocks(lead + _html(place.body)), headlines)
    stated = max(head.linked_values("articleBody"), key=len, default="")
    if len(stated) > 3 * sum(len(block.text) for block in blocks) and not any(block.table for block in blocks):
        # The page shows its text only once a program has run, but holds it as data.
        blocks = [Block("paragraph", line) for line in map(squeeze, stated.splitlines()) if line]
    if not any(block.kind != "caption" for block in blocks):
        raise UnreadablePage("no article text on the page")
    if headline is None and blocks[0].kind == "heading":
        title, *blocks = blocks[0].text, *blocks[1:]  # the head knows the issue, not the article
    if not title:
        raise UnreadablePage("no title on the page")
    layout = _Layout(title)
    for block in blocks:
        layout.add_block(block)
    text = "\n".join(layout.texts)
    published_on, date_source = _published(head, lines, blocks, source, html)
    return Release(
        release_id=hashlib.sha256(page).hexdigest()[:16],
        title=title,
        published_on=published_on,
        date_source=date_source,
        language=language_of(text),
        body_text=text,
        passages=tuple(layout.passages),
        url=source.url or next((url for url in head.urls() if url.startswith("http")), None),
        publisher=source.publisher or head.publisher or site_of_title(head, title) or ran_by,
        path=source.path,
    )


def _html(parts: list[etree._Element]) -> str:
    return "".join(etree.tostring(part, encoding="unicode", method="html", with_tail=False) for part in parts)


def _published(head: Head, lines: dates.Lines, blocks: list[Block], source: PageSource, html: str) -> tuple[date, str]:
    if source.published_on is not None:
        return source.published_on, "given"
    article = [block.text for block in blocks if block.text]
    urls = [url for url in (source.url, *head.urls()) if url]
    found = dates.published(head, lines, article, urls, html)
    if found is None:
        raise UnreadablePage("no publication date on the page; give one with --published")
    return found


class _Layout:
    """The canonical text as it grows: the headline, then each block, a table's rows one by one."""

    def __init__(self, title: str) -> None:
        self.texts: list[str] = []
        self.passages: list[Passage] = []
        self.end = 0  # of the text, with the newline that the next passage follows
        self.heading: int | None = None
        self.tables = 0
        self._add("heading", title, level=1)
        self.heading = 0

    def add_block(self, block: Block) -> None:
        if block.table is not None:
            self._add_table(block.table)
        elif block.kind == "heading":
            self.heading = 0
            self._add("heading", block.text, level=2)
            self.heading = len(self.passages) - 1
        else:
            self._add(block.kind, block.text)

    def _add(self, kind: str, text: str, **fields) -> None:
        self.texts.append(text)
        self.passages.append(Passage(kind, self.end, self.end + len(text), heading=self.heading, **fields))
        self.end += len(text) + 1

    def _add_table(self, table: Table) -> None:
        """Adds a table's rows. Its caption is its own, or the passage right before it that is not another table's row."""
        if table.caption:
            self._add("caption", table.caption)
        before = len(self.passages) - 1
        caption = before if before > 0 and self.passages[before].kind in ("caption", "paragraph", "heading") else None
        spans = self._spans(table)
        for row, places in zip(table.rows, spans, strict=True):
            cells = tuple(
                Cell(
                    *place,
                    cell.is_header,
                    tuple(spans[r][c] for r, c in cell.row_headers),
                    tuple(spans[r][c] for r, c in cell.column_headers),
                )
                for cell, place in zip(row, places, strict=True)
            )
            text = _CELLS.join(cell.text for cell in row)
            self._add("table_row", text, cells=cells, table=self.tables, table_caption=caption)
        self.tables += 1

    def _spans(self, table: Table) -> list[list[tuple[int, int]]]:
        """Where each cell of the rows to come will stand."""
        spans, at = [], self.end
        for row in table.rows:
            places = []
            for cell in row:
                places.append((at, at + len(cell.text)))
                at += len(cell.text) + len(_CELLS)
            spans.append(places)
            at = places[-1][1] + 1
        return spans
