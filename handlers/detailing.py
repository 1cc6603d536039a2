"""Changes that only tasks know: subtasks, notes, tags, project, who has it, under way."""

from collections.abc import Callable
from dataclasses import replace

from domain.markup import escape
from domain.records import Status, Task
from domain.texts import Texts
from engine import echo, habits
from engine.caller import Caller
from engine.grammar.reading import OF_TASKS, Aspect, Intent, Reading
from engine.lines import tags_line
from engine.records import details
from engine.words import words
from handlers.choosing import choose
from handlers.facts import due_of, facts_of
from handlers.finding import Candidate, find, matches
from handlers.turn import Reply
from storage.store import Store

TEXTS = Texts(
    {
        "part": {
            "pt": "Subtarefa de *{title}*: *{part}*{facts!r}.",
            "en": "Subtask of *{title}*: *{part}*{facts!r}.",
        },
        "parts": {
            "pt": "Subtarefas de *{title}*: {parts!r}.",
            "en": "Subtasks of *{title}*: {parts!r}.",
        },
        "how_part": {
            "pt": "Qual subtarefa, de qual tarefa? Por exemplo: "
            "_subtarefa de pintar a sala: comprar rolo_.",
            "en": "Which subtask, of which task? For example: "
            "_subtask of paint the wall: buy rollers_.",
        },
        "is_part": {
            "pt": "*{title}* já é uma subtarefa; subtarefas não têm outras dentro.",
            "en": "*{title}* is a subtask already; subtasks have none of their own.",
        },
        "past": {
            "pt": "O prazo de *{part}* já passou; nada foi guardado.",
            "en": "The time of *{part}* has passed; nothing was saved.",
        },
        "note": {
            "pt": "Anotei em *{title}*: {notes}",
            "en": "Noted on *{title}*: {notes}",
        },
        "how_note": {
            "pt": "O que devo anotar? Por exemplo: "
            "_anota na tarefa pintar a sala: tinta acetinada_.",
            "en": "What should I note? For example: "
            "_add a note to the task paint the wall: satin_.",
        },
        "tagged": {"pt": "*{title}* tem agora {tags!r}.", "en": "*{title}* has {tags!r} now."},
        "untagged": {"pt": "Tirei {tags!r} de *{title}*.", "en": "{tags!r} is off *{title}*."},
        "no_tag": {"pt": "*{title}* não tem {tags!r}.", "en": "*{title}* does not have {tags!r}."},
        "filed": {
            "pt": "*{title}* está no projeto *{project}*.",
            "en": "*{title}* is in the project *{project}* now.",
        },
        "out": {
            "pt": "*{title}* saiu do projeto *{project}*.",
            "en": "*{title}* is out of the project *{project}*.",
        },
        "no_project": {
            "pt": "*{title}* não está em nenhum projeto.",
            "en": "*{title}* is in no project.",
        },
        "assigned": {
            "pt": "*{title}* fica com {name}. Só anotei: não aviso ninguém.",
            "en": "*{title}* is with {name}. I only noted it: I tell nobody.",
        },
        "own": {"pt": "*{title}* é com você de novo.", "en": "*{title}* is yours again."},
        "own_already": {"pt": "*{title}* já é com você.", "en": "*{title}* is yours already."},
        "doing": {"pt": "*{title}*: em andamento.", "en": "*{title}*: in progress."},
        "doing_already": {
            "pt": "*{title}* já estava em andamento.",
            "en": "*{title}* was in progress already.",
        },
        "paused": {"pt": "*{title}*: em pausa.", "en": "*{title}*: paused."},
        "not_doing": {
            "pt": "*{title}* não estava em andamento.",
            "en": "*{title}* was not in progress.",
        },
    }
)
AS_TASK = {"pt": "tarefa: {}", "en": "task: {}"}
"""How a subtask is written so that its own day, tags and priority are understood."""


