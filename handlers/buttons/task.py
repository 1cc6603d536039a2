"""The buttons of a task: `task:<done|reopen>:<task>`."""

from domain.people import Role
from engine.tool import Caller
from handlers.intents.complete import task_done
from handlers.intents.reopen import task_reopened
from handlers.turn import Act
from storage.store import Store

VERB = "task"
ROLE = Role.GUEST
IN_PLACE = True
ACTS = {"done": task_done, "reopen": task_reopened}


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Do it to a task of the caller's."""
    verb, number = arguments
    act = ACTS[verb]
    task = store.tasks.get(caller.person.id, int(number))
    if task is None:
        raise KeyError(number)
    return lambda: act(caller, store, task)
