"""The queue of updates, and `getUpdates` with its offsets, its wait and its conflicts."""

import asyncio
from dataclasses import dataclass
from typing import Any

from tests.telegram.errors import conflict

FIRST_ID = 870_000_001
NOT_BY_DEFAULT = ("chat_member", "message_reaction", "message_reaction_count")
OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
LONGEST_WAIT = 50


@dataclass(frozen=True)
class Queued:
    """An update that waits; `lane` is what it keeps its order in."""

    update_id: int
    lane: tuple[str, int]
    payload: dict[str, Any]


def lane_of(kind: str, content: dict[str, Any]) -> tuple[str, int]:
    """Return the lane of an update: the chat for messages, the user for buttons."""
    chat = content.get("chat", {}).get("id", 0)
    if kind in ("callback_query", "inline_query", "chosen_inline_result"):
        return (kind, content["from"]["id"])
    if kind in ("message", "edited_message", "channel_post", "edited_channel_post"):
        return ("chat", chat)
    return (kind, chat)


class UpdateQueue:
    """Updates in the order of their ids, which grow by one."""

    def __init__(self) -> None:
        self.waiting: list[Queued] = []
        self.allowed: list[str] = []
        self._next = FIRST_ID
        self._arrived = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None

    @property
    def polled(self) -> bool:
        """Whether somebody waits in `getUpdates` now."""
        return self._poll is not None

    def allow(self, kinds: list[str] | None) -> None:
        if kinds is not None:
            self.allowed = list(kinds)

    def lets_in(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def add(self, kind: str, content: dict[str, Any]) -> Queued:
        update = {"update_id": self._next, kind: content}
        queued = Queued(self._next, lane_of(kind, content), update)
        self._next += 1
        self.waiting.append(queued)
        self._arrived.set()
        return queued

    def forget(self, update_id: int) -> None:
        self.waiting = [one for one in self.waiting if one.update_id != update_id]

    def clear(self) -> None:
        self.waiting.clear()

    def skip_ids(self, count: int) -> None:
        """Let the ids jump, as they may after a week without updates."""
        self._next += count

    def terminate(self, words: str) -> None:
        """End the poll that waits with a 409."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(conflict(words))

    def _take(self, offset: int, limit: int) -> list[dict[str, Any]]:
        if offset < 0:
            self.waiting = self.waiting[offset:]
        elif 0 < offset <= self._next:
            self.waiting = [one for one in self.waiting if one.update_id >= offset]
        return [one.payload for one in self.waiting[:limit]]

    async def get(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:  # noqa: ASYNC109
        """Answer a poll: at once with updates, else when one arrives or the time is up.

        Errors: 409 when another poller comes, or a webhook is set.
        """
        found = self._take(offset, limit)
        if found or timeout <= 0:
            return found
        self.terminate(OTHER_POLLER)
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = mine
        end = asyncio.get_running_loop().time() + timeout
        try:
            while not (found := self._take(max(offset, 0), limit)):
                left = end - asyncio.get_running_loop().time()
                if left <= 0 or not await self._wait(mine, left):
                    break
        finally:
            if self._poll is mine:
                self._poll = None
        return found

    async def _wait(self, mine: asyncio.Future[None], seconds: float) -> bool:
        """Wait for an update; False when the time is up."""
        self._arrived.clear()
        arrival = asyncio.create_task(self._arrived.wait())
        try:
            both: set[asyncio.Future[Any]] = {arrival, mine}
            done, _ = await asyncio.wait(both, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrival.cancel()
        if mine in done:
            mine.result()
        return bool(done)
