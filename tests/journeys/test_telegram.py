"""Journeys on Telegram, through a strict Bot API server: real payloads in, judged calls out."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.people import Identity, Person, Role
from engine.records.people import change_role
from storage.store import Store
from tests.fakes import HandClock, until
from tests.telegram.home import WAYS, TelegramHome, telegram_home
from tests.telegram.server import BotApiServer
from tests.telegram.updates import OTHER_POLLER


@pytest.fixture
async def server(clock: HandClock) -> AsyncIterator[BotApiServer]:
    async with BotApiServer(clock.now) as server:
        yield server


class Starting:
    def __init__(self, folder: Path, server: BotApiServer, clock: HandClock) -> None:
        self._facts = (folder, server, clock)

    def __call__(self, **how: Any) -> AbstractAsyncContextManager[TelegramHome]:
        return telegram_home(*self._facts, **how)


@pytest.fixture
def start(tmp_path: Path, server: BotApiServer, clock: HandClock) -> Starting:
    return Starting(tmp_path, server, clock)


@pytest.fixture
async def home(start: Starting) -> AsyncIterator[TelegramHome]:
    async with start() as home:
        yield home


CAPTURES = [
    (
        "me lembra de pagar o boleto sexta 8 e meia",
        "Certo: pagar o boleto, sexta, 27 de novembro, 08:30.",
        ["Desfazer", "Mudar"],
        "Lembrete: pagar o boleto",
        "Feito",
        "Feito: pagar o boleto.",
    ),
    (
        "remind me to pay the bill on Friday at 8:30",
        "Got it: pay the bill, Friday, 27 November, 08:30.",
        ["Undo", "Change"],
        "Reminder: pay the bill",
        "Done",
        "Done: pay the bill.",
    ),
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("talk", CAPTURES, ids=["portuguese", "english"])
async def test_a_reminder_from_capture_to_done(
    start: Starting, clock: HandClock, way: str, talk: Any
) -> None:
    said, echo, labels, reminder, press, done = talk
    async with start(way=way) as home:
        answer = await home.ask(home.owner, said)

        assert answer.text.startswith(echo)
        assert answer.entities[0]["type"] == "bold"
        assert answer.labels[0][:2] == labels
        assert answer.link_preview_options == {"is_disabled": True}

        count = len(home.owner.chat.messages)
        clock.move_to(datetime(2026, 11, 27, 11, 30, tzinfo=UTC))
        await until(lambda: len(home.owner.chat.messages) > count, what="the reminder")
        message = home.owner.chat.last
        assert message.text == reminder

        settled = await home.press(home.owner, message, press)

        assert settled is message
        assert settled.text == done


async def test_a_restart_in_the_middle_loses_no_word(start: Starting, server: BotApiServer) -> None:
    async with start() as home:
        await home.ask(home.owner, "tarefa: comprar pão")
        await home.settled()
    await home.owner.says("tarefa: comprar leite")
    await home.owner.says("tarefas")

    async with start() as home:
        await until(lambda: "comprar leite" in home.owner.chat.last.text, what="both answers")
        await home.settled()

        assert home.owner.chat.last.text.splitlines()[1:] == ["1. comprar pão", "2. comprar leite"]
        noted = [text for text in home.owner.chat.texts if text.startswith("Anotado")]
        assert len(noted) == 2


async def test_a_press_is_acknowledged_and_edits_the_echo(home: TelegramHome) -> None:
    echo = await home.ask(home.owner, "tarefa: comprar pão")

    undone = await home.press(home.owner, echo, "Desfazer")

    assert undone is echo
    assert echo.text == "Desfeito: comprar pão."
    assert echo.buttons == []


async def test_a_button_of_somebody_else_in_a_group_does_nothing(home: TelegramHome) -> None:
    group = home.server.supergroup(-1001234, "Casa")
    stranger = home.server.user(888, "Bia")
    echo = await home.ask(home.owner, "@SparkTestBot tarefa: comprar pão", chat=group)

    press = await stranger.presses(echo, "Desfazer")
    await until(lambda: press.acks, what="the press to be acknowledged")
    await home.settled()

    assert echo.edits == 0
    assert len(group.messages) == 1
    assert stranger.chat.messages == []


async def test_in_a_group_only_what_is_addressed_is_answered(home: TelegramHome) -> None:
    group = home.server.supergroup(-1001234, "Casa")
    stranger = home.server.user(888, "Bia")

    await home.owner.says("tarefa: não é com você", chat=group)
    await stranger.says("@SparkTestBot oi", chat=group)
    echo = await home.ask(home.owner, "@SparkTestBot tarefa: comprar pão", chat=group)
    listing = await home.ask(home.owner, "tarefas", chat=group, reply_to=echo)
    await home.settled()

    assert echo.text.startswith("Anotado: comprar pão")
    assert listing.text == "Respondi no seu privado."
    assert "comprar pão" in home.owner.chat.last.text
    assert len(group.messages) == 2


async def test_a_topic_is_answered_in_the_topic(home: TelegramHome) -> None:
    group = home.server.supergroup(-1001234, "Casa", forum=True)
    topic = group.open_topic("Compras")

    echo = await home.ask(home.owner, "@SparkTestBot tarefa: pão", chat=group, topic=topic)

    assert echo.topic == topic


async def test_a_flood_in_one_chat_holds_no_other_back(
    home: TelegramHome, server: BotApiServer, clock: HandClock
) -> None:
    group = home.server.supergroup(-1001234, "Casa")
    server.troubles.flood(126, chat=home.owner.id)
    await home.owner.says("tarefa: comprar pão")
    await until(lambda: server.troubles[0].met == 1, what="the flood")

    echo = await home.ask(home.owner, "@SparkTestBot tarefa: comprar leite", chat=group)
    assert echo.text.startswith("Anotado: comprar leite")
    assert home.owner.chat.messages == []

    clock.advance(seconds=127)
    await until(lambda: home.owner.chat.messages, what="the answer after the flood")
    assert [text.partition(".")[0] for text in home.owner.chat.texts] == ["Anotado: comprar pão"]


async def test_an_answer_that_was_lost_is_repeated_once_and_marked(
    home: TelegramHome, server: BotApiServer, clock: HandClock
) -> None:
    server.troubles.lose(method="sendMessage")
    await home.owner.says("tarefa: comprar pão")
    await until(lambda: home.owner.chat.messages, what="the first sending")
    await until(lambda: home.outcome("unknown"), what="the outcome to be known as unknown")
    await home.settled()

    clock.advance(seconds=2)
    await until(lambda: len(home.owner.chat.messages) == 2, what="the repeat")

    first, second = home.owner.chat.texts
    assert second == f"Talvez repetido: {first}"


async def test_a_long_answer_comes_in_parts_with_the_buttons_under_the_last(
    home: TelegramHome, server: BotApiServer
) -> None:
    note = "anota: " + "💡 ideia comprida " * 300

    await home.owner.says(note)
    await until(lambda: len(home.owner.chat.messages) >= 2, what="both parts")
    await home.settled()

    first, last = home.owner.chat.messages[:2]
    assert first.buttons == []
    assert last.labels[0] == ["Desfazer"]
    assert "".join((first.text + last.text).split()).count("💡") == 300


async def test_the_webhook_of_an_earlier_start_is_taken_down_for_polling(
    start: Starting, server: BotApiServer
) -> None:
    async with start(way="webhook"):
        assert server.webhook.url
    async with start() as home:
        await home.ask(home.owner, "tarefa: comprar pão")

        assert not server.webhook.url


async def test_a_second_poller_is_told_to_the_owner(
    home: TelegramHome, server: BotApiServer, clock: HandClock
) -> None:
    await until(lambda: server.world.queue.polled, what="the assistant to poll")
    server.world.queue.terminate(OTHER_POLLER)
    await until(lambda: home.is_pausing, what="the assistant to wait a little")
    clock.advance(seconds=60)

    await until(lambda: home.owner.chat.messages, what="the owner to be told")
    assert home.owner.chat.last.text.startswith("The channel Telegram has stopped: Conflict")


async def test_whoever_blocks_the_assistant_is_left_in_peace_and_nothing_is_lost(
    home: TelegramHome, clock: HandClock
) -> None:
    await home.ask(home.owner, "me lembra de beber água daqui a 10 minutos")
    await home.owner.blocks_bot()
    await home.settled()
    clock.advance(minutes=11)
    await home.settled()
    count = len(home.owner.chat.messages)

    await home.owner.unblocks_bot()
    past = await home.ask(home.owner, "/promises")

    assert "beber água" in past.text
    assert len(home.owner.chat.messages) == count + 1


async def test_a_group_that_becomes_a_supergroup_keeps_its_reminders(
    home: TelegramHome, clock: HandClock
) -> None:
    group = home.server.group(-555, "Casa")
    await home.ask(home.owner, "@SparkTestBot me lembra do lixo daqui a 10 minutos", chat=group)
    moved = await group.migrates()
    await home.settled()

    clock.advance(minutes=11)

    await until(lambda: moved.messages, what="the reminder in the new chat")
    assert "lixo" in moved.last.text


async def test_the_menu_of_commands_is_there_in_both_languages_and_larger_for_the_owner(
    home: TelegramHome, server: BotApiServer
) -> None:
    await until(lambda: len(server.called("setMyCommands")) >= 4, what="the menus")
    by_scope = {
        (call.params["scope"]["type"], call.params.get("language_code")): {
            command["command"] for command in call.params["commands"]
        }
        for call in server.called("setMyCommands")
    }

    assert "today" in by_scope["all_private_chats", None]
    assert "hoje" in by_scope["all_private_chats", "pt"]
    assert "status" not in by_scope["all_private_chats", None]
    assert "status" in by_scope["chat", None]


async def test_who_is_no_admin_any_more_is_shown_the_menu_of_all(
    home: TelegramHome, server: BotApiServer, clock: HandClock
) -> None:
    bia = server.user(778, "Bia").starts_quietly()
    chat = {"type": "chat", "chat_id": bia.chat.id}

    def add(store: Store) -> tuple[Person, Person]:
        owner, name = store.people.owner(), str(bia.id)
        assert owner is not None
        person = store.people.add(
            role=Role.ADMIN, zone="America/Sao_Paulo", language="pt", quiet=None, now=clock.now()
        )
        store.people.link(
            Identity(person=person.id, channel="telegram", external=name, chat=str(bia.chat.id))
        )
        return owner, person

    owner, person = await home.app.database.run(add)
    await until(
        lambda: chat in [call.params["scope"] for call in server.called("setMyCommands")],
        what="the admin's menu",
    )

    await home.app.database.run(
        lambda store: change_role(store, owner, person, Role.USER, clock.now())
    )

    await until(lambda: len(server.called("deleteMyCommands")) == 2, what="it to be taken away")
    gone = [call.params for call in server.called("deleteMyCommands")]
    assert [one["scope"] for one in gone] == [chat, chat]
    assert [one.get("language_code") for one in gone] == [None, "pt"]
