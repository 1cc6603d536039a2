"""The buttons under the pages of tasks and lists: `tick:<task|item>:<id>[:<page>]`.

The page is `w` for the one of the whole task, or else the message that asked for it.
"""

from dataclasses import replace

from domain.people import Role
from domain.records import Task
from domain.texts import Texts
from engine.caller import Caller
from engine.records import notes, parts, sharing
from handlers.intents.complete import task_done, ticked
from handlers.intents.query import list_page
from handlers.task_pages import WHOLE, asked_before, task_page, tasks_page
from handlers.turn import Act, Reply
from storage.store import Store

VERB = "tick"
ROLE = Role.GUEST
IN_PLACE = True
TEXTS = Texts(
    {
        "already": {
            "pt": "*{title}* já estava riscado da lista.",
            "en": "*{title}* was ticked off already.",
        }
    }
)


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Mark one line as done, and show the page as it is then."""
    noun, number, *page = arguments
    if noun == "task":
        task = store.tasks.get(caller.person.id, int(number))
        if task is None or task not in store.tasks.open(caller.person.id):
            raise KeyError(number)
        show = _page(caller, store, task, page)
        return lambda: _task(caller, store, task, show)
    if noun != "item":
        raise KeyError(number)
    item = sharing.item(store, caller, int(number))
    shelf = sharing.of_item(store, caller, item)
    if item.done and not shelf.others:
        raise KeyError(number)

    def tick() -> Reply:
        page = list_page(caller, store, shelf)
        if item.done:  # whoever shares the list was quicker
            already = TEXTS.say("already", caller.language, title=item.text)
            return replace(page, text=f"{already}\n\n{page.text}")
        notes.tick(store, caller, item)
        return _told(ticked(caller, item), list_page(caller, store, shelf))

    return tick


def _task(caller: Caller, store: Store, task: Task, show: Act) -> Reply:
    """Mark a task as done, or ask about its subtasks; show the page it stood on."""
    is_asked = bool(parts.still_open(store, caller, task))
    done = task_done(caller, store, task)
    return done if is_asked else _told(done, show())


def _page(caller: Caller, store: Store, task: Task, page: list[str]) -> Act:
    """Return what shows the page on which a task stood; KeyError where it is not theirs."""
    if page and page[0] != WHOLE:
        source = int(page[0])
        reading = asked_before(caller, store, source)
        return lambda: tasks_page(caller, store, reading, source)
    above = store.tasks.get(caller.person.id, task.parent) if page and task.parent else None
    if above is None:
        return lambda: tasks_page(caller, store)
    return lambda: task_page(caller, store, above)


def _told(done: Reply, page: Reply) -> Reply:
    text = f"{done.text}\n\n{page.text}"
    known = {one.action for one in page.buttons}
    further = (one for one in done.buttons if one.action not in known)
    return replace(page, text=text, buttons=(*page.buttons, *further))
