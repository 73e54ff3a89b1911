"""Another country's own figure: what a partner counts, owns or sells by itself is no statement of the reporter's trade."""

from __future__ import annotations

from pipeline.reading.frames.placing import Placed
from pipeline.reading.names.naming_partners import is_bloc
from pipeline.reading.scope.counted_abroad import CAPITALS
from pipeline.reading.scope.others_exports import tells_its_own
from pipeline.reading.words.mentions import Mention, Sentence, possessive


def is_foreign(figure: Placed, sentence: Sentence) -> bool:
    """ "Vietnam's exports climbed": a partner that owns the flow reports it, unless a Chinese region does in the same phrase."""
    partners = sentence.of("partner")
    if not CAPITALS.isdisjoint(sentence.said) and _capital_counts(sentence):
        return True
    if not partners and "china" not in sentence.said:
        return False
    if _own_count(sentence, figure.mention) or tells_its_own(figure, sentence) or _by_their_own(figure, sentence):
        return True
    if any(m.quantity.unit == "CNY" for m in sentence.of("quantity")):
        return False  # nobody else counts in yuan: "Mexico's purchases grew 41.2% to 980 million yuan"
    return (
        _towards_china(sentence)
        or _of_two_others(figure, sentence)
        or _theirs_elsewhere(figure, sentence)
        or _among_others(sentence)
        or any(
            _its_own(sentence, m)
            or _sells(figure, sentence, m)
            or _rivals(figure, sentence, m)
            or (
                not m.grade
                and m.last <= figure.mention.first
                and (_shares(figure, sentence, m) or _whose(figure, sentence, m) or _deals(sentence, m))
            )
            for m in partners
        )
    )


def _by_their_own(figure: Placed, sentence: Sentence) -> bool:
    """Whether countries told of count themselves: "exports from Vietnam grew 16% and those from South Korea 5.9%, according to their own
    statistics", "South Korean makers shipped 8.1 billion dollars' worth, their industry ministry says"."""
    low = sentence.low
    if sentence.of("region") or "chinese" in sentence.said:
        return False
    first = sentence.mentions[0]
    opens = first.kind == "partner" and first.first <= 1
    if (
        opens
        and "statistics" in sentence.said
        and any(
            low[n - 1] in _TURNING_TO and low[n + 1] == "statistics" and not _SAYS.isdisjoint(low[n + 2 : n + 4])
            for n in sentence.places("its")
        )
    ):
        return True  # "Mongolia's economy grew, though its statistics office says that the country's exports slipped 6.5 percent"
    if any(
        sentence.words(m.last, m.last + 3) == [",", "whose", "own"] and m.last < figure.mention.first
        for m in sentence.of("partner")
    ):
        return True  # "Brazil, whose own exports of raw silk were about 480 tonnes"
    if figure.frame.partner is None:
        return False
    if opens and any(low[n - 1] == "its" and low[n + 1] in _TRADED for n in sentence.places("own")):
        return True  # "Korea, which reports first, had its own exports falling 3.4% in February"
    if not _OFFICES_OF_TRADE.isdisjoint(sentence.said) and any(
        low[n - 1] == ","
        and not _OFFICES_OF_TRADE.isdisjoint(low[n + 1 : n + 4])
        and not _SAYS.isdisjoint(low[n + 2 : n + 5])
        for word in ("their", "its")
        for n in sentence.places(word)
    ):
        return True
    return any(low[n - 1] == "their" and not _COUNTS.isdisjoint(low[n + 1 : n + 3]) for n in sentence.places("own"))


_TURNING_TO = frozenset({"though", "although", "and", "but", "while", ","})
_TRADED = frozenset({"exports", "imports", "shipments", "trade"})
_OFFICES_OF_TRADE = frozenset({"ministry", "association", "customs", "statisticians", "chamber", "board", "council"})
_COUNTS = frozenset("statistics data figures numbers count counts customs reckoning reports".split())


