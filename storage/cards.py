"""Cards: calls of models that wait for the person's word, each given once at most."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, insert, select, update

from domain.frozen import dataclass
from domain.messages import Address
from storage.instants import from_instant, to_instant
from storage.sql import Row, Sql, one_of
from storage.tables import cards

OPEN, GRANTED, DECLINED, USED = "open", "granted", "declined", "used"
RUNNING, DONE, FAILED, UNKNOWN = "running", "done", "failed", "unknown"
"""A call that reaches third parties: it left, was done or refused there; nobody knows."""
_NAMES = (
    "person",
    "channel",
    "chat",
    "source",
    "tool",
    "arguments",
    "digest",
    "sources",
    "state",
    "created_at",
    "expires_at",
)
_ADD = insert(cards).values({name: bindparam(name) for name in _NAMES}).returning(cards.c.id)
_COLUMNS = (cards.c.id, *(cards.c[name] for name in _NAMES), cards.c.press)
_GET = select(*_COLUMNS).where(cards.c.id == bindparam("card"))
_OPEN_OF = (
    select(*_COLUMNS)
    .where(
        cards.c.person == bindparam("owner"),
        cards.c.source == bindparam("message"),
        cards.c.state == OPEN,
    )
    .order_by(cards.c.id)
)
_OF_PRESS = (
    select(*_COLUMNS)
    .where(cards.c.press == bindparam("pressed"), cards.c.state == GRANTED)
    .order_by(cards.c.id)
)
_BEGUN_OF = (
    select(*_COLUMNS)
    .where(cards.c.press == bindparam("pressed"), one_of(cards.c.state, RUNNING, DONE, FAILED))
    .order_by(cards.c.id)
)
_STEP = (
    update(cards)
    .where(cards.c.id == bindparam("card"), cards.c.state == bindparam("was"))
    .values(state=bindparam("becomes"))
)
_SETTLE = (
    update(cards)
    .where(
        cards.c.id == bindparam("card"),
        cards.c.state == bindparam("was"),
    )
    .values(state=bindparam("becomes"), press=bindparam("pressed"), settled_at=bindparam("at"))
)
_DELETE = delete(cards).where(
    cards.c.expires_at < bindparam("before"),
    one_of(cards.c.state, OPEN, GRANTED, DECLINED, USED, UNKNOWN),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A call that waits: whose, where it was asked, what exactly, and until when.

    `sources` are pairs of a label and a place (see `engine.tool.Source`).
    """

    id: int
    person: int
    address: Address
    source: int
    tool: str
    arguments: Mapping[str, Any]
    digest: str
    sources: tuple[tuple[str, str], ...]
    state: str
    created_at: datetime
    expires_at: datetime
    press: int | None = None


class Cards:
    """Calls that wait for the person's word."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(
        self,
        *,
        person: int,
        address: Address,
        source: int,
        tool: str,
        arguments: Mapping[str, Any],
        digest: str,
        sources: tuple[tuple[str, str], ...],
        now: datetime,
        expires_at: datetime,
    ) -> int:
        """Store a call that a person is asked about; returns its id."""
        return int(
            self._sql.scalar(
                _ADD,
                person=person,
                channel=address.channel,
                chat=address.chat,
                source=source,
                tool=tool,
                arguments=msgspec.json.encode(arguments).decode(),
                digest=digest,
                sources=msgspec.json.encode(sources).decode(),
                state=OPEN,
                created_at=to_instant(now),
                expires_at=to_instant(expires_at),
            )
        )

    def get(self, card: int) -> Card | None:
        """Return a card, or None."""
        row = self._sql.one(_GET, card=card)
        return _card(row) if row else None

    def open(self, person: int, source: int) -> list[Card]:
        """Return what is still open of the cards that a message of a person led to."""
        return [_card(row) for row in self._sql.all(_OPEN_OF, owner=person, message=source)]

    def granted(self, press: int) -> list[Card]:
        """Return the cards that a press granted and that were not used yet."""
        return [_card(row) for row in self._sql.all(_OF_PRESS, pressed=press)]

    def grant(self, card: int, *, press: int, now: datetime) -> bool:
        """Record the person's word; False where the card was settled before."""
        return self._settle(card, OPEN, GRANTED, press, now)

    def decline(self, card: int, *, press: int, now: datetime) -> bool:
        """Record that the person does not want it; False as above."""
        return self._settle(card, OPEN, DECLINED, press, now)

    def use(self, card: int, *, press: int, now: datetime) -> bool:
        """Record that a granted call was made; False where it was made before."""
        return self._settle(card, GRANTED, USED, press, now)

    def begin(self, card: int) -> bool:
        """Record that a granted call is about to leave; False where it did before."""
        return self._step(card, GRANTED, RUNNING)

    def end(self, card: int, *, is_done: bool) -> bool:
        """Record what came of a call that left; False where that is known already."""
        return self._step(card, RUNNING, DONE if is_done else FAILED)

    def begun(self, press: int) -> list[Card]:
        """Return the calls of a press that left and of which the person was told nothing yet."""
        return [_card(row) for row in self._sql.all(_BEGUN_OF, pressed=press)]

    def tell(self, card: Card) -> bool:
        """Record that the person is told what came of a call; False where they were before."""
        return self._step(card.id, card.state, UNKNOWN if card.state == RUNNING else USED)

    def delete_old(self, before: datetime) -> int:
        """Delete what was settled or ran out before an instant; returns how many rows went."""
        return self._sql.run(_DELETE, before=to_instant(before))

    def _step(self, card: int, was: str, becomes: str) -> bool:
        return self._sql.run(_STEP, card=card, was=was, becomes=becomes) == 1

    def _settle(self, card: int, was: str, becomes: str, press: int, now: datetime) -> bool:
        done = self._sql.run(
            _SETTLE, card=card, was=was, becomes=becomes, pressed=press, at=to_instant(now)
        )
        return done == 1


def _card(row: Row) -> Card:
    number, person, channel, chat, source, tool, arguments, digest, sources, *rest = row
    state, created_at, expires_at, press = rest
    return Card(
        id=number,
        person=person,
        address=Address(channel=channel, chat=chat),
        source=source,
        tool=tool,
        arguments=msgspec.json.decode(arguments, type=dict[str, Any]),
        digest=digest,
        sources=msgspec.json.decode(sources, type=tuple[tuple[str, str], ...]),
        state=state,
        created_at=from_instant(created_at),
        expires_at=from_instant(expires_at),
        press=press,
    )
