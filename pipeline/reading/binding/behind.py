"""Topics behind a figure that the words between make its own: "60 million tonnes of ore", "a 3 percent rise in exports"."""

from __future__ import annotations

from pipeline.reading.binding.adjoining import with_left
from pipeline.reading.binding.beside import is_what, said_for, set_beside
from pipeline.reading.binding.brackets import past_share, past_twin
from pipeline.reading.frames.cues import WHY, Measure
from pipeline.reading.frames.directions import BE
from pipeline.reading.frames.frames import REACHED, Frame, altered
from pipeline.reading.frames.placing import Bound, Work, clause, quantity_between, reporter_only
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.words.mentions import Mention

_WORTH = frozenset(
    (
        "of in worth for 's ’s ' ’ goods products merchandise total the all a overall their its combined such were was chinese foreign imported"
    ).split()
)


def by_words_behind(work: Work, mention: Mention, reading: Measure, left: list[int], number: int) -> Bound | None:
    """The first topic behind a figure, where the words between say that the figure is its."""
    topic = work.topics[number]
    if reading.rule == "growth.carried" and _one_more(work, mention, topic):
        return work.frames[number], "change_in"
    if reading.measure == "level" and _spent_on(work, mention, topic):
        bought = altered(work.frames[number], flow="export" if _spent_abroad(work, mention) else "import")
        return work.bind_to(number, bought), "spent"
    if reading.measure == "level" and _taken_in(work, mention, topic):
        return work.frames[number], "earned"
    if reading.measure == "level" and (how := _of_level(work, mention, topic)) is not None:
        return with_left(work, number, left), how
    cue = reading.cue
    if cue is not None and cue.kind == "direction" and cue.first >= mention.last:
        after = work.words[cue.last : topic.first]
        if (
            0 < len(after) <= 5
            and after[0] in ("in", "of", "for")
            and after[1:2] not in _IN_SPITE
            and {";", ","}.isdisjoint(after)
            and cue.graded("noun")
            and not reporter_only(topic)
        ):
            return with_left(work, number, left), "change_in"
    if reading.measure == "growth" and cue is not None and _rate_in(work, mention, cue, topic):
        return work.frames[number] if topic.ordinal is not None else with_left(work, number, left), "change_in"
    if cue is not None and cue.first == mention.last and cue.last == topic.first and _more_of(work, cue, topic):
        return with_left(work, number, left), "change_in"  # "even though 6.9 percent more crude was bought"
    if reading.unit == "%" and topic.flows and work.words[mention.last : topic.first] in _OFF:
        return work.frames[number], "change_in"  # "knocked 21.4 percent off Beijing's import bill"
    if reading.unit == "%" and said_for(work, mention, number):
        return with_left(work, number, left), "for"
    if (
        reading.unit == "%"
        and reading.measure == "growth"
        and (beside := _with_partner(work, mention, topic, left)) is not None
    ):
        return work.bind_to(number, beside), "with"
    if reading.measure == "share" and topic.has_breakdown() and _has_share(work, mention, topic):
        return with_left(work, number, left), "for"  # "accounted for by Mongolia, and 27.3 percent by Russia"
    if topic.blocked and topic.first == mention.last:
        return work.frames[number], "subject_after"
    return None


_IN_SPITE = (["spite"], ["response"], ["view"], ["anticipation"], ["defiance"], ["light"])
_SPENDING = {"spent": "on", "spends": "on", "paid": "for", "pays": "for"}


