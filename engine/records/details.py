"""What a task says besides its title and its day: notes, tags, project, who has it."""

from dataclasses import replace
from datetime import date, datetime

from domain.folding import folded
from domain.records import Priority, Status, Task
from engine.caller import Caller
from engine.records.task_rows import create, save
from storage.store import Store


def start(store: Store, caller: Caller, task: Task) -> None:
    """Note that a task is under way."""
    save(store, caller, replace(task, status=Status.DOING))


def pause(store: Store, caller: Caller, task: Task) -> None:
    """Note that a task is not under way any more."""
    save(store, caller, replace(task, status=Status.TODO))


def note(store: Store, caller: Caller, task: Task, text: str) -> None:
    """Add a note of one or more lines to those of a task."""
    notes = f"{task.notes}\n{text}" if task.notes else text
    save(store, caller, replace(task, notes=notes))


def tag(store: Store, caller: Caller, task: Task, tags: tuple[str, ...]) -> None:
    """Add tags; what differs in case or accents only is the same tag."""
    save(store, caller, replace(task, tags=merged(task.tags, tags)))


def untag(store: Store, caller: Caller, task: Task, tags: tuple[str, ...]) -> tuple[str, ...]:
    """Take tags off, and return those that were there."""
    gone = {folded(one) for one in tags}
    kept = tuple(one for one in task.tags if folded(one) not in gone)
    if kept == task.tags:
        return ()
    save(store, caller, replace(task, tags=kept))
    return tuple(one for one in task.tags if folded(one) in gone)


def file(store: Store, caller: Caller, task: Task, project: str | None) -> None:
    """Put a task into a project, or with None out of the one it is in."""
    name = known_project(store, caller, project)
    save(store, caller, replace(task, project=name))


def assign(store: Store, caller: Caller, task: Task, name: str | None) -> None:
    """Note who has a task; nobody is told. None: the person themselves."""
    save(store, caller, replace(task, assigned=name))


def add_part(
    store: Store,
    caller: Caller,
    whole: Task,
    *,
    title: str,
    priority: Priority | None,
    due: datetime | date | None,
    rule: str | None,
    tags: tuple[str, ...],
    assigned: str | None,
) -> Task | None:
    """Store a subtask of a task; `due` as for `tasks.create`."""
    return create(
        store,
        caller,
        title=title,
        priority=priority,
        due=due,
        rule=rule,
        tags=tags,
        project=None,
        parent=whole.id,
        assigned=assigned,
    )


def merged(known: tuple[str, ...], further: tuple[str, ...]) -> tuple[str, ...]:
    """Return tags, each once, as it was first written."""
    by_name = {folded(one): one for one in reversed((*known, *further))}
    return tuple(dict.fromkeys(by_name[folded(one)] for one in (*known, *further)))


def known_project(store: Store, caller: Caller, said: str | None) -> str | None:
    """Return a project as it was first written, or as it is said where it is new."""
    if said is None:
        return None
    names = store.tasks.projects(caller.person.id)
    return next((one for one in names if folded(one) == folded(said)), said)
