"""How far a word of forecast reaches: what was expected, and what happened beside it."""

from __future__ import annotations

from itertools import pairwise

from pipeline.reading.words.mentions import Mention, Sentence

_BEATING = frozenset(
    (
        "beat beats beating topped tops topping exceeded exceeds exceeding surpassed surpassing missed missing met meeting "
        "defied defying confounded confounding undershot smashed trounced against above below past"
    ).split()
)
_WORDS = frozenset(
    "forecast forecasts expectation expectations consensus estimates predictions projections poll polls".split()
)
_REACHING = frozenset(
    {"of", "for", "that", "which", "was", "were", "is", "had", "at", "calling", "rise", "fall", "growth"}
)
_HELD = _BEATING | {"than", "versus", "vs", "from"}
_TURNING = frozenset({",", ";", "and", "but", "though", "although", "yet", "while", "after", "or"})
_AND = frozenset({",", ";", "and", "but"})
_FIGURES = frozenset({"figure", "reading", "rate", "surplus", "deficit", "print", "pace", "level", "total"})
_OWNING: tuple[list[str], ...] = (["'s"], ["’s"], [], [":"])
_SET = frozenset({"pace", "rate", "growth", "gain", "set", "posted", "recorded", "seen", "reached", "achieved"})
_OF_TIME = frozenset({"of", "in", "for", "posted", "recorded", "seen", "during"})


def reaches(sentence: Sentence, word: Mention, figure: Mention) -> bool:
    """Whether a word of forecast may speak of a figure behind it. It does not where it is only what was beaten ("beat forecasts
    with growth of 8.1%", "fell less than expected, by 3.3%"), or where it has a number of its own ("the 8.0 percent consensus, but
    imports lost 2.3 percent"; "against a forecast of 7%, to $206.81 billion"), or the figure a month of its own ("a forecast 9.7%
    increase and June's 8.6%")."""
    low = sentence.low
    between = low[word.last : figure.first]
    if low[word.first] == "if" and between[:1] == ["are"] and not _FRANKLY.isdisjoint(between[1:3]):
        return False  # "mostly memory chips if we're honest, totalled 24.3 billion yuan"
    if low[word.first - 1 : word.first] == ["than"] and low[word.first].endswith(("ed", "cast")):
        return False
    if low[word.first] in _WORDS and not _BEATING.isdisjoint(low[max(0, word.first - 2) : word.first]):
        plain = between[:1] not in ([], ["("]) and between[0] not in _REACHING and word.last != figure.first
        numbers = any(m.first - word.last <= 1 and m.first >= word.last for m in sentence.of("quantity"))
        if plain and not numbers and not (between[0].isalpha() and len(between) <= 2):
            return False
    if _numbered(sentence, word) and not _TURNING.isdisjoint(between) and between[:1] != ["for"]:
        return False
    if has_month(sentence, figure, owned=True) and not _AND.isdisjoint(between):
        return False
    own = next((m for m in sentence.of("quantity") if word.last <= m.first < figure.first), None)
    if own is None:
        # "costs $15,000 if you can get one, and September's exports slid to 6.91 billion yuan"
        return low[max(0, word.first - 2) : word.first] != ["if", "you"] or (",", "and") not in pairwise(between)
    beyond = low[own.last : figure.first]
    if beyond == ["and"] and low[own.first - 1] == "between":
        return True  # "expects trade to expand by between 2 and 3 percent for the whole of 2019"
    if own.quantity.kind != figure.quantity.kind and "," in beyond and "to" in beyond[-2:]:
        # but "expect exports to rise by another 25% this year, to nearly 80 billion yuan"
        return low[word.first] in ("expect", "expects") and "to" in low[word.last : own.first]
    return _AND.isdisjoint(beyond) or not has_month(sentence, figure)


def polled(sentence: Sentence, word: Mention, figure: Mention) -> bool:
    """Whether a figure stands in the same brackets as a word of forecast, each behind a colon: "(consensus: -6.0%; Asterley: -5.2%)"."""
    between = sentence.words(word.last, figure.first)
    return (
        between[:1] == between[-1:] == [":"]
        and ")" not in between
        and "(" in sentence.words(word.first - 2, word.first)
    )


_FRANKLY = frozenset({"honest", "frank", "precise", "exact", "fair", "candid"})
_SEEING = frozenset({"see", "sees", "seeing", "seen", "thinks", "think", "guess", "guesses", "puts", "put", "pegs"})
_FORESEEING = frozenset(
    (
        "economist economists analyst analysts bank banks brokerage brokerages broker brokers study planners planner association "
        "institute consultancy consultants economics goldman sachs morgan stanley nomura ubs ing hsbc citi barclays jpmorgan macquarie "
        "mackenzie rystad fitch moody imf chartered anz natixis consultant strategist strategists pollster forecaster usda conab anec opec iea eia trendforce gartner idc street we i"
    ).split()
)


