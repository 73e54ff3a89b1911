"""How mentions make one noun phrase: what may stand between them, and what each adds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from pipeline import vocabulary
from pipeline.reading.mentions import Mention, Sentence

BREAKDOWNS = ("partner", "commodity", "regime", "enterprise", "zone", "transport")
DASHES = frozenset({"—", "–", "--"})
_BROKEN_DOWN = frozenset(BREAKDOWNS)
# Words that may stand between two mentions of one noun phrase.
_CONNECT = frozenset(
    (
        "of with to from in by via through between among for and or & as both the a an 's ' ’s ’ its their his "
        "our whose total overall combined annual aggregate value volume amount worth other fellow such own all "
        "half-year eight-month nine-month major main key these those this that said related traditional local "
        "domestic foreign provincial municipal regional national city province municipality country nation region "
        "outbound inbound two-way bilateral goods merchandise under using conducted carried done made including "
        "like inside within on side new emerging large scale enterprises companies firms businesses products "
        "product items countries economies markets members partners nations states trade trading southwest "
        "northwest northeast southeast eastern western southern northern central north south east west coastal "
        "inland figure figures totals out part parts involving handled"
    ).split()
)
_COORDINATORS = frozenset(
    ", and or & ( ) as well both the its with to from other fellow of in ' 's ’s plus then finally including".split()
)
_STOP = frozenset(
    (
        "was were is are be been reached totaled totalled hit stood came saw left rose fell grew amounted "
        "remained became it they while but than against versus compared which who where when because after before "
        "whereas despite though although has have had"
    ).split()
)


@dataclass(slots=True)
class Topic:
    """A noun phrase (or a verb of trading) that figures can be about.

    ``codes`` maps a breakdown, or region, to its code or codes; several codes stand for a coordinated list in text order.
    ``flows`` likewise ("exports and imports ... respectively"). ``blocked`` names the other topic that the phrase is
    about, when it is not goods trade.
    """

    first: int
    last: int
    flows: list[str] = field(default_factory=list)
    flow_sign: str = ""
    weak_flow: str | None = None
    verb: bool = False
    codes: dict[str, list[str]] = field(default_factory=dict)
    adjective: dict[str, bool] = field(default_factory=dict)
    blocked: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    whole: bool = False
    ordinal: int | None = None  # of "the former", "the latter", "the first" in the list before
    home: str | None = None  # "the city", "national": the reporter without its name
    reach: str | None = None  # "to" or "from" before a partner: the way that the goods went

    def empty(self) -> bool:
        return not (self.flows or self.codes or self.blocked or self.weak_flow or self.home or self.ordinal is not None)

    def has_breakdown(self) -> bool:
        return not _BROKEN_DOWN.isdisjoint(self.codes)

    def members(self) -> int:
        most = len(self.flows) or 1
        for codes in self.codes.values():
            if len(codes) > most:
                most = len(codes)
        return most


def _begins_anew(sentence: Sentence, topic: Topic, between: list[str], mention: Mention) -> bool:
    """Whether the words between say that a mention is of a noun phrase of its own."""
    if between[:2] == [",", "from"] and mention.kind == "commodity":
        return True  # "machinery, from excavators to phone parts"
    if "," in between and sentence.low[mention.last : mention.last + 1] in _FIGURES:
        return True  # "31.8 billion from Australia, the Taiwan figure being 21.3 percent higher"
    return (
        between[:2] in _AND_THOSE and mention.kind not in topic.codes
    )  # "14.7% of all exports and those to ASEAN 13.9%"


def continues(sentence: Sentence, topic: Topic, previous: Mention, mention: Mention) -> bool:
    """Whether a mention goes on with the noun phrase of ``topic``, whose last mention was ``previous``."""
    between = sentence.low[previous.last : mention.first]
    periods = {
        p for m in sentence.of("period") if previous.last <= m.first < mention.first for p in range(m.first, m.last)
    }
    if periods:
        between = [
            word
            for i, word in enumerate(sentence.low[previous.last : mention.first], previous.last)
            if i not in periods
        ]
        if "," in between or ("and" in between and mention.kind not in topic.codes and mention.kind != "flow"):
            return False  # "of Shanghai's trade in the 11 months and air cargo for 37.2 percent"
    if mention.kind == "flow" and mention.grade == "verb" and between[-1:] == ["and"] and not topic.flows:
        return False  # "sent goods to its BRICS partners and imported"
    if (
        mention.grade == "weak"
        and mention.kind == "flow"
        and between[-1:] == ["and"]
        and topic.codes.keys() == {"region"}
        and sentence.words(topic.first - 1, topic.first) in (["from"], ["to"])
    ):
        return False  # "bought 3.26 billion of goods from Dalian and sold it 2.14 billion"
    paired = previous.kind == "flow" and bool(between) and set(between) <= {"and", "or", "both", "the", ","}
    if mention.kind == "flow" and topic.flows and mention.grade != "weak" and not paired:
        if topic.flows == ["balance"] and mention.code == "total" and between[:1] in _BALANCE_OF:
            return set(between[1:]) <= {"the", "its"}
        return previous.kind != "flow" and set(between) <= {"'s", "’s", "of", "the"} and mention.code == topic.flows[0]
    if mention.kind == "other_topic" and topic.flows and not set(between) <= {"of", "in", "the"}:
        return False
    if _begins_anew(sentence, topic, between, mention):
        return False
    if "," in between or "(" in between:
        if between == [","] and sentence.words(topic.first - 1, topic.first) in (["within"], ["among"], ["inside"]):
            return False  # "Within ASEAN, Vietnam was dominant"
        return (
            mention.kind in topic.codes
            and set(between) <= _COORDINATORS
            and ("," in between or mention.code in topic.codes[mention.kind])
        )
    sizes = [len(c) for d, c in topic.codes.items() if d != mention.kind]
    if (
        mention.kind in topic.codes
        and sizes
        and max(sizes) == len(topic.codes[mention.kind]) + 1
        and set(between) <= {"from", "to", "in", "by", "with", "of"}
    ):
        return True  # "flaxseed from Kazakhstan and raisins from Uzbekistan"
    if (
        mention.kind in topic.codes
        and mention.kind != "region"
        and not set(between) & {"and", "or", "&", "as", "plus"}
        and between
    ):
        # A second code of one kind without a coordinator: "exports of cars to Russia from ... " keep; "textiles ... of toys" not.
        return len(between) <= 2 and set(between) <= {"and", "or", "&", "the"}
    if {"while", "whereas", "but"} & set(between):
        return False
    unknown = [w for w in between if w not in _CONNECT]
    return not unknown or (
        len(unknown) == 1
        and len(between) <= 4
        and unknown[0].isalpha()
        and unknown[0].islower()
        and not unknown[0].endswith(("ed", "ing"))
        and unknown[0] not in _STOP
    )


_BOTH = (["or"], ["and"])
# What may stand between a preposition and the name of a partner: "to its BRICS partners", "to the six Gulf states".
DETERMINING = frozenset(
    "the its their other fellow major main emerging all two three four five six seven eight nine ten 10 11".split()
)
_BALANCE_OF = (["in"], ["on"], ["of"], ["from"], ["for"])  # "the surplus on goods trade"
_FIGURES = (["figure"], ["figures"], ["one"])
_AND_THOSE = (["and", "those"], ["and", "that"])
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
    else:
        here.append(code)


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


def settle(topic: Topic) -> Topic:
    """A coordinated list that names all members of a group is the group; the turnover of a regime is its trade, and so is
    "foreign trade turnover"."""
    if topic.blocked == "turnover" and ("regime" in topic.codes or topic.flows):
        topic.blocked, topic.weak_flow = None, topic.weak_flow or "total"
    for dimension in ("partner", "region"):
        named = topic.codes.get(dimension, [])
        if len(named) > 2:
            group = _group_of(dimension, frozenset(named))
            if group:
                topic.codes[dimension] = [group]
    return topic


def _group_of(dimension: str, named: frozenset[str]) -> str | None:
    return _groups(dimension).get(named)


@cache
def _groups(dimension: str) -> dict[frozenset[str], str]:
    """Present members of each group of three or more -> the group."""
    groups: dict[frozenset[str], str] = {}
    for code, entry in vocabulary.codes(dimension).items():
        present = frozenset(m.code for m in entry.members if m.until is None)
        if len(present) >= 3:
            groups.setdefault(present, code)
    return groups


_WITHIN = frozenset({"in", "within", "inside", "among"})


def meant_for(words: list[str], before: Topic, topic: Topic) -> bool:
    """Whether a good only says what the one before it is for: "Imports of integrated circuits for the phones rose 26.5 percent"."""
    if topic.codes.keys() == before.codes.keys() == {"partner"} and not topic.flows and not before.flows:
        return words[topic.first - 1] in _WITHIN  # "Vietnam was the largest partner in the bloc, with 30 billion yuan"
    if topic.codes.keys() != {"commodity"} or topic.flows or "commodity" not in before.codes:
        return False
    return words[before.last : topic.first] in (["for"], ["for", "the"], ["for", "these"], ["for", "its"])
