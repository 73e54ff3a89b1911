"""What a fetch did, address by address: for the command line, the orchestrator's metadata and the tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What happened to an address."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED_TEXT = "changed text"
    CHANGED_ADS = "changed ads only"
    GONE = "gone"
    LISTED = "listed"
    REFUSED = "refused"
    FAILED = "failed"


PROBLEMS = frozenset({What.REFUSED, What.FAILED})


@dataclass(frozen=True, slots=True, order=True)
class Outcome:
    """What happened to one address of one source.

    ``path`` is the file in ``raw/`` that now holds the page (or would, in a dry run); ``note`` is the reason of a
    refusal or failure, and a remark on other outcomes, in one line.
    """

    source: str
    url: str
    what: What
    path: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FetchReport:
    """The outcomes of a fetch, sorted by source and address."""

    outcomes: tuple[Outcome, ...]

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> FetchReport:
        return cls(tuple(sorted(outcomes, key=lambda outcome: (outcome.source, outcome.url, outcome.what))))

    @property
    def counts(self) -> dict[str, int]:
        """How many addresses had each outcome; outcomes that none had are left out."""
        counted = Counter(outcome.what for outcome in self.outcomes)
        return {what.value: counted[what] for what in What if counted[what]}

    @property
    def problems(self) -> dict[str, tuple[Outcome, ...]]:
        """The refused and failed addresses, by source; a source that is not in here did well."""
        by_source: dict[str, tuple[Outcome, ...]] = {}
        for outcome in self.outcomes:
            if outcome.what in PROBLEMS:
                by_source[outcome.source] = (*by_source.get(outcome.source, ()), outcome)
        return by_source

    @property
    def stored(self) -> tuple[Outcome, ...]:
        """The addresses whose text is new in ``raw/``."""
        return tuple(outcome for outcome in self.outcomes if outcome.what in (What.NEW, What.CHANGED_TEXT))
