"""A release that tells nothing but one good, going one way, by several partners: what its figures are of where a sentence does not
say: "Argentina shipped 1.04 million tonnes"."""

from __future__ import annotations

import itertools
from collections import Counter

from pipeline import vocabulary
from pipeline.reading.frames.frames import BOUGHT, OTHER_SIDE, SIDES, Context, Frame, altered
from pipeline.reading.frames.owners import has_figure
from pipeline.reading.frames.placing import Work
from pipeline.reading.frames.subjects import of_a_place
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.topics.topics import topics
from pipeline.reading.topics.unmeant_flows import GOODS
from pipeline.reading.words.mentions import Mention, Sentence, is_counted, possessive
from pipeline.reading.words.months import Months

_OPENING = 3  # figured sentences, of which one names the good
_OF_ALL = 0.05  # of the figured sentences, at most, may seem to tell of trade as a whole
_BESIDE = frozenset({"regime", "enterprise", "zone"})
_ASIDE = 0.15  # of the figured sentences, at most, may tell of those in a text of one good


def the_good(title: list[Sentence], body: list[Sentence], region: str | None) -> Frame | None:
    """The good that a whole text is about, and its way: of soybeans that are imported for "Brazil's beans flood into China. China's
    soybean imports hit a record ..."; None where it tells of anything else."""
    told = [s for s in body if has_figure(s) or _counts(s)]
    if len(told) < 2 or len(_partners(body)) < 2 or any(_of_all(s) for s in title):
        return None
    if sum(map(_of_all, told)) > (_OF_ALL * len(told) if _traded(title) else 0):
        return None
    beside = [s for s in told if any(not _BESIDE.isdisjoint(t.codes) for t in topics(s))]
    if len(beside) > _ASIDE * len(told) or any(not _BESIDE.isdisjoint(t.codes) for s in title for t in topics(s)):
        return None  # a text on who trades and how
    good = _named(title, body, told)
    if good is None or not _of_it_alone(good, title, told):
        return None
    opening = body.index(told[1]) + 1
    flow = _way(title, body[:opening], good, region) or _way([], body[opening:], good, region)
    return Frame(flow=flow, commodity=good) if flow is not None else None


def _traded(title: list[Sentence]) -> set[str]:
    """The goods whose trade a headline speaks of: "China car exports jump 40%"."""
    found = (t for s in title for t in topics(s) if t.flows and not t.blocked)
    return {code for t in found for code in t.codes.get("commodity", ())}


def _counts(sentence: Sentence) -> bool:
    """Whether a sentence has a number that may count goods: "Mexico took 415,000"."""
    return any(
        m.quantity.kind == "bare" and (m.quantity.scaled or "," in sentence.tokens[m.first].text)
        for m in sentence.of("quantity")
    )


def _partners(body: list[Sentence]) -> set[str]:
    return {m.code for s in body for m in s.of("partner")}


def _of_all(sentence: Sentence) -> bool:
    """Whether a sentence tells of trade as a whole."""
    found = topics(sentence)
    if any(t.flows == ["total"] and "commodity" not in t.codes and not t.blocked and _wide(sentence, t) for t in found):
        return True
    if any(m.quantity.kind == "physical" for m in sentence.of("quantity")):
        return False
    plain = any(t.flows and not t.has_breakdown() and not t.blocked for t in found)
    if plain and "goods" in sentence.said and not sentence.of("commodity"):
        return True
    goods = [m.first for m in sentence.of("commodity")]
    return of_a_place(sentence) and not any(
        t.flows and t.verb and 0 <= place - t.last <= _BEHIND for t in found for place in goods
    )  # not "China imported 60,000 cars"


def _wide(sentence: Sentence, topic: Topic) -> bool:
    """Whether trade is that of somebody or with somebody: not "the two halves of the trade"."""
    words = sentence.low[topic.first - 1 : topic.last]
    return words[-2:] != ["the", "trade"] or sentence.words(topic.last, topic.last + 1) in (
        ["with"],
        ["of"],
        ["between"],
    )


_BEHIND = 6  # tokens that stand between a verb of trade and its good


def _goods(sentence: Sentence) -> list[str]:
    """The goods that a sentence names, those that it names in so many words if any."""
    named = [m for m in sentence.of("commodity") if not _dutiable(sentence, m)]
    return list(dict.fromkeys([m.code for m in named if m.grade != "weak"] or [m.code for m in named]))


