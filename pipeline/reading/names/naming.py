"""Names that stand for what was named before: "the zone", "the machines", the city of its own release."""

from __future__ import annotations

from dataclasses import replace

from pipeline import vocabulary
from pipeline.reading.frames.frames import OTHER_SIDE, Context
from pipeline.reading.frames.leads import SEATS
from pipeline.reading.frames.placing import CAPITALS, is_city, is_of_several
from pipeline.reading.topics.unmeant_places import only_whither
from pipeline.reading.words.mentions import Mention, Sentence, word_behind
from pipeline.reading.words.places import SIDES


def name_firms(sentence: Sentence, context: Context) -> None:
    """ "Foreign ones", where another kind of enterprise was named, are foreign-invested."""
    if "ones" not in sentence.said or "foreign" not in sentence.said:
        return
    if not sentence.of("enterprise") and (context.last is None or context.last.enterprise is None):
        return
    extra = [
        Mention("enterprise", "foreign_invested", "", n - 1, n + 1)
        for n in sentence.places("ones")
        if sentence.words(n - 1, n) == ["foreign"]
    ]
    sentence.add(extra)


_TOWNS = frozenset({"hub", "city", "port", "town", "metropolis"})


def name_city(sentence: Sentence, context: Context) -> None:
    """ "The Jiangsu manufacturing hub" is the city of Jiangsu that the release is of, "the Sichuan capital" its seat of government."""
    home = context.reporter() or ""
    for index, mention in enumerate(sentence.mentions if "capital" in sentence.said or "/" in home else ()):
        if mention.kind != "region" or mention.code not in CAPITALS:
            continue
        behind = [w for w in sentence.words(mention.last, mention.last + 3) if w not in ("'s", "’s", "provincial")]
        if behind[:1] == ["capital"] and behind[1:2] not in (["region"], ["goods"], ["market"]):
            sentence.correct(index, replace(mention, code=CAPITALS[mention.code], meanings=()))
        elif home.startswith(mention.code + "/") and (not _TOWNS.isdisjoint(behind[:2]) or _where(sentence, mention)):
            sentence.correct(index, replace(mention, code=home, meanings=()))
    if home.startswith("CN/"):
        _name_city_again(sentence)


def _name_city_again(sentence: Sentence) -> None:
    """ "The city" is the one that its sentence named, in a release of several: "Vaccines, of which Beijing exported 24.7 billion yuan
    worth, explain much of the city's export growth"."""
    named = None
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "region":
            named = mention.code if is_city(mention.code) else None
        elif mention.kind == "home" and mention.code == "city" and named is not None:
            sentence.correct(index, replace(mention, kind="region", code=named, meanings=()))


_LYING = frozenset(
    "in of on at the southern northern eastern western central coastal southeast southwest northwest northeast".split()
)


def _where(sentence: Sentence, mention: Mention) -> bool:
    """Whether a province only tells where a town lies: "the little city on Heilongjiang's Russian border"."""
    place = mention.first - 1
    while place > 0 and (sentence.low[place] in _LYING or sentence.tokens[place].kind == "num"):
        place -= 1
    return (
        place < mention.first - 1
        and sentence.low[place] in SEATS
        and sentence.low[place - 1] not in ("provincial", "every", "each", "other", "any", "no")
    )


def name_home(sentence: Sentence, context: Context) -> None:
    """ "The northwestern region" is the reporter, where that lies there; "the city" the one that its sentence has named."""
    home = context.article.region
    if not _LAND.isdisjoint(sentence.said):
        _name_where_it_lies(sentence)
    if (
        home is not None
        and "home" in sentence.kinds
        and not is_city(home)
        and any(m.code == "city" for m in sentence.of("home"))
    ):
        _name_city_told(sentence)
    if home is not None and is_of_several(home) and any(m.code == "province" for m in sentence.of("home")):
        _name_province_told(sentence)
    if home is not None and sentence.low[:1] == ["in"] and "home" in sentence.kinds:
        _name_place_opened(sentence)
    if home is None or not home.startswith("CN-") or _SINGLE.isdisjoint(sentence.said):
        return
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "region" and mention.code.startswith("CN/") and sentence.low[mention.last - 1] in _SINGLE:
            known = vocabulary.codes("region").get(mention.code)
            if known is not None and home.split("/")[0] in [m.code for m in known.members]:
                sentence.correct(index, replace(mention, code=home.split("/")[0], meanings=()))


_SINGLE = frozenset({"region", "province"})
_LAND = frozenset({"china", "chinese"})
_SEATED = dict.fromkeys(("city", "metropolis", "municipality", "hub", "port", "town"), "city")
_SEATED |= dict.fromkeys(("province", "region"), "province")
_DESCRIBING = frozenset("coastal island border inland port industrial manufacturing trading autonomous tech".split())


