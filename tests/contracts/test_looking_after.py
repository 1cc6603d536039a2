"""What whoever looks after SparkOne reads and writes: errors, broadcasts, figures, history."""

from datetime import timedelta

import pytest

from domain.deliveries import DeliveryState
from domain.messages import Address, OutboundMessage, Purpose
from domain.people import Identity
from storage.database import Database
from storage.errors import Failure
from storage.inbox import DONE, NEW
from storage.migrations import HEAD
from storage.queue import Job
from storage.store import Store
from tests.contracts.records import CHAT, HOUR, MINUTE, NOW, add_person, inbound


async def _letter(database: Database) -> Job:
    """Bury a job and return it."""

    def bury(store: Store) -> Job:
        number = store.queue.defer("greet", {"id": 7}, now=NOW, key="greet", lock="chat")
        assert number is not None
        job = Job(id=number, task="greet", args={"id": 7}, lock="chat", run_at=NOW)
        store.queue.bury(job, "Boom")
        return job

    return await database.run(bury)


async def test_a_dead_letter_that_is_revived_runs_as_one_that_never_failed(
    database: Database,
) -> None:
    job = await _letter(database)
    signals: list[object] = []
    database.on_commit(signals.extend)

    revived = await database.run(lambda store: store.queue.revive(job.id, NOW + HOUR))

    assert revived is not None
    assert (revived.id, revived.task, revived.args, revived.lock) == (
        job.id,
        "greet",
        {"id": 7},
        "chat",
    )
    assert (revived.failures, revived.run_at) == (0, NOW + HOUR)
    assert [getattr(signal, "job", None) for signal in signals] == [revived]
    assert await database.read(lambda store: store.queue.dead()) == []
    await database.run(lambda store: store.queue.finish(revived))


async def test_a_dead_letter_is_revived_once(database: Database) -> None:
    job = await _letter(database)
    await database.run(lambda store: store.queue.revive(job.id, NOW))

    assert await database.run(lambda store: store.queue.revive(job.id, NOW)) is None
    assert not await database.run(lambda store: store.queue.drop(job.id))


async def test_a_dead_letter_that_is_dropped_is_gone(database: Database) -> None:
    job = await _letter(database)

    assert await database.run(lambda store: store.queue.drop(job.id))

    assert await database.read(lambda store: store.queue.dead()) == []
    assert not await database.run(lambda store: store.queue.drop(job.id))


async def test_errors_of_one_kind_are_counted_together(database: Database) -> None:
    def write(store: Store) -> None:
        for minutes in range(3):
            store.errors.record("answer", "KeyError", NOW + minutes * MINUTE)
        store.errors.record("deliver", "KeyError", NOW)

    await database.run(write)

    assert await database.read(lambda store: store.errors.top()) == [
        Failure(
            place="answer",
            reason="KeyError",
            count=3,
            first_at=NOW,
            last_at=NOW + 2 * MINUTE,
        ),
        Failure(place="deliver", reason="KeyError", count=1, first_at=NOW, last_at=NOW),
    ]
    assert len(await database.read(lambda store: store.errors.top(1))) == 1


async def test_a_broadcast_is_sent_once(database: Database) -> None:
    def write(store: Store) -> int:
        return store.broadcasts.add(add_person(store), "Hello *all*", 3, NOW)

    number = await database.run(write)

    assert await database.run(lambda store: store.broadcasts.mark_sent(number, 2, NOW + MINUTE))
    assert not await database.run(lambda store: store.broadcasts.mark_sent(number, 2, NOW))
    kept = await database.read(lambda store: store.broadcasts.get(number))
    assert kept is not None
    assert (kept.text, kept.people, kept.created_at, kept.sent_at) == (
        "Hello *all*",
        2,
        NOW,
        NOW + MINUTE,
    )
    assert await database.read(lambda store: store.broadcasts.get(number + 1)) is None


async def test_what_happened_by_name_is_remembered_until_it_is_cleared(
    database: Database,
) -> None:
    assert await database.read(lambda store: store.heartbeat.last("backup")) is None

    await database.run(lambda store: store.heartbeat.beat("backup", NOW))

    assert await database.read(lambda store: store.heartbeat.last("backup")) == NOW
    assert await database.run(lambda store: store.heartbeat.clear("backup"))
    assert not await database.run(lambda store: store.heartbeat.clear("backup"))


