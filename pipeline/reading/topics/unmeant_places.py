"""Places and partners that figures are not about: what lies on a border, what a place is the gateway of, buyers "outside China"."""

from __future__ import annotations

from itertools import pairwise

from pipeline.reading.topics.circumstances import undergone
from pipeline.reading.topics.vantages import holds_there, is_vantage
from pipeline.reading.words.mentions import Mention, Sentence, possessive, word_before, word_behind


def no_reporter(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether it is a partner ("trade with the country"; "exports from the provincial capital" are the reporter's), or only what a
    place is the first of ("the country's main gateway")."""
    before = word_before(sentence, mention)
    if mention.code == "nation" and (_crossed(sentence, mention) or _of_its_rules(sentence, mention)):
        return True
    if (
        before == "in"
        and mention.code == "nation"
        and _every_other(sentence.words(mention.first - 4, mention.first - 1))
    ):
        return True  # "which put the city ahead of every other exporter in the mainland"
    if mention.code == "capital" and word_behind(sentence, mention) == "of":
        return True  # "the 'capital of power batteries'"
    if _seat(sentence, mention) or (mention.code == "nation" and word_behind(sentence, mention) in _NATIONAL):
        return True
    if mention.code in _OURS and before == "from" and previous is not None and _sent_out(sentence, mention):
        return False
    if before == "of" and mention.code == "nation" and sentence.low[mention.first - 2] in ("part", "corner"):
        return True  # "foreign-invested firms, still few in this part of the country"
    if before in ("with", "from", "to") or (allows(sentence, 0, len(sentence.low)) and in_aside(sentence, mention)):
        return True
    following = sentence.words(mention.last, mention.last + 2)
    return (
        mention.code != "capital"
        and possessive(following, 0)
        and (following[-1] in _FOREMOST or (following[-1].endswith("est") and len(following[-1]) > 4))
        and not any(mention.last < m.first <= mention.last + 4 for m in sentence.of("flow") if m.grade == "noun")
        and not _deals_with(sentence, mention, following)
    )


def _every_other(words: list[str]) -> bool:
    return words[1:2] == ["other"] and words[0] in _EVERY


def _sent_out(sentence: Sentence, mention: Mention) -> bool:
    """Whether what stands before "from the province" are exports, or those of some goods: "exports of cars from the province"."""
    before = [m for m in sentence.mentions if m.first < mention.first]
    while (
        len(before) > 1
        and before[-1].kind == "commodity"
        and sentence.words(before[-1].first - 1, before[-1].first) == ["of"]
    ):
        before.pop()
    return before[-1].code == "export"


def _deals_with(sentence: Sentence, mention: Mention, following: list[str]) -> bool:
    """Whether it is the one whose partners are told: "The European Union was the province's first partner with 217.4 billion yuan"."""
    named = sentence.words(mention.last + 1, mention.last + 5)
    return possessive(following, 0) and "partner" in sentence.kinds and not _PARTNERS.isdisjoint(named)


_PARTNERS = frozenset(
    "partner partners market markets buyer buyers customer customers destination destinations supplier suppliers source sources".split()
)


def _crossed(sentence: Sentence, mention: Mention) -> bool:
    """Whether the country is only what goods went in or out of: "54.63 billion yuan of goods moved in or out of the country"."""
    lead = sentence.words(mention.first - 4, mention.first)
    return (lead[-2:] == ["out", "of"] and not {"in", "into"}.isdisjoint(lead[:-2])) or lead[-1:] == ["into"]


_RULES = frozenset(
    "ban bans curbs curb policy policies decision crackdown quota quotas duties tariffs rules rule clampdown".split()
)
_AFTERWARDS = frozenset({"following", "after", "amid", "under", "since", "despite", "with", "given", "thanks"})


def _of_its_rules(sentence: Sentence, mention: Mention) -> bool:
    """Whether the country only owns the rule that a sentence opens with: "Following the country's ban on some kinds of solid waste, arrivals
    plunged"."""
    if sentence.low[0] not in _AFTERWARDS or not possessive(sentence.low, mention.last):
        return False
    return not _RULES.isdisjoint(sentence.words(mention.last + 1, mention.last + 4))


def _seat(sentence: Sentence, mention: Mention) -> bool:
    """Whether it only tells where firms sit: "State-owned enterprises, many of them headquartered in the capital"."""
    lead = [w for w in sentence.words(mention.first - 3, mention.first) if w != "the"]
    if lead[-1:] != ["in"] or lead[-2:-1] == [] or lead[-2] not in _SEATED:
        return False
    # "Private enterprises based in Shenzhen" are not those of the whole province.
    return mention.kind == "home" or lead[0] not in _FIRMS_BASED


_FIRMS_BASED = frozenset({"enterprises", "firms", "companies", "businesses", "exporters", "traders"})


# "The National Day holiday".
_NATIONAL = frozenset(
    {"day", "holiday", "holidays", "congress", "museum", "park", "flag", "champion", "team", "security"}
)
_SEATED = frozenset({"headquartered", "based", "domiciled"})
_FOREMOST = frozenset(
    {"main", "top", "leading", "first", "second", "third", "only", "principal", "premier", "foremost", "no"}
)
_OURS = frozenset({"city", "province", "capital"})


PASSED_THROUGH = ([",", "through"], [",", "via"])  # words before a place that goods only pass


def no_region(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether the country is only what buyers are not of ("sold machines worth 11.92 billion yuan outside China"), or a place stands in
    an aside without figures ("the second quarter, which began with Shanghai in lockdown, saw an increase")."""
    if mention.code == "CN" and word_before(sentence, mention) in ("outside", "beyond"):
        return True
    if sentence.words(mention.first - 2, mention.first) in PASSED_THROUGH and not sentence.of("quantity"):
        return True  # "Markets that are served by sea, through Tianjin and Huanghua, moved more slowly"
    if sentence.words(mention.first - 1, mention.first) == ["in"] and not _STUCK.isdisjoint(
        sentence.words(mention.first - 2, mention.first - 1)
    ):
        return True  # "a spring in which half the workforce was stuck in Hubei"
    if word_behind(sentence, mention) == "headquarters":
        return True  # "central enterprises buy through their Beijing headquarters"
    if (
        mention.code == "CN"
        and word_before(sentence, mention) == "of"
        and not _PARTS_OF.isdisjoint(sentence.words(mention.first - 2, mention.first - 1))
    ):
        return True  # "no other provincial-level region of China", "the home of China's trade with Central Europe"
    made = sentence.words(mention.first - 2, mention.first) in (["exported", "by"], ["imported", "by"], ["sold", "by"])
    if made and any(a == "of" and b == "all" for a, b in pairwise(sentence.words(mention.first - 7, mention.first))):
        return True  # "one in six of all cars exported by China"
    if (
        word_before(sentence, mention) == "between"
        and sentence.words(mention.first - 2, mention.first - 1)[:1]
        and sentence.low[mention.first - 2] in _LINES
    ):
        return True  # "The railway between Kunming and Vientiane carried 71.3 percent of it"
    if _in_a_clause_of_cause(sentence, mention) or sentence.words(mention.first - 2, mention.first) in _BESIDE:
        return True  # "the manufacturing city next to Guangzhou"
    if (word_before(sentence, mention) == "to" and _piped(sentence, mention)) or _runs_there(sentence, mention):
        return True  # "Oil comes down the pipe from Skovorodino to Daqing: 7.86 million tonnes of it"
    if word_before(sentence, mention) in ("from", "to") and not _SERVICES.isdisjoint(
        sentence.words(mention.first - 2, mention.first - 1)
    ):
        return True  # "3,100 tonnes arrived by the rail-sea service from Qinzhou"
    if _overtaken(sentence, mention) or is_vantage(sentence, mention):
        return True  # "Kashgar overtook Urumqi: its imports and exports came to"
    if word_before(sentence, mention) == "from" and sentence.words(mention.last, mention.last + 2) in _AMONG_OTHERS:
        return True  # "Hair products from Xuchang and other places earned 1.38 billion dollars"
    if mention.code == "CN" and not sentence.of("quantity") and _one_of_those(sentence, mention):
        return True  # "It has become one of the quicker growing export towns in China"
    if _whose_pact(sentence, mention) or _what_stood_there(sentence, mention):
        return True
    if _what_befell(sentence, mention):
        return True
    return in_aside(sentence, mention) or _seat(sentence, mention) or of_a_firm(sentence, mention)


_SERVICES = frozenset({"service", "services", "sailing", "sailings"})
_PIPES = frozenset({"pipe", "pipeline", "pipelines"})


_STUCK = frozenset({"stuck", "stranded", "trapped", "confined"})


def _piped(sentence: Sentence, mention: Mention) -> bool:
    """Whether a place is only where a pipe ends."""
    pipe = next((n for n in range(mention.first - 1, -1, -1) if sentence.low[n] in _PIPES), None)
    return pipe is not None and "from" in sentence.words(pipe, mention.first)


def _runs_there(sentence: Sentence, mention: Mention) -> bool:
    """Whether a place is only where a line runs that goods were carried on: "through the pipeline that ends at Daqing"."""
    lead = sentence.words(mention.first - 9, mention.first)
    that = next(
        (n for n, pair in enumerate(pairwise(lead)) if pair[0] in _LINES | _PIPES and pair[1] in _THAT_RUNS), None
    )
    return that is not None and lead[-1] in _WHERETO and "," not in lead[that:]


_THAT_RUNS = frozenset({"that", "which"})
_WHERETO = frozenset({"at", "in", "to", "from", "with", "through", "via"})


def _one_of_those(sentence: Sentence, mention: Mention) -> bool:
    """Whether the country is only where the places stand of which something is one."""
    lead = sentence.words(mention.first - _TO_RANK, mention.first)
    return lead[-1:] == ["in"] and any(lead[n : n + 3] == ["one", "of", "the"] for n in range(len(lead)))


_TO_RANK = 12  # tokens
_AMONG_OTHERS = (["and", "other"], ["and", "elsewhere"], ["and", "beyond"])


def _what_befell(sentence: Sentence, mention: Mention) -> bool:
    """Whether a place stands between commas, without a figure or a flow, in what befell the trade before it or where most of it came from:
    "Its imports, swollen by the refineries of Tianjin, rose", "Car exports, most of them from Baoding, jumped"."""
    commas = sentence.places(",")
    begin = next((n for n in reversed(commas) if 0 < n < mention.first - 1), None)
    end = next((n for n in commas if n >= mention.last), None)
    if begin is None or end is None:
        return False
    if not undergone(sentence.low, begin + 1) and sentence.words(begin + 2, begin + 4) not in _OF_THEM:
        return False
    if any(begin < m.first < end and m.kind in ("flow", "quantity") for m in sentence.mentions):
        return False
    return any(m.last <= begin for m in sentence.of("flow")) and any(m.first > end for m in sentence.of("quantity"))


_OF_THEM = (["of", "them"], ["of", "it"], ["of", "which"])


def _whose_pact(sentence: Sentence, mention: Mention) -> bool:
    """Whether the country only stands in what is said of a partner: "ASEAN, the bloc that China signed a trade deal with in 2002, rose"."""
    lead = sentence.words(mention.first - 4, mention.first)
    return mention.code == "CN" and lead[-1:] in _THAT and not _PACTS.isdisjoint(lead[:-1])


_THAT = (["that"], ["which"], ["whom"], ["where"])


def _what_stood_there(sentence: Sentence, mention: Mention) -> bool:
    """Whether a place is only where something stands that a clause without trade tells of: "A power cut stopped the plants of Chengdu,
    but laptop exports rose"."""
    lead = [w for w in sentence.words(mention.first - 3, mention.first) if w != "the"]
    struck = possessive(sentence.low, mention.last) and not _STRIKING.isdisjoint(
        sentence.words(mention.last + 1, mention.last + 3)
    )  # "Shanghai's lockdown shut the road to the port; in April exports were 7.6% lower"
    if not struck and (
        lead[-1:] == [] or lead[-1] not in _STANDING_IN or lead[-2:-1] == [] or lead[-2] not in _PREMISES
    ):
        return False
    closing = next(
        (
            p
            for p in range(mention.last, len(sentence.low) - 1)
            if sentence.low[p] == ";" or (sentence.low[p] == "," and sentence.low[p + 1] in _FURTHER)
        ),
        None,
    )
    if closing is None:
        return False
    kinds = ("flow", "commodity", "regime", "enterprise")
    told = (m for kind in kinds for m in sentence.of(kind) if m.first < closing)
    return all(word_behind(sentence, m) in _SCARCE for m in told) and not any(
        m.first < closing and m.quantity.kind != "bare" for m in sentence.of("quantity")
    )


_STRIKING = frozenset("lockdown lockdowns outbreak shutdown closure congestion typhoon flood floods strike".split())


def stands_there(sentence: Sentence, mention: Mention) -> bool:
    """Whether a place only tells where works stand that something is said of: "what the smelters of Tongling need"."""
    lead = [w for w in sentence.words(mention.first - 3, mention.first) if w != "the"]
    return len(lead) > 1 and lead[-1] in _STANDING_IN and lead[-2] in _PREMISES and mention.first > _OPENING


_OPENING = 4  # tokens: "The tank farms of Dongying" are what a sentence is about
_SCARCE = frozenset("cut cuts outage outages shortage shortages rationing crunch".split())  # "a power cut"
_STANDING_IN = frozenset({"of", "in", "at", "around", "near"})
_FURTHER = frozenset({"but", "and", "yet", "so", "while", "still"})
_LINES = frozenset(
    "railway railways rail line lines road roads highway expressway route routes ferry ferries train trains flight flights bridge "
    "canal corridor pipeline truck trucks".split()
)
_BESIDE = (
    ["next", "to"],
    ["close", "to"],
    ["adjacent", "to"],
    ["north", "of"],
    ["south", "of"],
    ["east", "of"],
    ["west", "of"],
    ["behind", "only"],  # "does 16.5 percent of Guangdong's trade, behind only Shenzhen"
    ["only", "behind"],
    ["only", "to"],
    ["only", "after"],
)
_WHEN = frozenset({"as", "after", "because", "since", "when", "once", "while", "although", "though"})
_WITHIN = frozenset({"in", "at", "around", "across", "throughout", "near"})


def _in_a_clause_of_cause(sentence: Sentence, mention: Mention) -> bool:
    """Whether a place is only where something happened that moved what is told behind it: "In June, as logistics in the delta
    reopened, growth quickened to 14.3%"."""
    lead = sentence.words(mention.first - 2, mention.first)
    if _WITHIN.isdisjoint(lead) or _WHEN.isdisjoint(sentence.said):
        return False
    begin = next((p for p in range(mention.first - 2, -1, -1) if sentence.low[p] == "," or p == 0), 0)
    opening = begin + (sentence.low[begin] == ",")
    end = next((p for p in range(mention.last, len(sentence.low)) if sentence.low[p] == ","), None)
    if sentence.low[opening] not in _WHEN or end is None:
        return False
    behind = any(m.first > end for m in sentence.of("quantity"))
    return behind and not any(begin <= m.first < end and m.kind in ("flow", "quantity") for m in sentence.mentions)


_PARTS_OF = frozenset(
    (
        "region regions province provinces city cities municipality municipalities home cradle birthplace hometown heart heartland capital "
        "centre center"
    ).split()
)


def of_a_firm(sentence: Sentence, mention: Mention) -> bool:
    """Whether a place only tells whose maker speaks: "A Zhejiang maker of inverters told", "an umbrella maker in Tong'an district"."""
    lead = sentence.words(mention.first - 2, mention.first)
    if lead[-1:] in _AT and lead[0] in _FIRMS:
        return True
    lead = lead[-1:]
    behind = word_behind(sentence, mention)
    return lead in (["a"], ["an"], ["one"]) and (behind in _FIRMS or behind in _ITS_HOUSES)


_FIRMS = frozenset(
    "maker manufacturer producer exporter importer supplier trader dealer firm company factory plant businessman boss grower "
    "farmer shopkeeper entrepreneur merchant carmaker shipyard refiner startup warehouse".split()
)
_AT = (["in"], ["near"], ["outside"], ["at"])


def in_aside(sentence: Sentence, mention: Mention, told: tuple[str, ...] = ("flow",)) -> bool:
    """Whether a mention stands between "which" behind a comma and the next comma, with no figure and nothing of what is ``told`` by
    itself, a flow, beside it."""
    if _RELATIVE.isdisjoint(sentence.said):
        return False
    if "," not in sentence.said:
        return False
    begin = next((n for n in range(mention.first - 1, 0, -1) if sentence.low[n] == ","), None)
    if begin is None or sentence.low[begin + 1 + (sentence.low[begin + 1] in _BY)] not in _RELATIVE:
        return False
    end = next((n for n in range(mention.last, len(sentence.low)) if sentence.low[n] == ","), None)
    if end is None:
        return False
    if allows(sentence, begin, end):
        return True  # "where goods processed to add 30% in value may enter the mainland"
    return not any(
        begin < m.first < end and (m.kind in told or (m.kind == "quantity" and m.quantity.kind != "bare"))
        for m in sentence.mentions
    )


# "Processing trade, by which foreign parts are put together", "on which the city was built"
_BY = frozenset({"by", "under", "in", "for", "through", "on", "upon", "with", "from", "to", "at"})
_ALLOWING = frozenset({"may", "can", "must"})


def allows(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a range of tokens says what is allowed; the month of May does not."""
    if _ALLOWING.isdisjoint(sentence.said):
        return False
    return any(sentence.tokens[p].text in _ALLOWING for p in range(first, last))


def is_office(sentence: Sentence, zone: Mention) -> bool:
    """Whether a zone only says whose office speaks: "the Liangjiang New Area administration said"."""
    return word_behind(sentence, zone) in _GOVERNING


def no_zone(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether a zone only says what a place is known for: "Shapingba, site of the Xiyong Comprehensive Bonded Zone, handled"."""
    lead = [w for w in sentence.words(mention.first - 3, mention.first) if w != "the"]
    if lead[-2:] in (["site", "of"], ["seat", "of"], ["home", "of"], ["home", "to"]):
        return True
    if is_office(sentence, mention):
        return True
    if lead[-1:] in (["more"], ["fewer"]) and sentence.words(mention.last, mention.last + 1) == ["than"]:
        return True  # "Chongzuo, which has more land ports than any other city, ranked first with"
    if mention.code == "port_area" and _on_the_way(sentence, mention):
        return True
    described = sentence.words(mention.first - 6, mention.first)
    being = next((n for n, w in enumerate(described) if w in ("being", "as")), None)
    # "The Yangpu Bonded Port Area, being the first pilot zone of its kind, saw an import and export of"
    return (
        being is not None and described[being - 1 : being] == [","] and previous is not None and previous.kind == "zone"
    )


_GOVERNING = frozenset(
    {"administration", "authority", "authorities", "committee", "management", "government", "official", "officials"}
)
_BY_WAY = frozenset({"across", "through", "via", "over", "at"})
_THESE = frozenset({"its", "their", "the", "our", "all", "two", "three", "four"})


def _on_the_way(sentence: Sentence, mention: Mention) -> bool:
    """Whether ports of entry in general are only where goods told of before passed: "took in 69.4 million tonnes of coal across its land
    ports"; but "Trade through the land ports was 3 billion yuan"."""
    place = mention.first - 1
    while place > 0 and sentence.low[place] in _THESE:
        place -= 1
    return sentence.low[place] in _BY_WAY and any(m.last <= place for m in sentence.of("quantity"))


def no_partner(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether a country only tells where a place lies: "in Hunchun, on the border with Russia, trade rose"."""
    if sentence.words(mention.first - 2, mention.first) in (["opposite", "the"], ["facing", "the"]):
        return True  # "In Heihe, opposite the Russian city of Blagoveshchensk"
    if _whose_firms(sentence, mention) or holds_there(sentence, mention):
        return True
    if mention.grade == "adjective" and word_behind(sentence, mention) in _ITS_HOUSES:
        return True  # "Economists at a Dutch bank"
    if _lacking(sentence, mention):
        return True
    if word_behind(sentence, mention) in _GATHERED:
        return True  # "ahead of the BRICS summit", "trade with the BRICS host"
    if possessive(sentence.low, mention.last) and not _TROUBLES.isdisjoint(
        sentence.words(mention.last + 1, mention.last + 4)
    ):
        return True  # "on the back of Europe's energy crunch"
    if (
        _overtaken(sentence, mention)
        or _passed(sentence, mention)
        or (mention.code == "OTHER" and _held_against_all(sentence, mention))
    ):
        return True
    at = next(
        (n for n in range(mention.first - 2, max(-1, mention.first - 7), -1) if sentence.low[n] in _BORDERS), None
    )
    led = at is not None and sentence.words(at, at + 2)
    if led and (led[1] == "with" or (led[1] == "to" and led[0].startswith("crossing"))):
        between = sentence.tokens[at + 2 : mention.first]
        if all(t.text[0].isupper() or t.low in _LINKING for t in between):
            return True  # "on the border with Russia and the DPRK"
    if _where_it_happened(sentence, mention) or _only_describes(sentence, mention, previous):
        return True
    lead = sentence.words(mention.first - 3, mention.first)
    if lead[-1:] == ["the"]:
        lead.pop()
    if lead[-1:] in (["to"], ["on"]) and not _LEANING.isdisjoint(lead[-2:-1]) and not sentence.of("flow"):
        return True  # "was more exposed to the US and grew less"
    if lead[-1:] == ["to"] and not _MOVING.isdisjoint(lead[-2:-1]) and not sentence.of("flow"):
        return True  # "Then orders moved to Vietnam"
    if lead[-1:] == ["to"] and in_aside(sentence, mention) and not _LOST.isdisjoint(sentence.low[: mention.first]):
        return True  # "Dongguan, which lost 72 shoe factories to bankruptcy or to Cambodia, still saw trade grow"
    if word_behind(sentence, mention) in _EDGES and not _trades_across(sentence, mention):
        return True  # "on Heilongjiang's Russian border", "the jams at the Hong Kong boundary pushed trade"
    return word_before(sentence, mention) in ("bordering", "off")


_SHOPS = frozenset({"retailers", "shops", "stores", "consumers", "shoppers", "supermarkets", "importers", "buyers"})
_LACKING = (["loss", "of"], ["lack", "of"], ["absence", "of"], ["shortage", "of"])


def _lacking(sentence: Sentence, mention: Mention) -> bool:
    """Whether a partner's goods are only what is missing, or its shops a reason: "seafood imports more than made up for the loss of DPRK
    supplies", "as retailers in Europe placed their orders late"."""
    lead = sentence.words(mention.first - 4, mention.first)
    return lead[-2:] in _LACKING or (
        len(lead) > 2 and lead[-1] == "in" and lead[-2] in _SHOPS and lead[:-2][-1:] in (["as"], ["because"])
    )


_LOST = frozenset({"lost", "losing", "ceded", "surrendered"})


def _where_it_happened(sentence: Sentence, mention: Mention) -> bool:
    """Whether a country is only where something happened that held up or moved what is told: "a port strike in Canada cost time",
    "queues in German ports", "low water on Dutch rivers"."""
    place = mention.first - 1 - (word_before(sentence, mention) == "the")
    if place < 0 or sentence.low[place] not in _AT_PLACES:
        return False
    if mention.grade == "adjective" and word_behind(sentence, mention) in _PREMISES:
        return not any(m.kind in ("flow", "quantity") and 0 <= place - m.last <= 1 for m in sentence.mentions)
    if sentence.words(place - 3, place) == ["across", "the", "border"]:
        place -= 3  # "War across the border in Myanmar"
    return place > 0 and sentence.low[place - 1] in _EVENTS


def _only_describes(sentence: Sentence, mention: Mention, previous: Mention | None) -> bool:
    """Whether a part of the world only says what the partner before it is: "RCEP, the Asia-Pacific pact that took effect on January 1",
    "South Africa remained the largest African partner of the province"."""
    lead = sentence.words(mention.first - 2, mention.first)
    foremost = lead[:1] in (["the"], ["its"]) and (lead[-1].endswith("est") or lead[-1] in ("top", "main", "leading"))
    dealer = sentence.low[mention.last - 1] in _DEALERS or (
        mention.grade == "adjective" and word_behind(sentence, mention) in _DEALERS
    )
    if foremost and dealer:
        return any(m.last <= mention.first and m.code != mention.code for m in sentence.of("partner"))
    if previous is None or previous.kind != "partner" or previous.code == mention.code:
        return False
    between = sentence.low[previous.last : mention.first]
    return between[:1] == [","] and between[1:] in _A and word_behind(sentence, mention) in _PACTS


_MOVING = frozenset({"moved", "shifted", "relocated", "migrated", "drifted", "moving", "shifting", "relocating"})
_LEANING = frozenset({"exposed", "dependent", "reliant", "vulnerable", "sensitive", "linked", "tied"})
_DEALERS = frozenset({"partner", "market", "buyer", "customer", "supplier", "source", "destination", "trading"})
_A = (["the"], ["a"], ["an"], ["another"], ["the", "largest"], ["the", "biggest"])
_PACTS = frozenset(
    (
        "pact treaty deal agreement accord bloc grouping club group union nation country kingdom giant economy neighbor neighbour "
        "powerhouse market island state archipelago"
    ).split()
)
_AT_PLACES = frozenset({"in", "at", "on", "off", "along", "near", "around", "across"})
_PREMISES = frozenset(
    (
        "ports port harbors harbours docks quays terminals rivers river canal canals roads highways railways airports yards warehouses "
        "factories plants mills smelters refineries refiners foundries kilns shed sheds gate gates mines fields orchards farms streets waters households kitchens malls shops stores markets"
    ).split()
)
_EVENTS = frozenset(
    (
        "strike strikes war wars fighting drought droughts flood floods flooding typhoon typhoons storm storms hurricane unrest election "
        "elections earthquake quake lockdown lockdowns riots protests coup blackout blackouts heatwave frost frosts outage outages "
        "wildfires fires walkout walkouts congestion jams queues"
    ).split()
)


def _trades_across(sentence: Sentence, mention: Mention) -> bool:
    """Whether a border is what goods crossed, or only says which trade it is: "trade across the Russian border", "Vietnamese border
    trade"."""
    if sentence.words(mention.last + 1, mention.last + 2) in _BORDER_TRADE:
        return True
    lead = sentence.words(mention.first - 3, mention.first)
    if _ACROSS.isdisjoint(lead):
        return False
    return any(m.kind == "flow" and 0 <= mention.first - m.last <= _AWAY for m in sentence.mentions)


_AWAY = 5  # tokens
_ACROSS = frozenset({"across", "over", "through", "via", "crossing", "crossed", "cross", "past"})
_BORDER_TRADE = (["trade"], ["commerce"], ["business"], ["trading"], ["imports"], ["exports"])
_EDGES = frozenset(
    "border borders frontier frontiers boundary boundaries checkpoint checkpoints crossing crossings strait coast".split()
)


def _whose_firms(sentence: Sentence, mention: Mention) -> bool:
    """Whether a country only says whose firms are counted: "Kunshan, home to 4,200 Taiwan-funded firms, traded", "the address of 120
    American and Japanese companies"."""
    if _FIRMS_OF.isdisjoint(sentence.said):
        return False
    behind = [w for w in sentence.words(mention.last, mention.last + 6) if w not in _WHOSE]
    others = {sentence.low[p] for m in sentence.of("partner") for p in range(m.first, m.last)}
    if next((w for w in behind if w not in others), None) not in _FIRMS_OF:
        return False
    lead = sentence.low[max(0, mention.first - 5) : mention.first]
    first = mention.first - next((n for n, w in enumerate(reversed(lead)) if w not in others | _WHOSE), len(lead))
    return any(m.last == first and m.quantity.kind == "bare" for m in sentence.of("quantity"))


_ITS_HOUSES = frozenset(
    "bank banks broker brokerage consultancy institute newspaper daily magazine economist economists analyst analysts university college think "
    "law securities".split()
)
_FIRMS_OF = frozenset(
    {"firms", "companies", "enterprises", "businesses", "investors", "factories", "suppliers", "manufacturers"}
)
_WHOSE = frozenset("and or funded invested owned backed run based parent - , large small industrial major".split())
_GATHERED = frozenset({"summit", "summits", "host", "hosts", "leaders", "forum", "chair", "chairmanship", "membership"})


def _passed(sentence: Sentence, mention: Mention) -> bool:
    """Whether a partner only lost its place to another: "ASEAN took over first place from Hong Kong with trade of 1.09 trillion yuan"."""
    lead = sentence.words(mention.first - 7, mention.first)
    if lead[-1:] != ["from"] or _PLACES.isdisjoint(lead) or _TAKING_OVER.isdisjoint(lead):
        return False
    return any(m.last < mention.first for m in sentence.of("partner"))


_PLACES = frozenset({"place", "spot", "position", "crown", "title", "lead", "rank"})
_TAKING_OVER = frozenset({"took", "taken", "taking", "takes", "wrested", "seized", "snatched", "inherited", "won"})


def _held_against_all(sentence: Sentence, mention: Mention) -> bool:
    """Whether all others are only what a partner is held against: "ASEAN stayed ahead of all other partners with 7.55 trillion yuan"."""
    lead = sentence.words(mention.first - 3, mention.first)
    return not {"of", "than"}.isdisjoint(lead) and not _EVERY.isdisjoint(
        [*lead, *sentence.low[mention.first : mention.last]]
    )


_EVERY = frozenset({"all", "any", "every"})


def only_whither(sentence: Sentence, mention: Mention) -> bool:
    """Whether goods of the place that a sentence opens with only go to another, or through it: "Xuzhou loads its diggers on barges for
    Lianyungang; the city's exports"."""
    opening = next(iter(sentence.of("region")), None)
    return (
        opening is not None
        and opening.first == 0 < mention.first
        and "/" in opening.code
        and sentence.low[mention.first - 1] in _WHITHER
    )


_WHITHER = frozenset({"for", "to", "through", "via", "past"})


def _overtaken(sentence: Sentence, mention: Mention) -> bool:
    """Whether a country has only been passed in some ranking: "In 2023 China overtook Japan as the leading exporter of cars", "ASEAN
    overtook the European Union to become the largest partner, with trade worth"."""
    if _OVERTAKING.isdisjoint(sentence.said):
        return False
    verb = mention.first - 1 - (word_before(sentence, mention) == "the")
    if sentence.low[verb] not in _OVERTAKING or sentence.words(mention.last, mention.last + 1) not in _IN_RANK:
        return False
    if sentence.words(mention.last, mention.last + 2) == [",", "whose"]:
        return False  # "It overtook Qingdao, whose trade grew 2.5 per cent"
    return any(m.kind in ("region", "home", "partner") and 0 <= verb - m.last <= 2 for m in sentence.mentions)


_OVERTAKING = frozenset(
    "overtook overtaken overtaking overtake surpassed passed outstripped ousted dethroned displaced replaced topped edged".split()
)
_IN_RANK = (["as"], ["to"], ["for"], ["in"], ["at"], [","], ["and"], ["last"], [":"], [";"])
_RELATIVE = frozenset({"which", "who", "when", "where", "whose", "numbering", "comprising", "covering"})
_TROUBLES = frozenset({"crunch", "crisis", "recession", "slowdown", "lockdown", "inflation"})
_BORDERS = frozenset(
    "border borders frontier frontiers boundary boundaries crossing crossings checkpoint checkpoints".split()
)
_LINKING = frozenset({"and", "the", ","})
