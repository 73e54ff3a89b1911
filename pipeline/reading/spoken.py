"""Figures of what the text spoke of before: "1.06 million tonnes of it", "It rose to 82.15 billion"."""

from __future__ import annotations

import itertools

from pipeline.reading.adjoining import elsewhere, trailing
from pipeline.reading.beside import pronoun, worth_of_goods
from pipeline.reading.cues import Measure
from pipeline.reading.directions import BE, own_dealing
from pipeline.reading.frames import Frame, altered
from pipeline.reading.mentions import Mention
from pipeline.reading.phrases import BREAKDOWNS
from pipeline.reading.placing import Bound, Placed, Work, quantity_between, region_of, reporter_only
from pipeline.reading.topics import group_of

_SUMS = frozenset(["growth", "total", "tally", "expansion", "increase", "decline", "pace", "surplus", "deficit"])
_IS = frozenset({"is", "was", "represents", "represented", "means", "meant"})

_ITS_GOODS = (["it"], ["them"], ["these"], ["those"])


_WENT = {
    ("went", "to"): "export",
    ("go", "to"): "export",
    ("left", "for"): "export",
    ("headed", "for"): "export",
    ("came", "from"): "import",
    ("come", "from"): "import",
}
_FROM = (["from"], ["in"], ["came", "from"], ["was", "from"], ["coming", "from"])
_LED = (["from"], ["to"], ["with"], ["by"])


def of_it(work: Work, mention: Mention, left: list[int], right: list[int]) -> Bound | None:
    """What stands before, whatever follows, where a figure is "of it": "1.06 million tonnes of it arrived"."""
    words, last = work.words, work.context.last
    worth = words[mention.last : mention.last + 1] == ["worth"]
    of = mention.last + worth
    that = words[of + 1 : of + 2] == ["that"] and words[of + 2 : of + 3] in ([","], ["."], [";"])
    that = that or (words[of + 1 : of + 2] == ["that"] and words[of + 2 : of + 3] in _LED)
    that = that or words[of + 1 : of + 3] in _SUM
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
        codes = {d: c[0] for d, c in work.topics[left[-1]].codes.items() if d in BREAKDOWNS}
        whole = altered(work.whole(), flow=work.frames[left[-1]].flow).with_codes(codes)
        return work.bind_to(left[-1], whole), "carried"  # "The private sector did 70.4 per cent of it all"
    if told is not None and words[of + 1] == "that" and words[of + 2 : told.first] in _LED and told.members() == 1:
        # "US$52 million in tea exports, US$21 million of that from Japan"
        codes = {d: c[0] for d, c in told.codes.items() if d in BREAKDOWNS}
        return work.frames[left[-1]].with_codes(codes), "part"
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
            named = altered(work.frames[left[-1]], flow=dealt or agent.weak_flow, commodity=goods)
            work.bind_to(left[-1], named)
        _give_goods(work, mention, left[-1])
        _give_whole(work, left[-1])
        if (
            agent.codes.keys() == {"partner"}
            and not agent.flows
            and last is not None
            and last.commodity
            and not last.blocked
        ):
            # "The United States took 22.6 percent of them"
            work.bind_to(left[-1], altered(work.frames[left[-1]], commodity=last.commodity))
        if right and reporter_only(work.topics[right[0]]) and words[of + 2 : work.topics[right[0]].first] in _FROM:
            region = region_of(work.topics[right[0]], work.context)
            return altered(work.frames[left[-1]], region=region), "part"  # "5.2 billion yuan of it from Tangshan"
        if right and (way := _WENT.get(tuple(words[of + 2 : work.topics[right[0]].first]))) is not None:
            # "Notebooks dominate: 2.9 million of them went to Europe"
            gone = work.frames[left[-1]].with_codes(
                {d: c[0] for d, c in work.topics[right[0]].codes.items() if d in BREAKDOWNS}
            )
            return work.bind_to(right[0], altered(gone, flow=way)), "part"
        return trailing(work, mention, left[-1], right), "carried"
    if last is not None and not last.blocked:
        after = [n for n, t in enumerate(work.topics) if t.first >= mention.last and not t.has_breakdown()]
        told = next((f for n in after for f in work.topics[n].flows), None)
        carried = altered(last, flow=told or last.flow or work.context.article_flow)
        if after and work.topics[after[0]].verb and work.topics[after[0]].flows == [told]:
            work.bind_to(after[0], carried)  # "424.87 billion yuan of these products were sold overseas, up 24.3%"
        return carried, "context"
    return None


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
    codes = {d: code for d, code in last.breakdown().items() if getattr(frame, d) is None}
    sided = last.flow in ("export", "import") and frame.flow in ("total", None)
    if (codes or sided) and not work.placed:
        part = frame.with_codes(codes)
        work.bind_to(number, altered(part, flow=last.flow) if sided else part)


