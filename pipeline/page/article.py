"""Blocks judged: what is the article's, and what each line is in it."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.page.blocks import Block
from pipeline.page.furniture import ends, is_furniture, skips, without_tail
from pipeline.page.text import skeleton

_STOP = re.compile(r"[.!?。！？;；,，:：…]['\"”’)）】\]]*$")
_PROSE_END = re.compile(r"[.!?。！？]['\"”’)）】\]]*$")
_NUMBERED = re.compile(r"^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|[IVX]{1,4}|\d{1,2})[)）]?[、.．)）]|[（(](?:[一二三四五六七八九十]{1,3}|[ivx]{1,4}|\d{1,2})[)）])\s*\S")
_PHOTO = re.compile(r"^(?:photos?\b|file photo|图[:：\d]|图为|图片)|\((?:photo|picture)\b.{0,60}\)$|\[(?:photo|picture)\b.{0,80}\]$|(?:摄|资料图[)）]?|供图[)）]?|图源.{0,20}|photo(?: by| courtesy)?[:/ ].{0,60}|file photo\.?)$", re.I)
_UNIT_LINE = re.compile(r"^[(（]?\s*(?:units?|单位|金额单位|计量单位)\s*[:：].{1,60}$", re.I)
_TABLE_TITLE = re.compile(r"^(?:table|表|附表|tab\.)\s*[\d一二三四五六七八九十A-Z]*\s*[:：.．]?\s*\S", re.I)
_LONG_HEADING = 110


def judge(blocks: list[Block], title: str, lead: int = 0) -> list[Block]:
    """The article's blocks without furniture, captions and headings told from paragraphs. The headline is not among them.

    The first ``lead`` blocks stand between the headline and the body: of those only running text is the article's.
    """
    kept = [b for n, b in enumerate(blocks[:lead]) if _is_standfirst(b)] + blocks[lead:]
    kept = _without_furniture(kept, skeleton(title))
    kept = [_captioned(b, kept[n - 1] if n else None) for n, b in enumerate(kept)]
    kept = _headed(kept)
    return _tables_captioned(kept)


def _is_standfirst(block: Block) -> bool:
    return block.kind in ("paragraph", "heading", "caption", "table") and (block.kind in ("caption", "table") or (len(block.text) >= 25 and block.linked < 0.3))


def _without_furniture(blocks: list[Block], headline: str) -> list[Block]:
    kept: list[Block] = []
    skipping = False
    for number, block in enumerate(blocks):
        if block.kind == "table":
            skipping = False
            kept.append(block)
            continue
        text = block.text
        heading_like = block.kind == "heading" or block.bold or len(text) < 40
        if heading_like and ends(text) and not any(_is_prose(b) for b in blocks[number + 1 :] if b.kind == "table"):
            break
        if heading_like and skips(text):
            skipping = True
            continue
        if skipping and not _is_prose(block) and block.kind != "heading":
            continue
        if skipping and block.kind == "list_item":
            continue
        skipping = False
        if is_furniture(text) or _is_link(block) or (headline and skeleton(text) == headline):
            continue
        text = without_tail(text)
        kept.append(block if text == block.text else replace(block, text=text))
    return kept


def _is_prose(block: Block) -> bool:
    """Whether a block reads as running text: two lines or so, a sentence's end, few links."""
    long = len(block.text) >= 80 or (len(block.text) >= 40 and not block.text.isascii())
    return block.kind != "heading" and long and block.linked < 0.4 and _PROSE_END.search(block.text) is not None


def _is_link(block: Block) -> bool:
    """Whether a block is nothing but a link to something else."""
    return block.linked > 0.8 and block.kind != "heading" and not (len(block.text) > 120 and _PROSE_END.search(block.text))


def _captioned(block: Block, before: Block | None) -> Block:
    if block.kind == "paragraph" and block.after_picture and not (block.bold and len(block.text) < 40):
        marked = block.small or block.centred or block.beside_picture or _PHOTO.search(block.text)
        if marked and len(block.text) < 500:
            return replace(block, kind="caption")
    if block.kind == "paragraph" and block.small and block.centred and len(block.text) < 300 and before is not None and before.kind == "caption":
        return replace(block, kind="caption")
    return block


def _headed(blocks: list[Block]) -> list[Block]:
    out = []
    sizes: dict[int | None, int] = {}
    for block in blocks:
        sizes[block.list_id] = sizes.get(block.list_id, 0) + 1
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        before = blocks[number - 1] if number else None
        if block.kind == "paragraph" and _is_pseudo_heading(block, before, after):
            block = replace(block, kind="heading")
        elif block.kind == "list_item" and sizes[block.list_id] == 1 and _could_head(block) and after is not None and after.kind in ("paragraph", "caption", "table"):
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
    """Titles set above a table as its captions; a line that names the unit joins the title before it."""
    out: list[Block] = []
    for block in blocks:
        if block.kind == "table" and out:
            if _UNIT_LINE.match(out[-1].text) and len(out) > 1 and out[-2].kind in ("paragraph", "heading", "caption") and len(out[-2].text) <= 160 and not _PROSE_END.search(out[-2].text):
                unit = out.pop()
                out[-1] = replace(out[-1], kind="caption", text=f"{out[-1].text} {unit.text}")
            elif out[-1].kind in ("paragraph", "heading") and (_TABLE_TITLE.match(out[-1].text) or (out[-1].centred and len(out[-1].text) <= 160 and not _PROSE_END.search(out[-1].text)) or _UNIT_LINE.match(out[-1].text)):
                out[-1] = replace(out[-1], kind="caption")
        out.append(block)
    return out
