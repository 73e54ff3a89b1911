"""The reading in machine code: its modules translated to C by mypyc, beside the source and read in its place while it is the same.

``trade compile`` writes them to ``build/compiled/``, with a list of the source files that they were made of. A file that has changed
since, or has come or gone, and they are left alone: the source is always what holds, compiled it is only faster. ``TRADE_COMPILED=0``
in the environment leaves them alone, too.
"""

from __future__ import annotations

import ast
import io
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path

SOURCE = Path(__file__).parent
FOLDER = SOURCE.parent / "build" / "compiled"
_LIST = "sources.json"
_GROUP = "trade_releases"  # not the name of a package: mypyc would look for its modules beside the library


class CannotCompile(Exception):
    """No C compiler, no mypyc, or an error of theirs, with what they said."""


def use(path: list[str], folder: Path = FOLDER) -> bool:
    """Let the package with this ``__path__`` take its modules from the compiled ones, where they are of this source; whether it does."""
    if os.environ.get("TRADE_COMPILED") == "0" or not is_fresh(folder):
        return False
    path.insert(0, str(folder / SOURCE.name))
    sys.meta_path.append(_Library(folder))
    return True


class _Library(MetaPathFinder):
    """Finds the one library that all compiled modules lie in; ``sys.path`` would do, but Dagster puts that back behind each import."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname != f"{_GROUP}__mypyc":
            return None
        return spec_from_file_location(fullname, self.folder / f"{fullname}{sysconfig.get_config_var('EXT_SUFFIX')}")


def is_fresh(folder: Path = FOLDER) -> bool:
    """Whether compiled modules lie there that are of this source and this Python."""
    try:
        listed = json.loads((folder / _LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return listed == sources()


def sources() -> dict[str, list[int]]:
    """What the compiled modules are of: each source file with its size and time, and the Python that they run in."""
    files = {str(f.relative_to(SOURCE)): f.stat() for f in sorted(SOURCE.rglob("*.py"))}
    return {name: [s.st_size, s.st_mtime_ns] for name, s in files.items()} | {sys.version: []}


def compile_reading(folder: Path = FOLDER, optimize: int = 2) -> None:
    """Translate the reading to C and that to machine code, in place of what is there; minutes of work for all cores.

    Raises ``CannotCompile``; what was there before stays then.
    """
    _compiler()
    listed = sources()
    made = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(made, ignore_errors=True)
    generated = made / "c"
    shutil.copytree(SOURCE, generated / SOURCE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(SOURCE.parent / "pyproject.toml", generated)
    before = Path.cwd()
    os.chdir(generated)  # mypy looks there for the packages and for its options
    try:
        extensions = _translated()
        with ThreadPoolExecutor(os.cpu_count()) as compilers:
            for extension in extensions:
                objects = [f"{Path(source).stem}.o" for source in extension.sources]
                jobs = zip(extension.sources, objects, strict=True)
                include = [f"-I{header}" for header in (*extension.include_dirs, sysconfig.get_path("include"))]
                flags = [f"-O{optimize}", "-fPIC", "-w", "-DNDEBUG", "-fwrapv", *include, "-c"]
                list(compilers.map(lambda job, flags=flags: _cc(*flags, job[0], "-o", job[1]), jobs))
                _cc("-shared", *objects, "-o", str(_library(made, extension.name)))
    finally:
        os.chdir(before)
    shutil.rmtree(generated)
    (made / _LIST).write_text(json.dumps(listed), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    made.rename(folder)


def _translated() -> list:
    """The extension modules, one for each source and one that they all share, with their C files written; of the copy where it runs."""
    try:
        from mypyc.build import mypycify
    except ImportError as error:
        raise CannotCompile("mypy is not installed: run make setup") from error
    files = sorted(Path(SOURCE.name, "reading").rglob("*.py"))
    for file in files:
        file.write_text(with_finals(file.read_text(encoding="utf-8")), encoding="utf-8")
    try:
        with redirect_stdout(io.StringIO()):  # "Treating generator comprehension as list", of hundreds of them
            return mypycify([str(f) for f in files], group_name=_GROUP, multi_file=True, target_dir=".")
    except SystemExit as error:
        raise CannotCompile("mypy finds errors in the reading: run make lint") from error


_CONSTANT = re.compile("_?[A-Z][A-Z0-9_]*")


def with_finals(text: str) -> str:
    """A module with its constants declared final, each on its line: mypyc keeps those where it need not look them up by name.

    Tuples are left as they are: mypyc 2.4 keeps them in pieces, and puts one together again wherever it is asked for.

    >>> print(with_finals("from __future__ import annotations\\nSIDES = frozenset({1, 2})\\nPAIR = (1, 2)"))
    from __future__ import annotations; from typing import Final
    SIDES: Final = frozenset({1, 2})
    PAIR = (1, 2)
    """
    body = ast.parse(text).body
    assigned = Counter(
        n.id for node in body for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    )
    lines = text.split("\n")
    for node in body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call | ast.Dict | ast.Set | ast.List):
            name = getattr(node.targets[0], "id", "")
            if _CONSTANT.fullmatch(name) and assigned[name] == 1:
                line = node.lineno - 1
                lines[line] = lines[line].replace(f"{name} =", f"{name}: Final =", 1)
    return "\n".join(lines).replace("import annotations\n", "import annotations; from typing import Final\n", 1)


def _library(folder: Path, name: str) -> Path:
    parts = name.split(".")
    if SOURCE.parent.joinpath(*parts).is_dir():
        parts.append("__init__")
    file = folder.joinpath(*parts).with_suffix(sysconfig.get_config_var("EXT_SUFFIX"))
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _compiler() -> str:
    """The C compiler that ``CC`` names, else the system's."""
    compiler = shutil.which(os.environ.get("CC") or "cc")
    if compiler is None:
        raise CannotCompile("no C compiler: install gcc or clang, or name one in CC")
    return compiler


def _cc(*arguments: str) -> None:
    done = subprocess.run([_compiler(), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotCompile(f"{done.args[0]}: {done.stderr.strip()[:500]}")
