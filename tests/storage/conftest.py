"""Databases at HEAD, and a disk that is soon full."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.drivers import sqlite_engine
from storage.migrate import migrate


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An SQLite file at HEAD without a row."""
    file = tmp_path / "sparkone.db"
    migrate(sqlite_engine(file), file)
    return file


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make keys of passphrases a thousand times as fast; a file says how its key is made."""
    monkeypatch.setattr("storage.sealing._LOG_N", 5)
    monkeypatch.setattr("storage.sealing._P", 1)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    try:
        mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("not run on a full disk: there is no mount command here")
    if mounted.returncode:
        pytest.skip(f"not run on a full disk: no tmpfs may be mounted ({mounted.stderr.strip()})")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)
