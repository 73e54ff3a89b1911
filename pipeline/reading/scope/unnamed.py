"""Sentences that name nothing a figure of trade could be about, and lean on nothing: "Foreign reserves inched back above $3 trillion"."""

from __future__ import annotations

import itertools

from pipeline.reading.frames.records import tells_record
from pipeline.reading.words.mentions import Mention, Sentence, possessive

_TRADE = frozenset({"flow", "anaphor", "terms"})
_PLACES = frozenset({"region", "home"})
_NARROWER = frozenset({"partner", "commodity", "regime", "enterprise", "transport"})
_SUBJECTS = _PLACES | {"partner", "commodity", "regime", "enterprise", "zone", "transport"}
_LABELLING = frozenset({",", ":", "-", "–", "—", "("})  # "Top partners - EU (169.3 bln yuan, up 3.9 pct)"
_HEAD = 2  # words before the subject of a sentence: "The neighbouring EU"
_WHERE = frozenset("in at from near inside outside around to through across off on for".split())
# What stands for something told before, or for all of it.
_LEANING = frozenset(
    (
        "it its they their theirs them that this these those which such he she we our us i you both each all either neither "
        "former latter others another rest remainder remaining combined together also alone goods respectively nationwide "
        "nationally water"
    ).split()
)
_FINAL = frozenset({"the", "final", "end", "full-year", "year's", "net", "actual"})
_PARTS = frozenset({"part", "piece", "chunk", "cut", "end", "side"})
# "Top of the list was ASEAN", "First among partners came the EU": the subject stands behind its verb.
_BEING = frozenset(
    {"was", "were", "is", "are", "came", "comes", "stood", "stands", "remained", "remains", "stayed", "ranked"}
)
_RANKED = frozenset(
    (
        "first second third fourth fifth next top foremost ahead list table ranking place spot partner partners market markets buyer "
        "customer destination supplier"
    ).split()
)
_LEFT = frozenset({"went", "came", "left", "sailed", "flowed"})
_AMONG = frozenset({"among", "amongst", "of"})
_COUNTED = frozenset({"one", "two", "three", "four", "five", "six"})  # "the two", "the four upstream members"
# What figures of trade are called without saying of what.
_MEASURES = frozenset(
    (
        "value values volume volumes tonnage cost costs outlay outlays spending expenditure invoice bill figure figures tally count sum amount total totals number numbers weight receipts "
        "proceeds takings earnings plus minus pace rate rates proportion proportions percentage slide slump rebound recovery "
        "trend balance gap contribution contributed cargo quarter quarters half months month year years trade"
    ).split()
)


def names_nothing(sentence: Sentence, opens: bool = False) -> bool:
    """Whether the figures of a sentence have no subject that is known, and none that was: no flow, place, partner or good, no pronoun,
    no measure, no months that open it. At the head of a paragraph, where it ``opens``, what it names has to be its subject.

    >>> from pipeline.reading.words.scan import scan
    >>> said = ("Foreign reserves inched back above $3 trillion.", "The value rose 3 percent.", "May brought 3.2 billion yuan.")
    >>> [names_nothing(scan(t, 0, len(t))[0]) for t in said]
    [True, False, False]
    >>> swap = "Argentina's central bank renewed a 35 billion yuan line."
    >>> [names_nothing(scan(t, 0, len(t))[0], opens=True) for t in (swap, "Japan followed with 3.2 billion yuan.")]
    [True, False]
    """
    if not _TRADE.isdisjoint(sentence.kinds) or not _MEASURES.isdisjoint(sentence.said):
        return False
    if _counted_by_customs(sentence) or any(
        n and sentence.low[n - 1] in _FINAL for word in ("result", "outcome") for n in sentence.places(word)
    ):
        return False  # "The final result for 2023, released on Friday, is $240.11 billion"
    first = next(iter(sentence.of("quantity")), None)
    if first is None or first.first <= 1 or sentence.low[first.first - 1] == ":":
        return False
    subject = next((m for m in sentence.mentions if m.kind in _SUBJECTS), None)
    # Behind its subject a pronoun only goes back to that: "Argentina's central bank renewed its swap".
    reach = subject.first if opens and subject is not None and subject.last < first.first else len(sentence.low)
    amounts = {p for m in sentence.of("quantity") for p in range(m.first, m.last)}  # "US dollars" are not ours
    if _leans([word for p, word in enumerate(sentence.low[:reach]) if p not in amounts]):
        return False
    if (
        tells_record(sentence)
        or any(m.first <= 3 for m in sentence.of("period"))
        or any(m.first <= 1 for m in sentence.of("basis"))
    ):
        return False
    if any(m.graded("noun") or not m.first for kind in ("direction", "share") for m in sentence.of(kind)):
        return False
    if subject is None:
        return True
    if not opens:
        named = [m for m in sentence.mentions if m.kind in _SUBJECTS]
        if (
            named[0].first == 1
            and sentence.low[0] == "from"
            and not _LEFT.isdisjoint(sentence.words(named[0].last, named[0].last + 1))
        ):
            return False  # "From Fujian went 139 million square metres"
        return all(m.kind in _PLACES and m.first and sentence.low[m.first - 1] in _WHERE for m in named)
    lead = [word for word in sentence.low[: subject.first] if word != "the"]
    if len(lead) > _HEAD and lead[-1] not in _LABELLING:
        if lead[0] in _AMONG:
            return False  # "Among the larger cities only Deyang went backwards, by 3.6 percent"
        return not (lead[-1] in _BEING and not _RANKED.isdisjoint(lead))
    if subject.kind in _PLACES and any(
        m.kind in _NARROWER and subject.last <= m.first < first.first for m in sentence.mentions
    ):
        return False  # "The province's largest partner was ASEAN, with 25.9 billion yuan"
    owned = subject.last + 1 if possessive(sentence.low, subject.last) else None
    if owned is not None and not _PARTS.isdisjoint(sentence.words(owned, owned + 1)):
        return False  # "Beijing's part was 650.6 billion yuan"
    return owned is not None and not any(m.first == owned for m in sentence.mentions)


