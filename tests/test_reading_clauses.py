"""How far a clause reaches: lists told figure first, appositions, circumstances, quotations, headings, and what goes together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from test_reading_scope import coordinates, reading

TITLE = "Zhejiang's trade in the first half"
LEAD = "Zhejiang's foreign trade rose 7.1 percent to 2.5 trillion yuan in the first half of 2024."


@pytest.mark.parametrize(
    ("paragraph", "quote", "expected"),
    [
        pytest.param(
            "In detail: 402 billion yuan with ASEAN (+6%), 388 billion yuan with the EU (+3%) and 301 billion yuan with the US (-2%).",
            "388 billion yuan",
            {"partner": "EU", "flow": "total"},
            id="a list told figure first",
        ),
        pytest.param(
            "Of that, 1.9 trillion yuan was exports (+8%) and 600 billion yuan imports (+4%).",
            "600 billion yuan",
            {"flow": "import"},
            id="sides told figure first",
        ),
        pytest.param(
            "Japan, still the province's second partner in 2019, lost 4.2 percent.",
            "4.2 percent",
            {"partner": "JP", "year": 2024},
            id="the time of an apposition",
        ),
        pytest.param(
            "With ports in Shanghai reopening and trucks on the move, exports recovered. They were worth 1.9 trillion yuan.",
            "1.9 trillion yuan",
            {"flow": "export", "commodity": "all", "region": "CN-ZJ"},
            id="what an opening clause names",
        ),
        pytest.param(
            "Coal is the heaviest purchase: the province imported 41 million tonnes of it. "
            "Because prices were lower than in 2023, the value fell 9.4 percent.",
            "9.4 percent",
            {"commodity": "coal", "measure": "growth"},
            id="prices that only explain",
        ),
        pytest.param(
            "Exports and imports in the second quarter rose by 8.4 percent and 3.1 percent.",
            "3.1 percent",
            {"flow": "import"},
            id="sides dealt out without respectively",
        ),
        pytest.param(
            "ASEAN has moved ahead of the EU. Business with the bloc grew 6 percent to 402 billion yuan, "
            "against 388 billion yuan for the EU.",
            "402 billion yuan",
            {"partner": "ASEAN"},
            id="the bloc that the sentence before was about",
        ),
        pytest.param(
            "ASEAN has moved ahead of the EU. Business with the bloc grew 6 percent to 402 billion yuan, "
            "against 388 billion yuan for the EU.",
            "388 billion yuan",
            {"partner": "EU", "year": 2024},
            id="a level of something else, not of before",
        ),
        pytest.param(
            "Private firms handled 310 billion yuan of the trade with Africa, 12 percent more than a year before.",
            "310 billion yuan",
            {"partner": "AFRICA", "enterprise": "private"},
            id="traders and partner together",
        ),
        pytest.param(
            "Vehicles worth 39 billion yuan were exported from Zhejiang to Russia.",
            "39 billion yuan",
            {"partner": "RU", "commodity": "automobiles", "flow": "export"},
            id="goods, way and partner together",
        ),
        pytest.param(
            "Of the ASEAN trade, 31 percent was with Vietnam.",
            "31 percent",
            {"partner": "VN", "measure": "share"},
            id="a part of a partner's trade",
        ),
        pytest.param(
            "The total grew faster than last year and 1.2 points faster than the nation's 5.9 percent.",
            "5.9 percent",
            {"region": "CN", "measure": "growth"},
            id="the rate that it is held against",
        ),
        pytest.param(
            "Exports of ships rose 12 percent. In June, goods worth 410 billion yuan crossed the border.",
            "410 billion yuan",
            {"flow": "total", "commodity": "all"},
            id="goods, whatever was spoken of before",
        ),
        pytest.param(
            "In June, trade grew 4 percent and exceeded the May figure by 2.6 percent.",
            "2.6 percent",
            {"basis": "mom", "period": "2024-06/2024-06"},
            id="the figure of another month beaten",
        ),
        pytest.param(
            "In the first half, 120 billion yuan of these goods were sold overseas.",
            "120 billion yuan",
            {"flow": "export"},
            id="goods pointed at",
        ),
    ],
)
def test_how_far_a_clause_reaches(paragraph: str, quote: str, expected: dict) -> None:
    found = reading(TITLE, LEAD, paragraph)
    figure = next(s for s in found.statements if s.quote == quote)
    told = {
        name: figure.period_start.year
        if name == "year"
        else f"{figure.period_start:%Y-%m}/{figure.period_end:%Y-%m}"
        if name == "period"
        else getattr(figure, name)
        for name in expected
    }
    assert told == expected


@pytest.mark.parametrize(
    ("paragraph", "text", "reason"),
    [
        pytest.param(
            'One of them is Donghai Seafood. "Sales to Japan are up 15%," manager Hu Lin said.',
            "15",
            "a company",
            id="quoted",
        ),
        pytest.param(
            "Korea, for reference, reported a 21.3% rise in its exports.", "21.3", "another country", id="foreign"
        ),
        pytest.param("The coal cost 985 yuan a tonne, 91.7% more than before.", "91.7", "price", id="price"),
        pytest.param("On 0.4 percent of the province's land stand 8 zones.", "0.4", "count", id="land"),
        pytest.param("The province's economy grew 5.6 percent.", "5.6", "economy", id="economy"),
    ],
)
def test_what_is_no_trade(paragraph: str, text: str, reason: str) -> None:
    number = next(n for n in reading(TITLE, LEAD, paragraph).numbers if n.text == text)
    assert number.outcome == "out_of_scope"
    assert reason in number.reason


def test_a_line_without_a_full_stop_heads_a_section() -> None:
    found = reading(
        "What the provinces traded",
        "Here are the numbers that made us sit up.",
        "HAINAN — Two weeks of free port",
        "Trade in goods came to 150 billion yuan in the first half, up 5.4%. The region's exports were 50 billion yuan.",
        "INNER MONGOLIA — More coal",
        "In the first half the region bought 26 million tonnes of coal, an increase of 4.3%.",
    )
    assert coordinates(found, "150 billion yuan", "region") == ("CN-HI",)
    assert coordinates(found, "50 billion yuan", "region", "flow") == ("CN-HI", "export")
    assert coordinates(found, "26 million tonnes", "region", "commodity") == ("CN-NM", "coal")


def test_a_heading_does_not_hold_for_a_section_that_tells_of_the_whole() -> None:
    found = reading(
        "Customs houses report",
        "#Guangxi: more ASEAN than ever",
        "Guangxi's trade grew 9.6% to 410 billion yuan in the first half. Trade with ASEAN climbed 10.2% to 215 billion yuan.",
        "#Hunan",
        "Hunan's trade fell 3%.",
    )
    assert coordinates(found, "410 billion yuan", "region", "partner") == ("CN-GX", "world")
    assert coordinates(found, "215 billion yuan", "region", "partner") == ("CN-GX", "ASEAN")


def test_a_headline_of_several_goods_is_about_the_one_told_first() -> None:
    title = "Durians, batteries and a busy border: Guangxi's trade gathers pace"
    scene = "Drivers carry durians one way and batteries the other."
    found = reading(
        title, scene, "Guangxi did 410 billion yuan worth of business in the first half. Exports rose 3 percent."
    )
    assert coordinates(found, "3 percent", "commodity") == ("all",)


def test_how_long_something_lasts_counts_nothing() -> None:
    found = reading(
        TITLE,
        LEAD,
        "Nearly half of the trade is with ASEAN, the largest partner for 9 years running. It grew by 8 percent to 402 billion yuan.",
    )
    assert coordinates(found, "402 billion yuan", "partner", "flow") == ("ASEAN", "total")


def test_a_province_within_a_cluster() -> None:
    found = reading(
        "Ten years of Beijing-Tianjin-Hebei",
        "Trade of the Beijing-Tianjin-Hebei region rose 2 percent to 2.5 trillion yuan in the first half.",
        "#Hebei: the climber",
        "Hebei's foreign trade rose 6.9 percent. The province's exports were 170 billion yuan.",
    )
    assert coordinates(found, "170 billion yuan", "region", "flow") == ("CN-HE", "export")


def months_of(found, quote: str) -> str:
    figure = next(s for s in found.statements if s.quote == quote)
    return f"{figure.period_start:%Y-%m}/{figure.period_end:%Y-%m}"


def test_a_release_of_a_month_stays_with_the_year_so_far_once_it_has_turned_to_it() -> None:
    found = reading(
        "China's trade rebounds in June",
        "China's exports rose 5.9 percent to 2.2 trillion yuan in June.",
        "Imports jumped 13 percent to 1.6 trillion yuan.",
        "For the first half, foreign trade totaled 21.1 trillion yuan. Exports fell 1.8 percent to 12.1 trillion yuan.",
        "Trade with the United States went down 2.1 percent to 2.3 trillion yuan.",
        "In June alone, iron ore imports came to 97 million tonnes. Coal imports rose 12 percent to 44 million tonnes.",
    )
    assert months_of(found, "1.6 trillion yuan") == "2024-06/2024-06"
    assert months_of(found, "2.3 trillion yuan") == "2024-01/2024-06"
    assert months_of(found, "44 million tonnes") == "2024-06/2024-06"


def test_groups_told_one_by_one_share_out_what_is_said_of_all() -> None:
    found = reading(
        TITLE,
        LEAD,
        "The trade of foreign-invested firms stood at 480 billion yuan. That of private firms was 1.85 trillion yuan. "
        "State-owned firms added 170 billion yuan. The three groups took up 19.2 percent, 74 percent and 6.8 percent of the total.",
    )
    assert coordinates(found, "74 percent", "enterprise", "measure") == ("private", "share")
    assert coordinates(found, "6.8 percent", "enterprise", "measure") == ("state_owned", "share")


def test_a_city_and_the_one_province_of_a_sentence_in_a_release_of_two() -> None:
    found = reading(
        "Twin cities lift inland trade",
        "In the first half, Sichuan province and Chongqing municipality together traded goods worth 870 billion yuan.",
        "Chongqing grew faster. Foreign trade in the municipality reached 360 billion yuan.",
        "ASEAN and the European Union were Sichuan's leading partners; trade with them grew by 18 percent and 22 percent.",
    )
    assert coordinates(found, "360 billion yuan", "region") == ("CN-CQ",)
    assert coordinates(found, "22 percent", "region", "partner") == ("CN-SC", "EU")


@pytest.mark.parametrize(
    ("paragraph", "quote", "expected"),
    [
        pytest.param(
            "Steel-making Jiaxing saw its trade grow 9.8 percent.", "9.8 percent", "all", id="what is made there"
        ),
        pytest.param(
            "Private firms were the main engine, with their trade rising 15.8 percent.",
            "15.8 percent",
            "all",
            id="an engine",
        ),
        pytest.param("Sunrise TV: Exports fell 9.8 percent. Why?", "9.8 percent", "all", id="a station that asks"),
        pytest.param(
            "In June alone 14,800 tonnes of cherries arrived, up 41 percent.",
            "41 percent",
            "cherries",
            id="tonnes that arrived",
        ),
    ],
)
def test_words_that_name_goods_elsewhere(paragraph: str, quote: str, expected: str) -> None:
    assert coordinates(reading(TITLE, LEAD, paragraph), quote, "commodity") == (expected,)


def test_goods_of_a_list_go_the_way_of_those_before_them() -> None:
    found = reading(
        TITLE,
        LEAD,
        "#What is in the box",
        "- Machinery: exports of 900 billion yuan, up 4 percent.",
        "- Toys: 40 billion yuan, down 7.9 percent.",
    )
    assert coordinates(found, "40 billion yuan", "commodity", "flow")[0] == "toys"


def test_a_rate_that_slowed_after_growth_is_growth() -> None:
    found = reading(
        TITLE,
        LEAD,
        "Foreign trade was still growing at 9.6 percent in the first quarter. In the second quarter it slowed to 4.8 percent.",
    )
    assert coordinates(found, "4.8 percent", "measure", "flow") == ("growth", "total")


def test_what_only_owns_what_was_spoken_of() -> None:
    found = reading(
        TITLE,
        "In a half-year when China's foreign trade crept ahead by 0.2 percent, Zhejiang's rose 4.8 percent, to 2.5 trillion yuan.",
        "Its exports were 1.8 trillion yuan.",
    )
    assert coordinates(found, "0.2 percent", "region") == ("CN",)
    assert coordinates(found, "4.8 percent", "region", "flow") == ("CN-ZJ", "total")
    assert coordinates(found, "1.8 trillion yuan", "region") == ("CN-ZJ",)


def test_a_city_named_first_is_not_its_province() -> None:
    found = reading(
        "A phone city counts its dollars",
        "Zhengzhou imported and exported goods worth 28 billion dollars in the half-year, Zhengzhou Customs said.",
        "The city's exports were 15 billion dollars.",
        "Processing trade was 24 billion dollars.",
        "Zhengzhou's weight in the province is crushing. Henan's foreign trade grew 13.5 percent. Without the city, the province's trade "
        "would have shrunk.",
    )
    assert coordinates(found, "24 billion dollars", "region", "regime") == ("CN-HA/Zhengzhou", "processing")
    assert coordinates(found, "13.5 percent", "region") == ("CN-HA",)


def test_magnets_where_rare_earths_are_spoken_of() -> None:
    found = reading(
        "China's rare earth exports fall",
        "China shipped 4,392 tonnes of rare earths abroad in June. Exports of rare earths fell 20 percent.",
        "#Magnets",
        "June exports came to 5,952 tonnes.",
    )
    assert coordinates(found, "5,952 tonnes", "commodity", "flow") == ("rare_earth_magnets", "export")


def test_zones_and_their_year() -> None:
    found = reading(
        "Behind the fence in Chongqing",
        "Chongqing's foreign trade was 355 billion yuan in the first half.",
        "Xiyong Comprehensive Bonded Zone is the largest. Its imports and exports were 296.4 billion yuan in 2023. "
        "Lianglu–Cuntan Comprehensive Bonded Zone did 101.7 billion yuan. All six zones together traded 428.1 billion yuan last year.",
    )
    assert months_of(found, "101.7 billion yuan") == "2023-01/2023-12"
    assert coordinates(found, "101.7 billion yuan", "zone") == ("lianglu_cuntan_comprehensive_bonded_zone",)
    assert coordinates(found, "428.1 billion yuan", "zone") == ("customs_supervised",)


@pytest.mark.parametrize(
    ("paragraph", "quote", "expected"),
    [
        pytest.param(
            "ASEAN came second, with 402 billion yuan. That is 16.1 percent of everything the province buys and sells abroad: a total of "
            "2.5 trillion yuan.",
            "2.5 trillion yuan",
            {"partner": "world", "flow": "total"},
            id="a whole behind a colon",
        ),
        pytest.param(
            "Sales to Japan, at odds with Beijing over Taiwan, slipped 8.2 percent.",
            "8.2 percent",
            {"partner": "JP", "flow": "export"},
            id="between subject and verb",
        ),
        pytest.param(
            "Coal imports were 41 million tonnes. Their value was 31 billion yuan, more than a tenth of the province's imports.",
            "31 billion yuan",
            {"commodity": "coal", "flow": "import"},
            id="their value",
        ),
        pytest.param(
            "General trade rose 12 percent. Processing was the only one to recede, by 4.4 percent.",
            "4.4 percent",
            {"regime": "processing", "measure": "growth"},
            id="bare processing",
        ),
        pytest.param(
            "Saudi Arabia was the biggest customer. Vehicles worth 2.36 billion yuan went there. Chile came next with 1.98 billion yuan.",
            "1.98 billion yuan",
            {"partner": "CL", "commodity": "automobiles", "flow": "export"},
            id="the next in a ranking",
        ),
        pytest.param(
            "Jiaxing handled half of the province's foreign trade, 1.2 trillion yuan.",
            "1.2 trillion yuan",
            {"region": "CN-ZJ/Jiaxing", "flow": "total"},
            id="half of a whole",
        ),
        pytest.param(
            "Exports of 1.9 trillion yuan were 8 percent up and imports of 600 billion yuan 4 percent up, making a half-year total of "
            "2.5 trillion yuan.",
            "2.5 trillion yuan",
            {"flow": "total"},
            id="a sum of both flows",
        ),
        pytest.param(
            "Handsets assembled in Ningbo fetched 17.24 billion yuan abroad.",
            "17.24 billion yuan",
            {"flow": "export", "commodity": "mobile_phones", "region": "CN-ZJ"},
            id="where goods are made",
        ),
        pytest.param(
            "The province's trade with Africa was worth 41.87 billion yuan. Latin America took its place close behind, with 38.62 "
            "billion yuan.",
            "38.62 billion yuan",
            {"partner": "LATAM", "flow": "total"},
            id="taking a place",
        ),
        pytest.param(
            "“Now it is a woman from Jiaxing with eleven containers of garlic,” says a broker. Private enterprises did 52.77 billion yuan "
            "of business with Russia.",
            "52.77 billion yuan",
            {"region": "CN-ZJ", "partner": "RU", "enterprise": "private"},
            id="a place that somebody speaks of",
        ),
        pytest.param(
            "Machinery made up 59.4 percent of exports, 0.9 of a percentage point more than in 2023.",
            "0.9 of a percentage point",
            {"measure": "share_change", "commodity": "machinery", "flow": "export"},
            id="a part of a point",
        ),
        pytest.param(
            "As host of the China-Africa Economic and Trade Expo, the province did 51.38 billion yuan of business with the continent.",
            "51.38 billion yuan",
            {"region": "CN-ZJ", "partner": "AFRICA"},
            id="the nation in the name of an event",
        ),
        pytest.param(
            "Coal imports were 11.92 million tonnes. Mongolia supplied 5.34 million tonnes of that, or 44.8 percent.",
            "5.34 million tonnes",
            {"partner": "MN", "commodity": "coal", "flow": "import"},
            id="of that",
        ),
        pytest.param(
            "The surplus of exports over imports was 1.3 trillion yuan.",
            "1.3 trillion yuan",
            {"flow": "balance"},
            id="the surplus of exports over imports",
        ),
        pytest.param(
            "Exports of the “new three” – electric vehicles, lithium batteries and solar cells – dropped 14.9 percent amid falling prices.",
            "14.9 percent",
            {"flow": "export", "commodity": "new_three"},
            id="a list between dashes, and prices that only explain",
        ),
        pytest.param(
            "Home appliance exports went up 14.3 percent, while ship exports amounted to 13.95 billion yuan.",
            "13.95 billion yuan",
            {"flow": "export", "commodity": "ships"},
            id="ships that are goods",
        ),
        pytest.param(
            "Ships were the standout, with exports rising to 76.4 billion yuan.",
            "76.4 billion yuan",
            {"flow": "export", "commodity": "ships"},
            id="ships before a verb",
        ),
        pytest.param(
            "The EU and the US came second and third, with trade of 17.6 billion yuan (up 11.5%) and 8.9 billion yuan (up 19.8%).",
            "8.9 billion yuan",
            {"partner": "US", "flow": "total"},
            id="a list with trade of",
        ),
    ],
)
def test_what_is_spoken_of_again(paragraph: str, quote: str, expected: dict) -> None:
    figure = next(s for s in reading(TITLE, LEAD, paragraph).statements if s.quote == quote)
    assert {name: getattr(figure, name) for name in expected} == expected


def test_a_section_of_everybodys_trade_in_a_release_about_private_firms() -> None:
    found = reading(
        "Private firms put Chongqing cars on foreign roads",
        "In the first half Chongqing's private enterprises imported and exported goods worth 163.92 billion yuan.",
        "#Wheels turning",
        "Between January and June Chongqing exported 252,000 vehicles. Automobile exports were 29.76 billion yuan.",
        "Auto parts added a further 9.83 billion yuan.",
        "#Elsewhere",
        "Laptops brought in 31 billion yuan.",
    )
    assert coordinates(found, "163.92 billion yuan", "enterprise") == ("private",)
    assert [coordinates(found, q, "enterprise")[0] for q in ("252,000", "29.76 billion yuan", "9.83 billion yuan")] == [
        "all"
    ] * 3


def test_a_heading_of_one_good_above_another() -> None:
    found = reading(
        TITLE,
        LEAD,
        "#Screens out, medicines in",
        "Laptops remain the flagship. Exports of these rose 25.7 percent to 41.3 billion yuan.",
    )
    assert coordinates(found, "41.3 billion yuan", "commodity", "flow") == ("laptops", "export")


def test_a_whole_of_a_share_is_no_reporter() -> None:
    found = reading(
        "Middle reaches set the pace",
        "The provinces strung along the river conducted 10.92 trillion yuan of foreign trade between January and June.",
        "Together the eleven members of the Yangtze River Economic Belt contributed 46.3 percent of China's foreign trade. The belt's "
        "exports advanced 15.9 percent to 6.61 trillion yuan.",
        "Trade by its private companies was 4.2 trillion yuan. Shanghai had by June clawed its way back, with 2.06 trillion yuan.",
    )
    assert coordinates(found, "10.92 trillion yuan", "region") == ("CN/Yangtze River Economic Belt",)
    assert months_of(found, "2.06 trillion yuan") == "2024-01/2024-06"


def test_enterprises_newly_established_are_no_trade() -> None:
    found = reading(TITLE, LEAD, "There were 586 newly established foreign-invested enterprises, up by 23.4 percent.")
    assert {s.quote for s in found.statements} == {"7.1 percent", "2.5 trillion yuan"}


def test_people_and_trucks_a_day_are_no_trade() -> None:
    found = reading(TITLE, LEAD, "The port clears 90 trucks a day in exports for a province of 66 million.")
    assert {s.quote for s in found.statements} == {"7.1 percent", "2.5 trillion yuan"}


def test_the_time_that_opens_a_paragraph_by_its_length_holds_for_it() -> None:
    found = reading(
        "China's steel exports surge in June",
        "China exported 11.06 million tonnes of steel in June.",
        "A breakdown by destination is available only to May. Over those five months Vietnam was the biggest buyer, taking 9.38 million "
        "tonnes. Shipments to South Korea slipped 5.3 percent to 6.21 million tonnes.",
    )
    assert months_of(found, "6.21 million tonnes") == "2024-01/2024-05"


def test_the_headline_of_a_zone_names_its_city() -> None:
    found = reading(
        "Zhengzhou Xinzheng Comprehensive Bonded Zone holds its own in the first half",
        "The zone, next to the airport in the capital of Central China's Henan province, ended the half in positive territory.",
        "Goods going into and out of the zone across the national border were worth 183.37 billion yuan.",
    )
    assert coordinates(found, "183.37 billion yuan", "region") == ("CN-HA/Zhengzhou",)


def test_the_province_of_a_release_that_names_one_city() -> None:
    found = reading(
        "Monthly brief on foreign trade, June 2024",
        "In June, the province's imports and exports rose 2.3 percent from May. The province's exports rose 3 percent.",
        "Chengdu's imports and exports were 58.76 billion yuan, 85.5 percent of the province's total.",
    )
    assert coordinates(found, "2.3 percent", "region") == ("CN-SC",)


def test_a_byline_is_no_heading() -> None:
    found = reading(
        TITLE,
        "By Mei Lindqvist in Jiaxing · Sunday 21 July 2024",
        "Exports were 1.9 trillion yuan in the first half.",
    )
    assert coordinates(found, "1.9 trillion yuan", "region") == ("CN-ZJ",)


def test_when_it_was_reported_is_not_when_it_was() -> None:
    found = reading(
        TITLE, "Zhejiang's trade rose in the first half, Hangzhou Customs reported last month, by 13.3 percent."
    )
    assert months_of(found, "13.3 percent") == "2024-01/2024-06"


def test_a_pace_in_some_months_is_that_of_the_release() -> None:
    found = reading(
        "Jiangxi's foreign trade maintains double-digit growth",
        "Foreign trade in Jiangxi continued to grow at a double-digit pace in the first five months of the year. Its imports and exports "
        "were valued at 162.2 billion yuan.",
        "In May, the value of foreign trade stood at 35.61 billion yuan.",
        "Private companies reported imports and exports of 131.6 billion yuan.",
    )
    assert months_of(found, "131.6 billion yuan") == "2024-01/2024-05"


def test_a_region_that_is_never_named_is_not_the_nation() -> None:
    found = reading(
        "Foreign trade brief No. 7, January-June",
        "In the first half, the region's imports and exports came to RMB 81.35 billion, faster than the national average.",
    )
    assert found.statements == ()


def test_a_price_does_not_change_the_currency_of_a_release() -> None:
    found = reading(
        "The delta by numbers",
        "Zhejiang's trade was 2.25 trillion yuan in the first half. A box to Rotterdam costs $9,280 now, and one to Long Beach $7,100.",
        "Exports grew 20.6% to 1.65 trillion.",
    )
    assert coordinates(found, "1.65 trillion", "flow", "unit") == ("export", "CNY")


def test_a_number_that_stands_as_a_heading_is_told_by_the_sentence_beneath() -> None:
    found = reading(
        TITLE,
        LEAD,
        "#53%",
        "Private enterprises' share of the province's trade. They traded 1.33 trillion yuan.",
        "#1.9 trillion",
        "The value, in yuan, of its exports.",
        "#6.4%",
        "The rate at which imports fell.",
    )
    assert coordinates(found, "53%", "measure", "enterprise", "flow") == ("share", "private", "total")
    assert coordinates(found, "1.9 trillion", "measure", "flow", "unit") == ("level", "export", "CNY")
    assert coordinates(found, "6.4%", "measure", "flow", "value") == ("growth", "import", Decimal("-6.4"))


def test_a_place_that_heads_a_chapter_of_the_nations_release_claims_nothing() -> None:
    found = reading(
        "China's trade after a year of tariffs",
        "China's foreign trade grew 3.8 percent to 45.47 trillion yuan in 2023.",
        "#Ningde",
        "Cloth is the past, people here will tell you. High-tech exports rose 13.2 percent to 5.25 trillion yuan.",
        "#Guangdong",
        "The trade of Guangdong grew 4.4 percent to 9.49 trillion yuan.",
    )
    assert coordinates(found, "5.25 trillion yuan", "region") == ("CN",)
    assert coordinates(found, "9.49 trillion yuan", "region") == ("CN-GD",)
