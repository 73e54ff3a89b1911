"""What a whole release is about, the breakdown that its headline and its first figure share; where the text leaves it and comes back."""

from __future__ import annotations

from pipeline import vocabulary
from pipeline.model import Passage
from pipeline.reading.completing.overall import of_all
from pipeline.reading.completing.pronouns import tells_of_two
from pipeline.reading.frames.frames import Context, Frame, altered
from pipeline.reading.frames.of_size import off_by
from pipeline.reading.frames.placing import Placed, Work
from pipeline.reading.frames.subjects import of_one_good, of_one_partner, of_one_way
from pipeline.reading.names.naming_partners import is_bloc
from pipeline.reading.topics.topics import topics
from pipeline.reading.words.mentions import Mention, Sentence


def _of_trade(figure: Placed, sentence: Sentence) -> bool:
    """Whether a figure is an amount, or its sentence names a flow: trucks that stand in line are no theme."""
    return figure.mention.quantity.kind != "physical" or "flow" in sentence.kinds


_MEANWHILE = frozenset({"as", "while", "despite", "amid", "after", "though", "although"})


def partner_of(title: list[Sentence]) -> str | None:
    """The one partner that a headline names, but in a further clause: that of "bilateral trade" in the first sentence."""
    named = [(s, m) for s in title for m in s.of("partner")]
    if len({m.code for _, m in named}) != 1 or any(_beside(s, m) for s, m in named):
        return None
    return named[0][1].code


def partner_ahead(body: list[Sentence]) -> str | None:
    """The partner that trade "between the two countries" is with, where the text names it only then: "China sold Germany goods", in one
    of the next two sentences with a figure, and of no other partner."""
    if all("two" not in s.said and "bilateral" not in s.said for s in body):
        return None
    only = len(_partners(body)) == 1
    opening = next((n for n, s in enumerate(body) if tells_of_two(s, only) and not s.of("partner")), None)
    if opening is None:
        return None
    behind = [s for s in body[opening + 1 : opening + _SOON] if "quantity" in s.kinds and s.of("flow")]
    first = next((codes for s in behind[:2] if (codes := _partners([s]))), set())
    return next(iter(first)) if len(first) == 1 else None


def _partners(sentences: list[Sentence]) -> set[str]:
    """The partners that sentences name, those that the vocabulary has."""
    known = vocabulary.codes("partner")
    return {m.code for s in sentences for m in s.of("partner") if m.code in known}


_SOON = 5  # sentences


def be_with(context: Context, partner: str) -> None:
    """Make trade with a partner the theme of a release."""
    context.theme, context.sure = Frame(partner=partner), True
    context.bloc, context.country = (partner, None) if is_bloc(partner) else (None, partner)
    if context.last is not None:
        context.last = altered(context.last, partner=partner)


def _beside(sentence: Sentence, partner: Mention) -> bool:
    """Whether a headline names a partner only in a further clause: "... find new buyers as American orders dry up"."""
    return any(
        word in _MEANWHILE and sentence.words(place - 1, place) not in (["such"], ["as"], ["well"])
        for place, word in enumerate(sentence.low[3 : partner.first], 3)
    )


def theme_ahead(title: list[Sentence], body: list[Sentence]) -> Frame | None:
    """The good whose trade the first sentence speaks of without a figure and the next goes on about, under a headline of goods: "China's
    foreign trade in medicines kept growing in 2019. Imports and exports amounted to US$145.69 billion"."""
    if len(body) < 2 or not any(s.of("commodity") for s in title) or any(_is_amount(m) for m in body[0].of("quantity")):
        return None
    opening = [t for t in topics(body[0]) if t.flows == ["total"] and t.codes.keys() - {"region"} == {"commodity"}]
    if len(opening) != 1 or opening[0].members() > 1 or not any(_is_amount(m) for m in body[1].of("quantity")):
        return None
    next_ones = topics(body[1])[:1]
    plain = all(t.flows and not t.has_breakdown() and not t.home and "region" not in t.codes for t in next_ones)
    return Frame(flow="total", commodity=opening[0].codes["commodity"][0]) if next_ones and plain else None


def _is_amount(mention: Mention) -> bool:
    return mention.quantity.kind != "bare"


