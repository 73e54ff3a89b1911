"""Pages whose figures are known beforehand, for tests of what comes after the reading.

Such a page is the publication date, the article's text, a line ``---`` and one JSON object per figure (the labels' fields).
``extract`` takes the place of ``pipeline.extract.extract_page``: it finds each figure's characters in the text.
"""

from __future__ import annotations

import calendar
import hashlib
import json
import os
import re
import signal
import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline import normalize
from pipeline.model import Number, Observation, PageSource, Passage, Reading, Release, Statement, UnreadablePage

SEED = Path(__file__).parent / "seed"
SCALES = {"billion yuan": 10**9, "million yuan": 10**6, "yuan": 1, "billion dollars": 10**9, "%": 1, "points": 1}
FIGURE = re.compile(rf"(?P<value>-?\d+(?:\.\d+)?)(?: ?)(?P<unit>{'|'.join(SCALES)})")
DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Extraction:
    release: Release
    reading: Reading
    observations: tuple[Observation, ...]


def page(text: str, labels: list[dict], published: str = "2020-10-23") -> bytes:
    return "\n".join([published, text.strip(), "---", *(json.dumps(label) for label in labels)]).encode()


def seed_page() -> bytes:
    labels = (SEED / "across-the-board-growth.jsonl").read_text(encoding="utf-8").splitlines()
    text = (SEED / "across-the-board-growth.txt").read_text(encoding="utf-8")
    return page(text, [json.loads(label) for label in labels])


def label(value: str, measure: str = "level", **fields: object) -> dict:
    """A label with defaults: nine months of 2020, Chongqing, total trade."""
    units = {"level": "CNY", "growth": "%", "share": "%", "share_change": "pp"}
    basis = "yoy" if measure in ("growth", "share_change") else None
    placed = {"region": "CN-CQ", "period": "2020-01/2020-09", "flow": "total", "basis": basis, "approx": None}
    return placed | {"measure": measure, "value": value, "unit": units[measure]} | fields


def extract(content: bytes, source: PageSource) -> Extraction:
    """The release and the figures of a page as ``page`` writes it."""
    if content == b"kill the reader":
        os.kill(os.getpid(), signal.SIGKILL)
    if content.startswith(b"take your time "):
        Path(content.split()[-1].decode(), str(os.getpid())).touch()
        time.sleep(0.2)
    if content == b"a defect":
        raise KeyError("partner")
    try:
        text, _, labels = content.decode().partition("\n---\n")
        published, *lines = text.splitlines()
        published_on = source.published_on or date.fromisoformat(published)
    except ValueError:
        raise UnreadablePage(f"{source.path}: not a page") from None
    release = _release(hashlib.sha256(content).hexdigest()[:16], lines, published_on, source)
    statements = sorted(_statements(release, [json.loads(line) for line in labels.splitlines()]), key=_place)
    numbers = [_number(match, statements) for match in DIGITS.finditer(release.body_text)]
    observations = normalize.observations(release, statements)
    return Extraction(release, Reading(tuple(statements), tuple(numbers)), tuple(observations))


def _release(release_id: str, lines: list[str], published_on: date, source: PageSource) -> Release:
    lines = [line.strip() for line in lines if line.strip()]
    passages, start = [], 0
    for number, line in enumerate(lines):
        kind = "paragraph" if number else "heading"
        passages.append(
            Passage(kind, start, start + len(line), level=0 if number else 1, heading=0 if number else None)
        )
        start += len(line) + 1
    return Release(
        release_id=release_id,
        title=lines[0],
        published_on=published_on,
        date_source="page",
        language="en",
        body_text="\n".join(lines),
        passages=tuple(passages),
        url=source.url,
        publisher=source.publisher,
        path=source.path,
    )


def _statements(release: Release, labels: list[dict]):
    printed = [(match, Decimal(match["value"]) * SCALES[match["unit"]]) for match in FIGURE.finditer(release.body_text)]
    for fields in labels:
        fields = {name: value for name, value in fields.items() if name != "optional"}
        wanted = Decimal(str(fields.pop("value")))
        match, value = next((match, value) for match, value in printed if abs(value) == abs(wanted))
        printed.remove((match, value))
        decimals = len(match["value"].partition(".")[2])
        first, last = fields.pop("period").split("/")
        last_year, last_month = map(int, last.split("-"))
        yield Statement(
            char_start=match.start(),
            char_end=match.end(),
            quote=match.group(),
            rule="label",
            value_text=match["value"],
            unit_text=match["unit"],
            value=wanted,
            step=Decimal(10) ** -decimals * SCALES[match["unit"]],
            period_start=date.fromisoformat(f"{first}-01"),
            period_end=date(last_year, last_month, calendar.monthrange(last_year, last_month)[1]),
            **fields,
        )


def _number(match: re.Match, statements: list[Statement]) -> Number:
    for index, statement in enumerate(statements):
        if statement.char_start <= match.start() < statement.char_end:
            return Number(match.start(), match.end(), match.group(), "read", "label", statement=index)
    return Number(match.start(), match.end(), match.group(), "out_of_scope", "not labelled")


def _place(statement: Statement) -> tuple[int, int]:
    return statement.char_start, statement.char_end
