"""Numbers that leave out the unit told before: "general trade was up 5 percent, processing trade 13", "the latter up 31.4"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from pipeline.reading.names.counted_goods import noun_follows
from pipeline.reading.words.mentions import TOPIC_KINDS, Mention, Sentence
from pipeline.reading.words.quantities import Quantity, plain, step_of

_UNITS = frozenset({"percent", "points", "money", "physical"})
_RATES = frozenset({"percent", "points"})
_SOFT = frozenset(
    "about around nearly almost some just only a an the mere over still roughly even modest further another exactly fully remaining other".split()
)
_HAVING = frozenset(
    "with at had has have took takes taking was were is are being had held holds got sent sold bought supplied shipped against reached".split()
)
_CLOSING = frozenset(", . ; : ) and but while whereas though although — – -- respectively".split())
_PLACING = frozenset({"for", "in", "of", "to", "from", "with", "on", "by"})
_TERMS = ["percentage", "terms"]
_MOST = 1000  # no rate that leaves out its unit is as much


def fill_gaps(sentence: Sentence) -> None:
    """Give a bare number the unit of the one that it stands in parallel with: "laptops at 110 billion yuan and cars at 31", "Vietnam's
    share was 18.4 percent, up 3.2 points; Myanmar's 20.9, down 2.6"."""
    if "terms" in sentence.said and "percentage" in sentence.said:
        sentence.hold([m for m in sentence.mentions if not _of_terms(sentence, m)])
    if len(sentence.of("quantity")) < 2 and sentence.kinds.keys().isdisjoint(("direction", "terms")):
        return
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "quantity" and mention.quantity.kind == "bare" and _left_out(sentence, mention):
            model = _model(sentence, index)
            if model is not None:
                filled = _filled(mention.quantity, model)
                sentence.correct(index, replace(mention, quantity=filled, code=filled.kind))


def _of_terms(sentence: Sentence, mention: Mention) -> bool:
    """Whether a word of share only says in what one counts: "in percentage terms"."""
    return mention.kind == "share" and sentence.words(mention.first, mention.first + 2) == _TERMS


def _left_out(sentence: Sentence, mention: Mention) -> bool:
    """Whether a number is printed without a unit and no noun of its own stands behind it."""
    quantity = mention.quantity
    if quantity.kind != "bare" or quantity.scaled or quantity.shared or noun_follows(sentence, mention.last):
        return False
    token = sentence.tokens[mention.first]
    behind = sentence.tokens[mention.last : mention.last + 1]
    if token.glue == "-" or (behind and behind[0].glue == "-") or (behind and behind[0].low == "of"):
        return False
    year = "." not in quantity.value_text and "," not in quantity.value_text and 1900 <= quantity.value <= 2100
    return not year


def _model(sentence: Sentence, index: int) -> Quantity | None:
    """The quantity of which the unit is left out, None where the number may be no more than a number."""
    mention = sentence.mentions[index]
    before = [m for m in sentence.mentions[:index] if m.kind == "quantity" and m.quantity.kind in _UNITS]
    turn = _turn(sentence, mention)
    if turn is not None:
        return _rate_of(sentence, mention, before, turn)
    if _in_percentage_terms(sentence, mention) or _is_rate(sentence, mention, before):
        return _PERCENT
    if not before:
        return None
    behind = sentence.words(mention.last, mention.last + 1)
    if behind and behind[0] in _PLACING:
        same = [m for m in before if sentence.words(m.last, m.last + 1) == behind]
        if same:
            return _fitting(mention, same[-1].quantity)
        if sentence.words(mention.last + 1, mention.last + 2) in _COUNTED and before[-1].quantity.kind == "percent":
            return _fitting(mention, before[-1].quantity)
        if sentence.words(mention.first - 1, mention.first) == ["against"]:
            return _last_rate(mention, before)  # "Imports were off 6.8 percent, against 4.5 in May"
    if behind and behind[0] not in _CLOSING and not _named_at(sentence, mention.last):
        return None
    amount = next((m for m in reversed(sentence.mentions[:index]) if m.kind == "quantity"), None)
    if amount is not None and amount.last == mention.first - 1 and sentence.low[mention.first - 1] == ",":
        return _second_of_two(sentence, mention)
    holder = _holder(sentence, mention)
    if holder is None:
        alone = before[-1].quantity.kind == "percent" and "other_topic" not in sentence.kinds
        alone = alone and not {"dollar", "against"} <= sentence.said
        return _last_rate(mention, before) if alone else None  # not "The yuan, which gained 2.1 percent, was at 6.39"
    told = _told_after(sentence, index, holder) or _told_of_like(sentence, holder, mention, before)
    return _fitting(mention, told)


def _last_rate(mention: Mention, before: list[Mention]) -> Quantity | None:
    """The percentage told last, for a number with decimals: "64.5 percent of the total, where a year ago it was 58.9"."""
    rates = [m.quantity for m in before if m.quantity.kind == "percent"]
    return rates[-1] if rates and "." in mention.quantity.value_text and mention.quantity.value < _MOST else None


