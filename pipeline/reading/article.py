"""A whole release: its reporter, period and theme, its sections in turn, and the ledger of its numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from operator import itemgetter

from pipeline.model import Passage, Reading, Release
from pipeline.reading import months
from pipeline.reading.arithmetic import decide_share_changes
from pipeline.reading.attach import read_sentence
from pipeline.reading.bases import is_comparator
from pipeline.reading.choosing import choose
from pipeline.reading.counts import own_good
from pipeline.reading.covered import first_open_month, release_period
from pipeline.reading.frames import Context, Frame, altered, merge
from pipeline.reading.headings import heads_section, names_whole, rubric, tells_whole
from pipeline.reading.ledger import LONGEST, MOST_TOKENS, ledger
from pipeline.reading.phrases import BREAKDOWNS, Topic
from pipeline.reading.placing import Placed
from pipeline.reading.reporting import name_nation, other_country, reporter
from pipeline.reading.scan import Mention, Sentence, scan
from pipeline.reading.scope import quotations, settle, tradesman_speaks
from pipeline.reading.statements import build
from pipeline.reading.tables import read_table_row
from pipeline.reading.topics import topics

READ_KINDS = frozenset({"paragraph", "list_item"})


def read_article(release: Release) -> Reading:
    """Statements and numbers of an English release; see ``pipeline.reading.read``."""
    scanned = [
        scan(release.body_text, p.char_start, p.char_end, release.language)
        if p.char_end - p.char_start <= LONGEST
        else []
        for p in release.passages
    ]
    context = _open(release, scanned)
    placed: list[tuple[Placed, Sentence, Passage]] = []
    headline: list[tuple[Placed, Sentence, Passage]] = []
    heading = first_row = None
    outer: Frame | None = None  # the section around a list that a line without a full stop introduces
    labelled = False  # whether the passage before was nothing but the label of this one
    asked = told = (
        False  # told: whether a paragraph has been read, so that what stands there is no deck of the headline
    )
    unproved = False  # whether no sentence with figures has followed the heading yet
    for number, (passage, sentences) in enumerate(zip(release.passages, scanned, strict=True)):
        if outer is not None and not _listed(release, passage):
            context.section, outer = outer, None
        if passage.kind == "heading" or (told and heads_section(passage, sentences, scanned[number + 1 : number + 2])):
            first_row = None
            if passage.level != 1:
                _enter_section(context, sentences, release.published_on)
                unproved = bool(context.section.breakdown()) and all(rubric(s) is None for s in sentences)
            continue
        if passage.heading != heading:
            heading = passage.heading
        if passage.kind == "table_row":
            if first_row is None or first_row.table_caption != passage.table_caption:
                first_row = passage
            for figure, sentence, row in read_table_row(release, passage, context, first_row):
                settle(figure, sentence, context)
                placed.append((figure, sentence, row))
            continue
        first_row = None
        if passage.kind not in READ_KINDS:
            continue
        told = True
        if passage.kind != "list_item":
            context.goods_flow = None
        before = len(placed)
        _note_theme(context, placed, scanned)  # of a table above
        if context.paragraph is None and context.last is not None and context.last.blocked:
            # What is named without a figure ("you have a train to catch") is not gone on about.
            spoken = context.base().with_codes(context.last.breakdown())
            context.last = altered(spoken, flow=context.last.flow or _flow_of(context), blocked=None)
        context.paragraph = context.currency = context.unit = context.region = None
        if not asked:
            context.paragraph_period = None
        asked = _asks(sentences)
        context.measured = None
        context.tradesman = tradesman_speaks(release.body_text[passage.char_start : passage.char_end])
        context.quotations = (
            quotations(release.body_text, passage.char_start, passage.char_end) if context.tradesman else ()
        )
        context.opened = False
        context.previous_period = context.last.period if context.last is not None else None
        if context.last is not None:
            # A new paragraph goes on with the subject at most: not with the months, nor with a balance.
            context.last = altered(
                context.last, period=None, flow=context.last.flow if context.last.commodity else "total"
            )
            if context.last.region == "CN" and context.article.region not in (None, "CN"):
                # The nation is told of in passing only: the next paragraph is the region's again.
                context.last = altered(context.last, region=context.base().region)
        if not labelled:
            context.rubric = None
        labelled = False
        for sentence in sentences:
            if len(sentence.tokens) > MOST_TOKENS:
                continue
            if unproved and (told_of := tells_whole(sentence, context.section)) is not None:
                unproved = False
                if told_of:
                    context.section = context.section.undivided()
                    context.last = altered(context.base(), flow="total")
            figures = read_sentence(sentence, context, release.published_on)
            label = rubric(sentence)
            if not figures and names_whole(sentence):
                context.rubric = None
                context.last = altered(context.whole(), flow="total", blocked=None)
            if label is not None:
                labelled = len(sentences) == 1
                context.rubric = label
                goods = context.goods_flow if label.commodity else None
                context.last = altered(context.base(), flow=context.base().flow or goods or _flow_of(context))
            _correspond(context, figures, sentence)
            if passage.kind == "list_item" and "respectively" not in sentence.low:
                _parallel(context, figures)
            for figure in figures:
                settle(figure, sentence, context)
                placed.append((figure, sentence, passage))
                if figure.frame is not None and figure.frame.commodity and figure.frame.flow in ("export", "import"):
                    context.goods_flow = figure.frame.flow
            _note_theme(context, placed, scanned, whole_paragraph=False)
            _carry_period(context, sentence, release.published_on)
            context.opened = True
        if outer is None and (led := _led_in(sentences)) is not None:
            outer, context.section = context.section, merge(context.section, led)
            context.last = altered(context.base(), flow=led.flow)
        _note_theme(context, placed, scanned)
        _settle_span(context, [figure for figure, _, where in placed[before:] if where is passage])
    for passage, sentences in zip(release.passages, scanned, strict=True):
        if passage.kind == "heading":
            for sentence in sentences:
                if "quantity" not in sentence.kinds:
                    continue
                outer = Context(
                    context.article,
                    Frame(),
                    context.period,
                    context.published_month,
                    article_flow=context.article_flow,
                    abroad=context.abroad,
                )
                for figure in read_sentence(sentence, outer, release.published_on):
                    settle(figure, sentence, outer)
                    headline.append((figure, sentence, passage))
    choose(placed)
    decide_share_changes([figure for figure, _, _ in placed])
    statements, fates = build(release, placed, headline)
    return Reading(tuple(statements), tuple(ledger(release, scanned, fates)))


def _open(release: Release, scanned: list[list[Sentence]]) -> Context:
    """The context in which the first sentence is read."""
    body = [s for p, ss in zip(release.passages, scanned, strict=True) if p.kind in READ_KINDS for s in ss]
    title = [
        s for p, ss in zip(release.passages, scanned, strict=True) if p.kind == "heading" and p.level == 1 for s in ss
    ]
    name_nation(title, body)
    titled = [topics(s) for s in title]
    opening = [topics(s) for s in body[:4]]
    region = reporter(title, body, titled, opening)
    article = Frame(region=region, blocked=_blocked([t for found in titled for t in found]))
    flows = {f for found in titled for t in found for f in t.flows}
    spoken = {f for found in opening[:3] for t in found for f in t.flows}
    flow = next(iter(flows)) if len(flows) == 1 and flows <= {"export", "import"} and spoken <= flows else None
    period = release_period(release, scanned)
    context = Context(article, Frame(), period, first_open_month(release.published_on), article_flow=flow)
    context.article_currency = _currency([*title, *body])
    context.abroad = other_country(title, body)
    if any(m.grade != "weak" for s in (*title, *body[:3]) for m in s.of("flow")) and not article.blocked:
        # What the opening speaks of before it names it: "July added 23.9 billion yuan".
        context.last = altered(article, flow=flow or "total")
    return context


def _currency(sentences: list[Sentence]) -> str | None:
    """The currency of a release's amounts where one is that of nearly all: "Everything below is in yuan. Exports: 225.46 bln"."""
    amounts = [m.quantity.unit for s in sentences for m in s.of("quantity") if m.quantity.kind == "money"]
    stated = {m.code for s in sentences for m in s.of("terms")}
    if len(stated) == 1:
        return next(iter(stated))
    main, count = max(Counter(amounts).items(), key=itemgetter(1), default=(None, 0))
    return main if count >= _MOSTLY * len(amounts) else None


