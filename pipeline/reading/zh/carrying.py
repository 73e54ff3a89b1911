"""What a Chinese clause hands on to the next, and a sentence to the sentence behind it."""

from __future__ import annotations

import re

from pipeline.reading.frames import altered
from pipeline.reading.scan import Mention
from pipeline.reading.zh.starting import start_of
from pipeline.reading.zh.subjects import compile_subject, frames_of
from pipeline.reading.zh.walk import Walk

_SUBJECT_OPENS = frozenset({"filler", "terms", "approx", "period", "basis", "date", "customs"})
_FRAMING = re.compile("(?:方面|来看|看|中|里|上|分|统计|而言|来说|方式)$")


def end_clause(walk: Walk, position: int, strong: bool) -> None:
    """Leave a clause at the sign at ``position``: what it names is handed on, or not."""
    walk.compared = walk.shared = False
    if walk.figure_in_clause:
        walk.dropped, walk.framed_basis, walk.framed_share = [], None, None
    else:
        said = {m.kind: m for m in walk.between(walk.clause_start, position)}
        walk.framed_basis = said.get("basis", walk.framed_basis)
        walk.framed_share = said.get("share")
    if walk.buffer and any(c == walk.clause for _, c in walk.buffer):
        _carry_topics(walk, position)
    if strong:
        walk.projected = False
        walk.strong = True
        home = walk.ground.region
        if walk.frames and walk.frames[0].region == "CN" != home:
            walk.frames = walk.home or [altered(f, region=home) for f in walk.frames]
        if walk.before_part:
            walk.frames = walk.before_part
    walk.clause += 1
    walk.clause_start = walk.window = position + 1
    walk.figure_in_clause = False


def _carry_topics(walk: Walk, position: int) -> None:
    """What a clause without a figure hands on: its subject, or all of it where it only frames ("从贸易方式看")."""
    mine = [m for m, c in walk.buffer if c == walk.clause]
    older = [(m, c) for m, c in walk.buffer if c != walk.clause]
    framing = _FRAMING.search(walk.tokens[position - 1].text) is not None
    kept = mine if framing else _subject_of_clause(walk, mine)
    if len(kept) < len(mine):
        walk.dropped = [m for m in mine if m.kind not in ("flow", "other_topic", "home", "region")]
    if len(mine) > 1:
        listed = compile_subject(walk.sentence, mine)
        if listed.length() > 1 and not listed.blocked:
            walk.soft_mentions = mine
            if listed.length() == 2:
                walk.pair = [altered(f, flow=f.flow or "total") for f in frames_of(listed, start_of(walk, listed))]
    walk.buffer = older + [(m, walk.clause) for m in kept]


def _subject_of_clause(walk: Walk, mine: list[Mention]) -> list[Mention]:
    first = mine[0].first
    for at in range(walk.clause_start, first):
        token, mention = walk.tokens[at], walk.at.get(at)
        if token.kind == "gap" or (mention is not None and mention.kind not in _SUBJECT_OPENS):
            return _predicate(walk, mine)
    kept = [mine[0]]
    for mention in mine[1:]:
        between = range(kept[-1].last, mention.first)
        if any(walk.tokens[at].kind == "gap" or _breaks(walk, at) for at in between):
            break
        kept.append(mention)
    return [m for m in kept if m.kind != "other_topic"]


def _predicate(walk: Walk, mine: list[Mention]) -> list[Mention]:
    """拉动增长的主力仍是机电产品， names at its end what the next clause is about."""
    last = mine[-1]
    ends = last.last >= len(walk.tokens) or walk.tokens[last.last].kind == "punct"
    is_said = last.first and walk.tokens[last.first - 1].text in ("是", "为", "属", "当属")
    return [last] if ends and is_said and last.kind not in ("flow", "home", "region", "other_topic") else []


def _breaks(walk: Walk, at: int) -> bool:
    mention = walk.at.get(at)
    return mention is not None and mention.kind in ("skip", "direction", "reach", "weak")


def leave(walk: Walk) -> None:
    """What the next sentence stands on."""
    ground = walk.ground
    if walk.opening_period is not None and walk.placed:
        ground.paragraph_period = walk.opening_period
    if walk.placed:
        ground.head, ground.last = walk.head or walk.frames, walk.frames
        ground.spoken = ground.head
        if not ground.figured and ground.goes_on_about(ground.head[0].region) and not ground.head[0].blocked:
            ground.spoken_region = ground.head[0].region
        ground.figured = True
    else:
        if walk.opening_period is not None and not ground.opened:
            ground.paragraph_period = walk.opening_period
        _leave_subject(walk)
    ground.within = walk.within and not walk.placed
    ground.opened = True


def _leave_subject(walk: Walk) -> None:
    """东盟仍是第一大贸易伙伴。 names what the next sentence goes on about."""
    mine = [m for m, c in walk.buffer if c == walk.clause] if walk.clause == 0 else [m for m, _ in walk.buffer]
    if walk.clause == 0 and mine:
        mine = _subject_of_clause(walk, mine)
    subject = compile_subject(walk.sentence, mine)
    if len(subject.codes) == 1 and subject.breakdown() and not subject.blocked and subject.length() == 1:
        start = altered(walk.ground.whole(), flow=subject.flows[0] if subject.flows else None)
        walk.ground.head = walk.ground.last = walk.ground.spoken = [
            altered(f, flow=f.flow or (None if f.commodity else "total")) for f in frames_of(subject, start)
        ]
    elif mine:
        # A sentence about several things, or about the whole, leaves nothing narrower for 其中 to go into.
        flow = subject.flows[0] if len(subject.flows) == 1 else None
        walk.ground.head = walk.ground.last = [altered(walk.ground.whole(), flow=flow or "total")]
