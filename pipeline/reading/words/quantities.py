"""Numbers with their units: what is printed, exactly, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from pipeline.reading.words.multiplied import growth_told, growth_words, of_earlier
from pipeline.reading.words.spelled import NUMBER_WORDS, spelled
from pipeline.reading.words.tokens import Token
from pipeline.reading.words.units import CHINESE_SCALES, SCALES, Units, unit_after, units_of

_SIGNS = {"+": "+", "±": "+", "▲": "+", "↑": "+", "-": "-", "−": "-", "–": "-", "▼": "-", "↓": "-"}
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_IN_YEAR = frozenset({"in", "since", "from"})
_LIST_JOINTS = frozenset({",", "and", "&"})
_TURNS = frozenset({"up", "down"})


@dataclass(slots=True)  # built by the thousand: a frozen one costs three times as much to make
class Quantity:
    """A printed number with its unit.

    ``kind`` is money, percent, points, times, physical or bare; ``value`` is in the unit's base and unsigned unless a
    sign is printed (``sign``); ``step`` is one unit of the last printed digit, in the same base. Token positions are
    half-open. ``shared`` tells that the unit stands further on, at the end of a list of numbers; ``like`` is the first token of
    the one whose unit a number has left out, -1 where it has its own.
    """

    kind: str
    value: Decimal
    step: Decimal
    unit: str | None
    first: int
    last: int
    value_text: str
    unit_text: str
    sign: str | None = None
    scaled: bool = False
    shared: bool = False
    like: int = -1


def step_of(digits: str) -> Decimal:
    """One unit of the last digit of a number as it is printed."""
    fraction = digits.partition(".")[2]
    return Decimal(1).scaleb(-len(fraction))


@lru_cache(maxsize=20_000)
def _exact(digits: str, scale: str | None) -> tuple[Decimal, Decimal]:
    """The value and one unit of the last digit of a printed number, which the word of a scale may follow."""
    factor = 1 if scale is None else SCALES[scale]
    return plain(Decimal(digits.replace(",", "")) * factor), plain(step_of(digits) * factor)


def quantities(
    tokens: list[Token], language: str, dated: set[int], said: frozenset[str] | None = None
) -> list[Quantity]:
    """Every number of ``tokens`` with its unit, in text order; ``dated`` are positions that dates and periods hold, ``said`` the words
    in lower case, where they are known.

    >>> from pipeline.reading.words.tokens import tokenize
    >>> [(str(q.value), q.unit) for q in quantities(tokenize("up 3.2% to US$1.5 billion, or 10.2 bln yuan"), "en", set())]
    [('3.2', '%'), ('1500000000', 'USD'), ('10200000000', 'CNY')]
    """
    units = units_of(language)
    growths = _words()
    found: list[Quantity] = []
    if said is None or not growths.isdisjoint(said):
        begun = [n for n, token in enumerate(tokens) if token.kind == "num" or token.low in growths]
    else:
        begun = [n for n, token in enumerate(tokens) if token.kind == "num"]
    for position in begun:
        if position in dated:
            continue
        if tokens[position].low in NUMBER_WORDS:
            if (words := _in_words(tokens, position, units, found[-1].last if found else 0)) is not None:
                found.append(words)
        elif tokens[position].kind != "num":
            growth = growth_told([t.low for t in tokens], position)
            if growth is not None:
                text, last = tokens[position].text, position + 1
                found.append(Quantity("growth_word", Decimal(growth), Decimal(10), "%", position, last, text, ""))
        elif not _is_name(tokens, position) or _is_priced(tokens, position):
            found.append(_numeric(tokens, position, units, found[-1].last if found else 0))
    if not found:
        return found
    if said is None or not (_STATED.isdisjoint(said) or _STATING.isdisjoint(said)):
        found = _in_stated_unit(found, tokens, units)
    return _share_units(found, tokens) if len(found) > 1 else found


_STATED = frozenset({"million", "billion", "trillion"})
_STATING = frozenset({":", ")"})  # behind the unit that a list opens with
_CLOSING = frozenset({"(", ")", ",", ";", ".", "and", "|", "/"})


def _in_stated_unit(found: list[Quantity], tokens: list[Token], units: Units) -> list[Quantity]:
    """Numbers of a list in the unit that it opens with: "Partners, in billion yuan: EU 96.2 (-9.4%), ASEAN 73.5 (+14.4%)"."""
    for place in range(1, len(tokens) - 3):
        if tokens[place].low not in _STATED or tokens[place - 1].low != "in":
            continue
        kind, code, end = unit_after(tokens, place + 1, units)
        if kind != "money" or end >= len(tokens) or tokens[end].low not in (":", ")"):
            continue
        factor = SCALES[tokens[place].low]
        return [
            replace(q, kind=kind, unit=code, value=plain(q.value * factor), step=plain(q.step * factor), scaled=True)
            if q.kind == "bare" and q.first > end and not q.scaled and _stands_alone(tokens, q.last)
            else q
            for q in found
        ]
    return found


def _stands_alone(tokens: list[Token], position: int) -> bool:
    """Whether nothing that could be counted follows a number."""
    return position >= len(tokens) or tokens[position].low in _CLOSING


def _is_name(tokens: list[Token], position: int) -> bool:
    """ "3D printers", "5G": a capital stuck to the number makes a name of both."""
    if position + 1 == len(tokens):
        return False
    after = tokens[position + 1]
    return after.glue == "" and len(after.text) == 1 and after.text.isupper()


def _is_priced(tokens: list[Token], position: int) -> bool:
    """Whether the capital stuck to a number is a scale, since a currency stands around both: "$15.3B", "900M yuan"."""
    if tokens[position + 1].text not in _CAPITAL_SCALES:
        return False
    before = tokens[position - 1] if position else None
    behind = tokens[position + 2].low if position + 2 < len(tokens) else ""
    return behind in ("yuan", "rmb", "renminbi", "dollars") or (
        before is not None and (before.kind == "cur" or before.text in _CODES)
    )


_CAPITAL_SCALES = {"M": "million", "B": "billion", "T": "trillion"}
_OPENING_SCALES = frozenset(first for first, _ in CHINESE_SCALES)
_CODES = frozenset({"RMB", "Rmb", "CNY", "USD", "EUR", "HKD"})  # currencies that stand before the number without a sign
_NAMED_BEFORE = frozenset({"yuan", "renminbi", "dollars"})  # the same, where the number has a scale: "Yuan109.3bn"


_SCALED_UNITS = {  # "MT" are metric tons
    "mt": ("million", "tonnes"),
    "Mt": ("million", "tonnes"),
    "mmt": ("million", "tonnes"),
    "MMT": ("million", "tonnes"),
    "kt": ("thousand", "tonnes"),
    "bcm": ("billion", "cubic metres"),
    "mcm": ("million", "cubic metres"),
}


def _numeric(tokens: list[Token], position: int, units: Units, free_from: int) -> Quantity:
    """The number at a position, with its unit; what stands before ``free_from`` belongs to another."""
    token = tokens[position]
    first, last = position, position + 1
    sign = currency = scale = None
    if first > free_from:
        before = tokens[first - 1]
        if before.kind == "cur" or before.text in _CODES:
            currency = units.before.get(before.low)
            if currency is not None:
                first -= 1
                if before.text == "$" and first > free_from and _is_american(tokens, first - 1):
                    first -= 1
        elif before.low in _NAMED_BEFORE and _has_scale(tokens, last, units):
            currency = "USD" if before.low == "dollars" else "CNY"
            first -= 1
    marked = first
    if marked > free_from:
        sign = _sign(tokens, marked - 1, token)
        if sign is not None:
            first -= 1
    if last < len(tokens):
        after = tokens[last]
        if after.text in _CAPITAL_SCALES and (after.glue == "" or currency):
            scale = _CAPITAL_SCALES[after.text]  # "$1.2T", not "1.2t" of steel
            last += 1
        elif after.kind == "word" and after.low in units.scales and (len(after.low) > 1 or after.glue == ""):
            scale = units.scales[after.low]  # "25.6m" are millions, "250 m" metres
            last += 1
        elif (
            after.low in _OPENING_SCALES
            and (after.low, *[t.low for t in tokens[last + 1 : last + 2]]) in CHINESE_SCALES
        ):
            scale = f"{after.low} {tokens[last + 1].low}"
            last += 2
    if scale is None and last < len(tokens) and tokens[last].text in _SCALED_UNITS:
        scale, unit = _SCALED_UNITS[tokens[last].text]
        value, step = _exact(token.text, scale)
        return Quantity("physical", value, step, unit, first, last + 1, token.text, tokens[last].text, sign, True)
    value, step = _exact(token.text, scale)
    kind, code, end = unit_after(tokens, last, units)
    if currency:
        kind, code = "money", currency
        unit_text = tokens[marked].text + (" " + tokens[last - 1].text if scale else "")
    else:
        unit_text = " ".join([t.text for t in tokens[position + 1 : end]])
    return Quantity(kind, value, step, code, first, end, token.text, unit_text, sign, scale is not None)


def _is_american(tokens: list[Token], position: int) -> bool:
    """Whether "US" belongs to the sign of the dollar behind it: "came to US $15.3bn", not "to the US $15.3bn"."""
    led = tokens[position - 1].low if position else ""
    return tokens[position].text in ("US", "U.S.") and led not in ("the", "with", "to", "from", "and")


def _has_scale(tokens: list[Token], position: int, units: Units) -> bool:
    """Whether the scale of an amount stands at a position, and no unit behind it."""
    if position >= len(tokens) or tokens[position].low not in units.scales:
        return False
    return unit_after(tokens, position + 1, units)[0] == "bare"


def _sign(tokens: list[Token], position: int, number: Token) -> str | None:
    """The sign that the token before a number, or before its currency, prints; a hyphen that joins two words is none."""
    before = tokens[position]
    if before.low == "minus":
        return "-"
    sign = _SIGNS.get(before.text)
    if sign is None or number.glue != "":
        return None
    joins = position and before.glue == "" and tokens[position - 1].text[-1].isalnum()
    return None if joins else sign


_ONE = Decimal(1)


def plain(value: Decimal) -> Decimal:
    """Without an exponent: 1.5E+9 is 1500000000."""
    return value.quantize(_ONE) if value == value.to_integral_value() else value.normalize()


def _in_words(tokens: list[Token], position: int, units: Units, free_from: int) -> Quantity | None:
    """A share, a rate, a multiple or an amount of money in words: "Forty-five percent of the trade"."""
    told = spelled([t.low for t in tokens[position : position + 2]])
    if told is None or position < free_from:
        return None
    value, length = told
    last = position + length
    half = [t.low for t in tokens[last : last + 3]] == _AND_A_HALF
    exact, step, last = Decimal(value), _ONE, last + 3 * half
    if half:
        exact, step = exact + _HALF, _HALF
    scale = units.scales.get(tokens[last].low) if last < len(tokens) and len(tokens[last].low) > 1 else None
    kind, code, end = unit_after(tokens, last + (scale is not None), units)
    ratio = kind == "times" and of_earlier([t.low for t in tokens[end : end + 6]])
    if kind not in ("percent", "points", "money") and not ratio:
        return None
    factor = 1 if scale is None else SCALES[scale]
    text = " ".join([t.text for t in tokens[position:last]])
    unit_text = " ".join([t.text for t in tokens[last:end]])
    exact, step = plain(exact * factor), plain(step * factor)
    return Quantity(kind, exact, step, code, position, end, text, unit_text, None, scale is not None)


_AND_A_HALF = ["and", "a", "half"]  # "two and a half times as much"
_HALF = Decimal("0.5")


@cache
def _words() -> frozenset[str]:
    """The words that a quantity may begin with."""
    return NUMBER_WORDS.union(growth_words())


def _share_units(found: list[Quantity], tokens: list[Token]) -> list[Quantity]:
    """Units handed back along a list: "1.7, 5.3 and 18.2 percent", "80.43 billion and 75.2 billion yuan"."""
    out = list(found)
    for index in range(len(out) - 2, -1, -1):
        here, following = out[index], out[index + 1]
        if here.kind != "bare" or following.kind not in ("percent", "points", "money", "physical", "times"):
            continue
        if following.kind in ("percent", "points") and here.value >= 1000:
            continue  # "numbered 148,000, 29.5 percent more"
        if not 0 < following.first - here.last <= 3:
            continue
        turned = here.first and tokens[here.first - 1].low in _TURNS  # "up 3, down 4 and up 5 percent"
        joints = _LIST_JOINTS | _TURNS if turned else _LIST_JOINTS
        if not joints.issuperset([t.low for t in tokens[here.last : following.first]]):
            continue
        signed = following.sign and not here.sign and not following.shared  # but "4.1, -6.3 and -30.4 percent"
        if (here.scaled and following.kind not in ("money", "physical")) or signed:
            continue  # "12.32 bln, +83.5%"
        if _YEAR.fullmatch(here.value_text) and tokens[here.first - 1].low in _IN_YEAR and here.unit_text == "":
            continue  # "the highest since records began in 1950 and 26% larger"
        if here.scaled or following.kind in ("percent", "points", "times"):
            value, step = here.value, here.step
        elif following.scaled:
            scale = following.step / step_of(following.value_text)
            value, step = here.value * scale, here.step * scale
        else:
            value, step = here.value, here.step
        out[index] = replace(
            here,
            kind=following.kind,
            value=plain(value),
            step=plain(step),
            unit=following.unit,
            scaled=here.scaled or following.scaled,
            shared=True,
            unit_text=here.unit_text,
        )
    return out
