"""Countries and blocs that stand for the partner named before: "the bloc", "with that country", "the country took"."""

from __future__ import annotations

import itertools
from dataclasses import replace
from operator import attrgetter

from pipeline import vocabulary
from pipeline.reading.frames.frames import REACHED, Context
from pipeline.reading.frames.placing import AUTONOMOUS
from pipeline.reading.names.partners_counted import (
    MEMBERS,
    name_all_members,
    name_as_many,
    name_counted,
    name_one_of_group,
)
from pipeline.reading.words.mentions import Mention, Sentence, possessive

_FIRST = attrgetter("first")
_BLOCS = frozenset({"bloc", "grouping", "association", "union", "alliance", "continent"})
_COUNTRIES = frozenset({"country", "nation", "kingdom", "republic", "neighbor", "neighbour", "peninsula", "island"})
_ISLANDS = frozenset("TW LK CU CY MT MU MG SG IE IS JM MV BH FJ PG NZ SC BN TT".split())
_CONTINENTS = frozenset({"AFRICA", "ASIA", "EUROPE", "LATAM", "NORTH_AMERICA", "OCEANIA"})
_COLLECTIVE = _BLOCS | _COUNTRIES
_REALMS = frozenset({"kingdom", "emirate", "sultanate"})  # China is none
_NAMING = _COLLECTIVE | {"group"} | _REALMS
_NEIGHBORING = frozenset(
    ["neighboring", "neighbouring", "northern", "southern", "western", "eastern", "big", "giant", "island"]
)
_TOWARDS = frozenset({"to", "from", "with"})


_BOUGHT = frozenset({"took", "bought", "imported", "purchased", "ordered", "paid"})


def _name_there(sentence: Sentence, context: Context) -> None:
    """ "Riders there took 4.41 billion yuan worth of motorcycles", of the partner just spoken of, is what that partner took."""
    last = context.last
    if "there" in sentence.said and context.good is not None:
        _name_source(sentence, context)
    if "there" not in sentence.low[1:3] or last is None or last.partner is None or last.blocked:
        return
    place = sentence.low.index("there")
    if not _BOUGHT.isdisjoint(sentence.words(place + 1, place + 2)) and not any(
        m.first < place for m in sentence.of("partner")
    ):
        sentence.put([Mention("partner", last.partner, "", place, place + 1)])


def _name_source(sentence: Sentence, context: Context) -> None:
    """Where a text is about one good, "from there" is from the partner spoken of last: "10.49 million tonnes came from there"."""
    place = sentence.low.index("there")
    partner = (context.last.partner if context.last is not None else None) or context.country
    if partner is None or sentence.words(place - 1, place) not in (["from"], ["to"]):
        return
    if not any(m.kind == "partner" or m.first <= place < m.last for m in sentence.mentions if m.first <= place):
        sentence.add([Mention("partner", partner, "", place, place + 1)])


_EUROPEANS = frozenset({"europe", "europeans", "european"})


def _name_europeans(sentence: Sentence, context: Context) -> None:
    """ "Europeans bought Chinese goods", in a release about the European Union, are its people."""
    spoken = context.theme.partner if context.theme is not None else context.last.partner if context.last else None
    if spoken != "EU" or _EUROPEANS.isdisjoint(sentence.said) or any(m.code == "EU" for m in sentence.of("partner")):
        return
    for index, mention in enumerate(sentence.mentions):
        if mention.code == "EUROPE" and mention.last - mention.first == 1 and sentence.low[mention.first] in _EUROPEANS:
            sentence.correct(index, Mention("partner", "EU", "", mention.first, mention.last))


_SEATS = {
    "washington": "US",
    "tokyo": "JP",
    "seoul": "KR",
    "moscow": "RU",
    "brussels": "EU",
    "delhi": "IN",
    "canberra": "AU",
    "berlin": "DE",
    "london": "GB",
    "hanoi": "VN",
}


