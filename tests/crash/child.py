"""The child: the real assistant on a real file, living through the scripted day."""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import App, create_app
from bot.channel import Channel
from bot.logs import configure_logs
from bot.loop import run_in_loop
from bot.settings import Settings, load_settings
from bot.shared_worker import Pace
from storage.database import Database
from storage.opening import SQLITE
from storage.store import Store
from tests.crash.clock import SPEED, FastClock
from tests.crash.day import CHANNEL, OWNER
from tests.crash.killing import KillingDatabase, Points, kill_at_statements_of_a_server
from tests.crash.paper import DATABASE, FINISHED, POINTS
from tests.crash.script_channel import ScriptChannel

LIMIT_SECONDS = 120.0
PACE = Pace(
    beat=timedelta(seconds=0.3), silent=timedelta(seconds=1.5), look=timedelta(seconds=0.05)
)
"""Of a worker on a server: who died is missed soon."""
NOT_SETTLED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """How one life is lived: over which channel, and until everything was said."""

    channel: Channel
    finished: Callable[[], Awaitable[object]]
    is_served: bool = False


async def _settled(database: Database) -> None:
    """Return when no job waits and nothing more is to fire."""
    while await database.read(_is_anything_open):  # noqa: ASYNC110 - it is true in the database
        await asyncio.sleep(0.02)


def _is_anything_open(store: Store) -> bool:
    return bool(store.queue.depth() or store.occurrences.next_fire())


async def _live(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    points = Points(folder, options.die_at)
    clock = FastClock(datetime.fromisoformat(options.started_at), options.speed)
    told = json.loads(options.telegram) if options.telegram else {}
    settings = load_settings(
        {
            "DATABASE_URL": options.database or f"{SQLITE}{folder / DATABASE}",
            "SPARKONE_DATA": str(folder),
            "SPARKONE_OWNER": f"{CHANNEL}:{OWNER}",
            "SPARKONE_ZONE": "America/Sao_Paulo",
            **told,
        },
        env_file=None,
    )
    life = _telegram(options, settings, points, clock) if told else _script(options, points, clock)
    app = create_app(
        settings,
        clock=clock,
        database=_database(settings, points, options),
        channels=[life.channel],
        serve=life.is_served,
        pace=PACE,
    )
    async with app:
        if not await _lived(life, app):
            left = await app.database.read(lambda store: store.queue.everything())
            print(f"not settled: {left}", file=sys.stderr)  # noqa: T201 - for the report
            return NOT_SETTLED
    (folder / POINTS).write_text(json.dumps(points.labels))
    return 1 if app.failed.is_set() else 0


async def _lived(life: Life, app: App) -> bool:
    """Return when the day has ended, or the assistant by itself; False where neither happens."""

    async def ending() -> None:
        await life.finished()
        await _settled(app.database)

    waiting = [asyncio.create_task(ending()), asyncio.create_task(app.failed.wait())]
    done, others = await asyncio.wait(
        waiting, timeout=LIMIT_SECONDS, return_when=asyncio.FIRST_COMPLETED
    )
    for task in others:
        task.cancel()
    if not app.failed.is_set():
        for task in done:
            task.result()
    return bool(done)


def _database(settings: Settings, points: Points, options: argparse.Namespace) -> Database | None:
    """Return a database that may die at each statement; None: the usual one, watched."""
    if settings.is_embedded:
        return KillingDatabase(
            settings.database_path, points, broken=options.broken, log_pages=options.log_pages
        )
    kill_at_statements_of_a_server(points)
    return None


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


def main(arguments: Sequence[str] | None = None) -> int:
    """Live through the day, or die in it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--database", help="its URL; else a file in the folder")
    parser.add_argument("--started-at", required=True)
    parser.add_argument("--speed", type=int, default=SPEED)
    parser.add_argument("--die-at", type=int)
    parser.add_argument("--repeats", type=int, default=2)
    parser.add_argument("--broken", choices=["eager", "forgets", "normal"])
    parser.add_argument("--log-pages", type=int, help="empty SQLite's log this often")
    parser.add_argument("--telegram", help="settings, as JSON: the day is lived over Telegram")
    options = parser.parse_args(arguments)
    configure_logs("error", "text")
    return run_in_loop(lambda: _live(options))


if __name__ == "__main__":
    sys.exit(main())
