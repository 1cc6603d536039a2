"""The owner: one person, whom the terminal always knows."""

from datetime import datetime
from hashlib import sha256

from bot.channels.terminal import NAME, OWNER
from bot.settings import Settings
from domain.errors import ConfigurationError
from domain.messages import Address
from domain.people import Identity, Person, Role
from engine.unlinking import UNLINKED
from engine.zones import machine_zone
from storage.store import Store

SET = "owner_set"
"""The act in the audit log: an id was made the owner's by the settings; `details` marks it."""


def settle_owner(store: Store, settings: Settings, now: datetime) -> Person:
    """Return the owner, made at the first start, known to the terminal and as configured.

    Where the settings name another id than before, the id before it loses the owner's rights.
    Raises ConfigurationError where the id that is named is somebody else's.
    """
    owner = store.people.owner() or store.people.add(
        role=Role.OWNER,
        zone=settings.sparkone_zone or machine_zone(),
        language=None,
        quiet=None,
        now=now,
    )
    _link(store, owner, NAME, OWNER)
    if settings.sparkone_owner:
        _settle(store, owner, settings.sparkone_owner, now)
    return owner


def _settle(store: Store, owner: Person, named: str, now: datetime) -> None:
    channel, _, asked = named.partition(":")
    external = store.aliases.known(channel, asked)
    known = store.people.find(channel, external)
    if known is not None and known.id != owner.id:
        fault = (
            f"SPARKONE_OWNER: {named} already belongs to another person here. "
            "Write the owner's own id; `sparkone users` shows who is who."
        )
        raise ConfigurationError([fault])
    before = store.audit.latest(SET, f"{channel} ")
    mark = _mark(channel, asked)
    identities = store.people.identities(owner.id)
    # Once it is settled, the id may have got another name since, a number that changed; or the
    # owner let the channel go, and a start does not take it back.
    is_there = any(one.channel == channel for one in identities)
    if before == mark and (is_there or store.audit.latest(UNLINKED, channel) == channel):
        return
    _link(store, owner, channel, external)
    if before == mark:
        return
    others = [one for one in identities if one.channel == channel and one.external != external]
    formers = [one for one in others if before in _marks(one)]
    # Where no id was noted yet and this one is new, any other was the owner's until now; so was
    # any other where the noted one has got another name since.
    if not formers and (before is not None or known is None):
        formers = others
    for one in formers:
        _depose(store, one, external, now)
    store.audit.add(owner.id, SET, owner.id, mark, now)


def _depose(store: Store, former: Identity, external: str, now: datetime) -> None:
    """Take the owner's rights from an id; what was promised there goes to the new one."""
    old = Address(channel=former.channel, chat=former.chat or former.external)
    store.people.unlink_one(former.channel, former.external)
    store.codes.end_made_by(former.person, now)
    store.outbox.redirect(old, external)
    store.reminders.redirect(old, external)


def _marks(one: Identity) -> set[str]:
    return {_mark(one.channel, name) for name in (one.external, one.phone) if name}


def _mark(channel: str, external: str) -> str:
    """Return a word for an id that tells it from others and does not say it."""
    return f"{channel} {sha256(external.encode()).hexdigest()[:16]}"


def _link(store: Store, owner: Person, channel: str, external: str) -> None:
    if store.people.find(channel, external) is None:
        identity = Identity(person=owner.id, channel=channel, external=external, chat=external)
        store.people.link(identity)
