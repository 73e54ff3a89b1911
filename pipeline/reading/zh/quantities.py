"""Chinese numbers with their units: 4613.9亿元, 36.2%, 百分之8.2, 4.5个百分点, 1.2倍, 2550万台, 翻一番."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from pipeline.reading.words.quantities import Quantity, plain
from pipeline.reading.zh.lexicon import data

SCALES = {"万亿": 12, "千亿": 11, "百亿": 10, "亿": 8, "千万": 7, "百万": 6, "万": 4, "千": 3, "百": 2}
_DIGITS = {n: i for i, n in enumerate("零一二三四五六七八九十")} | {"两": 2}
# Counters of anything ("14个成员国"): goods are counted with them by the ten thousand.
_SCALED_ONLY = frozenset({"个", "条", "度", "米", "升", "头", "张", "把", "片", "块", "件", "支", "只", "套", "部"})
_MOST_DIGITS = 18  # beyond them a number counts nothing that is traded
_JOINT = re.compile("\\s*[、和及与,]\\s*")


@cache
def _pattern() -> re.Pattern:
    words = data()
    units = {"money": words["currency"], "physical": words["physical"]}
    unit = {
        kind: "|".join(sorted((re.escape(f) for fs in u.values() for f in fs), key=len, reverse=True))
        for kind, u in units.items()
    }
    count = "|".join(sorted(map(re.escape, words["count"]["words"]), key=len, reverse=True))
    scale = "|".join(sorted(SCALES, key=len, reverse=True))
    return re.compile(
        r"(?=[0-9+\-−↑↓▲▼翻增扩百])(?:(?:(?P<sign>(?<![\d月年日季])[+\-−↑↓▲▼])|(?P<hundredths>百分之))?\s?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)\s?(?P<more>多|余|来)?"
        rf"(?P<scale>{scale})?(?P<more_still>多|余)?\s?"
        rf"(?:(?P<percent>%)|(?P<points>个?百分点|个点|pct)|(?P<times>倍)|(?P<money>{unit['money']})|(?P<count>{count})|(?P<physical>{unit['physical']}))?"
        r"|(?P<fold>翻(?:了)?(?P<folds>[一两二三四]?)番|(?:增长|增加|扩大|增)(?:了)?(?:近|约|超|超过|逾)?(?P<wholes>[一两二三四五六七八九十])倍))"
    )


@cache
def _unit_codes() -> dict[str, tuple[str, str]]:
    words = data()
    return {
        form: (kind, code)
        for kind, table in (("money", words["currency"]), ("physical", words["physical"]))
        for code, forms in table.items()
        for form in forms
    }


def find(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> list[tuple[int, int, Quantity]]:
    """Every number of ``text[start:end]`` outside the spans ``taken`` by dates, with its unit: (start, end, quantity).

    >>> [(q.kind, str(q.value), str(q.step), q.unit) for _, _, q in find("4613.9亿元，1.2倍，2550万台，4.5个百分点", 0, 28, [])]
    [('money', '461390000000', '10000000', 'CNY'), ('times', '1.2', '0.1', 'times'), ('physical', '25500000', '10000', 'units'), ('points', '4.5', '0.1', 'pp')]
    """
    found: list[tuple[int, int, Quantity]] = []
    at = 0
    for match in _pattern().finditer(text, start, end):
        first, last = match.span()
        while at < len(taken) and taken[at][1] <= first:
            at += 1
        if at < len(taken) and taken[at][0] < last:
            continue
        if match["fold"]:
            found.append((first, last, _fold(match)))
        elif (number := match.start("number")) > start and text[number - 1] in "表图":  # 表1 天竺综保区进出口情况
            label = Quantity(
                "bare", Decimal(match["number"].replace(",", "")), Decimal(1), None, 0, 0, match["number"], ""
            )
            found.append((number, match.end("number"), label))
        else:
            first = match.start(next(g for g in ("sign", "hundredths", "number") if match[g]))
            found.append((first, last - (len(match.group()) - len(match.group().rstrip())), _quantity(match)))
    return _shared_units(text, found)


def _fold(match: re.Match) -> Quantity:
    if match["wholes"]:
        value = Decimal(100 * _DIGITS[match["wholes"]])
    else:
        value = Decimal(100 * (2 ** (_DIGITS[match["folds"]] if match["folds"] else 1) - 1))
    return Quantity("growth_word", value, Decimal(100), "%", 0, 0, match["fold"], "")


def _quantity(match: re.Match) -> Quantity:
    digits = match["number"].replace(",", "")
    if len(digits) > _MOST_DIGITS:
        return Quantity("bare", Decimal(0), Decimal(1), None, 0, 0, match["number"], "")
    scale = SCALES[match["scale"]] if match["scale"] else 0
    value = plain(Decimal(digits).scaleb(scale))
    step = plain(Decimal(1).scaleb(scale - len(digits.partition(".")[2])))
    sign = {"-": "-", "−": "-", "↓": "-", "▼": "-", "+": "+", "↑": "+", "▲": "+"}.get(match["sign"] or "")
    said = next((match[k] for k in ("percent", "points", "times", "money", "count", "physical") if match[k]), "")
    kind, unit = "bare", None
    if match["percent"] or match["hundredths"]:
        kind, unit = "percent", "%"
    elif match["points"]:
        kind, unit = "points", "pp"
    elif match["times"]:
        kind, unit = "times", "times"
    elif match["money"] or (match["physical"] and (scale or said not in _SCALED_ONLY)):
        kind, unit = _unit_codes()[said]
    elif match["scale"] in ("亿", "万亿", "千亿", "百亿") and not match["count"]:
        kind, unit = "money", "CNY"
    elif match["count"]:
        unit = said
    return Quantity(
        kind, value, step, unit, 0, 0, match["number"], (match["scale"] or "") + said, sign=sign, scaled=bool(scale)
    )


def _shared_units(text: str, found: list[tuple[int, int, Quantity]]) -> list[tuple[int, int, Quantity]]:
    """Gives the numbers of a list the unit that stands at its end: 1699.6和1059.6亿元."""
    for i in range(len(found) - 2, -1, -1):
        first, last, quantity = found[i]
        after_first, _, after = found[i + 1]
        if after.kind in ("bare", "growth_word") or not _JOINT.fullmatch(text, last, after_first):
            continue
        if quantity.unit_text in SCALES and after.kind in ("money", "physical"):
            found[i] = (first, last, replace(quantity, kind=after.kind, unit=after.unit))  # 18.9亿、13.6亿和7.1亿美元
            continue
        if quantity.kind != "bare" or quantity.unit or quantity.scaled:
            continue
        if after.kind in ("money", "physical"):
            digits = Decimal(after.value_text.replace(",", ""))
            scale = after.value / digits if digits else Decimal(1)
        else:
            scale = Decimal(1)
        shared = replace(
            quantity, kind=after.kind, unit=after.unit, value=plain(quantity.value * scale), step=plain(quantity.step * scale),
            unit_text=after.unit_text, shared=True,
        )  # fmt: skip
        found[i] = (first, last, shared)
    return found
