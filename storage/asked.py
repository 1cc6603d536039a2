"""Asked: the messages of ours in a chat under which there are buttons, the newest first."""

from datetime import datetime

import msgspec
from sqlalchemy import bindparam, select

from domain.frozen import dataclass
from domain.messages import Address, Button
from storage.instants import from_instant
from storage.outbox_table import ASKED, outbox
from storage.sql import Sql

_LAST = (
    select(outbox.c.id, outbox.c.external, outbox.c.text, outbox.c.buttons, outbox.c.created_at)
    .where(
        outbox.c.channel == bindparam("channel_name"),
        outbox.c.chat == bindparam("chat_id"),
        ASKED,  # as the index has it
        outbox.c.state != "failed",
    )
    .order_by(outbox.c.id.desc())
    .limit(bindparam("most"))
)
_AFTER = select(outbox.c.text).where(
    outbox.c.id > bindparam("after"),
    outbox.c.channel == bindparam("channel_name"),
    outbox.c.chat == bindparam("chat_id"),
    outbox.c.state != "failed",
    outbox.c.buttons == "[]",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One message with its buttons; `external` is the channel's id of it, once it is known."""

    id: int
    external: str | None
    text: str
    buttons: tuple[Button, ...]
    created_at: datetime


class Asked:
    """What could be pressed, where pressing brings a title or a number only."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def last(self, address: Address, most: int) -> list[Question]:
        """Return the last so many messages with buttons of a chat, the newest first."""
        rows = self._sql.all(_LAST, channel_name=address.channel, chat_id=address.chat, most=most)
        return [
            Question(
                id=number,
                external=external,
                text=text,
                buttons=msgspec.json.decode(buttons, type=tuple[Button, ...]),
                created_at=from_instant(created_at),
            )
            for number, external, text, buttons, created_at in rows
        ]

    def said_after(self, address: Address, question: Question) -> list[str]:
        """Return the texts without buttons that went to a chat after a question."""
        rows = self._sql.all(
            _AFTER, after=question.id, channel_name=address.channel, chat_id=address.chat
        )
        return [text for (text,) in rows]
