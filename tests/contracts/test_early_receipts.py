"""Receipts that come while the sending is not recorded yet, from whichever process they come."""

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot import early
from bot.channel import Receipt, Told
from bot.metrics import Metrics
from bot.outcomes import Outcomes, Taken
from bot.receipts import Receipts
from domain.deliveries import Delivery, DeliveryState
from domain.errors import SparkError
from domain.messages import Address, OutboundMessage, Purpose
from domain.sending import OutcomeUnknown, RateLimited, Rejected, Withheld
from scheduler.sweeping import KEEP_EARLY, sweep
from storage.database import Database
from storage.postgres import PostgresDatabase
from storage.store import Store
from tests.fakes import LIMIT_SECONDS, HandClock, until

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
CHAT = Address(channel="whatsapp", chat="5511988887777")
LOST = Rejected(reason="131026")
HELD_UP = """
    SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


@pytest.fixture
async def postgres(emptied_postgres_url: str) -> AsyncIterator[PostgresDatabase]:
    """Units that run side by side."""
    async with PostgresDatabase(emptied_postgres_url) as opened:
        yield opened


def _process(database: Database) -> Receipts:
    """Return what a process of its own has of receipts."""
    clock = HandClock(NOW)
    return Receipts(database, Outcomes({}, clock, Metrics()), clock)


def _told(receipt: Receipt = Receipt.FAILED, *, is_part: bool = False, key: str = "") -> Told:
    error = LOST if receipt is Receipt.FAILED else None
    return Told(
        external="wamid.1", receipt=receipt, at=NOW, key=key or None, error=error, is_part=is_part
    )


async def _sending(database: Database) -> Delivery:
    message = OutboundMessage(key="reply:1", address=CHAT, text="olá", purpose=Purpose.REPLY)

    def add(store: Store) -> Delivery | None:
        return store.outbox.add(message, language="pt", now=NOW, state=DeliveryState.SENDING)

    delivery = await database.run(add)
    assert delivery is not None
    return delivery


async def _record(
    process: Receipts, database: Database, delivery: Delivery, external: str = "wamid.1"
) -> None:
    taken = Taken(delivery=delivery, external=external, at=NOW)
    await database.run(lambda store: process.record(store, [taken]), by_rows=True)


async def _state(database: Database, delivery: Delivery) -> DeliveryState:
    found = await database.read(lambda store: store.outbox.get(delivery.id))
    assert found is not None
    return found.state


@pytest.mark.parametrize("key", ["", "reply:1"], ids=["by its id", "by our key"])
async def test_a_failure_is_taken_in_by_one_process_while_another_sends(
    database: Database, key: str
) -> None:
    gateway, worker = _process(database), _process(database)
    delivery = await _sending(database)

    await gateway.take("whatsapp", _told(key=key))
    assert await _state(database, delivery) is DeliveryState.SENDING

    await _record(worker, database, delivery)
    assert await _state(database, delivery) is DeliveryState.FAILED


async def test_all_that_came_early_is_put_down(database: Database) -> None:
    gateway, worker = _process(database), _process(database)
    delivery = await _sending(database)

    for receipt in (Receipt.READ, Receipt.SENT, Receipt.DELIVERED):
        await gateway.take("whatsapp", _told(receipt))
    await _record(worker, database, delivery)

    def times(store: Store) -> tuple[datetime | None, datetime | None, list[str]]:
        left = store.early_receipts.take("whatsapp", "wamid.1")
        return store.receipts.delivered_at(delivery.id), store.receipts.read_at(delivery.id), left

    assert await database.run(times) == (NOW, NOW, [])


async def test_a_part_that_was_lost_early_is_said_again_with_the_whole(database: Database) -> None:
    gateway, worker = _process(database), _process(database)
    delivery = await _sending(database)

    await gateway.take("whatsapp", _told(is_part=True, key="reply:1"))
    await _record(worker, database, delivery, "wamid.2")

    found = await database.read(lambda store: store.outbox.get(delivery.id))
    assert found is not None
    assert (found.state, found.repeats) == (DeliveryState.PENDING, 1)


async def test_what_came_early_and_is_of_nobody_goes_within_a_day(database: Database) -> None:
    await _process(database).take("whatsapp", _told())

    def swept(store: Store) -> list[int]:
        moment = NOW + KEEP_EARLY
        return [sweep(store, moment), sweep(store, moment + timedelta(seconds=1))]

    assert await database.run(swept) == [0, 1]


async def test_no_name_of_a_message_stands_in_what_is_kept(database: Database) -> None:
    await _process(database).take("whatsapp", _told(key="many:5511988887777"))

    kept = await database.read(
        lambda store: store.sql.driver.execute("SELECT * FROM early_receipts").fetchall()
    )

    assert len(kept) == 1
    assert "wamid" not in str(kept)
    assert "5511988887777" not in str(kept)


@pytest.mark.parametrize("key", ["", "reply:1"], ids=["by its id", "by our key"])
async def test_a_receipt_that_comes_within_the_unit_that_records_the_sending_is_not_lost(
    postgres: PostgresDatabase, key: str
) -> None:
    gateway, worker = _process(postgres), _process(postgres)
    delivery = await _sending(postgres)
    begun, go = threading.Event(), threading.Event()

    def recorded(store: Store) -> None:
        assert store.outbox.get(delivery.id)  # from here on it sees what stood there then
        begun.set()
        assert go.wait(LIMIT_SECONDS)
        worker.record(store, [Taken(delivery=delivery, external="wamid.1", at=NOW)])

    recording = asyncio.create_task(postgres.run(recorded, by_rows=True))
    await until(begun.is_set, what="the unit that records the sending")
    await gateway.take("whatsapp", _told(key=key))
    go.set()
    await recording

    assert await _state(postgres, delivery) is DeliveryState.FAILED


@pytest.mark.parametrize("key", ["", "reply:1"], ids=["by its id", "by our key"])
async def test_a_receipt_waits_for_a_unit_that_has_looked_for_it_already(
    postgres: PostgresDatabase, key: str
) -> None:
    gateway, worker = _process(postgres), _process(postgres)
    delivery = await _sending(postgres)
    begun, go = threading.Event(), threading.Event()

    def recorded(store: Store) -> None:
        worker.record(store, [Taken(delivery=delivery, external="wamid.1", at=NOW)])
        begun.set()
        assert go.wait(LIMIT_SECONDS)

    recording = asyncio.create_task(postgres.run(recorded, by_rows=True))
    await until(begun.is_set, what="the unit that records the sending")
    taking = asyncio.create_task(gateway.take("whatsapp", _told(key=key)))
    while not taking.done() and not await postgres.read(_is_held_up):  # noqa: ASYNC110 - only it knows
        await asyncio.sleep(0)
    go.set()
    await asyncio.gather(recording, taking)

    assert await _state(postgres, delivery) is DeliveryState.FAILED


def _is_held_up(store: Store) -> bool:
    return store.sql.driver.execute(HELD_UP).fetchone() is not None


ERRORS = [Rejected(reason="131026"), Withheld(reason="window"), RateLimited(retry_after=4.0)]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_means_the_same_when_it_is_read_back(error: SparkError) -> None:
    line = early.written(Told(external="a", receipt=Receipt.FAILED, at=NOW, error=error))

    found = early.read(line, external="a", key="k").error

    assert type(found) is type(error)
    assert found.facts == error.facts


def test_an_error_that_is_no_outcome_is_a_doubt() -> None:
    told = Told(external="a", receipt=Receipt.FAILED, at=NOW, error=SparkError(reason="odd"))

    found = early.read(early.written(told), external="a", key="k").error

    assert isinstance(found, OutcomeUnknown)
    assert found.brief == "odd"
