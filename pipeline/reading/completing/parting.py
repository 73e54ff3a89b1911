"""Whether a topic leaves what was told before it in its sentence: another subject in a clause of its own, the trade as a whole that a
first subject only moved, explains or is a small part of."""

from __future__ import annotations

from pipeline.reading.frames.owners import owned_by
from pipeline.reading.frames.placing import Work, quantity_between, reporter_only
from pipeline.reading.topics.phrases import Topic


def owner_deals(work: Work, topic: Topic, before: Topic) -> bool:
    """Whether "its" is of the place that dealt in a good: "the city has exported laptops worth ...; its imports rose"."""
    if "its" not in owned_by(work.words, topic) or "commodity" in topic.codes:
        return False
    subject = (
        before.home is not None
        or "region" in before.codes
        or any(reporter_only(t) and 0 <= before.first - t.last <= 2 for t in work.topics)
    )
    return subject and before.verb and before.codes.keys() <= {"region", "commodity"}


def beside_those(work: Work, before: Topic | None, topic: Topic) -> bool:
    """Whether a semicolon stands between a way of trading and a part told before: "those with ASEAN were 183.5 billion yuan; border
    trade reached 79 billion yuan"."""
    if before is None or before.flows or before.codes.keys() != {"partner"}:
        return False
    return (
        "those" in work.words[max(0, before.first - 3) : before.first] and ";" in work.words[before.last : topic.first]
    )


_PARTNERING = frozenset({"with", "to", "from", "which", "whom"})
_ROLES = frozenset({"partner", "market", "customer", "supplier", "buyer", "destination", "country", "bloc", "source"})


def partner_of_all(work: Work, topic: Topic) -> bool:
    """Whether a partner is told to be the one with which so much of all is traded: "durians one way and car parts the other have made
    Vietnam the partner with which Guangxi does 39.2 percent of its trade"."""
    behind = work.words[topic.last : topic.last + 8]
    role = next((n for n, w in enumerate(behind) if w in _ROLES), None)
    return (
        topic.codes.keys() == {"partner"} and role is not None and _PARTNERING.issuperset(behind[role + 1 : role + 3])
    )


_WAYS = frozenset({"regime", "enterprise", "transport"})  # a zone has partners of its own


def clause_of_its_own(work: Work, before: Topic, topic: Topic) -> dict[str, None]:
    """What of the topic before does not hold for another subject in a clause of its own, once its figures are told: "border trade
    brought 31.2 billion yuan, and road transport handled 96.3 billion"; nothing where it goes on."""
    if before.flows or not before.codes.keys() <= _WAYS or topic.members() > 1 or topic.weak_flow or topic.blocked:
        return {}
    if not topic.codes.keys().isdisjoint(before.codes) or not topic.has_breakdown():
        return {}
    if "commodity" in topic.codes and work.words[topic.last : topic.last + 1] != ["for"]:
        return {}  # but "and electrical goods for 67.7 percent of exports", behind the share of private firms
    start = topic.first - (work.words[topic.first - 1] == "the")
    opens = work.words[start - 1] in _CLAUSES and work.words[start - 2] in (",", ";")
    if not (opens or work.words[start - 1] == ";") or not quantity_between(work, before.last, topic.first):
        return {}
    told = next((m for m in work.sentence.of("quantity") if m.first >= topic.last), None)
    if told is None or work.words[told.last : told.last + 2] in _OF_THAT:
        return {}  # "and private firms handled 20 billion yuan of it"
    takes = any(m.first == topic.last and m.grade == "verb" for m in work.sentence.of("share"))
    if takes and told.quantity.kind == "percent" and work.words[told.last : told.last + 1] != ["of"]:
        return {}  # "Border trade was worth 30 billion yuan, and Vietnam accounted for 90 percent"
    says = work.words[topic.last : topic.last + 1]
    if not says or says[0] in _NO_VERB or told.quantity.kind == "bare":
        return {}
    return dict.fromkeys(before.codes)


_OF_THAT = (["of", "it"], ["of", "that"], ["of", "this"], ["of", "these"], ["of", "them"], ["of", "those"])
_CLAUSES = frozenset({"and", "while", "whereas", "but"})
_NO_VERB = frozenset({",", ";", ".", "and", "(", ")", "'s", "’s", "or"})
_CONCEDING = frozenset({"despite", "although", "though", "notwithstanding", "amid"})


def conceded(work: Work, topic: Topic) -> bool:
    """Whether the sentence only opened with something else, before a reporter's own flow: "Despite a 15.8 percent fall in sales to
    the United States, Dongguan's exports rose 4.3 percent"."""
    if work.words[0] not in _CONCEDING or topic.mentions[0].kind not in ("region", "home"):
        return False
    return work.words[topic.first - 1] == "," or work.words[topic.first - 2 : topic.first] == [",", "the"]


