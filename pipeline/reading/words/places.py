"""Names of places that say nothing of trade there: "a Shanghai-based economist", "China's Hong Kong"."""

from __future__ import annotations

from pipeline.reading.words.mentions import Mention, possessive
from pipeline.reading.words.tokens import Token

PLACES = frozenset({"home", "partner", "region"})


def is_no_place(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether the name of a place says nothing of trade there."""
    following = tokens[mention.last] if mention.last < len(tokens) else None
    if mention.kind == "home":
        named = tokens[mention.last - 1]
        if following is not None and following.low in ("border", "borders"):
            return True  # "across the national border"
        return named.low.endswith("s") and named.kind == "word"  # "the countries" are no reporter
    if mention.kind == "partner":
        if following is None:
            return False
        people = following.low == "autonomous" or (following.low == "and" and _of_peoples(tokens, mention.last))
        if mention.grade == "adjective" and following.low in _PROCEEDINGS:
            return True  # "caught between American duties and a European inquiry: exports fell"
        return following.stem == "dollar" or people  # "million US dollars", "Ili Kazakh autonomous prefecture"
    if following is not None and following.glue == "-" and following.low in _ORIGINS:
        return True  # "a Shanghai-based economist" reports nothing of Shanghai
    if _names_street(tokens, mention.last):
        return True
    if mention.first > 1 and tokens[mention.first - 1].low == "in" and is_made(tokens, mention.first - 2, before):
        return True
    if mention.first and tokens[mention.last - 1].low == "province" and tokens[mention.first - 1].low in _ONE:
        return mention.code.startswith("CN/")  # "the eastern province's car exports": the reporter, which lies there
    return mention.code != "CN" and _ends_a_way(tokens, mention.first)


def _of_peoples(tokens: list[Token], place: int) -> bool:
    """Whether "and" joins the peoples of one prefecture: "Bortala Mongol and Kazakh autonomous county"."""
    return [t.low for t in tokens[place + 2 : place + 3]] == ["autonomous"]


_SIDES = frozenset({"east", "west", "north", "south", "middle", "central", "no"})
_STREETS = frozenset({"Road", "Rd", "Street", "Avenue", "Lane", "Boulevard", "Bay", "Strait"})


def _names_street(tokens: list[Token], place: int) -> bool:
    """Whether a street or a bay of that name is meant: "69 Beijing West Road", "across Hangzhou Bay"."""
    place += place < len(tokens) and tokens[place].low in _SIDES
    return place < len(tokens) and tokens[place].text in _STREETS


_PROCEEDINGS = frozenset(
    {"inquiry", "inquiries", "probe", "probes", "investigation", "investigations", "lawsuit", "lawsuits"}
)
_ONE = frozenset({"the", "this", "that", "our", "a", "an"})
_MADE = frozenset({"assembled", "manufactured", "built"})


def is_made(tokens: list[Token], place: int, before: list[Mention]) -> bool:
    """Whether goods are only said to be made somewhere: "Handsets assembled in Taiyuan fetched 17.24 billion yuan abroad"."""
    return (
        tokens[place].low in _MADE
        and bool(before)
        and (before[-1].kind, before[-1].last) == ("commodity", place)
        and [t.low for t in tokens[place + 1 : place + 2]] in (["in"], ["at"], ["by"], ["there"])
    )


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


def without_china_of(tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """ "China's Hong Kong" and "Hong Kong, China" name the partner; China is no reporter there, nor where it only says of what
    a region is a part or the first: "the China (Chongqing) Pilot Free Trade Zone", "Fujian is China's largest exporter"."""
    if not any([m.code == "CN" and m.kind == "region" for m in mentions]):
        return mentions
    mentions = [
        m
        for m in mentions
        if m.code != "CN"
        or m.kind != "region"
        or not (_province_of(tokens, m) or _names_event(tokens, m) or _lies_in(tokens, m))
    ]
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
    if not possessive(following, 0):
        return False
    noun = next((n for n, w in enumerate(following) if w in _PARTS), 0)
    return noun > 1 and any(w in RANKS or w.endswith("most") or w.endswith("est") for w in following[1:noun])


_HOMES = frozenset({"municipality", "city", "province", "region", "metropolis", "hub", "port", "island"})
SIDES = frozenset(
    "southwest southwestern northwest northwestern southeast southeastern northeast northeastern south southern north northern east "
    "eastern west western central coastal inland".split()
)


def _lies_in(tokens: list[Token], china: Mention) -> bool:
    """Whether the nation only says where the reporter lies: "The municipality in southwest China exported 4.62 million motorcycles"."""
    before = [t.low for t in tokens[max(0, china.first - 3) : china.first]]
    return len(before) == 3 and before[0] in _HOMES and before[1] == "in" and before[2] in SIDES


_EVENTS = frozenset(
    {"expo", "exposition", "fair", "forum", "summit", "railway", "cooperation", "exhibition", "festival"}
)


def _names_event(tokens: list[Token], china: Mention) -> bool:
    """Whether the nation only stands in the name of an event or a railway: "host of the China-Africa Economic and Trade Expo"."""
    following = tokens[china.last : china.last + 7]
    return bool(following) and following[0].glue in ("-", "–") and not _EVENTS.isdisjoint([t.low for t in following])


def _bracketed(tokens: list[Token], china: Mention, after: Mention | None) -> bool:
    return after is not None and after.first == china.last + 1 and tokens[china.last].low == "("


_BEING = frozenset({"is", "was", "remains", "remained", "being", "as", "are", "became", ","})


def _first_of(tokens: list[Token], before: Mention | None, china: Mention) -> bool:
    if before is None or not 0 < china.first - before.last <= 3 or tokens[china.first - 1].low not in _BEING:
        return False
    rank = [t.low for t in tokens[china.last : china.last + 4]]
    return possessive(rank, 0) and any(w in RANKS or w.endswith("est") for w in rank[1:])


RANKS = frozenset(
    {"top", "leading", "main", "first", "second", "third", "most", "no", "second-largest", "third-largest"}
)
