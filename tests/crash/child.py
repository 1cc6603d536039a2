"""The child: the real assistant on a real file, living through the scripted day."""

import argparse
import asyncio
import contextlib
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bot.app import create_app
from bot.channel import Accept
from bot.logs import configure_logs
from bot.loop import run_in_loop
from bot.settings import Settings
from domain.errors import Overloaded, StorageUnavailable
from domain.markup import plain
from domain.messages import Address, InboundMessage, OutboundMessage
from storage.database import Database
from tests.crash.day import CHANNEL, CHATS, OWNER, Line
from tests.crash.killing import KillingDatabase, Points
from tests.crash.paper import ACKNOWLEDGED, DATABASE, JOURNAL, POINTS, Paper, facts

SPEED = 240
"""The child's clock runs so many times faster than the machine's, through all its lives."""
LIMIT_SECONDS = 30.0
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
        self._journal_path = folder / JOURNAL
        self._journal = Paper(self._journal_path)
        self._acknowledged = Paper(folder / ACKNOWLEDGED)
        self._known = Counter(facts(folder / ACKNOWLEDGED))
        self._reminded = [fact["text"] for fact in facts(self._journal_path)]
        self._clock = clock
        self._points = points
        self._repeats = repeats
        self._eager = eager
        self.finished = asyncio.Event()

    async def receive(self, accept: Accept) -> None:
        await asyncio.gather(*(self._chat(lines, accept) for lines in CHATS.values()))
        self.finished.set()
        await asyncio.Event().wait()

    async def send(self, message: OutboundMessage) -> str | None:
        self._points.reach("before sending")
        text = plain(message.text)
        self._journal.write(
            {
                "key": message.key,
                "reply_to": message.reply_to,
                "chat": message.address.chat,
                "text": text,
            }
        )
        self._reminded.append(text)
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
                await self._reminder(line.after)
            await self._say(line, accept)

    async def _reminder(self, title: str) -> None:
        while not any(text.split("\n")[0].endswith(title) or f": {title}" in text
                      for text in self._reminded
                      if "Lembrete" in text or "Reminder" in text):
            await asyncio.sleep(0.005)

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


async def _settled(database: Database) -> None:
    """Return when no job waits and nothing more is to fire."""
    while await database.read(lambda store: store.queue.depth() or store.occurrences.next_fire()):
        await asyncio.sleep(0.02)


async def _live(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    points = Points(folder, options.die_at)
    clock = FastClock(datetime.fromisoformat(options.started_at))
    channel = ScriptChannel(
        folder, clock, points, repeats=options.repeats, eager=options.broken == "eager"
    )
    settings = Settings(
        database_url=f"sqlite:///{folder / DATABASE}",
        sparkone_owner=f"{CHANNEL}:{OWNER}",
        sparkone_zone="America/Sao_Paulo",
    )
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
