"""Tags, projects, subtasks, notes and names are told from what only looks like them."""

from typing import Any

import pytest

from domain.records import Priority
from engine.grammar.reading import Aspect, Intent, Query
from tests.engine.grammar.speaking import said

NEW: dict[str, dict[str, Any]] = {
    "comprar tinta #casa #urgente-não até sexta": {
        "title": "comprar tinta",
        "tags": ("casa", "urgente-não"),
        "priority": None,
    },
    "tarefa: comprar cal #casa#obra": {"title": "comprar cal", "tags": ("casa", "obra")},
    "#obra2 comprar cimento": {"title": "comprar cimento", "tags": ("obra2",)},
    "tarefa: lixar #Casa a porta #casa": {"title": "lixar a porta", "tags": ("Casa",)},
    "tarefa: pintar a sala no projeto Reforma": {"title": "pintar a sala", "project": "Reforma"},
    "pintar a sala no projeto Casa da Praia até sexta": {
        "title": "pintar a sala",
        "project": "Casa da Praia",
    },
    "tarefa: pintar a sala no projeto reforma amanhã": {
        "title": "pintar a sala",
        "project": "reforma",
    },
    "task: paint the wall, project Renovation": {
        "title": "paint the wall",
        "project": "Renovation",
    },
    "task: paint the wall in the Big House project by Friday": {
        "title": "paint the wall",
        "project": "Big House",
    },
    "tarefa pra Ana: pintar a sala": {"title": "pintar a sala", "assigned": "Ana"},
    "pintar a sala, pra Ana fazer, até sexta": {"title": "pintar a sala", "assigned": "Ana"},
    "task for Ana Maria: paint the wall": {"title": "paint the wall", "assigned": "Ana Maria"},
    "paint the wall for Ana to do by Friday": {"title": "paint the wall", "assigned": "Ana"},
    'paint the wall, assigned to Bob, project "Old house", #diy': {
        "title": "paint the wall",
        "assigned": "Bob",
        "project": "Old house",
        "tags": ("diy",),
    },
}


@pytest.mark.parametrize(("text", "expected"), NEW.items(), ids=NEW)
def test_a_new_task_is_filed_and_its_title_is_what_is_left(
    text: str, expected: dict[str, Any]
) -> None:
    reading = said(text)

    assert reading.intent is Intent.TASK
    assert reading.text == text
    marks = {"tags": (), "project": None, "assigned": None} | expected
    assert {name: getattr(reading, name) for name in marks} == marks


PLAIN = {
    "comprar #12 parafusos": "comprar #12 parafusos",
    "estudar C# hoje": "estudar C#",
    "comprar presente para a Ana": "comprar presente para a Ana",
    "fazer o projeto de ciências até sexta": "fazer o projeto de ciências",
    "mexer no projeto Reforma amanhã": "mexer no projeto Reforma",
    "enviar o projeto Reforma para o cliente": "enviar o projeto Reforma para o cliente",
    "cria uma tarefa pra eu fazer o bolo até sexta": "fazer o bolo",
    "finish the slides for the Apollo project": "finish the slides for the Apollo project",
    "buy a gift for Ana by Friday": "buy a gift for Ana",
    "anota a tarefa comprar pão": "comprar pão",
    "adiciona a tarefa lavar o carro": "lavar o carro",
}


@pytest.mark.parametrize(("text", "title"), PLAIN.items(), ids=PLAIN)
def test_what_only_looks_like_a_mark_stays_in_the_title(text: str, title: str) -> None:
    reading = said(text)

    assert (reading.intent, reading.title) == (Intent.TASK, title)
    assert (reading.tags, reading.project, reading.assigned) == ((), None, None)


OTHERS = {
    "reunião #time amanhã 10h": (Intent.EVENT, "reunião #time"),
    "me lembra de pagar #casa amanhã 9h": (Intent.REMINDER, "pagar #casa"),
    "anota: comprar #casa": (Intent.NOTE, "comprar #casa"),
    "remind me to call #home tomorrow at 9am": (Intent.REMINDER, "call #home"),
    "meu apto é o #12": (Intent.NONE, None),
    "item #3": (Intent.NONE, None),
}


@pytest.mark.parametrize(("text", "expected"), OTHERS.items(), ids=OTHERS)
def test_only_tasks_have_tags(text: str, expected: tuple[Intent, str | None]) -> None:
    reading = said(text)

    assert (reading.intent, reading.title, reading.tags) == (*expected, ())


