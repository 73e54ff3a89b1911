"""What a paragraph begins with, and what it leaves to its next sentence and to the paragraph behind it."""

from __future__ import annotations

import re
from datetime import date

from pipeline import vocabulary
from pipeline.reading.frames.comparators import is_comparator
from pipeline.reading.frames.frames import Context, Frame, altered
from pipeline.reading.frames.one_good import months_at
from pipeline.reading.frames.placing import Placed
from pipeline.reading.frames.spans import sets_scene
from pipeline.reading.scope.speech import quotations, tradesman_speaks
from pipeline.reading.topics.circumstances import opened
from pipeline.reading.topics.phrases import BREAKDOWNS
from pipeline.reading.topics.topics import topics
from pipeline.reading.words import months
from pipeline.reading.words.mentions import Mention, Sentence

_GAP = 4  # characters between passages, at most
_LEANING = re.compile(
    r"(?!Combined|Together|In total|Taken|All)(?:[A-Z][a-z ]{1,24}, )?(?:they|these|those|it) "
    r"|The pace (?:was|is) "  # "The pace was slower than the 21.7% logged in September"
    r"|(?:[^,;:?!]{0,44}\s)?of (?:them|these|those|it)\b",  # "Some 44.3 per cent of them were machines"
    re.IGNORECASE,
)


_LABELLED = re.compile(
    r"[A-Z][a-z]+(?: [a-z]+)?\.\s"
)  # "Destinations. Saudi Arabia is the top market": a part of its own


def begin_paragraph(
    context: Context, text: str, first: int, last: int, answers: bool, labelled: bool, item: bool = False
) -> None:
    """Forget what does not hold for the paragraph that is ``text[first:last]``: after a question it ``answers`` that, it may be
    ``labelled`` by the one before, or be an ``item`` of a list."""
    if context.paragraph is None and context.last is not None and context.last.blocked:
        # What is named without a figure ("you have a train to catch") is not gone on about.
        spoken = context.base().with_codes(context.last.breakdown())
        context.last = altered(spoken, flow=context.last.flow or flow_named(context), blocked=None)
    context.kept = None if _LABELLED.match(text, first, last) else months_at(context)
    closed = context.paragraph
    of_nation = item and (context.region == "CN" or text[max(0, first - _GAP) : first].rstrip().endswith(":"))
    context.outset = context.paragraph = context.currency = context.unit = context.region = context.beside = None
    if not answers:
        context.paragraph_period = None
    context.measured = None
    context.spans, context.month = (), None
    context.places = frozenset()
    context.office_abroad = None
    context.tradesman = tradesman_speaks(text[first:last])
    context.quotations = quotations(text, first, last) if context.tradesman else ()
    context.opened = answers
    told = context.last.period if context.last is not None else None
    if told is None and closed is not None and not closed.blocked:
        told = (
            closed.period
        )  # "..., up 86.5%. By the end of April 1,163 firms had registered there", and "In the same period" below
    context.previous_period = told
    if told is not None:
        context.before_heading = None
    if context.last is not None:
        # A new paragraph goes on with the subject at most: not with the months, nor with a balance.
        # but for an answer, which tells of what was asked: "How did exports fare?"
        # nor for one that opens with a pronoun: "A year earlier, they had come to 261.4 billion yuan"
        leaning = answers or (len(context.flows) == 1 and _LEANING.match(text, first, last) is not None)
        kept = context.last.commodity or (leaning and context.last.flow in ("export", "import"))
        context.last = altered(context.last, period=None, flow=context.last.flow if kept else "total")
        if context.last.region == "CN" and of_nation:
            context.region = "CN"  # "According to the national customs, exports amounted to ... The parts of the sum:"
        elif context.last.region == "CN" and context.article.region not in (None, "CN"):
            # The nation is told of in passing only: the next paragraph is the region's again.
            context.last = altered(context.last, region=context.base().region)
        elif (context.article.region or "").startswith(f"{context.last.region}/"):
            context.last = altered(context.last, region=context.base().region)  # and so is what lies around the region
    if not labelled:
        context.rubric = None


