import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.shared_worker import Pace
from bot.station import Station
from domain.errors import ConfigurationError
from domain.messages import OutboundMessage
from tests.cluster.conftest import Houses, Process
from tests.fakes import RecordingChannel, until


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as opened:
        yield opened


async def _two_gateways_and_a_worker(
    houses: Houses, stack: AsyncExitStack
) -> tuple[Process, Process]:
    first = await stack.enter_async_context(houses.start(Station.GATEWAY))
    second = await stack.enter_async_context(houses.start(Station.GATEWAY))
    await stack.enter_async_context(houses.start(Station.WORKER))
    return first, second


async def test_two_hundred_copies_of_one_update_on_two_processes_are_one_turn(
    houses: Houses, stack: AsyncExitStack
) -> None:
    first, second = await _two_gateways_and_a_worker(houses, stack)

    taken = await asyncio.gather(
        *(
            process.channel.say("tarefa: comprar pão", key="the same")
            for process in (first, second)
            for _ in range(100)
        )
    )

    assert sum(taken) == 1
    await houses.answers(1)
    await first.app.worker.drain()
    assert len(houses.sent) == 1
    tasks = await first.app.database.read(lambda store: store.sql.driver.execute(TASKS).fetchall())
    assert tasks == [("comprar pão",)]


TASKS = "SELECT title FROM tasks"


async def test_messages_of_one_chat_on_two_processes_are_answered_in_order_of_arrival(
    houses: Houses, stack: AsyncExitStack
) -> None:
    first, second = await _two_gateways_and_a_worker(houses, stack)
    await stack.enter_async_context(houses.start(Station.WORKER))

    for number in range(20):
        process = (first, second)[number % 2]
        await process.channel.say(f"tarefa: item {number}")

    answers = await houses.answers(20)
    assert [text for text in answers if "item" in text] == answers
    numbers = [int(text.split("item ")[1].split("*")[0].split()[0]) for text in answers]
    assert numbers == list(range(20))


async def test_a_reminder_of_two_clocks_comes_once(houses: Houses, stack: AsyncExitStack) -> None:
    gateway, _ = await _two_gateways_and_a_worker(houses, stack)
    for _ in range(2):
        await stack.enter_async_context(houses.start(Station.CLOCK))
    for number in range(10):
        await gateway.channel.say(f"me lembra de regar {number} em 5 minutos")
    await houses.answers(10)

    houses.clock.advance(minutes=5)

    await until(lambda: len(_reminders(houses)) >= 10, what="ten reminders")
    await gateway.app.worker.drain()
    assert set(Counter(_reminders(houses)).values()) == {1}


def _reminders(houses: Houses) -> list[str]:
    return [one.text for one in houses.sent if not one.reply_to]


class _Held(RecordingChannel):
    """A channel whose sendings wait until they are let go."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.begun = 0
        self.let_go = asyncio.Event()

    async def send(self, message: OutboundMessage) -> str | None:
        self.begun += 1
        await self.let_go.wait()
        return await super().send(message)


async def test_an_upgrade_in_the_middle_of_turns_finishes_them_all(
    houses: Houses, stack: AsyncExitStack
) -> None:
    gateway = await stack.enter_async_context(houses.start(Station.GATEWAY))
    old = _Held(houses.clock)
    async with houses.start(Station.WORKER, channel=old):
        for number in range(6):
            await gateway.channel.say(f"tarefa: item {number}", chat=f"chat {number % 3}")
        await until(lambda: old.begun == 3, what="sendings in flight")
        await stack.enter_async_context(houses.start(Station.WORKER))
        asyncio.get_running_loop().call_later(0.05, old.let_go.set)
    # The old worker has left by now: what it had begun it finished, the rest was the new one's.

    await houses.answers(6)
    await gateway.app.worker.drain()
    assert len(houses.sent) == 6
    assert not any("repet" in one.text for one in houses.sent)


async def test_what_a_dead_worker_was_doing_is_done_by_another_with_a_mark(
    houses: Houses, stack: AsyncExitStack
) -> None:
    gateway = await stack.enter_async_context(houses.start(Station.GATEWAY))
    frozen = _Held(houses.clock)
    still = Pace(beat=QUIET, silent=QUIET)
    dying = await stack.enter_async_context(
        houses.start(Station.WORKER, channel=frozen, pace=still)
    )
    await gateway.channel.say("tarefa: comprar pão")
    await until(lambda: frozen.begun == 1, what="a sending in flight")

    await stack.enter_async_context(houses.start(Station.WORKER))

    (answer,) = await houses.answers(1)
    assert "Talvez repetido" in answer
    frozen.let_go.set()  # it wakes: its message leaves, and its commit counts no more
    await until(lambda: len(houses.sent) == 2, what="the late sending")
    await dying.app.worker.drain()
    counts = await gateway.app.database.read(lambda store: store.outbox.counts())
    assert {state.value: count for state, count in counts.items()} == {"sent": 1}


QUIET = Pace().beat * 1_000


async def test_one_process_polls_and_another_takes_over_when_it_leaves(houses: Houses) -> None:
    polling: list[str] = []

    async def poll(name: str) -> None:
        polling.append(name)
        try:
            await asyncio.Event().wait()
        finally:
            polling.remove(name)

    async with AsyncExitStack() as others:
        async with houses.start(Station.GATEWAY) as first:
            one = asyncio.create_task(first.app.ground.sole("poll", lambda: poll("first")))
            await until(lambda: polling == ["first"])
            second = await others.enter_async_context(houses.start(Station.GATEWAY))
            assert not await second.app.database.run(
                lambda store: store.leases.take("poll", "somebody", houses.clock.now())
            )
            two = asyncio.create_task(second.app.ground.sole("poll", lambda: poll("second")))
            one.cancel()
            await asyncio.gather(one, return_exceptions=True)
        await until(lambda: polling == ["second"])
        two.cancel()
        await asyncio.gather(two, return_exceptions=True)


class _Screen:
    """A terminal at which somebody sits."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    async def show(self, message: OutboundMessage) -> None:
        self.shown.append(message.text)

    async def grow(self, text: str, reply_to: str) -> None:
        """Nothing grows here."""


async def test_what_a_terminal_asks_is_shown_by_the_process_that_has_the_terminal(
    houses: Houses, stack: AsyncExitStack
) -> None:
    await stack.enter_async_context(houses.start(Station.WORKER))
    gateway = await stack.enter_async_context(houses.start(Station.GATEWAY))
    terminal, screen = gateway.app.terminal, _Screen()
    await terminal.open(screen)

    await terminal.hear("1", "tarefa: comprar pão")

    await until(lambda: screen.shown, what="an answer at the terminal")
    assert "comprar pão" in screen.shown[0]


def test_a_file_serves_no_roles() -> None:
    from bot.app import create_app
    from bot.settings import Settings

    with pytest.raises(ConfigurationError, match="--role worker"):
        create_app(Settings(), station=Station.WORKER)
