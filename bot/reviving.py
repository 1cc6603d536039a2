"""Reviving: what was given up or is in doubt is tried again, or let go for good."""

from datetime import datetime, timedelta

from bot.answering import CONVERSE
from bot.reception import ANSWER, reply_key
from domain.deliveries import Delivery, DeliveryState
from handlers.verbs import ASKED
from storage.outgoing import DELIVER, defer_delivery
from storage.queue import DeadLetter
from storage.store import Store

IN_DOUBT_AFTER = timedelta(minutes=1)
"""A younger one is still repeated by itself."""
DELIVERY = "d"
"""What stands before the number of a delivery; jobs have none."""
TURNS = {ANSWER, CONVERSE, ASKED}
"""Tasks that answer a message."""


def in_doubt(store: Store, now: datetime) -> list[Delivery]:
    """Return deliveries of which nobody knows whether they arrived, newest first."""
    numbers = reversed(store.figures.doubtful(now - IN_DOUBT_AFTER))
    return [found for number in numbers if (found := store.outbox.get(number)) is not None]


def others_waiting(store: Store) -> dict[str, int]:
    """Return how many jobs of each task wait or run, whoever asks left out."""
    return {task: count for task, count in store.queue.waiting().items() if task != ASKED}


def retry(store: Store, said: str, now: datetime) -> bool:
    """Try a job, or with `d` before its number a delivery, again; False where there is none."""
    if said.startswith(DELIVERY):
        delivery = _delivery(store, said)
        if delivery is None:
            return False
        store.outbox.mark(delivery.id, DeliveryState.PENDING, repeats=max(1, delivery.repeats))
        defer_delivery(store, delivery.id, delivery.message.address, now=now)
        return True
    letter = _letter(store, said)
    if letter is None:
        return False
    if letter.task in TURNS:  # it was answered by an apology: there is to be an answer
        store.inbox.reopen(letter.args["message"])
        store.outbox.free_key(reply_key(letter.args["message"]))
    if letter.task == DELIVER:
        failed = store.outbox.get(letter.args["delivery"])
        if failed is not None and failed.state is DeliveryState.FAILED:
            store.outbox.mark(failed.id, DeliveryState.PENDING, repeats=failed.repeats)
    return store.queue.revive(letter.id, now) is not None


def discard(store: Store, said: str) -> bool:
    """Let a job or a delivery go for good; False where there is none."""
    if said.startswith(DELIVERY):
        delivery = _delivery(store, said)
        if delivery is not None:
            store.outbox.end(delivery.id, DeliveryState.FAILED, "discarded")
        return delivery is not None
    return bool(_number(said)) and store.queue.drop(_number(said))


def _letter(store: Store, said: str) -> DeadLetter | None:
    return next((one for one in store.queue.dead() if one.id == _number(said)), None)


def _delivery(store: Store, said: str) -> Delivery | None:
    found = store.outbox.get(_number(said.removeprefix(DELIVERY)))
    return found if found is not None and found.state is DeliveryState.UNKNOWN else None


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 18 else 0
