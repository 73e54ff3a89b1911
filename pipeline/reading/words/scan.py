"""A passage as the reader sees it: sentences of typed mentions over tokens."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from operator import attrgetter

from pipeline.reading.words import counties, periods
from pipeline.reading.words.economies import both_ways, economies, named_twice, numbers_of, world_markets
from pipeline.reading.words.idioms import IDIOMS, is_no_balance
from pipeline.reading.words.lexicon import Meaning, lexicon
from pipeline.reading.words.mentions import Mention, Sentence, possessive
from pipeline.reading.words.open_goods import SHIPPED, WORTH, open_goods
from pipeline.reading.words.openers import INTERPOSED, begins, without_interposed
from pipeline.reading.words.patterned import A_COMPANY, COMPANIES, RANKED, zones
from pipeline.reading.words.places import RANKS, without_china_of
from pipeline.reading.words.quantities import quantities
from pipeline.reading.words.surveys import ASKED, surveys
from pipeline.reading.words.tokens import Token, letters, locate, sentences

# "KUNMING, Oct. 20 (LW) --": the place where a wire story was filed reports nothing.
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z'’ ]{2,}|[A-Z][\w'’]+)(?:,\s[A-Z][\w. ]{2,20})?(?:\s\([^)]{1,30}\))?\s?(?:--|—|–|-)\s(?=[\"“‘'A-Z\d$¥])"
    r"|^[A-Z]{3,}(?:\s[A-Z]{2,})?(?:/[A-Z]{3,}(?:\s[A-Z]{2,})?)+,?\s(?=[A-Z][a-z’'])"  # "SINGAPORE/BEIJING Shipments fell"
)
_CLOSING = frozenset(".!?”\"'")  # without one, a place before a dash opens a heading


def scan(text: str, start: int, end: int, language: str = "en") -> list[Sentence]:
    """The sentences of ``text[start:end]`` that have a word, each with its mentions."""
    read = (_sentence(text, begins(text, a, b), b, language) for a, b in sentences(text, start, end))
    return [sentence for sentence in read if sentence.tokens]


_OUT = frozenset({"published", "released", "issued", "announced", "unveiled", "disclosed"})
_RECURRING = frozenset({"every", "each"})
_SHIPPING = frozenset({"ships", "shipped"})
_MEETINGS = frozenset({"tender", "tenders", "auction", "auctions", "meeting", "session", "summit", "talks", "truce"})


def _sentence(text: str, start: int, end: int, language: str) -> Sentence:
    filed = None
    opening = text[start : start + 80] if text[end - 1] in _CLOSING else ""
    if _may_be_filed(opening) and (dateline := _DATELINE.match(opening)) is not None:
        lead = locate(text, start, start + dateline.end())[0]
        if not _labels(lead, language, _AMOUNT.match(text, start + dateline.end(), end) is not None):
            start = begins(text, start + dateline.end(), end)
            filed = _filed_in(lead, language)
    tokens, starts = locate(text, start, end)
    sentence = Sentence(tokens, starts, (), start, end)
    if sentence.low.count(",") > 1 and not INTERPOSED.isdisjoint(sentence.said):
        tokens, starts = without_interposed(tokens, starts)
        if tokens is not sentence.tokens:
            sentence = Sentence(tokens, starts, (), start, end)
    words = letters(sentence.said)
    mentions: list[Mention] = []
    taken: set[int] = set()

    def at(position: int) -> int:
        return bisect_left(starts, position)

    for period in periods.find(text, start, end, words):
        first, last = at(period.start), at(period.end)
        if first and (tokens[first - 1].low in _RECURRING or _is_name(tokens, first, last)):
            continue  # "to which the city devotes a fair every June", "says Ma Jun"
        if period.kind == "same" and (_only_begun(tokens, first, last) or _only_lasted(tokens, first, last)):
            continue  # "China began the year by exporting 9.74 Mt", "locked down for two months last spring"
        if (
            first
            and tokens[first - 1].low == "the"
            and not _MEETINGS.isdisjoint(t.low for t in tokens[last : last + 4])
        ):
            continue  # "Loadings under the August MMTC and IPL tenders"
        if period.kind == "same" and not _OUT.isdisjoint(t.low for t in tokens[max(0, first - 2) : first]):
            continue  # "according to data published this month", "released earlier this month"
        if last > first and first not in taken and not _in_a_row(tokens, last):
            kind = period.kind if period.kind in _NO_PERIOD else "period"
            mentions.append(Mention(kind, period.kind, "", first, last, period=period))
            taken.update(range(first, last))
    for quantity in quantities(tokens, language, taken, sentence.said):
        mentions.append(Mention("quantity", quantity.kind, "", quantity.first, quantity.last, quantity=quantity))
        taken.update(range(quantity.first, quantity.last))
    mentions.extend(zones(text, start, end, words, at, taken))
    for match in () if words.isdisjoint(COMPANIES) else A_COMPANY.finditer(text, start, end):
        first, last = at(match.start()), at(match.end())
        if not _ranks(tokens, first, last) and taken.isdisjoint(range(first, last)):
            mentions.append(Mention("other_topic", "a company", "", first, last))
            taken.update(range(first, last))
    known = lexicon(language).find(tokens, taken)
    if "respectively" in sentence.said and "and" in sentence.said and not sentence.said.issuperset(_FLOWS):
        known = [part for found in known for part in _dealt_out(tokens, found, language)]
    elif "private" in sentence.said and not _APART.isdisjoint(sentence.said):
        known = [part for found in known for part in _listed_firms(tokens, found, language)]
    for first, last, meanings in known:
        meaning = meanings[0]
        mention = Mention(meaning.kind, meaning.code, meaning.grade, first, last, meanings)
        if mention.kind == "commodity" and tokens[last - 1].low in _PORTIONS:
            mention = _portion(tokens, mention, language)
        idiom = IDIOMS.get(mention.kind)
        if idiom is not None and idiom(tokens, mention, mentions):
            continue
        if mention.kind == "region" and "customs" in words and _is_seat_of_customs(tokens, mentions, first):
            # "the customs in Harbin" are those of the province
            mention = replace(mention, code=mention.code.split("/")[0], grade="customs", meanings=())
        if last - first == 2 and not words.isdisjoint(_SHIPPING):
            if tokens[first].low == "ships" and first and tokens[first - 1].low in ("of", "worth"):
                mention = Mention("commodity", "ships", "", first, last - 1)  # "36.9 billion yuan of ships abroad"
            if tokens[first].low == "shipped" and tokens[first + 1].low == "in" and _is_dated(mentions, last):
                mention = Mention("flow", "export", "weak", first, last - 1)  # "the 5,865 tonnes shipped in May"
        if mention.code == "balance" and is_no_balance(tokens, mention, mentions):
            continue
        if mention.kind == "flow" and mention.grade == "weak" and _is_good(tokens, mention, mentions):
            goods, carrier = mention.means("commodity"), mention.means("transport")
            mention = Mention("commodity", goods.code, "", first, last, (goods, carrier) if carrier else (goods,))
        mentions.append(mention)
    if "asia" in words:
        mentions = named_twice(mentions)
    if "customs" in words and "and" in words:
        mentions = _several_customs(tokens, mentions)
    if not words.isdisjoint(_PLAIN_HOMES):
        mentions.extend(_homes(tokens, mentions))
    if "economy" in words:
        mentions.extend(economies(tokens, mentions))
    if "market" in words:
        mentions = world_markets(tokens, mentions)
    if "number" in words:
        mentions = numbers_of(tokens, mentions)
    if "from" in words and "and" in words:
        mentions = both_ways(tokens, mentions)
    if "part" in words:
        mentions.extend(_parts(tokens, mentions))
    if not words.isdisjoint(ASKED):
        mentions.extend(surveys(tokens))
    if not words.isdisjoint(counties.KINDS):
        for first, last, code in counties.find(tokens, [(m.first, m.code) for m in mentions if m.kind == "region"]):
            mentions = [m for m in mentions if not first <= m.first < last]
            mentions.append(Mention("region", code, "", first, last))
    mentions = without_china_of(tokens, mentions)
    if (
        ("of" in words or not words.isdisjoint(WORTH))
        and not words.isdisjoint(SHIPPED)
        and (named := open_goods(tokens, mentions))
    ):
        taken = {place for m in named for place in range(m.first, m.last)}
        mentions = [m for m in mentions if m.first not in taken] + named
    mentions.sort(key=_FIRST)
    sentence.hold(mentions)
    sentence.scanned, sentence.filed = sentence.mentions, filed
    return sentence


def _may_be_filed(opening: str) -> bool:
    """Whether a sentence can begin with a dateline: there is a capital, and one of the signs that close a dateline or part its places."""
    return opening[:1].isupper() and ("-" in opening or "/" in opening or "—" in opening or "–" in opening)


_FLOWS = frozenset({"imports", "exports"})


def _dealt_out(
    tokens: list[Token], found: tuple[int, int, tuple[Meaning, ...]], language: str
) -> list[tuple[int, int, tuple[Meaning, ...]]]:
    """The two that a name stands for where figures are dealt out over them: "to Europe and the United States rose 4.1 percent and 6.6
    percent respectively"; the name alone where its halves are no names of their own ("mechanical and electrical products")."""
    first, last, meanings = found
    place = next((p for p in range(first + 1, last - 1) if tokens[p].low == "and"), None)
    if place is None or meanings[0].kind not in ("partner", "commodity", "enterprise"):
        return [found]
    halves = []
    for start, end in ((first, place), (place + 1, last)):
        part = lexicon(language).find(tokens[start:end], set())
        if len(part) != 1 or part[0][1] != end - start or part[0][2][0].kind != meanings[0].kind:
            return [found]
        halves.append((start + part[0][0], end, part[0][2]))
    return halves


