"""Blocks of an article: where paragraphs end, what is a heading, a caption, a list item."""

from __future__ import annotations

import pytest
from webpages import PROSE, TITLE, article, page, passages, read, within

P = "paragraph"
H = "heading"
A, B = PROSE[1], PROSE[2]


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{A}</p><p>{B}</p>",
        f"<p>{A}<p>{B}",
        f"<div>{A}</div><div>{B}</div>",
        f"<div><span><div>{A}</div><div>&nbsp;</div><div>{B}</div></span></div>",
        f"{A}<br><br>{B}",
        f"{A}<br/> <br />\n{B}<br>",
        f"<p>{A}<br>&nbsp;&nbsp;&nbsp;&nbsp;{B}</p>",
        f"<p>　　{A}<br>　　{B}</p>",
        f"<p>{A}<br>{B}</p>",
        f"<p>{A}</p>{B}",
        f"<p><p>{A}</p></p><p></p><p>&nbsp;</p><p>{B}</p>",
        f"<font size=3>{A}<br><br>{B}</font>",
        f"<pre>{A}\n\n{B}</pre>",
        f"<table width=600><tr><td>{A}</td></tr><tr><td>{B}</td></tr></table>",
        f"<div>{A}<p>{B}</p></div>",
        f"<center>{A}</center><section>{B}</section>",
        f"<blockquote><p>{A}</p></blockquote><p>{B}</p>",
    ],
)
def test_paragraphs_however_a_page_breaks_them(markup: str) -> None:
    assert within(markup) == [(P, A), (P, B)]


@pytest.mark.parametrize("first", ["ASEAN: 120.1 billion yuan, up 4 percent", "European Union: US$98.5 billion"])
def test_entries_of_a_list_that_only_breaks_part(first: str) -> None:
    entries = [first, "Japan: 12.4 billion yuan, down 3 percent"]
    found = within(f"<p>{A}</p><div>Exports by partner<br>{'<br>'.join(entries)}</div><p>{B}</p>")
    assert found == [(P, A), (P, "Exports by partner"), *(("list_item", entry) for entry in entries), (P, B)]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            "<p>Exports <b>rose</b> by\n   <span>3.1</span>&nbsp;percent<br>in the month of May, customs said.</p>",
            "Exports rose by 3.1 percent in the month of May, customs said.",
        ),
        (
            "<p>Ex<b>ports</b> rose 3<i>.</i>1%, said the <a href=/c>customs office</a> of the city.</p>",
            "Exports rose 3.1%, said the customs office of the city.",
        ),
        (
            "<p>出口\u3000\u3000增长\u200b3.1%，\ufeff进口增长2.2%，海关表示今年以来外贸保持稳定增长。</p>",
            "出口 增长3.1%，进口增长2.2%，海关表示今年以来外贸保持稳定增长。",
        ),
        (
            "<p>The &ldquo;Belt &amp; Road&rdquo; countries &#8211; 64 of them &mdash; took up 28.1&#37;.</p>",
            "The “Belt & Road” countries – 64 of them — took up 28.1%.",
        ),
        (
            "<p>Exports<!-- 99.9 --> rose<script>var a=88.8;</script> 3.1 percent<style>p{width:77.7%}</style> in May, customs said.</p>",
            "Exports rose 3.1 percent in May, customs said.",
        ),
    ],
)
def test_the_text_of_a_paragraph(markup: str, text: str) -> None:
    assert within(markup) == [(P, text)]


@pytest.mark.parametrize(
    "markup",
    [
        "<h2>Product mix</h2>",
        "<h5><span>Product</span> mix</h5>",
        "<p><strong>Product mix</strong></p>",
        "<p>&nbsp;&nbsp;<b>Product mix</b>&nbsp;</p>",
        "<p><span style='font-weight:bold'>Product</span> <b>mix</b></p>",
        "<div><b>Product mix</b></div>",
        "<p class=subhead>Product mix</p>",
        "<ol><li>Product mix</li></ol>",
        "<ol start=3><li><strong>Product mix</strong></li></ol>",
        "<p>Product mix</p>",
        "<b>Product mix</b><br><br>",
        "<p><u>Product mix</u></p>",
    ],
)
def test_headings_and_lines_set_as_headings(markup: str) -> None:
    assert within(f"{markup}<p>{A}</p>") == [(H, "Product mix"), (P, A)]


@pytest.mark.parametrize("heading", ["一、外贸规模稳步扩大", "（二）民营企业占比提升", "1. 加工贸易占六成"])
def test_numbered_chinese_headings(heading: str) -> None:
    after = "民营企业进出口932.6亿元，增长11%，占全市外贸总值的三分之一以上，比重较上年同期提升。"
    assert within(f"<p>{heading}</p><p>{after}</p>") == [(H, heading), (P, after)]


@pytest.mark.parametrize(
    "text",
    [
        "<strong>Partners.</strong> ASEAN, the European Union and the United States held the top three places again.",
        "<b>Exports of laptops rose 15.9 percent to 124.41 billion yuan, and those of phones doubled, officials said on Friday.</b>",
        "<strong>Exports rose 3.1 percent.</strong>",
        "1. Private enterprises: 239.7 billion yuan, up 51%;",
    ],
)
def test_run_in_leads_and_bold_sentences_stay_paragraphs(text: str) -> None:
    (kind, _), _ = within(f"<p>{text}</p><p>{A}</p>")
    assert kind == P


