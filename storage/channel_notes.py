"""Notes of channels: what one keeps across restarts, by name."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from storage.instants import to_instant
from storage.sql import Sql
from storage.tables import channel_notes

FORGOTTEN = "forgotten"
"""The note that says when something was last forgotten, in seconds since 1970."""
PARTS = "parts:"
"""How the names of notes begin that say which parts of a message are out; they do not stay."""
_SET = (
    insert(channel_notes)
    .values({name: bindparam(name) for name in ("channel", "name", "value", "at")})
    .on_conflict_do_update(
        index_elements=["channel", "name"],
        set_={"value": bindparam("value"), "at": bindparam("at")},
    )
)
_DROP_PARTS = delete(channel_notes).where(
    channel_notes.c.name.startswith(PARTS), channel_notes.c.at < bindparam("before")
)
_HERE = (
    channel_notes.c.channel == bindparam("channel_name"),
    channel_notes.c.name == bindparam("note"),
)
_GET = select(channel_notes.c.value).where(*_HERE)
_CLEAR = delete(channel_notes).where(*_HERE)


class ChannelNotes:
    """Short texts of our own making: a switch, a mark in a history. Nothing that people said."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def get(self, channel: str, name: str) -> str | None:
        """Return a note, or None."""
        value: str | None = self._sql.scalar(_GET, channel_name=channel, note=name)
        return value

    def set(self, channel: str, name: str, value: str | None, now: datetime | None = None) -> None:
        """Keep a note, with its time where it is not to stay; None: forget it."""
        if value is None:
            self._sql.run(_CLEAR, channel_name=channel, note=name)
        else:
            at = to_instant(now)
            self._sql.run(_SET, channel=channel, name=name, value=value, at=at)

    def forgotten(self, channels: Iterable[str], now: datetime) -> None:
        """Note that something was forgotten: what a service still has of it is not taken again."""
        self.drop_parts(now + timedelta(days=1))  # nobody can tell whose message they are of
        for channel in channels:
            self.set(channel, FORGOTTEN, str(int(now.timestamp())))

    def drop_parts(self, before: datetime) -> int:
        """Forget which parts of messages were out before an instant; returns how many notes."""
        return self._sql.run(_DROP_PARTS, before=to_instant(before))
