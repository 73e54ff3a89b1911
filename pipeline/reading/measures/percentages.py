"""Percentages: growth, share or change of share, with their sign."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from pipeline.reading.frames.comparators import FIGURE_OF
from pipeline.reading.frames.cues import (
    FRACTIONS,
    Measure,
    cue_left,
    cue_right,
    growth,
    neighbours,
    share,
    share_change,
    share_follows,
    sign_of,
)
from pipeline.reading.measures.earlier_rates import as_earlier
from pipeline.reading.measures.moved import directed, share_noun
from pipeline.reading.measures.percentages_alone import MORE, WAYS, told_exactly, without_cue
from pipeline.reading.measures.rate_signs import behind_number, outdone, than_another, told_behind_another
from pipeline.reading.measures.share_signs import of_land, of_making, or_share, share_reached, taken
from pipeline.reading.words.mentions import Mention, Sentence, possessive
from pipeline.reading.words.quantities import Quantity

_FIRMS = frozenset(
    "economy population workforce households firms companies enterprises businesses exporters importers respondents members users students staff visitors passengers readers berths orders factories workers people".split()
)


def percent(sentence: Sentence, index: int, before: Measure | None) -> Measure:
    """The measure of a percentage; one that another is only held against has the role "prior"."""
    reading = _percent(sentence, index, before)
    if (
        reading.measure == "growth"
        and before is not None
        and before.measure in ("share", "share_change")
        and sentence.words(sentence.mentions[index].first - 2, sentence.mentions[index].first)
        in (["down", "from"], ["up", "from"])
    ):
        # "51.8% of the city's trade, down from 54.6% a year ago"
        reading = replace(reading, measure="share", value=abs(reading.value), doubt=None)
        before = replace(before, measure="share")
    if reading.measure in ("share", "growth"):
        return as_earlier(sentence, index, reading, before) or reading
    return reading


_ANOTHER = (["another"], ["further"], ["remaining"])
_DASHES = frozenset({"—", "--", "–", "-"})


def _percent(sentence: Sentence, index: int, before: Measure | None) -> Measure:
    mention = sentence.mentions[index]
    quantity = mention.quantity
    if quantity.sign:
        return growth(quantity, -1 if quantity.sign == "-" else 1, "growth.printed_sign")
    left, right = neighbours(sentence, index)
    after = sentence.words(mention.last, min(mention.last + 6, right))
    if after[:1] == ["by"] and after[1:2] in _COUNTED_BY:
        after = after[2:]  # "41.3 percent by value went to the European Union"
    if after[:2] == ["against", "the"] and not _CURRENCIES.isdisjoint(after[2:4]):
        return Measure(None, "price or rate", quantity.value, quantity.step, "%")  # "lost 4 percent against the dollar"
    if not _TAXES.isdisjoint(after) and _is_taxed(after):
        return Measure(None, "price or rate", quantity.value, quantity.step, "%")
    if after[:1] != [] and after[0] in _CONTENTS:
        return _count(quantity)  # "a Riesling with 12.5 per cent alcohol", "for mills at 71% utilization"
    lead = sentence.words(mention.first - 5, mention.first)
    if not _TAXES.isdisjoint(lead) and _takes(lead):
        return Measure(None, "price or rate", quantity.value, quantity.step, "%")
    if (
        "which" in lead
        and _CURRENCIES & set(sentence.words(mention.first - 6, mention.first))
        and _changed(sentence, index)
    ):
        # "the yuan, which has lost 3 percent"
        return Measure(None, "price or rate", quantity.value, quantity.step, "%")
    if _of_counted(sentence, index, lead) or _of_people(after):
        return _count(quantity)
    if (not _GROWN.isdisjoint(after) and _contributes(after, lead)) or _contribution(sentence, mention, left):
        return Measure(None, "contribution to growth", quantity.value, quantity.step, "%")
    cue = cue_left(sentence, left, mention.first)
    if cue is not None and (verb := _verb_before_aside(sentence, mention, cue, left)) is not None:
        cue = verb
    if (found := _of_something(sentence, mention, cue, after)) is not None:
        return found
    if (
        cue is not None
        and cue.kind == "share"
        and cue.graded("noun")
        and cue.last == mention.first - 1
        and lead[-1:] == ["of"]
    ):
        return share_noun(
            sentence, mention, cue
        )  # "its proportion of 30.8 percent was an increase of 0.3 percentage points"
    if before is not None and before.measure == "share_change" and share_reached(sentence, mention):
        return share(quantity, "share.moved_to")
    if lead[-2:] == _AND_TOOK and taken(sentence, mention):
        return share(quantity, "share.taken")  # "Processing trade was 1.9% lower and took 36.6%"
    if before is not None and before.measure == "share_change" and (lead[-3:] == _IT_STOOD or lead[-2:] == _IT_WAS):
        return share(quantity, "share.again")  # "2.6 percentage points higher than in 2020; in 2016, it stood at 34.7%"
    if lead[-1:] == ["at"] and _holds_part(after):
        return share(quantity, "share.noun")
    if lead[-1:] == [","] and cue is not None and cue.grade == "adjective" and _part_is(sentence, cue, mention):
        return share(quantity, "share.beside")
    if lead[-1:] == [","] and told_exactly(lead) and (not after or after[0] not in MORE):
        return share(quantity, "share.beside")
    close = cue_right(sentence, mention.last, right)
    if (found := _by_words_behind(sentence, index, cue, close, lead, after)) is not None:
        return found
    if lead[-1:] == ["("] and cue is not None and cue.grade == "adjective" and than_another(sentence, cue, mention):
        return growth(quantity, 1, "growth.parenthesis")
    if (
        cue is not None
        and lead[-1:] in (["of"], ["at"])
        and cue.grade == "adjective"
        and than_another(sentence, cue, mention)
    ):
        return growth(
            quantity, 1, "growth.rate_of_another"
        )  # "2.0 points lower than the national average of 9.9 percent"
    if "which" in lead and told_behind_another(sentence, mention, lead):
        return growth(quantity, 1, "growth.rate_of_another")
    if cue is None and lead[-1:] == ["by"] and (sign := outdone(sentence, mention, left)):
        return growth(quantity, sign, "growth.exceeded")
    if close is not None and (found := _by_cue_behind(sentence, mention, cue, *close)) is not None:
        return found
    if cue is None:
        return without_cue(sentence, index, before, lead)
    if cue.kind != "share":
        return directed(sentence, mention, cue, left)
    return share_noun(sentence, mention, cue) if cue.grade == "noun" else share(quantity, "share.verb", cue)


def _verb_before_aside(sentence: Sentence, mention: Mention, cue: Mention, left: int) -> Mention | None:
    """The verb of a clause that an elliptic one goes on with, past an aside that closes with a change of its own: "exports dropped 6.6
    percent, reversing December's 2.3 percent increase, and imports 14.4 percent"."""
    if cue.kind != "direction" or cue.first != left or not cue.graded("noun"):
        return None
    if sentence.words(cue.last, cue.last + 2) != [",", "and"]:
        return None
    flow = next((m for m in sentence.of("flow") if m.first == cue.last + 2), None)
    if flow is None or flow.last != mention.first:
        return None
    opening = next((p for p in range(left - 1, 0, -1) if sentence.low[p] == ","), None)
    if opening is None or not sentence.low[opening + 1].endswith("ing"):
        return None
    verbs = [m for m in sentence.of("direction") if m.last <= opening and m.grade == "verb"]
    return verbs[-1] if verbs else None


