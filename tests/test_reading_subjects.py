"""What a figure is about: asides and examples are no subjects, pronouns and parts lean on what they stand for."""

from __future__ import annotations

import pytest
from test_reading_scope import coordinates, reading

LEAD = "Zhejiang's foreign trade rose 7.1 percent to 2.5 trillion yuan in the first half of 2024."


@pytest.mark.parametrize(
    ("paragraph", "quote", "expected"),
    [
        pytest.param(
            "With 840 billion yuan of trade and an increase of 9 percent, private firms take the first place.",
            "9 percent",
            {"enterprise": "private", "flow": "total", "measure": "growth"},
            id="figures before their subject",
        ),
        pytest.param(
            "With foreign trade overall expanding by 5.3 percent, the EU's share slid to 15 percent.",
            "5.3 percent",
            {"partner": "world"},
            id="a whole before a part of it",
        ),
        pytest.param(
            "Hit by a shortage of chips, car exports fell 8 percent.",
            "8 percent",
            {"commodity": "automobiles", "flow": "export"},
            id="what moved the subject",
        ),
        pytest.param(
            "Mechanical and electrical goods account for 45 percent of exports. Sales of these came to 820 billion yuan.",
            "820 billion yuan",
            {"commodity": "mechanical_electrical", "flow": "export"},
            id="sales of what was named",
        ),
        pytest.param(
            "Exports of cars were 41.8 billion yuan. A third of it, 14.1 billion, was for electric and hybrid models.",
            "14.1 billion",
            {"commodity": "electric_vehicles", "flow": "export"},
            id="a part behind its fraction",
        ),
        pytest.param(
            "The province thus sold 910 billion yuan more than it bought.",
            "910 billion yuan",
            {"flow": "balance", "measure": "level"},
            id="sales held against purchases",
        ),
        pytest.param(
            "ASEAN came first, with 420 billion yuan and a 16.8% share of the total, but it grew just 2.9%.",
            "2.9%",
            {"partner": "ASEAN", "measure": "growth"},
            id="a share told beside what grows",
        ),
        pytest.param(
            "Trade with ASEAN rose 7.1% and made up 16.6% of the total. For the EU the corresponding figures are 1.4% and 12.6%.",
            "12.6%",
            {"partner": "EU", "measure": "share"},
            id="figures that answer to those before",
        ),
        pytest.param(
            "Of the goods, 12.5 percent came from or went to Russia.",
            "12.5 percent",
            {"partner": "RU", "flow": "total", "measure": "share"},
            id="both ways",
        ),
        pytest.param(
            "Through the pipeline from Skovorodino to Daqing, 14.3 million tonnes of crude were imported.",
            "14.3 million tonnes",
            {"region": "CN-ZJ", "commodity": "crude_oil"},
            id="the ends of a pipeline",
        ),
        pytest.param(
            "Labor-intensive products such as toys, garments and shoes were sold abroad for 80 billion yuan.",
            "80 billion yuan",
            {"commodity": "labor_intensive", "flow": "export"},
            id="examples of a group",
        ),
        pytest.param(
            "Imports of diesel, gasoline and so on rose 4 percent.",
            "4 percent",
            {"commodity": "refined_oil", "flow": "import"},
            id="goods that stand for their group",
        ),
        pytest.param(
            "Of the half-year's trade, 790 billion yuan, or 31.6%, travelled by water.",
            "31.6%",
            {"transport": "water", "flow": "total", "measure": "share"},
            id="a part told behind the figure of its whole",
        ),
        pytest.param(
            "Most of the province's exports, 58.2 percent, went to ASEAN.",
            "58.2 percent",
            {"partner": "ASEAN", "flow": "export", "measure": "share"},
            id="a fraction of a whole, then its part",
        ),
        pytest.param(
            "Exports grew 13.2 percent to 1.8 trillion yuan, against 5.1 percent for imports.",
            "5.1 percent",
            {"flow": "import", "measure": "growth"},
            id="a rate said for a flow",
        ),
        pytest.param(
            "Over the six months the province shipped out and took in 2.5 trillion yuan of merchandise.",
            "2.5 trillion yuan",
            {"flow": "total"},
            id="one figure of selling and buying",
        ),
        pytest.param(
            "As for June, we recorded 440 billion yuan, with exports up 8.4 percent and imports up 7.5 percent.",
            "440 billion yuan",
            {"flow": "total", "measure": "level"},
            id="a month as the subject",
        ),
        pytest.param(
            "Vehicles did well: 97,000 left for other countries, 28.4% more than a year ago.",
            "97,000",
            {"flow": "export", "commodity": "automobiles", "unit": "units"},
            id="a bare number of goods that crossed the border",
        ),
        pytest.param(
            "The United States bought goods worth 24.36 billion yuan from Zhejiang.",
            "24.36 billion yuan",
            {"flow": "export", "partner": "US"},
            id="what a partner bought from the reporter",
        ),
        pytest.param(
            "Motorcycle exports rose 5 percent, with buyers in Africa taking 31.6 percent.",
            "31.6 percent",
            {"flow": "export", "partner": "AFRICA", "measure": "share"},
            id="what a partner took",
        ),
        pytest.param(
            "We traded 92.09 billion yuan with the United States, an increase of 5.2 percent.",
            "92.09 billion yuan",
            {"flow": "total", "partner": "US"},
            id="a partner behind the figure, and then its change",
        ),
        pytest.param(
            "Machinery, from excavators to phone parts, went up by 17.9 percent in exports.",
            "17.9 percent",
            {"commodity": "machinery"},
            id="a span of examples",
        ),
        pytest.param(
            "Exports, which account for most of the province's trade, climbed 6.2 percent.",
            "6.2 percent",
            {"flow": "export"},
            id="a relative clause beside the subject",
        ),
        pytest.param(
            "ASEAN, the EU and the US were the leading partners, with trade of 600, 550 and 500 billion yuan; "
            "the former two expanded by 8 percent and 4 percent, the latter shrank by 2 percent.",
            "4 percent",
            {"partner": "EU", "flow": "total"},
            id="the former two of three",
        ),
        pytest.param(
            "Sales of clothing abroad came to 83 billion yuan. Of that, 12 billion yuan was for ASEAN.",
            "12 billion yuan",
            {"partner": "ASEAN", "flow": "export", "commodity": "garments"},
            id="a part that is named behind its figure",
        ),
        pytest.param(
            "It was no wonder that 22.5 percent of the trade—560 billion yuan—went by air.",
            "560 billion yuan",
            {"transport": "air", "flow": "total", "measure": "level"},
            id="a figure between dashes, after an it that stands for nothing",
        ),
        pytest.param(
            "Private firms took 81 percent of the total, which came to 2.5 trillion yuan.",
            "81 percent",
            {"enterprise": "private", "measure": "share"},
            id="a share whose whole goes on",
        ),
        pytest.param(
            "The farmers bought 5 billion yuan of soybeans and sold 9 billion yuan of fruit overseas.",
            "9 billion yuan",
            {"commodity": "fruits", "flow": "export"},
            id="bought and sold",
        ),
        pytest.param(
            "In the first quarter the pace was 4.1 percent and in the second 6.3 percent.",
            "6.3 percent",
            {"measure": "growth", "flow": "total", "period_start": "2024-04-01"},
            id="a pace of two quarters",
        ),
        pytest.param(
            "In the second quarter trade came to 1.3 trillion yuan. That was 4.2 percent more than in the first quarter.",
            "4.2 percent",
            {"basis": "qoq", "period_start": "2024-04-01"},
            id="that of the level before",
        ),
        pytest.param(
            "In June trade was 410 billion yuan, 3.1 percent less than the 423 billion yuan of May.",
            "3.1 percent",
            {"basis": "mom", "period_start": "2024-06-01"},
            id="a base told by its level",
        ),
        pytest.param(
            "Exports of furniture, ranking second in the country, made up 18 percent of the national total.",
            "18 percent",
            {"region": "CN-ZJ", "commodity": "furniture"},
            id="a country that something ranks in",
        ),
        pytest.param(
            "Trade expanded by 7.1 percent. Nationwide, the increase was 6.1 percent. China's busiest province is getting better at selling. Exports rose 9.6 percent.",
            "9.6 percent",
            {"region": "CN-ZJ", "flow": "export"},
            id="the nation that is only compared with",
        ),
        pytest.param(
            "Traffic was heavy, because the barrel got cheaper. Imports of crude oil fell 3.4 percent.",
            "3.4 percent",
            {"commodity": "crude_oil", "flow": "import"},
            id="cheaper without a figure",
        ),
    ],
)
def test_what_a_figure_is_about(paragraph: str, quote: str, expected: dict[str, str]) -> None:
    found = reading("Zhejiang's foreign trade expands in first half", LEAD, paragraph)
    stated = coordinates(found, quote, *expected)
    assert dict(zip(expected, map(str, stated), strict=True)) == expected


