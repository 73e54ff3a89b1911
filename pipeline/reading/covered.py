"""The months that a release covers: those of its figures where nothing nearer says it."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from pipeline.model import Release
from pipeline.reading import months
from pipeline.reading.comparators import is_comparator
from pipeline.reading.mentions import Mention, Sentence
from pipeline.reading.period_words import COUNTS, count_of

_TEXT = frozenset({"paragraph", "list_item"})
_FIGURES = frozenset({"money", "percent", "physical", "times", "points"})
# "Everything below is January-June in yuan": a sentence about the figures to come.
_ABOUT_FIGURES = frozenset(
    {"figures", "data", "numbers", "statistics", "everything", "account", "accounts", "breakdown"}
)
_STOPS = frozenset({".", "!", "?", ":"})
# What speaks for a span of months: being named in the title, being the first that the text names, being named at all, and
# governing figures (by their part of all figures).
_IN_TITLE, _FIRST, _NAMED, _GOVERNING = 2.0, 2.0, 1.0, 5.0
# A release comes out soon after the months that it reports on: by the number of months that had ended since.
_FRESH = (1.0, 1.0, 0.7, 0.5, 0.5, 0.5)
_STALE = 0.3


def first_open_month(published: date) -> int:
    """The first month that had not ended, or nearly so, on the publication date."""
    return published.year * 12 + published.month - (0 if published.day >= 26 else 1)


def release_period(release: Release, scanned: list[list[Sentence]]) -> months.Months | None:
    """The months that most speaks for: named in the title or first in the text, governing the figures, and not long past.

    A span governs the figures of its sentence and of those that follow in the paragraph without a span of their own; the
    first one those of paragraphs that name none. None where no sentence with a figure or a flow names ended months.
    """
    limit = first_open_month(release.published_on)
    scores: dict[months.Months, float] = {}
    governed: dict[months.Months, float] = defaultdict(float)
    lead = section = None
    opened = False
    for passage, sentences in zip(release.passages, scanned, strict=True):
        if passage.kind == "heading":
            named = [p for s in sentences for p in _spans(s, release.published_on, limit, 11)]
            if passage.level != 1:
                section = _main(named)
            elif main := _main(named):
                scores[main] = _IN_TITLE
                lead = main
            continue
        if passage.kind not in _TEXT:
            continue
        running = section or lead
        for sentence in sentences:
            told = [m.quantity.kind for m in sentence.of("quantity")]
            figures = len([kind for kind in told if kind in _FIGURES])
            if not figures and "period" not in sentence.kinds:
                continue
            trade = any(m.grade != "weak" for m in sentence.of("flow"))
            about = (
                trade
                or (not figures and _sells(sentence))
                or ("money" in told and "other_topic" not in sentence.kinds)
                or not _ABOUT_FIGURES.isdisjoint(sentence.said)
            )
            named = _spans(sentence, release.published_on, limit, 12)
            if figures and (told_now := _same_this_year(sentence, named, running, release.published_on, limit)):
                named = [*named, told_now]
            if (figures or about) and named:
                main = _main(named)
                for span, _ in named:
                    scores.setdefault(span, _NAMED)
                if main is not None:
                    running = main
                    stale = opened and lead is not None and limit - 1 - lead.last >= len(_FRESH)
                    if about and figures and stale and limit - 1 - main.last < len(_FRESH):
                        # "The city traded 682.9 billion yuan in the whole of 2021. It had done nearly as much by November this year"
                        scores[main] += _FIRST
                        lead = main
                    if about and not opened and (figures or (_is_sentence(sentence) and not _edition(sentence))):
                        scores[main] += _FIRST
                        opened = True
                        lead = main if lead is None or _within(lead, main) else lead
            if running is not None and figures:
                governed[running] += figures if trade else figures / 2
    if not scores:
        told = [s for sentences in scanned for s in sentences]
        return _hinted_at(told, release.published_on, limit) or _year_reported(release, scanned)
    total = sum(governed.values()) or 1.0

    def worth(span: months.Months) -> float:
        ago = limit - 1 - span.last
        fresh = _FRESH[ago] if ago < len(_FRESH) else _STALE
        return fresh * (scores[span] + _GOVERNING * governed.get(span, 0.0) / total)

    return max(scores, key=lambda p: (worth(p), p.last, p.length))


def _same_this_year(
    sentence: Sentence,
    named: list[tuple[months.Months, Mention]],
    running: months.Months | None,
    published: date,
    limit: int,
) -> tuple[months.Months, Mention] | None:
    """The months of this year that are said to be those of last year told before: "In the first six months of 2014, its trade was
    US$3.08 billion; in the same period of this year, it was US$3.24 billion"."""
    now = next((m for m in sentence.of("period") if m.period.kind == "this_year"), None)
    if now is None or "same" not in sentence.said:
        return None
    before = next((p for p, m in reversed(named) if m.last <= now.first), running)
    if before is None or before.year != published.year - 1 or before.length > 11:
        return None
    shifted = before.shifted(12)
    return (shifted, now) if shifted.last < limit else None


