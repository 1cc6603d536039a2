"""What every test stands on: no settings of the machine, no network but loopback."""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import Engine

import storage.migrate
from storage.drivers import sqlite_engine

_LOCAL = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.settings import Settings

    for field in Settings.model_fields:
        monkeypatch.delenv(field.upper(), raising=False)
        monkeypatch.delenv(f"{field.upper()}_FILE", raising=False)
    for name in [name for name in os.environ if name.endswith("_API_KEY")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _room_for_all_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let health bear what the libraries of all tests together take up in one process."""
    monkeypatch.setattr("bot.probing.MOST_MEMORY", 8 * 2**30)


@pytest.fixture(autouse=True)
def _logs_of_its_own(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no test write into what was the standard error of the one that set up the logs."""
    configure = structlog.configure

    def configured(**how: Any) -> None:
        configure(**how | {"cache_logger_on_first_use": False})

    monkeypatch.setattr(structlog, "configure", configured)
    yield
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def only_loopback(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(_LOCAL):
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_loopback)


@pytest.fixture(scope="session")
def _tables_of_today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "spark.db"
    storage.migrate.migrate(sqlite_engine(path), path)
    return path


@pytest.fixture(autouse=True)
def _migrated_once(
    request: pytest.FixtureRequest, _tables_of_today: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Begin new files with a copy of what all migrations make, which take 200 ms a test."""
    if request.node.get_closest_marker("migrates"):
        return
    migrates = storage.migrate._migrate

    def copied(engine: Engine, path: Path | None) -> bool:
        file = Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None
        if file is None or (file.exists() and file.stat().st_size):
            return migrates(engine, path)
        shutil.copyfile(_tables_of_today, file)
        return True

    monkeypatch.setattr(storage.migrate, "_migrate", copied)
