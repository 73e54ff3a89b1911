"""Where the labelled pages lie, by folder of tests/."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent
# corpus: the development corpus. pages, unseen: of our own. rounds: each first read after its labels were made.
FOLDERS = ("corpus", "pages", "unseen", "rounds")


def collected() -> list[Path]:
    """Every labelled page, by folder and name."""
    return [page for folder in FOLDERS for page in sorted((TESTS / folder).glob("*.html"))]


_CHINESE = re.compile(r"(?:.*-)?zh-.*")


def language(page: Path) -> str:
    """The language of a labelled page, by its name."""
    return "zh" if _CHINESE.fullmatch(page.stem) else "en"
