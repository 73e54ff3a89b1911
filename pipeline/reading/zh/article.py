"""A whole Chinese release: its reporter, period and theme, its sections in turn, and the ledger of its numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from pipeline.model import Passage, Reading, Release
from pipeline.reading.arithmetic import decide_share_changes
from pipeline.reading.choosing import choose
from pipeline.reading.frames import Frame
from pipeline.reading.ledger import LONGEST, MOST_TOKENS, ledger
from pipeline.reading.lexicon import Meaning
from pipeline.reading.mentions import Mention, Sentence
from pipeline.reading.months import Months
from pipeline.reading.one_way import take_one_way
from pipeline.reading.phrases import BREAKDOWNS
from pipeline.reading.placing import MUNICIPALITIES, Placed
from pipeline.reading.resized import is_sized, leave_misfits
from pipeline.reading.spans import first_open_month
from pipeline.reading.statements import build
from pipeline.reading.weighing import cities_told_of, nation_by_currency
from pipeline.reading.zh.clauses import read_sentence
from pipeline.reading.zh.ground import Ground, Lead
from pipeline.reading.zh.places import city_of, settle_places, short_names
from pipeline.reading.zh.scan import normalized, scan
from pipeline.reading.zh.scope import drop_restatements, settle
from pipeline.reading.zh.speech import personal
from pipeline.reading.zh.subjects import compile_subject
from pipeline.reading.zh.tables import read_table_row

_NATIONAL = frozenset({"中国外贸", "海关总署", "国家海关总署", "中国海关", "中国海关总署", "国新办", "国务院新闻办"})
_SHORT = 30  # characters of a paragraph that may still go with the label above it
_LABELLING = frozenset({"flow", "region", "home", "period", "filler", "terms", *BREAKDOWNS})
_UNIT_NOTE = re.compile("单位(?:为|[:：])[^|）)\n；。]{1,12}")
_BULLETS = ("·", "•", "●", "▪", "◆", "■", "○", "◇", "-", "—", "★")


def read_article(release: Release) -> Reading:
    """Statements and numbers of a Chinese release; see ``pipeline.reading.read``."""
    text = normalized(release.body_text)
    scanned = _scan(release, text)
    if names := short_names((s for sentences in scanned for s in sentences), text):
        scanned = _scan(release, text, names)
    ground = _open(release, scanned)
    noted = _UNIT_NOTE.search(text)
    ground.unit_note = noted[0] if noted else ""
    placed: list[tuple[Placed, Sentence, Passage]] = []
    labelled = False  # a word or two in a paragraph of their own name what the figures below are about
    open_item = False  # the item before ends in a semicolon: another follows
    for passage, sentences in zip(release.passages, scanned, strict=True):
        if passage.kind == "heading" and passage.level != 1:
            _enter_section(ground, sentences)
        elif passage.kind == "table_row":
            ground.paragraph_period = None
            for figure, sentence in read_table_row(release, text, passage, ground):
                settle(figure, sentence, ground.published_month)
                placed.append((figure, sentence, passage))
        elif passage.is_prose:
            said = text[passage.char_start : passage.char_end].strip()
            item = passage.kind == "list_item" or said.startswith(_BULLETS) or said.endswith(("；", ";")) or open_item
            label = _label(sentences)
            item = (item or (labelled and len(said) < _SHORT)) and not label
            ground.open_paragraph(item)
            for sentence in sentences:
                if len(sentence.tokens) <= MOST_TOKENS:
                    ground.speech = personal(text, sentence, passage.char_start, passage.char_end)
                    for figure in read_sentence(sentence, ground):
                        settle(figure, sentence, ground.published_month)
                        placed.append((figure, sentence, passage))
            open_item = item and said.endswith(("；", ";"))
            labelled = label or (labelled and item)
            if (label or said.endswith(("：", ":"))) and ground.last:
                ground.lead = Lead(ground.last, ground.within, ground.paragraph_period)
    headline = _headlines(release, scanned, ground)
    figures = [figure for figure, _, _ in placed]
    told = [(figure, sentence) for figure, sentence, _ in placed]
    take_one_way(told)
    sized = is_sized(figures)
    choose(placed, home=ground.region, sized=sized)
    decide_share_changes(figures)
    if sized:
        leave_misfits(told)
    drop_restatements(figures)
    statements, fates = build(release, placed, headline)
    return Reading(tuple(statements), tuple(ledger(release, scanned, fates)))


def _scan(
    release: Release, text: str, names: Mapping[str, tuple[Meaning, ...]] | None = None
) -> list[list[Sentence]]:
    """The sentences of each passage, of none that is too long to be prose."""
    return [
        scan(text, p.char_start, p.char_end, names) if p.char_end - p.char_start <= LONGEST else []
        for p in release.passages
    ]


def _label(sentences: list[Sentence]) -> bool:
    """Whether a paragraph only names something, as a heading would: 出口, then 8765.6亿元 in the paragraph below."""
    if len(sentences) != 1 or not any(m.kind in ("flow", *BREAKDOWNS) for m in sentences[0].mentions):
        return False
    sentence = sentences[0]
    return len(sentence.mentions) == len(sentence.tokens) <= 4 and all(m.kind in _LABELLING for m in sentence.mentions)


def _headlines(
    release: Release, scanned: list[list[Sentence]], ground: Ground
) -> list[tuple[Placed, Sentence, Passage]]:
    found = []
    for passage, sentences in zip(release.passages, scanned, strict=True):
        if passage.kind != "heading":
            continue
        outer = Ground(
            ground.region, ground.period, ground.published, ground.published_month, ground.blocked, ground.flow
        )
        for sentence in sentences:
            if "quantity" in sentence.kinds and len(sentence.tokens) <= MOST_TOKENS:
                for figure in read_sentence(sentence, outer):
                    settle(figure, sentence, outer.published_month)
                    found.append((figure, sentence, passage))
    return found


def _open(release: Release, scanned: list[list[Sentence]]) -> Ground:
    """The ground on which the first sentence stands."""
    body = [s for p, ss in zip(release.passages, scanned, strict=True) if p.is_prose for s in ss]
    title = [
        s for p, ss in zip(release.passages, scanned, strict=True) if p.kind == "heading" and p.level == 1 for s in ss
    ]
    reporter = _reporter(title, body)
    if settle_places((s for sentences in scanned for s in sentences), reporter):
        reporter = _reporter(title, body)  # a county may be in the headline under a name of several
    ground = Ground(reporter, None, release.published_on, first_open_month(release.published_on))
    headed = next((n for n, p in enumerate(release.passages) if p.kind == "heading" and p.level != 1 and n), None)
    lead = [s for ss in scanned[:headed] for s in ss] if headed else []
    ground.period = _period(title, body, ground, lead)
    titled = [m for s in title for m in s.mentions]
    flows = _flows(title)
    spoken = _flows(body[:3])
    if len(flows) == 1 and flows <= {"export", "import"} and spoken <= flows:
        ground.flow = next(iter(flows))
    services = next((m.code for m in titled if m.kind == "other_topic" and "服务" in m.code), None)
    ground.blocked = services if services and not flows else None
    ground.theme = _theme(titled, body)
    return ground


def _flows(sentences: list[Sentence]) -> set[str]:
    return {m.code for s in sentences for m in s.of("flow") if m.grade != "weak"}


def _theme(titled: list, body: list[Sentence]) -> Frame:
    """The one breakdown of each dimension that the headline names and the first figures' sentence too."""
    opening = next((s for s in body if any(m.quantity.kind != "bare" for m in s.of("quantity"))), None)
    if opening is None:
        return Frame()
    first = next(m.first for m in opening.of("quantity") if m.quantity.kind != "bare")
    said = {(m.kind, m.code) for m in opening.mentions if m.kind in BREAKDOWNS and m.first < first}
    named: dict[str, set[str]] = {}
    for mention in titled:
        if mention.kind in BREAKDOWNS:
            named.setdefault(mention.kind, set()).add(mention.code)
    return Frame().with_codes({d: c for d, codes in named.items() if len(codes) == 1 for c in codes if (d, c) in said})


