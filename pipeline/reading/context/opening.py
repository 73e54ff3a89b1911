"""What a release is of before its first sentence is read: reporter, period, currency, the flow of its headline."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter

from pipeline.model import Release
from pipeline.reading.context.covered import release_period
from pipeline.reading.context.owned_elsewhere import is_of_city
from pipeline.reading.context.theme import partner_ahead, partner_of, theme_ahead
from pipeline.reading.frames.frames import Context, Frame, altered
from pipeline.reading.frames.one_good import the_good
from pipeline.reading.frames.owners import name_nation, other_country
from pipeline.reading.frames.spans import first_open_month
from pipeline.reading.names.naming import name_own_goods
from pipeline.reading.names.naming_partners import is_bloc
from pipeline.reading.names.naming_sides import name_belts, name_sides
from pipeline.reading.names.naming_zones import kind_told
from pipeline.reading.reporter.counties_named import name_counties
from pipeline.reading.reporter.districts import name_districts
from pipeline.reading.reporter.namesakes import tell_namesakes
from pipeline.reading.reporter.reporting import reporter
from pipeline.reading.reporter.weighing import names_china, of_letterhead
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.topics.topics import topics
from pipeline.reading.words.mentions import Sentence
from pipeline.reading.words.months import Months
from pipeline.reading.words.scan import scan


def open_release(
    release: Release, scanned: list[list[Sentence]], period: Months | None = None, region: str | None = None
) -> Context:
    """The context in which the first sentence is read; ``period`` are the months of the release and ``region`` its reporter, where
    they are known."""
    body = [s for p, ss in zip(release.passages, scanned, strict=True) if p.is_prose for s in ss]
    title = [
        s for p, ss in zip(release.passages, scanned, strict=True) if p.kind == "heading" and p.level == 1 for s in ss
    ]
    name_nation(title, body)
    name_own_goods(title, body)
    letterhead = scan(release.publisher, 0, len(release.publisher)) if release.publisher else []
    everything = [s for sentences in scanned for s in sentences]
    in_china = names_china(everything)
    if not in_china:
        for sentence in everything:
            sentence.hold(m for m in sentence.mentions if m.kind != "region")
    name_sides(everything)
    name_belts(everything)
    tell_namesakes(everything)
    name_districts(title, body, letterhead)
    name_counties(title, body)
    titled = [topics(s) for s in title]
    opening = [topics(s) for s in body[:4]]
    tables = sorted({p.table_caption for p in release.passages if p.table_caption is not None})
    captions = [s for n in tables for s in scanned[n]]
    region = region or reporter(title, [*body, *captions])
    seat = of_letterhead(letterhead)  # "Department of Commerce of Inner Mongolia", "Yubei District, Chongqing"
    if region is None or (seat is not None and seat.startswith(f"{region}/") and is_of_city(body)):
        region = seat  # "Provincial figures for Hubei come out next week", in a paper of Wuhan that tells of "the city"
    article = Frame(region=region, blocked=_blocked([t for found in titled for t in found]))
    flows = {f for found in titled for t in found for f in t.flows}
    spoken = {f for found in opening[:3] for t in found for f in t.flows}
    flow = next(iter(flows)) if len(flows) == 1 and flows <= {"export", "import"} and spoken <= flows else None
    period = period or release_period(release, scanned)
    context = Context(article, Frame(), period, first_open_month(release.published_on), article_flow=flow)
    if (partner := partner_of(title)) is not None:
        context.bloc, context.country = (partner, None) if is_bloc(partner) else (None, partner)
    elif region is not None:
        context.ahead = partner_ahead(body)
    context.heads = {s.tokens[m.last - 1].stem: m.code for s in title for m in s.of("commodity") if m.grade != "weak"}
    context.zone = next((kind for s in title if (kind := kind_told(s)) is not None), None)
    context.article_currency = _currency([*title, *body])
    context.abroad = other_country(title, body)
    context.nowhere = region is None and not in_china
    if (good := the_good(title, body, region)) is not None and not article.blocked and context.abroad is None:
        context.good = context.theme = good
        context.article_flow = flow = good.flow
    elif not article.blocked and context.abroad is None:
        context.theme = theme_ahead(title, body)
        context.traded = context.theme.commodity if context.theme is not None else None
    if any(m.grade != "weak" for s in (*title, *body[:3]) for m in s.of("flow")) and not article.blocked:
        # What the opening speaks of before it names it: "July added 23.9 billion yuan".
        context.last = altered(article, flow=flow or "total")
    return context


def _currency(sentences: list[Sentence]) -> str | None:
    """The currency of a release's amounts where one is that of nearly all, or that it says it counts in: "Everything below is in yuan.
    Exports: 225.46 bln". An amount told "in dollar terms" says nothing of the others."""
    amounts = [
        m.quantity.unit
        for s in sentences
        for m in s.of("quantity")
        if m.quantity.kind == "money" and m.quantity.value >= _LEAST
    ]
    stated = {
        m.code for s in sentences for m in s.of("terms") if all(q.quantity.unit != m.code for q in s.of("quantity"))
    }
    if len(stated) == 1:
        return next(iter(stated))
    main, count = max(Counter(amounts).items(), key=itemgetter(1), default=(None, 0))
    return main if count >= _MOSTLY * len(amounts) else None


_LEAST = 1_000_000  # what is less is a price
_MOSTLY = 0.75  # of the amounts, for their currency to be that of the release


def _blocked(titled: list[Topic]) -> str | None:
    """Trade in services, when the topics of the headline announce it and name no flow of goods."""
    if any(t.flows and not t.blocked for t in titled):
        return None
    return next((t.blocked for t in titled if t.blocked and "service" in t.blocked), None)
