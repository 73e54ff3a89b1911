"""Goods go one way: exports and imports of a good together, or their balance, are told by hardly any release (two figures in five
thousand labelled ones).

A frame of both with a good was put together from two things, the good of a heading, of a theme or of an aside, and a trade of all
goods, unless the sentence says that trade was in the good.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from pipeline import vocabulary
from pipeline.reading.frames.frames import OTHER_SIDE, REACHED, SIDES, Frame, altered
from pipeline.reading.frames.placing import Placed
from pipeline.reading.words.mentions import Sentence, word_before

_said = attrgetter("code")


def _trade_in(sentence: Sentence, good: str) -> bool:
    """Whether a sentence speaks of the trade in a good: "China's trade in aquatic products", though it weighs it."""
    return any(
        m.code == "total"
        and m.grade == "noun"
        and sentence.words(m.last, m.last + 1) == ["in"]
        and any(g.first == m.last + 1 and g.code == good for g in sentence.of("commodity"))
        for m in sentence.of("flow")
    )


def _both_are_told(frame: Frame, told: Sequence[tuple[Placed, Sentence]]) -> bool:
    """Whether a text tells both exports and imports of what a frame is of, of the same months."""
    flows = {
        f.frame.flow
        for f, _ in told
        if f.frame is not None
        and f.outcome == "read"
        and f.frame.commodity == frame.commodity
        and altered(f.frame, flow=frame.flow, flow_sign=frame.flow_sign) == frame
    }
    return flows.issuperset(SIDES)


_NEAR = 3  # figures back to one of the good that the text goes on about


def _right_before(figure: Placed, sentence: Sentence) -> bool:
    """Whether trade both ways stands right before a figure in a Chinese text, so that it is of nothing else."""
    return any(
        m.code == "total" and m.last == figure.mention.first and sentence.tokens[m.first].text.startswith("进出口")
        for m in sentence.of("flow")
    )


def take_one_way(told: Sequence[tuple[Placed, Sentence]], traded: str | None) -> None:
    """Give trade both ways in a good the way that the release tells of the good, where the sentence counts the good or names it and no
    trade, or goes on about it; take the good off where it was only taken over; leave unread what is counted, and goes no way. ``traded`` is a good of which the text is known to tell both ways."""
    both: set[str] = set()  # goods that the text has named the trade both ways in
    if traded is not None:
        both.add(traded)
    for number, (figure, sentence) in enumerate(told):
        frame = figure.frame
        if frame is None or figure.outcome != "read" or frame.commodity is None:
            continue
        if against_its_way(frame):
            figure.frame = _turned(figure, sentence, frame)
            continue
        if frame.flow not in ("total", "balance"):
            continue
        counted = any(
            f.mention.quantity.kind == "physical" and (f is figure or f.frame == frame)
            for f, where in told
            if where is sentence and f.outcome == "read"
        )
        if counted and any(f.frame == frame and _right_before(f, where) for f, where in told if where is sentence):
            both.add(frame.commodity)  # 进出口总量1053.32万吨
            continue
        trade = "total" in map(_said, sentence.of("flow"))
        if frame.flow == "total" and trade and not counted and _both_ways_in(sentence, frame.commodity):
            both.add(frame.commodity)
            continue
        if frame.flow == "total" and not counted and frame.commodity in both and (trade or _in_table(figure)):
            continue  # "South Korea is the city's first partner in chips, with 48.62 billion yuan of trade", in a text about chips
        if frame.flow == "total" and not counted and _of_the_total(sentence, frame.commodity):
            both.add(frame.commodity)
            continue
        if frame.flow == "total" and _trade_in(sentence, frame.commodity):
            both.add(frame.commodity)
        if frame.commodity == traded or (frame.commodity in both and _both_are_told(frame, told)):
            continue
        if frame.flow == "balance" and "net" in sentence.said:
            continue  # "Net exports for the period reached 63.23 million tonnes"
        if frame.flow == "balance" and not counted and _balance_in(sentence, frame, told[number - 1 : number]):
            continue
        if frame.flow == "balance" and _both_told(sentence, frame, told[:number]):
            continue
        if frame.flow == "balance" and frame.commodity in both and _difference(sentence, frame, told):
            continue
        named = not trade and frame.commodity in map(_said, sentence.of("commodity"))
        way = (
            None
            if frame.flow == "balance" or (trade and not counted)
            else _way_of(frame.commodity, told, number, counted or named)
        )
        way = way or ((_reached(sentence) or _way_with(told, number, frame)) if counted else None)
        for other, where in told[number:]:
            if where is not sentence or other.frame != frame:
                continue
            if way is not None:
                other.frame = altered(frame, flow=way)
            elif counted:
                other.outcome, other.reason = "unread", "no way that the goods went is named"
                other.hint = "a form for the flow in language_en.toml"
            else:
                other.frame = altered(frame, commodity=None)


def _of_the_total(sentence: Sentence, good: str) -> bool:
    """Whether a good opens a sentence that tells how much of the trade just told it is: "Hair products made up 20.7 billion yuan of that"."""
    opens = any(m.code == good and m.first < 2 for m in sentence.of("commodity"))
    return opens and any(sentence.low[m.last : m.last + 2] == ["of", "that"] for m in sentence.of("quantity"))


def _in_table(figure: Placed) -> bool:
    return figure.rule.endswith("/table.cell")


def take_way_of_share(told: Sequence[tuple[Placed, Sentence]]) -> None:
    """Give amounts that went both ways the way of their share in the same sentence: "Private companies shipped 6.35 trillion yuan of goods,
    45.9 percent of the country's exports"."""
    for number, (share, sentence) in enumerate(told):
        way = share.frame.flow if share.frame is not None and share.outcome == "read" else None
        if share.measure.measure != "share" or way not in SIDES or not share.frame.is_broken_down():
            continue
        if share.whole is not None and (
            share.whole.flow not in (None, way) or share.whole.region != share.frame.region
        ):
            continue
        if any(m.code == "total" and m.graded("noun") for m in sentence.of("flow")):
            continue
        for other, where in told[max(0, number - _NEAR) : number]:
            if where is sentence and other.frame == altered(share.frame, flow="total"):
                other.frame = share.frame