def buys_itself(figure: Placed, sentence: Sentence, flow: str | None) -> bool:
    """Whether a country takes goods for itself, in a text about what the reporter imports: "India, for its part, took 248 million tonnes"."""
    if flow != "import" or figure.mention.quantity.kind not in ("physical", "bare"):
        return False
    first = sentence.mentions[0]
    if first.kind != "partner" or first.first > 1 or possessive(sentence.low, first.last):
        return False
    at = _past_aside(sentence, first.last)
    taking = sentence.words(at, at + 2)
    if _TAKING.isdisjoint(taking):
        return False
    behind = sentence.words(figure.mention.last, figure.mention.last + 4)
    return not any(m.kind in ("region", "home") and m.first > at for m in sentence.mentions) and "from" not in behind


_TAKING = frozenset(
    {"took", "takes", "bought", "buys", "imported", "imports", "burned", "burnt", "consumed", "consumes"}
)


def _among_others(sentence: Sentence) -> bool:
    """Whether two other countries deal with each other: "Kenya bought 2,300 tractors from India"."""
    if any(kind in sentence.kinds for kind in ("region", "home")) or "china" in sentence.said:
        return False
    first = sentence.mentions[0]
    if first.kind != "partner" or first.grade or first.first > 1:
        return False
    deals = next((m for m in sentence.of("flow") if m.first == first.last and m.grade in ("verb", "weak")), None)
    return deals is not None and any(
        deals.last < m.first <= deals.last + 8
        and m.code != first.code
        and not m.grade
        and sentence.low[m.first - 1] in ("from", "to")
        for m in sentence.of("partner")
    )


def _of_two_others(figure: Placed, sentence: Sentence) -> bool:
    """Whether one country's exports go to another: "Vietnam's exports to the US leapt 28 per cent"."""
    if sentence.of("region") or sentence.of("home") or figure.frame.partner is None:
        return False
    owner = next((m for m in sentence.of("partner") if m.first < 3 and m.code != figure.frame.partner), None)
    if owner is None or owner.last > figure.mention.first or not possessive(sentence.low, owner.last):
        return False
    flow = next((m for m in sentence.of("flow") if m.first > owner.last), None)
    if flow is None or flow.first - owner.last > 3 or flow.grade == "weak":
        return False
    if flow.code == "total":  # "America's trade with Africa, by contrast, fell to about $100 billion"
        return any(
            m.code == figure.frame.partner and sentence.words(flow.last, m.first) == ["with"]
            for m in sentence.of("partner")
        )
    return flow.code in ("export", "import")


def _theirs_elsewhere(figure: Placed, sentence: Sentence) -> bool:
    """Whether one country's exports go to others than China, or what "the country" took is told of behind that: "Russian exports to Asia
    were $329.2 billion, and the country's imports from all sources slipped to $283 billion"."""
    for owner in sentence.of("partner"):
        if owner.grade != "adjective":
            continue
        sold = next((m for m in sentence.of("flow") if m.first == owner.last and m.grade == "noun"), None)
        if sold is None or sentence.words(sold.last, sold.last + 1) not in (["to"], ["from"]):
            continue
        other = next((m for m in sentence.of("partner") if 1 <= m.first - sold.last <= 2), None)
        if other is None or other.code == owner.code or any(m.first < owner.first for m in sentence.of("region")):
            continue
        home = any(sold.last < m.first < figure.mention.first and m.code == "nation" for m in sentence.of("home"))
        if figure.mention.first > other.first and (figure.frame.partner == other.code or home):
            return True
    return False


def _its_own(sentence: Sentence, mention: Mention) -> bool:
    """ "South Korea, often seen as a bellwether, saw its own exports rise 5.1% in October"."""
    if mention.first > 1 or mention.grade or sentence.of("region") or sentence.of("home"):
        return False
    return any(
        m.grade == "noun" and sentence.words(m.first - 2, m.first) == ["its", "own"] and m.first > mention.last
        for m in sentence.of("flow")
    )


