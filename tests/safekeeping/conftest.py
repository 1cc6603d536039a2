"""An installation with something in it, and its backups."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.safekeeping.making import Safe
from bot.settings import Settings
from domain.people import Role
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.opening import open_database
from storage.store import Store
from tests.bot.conftest import NOON
from tests.safekeeping.places import bucket, elsewhere, sftp
from tests.storage.conftest import small_disk

__all__ = ["bucket", "elsewhere", "sftp", "small_disk"]

KEY = "correct horse battery staple"
SECRET = "the spare key is under the third pot"


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make keys of passphrases a thousand times as fast; a file says how its key is made."""
    monkeypatch.setattr("storage.sealing._LOG_N", 5)
    monkeypatch.setattr("storage.sealing._P", 1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an installation in a folder of its own."""
    return Settings(
        database_url=f"sqlite:///{tmp_path / 'home' / 'spark.db'}",
        sparkone_zone="Europe/London",
        telegram_token="123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        http_port=0,
    )


@pytest.fixture
def sealed_settings(settings: Settings) -> Settings:
    """The same, with a key."""
    return settings.model_copy(update={"sparkone_backup_key": KEY})


@pytest.fixture
def filled(settings: Settings) -> Settings:
    """The installation with an owner, a note and a file somebody sent."""
    path = settings.database_path
    path.parent.mkdir(mode=0o700)
    migrate(sqlite_engine(path), path)
    asyncio.run(fill(settings.database_url))
    (path.parent / "files").mkdir()
    (path.parent / "files" / "voice-1").write_bytes(b"a voice message")
    return settings


@pytest.fixture
def safe(filled: Settings) -> Safe:
    """Its backups."""
    return Safe(filled)


@pytest.fixture
def sealed_safe(filled: Settings, sealed_settings: Settings) -> Safe:
    """Its backups, encrypted."""
    return Safe(sealed_settings)


async def fill(url: str) -> None:
    """Write an owner and what is theirs into a database."""

    def write(store: Store) -> None:
        owner = store.people.add(
            role=Role.OWNER, zone="Europe/London", language="en", quiet=None, now=NOON
        )
        store.sql.driver.execute(
            "INSERT INTO notes (person, text, origin, created_at) "
            f"VALUES ({owner.id}, '{SECRET}', 'owner', 0)"
        )
        store.sql.driver.execute(
            "INSERT INTO files "
            "(person, source, kind, channel, external, size, state, path, origin, created_at) "
            f"VALUES ({owner.id}, 1, 'voice', 'test', 'x', 15, 'kept', 'voice-1', 'owner', 0)"
        )

    async with open_database(url) as database:
        await database.run(write)


def days_of_backups(safe: Safe, count: int) -> list[Path]:
    """Make the daily backup on each of so many days."""
    found = [safe.make_daily(NOON + timedelta(days=number)) for number in range(count)]
    return [made.path for made in found if made is not None]
