"""The flow that a sentence tells by its own words: what was earned, sold to us or shipped to us."""

from __future__ import annotations

from pipeline.reading.frames.directions import (
    came_from,
    fronted,
    over_to,
    own_dealing,
    role_of,
    those,
    told_of,
    way_of,
)
from pipeline.reading.frames.frames import Frame
from pipeline.reading.frames.placing import Work
from pipeline.reading.topics.phrases import Topic

_EARNING = (["brought"], ["bring"], ["earned"], ["earn"], ["fetched"], ["fetch"])


_COSTING = frozenset({"cost", "costs"})


def _earned(work: Work, topic: Topic) -> str | None:
    """The flow of goods that are the subject of what they brought or cost: exports ("electromechanical goods brought in 278.4 billion
    yuan"), imports where growers abroad earned it, or buyers had to pay it ("barley brought Kazakh growers 210 million dollars", "machine
    tools cost the city's factories 1.87 billion yuan")."""
    told = work.words[topic.last - 2 : topic.last] == ["brought", "in"] and topic.mentions[0].kind == "commodity"
    if told and topic.codes.keys() <= {"commodity", "region"}:
        amounts = (m for m in work.sentence.of("quantity") if m.quantity.kind == "money")
        return "export" if any(0 <= m.first - topic.last <= 2 for m in amounts) else None
    if {"region", "zone"} & topic.codes.keys() or topic.weak_flow:
        return None
    cost = _cost_at(work, topic)
    if cost is None and ("partner" in topic.codes or topic.reach):
        return None
    last = _earned_at(work, topic) if cost is None else cost
    figure = next((m for m in work.sentence.of("quantity") if m.first >= topic.last), None)
    if last is None or figure is None or figure.quantity.kind != "money" or figure.first - last > 5:
        return None
    theirs = any(last < m.first < figure.first for m in work.sentence.of("partner"))
    return "export" if cost is None and not theirs else "import"


def _cost_at(work: Work, topic: Topic) -> int | None:
    """Where the verb of what goods cost stands behind them, if nothing but what describes them stands between."""
    words, last = work.words, topic.last
    verb = next((p for p in range(last, min(last + _ASIDE, len(words))) if words[p] in _COSTING), None)
    if verb is None or not _ONE.isdisjoint(words[max(0, topic.first - 1) : topic.first + 1]):
        return None
    if words[verb - 1] in ("that", "which") or any(last <= m.first < verb for m in work.sentence.of("quantity")):
        return None
    return verb


def _earned_at(work: Work, topic: Topic) -> int | None:
    """Where goods end whose verb of earning follows, words about them between commas passed over."""
    last = topic.last
    if work.words[last : last + 1] == [","] and "," in work.words[last + 1 : last + 8]:
        last += 2 + work.words[last + 1 : last + 8].index(",")  # "Home appliances, the city's mainstay, brought in"
    behind = [w for w in work.words[last : last + 3] if w not in ("still", "also", "alone")]
    return last if behind[:1] in _EARNING else None


_ONE = frozenset({"a", "an", "one", "each", "every"})  # "A container ship costs 1 billion yuan"
_ASIDE = 9  # tokens between goods and the verb of what they cost


def _sold_to_us(work: Work, topic: Topic) -> bool:
    """Whether a partner is said to have sold to the reporter: "Korea was the largest supplier, selling 11.6 billion yuan of goods to the
    city"."""
    if "to" not in work.said or not any("partner" in t.codes and t.first < topic.last for t in work.topics):
        return False
    return any(
        m.first > topic.last and "to" in work.words[m.first - 2 : m.first]
        for m in work.sentence.of("home")
        if not any(n.kind == "partner" and topic.last <= n.first < m.first for n in work.sentence.mentions)
    )


def _shipped_to_us(work: Work, topic: Topic) -> bool:
    """Whether goods went to the reporter itself: "Energy products worth 1.58 trillion yuan were shipped to the region"."""
    last = topic.last
    if work.words[last : last + 1] not in (["to"], ["into"]):
        return False
    home, spoken = work.context.article.region or "", work.context.last
    if spoken is not None and spoken.partner:
        return False  # "shipped to the region", of Central Asia
    for mention in (*work.sentence.of("home"), *work.sentence.of("region")):
        if not 0 < mention.first - last <= 2:
            continue
        if mention.kind == "region":
            return mention.code == home
        kinds = {"nation": home == "CN", "region": home.startswith("CN/"), "any": False}
        return kinds.get(mention.code, home.startswith("CN-"))
    return False


def told_flow(
    work: Work, topic: Topic, sided: bool, previous: Frame | None, previous_topic: Topic | None
) -> str | None:
    """The flow that the words around a topic tell: who took, sent, bought or supplies it."""
    if topic.weak_flow == "export" and not topic.flows and _shipped_to_us(work, topic):
        return "import"
    if sided and topic.codes.keys() == {"region"} and work.words[topic.last : topic.last + 1] in (["it"], ["them"]):
        return topic.weak_flow  # "Russia was the bright spot: China sold it 17.2 percent more"
    partner = "partner" in topic.codes
    if partner and (dealt := own_dealing(work, topic)) is not None:
        return dealt
    if sided and (told_of(work, topic) or over_to(work, topic)):
        return topic.weak_flow
    both = topic.weak_flow == "export" and previous is not None and previous.partner is not None and not topic.codes
    if both and any(t.weak_flow == "import" and not t.codes and t.first > topic.last for t in work.topics):
        return "export"  # "trade with the US fell to $402.68 billion: sales of $312 billion and purchases of"
    if "commodity" in topic.codes and not topic.flows and (way := _earned(work, topic)) is not None:
        return way
    if topic.weak_flow == "export" and not topic.flows and _sold_to_us(work, topic):
        return "import"
    bought = previous_topic is not None and previous_topic.weak_flow == "import"
    if topic.weak_flow == "export" and bought and topic.reach != "from":
        return "export"  # "bought 221.8 billion yuan of goods and sold 76.03 billion"
    if (
        partner
        and (told := role_of(work, topic) or those(work, topic) or came_from(work, topic) or fronted(work, topic))
        is not None
    ):
        return told
    return way_of(work) if "commodity" in topic.codes else None
