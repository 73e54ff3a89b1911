"""What a share takes over from the whole that it is taken of: its flow, its partner, the reporter whose share it is."""

from __future__ import annotations

from pipeline import vocabulary
from pipeline.reading.completing.pairs import one_of_those
from pipeline.reading.frames.cues import Measure
from pipeline.reading.frames.frames import SIDES, Frame, altered
from pipeline.reading.frames.placing import Placed, Work, is_of_several, quantity_between, region_of, reporter_only
from pipeline.reading.topics.phrases import WITH_WHOM_AND_HOW, Topic
from pipeline.reading.words.mentions import possessive
from pipeline.reading.words.telling import AMOUNTED


def take_flow(work: Work, out: Placed, whole: Topic, how: str) -> None:
    """Give a share the flow of its whole, where its part names none; "58.3 percent of shipments" are those of exports."""
    frame, mention = out.frame, out.mention
    flow = None
    if whole.flows[0] in ("export", "import"):
        # "ASEAN took 20 percent of exports": the part is of the whole's flow, unless it names its own.
        number = _topic_of(work, frame)
        flow = whole.flows[0] if number is None or not work.topics[number].flows else None
    elif (
        whole.flows == ["total"]
        and how in ("context", "article")
        and all(whole.codes.get(d) == [code] for d, code in frame.breakdown().items())
        and any(reporter_only(t) and not t.whole for t in work.topics)
        and _IT.isdisjoint(work.words[: mention.first])
    ):
        flow = "total"  # "Zhengzhou contributed 74.3% of the foreign trade of Henan", "13 percent of the country's trade with Russia"
    elif whole.flows == ["total"] and how == "context" and _both_told(work, frame):
        flow = "total"  # "Exports by that channel were 2.15 trillion yuan; imports 0.48 trillion. The whole lot makes 6% of the country's trade"
    elif whole.flows == ["total"] and how == "context" and _of_a_role(work, frame):
        flow = "total"
        work.context.last = altered(work.context.last, flow="total")
    elif whole.flows == ["total"] and frame.flow in ("export", "import") and frame.commodity is None:
        number = _topic_of(work, frame)
        topic = work.topics[number] if number is not None else None
        parts = topic is not None and topic.has_breakdown() and topic.codes.keys() <= WITH_WHOM_AND_HOW
        if parts and not topic.flows and topic.reach is None:
            flow = "total"  # "Russia remained the leading partner, taking 78.9 percent of its total trade"
            _be_of_both_ways(work, number)
    if flow is None and whole.flows == ["total"] and not whole.has_breakdown() and _only_by_theme(work, frame):
        number = _topic_of(work, frame)
        if number is not None:  # "were partners in 46.6 percent of China's foreign trade", in a release about cars
            work.bind_to(number, altered(work.frames[number], flow="total", commodity=None))
        out.alter(flow="total", commodity=None)
        return
    if flow is not None:
        out.alter(flow=flow)


def _only_by_theme(work: Work, frame: Frame | None) -> bool:
    """Whether the goods of a share are only those that the release is about: the sentence names the partner, and none."""
    theme = work.context.theme
    if theme is None or theme.commodity is None or frame.commodity != theme.commodity:
        return False
    named = any(m.code == frame.partner for m in work.sentence.of("partner"))
    return named and not work.sentence.of("commodity") and not any(t.flows for t in work.topics)


def _both_told(work: Work, frame: Frame | None) -> bool:
    """Whether the sentence before told of both flows of what a frame is one of."""
    told = {f.flow for f in work.context.told if f.breakdown() == frame.breakdown() and not f.blocked}
    return frame.flow in SIDES and told >= set(SIDES)


def _of_a_role(work: Work, frame: Frame | None) -> bool:
    """Whether the flow of a frame is only what a partner's role told without a figure: "Kazakhstan is still the customer that matters. It
    accounted for 38.3 percent of Xinjiang's trade"."""
    last = work.context.last
    if work.context.told or last is None or last.partner is None or last.commodity is not None:
        return False
    return (
        frame.flow in SIDES and last.codes() == frame.codes() and not any(t.flows and not t.whole for t in work.named)
    )