def _sells(figure: Placed, sentence: Sentence, mention: Mention) -> bool:
    """ "South Korean exports fell 15.2%"."""
    if mention.grade != "adjective" or figure.frame.partner != mention.code:
        return False
    if not _ANYWHERE.isdisjoint(sentence.said) and any(
        sentence.low[n - 2 : n] == ["from", "all"] for n in _anywhere(sentence)
    ):
        return True  # "Indian urea imports from all sources, at 4.9 million tonnes"
    sold = next((m for m in sentence.mentions if m.first == mention.last), None)
    return sold is not None and sold.kind == "flow" and sold.code == "export" and sold.grade == "noun"


def _rivals(figure: Placed, sentence: Sentence, mention: Mention) -> bool:
    """Whether a country sells the good that the reporter exports as well: "Kenya, the world's largest exporter, sold 247,000 tons"."""
    if figure.frame.flow != "export" or figure.frame.partner != mention.code or mention.first > 1 or mention.grade:
        return False
    at = _past_aside(sentence, mention.last)
    return (
        not _SELLING.isdisjoint(sentence.words(at, at + 1))
        and not (sentence.of("region") or sentence.of("home"))
        and _HERE.isdisjoint(sentence.said)
    )


_SELLING = frozenset({"sold", "sells", "exported", "exports", "shipped", "ships"})
_HERE = frozenset({"china", "chinese", "here", "it", "them", "us"})


def _shares(figure: Placed, sentence: Sentence, mention: Mention) -> bool:
    """Whether a partner owns the flow, or what another one owns is told of it too: "South Korea's exports fell 14% and Vietnam's
    8.4%", "those of Japan"."""
    if figure.frame.partner != mention.code:
        return False
    if (
        _owns(sentence, mention)
        and not _only_goods(figure, sentence, mention)
        and not _buys_here(figure, sentence, mention)
    ):
        return True
    likewise = sentence.words(mention.first - 2, mention.first) in (["those", "of"], ["that", "of"]) or (
        possessive(sentence.low, mention.last) and mention.last + 1 == figure.mention.first
    )
    return likewise and any(m.last <= mention.first and _owns(sentence, m) for m in sentence.of("partner"))


def _whose(figure: Placed, sentence: Sentence, mention: Mention) -> bool:
    """ "Overtaking Japan, whose makers shipped 4.42 million vehicles"."""
    return (
        figure.frame.partner == mention.code
        and not (_supplies(figure) and not _DELIVERIES.isdisjoint(sentence.words(mention.last + 2, mention.last + 4)))
        and sentence.words(mention.last, mention.last + 2) == [",", "whose"]
        and not _SELLERS.isdisjoint(sentence.words(mention.last + 2, mention.last + 4))
    )


_DELIVERIES = frozenset({"shipments", "deliveries", "supplies", "sales"})


def _supplies(figure: Placed) -> bool:
    """Whether a figure was read as one of a good that is bought from a partner."""
    return figure.frame.flow == "import" and figure.frame.commodity is not None and figure.frame.partner is not None


def _deals(sentence: Sentence, mention: Mention) -> bool:
    """Whether a clause is about what a partner itself does: "Vietnam exported 4.1 million tonnes"."""
    opens = (
        mention.first == 0
        or sentence.tokens[mention.first - 1].low in _BEFORE_CLAUSE
        or (mention.first == 1 and sentence.tokens[0].low in ("the", "and", "but"))
    )
    deals = next((m for m in sentence.mentions if m.first >= mention.last and m.kind in ("flow", "quantity")), None)
    if not opens or deals is None or deals.kind != "flow":
        return False
    if sentence.words(mention.last, mention.last + 3)[-2:] in _WHITHER or _deals_with_us(sentence, deals):
        return False
    if any(mention.last <= m.first < deals.first for m in sentence.of("region")):
        return False  # "Russia stood out: China sold it"
    says = "says" in sentence.words(mention.last, deals.first)
    return says or sentence.tokens[deals.first].low in ("exported", "imported", "sold")


