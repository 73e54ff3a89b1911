"""Topics that are no subjects: examples, appositions, clauses of cause, what is told in brackets."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from pipeline.reading.asides.set_aside import Signs, set_aside
from pipeline.reading.names.counted_goods import noun_follows
from pipeline.reading.topics.circumstances import COMMAS, MOVED, figures_told, opened, opening_circumstance, undergone
from pipeline.reading.topics.phrases import DASHES, Topic, meant_for
from pipeline.reading.words.mentions import Mention, Sentence

_ASIDE = frozenset(
    (
        "better given when dragged driven lifted boosted helped weighed hurt hit pulled fuelled fueled supported despite amid "
        "thanks the a an which who that where whose for once home long famed known among including like such "
        "ranked ranking dubbed situated located mostly mainly notably especially particularly chiefly primarily largely led many most "
        "until formerly previously traditionally historically"
    ).split()
)


_BECAUSE = frozenset(["as", "because", "since", "after", "amid", "despite", "thanks", "due", "owing"])


def _signs(words: list[str], said: frozenset[str]) -> Signs:
    commas = [] if COMMAS.isdisjoint(said) else [p for p, word in enumerate(words) if word in COMMAS]
    return Signs(
        [p for p in commas if p + 1 < len(words) and _opens_aside(words, p + 1)],
        commas,
        "(" in said,
        not DASHES.isdisjoint(said),
        not _BECAUSE.isdisjoint(said),
        not _EXAMPLES.isdisjoint(said),
    )


def without_asides(sentence: Sentence, found: list[Topic], words: list[str], said: frozenset[str]) -> list[Topic]:
    """Topics of brackets and appositions that hold no figure describe their neighbour and are no subjects."""
    if len(found) < 2 and not (found and (found[0].blocked or "when" in said or _moves_it(words, found[0]))):
        return found
    signs = _signs(words, said)
    # "Home to 6 of the city's laptop makers" counts no trade.
    figures = [
        m.first
        for m in sentence.of("quantity")
        if (m.quantity.kind != "bare" or not (noun_follows(sentence, m.last) or words[m.last : m.last + 1] == ["of"]))
        and words[m.first - 1] not in _AGEING  # "the joint project with Singapore that turns 25 this spring"
        and not _of_other(sentence, m)
        and not _of_firms(words[m.last : m.last + 7])
    ]
    kept = []
    circumstance = opened(sentence)
    if circumstance:
        circumstance = opening_circumstance(words, [f for f in figures_told(sentence) if f in figures])
    begin = words.index(":") if ":" in words[:circumstance] else 0  # "Hong Kong was the odd one out: inflated by"
    for number, topic in enumerate(found):
        if begin <= topic.first and topic.last <= circumstance and (found[-1].first > circumstance or topic.blocked):
            continue  # "Because prices were lower than in 2022, the value rose by 2.4 percent"
        if (
            number
            and topic.blocked
            and words[topic.last : topic.last + 1] == [":"]
            and (not figures or figures[0] > topic.last)
        ):
            continue  # "Notebooks continue to dominate the trains: 2.9 million of them went to Europe"
        if number and (
            _renames(words, found[number - 1], topic, figures)
            or (signs.examples and _exemplifies(words, found[number - 1], topic))
            or any(_told_beside(words, before, topic, figures) for before in found[max(0, number - 2) : number])
            or meant_for(words, found[number - 1], topic)
            or _in_its_history(words, found[number - 1], topic, figures)
            or _before_verb(sentence, found[number - 1], topic, figures)
        ):
            continue
        bounds = _enclosure(words, topic, signs)
        if bounds is not None:
            first, last = bounds
            bracket = words[first] == "("
            apposition = words[first] in COMMAS and first + 1 < len(words)
            # "those of Zhejiang, one of the nation's export engines, rose 4.6 percent"
            apposition = apposition and (not topic.flows or words[first + 1 : first + 3] == ["one", "of"])
            clause = words[first + 1] in ("the", "a", "an") and not _IS.isdisjoint(
                words[topic.last : min(topic.last + 2, last)]
            )
            told = words[last : last + 2] in _WHICH and any(last < f < last + _FAR for f in figures)
            if (bracket or (apposition and first > 0 and not clause and not told)) and not any(
                first < f < last for f in figures
            ):
                continue  # but for "followed by France, which traded $85.07 billion"
        if (signs.causes and _circumstance(words, topic, figures, found)) or set_aside(words, topic, figures, signs):
            continue
        kept.append(topic)
    return kept


def _of_other(sentence: Sentence, number: Mention) -> bool:
    """Whether a number counts what is no good: "dispatched 168 China-Europe trains"."""
    counts = number.quantity.kind == "bare" or number.quantity.unit == "units"
    return counts and any(0 <= m.first - number.last <= _NEAR for m in sentence.of("other_topic"))


_NEAR = 3  # tokens
_AGEING = frozenset({"turns", "turned", "turning"})


def _of_firms(behind: list[str]) -> bool:
    """Whether a figure is a part of firms that are counted: "where 83 percent of the foreign trade firms are private"."""
    if behind[:1] != ["of"]:
        return False
    return any(a in _FIRMS and b in _ARE for a, b in pairwise(behind))


_FIRMS = frozenset({"firms", "companies", "enterprises", "businesses", "exporters", "traders"})


_ARE = frozenset({"are", "were"})


def _moves_it(words: list[str], topic: Topic) -> bool:
    """Whether a topic is only what moved the figure told behind it: "In December, helped by the year-end sales, the figure was"."""
    opening = next((p for p in range(topic.first - 1, -1, -1) if words[p] in COMMAS), None)
    return opening is not None and words[opening + 1] in MOVED and words[topic.last : topic.last + 1] == [","]


_WHICH = ([",", "which"], [",", "whose"], [",", "who"], [",", "where"])


_FAR = 6  # tokens


_JOINING = frozenset({"and", "or", "but", "with", "while", "as", "plus"})


_SETTING = frozenset({"on", "in", "among", "for", "as", "by", "within"})


def _before_verb(sentence: Sentence, before: Topic, topic: Topic, figures: list[int]) -> bool:
    """Whether a topic stands between commas, without a figure, between a subject and the verb of its change: "Sales to Japan, at
    odds with Beijing over Taiwan, slipped 8.2%"."""
    words = sentence.low
    opening = before.last
    if words[opening : opening + 1] != [","] or words[opening + 1] in _JOINING:
        return False
    if topic.flows and not _is_a_trade(words, before, topic):
        return False
    if words[0] in _SETTING and before.first <= 3:
        return False  # "On the import side, agricultural products performed best, soaring"
    closing = next((p for p in range(topic.last, len(words)) if words[p] == ","), None)
    if closing is None or any(opening < f < closing for f in figures):
        return False
    if words[closing + 1 : closing + 2] == ["saw"] and words[opening + 1] in _ITS:
        return True  # "Kazakhstan and Mongolia, its chief suppliers of ore, saw"
    return any(m.first == closing + 1 and m.graded("verb") for m in sentence.of("direction"))


