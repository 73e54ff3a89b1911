"""The register of reviewed corrections, applied to what was read and never to raw/.

An entry names one statement by its release and quote, says what is read there today (``expect``), and overrides fields of
its observation or rejects it. ``expect`` ties the entry to the source it was written for: once the page or the reading
changes, the entry no longer fits and the build stops until somebody has looked again.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model import Release, Statement
from pipeline.normalize import observation, observation_id
from pipeline.warehouse import frames

if TYPE_CHECKING:
    import pandas as pd

REGISTER = Path(__file__).resolve().parents[1] / "corrections.toml"
CORRECTED_TABLES = ("statements", "observations")
ACTIONS = ("override", "reject")
DECIMALS = ("value", "step")
DATES = ("period_start", "period_end")
CORRECTABLE = (
    *DECIMALS,
    *DATES,
    "unit",
    "region",
    "flow",
    "partner",
    "commodity",
    "regime",
    "enterprise",
    "zone",
    "transport",
    "measure",
    "basis",
    "approx",
    "of",
)

_REQUIRED = {"release", "quote", "action", "expect", "reason", "reviewer", "date"}
_OPTIONAL = {"occurrence", "set"}


class CorrectionError(ValueError):
    """A register that cannot be applied; the message names the entry and what does not fit."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the register; ``expect`` and ``changes`` hold text by field name, empty text for null."""

    number: int
    release: str
    quote: str
    occurrence: int
    action: str
    expect: Mapping[str, str]
    changes: Mapping[str, str]
    reason: str
    reviewer: str
    date: date

    def __str__(self) -> str:
        return f"correction {self.number} ({self.quote!r} in {self.release})"


@dataclass(frozen=True, slots=True)
class Corrected:
    """The frames with the register applied, ``corrections`` among them, and the entries whose release is not there."""

    frames: dict[str, pd.DataFrame]
    unused: list[str]


