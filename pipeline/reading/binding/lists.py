"""Runs of figures dealt out over lists of names: "76.96 and 72.19 billion yuan, up 11.2 and 3.7 percent respectively"."""

from __future__ import annotations

import itertools

from pipeline.reading.binding.binding import bind
from pipeline.reading.binding.lists_before import (
    NUMBERS,
    first_of_more,
    listed_before,
    other_two,
    placed_before,
    rates_before,
    speaks_of_all,
    spoken_of,
    told_again,
    totals_before,
)
from pipeline.reading.completing.pairs import the_two
from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import Work, quantity_between
from pipeline.reading.topics.phrases import BREAKDOWNS, Topic
from pipeline.reading.words import months
from pipeline.reading.words.mentions import deals_out


def list_for(work: Work, run: list[int]) -> list[Frame] | None:
    """Frames for a run of figures whose members a coordinated list names, in order."""
    mentions = work.sentence.mentions
    first, last = mentions[run[0]].first, mentions[run[-1]].last
    count = len(run)
    left = [n for n, t in enumerate(work.topics) if t.last <= first]
    order = [*reversed(left), *(n for n, t in enumerate(work.topics) if t.first >= last)]
    if left and work.topics[left[-1]].blocked and work.topics[left[-1]].members() < count:
        return None  # "105 million tonnes of crude oil and 271 million of iron ore; prices of the two went up 65.5 percent and 80.5 percent"
    if count == 2 and (first_two := first_of_more(work, first)) is not None:
        return first_two
    if (found := totals_before(work, left, count) or _coordinated(work, order, left, count)) is not None:
        return found
    if count == 3 and (three := _flows_in_a_row(work, left, count)) is not None:
        return three
    if (found := placed_before(work, mentions[run[0]], left, count)) is not None:
        return found
    if (rates := rates_before(work, mentions[run[0]], count)) is not None:
        return rates
    if work.words[:2] == ["the", NUMBERS.get(count)] and (them := listed_before(work, run, first)) is not None:
        return them  # "Sanming and Nanping. The two mountain cities registered import and export values of 2 and 1.9 billion"
    split = _split_list(work, run) or _period_list(work, run) or _both_sides(work, run, order)
    if split is not None:
        return split
    if count == 2 and (others := other_two(work)) is not None:
        return others
    if len(work.context.told) == count and not left and speaks_of_all(work, first):
        return list(work.context.told)
    if (two := the_two(work, first, count)) is not None:
        return two
    return (
        told_again(work, left, count)
        or spoken_of(work, first, count)
        or listed_before(work, run, first)
        or _months_each(work, run)
    )


def _coordinated(work: Work, order: list[int], left: list[int], count: int) -> list[Frame] | None:
    """The members of the nearest list of as many names."""
    for number in order:
        lists = {d: c for d, c in work.topics[number].codes.items() if len(c) == count} or _members(
            work.topics[number], count
        )
        if lists:
            frame = work.frames[number]
            # What stands nearer to the figures than the list (a bare "trade stood at") adds its flow.
            nearer = [
                m for m in left if m > number and work.topics[m].flows and lists.keys().isdisjoint(work.topics[m].codes)
            ]
            if nearer:
                topic = work.topics[nearer[-1]]
                frame = altered(frame, flow=topic.flows[0], region=work.frames[nearer[-1]].region or frame.region)
                # "while the same exports to the US shed 6.3 percent and 2.1 percent"
                frame = frame.with_codes({d: c[0] for d, c in topic.codes.items() if d in BREAKDOWNS and len(c) == 1})
            return [altered(frame, **{d: c[n] for d, c in lists.items()}) for n in range(count)]
    return None


def _members(topic: Topic, count: int) -> dict[str, list[str]]:
    """The members of a group that a topic names one by one, where there is a figure for each: "exports to the EU, the US and Japan
    were 30, 20 and 10 billion yuan"."""
    for dimension, codes in topic.codes.items():
        named = [m.code for m in topic.mentions if m.kind == dimension]
        if len(codes) == 1 and len(named) == count and len(set(named)) == count and codes[0] not in named:
            return {dimension: named}
    return {}


def _both_sides(work: Work, run: list[int], order: list[int]) -> list[Frame] | None:
    """The flows that one topic names together: "exports and imports"."""
    for number in order:
        topic, frame = work.topics[number], work.frames[number]
        if len(topic.flows) == len(run):
            return [altered(frame, flow=flow) for flow in topic.flows]
        if len(run) == 2 and topic.flows == ["total"] and _dealt_out(work, topic, run):
            surface = [
                w for w in work.words[topic.first : topic.last] if w in ("imports", "exports", "import", "export")
            ]
            if len(surface) == 2:
                return [altered(frame, flow="export" if w.startswith("export") else "import") for w in surface]
    return None


