"""Whether a figure is a forecast, a target or a plan, and not what happened."""

from __future__ import annotations

import itertools

from pipeline.reading.frames.placing import Placed
from pipeline.reading.scope.forecasts import (
    RESOLVED,
    TENTATIVE,
    foreseen,
    held_beside,
    labels,
    looks_ahead,
    polled,
    reaches,
    resolved,
    said_of,
)
from pipeline.reading.words.mentions import Mention, Sentence

_CLAUSE_END = frozenset({";", ":", ".", "?", "!", "--", "—", "–"})


def is_projected(figure: Placed, sentence: Sentence) -> bool:
    """A word of forecast or plan before the figure in its clause, or right behind it ("growth of 4% is pencilled in")."""
    mention = figure.mention
    to_be = "to" in sentence.said and not _ARE.isdisjoint(sentence.said)
    if foreseen(sentence, mention) or (to_be and _is_to(sentence, mention)):
        return True
    if not RESOLVED.isdisjoint(sentence.said) and resolved(sentence, mention):
        return True
    for candidate in sentence.of("projection"):
        if "(" in sentence.said and _in_other_brackets(sentence, candidate, mention):
            continue
        if candidate.code in _SCHEMES and not _DATED.isdisjoint(sentence.words(candidate.first - 3, candidate.first)):
            continue  # "In 2013, the last year before the plan, the three had traded 3.79 trillion yuan"
        if candidate.code == "could" and not _NO_MORE.isdisjoint(sentence.words(candidate.last, candidate.last + 2)):
            continue  # "could not match November 2022, falling 4.3 per cent short", "could fill only some of the gap"
        if candidate.code in _RECKONING and not _COUNTING.isdisjoint(
            sentence.words(candidate.first - 3, candidate.first)
        ):
            continue  # "was worth 2.63 trillion yuan, the customs administration reckons, and that is 10.8% more"
        if candidate.code == "could" and not _NONE.isdisjoint(sentence.words(candidate.first - 3, candidate.first)):
            continue  # "neither could match Indonesia, where sales went up 58.3 percent"
        if candidate.code in ("will", "may", "might") and not _MINDING.isdisjoint(
            sentence.words(candidate.last, candidate.last + 3)
        ):
            continue  # "You will remember that the country's goods trade grew by 2.1 percent"
        if candidate.code == "hopes" and sentence.words(candidate.first - 1, candidate.first) in _OF_HOPE:
            continue  # "June brought a flicker of hope, exports gaining 1.3 percent"
        if candidate.code == "would" and not _SUGGESTING.isdisjoint(sentence.words(candidate.last, candidate.last + 1)):
            continue  # "did better than prices would suggest, with 88.4 million tonnes"
        if candidate.code.startswith("if ") and not _LOOKING.isdisjoint(
            sentence.words(candidate.last, candidate.last + 1)
        ):
            continue  # "If we look at volumes, however, imports of crude oil were 252.52 million tonnes"
        if candidate.code in _WOULD and _of_readers(sentence, candidate):
            continue  # "Anyone who walks past a stall will not be surprised that durians rose 58 percent"
        if candidate.code == "could" and _all_there_was(sentence, candidate, mention):
            continue
        if candidate.code in TENTATIVE and not looks_ahead(sentence, candidate, mention):
            continue
        if sentence.words(candidate.first - 1, candidate.first + 1) == ["i", "would"] and not _SAYING.isdisjoint(
            sentence.words(candidate.last, candidate.last + 1)
        ):
            continue  # "On the import side I would name integrated circuits, up 61%"
        if candidate.last <= mention.first:
            if not reaches(sentence, candidate, mention):
                continue
            if polled(sentence, candidate, mention):
                return True
            between = sentence.words(candidate.last, mention.first)
            if between[:1] == [":"] and labels(sentence, candidate):
                between = between[1:]  # "consensus: up 10%"
            if candidate.code == "pointed to" and _FORECASTING.isdisjoint(sentence.words(0, candidate.first)):
                continue  # "he pointed to the second quarter, in which trade hit 9.64 trillion yuan"
            relative = {"which", "who", "that", "where", "whose", "as"} & set(
                sentence.words(candidate.first - 4, candidate.first)
            )
            if relative == {"that"} and _told_that(sentence, candidate):
                relative = set()
            if "," in between and _interposed(sentence, candidate):
                continue
            if not _WH.isdisjoint(sentence.said) and _asked(sentence, candidate.first):
                relative.add("how")
            if (
                _CLAUSE_END.isdisjoint(between)
                and _WHEREAS.isdisjoint(between)
                and not {"following", "followed", "after"} & set(between)
                and not (")" in between and "(" not in between)
                and not (relative and "," in between)
                and (",", "when")
                not in itertools.pairwise(between)  # "missed its target last year, when trade grew 7.6 percent"
                and not _turns_again(sentence, candidate, mention)
            ):
                return True
        elif candidate.first - mention.last <= 8:
            between = sentence.words(mention.last, candidate.first)
            told = mention
            if between[:1] == ["and"] and (joined := _joined(sentence, mention)) is not None:
                told, between = joined, sentence.words(joined.last, candidate.first)
            if between[-2:] in (["that", "was"], ["that", "were"], ["which", "was"], ["had", "been"]):
                between = between[:-2]
            if held_beside(sentence, mention, candidate):
                continue
            if said_of(sentence, told, candidate):
                return True
            if not (_ELSEWHERE | _BECAUSE) & set(between) and not _CLAUSE_END & set(between):
                return True
    return False


