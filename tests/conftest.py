"""Fixtures that several test files share."""

from __future__ import annotations

from pathlib import Path

import labelled
import pytest

from pipeline.model import PageSource


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
