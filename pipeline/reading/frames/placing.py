"""What the steps of placing a figure share: the figure as placed so far, and the sentence as it is being worked on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pipeline import vocabulary
from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.frames import Context, Frame, altered
from pipeline.reading.topics.phrases import DASHES, Topic, province_around
from pipeline.reading.words.lexicon import Meaning
from pipeline.reading.words.mentions import Mention, Sentence

MUNICIPALITIES = frozenset({"CN-BJ", "CN-CQ", "CN-SH", "CN-TJ"})
_BOUNDARY = frozenset({";", ":", "—", "--", "–", "-", "while", "whereas", "but", "though", "although", "(", ")", "?"})

Bound = tuple[Frame | None, str]  # the frame of a topic, and how it was found


@dataclass(slots=True)
class Placed:
    """A quantity of the text with what was settled about it; ``reason`` is set when it is no statement."""

    mention: Mention
    measure: Measure
    frame: Frame | None = None
    basis: str | None = None
    of: str | None = None
    rule: str = ""
    outcome: str = "read"
    reason: str = ""
    hint: str | None = None
    approx: str | None = None
    whole: Frame | None = None
    rivals: Callable[[], dict[Frame, float]] = (
        dict  # asks for other frames that the words allow, should arithmetic choose
    )
    decided_by: str | None = None
    joint: bool = False  # one figure for the members of a list together
    untold: bool = False  # whether the sentence names no months, so that they were taken over from the text before
    bound: Frame | None = None  # the frame as bound, before the figure's own period and flow were settled

    def alter(self, **changes: object) -> None:
        """Give its frame, and the one that it was bound to, other values in some fields."""
        self.frame = altered(self.frame, **changes)
        self.bound = self.bound and altered(self.bound, **changes)


class Told(NamedTuple):
    """What a sentence and the text before it let a figure be of."""

    codes: set[tuple[str, str]]  # that the sentence names, each with its dimension
    flows: set[str | None]
    subjects: list[Frame]  # what its own topics would let a figure belong to
    spoken: list[Frame]  # what was spoken of before, the nearest first


@dataclass(slots=True)
class Around:
    """A sentence and what was spoken of before it, as both stand when a figure is placed."""

    named: list[Topic]
    topics: list[Topic]  # that figures can be about
    frames: list[Frame]  # of the same
    last: Frame | None
    recent: list[Frame]
    _told: Told | None = None

    def told(self) -> Told:
        """What both let a figure be of, found out when the first of the sentence's figures is asked."""
        if self._told is None:
            codes = {(d, c) for t in self.named for d, codes in t.codes.items() for c in codes}
            flows = {f for t in self.named for f in (*t.flows, t.weak_flow)}
            self._told = Told(codes, flows, self._subjects(), self._spoken())
        return self._told

    def _subjects(self) -> list[Frame]:
        return [
            frame
            for topic, frame in zip(self.topics, self.frames, strict=True)
            if not frame.blocked and frame.flow != "balance" and topic.members() == 1 and not reporter_only(topic)
        ]

    def _spoken(self) -> list[Frame]:
        before = self.recent[::-1]
        if self.last is not None and not self.last.blocked and self.last not in before:
            return [self.last, *before]
        return before


@dataclass(slots=True)
class Work:
    """A sentence as its figures are placed; what all of them ask of it is found out once."""

    sentence: Sentence
    context: Context
    published: date
    named: list[Topic]  # all topics of the sentence, asides and comparisons too
    topics: list[Topic]
    words: list[str]
    said: frozenset[str]  # the words, for what can only be there if they are
    frames: dict[int, Frame] = field(default_factory=dict)  # of each topic
    subjects: list[int] = field(default_factory=list)  # the topics that figures can be about
    placed: list[Placed] = field(default_factory=list)
    months_named: list[Mention] | None = None  # the periods by which the sentence says of which months it speaks
    passing: dict[int, bool] = field(default_factory=dict)  # of a period by its position, as far as it was asked
    approximate: list[tuple[Mention, Meaning]] | None = None  # the words for about so much, more and less
    of_that: bool | None = None  # whether it splits up what was said before
    # Of each frame given to a figure, by how the words before it say its flow.
    rivals: dict[tuple[Frame, bool, str | None], Callable[[], dict[Frame, float]]] = field(default_factory=dict)
    around: Around | None = None  # what rivals are made of
    _base: Frame | None = None
    _whole: Frame | None = None

    def base(self) -> Frame:
        """``Context.base`` as the sentence found it."""
        if self._base is None:
            self._base = self.context.base()
        return self._base

    def whole(self) -> Frame:
        """``Context.whole`` as the sentence found it."""
        if self._whole is None:
            self._whole = self.context.whole()
        return self._whole

    def bind_to(self, number: int, frame: Frame) -> Frame:
        """Another frame for a topic from here on; what was placed before keeps the one that it saw."""
        self.frames = {**self.frames, number: frame}
        self.around = None
        return frame


