"""What the Cloud API tells of our messages afterwards."""

import itertools

import pytest

from domain.deliveries import DeliveryState
from storage.store import Store
from tests.cloudapi_channel.home import CloudHome
from tests.fakes import until


def _delivered(store: Store) -> tuple[bool, bool]:
    return store.receipts.delivered_at(1) is not None, store.receipts.read_at(1) is not None


@pytest.mark.parametrize("order", list(itertools.permutations(("sent", "delivered", "read"))))
async def test_statuses_in_any_order_come_to_the_same(
    home: CloudHome, order: tuple[str, ...]
) -> None:
    home.server.world.automatic = ()
    await home.ask("oi")

    for name in order:
        home.server.world.tell(home.owner.last, name)
        await home.settled()

    assert await home.read(_delivered) == (True, True)


async def test_statuses_that_come_twice_do_no_harm(home: CloudHome) -> None:
    home.server.world.automatic = ()
    await home.ask("oi")
    told = [home.server.world.tell(home.owner.last, name) for name in ("sent", "delivered")]
    await home.settled()

    home.server.again(*told)
    home.server.again(*reversed(told))
    await home.settled()

    assert await home.read(_delivered) == (True, False)
    assert len(home.owner.sent) == 1


async def test_a_failure_after_delivery_says_nothing(home: CloudHome) -> None:
    await home.ask("oi")
    await home.comes_to(_delivered, (True, False))

    home.server.fails(home.owner.last, 131047)
    await home.settled()

    counts = await home.read(lambda store: store.outbox.counts())
    assert counts == {DeliveryState.SENT: 1}


async def test_an_answer_that_is_lost_makes_no_repeat_once_its_status_comes(
    home: CloudHome,
) -> None:
    home.server.troubles.lose(call="messages")

    await home.ask("tarefa: comprar leite")
    await home.comes_to(_delivered, (True, False))
    await home.passes(minutes=5)

    assert len(home.owner.sent) == 1
    assert home.outcome("unknown") == 1


async def test_an_answer_that_is_lost_is_repeated_once_where_no_status_comes(
    home: CloudHome,
) -> None:
    home.server.world.automatic = ()
    home.server.troubles.lose(call="messages")
    await home.ask("tarefa: comprar leite")
    await until(lambda: home.outcome("unknown"), what="the doubt")

    await home.passes(seconds=19)
    assert len(home.owner.sent) == 1
    await home.passes(seconds=2)
    await until(lambda: len(home.owner.sent) == 2, what="the repeat")
    await home.passes(minutes=10)

    assert len(home.owner.sent) == 2
    assert home.owner.last.text.startswith("_Talvez repetido:_")


async def test_a_call_that_was_cut_is_repeated_once(home: CloudHome) -> None:
    home.server.troubles.cut(call="messages")
    await home.owner.says("tarefa: comprar leite")
    await until(lambda: home.outcome("unknown"), what="the doubt")

    await home.passes(seconds=21)
    await until(lambda: home.owner.sent, what="the repeat")

    assert home.owner.last.text.startswith("_Talvez repetido:_")


async def test_a_part_that_arrived_does_not_stand_for_the_whole(home: CloudHome) -> None:
    await home.ask("oi")
    home.server.world.automatic = ()
    text = "\n".join(f"linha {number} de muitas linhas" for number in range(250))
    await home.promises(text)
    await until(lambda: len(home.owner.sent) == 3, what="both parts")
    first, last = home.owner.sent[1:]

    home.server.delivers(first)
    await home.settled()
    assert await home.read(lambda store: store.receipts.delivered_at(2)) is None
    home.server.delivers(last)
    await home.settled()

    assert await home.read(lambda store: store.receipts.delivered_at(2)) is not None


async def test_a_status_that_cannot_be_read_is_set_aside(home: CloudHome) -> None:
    await home.ask("oi")
    value = home.server.world.value(
        statuses=[{"id": "wamid.x", "status": "evaporated", "timestamp": "1"}]
    )

    home.server.notifies("messages", value)
    await home.settled()

    assert await home.read(lambda store: store.quarantine.count()) == 1


async def test_a_status_of_somebody_elses_message_is_confirmed(home: CloudHome) -> None:
    told = {"id": "wamid.unknown", "status": "delivered", "timestamp": "1795273200"}

    home.server.notifies("messages", home.server.world.value(statuses=[told]))
    await home.settled()

    assert await home.read(lambda store: store.quarantine.count()) == 0
