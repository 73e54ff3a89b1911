"""Levels that are the sum of what was told before, or the whole of a share: "making a total of 84.36 billion yuan"."""

from __future__ import annotations

import itertools

from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import Work, quantity_between
from pipeline.reading.topics.phrases import group_named
from pipeline.reading.words.mentions import Mention


def out_of_total(work: Work, mention: Mention) -> bool:
    """ "... out of a Chinese total of 16.77 trillion yuan"."""
    if work.words[max(0, mention.first - 2) : mention.first] != ["total", "of"]:
        return False
    lead = work.words[max(0, mention.first - 8) : mention.first]
    return any(a == "out" and b == "of" for a, b in itertools.pairwise(lead))


_NEAR = 1  # percentage points by which a printed share of round amounts may be off


def whole_behind_colon(work: Work, mention: Mention) -> Frame | None:
    """The whole of a share, whose amount stands behind a colon where the amount of the part was told: "They were worth 412 million yuan,
    which is 40 percent of the value of all fruit imports: 1.03 billion yuan"."""
    placed = work.placed
    if (
        len(placed) < 2
        or placed[-1].measure.measure != "share"
        or ":" not in work.words[mention.first - 4 : mention.first]
    ):
        return None
    share, part = placed[-1], placed[-2].mention.quantity
    amount = mention.quantity
    if part.unit != amount.unit or part.kind not in ("money", "physical") or not amount.value:
        return None
    if abs(100 * part.value / amount.value - share.mention.quantity.value) > _NEAR:
        return None
    between = [t for t in work.named if share.mention.last <= t.first < mention.first and not t.blocked]
    bound = share.bound
    if bound is None or not between:
        return None
    flows = {f for t in between for f in t.flows or ([t.weak_flow] if t.weak_flow else [])}
    codes = {d: c[0] for t in between for d, c in t.codes.items() if d != "region" and len(c) == 1}
    if len(flows) > 1 or (not flows and not codes):
        return None
    flow = flows.pop() if flows else bound.flow
    return altered(work.whole().with_codes(codes), flow=flow, region=bound.region, period=bound.period, blocked=None)


_COMBINED = (
    ["value", "was"],
    ["total", "was"],
    ["sum", "was"],
    ["value", "reached"],
    ["total", "came"],
    ["together", "came"],
)
_SUMMING = (["total", "of"], ["sum", "of"], ["up", "to"], ["total", "to"], ["total", "at"], ["sum", "to"])
_MAKING = frozenset(
    {
        "taking",
        "putting",
        "lifting",
        "pushing",
        "making",
        "make",
        "makes",
        "made",
        "for",
        "giving",
        "bringing",
        "yielding",
        "adding",
        "adds",
        "add",
        "added",
    }
)


def sum_of_both(work: Work, mention: Mention) -> Frame | None:
    """Trade of both directions, where a level sums up those of exports and imports: "Exports of 57.9 billion yuan were 4 percent
    down and imports of 26.46 billion yuan 13.5 percent down, making a monthly total of 84.36 billion yuan"."""
    if not work.placed:
        return None
    lead = work.words[max(0, mention.first - 6) : mention.first]
    while lead and lead[-1] in _SOFTLY:
        lead.pop()
    combined = lead[-2:] in _COMBINED and not {"combined", "total", "aggregate"}.isdisjoint(lead)
    if combined and not any("commodity" in t.codes for t in work.topics):
        told = [p.frame for p in work.placed if p.frame is not None]
        if {"export", "import"} <= {f.flow for f in told} and told[0].flow in ("export", "import"):
            return altered(
                told[0], flow="total", period=None, period_named=False
            )  # "...; the combined value was 15.27 trillion yuan"
    summed = lead[-2:] == ["a", "combined"] or (
        lead[-1:] == ["making"] and not _TOGETHER.isdisjoint(work.words[mention.last : mention.last + 2])
    )
    if not summed and (lead[-2:] not in _SUMMING or _MAKING.isdisjoint(lead)):
        return None
    levels = [p.frame for p in work.placed if p.frame is not None and p.measure.measure == "level"]
    if lead[-1:] == ["of"] and levels and {f.flow for f in levels} == {levels[-1].flow}:
        others = [f for f in work.context.told if {f.flow, levels[-1].flow} == {"export", "import"}]
        if any(f.codes() == levels[-1].codes() for f in others):
            return altered(
                levels[-1], flow="total"
            )  # "Exports were ... Imports were 1.7 billion yuan, making for a total of"
    for one in levels:
        for other in levels:
            if {one.flow, other.flow} != {"export", "import"} or (one.region, one.period) != (
                other.region,
                other.period,
            ):
                continue
            # Of one the breakdown may still be told behind its figure: "sent goods worth 1.29 trillion yuan to BRICS and imported".
            if all(a == b or b is None for a, b in zip(one.codes(), other.codes(), strict=True)):
                return altered(one, flow="total")
    return None


_IN_ALL = (["in", "all"], ["in", "total"], ["all", "told"])


def sum_of_members(work: Work, mention: Mention) -> Frame | None:
    """The trade of a cluster, where a level sums up those of its members: "The two recorded 957.49 billion yuan and 713.74 billion yuan
    respectively, 1.67 trillion yuan in all"."""
    if not work.placed:
        return None
    behind = work.words[mention.last : mention.last + 2]
    if behind not in _IN_ALL and behind[:1] not in (["together"], ["combined"], ["altogether"]):
        return None
    told = [p.frame for p in work.placed if p.frame is not None and p.measure.measure == "level"]
    regions = frozenset(f.region for f in told)
    if len(told) < 2 or len(regions) < len(told) or len({altered(f, region=None) for f in told}) > 1:
        return None
    cluster = group_named("region", regions)
    return None if cluster is None else altered(told[0], region=cluster, period=None, period_named=False)


_TOGETHER = frozenset({"altogether", "together", "combined", "total", "all"})  # "making 1.61 trillion yuan in all"
_SOFTLY = frozenset({"about", "around", "nearly", "some", "almost", "just", "roughly"})


_MUNICIPAL = frozenset({"municipal", "provincial", "city", "regional", "'s", "’s"})


def total_which(work: Work, mention: Mention) -> bool:
    """ "They made up 61.1% of the total, which came to 154.96 billion yuan"."""
    lead = work.words[max(0, mention.first - 8) : mention.first] if "which" in work.said else []
    if "which" not in lead:
        return False
    which = mention.first - len(lead) + lead.index("which")
    before = [w for w in work.words[max(0, which - 5) : which] if w not in _MUNICIPAL]
    return before[-4:] == ["of", "the", "total", ","] and not quantity_between(work, which, mention.first)
