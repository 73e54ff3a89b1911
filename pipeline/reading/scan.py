"""A passage as the reader sees it: sentences of typed mentions over tokens."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from operator import attrgetter

from pipeline.reading import counties, periods
from pipeline.reading.lexicon import Meaning, lexicon
from pipeline.reading.mentions import Mention, Sentence
from pipeline.reading.patterned import A_COMPANY, COMPANIES, RANKED, zones
from pipeline.reading.places import PLACES, RANKS, is_made, is_no_place, without_china_of
from pipeline.reading.quantities import quantities
from pipeline.reading.tokens import Token, letters, locate, sentences

# "KUNMING, Oct. 20 (LW) --": the place where a wire story was filed reports nothing.
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z'’ ]{2,}|[A-Z][\w'’]+)(?:,\s[A-Z][\w. ]{2,20})?(?:\s\([^)]{1,30}\))?\s?(?:--|—|–|-)\s(?=[\"“‘'A-Z])"
)
_CLOSING = frozenset(".!?”\"'")  # without one, a place before a dash opens a heading


def scan(text: str, start: int, end: int, language: str = "en") -> list[Sentence]:
    """The sentences of ``text[start:end]``, each with its mentions."""
    return [_sentence(text, a, b, language) for a, b in sentences(text, start, end)]


_RECURRING = frozenset({"every", "each"})


def _sentence(text: str, start: int, end: int, language: str) -> Sentence:
    tokens, starts = locate(text, start, end)
    sentence = Sentence(tokens, starts, (), start, end)
    words = letters(sentence.said)
    mentions: list[Mention] = []
    taken: set[int] = set()

    def at(position: int) -> int:
        return bisect_left(starts, position)

    if text[end - 1] in _CLOSING and (dateline := _DATELINE.match(text[start : start + 80])) is not None:
        lead = tokens[: at(start + dateline.end())]
        if not _labels(lead, language):
            taken.update(range(len(lead)))
            mentions.extend(_filed_in(lead, language))
    for period in periods.find(text, start, end, words):
        first, last = at(period.start), at(period.end)
        if first and tokens[first - 1].low in _RECURRING:
            continue  # "to which the city devotes a fair every June"
        if last > first and first not in taken and not _in_a_row(tokens, last):
            kind = period.kind if period.kind in _NO_PERIOD else "period"
            mentions.append(Mention(kind, period.kind, "", first, last, period=period))
            taken.update(range(first, last))
    for quantity in quantities(tokens, language, taken):
        mentions.append(Mention("quantity", quantity.kind, "", quantity.first, quantity.last, quantity=quantity))
        taken.update(range(quantity.first, quantity.last))
    mentions.extend(zones(text, start, end, words, at, taken))
    for match in () if words.isdisjoint(COMPANIES) else A_COMPANY.finditer(text, start, end):
        first, last = at(match.start()), at(match.end())
        if not _ranks(tokens, first, last) and taken.isdisjoint(range(first, last)):
            mentions.append(Mention("other_topic", "a company", "", first, last))
            taken.update(range(first, last))
    for first, last, meanings in lexicon(language).find(tokens, taken):
        meaning = meanings[0]
        mention = Mention(meaning.kind, meaning.code, meaning.grade, first, last, meanings)
        idiom = _IDIOMS.get(mention.kind)
        if idiom is not None and idiom(tokens, mention, mentions):
            continue
        if mention.kind == "region" and [t.low for t in tokens[first - 2 : first]] in _CUSTOMS_IN:
            # "the customs in Harbin" are those of the province
            mention = replace(mention, code=mention.code.split("/")[0], grade="customs", meanings=())
        if mention.code == "balance" and _no_balance(tokens, mention, mentions):
            continue
        if mention.kind == "flow" and mention.grade == "weak" and _is_good(tokens, mention, mentions):
            goods, carrier = mention.means("commodity"), mention.means("transport")
            mention = Mention("commodity", goods.code, "", first, last, (goods, carrier) if carrier else (goods,))
        mentions.append(mention)
    if not words.isdisjoint(_PLAIN_HOMES):
        mentions.extend(_homes(tokens, mentions))
    if not words.isdisjoint(counties.KINDS):
        for first, last, code in counties.find(tokens, [(m.first, m.code) for m in mentions if m.kind == "region"]):
            mentions = [m for m in mentions if not first <= m.first < last]
            mentions.append(Mention("region", code, "", first, last))
    mentions = without_china_of(tokens, mentions)
    if "of" in words and not words.isdisjoint(_SHIPPED):
        mentions.extend(_open_commodities(tokens, mentions))
    mentions.sort(key=_FIRST)
    sentence.hold(mentions)
    return sentence


def _labels(lead: list[Token], language: str) -> bool:
    """Whether a word before a dash says what a line is about, and not where a story was filed: "Brazil – Two-way trade rose"."""
    if len(lead) != 2 or lead[0].text.isupper():
        return False
    return any(meanings[0].kind != "region" for _, _, meanings in lexicon(language).find(lead[:1], set()))


def _filed_in(dateline: list[Token], language: str) -> list[Mention]:
    """The region that a dateline names, which is no subject: "SHANTOU, Nov. 24 --"."""
    for first, last, meanings in lexicon(language).find(dateline, set()):
        if meanings[0].kind == "region" and meanings[0].grade != "customs":
            return [Mention("dateline", meanings[0].code, "", first, last)]
    return []


_PLAIN_HOMES = {"city": "city", "metropolis": "city", "municipality": "city", "province": "province"}


def _homes(tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """The reporter by its kind and what describes it: "the northern port city"."""
    covered = {p for m in mentions for p in range(m.first, m.last)}
    found = []
    for place, token in enumerate(tokens):
        home = _PLAIN_HOMES.get(token.low)
        if home is None or place in covered or [t.low for t in tokens[place + 1 : place + 2]] in (["of"], ["and"]):
            continue
        first = place - 1
        while first > max(0, place - 4) and tokens[first].text.isalpha() and tokens[first].text.islower():
            if tokens[first].low == "the":
                break
            first -= 1
        if first >= 0 and tokens[first].low == "the" and place - first > 1 and covered.isdisjoint(range(first, place)):
            found.append(Mention("home", home, "", first, place + 1))
    return found


def _ranks(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a trader is only one in a ranking: "the city remains the largest trader in Fujian"."""
    if tokens[last - 1].low == "supplier" and tokens[last - 2].low in ("single", "overseas", "foreign"):
        return True  # "the Republic of Korea was the largest single supplier"
    if not any(t.low.endswith("est") or t.low in RANKS or t.low == "only" for t in tokens[first:last]):
        return False
    if tokens[last - 1].low == "supplier":
        # "Indonesia was once more the biggest supplier"
        return not _BEING.isdisjoint(t.low for t in tokens[max(0, first - 4) : first])
    return tokens[last - 1].low in RANKED


