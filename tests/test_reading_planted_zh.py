"""How many of the planted Chinese figures are read exactly, construction by construction, and what holds for any text."""

from __future__ import annotations

import itertools
import os
from datetime import date
from functools import cache
from pathlib import Path

import planted_zh
import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Passage, Reading, Release
from pipeline.normalize import whole_of
from pipeline.reading import read

FLOORS = Path(__file__).parent / "golden" / "planted_zh.toml"
INSTANCES = 60
FIELDS = (
    "measure", "value", "step", "unit", "region", "period_start", "period_end", "flow", "partner", "commodity", "regime",
    "enterprise", "zone", "transport", "basis", "approx",
)  # fmt: skip


def fields(figure, whole: str | None) -> dict:
    return {name: getattr(figure, name) for name in FIELDS} | {"whole": whole}


@cache
def measured(construction: str) -> dict:
    exact = wanted = stated = 0
    for seed in range(INSTANCES):
        page = planted_zh.plant(construction, seed)
        truth = {
            (f.char_start, f.char_end): fields(f, f.whole) for f in page.figures if f.char_start >= page.body_start
        }
        found = {
            (s.char_start, s.char_end): fields(s, whole_of(s))
            for s in read(page.release).statements
            if s.char_start >= page.body_start
        }
        exact += sum(found.get(span) == figure for span, figure in truth.items())
        wanted, stated = wanted + len(truth), stated + len(found)
    return {"exact": exact, "planted": wanted, "stated": stated}


def write_floors() -> None:
    lines = [
        "# Planted Chinese figures by construction: how many were planted, how many were stated, how many of those are exact.",
        "# Written by UPDATE_GOLDEN=1 from what the reader does; a lower number of exact figures fails the tests.",
        "",
    ]
    for name in planted_zh.CONSTRUCTIONS:
        got = measured(name)
        lines.append(f"{name} = {{ exact = {got['exact']}, planted = {got['planted']}, stated = {got['stated']} }}")
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if os.environ.get("UPDATE_GOLDEN") == "1":
    write_floors()


@pytest.mark.parametrize("construction", planted_zh.CONSTRUCTIONS)
def test_construction_is_read_as_exactly_as_before(construction: str) -> None:
    floor, got = tomli.loads(FLOORS.read_text(encoding="utf-8"))[construction], measured(construction)
    assert got["planted"] == floor["planted"], "the planted figures changed: write the floors again (UPDATE_GOLDEN=1)"
    assert got["exact"] >= floor["exact"]
    assert got["stated"] - got["exact"] <= floor["stated"] - floor["exact"]


def assert_account_is_complete(release: Release, reading: Reading) -> None:
    """Quotes are their characters, statements do not overlap, and each number is accounted for once."""
    text = release.body_text
    spans = [(s.char_start, s.char_end) for s in reading.statements]
    assert [text[a:b] for a, b in spans] == [s.quote for s in reading.statements]
    assert spans == sorted(spans)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    numbers = [(n.char_start, n.char_end, n.text) for n in reading.numbers]
    assert [text[a:b] for a, b, _ in numbers] == [t for _, _, t in numbers]
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(numbers))
    covered = {at for a, b, _ in numbers for at in range(a, b)}
    assert {at for at, character in enumerate(text) if character in "0123456789"} <= covered
    assert all(n.statement is not None for n in reading.numbers if n.outcome in ("read", "repeat"))
    assert all(n.reason for n in reading.numbers)


WORDS = [
    "重庆",
    "全市",
    "我国",
    "东盟",
    "欧盟27国",
    "美国",
    "机电产品",
    "笔记本电脑",
    "煤",
    "出口",
    "进口",
    "进出口",
    "外贸总值",
    "贸易顺差",
    "民营企业",
    "一般贸易",
    "西永综合保税区",
    "对",
    "自",
    "与",
    "其中，",
    "分别",
    "合计",
    "前者",
    "后者",
    "增长",
    "下降",
    "占",
    "占比",
    "比重",
    "提升",
    "拉动",
    "高于全国",
    "同比",
    "环比",
    "比去年同期",
    "2020年前三季度",
    "9月当月",
    "1-9月",
    "去年",
    "全年",
    "今年以来",
    "10月23日",
    "“十三五”期间",
    "1,204.5",
    "11.4%",
    "36.2％",
    "4.5个百分点",
    "1.2倍",
    "翻一番",
    "4613.9亿元",
    "652.3亿美元",
    "2550万台",
    "12万吨",
    "14706家",
    "3亿",
    "第5",
    "三者",
    "由",
    "至",
    "达",
    "为",
    "约",
    "超",
    "多",
    "、",
    "，",
    "；",
    "。",
    "：",
    "（",
    "）",
    "“",
    "”",
    "榨菜",
    "该公司",
    "GDP",
    "预计",
    "１２．５",
    "100.",
]
tradeish = st.lists(st.sampled_from(WORDS), max_size=50).map("".join)
scrambled = st.text(st.sampled_from("0123456789.,%-（）亿万元年月日、，。；增降占比一二三十倍个百分点"), max_size=100)


def release_of(paragraphs: list[str]) -> Release:
    lines, passages, at = ["重庆外贸增长3.2%", *paragraphs], [], 0
    for number, line in enumerate(lines):
        kind = "paragraph" if number else "heading"
        passages.append(Passage(kind, at, at + len(line), level=0 if number else 1, heading=0 if number else None))
        at += len(line) + 1
    return Release("any", lines[0], date(2020, 10, 23), "given", "zh", "\n".join(lines), tuple(passages))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(paragraphs=st.lists(tradeish | scrambled, min_size=1, max_size=4))
def test_account_of_any_text(paragraphs: list[str]) -> None:
    release = release_of(paragraphs)
    assert_account_is_complete(release, read(release))


@pytest.mark.parametrize(
    "unit",
    ["1,", "12.6%、", "东盟、", "增长", "（", "其中，出口3亿元，", "1月", "份当月", "欧盟27国", "5%和", "比去年同期"],
)
def test_a_long_paragraph_is_read_to_its_end(unit: str) -> None:
    release = release_of([unit * 4_000])
    assert_account_is_complete(release, read(release))
