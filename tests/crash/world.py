"""The world beside the child: what goes on while the process is dead."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from tests.crash.day import CHATS
from tests.crash.paper import ACKNOWLEDGED, JOURNAL, facts
from tests.crash.told import Told


class World(Protocol):
    """Where a day is lived; it begins at `started_at`."""

    started_at: str

    @property
    def options(self) -> list[str]:
        """What the child is told about it."""

    def died(self) -> None:
        """Take note of a death, before the next life begins."""

    def told(self) -> Told:
        """Return what came of the day, at its end."""


class ScriptWorld:
    """A folder: the child says the lines itself, and writes down what it sends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.started_at = datetime.now(UTC).isoformat()
        self.options: list[str] = []

    def died(self) -> None:
        pass

    def told(self) -> Told:
        return Told(
            chats=CHATS,
            journal=facts(self._folder / JOURNAL),
            acknowledged=set(facts(self._folder / ACKNOWLEDGED)),
        )