def unknown_owner(sentence: Sentence) -> bool:
    """Whether a flow that opens a sentence is owned by a name that is not known, where nothing else says whose it is.

    >>> from pipeline.reading.words.scan import scan
    >>> said = ("Lin-gang's imports and exports jumped 55 percent.", "Ningbo's exports rose 5 percent.", "June's exports rose 5 percent.")
    >>> [unknown_owner(scan(t, 0, len(t))[0]) for t in said]
    [True, False, False]
    """
    flow = next((m for m in sentence.of("flow") if m.graded("noun")), None)
    if flow is None or not 2 <= flow.first <= _OWNED_BY or not possessive(sentence.low, flow.first - 1):
        return False
    name = sentence.tokens[: flow.first - 1]
    if any(m.first < flow.first for m in sentence.mentions) or not _SUBJECTS.isdisjoint(sentence.kinds):
        return False
    return (
        all(t.kind == "word" and (t.text[0].isupper() or t.glue == "-") for t in name) and name[-1].low not in _NO_NAME
    )


_OWNED_BY = 4  # tokens: a name of up to three, and the ending
_NO_NAME = frozenset(
    (
        "today yesterday tomorrow month year week quarter country nation world city province region government state port county district "
        "town zone area everyone everybody nobody who it that this he she they mainland"
    ).split()
)


def unknown_part(sentence: Sentence, share: Mention) -> bool:
    """Whether a share is taken by goods that no word list has: one to three words in the plural that open a sentence, right before a
    verb of sharing.

    >>> from pipeline.reading.words.scan import scan
    >>> said = ("Sprockets made up 12 percent of exports.", "Laptops made up 12 percent.", "These made up 12 percent of exports.")
    >>> found = [scan(t, 0, len(t))[0] for t in said]
    >>> [unknown_part(s, s.of("quantity")[0]) for s in found]
    [True, False, False]
    """
    verb = next((m for m in sentence.of("share") if m.graded("verb") and m.last <= share.first), None)
    if verb is None or not 0 < verb.first <= _SHORT or share.first - verb.last > 2:
        return False
    lead = sentence.low[: verb.first]
    if not all(word.isalpha() for word in lead) or not _LEANING.isdisjoint(lead) or not _MEASURES.isdisjoint(lead):
        return False
    return lead[-1].endswith("s") and not any(m.first < verb.first for m in sentence.mentions)


_SHORT = 3  # words


_COUNTING = frozenset(
    {
        "counted",
        "recorded",
        "registered",
        "logged",
        "cleared",
        "reported",
        "tallied",
        "put",
        "listed",
        "noted",
        "booked",
    }
)


def _counted_by_customs(sentence: Sentence) -> bool:
    """Whether the customs are said to have counted goods: "Customs counted 1,106.9 million tonnes of iron ore in 2022"."""
    start = int(sentence.low[0] in ("the", "chinese", "china"))
    opening = sentence.low[start : start + 2]
    return opening[:1] == ["customs"] and opening[-1] in _COUNTING and bool(sentence.of("commodity"))


def _leans(words: list[str]) -> bool:
    """Whether a word stands for what was told before, or for those who speak: "we're talking about 174.5 billion yuan"."""
    if not _LEANING.isdisjoint(words):
        return True
    if any(a in ("the", "these", "all") and b in _COUNTED for a, b in itertools.pairwise(words)):
        return True
    return any(word.partition("’")[0].partition("'")[0] in ("we", "i", "you") for word in words)
