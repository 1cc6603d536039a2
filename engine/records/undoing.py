"""Undo: put back what one message wrote."""

from dataclasses import replace
from datetime import timedelta

from domain.errors import SparkError
from engine.caller import Caller
from engine.records import sharing
from engine.records.reminders import settle
from engine.records.settings import follow
from storage.journal import PERSON, Values
from storage.occurrences import OccurrencesChanged
from storage.store import Store


class Overwritten(SparkError):
    """A later message changed the same record: undoing would lose that change."""


class Over(SparkError):
    """Sharing that ended does not come back by undo: the other side must agree anew."""

    def __init__(self, *, share: int) -> None:
        super().__init__(share=share)
        self.share = share


UNDO_FOR = timedelta(hours=24)


def undo(store: Store, caller: Caller, source: int | None = None) -> list[str] | None:
    """Put back what a message wrote, or the last one of this chat that wrote anything.

    Returns the names of the records that went back, none for settings; None where nothing
    stands that can be undone. Errors: Overwritten where a later message changed one of them;
    Over, once, where it was the end of sharing.
    """
    since = caller.now - UNDO_FOR
    person = caller.person.id
    message = source if source is not None else store.journal.latest(person, caller.address, since)
    if message is None:
        return None
    if store.journal.is_overwritten(person, message, since):
        raise Overwritten(message=message)
    images = store.journal.images(person, message, since)
    apart = _apart(store, caller, images)
    names = _names(store, [one for one in images if apart.get(_reference(one), True)])
    records = store.journal.undo(person, message, since=since, now=caller.now, without=apart)
    over = next((number for noun, number in apart if noun == "share"), None)
    if over is not None and not records and not any(apart.values()):
        raise Over(share=over)
    if any(noun == PERSON for noun, _ in records):
        caller = replace(caller, person=store.people.get(person))
        follow(store, caller)
    for reminder in _reminders(store, records):
        settle(store, caller, reminder)
    store.signal(OccurrencesChanged())
    return names if records or names else None


def _apart(
    store: Store, caller: Caller, images: list[tuple[str, Values]]
) -> dict[tuple[str, int], bool]:
    """Take back sharing, and return what is not put back as it was, and whether it is undone.

    That is sharing, the items of others whose list the caller may no longer change, and the
    promised moments of a reminder that was itself taken back since.
    """
    apart: dict[tuple[str, int], bool] = {}
    for image in images:
        noun, values = image
        reference = _reference(image)
        if noun == "share" and reference not in apart:
            apart[reference] = sharing.take_back(store, caller, reference[1])
        if noun == "item" and not _may_touch(store, caller, values):
            apart[reference] = False
        if noun == "occurrence" and not _is_promised(store, values):
            apart[reference] = False
    return apart


def _may_touch(store: Store, caller: Caller, item: Values) -> bool:
    owner, name = item["person"], item["list"]
    if not isinstance(owner, int) or not isinstance(name, str):
        return False
    return sharing.may_touch(store, caller, owner, name)


def _is_promised(store: Store, occurrence: Values) -> bool:
    reminder = occurrence["reminder"]
    return isinstance(reminder, int) and store.reminders.get(reminder) is not None


def _reference(image: tuple[str, Values]) -> tuple[str, int]:
    noun, values = image
    number = values["id"]
    return noun, number if isinstance(number, int) else 0


def _names(store: Store, images: list[tuple[str, Values]]) -> list[str]:
    """Return what records are called, each name once; a promised moment as its reminder.

    Of settings, what moved along with them is not named.
    """
    if any(noun == PERSON for noun, _ in images):
        return []
    names: dict[str, None] = {}
    for noun, values in images:
        name = values.get("title") or values.get("text") or values.get("list")
        reminder = values["reminder"] if noun == "occurrence" else None
        if isinstance(reminder, int) and (found := store.reminders.get(reminder)) is not None:
            name = found.title
        if isinstance(name, str):
            names[name] = None
    return list(names)


def _reminders(store: Store, records: list[tuple[str, int]]) -> set[int]:
    """Return the reminders that some records are, or belong to."""
    found = {record for noun, record in records if noun == "reminder"}
    for noun, record in records:
        occurrence = store.occurrences.get(record) if noun == "occurrence" else None
        if occurrence is not None:
            found.add(occurrence.reminder)
    return found
