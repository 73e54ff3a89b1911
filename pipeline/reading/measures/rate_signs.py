"""What makes a percentage a rate of growth that no verb calls one: "slower at 9.6 percent", "the nation's 5 percent"."""

from __future__ import annotations

from pipeline.reading.words.mentions import Mention, Sentence


def anothers_rate(sentence: Sentence, index: int) -> bool:
    """Whether a percentage is the rate that another is held against: "2.1 points faster than the nation's 5 percent", "1.1 points more
    than the national figure of 3.1 percent"."""
    mention = sentence.mentions[index]
    lead = sentence.words(mention.first - 6, mention.first)
    if {"than", "above", "below"}.isdisjoint(lead):
        return False
    if lead[-1:] == ["of"] and lead[-2] in _FIGURES:
        return any(m.kind in ("region", "home") and mention.first - m.last <= 2 for m in sentence.mentions[:index])
    if lead[-1:] not in (["'s"], ["’s"]):
        return False
    owned = any(0 <= mention.first - m.last <= 1 for m in (*sentence.of("region"), *sentence.of("home")))
    return owned and any(m.kind == "quantity" and m.quantity.kind == "points" for m in sentence.mentions[:index])


def told_behind_another(sentence: Sentence, mention: Mention, lead: list[str]) -> bool:
    """Whether the rate is told behind what it was held against: "12.5 points faster than that of the nation, which was 5.9 percent"."""
    told = len(lead)
    while told and lead[told - 1] in _WAS:
        told -= 1
    if told < 2 or lead[told - 2 : told] != [",", "which"]:
        return False
    which = mention.first - len(lead) + told - 1
    named = any(m.code in ("nation", "CN") and 0 < which - m.last <= 2 for m in sentence.mentions)
    return named and any(m.quantity.kind == "points" and m.last < mention.first for m in sentence.of("quantity"))


_ABOVE = frozenset(
    (
        "surpassed surpassing surpasses surpass topped topping tops exceeded exceeding exceeds exceed outdid outdoes outdoing outdone beat beats "
        "beating outstripped outstripping overtook passed"
    ).split()
)
_BENEATH = frozenset(["undershot", "undershooting", "undershoots", "trailed", "trailing", "trails", "lagged", "lags"])


def outdone(sentence: Sentence, mention: Mention, left: int) -> int:
    """1 or -1 where a level or a period is beaten or missed by the number: "surpassed June's 766.8 billion yuan by 1.9 percent"; else 0."""
    before = [
        m for m in sentence.mentions if m.kind == "quantity" and m.last <= mention.first and m.quantity.kind != "bare"
    ]
    if before and before[-1].quantity.kind == "money":
        left = before[-2].last if len(before) > 1 else 0
    for word in reversed(sentence.words(left, mention.first)):
        if word in _ABOVE:
            return 1
        if word in _BENEATH:
            return -1
        if word in (";", ":"):
            break
    return 0


def moved_between(sentence: Sentence, mention: Mention) -> Mention | None:
    """The verb that moved one amount to another by the percentage: "increased from 12.4 billion yuan to 13.9 billion, i.e. by 12.1
    percent"."""
    amounts = [m for m in sentence.of("quantity") if m.last <= mention.first][-2:]
    if len(amounts) < 2 or any(m.quantity.kind not in ("money", "physical") for m in amounts):
        return None
    between = sentence.words(amounts[0].last, amounts[1].first)
    back = (
        "from" in between and sentence.low[amounts[0].first - 1] == "to"
    )  # "fell to 458.7 billion from 505.9, or by 9.3%"
    if not ("to" in between or back) or mention.first - amounts[1].last > 6:
        return None
    verbs = [m for m in sentence.of("direction") if m.graded("verb") and m.last <= amounts[0].first]
    return verbs[-1] if verbs else None


_PACES = frozenset({"slower", "faster", "quicker", "momentum", "steam", "speed"})
_QUICKEST = frozenset({"quickest", "fastest", "slowest"})
_RUNNING = ([","], ["quickest"], ["fastest"], ["slowest"], ["behind"])
_WAS = frozenset({"was", "is", "were", "been", "had", "stood", "at", "came", "to", "a", "still", "only", "about"})


