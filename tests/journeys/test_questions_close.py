"""A question is answered once, by an answer to it, in its time; anything else closes it."""

from datetime import timedelta

import pytest

from domain.messages import Kind
from domain.origin import Origin
from tests.journeys.conftest import Home

UNSURE = "school fete friday 2pm"


@pytest.mark.parametrize("between", ["no", "note: gate code 123", "/help", "thanks"])
async def test_what_is_said_in_between_closes_a_question(home: Home, between: str) -> None:
    assert "Is it so?" in await home.channel.ask(UNSURE)
    await home.channel.ask(between)
    await home.channel.ask("yes")
    assert "fete" not in await home.channel.ask("week")


async def test_a_forwarded_message_in_between_closes_a_question(home: Home) -> None:
    await home.channel.ask(UNSURE)
    await home.channel.ask("clear out the loft", origin=Origin.THIRD_PARTY)
    await home.channel.ask("yes")
    assert "fete" not in await home.channel.ask("week")


async def test_what_was_settled_since_closes_a_question(home: Home) -> None:
    assert "09:00" in await home.channel.ask("tirar o lixo amanhã de manhã")
    await home.channel.ask("pra mim manhã é 6h")
    assert "06:00" not in await home.channel.ask("sim")


async def test_the_time_that_was_asked_for_keeps_what_was_said(home: Home) -> None:
    await home.channel.ask("remind me to book the MOT")
    await home.channel.ask("tomorrow at 9")
    assert "book the MOT" in await home.channel.ask("/reminders")


async def test_a_question_after_a_question_can_be_answered(home: Home) -> None:
    await home.channel.ask("dentist appointment monday 3pm")
    await home.channel.ask("dentist checkup tuesday 3pm")
    said = await home.channel.ask("move the dentist 1 hour later")
    if "Is it so?" in said:
        said = await home.channel.press("Yes")
    assert "Which one" in said
    assert "16:00" in await home.channel.press("dentist appointment")


async def test_an_edit_of_what_was_completed_takes_its_place(home: Home) -> None:
    ask = home.channel.ask
    await ask("remind me to take my pills", external="m1")
    await home.channel.press("Tonight")
    await ask(
        "remind me to take my blue pills tomorrow at 8",
        kind=Kind.EDIT,
        external="m1",
        concerns="m1",
    )
    promised = await ask("/reminders")
    assert "blue pills" in promised
    assert "20:00" not in promised


async def test_which_one_is_answered_once(home: Home) -> None:
    await home.channel.ask("task: paint the wall")
    await home.channel.ask("task: paint the fence")
    await home.channel.ask("subtask of paint: buy rollers")
    await home.channel.press("paint the wall")
    await home.channel.press("paint the wall")
    await home.channel.press("paint the fence")
    assert (await home.channel.ask("/tasks")).count("buy rollers") == 1


async def test_an_old_which_one_moves_nothing_into_the_past(home: Home) -> None:
    await home.channel.ask("dentist appointment on december 10 at 3pm")
    await home.channel.ask("dentist checkup on december 11 at 3pm")
    await home.channel.ask("move the dentist to tomorrow at 4pm")
    home.clock.advance(hours=72)
    assert "no longer valid" in await home.channel.press("dentist appointment")


async def test_a_message_that_came_late_is_asked_about_as_any(home: Home) -> None:
    await home.channel.ask("hello")
    said = home.clock.now() - timedelta(minutes=15)
    await home.channel.ask(UNSURE, received_at=said)
    assert "no longer valid" not in await home.channel.press("Yes")


@pytest.mark.parametrize(
    ("said", "undo"), [("task: buy bread", "Undo that!"), ("tarefa: comprar pão", "desfaz isso")]
)
async def test_the_last_write_is_taken_back_in_words(home: Home, said: str, undo: str) -> None:
    await home.channel.ask(said)
    assert "*" not in (told := await home.channel.ask(undo))
    assert told.startswith(("Undone", "Desfeito"))
