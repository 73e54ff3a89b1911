"""Releases and figures that are not of the size that they were read at: another reporter, other months, or left unread.

A region's total that is several times, or a small part, of what the region can have traded in those months was taken for
something that it is not. No number is changed; what it is of is, where one reading only has the size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline import vocabulary
from pipeline.reading.frames.frames import Context, Frame, altered
from pipeline.reading.frames.of_size import off_by
from pipeline.reading.frames.placing import Placed
from pipeline.reading.words.mentions import Sentence
from pipeline.reading.words.months import Months

_OFTEN = 2  # sentences that name what a whole release is about
_ENOUGH = 3  # amounts that say of what size a release is
_SEVERAL = 3  # other partners of which amounts are told
_FEWER = 0.5  # of the misfits that are left, for the release to be of another reporter or other months


def off(figure: Placed, frame: Frame | None = None) -> int | None:
    """How far off a level is of the size of its frame, or of another, as ``off_by`` says; None for what is no amount, too."""
    frame = frame or figure.frame
    if frame is None or figure.outcome != "read" or figure.measure.measure != "level":
        return None
    return off_by(frame, figure.measure.unit, float(figure.measure.value))


def misfits(told: Iterable[Placed]) -> list[Placed]:
    """The levels that are not of the size of what they were read as."""
    return [figure for figure in told if off(figure)]


class Reopening(NamedTuple):
    """What a release could be of instead; None is as it was."""

    period: Months | None = None
    region: str | None = None
    partner: str | None = None


AS_IT_IS = Reopening()


def reopenings(told: list[tuple[Placed, Sentence]], context: Context, said: list[Sentence]) -> Iterator[Reopening]:
    """What a release could be of instead, the nearest first, where most of what it tells of its reporter's trade as a whole is not of
    that size: other months or another reporter where it is too large, another reporter or trade with one partner where it is too small.

    What a figure's own sentence names stays: amounts count for other months where it names none, for another reporter where it
    names no region.
    """
    home, period = context.article.region, context.period
    if home is None or period is None:
        return
    large, small, fitting = _by_size(told, home)
    if len(large) > len(fitting):
        moved = [f for f, _ in large if f.frame.period == period and f.untold]
        for months in _longer(period, context.published_month) if moved else ():
            if all(off(f, f.frame.during(months)) == 0 for f in moved):
                yield Reopening(period=months)
        moved = [f for f, s in large if {m.code for m in s.of("region")} != {home}]
        for region in _other_reporters(home, said):
            enough = 1 if home.startswith(f"{region}/") else _ENOUGH  # the province of a city, before any other
            if len(moved) >= enough and all(off(f, altered(f.frame, region=region)) == 0 for f in moved):
                yield Reopening(region=region)
    if len(small) > len(fitting):
        partners = {f.frame.partner for f, _ in told if f.frame is not None and f.frame.partner}
        for kind, code in _often_named(said):
            if kind == "partner" and len(partners - _members(code)) >= _SEVERAL:
                continue  # a text that deals out its partners is not about one of them
            if code != home and all(off(f, altered(f.frame, **{kind: code})) == 0 for f, _ in small):
                yield Reopening(**{kind: code})


def _by_size(told: list[tuple[Placed, Sentence]], home: str) -> tuple[list[tuple[Placed, Sentence]], ...]:
    """The levels of a reporter's trade that are too large, a part of it even for the whole; too small; and of its size."""
    found: dict[int | None, list[tuple[Placed, Sentence]]] = {1: [], -1: [], 0: [], None: []}
    for figure, sentence in told:
        if figure.frame is not None and figure.frame.region == home:
            by = off(figure)
            if by == 1 or not figure.frame.is_broken_down():
                found[by].append((figure, sentence))
    return found[1], found[-1], found[0]


def bearable(before: Iterable[Placed]) -> float:
    """How many levels that are not of their size another reading of the release may leave, at most."""
    return _FEWER * len(misfits(before))


def bettered(before: list[Placed], after: list[Placed]) -> bool:
    """Whether another reading of the release leaves far fewer levels that are not of their size, and reads no less."""
    read = [sum(figure.outcome == "read" for figure in told) for told in (before, after)]
    return len(misfits(after)) <= bearable(before) and read[0] <= read[1]


def is_sized(told: Iterable[Placed]) -> bool:
    """Whether the amounts of a release are by and large of the sizes that are known: not those of an invented one, or of a reporter
    that has changed since the list was made."""
    fitting = misfit = 0
    for figure in told:
        found = off(figure)
        if found:
            misfit += 1
        elif found == 0 and not figure.frame.is_broken_down():
            fitting += 1
    return fitting >= max(_ENOUGH, misfit)


def _longer(period: Months, open_month: int) -> list[Months]:
    """The year so far and the year, as far as they are other months, and had ended."""
    year = period.last // 12 * 12
    spans = (Months(year, period.last), Months(year, year + 11))
    return [months for months in dict.fromkeys(spans) if months != period and months.last < open_month]


def _other_reporters(home: str, said: Iterable[Sentence]) -> list[str]:
    """What contains the reporter, then the other regions that the text names, in its order."""
    around = [home.partition("/")[0], "CN"]
    named = [m.code for sentence in said for m in sentence.of("region")]
    return [code for code in dict.fromkeys((*around, *named)) if code != home]


def _often_named(said: Iterable[Sentence]) -> list[tuple[str, str]]:
    """The partners and regions that several sentences name, each with which of both it is, the most often named first."""
    named = Counter(
        found for s in said for found in dict.fromkeys((m.kind, m.code) for m in (*s.of("region"), *s.of("partner")))
    )
    return [found for found, times in named.most_common() if times >= _OFTEN]


def _members(partner: str) -> set[str]:
    """A partner, and those that are members of it."""
    return {partner, *(member.code for member in vocabulary.codes("partner")[partner].members)}


def leave_misfits(told: list[tuple[Placed, Sentence]]) -> None:
    """Leave unread the levels that are not of their size, with what their sentence tells of the same, unless the sentence itself names
    whose trade they are, of which months and which way."""
    for figure, sentence in told:
        if not off(figure) or _names_it_all(figure, sentence):
            continue
        for other, where in told:
            if where is sentence and other.frame == figure.frame and other.outcome == "read":
                other.outcome, other.reason = "unread", "not of the size of the trade that it would be of"
                other.hint = "a form for what it is of in pipeline/vocabulary, or the amounts in magnitudes.toml"


def _names_it_all(figure: Placed, sentence: Sentence) -> bool:
    """Whether a sentence names region, months and flow of a level that is of nothing narrower."""
    frame = figure.frame
    named = any(m.code == frame.region for m in sentence.of("region")) and not figure.untold
    return named and not frame.is_broken_down() and any(m.code == frame.flow for m in sentence.of("flow"))
