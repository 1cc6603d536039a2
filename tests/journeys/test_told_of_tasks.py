"""What is told of a task changes it where it is there, and nothing where it is not."""

import pytest

from domain.messages import Kind
from domain.origin import Origin
from engine.model import Heard
from handlers.conversation import Conclusion, Talk
from tests.fakes import saying, until
from tests.journeys.conftest import Home, Start
from tests.journeys.saying import say_all


async def test_what_is_under_way_is_shown_and_pausing_takes_it_back(home: Home) -> None:
    await say_all(home, "task: write the report", "task: call mum")
    assert (await home.channel.ask("what am I working on?")).startswith("Nothing is in progress.")

    await home.channel.ask("I'm working on the report")

    page = await home.channel.ask("what am I working on?")
    assert page == "In progress\n1. write the report (doing)"
    again = await home.channel.ask("I started the report")
    assert again == "write the report was in progress already."
    paused = await home.channel.ask("I stopped working on the report")
    assert paused == "write the report: paused."
    assert (await home.channel.ask("what am I working on?")).startswith("Nothing is in progress.")


@pytest.mark.parametrize(
    "told",
    ["comecei a dieta", "tô fazendo o jantar", "passa o sal pra Ana", "I started a new job"],
)
async def test_what_is_told_of_no_task_changes_nothing(home: Home, told: str) -> None:
    await home.channel.ask("tarefa: pintar a sala")

    await home.channel.ask(told)

    assert await home.channel.ask("/tarefas") == "Tarefas\n1. pintar a sala"
    await home.channel.ask("/undo")
    assert await home.channel.ask("/tarefas") == "Nenhuma tarefa aberta."


async def test_forwarded_words_change_no_task(home: Home) -> None:
    await home.channel.ask("tarefa: pintar a sala")

    for text in ("marca pintar a sala com #casa", "comecei a pintar a sala"):
        await home.channel.ask(text, origin=Origin.THIRD_PARTY, kind=Kind.WORDS)

    assert await home.channel.ask("/tasks") == "Tarefas\n1. pintar a sala"


async def test_what_is_told_of_a_task_is_not_left_to_a_model(start: Start) -> None:
    class Model:
        def __init__(self) -> None:
            self.asked: list[str] = []

        async def converse(self, talk: Talk, heard: Heard) -> Conclusion:
            self.asked.append(talk.message.text)
            return saying("of the model")

    model = Model()
    async with start(converser=model) as home:
        await home.channel.ask("task: write the report")
        assert await home.channel.ask("I started the report") == "write the report: in progress."
        await home.channel.say("I started a diet")
        await until(lambda: home.channel.texts()[-1] == "of the model")

    assert model.asked == ["I started a diet"]


async def test_what_is_told_may_name_a_task_by_its_place(home: Home) -> None:
    await say_all(home, "tarefa: pintar a sala", "tarefa: lavar o carro", "/tasks")

    assert await home.channel.ask("tô fazendo a 2") == "lavar o carro: em andamento."


async def test_forwarded_words_that_are_kept_make_a_task_of_their_own(home: Home) -> None:
    await home.channel.ask("tarefa: pintar a sala")
    await home.channel.ask("põe pintar a sala no projeto Obra", origin=Origin.THIRD_PARTY)

    await home.channel.press("Tarefa")

    page = await home.channel.ask("/tasks")
    assert page == "Tarefas\n1. pintar a sala\n2. pintar a sala · Obra"
