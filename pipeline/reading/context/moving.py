"""The context moved on past a sentence: what the next one may lean on."""

from __future__ import annotations

from pipeline.reading.binding.rivals import REMEMBERED
from pipeline.reading.completing.overall import of_all
from pipeline.reading.completing.pairs import contrasted, pair_named, two_named
from pipeline.reading.context.setting import note_places
from pipeline.reading.context.theme import leave_theme, shed_partner
from pipeline.reading.frames.directions import ROLES
from pipeline.reading.frames.frames import SIDES, Context, Frame, altered
from pipeline.reading.frames.placing import Placed, Work, region_of, reporter_only
from pipeline.reading.frames.records import looks_at_record
from pipeline.reading.names.naming_partners import is_bloc
from pipeline.reading.times.base_months import looked_back
from pipeline.reading.topics.circumstances import admitted
from pipeline.reading.topics.phrases import BREAKDOWNS, Topic
from pipeline.reading.words.mentions import possessive


def advance(work: Work) -> None:
    """Note in the context what the sentence spoke of: its first figure, else its subject; its lists, pairs and places."""
    context = work.context
    context.noted = None
    figures = [p for p in work.placed if p.frame is not None and p.measure.measure is not None]
    if looks_at_record(work.sentence, figures, context.period):
        return
    shed_partner(work, figures)
    leave_theme(work, figures)
    if figures:
        if not _nation_beside(work, figures):
            _note_figures(work, figures)
    elif "word" not in [t.kind for t in work.sentence.tokens]:
        return  # "2." numbers a paragraph
    elif any(p.mention.quantity.kind == "bare" and not _lasts(work, p) and not _of_bloc(work, p) for p in work.placed):
        firms = {m.code for m in work.sentence.of("enterprise")}
        counted = [t for t in work.topics if t.has_breakdown() and t.members() == 1]
        codes = counted[-1].first_codes() if counted else {}
        if len(firms) == 1:
            codes = {"enterprise": firms.pop()}  # "4,100 private enterprises were active. Their trade ..."
        context.last = altered(context.base().with_codes(codes), blocked="a count of things")
    else:
        _note_subject(work)
    context.paced = not figures and any(
        work.words[m.last - 1] in ("pace", "growth", "rate") for m in work.sentence.of("direction")
    )
    context.monthly = context.monthly or "mom" in [p.basis for p in figures]
    if figures:
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
    context.pair = (
        pair_named(work.topics, work.frames, len(work.words))
        or (len(work.frames) > 1 and (two_named(work.topics, work.frames) or contrasted(list(work.frames.values()))))
        or (amounts if len(amounts) > 1 else None)
        or contrasted([*earlier, *context.told[:1]])  # told of in two sentences
        or context.pair
    )
    lists = [(d, tuple(c)) for t in work.topics for d, c in t.codes.items() if len(c) > 1]
    if not figures and (row := _named_in_turn(work)) is not None:
        lists.append(row)
    if lists:
        context.lists = tuple(lists)
    context.plural = not _PLURAL.isdisjoint(work.said)
    context.opened = True
    if context.last is not None and context.last.partner and is_bloc(context.last.partner):
        context.bloc = context.last.partner  # what the sentence was about, whoever else it named
    note_places(work, figures)


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
    return first.first == article and work.words[first.last : first.last + 1] in (
        ["was"],
        ["is"],
        ["remained"],
        ["became"],
    )


def _whole_told(work: Work, figures: list[Placed]) -> Frame | None:
    """The whole that a sentence closes with: "... accounted for 63.5% of all outbound shipments"."""
    told = figures[-1].whole if figures and figures[-1].measure.measure == "share" else None
    if told is None or told.flow is None or not work.named or not work.named[-1].whole:
        return None
    whole = altered(work.whole(), flow=told.flow, blocked=None).with_codes(told.breakdown())
    return whole if told.region is None else altered(whole, region=told.region)


