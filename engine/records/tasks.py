"""Tasks: create, complete, reopen, change and take back."""

import re
from dataclasses import replace
from datetime import date, datetime, time

from domain.records import Priority, Status, Task
from domain.schedules import Form, Schedule
from engine.caller import Caller
from engine.records import parts
from engine.records.task_rows import create, day_and_instant, save
from engine.recurrence import next_moment, parse
from engine.zones import resolve
from storage.store import Store

__all__ = [
    "cancel",
    "complete",
    "create",
    "prioritise",
    "rename",
    "reopen",
    "reschedule",
    "save",
]
_COUNT = re.compile(r"COUNT=[0-9]+", re.IGNORECASE)


def complete(store: Store, caller: Caller, task: Task, *, with_parts: bool = False) -> Task | None:
    """Mark a task as done; of one that has a rule, return the next one, which is now to do.

    The next one has the same notes, tags, project, name and subtasks. With `with_parts`, open
    subtasks are done too; else they go over to the next one, or stay as they are.
    """
    still_open = parts.still_open(store, caller, task) if with_parts else []
    save(store, caller, replace(task, status=Status.DONE, completed_at=caller.now))
    for part in still_open:
        save(store, caller, replace(part, status=Status.DONE, completed_at=caller.now))
    rule, due = _rest_of(task.rule), _next_due(caller, task)
    if rule is None or due is None:
        return None
    following = create(
        store,
        caller,
        title=task.title,
        priority=task.priority,
        due=due,
        rule=rule,
        notes=task.notes,
        tags=task.tags,
        project=task.project,
        parent=task.parent,
        assigned=task.assigned,
        of=task.origin,
    )
    if following is not None:
        parts.carry_over(store, caller, task, following)
    return following


def cancel(store: Store, caller: Caller, task: Task) -> int:
    """Take a task back, and its open subtasks; returns how many those are."""
    open_parts = parts.still_open(store, caller, task)
    save(store, caller, replace(task, status=Status.CANCELLED))
    for part in open_parts:
        save(store, caller, replace(part, status=Status.CANCELLED))
    return len(open_parts)


def reopen(store: Store, caller: Caller, task: Task) -> None:
    """Make a task that was done or taken back one that is to do.

    Of one that has a rule, the next one is taken back: it comes when this one is done again.
    """
    if task.status is Status.DONE and task.rule is not None:
        for other in store.tasks.open(caller.person.id):
            if other.title == task.title and other.created_at == task.completed_at:
                parts.bring_back(store, caller, task, other)
                cancel(store, caller, other)
    save(store, caller, replace(task, status=Status.TODO, completed_at=None))


def reschedule(
    store: Store,
    caller: Caller,
    task: Task,
    due: datetime | date,
    *,
    rule: str | None = None,
) -> Task | None:
    """Give a task another due day or moment, and another rule where one is said."""
    day, instant = day_and_instant(caller, due)
    save(store, caller, replace(task, due_day=day, due_at=instant, rule=rule or task.rule))
    return store.tasks.get(caller.person.id, task.id)


def rename(store: Store, caller: Caller, task: Task, title: str) -> None:
    """Give a task another title."""
    save(store, caller, replace(task, title=title))


def prioritise(store: Store, caller: Caller, task: Task, priority: Priority) -> None:
    """Give a task another priority."""
    save(store, caller, replace(task, priority=priority))


def _rest_of(rule: str | None) -> str | None:
    """Return the rule of those that are left; None where this was the last."""
    count = parse(rule).count if rule else None
    if rule is None or count is None:
        return rule
    return _COUNT.sub(f"COUNT={count - 1}", rule) if count > 1 else None


def _next_due(caller: Caller, task: Task) -> datetime | date | None:
    """Return when a task with a rule is due again: after its own day, and never in the past."""
    if task.rule is None:
        return None
    today = caller.local_now.date()
    if task.due_at is not None:
        wall = task.due_at.astimezone(caller.zone).replace(tzinfo=None)
        after = max(caller.now, task.due_at)
    else:
        wall = datetime.combine(task.due_day or today, time.min)
        last = datetime.combine(max(today, wall.date()), time.max)
        after = resolve(last, caller.zone)[0]
    series = Schedule(form=Form.FLOATING, start=wall, rule=task.rule)
    moment = next_moment(series, zone=caller.zone, after=after)
    if moment is None:
        return None
    return moment.due_at if task.due_at is not None else moment.wall.date()