def test_the_whole_of_a_share_is_not_its_part() -> None:
    found = reading(
        "Hubei's trade in the first half",
        "Exports rose 3 percent. At 200 billion yuan they made up 66 percent of the total, which came to 303 billion yuan, up 5 percent.",
    )
    assert coordinates(found, "200 billion yuan", "flow") == ("export",)
    assert coordinates(found, "303 billion yuan", "flow") == ("total",)
    assert coordinates(found, "5 percent", "flow") == ("total",)


def test_what_only_moves_the_trade_of_a_region_is_not_the_theme() -> None:
    found = reading(
        "Strong border trade lifts Yunnan's foreign trade in first half",
        "A jump in border trade left Yunnan with 120.5 billion yuan ($16.9 billion) in foreign trade in the first half, up 6.1 percent.",
        "Exports grew 8.2 percent to 50.2 billion yuan.",
    )
    for quote in ("120.5 billion yuan", "$16.9 billion", "8.2 percent"):
        assert coordinates(found, quote, "regime", "region") == ("all", "CN-YN")


def test_a_line_without_a_full_stop_does_not_set_the_period() -> None:
    found = reading(
        "Anhui's exports return to growth in June",
        "Second-quarter trade slower than the first",
        "Anhui sold more abroad in the first half of 2024 than a year before. Its trade rose 12.1 percent.",
        "Exports rose 2.1 percent last month to 60 billion yuan. Imports dropped 6.7 percent.",
        "Private companies traded 320 billion yuan.",
    )
    assert [str(d) for d in coordinates(found, "12.1 percent", "period_start", "period_end")] == [
        "2024-01-01",
        "2024-06-30",
    ]
    for quote in ("2.1 percent", "6.7 percent"):
        assert str(coordinates(found, quote, "period_start")[0]) == "2024-06-01"
    assert str(coordinates(found, "320 billion yuan", "period_start")[0]) == "2024-01-01"