_MOSTLY = 0.75  # of the amounts, for their currency to be that of the release


def _blocked(titled: list[Topic]) -> str | None:
    """Trade in services, when the topics of the headline announce it and name no flow of goods."""
    if any(t.flows and not t.blocked for t in titled):
        return None
    return next((t.blocked for t in titled if t.blocked and "service" in t.blocked), None)


_ALIKE = frozenset({"corresponding", "respective", "comparable", "equivalent"})


def _correspond(context: Context, figures: list[Placed], sentence: Sentence) -> None:
    """Figures that answer to those of the sentence before mean what they mean, in their order: "For the EU the corresponding
    figures are 1.4%, 1.3 trillion yuan and 12.6%"."""
    before = context.figures
    context.figures = tuple(f.measure for f in figures)
    if _ALIKE.isdisjoint(sentence.said) or {"figures", "numbers", "values"}.isdisjoint(sentence.said):
        return
    if not before or len(figures) % len(before) or any(m.measure is None for m in before):
        return
    answers = [before[n % len(before)] for n in range(len(figures))]
    if any((a.unit == "%") != (f.measure.unit == "%") for a, f in zip(answers, figures, strict=True)):
        return
    for figure, answer in zip(figures, answers, strict=True):
        if answer.unit == "%" and (figure.measure.measure is None or figure.measure.rule.endswith(".carried")):
            reading = figure.measure
            value = -abs(reading.value) if answer.value < 0 and reading.value > 0 else reading.value
            figure.measure = replace(
                answer, value=value, step=reading.step, rule=f"{answer.measure}.corresponding", cue=None
            )
            figure.rule = f"{figure.measure.rule}/{figure.rule.partition('/')[2]}"
            figure.basis = "yoy" if answer.measure == "growth" else figure.basis
    context.figures = tuple(f.measure for f in figures)


