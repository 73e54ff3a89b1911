"""Percentage points, multiples and words such as "doubled"."""

from __future__ import annotations

from pipeline.reading.frames.cues import Measure, cue_left, cue_right, neighbours, share_follows, sign_of
from pipeline.reading.words.mentions import Mention, Sentence, possessive

_TO_ITS = (
    ["to", "its"],
    ["to", "their"],
    ["to", "the"],
    ["off", "its"],
    ["off", "their"],
    ["from", "its"],
    ["from", "their"],
)


def points(sentence: Sentence, index: int, before: Measure | None = None) -> Measure:
    """What percentage points measure: by how much a share or a rate moved, or stands apart from another."""
    mention = sentence.mentions[index]
    quantity = mention.quantity
    _left, right = neighbours(sentence, index)
    after = sentence.words(mention.last, min(mention.last + 8, right))
    close = cue_right(sentence, mention.last, right)
    cue = cue_left(sentence, 0, mention.first)
    shares = [
        m
        for m in sentence.mentions
        if (m.kind == "share")
        or (m.kind == "quantity" and m.quantity.kind == "percent" and "of" in sentence.words(m.last, m.last + 1))
    ]
    sign = 1
    if quantity.sign == "-":
        sign = -1
    elif close is not None and close[0].kind == "direction":
        sign = sign_of(close[0])
    elif cue is not None and cue.kind == "direction":
        sign = sign_of(cue)
    if close is not None and _looks_back(sentence, close[0]):
        sign = -sign
    contributes = {
        "contributing",
        "contributed",
        "adding",
        "added",
        "driving",
        "drove",
        "pulling",
        "pulled",
        "lifting",
        "lifted",
        "shaving",
        "dragging",
    } & set(sentence.words(mention.first - 5, mention.first))
    own = after[:2] in _TO_ITS and any(m.kind == "share" and m.first == mention.last + 2 for m in shares)
    if own:  # "having added 2.6 percentage points to their share"
        return Measure("share_change", "share_change.points", quantity.value * sign, quantity.step, "pp")
    if contributes and not any(m.kind == "share" and m.grade == "noun" and m.last == mention.first - 1 for m in shares):
        return Measure(None, "contribution to growth", quantity.value * sign, quantity.step, "pp")
    compared = (
        (not _OUTRUN.isdisjoint(sentence.said) and _outruns(sentence, mention))
        or {"faster", "quicker", "slower", "deeper", "steeper"} & set(after[:2])
        or any(w in ("average", "national", "nationwide", "country", "nation", "pace", "rate", "growth") for w in after)
        or (
            {"higher", "above", "ahead", "more", "below", "lower"} & set(after[:1])
            and not shares
            and not (before is not None and before.measure == "share")
        )
    )
    if compared and not any(
        m.kind == "share" and m.grade == "noun" and m.last <= mention.first for m in sentence.mentions
    ):
        return Measure(None, "gap between growth rates", quantity.value * sign, quantity.step, "pp")
    if shares or share_follows(sentence, mention.last) or (before is not None and before.measure == "share"):
        return Measure("share_change", "share_change.points", quantity.value * sign, quantity.step, "pp", cue=cue)
    return Measure(None, "gap between growth rates", quantity.value * sign, quantity.step, "pp")


_OUTRUN = frozenset(
    (
        "outpaced outpaces outpacing outperformed outperforms outperforming outstripped outstrips outstripping exceeded exceeds exceeding "
        "beat beats beating surpassed surpasses surpassing topped tops topping trailed trails trailing lagged lags lagging"
    ).split()
)
_RATES = frozenset({"growth", "average", "rate", "pace", "increase", "rise", "expansion"})


def _outruns(sentence: Sentence, mention: Mention) -> bool:
    """Whether points say by how much a growth is ahead of another: "outpaced the overall growth by 6.9 percentage points"."""
    lead = sentence.words(mention.first - _FAR, mention.first)
    verb = next((n for n, word in enumerate(lead) if word in _OUTRUN), None)
    return verb is not None and lead[-1:] == ["by"] and not _RATES.isdisjoint(lead[verb:])


_FAR = 12  # tokens


