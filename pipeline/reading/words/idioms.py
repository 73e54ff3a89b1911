"""Idioms: words that say something else where they stand, "the lion's share", "a trade fair", "were stocking up"."""

from __future__ import annotations

from pipeline.reading.words.mentions import Mention
from pipeline.reading.words.places import PLACES, is_made, is_no_place
from pipeline.reading.words.tokens import Token

_MAKING = frozenset(
    {"making", "producing", "rich", "growing", "maker", "makers", "powered", "fired", "related", "based"}
)
_ARTICLES = frozenset({"the", "this", "that", "a", "in", "any", "either", "each"})
_THEIRS = frozenset({"its", "their", "his", "her", "our", "my", "that", "which"})
_COLORS = frozenset({"red", "black"})


_WATCHING = frozenset({"now", "who", "he", "she", "still", "it"})


def _no_good(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether a good is only part of another word or name: "steel-making Baotou", "Phoenix TV: ..." asks a question, "in the
    case of Brazil" packs nothing."""
    first, last = mention.first, mention.last
    if tokens[last - 1].low == "case" and last - first == 1:
        return True  # "Zhengzhou: the inland case"
    if tokens[last - 1].low == "cases" and last - first == 1 and first and tokens[first - 1].kind == "num":
        return True  # "opened 119 cases", "40 cases of honey"
    if tokens[last - 1].low == "cases" and last - first == 1 and first and tokens[first - 1].low in _AT_LAW:
        return True  # "a thickening wall of trade cases"
    if tokens[first].low == "watches" and first and tokens[first - 1].low in _WATCHING:
        return True  # "now watches six from a chair"
    if tokens[last - 1].low == "papers" and not any(m.kind == "flow" for m in before):
        return True  # "a parcel left as a postal item, without papers"
    if (
        tokens[first].text[0].isupper()
        and [t.low for t in tokens[last : last + 1]] == ["of"]
        and _named_of(tokens, mention)
    ):
        return True  # "gas from the Power of Siberia line"
    if first and tokens[first - 1].low == "non" and tokens[first].glue == "-":
        return True  # "the UAE's non-oil foreign trade"
    if not _AROUND_GOODS.isdisjoint(t.low for t in tokens[last : last + 1]):
        return True  # "electronic payment", "Indonesia, with its nickel pits"
    if tokens[last - 1].low == "farms":
        return True  # "1,700 farms are registered for export"
    if last < len(tokens) and tokens[last].glue == "-" and tokens[last].low in _MAKING:
        return True
    if first and (tokens[first - 1].low, tokens[last - 1].stem) in _FIGURES_OF_SPEECH:
        return True
    if tokens[last - 1].low == "produce" and last - first == 1 and _is_verb(tokens, first):
        return True  # "enough to produce a trade surplus"
    if tokens[last - 1].low in ("paper", "papers") and first and tokens[first - 1].low in _DOCUMENTS:
        return True  # "waiting for customs papers"
    if tokens[last - 1].low == "publication" and first and tokens[first - 1].low in _ARTICLES | _THEIRS:
        return True  # "a survey by this publication"
    if last - first == 1 and tokens[first].low.endswith("ing") and _is_done(tokens, first):
        return True  # "importers were stocking up", "lighting the way"
    return mention.code == "televisions" and bool(first) and tokens[first - 1].text[0].isupper()


_AT_LAW = frozenset(
    "trade dumping duty subsidy countervailing court remedy antitrust patent wto covid coronavirus virus".split()
)
_AROUND_GOODS = frozenset({"payment", "payments", "pit", "pits", "deposits", "reserves"})


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


def _is_verb(tokens: list[Token], place: int) -> bool:
    """Whether a word that may be a verb stands as one: "to produce a surplus"."""
    led = bool(place) and tokens[place - 1].low in _BEFORE_VERB
    return led and [t.low for t in tokens[place + 1 : place + 2]] in (
        ["a"],
        ["an"],
        ["the"],
        ["its"],
        ["their"],
        ["more"],
    )


_BEFORE_VERB = frozenset({"to", "not", "will", "would", "could", "can", "did", "that", "which", "and"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "keep", "kept", "started", "began"})


def is_no_balance(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
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
    # "the only one in the red: down 5.2 percent, to 1.5 trillion yuan"
    return any(m.kind == "flow" for m in before) or not any(
        m.kind == "quantity"
        and m.quantity.kind == "money"
        and (m.first < mention.first or tokens[m.first - 1].low in ("by", "of"))
        for m in before
    )


def _has_in_common(tokens: list[Token], mention: Mention) -> bool:
    """Whether "shares" is a verb: "Vietnam, which shares a land border with Guangxi"."""
    first = mention.first
    if tokens[first].low not in ("share", "shares", "shared") or mention.last >= len(tokens):
        return False
    subject = tokens[first].low == "shares" or (first and tokens[first - 1].low in _WHO)
    return bool(subject) and tokens[mention.last].low in _WHAT_IS_SHARED


_WHO = frozenset({"which", "that", "who", "they", "both", "countries", "provinces", "neighbors", "neighbours"})
_WHAT_IS_SHARED = frozenset({"a", "an", "the", "its", "their", "more", "borders"})


def _no_share(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether a word for a share means none: "By weight, imports fell 4.4 percent", "the lion's share"."""
    first = mention.first
    if tokens[mention.last - 1].low == "percentage" and (
        [t.low for t in tokens[mention.last : mention.last + 1]] == ["terms"]
        or [t.low for t in tokens[max(0, first - 2) : first]] == ["as", "a"]
    ):
        return True  # "In percentage terms the increase was 134.4 percent"
    if tokens[mention.last - 1].low == "weight" and first and tokens[first - 1].low in ("by", "in"):
        return True
    if _has_in_common(tokens, mention):
        return True
    told = any(t.kind == "num" for t in tokens[mention.last : mention.last + 2])  # "took the lion's share, 65.4%"
    return first > 1 and tokens[first - 2].low == "lion" and not told


_MOUNTING = frozenset({"momentum", "pressure", "confidence", "speed", "steam", "demand", "stocks"})


def _no_economy(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether an economy is not that of a place ("a buyer's economy"), or goods are only said to be made somewhere
    ("foreign-built vehicles") or to be free of something ("duty-free cosmetics slumped")."""
    behind = tokens[mention.last : mention.last + 1]
    if behind and behind[0].low == "free":
        return True
    if mention.code == "built" and (
        tokens[mention.first].glue == "-" or (mention.first and tokens[mention.first - 1].low in _MOUNTING)
    ):
        return True  # "Momentum built toward the end of the year"
    if mention.code == "orders of" and tokens[mention.first].low == "order":
        return True  # "that was the order of Chengdu's partners"
    if mention.code == "value added" and behind and behind[0].low == "up":
        return True  # "its import and export value added up to 5.8 billion yuan"
    if is_made(tokens, mention.first, before):
        return True
    if mention.code == "turnover" and any(m.kind == "regime" for m in before):
        return True  # "Border trade had a turnover of 178.5 billion yuan"
    return mention.code == "'s economy" and not (
        before and before[-1].kind in PLACES and before[-1].last == mention.first
    )


def _no_regime(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether "processing" is work on goods and no customs regime: "food processing exports"; but "processing exports fell", "what are
    they used for? Mainly for processing, which came to …"."""
    behind = tokens[mention.last : mention.last + 1]
    if behind and behind[0].low in _BUILDINGS:
        return True  # "repair shops, blending tanks and e-commerce sheds"
    if mention.grade != "weak":
        return False
    lead = tokens[mention.first - 1] if mention.first else None
    if not behind or tokens[mention.first].glue == "-":
        return True
    if behind[0].low in _FLOWS:
        return lead is not None and lead.kind == "word" and lead.low not in _BEFORE_REGIME
    return lead is None or lead.low not in ("for", "under", "through") or behind[0].kind != "punct"


_BUILDINGS = frozenset(
    "shed sheds warehouse warehouses depot depots building buildings tower towers street streets".split()
)
_FLOWS = frozenset({"exports", "imports", "export", "import"})
_BEFORE_REGIME = frozenset(
    (
        "the 's ’s its their of in on for while as but and both when where whereas though although by with from total country province "
        "city chinese national overall that said"
    ).split()
)


def _no_turn(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether a word of direction is none: "US-bound exports", "what the firms sold", "sign most contracts"."""
    if tokens[mention.first].low in ("contract", "contracts") and mention.first:
        lead = tokens[mention.first - 1].low
        return lead in _SIGNED or any(m.last == mention.first and m.kind == "quantity" for m in before)
    if mention.grade == "verb" and _is_size(tokens, mention):
        return True
    if tokens[mention.first].low in ("firm", "firms") and mention.last - mention.first == 1:
        return True
    if tokens[mention.first].low != "bound":
        return False
    behind = [t.low for t in tokens[mention.last : mention.last + 1]]
    return tokens[mention.first].glue == "-" or behind in (["for"], ["to"])  # "were bound for the European Union"


def _is_size(tokens: list[Token], mention: Mention) -> bool:
    """Whether a word that may be a verb only says how large a number is: "a thin 0.1 percent", "a slim 2 percent"."""
    first, last = mention.first, mention.last
    if not first or last >= len(tokens) or tokens[first - 1].low not in ("a", "an") or tokens[last].kind != "num":
        return False
    return not tokens[last - 1].low.endswith(("ed", "ing"))


_SIGNED = frozenset(
    (
        "the a of most more many few fewer all such these those its their his our new old big large sign signs signed signing win wins won "
        "supply export import sales purchase purchasing term and under into for with by on processing annual"
    ).split()
)

# What is about trade, and is none itself: "a trade fair in Shantou", "the trade war"; but "exports show".
_ABOUT = frozenset(
    (
        "fair fairs show shows expo expos war wars talks deal deals pact pacts agreement agreements accord treaty truce "
        "delegation delegations mission missions minister ministers ministry official officials envoy negotiator negotiators "
        "negotiation negotiations tension tensions friction frictions dispute disputes conflict conflicts row policy "
        "policies barrier barriers corridor corridors route routes union body bodies association associations federation "
        "chamber promotion expert experts law laws rules ban bans curb curbs embargo quota quotas licence licences license licenses "
        "rebate rebates restriction restrictions case cases"
    ).split()
)


def _no_trade(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether a word for trade only says what something else is about: "the trade war", "a trade fair in Shantou"."""
    behind = tokens[mention.last : mention.last + 1]
    if tokens[mention.last - 1].low == "total" and behind and behind[0].low in _TOTALED:
        return True  # "their total value of imports and exports"
    if behind and behind[0].low in _ABOUT and not tokens[mention.last - 1].low.endswith("s"):
        return True
    if mention.grade == "weak" and tokens[mention.first].low == "coming" and behind and behind[0].low in _LEVELS:
        return True  # "coming in at 30 billion yuan"
    if (
        tokens[mention.first].low in _COMING
        and behind
        and behind[0].low == "at"
        and _amount_from(tokens, mention.last + 1)
    ):
        return True  # "Exports arrived at just over 30 billion yuan"
    return _in_a_name(tokens, mention)


_LEVELS = frozenset(
    {"at", "with", "above", "below", "to", "for", "on", "under", "over", "as", "from", "first", "second"}
)


def _amount_from(tokens: list[Token], place: int) -> bool:
    """Whether a number, or its currency, begins at a position, or is only told to be rounded there: "just over 30"."""
    while place < len(tokens) and tokens[place].low in _ROUNDED:
        place += 1
    return place < len(tokens) and tokens[place].kind in ("num", "cur")


_TOTALED = frozenset(
    "value volume amount foreign external goods trade import imports export exports shipments turnover".split()
)
_COMING = frozenset({"came", "come", "comes", "coming", "arrived", "arrive", "arriving", "landed"})
_ROUNDED = frozenset(
    (
        "just about around over under some nearly almost roughly approximately more less than only well a an the total of rmb yuan cny "
        "usd us exactly above below slightly estimated"
    ).split()
)


def _in_a_name(tokens: list[Token], mention: Mention) -> bool:
    """Whether it stands in a proper name: "China Export and Credit Insurance Corp", "the Council for the Promotion of International
    Trade"; in a headline every word has a capital."""
    first, last = mention.first, mention.last
    if not first or not tokens[first].text[0].isupper() or last >= len(tokens):
        return False
    filed = tokens[first - 1].text.isupper() and len(tokens[first - 1].text) > 2  # "SINGAPORE/BEIJING Shipments"
    beside = (tokens[last],) if filed else (tokens[first - 1], tokens[last])
    if not any(t.kind == "word" and t.text[0].isupper() for t in beside):
        return False
    return _is_prose(tokens)


def _is_prose(tokens: list[Token]) -> bool:
    """Whether most words begin with a small letter; in a headline every word has a capital."""
    plain = [t for t in tokens if t.kind == "word" and len(t.text) > 3]
    return 2 * sum(t.text[0].islower() for t in plain) > len(plain)


def _named_of(tokens: list[Token], mention: Mention) -> bool:
    """Whether it opens a proper name that goes on behind "of", within a sentence: "the Power of Siberia line"."""
    behind = tokens[mention.last + 1 : mention.last + 2]
    return bool(mention.first and behind) and behind[0].text[0].isupper() and _is_prose(tokens)


def _no_way(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether a way that goods go by only says whose something is: "squeezed by rail tariffs"."""
    behind = tokens[mention.last : mention.last + 1]
    if [t.low for t in tokens[mention.first : mention.last]] == ["by", "the", "sea"]:
        return True  # "the port lives by the sea"
    return bool(behind) and behind[0].low in _OF_A_WAY


# What a railway or a road has, and nothing that came by it.
_OF_A_WAY = frozenset(
    (
        "tariff tariffs rate rates fee fees toll tolls strike strikes delay delays bottleneck bottlenecks congestion disruption "
        "disruptions worker workers union unions link links capacity operator operators company companies authority authorities "
        "closure closures restrictions safety security quality pollution"
    ).split()
)

# By kind, whether words say something else where they stand; given what was found before them.
IDIOMS = {
    **dict.fromkeys(PLACES, is_no_place),
    "commodity": _no_good,
    "transport": _no_way,
    "flow": _no_trade,
    "share": _no_share,
    "direction": _no_turn,
    "other_topic": _no_economy,
    "regime": _no_regime,
}
_DOCUMENTS = frozenset(
    "customs clearance shipping transit white green blue working position policy discussion research".split()
)
_FIGURES_OF_SPEECH = {
    ("hot", "cake"),
    *((size, "fish") for size in ("small", "big", "bigger", "other")),
    *((verb, "fruit") for verb in ("bear", "bears", "bore", "borne", "bearing", "hanging")),
}