def note_theme(context: Context, placed: list, scanned: list[list[Sentence]], whole_paragraph: bool = True) -> None:
    """The breakdown that headline and first figure share is what the whole release is about."""
    if context.theme is not None or not placed:
        return
    first, opened, opening = next(
        (
            (p.frame, s, where)
            for p, s, where in placed
            if p.frame is not None and p.outcome == "read" and _of_trade(p, s)
        ),
        (None, None, None),
    )
    if first is None:
        return
    shared = {}
    if breakdown := first.breakdown():
        title = _about(scanned[0], opened)
        body = [s for sentences in scanned[1:] for s in sentences]
        words = {t.low for s in scanned[0] for t in s.tokens if t.kind == "word" and t.text[0].isupper()}
        told = _told_alike(placed, opening) if whole_paragraph else 0
        shared = {
            d: v
            for d, v in breakdown.items()
            if v in title
            or (d == "commodity" and any(v.endswith("_" + code) for code in title))  # "magnets", of rare earth magnets
            or (d == "commodity" and any(vocabulary.within(code, v) for code in title))  # "bulkers", of ships
            or (told > (2 if d == "zone" else 1) and d in ("regime", "zone", "transport") and placed[0][2] is opening)
            or (told > 2 and d == "commodity" and _led_by(scanned, opened, v))
            or (d == "commodity" and _of_its_makers(scanned[0], v))
            or (d in ("regime", "transport") and of_one_way(body, d, v))
            or (d == "partner" and of_one_partner(body, v))
            or (d == "commodity" and of_one_good(body, v))
            or (d == "zone" and (v.split("_")[0] in words or not title.isdisjoint(_ZONES)))
        }
    if shared or whole_paragraph:
        context.theme = Frame(flow=first.flow if shared else None).with_codes(shared)


_ZONES = frozenset({"customs_supervised", "free_trade_zone"})  # "Bonded port area lifts trade": the one that is named


def _told_alike(placed: list, paragraph: Passage) -> int:
    """How many figures a paragraph tells, 0 where they are not all of one breakdown."""
    told = [p.frame.breakdown() for p, _, where in placed if where is paragraph and p.outcome == "read"]
    return len(told) if all(breakdown == told[0] for breakdown in told) else 0


def _led_by(scanned: list[list[Sentence]], opened: Sentence, good: str) -> bool:
    """Whether a text begins with a good, under a headline that tells of no trade: "The bikes that Guadalajara rides. Chongqing once
    made motorcycles for Chinese farmers"."""
    if any(t.flows for s in scanned[0] for t in topics(s)):
        return False
    lead = [s for sentences in scanned[1:] for s in sentences][:2]
    return opened not in lead and any(m.code == good for s in lead for m in s.of("commodity"))


def _of_its_makers(title: list[Sentence], good: str) -> bool:
    """Whether a headline tells of no trade and names one good only, be it by those who make or sell it: "China's toy makers look beyond
    the West"."""
    goods = {m.code for s in title for m in s.of("commodity")}
    return goods == {good} and not any(t.flows for s in title for t in topics(s))


def _about(title: list[Sentence], opened: Sentence) -> set[str]:
    """The codes that a headline says the release is about; ``opened`` is the sentence of the first figure."""
    named: dict[str, set[str]] = {}
    titled = [t for s in title for t in topics(s)]
    if any(t.flows == ["total"] and "region" in t.codes and not t.has_breakdown() and not t.blocked for t in titled):
        titled = []  # "Weak border business drags down Guangxi's foreign trade": it is about all of it
    figured = [place for s in title if (place := _figure_of_whole(s)) is not None]
    for topic in titled:
        if figured and "commodity" in topic.codes and topic.first > figured[0]:
            continue  # "Anhui exports up 17.2% in Jan-Feb on cars and batteries": what moved them
        goods = topic.codes.get("commodity", ())
        # "Mongolian coal keeps wagons rolling": of the coal alone, if the text tells of another trade first
        of_goods = bool(goods) and not topic.flows and not any(m.code in goods for m in opened.of("commodity"))
        for dimension, codes in topic.codes.items():
            if not (of_goods and dimension == "partner"):
                named.setdefault(dimension, set()).update(codes)
    if len(named.get("partner", ())) > 1:
        del named["partner"]  # "Brazil fills the gap as U.S. soybeans vanish": it is about neither
    elif any(_beside(s, m) for s in title for m in s.of("partner")):
        named.pop("partner", None)
    dealt = named.get("commodity", set())
    # "Magnet flow to US recovers as rare earth truce takes hold": of the magnets, which are of rare earths
    materials = dealt - {m.code for m in opened.of("commodity")}
    dealt -= {of for of in materials for kind in dealt if kind.startswith(f"{of.removesuffix('s')}_") and kind != of}
    if len(dealt) > 1:
        # "Durians, batteries and a busy border": about the one that the first figure's own sentence names, if any.
        # Beside a partner they only say what is traded with it: "Chongqing and ASEAN: fruit in, machines out".
        named["commodity"] &= set() if named.get("partner") else {m.code for m in opened.of("commodity")}
    return {code for codes in named.values() for code in codes}


