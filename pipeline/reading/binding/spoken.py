"""Figures of what the text spoke of before: "1.06 million tonnes of it", "It rose to 82.15 billion"."""

from __future__ import annotations

import itertools

from pipeline.reading.binding.adjoining import elsewhere
from pipeline.reading.binding.beside import pronoun, worth_of_goods
from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.frames import FLOWS, SIDES, Context, Frame, altered
from pipeline.reading.frames.placing import Bound, Placed, Work, opens_that, quantity_between, region_of, reporter_only
from pipeline.reading.topics.topics import group_of
from pipeline.reading.words.mentions import Mention, possessive
from pipeline.reading.words.telling import AMOUNTED

_SUMS = frozenset(["growth", "total", "tally", "expansion", "increase", "decline", "pace", "surplus", "deficit"])
_IS = frozenset({"is", "was", "represents", "represented", "means", "meant"})


def gone_on_about(work: Work, mention: Mention, reading: Measure, right: list[int]) -> Bound | None:
    """What was spoken of last, where a pronoun before the figure stands for it."""
    latest, last = work.context.latest, work.context.last
    if last is None:
        return None
    if (
        reading.measure == "growth"
        and work.words[0] in ("that", "this")
        and work.words[1] in _IS
        and latest is not None
        and not work.placed
        and (
            altered(latest, period=last.period, period_named=last.period_named) == last
            # "As imports grew 39.1 percent to 71.83 billion yuan, trade was valued at 109.25 billion yuan. That is up"
            or (latest.flow == "total" and last.flow in ("export", "import") and latest.codes() == last.codes())
            # "Add in Canada (1.79 million tonnes), and you get total imports of 88.03 million tonnes. That was down 7.9 percent"
            or (latest.partner is None and last.partner and altered(last, partner=None).codes() == latest.codes())
        )
    ):
        # the same thing of a later period: "... in the third quarter, when it rose to 82.15 billion"
        return latest, "context"
    if reading.measure == "growth" and not work.placed and not last.blocked and _definite_rate(work, mention, right):
        return last.during(None, False), "context"
    if work.words[0] == "those" and work.context.of_whole is not None and work.words[1] not in _OF_SOME:
        return work.context.of_whole, "context"  # "63.5% of all outbound shipments. Those totaled 240.8 billion yuan"
    counted = (last.blocked or "").startswith("a count") and bool(right) and work.topics[right[0]].verb
    if pronoun(work, mention, right) and not counted:
        return elsewhere(work, mention, _with_way(work, mention, _singular(work) or last)), "context"
    return None


def _singular(work: Work) -> Frame | None:
    """Trade both ways, which "it" is where the sentence before told of exports or imports first, which would be "they": "Imports slipped
    5.4 percent, so that total trade, at 128.9 billion yuan, was up 3.3 percent. Compared with July, it was lower"."""
    last = work.context.last
    if last.flow not in SIDES or last.is_broken_down() or "it" not in work.said or not _PLURAL.isdisjoint(work.said):
        return None
    both = any(f.flow == "total" and f.place() == last.place() for f in work.context.told)
    return altered(last, flow="total", flow_sign="") if both else None


_PLURAL = frozenset({"they", "these", "those", "their"})
_RATES = frozenset(
    {"rate", "pace", "growth", "increase", "rise", "gain", "decrease", "decline", "drop", "fall", "expansion", "surge"}
)


def _definite_rate(work: Work, mention: Mention, right: list[int]) -> bool:
    """Whether a sentence opens with the rate of what was told last: "The 21.5-percent increase was higher than the growth of national
    trade", "The growth rate, 12.1%, beats that of the country"."""
    words = work.words
    if _told_by_itself(work, mention):
        return True
    if words[0] not in ("the", "this", "that"):
        return False
    behind = words[mention.last : mention.last + 1]
    if right and work.topics[right[0]].first <= mention.last + 4:
        return False  # "The 34.6 percent increase in trade with ASEAN"
    if mention.first == 1:
        return behind != [] and behind[0] in _RATES and words[mention.last + 1 : mention.last + 2] != ["in"]
    named = words[1 : mention.first]
    return len(named) <= 4 and named[-1:] == [","] and named[-2:-1] != [] and named[-2] in _RATES


