"""The months that a release covers: those of its figures where nothing nearer says it."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from pipeline.model import Release
from pipeline.reading.frames.spans import FIGURES, first_open_month, main_of, month_after, same_this_year, spans_of
from pipeline.reading.reporter.weighing import tells_price
from pipeline.reading.topics.topics import topics
from pipeline.reading.words import months
from pipeline.reading.words.mentions import Sentence
from pipeline.reading.words.period_words import COUNTS, count_of

# "Everything below is January-June in yuan": a sentence about the figures to come.
_ABOUT_FIGURES = frozenset(
    {"figures", "data", "numbers", "statistics", "everything", "account", "accounts", "breakdown", "books"}
)
_STOPS = frozenset({".", "!", "?", ":"})
# What speaks for a span of months: being named in the title, being the first that the text names, being named at all, and
# governing figures (by their part of all figures).
_IN_TITLE, _FIRST, _NAMED, _GOVERNING = 2.0, 2.0, 1.0, 5.0
# A release comes out soon after the months that it reports on: by the number of months that had ended since.
_FRESH = (1.0, 1.0, 0.7, 0.5, 0.5, 0.5)
_STALE = 0.3
_LED_UP = 3  # figures of the months that only lead up to those of the release, at most
_BEHIND = 3  # months before the latest, for a span to have been told as what was before


def release_period(release: Release, scanned: list[list[Sentence]]) -> months.Months | None:
    """The months that most speaks for: named in the title or first in the text, governing the figures, and not long past.

    A span governs the figures of its sentence and of those that follow in the paragraph without a span of their own; the
    first one those of paragraphs that name none. None where no sentence with a figure or a flow names ended months.
    """
    limit = first_open_month(release.published_on)
    scores: dict[months.Months, float] = {}
    governed: dict[months.Months, float] = defaultdict(float)
    lead, section, opened = None, None, False
    hinted: months.Months | None = None  # what a sentence without figures opened the text with
    led: months.Months | None = None  # what a line with a colon says of the list behind it
    for passage, sentences in zip(release.passages, scanned, strict=True):
        if passage.kind == "heading":
            named = [p for s in sentences for p in spans_of(s, release.published_on, limit, 11)]
            if passage.level != 1:
                section = main_of(named)
                if section is not None and section.length > 1 and not opened and not scores:
                    scores[section] = _FIRST  # "First eight months", over the first paragraph
                    lead, opened = section, True
            elif main := main_of(named):
                scores[main] = _IN_TITLE
                lead = main
            continue
        if passage.kind == "caption" and not opened and any(s.of("flow") for s in sentences):
            # "Imports and exports, January-June 2023", over a table before anything else names months
            main = main_of([p for s in sentences for p in spans_of(s, release.published_on, limit, 12)])
            if main is not None:
                scores[main], lead, opened = scores.get(main, 0.0) + _FIRST, main, True
        if not passage.is_prose:
            continue
        running = (led if passage.kind == "list_item" else None) or section or lead
        for sentence in sentences:
            told = [m.quantity.kind for m in sentence.of("quantity")]
            figures = len([kind for kind in told if kind in FIGURES])
            if (not told and "period" not in sentence.kinds) or ("money" in told and tells_price(sentence)):
                continue
            trade = any(m.grade != "weak" for m in sentence.of("flow"))
            if not figures and sentence.of("flow") and (counted := _counted(sentence)):
                figures, trade = counted, True
            if "period" not in sentence.kinds:
                if running is not None:
                    governed[running] += figures if trade else figures / 2
                continue
            about = trade or _is_about_trade(sentence, told, figures)
            named = spans_of(sentence, release.published_on, limit, 12) if figures or about else []
            if figures and not named and (after := month_after(sentence, release.published_on, limit)) is not None:
                named = [after]
            if (
                figures
                and not named
                and trade
                and not opened
                and lead in list(_after_bases(sentence, release.published_on))
            ):
                # "China began the year by exporting 9.74 Mt, 5.4% less than in January 2015", under January
                named = [(lead, sentence.of("period")[0])]
            if figures and (told_now := same_this_year(sentence, named, running, release.published_on, limit)):
                named = [*named, told_now]
            if named:
                main = main_of(named)
                for span, _ in named:
                    scores.setdefault(span, _NAMED)
                if main is not None:
                    running = main
                    if (
                        about
                        and figures
                        and opened
                        and lead is not None
                        and not any(s.last == main.last and s.length > main.length for s in scores)
                        and _overtaken(lead, main, limit - 1, governed[lead])
                    ):
                        # "The city traded 682.9 billion yuan in the whole of 2021. It had done nearly as much by November this year"
                        scores[main] += _FIRST
                        lead = main
                    if about and figures and hinted is not None:
                        if hinted.last < main.last and hinted.length > main.length:
                            # "After a record 2024, trade takes a breather. It shrank 6.2 percent in January and February"
                            scores[hinted] -= _FIRST
                            scores[main] += _FIRST
                            lead = main if lead == hinted else lead
                        hinted = None
                    if about and not opened and (figures or (_is_sentence(sentence) and not _edition(sentence))):
                        scores[main] += _FIRST
                        opened = True
                        hinted = None if figures else main
                        lead = main if lead is None or _within(lead, main) else lead
            if running is not None and figures:
                governed[running] += figures if trade else figures / 2
        if passage.kind != "list_item":
            leads = bool(sentences) and sentences[-1].low[-1:] == [":"]
            # "For the period January to September, customs data give the following picture:"
            led = running if leads else None
    if not scores:
        told = [s for sentences in scanned for s in sentences]
        return _hinted_at(told, release.published_on, limit) or _year_reported(release, scanned)
    _add_year_of_halves(scores, governed)
    total = sum(governed.values()) or 1.0

    def worth(span: months.Months) -> float:
        ago = limit - 1 - span.last
        fresh = _FRESH[ago] if ago < len(_FRESH) else _STALE
        return fresh * (scores[span] + _GOVERNING * governed.get(span, 0.0) / total)

    return max(scores, key=lambda p: (worth(p), p.last, p.length))


def _counted(sentence: Sentence) -> int:
    """How many numbers count goods by the million or the thousand: "13.38 million motorcycles left China in 2025"."""
    numbers = {m.last for m in sentence.of("quantity") if m.quantity.kind == "bare" and m.quantity.value >= _MANY}
    return sum(m.first in numbers for m in sentence.of("commodity"))


_MANY = 1_000


def _overtaken(lead: months.Months, main: months.Months, latest: int, told: float) -> bool:
    """Whether the months that a text opens with, ``told`` of in so many figures, only lead up to later ones: those of a while ago to the
    ``latest`` that had ended, and a month to the one after it ("In April trade had plunged 36.5 percent. In May it climbed back")."""
    if latest - lead.last >= len(_FRESH):
        return latest - main.last < len(_FRESH)
    if main.first <= lead.last or latest - main.last > 1 or not 0 < told <= _LED_UP:
        return False
    return latest - lead.last >= _BEHIND or (lead.length == main.length == 1 and main.last == latest)


def _add_year_of_halves(scores: dict[months.Months, float], governed: dict[months.Months, float]) -> None:
    """Let a year be told of whose two halves are: "166.22 billion yuan in the first six months ... From July to December"."""
    for half in [span for span in scores if span.length == 6 and span.first % 12 == 0]:
        other, year = months.Months(half.last + 1, half.last + 6), months.Months(half.first, half.last + 6)
        if other in scores:
            told = [span for span in (half, other, year) if span in scores]
            scores[year] = max([scores[span] for span in told])
            governed[year] = sum([governed.get(span, 0.0) for span in told])


def _owns_shipments(sentence: Sentence) -> bool:
    """Whether sales, shipments or purchases are said to be a region's own."""
    if not sentence.of("flow") or not (sentence.of("home") or sentence.of("region")):
        return False
    return any(
        t.weak_flow in ("export", "import") and (t.home or "region" in t.codes) and not t.verb for t in topics(sentence)
    )


