"""What the headers and the caption of a table say of the cells beneath them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model import Release
from pipeline.reading.frames.frames import SIDES, Context, Frame, altered
from pipeline.reading.frames.placing import region_of
from pipeline.reading.names.narrower import narrowed
from pipeline.reading.reporter.districts import district_within
from pipeline.reading.reporter.namesakes import namesake_within
from pipeline.reading.topics.phrases import BREAKDOWNS, Topic
from pipeline.reading.topics.topics import topics
from pipeline.reading.words import months
from pipeline.reading.words.mentions import Sentence
from pipeline.reading.words.scan import scan

_BALANCE = re.compile(r"\b(?:balance|surplus|deficit)\b", re.I)
# "vs prev month": in a header the article is left out.
_MONTH_BEFORE = re.compile(
    r"\b(?:prev(?:ious)?|prior|preceding)\b\.?\s(?:month|mth)\b|\b(?:month|mth)[\s-](?:ago|earlier)\b", re.I
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a topic of a header adds to the coordinates of the cells that it governs."""

    topic: Topic
    whole: bool  # whether it is only what a share is a share of
    codes: dict[str, str]
    several: bool  # whether it lists several of one kind
    goods: str | None  # what its words could name beside a flow


@dataclass(frozen=True, slots=True)
class _Header:
    topics: list[_Said]
    times: list[tuple[months.PeriodMention, bool]]  # each with whether another time is held against it
    basis: str | None
    balance: str | None  # as the sign of a flow


@lru_cache(maxsize=512)
def _header(text: str, language: str) -> _Header:
    """What a header or caption says, read once for all the cells that it governs."""
    sentences = scan(text, 0, len(text), language)
    times = [(m.period, _is_held_against(s.low[: m.first])) for s in sentences for m in s.of("period")]
    bases = [m.period.basis for s in sentences for m in s.of("basis") if m.period.basis]
    if not bases and _MONTH_BEFORE.search(text) is not None:
        bases = ["mom"]
    balance = _BALANCE.search(text)
    sign = None if balance is None else "deficit" if balance[0].lower() == "deficit" else "surplus"
    return _Header([_said(s, t) for s in sentences for t in topics(s)], times, bases[-1] if bases else None, sign)


def _is_held_against(lead: list[str]) -> bool:
    """Whether the words before months say that changes are measured from them: "vs. June 2024", "compared with 2019"."""
    words = [w for w in lead[-4:] if w not in (".", "the")]
    return words[-1:] != [] and (words[-1] in _HELD_AGAINST or words[-2:] in _COMPARED)


_COMPARED = (["compared", "with"], ["compared", "to"], ["relative", "to"])


def _said(sentence: Sentence, topic: Topic) -> _Said:
    return _Said(
        topic,
        "share" in sentence.kinds and sentence.words(topic.first - 2, topic.first)[-1:] == ["of"],
        {d: c[0] for d, c in topic.codes.items() if d in BREAKDOWNS and len(c) == 1},
        any(len(topic.codes.get(d, ())) > 1 for d in BREAKDOWNS),
        next((c.code for m in topic.mentions if (c := m.means("commodity"))), None),
    )


def names_something(header: str, language: str) -> bool:
    """Whether a header says of what or of when its figures are, beside what they measure."""
    read = _header(header, language)
    return any(said.topic.flows or said.topic.codes for said in read.topics) or any(not base for _, base in read.times)


def frame_of(
    release: Release, columns: list[str], rows: list[str], over: tuple[str, str], context: Context
) -> tuple[Frame, str | None]:
    """Coordinates from caption, corner, row headers and column headers, the nearer to the cell the stronger."""
    frame = altered(context.base(), blocked=None)
    flow = weak = basis = base = None
    for text in [*over, *rows, *columns]:
        header = _header(text, release.language)
        for said in header.topics:
            topic, codes = said.topic, said.codes
            if topic.blocked and not topic.flows:
                frame = altered(frame, blocked=topic.blocked)
            if said.whole:
                continue
            region = region_of(topic, context)
            # "China's durian imports, January-June 2024", but not a nation that a caption only holds the reporter against
            if region and not (text in over and region == "CN" and not (topic.flows and text.startswith(_NATION))):
                frame = altered(frame, region=namesake_within(text, region, context.article.region))
            if text in rows and not codes and topic.weak_flow and said.goods:
                codes = {"commodity": said.goods}
            if text in over and said.several:
                codes = {}
            if codes:
                frame = frame.with_codes(codes)
            if topic.flows:
                flow = topic.flows[0] if not (flow in ("export", "import") and topic.flows[0] == "total") else flow
            elif topic.weak_flow in ("export", "import") and (text in over or not codes):
                weak = topic.weak_flow  # "Rare earth magnets shipped from China"; "Sold"
        if text in rows and not header.topics and (code := district_within(text, context.article.region)) is not None:
            frame = altered(frame, region=code)  # "Nanhai", in a table of Foshan's
        if (good := narrowed(text, frame.commodity)) is not None:
            frame = altered(frame, commodity=good)
        basis = header.basis or basis
        for period, held_against in header.times:
            if held_against:
                base = period  # "± % on 2017"
            elif resolved := months.resolve(period, release.published_on, frame.period or context.period):
                frame = altered(frame, period=resolved)
        if text not in over and header.balance:
            flow = "balance"
            frame = altered(frame, flow_sign=header.balance)
    if frame.period is None:
        frame = altered(frame, period=context.period)
    if base is not None and frame.period is not None:
        basis = months.basis_of(base, frame.period, release.published_on, context.period) or basis
    theme = context.theme.commodity if context.theme is not None else None
    if theme is not None and theme.endswith(f"_{frame.commodity}"):
        frame = altered(frame, commodity=theme)  # "Where the magnets went", of rare earth magnets
    if flow is None:
        flow = weak or context.section.flow or (_way_told(frame, context) if frame.commodity else "total")
    return altered(frame, flow=flow), basis


_NATION = ("China's ", "China’s ", "Chinese ")


def _way_told(frame: Frame, context: Context) -> str | None:
    """The way that a good goes in the release, or last went in the text: "Where the magnets went", over a table."""
    if context.article_flow is not None:
        return context.article_flow
    told = (f.flow for f in reversed(context.recent) if f.commodity == frame.commodity and not f.blocked)
    return next((flow for flow in told if flow in SIDES), None)


_HELD_AGAINST = frozenset({"from", "than", "on", "over", "against", "vs", "versus", "vs."})
