"""Pages made up for tests of the reading of pages: a head with a date, a headline, and what a test puts under it."""

from __future__ import annotations

from datetime import date

from pipeline.model import PageSource, Release
from pipeline.release import read_release

TITLE = "Foreign trade of the city grows in three quarters"
PROSE = (
    "Chongqing's foreign trade rose 11.4 percent to 461.39 billion yuan in the first three quarters, customs said.",
    "Exports increased by 10.3 percent to 291.01 billion yuan, while imports gained 13.3 percent to 170.38 billion yuan.",
    "Trade with ASEAN, the city's largest partner, grew by 6 percent to 83.59 billion yuan over the same nine months.",
    "Private enterprises handled 167.11 billion yuan of the total, or 36.2 percent, and grew faster than all others.",
)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in PROSE)
DAY = date(2020, 10, 23)
GIVEN = PageSource(published_on=DAY)


def page(body: str, head: str = "", title: str = f"{TITLE} - City News") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


def article(inner: str, head: str = "") -> str:
    """A page whose article is a headline, a first paragraph, the given markup and a last paragraph."""
    return page(f"<h1>{TITLE}</h1><div class=text><p>{PROSE[0]}</p>{inner}<p>{PROSE[3]}</p></div>", head)


def read(markup: str, source: PageSource = GIVEN) -> Release:
    return read_release(markup.encode(), source)


def passages(markup: str) -> list[tuple[str, str]]:
    """Kind and text of a page's passages."""
    release = read(markup)
    return [(p.kind, release.quote(p.char_start, p.char_end)) for p in release.passages]


def within(inner: str) -> list[tuple[str, str]]:
    """Kind and text of what ``article`` has between its first and its last paragraph."""
    found = passages(article(inner))
    assert found[:2] == [("heading", TITLE), ("paragraph", PROSE[0])]
    assert found[-1] == ("paragraph", PROSE[3])
    return found[2:-1]
