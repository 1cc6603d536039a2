"""Reminders on Telegram: from the first words to done, put off, taken back, over clock changes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.fakes import HandClock
from tests.telegram.home import TelegramHome
from tests.telegram.talking import Talk, settled_in

pytest_plugins = "tests.telegram.fixtures"

NOON = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
"""A Saturday, on São Paulo's clock."""
SNOOZED = [
    (
        "pt",
        "me lembra de regar as plantas hoje às 14h",
        "Certo: regar as plantas, hoje, 14:00.",
        "Lembrete: regar as plantas",
        "Certo, regar as plantas de novo hoje, 14:10.",
        ("adia 1 hora", "Certo, regar as plantas de novo hoje, 15:10."),
        ("feito", "Feito: regar as plantas."),
    ),
    (
        "en",
        "remind me to water the plants today at 2pm",
        "Got it: water the plants, today, 14:00.",
        "Reminder: water the plants",
        "All right, water the plants again today, 14:10.",
        ("snooze 1 hour", "All right, water the plants again today, 15:10."),
        ("done", "Done: water the plants."),
    ),
]


@pytest.mark.parametrize("words", SNOOZED, ids=["portuguese", "english"])
async def test_a_reminder_is_put_off_by_button_then_by_words_then_done_by_an_answer(
    house: TelegramHome, words: Any
) -> None:
    language, capture, echo, reminder, once_more, (later, later_said), (done, done_said) = words
    talk = await settled_in(house, language)
    assert await talk.reads(capture) == echo

    came = await talk.at(NOON + timedelta(hours=2))
    assert came.text == reminder
    put_off = await talk.press("+10 min")
    assert put_off is came
    assert put_off.text == once_more

    again = await talk.at(NOON + timedelta(hours=2, minutes=10))
    assert again.text == reminder
    assert await talk.reads(later, reply_to=again) == later_said

    last = await talk.at(NOON + timedelta(hours=3, minutes=10))
    assert last.text == reminder
    assert await talk.reads(done, reply_to=last) == done_said
    await talk.quiet_until(NOON + timedelta(days=2))


BUTTONS = {
    "pt": [["Feito", "+10 min", "+1 h"], ["Hoje à noite", "Amanhã"], ["Escolher"]],
    "en": [["Done", "+10 min", "+1 h"], ["Tonight", "Tomorrow", "Choose"]],
}
LENGTHS = [
    ("pt", "+1 h", "Certo, respirar de novo hoje, 13:30.", timedelta(hours=1, minutes=30)),
    ("pt", "Hoje à noite", "Certo, respirar de novo hoje, 20:00.", timedelta(hours=8)),
    ("pt", "Amanhã", "Certo, respirar de novo amanhã, 09:00.", timedelta(hours=21)),
    ("en", "+1 h", "All right, breathe again today, 13:30.", timedelta(hours=1, minutes=30)),
    ("en", "Tonight", "All right, breathe again today, 20:00.", timedelta(hours=8)),
    ("en", "Tomorrow", "All right, breathe again tomorrow, 09:00.", timedelta(hours=21)),
]
BREATHE = {
    "pt": "me lembra de respirar em 30 minutos",
    "en": "remind me to breathe in 30 minutes",
}


@pytest.mark.parametrize(("language", "label", "said", "after"), LENGTHS)
async def test_every_button_puts_off_for_as_long_as_it_says(
    house: TelegramHome, language: str, label: str, said: str, after: timedelta
) -> None:
    talk = await settled_in(house, language)
    await talk.ask(BREATHE[language])
    came = await talk.at(NOON + timedelta(minutes=30))
    assert came.labels == BUTTONS[language]

    put_off = await talk.press(label)

    assert (put_off.text, put_off.edits) == (said, 1)
    await talk.quiet_until(NOON + after - timedelta(minutes=1))
    again = await talk.at(NOON + after)
    assert again.text == {"pt": "Lembrete: respirar", "en": "Reminder: breathe"}[language]


CHOSEN = [
    (
        "pt",
        "Escolher",
        "respirar: para quando? Escreva só o horário, como 19h, em 2 horas ou amanhã 9h.",
        "amanhã 19h",
        "Certo, respirar de novo amanhã, 19:00.",
    ),
    (
        "en",
        "Choose",
        "breathe: until when? Write the time alone, such as 7pm, in 2 hours or tomorrow at 9.",
        "tomorrow at 7pm",
        "All right, breathe again tomorrow, 19:00.",
    ),
]


@pytest.mark.parametrize(("language", "label", "question", "time", "said"), CHOSEN)
async def test_a_time_of_ones_own_is_asked_for_and_taken(
    house: TelegramHome, *, language: str, label: str, question: str, time: str, said: str
) -> None:
    talk = await settled_in(house, language)
    await talk.ask(BREATHE[language])
    await talk.at(NOON + timedelta(minutes=30))

    asked = await talk.press(label)

    assert asked.text == question
    assert await talk.reads(time) == said
    await talk.at(NOON + timedelta(days=1, hours=7))


AWAITED = [
    ("pt", "Escolher", "em 2 horas", "Certo, respirar de novo hoje, 14:30."),
    ("pt", "Escolher", "amanhã 19h", "Certo, respirar de novo amanhã, 19:00."),
    ("en", "Choose", "in 2 hours", "All right, breathe again today, 14:30."),
    ("en", "Choose", "tomorrow at 7pm", "All right, breathe again tomorrow, 19:00."),
]


