"""A process that may have little memory more than it has, and is told something that needs it.

`python -m tests.bot.hungry FOLDER` writes, as JSON, what it answered and what became of it to
`found.json` there.
"""

import asyncio
import json
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.answering import Answer
from bot.app import create_app
from bot.settings import Settings
from tests.fakes import HandClock, RecordingChannel, until

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
POISON, AFTER = "veneno", "tarefa: comprar pão"
SPARE = 192 * 2**20
"""Bytes that the process may have beside those that it has once it runs."""
PIECE = 16 * 2**20

_route = Answer._route


def _hungry_route(self: Answer, received: object, person: object) -> object:
    if getattr(received, "message").text == POISON:  # noqa: B009 - whatever is received
        hoard = []
        while True:
            hoard.append(bytearray(PIECE))
    return _route(self, received, person)  # type: ignore[arg-type]


async def _live(folder: Path) -> dict[str, object]:
    clock = HandClock(NOON)
    channel = RecordingChannel(clock)
    settings = Settings(
        database_url=f"sqlite:///{folder / 'spark.db'}",
        sparkone_owner="test:owner",
        sparkone_zone="America/Sao_Paulo",
    )
    app = create_app(settings, clock=clock, channels=[channel], serve=False)
    async with app:
        _limit_memory()
        for text in (POISON, AFTER):
            await channel.say(text, key=text)
        await until(lambda: _pass(clock) and not app.worker.depth, what="the lane to be empty")
        dead = await app.database.read(lambda store: store.queue.dead())
    answers = {one.reply_to: one.text for one in channel.sent if one.reply_to}
    return {"answers": answers, "errors": [one.error for one in dead], "failures": dead[0].failures}


def _limit_memory() -> None:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + SPARE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _pass(clock: HandClock) -> bool:
    clock.advance(seconds=1)
    return True


if __name__ == "__main__":
    Answer._route = _hungry_route  # type: ignore[method-assign,assignment]
    home = Path(sys.argv[1])
    (home / "found.json").write_text(json.dumps(asyncio.run(_live(home))))
