"""Words before a text that say what it is about."""

from __future__ import annotations

from datetime import date

from pipeline import vocabulary
from pipeline.model import Passage
from pipeline.reading.frames.frames import Context, Frame, altered
from pipeline.reading.topics.phrases import BREAKDOWNS, DASHES
from pipeline.reading.topics.topics import topics
from pipeline.reading.words import months
from pipeline.reading.words.mentions import Mention, Sentence

_LABEL = 6  # tokens
_USHERED = 14  # where words that only bring it on open it
_NO_LABEL = frozenset({"quantity", "direction", "share", "projection", "period", "anaphor", "other_topic"})


_HEADING = 10  # tokens
_ENDS = frozenset({".", "!", "?", ":", ";", ",", "”", '"', ")"})


def heads_section(passage: Passage, sentences: list[Sentence], following: list[list[Sentence]]) -> bool:
    """Whether a paragraph is a heading that the page does not mark as one: one short line without a full stop or a number,
    before a paragraph of whole sentences."""
    if passage.kind != "paragraph" or len(sentences) != 1 or not following or not following[0]:
        return False
    line, behind = sentences[0], following[0][0]
    if not 0 < len(line.tokens) <= _HEADING or line.low[-1] in _ENDS or not line.tokens[0].text[0].isupper():
        return False
    if is_byline(line):
        return False
    if line.low[0] == "by" and any(m.code == "date" for m in line.mentions):
        return False  # "By Mei Lindqvist in Heihe · Sunday 25 February 2024"
    return behind.low[-1:] in (["."], ["”"], ['"']) and not any(
        m.kind == "quantity" and m.quantity.kind != "bare" for m in line.mentions
    )


def is_byline(line: Sentence) -> bool:
    """Whether a line only tells who writes from where.

    >>> from pipeline.reading.words.scan import scan
    >>> [is_byline(scan(t, 0, len(t))[0]) for t in ("Denis Kavanagh in Pingxiang, Guangxi", "Growth in Wuhan", "Mei Li in Wuhu is up.")]
    [True, False, False]
    """
    place = next((p for p in line.places("in") if 1 < p <= _NAMES), None)
    if place is None or line.low[-1] in _ENDS or len(line.tokens) > _HEADING:
        return False
    return all(t.text[:1].isupper() for t in line.tokens[:place])


_NAMES = 4  # tokens of a writer's name


def with_partner_told(context: Context, label: Frame) -> Frame:
    """A label of further goods with the partner of those that the paragraph has told trade with one partner in: "China took 3.88 million
    tonnes of ore from Chile. Refined copper tells another story. Shipments fell"."""
    partner = context.goods_partner() if label.commodity is not None else None
    return label if partner is None else altered(label, partner=partner)


_WHOLE = frozenset("the total totals overall overview headline all in : . bottom line big picture".split())


def names_whole(sentence: Sentence) -> bool:
    """Whether a heading or label announces trade as a whole.

    >>> from pipeline.reading.words.scan import scan
    >>> [names_whole(scan(label, 0, len(label))[0]) for label in ("The total.", "All in all", "The partners.")]
    [True, True, False]
    """
    return _WHOLE.issuperset(sentence.low)


def names_flow(sentence: Sentence) -> bool:
    """Whether a heading is nothing but the name of a flow of some breakdown, which holds whatever follows.

    >>> from pipeline.reading.words.scan import scan
    >>> [names_flow(scan(h, 0, len(h))[0]) for h in ("Trade with ASEAN", "More ASEAN than ever", "Car exports race ahead")]
    [True, False, False]
    """
    found = topics(sentence)
    if len(found) != 1 or not found[0].flows or not found[0].has_breakdown() or found[0].blocked:
        return False
    return found[0].last - found[0].first >= len([t for t in sentence.tokens if t.kind == "word"]) - 1


# What only brings on the next matter: "Then there is border trade.", "Next come the farm goods."
_USHERING = (
    *(("then", "there", be) for be in ("is", "are", "was", "were")),
    *((first, "there", be) for first in ("and", "next", "finally", "lastly") for be in ("is", "are")),
    *((first, come) for first in ("then", "next") for come in ("comes", "come", "came")),
    *(("on", "to"), ("now", "to"), ("now", "for"), ("over", "to"), ("look", "at"), ("first", "to")),
    *(("take",), ("consider",)),
)
_USHERS = frozenset(words[0] for words in _USHERING)


