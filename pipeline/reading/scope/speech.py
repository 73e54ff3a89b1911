"""What somebody of a company says of their own: the quotations of a text, and whose they are."""

from __future__ import annotations

import re

from pipeline.reading.frames.placing import Placed
from pipeline.reading.measures.doers import doers
from pipeline.reading.words.mentions import Sentence

_TRADESMAN = re.compile(
    r"\b(?:manager|founder|owner|boss|chair(?:man|woman)|entrepreneur|(?:sales|logistics|export|marketing|commercial|purchasing)\s(?:director|head)|head\sof\s(?:sales|exports|logistics)|CEO|chief\sexecutive"
    r"|shopkeeper|forwarder|trucker|driver|grower|farmer|dealer|wholesaler|merchant|(?:who|that)\s(?:runs|sells|makes|owns|manages)|(?:[Mm]y|[Oo]ur)\s(?:own\s)?(?:company|factory|firm|plant|workshop|business|sales|turnover)"
    r"|whose\s(?:[\w-]+\s){0,3}(?:company|factory|firm|plant|workshop|business))\b"
)
_QUOTES = frozenset('"“”')


def tradesman_speaks(text: str) -> bool:
    """Whether a paragraph quotes somebody of a company, whose "we" is that company.

    >>> tradesman_speaks('"Brazil alone is up by 70 percent for us," said Yan Keli, the sales director.')
    True
    >>> tradesman_speaks('"We traded more with ASEAN," said a spokesperson for the customs.')
    False
    """
    return any(sign in text for sign in _QUOTES) and _TRADESMAN.search(text) is not None


def in_his_words(figure: Placed, sentence: Sentence, quotations: tuple[tuple[int, int], ...]) -> bool:
    """Whether a figure stands in a quotation, within a paragraph that quotes somebody of a company: ""Sales to Japan are up
    15%," manager Guo said"."""
    position = sentence.starts[figure.mention.first]
    return any(first < position < last for first, last in quotations)


_WHO = frozenset({"who", "whose"})


def of_himself(figure: Placed, sentence: Sentence) -> bool:
    """Whether a figure is told of who was quoted: "said Wei Lan, a fruit dealer who took delivery of 5,600 tonnes of durians"."""
    if _WHO.isdisjoint(sentence.said) or _QUOTES.isdisjoint(sentence.said):
        return False
    words, first = sentence.low, figure.mention.first
    opening = next((p for p in range(first - 1, 0, -1) if words[p] in _WHO), None)
    said = next((p for p in range(first - 1, 0, -1) if words[p] in ("said", "says")), None)
    return opening is not None and said is not None and opening - 14 < said < opening


_HE = frozenset({"he", "she"})


def of_what_he_did(sentence: Sentence) -> bool:
    """Whether a sentence is about who was quoted, and names no trade but what that one did: "He has bought 64 welding robots"."""
    opens = sentence.low[0] in _HE or (
        sentence.low[1:2] == [","] and sentence.low[2:3] != [] and sentence.low[2] in _HE
    )
    return opens and not any(m.grade == "noun" for m in sentence.of("flow"))


_PRONOUNS = frozenset({"it", "its", "they", "their", "he", "she", "his", "her"})
_OPENING = 8  # tokens


def told_of_firm(sentence: Sentence) -> bool:
    """Whether a sentence is about a company: "His company in Ningbo makes water pumps"."""
    others = sentence.of("other_topic")
    if others and any(m.code == "a company" and m.first < _OPENING for m in others):
        return True
    found = doers(sentence)
    return bool(found) and found[0] < _OPENING and all(m.grade == "weak" for m in sentence.of("flow"))


def goes_on_about_firm(sentence: Sentence) -> bool:
    """Whether a sentence behind one about a company says what that does: "Two years ago it sold 44 percent of them abroad"."""
    if sentence.low[:2] == ["of", "that"] and not sentence.of("flow"):
        return True  # "Of that 1.1 billion came from abroad"
    if _PRONOUNS.isdisjoint(sentence.low[:_OPENING]) or any(m.grade != "weak" for m in sentence.of("flow")):
        return False
    return not (sentence.of("region") or sentence.of("home"))


_QUOTED = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)")


def quotations(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The characters of ``text[start:end]`` that stand in quotation marks, an unclosed one to the end.

    >>> quotations('"Up 15%," he said.', 0, 18)
    ((0, 9),)
    """
    return tuple(m.span() for m in _QUOTED.finditer(text, start, end))
