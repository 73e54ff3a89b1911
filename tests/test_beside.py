"""Passages about other things, put between the paragraphs of labelled pages, change nothing of what is read there.

``tests/beside`` has them, one a line: companies, ports, prices, polls, other countries, each with numbers and none of a region's
trade. Two go into every second page, the same ones in the same places each time. How many figures of the pages are lost, moved or invented
for it must not grow; ``UPDATE_GOLDEN=1`` writes the counts anew.
"""

from __future__ import annotations

import html
import random
import re

import pytest
from changed_figures import differing, figures, hold
from labelled_pages import TESTS, collected, language

from pipeline.model import PageSource
from pipeline.release import read_release

GOLDEN = TESTS / "golden" / "beside.toml"
EACH = 2
STEP = 5  # every fifth page is enough, and takes a fifth of the time
# Behind a paragraph that another follows, and no list or table behind that: what a sentence announces stays beside it.
BETWEEN = re.compile(r"(?<![:：])</p>(?=\s*<p[ >](?:(?!</p>).)*</p>\s*(?!<table|<div|<ul|<ol|\s))", re.S)
LANGUAGES = ("en", "zh")


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
    told = moved = 0
    for page in [p for p in collected() if language(p) == spoken][::STEP]:
        try:
            markup = page.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        other = with_passages(markup, passages, page.stem)
        if other is not None:
            before, after = (figures(read_release(m.encode(), PageSource(path="page"))) for m in (markup, other))
            told += before.total()
            moved += differing(before, after)
    return told, moved


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_passages_about_other_things_change_nothing(spoken: str) -> None:
    hold(
        GOLDEN,
        "Figures of the labelled pages that two passages about other things change: no more than these.",
        spoken,
        *changed(spoken),
    )
