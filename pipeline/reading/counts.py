"""Numbers and names that take their meaning from the sentence: counts of goods, shared units, the zone last named."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter

from pipeline import vocabulary
from pipeline.reading.cues import Measure
from pipeline.reading.frames import Context
from pipeline.reading.lexicon import THE_ZONE
from pipeline.reading.scan import TOPIC_KINDS, Mention, Sentence
from pipeline.reading.topics import PEOPLE

_FIRST = attrgetter("first")
_AFTER_NUMBER = frozenset(
    (
        "in to from by for and or as at with on over during while which that than but after before was were is "
        "are compared a the up down"
    ).split()
)


_ALL = frozenset({"all", "these", "together"})


def name_zone(sentence: Sentence, context: Context) -> None:
    """ "The zone", and the first word of its name, stand for the zone last named."""
    if context.zone is None and not sentence.of("zone"):
        return
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "zone" and mention.grade == "named":
            context.zone = mention.code
        elif mention.code == THE_ZONE and context.zone is not None:
            sentence.correct(index, replace(mention, code=context.zone))
        elif (
            mention.kind == "region"
            and context.zone is not None
            and mention.last - mention.first == 1
            and sentence.low[mention.first] == context.zone.split("_")[0]
            and "/" not in mention.code
        ):
            sentence.correct(index, replace(mention, kind="zone", code=context.zone, meanings=()))
    if context.zone is not None and "bonded" in context.zone and "zones" in sentence.said:
        covered = {p for m in sentence.mentions for p in range(m.first, m.last)}
        extra = [
            Mention("zone", "customs_supervised", "", n, n + 1)
            for n in sentence.places("zones")
            if n not in covered and not _ALL.isdisjoint(sentence.words(n - 3, n))
        ]
        if extra:  # "All six zones together traded 428.1 billion yuan"
            sentence.hold(sorted([*sentence.mentions, *extra], key=_FIRST))
    if any(m.code == THE_ZONE for m in sentence.of("zone")):
        sentence.hold([m for m in sentence.mentions if m.code != THE_ZONE])
    if context.zone is not None and (name := context.zone.split("_")[0]) in sentence.said:
        covered = {p for m in sentence.mentions for p in range(m.first, m.last)}
        extra = [
            Mention("zone", context.zone, "", n, n + 1)
            for n, t in enumerate(sentence.tokens)
            if t.low == name and t.text[0].isupper() and n not in covered
        ]
        if extra:
            sentence.hold(sorted([*sentence.mentions, *extra], key=_FIRST))


_REGIME_VERBS = frozenset({"was", "were", ",", "fell", "rose", "grew", "at"})


def name_regime(sentence: Sentence, context: Context) -> None:
    """ "Processing was the only one to recede", after general trade: short for processing trade."""
    if "processing" not in sentence.said or context.last is None or context.last.regime is None:
        return
    covered = {p for m in sentence.mentions for p in range(m.first, m.last)}
    extra = [
        Mention("regime", "processing", "", n, n + 1)
        for n in sentence.places("processing")
        if n not in covered and not _REGIME_VERBS.isdisjoint(sentence.words(n + 1, n + 2))
    ]
    if extra:
        sentence.hold(sorted([*sentence.mentions, *extra], key=_FIRST))


_TOWNS = frozenset({"hub", "city", "port", "town", "metropolis"})


def name_city(sentence: Sentence, context: Context) -> None:
    """ "The Jiangsu manufacturing hub" is the city of Jiangsu that the release is of."""
    home = context.article.region
    if home is None or "/" not in home:
        return
    for index, mention in enumerate(sentence.mentions):
        if (
            mention.kind == "region"
            and home.startswith(mention.code + "/")
            and not _TOWNS.isdisjoint(sentence.words(mention.last, mention.last + 2))
        ):
            sentence.correct(index, replace(mention, code=home, meanings=()))


_BLOCS = frozenset({"bloc", "grouping", "association", "union", "alliance"})
_COUNTRIES = frozenset({"country", "nation", "kingdom", "republic", "neighbor", "neighbour", "peninsula"})
_COLLECTIVE = _BLOCS | _COUNTRIES
_NEIGHBORING = frozenset(
    ["neighboring", "neighbouring", "northern", "southern", "western", "eastern", "big", "giant", "island"]
)
_TOWARDS = frozenset({"to", "from", "with"})


def name_partner(sentence: Sentence, context: Context) -> None:
    """ "The bloc" stands for the group of partners last named, "with that country" for the country last named."""
    partners = sentence.of("partner")
    bloc = next(
        (m for m in partners if is_bloc(m.code)), None
    )  # of several it is the first, whatever is named beside it
    named = [m for m in partners if m is bloc or not is_bloc(m.code)]
    extra = []
    for position, word in () if _COLLECTIVE.isdisjoint(sentence.said) else enumerate(sentence.low):
        while named and named[0].first <= position:
            _note_partner(named.pop(0), context)
        if word not in _COLLECTIVE:
            continue
        lead = sentence.words(position - 2, position)
        if lead[-1:] and lead[-1] in _NEIGHBORING:
            lead = sentence.words(position - 3, position - 1)
        if lead[-1:] not in (["the"], ["that"], ["this"]):
            continue
        code = context.bloc if word in _BLOCS else context.country if lead[0] in _TOWARDS else None
        if code is not None and not any(
            m.first <= position < m.last
            for m in sentence.mentions
            if m.kind not in ("home", "anaphor", "region") and m.code != "NEIGHBORING"
        ):
            extra.append(Mention("partner", code, "", position - 1, position + 1))
    for mention in named:
        _note_partner(mention, context)
    if extra:
        taken = {m.last - 1 for m in extra}
        kept = [
            m for m in sentence.mentions if not ((m.kind == "home" or m.code == "NEIGHBORING") and m.last - 1 in taken)
        ]
        sentence.hold(sorted([*kept, *extra], key=_FIRST))


def is_bloc(partner: str) -> bool:
    """Whether a partner is a group of countries."""
    known = vocabulary.codes("partner")
    return partner in known and known[partner].kind == "group"


def _note_partner(mention: Mention, context: Context) -> None:
    if is_bloc(mention.code):
        context.bloc = mention.code
    else:
        context.country = mention.code


_POINTING = frozenset({"the", "these", "those", "such", "this"})


def own_good(code: str, context: Context) -> str | None:
    """The good that a wider noun is in a release about something: magnets, where rare earths are spoken of."""
    theme = context.theme.commodity if context.theme is not None else None
    own = f"{theme.removesuffix('s')}_{code}" if theme is not None else ""
    return own if own in vocabulary.codes("commodity") else None


def name_goods(sentence: Sentence, context: Context) -> None:
    """ "The machines" after laptops, "the fuel" after coal: a wider noun with an article stands for the good last named; "panels"
    after solar panels is short for them."""
    if not sentence.of("commodity"):
        return
    last = context.last.commodity if context.last is not None and not context.last.blocked else None
    theme = context.theme.commodity if context.theme is not None else None
    for index, mention in enumerate(sentence.mentions):
        if mention.kind != "commodity":
            continue
        surface = sentence.tokens[mention.last - 1].stem
        short = context.heads.get(surface) if mention.last - mention.first == 1 else None
        if mention.last - mention.first > 1:
            context.heads[surface] = mention.code
        elif short not in (None, mention.code) and not _related(short, mention.code):
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
        if theme is not None and theme.endswith("_" + mention.code):
            sentence.correct(index, replace(mention, code=theme, grade="", meanings=()))
            last = theme
        elif (
            last is not None
            and mention.code != last
            and _points(sentence, mention)
            and (
                (mention.last - mention.first == 1 and last.endswith((surface, surface + "s")))
                or (mention.last - mention.first <= 2 and _wider(mention.code, last))
            )
        ):
            sentence.correct(index, replace(mention, code=last, grade="", meanings=()))
        else:
            last = mention.code


def _related(code: str, other: str) -> bool:
    return vocabulary.within(code, other) or vocabulary.within(other, code)


def _points(sentence: Sentence, mention: Mention) -> bool:
    """Whether an article stands before a noun, or before an adjective of its own: "the spiky fruit"."""
    before = sentence.words(mention.first - 2, mention.first)
    if not before or before[-1] in _POINTING:
        return bool(before)
    plain = sentence.tokens[mention.first - 1]
    named = any(m.first < mention.first <= m.last for m in sentence.mentions)
    return before[0] in _POINTING and plain.kind == "word" and plain.text.islower() and not named


def _wider(code: str, good: str) -> bool:
    """Whether a commodity code is a group that a good belongs to; machines are all that is mechanical or electrical."""
    return vocabulary.within(good, code) or (code == "machinery" and vocabulary.within(good, "mechanical_electrical"))


def convert_counts(sentence: Sentence, context: Context) -> None:
    """A bare number right before a commodity counts its units ("203,000 vehicles"); a bare scaled number takes the unit
    of the number before it ("170.38 billion yuan ... to 47.31 billion")."""
    if not sentence.of("quantity") and not sentence.of("terms"):
        return
    currency = context.currency or context.article_currency
    last_unit = context.unit or (("money", currency) if currency else None)
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "terms":
            context.currency = mention.code
            last_unit = context.unit = ("money", mention.code)
        if mention.kind != "quantity":
            continue
        quantity = mention.quantity
        if quantity.kind in ("money", "physical"):
            last_unit = context.unit = (quantity.kind, quantity.unit)
            if quantity.kind == "money":
                context.currency = quantity.unit
        if quantity.kind != "bare" or sentence.tokens[mention.first].glue == "-":
            continue  # "COVID-19 vaccines"
        meant = _unit_meant(sentence, index, context, currency, last_unit)
        if meant is not None:
            kind, unit = meant
            sentence.correct(index, replace(mention, quantity=replace(quantity, kind=kind, unit=unit), code=kind))


_UNITS = ("physical", "units")


def _unit_meant(
    sentence: Sentence, index: int, context: Context, currency: str | None, last_unit: tuple[str, str] | None
) -> tuple[str, str] | None:
    """Kind and unit of a bare number, None where it is no more than a number."""
    mention = sentence.mentions[index]
    quantity = mention.quantity
    if _percent_again(sentence, index):
        return "percent", "%"
    following = sentence.low[mention.last : mention.last + 2]
    if quantity.scaled and currency and following[:1] == ["worth"]:
        return "money", currency  # "sent 22.7 billion worth of goods across the river"
    lead = sentence.words(mention.first - 2, mention.first)
    if lead in (["in", "pieces"], ["in", "units"]):
        return _UNITS
    if (
        _counts_goods(sentence, index, context)
        or (_shipped(sentence, index, last_unit) and not _noun_follows(sentence, mention.last))
        or (lead == ["of", "which"] and _passed_the_border(sentence, mention, context))
    ):
        return _UNITS
    if (
        (quantity.scaled or (last_unit == _UNITS and quantity.value >= _FEW and _led(sentence, mention)))
        and last_unit is not None
        and not _noun_follows(sentence, mention.last)
    ):
        return last_unit
    if (
        following == ["of", "them"]
        and quantity.value >= _FEW
        and any(m.kind == "flow" or m.means("flow") for m in sentence.mentions)
    ) or _passed_the_border(sentence, mention, context):
        return _UNITS
    return None


def _counts_goods(sentence: Sentence, index: int, context: Context) -> bool:
    """Whether a commodity stands right behind a number: "203,000 vehicles"."""
    mention = sentence.mentions[index]
    following = sentence.mentions[index + 1] if index + 1 < len(sentence.mentions) else None
    return (
        following is not None
        and following.kind == "commodity"
        and following.first - mention.last <= 2
        and _FIRMS.isdisjoint(sentence.words(following.last, following.last + 1))
        and _of_trade(sentence, mention, context)
        and _plain_words(sentence, mention.last, following.first)
    )


def _shipped(sentence: Sentence, index: int, last_unit: tuple[str, str] | None) -> bool:
    """Whether a number stands right behind a verb of trade: "shipped 203,000"."""
    mention = sentence.mentions[index]
    quantity = mention.quantity
    before = sentence.mentions[index - 1] if index else None
    return (
        before is not None
        and before.last == mention.first
        and before.kind == "flow"
        and before.grade in ("verb", "weak")
        and quantity.value >= _FEW
        and not (quantity.scaled and _amount_before(sentence, index))
        and not (quantity.value >= _BILLION and last_unit is not None and last_unit[0] == "money")
    )


_BILLION = 1_000_000_000  # so many units of a good are never counted


def _of_trade(sentence: Sentence, mention: Mention, context: Context) -> bool:
    """Whether goods that a number counts are traded: their sentence names a flow, or the text is at one ("170 trucks stood in
    line")."""
    if any(m.kind == "flow" or m.means("flow") for m in sentence.mentions):
        return True
    last = context.last
    return last is not None and last.flow in ("export", "import") and mention.quantity.value >= _FEW


def _led(sentence: Sentence, mention: Mention) -> bool:
    """Whether a bare number is what someone took or had of the goods counted before: "Mexico was second with 415,000"."""
    lead = sentence.words(mention.first - 3, mention.first)
    return bool({"with", "took", "bought", "at", "by", "than", "the"} & set(lead))


_FIRMS = frozenset(
    {"enterprises", "companies", "firms", "producers", "makers", "manufacturers", "exporters", "dealers", "factories"}
)


def _amount_before(sentence: Sentence, index: int) -> bool:
    """Whether an amount of money stands earlier in the sentence: "bought 221.8 billion yuan of goods and sold 76.03 billion"."""
    return any(m.kind == "quantity" and m.quantity.kind == "money" for m in sentence.mentions[:index])


_FEW = 100  # units of a good that a release would not count


def _passed_the_border(sentence: Sentence, mention: Mention, context: Context) -> bool:
    """Whether a bare number counts the good spoken of, as it was traded: "A total of 1,126, mostly German, were imported"."""
    known = any(m.kind == "commodity" and m.last <= mention.first for m in sentence.mentions)
    known = known or (context.last is not None and context.last.commodity is not None)
    if not known or mention.quantity.value < _FEW or _noun_follows(sentence, mention.last):
        return False
    verb = next(
        (m for m in sentence.mentions if m.first >= mention.last and m.kind in ("flow", "quantity", "commodity")), None
    )
    if verb is not None and verb.kind == "flow" and verb.grade == "verb" and verb.first == mention.last:
        return True  # "Cars did well: 97,000 left for other countries"
    return (
        verb is not None
        and verb.kind == "flow"
        and verb.grade in ("verb", "weak")
        and sentence.words(verb.first - 1, verb.first) in (["were"], ["was"])
        and verb.first - mention.last <= 8
    )


def _percent_again(sentence: Sentence, index: int) -> bool:
    """Whether a number leaves out the percent said before: "exports were up by 7.6 percent and imports by 13.9"."""
    mention = sentence.mentions[index]
    before = [m.quantity.kind for m in sentence.mentions[:index] if m.kind == "quantity"]
    if "percent" not in before[-2:] or "." not in mention.quantity.value_text:
        return False
    lead = sentence.words(mention.first - 1, mention.first)
    named = before[-1] == "percent" and any(
        m.last == mention.first and m.kind in TOPIC_KINDS for m in sentence.mentions
    )
    turn = lead == ["of"] and any(m.kind == "direction" and m.last == mention.first - 1 for m in sentence.mentions)
    return (
        (named or turn or lead == ["by"])
        and not _noun_follows(sentence, mention.last)
        and mention.quantity.value < 1000
    )


def _plain_words(sentence: Sentence, first: int, last: int) -> bool:
    return all(
        t.kind == "word"
        and t.low not in ("and", "or", "in", "to", "from", "by", "for", "have", "has", "had", "keep", "fly", "run")
        for t in sentence.tokens[first:last]
    )


def _noun_follows(sentence: Sentence, position: int) -> bool:
    """Whether a noun of its own stands right after a number ("2.1 million passengers")."""
    words = sentence.tokens[position : position + 1]
    if words and words[0].low in PEOPLE:
        return True  # "6.72 million customers"
    if sentence.words(position, position + 2) in (["of", "that"], ["of", "it"], ["of", "this"]):
        return False
    return (
        bool(words)
        and words[0].kind == "word"
        and words[0].low not in _AFTER_NUMBER
        and not any(m.first == position for m in sentence.mentions)
    )


_HOLDS = frozenset({"has", "had", "have", "holds", "held", "with"})
_SHARED = frozenset({"share", "share_change"})
_NOWADAYS = frozenset({"now", "today", "currently", "then"})


def share_again(sentence: Sentence, index: int, reading: Measure, context: Context) -> Measure:
    """A percentage without a word for it is a share where the sentence before told one ("It now stands at 17.2 percent", "That of
    private firms, 39.2%, was 2.4 points smaller") or where a regime, a partner or a kind of enterprise simply has it."""
    mention = sentence.mentions[index]
    before = [m for m in sentence.mentions if m.kind == "quantity" and m.first < mention.first]
    told = bool(before)
    opening = sentence.low[1:] if sentence.low[0] in _NOWADAYS else sentence.low
    pointing = opening[:1] in (["it"], ["that"], ["this"], ["those"], ["they"]) and all(
        m.quantity.kind == "percent" for m in before
    )
    figure = sentence.words(mention.first - 3, mention.first - 1) == ["the", "figure"] and not told
    holder = sentence.words(mention.first - 1, mention.first)[:1]
    held = (
        bool(holder)
        and holder[0] in _HOLDS
        and not told
        and any(m.kind in _HOLDERS and m.last < mention.first for m in sentence.mentions)
    )
    if (context.measured in _SHARED and (pointing or figure)) or held:
        return replace(reading, measure="share", rule="share.again")
    return reading


_HOLDERS = frozenset({"regime", "enterprise", "partner", "transport"})


def share_cues(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """A change that stands between a share's percentage and its own points keeps its reading; nothing else to do for points."""
    for position, index in enumerate(quantities):
        reading = measures[index]
        if reading.doubt != "after_share" or position == 0:
            continue
        previous = measures[quantities[position - 1]]
        if previous.measure == "share":
            measures[index] = replace(reading, doubt="share_change")
        else:
            measures[index] = replace(reading, doubt=None)