def _changed(sentence: Sentence, index: int) -> bool:
    """Whether a change of the currency that "which" stands for leads up to a percentage; no amount ends with that."""
    first = sentence.mentions[index].first
    amounts = {m.last for m in sentence.of("quantity") if m.quantity.kind == "money"}
    return any(
        sentence.low[n] == "which"
        and sentence.low[n - 1] == ","
        and sentence.low[n - 2] in _CURRENCIES
        and n - 1 not in amounts
        for n in range(max(2, first - 4), first)
    ) and any(m.last in (first, first - 1) for m in sentence.of("direction"))


_GROWN = frozenset({"growth", "increase", "rise", "gain", "expansion", "decline", "drop", "fall", "decrease"})
_WHOSE = frozenset(
    {
        *("the", "this", "that", "its", "their", "all", "overall", "total", "export", "import", "trade", "foreign"),
        *("national", "nation", "country", "province", "region", "city", "china", "'s", "’s", "goods"),
    }
)
_CONTRIBUTING = frozenset({"contributed", "contributes", "contributing", "contribute", "added", "adding"})


def _contributes(after: list[str], lead: list[str]) -> bool:
    """Whether a percentage is a part of a growth: "contributed 82.1 percent to the total growth", "35.6 percent of the increase in
    exports"; but "with 3.4 percent of growth" is one."""
    place = next(n for n, word in enumerate(after) if word in _GROWN)
    if place <= 1 or not _WHOSE.issuperset(after[1:place]):
        return False
    return after[0] == "of" or (after[0] == "to" and not _CONTRIBUTING.isdisjoint(lead))


