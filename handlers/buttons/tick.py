"""The buttons under the pages of tasks and lists: `tick:<task|item>:<id>`."""

from dataclasses import replace

from domain.messages import Button
from domain.people import Role
from domain.texts import Texts
from engine import echo
from engine.tool import Caller
from engine.tools import notes, sharing
from handlers.intents.complete import task_done, ticked
from handlers.intents.query import list_page, tasks_page
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
    noun, number = arguments
    if noun == "task":
        task = store.tasks.get(caller.person.id, int(number))
        if task is None or task not in store.tasks.open(caller.person.id):
            raise KeyError(number)
        return lambda: _told(caller, task_done(caller, store, task), tasks_page(caller, store))
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
        return _told(caller, ticked(caller, item), list_page(caller, store, shelf))

    return tick


def _told(caller: Caller, done: Reply, page: Reply) -> Reply:
    undo: Button = echo.undo_button(caller)
    return replace(page, text=f"{done.text}\n\n{page.text}", buttons=(*page.buttons, undo))