def _name_where_it_lies(sentence: Sentence) -> None:
    """ "The East China province", "the central Chinese city", "the coastal Chinese province" are the reporter, not the nation."""
    low = sentence.low
    found = []
    for mention in sentence.of("region"):
        if mention.code != "CN" and not mention.code.startswith("CN/"):
            continue
        if low[mention.last - 1] not in _LAND:
            continue
        first, last = mention.first, mention.last
        while first and (low[first - 1] in SIDES or low[first - 1] in _DESCRIBING):
            first -= 1
        while last < len(low) and low[last] in _DESCRIBING and low[last + 1 : last + 2] and low[last + 1] not in ",.":
            last += 1
        lies = first < mention.first or mention.code != "CN"
        if lies and first and low[first - 1] == "the" and last < len(low) and low[last] in _SEATED:
            found.append(Mention("home", _SEATED[low[last]], "", first - 1, last + 1))
    if found:
        sentence.put(found)


def _name_city_told(sentence: Sentence) -> None:
    """ "The city" is the one that its sentence has named: "Chips are Chengdu's staple: the city imported 31.4 billion yuan worth"."""
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "home" and mention.code == "city" and word_behind(sentence, mention) != "of":
            before = [m for m in sentence.of("region") if m.last <= mention.first and not only_whither(sentence, m)]
            told = {m.code for m in before if is_city(m.code)}
            if len(told) == 1:
                sentence.correct(index, replace(mention, kind="region", code=told.pop(), meanings=()))


def _name_province_told(sentence: Sentence) -> None:
    """ "The province" is the one that its sentence has named: "Guangdong's nine Greater Bay Area cities make up 95 percent of the
    province's foreign trade", in a release of several."""
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "home" and mention.code == "province":
            told = {m.code for m in sentence.of("region") if m.last <= mention.first and not m.code.startswith("CN/")}
            if len(told) == 1 and "/" not in (code := told.pop()) and code != "CN":
                sentence.correct(index, replace(mention, kind="region", code=code, meanings=()))


def _name_place_opened(sentence: Sentence) -> None:
    """ "The province" is the one that opens its sentence: "In Heilongjiang, Russia is nearly everything: 234.6 billion yuan of the
    province's 312.4 billion"."""
    place = next(iter(sentence.of("region")), None)
    if place is None or place.first != 1 or sentence.low[place.last] != "," or not place.code.startswith("CN-"):
        return
    own = {"city"} if is_city(place.code) else {"province", "region"}
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "home" and mention.code in own and mention.first > place.last:
            sentence.correct(index, replace(mention, kind="region", code=place.code, meanings=()))


def name_direction(sentence: Sentence, context: Context) -> None:
    """ "In the other direction" and "What goes the other way" are the flow that the text was not at."""
    if "other" not in sentence.said or context.last is None:
        return
    opens = sentence.low[:1] == ["what"] or sentence.low[:2] in (["the", "other"], ["other", "way"])
    turns = _TURNS | {"way"} if opens else _TURNS
    if turns.isdisjoint(sentence.said):
        return
    told = {f.flow for f in context.told} & OTHER_SIDE.keys()
    flow = context.last.flow if context.last.flow in OTHER_SIDE else next(iter(told)) if len(told) == 1 else None
    if flow is None:
        return
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "flow" and sentence.low[mention.last - 1] in turns and mention.code == flow:
            sentence.correct(index, replace(mention, code=OTHER_SIDE[flow], meanings=()))


_TURNS = frozenset({"direction"})


_POINTING = frozenset({"the", "these", "those", "such", "this", "that"})


def own_good(code: str, context: Context) -> str | None:
    """The good that a wider noun is in a release about something: magnets, where rare earths are spoken of."""
    theme = context.theme.commodity if context.theme is not None else None
    return _kind_of(theme, code) if theme is not None else None


def _kind_of(material: str, code: str) -> str | None:
    """The code of what is made of a material: of "rare_earths" and "magnets" that of rare earth magnets, None where there is none."""
    kind = f"{material.removesuffix('s')}_{code}"
    return kind if kind in vocabulary.codes("commodity") else None


def name_own_goods(title: list[Sentence], body: list[Sentence]) -> None:
    """ "Magnets", in a headline, are those of the rare earths that the text names; "bikes" are motorcycles, where it names these and no
    bicycles."""
    _name_shared((*title, *body))
    titled = {m.code for s in title for m in s.of("commodity")}
    if not titled:
        return
    named = titled | {m.code for s in body for m in s.of("commodity")}
    own = {
        code: kind for code in titled for material in sorted(named) if (kind := _kind_of(material, code)) is not None
    }
    for sentence in (*title, *body) if own else ():
        for index, mention in enumerate(sentence.mentions):
            if mention.kind == "commodity" and mention.code in own:
                sentence.correct(index, replace(mention, code=own[mention.code], meanings=()))


