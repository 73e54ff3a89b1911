"""Figures of so much "of it": "1.06 million tonnes of it arrived", "Chongqing shipped 478.2 billion yuan of that"."""

from __future__ import annotations

from pipeline.reading.binding.adjoining import trailing
from pipeline.reading.frames.directions import BE, own_dealing
from pipeline.reading.frames.frames import SIDES, Frame, altered
from pipeline.reading.frames.placing import Bound, Work, region_of, reporter_only
from pipeline.reading.topics.unmeant import PRICES
from pipeline.reading.words.mentions import Mention, possessive

_BEHIND = (["of"], ["worth"])
_ITS_GOODS = (["it"], ["them"], ["these"], ["those"], ["this"])


_MOVED = frozenset(
    (
        "was were is are be been went go goes came come comes left headed bound shipped sold sent exported delivered dispatched imported "
        "bought sourced coming going and the"
    ).split()
)
_ON = frozenset({"was", "were", "is", "went", "came", "left", "headed"})
_FROM = (["from"], ["in"], ["came", "from"], ["was", "from"], ["coming", "from"])
_LED = (["from"], ["to"], ["with"], ["by"])


def of_it(work: Work, mention: Mention, left: list[int], right: list[int]) -> Bound | None:
    """What stands before, whatever follows, where a figure is "of it": "1.06 million tonnes of it arrived"."""
    words, last = work.words, work.context.last
    behind = mention.last + possessive(words, mention.last)  # "770 million yuan's worth of them"
    if words[behind : behind + 1] not in _BEHIND:
        return None
    worth = words[behind : behind + 1] == ["worth"]
    of = behind + worth
    that = words[of + 1 : of + 2] == ["that"] and words[of + 2 : of + 3] in ([","], ["."], [";"])
    that = that or (words[of + 1 : of + 2] == ["that"] and words[of + 2 : of + 3] in _LED)
    that = that or words[of + 1 : of + 3] in _SUM
    on = words[of + 1 : of + 2] == ["that"] and not _ON.isdisjoint(words[of + 2 : of + 3])
    if on and not that and words[of] == "of" and right and (way := _gone(work, of, right[0])) is not None:
        spoken = work.frames[left[-1]] if left else last  # "Around 38.3% of that was shipped to the United States"
        if spoken is None or spoken.blocked:
            return None
        gone = altered(spoken.with_codes(work.topics[right[0]].first_codes()), flow=way)
        return work.bind_to(right[0], gone), "part"
    if words[of : of + 1] != ["of"] or not (that or words[of + 1 : of + 2] in _ITS_GOODS):
        return None
    if that and left and (share := _of_member(work, left[-1])) is not None:
        return share, "part"
    if right and work.topics[right[0]].first == of + 1 and "commodity" in work.topics[right[0]].codes:
        return None  # "8.66 billion yuan worth of these goods", which are those of several kinds that were told
    told = work.topics[right[0]] if left and right and not worth else None
    if told is not None and not told.has_breakdown() and told.flows and set(words[of + 2 : told.first]) <= BE | {"in"}:
        return None  # "imports and exports of 496.8 billion yuan, 291.3 billion of it exports"
    if words[of + 2 : of + 3] == ["of"]:
        return None  # "22.9% of those of Shandong"
    if left and words[of + 1 : of + 3] == ["it", "all"] and work.topics[left[-1]].has_breakdown():
        codes = work.topics[left[-1]].first_codes()
        whole = altered(work.whole(), flow=work.frames[left[-1]].flow).with_codes(codes)
        return work.bind_to(left[-1], whole), "carried"  # "The private sector did 70.4 per cent of it all"
    if told is not None and words[of + 1] == "that" and words[of + 2 : told.first] in _LED and told.members() == 1:
        # "US$52 million in tea exports, US$21 million of that from Japan"
        codes = told.first_codes()
        return work.frames[left[-1]].with_codes(codes), "part"
    if right and not worth and (part := _made_of(work, of, left, right[0])) is not None:
        return part, "part"
    if worth and left:
        _give_goods(work, mention, left[-1], weak=True)
    if worth and left and last is not None and last.commodity and not work.frames[left[-1]].commodity:
        named = altered(work.frames[left[-1]], commodity=last.commodity, blocked=None)
        if work.topics[left[-1]].weak_flow == "export" and not work.topics[left[-1]].flows:
            named = altered(named, flow="export")  # "sold 3.86 billion yuan worth of them to other countries"
        return work.bind_to(left[-1], named), "carried"
    if left:
        agent = work.topics[left[-1]]
        known = any("commodity" in t.codes and t.last <= mention.first for t in work.named)
        goods = last.commodity if last is not None and not last.blocked and not known else None
        if goods and agent.verb and "commodity" not in agent.codes and work.frames[left[-1]].commodity != goods:
            # "Ginger had a far better run. Shandong exported 301,000 tonnes of it", in a release that is about garlic
            work.bind_to(left[-1], altered(work.frames[left[-1]], commodity=goods))
        if agent.weak_flow in ("export", "import") and not agent.flows and goods:
            # "Private enterprises shipped 786.5 billion yuan of these products"
            dealt = own_dealing(work, agent) if "partner" in agent.codes else None
            frame = work.frames[left[-1]]
            # "Indonesia, which ..., bought 41.8 percent of it"
            way = frame.flow if frame.partner and frame.commodity == goods else None
            named = altered(frame, flow=dealt or way or agent.weak_flow, commodity=goods)
            work.bind_to(left[-1], named)
        _give_goods(work, mention, left[-1])
        _give_whole(work, left[-1])
        if (
            agent.codes.keys() == {"partner"}
            and not agent.flows
            and last is not None
            and last.commodity
            and not last.blocked
            and not (known and work.frames[left[-1]].commodity)
        ):
            # "The United States took 22.6 percent of them", "Exports of seafood rose, with the United States buying 38 percent of them"
            own = next((t.codes["commodity"] for t in reversed(work.topics[: left[-1]]) if "commodity" in t.codes), ())
            work.bind_to(
                left[-1], altered(work.frames[left[-1]], commodity=own[0] if len(own) == 1 else last.commodity)
            )
        if reporter_only(agent) and not agent.flows and goods and not work.frames[left[-1]].commodity:
            # "the region sold 75.6 billion yuan worth of automobiles. Hebei supplied 54.2 percent of them"
            work.bind_to(left[-1], altered(work.frames[left[-1]], commodity=goods, flow=last.flow or "total"))
        if right and reporter_only(work.topics[right[0]]) and words[of + 2 : work.topics[right[0]].first] in _FROM:
            region = region_of(work.topics[right[0]], work.context)
            return altered(work.frames[left[-1]], region=region), "part"  # "5.2 billion yuan of it from Tangshan"
        if right and (way := _gone(work, of, right[0])) is not None:
            # "Notebooks dominate: 2.9 million of them went to Europe"
            gone = work.frames[left[-1]].with_codes(work.topics[right[0]].first_codes())
            return work.bind_to(right[0], altered(gone, flow=way)), "part"
        return trailing(work, mention, left[-1], right), "carried"
    if last is not None and not last.blocked:
        after = [n for n, t in enumerate(work.topics) if t.first >= mention.last and not t.has_breakdown()]
        if right and (way := _gone(work, of, right[0])) is not None:
            gone = last.with_codes(work.topics[right[0]].first_codes())
            return work.bind_to(right[0], altered(gone, flow=way)), "part"  # "Some 38.2% of it went to the EU"
        way = next((f for n in after for f in work.topics[n].flows), None)
        carried = altered(last, flow=way or last.flow or work.context.article_flow)
        if after and work.topics[after[0]].verb and work.topics[after[0]].flows == [way]:
            work.bind_to(after[0], carried)  # "424.87 billion yuan of these products were sold overseas, up 24.3%"
        return carried, "context"
    return None