def _is_about_trade(sentence: Sentence, told: list[str], figures: int) -> bool:
    """Whether a sentence that names no flow is about trade, by the kinds of figures that it tells."""
    return (
        (not figures and _sells(sentence))
        or ("money" in told and "other_topic" not in sentence.kinds and not _of_small_sums(sentence))
        # "Shipments from the world's biggest trading nation plunged 25.4 percent"
        or ("percent" in told and "other_topic" not in sentence.kinds and _owns_shipments(sentence))
        # "Brazil alone accounted for 76.1 percent of it"
        or ("percent" in told and "share" in sentence.kinds and "partner" in sentence.kinds)
        or not _ABOUT_FIGURES.isdisjoint(sentence.said)
    )


def _of_small_sums(sentence: Sentence) -> bool:
    """Whether all money of a sentence is what one freight or order costs: "Getting one to Rotterdam cost her 14,500 US dollars"."""
    return all(q.value < _SMALL for q in (m.quantity for m in sentence.of("quantity")) if q.kind == "money")


_SMALL = 1_000_000  # no region's trade of a month is less, in any currency


def _hinted_at(sentences: list[Sentence], published: date, limit: int) -> months.Months | None:
    """The months of a release that no figure's sentence names: those that another names ("So read Tianjin's 2020 customs sheet"),
    or else the same months of the year after that with which figures are compared ("41.3 percent higher than in 2021")."""
    named = [p for s in sentences for p, _ in spans_of(s, published, limit, 12)]
    if named:
        return max(named, key=lambda p: (p.last, p.length))
    compared = [p for s in sentences for p in _after_bases(s, published) if limit - 12 <= p.last < limit]
    return max(compared, key=lambda p: (p.last, p.length), default=None)


