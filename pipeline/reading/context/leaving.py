"""Whether what stands beneath a heading is still of what the heading names."""

from __future__ import annotations

from pipeline import vocabulary
from pipeline.reading.frames.frames import Context, Frame, altered
from pipeline.reading.topics.topics import topics
from pipeline.reading.words.mentions import Mention, Sentence, as_a_whole


def leave_section(context: Context, sentence: Sentence, unproved: bool) -> bool:
    """Leave what the section is of, where a sentence tells of something wider; whether it is still ``unproved`` that the section is
    about what its heading names: no sentence with figures has told."""
    if unproved or _opens_over_all(sentence):
        told_of = _tells_whole(sentence, context.section)
        if told_of is not None:
            unproved = False
        if told_of:
            context.section = context.section.undivided()
            context.last = altered(context.base(), flow="total")
    if _leaves_zones(sentence, context):
        context.section = altered(context.section, zone=None)
        context.last = context.last and altered(context.last, zone=None)
    if _leaves_place(sentence, context.section):
        context.section = altered(context.section, region=None)
        context.last = altered(context.base(), flow="total")
    return unproved


def _opens_over_all(sentence: Sentence) -> bool:
    """Whether a sentence opens with a place as a whole, whatever its section is about: "For the province as a whole, exports of 4.35
    trillion yuan were", beneath "The Hong Kong connection".

    >>> from pipeline.reading.words.scan import scan
    >>> [_opens_over_all(scan(t, 0, len(t))[0]) for t in ("For the city as a whole, trade fell.", "China as a whole, trade fell.")]
    [True, False]
    """
    if sentence.low[0] not in _OVER or not sentence.of("flow"):
        return False
    return any(m.first <= 2 and sentence.words(m.last + 3, m.last + 4) == [","] for m in _told_as_a_whole(sentence))


_OVER = frozenset({"for", "in", "across"})


def _told_as_a_whole(sentence: Sentence) -> list[Mention]:
    """The places that a sentence tells of "as a whole"."""
    return [m for m in (*sentence.of("region"), *sentence.of("home")) if as_a_whole(sentence.low, m.last)]


def _tells_whole(sentence: Sentence, section: Frame) -> bool | None:
    """Whether a section goes on about a region's own trade, and nothing of what its heading names: "Guangxi's trade grew 9.6%",
    under "More ASEAN than ever". None where the sentence does not tell: it names neither, or no figure."""
    codes = set(section.breakdown().values())
    if any(m.code in codes for m in sentence.mentions):
        return False
    if _told_as_a_whole(sentence):
        return True  # "Guangdong as a whole has been sturdier. Imports and exports came to"
    if not any(m.kind == "quantity" and m.quantity.kind != "bare" for m in sentence.mentions):
        goods = [m.code for m in sentence.of("commodity")]
        other = section.breakdown().keys() == {"commodity"} and bool(goods) and sentence.low[-1] != "?"
        return True if other and not any(vocabulary.related(code, section.commodity) for code in goods) else None
    first = next((t for t in topics(sentence) if t.flows or t.blocked or t.has_breakdown()), None)
    if first is None:
        return None  # "The terminal handled 18,600 tonnes"
    if not first.flows or first.has_breakdown() or first.blocked:
        return False
    return "region" in first.codes or first.home is not None


def _leaves_zones(sentence: Sentence, context: Context) -> bool:
    """Whether a region's release tells the nation's trade as a whole beneath a heading on zones: "put China's foreign trade in the nine
    months at 33.61 trillion yuan", beneath "On bonded zones and the corridor"."""
    if context.section.zone is None or context.article.region in (None, "CN") or "zone" in sentence.kinds:
        return False
    plain = (t for t in topics(sentence) if t.flows == ["total"] and not t.has_breakdown() and not t.blocked)
    return any(t.codes.get("region") == ["CN"] for t in plain)


def _leaves_place(sentence: Sentence, section: Frame) -> bool:
    """Whether a sentence without figures only leads on from the place that its section is about: "Elsewhere in the transport trades the
    chamber had better news", beneath "Jiangsu out in front"."""
    if section.region is None or sentence.low[0] not in _LEAVING or "quantity" in sentence.kinds:
        return False
    return not sentence.of("region") and not sentence.of("home")


_LEAVING = frozenset({"elsewhere"})
