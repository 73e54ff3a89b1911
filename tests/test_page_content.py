"""The article on its page, whatever the page is built like; and what stands around and within it left out."""

from __future__ import annotations

import json

import pytest
from webpages import PARAGRAPHS, PROSE, TITLE, article, page, passages, read, within

from pipeline.page.furniture import ends, is_credit, is_edge, is_notice, skips

HEADLINE = f"<h1>{TITLE}</h1>"
TEASER = (
    "<h4>In depth</h4><p>Our correspondents followed three engineers across the mountains, and what they found there "
    "will surprise 9 in 10 readers of this paper, says our editor.</p><p>The price of hotpot rose 7.1 percent over the "
    "summer, and here are recipes for six that cost no more than 80 yuan in all.</p>"
)
COMMENTS = "".join(
    f"<div class=q><b>Reader {n}</b><p>I think the figure of {n}0 percent is wrong, for my cousin works in the port and told me another.</p></div>"
    for n in range(3)
)

LAYOUTS = {
    "nothing but the article": HEADLINE + PARAGRAPHS,
    "columns of a table": f"<table><tr><td>{HEADLINE}{PARAGRAPHS}</td><td>{TEASER}</td></tr></table>",
    "rows of a table": f"<table width=900><tr><td>{HEADLINE}</td></tr>"
    + "".join(f"<tr><td>{p}</td></tr>" for p in PROSE)
    + "</table>",
    "a side column of prose": f"<div class=a><div class=b>{HEADLINE}<div class=c>{PARAGRAPHS}</div></div><div class=d>{TEASER}{TEASER}</div></div>",
    "the headline above both columns": f"<div>{HEADLINE}</div><div class=cols><div class=main>{PARAGRAPHS}</div><div class=right>{TEASER}</div></div>",
    "a long side column": f"<div class=a><div class=b>{HEADLINE}<div class=c>{PARAGRAPHS}</div></div><div class=d>{TEASER * 5}</div></div>",
    "a form around it all": f"<form id=aspnetForm><div>{HEADLINE}<div>{PARAGRAPHS}</div></div></form>",
    "parts with an advert between": f"<div>{HEADLINE}</div><div class=s1><p>{PROSE[0]}</p><p>{PROSE[1]}</p></div><div class=ad>Buy 2!</div><div class=s2><p>{PROSE[2]}</p><p>{PROSE[3]}</p></div>",
    "a box and a small one like it": f"{HEADLINE}<div class=text><p>{PROSE[0]}</p><p>{PROSE[1]}</p><p>{PROSE[2]}</p></div><div class=text><p>{PROSE[3]}</p></div>",
    "comments": f"<div>{HEADLINE}<div class=e>{PARAGRAPHS}</div></div><div id=comments><h3>3 comments</h3>{COMMENTS * 4}</div>",
    "comments without a name": f"<div>{HEADLINE}<div class=e>{PARAGRAPHS}</div><div class=z><h3>3 comments</h3>{COMMENTS}</div></div>",
    "text right in the body": HEADLINE + "<br><br>".join(PROSE),
    "the site's name as first heading": f"<header><h1>City News</h1></header><div><h2>{TITLE}</h2>{PARAGRAPHS}</div>",
    "a hidden copy for phones": f"<div style='display: none'>{HEADLINE}{PARAGRAPHS}</div><div>{HEADLINE}<div>{PARAGRAPHS}</div></div>",
    "divisions for paragraphs": f"<article><header>{HEADLINE}</header><div>"
    + "".join(f"<div class=p><span>{p}</span></div>" for p in PROSE)
    + "</div></article>",
    "nothing closed": f"<div>{HEADLINE}<div class=c>" + "".join(f"<p>{p}" for p in PROSE),
    "notices in the footer": f"<div>{HEADLINE}<div class=c>{PARAGRAPHS}</div></div><div class=z><p>The opinions on this site, which has existed for 25 years, are those of their authors alone, it should be said.</p></div>",
    "cards of other articles": f"<main><article>{HEADLINE}{PARAGRAPHS}</article>"
    + "".join(
        f"<article class=card><h3>Other {n}</h3><p>Retail sales of the neighbouring province rose by {n}2 percent in the same months, a bureau said.</p></article>"
        for n in range(3)
    )
    + "</main>",
    "a headline that is only a large font": f"<font size=5><b>{TITLE}</b></font><hr><font size=2>{PARAGRAPHS}</font>",
    "a headline in a division": f"<div class=tit><span>{TITLE}</span></div><div class=info>{PARAGRAPHS}</div>",
    "no headline shown": f"<div class=c>{PARAGRAPHS}</div>",
    "an id for search engines": f"<div id=app><div class=css-1><div class=css-2>{HEADLINE}</div><section class=css-3>{PARAGRAPHS}</section></div></div>",
    "paragraphs with a name of furniture": HEADLINE + "".join(f"<p class='share-text paywall'>{p}</p>" for p in PROSE),
    "an article in a division named for a sidebar": f"<div class='has-sidebar side-content'>{HEADLINE}<div class=widget>{PARAGRAPHS}</div></div>",
    "every word in a span": f"<section>{HEADLINE}"
    + "".join(f"<p>{' '.join(f'<span>{word}</span>' for word in p.split())}</p>" for p in PROSE)
    + f"</section><div class=d>{TEASER}</div>",
    "navigation and pager": f"<ul class=menu><li>Home<li>News 24</ul>{HEADLINE}{PARAGRAPHS}<div class=page><span>1</span> <a href=2>2</a> <a href=2>Next</a></div>",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_article_and_no_more(layout: str) -> None:
    assert passages(page(layout)) == [("heading", TITLE), *(("paragraph", text) for text in PROSE)]


FURNITURE = {
    "advert": "<div class=ad-slot><span>ADVERTISEMENT</span><a href=x>Save 35% on flights</a></div>",
    "advert without a name": "<p>Sponsored: <a href=x>Ship with us from $199 per TEU</a></p>",
    "read next": "<aside><span>Read next</span><a href=x>Imports of the city rise 9.4 pct</a></aside>",
    "also read": "<p><em>Also read:</em> <a href=x>China exports 2.53 million cars, up 68%</a></p>",
    "newsletter": "<div class=box9><a href=x>Sign up: 5 things to know before the open</a></div>",
    "newsletter prompt": "<p>Get the 7 am briefing in your inbox</p>",
    "share bar": "<div class=share><a>Facebook</a><a>X</a> <span>128 shares</span></div>",
    "share bar without a name": "<div><a href=x>Facebook</a> | <a href=x>X</a> | Print</div>",
    "related box": "<div class=box><h4>Related</h4><ul><li>Retail sales rise 6.4 pct</li><li>GDP grows 5%</li></ul></div>",
    "related box of links": "<div class=box><b>More news</b><br>&middot; <a href=1>Retail sales rise 6.4 pct</a><br>&middot; <a href=2>GDP up 5%</a></div>",
    "a link alone": "<p><a href=x>Full text of the customs release of 12 October</a></p>",
    "hidden by style": "<p style='display:none'>Secret growth of 99.9 percent was seen in a month that nobody remembers now.</p>",
    "hidden by attribute": "<p hidden>Secret growth of 99.9 percent was seen in a month that nobody remembers now.</p>",
    "hidden from readers": "<div aria-hidden=true>46 → 5,300</div>",
    "hidden by style sheet": "<p class=hid>Secret growth of 99.9 percent was seen in a month that nobody remembers now.</p>",
    "form": "<select><option>November 2020 (6)</option></select><textarea>12.5</textarea><button>Go 2</button>",
    "pull quote": "<div class=pullquote>Exports rose 9.9 percent</div>",
    "tags": "<div>Tags: exports, 2023, imports</div>",
    "cookie notice": "<div class=cookie-bar><p>We and our 47 partners use cookies to measure audience.</p></div>",
    "Chinese advert": "<p>广告 | 2019年新款 首付1.98万起</p>",
    "Chinese related line": "<p>相关阅读：前5个月成都外贸增长18.2%</p>",
}


@pytest.mark.parametrize("markup", FURNITURE.values(), ids=FURNITURE)
def test_what_interrupts_an_article_is_left_out(markup: str) -> None:
    head = "<style>.hid{display:none} @media print{.text{display:none}}</style>"
    assert passages(article(markup, head)) == [("heading", TITLE), ("paragraph", PROSE[0]), ("paragraph", PROSE[3])]


@pytest.mark.parametrize(
    "line",
    [
        "By LUO MIN in Chongqing | West China Daily | Updated: 2020-03-19 07:05",
        "Source: Yuzhou News   Font size: A+ A-",
        "2020-07-17 08:12 来源:渝州财经观察 编辑:程晓 阅读 6203",
        "Words by Ines Falk · 18 February",
        "(Portal Online) 08:20, February 02, 2023",
        "Posted on April 21, 2020 by Ma Yulan · 3 comments",
        "LONG READ",
        "1,806 views",
    ],
)
def test_lines_between_headline_and_text_are_left_out(line: str) -> None:
    markup = page(f"<div>{HEADLINE}<div class=i>{line}</div><div class=t>{PARAGRAPHS}</div></div>")
    assert passages(markup)[1] == ("paragraph", PROSE[0])


@pytest.mark.parametrize(
    "line",
    [
        "(Editor: Tan Li)",
        "(Web editor: Cai, Du)",
        "[Source: trade desk]",
        "责任编辑：罗小满",
        "（通讯员　秦关　记者　任立）",
        "Enditem",
        "■",
        "【Print】【Close】",
    ],
)
def test_lines_after_the_text_are_left_out(line: str) -> None:
    assert passages(page(f"{HEADLINE}<div>{PARAGRAPHS}<p align=right>{line}</p></div>"))[-1] == ("paragraph", PROSE[3])


def test_a_wire_s_last_word_is_cut() -> None:
    assert passages(page(f"{HEADLINE}<p>{PROSE[0]}</p><p>{PROSE[1]} Enditem</p>"))[-1] == ("paragraph", PROSE[1])


@pytest.mark.parametrize(
    "line",
    [
        "By partner, Kazakhstan came first. By type of firm, it was the state-owned enterprises that turned the tide.",
        "By mode of transport, water carried 367.2 billion yuan, 0.8% less than the year before.",
        "From January to August trade grew 6 percent, and exports took a share of 57.6 percent of it.",
        "Released on Tuesday, the data show that exports rose by 3.1 percent in the month.",
        "Share of the total: 36.2%",
        "Share: 36.2%",
        "Location of plants in the west lifted exports by 12 percent.",
        "Published data show exports of 45.2 billion yuan.",
        "Next year the city aims for 5 percent.",
        "Reporter: How did exports fare in May?",
        "记者：请问一季度重庆市出口的情况如何？",
        "Also, 12.5 percent more was read into the figures.",
        "More on imports: they fell by 2.2 percent.",
        "Hot-rolled steel: 12.5 million tonnes",
        "Comments by officials were upbeat, with 3 of 5 expecting growth.",
    ],
)
def test_sentences_that_begin_as_furniture_does_are_kept(line: str) -> None:
    assert line in [text for _, text in passages(article(f"<p>{line}</p>"))]


@pytest.mark.parametrize(
    "heading",
    ["Services", "Photos of the trade fair", "Comments from the ministry", "Latest data show growth", "By Region"],
)
def test_section_headings_that_look_like_furniture_are_kept(heading: str) -> None:
    assert ("heading", heading) in passages(article(f"<h3>{heading}</h3><p>{PROSE[1]}</p>"))


def test_words_of_furniture() -> None:
    assert is_notice("Copyright © 2020 City News. All rights reserved.")
    assert is_credit("来源：重庆日报") and not is_credit("来源地以东盟为主，占比超过三成。")
    assert is_edge("By Hester Quayle and Li Wei in Chongqing") and not is_edge("By Friday exports had grown by a third")
    assert skips("Most Viewed in 24 Hours") and not skips("Most exports went west")
    assert ends("3 thoughts on “Oil cargoes”") and not ends("Responses of exporters")


def test_the_headline_is_the_visible_one_without_the_site() -> None:
    for title in (
        f"{TITLE} - Business - CityNews.example",
        f"{TITLE}_City News",
        f"{TITLE} | City News",
        f"City News: {TITLE}",
        TITLE,
    ):
        assert (
            read(page(f"<div>{PARAGRAPHS}</div>", "<meta property=og:site_name content='City News'>", title)).title
            == TITLE
        )
    curly = "China’s trade: “up 6%”"
    markup = page(
        f"<h1>{curly}</h1>{PARAGRAPHS}",
        '<meta property=og:title content="China\'s trade: &quot;up 6%&quot;">',
        "China's trade - News",
    )
    assert read(markup).title == curly


def test_where_one_is_on_the_site_is_no_headline() -> None:
    where = "<div class=bt-position>当前位置 : 首页 > 统计数据 > 外贸</div>"
    shown = read(page(f"{where}<p class=title>{TITLE}</p>{PARAGRAPHS}", title="Bureau of Commerce Statistics"))
    assert shown.title == TITLE


def test_a_headline_broken_over_two_lines_is_one_line() -> None:
    assert (
        read(page(f"<div class=bt>Foreign trade of the city<br>grows in three quarters</div>{PARAGRAPHS}")).title
        == TITLE
    )


def test_no_number_of_a_side_column_becomes_text() -> None:
    text = read(page(LAYOUTS["a long side column"])).body_text
    assert "7.1 percent" not in text and "80 yuan" not in text


def test_an_article_that_only_the_page_s_data_hold() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(PROSE)})
    markup = page("<div id=root>Loading...</div>", f"<script type='application/ld+json'>{data}</script>")
    assert passages(markup) == [("heading", TITLE), *(("paragraph", text) for text in PROSE)]


@pytest.mark.parametrize(
    "text",
    (
        "Workers check 366 solar panels in Chuzhou, Anhui province. [Photo by Song Weixing/For China Daily]",
        "A train with 50 containers leaves Chongqing for Duisburg. (Photo: iChongqing/Huang Wei)",
        "Caption: A robot arm stacks tires at a warehouse in Dongying.",
    ),
)
def test_a_credit_makes_a_caption_wherever_it_stands(text: str) -> None:
    assert within(f"<p>{text}</p>") == [("caption", text)]


def test_a_photo_that_the_text_tells_of_is_no_caption() -> None:
    text = "Exports rose 3 percent, and a photo by a passer-by showed 40 lorries (photographed in May) at the gate."
    assert within(f"<p>{text}</p>") == [("paragraph", text)]
