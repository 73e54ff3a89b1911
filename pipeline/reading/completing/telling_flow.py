"""The flow of a topic that names none, by the words around it."""

from __future__ import annotations

import itertools

from pipeline.reading.completing.flow_told import told_flow
from pipeline.reading.completing.partner_dealings import it_dealt, own_weak, sent_from_us
from pipeline.reading.completing.pronouns import points_back
from pipeline.reading.completing.starting import its_own
from pipeline.reading.frames.directions import (
    buys_ours,
    dealing_of,
    own_dealing,
)
from pipeline.reading.frames.frames import OTHER_SIDE, Frame, altered, fill_flow
from pipeline.reading.frames.placing import Work, reporter_only
from pipeline.reading.names.naming_partners import is_bloc
from pipeline.reading.topics.phrases import Topic


def with_flow(
    work: Work,
    topic: Topic,
    frame: Frame,
    base: Frame,
    anaphoric: bool,
    previous: Frame | None,
    previous_topic: Topic | None,
) -> Frame:
    """``frame`` with the flow of a topic that names none."""
    sided = topic.weak_flow in ("export", "import")
    if previous is None and (
        (sided and _in_return(work, topic)) or ("other" in work.said and _the_other_way(work, topic))
    ):
        last = work.context.last
        goods = frame.commodity if "commodity" in topic.codes else work.base().commodity
        return altered(frame, flow=OTHER_SIDE[last.flow], partner=last.partner, commodity=goods, blocked=None)
    if sided and previous is not None and (back := _dealt_back(work, topic, previous)) is not None:
        return altered(frame, flow=back)
    if sided and previous is not None and previous.flow == OTHER_SIDE[topic.weak_flow] and _with_dealer(work, topic):
        return altered(frame, flow=previous.flow)
    if topic.weak_flow == "export" and (seller := _sold_us(work, topic)) is not None:
        return altered(frame, flow="import", partner=seller)
    if sided and _supplied_abroad(work, topic):
        return altered(frame, flow="export")
    if sided and (buys_ours(work, topic) or _bought_likewise(topic, previous, previous_topic)):
        return altered(frame, flow=OTHER_SIDE[topic.weak_flow])
    if sided and (sent := sent_from_us(work, topic, frame)) is not frame:
        return sent
    if sided and (way := own_weak(work, topic) or it_dealt(work, topic, previous, previous_topic)) is not None:
        good = frame.commodity
        last = work.context.last
        going_on = work.context.opened and last is not None and last.flow == way
        if good is None and work.words[topic.first - 1] == "whose" and going_on:
            good = last.commodity  # of crude, "ahead of Saudi Arabia, whose deliveries slipped 1.8 percent"
        return altered(frame, flow=way, commodity=good)
    if (spoken := _same_business(work, topic, previous) or _its_purchases(work, topic, previous_topic)) is not None:
        return altered(frame, flow=spoken)
    if topic.weak_flow == "total" and _with_partner(topic):
        return altered(frame, flow="total")
    if sided and _last_of_them(topic, previous, previous_topic):
        return altered(frame, flow=OTHER_SIDE[topic.weak_flow])
    if previous is not None and previous.commodity and its_own(work, topic):
        return altered(frame, flow=work.context.section.flow or "total")
    if sided and (dealt := _host_dealt(work, topic, previous, previous_topic)) is not None:
        return altered(frame, flow=dealt)
    if anaphoric and base.partner and sided and points_back(work, topic):
        return altered(frame, flow=topic.weak_flow)
    dealer = _dealer(work, topic, previous_topic)
    if dealer is not None:
        dealt = own_dealing(work, dealer)
        if dealt in ("export", "import"):
            # of its second verb: "Japan bought 3.26 billion of goods from Dalian and sold it 2.14 billion"
            dealt = dealing_of(work.words[topic.first]) or dealt
        if dealt is not None:
            return altered(frame, flow=dealt)
    if previous is None and not anaphoric and (whole := _taking_part(work, topic)) is not None:
        return altered(frame, flow=whole)
    kept = previous.flow if base is previous and previous is not None else frame.flow if anaphoric else None
    told = told_flow(work, topic, sided, previous, previous_topic)
    if told is not None:
        return altered(frame, flow=told)
    window = work.words[max(0, topic.first - 8) : topic.last + 8]
    if sided and topic.codes.keys() <= {"region", "commodity"}:
        window = [*window, *_sent_where(work, topic)]
    flows = [t for t in work.topics if t.flows]
    several = [t for t in flows if t.members() > 1]
    named = {f for t in flows for f in t.flows if f in ("export", "import")} if not several else set()
    if not named and "commodity" in topic.codes:
        # "Machinery, which made up 87.4 percent of exports, was down 1.2 percent": of what it is a part of.
        named = {f for t in work.named if t.whole for f in t.flows[:1] if f in ("export", "import")}
    if previous_topic is not None and _only_there(work, topic, previous_topic, previous):
        # "In Jiangxi, lithium batteries did the trick": of the way that goods went so far, if any
        filled = fill_flow(altered(frame, flow=None), topic, window, work.context, None, named)
        return filled if filled.flow is not None else altered(frame, flow=previous.flow)
    both = kept == "total" and not any(t.flows == ["total"] for t in work.named)
    if both and topic.codes.keys() == {"commodity"} and not sided and base.commodity is None:
        # "Its tea came to 1.2 billion yuan", behind a trade both ways: goods go one way, if any is known
        one = fill_flow(altered(frame, flow=None), topic, window, work.context, None, named)
        return one if one.flow is not None else altered(frame, flow=kept)
    way = kept or (base.flow if base is work.context.last else None)
    if frame.flow != way:
        frame = altered(frame, flow=way)
    return fill_flow(frame, topic, window, work.context, previous.flow if previous is not None else None, named)


