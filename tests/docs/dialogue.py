"""Dialogues of a document, replayed: `> ` is typed, `(Monday, 08:30)` moves the clock."""

import asyncio
import io
import re
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import create_app
from bot.console import Console
from bot.line import LocalLine
from bot.settings import Settings
from engine.zones import resolve, zone
from tests.fakes import HandClock, until

TYPED = "> "
WEEKDAYS = (
    ("monday", "segunda"),
    ("tuesday", "terça"),
    ("wednesday", "quarta"),
    ("thursday", "quinta"),
    ("friday", "sexta"),
    ("saturday", "sábado"),
    ("sunday", "domingo"),
)
_STAGE = re.compile(r"\((\w+), (\d\d):(\d\d)\)")


class Script:
    """A console's input: the typed lines of a dialogue, each written down as it is read."""

    in_order = True

    def __init__(self, lines: list[str], clock: HandClock, zone_name: str) -> None:
        self.page = io.StringIO()
        self._lines = [line for line in lines if line.startswith(TYPED) or _STAGE.fullmatch(line)]
        self._clock = clock
        self._zone = zone(zone_name)

    async def next(self) -> str | None:
        while self._lines:
            line = self._lines.pop(0)
            self.page.write(f"{line}\n")
            stage = _STAGE.fullmatch(line)
            if stage is None:
                return line.removeprefix(TYPED)
            await self._move_to(self._moment(*stage.groups()))
        return None

    async def _move_to(self, moment: datetime) -> None:
        """Move the clock and wait for what that brings."""
        written = self.page.tell()
        self._clock.move_to(moment)
        await until(lambda: self.page.tell() > written, what=f"a message at {moment}")

    def _moment(self, weekday: str, hour: str, minute: str) -> datetime:
        """Return the next such moment on the person's clock."""
        number = next(at for at, names in enumerate(WEEKDAYS) if weekday.casefold() in names)
        local = self._clock.now().astimezone(self._zone)
        days = (number - local.weekday()) % 7
        wall = local.replace(tzinfo=None, hour=int(hour), minute=int(minute), second=0)
        return resolve(wall + timedelta(days=days), self._zone)[0]


async def replay(dialogue: str, folder: Path, *, now: datetime, zone_name: str) -> str:
    """Type the lines of a dialogue at a scratch assistant; returns what is then on the screen."""
    wall = resolve(now, zone(zone_name))[0]
    clock = HandClock(wall)
    settings = Settings(database_url=f"sqlite:///{folder / 'scratch.db'}", sparkone_zone=zone_name)
    script = Script(dialogue.splitlines(), clock, zone_name)
    async with create_app(settings, clock=clock, serve=False) as app:
        console = Console(script, script.page, styled=False)
        async with asyncio.timeout(30):
            await console.talk(LocalLine(app.terminal))
    return script.page.getvalue()
