"""trade fetch and trade add, as someone at a terminal sees them: data on standard output, the rest on standard error."""

from __future__ import annotations

import csv
import io
import json

import pytest
from typer.testing import CliRunner
from web import Reply, article, serve

from pipeline import raw
from pipeline.cli import app, fetching  # noqa: F401 - importing registers the commands
from pipeline.warehouse.publish import open_published

FIGURES = "In the first quarter of 2024, Chongqing's exports came to 90.5 billion yuan, up 4.5 percent year on year."


@pytest.fixture
def site(tmp_path):
    """A site that the sources file of ``tmp_path/raw`` follows: one page that is there, one that never comes."""
    with serve() as site:
        site.answer("/trade-is-up", Reply(article(FIGURES)))
        site.answer("/broken", Reply(status=500))
        (tmp_path / "raw").mkdir()
        (tmp_path / "raw" / "sources.toml").write_text(
            f"""
            [fetching]
            allow_addresses = ["127.0.0.1/32"]
            delay_seconds = 0
            attempts = 1
            [sources.customs]
            publisher = "Customs"
            region = "CN-CQ"
            [[sources.customs.pages]]
            url = "{site.url("/trade-is-up")}"
            [sources.down]
            publisher = "Down"
            region = "CN-CQ"
            [[sources.down.pages]]
            url = "{site.url("/broken")}"
            """,
            encoding="utf-8",
        )
        yield site


@pytest.fixture
def trade(tmp_path):
    def run(*arguments):
        folders = ["--raw", str(tmp_path / "raw")]
        if arguments[0] == "add":
            folders += ["--warehouse", str(tmp_path / "warehouse")]
        return CliRunner().invoke(app, [*arguments, *folders])

    return run


def rows(result):
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_fetch_does_what_it_can_and_tells_what_failed(site, trade, tmp_path):
    result = trade("fetch", "--format", "csv")
    assert result.exit_code == 1
    good, bad = rows(result)
    path = "customs/2024-04-18_trade-is-up.html"
    assert (good["source"], good["outcome"], good["path"]) == ("customs", "new", path)
    assert (bad["source"], bad["outcome"], bad["path"]) == ("down", "failed", "")
    assert f"trade: down: {site.url('/broken')}: failed: 500 Internal Server Error" in result.stderr
    assert "1 new, 1 failed" in result.stderr
    assert "trade build" in result.stderr
    assert [page.path for page in raw.pages(tmp_path / "raw")] == [path]


def test_fetch_of_one_source_and_a_dry_run(site, trade, tmp_path):
    result = trade("fetch", "--source", "customs", "--dry-run", "--format", "json")
    assert result.exit_code == 0
    assert [row["outcome"] for row in json.loads(result.stdout)] == ["new"]
    assert "dry run" in result.stderr
    assert raw.pages(tmp_path / "raw") == []
    assert site.asked("/broken") == []
    assert trade("fetch", "--source", "customs").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--source", "odd"], "no source 'odd' in sources.toml (known: customs, down)"),
        (["--format", "xml"], "no format 'xml'"),
    ],
)
def test_fetch_tells_what_it_does_not_know(site, trade, arguments, complaint):
    result = trade("fetch", *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert complaint in result.stderr
    assert site.requests == []


def test_fetch_with_a_broken_or_missing_sources_file(trade, tmp_path):
    assert "no sources.toml" in trade("fetch").stderr
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "sources.toml").write_text("[sources.a]\nregion = 1\n", encoding="utf-8")
    result = trade("fetch")
    assert result.exit_code == 1
    assert "sources.toml: sources.a.region: a line of text is expected" in result.stderr


def test_add_stores_a_page_builds_the_warehouse_and_prints_its_figures(site, trade, tmp_path):
    result = trade("add", site.url("/trade-is-up"), "--format", "csv")
    assert result.exit_code == 0, result.stderr
    figures = [(row["period"], row["flow"], row["measure"], row["value"], row["unit"]) for row in rows(result)]
    assert figures == [
        ("2024-01/2024-03", "export", "level", "90500000000", "CNY"),
        ("2024-01/2024-03", "export", "growth", "4.5", "%"),
    ]
    assert "new: " in result.stderr


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        ("http://10.0.0.1/a", "10.0.0.1 is not a public address"),
        ("none.html", "none.html: No such file or directory"),
    ],
)
def test_add_refuses_in_one_line_and_builds_nothing(trade, tmp_path, page, complaint):
    result = trade("add", page)
    assert (result.exit_code, result.stdout) == (1, "")
    assert complaint in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "warehouse").exists()


def test_a_revised_page_moves_is_current_and_shows_in_revisions(site, trade, tmp_path):
    """The whole way: a page changes and then disappears, a file is added, and the warehouse knows all of it."""
    revised = article(FIGURES.replace("90.5", "91.5"))
    site.answer("/trade-is-up", Reply(article(FIGURES)), Reply(revised), Reply(status=410))
    outcomes = [rows(trade("fetch", "--source", "customs", "--format", "csv"))[0]["outcome"] for _ in range(3)]
    assert outcomes == ["new", "changed text", "gone"]
    file = tmp_path / "found.html"
    file.write_text(
        article(FIGURES.replace("first", "second"), title="Exports keep growing", day="2024-07-18"), encoding="utf-8"
    )
    result = trade("add", str(file), "--publisher", "Found", "--published", "2024-07-19", "--format", "csv")
    assert result.exit_code == 0, result.stderr
    assert [(row["period"], row["value"]) for row in rows(result)] == [
        ("2024-04/2024-06", "90500000000"), ("2024-04/2024-06", "4.5"),
    ]  # fmt: skip
    with open_published(tmp_path / "warehouse") as connection:
        releases = connection.execute(
            "select path, publisher, http_status, is_current from releases order by path"
        ).fetchall()
        revisions = connection.execute("select kind, value, revised_value from revisions").fetchall()
    first = "customs/2024-04-18_trade-is-up.html"
    assert releases == [
        (first, "Customs", 200, False),
        (first.replace(".html", ".v2.html"), "Customs", 410, True),
        ("found/2024-07-19_exports-keep-growing.html", "Found", None, True),
    ]
    assert revisions == [("corrected", 90_500_000_000, 91_500_000_000)]
