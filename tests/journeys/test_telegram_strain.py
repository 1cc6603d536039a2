"""Telegram when it is hard: a model that hangs, a hundred messages, old buttons, both ways in."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.errors import ModelUnavailable
from engine.model import Heard
from handlers.conversation import Conclusion
from handlers.conversation import Talk as Saying
from tests.fakes import HandClock, saying, until
from tests.telegram.home import WAYS, TelegramHome, telegram_home
from tests.telegram.opening import Opening
from tests.telegram.people import from_hidden
from tests.telegram.server import BotApiServer
from tests.telegram.talking import Talk, settled_in

pytest_plugins = "tests.telegram.fixtures"

LANGUAGES = pytest.mark.parametrize("language", ["pt", "en"])
NOON = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
STALE = {
    "pt": "Esse botão não vale mais. Escreva hoje para ver como está.",
    "en": "That button is no longer valid. Write today to see how things are.",
}
CHATTED = {
    "pt": ("tarefa: comprar pão", "qual é o sentido da vida?", "Desfazer", "Desfeito: comprar pão.",
           ["tarefa: varrer", "tarefa: regar"], ["Anotado: varrer.", "Anotado: regar."]),
    "en": ("task: buy bread", "what is the meaning of life?", "Undo", "Undone: buy bread.",
           ["task: sweep", "task: mow"], ["Noted: sweep.", "Noted: mow."]),
}  # fmt: skip


class Thinking:
    """A model that answers, or fails, once it is let go."""

    def __init__(self, error: Exception | None = None) -> None:
        self.may_end = asyncio.Event()
        self.error = error

    async def converse(self, said: Saying, heard: Heard) -> Conclusion:
        await self.may_end.wait()
        if self.error is not None:
            raise self.error
        return saying(f"42 ({said.language})")


@LANGUAGES
async def test_while_a_model_thinks_buttons_and_captures_go_on_in_their_order(
    opening: Opening, language: str
) -> None:
    model = Thinking()
    capture, question, label, undone, captures, echoes = CHATTED[language]
    async with opening(converser=model) as house:
        talk = await settled_in(house, language)
        echo = await talk.ask(capture)

        await talk.user.says(question)
        await until(lambda: talk.chat.actions == ["typing"], what="the typing sign")
        press = await talk.user.presses(echo, label)
        for words in captures:
            await talk.user.says(words)
        await until(lambda: talk.texts[-2:] == echoes, what="both captures")
        assert press.acks
        assert echo.text == undone

        house.clock.advance(seconds=5)
        await until(lambda: len(talk.chat.actions) == 2, what="the typing sign again")
        model.may_end.set()
        await until(lambda: talk.texts[-1] == f"42 ({language})", what="what the model says")


FAILURES = {
    "pt": (("O modelo de linguagem que conversa comigo não respondeu. "
           "Lembretes, tarefas e listas funcionam como sempre: /help mostra exemplos. "
           "Nada foi guardado."),
           "Não consegui uma resposta a tempo. Pergunte de novo daqui a pouco. Nada foi guardado."),
    "en": (("The language model that talks for me did not answer. "
           "Reminders, tasks and lists work as ever: /help shows examples. Nothing was saved."),
           "I could not get an answer in time. Ask again in a while. Nothing was saved."),
}  # fmt: skip


@LANGUAGES
async def test_a_model_that_fails_or_takes_too_long_is_said_so(
    opening: Opening, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    model = Thinking(ModelUnavailable(reason="HTTP 500"))
    failed, slow = FAILURES[language]
    async with opening(converser=model) as house:
        talk = await settled_in(house, language)
        model.may_end.set()
        assert await talk.reads(CHATTED[language][1]) == failed

        model.may_end.clear()
        monkeypatch.setattr("bot.conversing.CONVERSE_SECONDS", 0.05)
        assert await talk.reads(CHATTED[language][1]) == slow


TOO_MANY = {
    "pt": "São muitas mensagens de uma vez: leio até 100 por minuto. As que passaram disso não "
    "foram guardadas; espere um minuto e mande de novo.",
    "en": "That is a lot at once: I read up to 100 messages a minute. Those beyond that were not "
    "kept; wait a minute and send them again.",
}
COUNTED = {
    "pt": ("anota: número {}", "Guardei a nota: número {}", "me lembra de ligar em 5 minutos"),
    "en": ("note: number {}", "Note kept: number {}", "remind me to call in 5 minutes"),
}


@LANGUAGES
async def test_of_more_than_a_hundred_messages_a_minute_the_rest_is_refused_in_one_line(
    house: TelegramHome, language: str
) -> None:
    talk = await settled_in(house, language)
    house.clock.advance(minutes=2)
    note, kept, reminder = COUNTED[language]
    before = len(talk.texts)

    for number in range(110):
        await talk.user.says(note.format(number))
    await house.settled()

    assert talk.texts[before:] == [*(kept.format(number) for number in range(100)),
                                   TOO_MANY[language]]  # fmt: skip
    other = await house.ask(house.owner, "/help")
    assert other.text
    house.clock.advance(seconds=61)
    await talk.ask(reminder)
    assert len(talk.texts) == before + 102
    await talk.at(house.clock.now() + timedelta(minutes=5))


TASKS = {
    "pt": ("/tarefas", "Nenhuma tarefa aberta.", "Tarefas\n1. comprar pão"),
    "en": ("/tasks", "No open tasks.", "Tasks\n1. buy bread"),
}
TOO_OLD = {
    "pt": "Não há nada para desfazer das últimas 24 horas.",
    "en": "There is nothing to undo from the last 24 hours.",
}


@LANGUAGES
async def test_a_button_counts_once_and_not_after_the_day_it_was_for(
    house: TelegramHome, language: str
) -> None:
    talk = await settled_in(house, language)
    capture, _, label, undone, *_ = CHATTED[language]
    echo = await talk.ask(capture)
    data = echo.button(label)["callback_data"]
    assert (await talk.press(label, echo)).text == undone

    press = await talk.only_presses(echo, data)
    assert press.acks
    assert (echo.text, talk.last) == (undone, echo)
    assert await talk.reads(TASKS[language][0]) == TASKS[language][1]

    late = await talk.ask(capture)
    house.clock.advance(hours=25)
    data = late.button(label)["callback_data"]
    await talk.only_presses(late, data)
    assert late.text == TOO_OLD[language]
    assert await talk.reads(TASKS[language][0]) == TASKS[language][2]


FORGED = (
    "undo:1 undo:999 done:1 snooze:1:10m nothing 0 verb:backup keep:task:1 ask:zone:2200 undo: "
    "tick:-1 set:quiet:zzz zone:Mars/Base"
).split()


async def test_forged_buttons_are_acknowledged_and_change_nothing(house: TelegramHome) -> None:
    talk = await settled_in(house, "en")
    message = talk.last
    zone = await house.app.database.read(lambda store: store.people.get(2).zone)

    for data in (*FORGED, "x" * 64):
        press = await talk.only_presses(message, data)
        assert press.acks, data

    assert set(talk.texts[2:]) == {STALE["en"]}
    assert await talk.reads("search arrived") != "I found nothing about that in what you told me."
    assert zone == await house.app.database.read(lambda store: store.people.get(2).zone)


async def _script(house: TelegramHome, clock: HandClock) -> list[list[str]]:
    """Live half a day and return what all chats then show."""
    server = house.server
    group = server.supergroup(-1001234, "Casa")
    bia = await settled_in(house, "pt", 888, "Bia")
    rui = await settled_in(house, "en", 999, "Rui")
    echo = await bia.ask("tarefa: comprar pão")
    await bia.press("Desfazer", echo)
    said = await bia.user.says("me lembra de ligar em 20 minutos")
    await bia.hears(4)
    await bia.user.edits(said, "me lembra de ligar em 30 minutos")
    await until(lambda: bia.last.edits, what="the edit")
    await rui.gets(rui.user.forwards("fetch the children", from_hidden("Zed", server.world.now())))
    await rui.press("Task")
    await rui.gets(rui.user.sends_voice(3, b"OggS"))
    await house.ask(rui.user, "@SparkTestBot add milk to the shopping list", chat=group)
    await bia.only_presses(group.last, group.last.buttons[0][0]["callback_data"])
    await bia.at(NOON + timedelta(minutes=30))
    reminder = bia.last
    await bia.user.reacts(reminder, "👍")
    await until(lambda: reminder.text == "Feito: ligar.", what="the reminder to be done")
    await rui.gets(rui.user.shares_location(38.72, -9.14))
    await rui.press("Yes")
    await rui.ask("/lists")
    zed = Talk(house, server.user(555, "Zed", language_code="en"))
    await zed.gets(zed.user.says("hello"))
    return [chat.texts for chat in (bia.chat, rui.chat, zed.chat, group)]


async def test_polling_and_webhook_show_the_same(tmp_path: Any) -> None:
    shown = []
    for way in WAYS:
        clock = HandClock(NOON)
        folder = tmp_path / way
        folder.mkdir()
        async with (
            BotApiServer(clock.now) as server,
            telegram_home(folder, server, clock, way=way) as house,
        ):
            shown.append(await _script(house, clock))

    assert shown[0] == shown[1]
    assert min(len(texts) for texts in shown[0]) > 0