_DUTIES = frozenset({"duty", "duties", "tariff", "tariffs", "levy", "levies", "ban", "bans", "quota", "quotas"})


def _dutiable(sentence: Sentence, good: Mention) -> bool:
    """Whether a good is only what a duty is on, or a part of something: "in spite of the duties on electric cars", "80 percent of them toys"."""
    lead = sentence.words(good.first - 5, good.first)
    if any(a == "of" and b in _THEM for a, b in itertools.pairwise(lead)):
        return True
    return "on" in lead and not _DUTIES.isdisjoint(lead)


_THEM = frozenset({"them", "it", "these", "those"})


def _named(title: list[Sentence], body: list[Sentence], told: list[Sentence]) -> str | None:
    """The good that a text is about: that of the first sentence with figures that names one, near its beginning, if the headline does
    not speak of quite another of which figures are told too."""
    titled = list(dict.fromkeys(g for s in title for g in _goods(s)))
    again = [g for g in titled if any(g in _goods(s) for s in told)]
    opening = body[: body.index(told[min(len(told), _OPENING) - 1]) + 1]
    ordered = [*(s for s in opening if s in told), *(s for s in opening if s not in told), *title]
    outright = [s for s in ordered if any(m.grade != "weak" or is_counted(s, m) for m in s.of("commodity"))]
    for sentence in outright or ordered:
        if goods := _goods(sentence):
            good = _chosen(goods, titled)
            if good is None:
                return None
            if _spoken_of(sentence, good):
                full = (g for s in (*title, *opening) for g in _goods(s) if g.endswith("_" + good))
                good = next(full, good)  # "the magnets", of rare earth magnets
                meant = [g for g in titled if vocabulary.within(g, good)]
                if len(meant) == 1 and good not in titled:
                    return meant[0]  # "of the fruit", under "Durian fever"
            wider = len(again) == 1 and vocabulary.within(good, again[0])
            if wider and (again[0] in _traded(title) or any(again[0] in _counted(s) for s in title)):
                return again[0]  # "Electric cars make up 38.3% of shipments", under "Car exports jump"
            return again[0] if len(again) == 1 and not _same(again[0], good) else good
    return None


def _counted(sentence: Sentence) -> set[str]:
    """The goods of which a sentence tells how many: "Anhui ships 1.2 million vehicles overseas"."""
    numbers = {m.last for m in sentence.of("quantity") if m.quantity.kind in ("bare", "physical")}
    return {m.code for m in sentence.of("commodity") if m.first in numbers}


def _chosen(goods: list[str], titled: list[str]) -> str | None:
    """The one of the goods of a sentence that it is about: the narrowest of which the others are only wider names, else the one that holds
    the others."""
    inmost = [g for g in goods if all(other == g or vocabulary.within(g, other) for other in goods)]
    if inmost:
        return next((g for g in goods if g in titled), inmost[0])  # "grain traders bought rice"
    return next((g for g in goods if all(other == g or vocabulary.within(other, g) for other in goods)), None)


def _spoken_of(sentence: Sentence, good: str) -> bool:
    """Whether a good is only meant again by a wider word: "the fruit"."""
    return any(m.code == good and sentence.words(m.first - 1, m.first) == ["the"] for m in sentence.of("commodity"))


def _same(code: str, good: str) -> bool:
    """Whether what a text names is its good, or only a word for it: "beans", of soybeans."""
    return code == good or vocabulary.related(code, good) or code.removesuffix("s") in good


def _of_it_alone(good: str, title: list[Sentence], told: list[Sentence]) -> bool:
    """Whether what the headline and the figured sentences name is nearly always the good; words that may be of anything ("the machines")
    speak for it at most."""
    counted: Counter[bool] = Counter()
    named = {m.code for s in told for m in s.of("commodity") if m.grade != "weak"}
    inner = {code for code in named if code != good and vocabulary.within(code, good)}
    of_it = sum(good in (m.code for m in s.of("commodity")) for s in told)
    if of_it > sum(not inner.isdisjoint(m.code for m in s.of("commodity")) for s in told):
        named -= inner  # "SUVs" and "plug-in hybrids", in a text of cars
    if len(named) > _KINDS:
        return False
    for sentence in (*title, *told):
        its_own = any(_same(g, good) for g in _goods(sentence)) or any(
            meaning.code == good for m in sentence.of("commodity") for meaning in m.meanings
        )  # "bikes", of motorcycles
        if its_own or any(m.grade != "weak" for m in sentence.of("commodity")):
            counted[its_own] += 1
    titled = any(_same(g, good) for s in title for g in _goods(s))
    most = 2 * counted[False] if titled else 3 * counted[False] + 1
    return counted[True] >= most