def _is_a_trade(words: list[str], before: Topic, topic: Topic) -> bool:
    """Whether "trade" only says what goods are to somebody: "Furniture, the trade of Houjie township, sank 12.4 percent"."""
    if (
        words[topic.last - 1] != "trade"
        or topic.has_breakdown()
        or before.flows
        or before.codes.keys() != {"commodity"}
    ):
        return False
    return not _ARTICLES.isdisjoint(words[max(before.last, topic.first - 4) : topic.last])


_ARTICLES = frozenset({"the", "a", "an", "'s", "’s", "its"})


_ITS = frozenset({"its", "their", "the", "a", "an"})


_IS = frozenset({"was", "were", "is", "are", "remained", "remain", "became", "stayed"})


def _circumstance(words: list[str], topic: Topic, figures: list[int], found: list[Topic]) -> bool:
    """A topic without a figure in a clause of cause ("as jewellers bought less gold") is no subject of what follows."""
    cause = next((p for p in range(topic.first - 1, max(topic.first - 8, -1), -1) if words[p] in _BECAUSE), None)
    if (
        not cause
        or topic.first - cause < 2
        or words[cause + 1] in ("a", "an", "the", "well", "of", "compared", "many", "much")
    ):
        return False
    if any(cause < f < topic.first for f in figures):
        return False
    following = min((t.first for t in found if t.first >= topic.last), default=len(words))
    return not any(topic.last <= f < following for f in figures) and following < len(words)


def _renames(words: list[str], before: Topic, topic: Topic, figures: list[int]) -> bool:
    """Whether a topic between commas only says what the one before it is: "Yangpu Port Area, laboratory of the free trade port, saw"."""
    if words[before.last : before.last + 1] != [","] or topic.flows or topic.codes.keys().isdisjoint(before.codes):
        return False
    if words[topic.first - 2 : topic.first] in (["those", "of"], ["that", "of"]):
        return False  # "helped by those of cars, which grew 2.4 times"
    if before.members() > 2 and topic.members() == 1:
        return False  # "Japan, South Korea and Australia, i.e. all 14 fellow members of RCEP, and the sum becomes"
    closing = next((p for p in range(topic.last, len(words)) if words[p] == ","), None)
    if (
        closing is None
        or {"and", "while", "with", "then", "next"} & set(words[before.last : topic.first])
        or topic.first - before.last < 2
    ):
        return False
    return closing - topic.last <= 1 and not any(before.last < f < closing for f in figures)


_EXAMPLES = frozenset({"such", "like", "including", "namely", "say"})


_TAKES_FIGURE = frozenset({"at", "of", "with", "(", ":", "by", "to", "worth", "valued", "totaling", "totalling"})


def _exemplifies(words: list[str], before: Topic, topic: Topic) -> bool:
    """Whether a topic only gives examples of the one before it: "labor-intensive products such as garments and toys were"."""
    between = words[before.last : topic.first]
    if not _EXAMPLES & set(between) or not set(between) <= _EXAMPLES | {",", "as", "the"} or "respectively" in words:
        return False
    alike = (set(topic.codes) & set(before.codes)) - {"region"}
    behind = words[topic.last : topic.last + 1]
    labelled = behind == [":"] and topic.members() > 1  # "Goods such as garments, shoes and bags: 61.8 billion yuan"
    return bool(alike) and not topic.flows and (labelled or _TAKES_FIGURE.isdisjoint(behind))