_HOLDING = frozenset(
    "hold holds held have has had make makes made take takes took account accounted claim claimed".split()
)
_PARTS = frozenset({"part", "share", "portion", "slice", "proportion"})


def _holds_part(after: list[str]) -> bool:
    """Whether a percentage behind "at" is the part that something holds: "at 45.8 percent they hold a bigger part of China's exports"."""
    place = next((n for n, word in enumerate(after) if word in _HOLDING), None)
    return place is not None and not _PARTS.isdisjoint(after[place:])


def _part_is(sentence: Sentence, cue: Mention, mention: Mention) -> bool:
    """Whether a comparative is said of a part, which a percentage tells: "Of its exports your part is larger still, 66 percent"."""
    if mention.first - cue.last > 2:
        return False
    lead = sentence.words(cue.first - 3, cue.first)
    return lead[-1:] in (["is"], ["was"], ["are"]) and not _PARTS.isdisjoint(lead)


def _contribution(sentence: Sentence, mention: Mention, left: int) -> bool:
    """Whether a percentage is how much of a growth something made up: "Its contribution to the growth of exports came to 21.2 percent"."""
    if "contribution" not in sentence.said:
        return False
    lead = sentence.words(left, mention.first)
    if "contribution" not in lead:
        return False
    told = lead[lead.index("contribution") + 1 :]
    if told[:1] == ["rate"]:
        told = told[1:]
    grown = next((n for n, word in enumerate(told) if word in _GROWN), None)
    return told[:1] == ["to"] and grown is not None and "," not in told


_CONTENTS = frozenset({"alcohol", "utilization", "utilisation", "occupancy", "humidity", "cocoa", "purity"})


_TAXES = frozenset(
    "levy levies tariff tariffs duty duties tax taxes surcharge surtax excise rebate vat countermeasure countermeasures".split()
)
# What another clause or phrase begins with, so that a percentage before it is of something else: "rose 5 percent despite tariffs".
_ELSEWHERE = frozenset(
    (
        "after despite as amid before when while because since on under of in by to with from than and but if though although that which "
        "through against ahead during following over once until where whose more less higher lower up down above below for at"
    ).split()
)


def _is_taxed(after: list[str]) -> bool:
    """Whether a percentage is how much a duty takes, by the words behind it: "the 10% retaliatory levy", "Washington's 50% steel tariff"."""
    place = next(n for n, word in enumerate(after) if word in _TAXES)
    return all(word.replace("-", "").isalpha() and word not in _ELSEWHERE for word in after[:place])


_AS_MUCH_AS = frozenset({"of", "up", "to", "as", "much", "at", "about", "around", "roughly", "over", "nearly", "some"})


def _takes(lead: list[str]) -> bool:
    """Whether a percentage is how much a duty takes, by the words before it: "American duties of up to 250 percent"."""
    place = max(n for n, word in enumerate(lead) if word in _TAXES)
    return lead[place + 1 : place + 2] == ["of"] and _AS_MUCH_AS.issuperset(lead[place + 1 :])


def _count(quantity: Quantity) -> Measure:
    return Measure(None, "count of things", quantity.value, quantity.step, "%")


_TELLING = frozenset(
    "say said says think thought believe believed feel felt intend complained admitted answered replied".split()
)
_MINDED = frozenset(
    "looking thinking considering planning hoping weighing preparing mulling trying willing ready reluctant".split()
)


def _of_people(after: list[str]) -> bool:
    """Whether what follows a percentage is what people do who were asked: "61 percent say they will share the cost; 9 percent are
    looking at Vietnam"."""
    return after[:1] != [] and (
        after[0] in _TELLING or (after[0] in ("are", "were") and after[1:2] != [] and after[1] in _MINDED)
    )


_SUMMING = (["add", "up", "to"], ["not", "total", "to"], ["always", "sum", "to"], ["not", "sum", "to"])
_OF_COUNTED = frozenset({"which", "whom", "them", "these", "those"})


def _of_counted(sentence: Sentence, index: int, lead: list[str]) -> bool:
    """Whether what is parted was counted, in a sentence about no flow ("The survey covered 4,500 companies, of which 36 percent said"),
    or is all that there is ("are rounded and may not add up to 100 percent")."""
    if lead[-3:] in _SUMMING and sentence.mentions[index].quantity.value == 100:
        return True
    if lead[-2:-1] != ["of"] or lead[-1] not in _OF_COUNTED or "flow" in sentence.kinds:
        return False
    before = next((m for m in reversed(sentence.mentions[:index]) if m.kind == "quantity"), None)
    return before is not None and before.quantity.kind == "bare"