_BEFORE_CLAUSE = frozenset(["and", "but", "neighbouring", "neighboring", ";", "while", "whereas"])
_SELLERS = frozenset("makers carmakers factories firms companies exporters producers mills exports shipments".split())
_WHITHER = (["to", "which"], ["from", "which"], ["with", "which"])  # "India, to which the city exported ..."


def _deals_with_us(sentence: Sentence, deals: Mention) -> bool:
    """Whether a partner buys from a reporter, or sells to it: "The United States bought goods worth 24.36 billion yuan from Chongqing"."""
    return any(
        m.kind in ("region", "home")
        and m.first >= deals.last
        and (
            {"from", "to", "of"} & set(sentence.words(m.first - 2, m.first))
            or (m.first == deals.last and sentence.low[deals.first] == "sold")  # "Canada sold China goods"
        )
        for m in sentence.mentions
    )


def _only_goods(figure: Placed, sentence: Sentence, mention: Mention) -> bool:
    """Whether the goods themselves are a partner's, or its deliveries of them, in a text about what is bought: "Brazil's beans added up
    to 42.26 million", "Saudi Arabia's deliveries slipped 1.8 percent"."""
    owned = [m for m in sentence.mentions if m.first > mention.last][:2]
    if _supplies(figure) and owned and owned[0].kind == "flow" and owned[0].grade == "weak":
        return True
    return figure.frame.flow == "import" and owned[0].kind == "commodity" and not any(m.kind == "flow" for m in owned)


def _buys_here(figure: Placed, sentence: Sentence, mention: Mention) -> bool:
    """Whether a partner's purchases are what the reporter sold to it: "Africa's purchases grew 24.7 percent", in a text about exports;
    but not "India's purchases of oil"."""
    owned = next((m for m in sentence.mentions if m.first > mention.last), None)
    if owned is None or owned.kind != "flow" or owned.grade != "weak" or owned.code != "import":
        return False
    sold = figure.frame.flow == "export" and figure.frame.commodity is None
    return sold and sentence.words(owned.last, owned.last + 1) != ["of"]


def _owns(sentence: Sentence, mention: Mention) -> bool:
    """Whether a partner stands as the owner of a flow: "Vietnam's exports"."""
    after = sentence.tokens[mention.last : mention.last + 1]
    if not after or after[0].kind != "poss":
        return False
    owned = next((m for m in sentence.mentions if m.first > mention.last), None)
    reach = (
        5 if sentence.words(mention.last + 1, mention.last + 2) == ["non"] else 3
    )  # "Singapore's non-oil domestic exports"
    if owned is None or owned.kind not in ("flow", "commodity") or owned.first - mention.last > reach:
        return False
    if owned.kind == "commodity" and _sent_here(sentence, owned):
        return False  # "Russia's coal shipments to China"
    return not any(
        m.first - (sentence.low[m.first - 1] == "the") == owned.last + 1
        and sentence.low[owned.last] == "with"
        and ((owned.code == "total" and is_bloc(mention.code)) or "CN" != m.code != "nation")
        for m in (*sentence.of("region"), *sentence.of("home"))
    )  # "the Netherlands' trade with Chongqing" is Chongqing's


def _towards_china(sentence: Sentence) -> bool:
    """ "Exports to China" and "imports from China" are another country's figure."""
    for mention in sentence.of("flow") if "china" in sentence.said else ():
        if sentence.words(mention.last + 1, mention.last + 2) != ["china"]:
            continue
        if mention.grade == "weak" and (
            any(m.last == mention.first for m in sentence.of("partner"))
            or _of_their_goods(sentence, mention)
            or _of_the_buyer(sentence, mention)
            or (mention.first == 1 and sentence.low[0] in ("its", "their"))  # "India is second. Its sales to China"
        ):
            continue  # "What the US bought from China": as good a word for China's exports
        if mention.code in ("export", "import"):
            after = sentence.words(mention.last, mention.last + 2)
            if after == ["to" if mention.code == "export" else "from", "china"] and not possessive(
                sentence.low, mention.last + 2
            ):
                return True
    return False