def _gone(work: Work, of: int, number: int) -> str | None:
    """The way of what is told to have gone to a partner, or come from one: "of it went to the EU", "of them were shipped from Germany",
    "and 30% of it from Brazil"."""
    partner = next((m for m in work.topics[number].mentions if m.kind == "partner"), None)
    if partner is None:
        return None
    led = work.words[of + 2 : partner.first]
    while led[-1:] and led[-1] in ("the", "its", "other"):
        led.pop()
    way = {"to": "export", "for": "export", "from": "import"}.get(led[-1]) if led else None
    if way is None:
        return None
    return way if _MOVED.issuperset(led[:-1]) and (way == "import" or led[-1] == "to" or len(led) > 1) else None


_BEING = frozenset({"was", "were", "is", "are", "being", "made", "up", "by"})
_KINDS = frozenset({"commodity", "enterprise", "regime", "transport"})


def _made_of(work: Work, of: int, left: list[int], number: int) -> Frame | None:
    """The part of what was told before that goods are: "Imports from Germany were 40 billion yuan, and 90 percent of them were machines"."""
    topic, spoken = work.topics[number], work.frames[left[-1]] if left else work.context.last
    if topic.flows or topic.weak_flow or topic.blocked or topic.members() > 1 or not topic.codes.keys() <= _KINDS:
        return None
    if spoken is None or spoken.blocked or not _BEING.issuperset(work.words[of + 2 : topic.first]):
        return None
    if spoken.breakdown().keys() & topic.codes.keys() - {"commodity"}:
        return None
    part = altered(spoken, **{d: codes[0] for d, codes in topic.codes.items()})
    return work.bind_to(number, part)


