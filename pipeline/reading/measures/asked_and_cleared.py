"""Numbers told beside trade that measure none: answers to a survey, what the customs cleared, what certificates cover, marks that so
many places passed, what is sold or sent at home, what a place makes in any year."""

from __future__ import annotations

import itertools

from pipeline.reading.frames.cues import CLAUSE_ENDS, Measure, excuse
from pipeline.reading.words.mentions import Mention, Sentence, possessive

_BESIDE = "count of things"
_AVERAGE = "average over a period"
_OUTPUT = "output"

_SURVEY = frozenset(
    {"survey", "surveyed", "respondents", "questionnaire", "polled", "interviewed", "canvassed", "responded"}
)
_ANSWERING = frozenset(
    "said say reported report expect expected mean planned plan intend answered complained felt had feared hope".split()
)
_OF_THOSE = frozenset({"with", "who", "surveyed", "asked", "polled", "questioned", "interviewed"})
_CLEARED = frozenset({"released", "cleared", "inspected", "examined", "processed", "checked", "paperless"})
_COVERS = frozenset({"certificates", "certificate", "visas"})
_PLACES = frozenset(
    (
        "them these cities districts counties provinces regions prefectures towns markets partners countries members products categories "
        "goods sectors"
    ).split()
)
_COUNTED = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen several many most some".split()
)
_OVER = frozenset({"than", "over", "above", "least", "exceeding", "beyond"})
_WORLD = frozenset({"global", "worldwide", "world"})
_ALL_THE = frozenset(
    {"sales", "shipments", "demand", "output", "exports", "production", "supply", "consumption", "orders", "deliveries"}
)
_SELLING = frozenset("sold sells sell sales sale supplied supplies bought released".split())
_ABROAD = frozenset({"abroad", "overseas", "foreign", "exports", "exported"})
_PROVINCES = (["other", "provinces"], ["other", "parts"], ["other", "regions"], ["other", "cities"])
_AGO = frozenset({"ago", "earlier", "before", "later", "after", "on"})


