"""The headline: the line that a reader sees at the top of the article, checked against what the page's head says."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.page.furniture import is_notice, named
from pipeline.page.head import Head
from pipeline.page.text import skeleton, squeeze

_STATED = (
    "og:title",
    "articletitle",
    "dc.title",
    "dcterms.title",
    "twitter:title",
    "headline",
    "citation_title",
    "parsely-title",
    "sailthru.title",
    "title",
)
_SITE = (
    "og:site_name",
    "sitename",
    "application-name",
    "apple-mobile-web-app-title",
    "publisher",
    "dc.publisher",
    "article:publisher",
    "author",
    "source",
    "contentsource",
)
_SEPARATOR = re.compile(
    r"\s+(?:-{1,2}|–|—|\||·|»|::?|<|•)\s+|\s*(?:_{1,2}|\|)\s*|(?<=[\u3400-\u9fff”》）!！?？\d])\s*[-–—|·]{1,2}\s*(?=[\u3400-\u9fff])"
)
_IN_FRONT = re.compile(r"(.{2,60}?)\s*[-–—|_:：·»]+\s*(\S.{7,})")
_PAPER = re.compile(
    r"[\u3400-\u9fff](?:数字报|数字版|电子报|电子版|日报|晚报|晨报|新闻网)$"
)  # "左江日报数字报-出口升 进口降"
_NAME_OF_SITE = re.compile(r"^[\u3400-\u9fff]{4,14}(?:网|网站|在线|门户)$")
_NOTE = re.compile(r"\s*(?:\[\d{1,2}\]|[①-⑳*†])+$")
# What a headline goes on with in its second line: ": Foreign Trade", " (VI. Foreign Economic Relations)", " 前4个月出口62.3亿元".
_SECOND_LINE = re.compile(r"\s*[:：]|\s\([^()\d]{9,}\)$|\s(?=[\u3400-\u9fff]+\d)")
_HEADINGS = ("h1", "h2", "h3", "h4")
_TITLED = (*_HEADINGS, "div", "p", "td", "th", "span", "font", "b", "strong", "center", "a", "big")
_LONGEST = 300
_CUT_SHORT = 20  # letters of a title that still tell it from a section's
_LARGE = frozenset({"4", "5", "6", "7", "+1", "+2", "+3"})


def find_headline(body: etree._Element, head: Head) -> tuple[etree._Element | None, str]:
    """The headline's element, where the page shows one, and its text (empty where there is none to find)."""
    stated = [
        title
        for title in (
            *(head.first(name) or "" for name in _STATED),
            *map(squeeze, head.linked_values("headline")),
            head.title,
        )
        if title
    ]
    names_of_site = _names_of_site(head)
    element = _shown(body, stated)
    if element is not None and element.tag not in _HEADINGS and all(_NAME_OF_SITE.search(t) for t in stated):
        # the head names only the site, 嘉禾统计资料网, and so does the page at its top
        heading = _heading(body, ("h1",), names_of_site | set(map(skeleton, stated)))
        element = element if heading is None else heading
    if element is None:
        element = _titled(body, names_of_site, paper=bool(stated) and _PAPER.search(stated[0]) is not None)
        if element is not None and (behind := [t for t in (_behind_site(s, text_of(element)) for s in stated) if t]):
            shown = _shown(body, behind)
            element = element if shown is None else shown
    if element is None:
        told = without_site(stated[0], names_of_site) if stated else ""
        if _is_of_logo(body, told):
            element = _heading(body, ("h3", "h4"), names_of_site)
        if element is None:
            return None, without_note(told)
    text = text_of(element)
    # The head may know more of the headline than its first line: "Communique (Excerpt): Foreign Trade".
    fuller = [title for title in stated if text in title and len(title) > len(text)]
    for title in (without_site(title, names_of_site) for title in fuller):
        if title.startswith(text) and _SECOND_LINE.match(title, len(text)):
            return element, without_note(title)
    return element, without_note(text)


def _is_of_logo(body: etree._Element, title: str) -> bool:
    """Whether a title is what the site's logo says, and so the name of the site and of no article."""
    name = skeleton(title)
    return bool(name) and any(skeleton(image.get("alt") or "") == name for image in body.iter("img"))


def _heading(body: etree._Element, tags: tuple[str, ...], names_of_site: set[str]) -> etree._Element | None:
    """The first heading of the tags, those of the first before all others, that is not the name of the site."""
    return next((h for tag in tags for h in body.iter(tag) if _is_title(h, names_of_site)), None)