def test_a_passage_stands_under_the_heading_before_it() -> None:
    release = read(article(f"<h2>Partners</h2><p>{A}</p><p><b>ASEAN</b></p><p>{B}</p>"))
    headings = [p.heading for p in release.passages]
    levels = [p.level for p in release.passages]
    assert headings == [None, 0, 0, 2, 0, 4, 4]
    assert levels == [1, 0, 2, 0, 2, 0, 0]


@pytest.mark.parametrize(
    ("markup", "items"),
    [
        (
            "<ul><li>Exports: 12.5 billion yuan<li>Imports: 3.1 billion yuan</ul>",
            ["Exports: 12.5 billion yuan", "Imports: 3.1 billion yuan"],
        ),
        (
            "<ol><li><p>First, exports rose.</p></li><li><p>Second, imports fell.</p></li></ol>",
            ["First, exports rose.", "Second, imports fell."],
        ),
        (
            "<ul><li>Exports: 12.5 billion yuan<ul><li>laptops, 6 billion yuan</li></ul></li></ul>",
            ["Exports: 12.5 billion yuan", "laptops, 6 billion yuan"],
        ),
        ("<dl><dt>Exports</dt><dd>12.5 billion yuan</dd></dl>", ["Exports", "12.5 billion yuan"]),
    ],
)
def test_list_items_without_their_marks(markup: str, items: list[str]) -> None:
    assert within(markup) == [("list_item", item) for item in items]


CAPTION = "Cars wait at the Guoyuan Port, where 5,000-tonne vessels dock."


@pytest.mark.parametrize(
    "markup",
    [
        f"<figure><img src=a><figcaption>{CAPTION}</figcaption></figure>",
        f"<div class=wp-caption><img src=a><p class=wp-caption-text>{CAPTION}</p></div>",
        f"<div class=pic><img src=a><span class=cap>{CAPTION}</span></div>",
        f"<p align=center><img src=a></p><p align=center>{CAPTION}</p>",
        f"<p style='text-align: center'><img src=a></p><p style='text-align:center'><span style='color:#888;'>{CAPTION}</span></p>",
        f"<p align=center><img src=a><br><font size=2 color=#666666>{CAPTION}</font></p>",
        f"<p><img src=a><br>{CAPTION}</p>",
        f"<CENTER><IMG SRC=a><BR><FONT SIZE=2>{CAPTION}</FONT></CENTER>",
        f"<div style='text-align:center'><img src=a><p style='font-size:12px'>{CAPTION}</p></div>",
        f"<div><a href=/x><img src=a></a></div><i>{CAPTION}</i><br><br>",
        f"<table align=right width=260><tr><td><img src=a width=250><br>{CAPTION}</td></tr></table>",
        f"<dl class=gallery-item><dt><img src=a></dt><dd class='wp-caption-text gallery-caption'>{CAPTION}</dd></dl>",
        f"<p><img src=a></p><p>{CAPTION} [Photo/City News]</p>".replace(CAPTION, CAPTION),
    ],
)
def test_captions_of_pictures(markup: str) -> None:
    (found,) = within(markup)
    assert found[0] == "caption" and found[1].startswith(CAPTION)


@pytest.mark.parametrize(
    "markup",
    [
        f"<p><img src=a></p><p>{A}</p>",
        f"<img src=a><br><br>{A}<br><br>",
        f"<p><img src=a align=left></p><p>&nbsp;&nbsp;{A}</p>",
        f"<figure><img src=a></figure><p>{A}</p>",
        f"<p class=has-drop-cap>{A}</p>",
    ],
)
def test_a_paragraph_after_a_picture_is_no_caption(markup: str) -> None:
    assert within(markup) == [(P, A)]


def test_a_standfirst_is_a_paragraph() -> None:
    dek = "Bonded logistics is the fastest-growing channel of the city this year"
    for markup in (f"<div class=dek>{dek}</div>", f"<h2 class=subtitle>{dek}</h2>", f"<p>{dek}</p>", f"<h3>{dek}</h3>"):
        found = passages(
            page(
                f"<article><h1>{TITLE}</h1>{markup}<div class=meta>By A. Writer | 2 min read</div><div class=text><p>{A}</p><h2>Partners</h2><p>{B}</p></div></article>"
            )
        )
        assert found == [(H, TITLE), (P, dek), (P, A), (H, "Partners"), (P, B)]


def test_a_first_section_s_heading_is_no_standfirst() -> None:
    found = passages(
        page(
            f"<article><h1>{TITLE}</h1><div class=text><h2>Total</h2><p>{A}</p><h2>Partners</h2><p>{B}</p></div></article>"
        )
    )
    assert found == [(H, TITLE), (H, "Total"), (P, A), (H, "Partners"), (P, B)]


def test_highlights_above_the_body_are_list_items_and_links_there_are_not() -> None:
    out, back = "Exports: 107.35 billion yuan (+17.2%)", "Imports: 51.27 billion yuan (+9.8%)"
    lists = f'<ul><li>{out}</li><li>{back}</li><li>Parks (16)</li></ul><ul><li><a href="/a">Imports up 6% in May</a></li></ul>'
    found = passages(page(f"<article><h1>{TITLE}</h1>{lists}<div class=text><p>{A}</p><p>{B}</p></div></article>"))
    assert found == [(H, TITLE), ("list_item", out), ("list_item", back), (P, A), (P, B)]


def test_the_mark_of_a_footnote_behind_a_stop_is_no_part_of_a_number() -> None:
    assert within(
        "<p>It reported 520.4 billion yuan for 2025.<sup>1</sup> No more than 3 did better, on 12 km<sup>2</sup>.</p>"
    ) == [(P, "It reported 520.4 billion yuan for 2025. No more than 3 did better, on 12 km2.")]