def excuse_beside_trade(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """Excuse each number that its own words say to be of no trade: "62.4 percent said orders had grown", "three of them by more than
    20 percent"."""
    said = sentence.said
    asked = not _SURVEY.isdisjoint(said)
    for index in quantities:
        if measures[index].measure is None:
            continue
        mention = sentence.mentions[index]
        rule = None
        if mention.quantity.kind in ("percent", "points"):
            if (
                ((asked or "those" in said) and _answers(sentence, mention, asked))
                or (not _CLEARED.isdisjoint(said) and _cleared(sentence, mention))
                or (not _OVER.isdisjoint(said) and _mark_passed(sentence, mention))
            ):
                rule = _BESIDE
            elif (
                measures[index].measure == "growth" and not _AVERAGES.isdisjoint(said) and _each_year(sentence, mention)
            ):
                rule = _AVERAGE
        elif mention.quantity.kind == "times":
            rule = "number of times" if sentence.words(mention.last, mention.last + 2) == ["as", "often"] else None
        elif mention.quantity.kind == "physical" and "year" in said and _in_any_year(sentence, mention):
            rule = _AVERAGE
        elif mention.quantity.kind == "physical" and _made_here(sentence, mention):
            rule = _OUTPUT
        elif mention.quantity.kind == "physical" and _from_reserves(sentence, mention):
            rule = _BESIDE
        if rule is None and not _WORLD.isdisjoint(said) and _of_the_world(sentence, mention):
            rule = _BESIDE
        if rule is None and "home" in said and _at_home(sentence, mention):
            rule = _BESIDE
        if rule is None and "other" in said and _to_other_provinces(sentence, mention):
            rule = _BESIDE
        if rule is not None:
            excuse(measures, index, rule)
    if not _COVERS.isdisjoint(said):
        _excuse_covered(sentence, quantities, measures)
    if "mainland" in said:
        _excuse_sold_inland(sentence, quantities, measures)
    _excuse_parts(sentence, quantities, measures)


_AVERAGES = frozenset({"average", "averaged", "averaging", "compound", "averages"})
_YEARLY = frozenset({"annual", "annually", "yearly", "year", "years"})
_BY_THE_YEAR = (["a", "year"], ["per", "year"], ["each", "year"], ["annually"], ["every", "year"], ["yearly"])


def _each_year(sentence: Sentence, mention: Mention) -> bool:
    """Whether a rate is the average of several years: "the annual average growth was 27.6 percent", "growth averaged 8.8 percent a year";
    not "above the national average of 9.9 percent"."""
    lead = sentence.words(mention.first - _NEAR, mention.first)
    place = next((n for n in range(len(lead) - 1, -1, -1) if lead[n] in _AVERAGES), None)
    if place is None or any(mention.first - _NEAR + place <= m.first < mention.first for m in sentence.of("quantity")):
        return False
    behind = sentence.words(mention.last, mention.last + 2)
    yearly = behind in _BY_THE_YEAR or behind[:1] in _BY_THE_YEAR
    if lead[place] == "averaged":
        return yearly or not _YEARLY.isdisjoint(lead[:place])
    return yearly or not _YEARLY.isdisjoint(lead[max(0, place - 2) : place + 3])


_NEAR = 12  # tokens


def _answers(sentence: Sentence, mention: Mention, asked: bool) -> bool:
    """Whether so many answered something: "62.4 percent said orders had grown", "the share of those with orders was 37 percent"."""
    behind = sentence.words(mention.last, mention.last + 3)
    if asked and (not _ANSWERING.isdisjoint(behind[:1]) or behind[:2] == ["of", "the"] or "respondents" in behind):
        return True
    return any(
        sentence.words(p + 1, p + 2) == ["those"]
        and not _OF_THOSE.isdisjoint(sentence.words(p + 2, p + 3))
        and p > 0
        and sentence.low[p - 1] in ("percent", "cent", "pct", "%", "share", "proportion")
        for p in sentence.places("of")
    )


def _cleared(sentence: Sentence, mention: Mention) -> bool:
    """Whether a percentage is of what passes the customs, or how: "91 percent of imports declared in advance were released within two
    hours"."""
    if sentence.words(mention.last, mention.last + 1) not in (["of"], ["were"], ["are"], ["was"]):
        return False
    behind = sentence.words(mention.last, mention.last + 12)
    stop = next((n for n, w in enumerate(behind) if w in CLAUSE_ENDS or w == ","), len(behind))
    return not _CLEARED.isdisjoint(behind[:stop])


def _mark_passed(sentence: Sentence, mention: Mention) -> bool:
    """Whether a percentage is a mark that so many places or goods passed: "eight saw growth, four of them of more than 10 percent"."""
    lead = sentence.words(mention.first - 3, mention.first)
    if _OVER.isdisjoint(lead):
        return False
    start = max(0, mention.first - 12)
    words = sentence.low[start : mention.first]
    return any(
        (word in _COUNTED or word.isdigit())
        and (words[n + 1 : n + 2] == ["of"] or (words[n + 1 : n + 2][:1] != [] and words[n + 1] in _PLACES))
        and not _PLACES.isdisjoint(words[n + 1 : n + 4])
        for n, word in enumerate(words[:-2])
    )


def _of_the_world(sentence: Sentence, mention: Mention) -> bool:
    """Whether the subject is what all the world sold or made: "Global chip sales fell 4.6 percent to $526.8 billion"."""
    start = next((p for p in range(mention.first - 1, -1, -1) if sentence.low[p] in CLAUSE_ENDS), -1) + 1
    opening = sentence.low[start : start + 4]
    return not _WORLD.isdisjoint(opening[:3]) and not _ALL_THE.isdisjoint(opening)


def _in_any_year(sentence: Sentence, mention: Mention) -> bool:
    """Whether goods are what is made or sold in any year: "6,000 workshops knit 25 billion pairs of socks a year"."""
    behind = sentence.words(mention.last, mention.last + 8)
    for n in range(len(behind) - 1):
        if behind[n] in CLAUSE_ENDS or behind[n] == ",":
            return False
        if behind[n] in ("a", "each", "every", "per") and behind[n + 1] == "year":
            return _AGO.isdisjoint(behind[n + 2 : n + 3])
    return False


def _made_here(sentence: Sentence, mention: Mention) -> bool:
    """Whether goods are said to have been made: "1.57 million cars were made for export"."""
    behind = sentence.words(mention.last, mention.last + 6)
    return any(
        a in ("were", "was", "are")
        and b in ("made", "built", "produced", "assembled", "grown", "mined", "woven", "left", "dyed")
        for a, b in itertools.pairwise(behind)
    )


def _from_reserves(sentence: Sentence, mention: Mention) -> bool:
    """Whether goods were sold from what the state keeps: "State reserves sold 50,000 tonnes of the metal in two auctions"."""
    if not _AUCTIONS.isdisjoint(sentence.words(mention.last, mention.last + 10)):
        return True
    lead = sentence.words(mention.first - 4, mention.first)
    return lead[-1:] == ["auctioned"] or (not _RESERVES.isdisjoint(lead) and not _SELLING.isdisjoint(lead))


_AUCTIONS = frozenset({"auction", "auctions"})
_RESERVES = frozenset({"reserve", "reserves", "stockpile", "stockpiles"})


def _at_home(sentence: Sentence, mention: Mention) -> bool:
    """Whether what is told was sold at home, or there as well: "sold pearls for 20 billion yuan at home", "sales, at home and abroad"."""
    low = sentence.low
    place = next((p for p in sentence.places("home") if low[p - 1] == "at"), None)
    if place is None or not CLAUSE_ENDS.isdisjoint(low[min(place, mention.first) : max(place, mention.first)]):
        return False
    if low[place + 1 : place + 3] != ["and", "abroad"] and not _ABROAD.isdisjoint(sentence.said):
        return False  # "mills, faced with slack demand at home, sent 112.4 million tonnes abroad"
    near = sentence.words(min(place, mention.first) - 8, max(place, mention.last))
    if _SELLING.isdisjoint(near):
        return False
    first, last = sorted((place, mention.first))
    return not any(first <= m.first < last and m.grade == "noun" for m in sentence.of("flow"))


def _to_other_provinces(sentence: Sentence, mention: Mention) -> bool:
    """Whether something only went elsewhere in the country: "sent 21.6 billion kilowatt-hours to other provinces"."""
    behind = sentence.words(mention.last, mention.last + 6)
    return any(behind[n : n + 1] == ["to"] and behind[n + 1 : n + 3] in _PROVINCES for n in range(len(behind)))


def _excuse_sold_inland(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """Excuse what only went from an island's ports to the rest of the country: "goods worth 11.2 billion yuan, up 20 percent, have been
    sold to the mainland", "processed goods of 3.2 billion yuan entered the mainland free of duty"."""
    low = sentence.low
    for place in sentence.places("mainland"):
        lead = low[max(0, place - 6) : place]
        into = lead[-2:] in _ENTERING or (lead[-2:] == ["to", "the"] and not _SOLD_TO.isdisjoint(lead))
        if not into or possessive(low, place + 1):
            continue
        begin = next((p for p in range(place, -1, -1) if low[p] in CLAUSE_ENDS), 0)
        end = next((p for p in range(place, len(low)) if low[p] in CLAUSE_ENDS), len(low))
        if not any(begin <= m.first < end and m.grade == "noun" for m in sentence.of("flow")):
            for index in quantities:
                if begin <= sentence.mentions[index].first < end and measures[index].measure is not None:
                    excuse(measures, index, _BESIDE)


_ENTERING = (["enter", "the"], ["enters", "the"], ["entered", "the"], ["entering", "the"])
_SOLD_TO = frozenset("sold sell sells shipped sent went delivered supplied".split())


def _excuse_covered(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """Excuse what is told of certificates that were issued: "18,700 certificates of origin, covering goods worth 6.3 billion yuan"."""
    low = sentence.low
    place = next((p for p, w in enumerate(low) if w in _COVERS), 0)
    counted = any(m.quantity.kind == "bare" and 0 <= place - m.last <= 4 for m in sentence.of("quantity"))
    if not counted:
        return
    end = next((p for p in range(place, len(low)) if low[p] in CLAUSE_ENDS), len(low))
    for index in quantities:
        if place < sentence.mentions[index].first < end and measures[index].measure is not None:
            excuse(measures, index, _BESIDE)


_OF_IT = (["of", "it"], ["of", "them"], ["of", "which"], ["of", "those"])
_FREIGHT = (["of", "freight"], ["of", "cargo"])


def _excuse_parts(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """Excuse shares of what is no trade: "moved 108,000 tonnes of freight, more than 70 percent of it foreign"."""
    for one, other in itertools.pairwise(quantities):
        mention = sentence.mentions[other]
        if mention.quantity.kind != "percent" or measures[other].measure is None:
            continue
        whole = sentence.mentions[one]
        beside = sentence.words(whole.last, whole.last + 2) in _FREIGHT
        if beside and sentence.words(mention.last, mention.last + 2) in _OF_IT:
            excuse(measures, other, _BESIDE)
