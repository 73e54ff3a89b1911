"""Words of time against publication dates: the months that they mean and the bases of comparison."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reading.words.months import Months, basis_of, months, resolve
from pipeline.reading.words.periods import find

# Publication date, words, the period spoken of so far (or None), and the months meant: year, first, last (last year, last).
RESOLVED = [
    ("2020-10-23", "in the first three quarters of 2020", None, (2020, 1, 9)),
    ("2020-10-23", "From January to September", None, (2020, 1, 9)),
    ("2020-10-23", "In September alone", None, (2020, 9, 9)),
    ("2020-10-23", "in Q1", None, (2020, 1, 3)),
    ("2020-10-23", "in the third quarter", None, (2020, 7, 9)),
    ("2020-10-23", "From Q1 to Q3", None, (2020, 1, 9)),
    ("2020-10-23", "between January and September", None, (2020, 1, 9)),
    ("2020-10-23", "Jan.-Sept.", None, (2020, 1, 9)),
    ("2020-10-23", "in the January-September period", None, (2020, 1, 9)),
    ("2020-10-23", "in the first nine months", None, (2020, 1, 9)),
    ("2020-10-23", "in the nine months to September", None, (2020, 1, 9)),
    ("2020-10-23", "in the 12 months to September", None, (2019, 10, 2020, 9)),
    ("2020-10-23", "in the first 9 months of this year", None, (2020, 1, 9)),
    ("2020-10-23", "last month", None, (2020, 9, 9)),
    ("2020-10-23", "so far this year", None, (2020, 1, 9)),
    ("2020-10-23", "by the end of September", None, (2020, 1, 9)),
    ("2020-10-23", "in the first half", None, (2020, 1, 6)),
    ("2020-10-23", "last year", None, (2019, 1, 12)),
    ("2020-10-23", "in 2019", None, (2019, 1, 12)),
    # A release of January speaks of the year before.
    ("2021-01-14", "in December", None, (2020, 12, 12)),
    ("2021-01-14", "last month", None, (2020, 12, 12)),
    ("2021-01-14", "in the fourth quarter", None, (2020, 10, 12)),
    ("2021-01-14", "in the second half", None, (2020, 7, 12)),
    ("2021-01-14", "from January to December", None, (2020, 1, 12)),
    ("2021-01-14", "last year", None, (2020, 1, 12)),
    ("2021-01-14", "in the whole of 2020", None, (2020, 1, 12)),
    ("2021-01-14", "in the first three quarters", None, (2020, 1, 9)),
    ("2021-01-14", "in November", None, (2020, 11, 11)),
    ("2021-03-10", "in the first two months", None, (2021, 1, 2)),
    ("2021-03-10", "in January and February", None, (2021, 1, 2)),
    ("2021-03-10", "in December", None, (2020, 12, 12)),
    ("2020-02-29", "in February", None, (2020, 2, 2)),  # at a month's end the month itself is what is reported
    # What was spoken of before.
    ("2020-10-23", "in the period", (2020, 1, 9), (2020, 1, 9)),
    ("2020-10-23", "in the nine months", (2020, 1, 9), (2020, 1, 9)),
    ("2020-10-23", "that month", (2020, 1, 9), (2020, 9, 9)),
    ("2020-10-23", "this year", (2020, 1, 9), (2020, 1, 9)),
    ("2021-06-08", "in the first five months of the year", (2021, 1, 5), (2021, 1, 5)),
    ("2024-01-12", "in the first half of the year", (2023, 1, 12), (2023, 1, 6)),
    ("2025-06-15", "from 2021 to 2024", None, (2021, 1, 2024, 12)),
    ("2020-10-23", "over the quarter", (2020, 9, 9), (2020, 7, 9)),
    ("2020-07-23", "over the quarter", (2020, 1, 6), (2020, 4, 6)),
    ("2020-10-23", "in the quarter to August", None, (2020, 6, 8)),
    ("2019-01-25", "those of the previous December", (2018, 12, 12), (2017, 12, 12)),
    ("2019-01-25", "those of the previous November", (2018, 12, 12), (2018, 11, 11)),
]  # fmt: skip
# Words of comparison, the period compared, the publication date, and the basis.
BASES = [
    ("up 3% year on year", (2020, 1, 9), "2020-10-23", "yoy"),
    ("up 3% from a year earlier", (2020, 1, 9), "2020-10-23", "yoy"),
    ("up 3% over the same period last year", (2020, 1, 9), "2020-10-23", "yoy"),
    ("3% more than in the same period of 2019", (2020, 1, 9), "2020-10-23", "yoy"),
    ("up 3% on the corresponding period of the previous year", (2020, 1, 9), "2020-10-23", "yoy"),
    ("up 3% compared with the same period of 2019", (2021, 1, 9), "2021-10-23", "vs:2019"),
    ("up 3% compared with the same period in 2019", (2022, 1, 6), "2022-07-20", "vs:2019"),
    ("up 3% from 2019", (2021, 1, 12), "2022-01-14", "vs:2019"),
    ("up 3% from 2020", (2021, 1, 12), "2022-01-14", "yoy"),
    ("up 3% y/y", (2020, 9, 9), "2020-10-23", "yoy"),
    ("up 3% month on month", (2020, 9, 9), "2020-10-23", "mom"),
    ("up 3% month-on-month", (2020, 9, 9), "2020-10-23", "mom"),
    ("up 3% from the previous month", (2020, 9, 9), "2020-10-23", "mom"),
    ("up 3% from a month earlier", (2020, 9, 9), "2020-10-23", "mom"),
    ("up 3% from August", (2020, 9, 9), "2020-10-23", "mom"),
    ("up 3% from December", (2021, 1, 1), "2021-02-10", "mom"),
    ("up 3% from September 2019", (2020, 9, 9), "2020-10-23", "yoy"),
    ("up 3% quarter on quarter", (2020, 7, 9), "2020-10-23", "qoq"),
    ("up 3% from the second quarter", (2020, 7, 9), "2020-10-23", "qoq"),
    ("up 3% from the previous June", (2020, 6, 6), "2020-07-23", "yoy"),
    ("3% more than the three months before", (2020, 7, 9), "2020-10-23", "qoq"),
    ("from one quarter to the next", (2020, 7, 9), "2020-10-23", "qoq"),
    ("up 3% from the previous quarter", (2020, 7, 9), "2020-10-23", "qoq"),
]  # fmt: skip


def span(parts: tuple[int, ...]) -> Months:
    if len(parts) == 3:
        return months(*parts)
    first_year, first, last_year, last = parts
    return Months(first_year * 12 + first - 1, last_year * 12 + last - 1)


@pytest.mark.parametrize(("published", "words", "context", "meant"), RESOLVED, ids=lambda v: str(v))
def test_months_meant(published: str, words: str, context: tuple | None, meant: tuple) -> None:
    mentions = [m for m in find(words, 0, len(words)) if m.kind not in ("basis", "date")]
    resolved = [resolve(m, date.fromisoformat(published), span(context) if context else None) for m in mentions]
    assert resolved == [span(meant)]


@pytest.mark.parametrize(("words", "period", "published", "basis"), BASES, ids=lambda v: str(v))
def test_bases_of_comparison(words: str, period: tuple, published: str, basis: str) -> None:
    (mention,) = find(words, 0, len(words))
    assert basis_of(mention, span(period), date.fromisoformat(published), span(period)) == basis


@pytest.mark.parametrize(
    "words",
    [
        "exports may rise",
        "a 10-month high",
        "he marched on",
        "a second-hand car",
        "the smallest surplus in three months",
        "2,020 tonnes",
        "model 2015 yuan",
        "US$2020",
    ],
)
def test_what_is_no_period(words: str) -> None:
    assert [m for m in find(words, 0, len(words)) if m.kind == "period"] == []


@pytest.mark.parametrize("words", ["on May 12", "Oct. 23, 2020", "12 June 2021", "2020-10-23", "March 3rd"])
def test_calendar_dates_are_no_periods(words: str) -> None:
    (mention,) = find(words, 0, len(words))
    assert mention.kind == "date" and resolve(mention, date(2021, 7, 1), None) is None


PHRASES = (
    [words for _, words, _, _ in RESOLVED] + [words for words, _, _, _ in BASES] + ["and", ",", "exports", "up 3%"]
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(phrases=st.lists(st.sampled_from(PHRASES), max_size=6), published=st.dates(date(2000, 1, 1), date(2039, 12, 31)))
def test_mentions_are_ordered_and_resolve_to_whole_months(phrases: list[str], published: date) -> None:
    text = "; ".join(phrases)
    mentions = find(text, 0, len(text))
    assert all(left.end <= right.start for left, right in itertools.pairwise(mentions))
    for mention in mentions:
        meant = resolve(mention, published, None)
        if meant is not None:
            first, last = meant.dates()
            assert first <= last and first.day == 1
            assert (last.toordinal() + 1) == date.fromordinal(last.toordinal() + 1).replace(day=1).toordinal()
