"""A passage as the reader sees it: sentences of typed mentions over tokens."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from pipeline.reading import counties, months, periods
from pipeline.reading.lexicon import Meaning, lexicon
from pipeline.reading.quantities import Quantity, quantities
from pipeline.reading.tokens import Token, letters, locate, sentences

TOPIC_KINDS = frozenset(
    {"flow", "region", "home", "partner", "commodity", "regime", "enterprise", "zone", "transport", "other_topic"}
)


@dataclass(slots=True)  # built by the thousand: a frozen one costs three times as much to make
class Mention:
    """A typed span of tokens, half-open. ``meaning`` is the first of its meanings; ``meanings`` all of them."""

    kind: str
    code: str
    grade: str
    first: int
    last: int
    meanings: tuple[Meaning, ...] = ()
    quantity: Quantity | None = None
    period: months.PeriodMention | None = None

    def graded(self, grade: str) -> bool:
        """Whether one of the readings of the word has the grade: "increase" is a verb and a noun."""
        return self.grade == grade or any(m.kind == self.kind and m.grade == grade for m in self.meanings)

    def means(self, kind: str) -> Meaning | None:
        for meaning in self.meanings:
            if meaning.kind == kind:
                return meaning
        return None


@dataclass(slots=True)
class Sentence:
    """Tokens of one sentence and its mentions in order; token positions are counted within the sentence.

    What the readers ask of a sentence again and again is worked out once: ``low``, the tokens in lower case; ``said``, the set
    of them; ``kinds``, the mentions of each kind that there is. Mentions change only by ``correct`` and ``hold``, which keep
    ``kinds`` true.
    """

    tokens: list[Token]
    starts: list[int]  # of each token, in the text
    mentions: Sequence[Mention]
    start: int
    end: int
    low: list[str] = field(init=False, repr=False, compare=False)
    said: frozenset[str] = field(init=False, repr=False, compare=False)
    kinds: dict[str, list[Mention]] = field(init=False, repr=False, compare=False)
    topics: list | None = field(init=False, repr=False, compare=False)  # once they are gathered

    def __post_init__(self) -> None:
        self.low = [t.low for t in self.tokens]
        self.said = frozenset(self.low)
        self.hold(self.mentions)

    def hold(self, mentions: Iterable[Mention]) -> None:
        """Take these mentions, in order, for those of the sentence."""
        self.mentions = tuple(mentions)
        self.topics = None
        self.kinds = kinds = {}
        for mention in self.mentions:
            if mention.kind in kinds:
                kinds[mention.kind].append(mention)
            else:
                kinds[mention.kind] = [mention]

    def correct(self, index: int, mention: Mention) -> None:
        """Put a mention in the place of the one with this index."""
        self.hold((*self.mentions[:index], mention, *self.mentions[index + 1 :]))

    def of(self, kind: str) -> Sequence[Mention]:
        """The mentions of a kind, in order.

        >>> sentence = scan("Exports rose 3% to Japan, imports fell", 0, 38)[0]
        >>> [m.code for m in sentence.of("flow")], sentence.of("zone")
        (['export', 'import'], ())
        """
        return self.kinds.get(kind, ())

    def places(self, word: str) -> Sequence[int]:
        """The positions of a word in lower case."""
        return [n for n, low in enumerate(self.low) if low == word] if word in self.said else ()

    def span(self, mention: Mention) -> tuple[int, int]:
        """The characters of the text that a mention takes."""
        last = mention.last - 1
        return self.starts[mention.first], self.starts[last] + len(self.tokens[last].text)

    def words(self, first: int, last: int) -> list[str]:
        return self.low[first if first > 0 else 0 : last if last > 0 else 0]


# "Xiyong Comprehensive Bonded Zone": a proper name before the kind of zone makes a zone of its own.
_NAMED_ZONE = re.compile(
    r"\b((?:[A-Z][\w’'-]+[\s–-]){1,4})((?:Comprehensive\s)?(?:Integrated\s)?(?:Bonded\s(?:Zone|Port\sZone|Port\sArea|Area|Logistics\sPark|Logistics\sCenter|Port)|Free[\s-]Trade\s(?:Pilot\s)?(?:Zone|Port|Area)|Pilot\sFree\sTrade\sZone|Export\sProcessing\sZone|Economic\s(?:and\sTechnological\s)?Development\s(?:Zone|Area)|High-tech\s(?:Industrial\s)?(?:Development\s)?Zone|Hi-Tech\s(?:Comprehensive\sBonded\s)?Zone|Cross-border\sE-commerce\s(?:Comprehensive\s)?Pilot\sZone|Cooperation\sZone|New\sArea|(?:comprehensive\s|integrated\s)?bonded\s(?:zone|port\szone|port\sarea|area|logistics\spark)|free[\s-]trade\s(?:pilot\s)?zone|export\sprocessing\szone))(?!s)\b"
)
# The words of which one stands in whatever the pattern matches.
_KINDS_OF_ZONE = frozenset({"zone", "port", "area", "park", "center"})
# One company's own doings are nobody's trade statistics.
_A_COMPANY = re.compile(
    r"\b(?:[Oo]ne|[Oo]ne\slocal|[Tt]he|[Oo]ur|[Mm]y|[Hh]is|[Hh]er|whose)\s(?:\w+\s){0,2}?(?:company|firm|exporter|importer|factory|manufacturer|producer|plant|carmaker|automaker|maker|refiner|trader|retailer|group(?!\sof\b)|workshop|start-up|dealer|supplier)\b(?!['’]?s?\s(?:imports|exports))"
)
_RANKED = frozenset({"trader", "group", "exporter", "importer"})
_COMPANIES = frozenset(
    (
        "company firm exporter importer factory manufacturer producer plant carmaker automaker maker refiner "
        "trader retailer group workshop start dealer supplier"
    ).split()
)
# "KUNMING, Oct. 20 (LW) --": the place where a wire story was filed reports nothing.
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z'’ ]{2,}|[A-Z][\w'’]+)(?:,\s[A-Z][\w. ]{2,20})?(?:\s\([^)]{1,30}\))?\s?(?:--|—|–|-)\s(?=[\"“‘'A-Z])"
)
_CLOSING = frozenset(".!?”\"'")  # without one, a place before a dash opens a heading
_GENERIC_ZONE_WORDS = frozenset(
    "china chinese the national special comprehensive pilot in at from to through of and its inside".split()
)


def scan(text: str, start: int, end: int, language: str = "en") -> list[Sentence]:
    """The sentences of ``text[start:end]``, each with its mentions."""
    return [_sentence(text, a, b, language) for a, b in sentences(text, start, end)]


def _sentence(text: str, start: int, end: int, language: str) -> Sentence:
    tokens, starts = locate(text, start, end)
    sentence = Sentence(tokens, starts, (), start, end)
    words = letters(sentence.said)
    mentions: list[Mention] = []
    taken: set[int] = set()

    def at(position: int) -> int:
        return bisect_left(starts, position)

    if text[end - 1] in _CLOSING and (dateline := _DATELINE.match(text[start : start + 80])) is not None:
        taken.update(range(at(start + dateline.end())))
    for period in periods.find(text, start, end, words):
        first, last = at(period.start), at(period.end)
        if last <= first or first in taken or _in_a_row(tokens, last):
            continue
        kind = period.kind if period.kind in _NO_PERIOD else "period"
        mentions.append(Mention(kind, period.kind, "", first, last, period=period))
        taken.update(range(first, last))
    for quantity in quantities(tokens, language, taken):
        mentions.append(Mention("quantity", quantity.kind, "", quantity.first, quantity.last, quantity=quantity))
        taken.update(range(quantity.first, quantity.last))
    for match in () if words.isdisjoint(_KINDS_OF_ZONE) else _NAMED_ZONE.finditer(text, start, end):
        named = _named_zone(match, at)
        if named is not None and taken.isdisjoint(range(named.first, named.last)):
            mentions.append(named)
            taken.update(range(named.first, named.last))
    for match in () if words.isdisjoint(_COMPANIES) else _A_COMPANY.finditer(text, start, end):
        first, last = at(match.start()), at(match.end())
        if (
            any(t.low.endswith("est") or t.low in _RANKS for t in tokens[first:last])
            and tokens[last - 1].low in _RANKED
        ):
            continue  # "the city remains the largest trader in Fujian"
        if taken.isdisjoint(range(first, last)):
            mentions.append(Mention("other_topic", "a company", "", first, last))
            taken.update(range(first, last))
    for first, last, meanings in lexicon(language).find(tokens, taken):
        meaning = meanings[0]
        mention = Mention(meaning.kind, meaning.code, meaning.grade, first, last, meanings)
        if mention.kind in _PLACES and _is_no_place(tokens, mention):
            continue
        if (
            mention.kind == "commodity"
            and last < len(tokens)
            and tokens[last].glue == "-"
            and tokens[last].low in _MAKING
        ):
            continue  # "steel-making Baotou"
        if mention.code == "televisions" and first and tokens[first - 1].text[0].isupper():
            continue  # "Phoenix TV: ..." asks a question
        if mention.code == "balance" and tokens[last - 1].low in _COLORS and any(m.kind == "flow" for m in mentions):
            continue  # "Imports were still in the red, slipping 3.4 percent"
        if (
            mention.kind == "share"
            and tokens[last - 1].low == "weight"
            and first
            and tokens[first - 1].low in ("by", "in")
        ):
            continue  # "By weight, imports fell 4.4 percent"
        if mention.kind == "share" and first > 1 and tokens[first - 2].low == "lion":
            continue  # "the lion's share"
        if mention.code == "'s economy" and not (
            mentions and mentions[-1].kind in _PLACES and mentions[-1].last == first
        ):
            continue  # "a buyer's economy"
        if mention.kind == "flow" and mention.grade == "weak" and _is_good(tokens, mention, mentions):
            goods = mention.means("commodity")
            mention = Mention("commodity", goods.code, "", first, last, (goods,))
        mentions.append(mention)
    if not words.isdisjoint(counties.KINDS):
        for first, last, code in counties.find(tokens, [(m.first, m.code) for m in mentions if m.kind == "region"]):
            mentions = [m for m in mentions if not first <= m.first < last]
            mentions.append(Mention("region", code, "", first, last))
    mentions = _without_china_of(tokens, mentions)
    if "of" in words and not words.isdisjoint(_SHIPPED):
        mentions.extend(_open_commodities(tokens, mentions))
    mentions.sort(key=_FIRST)
    sentence.hold(mentions)
    return sentence


_MAKING = frozenset(
    {"making", "producing", "rich", "growing", "maker", "makers", "powered", "fired", "related", "based"}
)
_COLORS = frozenset({"red", "black"})
_NO_PERIOD = frozenset({"basis", "date"})
_PLACES = frozenset({"home", "partner", "region"})


def _is_no_place(tokens: list[Token], mention: Mention) -> bool:
    """Whether the name of a place says nothing of trade there."""
    following = tokens[mention.last] if mention.last < len(tokens) else None
    if mention.kind == "home":
        named = tokens[mention.last - 1]
        return named.low.endswith("s") and named.kind == "word"  # "the countries" are no reporter
    if mention.kind == "partner":
        return following is not None and following.stem == "dollar"  # "million US dollars"
    if following is not None and following.glue == "-" and following.low in _ORIGINS:
        return True  # "a Shanghai-based economist" reports nothing of Shanghai
    return mention.code != "CN" and _ends_a_way(tokens, mention.first)


def _is_good(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether a word that is a weak sign of a flow names goods here: "purchases of arrivals", "12 million shipments"."""
    if mention.means("commodity") is None or not tokens[mention.last - 1].low.endswith("s"):
        return False
    if not mention.first:
        opens = mention.last < len(tokens) and tokens[mention.last].low in (",", ":")
    else:
        opens = tokens[mention.first - 1].low in ("of", "and", "or", ",")
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
        "foreign overseas domestic"
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


