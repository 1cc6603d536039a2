"""Says things at their moments and waits for the answer to each, chat by chat."""

import asyncio
import contextlib
import statistics
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count

import msgspec

from benchmarks.bot_api import BotApiServer, message_update
from benchmarks.webhook import CHATS, OWNER, cpu_seconds, post

PATIENCE_SECONDS = 20.0
_numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of the messages of a scenario; milliseconds from its moment to the answer."""

    sent: int
    failed: int
    mean_ms: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    processor_ms: float

    @property
    def error_rate(self) -> float:
        """Return the share of messages that were refused or not answered in time."""
        return self.failed / self.sent


async def say(
    port: int, pid: int, server: BotApiServer, said: Iterable[tuple[float, str]]
) -> Outcome:
    """Say each text at its moment, in fifty chats in turns, whether or not answers keep up."""
    lines = [_Line(place) for place in range(CHATS)]
    server.on_call = _answering(lines)
    for line in lines:
        await line.open(port)
    before, began = cpu_seconds(pid), time.perf_counter()
    saying: list[asyncio.Task[None]] = []
    for place, (moment, text) in enumerate(said):
        await asyncio.sleep(max(0.0, began + moment - time.perf_counter()))
        line = lines[place % CHATS]
        saying.append(asyncio.create_task(line.say(text, began + moment)))
    await asyncio.gather(*saying)
    taken = [one for line in lines for one in await line.settled()]
    for line in lines:
        line.close()
    return _outcome(len(saying), taken, cpu_seconds(pid) - before)


class _Line:
    """A chat and its connection: a message is brought after the 200 for the one before."""

    def __init__(self, place: int) -> None:
        self.chat = OWNER + place
        self._turn = asyncio.Lock()
        self._waiting: deque[float] = deque()
        self._taken: list[float] = []
        self._quiet = asyncio.Event()
        self._quiet.set()

    async def open(self, port: int) -> None:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", port)

    async def say(self, text: str, moment: float) -> None:
        update = message_update(next(_numbers), self.chat, text, user=OWNER)
        async with self._turn:
            self._waiting.append(moment)
            self._quiet.clear()
            try:
                await post(self._reader, self._writer, update)
            except (RuntimeError, OSError, EOFError):
                self._over(self._waiting.pop)

    def answered(self) -> None:
        if self._waiting:
            self._taken.append(time.perf_counter() - self._over(self._waiting.popleft))

    def _over(self, taken: Callable[[], float]) -> float:
        moment = taken()
        if not self._waiting:
            self._quiet.set()
        return moment

    async def settled(self) -> list[float]:
        """Return the seconds to each answer, when all are there or patience is at its end."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._quiet.wait()
        return self._taken

    def close(self) -> None:
        self._writer.close()


def _answering(lines: list[_Line]) -> Callable[[str, bytes], None]:
    by_chat = {line.chat: line for line in lines}

    def on_call(method: str, body: bytes) -> None:
        if method == "sendMessage":
            by_chat[msgspec.json.decode(body)["chat_id"]].answered()

    return on_call


def _outcome(sent: int, taken: list[float], processor: float) -> Outcome:
    if len(taken) < 2:
        raise RuntimeError(f"{len(taken)} of {sent} messages were answered")
    cuts = statistics.quantiles(taken, n=100, method="inclusive")
    return Outcome(
        sent=sent,
        failed=sent - len(taken),
        mean_ms=statistics.fmean(taken) * 1000,
        p50_ms=cuts[49] * 1000,
        p95_ms=cuts[94] * 1000,
        p99_ms=cuts[98] * 1000,
        processor_ms=processor / sent * 1000,
    )