def _name_seats(sentence: Sentence) -> None:
    """ "Beijing's surplus with Washington" is with the country that is governed from there."""
    for word in _SEATS.keys() & sentence.said if "with" in sentence.said else ():
        for place in sentence.places(word):
            led = place - 1 - (sentence.low[place - 1] == "new")
            if led > 0 and sentence.low[led] == "with" and any(0 <= led - m.last <= 1 for m in sentence.of("flow")):
                sentence.put([Mention("partner", _SEATS[word], "", led + 1, place + 1)])


_CITIES = frozenset({"HK", "MO", "SG"})


def _name_city(sentence: Sentence, partner: str) -> None:
    """ "Analysts pointed to trade with Hong Kong. Exports to the city collapsed", in a release about the nation."""
    for word in ("city", "territory"):
        for place in sentence.places(word):
            if place > 1 and sentence.low[place - 1] == "the" and sentence.low[place - 2] in _TOWARDS:
                sentence.put([Mention("partner", partner, "", place - 1, place + 1)])


_PARTIES = frozenset({"signatories", "members"})
_PACTS = frozenset({"pact", "agreement", "deal", "treaty", "accord"})
_AGREEMENTS = frozenset({"RCEP", "CPTPP"})
_OTHER = frozenset({"other", "fellow", "14", "fourteen"})


def _bloc_of(context: Context) -> str | None:
    """The group of partners that the heading names, or else the one named last."""
    headed = context.section.partner
    return headed if headed is not None and is_bloc(headed) else context.bloc


def _name_signatories(sentence: Sentence, bloc: str | None) -> None:
    """ "The 14 other signatories" and "fellow members" are the group that was named last, or that the heading names; "the other members
    of the pact" are those of an agreement, which the sentence may name itself."""
    named = [m.code for m in sentence.of("partner") if is_bloc(m.code)]
    for word in _PARTIES:
        for place in sentence.places(word):
            lead = sentence.words(place - 3, place)
            of_pact = sentence.words(place + 1, place + 3) == ["of", "the"] and not _PACTS.isdisjoint(
                sentence.words(place + 3, place + 4)
            )
            pact = next((code for code in (*reversed(named), bloc) if code in _AGREEMENTS), None) if of_pact else bloc
            if _OTHER.isdisjoint(lead) or (not of_pact and (pact is None or named)):
                continue
            if not any(m.first <= place < m.last for m in sentence.mentions if m.kind in ("partner", "region")):
                kind, code = ("partner", pact) if pact is not None else ("other_topic", "an agreement not named")
                sentence.put([Mention(kind, code, "", place, place + 4 if of_pact else place + 1)])


def _name_region(sentence: Sentence, context: Context) -> None:
    """ "The region bought" and "imports from the region" are of the group of partners that was named last, where the reporter is no
    region itself: "No part of the world takes more than Latin America. The region bought motorcycles for RMB 9.18 billion"."""
    home = context.article.region or ""
    if "region" not in sentence.said or home in AUTONOMOUS or home.startswith("CN/"):
        return
    named = next((m for m in sentence.of("partner") if is_bloc(m.code)), None)
    if named is not None or _is_spoken_of(context):
        # "Fruit imports from the region": what is imported from it is not the reporter's own
        sentence.put(
            [
                Mention("partner", named.code if named is not None else context.bloc, "", p - 1, p + 1)
                for p in sentence.places("region")
                if sentence.low[p - 1] == "the"
                and (named is None or named.last < p)
                and (way := REACHED.get(sentence.low[p - 2])) is not None
                and any(m.code == way and m.grade == "noun" and m.last == p - 2 for m in sentence.of("flow"))
            ]
        )
    if sentence.low[:2] != ["the", "region"]:
        return
    if not _DEALING.isdisjoint(sentence.words(2, 3)):
        sentence.put([Mention("partner", context.bloc, "", 0, 2)])


