"""Lists told figure first: what stands right behind a figure is what it is of."""

from __future__ import annotations

from pipeline.reading.frames.placing import Work
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.words.mentions import Mention

_LEADING = frozenset({"with", "from", "to", "was", "were", "in", "for", "by", "went", "came"})
_OF_GOODS = frozenset({"of", "worth", "goods", "products", "merchandise"})
_BEFORE_PART = frozenset({",", "and", ":", ";", "—", "–", "--", "but", "while"})
_BEHIND_PART = frozenset({"(", ",", "and", ".", ";", "?", "!"})


def led_by_figure(work: Work, mention: Mention, right: list[int]) -> bool:
    """Whether the next topic is that of a figure that opens its part of a list told figure first: "2.37 trillion yuan with
    ASEAN (up 8.1%), 2.2 trillion yuan with the EU"; "1.98 trillion yuan was exports and 1.47 trillion yuan imports"."""
    topic = work.topics[right[0]]
    if _at_which(work, mention, topic):
        return True
    if not _opens_part(work, mention) or not _leads(work, mention, topic):
        return False
    earlier = [
        p.mention
        for p in work.placed
        if p.measure.measure == "level" and p.mention.quantity.kind == mention.quantity.kind
    ]
    return bool(earlier) and any(
        _leads(work, earlier[-1], t) for t in work.topics if earlier[-1].last <= t.first < mention.first
    )


def _at_which(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether a level opens the clause of the flow behind it: "and at 643.1 billion yuan the hub's exports alone made up 48.7 percent"."""
    opening = work.words[max(0, mention.first - 2) : mention.first]
    if opening[-1:] != ["at"] or (opening[:-1] and opening[0] not in _BEFORE_PART):
        return False
    between = work.words[mention.last : topic.first]
    led = between[-1:] == [] or between[-1] in _OWNING
    return bool(topic.flows) and not topic.verb and led and len(between) <= _FEW and "," not in between


def with_which(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether a level opens what a colon leads to, before whose it is: "does most of it: with 822.2 billion yuan, Chengdu had a share"."""
    opening, behind = work.words[max(0, mention.first - 2) : mention.first], work.words[mention.last : topic.first]
    return opening == [":", "with"] and behind in ([","], [",", "the"])


_OWNING = frozenset({"the", "its", "their", "'s", "’s", "total", "overall"})
_FEW = 5  # tokens: "the tech hub's"


def _opens_part(work: Work, mention: Mention) -> bool:
    softened = {p for m in work.sentence.of("approx") for p in range(m.first, m.last)}
    before = mention.first - 1
    while before in softened:
        before -= 1
    return before < 0 or work.words[before] in _BEFORE_PART


def _leads(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether a topic stands right behind a figure and closes its part of the list."""
    between = [w for w in work.words[mention.last : topic.first] if w not in ("the", "its")]
    if between[:1] == ["of"] and between[1:2] in (["this"], ["that"], ["it"]):
        between = between[2:]  # "155.8 billion yuan of this was exports"
    while len(between) > 1 and between[0] in _OF_GOODS:
        between = between[1:]  # "186.4 billion yuan of goods from Taiwan"
    said = (len(between) == 1 and between[0] in _LEADING) or (not between and bool(topic.flows))
    ends = work.words[topic.last : topic.last + 1]
    return (
        said and not topic.blocked and not topic.verb and topic.members() == 1 and (not ends or ends[0] in _BEHIND_PART)
    )


_HOLDING = frozenset({"against", "compared", "after", "from"})
_PRONOUNS = frozenset({"they", "it"})


def named_behind(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether a pronoun in a clause that opens the sentence stands for the subject behind it: "Against September, when they were $322.76
    billion, exports in October were down 7.6 percent"."""
    lead = work.words[: mention.first]
    if _HOLDING.isdisjoint(lead[:1]) or "when" not in lead or _PRONOUNS.isdisjoint(lead[lead.index("when") :]):
        return False
    return bool(topic.flows) and work.words[mention.last : topic.first] in ([","], [",", "the"], [",", "its"])
