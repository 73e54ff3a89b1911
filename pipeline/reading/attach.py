"""Which topic a figure belongs to, and the period and comparison base that go with it: one sentence at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pipeline.reading import periods
from pipeline.reading.frames import Context, Frame, fill_flow, merge
from pipeline.reading.lexicon import THE_ZONE
from pipeline.reading.measures import Measure, measure
from pipeline.reading.scan import Mention, Sentence
from pipeline.reading.topics import BREAKDOWNS, Topic, topics

_BOUNDARY = frozenset({";", ":", "—", "--", "–", "-", "while", "whereas", "but", "though", "although", "(", ")", "?"})
_WORTH = frozenset("of in worth for 's 's ’s ' ’ goods products merchandise total the all a overall their its combined such were was".split())
_COMPARING = frozenset("than outpacing outrunning outstripping outperforming beating exceeding above below versus against faster slower higher lower deeper average".split())
FLOW_SIDES = frozenset({"total", "export", "import"})
MUNICIPALITIES = frozenset({"CN-BJ", "CN-CQ", "CN-SH", "CN-TJ"})
_POSSESSIVE = frozenset({"its", "their", "whose"})


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
    joint: bool = False  # one figure for the members of a list together


@dataclass(slots=True)
class _Work:
    sentence: Sentence
    context: Context
    published: date
    topics: list[Topic]
    frames: dict[int, Frame]
    words: list[str]
    placed: list[Placed]


def read_sentence(sentence: Sentence, context: Context, published: date) -> list[Placed]:
    """Every quantity of the sentence, placed or excused, and ``context`` moved on past the sentence."""
    _name_zone(sentence, context)
    found = topics(sentence)
    words = [t.low for t in sentence.tokens]
    _convert_counts(sentence, context)
    quantities = [i for i, m in enumerate(sentence.mentions) if m.kind == "quantity"]
    measures: dict[int, Measure] = {}
    before: Measure | None = None
    for index in quantities:
        result = measure(sentence, index, before)
        measures[index] = result
        if sentence.mentions[index].quantity.kind in ("percent", "points", "times"):
            before = result
    _share_cues(sentence, quantities, measures)
    wholes = _mark_wholes(sentence, found, quantities, measures, words)
    found = _without_asides(sentence, found, words)
    work = _Work(sentence, context, published, [t for t in found if not t.whole], {}, words, [])
    _complete_topics(work)
    for run in _runs(sentence, quantities, measures):
        work.placed.extend(_place_run(work, run, measures, wholes))
    _advance(work, work.placed)
    return work.placed


def _name_zone(sentence: Sentence, context: Context) -> None:
    """ "The zone", and the first word of its name, stand for the zone last named."""
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "zone" and mention.grade == "named":
            context.zone = mention.code
        elif mention.code == THE_ZONE and context.zone is not None:
            sentence.mentions[index] = replace(mention, code=context.zone)
        elif mention.kind == "region" and context.zone is not None and mention.last - mention.first == 1 and sentence.tokens[mention.first].low == context.zone.split("_")[0]:
            sentence.mentions[index] = replace(mention, kind="zone", code=context.zone, meanings=())
    sentence.mentions[:] = [m for m in sentence.mentions if m.code != THE_ZONE]
    if context.zone is not None:
        covered = {p for m in sentence.mentions for p in range(m.first, m.last)}
        name = context.zone.split("_")[0]
        extra = [Mention("zone", context.zone, "", n, n + 1) for n, t in enumerate(sentence.tokens) if t.low == name and t.text[0].isupper() and n not in covered]
        if extra:
            sentence.mentions[:] = sorted([*sentence.mentions, *extra], key=lambda m: m.first)


def _convert_counts(sentence: Sentence, context: Context) -> None:
    """A bare number right before a commodity counts its units ("203,000 vehicles"); a bare scaled number takes the unit
    of the number before it ("170.38 billion yuan ... to 47.31 billion")."""
    last_unit = ("money", context.currency) if context.currency else None
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "terms":
            context.currency = mention.code
            last_unit = ("money", mention.code)
        if mention.kind != "quantity":
            continue
        quantity = mention.quantity
        if quantity.kind in ("money", "physical"):
            last_unit = (quantity.kind, quantity.unit)
        if quantity.kind != "bare":
            continue
        following = sentence.mentions[index + 1] if index + 1 < len(sentence.mentions) else None
        gap = following.first - mention.last if following is not None else 9
        before = sentence.mentions[index - 1] if index else None
        shipped = before is not None and before.last == mention.first and (before.means("flow") is not None or before.kind == "flow") and quantity.value >= 100
        if following is not None and following.kind == "commodity" and gap <= 2 and _plain_words(sentence, mention.last, following.first):
            sentence.mentions[index] = replace(mention, quantity=replace(quantity, kind="physical", unit="units"), code="physical")
        elif shipped and not _noun_follows(sentence, mention.last):
            sentence.mentions[index] = replace(mention, quantity=replace(quantity, kind="physical", unit="units"), code="physical")
        elif quantity.scaled and last_unit is not None and not _noun_follows(sentence, mention.last):
            sentence.mentions[index] = replace(mention, quantity=replace(quantity, kind=last_unit[0], unit=last_unit[1]), code=last_unit[0])
        elif sentence.words(mention.last, mention.last + 2) == ["of", "them"] and any(m.kind == "flow" or m.means("flow") for m in sentence.mentions):
            sentence.mentions[index] = replace(mention, quantity=replace(quantity, kind="physical", unit="units"), code="physical")


def _plain_words(sentence: Sentence, first: int, last: int) -> bool:
    return all(t.kind == "word" and t.low not in ("and", "or", "in", "to", "from", "by", "for") for t in sentence.tokens[first:last])


_AFTER_NUMBER = frozenset("in to from by for and or as at with on over during while which that than but after before was were is are compared a the up down".split())


def _noun_follows(sentence: Sentence, position: int) -> bool:
    """Whether a noun of its own stands right after a number ("2.1 million passengers")."""
    words = sentence.tokens[position : position + 1]
    return bool(words) and words[0].kind == "word" and words[0].low not in _AFTER_NUMBER and not any(m.first == position for m in sentence.mentions)


def _share_cues(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> None:
    """A change that stands between a share's percentage and its own points keeps its reading; nothing else to do for points."""
    for position, index in enumerate(quantities):
        reading = measures[index]
        if reading.doubt != "after_share" or position == 0:
            continue
        previous = measures[quantities[position - 1]]
        if previous.measure == "share":
            measures[index] = replace(reading, doubt="share_change")
        else:
            measures[index] = replace(reading, doubt=None)


