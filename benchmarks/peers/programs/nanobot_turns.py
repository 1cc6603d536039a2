"""nanobot's turns of a conversation: its own agent, tools, history and sessions on disk.

Each line of the input is a number of turns to take; each is answered with a line. Ten chats
converse at once, a chat is ten turns long. No channel takes part: what is said comes in as an
argument. Run: nanobot_turns.py
"""

import asyncio
import json
import os
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

from loguru import logger
from nanobot.nanobot import Nanobot

TURNS_A_CHAT = 10
AT_ONCE = 10


def _configured(folder: Path) -> Path:
    path = folder / "config.json"
    defaults = {"workspace": str(folder / "workspace"), "model": "m", "provider": "custom"}
    place = {"apiKey": "none", "apiBase": os.environ["OPENAI_BASE_URL"]}
    path.write_text(json.dumps({"agents": {"defaults": defaults}, "providers": {"custom": place}}))
    return path


async def _talk(bot: Any, turns: list[int]) -> None:
    for number in turns:
        key = f"bench:{number // TURNS_A_CHAT}"
        result = await bot.run(f"tell me a story {number}", session_key=key)
        assert result.content.startswith("word "), result.content


async def main() -> None:
    """Take turns until the input ends."""
    logger.remove()
    async with Nanobot.from_config(_configured(Path.cwd())) as bot:
        taken = 0
        for line in sys.stdin:
            numbers = range(taken, taken + int(line))
            chats = [list(turns) for _, turns in groupby(numbers, lambda one: one // TURNS_A_CHAT)]
            for first in range(0, len(chats), AT_ONCE):
                at_once = chats[first : first + AT_ONCE]
                await asyncio.gather(*(_talk(bot, turns) for turns in at_once))
            taken += int(line)
            print("done", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
