"""The words around a topic that point back at what was spoken of before: pronouns, general nouns, "such", "bilateral"."""

from __future__ import annotations

import itertools

from pipeline.reading.frames.frames import SIDES, Frame
from pipeline.reading.frames.owners import owned_by
from pipeline.reading.frames.placing import Work, opens_that
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.words.mentions import Sentence

_PLACES = frozenset(
    (
        "it them there bloc island country group grouping market continent peninsula neighbor neighbour region "
        "territory nation kingdom republic two three"
    ).split()
)
# "The ten countries".
_NUMBERED = frozenset({"countries", "nations", "members", "economies", "neighbors", "neighbours"})
_NAMED_AGAIN = _PLACES | _NUMBERED
OF_ITS_OWN = frozenset({"its", "their"})
_POINTING = frozenset({"its", "their", "it", "they", "them", "these", "those", "that", "combined"})
_NEIGHBOR = frozenset({"neighbor", "neighbour"})
_BOTH_WAYS = frozenset({"bilateral", "way", "two"}) | _NEIGHBOR


def points_back(work: Work, topic: Topic) -> bool:
    """Whether the partner is named by a pronoun or a general noun: "exports to it", "we traded 5 billion yuan with it"."""
    words = work.words
    if _NAMED_AGAIN.isdisjoint(work.said):
        return False
    if topic.weak_flow and words[topic.last : topic.last + 1] in (["them"], ["there"]):
        return True
    if topic.flows == ["export"] and words[topic.last : topic.last + 1] == ["there"]:
        return work.context.last is not None and work.context.last.partner is not None
    towards: tuple[str, ...] = ("with", "to", "from")
    for position in range(topic.first, min(topic.last + 8, len(words) - 1)):
        if words[position] == "between":
            towards = ("and",)  # "imports and exports between Guangxi and it"
        elif position >= topic.last and words[position] in towards:
            if words[position + 1] in ("these", "those") and not _NUMBERED.isdisjoint(
                words[position + 2 : position + 3]
            ):
                return True  # "China's trade with these countries"
            pointing = words[position + 1] in ("the", "its", "that", "this")
            named = words[position + 2] if pointing and position + 2 < len(words) else words[position + 1]
            if pointing and named in _OWN and not _of_partner(work):
                return False  # "energy products were shipped to the region", which is the reporter
            counted = pointing and not _NUMBERED.isdisjoint(words[position + 3 : position + 4])
            return counted or (named in _PLACES and (pointing or named in ("it", "them", "there")))
        elif position > topic.last and words[position] == "there" and topic.weak_flow in SIDES:
            # "We sold 130.4 billion yuan of goods there"
            return work.context.last is not None and work.context.last.partner is not None
        elif position >= topic.last and words[position] in (",", ";", "and", "while"):
            return False
    return False


_OWN = frozenset({"region", "country", "nation"})


def _of_partner(work: Work) -> bool:
    """Whether the text is at a partner, or at one under its heading."""
    spoken = (work.context.last, work.context.section, work.context.theme)
    return any(f is not None and f.partner for f in spoken) or "partner" in work.sentence.kinds


_PAID = frozenset({"of", "for", "on"})


def counts_them(work: Work, topic: Topic) -> bool:
    """Whether the figure behind a verb of trade is "of them" or was paid "for them"."""
    for mention in work.sentence.of("quantity"):
        if mention.first >= topic.last:
            following = work.words[mention.last : mention.last + 3]
            if following[:1] == ["("] or (following[:1] == [")"] and _PAID.isdisjoint(following[1:2])):
                continue  # "paid 15.31 billion yuan (about 2.11 billion dollars) for them"
            following = following[1:] if following[:1] == [")"] else following[:2]
            return following[:1] in (["of"], ["for"], ["on"]) and following[1:] in (["them"], ["these"], ["it"])
    return False


