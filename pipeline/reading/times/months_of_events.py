"""Months that only say when something happened that moved trade: "held back by port closures in June", "as a line was shut in May"."""

from __future__ import annotations

from pipeline.reading.frames.placing import Work
from pipeline.reading.topics.circumstances import undergone
from pipeline.reading.words.mentions import Mention

_EVENTS = frozenset(
    (
        "outbreak outbreaks epidemic epidemics pandemic covid lockdown lockdowns quarantine closure closures closing shutdown shutdowns "
        "stoppage stoppages strike strikes walkout walkouts typhoon typhoons flood floods flooding rain rains rainstorm rainstorms "
        "storm storms blizzard blizzards snow snowstorm snowstorms frost earthquake earthquakes quake drought droughts heatwave heatwaves "
        "fire fires blast explosion accident accidents landslide landslides congestion blockage blockages blockade "
        "disruption disruptions interruption interruptions suspension suspensions outage outages blackout blackouts cuts shortage shortages "
        "bottleneck bottlenecks overhaul overhauls maintenance breakdown ban bans sanctions embargo war wars conflict fighting attacks "
        "invasion coup unrest riots protests restrictions curbs holiday holidays festival controls infections cases"
    ).split()
)
_BEFELL = frozenset(
    (
        "closed shut halted suspended idled stopped blocked banned grounded cancelled canceled postponed delayed locked flooded struck "
        "stranded disrupted paralysed paralyzed interrupted sealed stood imposed broke"
    ).split()
)
_BEGUN = frozenset(  # what is agreed, founded or opened, told between commas: "the RCEP pact, signed in November, increased"
    (
        "signed concluded initialled initialed ratified inked agreed finalised finalized upgraded renewed launched founded established "
        "created inaugurated opened reopened completed commissioned introduced adopted enacted approved designated"
    ).split()
)
_HOW = frozenset("formally officially newly first only finally jointly provisionally recently just".split())
_CLAUSES = frozenset({"as", "because", "since", "after", "when", "while", "although", "though", "with", "where"})
_OWED = (
    *(("because", "of"), ("due", "to"), ("owing", "to"), ("thanks", "to"), ("result", "of"), ("account", "of")),
    *(("consequence", "of"), ("wake", "of"), ("spite", "of"), ("aftermath", "of"), ("effect", "of"), ("effects", "of")),
    *(("legacy", "of"), ("down", "to")),
)
_HOLDING = frozenset({"despite", "amid", "after", "following", "notwithstanding", "without"})
_PAIRED = frozenset(lead for lead, _ in _OWED)
_OPENERS = _CLAUSES | _HOLDING | _PAIRED | {"by", "from", "before"}
_TOLD_OF = _OPENERS | _BEFELL | _BEGUN
_STOPS = frozenset({",", ";", "(", ")", ":", "—", "–", "--"})
_ENDING = frozenset({",", ";", ".", ")", "and", "but", "—", "–"})


def of_event(work: Work, candidate: Mention) -> bool:
    """Whether a period stands in a stretch that tells what moved trade, and no figure, flow or change: "Imports, slowed by
    the closing of a terminal in August, reached"."""
    if (
        "against" in work.words[max(0, candidate.first - 3) : candidate.first]
        and work.words[candidate.first - 1] in _CURRENCIES
    ):
        return True  # "Measured in yuan, which has lost 2.4 percent against the dollar this year, exports were"
    if candidate.period.kind != "period":
        return False
    if not _EVENTS.isdisjoint(work.said) and _when_it_happened(work, candidate):
        return True
    if not _FORCE.isdisjoint(work.said) and _in_force_since(work.words, candidate):
        return True
    if not _RELATIVE.isdisjoint(work.said) and _in_relative_clause(work, candidate):
        return True
    if work.said.isdisjoint(_TOLD_OF):
        return False
    words = work.words
    end = candidate.last + (words[candidate.last : candidate.last + 1] != [] and words[candidate.last] in _EVENTS)
    if end < len(words) and words[end] not in _ENDING:
        return False  # but "hit by the August flood, fell 3.4 percent"
    begin = _opening(work, candidate)
    if begin is None or begin >= candidate.first - 1:
        return False
    told = ("quantity",) if begin and words[begin - 1] == "," else ("quantity", "flow")
    return not any(begin <= m.first < candidate.first and m.kind in told for m in work.sentence.mentions)


