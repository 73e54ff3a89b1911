"""Parts of what the text told before: "Of that, 1.62 billion yuan was for electric cars", "4 billion of it went to Japan"."""

from __future__ import annotations

from pipeline.reading.completing.same_again import POINTING
from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.frames import REACHED, Frame, altered
from pipeline.reading.frames.placing import Placed, Work, quantity_between, region_of, reporter_only
from pipeline.reading.topics.phrases import BREAKDOWNS
from pipeline.reading.words.mentions import Mention


def part_of_that(work: Work, mention: Mention, right: list[int]) -> Frame | None:
    """The part of what was told before that is named behind its figure: "Of that, 1.62 billion yuan was for electric cars"; what
    follows goes on about the part."""
    last = work.context.last
    if not right or last is None or last.blocked:
        return None
    of = next((p for p, w in enumerate(work.words[:5]) if w == "of"), None)  # "Of that", "a third of it"
    if of is None or of >= mention.first or work.words[of + 1] not in POINTING:
        return None
    topic = work.topics[right[0]]
    if _LINKING.isdisjoint(work.words[max(mention.last, topic.first - 4) : topic.first]) or topic.blocked:
        return None
    codes = {d: c[0] for d, c in topic.codes.items() if d in BREAKDOWNS and len(c) == 1}
    frame = last.with_codes(codes)
    if reporter_only(topic) and (region := region_of(topic, work.context)) is not None:
        return altered(frame, region=region)  # "Of that, 5.2 billion yuan came from Tangshan"
    frame = altered(frame, flow=topic.flows[0]) if topic.flows else frame
    return work.bind_to(right[0], frame) if codes and topic.members() == 1 else frame


def part_which(work: Work, mention: Mention, before: Placed | None, right: list[int]) -> Frame | None:
    """The goods that a part of the level before is: "imports gained 20.2 percent to 125.3 billion yuan, 52.6 billion yuan of which was
    iron ore", "exported 30.6 billion yuan of goods, and 11.2 billion of those were toys"."""
    if before is None or before.bound is None or before.bound.blocked or not right:
        return None
    topic = work.topics[right[0]]
    between = work.words[mention.last : topic.first]
    if (
        between[:1] != ["of"]
        or between[1:2] == []
        or between[1] not in POINTING
        or between[2:] not in (["was"], ["were"], ["is"], ["are"])
    ):
        return None
    codes = {d: c[0] for d, c in topic.codes.items() if d in BREAKDOWNS and len(c) == 1}
    if not topic.codes and topic.flows in (["export"], ["import"]) and before.bound.flow == "total":
        # "only 6 billion of that were exports"
        return work.bind_to(right[0], altered(before.bound, flow=topic.flows[0]))
    if not codes or topic.blocked or topic.flows:
        return None
    return work.bind_to(right[0], before.bound.with_codes(codes))


def part_behind(work: Work, mention: Mention, right: list[int]) -> Frame | None:
    """The part of what was told before that is named behind "of this": "131.6 billion of this was shipped under processing
    trade", "4 billion of it went to Japan"; what follows goes on about the part."""
    words, last = work.words, work.context.last
    of = mention.last
    if (
        words[of : of + 1] != ["of"]
        or not right
        or last is None
        or last.blocked
        or POINTING.isdisjoint(words[of + 1 : of + 2])
    ):
        return None
    topic = work.topics[right[0]]
    if not topic.has_breakdown() or topic.members() > 1 or topic.blocked or topic.flows:
        return None
    between = words[of + 2 : topic.first + 1]
    if (between[:1] and between[0] not in _LINKING) or quantity_between(work, of, topic.first):
        return None
    codes = topic.first_codes()
    way = REACHED.get(topic.reach or "") if last.flow == "total" and codes == {"partner": last.partner} else None
    # "Trade with Russia came to 122.06 billion yuan. Only 7.56 billion yuan of this was goods sent to Russia"
    return work.bind_to(right[0], altered(last.with_codes(codes), flow=way or last.flow))


