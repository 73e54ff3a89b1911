"""Sentences that open with a whole and tell its part behind the figure: "Of the quarter's trade, 79.86 billion yuan went by water"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline import vocabulary
from pipeline.reading.frames.cues import FRACTIONS, UNSAID, Measure
from pipeline.reading.frames.frames import SIDES, Frame, altered
from pipeline.reading.frames.placing import Work, region_of
from pipeline.reading.topics.phrases import Topic
from pipeline.reading.words.mentions import Mention, Sentence, possessive

_SHARED = FRACTIONS | {"most", "bulk", "majority", "part", "lion"}  # "the lion's share of"
_FIGURES = frozenset({"money", "percent", "physical"})
_BREAKS = frozenset({";", ":", "while", "but", "whereas"})
_COUNTED = frozenset({"firms", "companies", "enterprises", "businesses", "traders"})  # "of the firms that trade abroad"
_THE_GOODS = (["the", "goods"], ["the", "merchandise"], ["the", "products"], ["the", "wares"])
_EVERYTHING = (["everything"], ["what"], ["all"])
_NEAR = 9  # tokens from the start of a sentence to its whole, and from a figure to its part


@dataclass(frozen=True, slots=True)
class Part:
    """The topics of whole and part, and the indices of the figures that are told of the part."""

    whole: Topic
    part: Topic
    figures: tuple[int, ...]
    these: bool = (
        False  # whether the whole is of "those" that were told of before: "Of all those that the nation exported"
    )

    def frame(self, frame: Frame, spoken: Frame | None) -> Frame:
        """The part's frame with the whole's flow, where the part names none; of a whole that is said to be a reporter's, without the
        partner or good of the heading, but of the good ``spoken`` of last where it is of "those"."""
        if self.whole.home or "region" in self.whole.codes:
            named = self.whole.codes.keys() | self.part.codes.keys()
            frame = altered(frame, **dict.fromkeys({"partner", "commodity"} - named))
            if "commodity" in self.whole.codes and "commodity" not in self.part.codes:
                frame = altered(frame, commodity=self.whole.codes["commodity"][0])
            elif self.these and spoken is not None:
                frame = altered(frame, commodity=spoken.commodity)
        if len(partner := self.whole.codes.get("partner", [])) == 1 and "partner" not in self.part.codes:
            frame = altered(frame, partner=partner[0])
        return (
            frame if self.part.flows or not self.whole.flows else altered(frame, flow=self.whole.flows[0], flow_sign="")
        )


def find_part(sentence: Sentence, found: list[Topic], quantities: list[int]) -> Part | None:
    """The part that a sentence tells of the whole it opens with, None where it does not."""
    of_money = spent_of(sentence) if not _MONEY.isdisjoint(sentence.said) else None
    if of_money is None and "of" not in sentence.low[:_NEAR]:
        return None
    everything = sentence.low[0] == "of" and (sentence.low[1:2] in _EVERYTHING or sentence.low[1:3] in _THE_GOODS)
    shared = of_money is not None or not _SHARED.isdisjoint(sentence.low[:_NEAR])
    whole = next(
        (t for t in found if t.flows or (everything and t.weak_flow in SIDES) or (shared and _shared_out(sentence, t))),
        None,
    )
    if whole is None or not 0 < whole.first <= _NEAR + (of_money or 0):
        return None
    lead = sentence.low[: whole.first]
    if ("of" not in lead and of_money is None) or not (everything or _COUNTED.isdisjoint(lead)):
        return None
    if (
        lead[0] != "of"
        and of_money is None
        and not any(w in _SHARED and "of" in lead[n + 1 : n + 4] for n, w in enumerate(lead))
    ):
        return None
    figures = [
        i
        for i in quantities
        if sentence.mentions[i].first >= whole.last and sentence.mentions[i].quantity.kind in _FIGURES
    ]
    part = next((t for t in found if t.first >= whole.last and t is not whole), None)
    told = tuple(i for i in figures if part is not None and sentence.mentions[i].last <= part.first)
    if part is None or not told or part.members() > 1 or part.blocked:
        return None
    broken = whole.has_breakdown() and whole.codes.keys() != {"partner"}
    if broken and not (whole.members() == 1 and _lies_within(part, whole)):
        return None
    side = whole.flows == ["total"] and part.flows in (["export"], ["import"]) and not part.codes
    if (
        whole.verb
        and of_money is None
        and not everything
        and not (_lies_within(part, whole) and ("commodity" in part.codes or "that" in sentence.low[: whole.last]))
    ):
        return None
    if not side and (not (part.has_breakdown() or _lies_within(part, whole)) or part.flows):
        return None
    of_one = len(whole.codes.get("partner", ())) == 1  # "Of the exports to Spain, 70 percent were shoes"
    if whole.has_breakdown() and not (side or everything or broken or of_one) and part.codes.keys() != {"partner"}:
        return None
    last = sentence.mentions[told[-1]].last
    if part.first - last > _NEAR or _BREAKS & set(sentence.words(whole.last, part.first)):
        return None
    turns = any(m.kind == "direction" and whole.last <= m.first < part.first for m in sentence.mentions)
    if turns:
        return None
    if not whole.flows:
        whole.flows = [whole.weak_flow]  # "Of everything that the firms sold to the EU, 62.3 percent was machinery"
    return Part(whole, part, told, "those" in lead)


def _shared_out(sentence: Sentence, whole: Topic) -> bool:
    """Whether a flow that is only hinted at is what a part is taken of: "The bulk of the purchases"; not "Over the first half of the year,
    arrivals"."""
    right_before = "of" in sentence.low[max(0, whole.first - 2) : whole.first]
    return whole.weak_flow == "total" or (whole.weak_flow in SIDES and right_before)


