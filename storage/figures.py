"""Figures: what whoever looks after SparkOne wants to know at a glance."""

from datetime import datetime

from sqlalchemy import and_, bindparam, column, func, select, table

from storage.instants import from_instant, to_instant
from storage.sql import Sql, Statement
from storage.tables import identities, inbox, jobs, outbox

_RECEIVED = select(func.count()).select_from(inbox).where(inbox.c.received_at >= bindparam("since"))
_SENT = select(func.count()).select_from(outbox).where(outbox.c.sent_at >= bindparam("since"))
_LAST_SEEN = (
    select(identities.c.person, func.max(inbox.c.received_at))
    .join(
        inbox,
        and_(inbox.c.channel == identities.c.channel, inbox.c.sender == identities.c.external),
    )
    .group_by(identities.c.person)
)
_WAITING = (
    select(jobs.c.task, func.count())
    .where(jobs.c.state == "todo")
    .group_by(jobs.c.task)
    .order_by(jobs.c.task)
)
_DOUBTFUL = (
    select(outbox.c.id)
    .where(outbox.c.state == "unknown", outbox.c.created_at < bindparam("before"))
    .order_by(outbox.c.id)
)
_HELD = (
    select(outbox.c.error, func.count())
    .where(outbox.c.state == "waiting", outbox.c.channel == bindparam("channel_name"))
    .group_by(outbox.c.error)
    .order_by(outbox.c.error)
)
_REVISION: Statement = select(column("version_num")).select_from(table("alembic_version"))


class Figures:
    """Counts over several tables."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def received(self, since: datetime) -> int:
        """Return how many messages came in since an instant."""
        return int(self._sql.scalar(_RECEIVED, since=to_instant(since)))

    def sent(self, since: datetime) -> int:
        """Return how many messages went out since an instant."""
        return int(self._sql.scalar(_SENT, since=to_instant(since)))

    def last_seen(self) -> dict[int, datetime]:
        """Return when each person last wrote, those who never did left out."""
        return {person: from_instant(at) for person, at in self._sql.all(_LAST_SEEN)}

    def waiting(self) -> dict[str, int]:
        """Return how many jobs of each task wait or run."""
        return {task: int(count) for task, count in self._sql.all(_WAITING)}

    def doubtful(self, before: datetime) -> list[int]:
        """Return deliveries, written before an instant, of which nobody knows if they arrived."""
        return [number for (number,) in self._sql.all(_DOUBTFUL, before=to_instant(before))]

    def held(self, channel: str) -> dict[str, int]:
        """Return how many messages wait on a channel, by why they do."""
        rows = self._sql.all(_HELD, channel_name=channel)
        return {reason or "": int(count) for reason, count in rows}

    def revision(self) -> str:
        """Return the revision of the tables."""
        return str(self._sql.scalar(_REVISION))