def another_part(work: Work, mention: Mention, right: list[int]) -> Frame | None:
    """A further part of what was told before: "Of that, 1.7 billion yuan went to the EU, and another 1.1 billion yuan to India"."""
    last = work.context.last
    if not right or last is None or last.blocked:
        return None
    topic = work.topics[right[0]]
    between = set(work.words[mention.last : topic.first])
    if not between or not between <= _TO_PART or len(topic.flows) > 1 or topic.blocked or topic.members() > 1:
        return None
    codes = topic.first_codes()
    before = work.placed[-1] if work.placed and work.placed[-1].rule.endswith("/part") else None
    if before is not None and before.bound is not None and not before.bound.blocked and not topic.flows:
        told = {d: c for d, c in before.bound.breakdown().items() if getattr(last, d) != c}
        if codes and codes.keys() <= told.keys():
            # "exports of bikes were 6 billion yuan: 50 percent of these left for the EU and 20 percent for Japan"
            last = before.bound
    if topic.flows and not topic.verb:
        return work.bind_to(right[0], altered(last.with_codes(codes), flow=topic.flows[0]))
    return work.bind_to(right[0], last.with_codes(codes)) if codes and not topic.flows else None


def parted_before(work: Work, mention: Mention) -> bool:
    """Whether the sentence has told a part of something before, and the figure is a further one: "189.4 billion yuan was accounted for by
    exports, up 6.1 percent, and the remaining 109.3 billion yuan by imports"."""
    if not work.placed or work.placed[-1].rule.endswith("/part"):
        return bool(work.placed)
    if _FURTHER.isdisjoint(work.words[mention.first - 2 : mention.first]):
        return False
    return any(p.rule.endswith("/part") for p in work.placed)


_FURTHER = frozenset({"remaining", "other", "another", "rest", "further"})
_TO_PART = frozenset({"to", "from", "for", "the", "was", "were", "went", "came", "under", "through", "by"})
_LINKING = frozenset(
    (
        "was were went came is are going coming travelling traveling moving passed flowed moved ran originated ended "
        "arose stemmed fell"
    ).split()
)


def how_much(work: Work, reading: Measure, right: list[int]) -> Frame | None:
    """The part that a clause behind a percentage names: "72.7 percent: that is how much of it was business with Russia"."""
    if reading.rule != "share.how_much":
        return None
    number = next((n for n in right if work.topics[n].has_breakdown() and not work.topics[n].blocked), None)
    return work.frames[number] if number is not None else None


_OF_THEM = (["of", "them"], ["of", "it"], ["of", "that"], ["of", "these"], ["of", "those"], ["of", "which"])


def not_of_part(work: Work) -> None:
    """Take a partner that was only taken over off what it is then told to have a part of: "Auto parts imports rose 55.1 percent to 38.6
    billion yuan, and 84.7 percent of them were shipped from Germany", in a text about Germany."""
    for share in work.placed:
        partner = share.frame.partner if share.frame is not None and share.measure.measure == "share" else None
        if partner is None or work.words[share.mention.last : share.mention.last + 2] not in _OF_THEM:
            continue
        named = min((m.first for m in work.sentence.of("partner") if m.code == partner), default=None)
        for whole in work.placed:
            if whole is share:
                break
            before = named is not None and named > whole.mention.first
            if before and whole.frame is not None and whole.frame.partner == partner and not whole.frame.blocked:
                whole.alter(partner=None)


def of_the_place(work: Work, mention: Mention, left: list[int], right: list[int]) -> Frame | None:
    """The place that the text has turned to, where "it" is said to account for so much of the reporter's trade: "Beijing has the head
    offices. It made up 3.65 trillion yuan of the region's trade"; what follows goes on about the place."""
    context = work.context
    home, place = context.article.region, context.region
    if left or not right or place in (None, home, "CN") or _PLACE.isdisjoint(work.words[: mention.first]):
        return None
    topic = work.topics[right[0]]
    between = work.words[mention.last : topic.first]
    if between[:1] != ["of"] or len(between) > 3 or topic.flows != ["total"] or topic.has_breakdown() or topic.blocked:
        return None
    if topic.home is None and region_of(topic, context) != home:
        return None
    lead = work.words[max(0, mention.first - 5) : mention.first]
    told = any(m.last <= mention.first <= m.last + 3 and m.graded("verb") for m in work.sentence.of("share"))
    if not told and _MAKING_UP.isdisjoint(lead):
        return None
    return work.bind_to(right[0], altered(work.whole(), region=place, flow="total"))


_PLACE = frozenset({"it", "city", "province", "municipality", "capital"})
_MAKING_UP = frozenset({"contributed", "handled", "provided", "generated", "produced", "supplied", "did", "ran"})