def _titled(body: etree._Element, names_of_site: set[str], paper: bool) -> etree._Element | None:
    """The first heading, or element named as a title, that is not the name of the site."""
    heading = _heading(body, ("h1", "h2"), names_of_site)
    if heading is not None:
        return heading
    named_so = next(
        (
            e
            for e in body.iter("div", "p", "span", "td", "h3", "h4")
            if (names := f"{e.get('class', '')} {e.get('id', '')}") != " "
            and named(names, "headline")
            and _is_title(e, names_of_site)
        ),
        None,
    )
    if named_so is not None or not paper:
        return named_so
    # A paper's page whose head names only the paper prints its headline large.
    return next((e for e in body.iter("font") if e.get("size") in _LARGE and _is_title(e, names_of_site)), None)


def _names_of_site(head: Head) -> set[str]:
    """The skeletons of what the head calls the site, an empty one among them where it leaves a name out."""
    return {skeleton(head.first(name) or "") for name in _SITE}


def without_note(title: str) -> str:
    """The title without the mark of a footnote.

    >>> without_note("Communiqué on the 2018 Development[1]")
    'Communiqué on the 2018 Development'
    """
    return _NOTE.sub("", title)


def _shown(body: etree._Element, titles: list[str]) -> etree._Element | None:
    """The most prominent element whose whole text is a title that the page's head states, or its beginning, or what follows
    the name of a newsletter ("Inland Ledger #212: Chongqing's quarter, item by item")."""
    stated = [skeleton(title) for title in titles]
    behind = {skeleton(title.partition(": ")[2]) for title in titles} - {""}
    if not stated:
        return None
    openings = {title[:4] for title in (*stated, *behind)}
    best, best_score, longest = None, 0.0, max(map(len, stated))
    most = 3 * longest + 100
    for place, element in enumerate(body.iter(*_TITLED)):
        raw = _line(element, most)
        start = skeleton(raw[:16])[:4]
        if not raw or (len(start) == 4 and start not in openings):
            continue
        bones = skeleton(raw)
        if len(bones) < 4:
            continue
        if bones in stated:
            score = 2.0
        elif any(title.startswith(bones) and len(bones) >= 0.4 * len(title) for title in stated):
            if element.tag not in _HEADINGS and any(
                title.lower().startswith(f"{squeeze(raw).lower()} ::") for title in titles
            ):
                continue  # the site's name: "Orient Footwear Council :: Members' Bulletin"
            score = 1.0
        elif element.tag in _HEADINGS and bones in behind:
            score = 0.8
        elif element.tag in _HEADINGS and any(bones.startswith(t) for t in (*stated, *behind) if len(t) >= _CUT_SHORT):
            score = 0.6  # the head cuts it short
        else:
            continue
        score += {"h1": 1.0, "h2": 0.6, "h3": 0.4, "h4": 0.2, "a": -1.5}.get(element.tag, 0.0)
        if element.tag != "a" and any(a.tag in ("a", "nav", "aside", "li") for a in element.iterancestors()):
            score -= 1.5
        score += 0.5 * len(bones) / longest - 0.001 * min(place, 300)
        if score > best_score:
            best, best_score = element, score
    return best


def _behind_site(title: str, site: str) -> str:
    """What follows the name of the site that a title begins with, where that is the longer part; else empty.

    >>> _behind_site("Egret Isle - Trade of Xiamen passes 920 billion yuan", "Egret Isle")
    'Trade of Xiamen passes 920 billion yuan'
    """
    separator = _SEPARATOR.search(title)
    if separator is None or not separator[0][0].isspace() or skeleton(title[: separator.start()]) != skeleton(site):
        return ""  # a dash without spaces leads a second line of the headline
    return title[separator.end() :] if len(title) - separator.end() > separator.start() else ""


def _line(element: etree._Element, most: int) -> str:
    """The text of a heading, or of another element that is a line of its own: its words are right in it, between a few inline
    elements at most. Empty where it has more characters than the most, or hardly any."""
    size, text = len(element), element.text or ""
    if element.tag not in _HEADINGS and (
        size > 6 or not (text.strip() or any(c.tail and c.tail.strip() for c in element))
    ):
        return ""
    raw = "".join(element.itertext()) if size else text
    return raw if 4 <= len(raw) <= most else ""


def _is_title(element: etree._Element, names_of_site: set[str]) -> bool:
    text = text_of(element)
    return (
        len(text.encode()) >= 8
        and len(text) <= _LONGEST
        and skeleton(text) not in names_of_site
        and not is_notice(text)  # "当前位置：首页 > 统计数据"
        and not any(a.tag in ("nav", "aside", "footer") for a in element.iterancestors())
    )


