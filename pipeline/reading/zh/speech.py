"""Who says a Chinese sentence: what a factory's owner sells is no region's trade."""

from __future__ import annotations

import re

from pipeline.reading.words.mentions import Sentence

_QUOTED = re.compile("“[^“”]{10,}[，。！？!?]”?|“[^“”]{10,}”")
_OFFICIAL = re.compile(
    "海关|商务|统计|贸促|政府|部门|[局处科关厅司]长|主任|书记|股长|局(?:有关|相关)?(?:负责|人士|说|介绍)|发言人|专家|教授|学者|研究员|分析师|协会|商会"
)
_BETWEEN = re.compile("“[^“”]+[，！？!?。]”([^“”，。]{2,20}说)[，。：]“[^“”]+”?")
_OWN = re.compile("[”\\s]*(?:他|她)(?!们|[^，。]{0,6}(?:说|介绍|表示|告诉|称|指出|透露|认为))")


def personal(text: str, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a sentence of the paragraph ``text[start:end]`` is a person's about what is their own: it stands in quotation
    marks that hold whole sentences, or begins with 他 or 她, and names neither a region nor an office.

    >>> from pipeline.reading.zh.scan import scan
    >>> said = "“今年到现在出口8600万元，涨了两成多。”林老板说。"
    >>> [personal(said, s, 0, len(said)) for s in scan(said, 0, len(said))]
    [True, False]
    """
    if not sentence.kinds.keys().isdisjoint(("region", "home", "customs", "place")):
        return False
    if _OWN.match(text, sentence.start, sentence.end):
        return True
    quoted = [m.span() for m in _QUOTED.finditer(text, start, end)]
    if (words := _BETWEEN.fullmatch(text[sentence.start : sentence.end])) is not None:
        return _OFFICIAL.search(words[1]) is None  # “别再盯着吨位看了，”一位副总说，“去年我们出口210万吨…。”
    if not any(a <= sentence.start + 1 and sentence.end <= b + 2 for a, b in quoted):
        return False
    outside = "".join(
        text[a:b] for a, b in zip([start, *(b for _, b in quoted)], [*(a for a, _ in quoted), end], strict=True)
    )
    return _OFFICIAL.search(outside) is None