def leans(work: Work, topic: Topic, plain: bool, previous: Frame | None) -> bool:
    """Whether a pronoun says that a topic is of what was spoken of before."""
    words = work.words
    if not plain and previous is None and _most_of_them(work, topic):
        return True
    if not topic.has_breakdown() and not _WORTH.isdisjoint(work.said) and _the_goods(work, topic):
        return True
    if _POINTING.isdisjoint(work.said):
        return False
    if words[:2] == ["between", "them"] and "region" in topic.codes:
        return False  # "Between them the three provinces traded"
    if not OF_ITS_OWN.isdisjoint(owned_by(words, topic)):
        return True
    if plain and previous is None and _flow_of_them(words, topic):
        return True
    if not topic.has_breakdown() and words[topic.first - 1 : topic.first] in (["those"], ["these"]):
        return True  # "Those shipments took up 48.1 pct of the total"
    if plain and "that" in work.said and _that_trade(words, topic):
        return True
    if previous is not None:
        return False
    if plain and topic.first < 2 and words[0] == "combined" and _counted(work):
        return True
    if plain and any(
        words[p] in ("these", "those") and words[p + 1] in _NUMBERED and words[p - 1] in ("of", "for")
        for p in range(1, topic.first)
    ):
        return True  # "The share of these countries in exports was 28.8%"
    if not plain and _fronted(words, topic):
        return True
    if any(
        word in ("it", "they", "them")
        and not opens_that(words, position, topic.first)
        and words[position - 1 : position + 2] not in (["when", "it", "comes"], ["of", "it", "all"])
        and not (plain and word != "them" and (_moves(words, position) or _tells(words, position)))
        and not (topic.has_breakdown() and ":" in words[position : topic.first])
        and not ("which" in work.said and _in_relative_clause(words, position, topic.first))
        for position, word in enumerate(words[: topic.first])
    ):
        return True
    if (
        plain
        and words[topic.last : topic.last + 2] == ["of", "those"]
        and words[topic.last + 2 : topic.last + 3] not in (["to"], ["of"], ["from"])
    ):
        return True  # "Integrated circuits are the coming thing. Exports of those were 15.2 billion"
    if not plain:
        return False
    # "Motorcycles are what it is known for. Exports of 2.31 billion yuan, a 16.7% increase, made them 15.7% of the total"
    made = any(a in _MAKING and b == "them" for a, b in itertools.pairwise(words[topic.last :]))
    return made or not {"them", "these"}.isdisjoint(words[topic.last : topic.last + 9])


_REPORTING = frozenset("put puts show shows showed reveal reveals revealed suggest suggests confirm confirms".split())


def _the_goods(work: Work, topic: Topic) -> bool:
    """Whether a flow is told the worth of that was just counted: "Makers exported 4.71 million motorcycles. The exports were valued at"."""
    last, words = work.context.last, work.words
    if last is None or last.blocked or last.commodity is None:
        return False
    if topic.flows != [last.flow] and (topic.flows or topic.weak_flow != last.flow):
        return False
    return words[topic.first - 1 : topic.first] == ["the"] and words[topic.last : topic.last + 2] in _WERE_WORTH


_WORTH = frozenset({"worth", "valued"})
_WERE_WORTH = (["were", "worth"], ["were", "valued"], ["was", "valued"], ["was", "worth"])


def _tells(words: list[str], position: int) -> bool:
    """Whether a pronoun stands for the report or the figures of which a flow is told: "It puts Shandong's imports and exports at"."""
    return not _REPORTING.isdisjoint(words[position + 1 : position + 2])


_MOST = frozenset({"most", "half", "much", "many", "some", "all", "nearly", "almost"})
_GOING = frozenset("went go goes came come comes ended headed".split())


def _most_of_them(work: Work, topic: Topic) -> bool:
    """Whether a sentence goes on about most of the goods just told of: "Ceramics made up 1.1 billion yuan. Most went to Japan"."""
    last = work.context.last
    if work.words[0] not in _MOST or _GOING.isdisjoint(work.words[1:3]) or topic.codes.keys() != {"partner"}:
        return False
    return last is not None and last.commodity is not None and not last.blocked


def _in_relative_clause(words: list[str], position: int, end: int) -> bool:
    """Whether a pronoun stands in a clause between commas that only describes the subject: "Heilongjiang, of which it is part, traded"."""
    opening = next((p for p in range(position - 1, -1, -1) if words[p] == ","), None)
    return opening is not None and "which" in words[opening + 1 : position] and "," in words[position:end]


def _flow_of_them(words: list[str], topic: Topic) -> bool:
    """Whether a flow is that of the goods just told of, to a partner: "Exports of them to India were 1.1 billion yuan"."""
    return words[topic.last : topic.last + 2] == ["of", "them"] and words[topic.last + 2 : topic.last + 3] in (
        ["to"],
        ["from"],
    )


