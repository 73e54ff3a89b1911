"""Whether a placed figure is a statement of goods trade: projections, other topics, other people's figures are not."""

from __future__ import annotations

from collections.abc import Callable

from pipeline import vocabulary
from pipeline.reading.frames import Context
from pipeline.reading.mentions import Mention, Sentence
from pipeline.reading.months import Months
from pipeline.reading.one_good import deals_in_the_good
from pipeline.reading.placing import Placed
from pipeline.reading.projected import is_projected
from pipeline.reading.speech import in_his_words, of_himself


def settle(figure: Placed, sentence: Sentence, context: Context) -> None:
    """Set ``outcome``, ``reason`` and ``hint`` of a figure that is no statement; leave the others as read."""
    if (so_far := _year_so_far(figure, sentence, context)) is not None:
        figure.frame = figure.frame.during(so_far)
    judge(
        figure,
        context.published_month,
        lambda: is_projected(figure, sentence),
        lambda: (
            _foreign(figure, sentence) and not (context.good is not None and deals_in_the_good(sentence, context.good))
        ),
        "language_en.toml",
        _speaker(figure, sentence, context),
    )


def _year_so_far(figure: Placed, sentence: Sentence, context: Context) -> Months | None:
    """The months of a year that is not over, where a figure is told of that year: "worth 360.7 billion yuan in 2023", in August 2023."""
    span, told = figure.frame.period if figure.frame is not None else None, context.period
    if span is None or told is None or span.length != 12 or span.last < context.published_month:
        return None
    if all(m.grade == "weak" for m in sentence.of("flow")):
        return None  # "the chance of growth for the full year", "for 2024 the quota is"
    return told if told.first == span.first and told.last < context.published_month else None


def _speaker(figure: Placed, sentence: Sentence, context: Context) -> str | None:
    """Whose own figure it is, where the release or the sentence is not the reporter's."""
    if context.abroad is not None and not _ours(sentence):
        return "another country's own figure"
    if context.tradesman and (
        not _FIRST_PERSON.isdisjoint(sentence.said)
        or in_his_words(figure, sentence, context.quotations)
        or of_himself(figure, sentence)
    ):
        return "about a company, not goods trade"
    return None


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
        _excuse(figure, "amount in another currency")
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
    elif quantity.kind == "physical" and (figure.frame.commodity is None or _is_length(figure)):
        _excuse(figure, "physical quantity of no named commodity")
    elif foreign():
        _excuse(figure, "another country's own figure")
    elif figure.frame.flow == "balance" and figure.measure.measure == "share":
        _unread(figure, "share of a balance", None)


def _is_length(figure: Placed) -> bool:
    """Whether metres measure something: only cloth is traded by them ("children under 1.2 metres", at a tea festival)."""
    return figure.measure.unit == "metres" and not vocabulary.within(figure.frame.commodity, "textiles")


_FIRST_PERSON = frozenset({"we", "our", "ours", "us", "i", "my"})


_EXCUSES = frozenset(
    {
        "absolute change",
        "what a rule allows",
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
        "investment",
        "output",
        "share of a market, not of trade",
    }
)


def _excuse(figure: Placed, reason: str) -> None:
    figure.outcome, figure.reason = "out_of_scope", reason


def _unread(figure: Placed, reason: str, hint: str | None) -> None:
    figure.outcome, figure.reason, figure.hint = "unread", reason, hint


def _ours(sentence: Sentence) -> bool:
    """Whether a region of China owns a flow: "China's exports to Vietnam", in a release of Vietnam's."""
    return any(sentence.words(m.last, m.last + 1) in (["'s"], ["’s"]) for m in sentence.of("region")) or any(
        "chinese" in sentence.words(m.first - 2, m.first) for m in sentence.of("flow")
    )


def _towards_china(sentence: Sentence) -> bool:
    """ "Exports to China" and "imports from China" are another country's figure."""
    for mention in sentence.of("flow") if "china" in sentence.said else ():
        if mention.code in ("export", "import"):
            after = sentence.words(mention.last, mention.last + 2)
            owner = sentence.words(mention.last + 2, mention.last + 3)
            if after == ["to" if mention.code == "export" else "from", "china"] and owner not in (["'s"], ["’s"]):
                return True
    return False


def _own_count(sentence: Sentence) -> bool:
    """ "Kazakhstan's own statistics office", "Vietnam reported exports of", "Russian statistics show": who counts is the partner."""
    for mention in sentence.of("partner"):
        after = sentence.words(mention.last, mention.last + 4)
        if after[:1] == [","] and (closing := _closed(sentence.low, mention.last)):
            after = sentence.words(closing + 1, closing + 5)  # "Korea, for reference, reported"
        if after[:1] in (["'s"], ["’s"]) and {"statistics", "own", "statistical"} & set(after):
            return True
        if after and after[0] in _SAYS and _subject(sentence, mention):
            return True
        if (
            mention.grade == "adjective"
            and after
            and after[0] in ("statistics", "customs", "data", "figures", "government")
        ):
            return True
    return False


def _closed(words: list[str], opening: int) -> int:
    """The position of the comma that closes the few words opened by the one at ``opening``; 0 where none does."""
    return next((p for p in range(opening + 2, min(opening + 6, len(words))) if words[p] == ","), 0)