_HAVING = frozenset({"has", "have", "had"})
_AT = frozenset({"at", "for"})
_SPEAKERS = frozenset({"we", "i"})
_BEING_AT = frozenset({"is", "are", "was", "were", "stays", "remains"})
_TOWARDS = frozenset({"to", "at", "by", "about", "around", "nearly", "below", "above", "towards"})


def foreseen(sentence: Sentence, figure: Mention) -> bool:
    """Whether somebody whose trade it is to look ahead sees a figure, or is at one: "Wood Mackenzie sees Chinese demand recovering by
    14% this year", "analysts had seen a 1.1 percent decline", "while Nomura is at 2.5 percent"."""
    low = sentence.low
    for place in sentence.places("sees") if "sees" in sentence.said else ():
        coming = low[place + 1 : figure.first]
        # "It projects imports at 112 million tons; the agriculture ministry in Beijing sees 95.8 million"
        if place == figure.first - 1 and any(word.last <= place for word in sentence.of("projection")):
            return True
        if 1 < len(coming) < 8 and coming[-1] in _TOWARDS and any(w.endswith("ing") for w in coming):
            return True  # "said Piers Anand, who sees export growth fading to about 5% by the fourth quarter"
    if not _SPEAKING.isdisjoint(sentence.said) and _put_at(sentence, figure):
        return True
    if _FORESEEING.isdisjoint(sentence.said):
        return False
    if not _HAVING.isdisjoint(sentence.said) and _has_at(sentence, figure):
        return True
    for place in range(figure.first - 1, max(figure.first - 12, 0), -1):
        if low[place] in (";", ":", "while", "but", "whereas"):
            return False
        at = low[place] == "at" and place == figure.first - 1 and low[place - 1] in _BEING_AT
        looking = low[place] == "for" and low[place - 1] in _LOOKING
        if (low[place] in _SEEING or at or looking) and not _FORESEEING.isdisjoint(
            low[max(0, place - (3 if at else _WHO_SEES if "who" in low[max(0, place - 3) : place] else 4)) : place]
        ):
            between = [m for m in sentence.of("quantity") if place < m.first < figure.first]
            # "have put export growth for this year at between 3 and 8 percent"
            return all(_goes_on(low[m.last : figure.first]) for m in between)
    return False


_WHO_SEES = 10  # tokens: "said Lowe of Castlegate Economics in Singapore, who still sees exports down 5 percent"
_SPEAKING = frozenset({"he", "she"})
_LOOKING = frozenset({"look", "looks", "looked"})


def _goes_on(between: list[str]) -> bool:
    """Whether a further number follows: "between 3 and 8 percent", "growth of 20% in October and 15% by December"."""
    return between[-1:] != [] and between[-1] in ("and", "to", "or") and len(between) <= _FOLLOWING


_FOLLOWING = 3  # tokens


def _put_at(sentence: Sentence, figure: Mention) -> bool:
    """Whether somebody quoted puts a figure at so much: "He puts first-quarter export growth at no more than 2%"."""
    low = sentence.low
    for place in (p for word in ("puts", "pegs") for p in sentence.places(word) if p < figure.first):
        coming = low[place + 1 : figure.first]
        if low[place - 1] in _SPEAKING and "at" in coming[-4:] and not _TURNING - {"or"} & set(coming):
            return True
    return False


RESOLVED = frozenset({"agreed", "agree", "decided", "undertook", "resolved", "committed", "vowed", "vow", "swore"})
_TO_RAISE = frozenset(
    "raise lift bring buy purchase import expand double triple quadruple boost increase take push grow enlarge cut reduce lower narrow".split()
)


def resolved(sentence: Sentence, figure: Mention) -> bool:
    """Whether a figure is only what some have agreed to bring about: "agreed in 2019 to raise their annual trade to $200 billion"."""
    low = sentence.low
    for place in (p for word in RESOLVED for p in sentence.places(word) if p < figure.first):
        following = low[place + 1 : place + 8]
        raising = next(
            (n for n in range(len(following) - 1) if following[n] == "to" and following[n + 1] in _TO_RAISE), None
        )
        if raising is not None and not {";", ":", "after", "but"} & set(low[place : figure.first]):
            return not any(place + raising + 2 < m.first < figure.first for m in sentence.of("quantity"))
    return False


# What looks ahead only at the figures behind it, if they are still to come.
TENTATIVE = frozenset({"should", "might", "may", "ought to", "likely to", "bound to", "sure to", "certain to"})
_LOOKED_BACK_OR_SAID = frozenset(
    "have not never noted added said stressed remembered recalled mentioned borne seen read taken say add note mention call still".split()
)
_ADVISED = frozenset({"you", "one", "we", "readers", "nobody"})


