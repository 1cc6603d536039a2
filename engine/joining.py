"""Joining: what a right code does, in one unit of work."""

from datetime import datetime

from domain.codes import Code, Opens
from domain.messages import InboundMessage
from domain.people import Identity, Person
from engine.zones import machine_zone
from storage.store import Store

NEW = "new"
"""What `Person.asked` is until the first capture opens the dialogue."""
LONGEST_NAME = 64


def join(store: Store, code: Code, message: InboundMessage, now: datetime) -> Person | None:
    """Make the sender known as the code says; None where it opens nothing (any more)."""
    person = _known(store, code)
    if (person is None and code.opens is not Opens.INVITE) or not store.codes.end(code.id, now):
        return None
    person = person or _new(store, message, code)
    store.codes.used(code.id, person.id)
    language = language_of(message)
    if language is not None and person.spoken is None:
        store.people.speaks(person.id, language)
    store.people.link(
        Identity(
            person=person.id,
            channel=message.address.channel,
            external=message.sender,
            chat=message.address.chat,
        )
    )
    details = f"{message.address.channel} {person.role}"
    store.audit.add(code.made_by, f"joined by {code.opens}", person.id, details, now)
    return store.people.get(person.id)


def language_of(message: InboundMessage) -> str | None:
    """Return the language that the sender's device speaks, where it is one of ours."""
    tag = (message.sender_language or "").replace("_", "-").partition("-")[0].lower()
    return tag if tag in {"pt", "en"} else None


def _known(store: Store, code: Code) -> Person | None:
    """Return whose the new identity becomes; a banned person gets none."""
    person = store.people.owner() if code.opens is Opens.OWNER else None
    if code.opens is Opens.LINK and code.made_by is not None:
        person = store.people.get(code.made_by)
    if person is None or person.banned_at is not None:
        return None
    if code.opens is Opens.OWNER and person.asked is None and person.consented_at is None:
        store.people.set_asked(person.id, NEW)
    return person


def _new(store: Store, message: InboundMessage, code: Code) -> Person:
    """Store a person with the owner's zone until they say theirs."""
    owner = store.people.owner()
    name = " ".join((message.sender_name or "").split())[:LONGEST_NAME]
    person = store.people.add(
        role=code.role,
        zone=owner.zone if owner else machine_zone(),
        language=None,
        quiet=None,
        now=message.received_at,
        name=name or None,
    )
    store.people.set_asked(person.id, NEW)
    return person