_SAYS = frozenset(["reported", "reports", "says", "say", "said"])
_OPENING = frozenset(["and", "but", "neighbouring", "neighboring", ";", ",", "while", "whereas", "where"])


def _subject(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention opens the sentence or a clause, an article aside."""
    first = mention.first - (sentence.words(mention.first - 1, mention.first) == ["the"])
    return first <= 0 or sentence.tokens[first - 1].low in _OPENING


def _foreign(figure: Placed, sentence: Sentence) -> bool:
    """ "Vietnam's exports climbed": a partner that owns the flow reports it, unless a Chinese region does in the same phrase."""
    if _own_count(sentence):
        return True
    if any(m.quantity.unit == "CNY" for m in sentence.of("quantity")):
        return False  # nobody else counts in yuan: "Mexico's purchases grew 41.2% to 980 million yuan"
    if _towards_china(sentence):
        return True
    for mention in sentence.of("partner"):
        if mention.grade == "adjective" and figure.frame.partner == mention.code:
            sold = next((m for m in sentence.mentions if m.first == mention.last), None)
            if sold is not None and sold.kind == "flow" and sold.code == "export" and sold.grade == "noun":
                return True  # "South Korean exports fell 15.2%"
        if mention.grade or mention.last > figure.mention.first:
            continue
        shared = sentence.words(mention.first - 2, mention.first) in (["those", "of"], ["that", "of"]) and any(
            _owns(sentence, m) for m in sentence.of("partner") if m.last < mention.first
        )
        if shared and figure.frame.partner == mention.code:
            return True
        whose = sentence.words(mention.last, mention.last + 2) == [",", "whose"]
        if (
            whose
            and figure.frame.partner == mention.code
            and not _SELLERS.isdisjoint(sentence.words(mention.last + 2, mention.last + 4))
        ):
            return True  # "overtaking Japan, whose makers shipped 4.42 million vehicles"
        opens = (
            mention.first == 0
            or sentence.tokens[mention.first - 1].low
            in ("and", "but", "neighbouring", "neighboring", ";", "while", "whereas")
            or (mention.first == 1 and sentence.tokens[0].low in ("the", "and", "but"))
        )
        deals = next((m for m in sentence.mentions if m.first >= mention.last and m.kind in ("flow", "quantity")), None)
        if (
            opens
            and deals is not None
            and sentence.words(mention.last, mention.last + 3)[-2:] not in _WHITHER
            and deals.kind == "flow"
            and not any(
                mention.last <= m.first < deals.first for m in sentence.of("region")
            )  # "Russia stood out: China sold it"
            and not _deals_with_us(sentence, deals)
            and (
                sentence.tokens[deals.first].low in ("exported", "imported", "sold")
                or "says" in sentence.words(mention.last, deals.first)
            )
        ):
            return True
        if (
            _owns(sentence, mention)
            and figure.frame.partner == mention.code
            and not _only_goods(figure, sentence, mention)
        ):
            return True
        if (
            figure.frame.partner == mention.code
            and sentence.tokens[mention.last].low in ("'s", "’s")
            and mention.last + 1 == figure.mention.first
            and any(m.last <= mention.first and _owns(sentence, m) for m in sentence.of("partner"))
        ):
            return True  # "South Korea's exports fell 14% and Vietnam's 8.4%"
    return False


_SELLERS = frozenset("makers carmakers factories firms companies exporters producers mills exports shipments".split())
_WHITHER = (["to", "which"], ["from", "which"], ["with", "which"])  # "India, to which the city exported ..."


def _deals_with_us(sentence: Sentence, deals: Mention) -> bool:
    """Whether a partner buys from a reporter, or sells to it: "The United States bought goods worth 24.36 billion yuan from Chongqing"."""
    return any(
        m.kind in ("region", "home")
        and m.first >= deals.last
        and {"from", "to", "of"} & set(sentence.words(m.first - 2, m.first))
        for m in sentence.mentions
    )


def _only_goods(figure: Placed, sentence: Sentence, mention: Mention) -> bool:
    """Whether the goods themselves are a partner's, in a text about what is bought: "Brazil's beans added up to 42.26 million"."""
    owned = [m for m in sentence.mentions if m.first > mention.last][:2]
    return figure.frame.flow == "import" and owned[0].kind == "commodity" and not any(m.kind == "flow" for m in owned)


def _owns(sentence: Sentence, mention: Mention) -> bool:
    """Whether a partner stands as the owner of a flow: "Vietnam's exports"."""
    after = sentence.tokens[mention.last : mention.last + 1]
    if not after or after[0].kind != "poss":
        return False
    owned = next((m for m in sentence.mentions if m.first > mention.last), None)
    if owned is None or owned.kind not in ("flow", "commodity") or owned.first - mention.last > 3:
        return False
    return not any(
        m.first - (sentence.low[m.first - 1] == "the") == owned.last + 1
        and sentence.low[owned.last] == "with"
        and "CN" != m.code != "nation"
        for m in (*sentence.of("region"), *sentence.of("home"))
    )  # "the Netherlands' trade with Chongqing" is Chongqing's