def main_span(sentence: Sentence, published: date) -> months.Months | None:
    """The longest of the spans that end last in a sentence with a figure of trade, None where it has none."""
    if not any(m.quantity.kind in _FIGURES for m in sentence.of("quantity")) or "flow" not in sentence.kinds:
        return None
    return _main(_spans(sentence, published, first_open_month(published), 12))


def _hinted_at(sentences: list[Sentence], published: date, limit: int) -> months.Months | None:
    """The months of a release that no figure's sentence names: those that another names ("So read Tianjin's 2020 customs sheet"),
    or else the same months of the year after that with which figures are compared ("41.3 percent higher than in 2021")."""
    named = [p for s in sentences for p, _ in _spans(s, published, limit, 12)]
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
    ) and not any(m.quantity.kind in _FIGURES for m in sentence.of("quantity"))


def _within(inner: months.Months, outer: months.Months) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def _main(named: list[tuple[months.Months, Mention]]) -> months.Months | None:
    """The longest of those that end last ("July added 23.9 billion yuan to a seven-month tally"); None of several that are
    listed ("in the first and second quarters")."""
    if not named:
        return None
    main, where = max(named, key=lambda n: (n[0].last, n[0].length))
    if any(
        p.length == main.length < 12 and p.last == main.first - 1 and where.first - m.last <= _LISTED for p, m in named
    ):
        return None
    return main


_LISTED = 3  # tokens at most between periods of a list: "in June and in July"
_HELD = frozenset({"against", "versus", "vs", "after", "following", "from", "than", "with", "having", "reversing"})
_COMPARED = frozenset({"compared", "compares", "comparing", "contrasted", "contrasts"})
_MORE = frozenset({"more", "less", "fewer", "rather", "other"})
_PARTED = frozenset({",", ";", ":", "(", "—", "–", "--"})


def _held_against(sentence: Sentence, mention: Mention) -> bool:
    """Whether the months are those of a figure or a move that another is held against: "up from a 7.2% gain in June",
    "more than twice the pace of June"."""
    low = sentence.low
    lead = low[max(0, mention.first - 3) : mention.first]
    if lead[-2:] in (["pace", "of"], ["rate", "of"]) or lead == ["the", "pace", "in"]:
        return True
    for place in range(mention.first - 1, max(-1, mention.first - 11), -1):
        word = low[place]
        if word in _PARTED:
            return False
        if word not in _HELD or (word == "with" and low[place - 1] not in _COMPARED):
            continue
        if any(m.kind == "basis" and m.first <= place + 1 < m.last for m in sentence.mentions):
            return False  # "fell 6.8 percent from a year earlier to US$197.2 billion in November"
        if word == "than" and low[place - 1] in _MORE:
            continue  # "more than 5 billion in July"
        if word == "from" and any(
            m.kind in ("region", "partner", "home") and m.first <= place + 2 and m.last > place
            for m in sentence.mentions
        ):
            continue  # "exported from Sichuan hit 206.4 billion yuan in the first ten months"
        return any(
            m.kind in ("quantity", "direction") and place < m.first and m.last <= mention.first
            for m in sentence.mentions
        )
    return False


