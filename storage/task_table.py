"""The table of tasks."""

from sqlalchemy import Column, ForeignKey, Index, Table

from storage.columns import (
    Key,
    id_column,
    instant_column,
    maybe_instant_column,
    maybe_text_column,
    metadata,
    person_column,
    text_column,
)

tasks = Table(
    "tasks",
    metadata,
    id_column(),
    person_column(),
    text_column("title"),
    text_column("status"),
    maybe_text_column("priority"),
    maybe_text_column("due_day"),
    maybe_instant_column("due_at"),
    maybe_text_column("rule"),
    text_column("origin"),
    Column("source", Key),
    instant_column("created_at"),
    maybe_instant_column("completed_at"),
    maybe_text_column("notes"),
    maybe_text_column("tags"),
    maybe_text_column("project"),
    maybe_text_column("assigned"),
    Column("parent", Key, ForeignKey("tasks.id", ondelete="CASCADE")),
    Index(None, "person", "status", "due_day"),
    sqlite_autoincrement=True,
)
Index("ix_tasks_due_day", tasks.c.due_day, sqlite_where=tasks.c.due_day.is_not(None))
Index(
    "ix_tasks_parent",
    tasks.c.parent,
    sqlite_where=tasks.c.parent.is_not(None),
)
