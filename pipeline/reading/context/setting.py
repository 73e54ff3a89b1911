"""The place that a text goes on about, and what "the city" and "the province" are from there on."""

from __future__ import annotations

from itertools import pairwise

from pipeline import vocabulary
from pipeline.reading.context.headings import is_byline
from pipeline.reading.frames.frames import Context, altered
from pipeline.reading.frames.placing import Placed, Work, is_city, region_of, reporter_only
from pipeline.reading.topics.circumstances import in_apposition, opened
from pipeline.reading.topics.phrases import group_named
from pipeline.reading.topics.unmeant_places import PASSED_THROUGH, in_aside, of_a_firm, only_whither, stands_there
from pipeline.reading.topics.vantages import is_vantage
from pipeline.reading.words.mentions import Mention, Sentence, possessive


def note_places(work: Work, figures: list[Placed]) -> None:
    """The reporter that the paragraph goes on about, and what "the city" and "the province" are from here on."""
    context = work.context
    reporters = {f.frame.region for f in figures}
    context.arrived = False
    if figures:
        context.cluster = next((r for r in reporters if r is not None and r.startswith("CN/")), context.cluster)
    if len(reporters) == 1 and reporters != {"CN"}:
        context.region = figures[0].frame.region
    elif reporters and (reporters != {"CN"} or context.region != "CN"):
        context.region = None
    else:
        _note_setting(work)
    for mention in work.sentence.mentions:
        place = mention.means("region") if mention.meanings else None
        if place is None or mention.grade == "customs":
            continue  # "Xiamen Customs said. ... The city's foreign trade" is not Xiamen's, in a release of Quanzhou
        if only_whither(work.sentence, mention):
            continue  # "Xuzhou loads its diggers on barges for Lianyungang. The city's exports"
        _note_place(context, place.code)
    named = frozenset(m.code for m in work.sentence.of("region"))
    if len(named) > 2 and (together := group_named("region", named)) is not None:
        context.cluster = (
            together  # "the returns of Liaoning, Jilin and Heilongjiang. Between them the three provinces traded"
        )


def _note_place(context: Context, code: str) -> None:
    if code.startswith("CN/"):
        context.cluster = code
    elif is_city(code):
        context.city = code
    elif code != "CN":
        context.province = code


# What a place behind it only stands beside: "Sichuan has overtaken its neighbor Chongqing. Its exports climbed".
_ASIDE = frozenset({"when", "because", "while", "overtaken", "overtook", "surpassed", "outpaced", "outstripped"})
_CAUSES = ([",", "since"], [",", "as"], [",", "because"])
_QUOTED = frozenset({"“", '"'})


_AT = frozenset({"at", "near", "outside", "through", "over", "across", "off", "to", "between"})


def _only_there(work: Work, home: str) -> bool:
    """Whether the places named before the reporter only say where something stands: "a bridge at Tongjiang: good times for
    Heilongjiang"."""
    places = list(work.sentence.of("region"))
    before = places[: next((n for n, m in enumerate(places) if m.code == home), 0)]
    return before != [] and all(work.words[max(0, m.first - 1)] in _AT for m in before)


def _in_cause(words: list[str], place: int) -> bool:
    """Whether a place stands in a clause behind a comma that says why: "..., since the headquarters are in the capital"."""
    opening = next((p for p in range(place - 1, 0, -1) if words[p] == ","), None)
    return opening is not None and words[opening : opening + 2] in _CAUSES


_PLACES_THAT = frozenset({"city", "prefecture", "county", "town", "district", "hub", "port"})


def _passed_by(words: list[str], place: int) -> bool:
    """Whether a place is only what goods pass, or what another place has to do with: "served by sea, through Tianjin", "the city that
    administers Pingxiang"."""
    if words[max(0, place - 2) : place] in PASSED_THROUGH:
        return True
    lead = words[max(0, place - 5) : place]
    return any(b == "that" and a in _PLACES_THAT for a, b in pairwise(lead))


_BRINGING = frozenset({"brought", "brings", "drew", "draws", "attracted", "lured", "took", "flew"})


def _brought_there(words: list[str], place: int, named: int) -> bool:
    """Whether the one place ``named`` is only where something else was brought: "April brought the expo and 3,300 brands to Haikou"."""
    return named == 1 and words[place - 1] == "to" and not _BRINGING.isdisjoint(words[:place])


# "Chongzuo, the prefecture to which Pingxiang belongs, needs no lecture on roads"
_RELATIVE = frozenset({"which", "whom", "where", "whose"})