def _parallel(context: Context, figures: list[Placed]) -> None:
    """A bare percentage in a list item means what the one in its place meant in the item before."""
    for order, figure in enumerate(figures):
        reading = figure.measure
        if (
            order < len(context.measures)
            and reading.rule.endswith((".carried", "measures"))
            and context.measures[order] in ("growth", "share")
            and reading.unit == "%"
        ):
            figure.measure = replace(
                reading, measure=context.measures[order], rule=f"{context.measures[order]}.parallel"
            )
            figure.rule = f"{figure.measure.rule}/{figure.rule.partition('/')[2]}"
    context.measures = tuple(f.measure.measure or "" for f in figures)


_ENDS = frozenset({".", "!", "?", "”", '"', ")"})
_BULLETS = frozenset("-–—•·*")


def _listed(release: Release, passage: Passage) -> bool:
    """Whether a passage is a member of a list."""
    return passage.kind == "list_item" or (
        passage.kind == "paragraph" and release.body_text[passage.char_start : passage.char_end][:1] in _BULLETS
    )


def _led_in(sentences: list[Sentence]) -> Frame | None:
    """What an unfinished line without figures says of the list behind it: "In the first three quarters the country imported"."""
    if not sentences or sentences[-1].low[-1:] == [] or sentences[-1].low[-1] in _ENDS:
        return None
    about = topics(sentences[-1])
    flows = {f for t in about for f in t.flows or ([t.weak_flow] if t.weak_flow else [])}
    if len(flows) != 1 or "quantity" in sentences[-1].kinds or any(t.blocked for t in about):
        return None
    codes = {d: c[0] for t in about for d, c in t.codes.items() if d in BREAKDOWNS and len(c) == 1}
    return Frame(flow=flows.pop()).with_codes(codes)


