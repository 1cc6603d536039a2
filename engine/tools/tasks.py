"""Tasks: create, complete, reschedule and take back."""

from dataclasses import replace
from datetime import date, datetime

from domain.records import Priority, Status, Task
from engine.tool import Caller
from storage.store import Store


def create(
    store: Store,
    caller: Caller,
    *,
    title: str,
    priority: Priority | None,
    due: datetime | date | None,
    rule: str | None,
) -> Task | None:
    """Store a task; `due` is an aware datetime, or a date where only the day counts."""
    day, instant = _due(caller, due)
    number = store.tasks.add(
        person=caller.person.id,
        title=title,
        priority=priority,
        due_day=day,
        due_at=instant,
        rule=rule,
        origin=caller.origin,
        source=caller.source,
        now=caller.now,
    )
    store.journal.created(caller.person.id, caller.source, "task", number, caller.now)
    return store.tasks.get(caller.person.id, number)


def complete(store: Store, caller: Caller, task: Task) -> None:
    """Mark a task as done."""
    _save(store, caller, replace(task, status=Status.DONE, completed_at=caller.now))


def cancel(store: Store, caller: Caller, task: Task) -> None:
    """Take a task back."""
    _save(store, caller, replace(task, status=Status.CANCELLED))


def reschedule(store: Store, caller: Caller, task: Task, due: datetime | date) -> Task | None:
    """Give a task another due day or moment."""
    day, instant = _due(caller, due)
    _save(store, caller, replace(task, due_day=day, due_at=instant))
    return store.tasks.get(caller.person.id, task.id)


def _save(store: Store, caller: Caller, task: Task) -> None:
    store.journal.changes(caller.person.id, caller.source, "task", task.id, caller.now)
    store.tasks.save(task)


def _due(caller: Caller, due: datetime | date | None) -> tuple[date | None, datetime | None]:
    if isinstance(due, datetime):
        return due.astimezone(caller.zone).date(), due
    return due, None
