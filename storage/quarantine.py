"""The quarantine: what came in and cannot be read, kept for whoever mends it."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from domain.cleaning import storable
from storage.instants import to_instant
from storage.sql import Sql
from storage.tables import quarantine

LONGEST_BODY = 65_536
"""Characters kept of each; what is longer is not a message."""
_NAMES = ("channel", "digest", "size", "reason", "body", "at")
_ADD = (
    insert(quarantine)
    .values({name: bindparam(name) for name in _NAMES})
    .on_conflict_do_nothing(index_elements=["channel", "digest"])
    .returning(quarantine.c.id)
)
_COUNT = select(func.count()).select_from(quarantine)
_DELETE = delete(quarantine).where(quarantine.c.at < bindparam("before"))
_EMPTY = delete(quarantine)


class Quarantine:
    """Bodies that no channel could read; the same one is kept once."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(self, channel: str, raw: bytes, reason: str, now: datetime) -> int | None:
        """Keep a body and return its id, or None where it is kept already."""
        number: int | None = self._sql.scalar(
            _ADD,
            channel=channel,
            digest=sha256(raw).hexdigest(),
            size=len(raw),
            reason=reason,
            body=storable(raw[:LONGEST_BODY].decode("utf-8", "replace")),
            at=to_instant(now),
        )
        return number

    def count(self) -> int:
        """Return how many are kept."""
        return int(self._sql.scalar(_COUNT))

    def delete_older(self, before: datetime) -> int:
        """Delete what came before an instant; returns how many."""
        return self._sql.run(_DELETE, before=to_instant(before))

    def empty(self) -> int:
        """Delete all of it: nobody can tell whose it is."""
        return self._sql.run(_EMPTY)
