"""The context moved on past a sentence: what the next one may lean on."""

from __future__ import annotations

from pipeline.reading.binding.rivals import REMEMBERED
from pipeline.reading.completing.overall import across, of_all
from pipeline.reading.completing.pairs import contrasted, pair_named, turned_to, two_named
from pipeline.reading.context.passing import leave_passing
from pipeline.reading.context.setting import note_places
from pipeline.reading.context.subject_noted import note_subject
from pipeline.reading.context.theme import be_of_all_partners, leave_theme, shed_partner
from pipeline.reading.frames.frames import SIDES, Context, Frame, altered
from pipeline.reading.frames.placing import Placed, Work, region_of
from pipeline.reading.frames.records import looks_at_record
from pipeline.reading.names.naming_partners import is_bloc
from pipeline.reading.times.base_months import looked_back
from pipeline.reading.topics.phrases import BREAKDOWNS, Topic
from pipeline.reading.words import months
from pipeline.reading.words.mentions import Sentence
from pipeline.reading.words.months import Months


def advance(work: Work) -> None:
    """Note in the context what the sentence spoke of: its first figure, else its subject; its lists, pairs and places."""
    context = work.context
    figures = [p for p in work.placed if p.frame is not None and p.measure.measure is not None]
    if looks_at_record(work.sentence, figures, context.period):
        return
    shed_partner(work, figures)
    be_of_all_partners(work, figures)
    leave_theme(work, figures)
    if not work.placed and context.paragraph is not None:
        leave_passing(work)
    # Within a paragraph "Few had expected this" leaves what it was about.
    if work.placed or work.named or not context.opened:
        context.noted, context.levied = None, None
    if figures:
        if not _nation_beside(work, figures):
            _note_figures(work, figures)
    elif "word" not in [t.kind for t in work.sentence.tokens]:
        return  # "2." numbers a paragraph
    elif not _counts_beside(work) and any(
        p.mention.quantity.kind == "bare" and not _lasts(work, p) and not _of_bloc(work, p) for p in work.placed
    ):
        firms = {m.code for m in work.sentence.of("enterprise")}
        counted = [t for t in work.topics if t.has_breakdown() and t.members() == 1]
        # With whom somebody's own firm trades is of that firm alone: "manager of a company that exports to Kazakhstan and employs 85".
        codes = counted[-1].first_codes() if counted and not context.tradesman else {}
        told = altered(context.base().with_codes(codes), blocked="a count of things")
        if len(firms) == 1:  # "4,100 private enterprises were active. Together they were good for 118.6 billion yuan"
            told = altered(context.base(), enterprise=firms.pop(), flow="total")
        context.last = told
    else:
        note_subject(work)
        if (span := _reached(work)) is not None:
            context.section = altered(context.section, period=span)
    context.levied = _levied(work, figures)
    context.paced = not figures and any(
        work.words[m.last - 1] in ("pace", "growth", "rate") for m in work.sentence.of("direction")
    )
    context.monthly = context.monthly or "mom" in [p.basis for p in figures]
    if figures:
        context.ways |= {p.frame.flow for p in figures if p.frame.flow and not p.frame.blocked}
        context.places |= {p.frame.region for p in figures if p.frame.region}
        context.measured = figures[-1].measure.measure
        context.falling = figures[-1].measure.measure == "growth" and figures[-1].measure.value < 0
    elif any(m.graded("noun") for m in work.sentence.of("share")):
        context.measured = "share"  # "Its slice of the cake has become thicker. It was 1.84% in 2019"
    levels = [p for p in figures if p.measure.measure == "level"]
    context.latest = next((p.frame for p in reversed(levels) if p.measure.role != "prior"), None) if levels else None
    context.host = _of_partner(work)
    context.of_whole = _whole_told(work, figures)
    amounts = tuple([p.frame for p in levels if p.frame.flow != "balance"]) if len(levels) > 1 else ()
    earlier = context.told[:1]
    if figures or work.topics:  # "But look inside." tells nothing, and so leaves what was told
        context.told = tuple(dict.fromkeys([p.frame.during(None, False) for p in figures]))
    context.year_named = _year_named(work)
    context.pair = (
        pair_named(work.topics, work.frames, len(work.words))
        or (len(work.frames) > 1 and (two_named(work.topics, work.frames) or contrasted(list(work.frames.values()))))
        or (amounts if len(amounts) > 1 else None)
        or contrasted([*earlier, *context.told[:1]])  # told of in two sentences
        or context.pair
    )
    lists = _lists_of(work.topics) or _lists_of(
        work.named
    )  # "with its top three partners -- ASEAN, the EU and Japan -- grew"
    if not figures and (row := _named_in_turn(work)) is not None:
        lists.append(row)
    if lists:
        context.lists = tuple(lists)
    context.plural = not _PLURAL.isdisjoint(work.said)
    context.opened = True
    if context.last is not None and context.last.partner and is_bloc(context.last.partner):
        context.bloc = context.last.partner  # what the sentence was about, whoever else it named
    note_places(work, figures)


