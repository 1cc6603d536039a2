"""The doctor's look at servers: PostgreSQL and Redis, where the settings name them."""

import asyncio
from datetime import UTC, datetime

from bot.commands.doctor import Fault
from bot.presence import PARTS, missing
from bot.settings import Settings
from bot.station import Station
from domain.errors import SparkError
from domain.records import OccurrenceState
from storage.migrations import HEAD
from storage.store import Store

OLDEST = 15
"""The first major version of PostgreSQL that is tested."""


def postgres(settings: Settings) -> str:
    """Tell whether the server answers, and what it holds; Fault with what to do."""
    from storage.opening import open_database  # noqa: PLC0415 - an optional driver

    async def look() -> tuple[int, str | None, int]:
        async with open_database(settings.database_url) as database:
            return await database.read(_held)

    try:
        version, revision, ahead = asyncio.run(look())
    except SparkError as error:
        raise Fault(
            f"database: {error}. Is the server up, and does DATABASE_URL name a database and a "
            "role that may use it?"
        ) from None
    if version < OLDEST:
        raise Fault(f"database: PostgreSQL {version} is too old; {OLDEST} or newer is needed")
    if revision is None:
        return f"database: PostgreSQL {version}, empty; the first start makes the tables"
    if revision != HEAD:
        return f"database: PostgreSQL {version}, revision {revision}; the next start migrates"
    return f"database: PostgreSQL {version}, revision {revision}, {ahead} promises ahead"


def _held(store: Store) -> tuple[int, str | None, int]:
    version = int(store.sql.driver.execute("SHOW server_version_num").fetchall()[0][0]) // 10_000
    if store.sql.driver.execute("SELECT to_regclass('alembic_version')").fetchall()[0][0] is None:
        return version, None, 0
    revision = store.figures.revision()
    if revision != HEAD:
        return version, revision, 0
    return version, revision, store.occurrences.counts().get(OccurrenceState.PLANNED, 0)


def processes(settings: Settings) -> str:
    """Tell which parts of the house run, on whichever machines; Fault where some do not."""
    from storage.opening import open_database  # noqa: PLC0415 - an optional driver

    async def look() -> tuple[Station, ...]:
        now = datetime.now(UTC)
        async with open_database(settings.database_url) as database:
            return await database.read(
                lambda store: missing(store, now) if _is_made(store) else PARTS
            )

    try:
        gone = asyncio.run(look())
    except SparkError:  # what is wrong with the server has been said
        return ""
    if len(gone) == len(PARTS):
        return "processes: none runs"
    if gone:
        roles = " and ".join(gone)
        raise Fault(f"processes: no {roles} runs; start one with sparkone run --role {gone[0]}")
    return "processes: gateway, worker and clock run"


def _is_made(store: Store) -> bool:
    found = store.sql.driver.execute("SELECT to_regclass('heartbeat')").fetchall()
    return found[0][0] is not None


def redis(settings: Settings) -> str:
    """Tell whether Redis answers; empty where the settings name none."""
    if settings.redis_url is None:
        return ""
    try:
        from redis import Redis, RedisError  # noqa: PLC0415 - an extra
    except ImportError:
        raise Fault("redis: REDIS_URL needs the extra: make server") from None
    try:
        with Redis.from_url(settings.redis_url, socket_timeout=3) as client:
            client.ping()
    except (RedisError, ValueError) as error:
        raise Fault(
            f"redis: no answer ({type(error).__name__}). Processes go on without it, less exactly; "
            "is the server up, and REDIS_URL right?"
        ) from None
    return "redis: answers"
