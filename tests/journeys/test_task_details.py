"""Tags, projects, subtasks, notes and names of tasks, as they are said in chat."""

import pytest

from domain.messages import Kind
from tests.journeys.conftest import Home
from tests.journeys.saying import labels, say_all
from tests.journeys.somebody import Somebody, invited


async def test_a_task_says_its_tags_project_and_name_back_and_shows_them_shortly(
    home: Home,
) -> None:
    first = await home.channel.ask("comprar tinta #casa #urgente-não até sexta")
    second = await home.channel.ask("tarefa pra Ana: pintar a sala, projeto Reforma")

    assert first.startswith(
        "Anotado: comprar tinta, até sexta, 27 de novembro, #casa #urgente-não."
    )
    assert second == (
        "Anotado: pintar a sala, projeto Reforma, fica com Ana (só anotei, não aviso ninguém)."
    )
    assert await home.channel.ask("/tasks") == (
        "Tarefas\n"
        "1. comprar tinta — sexta, 27 de novembro · #casa #urgente-não\n"
        "2. pintar a sala · Reforma · com Ana"
    )


CHANGED = [
    ("marca pintar a sala com #casa", "pintar a sala tem agora #casa.", "#casa", "Desfazer"),
    (
        "põe pintar a sala no projeto Obra",
        "pintar a sala está no projeto Obra.",
        "Obra",
        "Desfazer",
    ),
    (
        "atribui pintar a sala à Ana",
        "pintar a sala fica com Ana. Só anotei: não aviso ninguém.",
        "com Ana",
        "Desfazer",
    ),
    (
        "a Ana fica com pintar a sala",
        "pintar a sala fica com Ana. Só anotei: não aviso ninguém.",
        "com Ana",
        "Desfazer",
    ),
    ("comecei a pintar a sala", "pintar a sala: em andamento.", "fazendo", "Desfazer"),
    (
        "anota na tarefa pintar a sala: tinta acetinada",
        "Anotei em pintar a sala: tinta acetinada",
        "acetinada",
        "Desfazer",
    ),
    (
        "subtarefa de pintar a sala: comprar rolo até quinta #loja",
        "Subtarefa de pintar a sala: comprar rolo, até quinta, 26 de novembro, #loja.",
        "comprar rolo",
        "Desfazer",
    ),
    ("tag pintar a sala with #home", "pintar a sala has #home now.", "#home", "Undo"),
    ("assign pintar a sala to Ana", None, "Ana", "Undo"),
    ("move pintar a sala to project Work", None, "Work", "Undo"),
    ("I started pintar a sala", "pintar a sala: in progress.", "doing", "Undo"),
    ("add subtask buy rollers to pintar a sala", None, "buy rollers", "Undo"),
    ("add a note to the task pintar a sala: satin", None, "satin", "Undo"),
]


@pytest.mark.parametrize(
    ("text", "answer", "sign", "undo"), CHANGED, ids=[one[0] for one in CHANGED]
)
async def test_what_a_task_says_is_changed_by_words_and_put_back_by_undo(
    home: Home, text: str, answer: str | None, sign: str, undo: str
) -> None:
    await home.channel.ask("tarefa: pintar a sala")
    await home.channel.ask("tarefa: lavar o carro")

    said = await home.channel.ask(text)

    assert answer is None or said == answer
    page = await home.channel.ask("mostra a tarefa pintar a sala" if undo != "Undo" else "show 1")
    listed = await home.channel.ask("/tasks")
    assert sign in page or sign in listed
    await home.channel.press(undo)
    page = await home.channel.ask("mostra a tarefa pintar a sala")
    assert page == "pintar a sala\nAnotada: hoje."


async def test_tags_and_projects_are_taken_off_again(home: Home) -> None:
    await say_all(home, "tarefa: pintar a sala no projeto Reforma #casa #obra")

    assert await home.channel.ask("tira #obra de pintar a sala") == "Tirei #obra de pintar a sala."
    assert await home.channel.ask("tira #obra de pintar a sala") == "pintar a sala não tem #obra."
    assert (
        await home.channel.ask("tira pintar a sala do projeto")
        == "pintar a sala saiu do projeto Reforma."
    )
    assert (
        await home.channel.ask("tira pintar a sala do projeto")
        == "pintar a sala não está em nenhum projeto."
    )
    assert await home.channel.ask("/tasks") == "Tarefas\n1. pintar a sala · #casa"


async def test_notes_are_added_line_by_line(home: Home) -> None:
    await say_all(
        home,
        "tarefa: pintar a sala",
        "anota na tarefa pintar a sala: tinta acetinada",
        "anota na tarefa pintar a sala: duas demãos",
    )

    page = await home.channel.ask("mostra a tarefa pintar a sala")

    assert "Notas: tinta acetinada\nduas demãos" in page
    assert (await home.channel.ask("anota na tarefa pintar a sala")).startswith(
        "O que devo anotar?"
    )
    assert "1. pintar a sala" in await home.channel.ask("procura acetinada")


