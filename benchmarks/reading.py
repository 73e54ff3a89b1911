"""Pages a second on one core: page -> Release, and Release -> observations, beside what BeautifulSoup alone needs.

    python benchmarks/reading.py [DIR ...] [--heavy] [--profile]

Reads every page of the folders (tests/corpus and tests/pages if none is named), the languages apart. Each figure is the best of five
rounds of CPU time, so that other work on the machine counts little; nothing here is asserted. The labelled pages are bare; ``--heavy``
gives each the navigation, link lists and scripts that news sites put around an article (some 120 KB in all). The reading is the compiled one
where `trade compile` made one of this source; TRADE_COMPILED=0 measures the source.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bs4 import BeautifulSoup

from pipeline.model import PageSource, Release, UnreadablePage
from pipeline.normalize import observations
from pipeline.reading import article, read
from pipeline.release import read_release

ROUNDS = 5
HEAVY = 122_000  # bytes
LANGUAGES = ("en", "zh")


def best(work: Callable, inputs: Sequence) -> float:
    """Seconds of CPU for one input, in the best of the rounds."""
    rounds = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        for item in inputs:
            work(item)
        rounds.append(time.process_time() - begin)
    return min(rounds) / len(inputs)


def heavy(page: bytes) -> bytes:
    """A page with furniture around its article, to the size of a news site's page."""
    script = b"<script>window.config=" + b"{'module':[1,2,3],'path':'/static/js'}," * 1150 + b"</script>"
    menu = (
        b'<nav class="menu"><ul>'
        + b'<li class="item"><a href="/channel/1">Channel of the day</a></li>' * 60
        + b"</ul></nav>"
    )
    links = (
        b'<div class="related"><ul>'
        + b'<li><a class="link" href="/a/1.html"><span>Another story of the site</span></a></li>' * 60
    )
    furniture = script + menu + links + b"</ul></div>"
    padding = furniture * max(0, (HEAVY - len(page)) // len(furniture))
    end = page.rfind(b"</body>")
    return page + padding if end < 0 else page[:end] + padding + page[end:]


def measure(language: str, read_pages: list[tuple[bytes, Release]]) -> None:
    """Print what the steps take for the pages of one language."""
    if not read_pages:
        return
    pages, releases = zip(*read_pages, strict=True)
    size, length = (sum(map(len, texts)) // len(pages) for texts in (pages, [r.body_text for r in releases]))
    print(f"{language}: {len(pages)} pages, {size:,} bytes and {length} characters of text a page")
    steps = {
        "BeautifulSoup on lxml, whole page": (lambda page: BeautifulSoup(page, "lxml"), pages),
        "page -> Release": (lambda page: read_release(page, PageSource()), pages),
        "Release -> observations": (lambda release: observations(release, read(release).statements), releases),
    }
    for name, (work, inputs) in steps.items():
        seconds = best(work, inputs)
        print(f"  {name:36} {seconds * 1000:7.2f} ms   {1 / seconds:7.0f} a second")


def main() -> None:
    named = [Path(a) for a in sys.argv[1:] if not a.startswith("-")]
    folders = named or [Path("tests/corpus"), Path("tests/pages")]
    by_language: dict[str, list[tuple[bytes, Release]]] = {}
    for path in (p for f in folders for p in sorted(f.glob("*.html"))):
        page = heavy(path.read_bytes()) if "--heavy" in sys.argv else path.read_bytes()
        try:
            release = read_release(page, PageSource(path=str(path)))
        except UnreadablePage as error:
            print(error, file=sys.stderr)
            continue
        by_language.setdefault(release.language, []).append((page, release))
    print("the reading is", "compiled" if Path(article.__file__).suffix != ".py" else "not compiled")
    for language in LANGUAGES:
        measure(language, by_language.get(language, []))
    releases = [release for language in LANGUAGES for _, release in by_language.get(language, [])]
    if "--profile" in sys.argv:
        profile = cProfile.Profile()
        profile.enable()
        for release in releases:
            read(release)
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
