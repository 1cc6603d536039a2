"""When more comes than can be answered: who is refused, and when that ends."""

import pytest

from bot.crowding import FORGOTTEN_AFTER, Crowding, SampledCrowding
from bot.metrics import Metrics
from bot.reception import LONGEST_DELAY, Reception
from domain.errors import Overloaded
from domain.messages import Address, InboundMessage
from domain.people import Person
from storage.sqlite import SqliteDatabase
from tests.fakes import HandClock


def _many(crowding: Crowding, count: int) -> None:
    for _ in range(count):
        crowding.came()


def test_a_message_waits_as_long_as_those_before_it_take() -> None:
    seconds = [100.0]
    crowding = Crowding(lambda: seconds[0])
    _many(crowding, 300)

    for _ in range(200):
        seconds[0] += 0.02
        crowding.went()

    assert crowding.delay(0) == pytest.approx(100 * 0.02, rel=0.01)
    assert crowding.delay(10) == pytest.approx(110 * 0.02, rel=0.01)


def test_where_nobody_waits_nobody_has_to() -> None:
    seconds = [100.0]
    crowding = Crowding(lambda: seconds[0])
    for _ in range(50):
        crowding.came()
        seconds[0] += 5
        crowding.went()

    assert crowding.delay(0) == 0
    assert crowding.delay(1) == 0  # a pause between two messages says nothing of their pace


def test_one_that_hangs_does_not_close_the_door_for_long() -> None:
    seconds = [100.0]
    crowding = Crowding(lambda: seconds[0])
    _many(crowding, 3)
    crowding.went()

    seconds[0] += 3600
    crowding.went()

    assert crowding.delay(20) < LONGEST_DELAY


CROWD = 32


def _sampled(seconds: list[float], *samples: tuple[int, int]) -> SampledCrowding:
    """Return what knows of these samples, each of how many wait and how many came, 3 s apart."""
    crowding = SampledCrowding(CROWD, lambda: seconds[0])
    for waiting, arrived in samples:
        seconds[0] += 3
        crowding.sampled(waiting, arrived)
    return crowding


def test_among_many_a_message_waits_as_long_as_all_processes_take_for_those_before_it() -> None:
    seconds = [100.0]
    crowding = _sampled(seconds, (1000, 0), (1300, 900))  # 600 were answered, 5 ms each

    assert crowding.delay(0) == pytest.approx(1300 * 0.005)
    seconds[0] += 1
    assert crowding.delay(0) == pytest.approx(1100 * 0.005)


def test_among_many_those_that_came_to_others_meanwhile_are_reckoned_with() -> None:
    seconds = [100.0]
    crowding = _sampled(seconds, (1000, 0))
    for _ in range(300):
        crowding.came()
    seconds[0] += 3
    crowding.sampled(1300, 900)  # a third of them came here

    for _ in range(100):
        crowding.came()

    assert crowding.delay(0) == pytest.approx((1300 + 300) * 0.005)


def test_among_many_the_first_sample_of_a_crowd_says_that_it_is_one() -> None:
    crowding = _sampled([100.0], (0, 0), (2000, 2600))

    assert crowding.delay(0) > LONGEST_DELAY


def test_among_many_a_few_that_wait_are_no_crowd_however_slow_it_was() -> None:
    crowding = _sampled([100.0], (1000, 0), (1000, 3), (CROWD, 3))

    assert crowding.delay(0) == 0


def test_among_many_where_nobody_answers_a_crowd_is_refused() -> None:
    crowding = _sampled([100.0], (200, 0), (200, 0))

    assert crowding.delay(0) > LONGEST_DELAY


def test_among_many_it_is_forgotten_how_slow_it_was_once() -> None:
    seconds = [100.0]
    crowding = _sampled(seconds, (200, 0), (200, 0), (0, 0))
    seconds[0] += FORGOTTEN_AFTER
    crowding.sampled(0, 0)

    for _ in range(1000):
        crowding.came()

    assert crowding.delay(0) == 0


def _message(clock: HandClock, sender: str) -> InboundMessage:
    return InboundMessage(
        key=sender,
        address=Address(channel="test", chat=sender),
        sender=sender,
        text="oi",
        received_at=clock.now(),
    )


async def test_in_a_crowd_the_owner_is_still_heard(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics, owner: Person
) -> None:
    reception = Reception(database, clock, metrics, delay=lambda _coming: LONGEST_DELAY + 1)

    with pytest.raises(Overloaded):
        await reception.accept(_message(clock, "somebody"))

    assert await reception.accept(_message(clock, "owner")) is True


async def test_who_is_owner_no_more_is_one_of_the_crowd(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics, owner: Person
) -> None:
    reception = Reception(database, clock, metrics, delay=lambda _coming: LONGEST_DELAY + 1)
    await reception.accept(_message(clock, "owner"))

    await database.run(lambda store: store.people.unlink_one("test", "owner"))
    reception.forget_owners()

    with pytest.raises(Overloaded):
        await reception.accept(_message(clock, "owner"))


async def test_a_full_house_is_full_for_the_owner_too(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics, owner: Person
) -> None:
    reception = Reception(database, clock, metrics, depth=lambda: 10, most_waiting=10)

    with pytest.raises(Overloaded):
        await reception.accept(_message(clock, "owner"))