_AROUND = frozenset(
    "to at out a an just only about some nearly over modest mere solid full the of on from against respectable".split()
)
_CLOSING = frozenset({",", ".", ";", "and", "while", "but", "--", "—", "–"})


def _told_by_itself(work: Work, mention: Mention) -> bool:
    """Whether a sentence has nothing but a rate for its subject: "Growth on 2022 was a modest 0.4 percent, and the region's share of China's
    trade was", "The increase over 2020 was 57.7 percent, 36.3 percentage points more than China as a whole"."""
    words = work.words
    start = 1 if words[0] in ("the", "this", "that") else 0
    if (
        words[start] not in _RATES
        or words[mention.last : mention.last + 1] == []
        or words[mention.last] not in _CLOSING
    ):
        return False
    times = {
        p for kind in ("period", "basis", "approx") for m in work.sentence.of(kind) for p in range(m.first, m.last)
    }
    lead = [words[p] for p in range(start + 1, mention.first) if p not in times]
    return not AMOUNTED.isdisjoint(lead) and AMOUNTED.union(_AROUND).issuperset(lead)


def _of_all_again(work: Work) -> bool:
    """Whether a month's own amount is told behind those of several partners: "Germany took $14.6 billion, the US $12.5 billion. December's
    $7.8 billion was 23.4% better"."""
    if len({f.partner for f in work.context.told}) < 2 or work.named:
        return False
    month, amount = work.sentence.of("period")[:1], work.sentence.of("quantity")[:1]
    return (
        bool(month) and possessive(work.words, month[0].last) and bool(amount) and amount[0].first == month[0].last + 1
    )


def said_again(work: Work, mention: Mention, left: list[int]) -> int | None:
    """The topic that a pronoun behind a colon stands for: "exports were the main source: they grew 58.1 percent, and imports 20.2"."""
    number = left[-1]
    start = work.topics[number].last
    for position in range(start, mention.first - 1):
        told = work.words[position + 1 : position + 2]
        if told == ["at"] and not any(position < t.first < mention.first for t in work.topics):
            told = next(([w] for w in work.words[position + 1 : mention.last + 1] if w in ("they", "it")), told)
        if work.words[position] in _BREAKS and told in (["they"], ["it"], ["these"]):
            return None if quantity_between(work, start, position) else number
    return None


_BREAKS = frozenset({":", ";", "—", "–", "--"})


_AGAIN = ("/article", "/worth_of_goods", "/sum")


def by_context(work: Work, mention: Mention, reading: Measure, before: Placed | None) -> Bound:
    """What the text spoke of before the sentence, where nothing in it is what the figure is of."""
    context, last = work.context, work.context.last
    if reading.measure == "growth" and _nation_grew(work):
        return altered(work.base(), blocked="the economy"), "article"
    if reading.measure == "level" and _of_month_before(work, mention):
        return context.latest.during(None, False), "context"
    if len(context.told) > 1 and _last_figure(work, mention):
        return context.told[-1], "context"
    if last is not None and last.partner and not last.blocked and _of_all_again(work):
        return altered(last, partner=context.section.partner or context.theme_partner(), period=None), "context"
    if before is not None and before.rule.endswith(_AGAIN) and before.bound is not None:
        return before.bound, before.rule.rpartition("/")[2]
    if reading.measure == "level" and _whole_meant(work, mention):
        return altered(work.whole(), flow="total"), "sum"
    goods = context.goods_flow if context.rubric is not None and context.rubric.commodity else None
    plain = context.section.flow or context.article_flow or goods or "total"
    start = (
        3 if work.words[0] == "it" and opens_that(work.words, 0, mention.first) else 0
    )  # "It means that a metropolis"
    pointing = any(
        start <= m.first < mention.first and not m.code.startswith("the ") for m in work.sentence.of("anaphor")
    )
    pointing = pointing or _their_value(work, mention) or work.words[:2] == ["the", "pace"]
    if last is not None and not pointing and reading.measure == "level" and worth_of_goods(work, mention):
        return altered(work.base(), flow=plain), "worth_of_goods"
    counted = last is not None and (last.blocked or "").startswith("a count")
    if counted and mention.quantity.kind == "money" and not pointing:
        last = altered(work.base(), flow=plain)
    told = last is not None and (last.flow != "balance" or _the_figure(work, mention))
    if told and (pointing or context.opened or last.blocked):
        if before is not None and before.measure.measure == "share" and before.rule.endswith("/context"):
            bound = before.bound
            if bound is not None and bound.codes() == last.codes() and before.whole is not None:
                return altered(last, flow=bound.flow), "context"  # "80.9 percent of exports: 186.3 billion yuan"
        last = _with_way(work, mention, last)
        if last.partner is not None and not pointing and (_sums_partners(work, mention) or _its_part(work, reading)):
            last = altered(last, partner=None)
        if last.region == "CN" and (own := _named_itself(work, mention)) is not None:
            last = altered(last, region=own)
        return elsewhere(work, mention, last), "context"
    if context.last is not None:
        if mention.quantity.kind == "physical" and context.last.commodity and not context.last.blocked:
            return context.last, "context"
        return altered(work.base(), flow=plain), "article"
    if context.theme is not None and context.theme.is_broken_down():
        return altered(work.base(), flow=context.article_flow or "total"), "theme"
    if mention.quantity.kind != "physical" and not _SUMS.isdisjoint(work.said) and not work.named:
        # "By quarter, growth ran as follows: ..." under a heading that names nothing: of the release's trade.
        return altered(work.base(), flow=plain), "article"
    return None, "none"


