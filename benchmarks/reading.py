"""Pages a second on one core: page -> Release, and Release -> observations, beside what BeautifulSoup alone needs.

    python benchmarks/reading.py [DIR ...] [--profile]

Reads every English page of the folders (tests/corpus and tests/pages if none is named). Each figure is the best of five
rounds of CPU time, so that other work on the machine counts little; nothing here is asserted.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bs4 import BeautifulSoup

from pipeline.model import PageSource, UnreadablePage
from pipeline.normalize import observations
from pipeline.reading import read
from pipeline.release import read_release

ROUNDS = 5


def best(work: Callable, inputs: Sequence) -> float:
    """Seconds of CPU for one input, in the best of the rounds."""
    rounds = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        for item in inputs:
            work(item)
        rounds.append(time.process_time() - begin)
    return min(rounds) / len(inputs)


def main() -> None:
    named = [Path(a) for a in sys.argv[1:] if not a.startswith("-")]
    folders = named or [Path("tests/corpus"), Path("tests/pages")]
    pages, releases = [], []
    for path in (p for f in folders for p in sorted(f.glob("*.html"))):
        page = path.read_bytes()
        try:
            release = read_release(page, PageSource(path=str(path)))
        except UnreadablePage as error:
            print(error, file=sys.stderr)
            continue
        if release.language == "en":
            pages.append(page)
            releases.append(release)
    words = sum(len(r.body_text.split()) for r in releases)
    print(f"{len(pages)} pages, {sum(map(len, pages)) // len(pages):,} bytes and {words // len(pages)} words a page")
    steps = {
        "BeautifulSoup on lxml, whole page": (lambda page: BeautifulSoup(page, "lxml"), pages),
        "page -> Release": (lambda page: read_release(page, PageSource()), pages),
        "Release -> observations": (lambda release: observations(release, read(release).statements), releases),
    }
    for name, (work, inputs) in steps.items():
        seconds = best(work, inputs)
        print(f"{name:36} {seconds * 1000:7.2f} ms   {1 / seconds:7.0f} a second")
    if "--profile" in sys.argv:
        profile = cProfile.Profile()
        profile.enable()
        for release in releases:
            read(release)
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
