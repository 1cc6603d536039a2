"""Subtasks: what a task is made of, and what becomes of it when the task comes again."""

from dataclasses import replace
from datetime import timedelta

from domain.records import Status, Task
from engine.caller import Caller
from engine.records.task_rows import create, save
from storage.store import Store

_OPEN = (Status.TODO, Status.DOING)


def still_open(store: Store, caller: Caller, task: Task) -> list[Task]:
    """Return the subtasks of a task that are still to do, oldest first."""
    known = store.tasks.parts(caller.person.id, task.id)
    return [part for part in known if part.status in _OPEN]


def left_over(store: Store, caller: Caller, part: Task) -> Task | None:
    """Return the open task of which this was the last open subtask, or None."""
    if part.parent is None:
        return None
    whole = store.tasks.get(caller.person.id, part.parent)
    if whole is None or whole.status not in _OPEN or still_open(store, caller, whole):
        return None
    return whole


def carry_over(store: Store, caller: Caller, old: Task, new: Task) -> None:
    """Give the next task its subtasks: what is open goes over, what was done is to do again."""
    for part in store.tasks.parts(caller.person.id, old.id):
        if part.status in _OPEN:
            save(store, caller, replace(part, parent=new.id))
        elif part.status is Status.DONE:
            _again(store, caller, part, old, new)


def bring_back(store: Store, caller: Caller, old: Task, new: Task) -> None:
    """Give a task back the subtasks that went over to the next one."""
    for part in still_open(store, caller, new):
        if part.id < new.id:  # what was written with the next one is its own
            save(store, caller, replace(part, parent=old.id))


def _again(store: Store, caller: Caller, part: Task, old: Task, new: Task) -> None:
    """Write a subtask anew; its day lies as far from the task's as before."""
    later = _between(old, new)
    day = part.due_day + later if part.due_day else None
    moment = part.due_at + later if part.due_at else None
    create(
        store,
        caller,
        title=part.title,
        priority=part.priority,
        due=moment or day,
        rule=None,
        notes=part.notes,
        tags=part.tags,
        project=part.project,
        parent=new.id,
        assigned=part.assigned,
        of=part.origin,
    )


def _between(old: Task, new: Task) -> timedelta:
    if old.due_day is None or new.due_day is None:
        return timedelta(0)
    return new.due_day - old.due_day
