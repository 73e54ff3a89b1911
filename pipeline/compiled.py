"""The reading in machine code, read in place of its source while that is the same.

``compiling`` writes the compiled modules to ``build/compiled/``, with a list of the source files that they were made of. A file that has
changed since, or has come or gone, and they are left alone: the source is always what holds, compiled it is only faster.
``TRADE_COMPILED=0`` in the environment leaves them alone, too.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES, ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path

SOURCE = Path(__file__).parent
FOLDER = SOURCE.parent / "build" / "compiled"
LIST = "sources.txt"
GROUP = "trade_releases"  # not the name of a package: mypyc would look for its modules beside the library
SUFFIX = EXTENSION_SUFFIXES[0]


def use(path: list[str], folder: Path = FOLDER) -> bool:
    """Let the package with this ``__path__`` take its modules from the compiled ones, where they are of this source; whether it does."""
    if os.environ.get("TRADE_COMPILED") == "0" or not is_fresh(folder):
        return False
    path.insert(0, str(folder / SOURCE.name))
    sys.meta_path.append(_Library(folder))
    return True


class _Library:
    """Finds the one library that all compiled modules lie in; ``sys.path`` would do, but Dagster puts that back behind each import."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname != f"{GROUP}__mypyc":
            return None
        return spec_from_file_location(fullname, self.folder / f"{fullname}{SUFFIX}")


def is_fresh(folder: Path = FOLDER) -> bool:
    """Whether compiled modules lie there that are of this source and this Python."""
    try:
        return (folder / LIST).read_text(encoding="utf-8") == sources()
    except (OSError, UnicodeDecodeError):
        return False


def sources() -> str:
    """What compiled modules are of, a line each: the Python that they run in, and every source file with its size and its time."""
    files = [(str(file.relative_to(SOURCE)), file.stat()) for file in sorted(SOURCE.rglob("*.py"))]
    return "\n".join([repr(sys.version), *(f"{name} {at.st_size} {at.st_mtime_ns}" for name, at in files)])
