"""What goes wrong between us and Evolution API, and that nothing is lost, repeated or hidden."""

from pathlib import Path

import pytest

from tests.evolution.server import EvolutionServer
from tests.evolution_channel.home import EvolutionHome, evolution_home
from tests.fakes import HandClock, until


async def test_a_message_that_comes_twice_is_answered_once(house: EvolutionHome) -> None:
    house.server.duplicate_next()

    await house.ask("tarefa: comprar pão")
    await house.settled()

    assert len(house.owner.chat.sent) == 1
    assert house.count("messages_duplicate_total", channel="evolution") == 1


async def test_messages_that_come_in_another_order_are_all_answered(house: EvolutionHome) -> None:
    house.server.hold()
    for thing in ("pão", "leite", "ovos"):
        await house.owner.says(f"tarefa: comprar {thing}")

    await house.server.release(order=reversed)
    await until(lambda: len(house.owner.chat.sent) == 3, what="three answers")
    tasks = await house.ask("tarefas")

    assert all(thing in tasks for thing in ("pão", "leite", "ovos"))


async def test_a_message_that_was_late_is_understood_as_of_when_it_was_said(
    house: EvolutionHome,
) -> None:
    await house.ask("tarefa: comprar pão")
    house.server.hold()
    await house.owner.says("me lembra de ligar daqui a 10 minutos")
    house.clock.advance(minutes=2)

    await house.server.release()
    await until(lambda: len(house.owner.chat.sent) == 2, what="an answer")

    assert "12:10" in house.owner.chat.last.text


async def test_what_the_webhook_never_brought_is_swept_up_at_the_next_start(
    tmp_path: Path, server: EvolutionServer, clock: HandClock
) -> None:
    async with evolution_home(tmp_path, server, clock) as house:
        await house.ask("tarefa: comprar pão")
    clock.advance(hours=2)
    server.drop_next(2)
    owner = house.owner
    await owner.says("tarefa: comprar leite")
    await owner.says("tarefa: comprar ovos")
    clock.advance(hours=2)

    async with evolution_home(tmp_path, server, clock) as house:
        await until(lambda: len(owner.chat.sent) == 3, what="the answers")
        await house.settled()

        assert [text.partition("\n")[0] for text in owner.chat.texts[1:]] == [
            "Anotado: *comprar leite*.",
            "Anotado: *comprar ovos*.",
        ]


async def test_what_was_missed_is_swept_up_after_a_reconnection(house: EvolutionHome) -> None:
    await house.ask("tarefa: comprar pão")
    house.server.disconnect(428)
    house.server.drop_next(120)
    for number in range(120):
        await house.owner.says(f"tarefa: coisa {number}")
    house.clock.advance(seconds=40)

    house.server.reconnect()

    await until(lambda: house.count("messages_received_total", channel="evolution") == 121)


async def test_nothing_of_before_the_first_start_is_swept_up(
    tmp_path: Path, server: EvolutionServer, clock: HandClock
) -> None:
    old = server.person("5511988887777", "Ana")
    await old.says("tarefa: velha")
    clock.advance(hours=1)

    async with evolution_home(tmp_path, server, clock) as house:
        await house.ask("tarefa: nova")

        assert len(house.owner.chat.sent) == 1


async def test_a_restart_of_the_server_loses_nothing(house: EvolutionHome) -> None:
    await house.ask("tarefa: comprar pão")
    house.server.hold()
    await house.owner.says("tarefa: comprar leite")

    await house.server.restart()

    await until(lambda: len(house.owner.chat.sent) == 2, what="the answer")
    assert house.owner.chat.last.text.startswith("Anotado: *comprar leite*.")


async def test_an_answer_that_is_lost_is_settled_by_its_echo(house: EvolutionHome) -> None:
    house.server.troubles.lose(call="sendText")

    await house.ask("tarefa: comprar pão")
    await until(lambda: house.outcome("sent") + house.outcome("unknown"), what="an outcome")
    await house.settled()
    house.clock.advance(seconds=30)
    await house.settled()

    assert len(house.owner.chat.sent) == 1
    state = await house.app.database.read(lambda store: store.outbox.counts())
    assert [(one.value, count) for one, count in state.items()] == [("sent", 1)]