def _give_goods(work: Work, mention: Mention, number: int, weak: bool = False) -> None:
    """Let a verb of trade be of the good named before it: "led by iron ore for the mills: the province took in 112 million
    tonnes of it"."""
    topic = work.topics[number]
    if not (topic.verb or (weak and topic.weak_flow)) or work.frames[number].commodity:
        return
    before = (t for t in reversed(work.named) if t.last <= mention.first and "commodity" in t.codes)
    goods = next((t.codes["commodity"] for t in before), [])
    if len(goods) == 1:
        work.bind_to(number, altered(work.frames[number], commodity=goods[0]))


def gone_on_about(work: Work, mention: Mention, reading: Measure, right: list[int]) -> Bound | None:
    """What was spoken of last, where a pronoun before the figure stands for it."""
    latest, last = work.context.latest, work.context.last
    if last is None:
        return None
    if (
        reading.measure == "growth"
        and work.words[0] in ("that", "this")
        and work.words[1] in _IS
        and latest is not None
        and altered(latest, period=last.period, period_named=last.period_named) == last
        and not work.placed
    ):
        # the same thing of a later period: "... in the third quarter, when it rose to 82.15 billion"
        return latest, "context"
    if work.words[0] == "those" and work.context.of_whole is not None and work.words[1] not in _OF_SOME:
        return work.context.of_whole, "context"  # "63.5% of all outbound shipments. Those totaled 240.8 billion yuan"
    if pronoun(work, mention, right):
        return elsewhere(work, mention, last), "context"
    return None


def said_again(work: Work, mention: Mention, left: list[int]) -> int | None:
    """The topic that a pronoun behind a colon stands for: "exports were the main source: they grew 58.1 percent, and imports 20.2"."""
    number = left[-1]
    start = work.topics[number].last
    for position in range(start, mention.first - 1):
        told = work.words[position + 1 : position + 2]
        if told == ["at"] and not any(position < t.first < mention.first for t in work.topics):
            told = next(([w] for w in work.words[position + 1 : mention.last + 1] if w in ("they", "it")), told)
        if work.words[position] in _BREAKS and told in (["they"], ["it"], ["these"]):
            return None if quantity_between(work, start, position) else number
    return None


_BREAKS = frozenset({":", ";", "—", "–", "--"})


_AGAIN = ("/article", "/worth_of_goods", "/sum")


def by_context(work: Work, mention: Mention, reading: Measure, before: Placed | None) -> Bound:
    """What the text spoke of before the sentence, where nothing in it is what the figure is of."""
    context, last = work.context, work.context.last
    if last is not None and not last.blocked and work.words[1:2] == ["together"] and work.words[0] in _SUMMING:
        return altered(last, flow="total"), "context"
    if reading.measure == "level" and _of_month_before(work, mention):
        return context.latest.during(None, False), "context"
    if before is not None and before.rule.endswith(_AGAIN) and before.bound is not None:
        return before.bound, before.rule.rpartition("/")[2]
    if last is not None and (group := _all_together(work)) is not None:
        return altered(last, commodity=group), "context"
    if reading.measure == "level" and _whole_meant(work, mention):
        return altered(work.whole(), flow="total"), "sum"
    goods = context.goods_flow if context.rubric is not None and context.rubric.commodity else None
    plain = context.section.flow or context.article_flow or goods or "total"
    pointing = any(m.first < mention.first and not m.code.startswith("the ") for m in work.sentence.of("anaphor"))
    pointing = pointing or _their_value(work, mention)
    if last is not None and not pointing and reading.measure == "level" and worth_of_goods(work, mention):
        return altered(work.base(), flow=plain), "worth_of_goods"
    counted = last is not None and (last.blocked or "").startswith("a count")
    if counted and mention.quantity.kind == "money" and not pointing:
        last = altered(work.base(), flow=plain)
    if last is not None and (pointing or context.opened or last.blocked) and last.flow != "balance":
        if before is not None and before.measure.measure == "share" and before.rule.endswith("/context"):
            bound = before.bound
            if bound is not None and bound.codes() == last.codes() and before.whole is not None:
                return altered(last, flow=bound.flow), "context"  # "80.9 percent of exports: 186.3 billion yuan"
        if last.region == "CN" and (own := _named_itself(work, mention)) is not None:
            last = altered(last, region=own)
        return elsewhere(work, mention, last), "context"
    if context.last is not None:
        if mention.quantity.kind == "physical" and context.last.commodity and not context.last.blocked:
            return context.last, "context"
        return altered(work.base(), flow=plain), "article"
    if context.theme is not None and context.theme.is_broken_down():
        return altered(work.base(), flow=context.article_flow or "total"), "theme"
    if mention.quantity.kind != "physical" and not _SUMS.isdisjoint(work.said) and not work.named:
        # "By quarter, growth ran as follows: ..." under a heading that names nothing: of the release's trade.
        return altered(work.base(), flow=plain), "article"
    return None, "none"


