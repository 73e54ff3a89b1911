"""What a quantity measures: level, growth, share or change of share, with its sign, from the words around it.

Each function looks at one quantity between its neighbours in the sentence and answers with a ``Measure``; what is no
figure of trade (an absolute change, a gap between growth rates, a contribution to growth) is answered with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.reading.scan import Mention, Sentence

_PASS = frozenset(
    [
        "a",
        "an",
        "the",
        "by",
        "of",
        "to",
        "at",
        "some",
        "another",
        "further",
        "modest",
        "mere",
        "solid",
        "hefty",
        "whopping",
        "substantial",
        "robust",
        "sharp",
        "strong",
        "slight",
        "marginal",
        "healthy",
        "steep",
        "combined",
        "year-on-year",
        "yearly",
        "annual",
        "annualized",
        "remarkable",
        "significant",
        "notable",
        "more",
        "respectable",
        "brisk",
        "rapid",
        "average",
        "still",
        "even",
        "just",
        "about",
        "nearly",
        "only",
        "as",
        "much",
        "rate",
    ]
)
_FILL = frozenset(
    [
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "did",
        "do",
        "does",
        "also",
        "then",
        "still",
        "all",
        "up",
        "registered",
        "recorded",
        "seen",
        "posted",
        "reported",
        "noted",
    ]
)


@dataclass(frozen=True, slots=True)
class Measure:
    """The reading of one quantity before it is placed.

    ``measure`` is None when the quantity is no figure in scope, and ``rule`` then says why. ``value`` carries the sign.
    ``role`` is "prior" for the level that a change started from. ``doubt`` is "share_change" when a percentage said after a
    share may be points or growth, which arithmetic has to decide. ``cue`` is the mention that decided, if one did.
    """

    measure: str | None
    rule: str
    value: Decimal = Decimal(0)
    step: Decimal = Decimal(0)
    unit: str = ""
    role: str = ""
    doubt: str | None = None
    cue: Mention | None = None


def _neighbours(sentence: Sentence, index: int) -> tuple[int, int]:
    """Token positions where the neighbouring quantities end and begin."""
    quantity = sentence.mentions[index]
    left, right = 0, len(sentence.tokens)
    for mention in sentence.mentions:
        if mention.kind == "quantity" and mention.last <= quantity.first and mention.quantity.kind != "bare":
            left = mention.last
        if mention.kind == "quantity" and mention.first >= quantity.last and mention.quantity.kind != "bare":
            right = mention.first
            break
    return left, right


def _sign(mention: Mention) -> int:
    return -1 if mention.code == "down" else 0 if mention.code == "flat" else 1


def measure(sentence: Sentence, index: int, before: Measure | None) -> Measure:
    """The measure of the quantity ``sentence.mentions[index]``; ``before`` is that of the percentage or points before it
    in the same sentence, from which an ellipsis ("imports 3.2 percent") takes its reading."""
    mention = sentence.mentions[index]
    kind = mention.quantity.kind
    if kind == "money":
        return _money(sentence, index)
    if kind == "physical":
        return _money(sentence, index)
    if kind == "percent":
        return _percent(sentence, index, before)
    if kind == "points":
        return _points(sentence, index)
    if kind == "times":
        return _times(sentence, index)
    if kind == "growth_word":
        return _growth_word(sentence, index)
    return Measure(None, "count of things")


# ---------------------------------------------------------------- levels

_PER = frozenset(
    [
        "tonne",
        "ton",
        "kilogram",
        "kg",
        "barrel",
        "unit",
        "piece",
        "head",
        "person",
        "share",
        "day",
        "hour",
        "month",
        "container",
        "teu",
        "litre",
        "liter",
        "watt",
        "set",
        "pair",
    ]
)


def _money(sentence: Sentence, index: int) -> Measure:
    mention = sentence.mentions[index]
    quantity = mention.quantity
    left, right = _neighbours(sentence, index)
    level = Measure("level", "level", quantity.value, quantity.step, quantity.unit or "")
    after = sentence.words(mention.last, min(mention.last + 4, right))
    before = sentence.words(mention.first - 4, mention.first)
    if after[:1] in (["a"], ["per"]) and after[1:2] and after[1] in _PER:
        return replace(level, measure=None, rule="price or rate")
    if "each" in sentence.words(mention.first - 6, mention.first) or after[:1] == ["each"]:
        return replace(level, measure=None, rule="count of things")
    if (
        (after and after[0] in ("more", "larger", "higher", "less", "lower", "smaller", "bigger", "greater", "fewer"))
        or (after[:1] == ["up"] and after[1:2] == ["on"])
    ) and not (
        after[0] in ("more", "higher", "larger", "bigger", "greater", "less", "lower", "smaller")
        and "than" not in " ".join(after)
        and len(after) > 1
        and after[1] in ("and",)
    ):
        return replace(level, measure=None, rule="absolute change")
    bare = [
        w
        for w in before
        if w
        not in (
            "about",
            "around",
            "nearly",
            "some",
            "almost",
            "roughly",
            "approximately",
            "over",
            "a",
            "the",
            "an",
            "just",
            "only",
            "or",
        )
    ]
    cue = _cue_left(sentence, left, mention.first)
    if bare[-1:] == ["by"] and "exceeded" in sentence.words(left, mention.first):
        return replace(level, role="balance", rule="level.exceeded")
    if bare[-1:] == ["by"] and cue is not None and cue.kind == "direction":
        return replace(level, measure=None, rule="absolute change")
    if (
        bare[-1:] == ["of"]
        and cue is not None
        and cue.kind == "direction"
        and cue.graded("noun")
        and cue.last >= mention.first - 3
        and cue.code in ("up", "down")
    ):
        return replace(level, measure=None, rule="absolute change")
    if (
        cue is not None
        and cue.kind == "direction"
        and cue.grade == "adjective"
        and cue.last == mention.first
        and sentence.tokens[cue.first].low in ("up", "down")
    ):
        return replace(level, measure=None, rule="absolute change")
    if bare[-1:] == ["from"] and _moved(sentence, index):
        return replace(level, role="prior", rule="level.prior")
    return level


def _moved(sentence: Sentence, index: int) -> bool:
    """Whether "from <level>" is where a change started: a change or another level stands in the sentence before it, or "to" after it."""
    mention = sentence.mentions[index]
    if any(m.kind == "direction" and m.first < mention.first for m in sentence.mentions):
        return True
    return "to" in sentence.words(mention.last, mention.last + 3)


# ---------------------------------------------------------------- percentages


def _cue_left(sentence: Sentence, left: int, first: int) -> Mention | None:
    """The nearest direction or share word between ``left`` and ``first``; words that only soften the number do not count."""
    for mention in reversed(sentence.mentions):
        if mention.last > first or mention.first < left:
            continue
        if (
            mention.kind == "direction"
            and mention.grade == "adjective"
            and mention.last == first
            and sentence.tokens[mention.first].low
            in ("over", "above", "below", "under", "more", "less", "about", "short of", "behind")
        ):
            continue
        if mention.kind in ("direction", "share") or (mention.kind == "flow" and mention.means("direction")):
            return mention
    return None


def _cue_right(sentence: Sentence, last: int, right: int) -> tuple[Mention, int] | None:
    """A direction or share word that follows the number closely, and how many words stand between."""
    for mention in sentence.mentions:
        if mention.first < last:
            continue
        if mention.first >= right or mention.first - last > 4:
            return None
        between = sentence.words(last, mention.first)
        if any(w in (",", ";", ":", "(", ")", "and", "to", "while", "--", "—", "–", ".", "but") for w in between):
            return None
        if mention.kind in ("direction", "share"):
            return mention, len(between)
        if (
            mention.kind == "approx"
            and sentence.tokens[mention.first].low in ("more", "less", "above", "over", "below", "under")
            and not between
        ):
            word = sentence.tokens[mention.first].low
            return replace(
                mention,
                kind="direction",
                code="down" if word in ("less", "below", "under") else "up",
                grade="adjective",
            ), 0
    return None


def _percent(sentence: Sentence, index: int, before: Measure | None) -> Measure:
    mention = sentence.mentions[index]
    quantity = mention.quantity
    left, right = _neighbours(sentence, index)
    value, step = quantity.value, quantity.step

    def growth(sign: int, rule: str, cue: Mention | None = None, doubt: str | None = None) -> Measure:
        return Measure("growth", rule, value * sign, step, "%", doubt=doubt, cue=cue)

    def share(rule: str, cue: Mention | None = None) -> Measure:
        return Measure("share", rule, value, step, "%", cue=cue)

    if quantity.sign:
        return growth(-1 if quantity.sign == "-" else 1, "growth.printed_sign")
    after = sentence.words(mention.last, min(mention.last + 6, right))
    words_before = sentence.words(mention.first - 5, mention.first)
    if after[:1] == ["of"] or after[:2] == ["out", "of"]:
        if not (len(after) > 1 and after[1] in ("growth", "increase", "decline")):
            cue = _cue_left(sentence, left, mention.first)
            if not (
                cue is not None
                and cue.kind == "direction"
                and (cue.graded("noun") or cue.grade == "verb")
                and cue.last >= mention.first - 2
            ):
                return share("share.of")
    for basis in sentence.mentions:
        if (
            basis.kind == "basis"
            and basis.first == mention.last
            and sentence.tokens[basis.first].low in ("above", "below")
        ):
            return growth(1 if sentence.tokens[basis.first].low == "above" else -1, "growth.comparative", basis)
    comparative = _cue_right(sentence, mention.last, right)
    if words_before[-1:] == ["or"] and not (
        comparative is not None and comparative[0].kind == "direction" and comparative[1] == 0
    ):
        previous = next((m for m in reversed(sentence.mentions[:index]) if m.kind == "quantity"), None)
        if (
            previous is not None
            and previous.quantity.kind in ("money", "physical")
            and previous.last >= mention.first - 16
        ):
            return share("share.or")
        if previous is not None and previous.quantity.kind == "bare" and previous.last >= mention.first - 3:
            return Measure(None, "count of things", value, step, "%")
    if (
        after[:1]
        and after[0] in ("went", "goes", "go", "came", "comes", "headed", "flowed")
        and after[1:2] in (["to"], ["from"])
    ):
        return share("share.went")
    if after[:1] in (["are"], ["is"], ["were"]) and after[1:2] != ["of"]:
        return Measure(None, "count of things", value, step, "%")
    if after[:1] in (["ahead"], ["short"], ["behind"], ["shy"], ["off"]):
        return growth(1 if after[0] == "ahead" else -1, "growth.comparative")
    close = _cue_right(sentence, mention.last, right)
    cue = _cue_left(sentence, left, mention.first)
    if (
        cue is None
        and words_before[-1:] == ["by"]
        and any(
            m.kind == "approx" and m.code == ">" and left <= m.first and m.last < mention.first
            for m in sentence.mentions
        )
    ):
        return growth(1, "growth.exceeded")
    if close is not None:
        word, gap = close
        if word.kind == "share" and (word.graded("noun") or sentence.tokens[word.first].low in ("share",)):
            return share("share.noun", word)
        if (
            word.kind == "direction"
            and (word.graded("noun") or word.graded("adjective"))
            and not (
                gap
                and word.grade == "adjective"
                and set(sentence.words(mention.last, word.first)) & {"in", "of", "with", "from"}
            )
        ):
            tail = sentence.words(word.last, word.last + 8)
            noun = word.graded("noun")
            if noun and _share_follows(sentence, word.last):
                return Measure("share_change", "share_change.noun", value * _sign(word), step, "pp", cue=word)
            # "dropped 12 percent more slowly" keeps the verb's sign; a comparative otherwise has its own.
            settled = (
                cue is not None and cue.kind == "direction" and cue.grade == "verb" and cue.last >= mention.first - 2
            )
            if noun or not settled or tail[:1] == ["than"]:
                return growth(_sign(word), "growth.noun_after" if noun else "growth.comparative", word)
    if cue is None and words_before[-1:] == ["to"] and _share_earlier(sentence, mention, before):
        return share("share.moved_to")
    if cue is None:
        if before is not None and before.measure in ("growth", "share", "share_change"):
            carried = value * (-1 if before.value < 0 else 1)
            if before.measure == "share_change" and before.unit == "pp":
                return Measure("growth", "growth.carried", carried, step, "%", cue=before.cue)
            return replace(
                before,
                value=carried if before.measure == "growth" else value,
                step=step,
                rule=f"{before.measure}.carried",
                doubt=None,
            )
        parenthesis = words_before[-1:] == ["("] or any(w == "(" for w in words_before[-2:])
        if parenthesis:
            return growth(1, "growth.parenthesis")
        return Measure(None, "no word says what the percentage measures", value, step, "%")
    if cue.kind == "share":
        if cue.grade == "noun":
            return _share_noun(sentence, mention, cue, left, share)
        return share("share.verb", cue)
    return _directed(sentence, mention, cue, left, growth, share)


def _share_earlier(sentence: Sentence, mention: Mention, before: Measure | None) -> bool:
    """Whether a share is what has been moving: "their share widened by 9.3 points to 43.7 percent"."""
    if before is not None and before.measure == "share_change":
        return True
    return any(m.kind == "share" and m.graded("noun") and m.last <= mention.first for m in sentence.mentions)


def _share_follows(sentence: Sentence, position: int) -> bool:
    """Whether "in its share", "in the proportion" and the like follow: the change named before is one of share."""
    words = sentence.words(position, position + 1)
    if words not in (["in"], ["of"]):
        return False
    following = [m for m in sentence.mentions if position < m.first <= position + 4]
    return any(m.kind == "share" and m.grade == "noun" for m in following)


def _share_noun(sentence: Sentence, mention: Mention, cue: Mention, left: int, share) -> Measure:
    direction = next(
        (m for m in sentence.mentions if cue.last <= m.first < mention.first and m.kind == "direction"), None
    )
    prior = sentence.words(mention.first - 1, mention.first)
    if direction is not None and prior == ["by"]:
        return Measure(
            "share_change",
            "share_change.by",
            mention.quantity.value * _sign(direction),
            mention.quantity.step,
            "pp",
            cue=direction,
        )
    if prior == ["from"]:
        return Measure(None, "earlier share", mention.quantity.value, mention.quantity.step, "%")
    return share("share.subject", cue)


def _directed(sentence: Sentence, mention: Mention, cue: Mention, left: int, growth, share) -> Measure:
    """A percentage after a word of direction: growth, unless a share is what moves."""
    between = sentence.words(cue.last, mention.first)
    earlier = [m for m in sentence.mentions if m.last <= cue.first]
    share_before = next(
        (m for m in reversed(earlier) if m.kind == "share" and m.grade == "noun" and m.first >= left - 30), None
    )
    subject = next((m for m in reversed(earlier) if m.kind in ("direction", "share", "quantity")), None)
    if (
        share_before is not None
        and subject is not None
        and (subject is share_before)
        and cue.grade in ("verb", "adjective")
    ):
        if "to" in between[-2:]:
            return share("share.moved_to", share_before)
        return Measure(
            "share_change",
            "share_change.moved",
            mention.quantity.value * _sign(cue),
            mention.quantity.step,
            "pp",
            cue=cue,
        )
    if "to" in between[-3:] and cue.grade == "verb":
        # "growth slowed to 3.2 percent", "the decline narrowed to 5 percent": the noun gives the sign.
        noun = next((m for m in reversed(earlier) if m.kind == "direction" and m.grade == "noun"), None)
        if noun is not None:
            return growth(_sign(noun), "growth.rate_moved_to", noun)
        if share_before is not None or any(m.kind == "quantity" and m.quantity.kind == "points" for m in earlier):
            return share("share.moved_to", share_before)
        return Measure(
            None, "a rate that moved to this, of nothing named", mention.quantity.value, mention.quantity.step, "%"
        )
    previous = next((m for m in reversed(earlier) if m.kind == "quantity" and m.quantity.kind != "bare"), None)
    doubt = None
    if (
        previous is not None
        and previous.quantity.kind == "percent"
        and previous.last >= cue.first - 14
        and cue.grade == "adjective"
    ):
        doubt = "after_share"
    if cue.grade == "noun" and _share_follows(sentence, mention.last + 1):
        return Measure(
            "share_change",
            "share_change.noun",
            mention.quantity.value * _sign(cue),
            mention.quantity.step,
            "pp",
            cue=cue,
        )
    return growth(_sign(cue), f"growth.{cue.grade or 'word'}", cue, doubt)


# ---------------------------------------------------------------- points, multiples


def _points(sentence: Sentence, index: int) -> Measure:
    mention = sentence.mentions[index]
    quantity = mention.quantity
    _left, right = _neighbours(sentence, index)
    after = sentence.words(mention.last, min(mention.last + 8, right))
    close = _cue_right(sentence, mention.last, right)
    cue = _cue_left(sentence, 0, mention.first)
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
        sign = _sign(close[0])
    elif cue is not None and cue.kind == "direction":
        sign = _sign(cue)
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
    if contributes:
        return Measure(None, "contribution to growth", quantity.value * sign, quantity.step, "pp")
    compared = (
        {"faster", "quicker", "slower", "deeper", "steeper"} & set(after[:2])
        or any(w in ("average", "national", "nationwide", "country", "nation", "pace", "rate") for w in after)
        or ({"higher", "above", "ahead", "more", "below", "lower"} & set(after[:1]) and not shares)
    )
    if compared and not any(
        m.kind == "share" and m.grade == "noun" and m.last <= mention.first for m in sentence.mentions
    ):
        return Measure(None, "gap between growth rates", quantity.value * sign, quantity.step, "pp")
    if shares or _share_follows(sentence, mention.last):
        return Measure("share_change", "share_change.points", quantity.value * sign, quantity.step, "pp", cue=cue)
    return Measure(None, "gap between growth rates", quantity.value * sign, quantity.step, "pp")


def _times(sentence: Sentence, index: int) -> Measure:
    mention = sentence.mentions[index]
    quantity = mention.quantity
    left, right = _neighbours(sentence, index)
    after = sentence.words(mention.last, mention.last + 4)
    cue = _cue_left(sentence, left, mention.first)
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
    if as_ratio:
        return Measure("growth", "growth.ratio", percent - 100, step, "%", cue=cue)
    close = _cue_right(sentence, mention.last, right)
    if close is not None and close[0].kind == "direction":
        return Measure("growth", "growth.multiple", percent * _sign(close[0]), step, "%", cue=close[0])
    if cue is not None and cue.kind == "direction":
        return Measure("growth", "growth.multiple", percent * _sign(cue), step, "%", cue=cue)
    return Measure(None, "number of times", percent, step, "%")


def _growth_word(sentence: Sentence, index: int) -> Measure:
    mention = sentence.mentions[index]
    _left, _right = _neighbours(sentence, index)
    value = mention.quantity.value
    precise = [
        m
        for m in sentence.mentions
        if m.kind == "quantity"
        and m.first >= mention.last
        and m.first - mention.last < 6
        and m.quantity.kind in ("percent", "times")
    ]
    if precise:
        return Measure(None, "rounded restatement of the figure that follows", value, mention.quantity.step, "%")
    return Measure("growth", "growth.word", value, mention.quantity.step, "%")
