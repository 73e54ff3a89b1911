"""Who reports, and which partner, good or firm a figure takes over from the text around it, and when no longer."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Passage, Reading, Release
from pipeline.reading import read

JULY = date(2024, 7, 22)


def reading(title: str, *paragraphs: str) -> Reading:
    """A reading of a release of July 2024; a paragraph that begins with # is a heading."""
    texts = [title, *(p.removeprefix("#") for p in paragraphs)]
    marked = [False, *(p.startswith("#") for p in paragraphs)]
    passages, position, heading = [], 0, 0
    for number, text in enumerate(texts):
        if number == 0 or marked[number]:
            passages.append(Passage("heading", position, position + len(text), 2 if number else 1, None))
            heading = number
        else:
            passages.append(Passage("paragraph", position, position + len(text), 0, heading))
        position += len(text) + 1
    return read(Release("0" * 16, title, JULY, "test", "en", "\n".join(texts), tuple(passages)))


def coordinates(found: Reading, quote: str, *names: str) -> tuple[str, ...]:
    figure = next(s for s in found.statements if s.quote == quote)
    return tuple(getattr(figure, name) for name in names)


@pytest.mark.parametrize(
    ("title", "paragraphs", "quote", "region"),
    [
        pytest.param(
            "Night shift at the container yard",
            [
                "The yard at Beilun never sleeps. Crane drivers in Ningbo change every four hours.",
                "Last month China sold 505,000 cars abroad. Exports of cars in the half-year rose 25 percent.",
            ],
            "25 percent",
            "CN",
            id="places of a feature do not report",
        ),
        pytest.param(
            "Customs house talks: what the first half brought",
            [
                "Good morning, everybody. Let us begin.",
                "How did the city fare?",
                "In the first half Suzhou imported and exported 1.25 trillion yuan of goods. Exports rose 9.6 percent.",
                "Jiangsu's trade rose 8.5 percent, and the nation's 6.1 percent, Nanjing Customs said.",
            ],
            "9.6 percent",
            "CN-JS/Suzhou",
            id="the city told of first",
        ),
        pytest.param(
            "Tariffs bite both ways",
            [
                "In the first half exports to the United States rose 1.5 percent to $240 billion, the customs administration in Beijing said.",
                "That leaves Beijing with a surplus of $160 billion, which Washington dislikes.",
            ],
            "$160 billion",
            "CN",
            id="the capital for the government",
        ),
        pytest.param(
            "Guangdong leads the provinces",
            [
                "Guangdong traded 4.37 trillion yuan in the first half. Beijing's imports and exports were 1.8 trillion yuan."
            ],
            "1.8 trillion yuan",
            "CN-BJ",
            id="the capital beside a province",
        ),
        pytest.param(
            "Two halves of one whole",
            [
                "The Chengdu-Chongqing economic circle traded 830 billion yuan of goods in the first half of the year.",
                "Sichuan accounted for 490 billion yuan, Chongqing for 340 billion yuan. The circle's exports rose 3 percent.",
            ],
            "3 percent",
            "CN/Chengdu-Chongqing",
            id="a cluster of which every member is named",
        ),
    ],
)
def test_who_reports(title: str, paragraphs: list[str], quote: str, region: str) -> None:
    assert coordinates(reading(title, *paragraphs), quote, "region") == (region,)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Thailand's exports rose 2 percent to $145 billion in the first half, the ministry said. Imports were $150 billion.",
        "South Korean exporters shipped goods worth $335 billion in the first half. Exports of chips jumped 50 percent.",
        "Vietnam exported goods worth $190 billion in the first half, up 14.5 percent. Shipments to China rose 5 percent.",
    ],
)
def test_another_countrys_own_release_is_left_out_with_the_reason(paragraph: str) -> None:
    found = reading("A good half-year", paragraph)
    assert found.statements == ()
    reasons = {n.reason for n in found.numbers if n.outcome == "out_of_scope"}
    assert "another country's own figure" in reasons
    assert not [n for n in found.numbers if n.outcome == "unread"]


def test_a_theme_ends_where_trade_as_a_whole_is_told_and_begins_again_where_it_is_named() -> None:
    found = reading(
        "Shandong tyre exports roll on",
        "In the first half of the year Shandong exported tyres worth 60 billion yuan, up 9 percent. Those to Russia fell 5 percent.",
        "In the second quarter exports were 31 billion yuan.",
        "The province's total foreign trade was 1.6 trillion yuan. Exports rose 6 percent.",
        "Trade with ASEAN came to 300 billion yuan.",
        "Back to tyres: exports to Mexico were 4 billion yuan.",
    )
    assert coordinates(found, "31 billion yuan", "commodity") == ("tires",)
    assert coordinates(found, "5 percent", "commodity", "partner", "flow") == ("tires", "RU", "export")
    assert coordinates(found, "6 percent", "commodity", "flow") == ("all", "export")
    assert coordinates(found, "300 billion yuan", "commodity", "partner") == ("all", "ASEAN")
    assert coordinates(found, "4 billion yuan", "commodity", "partner") == ("tires", "MX")


