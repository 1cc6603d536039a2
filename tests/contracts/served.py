"""A house on PostgreSQL whose time is moved by hand, the server's too."""

from contextlib import ExitStack
from datetime import datetime, timedelta

import psycopg

from bot.settings import Settings, load_settings
from bot.shared_worker import Pace
from tests.contracts.living import TURNS, LivingMachine
from tests.contracts.servers import migrated, new_database
from tests.fakes import HandClock

_MAKE = """
    CREATE SCHEMA hand;
    CREATE TABLE hand.clock (at timestamptz NOT NULL);
    INSERT INTO hand.clock VALUES ('epoch');
    CREATE FUNCTION hand.now() RETURNS timestamptz STABLE LANGUAGE sql
        AS 'SELECT at FROM hand.clock'
"""


class HandTime:
    """One database whose `now()` says what it was told; `url` is how to see it so."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)
        self._connection.execute(_MAKE)
        self.url = f"{url}?options=-csearch_path%3Dhand%2Cpg_catalog%2Cpublic"

    def set(self, moment: datetime) -> None:
        """Let it be this moment."""
        self._connection.execute("UPDATE hand.clock SET at = %s", [moment])

    def close(self) -> None:
        """Let the database go."""
        self._connection.close()


class ServedClock(HandClock):
    """A clock that takes the server's along."""

    def __init__(self, start: datetime, time: HandTime) -> None:
        super().__init__(start)
        self._time = time
        time.set(self.now())

    def move_to(self, moment: datetime) -> None:
        """Let it be this moment, here and there."""
        self._time.set(moment)
        super().move_to(moment)


_READY = """
    SELECT 1 FROM procrastinate_jobs AS job WHERE status = 'doing' OR (
        status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now()) AND NOT EXISTS (
            SELECT 1 FROM procrastinate_jobs AS other WHERE other.lock = job.lock
            AND other.status = 'todo' AND other.id < job.id))
    LIMIT 1
"""


class ServedMachine(LivingMachine):
    """A living machine whose database is a server, and whose worker claims its jobs."""

    _pace = Pace(beat=timedelta(seconds=0.5), look=timedelta(seconds=0.02))

    def _make_clock(self, start: datetime) -> HandClock:
        self._server = ExitStack()
        url = self._server.enter_context(new_database(migrated()))
        self._time = HandTime(url)
        return ServedClock(start, self._time)

    def teardown(self) -> None:
        """End, and let the database go."""
        try:
            super().teardown()
        finally:
            self._time.close()
            self._server.close()

    def _settings(self) -> Settings:
        return load_settings(
            {
                "DATABASE_URL": self._time.url,
                "SPARKONE_DATA": self._folder.name,
                "SPARKONE_OWNER": "test:owner",
                "SPARKONE_ZONE": "America/Sao_Paulo",
            },
            env_file=None,
        )

    async def _settle(self) -> None:
        """Let time pass, whatever is due done first, until nothing waits any more."""
        for _ in range(TURNS):
            await self._calm()
            if not await self._app.database.read(
                lambda store: store.occurrences.next_fire() or store.queue.depth()
            ):
                return
            self._clock.advance(seconds=60)
        raise AssertionError("it does not settle")

    async def _is_busy(self) -> bool:
        ready = await self._app.database.read(
            lambda store: store.sql.driver.execute(_READY).fetchone()
        )
        return ready is not None or await super()._is_busy()
