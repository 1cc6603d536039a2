"""Joining: what a right code does, in one unit of work."""

from datetime import datetime

from domain.codes import Code, Opens
from domain.deliveries import DeliveryState
from domain.messages import Address, InboundMessage, Purpose
from domain.people import Identity, Person
from engine.zones import machine_zone
from storage.outgoing import defer_delivery
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
    acquaint(store, person, message)
    store.people.link(
        Identity(
            person=person.id,
            channel=message.address.channel,
            external=message.sender,
            chat=message.address.chat,
        )
    )
    _bring_along(store, person, message.address, now)
    details = f"{message.address.channel} {person.role}"
    store.audit.add(code.made_by, f"joined by {code.opens}", person.id, details, now)
    return store.people.get(person.id)


def _bring_along(store: Store, person: Person, address: Address, now: datetime) -> None:
    """Let what waits for the person at a closed terminal come where they are now."""
    for delivery in store.outbox.in_state(DeliveryState.WAITING):
        if delivery.person == person.id and delivery.message.purpose is not Purpose.REPLY:
            store.outbox.move(delivery.id, address)
            defer_delivery(store, delivery.id, address, now=now)


def acquaint(store: Store, person: Person, message: InboundMessage) -> None:
    """Remember a sender's name and the language of their device, where nothing else was said."""
    name, language = _name_in(message), language_of(message)
    if person.name is None and name is not None:
        store.people.set_name(person.id, name)
    if person.language is None and person.spoken is None and language is not None:
        store.people.speaks(person.id, language)


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
    person = store.people.add(
        role=code.role,
        zone=owner.zone if owner else machine_zone(),
        language=None,
        quiet=None,
        now=message.received_at,
        name=_name_in(message),
    )
    store.people.set_asked(person.id, NEW)
    return person


def _name_in(message: InboundMessage) -> str | None:
    return " ".join((message.sender_name or "").split())[:LONGEST_NAME] or None