_KINDS = 4  # so many goods make a survey of them


def _way(title: list[Sentence], opening: list[Sentence], good: str, region: str | None) -> str | None:
    """The way that the good goes: what the headline says of it in so many words, or the text first says, else what the nation buys."""
    bought = region == "CN" and good in BOUGHT
    host = False
    for sentence in (*title, *opening):
        found = [t for t in topics(sentence) if not t.blocked]
        others = sentence in title and len({c for t in found for c in t.codes.get("commodity", ())}) > 1
        stated = [f for t in found if not (others and _of_another(t, good)) for f in t.flows if f in SIDES]
        if not stated and not bought and has_figure(sentence) and sentence not in title:
            own = (t for t in found if t.weak_flow in SIDES and _own(sentence, t))
            stated = [f for t in own if not (host and _by_it(sentence, t)) and (f := t.weak_flow) is not None]
        if stated:
            return stated[0]
        host = bool(found) and found[0].codes.keys() == {"partner"} and found[0].first <= 1
    return "import" if bought else None


def _of_another(topic: Topic, good: str) -> bool:
    """Whether a flow in a headline is of another good than the text's: "coal arrivals lowest in 18 months, coke exports soar"."""
    return "commodity" in topic.codes and not any(_same(code, good) for code in topic.codes["commodity"])


def _by_it(sentence: Sentence, topic: Topic) -> bool:
    """Whether a pronoun deals, for the partner that the sentence before was about: "In 2022 it bought 49,600 tonnes"."""
    return sentence.words(topic.first - 1, topic.first) in (["it"], ["they"])


_TRADERS = frozenset("buyer buyers customer customers exporter exporters importer importers supplier suppliers".split())


def _own(sentence: Sentence, topic: Topic) -> bool:
    """Whether dealing is the reporter's own: not a partner's, before it, nor that of those who only trade."""
    if not _TRADERS.isdisjoint(sentence.low[topic.first : topic.last]):
        # "Chinese importers brought in 20,314 tonnes"
        return "chinese" in sentence.words(topic.first - 1, topic.first + 1)
    return not any(m.last <= topic.last for m in sentence.of("partner"))


def of_the_good(work: Work, frame: Frame | None) -> Frame | None:
    """A figure's frame with the good and the way that the release is all about, where nothing in its sentence says otherwise."""
    good = work.context.good
    if good is None or frame is None or frame.blocked or not _BESIDE.isdisjoint(frame.breakdown()):
        return frame
    if frame.region not in (None, work.context.article.region):
        return frame
    if frame.commodity is None and _of_all_goods(work):
        return frame
    if frame.commodity in (None, good.commodity) and not any("commodity" in t.codes for t in work.named):
        spoken = work.context.paragraph
        beside = spoken is not None and spoken.commodity and not spoken.blocked  # of magnets, within rare earths
        goods = spoken.commodity if beside else good.commodity
        noted = work.context.noted
        if noted is not None and noted.commodity and noted.flow == OTHER_SIDE.get(good.flow) == frame.flow:
            # "For iron ore, the import bill was lower. The country brought in 932.5 million tonnes"
            goods = noted.commodity
        frame = frame if frame.commodity == goods else altered(frame, commodity=goods)
    if frame.partner is not None and _of_all_partners(work):
        frame = altered(frame, partner=None)
    if frame.commodity is None or not (
        frame.commodity == good.commodity or vocabulary.related(frame.commodity, good.commodity)
    ):
        return frame
    return altered(frame, flow=good.flow) if _goes_that_way(work, frame, good.flow) else frame


def _of_all_goods(work: Work) -> bool:
    """Whether a figure is of all goods, or goes on behind one that was: "China's exports of all goods dropped 6.9%. Imports contracted"."""
    if any(a == "all" and b in GOODS for a, b in itertools.pairwise(work.words)):
        return True
    spoken = work.context.paragraph
    if spoken is None or spoken.blocked or spoken.is_broken_down() or spoken.flow not in SIDES:
        return False
    return any(t.flows == [OTHER_SIDE[spoken.flow]] for t in work.named)


