"""The way that goods went, as the words around a topic tell it: who took, sent, bought or supplies them."""

from __future__ import annotations

import itertools

from pipeline.reading.frames.comparators import FIGURE_OF
from pipeline.reading.frames.frames import OF_IT, OTHER_SIDE, REACHED, Frame, altered
from pipeline.reading.frames.placing import Work, clause, quantity_between
from pipeline.reading.topics.circumstances import opened
from pipeline.reading.topics.phrases import Topic

BE = frozenset({"were", "was", "is", "are", "worth", "goods", "of"})


_RANKS = frozenset({"next", "second", "third", "fourth", "fifth", "followed", "follows", "runner", "behind"})


def ranks(work: Work) -> bool:
    """Whether a sentence goes on down a ranking: "The United States was next", "Iraq slipped to third"."""
    return any(w in _RANKS and work.words[p - 1 : p] != ["from"] for p, w in enumerate(work.words))


ROLES = {
    "buyer": "export",
    "buyers": "export",
    "customer": "export",
    "customers": "export",
    "destination": "export",
    "destinations": "export",
    "market": "export",
    "outlet": "export",
    "outlets": "export",
    "supplier": "import",
    "suppliers": "import",
    "source": "import",
    "sources": "import",
}


def role_of(work: Work, topic: Topic) -> str | None:
    """The flow that a partner's role tells: "Russia is still the biggest buyer, with 5.06 billion yuan"."""
    following = work.words[topic.last : topic.last + 9]
    if following[:1] == [","] and all(t.codes.keys() == {"partner"} for t in work.topics):
        # "Brazil, up 12 percent, and Australia, up 3 percent, were the main sources"
        verbs = [p for p in work.sentence.places("were") if p > work.topics[-1].last]
        behind = work.words[verbs[0] : verbs[0] + 5] if verbs else []
        return next((ROLES[w] for w in behind if w in ROLES), None)
    listed = (
        following[:1]
        and following[0] in _HEADING
        and any(a == "of" and b in ROLES for a, b in itertools.pairwise(following))
    )
    shown = following[:2] == ["as", "the"]  # "It shows South Korea as the largest outlet, with 11.12m t in ten months"
    if not (listed or shown or {"is", "was", "remained", "became", "remains", "are", "were"} & set(following[:2])):
        return None  # but for "Mexico topped the list of customers"
    for word in following:
        if word in (",", ";", ":", "and", "but"):
            return None
        if word in ROLES:
            return ROLES[word]
    return None


_HEADING = frozenset({"led", "leads", "topped", "tops", "headed", "heads"})
_TAKES = frozenset(
    [
        *(
            "took",
            "take",
            "takes",
            "taking",
            "absorb",
            "absorbed",
            "absorbs",
            "absorbing",
            "bought",
            "buys",
            "buy",
            "buying",
        ),
        *("purchased", "purchases", "purchasing"),
        *("ordered", "ordering", "received", "receiving"),
    ]
)


_TAKEN = frozenset({"absorbed", "snapped", "bought", "ordered", "taken", "purchased", "received"})
_GIVES = frozenset(
    [
        *(
            "sent",
            "sends",
            "send",
            "sending",
            "supply",
            "supplied",
            "supplies",
            "supplying",
            "provided",
            "provides",
            "providing",
        ),
        *("sold", "sells", "selling", "shipped", "delivered", "delivering"),
    ]
)


def dealing_of(verb: str) -> str | None:
    """The reporter's flow where a partner's dealing is this verb."""
    return "export" if verb in _TAKES else "import" if verb in _GIVES else None


def _taken_by(work: Work, topic: Topic) -> bool:
    """Whether goods are said to have been taken by a partner: "absorbed by Hong Kong", "snapped up by Russian dealers"."""
    first = min(m.first for m in topic.mentions if m.kind == "partner")
    lead = [w for w in work.words[max(0, first - 4) : first] if w not in ("the", "up")]
    return lead[-1:] == ["by"] and lead[-2:-1] != [] and lead[-2] in _TAKEN


_NO_GOODS = frozenset({"place", "lead", "spot", "part", "share", "slice"})