# ---------------------------------------------------------------- wholes and comparisons


def _mark_wholes(sentence: Sentence, found: list[Topic], quantities: list[int], measures: dict[int, Measure], words: list[str]) -> dict[int, Topic]:
    """Topics that say what a share is a share of, or that a figure is only compared with, are no subjects."""
    wholes: dict[int, Topic] = {}
    for index in quantities:
        mention, reading = sentence.mentions[index], measures[index]
        if reading.measure not in ("share", "share_change"):
            continue
        anchor = mention.last
        cue = reading.cue
        if cue is not None and cue.kind == "share" and cue.grade == "noun":
            anchor = cue.last if cue.first > mention.first else anchor
            before = _topic_after(found, words, cue.last)
            if before is not None and before.last <= mention.first and not before.has_breakdown():
                before.whole = True
                wholes[index] = before
        whole = _topic_after(found, words, anchor)
        if whole is not None and not (whole.verb and not whole.codes and words[whole.first - 1] not in ("the", "all", "total")):
            whole.whole = True
            wholes[index] = whole
        for share in sentence.mentions:
            if share.kind == "share" and share.grade == "noun" and share.first >= mention.first:
                inner = _topic_after(found, words, share.last)
                if inner is not None and not inner.has_breakdown():
                    inner.whole = True
                    wholes.setdefault(index, inner)
    for topic in found:
        if topic.whole or not (topic.flows or topic.home or topic.codes.keys() == {"region"}):
            continue
        lead = words[max(0, topic.first - 4) : topic.first]
        if _COMPARING & set(lead) and not any(q.first >= topic.first and q.first - topic.last <= 3 for q in (sentence.mentions[i] for i in quantities)) and (topic.home or "average" in words[topic.first : topic.last + 3] or "than" in lead) and not topic.flows:
            topic.whole = True
    return wholes


_OF_WORDS = frozenset("of in the all its their total overall entire out combined whole 's ’s everything gross".split())


def _topic_after(found: list[Topic], words: list[str], anchor: int) -> Topic | None:
    """The topic that "of ..." or "in ..." right after ``anchor`` introduces."""
    if words[anchor : anchor + 1] not in (["of"], ["in"], ["out"]):
        return None
    for topic in found:
        if topic.first >= anchor:
            return topic if all(w in _OF_WORDS for w in words[anchor : topic.first]) else None
    return None


_ASIDE = frozenset("when dragged driven lifted boosted helped weighed hurt hit pulled fuelled fueled supported despite amid thanks the a an which who that where whose for once home long famed known among including like such mostly mainly notably especially particularly chiefly primarily largely led".split())
_BORDERING = frozenset("borders bordering border neighboring neighbouring adjoining adjoins facing including like".split())


def _without_asides(sentence: Sentence, found: list[Topic], words: list[str]) -> list[Topic]:
    """Topics of brackets and appositions that hold no figure describe their neighbour and are no subjects."""
    if len(found) < 2:
        return found
    figures = [m.first for m in sentence.mentions if m.kind == "quantity"]
    kept = []
    for topic in found:
        bounds = _enclosure(words, topic)
        if bounds is not None:
            first, last = bounds
            bracket = words[first] == "("
            apposition = words[first] in (",", "--", "—", "–") and first + 1 < len(words) and not topic.flows
            if (bracket or (apposition and first > 0)) and not any(first < f < last for f in figures):
                continue
        if _circumstance(words, topic, figures, found):
            continue
        kept.append(topic)
    return kept


_BECAUSE = frozenset("as because since after amid despite thanks due owing".split())


def _circumstance(words: list[str], topic: Topic, figures: list[int], found: list[Topic]) -> bool:
    """A topic without a figure in a clause of cause ("as jewellers bought less gold") is no subject of what follows."""
    cause = next((p for p in range(topic.first - 1, max(topic.first - 6, -1), -1) if words[p] in _BECAUSE), None)
    if not cause or topic.first - cause < 2 or words[cause + 1] in ("a", "an", "the", "well", "of", "compared", "many", "much"):
        return False
    if any(cause < f < topic.first for f in figures):
        return False
    following = min((t.first for t in found if t.first >= topic.last), default=len(words))
    return not any(topic.last <= f < following for f in figures) and following < len(words)


def _enclosure(words: list[str], topic: Topic) -> tuple[int, int] | None:
    """Positions of the brackets, or else of the commas or dashes, that enclose a topic."""
    depth = 0
    for position in range(topic.first - 1, -1, -1):
        if words[position] == ")":
            depth += 1
        elif words[position] == "(":
            if not depth:
                closing = next((p for p in range(topic.last, len(words)) if words[p] == ")"), None)
                return (position, closing) if closing is not None else None
            depth -= 1
    opening = next((p for p in range(topic.first - 1, -1, -1) if words[p] in (",", "--", "—", "–") and (words[p + 1] in _ASIDE or (words[p + 1].endswith("ed") and words[p + 2 : p + 3] == ["by"]))), None)
    if opening is None:
        return None
    closing = next((p for p in range(topic.last, len(words)) if words[p] in (",", "--", "—", "–")), None)
    return (opening, closing) if closing is not None else None


# ---------------------------------------------------------------- topics completed


