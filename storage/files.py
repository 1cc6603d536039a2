"""Files that people sent: what is known of them; the content lies beside the database."""

from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update

from domain.files import FileState, StoredFile
from domain.origin import Origin
from storage.instants import from_instant, to_instant
from storage.sql import Row, Sql, one_of
from storage.tables import files

_WRITTEN = (
    "person",
    "source",
    "kind",
    "name",
    "mime",
    "size",
    "channel",
    "external",
    "path",
    "state",
    "origin",
    "created_at",
)
_ADD = insert(files).values({name: bindparam(name) for name in _WRITTEN}).returning(files.c.id)
_COLUMNS = tuple(
    files.c[name]
    for name in (
        "id",
        "person",
        "kind",
        "name",
        "mime",
        "size",
        "channel",
        "external",
        "path",
        "digest",
        "state",
        "origin",
        "created_at",
    )
)
_ONE = files.c.id == bindparam("file")
_GET = select(*_COLUMNS).where(_ONE)
_LISTED = (
    select(*_COLUMNS)
    .where(
        files.c.person == bindparam("owner"),
        one_of(files.c.state, FileState.COMING.value, FileState.KEPT.value),
    )
    .order_by(files.c.id)
)
_SIZE = select(func.coalesce(func.sum(files.c.size), 0)).where(files.c.person == bindparam("owner"))
_KEEP = (
    update(files)
    .where(_ONE)
    .values(state=FileState.KEPT.value, size=bindparam("bytes"), digest=bindparam("digest"))
)
_DISCARD = (
    update(files)
    .where(files.c.person == bindparam("owner"), _ONE)
    .values(state=FileState.DISCARDED.value)
)
_DELETE = delete(files).where(_ONE)


class Files:
    """What is known of the files that people sent. Nothing here touches their content."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(
        self,
        *,
        person: int,
        source: int,
        kind: str,
        channel: str,
        external: str,
        path: str,
        origin: Origin,
        now: datetime,
        name: str | None = None,
        mime: str | None = None,
        size: int | None = None,
    ) -> int:
        """Store that a file is to be fetched, and return its id."""
        return int(
            self._sql.scalar(
                _ADD,
                person=person,
                source=source,
                kind=kind,
                name=name,
                mime=mime,
                size=size,
                channel=channel,
                external=external,
                path=path,
                state=FileState.COMING.value,
                origin=origin.value,
                created_at=to_instant(now),
            )
        )

    def get(self, file: int) -> StoredFile | None:
        """Return a file, or None."""
        row = self._sql.one(_GET, file=file)
        return _file(row) if row else None

    def listed(self, person: int) -> list[StoredFile]:
        """Return what a person has here, in the order it came."""
        return [_file(row) for row in self._sql.all(_LISTED, owner=person)]

    def size(self, person: int) -> int:
        """Return how many bytes the files of a person take, as far as that is known."""
        return int(self._sql.scalar(_SIZE, owner=person))

    def keep(self, file: int, *, size: int, digest: str) -> None:
        """Record that the content is on disk; `digest` is its SHA-256 in hexadecimal."""
        self._sql.run(_KEEP, file=file, bytes=size, digest=digest)

    def discard(self, person: int, file: int) -> bool:
        """Record that a file is to go; False where this person has none of that id."""
        return self._sql.run(_DISCARD, owner=person, file=file) == 1

    def delete(self, file: int) -> None:
        """Forget a file whose content is gone."""
        self._sql.run(_DELETE, file=file)


def _file(row: Row) -> StoredFile:
    (
        number,
        person,
        kind,
        name,
        mime,
        size,
        channel,
        external,
        path,
        digest,
        state,
        origin,
        created_at,
    ) = row
    return StoredFile(
        id=number,
        person=person,
        kind=kind,
        name=name,
        mime=mime,
        size=size,
        channel=channel,
        external=external,
        path=path,
        digest=digest,
        state=FileState(state),
        origin=Origin(origin),
        created_at=from_instant(created_at),
    )
