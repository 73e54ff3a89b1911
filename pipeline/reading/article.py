"""A whole release: its reporter, period and theme, its sections in turn, and the ledger of its numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model import Passage, Reading, Release
from pipeline.reading.attach import read_sentence
from pipeline.reading.binding.one_way import take_one_way, take_way_of_share
from pipeline.reading.context.headings import (
    caption_beneath,
    heads_section,
    label_before_dash,
    names_flow,
    names_whole,
    numbers_item,
    place_label,
    rubric,
    with_partner_told,
)
from pipeline.reading.context.items import Listed, enter_item, listed_by
from pipeline.reading.context.leaving import leave_section
from pipeline.reading.context.numbers_alone import alone, told_beneath
from pipeline.reading.context.opening import open_release
from pipeline.reading.context.outgrown import outgrown
from pipeline.reading.context.owned_elsewhere import owner_elsewhere
from pipeline.reading.context.paragraphs import (
    asks,
    begin_paragraph,
    carry_period,
    come_back,
    flow_named,
    is_beside,
    note_beside,
    settle_span,
    stay_with_nation,
    widen_span,
)
from pipeline.reading.context.parallels import correspond, parallel
from pipeline.reading.context.resized import (
    AS_IT_IS,
    Reopening,
    bearable,
    bettered,
    is_sized,
    leave_misfits,
    misfits,
    reopenings,
)
from pipeline.reading.context.running_on import put_together
from pipeline.reading.context.sections import (
    bears,
    enter_section,
    is_listed,
    is_place,
    led_by_partner,
    led_in,
    listed_measure,
    owned_beneath,
    told_of_wider,
)
from pipeline.reading.context.setting import turn_to_nation
from pipeline.reading.context.theme import be_with, note_theme, turn_to_whole
from pipeline.reading.frames.frames import Context, Frame, altered, merge
from pipeline.reading.frames.placing import Placed, is_of_several
from pipeline.reading.frames.spans import main_span
from pipeline.reading.ledger import LONGEST, MOST_TOKENS, ledger
from pipeline.reading.names.narrower import stay_within
from pipeline.reading.names.zones_one_by_one import name_zones_headed
from pipeline.reading.proof.arithmetic import decide_share_changes
from pipeline.reading.proof.choosing import choose
from pipeline.reading.proof.contradictions import leave_contradicted
from pipeline.reading.proof.inherited import unburden
from pipeline.reading.proof.recovered import recover
from pipeline.reading.proof.shares_of_itself import leave_shares_of_itself, name_what_has_them
from pipeline.reading.scope.counted_abroad import office_telling
from pipeline.reading.scope.scope import leave_unnamed, leave_with_count, settle
from pipeline.reading.scope.speech import goes_on_about_firm, told_of_firm
from pipeline.reading.statements import build
from pipeline.reading.tables.tables import naming_headers, read_table_row
from pipeline.reading.words.mentions import Mention, Sentence, deals_out
from pipeline.reading.words.months import Months
from pipeline.reading.words.scan import scan


@dataclass(slots=True)
class _Course:
    """How far the reading of a release has come."""

    release: Release
    scanned: list[list[Sentence]]  # of each passage
    context: Context
    placed: list[tuple[Placed, Sentence, Passage]] = field(default_factory=list)
    first_row: Passage | None = None  # of the table that is being read
    above: list[str] = field(default_factory=list)  # the headers of its last row that name something
    listed: Listed | None = None  # what the items of the list that is being read are told of, by the first of them
    outer: Frame | None = None  # the section around a list that a line without a full stop introduces
    labelled: bool = False  # whether the passage before was nothing but the label of this one
    asked: bool = False  # whether the passage before was a question
    told: bool = False  # whether a paragraph has been read, so that what stands there is no deck of the headline
    unproved: bool = False  # whether no sentence with figures has followed the heading yet
    number: tuple[Mention, Sentence, Passage] | None = None  # that stands as the heading of what follows
    deck: frozenset[int] = frozenset()  # where the list items start that sum up the article before its first paragraph

    def figures(self) -> list[Placed]:
        """The placed figures."""
        return [figure for figure, _, _ in self.placed]

    def in_sentences(self) -> list[tuple[Placed, Sentence]]:
        """The placed figures, each with its sentence."""
        return [(figure, sentence) for figure, sentence, _ in self.placed]

    def sentences(self) -> list[Sentence]:
        """All sentences of the release, in order."""
        return [sentence for sentences in self.scanned for sentence in sentences]

    def told_of(self) -> list[tuple[Placed, Sentence, Passage]]:
        """The placed figures, without those that only sum up the article before it begins."""
        if not self.deck or self.context.theme is not None:
            return self.placed
        return [entry for entry in self.placed if entry[2].char_start not in self.deck]


def read_article(release: Release) -> Reading:
    """Statements and numbers of an English release; see ``pipeline.reading.read``."""
    release, scanned = put_together(release, _scanned(release))
    course = _run(release, scanned)
    if (months := outgrown(course.figures(), course.context.article, course.context.period)) is not None:
        course = _run(release, _afresh(course), Reopening(period=months))
    owner = owner_elsewhere(course.in_sentences(), course.sentences(), course.context.article.region)
    if owner is not None:
        course = _run(release, _afresh(course), Reopening(period=months, region=owner))
    course = _of_its_size(release, course)
    scanned = course.scanned
    headline = _read_headings(course)
    figures, told = course.figures(), course.in_sentences()
    said = list(zip(release.passages, scanned, strict=True))
    home = course.context.article.region
    take_one_way(told, course.context.traded)
    take_way_of_share(told)
    name_what_has_them(told, said, home)
    partner = course.context.theme.partner if course.context.sure else None
    taken_off = unburden(course.placed, said, partner)
    sized = is_sized(figures)
    choose(course.placed, said, home, sized)
    if taken_off or any(figure.decided_by is not None for figure in figures):
        unburden(course.placed, said, partner)  # what arithmetic has moved as well
    decide_share_changes(figures)
    leave_shares_of_itself(told)
    leave_contradicted(told)
    recover(told)
    if sized:
        leave_misfits(told)
    statements, fates = build(release, course.placed, headline)
    return Reading(tuple(statements), tuple(ledger(release, scanned, fates)))


def _of_its_size(release: Release, course: _Course) -> _Course:
    """The release read as one of another reporter, other months or one partner, where that leaves far fewer amounts that are not of
    their size."""
    figures = course.figures()
    for known in reopenings(course.in_sentences(), course.context, course.sentences()):
        other = _run(release, _afresh(course), known, bearable(figures))
        if bettered(figures, other.figures()):
            return other
    return course


def _scanned(release: Release) -> list[list[Sentence]]:
    """The sentences of each passage, none of one that is too long to be read."""
    return [
        scan(release.body_text, p.char_start, p.char_end, release.language)
        if p.char_end - p.char_start <= LONGEST
        else []
        for p in release.passages
    ]


def _afresh(course: _Course) -> list[list[Sentence]]:
    """The sentences of each passage as they were before the reading corrected any."""
    return [[sentence.afresh() for sentence in sentences] for sentences in course.scanned]


def _run(
    release: Release, scanned: list[list[Sentence]], known: Reopening = AS_IT_IS, most: float | None = None
) -> _Course:
    """The passages of a release, ``scanned``, read in turn, with what is ``known`` of it, until more than the ``most`` levels that may
    be are not of their size."""
    course = _Course(release, scanned, open_release(release, scanned, known.period, known.region))
    if known.partner is not None:
        be_with(course.context, known.partner)
    course.deck = _deck(release)
    for number, passage in enumerate(release.passages):
        before = len(course.placed)
        _read_passage(course, passage, number)
        if most is not None:
            most -= len(misfits(figure for figure, _, _ in course.placed[before:]))
            if most < 0:
                break
    return course


def _deck(release: Release) -> frozenset[int]:
    """Where the list items before the first paragraph start, if there is one."""
    kinds = [p.kind for p in release.passages]
    if "paragraph" not in kinds:
        return frozenset()
    return frozenset(p.char_start for p in release.passages[: kinds.index("paragraph")] if p.kind == "list_item")


def _span_beneath(course: _Course, number: int) -> Months | None:
    """The months of a section: those of its heading, but of a single month the year to date that the first sentence beneath it
    tells ("Provincial trade picks up in July. Foreign trade totaled $317.83 billion between January and July"); none where a deck only
    looks ahead ("Economists see exports slowing in 2026")."""
    named = course.context.section.period
    if named is not None and not course.told and named.last >= course.context.published_month:
        return None
    if named is None or named.length > 1:
        return named
    beneath = _first_beneath(course, number)
    told = main_span(beneath[0], course.release.published_on) if beneath else None
    return told if told is not None and told.length > 1 and told.last == named.last else named


def _read_passage(course: _Course, passage: Passage, number: int) -> None:
    context, sentences = course.context, course.scanned[number]
    if course.outer is not None and not is_listed(course.release, passage):
        context.section, course.outer, context.listed, context.led = course.outer, None, None, None
    if passage.kind == "heading" or (
        (course.told or any(names_flow(s) for s in sentences))
        and heads_section(passage, sentences, course.scanned[number + 1 : number + 2])
    ):
        course.first_row = None
        if passage.level != 1:
            context.rubric = None
            _note_number(course, passage, sentences)
            # A line that goes on about the headline heads nothing: "Analysts warn that orders are moving to Vietnam".
            deck = not course.told and sum(len(s.tokens) for s in sentences) > _DECK
            outer, line = context.section, course.release.body_text[passage.char_start : passage.char_end]
            name_zones_headed(sentences, _first_beneath(course, number), context)
            enter_section(context, [] if deck else sentences, course.release.published_on)
            stay_within(context, sentences, line, outer)
            if context.theme is not None and context.theme.zone is not None:
                context.zone = context.section.zone or context.theme.zone  # "the zone", beneath a further heading
            context.section = altered(context.section, period=_span_beneath(course, number))
            below = list(zip(course.release.passages[number + 1 :], course.scanned[number + 1 :], strict=True))
            place, home = context.section.region, context.article.region
            only_heads = is_of_several(home) and not owned_beneath(
                place, below, home, _in_turn(course, number, place, below)
            )
            if only_heads or told_of_wider(place, home, below):
                context.section = altered(context.section, region=None)
                context.last = context.last and altered(context.last, region=home)
            course.unproved = bool(context.section.breakdown()) and all(
                rubric(s) is None and not names_flow(s) for s in sentences
            )
        return
    if passage.kind == "table_row":
        _read_row(course, passage)
        return
    course.first_row = None
    _take_caption(course, passage, number)
    if not _note_number(course, passage, sentences) and passage.is_prose:
        _read_paragraph(course, passage, sentences)


def _in_turn(course: _Course, number: int, place: str | None, below: list[tuple[Passage, list[Sentence]]]) -> bool:
    """Whether a heading is one of several that are nothing but the name of a place each, and the first amounts ``below`` can be those
    of its own."""
    if not is_place(course.scanned[number]):
        return False
    others = (n for n, p in enumerate(course.release.passages) if n != number and p.kind == "heading" and p.level != 1)
    return any(is_place(course.scanned[n]) for n in others) and bears(place, below, course.context)


def _first_beneath(course: _Course, number: int) -> list[Sentence]:
    """The sentences of the first passage beneath a heading."""
    return course.scanned[number + 1] if number + 1 < len(course.scanned) else []


def _take_caption(course: _Course, passage: Passage, number: int) -> None:
    """Let a list be of what a line in brackets beneath it says: "(Exports, January-November 2016)"."""
    passages, context = course.release.passages, course.context
    if course.outer is not None or passage.kind != "list_item" or (number and passages[number - 1].kind == "list_item"):
        return
    beneath = next((n for n in range(number, len(passages)) if passages[n].kind != "list_item"), None)
    told = beneath and caption_beneath(course.scanned[beneath], course.release.published_on, context.period)
    if told:
        course.outer, context.section = context.section, merge(context.section, told)
        context.last = altered(context.base(), flow=told.flow)


_DECK = 8  # words of the heading of a section, above the first paragraph, at most


def _note_number(course: _Course, passage: Passage, sentences: list[Sentence]) -> bool:
    """Keep the number that is all there is of a passage for the sentence beneath it; whether it is one."""
    number = alone(sentences)
    if number is not None:
        course.number = (number, sentences[0], passage)
    return number is not None


def _read_row(course: _Course, passage: Passage) -> None:
    if course.first_row is None or course.first_row.table_caption != passage.table_caption:
        course.first_row = passage
        course.above = []
        course.context.office_abroad = None  # a table is not what the office told of above it counts
    for figure, sentence, row in read_table_row(
        course.release, passage, course.context, course.first_row, course.above
    ):
        settle(figure, sentence, course.context)
        course.placed.append((figure, sentence, row))
    course.above = naming_headers(course.release, passage) or course.above


def _read_paragraph(course: _Course, passage: Passage, sentences: list[Sentence]) -> None:
    """Place the figures of a paragraph or list item, and leave to the next what holds for it."""
    context, placed = course.context, course.placed
    course.told = True
    if passage.kind != "list_item":
        context.goods_before, context.goods_flow = context.goods_flow or context.goods_before, None
    before = len(placed)
    note_theme(context, course.told_of(), course.scanned)  # of a table above
    text, spoken = course.release.body_text, context.paragraph
    item = passage.kind == "list_item"
    begin_paragraph(context, text, passage.char_start, passage.char_end, course.asked, course.labelled, item)
    stay_with_nation(context, spoken, sentences)
    # Only figures tell whether a paragraph is of something else.
    held = context.held() if any("quantity" in s.kinds for s in sentences) else None
    if passage.kind != "list_item":
        course.listed = None
    section = enter_item(context, course.listed, sentences)
    course.asked = asks(sentences)
    course.labelled = False
    for sentence in sentences:
        if len(sentence.tokens) <= MOST_TOKENS:
            _read_prose(course, passage, sentence, len(sentences) == 1)
    led = led_in(sentences, course.release.published_on, context.period) if course.outer is None else None
    if led is not None and led.region is None and {m.code for m in sentences[-1].of("region")} == {"CN"}:
        led = altered(led, region="CN")  # "Four countries stood out in China's imports and exports last year:"
    if led is not None:
        led = led_by_partner(led, sentences, context.paragraph)
        course.outer, context.section, context.led = context.section, merge(context.section, led), led
        context.last = altered(context.base(), flow=led.flow)
        context.listed = listed_measure(sentences)
    note_theme(context, course.told_of(), course.scanned)
    figures = [figure for figure, _, where in placed[before:] if where is passage]
    if section is not None:
        context.section = section
    elif passage.kind == "list_item":
        course.listed = course.listed or listed_by(sentences, figures)
    settle_span(context, figures)
    if held is not None and led is None and is_beside(figures, sentences, context.article.region):
        context.return_to(held)


def _read_prose(course: _Course, passage: Passage, sentence: Sentence, only: bool) -> None:
    """Place the figures of a sentence, the only one of its passage where ``only``."""
    context = course.context
    come_back(context, sentence)
    before = context.beside or (context.region, context.last, context.paragraph, context.paragraph_period)
    course.unproved = leave_section(context, sentence, course.unproved)
    first = not context.opened
    opens = first and passage.kind == "paragraph"
    if first and (named := label_before_dash(sentence)) is not None:
        context.rubric = named
    turn_to_nation(context, sentence)
    told_before = context.paragraph is not None
    context.of_firm = context.firm and goes_on_about_firm(sentence)
    context.office_abroad = office_telling(sentence, context.office_abroad is not None)
    figures = read_sentence(sentence, context, course.release.published_on)
    context.firm = context.of_firm or told_of_firm(sentence)
    heads = (passage.kind == "list_item" and (only or first)) or (opens and not only)
    label = rubric(sentence) or (place_label(sentence) if heads else None)
    if opens and not figures:
        turn_to_whole(sentence, context)
    if not figures and names_whole(sentence):
        context.rubric = None
        context.last = altered(context.whole(), flow="total", blocked=None)
    if label is not None:
        course.labelled = only
        label = with_partner_told(context, label)
        context.rubric = label
        goods = context.goods_flow or _way_noted(context, label) if label.commodity else None
        context.last = altered(context.base(), flow=context.base().flow or goods or flow_named(context))
    correspond(context, figures, sentence)
    if passage.kind == "list_item" and not deals_out(sentence):
        parallel(context, figures)
    for figure in figures:
        settle(figure, sentence, context)
        course.placed.append((figure, sentence, passage))
        if figure.frame is not None and figure.frame.commodity and figure.frame.flow in ("export", "import"):
            context.goods_flow = figure.frame.flow
    leave_with_count(figures)
    leave_unnamed(figures, sentence, opens)
    _place_number(course, sentence, figures)
    note_theme(context, course.told_of(), course.scanned, whole_paragraph=False)
    carry_period(context, sentence, course.release.published_on, told_before)
    widen_span(context, sentence, figures)
    context.opened = context.opened or not numbers_item(sentence)
    note_beside(context, sentence, figures, before)


def _way_noted(context: Context, label: Frame) -> str | None:
    """The way of the goods that a label names, where the text before let it be understood: "Lobster is another matter", after imports."""
    noted = context.noted
    return noted.flow if noted is not None and noted.commodity == label.commodity else None


def _place_number(course: _Course, sentence: Sentence, figures: list[Placed]) -> None:
    """Place the number that stands as a heading, which the first sentence beneath it explains."""
    if course.number is None:
        return
    number, line, passage = course.number
    course.number = None
    figure = told_beneath(number, sentence, figures, course.context)
    if figure is not None:
        settle(figure, line, course.context)
        course.placed.append((figure, line, passage))
        course.context.last = course.context.latest = figure.frame


def _read_headings(course: _Course) -> list[tuple[Placed, Sentence, Passage]]:
    """The figures of headings, which lean on nothing but the reporter, flow and period of the release."""
    found = []
    known = course.context
    told = {id(passage) for _, _, passage in course.placed}
    for passage, sentences in zip(course.release.passages, course.scanned, strict=True):
        if passage.kind != "heading" or id(passage) in told:
            continue
        for sentence in sentences:
            if "quantity" not in sentence.kinds:
                continue
            context = Context(
                known.article,
                Frame(),
                known.period,
                known.published_month,
                article_flow=known.article_flow,
                abroad=known.abroad,
            )
            for figure in read_sentence(sentence, context, course.release.published_on):
                settle(figure, sentence, context)
                found.append((figure, sentence, passage))
    return found