def own_dealing(work: Work, topic: Topic) -> str | None:
    """The reporter's flow that a partner's own dealing tells: "Nigeria took 42 percent fewer", "Thailand sent 702,000 tonnes", "were
    absorbed by Hong Kong"."""
    if "by" in work.said and _taken_by(work, topic):
        return "export"
    partner = max(m.last for m in topic.mentions if m.kind == "partner")
    dealing = work.words[partner : partner + 1]  # "with Russia buying 8.6 billion yuan"
    if work.words[topic.first - 1 : topic.first] == ["with"] and dealing and dealing[0].endswith("ing"):
        return "export" if dealing[0] in _TAKES else "import" if dealing[0] in _GIVES else None
    if topic.reach is not None or work.words[topic.first - 1 : topic.first] in (
        ["with"],
        ["in"],
        ["of"],
        ["for"],
        ["by"],
    ):
        return None
    following = min((t.first for t in work.topics if t.first >= topic.last), default=len(work.words))
    if work.words[partner : partner + 1] == [","] and work.words[partner + 1 : partner + 2] in _RELATIVE:
        # "South Korea, which supplies screens and memory chips, third at $7.3 billion"
        closing = next((p for p in range(partner + 2, min(partner + 16, len(work.words))) if work.words[p] == ","), 0)
        if not closing or quantity_between(work, partner, closing):
            closing = _dealing_behind(work.words, partner)  # "which pays 37.8 yen per kilowatt-hour, bought"
        partner = closing + 1 if closing else partner
        following = min((t.first for t in work.topics if t.first >= partner), default=len(work.words))
    elif work.words[partner : partner + 1] == [","] and not quantity_between(work, partner, following):
        # "Taiwan and South Korea, the main sources of chips, supplied"
        commas = (p for p in range(partner + 1, min(partner + 14, following + 1)) if work.words[p : p + 1] == [","])
        partner = next(commas, partner - 1) + 1
    told = work.words[partner : min(partner + 9, max(following + 1, topic.last))]
    if work.words[0] == "with" and "," in told and topic.last <= opened(work.sentence):
        told = told[: told.index(",")]  # "With a US tariff looming in January, Chinese firms sent 15.6% more abroad"
    for place, word in enumerate(told):
        if word in _TAKES and not _NO_GOODS.isdisjoint(work.words[partner : partner + 6]):
            return None  # "Latin America took its place close behind", "and the bloc took a 19.6% share"
        if word in _TAKES and told[place + 1 : place + 2] == ["the"] and told[place + 2 : place + 3] in FIGURE_OF:
            return None  # "where a 10.1 percent gain took the figure to CNY224.1 billion"
        if word in _TAKES or word in _GIVES:
            other = told[place + 2 : place + 3] if told[place + 1 : place + 2] in (["or"], ["and"]) else []
            if other and other[0] in (_GIVES if word in _TAKES else _TAKES):
                return "total"  # "Russia supplied or bought 74.5 billion yuan's worth"
        if word in _TAKES:
            parts = "up" in told[place : place + 3] or _of_the_total(work, partner + place)
            return None if parts else "export"
        if word in _GIVES:
            return "import"
        if word == ";" and told[place + 1 : place + 2] in (["it"], ["they"]):
            continue  # "Vietnam was an exception; it bought 5.1 percent more Chinese goods"
        if word in (";", ":", "(", "and", "while", "with"):
            return None
    return None


_RELATIVE = (["which"], ["who"], ["where"], ["whose"])


_LONGEST = 40  # tokens of such a clause


def _dealing_behind(words: list[str], place: int) -> int:
    """The comma behind the relative clause that opens at one, before a verb of dealing; 0 where there is none."""
    dealing, end = _TAKES | _GIVES, min(place + _LONGEST, len(words) - 1)
    return next((p for p in range(place + 2, end) if words[p] == "," and words[p + 1] in dealing), 0)


def _of_the_total(work: Work, verb: int) -> bool:
    """Whether what partners "took" is a share of trade both ways that was told of just before: "Imports and exports came to 200.95
    billion yuan. ASEAN took 22.6 percent, the EU 18.3 percent"."""
    last = work.context.last
    if last is None or last.flow != "total" or last.blocked or not work.context.opened or work.sentence.of("flow"):
        return False
    if not OF_IT.isdisjoint(itertools.pairwise(work.words[verb + 1 : verb + 8])):
        return True  # "South Korea took a quarter of it (25.2 percent)"
    share = next((m for m in work.sentence.of("quantity") if m.first > verb), None)
    if share is None or share.quantity.kind != "percent" or share.first - verb > 2:
        return False
    return _CHANGED.isdisjoint(work.words[share.last : share.last + 2])


_CHANGED = frozenset({"more", "less", "fewer", "of", "larger", "smaller"})


