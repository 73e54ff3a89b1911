"""Blocks judged: what is the article's, and what each line is in it."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.page.blocks import Block
from pipeline.page.datetext import is_stamp
from pipeline.page.furniture import ends, is_credit, is_edge, is_notice, skips, without_tail
from pipeline.page.text import SENTENCE_END, skeleton

_STOP = re.compile(r"[.!?。！？;；,，:：…]['\"”’)）】\]]*$")
_NUMBERED = re.compile(
    r"^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|[IVX]{1,4}|\d{1,2})[)）]?[、.．)）]|[（(](?:[一二三四五六七八九十]{1,3}|[ivx]{1,4}|\d{1,2})[)）])\s*\S"
)
_PHOTO = re.compile(
    r"^(?:photos?\b|file photo|图[:：\d]|图为|图片)|\((?:photo|picture)\b.{0,60}\)$|\[(?:photo|picture)\b.{0,80}\]$|(?:摄|资料图[)）]?|供图[)）]?|图源.{0,20}|photo(?: by| courtesy)?[:/ ].{0,60}|file photo\.?)$",
    re.I,
)
# Said of a picture wherever it stands: "[Photo by Song Weixing/For China Daily]".
_CREDITED = re.compile(
    r"^(?:photo )?caption\s?:|[\[(](?:file )?(?:photo|picture)(?:\s?[:/]|\s(?:by|courtesy|provided|from)\b)[^\])]{0,80}[\])]$",
    re.I,
)
_UNIT_LINE = re.compile(r"^[(（]?\s*(?:units?|单位|金额单位|计量单位)\s*[:：].{1,60}$", re.I)
_TABLE_TITLE = re.compile(r"^(?:table|表|附表|tab\.)\s*[\d一二三四五六七八九十A-Z]*\s*[:：.．]?\s*\S", re.I)
_BAR = re.compile(r"\s[|·•]\s|【|】")
_DIGIT = re.compile(r"\d")
_AMOUNT = re.compile(r"\d[\d.,]*\s*(?:%|per\s?cent|pct|[mb]illion|trillion|bn|bln|亿|万)", re.I)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONG_HEADING = 110


def judge(blocks: list[Block], headlines: set[str]) -> list[Block]:
    """The article's blocks without furniture, captions and headings told from paragraphs. The headline is not among them: ``headlines`` are
    the skeletons of its printings.

    Of the blocks between the headline and the body only a standfirst and pictures' captions are the article's.
    """
    blocks = _without_links(_until_comments([b for b in blocks if not (b.lead and b.kind == "list_item") or _tells(b)]))
    blocks = [
        b
        for b in blocks
        if b.kind == "table"
        or not (is_notice(b.text) or is_credit(b.text) or (len(b.text) < 300 and _prints(b.text, headlines)))
    ]
    blocks = [replace(b, text=cut) if (cut := without_tail(b.text)) != b.text else b for b in blocks]
    blocks = _without_edges(blocks)
    blocks = [_captioned(b, blocks[n - 1] if n else None) for n, b in enumerate(blocks)]
    return _tables_captioned(_headed(blocks))


def _tells(item: Block) -> bool:
    """Whether an item of a list above the body is one of its highlights: "Exports: 107.35 billion yuan (+17.2%)"."""
    return item.linked == 0 and _AMOUNT.search(item.text) is not None


def _prints(line: str, headlines: set[str]) -> bool:
    """Whether a line is the headline once more; its first characters tell of most that they are not."""
    start = skeleton(line[:16])
    return any(headline.startswith(start) for headline in headlines) and skeleton(line) in headlines


def _until_comments(blocks: list[Block]) -> list[Block]:
    """The blocks before the readers' comments: a heading that says so, with less text behind it than before it."""
    size = sum(len(b.text) for b in blocks)
    before = 0
    for number, block in enumerate(blocks):
        if before > size / 2 and _could_head_section(block) and ends(block.text):
            return blocks[:number]
        before += len(block.text)
    return blocks


def _without_links(blocks: list[Block]) -> list[Block]:
    """The blocks without links to other pages, and without the sections of such links."""
    kept: list[Block] = []
    skipping = False
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if (
            _could_head_section(block)
            and skips(block.text)
            and not (after is not None and _is_prose(after) and after.kind != "list_item")
        ):
            skipping = True
        elif skipping and (
            block.kind == "list_item" or not (_is_prose(block) or block.kind in ("heading", "table", "caption"))
        ):
            continue
        else:
            skipping = False
            if not _is_link(block):
                kept.append(block)
    return kept


def _could_head_section(block: Block) -> bool:
    return block.kind == "heading" or block.bold or len(block.text) < 40


def _without_edges(blocks: list[Block]) -> list[Block]:
    """The blocks without what stands before the first sentence and after the last: bylines, date lines, kickers."""
    prose = [n for n, b in enumerate(blocks) if b.kind == "table" or _is_prose(b)]
    prose = prose or [n for n, b in enumerate(blocks) if b.kind == "list_item"] or [len(blocks)]
    first, last = prose[0], prose[-1]
    later_tags = {b.tag for b in blocks[first:] if b.kind == "heading"}
    kept = []
    for number, block in enumerate(blocks):
        if not first <= number <= last:
            if is_stamp(block.text) or (block.kind != "heading" and is_edge(block.text)):
                continue
            after = blocks[number + 1].kind if number + 1 < len(blocks) else ""
            leads = after == "table" or (after == "list_item" and block.text.endswith((":", "：")))
            if number < first and not leads and (block := _opening(block, later_tags)) is None:
                continue
        kept.append(block)
    return kept


