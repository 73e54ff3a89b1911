"""Fixtures that several test files share."""

from __future__ import annotations

import os

os.environ["TRADE_COMPILED"] = "0"  # the source is what is tested, in this process and in those that tests start

from pathlib import Path

import labelled
import pytest

from pipeline.model import PageSource
from pipeline.warehouse.build import build


@pytest.fixture(scope="session")
def seed_extraction() -> labelled.Extraction:
    """The seed article with its 58 labelled figures."""
    return labelled.extract(labelled.seed_page(), PageSource(path="ichongqing/2020-10-23_growth.html"))


@pytest.fixture
def raw_dir(tmp_path: Path) -> Path:
    """A raw/ folder with the seed article in it, as a page that ``labelled.extract`` reads."""
    folder = tmp_path / "raw" / "ichongqing"
    folder.mkdir(parents=True)
    (folder / "2020-10-23_growth.html").write_bytes(labelled.seed_page())
    return folder.parent


@pytest.fixture(scope="session")
def seed_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a published warehouse of the seed; not to be written to."""
    folder = tmp_path_factory.mktemp("seed")
    page = folder / "raw" / "ichongqing" / "2020-10-23_growth.html"
    page.parent.mkdir(parents=True)
    page.write_bytes(labelled.seed_page())
    summary = build(folder / "raw", folder / "warehouse", extract=labelled.extract)
    assert summary.published, [result.message for result in summary.failed]
    return folder / "warehouse"
