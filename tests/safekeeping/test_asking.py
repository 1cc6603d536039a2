"""A backup asked for on the command line is made by the process that runs, with its key."""

import asyncio
import subprocess
import sys
from pathlib import Path

from bot.app import create_app
from bot.safekeeping.making import Safe
from bot.settings import Settings
from tests.safekeeping.conftest import KEY

SPARKONE = Path(sys.executable).with_name("sparkone")


def _back_up(settings: Settings, key: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [SPARKONE, "backup"],
        env={
            "DATABASE_URL": settings.database_url,
            "PATH": "/usr/bin:/bin",
            "SPARKONE_BACKUP_KEY": key,
        },
        cwd=settings.database_path.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


async def test_no_backup_is_called_encrypted_where_the_running_process_has_no_key(
    filled: Settings,
) -> None:
    async with create_app(filled, channels=[], serve=False):
        done = await asyncio.to_thread(_back_up, filled, KEY)

    assert (done.returncode, done.stderr) == (1, "")
    assert "SPARKONE_BACKUP_KEY is set here and not where the assistant runs" in done.stdout
    assert Safe(filled).backups() == []


async def test_none_is_made_without_encryption_where_only_the_running_process_has_a_key(
    filled: Settings, sealed_settings: Settings
) -> None:
    async with create_app(sealed_settings, channels=[], serve=False):
        done = await asyncio.to_thread(_back_up, filled, "")

    assert (done.returncode, done.stderr) == (1, "")
    assert Safe(filled).backups() == []
