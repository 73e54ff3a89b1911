"""Words that say that a topic is all of the reporter's trade, whatever part of it the text was at: "in total", "overall imports"."""

from __future__ import annotations

import itertools

from pipeline.reading.completing.own_places import is_all_of_it
from pipeline.reading.completing.pronouns import of_this_kind
from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import Work, quantity_between, reporter_only
from pipeline.reading.names.totals import of_kinds
from pipeline.reading.topics.circumstances import opened
from pipeline.reading.topics.phrases import LIFTING, Topic
from pipeline.reading.words.mentions import as_a_whole

_SIGNS = frozenset(
    {
        "overall",
        "altogether",
        "together",
        "total",
        "all",
        "every",
        "aggregate",
        "whole",
        "wide",
        "citywide",
        "provincewide",
        "own",
    }
    | {"add", "adds", "added", "adding", "sum", "sums", "world"}
)
_WIDE = frozenset({"citywide", "provincewide", "regionwide"})
_SUMMING = frozenset({("in", "total"), ("in", "all"), ("in", "aggregate"), ("all", "told"), ("taken", "together")})
_BEHIND_SUM = frozenset({",", "the", "its", "our"})
# What all is said of: "to all markets", "companies of all kinds", "including all goods".
_EVERY = frozenset(
    (
        "goods products commodities categories kinds types sorts markets destinations partners countries regions "
        "sources companies firms enterprises businesses traders modes comers kind sort type description country market category"
    ).split()
)
_WITH_ALL = (["with", "the", "world"], ["to", "the", "world"], ["from", "the", "world"])
_LEADING = frozenset({"to", "with", "of", "from", "for", "including", "counting", "across", "over", "among"})


def of_all(work: Work, topic: Topic) -> bool:
    """Whether a flow is said to be that of all goods, partners and firms: "In total, exports came to", "its overall imports",
    "exports to all markets", "for companies of all kinds, exports"."""
    words = work.words
    if topic.flows and not topic.has_breakdown() and _is_whole_of_part(work, topic):
        return True
    owned = topic.flows == ["total"] and ("region" in topic.codes or topic.home) and not topic.has_breakdown()
    if owned and words[topic.first - 1 - (words[topic.first - 1] == "the")] in LIFTING:
        return True  # "a rebound in chip purchases helped bring Chongqing's foreign trade to"
    if _SIGNS.isdisjoint(work.said) or not topic.flows or topic.has_breakdown() or topic.blocked:
        return False
    if "total" in topic.flows and words[topic.first - 2 : topic.first] in _ITS_OWN and _of_place(work, topic.first - 2):
        return True  # "Heihe's own foreign trade", in a text about Russia
    if words[0] == "add" and "up" in words[1:5]:
        return True  # "Add it all up and China's imports and exports were worth"
    if words[0] == "that" and words[1 : topic.last] == ["total"] and work.context.of_whole is not None:
        return True  # "... or 25.5 percent of the city's total. That total, 354.11 billion dollars, was"
    near = words[max(0, topic.first - 3) : topic.last]
    if "their" in near:
        return False  # "their overall exports" are those of the firms just named
    if "overall" in words[max(0, topic.first - 1) : topic.last + 1]:
        return True  # "overall imports", "exports overall"
    if words[topic.first - 1 : topic.first] == ["all"] or words[topic.first - 2 : topic.first] == ["its", "total"]:
        return True  # "a 3.4% rise for all exports of the province", "and its total exports grew"
    leads = words[topic.first - 1 : topic.first] == ["total"]
    leads = leads and (
        topic.first <= 1
        or topic.first - 2 == opened(work.sentence)  # "Thanks to chips, total exports"
        or (
            words[topic.first - 2] == "," and not any(t.last <= topic.first for t in work.named)
        )  # "In the first half, total exports"
    )
    leads = leads or _total_beside(work, topic)
    if "total" in near and topic.flows == ["total"] and topic.home == "nation" and work.base().partner:
        return True  # "That compares with a rise of 0.03 percent in the country's total trade"
    named = topic.first - (words[topic.first - 1] == "total" and not topic.home)
    if (
        "total" in near
        and topic.flows == ["total"]
        and words[named - 1] in _WHILE
        and (topic.home or named < topic.first)
    ):
        return True  # "up 16 percent, at a time when the country's total imports and exports, 20.1 trillion yuan, grew 2.1 percent"
    if "total" in near and topic.flows != ["total"] and (topic.home or "region" in topic.codes or leads):
        return True  # "the province's total exports"
    if words[topic.first - 1 : topic.first] == ["total"] and _after_its_goods(work, topic):
        return True  # "Coal imports fell back to 1.29 million tonnes, and total imports rose 3.3 percent"
    behind = words[topic.last : topic.last + 3]
    if as_a_whole(behind, 0) or behind[:1] in (["overall"], ["altogether"]):
        return True
    if behind == [",", "all", "goods"]:
        return True  # "the city's exports, all goods included, rose 6.4 percent"
    if _every([*words[topic.first : topic.last], *behind]):
        return True  # "exports of every description from the city"
    if behind in _WITH_ALL and work.words[topic.last + 3 : topic.last + 5] != ["'s", "top"]:
        return True  # "trade with the EU came to 31.9 billion yuan, as its trade with the world at large fell"
    return _summed_up(work, topic) or _adds_up(work, topic) or _of_place_as_a_whole(work, topic)


