"""Copies: what is forgotten is forgotten in the backups beside the database, too."""

import asyncio
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from bot.folders import Folders
from bot.searching import SearchFailed, search
from bot.settings import Settings
from domain.errors import SparkError
from storage.elsewhere import Change, SqliteError
from storage.opening import SQLITE
from storage.source import NoTrial

BATCH = 16 * 2**20
"""Bytes of archives that are unpacked at once."""

log = structlog.get_logger(__name__)


@dataclass(slots=True, kw_only=True)
class Cleared:
    """What came of it: copies that hold nothing more, those that were changed, those that stay.

    `left` are the texts that are still in one, each with its name; `is_proved` False: they could
    not be searched.
    """

    done: int = 0
    changed: int = 0
    kept: int = 0
    left: dict[str, str] = field(default_factory=dict)
    is_proved: bool = True


class Copies:
    """The backups beside a database, bare files and archives."""

    def __init__(self, settings: Settings) -> None:
        self._folders = Folders(settings.database_path)
        self._url = settings.database_url
        self._key = settings.sparkone_backup_key
        self.go_elsewhere = settings.sparkone_backup_to is not None

    async def clear(self, change: Change, texts: set[str]) -> Cleared:
        """Change every copy; archives are unpacked, searched for some texts, and packed anew."""
        cleared = Cleared()
        for path in self._folders.copies():
            url = f"{SQLITE}{path.absolute()}"
            await self._count(path, cleared, asyncio.to_thread(change, url))
        for batch in _batches(self._folders.archives()):
            await self._clear_archives(batch, change, texts, cleared)
        return cleared

    async def _clear_archives(
        self, batch: list[Path], change: Change, texts: set[str], cleared: Cleared
    ) -> None:
        from bot.safekeeping.making import staging  # noqa: PLC0415 - not at the start
        from bot.safekeeping.rewriting import Rewriting  # noqa: PLC0415

        searched: dict[str, Path] = {}
        with staging(self._folders.backups) as folder:
            for number, path in enumerate(batch):
                room = folder / str(number)
                rewriting = Rewriting(path=path, folder=room, key=self._key, url=self._url)
                doing = asyncio.to_thread(rewriting.do, change, self._folders.erasures)
                await self._count(path, cleared, doing)
                if rewriting.is_searchable:
                    searched[str(rewriting.database.absolute())] = path
            try:
                left = await search(map(Path, searched), texts) if searched and texts else {}
            except SearchFailed as error:
                log.error("search failed", reason=str(error))
                cleared.is_proved = False
            else:
                cleared.left |= {text: str(searched[where]) for text, where in left.items()}

    async def _count(self, path: Path, cleared: Cleared, clearing: Awaitable[bool]) -> None:
        try:
            is_changed = await clearing
        except (SqliteError, SparkError, OSError, NoTrial) as error:
            log.error("copy not cleared", file=path.name, reason=type(error).__name__)
            cleared.kept += 1
        else:
            cleared.done += 1
            cleared.changed += is_changed


def _batches(paths: list[Path]) -> Iterator[list[Path]]:
    """Yield archives by several that are unpacked and searched together: few bytes, or one."""
    batch: list[Path] = []
    size = 0
    for path in paths:
        length = path.stat().st_size
        if batch and size + length > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(path)
        size += length
    if batch:
        yield batch