# Who points to what is expected, not to what happened.
_FORECASTING = frozenset(
    (
        "survey surveys poll polls pollsters median panel consensus estimates economists analysts forecasters models model forecast forecasts "
        "projections predictions index"
    ).split()
)
_RECKONING = frozenset({"reckon", "reckons"})
_COUNTING = frozenset({"customs", "administration", "statistics", "bureau"})
_NONE = frozenset({"neither", "none", "nobody", "few"})
_WH = frozenset({"how", "what", "whether"})


def _asked(sentence: Sentence, place: int) -> bool:
    """Whether what stands at ``place`` is in a question that an apposition has: ", a gauge of how willing families are to spend,"."""
    low = sentence.low
    opening = next((p for p in range(place - 1, max(place - _LONG, -1), -1) if low[p] == ","), None)
    return opening is not None and not _WH.isdisjoint(low[opening:place])


_LONG = 14  # tokens


def _interposed(sentence: Sentence, word: Mention) -> bool:
    """Whether a word of forecast stands between commas before the verb of what happened: "imports, forecast to fall, grew 2.6 percent"."""
    closing = next((p for p in sentence.places(",") if p > word.last), None)
    opened = sentence.low[word.first - 1] == "," or sentence.words(word.first - 2, word.first - 1) == [","]
    return (
        opened
        and closing is not None
        and any(
            m.first == closing + 1 and m.graded("verb") and not sentence.low[m.first].endswith("ing")
            for m in sentence.of("direction")
        )
    )


def _joined(sentence: Sentence, figure: Mention) -> Mention | None:
    """The figure that is joined to one right before it: "the 12.5% and 5% declines that a survey had indicated"."""
    return next((m for m in sentence.of("quantity") if m.first == figure.last + 1), None)


_WOULD = frozenset({"will", "would", "should", "can"})
# What those who read are said to know by now, and what they are told behind it.
_LEARNING = frozenset(
    (
        "surprised surprise surprises know remember recall notice forget find recognize recognise realize realise learn discover wonder "
        "astonished amazed shocked deny denied dispute doubt guess guessed agree noticed recalled"
    ).split()
)
_LEARNT = frozenset({"that", "how", "why"})


def _of_readers(sentence: Sentence, word: Mention) -> bool:
    """Whether "will" only says that those who read know what is told behind it: "Nobody will be surprised that imports rose"."""
    if _LEARNING.isdisjoint(sentence.words(word.last, word.last + 4)):
        return False
    return not _LEARNT.isdisjoint(sentence.words(word.last + 1, word.last + 6))


_LOOKING = frozenset(
    "look looks compare compares count counts measure measures take takes add adds consider break divide put go turn".split()
)
# What those who are spoken to will do with what happened.
_OF_HOPE = (["of"], ["some"], ["new"], ["fresh"], ["brought"], ["gave"], ["offered"])
_SUGGESTING = frozenset({"suggest", "imply", "indicate"})
_MINDING = frozenset("remember recall know notice noticed heard remembered note".split())
_ARE = frozenset({"is", "are"})
_TO_COME = frozenset(
    (
        "reach hit exceed pass top total account be have make come double triple take buy purchase supply deliver ship sell send "
        "import export absorb receive spend invest add bring get"
    ).split()
)


