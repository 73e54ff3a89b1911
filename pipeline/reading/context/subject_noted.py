"""The subject of a sentence without figures, which the next one may lean on."""

from __future__ import annotations

from pipeline.reading.frames.directions import ROLES
from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import Work, region_of, reporter_only
from pipeline.reading.topics.circumstances import admitted
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.words.mentions import possessive

_PRICES = frozenset({"price", "unit price", "average price", "cheaper", "dearer", "costlier", "pricier"})


def note_subject(work: Work) -> None:
    """Without a figure, the first topic that names a breakdown, else the first topic; or all trade, where that is asked for."""
    if _asks_for_all(work):
        work.context.last = altered(work.context.whole(), flow="total")
        return
    _note_topic(work)
    context = work.context
    if context.last is not None and _turns_to_place(work):
        context.last = altered(context.last, enterprise=context.base().enterprise)


_ALL_OF_IT = frozenset({"total", "altogether", "overall"})


def _asks_for_all(work: Work) -> bool:
    """Whether a question is after trade as a whole: "So the half-year total?", "And how did the city do altogether?"."""
    if work.words[-1:] != ["?"] or _ALL_OF_IT.isdisjoint(work.said):
        return False
    return not any(t.has_breakdown() or (t.flows and t.flows != ["total"]) for t in work.named)


def _turns_to_place(work: Work) -> bool:
    """Whether a paragraph opens with a place of the reporter's, and not with the firms told of before: "The largest trader among the
    sixteen cities was Qingdao. It posted"."""
    home = work.context.article.region
    if work.context.opened or home is None:
        return False
    named = {m.code for m in work.sentence.of("region")}
    if len(named) != 1 or not named.pop().startswith(f"{home}/"):
        return False
    return not work.sentence.of("enterprise") and _FIRMS.isdisjoint(work.said)


_FIRMS = frozenset("they them their these such those firms companies enterprises businesses".split())


def _note_topic(work: Work) -> None:
    """The subject by its topic, whatever the paragraph was at before."""
    context = work.context
    shares = {m.first for m in work.sentence.of("share") if m.graded("noun")}
    for topic in work.topics:
        owned = possessive(work.words, topic.last)
        if owned and topic.last + 1 in shares and reporter_only(topic) and (region := region_of(topic, context)):
            whole = next((t.flows[0] for t in work.named if t.flows and 0 < t.first - topic.last <= 7), None)
            flow = whole or (context.last.flow if context.last is not None else None) or "total"
            context.last = altered(context.whole(), region=region, flow=flow)  # "the city's slice of the cake"
            return
    subjects = [n for n in work.subjects if not reporter_only(work.topics[n]) and not _only_where(work, work.topics[n])]
    if (turn := admitted(work.words)) and subjects:
        subjects = [n for n in subjects if work.topics[n].first > turn]
        if not subjects:
            context.last = altered(context.base(), flow=context.section.flow or context.article_flow or "total")
            return
    subjects = [n for n in subjects if not _sets_the_scene(work, work.topics[n])] or subjects
    single = [n for n in subjects if work.topics[n].members() == 1 or _of_one_good(work.topics[n])]
    if "but" in work.said:
        turn = max(work.sentence.places("but"))
        single = [
            n for n in single if work.topics[n].first > turn
        ] or single  # "Orders from America may be thinning, but"
    trade = [n for n in single if not work.topics[n].blocked] or single
    if trade and work.topics[trade[0]].blocked in _PRICES and context.paragraph is not None:
        return  # "Prices softened too. At 46.1 billion yuan they still make up": the goods' prices, and so the goods
    if trade and all(work.topics[n].blocked for n in trade) and (partner := _only_partner(work)) is not None:
        context.last = altered(work.frames[trade[0]], partner=partner)
        return
    if trade:
        role = _in_role(work, trade[0])
        broken = [n for n in trade if work.topics[n].has_breakdown()]
        if len(broken) > 1 and _belongs(work, broken):
            broken = broken[1:]
        context.last = work.frames[broken[0] if broken else trade[0]]
        if role is not None:
            context.last = role
        context.noted = context.last if broken else None
        part = _part_told(work, broken) or _where_it_came_from(work, broken) or _who_wants_it(work, broken)
        if part is not None:
            context.last = context.last.with_codes(part)
    elif subjects or context.last is None:
        context.last = altered(context.base(), flow=context.section.flow or context.article_flow or "total")


def _only_partner(work: Work) -> str | None:
    """The one partner named in a sentence about another topic, to which a pronoun may go back: "Germans have long invested here. Trade
    with them", "fond of the countries of Central Europe, whose goods fill an exhibition hall"."""
    named = {m.code for m in work.sentence.of("partner")}
    return named.pop() if len(named) == 1 else None


def _of_one_good(topic: Topic) -> bool:
    """Whether a topic is one good, from several places: "Machine tools from Shenyang and Dalian"."""
    return topic.codes.keys() == {"commodity", "region"} and len(topic.codes["commodity"]) == 1 and not topic.flows


