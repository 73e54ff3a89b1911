"""General nouns that stand for what was named before: "the category", "these firms", "such goods"."""

from __future__ import annotations

from operator import attrgetter

from pipeline import vocabulary
from pipeline.reading.frames.frames import SIDES, Context
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.telling import AMOUNTED

_FIRST = attrgetter("first")
_GOODS = frozenset(
    "category crop bulb device devices gadget gadgets product products commodity item items staple delicacy wares".split()
)
_THREE = "new_three"
_MANY = _GOODS | {"goods", "commodities", "articles", "crops"}
_FIRMS = frozenset({"firms", "companies", "enterprises", "businesses", "traders"})
_NOUNS = _MANY | _FIRMS
_ONE, _SEVERAL = frozenset({"the", "this"}), frozenset({"these", "those", "such"})
_DETERMINING = _ONE | _SEVERAL


def name_again(sentence: Sentence, context: Context) -> None:
    """ "The category", after consumer goods, "these firms", after private ones, and "the trio", after the new three, are named again."""
    if not _TRIO.isdisjoint(sentence.said) and context.heads.get("three") == _THREE:
        _name_three(sentence)
    last = context.last
    if last is not None and not last.blocked and not _EARNINGS.isdisjoint(sentence.said):
        _name_earnings(sentence, context)
    if last is not None and not last.blocked and "value" in sentence.said:
        _name_trade_in_it(sentence, context)
    if last is None or last.blocked or _NOUNS.isdisjoint(sentence.said):
        return
    places = [n for n, word in enumerate(sentence.low) if n and word in _NOUNS and sentence.low[n - 1] in _DETERMINING]
    if not places:
        return
    loose = ("anaphor", "home", "direction")  # "the yuan firms"
    covered = {p for m in sentence.mentions if m.kind not in loose for p in range(m.first, m.last)}
    extra = []
    for place in places:
        if place in covered:
            continue
        word, several = sentence.low[place], sentence.low[place - 1] in _SEVERAL
        group = group_told(context) if several and word in _MANY else None
        if (
            group is None
            and several
            and sentence.low[place - 2] == "of"
            and any(m.last == place - 2 for m in sentence.of("quantity"))
        ):
            continue  # "786.5 billion yuan of these products" goes on about them anyhow
        if word in _FIRMS:
            kind, code = "enterprise", last.enterprise if several else None
        else:
            kind, code = "commodity", group or last.commodity if several or word in _GOODS else None
        if code is not None and not any(m.last <= place for m in sentence.of(kind)):
            extra.append(Mention(kind, code, "", place - 1, place + 1))
    if extra:
        taken = {p for m in extra for p in range(m.first, m.last)}
        kept = [m for m in sentence.mentions if m.first not in taken]
        sentence.hold(sorted([*kept, *extra], key=_FIRST))


def _name_trade_in_it(sentence: Sentence, context: Context) -> None:
    """ "In value, the trade went backwards", after so many tonnes of a good, is the trade in that good."""
    last = context.last
    if last.commodity is None or last.flow not in SIDES or not context.opened or sentence.of("commodity"):
        return
    if sentence.low[:2] not in (["in", "value"], ["by", "value"]):
        return
    start = 2 + (sentence.low[2:3] == ["terms"])
    start += sentence.low[start : start + 1] == [","]
    if sentence.words(start, start + 2) in (["the", "trade"], ["the", "business"]):
        from_whom = [Mention("partner", last.partner, "", start, start + 1)] if last.partner else []
        sentence.put([*from_whom, Mention("commodity", last.commodity, "", start + len(from_whom), start + 2)])


_TRIO = frozenset({"trio", "three"})


def _name_three(sentence: Sentence) -> None:
    """ "The trio", "the three products", and "the three" that something is told of, are the new three, where those were named."""
    held = sentence.covered()
    told = [(n, n + 1) for n in sentence.places("trio") if n not in held]
    for n in sentence.places("three"):
        led = sentence.words(n - 1, n) in (["the"], ["these"], ["all"])
        behind = sentence.words(n + 1, n + 2)
        if not led or n in held or not behind:
            continue
        if behind[0] in _KINDS:
            of = 3 if sentence.words(n + 2, n + 3) == ["of"] else 2
            told.append((n, n + 2 + (of - 1 if not _MANY.isdisjoint(sentence.words(n + of, n + of + 1)) else 0)))
        elif behind[0] in _MANY:
            told.append((n, n + 2))
        elif behind[0] in _CLOSING or any(m.first == n + 1 and m.graded("verb") for m in sentence.of("direction")):
            told.append((n, n + 1))
    sentence.add([Mention("commodity", _THREE, "", first, last) for first, last in told])


_KINDS = frozenset({"groups", "kinds", "categories", "types", "product", "lines"})  # "the three groups of products"
_CLOSING = frozenset({".", ",", ";", "together", "combined"})


def group_told(context: Context) -> str | None:
    """The group of goods of which at least two members were told since: farm goods, after "Vegetables were worth 8.72 billion yuan,
    seafood 7.04 billion"."""
    members: list[str] = []
    for code in dict.fromkeys(f.commodity for f in reversed(context.recent) if f.commodity):
        if len(members) > 1 and all(vocabulary.within(member, code) for member in members):
            return code
        members.append(code)
    return None


_EARNINGS = frozenset({"receipts", "proceeds", "earnings", "revenue", "revenues", "takings", "income"})
_OPENING = frozenset({":", ";", ",", "but", "and", "while", "though", "yet"})
_THEIR = frozenset({"the", "their", "export"})


def _name_earnings(sentence: Sentence, context: Context) -> None:
    """ "Receipts dropped 36 per cent", after so many tonnes of a good that were exported, are what these fetched."""
    last = context.last
    if last.flow != "export" or last.commodity is None or not context.opened or sentence.of("flow"):
        return
    for place, word in enumerate(sentence.low):
        if word not in _EARNINGS:
            continue
        before = place - 1
        while before >= 0 and sentence.low[before] in _THEIR:
            before -= 1
        if before >= 0 and sentence.low[before] not in _OPENING:
            continue
        told = any(m.first == place + 1 and m.graded("verb") for m in sentence.of("direction"))
        if told or not AMOUNTED.isdisjoint(sentence.words(place + 1, place + 2)):
            sentence.put([Mention("commodity", last.commodity, "", place, place + 1)])
            return
