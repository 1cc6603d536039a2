"""Two people and their groups on Telegram: what is one's own stays one's own."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from tests.telegram.chats import Chat
from tests.telegram.home import TelegramHome
from tests.telegram.talking import Talk, settled_in

pytest_plugins = "tests.telegram.fixtures"

NOON = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
LANGUAGES = pytest.mark.parametrize("language", ["pt", "en"])


@dataclass
class Pair:
    bia: Talk
    rui: Talk
    group: Chat


@pytest.fixture
async def pair(house: TelegramHome) -> Pair:
    bia = await settled_in(house, "pt", 888, "Bia")
    rui = await settled_in(house, "en", 999, "Rui")
    return Pair(bia, rui, house.server.supergroup(-1001234, "Casa"))


async def test_a_personal_list_asked_for_in_a_group_comes_in_private(pair: Pair) -> None:
    await pair.bia.ask("tarefa: comprar presente do Rui")
    await pair.rui.ask("task: buy a present for Bia")

    for talk, command, title, told in (
        (pair.bia, "/tarefas@SparkTestBot", "comprar presente do Rui", "Respondi no seu privado."),
        (pair.rui, "@SparkTestBot tasks", "buy a present for Bia", "I answered you in private."),
    ):
        in_group = await talk.house.ask(talk.user, command, chat=pair.group)
        await talk.house.settled()

        assert in_group.text == told
        assert talk.last.text.splitlines()[1:] == [f"1. {title}"]
    assert not [text for text in pair.group.texts if "present" in text]


async def test_what_is_kept_in_a_group_is_confirmed_and_comes_there(pair: Pair) -> None:
    said = await pair.rui.house.ask(
        pair.rui.user, "@SparkTestBot remind me to buy the cake in 30 minutes", chat=pair.group
    )
    assert said.text == "Got it: buy the cake, today, 12:30."
    assert said.payload["reply_to_message"]["text"].startswith("@SparkTestBot")

    pair.rui.house.clock.move_to(NOON + timedelta(minutes=30))
    await pair.rui.house.server.until(lambda: len(pair.group.messages) == 2, what="the reminder")
    reminder = pair.group.last
    assert reminder.text == "Reminder: buy the cake"

    await pair.bia.only_presses(reminder, reminder.buttons[0][0]["callback_data"])
    assert reminder.edits == 0
    done = await pair.rui.press("Done", reminder)

    assert done is reminder
    assert done.text == "Done: buy the cake."
    assert len(pair.group.messages) == 2


async def test_a_group_hears_nothing_that_was_not_said_to_the_assistant(pair: Pair) -> None:
    await pair.bia.only_says("tarefa: comprar pão", chat=pair.group)
    await pair.rui.only_says("remind me to leave in 5 minutes", chat=pair.group)

    assert pair.group.messages == []
    assert "comprar pão" not in await pair.bia.reads("/tarefas")


async def test_searches_and_lists_show_only_what_is_ones_own(pair: Pair) -> None:
    await pair.bia.ask("anota: o cofre abre com 8813")
    await pair.bia.ask("tarefa: ligar para o cofre")
    await pair.bia.ask("põe cofre na lista de compras")

    assert await pair.rui.reads("search cofre") == (
        "I found nothing about that in what you told me."
    )
    assert await pair.rui.reads("/tasks") == "No open tasks."
    assert await pair.rui.reads("/lists") == "You have no lists yet."
    assert await pair.rui.reads("done with the cofre") == (
        "I could not find cofre. Write today or tasks to see what there is."
    )


async def test_numbers_count_within_what_one_was_shown_oneself(pair: Pair) -> None:
    await pair.bia.ask("tarefa: comprar pão")
    await pair.bia.ask("/tarefas")
    await pair.rui.ask("task: mow the lawn")
    await pair.rui.ask("/tasks")

    assert await pair.rui.reads("done with 1") == "Done: mow the lawn."
    assert await pair.bia.reads("feito 1") == "Feito: comprar pão."


STALE = "That button is no longer valid. Write today to see how things are."


async def test_the_buttons_of_one_do_nothing_in_the_hands_of_another(pair: Pair) -> None:
    echo = await pair.bia.ask("tarefa: comprar pão")
    listed = await pair.bia.ask("/tarefas")
    await pair.bia.ask("me lembra de ligar em 5 minutos")
    reminder = await pair.bia.at(NOON + timedelta(minutes=5))
    data = [
        button["callback_data"]
        for message in (echo, listed, reminder)
        for row in message.buttons
        for button in row
    ]
    mine = await pair.rui.ask("/tasks")
    before = pair.bia.texts

    for one in data:
        await pair.rui.only_presses(mine, one)

    assert len(data) > 6
    assert set(pair.rui.texts[-len(data) :]) <= {STALE, "No open tasks."}
    assert pair.bia.texts == before
    assert await pair.bia.reads("/tarefas") == "Tarefas\n1. comprar pão"


async def test_undo_takes_back_only_what_one_wrote_oneself(pair: Pair) -> None:
    await pair.rui.ask("task: mow the lawn")
    await pair.bia.ask("tarefa: comprar pão")

    assert await pair.rui.reads("/undo") == "Undone: mow the lawn."

    assert await pair.bia.reads("/tarefas") == "Tarefas\n1. comprar pão"
    assert await pair.rui.reads("/tasks") == "No open tasks."


async def test_reminders_and_undo_in_the_same_group_keep_apart(pair: Pair) -> None:
    house = pair.bia.house
    await house.ask(pair.bia.user, "@SparkTestBot tarefa: comprar bolo", chat=pair.group)

    answer = await house.ask(pair.rui.user, "@SparkTestBot undo", chat=pair.group)

    assert "Undone" not in answer.text
    assert await pair.bia.reads("/tarefas") == "Tarefas\n1. comprar bolo"
