"""Groups of partners by how many they are, "the 16 countries", "the sixteen", or with all their members' names, and the one of a group:
"the South American country"."""

from __future__ import annotations

import itertools
from datetime import date
from functools import lru_cache

from pipeline import vocabulary
from pipeline.reading.frames.frames import Context
from pipeline.reading.words.mentions import Mention, Sentence, word_behind
from pipeline.reading.words.telling import TOLD

MEMBERS = frozenset({"countries", "nations", "states", "members", "economies", "markets"})
_POINTING = frozenset({"the", "these", "those"})
_MANY = 5  # fewer may be those that were named one by one
_NUMBERS = frozenset("six ten eleven twelve fourteen fifteen sixteen seventeen".split())
_TOWARDS = frozenset({"with", "to", "from", "by"})
# What goes on behind "the sixteen" where they are all that is named.
_GOING_ON = TOLD.union("had in for at , . and as".split())


def name_counted(sentence: Sentence, context: Context) -> None:
    """ "The 16 countries" and "trade with the sixteen" are of the group that was named last."""
    if sentence.of("partner"):
        return
    if not MEMBERS.isdisjoint(sentence.said):
        for number in sentence.of("quantity"):
            pointed = not _POINTING.isdisjoint(sentence.words(number.first - 1, number.first))
            counted = number.quantity.kind == "bare" and number.quantity.value >= _MANY
            if pointed and counted and word_behind(sentence, number) in MEMBERS:
                sentence.put([Mention("partner", context.bloc, "", number.first, number.last + 1)])
                return
    home = context.article.region or ""
    if not _NUMBERS.isdisjoint(sentence.said) and not home.startswith("CN/"):
        _name_by_number(sentence, context.bloc)


def _name_by_number(sentence: Sentence, bloc: str) -> None:
    """Read "the sixteen", behind "with", "to" or "from", as the group."""
    found = []
    for place, word in enumerate(sentence.low):
        if word not in _NUMBERS or place < 2 or sentence.low[place - 1] != "the":
            continue
        going_on = not sentence.low[place + 1 :] or sentence.low[place + 1] in _GOING_ON
        if going_on and sentence.low[place - 2] in _TOWARDS:
            found.append(Mention("partner", bloc, "", place - 1, place + 1))
    if found:
        sentence.put(found)


_JOINING = frozenset({",", "and", "the", "&"})
_DEALT_OUT = frozenset({"respectively", "each", "order", "turn"})
_FEWEST = 3


@lru_cache(maxsize=64)
def _groups(month: int) -> dict[frozenset[str], str]:
    """The groups of at least three partners, by who their members were at the beginning of a month."""
    on = _first_day(month)
    groups = [code for code, known in vocabulary.codes("partner").items() if known.members]
    return {found: code for code in groups if len(found := vocabulary.members(code, on)) >= _FEWEST}


def name_all_members(sentence: Sentence, context: Context) -> None:
    """A list of all that belong to a group is the group, where one figure is told of them together: "imported 33.03 billion yuan worth of
    goods from Brazil, Russia, India and South Africa"."""
    partners = sentence.of("partner")
    if len(partners) < _FEWEST or not _DEALT_OUT.isdisjoint(sentence.said) or not context.published_month:
        return
    codes = frozenset(m.code for m in partners)
    group = _groups(context.published_month - 1).get(codes)
    if group is None or len(codes) != len(partners):
        return
    if any(not _JOINING.issuperset(sentence.low[a.last : b.first]) for a, b in itertools.pairwise(partners)):
        return
    kinds = [m.quantity.kind for m in sentence.of("quantity") if m.first >= partners[-1].last]
    if any(kinds.count(kind) >= len(codes) for kind in ("money", "percent", "physical")):
        return  # one each
    sentence.put([Mention("partner", group, "", partners[0].first, partners[-1].last)])


def name_as_many(sentence: Sentence, context: Context) -> None:
    """ "Trade with the four" is with the group that was named last, where it has so many members."""
    if context.bloc is None or sentence.said.isdisjoint(_FOUR) or sentence.of("partner"):
        return
    size = len(vocabulary.members(context.bloc, _first_day(context.published_month - 1)))
    for place, word in enumerate(sentence.low):
        if _FOUR.get(word) != size or place < 2 or sentence.low[place - 1] not in ("the", "other"):
            continue
        start = place - 1 if sentence.low[place - 1] == "the" else place - 2
        led = sentence.low[start] == "the" and sentence.low[start - 1] in _TOWARDS and start > 0
        if led and (not sentence.low[place + 1 :] or sentence.low[place + 1] in _GOING_ON | _MAKING | MEMBERS):
            sentence.put([Mention("partner", context.bloc, "", start, place + 1)])
            return


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


_FOUR = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_MAKING = frozenset({"made", "makes", "accounted"})
_ONE = frozenset({"country", "nation", "giant", "state", "kingdom", "republic", "powerhouse"})


def name_one_of_group(sentence: Sentence, context: Context) -> None:
    """ "Imports from the South American country" are from the country named last, where that is one of the group."""
    if _ONE.isdisjoint(sentence.said):
        return
    known = vocabulary.codes("partner")
    for index, mention in enumerate(sentence.mentions):
        if (
            mention.kind != "partner"
            or mention.code not in known
            or sentence.words(mention.first - 1, mention.first) != ["the"]
        ):
            continue
        last = mention.last - 1 if sentence.low[mention.last - 1] in _ONE else mention.last
        if sentence.low[last : last + 1] == [] or sentence.low[last] not in _ONE:
            continue
        group = known[mention.code]
        named = (m.code for m in sentence.of("partner") if m.last <= mention.first)
        before = [code for code in named if code in known and not known[code].members]
        country = before[-1] if before else context.country
        if country is not None and country in {m.code for m in group.members}:
            sentence.correct(index, Mention("partner", country, "", mention.first, last + 1))
