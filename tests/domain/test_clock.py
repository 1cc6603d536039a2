import asyncio
from datetime import UTC, datetime, timedelta

import time_machine

from domain.clock import ShiftedClock, SystemClock

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_the_machines_clock_is_told_in_utc() -> None:
    with time_machine.travel(NOON, tick=False):
        assert SystemClock().now() == NOON


def test_a_shifted_clock_goes_on_from_its_start() -> None:
    start = datetime(2030, 1, 1, tzinfo=UTC)
    with time_machine.travel(NOON, tick=False) as machine:
        clock = ShiftedClock(start)

        machine.shift(timedelta(hours=1))

        assert clock.now() == start + timedelta(hours=1)


async def test_waiting_for_a_moment_that_has_passed_returns_at_once() -> None:
    clock = SystemClock()

    async with asyncio.timeout(5):
        await clock.wait_until(clock.now() - timedelta(days=1), asyncio.Event())


async def test_waiting_ends_when_it_is_woken() -> None:
    clock, wake = SystemClock(), asyncio.Event()
    asyncio.get_running_loop().call_soon(wake.set)

    async with asyncio.timeout(5):
        await clock.wait_until(clock.now() + timedelta(days=1), wake)

    assert wake.is_set()


async def test_whoever_is_woken_and_called_off_at_once_does_not_go_on() -> None:
    clock, wake = SystemClock(), asyncio.Event()

    async def wait_for_ever() -> None:
        while True:
            await clock.wait_until(clock.now() + timedelta(hours=1), wake)
            wake.clear()

    waiting = asyncio.create_task(wait_for_ever())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    wake.set()
    await asyncio.sleep(0)
    waiting.cancel()
    done, _ = await asyncio.wait([waiting], timeout=1)

    assert done
    assert waiting.cancelled()