def _its_part(work: Work, reading: Measure) -> bool:
    """Whether the reporter itself has a share of what it lies in, whatever partner the scene before was set with: "False invoices had inflated
    shipments to Hong Kong. The city nevertheless handled 11.3 per cent of the country's trade"."""
    if reading.measure != "share" or not work.named or work.context.told:
        return False
    opens = work.named[0].first <= 1 and work.named[0].home in ("city", "province", "region")
    return opens and any(m.code == "nation" for m in work.sentence.of("home"))


_GREW = frozenset({"grew", "grows", "expanded", "shrank", "contracted"})


def _nation_grew(work: Work) -> bool:
    """Whether it is the nation itself that grew: "China grew 3.2% in the second quarter, after shrinking 6.8% in the first"."""
    first = next(iter(work.sentence.mentions))
    if first.kind != "region" or first.code != "CN" or first.first > 1 or work.sentence.of("flow"):
        return False
    return work.words[first.last : first.last + 1] != [] and work.words[first.last] in _GREW


def _last_figure(work: Work, mention: Mention) -> bool:
    """Whether "the last figure" of the sentence before is gone on about: "Despite the trade war the last figure was 8.8 percent higher"."""
    if work.said.isdisjoint(_LAST):
        return False
    lead = work.words[: mention.first]
    return any(lead[n - 1] in _LAST and lead[n - 2] == "the" and lead[n] == "figure" for n in range(2, len(lead)))


_LAST = frozenset({"last", "latter", "final"})


def _with_way(work: Work, mention: Mention, last: Frame | None) -> Frame | None:
    """``last`` as exports, where it is goods of which no way was told, and they earned so much: "Electric cars deserve the credit. They
    brought in 1.87 billion yuan"."""
    return altered(last, flow="export") if last.flow is None and last.commodity and _earned(work, mention) else last


_EARNING = (["brought", "in"], ["bringing", "in"])


def _earned(work: Work, mention: Mention) -> bool:
    """Whether goods spoken of are said to have earned an amount, or what was told of them goes on about one that they did."""
    if mention.quantity.kind == "money":
        lead = work.words[max(0, mention.first - 3) : mention.first]
        return not {"earned", "fetched"}.isdisjoint(lead) or any(lead[n : n + 2] in _EARNING for n in range(len(lead)))
    before = work.placed[-1] if work.placed else None
    return before is not None and before.bound is not None and before.bound.flow == "export"