CHANGES: dict[str, tuple[Aspect, str | None, dict[str, Any]]] = {
    "subtarefa de pintar a sala: comprar rolo": (
        Aspect.SUBTASK,
        "pintar a sala",
        {"items": ("comprar rolo",), "parent": "pintar a sala"},
    ),
    "subtarefas de pintar a sala: rolo, fita e lona": (
        Aspect.SUBTASK,
        "pintar a sala",
        {"items": ("rolo", "fita", "lona")},
    ),
    "adiciona comprar rolo e fita como subtarefa de pintar a sala": (
        Aspect.SUBTASK,
        "pintar a sala",
        {"items": ("comprar rolo e fita",)},
    ),
    "add subtask buy rollers to paint the wall": (
        Aspect.SUBTASK,
        "paint the wall",
        {"items": ("buy rollers",)},
    ),
    "add a subtask to paint the wall: buy rollers": (
        Aspect.SUBTASK,
        "paint the wall",
        {"items": ("buy rollers",)},
    ),
    "anota na tarefa pintar a sala: tinta acetinada": (
        Aspect.TASK_NOTE,
        "pintar a sala",
        {"notes": "tinta acetinada"},
    ),
    "add a note to the task paint the wall: satin, not gloss": (
        Aspect.TASK_NOTE,
        "paint the wall",
        {"notes": "satin, not gloss"},
    ),
    "por favor marca pintar a sala com #casa e #obra": (
        Aspect.TAG,
        "pintar a sala",
        {"tags": ("casa", "obra")},
    ),
    "marca a 2 com #casa": (Aspect.TAG, "2", {"tags": ("casa",)}),
    "add #home to paint the wall": (Aspect.TAG, "paint the wall", {"tags": ("home",)}),
    "tira #casa de pintar a sala": (Aspect.UNTAG, "pintar a sala", {"tags": ("casa",)}),
    "remove the tag home from paint the wall": (
        Aspect.UNTAG,
        "paint the wall",
        {"tags": ("home",)},
    ),
    "passa pintar a sala pro projeto Casa": (Aspect.PROJECT, "pintar a sala", {"project": "Casa"}),
    "move paint the wall to the Renovation project": (
        Aspect.PROJECT,
        "paint the wall",
        {"project": "Renovation"},
    ),
    "tira pintar a sala do projeto Reforma": (Aspect.PROJECT, "pintar a sala", {"project": None}),
    "atribui pintar a sala à Ana Maria": (
        Aspect.ASSIGNED,
        "pintar a sala",
        {"assigned": "Ana Maria"},
    ),
    "assign talk to mum to Ana": (Aspect.ASSIGNED, "talk to mum", {"assigned": "Ana"}),
    "atribui o relatório à Ana": (Aspect.ASSIGNED, "relatório", {"assigned": "Ana"}),
    "assign the report to Ana": (Aspect.ASSIGNED, "report", {"assigned": "Ana"}),
    "marca o relatório como em andamento": (Aspect.DOING, "relatório", {}),
    "mark the report as in progress": (Aspect.DOING, "report", {}),
    "pausa a tarefa relatório": (Aspect.PAUSED, "relatório", {}),
}


@pytest.mark.parametrize(("text", "expected"), CHANGES.items(), ids=CHANGES)
def test_a_task_is_changed_by_words(
    text: str, expected: tuple[Aspect, str | None, dict[str, Any]]
) -> None:
    reading = said(text)
    aspect, title, facts = expected

    assert (reading.intent, reading.aspect, reading.title) == (Intent.CHANGE, aspect, title)
    assert {name: getattr(reading, name) for name in facts} == facts


def test_a_part_and_its_task_may_be_parted_in_more_than_one_way() -> None:
    reading = said("nova subtarefa comprar rolo para pintar a sala")

    assert ("pintar a sala", "comprar rolo") in reading.names


TOLD = {
    "comecei o relatório": (Aspect.DOING, "relatório", None),
    "tô fazendo o relatório": (Aspect.DOING, "relatório", None),
    "I started the report": (Aspect.DOING, "report", None),
    "working on the report": (Aspect.DOING, "report", None),
    "parei de fazer o relatório": (Aspect.PAUSED, "relatório", None),
    "a Ana fica com o relatório": (Aspect.ASSIGNED, "relatório", "Ana"),
    "o relatório fica com a Ana": (Aspect.ASSIGNED, "relatório", "Ana"),
    "passa o relatório pra Ana": (Aspect.ASSIGNED, "relatório", "Ana"),
    "Ana will do the report": (Aspect.ASSIGNED, "report", "Ana"),
}


