"""Whatever a page holds is read without an error: sentences of the labelled pages in any order, cut anywhere, in any block."""

from __future__ import annotations

import html
import random
import re
from datetime import date

import pytest
from labelled_pages import collected, language

from pipeline.model import PageSource, Release, UnreadablePage
from pipeline.reading import read
from pipeline.release import read_release

_PUBLISHED = PageSource(published_on=date(2024, 7, 12))
_DOCUMENTS = {"en": 500, "zh": 500}
_ENDS = {"en": re.compile(r"(?<=[.!?;]) "), "zh": re.compile(r"(?<=[。；])")}
_JOINED = {"en": " ", "zh": ""}


def _page(title: str, blocks: list[str]) -> bytes:
    title = html.escape(title)
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return f"<html><head>{head}</head><body><h1>{title}</h1>{''.join(blocks)}</body></html>".encode()


def _paragraphs(texts: list[str]) -> list[str]:
    return [f"<p>{html.escape(text)}</p>" for text in texts]


def _sentences(tongue: str) -> list[str]:
    """The sentences of every labelled page of a language."""
    found = []
    for page in collected():
        if language(page) == tongue:
            text = read_release(page.read_bytes(), PageSource(published_on=date(2024, 7, 12))).body_text
            found += [s for line in text.split("\n") for s in _ENDS[tongue].split(line) if s.strip()]
    return found


class _Mixer:
    """Blocks of sentences drawn by chance, with words cut off at either end of some."""

    def __init__(self, sentences: list[str], tongue: str) -> None:
        self.sentences, self.tongue = sentences, tongue
        self.chance = random.Random(tongue)

    def words(self, text: str) -> list[str]:
        return text.split(" ") if self.tongue == "en" else list(text)

    def cut(self, text: str) -> str:
        words = self.words(text)
        return _JOINED[self.tongue].join(
            words[self.chance.choice((0, 0, 1, 2)) : self.chance.randint(2, len(words) + 2)]
        )

    def text(self, most: int = 4) -> str:
        text = _JOINED[self.tongue].join(self.chance.choices(self.sentences, k=self.chance.randint(1, most)))
        return html.escape(self.cut(text) if self.chance.random() < 0.6 else text)

    def cell(self) -> str:
        number = f"{self.chance.uniform(-30, 900):.1f}{self.chance.choice(('', '%'))}"
        return self.chance.choice(
            (number, number, html.escape(self.cut(self.chance.choice(self.sentences))[:24]), "-", "")
        )

    def row(self, tag: str = "td") -> str:
        spans = self.chance.choice(("", "", " rowspan=2", " colspan=2"))
        return (
            f"<tr><{tag}{spans}>{self.cell()}</{tag}>{''.join(f'<{tag}>{self.cell()}</{tag}>' for _ in range(3))}</tr>"
        )

    def block(self) -> str:
        kind = self.chance.choice(("p",) * 12 + ("h3", "li", "figcaption", "blockquote", "strong", "table"))
        if kind == "table":
            return f"<table>{self.row('th')}{''.join(self.row() for _ in range(self.chance.randint(1, 5)))}</table>"
        if kind == "li":
            return f"<ul>{''.join(f'<li>{self.text(1)}</li>' for _ in range(3))}</ul>"
        if kind == "strong":
            return f"<p><strong>{self.text(1)[:30]}</strong> {self.text()}</p>"
        return f"<{kind}>{self.text(1 if kind == 'h3' else 4)}</{kind}>"

    def document(self) -> bytes:
        blocks = [self.block() for _ in range(self.chance.randint(2, 12))]
        return _page(self.chance.choice(self.sentences)[:80], blocks)


def _check(release: Release) -> None:
    """Every number of the text is told of once, and every statement is that of one number."""
    reading = read(release)
    spans = [(n.char_start, n.char_end) for n in reading.numbers]
    assert spans == sorted(set(spans))
    assert all(release.quote(n.char_start, n.char_end) == n.text and n.reason for n in reading.numbers)
    told = [n.statement for n in reading.numbers if n.outcome == "read"]
    assert sorted(told) == list(range(len(reading.statements)))


@pytest.mark.parametrize("tongue", ["en", "zh"])
def test_sentences_in_any_order_are_read(tongue: str) -> None:
    mixer, read_pages = _Mixer(_sentences(tongue), tongue), 0
    for _ in range(_DOCUMENTS[tongue]):
        page = mixer.document()
        try:
            release = read_release(page, _PUBLISHED)
        except UnreadablePage:
            continue
        _check(release)
        read_pages += 1
    assert read_pages > _DOCUMENTS[tongue] * 0.9


# Each once ended the reading of its page, most for a word behind the last one.
_ENDED = {
    "a possessive closes the sentence": ["35.05m tonnes landed, the most this year.", "51.7 the nation's"],
    "the name of a cluster": [
        "The first number is 3.7 percent lower than a year earlier.",
        "the Beijing-Tianjin-Hebei billion U.S. Guangxi's",
        "GDP for the first three",
    ],
    "goods ushered in": ["Photo: Handout", "Then there are baby milk"],
    "the nation closes the sentence": [
        "Imports grew 2.4% to 188.2 billion yuan.",
        "a year when the nation",
        "retail sales in the province",
    ],
    "a place and its figure": [
        "The GDP figure for the second quarter is due Monday;",
        "not make forecasts. Yangpu, the",
    ],
    "the last of several": ["The result was a surplus of 370.5 billion yuan.", "with the last of the"],
    "there": [
        "Total | 61.3 | 70.4 | 131.7 | 3.5",
        "to 2.03 trillion yuan. Brazil's own trade of soybeans to all destinations in June.",
        "Now there",
    ],
    "as large as": ["It still smelts 200 million tonnes a year", "is twice as large as"],
    "sold for": [
        "From January to August, trade between the two was down by just 1.4 per cent.",
        "household articles, same. Between sold US$841 billion)",
    ],
    "a share of nobody's": ["报告指出，外贸始终严格地以客观事实为依据。", "５元３户占２％"],
}


@pytest.mark.parametrize("texts", _ENDED.values(), ids=_ENDED)
def test_a_sentence_may_end_anywhere(texts: list[str]) -> None:
    title, *paragraphs = texts
    _check(read_release(_page(title, _paragraphs(paragraphs)), _PUBLISHED))


def test_a_number_and_a_year_behind_it_are_no_thousands() -> None:
    rows = (
        "<tr><th colspan=2>315.6%</th><th>-</th><th></th><th>一季度，我市出口汽车72.7亿元</th></tr>"
        "<tr><td>672.4%</td><td>表1 2022年1-7月宁波市进出口</td><td>759.3%</td><td>-9.9</td></tr>"
    )
    release = read_release(
        _page(
            "上半年温州实现地区生产总值3060.2亿元",
            [
                *_paragraphs(["从市场看，一季度我省对美国、欧盟进出口分别为118.5亿元、109.8亿元。"]),
                f"<table>{rows}</table>",
            ],
        ),
        _PUBLISHED,
    )
    _check(release)
    assert "2" not in [s.quote for s in read(release).statements]
