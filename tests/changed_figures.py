"""How many figures change where nothing changes for a reader, held against golden counts."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import tomli

from pipeline.extract import statement_fields
from pipeline.model import Release
from pipeline.reading import read

PLACED = ("release", "char_start", "char_end", "rule")  # what other text before a figure may well change


def figures(release: Release) -> Counter:
    """What is read of a release, wherever it stands in it and whatever blanks it is printed with."""
    told = [statement_fields("page", release, s) for s in read(release).statements]
    return Counter(tuple((k, "".join(str(v).split())) for k, v in f.items() if k not in PLACED) for f in told)


def differing(before: Counter, after: Counter) -> int:
    """How many figures are lost, moved or invented."""
    return max((before - after).total(), (after - before).total())


def hold(golden: Path, title: str, name: str, told: int, changed: int) -> None:
    """Fail where other figures are told than the golden counts under ``name`` say, or more of them changed; ``UPDATE_GOLDEN=1`` writes
    the counts anew, beneath a ``title``."""
    if os.environ.get("UPDATE_GOLDEN") == "1":
        known = tomli.loads(golden.read_text(encoding="utf-8")) if golden.exists() else {}
        known[name] = {"told": told, "changed": changed}
        lines = [f"# {title}"]
        for each in sorted(known):
            lines += ["", f"[{each}]", *(f"{key} = {value}" for key, value in known[each].items())]
        golden.write_text("\n".join(lines) + "\n", encoding="utf-8")
    counted = tomli.loads(golden.read_text(encoding="utf-8"))[name]
    assert told == counted["told"], "other pages or figures than counted: UPDATE_GOLDEN=1"
    assert changed <= counted["changed"]
