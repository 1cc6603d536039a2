"""People and their identities."""

from datetime import datetime, time

from sqlalchemy import bindparam, insert, select, update

from domain.people import Identity, Person, QuietHours, Role
from storage.instants import from_instant, to_instant
from storage.sql import Row, Sql
from storage.tables import identities, people

_COLUMNS = (
    people.c.id,
    people.c.role,
    people.c.zone,
    people.c.language,
    people.c.quiet,
    people.c.created_at,
    people.c.spoken,
)
_ADD = (
    insert(people)
    .values({name: bindparam(name) for name in ("role", "zone", "language", "quiet", "created_at")})
    .returning(people.c.id)
)
_LINK = insert(identities).values(
    {name: bindparam(name) for name in ("person", "channel", "external")}
)
_GET = select(*_COLUMNS).where(people.c.id == bindparam("id"))
_FIND = (
    select(*_COLUMNS)
    .join(identities, identities.c.person == people.c.id)
    .where(identities.c.channel == bindparam("channel"))
    .where(identities.c.external == bindparam("external"))
)
_OWNER = select(*_COLUMNS).where(people.c.role == Role.OWNER.value).order_by(people.c.id)
_ONE = update(people).where(people.c.id == bindparam("key"))
_SPEAKS = _ONE.values(spoken=bindparam("spoken"))
_SET_ZONE = _ONE.values(zone=bindparam("zone"))
_SET_LANGUAGE = _ONE.values(language=bindparam("language"))
_SET_QUIET = _ONE.values(quiet=bindparam("quiet"))


class People:
    """Who SparkOne serves."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(
        self,
        *,
        role: Role,
        zone: str,
        language: str | None,
        quiet: QuietHours | None,
        now: datetime,
    ) -> Person:
        """Store a new person."""
        key = self._sql.scalar(
            _ADD,
            role=role.value,
            zone=zone,
            language=language,
            quiet=_quiet_text(quiet),
            created_at=to_instant(now),
        )
        return Person(id=key, role=role, zone=zone, language=language, quiet=quiet, created_at=now)

    def link(self, identity: Identity) -> None:
        """Store that a channel knows a person by this name."""
        self._sql.run(
            _LINK,
            person=identity.person,
            channel=identity.channel,
            external=identity.external,
        )

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

    def owner(self) -> Person | None:
        """Return the first owner."""
        row = self._sql.one(_OWNER)
        return _person(row) if row else None

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


def _quiet_text(quiet: QuietHours | None) -> str | None:
    return f"{quiet.start:%H:%M}-{quiet.end:%H:%M}" if quiet else None


def _person(row: Row) -> Person:
    key, role, zone, language, quiet, created_at, spoken = row
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
    )
