"""A state machine with the real assistant in it: it starts, stops and settles between deeds."""

import asyncio
import os
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import Flaky
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from bot.app import create_app
from bot.channel import Channel
from bot.settings import Settings, load_settings
from bot.shared_worker import Pace
from domain.deliveries import DeliveryState
from tests.fakes import HandClock

TURNS = 2000
TIMES = int(os.environ.get("MACHINE_TIMES", "1"))
"""`make machines` tries that many times as much as every test run."""


def bounded(examples: int, steps: int) -> settings:
    """Return settings for a machine that does the same deeds in every run, and so many."""
    return settings(
        max_examples=examples * TIMES,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )


def assert_found_out(machine: type[RuleBasedStateMachine], how: settings) -> None:
    """Fail unless the checks of a machine with a fault in it fail.

    A fault that a second try of the same deeds does not meet again is found out all the same.
    """
    with pytest.raises((AssertionError, Flaky)) as caught:
        run_state_machine_as_test(machine, settings=how)
    assert any(isinstance(error, AssertionError) for error in _all(caught.value)), caught.value


def _all(error: BaseException) -> list[BaseException]:
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    return [error, *(one for part in inner for one in _all(part))]


class LivingMachine(RuleBasedStateMachine):
    """The assistant, its clock and its database; what it is told and checked for comes on top."""

    _channel: Channel
    _is_served = False
    _pace: Pace | None = None

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory(prefix="sparkone-machine-")
        self._runner = asyncio.Runner()
        self._clock = self._make_clock(datetime(2026, 11, 21, 15, 0, tzinfo=UTC))
        self._run(self._open())

    def teardown(self) -> None:
        try:
            self._run(self._settle())
            self._check()
        finally:
            self._run(self._stack.aclose())
            self._run(self._close())
            self._runner.close()
            self._folder.cleanup()

    def _make_clock(self, start: datetime) -> HandClock:
        return HandClock(start)

    @property
    def _path(self) -> Path:
        return Path(self._folder.name) / "spark.db"

    async def _open(self) -> None:
        """Start for the first time."""
        await self._start()

    async def _close(self) -> None:
        """Let go what outlived the assistant."""

    async def _start(self) -> None:
        self._app = create_app(
            self._settings(),
            clock=self._clock,
            channels=[self._channel],
            serve=self._is_served,
            pace=self._pace,
        )
        self._stack = AsyncExitStack()
        await self._stack.enter_async_context(self._app)

    def _settings(self) -> Settings:
        return load_settings(
            {
                "DATABASE_URL": f"sqlite:///{self._path}",
                "SPARKONE_OWNER": "test:owner",
                "SPARKONE_ZONE": "America/Sao_Paulo",
            },
            env_file=None,
        )

    async def _reopen(self) -> None:
        await self._stack.aclose()
        await self._start()

    def _check(self) -> None:
        """Hold what was promised against what came of it."""
        counts = self._run(self._app.database.read(lambda store: store.outbox.counts()))
        assert not {DeliveryState.SENDING, DeliveryState.PENDING} & counts.keys(), counts
        dead = self._run(self._app.database.read(lambda store: store.queue.dead()))
        assert dead == [], dead

    async def _settle(self) -> None:
        """Let time pass until nothing waits any more, reminders included."""
        for _ in range(TURNS):
            if not self._app.worker.depth and not await self._app.database.read(
                lambda store: store.occurrences.next_fire() or store.queue.depth()
            ):
                return
            self._clock.advance(seconds=60)
            await asyncio.sleep(0.001)
        raise AssertionError("it does not settle")

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do something and let all that follows from it at this moment happen."""

        async def calmly() -> Any:
            result = await work
            await self._calm()
            return result

        return self._run(calmly())

    async def _calm(self) -> None:
        while await self._is_busy():  # noqa: ASYNC110 - the database knows, no event does
            await asyncio.sleep(0.001)

    async def _is_busy(self) -> bool:
        now = self._clock.now()
        is_busy = self._app.worker.has_ready(now)
        upcoming = await self._app.database.read(lambda store: store.occurrences.next_fire())
        return is_busy or bool(upcoming and upcoming <= now)

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._runner.run(work)