_BEING = frozenset({"was", "is", "were", "remained", "remains", "became", "stayed", "stays", "as", "still"})


def _no_good(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether a good is only part of another word or name: "steel-making Baotou", "Phoenix TV: ..." asks a question, "in the
    case of Brazil" packs nothing."""
    first, last = mention.first, mention.last
    if tokens[last - 1].low == "case" and first and tokens[first - 1].low in _ARTICLES | _THEIRS:
        return True
    if tokens[last - 1].low == "cases" and last - first == 1 and first and tokens[first - 1].kind == "num":
        return True  # "opened 119 cases", "40 cases of honey"
    if last < len(tokens) and tokens[last].glue == "-" and tokens[last].low in _MAKING:
        return True
    if first and (tokens[first - 1].low, tokens[last - 1].stem) in _FIGURES_OF_SPEECH:
        return True
    if last - first == 1 and tokens[first].low.endswith("ing") and _is_done(tokens, first):
        return True  # "importers were stocking up", "lighting the way"
    return mention.code == "televisions" and bool(first) and tokens[first - 1].text[0].isupper()


def _is_done(tokens: list[Token], place: int) -> bool:
    """Whether a word in -ing is what somebody does there, not a good: "were stocking up", "bearing in mind"; but "was clothing, at
    3 billion yuan", "lighting up 3 percent"."""
    behind = [t.low for t in tokens[place + 1 : place + 3]]
    if tokens[place + 2 : place + 3] and tokens[place + 2].kind == "num":
        return False
    if behind[:1] in (["up"], ["out"], ["down"], ["away"], ["off"]):
        return behind[1:] not in (["by"], ["to"], ["from"], ["about"], ["almost"], ["nearly"], ["over"], ["around"])
    if behind in (["in", "mind"], ["the", "way"], ["the", "brunt"], ["the", "cost"]):
        return True
    return (
        bool(place) and tokens[place - 1].low in _BE and behind[:1] in (["the"], ["its"], ["their"], ["a"], ["fruit"])
    )


_BE = frozenset({"is", "are", "was", "were", "be", "been", "keep", "kept", "started", "began"})


def _no_balance(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether a colour only says that a flow did badly: "Imports were still in the red, slipping 3.4 percent"; not behind an
    amount: "Its trade was 3.4 billion yuan in the red"."""
    if any(m.kind == "quantity" and m.quantity.kind == "money" and m.last == mention.first for m in before):
        return False
    if tokens[mention.last - 1].low == "shortfall" and any(
        m.kind == "quantity" and m.quantity.kind == "percent" and 0 <= m.first - mention.last <= 2 for m in before
    ):
        return True  # "0.8% below the year before; by the end of June the shortfall had been 4.4%"
    if tokens[mention.last - 1].low not in _COLORS:
        return False
    # "Imports were still in the red", "October back in the black"
    return any(m.kind == "flow" for m in before) or not any(
        m.kind == "quantity" and m.quantity.kind == "money" for m in before
    )


def _no_share(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether a word for a share means none: "By weight, imports fell 4.4 percent", "the lion's share"."""
    first = mention.first
    if tokens[mention.last - 1].low == "weight" and first and tokens[first - 1].low in ("by", "in"):
        return True
    return first > 1 and tokens[first - 2].low == "lion"


def _no_economy(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether an economy is not that of a place ("a buyer's economy"), or goods are only said to be made somewhere
    ("foreign-built vehicles") or to be free of something ("duty-free cosmetics slumped")."""
    behind = tokens[mention.last : mention.last + 1]
    if behind and behind[0].low == "free":
        return True
    if mention.code == "built" and tokens[mention.first].glue == "-":
        return True
    if is_made(tokens, mention.first, before):
        return True
    return mention.code == "'s economy" and not (
        before and before[-1].kind in PLACES and before[-1].last == mention.first
    )


def _no_turn(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether a word of direction is only part of another: "US-bound exports"."""
    return tokens[mention.first].low == "bound" and tokens[mention.first].glue == "-"


# What is about trade, and is none itself: "a trade fair in Shantou", "the trade war"; but "exports show".
_ABOUT = frozenset(
    (
        "fair fairs show shows expo expos war wars talks deal deals pact pacts agreement agreements accord treaty truce "
        "delegation delegations mission missions minister ministers ministry official officials envoy negotiator negotiators "
        "negotiation negotiations tension tensions friction frictions dispute disputes conflict conflicts row policy "
        "policies barrier barriers corridor corridors route routes union body bodies association associations federation "
        "chamber promotion expert experts law laws rules"
    ).split()
)


def _no_trade(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether a word for trade only says what something else is about: "the trade war", "a trade fair in Shantou"."""
    behind = tokens[mention.last : mention.last + 1]
    if behind and behind[0].low in _ABOUT and not tokens[mention.last - 1].low.endswith("s"):
        return True
    return _in_a_name(tokens, mention)


def _in_a_name(tokens: list[Token], mention: Mention) -> bool:
    """Whether it stands in a proper name: "China Export and Credit Insurance Corp", "the Council for the Promotion of International
    Trade"; in a headline every word has a capital."""
    first, last = mention.first, mention.last
    if not first or not tokens[first].text[0].isupper() or last >= len(tokens):
        return False
    if not any(t.kind == "word" and t.text[0].isupper() for t in (tokens[first - 1], tokens[last])):
        return False
    plain = [t for t in tokens if t.kind == "word" and len(t.text) > 3]
    return 2 * sum(t.text[0].islower() for t in plain) > len(plain)


# By kind, whether words say something else where they stand; given what was found before them.
_IDIOMS = {
    **dict.fromkeys(PLACES, is_no_place),
    "commodity": _no_good,
    "flow": _no_trade,
    "share": _no_share,
    "direction": _no_turn,
    "other_topic": _no_economy,
}
_FIGURES_OF_SPEECH = {
    *((size, "fish") for size in ("small", "big", "bigger", "other")),
    *((verb, "fruit") for verb in ("bear", "bears", "bore", "borne", "bearing", "hanging")),
}
_CUSTOMS_IN = (["customs", "in"], ["customs", "at"])
_MAKING = frozenset(
    {"making", "producing", "rich", "growing", "maker", "makers", "powered", "fired", "related", "based"}
)
_SUBJECT_DOES = frozenset(
    ", : were are remained fared did led followed came made accounted topped rose fell grew".split()
)
_ARTICLES = frozenset({"the", "this", "that", "a", "in", "any", "either", "each"})
_THEIRS = frozenset({"its", "their", "his", "her", "our", "my", "that", "which"})
_COLORS = frozenset({"red", "black"})
_NO_PERIOD = frozenset({"basis", "date"})


def _is_good(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether a word that is a weak sign of a flow names goods here: "purchases of arrivals", "12 million shipments"."""
    if mention.means("commodity") is None:
        return False
    if not tokens[mention.last - 1].low.endswith("s"):
        return [t.stem for t in tokens[mention.last : mention.last + 1]] in (["export"], ["import"])  # "ship exports"
    if not mention.first:
        listed = (
            mention.last + 1 if [t.low for t in tokens[mention.last : mention.last + 1]] == ["and"] else mention.last
        )
        following = [t.low for t in tokens[mention.last : listed + 2]]
        opens = not _SUBJECT_DOES.isdisjoint(following[:1] + following[2:])
    else:
        opens = tokens[mention.first - 1].low in ("of", "and", "or", ",", "in", "with")
        traded = (
            bool(before)
            and before[-1].kind == "flow"
            and before[-1].grade == "verb"
            and before[-1].last == mention.first
        )
        opens = opens or traded  # "Jiangsu exported ships worth 23.5 billion yuan"
    return opens or bool(before and before[-1].kind == "quantity" and before[-1].last == mention.first)


def _in_a_row(tokens: list[Token], position: int) -> bool:
    """Whether a period is only counted: "for the fourth quarter running"."""
    following = [t.low for t in tokens[position : position + 3]]
    return following[:1] in (["running"], ["straight"]) or following == ["in", "a", "row"]


_FIRST = attrgetter("first")
_SHIPMENTS = frozenset({"export", "import", "shipment", "purchase", "sale", "arrival", "tonne", "ton"})
_SHIPPED = _SHIPMENTS | {f"{word}s" for word in _SHIPMENTS}
_NO_NOUN = frozenset(
    (
        "the a an this that these those its their his her our all both other such some more most many much goods "
        "products merchandise items services trade value volume which what whom whose and or but to from in by "
        "for with on at of as than into over under via through between among cargo freight mail parcels carbon "
        "waste it them last was were is are be been being had has have rose fell grew dropped increased decreased "
        "reached totaled totalled hit came stood amounted went surged jumped climbed soared declined slid slipped "
        "contracted shrank expanded gained advanced edged remained accounted made making worth valued up down "
        "about around nearly almost only also while whereas during since until each every new major main key "
        "foreign overseas domestic either neither"
    ).split()
)


def _open_commodities(tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """A good that no list names, in the one slot where only a good can stand: "exports of walnut kernels rose"."""
    slots = [
        position
        for position, token in enumerate(tokens[:-2])
        if token.stem in _SHIPMENTS and tokens[position + 1].low == "of"
    ]
    if not slots:
        return []
    covered = {p for m in mentions for p in range(m.first, m.last)}
    found = []
    for position in slots:
        if position + 2 in covered:
            continue
        last = position + 2
        while last < len(tokens) and last - position < 6 and last not in covered and _may_name(tokens[last]):
            last += 1
        if last > position + 2:
            slug = "_".join(t.low for t in tokens[position + 2 : last])
            found.append(Mention("commodity", slug, "open", position + 2, last, (Meaning("commodity", slug, "open"),)))
    return found


def _may_name(token: Token) -> bool:
    return token.kind == "word" and token.text.islower() and token.low not in _NO_NOUN and not token.low.endswith("ly")
