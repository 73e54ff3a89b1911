"""The day of publication: which places are believed before which, and what is no date at all."""

from __future__ import annotations

from datetime import date

import pytest
from webpages import PARAGRAPHS, TITLE, page

from pipeline.model import PageSource, UnreadablePage
from pipeline.page.datetext import find, in_url, is_stamp, stamp
from pipeline.release import read_release

DAY = date(2024, 10, 22)


@pytest.mark.parametrize(
    "text",
    [
        "2024-10-22 10:14",
        "2024/10/22",
        "2024.10.22",
        "2024年10月22日",
        "2024年10月22日星期二",
        "二〇二四年十月二十二日",
        "Updated: 10-22-2024",
        "22/10/2024",
        "15:18, October 22, 2024",
        "Tuesday, Oct. 22, 2024",
        "Oct 22nd, 2024",
        "22 Oct 2024",
        "22-Oct-2024 15:18",
        "the 22nd of October, 2024",
        "Tue, 22 Oct 2024 08:00:00 +0800",
        "2024-10-22T10:14:00+08:00",
        "202410/2217:26:41",
    ],
)
def test_forms_of_a_date(text: str) -> None:
    assert [found.dates for found in find(text)] == [(DAY,)]


@pytest.mark.parametrize(
    "text",
    [
        "22-10-24",
        "10/22/24",
        "24年10月22日",
        "October 22",
        "2024-13-22",
        "31 June 2024",
        "2024-10",
        "v2024.10.221",
        "12024-10-22",
    ],
)
def test_what_is_no_full_date(text: str) -> None:
    assert find(text) == []


def test_a_compact_stamp_counts_where_a_machine_wrote_it_only() -> None:
    assert stamp("20241022") == stamp("20241022101400") == (DAY,)
    assert find("20241022") == []


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/2024/10/22/growth-of-trade/",
        "https://a.example/a/202410/22/WS5e7305aa.html",
        "http://a.example/english/2024-10/22/c_135344871.htm",
        "https://a.example/2024/10-22/3076712.html",
        "/xj/202410/t20241022_88120.html",
        "/news/20241022/1.html",
        "/news/20241022093015.html?from=2019-01-01",
    ],
)
def test_dates_in_addresses(url: str) -> None:
    assert in_url(url) == DAY


@pytest.mark.parametrize(
    "url", ["https://2024-10-22.example/", "/a/13534487112024102288.html", "/a/2024/13/45/", "/trade-2024/"]
)
def test_addresses_without_a_date(url: str) -> None:
    assert in_url(url) is None


@pytest.mark.parametrize(
    "line",
    [
        "LONG READ",
        "Exports rose on October 28, 2022.",
        "Table 1. Exports, 1 January to 30 June 2024",
        "Up 5.2% as of June 30, 2024",
    ],
)
def test_lines_that_are_no_date_line(line: str) -> None:
    assert not is_stamp(line)


META = '<meta property="article:published_time" content="2024-10-22T16:05:00+08:00">'
LINKED = '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","datePublished":"2019-01-01"},{"@type":"NewsArticle","dateModified":"2024-10-25","datePublished":"2024-10-22"}]}</script>'


def dated(
    above: str = "", below: str = "", head: str = "", foot: str = "", lead: str = "", url: str | None = None
) -> tuple[date, str]:
    markup = page(f"<div>{above}<h1>{TITLE}</h1>{below}<div>{lead}{PARAGRAPHS}</div></div>{foot}", head)
    release = read_release(markup.encode(), PageSource(url=url))
    return release.published_on, release.date_source