_OF_IT = frozenset({"its", "with"})


def _of_the_buyer(sentence: Sentence, flow: Mention) -> bool:
    """Whether the buyer is the partner that opens the sentence: "Russia bucked the trend, with purchases from China soaring"."""
    opening = sentence.mentions[0].kind == "partner" and flow.code == "import"
    return opening and not _OF_IT.isdisjoint(sentence.low[flow.first - 1 : flow.first])


def _of_their_goods(sentence: Sentence, flow: Mention) -> bool:
    """Whether it is a partner's goods that are sent to China: "Russian soybean deliveries to China", "Russia's coal shipments to China"."""
    goods = next((m for m in sentence.of("commodity") if m.last == flow.first), None)
    if goods is None:
        return False
    if sentence.words(goods.first - 1, goods.first) == ["their"]:
        return True
    return any(
        m.last == goods.first or (m.last == goods.first - 1 and possessive(sentence.low, m.last))
        for m in sentence.of("partner")
    )


def _sent_here(sentence: Sentence, goods: Mention) -> bool:
    flow = next((m for m in sentence.of("flow") if m.first == goods.last and m.grade == "weak"), None)
    return flow is not None and sentence.words(flow.last, flow.last + 2) == ["to", "china"]


_OFFICES = frozenset({"statistics", "own", "statistical", "ministry", "government", "customs", "bureau"})


_ANYWHERE = frozenset({"destinations", "markets", "countries", "buyers", "sources", "origins", "suppliers"})


def _anywhere(sentence: Sentence) -> list[int]:
    """Where words stand for any partners."""
    return [n for word in _ANYWHERE for n in sentence.places(word)]


def _own_count(sentence: Sentence, figure: Mention) -> bool:
    """ "Kazakhstan's own statistics office", "Vietnam reported exports of", "Russian statistics show": who counts is the partner."""
    if "fiscal" in sentence.said or ("marketing" in sentence.said and "year" in sentence.said):
        return True  # "108 million tons of soybeans in the marketing year that ends in September"
    everywhere = not _ANYWHERE.isdisjoint(sentence.said) and any(
        sentence.low[n - 2 : n] == ["to", "all"] for n in _anywhere(sentence)
    )
    if everywhere and sentence.mentions[0].kind == "partner":
        return True  # "Australia shipped 898 million tons to all destinations in the fiscal year"
    if any(
        sentence.words(p - 1, p) in _BY and sentence.words(p + 1, p + 2) in _RECKONING for p in sentence.places("its")
    ):
        return True  # "Washington keeps a different ledger: by its reckoning the deficit came to"
    if _TOLD_BY.isdisjoint(sentence.said):
        return False
    for mention in sentence.of("partner"):
        after = sentence.words(mention.last, mention.last + 4)
        if after[:1] == ["census"]:
            return True  # "US Census Bureau data put the American deficit at"
        if after[:1] == [","] and (closing := _closed(sentence, mention.last)):
            after = sentence.words(closing + 1, closing + 5)  # "Korea, for reference, reported"
        if possessive(after, 0) and not _OFFICES.isdisjoint(after) and not _own_trade_behind(sentence, mention, figure):
            return True
        said = _past_time(after)
        if (
            said
            and _subject(sentence, mention)
            and (said[0] in _SAYS or (said[0] in _POSTS and _its_flow(sentence, mention)))
        ):
            return True
        counting = after[1:] if after[:1] == ["trade"] else after
        if mention.grade == "adjective" and counting and counting[0] in _COUNTING:
            return True
    return False


