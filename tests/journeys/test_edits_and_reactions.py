from datetime import UTC, datetime
from typing import Any

import pytest

from domain.messages import Address, Attachment, Kind, OutboundMessage
from tests.fakes import until
from tests.journeys.conftest import Home

SUNDAY_9 = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


async def _write(home: Home, text: str, external: str) -> str:
    return await home.channel.ask(text, external=external)


async def _edit(home: Home, text: str, external: str) -> str:
    return await home.channel.ask(text, kind=Kind.EDIT, external=external, concerns=external)


async def _is_silent(home: Home, text: str, **facts: Any) -> None:
    before = len(home.channel.sent)
    await home.channel.say(text, **facts)
    await home.app.worker.drain()
    assert home.channel.texts()[before:] == []


def _last(home: Home) -> OutboundMessage:
    return home.channel.sent[-1]


async def test_an_edited_message_moves_its_reminder_and_its_echo(home: Home) -> None:
    await _write(home, "me lembra de ligar amanhã às 9h", "m1")

    assert "10:00" in await _edit(home, "me lembra de ligar amanhã às 10h", "m1")

    assert _last(home).replaces == "1"
    assert await home.channel.ask("/reminders") == "Lembretes\n1. ligar — amanhã, 10:00"


async def test_an_edit_of_an_edit_counts(home: Home) -> None:
    await _write(home, "tarefa: comprar pão", "m1")
    await _edit(home, "tarefa: comprar leite", "m1")

    await _edit(home, "tarefa: comprar queijo", "m1")

    assert "1. comprar queijo" in (tasks := await home.channel.ask("/tasks"))
    assert "leite" not in tasks
    assert "pão" not in tasks


async def test_an_edit_can_be_undone(home: Home) -> None:
    await _write(home, "tarefa: comprar pão", "m1")
    await _edit(home, "tarefa: comprar leite", "m1")

    assert await home.channel.press("Desfazer") == "Desfeito: comprar leite."

    assert await home.channel.ask("/tasks") == "Nenhuma tarefa aberta."


async def test_an_edit_of_what_was_not_understood_is_acted_on(home: Home) -> None:
    await _write(home, "dentista", "m1")

    echo = await _edit(home, "tarefa: dentista", "m1")

    assert echo.startswith("Anotado: dentista.")
    assert _last(home).replaces == "1"


async def test_an_edit_of_a_message_never_seen_is_new_words(home: Home) -> None:
    echo = await _edit(home, "tarefa: dentista", "long ago")

    assert echo.startswith("Anotado: dentista.")
    assert _last(home).replaces is None


async def test_an_edit_of_what_was_done_meanwhile_changes_nothing(home: Home) -> None:
    await _write(home, "tarefa: comprar pão", "m1")
    await home.channel.ask("feito o pão")

    answer = await _edit(home, "tarefa: comprar leite", "m1")

    assert "já mudou depois; não alterei nada" in answer
    assert await home.channel.ask("/tasks") == "Nenhuma tarefa aberta."


@pytest.mark.parametrize("press", [None, "Amanhã"], ids=["left alone", "snoozed"])
async def test_an_edit_of_a_reminder_that_came_changes_nothing(
    home: Home, press: str | None
) -> None:
    await _write(home, "me lembra de ligar amanhã às 9h", "m1")
    home.clock.move_to(SUNDAY_9)
    await until(lambda: "Lembrete: ligar" in home.channel.texts())
    if press:
        await home.channel.press(press)

    assert "o lembrete já veio" in await _edit(home, "me lembra de ligar amanhã às 10h", "m1")


async def test_an_edit_after_more_than_a_day_changes_nothing(home: Home) -> None:
    await _write(home, "tarefa: comprar pão", "m1")
    home.clock.advance(hours=25)

    assert "mais de um dia" in await _edit(home, "tarefa: comprar leite", "m1")

    assert "1. comprar pão" in await home.channel.ask("/tasks")


async def test_an_edit_of_a_snooze_is_a_snooze_until_another_time(home: Home) -> None:
    await _write(home, "me lembra de ligar hoje às 13h", "m1")
    home.clock.advance(hours=1)
    await until(lambda: "Lembrete: ligar" in home.channel.texts())
    await _write(home, "adia 30 minutos", "m2")

    assert await _edit(home, "adia 45 minutos", "m2") == "Certo, ligar de novo hoje, 13:45."


@pytest.mark.parametrize(
    ("before", "after"),
    [("/hoje", "/amanha"), ("tarefa: pão", "/tasks"), ("tarefa: pão", "tarefa: pão")],
    ids=["a command", "into a command", "without a change"],
)
async def test_an_edit_that_is_nothing_to_do_is_passed_over(
    home: Home, before: str, after: str
) -> None:
    await _write(home, before, "m1")

    await _is_silent(home, after, kind=Kind.EDIT, external="m1", concerns="m1")


