"""Lines: one record in one line of neutral markup, on pages and in briefs."""

from datetime import UTC, date, datetime

from domain.frozen import dataclass
from domain.markup import escape
from domain.records import Event, ListItem, Note, Priority, Reminder, Status, Task
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from storage.occurrences import Promise
from storage.shown import Reference

TEXTS = Texts(
    {
        "high": {"pt": "alta", "en": "high"},
        "doing": {"pt": "fazendo", "en": "doing"},
        "assigned": {"pt": "com {name}", "en": "with {name}"},
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line in neutral markup, and the record it stands for."""

    text: str
    reference: Reference | None = None
    at: datetime | None = None
    depth: int = 0
    """1 for a part of what stands above it."""


def task_line(caller: Caller, task: Task, *, on: date | None = None) -> Line:
    """Return the line of a task; on a page of the day `on`, without the day."""
    when = echo.task_line(caller, task, on=on)
    marks = [TEXTS.say("high", caller.language)] if task.priority is Priority.HIGH else []
    if task.status is Status.DOING:
        marks.append(TEXTS.say("doing", caller.language))
    text = f"{escape(task.title)} ({', '.join(marks)})" if marks else escape(task.title)
    if when:
        text = f"{text} — {escape(when)}"
    text = " · ".join([text, *labels(caller.language, task)])
    return Line(text=text, reference=("task", task.id), at=task.due_at)


def labels(language: str, task: Task) -> list[str]:
    """Return what a task is filed under, in neutral markup: project, tags, who has it."""
    found = [escape(task.project)] if task.project else []
    if task.tags:
        found.append(tags_line(task.tags))
    if task.assigned:
        found.append(TEXTS.say("assigned", language, name=task.assigned))
    return found


def tags_line(tags: tuple[str, ...]) -> str:
    """Return tags with their sign, in neutral markup."""
    return " ".join(f"#{escape(one)}" for one in tags)


def promise_line(caller: Caller, promise: Promise, *, on: date | None = None) -> Line:
    """Return the line of something promised."""
    moment = promise.occurrence.fire_at
    return Line(
        text=f"{escape(promise.title)} — {escape(echo.when(caller, moment, on=on))}",
        reference=("reminder", promise.occurrence.reminder),
        at=moment,
    )


def reminder_line(
    caller: Caller, reminder: Reminder, at: datetime, *, on: date | None = None
) -> Line:
    """Return the line of a moment that a series will come at."""
    return Line(
        text=f"{escape(reminder.title)} — {escape(echo.when(caller, at, on=on))}",
        reference=("reminder", reminder.id),
        at=at,
    )


def event_line(caller: Caller, event: Event, start: datetime, *, on: date | None = None) -> Line:
    """Return the line of an event."""
    when = echo.event_line(caller, event, start, on=on)
    return Line(
        text=f"{escape(event.title)} — {escape(when)}" if when else escape(event.title),
        reference=("event", event.id),
        at=start,
    )


def item_line(item: ListItem) -> Line:
    """Return the line of a list item."""
    return Line(text=escape(item.text), reference=("item", item.id))


def note_line(note: Note) -> Line:
    """Return the line of a note."""
    return Line(text=escape(note.text), reference=("note", note.id))


def by_time(lines: list[Line]) -> list[Line]:
    """Return what has a time first, earliest first; the rest keeps its order."""
    timed = [line for line in lines if line.at is not None]
    return [
        *sorted(timed, key=lambda line: line.at or datetime.max.replace(tzinfo=UTC)),
        *(line for line in lines if line.at is None),
    ]
