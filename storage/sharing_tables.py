"""The table of lists that people share."""

from sqlalchemy import Column, ForeignKey, Index, Table
from sqlalchemy import UniqueConstraint as Unique

from storage.columns import (
    Key,
    id_column,
    instant_column,
    maybe_instant_column,
    metadata,
    person_column,
    text_column,
)

# `person` owns the list and its items; `guest` sees and changes them once it is accepted.
shares = Table(
    "shares",
    metadata,
    id_column(),
    person_column(),
    Column("guest", Key, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    text_column("list"),
    text_column("state"),
    Column("source", Key),
    instant_column("created_at"),
    maybe_instant_column("answered_at"),
    Unique("person", "list", "guest"),
    Index(None, "guest"),
    sqlite_autoincrement=True,
)