def _topic_of(work: Work, frame: Frame | None) -> int | None:
    """The number of the topic that a frame was taken from, whatever its period."""
    return next((n for n, f in work.frames.items() if f.during(frame.period) == frame), None)


def _be_of_both_ways(work: Work, number: int) -> None:
    """Let what else is told of a part be trade both ways, as its share is: "ASEAN was good for 46.83 billion yuan, 16.5% of the city's
    foreign trade", behind exports."""
    there = work.frames[number]
    for told in work.placed:
        frame = told.frame
        if frame is not None and frame == there.during(frame.period, frame.period_named):
            told.alter(flow="total")
    work.bind_to(number, altered(there, flow="total"))


def take_region(work: Work, out: Placed, whole: Topic) -> None:
    """Give a share the region of its whole, where its part is named in the sentence and owned by no place: "Private enterprises made up 67.1
    percent of Hubei's foreign trade", in a release of Wuhan."""
    codes = whole.codes.get("region", ())
    goods = whole.codes.get("commodity", [])
    only = whole.codes.keys() <= {"region", "commodity"} and len(goods) < 2
    of_others = goods not in ([], [out.frame.commodity])
    if len(codes) != 1 or not only or (out.frame.region in (None, codes[0]) and not of_others):
        return
    place = next((m for m in whole.mentions if m.kind == "region"), None)
    if place is None or work.words[place.first - 1] == "in":
        return  # "71.7 percent of the total, the highest proportion in China"
    number = _topic_of(work, out.frame)
    part = work.topics[number] if number is not None else None
    if part is None or part.last > out.mention.first or not part.codes.keys() & _TRADERS:
        return
    if of_others and part.codes.keys() != {"partner"}:
        return
    before = [m for m in work.sentence.mentions if m.last <= out.mention.first]
    if any(m.kind in ("region", "home", "anaphor", "zone") for m in before):
        return
    taken = {"region": codes[0]} | ({"commodity": goods[0]} if of_others else {})
    out.alter(**taken)
    work.bind_to(number, altered(work.frames[number], **taken))  # "..., or 7 trillion yuan, an increase of 3.4 percent"


_TRADERS = frozenset(
    {"enterprise", "regime", "partner"}
)  # but the goods of a city may be a share of its province's exports
_IT = frozenset({"they", "it", "these", "which"})


def name_whole(work: Work, whole: Topic) -> None:
    """Give "the former" and "the latter" that a share is taken of what they stand for: "Alumina made up 48.2 percent of the latter"."""
    frame = one_of_those(work, whole, None)
    if frame.blocked:
        return
    if frame.flow is not None:
        whole.flows = [frame.flow]
    whole.codes = {d: [code] for d, code in frame.breakdown().items()}
    if frame.region is not None:
        whole.codes["region"] = [frame.region]


def note_whole(work: Work, out: Placed, whole: Topic) -> None:
    """Note what a figure is a share of."""
    if whole.blocked and whole.blocked != "a company" and out.frame.blocked is None:
        out.frame = altered(out.frame, blocked=whole.blocked)  # "autonomous vehicles made 18 percent of the trips"
    region = region_of(whole, work.context)
    codes = {d: c[0] for d, c in whole.codes.items() if d != "region" and len(c) == 1}
    out.whole = Frame(region=region, flow=whole.flows[0] if whole.flows else None).with_codes(codes)
    if inherited := _inherited(work, out, codes) | _of_wider(work, out, whole, codes):
        if "zone" in inherited:
            # "Bonded logistics brought in 28.9 billion yuan, and now makes up 30% of the zone's trade"
            for figure in [p for p in work.placed if p.frame is not None and p.frame.codes() == out.frame.codes()]:
                figure.alter(zone=inherited["zone"])
        if (amount := _same_amount(work, out)) is not None:
            amount.alter(**inherited)
        out.frame, out.bound = out.frame.with_codes(inherited), out.bound.with_codes(inherited)
    if region and out.frame.region and _lies_in(region, out.frame.region) and not _placed(work):
        # "Private firms' share of Zhejiang's exports of toys", in a text of the nation
        out.alter(region=region)
    part = _part_of(work, out.frame, out.whole) or _of_its_region(work, out, whole)
    if part is not None:
        out.bound = altered(out.bound, region=part, flow=out.frame.flow)
        out.frame = altered(out.frame, region=part)


