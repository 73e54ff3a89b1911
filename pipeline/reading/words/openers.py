"""Words that only join a sentence to the one before it: it begins behind them."""

from __future__ import annotations

import re

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
    ),
    re.IGNORECASE,
)
_LONGEST = 100  # characters


def begins(text: str, start: int, end: int) -> int:
    """Where what a sentence tells begins: of "In addition, that is 3 percent more" behind the comma.

    >>> [text[begins(text, 0, len(text)) :] for text in ("Notably, it rose 3%", "It is worth noting that it rose", "Also in May")]
    ['it rose 3%', 'it rose', 'Also in May']
    """
    return at.end() if (at := _OPENER.match(text, start, min(end, start + _LONGEST))) is not None else start
