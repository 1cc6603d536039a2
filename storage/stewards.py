"""Stewards: owners and admins, and where the channels find them."""

from sqlalchemy import bindparam, or_, select

from domain.people import Role
from storage.sql import Sql, one_of
from storage.tables import audit, identities, people

_STEWARDS = one_of(people.c.role, Role.ADMIN.value, Role.OWNER.value)
_THEIRS = identities.join(people, people.c.id == identities.c.person)
_ALL = (
    select(identities.c.channel, identities.c.external, identities.c.chat, people.c.role)
    .select_from(_THEIRS)
    .where(_STEWARDS, people.c.banned_at.is_(None))
    .order_by(identities.c.id)
)
_CHATS = (
    select(identities.c.chat, people.c.role)
    .select_from(_THEIRS)
    .where(
        identities.c.channel == bindparam("channel"),
        identities.c.chat.is_not(None),
        _STEWARDS,
        people.c.banned_at.is_(None),
    )
    .order_by(identities.c.id)
)
_CHANGED = select(audit.c.subject).where(one_of(audit.c.act, "role", "ban"))
_FORMER = (
    select(identities.c.chat)
    .select_from(_THEIRS)
    .where(
        identities.c.channel == bindparam("channel"),
        identities.c.chat.is_not(None),
        or_(~_STEWARDS, people.c.banned_at.is_not(None)),
        people.c.id.in_(_CHANGED),
    )
    .order_by(identities.c.id)
)


class Stewards:
    """Those who may do more than use the house; whoever is banned may not."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def all(self) -> frozenset[tuple[str, ...]]:
        """Return who they are: channel, name, chat and role; equal while nothing changes."""
        return frozenset(tuple(row) for row in self._sql.all(_ALL))

    def chats(self, channel: str) -> dict[str, Role]:
        """Return their private chats on a channel, each with the role of who is there."""
        return {chat: Role(role) for chat, role in self._sql.all(_CHATS, channel=channel)}

    def former(self, channel: str) -> frozenset[str]:
        """Return the private chats of people who may have been one once, and are not any more."""
        return frozenset(chat for (chat,) in self._sql.all(_FORMER, channel=channel))