_ORIGINS = frozenset({"based", "born", "headquartered", "listed", "made", "registered"})
_ITS_REGIONS = frozenset({"HK", "MO", "TW"})


_WAYS = frozenset(
    ["pipeline", "railway", "railroad", "line", "route", "road", "highway", "expressway", "ferry", "corridor", "link"]
)


def _ends_a_way(tokens: list[Token], place: int) -> bool:
    """Whether a place is where a way begins or ends: "through the pipeline from Skovorodino to Daqing"."""
    lead = [t.low for t in tokens[max(0, place - 6) : place]]
    if lead[-1:] not in (["from"], ["to"]):
        return False
    opening = len(lead) - 1 - lead[::-1].index("from") if "from" in lead else 0
    return opening > 0 and lead[opening - 1] in _WAYS


def _without_china_of(tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """ "China's Hong Kong" and "Hong Kong, China" name the partner; China is no reporter there, nor where it only says of what
    a region is a part or the first: "the China (Chongqing) Pilot Free Trade Zone", "Fujian is China's largest exporter"."""
    if not any([m.code == "CN" and m.kind == "region" for m in mentions]):
        return mentions
    mentions = [m for m in mentions if m.code != "CN" or m.kind != "region" or not _province_of(tokens, m)]
    named = [m for m in mentions if m.kind == "region"]
    if len(named) > 1:
        framing = {
            id(m)
            for before, m, after in zip((None, *named), named, (*named[1:], None), strict=False)
            if m.code == "CN" and (_bracketed(tokens, m, after) or _first_of(tokens, before, m))
        }
        if framing:
            mentions = [m for m in mentions if id(m) not in framing]
    if _ITS_REGIONS.isdisjoint([m.code for m in mentions]):
        return mentions
    places = {
        p
        for m in mentions
        if m.kind == "partner" and m.code in _ITS_REGIONS
        for p in (m.first - 2, m.first - 1, m.last, m.last + 1)
    }
    return [
        m
        for m in mentions
        if not (m.kind == "region" and m.code == "CN" and (m.first in places or m.last - 1 in places))
    ]


_PARTS = frozenset({"province", "city", "municipality", "island", "metropolis", "port", "hub", "county"})


def _province_of(tokens: list[Token], china: Mention) -> bool:
    """Whether the nation is only named to say where something ranks in it: "China's southernmost province is getting better"."""
    following = [t.low for t in tokens[china.last : china.last + 6]]
    if following[:1] not in (["'s"], ["’s"]):
        return False
    noun = next((n for n, w in enumerate(following) if w in _PARTS), 0)
    return noun > 1 and any(w in _RANKS or w.endswith("most") or w.endswith("est") for w in following[1:noun])


def _bracketed(tokens: list[Token], china: Mention, after: Mention | None) -> bool:
    return after is not None and after.first == china.last + 1 and tokens[china.last].low == "("


_BEING = frozenset({"is", "was", "remains", "remained", "being", "as", "are", "became", ","})


def _first_of(tokens: list[Token], before: Mention | None, china: Mention) -> bool:
    if before is None or not 0 < china.first - before.last <= 3 or tokens[china.first - 1].low not in _BEING:
        return False
    rank = [t.low for t in tokens[china.last : china.last + 4]]
    return rank[:1] in (["'s"], ["’s"]) and any(w in _RANKS or w.endswith("est") for w in rank[1:])


_RANKS = frozenset(
    {"top", "leading", "main", "first", "second", "third", "most", "no", "second-largest", "third-largest"}
)


def _named_zone(match: re.Match, at) -> Mention | None:
    words = match.group(1).replace("’", "'").split()
    while words and words[0].lower() in _GENERIC_ZONE_WORDS:
        words = words[1:]
    if not words:
        return None
    offset = match.group().replace("’", "'").index(words[0])
    slug = re.sub(r"[^a-z0-9]+", "_", " ".join([*words, match.group(2)]).lower()).strip("_")
    first, last = at(match.start() + offset), at(match.end())
    return Mention("zone", slug, "named", first, last, (Meaning("zone", slug, "named"),)) if last > first else None