def _is_rate(sentence: Sentence, mention: Mention, before: list[Mention]) -> bool:
    """Whether the words around a number make it a percentage, of whatever else the sentence tells: "foreign investors account for 11.2",
    "79.7 billion, or 20.1", "imports at 436.2 billion (minus 8.3)", "exports were 6.7 higher"."""
    quantity = mention.quantity
    decimal = "." in quantity.value_text
    if quantity.value >= _MOST or "," in quantity.value_text:
        return False
    behind, lead = sentence.words(mention.last, mention.last + 1), sentence.words(mention.first - 2, mention.first)
    closed = not behind or behind[0] in _CLOSING
    verb = _ending(sentence, "share", _past_soft(sentence, mention.first))
    if verb is not None and verb.graded("verb") and closed and quantity.value <= 100:
        return True
    amount = any(m.last in (mention.first - 1, mention.first - 2) for m in sentence.of("quantity"))
    if decimal and closed and lead[-1:] == ["or"] and amount and quantity.value <= 100:
        return True
    if decimal and _bracketed(sentence, 0, mention.first) and behind[:1] in ([")"], [";"], [","]):
        told = next((m for m in reversed(sentence.of("quantity")) if m.last <= mention.first), None)
        scaled = (
            told is not None and told.quantity.kind == "bare" and told.quantity.scaled
        )  # "228.1 billion (minus 11.4)"
        return scaled or (bool(before) and before[-1].quantity.kind != "points")
    if decimal and behind and behind[0] in _MORE and any(m.quantity.kind == "percent" for m in before):
        return sentence.words(mention.last + 1, mention.last + 2) in ([], ["."], [","], [";"], [")"], ["than"], ["and"])
    return False


_MORE = frozenset("higher lower more less up down larger smaller".split())
_COUNTED = (["value"], ["volume"], ["number"], ["weight"])


def _told_after(sentence: Sentence, index: int, holder: Mention) -> Quantity | None:
    """The percentage right behind, of the next of the same kind: "Qatar had 24.5 and Malaysia 10.2 percent"."""
    mention = sentence.mentions[index]
    following = next((m for m in sentence.mentions[index + 1 :] if m.kind == "quantity"), None)
    if following is None or following.quantity.kind != "percent" or following.first - mention.last > _NEAR:
        return None
    named = [m for m in sentence.of(holder.kind) if mention.last < m.first < following.first]
    joined = sentence.words(mention.last, mention.last + 1) in (["and"], [","])
    return following.quantity if joined and named and named[-1].last == following.first else None


def _turn(sentence: Sentence, mention: Mention) -> Mention | None:
    """The word of direction that leads to a number: "down 2.6", "fell 3.6", "losing 2.4", "rose by 3", "a loss of 2.1", "in May the
    decline had been 7.5"."""
    place = _past_soft(sentence, mention.first)
    turn = _ending(sentence, "direction", place)
    if turn is None and sentence.words(place - 1, place) in (["by"], ["of"]):
        turn = _ending(sentence, "direction", _past_soft(sentence, place - 1))
    if turn is None:
        while place and sentence.low[place - 1] in _BEING:
            place -= 1
        noun = _ending(sentence, "direction", place)
        turn = noun if noun is not None and noun.graded("noun") else None
    return turn if turn is not None and turn.code in ("up", "down") else None


_BEING = frozenset({"was", "were", "is", "are", "had", "been", "being", "stood", "at"})


def _rate_of(sentence: Sentence, mention: Mention, before: list[Mention], turn: Mention) -> Quantity | None:
    """What a number behind a word of direction is: points where the change before was told in them, else percent."""
    behind = sentence.words(mention.last, mention.last + 1)
    if mention.quantity.value >= _MOST or "," in mention.quantity.value_text:
        return None
    if behind and behind[0] not in _CLOSING and behind[0] not in _PLACING and not _named_at(sentence, mention.last):
        return None
    after = next((m for m in sentence.of("quantity") if m.first >= mention.last), None)
    to = behind[:1] in (["to"], ["from"])
    if to and after is not None and after.quantity.kind == "bare" and not after.quantity.scaled:
        return None  # "the number of firms with records rose by 118 to 602"
    turned = [m for m in before if m.quantity.kind in _RATES]
    if turned:
        moved = [m for m in turned if _turn(sentence, m) is not None]
        return (moved or turned)[-1].quantity
    trade = not sentence.kinds.keys().isdisjoint(_TRADING) or sentence.low[0] in _GOING_ON
    return _PERCENT if "." in mention.quantity.value_text and trade and not to else None


_TRADING = ("flow", "commodity", "partner", "enterprise", "regime", "anaphor", "home")
_GOING_ON = frozenset({"on", "month", "year"})