_APART = frozenset({",", "respectively"})


def _listed_firms(
    tokens: list[Token], found: tuple[int, int, tuple[Meaning, ...]], language: str
) -> list[tuple[int, int, tuple[Meaning, ...]]]:
    """The two last kinds of firms of a list, which are no group of their own: "state-owned, private and foreign-funded companies", or
    two whose trade is told "respectively"."""
    listed = (found[0] and tokens[found[0] - 1].low == ",") or any(t.low == "respectively" for t in tokens)
    return _dealt_out(tokens, found, language) if listed and found[2][0].kind == "enterprise" else [found]


# What no story opens with, but a line of figures does: "849.8bn yuan", "$131.7 billion", "+16.2%".
_AMOUNT = re.compile(r"[+$¥]|\d[\d,.]*\s?(?:bn|b|bln|billion|trn|trillion|mn|mln|million|%)(?![^\W\d_])")


def _labels(lead: list[Token], language: str, of_amount: bool) -> bool:
    """Whether a word before a dash says what a line is about, and not where a story was filed: "Brazil – Two-way trade rose", or with an
    amount behind it "Qingdao — 849.8bn yuan"."""
    if len(lead) != 2 or lead[0].text.isupper():
        return False
    found = lexicon(language).find(lead[:1], set())
    return any(of_amount or meanings[0].kind != "region" for _, _, meanings in found)