def _lists_of(told: list[Topic]) -> list[tuple[str, tuple[str, ...]]]:
    """The breakdowns of which topics name several, and their codes."""
    return [(d, tuple(c)) for t in told for d, c in t.codes.items() if len(c) > 1]


_DATA = frozenset({"data", "figures", "breakdown", "breakdowns", "statistics", "detail", "details"})
_REACHING = frozenset({"to", "through", "until", "end", "ends", "stop", "stops", "till"})


def _reached(work: Work) -> Months | None:
    """The months that the data told of next reach to, where a sentence without figures says that they are not those of the release: "A country
    breakdown runs only to the end of September", "Detailed data are out to September"."""
    named = work.sentence.of("period")
    if len(named) != 1 or _DATA.isdisjoint(work.said) or work.sentence.of("quantity") or work.context.period is None:
        return None
    span = months.resolve(named[0].period, work.published, None)
    if span is None or not 0 < work.context.period.last - span.last <= _LATE:
        return None
    leading = {*work.words[max(0, named[0].first - 2) : named[0].first], work.words[named[0].first]}
    if _REACHING.isdisjoint(leading):
        return None
    return months.Months(span.last - span.last % 12, span.last)


_LATE = 2  # months that details come out behind the totals


_LEVIED = frozenset("duty duties tariff tax levy price fee quota cost".split())


def _levied(work: Work, figures: list[Placed]) -> Frame | None:
    """The one good of which a sentence only tells what was levied on it, or what it cost: "scrapped the duties of up to 218.4 percent
    that it had imposed on Australian wine"."""
    about = [p.frame.blocked for p in figures] or [t.blocked for t in work.topics if t.blocked]
    if not about or None in about or any(_LEVIED.isdisjoint(blocked.split()) for blocked in about):
        return None
    goods = [n for n in work.subjects if n in work.frames and work.topics[n].codes.get("commodity")]
    if len(goods) != 1 or work.topics[goods[0]].members() > 1:
        return None
    topic, frame = work.topics[goods[0]], work.frames[goods[0]]
    if topic.blocked:  # "the duty on Australian barley", all of it one phrase
        frame = work.base().with_codes(topic.first_codes())
    return altered(frame, blocked=None, period=None, period_named=False)


def go_on_about_levied(sentence: Sentence, context: Context) -> None:
    """Speak of the goods that the sentence before told a duty or a price of, where so much of them follows: "the duties on Australian
    wine. In May, 9.2 million litres of it cleared customs"."""
    levied = context.levied
    if levied is None or sentence.of("commodity"):
        return
    if any(m.quantity.kind == "physical" for m in sentence.of("quantity")):
        way = "import" if levied.partner else context.section.flow or context.article_flow
        context.last = altered(levied, flow=levied.flow or way)


def _year_named(work: Work) -> Months | None:
    """The one year that a sentence names, whether or not it tells a figure of it: "When the first train left in 2017, few took notice"."""
    periods = work.sentence.of("period")
    named = {m.period.year for m in periods if m.period.first == 1 and m.period.last == 12} if periods else ()
    year = next(iter(named)) if len(named) == 1 else None
    return months.months(year, 1, 12) if isinstance(year, int) else None


def _named_in_turn(work: Work) -> tuple[str, tuple[str, ...]] | None:
    """The partners that a sentence without a figure names one after the other: "The United States was the biggest partner, followed by
    the European Union and ASEAN"."""
    if _FOLLOWING.isdisjoint(work.said):
        return None
    named = tuple(dict.fromkeys(code for t in work.named for code in t.codes.get("partner", ())))
    return ("partner", named) if len(named) > 2 else None


_FOLLOWING = frozenset({"followed", "ahead", "trailed", "then", "before"})


def _of_partner(work: Work) -> bool:
    """Whether a partner alone is the subject: "Japan was Dalian's top partner"."""
    first = work.named[0] if work.named else None
    if first is None or first.codes.keys() != {"partner"} or first.members() > 1 or first.flows or first.weak_flow:
        return False
    article = work.words[:1] == ["the"]
    return first.first == article and not _IS.isdisjoint(work.words[first.last : first.last + 3])


_IS = frozenset(
    {"was", "is", "remained", "remains", "became", "been", "used"}
)  # "The US used to be the top destination"