_DEALING = frozenset(
    "shipping supplying selling sending providing delivering exporting taking buying purchasing absorbing importing".split()
)


def _with_dealer(work: Work, topic: Topic) -> bool:
    """Whether a partner deals in what the reporter's flow is of: "Scrap imports climbed to 196,600 tons, with Japan shipping 32,900 tons"."""
    if "partner" not in topic.codes or work.words[topic.first - 1 - (work.words[topic.first - 1] == "the")] != "with":
        return False
    return not _DEALING.isdisjoint(work.words[topic.first : topic.last])


def _sent_where(work: Work, topic: Topic) -> list[str]:
    """The words that say, behind what a place sold, that it went abroad: "China sold 847.7 billion yuan worth of cars, batteries and
    solar cells to other countries"."""
    words = work.words
    ends = (m.first for m in work.sentence.mentions if m.first >= topic.last and m.kind in ("flow", "direction"))
    behind = words[topic.last : next(ends, len(words))]
    if "home" in behind or "domestically" in behind:
        return []
    led = any(a == "to" and b in ("other", "foreign") for a, b in itertools.pairwise(behind))
    led = led or any(behind[p : p + 3] in _WORLDS for p, word in enumerate(behind) if word in ("to", "across"))
    return ["abroad"] if led or "abroad" in behind or "overseas" in behind else []


# "to the rest of the world", "shipped goods across the Pacific"
_WORLDS = (
    *(["to", "the", place] for place in ("rest", "world", "outside")),
    *(["across", "the", place] for place in ("pacific", "atlantic", "ocean", "border", "sea", "strait")),
)


def _with_partner(topic: Topic) -> bool:
    """Whether it is business that a partner has a part in: "Business with Hong Kong, through which many goods are shipped on, sank"."""
    kinds = [m.kind for m in topic.mentions]
    return "partner" in kinds and kinds[0] == "flow" and "commodity" not in kinds


_SUPPLYING = frozenset({"supplied", "supply", "supplies", "supplying"})


_ABROAD = frozenset({"overseas", "abroad", "foreign"})


def _supplied_abroad(work: Work, topic: Topic) -> bool:
    """Whether it is the reporter who supplied: "Shandong's farmers supplied products worth 87.16 billion yuan to overseas markets", "the
    province supplied them with cars"."""
    if _SUPPLYING.isdisjoint(work.words[topic.first : topic.last]):
        return False
    ours = topic.home or topic.codes.keys() == {"region"}
    if ours and topic.reach is None and work.words[topic.last : topic.last + 1] in (["them"], ["it"]):
        return True
    told = work.context.last
    exports = work.context.ways == {"export"} or (told is not None and told.flow == "export" and not told.blocked)
    if ours and exports and topic.codes.keys() == {"region"}:
        return True  # "Shandong province supplied 1.098 million tonnes", of garlic that China sold
    if _ABROAD.isdisjoint(work.said):
        return False
    return any(not _ABROAD.isdisjoint(work.words[p + 1 : p + 3]) for p in work.sentence.places("to") if p > topic.first)


def _bought_likewise(topic: Topic, previous: Frame | None, before: Topic | None) -> bool:
    """Whether a partner did what another did just before, for whom it is the reporter's other flow: "It bought Shandong farm produce
    worth 31.25 billion yuan, and the Republic of Korea purchased 16.42 billion yuan"."""
    if previous is None or before is None or before.flows or before.weak_flow != topic.weak_flow:
        return False
    subject = topic.mentions[0].kind == "partner" and topic.codes.keys() == {"partner"}
    return subject and previous.flow == OTHER_SIDE[topic.weak_flow]