def _name_shared(sentences: tuple[Sentence, ...]) -> None:
    """Take a word that two goods share for the one that the text names by a word of its own."""
    goods = [m for s in sentences for m in s.of("commodity")]
    shared = {m.code: other.code for m in goods for other in m.meanings if other.grade == "shared"}
    if not shared:
        return
    plain = {m.code for m in goods if all(other.grade != "shared" for other in m.meanings)}
    meant = {code: other for code, other in shared.items() if other in plain and code not in plain}
    for sentence in sentences if meant else ():
        for index, mention in enumerate(sentence.mentions):
            if mention.kind == "commodity" and mention.code in meant:
                sentence.correct(index, replace(mention, code=meant[mention.code], meanings=()))


def name_goods(sentence: Sentence, context: Context) -> None:
    """ "The machines" after laptops, "the fuel" after coal: a wider noun with an article stands for the good last named; "panels"
    after solar panels is short for them."""
    if not sentence.of("commodity"):
        return
    last = context.last.commodity if context.last is not None and not context.last.blocked else None
    if last is None and context.opened and context.recent:
        last = context.recent[-1].commodity
    theme = context.theme.commodity if context.theme is not None else None
    sole = context.good.commodity if context.good is not None else None
    for index, mention in enumerate(sentence.mentions):
        if mention.kind != "commodity":
            continue
        if sole is not None and mention.code != sole and _meant_again(sentence, mention, sole):
            sentence.correct(index, replace(mention, code=sole, grade="", meanings=()))
            last = sole
            continue
        surface = sentence.tokens[mention.last - 1].stem
        short = context.heads.get(surface) if mention.last - mention.first == 1 else None
        if mention.grade == "weak" and short is None and mention.last - mention.first == 1:
            # "Brazil's beans", where soybeans were named
            short = next((code for word, code in context.heads.items() if word.endswith(surface)), None)
        if mention.last - mention.first > 1 or mention.grade != "weak":
            context.heads[surface] = mention.code
        elif short not in (None, mention.code) and not vocabulary.related(short, mention.code):
            sentence.correct(index, replace(mention, code=short, grade="", meanings=()))
            last = short
            continue
        spoken = next((m for m in mention.meanings if m.kind == "commodity" and m.code in (last, theme)), None)
        if spoken is not None and spoken.code != mention.code:  # "bikes", where motorcycles are spoken of
            sentence.correct(index, replace(mention, code=spoken.code, grade="", meanings=()))
            continue
        if (own := own_good(mention.code, context)) is not None:
            sentence.correct(index, replace(mention, code=own, grade="", meanings=()))  # magnets, of rare earths
            last = own
            continue
        if theme is not None and theme.endswith("_" + mention.code) and not vocabulary.within(mention.code, theme):
            sentence.correct(index, replace(mention, code=theme, grade="", meanings=()))
            last = theme
        elif (
            last is not None
            and mention.code != last
            and not any(m.first == mention.last and m.code == "total" for m in sentence.of("flow"))  # "the car trade"
            and (
                _points(sentence, mention)
                or ((bool(context.told) or surface in _OF_ANY_KIND) and _counted(sentence, mention))
            )
            and (
                (mention.last - mention.first == 1 and last.endswith((surface, surface + "s")))
                or (mention.last - mention.first <= 2 and _wider(mention.code, last))
            )
        ):
            sentence.correct(index, replace(mention, code=last, grade="", meanings=()))
        else:
            last = mention.code


def _meant_again(sentence: Sentence, mention: Mention, good: str) -> bool:
    """Whether a wider word means the one good of the release: "Indian ore surged", "the super-chilled fuel"."""
    if mention.last - mention.first > 1 or not _wider(mention.code, good):
        return False
    if any(m.first == mention.last for m in sentence.of("flow")):
        return False  # "Farm exports of all sorts", in a text about garlic
    return mention.grade == "weak" or _points(sentence, mention) or _counted(sentence, mention)


def _points(sentence: Sentence, mention: Mention) -> bool:
    """Whether an article stands before a noun, or before an adjective of its own: "the spiky fruit"."""
    before = sentence.words(mention.first - 2, mention.first)
    if not before or before[-1] in _POINTING:
        return before != [] and (
            before[0] != "all" or before[-1] == "that"
        )  # "40 percent of all the fruit", in a text about durians
    plain = sentence.tokens[mention.first - 1]
    named = any(m.first < mention.first <= m.last for m in sentence.mentions)
    return before[0] in _POINTING and plain.kind == "word" and plain.text.islower() and not named


_OF_ANY_KIND = frozenset({"machine", "device", "product"})


def _counted(sentence: Sentence, mention: Mention) -> bool:
    """Whether so many of a noun are told of, behind figures of what it may stand for: "6.18 million machines", after laptops."""
    return any(m.last == mention.first and m.quantity.scaled for m in sentence.of("quantity"))


def _wider(code: str, good: str) -> bool:
    """Whether a commodity code is a group that a good belongs to; machines are all that is mechanical or electrical, minerals
    take in ores and coal, and metals the precious ones."""
    return any(vocabulary.within(good, group) for group in (code, *_ALSO.get(code, ())))


_ALSO = {
    "machinery": ("mechanical_electrical",),
    "minerals": ("ores", "energy"),
    "base_metals": ("iron_steel", "nonferrous_metals", "precious_metals"),
}