def _figure_of_whole(title: Sentence) -> int | None:
    """Where a headline tells a figure of a whole flow, None where it does not."""
    whole = next((t for t in topics(title) if t.flows and not t.has_breakdown() and not t.blocked), None)
    if whole is None:
        return None
    return next((m.first for m in title.of("quantity") if m.first >= whole.last), None)


def _names_theme(work: Work) -> bool:
    """Whether the sentence names something of the theme."""
    theme = set(work.context.theme.breakdown().values())
    if not theme:
        return False
    passed = work.words.index(",") if work.words[0] in _CLAUSES and "," in work.words else 0
    told = [t for t in work.named if t.first >= passed and (t.whole or t in work.topics)]  # but for asides
    return not all(theme.isdisjoint(codes) for topic in told for codes in topic.codes.values())


def leave_theme(work: Work, figures: list[Placed]) -> None:
    """A paragraph that opens with the reporter's trade as a whole has left the theme: "Vehicles worth ... were exported. ...
    Over the period, the city's foreign trade totaled ..."; so has a sentence that tells nothing else, and says so: "All told, exports
    expanded by 4.8%; imports fell 3.4%"."""
    context = work.context
    if context.theme is None or context.aside or not figures:
        return
    if context.paragraph is not None and not _sums_up(work, figures):
        return
    first = figures[0].frame
    if not first.blocked and not first.is_broken_down() and first.region == context.article.region:
        context.aside = not _names_theme(work)
        context.left_here = context.aside and (context.left_here or not context.left)
        context.left = context.left or context.aside


_AT_LARGE = (
    ("national", "level"),
    ("as", "a", "whole"),
    ("all", "partners"),
    ("all", "markets"),
    ("all", "destinations"),
    ("trade", "at", "large"),
    ("trade", "overall"),
    ("trade", "in", "general"),
)


def turn_to_whole(sentence: Sentence, context: Context) -> None:
    """Leave the theme where a paragraph opens with a sentence without a figure that says that all trade is told of: "A recovery was
    visible at the national level too", "Overall, the province's imports and exports grew more slowly than its business with Russia"."""
    if "quantity" in sentence.kinds:
        return
    low = sentence.low
    held = low.index("than") if "than" in sentence.said else len(low)  # behind it stands what all trade is held against
    if any(m.kind in _TOLD and m.first < held for m in sentence.mentions):
        return
    overall = low[0] == "overall" and any(m.code == "total" and m.grade == "noun" for m in sentence.of("flow")[:1])
    if not overall and not any(
        tuple(low[n : n + len(words)]) == words for words in _AT_LARGE for n in sentence.places(words[0])
    ):
        return
    if context.theme is not None and not context.aside:
        context.left_here = context.left_here or not context.left
        context.aside = context.left = True
    context.last = altered(context.whole(), flow="total", blocked=None)


_TOLD = frozenset({"quantity", "partner", "commodity", "regime", "enterprise", "zone", "other_topic"})


def shed_partner(work: Work, figures: list[Placed]) -> None:
    """Take the partner that the release is about off figures that name none, where an amount of them is that of all trade by its size
    and far too large for the partner: "China's exports rose 9.9 percent to $2.49 trillion", in a release about the US."""
    context = work.context
    partner = context.theme.partner if context.theme is not None else None
    if partner is None or context.sure or any(m.code == partner for m in work.sentence.of("partner")):
        return
    if not any((t.flows or t.weak_flow) and (t.home or "region" in t.codes) for t in work.topics):
        return
    over = set()
    for figure in figures:
        frame, amount = figure.frame, figure.measure
        if amount.measure == "level" and frame.partner == partner and not frame.blocked:
            size, bare = float(amount.value), altered(frame, partner=None)
            if off_by(frame, amount.unit, size) == 1 and off_by(bare, amount.unit, size) == 0:
                over.add(frame.flow)
    for figure in figures:
        if figure.frame.partner == partner and (figure.frame.flow in over or ("balance" not in over and over)):
            figure.alter(partner=None)


