"""People and their identities."""

import functools
from collections.abc import Callable
from datetime import datetime, time

import msgspec
from sqlalchemy import bindparam, delete, insert, select, update

from domain.frozen import dataclass
from domain.messages import Address
from domain.people import Identity, Person, Preferences, QuietHours, Role
from storage.instants import from_instant, to_instant
from storage.sql import Row, Sql
from storage.tables import identities, people

_DEFAULT = Preferences()
_COLUMNS = (
    people.c.id,
    people.c.role,
    people.c.zone,
    people.c.language,
    people.c.quiet,
    people.c.created_at,
    people.c.spoken,
    people.c.name,
    people.c.preferences,
    people.c.asked,
    people.c.consented_at,
    people.c.banned_at,
)
_ADD = (
    insert(people)
    .values(
        {
            name: bindparam(name)
            for name in ("role", "zone", "language", "quiet", "created_at", "name")
        }
    )
    .returning(people.c.id)
)
_LINK = insert(identities).values(
    {name: bindparam(name) for name in ("person", "channel", "external", "chat", "phone")}
)
_GET = select(*_COLUMNS).where(people.c.id == bindparam("id"))
_FIND = (
    select(*_COLUMNS)
    .join(identities, identities.c.person == people.c.id)
    .where(identities.c.channel == bindparam("channel"))
    .where(identities.c.external == bindparam("external"))
)
_MEET = _FIND.add_columns(identities.c.blocked_at)
_OWNER = select(*_COLUMNS).where(people.c.role == Role.OWNER.value).order_by(people.c.id)
_ONE = update(people).where(people.c.id == bindparam("key"))
_SPEAKS = _ONE.values(spoken=bindparam("spoken"))
_SET_ZONE = _ONE.values(zone=bindparam("zone"))
_SET_LANGUAGE = _ONE.values(language=bindparam("language"))
_SET_QUIET = _ONE.values(quiet=bindparam("quiet"))
_SET_NAME = _ONE.values(name=bindparam("name"))
_SET_ROLE = _ONE.values(role=bindparam("role"))
_SET_PREFERENCES = _ONE.values(preferences=bindparam("preferences"))
_SET_ASKED = _ONE.values(asked=bindparam("asked"))
_SET_CONSENTED = _ONE.values(consented_at=bindparam("at"))
_SET_BANNED = _ONE.values(banned_at=bindparam("at"))
_ALL = select(*_COLUMNS).order_by(people.c.id)
_IDENTITY = tuple(
    identities.c[name] for name in ("person", "channel", "external", "chat", "blocked_at", "phone")
)
_IDENTITIES = (
    select(*_IDENTITY).where(identities.c.person == bindparam("owner")).order_by(identities.c.id)
)
_UNLINK_ONE = delete(identities).where(
    identities.c.channel == bindparam("channel"), identities.c.external == bindparam("name")
)
_UNLINK = delete(identities).where(identities.c.person == bindparam("owner"))
_OF_CHAT = select(*_IDENTITY).where(
    identities.c.channel == bindparam("channel"), identities.c.chat == bindparam("chat_id")
)
_SET_BLOCKED = (
    update(identities)
    .where(
        identities.c.channel == bindparam("channel_name"), identities.c.chat == bindparam("chat_id")
    )
    .values(blocked_at=bindparam("at"))
)
_FORGOTTEN = select(people.c.forgotten).where(people.c.id == bindparam("owner"))
_REOPEN = (
    update(identities)
    .where(
        identities.c.channel == bindparam("channel_name"),
        identities.c.external == bindparam("name"),
        identities.c.blocked_at.is_not(None),
    )
    .values(blocked_at=None)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesChanged:
    """Signal: somebody came, or may do more or less than before."""


_HOLD = update(people).where(people.c.id == bindparam("held")).values(role=people.c.role)


class People:
    """Who SparkOne serves."""

    def __init__(self, sql: Sql, signal: Callable[[object], None]) -> None:
        self._sql = sql
        self._signal = signal

    def add(
        self,
        *,
        role: Role,
        zone: str,
        language: str | None,
        quiet: QuietHours | None,
        now: datetime,
        name: str | None = None,
    ) -> Person:
        """Store a new person."""
        key = self._sql.scalar(
            _ADD,
            role=role.value,
            zone=zone,
            language=language,
            quiet=_quiet_text(quiet),
            created_at=to_instant(now),
            name=name,
        )
        return self.get(key)

    def link(self, identity: Identity) -> None:
        """Store that a channel knows a person by this name."""
        self._sql.run(
            _LINK,
            person=identity.person,
            channel=identity.channel,
            external=identity.external,
            chat=identity.chat,
            phone=identity.phone,
        )
        self._signal(RolesChanged())

    def unlink(self, person: int) -> int:
        """Forget how the channels know a person; returns how many identities went."""
        self._signal(RolesChanged())
        return self._sql.run(_UNLINK, owner=person)

    def unlink_one(self, channel: str, external: str) -> None:
        """Forget one way in which a channel knows a person."""
        self._sql.run(_UNLINK_ONE, channel=channel, name=external)
        self._signal(RolesChanged())

    def identities(self, person: int) -> list[Identity]:
        """Return how the channels know a person, oldest first."""
        return [_identity(row) for row in self._sql.all(_IDENTITIES, owner=person)]

    def identity_of(self, address: Address) -> Identity | None:
        """Return whose private chat an address is."""
        row = self._sql.one(_OF_CHAT, channel=address.channel, chat_id=address.chat)
        return _identity(row) if row else None

    def home(self, person: int) -> Address | None:
        """Return where a person is told what they did not ask for: the newest open channel.

        None where every channel refuses messages or has no private chat.
        """
        open_ones = [one for one in self.identities(person) if one.chat and not one.blocked_at]
        if not open_ones:
            return None
        last = open_ones[-1]
        return Address(channel=last.channel, chat=last.chat or "")

    def forgotten(self, person: int) -> int:
        """Return how often something of a person was forgotten, 0 where there is no such person."""
        return int(self._sql.scalar(_FORGOTTEN, owner=person) or 0)

    def set_blocked(self, address: Address, at: datetime | None) -> None:
        """Record since when a private chat refuses messages; None: it takes them again."""
        self._sql.run(
            _SET_BLOCKED, channel_name=address.channel, chat_id=address.chat, at=to_instant(at)
        )

    def all(self) -> list[Person]:
        """Return everybody, in the order they came."""
        return [_person(row) for row in self._sql.all(_ALL)]

    def get(self, person: int) -> Person:
        """Return the person with this id; KeyError if there is none."""
        row = self._sql.one(_GET, id=person)
        if row is None:
            raise KeyError(person)
        return _person(row)

    def find(self, channel: str, external: str) -> Person | None:
        """Return whom a channel knows by this name."""
        row = self._sql.one(_FIND, channel=channel, external=external)
        return _person(row) if row else None

    def meet(self, channel: str, external: str, *, in_private: bool) -> Person | None:
        """Return whom a channel knows by this name; who writes in private can be told things."""
        row = self._sql.one(_MEET, channel=channel, external=external)
        if row is None:
            return None
        *facts, blocked_at = row
        if blocked_at is not None and in_private:
            self._sql.run(_REOPEN, channel_name=channel, name=external)
        return _person(tuple(facts))

    def owner(self) -> Person | None:
        """Return the first owner."""
        row = self._sql.one(_OWNER)
        return _person(row) if row else None

    def hold(self, person: int) -> None:
        """Let units about this person follow one another: the later one of two runs again.

        On a server, where they run side by side: nobody answers by a zone or a role that
        another unit changes meanwhile.
        """
        if not self._sql.is_sqlite:
            self._sql.held = person
            self._sql.run(_HOLD, held=person)

    def speaks(self, person: int, language: str) -> None:
        """Remember the language a person wrote last."""
        self._sql.run(_SPEAKS, key=person, spoken=language)

    def set_zone(self, person: int, zone: str) -> None:
        """Give a person another zone, and change nothing else of them."""
        self._sql.run(_SET_ZONE, key=person, zone=zone)

    def set_language(self, person: int, language: str | None) -> None:
        """Settle the language of the answers; None: as each message is written."""
        self._sql.run(_SET_LANGUAGE, key=person, language=language)

    def set_quiet(self, person: int, quiet: QuietHours | None) -> None:
        """Set the quiet hours; None: there are none."""
        self._sql.run(_SET_QUIET, key=person, quiet=_quiet_text(quiet))

    def set_name(self, person: int, name: str) -> None:
        """Store what to call a person."""
        self._sql.run(_SET_NAME, key=person, name=name)

    def set_role(self, person: int, role: Role) -> None:
        """Give a person another role."""
        self._sql.run(_SET_ROLE, key=person, role=role.value)
        self._signal(RolesChanged())

    def set_preferences(self, person: int, preferences: Preferences) -> None:
        """Store what a person chose about being told things."""
        written = None if preferences == _DEFAULT else msgspec.json.encode(preferences).decode()
        self._sql.run(_SET_PREFERENCES, key=person, preferences=written)

    def set_asked(self, person: int, asked: str | None) -> None:
        """Record which question of the first-run dialogue is open."""
        self._sql.run(_SET_ASKED, key=person, asked=asked)

    def consent(self, person: int, now: datetime) -> None:
        """Record that a person was told what is kept, and agreed."""
        self._sql.run(_SET_CONSENTED, key=person, at=to_instant(now))

    def set_banned(self, person: int, at: datetime | None) -> None:
        """Record since when a person is banned; None: not any more."""
        self._sql.run(_SET_BANNED, key=person, at=to_instant(at))
        self._signal(RolesChanged())


def _identity(row: Row) -> Identity:
    person, channel, external, chat, blocked_at, phone = row
    return Identity(
        person=person,
        channel=channel,
        external=external,
        chat=chat,
        blocked_at=from_instant(blocked_at),
        phone=phone,
    )


def _quiet_text(quiet: QuietHours | None) -> str | None:
    return f"{quiet.start:%H:%M}-{quiet.end:%H:%M}" if quiet else None


@functools.lru_cache(maxsize=256)
def _person(row: Row) -> Person:
    key, role, zone, language, quiet, created_at, spoken, name, chosen, asked, agreed, banned = row
    hours = None
    if quiet:
        start, end = quiet.split("-")
        hours = QuietHours(start=time.fromisoformat(start), end=time.fromisoformat(end))
    return Person(
        id=key,
        role=Role(role),
        zone=zone,
        language=language,
        quiet=hours,
        created_at=from_instant(created_at),
        spoken=spoken,
        name=name,
        preferences=msgspec.json.decode(chosen, type=Preferences) if chosen else _DEFAULT,
        asked=asked,
        consented_at=from_instant(agreed),
        banned_at=from_instant(banned),
    )
