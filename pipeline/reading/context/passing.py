"""Trade, or something beside it, that a sentence without figures names only in passing, so that the text stays where it was."""

from __future__ import annotations

from pipeline.reading.frames.placing import Work
from pipeline.reading.topics.phrases import Topic

_DOERS = frozenset(
    "exporters importers traders buyers customers businesses shippers sellers suppliers exporter importer trader buyer customer".split()
)
_BEARING = frozenset(
    (
        "firm firms company companies enterprise enterprises business businesses bureau office offices department ministry authority "
        "authorities official officials commission association lines agent agents people workers staff professionals veterans"
    ).split()
)
_NAMING = frozenset({"partner", "commodity", "zone", "regime", "enterprise", "transport", "region"})


def leave_passing(work: Work) -> None:
    """Leave no topic where a sentence without figures only tells what somebody does, thinks or hopes: "Exporters point to faster
    clearance", "Experts see room for improvement", "said the commerce bureau"."""
    if work.named and all(_in_passing(work, topic) for topic in work.named):
        work.named, work.topics, work.subjects, work.frames = [], [], [], {}


def _in_passing(work: Work, topic: Topic) -> bool:
    """Whether a topic is a doer, only says whose or what somebody is, or is another matter that is no subject."""
    if topic.blocked:
        return topic.first > 1
    if topic.home and not topic.flows and all(m.kind == "home" and m.code == "any" for m in topic.mentions):
        return True  # "Local companies have opened new markets"
    if not _NAMING.isdisjoint(topic.codes):
        return False
    if topic.flows != ["total"] and topic.flows:
        return False
    behind = work.words[topic.last : topic.last + 1]
    bears = behind != [] and behind[0] in _BEARING
    if topic.flows:
        return bears
    return topic.weak_flow is not None and (bears or work.words[topic.last - 1] in _DOERS)
