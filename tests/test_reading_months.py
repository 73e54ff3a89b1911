"""The months that figures cover: of the release, of the sentence, of what is compared, and of a table's headers."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import PageSource, Passage, Reading, Release
from pipeline.reading import read
from tests import webpages

LEAD = "From January to July, Hunan's imports and exports reached 360.2 billion yuan, up 4.1 percent."
RELEASE = ("Trade of Hunan", LEAD)


def reading(title: str, *paragraphs: str, published: date = date(2023, 8, 25)) -> Reading:
    passages, position = [], 0
    for number, text in enumerate((title, *paragraphs)):
        kind, level = ("heading", 1) if number == 0 else ("paragraph", 0)
        passages.append(Passage(kind, position, position + len(text), level, None if number == 0 else 0))
        position += len(text) + 1
    body = "\n".join((title, *paragraphs))
    return read(Release("0" * 16, title, published, "test", "en", body, tuple(passages)))


def months_of(found: Reading, quote: str) -> str:
    (statement,) = (s for s in found.statements if s.quote == quote)
    return f"{statement.period_start:%Y-%m}/{statement.period_end:%Y-%m} {statement.basis or ''}".strip()


@pytest.mark.parametrize(
    ("title", "opening", "published", "meant"),
    [
        (
            "A workshop and a province",
            "Mr Li lost his best customer in the spring of 2021. Last year he sold goods for 3 million yuan abroad. "
            "Exports of Hunan in 2022 came to 515.5 billion yuan.",
            date(2023, 1, 29),
            "2022-01/2022-12",
        ),
        (
            "China's surplus smallest in three months",
            "Exports of $283.5 billion in May were the lowest since the start of the year.",
            date(2023, 6, 7),
            "2023-05/2023-05",
        ),
        (
            "Hunan's trade, January to July",
            "July alone brought exports of 30 billion yuan.",
            date(2023, 8, 25),
            "2023-01/2023-07",
        ),
        (
            "Fact sheet",
            "Everything below is January-June in yuan, compared with the same period of 2022. In June exports were 5 billion yuan.",
            date(2023, 7, 20),
            "2023-01/2023-06",
        ),
        (
            "A province at half-time",
            "Changsha Customs put its June numbers up on Tuesday. Over the six months Hunan shipped out and took in 300 billion yuan "
            "of goods. Exports were 200 billion yuan.",
            date(2023, 7, 20),
            "2023-01/2023-06",
        ),
        (
            "Surplus soars as July exports of Hunan leap",
            "Hunan ran a surplus of 4.7 billion yuan in July, as exports climbed at more than twice the pace of June. Exports "
            "grew 14.5 percent to 21.2 billion yuan, up from a 7.2 percent gain in June.",
            date(2023, 8, 8),
            "2023-07/2023-07",
        ),
        (
            "A holiday upsets the figures",
            "Hunan's exporters shipped half as much again in February as they had a year before. In yuan, exports leapt 48 percent "
            "to 30 billion. In the two months, exports were 50 billion yuan.",
            date(2023, 3, 7),
            "2023-02/2023-02",
        ),
        (
            "Ten years of the initiative",
            "Trade with ASEAN grew by 6 percent a year from 2013 to 2022. In the first three quarters Hunan's trade was worth 400 "
            "billion yuan. Exports came to 300 billion yuan and imports to 100 billion yuan.",
            date(2023, 10, 16),
            "2023-01/2023-09",
        ),
    ],
)
def test_months_of_the_release(title: str, opening: str, published: date, meant: str) -> None:
    found = reading(title, opening, "Hunan's trade with Vietnam was 7.77 billion yuan.", published=published)
    assert months_of(found, "7.77 billion yuan") == meant


@pytest.mark.parametrize(
    ("sentence", "quote", "meant"),
    [
        ("A first quarter of 150 billion yuan was followed by a second one of 163 billion yuan.", "163 billion yuan", "2023-04/2023-06"),
        ("Exports were 40 billion, 42 billion and 45 billion yuan in the first, second and third quarters of 2022.", "42 billion", "2022-04/2022-06"),
        ("Imports shrank 3.7 percent between June and July.", "3.7 percent", "2023-07/2023-07 mom"),
        ("In July exports were 30 billion yuan, 2.2 percent off the record June.", "2.2 percent", "2023-07/2023-07 mom"),
        ("Imports of ore surged 40 percent because a mine was shut in March.", "40 percent", "2023-01/2023-07 yoy"),
        ("Exports to Vietnam, slow since 2019, jumped 31 percent.", "31 percent", "2023-01/2023-07 yoy"),
        ("Shipments to ASEAN were 2.3 times what they had been in 2021.", "2.3 times", "2023-01/2023-07 vs:2021"),
        ("Exports beat those of July last year by 3.3 percent but fell short of June's by 1.2 percent.", "1.2 percent", "2023-07/2023-07 mom"),
        ("Exports beat those of July last year by 3.3 percent but fell short of June's by 1.2 percent.", "3.3 percent", "2023-07/2023-07 yoy"),
        ("In the same months of 2022, ASEAN had taken 21.4 percent of exports.", "21.4 percent", "2022-01/2022-07"),
        ("A year ago the share of private firms was 75.2 percent of all trade.", "75.2 percent", "2022-01/2022-07"),
        ("Month on month, exports were down 4.4 percent; year on year, they were up 9 percent.", "4.4 percent", "2023-07/2023-07 mom"),
        ("In July there was a year-on-year increase of 3.9 percent in exports and a month-on-month one of 2.6 percent.", "3.9 percent", "2023-07/2023-07 yoy"),
        ("Imports of ore fell 18.4 percent, and in the second quarter they were down by half.", "18.4 percent", "2023-01/2023-07 yoy"),
        ("Imports reversed the decline of June (-2.1 percent) and rose by 6.6 percent.", "6.6 percent", "2023-01/2023-07 yoy"),
        ("Over the quarter to June, exports were 90 billion yuan.", "90 billion yuan", "2023-04/2023-06"),
        ("ASEAN, last year's favourite, managed trade of 30.26 billion yuan.", "30.26 billion yuan", "2023-01/2023-07"),
        ("Imports, up 33.9 percent, outpaced exports for the fourth quarter running.", "33.9 percent", "2023-01/2023-07 yoy"),
        ("Imports fell 2 percent, after a decline of 5 percent in 2021, leaving a surplus of 90 billion yuan.", "90 billion yuan", "2023-01/2023-07"),
        ("Trade is brisk. In 2021 exports grew only 8.9 percent. Processing trade is the biggest regime. It was worth 99 billion yuan.", "99 billion yuan", "2023-01/2023-07"),
        ("In July imports slipped 1.6 percent; they had risen 5.5 percent in the prior month.", "5.5 percent", "2023-06/2023-06 yoy"),
        ("Trade rose in July, against a drop in the first half of the year, when it had come to 311 billion yuan.", "311 billion yuan", "2023-01/2023-06"),
        ("By quarter, growth was 4.2 percent in the first and 25 percent in the second.", "25 percent", "2023-04/2023-06 yoy"),
        ("When the blog began, the total was 413.3 billion yuan (2016).", "413.3 billion yuan", "2016-01/2016-12"),
        ("Through June exports were 180 billion yuan.", "180 billion yuan", "2023-01/2023-06"),
    ],
)  # fmt: skip
def test_months_and_base_of_a_figure(sentence: str, quote: str, meant: str) -> None:
    assert months_of(reading(*RELEASE, sentence), quote) == meant


def test_a_question_sets_the_months_of_its_answer() -> None:
    found = reading(
        *RELEASE, "And July itself?", "A good month: trade of 52.3 billion yuan.", "Exports were 200 billion yuan."
    )
    assert months_of(found, "52.3 billion yuan") == "2023-07/2023-07"
    assert months_of(found, "200 billion yuan") == "2023-01/2023-07"


def test_arithmetic_chooses_among_months_that_end_together() -> None:
    found = reading(
        "Ningbo in July",
        "In July, Ningbo's imports and exports were 75.48 billion yuan.",
        "In the first seven months they were 503.85 billion yuan.",
        "Trade with ASEAN was 58.95 billion yuan, 11.7 percent of the total.",
        "Private firms did 341.61 billion yuan of trade, which is 67.8 percent of the total.",
        "Trade with Japan was 30.3 billion yuan.",
    )
    assert months_of(found, "58.95 billion yuan") == "2023-01/2023-07"
    assert months_of(found, "30.3 billion yuan") == "2023-01/2023-07"


TABLES = """<html><body><article><h1>Anhui's foreign trade in the first five months</h1><p>2022-06-18</p>
<p>From January to May 2022, Anhui's imports and exports totalled 290.1 billion yuan, up 12.3% year on year.</p>
<table><caption>Anhui's trade by partner</caption>
<tr><th>Partner</th><th colspan="2">May</th><th colspan="2">Jan-May</th></tr>
<tr><th></th><th>Value, CNY 100 mln</th><th>m/m %</th><th>Value, CNY 100 mln</th><th>vs 2021, %</th></tr>
<tr><td>ASEAN</td><td>75.2</td><td>10.1</td><td>372.4</td><td>(4.2)</td></tr></table>
<p>By goods:</p>
<table><tr><th>RMB bn</th><th>Jan-Apr</th><th>y/y</th></tr><tr><th colspan="3">Sold</th></tr>
<tr><td>Furniture</td><td>1.7</td><td>−17.4</td></tr></table>
<p>By month:</p>
<table><tr><th>Month</th><th>Exports ($bn)</th><th>m/m</th></tr><tr><td>April</td><td>5.1</td><td>+2.2%</td></tr>
<tr><td>May</td><td>5.4</td><td>+5.9%</td></tr></table>
<p>Two sides:</p>
<table><caption>May 2022 (billion yuan; % change on year)</caption><tr><th></th><th colspan="2">Exports</th></tr>
<tr><td>Vietnam</td><td>3.3</td><td><i>+7.7</i></td></tr></table>
<p>The account:</p>
<table><tr><th>Bn yuan</th><th>Jan-May 2022</th></tr><tr><td>Deficit</td><td>6.7</td></tr></table>
<p>By quarter:</p>
<table class="cmp"><caption>Goods trade (bn yuan; change in percent)</caption><tr><th></th><th>Q1</th><th>Apr-May 2022</th></tr>
<tr><th>Total</th><td>162.1</td><td>128.0</td></tr><tr><th>change</th><td>11.1</td><td>13.9</td></tr>
<tr><th>Imports</th><td>60.2</td><td>48.9</td></tr><tr><th>change</th><td>1.9</td><td>2.7</td></tr></table></article></body></html>"""


@pytest.mark.parametrize(
    ("quote", "meant"),
    [
        ("75.2", ("2022-05/2022-05", "total", "ASEAN", "all", None, 7_520_000_000)),
        ("10.1", ("2022-05/2022-05 mom", "total", "ASEAN", "all", "mom", 10.1)),
        ("(4.2", ("2022-01/2022-05 yoy", "total", "ASEAN", "all", "yoy", -4.2)),
        ("1.7", ("2022-01/2022-04", "export", "world", "furniture", None, 1_700_000_000)),
        ("−17.4", ("2022-01/2022-04 yoy", "export", "world", "furniture", "yoy", -17.4)),
        ("+5.9%", ("2022-05/2022-05 mom", "export", "world", "all", "mom", 5.9)),
        ("3.3", ("2022-05/2022-05", "export", "VN", "all", None, 3_300_000_000)),
        ("+7.7", ("2022-05/2022-05 yoy", "export", "VN", "all", "yoy", 7.7)),
        ("13.9", ("2022-04/2022-05 yoy", "total", "world", "all", "yoy", 13.9)),
        ("2.7", ("2022-04/2022-05 yoy", "import", "world", "all", "yoy", 2.7)),
        ("6.7", ("2022-01/2022-05", "balance", "world", "all", None, -6_700_000_000)),
    ],
)
def test_cells_take_months_units_and_flows_from_their_headers(quote: str, meant: tuple) -> None:
    found = read(webpages.read(TABLES, PageSource(published_on=date(2022, 6, 18))))
    (statement,) = (s for s in found.statements if s.quote.strip() == quote.strip("("))
    assert (
        months_of(found, statement.quote),
        statement.flow,
        statement.partner,
        statement.commodity,
        statement.basis,
        float(statement.value),
    ) == meant
