"""Topics set aside by the words right around them: what a cause, a ride or a debt is told with."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.reading.frames.cues import WHY
from pipeline.reading.topics.circumstances import MOVED
from pipeline.reading.topics.phrases import DASHES, Topic
from pipeline.reading.words.telling import TOLD


class Signs(NamedTuple):
    """What in a sentence can set a topic aside, found once for all its topics."""

    openings: list[int]  # commas and dashes that what follows makes the start of an apposition
    closings: list[int]  # all commas and dashes
    brackets: bool
    dashes: bool
    causes: bool
    examples: bool


_PUSHING = frozenset(
    "pushed push lifted lift drove sent dragged pulled kept brought took raised cut depressed swelled".split()
)
_VALUES = frozenset({"value", "bill", "amount"})
_WHOSE = frozenset({"their", "its", "the", "that"})
_OF = (["because", "of"], ["owing", "to"], ["due", "to"], ["thanks", "to"])


def _moves_value(words: list[str], topic: Topic, figures: list[int]) -> bool:
    """Whether prices only moved what goods were worth, before any figure of their own."""
    if not figures or min(f for f in (*figures, len(words)) if f >= topic.first) < topic.last + 2:
        return False
    behind = words[topic.last : topic.last + 3]
    if len(behind) > 2 and behind[0] in _PUSHING and behind[1] in _WHOSE and behind[2] in _VALUES:
        return True
    told = words[topic.last : min(f for f in (*figures, len(words)) if f >= topic.first)]
    if any(a == "and" and b in _WHOSE and c in _VALUES for a, b, c in zip(told, told[1:], told[2:], strict=False)):
        return True  # "though prices fell and the bill, at $4.78 billion, was 3.4 percent smaller"
    opened = words[:2] in _OF and topic.first <= _NEAR_OPENING
    return opened and len(behind) > 1 and behind[0] in _WHOSE and behind[1] in _VALUES


_NEAR_OPENING = 5  # tokens
_OVERTAKING = frozenset(
    ["replaced", "replacing", "overtook", "overtaken", "overtaking", "surpassed", "surpassing", "passed", "dethroned"]
)


_TOWARDS = frozenset({"to", "with", "from", "in", "of", "by", "the"})
_OTHERWISE = (["way", "from"], ["way", "to"], ["direction", "from"], ["direction", "to"])


def set_aside(words: list[str], topic: Topic, figures: list[int], signs: Signs) -> bool:
    """A topic that is denied (", not Vietnam,"), counted in ("natural gas and crude oil among them") or listed between dashes."""
    before = words[topic.first - 1] if topic.first else ""
    lead = words[max(0, topic.first - 2) : topic.first]
    if not _OVERTAKING.isdisjoint(lead) and not {"as", "to"}.isdisjoint(words[topic.last : topic.last + 3]):
        return True  # "ASEAN replaced the EU as the largest trading partner, with trade of ..."
    if lead in _OTHERWISE:
        return True  # "Imports from Russia went the other way from exports, climbing 2.7 percent"
    if lead == [",", "not"] or (before in _TOWARDS and words[topic.first - 3 : topic.first - 1] == [",", "not"]):
        return True  # "It belongs to Zhuhai, not to Macao across the water"
    if lead == ["number", "of"] and words[topic.first - 3 : topic.first - 2] in (["in"], ["by"]):
        return True  # "up 24.1%, in number of machines"
    if topic.blocked and figures and max(figures) > topic.last and _moved_by(words, topic):
        return True  # "Trade with the United States was hit by the tariff row and lost 11.2 percent"
    if topic.blocked and topic.blocked.endswith("price") and _moves_value(words, topic, figures):
        return (
            True  # "yet higher prices pushed their value up by 42.8 percent", "Because of lower prices the value fell"
        )
    if topic.blocked and figures and _going_on_beside(words, topic, figures):
        return True  # "Iron ore, with mills in Mengzi cutting output, fell to 367,000 tonnes", ", with prices sliding,"
    if topic.blocked and figures and _caught_in(words, topic):
        return True  # "Worst hit were solar cells, caught between American duties and an inquiry: exports fell 41.7 percent"
    if topic.blocked and figures and _owed_to(words, topic, figures):
        return True  # "Tires had a rough time because of US duties, falling 8.8 percent"
    if figures and "on" in words[max(0, topic.first - 7) : topic.first - 3] and _on_the_back(words, topic, figures):
        return True  # "gained 2.7 percent to reach 34.9 billion yuan on the back of higher prices for oil"
    if (
        words[topic.last : topic.last + 2] == ["among", "them"]
        and TOLD.isdisjoint(words[topic.last + 2 : topic.last + 3])
        and not (before != "," and _is_group(topic))
    ):
        return True  # "natural gas and crude oil among them", but "car exports among them were up 44.3 percent"
    if tuple(words[topic.last : topic.last + 3]) in _ABOVE_ALL and "," in words[max(0, topic.first - 4) : topic.first]:
        return True  # "Exports of farm produce, tomatoes and sunflower seeds above all, were valued at"
    if before == "," and (_closes(words, topic, _FIRST) or _closes(words, topic, _IN_FRONT)):
        return True  # "what Hainan buys from France, perfume first, soared", "up by 6.9 percent, tires and liquor leading;"
    if lead == [",", "with"] and _closes(words, topic, _IN_FRONT):
        return True  # "Its imports of farm goods, with soybeans and cotton in the lead, went up"
    if figures and topic.codes.keys() == {"commodity"} and not topic.flows and _is_part(words, topic, figures):
        return True  # "The copper and crude that came back were part of 95.5 billion in imports"
    if topic.blocked and figures and max(figures) < topic.first and _says_why(words, topic.first):
        return True  # "the increase was 31.6 percent, as prices continued to fall"
    if topic.blocked and before == "as" and figures and topic.first > 2:
        # "iron ore volumes kept climbing as prices fell, going up 8.1 percent to 582 million tonnes"
        closing = next((p for p in range(topic.last, len(words)) if words[p] in (",", ":")), None)
        return closing is not None and not any(topic.last <= f < closing for f in figures)
    if topic.blocked and topic.blocked.endswith("price") and figures and max(figures) < topic.first:
        lead = words[max(0, topic.first - 5) : topic.first]
        if any(lead[n : n + len(o)] == o for o in _OWED for n in range(len(lead))):
            return True  # "the bill was 4.3 percent lower because of falling prices"
    if topic.blocked == "price" and words[topic.first - 2 : topic.first - 1] in (["amid"], ["on"]) and figures:
        # "dropped 14.9 percent to 212.6 billion yuan amid falling prices", "on softer prices"
        return max(figures) < topic.first
    if not signs.dashes:
        return False
    opening = next((p for p in range(topic.first - 1, -1, -1) if words[p] in DASHES or words[p] in (";", ".")), None)
    closing = next((p for p in range(topic.last, len(words)) if words[p] in DASHES or words[p] in (";", ".")), None)
    return (
        opening is not None
        and closing is not None
        and words[opening] in DASHES
        and words[closing] in DASHES
        and not any(opening < f < closing for f in figures)
    )


def _going_on_beside(words: list[str], topic: Topic, figures: list[int]) -> bool:
    """Whether a topic stands between commas in what was going on beside the subject, no figure told of it."""
    opening = next((p for p in range(topic.first - 1, 0, -1) if words[p] == ","), 0)
    closing = next((p for p in range(topic.last, len(words)) if words[p] == ","), 0)
    if opening and closing and words[opening + 1] == "having" and words[opening + 2] in _IMPOSED:
        return True  # "India, having imposed duties of up to US$664 a tonne, took only 96,000 tonnes"
    if not opening or not closing or words[opening + 1] != "with" or any(opening < f < closing for f in figures):
        return False
    return any(w.endswith("ing") for w in (*words[opening + 2 : topic.first], *words[topic.last : topic.last + 1]))


_IMPOSED = frozenset({"imposed", "levied", "slapped", "introduced", "raised", "put", "announced"})
_CAUGHT = frozenset({"caught", "squeezed", "hit", "hurt", "battered", "pinched", "trapped", "hemmed", "dogged"})


def _caught_in(words: list[str], topic: Topic) -> bool:
    """Whether a topic only says what the subject suffered from, before a colon."""
    opening = next((p for p in range(topic.first - 1, 0, -1) if words[p] == ","), 0)
    return bool(opening) and words[opening + 1] in _CAUGHT and ":" in words[topic.last :]


_FEW = 4  # tokens: ", because the average price"


def _says_why(words: list[str], place: int) -> bool:
    """Whether a clause behind a comma that says why begins shortly before a position."""
    lead = words[max(0, place - _FEW) : place]
    comma = next((n for n in range(len(lead) - 1, -1, -1) if lead[n] == ","), None)
    return comma is not None and not WHY.isdisjoint(lead[comma + 1 : comma + 2])


def _is_part(words: list[str], topic: Topic, figures: list[int]) -> bool:
    """Whether goods are only said to be a part of a flow that is told behind them."""
    part = next((p for p in range(topic.last, min(topic.last + _REACH, len(words) - 1)) if words[p] == "part"), None)
    if part is None or words[part + 1] != "of" or any(topic.last <= f < part for f in figures):
        return False
    return not _BEING.isdisjoint(words[topic.last : part]) and not _FLOWS.isdisjoint(words[part + 2 : part + _REACH])


_REACH = 10  # tokens
_BEING = frozenset({"was", "were", "is", "are"})
_FLOWS = frozenset({"imports", "exports", "trade", "shipments", "purchases", "sales"})


def _is_group(topic: Topic) -> bool:
    """Whether the goods that are "among them" only stand behind the group that they are counted in: "Textiles, masks among them, were"."""
    return sum(m.kind == "commodity" for m in topic.mentions) > len(topic.codes.get("commodity", ())) > 0


_ABOVE_ALL = frozenset({("above", "all", ","), ("in", "particular", ","), ("among", "others", ",")})


_IN_FRONT = (
    ("in", "the", "lead"),
    ("in", "front"),
    ("in", "the", "van"),
    ("on", "top"),
    ("to", "the", "fore"),
    *(("at", "the", top) for top in ("top", "head", "front", "fore", "forefront", "centre", "center")),
    *((ahead,) for ahead in ("ahead", "first", "foremost", "leading", "uppermost", "dominant")),
    ("leading", "the", "way"),
    ("leading", "the", "list"),
    *((how, "among", "them") for how in ("prominent", "chief", "foremost", "first", "notable")),
)
_FIRST = (("included",), ("mainly",), ("mostly",))


def _closes(words: list[str], topic: Topic, signs: tuple[tuple[str, ...], ...]) -> bool:
    """Whether words that say that a topic comes first close its phrase."""
    for sign in signs:
        last = topic.last + len(sign)
        if tuple(words[topic.last : last]) == sign and (last >= len(words) or words[last] in _CLOSING):
            return True
    return False


_CLOSING = frozenset({",", ";", ".", ":", "—", "–", ")"})


_OWED = (["because", "of"], ["due", "to"], ["owing", "to"], ["thanks", "to"], ["on", "account", "of"], ["result", "of"])


_OWING = frozenset({"because", "due", "owing", "thanks", "account"})


def _owed_to(words: list[str], topic: Topic, figures: list[int]) -> bool:
    """Whether a topic is only the cause of what is told behind it, in a phrase without a figure that a comma closes."""
    lead = words[max(0, topic.first - 4) : topic.first]
    if _OWING.isdisjoint(lead):
        return False
    owed = any(lead[n : n + len(o)] == o for o in _OWED for n in range(len(lead)))
    closing = next((p for p in range(topic.last, len(words)) if words[p] in (",", "and")), None)
    return owed and closing is not None and not any(topic.first <= f < closing for f in figures)


def _moved_by(words: list[str], topic: Topic) -> bool:
    """Whether a topic is what something was hit or helped by, in a clause without a figure that "and" closes."""
    by = next((p for p in range(max(0, topic.first - 4), topic.first) if words[p] == "by"), None)
    if by is None or MOVED.isdisjoint(words[max(0, topic.first - 5) : by]):
        return False
    return not {"and", ","}.isdisjoint(words[topic.last : topic.last + 4])


_MOVED_BY = (["on", "the", "back", "of"], ["on", "the", "strength", "of"], ["on", "the", "heels", "of"])


def _on_the_back(words: list[str], topic: Topic, figures: list[int]) -> bool:
    """Whether a topic is only what moved a figure told before: at most three words stand between "on the back of" and it, or a price's
    goods."""
    for start in range(max(0, topic.first - 7), topic.first - 3):
        if words[start : start + 4] in _MOVED_BY:
            return "," not in words[start : topic.first] and not any(start < f < topic.last for f in figures)
    return False
