"""Whether a placed figure is a statement of goods trade: projections, other topics, other people's figures are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from pipeline import vocabulary
from pipeline.reading.frames.frames import Context
from pipeline.reading.frames.one_good import deals_in_the_good
from pipeline.reading.frames.placing import Placed
from pipeline.reading.measures.taken_out import WITHOUT_A_PART
from pipeline.reading.scope.counted_abroad import told_abroad
from pipeline.reading.scope.foreign import buys_itself, is_foreign
from pipeline.reading.scope.projected import is_projected
from pipeline.reading.scope.speech import in_his_words, of_himself, of_what_he_did
from pipeline.reading.scope.unnamed import names_nothing, unknown_owner, unknown_part
from pipeline.reading.words.mentions import Mention, Sentence, possessive
from pipeline.reading.words.months import Months


def settle(figure: Placed, sentence: Sentence, context: Context) -> None:
    """Set ``outcome``, ``reason`` and ``hint`` of a figure that is no statement; leave the others as read."""
    if (so_far := _year_so_far(figure, sentence, context)) is not None:
        figure.frame = figure.frame.during(so_far)
    judge(
        figure,
        context.published_month,
        lambda: is_projected(figure, sentence),
        lambda: (
            is_foreign(figure, sentence)
            if context.good is None
            else buys_itself(figure, sentence, context.good.flow)
            or (is_foreign(figure, sentence) and not deals_in_the_good(sentence, context.good))
        ),
        "language_en.toml",
        _speaker(figure, sentence, context),
    )
    if (
        figure.outcome == "read"
        and figure.measure.unit in _POWER
        and all(m.grade == "weak" for m in sentence.of("flow"))
        and not (context.good is not None and _AT_HOME.isdisjoint(sentence.said))
    ):
        _excuse(
            figure, _OF_NO_GOOD
        )  # "Domestic installations were 216.9 GW", "warehouses hold 80 gigawatts of modules"


def _year_so_far(figure: Placed, sentence: Sentence, context: Context) -> Months | None:
    """The months of a year that is not over, where a figure is told of that year: "worth 360.7 billion yuan in 2023", in August 2023."""
    span, told = figure.frame.period if figure.frame is not None else None, context.period
    if span is None or told is None or span.last < context.published_month or span.length != 12:
        return None
    if all(m.grade == "weak" for m in sentence.of("flow")):
        return None  # "the chance of growth for the full year", "for 2024 the quota is"
    return told if told.first == span.first and told.last < context.published_month else None


def _speaker(figure: Placed, sentence: Sentence, context: Context) -> str | None:
    """Whose own figure it is, where the release or the sentence is not the reporter's."""
    if "since" in sentence.said and _in_all_since(figure, sentence):
        return "of all the years since"
    if context.abroad is not None and not _ours(sentence):
        return "another country's own figure"
    if context.office_abroad is not None and told_abroad(figure, sentence, context.office_abroad):
        return "another country's own figure"
    if not _HIS.isdisjoint(sentence.said) and _of_his_own(figure, sentence):
        return "about a company, not goods trade"
    if context.of_firm:
        return "about a company, not goods trade"
    if context.tradesman and (
        not _FIRST_PERSON.isdisjoint(sentence.said)
        or in_his_words(figure, sentence, context.quotations)
        or of_himself(figure, sentence)
        or of_what_he_did(sentence)
    ):
        return "about a company, not goods trade"
    return None


def _in_all_since(figure: Placed, sentence: Sentence) -> bool:
    """Whether an amount is what has come together since a year before those that it would be of: "has delivered over 1,800 planes since
    2009"."""
    frame, mention = figure.frame, figure.mention
    if figure.measure.measure != "level" or frame is None or frame.period is None:
        return False
    year = next((m for m in sentence.of("period") if mention.last <= m.first and _since(sentence, m)), None)
    if year is None or year.first - mention.last > _FAR:
        return False
    if not isinstance(year.period.year, int) or year.period.year >= frame.period.year:
        return False
    between = sentence.low[mention.last : year.first - 1]
    return not {",", ";", "the", "while"}.intersection(between) and not _HAS.isdisjoint(
        sentence.words(mention.first - _FAR, mention.first)
    )


