"""One page from its bytes to observations: a pure, picklable function that any executor can map over pages."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Observation, PageSource, Reading, Release
from pipeline.normalize import observations
from pipeline.reading import read
from pipeline.release import read_release


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one page yields."""

    release: Release
    reading: Reading
    observations: tuple[Observation, ...]


def extract_page(page: bytes, source: PageSource) -> Extraction:
    """The release, its reading and its observations. Raises ``UnreadablePage`` when the page cannot become a release."""
    release = read_release(page, source)
    reading = read(release)
    return Extraction(release, reading, tuple(observations(release, reading.statements)))
