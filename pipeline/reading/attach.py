"""One sentence read: its topics completed, its figures bound to them, and the context moved on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.reading.asides.asides import without_asides
from pipeline.reading.asides.shown_first import leave_shown
from pipeline.reading.asides.wholes import mark_wholes
from pipeline.reading.binding.binding import bind
from pipeline.reading.binding.composing import compose
from pipeline.reading.binding.flow_lent import lend_flow
from pipeline.reading.binding.in_order import of_another_month, quarters_in_order
from pipeline.reading.binding.joint import each_of_several, interleaved, jointly, of_these, summed, summed_here
from pipeline.reading.binding.lists import list_for
from pipeline.reading.binding.parted import Parted, as_part, find_parted, part_frame
from pipeline.reading.binding.parts import Part, as_share, find_part, share_out_opening
from pipeline.reading.binding.portions import not_of_part
from pipeline.reading.binding.rivals import rivals
from pipeline.reading.binding.runs import runs_of
from pipeline.reading.completing.completing import complete_topics
from pipeline.reading.completing.of_wholes import (
    name_whole,
    note_whole,
    of_its_owner,
    of_its_partner,
    of_national_total,
    of_place_before,
    of_same_whole,
    of_the_total,
    take_flow,
    take_region,
    within_whole,
)
from pipeline.reading.context.moving import advance, go_on_about_levied
from pipeline.reading.context.theme import leave_topic, resume_theme
from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.frames import REACHED, Context, Frame, altered
from pipeline.reading.frames.one_good import of_the_good
from pipeline.reading.frames.placing import Placed, Work, region_of
from pipeline.reading.measures.doers import OF_A_DOER
from pipeline.reading.measures.lags import name_lag
from pipeline.reading.measures.measuring import measured, measured_alike
from pipeline.reading.names.abroad import name_abroad
from pipeline.reading.names.counts import convert_counts
from pipeline.reading.names.crossing import name_arriving, name_both_ways, name_crossing, name_loaded
from pipeline.reading.names.examples import name_exemplified
from pipeline.reading.names.gapped import fill_gaps
from pipeline.reading.names.general_nouns import name_again
from pipeline.reading.names.makers import name_makers
from pipeline.reading.names.naming import name_city, name_direction, name_firms, name_goods, name_home
from pipeline.reading.names.naming_clusters import name_cluster
from pipeline.reading.names.naming_partners import name_partner
from pipeline.reading.names.naming_regimes import name_regime
from pipeline.reading.names.naming_zones import name_short_zones, name_zone, of_the_release
from pipeline.reading.names.totals import name_opposite, name_total
from pipeline.reading.names.zones_one_by_one import name_zones_told
from pipeline.reading.times.base_months import closed_back, set_back, when_back
from pipeline.reading.times.bases import basis_for, of_base
from pipeline.reading.times.timing import approximation, names_months, period_of
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.topics.topics import topics
from pipeline.reading.words.mentions import Mention, Sentence


def read_sentence(sentence: Sentence, context: Context, published: date) -> list[Placed]:
    """Every quantity of the sentence, placed or excused, and ``context`` moved on past the sentence."""
    go_on_about_levied(sentence, context)
    leave_shown(sentence)
    fill_gaps(sentence)
    name_zone(sentence, context)
    name_short_zones(sentence, context)
    name_zones_told(sentence, context)
    name_city(sentence, context)
    name_home(sentence, context)
    name_cluster(sentence, context)
    name_direction(sentence, context)
    name_lag(sentence, context)
    name_regime(sentence, context)
    name_firms(sentence, context)
    name_partner(sentence, context)
    name_goods(sentence, context)
    name_makers(sentence, context)
    name_exemplified(sentence, context)
    name_again(sentence, context)
    name_total(sentence, context)
    name_opposite(sentence, context)
    leave_topic(sentence, context)
    name_crossing(sentence, context)
    name_both_ways(sentence)
    name_loaded(sentence)
    name_arriving(sentence)
    name_abroad(sentence)
    found = topics(sentence)
    convert_counts(sentence, context)
    words, said = sentence.low, sentence.said
    quantities = [i for i, m in enumerate(sentence.mentions) if m.kind == "quantity"]
    measures = measured(sentence, quantities, context)
    wholes = mark_wholes(sentence, found, quantities, measures, words, said)
    part = find_part(sentence, found, quantities) if quantities else None
    if part is not None and any(measures[index].rule == OF_A_DOER for index in part.figures):
        part = None
    if part is not None:
        part.whole.whole = True
        for index in part.figures:
            measures[index] = as_share(measures[index])
            wholes[index] = part.whole
    else:
        share_out_opening(sentence, found, measures, wholes)
    parted = find_parted(sentence, found) if part is None and len(quantities) > 1 else None
    if parted is not None:
        for index in parted.figures:
            measures[index] = as_part(measures[index], sentence.mentions[index])
            if parted.whole is not None:
                wholes[index] = parted.whole
    named = _turned_over(found)
    own = [t for t in without_asides(sentence, named, words, said) if not t.whole]
    work = Work(sentence, context, published, named, own, words, said)
    resume_theme(work)
    complete_topics(work)
    if quantities:
        _place_all(work, quantities, measures, wholes, part, parted)
    advance(work)
    return work.placed


def _place_all(
    work: Work,
    quantities: list[int],
    measures: dict[int, Measure],
    wholes: dict[int, Topic],
    part: Part | None,
    parted: Parted | None,
) -> None:
    """Place the quantities, run by run."""
    apart = interleaved(work, quantities) or of_another_month(work, quantities, measures)
    if part is not None and part.part in work.topics:
        number = work.topics.index(part.part)
        told = part.frame(work.frames[number], work.context.last)
        work.frames[number] = told
        apart |= dict.fromkeys(part.figures, told)
    for run in runs_of(work.sentence, quantities, measures):
        measured_alike(run, measures)
        _of_one_whole(run, measures, wholes)
        if parted is not None and run[0] == parted.figures[0] and (frame := part_frame(work, parted)) is not None:
            apart |= dict.fromkeys(parted.figures, frame)
        if apart.keys() >= set(run):
            how = "list" if part is None and parted is None else "part"
            work.placed.extend(_place(work, i, measures[i], wholes.get(i), apart[i], how) for i in run)
        else:
            work.placed.extend(_place_run(work, run, measures, wholes))
    _share_months(work)
    _share_goods(work)
    compose(work)
    lend_flow(work)
    not_of_part(work)


def _of_one_whole(run: list[int], measures: dict[int, Measure], wholes: dict[int, Topic]) -> None:
    """Give all shares of a run the whole that stands behind its last: "accounted for 41.5 percent and 23.6 percent of the province's exports"."""
    whole = wholes.get(run[-1])
    if whole is not None and all(measures[index].measure == "share" for index in run):
        for index in run[:-1]:
            wholes.setdefault(index, whole)


_OF_MONTH = frozenset({"level", "growth"})


def _share_months(work: Work) -> None:
    """Give a level, and its change on the year, the month that its own change month on month is of: "The United States followed with 564 tonnes, 3.1% less than
    in November"."""
    for change in work.placed:
        if (
            change.basis not in ("mom", "qoq")
            or not change.untold
            or change.frame is None
            or change.frame.period is None
        ):
            continue
        for level in work.placed:
            frame = level.frame
            if frame is None or not level.untold or level.measure.measure not in _OF_MONTH or frame.period is None:
                continue
            alike = frame.codes() == change.frame.codes() and frame.flow == change.frame.flow
            month = change.frame.period
            if alike and frame.period.length > month.length and frame.period.last == month.last:
                level.frame = frame.during(month)