def _since(sentence: Sentence, year: Mention) -> bool:
    return sentence.low[year.first - 1] == "since"


_FAR = 7  # tokens
_HAS = frozenset({"has", "have", "had"})


def judge(
    figure: Placed,
    published_month: int,
    projected: Callable[[], bool],
    foreign: Callable[[], bool],
    words: str,
    speaker: str | None = None,
) -> None:
    """Settle a figure of any language: ``projected`` and ``foreign`` ask its grammar, ``words`` is its vocabulary's file;
    ``speaker`` says whose own figure it is, if not the reporter's."""
    quantity = figure.mention.quantity
    if quantity.kind == "bare":
        _excuse(figure, "count of things, not of a trade flow")
    elif figure.measure.measure is None:
        _excuse(figure, figure.measure.rule) if figure.measure.rule in _EXCUSES else _unread(
            figure, figure.measure.rule, f"name what the number measures: a verb in {words}"
        )
    elif quantity.kind == "money" and quantity.unit == "other":
        _excuse(figure, _FOREIGN_MONEY)
    elif projected():
        _excuse(figure, "forecast, target or plan")
    elif speaker is not None:
        _excuse(figure, speaker)
    elif figure.frame is None:
        _unread(figure, "nothing named that the figure could be about", "a form for the subject in pipeline/vocabulary")
    elif figure.joint:
        _excuse(figure, "one figure for several together")
    elif figure.frame.blocked:
        _excuse(figure, f"about {figure.frame.blocked}, not goods trade")
    elif figure.frame.region is None:
        _unread(figure, "no reporter named", "a form for the region in regions.toml")
    elif figure.frame.period is None:
        _unread(figure, "no period named", None)
    elif figure.frame.period.last >= published_month:
        _excuse(figure, "a period that had not ended")
    elif figure.frame.flow is None:
        _unread(figure, "no flow named", f"a form for the flow in {words}")
    elif figure.measure.measure == "share" and not 0 <= figure.measure.value <= 100:
        _unread(figure, "a share beyond 0 to 100 percent", None)
    elif figure.measure.measure == "growth" and figure.measure.value < -100:
        _unread(figure, "a fall of more than 100 percent", None)
    elif quantity.kind == "physical" and (figure.frame.commodity is None or _is_size(figure)):
        _excuse(figure, _OF_NO_GOOD)
    elif foreign():
        _excuse(figure, "another country's own figure")
    elif figure.frame.flow == "balance" and figure.measure.measure == "share":
        _unread(figure, "share of a balance", None)


_BY_SIZE = {
    "metres": ("textiles",),
    "square metres": (
        "textiles",
        "carpets",
        "ceramics",
        "glass",
        "leather",
        "paper",
        "plywood",
        "stone",
        "wood_products",
    ),
    **dict.fromkeys(
        ("GW", "MW"), ("batteries", "energy_storage", "inverters", "silicon_wafers", "solar_cells", "wind_turbines")
    ),
    "GWh": ("batteries", "energy_storage"),
}  # the goods that are traded by their length, area or power


def _is_size(figure: Placed) -> bool:
    """Whether metres or watts measure something that is not the good: "children under 1.2 metres", at a tea festival, "a booth of 18
    square metres", "a 2 GW wind farm"."""
    goods = _BY_SIZE.get(figure.measure.unit or "")
    good = figure.frame.commodity
    return goods is not None and good not in goods and not any(vocabulary.within(good, group) for group in goods)


