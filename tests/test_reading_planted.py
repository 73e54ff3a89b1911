"""How many of the planted figures are read exactly, construction by construction, and that it never gets less."""

from __future__ import annotations

import itertools
import os
import random
from datetime import date
from functools import cache
from pathlib import Path

import planted
import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Passage, Reading, Release, Statement, UnreadablePage
from pipeline.normalize import whole_of
from pipeline.reading import read

FLOORS = Path(__file__).parent / "golden" / "planted.toml"
INSTANCES = 60
ORDERS = {"leading": False, "trailing": True}  # where a sentence's period stands
FIELDS = (
    "measure",
    "value",
    "step",
    "unit",
    "region",
    "period_start",
    "period_end",
    "flow",
    "partner",
    "commodity",
    "regime",
    "enterprise",
    "zone",
    "transport",
    "basis",
    "approx",
    "whole",
)
CASES = [(order, name) for order in ORDERS for name in planted.CONSTRUCTIONS]
TOGETHER = "four_paragraphs"  # four constructions in one release, which must not leak into one another


def planted_fields(figure: planted.Planted) -> dict:
    return {name: getattr(figure, name) for name in FIELDS}


def stated_fields(statement: Statement) -> dict:
    stated = {name: getattr(statement, name) for name in FIELDS if name != "whole"}
    return stated | {"whole": whole_of(statement)}


def exact(page: planted.PlantedRelease, reading: Reading) -> tuple[int, int, int]:
    """Figures read exactly, planted and stated, each after the lead."""
    wanted = {(f.char_start, f.char_end): planted_fields(f) for f in page.figures if f.char_start >= page.body_start}
    stated = {
        (s.char_start, s.char_end): stated_fields(s) for s in reading.statements if s.char_start >= page.body_start
    }
    return sum(stated.get(span) == fields for span, fields in wanted.items()), len(wanted), len(stated)


@cache
def measured(order: str, construction: str) -> dict:
    right = wanted = stated = 0
    for seed in range(INSTANCES):
        names = (construction,)
        if construction == TOGETHER:
            names = random.Random(seed).sample(list(planted.CONSTRUCTIONS), 4)
        page = planted.plant_all(names, seed, ORDERS[order])
        a, b, c = exact(page, read(page.release))
        right, wanted, stated = right + a, wanted + b, stated + c
    return {"exact": right, "planted": wanted, "stated": stated}


def floors() -> dict:
    return tomli.loads(FLOORS.read_text(encoding="utf-8"))


def write_floors() -> None:
    lines = [
        "# Planted figures by construction: how many were planted, how many were stated, how many of those are exact.",
        "# Written by UPDATE_GOLDEN=1 from what the reader does; a lower number of exact figures fails the tests.",
    ]
    for order in ORDERS:
        lines += ["", f"[{order}]"]
        for name in (*planted.CONSTRUCTIONS, TOGETHER):
            got = measured(order, name)
            lines.append(f"{name} = {{ exact = {got['exact']}, planted = {got['planted']}, stated = {got['stated']} }}")
    FLOORS.parent.mkdir(exist_ok=True)
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if os.environ.get("UPDATE_GOLDEN") == "1":
    write_floors()


@pytest.mark.parametrize(("order", "construction"), [*CASES, *((order, TOGETHER) for order in ORDERS)])
def test_construction_is_read_as_exactly_as_before(order: str, construction: str) -> None:
    floor, got = floors()[order][construction], measured(order, construction)
    assert got["planted"] == floor["planted"], "the planted figures changed: write the floors again (UPDATE_GOLDEN=1)"
    assert got["exact"] >= floor["exact"]
    # Nothing more is invented or misread than before.
    assert got["stated"] - got["exact"] <= floor["stated"] - floor["exact"]


def test_floors_name_every_construction() -> None:
    assert {order: list(by_name) for order, by_name in floors().items()} == {
        order: [*planted.CONSTRUCTIONS, TOGETHER] for order in ORDERS
    }


def test_the_lead_is_read_exactly_whatever_follows() -> None:
    wrong = []
    for order, name in CASES:
        for seed in range(0, INSTANCES, 15):
            page = planted.plant(name, seed, ORDERS[order])
            lead = [planted_fields(f) for f in page.figures if f.char_end <= page.body_start]
            stated = [stated_fields(s) for s in read(page.release).statements if s.char_end <= page.body_start]
            if stated != lead:
                wrong.append((name, seed))
    assert not wrong


