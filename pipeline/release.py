"""Page bytes to ``Release``: title, day of publication, language and the article's text in passages."""

from __future__ import annotations

import hashlib
from datetime import date

from lxml import etree

from pipeline.model import Cell, PageSource, Passage, Release, UnreadablePage
from pipeline.page import content, dates
from pipeline.page.article import judge
from pipeline.page.blocks import LEAD, Block, read_blocks
from pipeline.page.encoding import decode
from pipeline.page.head import Head, read_head
from pipeline.page.headline import find_headline, text_of
from pipeline.page.language import language_of
from pipeline.page.lines import date_lines
from pipeline.page.tables import Table
from pipeline.page.text import skeleton, squeeze


def read_release(page: bytes, source: PageSource = PageSource()) -> Release:  # noqa: B008  frozen
    """The release on a page. Raises ``UnreadablePage`` when there is no article, no title or no date to be had."""
    html = decode(page)
    root = content.parse(html)
    head = read_head(root)
    body = content.body_of(root)
    content.prune_hidden(root, body)
    headline, title = find_headline(body, head)
    prose = content.Prose(body)
    lines = date_lines(body, headline)
    content.prune_furniture(body, prose, headline)
    place = content.locate(body, content.Prose(body), headline)
    headlines = {skeleton(title)} if headline is None else {skeleton(title), skeleton(text_of(headline))}
    lead = f"<div {LEAD}>{_html(place.lead)}</div>" if place.lead else ""
    blocks = judge(read_blocks(lead + _html(place.body)), headlines)
    stated = max(head.linked_values("articleBody"), key=len, default="")
    if len(stated) > 3 * sum(len(block.text) for block in blocks if block.table is None):
        # The page shows its text only once a program has run, but holds it as data.
        blocks = [Block("paragraph", line) for line in map(squeeze, stated.splitlines()) if line]
    if not any(block.kind != "caption" for block in blocks):
        raise UnreadablePage("no article text on the page")
    if not title:
        raise UnreadablePage("no title on the page")
    text, passages = _lay_out(title, blocks)
    published_on, date_source = _published(head, lines, blocks, source, html)
    return Release(
        release_id=hashlib.sha256(page).hexdigest()[:16],
        title=title,
        published_on=published_on,
        date_source=date_source,
        language=language_of(text),
        body_text=text,
        passages=passages,
        url=source.url or next((url for url in head.urls() if url.startswith("http")), None),
        publisher=source.publisher or head.publisher,
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


def _lay_out(title: str, blocks: list[Block]) -> tuple[str, tuple[Passage, ...]]:
    """The canonical text and its passages: the headline, then each block, table rows one by one."""
    texts: list[str] = [title]
    passages = [Passage("heading", 0, len(title), level=1)]
    position = len(title) + 1
    heading, tables = 0, 0

    def add(kind: str, text: str, **more) -> None:
        nonlocal position
        texts.append(text)
        passages.append(Passage(kind, position, position + len(text), heading=more.pop("under", heading), **more))
        position += len(text) + 1

    for block in blocks:
        if block.kind == "table":
            caption = (
                len(passages) - 1
                if passages[-1].kind in ("caption", "paragraph", "heading") and len(passages) > 1
                else None
            )
            if block.table.caption:
                add("caption", block.table.caption)
                caption = len(passages) - 1
            _lay_out_table(block.table, tables, caption, position, add)
            tables += 1
        elif block.kind == "heading":
            heading = len(passages)
            add("heading", block.text, level=2, under=0)
        else:
            add(block.kind, block.text)
    return "\n".join(texts), tuple(passages)


def _lay_out_table(table: Table, number: int, caption: int | None, position: int, add) -> None:
    spans = []
    start = position
    for row in table.rows:
        places, at = [], start
        for cell in row:
            places.append((at, at + len(cell.text)))
            at += len(cell.text) + len(" | ")
        spans.append(places)
        start = places[-1][1] + 1
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
        add("table_row", " | ".join(c.text for c in row), cells=cells, table=number, table_caption=caption)
