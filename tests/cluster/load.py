"""The load: people who write over Telegram's webhook, and Telegram, which tries again."""

import asyncio
import itertools
import random
import time
from collections.abc import Sequence

import httpx

from benchmarks.bot_api import SECRET, message_update
from tests.cluster.account import Account

FIRST_CHAT = 1_000
SECONDS = 10.0
PAUSE = 0.3
"""Telegram comes again at once, then more slowly; here it has no time for that."""


class People:
    """Chats that write in turn, `rate` messages a second in all, each to any gateway.

    As Telegram does, a chat's next message is brought only after the one before was taken.
    """

    def __init__(self, gateways: Sequence[int], account: Account, *, chats: int, seed: int) -> None:
        self._gateways = gateways
        self._account = account
        self._chats = [FIRST_CHAT + number for number in range(chats)]
        self._random = random.Random(seed)
        self._updates = itertools.count(1)
        self._said = dict.fromkeys(self._chats, 0)

    async def write(self, seconds: float, rate: float) -> None:
        """Write for so long, then see that what was begun is taken."""
        end = time.monotonic() + seconds
        async with httpx.AsyncClient(timeout=SECONDS) as client:
            tasks = [self._talk(client, chat, end, rate / len(self._chats)) for chat in self._chats]
            await asyncio.gather(*tasks)

    async def _talk(self, client: httpx.AsyncClient, chat: int, end: float, rate: float) -> None:
        await asyncio.sleep(self._random.uniform(0, 1 / rate))
        while (now := time.monotonic()) < end:
            await self._say(client, chat)
            spent = time.monotonic() - now
            await asyncio.sleep(max(0.0, self._random.uniform(0.5, 1.5) / rate - spent))

    async def _say(self, client: httpx.AsyncClient, chat: int) -> None:
        number = self._said[chat] = self._said[chat] + 1
        update = message_update(next(self._updates), chat, f"tarefa: item {chat}-{number}")
        self._account.said(chat, number, time.monotonic())
        while not await self._bring(client, update):
            self._account.refused += 1
            await asyncio.sleep(PAUSE)
        self._account.accepted(chat, number, time.monotonic())
        if self._random.random() < AGAIN:  # Telegram brings some twice
            await self._bring(client, update)

    async def _bring(self, client: httpx.AsyncClient, update: object) -> bool:
        port = self._random.choice(self._gateways)
        try:
            answer = await client.post(
                f"http://127.0.0.1:{port}/telegram/webhook",
                json=update,
                headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
            )
        except httpx.HTTPError:
            return False
        return answer.status_code == httpx.codes.OK


AGAIN = 0.05