def both_added(work: Work) -> Frame | None:
    """What was told one by one before, taken together: the group of goods ("All three together"), or trade both ways ("Taken together
    they came to", "Adding up the two gives 163.36 billion yuan")."""
    words, last = work.words, work.context.last
    if last is None or last.blocked:
        return None
    if (group := _all_together(work)) is not None:
        return altered(last, commodity=group)
    if words[1:2] == ["together"]:
        return altered(last, flow="total") if words[0] in _SUMMING else None
    if words[0] == "together" and set(SIDES) <= set(work.context.flows) and not work.topics:
        return altered(last, flow="total", flow_sign="")  # "Together they amounted to 2.51 trillion yuan"
    the_two = () if work.topics else [p for p in work.sentence.places("two") if words[p - 1] == "the"]
    if any(not _TOGETHER.isdisjoint(words[p + 1 : p + 3]) for p in the_two):
        return altered(last, flow="total", flow_sign="")  # "The growth rate for the two taken together was 4.5 percent"
    added = words[0] in ("adding", "add") and words[2 if words[1:2] == ["up"] else 1 :][:2] in _BOTH
    return altered(last, flow="total", flow_sign="") if added else None


_TOGETHER = frozenset({"together", "combined"})
_BOTH = (["the", "two"], ["both", ","], ["them", "up"], ["both", "gives"], ["them", "together"])


def _the_figure(work: Work, mention: Mention) -> bool:
    """Whether it is only said to be the figure of another time: "For 2024 the figure was US$992.2 billion"."""
    return work.words[mention.first - 3 : mention.first - 1] == ["the", "figure"]


def _of_month_before(work: Work, mention: Mention) -> bool:
    """Whether a month only owns the balance just told of: "The surplus, $51.35 billion, is the fattest in a year. December's had been
    $40.71 billion"."""
    latest, first = work.context.latest, work.sentence.mentions[0]
    if latest is None or latest.flow != "balance" or work.topics or first.kind != "period" or first.first > 1:
        return False
    return possessive(work.words, first.last) and (
        work.words[first.last + 1] in AMOUNTED or work.words[first.last + 1] == "had"
    )


def _named_itself(work: Work, mention: Mention) -> str | None:
    """The release's own place where a sentence begins with it, after the nation: "Suzhou was responsible for 47.2 percent"."""
    own = work.context.article.region
    first = next((t for t in work.named if t.last <= mention.first), None)
    if first is None or not reporter_only(first) or region_of(first, work.context) != own:
        return None
    return own if first.first <= 1 and own != "CN" else None


_AMOUNTS = frozenset({"value", "volume", "amount", "quantity"})


def the_value(work: Work, mention: Mention) -> Frame | None:
    """What was spoken of, where a sentence opens with no more than its value: "The value was 139.47 billion yuan, and three quarters
    of it was with Vietnam"."""
    last = work.context.last
    if last is None or last.blocked or not last.is_broken_down() or not work.context.opened:
        return None
    told = (
        work.words[:1] == ["the"]
        and work.words[1:2]
        and work.words[1] in _AMOUNTS
        and not AMOUNTED.isdisjoint(work.words[2:3])
    )
    return altered(last, period=None) if told and mention.first - 3 <= 1 else None


def _sums_partners(work: Work, mention: Mention) -> bool:
    """Whether what is told is of all the partners that the sentence before told one by one: "Spain supplied 88,000 tonnes, Germany 61,000
    tonnes. The half-year figure stood at"."""
    told = {f.partner for f in work.context.told}
    if len(told) < 2 or None in told or work.sentence.of("partner") or work.words[0] != "the":
        return False
    return not _WHOLE_FIGURES.isdisjoint(work.words[1 : min(mention.first, _SUBJECT)])


_WHOLE_FIGURES = frozenset({"figure", "total", "tally", "bill", "volume", "value", "quantity", "amount"})
_SUBJECT = 5  # tokens


def _their_value(work: Work, mention: Mention) -> bool:
    """Whether the subject is the value of goods spoken of: "During the closing quarter, however, the value dropped 11.3 percent"."""
    last = work.context.last
    if work.topics or last is None or not last.commodity:
        return False
    lead = work.words[: mention.first]
    lead = lead[lead[:1] in _BULLETS :]
    if last.flow in SIDES and (lead[:2] in _IN_VALUE or lead[:2] == ["value", ":"]):
        return True  # an item of its own, below "All cars: 2.93 million units": "In value: RMB 391.76 billion"
    return any(a == "the" and b in _AMOUNTS for a, b in itertools.pairwise(lead))


