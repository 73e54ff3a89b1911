"""Shares of a region's whole trade in itself: what has them was not read. It is what the text named last, or they are left unread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import Placed
from pipeline.reading.words.mentions import Sentence, named_last, sentences_before

_SHARES = frozenset({"share", "share_change"})
_PARTS = ("zone", "partner", "enterprise", "regime")
_STANDING = frozenset({"it", "they", "its", "their"})
_OPENING = 4  # tokens
_FROM_BEFORE = ("/context", "/carried")


def name_what_has_them(
    told: Sequence[tuple[Placed, Sentence]], passages: Iterable[tuple[object, list[Sentence]]], home: str | None
) -> None:
    """Give shares of the trade around a reporter to the reporter, ``home`` ("The figure corresponds to 53.5% of the foreign trade of
    Jiangsu", in a release of Suzhou's), and shares of a trade in itself to the zone, partner or kind of firm that the sentence before
    named last, where theirs begins with a pronoun: "Factories crowd into the Chengdu bonded zone. It handles 51.2% of Sichuan's
    imports and exports". An amount beside the share is of the same where it makes the share, or leaned on the text before as well."""
    before = sentences_before(passages)
    for figure, sentence in told:
        within = _is_within(figure, home)
        if not within and not _is_of_itself(figure, sentence):
            continue
        around = figure.frame.region
        if within or (home is not None and home != around and (around == "CN" or home.startswith(f"{around}/"))):
            figure.whole, frame = figure.whole or Frame(region=around, flow="total"), figure.frame
            for other, where in told if within else ():
                if where is sentence and other.frame == frame and other.measure.measure == "share_change":
                    other.frame = other.bound = altered(frame, region=home)
            figure.frame = figure.bound = altered(frame, region=home)
            continue
        if _STANDING.isdisjoint(sentence.low[:_OPENING]):
            continue
        spoken = before.get(id(sentence))
        part = named_last(spoken, _PARTS) if spoken is not None else None
        if part is None or any(m.code == part.code for m in sentence.of(part.kind)):
            continue
        frame = figure.frame
        beside = [f for f, where in told if where is sentence and f.frame == frame and f.outcome == "read"]
        amounts = [f for f in beside if f.measure.measure == "level"]
        apart = [f for f in amounts if not (f.rule.endswith(_FROM_BEFORE) or _makes(f, figure, frame, told))]
        for other in beside:
            if other.measure.measure in _SHARES or other.rule.endswith(_FROM_BEFORE) or not apart:
                other.frame = altered(frame, **{part.kind: part.code})


def _makes(amount: Placed, share: Placed, frame: Frame | None, told: Iterable[tuple[Placed, Sentence]]) -> bool:
    """Whether an amount is the share of what the region's trade is told to be elsewhere."""
    if amount.measure.measure != "level" or share.measure.measure != "share":
        return False
    part = float(amount.measure.value)
    wholes = (
        float(f.measure.value)
        for f, _ in told
        if f is not amount
        and f.frame == frame
        and f.measure.measure == "level"
        and f.measure.unit == amount.measure.unit
    )
    return any(whole and abs(100 * part / whole - float(share.measure.value)) < _APART for whole in wholes)


_APART = 0.3  # percentage points, for both are rounded


def leave_shares_of_itself(told: Iterable[tuple[Placed, Sentence]]) -> None:
    """Leave unread the shares that a region's trade as a whole would have in the trade of the same region, where its sentence names no
    other, and those of the nation's, which is a part of nothing: "The three together made up 49.7 percent of the city's total"."""
    for figure, sentence in told:
        if _is_of_itself(figure, sentence):
            figure.outcome, figure.reason = "unread", "a share of a trade in itself: of what is not named"
            figure.hint = "a form for what has the share in pipeline/vocabulary"


def _is_within(figure: Placed, home: str | None) -> bool:
    """Whether a share of a flow of the province around a city that reports was read as the province's own: "a quarter of what Zhejiang
    sells abroad: 25%", in a release of Ningbo's."""
    frame, whole = figure.frame, figure.whole
    if frame is None or whole is None or home is None or figure.outcome != "read":
        return False
    alike = whole.region == frame.region and whole.flow == frame.flow and not frame.is_broken_down()
    return alike and figure.measure.measure == "share" and home.startswith(f"{frame.region}/")


def _is_of_itself(figure: Placed, sentence: Sentence) -> bool:
    frame = figure.frame
    if frame is None or figure.outcome != "read" or figure.measure.measure not in _SHARES:
        return False
    if frame.flow != "total" or frame.is_broken_down():
        return False
    itself = figure.whole is not None and figure.whole.region == frame.region
    return frame.region == "CN" or (itself and not any(m.code == "nation" for m in sentence.of("home")))
