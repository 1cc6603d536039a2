"""Ways: over which channels a person is reached, and in which order."""

from collections.abc import Collection

from domain.capabilities import capabilities
from domain.messages import Address, Purpose
from domain.people import Person
from storage.store import Store

KINDS = (Purpose.REMINDER, Purpose.BRIEF, Purpose.NOTICE)
"""What a person may choose a channel for."""


def chats(store: Store, person: int, among: Collection[str] | None = None) -> list[Address]:
    """Return the private chats that take messages, the newest first.

    `among`: the channels that there are now.
    """
    return [
        Address(channel=one.channel, chat=one.chat)
        for one in reversed(store.people.identities(person))
        if one.chat and not one.blocked_at and (among is None or one.channel in among)
    ]


def chosen(store: Store, person: Person, kind: Purpose) -> Address | None:
    """Return the chat on the channel that the person chose for a kind; None: none, or shut."""
    name = person.preferences.channel_for(kind.value)
    if name is None:
        return None
    return next((one for one in chats(store, person.id) if one.channel == name), None)


def home(store: Store, person: Person, kind: Purpose) -> Address | None:
    """Return where a person is told what they did not ask for; None: nowhere."""
    return chosen(store, person, kind) or store.people.home(person.id)


def for_reminder(store: Store, person: Person, asked_in: Address) -> Address:
    """Return where a reminder is said: where it was asked, or on the channel that was chosen.

    What was asked in a group is said there.
    """
    wanted = person.preferences.channel_for(Purpose.REMINDER.value)
    if wanted is None or wanted == asked_in.channel:
        return asked_in
    is_private = store.people.identity_of(asked_in) is not None
    return (chosen(store, person, Purpose.REMINDER) if is_private else None) or asked_in


def others(
    store: Store,
    person: int,
    tried: Collection[Address],
    among: Collection[str] | None = None,
) -> list[Address]:
    """Return where else a person is found who is not looking, the newest first.

    Of each channel the newest chat: whoever is not there is not in the other one either.
    """
    gone = {one.channel for one in tried}
    found: dict[str, Address] = {}
    for one in chats(store, person, among):
        if one.channel not in gone and capabilities(one.channel).reaches:
            found.setdefault(one.channel, one)
    return list(found.values())
