"""What becomes of a sending: each outcome of a channel, and what is recorded of it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

import pytest

from bot.channel import Channel
from bot.delivery import Deliver
from bot.metrics import Metrics
from bot.outcomes import Outcomes
from bot.receipts import Receipts
from bot.task import Ending, Finish, Later, Together
from bot.worker import Worker
from domain.deliveries import Delivery, DeliveryState
from domain.markup import plain
from domain.messages import Address, OutboundMessage, Purpose
from domain.sending import (
    Blocked,
    ChatMoved,
    MarkupRefused,
    NobodyThere,
    NotSent,
    OutcomeUnknown,
    RateLimited,
)
from storage.outgoing import send
from storage.queue import Job
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.fakes import HandClock, RecordingChannel, until

ADDRESS = Address(channel="test", chat="owner")
Sending = Callable[..., Awaitable[Delivery]]


def _deliver(
    database: SqliteDatabase, channels: Mapping[str, Channel], clock: HandClock, metrics: Metrics
) -> Deliver:
    receipts = Receipts(database, Outcomes(channels, clock, metrics), clock)
    return Deliver(database, channels, clock, metrics, receipts)


@pytest.fixture
async def channel(clock: HandClock) -> RecordingChannel:
    return RecordingChannel(clock)


@pytest.fixture
async def deliver(
    database: SqliteDatabase, channel: RecordingChannel, clock: HandClock, metrics: Metrics
) -> Deliver:
    return _deliver(database, {"test": channel}, clock, metrics)


@pytest.fixture
def sending(database: SqliteDatabase, clock: HandClock) -> Sending:
    async def sent(purpose: Purpose = Purpose.REPLY, chat: str = "owner") -> Delivery:
        message = OutboundMessage(
            key=f"{purpose}:{chat}",
            address=Address(channel="test", chat=chat),
            text="*oi* 2 \\* 3",
            purpose=purpose,
        )
        delivery = await database.run(
            lambda store: send(store, message, language="pt", now=clock.now())
        )
        assert delivery is not None
        return delivery

    return sent


OUTCOMES = {
    "taken": (None, DeliveryState.SENT, None),
    "nothing left": (NotSent(), DeliveryState.PENDING, 1.0),
    "rate limited": (RateLimited(retry_after=126), DeliveryState.PENDING, 126.0),
    "moved": (ChatMoved(chat="new"), DeliveryState.PENDING, 0.0),
    "blocked": (Blocked(), DeliveryState.FAILED, None),
    "nobody there": (NobodyThere(), DeliveryState.WAITING, None),
    "no answer": (OutcomeUnknown(), DeliveryState.UNKNOWN, 1.0),
    "timed out": (TimeoutError(), DeliveryState.UNKNOWN, 1.0),
    "reset": (ConnectionResetError(), DeliveryState.UNKNOWN, 1.0),
    "a bug of the channel": (KeyError("chat"), DeliveryState.UNKNOWN, 1.0),
    "markup refused, then taken": (MarkupRefused(), DeliveryState.SENT, None),
}


@pytest.mark.parametrize(("error", "state", "pause"), OUTCOMES.values(), ids=OUTCOMES)
async def test_each_outcome_is_recorded_and_tried_again_where_that_does_no_harm(
    *,
    database: SqliteDatabase,
    deliver: Deliver,
    sending: Sending,
    channel: RecordingChannel,
    clock: HandClock,
    error: Exception | None,
    state: DeliveryState,
    pause: float | None,
) -> None:
    delivery = await sending()
    channel.troubles = [(error, False)] if error else []

    ending = await deliver.run(_job(delivery, clock), delivery)
    await _commit(database, ending)

    assert await _state(database, delivery.id) is state
    if pause is None:
        assert isinstance(ending, Finish | Together)
    else:
        assert isinstance(ending, Later)
        assert ending.until - clock.now() == timedelta(seconds=pause)
        assert not ending.failed


async def test_a_notice_whose_outcome_is_unknown_is_never_repeated(
    database: SqliteDatabase,
    deliver: Deliver,
    sending: Sending,
    channel: RecordingChannel,
    clock: HandClock,
) -> None:
    delivery = await sending(Purpose.NOTICE)
    channel.troubles = [(OutcomeUnknown(), False)]

    ending = await deliver.run(_job(delivery, clock), delivery)

    assert isinstance(ending, Finish)


async def test_pauses_grow_to_a_minute_and_stay_there(
    database: SqliteDatabase,
    deliver: Deliver,
    sending: Sending,
    channel: RecordingChannel,
    clock: HandClock,
) -> None:
    delivery = await sending()
    channel.troubles = [(NotSent(), False)] * 7
    pauses = []

    for number in range(7):
        ending = await deliver.run(_job(delivery, clock), delivery if number == 0 else None)
        assert isinstance(ending, Later)
        pauses.append((ending.until - clock.now()).total_seconds())
        await _commit(database, ending)

    assert pauses == [1, 2, 5, 15, 60, 60, 60]


async def test_refused_markup_goes_out_as_the_words_alone(
    deliver: Deliver, sending: Sending, channel: RecordingChannel, clock: HandClock
) -> None:
    delivery = await sending()
    channel.troubles = [(MarkupRefused(), False)]

    await deliver.run(_job(delivery, clock), delivery)

    assert [message.text for message in channel.sent] == ["oi 2 \\* 3"]


STATES = {
    "found being sent": (DeliveryState.SENDING, 0, ["Talvez repetido: oi 2 * 3"]),
    "found being repeated": (DeliveryState.SENDING, 1, []),
    "found pending": (DeliveryState.PENDING, 0, ["oi 2 * 3"]),
    "found pending as a repeat": (DeliveryState.PENDING, 1, ["Talvez repetido: oi 2 * 3"]),
    "found unknown": (DeliveryState.UNKNOWN, 0, ["Talvez repetido: oi 2 * 3"]),
    "found sent": (DeliveryState.SENT, 0, []),
    "found waiting": (DeliveryState.WAITING, 0, []),
}


@pytest.mark.parametrize(("state", "repeats", "said"), STATES.values(), ids=STATES)
async def test_after_a_crash_each_state_leads_to_one_message_at_most(
    *,
    database: SqliteDatabase,
    deliver: Deliver,
    sending: Sending,
    channel: RecordingChannel,
    clock: HandClock,
    metrics: Metrics,
    state: DeliveryState,
    repeats: int,
    said: list[str],
) -> None:
    delivery = await sending()
    await database.run(lambda store: store.outbox.mark(delivery.id, state, repeats=repeats))

    worker = Worker(database, [deliver], clock, metrics)
    await worker.start()
    await worker.drain()

    assert [plain(message.text) for message in channel.sent] == said


async def test_only_the_first_of_a_chat_may_have_left_when_the_process_died(
    *,
    database: SqliteDatabase,
    deliver: Deliver,
    sending: Sending,
    channel: RecordingChannel,
    clock: HandClock,
    metrics: Metrics,
) -> None:
    await sending(Purpose.REPLY)
    await sending(Purpose.REMINDER)

    worker = Worker(database, [deliver], clock, metrics)
    await worker.start()
    await worker.drain()

    assert channel.texts() == ["Talvez repetido: oi 2 * 3", "oi 2 * 3"]


async def _commit(database: SqliteDatabase, ending: Ending) -> None:
    alone = ending.alone() if isinstance(ending, Together) else ending
    await database.run(alone.write)


async def test_a_channel_that_is_gone_lets_its_messages_wait(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics, sending: Sending
) -> None:
    delivery = await sending()

    ending = await _deliver(database, {}, clock, metrics).run(_job(delivery, clock), delivery)
    await _commit(database, ending)

    assert await _state(database, delivery.id) is DeliveryState.WAITING


async def test_a_message_that_was_taken_back_is_not_sent(
    deliver: Deliver, channel: RecordingChannel, clock: HandClock
) -> None:
    job = Job(id=1, task="deliver", args={"delivery": 99}, lock=None, run_at=clock.now())

    assert isinstance(await deliver.run(job, None), Finish)
    assert channel.sent == []


async def test_a_chat_that_has_to_wait_holds_up_no_other(
    *,
    database: SqliteDatabase,
    deliver: Deliver,
    sending: Sending,
    channel: RecordingChannel,
    clock: HandClock,
    metrics: Metrics,
) -> None:
    worker = Worker(database, [deliver], clock, metrics)
    await worker.start()
    channel.troubles = [(RateLimited(retry_after=126), False)]
    await sending(chat="slow")
    await until(lambda: not channel.troubles)

    await sending(chat="quick")
    await until(lambda: channel.sent)

    assert [message.address.chat for message in channel.sent] == ["quick"]


def _job(delivery: Delivery, clock: HandClock) -> Job:
    return Job(id=1, task="deliver", args={"delivery": delivery.id}, lock="out", run_at=clock.now())


async def _state(database: SqliteDatabase, number: int) -> DeliveryState:
    def state(store: Store) -> DeliveryState:
        delivery = store.outbox.get(number)
        assert delivery is not None
        return delivery.state

    return await database.read(state)