_BULLETS = (["-"], ["–"], ["•"], ["*"])
_IN_VALUE = [[by, what] for by in ("in", "by") for what in ("value", "money", "volume", "weight", "tonnage", "number")]


def _whole_meant(work: Work, mention: Mention) -> bool:
    """Whether what the parts come to is told: "For the municipality, that meant a total of 629.6 billion yuan"."""
    if work.words[max(0, mention.first - 2) : mention.first] != ["total", "of"] or work.words[0] != "for":
        return False
    return bool(work.topics) and reporter_only(work.topics[0]) and "meant" in work.said


def _all_together(work: Work) -> str | None:
    """The group of the goods told of one by one before it: "All three together, 241.7 billion yuan", "Taken together, the three groups"."""
    if _JOINED.isdisjoint(work.words[:4]) or _COUNTED.isdisjoint(work.words[:5]):
        return None
    goods = [f.commodity for f in work.context.recent[-3:]]
    return group_of(tuple(goods)) if None not in goods else None


_JOINED = frozenset({"together", "combined", "altogether"})
_COUNTED = frozenset({"three", "all"})
_BEFORE_PERIOD = frozenset({"a", "only", "in", "as", "for", "even", "but", "and", "so", "the", "month", "of", "just"})


def period_alone(work: Work, mention: Mention) -> Frame | None:
    """Trade as a whole, of which a sentence tells whose subject is a month or a quarter: "June on its own was only 9.8 percent
    down, with imports up 3.6 percent". What the sentence before told of, where it was not both flows."""
    mentions = work.sentence.mentions
    start = next((p + 1 for p in work.sentence.places(":") if p < mention.first and mentions[0].kind != "period"), 0)
    first = next(m for m in mentions if m.first >= start)
    if first.kind != "period" or first.period.kind not in ("period", "last") or first.first - start > 3:
        return None
    if not _BEFORE_PERIOD.issuperset(work.words[start : first.first]) or first.last > mention.first:
        return None
    if any(m.quantity.kind == "physical" for m in work.sentence.of("quantity")):
        return None
    told = work.placed[-1].bound if work.placed else None
    if told is not None and not told.blocked and ";" in work.words[work.placed[-1].mention.last : mention.first]:
        return told.during(None, False)  # "From January to November they were worth ...; in November the increase was"
    context = work.context
    whole = context.paragraph
    if context.part and whole is not None and not whole.blocked and not any(t.has_breakdown() for t in work.topics):
        return whole.during(
            None, False
        )  # "Imports made up 30.3 billion yuan of it. September brought 4.1 billion yuan"
    flows = {f.flow for f in context.told}
    # "Imports hit 44.41 billion, so that the surplus amounted to 34.05 billion" tells of two, too.
    two = {"export", "import"} <= flows or ("balance" in flows and len(flows) > 1)
    both = len({f.codes() for f in context.told}) == 1 and (flows == {"total"} or two)
    begun = context.paragraph is not None
    if (begun and not both) or any(t.has_breakdown() for t in work.topics):
        return None
    subject = context.noted if context.opened else None
    if not begun and subject is not None and not subject.blocked and subject.flow in FLOWS:
        # "Trade with Africa has become a trademark of the province. The first four months brought a setback: 15.1 billion yuan"
        return subject.during(None, False)
    spoken = context.told[0] if begun else work.base()
    theme = context.theme
    goods = not begun and theme is not None and theme.commodity and theme.commodity == spoken.commodity
    # "In October alone, the value was 1.36 billion yuan": of the durians that the release is about
    flow = theme.flow if goods else _only_way(context, begun)
    return altered(spoken, flow=flow or "total", flow_sign="", blocked=None, period=None, period_named=False)


def _only_way(context: Context, told: bool) -> str | None:
    """The one way of which a release has told figures so far, where a paragraph opens with months: "Xi'an's exports reached 170.1 billion
    yuan", and beneath it "The first quarter had brought an increase of 41.2 percent"."""
    return min(context.ways) if not told and len(context.ways) == 1 and context.ways < {*SIDES} else None


_OF_SOME = frozenset({"to", "from", "of", "in", "with", "by", "for", "through"})
_SUMMING = frozenset({"put", "taken", "added", "counted"})
