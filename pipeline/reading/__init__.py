"""``Release`` -> ``Reading``: every stated figure with its coordinates, and every number with what became of it.

The text is read outside in: the article settles reporter and period, a heading adds what its section is about, and each
sentence is read on its own with what came before as the ground that pronouns and ellipses stand on. docs/reading.md shows
how a reading is made and how to add to it.
"""

from __future__ import annotations

from pipeline.model import Reading, Release
from pipeline.reading import article
from pipeline.reading.ledger import refuse_data_dump, unread_all
from pipeline.reading.zh import article as article_zh

_GRAMMARS = {"en": article.read_article, "zh": article_zh.read_article}


def read(release: Release) -> Reading:
    """All statements and numbers of a release, in text order.

    A release in a language without a grammar has no statements, and each of its numbers is unread for that reason.
    """
    refuse_data_dump(release)
    grammar = _GRAMMARS.get(release.language)
    if grammar is None:
        return unread_all(release, f"no grammar for language {release.language!r}")
    return grammar(release)
