"""Lists and their items."""

from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update

from domain.origin import Origin
from domain.records import ListItem
from storage.instants import from_instant, to_instant
from storage.sql import Row, Sql
from storage.tables import list_items

_ADD = (
    insert(list_items)
    .values(
        {
            name: bindparam(name)
            for name in ("person", "list", "text", "origin", "source", "created_at")
        }
    )
    .returning(list_items.c.id)
)
_COLUMNS = tuple(
    list_items.c[name] for name in ("id", "person", "list", "text", "done", "origin", "created_at")
)
_OPEN = (list_items.c.person == bindparam("owner"), list_items.c.done == 0)
_ITEMS = (
    select(*_COLUMNS)
    .where(*_OPEN, list_items.c.list == bindparam("name"))
    .order_by(list_items.c.id)
)
_GET = select(*_COLUMNS).where(*_OPEN, list_items.c.id == bindparam("item"))
_ANYWHERE = select(*_COLUMNS).where(list_items.c.id == bindparam("item"))
_KNOWN = (
    select(list_items.c.list)
    .where(list_items.c.person == bindparam("owner"))
    .distinct()
    .order_by(list_items.c.list)
)
_ALL = select(*_COLUMNS).where(*_OPEN).order_by(list_items.c.list, list_items.c.id)
_NAMES = (
    select(list_items.c.list, func.count())
    .where(*_OPEN)
    .group_by(list_items.c.list)
    .order_by(list_items.c.list)
)
_ONE = (list_items.c.person == bindparam("owner"), list_items.c.id == bindparam("item"))
_TICK = update(list_items).where(*_ONE).values(done=bindparam("is_done"))
_REMOVE = delete(list_items).where(*_ONE)
_TICKED = (
    select(*_COLUMNS)
    .where(list_items.c.person == bindparam("owner"), list_items.c.done == 1)
    .order_by(list_items.c.id.desc())
    .limit(bindparam("most"))
)


class Lists:
    """Named lists of items; names are in lower case.

    Every query but `anywhere` is of one person, who owns the list.
    """

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(
        self,
        *,
        person: int,
        name: str,
        text: str,
        origin: Origin,
        now: datetime,
        source: int | None = None,
    ) -> int:
        """Store a new item and return its id."""
        return int(
            self._sql.scalar(
                _ADD,
                person=person,
                list=name,
                text=text,
                origin=origin.value,
                source=source,
                created_at=to_instant(now),
            )
        )

    def get(self, person: int, item: int) -> ListItem | None:
        """Return an open item of this person, or None."""
        row = self._sql.one(_GET, owner=person, item=item)
        return _item(row) if row else None

    def items(self, person: int, name: str) -> list[ListItem]:
        """Return the open items of one list, in the order they were added."""
        return [_item(row) for row in self._sql.all(_ITEMS, owner=person, name=name)]

    def all(self, person: int) -> list[ListItem]:
        """Return the open items of all lists."""
        return [_item(row) for row in self._sql.all(_ALL, owner=person)]

    def names(self, person: int) -> dict[str, int]:
        """Return the lists that have open items, with their number."""
        return dict(self._sql.all(_NAMES, owner=person))

    def anywhere(self, item: int) -> ListItem | None:
        """Return an item of whomever, open or done: whoever asks must be let see its list."""
        row = self._sql.one(_ANYWHERE, item=item)
        return _item(row) if row else None

    def known(self, person: int) -> list[str]:
        """Return the lists that ever had an item which is not removed."""
        return [row[0] for row in self._sql.all(_KNOWN, owner=person)]

    def tick(self, person: int, item: int) -> None:
        """Mark an item as done."""
        self._sql.run(_TICK, owner=person, item=item, is_done=1)

    def untick(self, person: int, item: int) -> None:
        """Put an item back on its list."""
        self._sql.run(_TICK, owner=person, item=item, is_done=0)

    def remove(self, person: int, item: int) -> None:
        """Take an item off its list for good."""
        self._sql.run(_REMOVE, owner=person, item=item)

    def ticked(self, person: int, most: int = 200) -> list[ListItem]:
        """Return the items that are done, the latest added first."""
        return [_item(row) for row in self._sql.all(_TICKED, owner=person, most=most)]


def _item(row: Row) -> ListItem:
    number, person, name, text, done, origin, created_at = row
    return ListItem(
        id=number,
        person=person,
        list=name,
        text=text,
        done=bool(done),
        origin=Origin(origin),
        created_at=from_instant(created_at),
    )