_MAKING = frozenset({"made", "makes", "making", "gave", "gives", "giving"})


def _counted(work: Work) -> bool:
    """Whether the sentence before only counted what "combined" is said of: "Anhui has six bonded zones. Combined imports and exports"."""
    last = work.context.last
    counted = last is not None and last.blocked == "a count of things" and last.is_broken_down()
    return counted or work.context.noted is not None


_MOVING = frozenset(
    "lifted lifts pushed pushes boosted boosts drove drives dragged drags raised propelled pulled swelled helped".split()
)


def _moves(words: list[str], position: int) -> bool:
    """Whether a pronoun only stands for what moved a flow: "September was their peak month, and it lifted the city's exports"."""
    behind = [w for w in words[position + 1 : position + 4] if w not in ("has", "have", "had", "also", "alone")]
    return bool(behind) and behind[0] in _MOVING


def _that_trade(words: list[str], topic: Topic) -> bool:
    """Whether trade is that told of before: "Nanning Customs values that trade at 89.64 billion yuan"; "said that trade fell" is not."""
    before = words[max(0, topic.first - 2) : topic.first]
    if before[-1:] != ["that"] or topic.verb:
        return False
    return words[topic.last : topic.last + 1] == ["at"] or before[0] in ("of", "in", "for", "to", "behind")


def _fronted(words: list[str], topic: Topic) -> bool:
    """Whether a partner is put before the pronoun whose it is: "Exports rose 7.1 percent. To the ASEAN bloc they were up 25.1"."""
    if topic.codes.keys() != {"partner"} or topic.weak_flow or topic.flows:
        return False
    lead = words[max(0, topic.first - 5) : topic.first]
    if _TOWARDS.isdisjoint(lead):
        return False
    behind = words[topic.last : topic.last + 7]
    if behind and behind[0] in _COLLECTIVE:
        behind = behind[1:]
    if behind[:1] == [","]:
        behind = behind[1:]
        behind = behind[behind.index(",") + 1 :] if "," in behind else behind  # "To Brazil, by contrast, they"
    return behind[:1] in (["they"], ["it"], ["these"])


_TOWARDS = frozenset({"to", "from", "with", "case"})  # "in the case of Brazil, they"
_COLLECTIVE = frozenset({"bloc", "countries", "members", "market", "markets", "region", "proper", "alone"})


def of_this_kind(work: Work, topic: Topic) -> bool:
    """Whether trade is of the kind just spoken of: "such imports and exports", "exports of this kind"."""
    if not _KINDS.isdisjoint(work.said) and any(
        work.words[p : p + 2] in _BY_THIS and work.words[p + 2 : p + 3] and work.words[p + 2] in _KINDS
        for p in range(topic.last, min(topic.last + 7, len(work.words)))
    ):
        return True  # "exported 158.3 billion yuan in this way"
    if work.words[topic.last : topic.last + 2] in _THIS_WAY:
        return True  # "goods worth 17.6 billion yuan moved in and out this way"
    if work.words[topic.last : topic.last + 3] == ["of", "the", "same"]:
        return not _SAME_GOODS.isdisjoint(work.words[topic.last + 3 : topic.last + 4])  # "Imports of the same product"
    return work.words[topic.first - 1 : topic.first] == ["such"] or work.words[topic.last : topic.last + 3] in (
        ["of", "this", "kind"],
        ["of", "this", "type"],
        ["of", "this", "sort"],
        ["of", "such", "goods"],
        ["of", "such", "products"],
        ["of", "such", "items"],
    )


_SAME_GOODS = frozenset(
    "product products good goods item items article articles commodity commodities kind type sort".split()
)
_KINDS = frozenset({"way", "form", "manner", "mode", "channel", "fashion", "model"})
_THIS_WAY = (["this", "way"], ["that", "way"])
_BY_THIS = (
    ["in", "this"],
    ["by", "this"],
    ["through", "this"],
    ["through", "the"],
    ["via", "this"],
    ["via", "the"],
    ["under", "this"],
)


