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


def modules() -> list[Path]:
    return sorted(p for p in PIPELINE.rglob("*.py") if p != PIPELINE / "__init__.py")


def layer(path: Path) -> str:
    return path.relative_to(PIPELINE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PIPELINE)))
def test_imports_run_one_way(path: Path) -> None:
    own = RANK[layer(path)]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "pipeline":
            parts = node.module.split(".")
            names = [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [a.name.split(".")[1] for a in node.names if a.name.startswith("pipeline.")]
        for name in names:
            assert RANK[name] <= own, f"{path.name} imports {name}, which comes after it"


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
