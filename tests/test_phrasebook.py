"""Each snippet of the phrasebook is read as labelled, but those that golden/misread.txt lists; a list that may only become shorter.

``UPDATE_GOLDEN=1`` writes the list anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from snippets import FOLDER, evaluate, snippets

MISREAD = Path(__file__).parent / "golden" / "misread.txt"
NAMES = sorted(path.stem for path in FOLDER.glob("*.jsonl"))


def misread(name: str) -> set[str]:
    return {snippet.id for snippet in snippets(name) if evaluate(snippet).errors}


if os.environ.get("UPDATE_GOLDEN") == "1":
    lines = [id for name in NAMES for id in sorted(misread(name))]
    MISREAD.write_text("\n".join(["# Snippets of tests/phrasebook that are not read as labelled.", *lines]) + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_snippets_are_read_as_labelled(name: str) -> None:
    listed = set(MISREAD.read_text(encoding="utf-8").splitlines())
    found = misread(name)
    assert found <= listed, f"newly misread: {sorted(found - listed)}"
    mended = {s.id for s in snippets(name)} & listed - found
    assert not mended, f"read right now, so take them from {MISREAD.name}: {sorted(mended)}"
