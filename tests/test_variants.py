"""Changes of labelled pages that change nothing for a reader: a headline with a further clause, a scene set before the first paragraph, every
sentence a paragraph of its own; Chinese with blanks around its numbers, or half-width stops and brackets. How many figures are lost, moved
or invented for it must not grow; ``UPDATE_GOLDEN=1`` writes the counts anew.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest
from changed_figures import differing, figures, hold
from labelled_pages import TESTS, collected, language

from pipeline.model import PageSource, Passage, Release
from pipeline.reading.words.tokens import sentences
from pipeline.release import read_release

GOLDEN = TESTS / "golden" / "variants.toml"
TITLE = "Figures of the labelled pages that change with what changes nothing for a reader: no more than these."
STEP = 12  # every twelfth page is enough, and takes a twelfth of the time
CLAUSES = (
    ", as US orders dry up",
    " on the back of strong ASEAN demand",
    "; private firms set the pace",
    ", with electric vehicles in front",
    " despite tariffs",
    ", customs says",
    " as chip imports cool",
    ", helped by Belt and Road markets",
)
SCENES = (
    "Nabil Khoury has come here thirty-one times. On his last trip the Jordanian wholesaler stayed just two nights.",
    "At half past five in the morning the lights are on in the packing hall, where lunch boxes for a German supermarket chain are counted.",
    "It was not supposed to go like this.",
    "Ask anybody on the quay and the answer is the same: busier than last year, and nervous about the next.",
    "Zhao Lihua runs a family firm that makes garden chairs. She has just signed with a buyer from Chile.",
)


def longer_headline(release: Release, choose: random.Random) -> Release:
    """The headline with a further clause, in the title and where it stands above the text."""
    clause = choose.choice(CLAUSES)
    return inserted(replace(release, title=release.title + clause), clause, headline_end(release))


def headline_end(release: Release) -> int | None:
    """Where the headline ends in the text, None where the text has none."""
    return next((p.char_end for p in release.passages if p.kind == "heading" and p.level == 1), None)


def with_scene(release: Release, choose: random.Random) -> Release:
    """A paragraph that sets a scene, before the first one."""
    first = next((n for n, p in enumerate(release.passages) if p.kind == "paragraph"), None)
    if first is None:
        return release
    scene = choose.choice(SCENES) + "\n"
    start = release.passages[first].char_start
    passages = [moved(p, start, len(scene)) for p in release.passages]
    passages = [
        replace(p, heading=later(p.heading, first), table_caption=later(p.table_caption, first)) for p in passages
    ]
    passages.insert(first, Passage("paragraph", start, start + len(scene) - 1, heading=passages[first].heading))
    return replace(
        release, body_text=release.body_text[:start] + scene + release.body_text[start:], passages=tuple(passages)
    )


def sentence_by_sentence(release: Release, choose: random.Random) -> Release:
    """Every sentence of a paragraph as a paragraph of its own."""
    passages: list[Passage] = []
    now: dict[int | None, int] = {}
    for number, passage in enumerate(release.passages):
        passage = replace(passage, heading=now.get(passage.heading), table_caption=now.get(passage.table_caption))
        spans = [(passage.char_start, passage.char_end)]
        if passage.kind == "paragraph":
            spans = sentences(release.body_text, *spans[0])
        passages += [replace(passage, char_start=a, char_end=b) for a, b in spans]
        now[number] = len(passages) - 1
    return replace(release, passages=tuple(passages))


def later(index: int | None, first: int) -> int | None:
    """The number of a passage behind one more at ``first``."""
    return index if index is None or index < first else index + 1


def moved(passage: Passage, start: int, by: int) -> Passage:
    """A passage where something that long stands at ``start`` before it."""
    if passage.char_start < start:
        return passage
    cells = tuple(
        replace(
            cell,
            char_start=cell.char_start + by,
            char_end=cell.char_end + by,
            row_headers=tuple((a + by * (a >= start), b + by * (a >= start)) for a, b in cell.row_headers),
            column_headers=tuple((a + by * (a >= start), b + by * (a >= start)) for a, b in cell.column_headers),
        )
        for cell in passage.cells
    )
    return replace(passage, char_start=passage.char_start + by, char_end=passage.char_end + by, cells=cells)


def inserted(release: Release, text: str, at: int | None) -> Release:
    """A release with more text at the end of a passage."""
    if at is None:
        return release
    passages = [
        replace(p, char_end=p.char_end + len(text)) if p.char_end == at else moved(p, at, len(text))
        for p in release.passages
    ]
    return replace(release, body_text=release.body_text[:at] + text + release.body_text[at:], passages=tuple(passages))


VARIANTS: dict[str, Callable[[Release, random.Random], Release]] = {
    "longer_headline": longer_headline,
    "with_scene": with_scene,
    "sentence_by_sentence": sentence_by_sentence,
}


def counted(pairs: Iterable[tuple[Release, Release]]) -> tuple[int, int]:
    """How many figures releases tell, and how many are lost, moved or invented in the other of each pair."""
    told = moved = 0
    for release, otherwise in pairs:
        before = figures(release)
        told += before.total()
        moved += differing(before, figures(otherwise))
    return told, moved


def varied(name: str) -> Iterator[tuple[Release, Release]]:
    for page in [p for p in collected() if language(p) == "en"][::STEP]:
        release = read_release(page.read_bytes(), PageSource(path="page"))
        yield release, VARIANTS[name](release, random.Random(page.stem))


@pytest.mark.parametrize("name", VARIANTS)
def test_what_changes_nothing_for_a_reader_changes_no_more_figures(name: str) -> None:
    hold(GOLDEN, TITLE, name, *counted(varied(name)))


# How Chinese pages are printed otherwise, from the body on.
PRINTED: dict[str, Callable[[str], str]] = {
    "zh_blanks": lambda body: re.sub("(?<=[\u4e00-\u9fff])(?=\\d)|(?<=\\d)(?=[\u4e00-\u9fff])", " ", body),
    "zh_no_break_blanks": lambda body: re.sub("(?<=[\u4e00-\u9fff])(?=\\d)", "&nbsp;", body),
    "zh_half_width": lambda body: body.translate(str.maketrans("，；：（）", ",;:()")),
}


def printed_otherwise(name: str) -> Iterator[tuple[Release, Release]]:
    for page in [p for p in collected() if language(p) == "zh"][::4]:
        try:
            head, mark, body = page.read_bytes().decode().partition("<body")
        except UnicodeDecodeError:
            continue  # blanks would break the characters of another encoding
        texts = (head + mark + body, head + mark + PRINTED[name](body))
        release, otherwise = (read_release(text.encode(), PageSource(path="page")) for text in texts)
        yield release, otherwise


@pytest.mark.parametrize("name", PRINTED)
def test_how_chinese_is_printed_changes_no_more_figures(name: str) -> None:
    hold(GOLDEN, TITLE, name, *counted(printed_otherwise(name)))