_RELATIVE = frozenset({"which", "who", "whose", "where"})


def _told_beside(words: list[str], before: Topic, topic: Topic, figures: list[int]) -> bool:
    """Whether a topic stands in a clause without figures that goes on about the one before: "Imports, which have long
    dominated the island's trade, grew", "machinery, among them the switches of Yueqing, which rose"."""
    opening = before.last
    if words[opening : opening + 1] not in ([","], ["—"], ["–"]) or (
        _RELATIVE.isdisjoint(words[opening + 1 : min(opening + 5, topic.first)])
        and not (words[opening + 1 : opening + 3] == ["among", "them"] and topic.codes.keys() == {"region"})
    ):
        return False
    closing = next((p for p in range(topic.last, len(words)) if words[p] in (",", "—", "–", ";", ":")), None)
    return closing is not None and not any(opening < f < closing for f in figures)


def _in_its_history(words: list[str], before: Topic, topic: Topic, figures: list[int]) -> bool:
    """Whether another partner only stands in what a clause without a comma says that a partner has done: "A European Union that has
    turned away from Russian business is growing: trade with it went up"."""
    if before.codes.keys() != {"partner"} or before.flows or topic.flows or "partner" not in topic.codes:
        return False
    opening = words[before.last : before.last + 2]
    if opening[:1] not in (["that"], ["which"], ["who"]) or opening[1] not in _HAVING:
        return False
    return not any(before.last < f < topic.last + _FAR for f in figures)


_HAVING = frozenset({"has", "have", "had"})


_PARTICIPLE_OF = frozenset(
    {"by", "at", "in", "on", "from", "mostly", "mainly"}
)  # "phones, assembled at the airport, made up"


# Participles that do not end with "ed": "Display panels, bought in Taiwan and South Korea, were the largest import"
_MADE = frozenset("bought made grown caught sewn spun woven dug drawn".split())


_COVERED = frozenset({"dotted", "lined", "filled", "packed", "crowded", "littered", "crammed", "strewn"})


_SOME = frozenset(
    {"much", "half", "some", "several", "part", "parts", "all", "almost", "nearly", "two-thirds", "thirds"}
)


_NEARLY = frozenset({"almost", "nearly", "virtually", "about", "practically"})
_OF_THEM = (["of", "them"], ["of", "it"], ["of", "these"], ["of", "which"], ["of", "that"])


def _opens_aside(words: list[str], position: int) -> bool:
    """Whether what begins at a position behind a comma or dash may only describe what stands before it."""
    word = words[position]
    return (
        word in _ASIDE
        or words[position + 1 : position + 3] in _OR_NOT  # "The European Union, tariffs or no, bought"
        or (word == "together" and words[position + 1 : position + 2] == ["with"])
        or (word == "from" and "to" in words[position + 1 : position + 10])
        or (
            (word.endswith("ed") or word in _MADE) and not _PARTICIPLE_OF.isdisjoint(words[position + 1 : position + 2])
        )
        or undergone(words, position)  # "trade with ASEAN, interrupted for weeks by a shortage of containers, was"
        or (word in _SOME and words[position + 1 : position + 3] in _OF_THEM)  # "imports, much of them cosmetics, were"
        or (
            word in _NEARLY and words[position + 2 : position + 4] in _OF_THEM
        )  # "almost all of it South American, or 17.2 percent"
        or (word in _COVERED and words[position + 1 : position + 2] == ["with"])
        or (
            word == "with" and words[position + 1 : position + 2] in _HAVING_ALL
        )  # "Qinzhou, with all its cranes, reached"
    )


_OR_NOT = (["or", "no"], ["or", "not"], ["notwithstanding", ","], ["aside", ","])
_HAVING_ALL = (["its"], ["all"])


def _enclosure(words: list[str], topic: Topic, signs: Signs) -> tuple[int, int] | None:
    """Positions of the brackets, or else of the commas or dashes, that enclose a topic."""
    depth = 0
    for position in range(topic.first - 1, -1, -1) if signs.brackets else ():
        if words[position] == ")":
            depth += 1
        elif words[position] == "(":
            if not depth:
                closing = next((p for p in range(topic.last, len(words)) if words[p] == ")"), None)
                return (position, closing) if closing is not None else None
            depth -= 1
    before = bisect_left(signs.openings, topic.first)
    behind = bisect_left(signs.closings, topic.last)
    if before and behind == len(signs.closings) and words[signs.openings[before - 1] + 1] in MOVED | {"thanks"}:
        return signs.openings[before - 1], len(
            words
        ) - 1  # "was down 10.7 percent, dragged by sluggish demand for electronics."
    if not before or behind == len(signs.closings):
        return None
    return signs.openings[before - 1], signs.closings[behind]
