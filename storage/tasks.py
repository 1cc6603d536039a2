"""Tasks."""

from datetime import date, datetime

import msgspec
from sqlalchemy import bindparam, func, insert, or_, select, update

from domain.origin import Origin
from domain.records import Priority, Status, Task
from storage.instants import from_instant, to_instant
from storage.sql import Row, Sql, one_of
from storage.tables import tasks

_WRITTEN = (
    "person",
    "title",
    "status",
    "priority",
    "due_day",
    "due_at",
    "rule",
    "origin",
    "source",
    "created_at",
    "notes",
    "tags",
    "project",
    "parent",
    "assigned",
)
_ADD = insert(tasks).values({name: bindparam(name) for name in _WRITTEN}).returning(tasks.c.id)
_COLUMNS = tuple(
    tasks.c[name]
    for name in (
        "id",
        "person",
        "title",
        "status",
        "priority",
        "due_day",
        "due_at",
        "rule",
        "origin",
        "created_at",
        "completed_at",
        "notes",
        "tags",
        "project",
        "parent",
        "assigned",
    )
)
_MINE = tasks.c.person == bindparam("owner")
_OPEN = one_of(tasks.c.status, Status.TODO.value, Status.DOING.value)
# Databases differ in where they put what is missing, so it is said.
_ORDER = (
    tasks.c.due_day.nulls_last(),
    tasks.c.due_at.nulls_first(),
    tasks.c.id,
)
_GET = select(*_COLUMNS).where(_MINE, tasks.c.id == bindparam("task"))
_OPEN_ONES = select(*_COLUMNS).where(_MINE, _OPEN).order_by(*_ORDER)
_DUE = (
    select(*_COLUMNS)
    .where(_MINE, _OPEN, tasks.c.due_day.between(bindparam("first"), bindparam("last")))
    .order_by(*_ORDER)
)
_OVERDUE = (
    select(*_COLUMNS)
    .where(
        _MINE,
        _OPEN,
        or_(tasks.c.due_day < bindparam("today"), tasks.c.due_at < bindparam("now")),
    )
    .order_by(*_ORDER)
)
_PARTS = select(*_COLUMNS).where(_MINE, tasks.c.parent == bindparam("whole")).order_by(tasks.c.id)
_PROJECTS = (
    select(tasks.c.project, tasks.c.status, func.count())
    .where(_MINE, tasks.c.project.is_not(None))
    .group_by(tasks.c.project, tasks.c.status)
    .order_by(tasks.c.project)
)
_CLOSED = (
    select(*_COLUMNS)
    .where(
        _MINE,
        or_(
            (tasks.c.status == Status.DONE.value) & (tasks.c.completed_at >= bindparam("since")),
            (tasks.c.status == Status.CANCELLED.value) & (tasks.c.created_at >= bindparam("since")),
        ),
    )
    .order_by(tasks.c.completed_at.desc().nulls_last(), tasks.c.id.desc())
)
_SAVE = (
    update(tasks)
    .where(_MINE, tasks.c.id == bindparam("task"))
    .values(
        {
            name: bindparam(name)
            for name in (
                "title",
                "status",
                "priority",
                "due_day",
                "due_at",
                "rule",
                "completed_at",
                "notes",
                "tags",
                "project",
                "parent",
                "assigned",
            )
        }
    )
)


class Tasks:
    """Things to do. Every query is of one person."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(
        self,
        *,
        person: int,
        title: str,
        origin: Origin,
        now: datetime,
        priority: Priority | None = None,
        due_day: date | None = None,
        due_at: datetime | None = None,
        rule: str | None = None,
        source: int | None = None,
        notes: str | None = None,
        tags: tuple[str, ...] = (),
        project: str | None = None,
        parent: int | None = None,
        assigned: str | None = None,
    ) -> int:
        """Store a new task and return its id."""
        return int(
            self._sql.scalar(
                _ADD,
                person=person,
                title=title,
                status=Status.TODO.value,
                priority=priority.value if priority else None,
                due_day=due_day.isoformat() if due_day else None,
                due_at=to_instant(due_at),
                rule=rule,
                origin=origin.value,
                source=source,
                created_at=to_instant(now),
                notes=notes,
                tags=_written(tags),
                project=project,
                parent=parent,
                assigned=assigned,
            )
        )

    def get(self, person: int, task: int) -> Task | None:
        """Return a task of this person, or None."""
        row = self._sql.one(_GET, owner=person, task=task)
        return _task(row) if row else None

    def open(self, person: int) -> list[Task]:
        """Return what is still to do: by due day, those without one last."""
        return [_task(row) for row in self._sql.all(_OPEN_ONES, owner=person)]

    def due(self, person: int, first: date, last: date) -> list[Task]:
        """Return what is due from the first to the last local day, both included."""
        rows = self._sql.all(_DUE, owner=person, first=first.isoformat(), last=last.isoformat())
        return [_task(row) for row in rows]

    def overdue(self, person: int, *, today: date, now: datetime) -> list[Task]:
        """Return what should have been done before `today` or before `now`."""
        rows = self._sql.all(_OVERDUE, owner=person, today=today.isoformat(), now=to_instant(now))
        return [_task(row) for row in rows]

    def closed(self, person: int, since: datetime) -> list[Task]:
        """Return what was done since then, the latest first, and what was taken back of it."""
        return [_task(row) for row in self._sql.all(_CLOSED, owner=person, since=to_instant(since))]

    def parts(self, person: int, task: int) -> list[Task]:
        """Return the subtasks of a task, also those done or taken back, oldest first."""
        return [_task(row) for row in self._sql.all(_PARTS, owner=person, whole=task)]

    def projects(self, person: int) -> dict[str, dict[Status, int]]:
        """Return the projects that tasks name, each with how many tasks of it stand how."""
        found: dict[str, dict[Status, int]] = {}
        for name, status, count in self._sql.all(_PROJECTS, owner=person):
            found.setdefault(name, {})[Status(status)] = count
        return found

    def save(self, task: Task) -> None:
        """Store a changed task."""
        self._sql.run(
            _SAVE,
            owner=task.person,
            task=task.id,
            title=task.title,
            status=task.status.value,
            priority=task.priority.value if task.priority else None,
            due_day=task.due_day.isoformat() if task.due_day else None,
            due_at=to_instant(task.due_at),
            rule=task.rule,
            completed_at=to_instant(task.completed_at),
            notes=task.notes,
            tags=_written(task.tags),
            project=task.project,
            parent=task.parent,
            assigned=task.assigned,
        )


def _written(tags: tuple[str, ...]) -> str | None:
    return msgspec.json.encode(tags).decode() if tags else None


def _task(row: Row) -> Task:
    number, person, title, status, priority, due_day, due_at, rule, origin, *rest = row
    created, completed, notes, tags, project, parent, assigned = rest
    return Task(
        id=number,
        person=person,
        title=title,
        status=Status(status),
        priority=Priority(priority) if priority else None,
        due_day=date.fromisoformat(due_day) if due_day else None,
        due_at=from_instant(due_at),
        rule=rule,
        origin=Origin(origin),
        created_at=from_instant(created),
        completed_at=from_instant(completed),
        notes=notes,
        tags=msgspec.json.decode(tags, type=tuple[str, ...]) if tags else (),
        project=project,
        parent=parent,
        assigned=assigned,
    )
