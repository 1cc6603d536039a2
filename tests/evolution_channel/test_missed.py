"""What was missed is answered once: not overtaken by what came later, and not again after that."""

from pathlib import Path

from scheduler.sweeping import sweep
from tests.evolution.server import EvolutionServer
from tests.evolution_channel.home import EvolutionHome, evolution_home
from tests.fakes import HandClock, until


def noted(server: EvolutionServer) -> list[str]:
    texts = [one.params["text"] for one in server.called("sendText")]
    return [text.partition(".")[0] for text in texts if text.startswith("Anotado")]


def _later(clock: HandClock, is_so: bool) -> bool:  # noqa: FBT001 - what is waited for
    """Let time pass until something is so: the pause before another look may begin late."""
    if not is_so:
        clock.advance(seconds=1)
    return is_so


async def test_a_new_message_does_not_overtake_those_that_were_missed(
    tmp_path: Path, server: EvolutionServer, clock: HandClock
) -> None:
    async with evolution_home(tmp_path, server, clock) as house:
        ana = house.owner
        await house.ask("tarefa: comprar pão")
    server.instance.webhook.drops = 1
    clock.advance(hours=1)
    await ana.says("tarefa: comprar leite")
    clock.advance(hours=2)
    server.troubles.cut(call="findMessages")

    async with evolution_home(tmp_path, server, clock) as house:
        hook = server.instance.webhook
        await until(lambda: hook.row and hook.row["url"] == house.url, what="the webhook")
        await house.ask("tarefa: comprar queijo")
        await until(lambda: _later(clock, len(noted(server)) == 3), what="what was missed")
        await house.settled()

    assert noted(server)[2] == "Anotado: *comprar leite*"


async def test_what_was_answered_months_ago_is_not_answered_again(
    tmp_path: Path, server: EvolutionServer, clock: HandClock
) -> None:
    async with evolution_home(tmp_path, server, clock) as house:
        await house.ask("tarefa: comprar pão")
        clock.advance(days=100)
        await house.app.database.run(lambda store: sweep(store, clock.now()))

    async with evolution_home(tmp_path, server, clock) as house:
        await until(lambda: len(server.called("findMessages")) == 2, what="another look")
        await house.settled()
        assert await house.app.database.read(lambda store: store.inbox.count("done")) == 0

    assert noted(server) == ["Anotado: *comprar pão*"]


async def test_what_was_forgotten_does_not_come_back(house: EvolutionHome) -> None:
    await house.ask("tarefa: comprar pão")
    house.clock.advance(seconds=30)
    await house.ask("/forgetme")
    house.clock.advance(seconds=30)
    await house.ask("2")
    house.clock.advance(seconds=30)

    house.server.disconnect(428)
    house.server.reconnect()
    await until(lambda: len(house.server.called("findMessages")) == 2, what="another look")
    await house.settled()

    assert "comprar" not in await house.ask("tarefas")
    await house.settled()
    assert noted(house.server) == ["Anotado: *comprar pão*"]


async def test_a_clock_that_is_ahead_does_not_hide_what_comes_later(
    house: EvolutionHome,
) -> None:
    far = int(house.clock.now().timestamp()) + 400_000
    await house.gets(house.owner.says("tarefa: comprar pão", at=far))
    house.clock.advance(hours=1)
    house.server.instance.webhook.drops = 1
    await house.owner.says("tarefa: comprar leite")

    house.server.disconnect(428)
    house.server.reconnect()

    await until(lambda: len(noted(house.server)) == 2, what="what was missed")
    await house.settled()
