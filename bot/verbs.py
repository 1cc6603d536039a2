"""Verbs that the running process carries out for the command line."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from bot.control import Verb
from bot.reports import verified_text
from storage.backup import backup


def verbs(database: Path) -> dict[str, Verb]:
    """Return what the control socket answers, besides `chat`."""

    async def back_up(arguments: Mapping[str, str]) -> str:
        target = Path(arguments["to"])
        found = await asyncio.to_thread(backup, database, target)
        return verified_text(target, found)

    async def ping(_arguments: Mapping[str, str]) -> str:
        return "running"

    return {"backup": back_up, "ping": ping}
