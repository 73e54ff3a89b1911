"""What the project promises of itself as a whole: layout, direction of imports, tests and checks for each view."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PIPELINE = ROOT / "pipeline"

# The map of pipeline/__init__.py, from the records up to the shell: a module imports from its own line and those above.
LAYERS = [
    {"compiled"},
    {"model"},
    {"page", "release"},
    {"vocabulary"},
    {"reading"},
    {"normalize"},
    {"extract"},
    {"evaluation"},
    {"raw"},
    {"fetching"},
    {"warehouse"},
    {"freshness"},
    {"translating"},
    {"compiling"},
    {
        "cli",
        "abandoned",
        "assets",
        "charts",
        "checks",
        "definitions",
        "fetched",
        "metadata",
        "resources",
        "runs",
        "schedules",
    },
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


# The steps of reading, as docs/reading.md has them; the language with words apart before the one without.
READING = [
    "words", "topics", "frames", "measures", "names", "asides", "completing", "times", "binding", "reporter", "scope", "tables", "context",
    "proof", "statements", "ledger", "attach", "article", "zh", "__init__",
]  # fmt: skip


def modules(folder: Path = PIPELINE) -> list[Path]:
    return sorted(p for p in folder.rglob("*.py") if p != PIPELINE / "__init__.py")


def layer(path: Path, folder: Path = PIPELINE) -> str:
    return path.relative_to(folder).parts[0].removesuffix(".py")


def imported(path: Path, package: str) -> set[str]:
    """What a module imports right beneath a package, by name."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            named = [node.module] if node.module != package else [f"{package}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        else:
            continue
        names |= {n.removeprefix(f"{package}.").split(".")[0] for n in named if n.startswith(f"{package}.")}
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PIPELINE)))
def test_imports_run_one_way(path: Path) -> None:
    for name in imported(path, "pipeline"):
        assert RANK[name] <= RANK[layer(path)], f"{path.name} imports {name}, which comes after it"


@pytest.mark.parametrize("path", modules(PIPELINE / "reading"), ids=lambda p: str(p.relative_to(PIPELINE)))
def test_the_steps_of_reading_build_on_those_before(path: Path) -> None:
    own = READING.index(layer(path, PIPELINE / "reading"))
    for name in imported(path, "pipeline.reading"):
        assert READING.index(name) <= own, f"{path.name} imports {name}, which comes after it"


def test_every_view_has_a_case_and_a_check() -> None:
    views = {p.stem for p in (ROOT / "sql" / "views").glob("*.sql")}
    promised = {
        "indicators", "baselines", "shares", "contributions", "reconciliation",
        "revisions", "latest", "monthly", "quarterly", "citations",
    }  # fmt: skip
    checks = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "sql" / "checks").glob("*.sql"))
    assert promised <= views
    for view in sorted(promised):
        assert any((ROOT / "tests" / "views" / view).glob("*/expect.csv")), f"no case for {view}"
        assert re.search(rf"\b{view}\b", checks), f"no check looks at {view}"


def test_the_repository_names_no_place_of_its_own_making() -> None:
    """No absolute path and no registry host in what is shipped."""
    shipped = [
        p for p in (*PIPELINE.rglob("*"), *(ROOT / "sql").rglob("*"), *(ROOT / "docs").rglob("*")) if p.is_file()
    ]
    shipped += [ROOT / n for n in ("README.md", "CHANGELOG.md", "Makefile", "pyproject.toml", "requirements.lock")]
    wrong = re.compile(rb"(?<![\w}])/(?:work|root|home)/|pypi\.org|pythonhosted")
    for path in shipped:
        if path.suffix in (".pyc", ".html"):
            continue
        assert not wrong.search(path.read_bytes()), path
