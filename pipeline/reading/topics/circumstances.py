"""Clauses that only say what a noun is, or what moved the subject: "still the top partner in 2018", "With ports reopening, ..."."""

from __future__ import annotations

from pipeline.reading.topics.phrases import DASHES
from pipeline.reading.words.mentions import Sentence

COMMAS = DASHES | {","}
_RENAMING = frozenset(
    (
        "still once long already a an the its their formerly previously traditionally until opened sealed founded "
        "established approved launched"
    ).split()
)


def in_apposition(words: list[str], first: int, last: int) -> bool:
    """Whether a stretch closes a clause between commas that only says what the noun before it is: "The US, still the city's top
    partner in 2018, slid 7.1%"; figures in it are the caller's to rule out."""
    if last >= len(words) or words[last] not in COMMAS:
        return False
    opening = next((p for p in range(first - 1, 0, -1) if words[p] in COMMAS), None)
    return opening is not None and first - opening > 1 and words[opening + 1] in _RENAMING


MOVED = frozenset(
    (
        "driven boosted helped lifted fuelled fueled supported buoyed propelled spurred powered hit hurt weighed "
        "dragged held swollen struck shaken beset"
    ).split()
)
_PLACED = frozenset(
    (
        "in on under back again off down still now at locked shut closed sealed idled halted suspended cancelled grounded "
        "stranded delayed disrupted blocked flooded reopened paralysed paralyzed cut"
    ).split()
)
_PAST_IT = frozenset({"over", "gone", "behind", "ended", "ahead", "near", "away"})
_ADDING = frozenset({"and", "but", "yet"})
_CLAUSES = frozenset({"as", "because", "since", "although", "though", "after"})
_FINITE = frozenset(
    {
        "is",
        "are",
        "was",
        "were",
        "had",
        "has",
        "have",
        "been",
        "rose",
        "fell",
        "grew",
        "weakened",
        "slowed",
        "remained",
        "remains",
        "did",
        "came",
        "went",
    }
)
_PAST = frozenset(
    "held took gave bought sold kept began made sank spent brought left lost ran shut cut drew drove ate fed sought".split()
)
_BEGINNING = frozenset({"start", "beginning", "turn", "outset", "then", "year", "january"})
_OWING = frozenset({"thanks", "owing", "due"})
_SHORTEST = 2  # words of such a clause
_BY = frozenset({"by", "down", "up", "back", "along", "on"})


def _has_verb(clause: list[str]) -> bool:
    """Whether a clause has a verb of its own: "As private refiners stocked up", "Because state-owned mills bought more"."""
    return any(w in _FINITE or w in _PAST or (n and w.endswith("ed")) for n, w in enumerate(clause))


_TIMES = frozenset({"day", "days", "night", "nights", "week", "weeks", "hour", "hours", "month", "months", "years"})


def figures_told(sentence: Sentence) -> list[int]:
    """Where the quantities of a sentence start, but counts of days and the like: "With Wuhan locked down for 76 days"."""
    return [
        m.first
        for m in sentence.of("quantity")
        if m.quantity.kind != "bare" or _TIMES.isdisjoint(sentence.low[m.last : m.last + 1])
    ]


def circumstance_of(sentence: Sentence) -> int:
    """Where the ``opening_circumstance`` of a sentence ends, by all that it tells; 0 where it has none."""
    return opening_circumstance(sentence.low, figures_told(sentence)) if opened(sentence) else 0


def opened(sentence: Sentence) -> int:
    """Where the ``opening_circumstance`` of a sentence ends, whatever figures it tells; 0 where it has none."""
    if sentence.opened is None:
        sentence.opened = opening_circumstance(sentence.low, [])
    return sentence.opened


