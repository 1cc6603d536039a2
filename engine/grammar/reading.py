"""What the grammar understood: the types that handlers act on."""

from datetime import date, datetime, time
from enum import StrEnum

from domain.frozen import dataclass
from domain.records import Priority
from domain.schedules import Form, Shift


class Intent(StrEnum):
    """What a sentence asks for."""

    REMINDER = "reminder"
    TASK = "task"
    EVENT = "event"
    NOTE = "note"
    LIST_ADD = "list_add"
    QUERY = "query"
    COMPLETE = "complete"
    SNOOZE = "snooze"
    CANCEL = "cancel"
    CHANGE = "change"
    REOPEN = "reopen"
    PREFERENCE = "preference"
    BRIEF = "brief"
    SHARE = "share"
    INVITATION = "invitation"
    COACH = "coach"
    HELP = "help"
    NONE = "none"


class Query(StrEnum):
    """What a question is about."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    DATE = "date"
    OVERDUE = "overdue"
    TASKS = "tasks"
    REMINDERS = "reminders"
    NOTES = "notes"
    FREE_SLOTS = "free_slots"
    SEARCH = "search"
    LIST = "list"
    NEXT = "next"
    """The next times of what repeats."""
    PROJECTS = "projects"
    TASK = "task"
    """One task, whole."""


class Grain(StrEnum):
    """The smallest unit of time that was said."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def is_days(self) -> bool:
        """Whether it counts days, and not hours."""
        return self not in {Grain.SECOND, Grain.MINUTE, Grain.HOUR}


class Aspect(StrEnum):
    """What of a record is meant, where it is not its time."""

    NAME = "name"
    PRIORITY = "priority"
    STATE = "state"
    """It is told of something that may be known: "the insurance is urgent"."""
    NOTE = "note"
    """A note is meant: "delete the note about the key"."""
    LIST = "list"
    """A whole list is meant: "clear the shopping list"."""
    TRAVEL = "travel"
    """How long the way to an event takes."""
    SUBTASK = "subtask"
    TASK_NOTE = "task_note"
    TAG = "tag"
    UNTAG = "untag"
    PROJECT = "project"
    ASSIGNED = "assigned"
    DOING = "doing"
    PAUSED = "paused"


OF_TASKS = frozenset(
    (
        Aspect.SUBTASK,
        Aspect.TASK_NOTE,
        Aspect.TAG,
        Aspect.UNTAG,
        Aspect.PROJECT,
        Aspect.ASSIGNED,
        Aspect.DOING,
        Aspect.PAUSED,
    )
)
"""What only tasks have."""


class Sharing(StrEnum):
    """What is asked about sharing a list."""

    OFFER = "offer"
    END = "end"
    WHO = "who"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRead:
    """One time found in the text, whatever the intent.

    `span` is (start, end) in characters of the text. `at` and `end` are aware local
    datetimes, or dates where only a day counts. `rrule` is RFC 5545 without DTSTART.
    `form` tells what the time is anchored to; `zone` is set where a zone was named.
    """

    span: tuple[int, int]
    at: datetime | date | None
    end: datetime | date | None = None
    grain: Grain | None = None
    rrule: str | None = None
    form: Form = Form.FLOATING
    zone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One sentence as understood; absent things are None or empty.

    `at`, `end`, `rrule`, `grain`, `form` and `zone` are those of the record (see TimeRead).
    `confidence` is from 0 to 1. `ask` names what should be asked before acting, or is None:
    `time_past`, `time_ambiguous`, `time_impossible`, `title`, `time`, `rule_skips`.
    `reference` is the record meant by position in the list last shown: 1 is the first,
    -1 the last, 0 "that one"; None when it is meant by its title or not at all.
    `shift_minutes` is set for a change by an amount ("adia 1 hora", "one hour later").
    `more` holds further records of the same message. `has_day` and `has_clock` tell whether a
    day and a time of day were said, or only filled in by convention; elapsed times say both.
    `other_clock` is what a bare hour means on another day than that of `at`: "at 9" said at noon
    is nine in the evening today, and nine in the morning on any other day.
    `exceptions` are the local dates that the rule leaves out.
    `about` is what a search is about, in the person's words. `shift` is set where the wall time
    that was said does not exist that day, or exists twice (see Shift). `insist`: a reminder is
    to be said again until it is acknowledged. `aspect` is what a change or a cancellation is of,
    where that is not the time or the whole; `names` are the old and new names that a change of
    name may mean, the likeliest first; of a new subtask they are the task and its part.
    `tags`, `project`, `assigned` and `notes` are those of a task; by the first three and by
    `asked_priority` tasks are asked for. `parent` is the title of the task that gets a part. An
    aspect in `OF_TASKS` with the intent `NONE` is something told, which counts only where a task
    of that title is open.
    `travel_minutes` is how long the way to an event takes.
    `sharing` is what is asked about sharing `list` with the person `share_with`.
    `length_minutes` and `part` (a word such as "morning") narrow a question for free time.
    """

    text: str
    language: str
    intent: Intent
    title: str | None = None
    at: datetime | date | None = None
    end: datetime | date | None = None
    rrule: str | None = None
    exceptions: tuple[date, ...] = ()
    grain: Grain | None = None
    form: Form = Form.FLOATING
    zone: str | None = None
    place: str | None = None
    people: tuple[str, ...] = ()
    priority: Priority | None = None
    list: str | None = None
    items: tuple[str, ...] = ()
    query: Query | None = None
    span: tuple[int, int] | None = None
    confidence: float = 0.0
    ask: str | None = None
    reference: int | None = None
    shift_minutes: int | None = None
    shift: Shift | None = None
    insist: bool = False
    aspect: Aspect | None = None
    names: tuple[tuple[str, str], ...] = ()
    about: str | None = None
    asked_priority: Priority | None = None
    tags: tuple[str, ...] = ()
    project: str | None = None
    assigned: str | None = None
    parent: str | None = None
    notes: str | None = None
    travel_minutes: int | None = None
    sharing: Sharing | None = None
    share_with: str | None = None
    length_minutes: int | None = None
    part: str | None = None
    has_day: bool = True
    has_clock: bool = True
    other_clock: time | None = None
    times: tuple[TimeRead, ...] = ()
    more: tuple["Reading", ...] = ()
    foreign: bool = False
    """Whether it is in a language that is not served."""

    @property
    def rule(self) -> str | None:
        """The rule with the dates that it leaves out, as a schedule keeps it."""
        if self.rrule is None or not self.exceptions:
            return self.rrule
        return f"{self.rrule};EXDATE={','.join(f'{day:%Y%m%d}' for day in self.exceptions)}"
