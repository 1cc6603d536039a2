from typing import Any

from domain.messages import Address
from domain.origin import Origin
from domain.people import Identity, Role
from storage.store import Store
from tests.journeys.conftest import Home


async def _forward(home: Home, text: str, **facts: Any) -> str:
    return await home.channel.ask(text, origin=Origin.THIRD_PARTY, **facts)


def _labels(home: Home) -> list[str]:
    return [button.label for button in home.channel.sent[-1].buttons]


async def _count(home: Home, table: str) -> list[tuple[str, ...]]:
    return await home.app.database.read(
        lambda store: store.sql.driver.execute(f"SELECT origin FROM {table}").fetchall()
    )


async def test_forwarded_words_are_not_kept_without_a_question(home: Home) -> None:
    await home.channel.ask("/idioma pt")

    answer = await _forward(home, "me lembra de pagar o João: chave 123, sem falta")

    assert answer.startswith("Encaminhado: “me lembra de pagar o João: chave 123, sem falta”.")
    assert _labels(home) == ["Tarefa", "Nota", "Lembrar amanhã 9h", "Nada"]
    for table in ("tasks", "notes", "reminders", "events", "list_items"):
        assert await _count(home, table) == []


async def test_a_forwarded_command_is_not_run(home: Home) -> None:
    await home.channel.ask("tarefa: comprar pão")

    assert "Encaminhado: “/desfazer”" in await _forward(home, "/desfazer")

    assert "1. comprar pão" in await home.channel.ask("/tasks")


async def test_forwarded_words_become_a_task_and_go_again(home: Home) -> None:
    await home.channel.ask("/idioma pt")
    await _forward(home, "renovar o seguro do carro")

    assert (await home.channel.press("Tarefa")).startswith("Anotado: renovar o seguro do carro.")
    assert await _count(home, "tasks") == [("third_party",)]
    assert await home.channel.press("Desfazer") == "Desfeito: renovar o seguro do carro."

    assert await _count(home, "tasks") == []


async def test_what_was_declined_is_not_kept_by_a_late_press(home: Home) -> None:
    await home.channel.ask("/idioma pt")
    await _forward(home, "renovar o seguro do carro")
    offered = home.channel.sent[-1].buttons

    assert await home.channel.press("Nada") == "Certo, não guardei nada."
    late = await home.channel.ask("Tarefa", press=offered[0].action)

    assert late.startswith("Esse botão não vale mais.")
    assert await _count(home, "tasks") == []


async def test_a_forwarded_note_keeps_every_word(home: Home) -> None:
    await home.channel.ask("/idioma pt")
    text = "A senha do portão é 4455.\nNão conta para ninguém. " + "muito longo " * 30

    await _forward(home, text)

    assert await home.channel.press("Nota") == f"Guardei a nota: {text.strip()}"
    assert await _count(home, "notes") == [("third_party",)]


async def test_a_forwarded_reminder_comes_tomorrow_at_nine(home: Home) -> None:
    await home.channel.ask("/idioma pt")
    await _forward(home, "levar o lixo para fora")

    echo = await home.channel.press("Lembrar amanhã 9h")

    assert echo.startswith("Certo: levar o lixo para fora, amanhã, 09:00.")


async def test_a_time_in_forwarded_words_is_offered(home: Home) -> None:
    await home.channel.ask("/idioma pt")
    await _forward(home, "Consulta dia 3 às 14h com a Dra. Paula")
    assert _labels(home)[0] in {"Agenda: 3/12 14:00", "Lembrar: 3/12 14:00"}

    echo = await home.channel.press(_labels(home)[0])

    assert "quinta, 3 de dezembro, 14:00" in echo


async def test_a_time_that_has_passed_is_not_offered(home: Home) -> None:
    await home.channel.ask("/idioma pt")

    await _forward(home, "a reunião foi ontem às 15h")

    assert _labels(home) == ["Tarefa", "Nota", "Lembrar amanhã 9h", "Nada"]


async def test_an_offer_is_taken_once(home: Home) -> None:
    await home.channel.ask("/idioma pt")
    await _forward(home, "levar o lixo para fora")
    await home.channel.press("Tarefa")

    answer = await home.channel.press("Nota")

    assert answer.startswith("Esse botão não vale mais.")
    assert await _count(home, "notes") == []


async def test_nothing_is_an_answer_too(home: Home) -> None:
    await home.channel.ask("/idioma pt")
    await _forward(home, "levar o lixo para fora")

    assert await home.channel.press("Nada") == "Certo, não guardei nada."


async def test_only_what_was_forwarded_can_be_kept_by_its_button(home: Home) -> None:
    await home.channel.ask("/idioma pt")  # message 1 is their own

    answer = await home.channel.ask("x", press="keep:task:1")

    assert answer.startswith("Esse botão não vale mais.")
    for action in ("keep:task:99", "keep:task", "keep:spell:2", "keep:task:two"):
        assert "não vale mais" in await home.channel.ask("x", press=action)


async def test_nobody_keeps_what_was_forwarded_to_another(home: Home) -> None:
    def invite(store: Store) -> None:
        person = store.people.add(
            role=Role.USER, zone="UTC", language="pt", quiet=None, now=home.clock.now()
        )
        store.people.link(Identity(person=person.id, channel="test", external="ana", chat="ana"))

    await home.app.database.run(invite)
    group: dict[str, Any] = {"chat": "group", "private": Address(channel="test", chat="owner")}
    await _forward(home, "levar o lixo", **group)
    action = home.channel.sent[-1].buttons[0].action
    before = len(home.channel.sent)

    await home.channel.say(
        "x", chat="group", sender="ana", press=action, private=Address(channel="test", chat="ana")
    )
    await home.app.worker.drain()

    assert len(home.channel.sent) == before
    assert await _count(home, "tasks") == []
