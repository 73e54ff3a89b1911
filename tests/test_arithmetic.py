"""The release's own arithmetic chooses between readings, and changes no number."""

from __future__ import annotations

from datetime import date

from pipeline.model import Passage, Reading, Release
from pipeline.reading import read
from pipeline.reading.frames.frames import Frame
from pipeline.reading.proof.books import Group, put, take


def reading(*paragraphs: str) -> Reading:
    """A reading of an article of Chongqing's first half of 2022, published that July."""
    texts = ["Chongqing's foreign trade in the first half of 2022", *paragraphs]
    passages, position = [], 0
    for number, text in enumerate(texts):
        kind, level = ("heading", 1) if number == 0 else ("paragraph", 0)
        passages.append(Passage(kind, position, position + len(text), level, None if number == 0 else 0))
        position += len(text) + 1
    return read(Release("0" * 16, texts[0], date(2022, 7, 20), "test", "en", "\n".join(texts), tuple(passages)))


LEAD = (
    "In the first half of 2022, Chongqing's foreign trade reached 400 billion yuan, up 10 percent year on year. "
    "Its exports were 250 billion yuan and its imports 150 billion yuan."
)


def statement(found: Reading, value: int):
    return next(s for s in found.statements if s.value == value)


def test_exports_after_a_partner_are_that_partners_where_the_sums_say_so() -> None:
    found = reading(
        LEAD,
        "Trade with ASEAN reached 80 billion yuan. Exports rose 5 percent to 50 billion yuan. Imports were 30 billion yuan.",
    )
    exports = statement(found, 50_000_000_000)
    assert (exports.partner, exports.flow) == ("ASEAN", "export")
    assert statement(found, 30_000_000_000).partner == "ASEAN"


def test_exports_larger_than_the_partners_trade_are_of_all_partners() -> None:
    found = reading(
        "In the first half of 2022, Chongqing's foreign trade reached 400 billion yuan. Trade with ASEAN was 80 billion yuan. Exports rose 5 percent to 250 billion yuan."
    )
    exports = statement(found, 250_000_000_000)
    assert (exports.partner, exports.value) == ("world", 250_000_000_000)
    assert exports.decided_by is not None
    assert exports.rule.endswith("/arithmetic")


def test_a_percentage_after_a_share_is_points_where_levels_and_growths_give_them() -> None:
    # 100/400 = 25 %; a year before (100/1.32)/(400/1.1) = 20.83 %: a change of 4.17 points.
    found = reading(
        LEAD,
        "Private firms handled 100 billion yuan, up 32 percent, making up 25 percent of the total, up 4.2 percent.",
    )
    change = next(s for s in found.statements if s.measure == "share_change")
    assert (str(change.value), change.unit) == ("4.2", "pp")
    assert change.decided_by == "change of share = share now - share then"


def test_without_a_growth_of_its_own_the_percentage_stays_growth() -> None:
    found = reading(LEAD, "Private firms made up 25 percent of the total, up 4.2 percent year on year.")
    assert [(s.measure, str(s.value)) for s in found.statements if s.enterprise == "private"] == [
        ("share", "25"),
        ("growth", "4.2"),
    ]


def test_sums_give_a_later_paragraph_back_to_the_partner_that_was_spoken_of() -> None:
    found = reading(
        LEAD,
        "Trade with ASEAN was worth 80 billion yuan, 12 percent more.",
        "Chongqing's exports rose 5 percent to 50 billion yuan, and its imports were 30 billion yuan.",
    )
    exports = statement(found, 50_000_000_000)
    assert (exports.partner, exports.flow, exports.rule.endswith("/arithmetic")) == ("ASEAN", "export", True)


def test_what_only_speaks_against_a_reading_moves_no_figure_elsewhere() -> None:
    # 90 billion cannot be ASEAN's exports beside a total of 80, but no identity says whose they are: nobody's but the reporter's.
    found = reading(
        "In the first half of 2022, Chongqing's foreign trade reached 400 billion yuan. Trade with Vietnam was 8 billion yuan. "
        "Trade with ASEAN was 80 billion yuan. Exports rose 5 percent to 90 billion yuan.",
    )
    assert statement(found, 90_000_000_000).partner == "world"


def test_arithmetic_changes_no_number() -> None:
    texts = (LEAD, "Trade with ASEAN reached 80 billion yuan. Exports rose 5 percent to 50 billion yuan.")
    printed = {"400", "10", "250", "150", "80", "5", "50"}
    assert {s.value_text for s in reading(*texts).statements} == printed


