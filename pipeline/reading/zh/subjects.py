"""The coordinates that the topics before a figure state: lists in order, pairs of list and flow, wholes of shares."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline import vocabulary
from pipeline.reading.frames.frames import Frame, altered
from pipeline.reading.frames.placing import MUNICIPALITIES
from pipeline.reading.topics.phrases import BREAKDOWNS
from pipeline.reading.words.mentions import Mention, Sentence

TOPICS = frozenset({"flow", "region", "home", "other_topic", *BREAKDOWNS})
JOINERS = frozenset({"、", "和", "与", "及", "以及", "或", "，"})


@dataclass(slots=True)
class Subject:
    """What topics say together. ``codes`` holds, by dimension, the members of a list in order; one for a plain topic."""

    codes: dict[str, list[str]] = field(default_factory=dict)
    flows: list[str] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    homes: list[str] = field(default_factory=list)
    weak_flow: bool = False
    wider: dict[str, str] = field(default_factory=dict)  # what a list with 等 adds up to: 拉美、非洲等新兴市场
    goods: bool = False  # the flow is said to be one of goods
    blocked: str | None = None

    def breakdown(self) -> dict[str, list[str]]:
        return {d: c for d, c in self.codes.items() if d in BREAKDOWNS}

    def length(self) -> int:
        longest = len(self.flows)
        for codes in self.codes.values():
            if len(codes) > longest:
                longest = len(codes)
        return longest

    def placed(self) -> bool:
        return bool(self.codes.get("region") or self.homes)


def compile_subject(sentence: Sentence, mentions: list[Mention]) -> Subject:
    """The subject that ``mentions``, in text order, make together."""
    subject = Subject()
    last_of: dict[str, Mention] = {}
    for mention in mentions:
        if mention.kind == "flow":
            if mention.grade == "weak":
                subject.weak_flow = True
                continue
            subject.goods = subject.goods or sentence.tokens[mention.first].text.startswith(
                ("货物", "商品", "外贸", "对外贸易")
            )
            previous = last_of.get("flow")
            other = last_of.get("other_topic")
            if other is not None and any(
                t.kind == "punct" and t.text in "，；：" for t in sentence.tokens[other.last : mention.first]
            ):
                subject.blocked = None
            if previous is not None and mention.code not in subject.flows and joined(sentence, previous, mention):
                subject.flows.append(mention.code)
                subject.signs.append(mention.grade)
            else:  # 出口和进口两条腿都在跑：出口28122.4亿元
                subject.flows, subject.signs = [mention.code], [mention.grade]
            last_of["flow"] = mention
        elif mention.kind == "home":
            named = last_of.get("region")
            if named is not None and named.last == mention.first and "region" in subject.codes:
                continue  # 泉州全市, 江苏全省
            subject.homes.append(mention.code)
            subject.codes.pop("region", None)
        elif mention.kind == "other_topic":
            subject.blocked = mention.code
            last_of["other_topic"] = mention
        else:
            dimension = mention.kind
            previous = last_of.get(dimension)
            known = subject.codes.get(dimension)
            if (
                known is not None
                and mention.code not in known
                and previous is not None
                and joined(sentence, previous, mention)
            ):
                known.append(mention.code)
            elif (
                known is not None
                and len(known) > 1
                and mention.code not in known
                and _summed_up(sentence, previous, mention)
            ):
                if dimension == "zone" or sentence.tokens[previous.last].text.startswith("等"):
                    subject.wider[dimension] = mention.code
                continue  # 法国、德国两个欧盟国家 are not the EU
            elif known is None or mention.code not in known or len(known) > 1:
                subject.codes[dimension] = [mention.code]  # 铁矿砂、原油等大宗商品进口增长：进口铁矿砂10.75亿吨
                subject.wider.pop(dimension, None)
            if dimension == "region":
                subject.homes.clear()
            last_of[dimension] = mention
    return subject


def joined(sentence: Sentence, first: Mention, second: Mention) -> bool:
    """Whether two mentions are members of one list: a joiner between them, and nothing unknown."""
    found = False
    for token in sentence.tokens[first.last : second.first]:
        if token.text in JOINERS:
            found = found or token.text != "，"
            if token.text == "，":
                return False
        elif token.kind == "gap":
            return False
    return found


# What stands between a list and the name of all its members together.
SUMMING = re.compile("等|(?:这|上述|以上)?(?:[两二三四五六七八九十]|\\d+)(?:个|大|类|种|家|国|地|项)")


def list_of(sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
    """The first list among ``mentions``: 缅甸、老挝、越南是我省在东盟的前三大伙伴 -> the three."""
    found: list[Mention] = []
    for mention in mentions:
        if mention.kind in BREAKDOWNS or mention.kind == "region":
            if found and mention.kind == found[-1].kind and joined(sentence, found[-1], mention):
                found.append(mention)
            elif len(found) > 1:
                break
            else:
                found = [mention]
    return found if len(found) > 1 else []


def _summed_up(sentence: Sentence, last: Mention, wider: Mention) -> bool:
    """等新兴市场, 这两个海关特殊监管区域, 三大主要市场."""
    said = "".join(token.text for token in sentence.tokens[last.last : wider.first])
    return SUMMING.match(said) is not None


AUTONOMOUS = frozenset({"CN-GX", "CN-XJ", "CN-NM", "CN-NX", "CN-XZ"})  # regions, which 全区 means in their releases


def home_region(code: str, article: str | None, city: str | None = None) -> str | None:
    """The reporter that 全省, 全市, 我国 ... mean in a release of ``article``."""
    if code == "nation":
        return "CN"
    if article is None or code == "any":
        return article
    if code == "province":
        return article.split("/")[0] if "-" in article else article
    if code == "city" and "/" not in article and article not in MUNICIPALITIES:
        return city or article
    if code == "city":
        return city_around(article) or article
    if code == "region" and "/" in article and article.split("/")[0] in AUTONOMOUS and not _is_district(article):
        return article.split("/")[0]
    return article


def _is_district(code: str) -> bool:
    """Whether a place is itself what 全区 means in a release of it, within an autonomous region or not."""
    entry = vocabulary.codes("region").get(code)
    return entry is not None and (entry.kind == "district" or (entry.kind == "county" and entry.name_zh.endswith("区")))


def city_around(code: str) -> str | None:
    """The city that a county or district lies in, which 全市 means there; None for what is a city itself.

    >>> city_around("CN-JS/Peixian"), city_around("CN-CQ/Yubei"), city_around("CN-JS/Xinyi"), city_around("CN-JS/Kunshan")
    ('CN-JS/Xuzhou', 'CN-CQ', None, None)
    """
    entry = vocabulary.codes("region").get(code)
    if entry is None or entry.kind not in ("county", "district") or entry.name_zh.endswith("市"):
        return None
    around = entry.parents[0]
    return around if "/" in around or around in MUNICIPALITIES else None


def frames_of(subject: Subject, start: Frame) -> list[Frame]:
    """``start`` with each member of the subject's list."""
    length = max(subject.length(), 1)
    frames = []
    for order in range(length):
        changes = {d: codes[order if len(codes) == length else 0] for d, codes in subject.codes.items()}
        if subject.flows:
            at = order if len(subject.flows) == length else 0
            changes["flow"] = subject.flows[at]
            changes["flow_sign"] = subject.signs[at] if subject.flows[at] == "balance" else ""
        frames.append(altered(start, **changes))
    return frames


def common(frames: list[Frame]) -> Frame:
    """What all frames of a list say alike."""
    if len(frames) == 1:
        return frames[0]
    first, others = frames[0], frames[1:]
    shared = first.copied()
    for name in _COORDINATES:
        told = getattr(first, name)
        if any(getattr(other, name) != told for other in others):
            setattr(shared, name, None)
    shared.flow_sign = first.flow_sign if all(other.flow_sign == first.flow_sign for other in others) else ""
    shared.period_named = False
    return shared


_COORDINATES = ("region", "period", "flow", *BREAKDOWNS, "blocked")  # which are None where they are not known