# ---------------------------------------------------------------- what holds for any text


def assert_account_is_complete(release: Release, reading: Reading) -> None:
    """Quotes are their characters, statements do not overlap, and each number is accounted for once."""
    text = release.body_text
    spans = [(s.char_start, s.char_end) for s in reading.statements]
    assert [text[a:b] for a, b in spans] == [s.quote for s in reading.statements]
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert spans == sorted(spans)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    numbers = [(n.char_start, n.char_end, n.text) for n in reading.numbers]
    assert [text[a:b] for a, b, _ in numbers] == [t for _, _, t in numbers]
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(numbers))
    covered = {at for a, b, _ in numbers for at in range(a, b)}
    assert {at for at, character in enumerate(text) if character in "0123456789"} <= covered
    read_by = {n.statement for n in reading.numbers if n.outcome == "read"}
    assert all(n.statement is not None for n in reading.numbers if n.outcome in ("read", "repeat"))
    written_in_digits = {i for i, s in enumerate(reading.statements) if any(c.isdigit() for c in s.quote)}
    assert written_in_digits <= read_by <= set(range(len(reading.statements)))


several = st.lists(st.sampled_from(sorted(planted.CONSTRUCTIONS)), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(constructions=several, seed=st.integers(0, 9_999), trailing=st.booleans())
def test_account_of_planted_releases(constructions: list[str], seed: int, trailing: bool) -> None:
    page = planted.plant_all(constructions, seed, trailing)
    assert_account_is_complete(page.release, read(page.release))


TRADE_ENGLISH = """
exports imports trade foreign total Chongqing China's the city's its Japan ASEAN EU Hong Kong laptops ships fruit
of to from with by in and or while respectively rose fell up down reached accounting for share growth increase
percent % percentage points billion yuan US$ RMB ¥ $ million trillion tonnes year on month September alone first
nine months three quarters last same period 2019 2020 Jan.-Sept. Q3 ( ) , . ; : - -- – + ' " / more than about
nearly doubled 2.1 times fold GDP private enterprises general which that those 1,204.5 11.4 3 0 00.10 1,23
12,34,567 1. .5 3.2.1 20.7% 2020-09-30 ,,
"""
WORDS = TRADE_ENGLISH.split()
tradeish = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
scrambled = st.text(st.sampled_from("0123456789,.%-–+()$¥ aebrt\n'\"/;:一亿元"), max_size=120)
headlines = st.sampled_from(["Chongqing's foreign trade", "Exports rise 3.2% in September", "2020", "."])


def release_of(headline: str, paragraphs: list[str]) -> Release:
    lines = [headline, *(p.replace("\n", " ") for p in paragraphs)]
    passages, at = [], 0
    for number, line in enumerate(lines):
        kind = "paragraph" if number else "heading"
        heading = 0 if number else None
        passages.append(Passage(kind, at, at + len(line), level=0 if number else 1, heading=heading))
        at += len(line) + 1
    text = "\n".join(lines)
    return Release("any", headline, date(2020, 10, 23), "given", "en", text, tuple(passages))


@settings(max_examples=250, deadline=None, derandomize=True)
@given(headline=headlines, paragraphs=st.lists(tradeish | scrambled, min_size=1, max_size=4))
def test_account_of_any_text(headline: str, paragraphs: list[str]) -> None:
    release = release_of(headline, paragraphs)
    assert_account_is_complete(release, read(release))


@pytest.mark.parametrize("unit", ["1,", "1 ", "12,345.6% ", "and 3% ", "January-", "up ", "(", "5% and "])
def test_a_long_paragraph_is_read_to_its_end(unit: str) -> None:
    release = release_of("Chongqing's foreign trade", [unit * 4_000])
    assert_account_is_complete(release, read(release))


@pytest.mark.parametrize("unit", ["1,", "1", "12,345.6% ", "1,234,", "5.5.", "123 billion yuan and "])
def test_a_megabyte_is_read_or_refused_with_a_reason(unit: str) -> None:
    release = release_of("Chongqing's foreign trade", [unit * (1_000_000 // len(unit))])
    try:
        reading = read(release)
    except UnreadablePage as refusal:
        assert "numbers" in str(refusal) and "\n" not in str(refusal)
    else:
        assert_account_is_complete(release, reading)
