"""Pages of tasks: all of them, those of a project, a tag or a name, and one of them whole."""

from collections.abc import Iterable
from dataclasses import replace

from domain.folding import folded
from domain.markup import escape
from domain.messages import Button
from domain.origin import Origin
from domain.records import Status, Task
from domain.texts import Texts
from engine import echo, habits
from engine.caller import Caller
from engine.grammar.reading import Aspect, Intent, Query, Reading
from engine.lines import Line, tags_line, task_line
from engine.records import parts
from engine.words import words
from handlers.choosing import choose
from handlers.finding import Candidate, find, is_of
from handlers.listing import reply, ticks
from handlers.turn import Reply
from storage.store import Store

WHOLE = "w"
"""In the action of a ✓ button: the page is that of the task of which this is a part."""
TEXTS = Texts(
    {
        "tasks": {"pt": "Tarefas", "en": "Tasks"},
        "nothing_tasks": {"pt": "Nenhuma tarefa aberta.", "en": "No open tasks."},
        "nothing_such": {
            "pt": "Nenhuma tarefa aberta: {labels!r}.",
            "en": "No open tasks: {labels!r}.",
        },
        "doing": {"pt": "Em andamento", "en": "In progress"},
        "nothing_doing": {
            "pt": "Nada em andamento. Ao começar uma tarefa, escreva _comecei_ e o nome dela.",
            "en": "Nothing is in progress. When you begin a task, write _I started_ and its name.",
        },
        "project": {"pt": "Projeto: {name}", "en": "Project: {name}"},
        "with": {"pt": "com {name}", "en": "with {name}"},
        "projects": {"pt": "Projetos", "en": "Projects"},
        "open_one": {"pt": "1 aberta", "en": "1 open"},
        "open": {"pt": "{count} abertas", "en": "{count} open"},
        "done_one": {"pt": "1 feita", "en": "1 done"},
        "done": {"pt": "{count} feitas", "en": "{count} done"},
        "nothing_projects": {
            "pt": "Nenhum projeto com tarefas abertas. Por exemplo: "
            "_tarefa: pintar a sala, projeto Reforma_.",
            "en": "No project with open tasks. For example: "
            "_task: paint the wall, project Renovation_.",
        },
        "part_of": {"pt": "parte de {title}", "en": "part of {title}"},
        "whole_part": {"pt": "Parte de: {title}", "en": "Part of: {title}"},
        "due": {"pt": "Prazo: {when}", "en": "Due: {when}"},
        "rule": {"pt": "Repete: {rule}", "en": "Repeats: {rule}"},
        "tags": {"pt": "Etiquetas: {tags!r}", "en": "Tags: {tags!r}"},
        "assigned": {"pt": "Fica com: {name}", "en": "With: {name}"},
        "notes": {"pt": "Notas: {notes}", "en": "Notes: {notes}"},
        "parts": {
            "pt": "Subtarefas ({done} de {count} feitas):",
            "en": "Subtasks ({done} of {count} done):",
        },
        "made": {"pt": "Anotada: {when}.", "en": "Noted: {when}."},
        "made_of": {
            "pt": "Anotada de uma mensagem encaminhada: {when}.",
            "en": "Noted from a forwarded message: {when}.",
        },
        "was_done": {"pt": "Feita: {when}.", "en": "Done: {when}."},
        "button_done": {"pt": "Feito", "en": "Done"},
    }
)
_STATES = Texts(
    {
        "doing": {"pt": "em andamento", "en": "in progress"},
        "done": {"pt": "feita", "en": "done"},
        "cancelled": {"pt": "cancelada", "en": "cancelled"},
        "high": {"pt": "prioridade alta", "en": "high priority"},
        "low": {"pt": "sem pressa", "en": "no rush"},
    }
)