def opening_circumstance(words: list[str], figures: list[int]) -> int:
    """Where a clause ends that opens the sentence, tells no figure and only says what moved the subject: "Driven by the
    computer makers that have moved inland, processing trade went up", "With ports reopening, exports", "It was the odd one out:
    inflated by false invoices, trade plunged"; 0 where none does."""
    if "," not in words:
        return 0
    closing = words.index(",")
    if closing < _SHORTEST:
        return 0
    if words[0] in _CLAUSES and _BEGINNING.isdisjoint(words[1:closing]) and not _has_verb(words[2:closing]):
        # "Since the headquarters of the oil, grain and mining groups are in the capital, the region"; not "Since the start of the year,"
        commas = (p for p in range(closing + 1, len(words)) if words[p] == "," and _has_verb(words[2:p]))
        closing = next(commas, closing)
    begin = words.index(":") + 1 if ":" in words[: closing - 2] else 0
    if tuple(words[begin : begin + 2]) in _BEING_KNOWN:
        return closing  # "Home to the first of China's 165 pilot zones, Hangzhou reported"
    if figures and min(figures) < closing:
        return 0
    if words[begin].endswith("ed") and words[begin] != "followed" and words[begin + 1] == "by":
        return closing
    moved = words[begin] in MOVED and words[begin + 1] in _BY
    clause = words[2:closing]
    lead = 1 if words[0] in _ADDING else 0  # "And although no American cargoes were among them, soybean arrivals"
    because = (
        words[lead] in _CLAUSES
        and "(" not in clause
        and words[lead + 1] not in ("for", "to", "with", "of", "far")  # "As far as Vietnam is concerned, exports"
        and _has_verb(clause)
    )
    thanks = (words[1:2] == ["to"] and words[0] in _OWING) or words[0] == "following"
    if moved or _with(words, begin, closing) or because or thanks or _under(words, 0):
        return closing
    if closing - begin <= _LONGEST_TIME and words[begin] in OPENING_TIME:
        further = next((p for p in range(closing + 1, len(words)) if words[p] == ","), 0)
        if further and (_under(words, closing + 1) or _with(words, closing + 1, further)):
            return 0 if figures and min(figures) < further else further
    return 0


def _with(words: list[str], begin: int, end: int) -> bool:
    """Whether a clause says with what going on the subject moved: "with ports reopening", "with the tariff war over"."""
    if words[begin] != "with":
        return False
    clause = words[begin + 2 : end]
    return words[end - 1] in _PAST_IT or any(w.endswith("ing") for w in clause) or not _PLACED.isdisjoint(clause)


_BEING_KNOWN = {
    *((what, "to") for what in ("home", "host", "gateway", "door", "neighbor", "neighbour")),
    *((what, "of") for what in ("seat", "cradle", "birthplace", "base", "site", "hometown", "capital", "part", "one")),
    *(
        (how, link)
        for how in ("known", "famous", "renowned", "noted", "dubbed", "nicknamed")
        for link in ("for", "as", "the")
    ),
    ("best", "known"),
    ("better", "known"),
}


OPENING_TIME = frozenset({"in", "during", "for", "over", "since", "from"})
_LONGEST_TIME = 7  # tokens: "In the first eleven months of 2022,"
_WEIGHING = frozenset(
    {"impact", "influence", "pressure", "background", "backdrop", "shadow", "face", "situation", "circumstances"}
)


def _under(words: list[str], begin: int) -> bool:
    """Whether a clause tells what the trade was up against: "under the impact of epidemics in multiple places in the country"."""
    lead = words[begin : begin + 6]
    if lead[:1] == ["facing"] or lead[:2] == ["affected", "by"]:
        return True
    led = lead[:1] in (["under"], ["against"], ["in"], ["amid"]) and lead[1:2] == ["the"]
    return led and not _WEIGHING.isdisjoint(lead[2:5]) and "of" in words[begin + 3 : begin + 7]


# Participles that do not end with "ed".
_IRREGULAR = frozenset(
    "hit hurt held struck shaken beset cut torn thrown swept shut driven swollen caught laid put brought lit".split()
)
_SUFFERING = frozenset({"suffering", "reeling", "recovering", "smarting", "benefiting", "benefitting", "profiting"})
_HARD = frozenset(
    {"still", "also", "already", "long", "once", "hard", "in", "part", "no", "doubt", "not", "least", "at"}
)
_NAMING_NEXT = frozenset({"followed", "joined", "preceded", "trailed", "measured", "accompanied", "topped"})


def undergone(words: list[str], position: int) -> bool:
    """Whether a clause of what befell something begins at a position: "held back by port closures", "badly hit by strikes", "still
    reeling from the typhoons"; "followed by Japan" is none."""
    start = position
    while start < position + 3 and start < len(words) and (words[start] in _HARD or words[start].endswith("ly")):
        start += 1
    lead = words[start : start + 4]
    if not lead or lead[0] in _NAMING_NEXT:
        return False
    if lead[0] in _SUFFERING:
        return "from" in lead[1:3]
    return (lead[0].endswith("ed") or lead[0] in _IRREGULAR) and "by" in lead[1:]


_MAY = frozenset({"may", "might"})


def admitted(words: list[str]) -> int:
    """Where a sentence turns that first only admits something: "Orders from America may be thinning, but the books of Ningbo's exporters
    look healthy"; 0 where none does."""
    turn = words.index("but") if "but" in words else 0
    return turn if turn and not _MAY.isdisjoint(words[1:turn]) else 0