def _last_of_them(topic: Topic, previous: Frame | None, before: Topic | None) -> bool:
    """Whether the one of several partners that the subject stands for dealt: "Japan and the United States; the last bought 190 million
    yuan worth"."""
    if previous is None or previous.partner is None or before is None or before.ordinal is None:
        return False
    return topic.codes.keys() <= {"commodity"} and not topic.reach


_RETURN = frozenset({"return", "exchange", "turn"})


def _in_return(work: Work, topic: Topic) -> bool:
    """Whether goods go the other way than those just told of: "Europeans bought Chinese goods worth 1.84 trillion yuan. In return, they
    delivered goods worth 1.13 trillion yuan"."""
    last = work.context.last
    if _RETURN.isdisjoint(work.words[1:3]) or "in" not in work.words[:2] or last is None or last.blocked:
        return False
    return last.partner is not None and last.flow in OTHER_SIDE and "partner" not in topic.codes


def _they_of_bloc(work: Work, topic: Topic) -> bool:
    """Whether "they" are the countries of a group that the sentence before told of: "With Latin America, Guangdong exchanged goods worth
    217.6 billion yuan. They bought 168.3 billion yuan of that"."""
    last = work.context.last
    if topic.first != 1 or work.words[0] != "they" or last is None or last.blocked or last.commodity or last.enterprise:
        return False
    return last.partner is not None and is_bloc(last.partner)


_BUYERS = frozenset(
    "buyers dealers importers traders shops consumers customers mills farmers exporters makers firms".split()
)
_WAY = frozenset({"way", "direction"})


def _the_other_way(work: Work, topic: Topic) -> bool:
    """Whether goods came the other way than those just told of: "Car exports to that country doubled. Soybeans came the other way"."""
    last, words = work.context.last, work.words
    if (
        last is None
        or last.blocked
        or last.partner is None
        or last.flow not in OTHER_SIDE
        or "commodity" not in topic.codes
    ):
        return False
    place = next((p for p in work.sentence.places("other") if words[p + 1 : p + 2] and words[p + 1] in _WAY), None)
    if place is not None and not any(m.first < place < m.last for m in work.sentence.of("flow")):
        return False  # "Computers went the other way, losing 3.5 percent"
    return place is not None and (place < topic.first or place - topic.last < 5) and "partner" not in topic.codes


_JOINING = frozenset({"and", ",", ";", "while", "but", "it"})


def _sold_us(work: Work, topic: Topic) -> str | None:
    """The partner that is told to have bought and then to have sold to the reporter: "The European Union bought 15.9 billion dollars of
    the exports and sold Shandong 11.2 billion"."""
    kinds = [(m.kind, m.code) for m in topic.mentions]
    ours = kinds[1:] in ([("region", work.context.article.region)], [("home", kinds[-1][1])])
    if not ours or kinds[0][0] != "flow" or topic.mentions[0].last != topic.mentions[1].first:
        return None
    if work.words[topic.first] not in _SELLING or work.words[topic.first - 1] not in ("and", "but"):
        return None
    subject = work.topics[0]
    return subject.first_codes().get("partner") if subject.weak_flow == "import" and not subject.flows else None


_SELLING = frozenset({"sold", "sent", "supplied", "sells", "sends", "supplies", "shipped"})


def _dealt_back(work: Work, topic: Topic, previous: Frame) -> str | None:
    """The other flow, where the reporter is told to have bought and then to have sold, or the goods went in return: "Shenyang purchased
    40.12 billion yuan worth of German goods and sold 4.78 billion yuan worth in return"."""
    if topic.codes or topic.flows or work.words[topic.first - 1] not in _JOINING:
        return None
    behind = work.words[topic.last : topic.last + _NEAR]
    returned = "return" in behind and behind[behind.index("return") - 1] == "in"
    if returned and previous.flow in OTHER_SIDE:
        return OTHER_SIDE[previous.flow]
    for number, before in enumerate(work.topics):
        if before.first >= topic.first:
            break
        way = before.weak_flow or (before.flows[0] if before.verb and len(before.flows) == 1 else None)
        ours = before.home or "region" in before.codes or not (before.codes or work.sentence.of("partner"))
        if way not in OTHER_SIDE or "partner" in before.codes or not ours:
            continue  # "It purchased 128.69 billion yuan of goods from abroad and sold 72.26 billion yuan"
        if _DEALT.isdisjoint(work.words[before.first : before.last]):
            continue  # not "the largest supplier of Jilin, selling 11.6 billion yuan of goods to the province"
        dealt = work.frames[number].flow
        return OTHER_SIDE[dealt] if dealt in OTHER_SIDE and way != topic.weak_flow else None
    return None