def tasks_page(
    caller: Caller, store: Store, reading: Reading | None = None, asked: int | None = None
) -> Reply:
    """Return the open tasks that are asked for, each of the first with a button to tick it.

    `asked` is the message that asked for them, where it is not this one.
    """
    known = store.tasks.open(caller.person.id)
    language = caller.language
    if reading is None:
        return _listed(caller, "tasks", [], known, known)
    if reading.aspect is Aspect.DOING:
        doing = [one for one in known if one.status is Status.DOING]
        return _listed(caller, "doing", [], doing, known, asked=asked or caller.source)
    reading = _named(reading, known)
    chosen = [one for one in known if _fits(one, reading)]
    labels = _labels(language, reading)
    source = (asked or caller.source) if labels else None
    return _listed(caller, "tasks", labels, chosen, known, asked=source)


def asked_before(caller: Caller, store: Store, asked: int) -> Reading:
    """Return which tasks a message of the person asked for; KeyError where it asked for none."""
    message = store.inbox.get(asked)
    is_here = caller.address in {message.address, message.private}
    if not is_here or not is_of(store, caller, message):
        raise KeyError(asked)
    reading = habits.read(caller, message.text)
    if reading.query is not Query.TASKS:
        raise KeyError(asked)
    return reading


def projects(caller: Caller, store: Store) -> Reply:
    """Return the projects that have open tasks, with how many are open and done."""
    language = caller.language
    lines: list[Line] = []
    for name, found in store.tasks.projects(caller.person.id).items():
        left = found.get(Status.TODO, 0) + found.get(Status.DOING, 0)
        if left:
            facts = {"open": left, "done": found.get(Status.DONE, 0)}
            counts = [
                TEXTS.say(f"{key}_one" if count == 1 else key, language, count=count)
                for key, count in facts.items()
                if count
            ]
            lines.append(Line(text=f"{escape(name)} — {', '.join(counts)}"))
    return reply(
        TEXTS.say("projects", language),
        lines,
        empty=TEXTS.say("nothing_projects", language),
        language=language,
    )