def _same_amount(work: Work, share: Placed) -> Placed | None:
    """The amount that a share only tells once more: "341.3 billion yuan, or 49.3 percent of foreign-invested enterprises' trade"."""
    before = work.placed[-1] if work.placed else None
    if before is None or before.measure.measure != "level" or before.frame != share.frame:
        return None
    between = work.words[before.mention.last : share.mention.first]
    return before if "or" in between and len(between) <= _NEAR else None


_NEAR = 4  # tokens: ", or about"


def _placed(work: Work) -> bool:
    """Whether a sentence names a place that figures could be of."""
    return any("region" in t.codes for t in work.topics)


def _inherited(work: Work, out: Placed, whole: dict[str, str]) -> dict[str, str]:
    """The partner or good of a whole, which are those of a part that is of another kind: "private firms made up 93.4 percent of the
    motorcycle exports", "energy made up 81.9 percent of imports from Russia"; whatever is told behind a colon."""
    frame, words = out.frame, work.words
    end = next((p for p in range(out.mention.last, len(words)) if words[p] in (":", ";")), len(words))
    named = {d for t in work.topics if t.first < end for d in t.codes} - {"region"}
    if not named or not named.isdisjoint(whole):
        taken = {"partner"} if named or not frame.is_broken_down() else {"partner", "enterprise"}
        return {d: code for d, code in whole.items() if d in taken and getattr(frame, d) is None}
    section = work.context.section
    return {
        d: code
        for d, code in whole.items()
        if d in ("partner", "commodity", "regime", "enterprise", "zone")
        and (
            getattr(frame, d) in (None, getattr(section, d))
            or _of_whole_before(work, d, getattr(frame, d))
            or (d == "commodity" and vocabulary.within(code, frame.commodity))
        )
    }


def _of_whole_before(work: Work, dimension: str, code: str) -> bool:
    """Whether only another whole named a code: "took 18.4 percent of furniture exports, and 37.4 percent of the exports of lamps"."""
    naming = [t for t in work.named if code in t.codes.get(dimension, ())]
    return bool(naming) and all(t.whole for t in naming)


_OWN = frozenset({"its", "their", "it", "they", "there", "here", "which"})


def _of_its_region(work: Work, out: Placed, whole: Topic) -> str | None:
    """The region of a whole, where the part is named as a kind of it and only the text before spoke of another place: "Beijing is a buyer.
    State-owned enterprises accounted for 60.3 percent of the three places' combined trade"."""
    region = out.whole.region
    if region in (None, out.frame.region) or region == "CN" or not whole.flows:
        return None
    named = out.whole.breakdown().items() & out.frame.breakdown().items()
    inner = region == work.context.article.region and not named and _lies_in(out.frame.region or "", region)
    if not is_of_several(region) and not inner:
        return None  # "Intel has a plant in Chengdu. Foreign-funded companies were responsible for 58.1 percent of Sichuan's trade"
    number = next((n for n, f in work.frames.items() if f.during(None, False) == out.frame.during(None, False)), None)
    topic = work.topics[number] if number is not None else None
    if topic is None or not topic.has_breakdown() or "region" in topic.codes or topic.home or topic.first > whole.first:
        return None
    if not _OWN.isdisjoint(work.words[: whole.first]):
        return None
    work.bind_to(number, altered(work.frames[number], region=region))
    return region


_PARTS = frozenset({"share", "part", "portion", "slice", "proportion", "contribution", "weight", "percentage"})


def of_its_owner(work: Work, out: Placed) -> None:
    """Give a share to the place that owns it: "Zhejiang's foreign trade came to 2.22 trillion yuan, and Hangzhou's part in it was 20.2
    percent"."""
    for topic in reversed(work.named):
        if topic.last > out.mention.first or not reporter_only(topic):
            continue
        owned = possessive(work.words, topic.last) and work.words[topic.last + 1] in _PARTS
        held = work.words[topic.first - 3 : topic.first] == ["the", "part", "that"]
        if not owned and not held:
            continue
        region = region_of(topic, work.context)
        if region is None or quantity_between(work, topic.last, out.mention.first):
            return
        if held or "".join(work.words[topic.last + 2 : topic.last + 3]) in AMOUNTED | {"in", "of"}:
            out.alter(region=region)
        return