def _complete_topics(work: _Work) -> None:
    """A frame for each topic, left to right, each leaning on the topic before it in the sentence where it must."""
    previous: Frame | None = None
    previous_topic: Topic | None = None
    for number, topic in enumerate(work.topics):
        frame = _complete(work, topic, previous, previous_topic)
        work.frames[number] = frame
        if not _is_adjunct(topic, work.context):
            previous, previous_topic = frame, topic


def _pair(found: list[Topic], frames: dict[int, Frame], before: int) -> tuple[Frame, ...] | None:
    """The two that a coordinated topic left of a position names, last first."""
    for number in sorted(frames, reverse=True):
        topic = found[number]
        if topic.first >= before:
            continue
        for dimension, codes in topic.codes.items():
            if len(codes) > 1:
                return tuple(replace(frames[number], **{dimension: c}) for c in codes)
        if len(topic.flows) == 2:
            return tuple(replace(frames[number], flow=f) for f in topic.flows)
    return None


# "The nationwide figure was ...": the same quantity of another reporter.
_STANDS_FOR = frozenset("figure total tally value volume growth increase rate number pace level decline".split())


def _is_adjunct(topic: Topic, context: Context) -> bool:
    """A topic that only names the article's own reporter is no subject of its own."""
    if topic.flows or topic.has_breakdown() or topic.blocked or topic.weak_flow or topic.ordinal is not None:
        return False
    region = region_of(topic, context)
    return region is None or region == (context.region or context.article.region)


def region_of(topic: Topic, context: Context) -> str | None:
    """The reporter that a topic names, by name or as "the city" of the release's own; None for several or none."""
    codes = topic.codes.get("region")
    home = context.article.region
    if codes:
        return codes[0] if len(codes) == 1 else None
    if topic.home == "nation":
        return "CN"
    if topic.home == "any":
        return home
    section = context.section.region
    if topic.home == "city" and section and "/" in section:
        return section
    if topic.home == "city" and home and "/" not in home and home not in MUNICIPALITIES:
        return context.city
    if topic.home == "province" and home and ("-" not in home):
        return section if section and "-" in section else context.province
    if topic.home == "city" and home and ("/" in home or home in MUNICIPALITIES):
        return home
    if topic.home == "province" and home and "-" in home:
        return home.split("/")[0]
    if topic.home == "region" and home and home != "CN":
        return home
    return None


def _complete(work: _Work, topic: Topic, previous: Frame | None, previous_topic: Topic | None) -> Frame:
    context = work.context
    if topic.ordinal is not None:
        pair = _pair(work.topics, work.frames, topic.first) or context.pair
        if not pair or not -len(pair) <= topic.ordinal < len(pair):
            listed = next((entry for entry in context.lists if topic.ordinal < len(entry[1])), None)
            if listed is None:
                return replace(context.base(), blocked="unclear reference")
            return replace(context.last or context.base(), **{listed[0]: listed[1][topic.ordinal]})
        if previous is not None and work.words[topic.first - 1 : topic.first] == ["in"]:
            return replace(previous, region=pair[topic.ordinal].region)
        if previous is not None and previous.flow and work.words[topic.last : topic.last + 1] in (["'s"], ["’s"]):
            return replace(pair[topic.ordinal], flow=previous.flow)  # "the former's imports rose 6.4 percent, the latter's 11.3"
        return pair[topic.ordinal]
    if topic.blocked and not topic.flows:
        return replace(context.base(), blocked=topic.blocked)
    region = region_of(topic, context)
    if _reporter_only(topic) and region is not None and work.words[topic.last : topic.last + 1] and work.words[topic.last] in _STANDS_FOR and context.last is not None:
        return replace(context.last, region=region)
    if _reporter_only(topic) and region is not None and previous is None and context.last is not None and {"its", "their"} & set(work.words[topic.last : topic.last + 4]):
        return replace(context.last, region=region)
    if _reporter_only(topic) and region is not None and region != context.base().region and previous is None and context.last is not None and not context.last.blocked and context.opened:
        flow = context.last.flow if context.last.flow in FLOW_SIDES else "total"
        return replace(context.base(), region=region, flow=flow, blocked=None)
    owned = region is not None and not topic.has_breakdown() and topic.flows in (["total"], [])
    base = context.whole() if owned else context.base()
    lead = work.words[max(0, topic.first - 3) : topic.first]
    anaphoric = bool(_POSSESSIVE & set(work.words[max(0, topic.first - 2) : topic.last]) - {"whose"}) or bool({"it", "they", "them"} & set(work.words[: topic.first]) and previous is None)
    if topic.flows and not topic.has_breakdown() and previous is None and {"them", "these"} & set(work.words[topic.last : topic.last + 9]):
        anaphoric = True
    if topic.flows and not topic.has_breakdown() and previous is None and work.words[topic.last : topic.last + 1] and work.words[topic.last] in ("with", "to", "from") and work.words[topic.last + 1 : topic.last + 2] in (["it"], ["them"]):
        anaphoric = True
    subordinate = {"including", "which", "these", "this", "them", "that"} & set(lead)
    sentence_flow = None
    if previous is not None:
        sentence_flow = previous.flow
        if topic.flows and not topic.has_breakdown():
            keeps = region is None or anaphoric or region == previous.region
            reset = {"total", "overall"} & set(work.words[max(0, topic.first - 2) : topic.last]) and topic.mentions[0].kind in ("region", "home") and not anaphoric
            if keeps and not reset:
                base = previous
        elif not topic.flows:
            if not previous.blocked or (previous.blocked == "a company" and not topic.has_breakdown()):
                base = previous
        elif anaphoric or subordinate:
            base = previous if not previous.blocked else base
    elif anaphoric and context.last is not None:
        base = replace(context.last, flow_sign="")
    elif topic.flows and not topic.has_breakdown() and region is None:
        before = context.paragraph
        if context.article.blocked and (before is None or before.blocked):
            base = replace(base, blocked=context.article.blocked)
        elif before is not None and not before.blocked and before.breakdown() and before.flow in ("total", None) and topic.flows[0] != "total":
            base = replace(before, flow=None)
        elif before is not None and not before.blocked and not (before.flow == topic.flows[0] or before.commodity):
            base = replace(before, flow=None)
    elif not topic.flows and topic.has_breakdown():
        before = context.paragraph
        if before is not None and before.region and region is None:
            base = replace(base, region=before.region)
    lifts = (base.blocked or "").startswith("a count") or topic.has_breakdown() or (region is not None and not anaphoric) or "goods" in work.words[max(0, topic.first - 2) : topic.last]
    if topic.flows == ["total"] and not anaphoric and not topic.has_breakdown() and any(t.home == "nation" and _reporter_only(t) and t.first < topic.first for t in work.topics):
        base = replace(context.whole(), region="CN")
    if region is None and previous is not None and previous.region and not previous.blocked and base is not previous and not anaphoric:
        base = replace(base, region=previous.region)
    frame = replace(base, blocked=None) if lifts else base
    if topic.flows:
        frame = replace(frame, flow=topic.flows[0], flow_sign=topic.flow_sign)
    codes = {d: c[0] for d, c in topic.codes.items() if d != "region"}
    if "commodity" in codes and frame.commodity and frame.commodity != codes["commodity"] and not topic.flows and base is previous:
        pass
    frame = frame.with_codes(codes)
    if region is not None:
        frame = replace(frame, region=region)
    if topic.blocked:
        frame = replace(frame, blocked=topic.blocked)
    if not topic.flows:
        keep = previous.flow if base is previous and previous is not None else frame.flow if anaphoric else None
        frame = replace(frame, flow=keep or (base.flow if base is context.last else None))
        if topic.weak_flow in ("export", "import") and _told_of(work, topic):
            return replace(frame, flow=topic.weak_flow)
        window = work.words[max(0, topic.first - 8) : topic.last + 8]
        named = {f for t in work.topics for f in t.flows if f in ("export", "import")} if not any(t.members() > 1 and t.flows for t in work.topics) else set()
        frame = fill_flow(frame, topic, window, context, sentence_flow, named)
    return frame