def _year_reported(release: Release, scanned: list[list[Sentence]]) -> months.Months | None:
    """The year before the publication of a report that comes out once a year, and names none: "Government work report, Guangxi"."""
    for passage, sentences in zip(release.passages, scanned, strict=True):
        said = [w for s in sentences for w in s.low] if passage.kind == "heading" else []
        if any(pair in _YEARLY for pair in itertools.pairwise(said)):
            return months.months(release.published_on.year - 1, 1, 12)
    return None


_YEARLY = frozenset(
    {("work", "report"), ("annual", "report"), ("statistical", "bulletin"), ("statistical", "communique")}
)


def _after_bases(sentence: Sentence, published: date) -> Iterator[months.Months]:
    """The months whose figures are compared with those of the year before that a sentence names."""
    for mention in sentence.of("period"):
        if mention.period.kind == "period" and not mention.period.alone:
            yield months.resolve(mention.period, published, None).shifted(12)
    for mention in sentence.of("basis"):
        said = sentence.low[mention.first : mention.last]
        count = said[said.index("months") - 1] if "months" in said and "last" in said else ""
        if count in COUNTS or count.isdecimal():  # "in the same four months of last year"
            yield months.months(published.year, 1, count_of(count))


def _sells(sentence: Sentence) -> bool:
    """Whether a region is said to buy or sell: "China sold more to the outside world in June than a year earlier"."""
    regions = sentence.of("region")
    return bool(regions) and any(0 <= m.first - regions[0].last <= 2 for m in sentence.of("flow"))


def _is_sentence(sentence: Sentence) -> bool:
    """Whether it ends as one: a line without a full stop, under the headline, goes on about one thing that is in the text."""
    return bool(_STOPS & set(sentence.low[-3:]))


def _edition(sentence: Sentence) -> bool:
    """Whether a sentence without figures only says which figures came out: "Chongqing Customs put its June numbers up on Tuesday"."""
    return any(
        not _ABOUT_FIGURES.isdisjoint(sentence.words(m.last, m.last + 2)) for m in sentence.of("period")
    ) and not any(m.quantity.kind in FIGURES for m in sentence.of("quantity"))


def _within(inner: months.Months, outer: months.Months) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last
