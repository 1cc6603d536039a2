"""Marks: read marks and the sign that an answer is coming, both by a person's last message."""

import asyncio
from collections import OrderedDict, deque

import structlog

from bot.cloudapi.graph import GraphApi
from domain.errors import SparkError

MOST_CHATS = 1000
MOST_RECENT = 5
MOST_AT_ONCE = 50

log = structlog.get_logger(__name__)


class Marks:
    """Knows the last messages of each chat, as long as this process runs."""

    def __init__(self, api: GraphApi) -> None:
        self._api = api
        self._recent: OrderedDict[str, deque[str]] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    def seen(self, chat: str, message: str) -> None:
        """Remember a message that is stored, and mark it as read beside everything else."""
        self._recent.setdefault(chat, deque(maxlen=MOST_RECENT)).append(message)
        self._recent.move_to_end(chat)
        while len(self._recent) > MOST_CHATS:
            self._recent.popitem(last=False)
        if len(self._tasks) < MOST_AT_ONCE:
            task = asyncio.create_task(self._mark(message, typing=False))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def overtaken(self, chat: str, message: str) -> bool:
        """Tell whether the person wrote again after a message: its answer then names it."""
        recent = self._recent.get(chat)
        return recent is not None and message in recent and recent[-1] != message

    async def typing(self, chat: str) -> None:
        """Show that an answer is coming; never fails."""
        recent = self._recent.get(chat)
        if recent:
            await self._mark(recent[-1], typing=True)

    def close(self) -> None:
        """Let go what is not marked yet."""
        for task in self._tasks:
            task.cancel()

    async def _mark(self, message: str, *, typing: bool) -> None:
        try:
            await self._api.mark(message, typing=typing)
        except SparkError as error:
            log.debug("not marked", reason=error.brief)
