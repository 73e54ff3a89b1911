"""What was told last, of another reporter or another part: "the nationwide figure was", "by sea it was", "sales of these came to"."""

from __future__ import annotations

from pipeline.reading.completing.going_on import figure_of, gone_on_to, those_of
from pipeline.reading.completing.pronouns import OF_ITS_OWN, counts_them
from pipeline.reading.frames.cues import PORTIONS
from pipeline.reading.frames.directions import ranks
from pipeline.reading.frames.frames import FLOWS, OTHER_SIDE, Frame, altered
from pipeline.reading.frames.placing import Work, quantity_between, reporter_only
from pipeline.reading.topics.phrases import BREAKDOWNS, Topic
from pipeline.reading.words.mentions import as_a_whole, possessive
from pipeline.reading.words.telling import AMOUNTED

_OF_THESE = (["of", "these"], ["of", "those"], ["of", "them"], ["of", "it"], ["of", "this"])


def spoken_again(work: Work, topic: Topic, region: str | None, previous: Frame | None) -> Frame | None:
    """The frame of what was spoken of last where a topic says no more than that it is another reporter's, or traded."""
    context, words, last = work.context, work.words, work.context.last
    if previous is None and (found := gone_on_to(work, topic)) is not None:
        return found
    if previous is None and those_of(work, topic):
        # "Exports of cars to Russia were worth 6 billion yuan. Those of tractors were 1 billion yuan"
        return last.with_codes({d: c[0] for d, c in topic.codes.items()}).during(None, False)
    if figure_of(work, topic) and previous is None and context.opened and last is not None and not last.blocked:
        # "By sea the figure was 2.9 billion yuan": what was told before, of this
        return last.with_codes({d: c[0] for d, c in topic.codes.items()}).during(None, False)
    if region is None and (found := _weighed_again(work, topic) or _same_goods(work, topic)) is not None:
        return found
    if region is None and previous is None and (found := _part_of_that(work, topic)) is not None:
        return found
    before = context.paragraph
    if (
        words[0] == "elsewhere"
        and previous is None
        and before is not None
        and before.partner
        and before.flow in ("export", "import")
        and not before.blocked
        and topic.codes.keys() == {"partner"}
        and topic.members() == 1
        and not topic.weak_flow
    ):
        return altered(before, partner=topic.codes["partner"][0], period=None, period_named=False)
    if previous is None and (surplus := _that_with(work, topic)) is not None:
        return surplus
    sided = topic.weak_flow in ("export", "import")
    traded = sided and last is not None and last.commodity
    if (
        traded
        and not topic.codes
        and not topic.flows
        and previous is None
        and words[topic.last : topic.last + 2] in _OF_THESE
        and not last.blocked
    ):
        # "Electrical goods account for 60.4% of exports. Sales of these came to 3.7 trillion yuan"
        told = last.flow if last.flow in ("export", "import") else topic.weak_flow
        return altered(last, flow=told, flow_sign="")
    if region is None and previous is None and _sales_of_it(work, topic):
        return altered(context.noted, flow=topic.weak_flow, flow_sign="")
    if region is not None and (found := _of_another_place(work, topic, region, previous)) is not None:
        return found
    if (
        region is not None
        and topic.flows
        and not topic.blocked
        and as_a_whole(words, topic.last)
        and not topic.has_breakdown()
    ):
        whole = work.whole().undivided()
        return altered(whole, flow=topic.flows[0], flow_sign=topic.flow_sign, region=region, blocked=None)
    if traded and not topic.has_breakdown() and counts_them(work, topic):
        # "In cars the roles are reversed. Chongqing sold 36.9 billion yuan of them abroad."
        found = altered(last, flow=topic.weak_flow, flow_sign="", blocked=None)
        if region is None and previous is not None and previous.partner and _partner_opens(work, topic):
            # "Indonesia, which does not grow enough of its own, bought 41.8 percent of it"
            found = altered(found, partner=previous.partner, flow=OTHER_SIDE[topic.weak_flow])
        return found if region is None else altered(found, region=region)
    return None


def _partner_opens(work: Work, topic: Topic) -> bool:
    """Whether nothing but a partner is the subject of a verb of trade."""
    before = [t for t in work.topics if t.last <= topic.first]
    return (
        len(before) == 1 and before[0].codes.keys() == {"partner"} and before[0].first < 2 and before[0].reach is None
    )


_AMOUNTS = frozenset({"volume", "tonnage", "value", "amount", "quantity", "bill"})


def _weighed_again(work: Work, topic: Topic) -> Frame | None:
    """What the sentence before told of a good of some partner, whose volume or value is told: "... those of aluminum to 1.16 million tons. The
    aluminum volume was 151 percent bigger"."""
    if topic.codes.keys() != {"commodity"} or topic.flows or topic.weak_flow or _AMOUNTS.isdisjoint(work.said):
        return None
    first, behind = topic.first - (work.words[topic.first - 1] == "the"), work.words[topic.last : topic.last + 1]
    amount = behind != [] and behind[0] in _AMOUNTS and first < topic.first
    if not amount and not (work.words[first - 1] == "of" and first > 1 and work.words[first - 2] in _AMOUNTS):
        return None
    goods = topic.codes["commodity"][0]
    told = next((f for f in reversed(work.context.told) if f.commodity == goods and f.partner and not f.blocked), None)
    return told and told.during(None, False)