def those(work: Work, topic: Topic) -> str | None:
    """The flow that "those to Russia" and "those from Japan" are, whatever was shipped before."""
    reach = REACHED.get(topic.reach or "")
    lead = work.words[max(0, topic.first - 3) : topic.first]
    if not {"those", "that"} & set(lead[:-1]) or lead[-1] not in ("to", "from", "the"):
        return None
    before = [work.frames[n] for n, t in enumerate(work.topics) if n in work.frames and t.last <= topic.first]
    spoken = before[-1] if before else work.context.last
    if reach == "export" and spoken is not None and spoken.flow == "total" and spoken.partner and not spoken.blocked:
        return "total"  # "The import and export to the United States was 18.99 billion yuan. Those to the EU were"
    return reach


_MOVING = {
    "from": (frozenset({"came", "come", "comes", "arrived"}), "import"),
    "to": (frozenset({"went", "go", "goes"}), "export"),
}


def came_from(work: Work, topic: Topic) -> str | None:
    """The flow of goods that are said to have come from a partner, or gone to it: "Soybeans came mainly from Brazil", "Goods worth 23.5 billion
    yuan went to the United States"."""
    going = _MOVING.get(topic.reach)
    if going is None or going[0].isdisjoint(work.words[max(0, topic.first - 4) : topic.first]):
        return None
    return going[1]


def way_of(work: Work) -> str | None:
    """Goods that left the reporter are exports, goods that entered it imports: "worth 58.47 billion yuan left Yiwu"."""
    for mention in work.sentence.mentions:
        if mention.kind in ("region", "home"):
            before = work.words[max(0, mention.first - 1) : mention.first]
            if before in (["left"], ["leaving"], ["leave"]):
                return "export"
            if before in (["entered"], ["entering"], ["enter"]):
                return "import"
    earned = (p for verb in ("earned", "fetched") for p in work.sentence.places(verb))
    if any(not {"abroad", "overseas"}.isdisjoint(work.words[p : p + 8]) for p in earned):
        return "export"  # "Laptop computers alone earned 17.68 billion dollars abroad"
    for place in work.sentence.places("what") if "what" in work.said else ():
        if work.words[place + 1 : place + 2] in (["was"], ["is"], ["were"]):
            dealt = dealing_of(work.words[place + 2]) if place + 2 < len(work.words) else None
            if dealt is not None:
                return OTHER_SIDE[dealt]  # "Rubber headed the list of what was bought"
    return "import" if took(work) else None


_TOOK = frozenset({"took", "takes", "take", "taken", "absorbed", "received", "got"})


def took(work: Work) -> bool:
    """Whether the reporter takes goods: "China took 67.4 million tonnes of iron ore", "refiners took 22.4 million tonnes of it from abroad"."""
    for figure in work.sentence.mentions:
        if figure.kind == "quantity" and _TOOK & set(work.words[max(0, figure.first - 2) : figure.first]):
            verb = next(p for p in range(figure.first - 1, -1, -1) if work.words[p] in _TOOK)
            behind = work.words[figure.last : figure.last + 9]
            if any(a == "from" and b in ("abroad", "overseas") for a, b in itertools.pairwise(behind)):
                return True
            ours = "chinese" in work.words[max(0, verb - 3) : verb] or any(
                m.kind in ("region", "home") and m.last == verb for m in work.sentence.mentions
            )
            if ours and figure.quantity.kind in ("physical", "money"):
                return True
    return False


def over_to(work: Work, topic: Topic) -> bool:
    """Whether a partner that goods went to, or came from, stands behind the figure: "we sold 15.7 percent less to the United States"."""
    following = next((t for t in work.topics if t.first >= topic.last), None)
    if following is None or "partner" not in following.codes or not topic.codes.keys() <= {"commodity", "region"}:
        return False
    way = {"export": "to", "import": "from"}[topic.weak_flow]
    return following.reach == way and not {",", ";", "and", "while"} & set(work.words[topic.last : following.first])


def fronted(work: Work, topic: Topic) -> str | None:
    """The flow of goods that went to a partner put before them, or came from it: "To ASEAN went goods worth 30 billion yuan"."""
    following = work.words[topic.last : topic.last + 1]
    if topic.reach == "to":
        return "export" if following in (["went"], ["go"], ["flowed"]) else None
    return "import" if topic.reach == "from" and following in (["came"], ["come"], ["arrived"]) else None


def told_of(work: Work, topic: Topic) -> bool:
    """Whether a figure stands right before the verb: "10.98 trillion yuan were sold and 8.44 trillion yuan bought"."""
    if topic.has_breakdown():
        return False
    return any(
        m.kind == "quantity"
        and m.quantity.kind in ("money", "physical")
        and 0 <= topic.first - m.last <= 3
        and set(work.words[m.last : topic.first]) <= BE
        for m in work.sentence.mentions
    )


_TOWARDS_US = {"import": "from", "export": "to"}


