"""Placed figures -> statements: repeated figures joined, headlines checked against the body, balances signed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter, itemgetter

from pipeline.model import Passage, Release, Statement
from pipeline.reading.frames.frames import Frame
from pipeline.reading.frames.placing import Placed
from pipeline.reading.topics.phrases import BREAKDOWNS
from pipeline.reading.words.mentions import Sentence
from pipeline.reading.words.quantities import plain

# The coordinates of a statement and its value: two statements with the same are one figure said twice.
_quantity = attrgetter(
    "region",
    "period_start",
    "period_end",
    "flow",
    "partner",
    "commodity",
    "regime",
    "enterprise",
    "zone",
    "transport",
    "measure",
    "basis",
    "unit",
    "value",
)


@dataclass(slots=True)
class Fate:
    """What became of the number at a span: an outcome, its reason, and the statement that it is or repeats."""

    outcome: str
    reason: str
    hint: str | None = None
    statement: int | None = None


def build(
    release: Release, placed: list[tuple[Placed, Sentence, Passage]], headline: list[tuple[Placed, Sentence, Passage]]
) -> tuple[list[Statement], dict[tuple[int, int], Fate]]:
    """Statements in text order, and for each quantity's span what became of it."""
    rows: list[tuple[Statement | None, Placed, tuple[int, int]]] = []
    for figure, sentence, _ in placed:
        span = sentence.span(figure.mention)
        rows.append((_statement(release, figure, sentence, span), figure, span))
    body = [s for s, _, _ in rows if s is not None]
    for figure, sentence, _ in headline:
        span = sentence.span(figure.mention)
        statement = _statement(release, figure, sentence, span)
        if statement is not None and _restates(statement, body):
            figure.outcome, figure.reason, statement = (
                "out_of_scope",
                "headline's restatement of a figure in the body",
                None,
            )
        rows.append((statement, figure, span))
    rows.sort(key=itemgetter(2))
    statements: list[Statement] = []
    index_of: dict[tuple, int] = {}
    fates: dict[tuple[int, int], Fate] = {}
    for statement, figure, span in rows:
        if statement is None:
            fates[span] = Fate(figure.outcome, figure.reason, figure.hint)
            continue
        key = _quantity(statement)
        if key in index_of:
            fates[span] = Fate("repeat", "the same figure again", None, index_of[key])
            continue
        index_of[key] = len(statements)
        fates[span] = Fate("read", statement.rule, None, len(statements))
        statements.append(statement)
    return statements, fates


def _statement(release: Release, figure: Placed, sentence: Sentence, span: tuple[int, int]) -> Statement | None:
    """The statement that a figure makes at a span of the text; None where it is none."""
    if figure.outcome != "read":
        return None
    frame, reading, quantity = figure.frame, figure.measure, figure.mention.quantity
    start, end = span
    first, last = frame.period.dates()
    value, step, unit = reading.value, reading.step, reading.unit
    if (
        frame.flow == "balance"
        and reading.measure == "level"
        and frame.flow_sign in ("deficit", "gap")
        and _deficit(frame, sentence)
    ):
        value = -abs(value)
    return Statement(
        char_start=start,
        char_end=end,
        quote=release.body_text[start:end],
        rule=f"{release.language}.{figure.rule}",
        measure=reading.measure,
        value_text=quantity.value_text,
        unit_text=quantity.unit_text,
        value=plain(value),
        step=plain(step),
        unit=unit,
        region=frame.region,
        period_start=first,
        period_end=last,
        flow=frame.flow,
        basis=(figure.basis or "yoy") if reading.measure in ("growth", "share_change") else None,
        approx=figure.approx,
        decided_by=figure.decided_by,
        of=figure.of or (_of(frame, figure.whole) if reading.measure in ("share", "share_change") else None),
        **frame.breakdown(),
    )


def _deficit(frame: Frame | None, sentence: Sentence) -> bool:
    return frame.flow_sign == "deficit" or "deficit" in sentence.said


def _of(frame: Frame | None, whole: Frame | None) -> str | None:
    """The coordinates in which the whole of a share differs from the part, when it is not the usual one.

    The usual whole is the region's same flow, not broken down; of exports or imports that are not broken down, total trade.
    """
    if whole is None:
        return None
    part = frame.breakdown()
    whole_flow = whole.flow or frame.flow
    said: dict[str, str | None] = {}
    if whole.region is not None and whole.region != frame.region:
        said["region"] = whole.region
    if whole_flow != frame.flow:
        said["flow"] = whole_flow
    for dimension in BREAKDOWNS:
        ours, theirs = part.get(dimension), getattr(whole, dimension)
        if ours != theirs:
            said[dimension] = theirs or ("world" if dimension == "partner" else "all")
    usual = {d: "world" if d == "partner" else "all" for d in part} or (
        {} if frame.flow == "total" else {"flow": "total"}
    )
    return ";".join(f"{name}={code}" for name, code in said.items()) if said and said != usual else None


def _restates(statement: Statement, body: list[Statement]) -> bool:
    """Whether the body gives the figure that a headline rounds: same measure and unit, a value within the headline's rounding."""
    for other in body:
        if other.measure != statement.measure or other.unit != statement.unit:
            continue
        if abs(other.value - statement.value) <= statement.step:
            return True
        if statement.approx and other.value and abs(other.value - statement.value) / abs(other.value) < Decimal("0.1"):
            return True
    return False