def _spans(sentence: Sentence, published: date, limit: int, counted: int) -> list[tuple[months.Months, Mention]]:
    """The spans that a sentence names and that had ended when the release came out, with where it names them; comparison
    bases and asides ("July alone") left out."""
    named = []
    for mention in sentence.of("period"):
        told = mention.period.kind in ("period", "last_month")
        if mention.period.alone or (not told and (mention.period.count or 99) > counted):
            continue
        resolved = months.resolve(mention.period, published, None)
        if resolved is None or resolved.last >= limit or (not told and limit - resolved.last > 2):
            continue
        if _tallied(sentence, mention):
            continue
        if not is_comparator(sentence, sentence.low, mention) and not _looked_back_at(sentence, mention):
            named.append((resolved, mention))
    return named


_TALLYING = frozenset({"taking", "bringing", "lifting", "pushing", "putting"})


def _tallied(sentence: Sentence, mention: Mention) -> bool:
    """Whether the months are those of a sum told in passing: "..., taking the nine-month tally to 4.92 million tonnes"."""
    return not _TALLYING.isdisjoint(sentence.words(mention.first - 4, mention.first))


def _looked_back_at(sentence: Sentence, mention: Mention) -> bool:
    """Whether the months are those of what was before: "In February 2014, there had been a deficit"."""
    behind = sentence.words(mention.last, mention.last + 5) if "had" in sentence.said else ()
    if "(" in sentence.said and _beside_in_brackets(sentence, mention):
        return True
    if "had" in sentence.said and (_in_past_clause(sentence, mention) or sentence.low[:3] == _IT_HAD_BEEN):
        return True
    if sentence.words(mention.first - 1, mention.first) == ["of"] and any(
        m.last == mention.first - 1 and m.quantity.kind == "percent" and sentence.low[m.first - 1] == "the"
        for m in sentence.of("quantity")
    ):
        return True  # "deeper than both the 8.2 percent forecast and the 8.1 percent of July"
    lead = sentence.words(mention.first - 7, mention.first) if behind != () else ()
    if "had" in lead and _PARTED.isdisjoint(lead) and lead[lead.index("had") + 1 :][:1] == ["been"]:
        return True  # "The pace had been 14.5% in September"
    if "by" in sentence.words(mention.first - 4, mention.first + 1):
        return _held_against(sentence, mention)  # "By the end of March it had climbed 28.3 percent"
    return (behind[0:1] not in (["as"], ["than"]) and _had_done(behind)) or _held_against(sentence, mention)


def _beside_in_brackets(sentence: Sentence, mention: Mention) -> bool:
    """Whether the months are those of a figure that stands in brackets behind another: "up 8.7% y/y (July: +7.0%)"."""
    before = sentence.words(mention.first - 1, mention.first)
    if before != ["("] or sentence.words(mention.last, mention.last + 1) not in _LABELLED:
        return False
    return any(m.last <= mention.first and m.quantity.kind != "bare" for m in sentence.of("quantity"))


def _had_done(words: list[str] | tuple[str, ...]) -> bool:
    """Whether "had" tells of an earlier time, and not of what was had: "the province had imports and exports of 431.6 billion yuan"."""
    return any(a == "had" and (b in _DONE or b.endswith("ed")) for a, b in itertools.pairwise(words))


_DONE = frozenset(
    {"been", "stood", "risen", "fallen", "grown", "come", "sunk", "gone", "shrunk", "brought", "seen", "there"}
)
_IT_HAD_BEEN = ["it", "had", "been"]
_LABELLED = ([":"], ["="], ["+"], ["-"])


def _in_past_clause(sentence: Sentence, mention: Mention) -> bool:
    """Whether the months close a clause of what had been: "imports, which had been 30 billion yuan in the first half of 2023, reached"."""
    lead = sentence.words(mention.first - 10, mention.first)
    if sentence.words(mention.last, mention.last + 1) != [","]:
        return False
    places = [n for n, pair in enumerate(itertools.pairwise(lead)) if pair == ("which", "had")]
    return bool(places) and "," not in lead[places[-1] :]