def _belongs(work: Work, broken: list[int]) -> bool:
    """Whether the first good only leads to the group that it is one of: "Pumps belong to the mechanical and electrical products"."""
    one, group = (work.topics[n] for n in broken[:2])
    between = work.words[one.last : group.first]
    return bool(between) and between[0] in ("belong", "belongs", "belonged") and "to" in between


def _in_role(work: Work, number: int) -> Frame | None:
    """The frame of a partner that is said to sell or buy a good: "Russia overtook Saudi Arabia as China's top supplier of crude"."""
    topic, frame = work.topics[number], work.frames[number]
    if topic.codes.keys() != {"partner"} or topic.flows or frame.blocked or ROLES.keys().isdisjoint(work.said):
        return None
    place = next(p for p, w in enumerate(work.words) if w in ROLES)
    goods = (m for m in work.sentence.of("commodity") if m.last == place or 0 < m.first - place - 1 <= 2)
    good = next((m for m in goods if m.last == place or work.words[place + 1] in ("of", "for")), None)
    flow, spoken = ROLES[work.words[place]], work.context.paragraph
    code = good.code if good is not None else None
    if code is None and spoken is not None and spoken.flow == flow and not work.sentence.of("commodity"):
        code = (
            spoken.commodity
        )  # "China imported 474 million tonnes of coal. Indonesia was the biggest supplier. It sent"
    return None if place < topic.last or code is None else altered(frame, flow=flow, commodity=code)


_SETTING = frozenset({"within", "inside", "among", "in", "across"})


def _sets_the_scene(work: Work, topic: Topic) -> bool:
    """Whether a partner or a kind of zone only opens the sentence as where its subject is: "Within the EU, no country matters as much as
    Germany", "Among the city's bonded areas, the Yangshan Bonded Zone stood out"."""
    opens = work.words[0] in _SETTING and topic.first <= 4 and work.words[topic.last : topic.last + 1] == [","]
    return opens and topic.codes.keys() in ({"partner"}, {"zone"}) and not topic.flows


def _only_where(work: Work, topic: Topic) -> bool:
    """Whether a partner is only where somebody is, in a sentence about no trade: "Hardly anyone in Europe could name a Chinese brand"."""
    if topic.codes.keys() != {"partner"} or topic.weak_flow or any(t.flows or t.weak_flow for t in work.named):
        return False
    place = topic.first - 1 - (work.words[topic.first - 1] == "the")
    return place > 0 and work.words[place] in ("in", "across") and work.words[place - 1] in _PEOPLE


_PEOPLE = frozenset(
    "anyone anybody nobody everyone people drivers consumers households buyers shoppers families farmers workers few many".split()
)
_FRACTIONS = frozenset("half third thirds quarter quarters most bulk majority".split())


_MOVED = frozenset("came come comes went goes go arrived arrives arrive headed heads hailed hails".split())


def _where_it_came_from(work: Work, broken: list[int]) -> dict[str, str] | None:
    """The partner that the goods a sentence is about came from or went to, whom it closes with: "Nearly all of the ore came from Brazil.
    It supplied 12 million tonnes"."""
    if len(broken) != 2 or _MOVED.isdisjoint(work.said):
        return None
    goods, partner = (work.topics[n] for n in broken)
    lead = work.words[goods.last : partner.first]
    if goods.codes.keys() != {"commodity"} or partner.codes.keys() != {"partner"} or partner.flows:
        return None
    towards = [w for w in lead[1:] if w != "the"][-1:] in (["from"], ["to"])
    closes = partner.last >= len(work.words) - 1
    return partner.first_codes() if towards and closes and not _MOVED.isdisjoint(lead) else None


_BUYERS = frozenset("buyers buyer customers customer consumers importers shoppers drivers diners households".split())
_WANTING = frozenset(
    "want wants wanted like likes love loves prefer prefers need needs crave craves demand buy buys order orders ask".split()
)


def _who_wants_it(work: Work, broken: list[int]) -> dict[str, str] | None:
    """The partner whose buyers are said to want the goods that a sentence is about: "Machinery is what Russian buyers want most. The province
    sold them 6.21 billion yuan of it"."""
    if len(broken) != 2 or _BUYERS.isdisjoint(work.said) or _WANTING.isdisjoint(work.said):
        return None
    goods, partner = sorted((work.topics[n] for n in broken), key=lambda t: "partner" in t.codes)
    if goods.codes.keys() != {"commodity"} or partner.codes.keys() != {"partner"} or partner.members() > 1:
        return None
    return partner.first_codes() if not _BUYERS.isdisjoint(work.words[partner.first : partner.last + 1]) else None


def _part_told(work: Work, broken: list[int]) -> dict[str, str] | None:
    """The codes of a part that makes up most of the sentence's subject: "More than half of what goes to Africa is electrical
    goods. Exports of these came to ..."."""
    if len(broken) != 2 or _FRACTIONS.isdisjoint(work.words[: work.topics[broken[0]].first]):
        return None
    whole, part = (work.topics[n] for n in broken)
    if (
        part.flows
        or set(part.codes) & set(whole.codes)
        or {"is", "are", "was", "were"}.isdisjoint(work.words[whole.last : part.first])
    ):
        return None
    return part.first_codes()
