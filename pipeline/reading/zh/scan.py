"""A Chinese passage as the reader sees it: sentences of typed mentions, one token to a mention, to a sign, to what is unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pipeline.reading.words.lexicon import Meaning
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.words.months import PeriodMention
from pipeline.reading.words.tokens import Token
from pipeline.reading.zh import periods, quantities, zones
from pipeline.reading.zh.lexicon import WIDE, abbreviations, lexicon

_SENTENCE = re.compile("[^。！？!?\n]*(?:[。！？!?][”’\"')]*|$)")
_PUNCTUATION = "，,；;：:、。！？!?（）()《》“”\"'‘’—–-|｜/…·～【】[]"
_PIECES = re.compile(f"[{re.escape(_PUNCTUATION)}]|[^{re.escape(_PUNCTUATION)}]+")
_DIGIT = re.compile(r"\d")
_WHOLE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HALF = re.compile(r"(?<!\d)[,;:?!]|[,;:?!](?!\d)")  # but 1,234 and 14:06
_STRAIGHT = re.compile('"([^"\n。]{1,12})"')  # a name in straight quotation marks
_RAISED_POINT = re.compile(r"(?<=\d)·(?=\d+(?:[%‰倍万亿]|个百分点))")
# One firm among others ("武汉一家光电企业") is spoken of as a company.
_A_FIRM = re.compile("(?:[一这那某]家|某)[^，。；、\\d]{0,12}?(?:企业|公司|工厂|厂|经销商|车行|门店|商行|店)")
# A city by what kind of one it is ("这座县级市", "这座浙江中部城市") is the one that is spoken of.
_THIS_CITY = re.compile("这座[^，。；、\\d]{0,8}?(?:城市|县级市|地级市|[小边港水山古名]城)")
# The way that a train went, right before what its goods are worth: 回程43.4亿元; not 回程占比44%, of trains.
_TRAIN_WAY = re.compile("([去回返])程(?=(?:仅|则|也|为|约|达|只有|也有)?[\\d.,]+[万亿]+(?:美元|欧元|元))")
# Single characters that are joined: a province each, if all of them abbreviate one.
_SHORT_LIST = re.compile("(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:、[\u4e00-\u9fff])+(?:[和及][\u4e00-\u9fff])?")
_JOINERS = frozenset({"、", "和", "及", "与", "以及", "或"})
_PASSED = _JOINERS | {"的", "等", "分别", "“", "”", "方式", "产品"}


def normalized(text: str) -> str:
    """Full-width digits and signs of numbers as plain ones, brackets, stops and quotation marks as wide ones, a raised decimal point as
    one on the line; every character keeps its place.

    >>> normalized('１２．５％(下同),２·１％;"一带一路"国家')
    '12.5%（下同），2.1%；“一带一路”国家'
    """
    text = _HALF.sub(lambda sign: _WHOLE[sign[0]], _RAISED_POINT.sub(".", text.translate(WIDE)))
    return _STRAIGHT.sub(r"“\1”", text) if '"' in text else text


def scan(text: str, start: int, end: int, names: Mapping[str, tuple[Meaning, ...]] | None = None) -> list[Sentence]:
    """The sentences of ``text[start:end]``, which is ``normalized``, each with its mentions; ``names`` are further ones, which only
    this text explains."""
    found = []
    while start < end:
        stop = _SENTENCE.match(text, start, end).end()
        if stop == start:
            stop += 1
        if text[start:stop].strip():
            found.append(_sentence(text, start, stop, names or {}))
        start = stop
    return found


def _sentence(text: str, start: int, end: int, names: Mapping[str, tuple[Meaning, ...]]) -> Sentence:
    times = periods.find(text, start, end)
    numbers = quantities.find(text, start, end, [(m.start, m.end) for m, _ in times])
    words = lexicon().find(text, start, end)
    if names:
        words = _with_names(text, start, end, words, names)
    digits = [(a, b) for a, b, _ in words if b - a > 2 and _DIGIT.search(text, a, b)]
    spans: list[tuple[int, int, Any]] = [(m.start, m.end, (m, base)) for m, base in times]
    spans += numbers
    if digits:
        spans = _outside(spans, digits)
    spans += zones.find(text, start, end)
    spans += _abbreviated(text, start, end)
    spans += [(m.start(), m.end(), _FIRM) for m in _A_FIRM.finditer(text, start, end)]
    spans += [(m.start(), m.end(), _CITY) for m in _THIS_CITY.finditer(text, start, end)]
    spans += [(m.start(), m.end(), _OUT if m[1] == "去" else _BACK) for m in _TRAIN_WAY.finditer(text, start, end)]
    spans.sort(key=lambda s: (s[0], -s[1]))
    merged: list[tuple[int, int, Any]] = []
    for span in spans:
        if not merged or span[0] >= merged[-1][1]:
            merged.append(span)
    taken = merged[:]
    at = 0
    for a, b, known in words:
        while at < len(taken) and taken[at][1] <= a:
            at += 1
        if at < len(taken) and taken[at][0] < b:
            continue
        merged.append((a, b, known))
    merged.sort(key=lambda s: s[0])
    tokens: list[Token] = []
    starts: list[int] = []
    mentions: list[Mention] = []
    position = start
    for a, b, what in merged:
        if a > position:
            _gap(text, position, a, tokens, starts)
        mentions.append(_mention(what, len(tokens)))
        tokens.append(_token("mention", text[a:b]))
        starts.append(a)
        position = b
    if position < end:
        _gap(text, position, end, tokens, starts)
    return Sentence(tokens, starts, _fitting(mentions, tokens), start, end)


def _with_names(
    text: str,
    start: int,
    end: int,
    words: list[tuple[int, int, tuple[Meaning, ...]]],
    names: Mapping[str, tuple[Meaning, ...]],
) -> list[tuple[int, int, tuple[Meaning, ...]]]:
    """The known words, and where there is none of them but within the name, the names that the text explains; 全州 is one, where 全州县
    is told of, and 海盐 is no salt."""
    whole = [
        (m.start(), m.end()) for name in names for m in re.finditer(re.escape(name), text[:end]) if m.start() >= start
    ]
    found = [
        (a, b, known)
        for a, b, known in words
        if ((known[0].kind != "home" and known[0].grade not in ("local", "weak")) or text[a:b] not in names)
        and not any(first <= a and b <= last and b - a < last - first for first, last in whole)
    ]
    taken = {at for a, b, _ in found for at in range(a, b)}
    for name, meanings in names.items():
        at = text.find(name, start, end)
        while at >= 0:
            if taken.isdisjoint(range(at, at + len(name))):
                found.append((at, at + len(name), meanings))
            at = text.find(name, at + len(name), end)
    return sorted(found, key=lambda word: word[0])


def _abbreviated(text: str, start: int, end: int) -> list[tuple[int, int, tuple[Meaning, ...]]]:
    """Provinces of a list that are named by one character each: 京、津、冀进出口分别….

    >>> [m[0].code for _, _, m in _abbreviated("京、津和冀", 0, 5)], _abbreviated("北京、天津", 0, 5)
    (['CN-BJ', 'CN-TJ', 'CN-HE'], [])
    """
    short = abbreviations()
    return [
        (at, at + 1, short[text[at]])
        for listed in _SHORT_LIST.finditer(text, start, end)
        if all(c in short for c in listed.group()[::2])
        for at in range(listed.start(), listed.end(), 2)
    ]


_FIRM = (Meaning("other_topic", "a company"),)
_CITY = (Meaning("home", "city"),)
_OUT, _BACK = (Meaning("flow", "export"),), (Meaning("flow", "import"),)


def _outside(spans: list[tuple[int, int, Any]], words: list[tuple[int, int]]) -> list[tuple[int, int, Any]]:
    """The spans that no word contains ("欧盟27国" holds no number)."""
    kept, at = [], 0
    for span in sorted(spans, key=lambda s: (s[0], s[1])):
        while at < len(words) and words[at][1] <= span[0]:
            at += 1
        if not (at < len(words) and words[at][0] <= span[0] and span[1] <= words[at][1]):
            kept.append(span)
    return kept


def _token(kind: str, said: str) -> Token:
    return Token(kind, said, said, said, "")


# Blanks, bullets and pictures before or amid words say nothing: ✅ 对RCEP其他成员国出口.
_SIGNS = re.compile("[\\s\u2022\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+")


def _gap(text: str, start: int, end: int, tokens: list[Token], starts: list[int]) -> None:
    for match in _PIECES.finditer(text, start, end):
        said = match.group()
        if not _SIGNS.fullmatch(said):
            tokens.append(_token("punct" if said in _PUNCTUATION else "gap", said))
            starts.append(match.start())


def _mention(what: Any, at: int) -> Mention:
    if isinstance(what, quantities.Quantity):
        what.first, what.last = at, at + 1
        return Mention("quantity", what.kind, "", at, at + 1, quantity=what)
    if isinstance(what, tuple) and isinstance(what[0], PeriodMention):
        time, base = what
        kind = "date" if time.kind == "date" else "basis" if base else "period"
        return Mention(kind, "", "", at, at + 1, period=time)
    first = what[0]
    if first.grade == "local":
        return Mention("place", first.code, "local", at, at + 1, meanings=what)
    return Mention(first.kind, first.code, first.grade, at, at + 1, meanings=what)


def _fitting(mentions: list[Mention], tokens: list[Token]) -> list[Mention]:
    """The mentions without words for a code that mean it only beside a flow ("出口鞋") or in a list of its like."""
    kept: list[Mention] = []
    for order, mention in enumerate(mentions):
        if mention.grade == "weak" and not _fits_weakly(mentions, order, tokens):
            # The word stays a token, known but of no meaning, so that it is not taken for an unknown good.
            mention = Mention("weak", mention.code, "weak", mention.first, mention.last, meanings=mention.meanings)
        before = kept[-1] if kept and kept[-1].kind == "weak" and kept[-1].last == mention.first else None
        if mention.kind == "commodity" and before is not None and before.meanings[0].kind == "commodity":
            # 镍钴新材料 is a good of its own, and neither of the two
            mention = Mention("weak", mention.code, "weak", mention.first, mention.last, meanings=mention.meanings)
        if mention.grade == "customs":
            mention = Mention(
                "customs", mention.code, "customs", mention.first, mention.last, meanings=mention.meanings
            )
        kept.append(mention)
    return kept


def _fits_weakly(mentions: list[Mention], order: int, tokens: list[Token]) -> bool:
    mention = mentions[order]
    if mention.kind in ("enterprise", "flow") or (mention.kind == "region" and len(tokens[mention.first].text) > 2):
        return True
    if mention.kind == "partner" and mention.first and tokens[mention.first - 1].kind == "gap":
        return False  # 管理平台出口: the end of a word
    if mention.kind == "transport" and (
        _said_to_be_a_way(mention, tokens) or _one_of_the_ways(mentions, order, tokens)
    ):
        return True
    return mention.kind != "zone" and (_opens_figure(mentions, order, tokens) or _beside_flow(mentions, order, tokens))


_BETWEEN_WAY = frozenset({"filler", "approx", "reach"})  # 航空只有21.4亿元
_SIGNS_OF_CLAUSE = frozenset("，；、：")
_A_WAY = re.compile("[^，。；]{0,3}(?:是|为)[^，。；]{0,6}(?:通道|渠道|方式|主力军?|大头|主角)[，：]")


def _said_to_be_a_way(mention: Mention, tokens: list[Token]) -> bool:
    """Whether a mode of transport opens a clause that only says what part it has: 水路依旧是主通道，同期进出口2417.9亿元."""
    if mention.first and tokens[mention.first - 1].kind != "punct":
        return False
    return _A_WAY.match("".join(token.text for token in tokens[mention.last : mention.last + 9])) is not None


def _one_of_the_ways(mentions: list[Mention], order: int, tokens: list[Token]) -> bool:
    """Whether a mode of transport opens a clause that gives it an amount, behind another mode (水路运输进出口1478.7亿元；航空64.2亿元), or
    a sentence that gives it a share: 铁路占2.7%."""
    mention = mentions[order]
    if mention.first and tokens[mention.first - 1].text not in _SIGNS_OF_CLAUSE:
        return False
    at, following = mention.last, []
    for behind in mentions[order + 1 : order + 5]:
        if behind.first != at:
            break
        following += [] if behind.kind in _BETWEEN_WAY else [behind]
        at = behind.last
    if following and following[0].kind == "quantity":
        return following[0].quantity.kind == "money" and any(m.kind == "transport" for m in mentions[:order])
    shared = len(following) > 1 and (following[0].kind, following[0].grade) == ("share", "verb")
    return shared and following[1].kind == "quantity" and following[1].quantity.kind == "percent"


def _opens_figure(mentions: list[Mention], order: int, tokens: list[Token]) -> bool:
    """Whether a good stands between a sign and its own figure: ；煤1.61亿吨."""
    mention = mentions[order]
    behind = mentions[order + 1] if order + 1 < len(mentions) else None
    return (
        mention.kind == "commodity"
        and (
            mention.first == 0 or tokens[mention.first - 1].kind == "punct" or tokens[mention.first - 1].text == "其中"
        )
        and behind is not None
        and behind.first == mention.last
        and behind.kind == "quantity"
        and behind.quantity.kind in ("money", "physical")
    )


def _beside_flow(mentions: list[Mention], order: int, tokens: list[Token]) -> bool:
    """Whether a flow stands right before or behind the mention, or another code of its kind in a list with it."""
    mention = mentions[order]
    around = {m.first: m for m in mentions[max(0, order - 3) : order + 4]}
    for step in (-1, 1):
        at, joined = mention.first + step, False
        while 0 <= at < len(tokens) and tokens[at].text in _PASSED:
            joined = joined or tokens[at].text in _JOINERS
            at += step
        other = around.get(at)
        if other is None:
            continue
        if other.kind == "flow" and other.grade != "weak" and not joined:
            return True
        if joined and other.kind == mention.kind:
            return True
    return False
