"""Tasks as rows: each is written together with its line in the journal."""

from datetime import date, datetime

from domain.origin import Origin
from domain.records import Priority, Task
from engine.caller import Caller
from storage.store import Store


def create(
    store: Store,
    caller: Caller,
    *,
    title: str,
    priority: Priority | None,
    due: datetime | date | None,
    rule: str | None,
    notes: str | None = None,
    tags: tuple[str, ...] = (),
    project: str | None = None,
    parent: int | None = None,
    assigned: str | None = None,
    of: Origin = Origin.OWNER,
) -> Task | None:
    """Store a task; `due` is an aware datetime, or a date where only the day counts.

    `of` is the label of another record that its words are taken from.
    """
    day, instant = day_and_instant(caller, due)
    number = store.tasks.add(
        person=caller.person.id,
        title=title,
        priority=priority,
        due_day=day,
        due_at=instant,
        rule=rule,
        origin=caller.origin.with_other(of),
        source=caller.source,
        now=caller.now,
        notes=notes,
        tags=tags,
        project=project,
        parent=parent,
        assigned=assigned,
    )
    store.journal.created(caller.person.id, caller.source, "task", number, caller.now)
    return store.tasks.get(caller.person.id, number)


def save(store: Store, caller: Caller, task: Task) -> None:
    """Store a changed task, and in the journal what it was."""
    store.journal.changes(caller.person.id, caller.source, "task", task.id, caller.now)
    store.tasks.save(task)


def day_and_instant(
    caller: Caller, due: datetime | date | None
) -> tuple[date | None, datetime | None]:
    """Return the local day and, where a time was said, the instant."""
    if isinstance(due, datetime):
        return due.astimezone(caller.zone).date(), due
    return due, None