def _note_setting(work: Work) -> None:
    """A sentence without figures that names a place sets the scene: "Nowhere is the mood better than in Yiwu"."""
    context = work.context
    if work.words[0] in ("not", "nor") and work.words[1] != "so":
        return  # "Not the shoemakers of Jinjiang.", but "Not so in Qingdao."
    if work.words[0] in _QUOTED:
        return  # "Now it is a woman from Mudanjiang with eleven containers of garlic": told by somebody, of somebody
    if work.words[0] == "by" and work.words[-1] != ".":
        return  # "By Mei Lindqvist in Heihe": where it was written
    if is_byline(work.sentence) or any(m.grade == "bare" for m in work.sentence.of("region")):
        return  # "In Anqiu, a county-level city of Weifang, ginger is washed for 40 markets"
    circumstance = opened(work.sentence) if work.sentence.of("region") else 0
    named = [
        m.code
        for m in work.sentence.of("region")
        if m.grade != "customs"
        and _ASIDE.isdisjoint(work.words[max(0, m.first - 3) : m.first])
        and m.last > circumstance
        and not _in_cause(work.words, m.first)
        and not in_apposition(work.words, m.first, m.last)
        and not (m.first > 1 and in_aside(work.sentence, m))
        and _RELATIVE.isdisjoint(work.words[max(0, m.first - 3) : m.first])
        and not of_a_firm(work.sentence, m)
        and not is_vantage(work.sentence, m)
        and not _makes_goods(work, m)
        and not _passed_by(work.words, m.first)
        and not _brought_there(work.words, m.first, len(work.sentence.of("region")))
    ]
    subject = _subject_there(work, named)
    if subject is None and (
        len({code for code in named if is_city(code)}) > 1
        or any(len(t.codes.get("region", ())) > 2 for t in work.topics)
    ):
        return  # "Factories in Zhengzhou and Guangzhou were idle", "in Beijing, Tianjin and Hebei": of none is more said
    if subject is None and any(stands_there(work.sentence, m) for m in work.sentence.of("region")):
        return  # "Imports are dominated by what the smelters of Tongling need"
    if len(set(named)) > 1 and all(r.startswith("CN-") and "/" not in r for r in named) and _together(work):
        return  # "Beijing, Tianjin and Hebei were told to plan together"
    named = named or [
        r
        for t in work.topics
        if not (_in_cause(work.words, t.first) or in_apposition(work.words, t.first, t.last) or "commodity" in t.codes)
        and (r := region_of(t, context)) is not None
    ]
    home = context.article.region
    opens = bool(named) and any(
        m.code == named[0] and work.words[: m.first] in ([], ["the"]) for m in work.sentence.of("region")
    )
    spoken_of = named and named[0].startswith("CN/") and (opens or named[0] in (home, context.cluster))
    if spoken_of and context.last is not None:
        # "The delta has held up better than its skyline. Its foreign trade grew": of the cluster again
        context.region = None if named[0] == home else named[0]
        context.last = altered(context.last, region=named[0])
        return
    nation = home == "CN" or ("CN" in named and _nation_fared(work))
    named = [r for r in named if not r.startswith("CN/") and (r != "CN" or nation)]
    if home is not None and all(m.first > 2 for m in work.sentence.of("region")):
        # "Nothing like it was seen in any other city of Zhejiang"
        named = [r for r in named if not home.startswith(r + "/")]
    named = [r for r in named if not _beyond(r, home)]
    if not named:
        return
    if all(lies_in(code, home) for code in named):
        # "Keqiao district is the heart of it. Textile exports were", in a release of the city that it is a part of
        _turn_to(work, named[0])
        return
    outside = home is not None and not any(r.startswith(f"{home}/") for r in named)
    if home in named and (outside or (named[-1] == home and home not in named[:-1] and _only_there(work, home))):
        named = [home]  # "Guangxi has neither the ports of Guangdong nor its factories": held against, or passed
    context.region = subject or next((r for r in named if "/" in r), named[-1])
    context.arrived = context.region != context.article.region
    if context.last is not None:
        last = altered(context.last, region=context.region)
        if context.paragraph is None and last.region != context.last.region and _opens(work, last.region):
            # "Liaoning is another creature altogether. It trades", behind a paragraph on what Heilongjiang trades with Russia
            base = context.base()
            last = altered(last, partner=base.partner, zone=base.zone, blocked=base.blocked)
        context.last = last


def _opens(work: Work, code: str | None) -> bool:
    """Whether a sentence begins with a place."""
    return any(m.first == 0 and m.code == code for m in work.sentence.of("region"))


def _nation_fared(work: Work) -> bool:
    """Whether a short sentence only says how the nation did, or asks it, for the next to tell more: "China as a whole did a good deal
    better", "And the country?"."""
    if work.words[-1] == "?" and len(work.words) <= _ASKED:
        return True
    if len(work.words) > _BRIEF or _FARED.isdisjoint(work.said) or not {"better", "worse"} & work.said:
        return False
    return all(not t.has_breakdown() for t in work.named) and work.words[0] in ("china", "the")


_FARED = frozenset({"did", "fared", "does", "fares", "performed", "has"})
_BRIEF = 14  # tokens
_ASKED = 8  # tokens: "And what of China as a whole?"


def _beyond(code: str, home: str | None) -> bool:
    """Whether a place lies in no member of the cluster that reports: "a tanker that unloads in Zhoushan", of the capital's region."""
    cluster = vocabulary.codes("region").get(home or "") if (home or "").startswith("CN/") else None
    members = [m.code for m in cluster.members] if cluster is not None else []
    return bool(members) and not any(f"{code}/".startswith(f"{m}/") or m.startswith(f"{code}/") for m in members)


