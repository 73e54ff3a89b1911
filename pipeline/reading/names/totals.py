""" "The total", and what it is the total of: both flows, or all of the one that the text has told the parts of."""

from __future__ import annotations

from itertools import pairwise

from pipeline.reading.frames.frames import SIDES, Context
from pipeline.reading.words.mentions import Mention, Sentence, possessive
from pipeline.reading.words.telling import AMOUNTED, TOLD

_TOTALS = frozenset({"total", "totals", "figure"})
_OWNING = frozenset(
    {"the", "'s", "’s", "its", "our", "overall", "combined", "grand", "provincial", "municipal", "regional"}
)
_GOING_ON = frozenset(("to at , had has beat beats outdid outstripped bettered").split()).union(TOLD)
_SURFACE = AMOUNTED.union("the overall combined total totals figure , at value".split())
_NO_TOTAL = frozenset({"of", "in", "out"})  # "20 percent of the total"


def name_total(sentence: Sentence, context: Context) -> None:
    """ "This brought the total to 369.1 billion yuan": trade both ways, but exports where the sentence before told of its parts
    ("Exports to the US fell. To Africa they rose. The total was $330.35 billion")."""
    _name_sum(sentence, context)
    if _TOTALS.isdisjoint(sentence.said):
        return
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "flow" and mention.code == "total" and _SURFACE.issuperset(_words(sentence, mention)):
            flow, sign = _flow(sentence, mention.first, context)
            if flow != "total":
                sentence.correct(index, Mention("flow", flow, sign, mention.first, mention.last))
    covered = sentence.covered()
    extra = []
    combined = [
        n
        for n in sentence.places("figure")
        if sentence.words(n - 2, n) == ["the", "combined"]
        or (
            sentence.words(0, 2) in _FOR_ALL
            and sentence.low[n - 1] == "the"
            and all(m.first > n for m in sentence.of("flow"))
        )
    ]
    for place in (*sentence.places("total"), *combined):
        if place in covered or place == 0 or not _stands_alone(sentence, place) or _in_tonnes(sentence, place, context):
            continue
        flow, sign = _flow(sentence, place - 1, context)
        extra.append(Mention("flow", flow, sign or "noun", place, place + 1))
    if "flow" not in sentence.kinds and _both_told(context):
        # "Compared with September, the total value decreased by 3.1%"
        values = [n for n in sentence.places("value") if sentence.words(n - 2, n) == ["the", "total"]]
        extra += [Mention("flow", "total", "noun", n - 1, n + 1) for n in values if not covered & {n - 1, n}]
    if extra:
        sentence.add(extra)


def of_kinds(context: Context) -> bool:
    """Whether the last two parts that the text told of are firms, or ways of trading, of two kinds, which make up trade as a whole."""
    parts = context.recent[-2:]
    return len(parts) == 2 and any(
        None is not getattr(parts[0], d) != getattr(parts[1], d) is not None for d in ("enterprise", "regime")
    )


def _name_sum(sentence: Sentence, context: Context) -> None:
    """Read "it" as trade as a whole, where it sums up the kinds told one by one: "Processing trade was 1.66 trillion yuan. All told it was
    6.04 trillion yuan"."""
    if _OPENING_SUM.isdisjoint(sentence.low[:1]):
        return
    start = 2 if sentence.words(0, 2) in _SUMMING else 1 if sentence.words(0, 1) in (["altogether"], ["overall"]) else 0
    if start and sentence.words(start, start + 1) == [":"] and _both_told(context):
        sentence.add([Mention("flow", "total", "noun", start - 1, start)])
        return
    start += bool(start) and sentence.words(start, start + 1) == [","]
    if not start or sentence.words(start, start + 1) not in (["it"], ["that"], ["this"]) or not of_kinds(context):
        return
    figure = next(iter(sentence.of("quantity")), None)
    if figure is None or figure.first - start > 4 or any(m.last <= figure.first for m in sentence.of("flow")):
        return
    sentence.put([Mention("flow", "total", "noun", start, start + 1)])


def _both_told(context: Context) -> bool:
    """Whether both flows were told, the last as a whole: "Imports leapt. Exports went up to $12.63 billion. Altogether: $25.05 billion"."""
    last = context.last
    whole = last is not None and last.flow in SIDES and last.commodity is None and last.partner is None
    return whole and context.ways.issuperset(SIDES)