def looks_ahead(sentence: Sentence, word: Mention, figure: Mention) -> bool:
    """Whether "should" or "might" tells that a figure is still to come: "the total should pass 2.15 trillion yuan", but neither "that
    exports should have risen by 31.4 percent" nor "it should be noted that exports rose", "a rise of 8 percent may sound modest"."""
    if word.first > figure.first or not sentence.tokens[word.first].text.islower():
        return False  # "May imports"
    following = sentence.words(word.last, figure.first)
    if "," in following or not _ADVISED.isdisjoint(sentence.words(word.first - 1, word.first)):
        return False  # "against which you should set growth of 14.6 percent"
    if word.code in ("may", "might") and "be" in following[:2]:
        return False  # "That may be only 4.7% of all Chinese exports"
    return _LOOKED_BACK_OR_SAID.isdisjoint(following[:2])


def _has_at(sentence: Sentence, figure: Mention) -> bool:
    """Whether somebody "has" a figure, or has had one before it: "USDA has China down for 108 million tons, and 112 million in the next"."""
    low = sentence.low
    for place in (p for word in _HAVING for p in sentence.places(word) if p < figure.first):
        if (_FORESEEING - _SPEAKERS).isdisjoint(low[max(0, place - 3) : place]):
            continue
        first = next((m for m in sentence.of("quantity") if m.first > place), figure)
        if low[place - 1] in _POLLED and first is figure and figure.first - place <= _RIGHT_BEHIND:
            return True  # "the Street had 0.3%"
        if low[first.first - 1] in _AT and first.first - place <= _NEAR and ";" not in low[place : figure.first]:
            return True
    return False


_POLLED = frozenset({"street", "economists", "analysts", "forecasters"})
_RIGHT_BEHIND = 2  # tokens: "had a"
_NEAR = 7  # tokens


def _numbered(sentence: Sentence, word: Mention) -> bool:
    """Whether a word of forecast has its number before it: "the 22.8% consensus", "the 4.4% growth economists had projected"."""
    for number in reversed(sentence.of("quantity")):
        if number.last > word.first or number.quantity.kind == "bare":
            continue
        apart = sentence.words(number.last, word.first)
        if len(apart) <= 1:
            return True
        said = apart[-1] in ("had", "have", "has", "been", "were", "was") and len(apart) <= 5 and _AND.isdisjoint(apart)
        # but "the 4.1% analysts had forecast but down from 7.1% in August"
        return said and not any(
            0 <= m.first - word.last <= 3 and _TURNING.isdisjoint(sentence.low[word.last : m.first])
            for m in sentence.of("quantity")
        )
    return False


def labels(sentence: Sentence, word: Mention) -> bool:
    """Whether a word of forecast, before a colon, is the label of what stands behind it: "consensus: up 10%"."""
    return sentence.low[word.first] in _WORDS or sentence.low[word.first] in (
        "expected",
        "predicted",
        "f'cast",
        "fcast",
    )


def has_month(sentence: Sentence, figure: Mention, owned: bool = False) -> bool:
    """Whether a month stands right beside a figure as its own: "June's 8.6%", and if it need not be its owner "$99.05 billion in
    June", "April +8.1%"."""
    if not owned and any(m.first == figure.last and m.period.basis for m in sentence.of("basis")):
        return True  # "expectations of $82 billion and $77.71 billion a month earlier"
    for period in sentence.of("period"):
        if period.period.kind != "period":
            continue
        before = sentence.words(period.last, figure.first) if period.last <= figure.first else None
        if before is not None and len(before) == 2 and before[1] in _FIGURES:
            before = before[:1]  # "March's figure $23.93 billion"
        if before is not None and before in _OWNING[: 2 if owned else None]:
            return True
        if owned:
            continue
        behind = sentence.words(figure.last, period.first) if period.first >= figure.last else None
        if behind and behind[-1] in _OF_TIME and (len(behind) <= 2 or _SET.issuperset(behind[:-1])):
            return True
    return False


def held_beside(sentence: Sentence, figure: Mention, word: Mention) -> bool:
    """Whether a number of its own stands between a figure and a word of forecast: "down 1.5% rather than the 10% feared"."""
    between = sentence.words(figure.last, word.first)
    if _HELD.isdisjoint(between):
        return False
    numbered = sentence.words(word.last, word.last + 1) in (["of"], ["for"])  # "3.3% against a forecast of 7%"
    return numbered or any(figure.last <= m.first < word.first for m in sentence.of("quantity"))


_MODAL = frozenset(
    {"could", "can", "will", "would", "want", "wants", "plan", "plans", "planned", "hoped", "hope", "hopes"}
)


def said_of(sentence: Sentence, figure: Mention, word: Mention) -> bool:
    """Whether the words between a figure and a word of forecast only say whose it was: "the 13.5 percent that analysts forecast"."""
    between = sentence.words(figure.last, word.first)
    if sentence.low[word.first] in _MODAL:
        return False  # "an increase of 15.7 percent that few other provinces could match"
    if any(m.first == figure.last and m.graded("noun") for m in sentence.of("direction")):
        between = between[1:]  # "the 8.0% contraction that a poll had pointed to"
    return between[:1] in (["that"], ["which"]) and len(between) <= 5 and _AND.isdisjoint(between)