def load(path: Path = REGISTER) -> list[Correction]:
    """The entries of a register; none when there is no file. Raises ``CorrectionError`` for an entry that lacks something."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorrectionError(f"{path.name}: {error}") from error
    if entries.keys() - {"correction"}:
        raise CorrectionError(f"{path.name}: unknown key {min(entries.keys() - {'correction'})!r}")
    return [_parse(path.name, number, entry) for number, entry in enumerate(entries.get("correction", []), 1)]


def apply(read: dict[str, pd.DataFrame], register: Sequence[Correction]) -> Corrected:
    """Apply a register to the frames of ``pages.read_pages``.

    ``statements`` keeps what was read and says in ``correction`` what applies; ``observations`` carries the corrected
    figure under the same ids; ``corrections`` has a row for each corrected field. An address stands for all versions of
    the page: the entry must fit the current one and applies to the older ones that it fits. Raises ``CorrectionError``.
    """
    corrected = dict(read)
    rows: list[dict] = []
    unused: list[str] = []
    notes: dict[str, str] = {}
    replaced: dict[str, object] = {}  # by statement_id: the corrected observation, or None for a rejected one
    for correction in register:
        releases = read["releases"]
        versions = releases[(releases["release_id"] == correction.release) | (releases["url"] == correction.release)]
        if versions.empty:
            unused.append(str(correction))
        for release in versions.to_dict("records"):
            found = _statement(read["statements"], release["release_id"], correction)
            misfit = "no such quote" if found is None else _misfit(found, correction)
            if misfit:
                if release["is_current"] or release["release_id"] == correction.release:
                    raise CorrectionError(f"{correction} does not fit any more: {misfit}. Review it")
                continue
            key = found["statement_id"]
            if key in replaced:
                raise CorrectionError(f"{correction}: the same statement is corrected twice")
            notes[key] = _note(correction)
            replaced[key] = _observation(release, found, correction)
            rows += _rows(key, correction)
    corrected["corrections"] = frames.frame(frames.arrow("corrections", rows))
    if replaced:
        corrected["statements"] = _with_notes(read["statements"], notes)
        corrected["observations"] = _with_observations(read["observations"], replaced)
    return Corrected(corrected, unused)


def _parse(name: str, number: int, entry: dict) -> Correction:
    where = f"{name}: correction {number}"
    if missing := _REQUIRED - entry.keys():
        raise CorrectionError(f"{where}: {', '.join(sorted(missing))} missing")
    if unknown := entry.keys() - _REQUIRED - _OPTIONAL:
        raise CorrectionError(f"{where}: unknown key {', '.join(sorted(unknown))}")
    changes, expect = entry.get("set", {}), entry["expect"]
    if entry["action"] not in ACTIONS:
        raise CorrectionError(f"{where}: action must be one of {', '.join(ACTIONS)}")
    if bool(changes) != (entry["action"] == "override"):
        raise CorrectionError(f"{where}: an override needs set, a rejection must not have it")
    if not isinstance(expect, dict) or not expect or changes.keys() - expect.keys():
        raise CorrectionError(f"{where}: expect must say what is read today, for every field in set")
    if unknown := expect.keys() - set(CORRECTABLE):
        raise CorrectionError(f"{where}: no field {', '.join(sorted(unknown))}; there are {', '.join(CORRECTABLE)}")
    if not isinstance(entry["date"], date) or not all(str(entry[key]).strip() for key in ("reason", "reviewer")):
        raise CorrectionError(f"{where}: reason and reviewer must be text, date a date")
    try:
        for field, text in (*expect.items(), *changes.items()):
            _value(field, str(text))
    except (InvalidOperation, ValueError) as error:
        raise CorrectionError(f"{where}: {field} cannot be {text!r}") from error
    return Correction(
        number=number,
        release=entry["release"],
        quote=entry["quote"],
        occurrence=entry.get("occurrence", 1),
        action=entry["action"],
        expect={field: str(text) for field, text in expect.items()},
        changes={field: str(text) for field, text in changes.items()},
        reason=entry["reason"],
        reviewer=entry["reviewer"],
        date=entry["date"],
    )


def _value(field: str, text: str) -> object:
    """The value that a text in the register stands for."""
    if text == "":
        return None
    if field in DECIMALS:
        return Decimal(text)
    return date.fromisoformat(text) if field in DATES else text


def _statement(statements: pd.DataFrame, release_id: str, correction: Correction) -> dict | None:
    """The row of the statement that an entry names, nulls as None; None if the release has no such quote."""
    same = statements[(statements["release_id"] == release_id) & (statements["quote"] == correction.quote)]
    same = same.sort_values(["char_start", "measure"])
    if not 1 <= correction.occurrence <= len(same):
        return None
    row = same.iloc[correction.occurrence - 1].to_dict()
    return {name: None if value is None or value != value else _plain(value) for name, value in row.items()}


def _plain(value: object) -> object:
    import pandas as pd

    return None if value is pd.NA else value


def _misfit(found: dict, correction: Correction) -> str | None:
    for field, text in correction.expect.items():
        if found[field] != _value(field, text):
            return f"expected {field} {text!r}, read {found[field]!s}"
    return None


def _observation(release: dict, found: dict, correction: Correction):
    """The corrected observation under the ids of the statement as read; None for a rejection."""
    if correction.action == "reject":
        return None
    statement = Statement(**{field.name: found[field.name] for field in fields(Statement)})
    changed = replace(statement, **{field: _value(field, text) for field, text in correction.changes.items()})
    page = Release(
        release_id=release["release_id"],
        title=release["title"],
        published_on=release["published_on"],
        date_source=release["date_source"],
        language=release["language"],
        body_text=release["body_text"],
        passages=(),
    )
    key = found["statement_id"]
    return replace(observation(page, changed), statement_id=key, observation_id=observation_id(key))


def _note(correction: Correction) -> str:
    what = "rejected" if correction.action == "reject" else f"overridden ({', '.join(correction.changes)})"
    return f"{what}: {correction.reason} ({correction.reviewer}, {correction.date})"


def _rows(key: str, correction: Correction) -> list[dict]:
    common = {
        "statement_id": key,
        "action": correction.action,
        "reason": correction.reason,
        "reviewer": correction.reviewer,
        "reviewed_on": correction.date,
    }
    if correction.action == "reject":
        return [common]
    return [
        common | {"field": field, "value_read": correction.expect[field], "value_corrected": text}
        for field, text in correction.changes.items()
    ]


def _with_notes(statements: pd.DataFrame, notes: dict[str, str]) -> pd.DataFrame:
    import pandas as pd

    column = statements["statement_id"].map(notes)
    return statements.assign(correction=pd.Series(column, dtype=statements["correction"].dtype))


def _with_observations(observations: pd.DataFrame, replaced: dict[str, object]) -> pd.DataFrame:
    """The observations with some replaced where they stand, and rejected ones left out."""
    import pandas as pd

    names = list(observations.columns)
    place = {key: row for row, key in observations["statement_id"].items() if key in replaced}
    changed = [(place[key], new) for key, new in replaced.items() if new is not None]
    new = frames.frame(frames.arrow("observations", [{name: getattr(o, name) for name in names} for _, o in changed]))
    new.index = pd.Index([row for row, _ in changed], dtype=observations.index.dtype)
    both = pd.concat([observations.drop(index=list(place.values())), new])
    return both.sort_index().reset_index(drop=True)