def _share_goods(work: Work) -> None:
    """Give a share the good that a weight of the same is known to be of, or a weight that of a share: "Its 1.31 million tonnes equalled 32% of
    the national total", "Zhejiang accounted for 2,480 tonnes of the magnet exports, or 40.3%"."""
    weights = [p for p in work.placed if p.mention.quantity.kind == "physical" and p.frame is not None]
    for share in work.placed if weights else ():
        if share.measure.measure != "share" or share.frame is None or share.frame.commodity is not None:
            continue
        for weight in weights:
            told = altered(weight.frame, commodity=None)
            if weight.frame.commodity and told.codes() == share.frame.codes() and told.flow == share.frame.flow:
                share.frame = altered(share.frame, commodity=weight.frame.commodity)
    shares = [p for p in work.placed if p.measure.measure == "share" and p.frame is not None and p.frame.commodity]
    for weight in weights:
        untold = weight.frame.commodity is None and not weight.frame.blocked
        lent = next((p.frame for p in shares if altered(p.frame, commodity=None).codes() == weight.frame.codes()), None)
        if untold and lent is not None:
            weight.frame = altered(weight.frame, commodity=lent.commodity, flow=lent.flow)


def _turned_over(found: list[Topic]) -> list[Topic]:
    """Without "turnover" where the flow that it is of is named: "had a turnover of 731.6bn yuan in imports and exports"."""
    if "turnover" in [t.blocked for t in found] and any(t.flows and not t.blocked for t in found):
        return [t for t in found if t.blocked != "turnover" or t.flows]
    return found