@pytest.mark.parametrize(("text", "expected"), TOLD.items(), ids=TOLD)
def test_what_is_told_asks_for_nothing_by_itself(
    text: str, expected: tuple[Aspect, str, str | None]
) -> None:
    reading = said(text)

    assert reading.intent is Intent.NONE
    assert (reading.aspect, reading.title, reading.assigned) == expected


def test_a_time_is_nobody() -> None:
    reading = said("passa o dentista pra sexta")

    assert (reading.intent, reading.aspect, reading.assigned) == (Intent.CHANGE, None, None)


ASKED: dict[str, dict[str, Any]] = {
    "tarefas #casa": {"tags": ("casa",)},
    "#casa": {"tags": ("casa",)},
    "tasks tagged home": {"tags": ("home",)},
    "tarefas do projeto Reforma": {"project": "Reforma"},
    "tarefas do projeto casa velha": {"project": "casa velha"},
    "mostra a tarefa": {},
    "o que falta no projeto Reforma?": {"project": "Reforma"},
    "projeto Reforma": {"project": "Reforma"},
    "what's left in the Renovation project?": {"project": "Renovation"},
    "tarefas urgentes": {"asked_priority": Priority.HIGH},
    "high priority tasks": {"asked_priority": Priority.HIGH},
    "tarefas sem pressa": {"asked_priority": Priority.LOW},
    "tarefas da Ana": {"assigned": "Ana"},
    "Ana's tasks": {"assigned": "Ana"},
    "what does Ana have to do?": {"assigned": "Ana"},
    "tarefas urgentes do projeto Reforma #casa": {
        "asked_priority": Priority.HIGH,
        "project": "Reforma",
        "tags": ("casa",),
    },
    "o que estou fazendo?": {"aspect": Aspect.DOING},
    "what am I working on?": {"aspect": Aspect.DOING},
    "minhas tarefas": {},
    "mostra a lista de tarefas": {},
    "tarefas da semana": {},
    "tasks": {},
}


@pytest.mark.parametrize(("text", "expected"), ASKED.items(), ids=ASKED)
def test_tasks_are_asked_for_by_what_they_say(text: str, expected: dict[str, Any]) -> None:
    reading = said(text)

    assert (reading.intent, reading.query) == (Intent.QUERY, Query.TASKS)
    marks: dict[str, Any] = {
        "tags": (),
        "project": None,
        "assigned": None,
        "asked_priority": None,
        "aspect": None,
    } | expected
    assert {name: getattr(reading, name) for name in marks} == marks


SHOWN = {
    "projetos": (Query.PROJECTS, None, None),
    "quais são os meus projetos?": (Query.PROJECTS, None, None),
    "my projects": (Query.PROJECTS, None, None),
    "mostra a tarefa pintar a sala": (Query.TASK, "pintar a sala", None),
    "show the task paint the wall": (Query.TASK, "paint the wall", None),
    "mostra a tarefa 2": (Query.TASK, None, 2),
    "show 2": (Query.TASK, "2", None),
}


@pytest.mark.parametrize(("text", "expected"), SHOWN.items(), ids=SHOWN)
def test_projects_and_whole_tasks_are_asked_for(
    text: str, expected: tuple[Query, str | None, int | None]
) -> None:
    reading = said(text)

    assert (reading.query, reading.title, reading.reference) == expected


NASTY = (
    "#a " * 480,
    "subtarefa de " + "a de " * 290,
    "add subtask " + "x to " * 290,
    "comprar, projeto " + "A " * 1_200,
    "mostra a tarefa " + "a " * 700,
    "passa " + "a para " * 200,
    "tarefas do " + "Ana " * 350,
    "anota na tarefa " + "a: " * 400,
    "# " * 1_000,
)


@pytest.mark.parametrize("text", NASTY, ids=[one[:12] for one in NASTY])
def test_marks_cost_little_in_any_text(text: str) -> None:
    from time import process_time

    said("aquecer")
    started = process_time()

    assert said(text).text == text

    assert process_time() - started < 0.6  # some 0.1 where nothing else runs
