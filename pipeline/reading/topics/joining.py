"""What each mention adds to its noun phrase: a code, a flow, a further member of a list."""

from __future__ import annotations

from pipeline import vocabulary
from pipeline.reading.topics.phrases import DETERMINING, Topic
from pipeline.reading.words.mentions import Mention, Sentence

_BOTH = (["or"], ["and"], ["to", "and"], ["from", "and"])
_WAYS = (["through"], ["via"])


def join(sentence: Sentence, topic: Topic, previous: Mention | None, mention: Mention) -> None:
    """Add what a mention says to ``topic``; ``previous`` is the mention before it in the topic, if any."""
    kind, code = mention.kind, mention.code
    if kind == "other_topic":
        topic.blocked = topic.blocked or code
        return
    if kind == "home":
        topic.home = topic.home or code
        return
    if kind == "enterprise" and any(
        m.quantity.kind == "bare" and 0 <= mention.first - m.last <= 1 for m in sentence.of("quantity")
    ):
        topic.blocked = topic.blocked or "a count of companies"
        return
    if kind == "flow":
        if mention.grade == "weak":
            if topic.verb and len(topic.flows) == 1 and _both_ways(sentence, topic.flows[0], previous, mention):
                topic.flows = ["total"]  # "sold abroad and brought in"
                return
            both = (
                topic.weak_flow not in (None, code)
                and previous is not None
                and sentence.words(previous.last, mention.first) in _BOTH
            )
            topic.weak_flow = "total" if both else topic.weak_flow or code  # "absorb or supply 51.8% of China's trade"
            return
        if mention.grade == "verb" and not topic.flows and _both_ways(sentence, topic.weak_flow, previous, mention):
            code = "total"  # "brought in and sold abroad goods worth 9.82 trillion yuan"
        topic.verb = topic.verb or mention.grade == "verb"
        if code == "balance":
            topic.flow_sign = mention.grade
        if code in topic.flows or (topic.flows == ["balance"] and code == "total"):
            return
        sided = topic.flows == ["total"] and code in ("export", "import")
        if not (sided and previous is not None and previous.kind != "flow"):
            topic.flows.append(code)
        return
    if mention.grade == "weak" and kind == "commodity":
        topic.adjective.setdefault("weak", True)
    if mention.grade == "adjective":
        topic.adjective[kind] = True
    if kind == "region" and _passes(sentence, topic, previous, mention):
        return
    here = topic.codes.setdefault(kind, [])
    if kind == "partner" and not here:
        topic.reach = _reach(sentence.words(mention.first - 4, mention.first)) or topic.reach
    if kind == "region":
        if here and (previous is None or not set(sentence.words(previous.last, mention.first)) & {"and", "or", ","}):
            here[:] = [max(here[-1], code, key=_specificity)]
            return
        if here and here[-1].startswith(code + "/"):
            return
    if code in here:
        return
    if here and kind == "partner" and _RESTS & set(sentence.words(mention.first - 3, mention.first)):
        here[:] = [
            code
        ]  # "ASEAN, Africa and other emerging markets" are emerging markets, "Vietnam and the rest of ASEAN" ASEAN
    elif here and kind == "commodity" and _and_other(sentence, mention):
        here[:] = [code]  # "Clothes, toys and other labor-intensive goods"
        topic.adjective.pop("weak", None)
    elif here and kind == "commodity" and previous is not None and _describes(sentence, previous, mention):
        here[-1] = code  # "leather shoes"
    else:
        here.append(code)


def _describes(sentence: Sentence, previous: Mention, mention: Mention) -> bool:
    """Whether a good only says what kind of the one right behind it is told of: "plastic toys", "diesel generators"; but "rare earth ores"
    are rare earths, and in "Lithium batteries power Ningde" no power is meant."""
    if sentence.low[previous.last - 1].endswith("s") and sentence.low[previous.last - 1] != "glass":
        return False
    if previous.kind != "commodity" or previous.last != mention.first or "open" in (previous.grade, mention.grade):
        return False
    entry = vocabulary.codes("commodity").get(mention.code)
    return entry is not None and entry.kind != "group" and mention.code not in _GENERAL


_GENERAL = frozenset({"ores", "metals", "base_metals", "chemicals", "materials", "parts", "equipment", "machinery"})


def _and_other(sentence: Sentence, mention: Mention) -> bool:
    """Whether the goods listed before a good are said to be some of it: "phones, laptops and other mechanical and electrical products"."""
    return (
        sentence.words(mention.first - 2, mention.first) in _AND_OTHER
        or sentence.words(mention.first - 3, mention.first - 1) in _AND_OTHER
    )


_AND_OTHER = (["and", "other"], ["or", "other"], ["and", "similar"], ["&", "other"])


def _reach(before: list[str]) -> str | None:
    """The way of goods that the words before a partner tell: "to the other" Asian markets."""
    for word in reversed(before):
        if word in ("to", "into"):
            return "to"
        if word == "from":
            return "from"
        if word not in DETERMINING:
            return None
    return None


def _passes(sentence: Sentence, topic: Topic, previous: Mention | None, place: Mention) -> bool:
    """Whether goods only pass a place, whoever owns them: "trade by rail through Guangxi", "came in through Manzhouli and Erenhot"."""
    if "partner" in topic.codes and topic.flows and sentence.words(place.first - 1, place.first) in _WAYS:
        return True  # "trade with the country through Hekou and other crossings"
    if "transport" not in topic.codes and (topic.flows or not topic.weak_flow):
        return False
    passed = previous is not None and previous.kind == "region" and previous.code not in topic.codes.get("region", ())
    return passed or sentence.words(place.first - 1, place.first) in _WAYS


def _both_ways(sentence: Sentence, told: str | None, previous: Mention | None, mention: Mention) -> bool:
    """Whether a word of the one flow follows one of the other: "brought in and sold abroad"."""
    if {told, mention.code} != {"export", "import"} or previous is None:
        return False
    return sentence.words(previous.last, mention.first) in _BOTH


_RESTS = frozenset({"other", "rest"})


def _specificity(region: str) -> int:
    """How narrow a region is: "southwest China's Chongqing" is Chongqing, "Ningbo, Zhejiang" is Ningbo."""
    return 0 if region == "CN" else 1 if region.startswith("CN/") else 3 if "/" in region else 2