def _place_run(work: Work, run: list[int], measures: dict[int, Measure], wholes: dict[int, Topic]) -> list[Placed]:
    # "(up 2.6 percent, 44.9 percent of the total)" tells a change and a share of one thing
    if len(run) > 1 and not {"growth", "share"} <= {measures[index].measure for index in run}:
        members = quarters_in_order(work, run) or list_for(work, run)
        if members is not None:
            return [
                _place(work, index, measures[index], wholes.get(index), frame, "list")
                for index, frame in zip(run, members, strict=True)
            ]
    out: list[Placed] = []
    for index in run:
        frame, how = bind(work, index, measures[index])
        if how == "part" and measures[index].rule != OF_A_DOER:
            measures[index] = as_share(
                measures[index]
            )  # "Most of it, 81.2 percent, was done by foreign-invested firms"
        frame = within_whole(work, index, measures[index], frame)
        frame, joint = jointly(work, frame)
        frame = of_the_good(work, frame)
        placed = _place(work, index, measures[index], wholes.get(index), frame, how)
        if placed.frame is not None and frame is not None and placed.frame.commodity and not frame.commodity:
            number = next((n for n, f in work.frames.items() if f is frame), None)
            if number is not None:  # "the province imported 102.6 million tonnes, up 13.7 percent"
                work.bind_to(number, altered(frame, commodity=placed.frame.commodity))
            change = next(reversed(out or work.placed), None)
            if change is not None and change.frame is not None and _led_to(work, change, placed, frame):
                change.frame = altered(change.frame, commodity=placed.frame.commodity)
        several = "together" in work.said and "two" in work.said  # "The first two together made up 24 percent"
        apart = how == "context" or measures[index].measure == "level" or several
        several_places = of_these(work, index) or each_of_several(work, index, measures[index])
        placed.joint = joint or (apart and summed(work, index, measures[index])) or several_places
        placed.joint = placed.joint or summed_here(work, index, measures[index])
        placed.rivals = rivals(work, placed)
        out.append(placed)
    return out


def _led_to(work: Work, change: Placed, level: Placed, frame: Frame) -> bool:
    """Whether an amount of a frame is said to be what a change led to: "Guangdong's purchases grew 171% to 441,000 tonnes", of pork."""
    led = work.words[change.mention.last : level.mention.first] == ["to"] and change.measure.measure == "growth"
    return led and change.bound is not None and change.bound.codes() == frame.codes()


def _place(work: Work, index: int, reading: Measure, whole: Topic | None, frame: Frame | None, how: str) -> Placed:
    mention = work.sentence.mentions[index]
    if reading.role == "balance" and frame is not None:
        frame = _balance(work, mention, reading, frame)
    if frame is not None and frame.zone is not None:
        frame = of_the_release(frame, work.context, _places_named(work))
    out = Placed(mention, reading, frame, rule=f"{reading.rule}/{how}", bound=frame)
    if frame is not None:
        _date(work, out, frame)
        if whole is not None:
            if whole.ordinal is not None:
                name_whole(work, whole)
            if reading.measure in ("share", "share_change") and not whole.flows and _only_flow(work, whole):
                whole.flows = [whole.weak_flow]
            if reading.measure in ("share", "share_change") and whole.flows:
                take_flow(work, out, whole, how)
            if reading.measure == "share":
                take_region(work, out, whole)
            note_whole(work, out, whole)
        elif reading.measure in ("share", "share_change"):
            of_same_whole(work, out)
        if reading.measure in ("share", "share_change") and not (whole is not None and whole.flows):
            of_the_total(work, out)
        if reading.measure == "share":
            of_national_total(work, out)
            of_its_owner(work, out)
            of_place_before(work, out)
            of_its_partner(work, out, whole)
    out.approx = approximation(work, mention)
    if mention.quantity.kind == "physical" and out.frame is not None:
        _physical(work, out)
    return out