async def test_pages_are_filtered_and_a_tick_keeps_the_filter(home: Home) -> None:
    await say_all(
        home,
        "tarefa: comprar tinta #casa",
        "tarefa: lavar a calçada #casa, urgente",
        "tarefa: escrever o capítulo no projeto Livro",
        "tarefa: revisar o capítulo, projeto livro",
        "atribui revisar à Ana Souza",
    )

    assert await home.channel.ask("tarefas urgentes") == (
        "Tarefas · prioridade alta\n1. lavar a calçada (alta) · #casa"
    )
    assert await home.channel.ask("tarefas da Ana") == (
        "Tarefas · com Ana\n1. revisar o capítulo · Livro · com Ana Souza"
    )
    assert await home.channel.ask("tarefas #jardim") == "Nenhuma tarefa aberta: #jardim."
    assert await home.channel.ask("projetos") == "Projetos\n1. Livro — 2 abertas"
    assert "4. revisar" in await home.channel.ask("tarefas do trabalho")
    assert "3. " not in await home.channel.ask("tarefas do livro")

    await home.channel.ask("tarefas #casa")
    page = await home.channel.press("✓1")

    assert page == ("Feito: comprar tinta.\n\nTarefas · #casa\n1. lavar a calçada (alta) · #casa")
    await home.channel.press("Desfazer")
    assert "comprar tinta" in await home.channel.ask("#casa")
    for action in ("tick:task:1:999", "tick:task:1:1", "tick:task:1:x"):
        stale = await home.channel.ask("pressed", press=action)
        assert stale.startswith("Esse botão não vale mais.")
    assert "comprar tinta" in await home.channel.ask("#casa")


async def test_projects_count_what_is_open_and_done_and_fade_away(home: Home) -> None:
    await say_all(home, "task: buy paint, project Home", "task: paint the wall, project home")
    assert await home.channel.ask("my projects") == "Projects\n1. Home — 2 open"

    await home.channel.ask("done buy paint")
    assert await home.channel.ask("my projects") == "Projects\n1. Home — 1 open, 1 done"

    await home.channel.ask("done paint the wall")
    assert (await home.channel.ask("my projects")).startswith("No project with open tasks.")


async def test_two_tasks_that_match_are_asked_about_and_the_one_picked_is_changed(
    home: Home,
) -> None:
    await say_all(home, "tarefa: ligar pro banco", "tarefa: ir ao banco")

    for said, answer in (
        ("marca banco com #grana", "ir ao banco tem agora #grana."),
        ("comecei banco", "ir ao banco: em andamento."),
        ("subtarefa de banco: levar o cartão", "Subtarefa de ir ao banco: levar o cartão."),
    ):
        question = await home.channel.ask(said)
        assert question.startswith("Qual deles?")
        assert await home.channel.press("ir ao banco") == answer

    await home.channel.ask("mostra a tarefa banco")
    page = await home.channel.press("ir ao banco")
    assert page.startswith("ir ao banco\nem andamento\nEtiquetas: #grana\nSubtarefas (0 de 1")


async def test_a_choice_is_read_in_the_language_of_the_question_though_another_was_chosen(
    home: Home,
) -> None:
    await say_all(home, "/idioma português", "tarefa: ligar pro banco", "tarefa: ir ao banco")

    await home.channel.ask("tag banco with #money")

    assert await home.channel.press("ir ao banco") == "ir ao banco tem agora #money."


async def test_a_task_shows_everything_it_says(home: Home) -> None:
    await say_all(
        home,
        "tarefa: regar o jardim toda segunda #jardim, projeto Casa, urgente",
        "atribui regar à Ana",
        "anota na tarefa regar: sem molhar as folhas",
        "subtarefas de regar o jardim: encher o regador e podar",
        "feito podar",
    )

    assert await home.channel.ask("mostra a tarefa regar") == (
        "regar o jardim\n"
        "prioridade alta\n"
        "Prazo: segunda, 23 de novembro\n"
        "Repete: toda segunda\n"
        "Projeto: Casa\n"
        "Etiquetas: #jardim\n"
        "Fica com: Ana\n"
        "Notas: sem molhar as folhas\n"
        "Subtarefas (1 de 2 feitas):\n"
        "1. encher o regador\n"
        "✓ podar\n"
        "Anotada: hoje."
    )
    assert labels(home) == ["✓1", "Feito"]

    page = await home.channel.press("✓1")
    assert page.startswith(
        "Feito: encher o regador. Era a última subtarefa de regar o jardim.\n\nregar o jardim\n"
    )
    assert "Subtarefas (2 de 2 feitas):" in page


async def test_an_edited_message_is_filed_anew(home: Home) -> None:
    await home.channel.ask("tarefa: pintar a sala #casa", external="m1")

    await home.channel.ask("tarefa: pintar a sala #obra", kind=Kind.EDIT, concerns="m1")

    assert await home.channel.ask("/tasks") == "Tarefas\n1. pintar a sala · #obra"


@pytest.fixture
async def pair(home: Home) -> tuple[Somebody, Somebody]:
    return await invited(home, "alba", language="en"), await invited(home, "bruno", language="en")


async def test_nobody_sees_or_changes_the_filing_of_another(
    home: Home, pair: tuple[Somebody, Somebody]
) -> None:
    alba, bruno = pair
    for text in (
        "task: paint the wall #home, project Secret",
        "subtask of paint the wall: buy rollers",
        "tasks #home",
    ):
        await alba.ask(text)
    tick = next(action for label, action in alba.buttons() if label == "✓1")
    before = await alba.ask("show the task paint the wall")

    for text in (
        "tasks #home",
        "my projects",
        "tasks in project Secret",
        "show the task paint the wall",
        "tag paint the wall with #stolen",
        "I started paint the wall",
        "subtask of paint the wall: mine",
        "assign paint the wall to Bruno",
    ):
        answer = await bruno.ask(text)
        assert "rollers" not in answer
        assert "1. " not in answer
    for action in (tick, "task:all:1", "task:only:1", "tick:task:1:w"):
        answer = await bruno.ask("pressed", press=action)
        assert "no longer valid" in answer

    assert await alba.ask("show the task paint the wall") == before
    assert (await alba.ask("tasks #home")).startswith("Tasks · #home\n1. paint the wall")