_BE = frozenset({"were", "was", "is", "are", "worth", "goods", "of"})


def _told_of(work: _Work, topic: Topic) -> bool:
    """Whether a figure stands right before the verb: "10.98 trillion yuan were sold and 8.44 trillion yuan bought"."""
    if topic.has_breakdown():
        return False
    return any(m.kind == "quantity" and m.quantity.kind in ("money", "physical") and 0 <= topic.first - m.last <= 3 and set(work.words[m.last : topic.first]) <= _BE for m in work.sentence.mentions)


# ---------------------------------------------------------------- runs of figures


def _runs(sentence: Sentence, quantities: list[int], measures: dict[int, Measure]) -> list[list[int]]:
    """Figures of one kind separated by nothing but commas, "and" and softening words stand together."""
    runs: list[list[int]] = []
    for index in quantities:
        mention = sentence.mentions[index]
        if mention.quantity.kind == "bare":
            runs.append([index])
            continue
        if runs:
            last = sentence.mentions[runs[-1][-1]]
            between = sentence.words(last.last, mention.first)
            turns = {p for m in sentence.mentions if m.kind == "direction" for p in range(m.first, m.last)}
            plain = [w for p, w in enumerate(between, last.last) if p not in turns and w not in ("about", "around", "nearly", "some", "over", "by", "to", "a", "an", "the", "of", "increase", "up", "down", "plus", "minus")]
            kinds = {last.quantity.kind, mention.quantity.kind}
            same_kind = len(kinds) == 1 or kinds == {"percent", "times"}
            if same_kind and between and set(plain) <= {",", "and"} and plain and (last.quantity.kind != "money" or last.quantity.unit == mention.quantity.unit):
                runs[-1].append(index)
                continue
        runs.append([index])
    return runs


def _place_run(work: _Work, run: list[int], measures: dict[int, Measure], wholes: dict[int, Topic]) -> list[Placed]:
    if len(run) > 1:
        members = _list_for(work, run)
        if members is not None:
            return [_place(work, index, measures[index], wholes.get(index), frame, "list") for index, frame in zip(run, members, strict=True)]
    out = []
    for index in run:
        frame, how = _bind(work, index, measures[index])
        frame, joint = _jointly(work, frame)
        placed = _place(work, index, measures[index], wholes.get(index), frame, how)
        placed.joint = joint
        out.append(placed)
    return out


def _jointly(work: _Work, frame: Frame | None) -> tuple[Frame | None, bool]:
    """One figure for a coordinated list: two commodities make a code of their own, other lists have none."""
    number = next((n for n, f in work.frames.items() if f is frame), None)
    if frame is None or number is None or work.topics[number].members() == 1:
        return frame, False
    topic = work.topics[number]
    several = {d: c for d, c in topic.codes.items() if len(c) > 1}
    if set(several) == {"commodity"} and len(several["commodity"]) == 2:
        return replace(frame, commodity="_and_".join(several["commodity"])), False
    if not several and "both" in work.words:
        return frame, True
    return frame, bool(several)


def _list_for(work: _Work, run: list[int]) -> list[Frame] | None:
    """Frames for a run of figures whose members a coordinated list names, in order."""
    sentence = work.sentence
    first, last = sentence.mentions[run[0]].first, sentence.mentions[run[-1]].last
    count = len(run)
    left = [n for n, t in enumerate(work.topics) if t.last <= first]
    right = [n for n, t in enumerate(work.topics) if t.first >= last]
    order = [*reversed(left), *right]
    for number in order:
        topic = work.topics[number]
        frame = work.frames[number]
        lists = {d: c for d, c in topic.codes.items() if len(c) == count}
        if lists:
            # What stands nearer to the figures than the list (a bare "trade stood at") adds its flow.
            nearer = [m for m in left if m > number and work.topics[m].flows and not work.topics[m].has_breakdown()]
            if nearer:
                frame = replace(frame, flow=work.topics[nearer[-1]].flows[0])
            return [replace(frame, **{d: c[n] for d, c in lists.items()}) for n in range(count)]
    told = [p.frame for p in work.placed if p.measure.measure == "level" and p.frame is not None]
    if len(told) == count and len({replace(f, period=None) for f in told}) == count:
        return told
    split = _split_list(work, run) or _period_list(work, run)
    if split is not None:
        return split
    for number in order:
        topic = work.topics[number]
        frame = work.frames[number]
        if len(topic.flows) == count:
            return [replace(frame, flow=flow) for flow in topic.flows]
        if count == 2 and topic.flows == ["total"] and {"respectively"} & set(work.words):
            surface = [w for w in work.words[topic.first : topic.last] if w in ("imports", "exports", "import", "export")]
            if len(surface) == 2:
                return [replace(frame, flow="export" if w.startswith("export") else "import") for w in surface]
    for dimension, codes in work.context.lists:
        if len(codes) == count and {"their", "they", "them", "these"} & set(work.words[:first]):
            frame, _ = _bind(work, run[0], Measure("level", "level"))
            if frame is not None:
                return [replace(frame, **{dimension: code}) for code in codes]
    return None


