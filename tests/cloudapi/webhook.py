"""Webhook delivery: at least once; what fails is retried, ever more slowly, for seven days."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp

from tests.cloudapi.updates import Update, encoded, envelope, signature

LONGEST_PAUSE = 3600
GIVEN_UP = timedelta(days=7)
CHALLENGE = "1158201444"
Body = bytes | AsyncIterator[bytes]


@dataclass(eq=False)
class Post:
    """One body to be delivered."""

    updates: list[Update]
    body: bytes
    since: datetime
    lane: str


@dataclass(frozen=True)
class Delivery:
    """One attempt: `status` is 0 where there was no answer."""

    body: bytes
    status: int


class Webhook:
    """The webhook of the app; what comes while there is none waits for it.

    Updates of one person go out one after the other; one that fails lets the next ones pass.
    """

    def __init__(
        self,
        waba_id: str,
        secret: str,
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]],
        seconds: float,
    ) -> None:
        self.secret = secret
        self.url = ""
        self.pending: list[Update] = []
        self.dropped: list[Update] = []
        self.pauses: list[float] = []
        self.deliveries: list[Delivery] = []
        self._waba_id = waba_id
        self._clock = clock
        self._sleep = sleep
        self._seconds = seconds
        self._held: list[Update] | None = None
        self._lanes: dict[str, deque[Post]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    async def set(self, url: str, verify_token: str) -> bool:
        """Verify an address and deliver there from now on; False when it does not answer right."""
        asked = {
            "hub.mode": "subscribe",
            "hub.challenge": CHALLENGE,
            "hub.verify_token": verify_token,
        }
        session = self._open()
        try:
            async with session.get(url, params=asked, allow_redirects=False) as response:
                right = response.status == 200 and await response.text() == CHALLENGE
        except (aiohttp.ClientError, TimeoutError, OSError):
            right = False
        if right:
            self.url = url
            waiting, self.pending = self.pending, []
            for update in waiting:
                self.push(update)
        return right

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=self._seconds)
            self._session = aiohttp.ClientSession(timeout=timeout)
        return self._session

    # What goes out.

    def push(self, *updates: Update, entries: int = 1) -> None:
        """Deliver updates in one body; `entries` is over how many entries they are spread."""
        self.pending += [one for one in updates if one not in self.pending]
        if self._held is not None:
            self._held += updates
            return
        if not self.url:
            return
        spread = [list(updates[number::entries]) for number in range(entries)]
        body = encoded(envelope(self._waba_id, *[some for some in spread if some]))
        post = Post(list(updates), body, self._clock(), updates[0].lane)
        if post.lane in self._lanes:
            self._lanes[post.lane].append(post)
            return
        self._lanes[post.lane] = deque([post])
        self._start(self._work(post.lane))

    def hold(self) -> None:
        """Keep what comes back until `release`: a delay."""
        self._held = []

    def release(self, *, backwards: bool = False, together: bool = False, entries: int = 1) -> None:
        """Deliver what was held: as it came, backwards, or in one body."""
        held, self._held = self._held or [], None
        if backwards:
            held.reverse()
        if together and held:
            self.push(*held, entries=entries)
            return
        for update in held:
            if backwards:
                update.lane = "backwards"
            self.push(update)

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, lane: str) -> None:
        waiting = self._lanes[lane]
        while waiting:
            post = waiting.popleft()
            if not await self._deliver(post):
                self._start(self._retry(post))
        del self._lanes[lane]

    async def _retry(self, post: Post) -> None:
        pause = 0
        while self._clock() - post.since < GIVEN_UP:
            self.pauses.append(pause)
            await self._sleep(pause)
            if await self._deliver(post):
                return
            pause = min(pause * 2 or 1, LONGEST_PAUSE)
        self._forget(post.updates)
        self.dropped += post.updates

    async def _deliver(self, post: Post) -> bool:
        code = await self.post(post.body, signature(self.secret, post.body))
        self.deliveries.append(Delivery(post.body, code))
        if code == 200:
            for update in post.updates:
                update.is_taken = True
            self._forget(post.updates)
        return code == 200

    def _forget(self, updates: list[Update]) -> None:
        self.pending = [one for one in self.pending if one not in updates]

    async def post(self, body: Body, signed: str | None) -> int:
        """Post bytes with a signature; return the status, 0 without an answer."""
        headers = {"Content-Type": "application/json", "User-Agent": "facebookexternalua"}
        if signed is not None:
            headers["X-Hub-Signature-256"] = signed
        try:
            async with self._open().post(
                self.url, data=body, headers=headers, allow_redirects=False
            ) as response:
                return response.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0
