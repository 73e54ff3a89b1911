"""Percentages: growth, share or change of share, with their sign."""

from __future__ import annotations

from dataclasses import replace

from pipeline.reading.cues import MOVED_ALONE, UNSAID, Measure, cue_left, cue_right, neighbours, share_follows, sign_of
from pipeline.reading.scan import Mention, Sentence

_FIRMS = frozenset(
    "firms companies enterprises businesses exporters importers respondents orders factories workers people".split()
)


def percent(sentence: Sentence, index: int, before: Measure | None) -> Measure:
    """The measure of a percentage; one that another is only held against has the role "prior"."""
    reading = _percent(sentence, index, before)
    if (
        reading.measure == "growth"
        and before is not None
        and before.measure in ("share", "share_change")
        and sentence.words(sentence.mentions[index].first - 2, sentence.mentions[index].first)
        in (["down", "from"], ["up", "from"])
    ):
        # "51.8% of the city's trade, down from 54.6% a year ago"
        reading = replace(reading, measure="share", value=abs(reading.value), doubt=None)
        before = replace(before, measure="share")
    if reading.measure in ("share", "growth") and _held_against(sentence, index, reading, before):
        return replace(reading, role="prior", rule=f"{reading.measure}.prior", doubt=None)
    return reading


_DASHES = frozenset({"—", "--", "–", "-"})
_MORE = ("more", "higher", "above", "larger", "less", "lower", "below", "smaller", "fewer")
_INTRODUCING = frozenset({"the", "a", "an", "its", "their", "about", "growth", "of", "some", "around", "nearly"})
_AGAINST = frozenset({"from", "against", "versus", "vs", "than"})


def _held_against(sentence: Sentence, index: int, reading: Measure, before: Measure | None) -> bool:
    """Whether a percentage is told of the base: "to 31.6 percent from 28.0 percent in 2011", "than the 7.9% suffered a month earlier"."""
    mention = sentence.mentions[index]
    if before is None or before.measure != reading.measure:
        return False
    lead = sentence.words(mention.first - 5, mention.first)
    while lead and lead[-1] in _INTRODUCING:
        lead.pop()
    if not lead or (
        lead[-1] not in _AGAINST
        and lead[-2:] not in (["compared", "with"], ["compared", "to"])
        and (lead[-1] not in ("after", "following") or reading.measure != "growth")
    ):
        return False
    if reading.measure == "share":
        return lead[-1] != "than" and sentence.words(mention.last, mention.last + 1) != ["of"]
    return any(
        m.kind in ("period", "basis") and 0 <= m.first - mention.last <= 4 and m.last - m.first > 0
        for m in sentence.mentions
    )


