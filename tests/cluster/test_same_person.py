"""Units about one person follow one another, whichever process they are of."""

import threading
from contextlib import AsyncExitStack

import psycopg
import pytest

from bot.station import Station
from engine.model import Heard
from handlers.conversation import Conclusion, Talk
from handlers.turn import Reply
from storage.store import Store
from tests.cluster.conftest import Houses
from tests.fakes import LIMIT_SECONDS, until


class _Slow:
    """A talk whose end is being written for as long as a test wants."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    async def converse(self, talk: Talk, heard: Heard) -> Conclusion:
        return Conclusion(write=self._write)

    def _write(self, store: Store) -> Reply:
        self.begun.set()
        assert self.go.wait(LIMIT_SECONDS)
        return Reply(text="forty-two")


async def test_nobody_changes_a_person_while_the_end_of_a_models_turn_is_written(
    houses: Houses,
) -> None:
    slow = _Slow()
    async with AsyncExitStack() as stack:
        gateway = await stack.enter_async_context(houses.start(Station.GATEWAY))
        await stack.enter_async_context(houses.start(Station.WORKER, converser=slow))
        await gateway.channel.say("tarefa: comprar pão")
        await houses.answers(1)  # the person's language is known by now
        await gateway.channel.say("qual o sentido da vida?")
        await until(slow.begun.is_set, what="the end of the turn")

        with psycopg.connect(houses.url) as other, pytest.raises(psycopg.errors.LockNotAvailable):
            other.execute("SELECT 1 FROM people FOR NO KEY UPDATE NOWAIT")

        slow.go.set()
        assert (await houses.answers(2))[1] == "forty-two"
