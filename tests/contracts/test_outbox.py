from dataclasses import replace

from domain.deliveries import Delivery, DeliveryState
from domain.messages import Address
from storage.database import Database
from storage.outgoing import DELIVER, defer_delivery, notify, send
from storage.postgres import PostgresDatabase
from storage.queue import JobReady
from storage.store import Store
from tests.contracts.claiming import told_jobs
from tests.contracts.records import CHAT, HOUR, NOW, add_occurrence, add_person, outbound


def _add(store: Store, key: str = "1", *, chat: Address = CHAT) -> int:
    delivery = store.outbox.add(outbound(key, chat=chat), language="en", now=NOW)
    assert delivery is not None
    return delivery.id


def _born(database: Database) -> DeliveryState:
    """Return how a delivery is born: begun where one process serves all."""
    is_shared = isinstance(database, PostgresDatabase)
    return DeliveryState.PENDING if is_shared else DeliveryState.SENDING


async def _get(database: Database, number: int) -> Delivery:
    found = await database.read(lambda store: store.outbox.get(number))
    assert found is not None
    return found


async def test_a_delivery_is_read_back_as_stored(database: Database) -> None:
    def write(store: Store) -> Delivery | None:
        person = add_person(store)
        return store.outbox.add(
            outbound(text="100% *sure*"),
            language="pt",
            now=NOW,
            person=person,
            due_at=NOW + HOUR,
            occurrence=add_occurrence(store, NOW + HOUR, person=person),
            zone="America/Sao_Paulo",
            state=DeliveryState.PENDING,
        )

    stored = await database.run(write)

    assert stored is not None
    assert await _get(database, stored.id) == stored


async def test_the_same_promise_is_never_written_twice(database: Database) -> None:
    await database.run(lambda store: _add(store, "1"))

    again = await database.run(
        lambda store: store.outbox.add(outbound("1", text="other"), language="en", now=NOW)
    )

    assert again is None


async def test_a_delivery_that_was_taken_back_is_gone(database: Database) -> None:
    assert await database.read(lambda store: store.outbox.get(99)) is None


async def test_repeats_are_kept_with_the_state(database: Database) -> None:
    number = await database.run(_add)

    await database.run(lambda store: store.outbox.mark(number, DeliveryState.UNKNOWN, repeats=1))

    delivery = await _get(database, number)
    assert (delivery.state, delivery.repeats) == (DeliveryState.UNKNOWN, 1)


async def test_every_end_of_a_delivery_is_counted(database: Database) -> None:
    def write(store: Store) -> None:
        sent, failed, _ = _add(store, "1"), _add(store, "2"), _add(store, "3")
        store.outbox.mark_sent(sent, external="tg-9", now=NOW)
        store.outbox.end(failed, DeliveryState.FAILED, "Blocked")

    await database.run(write)

    assert await database.read(lambda store: store.outbox.counts()) == {
        DeliveryState.SENT: 1,
        DeliveryState.FAILED: 1,
        _born(database): 1,
    }


async def test_what_waits_for_a_chat_comes_oldest_first(database: Database) -> None:
    elsewhere = Address(channel="telegram", chat="43")

    def write(store: Store) -> list[int]:
        numbers = [_add(store, "1"), _add(store, "2"), _add(store, "3", chat=elsewhere)]
        for number in numbers:
            store.outbox.mark(number, DeliveryState.WAITING, repeats=0)
        _add(store, "4")
        return numbers

    numbers = await database.run(write)

    waiting = await database.read(lambda store: store.outbox.of_chat(CHAT, DeliveryState.WAITING))
    assert [delivery.id for delivery in waiting] == numbers[:2]


async def test_what_was_not_sent_follows_a_chat_that_moved(database: Database) -> None:
    def write(store: Store) -> tuple[int, int]:
        sent = _add(store, "1")
        edit = store.outbox.add(replace(outbound("2"), replaces="5"), language="en", now=NOW)
        assert edit is not None
        unsent = edit.id
        store.outbox.mark_sent(sent, external=None, now=NOW)
        store.outbox.redirect(CHAT, "-100")
        return sent, unsent

    sent, unsent = await database.run(write)

    assert (await _get(database, sent)).message.address.chat == "42"
    moved = (await _get(database, unsent)).message
    assert moved.address.chat == "-100"
    assert (moved.replaces, moved.reply_to) == (None, None)  # there, messages have other ids


async def test_a_sending_is_promised_together_with_its_job(database: Database) -> None:
    signals: list[object] = []
    database.on_commit(signals.extend)

    delivery = await database.run(lambda store: send(store, outbound(), language="en", now=NOW))

    (ready,) = signals
    assert isinstance(ready, JobReady)
    assert delivery is not None
    assert (ready.job.task, ready.job.args) == (DELIVER, {"delivery": delivery.id})
    assert ready.job.lock == "out:telegram:42"
    assert delivery.state is _born(database)
    # Whoever else claims the job has to begin the delivery by a write of its own.
    assert ready.carried == (delivery if delivery.state is DeliveryState.SENDING else None)


async def test_a_second_promise_of_the_same_sending_defers_nothing(database: Database) -> None:
    for _ in range(2):
        await database.run(lambda store: send(store, outbound(), language="en", now=NOW))

    assert await database.read(lambda store: store.queue.depth()) == 1


async def test_a_notice_waits_under_a_lock_of_its_own(database: Database) -> None:
    def write(store: Store) -> None:
        person = add_person(store)
        for _ in range(2):
            notify(store, outbound(), language="en", now=NOW, person=person, run_at=NOW + HOUR)

    jobs = told_jobs(database)
    await database.run(write)

    (job,) = jobs
    assert (job.lock, job.run_at) == ("notice:telegram:42", NOW + HOUR)
    assert (await _get(database, job.args["delivery"])).state is DeliveryState.PENDING


async def test_a_delivery_can_be_deferred_again(database: Database) -> None:
    number = await database.run(_add)

    jobs = told_jobs(database)
    await database.run(lambda store: defer_delivery(store, number, CHAT, now=NOW))

    (job,) = jobs
    assert (job.args, job.lock) == ({"delivery": number}, "out:telegram:42")


async def test_only_what_is_settled_and_old_is_deleted(database: Database) -> None:
    def write(store: Store) -> int:
        for key, state in enumerate(DeliveryState):
            number = _add(store, str(key))
            store.outbox.mark(number, state, repeats=0)
            if state is DeliveryState.SENT:
                store.outbox.mark_sent(number, external=None, now=NOW)
        assert store.outbox.delete_settled(NOW) == 0
        return store.outbox.delete_settled(NOW + HOUR)

    assert await database.run(write) == 3
    assert set(await database.read(lambda store: store.outbox.counts())) == {
        DeliveryState.PENDING,
        DeliveryState.SENDING,
        DeliveryState.WAITING,
    }