_POWER = frozenset({"GW", "MW", "GWh"})
_AT_HOME = frozenset(
    (
        "home domestic domestically installed installation installations connected capacity demand warehouse warehouses sheds stock stocks "
        "inventory inventories output produced production plant plants factory factories"
    ).split()
)
_HIS = frozenset({"his", "her"})


def _of_his_own(figure: Placed, sentence: Sentence) -> bool:
    """Whether a figure is of what is somebody's own: "Her American buyers once took 70 percent", "his exports to Brazil doubled"."""
    return any(
        m.first < figure.mention.first
        and not _HIS.isdisjoint(sentence.words(m.first - 2, m.first))
        and sentence.low[m.first] != "out"  # "The statistics bear her out: private enterprises did"
        for kind in ("flow", "partner")
        for m in sentence.of(kind)
    )


_FIRST_PERSON = frozenset({"we", "our", "ours", "us", "i", "my"})


_EXCUSES = frozenset(
    {
        "absolute change",
        "what a rule allows",
        "what figures are rounded to",
        "contribution to growth",
        "gap between growth rates",
        "number of times",
        "count of things",
        "price or rate",
        "rounded restatement of the figure that follows",
        "earlier share",
        "earlier level",
        "earlier rate",
        "average over a period",
        WITHOUT_A_PART,
        "investment",
        "output",
        "share of a market, not of trade",
        "about a company, not goods trade",
    }
)


_OF_NO_GOOD = "physical quantity of no named commodity"
_FOREIGN_MONEY = "amount in another currency"
_BESIDE = 4  # tokens


def leave_with_count(figures: Iterable[Placed]) -> None:
    """Excuse the change right behind an amount of no good, which is that of the amount: "More than 34,000 of them had trade to declare,
    7.2 percent more than in 2022"."""
    before: Placed | None = None
    for count, change in pairwise(figures):
        amount, before = before, count
        if change.outcome != "read" or change.measure.measure != "growth":
            continue
        if count.reason == _OF_NO_GOOD and change.frame == count.frame:
            _excuse(change, "count of things")
        near = change.mention.first - count.mention.last <= _BESIDE
        if count.reason == _FOREIGN_MONEY and near and not (amount is not None and _is_twin(amount, count)):
            # "For the UAE, foreign trade was 3 trillion dirhams, up 14.6%"
            _excuse(change, "of an amount in another currency")


def _is_twin(amount: Placed, other: Placed) -> bool:
    """Whether an amount only says in another currency what the one right before it does: "593.06 billion yuan (S$127 billion)"."""
    told = amount.outcome == "read" and amount.measure.unit in ("CNY", "USD")
    return told and other.mention.first - amount.mention.last <= _BRACKET


_BRACKET = 2  # tokens


def leave_unnamed(figures: Iterable[Placed], sentence: Sentence, opens: bool) -> None:
    """Leave unread what the text before would have to be the subject of, where a sentence has one of its own that is not known."""
    told = [figure for figure in figures if figure.outcome == "read"]
    if not told:
        return
    shares = "share" in sentence.kinds and told[0].measure.measure == "share" and told[0].rule.endswith("/context")
    if (
        names_nothing(sentence, opens)
        or unknown_owner(sentence)
        or (shares and unknown_part(sentence, told[0].mention))
    ):
        for figure in told:
            _unread(figure, "of a subject that is not known", "a form for the subject in pipeline/vocabulary")


def _excuse(figure: Placed, reason: str) -> None:
    figure.outcome, figure.reason = "out_of_scope", reason


def _unread(figure: Placed, reason: str, hint: str | None) -> None:
    figure.outcome, figure.reason, figure.hint = "unread", reason, hint


def _ours(sentence: Sentence) -> bool:
    """Whether a region of China owns a flow: "China's exports to Vietnam", in a release of Vietnam's."""
    return any(possessive(sentence.low, m.last) for m in sentence.of("region")) or any(
        "chinese" in sentence.words(m.first - 2, m.first) for m in sentence.of("flow")
    )