def _period_list(work: _Work, run: list[int]) -> list[Frame] | None:
    """Frames that differ by period: "in the first and the second quarters were 7.01 and 7.66 trillion yuan, respectively"."""
    if not {"respectively"} & set(work.words):
        return None
    sentence = work.sentence
    first = sentence.mentions[run[0]].first
    named = [m for m in sentence.mentions if m.kind == "period" and m.last <= first and m.period.kind == "period"]
    if len(named) != len(run) or any(set(sentence.words(a.last, b.first)) - {",", "and", "in", "the"} for a, b in zip(named, named[1:], strict=False)):
        return None
    frame, _ = _bind(work, run[0], Measure("level", "level"))
    spans = [periods.resolve(m.period, work.published, work.context.period) for m in named]
    return [replace(frame, period=p, period_named=True) for p in spans] if frame is not None and None not in spans else None


def _split_list(work: _Work, run: list[int]) -> list[Frame] | None:
    """Single topics in a row ("exports of cars, imports of ore ... 5 and 3 percent respectively")."""
    if "respectively" not in work.words:
        return None
    first = work.sentence.mentions[run[0]].first
    left = [n for n, t in enumerate(work.topics) if t.last <= first and not _is_adjunct(t, work.context)]
    if len(left) < len(run):
        return None
    chosen = left[-len(run) :]
    edges = [*(work.topics[n].last for n in chosen), first]
    own = [sum(1 for m in work.sentence.mentions if m.kind == "quantity" and a <= m.first < b and m.quantity.kind not in ("bare",)) for a, b in zip(edges, edges[1:], strict=False)]
    if len(set(own)) > 1 or own[0] > 1 or any(work.topics[n].members() > 1 for n in chosen):
        return None
    return [work.frames[n] for n in chosen]


# ---------------------------------------------------------------- one figure


def _clause(work: _Work, first: int, last: int) -> bool:
    """Whether no clause boundary stands in the token range; what stands in brackets within it does not count."""
    depth = 0
    for position in range(first, last):
        word = work.words[position]
        if word == "(" and ")" in work.words[position:last]:
            depth += 1
        elif word == ")" and depth:
            depth -= 1
        elif not depth and word in _BOUNDARY:
            return False
    return True


def _bind(work: _Work, index: int, reading: Measure) -> tuple[Frame | None, str]:
    """The frame of the topic that a single figure belongs to, and how it was found."""
    mention = work.sentence.mentions[index]
    bracketed = _twin(work, mention)
    if bracketed is not None:
        return bracketed, "bracket"
    subjects = [n for n, t in enumerate(work.topics) if not _is_adjunct(t, work.context)]
    left = [n for n in subjects if work.topics[n].first < mention.first]
    right = [n for n in subjects if work.topics[n].first >= mention.last]
    if left and work.topics[left[-1]].blocked and work.topics[left[-1]].last == mention.first:
        return work.frames[left[-1]], "subject"
    if right:
        topic = work.topics[right[0]]
        between = work.words[mention.last : topic.first]
        if reading.measure == "level" and between == ["from"] and topic.flows and not topic.reach:
            return _with_left(work, right[0], left), "worth"
        if reading.measure == "level" and topic.has_breakdown() is False and (topic.verb or topic.weak_flow) and len(between) <= 2 and set(between) <= _BE:
            return _with_left(work, right[0], left), "passive"
        if reading.measure == "level" and len(between) <= 5 and set(between) <= _WORTH and not _reporter_only(topic) and (between or mention.quantity.kind == "physical") and (between[:1] != ["in"] or topic.flows or topic.blocked):
            return _with_left(work, right[0], left), "worth"
        if reading.cue is not None and reading.cue.kind == "direction" and reading.cue.first >= mention.last:
            after = work.words[reading.cue.last : topic.first]
            noun = reading.cue.graded("noun")
            if noun and len(after) <= 5 and after and after[0] in ("in", "of", "for") and not _reporter_only(topic):
                return _with_left(work, right[0], left), "change_in"
    if right and work.topics[right[0]].blocked and work.topics[right[0]].first == mention.last:
        return work.frames[right[0]], "subject_after"
    if not left and work.context.last is not None and _pronoun(work, mention, right):
        return _elsewhere(work, mention, work.context.last), "context"
    if reading.measure == "share" and right and "partner" in work.topics[right[0]].codes and work.words[work.topics[right[0]].first - 1] in ("to", "from", "the") and work.topics[right[0]].first - mention.last <= 3 and {"to", "from"} & set(work.words[mention.last : work.topics[right[0]].first]):
        flow = "export" if "to" in work.words[mention.last : work.topics[right[0]].first] else "import"
        return replace(work.frames[right[0]], flow=flow), "went_to"
    near = [n for n in left if _clause(work, work.topics[n].last, mention.first)]
    if near:
        topic = work.topics[near[-1]]
        if not topic.flows and right and _clause(work, mention.last, work.topics[right[0]].first) and not _quantity_between(work, mention.last, work.topics[right[0]].first) and topic.codes.keys() <= {"region"} and not topic.blocked and work.topics[right[0]].verb:
            return _with_left(work, right[0], near), "passive"
        return _trailing(work, mention, near[-1], right), "subject"
    near_right = [n for n in right if _clause(work, mention.last, work.topics[n].first)]
    if near_right and not (left and _elliptic_clause(work, mention)):
        return work.frames[near_right[0]], "subject_after"
    if left:
        return work.frames[left[-1]], "carried"
    if near_right:
        return work.frames[near_right[0]], "subject_after"
    context = work.context
    leaning = {m.code for m in work.sentence.mentions if m.kind == "anaphor" and m.first < mention.first} or context.opened
    if context.last is not None and (leaning or context.last.blocked) and context.last.flow != "balance":
        return context.last, "context"
    if context.last is not None:
        return replace(context.base(), flow=context.section.flow or context.article_flow or "total"), "article"
    if context.theme is not None and context.theme.breakdown():
        return replace(context.base(), flow=context.article_flow or "total"), "theme"
    return None, "none"