def paced(sentence: Sentence, lead: list[str]) -> bool:
    """Whether a percentage is a rate: "slower at 9.6 percent", "in the first quarter the rate was 15.9 percent"."""
    if lead[-1:] == ["at"] and lead[-2:-1] and lead[-2] in _PACES:
        return True
    if lead[-1:] == ["at"] and not _QUICKEST.isdisjoint(sentence.said) and lead[-2:-1] in _RUNNING:
        return True  # "Jiangsu was quickest, at 5.9%, with Zhejiang close behind at 5.5%"
    while lead and lead[-1] in _WAS:
        lead = lead[:-1]
    return lead[-2:] in (["the", "rate"], ["the", "pace"])


_FIGURES = frozenset(
    {"one", "figure", "average", "rate", "equivalent", "number", "counterpart", "compares", "compared"}
)
_ELSEWHERE = frozenset({"region", "home", "partner", "enterprise"})


def elsewhere_at(sentence: Sentence, mention: Mention) -> bool:
    """Whether a sentence only tells what a rate was elsewhere: "The national average was 2.1 percent", "That compares with 2.1 percent
    nationwide", "China's was 2.1 percent"."""
    if _ELSEWHERE.isdisjoint(sentence.kinds) or any(m.kind in ("direction", "share") for m in sentence.mentions):
        return False
    lead = sentence.words(0, mention.first)
    if len(lead) > _SHORT or sentence.words(mention.last, mention.last + 2) in (["of", "the"], ["of", "its"]):
        return False
    while lead and lead[-1] in _WAS:
        lead = lead[:-1]
    return not _FIGURES.isdisjoint(lead) or lead[-1:] in (["'s"], ["’s"])


_SHORT = 14  # tokens before the number

_STEPS = frozenset({"from", "to", "and", "then", ","})


def runs_on(sentence: Sentence, mention: Mention) -> bool:
    """Whether a percentage is one of a row of rates with a time each, of a growth that is only named behind them: "from 2.9 percent in
    Q4 last year to 4.9 percent in Q1 and 7.4 percent in Q2, growth has been picking up"."""
    if "growth" not in sentence.said or not _STEPS & set(sentence.words(mention.first - 1, mention.first)):
        return False
    timed = any(m.first == mention.last + 1 and sentence.low[mention.last] == "in" for m in sentence.of("period"))
    return timed and not sentence.of("share")


def than_another(sentence: Sentence, cue: Mention, mention: Mention) -> bool:
    """Whether a comparative compares with the rate in brackets: "2.8 percentage points lower than the national one (7.9%)"."""
    return "than" in sentence.words(cue.last, mention.first) and any(
        m.kind == "quantity" and m.quantity.kind == "points" and m.last <= cue.first for m in sentence.mentions
    )


def growth_behind(sentence: Sentence, index: int) -> bool:
    """Whether the brackets also hold a growth, so that what opens them is a share: "(42.1 percent, a 13.8 percent increase on last year)"."""
    mention = sentence.mentions[index]
    if sentence.words(mention.last, mention.last + 1) != [","]:
        return False
    following = next((m for m in sentence.mentions[index + 1 :] if m.kind == "quantity"), None)
    if (
        following is None
        or following.quantity.kind != "percent"
        or ")" in sentence.words(mention.last, following.first)
    ):
        return False
    around = sentence.words(mention.last, following.last + 3)
    closing = around.index(")") if ")" in around else len(around)
    turns = {p for m in sentence.mentions if m.kind == "direction" for p in range(m.first, m.last)}
    return any(mention.last <= p < mention.last + closing for p in turns)


def behind_number(sentence: Sentence, cue: Mention) -> bool:
    """Whether a comparative belongs to the number before it: "0.8 percent lower and imports 6.1 percent higher"."""
    return cue.grade == "adjective" and any(m.kind == "quantity" and m.last == cue.first for m in sentence.mentions)