@pytest.mark.parametrize(
    ("parts", "source"),
    [
        ({"head": META}, "meta article:published_time"),
        ({"head": '<meta name="PubDate" content="20241022">'}, "meta pubdate"),
        ({"head": '<META NAME="publishdate" CONTENT="2024-10-22 09:12">'}, "meta publishdate"),
        ({"head": '<meta name="DC.date.issued" content="2024-10-22">'}, "meta dc.date.issued"),
        ({"head": '<meta itemprop="datePublished" content="2024-10-22">'}, "meta datepublished"),
        ({"head": LINKED}, "JSON-LD datePublished"),
        ({"below": '<p>Posted <time datetime="2024-10-22T09:15:00+08:00">today</time></p>'}, "time element"),
        ({"above": '<time datetime="2024-10-22">Tuesday</time>'}, "time element"),
        ({"below": '<abbr class="published" title="2024-10-22T21:14:00+08:00">9:14 PM</abbr>'}, "time element"),
        ({"below": "<p>Updated: 10-22-2024&nbsp;&nbsp;Source: Portal</p>"}, "line at the headline (updated)"),
        ({"below": "<div><span>22 Oct 2024</span>, <span>12:12 HKT</span> | 2 min read</div>"}, "line at the headline"),
        ({"below": "<p>发布时间：2024年10月22日 来源：海关</p>"}, "line at the headline (published)"),
        (
            {
                "below": "<p>The city's figures make grim reading. They look better once you know where to stand in it.</p>"
                "<p>Issue 612 · Tuesday 22 October 2024 · Marian Holt</p>"
            },
            "line at the headline",
        ),
        ({"above": "<div>Tuesday, October 22, 2024</div>"}, "line above the headline"),
        ({"head": '<link rel="canonical" href="https://a.example/202410/22/c_1.html">'}, "address"),
        ({"url": "https://a.example/2024/10/22/trade/"}, "address"),
        ({"foot": "<p>Date of release: 2024-10-22</p>"}, "line at the end (published)"),
        ({"head": '<meta property="og:updated_time" content="2024-10-22T07:11:09+08:00">'}, "meta og:updated_time"),
        (
            {"lead": "<p>KUNMING, Oct. 22 (LW) -- Trade grew.</p>", "url": "https://a.example/2024/n7.htm"},
            "dateline, year from address",
        ),
        (
            {"lead": "<p>KUNMING, Oct. 22 (LW) -- Trade grew.</p>", "foot": "<p>Copyright 2000-2024 LW</p>"},
            "dateline, year from imprint",
        ),
    ],
)
def test_each_place_of_a_date(parts: dict[str, str], source: str) -> None:
    assert dated(**parts) == (DAY, source)


CHANGED = '<meta property="article:modified_time" content="2024-10-25T16:05:00+08:00">'
OLDER = "<p>Updated: 2024-10-24</p>"


@pytest.mark.parametrize(
    "parts",
    [
        {"head": CHANGED + META},
        {"head": META, "below": OLDER},
        {"head": LINKED, "below": OLDER},
        {
            "below": '<time class="updated" datetime="2024-10-25"></time><time class="entry-date published" datetime="2024-10-22"></time>'
        },
        {"below": "<p>Updated: 2024-10-25 | Published: 2024-10-22</p>"},
        {"below": "<p>2024-10-22 17:22:06</p><p>Last modified on 2024-10-25</p>"},
        {"below": "<p>2024-10-22 17:22:06</p>", "url": "https://a.example/2019/01/01/x"},
        {"head": META, "foot": "<p>Date: 2019-01-01</p>"},
        {
            "above": "<div>Today is Friday, November 8, 2024 in the city, and the sky above it is as blue as ever</div>",
            "below": "<p>2024-10-22</p>",
        },
        {"head": '<meta name="publishdate" content="">' + LINKED},
        {"head": '<meta name="publishdate" content="yesterday">' + LINKED},
        {
            "below": "<p>2024-10-22</p>",
            "lead": "<figure><img src=a><figcaption>A ship, Oct. 12, 2024.</figcaption></figure>",
        },
    ],
)
def test_publication_before_change_and_sure_places_before_less_sure(parts: dict[str, str]) -> None:
    assert dated(**parts)[0] == DAY


def test_a_stamp_in_universal_time_gives_way_to_the_day_that_the_page_shows() -> None:
    stamped = '<meta property="article:published_time" content="2024-10-21T20:12:00Z">'
    assert dated(head=stamped)[0] == date(2024, 10, 21)
    assert dated(head=stamped, below='<time datetime="2024-10-22T04:12:00+08:00">Oct 22</time>')[0] == DAY
    assert dated(head=stamped, below="<p>October 22, 2024</p>")[0] == DAY
    assert dated(head=stamped, below="<p>October 29, 2024</p>")[0] == date(2024, 10, 21)


