"""Early receipts: what services told of messages before the sending of these was recorded."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import bindparam, delete, literal
from sqlalchemy.dialects.sqlite import insert

from storage.instants import to_instant
from storage.sql import Sql
from storage.tables import early_receipts as early

_ADD = insert(early).values({name: bindparam(name) for name in ("channel", "name", "told", "at")})
_KEEP = _ADD.on_conflict_do_update(
    index_elements=["channel", "name"],
    set_={"told": early.c.told + literal("\n") + _ADD.excluded.told, "at": _ADD.excluded.at},
)
_MARK = _ADD.on_conflict_do_update(index_elements=["channel", "name"], set_={"told": early.c.told})
_HERE = delete(early).where(
    early.c.channel == bindparam("channel_name"), early.c.name == bindparam("mark")
)
_TAKE = _HERE.returning(early.c.told)
_DELETE = delete(early).where(early.c.at < bindparam("before"))


class EarlyReceipts:
    """Lines of our own making, by the service's id of a message or by our key of it.

    Of such a name only a digest is kept: ids of WhatsApp hold the number that it went to.
    """

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def keep(self, channel: str, name: str, line: str, now: datetime) -> None:
        """Keep one for whoever records the sending."""
        self._sql.run(_KEEP, channel=channel, name=_mark(name), told=line, at=to_instant(now))

    def take(self, channel: str, name: str) -> list[str]:
        """Return what was kept under a name, oldest first, and keep it no longer.

        The row is written even where there is none, so that on a server this unit and one that
        keeps a receipt meet: the later one runs again, or waits and finds the sending recorded.
        """
        mark = _mark(name)
        if not self._sql.is_sqlite:
            self._sql.run(_MARK, channel=channel, name=mark, told="", at=0)
        lines: str = self._sql.scalar(_TAKE, channel_name=channel, mark=mark) or ""
        return lines.splitlines()

    def drop(self, channel: str, name: str) -> None:
        """Forget what was kept under a name."""
        self._sql.run(_HERE, channel_name=channel, mark=_mark(name))

    def delete_older(self, before: datetime) -> int:
        """Delete what nobody took; returns how many rows."""
        return self._sql.run(_DELETE, before=to_instant(before))


def _mark(name: str) -> str:
    return sha256(name.encode("utf-8", "replace")).hexdigest()[:32]
