"""The child: the real assistant on a real file, living through the scripted day."""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.app import create_app
from bot.channel import Channel
from bot.logs import configure_logs
from bot.loop import run_in_loop
from bot.settings import Settings, load_settings
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.crash.clock import FastClock
from tests.crash.day import CHANNEL, OWNER
from tests.crash.killing import KillingDatabase, Points
from tests.crash.paper import DATABASE, FINISHED, POINTS
from tests.crash.script_channel import ScriptChannel

LIMIT_SECONDS = 30.0
NOT_SETTLED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """How one life is lived: over which channel, and until everything was said."""

    channel: Channel
    finished: Callable[[], Awaitable[object]]
    is_served: bool = False


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
    told = json.loads(options.telegram) if options.telegram else {}
    settings = load_settings(
        {
            "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
            "SPARKONE_OWNER": f"{CHANNEL}:{OWNER}",
            "SPARKONE_ZONE": "America/Sao_Paulo",
            **told,
        },
        env_file=None,
    )
    life = _telegram(options, settings, points, clock) if told else _script(options, points, clock)
    database = KillingDatabase(
        folder / DATABASE, points, forgets_sendings=options.broken == "forgets"
    )
    app = create_app(
        settings, clock=clock, database=database, channels=[life.channel], serve=life.is_served
    )
    async with app:
        try:
            async with asyncio.timeout(LIMIT_SECONDS):
                await life.finished()
                await _settled(database)
        except TimeoutError:
            return NOT_SETTLED
    (folder / POINTS).write_text(json.dumps(points.labels))
    return 1 if app.failed.is_set() else 0


def _script(options: argparse.Namespace, points: Points, clock: FastClock) -> Life:
    channel = ScriptChannel(
        options.folder, clock, points, repeats=options.repeats, eager=options.broken == "eager"
    )
    return Life(channel=channel, finished=channel.finished.wait)


def _telegram(
    options: argparse.Namespace, settings: Settings, points: Points, clock: FastClock
) -> Life:
    from tests.crash.telegram_channel import killing_channel

    async def finished() -> None:
        while not (options.folder / FINISHED).exists():  # noqa: ASYNC110 - others write it
            await asyncio.sleep(0.02)

    return Life(
        channel=killing_channel(settings, clock, points, is_eager=options.broken == "eager"),
        finished=finished,
        is_served=settings.telegram_webhook_url is not None,
    )


def main() -> int:
    """Live through the day, or die in it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--started-at", required=True)
    parser.add_argument("--die-at", type=int)
    parser.add_argument("--repeats", type=int, default=2)
    parser.add_argument("--broken", choices=["eager", "forgets"])
    parser.add_argument("--telegram", help="settings, as JSON: the day is lived over Telegram")
    options = parser.parse_args()
    configure_logs("error", "text")
    return run_in_loop(lambda: _live(options))


if __name__ == "__main__":
    sys.exit(main())