_CLOSE = 3  # tokens: "at 492.6 billion, rose 5.5 percent, exports, at 93.3 billion, 1.9"


def _in_percentage_terms(sentence: Sentence, mention: Mention) -> bool:
    """Whether a sentence says that it counts in percent: "in percentage terms the increase was 3.2"."""
    if "terms" not in sentence.said:
        return False
    return any(sentence.words(n - 1, n + 1) == _TERMS and n < mention.first for n in sentence.places("terms"))


def _second_of_two(sentence: Sentence, mention: Mention) -> Quantity | None:
    """The second figure of a pair, right behind a comma: "by rail 31.2 billion, 7.4 percent; by water 101.2 billion, 24"."""
    told = [m for m in sentence.of("quantity") if m.last <= mention.first]
    for first, second in reversed([*pairwise(told)]):
        between = sentence.words(first.last, second.first)
        beside = between[:1] == [","] and len(between) <= _CLOSE and first.quantity.scaled
        if beside and second.quantity.kind == "percent" and mention.quantity.value <= 100:
            return second.quantity
    return None


def _holder(sentence: Sentence, mention: Mention) -> Mention | None:
    """What a number is told of, named right before it: "processing trade 13", "Myanmar's 20.9", "cars at 31", "imports (63.2 billion
    yuan) 3.8"."""
    place = _past_soft(sentence, mention.first)
    for _ in range(2):
        if (named := _named_till(sentence, place)) is not None:
            return named
        before = sentence.words(place - 1, place)
        led = before[:1] != [] and before[0] in _HAVING
        verb = _ending(sentence, "share", place) or _ending(sentence, "flow", place)
        if led:
            place = _past_soft(sentence, place - 1)
        elif verb is not None and verb.grade != "noun":
            place = _past_soft(sentence, verb.first)
        else:
            return None
    return None


def _named_till(sentence: Sentence, place: int) -> Mention | None:
    """The name that ends at a position, a possessive or brackets between."""
    if sentence.words(place - 1, place) == [","]:
        place -= 1  # "Slovakia's, at 7.3"
    if sentence.words(place - 1, place) in (["ones"], ["firms"], ["companies"]):
        place -= 1  # "foreign-funded ones 4.6"
    if sentence.words(place - 1, place) in (["'s"], ["’s"], ["'"], ["’"]):
        place -= 1
    if sentence.words(place - 1, place) == [")"] and "(" in sentence.low[:place]:
        place = max(n for n in sentence.places("(") if n < place)
    named = [m for m in sentence.mentions if m.last == place and m.kind in TOPIC_KINDS and m.kind != "other_topic"]
    return named[-1] if named and named[-1].grade != "verb" else None


def _named_at(sentence: Sentence, place: int) -> bool:
    return any(m.first == place and m.kind in ("flow", "direction", "period", "basis") for m in sentence.mentions)


def _told_of_like(sentence: Sentence, holder: Mention, mention: Mention, before: list[Mention]) -> Quantity | None:
    """The first figure behind the last name of the same kind that has one, out of brackets."""
    for named in reversed(sentence.mentions):
        if named.kind != holder.kind or named.last > holder.first:
            continue
        told = [m for m in before if m.first >= named.last and not _bracketed(sentence, named.last, m.first)]
        if told and told[0].first - named.last <= _NEAR:
            return told[0].quantity
    last = before[-1].quantity
    return last if last.kind == "percent" or (last.kind == "physical" and not last.scaled) else None


_PERCENT = Quantity("percent", Decimal(0), Decimal(0), "%", -1, -1, "0", "percent")
_NEAR = 8  # tokens between a name and its figure


def _fitting(mention: Mention, model: Quantity | None) -> Quantity | None:
    """The model, where a number may be of its kind: no rate or scaled amount has thousands, no count is small."""
    if model is None:
        return None
    value = mention.quantity.value
    if model.kind == "physical" and not model.scaled:
        return model if value >= _MOST and "," in mention.quantity.value_text else None
    return model if value < _MOST else None


def _bracketed(sentence: Sentence, first: int, last: int) -> bool:
    words = sentence.words(first, last)
    return words.count("(") > words.count(")")


def _past_soft(sentence: Sentence, place: int) -> int:
    while place and sentence.low[place - 1] in _SOFT:
        place -= 1
    return place


def _ending(sentence: Sentence, kind: str, place: int) -> Mention | None:
    return next((m for m in sentence.of(kind) if m.last == place), None)


def _filled(quantity: Quantity, model: Quantity) -> Quantity:
    scale = Decimal(1)
    if model.scaled:
        scale = plain(model.step / step_of(model.value_text))
    return replace(
        quantity,
        kind=model.kind,
        unit=model.unit,
        value=plain(quantity.value * scale),
        step=plain(quantity.step * scale),
        scaled=model.scaled,
        shared=True,
        like=model.first,
    )