def _dealt_out(work: Work, topic: Topic, run: list[int]) -> bool:
    """Whether two figures can only be one of each side: "Exports and imports in the third quarter rose by 0.4 percent and 2.1
    percent", of one time."""
    if deals_out(work.sentence):
        return True
    first, last = (work.sentence.mentions[i] for i in run)
    times = [m for m in work.sentence.mentions if m.kind in ("period", "basis") and m.first >= last.last]
    return (
        topic.last <= first.first
        and work.words[first.last : last.first] in (["and"], [",", "and"], ["and", "by"], ["and", "to"])
        and not quantity_between(work, topic.last, first.first)
        and len(times) < 2
    )


_ROW = frozenset({",", "and", "its", "the", "total", "overall"})


def _flows_in_a_row(work: Work, left: list[int], count: int) -> list[Frame] | None:
    """Flows that several topics name one after another: "total foreign trade, exports and imports", "its imports, exports and
    total trade", "its total, export and import values"."""
    row: list[Frame] = []
    for place, number in enumerate(reversed(left)):
        topic = work.topics[number]
        if place and not _ROW.issuperset(work.words[topic.last : work.topics[left[-place]].first]):
            break
        sides = [w[:6] for w in work.words[topic.first : topic.last] if w.rstrip("s") in ("export", "import")]
        flows = sides if topic.flows == ["total"] and len(sides) == 2 else topic.flows
        if work.words[topic.first - 2 : topic.first] == ["total", ","] and len(row) + len(flows) < count:
            flows = ["total", *flows]
        row[:0] = [altered(work.frames[number], flow=flow) for flow in flows]
        if len(row) >= count or not flows:
            break
    return row if len(row) == count == len({f.flow for f in row}) else None


def _period_list(work: Work, run: list[int]) -> list[Frame] | None:
    """Frames that differ by period: "in the first and the second quarters were 7.01 and 7.66 trillion yuan, respectively"."""
    sentence = work.sentence
    named = [m for m in sentence.mentions if m.kind == "period" and m.period.kind == "period"]
    before = [m for m in named if m.last <= sentence.mentions[run[0]].first]
    if len(named) > len(run) == len(before):
        named = before
    if len(named) != len(run) or any(
        set(sentence.words(a.last, b.first)) - {",", "and", "in", "the"} for a, b in itertools.pairwise(named)
    ):
        return None
    frame, _ = bind(work, run[0], Measure("level", "level"))
    spans = [months.resolve(m.period, work.published, work.context.period) for m in named]
    return (
        [altered(frame, period=p, period_named=True) for p in spans]
        if frame is not None and None not in spans
        else None
    )


def _months_each(work: Work, run: list[int]) -> list[Frame] | None:
    """A month each, of as many named with one word of time: "for July, August and September were 18.2, 19 and 17.7 billion yuan"."""
    named = [m for m in work.sentence.of("period") if m.period.kind == "period"]
    if len(named) != 1 or named[0].last > work.sentence.mentions[run[0]].first or len(run) < 2:
        return None
    words = work.words[named[0].first : named[0].last]
    span = months.resolve(named[0].period, work.published, work.context.period)
    if "and" not in words or words[0] in ("between", "from") or span is None or span.length != len(run):
        return None
    frame, _ = bind(work, run[0], Measure("level", "level"))
    if frame is None:
        return None
    return [altered(frame, period=months.Months(m, m), period_named=True) for m in range(span.first, span.last + 1)]


def _split_list(work: Work, run: list[int]) -> list[Frame] | None:
    """Single topics in a row ("exports of cars, imports of ore ... 5 and 3 percent respectively")."""
    if not deals_out(work.sentence):
        return None
    first = work.sentence.mentions[run[0]].first
    left = [n for n in work.subjects if work.topics[n].last <= first]
    if len(left) < len(run):
        return None
    chosen = left[-len(run) :]
    edges = [*(work.topics[n].last for n in chosen), first]
    own = [
        len([m for m in work.sentence.of("quantity") if a <= m.first < b and m.quantity.kind != "bare"])
        for a, b in itertools.pairwise(edges)
    ]
    if ":" in work.words[work.topics[chosen[0]].last : work.topics[chosen[-1]].first]:
        return None  # "Both bought less machinery: exports of electrical goods to them were down 2.2 percent and 4.9 percent"
    if len(set(own)) > 1 or own[0] > 1 or any(work.topics[n].members() > 1 for n in chosen):
        return None
    return [work.frames[n] for n in chosen]
