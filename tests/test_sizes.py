"""What regions, partners and goods come to in a year tells a month from a year, a city from the nation, a partner from the world."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline.model import Passage, Reading, Release
from pipeline.reading import read
from pipeline.reading.frames.frames import Frame
from pipeline.reading.frames.of_size import off_by
from pipeline.reading.words.months import Months
from pipeline.vocabulary import VocabularyError
from pipeline.vocabulary import magnitudes as sizes

TESTS = Path(__file__).parent
BREAKDOWNS = ("partner", "commodity", "regime", "enterprise", "zone", "transport")


def reading(title: str, *paragraphs: str, published: date) -> Reading:
    passages, position = [], 0
    for number, text in enumerate((title, *paragraphs)):
        kind, level = ("heading", 1) if number == 0 else ("paragraph", 0)
        passages.append(Passage(kind, position, position + len(text), level, None if number == 0 else 0))
        position += len(text) + 1
    body = "\n".join((title, *paragraphs))
    return read(Release("0" * 16, title, published, "test", "en", body, tuple(passages)))


def stated(found: Reading, quote: str):
    (statement,) = (s for s in found.statements if s.quote == quote)
    return statement


def labelled_levels() -> list[dict]:
    folders = ("corpus", "pages", "unseen", "rounds")
    lines = [line for f in folders for p in sorted((TESTS / f).glob("*.jsonl")) for line in p.open(encoding="utf-8")]
    return [figure for figure in map(json.loads, lines) if figure["measure"] == "level"]


def frame_of(figure: dict) -> Frame:
    first, last = (int(day[:4]) * 12 + int(day[5:]) - 1 for day in figure["period"].split("/"))
    codes = {n: None if figure[n] in ("all", "world") else figure[n] for n in BREAKDOWNS}
    return Frame(figure["region"], Months(first, last), figure["flow"], **codes)


def test_every_labelled_level_is_of_its_size() -> None:
    levels = labelled_levels()
    found = [off_by(frame_of(figure), figure["unit"], float(figure["value"])) for figure in levels]
    off = [figure for figure, off in zip(levels, found, strict=True) if off]
    assert [figure for figure in off if not figure.get("optional")] == []
    # What is optional may be a gap: "only 4.4 billion yuan separated it from Dongguan", "the gap of 340 billion yuan with Shanghai".
    assert [(figure["region"], figure["value"]) for figure in off] == [
        ("CN-ZJ/Ningbo", 4.4e9),
        ("CN-GD/Shenzhen", 3.4e11),
    ]
    assert sum(off is not None for off in found) > 0.85 * len(levels)  # of so many a size is known


def test_what_a_month_brought_the_nation_is_not_wenzhous() -> None:
    found = reading(
        "Wenzhou's glasses makers look past a weak July",
        "Lin Hai runs a spectacles workshop in Wenzhou, and his order book has thinned since spring.",
        "In yuan terms, exports rose 2.9 percent to 1.22 trillion yuan in July, while imports dropped 5.7 percent to 873.1 billion yuan. "
        "That left a surplus of 346.9 billion yuan.",
        "Total trade slipped 0.9 percent to 2.09 trillion yuan.",
        published=date(2016, 8, 8),
    )
    assert {s.region for s in found.statements} == {"CN"}


def test_a_years_trade_is_not_decembers() -> None:
    found = reading(
        "Suzhou closes its books in December",
        "Suzhou traded 2.53 trillion yuan of goods, 13.5 percent more than a year before. Exports came to 1.49 trillion yuan and imports to "
        "1.04 trillion yuan.",
        published=date(2022, 1, 24),
    )
    assert {f"{s.period_start:%Y-%m}/{s.period_end:%Y-%m}" for s in found.statements} == {"2021-01/2021-12"}


def test_a_release_too_small_for_the_nation_is_about_the_partner_that_it_names_again_and_again() -> None:
    found = reading(
        "Solar panels one way, gearboxes the other",
        "China and the Central and Eastern European countries exchanged goods worth 690.42 billion yuan in the first nine months of 2022.",
        "Sales to the region gained 8.9 percent and were valued at 529.73 billion yuan; purchases stood at 160.69 billion yuan.",
        "China imported 6.81 billion yuan of farm produce from the Central and Eastern European countries.",
        published=date(2022, 11, 3),
    )
    assert {s.partner for s in found.statements} == {"CEEC"}
    assert stated(found, "529.73 billion yuan").flow == "export"


LEAD = (
    "In the first half of 2022, Chongqing's foreign trade reached 397.2 billion yuan. Its exports were 247.7 billion yuan and its "
    "imports 149.5 billion yuan."
)


def test_an_amount_of_no_size_is_left_unread_with_its_reason() -> None:
    found = reading(
        "Chongqing's foreign trade in the first half of 2022",
        LEAD,
        "Trade in the new hall of the flower market reached 31 million yuan.",
        published=date(2022, 7, 20),
    )
    assert [s.value for s in found.statements if s.value < 10**9] == []
    (number,) = (n for n in found.numbers if n.text == "31")
    assert (number.outcome, number.reason) == ("unread", "not of the size of the trade that it would be of")


def test_amounts_of_an_invented_region_are_read_as_they_stand() -> None:
    found = reading(
        "Chongqing's foreign trade in the first half of 2022",
        "In the first half of 2022, Chongqing's foreign trade reached 3 billion yuan. Exports were 2 billion yuan and imports 1 billion yuan.",
        published=date(2022, 7, 20),
    )
    assert len(found.statements) == 3


def test_goods_are_not_traded_both_ways_at_once() -> None:
    found = reading(
        "What Southeast Asia's orchards sell to Chongqing",
        "From January to July 2024, Chongqing imported 1.58 billion yuan of fruit, up 46.3 percent.",
        "ASEAN is the biggest trading partner behind the fruit. Trade with it reached 71.28 billion yuan, 9.8 percent more than a year earlier.",
        published=date(2024, 8, 23),
    )
    trade = stated(found, "71.28 billion yuan")
    assert (trade.flow, trade.partner, trade.commodity) == ("total", "ASEAN", "all")
    assert stated(found, "1.58 billion yuan").commodity == "fruits"


def test_a_share_of_a_trade_in_itself_is_left_unread() -> None:
    found = reading(
        "Chongqing's foreign trade in the first half of 2022",
        LEAD,
        "Three markets stood out: the three together made up 49.7 percent of the city's total.",
        published=date(2022, 7, 20),
    )
    assert [s.measure for s in found.statements] == ["level"] * 3
    (number,) = (n for n in found.numbers if n.text == "49.7")
    assert number.outcome == "unread"


def test_a_passage_that_names_no_region_goes_back_to_the_reporter_where_it_is_more_than_the_last_one_trades() -> None:
    found = reading(
        "Guangxi's foreign trade from January to September 2023",
        "From January to September 2023, Guangxi's foreign trade reached 501.4 billion yuan, and that of Pingxiang, a border city of it, 124.6 "
        "billion yuan.",
        "Border trade surged 68.6 percent to 141.89 billion yuan, which was 28.3 percent of the total.",
        published=date(2023, 10, 24),
    )
    assert stated(found, "141.89 billion yuan").region == "CN-GX"


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ('[region."CN-XX"]\n2020 = 1\n', "no region 'CN-XX'"),
        ("[region.CN-CQ]\nsoon = 1\n", "needs years with amounts"),
        ("[region.CN-CQ]\n2020 = -3\n", "needs years with amounts"),
        ("[import.crude_oil]\n2020 = 1\n", "and a unit"),
        ("[provinces.CN-CQ]\n2020 = 1\n", "no list 'provinces'"),
        ("[region.CN-CQ\n", "magnitudes"),
    ],
)
def test_a_list_of_sizes_that_breaks_its_format_is_refused(tmp_path: Path, monkeypatch, text: str, cause: str) -> None:
    (tmp_path / "magnitudes.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(sizes, "FILE", str(tmp_path / "magnitudes.toml"))
    with pytest.raises(VocabularyError, match=cause):
        sizes.magnitudes.__wrapped__()