def left_with(work: Work, before: Topic | None, topic: Topic) -> bool:
    """Whether the topic before only brought this one about: "A slump in border trade left Guangxi with 221.43 billion yuan of trade"."""
    between = work.words[before.last : topic.first] if before is not None and topic.flows != ["balance"] else []
    if between and not before.flows and topic.mentions[0].kind in ("region", "home") and _MOVING.issuperset(between):
        return True  # "The instruments helped lift Zunyi's overseas sales to 2.14 billion yuan"
    return "with" in between and not {"left", "leaves", "leaving"}.isdisjoint(between[: between.index("with")])


_PUSHING = frozenset(
    {"pushed", "pushing", "lifted", "lifting", "boosted", "boosting", "dragged", "dragging", "propelled", "drove"}
)


def pushed(work: Work, before: Topic | None, topic: Topic) -> bool:
    """Whether the topic before only moved trade as a whole: "New phones were launched late, which pushed November exports up"."""
    if before is None or before.flows or _PUSHING.isdisjoint(work.said):
        return False
    between = work.words[before.last : topic.first]
    moved = "which" in between or bool(before.blocked)  # "a tariff fight in its second year pushed two-way trade down"
    if (
        "commodity" in before.codes
        and before.codes.keys() <= {"commodity", "region"}
        and _MOVED_BY.issuperset(between)
        and between[:1] != ["and"]
    ):
        return True  # "strong sales of laptops lifted exports by 7.3 percent"
    if before.codes.keys() == {"commodity"} and between[:1] == ["for"] and between[-1] in _PUSHING and topic.flows:
        return True  # "Copper concentrate for the city's smelter lifted imports 36.1 percent"
    return moved and not _PUSHING.isdisjoint(between)


def explained(work: Work, topic: Topic) -> bool:
    """Whether what was told before only accounts for how a place's flow went: "Vaccines explain much of the city's export growth of
    24.3 percent"."""
    if _EXPLAINING.isdisjoint(work.said) or topic.mentions[0].kind not in ("region", "home"):
        return False
    lead = work.words[max(0, topic.first - 7) : topic.first]
    place = next((n for n, w in enumerate(lead) if w in _EXPLAINING), None)
    return place is not None and not quantity_between(work, topic.first - len(lead) + place, topic.first)


_MOVED_BY = _PUSHING.union("business sales deliveries purchases shipments up down has have had the".split())
_EXPLAINING = frozenset({"explain", "explains", "explained", "explaining", "behind", "underlie", "underpinned"})
_MOVING = frozenset(
    (
        "helped help to lift lifted lifting boost boosted push pushed pushing drive drove raise raised swell swelled "
        "drag dragged dragging pull pulled depress depressed up down"
    ).split()
)


def closing_total(work: Work, before: Topic | None, topic: Topic) -> bool:
    """Whether a list of goods or partners closes with their total: "; soybeans, 0.38 million tonnes; total imports, 31.7 billion yuan",
    "Add in Canada (1.79 million tonnes), and you get total imports of"."""
    lead = work.words[max(0, topic.first - 3) : topic.first]
    total = topic.first - (work.words[topic.first] not in _TOTAL)
    if work.words[total] in _TOTAL and tuple(work.words[total - 2 : total]) in _GETTING:
        return before is not None
    return (
        lead[-1:] in (["total"], ["overall"])
        and ";" in lead
        and before is not None
        and before.codes.keys() == {"commodity"}
        and (not before.flows or lead[-2] == ";")
    )


_TOTAL = frozenset({"total", "overall"})
_GETTING = frozenset({(who, get) for who in ("you", "we", "they", "it") for get in ("get", "have", "make", "makes")})


def taken_off(work: Work, topic: Topic) -> bool:
    """Whether something took a rate off a flow, and is no part of it: "cheaper oil knocked 21.4 percent off Beijing's import bill"."""
    place = topic.first - 1 - (work.words[topic.first - 1] in ("the", "its"))
    return work.words[place] == "off" and any(m.last == place for m in work.sentence.of("quantity"))


def summed_up(work: Work, before: Topic | None, topic: Topic) -> bool:
    """Whether a colon stands between, and behind it the owner of the flow: "Tyres, baijiu and sulphur: Guizhou did 14.96 billion
    yuan of foreign trade"."""
    if before is None or ":" not in work.said:
        return False
    colon = next((p for p in reversed(work.sentence.places(":")) if before.last <= p < topic.first), None)
    if colon is not None and (topic.home or "region" in topic.codes) and "of" in work.words[:colon]:
        return not _PORTIONS.isdisjoint(
            work.words[before.last : colon]
        )  # "Food is only a small part of the whole: Shandong's exports"
    return colon is not None and any(t.first > colon and t.last <= topic.first and reporter_only(t) for t in work.named)


_PORTIONS = frozenset("part fraction sliver share slice piece drop portion bit fragment sideline whole".split())
