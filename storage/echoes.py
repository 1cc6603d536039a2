"""Echoes: our answers as the channels know them, and the messages that they answer."""

from datetime import datetime

from sqlalchemy import bindparam, select

from domain.deliveries import DeliveryState
from domain.messages import Address
from storage.instants import to_instant
from storage.sql import Sql
from storage.tables import outbox

_REPLY = "reply:"
_HERE = (outbox.c.channel == bindparam("channel"), outbox.c.chat == bindparam("chat"))
_EXTERNAL = select(outbox.c.external).where(outbox.c.key == bindparam("name"), *_HERE)
_ANSWERED = (
    select(outbox.c.key)
    .where(
        *_HERE,
        outbox.c.external == bindparam("external"),
        outbox.c.state == DeliveryState.SENT.value,
        outbox.c.created_at >= bindparam("since"),
        outbox.c.key.startswith(_REPLY),
    )
    .order_by(outbox.c.id.desc())
    .limit(1)
)


class Echoes:
    """Which message of ours answers which of theirs."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def external(self, message: int, address: Address) -> str | None:
        """Return the channel's id of the answer to a message; None where it is not in this chat."""
        found: str | None = self._sql.scalar(
            _EXTERNAL, name=f"{_REPLY}{message}", channel=address.channel, chat=address.chat
        )
        return found

    def answered(self, address: Address, external: str, since: datetime) -> int | None:
        """Return which message an answer of ours was to, if it was written since then."""
        key: str | None = self._sql.scalar(
            _ANSWERED,
            channel=address.channel,
            chat=address.chat,
            external=external,
            since=to_instant(since),
        )
        number = (key or "").removeprefix(_REPLY)
        return int(number) if number.isdecimal() else None