_PLURAL = frozenset({"they", "their", "them", "these"})
_TIMES = frozenset(
    {"year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "consecutive", "straight"}
)


def _lasts(work: Work, placed: Placed) -> bool:
    """Whether a number only says how long, or how often in a row: "its largest partner for 23 years running"."""
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
    reporters = {f.frame.region for f in figures}
    for figure in figures if context.section.is_broken_down() else ():
        other = [
            d
            for d in BREAKDOWNS
            if getattr(context.section, d) and getattr(figure.frame, d) not in (None, getattr(context.section, d))
        ]
        if other:  # a section that also tells of other partners or goods is not all about the one in its heading
            context.section = altered(context.section, **dict.fromkeys(other))
    first = looked_back(work, figures[0].frame)
    if first.is_broken_down() and any(of_all(work, t) for t in work.topics):
        # "Exports to the US dropped 21%, yet its total exports grew 8.1%. Imports dipped 0.2%"
        first = next((p.frame for p in reversed(figures) if not p.frame.is_broken_down()), first)
    if figures[0].measure.role == "prior":
        # "Growth of exports quickened from 25.6 percent in August to 28.1 percent in September"
        now = (f.frame for f in figures[1:] if f.measure.role != "prior" and f.frame.flow == first.flow)
        first = first.during(next((f.period for f in now if f.codes() == first.codes()), first.period))
    region = first.region if len(reporters) == 1 else context.base().region
    context.last = altered(first, period_named=False, region=region)
    part = _part_of_opening(work, figures)
    context.part = _is_part(context, figures, _of_that(work, figures[0]))
    if not context.part and not _looks_back(work, figures):
        context.paragraph = context.last
    if part is not None:
        context.last = altered(part, period_named=False, region=region)
    recent = context.recent
    for figure in figures:
        frame = figure.frame
        if not frame.blocked and frame.is_broken_down() and recent[-1:] != [frame]:
            codes = frame.codes()
            recent = [*[f for f in recent if f.codes() != codes], frame]
    context.recent = recent[-REMEMBERED:]


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
    if first.rule.endswith("/part") or (split and len(figures) == 1 and _lies_within(first.frame, whole)):
        return True
    told = whole.flow in ("export", "import") and whole.flow == first.frame.flow and not whole.is_broken_down()
    return told and first.frame.is_broken_down() and any(f.measure.measure == "share" for f in figures)


def _lies_within(part: Frame, whole: Frame) -> bool:
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


_PRICES = frozenset({"price", "unit price", "average price", "cheaper", "dearer", "costlier", "pricier"})


def _note_subject(work: Work) -> None:
    """Without a figure, the first topic that names a breakdown, else the first topic."""
    context = work.context
    shares = {m.first for m in work.sentence.of("share") if m.graded("noun")}
    for topic in work.topics:
        owned = possessive(work.words, topic.last)
        if owned and topic.last + 1 in shares and reporter_only(topic) and (region := region_of(topic, context)):
            whole = next((t.flows[0] for t in work.named if t.flows and 0 < t.first - topic.last <= 7), None)
            flow = whole or (context.last.flow if context.last is not None else None) or "total"
            context.last = altered(context.whole(), region=region, flow=flow)  # "the city's slice of the cake"
            return
    subjects = [n for n in work.subjects if not reporter_only(work.topics[n]) and not _only_where(work, work.topics[n])]
    if (turn := admitted(work.words)) and subjects:
        subjects = [n for n in subjects if work.topics[n].first > turn]
        if not subjects:
            context.last = altered(context.base(), flow=context.section.flow or context.article_flow or "total")
            return
    subjects = [n for n in subjects if not _sets_the_scene(work, work.topics[n])] or subjects
    single = [n for n in subjects if work.topics[n].members() == 1]
    if "but" in work.said:
        turn = max(work.sentence.places("but"))
        single = [
            n for n in single if work.topics[n].first > turn
        ] or single  # "Orders from America may be thinning, but"
    trade = [n for n in single if not work.topics[n].blocked] or single
    if trade and work.topics[trade[0]].blocked in _PRICES and context.paragraph is not None:
        return  # "Prices softened too. At 46.1 billion yuan they still make up": the goods' prices, and so the goods
    if trade:
        role = _in_role(work, trade[0])
        broken = [n for n in trade if work.topics[n].has_breakdown()]
        if len(broken) > 1 and _belongs(work, broken):
            broken = broken[1:]
        context.last = work.frames[broken[0] if broken else trade[0]]
        if role is not None:
            context.last = role
        context.noted = context.last if broken else None
        part = _part_told(work, broken) or _where_it_came_from(work, broken)
        if part is not None:
            context.last = context.last.with_codes(part)
    elif subjects or context.last is None:
        context.last = altered(context.base(), flow=context.section.flow or context.article_flow or "total")


def _belongs(work: Work, broken: list[int]) -> bool:
    """Whether the first good only leads to the group that it is one of: "Pumps belong to the mechanical and electrical products"."""
    one, group = (work.topics[n] for n in broken[:2])
    between = work.words[one.last : group.first]
    return bool(between) and between[0] in ("belong", "belongs", "belonged") and "to" in between


def _in_role(work: Work, number: int) -> Frame | None:
    """The frame of a partner that is said to sell or buy a good: "Russia overtook Saudi Arabia as China's top supplier of crude"."""
    topic, frame = work.topics[number], work.frames[number]
    if topic.codes.keys() != {"partner"} or topic.flows or frame.blocked or ROLES.keys().isdisjoint(work.said):
        return None
    place = next(p for p, w in enumerate(work.words) if w in ROLES)
    goods = (m for m in work.sentence.of("commodity") if m.last == place or 0 < m.first - place - 1 <= 2)
    good = next((m for m in goods if m.last == place or work.words[place + 1] in ("of", "for")), None)
    flow, spoken = ROLES[work.words[place]], work.context.paragraph
    code = good.code if good is not None else None
    if code is None and spoken is not None and spoken.flow == flow and not work.sentence.of("commodity"):
        code = (
            spoken.commodity
        )  # "China imported 474 million tonnes of coal. Indonesia was the biggest supplier. It sent"
    return None if place < topic.last or code is None else altered(frame, flow=flow, commodity=code)


_SETTING = frozenset({"within", "inside", "among", "in", "across"})


def _sets_the_scene(work: Work, topic: Topic) -> bool:
    """Whether a partner only opens the sentence as where its subject is: "Within the EU, no country matters as much as Germany"."""
    opens = work.words[0] in _SETTING and topic.first <= 2 and work.words[topic.last : topic.last + 1] == [","]
    return opens and topic.codes.keys() == {"partner"} and not topic.flows


def _only_where(work: Work, topic: Topic) -> bool:
    """Whether a partner is only where somebody is, in a sentence about no trade: "Hardly anyone in Europe could name a Chinese brand"."""
    if topic.codes.keys() != {"partner"} or topic.weak_flow or any(t.flows or t.weak_flow for t in work.named):
        return False
    place = topic.first - 1 - (work.words[topic.first - 1] == "the")
    return place > 0 and work.words[place] in ("in", "across") and work.words[place - 1] in _PEOPLE


_PEOPLE = frozenset(
    "anyone anybody nobody everyone people drivers consumers households buyers shoppers families farmers workers few many".split()
)
_FRACTIONS = frozenset("half third thirds quarter quarters most bulk majority".split())


_MOVED = frozenset("came come comes went goes go arrived arrives arrive headed heads hailed hails".split())


def _where_it_came_from(work: Work, broken: list[int]) -> dict[str, str] | None:
    """The partner that the goods a sentence is about came from or went to, whom it closes with: "Nearly all of the ore came from Brazil.
    It supplied 12 million tonnes"."""
    if len(broken) != 2 or _MOVED.isdisjoint(work.said):
        return None
    goods, partner = (work.topics[n] for n in broken)
    lead = work.words[goods.last : partner.first]
    if goods.codes.keys() != {"commodity"} or partner.codes.keys() != {"partner"} or partner.flows:
        return None
    towards = [w for w in lead[1:] if w != "the"][-1:] in (["from"], ["to"])
    closes = partner.last >= len(work.words) - 1
    return partner.first_codes() if towards and closes and not _MOVED.isdisjoint(lead) else None


def _part_told(work: Work, broken: list[int]) -> dict[str, str] | None:
    """The codes of a part that makes up most of the sentence's subject: "More than half of what goes to Africa is electrical
    goods. Exports of these came to ..."."""
    if len(broken) != 2 or _FRACTIONS.isdisjoint(work.words[: work.topics[broken[0]].first]):
        return None
    whole, part = (work.topics[n] for n in broken)
    if (
        part.flows
        or set(part.codes) & set(whole.codes)
        or {"is", "are", "was", "were"}.isdisjoint(work.words[whole.last : part.first])
    ):
        return None
    return part.first_codes()