def buys_ours(work: Work, topic: Topic) -> bool:
    """Whether what was bought is the reporter's own: "It bought Shandong farm produce"."""
    told = topic.mentions
    home = work.context.article.region
    if topic.weak_flow == "import" and not topic.flows and _our_wares(work, topic):
        return True
    if topic.weak_flow != "import" or topic.flows or told[0].kind != "flow" or len(told) < 3:
        return False
    place, good = told[1:3]
    return place.kind == "region" and place.code == home and good.kind == "commodity" and place.last == good.first


_WARES = frozenset({"goods", "products", "merchandise", "wares", "produce", "items"})


def _our_wares(work: Work, topic: Topic) -> bool:
    """Whether a partner is the subject of what was bought of the reporter's: "The United States purchased Qingdao goods to the value of",
    "Buyers in Southeast Asia took in 25.9 percent more Chinese goods"."""
    partner = next((m for m in topic.mentions if m.kind == "partner"), None)
    verb = next(
        (m for m in topic.mentions if m.kind == "flow" and partner is not None and m.first >= partner.last), None
    )
    if verb is None or topic.reach is not None:
        return False
    home = work.context.article.region
    places = [m.last for m in work.sentence.of("region") if m.code == home and m.first >= verb.last]
    places += [p + 1 for p in work.sentence.places("chinese") if p >= verb.last and home == "CN"]
    return any(place - verb.last <= 6 and not _WARES.isdisjoint(work.words[place : place + 1]) for place in places)


def _dealt_itself(topic: Topic) -> bool:
    """Whether a partner is the subject of a verb of trade, and nothing else is named with it: "Mexico imported"."""
    told = topic.mentions
    return [m.kind for m in told] == ["partner", "flow"] and told[0].last == told[1].first and not told[0].grade


def _takes_in(work: Work, topic: Topic) -> bool:
    """Whether a partner takes in what the reporter sends: "Vietnam took in 3.1 billion yuan of goods", "Hong Kong, which took in"."""
    if _TAKES.isdisjoint(work.said) or topic.flows != ["import"] or "from" in work.words[topic.last :]:
        return False
    verb = next((m for m in topic.mentions if m.kind == "flow"), None)
    if verb is None or work.words[verb.first : verb.last] not in _IN:
        return False
    partner = next((m for m in reversed(work.sentence.of("partner")) if m.last <= verb.first), None)
    return partner is not None and work.words[partner.last : verb.first] in _RUNNING_TO


_IN = (["took", "in"], ["takes", "in"], ["taking", "in"])
_RUNNING_TO: tuple[list[str], ...] = ([], [",", "which"], [","], ["which"], ["that"], ["alone"])


def dealt_with_us(work: Work, topic: Topic, frame: Frame) -> Frame | None:
    """``frame`` of the reporter's flow where the text has been telling of goods that go the way of a partner's own dealing: "Latin
    America bought 4.71 billion yuan worth of motorcycles. Mexico imported 1.87 billion yuan"; None elsewhere."""
    if _takes_in(work, topic):
        return altered(frame, flow="export")
    last = work.context.last
    if not topic.verb or last is None or last.blocked or last.partner is None:
        return None
    ours = OTHER_SIDE.get(topic.flows[0])
    if ours is None or not ((_dealt_itself(topic) and last.flow == ours) or _host_imported(work, topic)):
        return None
    return altered(frame, flow=ours, commodity=frame.commodity or last.commodity)


def _host_imported(work: Work, topic: Topic) -> bool:
    """Whether "it" is the partner that the sentence before was about: "Germany was the biggest buyer. It imported batteries worth"."""
    return work.context.host and topic.first == 1 and work.words[0] == "it" and topic.flows == ["import"]


def of_the_other(work: Work, topic: Topic, frame: Frame) -> bool:
    """Whether a verb of trade is a partner's dealing with the reporter: "Japan imported $2.97 billion worth of goods from the city" tells
    of the city's exports."""
    if topic.verb and topic.flows == ["import"] and frame.partner is not None and _our_wares(work, topic):
        return True
    towards = _TOWARDS_US.get(topic.flows[0])
    if not topic.verb or frame.partner is None or towards not in work.said:
        return False
    amount = next((m for m in work.sentence.of("quantity") if m.first >= topic.last), None)
    if amount is None or amount.quantity.kind == "bare":
        return False
    for mention in work.sentence.mentions:
        if mention.first < amount.last or mention.kind == "commodity":
            continue
        place = mention.first - 1 - (work.words[mention.first - 1] == "the")
        ours = mention.kind == "home" or (mention.kind == "region" and mention.code == frame.region)
        return ours and work.words[place] == towards and clause(work, amount.last, place)
    return False
