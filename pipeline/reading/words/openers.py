"""Words that only join a sentence to the one before it: it begins behind them."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.reading.words.tokens import Token

_ADVERBS = "meanwhile moreover furthermore further also likewise besides indeed nevertheless nonetheless thus hence however though still"
# Any "...ly", but for what tells of months, of a whole, or is no adverb: "Surprisingly, ...", but not "Nationally, ...", "Italy, ...".
_OTHERWISE = (
    "monthly quarterly yearly annually daily weekly nationally provincially municipally regionally locally globally internationally "
    "collectively jointly separately individually respectively cumulatively accumulatively totally wholly only solely mainly chiefly "
    "mostly nearly roughly early july italy sicily supply assembly family"
)
_PHRASES = (
    "in addition|at the same time|in the meantime|by contrast|in contrast|on the other hand|on the one hand|what is more|what's more|"
    "in detail|in particular|in fact|in short|in essence|as a matter of fact|as a result|as a consequence|as expected|of course|of note|"
    "to be sure|to be fair|for sure|for the record|sure enough|not surprisingly|perhaps not surprisingly|no wonder|"
    "against this (?:backdrop|background)|against that (?:backdrop|background)|looking more closely|on closer inspection|"
    "(?:more|most|just as|equally) (?:importantly|notably|remarkably|strikingly|significantly|interestingly|tellingly)|"
    "even more (?:remarkable|remarkably|striking|strikingly)|even so|in other words|put differently|that said|on top of that|at any rate"
)
_NOTED = (
    "it is (?:also )?(?:worth (?:noting|mentioning|pointing out)|noteworthy|notable|striking|remarkable|interesting) that|"
    "it (?:should|must|may|can) (?:also )?be (?:noted|mentioned|added|pointed out) that|worth noting is that|"
    "what is (?:worth noting|noteworthy|striking|remarkable|notable) is that|note that"
)
# Who says so, where that names no place: "Official data showed that", "According to the customs authorities,".
_FIGURES = r"(?:data|figures|statistics|numbers)"
_SAYING = r"(?:show|shows|showed|indicate|indicates|indicated|reveal|reveals|revealed|suggest|say|said|state|stated|announced|reported)"
_DAY = r"(?:\s(?:here\s)?(?:on\s)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|this week|last week))?"
_SAID = (
    rf"(?:according to|per|going by) (?:the |newly |recently )*(?:(?:latest|official|local|new|released|published|government|preliminary) )*"
    rf"(?:customs(?: {_FIGURES}| authorit(?:y|ies)| officials?| office| department)?|{_FIGURES})"
    rf"(?: (?:released|published|issued|made public){_DAY})?,|"
    rf"(?:the )?(?:(?:latest|official|new|government|preliminary) )*(?:customs |trade )?{_FIGURES}"
    rf"(?: (?:released|published|issued|made public){_DAY})? {_SAYING}{_DAY} that|"
    rf"(?:the )?(?:local )?customs(?: authorit(?:y|ies)| officials?| office)? {_SAYING}{_DAY} that|"
    rf"as (?:the )?(?:local )?customs(?: authorit(?:y|ies)| officials?| office| {_FIGURES})? {_SAYING}{_DAY},|"
    rf"it was (?:learned|learnt|announced|reported)(?: from (?:the )?(?:local )?customs(?: authorit(?:y|ies)| office)?)?{_DAY} that"
)
_OPENER = re.compile(
    rf"(?:(?:{_ADVERBS.replace(' ', '|')}|(?!(?:{_OTHERWISE.replace(' ', '|')}),)[a-z]+ly|{_PHRASES}),|{_NOTED}|{_SAID})\s+(?=[^\W_]|[\"“‘'$¥€£])".replace(
        "'", "['’]"
    )
)
_LONGEST = 100  # characters


def begins(text: str, start: int, end: int) -> int:
    """Where what a sentence tells begins: of "In addition, that is 3 percent more" behind the comma.

    >>> [text[begins(text, 0, len(text)) :] for text in ("Notably, it rose 3%", "It is worth noting that it rose", "Also in May")]
    ['it rose 3%', 'it rose', 'Also in May']
    """
    lead = text[start : min(end, start + _LONGEST)].lower()  # to ignore case in the pattern takes three times as long
    if "," not in lead and " that" not in lead:
        return start  # what such words close with
    return start + at.end() if (at := _OPENER.match(lead)) is not None else start


_BETWEEN = frozenset(
    tuple(words.split())
    for words in (
        "however|notably|meanwhile|moreover|indeed|though|too|also|nevertheless|nonetheless|likewise|by contrast|in contrast|on the other hand|"
        "not surprisingly|unsurprisingly|surprisingly|remarkably|interestingly|as expected|of course|in fact|for their part|for its part|"
        "officials say|officials said|customs said|customs say|customs data show|customs data showed|official data show|"
        "official data showed|customs figures show|customs statistics show|according to customs|according to the customs|"
        "according to customs data|according to official data"
    ).split("|")
)
INTERPOSED = frozenset(words[0] for words in _BETWEEN)  # one of them has to stand there
_AT_MOST = max(map(len, _BETWEEN)) + 1  # from the comma before such words to the one behind them


def without_interposed(tokens: list[Token], starts: list[int]) -> tuple[list[Token], list[int]]:
    """The tokens without what is put between commas and only joins the sentence to others, or says who so says: "The pair, customs data
    show, were up". A comma stays behind what only leads into the sentence, or before what is added to it: "In May, however, exports",
    "Exports rose, too, with"."""
    commas = [place for place, token in enumerate(tokens) if token.low == ","]
    if not any([b - a <= _AT_MOST and _behind(tokens, a) == b for a, b in pairwise(commas)]):
        return tokens, starts
    out, places = [], []
    place = 0
    while place < len(tokens):
        behind = _behind(tokens, place) if tokens[place].low == "," else None
        if behind is None:
            out.append(tokens[place])
            places.append(starts[place])
            place += 1
        else:
            following = tokens[behind + 1].low if behind + 1 < len(tokens) else ""
            place = behind + (_LEADING.isdisjoint(_opening(out)) and following not in _GOING_ON)
    return out, places


_LEADING = frozenset(
    (
        "in at by of for from on with to during over through among under as after before since within despite while when although if unlike "
        "like compared against measured expressed"
    ).split()
)


_GOING_ON = _LEADING | {
    "and",
    "but",
    "or",
    "whereas",
    "up",
    "down",
    "which",
    "who",
    "whose",
    "so",
    "yet",
    "rising",
    "falling",
}


def _opening(tokens: list[Token]) -> list[str]:
    """The word with which the clause opens that some tokens end in."""
    opening = max((n for n, t in enumerate(tokens) if t.low in _CLOSING), default=-1) + 1
    opening += [t.low for t in tokens[opening : opening + 1]] in (["and"], ["but"])
    return [t.low for t in tokens[opening : opening + 1]]


_CLOSING = frozenset({",", ";", ":", "—", "–", "--"})


def _behind(tokens: list[Token], comma: int) -> int | None:
    """Where the comma stands that closes what a comma opens, if that is no more than such words."""
    for length in (1, 2, 3, 4):
        closing = comma + 1 + length
        if closing >= len(tokens) or comma == 0:
            return None
        if tokens[closing].low == "," and tuple([t.low for t in tokens[comma + 1 : closing]]) in _BETWEEN:
            return closing
    return None
