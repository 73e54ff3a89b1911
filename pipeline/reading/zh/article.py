"""A whole Chinese release: its reporter, period and theme, its sections in turn, and the ledger of its numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.model import Passage, Reading, Release
from pipeline.reading.binding.one_way import take_one_way
from pipeline.reading.context.resized import AS_IT_IS, Reopening, bettered, is_sized, leave_misfits, reopenings
from pipeline.reading.frames.frames import Context, Frame, altered
from pipeline.reading.frames.placing import Placed
from pipeline.reading.ledger import LONGEST, MOST_TOKENS, ledger
from pipeline.reading.proof.arithmetic import decide_share_changes
from pipeline.reading.proof.choosing import choose
from pipeline.reading.statements import build
from pipeline.reading.topics.phrases import BREAKDOWNS, OF_TRADE
from pipeline.reading.words.lexicon import Meaning
from pipeline.reading.words.mentions import Mention, Sentence
from pipeline.reading.zh.clauses import read_sentence
from pipeline.reading.zh.currency import settle_currency
from pipeline.reading.zh.ground import Ground, Lead
from pipeline.reading.zh.opening import open_ground
from pipeline.reading.zh.places import short_names
from pipeline.reading.zh.scan import normalized, scan
from pipeline.reading.zh.scope import drop_restatements, settle
from pipeline.reading.zh.spacing import closed_up, spread_out
from pipeline.reading.zh.speech import personal
from pipeline.reading.zh.subjects import compile_subject
from pipeline.reading.zh.tables import read_table_row

Told = list[tuple[Placed, Sentence, Passage]]

_SHORT = 30  # characters of a paragraph that may still go with the label above it
_LABELLING = frozenset({"flow", "region", "home", "period", "filler", "terms", *BREAKDOWNS})
_UNIT_NOTE = re.compile("单位(?:为|[:：])[^|）)\n；。]{1,12}")
_BULLETS = ("·", "•", "●", "▪", "◆", "■", "○", "◇", "-", "—", "★")


def read_article(release: Release) -> Reading:
    """Statements and numbers of a Chinese release; see ``pipeline.reading.read``."""
    closed, places = closed_up(release)
    reading = _read(closed)
    return reading if places is None else spread_out(reading, release, places)


def _read(release: Release) -> Reading:
    text = normalized(release.body_text)
    scanned = _scan(release, text)
    if names := short_names((s for sentences in scanned for s in sentences), text):
        scanned = _scan(release, text, names)
    settle_currency([s for p, ss in zip(release.passages, scanned, strict=True) if p.kind != "table_row" for s in ss])
    ground, placed = _of_its_size(release, text, scanned)
    headline = _headlines(release, scanned, ground)
    figures = [figure for figure, _, _ in placed]
    told = [(figure, sentence) for figure, sentence, _ in placed]
    take_one_way(told, None)
    sized = is_sized(figures)
    choose(placed, home=ground.region, sized=sized)
    decide_share_changes(figures)
    if sized:
        leave_misfits(told)
    drop_restatements(figures)
    statements, fates = build(release, placed, headline)
    return Reading(tuple(statements), tuple(ledger(release, scanned, fates)))


def _of_its_size(release: Release, text: str, scanned: list[list[Sentence]]) -> tuple[Ground, Told]:
    """The release read, as one of another reporter, other months or one partner where that leaves far fewer amounts that are not of
    their size."""
    ground, placed = _run(release, text, scanned)
    if ground.of_port:
        return ground, placed
    told = [(figure, sentence) for figure, sentence, _ in placed]
    said = [sentence for sentences in scanned for sentence in sentences]
    about = Context(Frame(region=ground.region), Frame(), ground.period, ground.published_month)
    for known in reopenings(told, about, said):
        other, again = _run(release, text, scanned, known)
        if bettered([figure for figure, _ in told], [figure for figure, _, _ in again]):
            return other, again
    return ground, placed


def _run(
    release: Release, text: str, scanned: list[list[Sentence]], known: Reopening = AS_IT_IS
) -> tuple[Ground, Told]:
    """The passages of a release read in turn, with what is ``known`` of it: the ground at its end, and its figures."""
    ground = open_ground(release, scanned, known)
    noted = _UNIT_NOTE.search(text)
    ground.unit_note = noted[0] if noted else ""
    placed: Told = []
    labelled = False  # a word or two in a paragraph of their own name what the figures below are about
    open_item = False  # the item before ends in a semicolon: another follows
    told = False  # whether a paragraph was read, so that what stands there is no deck of the headline
    silent = _NEAR  # sentences since the last one that spoke of trade
    for number, (passage, sentences) in enumerate(zip(release.passages, scanned, strict=True)):
        told = told or passage.is_prose
        if passage.kind == "heading":
            silent = 0 if any(map(_of_trade, sentences)) else silent + 1
        if passage.kind == "heading" and passage.level != 1:
            deck = not told and sum(len(s.tokens) for s in sentences) > _DECK
            _enter_section(ground, [] if deck else sentences, _named_beneath(release, scanned, number))
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
            ground.official = _official_speaks(said, text)
            for sentence in sentences:
                silent = 0 if _of_trade(sentence) else silent + 1
                if len(sentence.tokens) <= MOST_TOKENS:
                    ground.speech = personal(text, sentence, passage.char_start, passage.char_end)
                    for figure in read_sentence(sentence, ground):
                        settle(figure, sentence, ground.published_month)
                        if silent > _NEAR and not item and len(said) >= _SHORT and figure.outcome != "out_of_scope":
                            figure.outcome, figure.reason = "out_of_scope", "nothing near it speaks of trade"
                            figure.hint = None
                        placed.append((figure, sentence, passage))
                        if figure.outcome == "read":
                            silent = 0  # 厦门9326.1亿元。青岛9076.7亿元…: one goes on with the trade of the other
            open_item = item and said.endswith(("；", ";"))
            labelled = label or (labelled and item)
            if (label or said.endswith(("：", ":"))) and ground.last:
                flows = {m.code for m in sentences[-1].of("flow") if m.grade != "weak"} if sentences else set()
                flow = flows.pop() if len(flows) == 1 else None
                ground.lead = Lead(ground.last, ground.within, ground.paragraph_period, flow)
    return ground, placed


_OFFICE = "(?:[局厅关市州区县省司]长|主任|发言人|负责人|书记)"
_ANSWERS = re.compile(f"[^：:，。“]{{0,16}}{_OFFICE}[^：:，。“]{{0,8}}[：:]")
_NAMED = re.compile(r"([\u4e00-\u9fff]{2,4})[：:]")


def _official_speaks(said: str, text: str) -> bool:
    """Whether a paragraph is what an official answers, by the office or by a name that the text gives behind it: 覃永康：…, after 厅长覃永康."""
    if _ANSWERS.match(said) is not None:
        return True
    named = _NAMED.match(said)
    return named is not None and re.search(_OFFICE + named[1], text) is not None


_NEAR = 4  # sentences that may tell of a trade which the one before them named
_TRADING = frozenset({"regime", "customs"})


def _of_trade(sentence: Sentence) -> bool:
    """Whether a sentence names a flow, a customs regime or the customs, or says 外贸 or 贸易."""
    return "flow" in sentence.kinds or not _TRADING.isdisjoint(sentence.kinds)


def _scan(release: Release, text: str, names: Mapping[str, tuple[Meaning, ...]] | None = None) -> list[list[Sentence]]:
    """The sentences of each passage, of none that is too long to be prose."""
    return [
        scan(text, p.char_start, p.char_end, names) if p.char_end - p.char_start <= LONGEST else []
        for p in release.passages
    ]


def _label(sentences: list[Sentence]) -> bool:
    """Whether a paragraph only names something, as a heading would: 出口, then 8765.6亿元 in the paragraph below."""
    if len(sentences) != 1 or not any(m.kind in OF_TRADE for m in sentences[0].mentions):
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


_DECK = 4  # tokens of the heading of a section, above the first paragraph, at most


def _named_beneath(release: Release, scanned: list[list[Sentence]], heading: int) -> set[str]:
    """The codes of goods and of regions that a section names, up to the next heading."""
    codes: set[str] = set()
    for passage, sentences in zip(release.passages[heading + 1 :], scanned[heading + 1 :], strict=True):
        if passage.kind == "heading":
            break
        codes.update(m.code for s in sentences for kind in ("commodity", "region") for m in s.of(kind))
    return codes


def _beside(region: str, codes: set[str]) -> set[str]:
    """The provinces among codes beside that of a region."""
    provinces = {code.split("/")[0] for code in codes if code.startswith("CN-")}
    return provinces - {region.split("/")[0]}


def _label_of_heading(sentences: list[Sentence]) -> list[Mention]:
    """What stands before the colon of a heading, where it names a breakdown: 德国：最大的欧洲伙伴."""
    if len(sentences) != 1:
        return []
    sentence = sentences[0]
    colon = next((at for at, token in enumerate(sentence.tokens) if token.text in ("：", ":")), 0)
    label = [m for m in sentence.mentions if m.last <= colon]
    return label if any(m.kind in BREAKDOWNS or m.kind in ("region", "home") for m in label) else []


# What a heading asks for: 买了什么, 02 卖什么.
_ASKED = {"export": re.compile("卖出?[了些点]?(?:什么|啥)"), "import": re.compile("买进?[了些点]?(?:什么|啥)")}


def _enter_section(ground: Ground, sentences: list[Sentence], beneath: set[str]) -> None:
    """What a heading says of the section beneath it: single codes, a flow, a period; a good only where the section names it as well
    (市场：鸡蛋挪了篮子), and a province only where it names few others (五省市分化：浙江增速最快); ``beneath`` are the codes that it names."""
    section = Frame()
    mentions = [m for s in sentences for m in s.mentions]
    subject = compile_subject(sentences[0], mentions) if len(sentences) == 1 else None
    codes: dict[str, set[str]] = {}
    label = _label_of_heading(sentences)
    for mention in label or mentions:
        if mention.kind == "commodity" and mention.code not in beneath:
            continue
        if mention.kind == "region" and not label and ground.region == "CN" and len(_beside(mention.code, beneath)) > 1:
            continue
        if mention.kind == "home" and mention.code == "nation" and label:
            codes.setdefault("region", set()).add("CN")  # 全国：出口迈过五百亿美元
        if mention.kind in BREAKDOWNS or mention.kind == "region":
            codes.setdefault(mention.kind, set()).add(mention.code)
    single = {d: next(iter(c)) for d, c in codes.items() if len(c) == 1}
    if any(m.kind == "quantity" and m.quantity.kind == "bare" for m in mentions) and len(single) > 1:
        single = {}
    flows = {m.code for m in mentions if m.kind == "flow" and m.grade != "weak"}
    said = "".join(token.text for s in sentences for token in s.tokens)
    flows |= {flow for flow, asked in _ASKED.items() if asked.search(said)}
    periods = [m.period for m in mentions if m.kind == "period" and m.period.kind == "period"]
    section = altered(
        section.with_codes(single),
        flow=next(iter(flows)) if len(flows) == 1 and flows != {"balance"} else None,
        period=ground.months(periods[0], ground.period) if len(periods) == 1 else None,
    )
    if subject is not None and subject.length() > 1:
        section = Frame(flow=section.flow if len(subject.flows) < 2 else None, period=section.period)
    ground.section = section
    ground.head, ground.last, ground.within = [], [], False
    ground.paragraph_period = None