async def test_figures_count_what_came_and_went_and_who_was_seen(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        store.people.link(Identity(person=person, channel="telegram", external="7", chat="42"))
        add_person(store)
        store.inbox.add(inbound("1"))
        _send(store, "reply:1", at=NOW)
        store.queue.defer("greet", {}, now=NOW)
        store.queue.defer("greet", {}, now=NOW)
        return person

    person = await database.run(write)

    def read(store: Store) -> object:
        figures = store.figures
        return (
            figures.received(NOW),
            figures.received(NOW + MINUTE),
            figures.sent(NOW),
            figures.sent(NOW + MINUTE),
            figures.last_seen(),
            store.queue.waiting(),
        )

    assert await database.read(read) == (1, 0, 1, 0, {person: NOW}, {"greet": 2})


async def test_the_revision_of_the_tables_is_this_versions(database: Database) -> None:
    assert await database.read(lambda store: store.figures.revision()) == HEAD


async def test_a_delivery_is_doubtful_once_it_is_old_and_unknown(database: Database) -> None:
    def write(store: Store) -> int:
        number = _send(store, "reply:1", at=None)
        store.outbox.mark(number, DeliveryState.UNKNOWN, repeats=1)
        _send(store, "reply:2", at=NOW)
        return number

    number = await database.run(write)

    assert await database.read(lambda store: store.figures.doubtful(NOW)) == []
    assert await database.read(lambda store: store.figures.doubtful(NOW + MINUTE)) == [number]


async def test_the_last_exchanges_of_a_chat_are_told_oldest_first(database: Database) -> None:
    def write(store: Store) -> None:
        for number in range(4):
            message = store.inbox.add(inbound(f"k{number}", text=f"said {number}"))
            _send(store, f"reply:{message}", at=NOW, text=f"answer {number}")
        store.inbox.add(inbound("other", text="elsewhere", chat=_OTHER))
        store.inbox.add(inbound("now", text="the present question"))
        store.inbox.add(inbound("later", text="said while the model thinks"))

    await database.run(write)

    exchanges = await database.read(
        lambda store: store.history.last(CHAT, "7", before="now", most=2)
    )
    assert [(one.said, one.answered) for one in exchanges] == [
        ("said 2", "answer 2"),
        ("said 3", "answer 3"),
    ]


async def test_what_was_answered_in_private_is_not_told_in_the_group(database: Database) -> None:
    def write(store: Store) -> None:
        message = store.inbox.add(inbound("k", text="my tasks"))
        _send(store, f"reply:{message}", at=NOW, text="secret", chat=_OTHER)

    await database.run(write)

    (told,) = await database.read(lambda store: store.history.last(CHAT, "7", before="", most=10))
    assert (told.said, told.answered) == ("my tasks", None)


async def test_a_message_that_is_reopened_is_new_again(database: Database) -> None:
    def write(store: Store) -> None:
        number = store.inbox.add(inbound("1"))
        assert number is not None
        store.inbox.close(number, DONE, NOW)
        store.inbox.reopen(number)

    await database.run(write)

    assert await database.read(lambda store: store.inbox.count(NEW)) == 1
    assert await database.run(lambda store: store.inbox.delete_settled(NOW + HOUR)) == 0


@pytest.mark.parametrize("times", [1, 3])
async def test_a_key_that_is_freed_can_be_used_again(database: Database, times: int) -> None:
    def write(store: Store) -> int:
        for _ in range(times):
            _send(store, "reply:1", at=NOW)
            store.outbox.free_key("reply:1")
        return _send(store, "reply:1", at=None)

    assert await database.run(write)
    counts = await database.read(lambda store: store.outbox.counts())
    assert sum(counts.values()) == times + 1


_OTHER = Address(channel="telegram", chat="43")


def _send(
    store: Store,
    key: str,
    *,
    at: object,
    text: str = "hello",
    chat: Address = CHAT,
) -> int:
    message = OutboundMessage(key=key, address=chat, text=text, purpose=Purpose.REPLY)
    delivery = store.outbox.add(message, language="en", now=NOW)
    assert delivery is not None
    if at is not None:
        store.outbox.mark_sent(delivery.id, external="1", now=NOW + timedelta(0))
    return delivery.id
