"""Figures that mean what those in their place meant before: answers to the sentence before, items of a list."""

from __future__ import annotations

from dataclasses import replace

from pipeline.reading.frames.cues import UNSAID
from pipeline.reading.frames.frames import Context, altered
from pipeline.reading.frames.placing import Placed
from pipeline.reading.words.mentions import Sentence

_FIGURES = frozenset({"figures", "numbers", "values", "rates"})
_ALIKE = frozenset({"corresponding", "respective", "comparable", "equivalent"})


def correspond(context: Context, figures: list[Placed], sentence: Sentence) -> None:
    """Figures that answer to those of the sentence before mean what they mean, in their order: "For the EU the corresponding
    figures are 1.4%, 1.3 trillion yuan and 12.6%"."""
    before, spans, dates, flows = context.figures, context.spans, context.dates, context.flows
    if not figures:
        context.flows = context.dates = context.figures = ()
        return
    context.flows = tuple(dict.fromkeys([f.frame.flow for f in figures if f.frame is not None]))
    context.dates = tuple([f.frame.period if f.frame is not None else None for f in figures])
    context.figures = tuple([f.measure for f in figures])
    told = [f.frame.period for f in figures if f.frame is not None and f.frame.period is not None]
    for span in told:
        if context.spans[-1:] != (span,):
            context.spans = (*context.spans, span)
    _in_their_order(figures, flows, sentence)
    if _FIGURES.isdisjoint(sentence.said) or (_ALIKE.isdisjoint(sentence.said) and not _for_another(sentence, figures)):
        return
    if len(dates) == len(figures) > 1 < len(set(dates)) and None not in dates and all(f.untold for f in figures):
        for figure, months in zip(figures, dates, strict=True):
            figure.frame = figure.frame and figure.frame.during(months)
    elif len(figures) > 1 and len(set(spans[-len(figures) :])) == len(figures) and all(f.untold for f in figures):
        for figure, span in zip(figures, spans[-len(figures) :], strict=True):
            figure.frame = figure.frame and figure.frame.during(span)
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


def _in_their_order(figures: list[Placed], flows: tuple[str | None, ...], sentence: Sentence) -> None:
    """Give figures that answer to several flows told before theirs, in order: "In Sichuan, the corresponding figures were 604 billion
    yuan, down 2.7 percent, and 353.49 billion yuan, down 7.1 percent"."""
    if len(flows) < 2 or _ALIKE.isdisjoint(sentence.said) or any(m.grade != "weak" for m in sentence.of("flow")):
        return
    led = [f for f in figures if f.measure.measure == "level"] or figures
    if len(led) != len(flows) or any(f.frame is None or f.frame.blocked for f in figures):
        return
    flow = flows[0]
    for figure in figures:
        if figure in led:
            flow = flows[led.index(figure)]
        figure.frame = altered(figure.frame, flow=flow)


def _for_another(sentence: Sentence, figures: list[Placed]) -> bool:
    """Whether percentages that no word explains are said of another flow: "For imports, the figures were 2, 1 and 5 percent"."""
    return sentence.low[0] in ("for", "with") and bool(figures) and all(f.measure.rule == UNSAID for f in figures)


def parallel(context: Context, figures: list[Placed]) -> None:
    """A bare percentage in a list item means what the one in its place meant in the item before, unless it goes on with another told right
    before it: "Foreign-invested firms took 22.6 percent, state-owned ones 18.3 percent", behind an amount and its growth."""
    apart = False
    for order, figure in enumerate(figures):
        reading = figure.measure
        if not reading.rule.endswith(".carried"):
            apart = reading.unit == "%" and context.measures[order : order + 1] not in ((), (reading.measure or "",))
        elif apart:
            continue
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