def test_of_two_amounts_told_of_one_thing_the_smaller_is_of_what_its_sentence_names() -> None:
    found = reading(
        LEAD,
        "Exports to ASEAN came to 57.8 billion yuan.",
        "Laptops still top the list: exports to ASEAN were valued at 13.9 billion yuan.",
    )
    assert statement(found, 13_900_000_000).commodity == "laptops"
    assert statement(found, 57_800_000_000).commodity == "all"


def test_an_amount_that_another_contradicts_is_of_the_month_that_its_sentence_names() -> None:
    found = reading(
        LEAD, "There were signs of improvement in June, when trade grew 6.1 percent year on year to 81 billion yuan."
    )
    month = statement(found, 81_000_000_000)
    assert (month.period_start, month.period_end) == (date(2022, 6, 1), date(2022, 6, 30))


def test_a_book_keeps_the_order_of_the_text_when_an_amount_is_taken_out_and_put_back() -> None:
    frame = Frame(region="CN-CQ", flow="export")
    first, second = (Group(frame, [], values={"CNY": bounds}, number=n) for n, bounds in enumerate(((9, 10), (1, 2))))
    book: dict = {}
    for group in (first, second):
        put(group, book)
    take(first, book)
    put(first, book)
    assert [group for group, _ in book[first.place]["export", "CNY"]] == [first, second]


def test_the_sums_prove_a_flow_that_no_word_was_read_to_say() -> None:
    found = reading(
        "In the first half of 2022, Chongqing's foreign trade reached 400.12 billion yuan. Exports were 250.35 billion yuan of that.",
        "High prices of ore are to blame for the rest: 149.77 billion yuan.",
    )
    imports = statement(found, 149_770_000_000)
    assert (imports.region, imports.flow, imports.partner) == ("CN-CQ", "import", "world")
    assert imports.rule == "en.level.proved/arithmetic"
    assert imports.decided_by is not None


def test_an_amount_of_three_digits_proves_nothing() -> None:
    found = reading(
        "In the first half of 2022, Chongqing's foreign trade reached 400 billion yuan. Exports were 250 billion yuan of that.",
        "High prices of ore are to blame for the rest: 150 billion yuan.",
    )
    assert [s for s in found.statements if s.value == 150_000_000_000] == []


def test_a_percentage_that_is_one_amount_out_of_another_is_its_share() -> None:
    found = reading(
        LEAD,
        "Private firms handled 215.2 billion yuan in trade. That is more than all the others: 53.8 percent, up 4 percentage points.",
    )
    told = {s.measure: (s.enterprise, str(s.value)) for s in found.statements if s.rule.endswith("proved/arithmetic")}
    assert told == {"share": ("private", "53.8"), "share_change": ("private", "4")}


def test_what_nothing_bears_out_is_of_what_an_identity_proves() -> None:
    found = reading(
        "In the first half of 2022, Chongqing's foreign trade reached 400.12 billion yuan.",
        "Foreigners bought more from the city -- 250.35 billion yuan -- and the city a shade less from them: 149.77 billion yuan.",
    )
    assert [statement(found, value).flow for value in (250_350_000_000, 149_770_000_000)] == ["export", "import"]


def test_an_amount_that_contradicts_one_told_before_is_left_unread() -> None:
    found = reading(
        LEAD,
        "Trade with Chile was worth 5.92 billion yuan. The harbour would like more of it. That means 740 million yuan for a dock.",
    )
    assert [str(s.value) for s in found.statements if s.partner == "CL"] == ["5920000000"]
    assert [n.reason for n in found.numbers if n.text == "740"] == ["contradicts an amount that is told of the same"]


def test_two_amounts_that_make_the_total_are_of_the_flows_named_before_them() -> None:
    found = reading(
        "In the first half of 2022, Chongqing's foreign trade reached 400.12 billion yuan.",
        "Exports outweigh imports by far: 250.35 billion yuan against 149.77 billion yuan.",
    )
    assert [statement(found, value).flow for value in (250_350_000_000, 149_770_000_000)] == ["export", "import"]


def test_a_share_of_the_nations_trade_is_the_reporters() -> None:
    found = reading(LEAD, "The figure corresponds to 2.1 percent of the foreign trade of China.")
    share = next(s for s in found.statements if s.measure == "share")
    assert (share.region, share.flow, str(share.value)) == ("CN-CQ", "total", "2.1")
