"""The flow of goods that no word in their sentence sends anywhere: that of what they are a share of, or of the goods told before."""

from __future__ import annotations

from pipeline import vocabulary
from pipeline.reading.frames.directions import came_from
from pipeline.reading.frames.frames import SIDES
from pipeline.reading.frames.placing import Placed, Work


def lend_flow(work: Work) -> None:
    """Give figures of a good that have no flow the one that their share is of ("Consumer goods took the biggest bite. Worth 72.95
    billion yuan, they made up 63.8 percent of imports"); or, where their value is told, the way that the good goes, or the goods
    of the paragraph before went ("Laptop exports dipped 3.7 percent. / Cars filled the gap: 15.36 billion yuan, up 41.8 percent")."""
    without = [p for p in work.placed if p.frame is not None and p.frame.flow is None and _is_of_good(p)]
    without += _of_another_way(work)
    while without:
        codes = without[0].frame.codes()
        alike = [p for p in without if p.frame.codes() == codes]
        without = [p for p in without if p not in alike]
        flow = _of_partner(work, alike[0].frame.partner) or _of_share(work, codes) or _of_amount(work, codes)
        if flow is None and any(_is_worth(work, p) for p in alike):
            good = vocabulary.codes("commodity").get(alike[0].frame.commodity)
            flow = work.context.goods_before
            if good is not None and good.way and (flow is not None or not _ACROSS.isdisjoint(work.said)):
                flow = good.way
        for figure in alike if flow is not None else ():
            figure.alter(flow=flow)


def _of_another_way(work: Work) -> list[Placed]:
    """The figures of goods that took their flow over from the text, beside a share of the other flow that the sentence names."""
    named = {f for t in work.named for f in t.flows}
    if not named:
        return [p for p in work.placed if _goes_another_way(work, p)]
    if len(named) != 1:
        return []
    shares = [p for p in work.placed if p.measure.measure == "share" and p.frame is not None and p.frame.commodity]
    return [
        p
        for p in work.placed
        for share in shares
        if p.frame is not None
        and p.frame.flow in SIDES
        and p.frame.flow not in named
        and _is_of_good(p)
        and share.frame.flow in named
        and p.frame.codes() == share.frame.codes()
    ]


def _goes_another_way(work: Work, figure: Placed) -> bool:
    """Whether goods are said to have come from a partner, or gone to it, where the text was at the other flow: "Cars went to Russia. Chips
    worth 6 billion yuan came from South Korea"."""
    if figure.frame is None or figure.frame.flow not in SIDES or not _is_of_good(figure):
        return False
    return _of_partner(work, figure.frame.partner) not in (None, figure.frame.flow)


def _of_partner(work: Work, partner: str | None) -> str | None:
    """The way that goods are said to have gone to the partner named with them, or come from it: "Cars worth 6 billion yuan went to Russia"."""
    named = [t for t in work.topics if partner is not None and partner in t.codes.get("partner", ())]
    ways = {came_from(work, t) for t in named}
    return ways.pop() if len(ways) == 1 else None


def _of_amount(work: Work, codes: tuple[str | None, ...]) -> str | None:
    """The flow of an amount of the same good in the sentence: "It added a mere 1.2 percent, with 5.3 billion yuan shipped abroad"."""
    told = {
        p.frame.flow for p in work.placed if p.frame is not None and not p.frame.blocked and p.frame.codes() == codes
    }
    told &= set(SIDES)
    return told.pop() if len(told) == 1 else None


_ACROSS = frozenset({"foreign", "abroad", "overseas"})


_COST = frozenset({"cost", "costs", "costing", "spent", "invested", "price", "priced"})


def _is_worth(work: Work, figure: Placed) -> bool:
    """Whether an amount is what goods were worth, and not what something cost."""
    amount = figure.measure.measure == "level" and figure.mention.quantity.kind == "money"
    return amount and _COST.isdisjoint(work.words[max(0, figure.mention.first - 3) : figure.mention.first])


def _is_of_good(figure: Placed) -> bool:
    return figure.frame.commodity is not None and not figure.frame.blocked and figure.bound is not None


def _of_share(work: Work, codes: tuple[str | None, ...]) -> str | None:
    """The flow of the share that the sentence tells of the same good."""
    shares = (p.frame for p in work.placed if p.measure.measure == "share" and p.frame is not None)
    return next((frame.flow for frame in shares if frame.codes() == codes and frame.flow in SIDES), None)