def _ushered(sentence: Sentence) -> int:
    """How many words a sentence opens with that only bring on what it names."""
    if sentence.low[0] not in _USHERS:
        return 0
    return max((len(words) for words in _USHERING if tuple(sentence.low[: len(words)]) == words), default=0)


_FARING = frozenset(
    {"fared", "fare", "did", "do", "shone", "stood", "tell", "tells", "told", "bucked", "stole", "went"}
)
_BEING = frozenset({"is", "are", "was", "were", "remain", "remains", "remained"})
_SOMEHOW = frozenset({"another", "where", "different", "no", "not", "in", "less", "more"})
_ARTICLES = frozenset({"a", "an", "the", "one"})
_STORIES = frozenset(
    (
        "bright brighter different sore weak success rare notable exception star odd case mixed disappointment similar sad "
        "sorry other story matter standout"
    ).split()
)
_TOLD = frozenset({"quantity", "flow", "share", "projection", "period", "basis", "other_topic", "partner", "region"})


def _portrayed(sentence: Sentence) -> str | None:
    """The good of which a sentence only says how it fares, before it is told of: "Coal is where the real action was, though.
    Arrivals soared", "Cars remain a bright spot. Exports rose"."""
    if len(sentence.tokens) > _USHERED or sentence.low[-1:] != ["."] or not _TOLD.isdisjoint(sentence.kinds):
        return None
    goods = sentence.of("commodity")
    if len(goods) == 2 and _among(sentence, *goods):
        goods = goods[:1]  # "Sorghum fared worst of the feed grains"
    if goods and goods[-1].last == len(sentence.low) - 1 and _is_the_story(sentence, goods[-1]):
        return goods[-1].code
    if len({m.code for m in goods}) != 1 or goods[0].first > 1:
        return None
    if goods[0].first == 1 and sentence.low[0] not in ("the", "but", "only"):
        return None
    # "Diammonium phosphate (DAP) did better still"
    last = goods[1].last + 1 if len(goods) > 1 and sentence.low[goods[0].last] == "(" else goods[0].last
    said = sentence.words(last, last + 3)
    if said[:1] in (["also"], ["still"], [","]):
        said = said[1:]
    if any(
        m.graded("verb") and m.first == goods[0].last and sentence.low[m.last :] == ["."]
        for m in sentence.of("direction")
    ):
        return goods[0].code  # "Photovoltaic products sank. Exports were"
    how = said[1:2] and (said[1] in _SOMEHOW or (said[1] in _ARTICLES and said[2:3] and said[2] in _STORIES))
    return goods[0].code if said[:1] and (said[0] in _FARING or (said[0] in _BEING and how)) else None


def _among(sentence: Sentence, good: Mention, group: Mention) -> bool:
    """Whether a good is set among a wider group: "worst of the feed grains", "of all meats"."""
    lead = sentence.words(group.first - 2, group.first)
    return lead in (["of", "the"], ["of", "all"]) and vocabulary.within(good.code, group.code)


_TURNS = frozenset(
    "story news star exception surprise highlight standout winner loser laggard action talk headline".split()
)


def _is_the_story(sentence: Sentence, good: Mention) -> bool:
    """Whether a sentence only turns to the good that it closes with: "On the livestock page the story is beef"."""
    lead = sentence.words(good.first - 4, good.first)
    lead = lead[:-1] if lead[-1:] == ["the"] else lead
    return lead[-1:] != [] and lead[-1] in _BEING and not _TURNS.isdisjoint(lead[:-1])


_ASKING = frozenset({"and", "but", "what", "how", "about", "of", "the", "then", "now", ",", "?", "’s", "'s", "with"})


def _asked_after(sentence: Sentence) -> Frame | None:
    """What a short question brings on: "And solar? Exports worth 308.9 billion yuan", "What about steel?"."""
    found = topics(sentence)
    if len(found) != 1 or found[0].flows or found[0].weak_flow or not found[0].has_breakdown():
        return None
    codes = found[0].codes
    inside = range(found[0].first, found[0].last)
    plain = all(w in _ASKING for n, w in enumerate(sentence.low) if n not in inside)
    if (
        not plain
        or not _ASKING.intersection(sentence.low[: found[0].first] + sentence.low[found[0].last : -1])
        or any(len(c) > 1 for c in codes.values())
    ):
        return None
    return Frame().with_codes({d: c[0] for d, c in codes.items() if d in BREAKDOWNS})


