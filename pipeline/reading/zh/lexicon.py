"""The Chinese words that the reader knows, matched over characters: leftmost, longest."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

import tomli

from pipeline import vocabulary
from pipeline.reading.words.lexicon import Meaning, code_forms

# Kinds by which a stretch with several meanings is known first: a word of the grammar, then what is broken down.
_ORDER = (
    "skip", "other_topic", "price", "company", "projection", "terms", "gap", "contribution", "home", "flow", "share",
    "reach", "direction", "basis", "approx", "zone", "regime", "enterprise", "transport", "partner", "region", "commodity",
    "filler",
)  # fmt: skip
_RANK = {kind: rank for rank, kind in enumerate(_ORDER)}
_LATE = {"local": 1, "weak": 2}  # grades that the others go before
_AFTER_SHORT = re.compile(
    "进口|出口|进出口|外贸|贸易|经贸|双边|双方|两国|货物|年|工程机械|机电|汽车|钢材|农产品|前(?=[一二三四五六七八九十两\\d])|上(?=半年|个?[月年])|[一二三四1-9]"
    "|(?<=对[美日韩欧俄越泰台港澳英德法印])(?:增|降|升|跌|涨|下降|下滑|大增|大降|微增|微降)"  # 对日降3.2%
)
# What is a term of its own only where no figure, and no rest of another word, stands behind it: 实现增长12.4%, 出口商用车.
_IN_WORDS = re.compile(
    "[^，。]{2,3}增长(?=[约近超逾达了]*\\d)|中国外贸(?=进出口|进口|出口|总值|总额|额|规模|同比|增长|下降)|(?:进|出|进出)口商(?=用车|品)"
)
# Full-width digits and signs are read as plain ones, brackets as wide ones, all quotation marks as one kind: same length, so that positions never move.
WIDE = str.maketrans(
    {chr(0xFF10 + i): str(i) for i in range(10)}
    | {"％": "%", "．": ".", "＋": "+", "－": "-", "﹪": "%", "⁃": "-", "(": "（", ")": "）", "\u00a0": " "}
    | {"‘": "“", "’": "”", "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”"}
)
PROVINCIAL = re.compile("(?:壮族|回族|维吾尔)?自治区$|[省市]$")
_CITY_TAILS = ("市", "地区", "州")


@cache
def data() -> dict:
    """``language_zh.toml`` as it is written."""
    text = resources.files("pipeline.vocabulary").joinpath("language_zh.toml").read_text(encoding="utf-8")
    return tomli.loads(text)


class Lexicon:
    """Longest match over characters; the two characters that a form begins with say which lengths are worth a look."""

    def __init__(self, forms: Iterator[tuple[str, Meaning]]) -> None:
        meanings: dict[str, list[Meaning]] = {}
        for surface, meaning in forms:
            surface = surface.translate(WIDE)
            found = meanings.setdefault(surface, [])
            if meaning not in found:
                found.append(meaning)
        self._meanings = {
            surface: tuple(sorted(found, key=lambda m: (_LATE.get(m.grade, 0), _RANK[m.kind])))
            for surface, found in meanings.items()
        }
        lengths: dict[str, set[int]] = {}
        for surface in meanings:
            lengths.setdefault(surface[:2], set()).add(len(surface))
        self._lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}

    def find(self, text: str, start: int, end: int) -> list[tuple[int, int, tuple[Meaning, ...]]]:
        """Stretches of ``text[start:end]`` with their meanings, in text order, none overlapping."""
        found = []
        lengths, meanings = self._lengths, self._meanings
        position = start
        while position < end:
            for length in lengths.get(text[position : position + 2], ()):
                stop = position + length
                if stop > end:
                    continue
                known = meanings.get(text[position:stop])
                if known is None or (known[0].grade == "short" and not _AFTER_SHORT.match(text, stop)):
                    continue
                if known[0].kind == "region" and text[stop : stop + 1] == "域" and text[stop - 1] in "区县":
                    continue  # 东海县域经济
                if known[0].kind == "flow" and text[stop - 2 : stop + 1] == "商品车":
                    continue  # 出口商品车10.8万辆
                if known[0].kind == "skip" and (words := _IN_WORDS.match(text, position)) and words.end() == stop:
                    continue
                found.append((position, stop, known))
                position = stop
                break
            else:
                known = meanings.get(text[position])
                if known is not None:
                    found.append((position, position + 1, known))
                position += 1
        return found


def _grammar() -> Iterator[tuple[str, Meaning]]:
    words = data()
    for code in ("total", "export", "import"):
        for form in words["flow"][code]["nouns"]:
            yield form, Meaning("flow", code, "noun")
        for form in words["flow"][code].get("weak", ()):
            yield form, Meaning("flow", code, "weak")
    for sign, forms in words["flow"]["balance"].items():
        for form in forms:
            yield form, Meaning("flow", "balance", sign)
    for code, forms in words["home"].items():
        for form in forms:
            yield form, Meaning("home", code)
    for code, forms in words["direction"].items():
        for form in forms:
            yield form, Meaning("reach", code) if code == "reach" else Meaning("direction", code)
    for part, grade in (("verbs", "verb"), ("nouns", "noun")):
        for form in words["share"][part]:
            yield form, Meaning("share", "share", grade)
    for code, forms in words["basis"].items():
        for form in forms:
            yield form, Meaning("basis", code)
    for code, sign in (("about", "~"), ("over", ">"), ("under", "<")):
        for form in words["approx"][code]:
            yield form, Meaning("approx", sign)
    for form in words["gap"]["words"]:
        yield form, Meaning("gap", "gap")
    for form in words["gap"]["contribution"]:
        yield form, Meaning("contribution", "contribution")
    for code, forms in words["terms"].items():
        for form in forms if code != "summed" else ():
            yield form, Meaning("terms", code)
    for number in "两二三四五六七八九十":
        for noun in words["terms"]["summed"]:
            for lead in ("", "前", "上述", "以上", "这"):
                yield f"{lead}{number}{noun}合计", Meaning("terms", "together")
    for kind in ("projection", "skip", "filler"):
        for form in words[kind]["words"]:
            yield form, Meaning(kind, form)
    for kind in ("words", "price", "company"):
        for form in words["other_topic"][kind]:
            yield form, Meaning("other_topic", {"words": form, "price": "prices", "company": "a company"}[kind])
    names = {region.name_zh for region in vocabulary.codes("region").values()}
    for short, code in words["partner_short"].items():
        for lead in ("对", "自", "从", "与", "向", "中"):
            yield lead + short, Meaning("partner", code, "short")
        for surface, dimension, _ in vocabulary.forms("zh", "weak"):
            if dimension == "region" and len(surface) == 1 and surface + short not in names:  # 宁德 is a city
                yield surface + short, Meaning("partner", code, "short")  # 陕韩贸易额


def _codes() -> Iterator[tuple[str, Meaning]]:
    for surface, meaning in code_forms("zh"):
        yield surface, meaning
    for surface, dimension, code in vocabulary.forms("zh", "weak"):
        if dimension == "region" and len(surface) > 1 and code.partition("/")[2]:
            yield surface, Meaning("region", code, "weak")
            if not surface.endswith(("区", "县", "市")):
                for tail in ("区", "县"):
                    yield surface + tail, Meaning("region", code)
    for region in vocabulary.codes("region").values():
        if region.kind in ("city", "province"):
            if region.kind == "province":
                plain = PROVINCIAL.sub("", region.name_zh)
                yield f"中国（{plain}）自由贸易试验区", Meaning("zone", "free_trade_zone")
            for tail in _CITY_TAILS if region.kind == "city" else ():
                if not region.name_zh.endswith(("市", "区", "县", "州")):
                    yield region.name_zh + tail, Meaning("region", region.code)


@cache
def abbreviations() -> dict[str, tuple[Meaning, ...]]:
    """Provinces by the one character that abbreviates them."""
    return {
        surface: (Meaning("region", code),)
        for surface, dimension, code in vocabulary.forms("zh", "weak")
        if dimension == "region" and len(surface) == 1
    }


@cache
def lexicon() -> Lexicon:
    """The lexicon, built once per process."""

    def forms() -> Iterator[tuple[str, Meaning]]:
        yield from _grammar()
        yield from _codes()

    built = Lexicon(forms())
    gc.freeze()  # a hundred thousand objects that live as long as the process: the collector need not walk them again and again
    return built
