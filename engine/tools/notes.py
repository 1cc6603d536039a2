"""Notes and list items: keep, add, tick."""

from domain.records import ListItem
from engine.tool import Caller
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


def add_items(store: Store, caller: Caller, *, name: str, items: tuple[str, ...]) -> list[ListItem]:
    """Add items to a list, made where it is new, and return what is on it now."""
    key = name.casefold()
    for text in items:
        number = store.lists.add(
            person=caller.person.id,
            name=key,
            text=text,
            origin=caller.origin,
            source=caller.source,
            now=caller.now,
        )
        store.journal.created(caller.person.id, caller.source, "item", number, caller.now)
    return store.lists.items(caller.person.id, key)


def tick(store: Store, caller: Caller, item: ListItem) -> None:
    """Mark an item as done."""
    store.journal.changes(caller.person.id, caller.source, "item", item.id, caller.now)
    store.lists.tick(caller.person.id, item.id)