def _filed_in(dateline: list[Token], language: str) -> str | None:
    """The region that a dateline names, which is no subject: "SHANTOU, Nov. 24 --"."""
    found = (meanings[0] for _, _, meanings in lexicon(language).find(dateline, set()))
    return next((m.code for m in found if m.kind == "region" and m.grade != "customs"), None)


_PLAIN_HOMES = {"city": "city", "metropolis": "city", "municipality": "city", "province": "province"}


def _homes(tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """The reporter by its kind and what describes it: "the northern port city"."""
    covered = {p for m in mentions for p in range(m.first, m.last)}
    found = []
    for place, token in enumerate(tokens):
        home = _PLAIN_HOMES.get(token.low)
        if home is None or place in covered or [t.low for t in tokens[place + 1 : place + 2]] in (["of"], ["and"]):
            continue
        first = place - 1
        while first > max(0, place - 4) and tokens[first].text.isalpha() and tokens[first].text.islower():
            if tokens[first].low == "the":
                break
            first -= 1
        if first >= 0 and tokens[first].low == "the" and place - first > 1 and covered.isdisjoint(range(first, place)):
            found.append(Mention("home", home, "", first, place + 1))
    return found


_PLAYED = frozenset({"play", "plays", "played", "playing", "do", "did", "does", "took", "take"})


def _parts(tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """What somebody has "in" a whole, where a percentage tells how much: "Their part in the provincial total went up by 3.8 percentage
    points"."""
    if not any(m.kind == "quantity" and m.code in ("percent", "points") for m in mentions):
        return []
    low = [t.low for t in tokens]
    return [
        Mention("share", "share", "noun", place, place + 1)
        for place, word in enumerate(low)
        if word == "part"
        and place
        and low[place + 1 : place + 2] in (["in"], ["of"])
        and (low[place - 1] in _THEIRS or possessive(low, place - 1))
        and _PLAYED.isdisjoint(low[max(0, place - 3) : place])
    ]


_PORTIONS = frozenset({"part", "component"})
_OF_WHOLE = frozenset({"that", "this", "the", "it", "these", "those", "its", "their"})


def _portion(tokens: list[Token], mention: Mention, language: str) -> Mention:
    """The good whose portion of a whole is told, and not its parts: "the automobile part of that bill came to 2.87 billion yuan"."""
    behind = [t.low for t in tokens[mention.last : mention.last + 2]]
    if behind[:1] != ["of"] or _OF_WHOLE.isdisjoint(behind[1:]):
        return mention
    lead = tokens[mention.first : mention.last - 1]
    whole = next((m for first, last, m in lexicon(language).find(lead, set()) if (first, last) == (0, len(lead))), None)
    if whole is None or whole[0].kind != "commodity":
        return mention
    return Mention("commodity", whole[0].code, whole[0].grade, mention.first, mention.last - 1, whole)


_THEIRS = frozenset({"its", "their", "'", "’"})


def _is_dated(mentions: list[Mention], place: int) -> bool:
    """Whether a period begins at a position."""
    return any(m.kind == "period" and m.first == place for m in mentions)


def _ranks(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a trader is only one in a ranking: "the city remains the largest trader in Fujian"."""
    if tokens[last - 1].low == "supplier" and tokens[last - 2].low in ("single", "overseas", "foreign"):
        return True  # "the Republic of Korea was the largest single supplier"
    if tokens[last - 1].low == "group" and first and tokens[first - 1].low in _BEING:
        return True  # "Private firms were the more dynamic group, with growth of"
    if not any(t.low.endswith("est") or t.low in RANKS or t.low == "only" for t in tokens[first:last]):
        return False
    if tokens[last - 1].low == "supplier":
        # "Indonesia was once more the biggest supplier", "The Philippines, the third supplier, hardly counts"
        return tokens[first - 1].low == "," or not _BEING.isdisjoint(t.low for t in tokens[max(0, first - 4) : first])
    return tokens[last - 1].low in RANKED


_BEING = frozenset(
    # "enough to make Russia the leading supplier"
    {
        "was",
        "is",
        "were",
        "remained",
        "remains",
        "became",
        "stayed",
        "stays",
        "as",
        "still",
        "make",
        "makes",
        "made",
        "making",
    }
)


# Not the administration: the one in Beijing is the nation's.
_OFFICES = frozenset("house houses office offices officer officers official officials authority authorities".split())


def _is_seat_of_customs(tokens: list[Token], mentions: list[Mention], first: int) -> bool:
    """Whether a city only tells where a customs office is: "the customs in Harbin", "data from the customs houses in Jinan and Qingdao"."""
    before = mentions[-1] if mentions else None
    if (
        before is not None
        and before.grade == "customs"
        and before.last + 1 == first
        and tokens[before.last].low in ("and", ",")
        and _is_seat_of_customs(tokens, mentions[:-1], before.first)
    ):
        return True
    lead = [t.low for t in tokens[max(0, first - 3) : first]]
    if lead[-1:] not in (["in"], ["at"]):
        return False
    return lead[-2:-1] == ["customs"] or (lead[-3:-2] == ["customs"] and lead[-2] in _OFFICES)


def _several_customs(tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """The mentions, with each city of a list that ends in "customs" as the seat of an office: "by Fuzhou and Xiamen customs"."""
    offices = {m.first for m in mentions if m.kind == "region" and m.grade == "customs"}
    found: list[Mention] = []
    for mention in reversed(mentions):
        joined = (
            mention.kind == "region" and not mention.grade and [t.low for t in tokens[mention.last : mention.last + 1]]
        )
        if joined in (["and"], [","]) and mention.last + 1 in offices:
            offices.add(mention.first)
            mention = replace(mention, grade="customs", meanings=())
        found.append(mention)
    return found[::-1]


_SUBJECT_DOES = frozenset(
    ", : were are had have remained fared did led followed came made accounted topped rose fell grew alone too also".split()
)
_HANDED_OVER = (["deliveries"], ["sales"])
_PLURAL_DOES = _SUBJECT_DOES - {",", ":", "led", "followed", "came", "did", "rose", "fell", "grew"}
_NO_PERIOD = frozenset({"basis", "date"})


def _is_good(tokens: list[Token], mention: Mention, before: list[Mention]) -> bool:
    """Whether a word that is a weak sign of a flow names goods here: "purchases of arrivals", "12 million shipments"."""
    if mention.means("commodity") is None:
        return False
    behind = [t.low for t in tokens[mention.last : mention.last + 1]]
    if not mention.first and len(tokens) <= mention.last + 1 and behind in ([], ["."]):
        return True  # "Ships", over a paragraph
    sized = (
        behind in (["worth"], ["for"], ["valued"])
        or [t.low for t in tokens[mention.last : mention.last + 3]] in _TO_THE_VALUE
    )
    if sized and any(t.kind == "num" for t in tokens[mention.last : mention.last + 7]):
        return tokens[mention.last - 1].low.endswith("s") and (not before or before[-1].kind not in ("region", "home"))
    if not tokens[mention.last - 1].low.endswith("s"):
        if behind and behind[0] in _PORTIONS and [t.low for t in tokens[mention.last + 1 : mention.last + 2]] == ["of"]:
            return True  # "the ship part of that sum"
        stems = [t.stem for t in tokens[mention.last : mention.last + 1]]
        return stems in (["export"], ["import"]) or behind in _HANDED_OVER  # "ship exports", "ship deliveries"
    if not mention.first or tokens[mention.first - 1].low in _TURNING:
        listed = (
            mention.last + 1 if [t.low for t in tokens[mention.last : mention.last + 1]] == ["and"] else mention.last
        )
        following = [t.low for t in tokens[mention.last : listed + 2]]
        opens = not _SUBJECT_DOES.isdisjoint(following[:1] + following[2:])
    else:
        opens = tokens[mention.first - 1].low in ("of", "and", "or", ",", "in", "with")
        traded = (
            bool(before)
            and before[-1].kind == "flow"
            and before[-1].grade == "verb"
            and before[-1].last == mention.first
        )
        opens = opens or traded  # "Jiangsu exported ships worth 23.5 billion yuan"
    if behind and behind[0] in _PLURAL_DOES:
        return True  # "it means that ships alone accounted for 12.3 percent"
    counted = any(m.kind == "quantity" and m.last == mention.first for m in before)  # "the city exported 52 ships"
    return opens or counted or tokens[mention.first - 1].low in _DETERMINING


# "Ships to the value of 44.6 billion yuan were exported".
_TO_THE_VALUE = (["to", "the", "value"], ["to", "the", "tune"], ["with", "a", "value"], ["with", "a", "total"])
_DETERMINING = frozenset("the these those its their such all more most new big large few fewer many".split())


# Family names before which "Jun" would be a given name.
_FAMILIES = frozenset(
    (
        "Li Wang Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song Zheng Xie Han Tang Feng Yu Dong Xiao "
        "Cheng Cao Yuan Deng Fu Shen Zeng Peng Lu Su Jiang Cai Jia Ding Wei Xue Ye Yan Pan Du Dai Xia Zhong Tian Ren Fan Fang Shi Yao Tan Liao "
        "Zou Xiong Jin Hao Kong Bai Cui Kang Mao Qiu Qin Gu Hou Shao Meng Wan Duan Lei Qian Yin Yi Chang Mr Ms Miss"
    ).split()
)


def _is_name(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a month's short form is a given name: "Ma Jun"."""
    return last == first + 1 and tokens[first].text == "Jun" and tokens[first - 1].text in _FAMILIES


_BEGINNING = frozenset({"began", "begins", "started", "starts", "opened", "opens", "off"})  # "kicked off"


def _only_begun(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a year is only said to begin, by or with what its first months brought."""
    behind = [t.low for t in tokens[last : last + 1]]
    return behind in (["by"], ["with"]) and first > 0 and tokens[first - 1].low in _BEGINNING


def _only_lasted(tokens: list[Token], first: int, last: int) -> bool:
    """Whether months are only how long something lasted: "for two months last spring", not "for the two months"."""
    told = [t.low for t in tokens[first:last]]
    return len(told) == 3 and told[0] == "for" and told[2] == "months" and tokens[first - 1].low in _LASTED


_LASTED = frozenset("down shut closed idle suspended halted out stopped absent away stuck".split())


def _in_a_row(tokens: list[Token], position: int) -> bool:
    """Whether a period is only counted: "for the fourth quarter running"."""
    following = [t.low for t in tokens[position : position + 3]]
    return following[:1] in (["running"], ["straight"]) or following == ["in", "a", "row"]


_TURNING = frozenset({";", ":", "while", "whereas", "but", "though"})  # "solar cells plunged; ships were down too"


_FIRST = attrgetter("first")
