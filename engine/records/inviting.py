"""Invitations: what one to an event says, and which number it has."""

from datetime import datetime

from domain.people import Person
from domain.records import Event
from domain.texts import FALLBACK, Texts
from engine.archive.calendar import invitation, said_by
from engine.words import words
from storage.store import Store

TEXTS = Texts({"with": {"pt": "Com {people}", "en": "With {people}"}})


def newest(person: Person, event: Event) -> tuple[int, str]:
    """Return the number of the invitation as it would be now, and a digest of what it says.

    The number is higher where it says something else than the one that was sent last.
    """
    digest = said_by(person, event)
    if event.invited_sequence is None:
        return 0, digest
    return event.invited_sequence + (digest != event.invited_digest), digest


def settle(store: Store, person: Person, event: Event) -> None:
    """Record that the invitation as it is now is sent."""
    sequence, digest = newest(person, event)
    store.events.invited(person.id, event.id, sequence=sequence, digest=digest)


def written(person: Person, language: str, event: Event, sequence: int, now: datetime) -> bytes:
    """Return the invitation as a file (RFC 5545)."""
    description = _description(language, event)
    return invitation(person, event, sequence=sequence, description=description, now=now)


def _description(language: str, event: Event) -> str:
    """Name the people: nothing is known of their addresses."""
    if not event.people:
        return ""
    by_language = TEXTS.sentences["with"]
    template = by_language.get(language, by_language[FALLBACK])
    return template.format(people=words(language).listing(event.people))