def _opening(block: Block, later_tags: set[str]) -> Block | None:
    """What a block before the first sentence is: a standfirst is a paragraph, a kicker nothing."""
    words = len(block.text.split())
    if block.kind == "heading":
        is_section = not block.standfirst and (words < 8 or block.tag in later_tags)
        return block if is_section else replace(block, kind="paragraph")
    if block.kind == "caption":
        return block
    if _BAR.search(block.text) and not _AMOUNT.search(block.text):
        return None  # but 【出口】家用电器139.8亿元，增长33.2%
    says = (
        words >= 5
        or (not block.text.isascii() and len(block.text) >= 12)
        or (not block.lead and _DIGIT.search(block.text))
    )
    return block if says or (block.kind == "paragraph" and (block.bold or block.after_picture)) else None


def _is_prose(block: Block) -> bool:
    """Whether a block reads as running text: two lines or so, a sentence's end, few links."""
    long = len(block.text) >= 80 or (
        len(block.text) >= 30 and not block.text.isascii() and _HAN.search(block.text) is not None
    )
    return (
        block.kind not in ("heading", "caption")
        and long
        and block.linked < 0.4
        and SENTENCE_END.search(block.text) is not None
    )


def _is_link(block: Block) -> bool:
    """Whether a block is nothing but a link to something else."""
    return (
        block.linked > 0.8
        and block.kind != "heading"
        and not (len(block.text) > 120 and SENTENCE_END.search(block.text))
    )


def _captioned(block: Block, before: Block | None) -> Block:
    """The block as a caption where it is the line under a picture: set apart from the text, or in the picture's own element."""
    if block.kind == "paragraph" and block.after_picture and not (block.bold and len(block.text) < 40):
        apart = block.small or block.centred or block.italic or (block.beside_picture and len(block.text) <= 300)
        if (apart or _PHOTO.search(block.text)) and len(block.text) < 500:
            return replace(block, kind="caption")
    if block.kind == "paragraph" and len(block.text) < 500 and _CREDITED.search(block.text):
        return replace(block, kind="caption")
    if (
        block.kind == "paragraph"
        and block.small
        and block.centred
        and len(block.text) < 300
        and before is not None
        and before.kind == "caption"
    ):
        return replace(block, kind="caption")
    if block.kind == "heading" and (
        len(block.text) > 160 or (len(block.text) > 90 and SENTENCE_END.search(block.text))
    ):
        return replace(block, kind="paragraph")  # a paragraph set in a heading's element
    return block


def _headed(blocks: list[Block]) -> list[Block]:
    out = []
    sizes: dict[int | None, int] = {}
    for block in blocks:
        sizes[block.list_id] = sizes.get(block.list_id, 0) + 1
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        before = blocks[number - 1] if number else None
        if (block.kind == "paragraph" and _is_pseudo_heading(block, before, after)) or (
            block.kind == "list_item"
            and sizes[block.list_id] == 1
            and not (before is not None and before.kind == "list_item")
            and _could_head(block)
            and after is not None
            and after.kind in ("paragraph", "caption", "table")
        ):
            block = replace(block, kind="heading")
        out.append(block)
    return out


def _could_head(block: Block) -> bool:
    return len(block.text) <= _LONG_HEADING and not _STOP.search(block.text)


def _is_pseudo_heading(block: Block, before: Block | None, after: Block | None) -> bool:
    """Whether a paragraph is set as a heading: bold throughout, numbered, or a few words alone between paragraphs."""
    if after is None or after.kind == "caption" or not _could_head(block):
        return False
    if block.bold:
        return True
    if _NUMBERED.match(block.text) and len(block.text) <= 60 and after.kind in ("paragraph", "list_item", "table"):
        return not re.search(r"\d[\d.,]*\s*(?:%|percent|亿|万|billion|million|yuan)", block.text)
    few = len(block.text) <= 50 and len(block.text.split()) <= 8 and not re.search(r"\d", block.text)
    return few and before is not None and _is_prose(before) and _is_prose(after)


def _tables_captioned(blocks: list[Block]) -> list[Block]:
    """Titles set above a table as its captions; a line that names the unit joins the title before it.

    The caption of a figure that holds a table stands behind the table in the page, and before it here.
    """
    out: list[Block] = []
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if (
            block.kind == "caption"
            and block.tag == "figcaption"
            and not block.after_picture
            and out
            and out[-1].kind == "table"
        ):
            out.insert(-1, block)
            continue
        captioned_below = after is not None and after.tag == "figcaption" and not after.after_picture
        if block.kind == "table" and out and not captioned_below:
            if (
                _UNIT_LINE.match(out[-1].text)
                and len(out) > 1
                and out[-2].kind in ("paragraph", "heading", "caption")
                and len(out[-2].text) <= 160
                and not SENTENCE_END.search(out[-2].text)
            ):
                unit = out.pop()
                out[-1] = replace(out[-1], kind="caption", text=f"{out[-1].text} {unit.text}")
            elif out[-1].kind in ("paragraph", "heading") and (
                _TABLE_TITLE.match(out[-1].text)
                or (out[-1].centred and len(out[-1].text) <= 160 and not SENTENCE_END.search(out[-1].text))
                or _UNIT_LINE.match(out[-1].text)
            ):
                out[-1] = replace(out[-1], kind="caption")
        out.append(block)
    return out