_SUM = (["the", "sum"], ["this", "sum"], ["that", "sum"], ["this", "amount"], ["that", "amount"])


def _of_member(work: Work, number: int) -> Frame | None:
    """What a place has of what was told last: "Chongqing shipped 478.2 billion yuan of that", "with Hebei supplying 45.7 billion yuan of
    the sum"."""
    topic, last = work.topics[number], work.context.last
    if topic.codes.keys() != {"region"} or topic.members() > 1 or topic.flows or topic.blocked:
        return None
    if last is None or last.blocked or region_of(topic, work.context) == last.region:
        return None
    flow = topic.weak_flow if topic.weak_flow and last.flow in (None, "total") else last.flow
    return work.bind_to(number, altered(last, region=work.frames[number].region, flow=flow))


def _give_whole(work: Work, number: int) -> None:
    """Let a part be of what "it" stands for: "Trade in the free trade zone came to 80 billion yuan. Private firms made up 60 percent of
    it"."""
    topic, frame, last = work.topics[number], work.frames[number], work.context.last
    if last is None or last.blocked or frame.blocked or topic.flows or topic.weak_flow or not topic.has_breakdown():
        return
    if any(t.flows and not t.has_breakdown() and t.first > topic.last for t in work.named):
        return  # "the backbone of the province's foreign trade, and responsible for 62.1 percent of it"
    codes = {d: code for d, code in last.breakdown().items() if getattr(frame, d) is None}
    sided = last.flow in ("export", "import") and frame.flow in ("total", None)
    if (codes or sided) and not work.placed:
        part = frame.with_codes(codes)
        work.bind_to(number, altered(part, flow=last.flow) if sided else part)


def _give_goods(work: Work, mention: Mention, number: int, weak: bool = False) -> None:
    """Let a verb of trade be of the good named before it: "led by iron ore for the mills: the province took in 112 million
    tonnes of it"."""
    topic = work.topics[number]
    inherited = work.frames[number].commodity
    if inherited and (weak or "commodity" in topic.codes):
        return
    if not (topic.verb or (topic.weak_flow and (weak or inherited))):
        return  # but "Barley held out longest; China bought 4.52 million tons of it", beneath a heading of grain
    before = (t for t in reversed(work.named) if t.last <= mention.first and "commodity" in t.codes)
    goods = next((t.codes["commodity"] for t in before), [])
    if len(goods) == 1:
        work.bind_to(number, altered(work.frames[number], commodity=goods[0]))


def volume_beside_price(work: Work, mention: Mention, left: list[int]) -> Frame | None:
    """The goods whose volume a clause behind that of their price tells of: "Prices fell 14 percent while the volume rose 4.8 percent to
    412,000 tonnes"."""
    if not left or work.topics[left[-1]].blocked not in PRICES or work.said.isdisjoint(_VOLUMES):
        return None
    behind = work.words[work.topics[left[-1]].last : mention.first]
    told = next((n for n, w in enumerate(behind) if w in _VOLUMES), None)
    if told is None or _TURNING.isdisjoint(behind[:told]):
        return None
    price = work.topics[left[-1]]
    flow = price.flows[0] if price.flows else price.weak_flow
    if "commodity" in price.codes:  # "The average price of imported crude fell 9 percent, but the volume grew"
        return altered(work.whole(), flow=flow).with_codes(price.first_codes()) if flow in SIDES else None
    goods = [work.frames[n] for n in left if work.frames[n].commodity and not work.frames[n].blocked]
    spoken = goods[-1] if goods else work.context.last
    return spoken if spoken is not None and spoken.commodity and not spoken.blocked else None


_VOLUMES = frozenset({"volume", "volumes", "tonnage", "quantity", "quantities"})
_TURNING = frozenset({"while", "whereas", "but", "though", "although", "and"})
