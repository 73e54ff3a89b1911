"""What an office of another country counts: its figures are that country's own, and so are those of the sentences that go on with it."""

from __future__ import annotations

from pipeline.reading.frames.placing import Placed
from pipeline.reading.words.mentions import Mention, Sentence, possessive

# Of other countries: what stands for a government that counts for itself, by the last word of its name.
CAPITALS = frozenset(
    (
        "bangkok hanoi jakarta manila moscow washington tokyo seoul canberra delhi brasilia brussels london berlin paris ottawa rome madrid "
        "riyadh tehran ankara astana tashkent islamabad pretoria santiago lima wellington vientiane pyongyang naypyidaw ulaanbaatar bator "
        "nairobi ababa cairo lumpur dhabi doha aires baku minsk kyiv warsaw budapest prague vienna belgrade athens lisbon stockholm oslo "
        "copenhagen helsinki dublin bern bishkek dushanbe ashgabat kabul kathmandu dhaka colombo bogota quito caracas montevideo accra luanda "
        "kinshasa harare lusaka rabat algiers baghdad muscat amman"
    ).split()
)
# Offices and associations of other countries that go by their short names.
_BY_NAME = frozenset(
    (
        "inegi secex destatis eurostat rosstat kostat kita meti miti gso conab anec abiec abiove vdma bps knbs uzstat insee istat statcan usda "
        "usitc usgs ons dgft indec sunat mdic"
    ).split()
)
_OFFICES = frozenset(
    (
        "statistics statisticians census ministry bureau agency authority department secretariat institute council federation association "
        "customs"
    ).split()
)
# What may stand between a country and its office: "the Kenya National Bureau", "the Thai commerce ministry".
_OF_AN_OFFICE = frozenset(
    (
        "national central general federal state trade commerce finance economy economic foreign agriculture industry customs land transport "
        "export statistical census tax revenue farm energy"
    ).split()
)
_STATISTICS = frozenset({"statistics", "census"})
_COUNTING = _STATISTICS | {"customs"}
_TELLS = frozenset(
    (
        "says say said reported reports report counts counted count puts put reckons reckoned recorded records shows show showed estimates estimated "
        "gives gave noted tells told listed lists tallied reporting counting putting disclosed discloses"
    ).split()
)
# What an office does to much else than figures.
_DOES = frozenset("sees saw publish publishes published keeps kept announced released".split())
_DATA = frozenset("figures figure data statistics numbers tally tallies ledger books count returns census".split())
_LED_BY = frozenset(
    {"to", "from", "by"}
)  # "according to the Thai commerce ministry", "figures from Hanoi's statistics office"
_LEDGERS = frozenset("ledger ledgers books tally tallies count statistics reckoning data numbers figures".split())
_NEAR = 9  # tokens between an office and what it says


def counts_abroad(sentence: Sentence) -> int | None:
    """The position of the office of another country that tells the figures of a sentence: "The Lao ministry of commerce counts", "In
    Seoul the trade ministry put", "the Vietnamese side uses its own ledger"."""
    low = sentence.low
    if not _BY_NAME.isdisjoint(sentence.said):
        return next(n for n, word in enumerate(low) if word in _BY_NAME)
    if (own := _own_ledger(sentence)) is not None:
        return own
    if _OFFICES.isdisjoint(sentence.said) and "bank" not in sentence.said:
        return None
    if "whose" in sentence.said and (theirs := _whose_office(sentence)) is not None:
        return theirs
    return next((n for n, last in _offices(sentence) if _tells(sentence, n, last)), None)


def _whose_office(sentence: Sentence) -> int | None:
    """The position of the office of a partner that counts for it: "ahead of Japan, whose automakers' association counted 3.99 million"."""
    low = sentence.low
    owners = {m.last for m in sentence.of("partner")}
    for place in sentence.places("whose"):
        if low[place - 1] == "," and place - 1 in owners:
            office = next((p for p in range(place + 1, min(place + 6, len(low) - 1)) if low[p] in _OFFICES), None)
            if office is not None and low[office + 1] in _TELLS:
                return office
    return None


def office_telling(sentence: Sentence, before: bool) -> int | None:
    """The position of the office of another country that tells a sentence, -1 where it goes on with the one ``before``."""
    office = counts_abroad(sentence)
    return -1 if office is None and before and goes_on_abroad(sentence) else office


def told_abroad(figure: Placed, sentence: Sentence, office: int) -> bool:
    """Whether a figure is one of those that the office at a position tells: behind it, or of a sentence that closes with it."""
    if _in_yuan(sentence):
        return False
    ours = [
        m.first
        for m in sentence.of("region")
        if possessive(sentence.low, m.last) or sentence.low[m.last : m.last + 1] == ["customs"]
    ]
    if "chinese" in sentence.said and any(
        "chinese" in sentence.words(m.first - 2, m.first) for m in sentence.of("flow")
    ):
        return False  # "After Washington's trade office reported new duties, Chinese exports fell"
    if any(m.first > office and _led(sentence.low, m) for m in sentence.of("partner")):
        return False  # who counts is no partner of its own: "exports to Germany rose"
    if figure.mention.first > office:
        return not any(office < place < figure.mention.first for place in ours)
    behind = any(m.first > office for m in sentence.of("quantity"))
    return not behind and not ours


