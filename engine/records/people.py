"""People: who may change whom, and what revoking does. Every act is written into the audit."""

from datetime import datetime

from domain.errors import SparkError
from domain.people import Person, Role
from engine.records import sharing
from storage.store import Store


class NotAllowed(SparkError):
    """The role of whoever asked does not reach that far."""

    message_id = "error.not_allowed"


def may_invite(actor: Person, role: Role) -> bool:
    """Tell whether somebody may invite a person with a role: an admin, those below admins."""
    if actor.banned_at is not None or role is Role.OWNER:
        return False
    return actor.role is Role.OWNER or (
        actor.role is Role.ADMIN and role in {Role.USER, Role.GUEST}
    )


def may_touch(actor: Person, subject: Person) -> bool:
    """Tell whether somebody may change or ban a person: nobody the owner, an admin no admin."""
    if actor.banned_at is not None or subject.role is Role.OWNER or actor.id == subject.id:
        return False
    return actor.role is Role.OWNER or (
        actor.role is Role.ADMIN and subject.role in {Role.USER, Role.GUEST}
    )


def change_role(store: Store, actor: Person, person: Person, role: Role, now: datetime) -> Person:
    """Give a person another role. Errors: NotAllowed; only the owner grants admin or owner."""
    subject = store.people.get(person.id)
    high = {Role.OWNER, Role.ADMIN}
    if not may_touch(actor, subject) or (role in high and actor.role is not Role.OWNER):
        raise NotAllowed(act="role", subject=subject.id)
    store.people.set_role(subject.id, role)
    if not may_invite(store.people.get(subject.id), Role.USER):
        store.codes.end_made_by(subject.id, now)
    store.audit.add(actor.id, "role", subject.id, f"{subject.role} to {role}", now)
    return store.people.get(subject.id)


def ban(store: Store, actor: Person, person: Person, now: datetime) -> Person:
    """Ban a person: from this unit on they get no answer, and their codes open nothing.

    The lists they share with others, and others with them, are theirs alone from now on.
    Errors: NotAllowed.
    """
    subject = _touchable(store, actor, person, "ban")
    store.people.set_banned(subject.id, now)
    store.codes.end_made_by(subject.id, now)
    sharing.end_all(store, subject.id, now)
    store.audit.add(actor.id, "ban", subject.id, None, now)
    return store.people.get(subject.id)


def unban(store: Store, actor: Person, person: Person, now: datetime) -> Person:
    """Take a ban back. Errors: NotAllowed."""
    subject = _touchable(store, actor, person, "unban")
    store.people.set_banned(subject.id, None)
    store.audit.add(actor.id, "unban", subject.id, None, now)
    return store.people.get(subject.id)


def remove(store: Store, actor: Person, person: Person, now: datetime) -> None:
    """Make a person a stranger: no channel knows them any more, what is theirs stays kept.

    They can come back with a new invitation only, as somebody new. Errors: NotAllowed.
    """
    subject = _touchable(store, actor, person, "remove")
    store.people.set_banned(subject.id, now)
    store.people.unlink(subject.id)
    store.codes.end_made_by(subject.id, now)
    sharing.end_all(store, subject.id, now)
    store.audit.add(actor.id, "remove", subject.id, None, now)


def _touchable(store: Store, actor: Person, person: Person, act: str) -> Person:
    subject = store.people.get(person.id)
    if not may_touch(actor, subject):
        raise NotAllowed(act=act, subject=subject.id)
    return subject