def _way_with(told: Sequence[tuple[Placed, Sentence]], number: int, frame: Frame) -> str | None:
    """The one way that was told of with a partner right before: "Imports from Vietnam were 33.1 billion yuan. Dragon fruit is the favourite:
    310,000 tonnes crossed the border"."""
    before = told[number - 1][0] if number else None
    if any(way in SIDES for way in map(_said, told[number][1].of("flow"))):
        return None  # "Fruits shipped from Kaohsiung totaled 3,270 tonnes"
    if before is None or before.frame is None or before.outcome != "read" or frame.partner is None:
        return None
    return before.frame.flow if before.frame.flow in SIDES and before.frame.partner == frame.partner else None


_FAR = 8  # tokens from "trade" to the good, "between the two countries" among them


def _both_ways_in(sentence: Sentence, good: str) -> bool:
    """Whether trade is said to be in a good: "trade between the two countries in agricultural goods as a whole grew by 28.2 percent", "the
    province's agricultural trade"."""
    return _trade_named(sentence, good) or any(
        trade.code == "total"
        and trade.grade != "weak"
        and m.code == good
        and 0 < m.first - trade.last <= _FAR
        and word_before(sentence, m) in ("in", "of")
        and not any(
            trade.last <= o.first < m.first for kind in ("quantity", "direction", "flow") for o in sentence.of(kind)
        )
        for trade in sentence.of("flow")
        for m in sentence.of("commodity")
    )


def _trade_named(sentence: Sentence, good: str | None) -> bool:
    """Whether a good stands right before the word for trade, "Shandong's agricultural trade", "its farm imports and exports", or right
    behind it, 进出口集成电路921.4亿元."""
    goods = [m for m in sentence.of("commodity") if m.code == good]
    trade = [m for m in sentence.of("flow") if m.code == "total" and m.grade == "noun"]
    return any(m.first == g.last or m.last == g.first for m in trade for g in goods)


def _both_told(sentence: Sentence, frame: Frame, before: Sequence[tuple[Placed, Sentence]]) -> bool:
    """Whether the sentence has told exports and imports of the good that a balance is of: 蔬菜出口额172.2亿美元；进口额9.6亿美元；贸易顺差162.6亿美元."""
    ways = {
        f.frame.flow
        for f, where in before
        if where is sentence and f.frame == altered(frame, flow=f.frame.flow, flow_sign="")
    }
    return ways.issuperset(SIDES)


def _difference(sentence: Sentence, frame: Frame, told: Sequence[tuple[Placed, Sentence]]) -> bool:
    """Whether a balance told of by the sentence is what the exports and imports of the good differ by, of the same time and place."""
    levels = [f for f, _ in told if f.outcome == "read" and f.measure.measure == "level" and f.frame is not None]
    sides = {
        way: {f.measure.value for f in levels if f.frame == altered(frame, flow=way, flow_sign="")} for way in SIDES
    }
    balances = [f.measure.value for f, where in told if where is sentence and f in levels and f.frame == frame]
    return any(
        abs(abs(out - into) - abs(balance)) <= abs(balance) / _EXACT
        for balance in balances
        for out in sides["export"]
        for into in sides["import"]
    )