_NUMBER_WORDS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])


_VEHICLES = frozenset(
    ["ship", "ships", "train", "trains", "plane", "planes", "truck", "trucks", "rail", "road", "sea", "air", "water"]
)


def _enter_section(context: Context, sentences: list[Sentence], published: date) -> None:
    """What a heading says of the section beneath it: single codes, a flow, a period; a list of several says nothing."""
    section = Frame()
    flows: set[str] = set()
    codes: dict[str, set[str]] = {}
    named = [topics(sentence) for sentence in sentences]
    for sentence, about in zip(sentences, named, strict=True):
        for topic in about:
            flows.update(topic.flows)
            if (
                sentence.words(topic.first - 1, topic.first)
                and sentence.words(topic.first - 1, topic.first)[0] in _NUMBER_WORDS
            ):
                continue  # "Four engines" counts something
            if len(_VEHICLES & sentence.said) > 1:
                continue  # "By ship, train and plane": how goods travel
            for dimension, found in topic.codes.items():
                codes.setdefault(dimension, set()).update(found)
        for mention in sentence.of("period"):
            if mention.period.kind == "period":
                section = altered(section, period=months.resolve(mention.period, published, context.period))
    single = {d: next(iter(c)) for d, c in codes.items() if len(c) == 1 and d in BREAKDOWNS}
    if "commodity" in single:
        single["commodity"] = own_good(single["commodity"], context) or single["commodity"]
    if len(codes.get("region", ())) == 1:
        single["region"] = next(iter(codes["region"]))
    if not flows and not codes and any(names_whole(s) for s in sentences):
        flows = {"total"}
    section = altered(section, flow=next(iter(flows)) if len(flows) == 1 else None).with_codes(single)
    context.left_here = False
    context.settled = None
    if context.left and context.theme is not None:
        context.aside = not any(
            code in found for code in context.theme.breakdown().values() for found in codes.values()
        )
    context.section = section
    context.lists = tuple((d, tuple(c)) for about in named for t in about for d, c in t.codes.items() if len(c) > 1)
    context.pair = None
    context.paragraph = None
    context.last = altered(context.base(), flow=section.flow or "total") if single or flows == {"total"} else None
    context.paragraph_period = context.region = None


def _flow_of(context: Context) -> str | None:
    """The flow of a subject just named: a good's is the section's or the release's, if any; all else is trade as a whole."""
    return (
        context.section.flow
        or context.article_flow
        or (None if context.rubric is not None and context.rubric.commodity else "total")
    )


def _asks(sentences: list[Sentence]) -> bool:
    """Whether a paragraph is a question without figures, whose time holds for the answer: "And July itself?"."""
    return bool(sentences) and sentences[-1].low[-1:] == ["?"] and not any("quantity" in s.kinds for s in sentences)


_SETTING = frozenset(
    {"in", "for", "during", "over", "and", "but", "from", "by", "the", "to", "as", "what", "about", "how"}
)


def _carry_period(context: Context, sentence: Sentence, published: date) -> None:
    """A period that opens a sentence holds for the paragraph; one of several months holds until another comes."""
    told = sentence.kinds
    for mention in sentence.of("period"):
        if mention.period.kind not in ("period", "ytd", "last_month"):
            continue
        if mention.first > 3 and ("quantity" in told or ("flow" not in told and "," in sentence.low[: mention.first])):
            break  # "That is a sign of resilience, considering what Shanghai went through in April"
        running = context.paragraph_period or context.period
        if is_comparator(sentence, sentence.low, mention):
            continue
        resolved = months.resolve(mention.period, published, running)
        if resolved is None:
            break
        introduced = mention.first == 0 or sentence.low[mention.first - 1] in _SETTING
        if (
            context.period is not None
            and resolved.length > 11
            and resolved.last < context.period.first
            and context.opened
        ):
            break  # "In 2017 total growth was only 8.9 percent, so we have picked up speed": an aside
        if not introduced and running is not None and resolved.last < running.first:
            break  # "Nobody expects 2014 to come back" speaks of another time, but goes on in its own
        context.paragraph_period = resolved
        if mention.first == 0 and "quantity" not in told and context.last is not None:
            context.last = altered(context.last, period=None)  # "June was soft. At 46.9 billion yuan it was ..."
        break


