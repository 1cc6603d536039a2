"""The promise guard: an answer that promises without a stored row never goes out as it is."""

import pytest

from tests.fakes import until
from tests.journeys.conftest import Start
from tests.journeys.test_pages import PAGE, QUESTION, URL
from tests.scripted import ScriptedModel, says, wants

ASKED = {"pt": "qual o sentido da vida?", "en": "what is the meaning of life?"}
KEPT = {
    "pt": ("Claro! Vou te lembrar de pagar o boleto amanhã às 8h30.",
           "Certo: pagar o boleto, amanhã, 08:30.", "Lembrete: pagar o boleto"),
    "en": ("Sure! I'll remind you to pay the bill tomorrow at 8:30.",
           "Got it: pay the bill, tomorrow, 08:30.", "Reminder: pay the bill"),
}  # fmt: skip
BROKEN = {
    "pt": ("Pode deixar, te aviso!", "Isso eu ainda não guardei."),
    "en": ("Your reminder is set!", "I have not stored that yet."),
}


@pytest.mark.parametrize("language", ["pt", "en"])
async def test_what_is_promised_is_made_true(start: Start, language: str) -> None:
    promise, echo, reminder = KEPT[language]
    async with start(model=ScriptedModel(says(promise))) as home:
        said = await home.channel.ask(ASKED[language])
        assert said == f"{promise}\n\n{echo}"

        home.clock.advance(hours=20, minutes=30)
        await until(lambda: reminder in home.channel.texts())


@pytest.mark.parametrize("language", ["pt", "en"])
async def test_what_cannot_be_made_true_is_not_said(start: Start, language: str) -> None:
    promise, honest = BROKEN[language]
    async with start(model=ScriptedModel(says(promise))) as home:
        said = await home.channel.ask(ASKED[language])
        assert promise not in said
        assert honest in said


async def test_what_a_tool_wrote_may_be_said(start: Start) -> None:
    said = "I'll remind you to pay the bill tomorrow at 8:30."
    model = ScriptedModel(
        wants("add_reminder", what="pay the bill", when="tomorrow 8:30"), says(said)
    )
    async with start(model=model) as home:
        answer = await home.channel.ask(ASKED["en"])
        assert answer == f"{said}\n\nGot it: pay the bill, tomorrow, 08:30."
        assert (await home.channel.ask("my reminders")).count("pay the bill") == 1


async def test_what_was_stored_before_is_no_new_promise(start: Start) -> None:
    said = "Yes: I have scheduled a reminder to pay the bill tomorrow at 8:30."
    async with start(model=ScriptedModel(says(said))) as home:
        await home.channel.ask("remind me to pay the bill tomorrow at 8:30")
        assert await home.channel.ask(ASKED["en"]) == said
        assert (await home.channel.ask("my reminders")).count("pay the bill") == 1


async def test_a_promise_after_words_of_others_writes_nothing(start: Start) -> None:
    promise = KEPT["en"][0]
    model = ScriptedModel(wants("fetch_page", url=URL), says(promise))
    async with start(model=model, pages={URL: PAGE}) as home:
        said = await home.channel.ask(QUESTION)
        assert promise not in said
        assert await home.channel.ask("my reminders") == "No reminders set."


async def test_a_task_may_be_said_to_be_on_the_list(start: Start) -> None:
    model = ScriptedModel(wants("add_task", title="buy paint"), says("It is on your list."))
    async with start(model=model) as home:
        said = await home.channel.ask(ASKED["en"])
        assert said == "It is on your list.\n\nNoted: buy paint."


@pytest.mark.parametrize("said", ["Anotei.", "Anotado!", "Coloquei na sua lista."])
async def test_a_task_that_was_written_may_be_called_noted(start: Start, said: str) -> None:
    model = ScriptedModel(wants("add_task", title="comprar tinta"), says(said))
    async with start(model=model) as home:
        answer = await home.channel.ask(ASKED["pt"])
        assert answer == f"{said}\n\nAnotado: comprar tinta."