def clause(work: Work, first: int, last: int) -> bool:
    """Whether no clause boundary stands in the token range; what stands in brackets within it does not count."""
    words = work.words
    if _BOUNDARY.isdisjoint(words[first:last]):
        return True
    depth = 0
    dashed = 0
    for position in range(first, last):
        word = words[position]
        if position < dashed:
            continue
        if word in DASHES and (closing := closes_dash(words, position)) and closing < last:
            dashed = closing + 1
            continue
        if word in _LABELLING and _labels(work, position):
            continue
        if word == "but" and _joins_adjectives(words, position):
            continue
        if word == "(" and ")" in words[position:last]:
            depth += 1
        elif word == ")" and depth:
            depth -= 1
        elif not depth and word in _BOUNDARY:
            return False
    return True


def _joins_adjectives(words: list[str], place: int) -> bool:
    """Whether "but" only stands between two adjectives: "Africa's purchases were smaller but faster, growing 24.7 percent", "a small but
    growing market"."""
    lead, behind = words[max(0, place - 2) : place], words[place + 1 : place + 2]
    if lead[-1:] == [] or behind == [] or not lead[-1].isalpha() or not behind[0].isalpha():
        return False
    compared = lead[-1].endswith("er") and behind[0].endswith("er")
    return compared or (lead[0] in ("a", "an") and len(lead) > 1)


_ASIDE = 6  # tokens between dashes that only repeat a figure: "82.9% of the trade—128.4 billion yuan—went by water"
_LIST = (
    14  # where they hold no number: "the "new three" – electric vehicles, lithium batteries and solar cells – totaled"
)


def closes_dash(words: list[str], opening: int) -> int:
    """The position of the dash that closes the few words opened by the one at ``opening``; 0 where none does."""
    for position in range(opening + 2, min(opening + 2 + _LIST, len(words))):
        if words[position] == words[opening]:
            return position
        if position >= opening + 1 + _ASIDE and any(word[:1].isdigit() for word in words[opening + 1 : position + 1]):
            return 0
    return 0


def is_dashed(words: list[str], opening: int) -> bool:
    """Whether a dash that another closes stands at a position."""
    return words[opening] in DASHES and closes_dash(words, opening) > 0


_LABELLING = frozenset({":", "—", "--", "–"})


_PARTING = frozenset({":", ";", ","})


def _labels(work: Work, position: int) -> bool:
    """Whether a colon or dash only sets off what opens the sentence: "4.93 trillion yuan: the value of ...", "Iron ore: 743 million tons"."""
    opening = [m for m in work.sentence.mentions if m.last <= position and m.kind != "approx"]
    if opening and opening[-1].last == position and work.words[opening[-1].first - 1] in _PARTING:
        return any(
            m.first == position + 1 for m in work.sentence.of("quantity")
        )  # "among them: exports: 120 billion yuan"
    return len(opening) <= 2 and position <= 7 and opening != [] and opening[-1].last == position


_LEARNED = frozenset({"learned", "learnt", "reported", "announced", "revealed", "understood", "noted", "found", "said"})


_MEANING = frozenset("means meant follows followed seems seemed appears appeared says said helps helped".split())


def opens_that(words: list[str], first: int, last: int) -> bool:
    """Whether an "it" at ``first`` only opens a clause: "it is little wonder that 82.9% of the trade went by water", "it means that"."""
    if words[first] == "it" and words[first + 2 : first + 3] == ["that"] and words[first + 1] in _MEANING:
        return True
    if words[first] != "it" or words[first + 1 : first + 2] not in (["is"], ["was"], ["'s"], ["’s"]):
        return False
    return "that" in words[first + 2 : min(first + 7, last)] or bool(_LEARNED & set(words[first + 2 : first + 3]))


def quantity_between(work: Work, first: int, last: int) -> bool:
    """Whether an amount with a unit stands between two tokens."""
    for mention in work.sentence.of("quantity"):
        if mention.first >= last:
            return False
        if mention.first >= first and mention.quantity.kind != "bare":
            return True
    return False


def reporter_only(topic: Topic) -> bool:
    """Whether a topic names nothing but who reports."""
    return not (topic.flows or topic.blocked or topic.weak_flow or topic.ordinal is not None or topic.has_breakdown())


