"""What a person entrusts to SparkOne: tasks, reminders, events, notes and lists."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.frozen import dataclass
from domain.messages import Address
from domain.origin import Origin
from domain.schedules import Schedule


class Priority(StrEnum):
    """How much a task matters."""

    HIGH = "high"
    LOW = "low"


class Status(StrEnum):
    """Where a task stands."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do. `due_day` is local; `due_at` (UTC) is set where a time was said.

    `tags` are without their sign, as they were first written; `parent` is the task of which
    it is a part; `assigned` is a name and nothing more: nobody is told. `notes` has a line each.
    """

    id: int
    person: int
    title: str
    status: Status
    priority: Priority | None
    due_day: date | None
    due_at: datetime | None
    rule: str | None
    origin: Origin
    created_at: datetime
    completed_at: datetime | None = None
    notes: str | None = None
    tags: tuple[str, ...] = ()
    project: str | None = None
    parent: int | None = None
    assigned: str | None = None


class ReminderState(StrEnum):
    """Whether a reminder will come again."""

    ACTIVE = "active"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A promise to say something at a time, where it was asked.

    `insist_minutes`: said again that often until it is acknowledged; None: said once.
    """

    id: int
    person: int
    title: str
    schedule: Schedule
    address: Address
    language: str
    state: ReminderState
    origin: Origin
    created_at: datetime
    insist_minutes: int | None = None


class OccurrenceState(StrEnum):
    """The life of one promised moment."""

    PLANNED = "planned"
    """Promised, and still ahead."""
    DUE = "due"
    """Its moment came and it was handed to the outbox."""
    SENT = "sent"
    UNKNOWN = "unknown"
    """It may or may not have arrived."""
    MISSED = "missed"
    """Its moment passed while nobody could send it; a later one names it."""
    SNOOZED = "snoozed"
    """Put off by the person, and ahead again."""
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One promised moment of a reminder. `fire_at` is `snoozed_until` or else `due_at`."""

    id: int
    reminder: int
    person: int
    key: str
    due_at: datetime
    snoozed_until: datetime | None
    state: OccurrenceState
    sent_at: datetime | None
    round: int = 0
    """How often it was put off; each round is a message of its own."""

    @property
    def fire_at(self) -> datetime:
        """The instant at which it is to be sent."""
        return self.snoozed_until or self.due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that takes place. `length` None: no end was said.

    `travel_minutes` is how long the way there takes; `travel_said_at` (UTC) is set where that
    was said of this event, and not remembered from another at its place. `invited_sequence` is
    the SEQUENCE of the invitation that was sent last, `invited_digest` what it said; None: none.
    """

    id: int
    person: int
    title: str
    schedule: Schedule
    start_at: datetime
    length: timedelta | None
    all_day: bool
    place: str | None
    people: tuple[str, ...]
    origin: Origin
    created_at: datetime
    travel_minutes: int | None = None
    travel_said_at: datetime | None = None
    invited_sequence: int | None = None
    invited_digest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something to remember."""

    id: int
    person: int
    text: str
    origin: Origin
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """One line of a named list (shopping, films to see)."""

    id: int
    person: int
    list: str
    text: str
    done: bool
    origin: Origin
    created_at: datetime


class ShareState(StrEnum):
    """Where the sharing of a list stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A list of `person` that `guest` may see and change, once it is accepted.

    `created_at` is when it was offered last, `answered_at` when that was answered or ended.
    """

    id: int
    person: int
    guest: int
    list: str
    state: ShareState
    created_at: datetime
    answered_at: datetime | None = None