@pytest.mark.parametrize(
    "parts",
    [
        {"url": "https://a.example/2024/09/10/x"},
        {"lead": "<p>The data came out on Tuesday, September 10, to much surprise in the port of the city.</p>"},
        {"lead": "<p>Customs said on Sept. 9 that the month had been the best one of the year so far.</p>"},
        {"lead": "<p>Photo taken on September 10, 2024 shows the port, whose berths were all taken then.</p>"},
    ],
)
def test_day_and_month_in_either_order_are_settled_by_the_rest_of_the_page(parts: dict[str, str]) -> None:
    assert dated(below="<p>Updated: 09-10-2024</p>", **parts)[0] == date(2024, 9, 10)


@pytest.mark.parametrize(
    "below",
    ["", "<p>Updated: 09-10-2024</p>", "<p>Updated: 22-10-24</p>", "<p>October 22</p>", "<p>In 2024 all was well</p>"],
)
def test_no_date_is_guessed(below: str) -> None:
    with pytest.raises(UnreadablePage, match=r"^no publication date on the page; give one with --published$"):
        dated(below=below)


def test_a_given_date_wins() -> None:
    markup = page(f"<h1>{TITLE}</h1>{PARAGRAPHS}", META)
    release = read_release(markup.encode(), PageSource(published_on=date(2020, 1, 2)))
    assert (release.published_on, release.date_source) == (date(2020, 1, 2), "given")


def test_dates_in_the_article_s_sentences_are_not_its_date() -> None:
    with pytest.raises(UnreadablePage):
        dated(
            lead="<p>The plan of January 5, 2019 has been carried out, according to the officials who had made it.</p>"
        )


def test_a_chinese_dateline_takes_its_year_from_the_imprint() -> None:
    prose = "".join(
        f"<p>{text}</p>"
        for text in (
            "渝江通讯重庆10月22日电　记者从重庆海关获悉，前9个月重庆进出口5217.3亿元，同比增长12.1%。",
            "出口3512.9亿元，增长11.4%；进口1704.4亿元，增长13.6%。" * 3,
        )
    )
    content = f"<html><body><h1>重庆外贸增速达两位数</h1>{prose}<div>Copyright © 2001-2024 渝江通讯 版权所有</div></body></html>"
    release = read_release(content.encode(), PageSource())
    assert (release.published_on, release.date_source) == (DAY, "dateline, year from imprint")


def test_an_e_paper_has_its_day_in_the_title_element() -> None:
    prose = "<p>南宁海关公布，今年1—8月，广西外贸进出口4782.4亿元，同比增长10.2%。</p>" * 3
    content = f"<html><head><title>海风时报数字报-2024年09月19日-第05版：开放</title></head><body><h1>国门旺</h1>{prose}</body></html>"
    release = read_release(content.encode(), PageSource())
    assert (release.published_on, release.date_source) == (date(2024, 9, 19), "title element")


@pytest.mark.parametrize(
    ("line", "told", "published_on"),
    [
        ("甬商头条记者 史可歆　9月17日 14:06　约3分钟读完", "2025年前8个月，宁波民营企业进出口7562.4亿元，增长8.3%。", date(2025, 9, 17)),
        ("1月20日 09:10", "2024年，宁波进出口1.42万亿元，增长11.1%。", date(2025, 1, 20)),
        ("By Tamsin Oduya, Sept 17, 14:06", "Ningbo's private firms traded 756.24 billion yuan in the first eight months of 2025.", date(2025, 9, 17)),
    ],
)  # fmt: skip
def test_a_day_without_a_year_is_right_behind_the_months_told_of(line: str, told: str, published_on: date) -> None:
    content = (
        f"<html><body><h1>Trade of Ningbo</h1><div>{line}</div><div><p>{told}</p><p>{told}</p></div></body></html>"
    )
    release = read_release(content.encode(), PageSource())
    assert (release.published_on, release.date_source) == (
        published_on,
        "line at the headline, year from the months told of",
    )


def test_a_day_without_a_year_in_a_text_that_names_none_is_no_date() -> None:
    with pytest.raises(UnreadablePage):
        read_release(
            "<html><body><h1>宁波外贸</h1><div>9月17日 14:06</div><p>宁波民营企业进出口7562.4亿元。</p></body></html>".encode()
        )
