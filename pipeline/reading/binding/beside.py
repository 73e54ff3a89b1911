"""What stands beside a figure and says what it is of: brackets, wholes, counts, words that go on about the figure before."""

from __future__ import annotations

import itertools

from pipeline.reading.asides.interposed import verb_at
from pipeline.reading.frames.cues import VERSUS, Measure
from pipeline.reading.frames.frames import Frame
from pipeline.reading.frames.placing import Placed, Work, clause, opens_that, quantity_between, reporter_only
from pipeline.reading.names.naming_partners import is_bloc
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.topics.unmeant_flows import GOODS, PEOPLE, VALUED
from pipeline.reading.words.mentions import Mention, as_a_whole

_BESIDE = frozenset(", or an a about some nearly almost just only which itself was is up down".split())

_GREATER = frozenset(["more", "less", "higher", "lower", "larger", "smaller", "fewer", "greater", "up", "down"])


_WIDER = frozenset({"national", "nationwide", "average", "country", "nation"})
_HELD = frozenset({"below", "above", "than", "against", "over", "under", "beating", "behind", "exceeding"})


def of_wider_rate(work: Work, before: Placed, mention: Mention, reading: Measure) -> bool:
    """Whether a rate is only the nation's, which one that is none of trade is held against: "GDP grew 4.4 percent, below the national rate
    of 5.3 percent"."""
    if reading.measure != "growth" or before.measure.measure != "growth":
        return False
    between = work.words[before.mention.last : mention.first]
    if _WIDER.isdisjoint(between) or _HELD.isdisjoint(between):
        return False
    told = (t for t in work.topics if before.mention.last <= t.first < mention.first)
    return not any(t.flows or t.codes.keys() - {"region"} for t in told)


def goes_on(work: Work, before: Placed, mention: Mention, reading: Measure) -> bool:
    """Whether a figure goes on about what the one before it counts, whatever else is named around: "836,000, or 25.1 percent
    more"; "12.8 percent of the province's exports, up 0.4 points"; "the city's total of 398.2 billion yuan, which itself was 2.4
    percent higher"."""
    between = work.words[before.mention.last : mention.first]
    if before.rule.endswith(("/whole", "/sum")):
        if reading.measure == before.measure.measure == "level" and "and" in between:
            # "of the country, which crossed the $6 trillion line and reached 39.1 trillion yuan"
            return not any(before.mention.last <= t.first < mention.first for t in work.topics)
        told = reading.measure == "growth" or (reading.measure == "share" and before.rule.endswith("/sum"))
        if reading.measure == "level" and before.measure.measure == "growth":
            # "the city's foreign trade, which itself fell 2.1 percent to 829.6 billion yuan", "which reported a 4.4 per cent gain to"
            return between[-1:] in (["to"], ["at"]) and len(between) <= 2
        return told and not any(before.mention.last <= t.first < mention.first for t in work.topics)
    if reading.measure == "growth" and before.measure.measure == "level" and before.mention.quantity.kind != "bare":
        if before.rule == "level/beside" and between[:1] == [","] and between[1:] in ([], ["up"], ["down"]):
            return True
        return (
            "or" in between
            and _BESIDE.issuperset(between)
            and bool(_GREATER & set(work.words[mention.last : mention.last + 2]))
        )
    if reading.measure == "level" and before.measure.measure == "share" and before.rule.endswith("/subject"):
        return _part_in_money(work, before, mention, between)
    if reading.measure == "share" and before.measure.measure == "share_change":
        return between == ["to"]
    if reading.measure == "level" and before.measure.measure == "level" and before.mention.quantity.kind == "physical":
        return mention.quantity.kind == "money" and "," in between and bool(VALUED & set(between[-3:]))
    if reading.rule == before.measure.rule == "growth.comparative":
        # "which was 5.1 per cent more than a year before but 9.8 per cent less than in March"
        held = before.rule.endswith("/context") or work.words[mention.last + 1 : mention.last + 2] == ["than"]
        near = between[:4] if before.rule.endswith("/context") else between[-3:]
        return (
            held
            and bool({"though", "but", "and", "yet"} & set(near))
            and not any(before.mention.last <= t.first < mention.first for t in work.topics)
        )
    if reading.measure == "share_change" and before.measure.measure == "share":
        if "it" in between and ";" in between:
            between = between[between.index("it") :]  # "which was 50.9 percent ...; it had risen by 2.3 points"
            return len(between) <= 5 and not any(before.mention.last <= t.first < mention.first for t in work.topics)
        return (
            len(between) <= 14
            and any(w in between for w in ("up", "down", "or"))
            and not any(before.mention.last <= t.first < mention.first for t in work.topics)
        )
    return False