def of_place_before(work: Work, out: Placed) -> None:
    """Give a share to the place whose amount is put into the total around it: "Xiamen contributed 41.3 billion dollars to the provincial
    total, or 49.5 percent"."""
    before = work.placed[-1] if work.placed else None
    if out.measure.rule != "share.or" or out.frame is None or before is None or before.frame is None:
        return
    between = work.words[before.mention.last : out.mention.first]
    if between[:1] != ["to"] or "total" not in between or before.measure.measure != "level":
        return
    inside = out.frame.region is not None and (before.frame.region or "").startswith(f"{out.frame.region}/")
    if inside and before.frame.flow == out.frame.flow and not out.frame.is_broken_down():
        out.alter(region=before.frame.region)


def of_its_partner(work: Work, out: Placed, whole: Topic | None) -> None:
    """Give a share of all that the reporter trades of a good to the partner just told of: "It supplied 493,000 tonnes, and its share of
    China's durian imports leapt to 31.8 percent"."""
    frame = out.frame
    wholes = whole.codes.get("partner", []) if whole is not None else []
    if len(wholes) == 1 and frame.partner not in (None, wholes[0]) and frame.commodity is not None:
        if not any(m.code == frame.partner for m in work.sentence.of("partner")):
            out.alter(
                partner=wholes[0]
            )  # "Dairy made up 37.3% of China's imports from New Zealand", in a text about Australia
        return
    if frame.partner is not None or frame.commodity is None or wholes:
        return
    nouns = (m for m in work.sentence.of("share") if m.last <= out.mention.first)
    if not any(_its_share_of(work.words, noun.first, noun.last) for noun in nouns):
        return
    before = [p.frame for p in work.placed if p.frame is not None and p.mention.last <= out.mention.first]
    told = before[-1] if before else work.context.last
    if told is not None and told.partner and told.commodity and told.flow == frame.flow:
        of_kind = told.commodity.endswith(f"_{frame.commodity}")  # battery exports, after lithium batteries
        out.alter(partner=told.partner, commodity=told.commodity if of_kind else frame.commodity)


def _its_share_of(words: list[str], first: int, last: int) -> bool:
    """Whether a word of sharing is of what was told of before, in what follows: "its share of", "their part in"."""
    return words[first - 1 : first] in (["its"], ["their"]) and words[last : last + 1] in (["of"], ["in"])


def of_national_total(work: Work, out: Placed) -> None:
    """Give a reporter's share of "the national total" the flow of all trade, where both flows were told just before: "Exports rose 1.1
    percent, while imports were unchanged. The region's share of the national total was 12 percent"."""
    frame = out.frame
    if (
        "total" not in work.said
        or frame.flow not in SIDES
        or frame.is_broken_down()
        or any(t.flows for t in work.named)
    ):
        return
    nation = any(
        m.kind in ("home", "region") and m.code in ("nation", "CN") and "total" in work.words[m.last : m.last + 2]
        for m in work.sentence.mentions
    )
    if nation and set(SIDES) <= {f.flow for f in work.context.told}:
        out.alter(flow="total")


def _of_wider(work: Work, out: Placed, whole: Topic, codes: dict[str, str]) -> dict[str, str]:
    """The breakdowns of what a wider place trades, which are those of the share that a place within it has: "Shandong accounted for
    21.3 percent of China's farm exports"; a part that is named in the same clause keeps its own."""
    outer, inner = out.whole.region, out.frame.region
    if outer is None or inner is None or not _lies_in(inner, outer):
        return {}
    start = max((n for n in work.sentence.places(";") if n < out.mention.first), default=0)
    named = {d for t in work.topics if t.first >= start for d in t.codes}
    # "No one sells as much food; 21.3 percent of China's farm exports ...", "the province provided 6.3 percent of the nation's toys"
    afresh = (start and out.rule.endswith("/carried")) or _by_place(
        work, out, start if whole.last > out.mention.first else whole.last
    )
    return {d: c for d, c in codes.items() if d not in named and (afresh or getattr(out.frame, d) is None)}