def test_a_city_by_its_province() -> None:
    found = reading(
        "Rebound shrinks Suzhou's trade loss",
        "Companies in the Jiangsu manufacturing hub have caught up. In the six months through June, they handled imports and exports of 1.01 trillion yuan.",
    )
    assert coordinates(found, "1.01 trillion yuan", "region") == ("CN-JS/Suzhou",)


def test_a_word_for_two_goods_is_the_one_spoken_of() -> None:
    found = reading(
        "Chongqing motorcycle exports speed up",
        "Chongqing exported motorcycles worth 9.5 billion yuan in the first half, up 12 percent.",
        "Mexico, Brazil and the Philippines took bikes worth 1.42 billion yuan, 1.08 billion yuan and 760 million yuan respectively.",
    )
    assert coordinates(found, "1.08 billion yuan", "commodity", "partner", "flow") == ("motorcycles", "BR", "export")


def test_trade_of_the_kind_just_spoken_of() -> None:
    found = reading(
        "Henan's trade in the first half",
        "Henan's imports and exports reached 370 billion yuan in the first half, down 2.9 percent.",
        "Cross-border e-commerce is sprinting. Such exports were 13 billion yuan.",
        "Processing trade is losing ground. Province-wide, imports and exports of this kind came to 200 billion yuan.",
    )
    assert coordinates(found, "13 billion yuan", "regime", "flow") == ("cross_border_ecommerce", "export")
    assert coordinates(found, "200 billion yuan", "regime", "flow") == ("processing", "total")


def test_a_list_takes_the_flow_of_the_line_that_leads_it_in() -> None:
    found = reading(
        "Zhejiang's trade in the first half",
        LEAD,
        "Among bulk goods, the province imported",
        "- iron ore: 76.3 million tons, up by 9.1%;",
        "- crude oil: 28.4 million tons, up by 14%.",
        "Exports of toys rose 3%.",
    )
    assert coordinates(found, "14%", "flow", "commodity") == ("import", "crude_oil")
    assert coordinates(found, "3%", "flow", "commodity") == ("export", "toys")


def test_the_nation_told_of_in_passing_ends_with_its_paragraph() -> None:
    found = reading(
        "Zhejiang's trade in the first half",
        LEAD + " For comparison, the foreign trade of the country as a whole went up 6.1 percent.",
        "A very good half. It brought exports of 1.9 trillion yuan.",
    )
    assert coordinates(found, "6.1 percent", "region") == ("CN",)
    assert coordinates(found, "1.9 trillion yuan", "region", "flow") == ("CN-ZJ", "export")


def test_what_is_neither_freight_nor_economy_alone_is_trade() -> None:
    found = reading(
        "Zhejiang's trade in the first half",
        LEAD,
        "The detour cost the port 6 million tonnes of business.",
        "The provincial economy had grown 5.6 percent to 4.1 trillion yuan, with industry up 7 percent.",
    )
    assert [s.quote for s in found.statements] == ["7.1 percent", "2.5 trillion yuan"]


def test_amounts_without_a_unit_are_in_the_currency_that_the_release_counts_in() -> None:
    found = reading(
        "Zhejiang's trade in the first half",
        "Everything below is in renminbi and compared with a year earlier.",
        "Imports and exports: 2,513.4 billion, +7.1%",
        "Private firms traded 1,954 billion of that.",
    )
    assert coordinates(found, "1,954 billion", "unit", "enterprise") == ("CNY", "private")
    assert coordinates(found, "2,513.4 billion", "unit", "flow") == ("CNY", "total")