def text_of(element: etree._Element) -> str:
    """An element's text, its line breaks as spaces."""
    return squeeze((" " if next(element.iter("br"), None) is not None else "").join(element.itertext()))


def without_site(title: str, sites: set[str]) -> str:
    """A page title without the names of the site and its sections behind it; of names ``sites`` has the skeletons.

    >>> without_site("Trade up 4% - Business - WestDaily.example", set())
    'Trade up 4%'
    >>> without_site("Handsets soar, notebooks sag_Yuzhou News English", set())
    'Handsets soar, notebooks sag'
    """
    sites = sites - {""}
    front = _IN_FRONT.match(title)
    if front and (skeleton(front[1]) in sites or _PAPER.search(front[1])):
        return front[2]
    end = len(title)
    while True:
        cut = max((m.start() for m in _SEPARATOR.finditer(title[:end])), default=0)
        tail = title[cut:end]
        if cut < 8 or cut < 0.2 * len(title) or not _is_site(tail, sites):
            return title[:end].strip()
        end = cut


def site_of_title(head: Head, headline: str) -> str | None:
    """The name of the site by the head's title: what stands behind the headline, or all of it where it says nothing of the article and is
    the same on all pages of a site.

    >>> site_of_title(Head(title="Kunshan Data Window - Analyses"), "Trade of our city in the first three quarters")
    'Kunshan Data Window'
    >>> site_of_title(Head(title="Sofas, fans, rice cookers - Foshan Focus"), "Sofas, fans, rice cookers")
    'Foshan Focus'
    >>> site_of_title(Head(title="Trade of our city_Kunshan"), "Trade of our city in the first three quarters")
    """
    parts = [part.strip() for part in _SEPARATOR.split(head.title)]
    bones, shown = skeleton(head.title), skeleton(headline)
    if len(parts) > 1 and shown and bones.startswith(shown) and skeleton(parts[-1]) not in shown:
        return parts[-1] if _is_site(parts[-1], set()) else None
    alike = bones in shown or shown in bones or bones[:_ALIKE] == shown[:_ALIKE]
    return parts[0] if parts[0] and not alike and _is_site(parts[0], set()) else None


def site_of_footer(body: etree._Element) -> str | None:
    """The name of a Chinese site by the foot of its pages: who runs it, or who has the rights; else the office that the page names as its
    source.

    >>> foot = etree.fromstring("<body><p>正文</p><div>主办：昆山市统计局　承办：信息中心</div></body>")
    >>> site_of_footer(foot), site_of_footer(etree.fromstring("<body>竹乡新闻网版权所有 浙ICP备1号</body>"))
    ('昆山市统计局', '竹乡新闻网')
    >>> site_of_footer(etree.fromstring("<body>信息来源：金华市商务局 <p>一季度全市外贸运行简析</p></body>"))
    '金华市商务局'
    """
    text = "".join(body.itertext())
    foot = " ".join(text[-_FOOT:].split())
    named = next((found for pattern in _RUN_BY if (found := pattern.search(foot)) is not None), None) or _SOURCE.search(
        text
    )
    return named[1] if named is not None else None


_FOOT = 1_200  # characters at the end of a page
_RUN_BY = tuple(
    re.compile(pattern)
    for pattern in (
        "主办(?:单位|方)?\\s?[:：]\\s?([\u3400-\u9fff]{4,24})",
        "版权所有\\s?[:：©]\\s?([\u3400-\u9fff]{4,24})",
        "([\u3400-\u9fff]{4,24})\\s?(?:版权所有|主办(?![\u3400-\u9fff]))",
    )
)
_SOURCE = re.compile(
    "(?:来源|发布机构|发文机关|发布单位|责任部门|供稿单位?)\\s?[:：]\\s?([\u3400-\u9fff]{2,20}(?:局|委|办公室|厅|海关|政府|管委会|中心|委员会))(?![\u3400-\u9fff])"
)
_ALIKE = 4  # letters with which a title begins that is the headline cut short or told otherwise


def _is_site(tail: str, sites: set[str]) -> bool:
    """Whether what follows a separator names a site or a section: a known name, or a few words without a figure."""
    words = tail.strip(" -–—|_·»:•<").split()
    return skeleton(tail) in sites or (0 < len(words) <= 6 and not any(c.isdigit() for c in tail) and len(tail) < 50)
