"""History: the last words of a chat, for whoever has to answer the next one."""

from datetime import datetime
from operator import itemgetter

from sqlalchemy import Text, and_, bindparam, cast, func, literal, select

from domain.frozen import dataclass
from domain.messages import Address
from domain.origin import Origin
from storage.instants import from_instant
from storage.sql import Sql
from storage.tables import identities, inbox, outbox, turns

_LATER_THAN_ALL = 2**62
_PLACE = ("channel", "chat", "sender")
_asked = inbox.alias("asked")
_ASKED = (
    select(_asked.c.id)
    .where(_asked.c.channel == bindparam("asked_on"), _asked.c.key == bindparam("asked_as"))
    .scalar_subquery()
)
# A private chat goes on in the person's other private chats: it is one talk with one person.
_here, _there = identities.alias("here"), identities.alias("there")
_ELSEWHERE = (
    select(_there.c.channel, _there.c.chat, _there.c.external)
    .join(_here, _here.c.person == _there.c.person)
    .where(
        _here.c.channel == bindparam("channel"),
        _here.c.chat == bindparam("chat"),
        _here.c.external == bindparam("sender"),
        _there.c.chat.is_not(None),
    )
)
_LAST = (
    select(inbox.c.id, inbox.c.text, inbox.c.received_at, outbox.c.text, turns.c.origin)
    .outerjoin(
        outbox,
        # What was told in private instead of here is not part of this chat.
        and_(
            outbox.c.key == literal("reply:") + cast(inbox.c.id, Text),
            outbox.c.channel == inbox.c.channel,
            outbox.c.chat == inbox.c.chat,
        ),
    )
    .outerjoin(turns, turns.c.reply == outbox.c.key)
    .where(
        inbox.c.channel == bindparam("channel"),
        inbox.c.chat == bindparam("chat"),
        inbox.c.sender == bindparam("sender"),
        inbox.c.id < func.coalesce(_ASKED, _LATER_THAN_ALL),
        inbox.c.id > bindparam("since"),
        inbox.c.callback.is_(None),
        inbox.c.kind.is_(None),
        inbox.c.origin == Origin.OWNER.value,
    )
    .order_by(inbox.c.id.desc())
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What was said in a chat, and the answer in neutral markup; None: there was none.

    `number` is the message, which came `at` (UTC). `origin` labels an answer that a model wrote;
    None: code wrote it.
    """

    number: int
    said: str
    at: datetime
    answered: str | None
    origin: Origin | None = None


class History:
    """What one person and SparkOne said to each other: in a group there, else wherever it was."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def last(
        self, address: Address, sender: str, *, before: str, most: int, since: int = 0
    ) -> list[Exchange]:
        """Return the last exchanges before the message of the key `before`, oldest first.

        `since`: only those after that message. Forwarded words and pressed buttons are left out.
        """
        here = (address.channel, address.chat, sender)
        found = self._sql.all(_ELSEWHERE, **dict(zip(_PLACE, here, strict=True)))
        # Each place by itself is a walk along an index; all in one statement is one along all rows.
        rows = [
            row
            for place in {here, *found}
            for row in self._sql.all(
                _LAST,
                **dict(zip(_PLACE, place, strict=True)),
                asked_on=address.channel,
                asked_as=before,
                most=most,
                since=since,
            )
        ]
        rows.sort(key=itemgetter(0), reverse=True)
        return [
            Exchange(
                number=number,
                said=said,
                at=from_instant(at),
                answered=answered,
                origin=Origin(origin) if origin else None,
            )
            for number, said, at, answered, origin in reversed(rows[:most])
        ]