def _reporter(title: list[Sentence], body: list[Sentence]) -> str | None:
    """The region that the release reports on: named in the headline, or owner of a flow in the opening, or most spoken of."""
    weights: Counter[str] = Counter()
    order: dict[str, int] = {}
    homes: set[str] = set()
    owners: set[str] = set()

    def count(sentences: list[Sentence], owning: int, named: int) -> None:
        for sentence in sentences:
            mentions = sentence.mentions
            for i, mention in enumerate(mentions):
                if mention.kind == "customs":
                    weights[mention.code] += 2 if named > 1 else 1
                    order.setdefault(mention.code, len(order))
                elif mention.kind == "home":
                    homes.add(mention.code)
                    if mention.code == "nation":
                        weights["CN"] += 1
                        order.setdefault("CN", len(order))
                elif mention.kind == "region" and _of_customs(sentence, mention):
                    weights[mention.code] += min(named, 2)
                elif mention.kind == "region" and not (i and _held_up(mentions[i - 1], mention)):
                    owns = any(m.kind == "flow" for m in mentions[i + 1 : i + 4])
                    owners.update([mention.code] if owns else ())
                    weights[mention.code] += owning if owns else named
                    order.setdefault(mention.code, len(order))

    count(title, 14, 10)
    count(body[:4], 6, 3)
    count(body[4:], 1, 1)
    in_title = [m.code for s in title for m in s.of("region") if m.code != "CN"]
    for city, province in cities_told_of(weights, in_title):
        weights[province] += weights[city]
    local = homes & {"city", "province", "region", "county"}
    if in_title:
        return _of_title(in_title, title)
    if _national(title, body):
        return "CN"
    if local or any(c != "CN" and w >= 6 for c, w in weights.items()):
        weights["CN"] = min(weights["CN"], 1)
    if "city" in homes and "province" not in homes:
        for code in weights:
            weights[code] += 4 if "/" in code or code in MUNICIPALITIES else 0
    weights = Counter({c: w for c, w in weights.items() if w})
    if not weights:
        return nation_by_currency((*title, *body))
    found = min(weights, key=lambda c: (-weights[c], c == "CN", order.get(c, len(order))))
    first = _first_owner(body)
    if first in weights and first != found == city_of(first):
        found = first  # a county's release, which holds it against its city
    offices = any(s.of("customs") for s in (*title, *body))
    if found not in owners and not (local or offices or owners - {"CN"}):
        # 沧州黄骅港的翻车机: where something only stands, in a text that calls no place its own
        return nation_by_currency((*title, *body)) or found
    return found


