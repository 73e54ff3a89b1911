"""Zones and companies that no list names, found by what such names are made of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Set

from pipeline.reading.words.lexicon import Meaning
from pipeline.reading.words.mentions import Mention

# "Xiyong Comprehensive Bonded Zone": a proper name before the kind of zone makes a zone of its own.
_NAMED_ZONE = re.compile(
    r"\b((?:[A-Z][\w’'-]+[\s–-]){1,4})((?:Comprehensive\s)?(?:Integrated\s)?(?:Bonded\s(?:Zone|Port\sZone|Port\sArea|Area|Logistics\sPark|Logistics\sCenter|Port)|Free[\s-]Trade\s(?:Pilot\s)?(?:Zone|Port\sArea|Port|Area)|Pilot\sFree\sTrade\sZone|Export\sProcessing\sZone|Industrial\sPark|Airport\sEconom(?:y|ic)\sZone|Economic\s(?:and\sTechnological\s)?Development\s(?:Zone|Area)|High-tech\s(?:Industrial\s)?(?:Development\s)?Zone|Hi-Tech\s(?:Comprehensive\sBonded\s)?Zone|Cross-border\sE-commerce\s(?:Comprehensive\s)?Pilot\sZone|Cooperation\sZone|(?:comprehensive\s|integrated\s)?bonded\s(?:zone|port\szone|port\sarea|area|logistics\spark)|free[\s-]trade\s(?:pilot\s)?zone|export\sprocessing\szone))(?!s)\b"
)
_NAME = r"[A-Z][\w’'-]+(?:[\s–-][A-Z][\w’'-]+){0,3}?"
# "The Xiyong and Lianglu-Guoyuan Port comprehensive bonded zones": several of one kind.
_NAMED_ZONES = re.compile(
    rf"\b(?P<names>{_NAME}(?:,\s{_NAME})*,?\sand\s{_NAME})\s(?P<kind>(?:[Cc]omprehensive\s|[Ii]ntegrated\s)?[Bb]onded\s(?:[Pp]ort\s)?[Zz]one|[Ee]xport\s[Pp]rocessing\s[Zz]one|(?:[Pp]ilot\s)?[Ff]ree[\s-][Tt]rade\s[Zz]one)s\b"
)
_BETWEEN_NAMES = re.compile(r",?\sand\s|,\s")
# The words of which one stands in whatever the pattern matches.
_KINDS_OF_ZONE = frozenset({"zone", "port", "area", "park", "center"})
# Firms that are told of by name, where a verb or an amount of business of their own follows: "Chery alone sold 1.88 million cars".
_FIRMS = (
    "BYD Chery SAIC Geely Xpeng Tesla Foxconn Huawei Xiaomi Transsion Lenovo CATL Samsung Baosteel Baowu Ansteel Sinopec PetroChina "
    "CNOOC Haier Midea Hisense Shein Temu Alibaba Maersk Sany Zoomlion XCMG Volkswagen JAC NIO Leapmotor Changan FAW Seres Yutong "
    "Foton TSMC SMIC BOE TCL Gree Oppo Vivo Apple Anker Longi JinkoSolar Suntech Tongwei Goldwind Sungrow Hikvision DJI Weichai LiuGong "
    "Hyundai Toyota Nissan BMW Bosch Siemens BASF Vale BHP Fortescue Glencore Codelco Cargill Bunge COFCO Cofco Sinograin Rosneft Gazprom"
).split()
_ONE_FIRM = (
    "company firm factory plant mill workshop shipyard maker manufacturer producer exporter trader dealer grower farmer merchant "
    "wholesaler retailer start-up cooperative brewery winery smelter foundry orchard distributor forwarder shipbuilder"
).split()
_DEALT = (
    "sold|sells|shipped|ships|exported|exports|sent|sends|delivered|delivers|imported|imports|bought|buys|earned|earns"
)
# One company's own doings are nobody's trade statistics.
A_COMPANY = re.compile(
    r"\b(?<![Ww]ithin\s)(?<![Oo]utside\s)(?:[Oo]ne|[Oo]ne\slocal|[Tt]he|[Oo]ur|[Mm]y|[Hh]is|[Hh]er|whose|its\s(?:biggest|largest|leading|top|main|oldest))\s(?:\w+\s){0,2}?(?:company|firm|exporter|importer|operator|factory|manufacturer|producer|plant|carmaker|automaker|maker|refiner|trader|retailer|group(?!\sof\b|['’]s\s(?:share|weight|part|portion|exports|imports|trade)\b)|workshop|start-up|dealer|supplier)\b(?!['’]?s?\s(?:imports|exports))"
    rf"|\b(?:{'|'.join(_FIRMS)})\b(?=(?:\s(?:alone|itself)|,\s[^,.;]{{3,80}},|,\swhich)?\s(?:sold|shipped|exported|imported|held|holds|reported|earned|made|posted|delivered|lost|saw|says?|said)\b|['’]s\s(?:\w+\s)?(?:sales|deliveries|profits?|revenues?|shipments|exports)\b)"
    r"|\b(?:[Oo]ne|[Aa])\s(?:local|homegrown|domestic)\s(?:company|firm|brand|carmaker|automaker|maker|manufacturer|exporter|importer|trader|mill|shipyard)\b(?!['’]?s?\s(?:imports|exports))"
    # "A furniture factory in Houjie exported", "One maker of fans in Dongfeng sells"
    rf"|\b(?:[Oo]ne|[Aa]n?)\s(?:[\w-]+\s){{0,3}}?(?:{'|'.join(_ONE_FIRM)}|[a-z]+maker)\b(?=(?:\s(?:of|from|in|near|outside|at)\s[\w'’ -]{{2,36}}?)?(?:,\swho|,\swhich|\sthat|\swho)?\s(?:{_DEALT})\b)"
    # "A carmaker in Baoding said that it sold", "a foundry with sales of"
    rf"|\b[Aa]n?\s(?:[\w-]+\s){{0,3}}?(?:{'|'.join(_ONE_FIRM)}|[a-z]+maker)\s(?=in\b|from\b|near\b|outside\b|with\b|which\b|whose\b|based\b|said\b|says\b|told\b)"
    r"|\b(?:maker|producer|manufacturer|retailer|brand|start-up)\s(?!China|Chinese)[A-Z][\w-]+(?=[\s,])"
    r"|\b[A-Z][\w-]+(?:\s[A-Z][\w-]+)*,\s(?:which\sis\s)?based\sin\s[A-Z]"
    r"|\b[Ss]hares\s(?:in|of)\s(?:the\s)?(?:[\w.’'-]+\s){0,3}?(?:company|firm|group|maker|miner|producer|carmaker|automaker|manufacturer|supplier|giant|retailer|refiner|operator|exporter|importer|trader|Corp|Inc|Ltd|Holdings|Group)\b"
    r"|\b[Cc]ooperative\s(?=No\b|in\b|near\b|[A-Z])"
    r"|\b[A-Z][\w-]+['’]s\s(?:\w+\s){0,2}?(?:plant|factory|firm|company|workshop|gigafactory|unit|arm|subsidiary|division|campus)\b(?!['’]?s?\s(?:imports|exports))"
)
RANKED = frozenset({"trader", "group", "exporter", "importer", "supplier"})
COMPANIES = frozenset(_ONE_FIRM).union(
    {
        "carmaker",
        "toymaker",
        "shoemaker",
        "automaker",
        "chipmaker",
        "steelmaker",
        "papermaker",
        "winemaker",
        "drugmaker",
    }
)
COMPANIES |= frozenset(
    (
        "gigafactory unit arm subsidiary division campus company firm exporter importer operator factory manufacturer producer plant carmaker automaker maker refiner "
        "miner giant corp inc ltd holdings "
        "trader retailer group workshop start dealer supplier brand based cooperative foundry smelter brewery winery shipyard wholesaler steelmaker chipmaker shoemaker shipbuilder "
        "distributor forwarder"
    ).split()
).union(firm.lower() for firm in _FIRMS)
_GENERIC_ZONE_WORDS = frozenset(
    "china chinese the national special comprehensive pilot in at from to through of and its inside besides beside after "
    "with for at by like unlike behind while beyond".split()
)


def _named_zone(match: re.Match, at) -> Mention | None:
    """The zone that the pattern matched, under a code made of its name; None where only a kind of zone is named."""
    words = match.group(1).replace("’", "'").split()
    while words and (words[0].lower() in _GENERIC_ZONE_WORDS or (words[0].endswith("'s") and len(words) > 1)):
        words = words[1:]  # "Hainan's Yangpu Bonded Port Area"
    if len(words) == 1 and words[0].endswith("'s") and match.group(2).lower().startswith("free"):
        return None  # "Hunan's free trade zone" has no name of its own
    if not words:
        return None
    offset = match.group().replace("’", "'").index(words[0])
    slug = re.sub(r"[^a-z0-9]+", "_", " ".join([*words, match.group(2)]).lower()).strip("_")
    first, last = at(match.start() + offset), at(match.end())
    return Mention("zone", slug, "named", first, last, (Meaning("zone", slug, "named"),)) if last > first else None


def _named_zones(match: re.Match, at) -> list[Mention]:
    """The zones that the pattern matched, each under a code made of its name and their kind; none where a name is only that of
    a place in general."""
    names, kind = match["names"], match["kind"]
    edges = [(0, 0), *(m.span() for m in _BETWEEN_NAMES.finditer(names)), (len(names), len(names))]
    found = []
    for (_, opening), (closing, _) in itertools.pairwise(edges):
        words = names[opening:closing].replace("’", "'").split()
        while words and words[0].lower() in _GENERIC_ZONE_WORDS:
            opening += len(words[0]) + 1
            words = words[1:]
        if not words:
            return []
        slug = re.sub(r"[^a-z0-9]+", "_", f"{' '.join(words)} {kind}".lower()).strip("_")
        last = match.end() if closing == len(names) else match.start() + closing
        meaning = Meaning("zone", slug, "named")
        found.append(Mention("zone", slug, "named", at(match.start() + opening), at(last), (meaning,)))
    return found


def zones(text: str, start: int, end: int, words: Set[str], at: Callable[[int], int], taken: set[int]) -> list[Mention]:
    """Zones by their pattern, one by one and several at once; ``taken`` grows by their tokens."""
    found: list[Mention] = []
    for match in () if words.isdisjoint(_KINDS_OF_ZONE) else _NAMED_ZONE.finditer(text, start, end):
        named = _named_zone(match, at)
        if named is not None and taken.isdisjoint(range(named.first, named.last)):
            found.append(named)
            taken.update(range(named.first, named.last))
    for match in () if "zones" not in words else _NAMED_ZONES.finditer(text, start, end):
        several = _named_zones(match, at)
        if several and taken.isdisjoint(range(several[0].first, several[-1].last)):
            found += several
            taken.update(range(several[0].first, several[-1].last))
    return found
