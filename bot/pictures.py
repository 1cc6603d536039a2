"""Pictures that the house shows: files beside the database, for a minute and for one person."""

import asyncio
import secrets
from datetime import datetime
from pathlib import Path

from bot.folders import PICTURE, Folders
from domain.capabilities import capabilities

ENDING = ".png"


async def written(folders: Folders, picture: bytes, now: datetime) -> Path:
    """Write a picture (PNG) under a name of our own; older ones are taken away."""

    def write() -> Path:
        folders.tidy(now)
        name = f"{PICTURE}{secrets.token_hex(8)}{ENDING}"
        return folders.write(folders.exports, name, picture)

    return await asyncio.to_thread(write)


def sees(channel: str) -> bool:
    """Tell whether a channel shows pictures; the others get a drawing."""
    return capabilities(channel).pictures


def block(text: str, drawing: str | None) -> str:
    """Return a text with a drawing behind it, in neutral markup."""
    return f"{text}\n```\n{drawing}\n```" if drawing else text