def _percent(sentence: Sentence, index: int, before: Measure | None) -> Measure:
    mention = sentence.mentions[index]
    quantity = mention.quantity
    left, right = neighbours(sentence, index)
    value, step = quantity.value, quantity.step

    def growth(sign: int, rule: str, cue: Mention | None = None, doubt: str | None = None) -> Measure:
        return Measure("growth", rule, value * sign, step, "%", doubt=doubt, cue=cue)

    def share(rule: str, cue: Mention | None = None) -> Measure:
        return Measure("share", rule, value, step, "%", cue=cue)

    if quantity.sign:
        return growth(-1 if quantity.sign == "-" else 1, "growth.printed_sign")
    after = sentence.words(mention.last, min(mention.last + 6, right))
    words_before = sentence.words(mention.first - 5, mention.first)
    of_something = after[:1] == ["of"] or after[:2] == ["out", "of"]
    if of_something and after[1:3] == ["those", "who"]:
        return Measure(None, "count of things", value, step, "%")
    if (
        of_something
        and _FIRMS & set(after[1:6])
        and not {"'s", "’s", "'", "’", "trade", "exports", "imports"} & set(after)
    ):
        return Measure(None, "count of things", value, step, "%")
    if of_something and _of_land(sentence, mention):
        return Measure(None, "count of things", value, step, "%")
    if of_something and not (len(after) > 1 and after[1] in ("growth", "increase", "decline")):
        cue = cue_left(sentence, left, mention.first)
        if not (
            cue is not None
            and cue.kind == "direction"
            and (cue.graded("noun") or cue.grade == "verb")
            and cue.last >= mention.first - 2
        ):
            return share("share.of")
    if after[:1] in (["above"], ["below"]):
        basis = next((m for m in sentence.of("basis") if m.first == mention.last), None)
        if basis is not None:
            return growth(1 if after[0] == "above" else -1, "growth.comparative", basis)
    close = cue_right(sentence, mention.last, right)
    if words_before[-1:] == ["or"] and not (close is not None and close[0].kind == "direction" and close[1] == 0):
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
    if (
        after[:1] in (["are"], ["is"], ["were"])
        and after[1:2] != ["of"]
        and not ((told := cue_left(sentence, left, mention.first)) is not None and told.graded("noun"))
    ):
        return Measure(None, "count of things", value, step, "%")
    if after[:1] and after[0] in _DASHES and after[1:2] and after[1] in _MORE:
        return growth(1 if after[1] in _MORE[:4] else -1, "growth.comparative")  # "a sliver—0.3%—more than in 2022"
    if after[:1] in (["ahead"], ["short"], ["behind"], ["shy"], ["off"], ["better"], ["worse"]):
        return growth(1 if after[0] in ("ahead", "better") else -1, "growth.comparative")
    cue = cue_left(sentence, left, mention.first)
    if (
        words_before[-1:] == ["("]
        and cue is not None
        and cue.grade == "adjective"
        and _than_another(sentence, cue, mention)
    ):
        return growth(1, "growth.parenthesis")
    if cue is None and words_before[-1:] == ["by"] and (sign := _outdone(sentence, mention, left)):
        return growth(sign, "growth.exceeded")
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
            if noun and share_follows(sentence, word.last):
                return Measure("share_change", "share_change.noun", value * sign_of(word), step, "pp", cue=word)
            # "dropped 12 percent more slowly" keeps the verb's sign; a comparative otherwise has its own.
            settled = (
                cue is not None
                and cue.kind == "direction"
                and cue.last >= mention.first - 2
                and not _behind_number(sentence, cue)
            )
            if noun or not settled or tail[:1] == ["than"]:
                return growth(sign_of(word), "growth.noun_after" if noun else "growth.comparative", word)
    if cue is None and words_before[-1:] == ["to"] and _share_earlier(sentence, mention, before):
        return share("share.moved_to")
    if cue is None and words_before[-2:] == ["off", "by"] and words_before[-3:-2] in _STANDING:
        return growth(-1, "growth.comparative")
    if cue is None and words_before[-1:] == ["off"] and words_before[-2:-1] in _STANDING:
        return growth(-1, "growth.comparative")
    if cue is None and _paced(sentence, words_before):
        return growth(1, "growth.rate")
    if cue is None:
        if _told_share(sentence, index):
            return share("share.beside")
        if _taken(sentence, mention):
            return share("share.taken")
        if "(" in words_before[-2:] and _after_fraction(sentence, mention):
            return share("share.fraction")
        if before is not None and before.measure in ("growth", "share", "share_change"):
            carried = value * (-1 if before.value < 0 and before.rule != "growth.printed_sign" else 1)
            if before.measure == "share_change" and before.unit == "pp":
                return Measure("growth", "growth.carried", carried, step, "%", cue=before.cue)
            return replace(
                before,
                value=carried if before.measure == "growth" else value,
                step=step,
                rule=f"{before.measure}.carried",
                doubt=None,
                role="",
            )
        if words_before[-1:] in (["was"], ["is"]) and _share_told(sentence, index):
            return share("share.subject")
        if _anothers_rate(sentence, index):
            return growth(1, "growth.rate_of_another")
        parenthesis = words_before[-1:] == ["("] or any(w == "(" for w in words_before[-2:])
        if parenthesis and _growth_behind(sentence, index):
            return share("share.parenthesis")
        if parenthesis:
            return growth(1, "growth.parenthesis")
        return Measure(None, UNSAID, value, step, "%")
    if cue.kind == "share":
        if cue.grade == "noun":
            return _share_noun(sentence, mention, cue, left, share)
        return share("share.verb", cue)
    return _directed(sentence, mention, cue, left, growth, share)


def _share_told(sentence: Sentence, index: int) -> bool:
    """Whether a share is the subject, with an amount of the whole between: "Brazil's portion of all soybean imports, 89.94 million
    tonnes, was 75.4%"."""
    mention = sentence.mentions[index]
    nouns = [m for m in sentence.of("share") if m.graded("noun") and m.last <= mention.first]
    return bool(nouns) and not any(
        m.quantity.kind in ("percent", "points") and nouns[-1].last <= m.first < mention.first
        for m in sentence.of("quantity")
    )