_SET_OFF = frozenset({"--", "—", "–", ","})
_COUNTED_BY = (["value"], ["volume"], ["weight"], ["tonnage"])
_CURRENCIES = frozenset({"dollar", "greenback", "yuan", "renminbi", "rmb", "euro", "yen"})
_NO_CHANGE = frozenset({"growth", "increase", "decline"})
_OF_TRADE = frozenset({"'s", "’s", "'", "’", "trade", "exports", "imports"})


_AND_TOOK = ["and", "took"]
_IT_STOOD = ["it", "stood", "at"]
_IT_WAS = ["it", "was"]


def _of_something(sentence: Sentence, mention: Mention, cue: Mention | None, after: list[str]) -> Measure | None:
    """A percentage that "of" follows: a share, unless of firms or land, or the change of what follows; or one held against a
    base right behind it."""
    quantity = mention.quantity
    if after[:2] == [")", "of"] and sentence.words(mention.first - 1, mention.first) == ["("]:
        return share(quantity, "share.of")  # "half (50.8 percent) of Guangxi's trade"
    lead = sentence.words(mention.first - 3, mention.first)
    if lead[-1:] == after[:1] == [","] and _after_fraction(sentence, mention):
        return share(quantity, "share.of")
    parted = not FRACTIONS.isdisjoint(lead) or lead[:1] == ["in"]  # "two dollars in five – 37.6 per cent – of its bill"
    if after[1:2] == ["of"] and after[0] in _SET_OFF and lead[-1:] == after[:1] and parted:
        return share(quantity, "share.of")  # "Nearly half -- 46.5 percent -- of what China traded"
    if after[:1] == ["of"] or after[:2] == ["out", "of"]:
        traders = any(a == "trade" and b in _FIRMS for a, b in pairwise(after))  # "of the foreign trade firms"
        if (
            after[1:3] == ["those", "who"]
            or _of_exporters(after)
            or after[1:2] == ["buyers"]
            or (_FIRMS & set(after[1:6]) and (traders or not _OF_TRADE & set(after)))
        ):
            return _count(quantity)
        if of_land(sentence, mention) or of_making(sentence, mention, after):
            return _count(quantity)
        if any(m.first == mention.last and m.period.basis for m in sentence.of("basis")):
            return None  # "less than the 10.6 percent of the month before"
        month = next((m for m in sentence.of("period") if m.first == mention.last + 1), None)
        owner = month is not None and (
            possessive(sentence.low, month.last)
            or possessive(sentence.low, month.last - 1)
            or any(m.first == month.last for m in sentence.of("flow"))  # "32.9% of nine-month exports"
        )
        if month is not None and not owner:
            return None  # "faster than the 8.7 percent of November", but "of the year's total"
        if _than_of_place(sentence, mention):
            return growth(quantity, _turn_than(sentence, mention), "growth.rate_of_another")
        changed = (
            cue is not None
            and cue.kind == "direction"
            and (cue.graded("noun") or cue.grade == "verb")
            and cue.last >= mention.first - 2
            # "has retreated to 64.6 per cent of the total", "a 22.5% rise and 28.4% of the EU's total"
            and sentence.low[mention.first - 1] not in ("to", "and")
        )
        if not changed and not (len(after) > 1 and after[1] in _NO_CHANGE):
            return share(quantity, "share.of")
    if after[:1] in _RECORDED and _than_of_place(sentence, mention):
        return growth(quantity, _turn_than(sentence, mention), "growth.rate_of_another")
    if after[:1] in _PAST and (cue is None or cue.kind != "direction" or after[:1] in _APART):
        # "3.9% over the level of the corresponding period of 2017", "2.1 percent below what May had brought"
        basis = next((m for m in sentence.of("basis") if mention.last <= m.first <= mention.last + 5), None)
        if basis is not None and (basis.first == mention.last or after[1:2] in _ITS_LEVEL):
            return growth(quantity, 1 if after[:1] in _PAST[:2] else -1, "growth.comparative", basis)
        level = next((m for m in sentence.of("period") if mention.last < m.first <= mention.last + 2), None)
        if level is not None and sentence.words(level.last, level.last + 1) in FIGURE_OF:
            # "6.5 percent over the October level"
            return growth(quantity, 1 if after[:1] in _PAST[:2] else -1, "growth.comparative", level)
    return None


