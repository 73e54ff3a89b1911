"""The spans of months that a sentence names as those of its figures: ended ones, and none that is only looked back at."""

from __future__ import annotations

import itertools
from datetime import date

from pipeline.reading.frames.comparators import is_comparator
from pipeline.reading.words import months
from pipeline.reading.words.mentions import Mention, Sentence

FIGURES = frozenset({"money", "percent", "physical", "times", "points"})


def first_open_month(published: date) -> int:
    """The first month that had not ended, or nearly so, on the publication date."""
    return published.year * 12 + published.month - (0 if published.day >= 26 else 1)


def main_span(sentence: Sentence, published: date) -> months.Months | None:
    """The longest of the spans that end last in a sentence with a figure of trade, None where it has none."""
    if not any(m.quantity.kind in FIGURES for m in sentence.of("quantity")) or "flow" not in sentence.kinds:
        return None
    return main_of(spans_of(sentence, published, first_open_month(published), 12))


def same_this_year(
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


def month_after(sentence: Sentence, published: date, limit: int) -> tuple[months.Months, Mention] | None:
    """The last month that had ended, where figures are only held against those of the month before it: "their sales tumbled 8.7 per
    cent, after slipping 0.3 per cent in October"."""
    for mention in sentence.of("period"):
        if mention.period.kind != "period":
            continue
        span = months.resolve(mention.period, published, None)
        if span is None or span.length > 1 or span.last != limit - 2:
            continue
        if is_comparator(sentence, mention) or _looked_back_at(sentence, mention):
            return months.Months(span.last + 1, span.last + 1), mention
    return None


def main_of(named: list[tuple[months.Months, Mention]]) -> months.Months | None:
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


def spans_of(sentence: Sentence, published: date, limit: int, counted: int) -> list[tuple[months.Months, Mention]]:
    """The spans that a sentence names and that had ended when the release came out, with where it names them; comparison
    bases and asides ("July alone") left out."""
    named = []
    for mention in sentence.of("period"):
        told = mention.period.kind in ("period", "last")
        if mention.period.alone or (not told and (mention.period.count or 99) > counted):
            continue
        resolved = months.resolve(mention.period, published, None)
        if resolved is None or resolved.last >= limit or (not told and limit - resolved.last > 2):
            continue
        if _tallied(sentence, mention) or sets_scene(sentence, mention):
            continue
        if not is_comparator(sentence, mention) and not _looked_back_at(sentence, mention):
            named.append((resolved, mention))
    return named


_MOVED = (["its"], ["the"], ["their"], ["tariffs"], ["duties"], ["prices"], ["curbs"], ["restrictions"])
_OCCASIONS = frozenset({"when", "after", "before", "as", "while", "ahead", "since", "until"})
_ONLY_OPENING = frozenset({"as", "while", "ahead"})  # not "half as much again in February"


def sets_scene(sentence: Sentence, mention: Mention) -> bool:
    """Whether the months only say when something else was, in a sentence without figures: "When the ministers met in Dakar last month,
    the figures were encouraging", "The customs published its annual numbers at the end of January"."""
    if any(m.quantity.kind in FIGURES for m in sentence.of("quantity")):
        return False
    if not _GIVEN_OUT.isdisjoint(sentence.said) and _given_out(sentence, mention):
        return True
    if _OCCASIONS.isdisjoint(sentence.said):
        return False
    opening = next((p for p in range(mention.first - 1, -1, -1) if sentence.low[p] in _PARTED), -1)
    place = next((p for p in range(opening + 1, mention.first) if sentence.low[p] in _OCCASIONS), None)
    if place is None or mention.first - place < 3:
        return False  # "after May"
    if place > opening + 1 and sentence.low[place] in _ONLY_OPENING:
        return False
    # but for what somebody moved: "Since Washington raised tariffs in April", "When Beijing lifted its duties in March"
    moved = [m for m in sentence.of("direction") if sentence.words(m.last, m.last + 1) not in _MOVED]
    return not any(place < m.first < mention.first for m in (*sentence.of("flow"), *moved))


_GIVEN_OUT = frozenset({"published", "released", "issued", "announced", "posted", "unveiled"})
_WITHIN = frozenset({"in", "at", "end", "late", "early", "mid", "middle", "beginning", "start", "of", "the", "back"})
_WHEN = frozenset({"in", "at"})


def _given_out(sentence: Sentence, mention: Mention) -> bool:
    """Whether the months say when figures came out: "released its data in late January", not "its data for January"."""
    lead = sentence.words(mention.first - 8, mention.first)
    place = next((p for p in range(len(lead) - 1, -1, -1) if lead[p] in _GIVEN_OUT), None)
    within = [*itertools.takewhile(_WITHIN.__contains__, reversed(lead)), *sentence.words(mention.first, mention.last)]
    return place is not None and not _WHEN.isdisjoint(within) and _PARTED.isdisjoint(lead[place:])


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
        m.last == mention.first - 1
        and sentence.low[m.first - 1] == "the"
        and (m.quantity.kind == "percent" or sentence.low[m.first - 2] in _BESIDE_LEVEL)
        for m in sentence.of("quantity")
    ):
        return True  # "deeper than both the 8.2 percent forecast and the 8.1 percent of July", "below the 10.66 Mt of December"
    clause = sentence.words(mention.first - 7, mention.first) if "having" in sentence.said else []
    if "having" in clause and "," not in clause[clause.index("having") :]:
        return True  # "were down 2.7 per cent, having risen 14.2 per cent in March"
    lead = sentence.words(mention.first - 7, mention.first) if behind != () else ()
    if "had" in lead and _PARTED.isdisjoint(lead) and lead[lead.index("had") + 1 :][:1] == ["been"]:
        return True  # "The pace had been 14.5% in September"
    if "by" in sentence.words(mention.first - 4, mention.first + 1):
        return _held_against(sentence, mention)  # "By the end of March it had climbed 28.3 percent"
    return (behind[0:1] not in (["as"], ["than"]) and _had_done(behind)) or _held_against(sentence, mention)


_BESIDE_LEVEL = frozenset({"below", "above", "than", "from", "against", "beyond"})


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