def _by_place(work: Work, out: Placed, start: int) -> bool:
    """Whether a place that the clause names, and nothing that a pronoun stands for, has a share; "it" is the place itself where nothing
    else is named before ("Seen from Beijing, the region is a funnel: it handles 43.2 percent of China's trade with Central Asia")."""
    lead = [t for t in work.named if t.last <= out.mention.first and not t.whole]
    if lead and all(reporter_only(t) for t in lead) and "it" in work.words[lead[0].last : out.mention.first]:
        return True
    if not _STANDING_FOR.isdisjoint(work.words[start : out.mention.first]):
        return False
    return any(reporter_only(t) and not t.whole and t.first >= start for t in work.named)


_STANDING_FOR = frozenset({"it", "that", "this", "they", "these", "those", "which"})


def _lies_in(inner: str, outer: str) -> bool:
    """Whether a region is part of another: a province of the nation, a city of its province."""
    return inner != outer and (outer == "CN" or inner.startswith(outer + "/"))


def of_same_whole(work: Work, out: Placed) -> None:
    """Give a share the flow, the partner and the goods of the whole that the share before it is taken of: "Private businesses generated 56%
    of Fujian's exports; state firms, 9.1%"."""
    before = next((p for p in reversed(work.placed) if p.measure.measure in ("share", "share_change")), None)
    if before is None:
        _as_before(work, out)
        return
    if before.frame is None:
        return
    if before.whole is None:
        _of_same_goods(work, out, before)
        return
    _take_region(work, out, before.frame)
    if any(t.flows and before.mention.last <= t.first < out.mention.first for t in work.topics):
        return
    taken: dict[str, str | None] = {}
    if before.whole.flow in ("export", "import") and before.frame.flow == before.whole.flow:
        taken["flow"] = before.whole.flow
    elif before.whole.flow is None and before.frame.flow == "total" and before.frame.partner and out.frame.partner:
        taken["flow"] = "total"  # "ASEAN took 17.1 percent of the city's total, the EU 16.1 percent"
    if (
        before.whole.region is not None
        and before.frame.partner
        and out.frame.partner not in (None, before.frame.partner)
    ):
        taken["region"] = before.frame.region
        if before.frame.commodity == before.whole.commodity and out.measure.rule == "share.carried":
            taken["commodity"] = before.frame.commodity  # "Hong Kong took 29% of China's phone exports and the US 21%"
    if before.whole.partner == before.frame.partner and out.frame.partner is None:
        taken["partner"] = before.whole.partner
    goods = before.whole.commodity
    wider = out.frame.commodity is None or (goods is not None and vocabulary.within(goods, out.frame.commodity))
    if goods is not None and goods == before.frame.commodity and wider and out.frame.partner:
        taken["commodity"] = goods  # "Thailand kept 68 percent of durian imports, and Vietnam took 32 percent"
    if taken:
        out.whole = before.whole
        out.alter(**taken)


def _take_region(work: Work, out: Placed, before: Frame) -> None:
    """Give a share the several places whose trade the one before it is taken of, where it names another kind of the same and only the text
    before spoke of one of them: "State firms did 60.3 percent of the three places' trade, while private firms made up 20.9 percent"."""
    alike = before.is_broken_down() and before.breakdown().keys() == out.frame.breakdown().keys()
    if not alike or not is_of_several(before.region) or before.region in ("CN", out.frame.region):
        return
    start = max(p.mention.last for p in work.placed)
    if not any(
        start <= t.first < out.mention.first and (t.home or "region" in t.codes) for t in work.named if not t.whole
    ):
        out.alter(region=before.region)


def _as_before(work: Work, out: Placed) -> None:
    """Give a good's share the flow of the one that the sentence before closed with: "Machinery made up 44.5 percent of overseas sales.
    Labor-intensive products contributed another 30.1 percent"."""
    context = work.context
    if context.measured != "share" or not context.told or out.frame.flow != "total" or out.frame.commodity is None:
        return
    spoken = context.told[-1]
    if spoken.flow not in ("export", "import") or spoken.commodity in (None, out.frame.commodity) or spoken.blocked:
        return
    if not any(t.flows for t in work.named):
        out.alter(flow=spoken.flow)


