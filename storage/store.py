"""The store: every repository over one open transaction."""

from storage.events import Events
from storage.heartbeat import Heartbeat
from storage.inbox import Inbox
from storage.journal import Journal
from storage.lists import Lists
from storage.notes import Notes
from storage.occurrences import Occurrences
from storage.outbox import Outbox
from storage.people import People
from storage.queues.embedded import EmbeddedQueue
from storage.reminders import Reminders
from storage.shown import Shown
from storage.sql import Sql
from storage.tasks import Tasks


class Store:
    """What a unit of work may touch. It never commits: whoever runs the unit does."""

    def __init__(self, sql: Sql) -> None:
        self.sql = sql
        self._signals: list[object] = []
        self.people = People(sql)
        self.inbox = Inbox(sql)
        self.outbox = Outbox(sql)
        self.queue = EmbeddedQueue(sql, self.signal)
        self.tasks = Tasks(sql)
        self.reminders = Reminders(sql)
        self.occurrences = Occurrences(sql, self.signal)
        self.events = Events(sql)
        self.notes = Notes(sql)
        self.lists = Lists(sql)
        self.shown = Shown(sql)
        self.journal = Journal(sql)
        self.heartbeat = Heartbeat(sql)

    def signal(self, signal: object) -> None:
        """Tell the running process something, once this unit is committed."""
        self._signals.append(signal)

    def take_signals(self) -> list[object]:
        """Return what was signalled since the last call, and forget it."""
        signals, self._signals = self._signals, []
        return signals
