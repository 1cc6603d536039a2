"""The bus: processes hear each other, and nothing hangs or fails where Redis does."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from time import thread_time

import pytest

from bot.sharing.bus import LocalBus
from bot.sharing.redis_bus import MOST_WAITING, RedisBus
from tests.fakes import until
from tests.sharing.conftest import Connect
from tests.sharing.servers import RedisServer


class Process:
    """A bus with what it counted and what its listener of "jobs" heard."""

    def __init__(self, bus: RedisBus, counts: dict[str, int]) -> None:
        self.bus = bus
        self.counts = counts
        self.heard: list[bytes | None] = []
        self.stop = bus.hear("jobs", self.heard.append)

    @property
    def told(self) -> list[bytes]:
        return [one for one in self.heard if one is not None]

    @property
    def gaps(self) -> int:
        return self.heard.count(None)


@pytest.fixture
async def processes(connect: Connect) -> AsyncIterator[list[Process]]:
    made: list[Process] = []
    async with AsyncExitStack() as stack:
        for number in range(2):
            counts: dict[str, int] = {}

            def count(what: str, many: int, counts: dict[str, int] = counts) -> None:
                counts[what] = counts.get(what, 0) + many

            bus = RedisBus(await connect(), b"process%d" % number, count)
            task = asyncio.create_task(bus.run())
            stack.push_async_callback(_ended, task)
            made.append(Process(bus, counts))
        await until(lambda: all(one.gaps for one in made), what="both to listen")
        yield made


async def _ended(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def test_within_one_process_every_listener_hears_what_is_told() -> None:
    bus = LocalBus()
    heard: list[tuple[str, bytes | None]] = []
    stop = bus.hear("jobs", lambda told: heard.append(("first", told)))
    bus.hear("jobs", lambda told: heard.append(("second", told)))

    bus.tell("jobs", b"1")
    bus.tell("other", b"2")
    await until(lambda: len(heard) == 2)
    stop()
    bus.tell("jobs", b"3")
    await until(lambda: len(heard) == 3)

    assert heard == [("first", b"1"), ("second", b"1"), ("second", b"3")]


async def test_a_listener_that_fails_keeps_nothing_from_the_others() -> None:
    bus = LocalBus()
    heard: list[bytes | None] = []

    def fail(told: bytes | None) -> None:
        raise ValueError

    bus.hear("jobs", fail)
    bus.hear("jobs", heard.append)
    bus.tell("jobs", b"1")

    await until(lambda: heard == [b"1"])


async def test_what_one_process_tells_each_hears_once(processes: list[Process]) -> None:
    first, second = processes

    for number in range(500):
        first.bus.tell("jobs", b"%d" % number)
    second.bus.tell("jobs", b"back")

    await until(lambda: len(first.told) == len(second.told) == 501, what="all to be heard")
    numbers = [b"%d" % number for number in range(500)]
    assert [told for told in first.told if told != b"back"] == numbers
    assert [told for told in second.told if told != b"back"] == numbers
    await until(lambda: first.counts == {"told": 500, "heard": 1}, what="all to be counted")
    await until(lambda: second.counts == {"told": 1, "heard": 500}, what="all to be counted")


async def test_whoever_does_not_listen_any_more_hears_nothing(
    processes: list[Process], redis: RedisServer
) -> None:
    first, second = processes
    second.stop()
    await until(lambda: redis.tell("PUBSUB", "NUMSUB", "{sparkone}:bus:jobs").endswith(b":1\r\n"))

    first.bus.tell("jobs", b"1")
    await until(lambda: first.told)
    await until(lambda: first.counts == {"told": 1})

    assert second.told == []


async def test_after_redis_was_killed_listeners_are_told_to_look_anew(
    processes: list[Process], redis: RedisServer
) -> None:
    first, second = processes

    redis.kill()
    await until(lambda: not first.bus._link.is_up and not second.bus._link.is_up)
    first.bus.tell("jobs", b"lost for others")
    redis.start()
    await until(lambda: first.gaps == second.gaps == 2, what="both to listen again")
    first.bus.tell("jobs", b"after")
    await until(lambda: second.told)

    assert first.told == [b"lost for others", b"after"]
    assert second.told == [b"after"]
    assert first.counts["dropped"] == 1


async def test_telling_takes_no_time_while_redis_hangs(
    processes: list[Process], redis: RedisServer
) -> None:
    first, second = processes
    redis.freeze()

    start = thread_time()
    for _ in range(2 * MOST_WAITING):
        first.bus.tell("jobs")
    took = thread_time() - start
    links = [one.bus._link for one in processes]
    await until(lambda: not any(link.is_up for link in links), what="its hanging to be found out")
    redis.thaw()
    await until(lambda: first.gaps >= 2 and second.gaps >= 2, what="both to listen again")

    assert took < 0.1
    assert len(first.told) == 2 * MOST_WAITING
    assert first.counts["dropped"] >= MOST_WAITING


async def test_a_flushed_redis_keeps_the_bus_going(
    processes: list[Process], redis: RedisServer
) -> None:
    first, second = processes

    assert redis.tell("FLUSHALL") == b"+OK\r\n"
    first.bus.tell("jobs", b"1")

    await until(lambda: second.told == [b"1"])
    assert (first.gaps, second.gaps) == (1, 1)