_MONEY = frozenset({"yuan", "dollar", "dollars", "renminbi", "$"})
_COUNTING = frozenset("one two three four five six seven eight nine ten out of in every each".split())


def spent_of(sentence: Sentence) -> int | None:
    """Where the words end that a sentence opens with to tell a part by single yuan or dollars, None where it does not: "One dollar in
    three that China paid for fruit", "Every fifth yuan of the import bill", "Of every 100 yuan earned abroad"."""
    low = sentence.low
    place = next((n for n, word in enumerate(low[:_NEAR]) if word in _MONEY), None)
    if not place or not (_NUMBERED & set(low[max(0, place - 2) : place]) or low[place - 1] == "100"):
        return None
    if low[place - 2 : place - 1] == ["every"] or low[place - 1] == "100" or low[place - 2 : place - 1] == ["in"]:
        return place + 1  # "six in ten yuan", "every fifth yuan"
    behind = next((n for n in range(place + 1, len(low)) if low[n] not in _COUNTING and not low[n].isdigit()), place)
    counted = not {"in", "every"}.isdisjoint(low[place + 1 : behind]) or "every" in low[:place]
    return behind if counted else None


_NUMBERED = frozenset(
    "one two three four five six seven eight nine ten every second third fourth fifth sixth seventh eighth ninth tenth".split()
)


def _lies_within(part: Topic, whole: Topic) -> bool:
    """Whether a place is the part of another's trade, in all goods or in one, or a good that of its group: "Of all the goods that Fujian
    traded, 46.5 percent went through Xiamen", "Of the nation's exports of shoes, 26.7 percent were from Fujian"."""
    goods, group = part.codes.get("commodity", ()), whole.codes.get("commodity", ())
    if len(goods) == len(group) == 1 and part.codes.keys() == {"commodity"} and whole.codes.keys() <= _GOODS_OF:
        return vocabulary.within(goods[0], group[0])
    inner = part.codes.get("region", ())
    outer = ["CN"] if whole.home == "nation" else whole.codes.get("region", ())
    within = len(inner) == len(outer) == 1 and (inner[0].startswith(outer[0] + "/") or outer[0] == "CN" != inner[0])
    return within and part.codes.keys() == {"region"} and whole.codes.keys() <= {"region", "commodity"}


_GOODS_OF = frozenset({"commodity", "region"})


def as_share(reading: Measure) -> Measure:
    """A percentage of the whole that no other word explains is the part's share."""
    if reading.unit == "%" and reading.rule in (UNSAID, "growth.parenthesis", "growth.carried"):
        return replace(reading, measure="share", rule="share.part")
    return reading


def share_out_opening(
    sentence: Sentence, found: list[Topic], measures: dict[int, Measure], wholes: dict[int, Topic]
) -> None:
    """Make the percentages that nothing else explains shares of the whole that a sentence opens with: "Of the foreign trade total,
    exports took 39.6 percent and imports 60.4 percent"."""
    opening = _opens_with_of(sentence)
    if opening is None or not found:
        return
    whole = next((t for t in found if t.flows), found[0])
    if not whole.flows or not opening < whole.first <= opening + _NEAR:
        return
    if "," not in sentence.words(whole.last, len(sentence.low)):
        return
    untold = [UNSAID]
    if whole.verb or whole.has_breakdown():
        if not _told_within(sentence, found, whole):
            return
        untold += _OF_GOODS
    for index, reading in measures.items():
        if sentence.mentions[index].first >= whole.last and reading.rule in untold and index not in wholes:
            measures[index], wholes[index] = as_share(reading), whole
            whole.whole = True


_OF_GOODS = ("share.verb", "share.carried")


def _opens_with_of(sentence: Sentence) -> int | None:
    """The position of the "of" that a sentence opens with, behind a few words and a comma at most: "Put differently, of the vessels"."""
    if sentence.low[:1] == ["of"]:
        return 0
    lead = sentence.low[:4]
    if "," not in lead:
        return None
    comma = lead.index(",")
    led = sentence.low[comma + 1 : comma + 2] == ["of"]
    return comma + 1 if led and not any(m.first < comma for m in sentence.mentions) else None


