"""Units and scales: the words and signs that stand for them, and where one ends that follows a number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

import tomli

from pipeline.reading.words.tokens import Token, stem, tokenize

SCALES = {
    "thousand": Decimal(10) ** 3,
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
    "ten thousand": Decimal(10) ** 4,
    "hundred million": Decimal(10) ** 8,
}
CHINESE_SCALES = {("ten", "thousand"), ("hundred", "million")}  # "1,747.7 hundred million yuan", in gazettes


@dataclass(frozen=True, slots=True)
class Units:
    """Unit words as tuples of stems -> (kind, code), and by first word the length of the longest."""

    after: dict[tuple[str, ...], tuple[str, str]]
    before: dict[str, str]
    scales: dict[str, str]
    longest: dict[str, int]


@cache
def units_of(language: str) -> Units:
    """The units of a language, from its vocabulary."""
    data = tomli.loads(
        resources.files("pipeline.vocabulary").joinpath(f"language_{language}.toml").read_text(encoding="utf-8")
    )
    after: dict[tuple[str, ...], tuple[str, str]] = {}

    def add(form: str, kind: str, code: str) -> None:
        after[tuple(stem(t.text) for t in tokenize(form))] = (kind, code)

    for form in data["percent"]["words"]:
        add(form, "percent", "%")
    for form in data["points"]["words"]:
        add(form, "points", "pp")
    for form in data["times"]["words"]:
        add(form, "times", "times")
    for code, forms in data["physical"].items():
        for form in forms:
            add(form, "physical", code)
    before = {}
    for code, forms in data["currency"].items():
        for form in forms:
            add(form, "money", code)
            before[form.lower()] = code
    scales = {form: name for name, forms in data["scale"].items() for form in forms}
    longest: dict[str, int] = {}
    for form in after:
        longest[form[0]] = max(len(form), longest.get(form[0], 0))
    return Units(after, before, scales, longest)


_CODE_WORDS = {"usd": "USD", "cny": "CNY", "rmb": "CNY"}
_ABBREVIATED = {  # as they are printed, for "PCs" are computers and a "T" is a name
    "t": ("physical", "tonnes"),
    "pc": ("percent", "%"),
    "pcs": ("physical", "units"),
    "cbm": ("physical", "cubic metres"),
}


def unit_after(tokens: list[Token], at: int, units: Units) -> tuple[str, str | None, int]:
    """Kind and code of the unit at a position, and where it ends."""
    if at >= len(tokens):
        return "bare", None, at
    token = tokens[at]
    longest = units.longest.get(token.stem)
    if longest is not None:
        following = tuple([t.stem for t in tokens[at : at + longest]])
        for length in range(len(following), 0, -1):
            hit = units.after.get(following[:length])
            if hit is not None and not (hit[0] == "times" and token.low == "time"):
                return hit[0], hit[1], at + length
    if token.text in _ABBREVIATED and not _is_joined(tokens, at):
        return *_ABBREVIATED[token.text], at + 1
    code = _CODE_WORDS.get(token.low)
    return ("bare", None, at) if code is None else ("money", code, at + 1)


def _is_joined(tokens: list[Token], at: int) -> bool:
    """Whether a word goes on behind a hyphen: "3 million t-shirts"."""
    return at + 1 < len(tokens) and tokens[at + 1].glue == "-"