_WHENCE = frozenset({("from", "all"), ("to", "all")})
_EVERYWHERE = frozenset({"origins", "sources", "suppliers", "destinations", "markets", "countries", "directions"})


def be_of_all_partners(work: Work, figures: list[Placed]) -> None:
    """Take the partner of the sentence before off figures of goods "from all origins", where theirs names none; and off the theme, for a
    text that goes on so is about the goods."""
    if _EVERYWHERE.isdisjoint(work.said) or work.sentence.of("partner"):
        return
    words = work.words
    at = next((n for n in range(2, len(words)) if words[n] in _EVERYWHERE and tuple(words[n - 2 : n]) in _WHENCE), None)
    told = [f for f in figures if f.frame.commodity is not None] if at is not None else []
    for figure in told:
        if figure.frame.partner is not None:
            figure.alter(partner=None)
    theme = work.context.theme
    if told and theme is not None and theme.partner is not None and not work.context.sure:
        work.context.theme = altered(theme, partner=None, commodity=theme.commodity or told[0].frame.commodity)


def leave_topic(sentence: Sentence, context: Context) -> None:
    """A sentence that tells of exports or imports has left what another only spoke of without a figure: "Consumers are wary. Exports
    rose"."""
    last = context.last
    if last is None or not last.blocked or last.blocked.startswith("a ") or context.figures or context.article.blocked:
        return
    if any(m.grade == "noun" for m in sentence.of("flow")) and not sentence.of("other_topic"):
        to_them = any(sentence.low[m.last] in _TOWARDS and sentence.low[m.last + 1] in _THEM for m in _nouns(sentence))
        partner = last.partner if to_them else None
        context.last = altered(context.base(), flow=context.article_flow or "total", blocked=None)
        context.last = altered(context.last, partner=partner or context.last.partner)


_TOWARDS = frozenset({"with", "to", "from"})
_THEM = frozenset({"them", "it", "these", "those"})


def _nouns(sentence: Sentence) -> list[Mention]:
    """The flows that a sentence names by a noun, but one that it closes with."""
    return [m for m in sentence.of("flow") if m.grade == "noun" and m.last + 1 < len(sentence.low)]


def _sums_up(work: Work, figures: list[Placed]) -> bool:
    """Whether a sentence is about all trade, by its own words, with no breakdown in it."""
    if any(t.has_breakdown() for t in work.named) or any(p.frame.is_broken_down() for p in figures):
        return False
    return len({p.frame.flow for p in figures}) > 1 and any(of_all(work, t) for t in work.topics)


def _one_of_several(work: Work) -> bool:
    """Whether the partner that the release is about only has its place among others: "The United States followed with 4.18 trillion yuan,
    and ASEAN with 3.88 trillion"."""
    partner = work.context.theme.partner
    others = {code for t in work.topics for code in t.codes.get("partner", ()) if code != partner}
    return (
        partner is not None and bool(others) and partner in {c for t in work.topics for c in t.codes.get("partner", ())}
    )


# "Since it was rich markets that bought laptops"
_IN_PASSING = frozenset({"since", "because", "as", "although", "while", "though"})
_CLAUSES = _IN_PASSING | {"when"}


def resume_theme(work: Work) -> None:
    """The text is about its theme again where a sentence names it: "Back to tyres: exports to Mexico were ..."."""
    context = work.context
    if context.aside and not context.everybody and (work.words[0] not in _IN_PASSING or work.sentence.of("quantity")):
        context.aside = not _names_theme(work) or _one_of_several(work)
        if not context.aside and context.left_here:
            context.left = False  # only for a paragraph or two
    elif context.headed and context.theme is not None and context.theme.enterprise and work.sentence.of("quantity"):
        context.everybody = not _names_theme(work) and any(
            t.flows and not t.blocked and (t.home or context.article.region in t.codes.get("region", ()))
            for t in work.topics
        )  # of firms, a section that begins "Chongqing exported 352,000 vehicles" tells of everybody's
        context.aside = context.left = context.everybody
    if work.sentence.of("quantity"):
        context.headed = False
