"""``trade compile``: what is compiled reads as the source does, and is left alone once the source is another."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from labelled_pages import TESTS

from pipeline import compiled, compiling

_READ = """
import sys
from pathlib import Path
import pipeline.reading.article
from pipeline.model import PageSource
from pipeline.reading import read
from pipeline.release import read_release

print(Path(pipeline.reading.article.__file__).suffix)
for page in sys.argv[1:]:
    reading = read(read_release(Path(page).read_bytes(), PageSource(path=page)))
    print(reading.statements, reading.numbers)
"""


def _readings(using: str, pages: list[str]) -> list[str]:
    """What a Python of its own reads of the pages, a line each, behind the kind of file that the reading lies in."""
    done = subprocess.run(
        [sys.executable, "-c", f"from pathlib import Path\n{using}\n{_READ}", *pages],
        capture_output=True,
        text=True,
        check=True,
        cwd=TESTS.parent,
        env=os.environ | {"PYTHONHASHSEED": "0"},
    )
    return done.stdout.splitlines()


@pytest.mark.skipif(compiling.compiler() is None, reason="no C compiler")
def test_what_is_compiled_reads_as_the_source_does(tmp_path: Path) -> None:
    pages = [str(page) for folder in ("corpus", "pages") for page in sorted((TESTS / folder).glob("*.html"))]
    learned = compiling.compile_reading(tmp_path, optimize=0, pages=[Path(page) for page in pages[::9]])
    assert learned == compiling.learns(str(compiling.compiler()))
    using = f"import os\nos.environ['TRADE_COMPILED'] = '1'\nimport pipeline\nfrom pipeline.compiled import use\nuse(pipeline.__path__, Path({str(tmp_path)!r}))"
    in_machine_code, in_python = _readings(using, pages), _readings("", pages)
    assert (in_machine_code[0], in_python[0]) == (".so", ".py")
    assert in_machine_code[1:] == in_python[1:]
    assert len(in_python) > len(pages) > 70


def test_a_list_of_another_source_is_not_fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRADE_COMPILED")
    assert not compiled.use([], tmp_path), "nothing was compiled"
    listed = tmp_path / compiled.LIST
    listed.write_text(compiled.sources(), encoding="utf-8")
    path: list[str] = []
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    before = [*sys.path]
    assert compiled.use(path, tmp_path) and path == [str(tmp_path / "pipeline")]
    assert sys.path == before, "Dagster puts it back behind each import, and the library was not found any more"
    listed.write_text(re.sub(r"(reading/article\.py) \d+", r"\1 1", compiled.sources()), encoding="utf-8")
    assert not compiled.use([], tmp_path), "one file has changed"
    listed.write_text(compiled.sources()[:-1], encoding="utf-8")
    assert not compiled.use([], tmp_path), "the list was not written to its end"


def test_what_is_compiled_can_be_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / compiled.LIST).write_text(compiled.sources(), encoding="utf-8")
    monkeypatch.setenv("TRADE_COMPILED", "0")
    assert not compiled.use([], tmp_path)


def test_without_a_compiler_the_cause_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CC", "no-such-compiler")
    with pytest.raises(compiling.CannotCompile, match="no C compiler"):
        compiling.compile_reading(tmp_path / "compiled")
    assert not compiled.is_fresh(tmp_path / "compiled")


@pytest.mark.skipif(compiling.compiler() is None, reason="no C compiler")
def test_an_error_of_types_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "source" / "pipeline"
    (source / "reading").mkdir(parents=True)
    (source.parent / "pyproject.toml").write_text("", encoding="utf-8")
    (source / "__init__.py").touch()
    (source / "reading" / "__init__.py").write_text("from __future__ import annotations\n\nSHARE: int = 'half'\n")
    monkeypatch.setattr(compiling, "SOURCE", source)
    with pytest.raises(compiling.CannotCompile, match=r"reading/__init__\.py:3: error: Incompatible types"):
        compiling.compile_reading(tmp_path / "compiled")