def _part_in_money(work: Work, share: Placed, mention: Mention, between: list[str]) -> bool:
    """Whether an amount tells the share before it once more: "was behind 15.6 percent of Dongguan's exports, or 148 billion yuan"."""
    if between[:1] != ["of"] or mention.quantity.kind != "money":
        return False
    while between[-1] in _ABOUT:
        between = between[:-1]
    if not any(between[-len(again) :] == again for again in _ONCE_MORE):
        return False
    return all(t.whole for t in work.named if share.mention.last <= t.first < mention.first)


_ABOUT = frozenset({"about", "some", "nearly", "almost", "around", "roughly", "over", "approximately"})
_ONCE_MORE = ([",", "or"], [",", "which", "is"], [",", "which", "is", "to", "say"], [",", "that", "is"])


def of_its_whole(work: Work, before: Placed, mention: Mention) -> bool:
    """Whether a level is the whole that the share before it is taken of: "65.5 per cent of the city's 800.06 billion yuan in trade"."""
    if before.measure.measure != "share":
        return False
    between = work.words[before.mention.last : mention.first]
    if between[-4:] == [":", "a", "total", "of"] and between[:1] == ["of"]:
        return (
            True  # "That is 17.4 per cent of everything the city buys and sells abroad: a total of 238.85 billion yuan"
        )
    if between[:1] != ["of"] or len(between) > 9 or {",", ";", "or", "and"} & set(between):
        return False
    if between == ["of", "the"] and work.words[mention.last : mention.last + 2] in (
        ["of", "goods"],
        ["in", "goods"],
        ["worth", "of"],
    ):
        return True  # "16.9 percent of the 77.5 billion yuan of goods that the province sold abroad"
    named = any(t.has_breakdown() and before.mention.last <= t.first < mention.first for t in work.named)
    return not named and (between[-1] in ("'s", "’s", "of", "its", "their") or between[-1] in ("total", "whole"))


def said_for(work: Work, mention: Mention, number: int) -> bool:
    """Whether a rate is said of what stands right behind it: "13.2 percent, against 5.1 percent for imports", "60.8 percent, against
    22.7 percent for processing trade"."""
    topic = work.topics[number]
    between = work.words[mention.last : topic.first]
    if topic.verb or between[:1] != ["for"]:
        return False
    again = between[1:2] in (["that"], ["those"]) and between[2:3] in _DEALT_WITH  # "for those to the EU"
    if between[3 if again else 1 :] not in ([], ["the"], ["its"]):
        return False
    held = not VERSUS.isdisjoint(work.words[max(0, mention.first - 5) : mention.first])
    return bool(topic.flows) or (held and topic.has_breakdown())


_OF_IT = (["of", "it"], ["of", "them"], ["of", "that"], ["of", "this"])
_RELATIVE = frozenset({"where", "which", "whose"})
_DEALT_WITH = (["to"], ["from"], ["with"], ["of"], ["by"])


def worth_of_goods(work: Work, mention: Mention) -> bool:
    """ "Merchandise worth 90.18 billion yuan crossed the quays": goods, whatever was spoken of before."""
    lead = set(work.words[max(0, mention.first - 6) : mention.first])
    after = set(work.words[mention.last : mention.last + 4])
    return bool((GOODS & lead and VALUED & lead) or (GOODS & after and "worth" in after))


def share_of_it(work: Work, before: Placed, mention: Mention, reading: Measure) -> bool:
    """Whether a share is that of the amount before it, of another matter: "of which $85.5 billion was realized with countries along the
    Belt and Road, accounting for 50.7 percent"."""
    if reading.measure != "share" or reading.cue is None or before.measure.measure != "level":
        return False
    if work.words[reading.cue.first] not in ("accounting", "representing", "constituting", "occupying"):
        return False
    return not any(t.flows for t in work.topics if before.mention.last <= t.first < mention.first)


def of_a_count(work: Work, before: Placed, mention: Mention, reading: Measure) -> bool:
    """Whether a change is one of the count before it: "the number of enterprises exceeded 120,000, an increase of 11.4 percent"."""
    if before.mention.quantity.kind != "bare" or reading.measure != "growth":
        return False
    between = work.words[before.mention.last : mention.first]
    if "numbered" in work.words[before.mention.first - 2 : before.mention.first]:
        return not any(before.mention.last <= t.first < mention.first for t in work.topics)  # "trains numbered 1,522"
    if (
        "," in between
        and not _COUNTED.isdisjoint(between[: between.index(",")])
        and between[between.index(",") + 1 :] in _CHANGED_BY
        and "trade" not in between
    ):
        return True  # "586 newly established foreign-invested enterprises, up by 23.4 percent"
    named = any(before.mention.last <= t.first < mention.first for t in work.topics)
    if between[-1:] == [","] and between[0] in _COUNTED and between[1] in _HAVING and "trade" not in between:
        return True  # "4,012 enterprises with an import and export record, 21.3% more"
    if between and between[0] in _COUNTED:
        return (
            len(between) <= 8 or between[-1:] == [","]
        ) and not named  # "6.72 million customers in 2021, 49.8 percent more"
    if between[:1] == [","] and len(between) <= 6 and not named and "number" in work.words[: before.mention.first]:
        return True
    return _counted_alone(work, before, between)


