"""Redis is lost or emptied, PostgreSQL lets every connection go: nothing is lost."""

import asyncio
from contextlib import AsyncExitStack

import psycopg

from bot.sharing.facade import OK
from bot.station import Station
from tests.cluster.conftest import Houses, Process
from tests.fakes import until
from tests.sharing.conftest import redis
from tests.sharing.servers import RedisServer

__all__ = ["redis"]

CUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'sparkone'
"""


async def _asked(gateway: Process, *numbers: int) -> None:
    """Bring messages as a service does: again and again until they are taken."""
    for number in numbers:
        await _brought(gateway, number)


async def _brought(gateway: Process, number: int) -> None:
    for _ in range(100):
        try:
            await gateway.channel.say(f"tarefa: item {number}", key=f"{number}", chat="owner")
        except Exception:  # noqa: BLE001 - whatever was not confirmed comes again
            await asyncio.sleep(0.01)
        else:
            return
    raise AssertionError(f"item {number} is never taken")


def _unmarked(houses: Houses) -> list[int]:
    """Return which items were answered without the mark of a repeat, in order."""
    texts = [one.text for one in houses.sent if one.reply_to and "repetid" not in one.text]
    return sorted(int(text.split("item ")[1].split("*")[0].split()[0]) for text in texts)


async def _answered_once(houses: Houses, count: int) -> None:
    def are_all_there() -> bool:
        houses.clock.advance(seconds=1)  # what found no database tries again a second later
        return len(set(_unmarked(houses))) == count

    await until(are_all_there, what=f"answers to {count} messages, of {_unmarked(houses)}")
    assert _unmarked(houses) == list(range(count))


async def test_nothing_is_lost_when_redis_is_killed_and_comes_back_empty(
    houses: Houses, redis: RedisServer
) -> None:
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        gateway = await enter(houses.start(Station.GATEWAY, redis=redis.url))
        await enter(houses.start(Station.WORKER, redis=redis.url))
        await enter(houses.start(Station.WORKER, redis=redis.url))
        await until(lambda: gateway.app.sharing.state == OK, what="Redis")
        await _asked(gateway, *range(5))

        redis.tell("FLUSHALL")
        await _asked(gateway, *range(5, 10))
        redis.kill()
        await _asked(gateway, *range(10, 15))
        redis.start()
        await _asked(gateway, *range(15, 20))

        await _answered_once(houses, 20)


async def test_nothing_is_lost_while_postgres_lets_every_connection_go_again_and_again(
    houses: Houses,
) -> None:
    async with AsyncExitStack() as stack:
        gateway = await stack.enter_async_context(houses.start(Station.GATEWAY))
        await stack.enter_async_context(houses.start(Station.WORKER))
        with psycopg.connect(houses.url.partition("?")[0], autocommit=True) as connection:
            for first in range(0, 20, 4):
                await _asked(gateway, first, first + 1)
                connection.execute(CUT)
                await _asked(gateway, first + 2, first + 3)

        await _answered_once(houses, 20)