_EXACT = 100


def _balance_in(sentence: Sentence, frame: Frame, before: Sequence[tuple[Placed, Sentence]]) -> bool:
    """Whether a balance is said to be in a good: "the deficit in integrated circuits", "the chip deficit"; or the sentence goes on about
    one that was: "In 2017 it had been $193.6 billion"."""
    goods = [m for m in sentence.of("commodity") if m.code == frame.commodity]
    balances = [m for m in sentence.of("flow") if m.code == "balance"]
    if any(
        (0 < good.first - balance.last <= _FAR and word_before(sentence, good) in _INTO)
        or 0 <= balance.first - good.last <= 1
        for balance in balances
        for good in goods
    ):
        return True
    if balances and balances[0].first > 0 and _trade_named(sentence, frame.commodity):
        return True  # "its farm trade reached 243.73 billion yuan and closed the year with a deficit of 13.17 billion"
    if not balances and not goods and before and not _PRONOUNS.isdisjoint(sentence.said):
        spoken = before[0][0]
        return spoken.outcome == "read" and spoken.frame.flow == "balance" and spoken.frame.codes() == frame.codes()
    return False


_INTO = frozenset({"in", "of", "on", "for"})


def _reached(sentence: Sentence) -> str | None:
    """The way of what came from the one partner that a sentence names, or went there: "Fruits shipped from Kaohsiung totaled 3,270 tonnes"."""
    ways = {REACHED.get(word_before(sentence, partner)) for partner in sentence.of("partner")}
    return ways.pop() if len(ways) == 1 else None


def against_its_way(frame: Frame) -> bool:
    """Whether a good would go the way that it hardly goes: exports of soybeans, imports of motorcycles."""
    if frame.commodity is None or frame.flow not in SIDES:
        return False
    good = vocabulary.codes("commodity").get(frame.commodity)
    return good is not None and good.way == OTHER_SIDE[frame.flow]


def _turned(figure: Placed, sentence: Sentence, frame: Frame) -> Frame:
    """The frame of a good that goes the other way: its own way, where the sentence does not name this one; the same without the good,
    where that was only taken over; or just this frame ("Exports of soybeans are a trifle. They came to 110,000 tonnes")."""
    named = frame.commodity in map(_said, sentence.of("commodity"))
    if frame.flow == "import" and _from_abroad(sentence):
        return frame
    if frame.flow not in [m.code for m in sentence.of("flow") if m.grade != "weak"]:
        turned = named or sentence.of("flow") or _is_of_partner(frame, sentence)
        return altered(frame, flow=OTHER_SIDE[frame.flow]) if turned else frame
    return frame if named or figure.mention.quantity.kind == "physical" else altered(frame, commodity=None)


def _from_abroad(sentence: Sentence) -> bool:
    """Whether a sentence says that goods came from abroad: "China bought 7,600 motorcycles from abroad", "4.1 million square metres of
    foreign tile"."""
    if any(sentence.words(place + 1, place + 2) in (["abroad"], ["overseas"]) for place in sentence.places("from")):
        return True
    behind = [word for place in sentence.places("foreign") for word in sentence.words(place + 1, place + 2)]
    return any(m.code == "import" for m in sentence.of("flow")) and any(
        sentence.low[m.first] in behind for m in sentence.of("commodity")
    )


def _is_of_partner(frame: Frame, sentence: Sentence) -> bool:
    """Whether a sentence says no more than which partner the figure of a good is of: "Africa was good for 2.6 billion yuan"."""
    return frame.partner in map(_said, sentence.of("partner")) and _PRONOUNS.isdisjoint(sentence.low[:3])


_PRONOUNS = frozenset({"they", "it", "these", "those"})


def _way_of(good: str, told: Sequence[tuple[Placed, Sentence]], number: int, anywhere: bool) -> str | None:
    """The way that the nearest figure of a good before another went; or else, ``anywhere``, the first behind it."""
    ways = [(n, f.frame.flow) for n, (f, _) in enumerate(told) if f.frame is not None and f.frame.commodity == good]
    ways = [(n, way) for n, way in ways if way in SIDES and told[n][0].outcome == "read"]
    before = next(((n, way) for n, way in reversed(ways) if n < number), None)
    if before is not None and (anywhere or number - before[0] <= _NEAR):
        return before[1]
    return ways[0][1] if ways and anywhere else None