_NEAR = 8  # tokens


_DEALT = frozenset(
    "bought purchased acquired sold shipped sent imported exported took taken brought ordered delivered supplied".split()
)


def _host_dealt(work: Work, topic: Topic, previous: Frame | None, previous_topic: Topic | None) -> str | None:
    """The reporter's flow, where "it" is the partner that the sentence before was about: "Japan was the top partner. It bought 45.1
    billion yuan of goods and sold 30.7 billion"."""
    last = work.context.last
    if last is None or last.partner is None or topic.codes.keys() - {"commodity"} or topic.reach:
        return None
    if not work.context.host and not _they_of_bloc(work, topic):
        return None
    if previous is None:
        opens = work.words[topic.first - 1 : topic.first] in (["it"], ["its"], ["they"]) or work.words[:2] == [
            "the",
            "country",
        ]
        # "Its dealers bought"
        opens = opens or (work.words[0] in ("its", "their") and work.words[1] in _BUYERS and topic.first <= 2)
        return OTHER_SIDE[topic.weak_flow] if opens else None
    dealt = previous_topic is not None and previous_topic.weak_flow in OTHER_SIDE and not previous_topic.flows
    if dealt and previous.partner == last.partner and previous.flow == OTHER_SIDE[previous_topic.weak_flow]:
        return OTHER_SIDE[topic.weak_flow]
    return None


def _same_business(work: Work, topic: Topic, previous: Frame | None) -> str | None:
    """The flow of the good spoken of last that "the business" is: "2.94 million motorcycles were shipped abroad. The business was worth"."""
    last = work.context.last
    if topic.weak_flow != "total" or topic.codes or previous is not None or last is None or last.blocked:
        return None
    pointing = work.words[topic.first : topic.first + 1] in (["the"], ["this"]) or work.words[topic.first - 1] in (
        "the",
        "this",
    )
    return last.flow if pointing and last.commodity and last.flow in OTHER_SIDE else None


def _its_purchases(work: Work, topic: Topic, before: Topic | None) -> str | None:
    """Exports, where a partner is said to rank with what it purchased: "Mexico came first, with purchases of 4.21 billion yuan"."""
    if (
        topic.weak_flow != "import"
        or topic.codes
        or before is None
        or before.codes.keys() != {"partner"}
        or before.reach
    ):
        return None
    led = work.words[topic.first - 1 : topic.first + 1] == ["with", "purchases"]
    return "export" if led and work.words[before.first - 1] not in ("with", "from", "to", "of") else None


def _only_there(work: Work, topic: Topic, before: Topic, previous: Frame | None) -> bool:
    """Whether the topic before goods only says in which place they are told of, so that it names no flow."""
    return (
        "commodity" in topic.codes
        and not topic.weak_flow
        and previous.flow == "total"
        and reporter_only(before)
        and work.words[before.last : topic.first] in ([","], [",", "the"])
        and not any("flow" in (m.kind, m.code) for m in work.sentence.mentions)
    )


_WHO_AND_HOW = frozenset({"regime", "enterprise", "zone", "transport"})


def _taking_part(work: Work, topic: Topic) -> str | None:
    """The one flow that the sentence before told of as a whole, where who or how trades is said to be a part: "Yiwu's exports
    reached 538.7 billion yuan. Market procurement trade accounted for 421.5 billion"."""
    context = work.context
    if not context.opened or not context.told or topic.codes.keys().isdisjoint(_WHO_AND_HOW) or topic.weak_flow:
        return None
    flows = {f.flow for f in context.told}
    if len(flows) > 1 or flows.isdisjoint({"export", "import"}) or any(f.is_broken_down() for f in context.told):
        return None
    takes = any(m.grade == "verb" and 0 <= m.first - topic.last <= 1 for m in work.sentence.of("share"))
    return flows.pop() if takes and not any(t.whole and t.flows for t in work.named) else None


def _dealer(work: Work, topic: Topic, previous: Topic | None) -> Topic | None:
    """The partner whose dealing a verb of trade without a subject of its own may be."""
    if previous is None or not topic.weak_flow or topic.codes:
        return None
    if previous.weak_flow and not previous.codes and work.words[topic.first - 1] in ("and", ","):
        return next((t for t in reversed(work.topics) if t.last <= previous.first and "partner" in t.codes), None)
    return previous if "partner" in previous.codes else None