def opens_as_a_whole(work: Work, topic: Topic) -> bool:
    """Whether a place as a whole is the subject, no flow named: "Honghe Prefecture as a whole recorded 2.35 billion dollars", behind what
    a county of it trades with Vietnam."""
    words = work.words
    place = topic.last + (words[topic.last : topic.last + 1] in _KINDS)
    return topic.first < 2 and as_a_whole(words, place) and reporter_only(topic)


_KINDS = (["prefecture"], ["province"], ["city"], ["municipality"], ["county"], ["region"])


_PARTS = frozenset({"part", "fraction", "portion", "piece", "sliver", "corner", "slice"})
_SIZES = frozenset({"small", "tiny", "minor", "mere", "only", "large", "big", "modest", "just", "little"})


def _is_whole_of_part(work: Work, topic: Topic) -> bool:
    """Whether goods are said to be a part of it, before it is told of: "Tea is a small part of Xinyang's exports, which came to"."""
    words = work.words
    if _PARTS.isdisjoint(work.said) or words[topic.last : topic.last + 2] != [",", "which"]:
        return False
    of = next((p for p in range(topic.first - 1, max(0, topic.first - 3) - 1, -1) if words[p] == "of"), 0)
    sized = of > 2 and words[of - 1] in _PARTS and not _SIZES.isdisjoint(words[of - 3 : of - 1])
    return sized and not quantity_between(work, 0, topic.last)


def _of_place_as_a_whole(work: Work, topic: Topic) -> bool:
    """Whether the subject is a place as a whole: "The province as a whole also finished strongly, with imports and
    exports of", "In the same three quarters, Tianjin as a whole completed"."""
    place = next((t for t in work.named if reporter_only(t) and t.last <= topic.first), None)
    if (
        place is None
        or (place.first > 1 and work.words[place.first - 1] != ",")
        or quantity_between(work, 0, place.first)
    ):
        return False
    return as_a_whole(work.words, place.last)


_ITS_OWN = (["'s", "own"], ["’s", "own"])


def _of_place(work: Work, place: int) -> bool:
    """Whether a region's name ends at a position."""
    return any(m.last == place and m.kind in ("region", "home") for m in work.sentence.mentions)


_WHILE = frozenset({"while", "when", "whereas"})
_ALL = frozenset({"all", "every"})
_ADDING = frozenset({"add", "adds", "added", "adding", "sum", "sums"})


def _adds_up(work: Work, topic: Topic) -> bool:
    """Whether what was told part by part makes up a flow: "Private firms ... State-owned firms ... These numbers add up to trade of"."""
    lead = work.words[max(0, topic.first - 9) : topic.first]
    if not any(a in _ADDING and b in ("up", "to") for a, b in itertools.pairwise(lead)):
        return False
    return of_kinds(work.context)


def _after_its_goods(work: Work, topic: Topic) -> bool:
    """Whether the sentence told the same flow of a good before."""
    return topic.flows != ["total"] and any(
        t.flows == topic.flows and "commodity" in t.codes and t.last <= topic.first for t in work.topics
    )


_GOODS = frozenset({"goods", "merchandise"})
_VALUED = frozenset({"worth", "valued", "for", "to", "amounting", "totaling", "totalling", "of"})


def any_goods(work: Work, topic: Topic) -> bool:
    """Whether a verb of trade says that goods were traded, of whatever kind: "Fujian exported goods worth 105.8 billion yuan", "sold 3
    billion yuan worth of goods abroad", in a text about batteries."""
    words = work.words
    if not topic.verb or _GOODS.isdisjoint(work.said):
        return False
    behind = words[topic.last : topic.last + 2]
    if behind and behind[0] in _GOODS:
        return behind[-1] in _VALUED
    amount = next((m for m in work.sentence.of("quantity") if m.first >= topic.last), None)
    if amount is None or amount.first - topic.last > 2 or amount.quantity.kind != "money":
        return False
    behind = words[amount.last : amount.last + 3]
    return behind[:2] == ["in", "goods"] or (behind[:2] in (["worth", "of"], ["of", "goods"]) and behind[-1] in _GOODS)


_BESIDE = frozenset({"and", "while", "but", ",", ";", "whereas"})


def _total_beside(work: Work, topic: Topic) -> bool:
    """Whether the whole of a flow stands beside goods told of: "71,000 cars were shipped, and total exports amounted to"."""
    if work.words[topic.first - 1] != "total" or work.words[topic.first - 2] not in _BESIDE:
        return False
    goods = next((t for t in work.named if t.last < topic.first and t.codes.keys() == {"commodity"}), None)
    return goods is not None and quantity_between(work, 0, topic.first)


