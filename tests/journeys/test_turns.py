"""What a person reads when a model answers, with tools that write their own records."""

import pytest

from domain.messages import Address, Kind
from engine.model import Finish, Limited, OutOfBudget, ServerFailed
from tests.fakes import until
from tests.journeys.conftest import Home, Start
from tests.scripted import ScriptedModel, call, says, wants

QUESTION = "what is the meaning of life?"


async def asked(home: Home, text: str) -> str:
    return await home.channel.ask(text)


async def test_a_model_answers_what_the_grammar_does_not(start: Start) -> None:
    model = ScriptedModel(says("It is **forty-two**."))
    async with start(model=model) as home:
        assert await asked(home, "what is the meaning of life?") == "It is forty-two."

    (ask,) = model.asked
    assert ask.messages[-1].text == "what is the meaning of life?"  # type: ignore[union-attr]
    assert ask.moment == "It is Saturday 2026-11-21 12:00 (America/Sao_Paulo)."
    assert {"add_reminder", "show", "complete", "read_date"} <= set(model.tools())


async def test_what_a_tool_wrote_is_said_by_code_and_can_be_undone(start: Start) -> None:
    model = ScriptedModel(
        wants("add_reminder", what="pagar o boleto", when="sexta 8 e meia"), says("Pronto!")
    )
    async with start(model=model) as home:
        said = await asked(home, "qual o sentido da vida?")
        assert said == "Pronto!\n\nCerto: pagar o boleto, sexta, 27 de novembro, 08:30."

        assert await home.channel.press("Desfazer") == "Desfeito: pagar o boleto."
        assert "Nenhum lembrete" in await asked(home, "meus lembretes")


async def test_the_reminder_of_a_model_comes_on_the_minute(start: Start) -> None:
    model = ScriptedModel(
        wants("add_reminder", what="drink water", when="in 20 minutes"), says("Sure.")
    )
    async with start(model=model) as home:
        await asked(home, "could you keep me hydrated, say twenty minutes from now?")
        home.clock.advance(minutes=20)
        await until(lambda: "Reminder: drink water" in home.channel.texts())


async def test_several_calls_are_written_together(start: Start) -> None:
    model = ScriptedModel(
        says(
            "",
            call("add_task", title="buy paint", due="friday", priority="high"),
            call("add_to_list", items=["milk", "bread"], list="shopping"),
            call("add_note", text="the key is with Ana"),
            call("add_event", title="dentist", when="monday 2pm to 3pm", place="Main St"),
        ),
        says("All of it is there."),
    )
    async with start(model=model) as home:
        said = await asked(home, QUESTION)

    assert said.split("\n\n") == [
        "All of it is there.",
        "Noted: buy paint, due Friday, 27 November, high priority.",
        "On the shopping list: milk and bread. (2 in all)",
        "Note kept: the key is with Ana",
        "In your calendar: dentist, Monday, 23 November, 14:00–15:00, Main St.",
    ]


async def test_a_model_sees_what_it_has_just_written(start: Start) -> None:
    model = ScriptedModel(
        wants("add_task", title="buy paint"),
        wants("show", what="tasks"),
        wants("complete", title="buy paint"),
        says("Done."),
    )
    async with start(model=model) as home:
        said = await asked(home, QUESTION)

    assert "1. buy paint" in model.told()[1]
    assert "Done: buy paint." in said


async def test_what_cannot_be_done_is_told_to_the_model_and_writes_nothing(start: Start) -> None:
    model = ScriptedModel(
        says(
            "",
            call("add_reminder", what="x", when="blorp"),
            call("complete", title="nothing of the kind"),
            call("add_task"),
            call("no_such_tool"),
            call("add_reminder", what="x", when="yesterday at 9"),
        ),
        says("That did not work."),
    )
    async with start(model=model) as home:
        assert await asked(home, "so what shall we do about it then?") == "That did not work."
        assert await asked(home, "/undo") != ""

    told = model.asked[1].messages[-1].results  # type: ignore[union-attr]
    assert "cannot read the time 'blorp'" in told[0].text
    assert "could not find" in told[1].text
    assert "missing required field `title`" in told[2].text
    assert "no tool 'no_such_tool'" in told[3].text
    assert "passed" in told[4].text


async def test_the_same_call_twice_is_done_once(start: Start) -> None:
    twice = call("add_task", title="buy paint")
    model = ScriptedModel(says("", twice, twice), says("Noted."))
    async with start(model=model) as home:
        await asked(home, "well, the paint again, you know how it is")
        assert (await asked(home, "/tasks")).count("buy paint") == 1


async def test_a_model_that_never_stops_calling_is_stopped(start: Start) -> None:
    model = ScriptedModel(wants("show", what="tasks"))
    async with start(model=model) as home:
        said = await asked(home, QUESTION)

    assert len(model.asked) == 6
    assert model.asked[-1].tools == ()
    assert said.startswith("The language model that talks for me did not answer.")


FAILURES = {
    "server": (ServerFailed(reason="HTTP 500"), "did not answer. Reminders, tasks"),
    "limited": (Limited(reason="HTTP 429"), "did not answer. Reminders, tasks"),
    "own budget": (OutOfBudget(whose="person"), "it is back tomorrow"),
    "house's budget": (OutOfBudget(whose="house"), "used up for now"),
    "nothing said": (says(""), "did not answer. Reminders, tasks"),
}