def _own_trade_behind(sentence: Sentence, mention: Mention, figure: Mention) -> bool:
    """Whether a country's own trade is only what a clause behind a figure says why with: "Africa edged down 1.2 percent, as Egypt's own
    imports shrank"."""
    low = sentence.low
    own = low[mention.last + 1 : mention.last + 2] == ["own"] and low[mention.first - 1] in ("as", "because", "since")
    return (
        own
        and mention.first > figure.last
        and any(mention.last < m.first <= mention.last + 4 for m in sentence.of("flow"))
    )


_LEDGERS = frozenset("own tally count figures statistics data numbers ledger books reckoning customs".split())


def _capital_counts(sentence: Sentence) -> bool:
    """Whether a government counts for itself: "Bangkok's own tally of durian exports is down 13%", "data from Seoul"."""
    low = sentence.low
    return any(
        (possessive(low, n + 1) and not _LEDGERS.isdisjoint(low[n + 2 : n + 4]))
        or (low[n - 1 : n] == ["from"] and not _LEDGERS.isdisjoint(low[max(0, n - 2) : n - 1]))
        for n, word in enumerate(low)
        if word in CAPITALS
    )


_BY = (["by"], ["on"])
_RECKONING = (["reckoning"], ["count"], ["figures"], ["statistics"])
_COUNTING = frozenset({"statistics", "customs", "data", "figures", "government", "ministry"})


def _closed(sentence: Sentence, opening: int) -> int:
    """The position of the comma that closes the few words, without a figure, opened by the one at ``opening``; 0 where none does."""
    words = sentence.low
    closing = next((p for p in range(opening + 2, min(opening + 10, len(words))) if words[p] == ","), 0)
    return 0 if any(opening < m.first < closing for m in sentence.of("quantity")) else closing


def _past_aside(sentence: Sentence, place: int) -> int:
    """The position behind what is said of a subject between commas, or the position where nothing is: "India, for its part, took"."""
    return _closed(sentence, place) + 1 if sentence.words(place, place + 1) == [","] else place


def _past_time(after: list[str]) -> list[str]:
    """Words behind a subject, without those that say when: "last week reported", "also reported"."""
    if after[:1] in (["last"], ["this"]) and after[1:2] in (["week"], ["month"]):
        return after[2:]
    return after[1:] if after[:1] in (["also"], ["separately"], ["already"]) else after


def _its_flow(sentence: Sentence, mention: Mention) -> bool:
    """Whether a partner tells of trade as its own: "Vietnam last month posted a 9% drop in its exports"."""
    ours = (*sentence.of("region"), *sentence.of("home"))
    if any(sentence.words(m.first - 1, m.first) not in (["to"], ["from"]) for m in ours):
        return False
    return any(
        m.first > mention.last and m.graded("noun") and "its" in sentence.words(m.first - 2, m.first)
        for m in sentence.of("flow")
    )


_SAYS = frozenset(["reported", "reports", "says", "say", "said", "announced", "announces"])
_POSTS = frozenset(
    ["posted", "posts", "recorded", "records", "logged", "registered", "saw", "suffered", "published", "put", "puts"]
)
_TOLD_BY = frozenset({"census"}).union(_OFFICES, _SAYS, _POSTS, _COUNTING)  # of which whoever counts takes one
_OPENING = frozenset(["and", "but", "neighbouring", "neighboring", ";", ",", "while", "whereas", "where"])


def _subject(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention opens the sentence or a clause, an article and the time aside."""
    first = mention.first - (sentence.words(mention.first - 1, mention.first) == ["the"])
    return first <= 0 or sentence.tokens[first - 1].low in _OPENING or _TIMES.issuperset(sentence.low[:first])


_TIMES = frozenset("earlier last this week month in on monday tuesday wednesday thursday friday meanwhile".split())