def times(sentence: Sentence, index: int) -> Measure:
    """What a multiple measures: growth in percent ("2.4 times as much" is 140), or how two levels compare."""
    mention = sentence.mentions[index]
    quantity = mention.quantity
    left, right = neighbours(sentence, index)
    after = sentence.words(mention.last, mention.last + 4)
    cue = cue_left(sentence, left, mention.first)
    percent = quantity.value * 100
    step = quantity.step * 100
    as_ratio = bool(after) and (
        after[0] in ("that", "those", "as", "its", "their", "what")
        or after[:2]
        in (
            ["the", "level"],
            ["the", "figure"],
            ["the", "amount"],
            ["the", "volume"],
            ["the", "value"],
            ["the", "total"],
            ["the", "size"],
            ["the", "number"],
            ["the", "tally"],
        )
        or sentence.words(mention.first - 1, mention.first) == ["to"]
    )
    if any(
        m.kind == "basis"
        and m.first == mention.last
        and m.period
        and m.period.kind == "basis"
        and "level" in sentence.words(m.first, m.last)
        for m in sentence.mentions
    ):
        as_ratio = True
    if as_ratio or _owned_behind(sentence, mention) or after[:3] in _EARLIER:
        return Measure("growth", "growth.ratio", percent - 100, step, "%", cue=cue)
    close = cue_right(sentence, mention.last, right)
    if close is not None and close[0].kind == "direction":
        return Measure("growth", "growth.multiple", percent * sign_of(close[0]), step, "%", cue=close[0])
    if cue is not None and cue.kind == "direction":
        return Measure("growth", "growth.multiple", percent * sign_of(cue), step, "%", cue=cue)
    return Measure(None, "number of times", percent, step, "%")


_EARLIER = (["the", "year", "earlier"], ["the", "year", "ago"])  # "8.7 times the year-earlier value"


def _owned_behind(sentence: Sentence, mention: Mention) -> bool:
    """Whether what a level is a multiple of is a time's own: "were 1.3 times last year's", "three times May's"."""
    times = [m for kind in ("period", "basis") for m in sentence.of(kind) if m.first == mention.last]
    return any(possessive(sentence.low, m.last) or possessive(sentence.low, m.last - 1) for m in times)


def growth_word(sentence: Sentence, index: int) -> Measure:
    """What a word of growth measures that stands for a number: "doubled" is growth of 100 percent."""
    mention = sentence.mentions[index]
    _left, _right = neighbours(sentence, index)
    value = mention.quantity.value
    if sentence.words(mention.last, mention.last + 1) in (["digit"], ["digits"]):
        return Measure(None, "count of things", value, mention.quantity.step, "%")
    if not _COUNTED.isdisjoint(sentence.said) and _counts(sentence, mention):
        return Measure(None, "count of things", value, mention.quantity.step, "%")
    precise = [
        m
        for m in sentence.mentions
        if m.kind == "quantity"
        and m.first >= mention.last
        and m.first - mention.last < _reach(sentence, mention, m)
        and m.quantity.kind in ("percent", "times")
    ]
    if precise:
        return Measure(None, "rounded restatement of the figure that follows", value, mention.quantity.step, "%")
    return Measure("growth", "growth.word", value, mention.quantity.step, "%")


def _reach(sentence: Sentence, multiple: Mention, precise: Mention) -> int:
    """How many words may stand between a multiple and what tells it precisely: "more than doubled their imports, by 104.4 percent", "more
    than doubled to 9.3 billion yuan (up 112.6 percent)"."""
    lead = sentence.words(precise.first - 2, precise.first)
    bracketed = "(" in lead and "to" in sentence.words(multiple.last, precise.first)
    if bracketed and any(multiple.last <= m.first < precise.first for m in sentence.of("commodity")):
        return 0  # "batteries more than doubled to 14.1 billion yuan, while shoes (+12 percent)"
    return 12 if lead == [",", "by"] or bracketed else 6


_COUNTED = frozenset(
    "people population inhabitants residents workforce workers staff households land area gdp boxes containers ships trains trucks "
    "factories firms companies customers shops time distance price cost".split()
)


def _counts(sentence: Sentence, mention: Mention) -> bool:
    """Whether a word for a multiple stands before what is no trade: "far more trade with less than double the people"."""
    behind = [w for w in sentence.words(mention.last, mention.last + 3) if w not in ("the", "its", "of", "number")]
    return behind[:1] != [] and behind[0] in _COUNTED


def _looks_back(sentence: Sentence, cue: Mention) -> bool:
    """Whether it is the base that is said to be higher or lower: "A year ago the proportion was 1.7 percentage points lower"."""
    base = next(iter(sentence.of("basis")), None)
    return (
        base is not None
        and base.first == 0
        and cue.grade == "adjective"
        and sentence.words(cue.last, cue.last + 1) != ["than"]
        and not {"was", "stood", "were"}.isdisjoint(sentence.words(base.last, cue.first))
    )