_OUTWARD = {"export": "to", "import": "from"}


def _goes_that_way(work: Work, frame: Frame, flow: str | None) -> bool:
    """Whether a figure that was taken for trade both ways, or for the other way by a partner's own dealing, is of the release's."""
    if frame.flow == flow or frame.flow == "balance":
        return False
    stated = {f for t in work.named if _wide(work.sentence, t) and not _partner_deals(work, t) for f in t.flows}
    if frame.flow in (None, "total"):
        return "total" not in stated
    if OTHER_SIDE.get(frame.flow) != flow or frame.flow in stated:
        return False
    before, noted = work.context.paragraph, work.context.noted
    if before is not None and before.flow == frame.flow and not before.blocked:
        return False
    if noted is not None and noted.flow == frame.flow and noted.partner is None:
        return False  # "Imports of steel products were small in comparison. They edged up 2.5 percent"
    last = work.context.last
    if before is None and work.context.opened and last is not None and last.flow == frame.flow and not last.partner:
        return False  # "Imports remain a sideshow. Arrivals of 950,000t in October"
    if any(t.weak_flow == frame.flow and _of_reporter(work, t) for t in work.named):
        return False  # "The country brought in 932.5 million tonnes of iron ore"
    return not any(t.reach == _OUTWARD[frame.flow] for t in work.named)


def _of_reporter(work: Work, topic: Topic) -> bool:
    """Whether the reporter is named as the one that deals."""
    named = (t for t in work.named if t.first <= topic.first and (t.home or "region" in t.codes))
    return any(topic.first - t.last <= 1 for t in named) and _own(work.sentence, topic)


def _partner_deals(work: Work, topic: Topic) -> bool:
    """Whether a verb of trade is a partner's own: "The EU took in 2.6 million tonnes"."""
    return any(
        m.kind == "flow"
        and work.words[m.first] in ("took", "takes", "taking")
        and any(p.last == m.first for p in work.sentence.of("partner"))
        for m in topic.mentions
    )


_TOTALS = frozenset({"total", "totals", "tally", "altogether", "overall", "combined", "told", "haul"})
_POINTING = frozenset({"it", "its", "they", "their", "them", "that", "those", "there", "these"})


def _of_all_partners(work: Work) -> bool:
    """Whether a sentence that names no partner tells of all of them again, not of the one before: "Altogether, the month brought 12.87
    million tonnes", "In the first five months the country took 37.11 million tonnes"."""
    if work.sentence.of("partner") or not _POINTING.isdisjoint(work.said):
        return False
    if not _TOTALS.isdisjoint(work.said) or not work.context.opened:
        return True
    first = work.sentence.of("period")[:1]
    owner = bool(first) and first[0].first <= 2 and possessive(work.words, first[0].last)
    return owner or any(t.home or "region" in t.codes for t in work.named if not t.whole)


def months_at(context: Context, frame: Frame | None = None) -> Months | None:
    """The months that such a text is at, whoever its sentences are about: those of the sentence before; where a new paragraph goes on
    to another partner ``frame``, the month at which the one before closed, in a release of a longer time."""
    before, told = context.paragraph, context.period
    if context.good is None or told is None:
        return None
    if before is not None and not before.blocked:
        return before.period if before.period is not None and before.period.last == told.last else None
    span = context.kept if frame is None or frame.partner is not None else None
    return span if span is not None and span.last == told.last and span.length < told.length else None


_REPORTS = frozenset(
    {"reported", "reports", "says", "say", "said", "statistics", "own", "statistical", "makers", "crop", "output"}
)


def deals_in_the_good(sentence: Sentence, good: Frame) -> bool:
    """Whether what a partner owns or sold is the reporter's figure in such a text: "Russia's sales of LNG climbed 43.9%", "South Korea's
    intake was 4.37 million tonnes"; not where its own exports or its own count are told, nor what a rival sells."""
    told = {(m.code, m.grade == "weak") for m in sentence.of("flow")}
    if any(code in SIDES and not weak for code, weak in told) or not _REPORTS.isdisjoint(sentence.said):
        return False
    return (good.flow, True) not in told or good.flow == "import"