async def test_an_echo_that_comes_after_the_doubt_settles_it(house: EvolutionHome) -> None:
    house.server.hold()
    house.server.troubles.lose(call="sendText")
    await house.owner.says("tarefa: comprar pão")
    held = house.server.instance.webhook.held
    house.server.instance.webhook._held = []
    for body in [one for one in held if one["event"] == "messages.upsert"]:
        house.server.instance.webhook.post(body)
    await until(lambda: house.outcome("unknown"), what="the doubt")

    await house.server.release()
    await house.settled()
    house.clock.advance(seconds=60)
    await house.settled()

    assert len(house.owner.chat.sent) == 1


async def test_without_an_echo_the_history_tells_that_it_arrived(
    tmp_path: Path, server: EvolutionServer, clock: HandClock
) -> None:
    async with evolution_home(tmp_path, server, clock) as house:
        await house.ask("tarefa: comprar pão")
        await house.ask("1")
        server.troubles.lose(call="sendText")
        server.instance.webhook.row["events"].remove("SEND_MESSAGE")  # type: ignore[index]
        await house.owner.says("tarefa: comprar pão")
        await until(lambda: house.outcome("unknown"), what="the doubt")

        house.clock.advance(seconds=11)
        await until(lambda: server.called("findMessages")[-1].params["where"].get("key"))
        await house.settled()

        assert len(house.owner.chat.sent) == 3
        assert "Talvez" not in house.owner.chat.last.text


async def test_what_did_not_arrive_is_sent_once_more_and_says_so(house: EvolutionHome) -> None:
    house.server.troubles.cut(call="sendText")
    await house.owner.says("tarefa: comprar pão")
    await until(lambda: house.outcome("unknown"), what="the doubt")

    house.clock.advance(seconds=11)
    await until(lambda: house.owner.chat.sent, what="the repeat")
    await house.settled()

    assert house.owner.chat.texts[0].startswith("_Talvez repetido:_ Anotado: *comprar pão*.")
    assert len(house.owner.chat.sent) == 1


@pytest.mark.parametrize("status", [500, 502])
async def test_a_page_of_a_proxy_is_a_doubt(house: EvolutionHome, status: int) -> None:
    house.server.troubles.page(status, call="sendText")
    await house.owner.says("tarefa: comprar pão")
    await until(lambda: house.outcome("unknown"), what="the doubt")

    house.clock.advance(seconds=11)
    await until(lambda: house.owner.chat.sent, what="the repeat")

    assert house.owner.chat.texts[0].startswith("_Talvez repetido:_")


async def test_a_phone_that_is_not_connected_is_waited_for(house: EvolutionHome) -> None:
    house.server.troubles.refuse(400, "Error: Connection Closed", call="sendText")
    await house.owner.says("tarefa: comprar pão")
    await until(lambda: house.outcome("not_sent"), what="a refusal")

    house.clock.advance(seconds=2)
    await until(lambda: house.owner.chat.sent, what="the answer")

    assert house.owner.chat.texts[0].startswith("Anotado: *comprar pão*.")


async def test_a_server_that_is_away_is_waited_for(house: EvolutionHome) -> None:
    await house.ask("tarefa: comprar pão")
    await house.server.refuse()
    await house.owner.says("tarefa: comprar leite")
    await until(lambda: house.outcome("not_sent"), what="a refusal")

    await house.server.accept()
    house.clock.advance(seconds=2)
    await until(lambda: len(house.owner.chat.sent) == 2, what="the answer")

    assert house.owner.chat.last.text.startswith("Anotado: *comprar leite*.")


async def test_somebody_who_is_not_on_whatsapp_is_not_tried_again(house: EvolutionHome) -> None:
    await house.ask("tarefa: comprar pão")
    body = {"jid": "5511988887777@s.whatsapp.net", "exists": False, "number": "5511988887777"}
    house.server.troubles.refuse(400, body, call="sendText")

    await house.only(house.owner.says("tarefas"))

    assert house.outcome("blocked") == 1