_PAST = (["above"], ["over"], ["below"], ["under"])
_APART = (["above"], ["below"])
_ITS_LEVEL = (["the"], ["its"], ["their"], ["that"], ["those"])


def _of_exporters(after: list[str]) -> bool:
    """Whether it is traders that are counted: "which make up over 80 percent of the province's exporters"."""
    place = next((n for n, word in enumerate(after) if word in ("exporters", "importers", "traders")), None)
    return place is not None and after[place + 1 : place + 2] not in (["'"], ["’"], ["'s"])


def _after_fraction(sentence: Sentence, mention: Mention) -> bool:
    """Whether a percentage between commas is exactly the fraction told right before: "More than half of the total, 51.1 percent, was"."""
    lead = sentence.words(mention.first - 8, mention.first)
    return any(a in FRACTIONS and b == "of" for a, b in pairwise(lead))


def _than_of_place(sentence: Sentence, mention: Mention) -> bool:
    """Whether a rate is only what another place's is faster than: "15.9%, faster than the 9.7% of the country as a whole"."""
    held = sentence.words(mention.first - 2, mention.first)
    if held[-1:] != ["the"] or held[0] not in _THAN:
        return False
    place = next((m for m in sentence.mentions if m.first >= mention.last and m.kind in ("region", "home")), None)
    reach = _FAR if sentence.words(mention.last, mention.last + 1) in _RECORDED else _NEAR
    if place is None or place.first - mention.last > reach:
        return False
    return not any(place.last <= m.first <= place.last + 3 for m in sentence.of("flow"))


def _turn_than(sentence: Sentence, mention: Mention) -> int:
    """The sign of a rate that another is held against, by the noun before "than": "a steeper fall than the 11.1 percent seen nationally"."""
    return -1 if not _FALLS.isdisjoint(sentence.words(mention.first - 3, mention.first - 2)) else 1


_FALLS = frozenset({"fall", "drop", "decline", "decrease", "contraction", "slide", "slump", "dip", "loss"})
_THAN = frozenset({"than", "above", "below", "against", "exceeding", "beating", "outpacing", "topping", "outstripping"})
_RECORDED = tuple(
    [word] for word in "recorded registered reported posted seen achieved logged nationwide nationally".split()
)
_NEAR, _FAR = 2, 4  # tokens
_BEING = frozenset({"are", "is", "were", "was"})
_SAVED = frozenset({"time", "paperwork", "electricity", "energy", "water", "fuel", "space", "staff", "effort"})
_WENT = frozenset({"went", "goes", "go", "came", "comes", "headed", "flowed", "passed", "passes", "moved"})