def change(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Change the task that is meant; where several match, ask which."""
    if reading.aspect is Aspect.TASK_NOTE and not reading.notes:
        return Reply(text=TEXTS.say("how_note", caller.language))
    if reading.aspect is Aspect.SUBTASK:
        if not reading.items:
            return Reply(text=TEXTS.say("how_part", caller.language))
        reading = _parted(caller, reading, store)
    return choose(
        caller,
        reading,
        store,
        verb="change",
        act=lambda one: changed(caller, store, one, reading),
    )


def changed(caller: Caller, store: Store, one: Candidate, reading: Reading) -> Reply:
    """Change one task; TypeError for what is none."""
    if not isinstance(one.record, Task) or reading.aspect is None:
        raise TypeError(one.reference)
    return _ACTS[reading.aspect](caller, store, one.record, reading)


def is_known(caller: Caller, reading: Reading, store: Store) -> bool:
    """Tell whether something that was told is about an open task of that name."""
    if reading.intent is not Intent.NONE or reading.aspect not in OF_TASKS:
        return False
    found = find(store, caller, reading)
    if reading.aspect is Aspect.PAUSED:
        found = [one for one in found if _status(one) is Status.DOING]
    said = reading.title
    by_place = said is None or said.isdigit()
    return bool(found) and (by_place or all(matches(said or "", one.title) for one in found))


def _status(one: Candidate) -> Status | None:
    return one.record.status if isinstance(one.record, Task) else None


def _parted(caller: Caller, reading: Reading, store: Store) -> Reading:
    """Return the reading in which "X to Y" is parted so that Y is a task that there is."""
    for whole, part in reading.names:
        parted = replace(reading, title=whole, parent=whole, items=(part,), names=())
        if find(store, caller, parted):
            return parted
    return reading


def _add_parts(caller: Caller, store: Store, task: Task, reading: Reading) -> Reply:
    if task.parent is not None and store.tasks.get(caller.person.id, task.parent) is not None:
        return Reply(text=TEXTS.say("is_part", caller.language, title=task.title))
    items = _parted_for(task, reading)
    read = [(item, _as_task(caller, item, reading.language)) for item in items]
    for item, one in read:
        if one is not None and one.ask in {"time_past", "time_impossible"}:
            return Reply(text=TEXTS.say("past", caller.language, part=item))
    added = [
        part
        for item, one in read
        if (part := _add(caller, store, task, one or replace(reading, title=item, priority=None)))
    ]
    if len(added) == 1:
        facts = facts_of(caller, added[0])
        text = TEXTS.say(
            "part", caller.language, title=task.title, part=added[0].title, facts=facts
        )
    else:
        names = words(caller.language).listing([f"*{escape(one.title)}*" for one in added])
        text = TEXTS.say("parts", caller.language, title=task.title, parts=names)
    return Reply(
        text=text,
        buttons=(echo.undo_button(caller),),
        shown=tuple(("task", one.id) for one in added),
    )


def _parted_for(task: Task, reading: Reading) -> tuple[str, ...]:
    """Return the subtasks that go with the task that was picked."""
    fitting = (part for whole, part in reading.names if matches(whole, task.title))
    found = next(fitting, None)
    return (found,) if found else reading.items


def _as_task(caller: Caller, item: str, language: str) -> Reading | None:
    text = AS_TASK[language].format(item)
    read = habits.read(caller, text, language=language)
    is_task = read.intent is Intent.TASK and read.title and read.aspect is None
    return replace(read, more=()) if is_task and not read.more else None


def _add(caller: Caller, store: Store, task: Task, read: Reading) -> Task | None:
    return details.add_part(
        store,
        caller,
        task,
        title=read.title or "",
        priority=read.priority,
        due=due_of(read),
        rule=read.rrule,
        tags=read.tags,
        assigned=read.assigned,
    )


def _note(caller: Caller, store: Store, task: Task, reading: Reading) -> Reply:
    notes = (reading.notes or "").strip()
    details.note(store, caller, task, notes)
    return _said(caller, task, "note", notes=notes)


def _tag(caller: Caller, store: Store, task: Task, reading: Reading) -> Reply:
    details.tag(store, caller, task, reading.tags)
    return _said(caller, task, "tagged", tags=tags_line(details.merged(task.tags, reading.tags)))


def _untag(caller: Caller, store: Store, task: Task, reading: Reading) -> Reply:
    gone = details.untag(store, caller, task, reading.tags)
    if not gone:
        return _told(caller, task, "no_tag", tags=tags_line(reading.tags))
    return _said(caller, task, "untagged", tags=tags_line(gone))


def _file(caller: Caller, store: Store, task: Task, reading: Reading) -> Reply:
    if reading.project is None and task.project is None:
        return _told(caller, task, "no_project")
    details.file(store, caller, task, reading.project)
    if reading.project is None:
        return _said(caller, task, "out", project=task.project)
    name = details.known_project(store, caller, reading.project)
    return _said(caller, task, "filed", project=name)


def _assign(caller: Caller, store: Store, task: Task, reading: Reading) -> Reply:
    if reading.assigned is None and task.assigned is None:
        return _told(caller, task, "own_already")
    details.assign(store, caller, task, reading.assigned)
    if reading.assigned is None:
        return _said(caller, task, "own")
    return _said(caller, task, "assigned", name=reading.assigned)


def _start(caller: Caller, store: Store, task: Task, reading: Reading) -> Reply:
    if task.status is Status.DOING:
        return _told(caller, task, "doing_already")
    details.start(store, caller, task)
    return _said(caller, task, "doing")


def _pause(caller: Caller, store: Store, task: Task, reading: Reading) -> Reply:
    if task.status is not Status.DOING:
        return _told(caller, task, "not_doing")
    details.pause(store, caller, task)
    return _said(caller, task, "paused")


def _told(caller: Caller, task: Task, sentence: str, **facts: object) -> Reply:
    """Say what is so already; nothing was written."""
    text = TEXTS.say(sentence, caller.language, title=task.title, **facts)
    return Reply(text=text, shown=(("task", task.id),))


def _said(caller: Caller, task: Task, sentence: str, **facts: object) -> Reply:
    told = _told(caller, task, sentence, **facts)
    return replace(told, buttons=(echo.undo_button(caller),))


_ACTS: dict[Aspect, Callable[[Caller, Store, Task, Reading], Reply]] = {
    Aspect.SUBTASK: _add_parts,
    Aspect.TASK_NOTE: _note,
    Aspect.TAG: _tag,
    Aspect.UNTAG: _untag,
    Aspect.PROJECT: _file,
    Aspect.ASSIGNED: _assign,
    Aspect.DOING: _start,
    Aspect.PAUSED: _pause,
}
