"""What a chat was last shown, so that "the second one" can be understood."""

from datetime import datetime

import msgspec
from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from domain.messages import Address
from storage.instants import from_instant, to_instant
from storage.sql import Sql
from storage.tables import shown

Reference = tuple[str, int]
"""A noun ("task", "reminder", "event", "item", "note", "file") and an id."""

_SAVE = (
    insert(shown)
    .values(chat=bindparam("name"), records=bindparam("records"), at=bindparam("at"))
    .on_conflict_do_update(
        index_elements=["chat"], set_={"records": bindparam("records"), "at": bindparam("at")}
    )
)
_GET = select(shown.c.records).where(shown.c.chat == bindparam("name"))
_AT = select(shown.c.at).where(shown.c.chat == bindparam("name"))


class Shown:
    """The records of the last answer in each chat, in the order they were numbered."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def save(self, address: Address, records: list[Reference], now: datetime) -> None:
        """Remember what was shown."""
        self._sql.run(
            _SAVE,
            name=str(address),
            records=msgspec.json.encode(records).decode(),
            at=to_instant(now),
        )

    def get(self, address: Address) -> list[Reference]:
        """Return what was shown last, or nothing."""
        records = self._sql.scalar(_GET, name=str(address))
        return msgspec.json.decode(records, type=list[Reference]) if records else []

    def at(self, address: Address) -> datetime | None:
        """Return when that was."""
        at = self._sql.scalar(_AT, name=str(address))
        return None if at is None else from_instant(at)