def _makes_goods(work: Work, place: Mention) -> bool:
    """Whether a place only says where goods come from that a sentence is about: "Minicars from Liuzhou are a common sight in Jakarta",
    "Excavators made in Changsha", "Jinjiang's sneakers"; what follows is the reporter's again, unless a pronoun goes on about them."""
    words, goods = work.words, work.sentence.of("commodity")
    behind = place.last + possessive(words, place.last)
    if any(m.first == behind and m.last < len(words) and words[m.last] not in _SITES for m in goods):
        return True
    listed = next((m for m in work.sentence.of("region") if m.last == place.first - 1), None)
    if listed is not None and words[listed.last] in ("and", ","):
        return _makes_goods(work, listed)  # "from Shangrao and Xinyu"
    lead = words[max(0, place.first - 2) : place.first]
    whence = 1 if lead[-1:] in (["from"], ["of"]) else 2 if lead[-1:] == ["in"] and lead[0] in _MADE else 0
    if place.first == 2 and lead[1] == "from" and lead[0].endswith("s"):
        return True  # "Minicars from Liuzhou", whatever they are
    return whence > 0 and any(m.last == place.first - whence for m in goods)


_MADE = frozenset(
    "made built produced grown assembled woven knitted brewed sewn bred raised caught mined forged fired".split()
)
_SITES = frozenset(
    (
        "town city capital market markets fair hub base cluster industry makers maker factories factory firms companies exporters plants "
        "plant workshops mills port"
    ).split()
)


def _turn_to(work: Work, code: str) -> None:
    """Let "its" be of a part of the reporter's city that a sentence is about: "Kunshan remained the biggest trader. Its exports"."""
    context, first = work.context, work.named[0] if work.named else None
    about = first is not None and first.first <= 1 and reporter_only(first) and region_of(first, context) == code
    if about and context.last is not None:
        context.arrived = True
        context.last = altered(context.last, region=code)


def lies_in(code: str, home: str | None) -> bool:
    """Whether a place is a county or a district of a city.

    >>> lies_in("CN-ZJ/Wenling", "CN-ZJ/Taizhou"), lies_in("CN-ZJ/Taizhou", "CN-ZJ"), lies_in("CN-ZJ/Wenling", "CN-ZJ/Ningbo")
    (True, False, False)
    """
    entry = vocabulary.codes("region").get(code)
    return home is not None and "/" in home and entry is not None and home in entry.parents


def _subject_there(work: Work, named: list[str]) -> str | None:
    """The place that a sentence opens with, where those behind it only say where in it something stands: "Hunan province hosts the expo in
    Changsha", "Jiangsu, with its string of yards between Taizhou and Nantong, is still the leading province"."""
    places = work.sentence.of("region")
    if len(places) < 2:
        return None
    first, *others = places
    opens = first.first <= 1 and first.code in named and first.grade != "customs"
    closing = 0
    if work.words[first.last : first.last + 1] == [","] and work.words[first.last + 1] in _HAVING:
        closing = next((p for p in range(first.last + 1, len(work.words)) if work.words[p] == ","), 0)
    within = [
        m
        for m in others
        if m.first < closing or (m.code.startswith(f"{first.code}/") and work.words[m.first - 1] in _WITHIN)
    ]
    return first.code if opens and len(within) == len(others) else None


_WITHIN = frozenset({"in", "at", "near", "outside", "around"})
_HAVING = frozenset({"with", "where", "whose", "home", "which", "seat", "site"})


def _together(work: Work) -> bool:
    """Whether all places that the sentence names stand in one list."""
    places = work.sentence.of("region")
    return any(all(t.first <= m.first < t.last for m in places) for t in work.named)


def turn_to_nation(context: Context, sentence: Sentence) -> None:
    """Let a paragraph of a region's release be the nation's from a sentence on that opens with what the national customs tell, and names no
    place ("According to the General Administration of Customs, exports of the three categories together amounted to"), or that goes on
    about the nation's trade in one good."""
    home = context.article.region
    if home in (None, "CN") or not sentence.of("flow"):
        return
    if any(kind in sentence.kinds for kind in ("home", "zone")):
        return
    places = sentence.of("region")
    if not places and not _of_same_good(context, sentence):
        return
    if places and (len(places) > 1 or places[0].grade != "customs" or places[0].code != "CN" or places[0].first > _LED):
        return
    context.region = "CN"
    context.last = context.last and altered(context.last, region="CN")


def _of_same_good(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence without a place tells of partners in the good whose national trade the one before told of: "The nation's imports
    of coffee weighed 128,000 tonnes. Imports from Brazil were worth"."""
    last = context.last
    if last is None or last.region != "CN" or last.commodity is None or "CN" not in context.places:
        return False
    goods = {m.code for m in sentence.of("commodity")}
    if not all(code == last.commodity or vocabulary.related(code, last.commodity) for code in goods):
        return False
    turned = {m.code for m in sentence.of("flow")}.isdisjoint({last.flow, "total"})
    return bool(sentence.of("partner")) or (turned and bool(goods))


_LED = 4  # tokens
