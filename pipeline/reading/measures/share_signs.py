"""What makes a percentage a share that no word before it calls one: "3,105 tonnes of that, 45.4%", "just over a third (34.5 percent)"."""

from __future__ import annotations

from pipeline.reading.frames.cues import FRACTIONS, Measure
from pipeline.reading.words.mentions import Mention, Sentence, possessive


def share_told(sentence: Sentence, index: int) -> bool:
    """Whether a share is the subject, with an amount of the whole between: "Brazil's portion of all soybean imports, 89.94 million
    tonnes, was 75.4%"."""
    mention = sentence.mentions[index]
    part = next((p for p in sentence.places("part") if p < mention.first), None) if "part" in sentence.said else None
    if part and sentence.low[part - 1] in _OWNERS and sentence.low[part + 1] in ("in", "of", "was", "is"):
        return True  # "Russia's part in the town's trade was 93.6%"
    if part and sentence.low[part - 1 : part + 2] == ["the", "part", "that"]:
        return True  # "the part that Hangzhou had in them was 18.8 percent"
    nouns = [m for m in sentence.of("share") if m.graded("noun") and m.last <= mention.first]
    return bool(nouns) and not any(
        m.quantity.kind in ("percent", "points") and nouns[-1].last <= m.first < mention.first
        for m in sentence.of("quantity")
    )


def of_its_amount(sentence: Sentence, index: int) -> bool:
    """Whether nothing but the amount of its whole stands between a share and its percentage: "the province's share of China's 41.76
    trillion yuan of foreign trade was 1.5 percent"."""
    mention = sentence.mentions[index]
    noun = next((m for m in reversed(sentence.of("share")) if m.graded("noun") and m.last <= mention.first), None)
    if noun is None or sentence.words(noun.last, noun.last + 1) not in (["of"], ["in"]):
        return False
    between = [m.quantity.kind for m in sentence.of("quantity") if noun.last <= m.first < mention.first]
    return between == ["money"] and "," not in sentence.words(noun.last, mention.first)


_OWNERS = frozenset({"'s", "’s", "'", "’", "its", "their"})
_LAND = frozenset("land area territory population people workers workforce residents firms companies space".split())


def of_land(sentence: Sentence, mention: Mention) -> bool:
    """Whether a share is one of a region's land or people: "on less than 0.03 percent of the province's land", "covers 119.98 square
    kilometers, not even 0.15 percent of a municipality the size of Austria"."""
    if "size" in sentence.words(mention.last + 1, mention.last + 6) or _measured_out(sentence, mention):
        return True
    for owner in sentence.mentions:
        if owner.kind in ("region", "home") and 0 < owner.first - mention.last <= 2:
            return possessive(sentence.low, owner.last) and not _LAND.isdisjoint(
                sentence.words(owner.last + 1, owner.last + 3)
            )
    return False


def _measured_out(sentence: Sentence, mention: Mention) -> bool:
    """Whether an area was told right before the share."""
    if "square" not in sentence.said:
        return False
    area = max((n for n in sentence.places("square") if n < mention.first), default=-1)
    return (
        area >= 0 and mention.first - area <= 8 and not any(area < m.first < mention.first for m in sentence.of("flow"))
    )


_MAKING = frozenset(
    "makes make made making produces produce produced producing mines mine mined refines refined smelts consumes uses".split()
)
_WORLD = frozenset({"world", "world's", "global", "worldwide"})
_ABOUT = frozenset("about around nearly some almost over roughly than more".split())
_PROMISED = frozenset("promised pledged committed planned needs uses consumes agreed".split())


_OWN = frozenset(
    (
        "output revenue revenues production workforce staff turnover earnings needs need requirements requirement demand consumption "
        "supplies orders capacity inventory"
    ).split()
)


def of_making(sentence: Sentence, mention: Mention, after: list[str]) -> bool:
    """Whether a share is one of what is made, could be made or was promised: "ran at 61% of capacity", "makes 90% of the world's
    magnets", "58% of what it had promised"."""
    if "capacity" in after[1:4]:
        return True
    own = after[1:2] in (["its"], ["their"]) and after[2:3] not in _TRADED
    if own and not (_LAND | _OWN).isdisjoint(after[2:4]):
        return True  # "from 1.4 percent of its land", "a maker that sells 45 percent of its output abroad"
    if after[1:2] in (["our"], ["my"], ["his"], ["her"]) and not (_OWN | {"sales", "business"}).isdisjoint(after[2:4]):
        return True  # "It used to be 60 percent of our sales"
    if after[1:2] == ["what"]:
        return not _PROMISED.isdisjoint(sentence.words(mention.last + 2, mention.last + 7))
    lead = sentence.words(mention.first - 3, mention.first)
    while lead and lead[-1] in _ABOUT:
        lead.pop()
    return bool(lead) and lead[-1] in _MAKING and not _WORLD.isdisjoint(after)


_TRADED = (["export"], ["import"], ["foreign"], ["overseas"])  # "40.5 percent of its export revenue"


def told_share(sentence: Sentence, index: int) -> bool:
    """Whether a percentage repeats a part that was told in tonnes or yuan: "3,105 tonnes of that, 45.4%"."""
    mention = sentence.mentions[index]
    if sentence.words(mention.first - 3, mention.first) in _REST:
        return True  # "The rest, 7.7 percent, fell to state-owned enterprises"
    before = next((m for m in reversed(sentence.mentions[:index]) if m.kind == "quantity"), None)
    if before is None or before.quantity.kind not in ("money", "physical"):
        return False
    between = sentence.words(before.last, mention.first)
    of_flow = between[:1] == ["of"] and between[-1] == "," and len(between) <= 7
    if of_flow and any(m.last == mention.first - 1 and m.graded("noun") for m in sentence.of("flow")):
        return True  # "148.9 billion yuan of Henan's exports, 62.4 percent"
    return between in (["of", "that", ","], ["of", "it", ","], ["of", "this", ","], ["of", "these", ","])