def _name_its_members(sentence: Sentence, bloc: str, spoken: str | None) -> None:
    """ "Its ten members bought goods worth 27 billion yuan" are the group of partners that the text is at."""
    if spoken != bloc or _ITS.isdisjoint(sentence.low[:3]) or sentence.of("partner"):
        return
    place = 0 if sentence.low[0] in _ITS else 1
    end = next((n for n in range(place + 1, min(place + 4, len(sentence.low))) if sentence.low[n] in MEMBERS), None)
    if sentence.low[place] in _ITS and end is not None and sentence.low[end] != "markets":
        sentence.put([Mention("partner", bloc, "", place, end + 1)])


_ITS = frozenset({"its"})


def _name_members(sentence: Sentence) -> None:
    """ "The ten countries of ASEAN" are ASEAN."""
    if MEMBERS.isdisjoint(sentence.said):
        return
    for index, mention in enumerate(sentence.mentions):
        if mention.kind != "partner" or not is_bloc(mention.code):
            continue
        of = mention.first - 1 - (sentence.words(mention.first - 1, mention.first) == ["the"])
        first = of - 1
        if sentence.low[mention.first] in MEMBERS:
            first = mention.first  # "the 16 countries of Central and Eastern Europe", all of it a name
        elif of < 2 or sentence.low[of] != "of" or sentence.low[first] not in MEMBERS:
            continue
        start = next((n for n in range(first - 1, max(-1, first - 4), -1) if sentence.low[n] == "the"), None)
        if start is not None and not any(m.last > start and m.kind != "quantity" for m in sentence.mentions[:index]):
            sentence.put([replace(mention, first=start)])


def name_partner(sentence: Sentence, context: Context) -> None:
    """ "The bloc" stands for the group of partners last named, "with that country" for the country last named."""
    _name_members(sentence)
    name_all_members(sentence, context)
    name_as_many(sentence, context)
    if not _PARTIES.isdisjoint(sentence.said):
        _name_signatories(sentence, _bloc_of(context))
    if context.bloc is not None:
        name_counted(sentence, context)
        _name_its_members(sentence, context.bloc, context.last.partner if context.last is not None else None)
        _name_region(sentence, context)
    _name_there(sentence, context)
    name_one_of_group(sentence, context)
    _name_europeans(sentence, context)
    _name_seats(sentence)
    if context.country in _CITIES and context.article.region == "CN":
        _name_city(sentence, context.country)
    partners = sentence.of("partner")
    if not partners and _NAMING.isdisjoint(sentence.said):
        return
    owners = [
        a
        for a, b in itertools.pairwise(partners)
        if a.last + 1 == b.first and possessive(sentence.low, a.last) and is_bloc(a.code)
    ]
    if owners:  # "Southeast Asia's Vietnam" is Vietnam
        sentence.hold([m for m in sentence.mentions if m not in owners])
        partners = sentence.of("partner")
    bloc = next(
        (m for m in partners if is_bloc(m.code)), None
    )  # of several it is the first, whatever is named beside it
    named = [m for m in partners if m is bloc or not is_bloc(m.code)]
    extra = []
    for position, word in () if _NAMING.isdisjoint(sentence.said) else enumerate(sentence.low):
        if word not in _NAMING:
            continue
        while named and named[0].first <= position:
            _note_partner(named.pop(0), context)
        if word not in _COLLECTIVE | _REALMS and not (word == "group" and _is_spoken_of(context)):
            continue
        if word == "island" and context.country not in _ISLANDS:
            continue  # "the island" of a Hainan release is the reporter
        lead = sentence.words(position - 2, position)
        if lead[-1:] == ["same"] or (lead[-1:] and lead[-1] in _NEIGHBORING):  # "with the same group"
            lead = sentence.words(position - 3, position - 1)
        if lead[-1:] and lead[-1] in _COUNTING:  # "the 28-nation bloc", "the ten-member group"
            lead = sentence.words(position - 4, position - 2)
        if word in _REALMS and lead[-1:] == ["the"] and context.country is not None:
            extra.append(Mention("partner", context.country, "", position - 1, position + 1))
            continue
        neighbor = word in ("neighbor", "neighbour") and lead[-1:] == ["its"]
        if lead[-1:] not in (["the"], ["that"], ["this"]) and not neighbor:
            continue
        if word == "continent" and lead[0] == "on":
            continue  # "the largest partner on the continent"
        code = context.bloc if word in _BLOCS or word == "group" else None
        if word == "continent":
            code = context.bloc if context.bloc in _CONTINENTS else None
            if code is None:
                continue
        if code is None and (
            (lead[0] in _TOWARDS and not _owns_flow(sentence, position))
            or _takes_again(sentence, position)
            or _of_its(sentence, position)
            or _deals(sentence, position, context)
        ):
            code = context.country
        if code is not None and not any(
            m.first <= position < m.last
            for m in sentence.mentions
            if m.kind not in ("home", "anaphor", "region") and m.code not in ("NEIGHBORING", "a company")
        ):
            extra.append(Mention("partner", code, "", position - 1, position + 1))
    for mention in named:
        _note_partner(mention, context)
    if extra:
        taken = {m.last - 1 for m in extra}
        kept = [
            m
            for m in sentence.mentions
            if not ((m.kind == "home" or m.code in ("NEIGHBORING", "a company")) and m.last - 1 in taken)
        ]
        sentence.hold(sorted([*kept, *extra], key=_FIRST))


