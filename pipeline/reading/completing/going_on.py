"""What a sentence goes on to, after goods or a partner of which the same was told: what was said of these holds for it."""

from __future__ import annotations

from pipeline.reading.frames.directions import ROLES, own_dealing, ranks
from pipeline.reading.frames.frames import REACHED, SIDES, Frame, altered
from pipeline.reading.frames.placing import Work, quantity_between
from pipeline.reading.topics.phrases import Topic

_TOWARDS = {"export": (None, "to"), "import": (None, "from")}
_FIGURE = frozenset({"figure", "number", "total", "tally"})
# What says that a sentence is about trade both ways, or about the partner's place among all.
_PARTNERS = frozenset({"partner", "partners", "trading"})
_BOTH_WAYS = frozenset({"trade", "both", "two", "bilateral", "dealings", "commerce"})
_OF_THEM = (["of", "them"], ["of", "these"], ["of", "it"], ["of", "this"], ["of", "that"], ["of", "those"])
_AMOUNTS = (*_OF_THEM, ["worth", "of"])
_EITHER_WAY = (None, *SIDES)


def gone_on_to(work: Work, topic: Topic) -> Frame | None:
    """The frame of a partner, named alone, of which a sentence tells what the one before told of another, or what part it has in
    the goods told of before; None where it starts anew."""
    if topic.codes.keys() != {"partner"} or topic.flows:
        return None
    context, partner = work.context, topic.codes["partner"][0]
    if (both := _of_both_ways(work, topic)) is not None:
        return both
    if topic.members() > 1:
        return _ranked_behind(work, topic)
    if topic.reach is None and not _FIGURE.isdisjoint(work.words[topic.last : topic.last + 1]):
        # "The US took 10.8 billion yuan. In November the US figure jumped 18.3 percent"
        told = next((f for f in reversed(context.recent) if f.partner == partner and not f.blocked), None)
        return told and told.during(None, False)
    before = context.last if context.part else context.paragraph
    if context.part and context.paragraph is not None and context.paragraph.partner and not context.paragraph.commodity:
        before = (
            context.paragraph
        )  # "The EU took 27.6 billion yuan. Panels were worth 3.9 billion of that. The US bought 26.1 billion"
    if before is None or before.blocked or before.flow not in SIDES or not context.opened:
        return None
    with_balance = (
        before.partner is not None
    )  # "Sales to the US shrank to $283 billion, with a surplus of $251.9 billion. The US share"
    if any(
        f.flow != before.flow and not f.blocked and not (with_balance and f.flow == "balance") for f in context.told
    ):
        return None  # both ways were told: "What we sell them fell 9.8 percent; what we buy from them, 21.6"
    going_on = altered(before, partner=partner, period=None, period_named=False)
    if not _PARTNERS.isdisjoint(work.said):
        return None  # "The EU is the second largest partner: 60 billion yuan"
    if any((t.flows or t.whole) and not _share_of_its(work, t) for t in work.named) or not _BOTH_WAYS.isdisjoint(
        work.said
    ):
        return going_on if before.partner and not topic.weak_flow and ranks(work) else None
    if not context.told and not ranks(work):
        return None  # "But others have filled the gap. ASEAN has gone from third place to first": something else came between
    if before.partner and topic.weak_flow in _EITHER_WAY and topic.reach is None:
        return going_on if _same_kind(work, topic, before.flow) else None
    if before.partner and before.commodity and topic.weak_flow == before.flow and topic.reach in _TOWARDS[before.flow]:
        # "Japan took 8.66 billion yuan worth of these goods. Shipments to RCEP members went up 11.2 percent"
        return going_on if _same_kind(work, topic, before.flow) and topic.first < 2 else None
    if before.commodity and not any("commodity" in t.codes for t in work.named) and _has_part(work, topic, before):
        return None if _of_several_goods(work, topic, before) else going_on
    return None


def _share_of_its(work: Work, whole: Topic) -> bool:
    """Whether trade is only what the partner has a share of, behind its own figure: "The US took $11.9 billion, and its share of Chinese
    battery exports shrank"."""
    lead = work.words[max(0, whole.first - 4) : whole.first]
    return "share" in lead and "its" in lead and quantity_between(work, 0, whole.first)


def _ranked_behind(work: Work, topic: Topic) -> Frame | None:
    """The frame of partners that follow another, of which the sentence before only said that it took or sent most: "Exports rose 34.9
    percent. Hong Kong took the most. ASEAN, the United States and the EU followed with growth of 24.2, 12.8 and 17.6 percent"."""
    context, before = work.context, work.context.paragraph
    spoken = context.last
    if before is None or before.blocked or before.flow not in SIDES or before.is_broken_down() or not ranks(work):
        return None
    if spoken is None or spoken.partner is None or spoken.flow != before.flow or context.told:
        return None
    if any(t.flows or t.weak_flow for t in work.named) or not _BOTH_WAYS.isdisjoint(work.said):
        return None  # "The US, with which trade rose 8.7 percent, is only just ahead of the EU and ASEAN"
    return altered(before, period=None, period_named=False) if _same_kind(work, topic, before.flow) else None


