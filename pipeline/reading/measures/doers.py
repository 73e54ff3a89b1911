"""What a firm or a person did: clauses whose subject is one of them tell nobody's trade, whatever they sold, and to whom."""

from __future__ import annotations

from pipeline.reading.frames.cues import CLAUSE_ENDS, Measure, excuse
from pipeline.reading.words.mentions import Sentence, possessive

OF_A_DOER = "about a company, not goods trade"

_FIRMS = frozenset(
    (
        "company enterprise firm factory plant mill workshop shipyard maker manufacturer producer exporter importer dealer grower farmer merchant "
        "wholesaler retailer cooperative brewery smelter foundry orchard carmaker automaker toymaker shoemaker chipmaker steelmaker "
        "papermaker winemaker drugmaker assembler supplier refiner refinery winery bakery tannery chain supermarket startup start-up "
        "store shop stall mall restaurant boss owner manager founder entrepreneur businessman businesswoman shopkeeper stallholder "
        "trader forwarder trucker driver fisherman breeder planter orchardist tailor designer brand subsidiary packer processor "
        "distillery dairy co-op ranch farm greenhouse nursery household works couple villager neighbour neighbor worker seller vendor employer booth "
        "showroom kiosk studio"
    ).split()
)
_DETERMINING = frozenset({"a", "an", "one", "another", "the", "this", "that", "his", "her", "my", "our"})
# Behind "the" these name goods' places or people in general, or a partner: "the supplier of", "the farm sector".
_ONLY_ONE = frozenset(
    {
        "supplier",
        "trader",
        "exporter",
        "importer",
        "farm",
        "household",
        "owner",
        "producer",
        "dealer",
        "neighbor",
        "neighbour",
    }
)
_OPENING = frozenset({";", ":", "--", "—", "–", "and", "but", "while", "whereas", ","})
_SELLING = frozenset(
    (
        "sold sells sell shipped ships exported imported sent sends delivered delivers bought buys packed packs earned earns booked "
        "trades stores supplies makes made produced produces built assembled peels processed processes harvested picked took "
        "turned cut sows has employs owns lost won posted reported recorded saw opened hired runs moved"
    ).split()
)
_SAYING = frozenset({"said", "says", "told", "reported", "announced", "reckons", "claims"})
_HAVING = frozenset("has have had already also now alone itself once only just even together still recently".split())
_WITHIN = frozenset({"in", "near", "of", "from", "at", "outside", "with", "based", "around", "beside"})
_RELATIVE = frozenset({"who", "which", "that", "whose"})
# Who speaks for a place: what he says it sold is the place's.
OFFICIALS = frozenset(
    (
        "official officials customs director spokesperson spokesman spokeswoman bureau commission department mayor governor minister "
        "ministry administration analyst economist professor researcher office statistics council"
    ).split()
)
_MODIFIERS = 6  # words between the determiner and the noun, at most
_OWNING = frozenset({"has", "employs", "owns"})
_NEAR = 3  # words to what is owned
_REACH = 10  # words between the noun and the verb, at most