_REST = (["the", "rest", ","], ["the", "remainder", ","], ["the", "remaining", ","])
_TAKING = frozenset(
    {"carried", "carry", "handled", "handle", "take", "takes", "took", "taking", "absorbs", "absorbed", "absorbing"}
)
_HAVING = frozenset(
    {"have", "has", "had", "held", "holds", "hold"}
)  # "Foreign-invested firms, with 3.2 trillion yuan, have 29%"
HOLDERS = frozenset({"partner", "enterprise", "regime", "transport"})


def or_share(sentence: Sentence, index: int, after: list[str]) -> bool:
    """Whether "or" adds the share of an amount of which the change was told: "came to 167.28 billion yuan, up by 10.1%, or 39.4%"; not
    "up 10.1%, or 9.4% in dollar terms"."""
    mention = sentence.mentions[index]
    told = [m for m in sentence.mentions[:index] if m.kind == "quantity"][-2:]
    if [m.quantity.kind for m in told] != ["money", "percent"] or after[:1] not in ([], [","], ["."], [";"], [")"]):
        return False
    amount, change = told
    words = sentence.words(change.last, mention.first)
    moved = any(m.kind == "direction" and amount.last <= m.first < change.last + 2 for m in sentence.mentions)
    return moved and words in ([",", "or"], ["or"]) and change.quantity.value != mention.quantity.value


def taken(sentence: Sentence, mention: Mention) -> bool:
    """Whether a percentage is what somebody takes of what was told: "with buyers in Africa taking 31.6 percent"."""
    lead = sentence.words(mention.first - 2, mention.first)
    behind = sentence.words(mention.last, mention.last + 2)
    if lead[-1:] != [] and lead[-1] in _HAVING | _TAKING and behind[:1] in ([], [","], ["."], [";"], ["and"]):
        if any(m.kind in HOLDERS and m.last < mention.first for m in sentence.mentions):
            return True
        if lead[-1] in _HAVING:
            return False
    if _TAKING.isdisjoint(lead) and (_GIVING.isdisjoint(lead) or not {"more", "less", "fewer"}.isdisjoint(behind)):
        return False
    told = max((m.last for m in sentence.of("quantity") if m.last <= mention.first), default=0)
    return any(
        (m.kind in HOLDERS and told <= m.first < mention.first)
        or (m.kind == "commodity" and 0 < mention.first - m.last <= 4)
        for m in sentence.mentions
    )


_GIVING = frozenset(
    "supplied supplies provided provides bought buys sent shipped delivered furnished contributed".split()
)


def after_fraction(sentence: Sentence, mention: Mention) -> bool:
    """Whether a vague share opens the brackets: "just over a third of the lot (34.5 percent)"."""
    lead = sentence.words(mention.first - 20, mention.first)
    if any(a == "one" and b == "in" for a, b in zip(lead, lead[2:], strict=False)):
        return True  # "one yuan in every six of China's foreign trade (16.7%, to be exact)"
    if mention.first <= _OPENING and lead[-2:-1] != [] and lead[-2] in FRACTIONS:
        return True  # "A seventh (14.4 percent) was sold to ASEAN"
    return any(w in FRACTIONS and lead[n + 1 : n + 2] == ["of"] for n, w in enumerate(lead))


_OPENING = 6  # tokens


def after_growth_and_level(sentence: Sentence, index: int) -> bool:
    """Whether brackets with a bare percentage follow a level whose growth was told before it: "gained 11 percent, coming in at 24.9
    billion yuan (14.1 percent)"."""
    told = [m for m in sentence.mentions[:index] if m.kind == "quantity"][-2:]
    if [m.quantity.kind for m in told] != ["percent", "money"] or sentence.words(
        sentence.mentions[index].last, sentence.mentions[index].last + 1
    ) != [")"]:
        return False
    growth, level = told
    between = sentence.words(growth.last, level.first)
    moved = any(m.kind == "direction" and 0 <= growth.first - m.last <= 3 for m in sentence.mentions)
    named = any(
        m.kind in HOLDERS or m.kind == "flow" for m in sentence.mentions if growth.last <= m.first < level.first
    )
    behind = sentence.words(level.last, sentence.mentions[index].first - 1)
    close = not behind or (behind[0] == "of" and len(behind) < 5)  # "88.47 billion yuan of business abroad (55.8%)"
    return moved and not named and close and ";" not in between


def share_earlier(sentence: Sentence, mention: Mention, before: Measure | None) -> bool:
    """Whether a share is what has been moving: "their share widened by 9.3 points to 43.7 percent"."""
    if before is not None and before.measure == "share_change":
        return True
    return any(m.kind == "share" and m.graded("noun") and m.last <= mention.first for m in sentence.mentions)


def share_reached(sentence: Sentence, mention: Mention) -> bool:
    """Whether a share is told behind its points: "its share was 0.5 percentage points larger at 56.2 percent", "gained 0.5 points to
    stand at 56.2 percent"."""
    points = next((m for m in reversed(sentence.of("quantity")) if m.last <= mention.first), None)
    if points is None or points.quantity.kind != "points" or sentence.low[mention.first - 1] not in ("at", "to"):
        return False
    between = sentence.words(points.last, mention.first)
    told = any(points.last <= m.first < mention.first and m.kind in _OTHERS for m in sentence.mentions)
    return len(between) <= 6 and not told and "from" not in between


_OTHERS = HOLDERS | {"flow", "commodity", "region", "home", "zone", "other_topic"}