async def test_an_edit_in_a_group_counts(home: Home) -> None:
    private = Address(channel="test", chat="owner")
    group: dict[str, Any] = {"chat": "group", "private": private, "external": "m1"}
    await home.channel.ask("tarefa: comprar pão", **group)

    await home.channel.ask("tarefa: comprar leite", kind=Kind.EDIT, concerns="m1", **group)

    assert _last(home).replaces == "1"
    assert "1. comprar leite" in await home.channel.ask("/tasks")


async def _react(home: Home, emoji: str, number: int, *, chat: str = "owner") -> str:
    return await home.channel.ask(emoji, kind=Kind.REACTION, concerns=str(number), chat=chat)


async def _reminded(home: Home) -> int:
    """Return the channel's number of a reminder that came."""
    await home.channel.ask("me lembra de ligar amanhã às 9h")
    home.clock.move_to(SUNDAY_9)
    await until(lambda: "Lembrete: ligar" in home.channel.texts())
    await home.app.worker.drain()
    return home.channel.texts().index("Lembrete: ligar") + 1


@pytest.mark.parametrize("emoji", ["👍", "👍🏽", "❤️", "✅", "🔥"])
async def test_a_thumb_on_a_reminder_is_done_and_can_be_undone(home: Home, emoji: str) -> None:
    number = await _reminded(home)

    assert await _react(home, emoji, number) == "Feito: ligar."
    assert _last(home).replaces == str(number)

    assert await home.channel.press("Desfazer") == "Desfeito: ligar."


async def test_what_was_done_with_a_reminder_that_was_taken_back_is_not_undone(home: Home) -> None:
    number = await _reminded(home)
    made, done = home.channel.sent[0].buttons, await _react(home, "👍", number)
    assert done == "Feito: ligar."
    undo_done = home.channel.sent[-1].buttons
    undo = next(one for one in made if one.label == "Desfazer")
    assert await home.channel.ask("Desfazer", press=undo.action) == "Desfeito: ligar."

    undo = next(one for one in undo_done if one.label == "Desfazer")
    answer = await home.channel.ask("Desfazer", press=undo.action)

    assert answer == "Não há nada para desfazer das últimas 24 horas."


async def test_a_second_thumb_says_nothing(home: Home) -> None:
    number = await _reminded(home)
    await _react(home, "👍", number)

    await _is_silent(home, "🔥", kind=Kind.REACTION, concerns=str(number))


async def test_a_thumb_down_on_a_reminder_asks_what_is_wrong(home: Home) -> None:
    await home.channel.ask("todo dia às 9h me lembra de ligar")
    home.clock.move_to(SUNDAY_9)
    await until(lambda: "Lembrete: ligar" in home.channel.texts())
    await home.app.worker.drain()

    assert "O que está errado em ligar?" in await _react(home, "👎", 2)
    assert await home.channel.press("Não lembrar mais") == "Cancelado: ligar."


async def test_a_thumb_down_on_an_echo_offers_to_undo_it(home: Home) -> None:
    await home.channel.ask("tarefa: comprar pão")
    await home.app.worker.drain()

    assert "Desfaça" in await _react(home, "👎", 1)
    assert await home.channel.press("Desfazer") == "Desfeito: comprar pão."

    assert await home.channel.ask("/tasks") == "Nenhuma tarefa aberta."


async def test_a_thumb_down_on_an_answer_that_wrote_nothing_asks_for_words(home: Home) -> None:
    await home.channel.ask("/tasks")
    await home.app.worker.drain()

    assert "That wrote nothing" in await _react(home, "👎", 1)


@pytest.mark.parametrize(
    ("emoji", "number"),
    [("🤔", 2), ("", 2), ("👍", 1), ("👎", 99)],
    ids=["another emoji", "taken away", "on an echo", "on something else"],
)
async def test_other_reactions_are_passed_over(home: Home, emoji: str, number: int) -> None:
    await _reminded(home)

    await _is_silent(home, emoji, kind=Kind.REACTION, concerns=str(number))


async def test_a_contact_is_kept_only_when_asked(home: Home) -> None:
    shared = Attachment(kind="contact", name="Ana *Lima*", phone="+55 11 91234-5678")

    answer = await home.channel.ask("", kind=Kind.CONTACT, attachment=shared)

    assert "I got the contact Ana *Lima*: +55 11 91234-5678." in answer
    assert "Ana" not in await home.channel.ask("search Ana")
    assert await home.channel.press("Keep as a note") == (
        "Note kept: Ana *Lima*: +55 11 91234-5678"
    )