def _settle_span(context: Context, figures: list[Placed]) -> None:
    """Once a paragraph of a release of a month is all about the year so far, those behind it that name no months stay there,
    until one tells of a month again or a heading comes."""
    spans = [f.frame.period for f in figures if f.frame is not None and f.outcome == "read"]
    if context.period is None or not spans or all(f.untold for f in figures):
        return
    longer = all(s is not None and s.length > context.period.length and s == spans[0] for s in spans)
    context.settled = spans[0] if longer and spans[0].last == context.period.last else None


def _of_trade(figure: Placed, sentence: Sentence) -> bool:
    """Whether a figure is an amount, or its sentence names a flow: trucks that stand in line are no theme."""
    return figure.mention.quantity.kind != "physical" or "flow" in sentence.kinds


_MEANWHILE = frozenset({"as", "while", "despite", "amid", "after", "though", "although"})


def _beside(sentence: Sentence, partner: Mention) -> bool:
    """Whether a headline names a partner only in a further clause: "... find new buyers as American orders dry up"."""
    return any(
        word in _MEANWHILE and sentence.words(place - 1, place) not in (["such"], ["as"], ["well"])
        for place, word in enumerate(sentence.low[3 : partner.first], 3)
    )


def _note_theme(context: Context, placed: list, scanned: list[list[Sentence]], whole_paragraph: bool = True) -> None:
    """The breakdown that headline and first figure share is what the whole release is about."""
    if context.theme is not None or not placed:
        return
    first, opened = next(
        ((p.frame, s) for p, s, _ in placed if p.frame is not None and p.outcome == "read" and _of_trade(p, s)),
        (None, None),
    )
    if first is None:
        return
    shared = {}
    if breakdown := first.breakdown():
        title = _about(scanned[0], opened)
        words = {t.low for s in scanned[0] for t in s.tokens if t.kind == "word" and t.text[0].isupper()}
        opening = placed[0][2]
        together = [p.frame.breakdown() for p, _, passage in placed if passage is opening and p.outcome == "read"]
        alike = whole_paragraph and len(together) > 2 and all(b == together[0] for b in together)
        shared = {
            d: v
            for d, v in breakdown.items()
            if v in title
            or (d == "commodity" and any(v.endswith("_" + code) for code in title))  # "magnets", of rare earth magnets
            or (alike and d in ("regime", "zone"))
            or (d == "zone" and v.split("_")[0] in words)
        }
    if shared or whole_paragraph:
        context.theme = Frame(flow=first.flow if shared else None).with_codes(shared)


def _about(title: list[Sentence], opened: Sentence) -> set[str]:
    """The codes that a headline says the release is about; ``opened`` is the sentence of the first figure."""
    named: dict[str, set[str]] = {}
    titled = [t for s in title for t in topics(s)]
    if any(t.flows == ["total"] and "region" in t.codes and not t.has_breakdown() and not t.blocked for t in titled):
        titled = []  # "Weak border business drags down Guangxi's foreign trade": it is about all of it
    for topic in titled:
        for dimension, codes in topic.codes.items():
            named.setdefault(dimension, set()).update(codes)
    if len(named.get("partner", ())) > 1:
        del named["partner"]  # "Brazil fills the gap as U.S. soybeans vanish": it is about neither
    elif any(_beside(s, m) for s in title for m in s.of("partner")):
        named.pop("partner", None)
    if len(named.get("commodity", ())) > 1:
        # "Durians, batteries and a busy border": about the one that the first figure's own sentence names, if any.
        named["commodity"] &= {m.code for m in opened.of("commodity")}
    return {code for codes in named.values() for code in codes}