def _spent_on(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether goods are what an amount was paid for: "the capital spent 247.3 billion yuan on cars", "106.21 billion on German products"."""
    if topic.flows or topic.first - mention.last > 3:
        return False
    if "commodity" not in topic.codes and not (
        "partner" in topic.codes and not _GOODS.isdisjoint(work.words[mention.last : topic.last + 1])
    ):
        return False
    return _leads_on(work, mention, _SPENDING)


def _taken_in(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether an amount is what a flow brought in, or what was laid out for it: "earned 57.36 billion yuan from its own sales abroad"."""
    return bool(topic.flows) and topic.first - mention.last <= 4 and _leads_on(work, mention, _MONEY)


def _leads_on(work: Work, mention: Mention, verbs: dict[str, str]) -> bool:
    """Whether a verb shortly before an amount leads on, by the preposition that it takes right behind the amount, to what it was for."""
    verb = next((w for w in reversed(work.words[max(0, mention.first - 3) : mention.first]) if w in verbs), None)
    return verb is not None and work.words[mention.last : mention.last + 1] == [verbs[verb]]


_MONEY = _SPENDING | {"earned": "from", "earns": "from", "made": "from", "reaped": "from"}
_GOODS = frozenset({"goods", "products", "merchandise", "wares"})
_ABROAD = frozenset({"foreign", "overseas", "abroad", "foreigners"})


def _spent_abroad(work: Work, mention: Mention) -> bool:
    """Whether it is buyers abroad who spent: "Foreign customers spent 16.41 trillion yuan on Chinese machinery", "American buyers"."""
    verb = next(p for p in range(mention.first - 1, -1, -1) if work.words[p] in _SPENDING)
    theirs = "chinese" in work.words[mention.last : mention.last + 3]
    if theirs and any(0 <= verb - m.last <= 2 for m in work.sentence.of("partner")):
        return True
    return not _ABROAD.isdisjoint(work.words[max(0, verb - 3) : verb])


_THEY = frozenset({"they", "these", "those", "it"})
_WHERE = (["to"], ["to", "the"], ["from"], ["from", "the"])
_WITH = (["with"], ["with", "the"], ["was", "recorded", "with"], ["was", "seen", "with"])


def _with_partner(work: Work, mention: Mention, topic: Topic, left: list[int]) -> Frame | None:
    """The trade of a partner right behind its rate, in a row of rates: "trade went up 51.3 percent with Central Europe, 46.2 percent
    with Central Asia", "exports rose 4.1 percent to the United States but fell 6.6 percent to Japan"."""
    if topic.codes.keys() != {"partner"} or topic.members() > 1 or topic.flows or topic.weak_flow:
        return None
    between = work.words[mention.last : topic.first]
    if between not in _WITH and not _goes_there(work, mention, between, left):
        return None
    told = work.placed[-1] if work.placed and work.placed[-1].rule.endswith("/with") else None
    base = told.bound if told is not None else work.frames[left[-1]] if left else work.context.last
    if base is None or base.blocked or (base.partner is not None and told is None):
        base = altered(work.whole(), flow="total")
    return altered(base, partner=topic.codes["partner"][0], flow=base.flow or "total", period=None, period_named=False)


def _goes_there(work: Work, mention: Mention, between: list[str], left: list[int]) -> bool:
    """Whether the words behind a rate say where goods went of which the way was told: "fell 6.6 percent to Japan", of exports."""
    if between not in _WHERE:
        return False
    before = work.placed[-1].bound if work.placed else None
    if left and work.topics[left[-1]].flows:
        before = work.frames[left[-1]]
    elif before is None and not left and not _THEY.isdisjoint(work.words[: mention.first]):
        before = work.context.last  # "They went up 6.4 percent to the United States"
    return before is not None and before.flow == REACHED[between[0]] and not before.blocked


def _attributive(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether an amount stands before the noun whose it is: "of its 557.9-billion-yuan trade", "3.4 billion yuan in the red"."""
    return topic.flows == ["balance"] or work.words[mention.first - 1 : mention.first] in _OWNING


def _rate_in(work: Work, mention: Mention, cue: Mention, topic: Topic) -> bool:
    """Whether a rate of a noun before it is of what stands behind it: "with increases of 5.2 percent in exports and 4.4 percent in
    imports", "growth being 9.8 percent for private firms, 3.4 for foreign-funded ones"."""
    if not cue.graded("noun") or cue.last > mention.first:
        return False
    led, between = work.words[cue.last : mention.first], work.words[mention.last : topic.first]
    places = _IN[:3] if led[:1] == ["of"] else _IN[3:5] if led[:1] in _BEING else ()
    if between not in places or reporter_only(topic) or topic.weak_flow:
        return False
    return len(led) <= 3 and bool(topic.flows or topic.has_breakdown() or topic.ordinal is not None)


_BEING = (["being"], ["was"], ["is"], ["were"])


def _more_of(work: Work, cue: Mention, topic: Topic) -> bool:
    return work.words[cue.first] in _MORE and "commodity" in topic.codes and not topic.blocked


def _one_more(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether a rate is the next of those told before their topics: "A rise of 16.4 percent was seen in trade with Africa, one of 14.2
    percent in trade with Latin America"."""
    before = work.placed[-1] if work.placed else None
    if before is None or not before.rule.endswith(_BEFORE_TOPIC) or before.measure.measure != "growth":
        return False
    told = work.words[before.mention.last : mention.first]
    return (
        bool(topic.flows or topic.has_breakdown() or topic.ordinal is not None)
        and _leads_in(work.words[mention.last : topic.first])
        and ("," in told or "and" in told)
        and any(before.mention.last <= t.first < mention.first for t in work.topics)
    )


def _leads_in(between: list[str]) -> bool:
    """Whether words lead from a rate to what it is of: "in", "in those of", "one in that with the"."""
    between = between[1:] if between[:1] == ["one"] else between
    if between in _IN:
        return True
    again = between[:-1] if between[-1:] == ["the"] else between
    return len(again) == 3 and again[0] in ("in", "for") and again[1] in ("that", "those") and again[2] in _AGAIN


_AGAIN = frozenset({"of", "with", "to", "from", "for", "by", "in"})
_BEFORE_TOPIC = ("/subject_after", "/change_in", "/for")
_IN = (["in"], ["in", "the"], ["in", "its"], ["for"], ["for", "the"])
_MORE = frozenset({"more", "fewer", "less"})
_OFF = (["off"], ["off", "the"], ["off", "its"])
_BY = frozenset({"by"})
_FOR = frozenset({"for", "on", "with", "under", "through", "was", "were", "in"})


def _has_share(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether a share is of what stands right behind it: "accounted for by Mongolia, and 27.3 percent by Russia"; of a further one also
    where the one before it was: "37.6 per cent of the bill was for durian, 14.8 per cent for cherries"."""
    between = work.words[mention.last : topic.first]
    led = between[:-1] if between[-1:] == ["the"] else between
    if len(led) != 1:
        return False
    if led[0] in _BY:
        return True
    before = work.placed[-1] if work.placed else None
    if before is None or before.measure.measure != "share" or not before.rule.endswith((*_BEFORE_TOPIC, "/part")):
        return False
    told = any(before.mention.last <= t.first < mention.first and t.has_breakdown() for t in work.topics)
    return told and led[0] in _FOR and not topic.flows and topic.members() == 1


_OWNING = (["'s"], ["’s"], ["its"], ["their"], ["a"], ["the"])


def _of_level(work: Work, mention: Mention, topic: Topic) -> str | None:
    """How a topic behind a level says that it is worth that, None where it does not."""
    if _made(work, mention):
        return None
    between = work.words[_past_rate(work, past_share(work, past_twin(work, mention))) : topic.first]
    if not between and topic.flows and not topic.verb and _attributive(work, mention, topic):
        return "worth"
    if between == ["by"] and topic.codes.keys() == {"partner"} and not topic.flows:
        return "worth"  # "absorbed by Hong Kong, and just over 15 billion yuan by Macao"
    if between in (["that"], ["that", "its"], ["that", "the"]) and topic.verb and topic.has_breakdown():
        return "worth"  # "the 31.9 billion yuan that its solar cells earned abroad"
    if topic.flows and len(between) <= 4 and between[-1:] in _SPENT_ON and not _EARNED.isdisjoint(between):
        return "worth"  # "1.85 trillion yuan spent on imports", "658.4 billion yuan that was earned by exports"
    if between == ["from"] and (topic.flows or "commodity" in topic.codes) and not topic.reach:
        return "worth"
    if between[:1] == ["of"] and between[2:] == ["in"] and topic.flows and not topic.has_breakdown():
        return "passive"  # "291.3 billion yuan of that in exports"
    if (
        (len(between) <= 2 or between[:2] in (["of", "it"], ["of", "this"], ["of", "that"]))
        and (topic.verb or topic.weak_flow or (topic.flows and is_what(work, mention, topic)))
        and not topic.has_breakdown()
        and set(between) - {"it", "this", "that"} <= BE
    ):
        return "passive"
    if between in ([",", "was"], [",", "were"]) and topic.flows and is_what(work, mention, topic):
        return "passive"  # "nearly all of it, 1.96 billion yuan, was exports"
    if (
        len(between) <= 5
        and _WORTH.issuperset(between)
        and not reporter_only(topic)
        and (between or mention.quantity.kind == "physical")
        and (between[:1] != ["in"] or topic.flows or topic.blocked or topic.codes.keys() == {"commodity"})
    ):
        return "worth"
    return None


def _made(work: Work, mention: Mention) -> bool:
    """Whether so many are what was turned out: "Anhui, home to seven carmakers, turned out about 3.7 million vehicles"."""
    start = mention.first
    start = next((m.first for m in work.sentence.of("approx") if m.last == start), start)
    return work.words[max(0, start - 2) : start] in _MADE


_MADE = (["turned", "out"], ["churned", "out"], ["rolled", "out"])
_SPENT_ON = (["on"], ["for"], ["by"], ["from"], ["with"])
_EARNED = frozenset({"spent", "paid", "earned"})


def _past_rate(work: Work, start: int) -> int:
    """The position behind a change in brackets that a partner's "for" follows: "against 31.9 billion yuan (down 1.1 percent) for the EU"."""
    if work.words[start : start + 1] != ["("]:
        return start
    closing = next((p for p in range(start, min(start + 8, len(work.words))) if work.words[p] == ")"), None)
    return closing + 1 if closing is not None and work.words[closing + 1 : closing + 2] == ["for"] else start


def went_to(work: Work, mention: Mention, right: list[int]) -> Bound | None:
    """The partner behind a share that goods went to, or came from."""
    words, topic = work.words, work.topics[right[0]]
    partner = next((m.first for m in topic.mentions if m.kind == "partner"), topic.first)
    between = words[mention.last : partner]
    if between[:1] == ["of"] and between[1:2] != [] and between[1] in _THEM:
        between = between[2:]  # "Only 38.1% of this went to the European Union"
    if between[:2] == ["of", "the"] and "," in between[3:5]:
        between = between[between.index(",") + 1 :]  # "or 34 percent of the total, were sold to the United States"
    if (
        "partner" in topic.codes
        and words[partner - 1] in ("to", "from", "the", "for")
        and len(between) <= _REACH
        and (way := _way(between)) is not None
    ):
        gone = altered(work.frames[right[0]], flow=way)
        if not _THESE.isdisjoint(work.words[topic.last : topic.last + 3]):
            work.bind_to(right[0], gone)  # "22.4 percent went to the US; these were worth 107.8 billion"
        return gone, "went_to"
    for number in right:
        topic = work.topics[number]
        lead = words[topic.first - 6 : topic.first]
        if "partner" in topic.codes and "or" in lead and "from" in lead and "to" in lead:
            return altered(work.frames[number], flow="total"), "went_to"  # "came from or went to Russia"
    return None


_REACH = 5  # tokens: "were bound for the"


def _way(between: list[str]) -> str | None:
    """The way that words between a share and a partner tell: "went to", "came from", "were bound for"."""
    if len(between) > 3 and _BOUND.isdisjoint(between):
        return None
    if "to" in between or not _BOUND.isdisjoint(between):
        return "export"
    return "import" if "from" in between else None


_BOUND = frozenset({"bound", "destined", "headed", "shipped", "sent", "sold", "exported"})


def from_them(work: Work, mention: Mention) -> Bound | None:
    """What was told last, where a share of a whole came from it: "38 percent of its export earnings still came from them"."""
    last = work.context.last
    if last is None or last.blocked or not last.is_broken_down():
        return None
    for place in range(mention.last, len(work.words) - 2):
        if work.words[place] in _CAME and work.words[place + 1] == "from" and work.words[place + 2] in _THEM:
            return altered(last, period=None, period_named=False), "context"
    return None


_CAME = frozenset({"came", "come", "comes", "stemmed", "derived", "was", "were", "is", "earned"})
_THEM = frozenset({"them", "these", "those", "it", "this"})
_THESE = frozenset({"these", "those", "they", "which"})
_SUBORDINATING = frozenset({"as", "because", "after", "since", "though", "although"})


def _in_further_clause(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether a topic belongs to a clause of cause or time that tells a figure of its own: "clocked up 330.8 billion yuan, as a 4.9%
    rise in exports was undone"."""
    words = work.words
    return any(
        words[place] == ","
        and (words[place + 1] in _SUBORDINATING or (words[place + 1] == "against" and topic.has_breakdown()))
        and (
            quantity_between(work, place, topic.first) or _of_its_own(work, topic, place) or _moves(work, topic, place)
        )
        for place in range(mention.last, topic.first - 1)
    )


def _of_its_own(work: Work, topic: Topic, place: int) -> bool:
    """Whether a clause that opens at a position begins with a flow and goes on to its figure: ", as car exports stormed 41.6 percent
    higher"."""
    opened = bool(topic.flows) and topic.has_breakdown() and topic.first - place <= 3
    return opened and quantity_between(work, topic.last, topic.last + 5)


def _moves(work: Work, topic: Topic, place: int) -> bool:
    """Whether a clause of cause tells how its topic moved: "21.6 percent, because cars and machinery grew even faster", "to 53.2%, as the
    rest of Hubei grew more quickly"."""
    first = topic.first - 3 * (work.words[topic.first - 3 : topic.first] == _REST_OF)
    if work.words[place + 1] not in WHY or first - place > 3 or topic.verb:
        return False
    return any(m.first == topic.last and m.graded("verb") for m in work.sentence.of("direction"))


_REST_OF = ["the", "rest", "of"]


def _opens_its_own(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether a topic opens a further clause with a share of its own: "growth of 19 percent was achieved, and the bonded zones
    contributed 67.5 percent of the total"."""
    between = work.words[mention.last : topic.first]
    if ("," not in between and "and" not in between) or "was" not in between or not topic.has_breakdown():
        return False
    return any(m.first == topic.last and m.graded("verb") for m in work.sentence.of("share"))


def near_right(work: Work, mention: Mention, right: list[int]) -> int | None:
    """The nearest topic behind a figure in its clause that is not only told beside or compared with."""
    if _gives_reason(work, mention):
        return None
    for number in right:
        topic = work.topics[number]
        if "leaving" in work.said and "leaving" in work.words[mention.last : topic.first]:
            return None  # "For January-November the figure was 11.66m t, leaving net exports of 90.08m t"
        if work.words[topic.first - 2 : topic.first] in _OF_ITS_OWN:
            return None  # "made up 29 percent of the trade of Zhejiang, whose exports climbed 9.4 percent"
        if (
            _goes_on_by_itself(work, mention, topic)
            or _of_pronoun(work, mention, topic)
            or _joined(work, mention, topic)
        ):
            return None
        if (
            clause(work, mention.last, topic.first)
            and not set_beside(work, mention, topic)
            and not _in_further_clause(work, mention, topic)
            and not _opens_its_own(work, mention, topic)
            and not (reporter_only(topic) and _is_where(work.words[mention.last : topic.first]))
        ):
            return number
    return None


_OF_ITS_OWN = ([",", "where"], [",", "whose"], ["of", "which"])


def _gives_reason(work: Work, mention: Mention) -> bool:
    """Whether only the reason of a change stands behind it: "they had slipped 1.3 percent as oil got cheaper"."""
    behind = work.words[mention.last : mention.last + 2]
    return len(behind) > 1 and behind[0] in _REASONING and behind[1] not in _NO_REASON


_REASONING = _SUBORDINATING - {"after"}
_NO_REASON = frozenset(
    {"well", "for", "of", "to", "against", "a", "compared", "did", "regards"}
)  # "as well as", "as did exports"


def _is_where(between: list[str]) -> bool:
    """Whether a place behind a figure is only held against what is told, or where goods came to: "9,100 tonnes of it reached China"."""
    return not _COMPARED.isdisjoint(between) or (between[:1] == ["of"] and between[-1] in _ARRIVING)


_ARRIVING = frozenset({"reached", "entered", "left"})


def _goes_on_by_itself(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether a topic behind a comma has a change of its own in a participle: "the gain was 4.4 percent, to $6.31 trillion, exports
    advancing 7 percent"."""
    if work.words[topic.first - 1] != "," or not topic.flows or topic.first - mention.last < 1:
        return False
    moved = any(m.first == topic.last and work.words[m.first].endswith("ing") for m in work.sentence.of("direction"))
    return moved and quantity_between(work, topic.last, topic.last + 4)


def _of_pronoun(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether a figure is of what a pronoun stands for, before a clause of the topic's: "At 112.61 billion yuan, they were down 1.2%,
    and it was automobiles that"."""
    between = work.words[mention.last : topic.first]
    if _PRONOUNS.isdisjoint(between) or between[:1] != [","]:
        return False
    pronoun = next(p for p, word in enumerate(between) if word in _PRONOUNS)
    joined = next((p for p in range(pronoun, len(between)) if between[p] in ("and", "but", "while")), None)
    return (
        joined is not None
        and between[pronoun - 1] == ","
        and quantity_between(work, mention.last + pronoun, mention.last + joined)
    )


_COUPLING = frozenset({"was", "were", "at", "to", "by", "of", "reached", "is"})
_TAKEN_UP = frozenset(
    {"that", "those", "of", "the", "for", "value", "in", "its", "their", "rise", "growth", "increase"}
)


def _joined(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether a topic behind "and" has a figure of its own, where a rate has its noun before it: "the gain over 2024 was 21.4 percent,
    and that of imports 3.1 percent"."""
    between = work.words[mention.last : topic.first]
    lead = between[1:] if between[:1] == [","] else between
    if lead[:1] != ["and"] or len(lead) < 2 or not _TAKEN_UP.issuperset(lead[1:]):
        return False
    if work.words[mention.first - 1] not in _COUPLING or not quantity_between(work, topic.last, topic.last + 4):
        return False
    return any(m.last <= mention.first and m.graded("noun") for m in work.sentence.of("direction"))


_PRONOUNS = frozenset({"they", "it"})
_COMPARED = frozenset(
    (
        "exceeded exceeding outpaced outpacing than above below surpassed beat trailed compared against versus vs where"
    ).split()
)
