"""The check-up: whether backups can be made, encrypted and copied as the settings want it."""

import asyncio
import importlib.util

from bot.commands.doctor import Check, Fault
from bot.settings import Settings
from domain.errors import SparkError
from storage import extras


def checks() -> list[Check]:
    """Return the checks of backups in their order."""
    return [_made, _key, _copies]


def _made(settings: Settings) -> str:
    if settings.is_embedded:
        return "backups, programs: none needed"
    from storage.pgtools import ToolMissing, version_of  # noqa: PLC0415 - an optional driver

    try:
        found = {name: version_of(name) for name in ("pg_dump", "pg_restore")}
    except ToolMissing as error:
        raise Fault(f"backups, programs: {error.brief}") from None
    return f"backups, programs: {', '.join(f'{name} {found[name]}' for name in found)}"


def _key(settings: Settings) -> str:
    if settings.sparkone_backup_key is None:
        return "backups, key: none; they are as readable as the database"
    if importlib.util.find_spec("cryptography") is None:
        raise Fault(f"backups, key: cryptography is missing: {extras.BACKUP}")
    return "backups, key: set; keep it elsewhere too, without it no backup opens"


def _copies(settings: Settings) -> str:
    if settings.sparkone_backup_to is None:
        return "backups, copies elsewhere: none (SPARKONE_BACKUP_TO)"
    from bot.safekeeping.place import open_place, shown  # noqa: PLC0415 - only where there is one

    async def count() -> int:
        async with open_place(settings) as place:
            return len(await place.sizes())

    try:
        found = asyncio.run(count())
    except SparkError as error:
        raise Fault(
            f"backups, copies elsewhere: {shown(settings)} does not take them: {error.brief}"
        ) from None
    return f"backups, copies elsewhere: {shown(settings)} answers and holds {found}"