_CURRENCIES = frozenset({"dollar", "greenback", "euro", "yen", "yuan", "renminbi"})
_FORCE = frozenset({"force", "effect"})


def _in_force_since(words: list[str], candidate: Mention) -> bool:
    """Whether a period only says since when an agreement holds: "With the RCEP in force since the start of 2022, trade reached"."""
    lead = words[max(0, candidate.first - 6) : candidate.first]
    since = next((p for p, w in enumerate(lead) if w in ("since", "from")), 0)
    return (
        since > 1
        and lead[since - 1] in _FORCE
        and lead[since - 2] in ("in", "into")
        and words[candidate.last : candidate.last + 1] == [","]
    )


_RELATIVE = frozenset({"that", "which", "who"})


def _in_relative_clause(work: Work, candidate: Mention) -> bool:
    """Whether a period ends an aside without figures that tells of something in a clause of its own: "Electric vehicles, loaded on racks
    that a workshop patented in 2022, brought in 31.2 billion yuan"."""
    words = work.words
    if words[candidate.last : candidate.last + 1] != [","] or words[candidate.first - 1] != "in":
        return False
    comma = next((p for p in range(candidate.first - 1, 0, -1) if words[p] == ","), None)
    if comma is None or _RELATIVE.isdisjoint(words[comma + 2 : candidate.first]):
        return False
    return not any(comma < m.first < candidate.first and m.kind in ("quantity", "flow") for m in work.sentence.mentions)


_AND_SO = frozenset({"and", "but", "so", "yet"})


def _when_it_happened(work: Work, candidate: Mention) -> bool:
    """Whether a period is that of an event which a clause of its own tells of: "Lockdowns in August kept shoppers away, and imports shrank"."""
    words = work.words
    lead = [
        w
        for w in words[max(0, candidate.first - 3) : candidate.first]
        if w not in ("in", "of", "during", "early", "late")
    ]
    if _EVENTS.isdisjoint(lead[-1:]):
        return False
    start = next((p + 1 for p in range(candidate.first - 1, -1, -1) if words[p] in _STOPS), 0)
    end = next((p for p in range(candidate.last, len(words) - 1) if words[p] in (",", ";")), None)
    if end is None or end == candidate.last or (words[end] == "," and words[end + 1] not in _AND_SO):
        return False
    return not any(
        start <= m.first < end and m.kind in ("quantity", "flow", "direction") for m in work.sentence.mentions
    )


def _opening(work: Work, candidate: Mention) -> int | None:
    """Where the stretch begins that tells of the event; None where the words before a period tell of none."""
    words = work.words
    start = next((p + 1 for p in range(candidate.first - 1, -1, -1) if words[p] in _STOPS), 0)
    if words[start : start + 1] == ["and"] and start:  # "hit by strikes, and by a shortage of trucks in May"
        start += 1
    happened = not (
        _EVENTS.isdisjoint(words[start : candidate.first]) and _BEFELL.isdisjoint(words[start : candidate.first])
    )
    begun = words[start + (words[start] in _HOW)]
    if start and (words[start] in _BEFELL or begun in _BEGUN):
        return start  # "Trade with the United States, paralysed in February and March, recovered"
    if undergone(words, start) and (start or happened):
        return start
    for place in range(candidate.first - 1, start - 1, -1):
        if words[place] == "before" and any(
            w.endswith("ed") or w in _BEFELL for w in words[place + 2 : candidate.first]
        ):
            return place  # "before export inspections slammed the door in October"
        owed = words[place] in _PAIRED and (words[place], words[place + 1]) in _OWED
        if (owed or words[place] in _HOLDING or words[place] in _CLAUSES) and happened:
            return place
    return None
