"""Lists that people share, and what of the journal goes when that ends."""

from collections.abc import Callable
from datetime import datetime

import msgspec
from sqlalchemy import bindparam, delete, insert, or_, select, update

from domain.records import Share, ShareState
from storage.instants import from_instant, to_instant
from storage.sql import Row, Sql
from storage.tables import journal, list_items, people, shares

_ADD = (
    insert(shares)
    .values(
        {
            name: bindparam(name)
            for name in ("person", "guest", "list", "state", "source", "created_at")
        }
    )
    .returning(shares.c.id)
)
_COLUMNS = tuple(
    shares.c[name]
    for name in ("id", "person", "guest", "list", "state", "created_at", "answered_at")
)
_GET = select(*_COLUMNS).where(shares.c.id == bindparam("share"))
_BETWEEN = select(*_COLUMNS).where(
    shares.c.person == bindparam("owner"),
    shares.c.guest == bindparam("other"),
    shares.c.list == bindparam("name"),
)
# Whoever is banned neither shows anything nor is shown anything.
_OF_OWNER = (
    select(*_COLUMNS)
    .join(people, people.c.id == shares.c.guest)
    .where(shares.c.person == bindparam("owner"), people.c.banned_at.is_(None))
    .order_by(shares.c.list, shares.c.id)
)
_WITH_GUEST = (
    select(*_COLUMNS)
    .join(people, people.c.id == shares.c.person)
    .where(shares.c.guest == bindparam("other"), people.c.banned_at.is_(None))
    .order_by(shares.c.list, shares.c.id)
)
_SAVE = (
    update(shares)
    .where(shares.c.id == bindparam("share"))
    .values({name: bindparam(name) for name in ("state", "created_at", "answered_at")})
)
_ENTRIES = select(journal.c.id, journal.c.record, journal.c.before, journal.c.person).where(
    journal.c.noun == bindparam("name"), journal.c.person != bindparam("owner")
)
_ITEMS = select(list_items.c.id, list_items.c.list).where(list_items.c.person == bindparam("owner"))
_OF_PERSON = select(shares.c.id).where(
    or_(shares.c.person == bindparam("owner"), shares.c.guest == bindparam("owner"))
)
_ACTS_ON = select(journal.c.id, journal.c.record).where(journal.c.noun == bindparam("name"))
_DROP = delete(journal).where(journal.c.id == bindparam("entry"))
_DROP_GUEST = delete(shares).where(
    or_(shares.c.person == bindparam("owner"), shares.c.guest == bindparam("owner"))
)


class Shares:
    """Which list of whom is shared with whom."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(
        self, *, person: int, guest: int, name: str, now: datetime, source: int | None = None
    ) -> int:
        """Store that a list of a person is offered to a guest; returns the id."""
        return int(
            self._sql.scalar(
                _ADD,
                person=person,
                guest=guest,
                list=name,
                state=ShareState.OFFERED.value,
                source=source,
                created_at=to_instant(now),
            )
        )

    def get(self, share: int) -> Share | None:
        """Return a share, or None."""
        row = self._sql.one(_GET, share=share)
        return _share(row) if row else None

    def between(self, person: int, guest: int, name: str) -> Share | None:
        """Return what there is between two people about a list, whatever its state."""
        row = self._sql.one(_BETWEEN, owner=person, other=guest, name=name)
        return _share(row) if row else None

    def of_owner(self, person: int) -> list[Share]:
        """Return what a person offers or shares, by list; not with people who are banned."""
        return _standing(self._sql.all(_OF_OWNER, owner=person))

    def with_guest(self, guest: int) -> list[Share]:
        """Return what is offered to or shared with a person; not by people who are banned."""
        return _standing(self._sql.all(_WITH_GUEST, other=guest))

    def save(self, share: Share) -> None:
        """Store a changed share."""
        self._sql.run(
            _SAVE,
            share=share.id,
            state=share.state.value,
            created_at=to_instant(share.created_at),
            answered_at=to_instant(share.answered_at),
        )

    def let_go(self, share: Share) -> None:
        """Forget what a guest could still undo on a list: from now on it is none of theirs."""
        drop_acts_of_others(
            self._sql,
            share.person,
            is_meant=lambda whose, name: whose == share.guest and name == share.list,
        )


def drop_acts_of_others(
    sql: Sql, owner: int, *, is_meant: Callable[[int, str], bool] = lambda _whose, _name: True
) -> int:
    """Delete the journal of others about items of a person; returns how many entries.

    `is_meant` is asked with who wrote the entry and the name of the list.
    """
    theirs: dict[int, str] = dict(sql.all(_ITEMS, owner=owner))
    count = 0
    for entry, record, before, whose in sql.all(_ENTRIES, name="item", owner=owner):
        name = theirs.get(record)
        if before:
            former = msgspec.json.decode(before)
            name = former["list"] if former["person"] == owner else name
        if name is not None and is_meant(whose, name):
            count += sql.run(_DROP, entry=entry)
    return count


def drop_of_person(sql: Sql, person: int) -> int:
    """Delete what others could undo of a person's lists, and all sharing by or with them."""
    count = drop_acts_of_others(sql, person)
    known = {row[0] for row in sql.all(_OF_PERSON, owner=person)}
    for entry, record in sql.all(_ACTS_ON, name="share"):
        if record in known:
            count += sql.run(_DROP, entry=entry)
    return count + sql.run(_DROP_GUEST, owner=person)


def _standing(rows: list[Row]) -> list[Share]:
    found = [_share(row) for row in rows]
    return [one for one in found if one.state in (ShareState.OFFERED, ShareState.ACCEPTED)]


def _share(row: Row) -> Share:
    number, person, guest, name, state, created_at, answered_at = row
    return Share(
        id=number,
        person=person,
        guest=guest,
        list=name,
        state=ShareState(state),
        created_at=from_instant(created_at),
        answered_at=from_instant(answered_at),
    )