def _told_within(sentence: Sentence, found: list[Topic], whole: Topic) -> bool:
    """Whether what a place around sells of one good is parted by a place within it: "Of the vessels exported by the whole of Jiangsu,
    Nantong supplied 28.1 percent"."""
    part = next((t for t in found if t.first >= whole.last), None)
    if part is None or part.flows or part.has_breakdown() or sentence.low[part.first - 1] != ",":
        return False
    named = Topic(part.first, part.last, codes={"region": part.codes["region"]}) if "region" in part.codes else part
    nation = whole.home == "nation" or whole.codes.get("region") == ["CN"]
    return _lies_within(named, whole) or (nation and part.home in _OWN_PLACES)


_OWN_PLACES = frozenset({"city", "province", "region"})


def of_opening(work: Work, mention: Mention) -> Frame | None:
    """The whole that a sentence opens with, of its own amount: "Of Shanghai's 1.59 trillion yuan in first-half trade, 39.6 percent
    was with ASEAN", "of its total trade of 1.59 trillion yuan"; of nothing named, what was spoken of last."""
    if work.words[0] != "of":
        return None
    whole = next((t for t in work.named if t.flows), None)
    last = work.context.last
    if work.words[1 : mention.first] == ["the"] and work.words[mention.last : mention.last + 1] == [","] and last:
        return None if last.blocked or any(t.first < mention.first for t in work.named) else last
    if whole is None or not whole.whole or whole.first > _NEAR or mention.first > _NEAR + 4:
        return None
    between = set(work.words[min(mention.last, whole.last) : max(mention.first, whole.first)])
    times = {w for m in work.sentence.of("period") for w in work.words[m.first : m.last]}
    if not between - times <= _OF_AMOUNT or not (between or mention.first <= whole.first):
        return None
    region = region_of(whole, work.context) or next(
        (r for t in work.named if t.first < mention.first and (r := region_of(t, work.context)) is not None), None
    )
    codes = {d: c[0] for d, c in whole.codes.items() if d != "region" and len(c) == 1}
    frame = altered(work.whole().with_codes(codes), flow=whole.flows[0], flow_sign=whole.flow_sign, blocked=None)
    return frame if region is None else altered(frame, region=region)


def apportioned(work: Work, mention: Mention, left: list[int], right: list[int]) -> Frame | None:
    """What was spoken of, of the partner behind a figure that a portion of it is said to be: "The largest part, 8.9 billion yuan, went to
    Russia and the next, 5.2 billion yuan, to Mexico"."""
    words = work.words
    if not right or words[mention.first - 1] != "," or words[mention.last : mention.last + 1] != [","]:
        return None
    partner = next((m for m in work.sentence.of("partner") if m.first > mention.last), None)
    told = work.topics[right[0]]
    if partner is None or partner not in told.mentions or told.members() > 1 or told.codes.keys() != {"partner"}:
        return None
    lead = [w for w in words[mention.last + 1 : partner.first] if w != "the"]
    if (
        len(lead) > 5
        or lead[-1:] not in _REACHING
        or _PORTIONS.isdisjoint(words[max(0, mention.first - 4) : mention.first])
    ):
        return None
    before = work.placed[-1] if work.placed else None
    spoken = work.frames[left[-1]] if left else work.context.last
    if before is not None and before.rule.endswith("/part"):
        spoken = before.bound
    if spoken is None or spoken.blocked:
        return None
    return altered(spoken, partner=partner.code, period=None, period_named=False)


def share_elsewhere(work: Work, mention: Mention) -> Frame | None:
    """The same of another place, whose share is told behind that of the first: "Processing trade is 28.9% of Jiangsu's total, 21.8% of
    Guangdong's, and in Zhejiang just 6.3%"."""
    before = work.placed[-1] if work.placed else None
    if before is None or before.measure.measure != "share" or before.bound is None or before.bound.blocked:
        return None
    words = work.words
    whose = next((m.code for m in work.sentence.of("region") if m.first == before.mention.last + 1), None)
    for place in work.sentence.of("region"):
        owned = (
            whose == before.bound.region
            and place.first == mention.last + 1
            and words[mention.last] == "of"
            and possessive(words, place.last)
        )
        closed = owned and words[place.last + 1 : place.last + 2] in ([","], ["."], [";"], ["and"])
        softly = words[place.last : mention.first]
        there = words[place.first - 1] == "in" and len(softly) <= 1 and _JUST.issuperset(softly)
        if closed or (there and before.mention.last <= place.first <= mention.first):
            return altered(before.bound, region=place.code)
    return None


_JUST = frozenset({"just", "only", "about", "nearly", "some", "roughly"})
_REACHING = (["to"], ["from"], ["by"])
_PORTIONS = frozenset(
    "part batch portion chunk slice bulk lot consignment share largest biggest next second third rest".split()
)
_OF_AMOUNT = frozenset({"in", "of", "worth", "total", "foreign", "overall", "the", "its", "for", "during", "("})
