"""Farewell: the last message to somebody who was forgotten goes too, once it was sent."""

from datetime import datetime, timedelta

from bot.task import Ending, Finish
from domain.clock import Clock
from domain.deliveries import DeliveryState
from storage.database import Database
from storage.forgetting import FAREWELL, defer_farewell, drop_delivery
from storage.queue import Job
from storage.sqlite import SqliteDatabase
from storage.store import Store

LOOK_AGAIN = timedelta(hours=1)
_ENDED = {DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN}


class Farewell:
    """The task that deletes the last message to somebody who was forgotten."""

    name = FAREWELL
    is_suspect = False

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def run(self, job: Job, carried: object) -> Ending:
        """Delete it once it was sent; one that still waits is looked at again later.

        First under a lock that does not name the chat, so that the bytes of this job go too.
        """
        number, now = job.args["delivery"], self._clock.now()
        lock = f"slow:{FAREWELL}:{number}"
        delivery = await self._database.read(lambda store: store.outbox.get(number))
        is_sent = delivery is None or delivery.state in _ENDED
        if not is_sent or job.lock != lock:
            at = now if is_sent else now + LOOK_AGAIN
            return Finish(
                write=lambda store: defer_farewell(store, number, lock=lock, now=now, at=at)
            )
        await self._database.run(lambda store: drop_delivery(store, number))
        if isinstance(self._database, SqliteDatabase):
            await self._database.compact()
        return Finish()

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Look again."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Delete it all the same."""
        drop_delivery(store, job.args["delivery"])