def label_before_dash(sentence: Sentence) -> Frame | None:
    """The partner, good or way of trade that opens a paragraph before a dash, or the place before a dash and an amount: "Brazil –
    Two-way trade rose 4.1%. Purchases came to", "Qingdao — 849.8bn yuan"."""
    first = sentence.mentions[0] if sentence.mentions else None
    if first is None or first.first or sentence.low[first.last : first.last + 1] == []:
        return None
    if sentence.low[first.last] not in DASHES:
        return None
    if first.kind == "region" and first.grade != "customs":
        amount = any(m.first <= first.last + 2 for m in sentence.of("quantity"))
        return Frame(region=first.code) if amount else None
    return Frame().with_codes({first.kind: first.code}) if first.kind in BREAKDOWNS else None


def numbers_item(sentence: Sentence) -> bool:
    """Whether a sentence is nothing but the number of an item: the "10." of "10. Qingdao — 849.8bn yuan"."""
    return len(sentence.low) == 2 and sentence.low[0].isdecimal() and sentence.low[1] == "."


def place_label(sentence: Sentence) -> Frame | None:
    """The place that is all that a line says, over a line of its figures: "Tianjin", then "512.4 billion yuan, up 5.8%", "Chuzhou.", or
    that a sentence without figures only turns to: "Then there is Yiwu, which is only a county-level city"."""
    named = sentence.of("region")
    if not named or named[0].grade == "customs":
        return None
    if (ushered := _ushered(sentence)) and named[0].first == ushered and "quantity" not in sentence.kinds:
        behind = sentence.low[named[0].last : named[0].last + 1]
        return Frame(region=named[0].code) if behind in ([], ["."], [","]) else None
    if len(sentence.mentions) != 1 or named[0].first:
        return None
    return Frame(region=named[0].code) if sentence.low[named[0].last :] in ([], ["."]) else None


_CAPTION = 10  # words of a line in brackets beneath a list, at most


def caption_beneath(sentences: list[Sentence], published: date, running: months.Months | None) -> Frame | None:
    """What a line in brackets says of the list above it: "(Exports, January-November 2016)"."""
    if len(sentences) != 1 or sentences[0].low[0] != "(" or len(sentences[0].tokens) > _CAPTION:
        return None
    line = sentences[0]
    flows = {m.code for m in line.of("flow")}
    if len(flows) != 1 or "quantity" in line.kinds:
        return None
    named = [m for m in line.of("period") if m.period.kind == "period"]
    span = months.resolve(named[0].period, published, running) if len(named) == 1 else None
    return Frame(flow=flows.pop(), period=span)


def rubric(sentence: Sentence) -> Frame | None:
    """What a label of a few words says of the text behind it ("Laptops.", "Then there is Central Asia."), None for a real sentence.

    >>> from pipeline.reading.words.scan import scan
    >>> label = "Lithium batteries."
    >>> rubric(scan(label, 0, len(label))[0]).commodity
    'lithium_batteries'
    """
    if len(sentence.tokens) > _USHERED:
        return None
    if (good := _portrayed(sentence)) is not None:
        return Frame(commodity=good)
    ushered = _ushered(sentence)
    if len(sentence.tokens) > (_USHERED if ushered else _LABEL):
        return None
    if sentence.low[-1:] == ["?"]:
        return _asked_after(sentence)
    if not _NO_LABEL.isdisjoint(sentence.kinds):
        return None
    found = topics(sentence)
    if len(found) != 1 or found[0].flows or found[0].weak_flow:
        return None
    codes = found[0].codes
    if not found[0].has_breakdown() or any(len(c) > 1 for c in codes.values()):
        return None
    # "Next comes processing trade, the oldest of the modes."
    closed = ushered and sentence.words(found[0].last, found[0].last + 1) == [","]
    labelling = sentence.tokens[: found[0].last if closed else None]
    if found[0].last - found[0].first < len([t for t in labelling if t.kind == "word"]) - 1 - ushered:
        return None
    return Frame().with_codes({d: c[0] for d, c in codes.items() if d in BREAKDOWNS})
