"""Webhook delivery: every event by itself, tried ten times, kept only in memory."""

import asyncio
import base64
import hashlib
import hmac
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

Payload = dict[str, Any]

ATTEMPTS = 10
FIRST_PAUSE = 5.0
LONGEST_PAUSE = 300.0
JITTER = 0.2
FINAL = (400, 401, 403, 404, 422)
TOKEN_SECONDS = 600


@dataclass
class Delivery:
    """One attempt: `status` is 0 when there was no answer."""

    event: str
    status: int
    body: Payload


def _part(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def signed(key: str, now: int) -> str:
    """Return the token that a webhook with a `jwt_key` carries (HS256)."""
    claims = {"iat": now, "exp": now + TOKEN_SECONDS, "app": "evolution", "action": "webhook"}
    parts = [{"alg": "HS256", "typ": "JWT"}, claims]
    text = ".".join(_part(json.dumps(one, separators=(",", ":")).encode()) for one in parts)
    return f"{text}.{_part(hmac.digest(key.encode(), text.encode(), hashlib.sha256))}"


class Webhook:
    """The webhook of one instance; `row` is how it is set, None while it is not.

    What is to go wrong with the next events is said by `copies` (they come twice), `drops`
    (they never come) and `hold` (they wait for `release`).
    """

    def __init__(
        self, *, now: Callable[[], int], sleep: Callable[[float], Awaitable[None]], seconds: float
    ) -> None:
        self._now = now
        self._sleep = sleep
        self._timeout = aiohttp.ClientTimeout(total=seconds)
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._held: list[Payload] | None = None
        self.row: Payload | None = None
        self.pauses: list[float] = []
        self.deliveries: list[Delivery] = []
        self.lost: list[Payload] = []
        self.copies = 0
        self.drops = 0
        self.drawn: Callable[[], float] = lambda: 0.0

    @property
    def held(self) -> list[Payload]:
        return self._held or []

    def push(self, body: Payload) -> None:
        """Deliver an event, if the webhook was set for its kind."""
        name = re.sub("[.-]", "_", body["event"]).upper()
        if not self.row or not self.row["enabled"] or name not in self.row["events"]:
            return
        body["destination"] = self.row["url"]
        copies = 1
        if name == "MESSAGES_UPSERT" and self.drops:
            self.drops -= 1
            self.lost.append(body)
            return
        if name == "MESSAGES_UPSERT" and self.copies:
            self.copies -= 1
            copies = 2
        for _ in range(copies):
            if self._held is None:
                self.post(body)
            else:
                self._held.append(body)

    def post(self, body: Payload) -> None:
        """Deliver a body as it stands."""
        assert self.row is not None, "no webhook is set"
        task = asyncio.create_task(self._deliver(self._target(body), body, self._headers()))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def hold(self) -> None:
        """Keep what comes from now on."""
        self._held = self._held or []

    async def release(self, *, order: Callable[[list[Payload]], list[Payload]] = list) -> None:
        """Deliver what was held, one after another: `order` may be `reversed` or a choice."""
        held, self._held = self.held, None
        for body in order(held):
            self.post(body)
            await self.quiet()

    async def quiet(self) -> None:
        """Wait until everything was delivered or given up."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def lose(self) -> None:
        """Forget what was not delivered yet, as a restart does."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._held = None

    async def close(self) -> None:
        await self.lose()
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _target(self, body: Payload) -> str:
        assert self.row is not None
        path = re.sub("[._]", "-", body["event"]).lower()
        return f"{self.row['url']}/{path}" if self.row["webhookByEvents"] else str(self.row["url"])

    def _headers(self) -> dict[str, str]:
        assert self.row is not None
        headers = {name: str(value) for name, value in (self.row["headers"] or {}).items()}
        if "jwt_key" in headers:
            token = signed(headers.pop("jwt_key"), self._now())
            headers["Authorization"] = f"Bearer {token}"
        return headers

    async def _deliver(self, url: str, body: Payload, headers: dict[str, str]) -> None:
        for attempt in range(1, ATTEMPTS + 1):
            status = await self._post(url, body, headers)
            self.deliveries.append(Delivery(body["event"], status, body))
            if 200 <= status <= 299 or status in FINAL or attempt == ATTEMPTS:
                return
            pause = min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE)
            pause = max(FIRST_PAUSE, pause + pause * JITTER * self.drawn())
            self.pauses.append(pause)
            await self._sleep(pause)

    async def _post(self, url: str, body: Payload, headers: dict[str, str]) -> int:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout)
        try:
            async with self._session.post(url, json=body, headers=headers) as response:
                await response.read()
                return response.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0
