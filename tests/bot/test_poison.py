"""A message that no attempt can handle: the person is told, and the chat goes on."""

from datetime import datetime

from bot.answering import Answer
from bot.metrics import Metrics
from bot.reception import Reception
from bot.sharing.limits import LocalLimits
from bot.task import Ending, Finish
from bot.worker import Worker
from domain.messages import Address, InboundMessage
from domain.people import Person
from handlers.dispatcher import Dispatcher
from storage.inbox import DEAD
from storage.queue import Job
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.fakes import HandClock, until

OWNER = Address(channel="test", chat="owner")


class Poison(Answer):
    """An answer that needs more memory than there is, for one text."""

    async def run(self, job: Job, carried: object) -> Ending:
        message = await self._database.read(lambda store: store.inbox.get(job.args["message"]))
        if message.text == "poison":
            raise MemoryError
        return await super().run(job, carried)


async def test_a_poison_message_is_apologised_for_and_the_chat_is_free_again(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics, owner: Person
) -> None:
    limits = LocalLimits(clock)
    answer = Poison(
        database,
        Dispatcher(),
        clock,
        metrics,
        can_converse=False,
        limits=limits,
        most_a_minute=100,
    )
    worker = Worker(database, [answer, _Sink()], clock, metrics)
    await worker.start()
    reception = Reception(database, clock, metrics)

    for text in ("poison", "tarefa: comprar pão"):
        await reception.accept(_inbound(text, clock))
    await until(lambda: _pass(clock) and not worker.depth)

    said = dict(await database.read(_outbox))
    assert said["poison"].startswith("Não consegui tratar essa mensagem")
    assert said["tarefa: comprar pão"].startswith("Anotado")
    assert await database.read(lambda store: store.inbox.count(DEAD)) == 1


class _Sink:
    """A delivery that leaves everything in the outbox."""

    name = "deliver"
    is_suspect = False

    async def run(self, job: Job, carried: object) -> Ending:
        return Finish()

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        pass

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        pass


def _inbound(text: str, clock: HandClock) -> InboundMessage:
    return InboundMessage(
        key=text, address=OWNER, sender="owner", text=text, received_at=clock.now()
    )


def _outbox(store: Store) -> list[tuple[str, str]]:
    found = [store.outbox.get(number) for number in range(1, 10)]
    return [
        (one.message.reply_to, one.message.text)
        for one in found
        if one is not None and one.message.reply_to
    ]


def _pass(clock: HandClock) -> bool:
    clock.advance(seconds=1)
    return True