_THESE = frozenset({"this", "that", "these", "those"})


def _same_goods(work: Work, topic: Topic) -> Frame | None:
    """What the sentence before told of a good of one partner, which is spoken of again: "17.52 million tonnes of oil came from Russia.
    Cheaper barrels cut the cost of that oil by 3.4 percent"."""
    words = work.words
    if _THESE.isdisjoint(work.said) or topic.codes.keys() != {"commodity"} or topic.flows or topic.members() > 1:
        return None
    if _THESE.isdisjoint(words[max(0, topic.first - 1) : topic.first + 1]) or any(
        "partner" in t.codes for t in work.named
    ):
        return None
    goods = topic.codes["commodity"][0]
    told = [
        f for f in work.context.told if f.commodity == goods and not f.blocked and topic.weak_flow in (None, f.flow)
    ]
    return told[-1].during(None, False) if told and told[-1].partner and len({f.partner for f in told}) == 1 else None


def _part_of_that(work: Work, topic: Topic) -> Frame | None:
    """A good, or partner, as a part of the trade just told of: "Machines worth 9.12 billion yuan were sold to Russia. The automobile part of
    that bill was 2.87 billion yuan"."""
    last, words = work.context.last, work.words
    if last is None or last.blocked or not last.is_broken_down():
        return None
    if words[0] == "of" and words[1] in POINTING and topic.first == _OPENING + (words[_OPENING] == ","):
        # "China bought goods worth 29.8 billion from Canada. Of that, coal accounted for 4.6 billion"
        named = topic.codes.keys() and topic.codes.keys() <= set(BREAKDOWNS) and topic.members() == 1
        return last.with_codes(topic.first_codes()).during(None, False) if named and not topic.flows else None
    if PORTIONS.isdisjoint(work.said):
        return None
    if len(topic.codes) != 1 or topic.codes.keys().isdisjoint(("commodity", "partner")) or topic.members() > 1:
        return None
    place = next((p for p in range(topic.first + 1, min(topic.last + 2, len(words))) if words[p] in PORTIONS), None)
    if place is None or words[place + 1 : place + 2] != ["of"] or _THESE.isdisjoint(words[place + 2 : place + 3]):
        return None
    return last.with_codes(topic.first_codes()).during(None, False)


POINTING = frozenset({"that", "this", "it", "these", "those", "which", "them"})
_OPENING = 2  # tokens: "Of that"
_VOLUME = frozenset({"volume", "volumes", "tonnage"})
# "The nationwide figure was ...": the same quantity of another reporter.
_STANDS_FOR = frozenset(
    ("figure total tally value volume growth increase rate number pace level decline average equivalent").split()
)


def _of_another_place(work: Work, topic: Topic, region: str, previous: Frame | None) -> Frame | None:
    """What was told last, of a place that is named and nothing else: "The nationwide figure was", "Jilin's own came to"."""
    context, last = work.context, work.context.last
    if last is None or not reporter_only(topic):
        return None
    following = work.words[topic.last : topic.last + 4]
    if following[:1] == ["total"] and not context.opened and previous is None:
        # "It exported tires for 12.7 billion yuan. ¶ The Shandong total was 1.36 trillion yuan"
        return altered(work.whole().undivided(), flow="total", region=region, blocked=None)
    if (following and following[0] in _STANDS_FOR) or (previous is None and _figure_there(work, topic)):
        spoken = last if previous is None or previous.blocked else previous
        return altered(spoken, region=region)
    described = following[:1] == [","] and following[1:2] not in (
        ["its"],
        ["their"],
    )  # "Cixi, known for its hair dryers, exported"
    trading = not _TRADING.isdisjoint(following)  # "Ningbo remained its biggest trader", behind private firms
    if previous is None and not described and not OF_ITS_OWN.isdisjoint(following) and not trading:
        return altered(last, region=region)
    if previous is None and following[:2] == [",", "they"] and last.enterprise and not last.blocked:
        return altered(last, region=region)  # "In Xiamen, they handled 138.2 billion yuan"
    if (
        previous is None
        and not last.blocked
        and context.opened
        and possessive(following, 0)
        and (
            not AMOUNTED.isdisjoint(following[1:2])
            or (
                last.commodity and not _VOLUME.isdisjoint(following[1:2])
            )  # "Chongqing's volume was up 19.7%", of laptops
            or any(m.first == topic.last + 1 and m.graded("verb") for m in work.sentence.of("direction"))
        )
    ):
        return altered(last, region=region)  # "Heilongjiang's trade with Russia was 170.5 billion yuan. Liaoning's was"
    if context.part and context.paragraph is not None:
        # "Exports made up 81.9 billion yuan of that sum. Guangdong as a whole recorded 645.4 billion"
        last = context.paragraph
    if previous is None and context.opened and _beside_the_last(work, region):
        return altered(last, region=region)  # "Nantong exported ships worth 41.6 billion yuan. Taizhou followed with"
    if previous is None and region != work.base().region and not last.blocked and context.opened:
        carried = last.flow in FLOWS and last.commodity == work.base().commodity
        both = {"export", "import"} <= {f.flow for f in context.told}
        flow = last.flow if carried and not both and not _side_follows(work, topic) else "total"
        outset = context.outset
        if (
            outset is not None
            and outset.region == last.region
            and outset.flow == "total"
            and not _likewise(work, topic)
        ):
            flow = "total"  # "Suzhou's trade was up 0.6 percent. Its exports rose 3 percent. Wuxi ranked second with 74 billion dollars"
        return altered(work.base(), region=region, flow=flow, blocked=None)
    return None