def stay_with_nation(context: Context, before: Frame | None, sentences: list[Sentence]) -> None:
    """Go on with the nation's trade in the one good that the paragraph ``before`` told of, in a region's release, where this one tells of
    partners in it and names no reporter and nothing else that is traded: "Most of the fruit came from Chile, which sent 320,000
    tonnes"; and with the nation's trade where it says what that adds up to."""
    if before is None or before.region != "CN" or context.article.region in (None, "CN"):
        return
    if adds_up := _brings_to(sentences[0]) if sentences else False:
        context.region = "CN"
        context.last = context.last and altered(context.last, region="CN")
    if adds_up or before.commodity is None:
        return
    mentions = [m for s in sentences for m in s.mentions]
    if not any(m.kind == "partner" for m in mentions) or any(m.kind in _REPORTERS and m.code != "CN" for m in mentions):
        return
    goods = {m.code for m in mentions if m.kind == "commodity"}
    if all(code == before.commodity or vocabulary.related(code, before.commodity) for code in goods):
        context.region = "CN"
        context.last = context.last and altered(context.last, region="CN")


_REPORTERS = frozenset({"region", "home", "zone"})
_BROUGHT = frozenset(
    "took takes brought brings lifted lifts pushed pushes raised raises carried carries put puts left leaves".split()
)


def _brings_to(sentence: Sentence) -> bool:
    """Whether a sentence says to what longer months' trade that just told of adds up: "That took the five-month figure to 16.04 trillion
    yuan"."""
    opening = sentence.words(0, 4)
    if opening[:1] not in (["that"], ["this"], ["it"]) or _BROUGHT.isdisjoint(opening[1:3]):
        return False
    return "to" in sentence.said and not any(m.kind in _REPORTERS and m.code != "CN" for m in sentence.mentions)


def flow_named(context: Context) -> str | None:
    """The flow of a subject just named: a good's is the section's or the release's, if any; all else is trade as a whole."""
    return (
        context.section.flow
        or context.article_flow
        or (None if context.rubric is not None and context.rubric.commodity else "total")
    )


def asks(sentences: list[Sentence]) -> bool:
    """Whether a paragraph is a question without figures, whose time holds for the answer ("And July itself?"), or only names the flow of
    the one behind it ("Imports")."""
    if len(sentences) == 1 and [(m.kind, m.first, m.last) for m in sentences[0].mentions] == [
        ("flow", 0, len(sentences[0].tokens))
    ]:
        return sentences[0].mentions[0].code in ("export", "import")
    return bool(sentences) and sentences[-1].low[-1:] == ["?"] and not any("quantity" in s.kinds for s in sentences)


_SETTING = frozenset(
    {"in", "for", "during", "over", "and", "but", "from", "by", "the", "to", "as", "what", "about", "how"}
)


_LEAD = 3  # tokens of what only leads on: "With that, the books for the third quarter can be closed"
_CLOSED = frozenset({"closed", "ended", "finished", "concluded"})


def _back_to_release(context: Context, sentence: Sentence, mention: Mention, published: date) -> None:
    """Bring a paragraph back to the months of the release, where its first figures are told of them by name: "dates the change to June.
    Inner Mongolia's coal imports did grow in 2012, by 7.4%"."""
    period = context.period
    if period is None or context.paragraph_period in (None, period) or not sentence.of("flow"):
        return
    named = [m for m in sentence.of("period") if not is_comparator(sentence, m)]
    if named != [mention] or len(context.spans) > 1:
        return
    if months.resolve(mention.period, published, None) == period:
        context.paragraph_period = period


_PERSONS = frozenset({"he", "she", "i", "we"})