AUTONOMOUS = frozenset({"CN-NM", "CN-GX", "CN-XZ", "CN-NX", "CN-XJ"})  # "the region", in a release of a city there
CAPITALS = {
    "CN-HE": "CN-HE/Shijiazhuang",
    "CN-SX": "CN-SX/Taiyuan",
    "CN-NM": "CN-NM/Hohhot",
    "CN-LN": "CN-LN/Shenyang",
    "CN-JL": "CN-JL/Changchun",
    "CN-HL": "CN-HL/Harbin",
    "CN-JS": "CN-JS/Nanjing",
    "CN-ZJ": "CN-ZJ/Hangzhou",
    "CN-AH": "CN-AH/Hefei",
    "CN-FJ": "CN-FJ/Fuzhou",
    "CN-JX": "CN-JX/Nanchang",
    "CN-SD": "CN-SD/Jinan",
    "CN-HA": "CN-HA/Zhengzhou",
    "CN-HB": "CN-HB/Wuhan",
    "CN-HN": "CN-HN/Changsha",
    "CN-GD": "CN-GD/Guangzhou",
    "CN-GX": "CN-GX/Nanning",
    "CN-HI": "CN-HI/Haikou",
    "CN-SC": "CN-SC/Chengdu",
    "CN-GZ": "CN-GZ/Guiyang",
    "CN-YN": "CN-YN/Kunming",
    "CN-XZ": "CN-XZ/Lhasa",
    "CN-SN": "CN-SN/Xi'an",
    "CN-GS": "CN-GS/Lanzhou",
    "CN-QH": "CN-QH/Xining",
    "CN-NX": "CN-NX/Yinchuan",
    "CN-XJ": "CN-XJ/Urumqi",
}  # "the provincial capital"


def is_city(code: str | None) -> bool:
    """Whether a region is a city, below a province or beside them."""
    return code is not None and code.startswith("CN-") and ("/" in code or code in MUNICIPALITIES)


def is_of_several(code: str | None) -> bool:
    """Whether a reporter is the nation or a cluster, to whose places a story may lead."""
    return code is not None and (code == "CN" or code.startswith("CN/"))


def is_district(code: str | None) -> bool:
    """Whether a region is a district, which no text calls "the city"."""
    entry = vocabulary.codes("region").get(code)
    return entry is not None and (entry.kind == "district" or entry.name_zh.endswith("区"))


def region_of(topic: Topic, context: Context) -> str | None:
    """The reporter that a topic names, by name or as "the city" of the release's own; None for several or none."""
    codes = topic.codes.get("region")
    home = context.article.region
    if codes:
        return codes[0] if len(codes) == 1 else None
    if topic.home is None:
        return None
    if topic.home == "nation":
        return None if context.nowhere else "CN"
    section = context.rubric.region if context.rubric is not None and context.rubric.region else context.section.region
    if topic.home == "region" and (home or "").startswith("CN/"):
        return context.region if context.region in AUTONOMOUS else home
    if topic.home in ("any", "region") and section:
        return section
    if topic.home == "any":
        return home
    if topic.home == "capital" and (home or "").startswith("CN/") and "Beijing" in home:
        return "CN-BJ"
    if topic.home == "capital" and home == "CN":
        return section if is_city(section) else CAPITALS.get(context.province or "")  # of the province told of
    if topic.home == "capital":
        return CAPITALS.get((home or "").split("/")[0])
    if home is None:
        return None
    within = home.startswith("CN-")  # a province or what is in it; else the nation or several provinces
    if topic.home == "city" and home.split("/")[0] in MUNICIPALITIES:
        return home.split("/")[0]  # of a district, too, it is the municipality
    if topic.home == "city":
        if section and section.startswith("CN-") and "/" in section:
            return section
        if context.opened and home != context.region and is_city(context.region) and not is_district(context.region):
            return context.region  # of another one that the paragraph has turned to
        return home if within and ("/" in home or home in MUNICIPALITIES) else context.city
    if topic.home == "province":
        there = context.region or ""
        if within and context.opened and there.startswith("CN-") and "/" not in there and there not in MUNICIPALITIES:
            return there  # of another one that the paragraph has turned to
        if within:
            return home.split("/")[0]
        return section if section and section.startswith("CN-") else context.province or province_around(home)
    if topic.home == "region" and home != "CN":
        if context.opened and context.region in AUTONOMOUS and context.region != home.split("/")[0]:
            return context.region  # of another one that the paragraph has turned to
        return home.split("/")[0] if home.split("/")[0] in AUTONOMOUS else home
    return None


def is_adjunct(topic: Topic, context: Context) -> bool:
    """A topic that only names the article's own reporter is no subject of its own."""
    if not reporter_only(topic):
        return False
    region = region_of(topic, context)
    return region is None or region == (context.region or context.article.region)