@pytest.mark.parametrize(("step", "sentence"), FAILURES.values(), ids=FAILURES)
async def test_a_failure_is_said_once_and_nothing_is_lost(
    start: Start, step: Exception, sentence: str
) -> None:
    async with start(model=ScriptedModel(step)) as home:
        said = await asked(home, "what is the meaning of life?")
        assert sentence in said
        assert said.endswith("Nothing was saved.")
        assert len(home.channel.sent) == 1


async def test_what_was_done_before_a_failure_stands_and_is_said(start: Start) -> None:
    model = ScriptedModel(wants("add_task", title="buy paint"), ServerFailed(reason="HTTP 500"))
    async with start(model=model) as home:
        said = await asked(home, "you know, that paint thing, please")
        assert said.endswith("Noted: buy paint.")
        assert "Nothing was saved" not in said
        assert "buy paint" in await asked(home, "/tasks")


async def test_an_answer_that_broke_off_is_marked(start: Start) -> None:
    model = ScriptedModel(says("It is forty", finish=Finish.CUT))
    async with start(model=model) as home:
        said = await asked(home, "what is the meaning of life?")
    assert said == "It is forty\n\n(The answer broke off here.)"


async def test_half_a_call_is_no_call(start: Start) -> None:
    cut = says("Let me", call("add_task", title="buy paint"), finish=Finish.CUT)
    async with start(model=ScriptedModel(cut)) as home:
        await asked(home, "so about that paint then?")
        assert "buy paint" not in await asked(home, "/tasks")


async def test_the_conversation_goes_on(start: Start) -> None:
    model = ScriptedModel(says("Paris."), says("About two million."))
    async with start(model=model) as home:
        await asked(home, "what is the capital of France?")
        await asked(home, "and how many people live there?")

    told = [one.text for one in model.asked[1].messages]  # type: ignore[union-attr]
    assert told == [
        "what is the capital of France?",
        "Paris.",
        "and how many people live there?",
    ]


async def test_in_a_group_what_is_looked_up_is_answered_in_private(start: Start) -> None:
    model = ScriptedModel(wants("show", what="tasks"), says("You have to buy paint."))
    private = Address(channel="test", chat="owner")
    async with start(model=model) as home:
        await asked(home, "task: buy paint")
        await home.channel.ask(QUESTION, chat="group", private=private)
        await until(lambda: len(home.channel.sent) == 3)

        told = [(one.address.chat, one.text) for one in home.channel.sent[1:]]
        assert told == [
            ("owner", "You have to buy paint."),
            ("group", "I answered you in private."),
        ]


async def test_what_becomes_of_calls_is_counted(start: Start) -> None:
    model = ScriptedModel(wants("add_task", title="buy paint"), says("Noted."))
    async with start(model=model) as home:
        await asked(home, QUESTION)
        labels = {"effect": "write", "verdict": "run"}
        value = home.app.metrics.registry.get_sample_value("sparkone_tool_calls_total", labels)
        assert value == 1


async def test_talk_in_english_is_failed_in_english(start: Start) -> None:
    async with start(model=ScriptedModel(says("Whales are", finish=Finish.CUT))) as home:
        said = await asked(home, "tell me about whales")
    assert said == "Whales are\n\n(The answer broke off here.)"


async def test_what_code_asked_for_is_answered_to_code_and_to_no_model(start: Start) -> None:
    model = ScriptedModel(says("A model said this."))
    async with start(model=model) as home:
        await asked(home, "remind me tomorrow at 9am")
        said = await asked(home, "water the plants")
        assert said.startswith("Got it: water the plants, tomorrow, 09:00.")

    assert model.asked == []


async def test_a_number_of_things_that_nobody_waits_for_goes_to_the_model(start: Start) -> None:
    model = ScriptedModel(says("Twelve it is."))
    async with start(model=model) as home:
        assert await asked(home, "umas doze, de uns 5 anos") == "Twelve it is."


async def test_what_a_model_wrote_is_what_the_next_words_speak_of(start: Start) -> None:
    model = ScriptedModel(wants("add_event", title="veterinário", when="quarta 15h"), says("Ok."))
    async with start(model=model) as home:
        await asked(home, "tenho que levar o Thor um dia desses, que tal quarta?")
        said = await asked(home, "melhor quinta")
    assert said == "Mudei veterinário para quinta, 26 de novembro, 15:00."


async def test_an_edit_takes_nothing_back_that_a_model_wrote(start: Start) -> None:
    model = ScriptedModel(wants("add_task", title="comprar tinta"), says("Certo!"))
    async with start(model=model) as home:
        await home.channel.ask("e aquela parede descascada, hein", external="m1")
        said = await home.channel.ask(
            "e aquela parede descascada, heim?", kind=Kind.EDIT, concerns="m1"
        )
        assert said.startswith("Você editou uma mensagem que eu já tinha respondido")
        assert "comprar tinta" in await asked(home, "/tasks")


async def test_a_search_that_finds_nothing_is_a_question_for_the_model(start: Start) -> None:
    model = ScriptedModel(says("In 1822."))
    async with start(model=model) as home:
        assert await asked(home, "quando foi a independência do Brasil?") == "In 1822."
        await asked(home, "anota: a independência do Brasil cai em um sábado")
        assert "cai em um sábado" in await asked(home, "o que anotei sobre a independência?")

    assert len(model.asked) == 1
