"""The owner: one person, whom the terminal always knows."""

from datetime import datetime

from bot.channels.terminal import NAME, OWNER
from bot.settings import Settings
from domain.people import Identity, Person, Role
from engine.zones import machine_zone
from storage.store import Store


def settle_owner(store: Store, settings: Settings, now: datetime) -> Person:
    """Return the owner, made at the first start, known to the terminal and as configured."""
    owner = store.people.owner() or store.people.add(
        role=Role.OWNER,
        zone=settings.sparkone_zone or machine_zone(),
        language=None,
        quiet=None,
        now=now,
    )
    _link(store, owner, NAME, OWNER)
    if settings.sparkone_owner:
        channel, _, external = settings.sparkone_owner.partition(":")
        _link(store, owner, channel, external)
    return owner


def _link(store: Store, owner: Person, channel: str, external: str) -> None:
    if store.people.find(channel, external) is None:
        identity = Identity(person=owner.id, channel=channel, external=external, chat=external)
        store.people.link(identity)