def _is_to(sentence: Sentence, figure: Mention) -> bool:
    """Whether a figure is what is to be: "the number of firms is to rise to 12,000", "imports are to go up by 10%"."""
    low = sentence.low
    for place in sentence.places("to"):
        if not 0 < place < figure.first or low[place - 1] not in _ARE:
            continue
        if not _WH.isdisjoint(sentence.said) and "," in low[place : figure.first] and _asked(sentence, place):
            continue
        moves = any(m.first == place + 1 and m.graded("verb") for m in sentence.of("direction"))
        if (moves or low[place + 1] in _TO_COME) and _CLAUSE_END.isdisjoint(low[place : figure.first]):
            return not any(place < m.first < figure.first and m.graded("noun") for m in sentence.of("flow"))
    return False


_TELLING = frozenset(
    (
        "say says said caution cautions cautioned warn warns warned think thinks thought believe believes believed fear fears expect "
        "expects bet bets add adds added argue argues estimate estimates"
    ).split()
)


def _told_that(sentence: Sentence, word: Mention) -> bool:
    """Whether "that" before a word of forecast opens what somebody says: "Economists caution that the second quarter will be weaker,
    with 6 percent growth"."""
    that = next(p for p in range(word.first - 1, -1, -1) if sentence.low[p] == "that")
    return not _TELLING.isdisjoint(sentence.words(that - 2, that))


_ELSEWHERE = frozenset({",", "and", ";", "which", "that", "but", "when", "where", "whereas", "while", "though"})
_BECAUSE = frozenset({"ahead", "despite", "spite", "amid", "after", "because", "once"})
# "The 10.9 percent forecast by economists, while imports gained 11.0 percent".
_WHEREAS = frozenset({"while", "whereas"})
_SAYING = frozenset({"name", "call", "say", "add", "mention", "single", "point", "stress", "note"})
_SCHEMES = frozenset({"plan", "plans", "pledge", "pledges"})
_DATED = frozenset({"before", "since", "after"})
_NO_MORE = frozenset({"not", "only", "never", "hardly", "barely"})


def _all_there_was(sentence: Sentence, word: Mention, figure: Mention) -> bool:
    """Whether so much was all that there was to trade: "lower harvests meant that only 5.12 billion yuan worth could be exported"."""
    few = not _FEW.isdisjoint(sentence.words(figure.first - 3, figure.first))
    return few and 0 <= word.first - figure.last <= 4 and sentence.words(word.last, word.last + 1) == ["be"]


_FEW = frozenset({"only", "just", "merely"})


def _in_other_brackets(sentence: Sentence, word: Mention, figure: Mention) -> bool:
    """Whether a word stands in brackets that hold a figure of its own: "fell 24.2 pct (f'cast -12.5 pct)"."""
    opening = next((p for p in range(word.first, -1, -1) if sentence.low[p] in ("(", ")")), None)
    if opening is None or sentence.low[opening] == ")":
        return False
    closing = next((p for p in sentence.places(")") if p > opening), len(sentence.low))
    return not opening < figure.first < closing and any(opening < m.first < closing for m in sentence.of("quantity"))


_MISSED_OR_MET = frozenset(
    "topping beating exceeding surpassing outpacing missing defying dashing confounding upsetting matching above below than".split()
)


def _turns_again(sentence: Sentence, projection: Mention, figure: Mention) -> bool:
    """Whether a figure is what happened, told behind a forecast that was only held against it: "topping the 6.0% of a poll and
    quickening from 4.4% in August"."""
    if _MISSED_OR_MET.isdisjoint(sentence.words(projection.first - 12, projection.first)):
        return False
    following = sentence.words(projection.last, figure.first)
    if any(
        (a == "and" and b.endswith("ing")) or (a in _JOINING and b in _LEAVING)
        for a, b in itertools.pairwise(following)
    ):
        return True  # "confounding a forecast for a 1% gain, and left a trade surplus of $58.6 billion"
    return any(  # "beating the 3.1 per cent expected in a poll, and imports went up 5.7 per cent"
        m.graded("noun")
        and projection.last < m.first < figure.first
        and sentence.words(m.first - 2, m.first) == [",", "and"]
        and any(d.first == m.last and d.graded("verb") for d in sentence.of("direction"))
        for m in sentence.of("flow")
    )


_JOINING = frozenset({"and", ","})
_LEAVING = frozenset({"left", "leaving", "produced", "producing", "yielded", "yielding", "gave", "giving"})