_COUNTING = frozenset({"nation", "member", "country", "state", "strong"})
_TAKING = frozenset(
    {"took", "takes", "bought", "buys", "absorbed", "received", "supplied", "accounted", "accounts", "sent"}
)


def _owns_flow(sentence: Sentence, position: int) -> bool:
    """Whether a country only owns the trade that "with" leads to: "The tally looks healthy, with the country's foreign trade up"."""
    if not possessive(sentence.low, position + 1):
        return False
    return any(0 < m.first - position <= 4 for m in sentence.of("flow") if m.grade == "noun")


def _takes_again(sentence: Sentence, position: int) -> bool:
    """Whether a country named before in the sentence takes its part: "Laptops exported to Germany ...; the country took 23.1 percent"."""
    named = any(m.last < position and not is_bloc(m.code) for m in sentence.of("partner"))
    return named and not _TAKING.isdisjoint(sentence.words(position + 1, position + 2))


def _is_spoken_of(context: Context) -> bool:
    """Whether the text is at the bloc last named, or about it: "the group's share exceeded 52 percent"."""
    spoken = (context.last.partner if context.last else None, context.theme.partner if context.theme else None)
    return context.bloc is not None and context.bloc in spoken


_DEALING = _TAKING | {"sold", "sells", "shipped", "provided", "ordered", "purchased", "imported"}


def _deals(sentence: Sentence, position: int, context: Context) -> bool:
    """Whether the country that was spoken of last deals with a province or city: "Trade with Nepal totalled ... The country accounted
    for 41.3 percent of the region's trade"."""
    if position != 1 or context.country is None or not (context.article.region or "").startswith("CN-"):
        return False
    spoken = context.last.partner if context.last is not None else None
    return spoken == context.country and not _DEALING.isdisjoint(sentence.words(2, 4))


def _of_its(sentence: Sentence, position: int) -> bool:
    """Whether a part of trade is a country's: "the country's weight in Shenzhen's exports"."""
    after = sentence.words(position + 1, position + 4)
    return (after[:2] in (["'", "s"], ["’", "s"]) and after[-1] in _PORTIONS) or (
        possessive(after, 0) and not _PORTIONS.isdisjoint(after[1:2])
    )


def is_bloc(partner: str) -> bool:
    """Whether a partner is a group of countries."""
    known = vocabulary.codes("partner")
    return partner in known and known[partner].kind == "group"


def _note_partner(mention: Mention, context: Context) -> None:
    if is_bloc(mention.code):
        context.bloc = mention.code
    else:
        context.country = mention.code


_PORTIONS = frozenset({"share", "weight", "portion", "slice", "proportion"})
