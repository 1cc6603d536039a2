"""Figures: what whoever looks after SparkOne wants to know at a glance."""

from datetime import datetime

from sqlalchemy import bindparam, column, func, select, table

from storage.instants import from_instant, to_instant
from storage.outbox_table import UNSENT
from storage.sql import Sql, Statement
from storage.tables import identities, inbox, outbox

_RECEIVED = select(func.count()).select_from(inbox).where(inbox.c.received_at >= bindparam("since"))
_SENT = select(func.count()).select_from(outbox).where(outbox.c.sent_at >= bindparam("since"))
_theirs = inbox.alias("theirs")
# The last of each sender is one step into an index, however much they wrote.
_NEWEST = (
    select(func.max(_theirs.c.id))
    .where(_theirs.c.channel == identities.c.channel, _theirs.c.sender == identities.c.external)
    .correlate(identities)
    .scalar_subquery()
)
_LAST_SEEN = (
    select(identities.c.person, func.max(inbox.c.received_at))
    .select_from(identities.join(inbox, inbox.c.id == _NEWEST))
    .group_by(identities.c.person)
)
_DOUBTFUL = (
    select(outbox.c.id)
    .where(outbox.c.state == "unknown", UNSENT, outbox.c.created_at < bindparam("before"))
    .order_by(outbox.c.id)
)
_HELD = (
    select(outbox.c.error, func.count())
    .where(outbox.c.state == "waiting", UNSENT, outbox.c.channel == bindparam("channel_name"))
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
