"""A number printed in any style is read back exactly: value, last digit, unit and characters."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.reading.words.quantities import Quantity, quantities
from pipeline.reading.words.tokens import locate, tokenize

SCALES = {"": 0, "thousand": 3, "million": 6, "mln": 6, "billion": 9, "bln": 9, "bn": 9, "trillion": 12}
CURRENCIES = {
    "CNY": ("{} yuan", "RMB {}", "RMB{}", "¥{}", "{} RMB", "{} renminbi", "CNY {}", "{} Chinese yuan"),
    "USD": ("{} dollars", "US${}", "${}", "USD {}", "{} U.S. dollars", "{} US dollars", "{} USD"),
    "EUR": ("{} euros", "€{}"),
}
RATES = {
    ("percent", "%"): ("{}%", "{} percent", "{} per cent", "{} pct", "{} %"),
    ("points", "pp"): ("{} percentage points", "{} percentage point", "{} pp", "{} pct points"),
    ("times", "times"): ("{} times", "{}-fold", "{}fold"),
    ("physical", "tonnes"): ("{} tonnes", "{} tons", "{} metric tons"),
    ("physical", "barrels"): ("{} barrels",),
}
CONTEXTS = ("exports reached {}, customs said", "{}", "({})", "to {}.", "from {} a year earlier", "exports:{};imports")


@st.composite
def digits(draw, longest: int = 7) -> str:
    """A number as printed: up to ``longest`` digits before the point, up to four after, with or without separators."""
    whole = draw(st.integers(0, 10**longest - 1))
    places = draw(st.integers(0, 4))
    text = f"{whole:,}" if draw(st.booleans()) else str(whole)
    return text if not places else f"{text}.{draw(st.integers(0, 10**places - 1)):0{places}}"


def exact(text: str, scale: int = 0) -> tuple[Decimal, Decimal]:
    places = len(text.partition(".")[2])
    return Decimal(text.replace(",", "")).scaleb(scale), Decimal(1).scaleb(scale - places)


def read_one(phrase: str, context: str) -> tuple[Quantity, str]:
    text = context.format(phrase)
    tokens, starts = locate(text, 0, len(text))
    (found,) = quantities(tokens, "en", set())
    last = found.last - 1
    return found, text[starts[found.first] : starts[last] + len(tokens[last].text)]


def same(value: Decimal, wanted: Decimal) -> bool:
    """Equal, and written without an exponent."""
    return value == wanted and "E" not in str(value)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    number=digits(), scale=st.sampled_from(sorted(SCALES)), currency=st.sampled_from(sorted(CURRENCIES)), data=st.data()
)
def test_money_in_any_style(number: str, scale: str, currency: str, data: st.DataObject) -> None:
    form, context = data.draw(st.sampled_from(CURRENCIES[currency])), data.draw(st.sampled_from(CONTEXTS))
    phrase = form.format(f"{number} {scale}".strip())
    found, quote = read_one(phrase, context)
    value, step = exact(number, SCALES[scale])
    assert (found.kind, quote, found.value_text) == ("money", phrase, number)
    assert found.unit == (currency if currency != "EUR" else "other")
    assert same(found.value, value) and same(found.step, step)
    assert found.sign is None


@settings(max_examples=300, deadline=None, derandomize=True)
@given(number=digits(4), rate=st.sampled_from(sorted(RATES)), data=st.data())
def test_rates_and_physical_units_in_any_style(number: str, rate: tuple[str, str], data: st.DataObject) -> None:
    form, context = data.draw(st.sampled_from(RATES[rate])), data.draw(st.sampled_from(CONTEXTS))
    phrase = form.format(number)
    found, quote = read_one(phrase, context)
    value, step = exact(number)
    assert (found.kind, found.unit, quote) == (*rate, phrase)
    assert same(found.value, value) and same(found.step, step)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    number=digits(3), sign=st.sampled_from(["+", "-", "−", "–", "minus "]), form=st.sampled_from(["{}%", "{} percent"])
)
def test_printed_signs_stay_beside_the_number(number: str, sign: str, form: str) -> None:
    phrase = sign + form.format(number)
    found, quote = read_one(phrase, "exports changed by {} in May")
    assert (found.sign, quote) == ("+" if sign == "+" else "-", phrase)
    assert found.value == exact(number)[0]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    numbers=st.lists(digits(3), min_size=2, max_size=6),
    unit=st.sampled_from(["percent", "%", "billion yuan", "percentage points", "tonnes"]),
    oxford=st.booleans(),
)
def test_one_unit_for_a_list(numbers: list[str], unit: str, oxford: bool) -> None:
    assume(not any("," in n for n in numbers))
    joint = ", and " if oxford and len(numbers) > 2 else " and "
    tail = unit if unit == "%" else f" {unit}"
    tokens = tokenize("up " + ", ".join(numbers[:-1]) + joint + numbers[-1] + tail)
    found = quantities(tokens, "en", set())
    scale = 9 if unit == "billion yuan" else 0
    assert [(q.value, q.step) for q in found] == [exact(n, scale) for n in numbers]
    assert len({(q.kind, q.unit) for q in found}) == 1
    assert [q.shared for q in found] == [True] * (len(numbers) - 1) + [False]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1.5 billion yuan", [("1500000000", "100000000", "CNY")]),
        ("129.64 billion yuan", [("129640000000", "10000000", "CNY")]),
        ("461.390 billion yuan", [("461390000000", "1000000", "CNY")]),
        ("US$1,204.5 million", [("1204500000", "100000", "USD")]),
        ("6 trillion yuan", [("6000000000000", "1000000000000", "CNY")]),
        ("0.7 percent", [("0.7", "0.1", "%")]),
        ("11.40%", [("11.4", "0.01", "%")]),
        ("3.2% to 5 bln yuan", [("3.2", "0.1", "%"), ("5000000000", "1000000000", "CNY")]),
        ("80.43 billion and 75.2 billion yuan", [("80430000000", "10000000", "CNY"), ("75200000000", "100000000", "CNY")]),
        ("3.2 million tonnes", [("3200000", "100000", "tonnes")]),
        ("2.1 percentage points to 30.7 percent", [("2.1", "0.1", "pp"), ("30.7", "0.1", "%")]),
        ("doubled", [("100", "10", "%")]),
        ("halved", [("-50", "10", "%")]),
        ("a threefold increase", [("200", "10", "%")]),
        ("12 trains", [("12", "1", None)]),
        ("", []),
    ],
)  # fmt: skip
def test_values_steps_and_units(text: str, read: list[tuple[str, str, str | None]]) -> None:
    found = quantities(tokenize(text), "en", set())
    assert [(str(q.value), str(q.step), q.unit) for q in found] == read


def test_numbers_that_a_date_holds_are_no_quantities() -> None:
    tokens = tokenize("On May 12, exports rose 3%")
    assert [q.value for q in quantities(tokens, "en", {2})] == [Decimal(3)]


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("Yuan109.3bn", 109_300_000_000, "CNY"),
        ("yuan 109.3 billion", 109_300_000_000, "CNY"),
        ("RMB 109.3B", 109_300_000_000, "CNY"),
        ("900M yuan", 900_000_000, "CNY"),
        ("RMB1.2T", 1_200_000_000_000, "CNY"),
        ("900 mio yuan", 900_000_000, "CNY"),
        ("$15.3B", 15_300_000_000, "USD"),
        ("US $15.3bn", 15_300_000_000, "USD"),
        ("US dollars 15.3 billion", 15_300_000_000, "USD"),
    ],
)
def test_short_ways_of_printing_an_amount(printed: str, value: int, unit: str) -> None:
    found = quantities(tokenize(f"exports reached {printed}, customs said"), "en", set())
    assert [(q.kind, q.value, q.unit) for q in found] == [("money", value, unit)]


@pytest.mark.parametrize("name", ["3D printers", "5G base stations", "measured in yuan 3.4 percent more"])
def test_what_is_no_amount_of_money(name: str) -> None:
    assert all(q.kind != "money" for q in quantities(tokenize(f"exports of {name}"), "en", set()))
