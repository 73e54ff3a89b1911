"""Snippets of releases with the figures that they state: what a page of one or two sentences is read as.

``phrasebook/*.jsonl`` holds one snippet a line: id, date of publication, title, text (paragraphs divided by line ends) and the
figures as tests/rounds labels them, fields left out that have their default (growth: year on year).
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluation import PageEvaluation, compare
from pipeline.extract import statement_fields
from pipeline.model import PageSource
from pipeline.reading import read
from pipeline.release import read_release

FOLDER = Path(__file__).parent / "phrasebook"
_ALL = dict.fromkeys(("commodity", "regime", "enterprise", "zone", "transport"), "all") | {"partner": "world"}
_CHANGES = ("growth", "share_change")


@dataclass(frozen=True)
class Snippet:
    id: str
    date: str
    title: str
    text: str
    figures: list[dict]

    def page(self) -> bytes:
        """The snippet as a page of its own."""
        title = html.escape(self.title)
        paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in self.text.splitlines())
        head = f'<title>{title}</title><meta property="article:published_time" content="{self.date}T08:00:00">'
        return f'<html lang="en"><head>{head}</head><body><h1>{title}</h1>{paragraphs}</body></html>'.encode()

    def labels(self) -> list[dict]:
        """The figures with every field."""
        return [_ALL | {"basis": "yoy" if f["measure"] in _CHANGES else None} | f for f in self.figures]


def snippets(name: str) -> Iterator[Snippet]:
    """The snippets of one file of the phrasebook."""
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield Snippet(**json.loads(line))


def evaluate(snippet: Snippet) -> PageEvaluation:
    """What is read of a snippet held against its figures."""
    release = read_release(snippet.page(), PageSource(path=snippet.id))
    extracted = [statement_fields(snippet.id, release, s) for s in read(release).statements]
    return compare(snippet.id, extracted, snippet.labels())
