"""What is taken in, what is refused, and what is made of it before it is stored."""

import pytest

from bot.metrics import Metrics
from bot.reception import Reception
from domain.errors import Overloaded
from domain.messages import Address, InboundMessage
from storage.sqlite import SqliteDatabase
from tests.fakes import HandClock


def _message(
    clock: HandClock, *, key: str = "k", text: str = "oi", callback: str | None = None
) -> InboundMessage:
    return InboundMessage(
        key=key,
        address=Address(channel="test", chat="owner"),
        sender="owner",
        text=text,
        callback=callback,
        received_at=clock.now(),
    )


async def test_a_message_is_new_once(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics
) -> None:
    reception = Reception(database, clock, metrics)

    assert await reception.accept(_message(clock)) is True
    assert await reception.accept(_message(clock)) is False


async def test_a_full_queue_is_refused_as_overloaded_and_nothing_is_stored(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics
) -> None:
    waiting = 10
    reception = Reception(database, clock, metrics, depth=lambda: waiting, most_waiting=10)

    with pytest.raises(Overloaded):
        await reception.accept(_message(clock))
    waiting = 9

    assert await reception.accept(_message(clock)) is True


async def test_a_reception_that_closed_refuses(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics
) -> None:
    reception = Reception(database, clock, metrics)
    reception.is_open = False

    with pytest.raises(Overloaded):
        await reception.accept(_message(clock))


async def test_what_cannot_be_stored_is_made_visible(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics
) -> None:
    reception = Reception(database, clock, metrics)

    await reception.accept(_message(clock, text="a\x00b\ud83d", callback="done:\ud83d"))

    stored = await database.read(lambda store: store.inbox.get(1))
    assert stored.text == "a\ufffdb\ufffd"
    assert stored.callback == "done:\ufffd"


async def test_a_message_that_is_too_long_is_cut_and_its_length_kept(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics
) -> None:
    reception = Reception(database, clock, metrics, longest=10)

    await reception.accept(_message(clock, text="x" * 50))

    stored = await database.read(lambda store: store.inbox.get(1))
    assert (stored.text, stored.length) == ("x" * 10, 50)
