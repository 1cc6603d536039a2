"""The bus over Redis: published at once, lost while Redis is away, and said so afterwards."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.sharing.bus import Listener, LocalBus
from bot.sharing.link import Away, Link

if TYPE_CHECKING:
    from redis.asyncio.client import PubSub

MOST_WAITING = 1000
"""Messages that wait to be published; more are dropped."""
AT_ONCE = 200
ALWAYS = "all"
"""A topic that is subscribed to in any case: a subscription to nothing cannot be read."""
TOLD, HEARD, DROPPED = "told", "heard", "dropped"


class RedisBus:
    """Tells the listeners of this process itself, and those of others by Redis' pub/sub.

    Every listener of a topic hears None once Redis brings it, at first and after each gap:
    before that something may have been missed. `mark` sets our own messages apart.
    """

    def __init__(
        self, link: Link, mark: bytes, count: Callable[[str, int], None] = lambda _what, _n: None
    ) -> None:
        self._link = link
        self._mark = mark
        self._count = count
        self._local = LocalBus()
        self._waiting: deque[tuple[str, bytes]] = deque()
        self._told = asyncio.Event()
        self._topics_changed = asyncio.Event()

    def tell(self, topic: str, payload: bytes = b"") -> None:
        """Tell whoever listens, here and in other processes; never waits, never fails."""
        self._local.tell(topic, payload)
        if not self._link.is_up or len(self._waiting) >= MOST_WAITING:
            self._count(DROPPED, 1)
            return
        self._waiting.append((topic, payload))
        self._told.set()

    def hear(self, topic: str, listener: Listener) -> Callable[[], None]:
        """Call a listener with whatever is told of a topic, until the returned is called."""
        leave = self._local.hear(topic, listener)
        self._topics_changed.set()

        def stop() -> None:
            leave()
            self._topics_changed.set()

        return stop

    async def run(self) -> None:
        """Publish and listen until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._publish())
            tasks.create_task(self._listen())

    async def _publish(self) -> None:
        while True:
            await self._told.wait()
            self._told.clear()
            while self._waiting:
                count = min(len(self._waiting), AT_ONCE)
                some = [self._waiting.popleft() for _ in range(count)]
                try:
                    await self._link.publish(
                        (self._channel(topic), self._mark + payload) for topic, payload in some
                    )
                except Away:
                    self._count(DROPPED, count + len(self._waiting))
                    self._waiting.clear()
                else:
                    self._count(TOLD, count)

    async def _listen(self) -> None:
        while True:
            await self._link.up.wait()
            try:
                async with self._link.subscription() as subscription:
                    await self._follow(subscription)
            except Away:
                continue

    async def _follow(self, subscription: "PubSub") -> None:
        """Take messages in until Redis is away; topics come and go meanwhile."""
        await subscription.subscribe(self._channel(ALWAYS))
        parts = [
            asyncio.create_task(self._choose(subscription)),
            asyncio.create_task(self._read(subscription)),
            asyncio.create_task(self._link.down.wait()),
        ]
        try:
            done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
            for part in done:
                await part
        finally:
            for part in parts:
                part.cancel()
            await asyncio.gather(*parts, return_exceptions=True)

    async def _choose(self, subscription: "PubSub") -> None:
        """Subscribe to the topics that somebody listens to."""
        chosen: frozenset[str] = frozenset()
        while True:
            self._topics_changed.clear()
            wanted = self._local.topics
            if new := wanted - chosen:
                await subscription.subscribe(*map(self._channel, new))
            if old := chosen - wanted:
                await subscription.unsubscribe(*map(self._channel, old))
            chosen = wanted
            await self._topics_changed.wait()

    async def _read(self, subscription: "PubSub") -> None:
        while True:
            message = await subscription.get_message(timeout=None)
            if message is None:
                continue
            topic = message["channel"].decode().removeprefix(self._channel(""))
            if message["type"] == "subscribe":
                self._local.spread(topic, None)
            elif message["type"] == "message" and not message["data"].startswith(self._mark):
                self._count(HEARD, 1)
                self._local.spread(topic, message["data"][len(self._mark) :])

    def _channel(self, topic: str) -> str:
        return self._link.key("bus", topic)
