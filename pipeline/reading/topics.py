"""What a stretch of a sentence is about: mentions gathered into topics, one per noun phrase."""

from __future__ import annotations

from pipeline.reading.phrases import Topic, continues, join, settle
from pipeline.reading.scan import TOPIC_KINDS, Mention, Sentence

_ORDINALS = {"the former": 0, "the latter": -1, "the first": 0, "the second": 1, "the third": 2}


def topics(sentence: Sentence) -> list[Topic]:
    """The topics of a sentence, in order, none overlapping another."""
    found: list[Topic] = []
    current: Topic | None = None
    previous: Mention | None = None
    for mention in sentence.mentions:
        if (
            mention.kind == "transport"
            and mention.grade == "weak"
            and not {"by", "via", "through"} & set(sentence.words(mention.first - 1, mention.first))
        ):
            continue
        if mention.grade == "customs":
            continue  # the office that reports, not what it reports on
        if mention.kind not in TOPIC_KINDS:
            if mention.kind == "anaphor" and mention.code in _ORDINALS:
                found.append(Topic(mention.first, mention.last, ordinal=_ORDINALS[mention.code]))
                current = None
            if mention.kind in ("quantity", "direction", "share", "basis") or (
                mention.kind == "anaphor" and mention.code not in ("its", "their", "that", "which", "those")
            ):
                current = None
            continue
        if current is not None and continues(sentence, current, previous, mention):
            join(sentence, current, previous, mention)
            current.last = mention.last
        else:
            current = Topic(mention.first, mention.last)
            join(sentence, current, None, mention)
            found.append(current)
        current.mentions.append(mention)
        previous = mention
    return [settle(t) for t in found if not t.empty()]
