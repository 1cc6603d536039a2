"""Webhook delivery: in order within a lane, lanes side by side, retried until it is taken."""

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from tests.telegram.updates import Queued, UpdateQueue

LONGEST_PAUSE = 60
LONGEST_RETRY_AFTER = 3600
GONE_SECONDS = 23 * 3600
NOT_FROM_WEBHOOK = ("deletewebhook", "setwebhook", "close", "logout")
Lane = tuple[str, int]


class Webhook:
    """The webhook of the bot; without an `url` it is not set."""

    def __init__(
        self,
        queue: UpdateQueue,
        *,
        execute: Callable[[str, dict[str, Any]], Awaitable[object]],
        sleep: Callable[[float], Awaitable[None]],
        monotonic: Callable[[], float],
        seconds: float,
    ) -> None:
        self._queue = queue
        self._execute = execute
        self._sleep = sleep
        self._monotonic = monotonic
        self._timeout = aiohttp.ClientTimeout(total=seconds)
        self._lanes: dict[Lane, deque[Queued]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(40)
        self._session: aiohttp.ClientSession | None = None
        self._gone_since: float | None = None
        self.routes: dict[str, str] = {}
        self.pauses: list[float] = []
        self.deliveries: list[tuple[int, int]] = []
        self.params: dict[str, Any] = {}
        self.last_error = ""
        self.drawn: Callable[[], int] = lambda: random.randint(LONGEST_PAUSE, LONGEST_PAUSE * 2)

    @property
    def url(self) -> str:
        return str(self.params.get("url", ""))

    async def set(self, params: dict[str, Any]) -> None:
        await self.remove()
        self.params = params
        self.last_error = ""
        self._slots = asyncio.Semaphore(int(params.get("max_connections", 40)))
        self._session = aiohttp.ClientSession(timeout=self._timeout)
        for queued in self._queue.waiting:
            self.push(queued)

    async def remove(self) -> None:
        self.params = {}
        current = asyncio.current_task()
        tasks = [task for task in self._tasks if task is not current]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._lanes.clear()
        self._gone_since = None
        if self._session is not None:
            await self._session.close()
            self._session = None

    def push(self, queued: Queued) -> None:
        """Give an update to its lane; a lane without a worker gets one."""
        if not self.url:
            return
        waiting = self._lanes.get(queued.lane)
        if waiting is not None:
            waiting.append(queued)
            return
        self._lanes[queued.lane] = deque([queued])
        task = asyncio.create_task(self._work(queued.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, lane: Lane) -> None:
        waiting = self._lanes[lane]
        while waiting:
            if not await self._deliver(waiting[0]):
                return
            self._queue.forget(waiting.popleft().update_id)
        del self._lanes[lane]

    async def _deliver(self, queued: Queued) -> bool:
        """Post one update until it is taken; False when the webhook is given up."""
        fails, delay = 0, 1
        while True:
            async with self._slots:
                taken, words, retry_after = await self._post(queued)
            if taken:
                return True
            self.last_error = words
            if self._is_gone(words):
                await self.remove()
                return False
            pause = min(retry_after, LONGEST_RETRY_AFTER)
            if pause == 0 and fails > 0:
                delay = pause = min(self.drawn(), delay * 2)
            fails += 1
            self.pauses.append(pause)
            await self._sleep(pause)

    def _is_gone(self, words: str) -> bool:
        if ": 410 " not in words:
            self._gone_since = None
            return False
        if self._gone_since is None:
            self._gone_since = self._monotonic()
        return self._monotonic() - self._gone_since > GONE_SECONDS

    def _target(self) -> str:
        for public, local in self.routes.items():
            if self.url.startswith(public):
                return local + self.url[len(public) :]
        return self.url

    async def _post(self, queued: Queued) -> tuple[bool, str, int]:
        """Post once: whether it was taken, what went wrong, and the pause asked for."""
        assert self._session is not None
        headers = {}
        if self.params.get("secret_token"):
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.params["secret_token"]
        try:
            async with self._session.post(
                self._target(), json=queued.payload, headers=headers, allow_redirects=False
            ) as response:
                self.deliveries.append((queued.update_id, response.status))
                if 200 <= response.status <= 299:
                    self._gone_since = None
                    await self._answer(response)
                    return True, "", 0
                asked = response.headers.get("Retry-After", "0")
                words = f"Wrong response from the webhook: {response.status} {response.reason}"
                return False, words, int(asked) if asked.isdecimal() else 0
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self.deliveries.append((queued.update_id, 0))
            refused = isinstance(error, aiohttp.ClientConnectorError)
            return False, "Connection refused" if refused else "Webhook connection closed", 0

    async def _answer(self, response: aiohttp.ClientResponse) -> None:
        """Execute the method that an answer may name; its result is thrown away."""
        if "json" not in response.content_type:
            return
        try:
            answer = await response.json()
        except ValueError:
            return
        if not isinstance(answer, dict) or not isinstance(answer.get("method"), str):
            return
        method = answer.pop("method")
        if method.lower() not in NOT_FROM_WEBHOOK and not method.lower().startswith("get"):
            await self._execute(method, answer)