def _of_both_ways(work: Work, topic: Topic) -> Frame | None:
    """Trade both ways with further partners where the sentence before told that with one, in a text about a good: "Chongqing's trade with
    ASEAN rose 9.7 percent. Vietnam and Thailand saw increases of 22.1 percent and 4.6 percent", in one about durians."""
    before, theme = work.context.paragraph, work.context.theme
    if theme is None or theme.commodity is None or before is None or before.blocked or before.flow != "total":
        return None
    if not before.partner or before.commodity or topic.reach or topic.weak_flow or not work.context.opened:
        return None
    if {f.partner for f in work.context.told} != {before.partner} or not _same_kind(work, topic, "total"):
        return None
    return altered(before, partner=topic.codes["partner"][0], period=None, period_named=False)


def _same_kind(work: Work, topic: Topic, flow: str) -> bool:
    """Whether nothing but partners is named, none that deals the other way, and figures are told of them."""
    kinds = {d for t in work.topics if not _share_of_its(work, t) for d in t.codes} - {"region"}
    return kinds == {"partner"} and "quantity" in work.sentence.kinds and own_dealing(work, topic) in (None, flow)


def _has_part(work: Work, topic: Topic, before: Frame) -> bool:
    """Whether a partner takes or supplies goods the way that they go, or has so many "of them": "Latin America took 670 million yuan",
    "Brazil, the top buyer, accounted for 24.3 percent of them"."""
    if own_dealing(work, topic) == before.flow:
        return "goods" not in work.said  # "Morocco bought 12 billion yuan of goods from the province"
    told = next((m for m in work.sentence.of("quantity") if m.first >= topic.last), None)
    if told is None:
        return False
    role = next((ROLES[w] for w in work.words[topic.last : told.first] if w in ROLES), None)
    # "France was the largest supplier with 2.9 billion yuan"
    return (role == before.flow and topic.first < 2) or work.words[told.last : told.last + 2] in _OF_THEM


def _of_several_goods(work: Work, topic: Topic, before: Frame) -> bool:
    """Whether the text told of other goods just before the last one, so that a partner's dealing is in all of them: "Textiles fell 5.8
    percent. Shoes lost 9.1 percent. ASEAN bought 6.7 percent less"; not where the figure is "of them"."""
    told = next((m for m in work.sentence.of("quantity") if m.first >= topic.last), None)
    if told is not None and work.words[told.last : told.last + 2] in _AMOUNTS:
        return False
    goods = [f.commodity for f in work.context.recent[-2:] if f.partner is None and f.flow == before.flow]
    section, theme = work.context.section.commodity, work.context.theme
    alone = section is None and (theme is None or theme.commodity is None)
    return alone and len(set(goods)) == 2 and None not in goods


def those_of(work: Work, topic: Topic) -> bool:
    """Whether "those" of another kind open a sentence, after one flow was told of: "Those by market procurement were 12 billion yuan"."""
    if work.words[0] != "those" or topic.first > 4 or topic.flows or topic.weak_flow or topic.members() > 1:
        return False
    last, way = work.context.last, REACHED.get(topic.reach or "")
    if last is None or last.blocked or last.flow not in ("export", "import") or not topic.has_breakdown():
        return False
    return (
        "region" not in topic.codes and way in (None, last.flow) and {f.flow for f in work.context.told} == {last.flow}
    )


def figure_of(work: Work, topic: Topic) -> bool:
    """Whether a sentence opens with one breakdown and goes on "the figure was"."""
    if len(topic.codes) != 1 or topic.members() > 1 or topic.flows or topic.weak_flow or not topic.has_breakdown():
        return False
    behind = work.words[topic.last : topic.last + 3]
    return behind[:1] == ["the"] and behind[1:2] in (["figure"], ["number"]) and behind[2:] in (["was"], ["is"])


_WAYS = frozenset({"enterprise", "regime", "transport"})


def partner_of_another_way(work: Work, topic: Topic) -> str | None:
    """The partner whose trade the sentence before told of going another way, or done by others: "Of the trade with ASEAN, 2.86 billion
    yuan went by road. Rail-sea trains account for 7.02 billion yuan"."""
    last, context = work.context.last, work.context
    if last is None or last.partner is None or last.blocked or not context.opened or topic.flows or topic.weak_flow:
        return None
    if len(topic.codes) != 1 or topic.codes.keys().isdisjoint(_WAYS) or topic.members() > 1:
        return None
    (dimension, codes), *_ = topic.codes.items()
    return last.partner if getattr(last, dimension) not in (None, codes[0]) else None


def turns(work: Work, topic: Topic) -> bool:
    """Whether a flow with the partner spoken of goes the other way than the good told of: "Cars worth 6 billion yuan went to that
    country. Imports from there were 3 billion yuan"."""
    last = work.context.last
    told = last is not None and not last.blocked and last.commodity and last.flow in ("export", "import")
    return bool(told) and topic.flows in (["export"], ["import"]) and topic.flows != [last.flow]
