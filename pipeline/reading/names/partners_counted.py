"""Groups of partners by how many they are, "the 16 countries", "the sixteen", and the one of a group: "the South American country"."""

from __future__ import annotations

from pipeline import vocabulary
from pipeline.reading.frames.frames import Context
from pipeline.reading.words.mentions import Mention, Sentence, word_behind

MEMBERS = frozenset({"countries", "nations", "states", "members", "economies", "markets"})
_POINTING = frozenset({"the", "these", "those"})
_MANY = 5  # fewer may be those that were named one by one
_NUMBERS = frozenset("six ten eleven twelve fourteen fifteen sixteen seventeen".split())
_TOWARDS = frozenset({"with", "to", "from", "by"})
# What goes on behind "the sixteen" where they are all that is named.
_GOING_ON = frozenset(
    "reached was were came stood rose fell grew dropped climbed increased gained amounted hit went had in for at , . and as".split()
)


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
