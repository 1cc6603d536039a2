"""A house for the tests of this folder."""

from pathlib import Path

import pytest

from tests.journeys.conftest import clock, settings

__all__ = ["clock", "settings"]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal"
