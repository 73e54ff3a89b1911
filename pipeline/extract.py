"""One page from its bytes to observations: a pure, picklable function that any executor can map over pages."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Observation, PageSource, Reading, Release, Statement
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


def statement_fields(file: str, release: Release, statement: Statement) -> dict:
    """A statement as one flat JSON object: the fields of the labelling guide, then where it stands and the rule that read it."""
    value = statement.value
    return {
        "region": statement.region,
        "period": f"{statement.period_start:%Y-%m}/{statement.period_end:%Y-%m}",
        "flow": statement.flow,
        "partner": statement.partner,
        "commodity": statement.commodity,
        "regime": statement.regime,
        "enterprise": statement.enterprise,
        "zone": statement.zone,
        "transport": statement.transport,
        "measure": statement.measure,
        "basis": statement.basis,
        "value": int(value) if value == value.to_integral_value() else float(value),
        "unit": statement.unit,
        "approx": statement.approx,
        **({"of": statement.of} if statement.of else {}),
        "file": file,
        "release": release.release_id,
        "char_start": statement.char_start,
        "char_end": statement.char_end,
        "quote": statement.quote,
        "rule": statement.rule,
    }
