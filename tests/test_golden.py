"""The seed article's figures exactly as read, and how well labelled pages are read: neither changes unnoticed.

``UPDATE_GOLDEN=1`` rewrites both; the difference that git then shows is what there is to review.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import pytest
import tomli
from labelled_pages import language

from pipeline.evaluation import Tally, evaluate_page
from pipeline.extract import extract_page, statement_fields
from pipeline.model import PageSource

TESTS = Path(__file__).parent
GOLDEN = TESTS / "golden"
RAW = TESTS.parent / "raw"
PAGES = sorted(RAW.glob("ichongqing/*.html"))
FLOORS = GOLDEN / "floors.toml"
SLACK = 0.002
# Folders of labelled English pages, and of Chinese ones where the name ends so.
DIRECTORIES = ("corpus", "pages", "unseen", "rounds", "corpus-zh", "pages-zh", "rounds-zh")
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"


def golden_file(page: Path) -> Path:
    return GOLDEN / f"{page.stem}.jsonl"


def figures(page: Path) -> list[dict]:
    path = page.relative_to(RAW).as_posix()
    extraction = extract_page(page.read_bytes(), PageSource(path=path))
    return [statement_fields(path, extraction.release, s) for s in extraction.reading.statements]


def labelled_pages(directory: str) -> list[Path]:
    folder, _, spoken = directory.partition("-")
    pages = sorted(p for p in (TESTS / folder).glob("*.html") if p.with_suffix(".jsonl").exists())
    return [p for p in pages if language(p) == (spoken or "en")]


@cache
def scores(directory: str) -> dict[str, float]:
    total = Tally()
    for page in labelled_pages(directory):
        total.add(evaluate_page(page).tally)
    precision, recall, f1 = total.scores("strict")
    return {"precision": precision, "recall": recall, "f1": f1}


def write_golden() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for page in PAGES:
        lines = [json.dumps(figure, ensure_ascii=False) for figure in figures(page)]
        golden_file(page).write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = [
        "# Strict scores below which the reading of labelled pages must not fall, by folder of tests/:",
        f"# what was measured less {SLACK}. Written by UPDATE_GOLDEN=1.",
    ]
    for directory in DIRECTORIES:
        lines += ["", f"[{directory}]", f"pages = {len(labelled_pages(directory))}"]
        lines += [f"{name} = {max(score - SLACK, 0):.4f}" for name, score in scores(directory).items()]
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if UPDATE:
    write_golden()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_figures_are_those_of_the_golden_file(page: Path) -> None:
    golden = [json.loads(line) for line in golden_file(page).read_text(encoding="utf-8").splitlines()]
    assert figures(page) == golden


def test_the_seed_states_58_figures_and_its_golden_file_quotes_the_page() -> None:
    (page,) = PAGES
    golden = [json.loads(line) for line in golden_file(page).read_text(encoding="utf-8").splitlines()]
    assert len(golden) == 58
    text = extract_page(page.read_bytes(), PageSource()).release.body_text
    assert [text[g["char_start"] : g["char_end"]] for g in golden] == [g["quote"] for g in golden]


def test_the_golden_file_agrees_with_the_hand_made_labels() -> None:
    """Golden files say what is read; the labels of the same article say what is true."""
    (page,) = PAGES
    golden = [json.loads(line) for line in golden_file(page).read_text(encoding="utf-8").splitlines()]
    labels = (TESTS / "seed" / "across-the-board-growth.jsonl").read_text(encoding="utf-8").splitlines()
    names = [n for n in json.loads(labels[0]) if n != "optional"]
    wanted = [json.loads(label) for label in labels]
    assert _coded(golden, names) == _coded(wanted, names)


def _coded(records: list[dict], names: list[str]) -> list[str]:
    return sorted(json.dumps({n: r.get(n) for n in names} | {"value": float(r["value"])}) for r in records)


@pytest.mark.parametrize("directory", DIRECTORIES)
def test_labelled_pages_are_read_no_worse(directory: str) -> None:
    floor = tomli.loads(FLOORS.read_text(encoding="utf-8"))[directory]
    assert len(labelled_pages(directory)) >= floor.pop("pages")
    worse = {name: (scores(directory)[name], least) for name, least in floor.items() if scores(directory)[name] < least}
    assert not worse
