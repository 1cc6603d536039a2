"""The store: every repository over one open transaction."""

from storage.aliases import Aliases
from storage.answers import Answers
from storage.asked import Asked
from storage.audit import Audit
from storage.broadcasts import Broadcasts
from storage.cards import Cards
from storage.channel_notes import ChannelNotes
from storage.charges import Charges
from storage.codes import Codes
from storage.due import Due
from storage.early_receipts import EarlyReceipts
from storage.echoes import Echoes
from storage.errors import Errors
from storage.events import Events
from storage.feedback import Feedback
from storage.figures import Figures
from storage.files import Files
from storage.heartbeat import Heartbeat
from storage.history import History
from storage.inbox import Inbox
from storage.journal import Journal
from storage.labels import Labels
from storage.leases import Leases
from storage.lists import Lists
from storage.memories import Memories
from storage.notes import Notes
from storage.nudges import Nudges
from storage.occurrences import Occurrences
from storage.outbox import Outbox
from storage.outlook import Outlook
from storage.people import People
from storage.quarantine import Quarantine
from storage.queues.choosing import queue_for
from storage.receipts import Receipts
from storage.reminders import Reminders
from storage.review import Review
from storage.rhythms import Rhythms
from storage.said import Said
from storage.shares import Shares
from storage.shown import Shown
from storage.sql import Sql
from storage.stewards import Stewards
from storage.tasks import Tasks
from storage.turns import Turns
from storage.usage import UsageOfModels
from storage.vectors import Vectors
from storage.windows import Windows


class Store:
    """What a unit of work may touch. It never commits: whoever runs the unit does."""

    def __init__(self, sql: Sql) -> None:
        self.sql = sql
        self._signals: list[object] = []
        self.people = People(sql, self.signal)
        self.stewards = Stewards(sql)
        self.inbox = Inbox(sql)
        self.outbox = Outbox(sql)
        self.queue = queue_for(sql, self.signal)
        self.tasks = Tasks(sql)
        self.reminders = Reminders(sql)
        self.occurrences = Occurrences(sql, self.signal)
        self.due = Due(sql)
        self.events = Events(sql)
        self.notes = Notes(sql)
        self.lists = Lists(sql)
        self.shares = Shares(sql)
        self.shown = Shown(sql)
        self.journal = Journal(sql)
        self.codes = Codes(sql)
        self.rhythms = Rhythms(sql, self.signal)
        self.nudges = Nudges(sql)
        self.files = Files(sql)
        self._add_talk(sql)
        self._add_house(sql)

    def _add_talk(self, sql: Sql) -> None:
        """Add what is remembered of talks, and what models need of it."""
        self.feedback = Feedback(sql)
        self.echoes = Echoes(sql)
        self.outlook = Outlook(sql)
        self.review = Review(sql)
        self.said = Said(sql)
        self.history = History(sql)
        self.turns = Turns(sql)
        self.cards = Cards(sql)
        self.labels = Labels(sql)
        self.usage = UsageOfModels(sql)
        self.answers = Answers(sql)
        self.memories = Memories(sql)
        self.vectors = Vectors(sql)

    def _add_house(self, sql: Sql) -> None:
        """Add what the house keeps of itself and of its channels."""
        self.heartbeat = Heartbeat(sql)
        self.quarantine = Quarantine(sql)
        self.audit = Audit(sql)
        self.errors = Errors(sql)
        self.broadcasts = Broadcasts(sql)
        self.figures = Figures(sql)
        self.asked = Asked(sql)
        self.receipts = Receipts(sql)
        self.early_receipts = EarlyReceipts(sql)
        self.aliases = Aliases(sql)
        self.windows = Windows(sql)
        self.charges = Charges(sql)
        self.leases = Leases(sql)
        self.channel_notes = ChannelNotes(sql)

    def signal(self, signal: object) -> None:
        """Tell the running process something, once this unit is committed."""
        self._signals.append(signal)

    def take_signals(self) -> list[object]:
        """Return what was signalled since the last call, and forget it."""
        signals, self._signals = self._signals, []
        return signals
