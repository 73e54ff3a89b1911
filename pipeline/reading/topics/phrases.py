"""How mentions make one noun phrase: what may stand between them, and what a list in it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from pipeline import vocabulary
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.telling import TOLD

BREAKDOWNS = ("partner", "commodity", "regime", "enterprise", "zone", "transport")
DASHES = frozenset({"—", "–", "--"})
_BROKEN_DOWN = frozenset(BREAKDOWNS)
OF_TRADE = frozenset({"flow", *BREAKDOWNS})  # the kinds of mentions that say of what trade a figure is
WITH_WHOM_AND_HOW = _BROKEN_DOWN - {"commodity"}  # which goods go through both ways
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
        "inland figure figures totals out part parts involving handled industry industries sector sectors manufacturing"
    ).split()
)
_COORDINATORS = frozenset(
    ", and or & ( ) as well both the its with to from other fellow of in ' 's ’s plus then finally including".split()
)
_STOP = frozenset(
    (
        "be been saw left remained became it they while but than against versus compared which who where when because after before "
        "whereas despite though although has have had"
    ).split()
).union(TOLD)


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
        for dimension in self.codes:  # noqa: SIM110 - asked often: a generator takes longer
            if dimension in _BROKEN_DOWN:
                return True
        return False

    def first_codes(self) -> dict[str, str]:
        """Its breakdowns, each by the first of its codes."""
        return {d: codes[0] for d, codes in self.codes.items() if d in BREAKDOWNS}

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
    if between[:2] == [",", "with"] and mention.kind in topic.codes:
        return True  # "imports of farm goods, with soybeans and cotton in the lead, went up"
    if "," in between and sentence.low[mention.last : mention.last + 1] in _FIGURES:
        return True  # "31.8 billion from Australia, the Taiwan figure being 21.3 percent higher"
    if between == [","] and sentence.words(mention.last, mention.last + 1) in _COUNTED_IN:
        return True  # "Textile exports, masks included, rose 32.4 percent"
    if between == [",", "including"] and sentence.low[mention.last : mention.last + 1] in _WORTH:
        return True  # "fruit imports, including durians worth 780 million yuan, came to"
    if mention.kind == "partner" and between[:1] in _LEFT and _is_whole(sentence, topic):
        return True  # "17 per cent of the exports went to the EU"
    if mention.kind == "partner" and "partner" not in topic.codes and between in _AND_THE:
        # "kept 68 percent of China's durian imports and Thailand took 32 percent", "71,000 tonnes of the garlic and Vietnam 38,000"
        return bool(topic.flows or "commodity" in topic.codes) and _does(sentence, mention)
    if (
        mention.kind in ("enterprise", "regime")
        and topic.flows
        and mention.kind not in topic.codes
        and between == ["and"]
    ):
        return _has_its_own(
            sentence, mention
        )  # "63.8 percent of exports and foreign-invested ones behind 32.5 percent"
    return (
        between[:2] in _AND_THOSE and mention.kind not in topic.codes
    )  # "14.7% of all exports and those to ASEAN 13.9%"


_COUNTED_IN = (["included"], ["excluded"], ["excepted"], ["aside"])
_LEFT = (["went"], ["go"], ["goes"], ["headed"], ["flowed"], ["ended"])


def _is_whole(sentence: Sentence, topic: Topic) -> bool:
    """Whether a flow is what a percentage right before it is of: "17 per cent of the exports"."""
    if not topic.flows or topic.has_breakdown():
        return False
    lead = sentence.words(topic.first - 3, topic.first)
    return "of" in lead and any(
        m.quantity.kind == "percent" and 0 < topic.first - m.last <= 3 and sentence.low[m.last] == "of"
        for m in sentence.of("quantity")
    )


_AND_THE = (["and"], ["and", "the"], ["while"], ["while", "the"])
_TAKING = frozenset("took kept held had bought sold supplied absorbed received sent shipped provided".split())


def _does(sentence: Sentence, mention: Mention) -> bool:
    """Whether a figure or a verb of having or of change stands right behind a mention."""
    if not _TAKING.isdisjoint(sentence.words(mention.last, mention.last + 1)):
        return True
    return any(
        m.first == mention.last and (m.kind == "quantity" or (m.kind in ("share", "direction") and m.graded("verb")))
        for m in sentence.mentions
    )


_HOLDING = frozenset("ones firms companies enterprises behind for with at by only another a further some trade".split())


def _has_its_own(sentence: Sentence, mention: Mention) -> bool:
    """Whether a percentage of its own stands right behind a kind of firm, or of trade, that "and" leads to."""
    figure = next((m for m in sentence.of("quantity") if m.first >= mention.last), None)
    if figure is None or figure.quantity.kind != "percent":
        return False
    return _HOLDING.issuperset(sentence.low[mention.last : figure.first])


_DEALT = frozenset("sold sent shipped supplied delivered bought purchased took ordered".split())
_FROM_AND = (["from", "and"], ["to", "and"])  # "imported from and exported to the bloc"


_LIFTED = frozenset({"region", "home", "flow"})
# What one thing does to another: "helped bring Chongqing's foreign trade to 581.26 billion yuan".
LIFTING = frozenset(
    (
        "put puts push pushes pushed lift lifts lifted drive drives drove boost boosts boosted drag drags dragged pull pulls pulled propel propels "
        "propelled power powers powered help helps helped keep keeps kept bring brings"
    ).split()
)
_WITHOUT = frozenset({"outside", "excluding", "excepting", "except"})


def continues(sentence: Sentence, topic: Topic, previous: Mention | None, mention: Mention) -> bool:
    """Whether a mention goes on with the noun phrase of ``topic``, whose last mention was ``previous``."""
    between, timed = _between(sentence, previous, mention)
    said = set(between)
    if len(between) > _SHORT and between[-1] != "and" and not said <= _WITHIN_PHRASE:
        return False  # whatever follows, more stands between than one noun phrase holds
    if timed and ("," in between or ("and" in between and mention.kind not in topic.codes and mention.kind != "flow")):
        return False  # "of Shanghai's trade in the 11 months and air cargo for 37.2 percent"
    if mention.kind in _LIFTED and not LIFTING.isdisjoint(between):
        return False  # "Cars, chips put Chongqing trade back in double digits"
    if "then" in said and sentence.words(mention.last, mention.last + 2) in _ITS_OWN:
        return False  # "Next was Hong Kong, then the United States, where a 10.1 percent gain took the figure to"
    if (
        between[-1:] == ["and"]
        and mention.kind == previous.kind == "region"
        and previous.code.startswith(f"{mention.code}/")
    ):
        return False  # "delivered crude to the refinery at Anning, and Yunnan's imports came to"
    if not _WITHOUT.isdisjoint(between):
        return False  # "main exports to South Korea outside the food trade"
    if between[-1:] == ["and"] and previous.kind == "flow" and _is_next_part(sentence, topic, mention):
        return False  # "31.6% of ship exports, and bulk carriers for 36.4%"
    if mention.kind == "flow" and mention.grade == "verb" and between[-1:] == ["and"] and not topic.flows:
        return False  # "sent goods to its BRICS partners and imported"
    if mention.grade == "weak" and mention.kind == "flow" and between[-1:] == ["and"] and not topic.flows:
        if topic.codes.keys() == {"region"} and sentence.words(topic.first - 1, topic.first) in (["from"], ["to"]):
            return False  # "bought 3.26 billion of goods from Dalian and sold it 2.14 billion"
        if topic.codes.keys() == {"partner"} and sentence.low[mention.first] in _DEALT:
            # "bought 40.1 billion yuan of German goods and sold", "goods from Germany and sent back 4.8 billion yuan"
            return not any(m.last <= topic.first and m.grade in ("verb", "weak") for m in sentence.of("flow"))
    if between == ["and"] and previous.grade == "noun" and _deals_anew(sentence, mention):
        return False  # "221.78 billion yuan of foreign goods and sold 76.05 billion"
    paired = previous.kind == "flow" and (
        (bool(between) and said <= {"and", "or", "both", "the", ","}) or between in _FROM_AND
    )
    if mention.kind == "flow" and topic.flows and mention.grade != "weak" and not paired:
        if topic.flows == ["balance"] and mention.code == "total" and between[:1] in _BALANCE_OF:
            return set(between[1:]) <= {"the", "its"}
        return previous.kind != "flow" and said <= {"'s", "’s", "of", "the"} and mention.code == topic.flows[0]
    if mention.kind == "other_topic" and topic.flows and not said <= {"of", "in", "the"}:
        return False
    if _begins_anew(sentence, topic, between, mention):
        return False
    if not between and mention.kind == previous.kind == "partner" and _opens_within(sentence, topic):
        return False  # "Within the bloc Germany was first"
    if "," in between or "(" in between:
        own = between == [","] or (between in _COMMA_THE and mention.grade == "named")
        if own and (_opens_within(sentence, topic) or _around(sentence, topic, mention)):
            return False  # "Within ASEAN, Vietnam was dominant", "Of China's garment exports, Shandong contributed 21.3 percent"
        if between in _COMMA_THE and mention.kind in topic.codes and _set_beside(sentence, topic):
            return False
        return (
            mention.kind in topic.codes
            and said <= _COORDINATORS
            and ("," in between or mention.code in topic.codes[mention.kind])
        )
    sizes = [len(c) for d, c in topic.codes.items() if d != mention.kind]
    if (
        mention.kind in topic.codes
        and sizes
        and max(sizes) == len(topic.codes[mention.kind]) + 1
        and said <= {"from", "to", "in", "by", "with", "of"}
    ):
        return True  # "flaxseed from Kazakhstan and raisins from Uzbekistan"
    if (
        mention.kind in topic.codes
        and mention.kind != "region"
        and said.isdisjoint({"and", "or", "&", "as", "plus"})
        and between
    ):
        # A second code of one kind without a coordinator: "exports of cars to Russia from ... " keep; "textiles ... of toys" not.
        return len(between) <= 2 and said <= {"and", "or", "&", "the"}
    if not said.isdisjoint({"while", "whereas", "but"}):
        return False
    return _connected(between)


_ITS_OWN = ([",", "where"], [",", "with"], [",", "whose"], [",", "which"])


def _deals_anew(sentence: Sentence, mention: Mention) -> bool:
    """Whether a verb of buying or selling has an amount of its own right behind it."""
    if mention.kind != "flow" or sentence.low[mention.first] not in _DEALT:
        return False
    return any(m.quantity.scaled and 0 <= m.first - mention.last <= 1 for m in sentence.of("quantity"))


def _is_next_part(sentence: Sentence, topic: Topic, mention: Mention) -> bool:
    """Whether a good beside the goods of which a share was told has a share of its own: "31.6% of ship exports and tankers 15.9%"."""
    if mention.kind != "commodity" or mention.kind not in topic.codes:
        return False
    figures = [m for m in sentence.of("quantity") if m.quantity.kind == "percent"]
    whole = any(0 < topic.first - m.last <= 4 and sentence.low[m.last] == "of" for m in figures)
    return whole and any(0 <= m.first - mention.last <= 2 for m in figures)


def _opens_within(sentence: Sentence, topic: Topic) -> bool:
    """Whether what follows a topic is told of as within it: "Within ASEAN, ..."."""
    return not _AMONG.isdisjoint(sentence.words(topic.first - 1, topic.first))


_COMMA_THE = ([","], [",", "the"])
_BESIDES = frozenset("beyond besides outside behind after unlike alongside excluding barring".split())
_BESIDES_IN_TWO = (
    ["aside", "from"],
    ["apart", "from"],
    ["addition", "to"],
    ["next", "to"],
    ["other", "than"],
    ["except", "for"],
    ["along", "with"],
    ["leaving", "aside"],
    ["ahead", "of"],
    ["second", "to"],
)


def _set_beside(sentence: Sentence, topic: Topic) -> bool:
    """Whether a clause opens with what only stands beside its subject: "Besides Russia, the European Union was an important partner"."""
    first = topic.first - (sentence.words(topic.first - 1, topic.first) == ["the"])
    lead = sentence.words(first - 2, first)
    if lead[-1:] and lead[-1] in _BESIDES:
        opening = first - 1
    elif lead in _BESIDES_IN_TWO:
        opening = first - 2 - (sentence.words(first - 3, first - 2) == ["in"])
    else:
        return False
    return opening == 0 or sentence.low[opening - 1] in _OPENS


_OPENS = frozenset({",", ";", ":", "and", "but", "while"})


def _around(sentence: Sentence, topic: Topic, mention: Mention) -> bool:
    """Whether a topic ends in a region or group of partners that the place mentioned lies in; a group within a group goes on with a list
    ("Belt and Road countries, ASEAN and Africa")."""
    if mention.kind not in ("region", "partner") or mention.kind not in topic.codes:
        return False
    if mention.kind == "partner" and sentence.words(mention.last, mention.last + 1) in ([","], ["and"]):
        return False  # "to the EU, Germany and Japan" goes on as a list
    outer, inner = topic.codes[mention.kind][-1], mention.code
    if outer != inner and (outer == "CN" or inner.startswith(outer + "/")):
        return True
    known = vocabulary.codes(mention.kind)
    if outer not in known or inner not in known or known[inner].members:
        return False
    return any(m.code == inner for m in known[outer].members)


def _between(sentence: Sentence, previous: Mention, mention: Mention) -> tuple[list[str], bool]:
    """The words between two mentions without those of periods, and whether there are periods."""
    between = sentence.low[previous.last : mention.first]
    if len(between) > 1 and "-" in [t.glue for t in sentence.tokens[previous.last : mention.first]]:
        between = _unsized(sentence, previous.last, mention.first)
    if not between or "period" not in sentence.kinds:
        return between, False
    periods = {
        p for m in sentence.of("period") if previous.last <= m.first < mention.first for p in range(m.first, m.last)
    }
    if not periods:
        return between, False
    return [word for i, word in enumerate(between, previous.last) if i not in periods], True


def sizes(sentence: Sentence, place: int) -> bool:
    """Whether a number only says of what size something is: "prices of 8-gigabit chips"."""
    behind = sentence.tokens[place + 1 : place + 2]
    return sentence.tokens[place].kind == "num" and bool(behind) and behind[0].glue == "-" and behind[0].kind == "word"


def _unsized(sentence: Sentence, first: int, last: int) -> list[str]:
    """The words between two positions without numbers that say a size, and what they count."""
    left, place = [], first
    while place < last:
        if sizes(sentence, place):
            place += 2
            continue
        left.append(sentence.low[place])
        place += 1
    return left


_SHORT = 4  # words, one of which may be any
_WITHIN_PHRASE = _CONNECT.union(
    _COORDINATORS, ["'s", "’s"], "from to in by with on of for and or both the its &".split()
)


def _connected(between: list[str]) -> bool:
    """Whether words can all stand within a noun phrase, but for one that may describe its noun."""
    unknown = [w for w in between if w not in _CONNECT]
    return not unknown or (
        len(unknown) == 1
        and len(between) <= _SHORT
        and unknown[0].isalpha()
        and unknown[0].islower()
        and not unknown[0].endswith(("ed", "ing"))
        and unknown[0] not in _STOP
    )


# What may stand between a preposition and the name of a partner: "to its BRICS partners", "to the six Gulf states".
DETERMINING = frozenset(
    "the its their other fellow major main emerging all two three four five six seven eight nine ten 10 11".split()
)
_BALANCE_OF = (["in"], ["on"], ["of"], ["from"], ["for"])  # "the surplus on goods trade"
_FIGURES = (["figure"], ["figures"], ["one"])
_WORTH = (["worth"], ["valued"], ["totaling"], ["totalling"])
_AND_THOSE = (["and", "those"], ["and", "that"])


def settle(sentence: Sentence, topic: Topic) -> Topic:
    """A coordinated list that names all members of a group is the group, unless figures are dealt out over it; the turnover of a regime is
    its trade, and so is "foreign trade turnover"."""
    if topic.blocked == "turnover" and ("regime" in topic.codes or topic.flows):
        topic.blocked, topic.weak_flow = None, topic.weak_flow or "total"
    for dimension in ("partner", "region"):
        named = topic.codes.get(dimension, [])
        if len(named) > 2 and not _dealt_out(sentence, topic, len(named)):
            group = group_named(dimension, frozenset(named))
            if group:
                topic.codes[dimension] = [group]
    return topic


def _dealt_out(sentence: Sentence, topic: Topic, members: int) -> bool:
    """Whether as many figures follow as a list has members: "to the US, the EU and Japan rose 6.6, 4.1 and 0.9 percent respectively"."""
    if sentence.of("respectively"):
        return True
    run, kinds = 0, set()
    for mention in sentence.of("quantity"):
        if mention.first >= topic.last:
            between = sentence.words(mention.first - 1, mention.first) if run else [","]
            if between not in ([","], ["and"], ["by"]):
                break
            run += 1
            kinds.add(mention.quantity.kind)
    return run == members and len(kinds) == 1


def group_named(dimension: str, named: frozenset[str | None]) -> str | None:
    """The group that has just these members: Chengdu-Chongqing, of Sichuan and Chongqing."""
    return _groups(dimension).get(named)


@cache
def _groups(dimension: str) -> dict[frozenset[str], str]:
    """Present members of each group -> the group."""
    groups: dict[frozenset[str], str] = {}
    for code, entry in vocabulary.codes(dimension).items():
        present = frozenset(m.code for m in entry.members if m.until is None)
        if len(present) >= 2:
            groups.setdefault(present, code)
    return groups


@cache
def province_around(cluster: str) -> str | None:
    """The province that all cities of a cluster lie in: Guangdong, of the Pearl River Delta."""
    entry = vocabulary.codes("region").get(cluster)
    around = {m.code.split("/")[0] for m in entry.members} if entry is not None else set()
    return around.pop() if len(around) == 1 else None


_AMONG = frozenset({"within", "inside", "among"})
_WITHIN = _AMONG | {"in"}


_THEIRS = frozenset({"those", "that", "buyers", "customers", "importers"})


def meant_for(words: list[str], before: Topic, topic: Topic) -> bool:
    """Whether a good only says what the one before it is for: "Imports of integrated circuits for the phones rose 26.5 percent"."""
    if topic.codes.keys() == before.codes.keys() == {"partner"} and not topic.flows and not before.flows:
        within = words[topic.first - 2 - (words[topic.first - 1] == "the")]
        if within in _THEIRS:
            return False  # "Those in the United States took 9.1 percent more, those in Vietnam 18.9 percent"
        return words[topic.first - 1] in _WITHIN  # "Vietnam was the largest partner in the bloc, with 30 billion yuan"
    if topic.codes.keys() != {"commodity"} or topic.flows or "commodity" not in before.codes:
        return False
    return words[before.last : topic.first] in (["for"], ["for", "the"], ["for", "these"], ["for", "its"])
