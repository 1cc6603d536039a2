"""Updates that nobody expects: each is answered or set aside, and none comes for seven days."""

import pytest

from tests.cloudapi_channel.home import CloudHome
from tests.fakes import until

TWELVE = [f"Opção {number}" for number in range(1, 13)]


@pytest.mark.parametrize("said", ["²", "٣", "³³", "12345", "7" * 5000, "-1", "13"])
async def test_digits_that_choose_nothing_are_words(home: CloudHome, said: str) -> None:
    await home.ask("oi")
    await home.promises("Qual?", *TWELVE)
    await home.settled()

    answer = await home.ask(said)

    assert "Qual?" not in answer.text
    assert await home.read(lambda store: store.quarantine.count()) == 0


@pytest.mark.parametrize("moment", ["9" * 14, "-99999999999999", "tomorrow"])
async def test_a_status_of_no_moment_is_set_aside(home: CloudHome, moment: str) -> None:
    sent = await home.ask("tarefa: comprar leite")
    world = home.owner.world
    status = {"id": sent.id, "status": "read", "timestamp": moment, "recipient_id": "1"}

    world.emit("messages", world.value(statuses=[status]))

    await until(lambda: not home.server.pending, what="the status to be taken")
    assert await home.read(lambda store: store.quarantine.count()) == 1