def _pronoun(work: _Work, mention: Mention, right: list[int]) -> bool:
    """Whether a pronoun is the subject: before the figure ("They jumped 5 percent") or between it and any topic ("At 9 billion, it ...")."""
    limit = work.topics[right[0]].first if right else len(work.words)
    for candidate in work.sentence.mentions:
        if candidate.kind == "anaphor" and (candidate.code in ("it", "they", "these", "those", "this") or (candidate.code == "that" and candidate.first <= 1)) and candidate.first < limit and _clause(work, min(candidate.last, mention.last), max(candidate.first, mention.first)):
            return candidate.first < mention.first or not _quantity_between(work, mention.last, candidate.first)
    return False


def _twin(work: _Work, mention: Mention) -> Frame | None:
    """The frame of the figure right before the brackets that this one stands in, when no topic stands in them."""
    opening = next((p for p in range(mention.first - 1, -1, -1) if work.words[p] in ("(", ")")), None)
    if opening is None or work.words[opening] == ")" or ")" not in work.words[mention.last :]:
        return None
    if any(opening < t.first < mention.first for t in work.topics):
        return None
    before = [p for p in work.placed if p.mention.last <= opening and opening - p.mention.last <= 2 and p.frame is not None]
    return before[-1].frame if before else None


def _reporter_only(topic: Topic) -> bool:
    return not topic.flows and not topic.has_breakdown() and not topic.blocked and not topic.weak_flow and topic.ordinal is None


def _with_left(work: _Work, number: int, left: list[int]) -> Frame:
    """The frame of a topic right of the figure, with the flow of a verb left of it ("shipped 203,000 cars")."""
    frame, topic = work.frames[number], work.topics[number]
    if left and not topic.flows:
        verb = work.frames[left[-1]]
        if work.topics[left[-1]].flows:
            frame = replace(frame, flow=verb.flow)
        if verb.blocked == "a company":
            return verb
    if not topic.flows:
        after = [n for n in range(number + 1, len(work.topics)) if work.topics[n].verb and _clause(work, topic.last, work.topics[n].first) and not _quantity_between(work, topic.last, work.topics[n].first)]
        if after:
            frame = replace(frame, flow=work.topics[after[0]].flows[0])
    return frame


def _quantity_between(work: _Work, first: int, last: int) -> bool:
    return any(m.kind == "quantity" and first <= m.first < last and m.quantity.kind != "bare" for m in work.sentence.mentions)


def _elliptic_clause(work: _Work, mention: Mention) -> bool:
    """Whether the figure's clause opens with a figure that continues the clause before ("..., up 3 percent")."""
    return work.words[max(0, mention.first - 3) : mention.first][:1] == [","]


def _elsewhere(work: _Work, mention: Mention, frame: Frame) -> Frame:
    """The frame moved to the reporter named right behind the figure: "8.6 percent for China as a whole"."""
    adjunct = next((t for t in work.topics if t.first >= mention.last), None)
    if adjunct is None or not _reporter_only(adjunct) or not 0 < adjunct.first - mention.last <= 3:
        return frame
    if set(work.words[mention.last : adjunct.first]) <= {"for", "in", "across", "the"}:
        region = region_of(adjunct, work.context)
        return frame if region is None else replace(frame, region=region)
    return frame


def _trailing(work: _Work, mention: Mention, number: int, right: list[int]) -> Frame:
    """A partner or other breakdown named after the figure ("rose 5 percent with ASEAN") joins the subject's frame."""
    frame = work.frames[number]
    subject = work.topics[number]
    frame = _elsewhere(work, mention, frame)
    if right:
        topic = work.topics[right[0]]
        if not topic.flows and not topic.blocked and topic.codes.keys() & set(BREAKDOWNS) and topic.members() == 1 and set(topic.codes) & set(subject.codes) and topic.first - mention.last <= 3 and work.words[mention.last : mention.last + 1] and work.words[mention.last] in ("by", "with", "to", "from", "via", "through", "under") and not _quantity_between(work, topic.last, len(work.words)):
            return frame.with_codes({d: c[0] for d, c in topic.codes.items() if d in BREAKDOWNS})
        prepositions = {"with", "to", "from", "by", "through", "via", "under"}
        if not topic.flows and not topic.blocked and topic.has_breakdown() and not topic.weak_flow and work.words[topic.first - 1] in prepositions | {"the"} and prepositions & set(work.words[max(0, topic.first - 2) : topic.first]) and _clause(work, mention.last, topic.first) and "," not in work.words[mention.last : topic.first] and not _quantity_between(work, topic.last, len(work.words)) and not _quantity_between(work, mention.last, topic.first):
            extra = {d: c[0] for d, c in topic.codes.items() if d in BREAKDOWNS and d not in subject.codes and len(c) == 1}
            frame = frame.with_codes(extra)
    return frame


# ---------------------------------------------------------------- period, basis, approximation