def goes_on_abroad(sentence: Sentence) -> bool:
    """Whether a sentence behind one that an office abroad tells goes on with it: "Its exports were 39 billion dollars", "Imports there grew"."""
    if _in_yuan(sentence) or sentence.of("region") or "chinese" in sentence.said or "china" in sentence.said:
        return False
    if any(m.code not in ("any", "nation") for m in sentence.of("home")):
        return False
    if any(_led(sentence.low, m) for m in (*sentence.of("partner"), *sentence.of("home"))):
        return False  # "exports to Germany", "exports to the country": ours again
    opening = sentence.low[:_OPENING]
    return not _GOING_ON.isdisjoint(opening) or any(m.first == 0 for m in sentence.of("flow"))


_OPENING = 6  # tokens
_GOING_ON = frozenset({"it", "its", "that", "there", "their", "they", "this"})


def _in_yuan(sentence: Sentence) -> bool:
    """Whether a sentence counts in yuan, as nobody abroad does."""
    return any(m.quantity.unit == "CNY" for m in sentence.of("quantity"))


def _own_ledger(sentence: Sentence) -> int | None:
    """The position of a partner that keeps its own count: "The Vietnamese side uses its own ledger"."""
    if "own" not in sentence.said or _LEDGERS.isdisjoint(sentence.said):
        return None
    low = sentence.low
    for n in sentence.places("own"):
        if low[n - 2 : n - 1] == ["sar"] and not _STATISTICS.isdisjoint(low[n + 1 : n + 3]):
            return n  # "The SAR's own statistics told another tale"
        if low[n - 1] == "its" and not _LEDGERS.isdisjoint(low[n + 1 : n + 3]):
            return next((m.first for m in sentence.of("partner") if m.last < n and not _led(low, m)), None)
        if low[n - 1] == "our" and not _STATISTICS.isdisjoint(low[n + 1 : n + 3]):
            return n  # "Our own statistics authority", in a paper abroad
    return None


def _led(low: list[str], mention: Mention) -> bool:
    """Whether a partner is only dealt with: "trade with Vietnam", "exports to the country"."""
    first = mention.first - (low[mention.first - 1 : mention.first] == ["the"])
    return low[first - 1 : first] in (["with"], ["to"], ["from"])


def _offices(sentence: Sentence) -> list[tuple[int, int]]:
    """The offices of other countries in a sentence, first and last position."""
    low = sentence.low
    found = [
        (n, place)
        for n, word in enumerate(low)
        if word in CAPITALS
        for place in [
            _office_behind(low, n + 1, possessive(low, n + 1)) or _in_capital(low, n) or _office_before(low, n)
        ]
        if place is not None
    ]
    for mention in sentence.of("partner"):
        whose = possessive(low, mention.last)
        place = _office_behind(low, mention.last, whose)
        if place is None or (low[place] == "customs" and not whose and mention.grade != "adjective"):
            place = _office_before(low, mention.first, _COUNTING)
        if place is not None:
            found.append((mention.first, place))
    return found


def _office_behind(low: list[str], place: int, whose: bool) -> int | None:
    """The position of an office behind the name of a country: "Singapore's Land Transport Authority", "the Lao ministry"."""
    for n in range(place + whose, min(place + whose + 4, len(low))):
        if low[n] in _OFFICES or (low[n] == "bank" and low[n - 1] in ("central", "national")):
            return n
        if not whose and low[n] not in _OF_AN_OFFICE:
            return None
        if not low[n].isalpha():
            return None
    return None


def _in_capital(low: list[str], place: int) -> int | None:
    """The position of an office that a capital in front of it is the seat of: "In Seoul the trade ministry"."""
    if low[place - 1 : place] != ["in"] or place > 2:
        return None
    start = place + 1 + (low[place + 1 : place + 2] == [","])
    return _office_behind(low, start + 1, False) if low[start : start + 1] == ["the"] else None


def _office_before(low: list[str], place: int, kinds: frozenset[str] = _OFFICES) -> int | None:
    """The position of an office in front of the name of its country or seat: "the Bureau of National Statistics in Astana", "the
    Department of Statistics Malaysia"."""
    at = place - 1 - (low[place - 1 : place] == ["of"] or low[place - 1 : place] == ["in"])
    if at >= 0 and low[at] in ("office", "agency"):
        at -= 1
    return at if at >= 0 and low[at] in kinds else None


def _tells(sentence: Sentence, first: int, last: int) -> bool:
    """Whether an office says something: by a verb behind it, or "according to" it."""
    low = sentence.low
    start = first if last > first else last - 1  # "according to the trade ministry in Brasilia"
    led = low[max(0, start - 2) : start]
    if not _LED_BY.isdisjoint(led) and not {"according", "figures", "data", "numbers", "statistics"}.isdisjoint(
        low[max(0, start - 4) : start]
    ):
        return True
    behind = low[last + 1 : last + 1 + _NEAR]
    told = any(m.quantity.kind in ("money", "percent") for m in sentence.of("quantity"))
    if _DATA.isdisjoint(low[first : last + 1]) and _DATA.isdisjoint(low[last + 1 :]) and not told:
        return False  # "Vietnam's trade ministry says durian is its pride"
    return not _TELLS.isdisjoint(behind) or not (_DOES.isdisjoint(behind) or _DATA.isdisjoint(sentence.said))