def _whole_told(work: Work, figures: list[Placed]) -> Frame | None:
    """The whole that a sentence closes with: "... accounted for 63.5% of all outbound shipments"."""
    told = figures[-1].whole if figures and figures[-1].measure.measure == "share" else None
    if told is None or told.flow is None or not work.named or not work.named[-1].whole:
        return None
    whole = altered(work.whole(), flow=told.flow, blocked=None).with_codes(told.breakdown())
    return whole if told.region is None else altered(whole, region=told.region)


_PLURAL = frozenset({"they", "their", "them", "these"})
_QUOTED = frozenset({"“", '"'})
_NUMBERING = ([")"], ["."], ["、"])
_ORDINALS = (["st"], ["nd"], ["rd"], ["th"])
_TIMES = frozenset(
    {"year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "consecutive", "straight"}
)


def _counts_beside(work: Work) -> bool:
    """Whether a sentence is about a good or a way of trading, and only counts something else behind it: "Machine tools from Shenyang now
    work in 60 countries. They brought in 1.3 billion yuan"."""
    subject = work.topics[0] if work.topics else None
    if subject is None or subject.first > 1 or subject.blocked or subject.home or work.words[0] in _QUOTED:
        return False
    kinds = subject.codes.keys() - {"region"}
    if (
        len(kinds) != 1
        or not kinds <= {"commodity", "regime", "partner", "enterprise"}
        or len(subject.codes[min(kinds)]) > 1
    ):
        return False
    return all(p.mention.first > subject.last for p in work.placed)


def _lasts(work: Work, placed: Placed) -> bool:
    """Whether a number only says how long, how often in a row or which in a row, or numbers the sentence: "its largest partner for 23
    years running", "ranked 23rd in exports"."""
    if work.words[placed.mention.last : placed.mention.last + 1] in _ORDINALS:
        return True
    if placed.mention.first <= 1 and work.words[placed.mention.last : placed.mention.last + 1] in _NUMBERING:
        return True  # "(4) Exports of machinery took the lead"
    if work.words[placed.mention.first - 1 : placed.mention.first] == ["top"]:
        return True  # "among China's top 500 companies"
    return not _TIMES.isdisjoint(work.words[placed.mention.last : placed.mention.last + 1])


def _of_bloc(work: Work, placed: Placed) -> bool:
    """Whether a number only counts the members of the partner named with it: "Business with the 16 countries of Central and Eastern
    Europe stood out"."""
    first = placed.mention.first
    return any(
        m.first <= first < m.last or 0 <= m.first - placed.mention.last <= _NAMED for m in work.sentence.of("partner")
    )


_NAMED = 3  # tokens: "16 countries of"


def _note_figures(work: Work, figures: list[Placed]) -> None:
    """The sentence's first figure is what a pronoun in the next one stands for."""
    context = work.context
    if context.section.zone and across(work) and figures[0].frame.zone is None:
        context.section = altered(context.section, zone=None)  # "Across the province as a whole, processing trade ..."
    # "China exported 41,000 tonnes of coffee, and Yunnan was responsible for 79.3 percent of that" is about the nation
    reporters = {f.frame.region for f in figures if f.measure.measure != "share"} or {f.frame.region for f in figures}
    for figure in figures if context.section.is_broken_down() else ():
        other = [
            d
            for d in BREAKDOWNS
            if getattr(context.section, d) and getattr(figure.frame, d) not in (None, getattr(context.section, d))
        ]
        if other:  # a section that also tells of other partners or goods is not all about the one in its heading
            context.section = altered(context.section, **dict.fromkeys(other))
    first = looked_back(work, figures[_main_figure(work, figures)].frame)
    if first.is_broken_down() and any(of_all(work, t) for t in work.topics):
        # "Exports to the US dropped 21%, yet its total exports grew 8.1%. Imports dipped 0.2%"
        wholes = (w for p in reversed(figures) if (w := p.frame) is not None and not w.is_broken_down())
        first = next(wholes, first)
    if figures[0].measure.role == "prior":
        # "Growth of exports quickened from 25.6 percent in August to 28.1 percent in September"
        now = (f.frame for f in figures[1:] if f.measure.role != "prior" and f.frame.flow == first.flow)
        first = first.during(next((f.period for f in now if f.codes() == first.codes()), first.period))
    spoken = context.last
    if figures[0].measure.rule == "growth.held_against":
        # "Exports rose 16.9% in May. That compared with 3.9% in April. Imports were up 4.1%", in May as well
        first = altered(first, period=spoken.period if spoken is not None else None)
    region = first.region if len(reporters) == 1 else context.reporter()
    settled = not first.period_named and first.region == region
    context.last = first if settled else altered(first, period_named=False, region=region)
    part = _part_of_opening(work, figures)
    context.part = _is_part(context, figures, _of_that(work, figures[0]))
    context.outset = context.outset or context.last
    if not context.part and not _looks_back(work, figures):
        context.paragraph = context.last
    if part is not None:
        context.last = altered(part, period_named=False, region=region)
    if (elsewhere := turned_to(work, context.last, figures[-1].mention.last)) is not None:
        context.last = elsewhere
    recent = context.recent
    for figure in figures:
        frame = figure.frame
        if not frame.blocked and frame.is_broken_down() and recent[-1:] != [frame]:
            codes = frame.codes()
            recent = [*[f for f in recent if f.codes() != codes], frame]
    context.recent = recent[-REMEMBERED:]


def _main_figure(work: Work, figures: list[Placed]) -> int:
    """The place of the first figure of what a sentence is about: "With imports down by 6.3 per cent at RMB32.34bn, foreign trade came to"."""
    if work.words[0] != "with":
        return 0
    close = next((p for p in work.sentence.places(",") if any(f.mention.last <= p for f in figures)), None)
    flows = [t for t in work.topics if close is not None and t.first > close and t.flows and not t.blocked]
    led = close is not None and flows and flows[0].first - close <= _OPENING
    return next((n for n, f in enumerate(figures) if f.mention.first > flows[0].first), 0) if led else 0


def _part_of_opening(work: Work, figures: list[Placed]) -> Frame | None:
    """The part that a sentence tells of the whole with whose amount it opens, and that "that" is in the next: "Of the 3.74 trillion yuan
    of goods that Shenzhen traded, private firms handled 2.63 trillion. That was 32.1 percent more"."""
    if work.words[:1] != ["of"] and work.words[:2] != ["out", "of"]:
        return None
    levels = [p.frame for p in figures if p.measure.measure == "level"]
    if len(levels) != 2 or figures[0].frame is not levels[0] or figures[0].mention.first > _OPENING:
        return None
    return levels[1] if _lies_within(levels[1], levels[0]) else None


_OPENING = 5  # tokens


def _looks_back(work: Work, figures: list[Placed]) -> bool:
    """Whether a sentence only says what had been before: "December's exports had grown 10.7%. The combined surplus was"."""
    period = work.context.period
    if "had" not in work.said or period is None:
        return False
    return all(p.frame.period is not None and p.frame.period.last < period.first for p in figures)


def _of_that(work: Work, figure: Placed) -> bool:
    """Whether a figure is so much of what was said before: "Private enterprises were behind 5.3 billion yuan of that"."""
    last = figure.mention.last
    return work.words[last : last + 1] == ["of"] and work.words[last + 1 : last + 2] in _THAT


_THAT = (["that"], ["this"], ["it"])


def _is_part(context: Context, figures: list[Placed], split: bool) -> bool:
    """Whether a sentence only tells a part of what the paragraph is at: "98.7 billion of it came from Russia. Exports were",
    "Market procurement accounted for 78.2 percent. Imports were"."""
    whole, first = context.paragraph, figures[0]
    if whole is None or whole.blocked:
        return False
    if first.rule.endswith("/part") or (split and _of_one(figures) and _lies_within(first.frame, whole)):
        return True
    told = whole.flow in ("export", "import") and whole.flow == first.frame.flow and not whole.is_broken_down()
    return told and first.frame.is_broken_down() and any(f.measure.measure == "share" for f in figures)


def _of_one(figures: list[Placed]) -> bool:
    """Whether all figures are of one thing: "Panels were worth 3.9 billion yuan of that, down 38.4 percent"."""
    measures = [f.measure.measure for f in figures]
    return (len(measures) == 1 or measures == ["level", "growth"]) and len(
        {(f.frame.flow, f.frame.codes()) for f in figures}
    ) == 1


def _lies_within(part: Frame | None, whole: Frame | None) -> bool:
    """Whether a frame is a part of another: a partner of it, or one of the flows ("exports made up 81.9 billion yuan of that sum")."""
    one_way = whole.flow == "total" and part.flow in SIDES and part.codes() == whole.codes()
    return one_way or part.breakdown().items() > whole.breakdown().items()


_OURS = frozenset(
    {"our", "ours", "its", "comparison", "city", "province", "municipality", "region", "exceeded", "outpaced"}
)


def _nation_beside(work: Work, figures: list[Placed]) -> bool:
    """Whether a sentence within a region's paragraph only holds it against the nation: "For the country as a whole the
    increase was 3.9 percent. Exports ..." are the region's again."""
    context = work.context
    before, home = context.paragraph, context.article.region
    if home in (None, "CN") or before is None or before.region != home or all(p.frame.region != "CN" for p in figures):
        return False
    if not _OURS.isdisjoint(work.words) and any(p.mention.quantity.kind == "points" for p in work.placed):
        return True  # "national trade was 3.7% higher, so that our growth exceeded it by 17.2 percentage points"
    if any(p.frame.region != "CN" for p in figures):
        return False
    return not any(t.flows and region_of(t, context) == "CN" for t in work.topics)
