"""The link to Redis: whether it is there, and requests that wait for it only so long."""

import asyncio
import contextlib
import importlib
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import field
from functools import partial
from hashlib import sha1
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

import structlog

from domain.frozen import dataclass

if TYPE_CHECKING:
    from redis.asyncio import Redis
    from redis.asyncio.client import PubSub

Result = TypeVar("Result")
log = structlog.get_logger(__name__)


class Away(Exception):
    """Redis cannot be asked now; whoever asked goes on without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How patient a process is with Redis, in seconds.

    `request`: what one request may take. `look_every`: between two looks while all is well.
    `first_pause`, doubled up to `longest_pause`: between two looks while it is away.
    """

    request: float = 0.25
    look_every: float = 2.0
    first_pause: float = 0.1
    longest_pause: float = 5.0


@dataclass(frozen=True, slots=True)
class Script:
    """Lua that Redis runs as one operation. `keys` and arguments are given at each run."""

    text: str
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        digest = sha1(self.text.encode(), usedforsecurity=False).hexdigest()
        object.__setattr__(self, "digest", digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a script."""

    script: Script
    keys: Sequence[str]
    arguments: Sequence[str | int | float]


_Waiting = tuple[Sequence[Run], asyncio.Future[list[Any]]]
"""Scripts that wait to be run, and where their answers go."""


class Link:
    """Redis as this process sees it. Only the first `run` imports the library, in a thread.

    Keys and channels of one house begin with `prefix`, so that several may use one server; its
    braces keep them together where Redis is a cluster.
    """

    def __init__(
        self,
        url: str,
        *,
        pace: Pace | None = None,
        took: Callable[[float], object] = lambda _seconds: None,
        failed: Callable[[], object] = lambda: None,
    ) -> None:
        self.pace = pace or Pace()
        self.prefix = "{sparkone}"
        self.reason = "not reached yet"
        self.up = asyncio.Event()
        self.down = asyncio.Event()
        self.down.set()
        self._url = url
        self._took = took
        self._failed = failed
        self._client: Redis | None = None
        self._look_now = asyncio.Event()
        self._waiting: list[_Waiting] = []
        self._sending: asyncio.Task[None] | None = None
        self._errors: tuple[type[Exception], ...] = (OSError, TimeoutError)
        self._no_script: type[Exception] = LookupError

    @property
    def is_up(self) -> bool:
        """Whether Redis answered last time."""
        return self.up.is_set()

    def key(self, *parts: str | int) -> str:
        """Return a key of this house."""
        return ":".join((self.prefix, *map(str, parts)))

    async def run(self) -> None:
        """Look after Redis until cancelled: find out that it is there, gone, and there again."""
        library = await asyncio.to_thread(importlib.import_module, "redis.asyncio")
        client = self._open(library)
        pause = self.pace.first_pause
        try:
            while True:
                self._look_now.clear()
                if await self.look():
                    pause = self.pace.first_pause
                    await self._rest(self.pace.look_every, self._look_now)
                else:  # not all processes at the same moment
                    await self._rest(pause * random.uniform(0.5, 1.0))  # noqa: S311
                    pause = min(pause * 2, self.pace.longest_pause)
        finally:
            self._fall("stopped")
            self._client = None
            if self._sending is not None:
                await asyncio.wait([self._sending])
            await client.aclose()

    async def look(self) -> bool:
        """Find out, by a write that is gone by itself, whether Redis serves us."""
        client = self._client
        if client is None:
            return False
        try:
            async with asyncio.timeout(self.pace.request):
                await client.set(self.key("seen"), b"", px=10_000)
        except self._errors as error:
            self._lose(error)
            return False
        self._rise()
        return True

    async def ask(self, request: "Callable[[Redis], Awaitable[Result]]") -> Result:
        """Return what Redis answers. Errors: Away, at once where it is known to be away."""
        client = self._client
        if client is None or not self.is_up:
            raise Away
        start = perf_counter()
        try:
            async with asyncio.timeout(self.pace.request):
                answer = await request(client)
        except self._errors as error:
            self._lose(error)
            raise Away from None
        self._took(perf_counter() - start)
        return answer

    async def run_scripts(self, runs: Sequence[Run]) -> list[Any]:
        """Run scripts; the answer of each. Errors: Away.

        Whatever is asked for at the same time goes in one round trip, over one connection.
        """
        if not self.is_up:
            raise Away
        answered: asyncio.Future[list[Any]] = asyncio.get_running_loop().create_future()
        self._waiting.append((runs, answered))
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send())
        return await answered

    async def publish(self, messages: Iterable[tuple[str, bytes]]) -> None:
        """Publish messages, each with its channel, in one round trip. Errors: Away."""

        async def request(client: "Redis") -> None:
            async with client.pipeline(transaction=False) as pipeline:
                for channel, payload in messages:
                    pipeline.publish(channel, payload)
                await pipeline.execute()

        await self.ask(request)

    @contextlib.asynccontextmanager
    async def subscription(self) -> "AsyncIterator[PubSub]":
        """Open a subscription; whatever breaks it counts as Redis being away. Errors: Away."""
        client = self._client
        if client is None or not self.is_up:
            raise Away
        subscription = client.pubsub()
        try:
            async with asyncio.timeout(self.pace.request):
                await subscription.connect()  # type: ignore[no-untyped-call]
            yield subscription
        except self._errors as error:
            self._lose(error)
            raise Away from None
        finally:
            await subscription.aclose()  # type: ignore[no-untyped-call]

    async def _send(self) -> None:
        """Run all scripts that wait, again and again until none does."""
        while self._waiting:
            some, self._waiting = self._waiting, []
            runs = [run for those, _ in some for run in those]
            try:
                answers = await self.ask(partial(self._run_all, runs))
                for those, answered in some:
                    mine, answers = answers[: len(those)], answers[len(those) :]
                    if not answered.done():
                        answered.set_result(mine)
            except Away:
                continue
            finally:
                _let_go(some)

    async def _run_all(self, runs: Sequence[Run], client: "Redis") -> list[Any]:
        answers = await self._pipelined(client, runs)
        lacking = [
            number for number, answer in enumerate(answers) if isinstance(answer, self._no_script)
        ]
        if lacking:  # the server is new, or was told to forget them
            for text in {runs[number].script.text for number in lacking}:
                await client.script_load(text)
            again = await self._pipelined(client, [runs[number] for number in lacking])
            for number, answer in zip(lacking, again, strict=True):
                answers[number] = answer
        for answer in answers:
            if isinstance(answer, Exception):
                raise answer
        return answers

    @staticmethod
    async def _pipelined(client: "Redis", runs: Sequence[Run]) -> list[Any]:
        async with client.pipeline(transaction=False) as pipeline:
            for one in runs:
                pipeline.evalsha(one.script.digest, len(one.keys), *one.keys, *one.arguments)
            answers: list[Any] = await pipeline.execute(raise_on_error=False)
        return answers

    def _open(self, library: Any) -> "Redis":
        errors = importlib.import_module("redis.exceptions")
        retry = importlib.import_module("redis.asyncio.retry")
        backoff = importlib.import_module("redis.backoff")
        self._errors = (OSError, TimeoutError, errors.RedisError)
        self._no_script = errors.NoScriptError
        client: Redis = library.Redis.from_url(
            self._url,
            protocol=2,
            client_name="sparkone",
            # Ours hold: with its own, the library may swallow being cancelled (Python 3.11).
            socket_timeout=None,
            socket_connect_timeout=self.pace.request,
            retry=retry.Retry(backoff.NoBackoff(), 0),  # we try again by ourselves
        )
        self._client = client
        return client

    def _rise(self) -> None:
        if not self.is_up:
            log.info("redis is there")
        self.reason = ""
        self.down.clear()
        self.up.set()

    def _lose(self, error: Exception) -> None:
        """Go on without Redis until a look finds it again; its words may hold its address."""
        self._failed()
        was_up = self.is_up
        self._fall(type(error).__name__)
        if was_up:
            log.warning("redis is away", reason=self.reason)
            self._look_now.set()

    def _fall(self, reason: str) -> None:
        self.reason = reason
        self.up.clear()
        self.down.set()

    @staticmethod
    async def _rest(seconds: float, wake: asyncio.Event | None = None) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await (wake or asyncio.Event()).wait()


def _let_go(some: Sequence[_Waiting]) -> None:
    """Tell those who still wait that Redis is away."""
    for _, answered in some:
        if not answered.done():
            answered.set_exception(Away())
