"""Turns: which answers a model wrote, of what, and the summaries of what was said before."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from domain.frozen import dataclass
from domain.messages import Address
from domain.origin import Origin
from storage.instants import to_instant
from storage.sql import Sql
from storage.tables import summaries, turns

_ADD = (
    insert(turns)
    .values(
        {
            name: bindparam(name)
            for name in ("person", "source", "reply", "origin", "model", "tools", "created_at")
        }
    )
    .on_conflict_do_nothing(index_elements=["reply"])
)
_BY_REPLY = select(turns.c.model, turns.c.tools, turns.c.origin).where(
    turns.c.reply == bindparam("name"), turns.c.person == bindparam("owner")
)
_DELETE = delete(turns).where(turns.c.created_at < bindparam("before"))
_SUMMARISE = (
    insert(summaries)
    .values(
        {
            name: bindparam(name)
            for name in ("person", "channel", "chat", "until", "text", "origin", "created_at")
        }
    )
    .on_conflict_do_update(
        index_elements=["person", "channel", "chat"],
        set_={name: bindparam(name) for name in ("until", "text", "origin", "created_at")},
    )
)
_SUMMARY = select(summaries.c.until, summaries.c.text, summaries.c.origin).where(
    summaries.c.person == bindparam("owner"),
    summaries.c.channel == bindparam("channel_name"),
    summaries.c.chat == bindparam("chat_id"),
)
_FORGET_OLD = delete(summaries).where(summaries.c.created_at < bindparam("before"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What was said in a chat up to the message `until`, in few words, and its label."""

    until: int
    text: str
    origin: Origin


class Turns:
    """What models answered."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(
        self,
        *,
        person: int,
        source: int,
        reply: str,
        origin: Origin,
        model: str,
        tools: Sequence[str],
        now: datetime,
    ) -> None:
        """Note that a model wrote the answer with the key `reply`."""
        self._sql.run(
            _ADD,
            person=person,
            source=source,
            reply=reply,
            origin=origin.value,
            model=model,
            tools=msgspec.json.encode(tools).decode(),
            created_at=to_instant(now),
        )

    def of_reply(self, person: int, reply: str) -> tuple[str, tuple[str, ...], Origin] | None:
        """Return the model of an answer, the tools it used, and its label; None: by code."""
        row = self._sql.one(_BY_REPLY, name=reply, owner=person)
        if row is None:
            return None
        return row[0], msgspec.json.decode(row[1], type=tuple[str, ...]), Origin(row[2])

    def delete_old(self, before: datetime) -> int:
        """Delete what was noted before an instant, summaries too; returns how many rows went."""
        rows = self._sql.run(_DELETE, before=to_instant(before))
        return rows + self._sql.run(_FORGET_OLD, before=to_instant(before))

    def summarise(self, person: int, address: Address, summary: Summary, now: datetime) -> None:
        """Keep a summary in the place of the one before."""
        self._sql.run(
            _SUMMARISE,
            person=person,
            channel=address.channel,
            chat=address.chat,
            until=summary.until,
            text=summary.text,
            origin=summary.origin.value,
            created_at=to_instant(now),
        )

    def summary(self, person: int, address: Address) -> Summary | None:
        """Return the summary of a chat, or None."""
        row = self._sql.one(
            _SUMMARY, owner=person, channel_name=address.channel, chat_id=address.chat
        )
        return Summary(until=row[0], text=row[1], origin=Origin(row[2])) if row else None
