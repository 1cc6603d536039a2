"""Subtasks: below their task, asked about when it is done, and there again when it comes again."""

from tests.journeys.conftest import Home
from tests.journeys.saying import labels, say_all


async def test_subtasks_stand_below_their_task_and_have_none_of_their_own(home: Home) -> None:
    await say_all(
        home,
        "tarefa: pintar a sala",
        "tarefa: lavar o carro até amanhã",
        "subtarefas de pintar a sala: rolo, fita e lona",
        "feito a fita",
    )

    assert await home.channel.ask("/tasks") == (
        "Tarefas\n1. lavar o carro — amanhã\n2. pintar a sala\n    3. rolo\n    4. lona"
    )
    refused = await home.channel.ask("subtarefa de rolo: escolher a cor")
    assert refused == "rolo já é uma subtarefa; subtarefas não têm outras dentro."
    assert await home.channel.ask("feito 4") == "Feito: lona."


async def test_a_task_with_open_subtasks_is_asked_about_once(home: Home) -> None:
    await say_all(home, "tarefa: pintar a sala", "subtarefas de pintar a sala: rolo e fita")

    question = await home.channel.ask("feito pintar a sala")

    assert question == "pintar a sala ainda tem subtarefas abertas: rolo e fita. Concluo todas?"
    assert labels(home) == ["Todas", "Só a tarefa"]
    assert "1. pintar a sala" in await home.channel.ask("/tasks")
    done = await home.channel.press("Todas")
    assert done == "Feito: pintar a sala, com as subtarefas (2)."
    assert await home.channel.ask("/tasks") == "Nenhuma tarefa aberta."
    assert await home.channel.press("Desfazer") == "Desfeito: pintar a sala e mais 2."
    assert "    3. fita" in await home.channel.ask("/tasks")


async def test_only_the_task_may_be_done_and_a_second_press_does_nothing(home: Home) -> None:
    await say_all(home, "task: paint", "subtask of paint: roller", "done paint")

    assert await home.channel.press("Only the task") == "Done: paint."
    assert await home.channel.press("Only the task") == "paint was done already."

    assert await home.channel.ask("/tasks") == "Tasks\n1. roller"


async def test_a_tick_of_a_task_with_open_subtasks_asks_too(home: Home) -> None:
    await say_all(home, "task: paint", "subtask of paint: roller", "/tasks")

    question = await home.channel.press("✓1")

    assert question == "paint still has open subtasks: roller. Complete them all?"
    assert await home.channel.press("All") == "Done: paint, with its subtasks (1)."


async def test_the_last_subtask_offers_the_task(home: Home) -> None:
    await say_all(home, "task: paint the wall", "subtasks of paint the wall: tape, roller")

    assert await home.channel.ask("done tape") == "Done: tape."
    last = await home.channel.ask("done roller")

    assert last == "Done: roller. That was the last subtask of paint the wall."
    assert await home.channel.press("Complete paint the wall") == "Done: paint the wall."
    assert await home.channel.ask("/tasks") == "No open tasks."


async def test_the_next_one_carries_all_that_the_task_said(home: Home) -> None:
    await say_all(
        home,
        "task: water the plants every Monday #garden, project Home",
        "assign water the plants to Ana",
        "add a note to the task water the plants: not too much",
        "subtask of water the plants: fill the can",
        "subtask of water the plants: feed the roses by Sunday",
        "done feed the roses",
        "done water the plants",
    )

    done = await home.channel.press("All")

    assert done == "Done: water the plants. The next one is Monday, 30 November."
    following = (
        "Tasks\n"
        "1. water the plants — Monday, 30 November · Home · #garden · with Ana\n"
        "    2. feed the roses — Sunday, 29 November\n"
        "    3. fill the can"
    )
    assert await home.channel.ask("/tasks") == following
    assert "Notes: not too much" in await home.channel.ask("show 1")


async def test_open_subtasks_go_over_to_the_next_one_and_come_back(home: Home) -> None:
    await say_all(
        home,
        "task: water the plants every Monday",
        "subtasks of water the plants: fill the can, feed the roses",
        "done feed the roses",
    )
    before = await home.channel.ask("/tasks")
    await home.channel.ask("done water the plants")
    await home.channel.press("Only the task")
    page = await home.channel.ask("/tasks")
    assert page.count("fill the can") == page.count("feed the roses") == 1
    assert "30 November" in page

    await home.channel.ask("reopen water the plants")

    assert await home.channel.ask("/tasks") == before


async def test_undoing_a_recurring_completion_leaves_what_there_was(home: Home) -> None:
    await say_all(
        home,
        "task: water the plants every Monday",
        "subtasks of water the plants: fill the can, feed the roses",
        "done feed the roses",
    )
    before = await home.channel.ask("show the task water the plants")
    await home.channel.ask("done water the plants")
    await home.channel.press("Only the task")

    await home.channel.press("Undo")

    assert await home.channel.ask("show the task water the plants") == before


async def test_a_task_is_cancelled_with_its_subtasks(home: Home) -> None:
    await say_all(home, "tarefa: pintar a sala", "subtarefas de pintar a sala: rolo e fita")

    gone = await home.channel.ask("cancela pintar a sala")

    assert gone == "Cancelado: pintar a sala, com as subtarefas (2)."
    assert await home.channel.ask("/tasks") == "Nenhuma tarefa aberta."
    await home.channel.press("Desfazer")
    assert "    3. fita" in await home.channel.ask("/tasks")


async def test_a_task_is_not_taken_back_under_a_later_subtask(home: Home) -> None:
    await say_all(home, "tarefa: pintar a sala", "subtarefa de pintar a sala: rolo")
    creation = next(one for one in home.channel.sent if "Anotado" in one.text)
    (undo,) = [one.action for one in creation.buttons if one.label == "Desfazer"]

    refused = await home.channel.ask("Desfazer", press=undo)

    assert refused.startswith("Isso mudou depois.")
    assert "    2. rolo" in await home.channel.ask("/tasks")


async def test_a_message_that_comes_twice_writes_its_subtask_once(home: Home) -> None:
    await home.channel.ask("tarefa: pintar a sala")

    for _ in range(2):
        await home.channel.say("subtarefa de pintar a sala: rolo", key="the same")
    await home.app.worker.drain()

    assert await home.channel.ask("/tasks") == "Tarefas\n1. pintar a sala\n    2. rolo"


async def test_a_subtask_of_the_past_or_of_nothing_is_refused(home: Home) -> None:
    await home.channel.ask("tarefa: pintar a sala")

    past = await home.channel.ask("subtarefa de pintar a sala: rolo até ontem")
    none = await home.channel.ask("subtarefa de lavar o carro: balde")
    how = await home.channel.ask("subtarefa de pintar a sala")

    assert past == "O prazo de rolo até ontem já passou; nada foi guardado."
    assert none.startswith("Não achei lavar o carro.")
    assert how.startswith("Qual subtarefa, de qual tarefa?")
    assert await home.channel.ask("/tasks") == "Tarefas\n1. pintar a sala"


async def test_the_buttons_of_a_question_do_not_bring_a_cancelled_series_back(home: Home) -> None:
    await say_all(
        home,
        "task: water the plants every day",
        "subtask of water the plants: fill the can",
        "done: water the plants",
        "cancel water the plants",
    )

    for label in ("All", "Only the task"):
        assert "no longer valid" in await home.channel.press(label)

    assert "water" not in await home.channel.ask("/tasks")
