"""``pipeline/reading/`` translated to C by mypyc, and that to machine code, for ``compiled`` to put in its place."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, redirect_stdout
from pathlib import Path

from pipeline.compiled import FOLDER, GROUP, LIST, SOURCE, SUFFIX, sources
from pipeline.translating import translated


class CannotCompile(Exception):
    """No C compiler, no mypyc, or an error of theirs, with what they said."""


def compiler() -> str | None:
    """The C compiler that ``CC`` names, else the system's, if there is one."""
    return shutil.which(os.environ.get("CC") or "cc")


def learns(cc: str) -> bool:
    """Whether a compiler learns from a run by the options that are used here: gcc does, clang has others."""
    defined = subprocess.run(
        [cc, "-dM", "-E", "-x", "c", os.devnull], capture_output=True, text=True, check=False
    ).stdout
    return "__GNUC__" in defined and "__clang__" not in defined


def compile_reading(folder: Path = FOLDER, optimize: int = 2, pages: Sequence[Path] = ()) -> bool:
    """Translate the reading to C and that to machine code, in place of what is there; minutes of work for all cores.

    Where there are ``pages``, and gcc, it is compiled twice: first so that it counts what it does while it reads the pages, then with
    what is done most put where it is done fastest. What comes back is whether that was so. Raises ``CannotCompile``; what was there
    before stays then.
    """
    cc = compiler()
    if cc is None:
        raise CannotCompile("no C compiler: install gcc or clang, or name one in CC")
    learning = bool(pages) and learns(cc)
    pages = [page.resolve() for page in pages]
    listed = sources()
    made = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(made, ignore_errors=True)
    generated = made / "c"
    shutil.copytree(SOURCE, generated / SOURCE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(SOURCE.parent / "pyproject.toml", generated)
    (made / LIST).write_text(listed, encoding="utf-8")
    with chdir(generated):  # mypy looks there for the packages and for its options
        extensions = _translated()
        if learning:
            _to_machine_code(cc, extensions, made, (f"-O{optimize}", *_COUNTING))
            _read_once(made, pages)
        _to_machine_code(cc, extensions, made, (f"-O{optimize}", *(_COUNTED if learning else ())))
    shutil.rmtree(generated)
    shutil.rmtree(folder, ignore_errors=True)
    made.rename(folder)
    return learning


def _to_machine_code(cc: str, extensions: list, made: Path, options: tuple[str, ...]) -> None:
    """Compile the C files where it runs, and link them to the modules and their library in ``made``."""
    with ThreadPoolExecutor(os.cpu_count()) as compilers:
        for extension in extensions:
            objects = [f"{Path(source).stem}.o" for source in extension.sources]
            jobs = zip(extension.sources, objects, strict=True)
            include = [f"-I{header}" for header in (*extension.include_dirs, sysconfig.get_path("include"))]
            flags = [cc, *options, *_DIRECTLY, "-fPIC", "-w", "-DNDEBUG", "-fwrapv", *include, "-c"]
            list(compilers.map(lambda job, flags=flags: _run(*flags, job[0], "-o", job[1]), jobs))
            _run(cc, *options, "-shared", *objects, "-o", str(_library(made, extension.name)))


_COUNTING = ("-fprofile-generate", "-fprofile-update=single")
# What the pages do not come to is compiled as it would be without them.
_COUNTED = ("-fprofile-use", "-fprofile-partial-training", "-Wno-missing-profile")
_READ = """
import os, sys
from pathlib import Path
import pipeline
from pipeline.compiled import use

os.environ["TRADE_COMPILED"] = "1"
assert use(pipeline.__path__, Path(sys.argv[1])), "the source has changed meanwhile"
from pipeline.model import PageSource, UnreadablePage
from pipeline.reading import read
from pipeline.release import read_release

for page in map(Path, sys.stdin.read().splitlines()):
    try:
        read(read_release(page.read_bytes(), PageSource(path=str(page))))
    except UnreadablePage:
        pass
"""


def _read_once(made: Path, pages: Sequence[Path]) -> None:
    """Read the pages by the modules that count what they do; they write the counts beside their C files when that Python ends."""
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(made.resolve())],
        input="\n".join(map(str, pages)),
        cwd=SOURCE.parent,  # in the folder that it runs in lies a copy of the source
        env=os.environ | {"TRADE_COMPILED": "0", "PYTHONPATH": str(SOURCE.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotCompile(f"reading the pages: {done.stderr.strip()[-500:]}")


# The functions of the library call each other directly: else each call would look whether another library replaces them.
_DIRECTLY = ("-fvisibility=hidden", "-fno-plt")


def _translated() -> list:
    """The extension modules, one for each source and one that they all share, with their C files written; of the copy where it runs."""
    try:
        from mypyc.build import mypycify
    except ImportError as error:
        raise CannotCompile("mypy is not installed: run make setup") from error
    files = sorted(Path(SOURCE.name, "reading").rglob("*.py"))
    for file in files:
        file.write_text(translated(file.read_text(encoding="utf-8")), encoding="utf-8")
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            return mypycify([str(f) for f in files], group_name=GROUP, multi_file=True, target_dir=".")
    except SystemExit as error:
        # Among hundreds of warnings: "Treating generator comprehension as list".
        errors = [line for line in said.getvalue().splitlines() if "error:" in line]
        raise CannotCompile("\n".join(errors) or f"mypyc: {error}") from error


def _library(folder: Path, name: str) -> Path:
    parts = name.split(".")
    if SOURCE.parent.joinpath(*parts).is_dir():
        parts.append("__init__")
    file = folder.joinpath(*parts).with_suffix(SUFFIX)
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotCompile(f"{command[0]}: {done.stderr.strip()[:500]}")