def _place(work: _Work, index: int, reading: Measure, whole: Topic | None, frame: Frame | None, how: str) -> Placed:
    mention = work.sentence.mentions[index]
    if reading.role == "balance" and frame is not None:
        first = next((f for t in work.topics for f in t.flows if f in ("export", "import")), "export")
        frame = replace(frame, flow="balance", flow_sign="surplus" if first == "export" else "deficit")
    out = Placed(mention, reading, frame, rule=f"{reading.rule}/{how}")
    if frame is not None:
        period, own = _period(work, mention, frame, reading)
        out.frame = frame = replace(frame, period=period)
        if reading.measure in ("growth", "share_change") and period is not None:
            out.basis = _basis(work, mention, period)
        if whole is not None:
            region = region_of(whole, work.context)
            codes = {d: c[0] for d, c in whole.codes.items() if d != "region" and len(c) == 1}
            out.whole = Frame(region=region, flow=whole.flows[0] if whole.flows else None).with_codes(codes)
    out.approx = _approx(work, mention)
    if mention.quantity.kind == "physical" and out.frame is not None:
        _physical(work, out)
    return out


def _physical(work: _Work, out: Placed) -> None:
    """A level in physical units is always of a commodity; barrels told by the day keep that in their unit."""
    if out.frame.commodity is None:
        context = work.context
        known = next((f.commodity for f in (context.last, context.section, context.theme) if f is not None and f.commodity), None)
        out.frame = replace(out.frame, commodity=known)
    if out.measure.unit == "barrels" and ("daily" in work.words or "day" in work.words):
        out.measure = replace(out.measure, unit="barrels/day")


def is_comparator(sentence: Sentence, words: list[str], mention: Mention) -> bool:
    """Whether a period mention is what a change is measured against: "from September", "than in 2020", "on March"."""
    if mention.kind == "basis":
        return True
    if mention.kind != "period" or mention.period.kind not in ("period", "last_month"):
        return False
    lead = words[max(0, mention.first - 5) : mention.first]
    if words[mention.last : mention.last + 2] == [",", "when"]:
        return False
    owner = words[mention.last : mention.last + 1] in (["'s"], ["’s"])
    if owner and words[mention.last + 1 : mention.last + 2] in (["by"], [","], ["."], []):
        return True
    if lead[-2:] in (["those", "of"], ["that", "of"], ["those", "in"], ["that", "in"]):
        return True
    while lead and lead[-1] in ("the", "in", "of", "that", "those", "for", "level", "levels", "figure", "figures", "total", "recorded", "seen", "whole"):
        last = lead.pop()
        if last in ("in", "of", "for") and lead and lead[-1] in ("that", "those", "than", "from", "over", "compared", "against", "with", "to", "on", "above", "below", "level", "levels", "figure"):
            continue
    if not lead:
        return False
    word = lead[-1]
    if word in ("than", "against", "versus", "vs", "above", "below"):
        return True
    if word in ("with", "to") and lead[-2:-1] in (["compared"], ["relative"], ["comparison"]):
        return True
    if word.isalpha() and word not in ("in", "to", "and", "between", "for", "during", "through", "until") and {"from", "than"} & set(lead[-3:-1]) and mention.period.kind == "period":
        return any(m.kind == "quantity" and m.last <= mention.first and mention.first - m.last <= 5 for m in sentence.mentions)
    if word in ("from", "on", "over"):
        if word == "over" and mention.period.kind == "period" and mention.period.first != mention.period.last and mention.period.last - mention.period.first < 11:
            return False
        return any(m.kind in ("quantity", "direction") and m.last <= mention.first and mention.first - m.last <= 6 for m in sentence.mentions)
    return False


def _period(work: _Work, mention: Mention, frame: Frame, reading: Measure) -> tuple[periods.Months | None, bool]:
    context = work.context
    if frame.period_named:
        return frame.period, True
    running = frame.period or context.paragraph_period or context.section.period or context.period
    left = right = None
    for candidate in work.sentence.mentions:
        if candidate.kind != "period":
            continue
        possessed = candidate.last <= mention.first and mention.first - candidate.last <= 3 and work.words[candidate.last : candidate.last + 1] in (["'s"], ["’s"])
        if is_comparator(work.sentence, work.words, candidate) and not possessed:
            continue
        if candidate.last <= mention.first:
            if possessed or not _compared(work, candidate):
                left = candidate
        elif candidate.first >= mention.last and right is None:
            right = candidate
    chosen = None
    if left is not None:
        chosen = left
    if right is not None and _clause(work, mention.last, right.first):
        same_clause_left = left is not None and _clause(work, left.last, mention.first)
        between = [m for m in work.sentence.mentions if m.kind == "quantity" and mention.last <= m.first < right.first and m.quantity.kind != "bare"]
        between = [m for m in between if not (m.quantity.kind == "money" and m.quantity.unit != mention.quantity.unit)]
        apart = any(m.quantity.kind == mention.quantity.kind for m in between)
        apart = apart or (bool(between) and "," in work.words[mention.last : right.first])
        if not same_clause_left and not apart and not _new_subject(work, mention.last, right.first) and work.words[max(0, right.first - 2) : right.first] and {"in", "for", "during", "over", "between", "from", "by", "through"} & set(work.words[max(0, right.first - 2) : right.first] + [work.words[right.first]]):
            chosen = right
    period = running
    if chosen is not None:
        resolved = periods.resolve(chosen.period, work.published, running if chosen.period.kind in ("same", "ytd", "this_year") or chosen.period.year == "the" else context.period)
        if resolved is not None:
            period = resolved
    if period is not None and reading.measure == "level":
        period = _earlier(work, mention, period, reading)
    return period, chosen is not None


def _compared(work: _Work, candidate: Mention) -> bool:
    """Whether a period belongs to a figure that is only held against: "compares with 43.9 million tonnes in April"."""
    for figure in work.sentence.mentions:
        if figure.kind == "quantity" and 0 <= candidate.first - figure.last <= 2:
            return bool({"with", "from", "against", "than"} & set(work.words[max(0, figure.first - 3) : figure.first]))
    return False