def carry_period(context: Context, sentence: Sentence, published: date, told_before: bool) -> None:
    """A period that opens a sentence holds for the paragraph, of which figures may have been ``told_before``; one of several months holds
    until another comes."""
    told = sentence.kinds
    if "period" not in told:
        return
    counted = any(m.quantity.kind != "bare" for m in sentence.of("quantity"))
    if not _PERSONS.isdisjoint(sentence.low[:1]) and "flow" not in told and not counted:
        return  # "He called them back in August, for Africa"
    for mention in sentence.of("period"):
        several = mention.period.kind == "same" and (mention.period.count or 0) > 1
        if mention.period.kind not in ("period", "ytd", "last") and not several:
            continue
        if not counted and is_comparator(sentence, mention):
            continue
        together = several and not counted  # "statisticians prefer to take the two months as one"
        if (
            mention.first > 3
            and not together
            and (
                "quantity" in told
                or ("flow" not in told and "," in sentence.low[max(opened(sentence) + 1, _LEAD) : mention.first])
            )
        ):
            _back_to_release(context, sentence, mention, published)
            # Not "Thanks to a new phone model, Henan had its fastest month in July".
            break  # "That is a sign of resilience, considering what Shanghai went through in April"
        running = context.paragraph_period or context.period
        if is_comparator(sentence, mention) or sets_scene(sentence, mention) or _said_aside(sentence, mention):
            continue
        if not counted and mention.first > 3 and sentence.words(mention.first - 2, mention.first)[-1:] == ["before"]:
            continue  # "Some buyers are stocking up before January"
        if not counted and mention.first > 3 and sentence.words(mention.first - 2, mention.first) == ["ahead", "of"]:
            continue
        if sentence.low[mention.first - 1] in _CLOSED and mention is not sentence.of("period")[-1]:
            continue  # "Horgos closed February with a two-month foreign trade tally of 14.7 billion yuan"
        resolved = months.resolve(mention.period, published, running)
        if resolved is None or (resolved.last >= context.published_month and "quantity" not in told):
            break  # "Our order book is full until 2027"
        if (
            running is not None
            and resolved.last < running.last
            and "had" in sentence.words(mention.last, mention.last + 2)
        ):
            break  # "July had brought a fall of 8.6 percent" only looks back
        past = "had" in sentence.said and "quantity" in told and context.period is not None
        if past and resolved.last < context.period.first and context.article.region == "CN":
            break  # "December's exports had grown 10.7%. The combined surplus was ..."
        alone = "alone" in sentence.words(mention.last - 1, mention.last + 1) and "quantity" in told
        if alone and context.period is not None and resolved.length < context.period.length:
            context.month = resolved
            break  # "In June alone it amounted to 410 million yuan. Lithium batteries were worth 640 million", of the half year
        introduced = mention.first == 0 or sentence.low[mention.first - 1] in _SETTING
        if (
            context.period is not None
            and resolved.length > 11
            and resolved.last < context.period.first
            and context.opened
            and (counted or mention.first > 1)  # but "All of 2023 was better."
            # but "The base is a high one. In 2015 China shipped 112.4 Mt", in the release of January 2016
            and (told_before or resolved.last != context.period.first - 1)
        ):
            break  # "In 2017 total growth was only 8.9 percent, so we have picked up speed": an aside
        late = not introduced and mention.first > 3 and "quantity" not in told
        if late and resolved != running and _named_too(sentence, running, published):
            continue  # "Never mind the empty beaches of August: 2021 was a year like no other"
        if not introduced and running is not None and resolved.last < running.first:
            break  # "Nobody expects 2014 to come back" speaks of another time, but goes on in its own
        context.paragraph_period = resolved
        if mention.first == 0 and "quantity" not in told and context.last is not None:
            context.last = altered(context.last, period=None)  # "June was soft. At 46.9 billion yuan it was ..."
        break


_RELATIVE = frozenset({"which", "who", "whose", "where", "that"})


def _said_aside(sentence: Sentence, mention: Mention) -> bool:
    """Whether months stand in a clause without figures that only goes on about the subject: "Suzhou Industrial Park, which turned thirty
    in May, accounts for a quarter of the city's trade"."""
    words = sentence.low
    opening = next((p for p in range(mention.first - 1, 0, -1) if words[p] in (",", ";")), None)
    if opening is None or words[opening] != "," or words[opening + 1] not in _RELATIVE:
        return False
    closing = next((p for p in range(mention.last, len(words)) if words[p] == ","), None)
    return closing is not None and not any(opening < m.first < closing for m in sentence.of("quantity"))


def _named_too(sentence: Sentence, running: months.Months | None, published: date) -> bool:
    """Whether a sentence names the months that the text is at, among others."""
    return any(months.resolve(m.period, published, running) == running is not None for m in sentence.of("period"))


def widen_span(context: Context, sentence: Sentence, figures: list[Placed]) -> None:
    """A paragraph that opened with a month goes on with the longer time up to it that a sentence tells a partner's figures of: "July exports
    were 712,000 t. India took 846,000 t in the seven months, or 43.2%. Pakistan and Bangladesh bought"."""
    month = context.paragraph_period
    spans = {f.frame.period for f in figures if f.frame is not None}
    if month is None or month.length > 1 or len(spans) != 1 or "period" not in sentence.kinds:
        return
    span = spans.pop()
    if span is None or span.length == 1 or span.last != month.last or any(f.frame.partner is None for f in figures):
        return
    context.paragraph_period = span


