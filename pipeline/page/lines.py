"""Where on a page a date may stand: the lines about the headline, ``time`` elements, and what comes after the article."""

from __future__ import annotations

from lxml import etree

from pipeline.page.dates import Lines
from pipeline.page.text import squeeze

_NEAR = 80  # elements after the headline
_LINE = 200
_ENOUGH = 600


def date_lines(body: etree._Element, headline: etree._Element | None) -> Lines:
    """Lines around the headline (all short lines of the page where there is none), and those of the page's last part."""
    order = list(body.iter(etree.Element))
    start = order.index(headline) if headline is not None else 0
    near: list[str] = []
    size = 0
    for element in order[start : start + _NEAR]:
        for text in (element.text if element is not headline else None, element.tail):
            line = squeeze(text or "")
            if not line:
                continue
            size += len(line)
            near.append(line)
        if size > _ENOUGH:
            break
    times = [(e.get("datetime") or "".join(e.itertext()), _changed(e)) for e in order[start : start + _NEAR] if e.tag == "time"]
    tail = squeeze("".join(body.itertext())[-3000:])
    return Lines((" ".join(near)[: 2 * _ENOUGH],), tuple((v, c) for v, c in times if v), (), (tail,))


def _changed(element: etree._Element) -> bool:
    names = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
    return ("updated" in names or "modified" in names) and "publish" not in names and "entry-date" not in names