def bill_of_it(work: Work, topic: Topic, previous: Frame | None) -> bool:
    """Whether it is what was paid for the goods just counted: "bought 270.2 billion units; the import bill shrank even faster"."""
    words, last = work.words, work.context.last
    if words[topic.last - 1] != "bill" or words[topic.first - 1 : topic.first] != ["the"] or last is None:
        return False
    goods = last.commodity or (previous.commodity if previous is not None else None)
    return goods is not None and any(m.quantity.kind == "physical" for m in work.sentence.of("quantity"))


def between_two(work: Work, topic: Topic) -> bool:
    """Whether trade is said to be between two sides, of which one was named before: "Bilateral trade climbed 11.1 percent"."""
    if _BOTH_WAYS.isdisjoint(work.said):
        return False
    if _two_sides(work, topic):
        return "partner" not in topic.codes
    lead = work.words[max(0, topic.first - 2) : topic.last]
    said = "bilateral" in lead or ("two", "way") in itertools.pairwise(lead) or _with_neighbor(work.words, topic.last)
    if said and (_of_a_subject(work, topic) or ("bilateral" not in lead and topic.home and not work.context.host)):
        return False  # "the country's two-way trade stands at $3.4 trillion"
    context = work.context
    fresh = not context.opened and bool(context.ways) and (context.last is None or context.last.partner is None)
    if "bilateral" not in lead and fresh and context.theme_partner() is None and context.section.partner is None:
        return False  # "In the January-November period, two-way trade expanded", long after a partner was named
    return (
        said
        and "partner" not in topic.codes
        and (other_side(work, topic) is not None or not any("partner" in t.codes for t in work.topics))
    )


def _of_a_subject(work: Work, topic: Topic) -> bool:
    """Whether trade is that of a place or of firms with which its sentence opens: "Kunshan saw its two-way trade rise"."""
    if OF_ITS_OWN.isdisjoint(owned_by(work.words, topic)):
        return False
    before = [t for t in work.topics if t.last <= topic.first]
    return (
        bool(before)
        and not {"region", "enterprise", "zone"}.isdisjoint(before[0].codes)
        and "partner" not in before[0].codes
    )


def _two_sides(work: Work, topic: Topic) -> bool:
    """Whether the two that trade are named together: "trade between the two neighbors", "the two sides traded"."""
    if "two" not in work.said or topic.flows != ["total"]:
        return False
    near = work.words[max(0, topic.first - 4) : topic.first] if topic.verb else work.words[topic.last : topic.last + 5]
    return _names_two(near) and (topic.verb or near[0] == "between")


def _names_two(words: list[str]) -> bool:
    """Whether two countries are named together: "the two Asian giants"."""
    return any(
        word == "two" and not _SIDES.isdisjoint(words[n + 1 : n + 3]) and words[n + 1] not in _OF_TWO
        for n, word in enumerate(words)
    )


def tells_of_two(sentence: Sentence, alone: bool) -> bool:
    """Whether a sentence with a figure tells of trade between two countries: "Trade between the two giants ran to $125.66 billion",
    "Bilateral trade came to", "the two neighbours traded"; in a text that names one partner ``alone`` also "two-way trade"."""
    if "quantity" not in sentence.kinds or not any(m.code == "total" for m in sentence.of("flow")):
        return False
    if alone and ("two", "way") in itertools.pairwise(sentence.low):
        return True
    return "bilateral" in sentence.said or ("two" in sentence.said and _names_two(sentence.low))


_SIDES = frozenset(
    {"sides", "countries", "nations", "neighbors", "neighbours", "economies", "parties", "giants", "powers", "states"}
)
_OF_TWO = frozenset({"other", "more", "further", "new"})  # "trade between two other countries"


def _with_neighbor(words: list[str], last: int) -> bool:
    """Whether trade is said to be with the neighbour that was named: "trade with its southern neighbor"."""
    following = words[last : last + 5]
    return following[:1] == ["with"] and not _NEIGHBOR.isdisjoint(following[2:])


def other_side(work: Work, topic: Topic) -> str | None:
    """The partner that the sentence is about where it goes on about both sides: "ASEAN has pulled away from other partners:
    two-way trade is 16.9 percent higher"."""
    if ":" not in work.words[: topic.first]:
        return None
    before = (t for t in work.topics if t.last <= topic.first and len(t.codes.get("partner", ())) == 1 and not t.flows)
    return next((t.codes["partner"][0] for t in before if t.codes["partner"][0] != "OTHER"), None)
