"""``trade extract`` and ``trade evaluate``, run as a person runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEED = next((ROOT / "raw" / "ichongqing").glob("2020-10-23_*.html"))
FIELDS = [
    "region", "period", "flow", "partner", "commodity", "regime", "enterprise", "zone", "transport", "measure", "basis",
    "value", "unit", "approx",
]  # fmt: skip


def trade(*arguments: str | Path, stdin: bytes | None = None) -> subprocess.CompletedProcess:
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, cwd=ROOT, timeout=120)


def figures(run: subprocess.CompletedProcess) -> list[dict]:
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def test_extract_prints_the_fields_of_the_guide_and_where_each_figure_stands() -> None:
    run = trade("extract", SEED)
    found = figures(run)
    assert run.returncode == 0
    assert len(found) == 58
    assert list(found[0])[: len(FIELDS)] == FIELDS
    assert {f["file"] for f in found} == {str(SEED)}
    assert all(f["char_start"] < f["char_end"] and f["quote"] and f["rule"].startswith("en.") for f in found)
    assert found[0]["value"] == 461390000000


def test_extract_reads_standard_input() -> None:
    found = figures(trade("extract", "-", stdin=SEED.read_bytes()))
    assert len(found) == 58
    assert {f["file"] for f in found} == {"-"}


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess]:
    """Four pages, three of them unreadable, and the seed last, in one call."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "empty.html").write_bytes(b"")
    (folder / "image.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    (folder / "undated.html").write_text(
        "<html><body><h1>Trade up</h1><p>Chongqing's exports rose by 3 percent to 5 billion yuan in the first half of the year.</p></body></html>",
        encoding="utf-8",
    )
    page = (
        '<html><head><meta charset="utf-8"><meta name="publishdate" content="2021-08-10"><title>重庆外贸</title></head>'
        "<body><h1>重庆外贸</h1><p>重庆海关发布，今年上半年全市进出口规模为2759.2亿元人民币，与去年同期相比增长3.5%，其中出口下降0.7%。</p></body></html>"
    )
    (folder / "charset.html").write_bytes(page.encode("gb18030"))
    names = ["empty.html", "image.html", "undated.html", "charset.html"]
    return folder, trade("extract", *(folder / n for n in names), SEED)


def test_bad_pages_cost_one_clear_line_each_and_nothing_else(bad) -> None:
    folder, run = bad
    lines = run.stderr.decode().splitlines()
    assert run.returncode == 1
    assert [Path(line.split(": ")[1]).name for line in lines] == ["empty.html", "image.html", "undated.html"]
    assert "--published" in lines[2]
    assert len(figures(run)) == 58 + 3
    assert str(folder) in lines[0]


def test_a_wrong_charset_is_decoded_by_what_is_valid(bad) -> None:
    folder, _ = bad
    found = figures(trade("extract", folder / "charset.html"))
    assert [(f["quote"], f["flow"], f["value"]) for f in found] == [
        ("2759.2亿元人民币", "total", 275920000000),
        ("3.5%", "total", 3.5),
        ("0.7%", "export", -0.7),
    ]


def test_a_date_given_reads_an_undated_page(bad) -> None:
    folder, _ = bad
    found = figures(trade("extract", folder / "undated.html", "--published", "2021-07-20"))
    assert [(f["period"], f["flow"], f["measure"], f["value"]) for f in found] == [
        ("2021-01/2021-06", "export", "growth", 3),
        ("2021-01/2021-06", "export", "level", 5000000000),
    ]


def test_evaluate_scores_a_folder_and_names_errors(tmp_path: Path) -> None:
    page = tmp_path / "seed.html"
    page.write_bytes(SEED.read_bytes())
    labels = (ROOT / "tests" / "seed" / "across-the-board-growth.jsonl").read_text(encoding="utf-8").splitlines()
    page.with_suffix(".jsonl").write_text("\n".join(labels[:-1]), encoding="utf-8")
    run = trade("evaluate", tmp_path, "--errors")
    said = run.stdout.decode()
    assert run.returncode == 0
    assert "strict precision 0.983  recall 1.000  F1 0.991   (1 pages, 57 figures)" in said
    assert "invented  CN-CQ 2020-01/2020-09 import commodity=medicines growth yoy 370 % | 370%" in said


def test_evaluate_says_when_a_folder_has_no_labels(tmp_path: Path) -> None:
    run = trade("evaluate", tmp_path)
    assert run.returncode == 1
    assert "no pages with labels" in run.stderr.decode()
