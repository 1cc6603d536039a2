"""The crowd: people who bring messages over the webhook at a pace, and the owner among them."""

import asyncio
import contextlib
import itertools
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from benchmarks.bot_api import SECRET, BotApiServer, message_update

OWNER, FIRST = 1000, 5000
PEOPLE = 200
CONNECTIONS = 100
"""As many as Telegram opens at most (Bot API, setWebhook)."""
PAINT = (
    "me lembra de comprar tinta branca, lixa fina, dois pincéis e fita para o quarto das crianças, "
    "e de perguntar ao vizinho se ele ainda tem a escada grande que usamos no ano passado quando "
    "pintamos a sala com a Marta e o Rui, amanhã às 9h"
)
SCHOOL = (
    "task: write to the school about the meeting, ask whether the children need anything for the "
    "trip to the lake, find out who else from our street is driving there, and tell Ana what they "
    "said, by Friday"
)
CAKE = (
    "anota: a receita da avó leva três ovos, duas chávenas de farinha, uma de açúcar, manteiga, "
    "raspa de um limão grande, uma colher de fermento e muita paciência, e vai ao forno quente "
    "durante quarenta minutos sem abrir a porta"
)
SAID = (PAINT, SCHOOL, CAKE)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What the crowd was told: answers by status, and refusals without a word on when to return."""

    statuses: Counter[int] = field(default_factory=Counter)
    rude: int = 0

    @property
    def offered(self) -> int:
        return sum(self.statuses.values())

    @property
    def taken(self) -> int:
        return self.statuses[200]

    @property
    def refused(self) -> int:
        return self.statuses[503]


class Crowd:
    """Brings updates to the webhook at a port; no update is brought twice."""

    def __init__(self, port: int, server: BotApiServer) -> None:
        self._port = port
        self._server = server
        self._numbers = itertools.count(1)
        self._answered: dict[int, asyncio.Event] = {}
        self.taken = 0
        self.sent = 0
        server.on_call = self._on_call

    async def bring(self, seconds: float, *, pace: float | None, connections: int) -> Tally:
        """Bring updates for so long, so many a second in all; without a pace, as fast as taken."""
        tally = Tally()
        end = time.monotonic() + seconds
        moments = _moments(pace)
        await asyncio.gather(*(self._one(moments, end, tally) for _ in range(connections)))
        return tally

    async def ask_as_owner(self) -> float:
        """Send a command as the owner, again where it is refused; seconds to its answer."""
        began = time.monotonic()
        answered = self._answered[OWNER] = asyncio.Event()
        with contextlib.closing(Caller(self._port)) as caller:
            update = self._update(OWNER, "/today")
            while (await caller.post(update))[0] != 200:
                update = self._update(OWNER, "/today")
                await asyncio.sleep(0.2)
            self.taken += 1
            await answered.wait()
        return time.monotonic() - began

    async def _one(self, moments: Iterator[float], end: float, tally: Tally) -> None:
        with contextlib.closing(Caller(self._port)) as caller:
            while (moment := max(next(moments), time.monotonic())) < end:
                await asyncio.sleep(moment - time.monotonic())
                person = FIRST + next(self._numbers) % PEOPLE
                status, is_rude = await caller.post(self._update(person, SAID[person % len(SAID)]))
                tally.statuses[status] += 1
                self.taken += status == 200
                tally.rude += is_rude

    def _update(self, person: int, text: str) -> bytes:
        return msgspec.json.encode(message_update(next(self._numbers), person, text))

    def _on_call(self, method: str, body: bytes) -> None:
        if method != "sendMessage":
            return
        self.sent += 1
        chat = int(msgspec.json.decode(body, type=_Sent).chat_id)
        if chat in self._answered:
            self._answered.pop(chat).set()


class Caller:
    """One connection that is kept as long as the other end keeps it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, body: bytes) -> tuple[int, bool]:
        """Return the status, and whether it is a refusal that does not say when to come again.

        0: the connection was not taken, or broke.
        """
        try:
            return await self._post(body)
        except (OSError, EOFError):
            self.close()
            return 0, False
        except asyncio.CancelledError:
            self.close()
            raise

    async def _post(self, body: bytes) -> tuple[int, bool]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        head = (
            f"POST /telegram/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        answer = (await reader.readuntil(b"\r\n\r\n")).lower()
        if b"connection: close" in answer:
            self.close()
        status = int(answer.split(b" ", 2)[1])
        return status, status == 503 and b"retry-after: " not in answer

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


class _Sent(msgspec.Struct):
    chat_id: Any


def _moments(pace: float | None) -> Iterator[float]:
    """Yield when the next update is to be brought, whoever does it."""
    start = time.monotonic()
    return (start + (number / pace if pace else 0.0) for number in itertools.count())
