"""The child: the real assistant on a real file, living through the scripted day."""

import argparse
import asyncio
import contextlib
import json
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from bot.app import create_app
from bot.channel import Accept
from bot.logs import configure_logs
from bot.loop import run_in_loop
from bot.settings import load_settings
from domain.errors import Overloaded, StorageUnavailable
from domain.markup import plain
from domain.messages import Address, InboundMessage, OutboundMessage
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.crash.day import CHANNEL, CHATS, OWNER, Line
from tests.crash.killing import KillingDatabase, Points
from tests.crash.paper import ACKNOWLEDGED, DATABASE, JOURNAL, POINTS, Paper, facts

SPEED = 240
"""The child's clock runs so many times faster than the machine's, through all its lives."""
LIMIT_SECONDS = 30.0
PATIENCE_SECONDS = 4.0
NOT_SETTLED = 3
BEGINNING = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


class FastClock:
    """A clock that goes on at its own speed while the process is dead."""

    def __init__(self, started_at: datetime) -> None:
        self._started_at = started_at

    def now(self) -> datetime:
        return BEGINNING + (datetime.now(UTC) - self._started_at) * SPEED

    def monotonic(self) -> float:
        return (self.now() - BEGINNING).total_seconds()

    async def wait_until(self, moment: datetime, wake: asyncio.Event) -> None:
        seconds = max(0.0, (moment - self.now()).total_seconds() / SPEED)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(wake.wait(), seconds)


class ScriptChannel:
    """Says the day's lines and writes down what is sent, before it says that it is sent.

    Each chat says its lines one after another, the chats side by side. What was not
    acknowledged is said again, and the last `repeats` that were, as providers do.
    `eager`: a fault on purpose; it acknowledges before the message is stored.
    """

    name = CHANNEL

    def __init__(
        self, folder: Path, clock: FastClock, points: Points, *, repeats: int, eager: bool
    ) -> None:
        self._journal = Paper(folder / JOURNAL)
        self._acknowledged = Paper(folder / ACKNOWLEDGED)
        self._known = Counter(facts(folder / ACKNOWLEDGED))
        self._written_facts: list[dict[str, Any]] = facts(folder / JOURNAL)
        self._clock = clock
        self._points = points
        self._repeats = repeats
        self._eager = eager
        self.finished = asyncio.Event()

    async def receive(self, accept: Accept) -> None:
        await asyncio.gather(*(self._chat(lines, accept) for lines in CHATS.values()))
        self.finished.set()
        await asyncio.Event().wait()

    async def typing(self, address: Address) -> None:
        pass

    async def send(self, message: OutboundMessage) -> str | None:
        self._points.reach("before sending")
        fact = {
            "key": message.key,
            "reply_to": message.reply_to,
            "chat": message.address.chat,
            "text": plain(message.text),
        }
        self._journal.write(fact)
        self._written_facts.append(fact)
        self._points.reach("after sending")
        return message.key

    async def _chat(self, lines: list[Line], accept: Accept) -> None:
        done = 0
        while done < len(lines) and self._known[lines[done].key] > 0:
            self._known[lines[done].key] -= 1
            done += 1
        for line in lines[max(0, done - self._repeats) : done]:
            await self._say(line, accept)
        for line in lines[done:]:
            if line.after:
                await self._written(partial(_reminds, line.after))
            if line.later:
                await self._written(partial(_answers, line.later))
            await self._say(line, accept)

    async def _written(self, is_it: Callable[[dict[str, Any]], bool]) -> None:
        # Two deaths can lose what is waited for; the checker tells whether they may have.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                await _true(lambda: any(map(is_it, self._written_facts)))

    async def _say(self, line: Line, accept: Accept) -> None:
        message = InboundMessage(
            key=line.key,
            address=Address(channel=CHANNEL, chat=line.chat),
            sender=OWNER,
            text=line.text,
            received_at=self._clock.now(),
        )
        if self._eager:
            self._acknowledged.write(line.key)
        while True:
            try:
                await accept(message)
                break
            except (Overloaded, StorageUnavailable):
                await asyncio.sleep(0.05)
        if not self._eager:
            self._points.reach("before acknowledging")
            self._acknowledged.write(line.key)
            self._points.reach("after acknowledging")


def _reminds(title: str, fact: dict[str, Any]) -> bool:
    return fact["key"].startswith("occurrence:") and title in fact["text"]


def _answers(key: str, fact: dict[str, Any]) -> bool:
    return bool(fact["reply_to"] == key)


async def _true(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 - the condition may be a fact of an earlier life
        await asyncio.sleep(0.005)


async def _settled(database: SqliteDatabase) -> None:
    """Return when no job waits and nothing more is to fire."""
    while await database.read(_is_anything_open):  # noqa: ASYNC110 - it is true in the database
        await asyncio.sleep(0.02)


def _is_anything_open(store: Store) -> bool:
    return bool(store.queue.depth() or store.occurrences.next_fire())


async def _live(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    points = Points(folder, options.die_at)
    clock = FastClock(datetime.fromisoformat(options.started_at))
    channel = ScriptChannel(
        folder, clock, points, repeats=options.repeats, eager=options.broken == "eager"
    )
    environment = {
        "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
        "SPARKONE_OWNER": f"{CHANNEL}:{OWNER}",
        "SPARKONE_ZONE": "America/Sao_Paulo",
    }
    settings = load_settings(environment, env_file=None)
    database = KillingDatabase(
        folder / DATABASE, points, forgets_sendings=options.broken == "forgets"
    )
    app = create_app(settings, clock=clock, database=database, channels=[channel], serve=False)
    async with app:
        try:
            async with asyncio.timeout(LIMIT_SECONDS):
                await channel.finished.wait()
                await _settled(database)
        except TimeoutError:
            return NOT_SETTLED
    (folder / POINTS).write_text(json.dumps(points.labels))
    return 1 if app.failed.is_set() else 0


def main() -> int:
    """Live through the day, or die in it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--started-at", required=True)
    parser.add_argument("--die-at", type=int)
    parser.add_argument("--repeats", type=int, default=2)
    parser.add_argument("--broken", choices=["eager", "forgets"])
    options = parser.parse_args()
    configure_logs("error", "text")
    return run_in_loop(lambda: _live(options))


if __name__ == "__main__":
    sys.exit(main())