def _by_words_behind(
    sentence: Sentence,
    index: int,
    cue: Mention | None,
    close: tuple[Mention, int] | None,
    lead: list[str],
    after: list[str],
) -> Measure | None:
    """What "or" before a percentage or the words right behind it make it: "12 percent went to Japan", "3 percent ahead of"."""
    mention = sentence.mentions[index]
    quantity = mention.quantity
    if lead[-1:] == ["or"] and not (close is not None and close[0].kind == "direction" and close[1] == 0):
        previous = next((m for m in reversed(sentence.mentions[:index]) if m.kind == "quantity"), None)
        if cue is not None and cue.kind == "direction" and _by_a_fraction(lead, cue, mention):
            return directed(sentence, mention, cue, 0)  # "plunged by a quarter, or 25.7 percent"
        if (
            previous is not None
            and previous.quantity.kind in ("money", "physical")
            and previous.last >= mention.first - 16
        ):
            return share(quantity, "share.or")
        if previous is not None and previous.quantity.kind == "bare" and previous.last >= mention.first - 3:
            return _count(quantity)
        if or_share(sentence, index, after):
            return share(quantity, "share.or")
    if not after:
        return None
    if after[:2] == ["to", "be"] and after[2:3] in (["exact"], ["precise"]) and not (cue and cue.kind == "direction"):
        return share(quantity, "share.beside")  # "Nearly half of the total, 48.6 percent to be exact, was traded with"
    word, following = after[0], after[1:2]
    if word in ("less", "more", "fewer") and following and following[0] in _SAVED:
        return _count(quantity)  # "It took 41 percent less time to clear a consignment"
    if word in _WENT and following in (["to"], ["from"], ["through"]):
        return share(quantity, "share.went")
    if word in ("fell", "falls", "fall") and following in (["into"], ["under"], ["within"]):
        return share(quantity, "share.went")  # "62.3 percent fell into the mechanical and electrical category"
    of_all = sentence.low[1:2] in (["everything"], ["what"], ["all"])
    if sentence.low[0] == "of" and word in _BEING and (of_all or _FIRMS.isdisjoint(sentence.low[1:8])):
        return None  # "Of its exports, 60 percent were cars"
    if cue is None and lead[-1:] in _ANOTHER and word in ("was", "were", "is", "are") and following != ["of"]:
        return share(
            quantity, "share.beside"
        )  # "Of exports, 44.5 percent was machinery. A further 30.1 percent was toys"
    told = cue is not None and (cue.graded("noun") or sentence.low[cue.first] in ("up", "down"))
    if word in ("are", "is", "were") and following != ["of"] and not told:
        return share(quantity, "share.beside") if _further_part(sentence, mention) else _count(quantity)
    if word in _DASHES and following and following[0] in MORE:
        # "a sliver—0.3%—more than in 2022"
        return growth(quantity, 1 if following[0] in MORE[:4] else -1, "growth.comparative")
    if word == "behind" and following in (["it"], ["them"]) and cue is not None and cue.kind == "direction":
        return directed(sentence, mention, cue, 0)  # "General trade, a rise of 33.8 percent behind it"
    if following and following[0] in WAYS and word.isalpha() and after[2:3] not in (["of"], ["to"]):
        # "took a 12.1% step forward"
        return growth(quantity, WAYS[following[0]], "growth.way")
    if word in ("ahead", "short", "behind", "shy", "off", "better", "worse"):
        return growth(quantity, 1 if word in ("ahead", "better") else -1, "growth.comparative")
    return None


def _further_part(sentence: Sentence, mention: Mention) -> bool:
    """Whether goods or partners stand right behind a percentage, and another was told before it: "Over a third of fruit imports (37.6 per
    cent) was durian, and 14.8 per cent were cherries"."""
    behind = mention.last + 1
    named = any(
        behind <= m.first <= behind + 4 and _MOVED.issuperset(sentence.low[behind : m.first])
        for kind in ("commodity", "partner")
        for m in sentence.of(kind)
    )
    return named and any(m.quantity.kind == "percent" and m.last < mention.first for m in sentence.of("quantity"))


_MOVED = frozenset(
    "shipped sent sold bound destined exported delivered to for from bought imported sourced the".split()
)


def _by_a_fraction(lead: list[str], cue: Mention, mention: Mention) -> bool:
    """Whether a change was told by a fraction right before "or": "plunged by a quarter, or"."""
    near = [w for w in lead if w != ","]
    return len(near) > 1 and near[-2] in FRACTIONS and mention.first - cue.last <= 6


def _by_cue_behind(
    sentence: Sentence, mention: Mention, cue: Mention | None, word: Mention, gap: int
) -> Measure | None:
    """What the word of share or direction makes a percentage that stands ``gap`` words behind it: "a 3 percent increase"."""
    quantity = mention.quantity
    told = cue is not None and cue.kind == "direction" and cue.graded("noun") and cue.last == mention.first - 1
    owned = (
        gap and told and sentence.words(cue.last, mention.first) == ["of"]
    )  # "growth of 9.4% took their weight to 55%"
    if word.kind == "share" and not owned and (word.graded("noun") or sentence.tokens[word.first].low in ("share",)):
        return share(quantity, "share.noun", word)
    noun = word.graded("noun")
    if word.kind != "direction" or not (noun or word.graded("adjective")):
        return None
    if sentence.low[word.first] == "under" and any(m.first == word.last for m in sentence.of("regime")):
        return None  # "grew by 1.9 percent, against 7.2 percent under general trade"
    if (
        gap
        and word.grade == "adjective"
        and set(sentence.words(mention.last, word.first)) & {"in", "of", "with", "from"}
    ):
        return None
    if noun and share_follows(sentence, word.last):
        return share_change(quantity, "share_change.noun", word)
    # "dropped 12 percent more slowly" keeps the verb's sign; a comparative otherwise has its own.
    settled = (
        cue is not None
        and cue.kind == "direction"
        and cue.last >= mention.first - 2
        and not behind_number(sentence, cue)
    )
    if noun or not settled or sentence.words(word.last, word.last + 1) == ["than"]:
        return growth(quantity, sign_of(word), "growth.noun_after" if noun else "growth.comparative", word)
    return None
