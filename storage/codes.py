"""Codes by which somebody becomes known; only their digests are kept."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from domain.codes import Code, Opens
from domain.people import Role
from storage.instants import from_instant, to_instant
from storage.sql import Row, Sql
from storage.tables import codes

_COLUMNS = tuple(
    codes.c[name]
    for name in (
        "id",
        "purpose",
        "digest",
        "role",
        "made_by",
        "created_at",
        "expires_at",
        "tries",
        "ended_at",
        "used_by",
    )
)
_ADD = (
    insert(codes)
    .values(
        {
            name: bindparam(name)
            for name in ("purpose", "digest", "role", "made_by", "created_at", "expires_at")
        }
    )
    .returning(codes.c.id)
)
_GET = select(*_COLUMNS).where(codes.c.id == bindparam("code"))
_OPEN = (
    select(*_COLUMNS)
    .where(codes.c.ended_at.is_(None), codes.c.expires_at > bindparam("now"))
    .order_by(codes.c.id)
)
_TRY = (
    update(codes)
    .where(codes.c.id == bindparam("code"))
    .values(tries=codes.c.tries + 1)
    .returning(codes.c.tries)
)
_END = (
    update(codes)
    .where(codes.c.id == bindparam("code"), codes.c.ended_at.is_(None))
    .values(ended_at=bindparam("at"))
)
_USED = update(codes).where(codes.c.id == bindparam("code")).values(used_by=bindparam("who"))
_END_ALL = (
    update(codes)
    .where(codes.c.purpose == bindparam("purpose_name"), codes.c.ended_at.is_(None))
    .values(ended_at=bindparam("at"))
)
_END_THEIRS = (
    update(codes)
    .where(codes.c.made_by == bindparam("maker"), codes.c.ended_at.is_(None))
    .values(ended_at=bindparam("at"))
)
_DELETE = delete(codes).where(codes.c.expires_at < bindparam("before"))


class Codes:
    """What opens a door, and for how long."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(
        self,
        *,
        opens: Opens,
        digest: str,
        role: Role,
        made_by: int | None,
        now: datetime,
        expires_at: datetime,
    ) -> int:
        """Store the digest of a new code and return its id."""
        return int(
            self._sql.scalar(
                _ADD,
                purpose=opens.value,
                digest=digest,
                role=role.value,
                made_by=made_by,
                created_at=to_instant(now),
                expires_at=to_instant(expires_at),
            )
        )

    def get(self, code: int) -> Code | None:
        """Return a code, or None."""
        row = self._sql.one(_GET, code=code)
        return _code(row) if row else None

    def open(self, now: datetime) -> list[Code]:
        """Return what still opens something, oldest first."""
        return [_code(row) for row in self._sql.all(_OPEN, now=to_instant(now))]

    def count_try(self, code: int) -> int:
        """Count a wrong code against an open one; returns how many there were."""
        return int(self._sql.scalar(_TRY, code=code))

    def end(self, code: int, now: datetime) -> bool:
        """Record that a code opens nothing any more; False where it did not before."""
        return self._sql.run(_END, code=code, at=to_instant(now)) == 1

    def used(self, code: int, person: int) -> None:
        """Record for whom a code opened."""
        self._sql.run(_USED, code=code, who=person)

    def end_all(self, opens: Opens, now: datetime) -> int:
        """End every open code of a kind; returns how many there were."""
        return self._sql.run(_END_ALL, purpose_name=opens.value, at=to_instant(now))

    def end_made_by(self, person: int, now: datetime) -> int:
        """End every open code that a person made; returns how many there were."""
        return self._sql.run(_END_THEIRS, maker=person, at=to_instant(now))

    def delete_expired(self, before: datetime) -> int:
        """Delete what expired before an instant; returns how many rows went."""
        return self._sql.run(_DELETE, before=to_instant(before))


def _code(row: Row) -> Code:
    number, opens, digest, role, made_by, created, expires, tries, ended, used_by = row
    return Code(
        id=number,
        opens=Opens(opens),
        digest=digest,
        role=Role(role),
        made_by=made_by,
        created_at=from_instant(created),
        expires_at=from_instant(expires),
        tries=tries,
        ended_at=from_instant(ended),
        used_by=used_by,
    )
