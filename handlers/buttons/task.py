"""The buttons of a task: `task:<done|all|only|reopen>:<task>`."""

from domain.people import Role
from domain.records import Status
from engine.caller import Caller
from handlers.intents.complete import all_done, already, only_done, task_done
from handlers.intents.reopen import task_reopened
from handlers.turn import Act
from storage.store import Store

VERB = "task"
ROLE = Role.GUEST
IN_PLACE = True
ACTS = {"done": task_done, "all": all_done, "only": only_done, "reopen": task_reopened}


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Do it to a task of the caller's that still stands; reopen one that was done."""
    verb, number = arguments
    act = ACTS[verb]
    task = store.tasks.get(caller.person.id, int(number))
    if task is None or (verb != "reopen" and task.status is Status.CANCELLED):
        raise KeyError(number)
    if verb != "reopen" and task.status is Status.DONE:
        return lambda: already(caller, task)
    return lambda: act(caller, store, task)
