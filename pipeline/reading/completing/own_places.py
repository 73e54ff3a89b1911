"""Whether the release's own place, which is no subject where it only stands beside others, has figures of its own in a sentence."""

from __future__ import annotations

from pipeline.reading.frames.frames import Frame
from pipeline.reading.frames.placing import Work, quantity_between, region_of, reporter_only
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.words.mentions import as_a_whole, possessive


def takes_part(work: Work, topic: Topic, previous: Frame | None) -> bool:
    """Whether the release's own place is said to be a part of the one before it: "80.1 billion yuan, of which Guiyang accounted for
    58.4 billion"."""
    if previous is None or previous.blocked or work.words[topic.first - 2 : topic.first] != ["of", "which"]:
        return False
    return any(m.first == topic.last for m in work.sentence.of("share"))


def bears_name(work: Work, topic: Topic, spoken: str | None) -> bool:
    """Whether a zone goes by the name of the release's own city, so that it is the city's whatever other city was ``spoken`` of before:
    "Kunshan traded 70.8 billion dollars. Suzhou Industrial Park came second"."""
    named, home = topic.codes.get("zone", ()), work.context.article.region or ""
    if len(named) != 1 or "/" not in home or "region" in topic.codes or "/" not in (spoken or ""):
        return False
    return named[0].startswith(home.partition("/")[2].lower().replace("'", "") + "_")


_ASIDE_FROM = frozenset({";", "while", "whereas", "but"})


def has_own(work: Work, topic: Topic, previous: Frame | None) -> bool:
    """Whether a figure is owned by the release's own place in a sentence about another: "Chongqing shipped 194.2 billion yuan of them,
    against Sichuan's 138.7 billion"."""
    if previous is None and (_opens_row(work, topic) or is_all_of_it(work, topic) or _turned_back_to(work, topic)):
        return True
    if "region" in topic.codes and _in_one_place(work, topic.first) and _one_of_places(work, topic):
        return True
    if previous is None or previous.blocked or region_of(topic, work.context) in (None, previous.region):
        return False
    if work.words[topic.first - 1] in _ASIDE_FROM and quantity_between(work, topic.last, len(work.words)):
        return True  # "Hubei's exports were 350 billion yuan; the province itself managed 230 billion yuan"
    return owns(work, topic) or _given_share(work, topic) or _did_itself(work, topic)


_HELD = frozenset({"had", "has", "held", "holds", "took", "takes", "made", "makes", "accounted", "accounts"})


def _turned_back_to(work: Work, topic: Topic) -> bool:
    """Whether the text comes back to the place from another, as the subject of a share: "Yiwu exported 731 billion yuan. A decade ago,
    Guangdong had 25.9 percent of China's trade"."""
    last = work.context.last
    if last is None or last.region in (None, "CN", work.context.article.region) or "region" not in topic.codes:
        return False
    return not _HELD.isdisjoint(work.words[topic.last : topic.last + 1]) and quantity_between(
        work, topic.last, topic.last + 3
    )


def _in_one_place(work: Work, place: int) -> bool:
    """Whether a figure stands right before "in" and a place."""
    return work.words[place - 1] == "in" and any(m.last == place - 1 for m in work.sentence.of("quantity"))


def _one_of_places(work: Work, topic: Topic) -> bool:
    """Whether other places of the sentence have a figure each, too: "fell by 12.6% in Guangdong, 14.9% in Jiangsu and 9.1% in Zhejiang"."""
    others = [m for m in work.sentence.of("region") if not topic.first <= m.first < topic.last]
    return any(_in_one_place(work, m.first) for m in others)


_DID = frozenset({"did", "managed", "achieved", "posted", "recorded", "saw", "had", "reached"})


def _did_itself(work: Work, topic: Topic) -> bool:
    """Whether the place is the subject of a change of its own: "While the nation as a whole grew by 10.7 percent, Hainan grew by 56.7"."""
    if work.words[topic.first - 1] not in _IN_A_ROW | {"of", "the"} or not quantity_between(work, 0, topic.first):
        return False
    place = topic.last
    moved = next((m.last for m in work.sentence.of("direction") if m.first == place and m.graded("verb")), None)
    if moved is None and work.words[place : place + 1] and work.words[place] in _DID:
        moved = place + 1
    if moved is None:
        return False
    moved += work.words[moved : moved + 1] in (["by"], ["a"], ["an"])
    return any(m.first == moved and m.quantity.kind == "percent" for m in work.sentence.of("quantity"))