def _anothers_rate(sentence: Sentence, index: int) -> bool:
    """Whether a percentage is the rate that another is held against: "2.1 points faster than the nation's 5 percent"."""
    mention = sentence.mentions[index]
    lead = sentence.words(mention.first - 6, mention.first)
    if lead[-1:] not in (["'s"], ["’s"]) or {"than", "above", "below"}.isdisjoint(lead):
        return False
    owned = any(0 <= mention.first - m.last <= 1 for m in (*sentence.of("region"), *sentence.of("home")))
    return owned and any(m.kind == "quantity" and m.quantity.kind == "points" for m in sentence.mentions[:index])


_LAND = frozenset("land area territory population people workers workforce residents firms companies space".split())


def _of_land(sentence: Sentence, mention: Mention) -> bool:
    """Whether a share is one of a region's land or people: "on less than 0.03 percent of the province's land"."""
    for owner in sentence.mentions:
        if owner.kind in ("region", "home") and 0 < owner.first - mention.last <= 2:
            return sentence.words(owner.last, owner.last + 1) in (["'s"], ["’s"]) and not _LAND.isdisjoint(
                sentence.words(owner.last + 1, owner.last + 3)
            )
    return False


_STANDING = ([","], ["was"], ["were"], ["is"], ["are"], ["and"], ["but"])
_ABOVE = frozenset(
    (
        "surpassed surpassing surpasses topped topping exceeded exceeding outdid outdoing outdone beat beats "
        "beating outstripped outstripping overtook passed"
    ).split()
)
_BENEATH = frozenset(["undershot", "undershooting", "undershoots", "trailed", "trailing", "lagged"])


def _outdone(sentence: Sentence, mention: Mention, left: int) -> int:
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


def _told_share(sentence: Sentence, index: int) -> bool:
    """Whether a percentage repeats a part that was told in tonnes or yuan: "3,105 tonnes of that, 45.4%"."""
    mention = sentence.mentions[index]
    before = next((m for m in reversed(sentence.mentions[:index]) if m.kind == "quantity"), None)
    if before is None or before.quantity.kind not in ("money", "physical"):
        return False
    between = sentence.words(before.last, mention.first)
    return between in (["of", "that", ","], ["of", "it", ","], ["of", "this", ","], ["of", "these", ","])


_PACES = frozenset({"slower", "faster", "quicker"})
_WAS = frozenset({"was", "is", "were", "been", "had", "stood", "at", "came", "to", "a", "still", "only", "about"})


def _paced(sentence: Sentence, lead: list[str]) -> bool:
    """Whether a percentage is a rate: "slower at 9.6 percent", "in the first quarter the rate was 15.9 percent"."""
    if lead[-1:] == ["at"] and lead[-2:-1] and lead[-2] in _PACES:
        return True
    while lead and lead[-1] in _WAS:
        lead = lead[:-1]
    return lead[-2:] in (["the", "rate"], ["the", "pace"])


_TAKING = frozenset({"take", "takes", "took", "taking", "absorbs", "absorbed", "absorbing"})
_TAKERS = frozenset({"partner", "enterprise", "regime", "transport"})


def _taken(sentence: Sentence, mention: Mention) -> bool:
    """Whether a percentage is what somebody takes of what was told: "with buyers in Africa taking 31.6 percent"."""
    lead = sentence.words(mention.first - 2, mention.first)
    return not _TAKING.isdisjoint(lead) and any(
        m.kind in _TAKERS and 0 < mention.first - m.last <= 4 for m in sentence.mentions
    )


_FRACTIONS = frozenset(["half", "third", "quarter", "quarters", "thirds", "fifth", "fifths", "tenth", "tenths"])


def _than_another(sentence: Sentence, cue: Mention, mention: Mention) -> bool:
    """Whether a comparative compares with the rate in brackets: "2.8 percentage points lower than the national one (7.9%)"."""
    return "than" in sentence.words(cue.last, mention.first) and any(
        m.kind == "quantity" and m.quantity.kind == "points" and m.last <= cue.first for m in sentence.mentions
    )


def _growth_behind(sentence: Sentence, index: int) -> bool:
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