_HAVING = frozenset({"with", "having", "that", "which", "engaged", "active", "in"})


def _counted_alone(work: Work, before: Placed, between: list[str]) -> bool:
    """Whether a count is all that the clause told before its change: "Khorgos saw 196,000 trucks cross, up 78 percent"."""
    comma = between.index(",") if "," in between else 0
    if not comma or between[comma + 1 :] not in _CHANGED_BY or not _PLACES.isdisjoint(between):
        return False
    first, last = before.mention.first, before.mention.last
    told = any(m.quantity.kind != "bare" and m.last <= first for m in work.sentence.of("quantity"))
    spoken = any(t.flows or t.weak_flow or "partner" in t.codes for t in work.topics if t.first < last + comma)
    return not told and not spoken


_PLACES = frozenset(
    "countries regions economies members nations provinces cities markets partners states months years".split()
)


def _told_in_passing(work: Work, before: Placed) -> bool:
    """Whether a figure stands in a clause that "whose" or "which" opens behind a comma."""
    opening = next((p for p in range(before.mention.first - 1, 0, -1) if work.words[p] == ","), None)
    return opening is not None and work.words[opening + 1] in _RELATIVE


def of_a_price(work: Work, before: Placed, mention: Mention, reading: Measure) -> bool:
    """Whether a change is one of the price before it: "the coal cost 985.6 yuan a tonne on average, 91.7% more than before"."""
    if before.measure.rule != "price or rate" or reading.measure != "growth":
        return False
    between = work.words[before.mention.last : mention.first]
    comma = next((p for p in range(before.mention.last, mention.first) if work.words[p] == ","), None)
    if comma is not None and _told_in_passing(work, before) and verb_at(work, comma + 1):
        return False  # "exports to Japan, whose subsidy of 42 yen per kWh draws investors, went up 119.5 percent"
    return (
        len(between) <= 8
        and not any(before.mention.last <= t.first < mention.first for t in work.topics)
        and {"and", "but", ";", "they", "these", "those"}.isdisjoint(between)
    )


_CHANGED_BY = (
    ["up"],
    ["up", "by"],
    ["down"],
    ["down", "by"],
    ["an", "increase", "of"],
    ["a", "decrease", "of"],
    ["a", "rise", "of"],
    ["growth", "of"],
    ["increasing", "by"],
    ["growing", "by"],
)
_COUNTED = PEOPLE | {"companies", "firms", "enterprises", "businesses", "traders"}


_RANKS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "top"}
)


_PASSED = frozenset(
    "the all trader traders exporter exporters importer importers province city trading partner market buyer".split()
)


def ranked(work: Work, place: Topic) -> bool:
    """Whether a place only says among whom something ranks, or which way it goes: "ranking first in the country and making
    up 21.7 percent", "the largest trader in central China with", "the largest partner on the continent, with", "trade by rail
    through Guangxi"."""
    if place.flows or place.weak_flow or place.blocked:
        return False
    among = place.codes.keys() == {"partner"} and is_bloc(place.codes["partner"][0])
    if not among and not reporter_only(place):
        return False
    *before, led = [w for w in work.words[max(0, place.first - 5) : place.first] if w not in _PASSED] or [""]
    rank = before[-1] if before else ""
    return led in ("through", "via") or (
        led in ("in", "of", "on") and (rank in _RANKS or (rank.endswith("est") and "west" not in rank))
    )


def set_beside(work: Work, mention: Mention, topic: Topic) -> bool:
    """Whether what follows is only told beside: "growth of 9.3 percent, with exports up 6.2 percent and imports 13.7 percent", "a fall of
    2.7 percent on the export side, compared with a 4-percent increase in imports"."""
    between = work.words[mention.last : topic.first]
    if any(a == "," and b == "with" for a, b in itertools.pairwise(between)):
        return True
    if between[:1] == [","] and between[-2:] in _OF_IT:
        return True  # "12.41 billion yuan, up 63.5%, nearly all of it oil"
    if "than" in between and not _RELATIVE.isdisjoint(between[between.index("than") :]):
        return True  # "the province gained 5.5%, slightly less than China as a whole, where trade advanced 6.1%"
    held = any(a == "," and b in VERSUS for a, b in itertools.pairwise(between))
    return held and quantity_between(work, mention.last, topic.first)