def settle_span(context: Context, figures: list[Placed]) -> None:
    """Once a paragraph of a release of a month is all about the year so far, those behind it that name no months stay there,
    until one tells of a month again or, in the nation's releases, a heading comes."""
    spans = [f.frame.period for f in figures if f.frame is not None and f.outcome == "read"]
    if context.period is None or not spans:
        return
    if all(f.untold for f in figures) and context.paragraph_period != spans[0]:
        return  # but for "For the first nine months together the balance is negative. Foreign trade declined 3.8 percent"
    longer = all(s is not None and s.length > context.period.length and s == spans[0] for s in spans)
    context.settled = spans[0] if longer and spans[0].last == context.period.last else None


def is_beside(figures: list[Placed], sentences: list[Sentence], home: str | None) -> bool:
    """Whether a paragraph tells nothing of the release's trade: all its figures are of other things."""
    if not figures or "read" in [f.outcome for f in figures]:
        return False
    if any(f.mention.quantity.kind != "bare" and f.reason != "count of things" for f in figures):
        return True
    if any(t.flows and not t.blocked for s in sentences for t in topics(s)):
        return False
    kinds = {m.kind for s in sentences for m in s.mentions}
    places = [m.code for s in sentences for m in s.of("region")]
    ours = any(code.startswith(home or "CN") for code in places)
    return kinds.isdisjoint(_OURS) and not ours and (bool(places) or "commodity" not in kinds)


_OURS = frozenset({"home", "enterprise", "regime", "zone"})  # that a paragraph may introduce


def note_beside(context: Context, sentence: Sentence, figures: list[Placed], before: tuple) -> None:
    """Keep what was spoken of ``before`` a sentence that told nothing of trade, and whether it named the reporter, whose months its own
    then are: "China became the largest exporter of cars in 2023, ahead of Japan with 4.42 million"."""
    home = context.article.region
    if not figures or "read" in [figure.outcome for figure in figures]:
        context.beside = None
    elif is_beside(figures, [sentence], home):
        named = any(m.code == home for m in sentence.of("region")) or bool(sentence.of("home"))
        context.beside = (*before[:4], named)


def come_back(context: Context, sentence: Sentence) -> None:
    """Leave what a sentence that told nothing of trade has brought in, where this one names a flow and does not go on about that by a
    pronoun: "At Hunchun, 412,000 people crossed. Imports gained 4 percent" are the province's."""
    if context.beside is None:
        return
    leaning = _GOING_ON.intersection(sentence.low[:_OPENING])
    if leaning and not (leaning == {"its"} and context.beside[-1] and context.region == context.beside[0]):
        return  # but "The city's 127 packers turn out 5.7 million packs a day. Its foreign trade"
    if all(m.grade == "weak" for m in sentence.of("flow")) and not _names_goods(sentence):
        return
    context.region, before, paragraph, time, ours = context.beside
    spoken = context.paragraph
    if not ours or (spoken is not None and _long_past(context, spoken.period)):
        context.paragraph = paragraph
    if context.paragraph_period != time and _long_past(context, context.paragraph_period):
        context.paragraph_period = time
    last = context.last
    if last is None:
        return
    if last.blocked and before is not None and not before.blocked:
        last = altered(last, blocked=None, flow=before.flow)
    brought = [d for d in BREAKDOWNS if getattr(last, d) and (before is None or getattr(last, d) != getattr(before, d))]
    context.last = altered(last, **dict.fromkeys(brought))
    if before is not None and last.region != before.region:
        context.last = altered(context.last, region=before.region)
    if context.paragraph_period == time and not ours:
        context.last = altered(context.last, period=before.period if before is not None else None)


def _names_goods(sentence: Sentence) -> bool:
    """Whether a sentence opens with what is traded, or by whom: "Shoes were worth 28.6 billion yuan"."""
    kinds = ("commodity", "enterprise", "regime")
    return "quantity" in sentence.kinds and any(m.first <= 1 for kind in kinds for m in sentence.of(kind))


def _long_past(context: Context, told: months.Months | None) -> bool:
    """Whether months lie before those of the release, or are still to come."""
    period = context.period
    return told is not None and period is not None and (told.last < period.first or told.first > period.last)


_OPENING = 8  # tokens
_GOING_ON = frozenset(
    "it its they their theirs them he she his her this that these those such there here both each category latter former group bloc".split()
)
