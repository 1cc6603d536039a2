"""Notes and list items: keep, add, tick, put back, remove.

An item that is given may be on a shared list: whoever found it may see it.
"""

from domain.origin import Origin
from domain.records import ListItem, Note
from engine.caller import Caller
from storage.store import Store


def keep(store: Store, caller: Caller, *, text: str) -> int:
    """Keep a note and return its id."""
    number = store.notes.add(
        person=caller.person.id,
        text=text,
        origin=caller.origin,
        source=caller.source,
        now=caller.now,
    )
    store.journal.created(caller.person.id, caller.source, "note", number, caller.now)
    return number


def add_items(
    store: Store, caller: Caller, *, name: str, items: tuple[str, ...], owner: int | None = None
) -> list[ListItem]:
    """Add items to a list, made where it is new, and return what is on it now.

    `owner` is whose list it is, where that is not the caller: to them it is a third party's word.
    """
    key = name.casefold()
    whose = caller.person.id if owner is None else owner
    origin = caller.origin if whose == caller.person.id else Origin.THIRD_PARTY
    for text in items:
        number = store.lists.add(
            person=whose,
            name=key,
            text=text,
            origin=origin,
            source=caller.source,
            now=caller.now,
        )
        store.journal.created(caller.person.id, caller.source, "item", number, caller.now)
    return store.lists.items(whose, key)


def tick(store: Store, caller: Caller, item: ListItem) -> None:
    """Mark an item as done."""
    store.journal.changes(caller.person.id, caller.source, "item", item.id, caller.now)
    store.lists.tick(item.person, item.id)


def untick(store: Store, caller: Caller, item: ListItem) -> None:
    """Put an item that was done back on its list."""
    store.journal.changes(caller.person.id, caller.source, "item", item.id, caller.now)
    store.lists.untick(item.person, item.id)


def remove(store: Store, caller: Caller, item: ListItem) -> None:
    """Take an item off its list."""
    store.journal.changes(caller.person.id, caller.source, "item", item.id, caller.now)
    store.lists.remove(item.person, item.id)


def clear(store: Store, caller: Caller, owner: int, name: str) -> int:
    """Take all open items off a list of a person; returns how many."""
    items = store.lists.items(owner, name)
    for item in items:
        remove(store, caller, item)
    return len(items)


def forget(store: Store, caller: Caller, note: Note) -> None:
    """Delete a note."""
    store.journal.changes(caller.person.id, caller.source, "note", note.id, caller.now)
    store.notes.remove(caller.person.id, note.id)
