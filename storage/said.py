"""What was said under a key: its text, and when it was written."""

from datetime import datetime

import msgspec
from sqlalchemy import bindparam, select

from domain.messages import Button
from storage.instants import from_instant
from storage.sql import Sql
from storage.tables import outbox

_TEXT = select(outbox.c.text).where(
    outbox.c.key == bindparam("name"), outbox.c.person == bindparam("owner")
)
_BUTTONS = select(outbox.c.buttons).where(
    outbox.c.key == bindparam("name"), outbox.c.person == bindparam("owner")
)
_AT = select(outbox.c.created_at).where(outbox.c.key == bindparam("name"))


class Said:
    """Messages of ours, by their keys."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def text(self, person: int, key: str) -> str | None:
        """Return the markup of a message to a person, or None."""
        found: str | None = self._sql.scalar(_TEXT, name=key, owner=person)
        return found

    def buttons(self, person: int, key: str) -> tuple[Button, ...]:
        """Return the buttons under a message to a person."""
        found: str | None = self._sql.scalar(_BUTTONS, name=key, owner=person)
        return msgspec.json.decode(found, type=tuple[Button, ...]) if found else ()

    def at(self, key: str) -> datetime | None:
        """Return when a message was handed to the outbox, or None."""
        instant: int | None = self._sql.scalar(_AT, name=key)
        return from_instant(instant)