def test_a_share_goes_on_from_a_sentence_that_only_speaks_of_it() -> None:
    found = reading(
        "Zhejiang's trade in the first half",
        LEAD,
        "China's trade rose by 6.1 percent. The province's slice of the cake has become thicker. It was 11.3% in 2023; it is 11.9% now.",
        "ASEAN's share of the total has grown. It is now 16.8%.",
    )
    assert coordinates(found, "11.3%", "region", "measure") == ("CN-ZJ", "share")
    assert coordinates(found, "11.9%", "region", "measure") == ("CN-ZJ", "share")
    assert coordinates(found, "16.8%", "partner", "measure") == ("ASEAN", "share")


def test_a_list_of_all_members_of_a_group_is_the_group() -> None:
    found = reading(
        "Anhui's trade grows",
        "Anhui's foreign trade rose 5 percent to 318 billion yuan in the first half.",
        "Electric vehicles, lithium batteries and solar cells together generated exports of 33.5 billion yuan, up 37.4%.",
    )
    assert coordinates(found, "33.5 billion yuan", "commodity", "flow") == ("new_three", "export")


def test_goods_in_and_out() -> None:
    found = reading(
        "Chongqing trade in brief",
        "Imports and exports: 437.62 billion yuan in the first half, up 7.1%",
        "Notebooks out: 29.35 million units",
        "Chips in: down 1.6% by value",
    )
    assert coordinates(found, "29.35 million units", "commodity", "flow") == ("laptops", "export")
    assert coordinates(found, "1.6%", "commodity", "flow") == ("integrated_circuits", "import")


def test_a_ranking_goes_on_with_the_flow() -> None:
    found = reading(
        "Yiwu's exports",
        "Yiwu's exports came to 230.4 billion yuan in the first half, up 4.7 percent.",
        "India, to which the city exported 13.46 billion yuan of merchandise, came first. The United States was next (12.98 billion yuan).",
    )
    assert coordinates(found, "13.46 billion yuan", "partner", "flow") == ("IN", "export")
    assert coordinates(found, "12.98 billion yuan", "partner", "flow") == ("US", "export")


def test_a_partner_named_beside_is_no_theme() -> None:
    found = reading(
        "China's factories find new buyers as American orders dry up",
        "Shipments to the US were 33.1% lower in June than a year earlier, having fallen 21.7% in May.",
        "Imports crept up 1.3% to $219.5bn. The surplus reached $102.3bn, against $98.2bn in May.",
    )
    assert coordinates(found, "1.3%", "partner", "flow") == ("world", "import")
    assert [str(d) for d in coordinates(found, "$219.5bn", "period_start", "period_end")] == [
        "2024-06-01",
        "2024-06-30",
    ]


def test_what_the_reporter_takes_is_imported() -> None:
    found = reading(
        "China's trade in June",
        "China's exports rose 4.7 percent in June.",
        "China took 67.4 million tonnes of iron ore in June. Chinese refiners took 22.4 million tonnes of crude oil from abroad.",
    )
    assert coordinates(found, "67.4 million tonnes", "commodity", "flow") == ("iron_ore", "import")
    assert coordinates(found, "22.4 million tonnes", "commodity", "flow") == ("crude_oil", "import")


def test_the_provincial_capital() -> None:
    found = reading(
        "Anhui's trade grows",
        "Anhui's foreign trade rose 5 percent to 318 billion yuan in the first half.",
        "The provincial capital realized 131.85 billion yuan in foreign trade.",
    )
    assert coordinates(found, "131.85 billion yuan", "region") == ("CN-AH/Hefei",)


def test_a_short_name_is_that_of_the_good_named_in_full() -> None:
    found = reading(
        "China's green exports",
        "China's exports of solar panels rose 3 percent to 90 billion yuan in the first half.",
        "Zhejiang sold the most panels overseas: 28.65 billion yuan. Exports of electric vehicles rose 5 percent.",
        "Exports of vehicles came to 147.5 billion yuan.",
    )
    assert coordinates(found, "28.65 billion yuan", "commodity", "region") == ("solar_cells", "CN-ZJ")
    assert coordinates(found, "147.5 billion yuan", "commodity") == ("automobiles",)


def test_a_rate_turned_round_is_the_year_befores() -> None:
    found = reading(
        "Zhejiang's trade in the first half",
        "Zhejiang's foreign trade rose 7.1 percent in the first half of 2024.",
        "Trade with Hong Kong went up 21.3 percent to 57.6 billion yuan, reversing a fall of 9.8 percent a year earlier.",
    )
    assert [str(d) for d in coordinates(found, "9.8 percent", "period_start", "period_end")] == [
        "2023-01-01",
        "2023-06-30",
    ]
    assert str(coordinates(found, "21.3 percent", "period_start")[0]) == "2024-01-01"