def test_a_heading_of_who_trades_holds_only_for_what_has_no_breakdown_of_its_own() -> None:
    found = reading(
        "Fujian's trade in the first half",
        "Fujian's imports and exports reached 1 trillion yuan in the first half of the year.",
        "#Private exporters hold their ground",
        "Exports stood at 450 billion yuan.",
        "General trade came to 720 billion yuan. Exports of shoes were 40 billion yuan.",
    )
    assert coordinates(found, "450 billion yuan", "enterprise") == ("private",)
    assert coordinates(found, "720 billion yuan", "enterprise", "regime") == ("all", "general")
    assert coordinates(found, "40 billion yuan", "enterprise", "commodity") == ("all", "shoes")


def test_a_label_says_what_its_paragraph_is_about_and_no_other() -> None:
    found = reading(
        "Guangxi's trade in the first half",
        "Guangxi's foreign trade rose 5 percent to 360 billion yuan in the first half of the year.",
        "Coal. Imports were 3.2 billion yuan.",
        "Vietnam. Trade reached 140 billion yuan. Exports were 100 billion yuan.",
        "The number of private enterprises with trade reached 4,100. Their exports were 90 billion yuan.",
    )
    assert coordinates(found, "3.2 billion yuan", "commodity", "flow") == ("coal", "import")
    assert coordinates(found, "100 billion yuan", "commodity", "partner", "flow") == ("all", "VN", "export")
    assert coordinates(found, "90 billion yuan", "enterprise", "partner") == ("private", "world")


def test_the_nation_that_only_frames_a_region_does_not_report() -> None:
    found = reading(
        "Fujian's trade in the first half",
        "Fujian's imports and exports reached 1 trillion yuan in the first half of the year.",
        "Shoes, of which Fujian is China's largest exporter, sold for 40 billion yuan abroad.",
        "The China (Fujian) Pilot Free Trade Zone had imports and exports of 160 billion yuan.",
    )
    assert coordinates(found, "40 billion yuan", "region") == ("CN-FJ",)
    assert coordinates(found, "160 billion yuan", "region", "zone") == ("CN-FJ", "free_trade_zone")


def test_a_country_that_nothing_says_is_china_has_no_trade_here() -> None:
    found = reading(
        "Oil state on the gulf counts its barrels",
        "The country exported $73 billion worth of crude in 2023, while it imported goods worth $46 billion.",
        "Most of the plants lie in the central region, whose exports rose 9 percent. In the eastern region they fell 2 percent.",
    )
    assert found.statements == ()


def test_the_central_region_is_chinas_where_a_text_counts_in_yuan() -> None:
    found = reading(
        "Inland provinces gain",
        "Foreign trade of the central region rose 9 percent to 1.52 trillion yuan in the first half.",
    )
    assert coordinates(found, "9 percent", "region", "flow") == ("CN/Central", "total")


def test_places_told_in_turn_beneath_their_headings() -> None:
    found = reading(
        "Provinces file their half-year cards",
        "Goods trade of the nation came to 21.79 trillion yuan in January-June, up 2.9%.",
        "#📦 Zhejiang",
        "H1 total 2.73 trillion, +6.6%. Exports 2.01 trillion (+9.1%), imports 723.6 billion (+0.3%).",
        "#🌶 Sichuan",
        "Exports 305.02 billion (+0.6%), while imports were up 8.9% at 206.82 billion.",
    )
    assert coordinates(found, "2.01 trillion", "region", "flow") == ("CN-ZJ", "export")
    assert coordinates(found, "206.82 billion", "region", "flow") == ("CN-SC", "import")


def test_what_is_said_of_a_place_behind_its_colon_heads_nothing() -> None:
    found = reading(
        "Delta leans on Shanghai as Jiangsu's electronics trade shrinks",
        "The Yangtze River Delta bought and sold 7.37 trillion yuan of goods abroad between January and June.",
        "#Zhejiang: private firms carry the load",
        "Across Hangzhou Bay, foreign trade grew 5 percent to 2.4 trillion yuan.",
        "#Anhui: cars to the fore",
        "The smallest of the four posted 380.8 billion yuan. Its car exports soared 76 percent to 27.4 billion yuan.",
    )
    assert coordinates(found, "2.4 trillion yuan", "region", "enterprise") == ("CN-ZJ", "all")
    assert coordinates(found, "27.4 billion yuan", "region", "commodity") == ("CN-AH", "automobiles")


def test_a_place_as_a_whole_leaves_the_partner_of_its_section() -> None:
    found = reading(
        "Guangdong's trade in the first half",
        "Guangdong imported and exported goods worth 4.2 trillion yuan in the first half.",
        "#The Hong Kong connection",
        "Trade between Shenzhen and Hong Kong was 343 billion yuan, a 2.2 percent decrease.",
        "For the province as a whole, exports of 2.7 trillion yuan were 0.2 percent higher than a year ago.",
    )
    assert coordinates(found, "343 billion yuan", "region", "partner") == ("CN-GD/Shenzhen", "HK")
    assert coordinates(found, "2.7 trillion yuan", "region", "partner") == ("CN-GD", "world")


def test_a_place_that_a_line_only_turns_to_has_what_follows() -> None:
    found = reading(
        "China's league table of cities for 2023",
        "China traded 41.76 trillion yuan in 2023, an increase of 0.2 percent.",
        "Then there is Yiwu, which is left out of most tables. It did 566.05 billion yuan of trade, a rise of 18.2 percent.",
        "Then there is Kunshan, and its 710 billion yuan is next week's story. Then there is Kunshan",
    )
    assert coordinates(found, "566.05 billion yuan", "region", "flow") == ("CN-ZJ/Yiwu", "total")
