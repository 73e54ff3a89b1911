"""Passages about other things, put between the paragraphs of labelled pages, change nothing of what is read there.

``tests/beside`` has them, one a line: companies, ports, prices, polls, other countries, each with numbers and none of a region's
trade. Two go into every second page, the same ones in the same places each time. How many figures of the pages are lost, moved or invented
for it must not grow; ``UPDATE_GOLDEN=1`` writes the counts anew.
"""

from __future__ import annotations

import html
import os
import random
import re
from collections import Counter

import pytest
import tomli
from labelled_pages import TESTS, collected, language

from pipeline.extract import extract_page, statement_fields
from pipeline.model import PageSource

GOLDEN = TESTS / "golden" / "beside.toml"
EACH = 2
STEP = 5  # every fifth page is enough, and takes a fifth of the time
# Behind a paragraph that another follows, and no list or table behind that: what a sentence announces stays beside it.
BETWEEN = re.compile(r"(?<![:：])</p>(?=\s*<p[ >](?:(?!</p>).)*</p>\s*(?!<table|<div|<ul|<ol|\s))", re.S)
LANGUAGES = ("en", "zh")
PLACED = ("release", "char_start", "char_end", "rule")  # what a passage before it may well change


def figures(markup: str) -> Counter:
    """What is read of a page, wherever it stands in it."""
    extraction = extract_page(markup.encode(), PageSource(path="page"))
    told = [statement_fields("page", extraction.release, s) for s in extraction.reading.statements]
    return Counter(tuple((k, str(v)) for k, v in f.items() if k not in PLACED) for f in told)


def with_passages(markup: str, passages: list[str], seed: str) -> str | None:
    """The page with ``EACH`` of the passages between its paragraphs; None where it has too few of those."""
    spots = [m.end() for m in BETWEEN.finditer(markup)]
    spots = [at for at in spots if markup.rfind("<td", 0, at) <= markup.rfind("</td", 0, at)]
    if len(spots) <= EACH:
        return None
    choose = random.Random(seed)
    for at in sorted(choose.sample(spots, EACH), reverse=True):
        markup = f"{markup[:at]}\n<p>{html.escape(choose.choice(passages), quote=False)}</p>{markup[at:]}"
    return markup


def changed(spoken: str) -> tuple[int, int]:
    """How many figures the pages tell, and how many are lost, moved or invented beside the passages."""
    passages = (TESTS / "beside" / f"{spoken}.txt").read_text(encoding="utf-8").splitlines()
    told = differing = 0
    for page in [p for p in collected() if language(p) == spoken][::STEP]:
        try:
            markup = page.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        other = with_passages(markup, passages, page.stem)
        if other is not None:
            before, after = figures(markup), figures(other)
            told += before.total()
            differing += max((before - after).total(), (after - before).total())
    return told, differing


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_passages_about_other_things_change_nothing(spoken: str) -> None:
    told, differing = changed(spoken)
    if os.environ.get("UPDATE_GOLDEN") == "1":
        known = tomli.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
        known[spoken] = {"told": told, "changed": differing}
        lines = ["# Figures of the labelled pages that two passages about other things change: no more than these."]
        for name in sorted(known):
            lines += ["", f"[{name}]", *(f"{key} = {value}" for key, value in known[name].items())]
        GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8")
    golden = tomli.loads(GOLDEN.read_text(encoding="utf-8"))[spoken]
    assert told == golden["told"], "other pages or figures than counted: UPDATE_GOLDEN=1"
    assert differing <= golden["changed"]