_WHICH_IS = ["which", "is"]  # "46.6 percent of the trade, which is to say 19.47 trillion yuan's worth"


def which(work: Work, mention: Mention) -> Topic | None:
    """The whole of a share that a relative clause goes on about: "84.7 percent of Yiwu's exports, which came to 588 billion yuan"; or
    the trade to whose growth something contributed."""
    contributed = bool(work.placed) and work.placed[-1].rule.startswith("contribution")
    for topic in work.named:
        if not (topic.whole or contributed) or not topic.flows or topic.last >= mention.first:
            continue
        end = topic.last + 3 * as_a_whole(work.words, topic.last)
        behind = work.words[end : end + 3]
        if (
            (behind[:2] in _WHICH or behind[behind[:1] == [","] :][:2] in _AND_THESE)
            and behind[1:] != _WHICH_IS
            and not quantity_between(work, topic.last, mention.first)
        ):
            return topic
    return None


_WHICH = ([",", "which"], [",", "whose"])


_IN_VALUE = (["the", "value"], ["its", "value"], ["the", "volume"], ["the", "tonnage"], ["the", "quantity"])


def part_of_another(work: Work, mention: Mention, reading: Measure) -> Frame | None:
    """The part that a share told before a clause about its whole is of, where the next share goes on about that: "accounted for 29 percent
    of the trade of Zhejiang, where exports climbed 9.4 percent, and for 3.1 percent of the national total"."""
    words = work.words
    if reading.measure != "share" or words[mention.last : mention.last + 1] != ["of"]:
        return None
    before = work.placed[-1] if work.placed else None
    if (
        words[mention.last + 1 : mention.last + 3] in _IN_VALUE
        and before is not None
        and before.measure.measure == "share"
    ):
        return before.bound  # "contributed 53.6% of national quantity but just 41.6% of the value"
    lead = mention.first - (words[mention.first - 1] == "for")
    if words[lead - 2 : lead] != [",", "and"]:
        return None
    told = next((p for p in reversed(work.placed) if p.measure.measure == "share"), None)
    if told is None or words[told.mention.last : told.mention.last + 1] != ["of"]:
        return None
    aside = any(words[place] == "," and words[place + 1] in _RELATIVE for place in range(told.mention.last, lead - 3))
    return told.bound if aside else None


_AND_THESE = (["and", "these"], ["and", "those"])


def is_what(work: Work, mention: Mention, topic: Topic) -> bool:
    """ "3.54 trillion yuan was exports and 3.21 trillion yuan imports": the flow is said of the figure before it."""
    ends = work.words[topic.last : topic.last + 1]
    return mention.quantity.kind == "money" and topic.flows[0] != "total" and ends in ([","], ["and"], ["."], [";"], [])


_STANDING_FOR = frozenset(
    {
        "it",
        "they",
        "these",
        "those",
        "this",
        "the channel",
        "the segment",
        "this channel",
        "this segment",
        "this category",
    }
)


_AROUND = frozenset({"before", "behind"})  # "weaker than the months before it"
_OWNING = frozenset({"its", "their"})
_VALUE_OF = (["value"], ["bill"], ["worth"], ["cargoes"], ["cargo"], ["volume"], ["volumes"], ["tonnage"], ["tally"])


_IS_OR_MAKES = frozenset(
    "is was corresponds corresponded equals equalled equaled amounts amounted represents represented came works".split()
)


def _opens_behind(words: list[str], place: int) -> bool:
    """Whether "that" is the subject behind a few words that open the sentence: "By number, that corresponds to 14.2% of"."""
    return words[0] in ("by", "in") and place <= _LEAD and words[place - 1] == "," and words[place + 1] in _IS_OR_MAKES


_LEAD = 5  # tokens


def pronoun(work: Work, mention: Mention, right: list[int]) -> bool:
    """Whether a pronoun is the subject: before the figure ("They jumped 5 percent") or between it and any topic ("At 9 billion, it ...")."""
    limit = work.topics[right[0]].first if right else len(work.words)
    for candidate in work.sentence.of("anaphor"):
        if (
            (
                candidate.code in _STANDING_FOR
                or (candidate.code == "that" and (candidate.first <= 1 or _opens_behind(work.words, candidate.first)))
                or (candidate.code in _OWNING and work.words[candidate.last : candidate.last + 1] in _VALUE_OF)
            )
            and candidate.first < limit
            and work.words[candidate.first - 1] not in _AROUND
            and not opens_that(work.words, candidate.first, mention.first)
            and clause(work, min(candidate.last, mention.last), max(candidate.first, mention.first))
        ):
            return candidate.first < mention.first or not quantity_between(work, mention.last, candidate.first)
    return False