def _likewise(work: Work, topic: Topic) -> bool:
    """Whether what was told last may be gone on about, of another place: it owns what follows, or nothing but a rate is told."""
    if ranks(work):
        return False
    return possessive(work.words, topic.last) or not any(
        m.quantity.kind == "money" for m in work.sentence.of("quantity")
    )


def _beside_the_last(work: Work, region: str) -> bool:
    """Whether what a place traded of one good, or with one partner, is held beside that of another place just told of, in a release of
    neither."""
    context, last = work.context, work.context.last
    home = context.article.region
    if last is None or last.blocked or not last.is_broken_down() or region == home:
        return False
    told = {last.region}
    if last.region == home:  # "Hubei shipped 1.98 million tonnes of urea, and Guizhou 1.21 million"
        told = {f.region for f in context.told if f.commodity == last.commodity is not None}
    if not told or not told.isdisjoint({None, region, home}):
        return False
    if any(place.partition("/")[0] != region.partition("/")[0] for place in told) and home != "CN":
        return False
    if any(t.flows or t.weak_flow or "commodity" in t.codes or "partner" in t.codes for t in work.named):
        return False
    outset = context.outset
    if outset is not None and outset.region == last.region != home and not outset.is_broken_down() and not ranks(work):
        return False  # "Zhuhai traded 273 billion yuan. Its commerce with Macau rose. Huizhou lost 8.2 per cent", of all its trade
    return last.flow in FLOWS and _TRADING.isdisjoint(work.said)


_TRADING = frozenset({"trade", "trader", "trading"})


_HELD = (["those", "of"], ["that", "of"])
_ZONES = frozenset({"zone", "zones", "area", "port", "park"})
_TURNING = frozenset({"while", "whereas", ";", "but"})


def beside_its_zone(work: Work, topic: Topic, previous: Frame) -> bool:
    """Whether the release's own place is told beside a zone of it: "The zone's imports and exports sank 15.1 percent; those of the city
    sank 18.3 percent", "while the city's sank 18.3 percent"."""
    if previous.zone is None or previous.blocked or not reporter_only(topic):
        return False
    if _ZONES.isdisjoint(work.words[: topic.first]):
        return False
    if not quantity_between(work, topic.last, len(work.words)):
        return False
    start = topic.first - (work.words[topic.first - 1] == "the")
    owned = possessive(work.words, topic.last) and work.words[start - 1] in _TURNING
    return owned or work.words[start - 2 : start] in _HELD


def _figure_there(work: Work, topic: Topic) -> bool:
    """Whether a place only says where a figure is of: "Nationally, the figure was", "The corresponding figure for the country was"."""
    words = work.words
    if words[topic.last : topic.last + 2] == [",", "the"]:
        return not _STANDS_FOR.isdisjoint(words[topic.last + 2 : topic.last + 3])
    place = topic.first - 1 - (words[topic.first - 1] == "the")
    return words[place] in ("for", "in", "of") and words[place - 1] in _STANDS_FOR and topic.first < _NEAR


_NEAR = 6  # tokens from the start of the sentence


def _that_with(work: Work, topic: Topic) -> Frame | None:
    """The balance with a partner, where one was told before: "The surplus was on the low side. That with the US eased to"."""
    latest = work.context.latest
    if latest is None or latest.flow != "balance" or work.words[:2] not in (["that", "with"], ["the", "one"]):
        return None
    if topic.codes.keys() != {"partner"} or topic.members() > 1:
        return None
    return altered(latest, partner=topic.codes["partner"][0], period=None, period_named=False)


def _side_follows(work: Work, topic: Topic) -> bool:
    """Whether a sentence goes on to one side of what it first tells: "Sichuan recorded 1.01 trillion yuan and exported 621.5 billion"."""
    side = next((t for t in work.topics if t.first >= topic.last and t.flows in (["export"], ["import"])), None)
    return side is not None and quantity_between(work, topic.last, side.first)


def _sales_of_it(work: Work, topic: Topic) -> bool:
    """Whether what was sold is the good that the sentence before is about: "Ferrosilicon was the leading export. Sales surged"."""
    noted = work.context.noted
    if topic.first > 1 or topic.codes or topic.flows or topic.verb or topic.weak_flow not in OTHER_SIDE or topic.home:
        return False
    return noted is not None and noted.commodity is not None and not noted.blocked and noted.flow == topic.weak_flow