@pytest.mark.parametrize(("language", "label", "time", "said"), AWAITED)
async def test_a_time_that_was_asked_for_is_no_answer_to_a_question_of_the_first_days(
    house: TelegramHome, language: str, label: str, time: str, said: str
) -> None:
    talk = await settled_in(house, language)
    await house.app.database.run(lambda store: store.people.set_asked(2, "new"))
    assert "?" in await talk.reads(BREATHE[language])
    await talk.at(NOON + timedelta(minutes=30))
    await talk.press(label)

    assert await talk.reads(time) == said


UNDONE = [
    ("pt", "tarefa: comprar pão", "Desfeito: comprar pão.", "/tarefas", "Nenhuma tarefa aberta."),
    ("en", "task: buy bread", "Undone: buy bread.", "/tasks", "No open tasks."),
    ("pt", "anota: a chave é azul", "Desfeito: a chave é azul.", "procura chave",
     "Não achei nada sobre isso no que você me contou."),
    ("en", "note: the key is blue", "Undone: the key is blue.", "search key",
     "I found nothing about that in what you told me."),
    ("pt", "põe leite na lista de compras", "Desfeito: leite.",
     "/listas", "Você ainda não tem listas."),
    ("en", "add milk to the shopping list", "Undone: milk.", "/lists", "You have no lists yet."),
    ("pt", "reunião com a Ana amanhã às 10h", "Desfeito: reunião com a Ana.",
     "/amanha", "Nada para amanhã."),
    ("en", "meeting with Ana tomorrow at 10am", "Undone: meeting with Ana.",
     "/tomorrow", "Nothing for tomorrow."),
    ("pt", "me lembra de ligar amanhã às 9h", "Desfeito: ligar.", "/lembretes",
     "Nenhum lembrete marcado."),
    ("en", "remind me to call tomorrow at 9am", "Undone: call.", "/reminders", "No reminders set."),
]  # fmt: skip


@pytest.mark.parametrize("by", ["button", "command"])
@pytest.mark.parametrize(("language", "capture", "undone", "question", "nothing"), UNDONE)
async def test_whatever_was_kept_can_be_taken_back(
    house: TelegramHome,
    *,
    by: str,
    language: str,
    capture: str,
    undone: str,
    question: str,
    nothing: str,
) -> None:
    talk = await settled_in(house, language)
    echo = await talk.ask(capture)

    if by == "button":
        taken_back = await talk.press({"pt": "Desfazer", "en": "Undo"}[language], echo)
        assert taken_back is echo
        assert echo.buttons == []
    else:
        taken_back = await talk.ask({"pt": "/desfazer", "en": "/undo"}[language])

    assert taken_back.text == undone
    assert await talk.reads(question) == nothing


async def test_done_snoozed_and_cancelled_can_be_taken_back_too(house: TelegramHome) -> None:
    talk = await settled_in(house, "en")
    await talk.ask(BREATHE["en"])
    await talk.ask("task: buy bread")

    for words, label in (("done with the bread", "Undo"), ("cancel the bread", "Undo")):
        answer = await talk.ask(words)
        assert (await talk.press(label, answer)).text == "Undone: buy bread."
        assert await talk.reads("/tasks") == "Tasks\n1. buy bread"

    await talk.at(NOON + timedelta(minutes=30))
    put_off = await talk.press("Tomorrow")
    assert (await talk.press("Undo", put_off)).text == "Undone: breathe."
    assert await talk.reads("done with breathe") == "Done: breathe."


async def moved_in(house: TelegramHome, zone: str) -> Talk:
    talk = await settled_in(house, "en")
    await talk.ask(f"/zone {zone}")
    return talk


CHANGES = [
    (
        "America/New_York",
        datetime(2027, 11, 5, 15, tzinfo=UTC),
        datetime(2027, 11, 6, 12, tzinfo=UTC),
        13,
    ),
    (
        "America/New_York",
        datetime(2027, 3, 12, 15, tzinfo=UTC),
        datetime(2027, 3, 13, 13, tzinfo=UTC),
        12,
    ),
    (
        "Europe/Lisbon",
        datetime(2027, 10, 29, 15, tzinfo=UTC),
        datetime(2027, 10, 30, 7, tzinfo=UTC),
        8,
    ),
    (
        "Europe/Lisbon",
        datetime(2027, 3, 26, 15, tzinfo=UTC),
        datetime(2027, 3, 27, 8, tzinfo=UTC),
        7,
    ),
]


@pytest.mark.parametrize(("zone", "start", "first", "hour"), CHANGES)
async def test_a_daily_reminder_keeps_its_hour_when_the_clocks_change(
    house: TelegramHome, *, clock: HandClock, zone: str, start: datetime, first: datetime, hour: int
) -> None:
    clock.move_to(start)
    talk = await moved_in(house, zone)
    echo = await talk.reads("remind me every day at 8am to take my pills")
    assert echo == "Got it: take my pills, every day at 08:00. First time: tomorrow, 08:00."

    assert (await talk.at(first)).text == "Reminder: take my pills"
    done = await talk.press("Done")
    assert done.text == "Done: take my pills. The next one is tomorrow, 08:00."
    changed = (first + timedelta(days=1)).replace(hour=hour)
    await talk.quiet_until(changed - timedelta(minutes=1))

    assert (await talk.at(changed)).text == "Reminder: take my pills"
    assert "Late" not in talk.last.text


async def test_an_hour_that_the_clock_skips_is_said_when_it_is_asked_for(
    house: TelegramHome,
) -> None:
    talk = await moved_in(house, "America/New_York")

    assert await talk.reads("remind me on March 14 at 2:30am to check the server") == (
        "Got it: check the server, Sunday, 14 March 2027, 03:30. The clock skips that hour on "
        "that day, so it will be at 03:30."
    )
