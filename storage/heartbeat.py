"""A row written to prove that the database can be written."""

from datetime import datetime

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert

from storage.instants import to_instant
from storage.sql import Sql
from storage.tables import heartbeat

_BEAT = (
    insert(heartbeat)
    .values(name=bindparam("name"), at=bindparam("at"))
    .on_conflict_do_update(index_elements=["name"], set_={"at": bindparam("at")})
)


class Heartbeat:
    """The proof of life that `/health/ready` asks for."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def beat(self, name: str, now: datetime) -> None:
        """Write the row of this name."""
        self._sql.run(_BEAT, name=name, at=to_instant(now))