def _of_same_goods(work: Work, out: Placed, before: Placed) -> None:
    """Give a partner's share the goods that the one before it is a share of: "The United States took 22.6 percent of them and Vietnam
    8.1 percent"."""
    goods = before.frame.commodity
    if goods is None or out.frame.commodity is not None or not before.frame.partner or not out.frame.partner:
        return
    behind = work.words[before.mention.last : before.mention.last + 2]
    if behind in (["of", "them"], ["of", "it"], ["of", "these"]) and work.words[
        out.mention.last : out.mention.last + 1
    ] != ["of"]:
        out.alter(commodity=goods)


def _of_a_total(work: Work, out: Placed) -> bool:
    """Whether a share is "of the total", "of the city's total", "of China's total" of nothing that is named."""
    behind = work.words[out.mention.last : out.mention.last + 6]
    place = behind.index("total") if "total" in behind else 0
    if behind[:1] != ["of"] or not place or "," in behind[:place]:
        return False
    after = out.mention.last + place + 1
    return not any(m.kind in ("flow", "commodity") and m.first <= after < m.last for m in work.sentence.mentions)


def of_the_total(work: Work, out: Placed) -> None:
    """Give what a partner took "of the total" the flow of all trade: "Belt and Road countries took 47.2% of the total"."""
    frame = out.frame
    if (
        "total" not in work.said
        or not _of_a_total(work, out)
        or frame.partner is None
        or frame.flow not in ("export", "import")
        or frame.commodity
    ):
        return
    partners = [t for t in work.topics if t.codes.keys() == {"partner"} and t.last <= out.mention.first]
    if any(t.flows == [frame.flow] and t.codes["partner"] == [frame.partner] for t in partners[:-1]):
        return  # "Exports to ASEAN dropped 5%, which leaves the bloc in first place with 15.5% of the total"
    if any(p.measure.measure == "level" and p.frame is not None and _alike(p.frame, frame) for p in work.placed):
        return  # "ASEAN took 100 billion yuan, accounting for 20 percent of the total", of exports
    spoken = work.context.paragraph
    if (
        partners
        and not partners[-1].flows
        and partners[-1].reach is None
        and (spoken is None or spoken.flow == "total")
    ):
        out.alter(flow="total")


def _alike(one: Frame, other: Frame) -> bool:
    """Whether two figures are of the same flow, with the same partner."""
    return one.flow == other.flow and one.partner == other.partner


def _part_of(work: Work, frame: Frame | None, whole: Frame | None) -> str | None:
    """The reporter whose share this is, where the frame names the whole itself: nothing is a part of itself ("its share in
    Zhejiang's exports", said in a release of Yiwu's)."""
    home = work.context.article.region
    if home is None or whole.region is None or whole.region != frame.region or whole.region == home:
        return None
    if frame.breakdown() != whole.breakdown() or (whole.flow or frame.flow) != frame.flow:
        return None
    wider = whole.region == "CN" or whole.region.startswith("CN/") or home.startswith(whole.region + "/")
    return home if wider else None


def within_whole(work: Work, index: int, reading: Measure, frame: Frame | None) -> Frame | None:
    """``frame`` of an amount that goes on about a share told before it of the same, in the trade that the share is of: "made up 62% of
    China's exports to the GCC, with a value of $81.5 billion", "down to 8.7 percent of exports in 2017, when it generated $710 million"."""
    if frame is None or frame.blocked or reading.measure not in ("level", "growth") or not frame.is_broken_down():
        return frame
    share = next((p for p in reversed(work.placed) if p.measure.measure == "share"), None)
    if share is None or share.bound is None or share.frame is None or share.frame.blocked:
        return frame
    partner = share.frame.partner if share.whole is not None and share.whole.partner else None
    alike = altered(frame, partner=frame.partner or partner).place() == share.bound.place()
    if not alike or frame.flow not in (share.bound.flow, "total"):
        return frame
    first = work.sentence.mentions[index].first
    if any(share.mention.last <= t.first < first and t.flows and not t.whole for t in work.named):
        return frame
    flow = share.frame.flow if frame.flow == "total" and share.frame.flow in SIDES else frame.flow
    return altered(frame, partner=frame.partner or partner, flow=flow)