_SUMMING = (["all", "told"], ["in", "total"], ["in", "all"], ["in", "sum"], ["added", "up"])
_OPENING_SUM = frozenset({"altogether", "overall", *(words[0] for words in _SUMMING)})
_FOR_ALL = (["for", "all"], ["of", "all"], ["counting", "all"], ["across", "all"])  # "For all companies the figure was"
_AS_FOR = (["as", "for"], ["for"], ["on"])


def name_opposite(sentence: Sentence, context: Context) -> None:
    """Read "the other way" as exports where imports were told of: "Inbound cargo was 19.2 billion yuan, while 7.7 billion yuan went the
    other way"; at the head of a sentence as the other of the flow before: "In the opposite direction, 8.9 billion yuan of chips went"."""
    if not _RETURN.isdisjoint(sentence.said):
        _name_return(sentence)
    if _WAYS.isdisjoint(sentence.said):
        return
    for index, mention in enumerate(sentence.mentions):
        if mention.kind != "flow" or mention.code != "import" or sentence.low[mention.last - 1] not in _WAYS:
            continue
        if _turned(sentence, mention):
            sentence.hold([m for m in sentence.mentions if m is not mention])
            return
        going = _going(sentence, mention)
        before = [m for m in sentence.of("flow") if m.last <= mention.first and m is not going]
        told = [m.code for m in before if m.grade != "weak"] or [m.code for m in before]
        if not before and opens_with_way(sentence, context):
            told = [context.last.flow]
        way = "export" if told[-1:] == ["import"] else "import"
        if way != mention.code:
            sentence.correct(index, Mention("flow", way, mention.grade, mention.first, mention.last))
        if going is not None and told and going.code != way:
            sentence.correct(sentence.mentions.index(going), Mention("flow", way, "weak", going.first, going.last))


def _turned(sentence: Sentence, way: Mention) -> bool:
    """Whether it is not goods that went the other way, but what they came to: "Solar cells went the other way and shed 21.6%"."""
    if sentence.low[way.first - 1] not in _WENT:
        return False
    if not _VALUES.isdisjoint(sentence.words(way.first - 2, way.first - 1)):
        return True  # "19.9% more, though receipts moved the other way: they were down 11.3%"
    start = way.last + (sentence.low[way.last : way.last + 1] in (["and"], [","], [":"]))
    return start > way.last and any(m.first == start and m.graded("verb") for m in sentence.of("direction"))


_WENT = frozenset({"went", "moved", "headed", "gone", "turned"})


_VALUES = frozenset(
    "receipts value values earnings revenue revenues proceeds prices price volume volumes tonnage".split()
)


def _going(sentence: Sentence, way: Mention) -> Mention | None:
    """The goods that are said to go the other way: "shipments the other way", "deliveries in the opposite direction"."""
    goods = next((m for m in sentence.of("flow") if m.grade == "weak" and 0 <= way.first - m.last <= 1), None)
    if goods is None or sentence.low[goods.last : way.first] not in ([], ["in"], ["going"]):
        return None
    return goods


_RETURN = frozenset({"return", "exchange"})
_TAKING = frozenset(
    {"took", "take", "takes", "taking", "got", "get", "gets", "getting", "received", "receives", "receiving"}
)


def _name_return(sentence: Sentence) -> None:
    """Read what was taken in return as the other flow than that told before it: "We shipped 16.6 billion yuan to them and took only 2.7
    billion yuan in return"."""
    for amount in sentence.of("quantity"):
        behind = sentence.words(amount.last, amount.last + 8)
        if not any(a == "in" and b in _RETURN for a, b in pairwise(behind)):
            continue
        verb = next((p for p in range(amount.first - 1, max(0, amount.first - 4), -1) if sentence.low[p] in _TAKING), 0)
        told = [m.code for m in sentence.of("flow") if m.last <= verb]
        if told[-1:] and told[-1] in SIDES and verb not in sentence.covered():
            other = "import" if told[-1] == "export" else "export"
            sentence.add([Mention("flow", other, "weak", verb, verb + 1)])
            return


# What leads to it: "In the opposite direction", "And going the other way"; but "Steel went the other way".
_TO_A_WAY = frozenset(
    {"in", "going", "coming", "flowing", "moving", "travelling", "traveling", "and", "but", "meanwhile", ","}
)