def _after_fraction(sentence: Sentence, mention: Mention) -> bool:
    """Whether a vague share opens the brackets: "just over a third of the lot (34.5 percent)"."""
    lead = sentence.words(mention.first - 20, mention.first)
    if any(a == "one" and b == "in" for a, b in zip(lead, lead[2:], strict=False)):
        return True  # "one yuan in every six of China's foreign trade (16.7%, to be exact)"
    return any(w in _FRACTIONS and lead[n + 1 : n + 2] == ["of"] for n, w in enumerate(lead))


def _behind_number(sentence: Sentence, cue: Mention) -> bool:
    """Whether a comparative belongs to the number before it: "0.8 percent lower and imports 6.1 percent higher"."""
    return cue.grade == "adjective" and any(m.kind == "quantity" and m.last == cue.first for m in sentence.mentions)


def _share_earlier(sentence: Sentence, mention: Mention, before: Measure | None) -> bool:
    """Whether a share is what has been moving: "their share widened by 9.3 points to 43.7 percent"."""
    if before is not None and before.measure == "share_change":
        return True
    return any(m.kind == "share" and m.graded("noun") and m.last <= mention.first for m in sentence.mentions)


def _share_noun(sentence: Sentence, mention: Mention, cue: Mention, left: int, share) -> Measure:
    direction = next(
        (m for m in sentence.mentions if cue.last <= m.first < mention.first and m.kind == "direction"), None
    )
    prior = sentence.words(mention.first - 1, mention.first)
    if direction is not None and prior == ["by"]:
        return Measure(
            "share_change",
            "share_change.by",
            mention.quantity.value * sign_of(direction),
            mention.quantity.step,
            "pp",
            cue=direction,
        )
    if prior == ["from"]:
        return replace(share("share.prior", cue), role="prior")
    return share("share.subject", cue)


def _counted_share(sentence: Sentence, share: Mention, cue: Mention) -> bool:
    """Whether a share was only told of a subject that then moves itself: "with a 17.2% share of the total, but it grew just 2.9%"."""
    between = sentence.words(share.last, cue.first)
    told = any(m.kind == "quantity" and m.last == share.first for m in sentence.mentions)
    return told and bool({"it", "they", "trade"} & set(between[-3:]))


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
        and not _counted_share(sentence, share_before, cue)
    ):
        if "to" in between[-2:]:
            return share("share.moved_to", share_before)
        if between[-1:] == ["from"]:
            return replace(share("share.prior", share_before), role="prior")
        return Measure(
            "share_change",
            "share_change.moved",
            mention.quantity.value * sign_of(cue),
            mention.quantity.step,
            "pp",
            cue=cue,
        )
    if "to" in between[-3:] and cue.grade == "verb":
        # "growth slowed to 3.2 percent", "the decline narrowed to 5 percent": the noun gives the sign.
        noun = next(
            (
                m
                for m in reversed(earlier)
                if m.kind == "direction"
                and (m.grade == "noun" or (m.graded("noun") and sentence.words(m.first - 1, m.first) == ["the"]))
            ),
            None,
        )
        if (
            noun is None
            and cue.graded("noun")
            and sentence.words(cue.first - 1, cue.first) in (["the"], ["a"], ["its"])
        ):
            noun = cue  # "the decline was limited to 0.8 percent"
        if noun is not None:
            return growth(sign_of(noun), "growth.rate_moved_to", noun)
        if share_before is not None or any(m.kind == "quantity" and m.quantity.kind == "points" for m in earlier):
            return share("share.moved_to", share_before)
        return Measure(None, MOVED_ALONE, mention.quantity.value, mention.quantity.step, "%")
    previous = next((m for m in reversed(earlier) if m.kind == "quantity" and m.quantity.kind != "bare"), None)
    doubt = None
    if (
        previous is not None
        and previous.quantity.kind == "percent"
        and previous.last >= cue.first - 14
        and cue.grade == "adjective"
        and ";" not in sentence.words(previous.last, cue.first)
    ):
        doubt = "after_share"
    if cue.grade == "noun" and share_follows(sentence, mention.last + 1):
        return Measure(
            "share_change",
            "share_change.noun",
            mention.quantity.value * sign_of(cue),
            mention.quantity.step,
            "pp",
            cue=cue,
        )
    return growth(sign_of(cue), f"growth.{cue.grade or 'word'}", cue, doubt)