def _summed_up(work: Work, topic: Topic) -> bool:
    """Whether what leads to a topic sums up, and nothing that is a part stands between."""
    words = work.words
    parts = [t.last for t in work.named if t.last <= topic.first and t.has_breakdown()]
    figures = [m.last for m in work.sentence.of("quantity") if m.last <= topic.first]
    start = max([*parts, *figures], default=0)
    lead = words[start : topic.first]
    if _SIGNS.isdisjoint(lead):
        return False
    if "altogether" in lead or "overall" in lead or _every(lead) or _wide(lead):
        return True
    return any(
        pair in _SUMMING and (position + 2 == len(lead) or lead[position + 2] in _BEHIND_SUM)
        for position, pair in enumerate(itertools.pairwise(lead))
    )


def _wide(lead: list[str]) -> bool:
    """Whether something is said of all of the reporter's: "City-wide, imports", "For the province as a whole, exports"."""
    if lead[-1:] != [","]:
        return False
    return (
        not _WIDE.isdisjoint(lead)
        or lead[-3:-1] in (["city", "wide"], ["province", "wide"])
        or (as_a_whole(lead, len(lead) - 4) and lead[0] in ("for", "in", "across"))
    )


def _every(words: list[str]) -> bool:
    """Whether something is said "of all kinds", "to all markets"."""
    return any(
        a in _LEADING and b in _ALL and c in _EVERY for a, b, c in zip(words, words[1:], words[2:], strict=False)
    )


def all_of_it(work: Work, topic: Topic) -> Frame:
    """Where a topic starts that is of all goods, partners and firms: what the heading names still holds, but for goods; and the
    zone that the release is of, unless it is set beside its region ("For the province as a whole, exports")."""
    whole, base = work.whole(), work.base()
    weighed = any(m.quantity.kind == "physical" and m.first >= topic.last for m in work.sentence.of("quantity"))
    goods = base.commodity if weighed else None  # "China's overall imports fell 1.9% to 553.42 million tonnes"
    beside = "whole" in work.said and any(
        reporter_only(t) and t.last <= topic.first and as_a_whole(work.words, t.last) for t in work.named
    )
    return altered(whole, commodity=goods, enterprise=None, zone=None if beside else base.zone)


def widened(work: Work, topic: Topic, base: Frame, anaphoric: bool, previous: Frame | None) -> Frame:
    """The whole of the reporter's trade, or the nation's, where the sentence speaks of all of it; else ``base``."""
    context, broken = work.context, topic.has_breakdown()
    if previous is not None and topic.flows and not broken and _in_all(work, topic):
        return altered(work.whole(), flow=base.flow, region=base.region)
    if broken:
        if previous is None and across(work):
            return altered(work.whole().undivided(), flow=base.flow)
        return base
    if is_all_of_it(work, topic):
        return altered(work.whole().undivided(), flow=base.flow)
    if topic.flows != ["total"]:
        return base
    if not anaphoric and any(t.home == "nation" and t.first < topic.first and reporter_only(t) for t in work.topics):
        return altered(work.whole(), region="CN")
    if _all_over(work) or as_a_whole(work.words, topic.last):
        if of_this_kind(work, topic) and context.last is not None:
            # "Cross-border e-commerce is sprinting. City-wide, such imports and exports amounted to": of the theme no more.
            theme = context.theme.breakdown() if context.theme is not None else {}
            return work.whole().with_codes({d: v for d, v in context.last.breakdown().items() if theme.get(d) != v})
        return work.whole()
    return base


def _in_all(work: Work, topic: Topic) -> bool:
    """Whether a flow is told of as a whole, to be held against a part: "faster than the 6 percent for exports overall"."""
    behind = work.words[topic.last : topic.last + 3]
    return behind[:1] == ["overall"] or behind[:2] == ["in", "general"] or as_a_whole(behind, 0)


def _all_over(work: Work) -> bool:
    """Whether something is said of all of the reporter: "citywide", "city-wide"."""
    return not _WIDE.isdisjoint(work.said) or (
        "wide" in work.said
        and any(b == "wide" and a in ("city", "province", "region") for a, b in itertools.pairwise(work.words))
    )


_WHOLE_PLACES = frozenset({"city", "province", "municipality", "region", "country", "nation", "island"})
_OVER = frozenset({"across", "throughout"})


def across(work: Work) -> bool:
    """Whether the sentence speaks of all of the reporter's trade: "reached 118.4 billion yuan across the city"."""
    return _all_over(work) or (
        not _OVER.isdisjoint(work.said)
        and any(
            a in _OVER and b == "the" and c in _WHOLE_PLACES
            for a, b, c in zip(work.words, work.words[1:], work.words[2:], strict=False)
        )
    )