def _of_month_before(work: Work, mention: Mention) -> bool:
    """Whether a month only owns the balance just told of: "The surplus, $51.35 billion, is the fattest in a year. December's had been
    $40.71 billion"."""
    latest, first = work.context.latest, work.sentence.mentions[0]
    if latest is None or latest.flow != "balance" or work.topics or first.kind != "period" or first.first > 1:
        return False
    return work.words[first.last] in ("'s", "’s") and work.words[first.last + 1] in ("was", "had", "came", "stood")


def _named_itself(work: Work, mention: Mention) -> str | None:
    """The release's own place where a sentence begins with it, after the nation: "Suzhou was responsible for 47.2 percent"."""
    own = work.context.article.region
    first = next((t for t in work.named if t.last <= mention.first), None)
    if first is None or not reporter_only(first) or region_of(first, work.context) != own:
        return None
    return own if first.first <= 1 and own != "CN" else None


_AMOUNTS = frozenset({"value", "volume", "amount", "quantity"})


def the_value(work: Work, mention: Mention) -> Frame | None:
    """What was spoken of, where a sentence opens with no more than its value: "The value was 139.47 billion yuan, and three quarters
    of it was with Vietnam"."""
    last = work.context.last
    if last is None or last.blocked or not last.is_broken_down() or not work.context.opened:
        return None
    told = work.words[:1] == ["the"] and work.words[1:2] and work.words[1] in _AMOUNTS and work.words[2:3] in _STANDS
    return altered(last, period=None) if told and mention.first - 3 <= 1 else None


_STANDS = (["was"], ["is"], ["reached"], ["came"], ["stood"], ["totaled"], ["totalled"])


def _their_value(work: Work, mention: Mention) -> bool:
    """Whether the subject is the value of goods spoken of: "During the closing quarter, however, the value dropped 11.3 percent"."""
    last = work.context.last
    if work.topics or last is None or not last.commodity:
        return False
    lead = work.words[: mention.first]
    return any(a == "the" and b in _AMOUNTS for a, b in itertools.pairwise(lead))


def _whole_meant(work: Work, mention: Mention) -> bool:
    """Whether what the parts come to is told: "For the municipality, that meant a total of 629.6 billion yuan"."""
    if work.words[max(0, mention.first - 2) : mention.first] != ["total", "of"] or work.words[0] != "for":
        return False
    return bool(work.topics) and reporter_only(work.topics[0]) and "meant" in work.said


def _all_together(work: Work) -> str | None:
    """The group of the goods told of one by one before it: "All three together, 241.7 billion yuan"."""
    if _JOINED.isdisjoint(work.words[:4]) or _COUNTED.isdisjoint(work.words[:3]):
        return None
    goods = [f.commodity for f in work.context.recent[-3:]]
    return group_of(tuple(goods)) if None not in goods else None


_JOINED = frozenset({"together", "combined", "altogether"})
_COUNTED = frozenset({"three", "all"})
_BEFORE_PERIOD = frozenset({"only", "in", "as", "for", "even", "but", "and", "so", "the", "month", "of", "just"})


def period_alone(work: Work, mention: Mention) -> Frame | None:
    """Trade as a whole, of which a sentence tells whose subject is a month or a quarter: "June on its own was only 9.8 percent
    down, with imports up 3.6 percent". What the sentence before told of, where it was not both flows."""
    first = work.sentence.mentions[0]
    if first.kind != "period" or first.period.kind not in ("period", "last_month") or first.first > 3:
        return None
    if not _BEFORE_PERIOD.issuperset(work.words[: first.first]) or first.last > mention.first:
        return None
    if any(m.quantity.kind == "physical" for m in work.sentence.of("quantity")):
        return None
    context = work.context
    flows = {f.flow for f in context.told}
    both = len({f.codes() for f in context.told}) == 1 and (flows == {"total"} or {"export", "import"} <= flows)
    told = context.paragraph is not None
    if (told and not both) or any(t.has_breakdown() for t in work.topics):
        return None
    subject = context.noted if context.opened else None
    if not told and subject is not None and not subject.blocked and subject.flow in _SIDES:
        # "Trade with Africa has become a trademark of the province. The first four months brought a setback: 15.1 billion yuan"
        return subject.during(None, False)
    spoken = context.told[0] if told else work.base()
    theme = context.theme
    goods = not told and theme is not None and theme.commodity and theme.commodity == spoken.commodity
    # "In October alone, the value was 1.36 billion yuan": of the durians that the release is about
    flow = theme.flow if goods else None
    return altered(spoken, flow=flow or "total", flow_sign="", blocked=None, period=None, period_named=False)


_SIDES = ("export", "import", "total")
_OF_SOME = frozenset({"to", "from", "of", "in", "with", "by", "for", "through"})
_SUMMING = frozenset({"put", "taken", "added", "counted"})
