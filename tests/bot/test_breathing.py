"""Many long messages at once: others are heard in between, commands wait for none of them."""

import asyncio
import time
from functools import partial

from bot.breathing import QUICK_SECONDS, Breathing


def _long(read: list[str], name: str) -> None:
    """Read for ten times as long as what is quick."""
    end = time.perf_counter() + 10 * QUICK_SECONDS
    while time.perf_counter() < end:
        pass
    read.append(name)


async def _heard(read: list[str], turns: int) -> None:
    """Be heard in so many turns of the loop."""
    for _ in range(turns):
        read.append("heard")
        await asyncio.sleep(0)


async def _after_long_ones() -> Breathing:
    breathing = Breathing()
    await breathing.read(partial(_long, [], "first"), waits=True)
    return breathing


async def test_between_long_readings_others_are_heard() -> None:
    breathing, read = await _after_long_ones(), list[str]()

    await asyncio.gather(
        *(breathing.read(partial(_long, read, "long"), waits=True) for _ in range(4)),
        _heard(read, 4),
    )

    assert sorted(read) == ["heard"] * 4 + ["long"] * 4
    assert "long long long" not in " ".join(read)


async def test_a_command_waits_for_no_long_reading() -> None:
    breathing, read = await _after_long_ones(), list[str]()

    await asyncio.gather(
        *(breathing.read(partial(_long, read, "long"), waits=True) for _ in range(4)),
        breathing.read(partial(read.append, "command"), waits=False),
    )

    assert read.index("command") == 1
    assert len(read) == 5


async def test_what_is_read_quickly_is_read_at_once() -> None:
    breathing, read = Breathing(), list[str]()

    await asyncio.gather(
        *(breathing.read(partial(read.append, "quick"), waits=True) for _ in range(100)),
        _heard(read, 1),
    )

    assert read == ["quick"] * 100 + ["heard"]


async def test_a_reading_that_fails_lets_the_next_one_in() -> None:
    breathing = await _after_long_ones()

    outcomes = await asyncio.gather(
        breathing.read(lambda: int("no number"), waits=True),
        breathing.read(lambda: 7, waits=True),
        return_exceptions=True,
    )

    assert isinstance(outcomes[0], ValueError)
    assert outcomes[1] == 7
