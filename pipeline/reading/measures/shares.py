"""Percentages without a word of their own that the figures around make a share or points of it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal

from pipeline.reading.frames.cues import UNSAID, Measure, signed_as
from pipeline.reading.frames.frames import Context
from pipeline.reading.measures.share_signs import HOLDERS
from pipeline.reading.words.mentions import Mention, Sentence, possessive, word_behind
from pipeline.reading.words.telling import AMOUNTED

_HOLDS = frozenset({"has", "had", "have", "holds", "held", "with"})
_SHARED = frozenset({"share", "share_change"})
_NOWADAYS = frozenset({"now", "today", "currently", "then"})


def share_again(sentence: Sentence, index: int, reading: Measure, context: Context) -> Measure:
    """A percentage without a word for it is a share where the sentence before told one ("It now stands at 17.2 percent", "That of
    private firms, 39.2%, was 2.4 points smaller") or where a regime, a partner or a kind of enterprise simply has it."""
    mention = sentence.mentions[index]
    before = [m for m in sentence.mentions if m.kind == "quantity" and m.first < mention.first]
    told = bool(before)
    opening = sentence.low[1:] if sentence.low[0] in _NOWADAYS else sentence.low
    pointing = opening[:1] in (["it"], ["that"], ["this"], ["those"], ["they"]) and all(
        m.quantity.kind == "percent" for m in before
    )
    figure = sentence.words(mention.first - 3, mention.first - 1) == ["the", "figure"] and not told
    holder = sentence.words(mention.first - 1, mention.first)[:1]
    if holder == ["with"] and sentence.low[mention.first - 2] in _PACES and reading.rule == UNSAID:
        return replace(reading, measure="growth", rule="growth.pace")  # "General trade was quicker with 14.9 percent"
    held = (
        bool(holder)
        and holder[0] in _HOLDS
        and not told
        and any((m.kind in HOLDERS or m.kind == "commodity") and m.last < mention.first for m in sentence.mentions)
        and (word_behind(sentence, mention) in _CLOSES or any(m.kind in HOLDERS for m in sentence.mentions))
    )
    had = not told and not _HAD_BEEN.isdisjoint(itertools.pairwise(sentence.words(mention.first - 5, mention.first)))
    if (
        (context.measured in _SHARED and (pointing or figure or had or _down_a_ranking(sentence, told)))
        or held
        or (told and (_as_before(sentence, before, context) or _largest_of(sentence, reading, before, context)))
    ):
        return replace(reading, measure="share", rule="share.again")
    return reading


def share_moved_on(
    sentence: Sentence, index: int, reading: Measure, before: Measure | None, context: Context
) -> Measure:
    """A percentage that nothing named moved to is a share where the sentence before told one and this one only says whose ("Thailand's
    share shrank to 52 percent. Vietnam's has risen to 47.2 percent"), or the clause before one of another form of trade."""
    if sentence.mentions[index].quantity.kind != "percent":
        return reading
    if before is not None:
        told = before.measure == "share" and _behind_share(sentence, index)
        return replace(reading, measure="share", rule="share.moved_to") if told else reading
    if context.measured not in _SHARED:
        return reading
    moves = {m.first for m in sentence.of("direction")}
    owned = any(
        possessive(sentence.low, n) and (n + 1 in moves or sentence.low[n + 1] in _HAS)
        for n in range(1, sentence.mentions[index].first)
    )
    pointing = sentence.low[:1] in _POINTING or sentence.low[:2] == ["that", "of"]
    if not owned and not pointing and not _opens_with_holder(sentence, index):
        return reading
    return replace(reading, measure="share", rule="share.moved_to")


def _opens_with_holder(sentence: Sentence, index: int, first: int = 0) -> bool:
    """Whether a clause opens with a form of trade or with firms, and names nothing else that is traded: "Processing trade, once the
    rule, has come down to 35.9 percent"."""
    told = [m for m in sentence.mentions[:index] if m.first >= first]
    if not told or told[0].kind not in ("regime", "enterprise") or told[0].first - first > 1:
        return False
    if (
        sentence.low[told[0].last] == ","
    ):  # "Processing trade, the model on which the delta was built, was down to 37.1 per cent"
        end = next((p for p in range(told[0].last + 1, len(sentence.low)) if sentence.low[p] == ","), told[0].last)
        told = [told[0], *[m for m in told[1:] if m.first > end]]
    return all(m.kind in ("direction", "period", "filler") for m in told[1:])


def _behind_share(sentence: Sentence, index: int) -> bool:
    """Whether such a clause stands behind one that told a share: "General trade made up 61.3 percent of it; processing trade was down to
    35.9 percent"."""
    told = max(m.last for m in sentence.mentions[:index] if m.kind == "quantity")
    opening = next((p for p in range(sentence.mentions[index].first, told, -1) if sentence.low[p] in _JOINTS), None)
    return opening is not None and _opens_with_holder(sentence, index, opening + 1)


_JOINTS = frozenset({";", "and", "while", "but"})


_PACES = frozenset({"content", "satisfied", "quicker", "faster", "slower", "stronger", "swifter", "weaker"})
_POINTING = (["it"], ["this"])
_HAS = AMOUNTED | {"has", "had", "went", "also"}
_HAD_BEEN = frozenset(
    {
        ("that", "had"),
        ("this", "had"),
        ("they", "did"),
        ("they", "took"),
        ("they", "handled"),
        ("they", "held"),
        ("it", "did"),
        ("it", "took"),
        ("it", "was"),
        ("it", "is"),
        ("it", "had"),
        ("that", "was"),
        ("they", "were"),
        ("they", "had"),
    }
)
_CLOSES = frozenset({"", ",", ".", ";", "(", ")", "and"})
_RANKS = frozenset({"next", "second", "third", "fourth", "followed", "follows", "runner", "behind", "trailed"})


def _as_before(sentence: Sentence, before: list[Mention], context: Context) -> bool:
    """Whether a percentage stands behind an amount where the sentence before told a share of its own: "139.5 billion yuan, or 82.3
    percent of the city's trade. Rail was a far smaller affair, at 6.8 billion yuan and 4 percent"."""
    place = len(before)
    if place >= len(context.figures) or context.figures[place].measure != "share" or not context.opened:
        return False
    alike = all(
        m.quantity.kind == "money" and f.measure == "level"
        for m, f in zip(before, context.figures[:place], strict=True)
    )
    return alike and any(m.kind in HOLDERS or m.kind == "commodity" for m in sentence.mentions)


_LARGEST = frozenset({"largest", "biggest", "smallest", "bulk", "mainstay"})


def _largest_of(sentence: Sentence, reading: Measure, before: list[Mention], context: Context) -> bool:
    """Whether a percentage in brackets is what the largest of several has, of which one's share was told last: "... representing 32% of
    the total. Border trade was the largest item at 146.2 billion yuan (35.6%)"."""
    if reading.rule != "growth.parenthesis" or context.measured not in _SHARED or len(before) != 1:
        return False
    return not _LARGEST.isdisjoint(sentence.said) and any(m.kind in HOLDERS for m in sentence.mentions)


def _down_a_ranking(sentence: Sentence, told: bool) -> bool:
    """Whether a sentence only goes on down a ranking: "Next in line stood ASEAN (13.6 percent) and Japan (9.9 percent)"."""
    if told or _RANKS.isdisjoint(sentence.said):
        return False
    told_of = any(m.kind in HOLDERS or m.kind == "commodity" for m in sentence.mentions)
    return told_of and not any(m.kind == "direction" and sentence.low[m.first] != "up" for m in sentence.mentions)


def share_cues(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """A change that stands between a share's percentage and its own points keeps its reading; nothing else to do for points."""
    for position, index in enumerate(quantities):
        reading = measures[index]
        if reading.doubt != "after_share" or position == 0:
            continue
        previous = measures[quantities[position - 1]]
        if previous.measure == "share":
            measures[index] = replace(reading, doubt="share_change")
        else:
            measures[index] = replace(reading, doubt=None)


_WHOLE = (80, Decimal("100.5"))  # what the parts of a list add up to, one or two small ones left out


def share_list(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """Make the percentages of a list shares where nothing says what they are and they add up to a whole: "Foreign-invested enterprises:
    61.4% (2021: 65.8%); private enterprises: 31.9% (2021: 27.2%)"."""
    percents = [i for i in quantities if sentence.mentions[i].quantity.kind == "percent"]
    if len(percents) < 2 or any(measures[i].rule not in _UNTOLD for i in percents):
        return
    parts = [i for i in percents if any(_labels(sentence, m, i) for m in sentence.mentions if m.kind in HOLDERS)]
    total = sum(measures[i].value for i in parts)
    if len(parts) < 2 or not _WHOLE[0] <= total <= _WHOLE[1]:
        return
    for index in percents:
        measures[index] = replace(measures[index], measure="share", rule="share.list")


def shares_past_asides(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """Make a percentage a share like the one before the last where that only said in passing how much its part had grown: "accounted
    for 61.4 percent of the total after a 25.3 percent rise, and general trade for only 21.3 percent"."""
    percents = [i for i in quantities if sentence.mentions[i].quantity.kind == "percent"]
    past = False
    for whole, aside, index in zip(percents, percents[1:], percents[2:], strict=False):
        model = aside if past else whole
        passing = past or _is_in_passing(sentence, sentence.mentions[whole], sentence.mentions[aside])
        told = measures[model].measure == "share" and measures[index].measure == "growth"
        past = told and passing and _only_names(sentence, sentence.mentions[aside], sentence.mentions[index])
        if past:
            reading = measures[index]
            measures[index] = replace(
                reading, measure="share", rule="share.carried", value=abs(reading.value), cue=None
            )


_IN_PASSING = frozenset({"after", "following", "despite", "on", "with"})
_FILLING = frozenset(
    "and for only just another the with at a some about ones further while , ; nearly almost over".split()
)


def _is_in_passing(sentence: Sentence, share: Mention, growth: Mention) -> bool:
    """Whether a growth stands behind "after" or the like, with no comma between."""
    between = sentence.words(share.last, growth.first)
    place = next((n for n, word in enumerate(between) if word in _IN_PASSING), None)
    return place is not None and "," not in between[place:] and len(between) - place <= _NEAR


_NEAR = 5  # tokens: "after a further drop of"


def _only_names(sentence: Sentence, before: Mention, figure: Mention) -> bool:
    """Whether nothing but who has it stands between two percentages, behind the noun of the first: "rise, and general trade only"."""
    held, named = set(), False
    for mention in sentence.mentions:
        if before.last <= mention.first < figure.first:
            if mention.kind in HOLDERS or mention.kind in ("commodity", "zone"):
                named = True
            elif mention.first != before.last and mention.kind != "approx":
                return False
            held |= set(range(mention.first, mention.last))
    rest = (sentence.low[n] for n in range(before.last, figure.first) if n not in held)
    return named and all(word in _FILLING for word in rest)


_UNTOLD = frozenset({UNSAID, "growth.parenthesis"})


def _labels(sentence: Sentence, holder: Mention, index: int) -> bool:
    """Whether a mention stands right before a figure, as its label."""
    first = sentence.mentions[index].first
    return 0 <= first - holder.last <= 1 and sentence.words(holder.last, first) in _LABELLING


_LABELLING: tuple[list[str], ...] = ([], [":"], [","], ["("], ["–"], ["-"])


_GUESSED = _UNTOLD | {"growth.carried", "share.carried"}


def brackets_alike(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """Make a percentage in brackets the share that the one in its place is in the brackets before: "(up 16.1 percent, a share of 15.8
    percent), the EU for 1.34 trillion (up 2.3 percent, 13.5 percent)"."""
    groups = _bracketed(sentence, [i for i in quantities if sentence.mentions[i].quantity.kind == "percent"])
    for before, group in itertools.pairwise(groups):
        for model, index in zip(before, group, strict=False):
            reading = measures[index]
            if len(before) == len(group) and measures[model].measure == "share" and reading.rule in _GUESSED:
                measures[index] = replace(reading, measure="share", rule="share.bracket", value=abs(reading.value))


def _bracketed(sentence: Sentence, figures: list[int]) -> list[list[int]]:
    """The figures in each pair of brackets, in order."""
    groups: dict[int, list[int]] = {}
    for index in figures:
        words = sentence.low[: sentence.mentions[index].first]
        opening = next((n for n in range(len(words) - 1, -1, -1) if words[n] in ("(", ")")), -1)
        if opening >= 0 and words[opening] == "(":
            groups.setdefault(opening, []).append(index)
    return list(groups.values())


def share_comparative(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """Make a percentage a change that "up" or "down" behind the next one is said of as well: "with footwear 3.2 percent and furniture
    9.7 percent up"."""
    for index, following in itertools.pairwise(quantities):
        reading, last = measures[index], measures[following]
        if (
            reading.rule != UNSAID
            or last.rule != "growth.comparative"
            or sentence.mentions[index].quantity.kind != "percent"
        ):
            continue
        between = sentence.words(sentence.mentions[index].last, sentence.mentions[following].first)
        if 1 < len(between) <= 4 and between[0] == "and" and "," not in between:
            value = signed_as(reading, last)
            measures[index] = replace(last, value=value, step=reading.step)
