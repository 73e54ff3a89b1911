"""A passage as the reader sees it: sentences of typed mentions over tokens."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from pipeline.reading import months, periods
from pipeline.reading.lexicon import Found, Meaning, lexicon
from pipeline.reading.quantities import Quantity, quantities
from pipeline.reading.tokens import Token, locate, sentences

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
    """Tokens of one sentence and its mentions in order; token positions are counted within the sentence."""

    tokens: list[Token]
    starts: list[int]  # of each token, in the text
    mentions: list[Mention]
    start: int
    end: int
    low: list[str] = field(init=False)  # the tokens in lower case
    _kinds: dict[str, list[Mention]] | None = field(init=False, default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.low = [t.low for t in self.tokens]

    def of(self, kind: str) -> Sequence[Mention]:
        """The mentions of a kind, in order; sorted out once, until ``put`` or ``renew`` change them."""
        kinds = self._kinds
        if kinds is None:
            kinds = self._kinds = {}
            for mention in self.mentions:
                kinds.setdefault(mention.kind, []).append(mention)
        return kinds.get(kind, ())

    def put(self, index: int, mention: Mention) -> None:
        """Another mention in the place of one."""
        self.mentions[index] = mention
        self._kinds = None

    def renew(self, mentions: Iterable[Mention]) -> None:
        """Other mentions in the place of all, in the order of the text."""
        self.mentions[:] = sorted(mentions, key=_FIRST)
        self._kinds = None

    def span(self, mention: Mention) -> tuple[int, int]:
        """The characters of the text that a mention takes."""
        last = mention.last - 1
        return self.starts[mention.first], self.starts[last] + len(self.tokens[last].text)

    def words(self, first: int, last: int) -> list[str]:
        return self.low[first if first > 0 else 0 : last if last > 0 else 0]


# "Xiyong Comprehensive Bonded Zone": a proper name before the kind of zone makes a zone of its own.
_NAMED_ZONE = re.compile(
    r"\b((?:[A-Z][\w’'-]+[\s-]){1,4})((?:Comprehensive\s)?(?:Integrated\s)?(?:Bonded\s(?:Zone|Port\sZone|Port\sArea|Area|Logistics\sPark|Logistics\sCenter|Port)|Free[\s-]Trade\s(?:Pilot\s)?(?:Zone|Port|Area)|Pilot\sFree\sTrade\sZone|Export\sProcessing\sZone|Economic\s(?:and\sTechnological\s)?Development\s(?:Zone|Area)|High-tech\s(?:Industrial\s)?(?:Development\s)?Zone|Hi-Tech\s(?:Comprehensive\sBonded\s)?Zone|Cross-border\sE-commerce\s(?:Comprehensive\s)?Pilot\sZone|Cooperation\sZone|New\sArea))(?!s)\b"
)
# The words of which one stands in whatever the pattern matches.
_KINDS_OF_ZONE = frozenset({"Zone", "Port", "Area", "Park", "Center"})
# One company's own doings are nobody's trade statistics.
_A_COMPANY = re.compile(
    r"\b(?:[Oo]ne|[Oo]ne\slocal|[Tt]he|[Oo]ur|[Mm]y|[Hh]is|[Hh]er|whose)\s(?:\w+\s){0,2}?(?:company|firm|exporter|importer|factory|manufacturer|producer|plant|carmaker|automaker|maker|refiner|trader|retailer|group(?!\sof\b)|workshop|start-up|dealer|supplier)\b(?!['’]?s?\s(?:imports|exports))"
)
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
_LETTERS = re.compile(r"[^\W\d_]+")
_GENERIC_ZONE_WORDS = frozenset(
    "china chinese the national special comprehensive pilot in at from to through of and its inside".split()
)


def scan(text: str, start: int, end: int, language: str = "en") -> list[Sentence]:
    """The sentences of ``text[start:end]``, each with its mentions."""
    return [_sentence(text, a, b, language) for a, b in sentences(text, start, end)]


def _sentence(text: str, start: int, end: int, language: str) -> Sentence:
    tokens, starts = locate(text, start, end)
    mentions: list[Mention] = []
    taken: set[int] = set()

    def at(position: int) -> int:
        return bisect_left(starts, position)

    if (dateline := _DATELINE.match(text[start : start + 80])) is not None:
        taken.update(range(at(start + dateline.end())))
    for period in periods.find(text, start, end):
        first, last = at(period.start), at(period.end)
        if last <= first or first in taken or _in_a_row(tokens, last):
            continue
        mentions.append(
            Mention(
                "period" if period.kind not in ("basis", "date") else period.kind,
                period.kind,
                "",
                first,
                last,
                period=period,
            )
        )
        taken.update(range(first, last))
    for quantity in quantities(tokens, language, taken):
        mentions.append(Mention("quantity", quantity.kind, "", quantity.first, quantity.last, quantity=quantity))
        taken.update(range(quantity.first, quantity.last))
    words = set(_LETTERS.findall(text, start, end))
    for match in () if words.isdisjoint(_KINDS_OF_ZONE) else _NAMED_ZONE.finditer(text, start, end):
        named = _named_zone(match, at)
        if named is not None and taken.isdisjoint(range(named.first, named.last)):
            mentions.append(named)
            taken.update(range(named.first, named.last))
    for match in () if words.isdisjoint(_COMPANIES) else _A_COMPANY.finditer(text, start, end):
        first, last = at(match.start()), at(match.end())
        if taken.isdisjoint(range(first, last)):
            mentions.append(Mention("other_topic", "a company", "", first, last))
            taken.update(range(first, last))
    for found in lexicon(language).find(tokens, taken):
        mention = _mention(found)
        if (
            mention.kind == "home"
            and tokens[found.last - 1].low.endswith("s")
            and tokens[found.last - 1].kind == "word"
        ):
            continue  # "the countries" are no reporter
        if mention.kind == "partner" and found.last < len(tokens) and tokens[found.last].stem == "dollar":
            continue  # "million US dollars"
        if mention.kind == "region" and found.last < len(tokens):
            following = tokens[found.last]
            if following.glue == "-" and following.low in _ORIGINS:
                continue  # "a Shanghai-based economist" reports nothing of Shanghai
        if mention.kind == "region" and mention.code != "CN" and _ends_a_way(tokens, found.first):
            continue
        if (
            mention.kind == "flow"
            and mention.grade == "weak"
            and (goods := mention.means("commodity")) is not None
            and tokens[found.last - 1].low.endswith("s")
        ):
            before = tokens[found.first - 1].low if found.first else ""
            if (
                before in ("of", "and", "or", ",")
                or (not before and tokens[found.last : found.last + 1] and tokens[found.last].low in (",", ":"))
                or (mentions and mentions[-1].kind == "quantity" and mentions[-1].last == found.first)
            ):
                mention = Mention("commodity", goods.code, "", found.first, found.last, (goods,))
        mentions.append(mention)
    mentions = _without_china_of(tokens, mentions)
    mentions.extend(_open_commodities(tokens, mentions))
    mentions.sort(key=_FIRST)
    return Sentence(tokens, starts, mentions, start, end)


def _in_a_row(tokens: list[Token], position: int) -> bool:
    """Whether a period is only counted: "for the fourth quarter running"."""
    following = [t.low for t in tokens[position : position + 3]]
    return following[:1] in (["running"], ["straight"]) or following == ["in", "a", "row"]


_FIRST = attrgetter("first")
_SHIPMENTS = frozenset({"export", "import", "shipment", "purchase", "sale", "arrival", "tonne", "ton"})
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


def _mention(found: Found) -> Mention:
    meaning = found.meanings[0]
    return Mention(meaning.kind, meaning.code, meaning.grade, found.first, found.last, found.meanings)