def opens_with_way(sentence: Sentence, context: Context) -> bool:
    """Whether a sentence opens with the other way than that of the goods told of just before."""
    last = context.last
    if not context.opened or last is None or last.blocked or last.flow not in SIDES:
        return False
    flows = sentence.of("flow")
    first = next(iter(flows), None)
    if len(flows) > 1 and sentence.low[flows[1].last - 1] in _WAYS and _going(sentence, flows[1]) is first:
        return first.first < 2  # "The shipments in the other direction fell"
    return (
        first is not None
        and sentence.low[first.last - 1] in _WAYS
        and _TO_A_WAY.issuperset(sentence.low[: first.first])
    )


_WAYS = frozenset({"way", "direction"})


def _in_tonnes(sentence: Sentence, place: int, context: Context) -> bool:
    """Whether a total is told by weight, so that it is of the good spoken of: "Iron ore arrivals were up. For the two months, the total
    rose 6.3 percent to 155.8 million tonnes"."""
    last = context.last
    if last is None or last.commodity is None or last.blocked or last.flow not in SIDES:
        return False
    told = [m.quantity.kind for m in sentence.of("quantity") if m.first > place]
    return "physical" in told[:2] and "money" not in told[:2]


def _words(sentence: Sentence, mention: Mention) -> list[str]:
    return sentence.low[mention.first : mention.last]


def _stands_alone(sentence: Sentence, place: int) -> bool:
    """Whether "total" is a noun that an amount is told of, and no whole of a share."""
    lead = sentence.words(place - 2, place)
    itself = sentence.words(place + 1, place + 2) == ["itself"]
    following = sentence.words(place + 1 + itself, place + 2 + itself)
    told = any(m.first == place + 1 and m.quantity.kind == "money" for m in sentence.of("quantity"))
    if following[:1] == ["for"]:
        told = any(m.first in (place + 1, place + 2) for m in sentence.of("period"))
    if following[:1] == ["of"] and possessive(sentence.low, place - 1):
        # "The province's total of 419.2 billion yuan consisted of"
        told = any(m.first == place + 2 and m.quantity.kind == "money" for m in sentence.of("quantity"))
    # "and the total with all countries by 4.2 percent"
    told = told or sentence.words(place + 1, place + 3) == ["with", "all"]
    named = lead[-1] in _OWNING
    named = named or (lead[-1] == "own" and possessive(sentence.low, place - 2))  # "Suifenhe's own total"
    # "That total, 354.11 billion dollars, was"
    named = named or (lead[-1] == "that" and following[:1] == [","] and place == 1)
    if not named or following[:1] == [] or not (following[0] in _GOING_ON or told):
        return False  # "exports have been RMB 320.9 bn, and the total RMB 465.8 bn"
    owner = next((m for m in sentence.mentions if m.last in (place, place - 1) and m.kind in ("region", "home")), None)
    before = sentence.words(owner.first - 1, owner.first) if owner is not None else lead[:1]
    if before == ["the"] and owner is not None:
        before = sentence.words(owner.first - 2, owner.first - 1)
    return not before or before[0] not in _NO_TOTAL


def _flow(sentence: Sentence, first: int, context: Context) -> tuple[str, str]:
    """The flow of a total that stands at ``first``, and its sign: that of the parts told of before it ("The surplus with the US
    was a large part of the overall figure"), else both."""
    before = first - (sentence.words(first - 1, first) == ["the"])
    if sentence.words(before - 1, before) in (["of"], ["in"]):
        named = [m for m in sentence.of("flow") if m.last <= first and m.grade != "weak"]
        if named and not any(named[-1].last <= m.first < first for m in sentence.of("share")):
            return named[-1].code, named[-1].grade if named[-1].code == "balance" else ""
    fronted = next((m for m in sentence.of("flow") if m.last <= before and m.code in SIDES), None)
    if fronted is not None and sentence.words(0, fronted.first) in _AS_FOR and sentence.low[fronted.last] == ",":
        return fronted.code, ""  # "As for imports, the total was 120 billion yuan"
    if sentence.words(first, first + 1) == ["own"]:
        return "total", ""  # "the town's own total"
    if any(m.kind == "region" and m.last <= first <= m.last + 1 for m in sentence.mentions):
        return "total", ""  # "Jilin's total was down 2.0 percent"
    told = [f for f in context.told if not f.blocked]
    flows = {f.flow for f in told}
    if len(flows) == 1 and all(f.partner or f.commodity for f in told) and flows <= {"export", "import"}:
        return ("export" if "export" in flows else "import"), ""
    return "total", ""