def _of_customs(sentence: Sentence, region: Mention) -> bool:
    """Whether a region only says which customs office speaks: 湖州海关25日提供的数据."""
    following = sentence.tokens[region.last : region.last + 1]
    return bool(following) and following[0].text.startswith("海关")


def _held_up(before: Mention, region: Mention) -> bool:
    """Whether a region is only the whole of a share, or what another is held against: 占江苏全省进出口总值的45.7%, 高于浙江."""
    return before.last == region.first and (before.kind == "gap" or (before.kind, before.grade) == ("share", "verb"))


def _national(title: list[Sentence], body: list[Sentence]) -> bool:
    """Whether the nation owns the first trade that is given a value, and headline or the nation's customs speak of it: a
    feature may open in a town (义乌国际商贸城) and still tell of 我国货物贸易."""
    local = any(m.code != "CN" for s in (*title, *body) for m in s.of("customs"))
    spoken = any(not _NATIONAL.isdisjoint(s.said) for s in (*title, *body))
    return spoken and not local and _first_owner(body) in ("CN", "nation")


def _first_owner(body: list[Sentence]) -> str | None:
    """Whose trade the first one is that is given a value."""
    for sentence in body:
        owner = None
        traded = False
        for mention in sentence.mentions:
            if mention.kind == "region" and _of_customs(sentence, mention):
                continue
            if mention.kind in ("region", "home"):
                owner = mention.code
            elif mention.kind == "flow" and mention.grade != "weak":
                traded = True
            elif mention.kind == "quantity" and mention.quantity.kind == "money" and traded:
                return owner
    return None


def _of_title(codes: list[str], title: list[Sentence]) -> str:
    """The first region that the headline names before a flow, else the first; 浙江金华 is the city."""
    owner = next(
        (
            mention.code
            for sentence in title
            for i, mention in enumerate(sentence.mentions)
            if mention.kind == "region"
            and mention.code != "CN"
            and any(m.kind == "flow" for m in sentence.mentions[i + 1 : i + 4])
        ),
        codes[0],
    )
    return next((c for c in codes if c.startswith(owner + "/") and codes.index(c) == codes.index(owner) + 1), owner)


def _period(title: list[Sentence], body: list[Sentence], ground: Ground, lead: list[Sentence]) -> Months | None:
    """The months that the release reports on: of those that headline and opening name, the longest that ends last; the year so far
    instead of its last month, where the ``lead`` above the first section ends with that."""
    for sentences in ([*title, *body[:3]], body):
        named = _named_periods([s for s in sentences if s in title or _tells(s)], ground)
        if named:
            latest = max(p.last for p in named)
            found = max((p for p in named if p.last == latest), key=lambda p: p.length)
            longer = Months(latest // 12 * 12, latest)
            told = _named_periods([s for s in lead if _tells(s)], ground) if found.length == 1 else []
            return longer if longer in told else found
    return None


def _tells(sentence: Sentence) -> bool:
    return not sentence.kinds.keys().isdisjoint(("flow", "customs"))


def _named_periods(sentences: list[Sentence], ground: Ground) -> list[Months]:
    """The months that sentences name, as far as they had ended when the release came out."""
    named = [ground.months(m.period, None) for s in sentences for m in s.of("period") if m.period.kind == "period"]
    return [months for months in named if months is not None and months.last < ground.published_month]


def _enter_section(ground: Ground, sentences: list[Sentence]) -> None:
    """What a heading says of the section beneath it: single codes, a flow, a period."""
    section = Frame()
    mentions = [m for s in sentences for m in s.mentions]
    subject = compile_subject(sentences[0], mentions) if len(sentences) == 1 else None
    codes: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.kind in BREAKDOWNS or mention.kind == "region":
            codes.setdefault(mention.kind, set()).add(mention.code)
    single = {d: next(iter(c)) for d, c in codes.items() if len(c) == 1}
    if any(m.kind == "quantity" and m.quantity.kind == "bare" for m in mentions) and len(single) > 1:
        single = {}
    flows = {m.code for m in mentions if m.kind == "flow" and m.grade != "weak"}
    periods = [m.period for m in mentions if m.kind == "period" and m.period.kind == "period"]
    section = section.with_codes(single)._replace(
        flow=next(iter(flows)) if len(flows) == 1 and flows != {"balance"} else None,
        period=ground.months(periods[0], ground.period) if len(periods) == 1 else None,
    )
    if subject is not None and subject.length() > 1:
        section = Frame(flow=section.flow if len(subject.flows) < 2 else None, period=section.period)
    ground.section = section
    ground.head, ground.last, ground.within = [], [], False
    ground.paragraph_period = None
