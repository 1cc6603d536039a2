"""Windows: when a person last wrote in a chat, where free text may only follow that for a while."""

from datetime import datetime

from sqlalchemy import bindparam, case, select, update
from sqlalchemy.dialects.sqlite import insert

from domain.messages import Address
from storage.instants import from_instant, to_instant
from storage.sql import Sql
from storage.tables import windows

_ADD = insert(windows).values(
    {name: bindparam(name) for name in ("person", "channel", "chat", "wrote_at")}
)
_NEW = _ADD.excluded.wrote_at
# What comes late does not take a window back.
_WROTE = _ADD.on_conflict_do_update(
    index_elements=["channel", "chat"],
    set_={
        "person": bindparam("person"),
        "wrote_at": case((windows.c.wrote_at > _NEW, windows.c.wrote_at), else_=_NEW),
    },
)
_HERE = (windows.c.channel == bindparam("channel_name"), windows.c.chat == bindparam("chat_id"))
_AT = select(windows.c.wrote_at).where(*_HERE)
_SHUT = update(windows).where(*_HERE).values(wrote_at=None)
_ALL = (
    select(windows.c.person, windows.c.chat, windows.c.wrote_at)
    .where(windows.c.channel == bindparam("channel_name"))
    .order_by(windows.c.id)
)


class Windows:
    """Since when each chat is open for free text."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def wrote(self, person: int, address: Address, at: datetime) -> None:
        """Record that a person wrote."""
        self._sql.run(
            _WROTE,
            person=person,
            channel=address.channel,
            chat=address.chat,
            wrote_at=to_instant(at),
        )

    def at(self, address: Address) -> datetime | None:
        """Return when the person last wrote there, or None."""
        instant: int | None = self._sql.scalar(
            _AT, channel_name=address.channel, chat_id=address.chat
        )
        return from_instant(instant)

    def shut(self, address: Address) -> None:
        """Record that the service says that it is too long ago."""
        self._sql.run(_SHUT, channel_name=address.channel, chat_id=address.chat)

    def of_channel(self, channel: str) -> list[tuple[int, str, datetime | None]]:
        """Return person, chat and when they last wrote, for every chat of a channel."""
        rows = self._sql.all(_ALL, channel_name=channel)
        return [(person, chat, from_instant(at)) for person, chat, at in rows]