def _only_flow(work: Work, whole: Topic) -> bool:
    """Whether a whole is told by a word such as "shipments", of all partners or of one that they go to or come from ("China's shipments
    to Africa"), and by no other word ("everything the city buys and sells")."""
    if whole.weak_flow is None or work.words[whole.last : whole.last + 1] == ["and"]:
        return False
    led = REACHED.get(whole.reach) == whole.weak_flow and whole.codes.keys() <= {"partner", "region"}
    return led or not whole.codes


def _places_named(work: Work) -> set[str | None]:
    """The regions that the subjects of a sentence name, and the wholes of its shares; "there" is the one told of before."""
    spoken = {work.context.region} if "there" in work.said else set()
    return spoken | {region_of(t, work.context) for t in (*work.topics, *(t for t in work.named if t.whole))}


def _balance(work: Work, mention: Mention, reading: Measure, frame: Frame) -> Frame:
    """The frame of the balance that a figure is by which one flow exceeds the other."""
    told = (f for t in work.topics for f in (*t.flows, t.weak_flow))
    first = next((f for f in told if f in ("export", "import")), "export")
    if reading.rule == "level.trailed" or (reading.rule == "level.more_than" and work.words[mention.last] == "less"):
        first = "export" if first == "import" else "import"
    frame = altered(frame, flow="balance", flow_sign="surplus" if first == "export" else "deficit")
    return altered(frame, blocked=None) if (frame.blocked or "").startswith("sales") else frame


def _date(work: Work, out: Placed, frame: Frame) -> None:
    """Settle the months of a figure, and for a change the base that it is measured from."""
    reading, mention = out.measure, out.mention
    period = period_of(work, mention, frame, reading)
    out.frame = frame.during(period)
    out.untold = not frame.period_named and not names_months(work, mention)
    if reading.measure not in ("growth", "share_change") or period is None:
        return
    told = reading.role != "prior" and reading.rule != "growth.rate_moved_to"
    back = set_back(work, mention) or closed_back(work, mention) or when_back(work, mention, None)
    out.basis = basis_for(work, mention, period) if told and not back else "yoy"
    if period.length > 12 and told and out.basis == "yoy" and not work.sentence.of("basis"):
        # "In the past five years, its exports have increased by 51.2 percent"
        out.outcome, out.reason = "out_of_scope", "change over several years"
    if out.untold and period.length > 1:
        based = of_base(work, mention, period, out.basis)
        if based != period:
            out.frame = frame.during(based)
            out.basis = basis_for(work, mention, based)


_SUMS = frozenset({"total", "sum", "figure", "volume", "tonnage", "amount", "it", "this", "that"})


def _physical(work: Work, out: Placed) -> None:
    """A level in physical units is always of a commodity; barrels told by the day keep that in their unit."""
    after = out.mention.last
    if (
        work.words[after : after + 1] == ["of"]
        and not any(t.first <= after + 3 and t.last > after for t in work.topics)
        and _SUMS.isdisjoint(work.words[after + 1 : after + 5])
    ):
        return  # "61.9 million tonnes of cargo": its own noun, and no good; but "402,000t of the October total"
    if out.frame.commodity is None:
        context = work.context
        known = next(
            (f.commodity for f in (context.last, context.section, context.theme) if f is not None and f.commodity), None
        )
        out.frame = altered(out.frame, commodity=known)
        if out.bound is not None and work.topics and out.bound.commodity is None:
            out.bound = altered(out.bound, commodity=known)
    if out.measure.unit == "barrels" and ("daily" in work.words or "day" in work.words):
        out.measure = replace(out.measure, unit="barrels/day")