def whole(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Show one task with all that it says; where none is open, the one closed lately."""
    if reading.title and not find(store, caller, reading):
        lately = replace(reading, intent=Intent.REOPEN, query=None)
        closed = [one for one in find(store, caller, lately) if isinstance(one.record, Task)]
        if len(closed) == 1:
            return act(caller, store, closed[0])
    return choose(caller, reading, store, verb="show", act=lambda one: act(caller, store, one))


def act(caller: Caller, store: Store, one: Candidate) -> Reply:
    """Show one task; TypeError for what is none."""
    if not isinstance(one.record, Task):
        raise TypeError(one.reference)
    return task_page(caller, store, one.record)


def task_page(caller: Caller, store: Store, task: Task) -> Reply:
    """Return all that a task says, with its subtasks and buttons to tick them."""
    language = caller.language
    known = store.tasks.parts(caller.person.id, task.id)
    kept = [one for one in known if one.status is not Status.CANCELLED]
    still_open = parts.still_open(store, caller, task)
    lines = [task_line(caller, one) for one in still_open]
    text = [f"*{escape(task.title)}*", *_facts(caller, store, task)]
    if kept:
        done = len(kept) - len(still_open)
        text.append(TEXTS.say("parts", language, done=done, count=len(kept)))
        text += [f"{number}. {line.text}" for number, line in enumerate(lines, 1)]
        text += [f"✓ {escape(one.title)}" for one in kept if one not in still_open]
    text.append(_when_made(caller, task))
    buttons = tuple(
        replace(one, action=f"{one.action}:{WHOLE}") for one in ticks(lines, language=language)
    )
    if task.status in {Status.TODO, Status.DOING}:
        label = TEXTS.say("button_done", language)
        buttons = (*buttons, Button(label=label, action=f"task:done:{task.id}"))
    return Reply(
        text="\n".join(text),
        buttons=buttons,
        shown=tuple(("task", one.id) for one in still_open) or (("task", task.id),),
        is_personal=True,
    )


def searched(one: Candidate) -> str:
    """Return the words of a record in which a search looks."""
    task = one.record
    if not isinstance(task, Task):
        return one.title
    said = (task.title, task.notes, *task.tags, task.project, task.assigned)
    return " ".join(filter(None, said))


def _listed(
    caller: Caller,
    sentence: str,
    labels: list[str],
    chosen: list[Task],
    known: list[Task],
    *,
    asked: int | None = None,
) -> Reply:
    language = caller.language
    lines = list(_tree(caller, chosen, known))
    empty = TEXTS.say(f"nothing_{sentence}", language)
    if labels:
        empty = TEXTS.say("nothing_such", language, labels=" · ".join(labels))
    heading = " · ".join([TEXTS.say(sentence, language), *labels])
    page = reply(heading, lines, empty=empty, language=language)
    return replace(page, buttons=ticks(lines, language=language, asked=asked))


def _tree(caller: Caller, chosen: list[Task], known: list[Task]) -> Iterable[Line]:
    """Yield tasks by due day, each followed by its open subtasks."""
    numbers = {one.id for one in chosen}
    titles = {one.id: one.title for one in known}
    for task in chosen:
        if task.parent in numbers:
            continue
        line = task_line(caller, task)
        if task.parent in titles:
            named = TEXTS.say("part_of", caller.language, title=titles[task.parent])
            line = replace(line, text=f"{line.text} · {named}")
        yield line
        for part in known:
            if part.parent == task.id:
                yield replace(task_line(caller, part), depth=1)


def _named(reading: Reading, known: list[Task]) -> Reading:
    """Read a name as what it is a name of: somebody, or else a project, or else a tag.

    A word in small letters that names nothing asks for all tasks: "tarefas do trabalho".
    """
    name = reading.assigned
    if name is None or any(_is_with(one, name) for one in known):
        return reading
    blank = replace(reading, assigned=None)
    if any(one.project and folded(one.project) == folded(name) for one in known):
        return replace(blank, project=name)
    if any(folded(name) in map(folded, one.tags) for one in known):
        return replace(blank, tags=(*reading.tags, name))
    return reading if name[:1].isupper() else blank


def _fits(task: Task, reading: Reading) -> bool:
    tags = {folded(one) for one in task.tags}
    if any(folded(one) not in tags for one in reading.tags):
        return False
    if reading.project and folded(task.project or "") != folded(reading.project):
        return False
    if reading.asked_priority and task.priority is not reading.asked_priority:
        return False
    return reading.assigned is None or _is_with(task, reading.assigned)


def _is_with(task: Task, name: str) -> bool:
    who = folded(task.assigned or "")
    return bool(who) and (who == folded(name) or folded(name) in who.split())


def _labels(language: str, reading: Reading) -> list[str]:
    labels: list[str] = []
    if reading.asked_priority is not None:
        labels.append(_STATES.say(reading.asked_priority.value, language))
    if reading.project:
        labels.append(escape(reading.project))
    if reading.tags:
        labels.append(tags_line(reading.tags))
    if reading.assigned:
        labels.append(TEXTS.say("with", language, name=reading.assigned))
    return labels


def _facts(caller: Caller, store: Store, task: Task) -> list[str]:
    """Return what is known of a task, a line each."""
    language = caller.language
    states = [_STATES.say(task.status.value, language)] if task.status is not Status.TODO else []
    if task.priority is not None:
        states.append(_STATES.say(task.priority.value, language))
    said = [f"_{', '.join(states)}_"] if states else []
    above = store.tasks.get(caller.person.id, task.parent) if task.parent else None
    rule = words(language).rule(task.rule, start=task.due_day) if task.rule and task.due_day else ""
    known: tuple[tuple[str, str, object], ...] = (
        ("whole_part", "title", above and above.title),
        ("due", "when", echo.task_line(caller, task)),
        ("rule", "rule", rule),
        ("project", "name", task.project),
        ("tags", "tags", tags_line(task.tags)),
        ("assigned", "name", task.assigned),
        ("notes", "notes", task.notes),
    )
    return said + [
        TEXTS.say(sentence, language, **{name: value}) for sentence, name, value in known if value
    ]


def _when_made(caller: Caller, task: Task) -> str:
    """Return on which day it was noted and done."""
    made = "made_of" if task.origin is Origin.THIRD_PARTY else "made"
    days = [(made, task.created_at)]
    if task.completed_at is not None:
        days.append(("was_done", task.completed_at))
    return " ".join(
        TEXTS.say(
            sentence, caller.language, when=echo.when(caller, at.astimezone(caller.zone).date())
        )
        for sentence, at in days
    )