def _new_subject(work: _Work, first: int, last: int) -> bool:
    """Whether another topic with a flow stands between, so that a period further on is not this figure's."""
    return any(t.flows and first <= t.first < last for t in work.topics)


def _earlier(work: _Work, mention: Mention, period: periods.Months, reading: Measure) -> periods.Months:
    """The base period, when a level is told of it: "from 3.83 million tonnes the month before"."""
    near = None
    for candidate in work.sentence.mentions:
        if candidate.kind == "basis" and candidate.period.kind == "basis":
            said = work.words[candidate.first]
            if 0 <= candidate.first - mention.last <= 3 and (reading.role == "prior" or (said in ("a", "one", "the", "twelve", "12") and work.words[candidate.last - 1] in ("earlier", "ago", "before", "previously"))):
                near = candidate
            if reading.role != "prior" and candidate.last <= mention.first and mention.first - candidate.last <= 5 and not any(m.kind == "quantity" and candidate.last <= m.first < mention.first for m in work.sentence.mentions) and not any(m.kind == "quantity" and m.first < candidate.first and candidate.first - m.last <= 4 and m.quantity.kind in ("percent", "points", "times") for m in work.sentence.mentions) and not any(m.kind == "direction" and m.last <= candidate.first and candidate.first - m.last <= 3 for m in work.sentence.mentions) and not any(m.kind == "direction" and candidate.last <= m.first < mention.first for m in work.sentence.mentions):
                near = candidate
    if near is not None:
        distance = {"yoy": 12, "mom": 1, "qoq": 3}.get(near.period.basis or "yoy", 12)
        return period.shifted(-distance)
    if reading.role == "prior":
        mom = any(m.kind == "basis" and m.period.basis == "mom" for m in work.sentence.mentions)
        return period.shifted(-1 if mom and period.length == 1 else -12)
    return period


def _basis(work: _Work, mention: Mention, period: periods.Months) -> str:
    mentions = work.sentence.mentions
    for candidate in mentions:
        if candidate.first < mention.last:
            continue
        if candidate.kind == "quantity" and candidate.quantity.kind in ("percent", "times", "points") and not _list_follows(work, mention, candidate):
            break
        if candidate.first - mention.last > 14:
            break
        if candidate.kind in ("basis", "period") and is_comparator(work.sentence, work.words, candidate):
            code = periods.basis_of(candidate.period, period, work.published, work.context.period)
            if code:
                return code
    for candidate in reversed(mentions):
        if candidate.last > mention.first:
            continue
        if candidate.kind == "quantity" and candidate.quantity.kind != "bare":
            break
        if mention.first - candidate.last > 8:
            break
        if candidate.kind == "basis" and candidate.period.basis:
            return candidate.period.basis
        if candidate.kind == "period" and is_comparator(work.sentence, work.words, candidate):
            code = periods.basis_of(candidate.period, period, work.published, work.context.period)
            if code:
                return code
    return "yoy"


def _list_follows(work: _Work, mention: Mention, other: Mention) -> bool:
    between = set(work.words[mention.last : other.first])
    return bool(between) and between <= {",", "and", "up", "down", "by", "or"}


def _approx(work: _Work, mention: Mention) -> str | None:
    for candidate in work.sentence.mentions:
        meaning = candidate.means("approx") if candidate.kind != "approx" else None
        code = candidate.code if candidate.kind == "approx" else meaning.code if meaning else None
        if code is None:
            continue
        gap = mention.first - candidate.last
        if gap == 0 or (gap == 1 and work.words[candidate.last] in ("a", "the", "by", "to", "(", "at", "of", "$")):
            if gap == 1 and candidate.kind == "direction":
                continue
            return code
    return None


# ---------------------------------------------------------------- moving on


def _advance(work: _Work, placed: list[Placed]) -> None:
    context = work.context
    figures = [p for p in placed if p.frame is not None and p.measure.measure is not None]
    if figures:
        # The period that the sentence opened with goes on; a comparison at its end does not.
        reporters = {f.frame.region for f in figures}
        last = replace(figures[0].frame, period_named=False, region=figures[0].frame.region if len(reporters) == 1 else context.base().region)
        context.paragraph = last
        context.last = last
    elif any(p.mention.quantity.kind == "bare" for p in placed):
        context.last = replace(context.base(), blocked="a count of things")
    else:
        named = [n for n, t in enumerate(work.topics) if not _is_adjunct(t, context) and t.members() == 1 and not _reporter_only(t)]
        if named:
            broken = [n for n in named if work.topics[n].has_breakdown()]
            context.last = work.frames[broken[0] if broken else named[0]]
        elif context.last is None:
            context.last = replace(context.base(), flow=context.section.flow or context.article_flow or "total")
    levels = [p.frame for p in figures if p.measure.measure == "level"]
    two = tuple(levels) if len(levels) > 1 else None
    context.pair = _pair(work.topics, work.frames, len(work.words)) or two or context.pair
    context.opened = True
    context.lists = tuple((d, tuple(c)) for t in work.topics for d, c in t.codes.items() if len(c) > 1) or context.lists
    reporters = {f.frame.region for f in figures}
    if len(reporters) == 1 and reporters != {"CN"}:
        context.region = figures[0].frame.region
    elif reporters:
        context.region = None
    else:
        named = [m.code for m in work.sentence.mentions if m.kind == "region" and m.grade != "customs" and not m.code.startswith("CN/")]
        named = named or [r for t in work.topics if (r := region_of(t, context)) is not None and not r.startswith("CN/")]
        if named:
            context.region = next((r for r in named if "/" in r), named[-1])
            if context.last is not None:
                context.last = replace(context.last, region=context.region)
    for mention in work.sentence.mentions:
        meaning = mention.means("region")
        if meaning is None or meaning.code.startswith("CN/") or meaning.code == "CN":
            continue
        if "/" in meaning.code or meaning.code in MUNICIPALITIES:
            context.city = meaning.code
        else:
            context.province = meaning.code