def is_all_of_it(work: Work, topic: Topic) -> bool:
    """Whether the place as a whole is set beside a part of it that was told: "Zhejiang as a whole grew by 22.4 percent", behind a zone."""
    if topic.first > 2 or not as_a_whole(work.words, topic.last) or not reporter_only(topic):
        return False
    figure = next((m for m in work.sentence.of("quantity") if m.first >= topic.last), None)
    return figure is not None and not any(topic.last <= t.first < figure.first for t in work.topics)


def _opens_row(work: Work, topic: Topic) -> bool:
    """Whether the reporter's own place is the first of several, each with its amount: "Shenzhen contributed 1.03 trillion yuan and Huizhou
    60.3 billion yuan"."""
    other = next((t for t in work.topics if t.first >= topic.last), None)
    if (
        other is None
        or not reporter_only(other)
        or region_of(other, work.context) in (None, region_of(topic, work.context))
    ):
        return False
    if topic.first > 1 and work.words[topic.first - 1] not in _OPENING_ROW:
        return False
    told = next((m for m in work.sentence.of("quantity") if m.first >= topic.last), None)
    behind = next((m for m in work.sentence.of("quantity") if m.first >= other.last), None)
    return (
        told is not None
        and told.last <= other.first
        and told.first - topic.last <= _VERB
        and behind is not None
        and behind.quantity.kind == told.quantity.kind != "bare"
        and behind.first - other.last <= _VERB
    )


_OPENING_ROW = frozenset({",", "the", "and", "while"})
_VERB = 5  # words between a member and its figure: "did the most with"
_GIVING = frozenset(
    {"gave", "gives", "giving", "left", "leaves", "leaving", "earned", "earning", "secured", "securing"}
)


def _given_share(work: Work, topic: Topic) -> bool:
    """Whether a place is said to have got a share of another's trade: "Zhejiang's rose to 567.8 billion yuan, which gave Hangzhou a
    share of 19.0%", "of which Hangzhou's share was 19.0%", "Hangzhou contributed 19.0%", "which means that Chengdu alone accounted for 88.2 percent of it"."""
    if possessive(work.words, topic.last):
        return any(m.graded("noun") and m.first == topic.last + 1 for m in work.sentence.of("share"))
    alone = work.words[topic.last : topic.last + 1] == ["alone"]
    if any(m.graded("verb") and m.first == topic.last + alone for m in work.sentence.of("share")):
        return True
    if work.words[topic.first - 1] not in _GIVING and work.words[topic.first - 2] not in _GIVING:
        return False
    return any(m.graded("noun") and 0 < m.first - topic.last <= 4 for m in work.sentence.of("share"))


def owns(work: Work, topic: Topic) -> bool:
    """Whether a figure is right behind a place whose it is, without a noun: "Sichuan's 138.7 billion yuan", "and Chongqing's by 10.7
    percent"."""
    behind = work.words[topic.last : topic.last + 3]
    if possessive(behind, 0):
        start = topic.last + 1
    elif work.words[topic.first - 2 : topic.first] in (["those", "of"], ["that", "of"]):
        start = topic.last  # "Sichuan's exports fell 4.4 percent and those of Chongqing 10.7 percent"
    elif work.words[topic.first - 1] in _IN_A_ROW and quantity_between(work, 0, topic.first):
        return _amount_at(
            work, topic.last
        )  # "Chongqing shipped 478.2 billion yuan of that, Chengdu 458.3 billion yuan"
    else:
        return False
    start += 3 * as_a_whole(work.words, start)
    moved = next((m.last for m in work.sentence.of("direction") if m.first == start and m.graded("verb")), start)
    if start > topic.last:
        start = moved  # "and those of the province as a whole fell 6.9 percent"
    start += work.words[start : start + 1] in _LEADING_TO
    return _amount_at(work, start)


def _amount_at(work: Work, place: int) -> bool:
    return any(m.first == place and m.quantity.kind != "bare" for m in work.sentence.of("quantity"))


_IN_A_ROW = frozenset({",", "and", ";", "while"})
_LEADING_TO = (["by"], ["to"], ["at"], ["was"], ["were"], ["up"], ["down"])
