"""Clusters of provinces or cities by less than their names: "the delta", "the nine cities", "the three"."""

from __future__ import annotations

from pipeline import vocabulary
from pipeline.reading.frames.frames import Context
from pipeline.reading.frames.placing import AUTONOMOUS, MUNICIPALITIES
from pipeline.reading.topics.phrases import group_named
from pipeline.reading.words.mentions import Mention, Sentence, deals_out
from pipeline.reading.words.telling import TOLD

_NOUNS = frozenset({"delta", "cluster", "circle"})
_NUMBERS = dict(enumerate("two three four five six seven eight nine ten eleven".split(), 2))
_LEADING = frozenset({"the", "these", "those", "all"})
_DESCRIBING = frozenset({"mainland", "northeastern", "member", "delta", "eastern", "neighboring", "neighbouring"})
_CITIES = frozenset({"cities", "municipalities"})
_PLACES = frozenset({"places", "areas", "regions", "members", "localities"})
_GOING_ON = TOLD.union("did had have together combined recorded as , . ' 's taken in still now".split())
_OWNED = frozenset({"flow", "direction", "share"})


def name_cluster(sentence: Sentence, context: Context) -> None:
    """ "The delta" stands for the cluster named last, "the three" and "the nine cities" for the one of so many members."""
    home = context.article.region or ""
    own = home.startswith("CN/")
    if "capital" in sentence.said:
        _name_capital_region(sentence)
    told = frozenset([f.region for f in context.told if f.region is not None]) if len(context.told) > 1 else ()
    if len(told) > 1 and (together := group_named("region", told)) is not None:
        context.cluster = (
            together  # each member was told of: "Chongqing's trade was ..., Sichuan's ... The two provinces"
        )
        _name_region(sentence, home, together)
    if context.cluster is not None and not own and not _NOUNS.isdisjoint(sentence.said):
        for index, mention in enumerate(sentence.mentions):
            if mention.kind == "home" and sentence.low[mention.last - 1] in _NOUNS:
                sentence.correct(index, Mention("region", context.cluster, mention.grade, mention.first, mention.last))
    cluster = home if own else context.cluster
    if not cluster:
        return
    entry = vocabulary.codes("region").get(cluster)
    word = _NUMBERS.get(len(entry.members)) if entry is not None else None
    if word is None or word not in sentence.said or deals_out(sentence):
        return
    members = [m.code for m in entry.members]
    extra = []
    told_of = own or cluster in context.places or sentence.low[:2] == ["between", "them"]
    for place in sentence.places(word):
        last = _end_of_name(sentence, place, members, told_of and not _of_partners(context))
        if last and sentence.words(place - 1, place) and sentence.low[place - 1] in _LEADING:
            extra.append(Mention("region", cluster, "", place - 1, last))
    if extra:
        sentence.put(extra)


_AMONG = frozenset({"among", "amongst", "between"})
_RANKS = frozenset({"most", "first", "second", "third", "last", "one", "two", "only", "all", "each", "none", "both"})


def _is_rank(sentence: Sentence, place: int) -> bool:
    """Whether the members are only those among which one is told of: "the largest among the four", "the biggest deficit of the four"."""
    lead = sentence.words(place - 6, place - 1)
    if lead[-1:] and lead[-1] in _AMONG:
        return True
    return lead[-1:] == ["of"] and any(w in _RANKS or (w.endswith("est") and len(w) > 4) for w in lead)


def _name_capital_region(sentence: Sentence) -> None:
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "home" and sentence.words(mention.last - 2, mention.last) == ["capital", "region"]:
            sentence.correct(index, Mention("region", "CN/Beijing-Tianjin-Hebei", "", mention.first, mention.last))


def _name_region(sentence: Sentence, home: str, cluster: str) -> None:
    """Read "the region" as the cluster of which each member was told of in the sentence before, where the reporter is one of them."""
    members = [m.code for m in vocabulary.codes("region")[cluster].members]
    if home not in members or home in AUTONOMOUS:
        return
    for index, mention in enumerate(sentence.mentions):
        if mention.kind == "home" and mention.code == "region":
            sentence.correct(index, Mention("region", cluster, "", mention.first, mention.last))


def _of_partners(context: Context) -> bool:
    """Whether the last list that the text told was of partners or goods, which "the three" could be as well."""
    return bool(context.lists) and context.lists[0][0] != "region"


def _end_of_name(sentence: Sentence, place: int, members: list[str], alone: bool) -> int:
    """Where the name ends that a number of members makes with the noun behind it, or ``alone``; 0 where it makes none."""
    if _is_rank(sentence, place):
        return 0
    noun = place + 1 + (not _DESCRIBING.isdisjoint(sentence.words(place + 1, place + 2)))
    behind = sentence.words(noun, noun + 1)
    cities = all("/" in m or m in MUNICIPALITIES for m in members)
    if behind and (behind[0] in _PLACES or behind[0] in (_CITIES if cities else {"provinces"})):
        return noun + 1
    if not alone:
        return 0
    if sentence.words(place - 2, place - 1) == ["of"] and not any(
        m.last == place - 2 and m.kind == "flow" for m in sentence.mentions
    ):
        return 0  # "Of the three, the capital did the most"
    owned = any(m.first == place + 1 and m.kind in _OWNED for m in sentence.mentions)
    return place + 1 if owned or not behind or behind[0] in _GOING_ON else 0