def excuse_doers(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """Excuse each number of a clause that a firm or a person is the subject of: "An automobile maker in Baoding said it sold 316,000
    vehicles overseas, a rise of 82 percent"."""
    for first in doers(sentence):
        last = _end(sentence, first)
        for index in quantities:
            if first <= sentence.mentions[index].first < last and measures[index].measure is not None:
                excuse(measures, index, OF_A_DOER)


def doers(sentence: Sentence) -> list[int]:
    """The positions from which on a firm or a person does something.

    >>> from pipeline.reading.words.scan import scan
    >>> said = ("A valve maker in Tieling won orders.", "Chery sold 532,000 cars.", "Exports rose.", "The city sold cars.")
    >>> [doers(scan(t, 0, len(t))[0]) for t in said]
    [[2], [0], [], []]
    """
    if sentence.doers is None:
        sentence.doers = _doers(sentence)
    return sentence.doers


def _doers(sentence: Sentence) -> list[int]:
    found = []
    if not _FIRMS.isdisjoint(sentence.said):
        found += [p for p, word in enumerate(sentence.low) if word in _FIRMS and _does(sentence, p)]
        if not _RELATIVE.isdisjoint(sentence.said):
            found += [n for p, w in enumerate(sentence.low) if w in _FIRMS and (n := _which_does(sentence, p))]
        if "whose" in sentence.said:
            found += [p for p, w in enumerate(sentence.low) if w in _FIRMS and _is_somebodys(sentence, p)]
    if not _SOMEBODY.isdisjoint(sentence.said):
        found += [p for p, word in enumerate(sentence.low) if word in _SOMEBODY and _he_does(sentence, p)]
    if not _PLURAL.isdisjoint(sentence.said):
        found += [p for p, word in enumerate(sentence.low) if word in _PLURAL and _some_do(sentence, p)]
    if not _SELLING.isdisjoint(sentence.said) or not _SAYING.isdisjoint(sentence.said):
        found += [n for p in _verbs(sentence) if (n := _named(sentence, p)) is not None]
    return sorted(found)


def _verbs(sentence: Sentence) -> list[int]:
    """Where a verb of dealing stands, or one of saying that leads to what is the speaker's own: "Bosch said its sales had gone up"."""
    low = sentence.low
    found = [
        p
        for word in _SELLING & sentence.said
        for p in sentence.places(word)
        if word != "picked"
        or low[p + 1 : p + 2] != ["up"]  # "Growth picked up from 10.4 percent in the first two months"
    ]
    if not _SAYING.isdisjoint(sentence.said) and OFFICIALS.isdisjoint(sentence.said):
        found += [
            p
            for word in (_SAYING - _SELLING) & sentence.said
            for p in sentence.places(word)
            if not _HIS.isdisjoint(low[p + 1 : p + 3]) and low[p + 1] in _HIS | {"that"}
        ]
    return found


_HIS = frozenset({"its", "his", "her", "it", "he", "she"})


def _does(sentence: Sentence, noun: int) -> bool:
    """Whether a noun for a firm or a person is the subject of its clause: "One shoe firm in Putian saved", "Wang's start-up took"."""
    low = sentence.low
    if low[noun + 1 : noun + 2] and (possessive(low, noun + 1) or low[noun + 1] in ("and", "or")):
        return False
    start = noun
    while start > max(0, noun - _MODIFIERS) and low[start - 1] not in _OPENING and low[start - 1] not in _WITHIN:
        start -= 1
        if low[start] in _DETERMINING:
            break
    if any(m.last == start for m in sentence.of("period")):
        start = max(start - 3, 0)  # "In 1992 the first company of the province"
        return low[start] in ("in", "last") or start == 0
    if start and low[start - 1] not in _OPENING:
        return False
    if low[start - 1 : start] == [","] and not _opens_again(sentence, start):
        return False
    determined = (
        low[start] in _DETERMINING
        or any(possessive(low, p) and _is_name(sentence, p - 1) for p in range(start + 1, noun))
        or _is_name(sentence, noun + 1)  # "Mill owner Jin"
    )
    if low[noun] == "works" and not any(possessive(low, p) for p in range(start + 1, noun)):
        return False  # "That works out at"
    if not determined or (low[start] == "the" and low[noun] in _ONLY_ONE):
        return False
    if any(m.kind in ("quantity", "direction") and start <= m.first <= noun for m in sentence.mentions):
        return False
    return not any(m.kind == "flow" and m.first == noun + 1 and m.grade == "noun" for m in sentence.mentions)


def _which_does(sentence: Sentence, noun: int) -> int | None:
    """Where a clause begins that tells what a firm does that somebody is of: "export manager of a maker of pickups in Baoding, which sold"."""
    low = sentence.low
    start = next((p for p in range(noun - 1, max(-1, noun - _MODIFIERS), -1) if low[p] in ("a", "an", "one")), None)
    if start is None or low[start - 1 : start] == [] or low[start - 1] not in ("of", "for", "at", "with"):
        return None
    for place in range(noun + 1, min(noun + _REACH, len(low) - 1)):
        if low[place] in _RELATIVE:
            return place if low[place + 1] in _SELLING or low[place + 1] in _HANDLING else None
        if low[place] == "," and low[place + 1] not in _RELATIVE:
            return None
    return None


_HANDLING = frozenset({"handled", "handles", "had", "has"})


def _is_somebodys(sentence: Sentence, noun: int) -> bool:
    """Whether a firm is that of somebody just named: "says Jin Daoming, whose company makes garden lamps and had sales of"."""
    lead = sentence.low[max(0, noun - _NEAR) : noun]
    if "whose" not in lead:
        return False
    whose = noun - len(lead) + lead.index("whose")
    return sentence.low[whose - 1] == "," and _is_name(sentence, whose - 2)


_SOMEBODY = frozenset({"he", "she"})


def _he_does(sentence: Sentence, pronoun: int) -> bool:
    """Whether a person whom a pronoun stands for deals in something: "Still, she has ordered 5,000 seedlings for the spring"."""
    verb = pronoun + 1
    while verb < len(sentence.low) and sentence.low[verb] in _HAVING:
        verb += 1
    return sentence.words(verb, verb + 1) != [] and sentence.low[verb] in _SOLD | {"ordered", "sells", "ships"}


_AUXILIARIES = frozenset({"is", "was", "has", "had", "does"})
_SOLD = frozenset({"sold", "shipped", "exported", "sent", "delivered", "bought", "imported", "earned"})


def _opens_with_name(sentence: Sentence, verb: int) -> bool:
    """Whether somebody named is the subject of a sentence up to a verb of dealing: "Aigerim is twenty-three, does not drive, and has
    since New Year sold 700 cars"."""
    low = sentence.low
    if low[1] not in _AUXILIARIES or not _is_name(sentence, 0) or low[verb] not in _SOLD:
        return False
    if "and" not in low[max(0, verb - 6) : verb]:
        return False
    return not any(
        m.first < verb and m.kind in _NO_PERSON and m.grade not in ("weak", "verb") for m in sentence.mentions
    )


def _some_do(sentence: Sentence, noun: int) -> bool:
    """Whether a few firms that are counted, or makers who sell at home, are the subject: "Six silk mills bought machines"."""
    low = sentence.low
    verb = next((p for p in range(noun + 1, min(noun + 4, len(low))) if low[p] in _SELLING), None)
    if verb is None or any(p < verb and low[p] in _OPENING for p in range(noun + 1, verb)):
        return False
    if any(m.first <= noun < m.last for m in sentence.of("enterprise")):
        return False
    if any(low[p] in _FEW for p in range(max(0, noun - 2), noun)):
        return True
    if low[noun] in _RETAIL:
        return low[noun] != "dealers" or low[verb] not in (
            "bought",
            "took",
        )  # "Russia led. Its dealers bought 14.9 billion"
    if low[noun] in _BUSINESSES:
        counted = any(m.last == noun and m.quantity.kind == "bare" for m in sentence.of("quantity"))
        return counted and low[verb] in ("shipped", "sold", "made") and _ABROAD.isdisjoint(sentence.said)
    goods = any(m.kind == "commodity" and m.last in (noun, noun + 1) for m in sentence.mentions)
    return goods and low[verb] == "sold" and _ABROAD.isdisjoint(sentence.said)


_PLURAL = frozenset(
    "mills plants factories growers farms shops workshops yards makers producers dealers brands stores shipyards smelters breweries "
    "supermarkets hosts livestreamers malls stalls firms companies enterprises businesses workshops".split()
)
_RETAIL = frozenset({"dealers", "shops", "stores", "supermarkets", "hosts", "livestreamers", "malls", "stalls"})
_BUSINESSES = frozenset({"firms", "companies", "enterprises", "businesses"})
_FEW = frozenset("two three four five six seven eight nine ten eleven twelve several dozen some".split())
_ABROAD = frozenset(
    "abroad overseas foreign foreigners export exports exported border world customers countries markets to".split()
)


def _opens_again(sentence: Sentence, start: int) -> bool:
    """Whether what stands behind a comma is a subject, or says who the subject is: "One of them, a laptop assembler, cut", "At the
    lake, one grower sold"."""
    return not any(
        m.kind in ("region", "home", "partner", "zone", "flow", "enterprise") and m.last == start - 1
        for m in sentence.mentions
    )


def _named(sentence: Sentence, verb: int) -> int | None:
    """The position of the name before a verb of dealing, where that is of nobody whom the vocabulary knows: "NIO delivered 94,400
    cars", "Guolian, whose plants peel shrimp, lost"."""
    low = sentence.low
    if sentence.tokens[verb].glue == "-":
        return None  # "were Chongqing-made"
    place = verb - 1
    while place > 0 and low[place] in _HAVING:
        place -= 1
    reach = _NEAR if low[verb] in _OWNING else _REACH
    if place < 0 or not any(0 <= m.first - verb <= reach for m in sentence.of("quantity")):
        return None
    if low[place] == "," and place:
        opening = next((p for p in range(place - 1, max(-1, place - 20), -1) if low[p] == ","), None)
        if opening is None or not OFFICIALS.isdisjoint(low[opening:place]):
            return None
        place = opening - 1
        if _is_name(sentence, opening + 1) and place == opening:
            return opening + 1
    if verb > 2 and _opens_with_name(sentence, verb):
        return 0
    within = next((p for p in range(place, max(0, place - 3), -1) if low[p] in ("in", "of", "at")), None)
    if within is not None and any(m.first == within + 1 and m.last == place + 1 for m in sentence.of("region")):
        place = within - 1  # "Contemporary Amperex in Ningde sold"
    if low[place] in ("town", "village") and low[place - 1] in ("the", "this"):
        return None  # "The town bought 1.24 billion yuan worth of king crab from Russia"
    if low[place] in _PLACES:
        place -= 1  # "Shanxiahu town trades 1,200 tonnes of pearls a year"
    if not _is_name(sentence, place):
        return None
    first = place
    while first and (_is_name(sentence, first - 1) or any(m.last == first for m in sentence.of("region"))):
        first -= 1  # "Guizhou Tyre sold 6.9 million tyres"
    return first if _begins_clause(sentence, first) else None


_BEFORE_NAME = frozenset(
    {",", ";", ":", "--", "—", "–", "while", "whereas", "but", "said", "that", "as", "when", "where"}
)


def _begins_clause(sentence: Sentence, first: int) -> bool:
    """Whether a name begins its clause, but for what its bearer is called: "Farmer Liu Fuping", "the brewer Tsingtao"."""
    lead = sentence.words(first - 2, first)
    if not lead or lead[-1] in _BEFORE_NAME or lead[-1] in _FIRMS:
        return True
    return lead == [",", "and"]


_NO_NAMES = frozenset(
    (
        "it he she they we you i this that these those who which what all both each some many most others few several none nobody everyone "
        "everybody one two three four five six customs goods trade business industry manufacturing demand half there here then so "
        "not only such another none hardly barely scarcely and but or as if when while now today china yuan momentum pressure confidence "
        "optimism competition everything something nothing anything"
    ).split()
)


def _is_name(sentence: Sentence, place: int) -> bool:
    """Whether a token is a proper name that no mention holds."""
    if not 0 <= place < len(sentence.tokens):
        return False
    token = sentence.tokens[place]
    if token.kind != "word" or not token.text[:1].isupper() or token.low in _NO_NAMES:
        return False
    opens = place == 0 or not sentence.tokens[place - 1].text[:1].isupper()
    if opens and token.low.endswith("s") and not token.text.isupper():
        return False  # "Growers sold", "Mills in China sold"
    if token.low in _DIVISIONS and any(m.last == place for m in sentence.of("region")):
        return False  # "Ordos City recorded foreign trade of 14.8 billion yuan"
    behind_a_name = place > 0 and sentence.tokens[place - 1].text[:1].isupper()
    loose = _LOOSE | {"commodity"} if behind_a_name else _LOOSE
    return not any(
        m.first <= place < m.last and m.kind not in loose and m.code != "a company" for m in sentence.mentions
    )


_DIVISIONS = frozenset({"city", "province", "municipality", "prefecture", "county", "district", "region"})
_LOOSE = frozenset({"direction", "share", "approx", "projection"})
_PLACES = frozenset({"town", "village", "market", "bazaar", "fair", "cooperative", "group"})


_REASONS = frozenset({"why", "because", "so", "as", "when", "where"})
_OURS = frozenset({"region", "home", "flow", "enterprise", "regime", "zone", "partner"})
_NO_PERSON = _OURS | {"anaphor", "commodity", "direction", "share"}


def _describes(low: list[str], first: int) -> bool:
    """Whether a firm is the subject of a clause between commas that only describes the noun before it: ", where several firms",
    ", in which a foreign customer supplies the materials and a local boss the hands,"."""
    if any(low[p] in ("where", "whose") and low[p - 1] == "," for p in range(max(1, first - _MODIFIERS), first)):
        return True
    opening = next((p for p in range(first - 1, 0, -1) if low[p] == ","), 0)
    return opening > 0 and low[opening + 2] == "which" and low[opening + 1] in ("in", "under", "by")


def _moves(sentence: Sentence, place: int) -> bool:
    """Whether a verb of change or of sharing stands at a position."""
    return any(m.first == place and m.graded("verb") for m in (*sentence.of("direction"), *sentence.of("share")))


def _trade_begins(sentence: Sentence, place: int) -> bool:
    """Whether a noun for trade stands there: "In the zone, where five stores have opened, imports and exports grew"."""
    return any(m.first == place and m.grade not in ("weak", "verb") for m in sentence.of("flow"))


def _end(sentence: Sentence, first: int) -> int:
    """Where what is told of a firm ends: at a clause with trade, or a place, for its subject."""
    low = sentence.low
    within = _describes(low, first)
    for place in range(first + 1, len(low)):
        if within and low[place] == "," and (_moves(sentence, place + 1) or _trade_begins(sentence, place + 1)):
            return place  # "exports to Vietnam, where several firms have built plants, rose 31.7 percent"
        turns = low[place] in CLAUSE_ENDS or low[place] in _REASONS or (low[place] == "and" and low[place - 1] == ",")
        if turns and any(
            0 < m.first - place <= 3 and m.kind in _OURS and (m.grade not in ("weak", "verb"))
            for m in sentence.mentions
        ):
            return place
    return len(low)
